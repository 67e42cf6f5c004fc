"""What an inspecteur reads while acting: names and no codes, where to go when something is missing, and no default that
decides what is counted."""

import pytest
from django.test import Client
from django.urls import reverse

from interventies.models import Zaak, ZaakStatus
from interventies.wetszinnen import zonder_codes
from tests.interventies.zaakhulp import inspecteur, overtreding_in, werkgever_van, zaak_met
from tests.maak import Dossier


@pytest.fixture
def zaak(dossier: Dossier, client: Client) -> Zaak:
    zaak = zaak_met(dossier)
    client.force_login(inspecteur())
    return zaak


def test_een_voorschrift_dat_toen_niet_gold_heet_bij_zijn_naam_en_staat_bij_zijn_veld(zaak, client):
    velden = {
        "sleutel": "6a1e2b3c-0000-4000-8000-000000000001",
        "werkgever": werkgever_van(zaak).pk,
        "voorschrift": "ARBOBESLUIT_3_2A",
        "dag": "30-11-2020",
    }
    antwoord = client.post(reverse("zaak_overtreding", args=[zaak.nummer]), velden)
    fouten = antwoord.context["met_fouten"].errors
    assert list(fouten) == ["voorschrift"]
    assert fouten["voorschrift"][0].startswith("Tijdelijke aanvullende vereisten")
    assert "ARBOBESLUIT" not in fouten["voorschrift"][0]


def test_een_code_zonder_naam_blijft_staan():
    assert zonder_codes("“WML” en “XYZ_1”", {"WML": "Minimumloon", "XYZ_1": ""}) == "“Minimumloon” en “XYZ_1”"


def test_zonder_overtreding_staat_er_waar_men_er_een_vastlegt(zaak, client):
    adres = reverse("zaak_optreden", args=[zaak.nummer])
    wijst = f'<a href="{reverse("zaak", args=[zaak.nummer])}">Leg een overtreding vast bij de zaak</a>'
    assert wijst in client.get(adres).content.decode()
    overtreding_in(zaak)
    assert wijst not in client.get(adres).content.decode()


@pytest.mark.parametrize(
    ("stand", "wijze"),
    [(ZaakStatus.ONDERZOEK_LOCATIE, "LOCATIE"), (ZaakStatus.ONDERZOEK_AFSTAND, "AFSTAND")],
)
def test_wie_ter_plaatse_is_treedt_daar_ook_op_tenzij_men_anders_kiest(zaak, client, stand, wijze):
    overtreding = overtreding_in(zaak)
    Zaak.objects.update(status=stand)
    vraag = {"werkgever": werkgever_van(zaak).pk, "o": overtreding.pk, "keuze": "WAARSCHUWING|"}
    antwoord = client.get(reverse("zaak_optreden", args=[zaak.nummer]), vraag)
    gekozen = [
        str(keuze.data["value"]) for keuze in antwoord.context["form"]["wijze"] if keuze.data["selected"]
    ]
    assert gekozen == ([wijze] if wijze == "LOCATIE" else [])


def test_met_een_werkgever_staat_zijn_naam_een_keer_in_de_zaak(zaak, client):
    overtreding_in(zaak)
    html = client.get(reverse("zaak", args=[zaak.nummer])).content.decode()
    overtredingen = html.partition('id="zo-kop"')[2].partition("</section>")[0]
    assert werkgever_van(zaak).naam not in overtredingen.partition("<form")[0]
