"""The form for other rules, as a browser sends it back."""

from datetime import date
from typing import Any

from django.test import Client

from inspectie.models import Gebruiker
from meldingen.models import Regelset
from meldingen.regelboom import SOORTEN, als_velden, maak_boom
from meldingen.regelform import RegelsForm
from meldingen.regelvoorstellen import laatste_in_gebruik


def als(client: Client, wie: Gebruiker) -> Client:
    client.force_login(wie)
    return client


def nu() -> Regelset:
    gevonden = laatste_in_gebruik()
    assert gevonden is not None
    return gevonden


def velden(
    _begin: Regelset | None = None, /, *, geopend: tuple[str, ...] = (), **anders: Any
) -> dict[str, Any]:
    """The form as a browser sends it back, with these rules open and some of it otherwise; None is a field less."""
    uit: dict[str, Any] = {"vanaf": "01-12-2026", "reden": "De drempel ligt te hoog."}
    for veld in RegelsForm(None, nu(), _begin):
        if (waarde := veld.value()) not in (None, "", False):
            uit.setdefault(veld.html_name, str(waarde))
    for naam in [n for n in uit if n.startswith("fasen-") and n.endswith("-vanaf")]:
        uit[naam] = f"{date.fromisoformat(uit[naam]):%d-%m-%Y}"
    for code in geopend:
        soort, n, _streep = plek(code).split("-")
        uit |= als_velden(maak_boom(soort, (_begin or nu()).inhoud[soort][int(n)]), plek(code))
    return {naam: waarde for naam, waarde in (uit | anders).items() if waarde is not None}


def plek(code: str) -> str:
    """What the fields of a rule begin with."""
    for soort in SOORTEN:
        codes = [rij["code"] for rij in nu().inhoud[soort]]
        if code in codes:
            return f"{soort}-{codes.index(code)}-"
    raise AssertionError(code)


def f2(drempel: int | str = 5) -> dict[str, Any]:
    return {"geopend": ("F2",), plek("F2") + "als-3-waarde": str(drempel)}


def gelezen(**anders: Any) -> RegelsForm:
    form = RegelsForm(velden(**anders), nu())
    form.is_valid()
    return form
