"""Telling every reporter of a finished zaak what came of their melding.

What they are told is made of their own melding alone (`sjablonen`): the same words whatever else is in the zaak. Each
act: lock, refuse, change, save, log, in one transaction.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from interventies import sjablonen
from interventies.berichten import Bezorging, bezwaren, leg_bericht_vast, teksten_op, weigering
from interventies.models import Bericht, Terugkoppeling, Toetsing, Zaak, ZaakMelding
from interventies.statussen import DICHT
from meldingen.models import Melding, Status
from meldingen.statussen import vergrendel


def zet_klaar(zaak: Zaak, *, door: Gebruiker, op: datetime) -> None:
    """What is to be told now that this (locked) zaak is finished; of a melding that is in another open zaak too, later.
    Who was told the same before hears it no second time. In the transaction of the act. Five queries, and a row each.
    """
    # Once its zaak was closed a melding is too, and stays so when that opens again.
    klaar = (Status.AFGEHANDELD, Status.AFGESLOTEN)
    hier = ZaakMelding.objects.te_zien().filter(zaak=zaak, melding__status__in=klaar)
    pks = set(hier.values_list("melding", flat=True))
    elders = ZaakMelding.objects.te_zien().filter(melding__in=pks).exclude(zaak__status__in=DICHT)
    pks -= set(elders.exclude(zaak=zaak).values_list("melding", flat=True))
    toetsingen = Toetsing.objects.filter(melding__in=pks).op_volgorde()
    uitkomst = dict(toetsingen.values_list("melding", "resultaat"))  # the latest of each
    verteld = dict(
        Terugkoppeling.objects.filter(melding__in=pks, bericht__isnull=False, vervallen_op=None)
        .order_by("klaargezet_op", "pk")
        .values_list("melding", "resultaat")
    )
    nieuw = [
        Terugkoppeling(melding_id=pk, zaak=zaak, resultaat=resultaat, klaargezet_op=op)
        for pk, resultaat in sorted(uitkomst.items())
        if resultaat != Toetsing.Resultaat.OPEN and verteld.get(pk) != resultaat
    ]
    if nieuw:
        Terugkoppeling.objects.bulk_create(nieuw)
        log("terugkoppeling_klaar", op=op, door=door, onderwerp=f"zaak:{zaak.pk}", aantal=len(nieuw))


def laat_vervallen(zaak: Zaak, *, op: datetime) -> int:
    """The (locked) zaak is open again: what nobody was told yet waits for its new end. How many those are."""
    return Terugkoppeling.objects.filter(zaak=zaak, afgedaan_op=None, vervallen_op=None).update(
        vervallen_op=op
    )


def tekst_voor(melding: Melding, resultaat: str, taal: str, teksten: sjablonen.Teksten) -> sjablonen.Tekst:
    ontvangen = lokale_dag(melding.ontvangen_op)
    return sjablonen.van_uitkomst(teksten, taal, resultaat, nummer=melding.nummer, ontvangen=ontvangen)


@transaction.atomic
def koppel_terug(
    terugkoppeling: Terugkoppeling,
    *,
    hoe: Bezorging | None,
    reden: str = "",
    door: Gebruiker,
    op: datetime,
) -> Bericht | None:
    """Tell the reporter, or write down why that cannot be. Once more only where an e-mail did not arrive. Raises
    Regelfout."""
    melding = vergrendel(terugkoppeling.melding)
    terugkoppeling = Terugkoppeling.objects.select_for_update(no_key=True).get(pk=terugkoppeling.pk)
    if not Terugkoppeling.objects.te_doen().filter(pk=terugkoppeling.pk).exists():
        raise Ingehaald(_("Deze melder heeft al bericht, of de zaak is weer open."))
    if hoe is None and not reden.strip():
        raise Regelfout(_("Schrijf op waarom de melder geen bericht kan krijgen."))
    if hoe is not None and (redenen := bezwaren(melding, hoe, op)):
        raise weigering(redenen, melding, hoe, op)
    bericht = None
    if hoe is not None:
        tekst = tekst_voor(melding, terugkoppeling.resultaat, hoe.taal, teksten_op(lokale_dag(op)))
        bericht = leg_bericht_vast(melding, Bericht.Soort.UITKOMST, tekst, hoe, door=door, op=op)
        terugkoppeling.bericht = bericht
    else:
        terugkoppeling.bericht, terugkoppeling.niet_mogelijk_reden = None, reden.strip()
        log(
            "terugkoppeling_onmogelijk",
            op=op,
            door=door,
            onderwerp=f"melding:{melding.pk}",
            terugkoppeling=terugkoppeling.pk,
        )
    terugkoppeling.afgedaan_op, terugkoppeling.afgedaan_door = op, door
    terugkoppeling.save(update_fields=["bericht", "niet_mogelijk_reden", "afgedaan_op", "afgedaan_door"])
    return bericht
