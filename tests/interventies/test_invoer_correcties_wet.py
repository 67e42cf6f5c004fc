"""The state after a correction must be lawful too (contract section 1; domain section 4)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from interventies.invoer import correcties, verloop
from interventies.invoer.context import Context
from interventies.models import Interventie, Overtreding
from meldingen.models import Werkgever
from tests.interventies.invoerhulp import geweigerd, in_balans
from tests.maak import Dossier

OP = "2021-02-01T10:00:00+01:00"
LATER = "2021-02-02T10:00:00+01:00"


@pytest.fixture(scope="module")
def ingelezen(samen: Callable[[], AbstractContextManager[None]], tmp_path_factory: Any) -> None:
    """W was warned (I) on O in zaak Z; W2 and Z2 are others."""
    dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
    for nummer in ("", "2"):
        dossier.werkgever(werkgever=f"W{nummer}")
        dossier.zaak(zaak=f"Z{nummer}")
    dossier.overtreding("Z", "W", overtreding="O", geconstateerd_op="2020-12-05")
    dossier.overtreding("Z", "W", overtreding="P", geconstateerd_op="2020-12-05", voorschrift="RIE")
    dossier.interventie(
        "Z", "W", "WAARSCHUWING", interventie="I", overtredingen="O", uitgereikt_op="2020-12-06"
    )
    with samen():
        dossier.neem()


@pytest.fixture
def gewaarschuwd(ingelezen: None, db: None, tmp_path: Path) -> Dossier:
    """An empty folder, beside that in the database."""
    return Dossier(tmp_path / "map", _tel=count(50))


@pytest.fixture
def dossier(gewaarschuwd: Dossier) -> Dossier:
    """The same, for who has nothing to do with it."""
    return gewaarschuwd


@pytest.fixture
def beboet(gewaarschuwd: Dossier) -> Dossier:
    """And fined (B) on a second finding."""
    o = gewaarschuwd.overtreding("Z", "W", overtreding="OB", geconstateerd_op="2021-01-05")
    gewaarschuwd.interventie("Z", "W", "BOETERAPPORT", interventie="B", overtredingen=o)
    gewaarschuwd.neem()
    return gewaarschuwd


def alleen(dossier: Dossier, *correcties: tuple[str, ...]) -> Dossier:
    dossier.rijen["correcties"] = []
    for correctie in correcties:
        dossier.correctie(*correctie)
    return dossier


def verboden(dossier: Dossier, *correcties: tuple[str, ...]) -> list[str]:
    fouten = geweigerd(alleen(dossier, *correcties))
    assert all(fout.startswith("correcties.csv, regel ") and "kolom nieuw" in fout for fout in fouten)
    return fouten


def verboden_elk(dossier: Dossier, *correcties: tuple[str, ...]) -> list[list[str]]:
    """What is said against each of these, each a day after the one before: what is refused changes nothing, so that
    each meets what stood."""
    momenten = [
        (datetime(2021, 2, 1, tzinfo=UTC) + timedelta(days=n)).isoformat() for n in range(len(correcties))
    ]
    verboden(dossier, *((*correctie, op) for correctie, op in zip(correcties, momenten, strict=True)))
    return [
        [str(fout) for fout in dossier.fouten if fout.regel == regel]
        for regel, _ in enumerate(correcties, start=2)
    ]


def test_hoeveel_er_op_een_moment_ook_naar_een_ander_gaat_elk_paar_wordt_samen_bekeken(
    dossier: Dossier, monkeypatch
):
    """First all violations, then all their instruments, as a sender sorts them: neither may go without the other."""
    monkeypatch.setattr(correcties, "SAMEN", 3)
    nummers, elders = range(1, 6), dossier.werkgever()
    for n in nummers:
        mis, zaak = dossier.werkgever(), dossier.zaak()
        dossier.werkgever(werkgever=f"GOED{n}")
        dossier.overtreding(zaak, mis, overtreding=f"O{n}")
        dossier.interventie(zaak, mis, "WAARSCHUWING", interventie=f"I{n}", overtredingen=f"O{n}")
    for n in nummers:
        dossier.correctie("overtreding", f"O{n}", "werkgever", f"GOED{n}", OP)
    for n in nummers:
        dossier.correctie("interventie", f"I{n}", "werkgever", f"GOED{n}" if n != 3 else elders, OP)
    in_balans(dossier, correcties=(8, 0, 2))
    assert [(fout.regel, fout.waarde) for fout in dossier.fouten] == [(4, "GOED3"), (9, elders)]
    wie = Interventie.objects.filter(werkgever__extern_kenmerk__startswith="GOED")
    assert sorted(str(interventie.extern_kenmerk) for interventie in wie) == ["I1", "I2", "I4", "I5"]


def test_ook_na_duizenden_instrumenten_wacht_er_een_op_het_samenvoegen_dat_het_wettig_maakt(
    dossier: Dossier, monkeypatch
):
    class Veel(dict[int, int]):
        def __len__(self) -> int:
            return super().__len__() + 20_000

    monkeypatch.setattr(verloop, "Context", partial(Context, beraad=Veel()))
    een, ander, zaak = dossier.werkgever(), dossier.werkgever(), dossier.zaak()
    dossier.interventie(zaak, een, "WAARSCHUWING", overtredingen=dossier.overtreding(zaak, ander))
    dossier.correctie("werkgever", een, "samengevoegd_in", ander, OP)
    dossier.neem()
    assert Interventie.objects.count() == 1 + 1


class TestInstrumenten:
    def test_wat_daarna_niet_zou_mogen_wordt_geweigerd(self, gewaarschuwd):
        gevallen = [
            ("overtreding", "O", "vervallen", "ja", "ten minste één vastgelegde overtreding"),
            ("overtreding", "O", "zaak", "Z2", "hoort bij zaak Z2, niet bij zaak Z"),
            ("overtreding", "O", "werkgever", "W2", "is niet van werkgever W maar van W2"),
            ("overtreding", "O", "geconstateerd_op", "2020-12-07", "geconstateerd na de dag van uitreiken"),
            (
                "overtreding",
                "O",
                "voorschrift",
                "THUISWERKEN",
                "Niet-thuiswerken is in zichzelf niet een overtreding",
            ),
            ("overtreding", "P", "voorschrift", "VERZONNEN", "“VERZONNEN” is geen bekend voorschrift"),
            ("overtreding", "P", "geconstateerd_op", "", "is verplicht"),
            ("interventie", "I", "zaak", "Z2", "hoort bij zaak Z, niet bij zaak Z2"),
            ("interventie", "I", "werkgever", "W2", "is niet van werkgever W2 maar van W"),
            ("interventie", "I", "overtredingen", "", "ten minste één vastgelegde overtreding"),
            ("interventie", "I", "uitgereikt_op", "2020-12-04", "geconstateerd na de dag van uitreiken"),
            ("interventie", "I", "soort", "LOCATIEBEZOEK", "heeft altijd de wijze LOCATIE"),
            ("interventie", "I", "soort", "EIS", "vraagt een grondslag"),
            ("interventie", "I", "soort", "SLUITING", "bestaat niet als instrument"),
            ("interventie", "I", "wijze", "LOCATIE", "uitkomst AKKOORD"),
            ("interventie", "I", "grondslag", "ARBOWET_27", "staat op de overtreden voorschriften zelf"),
            ("interventie", "I", "termijn_tot", "2020-12-01", "eindigt voor de dag van uitreiken"),
            ("interventie", "I", "termijn_tot", "2091-12-01", "meer dan tien jaar"),
        ]
        gezegd = verboden_elk(gewaarschuwd, *(geval[:-1] for geval in gevallen))
        for fouten, (*geval, reden) in zip(gezegd, gevallen, strict=True):
            assert any(reden in fout for fout in fouten), (geval, fouten)

    def test_een_waarschuwing_wordt_een_eis_als_alles_op_een_moment_wordt_gecorrigeerd(self, gewaarschuwd):
        eis = [
            ("interventie", "I", "soort", "EIS", OP),
            ("interventie", "I", "grondslag", "ARBOWET_27", OP),
            ("interventie", "I", "termijn_tot", "2021-03-01", OP),
            ("interventie", "I", "toelichting", "Hang schermen op.", OP),
        ]
        for zonder in range(4):
            verboden(gewaarschuwd, *eis[:zonder], *eis[zonder + 1 :])
        alleen(gewaarschuwd, *eis).neem()
        assert Interventie.objects.get().soort == "EIS"

    def test_ook_als_hun_regels_door_die_van_andere_records_heen_staan(self, gewaarschuwd):
        alleen(
            gewaarschuwd,
            ("interventie", "I", "soort", "EIS", OP),
            ("werkgever", "W", "naam", "Anders", OP),
            ("interventie", "I", "grondslag", "ARBOWET_27", OP),
            ("zaak", "Z2", "domein", "EERLIJK", OP),
            ("interventie", "I", "termijn_tot", "2021-03-01", OP),
            ("werkgever", "W2", "naam", "Anders", OP),
            ("interventie", "I", "toelichting", "Hang schermen op.", OP),
        ).neem()
        assert Interventie.objects.get().soort == "EIS"

    def test_de_overtredingen_onder_een_instrument_zijn_die_van_de_laatste_correctie(self, gewaarschuwd):
        alleen(gewaarschuwd, ("interventie", "I", "overtredingen", "P", LATER)).neem()
        assert [o.extern_kenmerk for o in Interventie.objects.get().overtredingen.all()] == ["P"]
        # Comes in later, was registered earlier.
        alleen(gewaarschuwd, ("interventie", "I", "overtredingen", "O;P", OP)).neem()
        assert [o.extern_kenmerk for o in Interventie.objects.get().overtredingen.all()] == ["P"]
        alleen(gewaarschuwd, ("interventie", "I", "overtredingen", "O;P", LATER)).neem()
        assert Interventie.objects.get().overtredingen.count() == 2

    @pytest.mark.parametrize(("veld", "nieuw"), [("werkgever", "W2"), ("zaak", "Z2")])
    @pytest.mark.parametrize("omgekeerd", [False, True])
    def test_overtreding_en_instrument_verhuizen_samen_of_niet(self, gewaarschuwd, veld, nieuw, omgekeerd):
        samen = [("overtreding", "O", veld, nieuw, OP), ("interventie", "I", veld, nieuw, OP)]
        for een in samen:
            verboden(gewaarschuwd, een)
        alleen(gewaarschuwd, *(samen[::-1] if omgekeerd else samen)).neem()
        assert getattr(Interventie.objects.get(), veld).extern_kenmerk == nieuw
        assert getattr(Overtreding.objects.get(extern_kenmerk="O"), veld).extern_kenmerk == nieuw

    def test_op_verschillende_momenten_mag_dat_niet(self, gewaarschuwd):
        verboden(
            gewaarschuwd, ("overtreding", "O", "zaak", "Z2", OP), ("interventie", "I", "zaak", "Z2", LATER)
        )

    def test_een_slechte_verhuizing_houdt_een_goede_op_hetzelfde_moment_niet_tegen(self, gewaarschuwd):
        gewaarschuwd.werkgever(werkgever="V")
        gewaarschuwd.overtreding("Z", "V", overtreding="OV")
        gewaarschuwd.interventie("Z", "V", "WAARSCHUWING", interventie="IV", overtredingen="OV")
        gewaarschuwd.neem()
        alleen(
            gewaarschuwd,
            ("overtreding", "OV", "zaak", "Z2", OP),
            ("overtreding", "O", "zaak", "Z2", OP),
            ("interventie", "I", "zaak", "Z2", OP),
        )
        in_balans(gewaarschuwd, correcties=(2, 0, 1))
        assert [f.regel for f in gewaarschuwd.fouten] == [2]

    def test_een_vervallen_instrument_houdt_niets_meer_tegen_en_komt_niet_onwettig_terug(self, gewaarschuwd):
        alleen(gewaarschuwd, ("interventie", "I", "vervallen", "ja", OP)).neem()
        alleen(gewaarschuwd, ("overtreding", "O", "vervallen", "ja", LATER)).neem()
        (fout,) = verboden(
            gewaarschuwd, ("interventie", "I", "vervallen", "nee", "2021-02-03T10:00:00+01:00")
        )
        assert "vraagt ten minste één vastgelegde overtreding" in fout

    def test_in_een_map_met_de_regels_zelf_wordt_de_correctie_geweigerd_en_niet_de_regel(self, dossier):
        w, z = dossier.werkgever(), dossier.zaak()
        o = dossier.overtreding(z, w)
        dossier.interventie(z, w, "WAARSCHUWING", overtredingen=o)
        dossier.correctie("overtreding", o, "vervallen", "ja", OP)
        in_balans(dossier, overtredingen=(1, 0, 0), interventies=(1, 0, 0), correcties=(0, 0, 1))

    def test_twee_verboden_correcties_van_een_interventie_noemen_elk_hun_eigen_waarde(self, gewaarschuwd):
        alleen(
            gewaarschuwd,
            ("interventie", "I", "grondslag", "ARBOWET_27", OP),
            ("interventie", "I", "toelichting", "Zo moet het.", OP),
        )
        geweigerd(gewaarschuwd)
        assert [fout.waarde for fout in gewaarschuwd.fouten] == ["ARBOWET_27", "Zo moet het."]


class TestWatRustOpEenEerdereWaarschuwing:
    def test_een_correctie_die_de_grond_onder_een_boeterapport_wegneemt(self, beboet):
        gevallen = [
            ("interventie", "I", "vervallen", "ja"),
            ("interventie", "I", "soort", "AANSPREKEN_SCHRIFTELIJK"),
            ("interventie", "I", "uitgereikt_op", "2021-01-05"),
            ("interventie", "I", "termijn_tot", "2021-01-05"),
            ("interventie", "I", "overtredingen", "P"),
            ("overtreding", "O", "voorschrift", "VOORLICHTING"),
            ("overtreding", "OB", "voorschrift", "VOORLICHTING"),
            ("overtreding", "OB", "geconstateerd_op", "2020-12-06"),
        ]
        zin = ("interventie B: Overtreding OB", "geen eerdere waarschuwing")
        for fouten, geval in zip(verboden_elk(beboet, *gevallen), gevallen, strict=True):
            assert any(all(deel in fout for deel in zin) for fout in fouten), (geval, fouten)

    @pytest.mark.parametrize("omgekeerd", [False, True])
    def test_rapport_en_waarschuwing_vervallen_samen(self, beboet, omgekeerd):
        samen = [("interventie", "I", "vervallen", "ja", OP), ("interventie", "B", "vervallen", "ja", OP)]
        alleen(beboet, *(samen[::-1] if omgekeerd else samen)).neem()

    @pytest.fixture
    def via_naam(self, dossier: Dossier) -> Dossier:
        """Warned as V2, fined as V, and merged in between."""
        for w in ("V", "V2", "V3"):
            dossier.werkgever(werkgever=w)
        dossier.zaak(zaak="ZV")
        o = dossier.overtreding("ZV", "V2", geconstateerd_op="2020-11-05")
        dossier.interventie("ZV", "V2", "WAARSCHUWING", overtredingen=o, uitgereikt_op="2020-11-06")
        dossier.correctie("werkgever", "V2", "samengevoegd_in", "V", "2020-12-01T10:00:00+01:00")
        dossier.neem()
        o = dossier.overtreding("ZV", "V", geconstateerd_op="2021-01-05")
        dossier.interventie("ZV", "V", "BOETERAPPORT", interventie="B", overtredingen=o)
        return dossier

    def test_uit_elkaar_halen_onder_een_boeterapport_op_de_gezamenlijke_geschiedenis(self, via_naam):
        via_naam.neem()
        (fout,) = verboden(via_naam, ("werkgever", "V2", "samengevoegd_in", "", OP))
        assert "interventie B: Overtreding" in fout
        assert "geen eerdere waarschuwing" in fout
        alleen(via_naam, ("werkgever", "V2", "samengevoegd_in", "V3", OP))
        geweigerd(via_naam)

    def test_ook_in_een_map_met_het_boeterapport_zelf(self, via_naam):
        via_naam.correctie("werkgever", "V2", "samengevoegd_in", "", OP)
        in_balans(via_naam, interventies=(1, 1, 0), correcties=(0, 1, 1))

    def test_samenvoegen_en_weer_los_in_een_map_met_alles(self, via_naam, tmp_path):
        alles = Dossier(tmp_path / "alles", rijen=via_naam.rijen)
        for rijen in alles.rijen.values():
            for rij in rijen:
                for kolom in (
                    "werkgever",
                    "zaak",
                    "interventie",
                    "overtreding",
                    "sleutel",
                    "nieuw",
                    "overtredingen",
                ):
                    if rij.get(kolom):
                        rij[kolom] = f"x{rij[kolom]}"
        alles.correctie("werkgever", "xV2", "samengevoegd_in", "", OP)
        in_balans(alles, interventies=(2, 0, 0), correcties=(1, 0, 1))
        assert alles.fouten[0].regel == 3

    def test_een_ander_kvk_nummer_voor_de_eerste_van_de_groep(self, dossier):
        # The record that stands for the group leaves it: the others must be looked at too.
        for w in ("A", "B", "C"):
            dossier.werkgever(werkgever=w, kvk_nummer="11111111")
        dossier.zaak(zaak="ZV")
        o = dossier.overtreding("ZV", "A", geconstateerd_op="2020-11-05")
        dossier.interventie("ZV", "A", "WAARSCHUWING", overtredingen=o, uitgereikt_op="2020-11-06")
        o = dossier.overtreding("ZV", "C", geconstateerd_op="2021-01-05")
        dossier.interventie("ZV", "C", "BOETERAPPORT", interventie="B", overtredingen=o)
        dossier.neem()
        for nummer in ("", "22222222"):
            (fout,) = verboden(dossier, ("werkgever", "A", "kvk_nummer", nummer, OP))
            assert "interventie B" in fout
        alleen(dossier, ("werkgever", "B", "kvk_nummer", "22222222", OP)).neem()
        assert Werkgever.objects.get(extern_kenmerk="B").hoofd is None

    def test_een_voorganger_minder(self, dossier):
        dossier.werkgever(werkgever="A")
        dossier.werkgever(werkgever="B", rechtsopvolger_van="A")
        dossier.werkgever(werkgever="C", rechtsopvolger_van="B")
        dossier.zaak(zaak="ZV")
        o = dossier.overtreding("ZV", "A", geconstateerd_op="2020-11-05")
        dossier.interventie("ZV", "A", "WAARSCHUWING", overtredingen=o, uitgereikt_op="2020-11-06")
        o = dossier.overtreding("ZV", "C", geconstateerd_op="2021-01-05")
        dossier.interventie("ZV", "C", "BOETERAPPORT", interventie="B", overtredingen=o)
        dossier.neem()
        for w in ("B", "C"):
            assert "interventie B" in verboden(dossier, ("werkgever", w, "rechtsopvolger_van", "", OP))[0]
        alleen(dossier, ("werkgever", "C", "rechtsopvolger_van", "A", OP)).neem()
        assert "interventie B" in verboden(dossier, ("werkgever", "C", "rechtsopvolger_van", "", LATER))[0]

    @pytest.mark.parametrize("veld", ["samengevoegd_in", "rechtsopvolger_van"])
    def test_een_kring_van_werkgevers_wordt_geweigerd(self, gewaarschuwd, veld):
        verboden(gewaarschuwd, ("werkgever", "W", veld, "W", OP))
        fouten = verboden(
            gewaarschuwd, ("werkgever", "W", veld, "W2", OP), ("werkgever", "W2", veld, "W", LATER)
        )
        assert fouten == [f"correcties.csv, regel 3, kolom nieuw: “W” met deze waarde vormt {veld} een kring"]

    @pytest.mark.parametrize("veld", ["samengevoegd_in", "rechtsopvolger_van"])
    def test_omdraaien_op_een_moment_mag(self, gewaarschuwd, veld):
        alleen(gewaarschuwd, ("werkgever", "W", veld, "W2", OP)).neem()
        alleen(
            gewaarschuwd, ("werkgever", "W2", veld, "W", LATER), ("werkgever", "W", veld, "", LATER)
        ).neem()
        assert getattr(Werkgever.objects.get(extern_kenmerk="W2"), veld).extern_kenmerk == "W"


class TestWatLaatBinnenkomt:
    """A correction that was registered before others that are here already."""

    def test_wordt_gehouden_tegen_wat_er_toen_stond(self, gewaarschuwd):
        eerder, later = (
            ("overtreding", "O", "vervallen", "ja", OP),
            ("interventie", "I", "vervallen", "ja", LATER),
        )
        in_balans(alleen(gewaarschuwd, eerder, later), correcties=(1, 0, 1))
        # Now that the instrument is gone nothing rests on O, but at its own moment something did.
        in_balans(gewaarschuwd, correcties=(0, 1, 1))
        assert "vraagt ten minste één vastgelegde overtreding" in str(gewaarschuwd.fouten[0])

    def test_en_tegen_wat_er_nu_staat(self, beboet):
        alleen(beboet, ("interventie", "I", "soort", "AANSPREKEN_SCHRIFTELIJK", OP))
        in_balans(beboet, correcties=(0, 0, 1))

    def test_maar_niet_tegen_wat_toen_al_niet_klopte(self, gewaarschuwd):
        gewaarschuwd.overtreding("Z", "W", overtreding="S", geconstateerd_op="2020-12-10")
        gewaarschuwd.interventie(
            "Z", "W", "STILLEGGING", interventie="IS", overtredingen="S", grondslag="ARBOWET_28_7"
        )
        motivering = ("overtreding", "S", "ernstige_mate_motivering", "Niemand hield afstand.", LATER)
        alleen(gewaarschuwd, motivering).neem()
        alleen(gewaarschuwd, ("overtreding", "P", "voorschrift", "VOORLICHTING", OP)).neem()

    def test_een_kring_van_toen_is_ook_een_kring(self, gewaarschuwd):
        heen, terug, los = (
            ("werkgever", "W2", "samengevoegd_in", "W", OP),
            ("werkgever", "W", "samengevoegd_in", "W2", LATER),
            ("werkgever", "W2", "samengevoegd_in", "", "2021-02-03T10:00:00+01:00"),
        )
        in_balans(alleen(gewaarschuwd, heen, los), correcties=(2, 0, 0))
        in_balans(alleen(gewaarschuwd, terug), correcties=(0, 0, 1))

    def test_en_tegen_wat_er_tussendoor_stond(self, gewaarschuwd):
        """The instrument stood a while before the day of the violation, and stands after it now."""
        eerder, weer = (
            ("interventie", "I", "uitgereikt_op", "2020-12-05", LATER),
            ("interventie", "I", "uitgereikt_op", "2020-12-09", "2021-02-03T10:00:00+01:00"),
        )
        alleen(gewaarschuwd, eerder, weer).neem()
        in_balans(
            alleen(gewaarschuwd, ("overtreding", "O", "geconstateerd_op", "2020-12-06", OP)),
            correcties=(0, 0, 1),
        )
        assert "geconstateerd na de dag van uitreiken" in str(gewaarschuwd.fouten[0])
