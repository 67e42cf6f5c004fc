"""The counting cases of the domain (section 2): each sentence of the table and above it, through the importer."""

import pytest

from inspectie.models import Code
from interventies.models import Interventie, InterventieStatus
from rapportages.cijfers import Kerncijfers
from tests.maak import Dossier, cijfers

EIND = "2021-01-31"


def waarden(c: Kerncijfers, *codes: str) -> list[int | None]:
    return [c[code].waarde for code in codes]


def teller_noemer(c: Kerncijfers, code: str) -> tuple[int | None, int | None]:
    return c[code].teller, c[code].noemer


class TestDeTabel:
    """ "Counting cases that go wrong elsewhere", row by row."""

    def test_vijf_meldingen_over_een_werkgever_en_een_telefoongesprek(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(*(dossier.melding(werkgever=w) for _ in range(5)))
        dossier.interventie(z, w)
        dossier.neem()
        assert waarden(cijfers("2021-01-10"), "KC-01", "KC-08", "KC-11") == [5, 1, 0]

    def test_een_waarschuwing_na_de_peildatum_telt_pas_op_een_latere(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(dossier.melding(werkgever=w, ontvangen_op="2021-01-08T10:00:00+01:00"))
        o = dossier.overtreding(z, w, geconstateerd_op="2021-01-12")
        dossier.interventie(
            z, w, "WAARSCHUWING", wijze="LOCATIE", uitgereikt_op="2021-01-12", overtredingen=o
        )
        dossier.neem()
        codes = ("KC-01", "KC-08", "KC-11", "KC-12", "KC-13")
        assert waarden(cijfers("2021-01-10"), *codes) == [1, 0, 0, 0, 0]
        assert waarden(cijfers("2021-01-17"), *codes) == [1, 1, 1, 1, 1]

    def test_een_tweede_bezoek_in_dezelfde_zaak_is_geen_tweede_onderzoek(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(dossier.melding(werkgever=w))
        for dag in ("2021-01-09", "2021-01-20"):
            o = dossier.overtreding(z, w, geconstateerd_op=dag)
            dossier.interventie(z, w, "LOCATIEBEZOEK", uitgereikt_op=dag)
            dossier.interventie(z, w, "WAARSCHUWING", wijze="LOCATIE", uitgereikt_op=dag, overtredingen=o)
        dossier.neem()
        assert waarden(cijfers(EIND), "KC-08", "KC-11", "KC-12", "KC-13") == [1, 1, 1, 2]

    def test_een_gecorrigeerd_domein_laat_een_eerder_cijfer_staan(self, dossier: Dossier):
        m = dossier.melding(domein="BUITEN")
        dossier.melding(domein="VEILIG_GEZOND")
        dossier.correctie("melding", m, "domein", "VEILIG_GEZOND", "2021-01-20T09:00:00+01:00")
        dossier.neem()
        toen, nu = cijfers("2021-01-10", "2021-01-19"), cijfers("2021-01-10", "2021-01-20")
        assert toen["KC-02"].aantallen == {"VEILIG_GEZOND": 1, "EERLIJK": 0, "BUITEN": 1, "ONBEPAALD": 0}
        assert nu["KC-02"].aantallen == {"VEILIG_GEZOND": 2, "EERLIJK": 0, "BUITEN": 0, "ONBEPAALD": 0}
        assert toen["KC-01"].waarde == nu["KC-01"].waarde == 2
        verschil = {d: nu["KC-02"].aantallen[d] - n for d, n in toen["KC-02"].aantallen.items()}
        assert (verschil["BUITEN"], verschil["VEILIG_GEZOND"]) == (-1, 1)
        assert nu["KC-14"].kruistabel["AFSTAND"]["BUITEN"] == 0

    def test_een_vastgesteld_cijfer_verandert_nooit(self, dossier: Dossier):
        m = dossier.melding(domein="BUITEN")
        dossier.neem()
        eerst = cijfers("2021-01-10", "2021-01-15")
        dossier.correctie("melding", m, "domein", "EERLIJK", "2021-01-20T09:00:00+01:00")
        dossier.correctie("melding", m, "corona_relatie", "GEEN", "2021-01-21T09:00:00+01:00")
        dossier.neem()
        assert cijfers("2021-01-10", "2021-01-15") == eerst
        assert cijfers("2021-01-10")["KC-01"].waarde == 0

    def test_hetzelfde_formulier_twee_keer_van_een_persoon_telt_een_keer(self, dossier: Dossier):
        eerste = dossier.melding(melder_email="a@voorbeeld.example")
        dossier.melding(melder_email="a@voorbeeld.example", dubbel_van=eerste)
        dossier.neem()
        assert cijfers("2021-01-10")["KC-01"].waarde == 1

    def test_twee_collegas_met_dezelfde_klacht_tellen_allebei(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(dossier.melding(werkgever=w), dossier.melding(werkgever=w))
        dossier.interventie(z, w)
        dossier.neem()
        assert waarden(cijfers("2021-01-10"), "KC-01", "KC-08") == [2, 1]

    def test_samenvoegen_maakt_een_werkgever_en_uit_elkaar_halen_weer_twee(self, dossier: Dossier):
        met, zonder = dossier.werkgever(kvk_nummer="12345678"), dossier.werkgever()
        for w in (met, zonder):
            dossier.interventie(dossier.zaak(dossier.melding(werkgever=w)), w)
        dossier.correctie("werkgever", zonder, "samengevoegd_in", met, "2021-01-15T12:00:00+01:00")
        dossier.correctie("werkgever", zonder, "samengevoegd_in", "", "2021-01-20T12:00:00+01:00")
        dossier.neem()
        per_stand = [
            cijfers("2021-01-10", dag)["KC-08"].waarde for dag in ("2021-01-14", "2021-01-15", "2021-01-20")
        ]
        assert per_stand == [2, 1, 2]

    def test_uitzendbureau_en_inlener_beide_gewaarschuwd_in_een_bezochte_zaak(self, dossier: Dossier):
        bureau, inlener = dossier.werkgever(), dossier.werkgever()
        z = dossier.zaak(dossier.melding(werkgever=inlener))
        for w in (bureau, inlener):
            o = dossier.overtreding(z, w)
            dossier.interventie(z, w, "WAARSCHUWING", wijze="LOCATIE", overtredingen=o)
        dossier.neem()
        assert waarden(cijfers("2021-01-10"), "KC-08", "KC-11", "KC-12", "KC-13") == [2, 1, 2, 2]

    def test_een_eis_voor_drie_overtredingen_is_een_instrument(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(dossier.melding(werkgever=w))
        drie = [dossier.overtreding(z, w, voorschrift=v) for v in ("ZORGPLICHT", "RIE", "VOORLICHTING")]
        dossier.interventie(z, w, "EIS", wijze="LOCATIE", overtredingen=";".join(drie))
        dossier.neem()
        assert waarden(cijfers("2021-01-10"), "KC-12", "KC-13") == [1, 1]

    def test_een_brief_met_twee_eisen_is_twee_instrumenten(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(dossier.melding(werkgever=w))
        for voorschrift in ("ZORGPLICHT", "RIE"):
            o = dossier.overtreding(z, w, voorschrift=voorschrift)
            dossier.interventie(z, w, "EIS", wijze="LOCATIE", overtredingen=o)
        dossier.neem()
        assert cijfers("2021-01-10")["KC-13"].waarde == 2

    def test_opgeheven_en_ingetrokken_blijft_ingezet(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(dossier.melding(werkgever=w))
        o = dossier.overtreding(z, w, ernstig_gevaar="ja")
        stil = dossier.interventie(
            z, w, "STILLEGGING", wijze="LOCATIE", overtredingen=o, grondslag="ARBOWET_28_1"
        )
        eis = dossier.interventie(z, w, "EIS", wijze="LOCATIE", overtredingen=o)
        dossier.neem()
        Interventie.objects.filter(extern_kenmerk=stil).update(status=InterventieStatus.OPGEHEVEN)
        Interventie.objects.filter(extern_kenmerk=eis).update(status=InterventieStatus.INGETROKKEN)
        c = cijfers("2021-01-10")
        assert c["KC-13"].waarde == 2
        assert c["KC-13"].aantallen == {"WAARSCHUWING": 0, "EIS": 1, "STILLEGGING": 1, "BOETERAPPORT": 0}

    def test_een_programma_inspectie_zonder_melding_telt_nergens(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(aanleiding="ACTIEF")
        o = dossier.overtreding(z, w)
        dossier.interventie(z, w, "WAARSCHUWING", wijze="LOCATIE", overtredingen=o)
        dossier.interventie(dossier.zaak(aanleiding="ACTIEF"), w)
        dossier.neem()
        c = cijfers(EIND)
        assert waarden(c, "KC-08", "KC-11", "KC-12", "KC-13") == [0, 0, 0, 0]
        assert c["KC-09"].aantallen == {"VEILIG_GEZOND": 0, "EERLIJK": 0}
        assert c["KC-13"].zonder_locatie == 0
        assert c["KC-10"].noemer == 0

    @pytest.mark.parametrize(
        ("ontvangen", "telt"),
        [
            ("2021-01-10T23:59:59+01:00", 1),
            ("2021-01-10T23:59:59.999999+01:00", 1),
            ("2021-01-11T00:00:00+01:00", 0),
            ("2021-01-10T22:59:59Z", 1),
            ("2021-01-10T23:00:00Z", 0),
            ("2021-01-12T09:00:00+01:00", 0),  # the letter dated 08-01: its receipt counts
        ],
    )
    def test_de_peildatum_eindigt_om_middernacht_in_amsterdam(
        self, dossier: Dossier, ontvangen: str, telt: int
    ):
        dossier.melding(ontvangen_op=ontvangen)
        dossier.neem()
        assert cijfers("2021-01-10")["KC-01"].waarde == telt

    def test_ook_in_de_zomer_is_middernacht_die_van_amsterdam(self, dossier: Dossier):
        dossier.melding(ontvangen_op="2020-07-10T21:59:59Z")
        dossier.melding(ontvangen_op="2020-07-10T22:00:00Z")
        dossier.neem()
        assert cijfers("2020-07-10")["KC-01"].waarde == 1

    @pytest.mark.parametrize(
        ("dag", "nog_net", "net_niet"),
        [
            # The day of 25 hours: 02:30 comes twice, and both are that day.
            ("2020-10-25", "2020-10-25T22:59:59.999999Z", "2020-10-25T23:00:00Z"),
            ("2020-10-24", "2020-10-24T21:59:59.999999Z", "2020-10-24T22:00:00Z"),
            # The day of 23 hours.
            ("2021-03-28", "2021-03-28T21:59:59.999999Z", "2021-03-28T22:00:00Z"),
            ("2021-03-27", "2021-03-27T22:59:59.999999Z", "2021-03-27T23:00:00Z"),
        ],
    )
    def test_ook_als_de_klok_verzet_wordt(self, dossier: Dossier, dag: str, nog_net: str, net_niet: str):
        for ontvangen in (nog_net, net_niet):
            m = dossier.melding(ontvangen_op=ontvangen)
            dossier.toetsing(m, "OPEN", getoetst_op="", geregistreerd_op=ontvangen)
        dossier.neem()
        assert cijfers(dag)["KC-01"].waarde == 1
        assert cijfers(dag)["KC-10"].aantallen["OPEN"] == 1
        assert cijfers("2021-12-31", dag)["KC-01"].waarde == 1  # the end of that day as stand van
        assert cijfers("2021-12-31", dag)["KC-10"].aantallen["OPEN"] == 1

    def test_van_het_uur_dat_twee_keer_komt_zijn_beide_te_onderscheiden(self, dossier: Dossier):
        for uur in ("2020-10-25T02:30:00+02:00", "2020-10-25T02:30:00+01:00"):
            dossier.melding(ontvangen_op="2020-10-24T10:00:00+02:00", geregistreerd_op=uur)
        dossier.neem()
        standen = ("2020-10-25T02:29:59+02:00", "2020-10-25T02:30:00+02:00", "2020-10-25T02:30:00+01:00")
        assert [cijfers("2020-10-24", s)["KC-01"].waarde for s in standen] == [0, 1, 2]

    def test_wat_later_is_geregistreerd_telt_alleen_in_een_latere_stand(self, dossier: Dossier):
        dossier.melding(
            ontvangen_op="2021-01-09T10:00:00+01:00", geregistreerd_op="2021-01-14T09:00:00+01:00"
        )
        dossier.neem()
        per_stand = [
            cijfers("2021-01-10", s)["KC-01"].waarde for s in ("2021-01-13", "2021-01-14T09:00:00+01:00")
        ]
        assert per_stand == [0, 1]

    @pytest.mark.parametrize(
        ("resultaat", "teller", "noemer"),
        [
            ("OPEN", 0, 0),  # measures promised, not yet checked
            ("NIET_TOETSBAAR", 0, 0),
            ("GEEN_MAATREGEL", 0, 1),
            ("REEDS_IN_ORDE", 0, 0),
            ("MAATREGEL_DIRECT", 1, 1),
            ("MAATREGEL_UITEINDELIJK", 1, 1),
        ],
    )
    def test_wat_een_toetsing_telt(self, dossier: Dossier, resultaat: str, teller: int, noemer: int):
        dossier.toetsing(dossier.melding(), resultaat)
        dossier.neem()
        c = cijfers("2021-01-10")
        assert teller_noemer(c, "KC-10") == (teller, noemer)
        assert c["KC-10"].percentage == (100 * teller if noemer else None)
        assert {r for r, n in c["KC-10"].aantallen.items() if n} == {resultaat}
        assert len(c["KC-10"].aantallen) == 6


class TestMeldingen:
    def test_alleen_direct_en_indirect_zijn_coronameldingen(self, dossier: Dossier):
        for relatie in ("DIRECT", "INDIRECT", "GEEN"):
            dossier.melding(corona_relatie=relatie)
        dossier.neem()
        assert cijfers(EIND)["KC-01"].waarde == 2

    def test_een_latere_correctie_van_de_coronarelatie_haalt_de_melding_uit_de_telling(
        self, dossier: Dossier
    ):
        m = dossier.melding()
        dossier.correctie("melding", m, "corona_relatie", "GEEN", "2021-01-20T09:00:00+01:00")
        dossier.neem()
        assert [cijfers(EIND, s)["KC-01"].waarde for s in ("2021-01-19", "2021-01-20")] == [1, 0]

    def test_een_gecorrigeerde_ontvangst_telt_op_haar_nieuwe_dag(self, dossier: Dossier):
        m = dossier.melding(
            ontvangen_op="2021-01-08T10:00:00+01:00", geregistreerd_op="2021-01-12T10:00:00+01:00"
        )
        dossier.correctie(
            "melding", m, "ontvangen_op", "2021-01-11T10:00:00+01:00", "2021-01-20T09:00:00+01:00"
        )
        dossier.neem()
        assert [cijfers("2021-01-10", s)["KC-01"].waarde for s in ("2021-01-19", "2021-01-20")] == [1, 0]
        assert cijfers("2021-01-11", "2021-01-20")["KC-01"].waarde == 1

    def test_een_niet_bepaald_domein_is_onbepaald_en_telt_mee_in_het_totaal(self, dossier: Dossier):
        m = dossier.melding(domein="")
        dossier.correctie("melding", m, "domein", "EERLIJK", "2021-01-20T09:00:00+01:00")
        dossier.neem()
        toen, nu = cijfers(EIND, "2021-01-19"), cijfers(EIND, "2021-01-20")
        assert toen["KC-01"].waarde == 1
        assert toen["KC-02"].aantallen["ONBEPAALD"] == 1
        assert toen["KC-14"].kruistabel["AFSTAND"]["ONBEPAALD"] == 1
        assert toen.als_json()["kerncijfers"][1]["delen"]["ONBEPAALD"] == 1  # type: ignore[index]
        assert nu["KC-02"].aantallen["EERLIJK"] == 1
        assert "ONBEPAALD" not in nu.als_json()["kerncijfers"][1]["delen"]  # type: ignore[index]

    def test_van_meer_correcties_telt_de_laatst_geregistreerde(self, dossier: Dossier):
        m = dossier.melding()
        dossier.correctie("melding", m, "domein", "BUITEN", "2021-01-22T09:00:00+01:00")
        dossier.correctie("melding", m, "domein", "EERLIJK", "2021-01-20T09:00:00+01:00")
        dossier.neem()
        delen = [cijfers(EIND, s)["KC-02"].aantallen for s in ("2021-01-19", "2021-01-21", "2021-01-22")]
        assert [next(d for d, n in deel.items() if n) for deel in delen] == [
            "VEILIG_GEZOND",
            "EERLIJK",
            "BUITEN",
        ]

    def test_van_twee_correcties_op_een_moment_telt_de_latere_regel(self, dossier: Dossier):
        m = dossier.melding()
        for domein in ("BUITEN", "EERLIJK"):
            dossier.correctie("melding", m, "domein", domein, "2021-01-20T09:00:00+01:00")
        dossier.neem()
        assert cijfers(EIND)["KC-02"].aantallen["EERLIJK"] == 1

    def test_een_later_ingelezen_maar_eerder_geregistreerde_correctie_komt_op_haar_plaats(
        self, dossier: Dossier
    ):
        m = dossier.melding()
        dossier.correctie("melding", m, "domein", "BUITEN", "2021-01-22T09:00:00+01:00")
        dossier.neem()
        dossier.correctie("melding", m, "domein", "EERLIJK", "2021-01-20T09:00:00+01:00")
        dossier.neem()
        assert cijfers(EIND, "2021-01-21")["KC-02"].aantallen["EERLIJK"] == 1
        assert cijfers(EIND)["KC-02"].aantallen["BUITEN"] == 1

    def test_de_stand_van_is_tot_en_met_het_moment_zelf(self, dossier: Dossier):
        dossier.melding(geregistreerd_op="2021-01-09T10:00:00.500000+01:00")
        dossier.neem()
        for moment, telt in (
            ("2021-01-09T10:00:00.499999+01:00", 0),
            ("2021-01-09T10:00:00.500000+01:00", 1),
        ):
            assert cijfers("2021-01-10", moment)["KC-01"].waarde == telt

    def test_alleen_een_ja_is_een_arbeidsmigrant(self, dossier: Dossier):
        for antwoord in ("ja", "nee", ""):
            dossier.melding(arbeidsmigranten=antwoord)
        dossier.neem()
        c = cijfers(EIND)["KC-03"]
        assert (c.teller, c.noemer, c.percentage) == (1, 3, 33)

    def test_afstand_en_ziek_in_een_melding_telt_een_keer(self, dossier: Dossier):
        dossier.melding(onderwerpen="AFSTAND;ZIEK_AAN_WERK")
        dossier.melding(onderwerpen="HYGIENE")
        dossier.melding(onderwerpen="AFSTAND", domein="BUITEN")
        dossier.melding(onderwerpen="LOON;ZIEK_AAN_WERK", domein="EERLIJK")
        dossier.neem()
        c = cijfers(EIND)
        assert teller_noemer(c, "KC-04") == (1, 2)
        assert teller_noemer(c, "KC-05") == (3, 4)

    def test_thuiswerken_telt_binnen_veilig_en_gezond_en_van_alle(self, dossier: Dossier):
        dossier.melding(onderwerpen="HYGIENE;THUISWERKEN")
        dossier.melding(onderwerpen="THUISWERKEN", domein="BUITEN")
        dossier.melding(onderwerpen="AFSTAND")
        dossier.neem()
        c = cijfers(EIND)
        assert teller_noemer(c, "KC-06") == (1, 2)
        assert teller_noemer(c, "KC-07") == (2, 3)

    def test_een_melding_telt_onder_elk_van_haar_onderwerpen(self, dossier: Dossier):
        dossier.melding(onderwerpen="AFSTAND;PBM;LOON")
        dossier.neem()
        tabel = cijfers(EIND)["KC-14"].kruistabel
        assert {o for o, delen in tabel.items() if any(delen.values())} == {"AFSTAND", "PBM", "LOON"}
        assert tabel["LOON"] == {"VEILIG_GEZOND": 1, "EERLIJK": 0, "BUITEN": 0, "ONBEPAALD": 0}

    def test_elk_onderwerp_van_de_codelijsten_staat_er_ook_met_nul(self, dossier: Dossier):
        dossier.werkgever()
        dossier.neem()
        onderwerpen = set(Code.objects.filter(lijst="onderwerp").values_list("code", flat=True))
        assert len(onderwerpen) == 31
        assert set(cijfers(EIND)["KC-14"].kruistabel) == onderwerpen

    def test_een_onderwerp_dat_begint_als_een_ander_is_een_ander(self, dossier: Dossier):
        Code.objects.create(
            lijst="onderwerp", code="LOONDIEFSTAL", naam="x", hoort_bij="EERLIJK", volgorde=90
        )
        dossier.melding(onderwerpen="LOONDIEFSTAL")
        dossier.neem()
        tabel = cijfers(EIND)["KC-14"].kruistabel
        assert (tabel["LOON"]["VEILIG_GEZOND"], tabel["LOONDIEFSTAL"]["VEILIG_GEZOND"]) == (0, 1)

    def test_een_half_procent_gaat_naar_boven(self, dossier: Dossier):
        for n in range(8):
            dossier.melding(arbeidsmigranten="ja" if n == 0 else "")
        dossier.neem()
        assert cijfers(EIND)["KC-03"].percentage == 13  # 12.5

    def test_zonder_noemer_is_er_geen_percentage(self, dossier: Dossier):
        dossier.melding(domein="BUITEN")
        dossier.neem()
        c = cijfers(EIND)
        assert [c[code].percentage for code in ("KC-03", "KC-04", "KC-06", "KC-10")] == [0, None, None, None]


class TestDubbele:
    def test_een_zaak_die_alleen_aan_een_dubbele_hangt_telt_via_het_origineel(self, dossier: Dossier):
        w = dossier.werkgever()
        origineel = dossier.melding(werkgever=w)
        dubbele = dossier.melding(werkgever=w, dubbel_van=origineel)
        dossier.interventie(dossier.zaak(dubbele), w, "LOCATIEBEZOEK")
        dossier.neem()
        assert waarden(cijfers(EIND), "KC-01", "KC-08", "KC-11") == [1, 1, 1]

    def test_een_keten_van_dubbelen_wordt_gevolgd(self, dossier: Dossier):
        w = dossier.werkgever()
        schakel = dossier.melding()
        for _ in range(4):
            schakel = dossier.melding(dubbel_van=schakel)
        dossier.interventie(dossier.zaak(schakel), w)
        dossier.neem()
        assert waarden(cijfers(EIND), "KC-01", "KC-08") == [1, 1]

    def test_een_dubbele_van_wat_niet_telt_brengt_de_zaak_niet_in_de_telling(self, dossier: Dossier):
        w = dossier.werkgever()
        algemeen = dossier.melding(corona_relatie="GEEN")
        dossier.interventie(dossier.zaak(dossier.melding(dubbel_van=algemeen)), w)
        dossier.neem()
        assert waarden(cijfers(EIND), "KC-01", "KC-08") == [0, 0]

    def test_een_dubbele_zonder_corona_hangt_de_zaak_wel_aan_het_origineel(self, dossier: Dossier):
        w = dossier.werkgever()
        dubbele = dossier.melding(corona_relatie="GEEN", dubbel_van=dossier.melding())
        dossier.interventie(dossier.zaak(dubbele), w)
        dossier.neem()
        assert waarden(cijfers(EIND), "KC-01", "KC-08") == [1, 1]

    def test_een_later_gemarkeerde_dubbele_telt_tot_dan_en_daarna_weer_als_zij_het_niet_is(
        self, dossier: Dossier
    ):
        eerste, tweede = dossier.melding(), dossier.melding()
        dossier.correctie("melding", tweede, "dubbel_van", eerste, "2021-01-15T09:00:00+01:00")
        dossier.correctie("melding", tweede, "dubbel_van", "", "2021-01-20T09:00:00+01:00")
        dossier.neem()
        assert [cijfers(EIND, s)["KC-01"].waarde for s in ("2021-01-14", "2021-01-15", "2021-01-20")] == [
            2,
            1,
            2,
        ]

    def test_een_dubbele_van_een_melding_na_de_peildatum_telt_niet(self, dossier: Dossier):
        w = dossier.werkgever()
        later = dossier.melding(ontvangen_op="2021-01-20T10:00:00+01:00")
        eerder = dossier.melding(dubbel_van=later)
        dossier.interventie(dossier.zaak(eerder), w)
        dossier.neem()
        assert waarden(cijfers("2021-01-10"), "KC-01", "KC-08") == [0, 0]
        assert waarden(cijfers("2021-01-20"), "KC-01", "KC-08") == [1, 1]

    def test_de_toetsing_van_een_dubbele_telt_niet(self, dossier: Dossier):
        dubbele = dossier.melding(dubbel_van=dossier.melding())
        dossier.toetsing(dubbele, "MAATREGEL_DIRECT")
        dossier.neem()
        assert teller_noemer(cijfers(EIND), "KC-10") == (0, 0)


class TestZakenEnWerkgevers:
    def test_een_zaak_telt_door_haar_registratie_wanneer_zij_ook_is_geopend(self, dossier: Dossier):
        w = dossier.werkgever()
        m = dossier.melding(werkgever=w)
        z = dossier.zaak(m, geopend_op="2021-01-18", geregistreerd_op="2021-01-18T09:00:00+01:00")
        dossier.interventie(z, w)  # by phone on 9 January, put in a zaak afterwards
        dossier.neem()
        assert [cijfers("2021-01-10", s)["KC-08"].waarde for s in ("2021-01-17", "2021-01-18")] == [0, 1]

    def test_een_koppeling_telt_vanaf_haar_registratie(self, dossier: Dossier):
        w = dossier.werkgever()
        m = dossier.melding(werkgever=w)
        z = dossier.zaak(aanleiding="ACTIEF")
        dossier.koppel(z, m, geregistreerd_op="2021-01-20T09:00:00+01:00")
        dossier.interventie(z, w)
        dossier.neem()
        assert [cijfers("2021-01-10", s)["KC-08"].waarde for s in ("2021-01-19", "2021-01-20")] == [0, 1]

    def test_een_interventie_telt_vanaf_haar_eigen_dag_en_haar_registratie(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(dossier.melding(werkgever=w))
        dossier.interventie(z, w, uitgereikt_op="2021-01-12", geregistreerd_op="2021-01-19T09:00:00+01:00")
        dossier.neem()
        assert [cijfers(p, "2021-01-31")["KC-08"].waarde for p in ("2021-01-11", "2021-01-12")] == [0, 1]
        assert [cijfers("2021-01-12", s)["KC-08"].waarde for s in ("2021-01-18", "2021-01-19")] == [0, 1]

    def test_een_zaak_zonder_getelde_melding_op_de_peildatum_telt_nog_niet(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(
            dossier.melding(ontvangen_op="2021-01-12T10:00:00+01:00"),
            geregistreerd_op="2021-01-12T11:00:00+01:00",
        )
        dossier.interventie(z, w, uitgereikt_op="2021-01-09")
        dossier.neem()
        assert [cijfers(p)["KC-08"].waarde for p in ("2021-01-10", "2021-01-12")] == [0, 1]

    def test_een_kvk_nummer_is_een_werkgever_op_elke_datum(self, dossier: Dossier):
        een = dossier.werkgever(kvk_nummer="12345678")
        ander = dossier.werkgever(kvk_nummer="12345678", geregistreerd_op="2021-01-20T09:00:00+01:00")
        for w in (een, ander):
            dossier.interventie(dossier.zaak(dossier.melding(werkgever=w)), w)
        dossier.neem()
        assert [cijfers("2021-01-10", s)["KC-08"].waarde for s in ("2021-01-10", "2021-01-31")] == [1, 1]

    def test_een_gecorrigeerd_kvk_nummer_telt_vanaf_de_correctie(self, dossier: Dossier):
        een, ander = dossier.werkgever(kvk_nummer="12345678"), dossier.werkgever(kvk_nummer="87654321")
        for w in (een, ander):
            dossier.interventie(dossier.zaak(dossier.melding(werkgever=w)), w)
        dossier.correctie("werkgever", ander, "kvk_nummer", "12345678", "2021-01-20T09:00:00+01:00")
        dossier.neem()
        assert [cijfers("2021-01-10", s)["KC-08"].waarde for s in ("2021-01-19", "2021-01-20")] == [2, 1]

    def test_een_kvk_nummer_en_een_samenvoeging_rijgen_werkgevers_aaneen(self, dossier: Dossier):
        wie = [dossier.werkgever(kvk_nummer=n) for n in ("12345678", "12345678", "", "")]
        for w in wie:
            dossier.interventie(dossier.zaak(dossier.melding(werkgever=w)), w)
        dossier.correctie("werkgever", wie[2], "samengevoegd_in", wie[1], "2021-01-20T09:00:00+01:00")
        dossier.correctie("werkgever", wie[3], "samengevoegd_in", wie[2], "2021-01-21T09:00:00+01:00")
        dossier.neem()
        assert [
            cijfers("2021-01-10", s)["KC-08"].waarde for s in ("2021-01-19", "2021-01-20", "2021-01-21")
        ] == [3, 2, 1]

    def test_een_rechtsopvolger_is_een_andere_werkgever(self, dossier: Dossier):
        oud = dossier.werkgever(kvk_nummer="12345678")
        nieuw = dossier.werkgever(kvk_nummer="87654321", rechtsopvolger_van=oud)
        for w in (oud, nieuw):
            dossier.interventie(dossier.zaak(dossier.melding(werkgever=w)), w)
        dossier.neem()
        assert cijfers(EIND)["KC-08"].waarde == 2

    def test_een_werkgever_in_beide_domeinen_telt_in_beide_regels_met_de_overlap(self, dossier: Dossier):
        een, ander = dossier.werkgever(), dossier.werkgever()
        for w, domein in ((een, "VEILIG_GEZOND"), (een, "EERLIJK"), (ander, "EERLIJK"), (ander, "BUITEN")):
            dossier.interventie(dossier.zaak(dossier.melding(werkgever=w), domein=domein), w)
        dossier.neem()
        c = cijfers(EIND)
        assert c["KC-08"].waarde == 2
        assert c["KC-09"].aantallen == {"VEILIG_GEZOND": 1, "EERLIJK": 2}
        assert c["KC-09"].overlap == 1

    def test_het_domein_van_de_zaak_beslist_en_niet_dat_van_de_melding(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(dossier.melding(domein="VEILIG_GEZOND"), domein="EERLIJK")
        dossier.interventie(z, w)
        dossier.correctie("zaak", z, "domein", "VEILIG_GEZOND", "2021-01-20T09:00:00+01:00")
        dossier.neem()
        per_stand = [cijfers(EIND, s)["KC-09"].aantallen for s in ("2021-01-19", "2021-01-20")]
        assert per_stand == [{"VEILIG_GEZOND": 0, "EERLIJK": 1}, {"VEILIG_GEZOND": 1, "EERLIJK": 0}]

    def test_op_locatie_is_de_wijze_locatie(self, dossier: Dossier):
        w = dossier.werkgever()
        aan_de_telefoon, aan_de_deur = (dossier.zaak(dossier.melding(werkgever=w)) for _ in range(2))
        dossier.interventie(aan_de_telefoon, w, "AANSPREKEN_MONDELING", wijze="AFSTAND")
        dossier.interventie(aan_de_deur, w, "AANSPREKEN_MONDELING", wijze="LOCATIE")
        dossier.neem()
        assert cijfers(EIND)["KC-11"].waarde == 1

    def test_een_instrument_zonder_enig_bezoek_staat_apart(self, dossier: Dossier):
        w = dossier.werkgever()
        z = dossier.zaak(dossier.melding(werkgever=w))
        o = dossier.overtreding(z, w)
        dossier.interventie(z, w, "WAARSCHUWING", overtredingen=o)
        dossier.interventie(z, w, "LOCATIEBEZOEK", uitgereikt_op="2021-01-20")
        dossier.neem()
        voor, na = cijfers("2021-01-10"), cijfers("2021-01-20")
        assert (voor["KC-13"].waarde, voor["KC-13"].zonder_locatie, voor["KC-12"].waarde) == (0, 1, 0)
        assert (na["KC-13"].waarde, na["KC-13"].zonder_locatie, na["KC-12"].waarde) == (1, 0, 1)
        assert voor["KC-13"].aantallen["WAARSCHUWING"] == 0

    def test_een_overtreding_in_een_niet_bezochte_zaak_of_na_de_peildatum_telt_niet(self, dossier: Dossier):
        bezocht, gebeld = dossier.werkgever(), dossier.werkgever()
        een, ander = dossier.zaak(dossier.melding()), dossier.zaak(dossier.melding())
        dossier.interventie(een, bezocht, "LOCATIEBEZOEK")
        dossier.interventie(ander, gebeld)
        dossier.overtreding(een, bezocht, geconstateerd_op="2021-01-12")
        dossier.overtreding(ander, gebeld, geconstateerd_op="2021-01-09")
        dossier.neem()
        assert [cijfers(p)["KC-12"].waarde for p in ("2021-01-11", "2021-01-12")] == [0, 1]

    @pytest.mark.parametrize(
        ("wat", "code"), [("interventie", "KC-08"), ("overtreding", "KC-12"), ("zaak_melding", "KC-08")]
    )
    def test_wat_vervalt_is_er_nooit_geweest_tenzij_het_terugkomt(
        self, dossier: Dossier, wat: str, code: str
    ):
        w = dossier.werkgever()
        m = dossier.melding(werkgever=w)
        z = dossier.zaak(m)
        sleutel = {
            "interventie": dossier.interventie(z, w, "LOCATIEBEZOEK"),
            "overtreding": dossier.overtreding(z, w),
            "zaak_melding": f"{z};{m}",
        }[wat]
        dossier.correctie(wat, sleutel, "vervallen", "ja", "2021-01-15T09:00:00+01:00")
        dossier.correctie(wat, sleutel, "vervallen", "nee", "2021-01-20T09:00:00+01:00")
        dossier.neem()
        assert [cijfers(EIND, s)[code].waarde for s in ("2021-01-14", "2021-01-15", "2021-01-20")] == [
            1,
            0,
            1,
        ]


class TestToetsingen:
    def test_van_meer_toetsingen_telt_de_laatste_naar_datum(self, dossier: Dossier):
        m = dossier.melding()
        dossier.toetsing(
            m,
            "MAATREGEL_UITEINDELIJK",
            getoetst_op="2021-01-20",
            geregistreerd_op="2021-01-20T09:00:00+01:00",
        )
        # An older check that was put on record later does not undo the newer one.
        dossier.toetsing(
            m, "GEEN_MAATREGEL", getoetst_op="2021-01-10", geregistreerd_op="2021-01-25T09:00:00+01:00"
        )
        dossier.neem()
        assert teller_noemer(cijfers(EIND), "KC-10") == (1, 1)
        assert teller_noemer(cijfers("2021-01-19"), "KC-10") == (0, 1)

    def test_op_dezelfde_dag_telt_de_laatst_geregistreerde_toetsing(self, dossier: Dossier):
        m = dossier.melding()
        dossier.toetsing(
            m, "MAATREGEL_DIRECT", getoetst_op="2021-01-10", geregistreerd_op="2021-01-12T09:00:00+01:00"
        )
        dossier.toetsing(
            m, "GEEN_MAATREGEL", getoetst_op="2021-01-10", geregistreerd_op="2021-01-11T09:00:00+01:00"
        )
        dossier.neem()
        assert teller_noemer(cijfers(EIND), "KC-10") == (1, 1)
        assert teller_noemer(cijfers(EIND, "2021-01-11"), "KC-10") == (0, 1)

    def test_van_twee_toetsingen_op_een_moment_telt_de_latere_regel(self, dossier: Dossier):
        m = dossier.melding()
        for resultaat in ("MAATREGEL_DIRECT", "GEEN_MAATREGEL"):
            dossier.toetsing(m, resultaat)
        dossier.neem()
        assert teller_noemer(cijfers(EIND), "KC-10") == (0, 1)

    def test_een_latere_open_neemt_een_eerder_resultaat_terug(self, dossier: Dossier):
        m = dossier.melding()
        dossier.toetsing(m, "MAATREGEL_DIRECT", getoetst_op="2021-01-09")
        dossier.toetsing(m, "OPEN", getoetst_op="", geregistreerd_op="2021-01-15T09:00:00+01:00")
        dossier.neem()
        assert teller_noemer(cijfers("2021-01-14"), "KC-10") == (1, 1)
        c = cijfers("2021-01-15")
        assert teller_noemer(c, "KC-10") == (0, 0)
        assert c["KC-10"].aantallen["OPEN"] == 1

    def test_een_toetsing_telt_ook_zonder_zaak_en_alleen_bij_een_getelde_melding(self, dossier: Dossier):
        in_zaak, los, algemeen = dossier.melding(), dossier.melding(), dossier.melding(corona_relatie="GEEN")
        dossier.zaak(in_zaak)
        for m in (in_zaak, los, algemeen):
            dossier.toetsing(m, "MAATREGEL_DIRECT")
        dossier.neem()
        assert teller_noemer(cijfers(EIND), "KC-10") == (2, 2)
