"""What open data would leave out, worked out as a worker does."""

from datetime import UTC, datetime

from rapportages.models import Rapportage, Uitgaveplan
from rapportages.tasks import reken_uitgaveplan
from rapportages.uitgaveplan import Plan, sleutel, stuk_van, zoek

OP = datetime(2021, 2, 3, 12, tzinfo=UTC)


def reken_uit(rapportage: Rapportage) -> Plan:
    stuk = stuk_van(rapportage)
    Uitgaveplan.objects.update_or_create(
        pk=stuk.pk,
        defaults={
            "sleutel": sleutel(stuk),
            "status": Uitgaveplan.Status.GEVRAAGD,
            "gevraagd_op": OP,
            "inhoud": "",
        },
    )
    reken_uitgaveplan(stuk.pk)
    plan = zoek(stuk, nu=OP).plan
    assert plan is not None
    return plan
