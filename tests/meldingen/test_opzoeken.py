"""Looking the employer up on the public form: without script, in the public register only, and never in the way."""

import io
from html import unescape
from uuid import uuid4

import pytest

from interventies.dossier import dossierfeiten
from meldingen.models import Concept, Melding
from meldingen.ontvangen import Weg, ontvang
from meldingen.register import laad
from tests.maak import NU
from tests.meldingen.meldpunthulp import ANTWOORDEN, Melder
from tests.meldingen.test_ontvangen import RIJ
from tests.meldingen.test_register import KOP, RIJEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def bij_bedrijf() -> Melder:
    laad(io.StringIO(KOP + RIJEN, newline=""))
    melder = Melder()
    melder.begin()
    while melder.stap != "bedrijf":
        melder.stuur(ANTWOORDEN[melder.stap])
    return melder


def test_wie_een_bedrijf_opzoekt_kiest_het_en_hoeft_de_rest_niet_te_weten(bij_bedrijf: Melder):
    melder = bij_bedrijf
    melder.stuur({"naam": "slacht blom", "plaats": "", "waar": "Achterom", "opzoeken": "1"})
    assert melder.stap == "bedrijf"
    assert "Slachterij Blom B.V., Groenlo" in melder.html
    assert "Vleeshandel" not in melder.html
    melder.stuur({"naam": "slacht blom", "plaats": "", "waar": "Achterom", "kies": "000012345678"})
    assert melder.stap == "bedrijf"
    for ingevuld in ('value="Slachterij Blom B.V."', 'value="Groenlo"', 'value="Achterom"'):
        assert ingevuld in unescape(melder.html)
    melder.stuur({"naam": "Slachterij Blom B.V.", "plaats": "Groenlo", "waar": "Achterom"})
    assert melder.stap == "bedrijfsgegevens"
    assert 'value="12345678"' in melder.html
    melder.beantwoord(ANTWOORDEN | {"bedrijfsgegevens": {"kvk_nummer": "12345678", "provincie": "GE"}})
    Concept.objects.update(begonnen_op=NU)  # a person takes longer than a test
    melder.stuur()
    werkgever = Melding.objects.get().werkgever
    assert werkgever is not None
    assert (werkgever.naam, werkgever.kvk_nummer, werkgever.plaats) == (
        "Slachterij Blom B.V.",
        "12345678",
        "Groenlo",
    )


@pytest.mark.parametrize("weet", [{"naam": "12345678"}, {"naam": "1234 5678"}, {"plaats": "groenlo"}])
def test_wie_alleen_het_nummer_of_de_plaats_weet_vindt_het_bedrijf_ook(
    bij_bedrijf: Melder, weet: dict[str, str]
):
    leeg = {"naam": "", "plaats": "", "waar": "Achterom"}
    assert "Zoeken kan op naam, op plaats of op KvK-nummer." in bij_bedrijf.html
    bij_bedrijf.stuur(leeg | weet | {"opzoeken": "1"})
    assert "Slachterij Blom B.V., Groenlo" in bij_bedrijf.html
    assert 'id="fouten"' not in bij_bedrijf.html
    assert 'value="Achterom"' in bij_bedrijf.html
    bij_bedrijf.stuur(leeg | weet | {"kies": "000012345678"})
    assert 'value="Slachterij Blom B.V."' in unescape(bij_bedrijf.html)


def test_wie_niets_vindt_gaat_verder_met_wat_hij_schreef(bij_bedrijf: Melder):
    melder = bij_bedrijf
    geschreven = {"naam": "Bestaat Niet", "plaats": "Nergens", "waar": ""}
    melder.stuur(geschreven | {"opzoeken": "1"})
    assert "Wij vonden geen bedrijf met deze naam." in melder.html
    assert 'value="Bestaat Niet"' in melder.html
    melder.stuur(geschreven | {"kies": "een sleutel die er niet is\0"})
    assert melder.stap == "bedrijf"
    melder.stuur(geschreven)
    assert melder.stap == "bedrijfsgegevens"


def test_over_wie_is_gemeld_staat_hier_niet(bij_bedrijf: Melder):
    sleutel = uuid4()
    werkgever = {"naam": "Geheim Bedrijf", "kvk_nummer": "87654321", "plaats": "Groenlo"}
    ontvang(RIJ, Weg(f"web:{sleutel}"), inzending=sleutel, dossier=dossierfeiten, op=NU, werkgever=werkgever)
    for naam in ("Geheim Bedrijf", "87654321"):
        bij_bedrijf.stuur({"naam": naam, "plaats": "", "waar": "", "opzoeken": "1"})
        assert "Wij vonden geen bedrijf met deze naam." in bij_bedrijf.html
    bij_bedrijf.stuur({"naam": "Geheim Bedrijf", "plaats": "", "waar": "", "kies": "k87654321"})
    assert "Groenlo" not in bij_bedrijf.html


def test_zonder_naam_zegt_het_formulier_wat_er_mist(bij_bedrijf: Melder):
    bij_bedrijf.stuur({"naam": "", "plaats": "", "waar": "", "opzoeken": "1"})
    assert bij_bedrijf.stap == "bedrijf"
    assert "Schrijf de naam van het bedrijf op" in bij_bedrijf.html


def test_zonder_register_is_er_niets_op_te_zoeken(db: None):
    melder = Melder()
    melder.begin()
    while melder.stap != "bedrijf":
        melder.stuur(ANTWOORDEN[melder.stap])
    assert "Zoek het bedrijf op" not in melder.html
