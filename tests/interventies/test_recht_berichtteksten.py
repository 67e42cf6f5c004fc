"""Texts to reporters as a table of the law: proposed, decided, used from their day; no field is lost, and nothing of
others is said."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from inspectie.fouten import Veldfout
from inspectie.sjablonen import TALEN
from interventies import sjablonen
from interventies.berichten import teksten_op
from interventies.models import Bericht, Berichttekst, Rechtstabel, Rechtsvoorstel
from interventies.rechtform import merk
from interventies.rechtsgegevens import nakijken
from interventies.rechtsgegevens.berichtteksten import gebreken
from interventies.rechtsgegevens.stand import lees
from tests.interventies.test_overdragen import over
from tests.interventies.test_recht import OP, bram, doorgevoerd, voorgesteld
from tests.interventies.test_recht_paginas import als, tekst_van
from tests.interventies.zaakhulp import DAG, teamleider, triagist, weg

B = Rechtstabel.BERICHTTEKST
UITKOMST = (
    "Onderwerp: Bericht van de Inspectie SZW\n\nBeste melder,\n\nOver {nummer} van {ontvangen}: klaar.\n"
)
OVERDRACHT = (
    "Onderwerp: Bericht van de Inspectie SZW\n\nBeste melder,\n\n{nummer} van {ontvangen} ging op {dag} naar {partner}."
    "\n\n{gedeeld}\n"
)


def inhoud(tekst: str = UITKOMST, **anders: str) -> dict[str, str]:
    return {"tekst": tekst, "geldig_van": "2026-12-01", "bron": "Vastgesteld door de directie"} | anders


def test_elk_meegeleverd_bericht_is_er_in_elke_taal_en_is_een_goede_tekst(db):
    assert sjablonen.VELDEN.keys() == set(Berichttekst.Soort.values)
    verwacht = {Berichttekst.sleutel(soort, taal) for soort in Berichttekst.Soort for taal in TALEN}
    assert set(Berichttekst.objects.values_list("voor", flat=True)) == verwacht
    for rij in Berichttekst.objects.all():
        assert list(gebreken(Berichttekst.soort_en_taal(rij.voor)[0], rij.tekst)) == [], rij.voor
    assert list(nakijken.gebreken()) == []


def test_een_nagelezen_tekst_geldt_vanaf_haar_dag_en_wie_een_eigen_had_houdt_die(db):
    plek = ("UITKOMST_MAATREGEL", "pl")
    gisteren, vandaag = (teksten_op(date(2026, 11, dag))[plek][1] for dag in (28, 29))
    assert ("Inspekcji SZW" in gisteren, "Inspekcji SZW" in vandaag) == (False, True)
    # As the migration leaves it: it adds nothing where somebody decided on a text.
    Berichttekst.objects.filter(voor="UITKOMST_MAATREGEL_PL", geldig_van="2026-11-29").delete()
    assert [gebrek.partition(":")[0] for gebrek in nakijken.gebreken()] == ["UITKOMST_MAATREGEL_PL"]
    doorgevoerd(B, "UITKOMST_MAATREGEL_PL", "NIEUW", inhoud())
    assert list(nakijken.gebreken()) == []


def test_een_nieuwe_tekst_geldt_vanaf_zijn_dag_in_zijn_taal(db):
    oud = teksten_op(date(2026, 11, 30))
    doorgevoerd(B, "UITKOMST_MAATREGEL_NL", "NIEUW", inhoud())
    assert teksten_op(date(2026, 11, 30)) == oud
    nieuw = teksten_op(date(2026, 12, 1))
    anders = {plek for plek in oud if oud[plek] != nieuw[plek]}
    assert anders == {("UITKOMST_MAATREGEL", "nl")}
    uit = sjablonen.van_uitkomst(nieuw, "nl", "MAATREGEL_DIRECT", nummer=7, ontvangen=DAG)
    assert uit.tekst == "Beste melder,\n\nOver 7 van 11 januari 2021: klaar."
    assert (uit.onderwerp, uit.sjabloon_van) == ("Bericht van de Inspectie SZW", date(2026, 12, 1))
    assert list(nakijken.gebreken()) == []
    Berichttekst.objects.create(voor="OVERDRACHT_PL", geldig_van=date(2027, 1, 1), tekst=OVERDRACHT)
    assert [gebrek.partition(":")[0] for gebrek in nakijken.gebreken()] == ["OVERDRACHT_PL"]


def test_wat_is_verteld_blijft_zoals_het_ging_en_wat_volgt_krijgt_de_nieuwe_tekst(dossier):
    over(weg(dossier))
    eerst = Bericht.objects.values().get()
    op = datetime(2021, 1, 10, 12, tzinfo=UTC)
    doorgevoerd(B, "OVERDRACHT_NL", "NIEUW", inhoud(OVERDRACHT, geldig_van=DAG.isoformat()), op=op)
    zin = inhoud("Uw naam is niet genoemd.\n", geldig_van=DAG.isoformat())
    doorgevoerd(B, "OVERDRACHT_ZONDER_GEGEVENS_NL", "NIEUW", zin, op=op)
    assert Bericht.objects.values().get() == eerst
    melding = weg(dossier)
    over(melding)
    tekst = Bericht.objects.get(melding=melding).tekst
    assert tekst.endswith("ging op 11 januari 2021 naar Gemeente.\n\nUw naam is niet genoemd.")
    assert f"{melding.nummer} van" in tekst


def test_een_dag_met_een_punt_krijgt_er_geen_tweede(db):
    over = teksten_op(DAG), "pl"
    tekst = sjablonen.van_overdracht(
        *over, nummer=1, ontvangen=DAG, partner="GGD", dag=DAG, met_gegevens=False
    ).tekst
    assert "11 stycznia 2021 r.\n" in tekst
    assert ".." not in tekst


# In order: who runs half of the tests each must find the same ones.
ZONDER = {v: OVERDRACHT.replace(f"{{{v}}}", "x") for v in sorted(sjablonen.VELDEN["OVERDRACHT"])}


@pytest.mark.parametrize(
    ("voor", "tekst", "reden"),
    [
        *(("OVERDRACHT_NL", tekst, rf"\{{{veld}\}} ontbreekt") for veld, tekst in ZONDER.items()),
        ("UITKOMST_MAATREGEL_NL", OVERDRACHT, r"\{dag\} kan hier niet"),
        ("UITKOMST_MAATREGEL_NL", UITKOMST.replace("klaar", "{werkgever}"), r"\{werkgever\} kan hier niet"),
        ("UITKOMST_MAATREGEL_NL", UITKOMST.replace("klaar", "{nummer.x}"), "niet te lezen"),
        ("UITKOMST_MAATREGEL_NL", UITKOMST.replace("klaar", "{nummer!r}"), "niet te lezen"),
        ("UITKOMST_MAATREGEL_NL", UITKOMST.replace("klaar", "{"), "niet te lezen"),
        ("UITKOMST_MAATREGEL_NL", UITKOMST.replace("Onderwerp: ", ""), "eerste regel"),
        ("UITKOMST_MAATREGEL_NL", UITKOMST.replace("Bericht van", "{nummer} van"), "geen veld"),
        ("UITKOMST_MAATREGEL_NL", UITKOMST.replace("Bericht van", "x" * 201), "te lang"),
        ("UITKOMST_MAATREGEL_NL", "Onderwerp: Bericht\n", "Onder het onderwerp"),
        ("UITKOMST_MAATREGEL_NL", UITKOMST.replace("Bericht van", "Uw coronamelding bij"), "coronamelding"),
        ("UITKOMST_MAATREGEL_PL", UITKOMST.replace("Bericht van", "Twoje zgłoszenie do"), "zgłoszenie"),
        ("UITKOMST_MAATREGEL_BG", UITKOMST.replace("Bericht van", "Вашият сигнал до"), "сигнал"),
        ("UITKOMST_MAATREGEL_NL", UITKOMST.replace("klaar", "ook twee andere\nmelders"), "andere melders"),
        ("UITKOMST_MAATREGEL_NL", UITKOMST.replace("klaar", "er volgt een boete"), "boete"),
        ("OVERDRACHT_MET_GEGEVENS_EN", "We told {partner} who you are.", r"\{partner\} kan hier niet"),
    ],
)
def test_een_tekst_die_een_veld_verliest_of_te_veel_zegt_wordt_geen_voorstel(db, voor, tekst, reden):
    with pytest.raises(Veldfout, match=reden) as fout:
        voorgesteld(B, voor, "NIEUW", inhoud(tekst))
    assert fout.value.veld == "tekst"
    assert not Rechtsvoorstel.objects.exists()


def test_een_bericht_gaat_niet_in_voor_vandaag_en_zegt_iets_anders(db):
    with pytest.raises(Veldfout, match="op zijn vroegst vandaag"):
        voorgesteld(B, "UITKOMST_MAATREGEL_NL", "NIEUW", inhoud(geldig_van="2026-11-23"))
    zelfde = Berichttekst.objects.get(voor="UITKOMST_MAATREGEL_NL").tekst
    with pytest.raises(Veldfout, match="al geldt"):
        voorgesteld(B, "UITKOMST_MAATREGEL_NL", "NIEUW", inhoud(zelfde))
    assert voorgesteld(B, "UITKOMST_MAATREGEL_NL", "NIEUW", inhoud(geldig_van="2026-11-24")).pk


# The pages


def stuur(client: Any, voor: str, tekst: str, knop: str = "voorstellen") -> Any:
    morgen = (datetime.now(UTC) + timedelta(days=2)).strftime("%d-%m-%Y")
    data = {"sleutel": str(uuid4()), "gezien": merk(lees(B, voor)), knop: "1", "reden": "Andere aanhef."}
    data |= {"tekst": tekst.replace("\n", "\r\n"), "geldig_van": morgen, "bron": "Directie"}
    return client.post(reverse("berichttekst_wijzigen", args=[voor, "nieuw"]), data)


def test_beleid_ziet_het_bericht_dat_het_wordt_en_een_teamleider_beslist(client, db):
    als(client, bram())
    leeg = client.get(reverse("berichttekst_wijzigen", args=["OVERDRACHT_PL", "nieuw"])).content.decode()
    assert "Dzień dobry" in leeg
    assert 'lang="pl"' in leeg.partition('name="tekst"')[2].partition(">")[0]
    assert "<code>{gedeeld}</code>" in leeg
    pagina = stuur(client, "OVERDRACHT_PL", OVERDRACHT, "voorbeeld").content.decode()
    assert "Zo leest het bericht als niet is gezegd wie meldde" in pagina
    assert "naar GGD." in pagina.partition('<div lang="pl">')[2]
    assert "Nie przekazaliśmy, kim jesteś." in pagina, "met de zin die er dan bij hoort"
    fout = stuur(client, "OVERDRACHT_PL", OVERDRACHT.replace("{gedeeld}", "")).content.decode()
    assert 'id="id_tekst_error"' in fout
    assert "{gedeeld} ontbreekt." in fout
    adres = stuur(client, "OVERDRACHT_PL", OVERDRACHT)["Location"]
    als(client, teamleider())
    assert "naar GGD." in tekst_van(client.get(adres))
    client.post(f"{adres}besluit/", {"sleutel": str(uuid4()), "uitkomst": "ja"})
    blad = client.get(reverse("berichttekst", args=["OVERDRACHT_PL"])).content.decode()
    assert "Overdracht aan een partner (Pools)" in blad
    assert blad.count('class="brieftekst" lang="pl"') == 4


def test_een_zin_laat_het_bericht_zien_waarin_hij_komt(client, db):
    als(client, bram())
    pagina = stuur(client, "OVERDRACHT_MET_GEGEVENS_NL", "Met uw goedvinden.", "voorbeeld").content.decode()
    assert "Met uw goedvinden." in pagina.partition('<div lang="nl">')[2]
    assert pagina.count('<div lang="nl">') == 1


@pytest.mark.parametrize(
    ("vraag", "rijen"),
    [("soort=OVERDRACHT", 10), ("taal=ro", 13), ("soort=OVERDRACHT&taal=nl&op=01-12-2026", 1)],
)
def test_de_lijst_kiest_op_soort_taal_en_dag(client, db, vraag, rijen):
    doorgevoerd(B, "OVERDRACHT_NL", "NIEUW", inhoud(OVERDRACHT))
    als(client, triagist())
    bestand = client.post(
        f"{reverse('berichtteksten_bestand')}?{vraag}", {"formaat": "csv", "reden": "Voor het overleg."}
    )
    assert len(b"".join(bestand.streaming_content).decode().splitlines()) == 1 + rijen


def test_er_komt_geen_soort_bij_en_een_tekst_wordt_niet_verbeterd(client, db):
    als(client, bram())
    for pad in (
        "nieuw/",
        "OVERDRACHT/",
        "OVERDRACHT_DE/",
        "X_NL/",
        "OVERDRACHT_NL/tekst/",
        "OVERDRACHT_NL/einde/",
    ):
        assert client.get(reverse("berichtteksten") + pad).status_code == 404, pad


def test_een_blad_en_de_lijst_kosten_een_vast_aantal_vragen(client, db, django_assert_max_num_queries):
    als(client, teamleider())
    for maand in range(1, 7):
        tekst = UITKOMST.replace("klaar", f"klaar in {maand}")
        doorgevoerd(B, "UITKOMST_MAATREGEL_NL", "NIEUW", inhoud(tekst, geldig_van=f"2027-0{maand}-01"), op=OP)
    with django_assert_max_num_queries(6):
        client.get(reverse("berichttekst", args=["UITKOMST_MAATREGEL_NL"]))
    with django_assert_max_num_queries(10):
        client.get(reverse("berichtteksten"))
