"""A report until it is offered: begun, written, its figures worked out anew, offered, taken back, dropped.

Every act looks under the lock whether the report is still as it was shown (`gezien`, its version).
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout, Veldfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from rapportages.acties import weiger_toekomst
from rapportages.levensloop import (
    laatste_tekst,
    neem,
    onderwerp,
    opstellers,
    verzamel,
    weiger_gebreken,
    weiger_ingehaald,
    weiger_overgang,
    wissel,
    zet_stap,
)
from rapportages.models import Rapportage, Rapportagetekst, Sjabloon, Stap, Status
from rapportages.rapportcontroles.tekst import regelgebreken, vormgebreken
from rapportages.rapportgegevens import Rapportgegevens, uit_tekst
from rapportages.samenstellen import ingevuld
from rapportages.velden import velden


def _getoond(gegevens: Rapportgegevens, titel: str) -> str:
    """What a list calls it: the title as one reads it, however long its fields turn out to be."""
    return ingevuld(gegevens, titel)[: Rapportage._meta.get_field("titel").max_length]


@transaction.atomic
def begin(
    sjabloon: Sjabloon,
    peildatum: date,
    stand_van: datetime,
    *,
    door: Gebruiker,
    op: datetime,
    vervangt: Rapportage | None = None,
    reden: str = "",
) -> Rapportage:
    """A new report with the text of a template. One that takes the place of a fixed report says which and why, and
    begins with its text. Raises Regelfout."""
    weiger_toekomst(peildatum, stand_van, op)
    reden = reden.strip()
    titel, tekst = sjabloon.titel, sjabloon.tekst
    if vervangt is not None:
        vervangt = Rapportage.objects.select_for_update(no_key=True).get(pk=vervangt.pk)
        if not vervangt.is_vast:
            raise Regelfout(_("Alleen een vastgestelde rapportage kan worden vervangen."))
        if not reden:
            raise Regelfout(_("Schrijf waarom de rapportage wordt vervangen."))
        if fouten := regelgebreken(reden):
            raise Regelfout(*fouten)
        if vervangt.soort != sjabloon.soort:
            raise Regelfout(_("Een rapportage wordt vervangen door een van dezelfde soort."))
        titel, tekst = vervangt.vaststelling.titel, vervangt.vaststelling.tekst
    gegevens = verzamel(sjabloon.soort, peildatum, stand_van, op=op)
    rapportage = Rapportage.objects.create(
        soort=sjabloon.soort,
        sjabloon=sjabloon,
        titel=_getoond(gegevens, titel),
        peildatum=peildatum,
        stand_van=stand_van,
        gegevens=gegevens.als_tekst(),
        vervangt=vervangt,
        vervangt_reden=reden if vervangt else "",
        gemaakt_door=door,
        gemaakt_op=op,
    )
    eerste = Rapportagetekst.objects.create(
        rapportage=rapportage, versie=1, titel=titel, tekst=tekst, door=door, op=op
    )
    if vervangt is not None:
        rapportage.eerdere_opstellers.set(opstellers(vervangt))
    zet_stap(rapportage, Stap.BEGONNEN, eerste, door=door, op=op, toelichting=rapportage.vervangt_reden)
    return rapportage


@transaction.atomic
def bewaar_tekst(
    pk: int, titel: str, tekst: str, *, gezien: int, door: Gebruiker, op: datetime
) -> Rapportagetekst:
    """Keep a new version of the text; the same text again keeps nothing. Raises Regelfout with every place where a
    field does not exist or a figure was typed, and Ingehaald."""
    rapportage = neem(pk)
    titel, tekst = titel.strip(), tekst.replace("\r\n", "\n").strip()
    laatste = laatste_tekst(rapportage)
    if (laatste.titel, laatste.tekst) == (titel, tekst):
        return laatste
    if rapportage.status != Status.CONCEPT:
        raise Regelfout(_("De tekst van deze rapportage ligt vast."))
    weiger_ingehaald(rapportage, gezien)
    gegevens = uit_tekst(rapportage.gegevens)
    bekend = velden(gegevens)
    if fouten := vormgebreken(bekend, titel, tekst):
        raise Veldfout("tekst" if vormgebreken(bekend, "", tekst) else "titel", *fouten)
    nieuw = Rapportagetekst.objects.create(
        rapportage=rapportage, versie=laatste.versie + 1, titel=titel, tekst=tekst, door=door, op=op
    )
    rapportage.titel = _getoond(gegevens, titel)
    rapportage.versie += 1
    rapportage.save(update_fields=["titel", "versie"])
    log("rapportagetekst_bewaard", op=op, door=door, onderwerp=onderwerp(rapportage), schreef=[nieuw])
    return nieuw


@transaction.atomic
def bereken_opnieuw(
    pk: int, peildatum: date, stand_van: datetime, *, gezien: int, door: Gebruiker, op: datetime
) -> Rapportage:
    """Other moments, or the same with what is on record now."""
    rapportage = neem(pk, gezien)
    weiger_toekomst(peildatum, stand_van, op)
    weiger_overgang(rapportage, Stap.CIJFERS)
    rapportage.peildatum, rapportage.stand_van = peildatum, stand_van
    gegevens = verzamel(rapportage.soort, peildatum, stand_van, op=op)
    rapportage.gegevens = gegevens.als_tekst()
    rapportage.titel = _getoond(gegevens, laatste_tekst(rapportage).titel)
    return wissel(rapportage, Stap.CIJFERS, door=door, op=op)


@transaction.atomic
def bied_aan(pk: int, *, gezien: int, door: Gebruiker, op: datetime) -> Rapportage:
    """Offer it to who may fix it. Raises Regelfout with each check that fails."""
    rapportage = neem(pk, gezien)
    weiger_overgang(rapportage, Stap.AANGEBODEN)
    weiger_gebreken(rapportage)
    return wissel(rapportage, Stap.AANGEBODEN, door=door, op=op)


@transaction.atomic
def neem_terug(pk: int, *, gezien: int, door: Gebruiker, op: datetime) -> Rapportage:
    return wissel(neem(pk, gezien), Stap.TERUGGENOMEN, door=door, op=op)


@transaction.atomic
def laat_vervallen(pk: int, reden: str, *, gezien: int, door: Gebruiker, op: datetime) -> Rapportage:
    """A concept that will not be a report; it stays readable."""
    rapportage = neem(pk, gezien)
    if not reden.strip():
        raise Regelfout(_("Schrijf waarom de rapportage vervalt."))
    return wissel(rapportage, Stap.VERVALLEN, door=door, op=op, toelichting=reden.strip())
