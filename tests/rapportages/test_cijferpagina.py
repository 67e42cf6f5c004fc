"""The page of the figures: what it shows, to whom, and that each number leads to exactly what it counts."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspectie.models import Gebruiker, Logregel, Rol
from interventies.models import Interventie, Zaak
from meldingen.balansstand import Balansstand
from meldingen.models import Melding, Status
from rapportages.kerncijfers import bereken
from rapportages.kerncijfers.buiten import uitgesloten
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.kerncijfers.vakken import WEEK, snijd
from rapportages.kerncijfers.verwijzing import Moment
from rapportages.verloopkaart import over_het_verloop
from tests.inloggen import als
from tests.meldingen.test_lijst_uitvoer import klopt_met
from tests.rapportages.achter import ACHTER, getallen, is_zo_groot_als_zijn_lijst, lengte
from tests.rapportages.lezen import bladen

pytestmark = pytest.mark.django_db
MOMENTEN = (
    {"peildatum": "10-01-2021", "stand_van": "10-01-2021", "van": "01-01-2021"},
    {"peildatum": "10-01-2021", "stand_van": "03-02-2021 00:00", "van": "28-12-2020"},
    {"peildatum": "31-01-2021", "stand_van": "", "van": "01-12-2020", "per": "maand"},
)


def platte_tekst(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(html)).split())


def wie_schrijft() -> int:
    """The query that asks since when somebody writes (`laatste_stand`)."""
    return int(connection.vendor == "postgresql")


def een_van_elke_soort(gevonden: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Of the parts of a number the one that counts most: which rows are behind a part is counted everywhere, for any
    part, by `test_kerncijfers_naverteld` and `test_stroom`; here it is the way there."""
    per: dict[str, tuple[str, int]] = {}
    for url, n in gevonden:
        naam = parse_qs(url.partition("?")[2])["getal"][0]
        if naam not in per or n > per[naam][1]:
            per[naam] = url, n
    return list(per.values())


@pytest.mark.parametrize(
    ("rol", "team", "moment"),
    [
        (Rol.TEAMLEIDER, "NOORD", MOMENTEN[2]),
        (Rol.TRIAGIST, "", MOMENTEN[0]),
        (Rol.RAPPORTEUR, "", MOMENTEN[1]),
        (Rol.INSPECTEUR, "NOORD", MOMENTEN[2]),
    ],
)
def test_elk_getal_is_zo_groot_als_de_lijst_erachter(vol, rol, team, moment):
    client = als(rol, team=team)
    gevonden = dict.fromkeys(getallen(client.get(reverse("cijfers"), moment).content.decode()))
    assert len(gevonden) > 25
    assert any("getal=ST-09.waarde" in url for url, _ in gevonden) == (moment is MOMENTEN[2])
    overal = rol == Rol.TEAMLEIDER
    is_zo_groot_als_zijn_lijst(client, gevonden if overal else een_van_elke_soort(gevonden))


def test_alle_termijnen_die_voorbij_zijn_staan_bij_elkaar(vol):
    html = als(Rol.TEAMLEIDER).get(reverse("cijfers"), MOMENTEN[2]).content.decode()
    groep = html.split('aria-labelledby="klokken-kop"')[1].split('id="ontvangst-kop"')[0]
    assert re.findall(r'<h4 id="(ST-\d\d)"', groep) == ["ST-05", "ST-09", "ST-10", "ST-07"]
    for code, n in (("ST-09", 2), ("ST-10", 1)):
        assert {re.search(r"getal=(ST-\d\d)", url)[1]: n for url, n in getallen(groep)}[code] == n  # type: ignore[index]
        per = {unescape(url): n for url, n in ACHTER.findall(html) if f"getal={code}.provincie" in url}
        assert [(re.search(r"deel=(\w+)", url)[1], n) for url, n in per.items()] == [("GR", str(n))]  # type: ignore[index]


def test_elk_getal_van_het_verloop_is_zo_groot_als_de_lijst_op_die_dag(vol):
    client = als(Rol.TEAMLEIDER, team="NOORD")
    vraag = {"peildatum": "31-01-2021", "van": "04-01-2021", "per": "week"}
    html = client.get(reverse("cijfers_verloop"), vraag).content.decode()
    gevonden = dict.fromkeys(getallen(html))
    assert {re.search(r"getal=(KC-\d\d)", url)[1] for url, _ in gevonden} == {  # type: ignore[index]
        f"KC-{nummer:02}" for nummer in range(1, 15)
    }
    assert len({re.search(r"peildatum=([\d-]+)", url)[1] for url, _ in gevonden}) == 4  # type: ignore[index]
    is_zo_groot_als_zijn_lijst(client, een_van_elke_soort(gevonden))


def test_het_verloop_eindigt_met_wat_de_pagina_van_dezelfde_dag_zegt(vol):
    client = als(Rol.INSPECTEUR, team="NOORD")
    vraag = {"peildatum": "31-01-2021", "van": "04-01-2021", "per": "week"}
    verloop = client.get(reverse("cijfers_verloop"), vraag).content.decode()
    assert "Verloop van de kerncijfers van Team Noord" in verloop
    op_de_dag = {(url, n) for url, n in getallen(verloop) if "peildatum=31-01-2021" in url}
    pagina = {
        (url, n)
        for url, n in getallen(client.get(reverse("cijfers"), vraag).content.decode())
        if re.search(r"getal=KC-\d\d\.(waarde|teller|noemer)", url)
    }
    assert pagina <= op_de_dag
    assert len(pagina) > 10


def test_het_verloop_gaat_mee_als_bestand_met_elk_getal_op_een_regel(vol):
    client = als(Rol.TEAMLEIDER, team="NOORD")
    op_een_stand = {"peildatum": "31-01-2021", "stand_van": "03-02-2021 00:00"}
    vraag = urlencode({**op_een_stand, "van": "04-01-2021", "per": "week"})
    adres = f"{reverse('cijfers_verloop_bestand')}?{vraag}"
    assert "Waarvoor" in client.post(adres, {"formaat": "csv"}).content.decode()
    antwoord = client.post(adres, {"formaat": "csv", "reden": "Voor het overleg."})
    inhoud = b"".join(antwoord.streaming_content).decode()  # type: ignore[attr-defined]
    rijen = list(csv.DictReader(inhoud.splitlines()))
    assert {rij["Peildatum"] for rij in rijen} == {"2021-01-10", "2021-01-17", "2021-01-24", "2021-01-31"}
    cijfers = bereken(date(2021, 1, 17), datetime(2021, 2, 2, 23, tzinfo=UTC))
    op_de_dag = {
        (rij["Cijfer"], rij["Getal"], rij["Deel"]): int(rij["Aantal"])
        for rij in rijen
        if rij["Peildatum"] == "2021-01-17" and rij["Cijfer"] != "KC-14"
    }
    assert op_de_dag["KC-01", "waarde", ""] == cijfers["KC-01"].waarde
    assert op_de_dag["KC-10", "noemer", ""] == cijfers["KC-10"].noemer
    assert op_de_dag["KC-09", "in beide domeinen", ""] == cijfers["KC-09"].overlap
    assert sum(n for (code, rol, _), n in op_de_dag.items() if (code, rol) == ("KC-02", "deel")) == (
        cijfers["KC-01"].waarde
    )
    per_onderwerp = sum(
        int(rij["Aantal"]) for rij in rijen if rij["Peildatum"] == "2021-01-17" and rij["Cijfer"] == "KC-14"
    )
    assert per_onderwerp == sum(sum(per.values()) for per in cijfers["KC-14"].kruistabel.values())
    regel = Logregel.objects.get(actie="lijst_uitgevoerd")
    assert regel.gegevens["reden"] == "Voor het overleg."
    assert regel.gegevens["rijen"] == len(rijen)
    klopt_met(json.loads(client.post(adres, {"formaat": "csv-metadata.json"}).content), inhoud)


def test_een_bestand_van_het_verloop_zegt_van_elk_getal_wat_het_is(vol):
    """Else one holds the numbers of one team on an old stand, and it looks like all of it now."""
    client = als(Rol.TEAMLEIDER)
    op_een_stand = {"peildatum": "31-01-2021", "stand_van": "03-02-2021 00:00", "provincie": "GR"}
    vraag = urlencode({**op_een_stand, "van": "04-01-2021", "per": "week"})
    adres = f"{reverse('cijfers_verloop_bestand')}?{vraag}"
    antwoord = client.post(adres, {"formaat": "json", "reden": "Voor het overleg."})
    over = json.loads(b"".join(antwoord.streaming_content))["over"]  # type: ignore[attr-defined]
    noten = json.loads(client.post(adres, {"formaat": "csv-metadata.json"}).content)["notes"]
    assert {noot["dc:title"] for noot in noten} == set(over)
    assert over["Periode"] == "4 januari 2021 tot en met 31 januari 2021"
    assert over["Stand van"] == "3 februari 2021, 0.00 uur"
    assert over["Snede"] == "Groningen"
    assert "rapportages/kerncijfers" in over["Berekend"]
    assert sum(naam.startswith("KC-") for naam in over) == 14
    assert re.search(
        r"Eenheid: melding\. Teller: .+ Noemer: .+ Versie van de definities: \d.+ Niet meegeteld: .*dubbele meldingen",
        over["KC-04, Afstand of ziek aan het werk, binnen Veilig & Gezond"],
    )
    ods = client.post(adres, {"formaat": "ods", "reden": "Voor het overleg."})
    assert "Over deze lijst" in bladen(b"".join(ods.streaming_content))  # type: ignore[attr-defined]


def test_wat_geen_cijfer_van_meldingen_telt_wordt_voor_hun_kaarten_een_keer_geteld(vol):
    dag = date(2021, 1, 31)
    moment = Moment(dag, datetime(2021, 2, 3, tzinfo=UTC), tuple(snijd(date(2021, 1, 4), dag, WEEK)), ALLES)
    with CaptureQueriesContext(connection) as vragen:
        over = dict(over_het_verloop(moment, op=datetime(2021, 2, 3, tzinfo=UTC)))
    assert sum("g.dubbel_van_id" in vraag["sql"] for vraag in vragen) == 1
    van_meldingen = [waarde for waarde in over.values() if "dubbele meldingen" in waarde]
    assert len(van_meldingen) > 5


def test_een_bestand_van_het_verloop_dat_niet_kan_zegt_dat(vol):
    client = als(Rol.TEAMLEIDER)
    for vraag, formaat in (("peildatum=99", "csv"), ("peildatum=31-01-2021", "exe")):
        adres = f"{reverse('cijfers_verloop_bestand')}?{vraag}"
        antwoord = client.post(adres, {"formaat": formaat, "reden": "Voor het overleg."}, follow=True)
        assert "Dit bestand kan niet worden gemaakt" in antwoord.content.decode()
    assert not Logregel.objects.filter(actie="lijst_uitgevoerd").exists()


class Balken(HTMLParser):
    """Of every drawn bar, or piece of one, where a click on it leads; "" is nowhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.heen, self.van, self.staaf = "", list[str](), False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        eigen = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "a":
            self.heen = eigen["href"]
        elif tag == "svg":
            self.staaf = eigen.get("class") == "staaf"
        elif tag == "rect" and self.staaf and eigen["class"] != "leeg" and eigen["width"] != "0":
            self.van.append(self.heen)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.heen = ""


def test_ook_elke_balk_leidt_naar_de_lijst_van_zijn_getal(vol):
    html = als(Rol.TEAMLEIDER).get(reverse("cijfers"), MOMENTEN[2]).content.decode()
    balken, achter = Balken(html).van, {url for url, _ in getallen(html)}
    assert len(balken) > 25
    assert set(balken) <= achter
    kern = [balk for balk in balken if "getal=KC-" in balk]
    assert {re.search(r"getal=(KC-\d\d)", balk)[1] for balk in kern} >= {"KC-02", "KC-04", "KC-10", "KC-14"}  # type: ignore[index]


def test_een_nul_is_overal_dezelfde_tekst_en_elk_ander_getal_leidt_naar_zijn_lijst(vol):
    """Also in the map, in a sentence and in what changed."""
    client = als(Rol.TEAMLEIDER)
    for adres, vraag in (
        (reverse("cijfers"), MOMENTEN[2]),
        (reverse("cijfers_verloop"), MOMENTEN[2]),
        (reverse("cijfers_verschil"), VAN_TOT),
    ):
        html = client.get(adres, vraag).content.decode().partition("<main")[2].partition("</main>")[0]
        assert not re.search(r"<a [^>]*>\s*0\s*</a>", html)
        zoveel = re.findall(r"<(\w+)([^>]*)>([\d.]+)</", html)
        nullen = [eigenschappen for _, eigenschappen, n in zoveel if n == "0"]
        assert nullen
        assert all(re.search(r'class="(hoeveel )?nul', eigenschappen) for eigenschappen in nullen)
        assert not [n for _, eigenschappen, n in zoveel if n != "0" and '"nul' in eigenschappen]


def test_de_ontvangst_over_dezelfde_dagen_komt_erbij_voor_wie_meldingen_ziet(vol):
    vraag = {"peildatum": "31-01-2021", "stand_van": "03-02-2021 14:05", "van": "01-12-2020"}
    stand = Balansstand(date(2020, 12, 1), date(2021, 1, 31), datetime(2021, 2, 3, 13, 5, tzinfo=UTC))
    paneel = f'hx-get="{reverse("ontvangst_paneel")}?stand={stand}"'
    assert paneel in als(Rol.TEAMLEIDER).get(reverse("cijfers"), vraag).content.decode()
    assert "ontvangst/paneel" not in als(Rol.RAPPORTEUR).get(reverse("cijfers"), vraag).content.decode()


def test_een_rapporteur_ziet_hoeveel_en_niet_welke(vol):
    client = als(Rol.RAPPORTEUR)
    url = f"{reverse('cijfers_meldingen')}?peildatum=31-01-2021"
    html = client.get(url).content.decode()
    assert lengte(client, url) == (11, 0, 11)
    assert "Van deze 11 ziet u er 0 in de lijst" in html
    assert "Bedrijf" not in html
    bestand = client.post(
        reverse("cijfers_meldingen_bestand") + "?peildatum=31-01-2021",
        {"formaat": "csv", "reden": "Voor het overleg."},
    )
    assert len(b"".join(bestand).splitlines()) == 1  # the heading


def test_wat_naar_opsporing_ging_telt_mee_en_is_in_geen_lijst_te_zien(vol):
    weg = Melding.objects.get(status=Status.NAAR_OPSPORING)
    client = als(Rol.TEAMLEIDER)
    url = f"{reverse('cijfers_meldingen')}?peildatum=31-01-2021"
    assert lengte(client, url) == (11, 10, 1)
    html = client.get(url).content.decode()
    assert f'href="/meldingen/{weg.nummer}/"' not in html
    bestand = client.post(
        reverse("cijfers_meldingen_bestand") + "?peildatum=31-01-2021",
        {"formaat": "csv", "reden": "Voor het overleg."},
    )
    assert len(b"".join(bestand).splitlines()) == 1 + 10
    assert Logregel.objects.filter(actie="lijst_uitgevoerd", onderwerp="lijst:cijfers_meldingen").exists()


def test_waar_iets_was_dat_naar_opsporing_ging_is_met_geen_snede_te_vinden(vol):
    weg = Melding.objects.get(status=Status.NAAR_OPSPORING)
    assert weg.werkgever
    client = als(Rol.TEAMLEIDER)
    for naam in ("sector", "provincie"):
        waarde = getattr(weg.werkgever, naam)
        url = f"{reverse('cijfers_meldingen')}?peildatum=31-01-2021&{naam}="
        assert lengte(client, url + waarde)[2] == 0, naam
        assert lengte(client, url + "ONBEKEND")[2] == 1, naam


def test_welke_werkgever_telt_is_voor_wie_ziet_wat_er_is_gedaan(vol):
    """An employer by itself is no secret; that something was done or found there is."""
    inspecteur = Gebruiker.objects.create(username="iris", rol=Rol.INSPECTEUR, team="NOORD")
    client = Client()
    client.force_login(inspecteur)
    noord, ander = Zaak.objects.order_by("nummer")

    def gezien(getal: str, van: Client, **vraag: str) -> tuple[int, int, int]:
        vraag = {"getal": getal, "peildatum": "31-01-2021", **vraag}
        return lengte(van, f"{reverse('cijfers_werkgevers')}?{urlencode(vraag)}")

    kern = ("KC-08.waarde", "KC-12.waarde")
    assert [gezien(getal, client) for getal in kern] == [(1, 0, 1)] * 2
    # An employer one works at, but by something that does not count here.
    Zaak.objects.filter(pk=ander.pk).update(behandelaar=inspecteur)
    assert [gezien(getal, client) for getal in kern] == [(1, 0, 1)] * 2
    Zaak.objects.filter(pk=noord.pk).update(behandelaar=inspecteur)
    assert [gezien(getal, client) for getal in kern] == [(1, 1, 0)] * 2
    assert gezien("KC-09.delen", client, deel=noord.domein) == (1, 1, 0)
    for rol in (Rol.TRIAGIST, Rol.RAPPORTEUR, Rol.BELEID):
        assert [gezien(getal, als(rol))[1] for getal in kern] == [0, 0], rol
    assert gezien("KC-08.waarde", als(Rol.TEAMLEIDER))[2] == 0
    sinds = {
        "was_peildatum": "01-01-2021",
        "was_stand": "01-01-2021",
        "oorzaak": "interventie_nieuw",
        "kant": "wordt",
    }
    assert gezien("KC-08.waarde", als(Rol.TRIAGIST), **sinds)[1] == 0
    assert gezien("KC-08.waarde", als(Rol.TEAMLEIDER), **sinds)[1] > 0


def test_opsporing_is_geen_deel_dat_men_kan_kiezen(vol):
    """It would be exactly what went there, with its topics."""
    for rol in (Rol.RAPPORTEUR, Rol.BELEID, Rol.AUDITOR, Rol.TEAMLEIDER):
        html = (
            als(rol)
            .get(reverse("cijfers"), {"peildatum": "31-01-2021", "team": "OPSPORING"})
            .content.decode()
        )
        assert "Deze keuze bestaat niet" in html
        assert 'value="OPSPORING"' not in html


def test_wat_niet_meetelt_is_van_hetzelfde_deel_als_het_getal(vol):
    moment = (date(2021, 1, 31), datetime(2021, 2, 1, tzinfo=UTC))
    assert uitgesloten(*moment) == {"dubbel": 1, "geen_corona": 1, "later": 0, "onbepaald": 1}
    gr = uitgesloten(*moment, Snede(provincie="GR"))
    assert (gr["dubbel"], gr["geen_corona"]) == (0, 0)
    assert uitgesloten(*moment, Snede(provincie="ONBEKEND"))["dubbel"] == 1
    # What came later is of all teams, and no part of this one.
    assert "later" not in gr
    assert uitgesloten(date(2021, 1, 31), datetime(2021, 1, 10, tzinfo=UTC))["later"] > 0


def test_een_inspecteur_krijgt_alleen_het_eigen_team_wat_het_adres_ook_zegt(vol):
    client = als(Rol.INSPECTEUR, team="NOORD")
    for vraag in ({}, {"team": "ZUID"}, {"team": ""}):
        html = client.get(reverse("cijfers"), {"peildatum": "31-01-2021", **vraag}).content.decode()
        # GR without what is Eerlijk, and without what went to Opsporing.
        assert re.search(r'aria-labelledby="KC-01">.*?>6<', html, re.DOTALL), vraag
        assert "Cijfers van Team Noord" in html
        assert 'name="team"' not in html
        url = f"{reverse('cijfers_meldingen')}?peildatum=31-01-2021&team={vraag.get('team', '')}"
        assert lengte(client, url)[0] == 6
    Zaak.objects.filter(domein="VEILIG_GEZOND").update(behandelaar=Gebruiker.objects.get(rol=Rol.INSPECTEUR))
    assert lengte(client, f"{reverse('cijfers_meldingen')}?peildatum=31-01-2021") == (6, 1, 5)


def test_wie_geen_team_heeft_leest_waarom_er_niets_staat(vol):
    for pagina in ("cijfers", "cijfers_verloop"):
        html = als(Rol.INSPECTEUR).get(reverse(pagina)).content.decode()
        assert "U hoort nog niet bij een team" in html
        assert "KC-01" not in html


def test_de_kaart_zegt_wat_een_getal_is_en_wat_er_niet_in_zit(vol):
    url = f"{reverse('cijfers_meldingen')}?getal=KC-04.teller&peildatum=31-01-2021&stand_van=15-01-2021"
    html = als(Rol.TEAMLEIDER).get(url).content.decode()
    for deel in (
        "KC-04",
        "Definities versie 1.0",
        "meldingen in Veilig &amp; Gezond over afstand of ziek aan het werk",
        "alle meldingen in Veilig &amp; Gezond",
        "31 januari 2021",
        "15 januari 2021, 24.00 uur",
        "1 dubbele meldingen",
        "1 meldingen zonder verband met corona",
        "2 meldingen die na de stand van zijn geregistreerd",
        "rapportages/kerncijfers, KC-04.teller",
    ):
        assert deel in html, deel


VERVALLEN, LATER = "als vergissing vervallen", "na de stand van geregistreerd"
ZONDER = "in een zaak zonder coronamelding"


NIET_ERIN = (
    ("werkgevers", "KC-08.waarde", "", f"1 {VERVALLEN}; 0 {LATER}; 2 {ZONDER} (van alle interventies tot"),
    ("werkgevers", "KC-09.delen", "", f"2 {ZONDER}; 1 in een zaak buiten de eigen domeinen (van alle"),
    ("zaken", "KC-11.waarde", "", f"0 {LATER}; 1 {ZONDER} (van alle interventies op locatie tot en met"),
    ("werkgevers", "KC-12.waarde", "", "2 in een zaak zonder bezoek of zonder coronamelding (van alle ov"),
    ("instrumenten", "KC-13.waarde", "", f"1 {ZONDER}; 1 in een zaak zonder bezoek (van alle instrumenten"),
    ("instrumenten", "KC-13.zonder_locatie", "", f"1 {ZONDER} (van alle instrumenten tot en met de peil"),
    ("instrumenten", "ST-06.waarde", "08-01-2021", f"0 {VERVALLEN}; 3 {LATER}; 0 {ZONDER} (van alle in"),
)


def test_de_kaart_van_wat_geen_meldingen_telt_zegt_welke_interventies_er_niet_in_zitten(vol):
    """A number of employers is not explained by duplicate meldingen."""
    d = vol
    werkgever = d.werkgever()
    los, buiten = d.zaak(), d.zaak(d.melding(), domein="BUITEN")
    d.interventie(los, werkgever, "LOCATIEBEZOEK")
    d.interventie(los, werkgever, "WAARSCHUWING", overtredingen=d.overtreding(los, werkgever))
    d.interventie(buiten, werkgever)
    fout = d.interventie(buiten, werkgever)
    d.correctie("interventie", fout, "vervallen", "ja", "2021-01-10T09:00:00Z")
    d.neem()
    client = als(Rol.TEAMLEIDER)
    for pad, getal, stand, niet in NIET_ERIN:
        url = f"{reverse('cijfers_' + pad)}?getal={getal}&peildatum=31-01-2021&stand_van={stand}"
        assert niet in platte_tekst(client.get(url).content.decode()), getal


def test_een_getal_van_vroeger_zegt_dat_de_kolommen_van_nu_zijn_en_zijn_bestand_heeft_de_kaart(vol):
    client = als(Rol.TEAMLEIDER)
    vraag = "?getal=KC-14.delen&deel=AFSTAND&peildatum=31-01-2021&stand_van=15-01-2021"
    noot = "de kolommen tonen wat nu is geregistreerd"
    assert noot in client.get(reverse("cijfers_meldingen") + vraag).content.decode()
    nu = client.get(reverse("cijfers_meldingen") + "?peildatum=31-01-2021").content.decode()
    assert noot not in nu
    naam = "cijfers-meldingen-KC-14-delen-AFSTAND-2021-01-31-stand-2021-01-15"
    delen = {"ods": ("content.xml",), "xlsx": ("xl/workbook.xml", "xl/worksheets/sheet2.xml"), "csv": ()}
    for formaat, leden in delen.items():
        bestand = client.post(
            reverse("cijfers_meldingen_bestand") + vraag, {"formaat": formaat, "reden": "Voor het overleg."}
        )
        assert f'"{naam}.{formaat}"' in bestand["Content-Disposition"]
        inhoud = b"".join(bestand)
        if leden:
            with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
                tekst = "".join(pakket.read(lid).decode() for lid in leden)
            for deel in ("Over deze lijst", "KC-14", "31 januari 2021", "15 januari 2021, 24.00 uur"):
                assert deel in tekst, (formaat, deel)


def test_bij_de_csv_achter_een_getal_staat_zijn_kaart(vol):
    vraag = "?getal=KC-14.delen&deel=AFSTAND&peildatum=31-01-2021&stand_van=15-01-2021"
    antwoord = als(Rol.TEAMLEIDER).post(
        reverse("cijfers_meldingen_bestand") + vraag, {"formaat": "csv-metadata.json"}
    )
    over = json.loads(antwoord.content)
    assert over["url"] == "cijfers-meldingen-KC-14-delen-AFSTAND-2021-01-31-stand-2021-01-15.csv"
    kaart = {noot["dc:title"]: noot["dc:description"] for noot in over["notes"]}
    assert kaart["Cijfer"].startswith("KC-14")
    assert kaart["Peildatum"] == "31 januari 2021"
    assert kaart["Stand van"] == "15 januari 2021, 24.00 uur"
    assert "dubbele meldingen" in kaart["Niet meegeteld"]
    assert "rapportages/kerncijfers" in kaart["Berekend"]


@pytest.mark.parametrize(
    "vraag",
    [
        "getal=KC-99.waarde",
        "getal=KC-11.waarde",
        "getal=KC-02.delen&deel=A&deel2=B",
        "getal=ST-01.vak&deel=x",
        "getal=ST-01.vak&deel=0",
        "getal=ST-01.vak&deel=999",
        "getal=ST-01.vak&deel=99999999999999999999",
        "getal=ST-01.vak&deel=%D9%A1",
        "getal=KC-02.delen&deel=%00",
    ],
)
def test_een_getal_dat_er_niet_is_heeft_geen_lijst(vol, vraag):
    assert als(Rol.TEAMLEIDER).get(f"{reverse('cijfers_meldingen')}?{vraag}").status_code == 404


@pytest.mark.parametrize(
    "vraag",
    [
        "stand_van=x",
        "stand_van=03-02-2021&definities=9.9",
        "oorzaak=definitie&kant=was&was_peildatum=05-01-2021&was_stand=x",
        "oorzaak=nieuw&kant=wordt&was_peildatum=05-01-2021&was_stand=06-01-2021&was_definities=9.9",
    ],
)
def test_van_een_moment_of_een_definitie_die_er_niet_is_is_er_geen_lijst_en_geen_bestand(vol, vraag):
    """Not the whole number in place of what changed, and not a file without rows."""
    client = als(Rol.TEAMLEIDER)
    adres = f"getal=KC-01.waarde&peildatum=10-01-2021&{vraag}"
    antwoord = client.get(f"/cijfers/meldingen/?{adres}")
    assert (antwoord.status_code, antwoord["Location"][:9]) == (302, "/cijfers/")
    for formaat in ("csv", "csv-metadata.json"):
        antwoord = client.post(
            f"/cijfers/meldingen/bestand/?{adres}",
            {"formaat": formaat, "reden": "Voor het overleg."},
            follow=True,
        )
        assert "kan niet worden gemaakt" in antwoord.content.decode()
    assert not Logregel.objects.filter(actie="lijst_uitgevoerd").exists()


def test_wat_niet_klopt_wordt_gezegd_waar_het_te_kiezen_is(vol):
    client = als(Rol.TEAMLEIDER)
    antwoord = client.get(f"{reverse('cijfers_meldingen')}?peildatum=99-99-2021")
    assert antwoord.status_code == 302
    html = client.get(antwoord["Location"]).content.decode()
    assert "De peildatum is geen bestaande datum" in html
    assert "KC-01" not in html
    for van in ("11-01-2021", "01-01-1999", "01-01-2015"):
        html = client.get(reverse("cijfers"), {"peildatum": "10-01-2021", "van": van}).content.decode()
        assert 'id="fouten"' in html, van


def test_waar_niets_is_wordt_dat_bovenaan_gezegd_en_staat_geen_tabel_van_niets(vol):
    client, zegt = als(Rol.TEAMLEIDER), "Hiervan is er op deze dagen niets."
    dagen = {"van": "01-03-2020", "peildatum": "02-03-2020"}
    leeg = client.get(reverse("cijfers"), dagen | {"sector": "B"}).content.decode()
    assert zegt in leeg
    assert 'class="verdeling"' not in leeg
    assert "Niets om te tellen." in leeg
    assert zegt not in client.get(reverse("cijfers"), dagen).content.decode(), "er is niets gekozen"
    wel = client.get(reverse("cijfers"), {"peildatum": "10-01-2021", "sector": "C"}).content.decode()
    assert zegt not in wel
    assert 'class="verdeling"' in wel


def test_de_pagina_en_de_lijst_kosten_vast_evenveel_vragen(vol, django_assert_num_queries):
    client = als(Rol.TEAMLEIDER, team="NOORD")
    adressen = [
        (f"{reverse('cijfers')}?peildatum=31-01-2021&onderwerp=AFSTAND", 11 + wie_schrijft()),
        (f"{reverse('cijfers_verloop')}?peildatum=31-01-2021", 11 + wie_schrijft()),
        (f"{reverse('cijfers_meldingen')}?peildatum=31-01-2021", 12),
    ]
    for adres, n in adressen:
        client.get(adres)
        with django_assert_num_queries(n):
            client.get(adres)
    for _ in range(30):
        vol.melding(werkgever=vol.werkgever(provincie="UT"))
    vol.neem()
    for adres, n in adressen:
        with django_assert_num_queries(n):
            client.get(adres)


def test_de_eerste_peildatum_die_men_kan_kiezen_heeft_een_periode(vol):
    for per in ("week", "maand"):
        html = als(Rol.TEAMLEIDER).get(reverse("cijfers"), {"peildatum": "01-01-2000", "per": per}).content
        assert "te ver terug" not in html.decode()


def test_een_gedeeld_adres_houdt_zijn_stand(vol):
    """The moments are written out in every link: what comes in later changes no list that was sent to somebody."""
    html = als(Rol.TEAMLEIDER).get(reverse("cijfers"), {"peildatum": "31-01-2021"}).content.decode()
    for url, _ in getallen(html):
        vraag = parse_qs(url.partition("?")[2])
        assert set(vraag) >= {"getal", "peildatum", "stand_van", "van"}, url


VAN_TOT = {
    "was-peildatum": "09-01-2021",
    "was-stand_van": "10-01-2021",
    "peildatum": "31-01-2021",
    "stand_van": "03-02-2021 00:00",
}


@pytest.mark.parametrize(("rol", "team"), [(Rol.TEAMLEIDER, ""), (Rol.INSPECTEUR, "NOORD")])
def test_elk_getal_van_een_verschil_is_zo_groot_als_de_lijst_erachter(vol, rol, team):
    client = als(rol, team=team)
    html = client.get(reverse("cijfers_verschil"), VAN_TOT).content.decode()
    gevonden = dict.fromkeys(getallen(html))
    assert len(gevonden) > 20
    is_zo_groot_als_zijn_lijst(client, gevonden if team else een_van_elke_soort(gevonden))


def test_wat_veranderde_is_van_hetzelfde_deel_als_de_pagina_waar_men_vandaan_komt(vol):
    client = als(Rol.TEAMLEIDER)
    pagina = client.get(reverse("cijfers"), MOMENTEN[2] | {"provincie": "GR", "domein": "VEILIG_GEZOND"})
    verwijst = re.search(r'href="([^"]+)">Wat veranderde er', pagina.content.decode())
    assert verwijst
    heen = unescape(verwijst[1])
    html = client.get(heen).content.decode()
    assert re.search(r"Alleen: Domein .*Veilig & Gezond, Provincie Groningen", platte_tekst(html))
    gevonden = dict.fromkeys(getallen(html))
    assert gevonden
    assert set(gevonden) != set(getallen(client.get(reverse("cijfers_verschil"), VAN_TOT).content.decode()))
    assert all("provincie=GR" in url for url, _ in gevonden)
    is_zo_groot_als_zijn_lijst(client, een_van_elke_soort(gevonden))
    assert '<input type="hidden" name="provincie" value="GR">' in html  # and so it stays for other moments
    fout = client.get(heen.replace("=GR", "=XX")).content.decode()
    assert "Deze keuze bestaat niet" in fout
    # Who sees the figures of the own team gets no other.
    eigen = als(Rol.INSPECTEUR, team="NOORD")
    vraag = VAN_TOT | {"team": "WEST"}
    assert getallen(eigen.get(reverse("cijfers_verschil"), vraag).content.decode()) == getallen(
        eigen.get(reverse("cijfers_verschil"), VAN_TOT).content.decode()
    )


def test_een_verschil_zegt_waardoor(vol):
    client = als(Rol.RAPPORTEUR)
    html = client.get(reverse("cijfers_verschil"), VAN_TOT).content.decode()
    for deel in ("Nieuwe meldingen", "later zijn geregistreerd", "Domein gecorrigeerd", "Domein bepaald"):
        assert deel in html, deel
    url = next(url for url, _ in getallen(html) if "oorzaak=later" in url)
    lijst = client.get(url).content.decode()
    assert "Erbij sinds 9 januari 2021, stand van 10 januari 2021, 24.00 uur: Meldingen die later" in lijst
    zelfde = VAN_TOT | {"was-peildatum": "31-01-2021", "was-stand_van": "03-02-2021 00:00"}
    assert "Er veranderde niets" in client.get(reverse("cijfers_verschil"), zelfde).content.decode()
    fout = client.get(reverse("cijfers_verschil"), {"was-peildatum": "99"}).content.decode()
    assert fout.count('id="fouten"') == 1


def test_een_verschil_kost_vast_evenveel_vragen(vol, django_assert_num_queries):
    client = als(Rol.TEAMLEIDER)
    for _ in range(2):
        client.get(reverse("cijfers_verschil"), VAN_TOT)
        with django_assert_num_queries(21 + wie_schrijft()):
            client.get(reverse("cijfers_verschil"), VAN_TOT)
        for _ in range(20):
            vol.melding(geregistreerd_op="2021-01-20T12:00:00Z")
        vol.neem()


def test_bij_een_instrument_staat_de_dag_waarop_de_termijn_echt_eindigt(vol):
    Interventie.objects.filter(soort="EIS").update(termijn_tot=date(2021, 1, 23))  # a Saturday
    client = als(Rol.TEAMLEIDER)
    vraag = "?peildatum=31-01-2021&kolommen=termijn"
    assert "25-01-2021" in client.get(reverse("cijfers_instrumenten") + vraag).content.decode()
    bestand = client.post(
        reverse("cijfers_instrumenten_bestand") + vraag, {"formaat": "csv", "reden": "Voor het overleg."}
    )
    assert "2021-01-25" in b"".join(bestand).decode()
