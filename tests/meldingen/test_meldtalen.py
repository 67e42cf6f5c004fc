"""The pages of the public form: in every language, light, and with few questions to the database."""

import re
from gettext import GNUTranslations

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scripts import taal
from tests.meldingen.meldpunthulp import ANTWOORDEN, Melder, begonnen
from tests.meldingen.test_meldwoorden import ATTENDERINGEN, BERICHTEN, VRAGEN, zoals_nu
from tests.test_vertaling import NEDERLANDS, Tekst

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal, pytest.mark.usefixtures("ongeremd_melden")]


@pytest.mark.parametrize("taal", settings.MELDPUNT_TALEN)
def test_op_geen_bladzijde_staat_nederlands_waar_het_een_andere_taal_is(taal):
    melder = Melder(taal=taal)
    bladzijden = [melder.ga(f"/melden/{taal}/").content.decode()]
    # Nothing that somebody typed in Dutch.
    kaal = ANTWOORDEN | {
        "wie": {"wie": "VAKBOND"},
        "onderwerp": {"onderwerpen": ["THUISWERKEN", "LOON"]},
        "verhaal": {"verhaal": "X"},
        "wanneer": {"sinds": "X", "duurt_voort": "ja"},
        "bedrijf": {"naam": "X", "plaats": "X", "waar": "X"},
    }
    melder.stuur()
    while stap := melder.stap:
        bladzijden.append(melder.html)
        if stap != "bestanden":
            bladzijden.append(melder.client.post(f"/melden/{taal}/vraag/{stap}/", {}).content.decode())
        melder.ga(f"/melden/{taal}/vraag/{stap}/")
        melder.stuur(kaal[stap])
    bladzijden.append(melder.html)
    melder.stuur()
    assert melder.bewijs
    bladzijden += [
        melder.html,
        *(melder.ga(f"/melden/{taal}/{pad}/").content.decode() for pad in ("stoppen", "gestopt")),
    ]
    assert len(bladzijden) > 35
    gevonden = set()
    for html in bladzijden:
        lezer = Tekst(taal)
        lezer.feed(html)
        gevonden |= {stuk.strip() for stuk in lezer.woorden if NEDERLANDS.search(zonder_roemeens(stuk, taal))}
    assert bool(gevonden) == (taal == "nl"), gevonden


def zonder_roemeens(tekst: str, taal: str) -> str:
    """Romanian has "de" too."""
    return re.sub(r"\bde\b", "", tekst, flags=re.IGNORECASE) if taal == "ro" else tekst


def test_een_bladzijde_met_al_wat_zij_ophaalt_is_lichter_dan_honderd_kilobyte():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    zwaarst = 0
    for pad in ("", "vraag/onderwerp/", "nakijken/"):
        html = melder.ga(f"/melden/bg/{pad}").content.decode()
        ophalen = set(re.findall(r'(?:href|src)="/static/([^"]+)"', html))
        gewicht = len(html.encode()) + sum(
            (settings.BASE_DIR / "static" / naam).stat().st_size for naam in ophalen
        )
        zwaarst = max(zwaarst, gewicht)
    assert zwaarst < 100_000


def test_een_bladzijde_kost_een_vraag_aan_de_database_en_een_antwoord_een_handvol():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        melder.client.get("/melden/nl/vraag/verhaal/")
    assert len(vragen) == 1
    with CaptureQueriesContext(connection) as vragen:
        melder.client.post("/melden/nl/vraag/verhaal/", ANTWOORDEN["verhaal"])
    assert len([v for v in vragen if "SAVEPOINT" not in v["sql"]]) == 3


BELOOFT_TE_VEEL = re.compile(
    "hoort nooit van ons|gebeurt dat meteen|dagen leest u|antwoord klaar|altijd kijken|niets meer met uw melding"
)


def test_geen_tekst_belooft_meer_dan_er_gebeurt():
    teksten = [
        nl for nl, _ in taal.lees_po(taal.po("pl").read_text())
    ]  # none is missing there: test_vertaling.py
    assert len(teksten) > 200
    assert [nl for nl in teksten if BELOOFT_TE_VEEL.search(nl)] == []


def test_het_pools_spreekt_op_elke_bladzijde_op_dezelfde_manier_aan():
    pools = taal.lees_po(taal.po("pl").read_text())
    assert any("Twoje" in vertaling for tekst in pools.values() for vertaling in tekst.vertaling)
    vertaald = [v for t in pools.values() for v in t.vertaling]
    vertaald += [rij["tekst"] for rij in (*zoals_nu(BERICHTEN), *zoals_nu(VRAGEN)) if rij["taal"] == "pl"]
    assert [v for v in vertaald if re.search("Państw|[Pp]rosimy", v)] == []


def test_het_onderwerp_van_een_e_mail_zegt_niet_dat_er_is_gemeld():
    """It is read on a lock screen, by whoever stands by."""
    neutraal, gezegd = (
        {(rij["taal"], rij["onderwerp"]) for rij in zoals_nu(bestand) if "onderwerp" in rij}
        for bestand in (ATTENDERINGEN, BERICHTEN)
    )
    assert {t for t, _ in gezegd} == set(settings.MELDPUNT_TALEN)
    assert gezegd <= neutraal


@pytest.mark.parametrize("taal", settings.MELDPUNT_TALEN)
def test_op_papier_staat_ook_waar_men_met_nummer_en_code_terugkomt(taal):
    """A link is nothing on paper."""
    melder = Melder(taal=taal)
    melder.meld()
    kader = melder.html.split('class="bewijs"')[1].split("<h2>")[1]
    assert f">testserver/volgen/{taal}/<" in kader


def test_wie_dat_adres_zonder_taal_intikt_kiest_er_een(client):
    antwoord = client.get("/volgen/")
    assert antwoord.status_code == 200
    html = antwoord.content.decode()
    assert all(f'href="/volgen/{code}/"' in html for code in settings.MELDPUNT_TALEN)
    assert "Sprawdź swoje zgłoszenie" in html
    assert client.get("/volgen").status_code == 301


@pytest.mark.parametrize("adres", ["/melden/", "/volgen/"])
@pytest.mark.parametrize(
    ("vraagt", "taal", "weg"),
    [
        ("pl-PL,pl;q=0.9,en;q=0.8", "pl", "Szybko opuść tę stronę"),
        ("de,bg;q=0.5", "bg", "Бърз изход"),
        ("de", "nl", "Verlaat deze pagina snel"),
        ("", "nl", "Verlaat deze pagina snel"),
        ("x" * 10_000, "nl", "Verlaat deze pagina snel"),
    ],
)
def test_om_de_keuze_van_een_taal_heen_staat_de_taal_van_de_browser(client, adres, vraagt, taal, weg):
    """How to leave at once, and whom to call in danger, is for who cannot choose yet."""
    antwoord = client.get(adres, headers={"Accept-Language": vraagt})
    assert (antwoord["Content-Language"], "Accept-Language" in antwoord["Vary"]) == (taal, True)
    assert f'<html lang="{taal}">' in antwoord.content.decode()
    assert weg in antwoord.content.decode()


ONDERZOEK = {"pl": "kontrol", "ro": "control", "bg": "проверк"}


def teksten(welke: str) -> dict[str, str]:
    """What stands in the catalogue of a language."""
    bestand = settings.BASE_DIR / f"locale/{welke}/LC_MESSAGES/django.mo"
    with bestand.open("rb") as inhoud:
        katalogus = GNUTranslations(inhoud)._catalog  # type: ignore[attr-defined]
    return {
        str(bron[0] if isinstance(bron, tuple) else bron): tekst for bron, tekst in katalogus.items() if bron
    }


@pytest.mark.parametrize("welke", ONDERZOEK)
def test_een_onderzoek_heet_overal_hetzelfde_en_geen_strafzaak(welke):
    """Where it is asked for, and where is told what it means: somebody looks for the one by the word of the other."""
    gevraagd = re.compile(
        r"verzoek om onderzoek|vraagt .*onderzoek|onderzoek (?:doen|vraagt)|het onderzoek", re.IGNORECASE
    )
    vragen = {bron: tekst for bron, tekst in teksten(welke).items() if gevraagd.search(bron)}
    assert len(vragen) >= 7
    assert [tekst for tekst in vragen.values() if ONDERZOEK[welke] not in tekst.casefold()] == []


def test_in_het_bulgaars_wordt_iedereen_met_een_hoofdletter_aangesproken():
    """As to one person whom one does not know; small, it is said to more than one."""
    klein = re.compile(r"\b(?:ви|вие|вас|вам|ваш(?:ият|ия|ата|та|ето|то|ите|те|и|а|е)?)\b")
    assert [tekst for tekst in teksten("bg").values() if klein.search(tekst)] == []


@pytest.mark.parametrize("adres", ["/melden/PL/", "/melden/Pl", "/volgen/Nl/", "/volgen/de/intrekken/"])
def test_een_taal_die_er_niet_is_of_met_een_hoofdletter_is_overgetikt_laat_er_een_kiezen(client, adres):
    antwoord = client.get(adres, follow=True)
    html = antwoord.content.decode()
    assert antwoord.status_code == 404
    assert f'<a href="/{adres[1:7]}/pl/" lang="pl"' in html
    assert "Coronameldingen" not in html, "dat is de bladzijde van wie hier werkt"
