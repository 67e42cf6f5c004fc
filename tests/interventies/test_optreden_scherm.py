"""What an inspecteur reads while acting: names and no codes, where to go when something is missing, and no default that
decides what is counted."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from inspectie.models import Gebruiker
from interventies import concepten
from interventies.handhaven import laat_zonder_gevolg
from interventies.models import Interventie, Overtreding, Zaak, ZaakStatus
from interventies.wetszinnen import zonder_codes
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    inspecteur,
    opzet,
    overtreding_in,
    teamleider,
    werkgever_van,
)

pytestmark = pytest.mark.eenmaal  # what a page says


@pytest.fixture
def zaak(zaak: Zaak, client: Client) -> Zaak:
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


def test_een_weigering_noemt_een_overtreding_bij_haar_naam_en_dag_en_niet_bij_een_nummer(zaak, client):
    eerste = overtreding_in(zaak)
    concept = concepten.stel_op(zaak, opzet(zaak, "WAARSCHUWING", eerste), door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=OP)
    Overtreding.objects.update(extern_kenmerk="O00105")
    Interventie.objects.update(extern_kenmerk="I02065")
    vraag = {"werkgever": werkgever_van(zaak).pk, "o": eerste.pk}
    pagina = unescape(client.get(reverse("zaak_optreden", args=[zaak.nummer]), vraag).content.decode())
    tekst = re.sub(r"<[^>]*>", "", pagina)
    assert "Overtreding “Zorgplicht van de werkgever (arbobeleid)” van 11-01-2021 kan niet in een" in tekst
    assert "komt waarschuwing van 11-01-2021: niet uitgereikt" in tekst
    assert "O00105" not in tekst
    assert "I02065" not in tekst


def test_wie_iets_kiest_leest_waarop_en_wat_er_daarna_nog_komt(zaak, client):
    overtreding = overtreding_in(zaak, ernstig_gevaar=True)
    for keuze, daarna in (
        ("STILLEGGING|ARBOWET_28_1", "Een teamleider stelt hem vast, en u reikt hem uit."),
        ("WAARSCHUWING|", "stelt hem vast en reikt hem uit."),
        ("AANSPREKEN_SCHRIFTELIJK|", "Daarna leest u de brief en reikt hem uit."),
        ("TELEFONISCH_GESPREK|", ""),
    ):
        vraag = {"werkgever": werkgever_van(zaak).pk, "o": overtreding.pk, "keuze": keuze}
        antwoord = client.get(reverse("zaak_optreden", args=[zaak.nummer]), vraag)
        pagina = antwoord.content.decode()
        assert antwoord.context["form"].daarna.endswith(daarna)
        assert daarna in pagina
        assert ("Daarna leest u" in pagina) is bool(daarna)
        assert "Zorgplicht van de werkgever (arbobeleid)" in pagina


def test_een_inspecteur_staat_bij_de_naam_van_het_team(zaak, client):
    Gebruiker.objects.filter(pk=inspecteur().pk).update(team="WEST")
    client.force_login(teamleider())
    pagina = client.get(reverse("zaak", args=[zaak.nummer])).content.decode()
    assert "(Team West)" in pagina
    assert "(WEST)" not in pagina


def test_is_de_zaak_dicht_dan_staat_bij_een_verlopen_termijn_wat_men_kan_doen(zaak, client):
    concept = concepten.stel_op(
        zaak,
        opzet(zaak, "WAARSCHUWING", overtreding_in(zaak), termijn_tot=DAG),
        door=inspecteur(),
        op=OP,
    )
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=OP)
    adres, wijst = reverse("zaak", args=[zaak.nummer]), "Heropen de zaak om vast te leggen wat ervan kwam."
    assert wijst not in client.get(adres).content.decode()
    Zaak.objects.update(status=ZaakStatus.AFGEROND)
    assert wijst in client.get(adres).content.decode()


def test_aangevinkt_staat_waarop_nog_niets_volgde_en_anders_alles(zaak, client):
    eerste = overtreding_in(zaak)
    adres = reverse("zaak_optreden", args=[zaak.nummer])

    def aangevinkt() -> set[int]:
        return {o.pk for o in client.get(adres).context["grond"].cleaned_data["o"]}

    assert aangevinkt() == {eerste.pk}
    concept = concepten.stel_op(zaak, opzet(zaak, "WAARSCHUWING", eerste), door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=OP)
    assert aangevinkt() == {eerste.pk}, "er is geen andere"
    tweede = overtreding_in(zaak, voorschrift="RIE")
    assert aangevinkt() == {tweede.pk}
    laat_zonder_gevolg(tweede, reden="Al opgelost.", door=inspecteur(), op=OP)
    assert aangevinkt() == {eerste.pk, tweede.pk}
