"""The source is secret (domain section 5): the reporter's columns go straight into the confidential table."""

import sqlite3
from pathlib import Path

import pytest

from inspectie.versies import Wijziging, standen
from meldingen.melders import _open
from meldingen.models import Melder, Melding
from tests.interventies.invoerhulp import alle_rijen
from tests.maak import Dossier

NAAM, EMAIL, TELEFOON = "Kanariepiet Geheim", "kanarie@geheim.example", "0687654321"
MELDER = {"melder_naam": NAAM, "melder_email": EMAIL, "melder_telefoon": TELEFOON}
SPOREN = ("Kanariepiet", "kanarie@", "87654321", "Tweede Naam")
OP = "2021-02-01T10:00:00+01:00"


def sporen_in(tekst: str) -> list[str]:
    return [spoor for spoor in SPOREN if spoor.casefold() in tekst.casefold()]


def melder_op(melding: str) -> list[tuple[str, str, str, str]]:
    """(day, name, email, phone) at every moment; of rows of one moment the last."""
    rijen = Melder.objects.filter(melding__extern_kenmerk=melding).order_by("geregistreerd_op", "id")
    per_moment = {rij.geregistreerd_op: _open(rij) for rij in rijen}
    return [(f"{op:%m-%d}", v["naam"], v["email"], v["telefoon"]) for op, v in per_moment.items()]


def zichtbaar(melding: str) -> list[tuple[str, bool, bool]]:
    """(day, anonymous, reachable) in every state of the melding."""
    pk = Melding.objects.get(extern_kenmerk=melding).pk
    return [
        (f"{s.vanaf:%m-%d}", s.velden["anoniem"], s.velden["melder_bereikbaar"])
        for s in standen(Melding, [pk])[pk]
    ]


def corrigeer(dossier: Dossier, *correcties: tuple[str, str, str]) -> None:
    """(field, value, day)"""
    dossier.rijen["correcties"] = []
    for veld, nieuw, dag in correcties:
        dossier.correctie("melding", "M", veld, nieuw, f"2021-{dag}T10:00:00+01:00")
    dossier.neem()


class TestNergensTeLezen:
    def test_in_geen_enkele_tabel(self, dossier):
        dossier.melding(melding="M", **MELDER)
        dossier.correctie("melding", "M", "melder_naam", "Tweede Naam", OP)
        dossier.correctie("melding", "M", "melder_telefoon", f"{TELEFOON}0", OP)
        dossier.neem()
        for tabel, rijen in alle_rijen().items():
            assert not sporen_in(repr(rijen)), tabel
        assert Melder.objects.count() == 3
        assert set(Wijziging.objects.values_list("veld", "nieuw")) == {
            ("melder_naam", None),
            ("melder_telefoon", None),
        }

    def test_wel_in_de_kluis(self, dossier):
        dossier.melding(melding="M", **MELDER)
        dossier.neem()
        assert melder_op("M") == [("01-08", NAAM, EMAIL, TELEFOON)]

    def test_niet_in_wat_er_over_een_fout_wordt_gezegd(self, dossier):
        dossier.melding(melding="M1", kanaal="FAX", **MELDER)
        dossier.melding(
            melding="M2", melder_naam=NAAM * 20, melder_email=EMAIL * 20, melder_telefoon=TELEFOON * 9
        )
        dossier.melding(melding="M3", **MELDER)
        dossier.melding(melding="M3", **MELDER)
        dossier.melding(melding="M", **MELDER)
        dossier.correctie("melding", "M", "melder_naam", NAAM * 20, OP)
        dossier.correctie("melding", "M", "melder_nam", NAAM, OP)
        dossier.correctie("melding", "M9", "melder_naam", NAAM, OP)
        dossier.correctie("klacht", "M", "melder_naam", NAAM, OP)
        dossier.correctie("melding", "M", "melder_naam", NAAM, "2020-01-01T10:00:00+01:00")
        dossier.correctie("melding", "M", "melder_naam", f"{NAAM}\0", OP)
        dossier.correctie("melding", "M", "melder_naam", NAAM * 9000, OP)
        dossier.importeer()
        assert len(dossier.fouten) >= 12
        for fout in dossier.fouten:
            assert not sporen_in(f"{fout!r} {fout}")
        assert "“(vertrouwelijk, 360 tekens)” is langer dan 200 tekens" in str(dossier.fouten[1])

    def test_niet_in_de_bestanden_waarmee_de_invoer_zichzelf_helpt(self, dossier, monkeypatch, tmp_path):
        """Every nameless database of the run gets a name here, and keeps what it held."""
        klad = tmp_path / "klad"
        klad.mkdir()
        echt = sqlite3.connect

        class Bewaard(sqlite3.Connection):
            def close(self) -> None:
                self.commit()
                super().close()

        def met_naam(pad: str, **opties: object) -> sqlite3.Connection:
            assert pad == ""
            return echt(klad / f"{len(list(klad.iterdir()))}.db", isolation_level=None, factory=Bewaard)

        monkeypatch.setattr("sqlite3.connect", met_naam)
        dossier.melding(melding="M1", **MELDER)
        dossier.melding(melding="M2", kanaal="FAX", dubbel_van="M1", **MELDER)
        dossier.melding(melding="M3", dubbel_van="M9", **MELDER)
        dossier.correctie("melding", "M1", "melder_naam", "Tweede Naam", OP)
        dossier.correctie("melding", "M1", "ernst", NAAM, OP)
        dossier.importeer(gedeeltelijk=True)
        inhoud = {bestand.name: bestand.read_bytes().decode("latin-1") for bestand in klad.iterdir()}
        assert "M9" in "".join(inhoud.values())
        for naam, tekst in inhoud.items():
            assert not sporen_in(tekst), naam

    def test_alleen_de_afgekeurde_regel_zelf_komt_met_haar_melder_terug(self, dossier):
        dossier.melding(melding="M1", kanaal="FAX", **MELDER)
        dossier.melding(melding="M2", **MELDER)
        dossier.importeer(gedeeltelijk=True)
        inhoud = (dossier.map / "afgekeurd" / "meldingen.csv").read_text()
        assert inhoud.count(NAAM) == 1
        assert [pad.name for pad in Path(dossier.map / "afgekeurd").iterdir()] == ["meldingen.csv"]


class TestCorrecties:
    def test_de_andere_velden_blijven_wat_zij_waren(self, dossier):
        dossier.melding(melding="M", **MELDER)
        dossier.neem()
        corrigeer(dossier, ("melder_naam", "Jo", "02-01"))
        corrigeer(dossier, ("melder_email", "", "02-02"))
        assert melder_op("M") == [
            ("01-08", NAAM, EMAIL, TELEFOON),
            ("02-01", "Jo", EMAIL, TELEFOON),
            ("02-02", "Jo", "", TELEFOON),
        ]

    def test_een_anonieme_melder_krijgt_een_naam(self, dossier):
        dossier.melding(melding="M")
        dossier.neem()
        assert zichtbaar("M") == [("01-08", True, False)]
        corrigeer(dossier, ("melder_naam", "Jo", "02-01"), ("melder_telefoon", "0611111111", "02-01"))
        assert melder_op("M") == [("02-01", "Jo", "", "0611111111")]
        assert zichtbaar("M") == [("01-08", True, False), ("02-01", False, True)]

    def test_wie_zijn_gegevens_laat_weghalen_is_daarna_anoniem_en_onbereikbaar(self, dossier):
        dossier.melding(melding="M", **MELDER)
        dossier.neem()
        corrigeer(
            dossier,
            ("melder_naam", "", "02-01"),
            ("melder_email", "", "02-02"),
            ("melder_telefoon", "", "02-03"),
        )
        assert zichtbaar("M") == [("01-08", False, True), ("02-01", True, True), ("02-03", True, False)]

    @pytest.mark.parametrize("omgekeerd", [False, True])
    def test_de_volgorde_van_binnenkomst_maakt_niet_uit(self, dossier, omgekeerd):
        dossier.melding(melding="M", **MELDER)
        dossier.neem()
        alle = [
            ("melder_naam", "", "02-01"),
            ("melder_email", "e@x.example", "02-02"),
            ("melder_naam", "Jo", "02-03"),
            ("melder_telefoon", "", "02-04"),
            ("melder_email", "", "02-05"),
        ]
        for correctie in reversed(alle) if omgekeerd else alle:
            corrigeer(dossier, correctie)
        assert melder_op("M") == [
            ("01-08", NAAM, EMAIL, TELEFOON),
            ("02-01", "", EMAIL, TELEFOON),
            ("02-02", "", "e@x.example", TELEFOON),
            ("02-03", "Jo", "e@x.example", TELEFOON),
            ("02-04", "Jo", "e@x.example", ""),
            ("02-05", "Jo", "", ""),
        ]
        assert [rij[1:] for rij in zichtbaar("M")] == [
            (False, True),
            (True, True),
            (False, True),
            (False, False),
        ]

    def test_van_twee_op_een_moment_telt_de_latere_regel(self, dossier):
        dossier.melding(melding="M", **MELDER)
        dossier.neem()
        corrigeer(
            dossier,
            ("melder_naam", "Jo", "02-01"),
            ("melder_naam", "Ed", "02-01"),
            ("melder_email", "", "02-01"),
        )
        assert melder_op("M")[-1] == ("02-01", "Ed", "", TELEFOON)


def test_een_bestand_zonder_kop_noemt_niets_van_zijn_eerste_regel(dossier):
    regel = "M1,2021-01-08T10:00:00+01:00,TELEFOON,WERKNEMER,Jan Geheim,jan@geheim.example,0612345678\n"
    dossier.ruw["meldingen"] = regel
    dossier.importeer()
    assert [str(fout) for fout in dossier.fouten] == [
        "meldingen.csv, regel 1: de eerste regel bevat geen enkele kolomnaam; daar horen de kolomnamen te staan"
    ]


def test_van_een_te_lange_klacht_staat_alleen_de_lengte_in_de_fout(dossier):
    dossier.melding(omschrijving="Mijn baas Karel hoest. " * 10_000)
    dossier.importeer()
    (fout,) = (str(fout) for fout in dossier.fouten)
    assert "Karel" not in fout
    assert "230000 tekens" in fout
