"""The report as plain data: the seed's sentences with the seed's numbers, and sentences that stay true for others."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectie.tijd import einde_van
from inspectie.uitvoer.cellen import Procent
from inspectie.uitvoer.document import Alinea, Balken, Blok, Document, Kader, Kop, Lijst, Opdracht, Tabel
from meldingen import triage
from rapportages import teksten
from rapportages.cijfers import Kerncijfers, Labels, label
from rapportages.inhoud import maak_document

Maak = Callable[..., Kerncijfers]
ROUTES = ("VEILIG_GEZOND", "EERLIJK", "BUITEN")


def alineas(document: Document) -> str:
    """All running text, the boxes included."""

    def regels(blok: Blok) -> list[str]:
        match blok:
            case Alinea(tekst) | Opdracht(tekst) | Kop(_, tekst):
                return [tekst]
            case Lijst(punten):
                return list(punten)
            case Kader(_, titel, blokken):
                return [titel, *(regel for deel in blokken for regel in regels(deel))]
            case _:
                return []

    return "\n".join(regel for blok in document.blokken for regel in regels(blok))


def diagram(document: Document) -> Balken:
    return next(blok for blok in document.blokken if isinstance(blok, Balken))


def kaders(document: Document) -> list[Kader]:
    return [blok for blok in document.blokken if isinstance(blok, Kader)]


def test_de_volgorde_is_die_van_de_rapportage(document):
    assert [blok.tekst for blok in document.blokken if isinstance(blok, Kop) and blok.niveau == 2] == [
        "Aanleiding",
        "Kerncijfers",
        "Afwikkeling meldingen",
        "Interventies bij werkgevers in verband met coronagerelateerde meldingen",
        "Definities en herhaalbaarheid",
    ]
    assert (document.titel, document.datum) == ("Tussentijdse rapportage Inspectie SZW", date(2021, 2, 3))


@pytest.mark.parametrize(
    "zin",
    [
        (
            "tot en met 10 januari 2021, is dat de Inspectie SZW 7.937 direct dan wel indirect aan corona gerelateerde"
            " meldingen heeft ontvangen"
        ),
        "heeft circa 20% betrekking op arbeidsmigranten (1.587 van 7.937 meldingen)",
        "gaan verreweg de meeste over gezond en veilig werk (5.120)",
        (
            "Meer dan de helft van de meldingen op het terrein van gezond en veilig werk gaat over het onvoldoende"
            " afstand houden op de werkplek of over zieke collega’s die aan het werk zouden zijn"
        ),
        "Samen is dat 55% van de meldingen op dat terrein (2.816 van 5.120 meldingen)",
        "Van alle coronameldingen gaat 38% over deze onderwerpen (3.016 van 7.937 meldingen)",
        "in de tweede tellen ook de 200 meldingen hierover mee",
        (
            "Niet mogen thuiswerken betreft 11% van de meldingen op het vlak van gezond en veilig werk (563 van 5.120"
            " meldingen) en circa 7% van alle coronameldingen (575 van 7.937 meldingen)"
        ),
        "in 89% van de gevallen (uiteindelijk) maatregelen getroffen: 2.136 van 2.400 getoetste meldingen",
        "heeft bij 2.217 werkgevers naar aanleiding van een coronagerelateerde melding een interventie",
        (
            "2.173 werkgevers bij een zaak binnen het domein Veilig & Gezond en 44 werkgevers bij een zaak binnen het"
            " domein Eerlijk"
        ),
        "Bij 176 onderzoeken heeft er op locatie een interventie plaatsgevonden",
        "bij 79 werkgevers een overtreding",
        (
            "140 keer een handhavingsinstrument ingezet: 80 keer een waarschuwing, 48 keer een eis, 7 keer een"
            " stillegging en 5 keer een boeterapport"
        ),
    ],
)
def test_de_zin_van_de_rapportage_staat_er_met_zijn_cijfer(document, zin):
    assert zin in alineas(document)


def test_alleen_migranten_en_thuiswerken_van_alle_meldingen_zijn_circa(document):
    assert re.findall(r"circa (\d+%)", alineas(document)) == ["20%", "7%"]


def test_de_domeintabel_heeft_de_woorden_van_de_tabel_en_een_totaal(document):
    tabel = document.tabel("domeinen")
    assert tabel.rijen == (
        ("Domein ISZW Veilig & Gezond", 5120),
        ("Domein ISZW Eerlijk", 443),
        ("Buiten (toezicht)domein ISZW", 2374),
        ("Totaal", 7937),
    )
    assert tabel.totaal


def test_werkgevers_met_overtreding_zijn_geen_aandeel_van_onderzoeken(document):
    tekst = alineas(document)
    assert "45%" not in tekst  # 79 of 176
    assert "geen aandeel van het andere" in tekst


def test_elk_cijfer_staat_met_eenheid_teller_en_noemer_in_de_definities(document, kerncijfers):
    rijen = {rij[0]: rij for rij in document.tabel("definities").rijen}
    assert list(rijen) == [f"KC-{n:02}" for n in range(1, 15)]
    for cijfer in kerncijfers.cijfers:
        _, naam, eenheid, teller, noemer, waarde, uitleg = rijen[cijfer.code]
        assert (naam, eenheid, teller, noemer) == (cijfer.naam, cijfer.eenheid, cijfer.teller, cijfer.noemer)
        assert cijfer.definitie in uitleg
        assert waarde
    assert rijen["KC-01"][5] == 7937
    assert rijen["KC-04"][5] == Procent(55)
    assert rijen["KC-09"][5] == "Veilig & Gezond: 2.173\nEerlijk: 44\nin beide: 0"


def test_alle_onderwerpen_staan_in_de_tabel_ook_zonder_melding(document, labels):
    rijen = {rij[0]: rij[1:] for rij in document.tabel("onderwerpen").rijen}
    assert len(rijen) == 31
    assert rijen[label(labels, "AFSTAND").tabel] == (1690, 18, 108, 1816, Procent(23))
    assert rijen[label(labels, "PRIVACY").tabel] == (0, 0, 0, 0, Procent(0))


def test_het_diagram_volgt_de_cijfers_en_niet_een_vaste_volgorde(document, maak, labels):
    assert [(s.naam, s.delen) for s in diagram(document).staven[:2]] == [
        ("Onvoldoende afstand", (1690, 18, 108)),
        ("Zieke collega’s aan het werk", (1126, 12, 62)),
    ]
    anders = maak(
        onderwerpen={
            "AFSTAND": dict.fromkeys(ROUTES, 1),
            "LOON": {"VEILIG_GEZOND": 0, "EERLIJK": 900, "BUITEN": 1},
        }
    )
    ander = diagram(maak_document(anders, labels, synthetisch=False))
    assert [s.naam for s in ander.staven] == ["Loon", "Onvoldoende afstand"]
    assert "Loon: 901 meldingen, waarvan Eerlijk 900 en Buiten domein 1." in ander.alternatief


@given(st.dictionaries(st.integers(0, 40), st.integers(0, 30), min_size=1))
def test_geen_onderwerp_buiten_het_diagram_komt_vaker_voor_dan_een_erin(maak, labels, aantallen):
    onderwerpen = {f"T{n}": {"VEILIG_GEZOND": m, "EERLIJK": 0, "BUITEN": 0} for n, m in aantallen.items()}
    document = maak_document(maak(onderwerpen=onderwerpen), labels, synthetisch=False)
    staven = [blok.staven for blok in document.blokken if isinstance(blok, Balken)]
    getoond = [staaf.totaal for staaf in staven[0]] if staven else []
    assert getoond == sorted(getoond, reverse=True)
    assert 0 not in getoond
    rest = sorted(n for n in aantallen.values() if n)[: -len(getoond) or None]
    assert not rest or max(rest) < min(getoond)
    assert len(getoond) >= min(10, sum(1 for n in aantallen.values() if n))


def test_een_rapportage_zonder_meldingen_rekent_niets_uit(maak_leeg, labels):
    document = maak_document(maak_leeg(), labels, synthetisch=False)
    tekst = alineas(document)
    assert "geen direct dan wel indirect aan corona gerelateerde meldingen heeft ontvangen" in tekst
    assert "niet te berekenen" in tekst
    assert "%" not in tekst.replace("100%", "")
    assert "geen enkele werkgever" in tekst
    assert "Er is geen handhavingsinstrument ingezet" in tekst
    assert not any(isinstance(blok, Balken) for blok in document.blokken)
    waarden = {rij[0]: rij[5] for rij in document.tabel("definities").rijen}
    assert all(waarden[f"KC-{n:02}"] == "niet te berekenen" for n in range(3, 8))
    assert str(waarden["KC-10"]).startswith("niet te berekenen")


def test_zonder_getoetste_meldingen_is_er_geen_percentage_maar_wel_wat_er_ligt(maak, labels):
    document = maak_document(maak(toetsing={"NIET_TOETSBAAR": 2, "OPEN": 1}), labels, synthetisch=False)
    tekst = alineas(document)
    assert "nog geen meldingen waarvan getoetst is" in tekst
    assert (
        "2 meldingen waarbij niet getoetst kon worden en 1 melding waarbij de toetsing nog openstaat" in tekst
    )
    with pytest.raises(KeyError):
        document.tabel("toetsing")


def test_een_onbepaald_domein_krijgt_een_rij_en_een_waarschuwing(maak, labels):
    domeinen = {"VEILIG_GEZOND": 5, "EERLIJK": 0, "BUITEN": 1, "ONBEPAALD": 2}
    cijfers = maak(domeinen=domeinen, migranten=0, vg_afstand=1, alle_afstand=2, vg_thuis=0, alle_thuis=0)
    document = maak_document(cijfers, labels, synthetisch=False)
    assert ("Domein nog niet bepaald", 2) in document.tabel("domeinen").rijen
    (kader,) = kaders(document)
    assert kader.soort == "waarschuwing"
    assert "kan de rapportage niet worden vastgesteld" in str(kader)
    assert "Niet bepaald" in diagram(document).reeksen


def test_zonder_onbepaald_domein_is_er_geen_rij_en_geen_waarschuwing(maak, labels):
    domeinen = {"VEILIG_GEZOND": 5120, "EERLIJK": 443, "BUITEN": 2374, "ONBEPAALD": 0}
    document = maak_document(maak(domeinen=domeinen), labels, synthetisch=False)
    assert len(document.tabel("domeinen").rijen) == 4
    assert kaders(document) == []
    assert "bepaald" not in diagram(document).alternatief


def test_enkelvoud_en_meervoud_kloppen(maak, labels):
    cijfers = maak(
        domeinen={"VEILIG_GEZOND": 1, "EERLIJK": 0, "BUITEN": 0},
        migranten=1,
        vg_afstand=1,
        alle_afstand=1,
        vg_thuis=0,
        alle_thuis=0,
        werkgevers=1,
        per_domein={"VEILIG_GEZOND": 1, "EERLIJK": 0},
        toetsing={"MAATREGEL_DIRECT": 1},
        onderzoeken=1,
        overtreders=1,
        instrumenten={"WAARSCHUWING": 1, "EIS": 0},
        zonder_locatie=1,
    )
    tekst = alineas(maak_document(cijfers, labels, synthetisch=False))
    assert not re.search(r"\b1 (meldingen|werkgevers|onderzoeken|zaken|instrumenten)\b", tekst)
    assert "heeft 100% betrekking op arbeidsmigranten (1 van 1 melding)" in tekst
    assert "De enige melding op het terrein van gezond en veilig werk gaat over" in tekst
    assert "Daarnaast is 1 keer een handhavingsinstrument ingezet zonder onderzoek op locatie" in tekst


def test_wie_in_beide_domeinen_is_wordt_genoemd(maak, labels):
    cijfers = maak(werkgevers=10, per_domein={"VEILIG_GEZOND": 8, "EERLIJK": 4}, overlap=3)
    tekst = alineas(maak_document(cijfers, labels, synthetisch=False))
    assert (
        "Daarvan zijn 3 werkgevers bij zaken in beide domeinen betrokken; die tellen in beide aantallen mee"
        in tekst
    )
    assert "Bij 1 werkgever hoort de zaak bij geen van deze domeinen" in tekst


def test_het_grootste_domein_hoeft_niet_veilig_en_gezond_te_zijn(maak, labels):
    def zin(**domeinen: int) -> str:
        cijfers = maak(domeinen=domeinen, migranten=0, vg_afstand=0, alle_afstand=0, vg_thuis=0, alle_thuis=0)
        return alineas(maak_document(cijfers, labels, synthetisch=False))

    assert "vallen verreweg de meeste buiten het (toezicht)domein van ISZW (9)" in zin(
        VEILIG_GEZOND=1, EERLIJK=0, BUITEN=9
    )
    assert "gaan relatief de meeste over eerlijk werk (4)" in zin(VEILIG_GEZOND=3, EERLIJK=4, BUITEN=3)
    assert "geen domein meer dan in Veilig & Gezond en Eerlijk (elk 4)" in zin(
        VEILIG_GEZOND=4, EERLIJK=4, BUITEN=3
    )


def test_het_kader_zegt_welke_cijfers_verzonnen_zijn(document, kerncijfers, labels):
    (kader,) = kaders(document)
    assert kader.soort == "synthetisch"
    assert document.blokken[0] is kader
    assert "3 februari 2021" in str(kader)
    assert "de werkgevers, met hun namen en plaatsen;" in str(kader)
    assert "alle aantallen en percentages" not in str(kader)
    assert kaders(maak_document(kerncijfers, labels, synthetisch=False)) == []


@pytest.mark.parametrize(
    "anders", [{"overtreders": 78}, {"peildatum": date(2021, 1, 17)}, {"toetsing": {"OPEN": 1}}]
)
def test_bij_andere_cijfers_zijn_ook_de_totalen_verzonnen(maak, labels, anders):
    (kader,) = kaders(maak_document(maak(**anders), labels, synthetisch=True))
    assert "alle aantallen en percentages, ook de totalen." in str(kader)
    assert "7.937" not in str(kader)


def test_de_opdracht_herhaalt_precies_deze_cijfers(document, maak, labels):
    opdrachten = [blok.tekst for blok in document.blokken if isinstance(blok, Opdracht)]
    assert (
        opdrachten[0]
        == "python manage.py kerncijfers --peildatum 2021-01-10 --stand-van 2021-02-03T00:00:00+01:00"
    )
    assert opdrachten[1].startswith("python manage.py rapport --peildatum 2021-01-10")
    hele_dag = maak(stand_van=einde_van(date(2021, 2, 3)))
    assert "--stand-van 2021-02-03\n" in alineas(maak_document(hele_dag, labels, synthetisch=False))


@pytest.mark.parametrize(
    ("stand_van", "wel", "niet"),
    [
        (date(2020, 5, 20), "Vooruitlopend op het reguliere Jaarverslag over 2020", "jaarplan 2021"),
        (date(2020, 8, 1), "op 6 juli 2020", "17 november 2020"),
        (date(2021, 1, 20), "worden opgevolgd als de melder vindt", "Rapport arbeidsmigranten"),
        (date(2021, 2, 3), "Momenteel lopen deze gesprekken", "eerdere tussentijdse rapportage"),
        (date(2021, 2, 2), "zal worden gemonitord", "graag bereid"),
        (date(2021, 2, 3), "graag bereid daar eind februari 2021 een presentatie", "eerdere"),
        (date(2021, 2, 18), "Niet-thuiswerken is in zichzelf niet een overtreding", "gemonitord"),
        (
            date(2021, 3, 1),
            "eerdere tussentijdse rapportage is van 3 februari 2021",
            "Momenteel lopen deze gesprekken",
        ),
    ],
)
def test_een_vaste_passage_staat_er_alleen_als_zij_waar_is(maak, labels, stand_van, wel, niet):
    document = maak_document(maak(stand_van=einde_van(stand_van)), labels, synthetisch=False)
    tekst = alineas(document).replace("\N{NO-BREAK SPACE}", " ")
    assert wel in tekst
    assert niet not in tekst
    assert "jl." not in tekst


@pytest.mark.parametrize(
    ("peildatum", "stand_van", "begin"),
    [
        (
            date(2021, 1, 10),
            date(2021, 4, 30),
            "Vooruitlopend op het reguliere Jaarverslag over 2020 rapporteert",
        ),
        (date(2021, 1, 10), date(2021, 5, 1), "Hierbij rapporteert de Inspectie SZW over de stand van zaken"),
        (date(2021, 1, 10), date(2026, 11, 29), "Hierbij rapporteert"),
        (
            date(2021, 5, 1),
            date(2022, 4, 30),
            "Vooruitlopend op het reguliere Jaarverslag over 2021 rapporteert",
        ),
    ],
)
def test_op_een_jaarverslag_dat_er_al_is_wordt_niet_vooruitgelopen(maak, labels, peildatum, stand_van, begin):
    cijfers = maak(peildatum=peildatum, stand_van=einde_van(stand_van))
    aanleiding, *_ = [
        b for b in maak_document(cijfers, labels, synthetisch=False).blokken if isinstance(b, Alinea)
    ]
    assert aanleiding.tekst.startswith(begin)


def test_een_peildatum_na_de_stand_van_wordt_gezegd(maak, labels):
    """The two swapped: nothing of the days between them was on record then, and they are in its sentences."""
    cijfers = maak(peildatum=date(2021, 2, 3), stand_van=einde_van(date(2021, 1, 10)))
    (kader,) = kaders(maak_document(cijfers, labels, synthetisch=False))
    assert (kader.soort, kader.titel) == ("waarschuwing", "Peildatum na de stand van")
    assert "Wat na 10 januari 2021 gebeurde, was toen nog niet geregistreerd" in str(kader)
    dezelfde_dag = maak(peildatum=date(2021, 1, 10), stand_van=einde_van(date(2021, 1, 10)))
    assert kaders(maak_document(dezelfde_dag, labels, synthetisch=False)) == []


def test_kamerstuknummers_en_data_breken_niet_af():
    assert teksten.vaste_spaties("Kamerstuk 35 300 XV, nr. 96 van 6 juli 2020 en 12 meldingen") == (
        "Kamerstuk 35\u00a0300\u00a0XV, nr.\u00a096 van 6\u00a0juli 2020 en 12 meldingen"
    )


@pytest.mark.parametrize(
    "fout",
    [
        {"instrumenten": {"EIS": 1}, "_waarde": ("KC-13", 2)},
        {"_waarde": ("KC-01", 7938)},
    ],
)
def test_cijfers_die_elkaar_tegenspreken_worden_geen_rapportage(maak, labels, fout):
    code, waarde = fout.pop("_waarde")
    cijfers = maak(**fout)
    krom = replace(
        cijfers, cijfers=tuple(replace(c, waarde=waarde) if c.code == code else c for c in cijfers.cijfers)
    )
    with pytest.raises(ValueError, match=code):
        maak_document(krom, labels, synthetisch=False)


def test_een_teller_groter_dan_de_noemer_wordt_geweigerd(maak, labels):
    with pytest.raises(ValueError, match="KC-06"):
        maak_document(maak(vg_thuis=5121), labels, synthetisch=False)


@given(
    st.lists(st.integers(0, 12), min_size=4, max_size=4),
    st.lists(st.integers(0, 6), min_size=6, max_size=6),
    st.data(),
)
def test_de_tekst_klopt_voor_alle_cijfers(maak, labels, domeinen, toetsing, data):
    per_domein = dict(zip((*ROUTES, "ONBEPAALD"), domeinen, strict=True))
    totaal, vg = sum(domeinen), per_domein["VEILIG_GEZOND"]
    vg_afstand, vg_thuis = data.draw(st.integers(0, vg)), data.draw(st.integers(0, vg))
    resultaten = ("MAATREGEL_DIRECT", "MAATREGEL_UITEINDELIJK", "GEEN_MAATREGEL", "REEDS_IN_ORDE", "OPEN")
    n = data.draw(st.integers(0, 3))
    document = maak_document(
        maak(
            domeinen=per_domein,
            migranten=data.draw(st.integers(0, totaal)),
            vg_afstand=vg_afstand,
            alle_afstand=data.draw(st.integers(vg_afstand, vg_afstand + totaal - vg)),
            vg_thuis=vg_thuis,
            alle_thuis=data.draw(st.integers(vg_thuis, vg_thuis + totaal - vg)),
            toetsing=dict(zip(resultaten, toetsing, strict=False)),
            werkgevers=n,
            per_domein={"VEILIG_GEZOND": n, "EERLIJK": 0},
            onderzoeken=n,
            overtreders=n,
            instrumenten={"EIS": n},
            zonder_locatie=data.draw(st.integers(0, 2)),
        ),
        labels,
        synthetisch=data.draw(st.booleans()),
    )
    tekst = alineas(document)
    assert "None" not in tekst
    assert "  " not in tekst.replace("\\\n    ", "")
    assert not re.search(r"\b1 (meldingen|werkgevers|onderzoeken)\b", tekst)
    assert not re.search(r"\b(?!1\b)\d+ (melding|werkgever|onderzoek)\b", tekst)
    assert not re.search(r"[a-z]\.[A-Z]|\.\.|,,| ,", tekst)
    for blok in document.blokken:
        if isinstance(blok, Tabel):
            assert all(len(rij) == len(blok.kolommen) for rij in blok.rijen)


def test_een_code_zonder_woorden_blijft_zichtbaar(maak, labels: Labels):
    zonder = {code: woorden for code, woorden in labels.items() if code != "AFSTAND"}
    assert diagram(maak_document(maak(), zonder, synthetisch=False)).staven[0].naam == "AFSTAND"


def test_een_stand_van_zonder_tijdzone_wordt_geweigerd(maak):
    with pytest.raises(ValueError, match="tijdzone"):
        maak(stand_van=datetime(2021, 2, 3))


def test_de_fasen_van_thuiswerken_in_de_tekst_zijn_die_van_de_regels():
    regels = json.loads((Path(triage.__file__).parents[1] / "regels" / "2020-03-01.json").read_text("utf-8"))
    vanaf = {fase["fase"]: date.fromisoformat(fase["vanaf"]) for fase in regels["fasen"]}
    assert (vanaf[2], vanaf[3]) == (teksten.FASE_2, teksten.FASE_3)
