"""What the public pages do with too much, with what is not theirs, and with what a browser should not keep."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils import timezone

from inspectie import remmen
from inspectie.bestanden import keur
from meldingen.meldpunt import concepten
from meldingen.models import Concept, ConceptBestand, Melding
from tests.meldingen.meldpunthulp import begonnen, foto

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal, pytest.mark.usefixtures("ongeremd_melden")]
VRAAG = "/melden/pl/vraag/"


# Too much


@pytest.mark.parametrize(
    ("stap", "veld"),
    [
        ("verhaal", "verhaal"),
        ("wanneer", "sinds"),
        ("bedrijf", "naam"),
        ("gegevens", "email"),
        ("mensen", "mensen"),
        ("wie", "wie"),
        ("onderwerp", "onderwerpen"),
    ],
)
def test_een_antwoord_wordt_niet_groter_bewaard_dan_iemand_schrijft(stap, veld):
    melder = begonnen()
    melder.client.post(f"/melden/nl/vraag/{stap}/", {veld: ["x" * 49_000] * 50})
    waarden = concepten.gegeven(Concept.objects.get())[stap][veld]
    assert sum(map(len, waarden)) <= 40_000
    assert len(waarden) <= 40


def test_wat_iets_te_lang_is_staat_er_nog_heel():
    melder = begonnen()
    tekst = "a" * 25_000
    antwoord = melder.client.post("/melden/nl/vraag/verhaal/", {"verhaal": tekst})
    assert tekst in antwoord.content.decode()
    assert "Dit is te lang. Er passen 20.000 tekens in." in antwoord.content.decode()


def test_te_veel_antwoorden_van_een_plek_wachten_even_met_wat_er_net_is_getypt(settings):
    melder = begonnen()
    settings.REMMEN = settings.REMMEN | {"meldstap": (0, 60)}
    antwoord = melder.client.post("/melden/nl/vraag/verhaal/", {"verhaal": "De kantine is vol."})
    assert antwoord.status_code == 429
    melder.html = antwoord.content.decode()
    assert 'form="vraag" name="naar" value="pl" formaction="/melden/pl/vraag/verhaal/"' in melder.html
    assert melder.html.count(' id="vraag"') == 1
    settings.REMMEN = settings.REMMEN | {"meldstap": (200, 60)}
    melder.stuur(adres="/melden/nl/vraag/verhaal/")
    assert concepten.gegeven(Concept.objects.get())["verhaal"] == {"verhaal": ["De kantine is vol."]}


def test_zijn_alle_concepten_samen_vol_dan_gaat_een_bestand_niet_mee_en_een_antwoord_wel(settings):
    eerst, later = begonnen(), begonnen()
    eerst.client.post(f"{VRAAG}bestanden/", {"bestanden": foto()})
    settings.MELDPUNT_CONCEPTEN_SAMEN = ConceptBestand.objects.get().grootte
    antwoord = later.client.post("/melden/nl/vraag/bestanden/", {"bestanden": foto("blue")})
    assert "Voeg ze later toe met uw code" in antwoord.content.decode()
    assert ConceptBestand.objects.count() == 1
    assert later.client.post("/melden/nl/vraag/gevaar/", {"gevaar": "nee"}).status_code == 302


def test_een_plek_krijgt_een_deel_van_de_ruimte_voor_bestanden_en_houdt_die_van_een_ander_vrij(settings):
    """Whoever fills draft after draft takes the room of everybody else."""
    kleuren = ["red", "blue", "green", "white", "black", "pink"]
    grootte = len(keur("foto.png", foto(kleuren[0]).read()).inhoud)
    # Room for three of one place; a quarter more, for not every colour takes as many bytes.
    settings.MELDPUNT_CONCEPTEN_SAMEN = int(3.25 * grootte) * concepten.DEEL

    def stuur(kleur: str, plek: str) -> str:
        melder = begonnen()
        return melder.client.post(
            "/melden/nl/vraag/bestanden/", {"bestanden": foto(kleur)}, REMOTE_ADDR=plek, follow=True
        ).content.decode()

    geweigerd = ["Voeg ze later toe met uw code" in stuur(kleur, "203.0.113.7") for kleur in kleuren]
    assert geweigerd == [False, False, False, True, True, True]
    assert "Voeg ze later toe met uw code" not in stuur("blue", "203.0.113.8")
    assert ConceptBestand.objects.count() == 4


def test_wat_er_al_was_of_wordt_geweigerd_telt_niet_mee_voor_wat_een_plek_bracht(settings):
    melder = begonnen()
    for _ in range(3):
        melder.client.post("/melden/nl/vraag/bestanden/", {"bestanden": foto("red")})
    grootte = ConceptBestand.objects.get().grootte
    settings.MELDPUNT_BESTANDEN_SAMEN = grootte
    for kleur in ("blue", "green"):
        melder.client.post("/melden/nl/vraag/bestanden/", {"bestanden": foto(kleur)})
    assert ConceptBestand.objects.count() == 1
    verzoek = RequestFactory().get("/")
    assert remmen.tel_op("meldruimte", verzoek, 0, nu=timezone.now()) == grootte


@pytest.mark.parametrize("adres", [f"{VRAAG}bestanden/", f"{VRAAG}verhaal/", "/volgen/pl/"])
def test_meer_dan_er_wordt_gelezen_wordt_gezegd_in_de_taal_van_de_bladzijde(adres):
    client = Client(enforce_csrf_checks=True)
    velen = [SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(101)]
    zendingen: list[dict[str, Any]] = [{"data": {"bestanden": velen}}]
    if "bestanden" not in adres:
        zendingen.append(
            {"data": "verhaal=" + "x" * 2_700_000, "content_type": "application/x-www-form-urlencoded"}
        )
    for zending in zendingen:
        antwoord = client.post(adres, **zending)
        assert (antwoord.status_code, antwoord["Content-Language"]) == (413, "pl")
        assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.parametrize("adres", ["/melden/pl/", f"{VRAAG}bestanden/", "/volgen/pl/"])
def test_wat_beschadigd_aankomt_wordt_gezegd_in_de_taal_van_de_bladzijde(adres):
    client = Client(enforce_csrf_checks=True)
    antwoord = client.post(adres, "--x\r\n", content_type="multipart/form-data")
    assert (antwoord.status_code, antwoord["Content-Language"]) == (400, "pl")
    assert '<html lang="pl">' in antwoord.content.decode()
    assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.parametrize("tekenset", ["unicode_escape", "zlib", "idna", "undefined", "utf-16", "latin-1"])
def test_wat_zegt_in_een_ander_schrift_te_staan_is_beschadigd_en_geen_storing(tekenset):
    """Python calls much an alphabet that gives no text, or one that no page can show (half a sign)."""
    client = begonnen().client
    velden = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="%b"\r\n\r\na\\ud800b\r\n' % naam
        for naam in (b"verhaal", b"nummer", b"code")
    )
    soort = f"multipart/form-data; boundary=x; charset={tekenset}"
    for adres in ("/melden/pl/", f"{VRAAG}bestanden/", f"{VRAAG}verhaal/", "/volgen/pl/"):
        antwoord = client.generic("POST", adres, velden + b"--x--\r\n", content_type=soort)
        assert (antwoord.status_code, antwoord["Content-Language"]) == (400, "pl")
        assert '<html lang="pl">' in antwoord.content.decode()
    soort = f"text/plain; charset={tekenset}"
    assert client.generic("GET", "/melden/pl/?verlopen&x=%ff", content_type=soort).status_code == 200


def test_een_formulier_dat_zegt_in_utf8_te_staan_is_een_gewoon_formulier():
    melder = begonnen()
    melder.client.post(
        f"{VRAAG}verhaal/",
        "verhaal=Za+du%C5%BCo",
        content_type="application/x-www-form-urlencoded; charset=UTF-8",
    )
    assert concepten.gegeven(Concept.objects.get())["verhaal"] == {"verhaal": ["Za dużo"]}


# What is not there


@pytest.mark.parametrize(
    "adres", ["/melden/pl/xyz/", "/melden/pl/vraag/xyz/", "/melden/pl/a/b/c/", "/volgen/pl/xyz/"]
)
def test_wat_er_niet_is_wordt_gezegd_in_de_taal_van_het_adres(adres):
    antwoord = Client().get(adres)
    assert antwoord.status_code == 404
    assert '<html lang="pl">' in antwoord.content.decode()


def test_een_adres_zonder_streep_aan_het_eind_leidt_nog_naar_de_bladzijde():
    assert Client().get("/melden/pl").headers["Location"] == "/melden/pl/"
    assert Client().get("/melden/pl/stoppen").headers["Location"] == "/melden/pl/stoppen/"


@pytest.mark.parametrize(
    ("geschreven", "bedoeld"),
    [
        ("/Melden/", "/melden/"),
        ("/Melden", "/melden/"),
        ("/MELDEN/PL/?x=A", "/melden/pl/?x=A"),
        ("/Volgen/pl/", "/volgen/pl/"),
        ("/Melden//x.nl/%3F%C3%89", "/melden//x.nl/%3F%C3%A9/"),
    ],
)
def test_een_adres_met_een_hoofdletter_leidt_naar_de_bladzijde(geschreven, bedoeld):
    assert Client().get(geschreven).headers["Location"] == bedoeld


@pytest.mark.parametrize("adres", ["/Meldenx/", "/x/Melden/", "/Melden/a%0Ab/"])
def test_wat_er_maar_op_lijkt_leidt_nergens_heen(adres):
    assert Client().get(adres).status_code == 404


# What another site sends, and what a browser keeps


def test_geen_browser_bewaart_wat_er_is_getypt_op_een_bladzijde_die_mislukte(monkeypatch):
    client = Client(enforce_csrf_checks=True)
    antwoord = client.post("/melden/nl/vraag/gegevens/", {"naam": "Wil Pietersen"})
    assert antwoord.status_code == 403
    assert "Wil Pietersen" in antwoord.content.decode()
    assert "no-store" in antwoord["Cache-Control"]
    monkeypatch.setattr(concepten, "vind", None)
    antwoord = Client(raise_request_exception=False).post(
        "/melden/nl/vraag/gegevens/", {"naam": "Wil Pietersen"}
    )
    assert antwoord.status_code == 500
    assert "Wil Pietersen" in antwoord.content.decode()
    assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.parametrize("adres", ["/volgen/nl/intrekken/", "/melden/nl/stoppen/"])
def test_wat_niet_terug_kan_wordt_na_een_andere_site_opnieuw_gevraagd(adres):
    client = Client(enforce_csrf_checks=True)
    antwoord = client.post(adres, headers={"Sec-Fetch-Site": "cross-site"})
    assert (antwoord.status_code, antwoord["Location"]) == (302, adres)


def test_wie_alles_wist_houdt_geen_koekje_over_dat_zegt_dat_hij_hier_was():
    assert settings.CSRF_COOKIE_AGE is None
    client = begonnen().client
    client.get("/melden/nl/stoppen/")
    assert {settings.CSRF_COOKIE_NAME, "meldconcept"} <= set(client.cookies)
    client.post("/melden/nl/stoppen/")
    for naam in [naam for naam, koekje in client.cookies.items() if not koekje.value]:
        del client.cookies[naam]  # as a browser does
    client.get("/melden/nl/gestopt/")
    assert set(client.cookies) == set()
    assert not Melding.objects.exists()


def test_wie_een_buitenlands_nummer_heeft_ziet_een_nummer_dat_van_daar_werkt(settings):
    adres = "/melden/pl/"
    assert "+31" not in Client().get(adres).content.decode()
    settings.MELDPUNT_TELEFOON_BUITENLAND = "+31 70 000 00 00"
    assert 'href="tel:+31700000000"' in Client().get(adres).content.decode()
