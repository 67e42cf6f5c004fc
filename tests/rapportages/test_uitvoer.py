"""Every format: the same figures, no text that becomes code, the same bytes for the same input."""

import json
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from inspectie.tijd import einde_van
from rapportages.inhoud import maak_document
from rapportages.maken import maak as maak_rapport
from rapportages.uitvoer import FORMATEN, csvkolommen, rekenblad
from rapportages.uitvoer.rijen import KOLOMMEN
from tests.rapportages.lezen import (
    OFFICE,
    bladen,
    celtekst,
    csv_rijen,
    gelezen,
    leesbare_tekst,
    ods_rijen,
    uitvoer,
    xlsx_bladen,
    xml,
)


@pytest.mark.parametrize("formaat", ["pdf", "odt", "html"])
def test_elk_cijfer_staat_in_elk_leesbaar_formaat(kerncijfers, document, formaat):
    tekst = leesbare_tekst(formaat, uitvoer(formaat, kerncijfers, document))
    for getal in "7.937 5.120 443 2.374 20% 55% 38% 11% 7% 2.217 2.173 44 89% 176 79 140 1.816 1.690".split():
        assert re.search(rf"(?<![\d.]){re.escape(getal)}(?!\d|\.\d)", tekst), getal
    for code in (c.code for c in kerncijfers.cijfers):
        assert code in tekst
    assert "10 januari 2021" in tekst
    assert "Synthetische gegevens" in tekst
    assert "--stand-van 2021-02-03T00:00:00+01:00" in tekst


def test_een_rapport_zegt_wat_niet_is_meegeteld(dossier):
    een = dossier.melding()
    dossier.melding(dubbel_van=een)
    dossier.melding(corona_relatie="GEEN")
    dossier.melding(geregistreerd_op="2021-02-01T09:00:00+01:00")
    dossier.neem()
    moment = date(2021, 1, 10), datetime(2021, 1, 20, tzinfo=UTC)
    gelezen = json.loads(maak_rapport(*moment, "json"))
    assert gelezen["kerncijfers"][0]["waarde"] == 1
    assert gelezen["niet_meegeteld"] == {"dubbel": 1, "geen_corona": 1}
    rijen = {
        celtekst(r["onderdeel"]): celtekst(r["toelichting"])
        for r in ods_rijen(maak_rapport(*moment, "ods"), "Verantwoording")
    }
    assert rijen["niet meegeteld: dubbele meldingen"] == "1"


def test_json_is_het_contract_tot_op_de_letter(kerncijfers, document):
    gelezen = json.loads(uitvoer("json", kerncijfers, document))
    assert list(gelezen) == ["peildatum", "stand_van", "definities", "kerncijfers", "kaarten"]
    # It may grow: beside the figures the card of each, from the same definition.
    assert [kaart["code"] for kaart in gelezen["kaarten"]] == [c["code"] for c in gelezen["kerncijfers"]]
    assert gelezen["kaarten"][0] == {
        "code": "KC-01",
        "naam": kerncijfers["KC-01"].naam,
        "eenheid": "melding",
        "definitie": kerncijfers["KC-01"].definitie,
        "definities": kerncijfers.definities,
        "teller": "",
        "noemer": "",
        "programma": "rapportages/kerncijfers, KC-01",
    }
    assert (gelezen["peildatum"], gelezen["stand_van"]) == ("2021-01-10", "2021-02-03T00:00:00+01:00")
    cijfers = gelezen["kerncijfers"]
    assert cijfers[0] == {"code": "KC-01", "eenheid": "melding", "waarde": 7937}
    assert cijfers[1]["delen"] == {"VEILIG_GEZOND": 5120, "EERLIJK": 443, "BUITEN": 2374}
    assert cijfers[2] == {
        "code": "KC-03",
        "eenheid": "melding",
        "teller": 1587,
        "noemer": 7937,
        "percentage": 20,
    }
    assert cijfers[8] == {
        "code": "KC-09",
        "eenheid": "werkgever",
        "delen": {"VEILIG_GEZOND": 2173, "EERLIJK": 44},
        "overlap": 0,
    }
    assert list(cijfers[9]) == ["code", "eenheid", "teller", "noemer", "percentage", "delen"]
    assert list(cijfers[12]) == ["code", "eenheid", "waarde", "delen", "zonder_locatie"]
    assert cijfers[13]["delen"]["AFSTAND"] == {"VEILIG_GEZOND": 1690, "EERLIJK": 18, "BUITEN": 108}
    assert len(cijfers[13]["delen"]) == 31


def test_json_zegt_null_en_toont_onbepaald_alleen_als_het_telt(maak, maak_leeg):
    leeg = {c["code"]: c for c in maak_leeg().als_json()["kerncijfers"]}
    assert leeg["KC-04"] == {
        "code": "KC-04",
        "eenheid": "melding",
        "teller": 0,
        "noemer": 0,
        "percentage": None,
    }
    domeinen = {"VEILIG_GEZOND": 9000, "EERLIJK": 0, "BUITEN": 0, "ONBEPAALD": 0}
    onderwerpen = {"PBM": {"VEILIG_GEZOND": 1, "ONBEPAALD": 0}, "LOON": {"VEILIG_GEZOND": 0, "ONBEPAALD": 2}}
    cijfers = {
        c["code"]: c for c in maak(domeinen=domeinen, onderwerpen=onderwerpen).als_json()["kerncijfers"]
    }
    assert "ONBEPAALD" not in cijfers["KC-02"]["delen"]
    assert cijfers["KC-14"]["delen"] == {
        "PBM": {"VEILIG_GEZOND": 1},
        "LOON": {"VEILIG_GEZOND": 0, "ONBEPAALD": 2},
    }


def test_csv_heeft_elk_cijfer_met_eenheid_teller_en_noemer(kerncijfers, document):
    inhoud = uitvoer("csv", kerncijfers, document)
    assert inhoud.startswith(b"code,naam,deel,onderdeel,eenheid,teller,noemer,waarde,percentage,peildatum,")
    assert inhoud.count(b"\r\n") == inhoud.count(b"\n")
    rijen = csv_rijen(inhoud)
    per_sleutel = {(r["code"], r["deel"], r["onderdeel"]): r for r in rijen}
    assert len(per_sleutel) == len(rijen)
    for cijfer in kerncijfers.cijfers:
        if cijfer.teller is not None:
            rij = per_sleutel[cijfer.code, "", ""]
            assert (rij["teller"], rij["noemer"], rij["percentage"]) == (
                str(cijfer.teller),
                str(cijfer.noemer),
                str(cijfer.percentage),
            )
        elif cijfer.waarde is not None:
            assert per_sleutel[cijfer.code, "", ""]["waarde"] == str(cijfer.waarde)
        assert {r["eenheid"] for r in rijen if r["code"] == cijfer.code} == {cijfer.eenheid}
    assert per_sleutel["KC-02", "EERLIJK", ""]["waarde"] == "443"
    assert per_sleutel["KC-09", "overlap", ""]["waarde"] == "0"
    assert per_sleutel["KC-13", "zonder_locatie", ""]["waarde"] == "0"
    afstand = per_sleutel["KC-14", "AFSTAND", "VEILIG_GEZOND"]
    assert (afstand["teller"], afstand["noemer"], afstand["percentage"]) == ("1690", "5120", "33")
    assert per_sleutel["KC-14", "AFSTAND", ""]["noemer"] == "7937"
    assert {(r["peildatum"], r["stand_van"], r["synthetisch"]) for r in rijen} == {
        ("2021-01-10", "2021-02-03T00:00:00+01:00", "ja")
    }


def test_ods_heeft_vier_bladen_met_echte_getallen(kerncijfers, document):
    inhoud = uitvoer("ods", kerncijfers, document)
    assert list(bladen(inhoud)) == ["Kerncijfers", "Onderwerpen", "Definities", "Verantwoording"]
    rijen = ods_rijen(inhoud, "Kerncijfers")
    per_sleutel = {tuple(celtekst(r[k]) for k in ("code", "deel", "onderdeel")): r for r in rijen}
    waarde = per_sleutel["KC-01", "", ""]["waarde"]
    assert (waarde.get(f"{OFFICE}value-type"), waarde.get(f"{OFFICE}value")) == ("float", "7937")
    kc04 = per_sleutel["KC-04", "", ""]
    assert (kc04["teller"].get(f"{OFFICE}value"), kc04["noemer"].get(f"{OFFICE}value")) == ("2816", "5120")
    assert (kc04["percentage"].get(f"{OFFICE}value-type"), kc04["percentage"].get(f"{OFFICE}value")) == (
        "percentage",
        "0.55",
    )
    assert kc04["peildatum"].get(f"{OFFICE}date-value") == "2021-01-10"
    assert kc04["stand_van"].get(f"{OFFICE}date-value") == "2021-02-03T00:00:00"
    (afstand,) = [r for r in bladen(inhoud)["Onderwerpen"] if celtekst(r[0]) == "Onvoldoende afstand"]
    assert [cel.get(f"{OFFICE}value") for cel in afstand[1:]] == ["1690", "18", "108", "1816", "0.23"]
    definities = ods_rijen(inhoud, "Definities")
    assert [celtekst(r["code"]) for r in definities] == [c.code for c in kerncijfers.cijfers]
    assert celtekst(definities[3]["noemer"]) == "meldingen in het geheel"
    tekst = " ".join(celtekst(cel) for rij in bladen(inhoud)["Verantwoording"] for cel in rij)
    assert "Verzonnen zijn:" in tekst
    assert "python manage.py kerncijfers --peildatum 2021-01-10" in tekst


def test_csv_en_het_rekenblad_hebben_dezelfde_rijen(kerncijfers, document):
    uit_csv = csv_rijen(uitvoer("csv", kerncijfers, document))
    uit_ods = ods_rijen(uitvoer("ods", kerncijfers, document), "Kerncijfers")
    sleutel = ("code", "deel", "onderdeel", "eenheid")
    assert [[r[k] for k in sleutel] for r in uit_csv] == [[celtekst(r[k]) for k in sleutel] for r in uit_ods]
    assert [r["waarde"] for r in uit_csv] == [r["waarde"].get(f"{OFFICE}value", "") for r in uit_ods]


def test_het_einde_van_een_dag_is_op_een_rekenblad_nog_die_dag(maak, labels):
    """A sheet rounds to a thousandth of a second: the last millionth of a day would be shown as the next one."""
    cijfers = maak(stand_van=einde_van(date(2021, 2, 3)))
    rapport = maak_document(cijfers, labels, synthetisch=False)
    rij, *_ = ods_rijen(uitvoer("ods", cijfers, rapport), "Kerncijfers")
    assert rij["stand_van"].get(f"{OFFICE}date-value") == "2021-02-03T23:59:59"
    assert celtekst(rij["stand_van"]) == "03-02-2021 23:59"
    _, cellen = xlsx_bladen(uitvoer("xlsx", cijfers, rapport))["Kerncijfers"][:2]
    dagen = float(cellen[KOLOMMEN.index("stand_van")][1])
    assert datetime(1899, 12, 30) + timedelta(dagen) < datetime(2021, 2, 3, 23, 59, 59, 500_000)


def test_elke_kop_van_het_rekenblad_past_in_zijn_kolom(kerncijfers, document):
    """A letter of a bold heading is two millimetres; what does not fit is broken in the middle of a word."""
    for blad in rekenblad.bladen(kerncijfers, document):
        te_lang = [k.kop for k in blad.kolommen if max(map(len, k.kop.split())) * 0.2 > k.breedte]
        assert te_lang == [], blad.naam


def test_xlsx_drukt_af_zoals_ods(kerncijfers, document):
    """Lying, as wide as a page, with its heading on each; a whole number in thousands, under a heading to the right."""
    with ZipFile(BytesIO(uitvoer("xlsx", kerncijfers, document))) as pakket:
        blad, boek, stijlen = (
            pakket.read(f"xl/{deel}.xml").decode() for deel in ("worksheets/sheet1", "workbook", "styles")
        )
    assert '<pageSetUpPr fitToPage="1"/>' in blad
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in blad
    assert f"&amp;C{document.titel}: &amp;A" in blad
    assert "&amp;Cpagina &amp;P van &amp;N" in blad
    assert "Kerncijfers!$1:$1" in boek
    assert 'formatCode="#,##0"' in stijlen
    assert 'horizontal="right"' in stijlen


def test_een_vreemde_titel_bederft_een_xlsx_niet(kerncijfers, document):
    vreemd = replace(document, titel="\x01" + "R&D" * 200)
    with ZipFile(BytesIO(uitvoer("xlsx", kerncijfers, vreemd))) as pakket:
        for naam in pakket.namelist():
            xml(pakket.read(naam))
        assert "R&amp;&amp;D" in pakket.read("xl/worksheets/sheet1.xml").decode()


def test_ods_en_xlsx_zijn_cel_voor_cel_hetzelfde(kerncijfers, document):
    uit_ods = bladen(uitvoer("ods", kerncijfers, document))
    uit_xlsx = xlsx_bladen(uitvoer("xlsx", kerncijfers, document))
    assert list(uit_xlsx) == list(uit_ods)
    for naam, rijen in uit_ods.items():
        for rij, ander in zip(rijen, uit_xlsx[naam], strict=True):
            leeg = [("", "")] * (len(rij) - len(ander))
            for cel, (soort, waarde) in zip(rij, [*ander, *leeg], strict=True):
                getal = cel.get(f"{OFFICE}value")
                if getal is not None:
                    assert (soort, float(waarde)) == ("n", float(getal))
                elif cel.get(f"{OFFICE}date-value") is None:
                    assert waarde.split() == celtekst(cel).split()
                    assert soort in ("s", "")


def test_de_metadata_noemt_precies_de_kolommen_van_de_csv(kerncijfers, document):
    assert [kolom.naam for kolom in csvkolommen.RAPPORT] == list(KOLOMMEN)
    over = json.loads(csvkolommen.rapportmetadata("r.csv", "T", kerncijfers.peildatum, kerncijfers.stand_van))
    assert over["url"] == "r.csv"
    kop = uitvoer("csv", kerncijfers, document).split(b"\r\n", 1)[0].decode()
    assert [kolom["titles"] for kolom in over["tableSchema"]["columns"]] == kop.split(",")


@pytest.mark.parametrize("formaat", list(FORMATEN))
def test_een_vreemde_naam_wordt_in_geen_formaat_code(kerncijfers, labels, formaat):
    naam = '=cmd|"/c calc"!A1 <script>alert(1)</script> #panic("x") $x$ &amp; \x00 ]] *vet*'
    cijfers = replace(
        kerncijfers,
        cijfers=tuple(replace(c, naam=naam) if c.code == "KC-08" else c for c in kerncijfers.cijfers),
    )
    inhoud = uitvoer(formaat, cijfers, maak_document(cijfers, labels, synthetisch=False))
    if formaat == "csv":
        (rij,) = [r for r in csv_rijen(inhoud) if r["code"] == "KC-08"]
        assert rij["naam"] == "'" + naam
    if formaat == "html":
        assert "script" not in {tag for tag, _ in gelezen(inhoud).elementen}
    if formaat in {"html", "pdf", "odt"}:
        # In a narrow cell a line may end anywhere in it.
        assert "<script>alert(1)</script>" in leesbare_tekst(formaat, inhoud).replace(" ", "")
        assert "*vet*" in leesbare_tekst(formaat, inhoud)


@pytest.mark.parametrize("formaat", list(FORMATEN))
def test_dezelfde_invoer_geeft_dezelfde_bytes_op_elke_machine(kerncijfers, document, formaat):
    """In another process, with another hash seed, time zone and locale, and later in time."""
    programma = (
        "import io, pickle, sys\nfrom rapportages.uitvoer import schrijf\n"
        "formaat, cijfers, document = pickle.load(sys.stdin.buffer)\n"
        "uit = io.BytesIO()\nschrijf(formaat, cijfers, document, uit)\nsys.stdout.buffer.write(uit.getvalue())\n"
    )
    ander = subprocess.run(
        [sys.executable, "-c", programma],
        input=pickle.dumps((formaat, kerncijfers, document)),
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LC_ALL": "C", "PYTHONPATH": "."},
    )
    assert ander.stdout == uitvoer(formaat, kerncijfers, document)


@pytest.mark.parametrize("formaat", list(FORMATEN))
@pytest.mark.parametrize("synthetisch", [True, False])
def test_een_rapportage_zonder_meldingen_kan_in_elk_formaat(maak_leeg, labels, formaat, synthetisch):
    cijfers = maak_leeg()
    inhoud = uitvoer(formaat, cijfers, maak_document(cijfers, labels, synthetisch=synthetisch))
    assert len(inhoud) > 1000
    if formaat in {"pdf", "odt", "html"}:
        assert "niet te berekenen" in leesbare_tekst(formaat, inhoud)


def test_een_onbekend_formaat_wordt_geweigerd(kerncijfers, document):
    with pytest.raises(ValueError, match="docx"):
        uitvoer("docx", kerncijfers, document)
