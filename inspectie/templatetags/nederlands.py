"""{{ naam|nl }} and {{ zin|met_nl:deel }}: what is Dutch whatever the page is in. A builtin."""

from django import template

from inspectie.nederlands import merk, merk_geheel

register = template.Library()


@register.filter
def nl(tekst: object) -> str:
    return merk_geheel(str(tekst))


@register.filter
def met_nl(tekst: str, deel: str) -> str:
    return merk(tekst, [deel])
