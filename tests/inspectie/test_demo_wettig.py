"""Every row of the synthetic set is lawful: contract section 1 and domain.md section 4, checked on the CSV rows."""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from inspectie.demo import schrijf_map
from inspectie.demo.rijen import KOLOMMEN

# The set is made once, so in one process.
pytestmark = pytest.mark.xdist_group("demo")

Rij = dict[str, str]
Map = dict[str, list[Rij]]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TWM_VAN, TWM_TOT = date(2020, 12, 1), date(2022, 5, 19)
OO = ("ZORGPLICHT", "RIE", "VOORLICHTING")
INSTRUMENTEN = ("WAARSCHUWING", "EIS", "STILLEGGING", "BOETERAPPORT")
CODES = {
    "domein": {"VEILIG_GEZOND", "EERLIJK", "BUITEN", ""},
    "corona_relatie": {"DIRECT", "INDIRECT", "GEEN"},
    "kanaal": set(
        "WEBFORMULIER TELEFOON EMAIL BRIEF VAKBOND_MELDPUNT PARTNER_DOORZENDING MEDIA AMBTSHALVE".split()
    ),
    "melder_type": set(
        "WERKNEMER ONDERNEMINGSRAAD PERSONEELSVERTEGENWOORDIGING VAKBOND EX_WERKNEMER UITZENDKRACHT_ZZP DERDE "
        "BURGER_KLANT TOEZICHTHOUDER GGD WERKGEVER ANONIEM".split()
    ),
    "bevoegd": {"eigen", "ander", "gemengd", "onbekend", ""},
    "ernst": {"laag", "significant", "ernstig", "acuut", ""},
}
JA_NEE = (
    "toestemming_contact_werkgever arbeidsmigranten melder_ziet_risico duurt_voort werkonderbreking verzoek_24_7 "
    "opsporing_indicatie personen_in_gevaar"
).split()
ONDERWERPEN = set(
    "AFSTAND ZIEK_AAN_WERK THUISWERKEN HYGIENE PBM VENTILATIE VOORLICHTING TOEZICHT_NALEVING RIE_PVA QUARANTAINE "
    "WERKDRUK VERVOER_WERK OVERIG_VG LOON ARBEIDSTIJD UITZEND_WAADI ILLEGALE_TEWERKSTELLING SUBSIDIEREGELING "
    "UITBUITING ARBEIDSVOORWAARDEN OVERIG_E KLANT_WINKEL GROEPSVORMING ZORGKWALITEIT VOEDSEL OPENBAAR_VERVOER "
    "HUISVESTING UITKERING_FRAUDE PRIVACY VRAAG_INFORMATIE OVERIG_B".split()
)


@pytest.fixture(scope="module", params=[2021, 7], ids=["zaad 2021", "zaad 7"])
def records(request: pytest.FixtureRequest, demomap: Callable[[int], Path]) -> Map:
    map_ = demomap(request.param)
    uit: Map = {}
    for pad in map_.glob("*.csv"):
        with pad.open(encoding="utf-8", newline="") as bestand:
            uit[pad.stem] = list(csv.DictReader(bestand))
    return uit


def op(rij: Rij) -> datetime:
    return datetime.fromisoformat(rij["geregistreerd_op"])


def lokaal(rij: Rij) -> date:
    return op(rij).astimezone(AMSTERDAM).date()


def per_sleutel(rijen: list[Rij]) -> dict[str, Rij]:
    sleutel = next(iter(rijen[0]))
    uit = {rij[sleutel]: rij for rij in rijen}
    assert len(uit) == len(rijen), f"dubbele sleutel in {sleutel}"
    return uit


def test_de_map_heeft_de_bestanden_en_kolommen_van_het_contract(records: Map) -> None:
    assert set(records) == set(KOLOMMEN)
    for naam, rijen in records.items():
        assert list(rijen[0]) == KOLOMMEN[naam].split()
        assert all(None not in rij and None not in rij.values() for rij in rijen)


def test_codes_getallen_en_verwijzingen_bestaan(records: Map) -> None:
    werkgevers, meldingen = per_sleutel(records["werkgevers"]), per_sleutel(records["meldingen"])
    zaken = per_sleutel(records["zaken"])
    for rij in meldingen.values():
        assert all(rij[veld] in codes for veld, codes in CODES.items())
        assert all(rij[veld] in ("ja", "nee", "") for veld in JA_NEE)
        assert set(rij["onderwerpen"].split(";")) <= ONDERWERPEN
        assert all(
            re.fullmatch(r"\d*", rij[veld]) for veld in ("aantal_blootgesteld", "bevestigde_besmettingen")
        )
        assert rij["werkgever"] == "" or rij["werkgever"] in werkgevers
        assert rij["dubbel_van"] == "" or rij["dubbel_van"] in meldingen
        assert rij["omschrijving"]
    for rij in records["zaak_meldingen"]:
        assert rij["zaak"] in zaken
        assert rij["melding"] in meldingen
    for rij in [*records["overtredingen"], *records["interventies"]]:
        assert rij["zaak"] in zaken
        assert rij["werkgever"] in werkgevers
    assert all(rij["melding"] in meldingen for rij in records["toetsingen"])
    assert {zaak["domein"] for zaak in zaken.values()} == {"VEILIG_GEZOND", "EERLIJK"}


def test_werkgevers_hebben_onbestaanbare_nummers_en_kloppende_provincies(records: Map) -> None:
    provincie_van: dict[str, str] = {}
    per_nummer: defaultdict[str, set[str]] = defaultdict(set)
    for rij in records["werkgevers"]:
        assert re.fullmatch(r"(9\d{7})?", rij["kvk_nummer"])
        assert re.fullmatch(r"(9\d{11})?", rij["vestigingsnummer"])
        if rij["plaats"]:
            assert provincie_van.setdefault(rij["plaats"], rij["provincie"]) == rij["provincie"]
        if rij["kvk_nummer"]:
            per_nummer[rij["kvk_nummer"]].add(rij["werkgever"])
    assert set(provincie_van.values()) == set("DR FL FR GE GR LI NB NH OV UT ZE ZH".split())
    assert {rij["sector"] for rij in records["werkgevers"]} == {
        *"ABCDEFGHIJKLMNOPQRSTU",
        "UITZEND",
        "ONBEKEND",
    }
    assert sum(1 for rijen in per_nummer.values() if len(rijen) > 1) > 50
    opvolgers = [rij for rij in records["werkgevers"] if rij["rechtsopvolger_van"]]
    bekend = per_sleutel(records["werkgevers"])
    assert len(opvolgers) == 6
    assert all(bekend[rij["rechtsopvolger_van"]]["kvk_nummer"] != rij["kvk_nummer"] for rij in opvolgers)


def test_melders_bestaan_niet_echt_en_een_derde_blijft_anoniem(records: Map) -> None:
    meldingen = records["meldingen"]
    for rij in meldingen:
        assert re.fullmatch(r"([a-z0-9._]+@[a-z]+\.example)?", rij["melder_email"]), rij["melder_email"]
        assert re.fullmatch(r"(06-0000\d{4}|\+31 6 0000 \d{4})?", rij["melder_telefoon"])
    met_naam = sum(1 for rij in meldingen if rij["melder_naam"])
    wegen = ("melder_naam", "melder_email", "melder_telefoon")
    anoniem = sum(1 for rij in meldingen if not any(rij[weg] for weg in wegen))
    zonder_werkgever = sum(1 for rij in meldingen if not rij["werkgever"])
    assert 0.5 < met_naam / len(meldingen) < 0.6
    assert 0.27 < anoniem / len(meldingen) < 0.34
    assert 0.28 < zonder_werkgever / len(meldingen) < 0.38


def test_geen_registratie_voor_de_gebeurtenis(records: Map) -> None:
    for rij in records["meldingen"]:
        assert op(rij) >= datetime.fromisoformat(rij["ontvangen_op"])
    datums = {"zaken": "geopend_op", "overtredingen": "geconstateerd_op", "interventies": "uitgereikt_op"}
    for naam, veld in datums.items():
        assert all(lokaal(rij) >= date.fromisoformat(rij[veld]) for rij in records[naam])
    assert all(
        lokaal(r) >= date.fromisoformat(r["getoetst_op"]) for r in records["toetsingen"] if r["getoetst_op"]
    )
    assert all(r["getoetst_op"] or r["resultaat"] == "OPEN" for r in records["toetsingen"])


def test_iets_staat_niet_eerder_geregistreerd_dan_waar_het_bij_hoort(records: Map) -> None:
    werkgevers, meldingen = per_sleutel(records["werkgevers"]), per_sleutel(records["meldingen"])
    zaken, overtredingen = per_sleutel(records["zaken"]), per_sleutel(records["overtredingen"])
    for rij in records["zaak_meldingen"]:
        assert op(rij) >= max(op(zaken[rij["zaak"]]), op(meldingen[rij["melding"]]))
    for rij in [*records["overtredingen"], *records["interventies"]]:
        assert op(rij) >= max(op(zaken[rij["zaak"]]), op(werkgevers[rij["werkgever"]]))
        assert all(
            op(rij) >= op(overtredingen[o]) for o in filter(None, rij.get("overtredingen", "").split(";"))
        )
    assert all(op(rij) >= op(meldingen[rij["melding"]]) for rij in records["toetsingen"])
    assert all(op(rij) >= op(werkgevers[rij["werkgever"]]) for rij in meldingen.values() if rij["werkgever"])


def test_tijden_dragen_de_nederlandse_zomer_en_wintertijd(records: Map) -> None:
    for rijen in records.values():
        for rij in rijen:
            for veld in ("ontvangen_op", "geregistreerd_op"):
                if veld in rij:
                    moment = datetime.fromisoformat(rij[veld])
                    assert moment.utcoffset() == moment.astimezone(AMSTERDAM).utcoffset()


def test_een_correctie_volgt_op_haar_record_en_noemt_een_bestaand_veld(records: Map) -> None:
    soorten = {"melding": "meldingen", "werkgever": "werkgevers", "zaak": "zaken", "interventie": "interventies",
               "overtreding": "overtredingen"}  # fmt: skip
    bron = {soort: per_sleutel(records[naam]) for soort, naam in soorten.items()}
    bron["zaak_melding"] = {f"{rij['zaak']};{rij['melding']}": rij for rij in records["zaak_meldingen"]}
    for correctie in records["correcties"]:
        record = bron[correctie["soort"]][correctie["sleutel"]]
        assert op(correctie) >= op(record)
        assert correctie["veld"] in {*record, "samengevoegd_in", "vervallen"}
        assert correctie["reden"]
        uit_elkaar = correctie["veld"] == "samengevoegd_in" and not correctie["nieuw"]
        assert uit_elkaar or correctie["nieuw"] != record.get(correctie["veld"], "")
        if correctie["veld"] in ("dubbel_van", "werkgever", "samengevoegd_in") and correctie["nieuw"]:
            soort = "melding" if correctie["veld"] == "dubbel_van" else "werkgever"
            assert op(correctie) >= op(bron[soort][correctie["nieuw"]])


def test_een_bezoek_is_op_locatie_met_akkoord_en_een_gesprek_op_afstand(records: Map) -> None:
    vaste_wijze = {"LOCATIEBEZOEK": "LOCATIE", "TELEFONISCH_GESPREK": "AFSTAND"}
    for rij in records["interventies"]:
        assert rij["wijze"] == vaste_wijze.get(rij["soort"], rij["wijze"])
        assert rij["veiligheidstoets"] == ("AKKOORD" if rij["wijze"] == "LOCATIE" else "")
        assert bool(rij["overtredingen"]) == (rij["soort"] in INSTRUMENTEN)


def test_overtredingen_liggen_in_hun_tijdvak_en_onder_de_juiste_zaak(records: Map) -> None:
    overtredingen = per_sleutel(records["overtredingen"])
    for rij in overtredingen.values():
        assert rij["voorschrift"] in (*OO, "ARBOBESLUIT_3_2A", "WML", "WAV", "WAADI", "ATW")
        if rij["voorschrift"] == "ARBOBESLUIT_3_2A":
            assert TWM_VAN <= date.fromisoformat(rij["geconstateerd_op"]) <= TWM_TOT
    for instrument in records["interventies"]:
        for sleutel in filter(None, instrument["overtredingen"].split(";")):
            onder = overtredingen[sleutel]
            assert (onder["zaak"], onder["werkgever"]) == (instrument["zaak"], instrument["werkgever"])
            assert onder["geconstateerd_op"] <= instrument["uitgereikt_op"]


def test_eis_en_stillegging_hebben_grondslag_termijn_en_toelichting(records: Map) -> None:
    overtredingen = per_sleutel(records["overtredingen"])
    for rij in records["interventies"]:
        onder = [overtredingen[sleutel] for sleutel in filter(None, rij["overtredingen"].split(";"))]
        verwacht = {"EIS": {"ARBOWET_27"}, "STILLEGGING": {"ARBOWET_28_1", "ARBOWET_28_7"}}.get(
            rij["soort"], {""}
        )
        assert rij["grondslag"] in verwacht
        if rij["soort"] in ("EIS", "STILLEGGING"):
            assert all(o["voorschrift"] in (*OO, "ARBOBESLUIT_3_2A") for o in onder)
        if rij["soort"] == "EIS":
            assert rij["toelichting"]
            assert rij["termijn_tot"] > rij["uitgereikt_op"]
        if rij["grondslag"] == "ARBOWET_28_1":
            assert any(o["ernstig_gevaar"] == "ja" for o in onder)
        if rij["grondslag"] == "ARBOWET_28_7":
            assert all(date.fromisoformat(o["geconstateerd_op"]) >= TWM_VAN for o in onder)
            assert all(o["ernstige_mate_motivering"] for o in onder)


def test_een_boeterapport_is_direct_gemotiveerd_of_volgt_op_een_verstreken_eis(records: Map) -> None:
    overtredingen = per_sleutel(records["overtredingen"])
    eerder: dict[tuple[str, str], list[Rij]] = defaultdict(list)
    for rij in records["interventies"]:
        if rij["soort"] in ("EIS", "WAARSCHUWING"):
            for sleutel in rij["overtredingen"].split(";"):
                eerder[rij["werkgever"], overtredingen[sleutel]["voorschrift"]].append(rij)
    direct = 0
    for rij in (r for r in records["interventies"] if r["soort"] == "BOETERAPPORT"):
        for onder in (overtredingen[sleutel] for sleutel in rij["overtredingen"].split(";")):
            if onder["voorschrift"] == "ARBOBESLUIT_3_2A":
                assert onder["ernstige_mate_motivering"]
                direct += 1
                continue
            gevonden = onder["geconstateerd_op"]
            eisen = [e for e in eerder[onder["werkgever"], onder["voorschrift"]] if e["soort"] == "EIS"]
            assert any(
                e["uitgereikt_op"] < e["termijn_tot"] < gevonden <= rij["uitgereikt_op"] for e in eisen
            )
    assert direct == 3


def test_een_24_7_verzoek_komt_van_een_groep_en_opsporing_valt_buiten_veilig_en_gezond(records: Map) -> None:
    groepen = ("ONDERNEMINGSRAAD", "PERSONEELSVERTEGENWOORDIGING", "VAKBOND")
    assert {r["melder_type"] for r in records["meldingen"] if r["verzoek_24_7"] == "ja"} == set(groepen)
    opsporing = [r for r in records["meldingen"] if r["opsporing_indicatie"] == "ja"]
    assert {"EERLIJK", "BUITEN"} <= {r["domein"] for r in opsporing}
    gevolgd = {r["melding"] for r in records["zaak_meldingen"]}
    gevolgd |= {r["melding"] for r in records["meldingen"] if r["dubbel_van"]}
    gevolgd |= {c["sleutel"] for c in records["correcties"] if c["veld"] == "dubbel_van"}
    assert {r["melding"] for r in records["meldingen"] if r["verzoek_24_7"] == "ja"} <= gevolgd


def test_de_teksten_zijn_verschillend_en_soms_rommelig(records: Map) -> None:
    teksten = [rij["omschrijving"] for rij in records["meldingen"]]
    verschillend = len(set(teksten))
    assert verschillend >= 7500, f"{verschillend} verschillende teksten"
    assert {tekst[0] for tekst in teksten} >= set("=+-@")
    assert any("\n" in tekst for tekst in teksten)
    assert any("😷" in tekst for tekst in teksten)
    assert any(tekst.isupper() for tekst in teksten)
    assert any("Szef" in tekst for tekst in teksten)
    assert 3000 < max(map(len, teksten)) < 20_000
    assert not [tekst for tekst in teksten if "{" in tekst or "}" in tekst]


def test_hetzelfde_zaad_geeft_dezelfde_bytes_en_een_ander_zaad_niet(
    tmp_path: Path, demomap: Callable[[int], Path]
) -> None:
    def vingerafdruk(map_: Path) -> str:
        return hashlib.sha256(b"".join(pad.read_bytes() for pad in sorted(map_.iterdir()))).hexdigest()

    schrijf_map(tmp_path / "nogmaals", 7)
    eerste = vingerafdruk(demomap(7))
    assert vingerafdruk(tmp_path / "nogmaals") == eerste
    assert vingerafdruk(demomap(2021)) != eerste


def test_zonder_latere_correcties_komt_er_na_3_februari_niets_meer_bij(tmp_path: Path) -> None:
    telling = schrijf_map(tmp_path, 2021, latere_correcties=False)
    with (tmp_path / "correcties.csv").open(encoding="utf-8", newline="") as bestand:
        correcties = list(csv.DictReader(bestand))
    assert telling.rijen["correcties"] == len(correcties) > 60
    assert max(map(op, correcties)) < datetime(2021, 2, 3, tzinfo=AMSTERDAM)
