"""What the pages show of a text that goes out: the text itself, what is new in it, letters made of it, and how to write
one. Of messages the half that is their own stands in `berichttekstblad`."""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.uitvoer.documentgegevens import als_gegevens
from interventies import berichttekstblad, briefteksten, briefvoorbeeld
from interventies.models import Berichttekst, Brieftekst, Rechtstabel
from interventies.rechtsgegevens.stand import Stand

VELDEN: dict[str, str | Promise] = {
    "werkgever": _("De naam van de werkgever."),
    "plaats": _("Zijn plaats."),
    "kenmerk": _("Het kenmerk van de brief."),
    "dagtekening": _("De dag waarop de brief wordt vastgesteld."),
    "voorschriften": _("De namen van wat is overtreden, in een zin."),
    "grondslag": _("Het artikel waarop een eis of stillegging staat."),
    "termijn": _("De laatste dag van de termijn."),
    "mondeling": _("Wanneer een stillegging mondeling werd bevolen."),
    "opgelegd": _("De dag waarop een stillegging is opgelegd die nu wordt opgeheven."),
    "opgeheven": _("De dag waarop zij wordt opgeheven."),
    "inspecteur": _("Wie de brief opstelde."),
    "overtredingen": _("Een tabel van wat is overtreden, met artikel en dag."),
    "bevindingen": _("Wat de inspecteur vaststelde."),
    "werk": _(
        "Welk werk of welke plaats wordt stilgelegd. Staat het niet in de tekst, dan komt het voor de eerste kop."
    ),
    "voorgeschreven_wijze": _("Wat de werkgever moet doen om te voldoen."),
    "motivering": _("Waarom een overtreding ernstig is."),
    "eerdere": _("De waarschuwing of eis waarop een boeterapport rust."),
    "reden": _("Waarom een stillegging wordt opgeheven."),
}


@dataclass(frozen=True, slots=True)
class Uitleg:
    regels: list[str]
    velden: list[tuple[str, str | Promise]]


def uitleg(tabel: str, sleutel: str) -> Uitleg | None:
    """How this text is written; None where none is."""
    if tabel == Rechtstabel.BERICHTTEKST:
        return Uitleg(*berichttekstblad.uitleg(sleutel))
    if tabel != Rechtstabel.BRIEFTEKST:
        return None
    if sleutel == Brieftekst.Voor.AFZENDER:
        return Uitleg([gettext("Elke regel komt zo boven de brief. Er staan geen velden in.")], [])
    regels = [
        gettext(
            "De eerste regel is “Onderwerp: …”. Daaronder staan alinea’s, met een lege regel ertussen."
            " “## ” maakt een kop, “- ” een punt van een lijst."
        ),
        gettext(
            "Een veld staat tussen accolades. Een alinea met een leeg veld valt weg, en een kop waar niets onder"
            " staat ook."
        ),
        gettext("Deze velden staan in een zin: %(velden)s. De andere staan alleen.")
        % {"velden": ", ".join(naam for naam in VELDEN if naam in briefteksten.WOORDEN)},
    ]
    return Uitleg(regels, [(f"{{{naam}}}", wat) for naam, wat in VELDEN.items()])


def taal_van(tabel: str, sleutel: str) -> str:
    """In which language a text is: a letter is in that of the law."""
    return Berichttekst.soort_en_taal(sleutel)[1] if tabel == Rechtstabel.BERICHTTEKST else "nl"


def brieftekst(tekst: str, taal: str = "nl") -> SafeString:
    """The whole text, as it is written."""
    return format_html('<span class="brieftekst" lang="{}">{}</span>', taal, tekst.strip())


def brieftekst_naast(was: str, wordt: str, taal: str = "nl") -> SafeString:
    """The new text, with what goes and what comes beside what stays, a line at a time."""
    oud, nieuw = was.strip().splitlines(), wordt.strip().splitlines()
    delen = []
    for soort, a, b, c, d in SequenceMatcher(None, oud, nieuw, autojunk=False).get_opcodes():
        if soort == "equal":
            delen += [("span", "", regel) for regel in oud[a:b]]
            continue
        delen += [("del", gettext("was"), regel) for regel in oud[a:b] if regel]
        delen += [("ins", gettext("wordt"), regel) for regel in nieuw[c:d] if regel]
    regels = format_html_join(
        "\n",
        "<{0}>{1}{2}</{0}>",
        (
            (soort, format_html('<span class="alleen-voor-lezer">{} </span>', lees) if lees else "", regel)
            for soort, lees, regel in delen
        ),
    )
    return format_html('<span class="brieftekst" lang="{}">{}</span>', taal, regels)


def voorbeeldbrieven(tabel: str, sleutel: str, straks: Stand) -> list[tuple[str, Any, str]]:
    """Letters or messages, and their language, as a version that is not there yet would make them."""
    nieuw = next((versie for versie in straks if versie["pk"] is None), None)
    if tabel not in (Rechtstabel.BRIEFTEKST, Rechtstabel.BERICHTTEKST) or nieuw is None:
        return []
    over = sleutel, nieuw["tekst"], date.fromisoformat(nieuw["geldig_van"])
    if tabel == Rechtstabel.BERICHTTEKST:
        return [(kop, als_gegevens(d), taal) for kop, d, taal in berichttekstblad.voorbeelden(*over)]
    vol, leeg = briefvoorbeeld.maak(*over)
    return [
        (gettext("Zo wordt een brief, met alles ingevuld"), als_gegevens(vol), "nl"),
        (gettext("En zonder wat leeg kan zijn"), als_gegevens(leeg), "nl"),
    ]
