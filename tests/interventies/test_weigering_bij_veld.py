"""What an act in a zaak refuses stands beside the field it is about, and what was typed stays."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from interventies import concepten, handhaven
from interventies.models import InterventieStatus, Soort, Zaak
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    inspecteur,
    melding_van,
    opzet,
    overtreding_in,
    teamleider,
)

pytestmark = pytest.mark.eenmaal  # what a page says


def stuur(zaak: Zaak, act: str, **velden: Any) -> str:
    client = Client()
    client.force_login(inspecteur())
    antwoord = client.post(f"/zaken/{zaak.nummer}/{act}/", {"sleutel": str(uuid4())} | velden)
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


def bij(html: str, veld: str) -> str:
    """What is said beside a field of this name."""
    gevonden = re.findall(rf'<div class="foutregel" id="id_[^"]*{veld}_error">(.*?)</div>', html, re.DOTALL)
    return " ".join(gevonden)


@pytest.mark.parametrize(
    ("act", "velden", "veld", "zin"),
    [
        (
            "contact",
            {"dag": "01-01-2091", "wijze": "TELEFOON", "met": "HR", "verslag": "Gebeld."},
            "dag",
            "De dag 01-01-2091 ligt in de toekomst.",
        ),
        (
            "veiligheid",
            {"dag": "01-01-2091", "besluit": "AKKOORD"},
            "dag",
            "De dag 01-01-2091 ligt in de toekomst.",
        ),
        (
            "veiligheid",
            {"dag": "11-01-2021", "besluit": "NIET_AKKOORD"},
            "afspraken",
            "Schrijf op waarom het bezoek niet veilig is.",
        ),
        (
            "toetsen",
            {"dag": "01-01-2020", "resultaat": "GEEN_MAATREGEL"},
            "dag",
            "De toetsing kan niet voor de dag van ontvangst zijn.",
        ),
    ],
)
def test_wat_niet_kan_staat_bij_zijn_veld(zaak, act, velden, veld, zin):
    over = {"melding": str(melding_van(zaak).pk)} if act == "toetsen" else {}
    assert zin in bij(stuur(zaak, act, **velden, **over), veld)


def test_wat_van_een_waarschuwing_kwam_en_niet_kan_staat_bij_zijn_veld(zaak):
    interventie = handhaven.voer_in(
        zaak, opzet(zaak, Soort.WAARSCHUWING, overtreding_in(zaak)), DAG, inspecteur(), OP
    )
    over = {"interventie": str(interventie.pk)}
    ingetrokken = {"naar": InterventieStatus.INGETROKKEN, "dag": "11-01-2021"}
    assert "Schrijf op waarom." in bij(stuur(zaak, "opvolgen", **over, **ingetrokken), "toelichting")
    eerder = {"naar": InterventieStatus.NAGEKOMEN, "dag": "01-01-2021"}
    assert "Dat kan niet voor de dag van uitreiken zijn." in bij(
        stuur(zaak, "opvolgen", **over, **eerder), "dag"
    )
    # Which it is, is chosen: what stands first is not taken along by who only fills in the day.
    assert "Kies er een." in bij(stuur(zaak, "opvolgen", **over, naar="", dag="11-01-2021"), "naar")
    client = Client()
    client.force_login(inspecteur())
    html = client.get(f"/zaken/{zaak.nummer}/").content.decode()
    (keuze,) = re.findall(
        r'<select name="[^"]*naar".*?</select>', html[html.index("Wat ervan kwam") :], re.DOTALL
    )
    assert "selected" not in keuze.replace('<option value="" selected>Kies een uitkomst', "")


def test_een_termijn_die_de_wet_weigert_staat_bij_de_termijn(zaak):
    concept = concepten.stel_op(
        zaak, opzet(zaak, Soort.WAARSCHUWING, overtreding_in(zaak)), door=inspecteur(), op=OP
    )
    velden = {"concept": str(concept.pk), "versie": str(concept.versie), "termijn_tot": "01-01-2021"}
    html = stuur(zaak, "wijzigen", **velden)
    assert "eindigt voor de dag van uitreiken" in bij(html, "termijn_tot")


def test_teruggestuurd_is_weer_een_concept_en_geen_nieuw(zaak):
    wat = opzet(zaak, Soort.STILLEGGING, overtreding_in(zaak, ernstig_gevaar=True))
    concept = concepten.stel_op(zaak, wat, door=inspecteur(), op=OP)
    concepten.leg_voor(concept, versie=concept.versie, door=inspecteur(), op=OP)
    concept.refresh_from_db()
    concepten.stuur_terug(concept, reden="Welk gevaar?", versie=concept.versie, door=teamleider(), op=OP)
    client = Client()
    client.force_login(inspecteur())
    html = client.get(f"/zaken/{zaak.nummer}/").content.decode()
    assert html.count("Stillegging: weer een concept") == 1
    assert html.count("Stillegging: concept") == 1
