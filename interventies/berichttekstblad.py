"""What the pages show of a text to reporters: how to write one, and messages made of it."""

from datetime import date, datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.tijd import AMSTERDAM
from inspectie.uitvoer.document import Document
from interventies import sjablonen
from interventies.berichten import als_document, teksten_op
from interventies.models import Bericht, Berichttekst, Kanaal

VELDEN: dict[str, str | Promise] = {
    "nummer": _("Het nummer van de eigen melding."),
    "ontvangen": _("De dag waarop zij is ontvangen, voluit in de taal van het bericht."),
    "partner": _("De naam van de partner, in de taal van het bericht."),
    "dag": _("De dag van de overdracht, voluit."),
    "gedeeld": _("De zin die zegt of is verteld wie meldde. Die is een eigen tekst."),
}


def uitleg(voor: str) -> tuple[list[str], list[tuple[str, str | Promise]]]:
    soort, _taal = Berichttekst.soort_en_taal(voor)
    if sjablonen.is_zin(soort):
        return [gettext("Deze zin komt in het bericht van overdracht. Er staan geen velden in.")], []
    regels = [
        gettext(
            "De eerste regel is “Onderwerp: …”, ook in een andere taal. Het zegt niet dat er is gemeld, en er staat"
            " geen veld in. Daaronder staan alinea’s, met een lege regel ertussen."
        ),
        gettext(
            "Een veld staat tussen accolades. Alle velden hieronder komen in de tekst voor, en geen andere: een bericht"
            " zegt alleen iets van de eigen melding."
        ),
    ]
    hoort = sjablonen.VELDEN[soort]
    return regels, [(f"{{{naam}}}", wat) for naam, wat in VELDEN.items() if naam in hoort]


def voorbeelden(voor: str, tekst: str, van: date) -> list[tuple[str, Document, str]]:
    """Messages as a text that is not there yet would make them; of a sentence the message that it comes in."""
    soort, taal = Berichttekst.soort_en_taal(voor)
    teksten = {**teksten_op(van), (soort, taal): (van, tekst)}
    ontvangen = van - timedelta(days=21)
    if not soort.startswith("OVERDRACHT"):
        resultaat = next(r for r, naam in sjablonen.UITKOMSTEN.items() if naam == soort)
        uit = sjablonen.van_uitkomst(teksten, taal, resultaat, nummer=1234, ontvangen=ontvangen)
        return [(gettext("Zo leest het bericht"), _als_brief(uit, van), taal)]
    koppen = {
        "OVERDRACHT_ZONDER_GEGEVENS": gettext("Zo leest het bericht als niet is gezegd wie meldde"),
        "OVERDRACHT_MET_GEGEVENS": gettext("En als dat met toestemming wel is gezegd"),
    }
    return [
        (kop, _als_brief(_overdracht(teksten, taal, ontvangen, van, zin), van), taal)
        for zin, kop in koppen.items()
        if soort in ("OVERDRACHT", zin)
    ]


def _overdracht(
    teksten: sjablonen.Teksten, taal: str, ontvangen: date, dag: date, zin: str
) -> sjablonen.Tekst:
    return sjablonen.van_overdracht(
        teksten,
        taal,
        nummer=1234,
        ontvangen=ontvangen,
        partner="GGD",
        dag=dag,
        met_gegevens=zin == "OVERDRACHT_MET_GEGEVENS",
    )


def _als_brief(tekst: sjablonen.Tekst, dag: date) -> Document:
    return als_document(
        Bericht(
            onderwerp=tekst.onderwerp,
            tekst=tekst.tekst,
            taal=tekst.taal,
            kanaal=Kanaal.BRIEF,
            dag=dag,
            geregistreerd_op=datetime.combine(dag, time(12), AMSTERDAM),
        )
    )
