"""Every text of the site exists in English, every public one in each language of the meldpunt, and no Dutch stands
where it cannot be translated."""

import re
from gettext import c2py
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.test import Client
from django.urls import reverse
from django.utils import translation

from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding
from rapportages.models import Rapport
from scripts import taal
from tests.adressen import OP, RIJEN
from tests.maak import Dossier

SJABLONEN = sorted((taal.WORTEL / "templates").rglob("*.html"))
# Keys of the keyboard, codes and a command: the same in every language.
ZONDER_TAAL = re.compile(r"KC-\d+|Enter|python manage\.py importeer MAP|[A-Za-z?]|Esc|Shift|Ctrl")
LEESBAAR = ("alt", "aria-label", "data-kop", "placeholder", "title")
# No Dutch sentence of some length is without them, and no English one has them.
NEDERLANDS = re.compile(
    r"\b(de|het|een|niet|voor|wordt|zijn|geen|uw|deze|naar|nog|alle|meldingen?|werkgevers?|melder|zoeken|volgende)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def alles() -> dict[taal.Sleutel, set[str]]:
    return taal.gevraagd()


@pytest.mark.parametrize("code", taal.MEERVOUDEN)
def test_elke_tekst_heeft_een_vertaling_en_elke_vertaling_een_tekst(code, alles):
    teksten = taal.lees_po(taal.po(code).read_text(encoding="utf-8"))
    vraag = taal.gevraagd_in(code, alles)
    assert list(taal.gebreken(vraag, teksten)) == [], f"draai `make taal` en vul locale/{code}/ aan"


@pytest.mark.parametrize("code", taal.MEERVOUDEN)
def test_de_vertaling_die_geladen_wordt_is_die_van_het_bestand(code):
    teksten = taal.lees_po(taal.po(code).read_text(encoding="utf-8"))
    assert taal.po(code).with_suffix(".mo").read_bytes() == taal.maak_mo(teksten, code), "draai `make taal`"
    with translation.override(code):
        for (een, meer), tekst in teksten.items():
            assert translation.gettext(een) == tekst.vertaling[0] or meer
            if meer:
                gevonden = {translation.ngettext(een, meer, n) for n in range(200)}
                assert gevonden == set(tekst.vertaling), "elk meervoud wordt gebruikt"
                assert translation.ngettext(een, meer, 1) == tekst.vertaling[0]


def test_voor_medewerkers_heet_een_melding_in_het_engels_complaint_en_alleen_een_rapport_report(alles):
    """A public page says "your report"; on the screens of the staff Reports are what is made of the figures."""
    engels = taal.lees_po(taal.po("en").read_text(encoding="utf-8"))
    anders = ("melden", "meldde", "meldt", "rapport", "demonstratie")
    gevonden = [
        (bron, vertaling)
        for (bron, meer), waar in alles.items()
        if not any(pad.startswith((*taal.OPENBAAR, "meldingen/api/")) for pad in waar)
        and "meld" in bron.lower()
        and not any(woord in bron.lower() for woord in anders)
        for vertaling in engels[bron, meer].vertaling
        if re.search(r"\breport(s|ers?)?\b", vertaling, re.IGNORECASE)
    ]
    assert gevonden == []


@pytest.mark.parametrize(
    ("code", "vormen"),
    [
        ("pl", {1: 0, 2: 1, 4: 1, 5: 2, 12: 2, 22: 1, 0: 2}),
        ("ro", {1: 0, 0: 1, 2: 1, 19: 1, 20: 2, 101: 1, 120: 2}),
        ("bg", {1: 0, 2: 1, 21: 1}),
    ],
)
def test_een_taal_telt_zoals_zij_telt(code, vormen):
    aantal, regel = taal.MEERVOUDEN[code]
    kies = c2py(regel)
    assert {n: kies(n) for n in vormen} == vormen
    assert {kies(n) for n in range(1000)} == set(range(aantal))


@pytest.mark.parametrize("code", taal.MEERVOUDEN)
def test_het_bestand_staat_zoals_het_gereedschap_het_schrijft(code):
    ruw = taal.po(code).read_text(encoding="utf-8")
    assert ruw == taal.schrijf_po(taal.lees_po(ruw), code)


def test_een_openbare_tekst_moet_er_in_elke_taal_zijn_een_andere_alleen_in_het_engels():
    vraag = {
        ("Bel ons", ""): {"templates/meldpunt/begin.html", "templates/base.html"},
        ("Triage", ""): {"templates/base.html"},
    }
    assert taal.gevraagd_in("en", vraag) == vraag
    assert taal.gevraagd_in("pl", vraag) == {("Bel ons", ""): {"templates/meldpunt/begin.html"}}


@pytest.mark.parametrize(
    ("bron", "gevonden"),
    [
        ('_("Een" " tekst")', [("Een tekst", "")]),
        ('gettext_lazy("a %(b)s") % {"b": 1}', [("a %(b)s", "")]),
        ('ngettext("dag", "dagen", n)', [("dag", "dagen")]),
        ("gettext(naam)", []),
        ('_("")', []),
    ],
)
def test_teksten_worden_in_de_broncode_gevonden(bron, gevonden):
    assert [sleutel for sleutel in taal.uit_python(bron) if sleutel[0]] == gevonden


def test_een_tekst_die_niet_te_vinden_is_valt_op():
    with pytest.raises(ValueError, match="regel 1"):
        list(taal.uit_python('_(f"hallo {naam}")'))


@pytest.mark.parametrize(
    ("bron", "gevonden"),
    [
        ("{% translate 'Dag' %}", [("Dag", "")]),
        ("{% blocktranslate with x=y %}Dag {{ x }}, 100%{% endblocktranslate %}", [("Dag %(x)s, 100%%", "")]),
        (
            "{% blocktranslate count n=m %}een dag{% plural %}{{ n }} dagen{% endblocktranslate %}",
            [("een dag", "%(n)s dagen")],
        ),
        ('{% include "a.html" with kop=_("Kop") %}', [("Kop", "")]),
    ],
)
def test_teksten_worden_in_een_sjabloon_gevonden(bron, gevonden):
    assert list(taal.uit_sjabloon(bron)) == gevonden


def test_in_gegevens_is_een_reden_een_tekst():
    bron = '{"reden": "Daarom.", "groepen": [{"vormen": ["klacht"], "reden": "Hierom."}]}'
    assert sorted(taal.uit_gegevens(bron)) == [("Daarom.", ""), ("Hierom.", "")]


@pytest.mark.parametrize(
    ("oud", "klacht"),
    [
        ({}, "ontbreekt: 'Dag %(wie)s'"),
        ({("Dag %(wie)s", ""): taal.Tekst([""])}, "zonder vertaling: 'Dag %(wie)s'"),
        ({("Dag %(wie)s", ""): taal.Tekst(["Hello %(who)s"])}, "andere invulplaatsen"),
        ({("Dag %(wie)s", ""): taal.Tekst(["Hello"])}, "andere invulplaatsen"),
        ({("Dag %(wie)s", ""): taal.Tekst(["Hello %(wie)s"], vaag=True)}, "onzeker (fuzzy)"),
        ({("Weg", ""): taal.Tekst(["Gone"])}, "niet meer gebruikt: 'Weg'"),
    ],
)
def test_wat_aan_een_vertaling_mankeert_wordt_genoemd(oud, klacht):
    assert any(klacht in fout for fout in taal.gebreken({("Dag %(wie)s", ""): {"x"}}, oud))


class Tekst(HTMLParser):
    """The words of a page that a person reads or hears, outside what says that it is in another language."""

    def __init__(self, taal: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.taal = taal
        self.stapel: list[tuple[str, bool]] = []
        self.woorden: list[str] = []

    @property
    def dicht(self) -> bool:
        return bool(self.stapel) and self.stapel[-1][1]

    def handle_starttag(self, tag, attrs):
        kenmerken = dict(attrs)
        lang = kenmerken.get("lang")
        anders = lang not in (None, self.taal) if self.taal else lang == "nl-NL"
        dicht = self.dicht or tag in ("script", "style") or anders
        if not dicht:
            knop = tag == "input" and kenmerken.get("type") in ("submit", "button")
            leesbaar = () if tag == "meta" else (*LEESBAAR, "value") if knop else LEESBAAR
            self.woorden += [kenmerken[naam] or "" for naam in leesbaar if naam in kenmerken]
        if tag not in ("area", "br", "hr", "img", "input", "link", "meta"):
            self.stapel.append((tag, dicht))

    def handle_endtag(self, tag):
        while self.stapel and self.stapel.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self.dicht:
            self.woorden.append(data)


def kale_tekst(bron: str) -> list[str]:
    """What a template says outside {% translate %} and {% blocktranslate %}."""
    delen, binnen = [], False
    for teken in Lexer(bron).tokenize():
        woord = teken.contents.split()[0] if teken.contents.split() else ""
        if teken.token_type == TokenType.BLOCK and "blocktrans" in woord:
            binnen = not woord.startswith("end")
        elif teken.token_type == TokenType.TEXT and not binnen:
            delen.append(teken.contents)
    lezer = Tekst()
    lezer.feed("".join(delen))
    return [tekst for stuk in lezer.woorden if (tekst := stuk.strip())]


@pytest.mark.parametrize("pad", SJABLONEN, ids=lambda pad: str(pad.relative_to(taal.WORTEL / "templates")))
def test_een_sjabloon_heeft_geen_tekst_buiten_de_vertaling(pad: Path):
    kaal = kale_tekst(pad.read_text(encoding="utf-8"))
    assert [stuk for stuk in kaal if re.search(r"[^\W\d_]", stuk) and not ZONDER_TAAL.fullmatch(stuk)] == []


def test_tekst_buiten_de_vertaling_valt_op():
    assert kale_tekst('<p title="Hoi">{% translate "Dag" %} wereld</p>{{ x }}<br>') == ["Hoi", "wereld"]


@pytest.fixture
def gevuld(dossier: Dossier) -> dict[str, list[int]]:
    """A melding with everything, its advice, and a report."""
    werkgever = dossier.werkgever(naam="Bakker BV", plaats="Zwolle")
    melding = dossier.melding(
        werkgever=werkgever, ernst="ernstig", arbeidsmigranten="ja", omschrijving="De tekst van de melder."
    )
    dossier.melding(werkgever=werkgever)
    dossier.melding(domein="", onderwerpen="PBM")
    dossier.correctie("melding", melding, "ernst", "acuut", op="2021-01-09T10:00:00+01:00", reden="Nabellen.")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    els = Gebruiker.objects.create(username="els", rol=Rol.RAPPORTEUR)
    rapport = Rapport.objects.create(
        peildatum=OP.date(), stand_van=OP, formaat="json", aangevraagd_door=els, aangevraagd_op=OP
    )
    return {"": [], "rapport": [rapport.pk], "melding": [Melding.objects.order_by("nummer")[0].nummer]}


@pytest.mark.eenmaal
def test_in_het_engels_staat_op_geen_pagina_nederlands(gevuld):
    """On every page of whoever has it; what refuses, looks the same to all."""
    gevonden: dict[str, str] = {}
    for rol in (Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.RAPPORTEUR, Rol.INSPECTEUR, Rol.MELDPUNT):
        client = Client()
        client.force_login(Gebruiker.objects.create(username=f"x-{rol}", rol=rol, taal="en"))
        rijen = [rij for rij in RIJEN if rij.methode == "get" and rij.sleutel in gevuld]
        eigen = (rij for rij in rijen if rij.anders.get(rol, rij.rollen) == 200)
        geweigerd = {code: rij for rij in rijen if (code := rij.anders.get(rol, rij.rollen)) != 200}
        for rij in (*eigen, *geweigerd.values()):
            antwoord = client.get(reverse(rij.naam, args=gevuld[rij.sleutel]))
            if not antwoord.get("Content-Type", "").startswith("text/html"):
                continue
            lezer = Tekst("en")
            lezer.feed(antwoord.content.decode())
            for stuk in lezer.woorden:
                if NEDERLANDS.search(stuk):
                    gevonden.setdefault(stuk.strip()[:80], f"{rol} {rij.naam}")
    assert gevonden == {}
