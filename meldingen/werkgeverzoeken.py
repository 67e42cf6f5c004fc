"""Finding an employer by name, also misspelt, written apart or together, with another legal form: the best first.

The same on PostgreSQL and on SQLite, for it asks for exact words only (`namen`, `naamregister`): first which words are
meant, then the records that have the rarest of them, then how well each fits. Bounded at every step, so it takes as
long among half a million names as among a few thousand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from inspectie.bulk import als_reeks, onder, onder_woorden
from meldingen.models import Naamplek, Naamspelling, Naamwoord, Werkgever
from meldingen.namen import (
    BEGIN,
    GEHEEL,
    geheel,
    klank,
    klanken,
    lettergelijkenis,
    met_hele_nummers,
    spellingen,
    verwisseld,
    woorden,
    woordgelijkenis,
)

VRAAG_MAX = 8  # words of a question that count
GEWOON = 3_000  # a word in more records than this is no way in, unless there is no other
LENGTE = 300  # candidates of which is looked how well they fit
BEGINNEN = 200  # words that begin with what was typed
TREFFERS = 200
KORTST_BEGIN = 3
VERWISSELD = 0.88  # how alike a word is of which two letters changed places
GOED_GENOEG, TEN_OPZICHTE = 0.5, 0.72
"""How well a hit fits at the least, by itself and against the best."""


class Treffer(NamedTuple):
    """An employer (group id), from 0 to 1 how well it fits, and by which of its records it was found."""

    groep: int
    score: float
    record: int


@dataclass(frozen=True, slots=True)
class _Woord:
    """A word that was asked for: what it weighs, and the words (ids) that can be meant by it, with how alike."""

    gewicht: float
    bedoeld: dict[int, float]

    @property
    def precies(self) -> list[int]:
        """Of these, what it most likely is."""
        beste = max(self.bedoeld.values())
        return [pk for pk, s in self.bedoeld.items() if s == beste]


def zoek(vraag: str, hoogstens: int = TREFFERS) -> list[Treffer]:
    """The employers that a question names, each once, the best first. Six queries at most, whatever is asked."""
    vraag = met_hele_nummers(vraag.replace("\0", "")[:200])
    geschreven = {klank(woord): woord for woord in woorden(vraag)[:VRAAG_MAX]}
    gevraagd = list(geschreven)
    if not gevraagd:
        return []
    bedoeld = _bedoeld({**geschreven, geheel(vraag): ""})
    # A word of no weight ("bv") need not be there, and is looked for only where it is all there is.
    heel, kern = bedoeld.pop(geheel(vraag), {}), set(klanken(vraag))
    delen = [_Woord(min(len(w), 10), bedoeld[w]) for w in gevraagd if bedoeld.get(w)]
    zonder = sum(min(len(w), 10) for w in gevraagd if not bedoeld.get(w) and w in kern)
    punten = _dekking(delen, _Woord(1.0, heel), zonder)
    beste = sorted(punten, key=lambda pk: (-punten[pk], pk))[:LENGTE]
    return _geordend(vraag, {pk: punten[pk] for pk in beste})[:hoogstens]


def _bedoeld(gevraagd: Mapping[str, str]) -> dict[str, dict[int, float]]:
    """Per word, by its sound, the ids of the words that it can be, with how alike they are. `gevraagd`: how each was
    written. Two queries."""
    per_spelling: dict[str, set[tuple[str, str]]] = {}
    for gezocht, geschreven in gevraagd.items():
        for spelling in spellingen(gezocht):
            per_spelling.setdefault(spelling, set()).add((gezocht, gezocht))
        for zo in map(klank, verwisseld(geschreven)):
            per_spelling.setdefault(zo[:BEGIN], set()).add((gezocht, zo))
    uit: dict[str, dict[int, float]] = {gezocht: {} for gezocht in gevraagd}
    gevonden = Naamspelling.objects.filter(spelling__in=onder_woorden(list(per_spelling)))
    paren = [
        (gezocht, zo, pk, woord)
        for spelling, pk, woord in gevonden.values_list("spelling", "woord_id", "woord__woord")
        for gezocht, zo in per_spelling[spelling]
    ]
    begin = Q()
    for woord in gevraagd:
        if len(woord) >= KORTST_BEGIN and not woord.startswith(GEHEEL):
            begin |= _begint(woord)
    if begin:
        langer = Naamwoord.objects.filter(begin).values_list("pk", "woord")[:BEGINNEN]
        paren += [(gezocht, gezocht, pk, woord) for pk, woord in langer for gezocht in gevraagd]
    for gezocht, zo, pk, woord in set(paren):
        if zo.startswith(GEHEEL) != woord.startswith(GEHEEL):
            continue
        s = woordgelijkenis(zo, woord) if zo == gezocht else VERWISSELD * (zo == woord)
        if s > uit[gezocht].get(pk, 0):
            uit[gezocht][pk] = s
    return uit


def _begint(woord: str) -> Q:
    # LIKE finds its index on PostgreSQL only, and a range only where letters are ordered as bytes.
    if connection.vendor == "postgresql":
        return Q(woord__startswith=woord)
    return Q(woord__gt=woord, woord__lt=woord + "\uffff")


def _dekking(delen: Sequence[_Woord], heel: _Woord, zonder: float) -> dict[int, float]:
    """Per record what part of the question it has; all of it where its whole name is the question. Rare words lead to
    it; common ones are only looked up of these."""
    vol = sum(deel.gewicht for deel in delen) + zonder
    *rijen, van_heel = _plekken([*delen, heel], GEWOON + 1)
    per_woord = [
        _beste(deel, gevonden) for deel, gevonden in zip(delen, rijen, strict=True) if len(gevonden) <= GEWOON
    ]
    gewoon = [deel for deel, gevonden in zip(delen, rijen, strict=True) if len(gevonden) > GEWOON]
    if gewoon and not per_woord:
        # Every word is common: those that have them all.
        per_woord = [dict.fromkeys(_met_alle(gewoon), 0.0)]
    punten: dict[int, float] = {}
    for score in per_woord:
        for pk, s in score.items():
            punten[pk] = punten.get(pk, 0.0) + s
    kandidaten = sorted(punten, key=lambda pk: (-punten[pk], pk))[: 2 * LENGTE]
    punten = {pk: punten[pk] for pk in kandidaten}
    for deel, gevonden in zip(gewoon, _plekken(gewoon, None, kandidaten), strict=True):
        for pk, s in _beste(deel, gevonden).items():
            punten[pk] += s
    uit = {pk: som / vol for pk, som in punten.items()}
    for pk, s in _beste(heel, van_heel).items():
        uit[pk] = max(uit.get(pk, 0.0), s)
    return uit


def _beste(deel: _Woord, rijen: Iterable[tuple[int, int]]) -> dict[int, float]:
    uit: dict[int, float] = {}
    for pk, woord in rijen:
        uit[pk] = max(uit.get(pk, 0.0), deel.gewicht * deel.bedoeld[woord])
    return uit


def _plekken(
    delen: Sequence[_Woord], hoogstens: int | None, bij: Sequence[int] | None = None
) -> list[list[tuple[int, int]]]:
    """Per word (record, word) of the records that have it, no more than `hoogstens` of each. One query for all."""
    uit: list[list[tuple[int, int]]] = [[] for _ in delen]
    if not delen or bij == []:
        return uit
    stukken, waarden = [], []
    for nummer, deel in enumerate(delen):
        waar = f"woord_id {_ONDER[connection.vendor]}"
        waarden.append(als_reeks(deel.bedoeld))
        if bij is not None:
            waar += f" AND werkgever_id {_ONDER[connection.vendor]}"
            waarden.append(als_reeks(bij))
        grens = "" if hoogstens is None else f" LIMIT {hoogstens}"
        stukken.append(
            f"SELECT * FROM (SELECT {nummer}, werkgever_id, woord_id FROM {_TABEL} WHERE {waar}{grens}) AS d{nummer}"
        )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(stukken), waarden)
        for nummer, pk, woord in cursor.fetchall():
            uit[nummer].append((pk, woord))
    return uit


_TABEL = Naamplek._meta.db_table
_ONDER = {"postgresql": "= ANY(%s::bigint[])", "sqlite": "IN (SELECT value FROM json_each(%s))"}


def _met_alle(delen: Sequence[_Woord]) -> list[int]:
    """Records that have all of these words: first as they are most likely meant, then any that is like them. Each word
    is read along its own stretch of the index; to look up record by record what else it has reads ten times as much."""
    waar = f"SELECT werkgever_id FROM {_TABEL} WHERE woord_id {_ONDER[connection.vendor]}"
    samen = f"SELECT * FROM ({' INTERSECT '.join([waar] * len(delen))}) AS {{}}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{samen.format('precies')} UNION ALL {samen.format('ongeveer')} LIMIT {GEWOON}",
            [als_reeks(deel.precies) for deel in delen] + [als_reeks(deel.bedoeld) for deel in delen],
        )
        return list(dict.fromkeys(rij[0] for rij in cursor.fetchall()))[: 2 * LENGTE]


def _geordend(vraag: str, punten: dict[int, float]) -> list[Treffer]:
    """One hit per employer, by what it has of the question and, of equals, by what letters it has in common."""
    gezocht = " ".join(woorden(vraag))
    uit: dict[int, tuple[float, str, int]] = {}
    bekend = Werkgever.objects.bekend().filter(pk__in=onder(punten))
    for pk, hoofd, naam, plaats in bekend.values_list("pk", "hoofd_id", "naam", "plaats"):
        heet = " ".join(woorden(naam))
        met_plaats = " ".join([heet, *woorden(plaats)])
        letters = max(lettergelijkenis(gezocht, heet), lettergelijkenis(gezocht, met_plaats))
        score = round(0.8 * punten[pk] + 0.2 * letters, 4)
        groep = hoofd or pk
        if groep not in uit or score > uit[groep][0]:
            uit[groep] = (score, heet, pk)
    volgorde = sorted(uit.items(), key=lambda paar: (-paar[1][0], paar[1][1], paar[0]))
    grens = max(GOED_GENOEG, TEN_OPZICHTE * volgorde[0][1][0]) if volgorde else 0
    return [Treffer(groep, score, pk) for groep, (score, _, pk) in volgorde if score >= grens]
