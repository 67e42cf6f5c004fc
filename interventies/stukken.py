"""Files in a zaak: added, and taken away when they should not have been there.

Each act: lock, refuse, change, save, log, in one transaction.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie import bestanden
from inspectie.bestandstekst import tekst_uit
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from interventies.bronnen import lekken_in_bestanden, weiger_bestand, weiger_in_dossier
from interventies.geheimhouding import van_bestand
from interventies.models import Bijlage, BijlageInhoud, BijlageWeg, Zaak
from interventies.zaken import vergrendel, weiger_dicht

BIJLAGEN_MAX = 200
ELDERS_GESCHREVEN = (Bijlage.Herkomst.INSPECTIE, Bijlage.Herkomst.DERDE)
"""What the employer may get and did not write: what stands in it is looked at."""


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
    if herkomst in ELDERS_GESCHREVEN:
        weiger_bestand(zaak, tekst_uit(bestand.mediatype, bestand.inhoud) or "")
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


def voor_werkgever(zaak: Zaak) -> tuple[list[Bijlage], list[Bijlage], int]:
    """The files that the employer may get; those among them that the program cannot read and that he did not write;
    and how many more there are, that give the source away by now: what was reported since counts too."""
    reeks = Bijlage.objects.aanwezig().filter(zaak=zaak).exclude(herkomst=Bijlage.Herkomst.MELDER)
    alle = list(reeks.select_related("inhoud", "door").order_by("op", "pk"))
    elders = [b for b in alle if b.herkomst in ELDERS_GESCHREVEN]
    gelezen = {b.pk: tekst_uit(b.mediatype, bytes(b.inhoud.inhoud)) for b in elders}
    teksten = {pk: tekst for pk, tekst in gelezen.items() if tekst}
    lekt = {
        pk for pk, lekken in zip(teksten, lekken_in_bestanden(zaak, teksten.values()), strict=True) if lekken
    }
    gaat_mee = [b for b in alle if b.pk not in lekt]
    return gaat_mee, [b for b in elders if gelezen[b.pk] is None], len(lekt)


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
