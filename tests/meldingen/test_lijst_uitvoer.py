"""The list as a file: the same rows and columns, nothing that becomes a formula, and a line in the log."""

import csv
import io
import json
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.utils import timezone
from lxml import etree
from pypdf import PdfReader

from inspectie import bladeren
from inspectie.lijsten import kopie, papier, uitvoer
from inspectie.lijsten.kolommen import Kolom as Bladzijdekolom
from inspectie.lijsten.kolommen import zelf
from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.uitvoer import csv as csvbestand
from inspectie.uitvoer import ods, xlsx
from inspectie.uitvoer.cellen import Cel, Kolom
from inspectie.uitvoer.ods import Blad
from interventies.lijsten import ZAKEN
from interventies.models import Overdracht, Zaak
from interventies.overdrachtlijst import OVERDRACHTEN
from interventies.rechtslijsten import VOORSCHRIFTEN, VRIJE_DAGEN
from interventies.werkgeverlijst import WERKGEVERS
from meldingen.lijsten import MELDINGEN
from meldingen.models import Melding, Status, Werkgever
from tests.meldingen.test_lijst import koppel

pytestmark = pytest.mark.django_db
BESTAND = "/meldingen/bestand/"
KOLOMMEN = "kolommen=werkgever,domein,ontvangen,arbeidsmigranten"


@pytest.fixture
def gevuld(dossier):
    gevaar = dossier.werkgever(naam='=HYPERLINK("http://x";"y")')
    for nummer in range(30):
        dossier.melding(
            melding=f"M{nummer}", domein="EERLIJK" if nummer < 3 else "VEILIG_GEZOND", werkgever=gevaar
        )
    dossier.melding(melding="geheim", arbeidsmigranten="ja")
    dossier.neem()
    Melding.objects.filter(extern_kenmerk="geheim").update(status=Status.NAAR_OPSPORING)


@pytest.fixture
def triagist(client, db):
    client.force_login(Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST))
    return client


def in_het_menu(client, vraag: str = "") -> str:
    """What the menu says is in the file."""
    html = client.get(f"/meldingen/?{vraag}").content.decode()
    gevonden = re.search(r'class="menu-blad" method="post" data-bestand.*?<p>(.*?)</p>', html, re.DOTALL)
    assert gevonden
    return gevonden[1]


def test_het_menu_zegt_wat_er_in_het_bestand_komt_met_en_zonder_filters(gevuld, triagist, monkeypatch):
    assert in_het_menu(triagist, "alles=1") == "De hele lijst (30 regels), met de gekozen kolommen."
    filters = "Alles wat bij deze filters past"
    assert in_het_menu(triagist, "domein=EERLIJK") == f"{filters} (3 regels), met de gekozen kolommen."
    Melding.objects.filter(domein="EERLIJK").exclude(extern_kenmerk="M0").update(domein="BUITEN")
    assert in_het_menu(triagist, "domein=EERLIJK") == f"{filters} (1 regel), met de gekozen kolommen."
    monkeypatch.setattr(bladeren, "TELGRENS", 5)
    assert in_het_menu(triagist, "alles=1") == "De hele lijst (meer dan 5 regels), met de gekozen kolommen."
    assert in_het_menu(triagist, "domein=VEILIG_GEZOND").startswith(f"{filters} (meer dan 5 regels), met")


def neem(client, vraag: str = "", formaat: str = "csv") -> bytes:
    antwoord = client.post(f"{BESTAND}?{vraag}", {"formaat": formaat, "reden": "Voor het overleg."})
    assert antwoord.status_code == 200
    assert antwoord["Content-Disposition"].startswith("attachment")
    return b"".join(antwoord.streaming_content)


def als_csv(inhoud: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(inhoud.decode(), newline="")))


def als_ods(inhoud: bytes) -> list[list[str]]:
    boom = etree.fromstring(zipfile.ZipFile(io.BytesIO(inhoud)).read("content.xml"))
    ruimte = {"t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0"}
    rijen = boom.xpath("//t:table-row", namespaces=ruimte)
    return [["".join(c.itertext()) for c in rij.xpath("t:table-cell", namespaces=ruimte)] for rij in rijen]


def als_xlsx(inhoud: bytes) -> list[list[str]]:
    boek = zipfile.ZipFile(io.BytesIO(inhoud))
    blad = boek.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in blad, "er staat een formule in"
    assert b"hyperlink" not in blad
    boom = etree.fromstring(blad)
    return [["".join(cel.itertext()) for cel in rij] for rij in boom.iter("{*}row")]


def als_odt(inhoud: bytes) -> list[list[str]]:
    """The rows of the last table: the one before it says which list it is."""
    boom = etree.fromstring(zipfile.ZipFile(io.BytesIO(inhoud)).read("content.xml"))
    ruimte = {"t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0"}
    rijen = boom.xpath("(//t:table)[last()]//t:table-row", namespaces=ruimte)
    return [["".join(c.itertext()) for c in rij.xpath("t:table-cell", namespaces=ruimte)] for rij in rijen]


@pytest.mark.parametrize(
    ("formaat", "lees"), [("csv", als_csv), ("ods", als_ods), ("xlsx", als_xlsx), ("odt", als_odt)]
)
def test_elk_formaat_heeft_dezelfde_rijen_en_geen_formule(gevuld, triagist, formaat, lees):
    rijen = lees(neem(triagist, f"sort=nummer&{KOLOMMEN}", formaat))
    assert rijen[0] == ["Nummer", "Werkgever", "Domein", "Ontvangen", "Arbeidsmigranten"]
    assert [rij[0] for rij in rijen[1:]] == [str(n) for n in range(1, 31)]
    teken = "'" if formaat == "csv" else ""
    assert rijen[1][1] == f'{teken}=HYPERLINK("http://x";"y")'
    assert rijen[1][2] == "Eerlijk"


def test_op_papier_staat_welke_lijst_het_is(gevuld, triagist):
    tekst = " ".join(
        blad.extract_text() for blad in PdfReader(io.BytesIO(neem(triagist, "domein=EERLIJK", "pdf"))).pages
    )
    for deel in ("3 regels.", "Domein Eerlijk", "Volgorde Nieuwste eerst", "=HYPERLINK", "08-01-2021 10:00"):
        assert deel in " ".join(tekst.split()), tekst
    leeg = PdfReader(io.BytesIO(neem(triagist, "domein=BUITEN", "pdf"))).pages
    assert "0 regels." in leeg[0].extract_text()


def test_een_tijdstip_staat_op_papier_op_een_regel(gevuld, triagist):
    """Else each row has two, and a list takes a page more in every five."""
    bladen = PdfReader(io.BytesIO(neem(triagist, "domein=EERLIJK", "pdf"))).pages
    regels = [regel.strip() for blad in bladen for regel in blad.extract_text().splitlines()]
    assert not [regel for regel in regels if re.fullmatch(r"\d\d:\d\d", regel)]
    assert any("08-01-2021 10:00" in regel for regel in regels)


def test_een_lange_lijst_gaat_niet_op_papier_en_dat_staat_er(gevuld, triagist, monkeypatch):
    monkeypatch.setattr(papier, "CELLEN", 29 * 5)
    antwoord = triagist.post(
        f"{BESTAND}?alles=1&{KOLOMMEN}", {"formaat": "pdf", "reden": "Voor het overleg."}, follow=True
    )
    assert "Op papier passen met deze kolommen ten hoogste 29 regels." in antwoord.content.decode()
    assert not Logregel.objects.filter(actie="lijst_uitgevoerd").exists()
    assert len(als_odt(neem(triagist, "domein=EERLIJK", "odt"))) == 4


def test_precies_deze_lijst_in_deze_volgorde(gevuld, triagist):
    rijen = als_csv(neem(triagist, "domein=EERLIJK&sort=-nummer&cursor=x&vanaf=26&kolommen=domein"))
    assert [rij[0] for rij in rijen[1:]] == ["3", "2", "1"]
    assert als_csv(neem(triagist, "domein=BUITEN&kolommen=domein")) == [["Nummer", "Domein"]]


def test_zonder_termijn_achteraan_ook_in_het_bestand(gevuld, triagist):
    laatste = Melding.objects.get(nummer=30)
    Melding.objects.filter(nummer__in=(7, 30)).update(uiterlijk=datetime(2021, 1, 10, tzinfo=UTC))
    Melding.objects.filter(pk=laatste.pk).update(uiterlijk=datetime(2021, 1, 9, tzinfo=UTC))
    rijen = als_csv(neem(triagist, "sort=uiterlijk&kolommen=uiterlijk"))
    assert [rij[0] for rij in rijen[1:5]] == ["30", "7", "1", "2"]


def test_wat_men_niet_ziet_staat_niet_in_het_bestand(gevuld, client):
    ineke = Gebruiker.objects.create(username="ineke", rol=Rol.INSPECTEUR)
    koppel(Melding.objects.get(nummer=4), ineke)
    client.force_login(ineke)
    assert [rij[0] for rij in als_csv(neem(client))[1:]] == ["4"]
    client.force_login(Gebruiker.objects.create(username="m", rol=Rol.MELDPUNT))
    rijen = als_csv(neem(client, "kolommen=route,prioriteit,domein"))
    assert rijen[0] == ["Nummer", "Domein"]
    assert len(rijen) == 31, "wat naar opsporing ging is er niet bij"
    client.force_login(Gebruiker.objects.create(username="b", rol=Rol.BELEID))
    assert client.post(BESTAND, {"formaat": "csv", "reden": "Voor het overleg."}).status_code == 404


def test_het_bestand_heeft_de_dag_in_zijn_naam(gevuld, triagist):
    antwoord = triagist.post(BESTAND, {"formaat": "xlsx", "reden": "Voor het overleg."})
    antwoord.close()
    assert f"meldingen-{timezone.localdate():%Y-%m-%d}.xlsx" in antwoord["Content-Disposition"]


def test_het_logboek_weet_wie_wat_meenam_maar_niet_wie_gezocht_werd(gevuld, triagist):
    neem(triagist, f"q=Jansen&werkgever=Jansen&{KOLOMMEN}")
    neem(triagist, f"domein=EERLIJK&{KOLOMMEN}", "ods")
    neem(triagist, "domein=EERLIJK")
    een, twee, drie = Logregel.objects.filter(actie="lijst_uitgevoerd")
    assert str(een.door) == "tariq"
    assert "Jansen" not in str(een.gegevens)
    assert een.gegevens["filters"] == ["q", "werkgever"]
    assert (twee.gegevens["formaat"], twee.gegevens["rijen"]) == ("ods", 3)
    assert twee.gegevens["kolommen"] == ["nummer", "werkgever", "domein", "ontvangen", "arbeidsmigranten"]
    assert twee.gegevens["keuze"] == drie.gegevens["keuze"] != een.gegevens["keuze"]


def test_zonder_reden_gaat_er_niets_mee_en_staat_de_vraag_er_nog(gevuld, triagist):
    for reden in ("", "   ", "ja"):
        antwoord = triagist.post(f"{BESTAND}?domein=EERLIJK", {"formaat": "csv", "reden": reden})
        html = antwoord.content.decode()
        assert "Content-Disposition" not in antwoord
        assert 'aria-invalid="true"' in html
        assert 'href="/meldingen/?domein=EERLIJK"' in html
    assert "Schrijf waarvoor u dit meeneemt." in triagist.post(BESTAND, {"formaat": "ods"}).content.decode()
    assert not Logregel.objects.filter(actie="lijst_uitgevoerd").exists()


def test_de_reden_staat_in_het_logboek_en_die_dag_weer_bij_deze_lijst(gevuld, triagist):
    def veld(adres: str) -> str:
        (gevonden,) = re.findall(r"<input[^>]*id_meenemen_reden[^>]*>", triagist.get(adres).content.decode())
        return str(gevonden)

    assert "value=" not in veld("/meldingen/")
    triagist.post(BESTAND, {"formaat": "csv", "reden": " Weekoverleg team Noord "})
    assert Logregel.objects.get(actie="lijst_uitgevoerd").gegevens["reden"] == "Weekoverleg team Noord"
    assert 'value="Weekoverleg team Noord"' in veld("/meldingen/?domein=EERLIJK")
    assert "value=" not in veld("/ontvangst/")
    sessie = triagist.session
    sessie["meegenomen"] |= {"dag": "2021-01-09"}  # begun before midnight
    sessie.save()
    assert "value=" not in veld("/meldingen/")


VORM = {
    "integer": r"\d+",
    "date": r"\d{4}-\d\d-\d\d",
    "dateTimeStamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d",
}


def klopt_met(over: dict[str, Any], bestand: str) -> None:
    """Of every cell its column says what it is."""
    kolommen = over["tableSchema"]["columns"]
    kop, *rijen = csv.reader(io.StringIO(bestand, newline=""))
    assert [kolom["titles"] for kolom in kolommen] == kop
    assert len({kolom["name"] for kolom in kolommen}) == len(kolommen)
    assert rijen
    for rij in rijen:
        for kolom, waarde in zip(kolommen, rij, strict=True):
            assert re.fullmatch(r"\w+", kolom["name"])
            soort = kolom["datatype"]
            patroon = soort["format"] if isinstance(soort, dict) else VORM.get(soort, "(?s).*")
            assert not waarde or re.fullmatch(patroon, waarde), (kolom, waarde)


@pytest.mark.parametrize("lijst", [MELDINGEN, ZAKEN, WERKGEVERS, VRIJE_DAGEN])
def test_bij_de_csv_hoort_wat_elke_kolom_is(gevuld, dossier, client, lijst):
    dossier.zaak("M25")
    dossier.neem()
    Melding.objects.filter(nummer=4).update(arbeidsmigranten=True, uiterlijk=datetime(2021, 1, 9, tzinfo=UTC))
    teamleider = Gebruiker.objects.create(username="tl", rol=Rol.TEAMLEIDER)
    client.force_login(teamleider)
    adres = f"{lijst.url}bestand/?kolommen={','.join(k.sleutel for k in lijst.kolommen_voor(teamleider))}"
    metadata = client.post(adres, {"formaat": "csv-metadata.json"})
    assert not Logregel.objects.filter(actie="lijst_uitgevoerd").exists(), "er ging niets mee"
    bestand = client.post(adres, {"formaat": "csv", "reden": "Voor het overleg."})
    assert metadata["Content-Disposition"] == bestand["Content-Disposition"].replace(
        ".csv", ".csv-metadata.json"
    )
    over = json.loads(metadata.content)
    assert f'filename="{over["url"]}"' in bestand["Content-Disposition"]
    klopt_met(over, b"".join(bestand.streaming_content).decode())
    soorten = {k["datatype"] for k in over["tableSchema"]["columns"] if isinstance(k["datatype"], str)}
    assert soorten & VORM.keys(), "niet alles is tekst"


@pytest.mark.parametrize(("vraag", "formaat"), [("", "exe"), ("", ""), ("van=32-13-2021", "csv")])
def test_wat_niet_kan_geeft_een_uitleg_en_geen_bestand(gevuld, triagist, vraag, formaat):
    antwoord = triagist.post(
        f"{BESTAND}?{vraag}", {"formaat": formaat, "reden": "Voor het overleg."}, follow=True
    )
    assert "kan niet worden gemaakt" in antwoord.content.decode()
    assert not Logregel.objects.filter(actie="lijst_uitgevoerd").exists()


def test_een_bestand_kost_evenveel_queries_bij_meer_rijen(gevuld, triagist, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):  # the first of the day also keeps what it is for
        neem(triagist, KOLOMMEN)


def test_geheugen_groeit_niet_met_de_rijen(gevuld, monkeypatch):
    """The same rows again and again, each time another object: what is measured is what is kept of them."""
    gebruiker = Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST)
    keuze = MELDINGEN.kies({}, gebruiker, timezone.now())
    kolommen = MELDINGEN.kolommen_voor(gebruiker)
    echt = uitvoer.rijen

    def piek(formaat: str, keer: int) -> int:
        def vaker(*args: Any) -> Iterator[list[Any]]:
            eens = list(echt(*args))
            return (list(rij) for _ in range(keer) for rij in eens)

        monkeypatch.setattr(uitvoer, "rijen", vaker)
        tracemalloc.start()
        antwoord = uitvoer.antwoord(MELDINGEN, keuze, kolommen, formaat, op=timezone.now())
        assert isinstance(antwoord, StreamingHttpResponse)
        for _ in antwoord:
            pass
        for sluit in vars(antwoord)[
            "_resource_closers"
        ]:  # not the answer itself: that would close the connection too
            sluit()
        hoogste = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return hoogste

    # On paper goes no more than `papier.CELLEN`.
    for formaat in uitvoer.FORMATEN.keys() - papier.SCHRIJVERS:
        piek(formaat, 1)
        assert piek(formaat, 60) < piek(formaat, 20) + 200_000, formaat


OP = datetime(2021, 1, 20, tzinfo=UTC)
LASTIG = (
    "=1+1",
    'zeg "ja", of niet',
    "a\tb\nc\rd",
    "\\N",
    "C:\\nieuw",
    "",
    "-",
    "café ＝ 2",
    "\\.",
    "Jansen BV",
    "\\t",
)


@pytest.mark.postgres
@pytest.mark.parametrize("lijst", [MELDINGEN, ZAKEN, WERKGEVERS, OVERDRACHTEN, VRIJE_DAGEN, VOORSCHRIFTEN])
def test_de_server_schrijft_hetzelfde_bestand(gevuld, dossier, lijst):
    """By COPY and through Python: byte for byte the same, whatever stands in a cell."""
    for nummer, naam in enumerate(LASTIG):
        # As somebody could have typed it: the import would refuse some of these.
        wie = Werkgever.objects.create(naam=naam, plaats=naam, geregistreerd_op=OP, stand_vanaf=OP)
        Melding.objects.filter(nummer=nummer + 1).update(
            werkgever=wie,
            extern_kenmerk=f"{naam}{nummer}",
            onderwerpen="AFSTAND;ONBEKEND",
            arbeidsmigranten=(True, False, None)[nummer % 3],
            uiterlijk=datetime(2021, 3, 28, 0, 59 + nummer % 2 - 1, 7, 500_000 * (nummer % 2), tzinfo=UTC),
            route="TELEFONISCH",
            besloten_op=datetime(2021, 10, 31, nummer % 3, 30, tzinfo=UTC),
        )
    zaak = dossier.zaak("M25", zaak="Z")
    dossier.neem()
    melding = Melding.objects.get(extern_kenmerk="M25")
    teamleider = Gebruiker.objects.create(
        username="tl", rol=Rol.TEAMLEIDER, first_name="=Jan", last_name='"de Vries"'
    )
    Zaak.objects.filter(extern_kenmerk=zaak).update(behandelaar=teamleider)
    for partner, reden in (("GEMEENTE", LASTIG[2]), ("GGD", "")):
        Overdracht.objects.create(
            melding=melding,
            partner=partner,
            overgedragen_op=date(2021, 1, 12),
            geregistreerd_op=datetime(2021, 1, 12, tzinfo=UTC),
            melder_bericht_op=None if reden else date(2021, 1, 12),
            geen_bericht_reden=reden,
        )
    kolommen = lijst.kolommen_voor(teamleider)
    koppen = [str(kolom.kop) for kolom in kolommen]
    for vraag in ({}, {"sort": next(iter(lijst.filter.SORTERINGEN))}):
        keuze = lijst.kies(vraag, teamleider, timezone.now())
        stroom = kopie.stroom(koppen, keuze, kolommen, uitvoer.TAAL)
        assert stroom is not None
        verwacht = b"".join(csvbestand.stroom(koppen, uitvoer.rijen(keuze, kolommen)))
        assert verwacht.count(b"\r\n") > 1, "een lege lijst bewijst niets"
        # Per row: the difference of two files is no message to read.
        assert b"".join(stroom).split(b"\r\n") == verwacht.split(b"\r\n")


def test_zonder_postgresql_of_met_een_vreemd_veld_gaat_het_langs_python(gevuld):
    """What `kopie` does not know it leaves to the way that knows all."""
    tariq = Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST)
    vreemd = Bladzijdekolom("inzending", "Inzending", ("inzending",), zelf)  # a UUID
    keuze = MELDINGEN.kies({}, tariq, timezone.now())
    assert kopie.stroom(["Inzending"], keuze, [vreemd], "nl") is None
    if connection.vendor != "postgresql":
        assert kopie.stroom(["Nummer"], keuze, MELDINGEN.kolommen[:1], "nl") is None


def test_een_nummer_heeft_op_een_rekenblad_geen_punt_en_een_aantal_wel():
    """Which melding it is, and how many there are: 8558 and 8.558."""
    blad = Blad("Lijst", (Kolom("Nummer"), Kolom("Aantal", getal=True)), [[8558, 8558]])
    delen = {}
    for naam, schrijf, deel in (
        ("ods", ods.schrijf_bladen, "content.xml"),
        ("xlsx", xlsx.schrijf_bladen, "xl/worksheets/sheet1.xml"),
    ):
        bestand = io.BytesIO()
        schrijf([blad], bestand, titel="Lijst", moment=datetime(2021, 2, 3, tzinfo=UTC))
        with zipfile.ZipFile(bestand) as pakket:
            delen[naam] = pakket.read(deel).decode()
    assert re.findall(r'style-name="(\w+)" office:value-type="float"', delen["ods"]) == ["nummer", "geheel"]
    assert re.search(r'<c r="A2"><v>8558</v></c><c r="B2" s="\d"><v>8558</v></c>', delen["xlsx"])


def test_een_vol_blad_gaat_verder_op_het_volgende(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_RIJEN", 3)
    uit = io.BytesIO()
    rijen: list[list[Cel]] = [[n, f"rij {n}"] for n in range(5)]
    blad = Blad("Blad", (Kolom("n"), Kolom("naam")), rijen)
    xlsx.schrijf_bladen([blad], uit, titel="Proef", moment=datetime.now(UTC))
    boek = zipfile.ZipFile(uit)
    assert sorted(n for n in boek.namelist() if n.startswith("xl/worksheets/")) == [
        f"xl/worksheets/sheet{n}.xml" for n in (1, 2, 3)
    ]


def test_als_json_is_elke_rij_een_object_met_dezelfde_waarden_en_staat_erbij_wat_de_lijst_is(
    triagist, gevuld
):
    inhoud = json.loads(neem(triagist, f"{KOLOMMEN}&domein=EERLIJK", "json"))
    rijen = list(csv.DictReader(io.StringIO(neem(triagist, f"{KOLOMMEN}&domein=EERLIJK").decode())))
    assert (inhoud["titel"], len(inhoud["rijen"])) == ("Meldingen", 3)
    assert [list(rij) for rij in inhoud["rijen"]] == [list(rij) for rij in rijen]
    assert [rij["Ontvangen"] for rij in inhoud["rijen"]] == [rij["Ontvangen"] for rij in rijen]
    # A program reads it, no spreadsheet: a text is what it is.
    assert {rij["Werkgever"] for rij in inhoud["rijen"]} == {'=HYPERLINK("http://x";"y")'}
    assert all(isinstance(next(iter(rij.values())), int) for rij in inhoud["rijen"])
