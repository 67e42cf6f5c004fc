"""What an inspecteur does in a zaak: contacts, the safety check, the steps of the investigation, promises, toetsing.

Each act: lock, refuse, change, save, log, in one transaction.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout, Veldfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import einde_van, lokale_dag
from interventies import handhaving
from interventies.bronnen import weiger_in_dossier
from interventies.models import (
    Contact,
    Toetsing,
    Toezegging,
    VeiligheidBesluit,
    Veiligheidstoets,
    Zaak,
    ZaakMelding,
    ZaakStatus,
    ZaakWissel,
)
from interventies.statussen import DICHT, wissel_zaak
from interventies.zaakwerkgevers import weiger_vreemd
from interventies.zaken import vergrendel, vergrendel_meldingen, weiger_dicht, weiger_later
from meldingen.models import Melding, Status, Werkgever
from meldingen.statussen import vergrendel as vergrendel_melding
from meldingen.statussen import wissel


@transaction.atomic
def noteer_contact(
    zaak: Zaak, *, dag: date, wijze: str, met: str, verslag: str, door: Gebruiker, op: datetime
) -> Contact:
    """Write down a talk or a letter. Raises Regelfout, also where who it was with is who reported: that is no contact
    at the employer."""
    zaak = vergrendel(zaak)
    weiger_dicht(zaak)
    weiger_later(dag, op)
    weiger_in_dossier(zaak, "met", met)
    contact = Contact.objects.create(
        zaak=zaak, op=dag, wijze=wijze, met=met, verslag=verslag, door=door, geregistreerd_op=op
    )
    log("contact", op=op, door=door, onderwerp=f"zaak:{zaak.pk}", schreef=[contact], contact=contact.pk)
    return contact


@transaction.atomic
def toets_veiligheid(
    zaak: Zaak, *, besluit: str, afspraken: str, dag: date, door: Gebruiker, op: datetime
) -> Veiligheidstoets:
    """Whether a visit is safe. Not so: an investigation on location goes on at a distance, and the reason is kept
    (domain section 3). Raises Regelfout."""
    zaak = vergrendel(zaak)
    weiger_dicht(zaak)
    weiger_later(dag, op)
    if besluit == VeiligheidBesluit.NIET_AKKOORD and not afspraken.strip():
        raise Veldfout("afspraken", _("Schrijf op waarom het bezoek niet veilig is."))
    toets = Veiligheidstoets.objects.create(
        zaak=zaak, besluit=besluit, afspraken=afspraken, getoetst_op=dag, door=door, geregistreerd_op=op
    )
    log("veiligheidstoets", op=op, door=door, onderwerp=f"zaak:{zaak.pk}", schreef=[toets], besluit=besluit)
    nu_onveilig = veiligheid(zaak, lokale_dag(op)) == VeiligheidBesluit.NIET_AKKOORD
    if nu_onveilig and zaak.status in (ZaakStatus.TOEGEWEZEN, ZaakStatus.ONDERZOEK_LOCATIE):
        wissel_zaak(zaak, ZaakStatus.ONDERZOEK_AFSTAND, op=op, door=door, toelichting=afspraken)
    return toets


def veiligheid(zaak: Zaak, dag: date) -> str:
    """The outcome of the safety check that holds on `dag`, the latest until then; empty when there is none. One of
    before the zaak was opened again secured the visits of then: who goes there anew looks anew. One query."""
    weer_open = ZaakWissel.objects.filter(
        zaak=zaak,
        naar=ZaakStatus.HEROPEND,
        op__gt=OuterRef("geregistreerd_op"),
        op__lte=einde_van(dag),
    )
    geldt = zaak.veiligheidstoetsen.filter(~Exists(weer_open), getoetst_op__lte=dag)
    laatste = geldt.order_by("getoetst_op", "geregistreerd_op", "pk").last()
    return laatste.besluit if laatste else ""


def toets_telt_niet(zaak: Zaak, dag: date) -> list[str]:
    """Why there is no safety check for `dag` where somebody sees one on the page."""
    if veiligheid(zaak, dag) or not zaak.veiligheidstoetsen.exists():
        return []
    zin = _("Een veiligheidstoets van na die dag, of van voor de zaak weer openging, telt niet.")
    return [f"{zin} [{handhaving.RAPPORTAGE}]"]


@transaction.atomic
def ga_verder(zaak: Zaak, naar: ZaakStatus, *, toelichting: str = "", door: Gebruiker, op: datetime) -> None:
    """On with the investigation: at a distance, on location, waiting for the employer, checking again.

    Raises Regelfout; on location only with a safety check that says so (domain section 6).
    """
    zaak = vergrendel(zaak)
    if naar in DICHT or naar in (ZaakStatus.TOEGEWEZEN, ZaakStatus.HEROPEND):
        raise Regelfout(_("Dat gaat met een handeling van haar eigen soort."))
    dag = lokale_dag(op)
    if naar == ZaakStatus.ONDERZOEK_LOCATIE and veiligheid(zaak, dag) != VeiligheidBesluit.AKKOORD:
        reden = _("Onderzoek op locatie vraagt een veiligheidstoets die akkoord is.")
        raise Regelfout(reden, *toets_telt_niet(zaak, dag))
    wissel_zaak(zaak, naar, op=op, door=door, toelichting=toelichting)


@transaction.atomic
def zeg_toe(
    zaak: Zaak, werkgever: Werkgever, *, maatregel: str, uiterlijk: date, door: Gebruiker, op: datetime
) -> Toezegging:
    """What the employer promised, and by when. Raises Regelfout."""
    zaak = vergrendel(zaak)
    weiger_dicht(zaak)
    weiger_vreemd(zaak, werkgever)
    toezegging = Toezegging.objects.create(
        zaak=zaak,
        werkgever=werkgever,
        maatregel=maatregel,
        uiterlijk_op=uiterlijk,
        geregistreerd_op=op,
        stand_vanaf=op,
    )
    log(
        "toezegging",
        op=op,
        door=door,
        onderwerp=f"zaak:{zaak.pk}",
        schreef=[toezegging],
        toezegging=toezegging.pk,
    )
    return toezegging


@transaction.atomic
def kom_na(toezegging: Toezegging, *, dag: date, door: Gebruiker, op: datetime) -> None:
    """The promised measure was taken on `dag`. Raises Regelfout."""
    vergrendel(toezegging.zaak)
    toezegging = Toezegging.objects.select_for_update(no_key=True).get(pk=toezegging.pk)
    if toezegging.vervallen:
        raise Ingehaald(_("Deze toezegging is vervallen: zij was ten onrechte vastgelegd."))
    if toezegging.nagekomen_op is not None:
        raise Ingehaald(_("Deze toezegging is al nagekomen."))
    weiger_later(dag, op)
    toezegging.nagekomen_op = dag
    toezegging.save(update_fields=["nagekomen_op"])
    log(
        "toezegging_nagekomen",
        op=op,
        door=door,
        onderwerp=f"zaak:{toezegging.zaak_id}",
        toezegging=toezegging.pk,
    )


@transaction.atomic
def toets_melding(
    zaak: Zaak,
    melding: Melding,
    *,
    resultaat: str,
    dag: date,
    toelichting: str = "",
    door: Gebruiker,
    op: datetime,
) -> Toetsing:
    """Whether measures were taken on this melding of the zaak; it is then handled. A later toetsing counts instead of
    an earlier one. Raises Regelfout; what cannot be tested asks why (domain section 6)."""
    zaak = vergrendel(zaak)
    weiger_dicht(zaak)
    melding = vergrendel_melding(melding)
    if not ZaakMelding.objects.filter(zaak=zaak, melding=melding, vervallen=False).exists():
        raise Regelfout(_("Deze melding is niet in deze zaak."))
    weiger_later(dag, op)
    if dag < lokale_dag(melding.ontvangen_op):
        raise Veldfout("dag", _("De toetsing kan niet voor de dag van ontvangst zijn."))
    if resultaat == Toetsing.Resultaat.NIET_TOETSBAAR and not toelichting.strip():
        raise Veldfout("toelichting", _("Schrijf op waarom niet te toetsen is of er maatregelen zijn."))
    toetsing = Toetsing.objects.create(
        melding=melding, resultaat=resultaat, toelichting=toelichting, getoetst_op=dag, geregistreerd_op=op
    )
    log(
        "toetsing",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        schreef=[toetsing],
        resultaat=resultaat,
    )
    if resultaat != Toetsing.Resultaat.OPEN and melding.status == Status.GEKOPPELD:
        wissel(melding, Status.AFGEHANDELD, op=op, door=door)
    return toetsing


@transaction.atomic
def toets_meldingen(
    zaak: Zaak, *, resultaat: str, dag: date, toelichting: str = "", door: Gebruiker, op: datetime
) -> int:
    """The same outcome for every melding of the zaak that still waits for one, and how many those were: two hundred
    reports of one hall are one look in that hall. Raises Regelfout, and then none of them is tested."""
    zaak = vergrendel(zaak)
    wachten = ZaakMelding.objects.te_zien().filter(zaak=zaak, melding__status=Status.GEKOPPELD)
    # All of them before the first is written of (`vergrendel_meldingen`).
    te_zien = set(wachten.values_list("melding", flat=True))
    reeks = [melding for melding in vergrendel_meldingen(zaak, Status.GEKOPPELD) if melding.pk in te_zien]
    if not reeks:
        raise Ingehaald(_("Elke melding in deze zaak is al getoetst."))
    for melding in reeks:
        toets_melding(zaak, melding, resultaat=resultaat, dag=dag, toelichting=toelichting, door=door, op=op)
    return len(reeks)
