"""Mijn werk of who has zaken: what is theirs, what is to be inspected again, and how many rows that costs."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path

import pytest
from django.test import Client

from inspectie.models import Gebruiker, Rol, VrijeDag
from inspectie.tijd import AMSTERDAM
from inspectie.werk import soorten
from interventies.dossier import dossierfeiten
from interventies.models import Interventie, Overdracht, Zaak
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Status
from tests.inspectie.test_werk import OP, als, blok, in_de_navigatie, ingelezen, pagina, stapel, telling
from tests.maak import Dossier
from tests.queries import queries_van

__all__ = ["ingelezen", "stapel"]


@pytest.fixture(scope="module")
def erbij(
    ingelezen: None,
    samen: Callable[[], AbstractContextManager[None]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A zaak in which nothing was done, one with a warning whose term ended, and one that is closed; a handover."""
    dossier = Dossier(tmp_path_factory.mktemp("erbij") / "map", _tel=count(50))
    with samen():
        werkgever = dossier.werkgever(naam="Bakkerij Van Dam")
        los, gewaarschuwd = dossier.melding(werkgever=werkgever), dossier.melding(werkgever=werkgever)
        dossier.zaak(los, zaak="Z1")
        zaak = dossier.zaak(gewaarschuwd, zaak="Z2", geopend_op="2021-01-07")
        overtreding = dossier.overtreding(zaak, werkgever)
        dossier.interventie(
            zaak, werkgever, "WAARSCHUWING", overtredingen=overtreding, termijn_tot="2021-01-29"
        )
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


@pytest.fixture
def zaken(erbij: None, db: None) -> list[Zaak]:
    return list(Zaak.objects.order_by("nummer"))


@pytest.fixture
def dossier(erbij: None, db: None, tmp_path: Path) -> Dossier:
    """An empty folder, beside those."""
    return Dossier(tmp_path / "map", _tel=count(90))


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
    assert {rol: queries_van(client, "/mijn-werk/") for rol, client in clients.items()} == verwacht
    werkgever = dossier.werkgever()
    for n in range(20):
        dossier.melding(melding=f"extra-{n}", werkgever=werkgever, ernst="laag")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    # Ten with a term fill the block: then nobody asks for those without.
    verwacht = {Rol.TRIAGIST: 19, Rol.TEAMLEIDER: 31, Rol.INSPECTEUR: 14}
    assert {rol: queries_van(client, "/mijn-werk/") for rol, client in clients.items()} == verwacht
    # The provinces of a team are asked once, and not per block; of its two those without a term are asked too,
    # and what is of no team.
    assert queries_van(als(Rol.TRIAGIST, team="WEST"), "/mijn-werk/") == verwacht[Rol.TRIAGIST] + 4
    als(Rol.TRIAGIST, team="")
    # The number in the navigation costs one query on any other page.
    assert (
        queries_van(clients[Rol.TRIAGIST], "/wachtwoord/") - queries_van(als(Rol.MELDPUNT), "/wachtwoord/")
        == 1
    )
