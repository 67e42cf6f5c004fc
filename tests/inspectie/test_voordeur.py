"""Logging in, the pages that say what went wrong, and whether the program lives and is ready."""

import re
import sys

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults
from django.views.debug import technical_500_response

from inspectie.models import Gebruiker, Rol
from inspectie.navigatie import INGANGEN
from inspectie.rechten import ROLLEN

pytestmark = pytest.mark.eenmaal

WACHTWOORD = "een-lang-wachtwoord-21"
INLOGGEN = {"login": "roos", "password": WACHTWOORD}


@pytest.fixture
def roos(db: None) -> Gebruiker:
    return Gebruiker.objects.create_user(
        "roos", password=WACHTWOORD, first_name="Roos", last_name="Kramer", rol=Rol.RAPPORTEUR
    )


def test_met_naam_en_wachtwoord_komt_men_op_de_startpagina(roos, client):
    assert client.post(reverse("account_login"), INLOGGEN)["Location"] == reverse("start")
    html = client.get(reverse("start")).content.decode()
    assert "Welkom, Roos Kramer" in html
    assert "Rapporteur" in html


def test_na_het_inloggen_gaat_men_naar_de_pagina_die_men_vroeg(roos, client):
    eerst = client.get(reverse("rapporten"))["Location"]
    assert client.post(eerst, INLOGGEN)["Location"] == reverse("rapporten")


@pytest.mark.parametrize("invoer", [INLOGGEN | {"password": "fout"}, INLOGGEN | {"login": "niemand"}])
def test_een_onbekende_naam_en_een_fout_wachtwoord_krijgen_hetzelfde_antwoord(roos, client, invoer):
    html = client.post(reverse("account_login"), invoer).content.decode()
    assert "De gebruikersnaam of het wachtwoord klopt niet." in html
    assert "<title>Fout: Inloggen" in html
    assert "autofocus" in html


def test_na_vijf_mislukte_pogingen_helpt_ook_het_goede_wachtwoord_even_niet(roos, client):
    for _ in range(5):
        client.post(reverse("account_login"), INLOGGEN | {"password": "fout"})
    antwoord = client.post(reverse("account_login"), INLOGGEN)
    assert antwoord.status_code == 200
    assert "Probeer het over vijf minuten opnieuw." in antwoord.content.decode()
    assert "_auth_user_id" not in client.session


def test_achter_een_proxy_sluit_wie_wachtwoorden_raadt_alleen_zichzelf_buiten(roos, client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    # What a visitor adds in front is not believed: the proxy writes the last address.
    for naam in ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"):
        client.post(
            reverse("account_login"),
            {"login": naam, "password": "fout"},
            headers={"x-forwarded-for": f"10.0.0.{ord(naam)}, 198.51.100.7"},
        )
    dader = client.post(reverse("account_login"), INLOGGEN, headers={"x-forwarded-for": "198.51.100.7"})
    assert "Probeer het over vijf minuten opnieuw." in dader.content.decode()
    ander = client.post(reverse("account_login"), INLOGGEN, headers={"x-forwarded-for": "198.51.100.8"})
    assert ander["Location"] == reverse("start")


def test_een_gesloten_account_komt_er_niet_in(roos, client):
    roos.is_active = False
    roos.save()
    antwoord = client.post(reverse("account_login"), INLOGGEN, follow=True)
    assert "Account gesloten" in antwoord.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "pad", ["/accounts/signup/", "/signup/", "/accounts/password/reset/", "/accounts/email/"]
)
def test_een_account_aanmaken_of_per_mail_herstellen_kan_niet(db, client, pad):
    assert client.get(pad).status_code == 404


def test_uitloggen_gaat_niet_met_een_link_maar_met_een_knop(roos, client):
    client.force_login(roos)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("nieuw", "nog_eens", "veld", "zin"),
    [
        ("x7q", "x7q", "Nieuw wachtwoord", "Dit wachtwoord is te kort. Gebruik minstens 8 tekens."),
        ("password", "password", "Nieuw wachtwoord", "Dit wachtwoord wordt te veel gebruikt"),
        ("roos-kramer", "roos-kramer", "Nieuw wachtwoord", "lijkt te veel op uw naam"),
        (
            "een-ander-lang-21",
            "een-ander-kort-21",
            "Nieuw wachtwoord, nog eens",
            "De twee nieuwe wachtwoorden zijn niet gelijk.",
        ),
        ("een-ander-lang-21", "", "Nieuw wachtwoord, nog eens", "Dit veld is verplicht."),
    ],
)
def test_wat_er_aan_een_nieuw_wachtwoord_schort_staat_er_in_het_nederlands_met_zijn_veld(
    roos, client, nieuw, nog_eens, veld, zin
):
    client.force_login(roos)
    invoer = {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nog_eens}
    html = client.post(reverse("account_change_password"), invoer).content.decode()
    opsomming = html[html.index('id="fouten"') : html.index("<form", html.index('id="fouten"'))]
    assert re.search(rf'<span class="welk">{veld}:</span> [^<]*{re.escape(zin)}', opsomming)
    assert "password" not in re.sub(r"<[^>]*>", "", opsomming)


def test_dat_staat_er_in_het_engels_voor_wie_engels_leest(roos, client):
    Gebruiker.objects.filter(pk=roos.pk).update(taal="en")
    client.force_login(roos)
    invoer = {"oldpassword": WACHTWOORD, "password1": "x7q", "password2": "x7r"}
    html = client.post(reverse("account_change_password"), invoer).content.decode()
    assert "New password:</span> This password is too short. Use at least 8 characters." in html


def test_een_wachtwoord_wijzigen_vraagt_het_oude(roos, client):
    client.force_login(roos)
    nieuw = {"oldpassword": "fout", "password1": "nog-een-lange-zin-22", "password2": "nog-een-lange-zin-22"}
    assert (
        "Dit is niet uw huidige wachtwoord."
        in client.post(reverse("account_change_password"), nieuw).content.decode()
    )
    antwoord = client.post(
        reverse("account_change_password"), nieuw | {"oldpassword": WACHTWOORD}, follow=True
    )
    assert "Uw wachtwoord is gewijzigd." in antwoord.content.decode()
    roos.refresh_from_db()
    assert roos.check_password("nog-een-lange-zin-22")


def test_een_deel_van_een_pagina_zonder_sessie_laadt_de_hele_pagina_opnieuw(db, client):
    antwoord = client.get(reverse("account_login"), headers={"hx-request": "true"})
    assert antwoord["HX-Refresh"] == "true"


@pytest.mark.parametrize("naam", ["account_login", "healthz", "readyz"])
def test_alles_wat_open_staat_heeft_strenge_koppen(db, client, naam):
    antwoord = client.get(reverse(naam))
    beleid = antwoord["Content-Security-Policy"]
    assert "default-src 'none'" in beleid
    assert "unsafe" not in beleid
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["X-Frame-Options"] == "DENY"


def test_een_onbekend_adres_krijgt_een_pagina_in_het_nederlands(db, client):
    antwoord = client.get("/bestaat/niet/", headers={"accept-language": "en"})
    assert antwoord.status_code == 404
    assert "Deze pagina is er niet" in antwoord.content.decode()
    assert '<html lang="nl">' in antwoord.content.decode()


def test_een_browser_in_het_engels_krijgt_geen_half_engelse_pagina(db, client):
    html = client.post(reverse("account_login"), {}, headers={"accept-language": "en"}).content.decode()
    assert "Gebruikersnaam" in html
    assert "required" not in re.sub(r"<[^>]*>", "", html)


def test_een_formulier_zonder_merk_krijgt_uitleg(db):
    antwoord = Client(enforce_csrf_checks=True).post(reverse("account_login"), INLOGGEN)
    assert antwoord.status_code == 403
    assert "Dit formulier is verlopen" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("maak", "code", "kop"),
    [
        (lambda vraag: defaults.bad_request(vraag, ValueError()), 400, "Deze vraag is niet te lezen"),
        (defaults.server_error, 500, "Er ging iets mis"),
    ],
)
def test_een_fout_zonder_gegevens_heeft_ook_een_pagina(maak, code, kop):
    antwoord = maak(RequestFactory().get("/"))
    assert antwoord.status_code == code
    assert kop in antwoord.content.decode()


def test_healthz_leeft_zonder_de_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        antwoord = client.get(reverse("healthz"))
    assert (antwoord.status_code, antwoord.content) == (200, b"leeft\n")
    assert antwoord["Cache-Control"] == "no-store"


def test_readyz_is_klaar_als_de_database_antwoordt_en_bij_is(client, db):
    antwoord = client.get(reverse("readyz"))
    assert (antwoord.status_code, antwoord.content) == (200, b"klaar\n")


def test_readyz_is_niet_klaar_zolang_er_migraties_wachten(client, db):
    MigrationRecorder.Migration.objects.filter(app="rapportages").delete()
    antwoord = client.get(reverse("readyz"))
    assert antwoord.status_code == 503
    assert "migraties" in antwoord.content.decode()


def test_readyz_is_niet_klaar_als_de_database_niet_antwoordt(client, db):
    def weg(*_):
        raise OperationalError("verbinding verbroken")

    with connection.execute_wrapper(weg):
        antwoord = client.get(reverse("readyz"))
    assert antwoord.status_code == 503
    assert "verbinding" not in antwoord.content.decode()


def test_een_foutpagina_toont_geen_sleutel_en_geen_adres(settings, rf):
    """Also with DEBUG on, as in the demo: the page is shown to whoever made the error happen."""
    settings.DEBUG = True
    settings.KLUIS_SLEUTELS = settings.REDIS_URL = settings.CELERY_BROKER_URL = "dit-blijft-geheim"
    verzoek = rf.get("/", KLUIS_SLEUTELS="dit-blijft-geheim", DATABASE_URL="dit-blijft-geheim")
    try:
        raise ValueError("een fout")
    except ValueError:
        pagina = technical_500_response(verzoek, *sys.exc_info()).content.decode()
    assert "een fout" in pagina
    assert "dit-blijft-geheim" not in pagina.replace("&quot;", "").partition("Request information")[2]


@pytest.mark.parametrize("rol", Rol)
def test_elke_sneltoets_leidt_naar_een_pagina(rol):
    """Of what one role sees; two roles may know different pages by one letter."""
    zichtbaar = [i.toets for i in INGANGEN if i.toets and (not i.rechten or i.rechten & ROLLEN[rol])]
    assert len(zichtbaar) == len(set(zichtbaar))
