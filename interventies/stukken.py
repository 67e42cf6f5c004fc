"""Files in a zaak: added, and taken away when they should not have been there.

Each act: lock, refuse, change, save, log, in one transaction.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie import bestanden
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from interventies.bronnen import weiger_in_dossier
from interventies.geheimhouding import van_bestand
from interventies.models import Bijlage, BijlageInhoud, BijlageWeg, Zaak
from interventies.zaken import vergrendel, weiger_dicht

BIJLAGEN_MAX = 200


@transaction.atomic
def voeg_toe(
    zaak: Zaak,
    *,
    naam: str,
    inhoud: bytes,
    herkomst: str,
    omschrijving: str = "",
    door: Gebruiker,
    op: datetime,
) -> Bijlage:
    """Keep a file in the zaak. Raises Regelfout for one that we do not take, that is there already, or whose name or
    description gives the source away while it may go to the employer."""
    bestand = bestanden.keur(naam, inhoud)
    zaak = vergrendel(zaak)
    weiger_dicht(zaak)
    aanwezig = Bijlage.objects.aanwezig().filter(zaak=zaak)
    if aanwezig.filter(vingerafdruk=bestand.vingerafdruk).exists():
        raise Ingehaald(_("Dit bestand zit al in de zaak."))
    if aanwezig.count() >= BIJLAGEN_MAX:
        raise Regelfout(_("In een zaak passen 200 bestanden; voeg stukken samen tot één PDF."))
    if herkomst != Bijlage.Herkomst.MELDER:
        weiger_in_dossier(zaak, "bestand", van_bestand(bestand.naam))
        weiger_in_dossier(zaak, "omschrijving", omschrijving)
    bijlage = Bijlage.objects.create(
        zaak=zaak,
        naam=bestand.naam,
        omschrijving=omschrijving.strip(),
        herkomst=herkomst,
        mediatype=bestand.mediatype,
        grootte=len(bestand.inhoud),
        vingerafdruk=bestand.vingerafdruk,
        door=door,
        op=op,
    )
    BijlageInhoud.objects.create(bijlage=bijlage, inhoud=bestand.inhoud)
    log(
        "bijlage",
        op=op,
        door=door,
        onderwerp=f"zaak:{zaak.pk}",
        schreef=[bijlage],
        bijlage=bijlage.pk,
    )
    return bijlage


@transaction.atomic
def haal_weg(bijlage: Bijlage, *, reden: str, door: Gebruiker, op: datetime) -> None:
    """Take the content of a file away; that it was there, and why it went, stays. Raises Regelfout."""
    vergrendel(bijlage.zaak)
    if not reden.strip():
        raise Regelfout(_("Schrijf op waarom het bestand weg moet."))
    if BijlageWeg.objects.filter(bijlage=bijlage).exists():
        raise Ingehaald(_("Dit bestand is al weggehaald."))
    weg = BijlageWeg.objects.create(bijlage=bijlage, reden=reden, door=door, op=op)
    BijlageInhoud.objects.filter(bijlage=bijlage).delete()
    log(
        "bijlage_weg",
        op=op,
        door=door,
        onderwerp=f"zaak:{bijlage.zaak_id}",
        schreef=[weg],
        bijlage=bijlage.pk,
    )
