"""What somebody outside knows of how the numbers hang together, for the attack.

Once for whoever knows that each melding here has one topic and that no employer is only in a zaak of Buiten; once
without that, for what holds of every set.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Naam = tuple[str, ...]
Som = Mapping[Naam, int]
Uitgave = Mapping[Naam, int | None]
ERBIJ = "~"
"""Of a name that stands in no file: a count that is there all the same."""
VG, BUITEN_VG = "VEILIG_GEZOND", ("EERLIJK", "BUITEN")
AFSTAND, ZIEK = "AFSTAND", "ZIEK_AAN_WERK"


@dataclass(frozen=True)
class Kennis:
    """`nul`: sums that are 0. `minstens`: that are 0 or more. `resten`: the same, and a count themselves."""

    nul: Callable[[Uitgave], Iterable[Som]]
    minstens: Callable[[Uitgave], Iterable[Som]]
    resten: tuple[Som, ...]


def _delen(u: Uitgave, *voor: str) -> list[Naam]:
    return [n for n in u if n[:-1] == voor and n[-1] not in ("teller", "noemer", "zonder_locatie", "overlap")]


def _onderwerpen(u: Uitgave) -> list[str]:
    return [n[1] for n in _delen(u, "KC-14")]


def _altijd_nul(u: Uitgave) -> Iterable[Som]:
    domeinen = [n[1] for n in _delen(u, "KC-02")]
    yield {("KC-01",): 1} | dict.fromkeys(_delen(u, "KC-02"), -1)
    for o in _onderwerpen(u):
        yield {("KC-14", o): 1} | {("KC-14", o, d): -1 for d in domeinen}
    for code in ("KC-03", "KC-05", "KC-07"):
        yield {(code, "noemer"): 1, ("KC-01",): -1}
    for code, achter in (("KC-06", (VG,)), ("KC-07", ())):
        yield {(code, "teller"): 1, ("KC-14", "THUISWERKEN", *achter): -1}
    for code in ("KC-04", "KC-06"):
        yield {(code, "noemer"): 1, ("KC-02", VG): -1}
    yield {("KC-10", "teller"): 1, ("KC-10", "MAATREGEL_DIRECT"): -1, ("KC-10", "MAATREGEL_UITEINDELIJK"): -1}
    yield {("KC-10", "noemer"): 1, ("KC-10", "teller"): -1, ("KC-10", "GEEN_MAATREGEL"): -1}
    yield {("KC-13",): 1} | dict.fromkeys(_delen(u, "KC-13"), -1)


def _een_onderwerp(u: Uitgave) -> Iterable[Som]:
    yield from _altijd_nul(u)
    for (d,) in (n[1:] for n in _delen(u, "KC-02")):
        yield {("KC-02", d): 1} | {("KC-14", o, d): -1 for o in _onderwerpen(u)}
    for code, achter in (("KC-04", (VG,)), ("KC-05", ())):
        yield {(code, "teller"): 1} | {("KC-14", o, *achter): -1 for o in (AFSTAND, ZIEK)}
    yield {("KC-08",): 1, ("KC-09", VG): -1, ("KC-09", "EERLIJK"): -1, ("KC-09", "overlap"): 1}


def _hoogstens_het_domein(u: Uitgave) -> Iterable[Som]:
    for naam in u:
        if naam[0] == "KC-14" and len(naam) == 3:
            yield {("KC-02", naam[2]): 1, naam: -1}


_ALLE: Som = {("KC-05", "teller"): 1}
_BINNEN: Som = {("KC-04", "teller"): 1}
_BUITEN: dict[str, Som] = {d: {(ERBIJ, "een van beide", d): 1} for d in BUITEN_VG}
_PER_DOMEIN: Mapping[str, Som] = {VG: _BINNEN} | _BUITEN
"""How many are about one of the two topics or both; outside V&G that is printed nowhere."""


def _meer_nul(u: Uitgave) -> Iterable[Som]:
    yield from _altijd_nul(u)
    yield {("KC-05", "teller"): 1, ("KC-04", "teller"): -1} | {n: -1 for som in _BUITEN.values() for n in som}


def _meer(u: Uitgave) -> Iterable[Som]:
    """Whatever its topics: a melding has at least one."""
    yield from _hoogstens_het_domein(u)
    for d, samen in _PER_DOMEIN.items():
        een, ander = ("KC-14", AFSTAND, d), ("KC-14", ZIEK, d)
        min_samen = {naam: -f for naam, f in samen.items()}
        yield {**samen, een: -1}
        yield {**samen, ander: -1}
        yield {een: 1, ander: 1, **min_samen}
        yield {("KC-02", d): 1, **min_samen}
        anders: Som = {("KC-14", o, d): 1 for o in _onderwerpen(u) if o not in (AFSTAND, ZIEK)}
        yield {**samen, **anders, ("KC-02", d): -1}
    yield {("KC-01",): 1} | dict.fromkeys(_delen(u, "KC-10"), -1)


def _van_twee_onderwerpen() -> Iterable[Som]:
    """Only about one of the two, and about both: within V&G, in all, and outside V&G."""
    a, z, av, zv = (("KC-14", o, *achter) for achter in ((), (VG,)) for o in (AFSTAND, ZIEK))
    buiten: Som = {("KC-05", "teller"): 1, ("KC-04", "teller"): -1}
    drie: list[tuple[Som, Som, Som]] = [
        (_BINNEN, {av: 1}, {zv: 1}),
        (_ALLE, {a: 1}, {z: 1}),
        (buiten, {a: 1, av: -1}, {z: 1, zv: -1}),
    ]
    for samen, een, ander in drie:
        for onderwerp in (een, ander):
            yield {**samen, **{n: -f for n, f in onderwerp.items()}}
        yield {**een, **ander, **{n: -f for n, f in samen.items()}}


_AANDELEN = ("KC-03", "KC-04", "KC-05", "KC-06", "KC-07")
_VAN_AANDELEN: list[Som] = [{(c, "noemer"): 1, (c, "teller"): -1} for c in _AANDELEN]
_ALLEEN_IN: list[Som] = [{("KC-09", d): 1, ("KC-09", "overlap"): -1} for d in (VG, "EERLIJK")]
_ONDERWERP_BUITEN: list[Som] = [{("KC-14", o): 1, ("KC-14", o, VG): -1} for o in (AFSTAND, ZIEK)]
_RESTEN: tuple[Som, ...] = (
    *_VAN_AANDELEN,
    {("KC-01",): 1, ("KC-02", VG): -1},
    {("KC-05", "teller"): 1, ("KC-04", "teller"): -1},
    {("KC-07", "teller"): 1, ("KC-06", "teller"): -1},
    *_ONDERWERP_BUITEN,
    {("KC-08",): 1, ("KC-09", VG): -1},
    {("KC-08",): 1, ("KC-09", "EERLIJK"): -1},
)
"""What is left of a whole: a count too, and it is nowhere printed."""
EEN_ONDERWERP = Kennis(_een_onderwerp, _hoogstens_het_domein, _RESTEN)
MEER_ONDERWERPEN = Kennis(
    _meer_nul,
    _meer,
    (
        *_RESTEN,
        *_van_twee_onderwerpen(),
        *_ALLEEN_IN,
        {("KC-08",): 1, ("KC-09", VG): -1, ("KC-09", "EERLIJK"): -1, ("KC-09", "overlap"): 1},
    ),
)
