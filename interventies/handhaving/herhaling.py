"""Warning first (OO): was there an earlier waarschuwing or eis, and if none will do, which came closest."""

from collections.abc import Iterable
from datetime import date

from inspectie.termijnen import verschuif
from interventies.handhaving.feiten import EerderInstrument, Overtreding, Sleutel
from interventies.handhaving.recht import SOORTEN

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
) -> str:
    """A Dutch sentence on the earlier instrument that came closest and what it lacks."""
    beste: tuple[tuple[int, date, str], str] | None = None
    for instrument in instrumenten:
        gebreken = _gebreken(instrument, overtreding, werkgevers, vrije_dagen)
        volgorde = (
            sum(gewicht for gewicht, _ in gebreken),
            _klaar_op(instrument, vrije_dagen),
            str(instrument.sleutel),
        )
        if beste is None or volgorde < beste[0]:
            waarom = "; ".join(reden for _, reden in gebreken)
            beste = (volgorde, f"Het dichtst in de buurt komt {omschrijf(instrument)}: {waarom}.")
    return beste[1] if beste else "Er is geen enkel eerder instrument."


def omschrijf(instrument: EerderInstrument) -> str:
    """The instrument in words, for in a sentence."""
    soort = SOORTEN.get(instrument.soort, instrument.soort)
    return f"{soort} {instrument.sleutel} van {instrument.uitgereikt_op:%d-%m-%Y}"


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
) -> list[tuple[int, str]]:
    gebreken = []
    if instrument.werkgever not in werkgevers:
        gebreken.append((_WERKGEVER, "niet aan deze werkgever of een rechtsvoorganger gegeven"))
    if instrument.soort not in GELDT_ALS_WAARSCHUWING:
        gebreken.append((_SOORT, "geen waarschuwing of eis"))
    if overtreding.voorschrift not in instrument.voorschriften:
        andere = ", ".join(sorted(instrument.voorschriften)) or "geen voorschrift"
        gebreken.append((_VOORSCHRIFT, f"gaat over {andere}"))
    gevonden = overtreding.geconstateerd_op
    if instrument.uitgereikt_op >= gevonden:
        gebreken.append((_DATUM, f"niet uitgereikt vóór de constatering van {gevonden:%d-%m-%Y}"))
    elif (klaar := _klaar_op(instrument, vrije_dagen)) >= gevonden:
        gebreken.append(
            (
                _DATUM,
                f"de termijn liep tot en met {klaar:%d-%m-%Y} en was op {gevonden:%d-%m-%Y} niet voorbij",
            )
        )
    return gebreken
