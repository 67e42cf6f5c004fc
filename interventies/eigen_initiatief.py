"""A zaak that follows on no melding: the inspectorate chose where to look."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.nummers import volgende
from inspectie.tijd import lokale_dag
from interventies.models import EigenInitiatief, Zaak
from interventies.zaken import team_van
from meldingen.models import Werkgever
from meldingen.models.feiten import Domein

DOMEINEN = (Domein.VEILIG_GEZOND, Domein.EERLIJK)


@transaction.atomic
def open_op_eigen_initiatief(
    werkgever: Werkgever, *, domein: str, reden: str, door: Gebruiker, op: datetime
) -> Zaak:
    """Open a zaak at an employer. Its number comes from the counter of every zaak: nothing in it tells that no melding
    lies behind it, nor of another that one does. Raises Regelfout."""
    if domein not in DOMEINEN:
        raise Regelfout(_("Een zaak is van het domein Veilig & Gezond of Eerlijk."))
    if not reden.strip():
        raise Regelfout(_("Een zaak op eigen initiatief vraagt een reden."))
    zaak = Zaak.objects.create(
        nummer=volgende("zaak"),
        domein=domein,
        aanleiding=Zaak.Aanleiding.ACTIEF,
        geopend_op=lokale_dag(op),
        team=team_van(domein, werkgever),
        geregistreerd_op=op,
        stand_vanaf=op,
    )
    waar = EigenInitiatief.objects.create(
        zaak=zaak, werkgever=werkgever, reden=reden.strip(), door=door, geregistreerd_op=op
    )
    log("zaak_geopend", op=op, door=door, onderwerp=f"zaak:{zaak.pk}", schreef=[zaak, waar])
    return zaak
