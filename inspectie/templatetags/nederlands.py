"""{{ naam|nl }}: what is Dutch whatever the page is in. A builtin."""

from django import template

from inspectie.nederlands import merk_geheel

register = template.Library()


@register.filter
def nl(tekst: object) -> str:
    return merk_geheel(str(tekst))
