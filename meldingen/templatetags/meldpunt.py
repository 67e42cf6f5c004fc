"""What the layout of a public page shows around what it is about."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html

from meldingen.meldpunt.openbaar import andere_talen

register = template.Library()


@register.simple_tag(takes_context=True)
def rondom(context: template.Context) -> dict[str, Any]:
    """`talen`: this page in each language; `uitgang`: where one leaves to; `alarm`, `telefoon` and `buitenland`: whom
    to call, `bel` and `bel_alarm` the same to press; `uren`, `minuten`, `dagen`, `samen`: how long a draft and a
    receipt stay, when we answer, how many MB."""
    return {
        "talen": andere_talen(context["request"]),
        "uitgang": settings.MELDPUNT_UITGANG,
        "alarm": settings.MELDPUNT_ALARM,
        "telefoon": settings.MELDPUNT_TELEFOON,
        "bel": _link(settings.MELDPUNT_TELEFOON),
        "bel_alarm": _link(settings.MELDPUNT_ALARM),
        "telefoonlink": settings.MELDPUNT_TELEFOON.replace(" ", ""),
        "buitenland": (buitenland := settings.MELDPUNT_TELEFOON_BUITENLAND),
        "buitenlandlink": buitenland.replace(" ", ""),
        "uren": settings.MELDPUNT_CONCEPT_UREN,
        "minuten": settings.MELDPUNT_BEWIJS_MINUTEN,
        "dagen": settings.MELDPUNT_ANTWOORD_DAGEN,
        "samen": settings.MELDPUNT_BESTANDEN_SAMEN // 1_000_000,
    }


def _link(nummer: str) -> str:
    return format_html('<a href="tel:{}">{}</a>', nummer.replace(" ", ""), nummer)
