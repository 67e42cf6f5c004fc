"""Facts a melding does not carry itself, as the records stood when it was received."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from interventies.dossier import dossierfeiten
from interventies.models import Interventie, InterventieStatus, Toezegging, Zaak
from meldingen.adviseren import Dossierfeiten
from meldingen.models import Melding, Werkgever
from tests.maak import Dossier

NIEUW = "2021-01-20T10:00:00+01:00"


def feiten(sleutel: str) -> Dossierfeiten:
    melding = Melding.objects.get(extern_kenmerk=sleutel)
    return dossierfeiten([melding]).get(melding.pk, Dossierfeiten())


@pytest.fixture
def lopend(dossier) -> tuple[Dossier, str, str]:
    """A zaak about distance at one employer, with a melding of somebody else in it."""
    w = dossier.werkgever()
    return dossier, w, dossier.zaak(dossier.melding(werkgever=w, melder_email="een@x.example"))


def nieuwe(dossier: Dossier, werkgever: str, **cellen: str) -> str:
    return dossier.melding(
        werkgever=werkgever, **{"ontvangen_op": NIEUW, "melder_email": "twee@x.example"} | cellen
    )


def test_een_open_zaak_bij_dezelfde_werkgever_over_hetzelfde_is_een_lopende_zaak(lopend):
    dossier, w, _ = lopend
    m = nieuwe(dossier, w)
    dossier.neem()
    assert feiten(m) == Dossierfeiten(lopende_zaak=True, eerdere_meldingen=1)


@pytest.mark.parametrize(
    "cellen", [{"onderwerpen": "HYGIENE"}, {"ontvangen_op": "2021-01-08T10:30:00+01:00"}]
)
def test_een_ander_onderwerp_of_een_zaak_van_later_is_geen_lopende_zaak(lopend, cellen):
    dossier, w, _ = lopend
    m = nieuwe(dossier, w, **cellen)
    dossier.neem()
    assert feiten(m) == Dossierfeiten()


def test_een_andere_werkgever_en_zijn_opvolger_hebben_geen_lopende_zaak(lopend):
    dossier, w, _ = lopend
    ander, opvolger = dossier.werkgever(), dossier.werkgever(rechtsopvolger_van=w)
    een, twee = nieuwe(dossier, ander), nieuwe(dossier, opvolger)
    dossier.neem()
    assert (feiten(een), feiten(twee)) == (Dossierfeiten(), Dossierfeiten())


def test_een_gesloten_zaak_loopt_niet_meer_maar_liep_wel_toen_zij_open_was(lopend):
    dossier, w, _ = lopend
    voor, na = nieuwe(dossier, w), nieuwe(dossier, w, ontvangen_op="2021-01-25T10:00:00+01:00")
    dossier.neem()
    Zaak.objects.update(gesloten_op=datetime(2021, 1, 22, tzinfo=UTC))
    assert (feiten(voor).lopende_zaak, feiten(na).lopende_zaak) == (True, False)


def test_dezelfde_melder_en_dubbele_meldingen_zijn_geen_eerdere_meldingen(lopend):
    dossier, w, z = lopend
    eerste = dossier.melding(werkgever=w, melder_email="drie@x.example")
    dubbel = dossier.melding(werkgever=w, melder_email="vier@x.example", dubbel_van=eerste)
    dossier.koppel(z, eerste)
    dossier.koppel(z, dubbel)
    m = nieuwe(dossier, w, melder_email="EEN@x.example ")
    dossier.neem()
    assert feiten(m).eerdere_meldingen == 1  # that of "drie": not the own, not the duplicate


def test_wie_de_melder_was_geldt_zoals_het_toen_bekend_was(lopend):
    dossier, w, _ = lopend
    eerste = dossier.rijen["meldingen"][0]["melding"]
    voor = nieuwe(dossier, w)
    na = nieuwe(dossier, w, ontvangen_op="2021-01-25T10:00:00+01:00")
    # Only on the 22nd it turns out that the first one came from the same person.
    dossier.correctie("melding", eerste, "melder_email", "twee@x.example", "2021-01-22T10:00:00+01:00")
    dossier.neem()
    assert (feiten(voor).eerdere_meldingen, feiten(na).eerdere_meldingen) == (1, 0)


def test_een_melding_die_later_aan_de_zaak_kwam_telt_niet(lopend):
    dossier, w, z = lopend
    later = dossier.melding(werkgever=w)
    dossier.koppel(z, later, geregistreerd_op="2021-01-21T10:00:00+01:00")
    m = nieuwe(dossier, w)
    dossier.neem()
    assert feiten(m).eerdere_meldingen == 1


def test_samengevoegde_namen_zijn_een_werkgever_vanaf_de_samenvoeging(lopend):
    dossier, w, _ = lopend
    naam = dossier.werkgever()
    voor = nieuwe(dossier, naam)
    na = nieuwe(dossier, naam, ontvangen_op="2021-01-25T10:00:00+01:00")
    dossier.correctie("werkgever", naam, "samengevoegd_in", w, "2021-01-22T10:00:00+01:00")
    dossier.neem()
    assert (feiten(voor).lopende_zaak, feiten(na).lopende_zaak) == (False, True)


def test_een_kvk_nummer_is_een_werkgever(lopend):
    dossier, _, _ = lopend
    een = dossier.werkgever(kvk_nummer="12345678")
    ander = dossier.werkgever(kvk_nummer="12345678")
    dossier.zaak(dossier.melding(werkgever=een, onderwerpen="PBM"))
    m = nieuwe(dossier, ander, onderwerpen="PBM")
    dossier.neem()
    assert feiten(m).lopende_zaak


@pytest.mark.parametrize(
    ("termijn_tot", "verlopen"),
    # Saturday 16 January runs to Monday 18 January: over on the 19th and later.
    [("2021-01-16", True), ("2021-01-18", True), ("2021-01-20", False), ("2021-02-01", False)],
)
def test_een_verlopen_termijn_telt_met_de_vrije_dagen(dossier, termijn_tot, verlopen):
    w = dossier.werkgever()
    z = dossier.zaak(dossier.melding(werkgever=w))
    o = dossier.overtreding(z, w)
    dossier.interventie(z, w, "EIS", overtredingen=o, termijn_tot=termijn_tot)
    m = nieuwe(dossier, w)
    dossier.neem()
    assert feiten(m).instrument_termijn_verlopen is verlopen


def test_op_de_dag_na_het_weekend_is_de_termijn_nog_niet_om(dossier):
    w = dossier.werkgever()
    z = dossier.zaak(dossier.melding(werkgever=w))
    dossier.interventie(z, w, "EIS", overtredingen=dossier.overtreding(z, w), termijn_tot="2021-01-16")
    maandag = nieuwe(dossier, w, ontvangen_op="2021-01-18T10:00:00+01:00")
    dinsdag = nieuwe(dossier, w, ontvangen_op="2021-01-19T00:00:00+01:00")
    dossier.neem()
    uitkomst = feiten(maandag).instrument_termijn_verlopen, feiten(dinsdag).instrument_termijn_verlopen
    assert uitkomst == (False, True)


def test_een_nagekomen_of_vervallen_instrument_verloopt_niet(dossier):
    w = dossier.werkgever()
    z = dossier.zaak(dossier.melding(werkgever=w))
    eis = dossier.interventie(z, w, "EIS", overtredingen=dossier.overtreding(z, w), termijn_tot="2021-01-15")
    m = nieuwe(dossier, w)
    dossier.neem()
    Interventie.objects.filter(extern_kenmerk=eis).update(status=InterventieStatus.NAGEKOMEN)
    assert not feiten(m).instrument_termijn_verlopen
    Interventie.objects.filter(extern_kenmerk=eis).update(status=InterventieStatus.UITGEREIKT, vervallen=True)
    assert not feiten(m).instrument_termijn_verlopen


@pytest.mark.parametrize(
    ("uiterlijk", "nagekomen", "verwacht"),
    [
        (date(2021, 1, 19), None, True),
        (date(2021, 1, 20), None, False),
        (date(2021, 1, 19), date(2021, 1, 18), False),
        (date(2021, 1, 19), date(2021, 1, 25), True),
    ],
)
def test_een_toezegging_waarvan_de_dag_om_is_zonder_maatregel(lopend, uiterlijk, nagekomen, verwacht):
    dossier, w, z = lopend
    m = nieuwe(dossier, w)
    dossier.neem()
    Toezegging.objects.create(
        zaak=Zaak.objects.get(extern_kenmerk=z),
        werkgever=Werkgever.objects.get(extern_kenmerk=w),
        maatregel="Schermen",
        uiterlijk_op=uiterlijk,
        nagekomen_op=nagekomen,
        geregistreerd_op=datetime(2021, 1, 9, tzinfo=UTC),
        stand_vanaf=datetime(2021, 1, 9, tzinfo=UTC),
    )
    assert feiten(m).toezegging_niet_nagekomen is verwacht


def test_voor_duizend_meldingen_zijn_er_evenveel_vragen_als_voor_een(lopend, django_assert_max_num_queries):
    dossier, w, _ = lopend
    for _ in range(50):
        nieuwe(dossier, w)
    dossier.neem()
    meldingen = list(Melding.objects.filter(werkgever__isnull=False))
    with django_assert_max_num_queries(30):
        dossierfeiten(meldingen)


class TestZoalsHetStond:
    """A correction that came after the receipt changes nothing of what was known then."""

    LATER = "2021-01-22T10:00:00+01:00"
    DAARNA = "2021-01-25T10:00:00+01:00"

    @pytest.mark.parametrize(
        ("soort", "veld", "nieuw"), [("zaak_melding", "vervallen", "ja"), ("melding", "onderwerpen", "PBM")]
    )
    def test_een_lopende_zaak_liep_ook_als_zij_later_is_gecorrigeerd(self, dossier, soort, veld, nieuw):
        w = dossier.werkgever()
        eerste = dossier.melding(werkgever=w)
        z = dossier.zaak(eerste)
        sleutel = f"{z};{eerste}" if soort == "zaak_melding" else eerste
        dossier.correctie(soort, sleutel, veld, nieuw, self.LATER)
        toen, nu = nieuwe(dossier, w), nieuwe(dossier, w, ontvangen_op=self.DAARNA)
        dossier.neem()
        assert (feiten(toen).lopende_zaak, feiten(nu).lopende_zaak) == (True, False)

    def test_een_melding_wordt_gevonden_bij_de_werkgever_die_zij_nu_heeft(self, dossier):
        w, ander = dossier.werkgever(), dossier.werkgever()
        eerste = dossier.melding(werkgever=w)
        dossier.zaak(eerste)
        dossier.correctie("melding", eerste, "werkgever", ander, self.LATER)
        toen, nu = nieuwe(dossier, ander), nieuwe(dossier, ander, ontvangen_op=self.DAARNA)
        dossier.neem()
        assert (feiten(toen).lopende_zaak, feiten(nu).lopende_zaak) == (False, True)

    def test_een_melding_was_nog_geen_dubbele(self, lopend):
        dossier, w, z = lopend
        tweede = dossier.melding(werkgever=w, melder_email="drie@x.example")
        dossier.koppel(z, tweede)
        eerste = dossier.rijen["meldingen"][0]["melding"]
        dossier.correctie("melding", tweede, "dubbel_van", eerste, self.LATER)
        toen, nu = nieuwe(dossier, w), nieuwe(dossier, w, ontvangen_op=self.DAARNA)
        dossier.neem()
        assert (feiten(toen).eerdere_meldingen, feiten(nu).eerdere_meldingen) == (2, 1)

    @pytest.mark.parametrize(("veld", "nieuw"), [("vervallen", "ja"), ("termijn_tot", "2021-03-01")])
    def test_een_instrument_had_die_termijn(self, dossier, veld, nieuw):
        w = dossier.werkgever()
        z = dossier.zaak(dossier.melding(werkgever=w))
        eis = dossier.interventie(
            z, w, "EIS", overtredingen=dossier.overtreding(z, w), termijn_tot="2021-01-15"
        )
        dossier.correctie("interventie", eis, veld, nieuw, self.LATER)
        toen, nu = nieuwe(dossier, w), nieuwe(dossier, w, ontvangen_op=self.DAARNA)
        dossier.neem()
        uitkomst = feiten(toen).instrument_termijn_verlopen, feiten(nu).instrument_termijn_verlopen
        assert uitkomst == (True, False)

    def test_een_interventie_stond_nog_bij_de_andere_werkgever(self, dossier):
        w, ander = dossier.werkgever(), dossier.werkgever()
        z = dossier.zaak(dossier.melding())
        gesprek = dossier.interventie(z, w)
        dossier.correctie("interventie", gesprek, "werkgever", ander, self.LATER)
        uitkomst = [
            nieuwe(dossier, wie, ontvangen_op=wanneer)
            for wie in (w, ander)
            for wanneer in (NIEUW, self.DAARNA)
        ]
        dossier.neem()
        assert [feiten(m).lopende_zaak for m in uitkomst] == [True, False, False, True]


def test_een_zaak_hoort_ook_bij_wie_er_alleen_een_overtreding_of_interventie_in_heeft(dossier):
    bureau, inlener = dossier.werkgever(), dossier.werkgever()
    z = dossier.zaak(dossier.melding())
    dossier.overtreding(z, bureau)
    dossier.interventie(z, inlener)
    een, twee = nieuwe(dossier, bureau), nieuwe(dossier, inlener)
    dossier.neem()
    assert feiten(een).lopende_zaak
    assert feiten(twee).lopende_zaak


@pytest.mark.parametrize(
    ("resultaat", "getoetst_op", "verlopen"),
    [
        ("MAATREGEL_UITEINDELIJK", "2021-01-14", False),
        ("REEDS_IN_ORDE", "2021-01-14", False),
        ("GEEN_MAATREGEL", "2021-01-14", True),
        ("OPEN", "2021-01-14", True),
        ("MAATREGEL_DIRECT", "2021-01-08", True),  # before the eis: it says nothing of the eis
        ("MAATREGEL_DIRECT", "2021-01-21", True),  # not known yet
    ],
)
def test_een_toetsing_met_gevolg_na_de_eis_is_nakoming(dossier, resultaat, getoetst_op, verlopen):
    w = dossier.werkgever()
    eerste = dossier.melding(werkgever=w)
    z = dossier.zaak(eerste)
    dossier.interventie(z, w, "EIS", overtredingen=dossier.overtreding(z, w), termijn_tot="2021-01-13")
    dossier.toetsing(eerste, resultaat, getoetst_op=getoetst_op)
    m = nieuwe(dossier, w)
    dossier.neem()
    assert feiten(m).instrument_termijn_verlopen is verlopen


def test_de_toetsing_bij_een_andere_werkgever_in_de_zaak_is_geen_nakoming(dossier):
    bureau, inlener = dossier.werkgever(), dossier.werkgever()
    over_de_inlener = dossier.melding(werkgever=inlener)
    z = dossier.zaak(over_de_inlener)
    dossier.interventie(
        z, bureau, "EIS", overtredingen=dossier.overtreding(z, bureau), termijn_tot="2021-01-13"
    )
    dossier.toetsing(over_de_inlener, "MAATREGEL_DIRECT", getoetst_op="2021-01-14")
    m = nieuwe(dossier, bureau)
    dossier.neem()
    assert feiten(m).instrument_termijn_verlopen


def test_zonder_termijn_verloopt_een_waarschuwing_niet(dossier):
    w = dossier.werkgever()
    z = dossier.zaak(dossier.melding(werkgever=w))
    dossier.interventie(z, w, "WAARSCHUWING", overtredingen=dossier.overtreding(z, w))
    m = nieuwe(dossier, w)
    dossier.neem()
    assert not feiten(m).instrument_termijn_verlopen


def test_de_eigen_melding_in_de_zaak_is_geen_eerdere(lopend):
    dossier, w, z = lopend
    m = nieuwe(dossier, w)
    dossier.koppel(z, m, geregistreerd_op="2021-01-20T10:00:00+01:00")
    dossier.neem()
    assert feiten(m) == Dossierfeiten(lopende_zaak=True, eerdere_meldingen=1)


def test_een_melding_zonder_werkgever_heeft_geen_dossier(lopend):
    dossier, _, _ = lopend
    m = nieuwe(dossier, "")
    dossier.neem()
    assert feiten(m) == Dossierfeiten()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="telt de stappen van SQLite")
def test_wat_er_van_anderen_is_kost_sqlite_niets(lopend):
    """Without statistics it lays all meldingen beside every zaak, when it is asked for the ones in a list of all."""
    dossier, w, _ = lopend
    m = nieuwe(dossier, w)
    dossier.neem()
    melding = Melding.objects.get(extern_kenmerk=m)

    def stappen() -> int:
        gezet: list[int] = []
        connection.connection.set_progress_handler(lambda: gezet.append(1), 1)
        try:
            assert dossierfeiten([melding])[melding.pk].lopende_zaak
        finally:
            connection.connection.set_progress_handler(None, 0)
        return len(gezet)

    weinig = stappen()
    ander = dossier.werkgever()
    dossier.zaak(*(dossier.melding(werkgever=ander) for _ in range(100)))
    dossier.neem()
    assert stappen() < 1.1 * weinig
