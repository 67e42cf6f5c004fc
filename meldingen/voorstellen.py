"""Correcting the domain or the topics: one proposes, a teamleider who is somebody else decides (domain section 8)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.versies import Wijziging
from meldingen.adviseren import Dossier
from meldingen.corrigeren import OP_VOORSTEL, schrijf_correctie, sluit_correctie
from meldingen.kolommen import codes_per_lijst, melding_kolommen
from meldingen.models import Correctievoorstel, Melding
from meldingen.models.feiten import Domein
from meldingen.statussen import vergrendel


def stel_voor(
    melding: Melding,
    *,
    domein: str,
    onderwerpen: str,
    toen: tuple[str, str],
    reden: str,
    door: Gebruiker,
    op: datetime,
) -> Correctievoorstel:
    """Propose another domain, other topics (codes joined by `;`), or both. `toen` is the (domain, topics) one saw.

    Raises Regelfout: one proposal waits at a time, it says why, and it changes something.
    """
    with transaction.atomic():
        melding = vergrendel(melding)
        if (melding.domein, melding.onderwerpen) != toen:
            raise Regelfout(_("Domein of onderwerpen zijn intussen gewijzigd. Kijk opnieuw wat er staat."))
        if (domein, onderwerpen) == toen:
            raise Regelfout(_("Kies een ander domein of andere onderwerpen dan er nu staan."))
        if not reden.strip():
            raise Regelfout(_("Een voorstel vraagt een reden."))
        _weiger_onjuist(domein, onderwerpen)
        if melding.voorstellen.te_beslissen().exists():
            raise Regelfout(_("Er ligt al een voorstel voor deze melding; daarover wordt eerst beslist."))
        voorstel = Correctievoorstel.objects.create(
            melding=melding,
            domein=domein,
            onderwerpen=onderwerpen,
            domein_toen=toen[0],
            onderwerpen_toen=toen[1],
            reden=reden,
            voorgesteld_door=door,
            voorgesteld_op=op,
        )
        log(
            "correctie_voorgesteld", op=op, door=door, onderwerp=f"melding:{melding.pk}", voorstel=voorstel.pk
        )
        return voorstel


def _weiger_onjuist(domein: str, onderwerpen: str) -> None:
    if domein == Domein.ONBEPAALD:
        raise Regelfout(_("Kies een domein."))
    kolommen = {kolom.naam: kolom for kolom in melding_kolommen(codes_per_lijst())}
    for naam, waarde in (("domein", domein), ("onderwerpen", onderwerpen)):
        try:
            kolommen[naam].ontleed(waarde)
        except ValueError as fout:
            raise Regelfout(f"{naam}: {fout}") from None


@transaction.atomic
def beslis_voorstel(
    voorstel: Correctievoorstel,
    *,
    aanvaard: bool,
    reden: str,
    dossier: Dossier,
    door: Gebruiker,
    op: datetime,
) -> None:
    """Accept a proposal, which corrects the melding, or refuse it with a reason. Raises Regelfout."""
    melding = vergrendel(voorstel.melding)
    voorstel = Correctievoorstel.objects.select_for_update(no_key=True).get(pk=voorstel.pk)
    if voorstel.besloten_op is not None:
        raise Ingehaald(_("Over dit voorstel is al beslist."))
    if voorstel.voorgesteld_door_id == door.pk:
        raise Regelfout(_("Een ander dan wie het voorstelde, beslist erover."))
    if not aanvaard and not reden.strip():
        raise Regelfout(_("Een voorstel afwijzen vraagt een reden."))
    if aanvaard and (melding.domein, melding.onderwerpen) != (
        voorstel.domein_toen,
        voorstel.onderwerpen_toen,
    ):
        raise Regelfout(
            _(
                "Sinds dit voorstel zijn domein of onderwerpen gewijzigd. Wijs het af; er kan een nieuw voorstel komen."
            )
        )
    voorstel.aanvaard, voorstel.besluit_reden = aanvaard, reden
    voorstel.besloten_door, voorstel.besloten_op = door, op
    voorstel.save(update_fields=["aanvaard", "besluit_reden", "besloten_door", "besloten_op"])
    log(
        "correctie_aanvaard" if aanvaard else "correctie_afgewezen",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        voorstel=voorstel.pk,
    )
    if not aanvaard:
        return
    kolommen = {kolom.naam: kolom for kolom in melding_kolommen(codes_per_lijst())}
    anders = [veld for veld in OP_VOORSTEL if getattr(voorstel, veld) != getattr(melding, veld)]
    gewijzigd: list[Wijziging] = []
    for veld in anders:
        gewijzigd += schrijf_correctie(
            melding.pk,
            kolommen[veld],
            getattr(voorstel, veld),
            reden=voorstel.reden,
            op=op,
            ingevoerd_op=op,
            door=door,
        )
    sluit_correctie(melding, gewijzigd, set(anders), dossier=dossier, door=door, op=op)
