"""The employer of a melding with what this app knows of it, over all its names and sites.

Bounded: as many queries, and as many rows, for an employer of five thousand meldingen as for one of five hundred.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from inspectie.bulk import samen
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from meldingen.models import Melding, Status, Werkgever
from meldingen.woorden import Woorden

NAMEN = 20
LAATSTE = 5
GETELD = 500
"""Of an employer with more, the latest so many are counted; the page says so."""
SCHAKELS = 10  # of a chain of successors, either way


@dataclass(frozen=True, slots=True)
class Jaar:
    jaar: int
    aantal: int
    per_status: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Werkgeverblad:
    hier: Werkgever
    sector: str
    provincie: str
    namen: list[Werkgever]
    meer_namen: bool
    voorgangers: list[Werkgever]
    opvolgers: list[Werkgever]
    jaren: list[Jaar]
    geteld: int
    meer_geteld: bool
    andere: list[Melding]
    meer: bool


def werkgeverblad(melding: Melding, gebruiker: Gebruiker, woorden: Woorden) -> Werkgeverblad | None:
    """Of the employer of a melding; None without one."""
    if melding.werkgever is None:
        return None
    alleen = not getattr(melding, "werkgever_met_anderen", True)
    return blad_van(melding.werkgever, gebruiker, woorden, zonder=melding.pk, alleen=alleen)


def blad_van(
    werkgever: Werkgever,
    gebruiker: Gebruiker,
    woorden: Woorden,
    *,
    zonder: int | None = None,
    alleen: bool = False,
) -> Werkgeverblad:
    """Two queries; of meldingen only what this person may see. `zonder`: the melding on whose page it stands; `alleen`:
    this record is known to have no other names, and nobody before or after it."""
    namen, keten = ([], []) if alleen else _namen_en_keten(werkgever)
    keten = _bekend(keten)
    reeks = Melding.objects.zichtbaar_voor(gebruiker).order_by("-ontvangen_op", "-pk")
    if len(namen) > NAMEN:
        reeks = reeks.filter(werkgever__in=records_van(werkgever).values("pk"))
    else:
        # Of each record by itself the index gives the order, and the rest is not read.
        per_naam = [reeks.filter(werkgever=w)[: GETELD + 1] for w in (werkgever, *namen)]
        reeks = reeks.filter(pk__in=samen(per_naam)) if namen else per_naam[0]
    geteld = list(reeks.only("nummer", "ontvangen_op", "status", "onderwerpen", "domein")[: GETELD + 1])
    andere = [m for m in geteld[: LAATSTE + 2] if m.pk != zonder][: LAATSTE + 1]
    return Werkgeverblad(
        hier=werkgever,
        sector=woorden("sector", werkgever.sector),
        provincie=woorden("provincie", werkgever.provincie),
        namen=namen[:NAMEN],
        meer_namen=len(namen) > NAMEN,
        voorgangers=[w for stap, w in keten if stap < 0],
        opvolgers=[w for stap, w in keten if stap > 0],
        jaren=_per_jaar(Counter((lokale_dag(m.ontvangen_op).year, m.status) for m in geteld[:GETELD])),
        geteld=min(len(geteld), GETELD),
        meer_geteld=len(geteld) > GETELD,
        andere=andere[:LAATSTE],
        meer=len(andere) > LAATSTE,
    )


def _bekend(keten: list[tuple[int, Werkgever]]) -> list[tuple[int, Werkgever]]:
    """Without those that only Opsporing may know. One query, where there are any."""
    pks = [w.pk for _, w in keten]
    bekend = set(Werkgever.objects.bekend().filter(pk__in=pks).values_list("pk", flat=True)) if pks else pks
    return [(stap, w) for stap, w in keten if w.pk in bekend]


def records_van(werkgever: Werkgever) -> "QuerySet[Werkgever]":
    """Every record that is one employer with this one."""
    return Werkgever.objects.in_groepen([werkgever.groep_id])


def _per_jaar(telling: "Counter[tuple[int, str]]") -> list[Jaar]:
    """The latest year first, the states in the order of the work."""
    return [
        Jaar(
            jaar,
            sum(n for (j, _), n in telling.items() if j == jaar),
            [(str(s.label), telling[jaar, s]) for s in Status if telling[jaar, s]],
        )
        for jaar in sorted({jaar for jaar, _ in telling}, reverse=True)
    ]


_TABEL = Werkgever._meta.db_table
_EEN = "(w.id = {id} OR w.hoofd_id = {id})"
# Both ways along the chain, each step over all records of that employer. A step is (whose hoofd, how far).
_KETEN = f"""
WITH RECURSIVE voor (hoofd, stap) AS (
    SELECT CAST(%(groep)s AS bigint), 0
    UNION
    SELECT COALESCE(v.hoofd_id, v.id), voor.stap - 1 FROM voor
    JOIN {_TABEL} w ON {_EEN.format(id="voor.hoofd")} JOIN {_TABEL} v ON v.id = w.rechtsopvolger_van_id
    WHERE voor.stap > -{SCHAKELS}
), na (hoofd, stap) AS (
    SELECT CAST(%(groep)s AS bigint), 0
    UNION
    SELECT COALESCE(o.hoofd_id, o.id), na.stap + 1 FROM na
    JOIN {_TABEL} w ON {_EEN.format(id="na.hoofd")} JOIN {_TABEL} o ON o.rechtsopvolger_van_id = w.id
    WHERE na.stap < {SCHAKELS}
), keten (stap, hoofd) AS (
    SELECT MIN(stap), hoofd FROM voor WHERE stap < 0 AND hoofd <> %(groep)s GROUP BY hoofd
    UNION ALL SELECT MAX(stap), hoofd FROM na WHERE stap > 0 AND hoofd <> %(groep)s GROUP BY hoofd
)
SELECT 0 AS stap, zelfde.* FROM (
    SELECT w.* FROM {_TABEL} w WHERE {_EEN.format(id="%(groep)s")} AND w.id <> %(zelf)s
    ORDER BY w.naam, w.id LIMIT {NAMEN + 1}
) zelfde
UNION ALL SELECT keten.stap, w.* FROM keten JOIN {_TABEL} w ON w.id = keten.hoofd
"""


def _namen_en_keten(werkgever: Werkgever) -> tuple[list[Werkgever], list[tuple[int, Werkgever]]]:
    """The other records of this employer by name, one more than NAMEN; and (step, employer): below 0 who it came from,
    above 0 who came after it, in order. One query."""
    gevonden = Werkgever.objects.raw(_KETEN, {"groep": werkgever.groep_id, "zelf": werkgever.pk})
    per_stap = [(w.stap, w) for w in gevonden]  # type: ignore[attr-defined]  # a column beside its own
    namen = sorted((w for stap, w in per_stap if stap == 0), key=lambda w: (w.naam, w.pk))
    keten = sorted(((stap, w) for stap, w in per_stap if stap), key=lambda paar: (paar[0], paar[1].pk))
    return namen, keten
