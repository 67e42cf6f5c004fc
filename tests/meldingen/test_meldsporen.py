"""What is left in a browser of who reported, for who gets hold of the phone."""

import pytest
from django.test import Client

from meldingen.models import Concept, Melding
from tests.meldingen.meldpunthulp import Melder
from tests.meldingen.volghulp import stuur

pytestmark = pytest.mark.django_db


def over(client: Client) -> set[str]:
    """The cookies that a browser still has."""
    return {naam for naam, koekje in client.cookies.items() if koekje["max-age"] != 0}


@pytest.mark.parametrize("gevaar", ["nee", "ja"])
def test_na_intrekken_is_er_in_die_browser_niets_meer_van_de_melding_te_zien(gevaar):
    melder = Melder(Client())
    melder.meld(gevaar={"gevaar": gevaar})
    nummer, code = melder.bewijs
    melder.client.post("/volgen/nl/", {"nummer": nummer, "code": code})
    assert over(melder.client) == {"csrftoken", "meldconcept", "volgen"}
    melder.client.post("/volgen/nl/intrekken/", {"van": nummer})
    assert over(melder.client) == {"meldconcept"}
    assert not Concept.objects.exists()
    melder.ga("/melden/nl/ontvangen/")
    assert code not in melder.html
    assert "verstuurd en blijft" not in melder.ga("/melden/nl/stoppen/").content.decode()
    assert Melding.objects.count() == 1


def test_een_tweede_melding_die_half_af_is_blijft_bij_het_intrekken_van_de_eerste():
    melder = Melder(Client())
    melder.meld()
    nummer, code = melder.bewijs
    melder.begin()
    melder.stuur({"gevaar": "nee"})
    melder.client.post("/volgen/nl/", {"nummer": nummer, "code": code})
    melder.client.post("/volgen/nl/intrekken/", {"van": nummer})
    melder.ga("/melden/nl/")
    assert "Wat u invulde staat er nog." in melder.html


def test_afsluiten_laat_geen_koekje_na_dat_een_bladzijde_niet_weer_geeft():
    melder = Melder(Client())
    melder.meld()
    nummer, code = melder.bewijs
    melder.client.post("/volgen/nl/", {"nummer": nummer, "code": code})
    stuur(melder.client, "afsluiten")
    assert over(melder.client) == {"meldconcept"}
