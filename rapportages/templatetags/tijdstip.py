"""{{ moment|tijdstip }}: a stand van as every page of a report tells it, with the end of a day as its 24 o'clock."""

from datetime import datetime

from django import template

from rapportages import schermgetallen

register = template.Library()


@register.filter
def tijdstip(moment: datetime) -> str:
    return schermgetallen.tijdstip(moment)
