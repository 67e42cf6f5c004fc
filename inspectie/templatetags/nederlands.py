"""{{ naam|nl }}: what is Dutch whatever the page is in. A builtin."""

import re

from django import template

from inspectie.nederlands import merk_geheel

register = template.Library()
_TWEE_PUNTEN = re.compile(r"(?<=\w)(\.(?:</a>)?)\.(?!\.)")


@register.filter
def nl(tekst: object) -> str:
    return merk_geheel(str(tekst))


@register.filter(is_safe=True)
def een_punt(zin: str) -> str:
    """A sentence that ends with a name that ends with a point, as many firms do: "Bakkerij B.V." has one, not two."""
    return _TWEE_PUNTEN.sub(r"\1", str(zin))
