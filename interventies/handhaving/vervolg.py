"""Which term of the law begins when an instrument is issued. It warns, and never blocks (domain section 4)."""

from inspectie.termijnen import BEZWAAR, BOETEBESLUIT, Termijn

TERMIJN_NA = {"EIS": BEZWAAR, "STILLEGGING": BEZWAAR, "BOETERAPPORT": BOETEBESLUIT}


def termijn_na(soort: str) -> Termijn | None:
    """Of an order: until when the employer can object. Of a boeterapport: when the fine must have been decided on, by
    another. None where the law ties no term to it."""
    return TERMIJN_NA.get(soort)
