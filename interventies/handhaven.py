"""Enforcement by people: violations, what was done about them, and what became of it. An instrument begins in
`concepten`.

Each act: lock, refuse, change, save, log, in one transaction. What the law says is asked of `wet` at every step, as
the importer does: when it is written, when it is fixed and when it is issued.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout, Veldfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from interventies import handhaving, opheffen, wet, wetszinnen
from interventies.models import (
    MET_BRIEF,
    Interventie,
    InterventieStatus,
    Overtreding,
    Wijze,
    Zaak,
    ZonderGevolg,
)
from interventies.onderzoek import toets_telt_niet, veiligheid
from interventies.rechtsgegevens import slot
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from interventies.statussen import volgende_van, wissel_interventie
from interventies.zaakwerkgevers import weiger_vreemd
from interventies.zaken import vergrendel, weiger_dicht, weiger_later
from meldingen.models import Werkgever


@transaction.atomic
def leg_overtreding_vast(
    zaak: Zaak,
    werkgever: Werkgever,
    *,
    voorschrift: str,
    dag: date,
    ernstig_gevaar: bool | None = None,
    motivering: str = "",
    door: Gebruiker,
    op: datetime,
) -> Overtreding:
    """Record a violation found on `dag`. Raises Regelfout with every reason of the law."""
    zaak = vergrendel(zaak)
    weiger_dicht(zaak)
    weiger_later(dag, op)
    weiger_vreemd(zaak, werkgever)
    overtreding = Overtreding(
        zaak=zaak,
        werkgever=werkgever,
        voorschrift=voorschrift,
        geconstateerd_op=dag,
        ernstig_gevaar=ernstig_gevaar,
        ernstige_mate_motivering=motivering.strip(),
        geregistreerd_op=op,
        stand_vanaf=op,
    )
    slot.houd_vast()
    recht = wet.recht()
    if redenen := wet.weiger_overtreding(overtreding, recht):
        namen = wetszinnen.namen_van(recht)
        raise Veldfout("voorschrift", *(wetszinnen.zonder_codes(reden, namen) for reden in redenen))
    overtreding.save()
    log(
        "overtreding",
        op=op,
        door=door,
        onderwerp=f"zaak:{zaak.pk}",
        schreef=[overtreding],
        overtreding=overtreding.pk,
    )
    return overtreding


@transaction.atomic
def laat_zonder_gevolg(overtreding: Overtreding, *, reden: str, door: Gebruiker, op: datetime) -> None:
    """Say why nothing follows on a violation. Raises Regelfout."""
    vergrendel(overtreding.zaak)
    if not reden.strip():
        raise Regelfout(_("Schrijf op waarom op de overtreding niets volgt."))
    if Overtreding.objects.filter(pk=overtreding.pk, vervallen=True).exists():
        raise Ingehaald(_("Deze overtreding is vervallen: zij was ten onrechte vastgelegd."))
    if overtreding.interventies.filter(vervallen=False).exists():
        raise Regelfout(_("Op deze overtreding volgde al iets."))
    if ZonderGevolg.objects.filter(overtreding=overtreding).exists():
        raise Ingehaald(_("Er staat al waarom op deze overtreding niets volgt."))
    gevolg = ZonderGevolg.objects.create(overtreding=overtreding, reden=reden, door=door, op=op)
    log(
        "zonder_gevolg",
        op=op,
        door=door,
        onderwerp=f"zaak:{overtreding.zaak_id}",
        schreef=[gevolg],
        overtreding=overtreding.pk,
    )


@dataclass(frozen=True, slots=True)
class Opzet:
    """What somebody wants to do at an employer, as a form gives it."""

    werkgever: Werkgever
    soort: str
    wijze: str
    grondslag: str = ""
    termijn_tot: date | None = None
    toelichting: str = ""
    bevindingen: str = ""
    werk: str = ""
    overtredingen: Sequence[Overtreding] = field(default=())

    def vers(self) -> "Opzet":
        """With the violations as they stand now. Where the zaak is held: one may have been corrected while this
        waited."""
        reeks = Overtreding.objects.select_related("zaak").order_by("geconstateerd_op", "pk")
        return replace(self, overtredingen=tuple(reeks.filter(pk__in=[o.pk for o in self.overtredingen])))


def oordeel(
    zaak: Zaak, opzet: Opzet, dag: date, recht: handhaving.Recht, *, mondeling: int | None = None
) -> handhaving.Oordeel:
    """What this law says when this is done on `dag`, with the safety check that holds then. `mondeling`: the
    interventie (id) that stands already and is now put in writing."""
    return wet.oordeel_met(
        _als_interventie(zaak, opzet, dag),
        opzet.overtredingen,
        recht,
        zonder=() if mondeling is None else (mondeling,),
    )


def aanbod(zaak: Zaak, opzet: Opzet, dag: date) -> tuple[handhaving.Mogelijkheid, ...]:
    """Every kind of intervention on `dag` with what the law says of it. `soort` and `grondslag` are not read."""
    interventie = _als_interventie(zaak, opzet, dag)
    # Of a visit, which is on location whatever was asked.
    interventie.veiligheidstoets = veiligheid(zaak, dag)
    return wet.aanbod(interventie, opzet.overtredingen, wet.recht())


def _als_interventie(zaak: Zaak, opzet: Opzet, dag: date) -> Interventie:
    return Interventie(
        zaak=zaak,
        werkgever=opzet.werkgever,
        soort=opzet.soort,
        wijze=opzet.wijze,
        uitgereikt_op=dag,
        grondslag=opzet.grondslag,
        termijn_tot=opzet.termijn_tot,
        veiligheidstoets=veiligheid(zaak, dag) if opzet.wijze == Wijze.LOCATIE else "",
        toelichting=opzet.toelichting,
    )


_VELD = {"uitgereikt_op": "dag"}
"""What the form calls a column of the law, where it is not that."""


def weiger(zaak: Zaak, opzet: Opzet, dag: date, *, mondeling: int | None = None) -> None:
    """Raises Regelfout with every reason of the law, and for what is not of this zaak."""
    weiger_vreemd(zaak, opzet.werkgever)
    if any(o.vervallen for o in opzet.overtredingen):
        reden = _("Een overtreding die vervallen is, draagt geen instrument.")
        raise Regelfout(f"{reden} [{handhaving.AWB_OVERTREDING}]")
    slot.houd_vast()
    recht = wet.recht()
    uitkomst = oordeel(zaak, opzet, dag, recht, mondeling=mondeling)
    if not uitkomst.toegestaan:
        redenen = wetszinnen.redenen(uitkomst.weigeringen, recht)
        op_locatie = opzet.wijze == Wijze.LOCATIE
        velden = {_VELD.get(w.kolom, w.kolom) for w in uitkomst.weigeringen}
        # Of more than one field it stands above the form, where all of it is read together.
        veld = velden.pop() if len(velden) == 1 else ""
        raise Veldfout(veld, *redenen, *(toets_telt_niet(zaak, dag) if op_locatie else ()))


@transaction.atomic
def leg_vast(zaak: Zaak, opzet: Opzet, *, dag: date, door: Gebruiker, op: datetime) -> Interventie:
    """Record what was done on `dag`: a talk, speaking to, a visit. It counts from there. Raises Regelfout."""
    zaak = vergrendel(zaak)
    weiger_dicht(zaak)
    weiger_later(dag, op)
    if opzet.soort in MET_BRIEF:
        raise Regelfout(_("Wat met een brief gaat begint als concept."))
    opzet = opzet.vers()
    weiger(zaak, opzet, dag)
    return voer_in(zaak, opzet, dag, door, op)


def voer_in(zaak: Zaak, opzet: Opzet, dag: date, door: Gebruiker, op: datetime) -> Interventie:
    interventie = _als_interventie(zaak, opzet, dag)
    interventie.geregistreerd_op = interventie.stand_vanaf = op
    interventie.save()
    interventie.overtredingen.set(opzet.overtredingen)
    log(
        "interventie",
        op=op,
        door=door,
        onderwerp=f"zaak:{zaak.pk}",
        schreef=[interventie],
        interventie=interventie.pk,
        soort=interventie.soort,
    )
    return interventie


@transaction.atomic
def volg_op(
    interventie: Interventie,
    naar: InterventieStatus,
    *,
    dag: date,
    toelichting: str = "",
    door: Gebruiker,
    op: datetime,
) -> None:
    """What became of an instrument on `dag`: complied with, not, lifted (with its letter), withdrawn. Raises
    Regelfout."""
    zaak = vergrendel(interventie.zaak)
    weiger_dicht(zaak)
    interventie = Interventie.objects.select_for_update(no_key=True, of=("self",)).get(pk=interventie.pk)
    weiger_later(dag, op)
    if dag < interventie.uitgereikt_op:
        raise Veldfout("dag", _("Dat kan niet voor de dag van uitreiken zijn."))
    if naar in (InterventieStatus.OPGEHEVEN, InterventieStatus.INGETROKKEN) and not toelichting.strip():
        raise Veldfout("toelichting", _("Schrijf op waarom."))
    einde = interventie.einde_termijn(lees_vrije_dagen())
    if naar == InterventieStatus.NIET_NAGEKOMEN and einde is not None and dag <= einde:
        raise Veldfout(
            "dag",
            _("De termijn loopt tot en met %(dag)s: eerst daarna is te zeggen dat het niet is nagekomen.")
            % {"dag": date_format(einde, "SHORT_DATE_FORMAT")},
        )
    brief = None
    if naar == InterventieStatus.OPGEHEVEN and naar in volgende_van(interventie):
        slot.houd_vast()  # its letter names what the law is called
        brief = opheffen.maak(interventie, dag=dag, reden=toelichting, door=door, op=op)
    wissel = wissel_interventie(interventie, naar, dag=dag, op=op, door=door, toelichting=toelichting)
    if brief is not None:
        brief.leg_vast(wissel, door=door, op=op)
