"""What of a report is hidden when its open data go out, with its text where that can be. Pure.

Twice: for whoever has read the open data alone, and for whoever also knows the text of each report that was published.
What such a text says is out, with or without open data; they do not add to it.
"""

from collections.abc import Callable, Sequence
from functools import partial

from rapportages.openbaar.grootheden import Kennis, Vrijgave, bouw
from rapportages.openbaar.onderdrukken import Uitkomst, onderdruk

VERSIE = 5
"""Of everything that decides what is hidden, with what a block of a text shows. Higher with each change of that: what
was worked out before is then worked out anew."""
Zoek = Callable[..., Uitkomst]
"""`onderdruk`, with what it does in between."""


def verberg(
    nieuw: Vrijgave, eerdere: Sequence[Vrijgave], tussendoor: Callable[[], None] = lambda: None
) -> tuple[Uitkomst, Uitkomst]:
    """With its text, and how it goes: the same, or without where that cannot be. Then any number can be hidden, the
    total too, so what differs too little from last time is not printed this time. `tussendoor` may end it (raise)."""
    zoek = partial(onderdruk, tussendoor=tussendoor)
    met = _met_editie(nieuw, eerdere, zoek)
    return met, _zonder_editie(nieuw, eerdere, zoek) if met.onbeschermd else met


def _met_editie(nieuw: Vrijgave, eerdere: Sequence[Vrijgave], zoek: Zoek) -> Uitkomst:
    eerst = zoek(bouw(nieuw, eerdere, Kennis.BESTANDEN))
    if eerst.onbeschermd:
        return eerst
    return zoek(bouw(nieuw, eerdere, Kennis.TEKSTEN), begin=eerst.verborgen)


def _zonder_editie(nieuw: Vrijgave, eerdere: Sequence[Vrijgave], zoek: Zoek) -> Uitkomst:
    eerst = zoek(bouw(nieuw, eerdere, Kennis.BESTANDEN, met_editie=False))
    if eerst.onbeschermd:
        return eerst
    ook = zoek(bouw(nieuw, eerdere, Kennis.TEKSTEN, met_editie=False), begin=eerst.verborgen, wat_kan=True)
    return Uitkomst({**eerst.verborgen, **ook.verborgen})
