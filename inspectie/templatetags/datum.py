"""{{ dag|date:"SHORT_DATE_FORMAT" }} as Django has it, on one line: a browser breaks 10-01-2021 at a hyphen. With a
hyphen that does not break, what one copies or looks for on the page would be another date. A builtin."""

import re
from typing import Any

from django import template
from django.template.defaultfilters import date as zoals_django
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
IN_TEKST = re.compile(r"\b\d{2}-\d{2}-\d{4}\b")
KORT = ("SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT")


@register.filter(expects_localtime=True, is_safe=False)
def date(waarde: Any, vorm: str | None = None) -> str:
    """A short one is markup: not for an attribute or a title."""
    tekst = zoals_django(waarde, vorm)
    return format_html('<span class="datum">{}</span>', tekst) if tekst and vorm in KORT else tekst


@register.filter
def datums(tekst: str) -> SafeString:
    """A sentence with the dates in it on one line each."""
    return mark_safe(IN_TEKST.sub(r'<span class="datum">\g<0></span>', conditional_escape(tekst)))  # noqa: S308
