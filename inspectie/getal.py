"""A number that was typed or stands in an address: anything can."""

CIJFERS = 18
"""More of them may not fit in a column of the database."""


def als_getal(tekst: str | None) -> int | None:
    """0 or more; None for what is no number that can be looked up."""
    if tekst and tekst.isascii() and tekst.isdecimal() and len(tekst) <= CIJFERS:
        return int(tekst)
    return None
