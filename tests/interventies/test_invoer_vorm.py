"""From bytes to records: the form of a file (contract section 1, first paragraph; issue 2, what bad input gets)."""

import pytest

from interventies.invoer import lezen
from interventies.invoer.bestanden import bestanden
from meldingen.models import Melding, MeldingTekst
from tests.interventies.invoerhulp import KOP, geweigerd, in_balans, meldingen, regel
from tests.maak import Dossier


def fouten_van(dossier: Dossier, inhoud: str | bytes) -> list[str]:
    dossier.ruw["meldingen"] = inhoud
    return geweigerd(dossier)


def aantal_na(dossier: Dossier, inhoud: str | bytes) -> int:
    dossier.ruw["meldingen"] = inhoud
    dossier.neem()
    return Melding.objects.count()


class TestGoedeBestanden:
    def test_kolommen_staan_in_elke_volgorde(self, dossier):
        kolommen = KOP.split(",")
        kop, cellen = ",".join(reversed(kolommen)), ",".join(reversed(regel("M1").split(",")))
        assert aantal_na(dossier, f"{kop}\n{cellen}\n") == 1
        melding = Melding.objects.get(extern_kenmerk="M1")
        assert (melding.kanaal, melding.onderwerpen) == ("EMAIL", "AFSTAND")

    def test_een_bom_mag(self, dossier):
        assert aantal_na(dossier, b"\xef\xbb\xbf" + meldingen(regel("M1")).encode()) == 1

    def test_een_bom_voor_een_kop_tussen_aanhalingstekens_mag(self, dossier):
        assert aantal_na(dossier, b'\xef\xbb\xbf"melding"' + meldingen(regel("M1")).encode()[7:]) == 1

    @pytest.mark.parametrize("einde", ["\n", "\r\n"])
    def test_regels_eindigen_met_lf_of_crlf(self, dossier, einde):
        assert aantal_na(dossier, meldingen(regel("M1"), regel("M2")).replace("\n", einde)) == 2

    def test_het_laatste_regeleinde_mag_ontbreken(self, dossier):
        assert aantal_na(dossier, meldingen(regel("M1")).rstrip()) == 1

    def test_een_veld_tussen_aanhalingstekens_mag_alles_bevatten(self, dossier):
        tekst = 'Hij zei: "kom, \r\nof ga".\n\nCafé €5 \r los'
        cel = '"' + tekst.replace('"', '""') + '"'
        assert aantal_na(dossier, meldingen(regel("M1", "AFSTAND", cel), kop=f"{KOP},omschrijving")) == 1
        assert MeldingTekst.objects.get().tekst == tekst

    def test_lege_regels_tellen_niet(self, dossier):
        assert aantal_na(dossier, "\n\r\n" + meldingen(regel("M1"), "", "\r", regel("M2"))) == 2

    def test_zonder_regels_is_er_niets_te_doen(self, dossier):
        dossier.ruw["meldingen"] = KOP
        uitslag = dossier.importeer()
        assert not uitslag.opgeslagen
        assert not uitslag.fouten
        assert uitslag.telling["meldingen"]["gelezen"] == 0

    def test_optionele_kolommen_mogen_ontbreken_of_leeg_zijn(self, dossier):
        dossier.ruw["meldingen"] = meldingen(regel("M1"))
        dossier.neem()
        dossier.ruw["meldingen"] = meldingen(regel("M1", "AFSTAND", "", ""), kop=f"{KOP},ernst,omschrijving")
        assert not dossier.importeer().som("nieuw")
        melding = Melding.objects.get()
        assert (melding.domein, melding.ernst, melding.werkgever, melding.duurt_voort) == (
            "ONBEPAALD",
            "",
            None,
            None,
        )


class TestDeKop:
    def test_elke_onbekende_kolom_wordt_bij_naam_geweigerd(self, dossier):
        fouten = fouten_van(dossier, meldingen(regel("M1", "AFSTAND", "x", "y"), kop=f"{KOP},Ernst,kleur"))
        assert fouten == [
            "meldingen.csv, regel 1, kolom Ernst: deze kolom bestaat niet",
            "meldingen.csv, regel 1, kolom kleur: deze kolom bestaat niet",
        ]

    def test_elke_verplichte_kolom_die_ontbreekt_wordt_genoemd(self, dossier):
        fouten = fouten_van(dossier, "melding,ontvangen_op,kanaal,melder_type\n")
        assert fouten == [
            "meldingen.csv, regel 1, kolom corona_relatie: deze verplichte kolom ontbreekt",
            "meldingen.csv, regel 1, kolom onderwerpen: deze verplichte kolom ontbreekt",
        ]

    def test_een_kolom_staat_er_geen_twee_keer(self, dossier):
        assert fouten_van(dossier, meldingen(kop=f"{KOP},kanaal")) == [
            "meldingen.csv, regel 1, kolom kanaal: deze kolom staat er twee keer in"
        ]

    def test_een_kolom_zonder_naam_wordt_geweigerd(self, dossier):
        (fout,) = fouten_van(dossier, meldingen(regel("M1", "AFSTAND", ""), kop=f"{KOP},"))
        assert fout == "meldingen.csv, regel 1: “kolom 7” deze kolom heeft geen naam"

    def test_ook_onder_een_kop_met_een_kolom_te_veel_wordt_elke_regel_bekeken_en_geteld(self, dossier):
        """A spreadsheet leaves commas at the end of every line."""
        dossier.ruw["meldingen"] = meldingen(
            regel("M1", "AFSTAND", "x", "", ""), regel("M2", "NIETS", "y", "", ""), kop=f"{KOP},kleur,,"
        )
        uitslag = dossier.importeer()
        assert [str(fout).partition(": ")[2] for fout in dossier.fouten] == [
            "deze kolom bestaat niet",
            "“kolom 8” deze kolom heeft geen naam",
            "“kolom 9” deze kolom heeft geen naam",
            "“NIETS” staat niet in de codelijst onderwerp",
        ]
        assert uitslag.telling["meldingen"] == {"gelezen": 2, "nieuw": 1, "ongewijzigd": 0, "afgekeurd": 1}
        assert not uitslag.opgeslagen

    def test_ook_waar_een_verplichte_kolom_ontbreekt_staat_wat_er_verder_mis_is(self, dossier):
        """All errors in one run; and no line of another file is blamed for a column that is not here."""
        dossier.werkgever(werkgever="W")
        dossier.ruw["meldingen"] = (
            "melding,ontvangen_op,melder_type,corona_relatie,onderwerpen,werkgever,dubbel_van\n"
            "M1,2021-01-08T10:00:00+01:00,WERKNEMER,DIRECT,AFSTAND,W,\n"
            "M2,2021-01-08,WERKNEMER,DIRECT,AFSTAND,W9,\n"
            "M3,2021-01-08T10:00:00+01:00,WERKNEMER,DIRECT,AFSTAND,W,M9\n"
            "M1,2021-01-08T10:00:00+01:00,WERKNEMER,DIRECT,AFSTAND,W,\n"
        )
        dossier.zaak("M1", "M8", zaak="Z")
        dossier.ruw["overtredingen"] = "overtreding,zaak,werkgever,geconstateerd_op\nO,Z,W,2021-01-09\n"
        dossier.interventie("Z", "W", "WAARSCHUWING", overtredingen="O")
        dossier.interventie("Z", "W", "LOCATIEBEZOEK", wijze="AFSTAND")
        uitslag = dossier.importeer()
        assert [(fout.bestand, fout.regel, fout.kolom) for fout in dossier.fouten] == [
            ("meldingen.csv", 1, "kanaal"),
            ("meldingen.csv", 3, "ontvangen_op"),
            ("meldingen.csv", 3, "werkgever"),
            ("meldingen.csv", 4, "dubbel_van"),
            ("meldingen.csv", 5, "melding"),
            ("zaak_meldingen.csv", 3, "melding"),
            ("overtredingen.csv", 1, "voorschrift"),
            ("interventies.csv", 3, "wijze"),
        ]
        assert uitslag.telling["meldingen"] == {"gelezen": 4, "nieuw": 0, "ongewijzigd": 0, "afgekeurd": 4}

    def test_een_record_dat_er_al_was_is_zonder_een_van_haar_kolommen_geen_ander(self, dossier):
        dossier.ruw["meldingen"] = meldingen(regel("M1"))
        dossier.neem()
        (fout,) = fouten_van(
            dossier,
            "melding,ontvangen_op,kanaal,melder_type,onderwerpen\n"
            "M1,2021-01-08T10:00:00+01:00,EMAIL,WERKNEMER,AFSTAND\n",
        )
        assert fout == "meldingen.csv, regel 1, kolom corona_relatie: deze verplichte kolom ontbreekt"

    def test_puntkommas_in_plaats_van_kommas_worden_herkend(self, dossier):
        (fout,) = fouten_van(dossier, KOP.replace(",", ";"))
        assert fout.startswith("meldingen.csv, regel 1: “melding;ontvangen_op;")
        assert "komma's" in fout

    def test_een_regel_met_puntkommas_waar_de_kop_hoort_wordt_niet_herhaald(self, dossier):
        (fout,) = fouten_van(dossier, "M1;Anna Kowalska;anna@voorbeeld.example\n")
        assert "komma's" in fout
        assert "Kowalska" not in fout

    def test_een_leeg_bestand_wordt_geweigerd(self, dossier):
        for inhoud in (b"", b"\n\n", b"\xef\xbb\xbf"):
            (fout,) = fouten_van(dossier, inhoud)
            assert fout.startswith("meldingen.csv, regel 1: het bestand is leeg")

    def test_de_kop_wordt_genoemd_bij_de_regel_waarop_zij_staat(self, dossier):
        (fout,) = fouten_van(dossier, "\n\n" + meldingen(kop=f"{KOP},kleur"))
        assert fout.startswith("meldingen.csv, regel 3, kolom kleur")

    def test_de_kolom_nieuw_is_verplicht_in_correcties(self, dossier):
        dossier.melding(melding="M1")
        dossier.ruw["correcties"] = "soort,sleutel,veld,reden,geregistreerd_op\n"
        assert geweigerd(dossier) == ["correcties.csv, regel 1, kolom nieuw: deze verplichte kolom ontbreekt"]

    def test_een_slechte_kop_verbergt_geen_fouten_in_andere_bestanden(self, dossier):
        dossier.ruw["werkgevers"] = "werkgever\nW1\n"
        dossier.melding(melding="M1", werkgever="W1", kanaal="FAX")
        dossier.melding(melding="M2", werkgever="W1")
        dossier.zaak("M1", "M2", zaak="Z1", domein="ONBEPAALD")
        fouten = geweigerd(dossier)
        # What only follows from the header that could not be read is not told of.
        assert [fout.partition(":")[0] for fout in fouten] == [
            "werkgevers.csv, regel 1, kolom naam",
            "meldingen.csv, regel 2, kolom kanaal",
            "zaken.csv, regel 2, kolom domein",
        ]

    def test_een_kolom_te_veel_verbergt_geen_fouten_in_het_bestand_zelf(self, dossier):
        dossier.melding(melding="M1", kanaal="FAX", kleur="rood")
        dossier.melding(melding="M2")
        dossier.zaak("M1", "M2", zaak="Z1")
        assert [fout.partition(":")[0] for fout in geweigerd(dossier)] == [
            "meldingen.csv, regel 1, kolom kleur",
            "meldingen.csv, regel 2, kolom kanaal",
            "zaak_meldingen.csv, regel 2, kolom melding",
        ]

    def test_een_instrument_krijgt_geen_schuld_van_een_bestand_dat_niet_te_lezen_is(self, dossier):
        w, z = dossier.werkgever(), dossier.zaak(dossier.melding())
        o = dossier.overtreding(z, w)
        dossier.interventie(z, w, "WAARSCHUWING", overtredingen=o)
        dossier.ruw["overtredingen"] = ""
        (fout,) = geweigerd(dossier)
        assert fout.startswith("overtredingen.csv, regel 1: het bestand is leeg")

    def test_een_slechte_kop_weigert_ook_een_gedeeltelijke_invoer(self, dossier):
        dossier.werkgever(kleur="rood")
        dossier.melding()
        uitslag = dossier.importeer(gedeeltelijk=True)
        assert uitslag.geweigerd
        assert not uitslag.opgeslagen
        assert not Melding.objects.exists()
        assert not (dossier.map / "afgekeurd").exists()


class TestSlechteRegels:
    def test_een_halve_regel_wordt_geweigerd(self, dossier):
        (fout,) = fouten_van(dossier, meldingen(regel("M1"), "M2,2021-01-08T10:00"))
        assert fout == "meldingen.csv, regel 3: “2 velden” de regel heeft 2 velden in plaats van 6"

    def test_een_regel_met_alleen_spaties_heeft_een_veld(self, dossier):
        (fout,) = fouten_van(dossier, meldingen(regel("M1"), "   "))
        assert fout == "meldingen.csv, regel 3: “1 veld” de regel heeft 1 veld in plaats van 6"

    def test_te_veel_velden_worden_geweigerd(self, dossier):
        (fout,) = fouten_van(dossier, meldingen(regel("M1", "AFSTAND", "x")))
        assert "de regel heeft 7 velden in plaats van 6" in fout

    @pytest.mark.parametrize("rest", ["", ",".join("x" * 40)])
    def test_een_regel_van_een_andere_breedte_krijgt_in_elk_bestand_alleen_dat_verwijt(self, dossier, rest):
        for naam, bestand in bestanden().items():
            dossier.ruw[naam] = f"{','.join(kolom.naam for kolom in bestand.kolommen)}\nX,{rest}\n"
        fouten = geweigerd(dossier)
        assert [fout.partition(".csv")[0] for fout in fouten] == list(bestanden())
        assert all("velden in plaats van" in fout for fout in fouten)

    def test_een_regel_heet_naar_de_fysieke_regel_waarop_zij_begint(self, dossier):
        kop = f"{KOP},omschrijving"
        tekst = '"eerste\r\ntweede\n\nvierde"'
        regels = ["", regel("M1", "AFSTAND", tekst), "", regel("M2", "FOUT", tekst), regel("M3", "FOUT", "x")]
        fouten = fouten_van(dossier, meldingen(*regels, kop=kop))
        # kop 1, leeg 2, M1 op 3 tot en met 6, leeg 7, M2 op 8 tot en met 11, M3 op 12
        assert [fout.split(",")[1] for fout in fouten] == [" regel 8", " regel 12"]

    def test_latin1_wordt_geweigerd_met_regel_kolom_en_byte(self, dossier):
        inhoud = meldingen(regel("M1"), regel("M2", "AFSTAND é")).encode("latin-1")
        fouten = fouten_van(dossier, inhoud)
        assert fouten[0] == r"meldingen.csv, regel 3, kolom onderwerpen: “\xe9” geen geldige UTF-8"

    def test_utf16_wordt_herkend(self, dossier):
        for codering in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
            fouten = fouten_van(dossier, meldingen(regel("M1")).encode(codering))
            assert len(fouten) == 1
            assert "UTF-16" in fouten[0] or "NUL" in fouten[0]

    def test_een_nul_byte_wordt_geweigerd_en_de_rest_gelezen(self, dossier):
        kop = f"{KOP},omschrijving"
        fouten = fouten_van(
            dossier, meldingen(regel("M1", "AFSTAND", "a\0b"), regel("M2", "FOUT", ""), kop=kop)
        )
        assert fouten[0] == r"meldingen.csv, regel 2, kolom omschrijving: “\x00” er staat een NUL-byte in"
        assert "regel 3, kolom onderwerpen" in fouten[1]

    @pytest.fixture
    def krap(self, monkeypatch):
        """What is too large comes sixteen times sooner."""
        assert (lezen.GROOTSTE_VELD, lezen.GROOTSTE_REGEL) == (16 * lezen.MB, 32 * lezen.MB)
        monkeypatch.setattr(lezen, "GROOTSTE_VELD", lezen.MB)
        monkeypatch.setattr(lezen, "GROOTSTE_REGEL", 2 * lezen.MB)

    def test_een_veld_dat_net_niet_te_groot_is_laat_de_volgende_regels_heel(self, krap, dossier):
        kop, groot = f"{KOP},omschrijving", "lang \n" * 170_000
        dossier.ruw["meldingen"] = meldingen(
            regel("M1", "AFSTAND", f'"{groot}"'), regel("M2", "AFSTAND", "kort"), kop=kop
        )
        in_balans(dossier, meldingen=(1, 0, 1))
        assert "is langer dan 100.000 tekens" in str(dossier.fouten[0])
        assert len(str(dossier.fouten[0])) < 250
        assert MeldingTekst.objects.get().tekst == "kort"

    @pytest.mark.parametrize(
        "veld", ["x" * 1_100_000, '"' + f"{'regel, ' * 10}\n" * 16_000 + '"', f'"{2_130_000 * chr(34)}"']
    )
    def test_een_veld_dat_te_groot_is_ook(self, krap, dossier, veld):
        dossier.ruw["meldingen"] = meldingen(
            regel("M1", "AFSTAND", veld), regel("M2", "AFSTAND", "kort"), kop=f"{KOP},omschrijving"
        )
        in_balans(dossier, meldingen=(1, 0, 1))
        assert [str(fout) for fout in dossier.fouten] == [
            "meldingen.csv, regel 2, kolom omschrijving: een veld is groter dan 1 MB"
        ]
        assert MeldingTekst.objects.get().tekst == "kort"

    def test_een_regel_die_te_groot_is_komt_niet_in_het_geheugen(self, krap, dossier):
        groot = ",".join(["x" * 800_000] * 3)
        dossier.ruw["meldingen"] = meldingen(regel("M1", "AFSTAND", groot), regel("M2"))
        in_balans(dossier, meldingen=(1, 0, 1))
        assert [str(fout) for fout in dossier.fouten] == [
            "meldingen.csv, regel 2: de regel is groter dan 2 MB"
        ]

    def test_een_vergeten_aanhalingsteken_slokt_geen_goede_regels_op(self, dossier):
        kop = f"{KOP},omschrijving"
        regels = [
            regel("M1", "AFSTAND", '"begin'),
            regel("M2", "AFSTAND", "x"),
            regel("M3", "AFSTAND", '"goed, zo"'),
            regel("M4", "FOUT", "y"),
        ]
        dossier.ruw["meldingen"] = meldingen(*regels, kop=kop)
        in_balans(dossier, meldingen=(2, 0, 2))
        assert [fout.regel for fout in dossier.fouten] == [2, 5]
        assert "aanhalingsteken" in dossier.fouten[0].reden

    def test_een_aanhalingsteken_dat_nergens_sluit_wordt_geweigerd(self, dossier):
        dossier.ruw["meldingen"] = meldingen(regel("M1"), '"' + regel("M2"), regel("M3"))
        in_balans(dossier, meldingen=(2, 0, 1))
        assert str(dossier.fouten[0]) == "meldingen.csv, regel 3: een aanhalingsteken is niet gesloten"

    def test_een_aanhalingsteken_dat_over_een_heel_veld_nergens_sluit(self, krap, dossier):
        vulling = [regel(f"V{n}", "AFSTAND", "x" * 90_000) for n in range(12)]
        dossier.ruw["meldingen"] = meldingen(
            regel("M1", "AFSTAND", '"begin'), *vulling, kop=f"{KOP},omschrijving"
        )
        in_balans(dossier, meldingen=(12, 0, 1))

    def test_een_aanhalingsteken_in_een_veld_hoort_dubbel(self, dossier):
        fouten = fouten_van(
            dossier, meldingen(regel("M1", "AFSTAND", '"zei "ja" tegen"'), kop=f"{KOP},omschrijving")
        )
        assert "hoort er dubbel te staan" in fouten[0]

    def test_een_losse_cr_wordt_geweigerd(self, dossier):
        fouten = fouten_van(
            dossier,
            meldingen(regel("M1", "AFSTAND", "a\rb"), regel("M2", "AFSTAND", "x"), kop=f"{KOP},omschrijving"),
        )
        assert len(fouten) == 1
        assert "(CR)" in fouten[0]

    def test_een_bestand_met_alleen_cr_wordt_geweigerd(self, dossier):
        (fout,) = fouten_van(dossier, meldingen(regel("M1")).replace("\n", "\r"))
        assert "LF of CRLF" in fout

    def test_een_waarde_kan_het_scherm_niet_besturen(self, dossier):
        fouten = fouten_van(dossier, meldingen(regel("M1", "\x1b[2Jweg"), kop=KOP))
        assert "\x1b" not in fouten[0]
        assert "x1b[2Jweg" in fouten[0]
        fouten = fouten_van(dossier, meldingen(kop=f"{KOP},\x1b[2J"))
        assert "\x1b" not in fouten[0]
