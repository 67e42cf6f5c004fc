"""Mijn werk: what waits for whom, by deadline, and the numbers that go with it."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspectie.models import Gebruiker, Rol, VrijeDag
from inspectie.tijd import AMSTERDAM
from inspectie.werk import soorten
from interventies.dossier import dossierfeiten
from interventies.models import Interventie, Overdracht, Zaak
from meldingen import aanvullen, acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Correctievoorstel, Melding, Status
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


@pytest.mark.parametrize(
    ("rol", "team"),
    [(Rol.TRIAGIST, ""), (Rol.TRIAGIST, "WEST"), (Rol.TEAMLEIDER, "WEST"), (Rol.INSPECTEUR, "")],
)
def test_de_lijst_achter_een_blok_telt_evenveel(stapel, zaken, rol, team):
    client = als(rol, team=team)
    html = pagina(client)
    blokken = re.findall(r'aria-labelledby="werk-(\w+)"', html)
    assert blokken
    gezien = 0
    for code in blokken:
        adres = re.search(r'<p[^>]*><a href="([^"]+)">(?:Alle|Naar de lijst)', blok(html, code))
        if adres is None:
            assert telling(html, code) == "0"
            continue
        lijst = pagina(client, adres[1].replace("&amp;", "&"))
        aantal = re.search(r'class="telling"[^>]*>\s*(?:\d+–\d+ van )?([\d.]+)', lijst)
        assert aantal, code
        assert aantal[1] == telling(html, code), code
        gezien += 1
    assert gezien


@pytest.fixture
def zaken(dossier: Dossier, stapel: dict[str, Melding]) -> list[Zaak]:
    """A zaak in which nothing was done, one with a warning whose term ended, and one that is closed; a handover."""
    werkgever = dossier.werkgever(naam="Bakkerij Van Dam")
    los, gewaarschuwd = dossier.melding(werkgever=werkgever), dossier.melding(werkgever=werkgever)
    dossier.zaak(los, zaak="Z1")
    zaak = dossier.zaak(gewaarschuwd, zaak="Z2", geopend_op="2021-01-07")
    overtreding = dossier.overtreding(zaak, werkgever)
    dossier.interventie(zaak, werkgever, "WAARSCHUWING", overtredingen=overtreding, termijn_tot="2021-01-29")
    dossier.zaak(zaak="Z3", aanleiding="ACTIEF")
    dossier.neem()
    ineke = Gebruiker.objects.create(username=f"w-{Rol.INSPECTEUR}", rol=Rol.INSPECTEUR)
    Zaak.objects.update(behandelaar=ineke)
    Zaak.objects.filter(extern_kenmerk="Z3").update(status="GESLOTEN")
    Melding.objects.filter(extern_kenmerk=los).update(uiterlijk=OP)
    overgedragen = Melding.objects.get(extern_kenmerk="noord")
    Melding.objects.filter(pk=overgedragen.pk).update(status=Status.OVERGEDRAGEN)
    Overdracht.objects.create(
        melding=overgedragen,
        partner="GEMEENTE",
        overgedragen_op=date(2021, 1, 12),
        geregistreerd_op=OP,
        melder_bericht_op=date(2021, 1, 12),
    )
    return list(Zaak.objects.order_by("nummer"))


def test_een_inspecteur_ziet_de_eigen_open_zaken_en_wat_opnieuw_te_controleren_is(zaken):
    Gebruiker.objects.filter(rol=Rol.INSPECTEUR).update(team="")
    html = pagina(als(Rol.INSPECTEUR))
    eigen = blok(html, "zaken")
    assert re.findall(r"Zaak (\d+)", eigen) == [str(zaken[0].nummer), str(zaken[1].nummer)]
    assert eigen.count("Bakkerij Van Dam, open") == 2, "wie het zoekt kent de werkgever, niet het nummer"
    assert eigen.count("Te laat") == 1, "waar iets is gedaan loopt de klok van de melding niet meer"
    hercontrole = blok(html, "hercontroles")
    assert "Waarschuwing in zaak" in hercontrole
    assert "Bakkerij Van Dam" in hercontrole
    assert "29-01-2021" in hercontrole
    assert in_de_navigatie(html) == "2"
    assert blok(html, "open") == ""
    Zaak.objects.update(behandelaar=None)
    html = pagina(als(Rol.INSPECTEUR))
    assert telling(html, "zaken") == telling(html, "hercontroles") == "0"
    assert "Er is geen open zaak aan u toegewezen." in html


def test_een_nagekomen_waarschuwing_hoeft_niet_opnieuw(zaken):
    Interventie.objects.update(status="NAGEKOMEN")
    assert telling(pagina(als(Rol.TEAMLEIDER)), "hercontroles") == "0"


def _termijnen(*termijnen: tuple[date, date]) -> None:
    """The warning of the second zaak once more, for each day of issue and end of a term."""
    toen = Interventie.objects.get(soort="WAARSCHUWING")
    Interventie.objects.filter(pk=toen.pk).update(termijn_tot=None)
    velden = ("zaak", "werkgever", "soort", "wijze", "geregistreerd_op", "stand_vanaf")
    Interventie.objects.bulk_create(
        Interventie(
            **{veld: getattr(toen, veld) for veld in velden},
            uitgereikt_op=uitgereikt,
            termijn_tot=termijn,
            vingerafdruk=f"t{nummer}",
        )
        for nummer, (uitgereikt, termijn) in enumerate(termijnen)
    )


def hercontroles(client: Client) -> list[str]:
    """The days that stand there, in order: in the block and, the same, in the whole list."""
    html = pagina(client)
    dagen = re.findall(r"\d{2}-\d{2}-\d{4}", blok(html, "hercontroles"))
    assert telling(html, "hercontroles") == str(len(dagen))
    assert re.findall(r"\d{2}-\d{2}-\d{4}", pagina(client, "/mijn-werk/hercontroles/")) == dagen
    return dagen


def test_bij_een_hercontrole_staat_de_dag_waarop_de_termijn_echt_eindigde(zaken):
    einden = (date(2021, 4, 2), date(2021, 4, 3), date(2021, 4, 1), date(2021, 2, 13))
    _termijnen(*((date(2021, 1, 15), einde) for einde in einden))
    # Good Friday and the Saturday after it run on to the Tuesday after Easter.
    assert hercontroles(als(Rol.TEAMLEIDER)) == ["15-02-2021", "01-04-2021", "06-04-2021", "06-04-2021"]


def test_een_lange_termijn_eindigt_op_haar_eigen_dag_en_staat_voor_een_korte_die_doorloopt(zaken):
    _termijnen(
        (date(2021, 1, 18), date(2021, 4, 17)),  # 89 days, to a Saturday
        (date(2021, 1, 17), date(2021, 4, 18)),  # 91 days, to a Sunday
    )
    assert hercontroles(als(Rol.TEAMLEIDER)) == ["18-04-2021", "19-04-2021"]


@pytest.mark.parametrize(
    ("termijn", "nog_niet", "wel"),
    [
        (date(2021, 2, 3), date(2021, 2, 3), date(2021, 2, 4)),  # a Wednesday
        (date(2021, 1, 30), date(2021, 2, 1), date(2021, 2, 2)),  # a Saturday
        (date(2021, 4, 2), date(2021, 4, 6), date(2021, 4, 7)),  # Good Friday
        (date(2020, 12, 25), date(2020, 12, 28), date(2020, 12, 29)),  # Christmas on a Friday
    ],
)
def test_een_termijn_die_in_een_weekend_of_op_een_feestdag_eindigt_loopt_door(zaken, termijn, nog_niet, wel):
    _termijnen((termijn - timedelta(days=28), termijn))
    wie = Gebruiker.objects.create(username="t", rol=Rol.TEAMLEIDER)
    soort = next(s for s in soorten(wie) if s.code == "hercontroles")
    op = [datetime.combine(dag, time(9), AMSTERDAM) for dag in (nog_niet, wel)]
    assert [soort.reeks(wie, nu).count() for nu in op] == [0, 1]


def test_het_einde_van_een_termijn_is_in_de_database_wat_het_op_een_pagina_is(zaken):
    begin = [date(2020, 10, 1) + timedelta(days=n) for n in range(240)]
    _termijnen(*((dag, dag + timedelta(days=lengte)) for dag in begin for lengte in (1, 90, 91)))
    vrij = VrijeDag.objects.dagen()
    reeks = Interventie.objects.exclude(termijn_tot=None).met_einde(vrij)
    assert [i.einde for i in reeks] == [i.einde_termijn(vrij) for i in reeks]
    assert sum(i.einde != i.termijn_tot for i in reeks) > 150


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


def test_een_overdracht_wacht_op_bevestiging_van_ontvangst(zaken):
    html = blok(pagina(als(Rol.TRIAGIST)), "overdrachten")
    assert "Gemeente" in html
    assert 'sinds <span class="datum">12-01-2021</span>' in html
    Overdracht.objects.update(ontvangst_bevestigd_op=date(2021, 1, 13))
    assert telling(pagina(als(Rol.TRIAGIST)), "overdrachten") == "0"


def test_een_soort_met_een_eigen_lijst_of_van_een_ander_heeft_geen_bladzijde(zaken):
    for code in ("open", "zaken", "niets"):
        assert als(Rol.TRIAGIST).get(f"/mijn-werk/{code}/").status_code == 404
    assert als(Rol.INSPECTEUR).get("/mijn-werk/overdrachten/").status_code == 404
    assert "Zaak" in pagina(als(Rol.INSPECTEUR), "/mijn-werk/zaken/?cursor=onzin")


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


@pytest.mark.parametrize(
    ("rol", "team"),
    [
        *((Rol.TRIAGIST, ""), (Rol.TRIAGIST, "WEST"), (Rol.TEAMLEIDER, ""), (Rol.TEAMLEIDER, "NOORD")),
        (Rol.INSPECTEUR, "WEST"),
    ],
)
def test_de_navigatie_zegt_op_elke_pagina_hetzelfde(stapel, zaken, rol, team):
    """On Mijn werk the number comes from the blocks, anywhere else from a query of its own."""
    client = als(rol, team=team)
    assert in_de_navigatie(pagina(client)) == in_de_navigatie(pagina(client, "/meldingen/"))


def test_te_laat_is_pas_na_de_klok(stapel):
    straks = timezone.now() + timedelta(hours=1)
    Melding.objects.update(uiterlijk=straks)
    assert "Te laat" not in pagina(als(Rol.TRIAGIST))


def test_wie_veel_soorten_werk_heeft_ziet_bovenaan_wat_er_ligt_en_springt_erheen(stapel, zaken):
    html = pagina(als(Rol.TEAMLEIDER))
    boven = html.partition('class="blokjes"')[2].partition("</nav>")[0]
    soorten_hier = re.findall(r'href="#werk-([\w-]+)"', boven)
    assert len(soorten_hier) >= 4
    assert soorten_hier == [
        code for code in re.findall(r'<h2 id="werk-([\w-]+)"', html) if "<a" in blok(html, code)
    ]
    for code in soorten_hier:
        assert telling(html, code) in boven
    weinig = pagina(als(Rol.TRIAGIST))
    assert ('class="blokjes"' in weinig) == (len(re.findall(r'class="werkregels"', weinig)) >= 4)


def test_het_aantal_queries_staat_vast(dossier, stapel, zaken):
    def tel(client: Client, pad: str) -> int:
        client.get(pad)
        with CaptureQueriesContext(connection) as gevangen:
            client.get(pad)
        return len(gevangen)

    # Session and user; the number in the navigation is that of the blocks. Each block: a count, and where something
    # waits the rows; in triage also those without a term; of what is re-inspected, and of requests, also the
    # holidays.
    verwacht = {
        # Of the questions that are open or still to be asked, what was added after a decision or went on to
        # Opsporing, and who wants to withdraw: a count each. So too of e-mails on a handover that did not arrive, of
        # proposed rules, of a report to be fixed, and of zaken of whom is gone.
        Rol.TRIAGIST: 2 + 2 + 3 + 1 + 1 + 2 + 1 + 1 + 1 + 4 + 1 + 1,
        Rol.TEAMLEIDER: 2 + 2 + 3 + 3 + 1 + 1 + 1 + 1 + 1 + 1 + 2 + 3 + 1 + 1 + 4 + 1 + 1 + 1 + 1 + 1,
        Rol.INSPECTEUR: 2 + 1 + 2 + 1 + 2 + 3 + 2 + 1,
    }
    clients = {rol: als(rol) for rol in verwacht}
    assert {rol: tel(client, "/mijn-werk/") for rol, client in clients.items()} == verwacht
    werkgever = dossier.werkgever()
    for n in range(20):
        dossier.melding(melding=f"extra-{n}", werkgever=werkgever, ernst="laag")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    # Ten with a term fill the block: then nobody asks for those without.
    verwacht = {Rol.TRIAGIST: 19, Rol.TEAMLEIDER: 31, Rol.INSPECTEUR: 14}
    assert {rol: tel(client, "/mijn-werk/") for rol, client in clients.items()} == verwacht
    # The provinces of a team are asked once, and not per block; of its two those without a term are asked too,
    # and what is of no team.
    assert tel(als(Rol.TRIAGIST, team="WEST"), "/mijn-werk/") == verwacht[Rol.TRIAGIST] + 4
    als(Rol.TRIAGIST, team="")
    # The number in the navigation costs one query on any other page.
    assert tel(clients[Rol.TRIAGIST], "/wachtwoord/") - tel(als(Rol.MELDPUNT), "/wachtwoord/") == 1
