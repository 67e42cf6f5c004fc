"""{% csrf_token %} as Django has it, and for whom the form was made. A builtin: no template has to load it."""

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inspectie.bewaard import AFZENDER, afzender
from inspectie.models import Gebruiker

register = template.Library()


class Formuliermerk(CsrfTokenNode):
    def render(self, context: template.Context) -> SafeString:
        merk = SafeString(super().render(context))
        gebruiker = getattr(context.get("request"), "user", None)
        if not merk or not isinstance(gebruiker, Gebruiker):
            return merk
        return format_html(
            '{}<input type="hidden" name="{}" value="{}">', merk, AFZENDER, afzender(gebruiker)
        )


@register.tag
def csrf_token(parser: template.base.Parser, token: template.base.Token) -> Formuliermerk:
    return Formuliermerk()
