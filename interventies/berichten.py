"""Telling a reporter something: the text that goes out is kept as it is, and an e-mail is put on the queue."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.document import Alinea, Briefhoofd, Document
from inspectie.wachtrij import na_commit
from interventies.models import Bericht, Kanaal, Verzending
from interventies.sjablonen import TALEN, Tekst, voluit
from meldingen.melders import heeft_email
from meldingen.models import Melding


@dataclass(frozen=True, slots=True)
class Bezorging:
    """By which way, in which language, on which day: an e-mail goes today, of the others it is when it was done."""

    kanaal: str
    taal: str
    dag: date


def kan_mailen() -> bool:
    """Whether this place has a mail server. Without one an e-mail would be printed, with the reporter's address."""
    return settings.EMAIL_BACKEND != "django.core.mail.backends.console.EmailBackend"


def kanalen(melding: Melding, *, met_email: bool | None = None) -> list[tuple[str, str]]:
    """The ways to the reporter of this melding, for a form; none when there is no way. One query, for who does not
    know yet whether there is an e-mail address."""
    if not melding.melder_bereikbaar:
        return []
    mail = kan_mailen() and (heeft_email(melding) if met_email is None else met_email)
    return [(k.value, str(k.label)) for k in Kanaal if k != Kanaal.EMAIL or mail]


def bezwaren(melding: Melding, hoe: Bezorging, op: datetime) -> list[str]:
    """Why the reporter cannot be told in this way."""
    redenen = []
    if not melding.melder_bereikbaar:
        redenen.append(_("De melder is niet bereikbaar; leg vast waarom een bericht niet kan."))
    elif hoe.kanaal not in dict(kanalen(melding)):
        redenen.append(_("Op deze manier is de melder niet te bereiken."))
    if hoe.taal not in TALEN:
        redenen.append(_("Kies Nederlands of Engels."))
    if hoe.dag > lokale_dag(op):
        redenen.append(_("De dag %(dag)s ligt in de toekomst.") % {"dag": f"{hoe.dag:%d-%m-%Y}"})
    return redenen


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
        dag=lokale_dag(op) if hoe.kanaal == Kanaal.EMAIL else hoe.dag,
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
    if hoe.kanaal == Kanaal.EMAIL:
        Verzending.objects.create(bericht=bericht)
        na_commit("interventies.tasks.verzend_bericht", bericht.pk)
    return bericht


def als_document(bericht: Bericht) -> Document:
    """The message as a letter: the text as it went, and no name or address of who gets it."""
    engels = bericht.taal == "en"
    return Document(
        titel=bericht.onderwerp,
        datum=bericht.dag,
        moment=bericht.geregistreerd_op,
        omschrijving=bericht.onderwerp,
        voet="Inspectorate SZW" if engels else "Inspectie SZW",
        hoofd=Briefhoofd(
            afzender=("Inspectorate SZW" if engels else "Inspectie SZW",),
            geadresseerde=(),
            gegevens=(("Date" if engels else "Datum", voluit(bericht.dag, bericht.taal)),),
        ),
        blokken=tuple(Alinea(alinea) for alinea in bericht.tekst.split("\n\n")),
    )
