"""What the rules say of a mistake, on a page in English. A command and what is kept say it in Dutch."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from inspectie.models import Gebruiker, Rol
from meldingen.models import Melding, TriageBesluit
from meldingen.triage import advies, compileer, controleer_regelset, overlap, zeg, zeg_toelichting
from tests.meldingen.regelhulp import plek, velden
from tests.meldingen.test_adviseren import adviseer
from tests.meldingen.test_regelset import EERSTE, FOUTEN, OPEN, Inhoud
from tests.meldingen.triagehulp import CODELIJSTEN, THUISDOMEIN, feiten, lees_inhoud

NEDERLANDS = re.compile(r"\b(een|het|geen|hoort|staat|heeft|ontbreekt|onbekende?|ligt|zonder)\b")
"""As a word of a sentence, not within quotation marks or as a key."""


def in_het_engels(tekst: str, zeg: Callable[[str, Callable[[str], str]], str]) -> str:
    with override("en"):
        return zeg(tekst, gettext)


def test_elke_fout_in_de_regels_is_er_ook_in_het_engels() -> None:
    gezien = set()
    for _naam, wijzig, _tekst in FOUTEN:
        inhoud: Inhoud = lees_inhoud()
        wijzig(inhoud)
        gezien.update(controleer_regelset(inhoud, CODELIJSTEN))
    gezien.update(overlap([EERSTE, OPEN], OPEN))
    assert len(gezien) > 60
    for fout in gezien:
        engels = in_het_engels(fout, zeg)
        assert not NEDERLANDS.search(re.sub("“.*?”", "", engels)), engels
        assert zeg(fout, str) == fout


@pytest.mark.parametrize("sjabloon", advies._TOELICHTINGEN)
def test_wat_bij_een_advies_is_bewaard_wordt_in_het_engels_gezegd_en_niet_anders_bewaard(sjabloon) -> None:
    waarden = {naam: "X; (y)" if naam == "fout" else "X" for naam in re.findall(r"%\((\w+)\)s", sjabloon)}
    bewaard = sjabloon % waarden
    engels = in_het_engels(bewaard, zeg_toelichting)
    assert engels != bewaard
    assert [stuk for stuk in waarden.values() if stuk not in engels] == []
    assert zeg_toelichting(bewaard, str) == bewaard


def test_meer_redenen_bij_een_advies_worden_elk_gezegd() -> None:
    gegeven = compileer(lees_inhoud(), THUISDOMEIN).adviseer(feiten(dubbel="ja", ernst=3))
    assert "; " in gegeven.toelichting
    assert in_het_engels(gegeven.toelichting, zeg_toelichting).count("is not a value for") == 2
    assert in_het_engels("", zeg_toelichting) == ""


def test_op_een_engelse_bladzijde_staat_waarom_de_regels_niet_golden_en_wat_er_mis_is(dossier):
    dossier.melding(ontvangen_op="2020-02-01T10:00:00+01:00", domein="")
    dossier.neem()
    adviseer()
    assert "geen goedgekeurde set" in TriageBesluit.objects.get().toelichting
    client = Client()
    client.force_login(Gebruiker.objects.create(username="tess", rol=Rol.TEAMLEIDER, taal="en"))
    html = client.get(reverse("melding", args=[Melding.objects.get().nummer])).content.decode()
    assert html.count("no approved set of triage rules was in force") == 2, "bij het advies en in de tijdlijn"
    assert "goedgekeurde set" not in html
    client.force_login(Gebruiker.objects.create(username="bram", rol=Rol.BELEID, taal="en"))
    mis = velden(geopend=("F2",), **{plek("F2") + "code": "F3"})
    html = client.post(reverse("regels_voorstellen"), mis).content.decode()
    assert "occurs 2 times" in html
    assert "komt 2 keer voor" not in html
