"""What a page of figures says is of one state of the database, also while somebody else writes."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from inspectie.beeld import een_beeld, laatste_stand
from inspectie.models import Rol
from meldingen.models import Melding
from rapportages import cijferviews
from rapportages.kerncijfers import verschil
from rapportages.kerncijfers.verschil import verschillen
from tests.inloggen import als
from tests.rapportages.achter import getallen, lengte
from tests.rapportages.test_opname_tegelijk import ander
from tests.rapportages.test_verschil import T2, op, som


def intussen(monkeypatch: Any, waar: Any, naam: str, melding: Melding) -> None:
    """Just before this is done somebody else commits that a melding has nothing to do with corona."""
    doe: Callable[..., Any] = getattr(waar, naam)

    def eerst(*args: Any, **kwargs: Any) -> Any:
        with ander() as verbinding:
            verbinding.execute(
                "UPDATE meldingen_melding SET corona_relatie = 'GEEN' WHERE id = %s", [melding.pk]
            )
        return doe(*args, **kwargs)

    monkeypatch.setattr(waar, naam, eerst)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_de_delen_tellen_op_tot_het_verschil_ook_als_intussen_iemand_schrijft(dossier, monkeypatch):
    dossier.melding()
    dossier.melding()
    dossier.neem()
    intussen(monkeypatch, verschil, "_bewijs", Melding.objects.earliest("pk"))
    gevonden = verschillen(op("2021-01-07", T2), op("2021-01-10", T2))
    assert [(v.verschil, som(v)) for v in gevonden if str(v.verwijzing) == "KC-01.waarde"] == [(2, 2)]
    assert all(som(v) == v.verschil for v in gevonden)
    assert Melding.objects.filter(corona_relatie="GEEN").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_een_getal_is_zo_groot_als_zijn_lijst_ook_als_intussen_iemand_schrijft(dossier, monkeypatch):
    dossier.melding()
    dossier.melding()
    dossier.neem()
    intussen(monkeypatch, cijferviews, "lijstpagina", Melding.objects.earliest("pk"))
    url = f"{reverse('cijfers_meldingen')}?peildatum=31-01-2021&stand_van=31-01-2021"
    assert lengte(als(Rol.TEAMLEIDER), url) == (2, 2, 0)
    assert lengte(als(Rol.TEAMLEIDER), url) == (1, 1, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_wat_open_stond_toen_een_getal_werd_getoond_verandert_het_niet_meer(dossier):
    """Its moment is before that of the page, and nobody could see it yet."""
    dossier.melding()
    dossier.neem()
    client = als(Rol.TEAMLEIDER)
    with ander() as verbinding:
        op = timezone.now()
        verbinding.execute(
            "INSERT INTO meldingen_statuswissel (melding_id, van, naar, op, toelichting)"
            " VALUES (%s, 'IN_TRIAGE', 'AFGESLOTEN', %s, '')",
            [Melding.objects.get().pk, op],
        )
        time.sleep(2.1)  # past the second it was, and what is held back of it
        assert laatste_stand(timezone.now()) < op
        html = client.get(reverse("cijfers")).content.decode()
        url = next(url for url, _ in getallen(html) if "getal=ST-04.waarde" in url)
        eerst = lengte(client, url)
        verbinding.commit()
    assert eerst == lengte(client, url) == (1, 1, 0)
    assert laatste_stand(timezone.now()) >= op


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_een_stand_waaraan_nog_wordt_geschreven_kan_men_nog_niet_kiezen(dossier):
    dossier.melding()
    dossier.neem()
    client = als(Rol.TEAMLEIDER)  # who may name any second
    with ander() as verbinding:
        verbinding.execute("UPDATE meldingen_melding SET route = route")
        time.sleep(2.1)
        stand = timezone.localtime(timezone.now() - timedelta(seconds=1)).strftime("%d-%m-%Y %H:%M:%S")
        vraag = {"peildatum": "10-01-2021", "stand_van": stand}
        nog_niet = "nog niet allemaal bekend"
        assert nog_niet in client.get(reverse("cijfers"), vraag).content.decode()
        verbinding.rollback()
    time.sleep(1.1)
    assert nog_niet not in client.get(reverse("cijfers"), vraag).content.decode()


@pytest.mark.django_db(transaction=True)
def test_een_beeld_in_een_beeld_is_hetzelfde_beeld(dossier):
    dossier.melding()
    dossier.neem()
    with een_beeld():
        assert Melding.objects.count() == 1
        with een_beeld():
            assert Melding.objects.count() == 1
        assert Melding.objects.count() == 1
    Melding.objects.update(corona_relatie="GEEN")  # it can be written again
