"""Correcting on screen what was recorded wrongly of a violation or a promise, and taking back what never was: also a
talk, a visit, and what became of an instrument.

A correction is a later registration, written as an import writes one (`inspectie.versies`) and put to the law as there
(`rustend`): a figure with an earlier stand van keeps what it saw. Each act: lock, refuse, change, save, log, in one
transaction. `gezien` is the record as the person saw it (`merk`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspectie.fouten import Ingehaald, Regelfout, Veldfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.versies import Wijziging, herleid, naar_json, wijzig
from interventies import wet, wetszinnen
from interventies.concepten import opzet_van
from interventies.handhaven import oordeel
from interventies.handhaving import Recht, Weigering
from interventies.models import (
    MET_BRIEF,
    Concept,
    ConceptStatus,
    Interventie,
    Overtreding,
    Toezegging,
)
from interventies.rechtsgegevens import slot
from interventies.rustend import bezwaren_van, verboden_na
from interventies.statussen import herroep_wissel
from interventies.zaakwerkgevers import weiger_vreemd
from interventies.zaken import vergrendel, weiger_dicht, weiger_later
from meldingen.models import Werkgever

Record = TypeVar("Record", Overtreding, Toezegging, Interventie)
INGEHAALD = gettext_lazy("Dit is intussen gewijzigd. Bekijk wat er nu staat en probeer het opnieuw.")
Verbod = tuple[str, Weigering]
"""Of what, as a person knows it ("" for the violation itself), and what the law says of it."""


def merk(record: Overtreding | Toezegging | Interventie | Werkgever) -> str:
    """Changes with every correction, and when a promise was kept."""
    nagekomen = record.nagekomen_op if isinstance(record, Toezegging) else None
    return f"{record.stand_vanaf.isoformat()} {nagekomen or ''}".strip()


@transaction.atomic
def corrigeer_overtreding(
    overtreding: Overtreding,
    *,
    werkgever: Werkgever,
    voorschrift: str,
    dag: date,
    ernstig_gevaar: bool,
    motivering: str,
    reden: str,
    gezien: str,
    door: Gebruiker,
    op: datetime,
) -> None:
    """What was found is something else than was written down. Raises Regelfout, also with every reason of the law, and
    Ingehaald."""
    overtreding = _vergrendel(overtreding, gezien)
    weiger_later(dag, op)
    weiger_vreemd(overtreding.zaak, werkgever)
    # What a file left open is, on screen, not ticked: to leave it so changes nothing.
    onbekend = overtreding.ernstig_gevaar is None and not ernstig_gevaar
    wordt = {
        "werkgever_id": werkgever.pk,
        "voorschrift": voorschrift,
        "geconstateerd_op": dag,
        "ernstig_gevaar": None if onbekend else ernstig_gevaar,
        "ernstige_mate_motivering": motivering.strip(),
    }
    _wijzig_overtreding(overtreding, wordt, reden, door, op)


@transaction.atomic
def laat_overtreding_vervallen(
    overtreding: Overtreding, *, reden: str, gezien: str, door: Gebruiker, op: datetime
) -> None:
    """It was recorded in error: it never was. Raises Regelfout, Ingehaald."""
    overtreding = _vergrendel(overtreding, gezien)
    _wijzig_overtreding(overtreding, {"vervallen": True}, reden, door, op)


@transaction.atomic
def corrigeer_toezegging(
    toezegging: Toezegging,
    *,
    werkgever: Werkgever,
    maatregel: str,
    uiterlijk: date,
    reden: str,
    gezien: str,
    door: Gebruiker,
    op: datetime,
) -> None:
    """What was promised is something else than was written down. Raises Regelfout, Ingehaald."""
    toezegging = _vergrendel(toezegging, gezien)
    weiger_vreemd(toezegging.zaak, werkgever)
    wordt = {"werkgever_id": werkgever.pk, "maatregel": maatregel, "uiterlijk_op": uiterlijk}
    _log(toezegging, schrijf(toezegging, wordt, reden, door, op), door, op)


@transaction.atomic
def laat_toezegging_vervallen(
    toezegging: Toezegging, *, reden: str, gezien: str, door: Gebruiker, op: datetime
) -> None:
    """Nobody promised it. Raises Regelfout, Ingehaald."""
    toezegging = _vergrendel(toezegging, gezien)
    _log(toezegging, schrijf(toezegging, {"vervallen": True}, reden, door, op), door, op)


@transaction.atomic
def herroep_nakomen(
    toezegging: Toezegging, *, reden: str, gezien: str, door: Gebruiker, op: datetime
) -> None:
    """That a promise was kept was recorded in error: it stands open again. Raises Regelfout, Ingehaald."""
    toezegging = _vergrendel(toezegging, gezien)
    gewijzigd = schrijf(toezegging, {"nagekomen_op": None}, reden, door, op)
    # Not one of the columns with a past (`Toezegging`).
    toezegging.nagekomen_op = None
    toezegging.save(update_fields=["nagekomen_op"])
    _log(toezegging, gewijzigd, door, op)


@transaction.atomic
def laat_interventie_vervallen(
    interventie: Interventie, *, reden: str, door: Gebruiker, op: datetime
) -> None:
    """It was not done, or not here. The law weighs no talk and no visit, so of what else stands nothing becomes
    forbidden. Raises Regelfout, also of what went by letter: that is withdrawn, and stays."""
    interventie = _vergrendel(interventie)
    if interventie.soort in MET_BRIEF:
        raise Regelfout(_("Wat met een brief uitging blijft staan zoals het was."))
    _log(interventie, schrijf(interventie, {"vervallen": True}, reden, door, op), door, op)


@transaction.atomic
def herroep_uitkomst(
    interventie: Interventie, *, reden: str, gezien: str, door: Gebruiker, op: datetime
) -> None:
    """That an instrument was complied with, or not (`gezien`), was recorded in error: it stands as it did before.
    Raises Regelfout, Ingehaald."""
    interventie = _vergrendel(interventie)
    wissel = interventie.wissels.staande().last()
    if interventie.status != gezien or wissel is None:
        raise Ingehaald(str(INGEHAALD))
    _weiger_zonder(reden)
    herroep_wissel(wissel, interventie, op=op, door=door, toelichting=reden)


def _vergrendel(record: Record, gezien: str | None = None) -> Record:
    """The record as it is now, with its zaak and the law, held. Raises Ingehaald when it is no longer as it was
    seen."""
    zaak = vergrendel(record.zaak)
    weiger_dicht(zaak)
    slot.houd_vast()
    nu = type(record)._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=record.pk)
    if nu.vervallen:
        raise Ingehaald(_("Dit is intussen vervallen: het was ten onrechte vastgelegd."))
    if gezien is not None and merk(nu) != gezien:
        raise Ingehaald(str(INGEHAALD))
    nu.zaak = zaak
    return nu


def _wijzig_overtreding(
    overtreding: Overtreding, wordt: Mapping[str, Any], reden: str, door: Gebruiker, op: datetime
) -> None:
    vervalt = "vervallen" in wordt
    if redenen := bezwaren_van(overtreding, vervalt=vervalt):
        raise Regelfout(*redenen)
    recht = wet.recht()
    werkgevers = {overtreding.werkgever_id, wordt.get("werkgever_id", overtreding.werkgever_id)}
    concepten = list(overtreding.concepten.filter(status=ConceptStatus.CONCEPT).order_by("pk"))
    eerder = set(_verboden(overtreding, werkgevers, concepten, recht, op))
    gewijzigd = schrijf(overtreding, wordt, reden, door, op)
    straks = dict.fromkeys(_verboden(overtreding, werkgevers, concepten, recht, op))
    _weiger_verboden([verbod for verbod in straks if verbod not in eerder], recht, vervalt=vervalt)
    # Who has such a letter before them reads it again.
    overtreding.concepten.filter(status=ConceptStatus.CONCEPT).update(versie=F("versie") + 1)
    _log(overtreding, gewijzigd, door, op)


def _verboden(
    overtreding: Overtreding,
    werkgevers: set[int],
    concepten: Sequence[Concept],
    recht: Recht,
    op: datetime,
) -> Iterator[Verbod]:
    """What the law forbids as things stand: also of the concepts that rest on it, were they issued today."""
    for interventie, weigering in verboden_na([overtreding.pk], werkgevers, recht):
        yield str(interventie or ""), weigering
    for concept in concepten:
        wat = _("Concept %(soort)s") % {"soort": concept.get_soort_display().lower()}
        uitkomst = oordeel(overtreding.zaak, opzet_van(concept), lokale_dag(op), recht)
        yield from ((wat, weigering) for weigering in uitkomst.weigeringen)


def _weiger_verboden(verboden: Sequence[Verbod], recht: Recht, *, vervalt: bool) -> None:
    eigen = [weigering for wat, weigering in verboden if not wat]
    if eigen:
        raise Veldfout("voorschrift", *wetszinnen.redenen(eigen, recht))
    if not verboden:
        return
    redenen = [
        f"{wat}: {zin}" for wat, weigering in verboden for zin in wetszinnen.redenen([weigering], recht)
    ]
    wat_dan = (
        _(
            "Een ingezet instrument blijft meetellen, ook als het is ingetrokken. Corrigeer wat er onjuist staat."
        )
        if vervalt
        else _("Laat een concept eerst vervallen. Wat is ingezet blijft staan zoals het was.")
    )
    raise Regelfout(_("De wet verbiedt dan wat op deze overtreding rust."), *redenen, wat_dan)


def schrijf(
    record: Overtreding | Toezegging | Interventie | Werkgever,
    wordt: Mapping[str, Any],
    reden: str,
    door: Gebruiker,
    op: datetime,
) -> list[Wijziging]:
    """Write down what changes of a locked record. Raises Regelfout where nothing does, or nobody says why."""
    anders = {veld: waarde for veld, waarde in wordt.items() if getattr(record, veld) != waarde}
    if not anders:
        raise Regelfout(_("U hebt niets gewijzigd."))
    _weiger_zonder(reden)
    soort = str(record._meta.model_name)
    gewijzigd = [
        wijzig(soort, record.pk, veld, naar_json(waarde), reden=reden, op=op, ingevoerd_op=op, door=door)
        for veld, waarde in anders.items()
    ]
    herleid(type(record), soort, [record.pk])
    return gewijzigd


def _weiger_zonder(reden: str) -> None:
    if not reden.strip():
        raise Veldfout("reden", _("Schrijf op waarom dit onjuist was."))


def _log(
    record: Overtreding | Toezegging | Interventie,
    gewijzigd: Sequence[Wijziging],
    door: Gebruiker,
    op: datetime,
) -> None:
    soort = str(record._meta.model_name)
    log(
        f"{soort}_gecorrigeerd",
        op=op,
        door=door,
        onderwerp=f"zaak:{record.zaak_id}",
        schreef=gewijzigd,
        velden=sorted(w.veld for w in gewijzigd),
        **{soort: record.pk},
    )
