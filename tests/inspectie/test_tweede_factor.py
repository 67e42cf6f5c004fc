"""Logging in with a second factor: for who wants it, and for the roles that must."""

import re
import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from inspectie.bewaard import afzender
from inspectie.models import Gebruiker, Logregel, Rol

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]

GEHEIM = "Wachtwoord-van-els"


@pytest.fixture
def els(db: None) -> Gebruiker:
    return Gebruiker.objects.create_user("els", password=GEHEIM, rol=Rol.RAPPORTEUR)


def code(sleutel: str) -> str:
    return str(format_hotp_value(hotp_value(sleutel, int(time.time()) // 30)))


def inloggen(client: Client, **erbij: str):
    return client.post(reverse("account_login"), {"login": "els", "password": GEHEIM, **erbij})


def zet_aan(client: Client) -> tuple[str, list[str]]:
    """The key of the app and the codes on paper."""
    client.post(reverse("account_reauthenticate"), {"password": GEHEIM})
    pagina = client.get(reverse("mfa_activate_totp")).content.decode()
    sleutel = re.findall(r'<code class="sleutel">(\w+)</code>', pagina)[0]
    antwoord = client.post(reverse("mfa_activate_totp"), {"code": code(sleutel)})
    assert antwoord["Location"] == reverse("mfa_view_recovery_codes")
    lijst = client.get(antwoord["Location"]).content.decode()
    return sleutel, re.findall(r"<li><code>(\d+)</code>", lijst)


@pytest.fixture
def met_factor(els: Gebruiker) -> tuple[str, list[str]]:
    client = Client()
    inloggen(client)
    return zet_aan(client)


def test_aanzetten_vraagt_het_wachtwoord_nog_eens(client, els):
    inloggen(client)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))


def test_daarna_kost_inloggen_twee_stappen(client, els, met_factor):
    sleutel, _ = met_factor
    cache.clear()
    assert inloggen(client)["Location"] == reverse("mfa_authenticate")
    assert client.get("/")["Location"].startswith(reverse("account_login"))
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert client.get("/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code(sleutel)})
    assert client.get("/").status_code == 200


def test_een_herstelcode_werkt_een_keer(client, els, met_factor):
    _, codes = met_factor
    assert len(set(codes)) == 10
    for verwacht in (200, 302):
        client.logout()
        inloggen(client)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert client.get("/").status_code == verwacht


def test_wie_telefoon_en_codes_kwijt_is_komt_er_weer_in_en_zet_een_andere_aan(
    client, els, met_factor, settings
):
    settings.TWEEDE_FACTOR_ROLLEN = [Rol.RAPPORTEUR]
    cache.clear()
    assert inloggen(client)["Location"] == reverse("mfa_authenticate")
    call_command("gebruiker", "els", "--rol", "RAPPORTEUR", "--tweede-factor-weg", stdout=StringIO())
    assert not Authenticator.objects.exists()
    regel = Logregel.objects.latest("nummer")
    assert (regel.actie, regel.onderwerp) == ("tweede_factor_weg", f"gebruiker:{els.pk}")
    verder = Client()
    inloggen(verder)
    assert verder.get("/")["Location"] == reverse("mfa_activate_totp")
    zet_aan(verder)
    assert verder.get("/").status_code == 200


def test_het_geheim_ligt_in_de_kluis(els, met_factor):
    sleutel, codes = met_factor
    opgeslagen = "".join(str(a.data) for a in Authenticator.objects.all())
    assert sleutel not in opgeslagen
    assert codes[0] not in opgeslagen


def test_raden_van_de_code_houdt_op(client, els, met_factor):
    sleutel, _ = met_factor
    cache.clear()
    inloggen(client)
    for _ in range(12):
        antwoord = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "te vaak" in antwoord.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code(sleutel)})
    assert client.get("/").status_code == 302  # also the right one: who guesses learns nothing


def test_uitzetten_kan_en_haalt_ook_de_herstelcodes_weg(client, els):
    inloggen(client)
    zet_aan(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


def test_voor_een_verplichte_rol_is_alles_dicht_tot_zij_aan_staat(client, els, settings):
    settings.TWEEDE_FACTOR_ROLLEN = [Rol.RAPPORTEUR]
    inloggen(client)
    assert client.get("/rapporten/")["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_index")).status_code == 200
    zet_aan(client)
    assert client.get("/rapporten/").status_code == 200


def test_een_verplichte_factor_kan_niet_uit(client, els, settings):
    settings.TWEEDE_FACTOR_ROLLEN = [Rol.RAPPORTEUR]
    inloggen(client)
    zet_aan(client)
    assert "verplicht" in client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_een_andere_rol_merkt_niets_van_de_verplichting(client, els, settings):
    settings.TWEEDE_FACTOR_ROLLEN = [Rol.TEAMLEIDER]
    inloggen(client)
    assert client.get("/rapporten/").status_code == 200


def test_wat_bewaard_is_gaat_mee_door_de_tweede_stap(client, els, met_factor):
    sleutel, _ = met_factor
    cache.clear()
    html = client.post(
        reverse("rapport_nieuw"),
        {"formaat": "json", "uitleg": "Mijn lange uitleg.", "afzender": afzender(els)},
    ).content.decode()
    for pad, velden in (
        ("account_login", {"login": "els", "password": GEHEIM}),
        ("mfa_authenticate", {"code": "000000"}),
        ("mfa_authenticate", {"code": code(sleutel)}),
    ):
        zegel = re.findall(r'name="bewaard" value="([^"]+)"', html)[0]
        html = client.post(reverse(pad), velden | {"bewaard": zegel}).content.decode()
    assert 'value="Mijn lange uitleg."' in html
