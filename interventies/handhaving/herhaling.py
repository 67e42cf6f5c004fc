"""Warning first (OO): was there an earlier waarschuwing or eis, and if none will do, which came closest."""

from collections.abc import Iterable
from datetime import date

from inspectie.termijnen import verschuif
from interventies.handhaving.feiten import EerderInstrument, Overtreding, Sleutel
from interventies.handhaving.recht import SOORTEN, datum
from interventies.handhaving.taal import INSTRUMENT, rij
from meldingen.triage.taal import Zin

GELDT_ALS_WAARSCHUWING = ("WAARSCHUWING", "EIS")

# How far off a shortcoming is: a wrong date is nearer than a wrong provision, that nearer than a wrong kind,
# and another employer is farthest. Only for choosing which instrument to name.
_WERKGEVER, _SOORT, _VOORSCHRIFT, _DATUM = 8, 4, 2, 1


def vind_eerder(
    overtreding: Overtreding,
    werkgevers: frozenset[Sleutel],
    instrumenten: Iterable[EerderInstrument],
    vrije_dagen: frozenset[date],
) -> EerderInstrument | None:
    """The latest instrument that lets this violation go into a boeterapport."""
    passend = [
        instrument
        for instrument in instrumenten
        if not _gebreken(instrument, overtreding, werkgevers, vrije_dagen)
    ]
    return max(passend, key=lambda i: (i.uitgereikt_op, str(i.sleutel)), default=None)


def dichtstbij(
    overtreding: Overtreding,
    werkgevers: frozenset[Sleutel],
    instrumenten: Iterable[EerderInstrument],
    vrije_dagen: frozenset[date],
) -> Zin:
    """A sentence on the earlier instrument that came closest and what it lacks."""
    beste: tuple[tuple[int, date, str], Zin] | None = None
    for instrument in instrumenten:
        gebreken = _gebreken(instrument, overtreding, werkgevers, vrije_dagen)
        volgorde = (
            sum(gewicht for gewicht, _ in gebreken),
            _klaar_op(instrument, vrije_dagen),
            str(instrument.sleutel),
        )
        if beste is None or volgorde < beste[0]:
            zin = Zin(
                "Het dichtst in de buurt komt %(instrument)s: %(waarom)s.",
                instrument=omschrijf(instrument),
                waarom=rij([reden for _, reden in gebreken], "; "),
            )
            beste = (volgorde, zin)
    return beste[1] if beste else Zin("Er is geen enkel eerder instrument.")


def omschrijf(instrument: EerderInstrument) -> Zin:
    """The instrument in words, for in a sentence."""
    soort = SOORTEN.get(instrument.soort, instrument.soort)
    return Zin(
        INSTRUMENT,
        soort=soort,
        sleutel=str(instrument.sleutel),
        dag=datum(instrument.uitgereikt_op),
    )


def _klaar_op(instrument: EerderInstrument, vrije_dagen: frozenset[date]) -> date:
    """The day that must lie before the new finding: the end of the term, or the day of issue without one."""
    if instrument.termijn_tot is None:
        return instrument.uitgereikt_op
    return max(
        instrument.uitgereikt_op, verschuif(instrument.termijn_tot, instrument.uitgereikt_op, vrije_dagen)
    )


def _gebreken(
    instrument: EerderInstrument,
    overtreding: Overtreding,
    werkgevers: frozenset[Sleutel],
    vrije_dagen: frozenset[date],
) -> list[tuple[int, Zin]]:
    gebreken: list[tuple[int, Zin]] = []
    if instrument.werkgever not in werkgevers:
        gebreken.append((_WERKGEVER, Zin("niet aan deze werkgever of een rechtsvoorganger gegeven")))
    if instrument.soort not in GELDT_ALS_WAARSCHUWING:
        gebreken.append((_SOORT, Zin("geen waarschuwing of eis")))
    if overtreding.voorschrift not in instrument.voorschriften:
        andere = ", ".join(sorted(instrument.voorschriften)) or Zin("geen voorschrift")
        gebreken.append((_VOORSCHRIFT, Zin("gaat over %(voorschriften)s", voorschriften=andere)))
    gevonden = overtreding.geconstateerd_op
    if instrument.uitgereikt_op >= gevonden:
        te_laat = Zin("niet uitgereikt vóór de constatering van %(dag)s", dag=datum(gevonden))
        gebreken.append((_DATUM, te_laat))
    elif (klaar := _klaar_op(instrument, vrije_dagen)) >= gevonden:
        liep = Zin(
            "de termijn liep tot en met %(klaar)s en was op %(dag)s niet voorbij",
            klaar=datum(klaar),
            dag=datum(gevonden),
        )
        gebreken.append((_DATUM, liep))
    return gebreken
