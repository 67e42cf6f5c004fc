"""The language in which a person reads what the law says: in words, where a file is answered with its own keys."""

from django.utils.translation import gettext

from interventies.handhaving.taal import INSTRUMENT, OVERTREDING


def op_scherm(sjabloon: str) -> str:
    """`Vertaal` of a screen. A key there is a number that no page shows: of a violation and of an instrument it says
    what it is and of which day."""
    if sjabloon == OVERTREDING:
        return gettext("“%(voorschrift)s” van %(dag)s")
    if sjabloon == INSTRUMENT:
        return gettext("%(soort)s van %(dag)s")
    return gettext(sjabloon)
