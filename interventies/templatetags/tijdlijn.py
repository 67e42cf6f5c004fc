"""{% tijdlijn blad.tijdlijn %}: written out, for a template takes a tenth of a millisecond for a line, and a zaak can
have thousands."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from html import escape

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe

from inspectie.nederlands import merk
from inspectie.templatetags.datum import IN_TEKST
from inspectie.tijd import AMSTERDAM
from meldingen.tijdlijn import Gebeurtenis

register = template.Library()


@register.simple_tag
def tijdlijn(gebeurtenissen: Iterable[Gebeurtenis]) -> SafeString:
    @cache
    def kort(dag: date) -> str:
        return date_format(dag, "SHORT_DATE_FORMAT")

    return mark_safe("".join(_regel(g, kort) for g in gebeurtenissen))  # noqa: S308 (each part is escaped there)


def _regel(g: Gebeurtenis, kort: Callable[[date], str]) -> str:
    moment = g.moment.astimezone(AMSTERDAM)
    wat = merk(g.wat, [g.recht]) if g.recht else g.wat
    wat = IN_TEKST.sub(
        r'<span class="datum">\g<0></span>', wat if isinstance(wat, SafeString) else escape(wat)
    )
    wie = f' <span class="zacht">{escape(g.wie)}</span>' if g.wie else ""
    waarom = f'<p class="zacht">{_regels(g.waarom)}</p>' if g.waarom else ""
    wanneer = f'<span class="datum">{kort(moment.date())} {moment:%H:%M}</span>'
    return (
        f'<li><time datetime="{moment.isoformat()}">{wanneer}</time><div><p>{wat}{wie}</p>{waarom}</div></li>'
    )


def _regels(tekst: str) -> str:
    """As `linebreaksbr`."""
    return escape(tekst.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", "<br>")
