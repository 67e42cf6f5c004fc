"""The list of meldingen: what somebody sees, what a filter keeps, and what it costs."""

import random
import re
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from itertools import combinations, count
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.utils import timezone

from inspectie.lijsten import pagina
from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from interventies.models import Zaak, ZaakMelding
from meldingen import acties, filters, werkgevers
from meldingen.adviseren import adviseer_stuk
from meldingen.lijsten import MELDINGEN
from meldingen.models import Melding, Status, Werkgever
from tests.interventies.conftest import Samen
from tests.maak import Dossier
from tests.queries import queries_van

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)


@pytest.fixture
def dossier(db: None, tmp_path: Path) -> Dossier:
    return Dossier(tmp_path / "erbij", _tel=count(50))


@pytest.fixture(scope="module")
def _gevuld(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Melding]:
    """Five meldingen that differ, each with its advice."""
    with samen():
        dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
        bakker = dossier.werkgever(naam="Bakkerij Van Dam", provincie="ZH", sector="I")
        slager = dossier.werkgever(naam="Slagerij Om de Hoek", provincie="GR", sector="G")
        rijen = {
            "bellen": {"werkgever": bakker, "ernst": "significant", "toestemming_contact_werkgever": "ja"},
            "brief": {
                "werkgever": slager,
                "ernst": "laag",
                "toestemming_contact_werkgever": "ja",
                "onderwerpen": "PBM;AFSTAND",
            },
            "direct": {"werkgever": bakker, "ernst": "acuut", "kanaal": "TELEFOON"},
            "eerlijk": {
                "domein": "EERLIJK",
                "onderwerpen": "LOON",
                "werkgever": slager,
                "arbeidsmigranten": "ja",
            },
            "buiten": {"domein": "BUITEN", "onderwerpen": "KLANT_WINKEL", "bevoegd": "ander"},
        }
        for nummer, (naam, cellen) in enumerate(rijen.items()):
            dag = f"2021-01-0{nummer + 1}T10:00:00+01:00"
            dossier.melding(melding=naam, ontvangen_op=dag, **cellen)
        dossier.neem()
        adviseer_stuk(dossierfeiten, op=OP)
        return {str(m.extern_kenmerk): m for m in Melding.objects.all()}


@pytest.fixture
def gevuld(_gevuld: dict[str, Melding], db: None) -> dict[str, Melding]:
    return deepcopy(_gevuld)


@pytest.fixture
def lees(client: Client):
    """The keys of the meldingen on the page of an address, in order, as a role."""

    def lees(vraag: str = "", rol: Rol = Rol.TRIAGIST) -> list[str]:
        client.force_login(Gebruiker.objects.get_or_create(username=f"lezer-{rol}", rol=rol)[0])
        antwoord = client.get(f"/meldingen/?{vraag}")
        assert antwoord.status_code == 200
        nummers = re.findall(r'id="melding-(\d+)"', antwoord.content.decode())
        sleutels = dict(Melding.objects.values_list("nummer", "extern_kenmerk"))
        return [str(sleutels[int(nummer)]) for nummer in nummers]

    return lees


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("", "buiten eerlijk direct brief bellen"),
        ("sort=ontvangen", "bellen brief direct eerlijk buiten"),
        ("sort=-nummer", "buiten eerlijk direct brief bellen"),
        ("sort=willekeurig", "buiten eerlijk direct brief bellen"),
        ("domein=EERLIJK", "eerlijk"),
        ("onderwerp=AFSTAND", "direct brief bellen"),
        ("status=IN_TRIAGE&sort=nummer", "bellen brief direct eerlijk buiten"),
        ("status=GEKOPPELD", ""),
        ("route=TELEFONISCH", "bellen"),
        ("prioriteit=P1", "direct"),
        ("prioriteit=P2", "buiten eerlijk"),
        ("ernst=laag", "brief"),
        ("kanaal=TELEFOON", "direct"),
        ("sector=I", "direct bellen"),
        ("provincie=GR", "eerlijk brief"),
        ("arbeidsmigranten=true", "eerlijk"),
        ("arbeidsmigranten=onbekend", "buiten direct brief bellen"),
        ("arbeidsmigranten=false", ""),
        ("van=03-01-2021", "buiten eerlijk direct"),
        ("tot=03-01-2021", "direct brief bellen"),
        ("van=02-01-2021&tot=02-01-2021", "brief"),
        ("q=van+dam", "direct bellen"),
        ("q=BUITEN", "buiten"),
        ("besluit=open&domein=BUITEN", "buiten"),
        ("besluit=genomen", ""),
        ("provincie=ZH&route=DIRECT_LOCATIE", "direct"),
        ("team=WEST", "direct bellen"),
        ("team=NOORD", "brief"),
        ("team=EERLIJK", "eerlijk"),
        ("werkgever=hoek", "eerlijk brief"),
        ("werkgever=van+bak", "direct bellen"),
        ("werkgever=oek", ""),
        ("werkgever=...", ""),
        ("sort=prioriteit", "direct eerlijk buiten bellen brief"),
        ("termijn=verlopen", "buiten eerlijk direct brief bellen"),
        ("termijn=week", ""),
        ("mijn=zaken", ""),
        ("mijn=besloten", ""),
    ],
)
def test_een_filter_houdt_wat_eraan_voldoet(gevuld, lees, vraag, verwacht):
    assert lees(vraag) == verwacht.split()


def test_wat_van_elk_team_kan_zijn_heet_geen_team(gevuld):
    """The route of an advice is no team: the figures count it where it is."""
    thea = Gebruiker.objects.create_user("thea", rol=Rol.TEAMLEIDER)
    keuze = MELDINGEN.kies({}, thea, timezone.now())
    namen = dict(keuze.form.fields["team"].choices)
    assert (namen["OPSPORING"], namen["GEEN"]) == ("Route Opsporing", "Van geen team, zonder route Opsporing")
    mies = Gebruiker.objects.create_user("mies", rol=Rol.MELDPUNT)  # who may not see what was advised
    assert (
        not {"OPSPORING", "GEEN"}
        & dict(MELDINGEN.kies({}, mies, timezone.now()).form.fields["team"].choices).keys()
    )


def test_op_nummer_vindt_men_precies_die_melding(gevuld, lees):
    assert lees(f"q={gevuld['brief'].nummer}") == ["brief"]


def test_de_route_is_die_van_het_besluit_en_anders_die_van_het_laatste_advies(gevuld, lees):
    teamleider = Gebruiker.objects.create_user("thea", rol=Rol.TEAMLEIDER)
    melding = gevuld["bellen"]
    acties.beslis(
        melding,
        advies=melding.besluiten.get().pk,
        route="REGISTREREN",
        prioriteit="",
        reden="Al opgelost.",
        door=teamleider,
        op=OP,
    )
    assert lees("route=TELEFONISCH") == []
    assert lees("route=REGISTREREN&prioriteit=geen") == ["bellen"]
    later = OP.replace(hour=14)
    acties.heropen(melding, reden="Toch niet.", dossier=dossierfeiten, door=teamleider, op=later)
    assert lees("route=TELEFONISCH") == ["bellen"]
    assert "bellen" in lees("besluit=open")


WAARDEN = {
    "status": ("IN_TRIAGE", "AFGESLOTEN"),
    "domein": ("BUITEN", "EERLIJK"),
    "ernst": ("acuut", "laag"),
    "prioriteit": ("P1", "P2", "geen"),
    "route": ("TELEFONISCH", "OVERDRACHT"),
    "kanaal": ("TELEFOON", "BRIEF"),
    "arbeidsmigranten": ("true", "false", "onbekend"),
}


def test_meer_filters_samen_houden_wat_aan_elk_voldoet(dossier):
    for _ in range(200):
        dossier.melding()
    dossier.neem()
    lot = random.Random(1)
    janee = {"true": True, "false": False, "onbekend": None}
    alle = list(Melding.objects.all())
    for melding in alle:
        for veld, keuzes in WAARDEN.items():
            waarde = lot.choice(keuzes)
            setattr(melding, veld, janee.get(waarde, "" if waarde == "geen" else waarde))
    Melding.objects.bulk_update(alle, list(WAARDEN))
    wie = Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST)
    gevonden = 0
    for aantal in range(1, len(WAARDEN) + 1):
        for velden in combinations(WAARDEN, aantal):
            vraag = {veld: lot.choice(WAARDEN[veld]) for veld in velden}
            verwacht = {
                m.pk
                for m in alle
                if all(getattr(m, v) == janee.get(w, "" if w == "geen" else w) for v, w in vraag.items())
            }
            keuze = MELDINGEN.kies(vraag, wie, timezone.now())
            assert {m.pk for m in keuze.qs} == verwacht, vraag
            gevonden += len(verwacht) if aantal > 2 else 0
    assert gevonden > 100


@pytest.mark.postgres
@pytest.mark.parametrize(
    "vraag", [{"domein": "BUITEN", "ernst": "acuut"}, {"ernst": "acuut", "arbeidsmigranten": "true"}]
)
def test_filters_samen_vinden_hun_index_welke_het_ook_zijn(dossier, vraag):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    wie = Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST)
    plan = MELDINGEN.kies(vraag, wie, timezone.now()).qs.order_by().explain()
    assert "melding_kenmerken" in plan
    assert plan.partition("Index Cond")[2].partition("\n")[0].count("AND") == 1, "beide in de index"


@pytest.mark.parametrize(
    "vraag",
    [
        "van=32-13-2021",
        "tot=x",
        "domein=MARS",
        "route=SLUITING",
        "arbeidsmigranten=misschien",
        "q=" + "x" * 5000,
        "q=%00",
    ],
)
def test_een_filter_dat_niet_klopt_zegt_dat_en_valt_niet_om(gevuld, client, lees, vraag):
    assert len(lees(vraag)) == 5
    inhoud = client.get(f"/meldingen/?{vraag}").content.decode()
    assert "<title>Fout: Meldingen" in inhoud
    assert "is niet toegepast" in inhoud


@pytest.mark.parametrize(
    "vraag",
    [
        "cursor=onzin",
        "cursor=W10&vanaf=-1",
        "vanaf=99999999999999999999",
        "q=99999999999999999999999",
        "q=9223372036854775807",
        "van=01-01-0001",
        "tot=31-12-9999",
        "nergens=1",
        "sort=a&sort=b",
    ],
)
def test_een_vreemd_adres_geeft_gewoon_een_lijst(gevuld, lees, vraag):
    lees(vraag)


def test_elk_gekozen_filter_is_een_blokje_dat_men_weghaalt(gevuld, client, lees):
    lees("domein=VEILIG_GEZOND&provincie=ZH&sort=ontvangen&cursor=x&vanaf=26")
    inhoud = client.get("/meldingen/?domein=VEILIG_GEZOND&provincie=ZH&sort=ontvangen").content.decode()
    assert 'href="/meldingen/?domein=VEILIG_GEZOND&amp;sort=ontvangen"' in inhoud
    assert 'href="/meldingen/?provincie=ZH&amp;sort=ontvangen"' in inhoud
    nummer = gevuld["bellen"].nummer
    gekozen = "domein=VEILIG_GEZOND&amp;provincie=ZH&amp;sort=ontvangen"
    assert f'href="/meldingen/{nummer}/?{gekozen}"' in inhoud


def test_een_lege_lijst_zegt_wat_men_kan_doen(db, client, lees):
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    assert lees() == []
    assert "Er zijn nog geen meldingen" in client.get("/meldingen/").content.decode()
    assert "Haal er een filter af" in client.get("/meldingen/?domein=EERLIJK").content.decode()
    assert "Er wacht niets op een besluit" in client.get("/meldingen/?besluit=open").content.decode()


def test_bladeren_gaat_heen_en_terug_en_telt_mee(dossier, client):
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    for _ in range(60):
        dossier.melding()
    dossier.neem()
    alle = Melding.objects.exclude(status=Status.NAAR_OPSPORING).order_by("nummer")
    client.force_login(Gebruiker.objects.create(username="m", rol=Rol.MELDPUNT))

    def blad(url: str) -> tuple[str, list[str]]:
        inhoud = client.get(url).content.decode()
        return inhoud, re.findall(r'id="melding-(\d+)"', inhoud)

    def naar(inhoud: str, kant: str) -> str:
        gevonden = re.search(rf'rel="{kant}" href="([^"]+)"', inhoud)
        assert gevonden
        return "/meldingen/" + gevonden[1].replace("&amp;", "&")

    eerste, een = blad("/meldingen/?sort=nummer")
    tweede, twee = blad(naar(eerste, "next"))
    derde, drie = blad(naar(tweede, "next"))
    assert [int(n) for n in een + twee + drie] == list(alle.values_list("nummer", flat=True))
    assert "1–25 van 60" in eerste
    assert "26–50 van 60" in tweede
    assert "51–60 van 60" in derde
    assert 'rel="next"' not in derde
    terug, weer = blad(naar(derde, "prev"))
    assert weer == twee
    assert "26–50 van 60" in terug


def test_het_aantal_queries_groeit_niet_met_de_rijen(gevuld, dossier, client):
    client.force_login(Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST))
    weinig = queries_van(client, "/meldingen/?sort=ontvangen")
    meer = Dossier(dossier.map.with_name("meer"))
    for n in range(40):
        meer.melding(melding=f"extra{n}", werkgever=meer.werkgever(werkgever=f"extra{n}"))
    meer.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    veel = queries_van(client, "/meldingen/?sort=ontvangen")
    # session, user, own choices, code lists, the page, the count, saved views, what waits
    assert weinig == veel == 8
    # and what the words may find, for which PostgreSQL is first asked what it expects
    zoekt = 1 if connection.vendor == "sqlite" else 2
    assert queries_van(client, "/meldingen/?route=TELEFONISCH&provincie=ZH&q=dam&besluit=open") <= 8 + zoekt
    # A page that runs into the rows without a term asks twice; looking for an employer asks who that is.
    assert queries_van(client, "/meldingen/?sort=uiterlijk&werkgever=dam&mijn=zaken") <= 10


def zichtbaar(gebruiker: Gebruiker) -> set[str]:
    return {str(m.extern_kenmerk) for m in Melding.objects.zichtbaar_voor(gebruiker)}


def test_wie_welke_meldingen_ziet(gevuld):
    alle = set(gevuld)
    zien = {Rol.MELDPUNT, Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.AUDITOR}
    for rol in Rol:
        verwacht = alle if rol in zien else set()
        assert zichtbaar(Gebruiker.objects.create(username=f"v-{rol}", rol=rol)) == verwacht, rol
    assert zichtbaar(Gebruiker(username="zonder")) == set()
    assert not AnonymousUser().is_authenticated


def koppel(melding: Melding, behandelaar: Gebruiker, **velden: object) -> ZaakMelding:
    nummer = Zaak.objects.count() + 1
    stempel = {"geregistreerd_op": OP, "stand_vanaf": OP}
    zaak = Zaak.objects.create(
        nummer=nummer,
        domein=melding.domein,
        aanleiding="MELDING",
        geopend_op=OP.date(),
        behandelaar=behandelaar,
        **stempel,
    )
    return ZaakMelding.objects.create(zaak=zaak, melding=melding, **stempel, **velden)


def test_een_inspecteur_ziet_de_meldingen_in_eigen_zaken_en_elk_maar_een_keer(gevuld):
    ineke = Gebruiker.objects.create(username="ineke", rol=Rol.INSPECTEUR)
    pieter = Gebruiker.objects.create(username="pieter", rol=Rol.INSPECTEUR)
    koppel(gevuld["bellen"], ineke)
    koppel(gevuld["bellen"], ineke)
    koppel(gevuld["brief"], pieter)
    koppel(gevuld["direct"], ineke, vervallen=True)
    assert zichtbaar(ineke) == {"bellen"}
    assert Melding.objects.zichtbaar_voor(ineke).count() == 1


def test_wat_naar_opsporing_ging_ziet_niemand_meer(gevuld, client, lees):
    Melding.objects.filter(pk=gevuld["direct"].pk).update(status=Status.NAAR_OPSPORING)
    assert "direct" not in lees()
    assert lees("q=direct") == []
    assert client.get(f"/meldingen/{gevuld['direct'].nummer}/").status_code == 404


def test_wie_geen_triage_ziet_kan_er_ook_niet_op_filteren(gevuld, client, lees):
    assert len(lees("route=TELEFONISCH&prioriteit=P1&besluit=open", rol=Rol.MELDPUNT)) == 5
    inhoud = client.get("/meldingen/").content.decode()
    assert "Telefonisch" not in inhoud
    assert "Te beslissen" not in inhoud


def test_een_werkgever_gaat_over_al_zijn_namen(dossier, client, lees):
    eerste = dossier.werkgever(naam="Vleeshal Noord", kvk_nummer="01234567")
    tweede = dossier.werkgever(naam="Keurslager Zuid", kvk_nummer="01234567")
    ander = dossier.werkgever(naam="Vleeshandel", kvk_nummer="11234567")
    for naam, werkgever in (("een", eerste), ("twee", tweede), ("drie", ander)):
        dossier.melding(melding=naam, werkgever=werkgever)
    dossier.neem()
    verwacht = {"een", "twee"}
    assert set(lees("werkgever=01234567")) == verwacht
    assert set(lees("werkgever=keurslager")) == verwacht
    tweede_pk = Werkgever.objects.get(naam="Keurslager Zuid").pk
    assert set(lees(f"werkgever={tweede_pk}")) == verwacht
    inhoud = client.get(f"/meldingen/?werkgever={tweede_pk}").content.decode()
    assert re.search(r"Werkgever \(naam of KvK\)</span> (Keurslager Zuid|Vleeshal Noord)", inhoud)


def test_een_naam_die_te_veel_werkgevers_vindt_zegt_dat(gevuld, client, lees, monkeypatch):
    monkeypatch.setattr(filters, "MEESTE_WERKGEVERS", 1)
    lees("domein=EERLIJK")
    inhoud = client.get("/meldingen/?werkgever=b&domein=EERLIJK").content.decode()
    assert "Zo heten heel veel werkgevers" not in inhoud, "één gevonden is niet te veel"
    Werkgever.objects.update(naam="Bakkerij")
    inhoud = client.get("/meldingen/?werkgever=b&domein=EERLIJK").content.decode()
    assert "Zo heten heel veel werkgevers" in inhoud
    assert "is niet toegepast" in inhoud
    assert len(re.findall(r'id="melding-', inhoud)) == 1, "de andere filters gelden nog"


def test_ook_veel_namen_van_een_werkgever_verzwijgen_geen_andere(dossier, client, lees, monkeypatch):
    for n in (1, 2):
        dossier.werkgever(werkgever=f"w{n}", naam=f"Vleeshal {n}", kvk_nummer="01234567")
    dossier.melding(melding="een", werkgever=dossier.werkgever(werkgever="w3", naam="Vleeshandel"))
    dossier.neem()
    monkeypatch.setattr(filters, "MEESTE_WERKGEVERS", 1)
    lees("domein=EERLIJK")
    inhoud = client.get("/meldingen/?werkgever=vlees").content.decode()
    assert "Zo heten heel veel werkgevers" in inhoud


@pytest.fixture
def geheim(dossier, lees):
    """Nine firms of one name that only Opsporing may know, on record before the one that everybody may know."""
    for n in range(9):
        dossier.melding(melding=f"g{n}", werkgever=dossier.werkgever(werkgever=f"g{n}", naam=f"Vleeshal {n}"))
    dossier.melding(melding="een", werkgever=dossier.werkgever(werkgever="w", naam="Vleeshandel"))
    dossier.neem()
    Melding.objects.exclude(extern_kenmerk="een").update(status=Status.NAAR_OPSPORING)
    lees()


def test_wie_alleen_opsporing_kent_staat_niemand_in_de_weg(geheim, client, monkeypatch):
    monkeypatch.setattr(filters, "MEESTE_WERKGEVERS", 1)
    monkeypatch.setattr(werkgevers, "BEKEKEN", 1)
    inhoud = client.get("/meldingen/?werkgever=vlees").content.decode()
    assert "Zo heten heel veel werkgevers" not in inhoud, "dat zou zeggen dat er meer zijn"
    assert len(re.findall(r'id="melding-', inhoud)) == 1
    assert [w.naam for w in werkgevers.zoek_werkgevers("vlees")] == ["Vleeshandel"]


def test_een_naam_die_alleen_opsporing_kent_is_er_een_van_niemand(geheim, client, monkeypatch):
    monkeypatch.setattr(filters, "MEESTE_WERKGEVERS", 1)
    bekend, onbekend = (
        client.get(f"/meldingen/?werkgever={naam}").content.decode().replace(naam, "NAAM")
        for naam in ("vleeshal", "xylofoon")
    )
    zonder = [re.sub(r'"[^"]{30,}"', "", html) for html in (bekend, onbekend)]  # nonces
    assert zonder[0] == zonder[1]


def test_mijn_werk_is_van_wie_kijkt(gevuld, client, lees):
    tariq = Gebruiker.objects.create(username="lezer-TRIAGIST", rol=Rol.TRIAGIST)
    ander = Gebruiker.objects.create(username="ander", rol=Rol.TRIAGIST)
    for naam, door in (("buiten", tariq), ("direct", ander)):
        melding = gevuld[naam]
        advies = melding.besluiten.get()
        acties.beslis(
            melding,
            advies=advies.pk,
            route=advies.route,
            prioriteit=advies.prioriteit,
            door=door,
            op=OP,
        )
    koppel(gevuld["brief"], tariq)
    koppel(gevuld["bellen"], ander)
    assert lees("mijn=besloten") == ["buiten"]
    assert lees("mijn=zaken") == ["brief"]


def test_te_laat_is_wie_nog_wacht_en_zijn_termijn_voorbij_is(gevuld, client, lees):
    Melding.objects.filter(pk=gevuld["brief"].pk).update(status=Status.GEKOPPELD)
    Melding.objects.filter(pk=gevuld["direct"].pk).update(uiterlijk=timezone.now() + timedelta(hours=3))
    Melding.objects.filter(pk=gevuld["bellen"].pk).update(uiterlijk=timezone.now() + timedelta(days=3))
    assert set(lees("termijn=verlopen")) == {"buiten", "eerlijk"}
    assert lees("termijn=dag") == ["direct"]
    assert set(lees("termijn=week")) == {"direct", "bellen"}
    assert client.get("/meldingen/").content.decode().count("te laat") == 2


def test_zonder_termijn_staat_achteraan_en_doorbladeren_slaat_niets_over(gevuld, client, lees, monkeypatch):
    monkeypatch.setattr(pagina, "PER_BLAD", 2)
    Melding.objects.filter(pk__in=[gevuld["direct"].pk, gevuld["brief"].pk]).update(uiterlijk=None)
    gezien, url = [], "?sort=uiterlijk"
    for _ in range(3):
        gezien += lees(url[1:])
        verder = re.search(r'rel="next" href="([^"]+)"', client.get(f"/meldingen/{url}").content.decode())
        url = verder[1].replace("&amp;", "&") if verder else ""
    eerst = Melding.objects.exclude(uiterlijk=None).order_by("uiterlijk", "pk")
    assert gezien == [*(m.extern_kenmerk for m in eerst), "brief", "direct"]
    assert url == ""


def test_een_kop_sorteert_en_zegt_hoe_er_gesorteerd_is(gevuld, client, lees):
    lees()
    inhoud = client.get("/meldingen/?domein=VEILIG_GEZOND").content.decode()
    assert 'aria-sort="descending"><a href="/meldingen/?domein=VEILIG_GEZOND&amp;sort=ontvangen">' in inhoud
    assert '<a href="/meldingen/?domein=VEILIG_GEZOND&amp;sort=uiterlijk">Termijn' in inhoud


def test_wie_geen_triage_ziet_kan_er_niet_op_sorteren_en_ziet_die_kolommen_niet(gevuld, client, lees):
    assert lees("sort=prioriteit", rol=Rol.MELDPUNT) == lees("", rol=Rol.MELDPUNT)
    inhoud = client.get("/meldingen/?kolommen=route,prioriteit,uiterlijk,plaats").content.decode()
    assert "Plaats" in inhoud
    assert "Termijn" not in inhoud
    assert "Route" not in inhoud


@pytest.mark.parametrize("lijst", ["/meldingen/", "/zaken/"])
def test_een_laatste_dag_voor_de_eerste_is_een_fout_en_geen_lege_lijst(gevuld, client, lijst):
    client.force_login(Gebruiker.objects.create(username="thea", rol=Rol.TEAMLEIDER))
    inhoud = client.get(f"{lijst}?van=10-03-2021&tot=01-01-2021").content.decode()
    assert inhoud.count("De laatste dag ligt voor de eerste.") == 2, "bovenaan en bij het veld"
    assert 'value="01-01-2021"' in inhoud, "wat getypt is blijft staan"
    zelfde = client.get(f"{lijst}?van=01-01-2021&tot=01-01-2021").content.decode()
    assert "De laatste dag ligt voor de eerste." not in zelfde
