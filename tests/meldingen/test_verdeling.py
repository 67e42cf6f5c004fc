"""Who stands for which employer: followed from change to change, it is what one finds by looking at all of it anew."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from inspectie.versies import Stand
from meldingen.verdeling import _Verdeling as verdeling
from meldingen.verdeling import hoofden, verdeel
from meldingen.werkgevers import op_moment

pytestmark = pytest.mark.eenmaal

BEGIN = datetime(2021, 1, 1, tzinfo=UTC)


def stand(minuut: int, kvk: str = "", in_: int | None = None) -> Stand:
    return Stand(BEGIN + timedelta(minutes=minuut), {"kvk_nummer": kvk, "samengevoegd_in_id": in_})


def test_samenvoegen_en_uit_elkaar_halen_volgt_op_elk_moment_uit_de_banden():
    lot = Random(5)
    for _ in range(400):
        wie = range(1, lot.randint(2, 8))
        reeksen = {
            pk: [
                stand(minuut, lot.choice(("", "", "1", "2")), lot.choice([None, None, *(set(wie) - {pk})]))
                for minuut in (0, *sorted(lot.sample(range(1, 7), lot.randint(0, 4))))
            ]
            for pk in wie
        }
        verdeeld = verdeel(reeksen)
        for minuut in range(7):
            moment = BEGIN + timedelta(minutes=minuut)
            anders = hoofden({pk: op_moment(reeks, moment) for pk, reeks in reeksen.items()})
            for pk, hoofd in anders.items():
                gevonden = op_moment(verdeeld[pk], moment).velden["hoofd_id"]
                assert (gevonden or pk) == hoofd, (reeksen, minuut, pk)


@pytest.mark.parametrize("vorm", ["ster", "keten"])
def test_wie_duizenden_weer_uit_elkaar_haalt_bekijkt_niet_steeds_allen(vorm, monkeypatch):
    gezien = 0
    langs = verdeling._langs

    def tel(zelf, vanaf):
        nonlocal gezien
        for knoop in langs(zelf, vanaf):
            gezien += 1
            yield knoop

    monkeypatch.setattr(verdeling, "_langs", tel)
    n = 2000
    reeksen = {
        pk: [stand(0), stand(pk, "", 1 if vorm == "ster" else pk - 1), stand(2 * n + pk * 7919 % n)]
        for pk in range(2, n + 1)
    }
    los = verdeel({1: [stand(0)], **reeksen})
    assert all(reeks[-1].velden["hoofd_id"] is None for reeks in los.values())
    assert gezien < 20 * n
