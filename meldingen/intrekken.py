"""A reporter asks to take back a melding about danger: asking, and saying no. Saying yes is `acties.trek_in`.

Who holds the paper with the number and the code need not be who reported. So what is about danger does not end by that
paper alone.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from meldingen.acties import weiger_ingehaald
from meldingen.models import Intrekverzoek, Melding
from meldingen.models.feiten import Ernst
from meldingen.statussen import vergrendel


def vraagt_bevestiging(melding: Melding) -> bool:
    """Whether somebody here decides on taking it back."""
    return bool(
        melding.ernst in (Ernst.ERNSTIG, Ernst.ACUUT)
        or melding.personen_in_gevaar
        or melding.werkonderbreking
    )


def verzoek(melding: Melding, *, op: datetime) -> Intrekverzoek:
    """Ask it, of a (locked) melding. Asked twice it is one."""
    if open_ := melding.intrekverzoeken.open().first():
        return open_
    nieuw = Intrekverzoek.objects.create(melding=melding, op=op)
    log("intrekken_verzocht", op=op, onderwerp=f"melding:{melding.pk}", verzoek=nieuw.pk)
    return nieuw


@transaction.atomic
def wijs_af(melding: Melding, *, reden: str, door: Gebruiker, op: datetime, gezien: str = "") -> None:
    """It goes on, and its code opens it again. Raises Regelfout."""
    melding = vergrendel(melding)
    weiger_ingehaald(melding, gezien)
    open_ = melding.intrekverzoeken.open().first()
    if open_ is None:
        raise Ingehaald(_("Er staat geen verzoek van de melder open om haar in te trekken."))
    if not reden.strip():
        raise Regelfout(_("Schrijf op waarom u met de melding verdergaat."))
    open_.besloten_op, open_.besloten_door, open_.ingewilligd, open_.reden = op, door, False, reden
    open_.save(update_fields=["besloten_op", "besloten_door", "ingewilligd", "reden"])
    log("intrekken_afgewezen", op=op, door=door, onderwerp=f"melding:{melding.pk}", verzoek=open_.pk)
