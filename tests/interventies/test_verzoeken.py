"""A request to investigate [Arbowet 24(7)] and its term of eight weeks [Awb 4:13]: where one sees it, until when."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspectie.models import Gebruiker, Rol, VrijeDag
from inspectie.termijnen import HANDHAVINGSVERZOEK
from interventies import onderzoek, zaken
from interventies.models import Zaak
from meldingen.models import Melding, Status
from meldingen.verzoeken import besluit_uiterlijk, met_besluit_uiterlijk
from tests.interventies.zaakhulp import DAG, OP, gebruiker, inspecteur, melding_van, teamleider, zaak_met


@pytest.fixture
def zaak(dossier) -> Zaak:
    """A works council asked on 2 March 2021: eight weeks later is King's Day."""
    zaak = zaak_met(dossier, verzoek_24_7="ja", melder_type="ONDERNEMINGSRAAD")
    Melding.objects.update(ontvangen_op=datetime(2021, 3, 1, 23, 30, tzinfo=UTC))
    return zaak


def html(wie: Gebruiker, adres: str) -> str:
    client = Client()
    client.force_login(wie)
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


def op_mijn_werk(wie: Gebruiker) -> str:
    return html(wie, "/mijn-werk/").partition('id="werk-verzoeken"')[2].partition("</section>")[0]


def test_een_verzoek_staat_met_zijn_termijn_bij_de_melding_in_de_zaak_en_op_mijn_werk(zaak):
    dag = '<span class="datum">28-04-2021</span>'
    adres = reverse("melding", args=[melding_van(zaak).nummer])
    assert f"Ja; besluit uiterlijk {dag} (Awb 4:13)" in html(inspecteur(), adres)
    assert f"besluit uiterlijk {dag}" in html(inspecteur(), reverse("zaak", args=[zaak.nummer]))
    for wie in (inspecteur(), teamleider()):
        regel = op_mijn_werk(wie)
        assert adres in regel
        assert "28-04-2021" in regel
        assert "Te laat" in regel


def test_wie_de_zaak_niet_heeft_heeft_het_verzoek_niet(zaak):
    ander = gebruiker("iris", Rol.INSPECTEUR)
    assert "Er wacht geen verzoek om een onderzoek." in op_mijn_werk(ander)
    zaken.wijs_toe(zaak, ander, door=teamleider(), op=OP)
    assert "28-04-2021" in op_mijn_werk(ander)
    assert "Er wacht geen verzoek om een onderzoek." in op_mijn_werk(inspecteur())


def test_een_andere_melding_is_geen_verzoek_en_een_afgehandeld_verzoek_wacht_niet_meer(zaak):
    melding = melding_van(zaak)
    assert Melding.objects.open_verzoeken().get() == melding
    Melding.objects.update(ontvangen_op=OP)
    onderzoek.toets_melding(zaak, melding, resultaat="MAATREGEL_DIRECT", dag=DAG, door=inspecteur(), op=OP)
    melding.refresh_from_db()
    assert not Melding.objects.open_verzoeken().exists()
    assert besluit_uiterlijk(melding, frozenset()) is None
    assert "besluit uiterlijk" not in html(inspecteur(), reverse("zaak", args=[zaak.nummer]))
    Melding.objects.update(status=Status.GEKOPPELD, verzoek_24_7=None)
    assert not Melding.objects.open_verzoeken().exists()


def test_de_database_rekent_de_termijn_van_een_verzoek_als_de_wet(zaak):
    vrij, melding = VrijeDag.objects.dagen(), melding_van(zaak)
    begin = [date(2020, 10, 20) + timedelta(days=n) for n in range(0, 220, 3)]
    for dag in begin:
        Melding.objects.filter(pk=melding.pk).update(
            ontvangen_op=datetime(dag.year, dag.month, dag.day, 22, 59, tzinfo=UTC)
        )
        gevonden: Any = met_besluit_uiterlijk(Melding.objects.all()).get()
        assert gevonden.besluit_uiterlijk == besluit_uiterlijk(gevonden, vrij)
        assert gevonden.besluit_uiterlijk == HANDHAVINGSVERZOEK.einde(gevonden.ontvangen_dag, vrij)
