"""What the layout of a public page shows around what it is about."""

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils.formats import number_format, time_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from inspectie.sjablonen import voluit
from meldingen.meldpunt.openbaar import andere_talen

register = template.Library()


@register.simple_tag(takes_context=True)
def rondom(context: template.Context) -> dict[str, Any]:
    """`talen`: this page in each language, and `bewaart` whether its form goes along to it; `uitgang`: where one leaves
    to; `alarm`, `telefoon` and `buitenland`: whom to call, `bel` and `bel_alarm` the same to press; `uren`, `minuten`,
    `dagen`, `samen`: how long a draft and a receipt stay, when we answer, how many MB."""
    return {
        "talen": andere_talen(context["request"]),
        "bewaart": context.get("bewaart", False),
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


@register.filter
def dag_voluit(dag: date | datetime, taal: str = "") -> str:
    """As in what we write to a reporter. Django writes a month in Romanian and Bulgarian with a capital."""
    if isinstance(dag, datetime):
        dag = localtime(dag).date()
    return voluit(dag, taal or get_language() or "nl")


@register.filter
def moment_voluit(moment: datetime) -> str:
    tijd = time_format(localtime(moment).time(), "TIME_FORMAT")
    return gettext("%(dag)s, %(tijd)s uur") % {"dag": dag_voluit(moment), "tijd": tijd}


@register.filter
def omvang(bytes_: int) -> str:
    """In the MB of the limits that stand beside it. Django has other letters for them in each language, and counts in
    others."""
    if bytes_ < 100_000:
        return f"{number_format(max(1, round(bytes_ / 1000)))}\u00a0kB"
    return f"{number_format(bytes_ / 1_000_000, 1)}\u00a0MB"
