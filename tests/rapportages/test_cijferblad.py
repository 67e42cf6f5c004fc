"""The figures as the screen shows them, from the figures of the seed and from bare ones."""

import pytest

from rapportages.cijferblad import Cijferblad, Tegel, maak_cijferblad
from rapportages.grafieken import SCHAAL


@pytest.fixture
def blad(kerncijfers, labels) -> Cijferblad:
    return maak_cijferblad(kerncijfers, labels)


def alle_tegels(blad: Cijferblad) -> list[Tegel]:
    return [
        blad.totaal,
        blad.arbeidsmigranten,
        *blad.aandelen,
        blad.werkgevers,
        blad.gevolg,
        *blad.locatie,
        blad.instrumenten,
    ]


def test_de_getallen_van_het_rapport_staan_er_met_een_nederlandse_punt(blad):
    assert {tegel.code: tegel.getal.tekst for tegel in alle_tegels(blad)} == {
        "KC-01": "7.937",
        "KC-03": "20%",
        "KC-04": "55%",
        "KC-05": "38%",
        "KC-06": "11%",
        "KC-07": "7%",
        "KC-08": "2.217",
        "KC-10": "89%",
        "KC-11": "176",
        "KC-12": "79",
        "KC-13": "140",
    }
    assert [rij.totaal.tekst for rij in blad.domeinen] == ["5.120", "443", "2.374"]


def test_een_percentage_heeft_zijn_teller_noemer_en_eenheid_bij_zich(blad):
    assert blad.arbeidsmigranten.eenheid == "1.587 van 7.937 meldingen"
    assert all(" van " in tegel.eenheid for tegel in (*blad.aandelen, blad.gevolg))


def test_elk_kerncijfer_heeft_zijn_definitie(blad, kerncijfers):
    getoond = {uitleg.code: uitleg.tekst for tegel in alle_tegels(blad) for uitleg in tegel.uitleg}
    getoond |= {uitleg.code: uitleg.tekst for uitleg in (*blad.domeinen_uitleg, *blad.onderwerpen_uitleg)}
    assert getoond == {cijfer.code: cijfer.definitie for cijfer in kerncijfers.cijfers}


def test_de_werkgevers_per_domein_en_hun_overlap_staan_bij_de_werkgevers(maak, labels):
    blad = maak_cijferblad(maak(per_domein={"VEILIG_GEZOND": 2190, "EERLIJK": 44}, overlap=17), labels)
    assert [(deel.naam, deel.getal.tekst) for deel in blad.werkgevers.delen] == [
        ("Domein ISZW Veilig & Gezond", "2.190"),
        ("Domein ISZW Eerlijk", "44"),
        ("In beide domeinen", "17"),
    ]


def test_de_onderwerpen_staan_van_meest_naar_minst_en_tellen_per_rij_op(blad):
    namen = [rij.naam for rij in blad.onderwerpen]
    aantallen = [int(rij.totaal.tekst.replace(".", "")) for rij in blad.onderwerpen]
    assert namen[:2] == ["Onvoldoende afstand", "Zieke collega’s aan het werk"]
    assert aantallen == sorted(aantallen, reverse=True)
    for rij in blad.onderwerpen:
        assert sum(int(cel.getal.tekst.replace(".", "")) for cel in rij.cellen) == int(
            rij.totaal.tekst.replace(".", "")
        )


def test_een_onderwerp_zonder_melding_wordt_genoemd_en_niet_getekend(blad):
    assert "Uitbuiting" in blad.zonder_melding
    assert "Uitbuiting" not in [rij.naam for rij in blad.onderwerpen]


def test_een_balk_begint_links_sluit_aan_en_past(blad):
    for rij in (*blad.onderwerpen, *blad.domeinen):
        x = 0
        for stuk in rij.stukken:
            assert int(stuk.x) == x
            assert int(stuk.breedte) > 0
            x += int(stuk.breedte)
        assert x <= SCHAAL + 3 * len(rij.stukken)


def test_een_niet_bepaald_domein_verschijnt_pas_als_het_telt(maak, blad, labels):
    assert [kolom.naam for kolom in blad.kolommen] == ["Veilig & Gezond", "Eerlijk", "Buiten domein"]
    domeinen = {"VEILIG_GEZOND": 5119, "EERLIJK": 443, "BUITEN": 2374, "ONBEPAALD": 1}
    anders = maak_cijferblad(maak(domeinen=domeinen), labels)
    assert [kolom.reeks for kolom in anders.kolommen] == [0, 1, 2, 3]
    assert anders.domeinen[-1].totaal.tekst == "1"


def test_zonder_meldingen_is_een_aandeel_niet_te_berekenen(maak_leeg, labels):
    blad = maak_cijferblad(maak_leeg(), labels)
    assert blad.leeg
    assert blad.totaal.getal.tekst == "0"
    assert {tegel.getal.tekst for tegel in blad.aandelen} == {"niet te berekenen"}
    assert blad.onderwerpen == ()
