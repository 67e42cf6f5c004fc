"""The page of a list: what its template shows. Queries: the page, the count, this person's choices, the saved views."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from inspectie.bladeren import Blad, blader
from inspectie.getal import als_getal
from inspectie.lijsten.filters import ALLES, DOORZOEK, KOLOMMEN, PLEK, Lijstfilter
from inspectie.lijsten.kolommen import Kolom, Lijst, met_verwijzingen
from inspectie.lijsten.uitvoer import keuzes
from inspectie.lijsten.weergaven import kolommen_van, tabs, voorkeur, vraag_van, weergaven_voor
from inspectie.meenemen import meeneemform
from inspectie.models import Lijstkeuze, Weergave
from inspectie.schermgetal import getal
from inspectie.verzoek import Verzoek

PER_BLAD = 25


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading; with an order it leads to the list in that order. `richting` is fit for aria-sort."""

    kolom: Kolom
    url: str = ""
    richting: str = ""


@dataclass(frozen=True, slots=True)
class Lijstrij:
    rij: Any
    anker: str
    url: str
    vast: SafeString
    cellen: Sequence[SafeString]


def toon_lijst(
    request: Verzoek,
    lijst: Lijst,
    sjabloon: str,
    erbij: Callable[[Lijstfilter], Mapping[str, Any]] = lambda _: {},
) -> HttpResponse:
    """The page of a list, or the way to the view that it opens with. `erbij`: what its template shows besides."""
    eigen = voorkeur(lijst, request.user)
    if adres := doorverwijzing(request, lijst, eigen):
        return redirect(adres)
    keuze = lijst.kies(request.GET, request.user, timezone.now())
    return render(request, sjabloon, {**lijstpagina(request, lijst, keuze, eigen), **erbij(keuze)})


def doorverwijzing(request: Verzoek, lijst: Lijst, eigen: Lijstkeuze) -> str:
    """The address of the view that this person's list opens with, for who asks for nothing in particular; else ""."""
    if request.META.get("QUERY_STRING") or eigen.weergave is None:
        return ""
    # What is no longer shared with this person opens nothing.
    zichtbaar = Weergave.objects.zichtbaar_voor(request.user).filter(pk=eigen.weergave.pk)
    return lijst.adres(vraag_van(eigen.weergave)) if zichtbaar.exists() else ""


def lijstpagina(request: Verzoek, lijst: Lijst, keuze: Lijstfilter, eigen: Lijstkeuze) -> dict[str, Any]:
    if eigen.weergave_id:
        keuze.leeg = ALLES
    # Before the form is asked: a filter may still find that it cannot be done.
    rijen, binnen = keuze.te_tonen()
    fout = not keuze.form.is_valid()
    kolommen = kolommen_van(request, lijst, eigen)
    reeks = met_verwijzingen(rijen, kolommen)
    blad: Blad[Any] = blader(reeks, keuze.velden, request.GET.get("cursor", ""), PER_BLAD, binnen)
    begin = _vanaf(request) if blad.vorige else 1
    blokjes, vraag = keuze.blokjes(), keuze.vraag()
    rij_van = partial(_rij, lijst, [(kolom, _begin_van_cel(kolom)) for kolom in kolommen], keuze, vraag)
    zonder_plek = keuze.vraag(zonder=PLEK)
    velden = [naam for naam in keuze.form.fields if naam not in (*lijst.eerst, *keuze.VERBORGEN)]
    return {
        "lijst": lijst,
        "keuze": keuze,
        "form": keuze.form,
        "fout": fout,
        "blokjes": blokjes,
        "gefilterd": bool(blokjes),
        "meer_open": any(keuze.form.cleaned_data.get(v) or keuze.form.errors.get(v) for v in velden),
        "koppen": [_kop(lijst, keuze, kolom) for kolom in kolommen],
        "rijen": [rij_van(rij) for rij in blad.rijen],
        "blad": blad,
        "totaal": (totaal := _totaal(keuze, blad, begin)),
        "regels": _regels(totaal, blad),
        "vraag_doorzoek": keuze.vraag(zonder=PLEK[:2], **{DOORZOEK: "1"}) if blad.afgebroken else "",
        "van": begin,
        "tot": begin + len(blad.rijen) - 1,
        "vraag": vraag,
        "vraag_zonder_plek": zonder_plek,
        "vraag_vorige": keuze.vraag(cursor=blad.vorige, vanaf=str(max(begin - PER_BLAD, 1))),
        "vraag_volgende": keuze.vraag(cursor=blad.volgende, vanaf=str(begin + len(blad.rijen))),
        "alles_url": lijst.adres(f"{ALLES}=1" if keuze.leeg else ""),
        "alle_url": lijst.adres(keuze.vraag(zonder=(*keuze.filters, *PLEK))),
        "kolommen_in_adres": keuze.data.get(KOLOMMEN, ""),
        "sorteringen": [(code, s.naam) for code, s in keuze.sorteringen.items()],
        "tabs": tabs(lijst, keuze, weergaven_voor(lijst, keuze), kolommen),
        "formaten": keuzes(),
        "meenemen": meeneemform(request, lijst.naam, keuze.nu),
        "eerste_velden": [keuze.form[naam] for naam in lijst.eerst if naam in keuze.form.fields],
        "meer_velden": [keuze.form[naam] for naam in velden],
    }


def _totaal(keuze: Lijstfilter, blad: Blad[Any], begin: int) -> str:
    if blad.aantal is None and blad.minstens is None and keuze.telt_door():
        return getal(keuze.qs.order_by().count())
    return blad.telling_vanaf(begin)


def _regels(totaal: str, blad: Blad[Any]) -> str:
    """As it reads within a sentence: "1 regel", "meer dan 500 regels"."""
    hoeveel = 2 if blad.aantal is None else blad.aantal
    return ngettext("%(aantal)s regel", "%(aantal)s regels", hoeveel) % {"aantal": totaal}


def _kop(lijst: Lijst, keuze: Lijstfilter, kolom: Kolom) -> Kop:
    mogelijk = [s for s in kolom.sorteringen if s in keuze.sorteringen]
    if not mogelijk:
        return Kop(kolom)
    plek = mogelijk.index(keuze.volgorde) if keuze.volgorde in mogelijk else -1
    daarna = mogelijk[(plek + 1) % len(mogelijk)]
    sort = "" if daarna == keuze.STANDAARD else daarna
    url = lijst.adres(keuze.vraag(zonder=() if sort else ("sort",), sort=sort, cursor="", vanaf=""))
    if plek < 0:
        return Kop(kolom, url)
    omlaag = keuze.velden[0].startswith("-")
    return Kop(kolom, url, "descending" if omlaag else "ascending")


def _begin_van_cel(kolom: Kolom) -> SafeString:
    """The same in every row, so written once: of a page of 25 rows the tags took the template longer than the words."""
    klasse = format_html(' class="{}"', kolom.klasse) if kolom.klasse else ""
    kop = "" if kolom.naamloos else format_html(' data-kop="{}"', kolom.kop)
    return format_html('<td role="cell"{}{}>', klasse, kop)


def _rij(
    lijst: Lijst, kolommen: Sequence[tuple[Kolom, SafeString]], keuze: Lijstfilter, vraag: str, rij: Any
) -> Lijstrij:
    (vast, _), *rest = kolommen
    nummer = vast.html(keuze, rij)
    url = lijst.rijadres(rij)
    return Lijstrij(
        rij,
        f"{lijst.rij}-{lijst.anker(rij) if lijst.anker else nummer}",
        f"{url}?{vraag}" if vraag and url and lijst.met_vraag else url,
        nummer,
        [begin + kolom.html(keuze, rij) for kolom, begin in rest],
    )


def _vanaf(request: Verzoek) -> int:
    """Where the page begins, as its address says; only for the count above the list."""
    return als_getal(request.GET.get("vanaf")) or 1
