"""No oracle: whatever is wrong with number and code, the answer, the work and the time are the same."""

import random
import re
import statistics
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspectie.models import Logregel
from meldingen import volgcode
from meldingen.meldpunt import volgen
from meldingen.models import Melding
from tests.meldingen.volghulp import OP, bewijs, gemeld

pytestmark = pytest.mark.django_db
ONBEKEND = "999999"
DAG = 86_400
"""Of a minute the end may come in the middle of a test."""


@pytest.fixture(autouse=True)
def _rem_los(settings):
    settings.REMMEN = dict.fromkeys(settings.REMMEN, (100_000, DAG))


@pytest.fixture
def fouten() -> dict[str, tuple[str, str]]:
    """Everything that can be wrong: (number, code)."""
    melding, code = gemeld()
    weg, code_weg = gemeld("weg", omschrijving="Iets anders.")
    volgen.trek_in(weg, op=OP)
    ander, code_ander = gemeld("ander", omschrijving="Weer iets anders.")
    return {
        "verkeerde code": (str(melding.nummer), volgcode.code_van("zomaar")),
        "bijna de code": (str(melding.nummer), code[:-1] + ("0" if code[-1] != "0" else "1")),
        "code van een ander": (str(melding.nummer), code_ander),
        "onbekend nummer": (ONBEKEND, code),
        "ingetrokken": (str(weg.nummer), code_weg),
        "leeg": ("", ""),
        "geen nummer": ("abc", code),
        "te lang": ("9" * 5000, "A" * 100_000),
        "geen letters": (str(ander.nummer), "\x00\ud7ff💥'; --"),
        "zonder code": (str(melding.nummer), ""),
    }


def vraag(nummer: str, code: str) -> tuple[int, str, list[str]]:
    """(status, page without what was typed itself, queries)."""
    with CaptureQueriesContext(
        connection,
    ) as gevraagd:
        antwoord = Client().post("/volgen/nl/", {"nummer": nummer, "code": code})
    html = re.sub(r' value="[^"]*"', "", antwoord.content.decode())
    kaal = [re.sub(r"'[0-9a-f]{32}'", "?", vraag_["sql"]) for vraag_ in gevraagd.captured_queries]
    assert "volgen" not in antwoord.cookies
    return antwoord.status_code, html, kaal


def test_elk_verkeerd_antwoord_is_hetzelfde_met_dezelfde_vragen_aan_de_database(fouten):
    antwoorden = {naam: vraag(*wat) for naam, wat in fouten.items()}
    eerste = antwoorden["verkeerde code"]
    assert (eerste[0], len(eerste[2])) == (422, 1)
    for naam, antwoord in antwoorden.items():
        assert antwoord == eerste, naam


def test_er_wordt_niets_van_een_poging_bewaard(fouten):
    voor = Logregel.objects.count()
    for wat in fouten.values():
        vraag(*wat)
    assert Logregel.objects.count() == voor


def test_ook_aan_de_tijd_is_niets_te_merken(fouten):
    """The three that somebody would want to tell apart, in sixty rounds, each in random order, and each compared with
    its own round: a machine that is now quick and now slow says nothing. One look at a table more is seen by the test
    above; what this one sees is work beside that."""
    soorten = ["verkeerde code", "onbekend nummer", "ingetrokken"]
    lot, client = random.Random(3), Client()

    def duur(naam: str) -> float:
        velden = dict(zip(("nummer", "code"), fouten[naam], strict=True))
        begin = time.perf_counter()
        client.post("/volgen/nl/", velden)
        return time.perf_counter() - begin

    for naam in soorten * 5:
        duur(naam)
    ronden = [{naam: duur(naam) for naam in lot.sample(soorten, 3)} for _ in range(60)]
    gewoon = statistics.median(tijd for ronde in ronden for tijd in ronde.values())
    anders = {
        naam: statistics.median(ronde[naam] - statistics.mean(ronde.values()) for ronde in ronden)
        for naam in soorten
    }
    assert max(anders.values()) - min(anders.values()) < 0.1 * gewoon, anders


def test_raden_wordt_geremd_met_elk_nummer_apart_en_zonder_adres(settings):
    settings.REMMEN = {"volgen": (20, DAG), "volgen_nummer": (3, DAG), "melden": (1, DAG)}
    melding, code = gemeld()
    codes = [bewijs(Client(), melding, volgcode.code_van(str(n))).status_code for n in range(6)]
    assert codes == [422, 422, 422, 429, 429, 429]
    # From here the right code waits too, or the brake would be none; from elsewhere, and for another number, it opens.
    assert bewijs(Client(), melding, code).status_code == 429
    assert bewijs(Client(REMOTE_ADDR="203.0.113.9"), melding, code).status_code == 302
    ander, code_ander = gemeld("b", omschrijving="Iets anders.")
    assert bewijs(Client(), ander, code_ander).status_code == 302


def test_wie_nummers_afgaat_wordt_ook_geremd(settings):
    settings.REMMEN = {"volgen": (5, DAG), "volgen_nummer": (3, DAG), "melden": (1, DAG)}
    codes = [
        Client().post("/volgen/nl/", {"nummer": str(n), "code": volgcode.code_van("x")}).status_code
        for n in range(1, 9)
    ]
    assert codes == [422] * 5 + [429] * 3
    # Who has the right code and sits behind the same address does not wait for who is guessing.
    melding, code = gemeld()
    assert bewijs(Client(), melding, code).status_code == 302
    assert bewijs(Client(), melding, volgcode.code_van("y")).status_code == 429


def test_wie_geremd_is_hoort_niet_of_zijn_code_goed_was(settings):
    settings.REMMEN = {"volgen": (0, DAG), "volgen_nummer": (0, DAG), "melden": (1, DAG)}
    melding, code = gemeld()
    goed, fout = vraag(str(melding.nummer), code), vraag(str(melding.nummer), volgcode.code_van("x"))
    assert goed == fout
    assert goed[2] == [], "er wordt niet eens gekeken"


def test_de_juiste_code_remt_niemand(settings):
    settings.REMMEN = {"volgen": (3, DAG), "volgen_nummer": (3, DAG), "melden": (1, DAG)}
    melding, code = gemeld()
    for _ in range(9):
        assert bewijs(Client(), melding, code).status_code == 302
    assert Melding.objects.count() == 1
