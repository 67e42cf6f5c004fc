"""The words of what a reporter reads in another language: one word for one thing, its own letters and marks, dates and
numbers as it writes them, and nobody who is taken for a man or a woman."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from inspectie.sjablonen import voluit
from meldingen.meldpunt import vragen
from meldingen.meldpunt.volgforms import AanvulForm, AntwoordForm
from meldingen.templatetags.meldpunt import omvang
from scripts import taal
from tests.meldingen.meldpunthulp import begonnen
from tests.meldingen.volghulp import bewijs, gemeld, pagina, stuur

pytestmark = pytest.mark.eenmaal

VERTAALD = ("en", "pl", "ro", "bg")
VREEMD = ("pl", "ro", "bg")
BERICHTEN, VRAGEN, ATTENDERINGEN = (
    Path(settings.BASE_DIR) / pad
    for pad in (
        "interventies/gegevens/berichten.json",
        "meldingen/gegevens/vragen.json",
        "meldingen/gegevens/attenderingen.json",
    )
)


def zoals_nu(bestand: Path) -> list[dict[str, str]]:
    """The rows of a file of texts, each as it was shipped last."""
    uit: dict[tuple[str, str], dict[str, str]] = {}
    for pad in (bestand, *sorted(bestand.with_suffix("").glob("*.json"))):
        uit |= {(rij["code"], rij["taal"]): rij for rij in json.loads(pad.read_text(encoding="utf-8"))}
    return list(uit.values())


def formulier(welke: str) -> Iterator[tuple[str, str]]:
    """(Dutch, translation) of each text of a public page."""
    for (een, meer), tekst in taal.lees_po(taal.po(welke).read_text(encoding="utf-8")).items():
        if any(pad.startswith(taal.OPENBAAR) for pad in tekst.waar):
            yield from (
                (meer if nummer else een, vertaling) for nummer, vertaling in enumerate(tekst.vertaling)
            )


def brieven(welke: str) -> Iterator[tuple[str, str]]:
    """(Dutch, translation) of each subject and text that is sent to a reporter."""
    for bestand in (BERICHTEN, VRAGEN, ATTENDERINGEN):
        rijen = zoals_nu(bestand)
        nederlands = {rij["code"]: rij for rij in rijen if rij["taal"] == "nl"}
        for rij in rijen:
            if rij["taal"] == welke:
                nl = nederlands[rij["code"]]
                yield from ((nl[deel], rij[deel]) for deel in ("onderwerp", "tekst") if deel in rij)


def alles(welke: str) -> list[tuple[str, str]]:
    teksten = [*formulier(welke), *brieven(welke)]
    assert len(teksten) > 300
    return teksten


# What a word of ours is called, everywhere; who reads one word on one page looks for it on the next.
WOORDEN: dict[str, tuple[str, str, str, str]] = {
    r"meldingen?": ("report", "zgłosze", "sesizar", "сигнал"),
    r"meldpunt": ("contact desk", "punkt zgłoszeń", r"punct(?:ul)? de sesizare", "пункт за сигнали"),
    r"Inspectie SZW": ("Inspectorate SZW", "Inspekcj. SZW", r"Inspecți\w+ SZW", "Инспекция SZW"),
    r"werkgevers?": ("employer", "pracodawc", "angajator", "работодател"),
    r"bedrij(?:f|ven)": ("compan", "firm", "firm", "фирм"),
    r"codes?": ("code", "kod", "cod", "код"),
    r"geheime code": ("secret code", "tajny kod", "cod(?:ul)? .*secret", "та(?:ен|йния) .*код"),
    r"ondernemingsraad": (
        "works council",
        r"rad\w+ pracowników",
        "de întreprindere",
        "съвет.* на работниците",
    ),
    r"personeelsvertegenwoordiging": (
        "staff rep",
        "przedstawicielstw",
        "reprezentanț(?!i)",
        "представителство",
    ),
    r"vakbond": ("union", r"związ\w+ zawodow", "sindicat", "синдикат"),
    r"uitzendbureau": ("agency", "agencj", "agenți", "агенци"),
    r"loonstrook": ("payslip", "pasku wypłaty", "fluturașul de salariu", "фиша за заплата"),
    r"versleuteld": ("encrypted", "zaszyfrowan", "criptat", "шифрован"),
    r"anoniem": ("anonymous", "anonimow", "anonim", "анонимн|анонимен"),
    r"intrekken|ingetrokken": ("withdraw", "wycof", "retra", "оттегл"),
    r"verzoek om onderzoek": ("request", "wniosek|wniosku", "cerere", "искане"),
    r"direct gevaar": (
        "immediate danger|in immediate",
        r"bezpośredni\w* zagroż",
        "pericol imediat",
        "непосредствена опасност",
    ),
    r"afstand": ("distance", "odległoś", "distanță", "разстояние"),
    r"apparaat": ("device", "urządzeni", "dispozitiv", "устройство"),
    r"corona\w*": ("corona", "koronawirus", "coronavirus", "коронавирус"),
    r"contactgegevens": (
        "contact details",
        "dane kontaktowe|danych kontaktowych",
        "de contact",
        "за контакт",
    ),
}


@pytest.mark.parametrize("welke", VERTAALD)
def test_een_woord_heet_in_een_taal_overal_hetzelfde(welke):
    anders = [
        (nl, vertaling)
        for nl, vertaling in alles(welke)
        for woord, heet in WOORDEN.items()
        if re.search(rf"\b(?:{woord})\b", nl, re.IGNORECASE)
        and not re.search(heet[VERTAALD.index(welke)], vertaling, re.IGNORECASE)
    ]
    assert anders == []


@pytest.mark.parametrize("welke", VERTAALD)
def test_wat_men_volgens_een_tekst_kiest_staat_zo_op_het_scherm(welke):
    """“Weet ik niet” is a choice to look for, letter by letter."""
    teksten = list(formulier(welke))
    heet = {nl.casefold(): vertaling.casefold() for nl, vertaling in teksten}
    genoemd = [(naam, vert) for nl, vert in teksten for naam in re.findall("“([^”]+)”", nl)]
    assert len(genoemd) > 8
    assert [(naam, v) for naam, v in genoemd if heet[naam.casefold()] not in v.casefold()] == []


LETTERS = {
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "ro": "aăâbcdefghiîjklmnoprsștțuvxz",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
}


@pytest.mark.parametrize("welke", VREEMD)
def test_een_taal_staat_er_in_haar_eigen_letters(welke):
    """Romanian ș and ț have a comma, no cedilla; in a Bulgarian word stands nothing that only looks like its letter."""
    vreemd = set()
    for _, vertaling in alles(welke):
        tekst = re.sub(r"<[^>]+>|%\(\w+\)s|\{\w+\}|\S+@\S+", " ", vertaling)
        for woord in re.findall(r"[^\W\d_]+", tekst):
            # A loan word, and a letter of the code; in Bulgarian one small letter is always a word of its own.
            geleend = woord.isascii() and (welke != "bg" or len(woord) > 1 or woord.isupper())
            if not geleend and not set(woord.casefold()) <= set(LETTERS[welke]):
                vreemd.add(woord)
    assert vreemd == set()


AANHALING = {"pl": ("„", "”"), "ro": ("„", "”"), "bg": ("„", "“")}


@pytest.mark.parametrize("welke", VREEMD)
def test_aanhalingstekens_zijn_die_van_de_taal(welke):
    open_, dicht = AANHALING[welke]
    fout = []
    for _, vertaling in alles(welke):
        tekst = re.sub(r"<[^>]+>", "", vertaling)
        zonder = re.sub(f"{open_}[^„“”]+{dicht}", "", tekst)
        if re.search("[\"„“”«»']", zonder):
            fout.append(vertaling)
    assert fout == []


GESLACHT = {
    "pl": r"[aeiouyąęó]ł[ea][śm]\b|\bjestem (?:klient|sąsiad|goś)|\b(?:sam|sama|pewien|pewna)\b(?! decyduje)",
    "ro": r"\bfi contactat\b|\bsunt (?:client|vizitator|vecin)|\bsunteți (?:sigur|anonim)",
    "bg": r"\bВие сам|\bсъм (?:клиент|посетител|съсед)|\bсте (?:сигурен|сам)\b",
}


@pytest.mark.parametrize("welke", VREEMD)
def test_geen_tekst_houdt_een_melder_voor_een_man_of_een_vrouw(welke):
    teksten = [vertaling for _, vertaling in alles(welke)]
    assert [t for t in teksten if re.search(GESLACHT[welke], t, re.IGNORECASE)] == []


def test_in_het_pools_is_een_naam_ook_de_voornaam():
    """A colleague is known by that one; of “nazwisko” alone it could be told."""
    genoemd = [vertaling for _, vertaling in alles("pl") if "nazwisk" in vertaling]
    assert len(genoemd) > 8
    assert [v for v in genoemd if not re.search(r"\b(?:imi\w+)", v, re.IGNORECASE)] == []


@pytest.mark.parametrize("welke", settings.MELDPUNT_TALEN)
def test_een_maand_staat_klein_behalve_in_het_engels(welke):
    maanden = [voluit(date(2021, maand, 4), welke).split()[1] for maand in range(1, 13)]
    assert all(maand.islower() == (welke != "en") for maand in maanden)
    if welke in VREEMD:
        namen = "|".join(maand.capitalize() for maand in maanden)
        groot = re.compile(rf"\d\s(?:{namen})\b")
        assert [vertaling for _, vertaling in alles(welke) if groot.search(vertaling)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("welke", "dag", "moment"),
    [
        ("nl", "8 januari 2021.<", r"\d+ [a-z]+ 20\d\d, \d+\.\d\d uur<"),
        ("en", "8 January 2021.<", r"\d+ [A-Z][a-z]+ 20\d\d, \d\d:\d\d<"),
        ("pl", "8 stycznia 2021 r.<", r"\d+ \w+ 20\d\d r\., godz\. \d\d:\d\d<"),
        ("ro", "8 ianuarie 2021.<", r"\d+ [a-z]+ 20\d\d, ora \d\d:\d\d<"),
        ("bg", "8 януари 2021 г.<", r"\d+ [а-я]+ 20\d\d г\., \d\d:\d\d ч\.<"),
    ],
)
def test_op_de_volgpagina_staat_een_dag_zoals_men_haar_in_die_taal_schrijft(welke, dag, moment):
    melding, code = gemeld(taal=welke)
    client = Client()
    assert bewijs(client, melding, code, welke).status_code == 302
    assert stuur(client, "aanvulling", welke, tekst="X").status_code == 302
    html = pagina(client, welke)
    assert dag in html
    assert re.search(rf"<h3>{moment}", html)


@pytest.mark.parametrize(
    ("welke", "tekens", "groot"),
    [
        ("nl", "20.000", "2,3\xa0MB"),
        ("en", "20,000", "2.3\xa0MB"),
        ("pl", "20\xa0000", "2,3\xa0MB"),
        ("ro", "20.000", "2,3\xa0MB"),
        ("bg", "20\xa0000", "2,3\xa0MB"),
    ],
)
def test_een_getal_staat_zoals_men_het_in_die_taal_schrijft(welke, tekens, groot):
    with translation.override(welke):
        (fout,) = vragen.Verhaal(
            MultiValueDict({"verhaal": ["a" * 20_001]}), antwoorden=vragen.Antwoorden({})
        ).errors["verhaal"]
        assert tekens in fout
        assert (omvang(2_345_678), omvang(1), omvang(99_400)) == (groot, "1\xa0kB", "99\xa0kB")


def velden() -> Iterator[forms.Field]:
    """Each field in which a reporter writes."""
    formulieren: list[type[forms.Form]] = [*vragen.Vraag.__subclasses__(), AanvulForm, AntwoordForm]
    for formulier_ in formulieren:
        for veld in formulier_.base_fields.values():
            if isinstance(veld, forms.CharField) and not isinstance(veld.widget, forms.HiddenInput):
                yield veld


@pytest.mark.parametrize("welke", settings.MELDPUNT_TALEN)
def test_een_teken_dat_niet_te_bewaren_is_wordt_in_gewone_woorden_geweigerd(welke):
    geprobeerd = list(velden())
    assert len(geprobeerd) > 8
    with translation.override(welke):
        gewoon = translation.gettext(
            "Er staat een teken in dat wij niet kunnen lezen. Typ het nog een keer, zonder plakken."
        )
        for veld in geprobeerd:
            with pytest.raises(forms.ValidationError) as geweigerd:
                veld.clean("12\x0034")
            assert gewoon in geweigerd.value.messages
            assert not any("null" in fout.casefold() for fout in geweigerd.value.messages)


@pytest.mark.django_db
@pytest.mark.usefixtures("ongeremd_melden")
def test_niet_verplicht_staat_niet_bij_wat_na_een_ja_moet():
    melder = begonnen()
    melder.beantwoord_tot("besmettingen")
    assert "Hoeveel mensen zijn besmet?" in melder.html
    assert "(niet verplicht)" not in melder.html
    melder.stuur({"besmet": "ja", "aantal": ""})
    assert "Vul in hoeveel mensen besmet zijn" in melder.html
    assert "(niet verplicht)" not in melder.html
    melder.stuur({"besmet": "nee", "aantal": ""})
    assert melder.stap != "besmettingen"
    assert "(niet verplicht)" in melder.ga("/melden/nl/vraag/wanneer/").content.decode()
