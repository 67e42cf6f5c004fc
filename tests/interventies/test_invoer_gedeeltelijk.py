"""`--gedeeltelijk`: the good rows are taken, the bad ones come back with their reasons; good + refused = read."""

import csv
import stat
from pathlib import Path

import pytest

from inspectie.uitvoer.cellen import lijkt_formule
from interventies.invoer import importeer
from interventies.invoer.fouten import Fout
from interventies.invoer.lezen import ONLEESBAAR, Bestandsfout
from interventies.models import Zaak, ZaakMelding
from meldingen.models import Melding, MeldingTekst
from tests.interventies.invoerhulp import KOP, alle_rijen, in_balans, meldingen, regel
from tests.maak import NU, Dossier


def afgekeurd(dossier: Dossier, bestand: str) -> list[list[str]]:
    with (dossier.map / "afgekeurd" / f"{bestand}.csv").open(encoding="utf-8", newline="") as bron:
        return list(csv.reader(bron))


@pytest.fixture
def gemengd(dossier: Dossier) -> Dossier:
    """Two good meldingen with a zaak, one bad melding with another."""
    dossier.melding(melding="M1")
    dossier.melding(melding="M2", kanaal="FAX", ernst="hoog")
    dossier.melding(melding="M3")
    dossier.zaak("M1", zaak="Z1")
    dossier.zaak("M2", "M3", zaak="Z2")
    return dossier


def test_de_goede_regels_blijven_en_de_slechte_komen_terug(gemengd):
    in_balans(gemengd, meldingen=(2, 0, 1), zaken=(2, 0, 0), zaak_meldingen=(2, 0, 1))
    assert set(Melding.objects.values_list("extern_kenmerk", flat=True)) == {"M1", "M3"}
    assert {k.extern_kenmerk for k in ZaakMelding.objects.all()} == {"Z1;M1", "Z2;M3"}
    assert sorted(pad.name for pad in (gemengd.map / "afgekeurd").iterdir()) == [
        "meldingen.csv",
        "zaak_meldingen.csv",
    ]


def test_een_afgekeurde_regel_komt_terug_zoals_zij_was_met_haar_regel_en_alle_redenen(gemengd):
    gemengd.importeer(gedeeltelijk=True)
    kop, rij = afgekeurd(gemengd, "meldingen")
    met_kop = dict(zip(kop, rij, strict=True))
    assert kop[:2] == ["regel", "reden"]
    assert met_kop.pop("regel") == "3"
    reden = met_kop.pop("reden")
    assert "kanaal: staat niet in de codelijst kanaal" in reden
    assert "; ernst: staat niet in de codelijst ernst" in reden
    with (gemengd.map / "meldingen.csv").open(encoding="utf-8", newline="") as bron:
        assert met_kop == list(csv.DictReader(bron))[1]
    assert afgekeurd(gemengd, "zaak_meldingen")[1][:2] == [
        "3",
        "melding: verwijst naar een afgekeurde regel van meldingen.csv",
    ]


def test_cellen_komen_heel_terug_hoe_breed_of_vreemd_de_regel_ook_is(dossier):
    kop = f"{KOP},omschrijving"
    dossier.ruw["meldingen"] = meldingen(
        regel("M1", "FOUT", '"twee\r\nregels, ""en"" meer"'),
        "M2,half",
        regel("M3", "AFSTAND", "x", "te", "veel"),
        regel("M4", "AFSTAND", '"na"het einde'),
        regel("M5", "AFSTAND", "=2+3"),
        kop=kop,
    )
    in_balans(dossier, meldingen=(1, 0, 4))
    rijen = {rij[0]: rij[2:] for rij in afgekeurd(dossier, "meldingen")[1:]}
    assert rijen["2"][6] == 'twee\r\nregels, "en" meer'
    assert rijen["4"] == ["M2", "half"]
    assert rijen["5"][6:] == ["x", "te", "veel"]
    assert rijen["6"] == [regel("M4", "AFSTAND", '"na"het einde')]


def test_een_correctie_houdt_haar_eigen_reden_naast_die_van_de_afkeuring(gemengd):
    gemengd.correctie(
        "melding", "M1", "ernst", "hoog", "2021-02-01T10:00:00+01:00", reden="Verkeerd gehoord."
    )
    gemengd.importeer(gedeeltelijk=True)
    kop, rij = afgekeurd(gemengd, "correcties")
    met_kop = dict(zip(kop, rij, strict=True))
    assert met_kop["reden"] == "Verkeerd gehoord."
    assert "codelijst ernst" in met_kop["reden_van_afkeur"]


def test_de_map_opnieuw_verandert_niets(gemengd):
    gemengd.importeer(gedeeltelijk=True)
    voor, bestand = alle_rijen(), (gemengd.map / "afgekeurd" / "meldingen.csv").read_bytes()
    in_balans(gemengd, meldingen=(0, 2, 1), zaken=(0, 2, 0), zaak_meldingen=(0, 2, 1))
    assert alle_rijen() == voor
    assert (gemengd.map / "afgekeurd" / "meldingen.csv").read_bytes() == bestand


def test_wat_daarna_is_hersteld_komt_er_bij(gemengd):
    gemengd.importeer(gedeeltelijk=True)
    gemengd.rijen["meldingen"][1] |= {"kanaal": "EMAIL", "ernst": "laag"}
    in_balans(gemengd, meldingen=(1, 2, 0), zaak_meldingen=(1, 2, 0))
    assert not (gemengd.map / "afgekeurd").exists()
    assert list(Melding.objects.order_by("nummer").values_list("extern_kenmerk", "nummer")) == [
        ("M1", 1),
        ("M3", 2),
        ("M2", 3),
    ]


def test_een_volgende_keer_staat_er_alleen_wat_dan_is_afgekeurd(gemengd):
    gemengd.importeer(gedeeltelijk=True)
    gemengd.rijen["meldingen"][1] |= {"kanaal": "EMAIL", "ernst": "laag"}
    gemengd.rijen["zaken"][0]["domein"] = "EERLIJK"
    gemengd.importeer(gedeeltelijk=True)
    assert [pad.name for pad in (gemengd.map / "afgekeurd").iterdir()] == ["zaken.csv"]
    assert sorted(pad.name for pad in gemengd.map.iterdir()) == [
        "afgekeurd",
        "meldingen.csv",
        "zaak_meldingen.csv",
        "zaken.csv",
    ]


def test_zonder_de_keuze_wordt_er_niets_geschreven(gemengd):
    voor = alle_rijen()
    assert not gemengd.importeer().opgeslagen
    assert alle_rijen() == voor
    assert not (gemengd.map / "afgekeurd").exists()


def test_als_alles_is_afgekeurd_staat_er_niets_in_het_systeem(dossier):
    dossier.melding(kanaal="FAX")
    voor = alle_rijen()
    in_balans(dossier, meldingen=(0, 0, 1))
    assert alle_rijen() == voor
    assert len(afgekeurd(dossier, "meldingen")) == 2


def test_alleen_de_eigenaar_kan_in_de_map_kijken(gemengd):
    gemengd.importeer(gedeeltelijk=True)
    assert stat.S_IMODE((gemengd.map / "afgekeurd").stat().st_mode) == 0o700


def test_wat_een_ander_in_de_map_afgekeurd_zette_wordt_niet_weggegooid(gemengd):
    (gemengd.map / "afgekeurd").mkdir(parents=True)
    (gemengd.map / "afgekeurd" / "notities.txt").write_text("van mij")
    voor = alle_rijen()
    with pytest.raises(Bestandsfout, match=r"notities\.txt"):
        gemengd.importeer(gedeeltelijk=True)
    assert alle_rijen() == voor
    assert (gemengd.map / "afgekeurd" / "notities.txt").read_text() == "van mij"


def test_kan_de_map_er_niet_komen_dan_wordt_er_niets_opgeslagen(gemengd):
    gemengd.schrijf()
    (gemengd.map / "afgekeurd").write_text("een bestand")
    voor = alle_rijen()
    with pytest.raises(Bestandsfout, match="is geen map"):
        gemengd.importeer(gedeeltelijk=True)
    assert alle_rijen() == voor
    assert not Zaak.objects.exists()


def test_een_map_die_een_afgebroken_run_liet_staan_komt_terug_of_gaat_weg(gemengd):
    vorige = gemengd.map / ".afgekeurd-vorige"
    vorige.mkdir(parents=True)
    (vorige / "zaken.csv").write_text("oud")
    gemengd.importeer(gedeeltelijk=True)
    assert not vorige.exists()
    assert sorted(pad.name for pad in (gemengd.map / "afgekeurd").iterdir()) == [
        "meldingen.csv",
        "zaak_meldingen.csv",
    ]


def lees_in(map_: Path) -> tuple[int, list[Fout]]:
    """How many rows of a folder are new, and what is wrong with the others."""
    fouten: list[Fout] = []
    uitslag = importeer(
        map_, nu=NU, gedeeltelijk=True, meld=fouten.append, voortgang=lambda bestand, gelezen: None
    )
    return uitslag.som("nieuw"), fouten


@pytest.mark.parametrize(
    "tekst",
    ["=1+1", "+31 6 12345678", "- geen afstand", "@chef", "'=1", "''-", "x =1", "'s avonds", "'", ""],
)
def test_een_afgekeurde_regel_is_in_een_spreadsheet_geen_formule_en_komt_heel_terug(dossier, tekst):
    """People mend these files in a spreadsheet, and what is in them was written by anyone."""
    dossier.melding(melding="M1", kanaal="FAX", omschrijving=tekst)
    dossier.importeer(gedeeltelijk=True)
    _, rij = afgekeurd(dossier, "meldingen")
    assert not any(lijkt_formule(cel) for cel in rij)
    bestand = dossier.map / "afgekeurd" / "meldingen.csv"
    bestand.write_text(bestand.read_text("utf-8").replace("FAX", "EMAIL"), "utf-8")
    assert lees_in(bestand.parent) == (1, [])
    assert [str(rij.tekst) for rij in MeldingTekst.objects.all()] == [tekst] * bool(tekst)


def test_een_onverbeterde_regel_die_niet_te_lezen_was_wordt_weer_geweigerd(dossier):
    """Else what stands for the lost letter would pass for what the reporter wrote."""
    kop = f"{KOP},omschrijving"
    regels = meldingen(regel("M1", "AFSTAND", "café"), regel("M2", "AFSTAND", "a\0b"), kop=kop)
    dossier.ruw["meldingen"] = regels.encode().replace("é".encode(), b"\xe9")
    dossier.importeer(gedeeltelijk=True)
    map_ = dossier.map / "afgekeurd"
    nieuw, fouten = lees_in(map_)
    assert nieuw == 0
    assert [(fout.kolom, fout.reden) for fout in fouten] == [("omschrijving", ONLEESBAAR)] * 2
    assert (map_ / "afgekeurd" / "meldingen.csv").read_text("utf-8").count("omschrijving: ") == 2
    bestand = map_ / "meldingen.csv"
    bestand.write_bytes(bestand.read_bytes().replace("caf\ufffd".encode(), "café".encode()))
    assert lees_in(map_)[0] == 1


def test_ook_een_verbeterd_bestand_met_een_onleesbare_letter_noemt_de_goede_kolom(gemengd):
    gemengd.importeer(gedeeltelijk=True)
    bestand = gemengd.map / "afgekeurd" / "meldingen.csv"
    bestand.write_bytes(bestand.read_bytes().replace(b"FAX", b"F\xe9X"))
    _, fouten = lees_in(bestand.parent)
    assert ("kanaal", "geen geldige UTF-8") in [(fout.kolom, fout.reden) for fout in fouten]
