"""The words on screen for the codes of a melding: the code lists, the routes and the yes, no and unknown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Code
from meldingen.models.triage import Route

REDENEN = {
    "THUISWERK_GEEN_RISICO": _("alleen thuiswerken, en de melder ziet geen risico"),
    "ONVOLDOENDE_INFO": _("onvoldoende informatie"),
    "GEEN_TOESTEMMING": _("geen toestemming voor contact met de werkgever"),
    "REGELFOUT": _("de regels konden niet worden toegepast"),
}
_CODE = re.compile(r"\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*\b")


@dataclass(frozen=True)
class Woorden:
    """All code lists, read at once. An unknown code is shown as it is."""

    lijsten: Mapping[str, Mapping[str, str]]
    thuis: tuple[tuple[str, str], ...] = ()
    """(topic, home domain)."""

    def __call__(self, lijst: str, code: str) -> str:
        return self.lijsten.get(lijst, {}).get(code, code)

    def onderwerpen(self, codes: str) -> list[str]:
        """The topics of a melding, the main one first."""
        return [self("onderwerp", code) for code in codes.split(";") if code]

    def in_zin(self, tekst: str) -> str:
        """A sentence of the rules, with words for its codes."""
        return _CODE.sub(lambda gevonden: self._alle.get(gevonden[0], gevonden[0]), tekst)

    @cached_property
    def _alle(self) -> dict[str, str]:
        volgorde = ("partner", "domein", "melder_type", "onderwerp")
        return {
            **{route.value: str(route.label) for route in Route},
            "GEEN": gettext("geen"),
            "DIRECT": gettext("direct"),
            "INDIRECT": gettext("indirect"),
            **{code: naam for lijst in volgorde for code, naam in self.lijsten.get(lijst, {}).items()},
        }


def woorden() -> Woorden:
    """One query. A domain goes by its short name. In the language of who asks."""
    taal = get_language() or ""
    lijsten: dict[str, dict[str, str]] = {}
    thuis: list[tuple[str, str]] = []
    for code in Code.objects.all():
        naam = code.woord(taal, kort=code.lijst == "domein")
        lijsten.setdefault(code.lijst, {})[code.code] = naam
        if code.lijst == "onderwerp":
            thuis.append((code.code, code.hoort_bij))
    return Woorden(lijsten, tuple(thuis))


def ja_nee(waarde: bool | None) -> str:
    """Empty is unknown."""
    return "" if waarde is None else gettext("Ja") if waarde else gettext("Nee")
