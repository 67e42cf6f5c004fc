"""A melding on one page: reading, deciding, going on; and the reporter who stays hidden."""

import re
from copy import deepcopy
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from meldingen.advieskaart import lees_feiten, maak_advieskaart
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Regelset, Status, TriageBesluit
from meldingen.regelsets import regelset_voor
from meldingen.woorden import woorden
from tests.interventies.conftest import Samen
from tests.maak import Dossier

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)
MELDER = {
    "melder_naam": "Wilhelmina Geheim",
    "melder_email": "w.geheim@post.example",
    "melder_telefoon": "0612345678",
}


def neem(dossier: Dossier) -> dict[str, Melding]:
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    return {str(m.extern_kenmerk): m for m in Melding.objects.all()}


BELLEN = {"ernst": "significant", "toestemming_contact_werkgever": "ja"}


@pytest.fixture
def dossier(db: None, tmp_path: Path) -> Dossier:
    return Dossier(tmp_path / "erbij", _tel=count(50))


@pytest.fixture(scope="module")
def _melding(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> Melding:
    """By phone, P3."""
    with samen():
        dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
        werkgever = dossier.werkgever(naam="Bakkerij Van Dam", kvk_nummer="12345678")
        dossier.werkgever(
            naam="Van Dam Holding", kvk_nummer="12345678", geregistreerd_op="2020-04-01T09:00:00+01:00"
        )
        dossier.melding(
            melding="begin", werkgever=werkgever, omschrijving="De kantine is te vol.", **BELLEN, **MELDER
        )
        return neem(dossier)["begin"]


@pytest.fixture
def melding(_melding: Melding, db: None) -> Melding:
    return deepcopy(_melding)


def pagina(client: Client, melding: Melding, vraag: str = "") -> str:
    antwoord = client.get(f"/meldingen/{melding.nummer}/?{vraag}")
    assert antwoord.status_code == 200
    # A token is made of letters and digits by chance: of two, any may be in it.
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r'\1""', antwoord.content.decode())


def beslis(client: Client, melding: Melding, vraag: str = "", **velden: object):
    advies = melding.besluiten.last()
    assert advies is not None
    return client.post(f"/meldingen/{melding.nummer}/besluit/?{vraag}", {"advies": advies.pk} | velden)


def test_de_pagina_toont_melding_werkgever_en_advies_en_nooit_de_melder(client, triagist, melding):
    inhoud = pagina(client, melding)
    for stuk in (
        "De kantine is te vol.",
        "Bakkerij Van Dam",
        "Van Dam Holding",
        "Een significant risico: bellen",
        "Melder: verborgen",
    ):
        assert stuk in inhoud
    for geheim in ("Wilhelmina", "geheim@post", "0612345678"):
        assert geheim not in inhoud


def test_de_tekst_van_een_melding_wordt_nooit_opmaak(client, triagist, dossier):
    dossier.melding(melding="A", omschrijving="<script>alert(1)</script> **vet**")
    inhoud = pagina(client, neem(dossier)["A"])
    assert "<script>alert" not in inhoud
    assert "&lt;script&gt;" in inhoud


def test_het_advies_overnemen_gaat_door_naar_de_volgende_in_hetzelfde_filter(client, triagist, dossier):
    for nummer in range(1, 5):
        provincie = "ZH" if nummer != 2 else "GR"
        werkgever = dossier.werkgever(provincie=provincie)
        dag = f"2021-01-0{nummer}T10:00:00+01:00"
        dossier.melding(melding=str(nummer), werkgever=werkgever, ontvangen_op=dag, **BELLEN)
    alle = neem(dossier)
    beslis(client, alle["3"], overnemen="1")
    vraag = "provincie=ZH&sort=ontvangen"
    antwoord = beslis(client, alle["1"], vraag, overnemen="1")
    # 2 is elsewhere, 3 is decided already
    assert antwoord["Location"] == f"/meldingen/{alle['4'].nummer}/?{vraag}"
    assert (
        f'Melding <a href="/meldingen/{alle["1"].nummer}/?provincie=ZH&amp;sort=ontvangen">{alle["1"].nummer}</a>'
        ": besloten, Telefonisch, P3." in client.get(antwoord["Location"]).content.decode()
    )
    assert client.get(f"/meldingen/{alle['1'].nummer}/?{vraag}").status_code == 200
    laatste = beslis(client, alle["4"], vraag, overnemen="1")
    assert laatste["Location"] == f"/meldingen/?{vraag}"
    besluit = alle["1"].besluiten.get()
    assert (besluit.besluit_route, besluit.besluit_prioriteit, besluit.besloten_door) == (
        "TELEFONISCH",
        "P3",
        triagist,
    )


def test_afwijken_zonder_reden_wordt_bij_het_veld_gezegd_en_houdt_de_keuze(client, triagist, melding):
    antwoord = beslis(client, melding, route="AANSPREKEN", prioriteit="P4", reden=" ")
    inhoud = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "<title>Fout: Melding" in inhoud
    assert 'href="#id_reden"' in inhoud
    assert '<option value="AANSPREKEN" selected>' in inhoud
    assert melding.besluiten.get().besloten_op is None
    assert (
        beslis(client, melding, route="AANSPREKEN", prioriteit="P4", reden="Klein bedrijf.").status_code
        == 302
    )
    assert "Klein bedrijf." in pagina(client, melding)
    assert "Anders besloten: Aanspreken, P4" in pagina(client, melding)


@pytest.mark.parametrize(
    "velden",
    [
        {"route": "SLUITING", "prioriteit": "P1", "reden": "x"},
        {"route": "HANDMATIG", "prioriteit": "P1", "reden": "x"},
        {"route": "TELEFONISCH", "prioriteit": "P9", "reden": "x"},
        {"route": "DUBBEL", "prioriteit": "", "reden": "Lijkt erop."},
        {"route": "AANSPREKEN", "prioriteit": "P4", "reden": "x" * 1_000_000},
        {"advies": "999999", "overnemen": "1"},
        {"advies": "x", "overnemen": "1"},
        {},
    ],
)
def test_een_besluit_dat_niet_kan_wordt_geweigerd_met_een_uitleg(client, triagist, melding, velden):
    antwoord = beslis(client, melding, **velden)
    assert antwoord.status_code == 200
    assert 'id="fouten"' in antwoord.content.decode()
    assert melding.besluiten.get().besloten_op is None


def test_wie_een_oud_advies_zag_beslist_niet_over_het_nieuwe(client, triagist, melding):
    oud = melding.besluiten.get()
    nieuw = TriageBesluit.objects.get(pk=oud.pk)
    nieuw.pk, nieuw.route, nieuw.geadviseerd_op = None, "LOCATIE_GEPLAND", OP.replace(hour=15)
    nieuw.save()
    antwoord = client.post(f"/meldingen/{melding.nummer}/besluit/", {"advies": oud.pk, "overnemen": "1"})
    assert "intussen een ander advies" in antwoord.content.decode()
    assert not TriageBesluit.objects.exclude(besloten_op=None).exists()


def test_twee_keer_overnemen_is_een_keer_besluiten(client, triagist, melding):
    assert beslis(client, melding, overnemen="1").status_code == 302
    nog_eens = beslis(client, melding, overnemen="1")
    assert "al besloten" in nog_eens.content.decode()
    assert Logregel.objects.filter(actie="triage_besloten").count() == 1


def test_zonder_advies_valt_er_niets_te_besluiten(client, triagist, dossier):
    dossier.melding(melding="A")
    dossier.neem()
    melding = Melding.objects.latest("nummer")
    assert "nog geen advies" in pagina(client, melding)
    antwoord = client.post(f"/meldingen/{melding.nummer}/besluit/", {"overnemen": "1"})
    assert antwoord.status_code == 200
    assert 'id="fouten"' in antwoord.content.decode()


def test_een_advies_met_de_hand_kan_men_niet_overnemen(client, triagist, dossier):
    dossier.melding(melding="A", werkgever=dossier.werkgever())
    melding = neem(dossier)["A"]
    assert melding.besluiten.get().route == "HANDMATIG"
    assert 'name="overnemen"' not in pagina(client, melding)
    assert beslis(client, melding, overnemen="1").status_code == 200
    veld = client.get(f"/meldingen/{melding.nummer}/").context["form"]["reden"]
    assert veld.field.required, "vooraf, en niet pas als zij ontbreekt"
    assert "afwijkt" not in str(veld.help_text)
    zonder = beslis(client, melding, route="TELEFONISCH", prioriteit="P3").content.decode()
    assert "De regels geven geen advies. Schrijf op waarom u dit kiest." in zonder
    assert beslis(client, melding, route="TELEFONISCH", prioriteit="P3", reden="Bellen.").status_code == 302


def test_de_uitleg_volgt_de_feiten_van_toen_en_niet_die_van_nu(client, triagist, melding):
    voor = pagina(client, melding)
    Melding.objects.filter(pk=melding.pk).update(ernst="acuut", arbeidsmigranten=True)
    na = pagina(client, melding)
    waarom = re.compile(r"Waarom deze route.*?</section>", re.DOTALL)
    assert waarom.findall(voor) == waarom.findall(na) != []
    assert "Nodig: ernst is acuut of werk onderbroken door werknemers is ja." in voor


def test_de_opgeslagen_feiten_geven_elk_advies_opnieuw(dossier):
    """What was not read then is left out, and for exactly that reason changes nothing."""
    werkgever = dossier.werkgever()
    for ernst in ("laag", "significant", "ernstig", "acuut"):
        for bevoegd in ("eigen", "gemengd", "ander"):
            for migranten in ("ja", "nee", ""):
                dossier.melding(
                    ernst=ernst,
                    bevoegd=bevoegd,
                    arbeidsmigranten=migranten,
                    werkgever=werkgever,
                    onderwerpen="AFSTAND;HUISVESTING",
                )
    dossier.melding(onderwerpen="THUISWERKEN", werkgever=werkgever)
    dossier.melding(werkgever="", ernst="ernstig")
    neem(dossier)
    zoek, namen = regelset_voor(), woorden()
    for besluit in TriageBesluit.objects.select_related("regelset"):
        feiten = lees_feiten(besluit.feiten)
        gevonden = zoek(feiten.ontvangen_op)
        assert gevonden is not None
        assert gevonden[1].adviseer(feiten).regel_code == besluit.regel
        kaart = maak_advieskaart(besluit, namen)
        assert kaart.beslist is not None
        codes = [kaart.beslist.code, *(stap.code for stap in kaart.toegepast)]
        assert "+".join(codes) == besluit.regel
        assert {stap.code for stap in kaart.niet} == {code for code, _ in besluit.spoor}


def test_een_advies_dat_niet_meer_na_te_rekenen_is_krijgt_geen_verzonnen_uitleg(melding):
    besluit = melding.besluiten.get()
    besluit.regel = "C1"
    assert maak_advieskaart(besluit, woorden()).beslist is None
    Regelset.objects.update(status=Regelset.Status.INGETROKKEN)
    besluit.refresh_from_db()
    assert maak_advieskaart(besluit, woorden()).beslist is not None, (
        "ook een ingetrokken set heeft geadviseerd"
    )


def test_de_tijdlijn_zegt_wat_er_gebeurde_in_volgorde(client, triagist, dossier):
    dossier.melding(melding="A", werkgever=dossier.werkgever(), **BELLEN)
    dossier.correctie("melding", "A", "ernst", "laag", "2021-01-20T10:00:00+01:00")
    melding = neem(dossier)["A"]
    beslis(client, melding, route="REGISTREREN", prioriteit="", reden="Ter kennisgeving.")
    tijdlijn = pagina(client, melding).split("tijdlijn-kop")[2]
    stukken = [
        "Ontvangen (Webformulier)",
        "Geregistreerd",
        "Ernst: Laag",
        "Verkeerd geregistreerd.",
        "Advies: Aanspreken, P4",
        "Anders besloten: Alleen registreren",
        "Tariq",
        "Status: Geregistreerd",
    ]
    plekken = [tijdlijn.index(stuk) for stuk in stukken]
    assert plekken == sorted(plekken)


def test_de_melder_inzien_vraagt_een_reden_en_staat_in_het_logboek_zonder_wat_er_stond(
    client, triagist, melding
):
    url = f"/meldingen/{melding.nummer}/melder/"
    zonder = client.post(url, {"reden": "?"})
    assert "Geef een reden" in zonder.content.decode()
    assert "Wilhelmina" not in zonder.content.decode()
    assert not Logregel.objects.filter(actie="melder_gelezen").exists()
    met = client.post(url, {"reden": "Terugbellen over de kantine."})
    assert "Wilhelmina Geheim" in met.content.decode()
    assert "no-store" in met["Cache-Control"]
    regel = Logregel.objects.get(actie="melder_gelezen")
    assert (regel.door, regel.onderwerp) == (triagist, f"melding:{melding.pk}")
    assert "Wilhelmina" not in str(regel.gegevens)
    assert client.get(url).status_code == 405
    assert "Wilhelmina" not in pagina(client, melding)


@pytest.mark.parametrize("rol", [Rol.MELDPUNT, Rol.AUDITOR])
def test_wie_de_melder_niet_mag_zien_krijgt_geen_knop_en_geen_antwoord(client, melding, rol):
    client.force_login(Gebruiker.objects.create(username="x", rol=rol))
    assert "Melder inzien" not in pagina(client, melding)
    assert client.post(f"/meldingen/{melding.nummer}/melder/", {"reden": "Nieuwsgierig."}).status_code == 404
    assert not Logregel.objects.filter(actie="melder_gelezen").exists()


def test_meldpunt_ziet_van_de_triage_niets_ook_niet_in_de_tijdlijn(client, melding):
    client.force_login(Gebruiker.objects.create(username="m", rol=Rol.MELDPUNT))
    # Without the tokens of the forms, in which P3 may stand by chance.
    inhoud = re.sub(r"[A-Za-z0-9]{32,}", "", pagina(client, melding))
    for stuk in ("Telefonisch", "P3", "Advies", "regel F3"):
        assert stuk not in inhoud, stuk
    assert "De kantine is te vol." in inhoud


def test_wie_engels_leest_ziet_wat_er_nodig_was_en_welke_regel_het_domein_gaf_in_het_engels(
    client, triagist, dossier
):
    dossier.melding(melding="A", domein="", bevoegd="onbekend", **BELLEN)
    melding = neem(dossier)["A"]
    Gebruiker.objects.update(taal="en")
    inhoud = pagina(client, melding)
    assert "competent: unknown" in inhoud
    assert "Rule G2, rules of 1 Mar 2020" in inhoud
    assert not re.search(r"onbekend\b|regels 2020", inhoud)


def test_een_auditor_ziet_het_advies_maar_beslist_niet(client, melding):
    client.force_login(Gebruiker.objects.create(username="a", rol=Rol.AUDITOR))
    inhoud = pagina(client, melding)
    assert "Een significant risico: bellen" in inhoud
    assert "Advies overnemen" not in inhoud
    assert beslis(client, melding, overnemen="1").status_code == 403


def test_ernst_zonder_opvolging_laat_een_triagist_niet_overnemen_en_een_teamleider_wel(
    client, triagist, dossier
):
    dossier.melding(melding="A", ernst="ernstig", werkgever="")
    melding = neem(dossier)["A"]
    assert 'name="overnemen"' not in pagina(client, melding)
    assert "teamleider bevestigt" in beslis(client, melding, overnemen="1").content.decode()
    client.force_login(Gebruiker.objects.create(username="thea", rol=Rol.TEAMLEIDER))
    assert 'name="overnemen"' in pagina(client, melding)
    assert beslis(client, melding, overnemen="1").status_code == 302
    melding.refresh_from_db()
    assert melding.status == Status.AFGESLOTEN


@pytest.mark.parametrize("nummer", [0, 999_999, 10**40])
def test_een_nummer_dat_er_niet_is_is_een_404(client, triagist, nummer):
    assert client.get(f"/meldingen/{nummer}/").status_code == 404


def test_het_advies_opsporing_overnemen_zegt_vooraf_wat_dat_is_en_gaat_naar_de_volgende(
    client, triagist, dossier
):
    for sleutel in ("weg", "volgende"):
        dossier.melding(melding=sleutel, werkgever=dossier.werkgever(), opsporing_indicatie="ja", **BELLEN)
    alle = neem(dossier)
    nummer = alle["weg"].nummer
    assert "daarna is zij hier niet meer te zien" in pagina(client, alle["weg"]).lower()
    advies = alle["weg"].besluiten.get().pk
    antwoord = client.post(
        f"/meldingen/{nummer}/besluit/?sort=ontvangen", {"overnemen": "1", "advies": advies}, follow=True
    )
    assert antwoord.redirect_chain == [(f"/meldingen/{alle['volgende'].nummer}/?sort=ontvangen", 302)]
    assert f"Melding {nummer}: besloten, Naar Opsporing, P2." in antwoord.content.decode()
    assert client.get(f"/meldingen/{nummer}/").status_code == 404


def test_het_aantal_queries_van_een_melding_staat_vast(client, triagist, dossier):
    werkgever, tweede = dossier.werkgever(), dossier.werkgever(kvk_nummer="12345678")
    dossier.werkgever(kvk_nummer="12345678")
    for n in range(12):
        dossier.melding(melding=str(n), werkgever=werkgever, **BELLEN)
    dossier.melding(melding="alleen", werkgever=dossier.werkgever(), **BELLEN)
    dossier.melding(melding="namen", werkgever=tweede, **BELLEN)
    alle = neem(dossier)
    pagina(client, alle["0"])  # the rules are read once
    # session, user, melding, code lists, advices, all that was written down, what looks like it, who is here too, both
    # neighbours, what waits, the meldingen of the employer; the first time that one is here oneself. Of who goes by
    # several names, these, with who went before and after.
    for melding, namen in ((alle["alleen"], 0), (alle["3"], 0), (alle["namen"], 1)):
        for eerder in (1, 0):
            with CaptureQueriesContext(connection) as gevangen:
                pagina(client, melding, "sort=ontvangen&provincie=")
            assert len(gevangen) == 11 + namen + eerder, [q["sql"][:90] for q in gevangen]
