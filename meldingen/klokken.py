"""The clocks of triage: how long each priority gives. They stand in the rule set, so other clocks are a next version of
it that differs in nothing else: one proposes, a second person approves (domain section 8, rules)."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker
from meldingen.models import Regelset
from meldingen.models.triage import Prioriteit, Route
from meldingen.regelsets import (
    bewaar_regelset,
    keur_regelset_goed,
    sluit_regelset,
    weiger_wat_al_adviseerde,
)

Klok = tuple[int, str]
"""A number and its unit."""
SOORTEN = ("prioriteit", "route")


@dataclass(frozen=True, slots=True)
class Fase:
    fase: int
    vanaf: date
    titel: str


def klokken_van(inhoud: Mapping[str, Any]) -> dict[tuple[str, str], Klok]:
    """By ("prioriteit", "P1") or ("route", "OVERDRACHT")."""
    return {
        (soort, code): (klok["aantal"], klok["eenheid"])
        for soort in SOORTEN
        for code, klok in inhoud["termijnen"].get(soort, {}).items()
    }


def naam_van(soort: str, code: str) -> str:
    return str(Prioriteit(code).label if soort == "prioriteit" else Route(code).label)


def fasen_van(inhoud: Mapping[str, Any]) -> list[Fase]:
    return [Fase(f["fase"], date.fromisoformat(f["vanaf"]), f["titel"]) for f in inhoud["fasen"]]


def laatste_in_gebruik() -> Regelset | None:
    """The set on which a next one follows."""
    return Regelset.objects.in_gebruik().order_by("geldig_vanaf").last()


def in_gebruik_op(dag: date) -> Regelset | None:
    reeks = Regelset.objects.in_gebruik().filter(geldig_vanaf__lte=dag)
    return reeks.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=dag)).order_by("geldig_vanaf").last()


@transaction.atomic
def stel_klokken_voor(
    klokken: Mapping[tuple[str, str], Klok],
    *,
    vanaf: date,
    reden: str,
    gezien: int,
    door: Gebruiker,
    op: datetime,
) -> Regelset:
    """Propose other clocks for what is received from a day on. `gezien`: the set (id) they were seen in. Raises
    Regelfout."""
    volgt_op = laatste_in_gebruik()
    if volgt_op is None or volgt_op.pk != gezien:
        raise Ingehaald(_("De klokken zijn intussen gewijzigd. Kijk opnieuw wat er staat."))
    if not reden.strip():
        raise Regelfout(_("Een voorstel vraagt een reden."))
    wacht = Regelset.objects.filter(status=Regelset.Status.CONCEPT).first()
    if wacht is not None and _is_deze(wacht, klokken, vanaf, door):
        return wacht  # the same form, sent twice
    if wacht is not None:
        raise Regelfout(_("Er wacht al een nieuwe versie van de regels; daarover wordt eerst beslist."))
    if dict(klokken) == klokken_van(volgt_op.inhoud):
        raise Regelfout(_("Hiermee verandert er niets."))
    if vanaf <= volgt_op.geldig_vanaf:
        raise Regelfout(_("Kies een dag na de eerste dag van de regels die nu gelden."))
    weiger_wat_al_adviseerde(volgt_op, vanaf - timedelta(days=1))
    return bewaar_regelset(_met_klokken(volgt_op, klokken, vanaf, reden), door=door, op=op, volgt_op=volgt_op)


def _is_deze(wacht: Regelset, klokken: Mapping[tuple[str, str], Klok], vanaf: date, door: Gebruiker) -> bool:
    eigen = wacht.gemaakt_door_id == door.pk and wacht.geldig_vanaf == vanaf
    return eigen and klokken_van(wacht.inhoud) == dict(klokken)


def _met_klokken(
    volgt_op: Regelset, klokken: Mapping[tuple[str, str], Klok], vanaf: date, reden: str
) -> dict[str, object]:
    termijnen: dict[str, dict[str, object]] = {soort: {} for soort in SOORTEN}
    for (soort, code), (aantal, eenheid) in klokken.items():
        termijnen[soort][code] = {"aantal": aantal, "eenheid": eenheid}
    eerder = Regelset.objects.filter(versie__startswith=vanaf.isoformat()).count()
    inhoud: dict[str, object] = copy.deepcopy(volgt_op.inhoud)
    return inhoud | {
        "versie": f"{vanaf.isoformat()}-{eerder + 1}" if eerder else vanaf.isoformat(),
        "geldig_vanaf": vanaf.isoformat(),
        "geldig_tot": volgt_op.geldig_tot.isoformat() if volgt_op.geldig_tot else None,
        "toelichting": reden.strip(),
        "termijnen": termijnen,
    }


@transaction.atomic
def keur_goed(regelset: Regelset, *, door: Gebruiker, op: datetime) -> None:
    """The set that holds ends the day before, and this one takes over. Raises Regelfout."""
    volgt_op = laatste_in_gebruik()
    dag_ervoor = regelset.geldig_vanaf - timedelta(days=1)
    if volgt_op is not None and (volgt_op.geldig_tot is None or volgt_op.geldig_tot > dag_ervoor):
        sluit_regelset(volgt_op, dag_ervoor, door=door, op=op)
    keur_regelset_goed(regelset, door=door, op=op)
