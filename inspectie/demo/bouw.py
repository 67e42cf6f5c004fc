"""Builds the whole set and writes it as a folder of case records (contract section 1)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from inspectie.demo import bijzaken, rijen
from inspectie.demo.afwikkeling import Afwikkeling
from inspectie.demo.correcties import Corrector
from inspectie.demo.intake import getelde_meldingen, vul_feiten
from inspectie.demo.koppelen import Koppelaar, ken_werkgevers_toe
from inspectie.demo.lot import Lot
from inspectie.demo.rijen import Dossier, Interventie, Overtreding, Werkgever, Zaak
from inspectie.demo.toetsen import Toetser
from inspectie.demo.verdeling import WERK
from inspectie.demo.werkgevers import Bedrijvenregister


@dataclass(frozen=True)
class Telling:
    """What was written: records per file (without the header) and how many different complaint texts."""

    rijen: Mapping[str, int]
    teksten: int


def schrijf_map(map: Path, zaad: int = 2021, *, latere_correcties: bool = True) -> Telling:
    """Write the synthetic set of seed number `zaad` into `map` (made when it is not there).

    The same number gives the same bytes. At peildatum 2021-01-10 and stand van 2021-02-03 the figures are those
    of the report; with `latere_correcties` off that stays so for every later stand van too.
    """
    dossier = bouw(zaad, latere_correcties)
    map.mkdir(parents=True, exist_ok=True)
    aantallen = {
        naam: rijen.schrijf(map, naam, getattr(dossier, _LIJST.get(naam, naam))) for naam in rijen.KOLOMMEN
    }
    return Telling(aantallen, len({melding.omschrijving for melding in dossier.meldingen}))


_LIJST = {"zaak_meldingen": "koppelingen"}


def bouw(zaad: int, latere_correcties: bool = True) -> Dossier:
    """The set in memory, numbered and in the order of the files."""
    dossier = Dossier()
    register = Bedrijvenregister(zaad)
    afwikkeling = Afwikkeling(Lot(zaad, "afwikkeling"), dossier)
    getelde = getelde_meldingen(zaad)
    samen: list[tuple[Werkgever, Werkgever]] = []
    for domein in WERK:
        koppelaar = Koppelaar(Lot(zaad, f"koppelen/{domein}"), register, getelde, domein)
        dossier.zaken += koppelaar.koppel()
        samen += koppelaar.samen

    lot = Lot(zaad, "bijzaken")
    overige = bijzaken.zonder_corona(lot)
    late = bijzaken.na_peildatum(lot)
    late_zaken = bijzaken.late_zaken(lot, register, late, dossier.zaken)
    ken_werkgevers_toe(Lot(zaad, "overige werkgevers"), register, [*getelde, *overige, *late])
    feiten = Lot(zaad, "feiten")
    for melding in [*getelde, *overige, *late]:
        vul_feiten(feiten, melding)
    bijzaken.plaats_bijzondere_teksten(lot, getelde)
    bijzaken.maak_ongetrieerd(late)
    kopieen = bijzaken.dubbelen(lot, getelde)
    bijzaken.bundel_dubbelen(lot, dossier.zaken, kopieen)
    via_dubbel = bijzaken.via_dubbel(lot, register, getelde)
    dossier.zaken += via_dubbel

    for zaak in [*dossier.zaken, *late_zaken]:
        afwikkeling.open(zaak)
    for zaak in dossier.zaken:
        afwikkeling.wikkel_af(zaak)
    bijzaken.wikkel_late_af(lot, register, afwikkeling, late_zaken)
    dossier.zaken += late_zaken
    bijzaken.programmatisch(lot, register, afwikkeling, dossier)
    Toetser(Lot(zaad, "toetsen"), dossier).toets()
    bijzaken.toets_dubbelen(lot, dossier, kopieen)

    dossier.meldingen = [*getelde, *overige, *late, *kopieen, *(zaak.meldingen[0] for zaak in via_dubbel)]
    dossier.werkgevers = register.werkgevers
    corrector = Corrector(Lot(zaad, "correcties"), dossier, afwikkeling)
    corrector.voor_het_rapport(getelde, kopieen, register)
    corrector.vergissingen(getelde)
    corrector.samenvoegingen(samen)
    if latere_correcties:
        corrector.na_het_rapport(getelde)
    _registreer_werkgevers(dossier)
    _wijs_opvolgers_aan(Lot(zaad, "opvolgers"), dossier)
    _orden(dossier)
    return dossier


def _gebruik(dossier: Dossier) -> Iterator[tuple[Werkgever, datetime]]:
    """Every moment at which something about an employer was put on record."""
    for melding in dossier.meldingen:
        if melding.werkgever:
            yield melding.werkgever, melding.geregistreerd_op
    for zaak in dossier.zaken:
        yield zaak.werkgever, zaak.geregistreerd_op
    for overtreding in dossier.overtredingen:
        yield overtreding.werkgever, overtreding.geregistreerd_op
    for interventie in dossier.interventies:
        yield interventie.werkgever, interventie.geregistreerd_op
    for correctie in dossier.correcties:
        if correctie.veld == "werkgever" and isinstance(correctie.nieuw, Werkgever):
            yield correctie.nieuw, correctie.geregistreerd_op


def _registreer_werkgevers(dossier: Dossier) -> None:
    """An employer is on record from the first moment that something names it."""
    eerste: dict[Werkgever, datetime] = {}
    for werkgever, moment in _gebruik(dossier):
        eerste[werkgever] = min(moment, eerste.get(werkgever, moment))
    for werkgever in dossier.werkgevers:
        werkgever.geregistreerd_op = eerste[werkgever]


def _wijs_opvolgers_aan(lot: Lot, dossier: Dossier) -> None:
    """A few firms went on in another one; for the figures these are two employers."""
    bekend = [werkgever for werkgever in dossier.werkgevers if werkgever.kvk_nummer]
    aantal = 6
    while aantal:
        opvolger, voorganger = lot.uit(bekend), lot.uit(bekend)
        vrij = opvolger.rechtsopvolger_van is None and voorganger.rechtsopvolger_van is None
        ouder = opvolger.geregistreerd_op - voorganger.geregistreerd_op > timedelta(days=60)
        if vrij and ouder and opvolger.tak is voorganger.tak and opvolger.kvk_nummer != voorganger.kvk_nummer:
            opvolger.rechtsopvolger_van = voorganger
            aantal -= 1


def _orden(dossier: Dossier) -> None:
    """Sort every list by registration or event and number it."""
    dossier.werkgevers = sorted(dossier.werkgevers, key=lambda w: w.geregistreerd_op)
    dossier.meldingen.sort(key=lambda m: (m.ontvangen_op, m.geregistreerd_op))
    dossier.zaken.sort(key=lambda z: (z.geopend_op, z.geregistreerd_op))
    dossier.koppelingen.sort(key=lambda k: k.geregistreerd_op)
    dossier.overtredingen.sort(key=lambda o: (o.geconstateerd_op, o.geregistreerd_op))
    dossier.interventies.sort(key=lambda i: (i.uitgereikt_op, i.geregistreerd_op))
    dossier.toetsingen.sort(key=lambda t: t.geregistreerd_op)
    dossier.correcties.sort(key=lambda c: c.geregistreerd_op)
    per_jaar: defaultdict[int, int] = defaultdict(int)
    for melding in dossier.meldingen:
        jaar = melding.ontvangen_op.year
        per_jaar[jaar] += 1
        melding.sleutel = f"M{jaar}-{per_jaar[jaar]:05d}"
    _nummer("W", dossier.werkgevers)
    _nummer("Z", dossier.zaken)
    _nummer("O", dossier.overtredingen)
    _nummer("I", dossier.interventies)


def _nummer(letter: str, lijst: Sequence[Werkgever | Zaak | Overtreding | Interventie]) -> None:
    for nummer, rij in enumerate(lijst, start=1):
        rij.sleutel = f"{letter}{nummer:05d}"
