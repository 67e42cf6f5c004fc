"""Keys of the sender: found again, refused twice, and what refers to them (contract section 1; domain section 2)."""

import pytest

from interventies.models import Interventie, Overtreding, Toetsing, Zaak, ZaakMelding
from meldingen.models import Melding, Werkgever
from tests.interventies.invoerhulp import alle_rijen, geweigerd, in_balans, meldingen, regel
from tests.maak import NU, Dossier


def volledig(dossier: Dossier) -> None:
    """One row or more in every file, a correction too."""
    w = dossier.werkgever(werkgever="W")
    m = dossier.melding(melding="M", werkgever=w, melder_naam="Jo", omschrijving="hoest", geregistreerd_op="")
    z = dossier.zaak(m, zaak="Z")
    o = dossier.overtreding(z, w, overtreding="O")
    dossier.interventie(z, w, "WAARSCHUWING", interventie="I", overtredingen=o)
    dossier.toetsing(m, "GEEN_MAATREGEL")
    dossier.correctie("zaak", z, "domein", "EERLIJK", "2021-02-01T10:00:00+01:00")


class TestSleutels:
    def test_de_sleutel_van_de_afzender_blijft_vindbaar(self, dossier):
        volledig(dossier)
        dossier.neem()
        for model, sleutel in (
            (Werkgever, "W"),
            (Melding, "M"),
            (Zaak, "Z"),
            (Overtreding, "O"),
            (Interventie, "I"),
        ):
            assert model._default_manager.get().extern_kenmerk == sleutel
        assert ZaakMelding.objects.get().extern_kenmerk == "Z;M"

    def test_dezelfde_map_twee_keer_verandert_niets(self, dossier):
        volledig(dossier)
        dossier.neem()
        voor = alle_rijen()
        uitslag = dossier.importeer()
        assert not uitslag.opgeslagen
        assert not uitslag.fouten
        assert not uitslag.som("nieuw")
        assert uitslag.som("ongewijzigd") == uitslag.som("gelezen") == 8
        assert alle_rijen() == voor

    def test_een_volgende_map_vult_aan(self, dossier):
        volledig(dossier)
        dossier.neem()
        dossier.melding(werkgever="W")
        uitslag = dossier.importeer()
        assert (uitslag.som("nieuw"), uitslag.som("ongewijzigd")) == (1, 8)

    def test_een_verwijzing_mag_naar_een_eerdere_invoer_en_het_bestand_mag_dan_ontbreken(
        self, dossier, tmp_path
    ):
        volledig(dossier)
        dossier.neem()
        later = Dossier(tmp_path / "later")
        later.koppel("Z", later.melding(werkgever="W", dubbel_van="M"))
        later.interventie("Z", "W", "WAARSCHUWING", overtredingen="O")
        later.toetsing("M", "OPEN")
        later.neem()

    def test_een_correctie_maakt_de_oude_regel_niet_tot_een_andere(self, dossier):
        volledig(dossier)
        dossier.correctie("werkgever", "W", "naam", "Nieuwe naam", "2021-02-01T10:00:00+01:00")
        dossier.neem()
        assert not dossier.importeer().fouten

    def test_een_andere_schrijfwijze_is_geen_andere_regel(self, dossier):
        dossier.ruw["meldingen"] = meldingen(regel("M1", "AFSTAND", "3"), kop=f"{KOP},aantal_blootgesteld")
        dossier.neem()
        anders = regel("M1", "AFSTAND", "003").replace("10:00:00+01:00", "09:00Z")
        dossier.ruw["meldingen"] = meldingen(anders, kop=f"{KOP},aantal_blootgesteld")
        assert dossier.importeer().som("ongewijzigd") == 1

    @pytest.mark.parametrize("bestand", ["werkgevers", "meldingen", "zaken", "overtredingen", "interventies"])
    def test_een_sleutel_die_er_is_met_andere_gegevens_wordt_geweigerd(self, dossier, bestand):
        volledig(dossier)
        dossier.neem()
        (rij,) = dossier.rijen[bestand]
        rij["geregistreerd_op"] = "2021-03-01T10:00:00+01:00"
        (fout,) = geweigerd(dossier)
        sleutel = next(iter(rij.values()))
        assert fout.startswith(
            f"{bestand}.csv, regel 2, kolom {next(iter(rij))}: “{sleutel}” bestaat al met andere"
        )

    def test_een_koppeling_die_er_is_met_een_ander_moment_wordt_geweigerd(self, dossier):
        volledig(dossier)
        dossier.neem()
        dossier.rijen["zaak_meldingen"][0]["geregistreerd_op"] = ""
        (fout,) = geweigerd(dossier)
        assert fout.startswith("zaak_meldingen.csv, regel 2, kolom melding: “Z;M” bestaat al")

    def test_een_sleutel_die_twee_keer_voorkomt_wordt_geweigerd_met_de_eerste_regel_erbij(self, dossier):
        dossier.melding(melding="M1")
        dossier.melding(melding="M2")
        dossier.melding(melding="M1", kanaal="BRIEF")
        dossier.melding(melding="M1")
        assert geweigerd(dossier) == [
            "meldingen.csv, regel 4, kolom melding: “M1” staat al eerder in dit bestand (regel 2)",
            "meldingen.csv, regel 5, kolom melding: “M1” staat al eerder in dit bestand (regel 2)",
        ]

    def test_ook_over_de_grens_van_een_stuk(self, dossier):
        dossier.ruw["meldingen"] = meldingen(
            *(regel(f"M{n}") for n in range(2000)), regel("M7"), regel("M1999")
        )
        assert [fout.partition(":")[0] for fout in geweigerd(dossier)] == [
            "meldingen.csv, regel 2002, kolom melding",
            "meldingen.csv, regel 2003, kolom melding",
        ]

    def test_ook_als_de_eerste_regel_zelf_is_afgekeurd(self, dossier):
        dossier.ruw["meldingen"] = meldingen(
            regel("M1", "FOUT"), *(regel(f"N{n}") for n in range(2000)), regel("M1"), regel("M1")
        )
        assert len(geweigerd(dossier)) == 3

    def test_een_koppeling_en_een_zaak_komen_ook_maar_een_keer_voor(self, dossier):
        m = dossier.melding()
        z = dossier.zaak(m, m)
        dossier.zaak(zaak=z)
        fouten = geweigerd(dossier)
        assert [fout.partition(":")[0] for fout in fouten] == [
            "zaken.csv, regel 3, kolom zaak",
            "zaak_meldingen.csv, regel 3, kolom melding",
        ]

    def test_dezelfde_toetsing_twee_keer_is_een_toetsing(self, dossier):
        m = dossier.melding()
        for _ in range(2):
            dossier.toetsing(m, "GEEN_MAATREGEL")
        uitslag = dossier.importeer()
        assert (uitslag.telling["toetsingen"]["nieuw"], uitslag.telling["toetsingen"]["ongewijzigd"]) == (
            1,
            1,
        )
        assert Toetsing.objects.count() == 1


class TestEenKoppelingDieHierAlIsGelegd:
    @pytest.fixture
    def gekoppeld(self, dossier: Dossier) -> Dossier:
        """Melding M was linked to zaak Z on screen: such a link has no key of the sender."""
        m = dossier.melding(melding="M")
        dossier.zaak(zaak="Z")
        dossier.neem()
        ZaakMelding.objects.create(
            zaak=Zaak.objects.get(), melding=Melding.objects.get(), geregistreerd_op=NU, stand_vanaf=NU
        )
        dossier.koppel("Z", m, geregistreerd_op="")
        return dossier

    def test_geeft_geen_tweede(self, gekoppeld):
        uitslag = gekoppeld.importeer()
        assert not uitslag.fouten
        assert uitslag.telling["zaak_meldingen"]["ongewijzigd"] == 1
        assert ZaakMelding.objects.count() == 1

    def test_wordt_geweigerd_als_zij_op_een_ander_moment_is_geregistreerd(self, gekoppeld):
        gekoppeld.rijen["zaak_meldingen"][0]["geregistreerd_op"] = "2021-01-09T10:00:00+01:00"
        (fout,) = geweigerd(gekoppeld)
        assert fout.startswith("zaak_meldingen.csv, regel 2, kolom melding: “Z;M” bestaat al")

    def test_is_te_corrigeren(self, gekoppeld):
        del gekoppeld.rijen["zaak_meldingen"]
        (gekoppeld.map / "zaak_meldingen.csv").unlink(missing_ok=True)
        gekoppeld.correctie("zaak_melding", "Z;M", "vervallen", "ja", NU.isoformat())
        gekoppeld.neem()
        assert ZaakMelding.objects.get().vervallen


class TestVerwijzingen:
    def test_wat_nergens_bestaat_wordt_genoemd(self, dossier):
        dossier.melding(werkgever="W9", dubbel_van="M9")
        dossier.koppel("Z9", "M9")
        dossier.overtreding("Z9", "W9")
        dossier.interventie("Z9", "W9", overtredingen="O9")
        dossier.toetsing("M9", "OPEN")
        dossier.werkgever(rechtsopvolger_van="W9")
        dossier.correctie("melding", "M9", "ernst", "laag", "2021-02-01T10:00:00+01:00")
        fouten = geweigerd(dossier)
        assert [fout.partition(" en niet in")[0] for fout in fouten] == [
            "werkgevers.csv, regel 2, kolom rechtsopvolger_van: “W9” bestaat niet in werkgevers.csv",
            "meldingen.csv, regel 2, kolom werkgever: “W9” bestaat niet in werkgevers.csv",
            "meldingen.csv, regel 2, kolom dubbel_van: “M9” bestaat niet in meldingen.csv",
            "zaak_meldingen.csv, regel 2, kolom zaak: “Z9” bestaat niet in zaken.csv",
            "zaak_meldingen.csv, regel 2, kolom melding: “M9” bestaat niet in meldingen.csv",
            "overtredingen.csv, regel 2, kolom zaak: “Z9” bestaat niet in zaken.csv",
            "overtredingen.csv, regel 2, kolom werkgever: “W9” bestaat niet in werkgevers.csv",
            "interventies.csv, regel 2, kolom zaak: “Z9” bestaat niet in zaken.csv",
            "interventies.csv, regel 2, kolom werkgever: “W9” bestaat niet in werkgevers.csv",
            "interventies.csv, regel 2, kolom overtredingen: “O9” bestaat niet in overtredingen.csv",
            "toetsingen.csv, regel 2, kolom melding: “M9” bestaat niet in meldingen.csv",
            "correcties.csv, regel 2, kolom sleutel: “M9” bestaat niet in meldingen.csv",
        ]

    def test_een_verkeerde_cel_verbergt_niet_dat_een_verwijzing_nergens_heen_gaat(self, dossier):
        dossier.werkgever(werkgever="W1", kvk_nummer="123", rechtsopvolger_van="W9")
        dossier.werkgever(werkgever="W2", kvk_nummer="456", rechtsopvolger_van="W1")
        kolommen = [fout.partition(":")[0] for fout in geweigerd(dossier)]
        assert kolommen == [
            "werkgevers.csv, regel 2, kolom kvk_nummer",
            "werkgevers.csv, regel 2, kolom rechtsopvolger_van",
            "werkgevers.csv, regel 3, kolom kvk_nummer",
        ]
        in_balans(dossier, werkgevers=(0, 0, 2))
        redenen = (dossier.map / "afgekeurd" / "werkgevers.csv").read_text("utf-8")
        assert "8 cijfers te bestaan; rechtsopvolger_van: bestaat niet" in redenen

    def test_wie_naar_een_afgekeurde_regel_verwijst_wordt_ook_afgekeurd_meer_lagen_diep(self, dossier):
        dossier.werkgever(werkgever="W1", sector="FOUT")
        dossier.werkgever(werkgever="W2", rechtsopvolger_van="W1")
        dossier.werkgever(werkgever="W3", rechtsopvolger_van="W2")
        goed = dossier.werkgever(werkgever="W4")
        dossier.melding(melding="M1", werkgever="W3")
        dossier.melding(melding="M2", dubbel_van="M1")
        dossier.melding(melding="M3", dubbel_van="M2")
        dossier.melding(melding="M4", werkgever=goed)
        dossier.zaak("M3", "M4", zaak="Z1")
        dossier.zaak(zaak="Z2", aanleiding="FOUT")
        dossier.koppel("Z2", "M4")
        dossier.overtreding("Z1", "W3", overtreding="O1")
        dossier.overtreding("Z2", goed, overtreding="O2")
        dossier.overtreding("Z1", goed, overtreding="O3")
        dossier.interventie("Z1", goed, "WAARSCHUWING", interventie="I1", overtredingen="O1;O3")
        dossier.interventie("Z1", goed, "WAARSCHUWING", interventie="I2", overtredingen="O3")
        dossier.toetsing("M3", "OPEN")
        dossier.toetsing("M4", "OPEN")
        op = "2021-02-01T10:00:00+01:00"
        dossier.correctie("melding", "M3", "ernst", "laag", op)
        dossier.correctie("melding", "M4", "werkgever", "W2", op)
        dossier.correctie("zaak_melding", "Z1;M3", "vervallen", "ja", op)
        dossier.correctie("interventie", "I1", "toelichting", "x", op)
        dossier.correctie("interventie", "I2", "toelichting", "x", op)
        in_balans(
            dossier,
            werkgevers=(1, 0, 3),
            meldingen=(1, 0, 3),
            zaken=(1, 0, 1),
            zaak_meldingen=(1, 0, 2),
            overtredingen=(1, 0, 2),
            interventies=(1, 0, 1),
            toetsingen=(1, 0, 1),
            correcties=(1, 0, 4),
        )
        gevolg = [str(fout) for fout in dossier.fouten if "FOUT" not in fout.waarde]
        assert len(gevolg) == 15
        assert all("verwijst naar een afgekeurde regel van" in fout for fout in gevolg), gevolg

    def test_een_halve_regel_is_afgekeurd_en_niet_onbekend(self, dossier):
        dossier.ruw["werkgevers"] = "werkgever,naam,plaats\nW1,Bedrijf\n"
        dossier.melding(werkgever="W1")
        assert geweigerd(dossier)[1].endswith("verwijst naar een afgekeurde regel van werkgevers.csv")


KOP = "melding,ontvangen_op,kanaal,melder_type,corona_relatie,onderwerpen"
