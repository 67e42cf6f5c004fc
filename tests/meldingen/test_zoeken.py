"""Free text: what a word finds, what keeps the register right, and what nobody may learn from it."""

import re
from copy import deepcopy
from datetime import UTC, datetime
from html import unescape
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from inspectie import bladeren
from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from interventies.models import Zaak
from meldingen import zoeken, zoekwoorden
from meldingen.models import Melding, Werkgever, Zoekwoorden, vinden
from meldingen.registreren import registreer
from tests.interventies.conftest import Samen
from tests.maak import Dossier

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)
TEKSTEN = {
    "kantine": "In de kantines van het uitzendbureau zit iedereen te dicht op elkaar.",
    "bus": "De zieke collega's zaten in één busje; besmettingen waren er 12.",
    "cafe": "In het Café aan de IJssel geen afstand, en geen mondkapjes.",
    "leeg": "",
}


@pytest.fixture(scope="module")
def _ingelezen(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    with samen():
        dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
        bakker = dossier.werkgever(
            werkgever="bakker", naam="Bakkerij Çelik & Zn.", plaats="'s-Gravenhage", kvk_nummer="12345678"
        )
        dossier.werkgever(werkgever="holding", naam="Broodhuis Holding", kvk_nummer="12345678")
        for sleutel, tekst in TEKSTEN.items():
            dossier.melding(
                melding=sleutel,
                omschrijving=tekst,
                werkgever=bakker if sleutel == "leeg" else "",
                melder_naam="Wilhelmina Geheim",
                melder_email="w.geheim@post.example",
                melder_telefoon="0612345678",
            )
        dossier.neem()
        return dossier


@pytest.fixture
def gevuld(_ingelezen: Dossier, db: None, tmp_path: Path) -> Dossier:
    """What is in already, to add to."""
    return Dossier(tmp_path / "map", rijen=deepcopy(_ingelezen.rijen), _tel=count(50))


def vindt(vraag: str) -> str:
    """The same whether the register is asked for them or each melding by itself."""
    gevonden = set(Melding.objects.zoek(vraag))
    if delen := zoeken.ontleed(vraag):
        assert set(Melding.objects.met_woorden(delen)) == gevonden
    return " ".join(m.extern_kenmerk or "" for m in sorted(gevonden, key=lambda m: m.pk))


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("kantine", "kantine"),
        ("KANTINES", "kantine"),
        ("uitzendbureaus", "kantine"),
        ("uitzend", "kantine"),  # the beginning of a compound
        ("uitzend dicht", ""),  # only the last word may be a beginning
        ("dicht uitzend", "kantine"),
        ("ziek", "bus"),
        ("collega", "bus"),
        ("besmetting", "bus"),
        ("één een", "bus"),
        ("cafe", "cafe"),
        ("CAFÉS", "cafe"),
        ("yssel", "cafe"),
        ("ĳssel", "cafe"),
        ('"geen afstand"', "cafe"),
        ('"afstand geen"', ""),
        ("afstand geen", "cafe"),
        ('mondkap "geen afst', ""),  # a phrase is meant as it is, also one that was not closed
        ("zit zaten", ""),  # every word
        ("celik", "leeg"),
        ("broodhuis", "leeg"),  # under any name of the employer
        ("gravenhage", "leeg"),
        ("'s-gravenhage", "leeg"),
        ('"holding geen"', ""),
        ("12", "bus"),
        ("1", "kantine"),  # its number; 12 is not 1 with something behind it
        ("leeg", "leeg"),
        ("wilhelmina", ""),
        ("geheim", ""),
        ("0612345678", ""),
        ("post.example", ""),
    ],
)
def test_een_woord_vindt_zijn_vormen_en_niets_van_de_melder(gevuld, vraag, verwacht):
    assert vindt(vraag) == verwacht


def test_een_woord_van_meer_velden_is_geen_zinsdeel(gevuld):
    assert vindt("celik gravenhage") == "leeg"
    assert vindt('"celik zn"') == "leeg"
    assert vindt('"gravenhage bakkerij"') == ""
    assert vindt('"zn gravenhage"') == ""


@pytest.mark.parametrize(
    "vraag",
    [
        "",
        "   ",
        '"',
        '""',
        "'",
        "\\",
        "\x00",
        "a\x00b",
        "'); DROP TABLE meldingen_melding; --",
        "AND OR NOT NEAR(",
        "& | ! <-> :*",
        "woorden:kantine",
        "*",
        "%_",
        "kantine*",
        "-kantine",
        "^kantine",
        "\ud800",
        "x" * 10_000,
        "a " * 5_000,
        '"' * 9_999,
        "🙂",
        "日本語",
        "ﬃ ß İ",
        "_",
        "' ' '",
    ],
)
def test_wat_men_ook_typt_het_is_nooit_een_fout(gevuld, vraag):
    vindt(vraag)
    assert Melding.objects.count() == 4


@given(st.text(max_size=60))
@example("kantine' & ''")
@example("İ̇'")
def test_elke_tekst_is_een_vraag_zonder_tekens_die_iets_betekenen(vraag):
    delen = zoeken.ontleed(vraag)
    for deel in delen:
        assert deel.stammen
        for kort in (*deel.stammen, deel.begin or "x"):
            assert kort
            assert kort.isalnum()
            assert len(kort) <= zoeken.WOORD_MAX
    assert sum(len(deel.stammen) for deel in delen) <= zoeken.VRAAG_MAX


@given(st.lists(st.text(alphabet="abcdefgjiyéëïÉ'1-", min_size=1, max_size=12), min_size=1, max_size=6))
def test_elk_woord_van_een_tekst_vindt_die_tekst(woorden):
    """Whatever stemming does, it does the same to both sides."""
    tekst = " ".join(woorden)
    staat = zoeken.stammen(tekst)
    for woord in woorden:
        for deel in zoeken.ontleed(woord):
            assert set(deel.stammen) <= set(staat)
    assert zoeken.stammen(tekst.upper()) == staat
    assert zoeken.stammen(tekst.replace("y", "ij")) == staat
    assert zoeken.stammen(tekst + " ’") == staat, "de langzame weg geeft hetzelfde"


@given(st.text(max_size=80))
def test_een_tekst_heeft_nooit_het_teken_dat_velden_scheidt(tekst):
    assert zoeken.SCHEIDING not in zoeken.stammen(tekst)
    assert all(kort and kort.isalnum() for kort in zoeken.stammen(tekst))


def goed() -> bool:
    return list(zoekwoorden.gebreken()) == []


def test_een_andere_tekst_is_te_vinden_en_de_eerdere_nog_steeds(gevuld):
    gevuld.correctie(
        "melding", "kantine", "omschrijving", "Het ging om de keuken.", "2021-02-01T10:00:00+01:00"
    )
    gevuld.neem()
    assert vindt("keuken") == vindt("kantine") == "kantine"
    assert goed()


def test_een_andere_werkgever_een_andere_naam_en_een_samenvoeging_tellen_meteen(gevuld):
    gevuld.werkgever(werkgever="los", naam="Losse Vis", plaats="Urk")
    op = "2021-02-0{}T10:00:00+01:00".format
    stappen = [
        ("melding", "bus", "werkgever", "los", {"vis": "bus", "urk": "bus"}),
        ("werkgever", "los", "naam", "Verse Haring", {"vis": "", "haring": "bus"}),
        ("werkgever", "los", "samengevoegd_in", "bakker", {"haring": "bus leeg", "broodhuis": "bus leeg"}),
        ("werkgever", "los", "samengevoegd_in", "", {"haring": "bus", "broodhuis": "leeg"}),
        ("werkgever", "los", "kvk_nummer", "12345678", {"haring": "bus leeg"}),
        ("melding", "bus", "werkgever", "", {"haring": "leeg"}),
    ]
    for n, (soort, sleutel, veld, nieuw, verwacht) in enumerate(stappen, start=1):
        gevuld.correctie(soort, sleutel, veld, nieuw, op(n))
        gevuld.neem()
        assert {vraag: vindt(vraag) for vraag in verwacht} == verwacht, veld
        assert goed(), veld


def test_een_nieuwe_naam_van_een_bekende_werkgever_vindt_ook_de_oude_meldingen(gevuld):
    later = Dossier(gevuld.map.with_name("later"))
    later.werkgever(werkgever="derde", naam="Derde Naam", kvk_nummer="12345678")
    later.neem()
    assert vindt("derde") == "leeg"
    assert goed()


def test_wat_niet_doorgaat_is_ook_niet_te_vinden_en_nummers_schuiven_mee(dossier):
    laatste = Melding.objects.order_by("nummer").values_list("nummer", flat=True).last() or 0
    dossier.melding(melding="weg", dubbel_van="bestaat-niet", omschrijving="Verdwenen tekst.")
    dossier.melding(melding="blijft", omschrijving="Gebleven tekst.")
    dossier.importeer(gedeeltelijk=True)
    assert vindt("verdwenen") == ""
    assert vindt("gebleven") == "blijft"
    assert Melding.objects.get(extern_kenmerk="blijft").nummer == laatste + 1
    assert vindt(str(laatste + 1)) == "blijft"
    assert goed()


def test_het_register_is_altijd_opnieuw_te_bouwen(gevuld):
    Zoekwoorden.objects.all().delete()
    assert vindt("kantine") == ""
    assert zoekwoorden.herbouw() == 4
    assert vindt("kantine") == "kantine"
    assert goed()


def test_een_eindeloze_tekst_past_en_is_tot_zijn_grens_te_vinden(dossier):
    """PostgreSQL has room for so many words, so many places of one word, and so long a word."""
    woorden = " ".join(f"w{n}" for n in range(12_000))
    dossier.melding(
        melding="lang", omschrijving=f"Begin {'herhaal ' * 600}{'x' * 3_000} {'é' * 900} {woorden}"
    )
    dossier.neem()
    assert vindt("begin") == vindt("herhalen") == "lang"
    assert goed()


def test_een_inspecteur_vindt_alleen_in_eigen_zaken(gevuld):
    gevuld.zaak("kantine", zaak="Z")
    gevuld.neem()
    ineke = Gebruiker.objects.create(username="ineke", rol=Rol.INSPECTEUR)
    Zaak.objects.update(behandelaar=ineke)
    eigen = Melding.objects.zichtbaar_voor(ineke)
    assert [m.extern_kenmerk for m in eigen.zoek("kantine")] == ["kantine"]
    assert not eigen.zoek("collega").exists()


def test_de_lijst_zoekt_met_woorden_en_telt_alleen_wat_men_ziet(gevuld, client):
    client.force_login(Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST))
    inhoud = client.get("/meldingen/", {"q": "besmetting"}).content.decode()
    assert "1 van 1" in inhoud
    client.force_login(Gebruiker.objects.create(username="i", rol=Rol.INSPECTEUR))
    inhoud = client.get("/meldingen/", {"q": "besmetting"}).content.decode()
    assert "Geen melding past" in inhoud
    assert "Zoek bij de werkgevers" in inhoud


def test_een_lijst_die_niet_tot_het_einde_zocht_zegt_dat_en_gaat_verder(gevuld, client, monkeypatch):
    """In the order of the list: kantine, bus, cafe, leeg. Two of them are looked at for a page."""
    monkeypatch.setattr(vinden, "WEINIG", 0)
    monkeypatch.setattr(bladeren, "BEKEKEN", 2)
    client.force_login(Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST))

    def bladzijde(vraag: str) -> str:
        return unescape(client.get(f"/meldingen/?{vraag}").content.decode())

    begin = bladzijde("sort=nummer&q=%22geen+afstand%22")
    assert "Nog niets gevonden" in begin
    assert "Voor deze bladzijde zijn 2 regels" in begin
    assert "Geen melding past" not in begin
    [verder] = re.findall(r'href="\?([^"]+)">Zoek verder<', begin)
    assert "1 van minstens 1" in (daarna := bladzijde(verder))
    assert "regels van de lijst doorzocht" not in daarna
    [alles] = re.findall(r'href="\?([^"]+)">Doorzoek de hele lijst<', begin)
    assert "1 van 1" in (geheel := bladzijde(alles))
    assert "regels van de lijst doorzocht" not in geheel
    cafe = Melding.objects.get(extern_kenmerk="cafe")
    melding = client.get(f"/meldingen/{cafe.nummer}/?sort=nummer&q=geen").content.decode()
    [verderop] = re.findall(r'href="([^"]+)">Verder in de lijst<', melding)
    assert "Nog niets gevonden" not in client.get(unescape(verderop)).content.decode(), (
        "daar houdt de lijst op"
    )
    assert "minstens 1" in (gewoon := bladzijde("sort=nummer&q=kantine"))
    assert "regels van de lijst doorzocht" in gewoon, "er kan meer zijn"


@pytest.mark.postgres
def test_postgresql_zoekt_in_de_index(gevuld):
    vraag = zoeken.tsquery(zoeken.ontleed("kantine"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT melding_id FROM meldingen_zoekwoorden WHERE woorden @@ %s::tsquery", [vraag]
        )
        assert "meldingen_zoekwoorden_gin" in str(cursor.fetchall())


@pytest.mark.postgres
def test_van_wat_velen_hebben_telt_postgresql_niet_eerst_hoevelen(gevuld, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE meldingen_zoekwoorden")
    delen = zoeken.ontleed("kantine")
    geteld = vinden.enkele(delen)
    assert geteld
    monkeypatch.setattr(vinden, "RUIM", 0)
    with CaptureQueriesContext(connection) as gevangen:
        assert vinden.enkele(delen) is None
    assert [vraag["sql"].split()[0] for vraag in gevangen] == ["EXPLAIN"]
    assert set(Melding.objects.zoek("kantine").values_list("pk", flat=True)) == set(geteld)


def test_werkgevers_zonder_melding_kosten_niets(dossier):
    werkgevers, woorden = Werkgever.objects.count(), Zoekwoorden.objects.count()
    dossier.werkgever(werkgever="zonder melding")
    dossier.neem()
    assert (Werkgever.objects.count(), Zoekwoorden.objects.count()) == (werkgevers + 1, woorden)


def test_wat_aan_de_telefoon_is_vastgelegd_is_meteen_te_vinden(db):
    cellen = {
        "ontvangen_op": "2021-01-08T10:00:00+01:00",
        "kanaal": "TELEFOON",
        "melder_type": "WERKNEMER",
        "corona_relatie": "DIRECT",
        "onderwerpen": "AFSTAND",
        "omschrijving": "Drie kapsters naast elkaar.",
    }
    registreer(
        cellen,
        werkgever={"naam": "Kapsalon Knip", "plaats": "Assen", "kvk_nummer": "87654321"},
        inzending=UUID(int=1),
        dossier=dossierfeiten,
        door=None,
        op=OP,
    )
    for vraag in ("kapster", "kapsalon", "knip", "assen"):
        assert Melding.objects.zoek(vraag).count() == 1, vraag
    assert goed()
