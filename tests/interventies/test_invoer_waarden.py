"""From a cell to a value: times, dates, codes, yes and no, numbers and keys (contract section 1)."""

from datetime import UTC, datetime, timedelta

import pytest

from interventies.models import Interventie, Toetsing
from meldingen.models import Melding, Werkgever
from tests.interventies.invoerhulp import geweigerd
from tests.maak import NU, Dossier


def fout_bij(dossier: Dossier, **cellen: str) -> str:
    dossier.melding(melding="M1", **cellen)
    (fout,) = geweigerd(dossier)
    return fout


class TestTijdenEnDatums:
    def test_een_tijd_heeft_een_verschil_met_utc(self, dossier):
        for tijd in (
            "2021-01-08T10:00:00+01:00",
            "2021-01-08T09:00:00Z",
            "2021-01-08T09:00+00:00",
            "2021-01-08T10:00:00.000+0100",
        ):
            dossier.melding(ontvangen_op=tijd)
        dossier.neem()
        ontvangen = Melding.objects.values_list("ontvangen_op", flat=True)
        assert list(ontvangen) == 4 * [datetime(2021, 1, 8, 9, tzinfo=UTC)]

    @pytest.mark.parametrize("tijd", ["2021-01-08T10:00:00", "2021-01-08T10:00"])
    def test_een_tijd_zonder_verschil_wordt_geweigerd(self, dossier, tijd):
        fout = fout_bij(dossier, ontvangen_op=tijd, geregistreerd_op="")
        assert (
            fout
            == f"meldingen.csv, regel 2, kolom ontvangen_op: “{tijd}” mist het verschil met UTC (zoals +01:00)"
        )

    def test_wat_geen_iso_tijd_is_wordt_geweigerd(self, dossier):
        tijden = [
            "2021-01-08",
            "08-01-2021 10:00",
            "2021-01-08 10:00:00+01:00",
            "20210108T100000+0100",
            "2021-W01-5T10:00+01:00",
            "2021-02-30T10:00:00+01:00",
            "2021-01-08T24:00:00+01:00",
            "2021-01-08T10:00:00+01:00:30",
            "2021-01-08T10:00:00+25:00",
            "gisteren",
        ]
        for tijd in tijden:
            dossier.melding(ontvangen_op=tijd, geregistreerd_op="")
        for regel, (fout, tijd) in enumerate(zip(geweigerd(dossier), tijden, strict=True), start=2):
            assert fout.startswith(
                f"meldingen.csv, regel {regel}, kolom ontvangen_op: “{tijd}” is geen tijdstip"
            )

    def test_wat_geen_iso_datum_is_wordt_geweigerd(self, dossier):
        dagen = ["08-01-2021", "20210108", "2021-1-8", "2021-W01-5", "2021-02-29", "2021-01-08T10:00Z"]
        for dag in dagen:
            dossier.zaak(geopend_op=dag)
        assert geweigerd(dossier) == [
            f"zaken.csv, regel {regel}, kolom geopend_op: “{dag}” is geen datum (jjjj-mm-dd)"
            for regel, dag in enumerate(dagen, start=2)
        ]

    @pytest.mark.parametrize(
        "tijd", ["0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]
    )
    def test_een_onmogelijk_jaartal_wordt_geweigerd(self, dossier, tijd):
        assert "heeft een onmogelijk jaartal" in fout_bij(dossier, ontvangen_op=tijd, geregistreerd_op="")

    def test_de_eerste_en_de_laatste_datum_die_er_zijn_worden_geweigerd(self, dossier):
        dossier.zaak(geopend_op="0001-01-01")
        dossier.zaak(geopend_op="9999-12-31")
        assert [fout.endswith("heeft een onmogelijk jaartal") for fout in geweigerd(dossier)] == [True, True]

    def test_een_gebeurtenis_in_2091_wordt_geweigerd(self, dossier):
        w = dossier.werkgever()
        dossier.melding(ontvangen_op="2091-01-01T00:00:00+01:00", geregistreerd_op="")
        z = dossier.zaak()
        dossier.zaak(geopend_op="2091-01-01", geregistreerd_op="")
        dossier.interventie(z, w, uitgereikt_op="2091-01-01", geregistreerd_op="")
        fouten = geweigerd(dossier)
        assert [fout.partition(",")[0] for fout in fouten] == [
            "meldingen.csv",
            "zaken.csv",
            "interventies.csv",
        ]
        assert all(fout.endswith("ligt in de toekomst") and "2091-01-01" in fout for fout in fouten)

    def test_een_termijn_tot_in_2091_wordt_geweigerd(self, dossier):
        w, z = dossier.werkgever(), dossier.zaak()
        o = dossier.overtreding(z, w)
        dossier.interventie(z, w, "EIS", overtredingen=o, termijn_tot="2091-01-01")
        (fout,) = geweigerd(dossier)
        assert "kolom termijn_tot: “2091-01-01” ligt meer dan tien jaar na uitgereikt_op" in fout

    def test_een_registratie_in_de_toekomst_wordt_geweigerd(self, dossier):
        op = (NU + timedelta(seconds=1)).isoformat()
        assert "kolom geregistreerd_op" in fout_bij(dossier, geregistreerd_op=op)

    def test_een_registratie_op_het_moment_van_de_invoer_mag(self, dossier):
        dossier.melding(ontvangen_op=NU.isoformat())
        dossier.neem()

    def test_een_registratie_voor_de_gebeurtenis_wordt_geweigerd(self, dossier):
        fout = fout_bij(dossier, geregistreerd_op="2021-01-08T09:59:59+01:00")
        assert (
            "kolom geregistreerd_op: “2021-01-08T09:59:59+01:00” de registratie ligt voor ontvangen_op"
            in fout
        )

    def test_een_dag_begint_om_middernacht_in_amsterdam(self, dossier):
        w, z = dossier.werkgever(), dossier.zaak()
        # 23:30 UTC on the 8th is half past midnight on the 9th in Amsterdam.
        dossier.interventie(z, w, uitgereikt_op="2021-01-09", geregistreerd_op="2021-01-08T23:30:00Z")
        dossier.neem()
        dossier.interventie(z, w, uitgereikt_op="2021-01-09", geregistreerd_op="2021-01-08T22:30:00Z")
        (fout,) = geweigerd(dossier)
        assert "de registratie ligt voor uitgereikt_op" in fout

    def test_zonder_geregistreerd_op_geldt_het_moment_van_de_invoer(self, dossier):
        dossier.melding(geregistreerd_op="")
        dossier.neem()
        assert Melding.objects.get().geregistreerd_op == NU

    def test_een_toetsing_zonder_dag_mag_alleen_bij_open_en_krijgt_de_dag_van_registratie(self, dossier):
        m = dossier.melding()
        dossier.toetsing(m, "OPEN", getoetst_op="", geregistreerd_op="2021-01-09T23:30:00Z")
        dossier.neem()
        assert Toetsing.objects.get().getoetst_op.isoformat() == "2021-01-10"
        dossier.toetsing(m, "NIET_TOETSBAAR", getoetst_op="")
        (fout,) = geweigerd(dossier)
        assert fout == "toetsingen.csv, regel 3, kolom getoetst_op: mag alleen leeg zijn bij resultaat OPEN"


class TestCodesEnGetallen:
    def test_een_waarde_die_niet_kan_wordt_genoemd_met_kolom(self, dossier):
        gevallen = [
            ("kanaal", "FAX"),
            ("melder_type", "werknemer"),
            ("corona_relatie", "ja"),
            ("bevoegd", "EIGEN"),
            ("domein", "V&G"),
            ("ernst", "hoog"),
            ("onderwerpen", "AFSTAND;BESTAAT_NIET"),
            ("onderwerpen", "AFSTAND;AFSTAND"),
            ("onderwerpen", "AFSTAND;"),
            ("onderwerpen", "AFSTAND, PBM"),
            ("arbeidsmigranten", "Ja"),
            ("duurt_voort", "1"),
            ("aantal_blootgesteld", "-1"),
            ("aantal_blootgesteld", "1,5"),
            ("aantal_blootgesteld", "٣"),
            ("bevestigde_besmettingen", "99999999999999999999"),
            ("melding", "M;1"),
            ("melding", " M1"),
            ("melding", "M" * 65),
            ("melding", "M\n1"),  # the last: it takes two lines
        ]
        for kolom, waarde in gevallen:
            dossier.melding(**{kolom: waarde})
        geweigerd(dossier)
        for regel, (fout, (kolom, waarde)) in enumerate(zip(dossier.fouten, gevallen, strict=True), start=2):
            assert str(fout).startswith(f"meldingen.csv, regel {regel}, kolom {kolom}: “")
            assert fout.waarde == waarde

    def test_een_onbekend_onderwerp_wordt_bij_naam_geweigerd(self, dossier):
        fout = fout_bij(dossier, onderwerpen="AFSTAND;BESTAAT_NIET")
        assert fout.endswith("“AFSTAND;BESTAAT_NIET” “BESTAAT_NIET” staat niet in de codelijst onderwerp")

    def test_een_reusachtig_onderwerp_maakt_geen_reusachtige_fout(self, dossier):
        assert len(fout_bij(dossier, onderwerpen="X" * 100_000)) < 400

    def test_een_werkgever_heeft_acht_en_twaalf_cijfers_en_bekende_codes(self, dossier):
        kolommen = ["kvk_nummer", "vestigingsnummer", "sector", "provincie"]
        for kolom in kolommen:
            dossier.werkgever(**{kolom: "1234567"})
        for fout, kolom in zip(geweigerd(dossier), kolommen, strict=True):
            assert f"kolom {kolom}: “1234567”" in fout

    def test_een_zaak_is_niet_onbepaald(self, dossier):
        dossier.zaak(domein="ONBEPAALD")
        assert "kolom domein" in geweigerd(dossier)[0]

    def test_een_verplichte_cel_is_niet_leeg(self, dossier):
        verplicht = ["melding", "ontvangen_op", "kanaal", "melder_type", "corona_relatie", "onderwerpen"]
        for kolom in verplicht:
            for leeg in ("", "  "):
                dossier.melding(**({"geregistreerd_op": "2021-01-08T10:00:00+01:00"} | {kolom: leeg}))
        geweigerd(dossier)
        for nummer, kolom in enumerate(verplicht):
            for regel in (2 * nummer + 2, 2 * nummer + 3):
                eerste = next(str(fout) for fout in dossier.fouten if fout.regel == regel)
                assert f"kolom {kolom}: " in eerste
                assert eerste.endswith("is verplicht en is leeg")

    def test_een_naam_van_alleen_spaties_is_geen_naam(self, dossier):
        dossier.werkgever(naam="  ")
        assert "kolom naam" in geweigerd(dossier)[0]

    def test_alle_waarden_komen_over(self, dossier):
        voorganger = dossier.werkgever()
        w = dossier.werkgever(
            naam="Slachthuis ’t Noorden",
            kvk_nummer="01234567",
            vestigingsnummer="000012345678",
            sector="C",
            plaats="Groningen",
            provincie="GR",
            rechtsopvolger_van=voorganger,
        )
        dossier.melding(
            kanaal="VAKBOND_MELDPUNT",
            melder_type="ONDERNEMINGSRAAD",
            toestemming_contact_werkgever="nee",
            corona_relatie="INDIRECT",
            bevoegd="gemengd",
            domein="",
            onderwerpen="HUISVESTING;AFSTAND",
            arbeidsmigranten="ja",
            ernst="acuut",
            aantal_blootgesteld="12",
            bevestigde_besmettingen="0",
            verzoek_24_7="ja",
            opsporing_indicatie="nee",
            werkgever=w,
        )
        dossier.neem()
        werkgever = Werkgever.objects.get(extern_kenmerk=w)
        assert (werkgever.kvk_nummer, werkgever.vestigingsnummer, werkgever.sector) == (
            "01234567",
            "000012345678",
            "C",
        )
        assert werkgever.rechtsopvolger_van == Werkgever.objects.get(extern_kenmerk=voorganger)
        m = Melding.objects.get()
        assert (m.kanaal, m.melder_type, m.bevoegd, m.domein) == (
            "VAKBOND_MELDPUNT",
            "ONDERNEMINGSRAAD",
            "gemengd",
            "ONBEPAALD",
        )
        assert (m.toestemming_contact_werkgever, m.arbeidsmigranten, m.opsporing_indicatie) == (
            False,
            True,
            False,
        )
        assert (m.melder_ziet_risico, m.duurt_voort, m.ernst) == (None, None, "acuut")
        assert (m.aantal_blootgesteld, m.bevestigde_besmettingen, m.onderwerpen) == (
            12,
            0,
            "HUISVESTING;AFSTAND",
        )
        assert m.werkgever == werkgever

    def test_een_lijst_van_overtredingen_heeft_verschillende_sleutels(self, dossier):
        w, z = dossier.werkgever(), dossier.zaak()
        o, p = dossier.overtreding(z, w), dossier.overtreding(z, w)
        dossier.interventie(z, w, "WAARSCHUWING", overtredingen=f"{o};{p}")
        dossier.neem()
        assert Interventie.objects.get().overtredingen.count() == 2
        for lijst in (f"{o};{o}", f"{o};", f";{o}", f"{o}; {p}", ";".join(f"X{n}" for n in range(501))):
            dossier.rijen["interventies"] = []
            dossier.interventie(z, w, "WAARSCHUWING", overtredingen=lijst)
            assert "kolom overtredingen" in geweigerd(dossier)[0]
