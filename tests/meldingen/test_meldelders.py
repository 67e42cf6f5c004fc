"""To another language or back in the middle of an answer: what was typed goes along."""

import re

import pytest

from meldingen.models import Concept
from tests.meldingen.meldpunthulp import ANTWOORDEN, Melder, begonnen, verborgen
from tests.meldingen.test_meldconcept import ingevuld

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
VERHAAL = "Ik durf niet te zeggen wie dit zegt."
KNOP = r'<button class="[^"]*als-link[^"]*" type="submit" form="vraag" name="naar" value="(\w+)"'


def bij(stap: str, taal: str = "nl") -> Melder:
    melder = Melder(taal=taal)
    melder.begin()
    melder.beantwoord_tot(stap)
    return melder


def test_elke_andere_taal_en_terug_zijn_knoppen_van_het_formulier_en_enter_gaat_verder():
    melder = bij("verhaal")
    assert sorted(re.findall(KNOP, melder.html)) == ["bg", "en", "pl", "ro", "vorige"]
    eerste = re.search(r"<button[^>]*>", melder.html)
    assert eerste
    assert 'form="vraag"' in eerste[0]
    assert 'name="verder"' in eerste[0]


def test_wie_halverwege_een_andere_taal_kiest_houdt_wat_zij_schreef():
    melder = bij("verhaal")
    melder.stuur({"verhaal": VERHAAL, "naar": "ro"})
    assert melder.adres == "/melden/ro/vraag/verhaal/?half="
    assert VERHAAL in ingevuld(melder.html)


def test_wie_halverwege_teruggaat_vindt_het_als_zij_weer_komt():
    melder = bij("verhaal")
    melder.stuur({"verhaal": VERHAAL, "naar": "vorige"})
    assert melder.stap == "hoofd"
    melder.stuur(ANTWOORDEN["hoofd"])
    assert VERHAAL in ingevuld(melder.html)


def test_van_een_half_antwoord_wordt_nog_niets_gezegd_en_van_een_fout_die_er_stond_wel():
    melder = bij("wanneer")
    melder.stuur({"sinds": "twee weken", "naar": "bg"})
    assert "twee weken" in ingevuld(melder.html)
    assert 'id="fouten"' not in melder.html
    melder.stuur({"sinds": "twee weken"})
    assert 'id="fouten"' in melder.html
    melder.stuur({"sinds": "twee weken", "naar": "pl"})
    assert melder.adres == "/melden/pl/vraag/wanneer/"
    assert 'id="fouten"' in melder.html
    melder.ga("/melden/nl/nakijken/")
    assert melder.stap == "wanneer", "half is niet af"


def test_ook_wat_half_is_aangevinkt_staat_er_nog():
    melder = bij("onderwerp")
    melder.stuur({"onderwerpen": ["LOON", "PBM"], "naar": "en"})
    assert ingevuld(melder.html) == {"LOON", "PBM"}
    melder.beantwoord_tot("bedrijf")
    melder.stuur({"onbekend": "on", "plaats": "Assen", "naar": "nl"})
    assert "checked" in str(re.findall(r'<input[^>]*name="onbekend"[^>]*>', melder.html))


def test_wie_nog_niets_invulde_krijgt_geen_antwoord_en_geen_fout():
    melder = bij("gevaar")
    voor = Concept.objects.get().inhoud
    melder.stuur({"naar": "pl"})
    assert melder.adres == "/melden/pl/vraag/gevaar/?half="
    assert Concept.objects.get().inhoud == voor
    melder.stuur({"naar": "vorige"})
    assert melder.adres == "/melden/pl/"
    melder.stuur()
    assert 'id="fouten"' not in melder.html


def test_wat_er_stond_en_is_leeggemaakt_blijft_leeg():
    melder = bij("wanneer")
    melder.ga("/melden/nl/vraag/verhaal/")
    melder.stuur({"verhaal": " ", "naar": "vorige"})
    melder.ga("/melden/nl/vraag/verhaal/")
    assert ingevuld(melder.html) == {""}


def test_een_bladzijde_van_voor_wat_in_een_ander_venster_is_geschreven_wist_dat_niet():
    melder = bij("verhaal")
    oud = verborgen(melder.html)["stond"]
    melder.stuur({"verhaal": "Eerst dit.\r\nEn dat."})
    melder.ga("/melden/nl/vraag/verhaal/")
    daarna = verborgen(melder.html)["stond"]
    for stond, tekst in ((oud, ""), (daarna, "Eerst dit.\r\nEn dat.")):
        melder.ga("/melden/nl/vraag/verhaal/")
        melder.stuur({"verhaal": f"Later geschreven, in een ander venster. {stond}"})
        melder.stuur({"verhaal": tekst, "stond": stond, "naar": "ro"}, "/melden/nl/vraag/verhaal/")
        assert ingevuld(melder.html) == {f"Later geschreven, in een ander venster. {stond}"}
    melder.stuur({"verhaal": "Anders.", "stond": daarna, "naar": "ro"}, "/melden/nl/vraag/verhaal/")
    assert ingevuld(melder.html) == {"Anders."}


def test_vanuit_het_overzicht_gaat_een_andere_taal_en_terug_ook_met_wat_er_staat():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    melder.ga("/melden/nl/vraag/mensen/?terug=nakijken")
    melder.stuur({"mensen": "7", "naar": "bg"})
    assert melder.adres == "/melden/bg/vraag/mensen/?half=&terug=nakijken"
    melder.stuur({"mensen": "8", "naar": "vorige"})
    assert melder.adres == "/melden/bg/nakijken/"
    assert "<dd>8</dd>" in melder.html


def test_is_het_concept_verlopen_dan_is_wat_er_stond_er_nog_in_de_andere_taal():
    melder = bij("verhaal")
    Concept.objects.all().delete()
    melder.stuur({"verhaal": VERHAAL, "naar": "ro"})
    assert melder.adres == "/melden/ro/vraag/gevaar/?verlopen="
    melder.ga("/melden/ro/vraag/verhaal/")
    assert VERHAAL in ingevuld(melder.html)


def test_wat_niet_is_gestuurd_staat_ook_niet_bij_het_nakijken():
    """How many are ill counts where somebody is for certain: else it is not sent."""
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN | {"besmettingen": {"besmet": "weetniet", "aantal": "53"}})
    assert "<dd>53</dd>" not in melder.html
    melder.ga("/melden/nl/vraag/besmettingen/?terug=nakijken")
    melder.stuur({"besmet": "ja", "aantal": "53"})
    assert "<dd>53</dd>" in melder.html
