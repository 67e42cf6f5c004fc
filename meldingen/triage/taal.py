"""The words of this package in another language: it knows no Django, so who shows them hands in how they read there."""

from collections.abc import Callable

Vertaal = Callable[[str], str]


def te_vertalen(tekst: str) -> str:
    """Marks a text for the catalogue (`scripts/taal.py`); where it is shown it is translated."""
    return tekst


def nederlands(tekst: str) -> str:
    """As the text stands here."""
    return tekst
