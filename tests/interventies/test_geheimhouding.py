"""What an employer may not read in a letter: who reported, and that anyone did (domain section 5)."""

import random
from collections.abc import Callable
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interventies.geheimhouding import Bron, Tekst, lees_beleid, zoek_lekken
from interventies.geheimhouding.beleid import patroon
from interventies.geheimhouding.woorden import woorden
from tests.interventies.brieven import (
    EERLIJKE_ZINNEN,
    GEWEND,
    KLACHTEN,
    NIET_GEWEND,
    NOG_MEER_EERLIJK,
    NOG_MEER_GEWEND,
    UITDRUKKINGEN,
)
from tests.proeven import proeven

BELEID = lees_beleid(Path("interventies/gegevens/geheimhouding.json"))
BRONNEN = [
    Bron(
        nummer=10400 + i,
        ontvangen_op=datetime(2021, 1, 8, 14, 10 + i),
        kenmerk=f"WEB-2021-{70 + i}",
        teksten=(klacht,),
        namen=("Anna Kowalska-de Wit", "Dirk van Ouwerkerk")[i % 2 : i % 2 + 1],
        emails=(f"a.kowalska{i}@example.org",),
        telefoons=(f"06-1234567{i}",),
    )
    for i, klacht in enumerate(KLACHTEN)
]
VOORAF = "Tijdens het bezoek op 11 januari 2021 zag ik het volgende. "
NA = " U moet dit herstellen."


def lekken(tekst: str, **anders):
    gewoon = {"vertrouwd": ("Bakkerij Blom B.V.", "Utrecht"), "contact": ("070-3334444",)}
    return zoek_lekken(Tekst((tekst,), (tekst,), **gewoon | anders), BRONNEN, BELEID)


ACCENTEN = str.maketrans("aeiouAEIOU", "áéïôüÁÉÏÔÜ")


def _streep(tekst: str) -> str:
    return "".join(
        f"{letter}\u00ad" if i % 3 == 1 and letter.isalpha() else letter for i, letter in enumerate(tekst)
    )


VERMOMMINGEN: dict[str, Callable[[str], str]] = {
    "zoals het is": str,
    "hoofdletters": str.upper,
    "kleine letters": str.lower,
    "accenten": lambda tekst: tekst.translate(ACCENTEN),
    "regeleinden": lambda tekst: tekst.replace(" ", "\n"),
    "harde spaties": lambda tekst: tekst.replace(" ", "\u00a0"),
    "zachte streepjes": _streep,
    "breedteloos": lambda tekst: tekst.replace("e", "e\u200b"),
    "leestekens": lambda tekst: tekst.replace(" ", ", "),
    "breed": lambda tekst: "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" else c for c in tekst),
    "cyrillisch": lambda tekst: tekst.translate(str.maketrans("aeocp", "аеоср")),
}
# From each complaint a row of words as its reporter wrote them.
CITATEN = [" ".join(klacht.split()[3:14]) for klacht in KLACHTEN]
NUMMERS = [
    "Dit hoort bij nummer 10403.",
    "Ons dossier 10.404 gaat hierover.",
    "Zie 10405 in onze administratie.",
    "Kenmerk WEB-2021-72.",
    "kenmerk web 2021 73",
    "Zie WEB/2021/74.",
    "referentie 0010406",
    "Dossier 10 407 gaat hierover.",
    "Dossier 10-407 gaat hierover.",
    "Dossiernummer 1 0 4 0 7.",
    "Zie tienduizendvierhonderdzeven.",
    "Zie tienduizend vierhonderd zeven.",
    "Nummer één nul vier nul zeven.",
]
PERSONEN = [
    "Mevrouw Kowalska werkt hier.",
    "Dat zei Anna op de werkvloer.",
    "De heer Van Ouwerkerk bevestigt dit.",
    "U kunt a.kowalska3@example.org mailen.",
    "U kunt a.kowalska3 (at) example.org mailen.",
    "U kunt a.kowalska3 apenstaartje example punt org mailen.",
    "Bel 06-12345673 voor meer.",
    "Bel +31 6 12 34 56 73 voor meer.",
    "Bel 0031612345673 voor meer.",
    "Bel 06 1234 5673 voor meer.",
    "Het toestel is 612345673.",
    "De afzender is info@voorbeeld.nl.",
    "Kowalskas verklaring is duidelijk.",
    "De verklaring van Ko-wal-ska is duidelijk.",
    "Mevrouw K. werkt hier.",
    "A.K. werkt hier.",
    "Bel nul zes een twee drie vier vijf zes zeven drie.",
    "Bel zes twaalf vierendertig zesenvijftig drieënzeventig.",
]
TIJDEN = [
    "Dit speelde op 8 januari om 14:12.",
    "om 14.13 uur",
    "rond 14u14",
    "om 14 uur 15",
    "om 1416 uur",
    "om 2:17 pm",
    "om 2.18 uur ’s middags",
    "om kwart over twee",
    "om veertien uur zestien",
    "om dertien minuten voor half drie",
    "om achttien over twee",
]
LEKKEN = [
    *((citaat, naam) for citaat, naam in product(CITATEN, VERMOMMINGEN)),
    *(
        (zin, naam)
        for zin, naam in product(UITDRUKKINGEN, ("zoals het is", "hoofdletters", "regeleinden", "accenten"))
    ),
    *((zin, naam) for zin, naam in product(NUMMERS, ("zoals het is", "harde spaties", "kleine letters"))),
    *((zin, naam) for zin, naam in product(PERSONEN, ("zoals het is", "hoofdletters", "breedteloos"))),
    *((zin, naam) for zin, naam in product(TIJDEN, ("zoals het is", "harde spaties"))),
]


def test_er_zijn_tweehonderd_lekken_en_meer():
    assert len(set(LEKKEN)) > 300


# A test for each sentence would take as long again as the looking.
def test_een_lek_wordt_geweigerd_met_het_fragment_en_de_reden():
    for zin, vermomming in LEKKEN:
        gevonden = lekken(VOORAF + VERMOMMINGEN[vermomming](zin) + NA)
        assert gevonden, (zin, vermomming)
        assert all(lek.fragment and lek.reden.endswith(".") for lek in gevonden), (zin, vermomming)


def eerlijke_brieven(aantal: int = 150) -> list[str]:
    lot = random.Random(28)
    return [" ".join(lot.sample(EERLIJKE_ZINNEN, 6)) for _ in range(aantal)]


def test_een_eerlijke_brief_gaat_door():
    for brief in eerlijke_brieven():
        assert lekken(VOORAF + brief + NA) == [], brief


def test_elke_eerlijke_zin_gaat_door():
    for zin in EERLIJKE_ZINNEN:
        assert lekken(zin) == [], zin


def test_dat_iemand_zich_tot_de_inspectie_wendde_wordt_geweigerd_zonder_een_woord_van_klacht():
    gemist = [zin for zin in (*GEWEND, *NOG_MEER_GEWEND) if not lekken(VOORAF + zin + NA)]
    assert gemist == []


def test_wat_de_werkgever_zelf_zei_of_een_inspecteur_ter_plaatse_hoorde_gaat_door():
    for zin in (*NIET_GEWEND, *NOG_MEER_EERLIJK):
        assert lekken(VOORAF + zin + NA) == [], zin


def test_wat_de_werkgever_zelf_heet_mag_er_staan():
    zin = "Bij Kowalska Transport in Kowalska zag ik dit."
    assert lekken(zin) != []
    assert lekken(zin, vertrouwd=("Kowalska Transport",)) == []


def test_het_nummer_van_de_inspectie_zelf_mag_er_staan():
    assert lekken("Bel 070 333 44 44.") == []
    assert lekken("Bel 070 333 44 45.") != []


def test_een_jaartal_is_geen_nummer_van_een_melding():
    bron = [Bron(nummer=2021, ontvangen_op=datetime(2021, 1, 8, 9, 0))]
    assert zoek_lekken(Tekst(("Op 11 januari 2021 en in 2021.",), ()), bron, BELEID) == []
    assert zoek_lekken(Tekst(("Zie dossier 2021.",), ()), bron, BELEID) != []


def test_wat_alleen_door_de_kluis_is_te_vinden_zegt_dat_het_inzage_is():
    assert [lek.identiteit for lek in lekken("Dat zei Kowalska.")] == [True]
    assert [lek.identiteit for lek in lekken("Er was een klacht.")] == [False]


def test_wat_er_mis_is_staat_er_elke_keer_in_dezelfde_volgorde():
    """Whatever the hashes of a process are."""
    bron = [
        Bron(None, None, teksten=["Mevrouw Aalders, mevrouw Brand en mevrouw Cuypers."], namen=["Dirk Evers"])
    ]
    gevonden = zoek_lekken(Tekst(("Evers, Cuypers, Brand, Aalders en Dirk.",), ()), bron, BELEID)
    assert [lek.fragment for lek in gevonden] == ["Dirk", "Evers", "Aalders", "Brand", "Cuypers"]


@pytest.mark.parametrize(
    "zin", ["Ivan Zhelyazkov vertelde het.", "Volgens zhelyazkovs verklaring.", "Желязков zei dat."]
)
def test_een_naam_in_cyrillisch_is_ook_te_vinden_zoals_men_haar_hier_schrijft(zin):
    bron = [Bron(None, None, namen=["Иван Желязков"])]
    gevonden = zoek_lekken(Tekst((zin,), ()), bron, BELEID)
    assert [lek.identiteit for lek in gevonden] == [True] * len(gevonden)
    assert gevonden


@pytest.mark.parametrize(
    ("heet", "gevonden"),
    [
        ("Bakkerij Kowalska", []),
        ("Kowalska en Zonen", []),
        ("Bakkerij Blom, bellen met anna kowalska", ["anna kowalska"]),
        ("Bakkerij Blom (Ivan Zhelyazkov)", ["Ivan Zhelyazkov"]),
    ],
)
def test_een_bedrijf_heet_vaak_naar_een_mens_en_niet_voluit_naar_wie_er_meldde(heet, gevonden):
    namen = ["Anna Kowalska", "Иван Желязков", "Blom"]
    tekst = Tekst((), (heet,), (heet,), gericht_aan=(heet,))
    assert [lek.fragment for lek in zoek_lekken(tekst, [Bron(None, None, namen=namen)], BELEID)] == gevonden
    # Of an employer who reports it may well be its name.
    assert not zoek_lekken(tekst, [Bron(None, None, namen=namen, is_werkgever=True)], BELEID)


def test_een_naam_die_voluit_bij_die_van_het_bedrijf_staat_is_daarmee_niet_vertrouwd():
    """Who puts her name there would be named in every text after it."""
    bron = [Bron(None, None, namen=["Anna Kowalska"])]
    for heet, gevonden in (("Bakkerij Kowalska", ["Anna"]), ("Kool (Anna Kowalska)", ["Anna", "Kowalska"])):
        tekst = Tekst(("Ik sprak met Anna Kowalska.",), (), (heet,))
        assert [lek.fragment for lek in zoek_lekken(tekst, bron, BELEID)] == gevonden


def test_een_letter_zonder_accent_om_weg_te_halen_verbergt_geen_naam():
    """Pawel in a letter is Paweł in the vault."""
    bron = [Bron(None, None, namen=["Paweł Wołoszyn"]), Bron(None, None, namen=["Søren Ærø"])]
    for zin in ("Pawel zei dit.", "De heer Woloszyn zei dit.", "WOŁOSZYN", "Soren zei dit.", "De heer Aero."):
        assert zoek_lekken(Tekst((zin,), (zin,)), bron, BELEID), zin


@pytest.mark.parametrize(
    ("uur", "minuut", "gezegd"),
    [
        (14, 37, "zeven over half drie"),
        (14, 30, "half drie"),
        (8, 45, "kwart voor negen"),
        (23, 50, "tien voor twaalf"),
        (0, 5, "vijf over twaalf"),
        (12, 20, "tien voor half een"),
        (9, 0, "om negen uur"),
        (21, 0, "omstreeks 21 uur"),
    ],
)
def test_een_uur_wordt_ook_herkend_zoals_men_het_zegt(uur: int, minuut: int, gezegd: str):
    bron = [Bron(None, datetime(2021, 1, 8, uur, minuut))]
    assert [lek.identiteit for lek in zoek_lekken(Tekst((gezegd,), (gezegd,)), bron, BELEID)] == [True]
    ander = [Bron(None, datetime(2021, 1, 8, (uur + 3) % 24, minuut))]
    assert zoek_lekken(Tekst((gezegd,), (gezegd,)), ander, BELEID) == []


@pytest.mark.parametrize("dag", ["1-2-2021", "11-01-2021", "12 10 2020"])
def test_een_datum_is_geen_nummer_dat_in_stukken_is_geschreven(dag: str):
    bron = [Bron(nummer, None) for nummer in (12021, 122021, 1101, 11012021, 1210)]
    zin = f"Op {dag} bezocht ik uw vestiging."
    assert zoek_lekken(Tekst((zin,), (zin,)), bron, BELEID) == []


def test_een_uitdrukking_die_niet_te_lezen_is_wordt_geweigerd():
    with pytest.raises(ValueError, match="geen deel"):
        patroon("naar aanleiding van (melding")


@settings(max_examples=proeven(100))
@given(st.text(max_size=200))
def test_geen_tekst_laat_het_zoeken_vallen(tekst: str):
    lekken(tekst)
    assert all(woord.vorm for woord in woorden(tekst))


@settings(max_examples=proeven(50))
@given(st.sampled_from(CITATEN), st.integers(0, 10), st.randoms())
def test_een_citaat_wordt_gevonden_waar_het_ook_staat(citaat: str, plaats: int, lot: random.Random):
    zinnen = lot.sample(EERLIJKE_ZINNEN, 10)
    zinnen.insert(plaats, citaat)
    assert lekken(" ".join(zinnen)) != []
