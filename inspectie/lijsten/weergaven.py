"""What somebody chose for a list before: the saved views as tabs, the columns, the view it opens with."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from inspectie.lijsten.filters import ALLES, KOLOMMEN, Lijstfilter
from inspectie.lijsten.kolommen import Kolom, Lijst
from inspectie.models import Gebruiker, Lijstkeuze, Weergave
from inspectie.rechten import heeft
from inspectie.verzoek import Verzoek


@dataclass(frozen=True, slots=True)
class Tab:
    """A way into the list. `huidig` is fit for aria-current: "page" when it is this choice, "true" for a part of it."""

    naam: str
    url: str
    huidig: str = ""
    gedeeld: bool = False


def voorkeur(lijst: Lijst, gebruiker: Gebruiker) -> Lijstkeuze:
    """One query."""
    gevonden = (
        Lijstkeuze.objects.filter(gebruiker=gebruiker, lijst=lijst.naam).select_related("weergave").first()
    )
    return gevonden or Lijstkeuze(gebruiker=gebruiker, lijst=lijst.naam)


def kolommen_van(request: Verzoek, lijst: Lijst, eigen: Lijstkeuze) -> tuple[Kolom, ...]:
    """Those in the address, else this person's own, else those of the list."""
    in_adres = request.GET.get(KOLOMMEN, "")
    keuze = [sleutel for sleutel in (in_adres or eigen.kolommen).split(",") if sleutel]
    gekozen = lijst.gekozen(request.user, keuze)
    return gekozen if len(gekozen) > 1 else lijst.gekozen(request.user, lijst.standaard)


def vraag_van(weergave: Weergave) -> str:
    """The query string that opens it."""
    delen = [weergave.vraag, urlencode({KOLOMMEN: weergave.kolommen}) if weergave.kolommen else ""]
    return "&".join(deel for deel in delen if deel) or f"{ALLES}=1"


def bruikbaar(weergave: Weergave, keuze: Lijstfilter) -> bool:
    """Whether this person has every filter and order in it; with one less it would show more than its name says."""
    vraag = dict(parse_qsl(weergave.vraag))
    return set(vraag) - {"sort"} <= set(keuze.filters) and vraag.get("sort", "") in {"", *keuze.sorteringen}


def weergaven_voor(lijst: Lijst, keuze: Lijstfilter) -> list[Weergave]:
    """Those that this person may see and use, the own ones first. One query."""
    gevonden = Weergave.objects.zichtbaar_voor(keuze.gebruiker).filter(lijst=lijst.naam)
    alle = [w for w in gevonden.select_related("eigenaar") if bruikbaar(w, keuze)]
    return sorted(alle, key=lambda w: w.eigenaar_id != keuze.gebruiker.pk)


def tabs(
    lijst: Lijst, keuze: Lijstfilter, weergaven: Sequence[Weergave], kolommen: Sequence[Kolom]
) -> list[Tab]:
    """The fixed ways in, the whole list, and the saved views; at most one of them is current."""
    ingangen: list[tuple[str, str, str, bool, bool]] = []
    for naam, vraag, recht in lijst.ingangen:
        if recht is None or heeft(keuze.gebruiker, recht):
            ingangen.append((str(naam), vraag, vraag or (keuze.leeg and f"{ALLES}=1"), False, True))
    sleutels = ",".join(kolom.sleutel for kolom in kolommen)
    ingangen += [(w.naam, w.vraag, vraag_van(w), w.gedeeld, w.kolommen in ("", sleutels)) for w in weergaven]
    huidig, soort = _huidig(keuze.keuze(), [(vraag, past) for _, vraag, _, _, past in ingangen])
    return [
        Tab(naam, lijst.adres(adres), soort if plek == huidig else "", gedeeld)
        for plek, (naam, _, adres, gedeeld, _) in enumerate(ingangen)
    ]


def _huidig(nu: str, ingangen: Sequence[tuple[str, bool]]) -> tuple[int, str]:
    """Which one is current (-1: none), and how: this choice with these columns, else the narrowest around it. What is
    shown is the same in any order, so the order only tells apart what has the same filters."""
    for plek, (vraag, past) in enumerate(ingangen):
        if past and _delen(vraag) == _delen(nu):
            return plek, "page"
    filters, volgorde = _gesplitst(nu)
    binnen = [
        (len(delen), sort == volgorde, -plek)
        for plek, (delen, sort) in enumerate(_gesplitst(vraag) for vraag, _ in ingangen)
        if delen <= filters
    ]
    return (-max(binnen)[2], "true") if binnen else (-1, "")


def _delen(vraag: str) -> set[tuple[str, str]]:
    return set(parse_qsl(vraag))


def _gesplitst(vraag: str) -> tuple[set[tuple[str, str]], str]:
    """The filters, and the order."""
    delen = dict(parse_qsl(vraag))
    volgorde = delen.pop("sort", "")
    return set(delen.items()), volgorde
