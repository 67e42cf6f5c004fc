"""The public form: a melding from first question to receipt, forward and back, without losing a word."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectie.models import Code
from interventies.dossier import dossierfeiten
from meldingen import volgcode
from meldingen.meldpunt import woorden
from meldingen.meldpunt.inhoud import cellen, werkgever
from meldingen.meldpunt.stappen import STAPPEN, antwoorden, eerste_open, hoeveel, pad
from meldingen.meldpunt.vragen import Antwoorden, Bedrijf, Gegevens
from meldingen.models import Concept, Melding, MeldingTekst, Ontvangst
from meldingen.registreren import registreer
from tests.meldingen.meldpunthulp import ANTWOORDEN, Melder
from tests.proeven import proeven

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ongeremd_melden")]


def test_een_melding_van_de_eerste_vraag_tot_het_bewijs():
    melder = Melder()
    melder.meld()
    assert melder.gezien == [
        stap.slug for stap in STAPPEN if stap.slug not in ("verzoek", "namens", "risico")
    ]
    melding = Melding.objects.get()
    nummer, code = melder.bewijs
    assert (melding.nummer, volgcode.vind(str(nummer), code)) == (nummer, melding)
    assert {
        veld: getattr(melding, veld)
        for veld in (
            *("kanaal", "melder_type", "onderwerpen", "corona_relatie", "ernst", "bevoegd", "anoniem"),
            *("aantal_blootgesteld", "bevestigde_besmettingen", "duurt_voort", "werkonderbreking"),
            *("arbeidsmigranten", "toestemming_contact_werkgever", "verzoek_24_7", "personen_in_gevaar"),
        )
    } == {
        "kanaal": "WEBFORMULIER",
        "melder_type": "WERKNEMER",
        "onderwerpen": "LOON;AFSTAND",
        "corona_relatie": "DIRECT",
        "ernst": "",
        "bevoegd": "",
        "anoniem": False,
        "aantal_blootgesteld": 40,
        "bevestigde_besmettingen": 2,
        "duurt_voort": True,
        "werkonderbreking": False,
        "arbeidsmigranten": None,
        "toestemming_contact_werkgever": False,
        "verzoek_24_7": None,
        "personen_in_gevaar": False,
    }
    assert (
        MeldingTekst.objects.get().tekst
        == "De kantine is te vol.\nElke dag.\n\nSinds wanneer: drie weken\nWaar: Bij de tweede poort"
    )
    assert melding.werkgever is not None
    assert (melding.werkgever.naam, melding.werkgever.plaats, melding.werkgever.sector) == (
        *("Vleesbedrijf Noord", "Assen"),
        "C",
    )
    assert melding.ontvangst.uitkomst == Ontvangst.Uitkomst.MELDING
    concept = Concept.objects.get()
    assert (concept.inhoud, concept.melding, concept.bestanden.count()) == ("", melding, 0)


def test_wie_anoniem_blijft_en_het_bedrijf_niet_kent_kan_ook_melden():
    melder = Melder()
    melder.meld(
        anoniem={"anoniem": "ja"}, bedrijf={"onbekend": "on", "plaats": "Assen"}, gevaar={"gevaar": "ja"}
    )
    assert not {"gegevens", "toestemming", "bedrijfsgegevens"} & set(melder.gezien)
    melding = Melding.objects.get()
    assert (melding.anoniem, melding.melder_bereikbaar, melding.werkgever, melding.ernst) == (
        True,
        True,
        None,
        "acuut",
    )
    assert "Plaats: Assen" in MeldingTekst.objects.get().tekst


@pytest.mark.eenmaal
def test_wie_een_vraag_openlaat_ziet_niet_opeens_minder_vragen():
    assert hoeveel({"wie": {"wie": ["WERKNEMER"]}, "onderwerp": {}}) == hoeveel(
        {"wie": {"wie": ["WERKNEMER"]}}
    )
    assert hoeveel({"onderwerp": {"onderwerpen": ["KLANT_WINKEL"]}}) < hoeveel({})


def test_elke_code_heeft_woorden_van_de_werkvloer_en_hetzelfde_thuis():
    def codes(lijst: str) -> dict[str, str]:
        return dict(Code.objects.filter(lijst=lijst).values_list("code", "hoort_bij"))

    thuis = {"VEILIG_GEZOND": woorden.GEZOND, "EERLIJK": woorden.EERLIJK, "BUITEN": woorden.BUITEN}
    assert codes("onderwerp") == {code: domein for domein, codes_ in thuis.items() for code in codes_}
    assert set(codes("melder_type")) == set(woorden.MELDER)
    assert set(codes("sector")) == {*woorden.SECTOR, "ONBEKEND"}
    assert set(codes("provincie")) == set(woorden.PROVINCIE)


# Whatever somebody answers


@st.composite
def willekeurig(trek: st.DrawFn) -> dict[str, dict[str, list[str]]]:
    """An answer to every question, each of them right by itself."""
    ja_nee = st.sampled_from(["ja", "nee", "weetniet"])
    # What a browser cannot send or no record can hold: half a character, and none at all.
    tekst = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
    onderwerpen = trek(
        st.lists(st.sampled_from(sorted(woorden.ONDERWERP)), min_size=1, unique=True, max_size=5)
    )
    besmet = trek(ja_nee)
    alles: dict[str, dict[str, Any]] = {
        "gevaar": {"gevaar": trek(ja_nee)},
        "wie": {"wie": trek(st.sampled_from(sorted(woorden.MELDER)))},
        "verzoek": {"verzoek": trek(st.sampled_from(["ja", "nee"]))},
        "namens": {"namens": "x" + trek(tekst)},
        "onderwerp": {"onderwerpen": onderwerpen},
        "hoofd": {"hoofd": trek(st.sampled_from(onderwerpen))},
        "verhaal": {"verhaal": "x" + trek(tekst)},
        "wanneer": {"sinds": trek(tekst), "duurt_voort": trek(ja_nee)},
        "corona": {"corona": trek(st.sampled_from(["DIRECT", "INDIRECT", "GEEN"]))},
        "mensen": {"mensen": trek(st.sampled_from(["", "0", "12", "1000000"]))},
        "besmettingen": {
            "besmet": besmet,
            "aantal": "3" if besmet == "ja" else trek(st.sampled_from(["", "3"])),
        },
        "gestopt": {"gestopt": trek(ja_nee)},
        "risico": {"risico": trek(ja_nee)},
        "migranten": {"migranten": trek(ja_nee)},
        "bedrijf": {"naam": trek(tekst), "onbekend": "on", "plaats": trek(tekst), "waar": trek(tekst)},
        "bedrijfsgegevens": {
            "sector": trek(st.sampled_from(["", *woorden.SECTOR])),
            "provincie": trek(st.sampled_from(["", *woorden.PROVINCIE])),
            "kvk_nummer": trek(st.sampled_from(["", "01234567"])),
        },
        "toestemming": {"toestemming": trek(ja_nee)},
        "anoniem": {"anoniem": trek(st.sampled_from(["ja", "nee"]))},
        "gegevens": {
            "naam": trek(tekst),
            "email": trek(st.sampled_from(["", "wil@voorbeeld.nl"])),
            "telefoon": "06" + trek(st.text("0123456789 +-", max_size=12)),
        },
        "bestanden": {},
    }
    return {
        stap: {n: w if isinstance(w, list) else [w] for n, w in velden.items()}
        for stap, velden in alles.items()
    }


@given(
    alles=willekeurig(),
    anders=willekeurig(),
    terug=st.lists(st.sampled_from([stap.slug for stap in STAPPEN]), max_size=5),
)
@settings(max_examples=proeven(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_welke_weg_iemand_ook_gaat_aan_het_eind_is_het_een_melding_die_wordt_aangenomen(alles, anders, terug):
    """Forward, back to change some answers, and forward again past what that opened."""
    gegeven: dict[str, dict[str, list[str]]] = {}
    while (stap := eerste_open(gegeven)) is not None:
        assert stap.slug not in gegeven, "een goed antwoord wordt aangenomen"
        gegeven[stap.slug] = alles[stap.slug]

    def opnieuw(slug: str) -> dict[str, list[str]]:
        # The page offers no main topic but those that are chosen.
        return {"hoofd": gegeven["onderwerp"]["onderwerpen"][-1:]} if slug == "hoofd" else anders[slug]

    for slug in terug:
        if slug in {stap.slug for stap in pad(gegeven)}:
            gegeven[slug] = opnieuw(slug)
    for _ in STAPPEN:
        if (stap := eerste_open(gegeven)) is not None:
            gegeven[stap.slug] = opnieuw(stap.slug)
    assert eerste_open(gegeven) is None
    gezegd = antwoorden(gegeven)
    assert gezegd is not None
    assert set(gezegd) == {stap.slug for stap in pad(gegeven)}
    nu = timezone.now()
    uit = registreer(
        cellen(gezegd, ontvangen_op=nu.isoformat()),
        inzending=uuid4(),
        dossier=dossierfeiten,
        door=None,
        op=nu,
        werkgever=werkgever(gezegd),
        code=volgcode.code_van("x"),
    )
    assert uit.nieuw
    assert not uit.melding.verzoek_24_7 or "gegevens" in gezegd
    if "anoniem" in gezegd and gezegd["anoniem"]["anoniem"] == "ja":
        assert uit.melding.anoniem


def test_een_verzoek_om_onderzoek_is_nooit_anoniem_en_zegt_namens_wie():
    """Arbowet 24(7) binds for good: who asks it can be reached, and can be asked whether they may."""
    melder = Melder()
    melder.begin()
    vakbond = ANTWOORDEN | {"wie": {"wie": "VAKBOND"}, "namens": {"namens": "Bond van Vleeswerkers"}}
    alleen_naam = vakbond | {"gegevens": {"naam": "Wil"}}
    with pytest.raises(AssertionError):
        melder.beantwoord(alleen_naam)
    assert melder.stap == "gegevens"
    assert "moeten wij u kunnen bereiken" in melder.html
    melder.beantwoord(vakbond)
    # Nowhere is promised what such a request cannot keep: its employer may hear that it was made.
    for adres in ("nakijken/", "vraag/toestemming/"):
        melder.ga(f"/melden/nl/{adres}")
        assert "kan het bedrijf horen dat het er is" in melder.html
        assert "niet dat er een melding was" not in melder.html
    melder.ga("/melden/nl/nakijken/")
    melder.stuur()
    assert "namens" in melder.gezien
    assert "anoniem" not in melder.gezien
    melding = Melding.objects.get()
    assert (melding.verzoek_24_7, melding.melder_bereikbaar) == (True, True)
    assert "Verzoek om onderzoek namens: Bond van Vleeswerkers" in melding.teksten.get().tekst


def test_wie_toch_niet_namens_een_vakbond_meldt_blijft_anoniem_als_hij_wil():
    melder = Melder()
    melder.begin()
    melder.beantwoord(ANTWOORDEN | {"wie": {"wie": "VAKBOND"}})
    melder.ga("/melden/nl/vraag/wie/?terug=nakijken")
    melder.stuur({"wie": "WERKNEMER", "terug": "nakijken"})
    assert melder.stap == "anoniem"
    melder.stuur({"anoniem": "ja"})
    melder.beantwoord(ANTWOORDEN)
    melder.stuur()
    melding = Melding.objects.get()
    assert (melding.verzoek_24_7, melding.anoniem) == (None, True)


def antwoord(slug: str, veld: str, getypt: str) -> object:
    """What the question makes of it; None when it does not take it."""
    (stap,) = (stap for stap in STAPPEN if stap.slug == slug)
    vraag = stap.vraag({slug: {veld: [getypt]}})
    return vraag.cleaned_data[veld] if vraag.is_valid() else None


def test_bij_de_naam_van_het_bedrijf_staat_dat_een_ploeg_er_niet_bij_hoort():
    """A letter to the employer is addressed to it as it was written here."""
    html = str(Bedrijf(antwoorden=Antwoorden({})))
    assert "Een afdeling of ploeg schrijft u verderop." in html[: html.index('name="naam"')]


def test_wie_zij_is_gaat_niet_naar_een_spellingcontrole():
    """Of some browsers that is somewhere else."""
    html = str(Gegevens(antwoorden=Antwoorden({})))
    assert re.findall(r'name="(\w+)"[^>]* spellcheck="false"', html) == ["naam", "email"]


def test_duizend_mensen_in_gevaar_zijn_er_duizend_hoe_men_het_ook_schrijft():
    """A point with noughts is not a decimal: by then they were one, and it was no danger to many."""
    for getypt in ("1000", "1.000", "1 000", "1,000", " 1.000 "):
        assert antwoord("mensen", "mensen", getypt) == 1000, getypt
    Melder().meld(mensen={"mensen": " 1.000 "})
    assert Melding.objects.get().aantal_blootgesteld == 1000


def test_wat_geen_heel_getal_is_wordt_er_ook_geen():
    for getypt in ("1.5", "1,5", "1.0", "10.", "1.00", "1.0000", "1.000,000", "12 mensen", "1e3"):
        assert antwoord("mensen", "mensen", getypt) is None, getypt
    melder = Melder()
    melder.begin()
    melder.beantwoord_tot("mensen")
    melder.stuur({"mensen": "1.5"})
    assert (melder.stap, "Schrijf een heel getal" in melder.html) == ("mensen", True)


def test_een_kvk_nummer_is_goed_zoals_het_op_het_briefpapier_staat():
    for getypt in ("12345678", "1234 5678", "12.34.56.78", "12345678 ", "\u00a01234-5678"):
        assert antwoord("bedrijfsgegevens", "kvk_nummer", getypt) == "12345678", getypt
    Melder().meld(bedrijfsgegevens={"kvk_nummer": "\u00a01234-5678"})
    werkgever_ = Melding.objects.get().werkgever
    assert werkgever_ is not None
    assert werkgever_.kvk_nummer == "12345678"
