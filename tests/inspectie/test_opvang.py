"""What somebody typed while their session ended: kept through the login page, for them alone."""

import json
import re
import secrets
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from html import unescape
from unittest.mock import patch

import pytest
from django import forms
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from inspectie import bewaard
from inspectie.bewaard import afzender
from inspectie.kluis import open_zegel, verzegel
from inspectie.models import Gebruiker, Rol
from meldingen.models import Regelset
from rapportages.models import Rapport

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]

NIEUW = reverse("rapport_nieuw")
VRAAG = {"peildatum": "10-01-2021", "stand_van": "03-02-2021 00:00", "formaat": "json"}
TEKST = "Dit is mijn uitleg: “geen afstand” & <b>geen</b> scherm.\nTweede regel."


def persoon(naam: str) -> Gebruiker:
    return Gebruiker.objects.create_user(naam, password="Wachtwoord-van-" + naam, rol=Rol.RAPPORTEUR)


@pytest.fixture
def els(db: None) -> Gebruiker:
    return persoon("els")


def verborgen(html: str) -> dict[str, str]:
    return {
        naam: unescape(waarde)
        for naam, waarde in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', html)
    }


def verlopen(els: Gebruiker, client: Client, **erbij: object) -> str:
    """The page that answers a form sent without a session."""
    antwoord = client.post(
        f"{NIEUW}?uit=lijst",
        {**VRAAG, "reden": TEKST, "afzender": afzender(els), **erbij},
        headers={"referer": "http://testserver/rapporten/"},
    )
    assert antwoord.status_code == 401
    return antwoord.content.decode()


def inloggen(client: Client, naam: str, html: str, **anders: str):
    gegevens = {"login": naam, "password": "Wachtwoord-van-" + naam, "bewaard": verborgen(html)["bewaard"]}
    return client.post(reverse("account_login"), gegevens | anders)


def test_elk_formulier_zegt_voor_wie_het_is(client, els):
    client.force_login(els)
    assert f'name="afzender" value="{afzender(els)}"' in client.get(NIEUW).content.decode()
    assert 'name="afzender"' not in Client().get(reverse("account_login")).content.decode()


def test_wie_niet_meer_is_ingelogd_leest_dat_het_bewaard_is_en_krijgt_het_na_het_inloggen_terug(client, els):
    html = verlopen(els, client)
    assert "Wat u instuurde is nog niet verwerkt, maar wel bewaard" in html
    assert "geen afstand" not in html  # sealed: the next person at this screen reads nothing
    terug = inloggen(client, "els", html).content.decode()
    assert f'action="{NIEUW}?uit=lijst"' in terug
    assert (
        unescape(re.findall(r'<textarea[^>]*name="reden"[^>]*>\n(.*?)</textarea>', terug, re.DOTALL)[0])
        == TEKST
    )
    assert 'href="http://testserver/rapporten/"' in terug


def test_na_terugkrijgen_verstuurt_een_knop_het_alsnog(els):
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"))
    merk = client.cookies["csrftoken"].value
    html = verlopen(els, client, csrfmiddlewaretoken=merk)
    terug = inloggen(client, "els", html, csrfmiddlewaretoken=merk).content.decode()
    velden = verborgen(terug) | dict(re.findall(r'<input id="[^"]*" name="([^"]*)" value="([^"]*)"', terug))
    assert client.post(NIEUW, velden).status_code == 302
    assert Rapport.objects.get().aangevraagd_door == els


def test_een_verkeerd_wachtwoord_verliest_het_niet(client, els):
    html = verlopen(els, client)
    fout = inloggen(client, "els", html, password="iets-anders").content.decode()
    assert "klopt niet" in fout
    assert "U was niet meer ingelogd" not in fout
    assert "Wat u had ingevuld" in inloggen(client, "els", fout).content.decode()


def test_een_ander_krijgt_het_niet_te_zien(client, els):
    persoon("ander")
    antwoord = inloggen(client, "ander", verlopen(els, client))
    assert antwoord["Location"] == "/"
    assert "weggegooid" in client.get("/").content.decode()
    assert "geen afstand" not in client.get("/").content.decode()


def test_een_ander_kan_het_ook_niet_als_zijn_eigen_formulier_laten_doorgaan(client, els):
    ander = persoon("ander")
    html = verlopen(els, client)
    zegel = verborgen(html)["bewaard"]
    assert bewaard.pak_uit(zegel, els, timezone.now()) is not None
    assert bewaard.pak_uit(zegel, ander, timezone.now()) is None
    assert bewaard.pak_uit(zegel[:-6] + "AAAAA=", els, timezone.now()) is None


def test_er_blijft_niets_op_de_server(client, els):
    voor = Session.objects.count()
    verlopen(els, client)
    assert Session.objects.count() == voor


def test_na_een_dag_is_het_te_oud(client, els):
    zegel = verborgen(verlopen(els, client))["bewaard"]
    nu = timezone.now()
    assert bewaard.pak_uit(zegel, els, nu + bewaard.GELDIG / 2) is not None
    assert bewaard.pak_uit(zegel, els, nu + bewaard.GELDIG * 2) is None


def test_wat_te_lang_is_wordt_niet_stil_weggegooid(client, els):
    html = verlopen(els, client, omschrijving="x" * bewaard.GROOTST)
    assert "bewaard" not in verborgen(html)
    assert "te lang om te bewaren" in html


def test_het_langste_dat_bewaard_wordt_past_door_het_inlogformulier(client, els):
    html = verlopen(els, client, omschrijving=secrets.token_hex(bewaard.GROOTST // 2 - 500))
    assert "Wat u had ingevuld" in inloggen(client, "els", html).content.decode()


def test_een_bestand_wordt_genoemd_als_niet_bewaard(client, els):
    html = verlopen(els, client, bijlage=SimpleUploadedFile("foto <1>.png", b"\x89PNG"))
    assert "Bestanden kunnen wij niet bewaren: die kiest u daarna opnieuw." in html
    terug = inloggen(client, "els", html).content.decode()
    assert "Kies ze hieronder opnieuw. Wat u niet opnieuw kiest, gaat niet mee." in terug
    assert "U had gekozen: foto &lt;1&gt;.png" in terug
    assert 'enctype="multipart/form-data"' in terug
    assert re.search(r'<input type="file"[^>]* name="bijlage"', terug)


def test_zonder_bestanden_gaat_het_niet_over_bestanden(client, els):
    html = verlopen(els, client)
    terug = inloggen(client, "els", html).content.decode()
    for bladzijde in (html, terug):
        assert "bestanden" not in bladzijde.split("<main")[1].split("</main>")[0].lower()


def test_wat_voor_een_nieuwe_uitgave_is_ingepakt_gaat_nog_open(client, els, rf):
    """Of a page that somebody had open then: at most a day."""
    nu, plaats = timezone.now(), bewaard._plaats(str(els.pk))
    zegel = bewaard.pak_in(rf.post(NIEUW, {"reden": TEKST, "afzender": afzender(els)}), nu)
    inhoud = json.loads(zlib.decompress(b64decode(open_zegel(zegel, plaats))))
    del inhoud["gekozen"], inhoud["te_veel"]
    oud = json.dumps({**inhoud, "bestanden": ["a.png"]})
    formulier = bewaard.pak_uit(verzegel(b64encode(zlib.compress(oud.encode())).decode(), plaats), els, nu)
    assert formulier is not None
    assert formulier.bestanden == ()


def test_een_wachtwoord_wordt_nooit_bewaard(client, els):
    antwoord = client.post(
        reverse("account_change_password"), {"oldpassword": "x", "afzender": afzender(els)}
    )
    assert antwoord["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("merk", ["", "1", "1:vals", "els"])
def test_een_formulier_dat_niet_van_ons_is_wordt_niet_bewaard(client, els, merk):
    assert client.post(NIEUW, VRAAG | {"afzender": merk}).status_code == 302


def test_een_vraag_zonder_formulier_gaat_na_het_inloggen_naar_haar_adres_met_filters(client, els):
    antwoord = client.get("/rapporten/?bladzijde=2")
    assert antwoord["Location"] == "/inloggen/?next=/rapporten/%3Fbladzijde%3D2"
    binnen = client.post(antwoord["Location"], {"login": "els", "password": "Wachtwoord-van-els"})
    assert binnen["Location"] == "/rapporten/?bladzijde=2"


def test_een_stuk_van_een_pagina_wordt_de_hele_inlogpagina(client, els):
    antwoord = client.post(NIEUW, VRAAG | {"afzender": afzender(els)}, headers={"hx-request": "true"})
    assert (antwoord.status_code, antwoord["HX-Retarget"]) == (200, "body")
    assert antwoord["HX-Reselect"] == "unset", "ook waar een knop maar een stuk van de pagina vraagt"
    assert "bewaard" in verborgen(antwoord.content.decode())


def test_wie_in_een_ander_tabblad_opnieuw_inlogde_verliest_niets(els):
    client = Client(enforce_csrf_checks=True)
    client.force_login(els)
    antwoord = client.post(
        NIEUW, VRAAG | {"afzender": afzender(els), "csrfmiddlewaretoken": "oud", "reden": TEKST}
    )
    assert antwoord.status_code == 403
    assert "geen afstand" in antwoord.content.decode()
    assert not Rapport.objects.exists()


def test_en_als_dat_een_ander_was_ziet_die_het_niet(els):
    client = Client(enforce_csrf_checks=True)
    client.force_login(persoon("ander"))
    antwoord = client.post(
        NIEUW, VRAAG | {"afzender": afzender(els), "csrfmiddlewaretoken": "oud", "reden": TEKST}
    )
    assert antwoord["Location"] == "/"


def test_zonder_merk_van_de_sessie_en_zonder_afzender_blijft_het_een_geweigerd_formulier(els):
    client = Client(enforce_csrf_checks=True)
    client.force_login(els)
    with patch("rapportages.acties.vraag_rapport") as handeling:
        assert client.post(NIEUW, VRAAG).status_code == 403
    handeling.assert_not_called()


def getoond(formulier: bewaard.Formulier | None) -> dict[str, str]:
    assert formulier is not None
    return {veld.label: veld.waarde for veld in formulier.velden if veld.label}


def ingepakt(els: Gebruiker, pad: str, taal: str = "nl", **velden: object) -> dict[str, str]:
    """What is shown of a form that was sent to this address."""
    html = Client().post(pad, velden | {"afzender": afzender(els)}).content.decode()
    with translation.override(taal):
        return getoond(bewaard.pak_uit(verborgen(html)["bewaard"], els, timezone.now()))


def test_wat_men_terugkrijgt_heeft_de_namen_van_de_pagina_en_toont_alleen_wat_men_schreef(els):
    intake = ingepakt(
        els,
        reverse("melding_nieuw"),
        sleutel="0b9d7f3e-55a1-4c7e-9b1e-1b9b2f0f6a11",
        kanaal="TELEFOON",
        omschrijving=TEKST,
        nieuw_naam="Bakker",
        ontvangen_dag="10-01-2021",
        melder_email="",
        gezien="12,13",
        werkgever="nieuw",
    )
    assert intake == {
        "Wat is er aan de hand?": TEKST,
        "Naam": "Bakker",
        "Ontvangen op": "10-01-2021",
    }
    assert ingepakt(els, "/meldingen/1/aanvulling/?besluit=open", tekst="Waar?", gezien="IN_TRIAGE.3.") == {
        "Vraag aan de melder": "Waar?"
    }
    samen = ingepakt(
        els, reverse("verzameling_uitvoeren"), m="17|IN_TRIAGE.3.", tekst="Opgelost.", sleutel="x1-y2"
    )
    assert samen == {"Reden of vraag": "Opgelost."}
    assert list(ingepakt(els, "/meldingen/1/herroepen/", taal="en", tekst="Wrong.")) == ["Reason"]


def test_ook_waar_het_formulier_afhangt_van_wat_men_koos_staan_de_woorden_van_de_pagina_erbij(els):
    regels = Regelset.objects.get()
    eerste, plek = regels.inhoud["regels"][0]["code"], len(regels.inhoud["regels"])
    drempel = {f"regels-{plek}-als-0-feit": "aantal_blootgesteld", f"regels-{plek}-als-0-waarde": "10"}
    geschreven = {"regels-0-titel": "Met spoed", **drempel}
    assert ingepakt(els, reverse("regels_voorstellen"), gezien=regels.pk, **geschreven) == {
        f"{eerste}: wat zij zegt": "Met spoed",
        f"nieuw ({plek + 1}): als 1: waarde": "10",
    }
    eis = reverse("zaak_optreden", args=[1]) + "?keuze=EIS|ARBOWET_27"
    assert list(ingepakt(els, eis, toelichting=TEKST)) == ["Voorgeschreven wijze van naleving"]
    assert list(ingepakt(els, eis.replace("EIS", "LOCATIEBEZOEK"), toelichting=TEKST)) == ["Toelichting"]


def test_van_een_formulier_dat_niemand_noemde_wordt_getoond_wat_een_zin_is(els):
    assert ingepakt(els, NIEUW, reden="Twee woorden", m="17|IN_TRIAGE.3.", los="woord") == {
        "Reden": "Twee woorden"
    }


def test_elk_formulier_waarin_men_schrijft_staat_erbij():
    """A new form with a text field is named in `settings.FORMULIEREN`, or its fields come back without their names."""
    genoemd = [velden for bron in settings.FORMULIEREN for velden in import_string(bron).values()]
    namen = [set(velden(QueryDict(), {}) if callable(velden) else velden) for velden in genoemd]

    def onder(soort: type[forms.Form]) -> Iterator[type[forms.Form]]:
        for form in soort.__subclasses__():
            yield form
            yield from onder(form)

    for form in onder(forms.Form):
        eigen = form.__module__.split(".")[0] in ("meldingen", "interventies", "rapportages")
        eigen = eigen and not form.__module__.startswith("meldingen.meldpunt.")  # nobody logs in there
        schrijft = any(isinstance(v.widget, forms.Textarea) for v in form.base_fields.values())
        if eigen and schrijft and not any(issubclass(kind, form) for kind in onder(form)):
            assert any(set(form.base_fields) - {"werkgever", "dubbel"} <= velden for velden in namen), form


def test_een_adres_van_een_formulier_zegt_dat_het_geen_pagina_is(client):
    """It stands in the browser after a refusal: opened again it was white."""
    adres = reverse("zaak_contact", args=[1])
    assert client.get(adres).status_code == 302, "wie niet is ingelogd, logt eerst in"
    client.force_login(Gebruiker.objects.create_user("ineke", rol=Rol.INSPECTEUR))
    antwoord = client.get(adres)
    assert (antwoord.status_code, antwoord.headers["Allow"]) == (405, "POST")
    assert "Op dit adres wordt alleen een formulier ingestuurd." in antwoord.content.decode()


def test_een_adres_van_de_api_houdt_zijn_eigen_antwoord_ook_voor_wie_is_ingelogd(client):
    client.force_login(Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST))
    antwoord = client.get("/api/v1/meldingen")
    assert antwoord.status_code == 405
    assert "html" not in antwoord.headers.get("Content-Type", "")
