"""What people do with a zaak: open it, bundle meldingen, assign, finish, close, open again. What happens in between
stands in `onderzoek` and `handhaven`.

Each act: lock, refuse, change, save, log, in one transaction. The zaak is locked first, then its meldingen.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout, Veldfout
from inspectie.logboek import log
from inspectie.models import Code, Gebruiker, Rol
from inspectie.nummers import volgende
from inspectie.tijd import lokale_dag
from inspectie.versies import herleid, wijzig
from interventies.models import (
    Concept,
    ConceptStatus,
    Interventie,
    InterventieStatus,
    Overtreding,
    Soort,
    Toetsing,
    Zaak,
    ZaakMelding,
    ZaakStatus,
)
from interventies.statussen import DICHT, wissel_zaak
from interventies.terugkoppelen import laat_vervallen, zet_klaar
from interventies.zaakwerkgevers import groepen_in
from meldingen.models import Melding, Route, Status, Werkgever
from meldingen.models.feiten import Domein
from meldingen.statussen import vergrendel as vergrendel_melding
from meldingen.statussen import wissel

# The routes that lead to a zaak (domain section 3).
NAAR_ZAAK = frozenset(
    {
        Route.DIRECT_LOCATIE,
        Route.LOCATIE_GEPLAND,
        Route.TELEFONISCH,
        Route.AANSPREKEN,
        Route.BUNDELEN,
        Route.ONDERZOEK_VERPLICHT,
        Route.EERLIJK,
    }
)
STAAT_NOG = (InterventieStatus.UITGEREIKT, InterventieStatus.NIET_NAGEKOMEN)


def vergrendel(zaak: Zaak) -> Zaak:
    """The zaak as it is now, held until the transaction ends."""
    return Zaak.objects.select_for_update(no_key=True).get(pk=zaak.pk)


def vergrendel_meldingen(zaak: Zaak, *statussen: Status) -> list[Melding]:
    """The meldingen of a locked zaak in these states, or all, held as it is. Before anything that writes the log: who
    is at work on one of them writes it last too, and each would wait for the other."""
    reeks = Melding.objects.in_zaak(zaak.pk)
    if statussen:
        reeks = reeks.filter(status__in=statussen)
    return list(reeks.select_for_update(no_key=True, of=("self",)).order_by("pk"))


def te_koppelen(melding: Melding) -> list[str]:
    """Why this melding cannot go into a zaak (domain section 6); empty when it can."""
    redenen = []
    if melding.status != Status.IN_TRIAGE or melding.besloten_op is None:
        redenen.append(_("Er is nog niet over de triage van deze melding besloten."))
    elif melding.route not in NAAR_ZAAK:
        redenen.append(
            _("De route “%(route)s” leidt niet naar een zaak.") % {"route": melding.get_route_display()}
        )
    if melding.domein not in (Domein.VEILIG_GEZOND, Domein.EERLIJK):
        redenen.append(_("Een zaak vraagt een melding in het domein Veilig & Gezond of Eerlijk."))
    if melding.werkgever_id is None:
        redenen.append(_("Een zaak vraagt een werkgever; leg die eerst bij de melding vast."))
    return redenen


@transaction.atomic
def open_zaak(melding: Melding, *, door: Gebruiker, op: datetime) -> Zaak:
    """Open a zaak for a melding whose route leads to one. Raises Regelfout."""
    melding = vergrendel_melding(melding)
    if redenen := te_koppelen(melding):
        raise Regelfout(*redenen)
    zaak = Zaak.objects.create(
        nummer=volgende("zaak"),
        domein=melding.domein,
        aanleiding=Zaak.Aanleiding.MELDING,
        geopend_op=lokale_dag(op),
        team=team_van(melding.domein, melding.werkgever),
        geregistreerd_op=op,
        stand_vanaf=op,
    )
    log("zaak_geopend", op=op, door=door, onderwerp=f"zaak:{zaak.pk}", schreef=[zaak])
    _koppel(zaak, melding, door, op)
    return zaak


@transaction.atomic
def bundel(zaak: Zaak, melding: Melding, *, door: Gebruiker, op: datetime) -> None:
    """Add a melding to a zaak that is open, about the same employer. Raises Regelfout."""
    zaak = vergrendel(zaak)
    melding = vergrendel_melding(melding)
    redenen = te_koppelen(melding)
    if zaak.status in DICHT:
        redenen.append(_("Zaak %(nummer)s is gesloten; heropen haar eerst.") % {"nummer": zaak.nummer})
    elif not redenen and zaak.domein != melding.domein:
        redenen.append(_("Zaak %(nummer)s is van een ander domein.") % {"nummer": zaak.nummer})
    elif not redenen and melding.werkgever is not None and melding.werkgever.groep_id not in groepen_in(zaak):
        redenen.append(_("Zaak %(nummer)s gaat over een andere werkgever.") % {"nummer": zaak.nummer})
    if redenen:
        raise Regelfout(*redenen)
    _koppel(zaak, melding, door, op)


def _koppel(zaak: Zaak, melding: Melding, door: Gebruiker, op: datetime) -> None:
    koppeling, nieuw = ZaakMelding.objects.get_or_create(
        zaak=zaak, melding=melding, defaults={"geregistreerd_op": op, "stand_vanaf": op}
    )
    wissel(melding, Status.GEKOPPELD, op=op, door=door)
    if not nieuw and not koppeling.vervallen:
        return  # it was opened again, and is where it was
    gewijzigd = None
    if not nieuw:  # it was linked once, in error; now it is in this zaak after all
        reden = "De melding is opnieuw gekoppeld."
        gewijzigd = wijzig(
            "zaak_melding", koppeling.pk, "vervallen", False, reden=reden, op=op, ingevoerd_op=op, door=door
        )
        herleid(ZaakMelding, "zaak_melding", [koppeling.pk])
    log(
        "melding_gekoppeld",
        op=op,
        door=door,
        onderwerp=f"zaak:{zaak.pk}",
        schreef=[gewijzigd or koppeling],
        melding=f"melding:{melding.pk}",
    )


def team_van(domein: str, werkgever: Werkgever | None) -> str:
    """Eerlijk is a team for the whole country, the others go by province (domain section 7)."""
    if domein == Domein.EERLIJK:
        return str(Domein.EERLIJK)
    provincie = werkgever.provincie if werkgever else ""
    team = Code.objects.filter(lijst="provincie", code=provincie).values_list("hoort_bij", flat=True).first()
    return team or ""


@transaction.atomic
def wijs_toe(zaak: Zaak, behandelaar: Gebruiker, *, door: Gebruiker, op: datetime) -> None:
    """Give a zaak to an inspecteur, or to another one; one that came in by a file gets their team. Of a closed one too:
    else nobody could open it again, or tell who reported, once its inspecteur is gone. Raises Regelfout."""
    zaak = vergrendel(zaak)
    if behandelaar.rol != Rol.INSPECTEUR or not behandelaar.is_active:
        raise Regelfout(_("Een zaak wordt toegewezen aan een inspecteur."))
    zaak.behandelaar, zaak.team = behandelaar, zaak.team or behandelaar.team
    zaak.save(update_fields=["behandelaar", "team"])
    log(
        "zaak_toegewezen",
        op=op,
        door=door,
        onderwerp=f"zaak:{zaak.pk}",
        behandelaar=behandelaar.pk,
    )
    if zaak.status in (ZaakStatus.OPEN, ZaakStatus.HEROPEND):
        wissel_zaak(zaak, ZaakStatus.TOEGEWEZEN, op=op, door=door)


def bezwaren_afronden(zaak: Zaak) -> list[str]:
    """Why a zaak is not finished yet (domain section 6); empty when it is. Five queries."""
    redenen = []
    open_meldingen = list(
        Melding.objects.in_zaak(zaak.pk)
        .filter(status__in=(Status.IN_TRIAGE, Status.AANVULLING_GEVRAAGD, Status.GEKOPPELD))
        .order_by("nummer")
        .values_list("nummer", "status")
    )
    te_toetsen = [nummer for nummer, status in open_meldingen if status == Status.GEKOPPELD]
    if te_toetsen := sorted({*te_toetsen, *_teruggenomen(zaak)}):
        redenen.append(_("Nog niet getoetst: melding %(nummers)s.") % {"nummers": _nummers(te_toetsen)})
    # Opened again: testing it does not take it out of triage.
    if in_triage := [nummer for nummer, status in open_meldingen if status != Status.GEKOPPELD]:
        redenen.append(_("Weer in triage: melding %(nummers)s.") % {"nummers": _nummers(in_triage)})
    zonder = (
        Overtreding.objects.filter(zaak=zaak, vervallen=False, zonder_gevolg=None)
        .exclude(interventies__in=Interventie.objects.filter(vervallen=False))
        .order_by("geconstateerd_op", "pk")
    )
    redenen += [
        _("Op de overtreding van %(dag)s (%(voorschrift)s) volgde nog niets; geef een reden of treed op.")
        % {"dag": date_format(o.geconstateerd_op, "SHORT_DATE_FORMAT"), "voorschrift": o.voorschrift}
        for o in zonder
    ]
    # Who complies with it has stopped: that it may go on again, the inspectorate says.
    stil = Interventie.objects.filter(zaak=zaak, soort=Soort.STILLEGGING, vervallen=False).exclude(
        status__in=(InterventieStatus.OPGEHEVEN, InterventieStatus.INGETROKKEN)
    )
    if stil.exists():
        redenen.append(_("Er is nog een stillegging die niet is opgeheven."))
    concepten = Concept.objects.filter(zaak=zaak).exclude(
        status__in=(ConceptStatus.UITGEREIKT, ConceptStatus.VERVALLEN)
    )
    if concepten.exists():
        redenen.append(_("Er is nog een concept dat niet is uitgereikt of vervallen."))
    return redenen


def _teruggenomen(zaak: Zaak) -> list[int]:
    """The handled meldingen of which a later toetsing took the outcome back (domain section 2): its reporter would hear
    nothing."""
    klaar = ZaakMelding.objects.te_zien().filter(
        zaak=zaak, melding__status__in=(Status.AFGEHANDELD, Status.AFGESLOTEN)
    )
    laatste = Toetsing.objects.filter(melding=models.OuterRef("melding")).op_volgorde().reverse()
    weer_open = klaar.annotate(uitkomst=models.Subquery(laatste.values("resultaat")[:1])).filter(
        uitkomst=Toetsing.Resultaat.OPEN
    )
    return list(weer_open.values_list("melding__nummer", flat=True))


def _nummers(nummers: Sequence[int], hoogstens: int = 10) -> str:
    meer = len(nummers) - hoogstens
    getoond = ", ".join(str(nummer) for nummer in nummers[:hoogstens])
    return getoond if meer <= 0 else _("%(nummers)s en nog %(meer)s") % {"nummers": getoond, "meer": meer}


@transaction.atomic
def rond_af(zaak: Zaak, *, door: Gebruiker, op: datetime) -> None:
    """The investigation is finished. Raises Regelfout with everything that is still open."""
    zaak = vergrendel(zaak)
    vergrendel_meldingen(zaak)
    if redenen := bezwaren_afronden(zaak):
        raise Regelfout(*redenen)
    wissel_zaak(zaak, ZaakStatus.AFGEROND, op=op, door=door)
    zet_klaar(zaak, door=door, op=op)


@transaction.atomic
def sluit(zaak: Zaak, *, door: Gebruiker, op: datetime) -> None:
    """Close a finished zaak, and its handled meldingen with it. Raises Regelfout."""
    zaak = vergrendel(zaak)
    klaar = vergrendel_meldingen(zaak, Status.AFGEHANDELD)
    wissel_zaak(zaak, ZaakStatus.GESLOTEN, op=op, door=door)
    zaak.gesloten_op = op
    zaak.save(update_fields=["gesloten_op"])
    for melding in klaar:
        if not _elders_open(melding, zaak):
            wissel(melding, Status.AFGESLOTEN, op=op, door=door)


def _elders_open(melding: Melding, zaak: Zaak) -> bool:
    andere = ZaakMelding.objects.filter(melding=melding, vervallen=False).exclude(zaak=zaak)
    return andere.exclude(zaak__status__in=DICHT).exists()


@transaction.atomic
def heropen(zaak: Zaak, *, reden: str, door: Gebruiker, op: datetime) -> None:
    """Open a finished or closed zaak again. Its meldingen stay as they were handled. Raises Regelfout."""
    zaak = vergrendel(zaak)
    if not reden.strip():
        raise Regelfout(_("Heropenen vraagt een reden."))
    # First: who tells a reporter holds what is to be told, and then writes the log.
    vervallen = laat_vervallen(zaak, op=op)
    wissel_zaak(zaak, ZaakStatus.HEROPEND, op=op, door=door, toelichting=reden)
    if vervallen:
        log(
            "terugkoppeling_vervallen",
            op=op,
            door=door,
            onderwerp=f"zaak:{zaak.pk}",
            aantal=vervallen,
        )
    zaak.gesloten_op = None
    zaak.save(update_fields=["gesloten_op"])


def weiger_dicht(zaak: Zaak) -> None:
    if zaak.status in DICHT:
        raise Regelfout(_("De zaak is gesloten; heropen haar eerst."))


def weiger_later(dag: date, op: datetime) -> None:
    if dag > lokale_dag(op):
        raise Veldfout(
            "dag", _("De dag %(dag)s ligt in de toekomst.") % {"dag": date_format(dag, "SHORT_DATE_FORMAT")}
        )
