"""What somebody is writing: kept word for word, sealed, for one browser, and gone when it should be."""

import re
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothese
from hypothesis import strategies as st

from inspectie.hersleutelen import gebreken, tel, vrij
from meldingen.meldpunt import concepten
from meldingen.meldpunt.stappen import STAPPEN
from meldingen.models import Concept, ConceptBestand
from meldingen.tasks import ruim_concepten_op
from tests.meldingen.meldpunthulp import ANTWOORDEN, Melder, begonnen, foto
from tests.proeven import proeven

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal, pytest.mark.usefixtures("ongeremd_melden")]
BESTANDEN = "/melden/nl/vraag/bestanden/"


# Forward and back


def ingevuld(html: str) -> set[str]:
    """What stands filled in on a page."""
    tekst = set(re.findall(r'<input type="(?:text|email)" [^>]*?value="([^"]+)"', html))
    tekst |= {t.replace("\r", "") for t in re.findall(r"<textarea[^>]*>\s*(.*?)</textarea>", html, re.DOTALL)}
    gekozen = re.findall(r'<input type="(?:radio|checkbox)"[^>]*>', html)
    tekst |= {
        re.findall(r'value="([^"]*)"', veld)[0] for veld in gekozen if "checked" in veld and "value" in veld
    }
    return tekst | set(re.findall(r'<option value="([^"]+)" selected>', html))


def test_wie_heen_en_terug_gaat_vindt_alles_zoals_hij_het_liet():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    for stap in melder.gezien:
        if stap == "bestanden":
            continue
        melder.ga(f"/melden/bg/vraag/{stap}/")
        verwacht = {
            w.replace("\r", "")
            for ws in ANTWOORDEN[stap].values()
            for w in (ws if isinstance(ws, list) else [ws])
        }
        assert ingevuld(melder.html) == verwacht, stap


def test_terug_leidt_langs_elke_vraag_naar_het_begin():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    terug = []
    while melder.adres != "/melden/nl/":
        if link := re.search(r'class="terug" href="([^"]+)"', melder.html):
            melder.ga(link[1])
        else:
            assert 'name="naar" value="vorige"' in melder.html
            melder.stuur(ANTWOORDEN[melder.stap] | {"naar": "vorige"})
        terug.append(melder.stap)
    assert terug == [*melder.gezien[::-1], ""]


def test_wijzigen_gaat_terug_naar_het_overzicht_of_naar_wat_daardoor_nog_open_is():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    melder.ga("/melden/nl/vraag/mensen/?terug=nakijken")
    melder.stuur({"mensen": "7"})
    assert melder.adres == "/melden/nl/nakijken/"
    assert "<dd>7</dd>" in melder.html
    melder.ga("/melden/nl/vraag/onderwerp/?terug=nakijken")
    melder.stuur({"onderwerpen": ["THUISWERKEN"]})
    assert melder.stap == "risico"
    melder.ga("/melden/nl/nakijken/")
    assert melder.adres == "/melden/nl/vraag/risico/?terug=nakijken"
    melder.stuur(ANTWOORDEN["risico"])
    assert melder.adres == "/melden/nl/nakijken/"


def test_wat_niet_meer_gevraagd_wordt_is_er_weer_als_het_toch_gevraagd_wordt():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    for keuze in ("ja", "nee"):
        melder.ga("/melden/nl/vraag/anoniem/?terug=nakijken")
        melder.stuur({"anoniem": keuze})
        assert melder.adres == "/melden/nl/nakijken/"
        assert ("Wil Pietersen" in melder.html) == (keuze == "nee")


FOUT: dict[str, tuple[dict[str, Any], str]] = {
    "leeg": ({}, "Kies een antwoord"),
    "bestaat niet": ({"gevaar": "misschien"}, "Dit antwoord bestaat niet"),
}


@pytest.mark.parametrize(("velden", "fout"), FOUT.values(), ids=FOUT)
def test_een_fout_antwoord_komt_terug_met_een_samenvatting_die_naar_het_veld_wijst(velden, fout):
    melder = begonnen()
    melder.stuur(velden)
    assert melder.stap == "gevaar"
    assert "<title>Fout: " in melder.html
    link = re.search(r'<a href="#(\w+)">' + fout, melder.html)
    assert link
    assert f'id="{link[1]}"' in melder.html


def test_wat_fout_is_blijft_staan_ook_in_een_andere_taal_en_na_een_omweg():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    melder.ga("/melden/nl/vraag/gegevens/")
    melder.stuur({"naam": "", "email": "wil@", "telefoon": ""})
    assert "Dit is geen e-mailadres" in melder.html
    melder.ga("/melden/pl/vraag/gegevens/")
    assert "To nie jest adres e-mail" in melder.html
    assert 'value="wil@"' in melder.html
    melder.ga("/melden/pl/nakijken/")
    assert melder.adres == "/melden/pl/vraag/gegevens/?terug=nakijken"


@given(
    rommel=st.dictionaries(
        st.sampled_from(["gevaar", "wie", "onderwerpen", "verhaal", "x"]), st.text(max_size=30)
    ),
    n=st.sampled_from(STAPPEN),
)
@hypothese(max_examples=proeven(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wat_een_browser_ook_stuurt_het_formulier_antwoordt_met_een_bladzijde(rommel, n):
    rommel = {k: v.encode(errors="replace").decode() for k, v in rommel.items()}
    antwoord = Client().post(f"/melden/ro/vraag/{n.slug}/", rommel)
    assert antwoord.status_code in (200, 302)


# For one browser, sealed, and not for ever


def test_van_wat_iemand_invult_staat_niets_leesbaar_in_de_database_en_het_geheim_nergens():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    melder.client.post(BESTANDEN, {"bestanden": foto(naam="Wil Pietersen.jpg")})
    geheim = melder.client.cookies["meldconcept"].value
    assert Concept.objects.count() == 1
    for tabel in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{tabel}"')
            inhoud = repr(cursor.fetchall())
        for woord in ("Pietersen", "wil@voorbeeld.nl", "Vleesbedrijf Noord", geheim):
            assert woord not in inhoud, tabel


def test_de_sleutel_is_een_koekje_dat_geen_script_en_geen_andere_site_krijgt():
    koekje = begonnen().client.cookies["meldconcept"]
    assert (koekje["httponly"], koekje["samesite"], koekje["path"]) == (True, "Lax", "/melden/")
    assert koekje["max-age"] == settings.MELDPUNT_CONCEPT_UREN * 3600


def test_een_ander_ziet_niets_van_een_concept():
    begonnen().beantwoord(ANTWOORDEN)
    ander = Melder()
    for pad in ("vraag/gegevens/", "vraag/bestanden/", "nakijken/", "ontvangen/"):
        ander.ga(f"/melden/nl/{pad}")
        assert ander.adres.startswith("/melden/nl/?")
        assert "Pietersen" not in ander.html


def test_wie_later_terugkomt_gaat_verder_waar_hij_was():
    melder = begonnen()
    for stap in ("gevaar", "wie"):
        melder.stuur(ANTWOORDEN[stap])
    melder.ga("/melden/nl/")
    assert "U was al begonnen" in melder.html
    melder.stuur()
    assert melder.stap == "onderwerp"
    assert Concept.objects.count() == 1


def test_wie_alles_wist_laat_niets_achter():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    melder.client.post(BESTANDEN, {"bestanden": foto()})
    melder.ga("/melden/nl/stoppen/")
    assert Concept.objects.count() == 1
    melder.stuur()
    assert melder.adres == "/melden/nl/gestopt/"
    assert [m.objects.count() for m in (Concept, ConceptBestand)] == [0, 0]
    assert melder.client.cookies["meldconcept"].value == ""


def test_een_verlopen_concept_is_er_niet_meer_maar_wat_net_is_getypt_wel():
    melder = begonnen()
    melder.stuur(ANTWOORDEN["gevaar"])
    Concept.objects.update(gewijzigd_op=timezone.now() - concepten.CONCEPT)
    melder.ga("/melden/nl/vraag/verhaal/")
    assert "is er niet meer" in melder.html
    melder.stuur(ANTWOORDEN["verhaal"], adres="/melden/nl/vraag/verhaal/")
    assert melder.stap == "gevaar"
    assert "Uw laatste antwoord is er nog wel" in melder.html
    melder.ga("/melden/nl/vraag/verhaal/")
    assert "De kantine is te vol." in melder.html


def test_de_klok_ruimt_op_wat_is_blijven_liggen_en_niets_anders():
    nu = timezone.now()
    for uren in (0, settings.MELDPUNT_CONCEPT_UREN - 1, settings.MELDPUNT_CONCEPT_UREN + 1):
        begonnen()
        Concept.objects.filter(pk=Concept.objects.latest("pk").pk).update(
            gewijzigd_op=nu - timedelta(hours=uren)
        )
    assert ruim_concepten_op() == 1
    assert Concept.objects.count() == 2


def test_een_formulier_van_een_andere_sessie_komt_terug_met_alles_wat_er_stond():
    client = Client(enforce_csrf_checks=True)
    antwoord = client.post("/melden/pl/vraag/verhaal/", {"verhaal": "Za dużo ludzi <b>"})
    html = antwoord.content.decode()
    assert (antwoord.status_code, antwoord["Content-Language"]) == (403, "pl")
    assert 'name="verhaal" value="Za dużo ludzi &lt;b&gt;"' in html
    assert "csrfmiddlewaretoken" in html
    assert client.post("/melden/pl/vraag/bestanden/", {"erbij": "1"}).status_code == 403


@pytest.mark.parametrize("kop", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elders.nl"}])
def test_een_andere_site_legt_niemand_woorden_in_de_mond(kop):
    client = Client(enforce_csrf_checks=True)
    antwoord = client.post("/melden/pl/vraag/verhaal/", {"verhaal": "Van een ander"}, headers=kop)
    assert antwoord.status_code == 403
    assert "Van een ander" not in antwoord.content.decode()


def test_bij_een_storing_staat_wat_is_ingevuld_er_nog_in_de_taal_van_de_bladzijde(monkeypatch):
    client = Client(raise_request_exception=False)
    client.post("/melden/ro/")

    def stuk(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setattr(concepten, "bewaar", stuk)
    antwoord = client.post("/melden/ro/vraag/verhaal/", {"verhaal": "Prea aglomerat"})
    html = antwoord.content.decode()
    assert (antwoord.status_code, antwoord["Content-Language"]) == (500, "ro")
    assert "Ceva nu a mers bine" in html
    assert 'value="Prea aglomerat"' in html


def test_bij_een_storing_hoort_men_dat_een_bestand_niet_is_bewaard(monkeypatch):
    """Also where nothing was typed: on the page of the files there is nothing else."""
    client = Client(raise_request_exception=False)
    client.post("/melden/nl/")

    def stuk(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setattr(concepten, "voeg_toe", stuk)
    antwoord = client.post("/melden/nl/vraag/bestanden/", {"bestanden": foto()})
    assert antwoord.status_code == 500
    assert "Uw bestanden moet u daarna nog een keer kiezen." in antwoord.content.decode()


# A key that is gone


OUD, ZOEK = (urlsafe_b64encode(bytes([n]) * 32).decode() for n in (1, 3))
NIEUW = urlsafe_b64encode(bytes([2]) * 32).decode()
EERST, ZONDER_OUD = f"oud:{OUD},zoek:{ZOEK}", f"nieuw:{NIEUW},zoek:{ZOEK}"
MET_OUD = f"nieuw:{NIEUW},oud:{OUD},zoek:{ZOEK}"
DICHT = "Wij kunnen uw antwoorden niet meer openen"


@pytest.fixture
def zonder_sleutel(settings: Any) -> Melder:
    """Somebody half way, whose draft hangs on a key that was taken away."""
    settings.KLUIS_SLEUTELS = EERST
    melder = begonnen()
    melder.beantwoord_tot("verhaal")
    settings.KLUIS_SLEUTELS = ZONDER_OUD
    return melder


@pytest.mark.parametrize("waar", ["", "vraag/verhaal/", "vraag/bestanden/", "nakijken/"])
def test_wie_een_concept_heeft_dat_niet_meer_opengaat_hoort_dat_op_elke_bladzijde(waar, zonder_sleutel):
    melder = zonder_sleutel
    antwoord = melder.ga(f"/melden/nl/{waar}")
    assert antwoord.status_code == 503
    assert DICHT in melder.html
    assert "U was al begonnen" not in melder.html
    assert melder.client.post(f"/melden/nl/{waar}", {"verder": "1"}).status_code == 503
    assert Concept.objects.count() == 1, "wie alleen kijkt of verdergaat gooit niets weg"


@pytest.mark.parametrize(
    ("taal", "kop"),
    [
        ("en", "We can no longer open your answers"),
        ("pl", "Nie możemy już otworzyć Twoich odpowiedzi"),
        ("ro", "Nu mai putem deschide răspunsurile dumneavoastră"),
        ("bg", "Вече не можем да отворим отговорите Ви"),
    ],
)
def test_dat_een_concept_niet_meer_opengaat_staat_er_in_de_taal_van_de_bladzijde(taal, kop, zonder_sleutel):
    antwoord = zonder_sleutel.client.get(f"/melden/{taal}/vraag/verhaal/")
    assert kop in antwoord.content.decode()
    assert antwoord["Content-Language"] == taal


def test_wie_opnieuw_begint_houdt_het_antwoord_dat_hij_net_gaf(zonder_sleutel):
    melder = zonder_sleutel
    melder.adres = "/melden/nl/vraag/verhaal/"
    melder.stuur(ANTWOORDEN["verhaal"])
    assert DICHT in melder.html
    assert "De kantine is te vol." in melder.html
    melder.stuur()
    assert melder.stap == "gevaar"
    assert "Uw laatste antwoord is er nog wel" in melder.html
    melder.ga("/melden/nl/vraag/verhaal/")
    assert "De kantine is te vol." in melder.html
    assert Concept.objects.count() == 1, "wat niet opengaat ligt er niet ook nog"


def test_wie_niets_had_getypt_begint_vooraan(zonder_sleutel):
    melder = zonder_sleutel
    melder.ga("/melden/nl/nakijken/")
    melder.stuur(adres="/melden/nl/")
    assert melder.stap == "gevaar"
    melder.beantwoord(ANTWOORDEN)
    melder.stuur()
    assert melder.bewijs


def test_is_de_sleutel_er_weer_dan_gooit_opnieuw_beginnen_niets_weg(zonder_sleutel, settings):
    melder = zonder_sleutel
    melder.ga("/melden/nl/")
    settings.KLUIS_SLEUTELS = MET_OUD
    melder.stuur(adres="/melden/nl/")
    assert melder.stap == "verhaal"
    melder.ga("/melden/nl/vraag/wie/")
    assert ingevuld(melder.html) == {"WERKNEMER"}


def test_van_een_concept_dat_niet_opengaat_staat_in_het_log_niet_van_wie_of_welk(zonder_sleutel, caplog):
    zonder_sleutel.ga("/melden/nl/vraag/verhaal/")
    assert {(r.levelname, r.getMessage()) for r in caplog.records if r.name == "inspectie"} == {
        ("ERROR", "een concept is niet te openen; `hersleutel --controle` telt welke sleutel ontbreekt")
    }


def test_een_bestand_dat_niet_meer_opengaat_houdt_de_antwoorden_niet_tegen(settings):
    settings.KLUIS_SLEUTELS = EERST
    melder = begonnen()
    melder.beantwoord_tot("bestanden")
    melder.stuur({"bestanden": foto()})
    settings.KLUIS_SLEUTELS = MET_OUD
    melder.stuur({"verder": "1"})  # sealed anew, and the file is not
    settings.KLUIS_SLEUTELS = ZONDER_OUD
    melder.ga("/melden/nl/nakijken/")
    assert "Dit bestand kunnen wij niet meer openen." in melder.html
    melder.stuur()
    assert "Haal het weg en kies het nog een keer." in melder.html
    melder.ga(BESTANDEN)
    melder.stuur({"weg": str(ConceptBestand.objects.get().pk)})
    melder.stuur({"bestanden": foto()})
    melder.stuur({"verder": "1"})
    melder.stuur()
    assert melder.bewijs


def test_een_sleutel_waar_een_concept_nog_aan_hangt_kan_niet_weg(settings, capsys):
    settings.KLUIS_SLEUTELS = EERST
    begonnen()
    settings.KLUIS_SLEUTELS = MET_OUD
    assert "oud" not in vrij(tel())
    settings.KLUIS_SLEUTELS = ZONDER_OUD
    assert [regel for regel in gebreken() if "meldingen_concept.inhoud: 1 " in regel]


def test_te_veel_begonnen_formulieren_van_een_plek_moeten_even_wachten(settings):
    settings.REMMEN = settings.REMMEN | {"meldconcept": (0, 60), "meldbestand": (0, 60)}
    for pad in ("", "vraag/wie/"):
        assert Client().post(f"/melden/en/{pad}").status_code == 429
    assert not Concept.objects.exists()
