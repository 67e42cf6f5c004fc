"""A letter as a text would make it, of an employer that does not exist: with every field, and with none that can be
empty."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from inspectie.tijd import AMSTERDAM
from inspectie.uitvoer.document import Alinea, Blok, Document
from inspectie.uitvoer.getallen import datum, tijdstip
from interventies import briefopmaak, briefteksten
from interventies.models import Brieftekst

# Any other field can be empty in some letter.
ALTIJD = frozenset({"werkgever", "kenmerk", "dagtekening", "inspecteur"})


def maak(voor: str, tekst: str, dag: date) -> tuple[Document, Document]:
    """The letter with everything filled in, and the barest one. The other half of it (the sender of a text, a text
    below a sender) is what holds on `dag`."""
    teksten = {rij.voor: rij.tekst for rij in Brieftekst.objects.op(dag)} | {voor: tekst}
    brief = teksten[Brieftekst.Voor.WAARSCHUWING if voor == Brieftekst.Voor.AFZENDER else voor]
    afzender = teksten[Brieftekst.Voor.AFZENDER]
    return _brief(brief, afzender, dag, vol=True), _brief(brief, afzender, dag, vol=False)


def _brief(tekst: str, afzender: str, dag: date, *, vol: bool) -> Document:
    moment = datetime.combine(dag, time(12), AMSTERDAM)
    woorden = {
        "werkgever": "Voorbeeldbedrijf B.V.",
        "plaats": "Voorbeeldstad",
        "kenmerk": "1234/56",
        "dagtekening": datum(dag),
        "voorschriften": "het voorbeeldvoorschrift en het tweede voorbeeldvoorschrift",
        "grondslag": "Voorbeeldwet artikel 1",
        "termijn": datum(dag + timedelta(days=14)),
        "mondeling": tijdstip(moment),
        "opgelegd": datum(dag - timedelta(days=2)),
        "opgeheven": datum(dag),
        "inspecteur": "Voornaam Achternaam",
    }
    blokken: dict[str, Sequence[Blok]] = {
        "overtredingen": briefopmaak.overtredingen_als_blok(
            [("Het voorbeeldvoorschrift", "Voorbeeldwet artikel 1", datum(dag - timedelta(days=7)))]
        ),
        "bevindingen": [Alinea("Hier staat wat de inspecteur vaststelde.")],
        "werk": [Alinea("Hier staat welk werk of welke plaats wordt stilgelegd.")],
        "reden": [Alinea("Hier staat waarom de stillegging wordt opgeheven.")],
        "voorgeschreven_wijze": [Alinea("Hier staat wat de werkgever moet doen.")],
        "motivering": [Alinea("Hier staat waarom de overtreding ernstig is.")],
        "eerdere": briefopmaak.eerdere_als_blok(
            [f"Voorbeeldwet artikel 1: waarschuwing van {datum(dag - timedelta(days=60))}."]
        ),
    }
    if not vol:
        woorden = {naam: woord if naam in ALTIJD else "" for naam, woord in woorden.items()}
        blokken = dict.fromkeys(blokken, ())
    return briefopmaak.stel_samen(
        briefteksten.vul(tekst, woorden, blokken),
        afzender=afzender,
        naam=woorden["werkgever"],
        plaats=woorden["plaats"],
        kvk_nummer="00000000" if vol else "",
        kenmerk=woorden["kenmerk"],
        tekenaars=briefopmaak.ondertekening(woorden["inspecteur"]),
        moment=moment,
    )
