"""Which records are one employer, now and at every moment in the past (domain section 2; besluit 0005)."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspectie.versies import standen
from meldingen.models import Werkgever
from meldingen.werkgevers import op_moment
from tests.maak import Dossier


def groepen(op: str = "2026-01-01") -> set[str]:
    """The employers of more than one record as they stood on this day: the keys joined, in alphabetical order."""
    moment = datetime.fromisoformat(op).replace(tzinfo=UTC)
    kenmerk = dict(Werkgever.objects.values_list("pk", "extern_kenmerk"))
    uit: dict[int, list[str]] = {}
    for pk, reeks in standen(Werkgever, list(kenmerk)).items():
        hoofd = op_moment(reeks, moment).velden["hoofd_id"]
        uit.setdefault(hoofd or pk, []).append(str(kenmerk[pk]))
    nu = {w.pk: w.groep_id for w in Werkgever.objects.all()}
    assert op < "2026" or all(nu[w] == nu[h] for h in uit for w in nu if kenmerk[w] in uit[h])
    return {"".join(sorted(leden)) for leden in uit.values() if len(leden) > 1}


@pytest.fixture
def vier(dossier: Dossier) -> Dossier:
    """A to D, without a KvK number."""
    for w in "ABCD":
        dossier.werkgever(werkgever=w)
    dossier.neem()
    return dossier


def corrigeer(dossier: Dossier, *correcties: tuple[str, str, str, str]) -> None:
    """(werkgever, field, value, day)"""
    dossier.rijen["correcties"] = []
    for w, veld, nieuw, dag in correcties:
        dossier.correctie("werkgever", w, veld, nieuw, f"{dag}T10:00:00+00:00")
    dossier.neem()


def test_records_met_een_kvk_nummer_zijn_een_werkgever_op_elke_datum(dossier):
    dossier.werkgever(werkgever="A", kvk_nummer="11111111")
    dossier.werkgever(werkgever="B", kvk_nummer="11111111", geregistreerd_op="2021-03-01T10:00:00+01:00")
    dossier.werkgever(werkgever="C", kvk_nummer="22222222")
    dossier.werkgever(werkgever="D")
    dossier.werkgever(werkgever="E")
    dossier.neem()
    assert groepen() == groepen("2020-01-01") == {"AB"}
    dossier.werkgever(werkgever="F", kvk_nummer="22222222")
    dossier.werkgever(werkgever="G", kvk_nummer="11111111")
    dossier.neem()
    assert groepen() == groepen("2020-01-01") == {"ABG", "CF"}


def test_samenvoegen_geldt_vanaf_de_registratie_en_uit_elkaar_halen_ook(vier):
    corrigeer(vier, ("B", "samengevoegd_in", "A", "2021-01-10"))
    corrigeer(vier, ("B", "samengevoegd_in", "", "2021-01-20"))
    assert groepen("2021-01-09") == set()
    assert groepen("2021-01-15") == {"AB"}
    assert groepen("2021-01-25") == groepen() == set()


def test_ketens_en_takken_vormen_een_groep_en_vallen_op_de_goede_plek_uiteen(vier):
    corrigeer(
        vier,
        ("D", "samengevoegd_in", "C", "2021-01-10"),
        ("C", "samengevoegd_in", "B", "2021-01-11"),
        ("B", "samengevoegd_in", "A", "2021-01-12"),
        ("C", "samengevoegd_in", "", "2021-01-13"),
    )
    assert groepen("2021-01-11") == {"CD"}
    assert groepen("2021-01-12") == {"BCD"}
    assert groepen("2021-01-13") == {"ABCD"}
    assert groepen() == {"AB", "CD"}


def test_een_ander_kvk_nummer_verhuist_het_record_vanaf_dat_moment(dossier):
    for w, kvk in (("A", "11111111"), ("B", "11111111"), ("C", "22222222")):
        dossier.werkgever(werkgever=w, kvk_nummer=kvk)
    dossier.neem()
    corrigeer(dossier, ("A", "kvk_nummer", "22222222", "2021-01-10"))
    assert groepen("2021-01-09") == {"AB"}
    assert groepen() == {"AC"}


def test_wie_later_komt_hoort_ook_bij_wat_een_ander_vroeger_was(dossier):
    dossier.werkgever(werkgever="A", kvk_nummer="11111111")
    dossier.neem()
    corrigeer(dossier, ("A", "kvk_nummer", "22222222", "2021-01-10"))
    dossier.rijen["correcties"] = []
    dossier.werkgever(werkgever="B", kvk_nummer="11111111")
    dossier.werkgever(werkgever="C", kvk_nummer="22222222")
    dossier.neem()
    assert groepen("2021-01-09") == {"AB"}
    assert groepen() == {"AC"}


def test_een_correctie_op_hetzelfde_moment_laat_van_de_vorige_niets_over(vier):
    corrigeer(
        vier, ("B", "kvk_nummer", "11111111", "2021-01-05"), ("C", "kvk_nummer", "22222222", "2021-01-05")
    )
    corrigeer(vier, ("A", "kvk_nummer", "11111111", "2021-01-10"))
    assert groepen() == {"AB"}
    corrigeer(vier, ("A", "kvk_nummer", "22222222", "2021-01-10"))
    assert groepen() == {"AC"}
    assert Werkgever.objects.get(extern_kenmerk="B").hoofd is None


def test_de_volgorde_van_binnenkomst_maakt_niet_uit(vier):
    corrigeer(vier, ("B", "samengevoegd_in", "", "2021-01-20"))
    corrigeer(vier, ("C", "samengevoegd_in", "B", "2021-01-15"))
    corrigeer(vier, ("B", "samengevoegd_in", "A", "2021-01-10"))
    assert groepen("2021-01-12") == {"AB"}
    assert groepen("2021-01-18") == {"ABC"}
    assert groepen() == {"BC"}


def test_een_naamswijziging_laat_de_groep_heel(dossier):
    for w in "AB":
        dossier.werkgever(werkgever=w, kvk_nummer="11111111")
    dossier.neem()
    for w in "BA":
        corrigeer(dossier, (w, "naam", "Nieuw", "2021-01-10"))
    assert groepen() == groepen("2021-01-01") == {"AB"}


def test_samenvoegen_raakt_alleen_werkgevers(vier):
    m = vier.melding(werkgever="B")
    z = vier.zaak(m)
    vier.interventie(z, "B")
    vier.neem()
    corrigeer(vier, ("B", "samengevoegd_in", "A", "2021-02-10"))
    b = Werkgever.objects.get(extern_kenmerk="B")
    assert b.melding_set.count() == b.interventie_set.count() == 1


def vragen(dossier: Dossier, *paren: tuple[str, str], apart: bool) -> int:
    """The number of questions that these merges cost in one import."""
    dossier.rijen.clear()
    for minuut, (w, in_) in enumerate(paren):
        dossier.correctie(
            "werkgever", w, "samengevoegd_in", in_, f"2021-01-10T10:{minuut * apart:02}:00+00:00"
        )
    with CaptureQueriesContext(connection) as gevraagd:
        dossier.neem()
    return len(gevraagd)


@pytest.mark.parametrize(
    ("vorm", "apart"), [("ster", False), ("ster", True), ("keten", True), ("keten_om", False)]
)
def test_een_samenvoeging_kost_niet_meer_vragen_als_er_al_veel_zijn(dossier, vorm, apart):
    namen = [dossier.werkgever() for _ in range(42)]
    z = dossier.zaak(dossier.melding(werkgever=namen[0]))
    for w in namen:
        dossier.interventie(z, w)
    dossier.neem()
    weinig, veel = namen[:6], namen[6:42]

    def paren(reeks: list[str]) -> list[tuple[str, str]]:
        if vorm == "ster":
            return [(w, reeks[0]) for w in reeks[1:]]
        keten = list(pairwise(reeks))
        return keten if vorm == "keten" else [(b, a) for a, b in keten]

    per_stuk = vragen(dossier, *paren(weinig), apart=apart) / 5
    nu = vragen(dossier, *paren(veel), apart=apart)
    # Seven times as many cost about the same each; where each looks at all before it, it would be some times as much.
    assert nu / 35 <= 1.4 * per_stuk
    assert len(groepen()) == 2
    call_command("controleer")


def test_een_kring_van_samenvoegingen_valt_af_en_de_rest_blijft(vier):
    for w, in_ in (("A", "B"), ("B", "C"), ("C", "A"), ("D", "D"), ("D", "A")):
        vier.correctie("werkgever", w, "samengevoegd_in", in_, "2021-01-10T10:00:00+00:00")
    uitslag = vier.importeer(gedeeltelijk=True)
    assert uitslag.telling["correcties"]["nieuw"] == 3
    assert sorted(fout.regel for fout in vier.fouten) == [4, 5]
    assert all("vormt samengevoegd_in een kring" in fout.reden for fout in vier.fouten)
    assert groepen() == {"ABCD"}


def test_een_kring_door_wat_er_al_stond_valt_ook_af(vier):
    corrigeer(vier, ("A", "samengevoegd_in", "B", "2021-01-10"))
    vier.rijen["correcties"] = []
    for w, in_ in (("C", "A"), ("B", "C")):
        vier.correctie("werkgever", w, "samengevoegd_in", in_, "2021-01-11T10:00:00+00:00")
    vier.importeer(gedeeltelijk=True)
    assert [fout.regel for fout in vier.fouten] == [3]
    assert groepen() == {"ABC"}


def test_wat_tussen_samenvoegingen_door_wordt_gecorrigeerd_ziet_wat_ervoor_kwam(dossier):
    """A boeterapport at B rests on a warning at A. Taking that warning away is allowed before the merge only."""
    for w in "ABC":
        dossier.werkgever(werkgever=w)
    z = dossier.zaak(dossier.melding(werkgever="A"))
    o = dossier.overtreding(z, "A", geconstateerd_op="2021-01-09")
    dossier.interventie(z, "A", "WAARSCHUWING", overtredingen=o, interventie="I1")
    later = dossier.overtreding(z, "B", geconstateerd_op="2021-02-09")
    dossier.interventie(
        z, "B", "BOETERAPPORT", overtredingen=later, interventie="I2", uitgereikt_op="2021-02-10"
    )
    dossier.correctie("werkgever", "B", "samengevoegd_in", "A", "2021-02-11T10:00:00+00:00")
    dossier.correctie("werkgever", "C", "samengevoegd_in", "A", "2021-02-12T10:00:00+00:00")
    dossier.correctie("interventie", "I1", "vervallen", "ja", "2021-02-13T10:00:00+00:00")
    dossier.importeer(gedeeltelijk=True)
    assert [(fout.bestand, fout.regel) for fout in dossier.fouten] == [("correcties.csv", 4)]
    assert groepen() == {"ABC"}
    call_command("controleer")
