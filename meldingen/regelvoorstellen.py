"""Other rules of triage: one proposes a next version, a second person approves it (domain section 8, rules).

A proposal follows on the set in use and says from which day; only rules that were tried on what came in before can be
approved (`meldingen.regelproef`). Each act: lock, refuse, change, save, log, in one transaction.
"""

import copy
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker
from meldingen.models import Regelset
from meldingen.regelsets import (
    bewaar_regelset,
    houd_regels_vast,
    keur_regelset_goed,
    sluit_regelset,
    trek_regelset_in,
    weiger_wat_al_adviseerde,
)

WAT_BESLIST = ("fasen", "partners_per_onderwerp", "regels", "wijzigingen")
"""The parts of a rule set that make the outcome of an advice; the clocks only say how long it may take."""
DELEN = (*WAT_BESLIST, "termijnen")

VERVANGEN = "Vervangen door een aangepast voorstel."
"""Why an own proposal lapsed that was proposed again, otherwise: kept as it stands, as what people write."""


def laatste_in_gebruik() -> Regelset | None:
    """The set on which a next one follows."""
    return Regelset.objects.in_gebruik().order_by("geldig_vanaf").last()


def in_gebruik_op(dag: date) -> Regelset | None:
    reeks = Regelset.objects.in_gebruik().filter(geldig_vanaf__lte=dag)
    return reeks.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=dag)).order_by("geldig_vanaf").last()


def gelijk(een: Mapping[str, Any], ander: Mapping[str, Any], delen: tuple[str, ...] = DELEN) -> bool:
    return all(een.get(deel) == ander.get(deel) for deel in delen)


def vraagt_een_proef(regelset: Regelset, volgt_op: Regelset | None) -> bool:
    """Whether it would advise otherwise than the set it follows, and not only by another clock."""
    return volgt_op is None or not gelijk(regelset.inhoud, volgt_op.inhoud, WAT_BESLIST)


@transaction.atomic
def stel_voor(
    delen: Mapping[str, Any],
    *,
    vanaf: date,
    reden: str,
    gezien: int,
    door: Gebruiker,
    op: datetime,
    in_plaats_van: Regelset | None = None,
) -> Regelset:
    """Propose a next version that has these parts (of DELEN) otherwise, for what is received from a day on. `gezien`:
    the set (id) in use when they were written. `in_plaats_van`: an own proposal that this one takes the place of.
    Raises Regelfout."""
    houd_regels_vast()
    volgt_op = laatste_in_gebruik()
    if volgt_op is None or volgt_op.pk != gezien:
        raise Ingehaald(_("De regels zijn intussen gewijzigd. Kijk opnieuw wat er staat."))
    if not reden.strip():
        raise Regelfout(_("Een voorstel vraagt een reden."))
    inhoud = _volgende(volgt_op, delen, vanaf, reden)
    wacht = Regelset.objects.filter(status=Regelset.Status.CONCEPT).first()
    if wacht is not None and _is_deze(wacht, inhoud, door):
        return wacht  # the same form, sent twice
    if gelijk(inhoud, volgt_op.inhoud):
        raise Regelfout(_("Hiermee verandert er niets."))
    if vanaf <= volgt_op.geldig_vanaf:
        raise Regelfout(_("Kies een dag na de eerste dag van de regels die nu gelden."))
    weiger_wat_al_adviseerde(volgt_op, vanaf - timedelta(days=1))
    if wacht is not None:
        if in_plaats_van is None or wacht.pk != in_plaats_van.pk or wacht.gemaakt_door_id != door.pk:
            raise Regelfout(_("Er wacht al een nieuwe versie van de regels; daarover wordt eerst beslist."))
        trek_regelset_in(wacht, reden=VERVANGEN, door=door, op=op)
    elif in_plaats_van is not None:
        raise Ingehaald(_("Over dit voorstel is intussen besloten."))
    return bewaar_regelset(inhoud, door=door, op=op, volgt_op=volgt_op)


def _is_deze(wacht: Regelset, inhoud: Mapping[str, Any], door: Gebruiker) -> bool:
    eigen = wacht.gemaakt_door_id == door.pk
    return eigen and gelijk(wacht.inhoud, inhoud, (*DELEN, "geldig_vanaf", "toelichting"))


def _volgende(volgt_op: Regelset, delen: Mapping[str, Any], vanaf: date, reden: str) -> dict[str, Any]:
    eerder = Regelset.objects.filter(versie__startswith=vanaf.isoformat()).count()
    inhoud: dict[str, Any] = copy.deepcopy(volgt_op.inhoud)
    return (
        inhoud
        | dict(delen)
        | {
            "versie": f"{vanaf.isoformat()}-{eerder + 1}" if eerder else vanaf.isoformat(),
            "geldig_vanaf": vanaf.isoformat(),
            "geldig_tot": volgt_op.geldig_tot.isoformat() if volgt_op.geldig_tot else None,
            "toelichting": reden.strip(),
        }
    )


@transaction.atomic
def keur_goed(regelset: Regelset, *, door: Gebruiker, op: datetime) -> None:
    """The set that it was proposed beside ends the day before, and this one takes over. Raises Regelfout, also where
    another set holds by now: what was tried and shown is not what would change."""
    regelset = houd_regels_vast()[regelset.pk]
    volgt_op = laatste_in_gebruik()
    if (
        volgt_op is not None
        and regelset.status == Regelset.Status.CONCEPT
        and regelset.volgt_op_id != volgt_op.pk
    ):
        raise Ingehaald(
            _(
                "Dit voorstel is gemaakt naast andere regels dan die nu het laatst gelden. Laat het vervallen; de"
                " maker kan het opnieuw voorstellen, naast de regels van nu."
            )
        )
    if vraagt_een_proef(regelset, volgt_op) and not regelset.proeven.filter(klaar_op__isnull=False).exists():
        raise Regelfout(_("Deze regels zijn nog niet op het verleden geprobeerd."))
    dag_ervoor = regelset.geldig_vanaf - timedelta(days=1)
    if volgt_op is not None and (volgt_op.geldig_tot is None or volgt_op.geldig_tot > dag_ervoor):
        sluit_regelset(volgt_op, dag_ervoor, door=door, op=op)
    keur_regelset_goed(regelset, door=door, op=op)
