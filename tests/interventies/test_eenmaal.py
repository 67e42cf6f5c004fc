"""A form does its act once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from inspectie.fouten import Regelfout
from interventies.eenmaal import BEWAARD, AlGedaan, eenmaal, ruim_op
from interventies.models import Verzonden

OP = datetime(2021, 2, 3, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_van_een_formulier_wordt_een_week_onthouden_dat_het_al_is_verstuurd():
    oud, nieuw = uuid4(), uuid4()

    def verstuur(sleutel: UUID, op: datetime) -> None:
        with eenmaal(sleutel, op):
            pass

    verstuur(oud, OP)
    verstuur(nieuw, OP + timedelta(days=1))
    assert ruim_op(OP + BEWAARD) == 0
    assert ruim_op(OP + BEWAARD + timedelta(hours=1)) == 1
    with pytest.raises(AlGedaan):
        verstuur(nieuw, OP + BEWAARD)
    verstuur(oud, OP + BEWAARD)


@pytest.mark.django_db
def test_wat_niet_doorging_is_nog_te_versturen():
    sleutel = uuid4()
    with pytest.raises(Regelfout), eenmaal(sleutel, OP):
        raise Regelfout("Dat kan niet.")
    with eenmaal(sleutel, OP):
        pass
    assert Verzonden.objects.count() == 1
