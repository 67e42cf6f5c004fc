"""What this package says, in Dutch and in other languages: it knows no Django, so who shows it hands in the words."""

from collections.abc import Callable, Sequence

from meldingen.triage.taal import te_vertalen

Vertaal = Callable[[str], str]

# A record by its key, as a file that is read in names it. A screen shows no key, and says it in other words.
OVERTREDING = "%(sleutel)s (%(voorschrift)s, %(dag)s)"
INSTRUMENT = te_vertalen("%(soort)s %(sleutel)s van %(dag)s")


class Zin(str):
    """A Dutch text that remembers what it was made of: `sjabloon` is what the catalogue has (`scripts/taal.py` finds
    it), and a value that is itself a Zin is said in the other language too. Equal to the same Dutch text."""

    __slots__ = ("sjabloon", "waarden")
    sjabloon: str
    waarden: dict[str, object]

    def __new__(cls, sjabloon: str, **waarden: object) -> "Zin":
        zin = super().__new__(cls, sjabloon % waarden)
        zin.sjabloon, zin.waarden = sjabloon, waarden
        return zin


def rij(delen: Sequence[str], tussen: str) -> Zin:
    """Texts one after the other, with what stands between them."""
    namen = [f"deel{nummer}" for nummer in range(len(delen))]
    return Zin(tussen.join(f"%({naam})s" for naam in namen), **dict(zip(namen, delen, strict=True)))


def zeg(tekst: str, vertaal: Vertaal) -> str:
    """In the language of `vertaal`; a text that is no Zin stays as it is."""
    if not isinstance(tekst, Zin) or not tekst:  # a catalogue says something of its own to nothing
        return tekst
    waarden = {n: zeg(w, vertaal) if isinstance(w, str) else w for n, w in tekst.waarden.items()}
    return vertaal(tekst.sjabloon) % waarden
