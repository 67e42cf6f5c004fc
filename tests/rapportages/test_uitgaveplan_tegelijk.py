"""A plan of what open data would leave out, asked for over two connections at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from rapportages.uitgaveplan import stuk_van, vraag
from tests.rapportages.beginnen import een_bezoek
from tests.rapportages.test_rapportage import vastgesteld
from tests.rapportages.test_uitgaveplan import berichten

__all__ = ["berichten"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twee_verbindingen_tegelijk_vragen_een_plan(dossier, berichten):
    een_bezoek(dossier)
    stuk = stuk_van(vastgesteld().rapportage)

    def een(_: int) -> None:
        try:
            vraag(stuk, op=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(een, range(2)))
    assert berichten == [stuk.pk]
