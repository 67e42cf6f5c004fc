"""What the page of an employer shows: all its names and sites, and what was reported and done there, as far as one may
see it. Each block is bounded; a fixed number of queries, however much there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import lokale_dag
from inspectie.versies import Wijziging
from interventies import wet
from interventies.bij_werkgever import (
    GESPREKKEN,
    Interventierij,
    interventierij,
    interventies_bij,
    overtredingen_bij,
    toezeggingen_bij,
    zaakrij,
    zaken_bij,
    ziet_zaken,
)
from interventies.models import INSTRUMENTEN, Interventie
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from interventies.wetszinnen import namen_van, zonder_codes
from meldingen.models import Werkgever, Werkgevervoorstel
from meldingen.tijdlijn import naam
from meldingen.werkgeverblad import Werkgeverblad, blad_van, records_van
from meldingen.werkgevers import samenhang
from meldingen.woorden import Woorden
from meldingen.zelfde_firma import Suggestie, suggesties

PER_BLOK = 8
NAMEN, ALLE_NAMEN = 20, 1_000
GESCHIEDENIS = 20
_IDENTITEIT = ("samengevoegd_in_id", "rechtsopvolger_van_id")
_HEET = {
    "naam": gettext_lazy("Naam verbeterd: %(wordt)s"),
    "plaats": gettext_lazy("Plaats verbeterd: %(wordt)s"),
}


@dataclass(frozen=True, slots=True)
class Kansrij:
    """A provision, and whether a new violation of it could go into a boeterapport at once."""

    voorschrift: str
    mogelijk: bool
    waarom: str
    rust_op: Interventie | None


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """What was once changed about who this employer is."""

    op: datetime
    wat: str
    wie: str
    reden: str


@dataclass(frozen=True, slots=True)
class Zakenblad:
    """For who may see zaken. Each list one longer than is shown where there is more."""

    zaken: Sequence[dict[str, object]]
    meer_zaken: bool
    open_zaken: bool
    overtredingen: Sequence[Any]
    meer_overtredingen: bool
    gesprekken: Sequence[Interventierij]
    meer_gesprekken: bool
    instrumenten: Sequence[Interventierij]
    meer_instrumenten: bool
    toezeggingen: Sequence[Any]
    meer_toezeggingen: bool
    kansen: Sequence[Kansrij]
    alleen_eigen: bool


@dataclass(frozen=True, slots=True)
class Identiteit:
    """For who may see merges."""

    samengevoegd: Sequence[tuple[Werkgever, Werkgever]]
    opvolgingen: Sequence[tuple[Werkgever, Werkgever]]
    voorstellen: Sequence[Werkgevervoorstel]
    geschiedenis: Sequence[Gebeurtenis]
    meer_geschiedenis: bool
    suggesties: Sequence[Suggestie]


@dataclass(frozen=True, slots=True)
class Pagina:
    hier: Werkgever
    leden: Sequence[Werkgever]
    meer_leden: bool
    aantal: int
    blad: Werkgeverblad
    zaken: Zakenblad | None
    identiteit: Identiteit | None


def werkgeverpagina(
    hier: Werkgever, gebruiker: Gebruiker, woorden: Woorden, nu: datetime, *, alles: bool = False
) -> Pagina:
    """`hier` is the record that stands for the employer. `alles`: every name, not the first ones."""
    leden = list(
        records_van(hier)
        .select_related("samengevoegd_in", "rechtsopvolger_van")
        .order_by("naam", "pk")[:ALLE_NAMEN]
    )
    getoond = leden if alles else leden[:NAMEN]
    return Pagina(
        hier=hier,
        leden=getoond,
        meer_leden=len(leden) > len(getoond),
        aantal=len(leden),
        blad=blad_van(hier, gebruiker, woorden),
        zaken=_zakenblad(hier, gebruiker, lokale_dag(nu)) if ziet_zaken(gebruiker) else None,
        identiteit=_identiteit(hier, leden, gebruiker) if heeft(gebruiker, Recht.SAMENVOEGING_ZIEN) else None,
    )


def _zakenblad(hier: Werkgever, gebruiker: Gebruiker, vandaag: date) -> Zakenblad:
    wie, meer = records_van(hier).values("pk"), PER_BLOK + 1
    teksten, vrije_dagen = Rechtsteksten(), lees_vrije_dagen()
    zaken = [zaakrij(zaak) for zaak in zaken_bij(wie, gebruiker, meer)]
    overtredingen = list(overtredingen_bij(wie, gebruiker, meer))
    gesprekken, instrumenten = (
        [interventierij(i, teksten, vrije_dagen) for i in interventies_bij(wie, gebruiker, meer, soorten)]
        for soorten in (GESPREKKEN, INSTRUMENTEN)
    )
    toezeggingen = list(toezeggingen_bij(wie, gebruiker, meer))
    return Zakenblad(
        zaken=zaken[:PER_BLOK],
        meer_zaken=len(zaken) > PER_BLOK,
        open_zaken=any(rij["open"] for rij in zaken),
        overtredingen=[
            (o, teksten.kort(o.voorschrift, o.geconstateerd_op, o.geregistreerd_op))
            for o in overtredingen[:PER_BLOK]
        ],
        meer_overtredingen=len(overtredingen) > PER_BLOK,
        gesprekken=gesprekken[:PER_BLOK],
        meer_gesprekken=len(gesprekken) > PER_BLOK,
        instrumenten=instrumenten[:PER_BLOK],
        meer_instrumenten=len(instrumenten) > PER_BLOK,
        toezeggingen=toezeggingen[:PER_BLOK],
        meer_toezeggingen=len(toezeggingen) > PER_BLOK,
        kansen=_kansen(hier, gebruiker, vandaag),
        alleen_eigen=not heeft(gebruiker, Recht.ZAAK_ZIEN),
    )


def _kansen(hier: Werkgever, gebruiker: Gebruiker, vandaag: date) -> list[Kansrij]:
    """By the law itself (`wet.boetekansen`), from what this person may see."""
    zichtbaar = Interventie.objects.zichtbaar_voor(gebruiker)
    wetten = wet.recht()
    kansen, namen = wet.boetekansen(hier.groep_id, vandaag, wetten, zichtbaar), namen_van(wetten)
    rusten = Interventie.objects.select_related("zaak", "werkgever").in_bulk(
        [kans.rust_op for kans in kansen if kans.rust_op]
    )
    return [
        Kansrij(
            kans.voorschrift.naam or kans.voorschrift.code,
            kans.mogelijk,
            zonder_codes(kans.waarom, namen),
            rusten.get(kans.rust_op) if kans.rust_op else None,
        )
        for kans in kansen
    ]


def _identiteit(hier: Werkgever, leden: Sequence[Werkgever], gebruiker: Gebruiker) -> Identiteit:
    """Of an employer that only Opsporing may know nothing is told here, not even that it was once proposed."""
    kring = samenhang([w.pk for w in leden])
    wijzigingen = list(
        Wijziging.objects.filter(soort="werkgever", object_id__in=kring, veld__in=[*_IDENTITEIT, *_HEET])
        .select_related("door")
        .order_by("geregistreerd_op", "id")
    )
    genoemd = {pk for w in wijzigingen for pk in (w.object_id, None if w.veld in _HEET else w.nieuw)}
    genoemd |= {w.rechtsopvolger_van_id for w in leden}
    bekend = dict(Werkgever.objects.bekend().filter(pk__in=genoemd - {None}).values_list("pk", "naam"))
    gebeurtenissen = _geschiedenis(wijzigingen, bekend, kring, gebruiker)
    voorstellen = (
        Werkgevervoorstel.objects.zichtbaar_voor(gebruiker)
        .te_beslissen()
        .over(kring)
        .select_related("werkgever", "andere", "voorgesteld_door")
    )
    return Identiteit(
        samengevoegd=[(w, w.samengevoegd_in) for w in leden if w.samengevoegd_in is not None],
        opvolgingen=[
            (w, w.rechtsopvolger_van)
            for w in leden
            if w.rechtsopvolger_van is not None and w.rechtsopvolger_van.pk in bekend
        ],
        voorstellen=list(voorstellen.order_by("voorgesteld_op", "pk")[:PER_BLOK]),
        geschiedenis=gebeurtenissen[:GESCHIEDENIS],
        meer_geschiedenis=len(gebeurtenissen) > GESCHIEDENIS,
        suggesties=suggesties([hier, *(w for w in leden if w.pk != hier.pk)]),
    )


def _geschiedenis(
    wijzigingen: Sequence[Wijziging], namen: Mapping[int, str], kring: set[int], gebruiker: Gebruiker
) -> list[Gebeurtenis]:
    """Every merge, split, succession and corrected name of these records, and every proposal that was refused; the
    latest first."""
    geweigerd = list(
        Werkgevervoorstel.objects.zichtbaar_voor(gebruiker)
        .filter(aanvaard=False)
        .over(kring)
        .select_related("werkgever", "andere", "besloten_door")
    )
    stond: dict[tuple[int, str], int | None] = {}
    uit = []
    for w in wijzigingen:
        if w.veld in _HEET:
            if w.object_id in namen:
                wat = _HEET[w.veld] % {"wordt": w.nieuw or _("leeg")}
                uit.append(Gebeurtenis(w.geregistreerd_op, wat, naam(w.door), w.reden))
            continue
        vorige = stond.get((w.object_id, w.veld))
        stond[w.object_id, w.veld] = w.nieuw
        ander = w.nieuw or vorige
        if w.object_id not in namen or (ander is not None and ander not in namen):
            continue  # only Opsporing may know that one, and what was written about it
        wat = _in_woorden(w.veld, namen[w.object_id], namen[ander] if ander else "", bool(w.nieuw))
        uit.append(Gebeurtenis(w.geregistreerd_op, wat, naam(w.door), w.reden))
    for v in geweigerd:
        wat = _("Voorstel afgewezen: %(soort)s, %(een)s en %(ander)s") % {
            "soort": str(v.get_soort_display()).lower(),
            "een": v.werkgever.naam,
            "ander": v.andere.naam,
        }
        if v.besloten_op is not None:
            uit.append(Gebeurtenis(v.besloten_op, wat, naam(v.besloten_door), v.besluit_reden))
    return sorted(uit, key=lambda g: g.op, reverse=True)


def _in_woorden(veld: str, naam: str, ander: str, erbij: bool) -> str:
    zinnen = {
        ("samengevoegd_in_id", True): _("%(een)s samengevoegd met %(ander)s"),
        ("samengevoegd_in_id", False): _("%(een)s weer losgemaakt van %(ander)s"),
        ("rechtsopvolger_van_id", True): _("%(een)s is rechtsopvolger van %(ander)s"),
        ("rechtsopvolger_van_id", False): _("%(een)s is toch geen rechtsopvolger van %(ander)s"),
    }
    return zinnen[veld, erbij] % {"een": naam, "ander": ander or _("een ander")}
