"""Dutch words on a page in another language: what the law is called, so that a screen reader says it as Dutch."""

import re
from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

_MERK = '<span lang="nl">{}</span>'


def merk(tekst: str, delen: Iterable[str]) -> str:
    """A sentence with these parts of it marked as Dutch. On a Dutch page as it is."""
    zoek = sorted({str(conditional_escape(deel)) for deel in delen if deel}, key=len, reverse=True)
    if _is_nederlands() or not zoek:
        return tekst
    patroon = "|".join(map(re.escape, zoek))
    return mark_safe(re.sub(patroon, lambda g: _MERK.format(g[0]), conditional_escape(tekst)))  # noqa: S308


def merk_geheel(tekst: str) -> str:
    return tekst if _is_nederlands() or not tekst else format_html(_MERK, tekst)


def _is_nederlands() -> bool:
    return (get_language() or "nl").startswith("nl")
