"""Mijn werk: what waits for whom, by deadline, and the numbers that go with it."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from inspectie.models import Gebruiker, Rol
from inspectie.werk import soorten
from interventies.dossier import dossierfeiten
from meldingen import aanvullen, acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Correctievoorstel, Melding
from tests.maak import Dossier

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)


def als(rol: Rol, **velden: str) -> Client:
    client = Client()
    naam = f"w-{rol}"
    client.force_login(Gebruiker.objects.update_or_create(username=naam, defaults={"rol": rol} | velden)[0])
    return client


def pagina(client: Client, pad: str = "/mijn-werk/") -> str:
    antwoord = client.get(pad)
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


def blok(html: str, code: str) -> str:
    gevonden = re.search(rf'<section[^>]*aria-labelledby="werk-{code}">(.*?)</section>', html, re.DOTALL)
    return gevonden[1] if gevonden else ""


def telling(html: str, code: str) -> str:
    return str(re.findall(r'class="aantal">([^<]*)<', blok(html, code))[0])


def in_de_navigatie(html: str) -> str:
    gevonden = re.search(r'href="/mijn-werk/"[^>]*>Mijn werk(?: <span class="aantal">(\S+?)<)?', html)
    assert gevonden
    return gevonden[1] or ""


@pytest.fixture(scope="module")
def ingelezen(samen: Callable[[], AbstractContextManager[None]], tmp_path_factory: Any) -> None:
    dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
    noord, west = dossier.werkgever(provincie="GR"), dossier.werkgever(provincie="ZH")
    bellen = {"ernst": "significant", "toestemming_contact_werkgever": "ja", "melder_email": "x@y.example"}
    dossier.melding(melding="noord", werkgever=noord, ontvangen_op="2021-01-08T10:00:00+01:00", **bellen)
    dossier.melding(melding="west", werkgever=west, ontvangen_op="2021-01-06T10:00:00+01:00", **bellen)
    dossier.melding(melding="acuut", werkgever=west, ontvangen_op="2021-01-09T10:00:00+01:00", ernst="acuut")
    dossier.melding(melding="ernstig", ernst="ernstig", ontvangen_op="2021-01-05T10:00:00+01:00")
    with samen():
        dossier.neem()
        adviseer_stuk(dossierfeiten, op=OP)


@pytest.fixture
def stapel(ingelezen: None, db: None) -> dict[str, Melding]:
    """Three in two provinces that wait for a decision, one of them for a teamleider; one without a term."""
    return {str(m.extern_kenmerk): m for m in Melding.objects.all()}


@pytest.fixture
def dossier(ingelezen: None, db: None, tmp_path: Path) -> Dossier:
    """An empty folder, beside those."""
    return Dossier(tmp_path / "map", _tel=count(50))


def test_wat_op_een_besluit_wacht_staat_op_termijn_en_zonder_termijn_achteraan(stapel):
    html = blok(pagina(als(Rol.TRIAGIST)), "open")
    nummers = [int(n) for n in re.findall(r'href="/meldingen/(\d+)/\?', html)]
    assert nummers == [stapel[naam].nummer for naam in ("acuut", "west", "noord", "ernstig")]
    assert html.count("Te laat") == 3, "te laat staat er in woorden"
    assert "geen termijn" in html


def test_wat_men_hier_opent_gaat_verder_in_zijn_stapel(stapel):
    client = als(Rol.TRIAGIST)
    eerste = re.search(r'href="(/meldingen/\d+/\?[^"]+)"', blok(pagina(client), "open"))
    assert eerste
    vraag = eerste[1].replace("&amp;", "&").partition("?")[2]
    advies = acties.laatste_advies(stapel["acuut"])
    antwoord = client.post(
        f"/meldingen/{stapel['acuut'].nummer}/besluit/?{vraag}", {"advies": advies.pk, "overnemen": "1"}
    )
    assert antwoord["Location"].endswith(f"/?{vraag}")


def test_wat_van_geen_team_is_staat_bij_elk_team(stapel):
    """A reporter who does not know the employer, or its province, is not left to whoever has no team."""
    Melding.objects.filter(pk=stapel["ernstig"].pk).update(aangevuld_op=OP)
    for team in ("NOORD", "WEST", "EERLIJK"):
        html = pagina(als(Rol.TRIAGIST, team=team))
        assert telling(html, "zonder-team") == "1"
        assert f"Melding {stapel['ernstig'].nummer}" in blok(html, "zonder-team")
        assert f"Melding {stapel['ernstig'].nummer}" in blok(html, "aangevuld")
        lijst = pagina(als(Rol.TRIAGIST, team=team), "/meldingen/?besluit=open&team=GEEN")
        assert re.findall(r'href="/meldingen/(\d+)/\?', lijst)[:1] == [str(stapel["ernstig"].nummer)]
    alle = pagina(als(Rol.TRIAGIST, team=""))
    assert telling(alle, "zonder-team") == "0", "wie voor alle teams werkt heeft haar tussen de andere"
    assert telling(alle, "open") == "4"


@pytest.mark.parametrize(
    ("team", "verwacht"), [("NOORD", ["noord"]), ("WEST", ["acuut", "west"]), ("EERLIJK", []), ("", None)]
)
def test_wie_een_team_heeft_ziet_de_provincies_daarvan(stapel, team, verwacht):
    client = als(Rol.TRIAGIST, team=team)
    html = pagina(client)
    nummers = [int(n) for n in re.findall(r'href="/meldingen/(\d+)/\?', blok(html, "open"))]
    namen = ["acuut", "west", "noord", "ernstig"] if verwacht is None else verwacht
    assert nummers == [stapel[naam].nummer for naam in namen]
    assert in_de_navigatie(html) == str(len(namen) + (verwacht is not None)), "met die van geen team"


@pytest.mark.parametrize("team", ["", "WEST"])
def test_alleen_een_teamleider_krijgt_te_bevestigen_van_welk_team_ook(stapel, team):
    assert blok(pagina(als(Rol.TRIAGIST, team=team)), "bevestigen") == ""
    client = als(Rol.TEAMLEIDER, team=team)
    html = pagina(client)
    assert telling(html, "bevestigen") == "1", "zonder werkgever is er geen team"
    (adres,) = re.findall(r'href="(/meldingen/\?[^"]+)"', blok(html, "bevestigen"))
    for deel in (blok(html, "bevestigen"), client.get(adres.replace("&amp;", "&")).content.decode()):
        assert f"/meldingen/{stapel['ernstig'].nummer}/" in deel


def test_een_ontvangen_aanvulling_wacht_tot_er_is_besloten(stapel):
    client, melding = als(Rol.TRIAGIST), stapel["noord"]
    triagist = Gebruiker.objects.get(rol=Rol.TRIAGIST)
    aanvullen.vraag_aanvulling(melding, vraag="Waar?", door=triagist, op=OP)
    assert telling(pagina(client), "aangevuld") == "0"
    assert in_de_navigatie(pagina(client)) == "3", "wie een vraag uit heeft staan, wacht niet op mij"
    aanvullen.ontvang_aanvulling(melding, antwoord="Delft.", dossier=dossierfeiten, door=triagist, op=OP)
    html = pagina(client)
    assert telling(html, "aangevuld") == "1"
    assert str(melding.nummer) in blok(html, "aangevuld")
    advies = acties.laatste_advies(melding)
    keuze = {"route": advies.route, "prioriteit": advies.prioriteit}
    acties.beslis(melding, advies=advies.pk, door=triagist, op=OP, **keuze)
    assert telling(pagina(client), "aangevuld") == "0"


def test_een_teamleider_ziet_de_voorgestelde_correcties(stapel):
    triagist = Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST)
    velden = {
        "domein": "EERLIJK",
        "onderwerpen": "LOON",
        "domein_toen": "VEILIG_GEZOND",
        "onderwerpen_toen": "AFSTAND",
    }
    Correctievoorstel.objects.create(
        melding=stapel["west"],
        reden="Gaat over loon.",
        voorgesteld_door=triagist,
        voorgesteld_op=OP,
        **velden,
    )
    html = pagina(als(Rol.TEAMLEIDER))
    assert telling(html, "correcties") == "1"
    assert f"/meldingen/{stapel['west'].nummer}/voorstel/" in blok(html, "correcties")
    assert blok(pagina(als(Rol.TRIAGIST)), "correcties") == ""
    assert f"/meldingen/{stapel['west'].nummer}/voorstel/" in pagina(als(Rol.TEAMLEIDER), "/voorstellen/")
    Correctievoorstel.objects.update(aanvaard=True, besloten_op=OP)
    assert telling(pagina(als(Rol.TEAMLEIDER)), "correcties") == "0"


def test_wie_werk_heeft_liggen_begint_na_het_inloggen_bij_het_werk(db):
    for rol in Rol:
        wie = Gebruiker.objects.create_user(f"in-{rol}", rol=rol, password="geheim-woord-9")
        client = Client()
        naar = client.post("/inloggen/", {"login": wie.username, "password": "geheim-woord-9"})["Location"]
        werkt = rol in (Rol.MELDPUNT, Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.INSPECTEUR)
        assert naar == ("/mijn-werk/" if werkt else "/"), rol
        assert bool(list(soorten(wie))) == werkt
        assert ('href="/mijn-werk/"' in client.get("/").content.decode()) == werkt


def test_boven_de_grens_telt_de_navigatie_niet_verder(stapel, monkeypatch):
    monkeypatch.setattr("inspectie.werk.HOOGSTENS", 3)
    monkeypatch.setattr("inspectie.werk.TELGRENS", 3)
    html = pagina(als(Rol.TRIAGIST))
    assert in_de_navigatie(html) == telling(html, "open") == "3+"


def test_te_laat_is_pas_na_de_klok(stapel):
    straks = timezone.now() + timedelta(hours=1)
    Melding.objects.update(uiterlijk=straks)
    assert "Te laat" not in pagina(als(Rol.TRIAGIST))
