"""Files in a zaak: added, and taken away when they should not have been there.

Each act: lock, refuse, change, save, log, in one transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
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
    # What an employer gave stays as he gave it: who made a document may be what it proves.
    bestand = bestanden.keur(naam, inhoud, kaal=herkomst == Bijlage.Herkomst.MELDER)
    tekst = tekst_uit(bestand.mediatype, bestand.inhoud) if herkomst in ELDERS_GESCHREVEN else None
    zaak = vergrendel(zaak)
    weiger_dicht(zaak)
    aanwezig = Bijlage.objects.aanwezig().filter(zaak=zaak)
    if aanwezig.filter(vingerafdruk=bestand.vingerafdruk).exists():
        raise Ingehaald(_("Dit bestand zit al in de zaak."))
    if aanwezig.count() >= BIJLAGEN_MAX:
        raise Regelfout(
            _("In een zaak passen %(aantal)d bestanden; voeg stukken samen tot één PDF.")
            % {"aantal": BIJLAGEN_MAX}
        )
    if herkomst != Bijlage.Herkomst.MELDER:
        weiger_in_dossier(zaak, "bestand", van_bestand(bestand.naam))
        weiger_in_dossier(zaak, "omschrijving", omschrijving)
    weiger_bestand(zaak, tekst or "")
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


def elders_geschreven(bijlage: Bijlage) -> bool:
    """Could it tell the employer something that he did not write himself? What comes of a reporter never goes along."""
    return bijlage.herkomst in ELDERS_GESCHREVEN


@dataclass(slots=True)
class Nagelezen:
    """Files that the employer may get; how many more give the source away by now, for what was reported since counts
    too; and whether one of those names a reporter."""

    mee: list[Bijlage] = field(default_factory=list)
    weg: int = 0
    noemt_melder: bool = False


def lees_na(zaak: Zaak, bijlagen: Iterable[Bijlage]) -> Nagelezen:
    mag = [b for b in bijlagen if b.herkomst != Bijlage.Herkomst.MELDER]
    gelezen = {b.pk: tekst_uit(b.mediatype, bytes(b.inhoud.inhoud)) for b in mag if elders_geschreven(b)}
    teksten = {pk: tekst for pk, tekst in gelezen.items() if tekst}
    uit, lekt = Nagelezen(), set()
    for pk, lekken in zip(teksten, lekken_in_bestanden(zaak, teksten.values()), strict=True):
        if lekken:
            lekt.add(pk)
            uit.noemt_melder |= any(lek.identiteit for lek in lekken)
    uit.mee, uit.weg = [b for b in mag if b.pk not in lekt], len(lekt)
    return uit


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
