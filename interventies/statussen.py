"""The states of a zaak, of an intervention and of a concept, and which follow which (domain section 6).

One door for each; nothing else writes these states on behalf of a person. Imported history comes in as it was.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from interventies.models import (
    INSTRUMENTEN,
    Concept,
    ConceptStap,
    ConceptStatus,
    Interventie,
    InterventieStatus,
    InterventieWissel,
    Soort,
    Zaak,
    ZaakStatus,
    ZaakWissel,
)

Z, IS, C = ZaakStatus, InterventieStatus, ConceptStatus

_ONDERZOEK = frozenset(
    {Z.ONDERZOEK_AFSTAND, Z.ONDERZOEK_LOCATIE, Z.WACHT_OP_WERKGEVER, Z.HERCONTROLE, Z.AFGEROND}
)
ZAAK: dict[ZaakStatus, frozenset[ZaakStatus]] = {
    Z.OPEN: frozenset({Z.TOEGEWEZEN}),
    Z.TOEGEWEZEN: frozenset({Z.ONDERZOEK_AFSTAND, Z.ONDERZOEK_LOCATIE}),
    Z.ONDERZOEK_AFSTAND: _ONDERZOEK - {Z.ONDERZOEK_AFSTAND},
    Z.ONDERZOEK_LOCATIE: _ONDERZOEK - {Z.ONDERZOEK_LOCATIE},
    Z.WACHT_OP_WERKGEVER: _ONDERZOEK - {Z.WACHT_OP_WERKGEVER},
    Z.HERCONTROLE: _ONDERZOEK - {Z.HERCONTROLE},
    Z.AFGEROND: frozenset({Z.GESLOTEN, Z.HEROPEND}),
    Z.GESLOTEN: frozenset({Z.HEROPEND}),
    Z.HEROPEND: _ONDERZOEK | {Z.TOEGEWEZEN},
}
DICHT = frozenset({Z.AFGEROND, Z.GESLOTEN})

INTERVENTIE: dict[InterventieStatus, frozenset[InterventieStatus]] = {
    IS.UITGEREIKT: frozenset({IS.NAGEKOMEN, IS.NIET_NAGEKOMEN, IS.OPGEHEVEN, IS.INGETROKKEN}),
    IS.NIET_NAGEKOMEN: frozenset({IS.NAGEKOMEN, IS.OPGEHEVEN, IS.INGETROKKEN}),
    # What was complied with can be withdrawn too, after an objection; and an order to stop stands until it is lifted.
    IS.NAGEKOMEN: frozenset({IS.NIET_NAGEKOMEN, IS.OPGEHEVEN, IS.INGETROKKEN}),
    IS.OPGEHEVEN: frozenset({IS.INGETROKKEN}),
    IS.INGETROKKEN: frozenset(),
}

CONCEPT: dict[ConceptStatus, frozenset[ConceptStatus]] = {
    C.CONCEPT: frozenset({C.TER_BEOORDELING, C.VASTGESTELD, C.UITGEREIKT, C.VERVALLEN}),
    C.TER_BEOORDELING: frozenset({C.CONCEPT, C.VASTGESTELD, C.VERVALLEN}),
    C.VASTGESTELD: frozenset({C.CONCEPT, C.UITGEREIKT, C.VERVALLEN}),
    C.UITGEREIKT: frozenset(),
    C.VERVALLEN: frozenset(),
}


def wissel_zaak(
    zaak: Zaak, naar: ZaakStatus, *, op: datetime, door: Gebruiker, toelichting: str = ""
) -> None:
    """Move a locked zaak to another state. Raises Regelfout when that is not a step."""
    van = ZaakStatus(zaak.status)
    if naar not in ZAAK[van]:
        raise Regelfout(_geen_stap(van, naar))
    zaak.status = naar
    zaak.save(update_fields=["status"])
    stap = ZaakWissel.objects.create(zaak=zaak, van=van, naar=naar, op=op, door=door, toelichting=toelichting)
    log(
        "zaak_status",
        op=op,
        door=door,
        onderwerp=f"zaak:{zaak.pk}",
        schreef=[stap],
        van=van.value,
        naar=naar.value,
    )


def volgende_van(interventie: Interventie) -> frozenset[InterventieStatus]:
    """What can become of it. Only a stillegging is lifted, and only what asks something of the employer is complied
    with or not; what was merely done (a talk, a visit) is done."""
    if interventie.soort not in INSTRUMENTEN:
        return frozenset()
    kan = INTERVENTIE[InterventieStatus(interventie.status)]
    if interventie.soort != Soort.STILLEGGING:
        kan -= {IS.OPGEHEVEN}
    if interventie.soort == Soort.BOETERAPPORT:
        kan &= {IS.INGETROKKEN}
    return kan


HERROEPBAAR = frozenset({IS.NAGEKOMEN, IS.NIET_NAGEKOMEN})
"""What was only noted here. That an instrument was lifted or withdrawn is a decision the employer was told."""


def wissel_interventie(
    interventie: Interventie,
    naar: InterventieStatus,
    *,
    dag: date,
    op: datetime,
    door: Gebruiker,
    toelichting: str = "",
) -> InterventieWissel:
    """What became of a locked intervention on `dag`. Raises Regelfout when that cannot follow."""
    if naar not in volgende_van(interventie):
        raise Regelfout(_geen_stap(InterventieStatus(interventie.status), naar))
    return _zet(interventie, naar, dag=dag, op=op, door=door, toelichting=toelichting)


def herroep_wissel(
    wissel: InterventieWissel, interventie: Interventie, *, op: datetime, door: Gebruiker, toelichting: str
) -> InterventieWissel:
    """The last that a locked intervention became was recorded in error: it is again what it was. The same day, since
    what was not so was never so. Raises Regelfout of what cannot be taken back."""
    if interventie.status not in HERROEPBAAR:
        raise Regelfout(_geen_stap(InterventieStatus(interventie.status), InterventieStatus(wissel.van)))
    naar = InterventieStatus(wissel.van)
    return _zet(interventie, naar, dag=wissel.dag, op=op, door=door, toelichting=toelichting, herroept=wissel)


def _zet(
    interventie: Interventie,
    naar: InterventieStatus,
    *,
    dag: date,
    op: datetime,
    door: Gebruiker,
    toelichting: str,
    herroept: InterventieWissel | None = None,
) -> InterventieWissel:
    van = InterventieStatus(interventie.status)
    interventie.status = naar
    interventie.save(update_fields=["status"])
    stap = InterventieWissel.objects.create(
        interventie=interventie,
        van=van,
        naar=naar,
        dag=dag,
        op=op,
        door=door,
        toelichting=toelichting,
        herroept=herroept,
    )
    log(
        "interventie_status",
        op=op,
        door=door,
        onderwerp=f"zaak:{interventie.zaak_id}",
        schreef=[stap],
        interventie=interventie.pk,
        van=van.value,
        naar=naar.value,
        **({"herroept": herroept.pk} if herroept else {}),
    )
    return stap


def stap_concept(
    concept: Concept,
    naar: ConceptStatus,
    *,
    op: datetime,
    door: Gebruiker,
    toelichting: str = "",
    dag: date | None = None,
) -> None:
    """Move a locked concept to another state; `dag`: of the step itself, where it was not today. Raises Regelfout when
    that is not a step."""
    van = ConceptStatus(concept.status)
    zonder_vaststelling = van == C.CONCEPT and naar == C.UITGEREIKT
    if naar not in CONCEPT[van] or (zonder_vaststelling and concept.soort in INSTRUMENTEN):
        raise Regelfout(_geen_stap(van, naar))
    concept.status = naar
    concept.versie += 1
    concept.save()
    stap = ConceptStap.objects.create(concept=concept, naar=naar, op=op, door=door, toelichting=toelichting)
    log(
        "concept_status",
        op=op,
        door=door,
        onderwerp=f"zaak:{concept.zaak_id}",
        schreef=[stap],
        concept=concept.pk,
        van=van.value,
        naar=naar.value,
        **({"dag": dag.isoformat()} if dag else {}),
    )


def _geen_stap(
    van: ZaakStatus | InterventieStatus | ConceptStatus, naar: ZaakStatus | InterventieStatus | ConceptStatus
) -> str:
    return _("Van “%(van)s” kan niet naar “%(naar)s”.") % {"van": van.label, "naar": naar.label}
