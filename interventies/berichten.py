"""Telling a reporter something: the text that goes out is kept as it is, and an e-mail is put on the queue."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout, Veldfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.post import kan_mailen
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.document import Alinea, Briefhoofd, Document
from inspectie.wachtrij import na_commit
from interventies.models import BERICHTTALEN, Bericht, Berichttekst, Kanaal, Verzending
from interventies.sjablonen import TALEN, Tekst, Teksten, voluit
from meldingen.attenderen import meld_bericht
from meldingen.bevestigingsplicht import geen_bevestiging_meer
from meldingen.melders import Bereik, bereik
from meldingen.models import Melding

VANDAAG = (Kanaal.EMAIL, Kanaal.VOLGPAGINA)


@dataclass(frozen=True, slots=True)
class Bezorging:
    """By which way, in which language, on which day: what the program itself brings goes today, of the others it is the
    day on which it was done."""

    kanaal: str
    taal: str
    dag: date


def kanalen(melding: Melding, wegen: Bereik) -> list[tuple[str, str]]:
    """The ways to the reporter of this melding, for a form; none when there is no way. Who gave only the receipt code
    reads it on the page behind that code, and can be phoned or written to by nobody."""
    if not melding.melder_bereikbaar:
        return []
    kan = {
        # With a code the text stands behind it: in a mailbox of an employer or on a lock screen it tells of a melding.
        Kanaal.EMAIL: wegen.email and not wegen.taal and kan_mailen(),
        Kanaal.BRIEF: not wegen.alleen_code,
        Kanaal.TELEFOON: not wegen.alleen_code,
        Kanaal.VOLGPAGINA: bool(wegen.taal),
    }
    return [(k.value, str(k.label)) for k in Kanaal if kan[k]]


def talen(wegen: Bereik) -> list[tuple[str, str]]:
    """The languages of a message to them: Dutch, English, and the one they reported in, which comes first."""
    keuze = dict.fromkeys(taal for taal in (wegen.taal, "nl", "en") if taal in TALEN)
    return [(taal, str(BERICHTTALEN[taal])) for taal in keuze]


def bezwaren(melding: Melding, hoe: Bezorging, op: datetime) -> list[str]:
    """Why the reporter cannot be told in this way."""
    redenen = []
    if not melding.melder_bereikbaar:
        redenen.append(_("De melder is niet bereikbaar; leg vast waarom een bericht niet kan."))
    elif hoe.kanaal not in dict(kanalen(melding, bereik(melding))):
        redenen.append(_("Op deze manier is de melder niet te bereiken."))
    if hoe.taal not in TALEN:
        redenen.append(_("Kies een taal uit de lijst."))
    return redenen + bezwaren_tegen_dag(melding, hoe, op)


def bezwaren_tegen_dag(melding: Melding, hoe: Bezorging, op: datetime) -> list[str]:
    if hoe.dag > lokale_dag(op):
        return [_("De dag %(dag)s ligt in de toekomst.") % {"dag": date_format(hoe.dag, "SHORT_DATE_FORMAT")}]
    if hoe.kanaal not in VANDAAG and hoe.dag < lokale_dag(melding.ontvangen_op):
        return [_("De dag van het bericht kan niet voor de ontvangst van de melding liggen.")]
    return []


def weigering(redenen: list[str], melding: Melding, hoe: Bezorging | None, op: datetime) -> Regelfout:
    """Beside the day where that is all there is against it, else above the form."""
    alleen_de_dag = hoe is not None and redenen == bezwaren_tegen_dag(melding, hoe, op)
    return Veldfout("dag" if alleen_de_dag else "", *redenen)


def teksten_op(dag: date) -> Teksten:
    """The texts in force that day, all of them; before the first, the first. One query."""
    uit: dict[tuple[str, str], tuple[date, str]] = {}
    for rij in Berichttekst.objects.order_by("geldig_van", "pk"):
        plek = Berichttekst.soort_en_taal(rij.voor)
        if plek not in uit or rij.geldig_van <= dag:
            uit[plek] = rij.geldig_van, rij.tekst
    return uit


def leg_bericht_vast(
    melding: Melding, soort: str, tekst: Tekst, hoe: Bezorging, *, door: Gebruiker, op: datetime
) -> Bericht:
    """Keep what the reporter is told, in the transaction of the act that tells it; an e-mail waits for its turn."""
    bericht = Bericht.objects.create(
        melding=melding,
        soort=soort,
        sjabloon=tekst.sjabloon,
        sjabloon_van=tekst.sjabloon_van,
        taal=tekst.taal,
        kanaal=hoe.kanaal,
        onderwerp=tekst.onderwerp,
        tekst=tekst.tekst,
        dag=lokale_dag(op) if hoe.kanaal in VANDAAG else hoe.dag,
        geregistreerd_op=op,
        door=door,
    )
    log(
        "bericht_aan_melder",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        schreef=[bericht],
        bericht=bericht.pk,
        soort=soort,
        kanaal=hoe.kanaal,
    )
    geen_bevestiging_meer(melding, op=op)
    if hoe.kanaal == Kanaal.EMAIL:
        Verzending.objects.create(bericht=bericht)
        na_commit("interventies.tasks.verzend_bericht", bericht.pk)
    elif hoe.kanaal == Kanaal.VOLGPAGINA:
        meld_bericht(melding, op=op)
    return bericht


def aan_melder(melding: Melding) -> list[Bericht]:
    """What the reporter was told, by whatever way, the newest first; for the page behind the receipt code."""
    velden = ("melding", "onderwerp", "tekst", "taal", "dag", "geregistreerd_op")
    return list(Bericht.objects.filter(melding=melding).only(*velden).order_by("-geregistreerd_op", "-id"))


_BRIEFHOOFD = {
    "nl": ("Inspectie SZW", "Datum"),
    "en": ("Inspectorate SZW", "Date"),
    "pl": ("Inspekcja SZW", "Data"),
    "ro": ("Inspecția SZW", "Data"),
    "bg": ("Инспекция SZW", "Дата"),
}


def als_document(bericht: Bericht) -> Document:
    """The message as a letter: the text as it went, and no name or address of who gets it."""
    afzender, datum = _BRIEFHOOFD.get(bericht.taal, _BRIEFHOOFD["nl"])
    return Document(
        titel=bericht.onderwerp,
        datum=bericht.dag,
        moment=bericht.geregistreerd_op,
        omschrijving=bericht.onderwerp,
        voet=afzender,
        hoofd=Briefhoofd(
            afzender=(afzender,),
            geadresseerde=(),
            gegevens=((datum, voluit(bericht.dag, bericht.taal)),),
        ),
        blokken=tuple(Alinea(alinea) for alinea in bericht.tekst.split("\n\n")),
    )
