"""A row that the law forbids is a wrong row (domain section 4): each rule once, through the importer."""

from typing import Any

import pytest

from interventies.handhaving.regels import NIET_THUISWERKEN
from interventies.invoer import rij as invoerrij
from interventies.models import Interventie, Soort
from tests.interventies.invoerhulp import geweigerd, in_balans
from tests.maak import Dossier


@pytest.fixture
def zaak(dossier: Dossier) -> Dossier:
    """Employer W and zaak Z."""
    dossier.werkgever(werkgever="W")
    dossier.zaak(zaak="Z")
    return dossier


def instrument(
    dossier: Dossier, soort: str, /, *, nummer: str = "", overtreding: Any = None, **cellen: Any
) -> None:
    """An instrument I on one violation O, both at W in Z; of more in one folder each has its number."""
    dossier.overtreding("Z", "W", overtreding=f"O{nummer}", **(overtreding or {}))
    dossier.interventie("Z", "W", soort, interventie=f"I{nummer}", overtredingen=f"O{nummer}")
    rij = dossier.rijen["interventies"][-1]
    if cellen.get("wijze") == "LOCATIE" or soort == "LOCATIEBEZOEK":
        rij["veiligheidstoets"] = "AKKOORD"
    rij.update(cellen)


def enige_fout(dossier: Dossier) -> str:
    (fout,) = geweigerd(dossier)
    return fout


NOVEMBER = {"geconstateerd_op": "2020-11-10", "ernstige_mate_motivering": "Geen enkele maatregel."}
DECEMBER = {"geconstateerd_op": "2020-12-10", "ernstige_mate_motivering": "Geen enkele maatregel."}
GEVAAR = {"ernstig_gevaar": "ja"}


class TestWatMag:
    def test_elke_soort_mag_op_haar_eigen_wijze(self, zaak):
        mag = [
            (soort, wijze)
            for soort in Soort
            for wijze in ("AFSTAND", "LOCATIE")
            if (soort, wijze)
            not in ((Soort.LOCATIEBEZOEK, "AFSTAND"), (Soort.TELEFONISCH_GESPREK, "LOCATIE"))
            and soort != Soort.BOETERAPPORT
        ]
        for nummer, (soort, wijze) in enumerate(mag):
            grondslag = {"EIS": "ARBOWET_27", "STILLEGGING": "ARBOWET_28_1"}.get(soort, "")
            instrument(zaak, soort, nummer=f"{nummer}", overtreding=GEVAAR, wijze=wijze, grondslag=grondslag)
        zaak.neem()
        assert Interventie.objects.count() == len(mag)

    def test_een_stillegging_op_28_7_mag_in_het_venster_met_motivering(self, zaak):
        instrument(zaak, "STILLEGGING", overtreding=DECEMBER, grondslag="ARBOWET_28_7")
        zaak.neem()

    def test_een_boeterapport_op_3_2a_mag_direct_met_motivering(self, zaak):
        instrument(zaak, "BOETERAPPORT", overtreding=DECEMBER | {"voorschrift": "ARBOBESLUIT_3_2A"})
        zaak.neem()

    def test_een_boeterapport_op_een_direct_beboetbaar_voorschrift_mag(self, zaak):
        instrument(zaak, "BOETERAPPORT", overtreding={"voorschrift": "WML"})
        zaak.neem()


class TestWatNietMag:
    def test_een_stillegging_op_28_7_voor_een_overtreding_van_november_2020(self, zaak):
        instrument(zaak, "STILLEGGING", overtreding=NOVEMBER, grondslag="ARBOWET_28_7")
        fout = enige_fout(zaak)
        assert fout.startswith("interventies.csv, regel 2, kolom grondslag: “ARBOWET_28_7”")
        assert "overtreding O (ZORGPLICHT, 10-11-2020) valt daarbuiten" in fout

    def test_een_stillegging_op_28_7_zonder_motivering(self, zaak):
        instrument(
            zaak, "STILLEGGING", overtreding={"geconstateerd_op": "2020-12-10"}, grondslag="ARBOWET_28_7"
        )
        assert "motivering van de ernstige mate" in enige_fout(zaak)

    def test_een_stillegging_op_28_1_zonder_ernstig_gevaar(self, zaak):
        instrument(zaak, "STILLEGGING", grondslag="ARBOWET_28_1")
        assert "ten minste één overtreding met ernstig gevaar" in enige_fout(zaak)

    @pytest.mark.parametrize("soort", ["STILLEGGING", "EIS"])
    def test_een_instrument_zonder_zijn_grondslag(self, zaak, soort):
        instrument(zaak, soort, overtreding=GEVAAR, grondslag="")
        assert "kolom grondslag: Een " in enige_fout(zaak)

    @pytest.mark.parametrize("soort", ["WAARSCHUWING", "BOETERAPPORT", "TELEFONISCH_GESPREK"])
    def test_een_grondslag_waar_die_niet_hoort(self, zaak, soort):
        instrument(zaak, soort, overtreding={"voorschrift": "WML"}, grondslag="ARBOWET_27")
        assert "kolom grondslag: “ARBOWET_27”" in enige_fout(zaak)

    @pytest.mark.parametrize("kolom", ["termijn_tot", "toelichting"])
    def test_een_eis_zonder_termijn_of_voorgeschreven_wijze(self, zaak, kolom):
        instrument(zaak, "EIS", **{kolom: ""})
        assert f"kolom {kolom}: Een eis" in enige_fout(zaak)

    def test_een_termijn_die_voor_de_uitreiking_eindigt(self, zaak):
        instrument(zaak, "EIS", termijn_tot="2021-01-08")
        assert "kolom termijn_tot: “2021-01-08” De termijn (08-01-2021) eindigt voor" in enige_fout(zaak)

    def test_op_locatie_zonder_akkoord_van_de_veiligheidstoets(self, zaak):
        for soort in ("LOCATIEBEZOEK", "WAARSCHUWING", "AANSPREKEN_MONDELING"):
            for toets in ("", "NIET_AKKOORD"):
                nummer = f"{soort}{toets}"
                instrument(zaak, soort, nummer=nummer, wijze="LOCATIE", veiligheidstoets=toets)
        fouten = geweigerd(zaak)
        assert [fout.partition(":")[0] for fout in fouten] == [
            f"interventies.csv, regel {regel}, kolom veiligheidstoets" for regel in range(2, 8)
        ]

    def test_een_locatiebezoek_op_afstand_en_een_gesprek_op_locatie(self, zaak):
        zaak.interventie("Z", "W", "LOCATIEBEZOEK", wijze="AFSTAND")
        zaak.interventie("Z", "W", "TELEFONISCH_GESPREK", wijze="LOCATIE")
        assert ["kolom wijze" in fout for fout in geweigerd(zaak)] == [True, True]

    def test_een_instrument_zonder_overtreding(self, zaak):
        for soort in ("WAARSCHUWING", "EIS", "STILLEGGING", "BOETERAPPORT"):
            grondslag = {"EIS": "ARBOWET_27", "STILLEGGING": "ARBOWET_28_7"}.get(soort, "")
            instrument(zaak, soort, nummer=soort, overtredingen="", grondslag=grondslag)
        fouten = geweigerd(zaak)
        assert [fout.partition(":")[0] for fout in fouten] == [
            f"interventies.csv, regel {regel}, kolom overtredingen" for regel in range(2, 6)
        ]

    def test_niet_thuiswerken_als_voorschrift_soort_of_grondslag_in_de_woorden_van_de_bron(self, zaak):
        zaak.overtreding("Z", "W", voorschrift="THUISWERKEN")
        zaak.interventie("Z", "W", "THUISWERKEN")
        zaak.interventie("Z", "W", "EIS", overtredingen=zaak.overtreding("Z", "W"), grondslag="THUISWERKEN")
        fouten = geweigerd(zaak)
        assert [fout.partition(":")[0] for fout in fouten] == [
            "overtredingen.csv, regel 2, kolom voorschrift",
            "interventies.csv, regel 2, kolom soort",
            "interventies.csv, regel 3, kolom grondslag",
        ]
        assert all(NIET_THUISWERKEN in fout for fout in fouten)

    def test_een_instrument_dat_rust_op_thuiswerken(self, zaak):
        instrument(zaak, "WAARSCHUWING", overtreding={"voorschrift": "THUISWERKEN"})
        fouten = geweigerd(zaak)
        assert NIET_THUISWERKEN in fouten[0]
        assert "verwijst naar een afgekeurde regel van overtredingen.csv" in fouten[1]

    def test_sluiting_van_een_bedrijf_bestaat_niet(self, zaak):
        zaak.interventie("Z", "W", "SLUITING")
        assert "Sluiting van een bedrijfspand bestaat niet" in enige_fout(zaak)

    @pytest.mark.parametrize("kolom", ["soort", "voorschrift", "grondslag"])
    def test_wat_niet_bestaat_wordt_genoemd(self, zaak, kolom):
        if kolom == "voorschrift":
            zaak.overtreding("Z", "W", voorschrift="VERZONNEN")
        else:
            instrument(zaak, "EIS", **{kolom: "VERZONNEN"})
        assert f"kolom {kolom}: “VERZONNEN” is geen" in enige_fout(zaak)

    def test_een_voorschrift_voor_het_gold(self, zaak):
        zaak.overtreding("Z", "W", voorschrift="ARBOBESLUIT_3_2A", geconstateerd_op="2020-11-30")
        assert "kolom geconstateerd_op: “2020-11-30” ARBOBESLUIT_3_2A geldt" in enige_fout(zaak)

    def test_een_eis_op_een_loonwet(self, zaak):
        instrument(zaak, "EIS", overtreding={"voorschrift": "WML"})
        assert "Op WML kan geen eis staan" in enige_fout(zaak)

    def test_een_overtreding_van_een_andere_zaak_werkgever_of_latere_dag_met_hun_eigen_namen(self, zaak):
        zaak.werkgever(werkgever="W2")
        zaak.zaak(zaak="Z2")
        zaak.overtreding("Z2", "W2", overtreding="O", geconstateerd_op="2021-01-10")
        zaak.interventie("Z", "W", "WAARSCHUWING", interventie="I", overtredingen="O")
        fouten = geweigerd(zaak)
        assert len(fouten) == 3
        assert "hoort bij zaak Z2, niet bij zaak Z" in fouten[0]
        assert "is niet van werkgever W maar van W2" in fouten[1]
        assert "geconstateerd na de dag van uitreiken" in fouten[2]

    def test_alles_wat_er_mis_is_met_een_regel_komt_in_een_keer(self, zaak):
        leeg = dict.fromkeys(("veiligheidstoets", "termijn_tot", "toelichting", "geregistreerd_op"), "")
        instrument(zaak, "EIS", wijze="LOCATIE", uitgereikt_op="fout", werkgever="W9", **leeg)
        assert [fout.split("kolom ")[1].partition(":")[0] for fout in geweigerd(zaak)] == [
            "uitgereikt_op",
            "werkgever",
            "veiligheidstoets",
            "termijn_tot",
            "toelichting",
        ]

    def test_een_waarde_die_niet_te_lezen_is_leidt_niet_tot_een_tweede_verwijt(self, zaak):
        instrument(zaak, "WAARSCHUWING", wijze="TELEFOON", overtredingen="O9", zaak="Z9")
        assert [fout.split("kolom ")[1].partition(":")[0] for fout in geweigerd(zaak)] == [
            "wijze",
            "zaak",
            "overtredingen",
        ]


class TestBoeterapportNaWaarschuwing:
    def waarschuw(
        self, dossier: Dossier, werkgever: str = "W", soort: str = "WAARSCHUWING", **cellen: str
    ) -> None:
        o = dossier.overtreding("Z", werkgever, geconstateerd_op="2020-09-01")
        dossier.interventie("Z", werkgever, soort, overtredingen=o, uitgereikt_op="2020-09-02", **cellen)

    def beboet(self, dossier: Dossier, werkgever: str = "W", **overtreding: str) -> None:
        o = dossier.overtreding(
            "Z", werkgever, **{"overtreding": "OB", "geconstateerd_op": "2020-12-10"} | overtreding
        )
        dossier.interventie("Z", werkgever, "BOETERAPPORT", interventie="B", overtredingen=o)

    def test_zonder_eerdere_waarschuwing_mag_het_niet(self, zaak):
        self.beboet(zaak)
        fout = enige_fout(zaak)
        assert fout.startswith("interventies.csv, regel 2, kolom overtredingen: “OB” Overtreding OB")
        assert "er is geen eerdere waarschuwing of eis" in fout

    @pytest.mark.parametrize("eerst", ["waarschuwing", "boeterapport"])
    def test_na_een_waarschuwing_mag_het_in_welke_volgorde_de_regels_ook_staan(self, zaak, eerst):
        for stap in (
            (self.waarschuw, self.beboet) if eerst == "waarschuwing" else (self.beboet, self.waarschuw)
        ):
            stap(zaak)
        zaak.neem()

    def test_ook_als_de_waarschuwing_een_stuk_verder_staat(self, zaak, monkeypatch):
        monkeypatch.setattr(invoerrij, "STUK", 20)
        self.beboet(zaak)
        for _ in range(45):
            zaak.interventie("Z", "W")
        self.waarschuw(zaak)
        zaak.neem()

    def test_ook_na_een_waarschuwing_uit_een_eerdere_invoer(self, zaak):
        self.waarschuw(zaak)
        zaak.neem()
        self.beboet(zaak)
        zaak.neem()

    def test_een_eis_waarvan_de_termijn_nog_liep_telt_niet(self, zaak):
        # A Saturday: the term ran until Monday the 16th.
        self.waarschuw(zaak, soort="EIS", termijn_tot="2020-11-14")
        self.beboet(zaak, geconstateerd_op="2020-11-16")
        assert "de termijn liep tot en met 16-11-2020" in enige_fout(zaak)
        zaak.rijen["overtredingen"].pop()
        zaak.rijen["interventies"].pop()
        self.beboet(zaak, geconstateerd_op="2020-11-17")
        zaak.neem()

    def test_een_waarschuwing_op_een_ander_voorschrift_telt_niet(self, zaak):
        self.waarschuw(zaak)
        self.beboet(zaak, voorschrift="RIE")
        assert "gaat over ZORGPLICHT" in enige_fout(zaak)

    def test_een_van_twee_overtredingen_die_niet_mag_weigert_het_rapport_bij_naam(self, zaak):
        self.waarschuw(zaak)
        o = zaak.overtreding("Z", "W", overtreding="O1", geconstateerd_op="2020-12-10")
        p = zaak.overtreding("Z", "W", overtreding="O2", geconstateerd_op="2020-12-10", voorschrift="RIE")
        zaak.interventie("Z", "W", "BOETERAPPORT", interventie="B", overtredingen=f"{o};{p}")
        assert "“O2” Overtreding O2" in enige_fout(zaak)

    def test_een_waarschuwing_aan_een_voorganger_telt_ook_in_een_keten(self, zaak):
        zaak.werkgever(werkgever="W3", rechtsopvolger_van="W2")
        zaak.werkgever(werkgever="W2", rechtsopvolger_van="W")
        self.waarschuw(zaak, "W")
        self.beboet(zaak, "W3")
        zaak.neem()

    def test_een_waarschuwing_aan_een_opvolger_telt_niet(self, zaak):
        zaak.werkgever(werkgever="W2", rechtsopvolger_van="W")
        self.waarschuw(zaak, "W2")
        self.beboet(zaak, "W")
        assert "Er is geen enkel eerder instrument" in enige_fout(zaak)

    def test_namen_met_een_kvk_nummer_zijn_een_werkgever_ook_die_van_een_voorganger(self, zaak):
        for sleutel, cellen in (
            ("A1", {"kvk_nummer": "11111111"}),
            ("A2", {"kvk_nummer": "11111111"}),
            ("B1", {"kvk_nummer": "22222222", "rechtsopvolger_van": "A2"}),
            ("B2", {"kvk_nummer": "22222222"}),
        ):
            zaak.werkgever(werkgever=sleutel, **cellen)
        self.waarschuw(zaak, "A1")
        self.beboet(zaak, "B2")
        zaak.neem()

    def test_een_instrument_mag_rusten_op_een_overtreding_onder_een_andere_naam_van_de_werkgever(self, zaak):
        zaak.werkgever(werkgever="A1", kvk_nummer="11111111")
        zaak.werkgever(werkgever="A2", kvk_nummer="11111111")
        zaak.interventie("Z", "A1", "WAARSCHUWING", overtredingen=zaak.overtreding("Z", "A2"))
        zaak.neem()

    def test_namen_die_in_dezelfde_map_worden_samengevoegd_zijn_een_werkgever(self, zaak):
        zaak.werkgever(werkgever="W2")
        self.waarschuw(zaak, "W2")
        self.beboet(zaak, "W")
        zaak.interventie("Z", "W", "WAARSCHUWING", overtredingen=zaak.overtreding("Z", "W2"))
        zaak.correctie("werkgever", "W2", "samengevoegd_in", "W", "2021-01-05T10:00:00+01:00")
        zaak.neem()
        assert Interventie.objects.count() == 3

    def test_een_overtreding_die_in_dezelfde_map_is_hersteld_draagt_het_instrument(self, zaak):
        instrument(
            zaak, "STILLEGGING", overtreding={"geconstateerd_op": "2020-12-10"}, grondslag="ARBOWET_28_7"
        )
        zaak.correctie(
            "overtreding",
            "O",
            "ernstige_mate_motivering",
            "Niemand hield afstand.",
            "2020-12-15T10:00:00+01:00",
        )
        zaak.correctie("interventie", "I", "toelichting", "Mondeling aangezegd.", "2021-01-10T10:00:00+01:00")
        zaak.neem()
        assert Interventie.objects.get().toelichting == "Mondeling aangezegd."

    def test_een_correctie_die_niets_helpt_laat_het_geweigerd_en_wie_ernaar_verwijst_ook(self, zaak):
        self.beboet(zaak)
        zaak.werkgever(werkgever="W2")
        zaak.correctie("werkgever", "W2", "samengevoegd_in", "W", "2021-01-05T10:00:00+01:00")
        zaak.correctie("interventie", "B", "toelichting", "x", "2021-01-12T10:00:00+01:00")
        in_balans(zaak, interventies=(0, 0, 1), correcties=(1, 0, 1))
        assert "verwijst naar een afgekeurde regel van interventies.csv" in str(zaak.fouten[-1])

    def test_een_vervallen_overtreding_draagt_geen_instrument(self, zaak):
        zaak.overtreding("Z", "W", overtreding="O")
        zaak.correctie("overtreding", "O", "vervallen", "ja", "2021-01-12T10:00:00+01:00")
        zaak.neem()
        zaak.interventie("Z", "W", "WAARSCHUWING", overtredingen="O")
        assert "“O” is vervallen" in geweigerd(zaak)[0]

    def test_een_vervallen_waarschuwing_telt_niet_als_eerdere(self, zaak):
        self.waarschuw(zaak, interventie="I")
        zaak.correctie("interventie", "I", "vervallen", "ja", "2020-10-12T10:00:00+01:00")
        zaak.neem()
        self.beboet(zaak)
        assert "er is geen eerdere waarschuwing" in enige_fout(zaak)

    def test_een_afgekeurde_waarschuwing_telt_niet_als_eerdere(self, zaak):
        self.waarschuw(zaak, geregistreerd_op="fout")
        self.beboet(zaak)
        in_balans(zaak, interventies=(0, 0, 2))
