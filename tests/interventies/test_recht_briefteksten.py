"""Texts of letters as a table of the law: proposed, decided, used from their day, and never changed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from inspectie.fouten import Regelfout, Veldfout
from inspectie.uitvoer.documentgegevens import als_gegevens
from interventies import briefteksten, briefvoorbeeld, brieven, concepten
from interventies.brieftekstblad import VELDEN
from interventies.models import Brief, Brieftekst, Rechtstabel, Rechtsvoorstel
from interventies.rechtform import merk
from interventies.rechtsgegevens import nakijken
from interventies.rechtsgegevens.stand import lees
from interventies.rechtsgegevens.voorstellen import beslis
from rapportages.bewijzen import getuigenis
from tests.interventies.test_brieven import concept_van
from tests.interventies.test_recht import OP, bram, doorgevoerd, voorgesteld
from tests.interventies.test_recht_paginas import als, tekst_van
from tests.interventies.zaakhulp import DAG, inspecteur, teamleider, triagist
from tests.interventies.zaakhulp import OP as TOEN

B = Rechtstabel.BRIEFTEKST
NIEUW = "Onderwerp: Waarschuwing\n\nGeachte directie,\n\nIk waarschuw {werkgever}.\n\n{overtredingen}\n"


def inhoud(**anders: str) -> dict[str, str]:
    return {"tekst": NIEUW, "geldig_van": "2026-12-01", "bron": "Vastgesteld door de directie"} | anders


def woorden_van(opmaak: brieven.Opmaak) -> str:
    return str(als_gegevens(opmaak.document))


def test_een_nieuwe_tekst_geldt_vanaf_zijn_dag_en_de_oude_blijft(zaak):
    voor = lees(B, "WAARSCHUWING")
    concept = concept_van(zaak, "WAARSCHUWING")
    voorstel = voorgesteld(B, "WAARSCHUWING", "NIEUW", inhoud())
    assert lees(B, "WAARSCHUWING") == voor
    beslis(voorstel, aanvaard=True, reden="", door=teamleider(), op=OP)
    assert lees(B, "WAARSCHUWING")[:-1] == voor
    dag_ervoor, de_dag = (datetime(2026, 11, 30, 12, tzinfo=UTC), datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert "Geachte heer, mevrouw" in woorden_van(brieven.maak_op(concept, dag_ervoor))
    assert "Geachte directie" in woorden_van(brieven.maak_op(concept, de_dag))
    assert brieven.maak_op(concept, de_dag).brieftekst.bron == "Vastgesteld door de directie"


def test_wat_is_vastgesteld_blijft_zoals_het_was_onder_een_nieuwe_tekst(zaak):
    concept = concept_van(zaak, "WAARSCHUWING")
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=TOEN)
    vast = Brief.objects.values().get()
    doorgevoerd(B, "WAARSCHUWING", "NIEUW", inhoud(geldig_van=DAG.isoformat()), op=TOEN)
    doorgevoerd(
        B, "AFZENDER", "NIEUW", inhoud(tekst="Inspectie\nPostbus 1", geldig_van=DAG.isoformat()), op=TOEN
    )
    concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=TOEN)
    assert Brief.objects.values().get() == vast
    assert Brief.objects.get().tekst.geldig_van == date(2020, 3, 1)
    assert list(getuigenis()) == []


@pytest.mark.parametrize(
    ("voor", "tekst", "reden"),
    [
        ("WAARSCHUWING", "Beste,\n\nHallo.", "Onderwerp"),
        ("WAARSCHUWING", "Onderwerp: Zo\n\nHallo {melder}.", "bestaat niet"),
        (
            "WAARSCHUWING",
            "Onderwerp: Zo\n\nNaar aanleiding van een melding\nbezocht ik {werkgever}.",
            "melding",
        ),
        ("WAARSCHUWING", "Onderwerp: Zo\n\n## Naar aanleiding van een klacht\n\n{bevindingen}", "klacht"),
        ("WAARSCHUWING", "Onderwerp: Zo\n\nBel 06 - 123 45 678.", "telefoonnummer"),
        ("AFZENDER", "Inspectie\n\nPostbus 1", "zonder lege regel"),
        ("AFZENDER", " ", "zonder lege regel"),
        ("AFZENDER", "Inspectie\nWij ontvingen een klacht", "klacht"),
    ],
)
def test_een_tekst_die_niet_kan_of_de_bron_verraadt_wordt_geen_voorstel(db, voor, tekst, reden):
    with pytest.raises(Veldfout, match=reden) as fout:
        voorgesteld(B, voor, "NIEUW", inhoud(tekst=tekst))
    assert fout.value.veld == "tekst"
    assert not Rechtsvoorstel.objects.exists()


def test_de_afzender_mag_zijn_eigen_nummer_noemen(db):
    tekst = "Inspectie\nTelefoon 070 333 44 55"
    assert voorgesteld(B, "AFZENDER", "NIEUW", inhoud(tekst=tekst)).pk


def test_een_tekst_gaat_niet_in_voor_vandaag_en_ook_het_besluit_ziet_dat(db):
    with pytest.raises(Veldfout, match="op zijn vroegst vandaag"):
        voorgesteld(B, "EIS", "NIEUW", inhoud(geldig_van="2026-11-23"))
    voorstel = voorgesteld(B, "EIS", "NIEUW", inhoud(geldig_van="2026-11-24"))
    with pytest.raises(Regelfout, match="op zijn vroegst vandaag"):
        beslis(voorstel, aanvaard=True, reden="", door=teamleider(), op=OP + timedelta(days=1))
    beslis(voorstel, aanvaard=False, reden="Te laat.", door=teamleider(), op=OP + timedelta(days=1))


@pytest.mark.parametrize("voor", ["WAARSCHUWING", "AFZENDER"])
def test_een_tekst_gaat_niet_in_voor_de_laatste_brief_ervan(zaak, voor):
    """Where the clock stood wrong: the letter is of a day that has still to come."""
    concept = concept_van(zaak, "WAARSCHUWING")
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=TOEN)
    eerder = (DAG - timedelta(days=1)).isoformat()
    with pytest.raises(Veldfout, match="laatste brief met deze tekst is van 11-01-2021"):
        voorgesteld(B, voor, "NIEUW", inhoud(geldig_van=eerder), op=TOEN - timedelta(days=3))
    assert voorgesteld(B, "EIS", "NIEUW", inhoud(geldig_van=eerder), op=TOEN - timedelta(days=3)).pk


@pytest.mark.parametrize(
    ("anders", "reden"),
    [({"tekst": ""}, "al geldt"), ({"geldig_van": "2020-03-01"}, "begint al een versie")],
)
def test_een_versie_zegt_iets_anders_vanaf_een_andere_dag(db, anders, reden):
    zelfde = {"tekst": Brieftekst.objects.get(voor="EIS").tekst} if "tekst" in anders else {}
    with pytest.raises(Regelfout, match=reden):
        voorgesteld(B, "EIS", "NIEUW", inhoud(**anders | zelfde))


@pytest.mark.parametrize("act", ["EINDE", "TEKST", "VERVALT"])
def test_een_tekst_die_er_is_verandert_niet(db, act):
    pk = Brieftekst.objects.get(voor="EIS").pk
    with pytest.raises(Regelfout, match="kan hier niet"):
        voorgesteld(B, "EIS", act, {"pk": pk, "geldig_tot": "2027-01-01"} | inhoud())


def test_controleer_ziet_een_tekst_die_buiten_een_besluit_om_kwam(db):
    assert list(nakijken.gebreken()) == []
    doorgevoerd(B, "EIS", "NIEUW", inhoud())
    assert list(nakijken.gebreken()) == []
    Brieftekst.objects.create(voor="WAARSCHUWING", geldig_van=date(2027, 1, 1), tekst=NIEUW)
    assert [gebrek.partition(":")[0] for gebrek in nakijken.gebreken()] == ["WAARSCHUWING"]


def test_elk_veld_is_uitgelegd_en_elk_voorbeeld_is_gevuld(db):
    assert VELDEN.keys() == briefteksten.WOORDEN | briefteksten.BLOKKEN
    alle = "Onderwerp: Alles\n\n" + "\n\n".join(f"{{{naam}}}" for naam in VELDEN)
    assert briefteksten.keur(alle) == []
    vol, leeg = briefvoorbeeld.maak("EIS", alle, date(2026, 12, 1))
    # What signs stands below it; a heading of an earlier instrument is a paragraph of its own.
    assert len(vol.blokken) == len(VELDEN) + 2
    assert len(leeg.blokken) == len(briefvoorbeeld.ALTIJD) + 1


# The pages


def stuur(client: Client, voor: str, knop: str = "voorstellen", **velden: str) -> Any:
    data = {"sleutel": str(uuid4()), "gezien": merk(lees(B, voor)), knop: "1", "reden": "Andere aanhef."}
    morgen = (datetime.now(UTC) + timedelta(days=2)).strftime("%d-%m-%Y")
    data |= {"tekst": NIEUW.replace("\n", "\r\n"), "geldig_van": morgen, "bron": "Directie", **velden}
    return client.post(reverse("brieftekst_wijzigen", args=[voor, "nieuw"]), data)


def test_beleid_begint_met_de_laatste_tekst_en_ziet_de_brief_die_het_wordt(client, db):
    als(client, bram())
    leeg = client.get(reverse("brieftekst_wijzigen", args=["WAARSCHUWING", "nieuw"])).content.decode()
    assert "Met deze brief waarschuw ik u." in leeg
    assert "{voorgeschreven_wijze}" in leeg
    pagina = tekst_van(stuur(client, "WAARSCHUWING", "voorbeeld"))
    assert "Ik waarschuw Voorbeeldbedrijf B.V." in pagina
    assert "Zo wordt een brief, met alles ingevuld" in pagina
    assert "was Geachte heer, mevrouw," in pagina
    assert "wordt Geachte directie," in pagina
    assert not Rechtsvoorstel.objects.exists()


def test_een_teamleider_ziet_de_brief_en_beslist(client, db):
    als(client, bram())
    adres = stuur(client, "WAARSCHUWING")["Location"]
    als(client, teamleider())
    assert "Ik waarschuw Voorbeeldbedrijf B.V." in tekst_van(client.get(adres))
    client.post(f"{adres}besluit/", {"sleutel": str(uuid4()), "uitkomst": "ja"})
    assert lees(B, "WAARSCHUWING")[-1]["tekst"] == NIEUW
    blad = client.get(reverse("brieftekst", args=["WAARSCHUWING"])).content.decode()
    assert "Met deze brief waarschuw ik u." in blad
    assert blad.count('class="brieftekst" lang="nl"') == 4  # all three versions, and what changed


def test_wat_er_mis_is_staat_bij_het_veld_en_de_tekst_blijft_staan(client, db):
    als(client, bram())
    pagina = stuur(client, "EIS", tekst="Onderwerp: Zo\r\n\r\nUw {melder}.").content.decode()
    assert 'id="id_tekst_error"' in pagina
    assert "Uw {melder}." in pagina
    pagina = stuur(client, "EIS", geldig_van="01-01-2021").content.decode()
    assert 'id="id_geldig_van_error"' in pagina


def test_er_komt_geen_soort_brief_bij_en_een_tekst_wordt_niet_verbeterd(client, db):
    als(client, bram())
    for pad in ("nieuw/", "BEZOEKVERSLAG/", "EIS/tekst/", "EIS/einde/", "EIS/vervalt/"):
        assert client.get(reverse("briefteksten") + pad).status_code == 404


@pytest.mark.parametrize(
    ("vraag", "wel", "niet"),
    [
        ("voor=EIS", "Eis", "Boeterapport"),
        ("op=30-11-2026&voor=EIS", "Meegeleverd", "Vastgesteld"),
        ("op=01-12-2026&voor=EIS", "Vastgesteld", "Meegeleverd"),
        ("q=stillegging wordt&voor=STILLEGGING", "Er is nog niets|Niets past", "Meegeleverd"),
    ],
)
def test_de_lijst_laat_zich_filteren_en_uitvoeren(client, db, vraag, wel, niet):
    doorgevoerd(B, "EIS", "NIEUW", inhoud())
    als(client, triagist())
    bestand = client.post(
        f"{reverse('briefteksten_bestand')}?{vraag}", {"formaat": "csv", "reden": "Voor het overleg."}
    )
    rijen = b"".join(bestand.streaming_content).decode()
    pagina = tekst_van(client.get(f"{reverse('briefteksten')}?{vraag}"))
    assert any(woord in pagina for woord in wel.split("|"))
    assert niet not in rijen


def test_een_blad_en_de_lijst_kosten_een_vast_aantal_vragen(client, db, django_assert_max_num_queries):
    als(client, teamleider())
    for maand in range(1, 7):
        doorgevoerd(B, "EIS", "NIEUW", inhoud(geldig_van=f"2027-0{maand}-01", tekst=f"{NIEUW}\n{maand}."))
    with django_assert_max_num_queries(6):
        client.get(reverse("brieftekst", args=["EIS"]))
    with django_assert_max_num_queries(10):
        client.get(reverse("briefteksten"))
    with django_assert_max_num_queries(12):
        client.get(reverse("recht"))
    als(client, bram())
    with django_assert_max_num_queries(12):
        stuur(client, "EIS", "voorbeeld")
