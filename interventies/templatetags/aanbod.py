"""{% aanbod a bij %}: an act on offer with its form. What reads the same for many records is rendered once."""

import re
from uuid import uuid4

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from interventies.zaakaanbod import Aanbod
from interventies.zaakform import PLEK

register = template.Library()
SJABLOON = "interventies/_aanbod.html"


@register.simple_tag(takes_context=True)
def aanbod(context: template.RequestContext, a: Aanbod, bij: str = "") -> SafeString:
    """A form takes milliseconds and a page can hold fifty of them."""
    if a.plek is None or a.form is None:
        return _druk(context, a, bij)
    if not a.form.gedrukt:
        a.form.gedrukt = _druk(context, a, PLEK["bij"])
    waarden = {"over": a.plek, "sleutel": str(uuid4()), "bij": conditional_escape(bij)}
    return mark_safe(_PLEK.sub(lambda gevonden: waarden[_NAAM[gevonden[0]]], a.form.gedrukt))  # noqa: S308


_NAAM = {plek: naam for naam, plek in PLEK.items()}
_PLEK = re.compile("|".join(_NAAM))


def _druk(context: template.RequestContext, a: Aanbod, bij: str) -> SafeString:
    sjabloon = context.template.engine.get_template(SJABLOON)  # type: ignore[union-attr]
    with context.push(a=a, bij=bij):
        return sjabloon.render(context)
