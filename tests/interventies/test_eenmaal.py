"""A form does its act once."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from interventies.eenmaal import BEWAARD, AlGedaan, eenmaal, ruim_op

OP = datetime(2021, 2, 3, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_van_een_formulier_wordt_een_week_onthouden_dat_het_al_is_verstuurd():
    oud, nieuw = uuid4(), uuid4()
    eenmaal(oud, OP)
    eenmaal(nieuw, OP + timedelta(days=1))
    assert ruim_op(OP + BEWAARD) == 0
    assert ruim_op(OP + BEWAARD + timedelta(hours=1)) == 1
    with pytest.raises(AlGedaan):
        eenmaal(nieuw, OP + BEWAARD)
    eenmaal(oud, OP + BEWAARD)
