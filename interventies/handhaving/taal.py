"""How this package names a record, and strings texts together."""

from collections.abc import Sequence

from meldingen.triage.taal import Zin, te_vertalen

# A record by its key, as a file that is read in names it. A screen shows no key, and says it in other words.
OVERTREDING = "%(sleutel)s (%(voorschrift)s, %(dag)s)"
INSTRUMENT = te_vertalen("%(soort)s %(sleutel)s van %(dag)s")


def rij(delen: Sequence[str], tussen: str) -> Zin:
    """Texts one after the other, with what stands between them."""
    namen = [f"deel{nummer}" for nummer in range(len(delen))]
    return Zin(tussen.join(f"%({naam})s" for naam in namen), **dict(zip(namen, delen, strict=True)))
