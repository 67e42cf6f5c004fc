"""Saying that a melding is a duplicate of one that does not look like it: by its number."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Status
from tests.maak import Dossier

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)


@pytest.fixture
def twee(dossier: Dossier, client: Client) -> tuple[Melding, Melding]:
    """Months apart, about other things: only who spoke to the reporter knows that it is one."""
    dossier.melding(
        melding="oud", onderwerpen="LOON", domein="EERLIJK", ontvangen_op="2020-04-01T10:00:00+02:00"
    )
    dossier.melding(melding="nieuw", werkgever=dossier.werkgever(), ontvangen_op="2021-01-08T10:00:00+01:00")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    client.force_login(Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST))
    return Melding.objects.get(extern_kenmerk="oud"), Melding.objects.get(extern_kenmerk="nieuw")


def stuur(client: Client, melding: Melding, van: str) -> str:
    antwoord = client.post(
        f"/meldingen/{melding.nummer}/dubbel/", {"ander": "1", "van": van, "tekst": "De melder zei het zelf."}
    )
    return str(antwoord.content.decode()) if antwoord.status_code == 200 else ""


def test_van_een_melding_die_er_niet_op_lijkt_is_men_een_dubbele_bij_haar_nummer(twee, client):
    oud, nieuw = twee
    inhoud = client.get(f"/meldingen/{nieuw.nummer}/").content.decode()
    assert "Er is geen andere melding die hierop lijkt." in inhoud
    assert "Is dubbel van een andere melding" in inhoud
    assert stuur(client, nieuw, str(oud.nummer)) == ""
    nieuw.refresh_from_db()
    assert (nieuw.dubbel_van, nieuw.status) == (oud, Status.DUBBEL)


@pytest.mark.parametrize(
    ("van", "zin"),
    [
        ("", "Vul het nummer van de andere melding in, in cijfers."),
        ("acht", "Vul het nummer van de andere melding in, in cijfers."),
        ("999999", "De melding waarvan deze een dubbele zou zijn, bestaat niet."),
        ("zelf", "Een melding is geen dubbele van zichzelf. Vul het nummer van de andere in."),
    ],
)
def test_een_nummer_dat_niet_kan_staat_bij_zijn_veld_en_de_reden_blijft_staan(twee, client, van, zin):
    nieuw = twee[1]
    inhoud = stuur(client, nieuw, str(nieuw.nummer) if van == "zelf" else van)
    bij_het_veld = inhoud.partition('id="id_dubbel_ander_van_error"')[2].partition("</div>")[0]
    assert zin in bij_het_veld
    assert "De melder zei het zelf." in inhoud
    assert not Melding.objects.exclude(dubbel_van=None).exists()


def test_wie_dubbel_als_route_kiest_leest_waar_men_aanwijst_van_welke(twee, client):
    nieuw = twee[1]
    advies = nieuw.besluiten.get().pk
    antwoord = client.post(
        f"/meldingen/{nieuw.nummer}/besluit/", {"advies": advies, "route": "DUBBEL", "reden": "Al gemeld."}
    )
    assert "onder “Lijkt op”, aan van welke melding deze een dubbele is." in antwoord.content.decode()
