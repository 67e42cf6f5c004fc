"""Telling a reporter that a melding was received: that it was done, or taken back. Of which meldingen, and until when:
`bevestigingsplicht`.

A person does it, or has an e-mail sent that says no more than that. None goes by itself: it would go to whoever a
sender says to be.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout, Veldfout
from inspectie.getuigen import getuig
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from meldingen.attenderen import bevestig_zonder_code, kan_mailen_aan
from meldingen.bevestigingsplicht import herzie_plicht, zet_plicht
from meldingen.models import (
    Attendering,
    HerroepenBevestiging,
    Melding,
    Ontvangstbevestiging,
)
from meldingen.statussen import vergrendel

Wijze = Ontvangstbevestiging.Wijze


@transaction.atomic
def bevestig(
    melding: Melding,
    *,
    wijze: str,
    dag: date | None,
    toelichting: str = "",
    door: Gebruiker,
    op: datetime,
) -> Ontvangstbevestiging:
    """Record that the reporter was told, how and on which day; or (NIET) why that cannot be. The same person saying the
    same twice is once. Raises Regelfout."""
    melding = vergrendel(melding)
    toelichting = toelichting.strip()
    if wijze == Wijze.NIET:
        dag = None
    if eerder := Ontvangstbevestiging.objects.select_related("door").filter(melding=melding).first():
        if (eerder.door_id, eerder.wijze, eerder.dag, eerder.toelichting) == (
            door.pk,
            wijze,
            dag,
            toelichting,
        ):
            return eerder
        raise Ingehaald(
            _("%(wie)s heeft dit al vastgelegd: %(wijze)s.")
            % {"wie": eerder.door.naam, "wijze": eerder.get_wijze_display().lower()}
        )
    if not melding.is_ontvangst_te_bevestigen:
        raise Ingehaald(_("Van deze melding is de ontvangst niet meer te bevestigen."))
    if tegen := _bezwaar(melding, wijze, dag, toelichting, lokale_dag(op)):
        raise Veldfout(*tegen)
    nieuw = Ontvangstbevestiging.objects.create(
        melding=melding, wijze=wijze, dag=dag, toelichting=toelichting, op=op, door=door
    )
    zet_plicht(melding, None, op=op)
    log(
        "ontvangst_bevestigd",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        schreef=[nieuw],
        wijze=wijze,
    )
    return nieuw


@transaction.atomic
def herroep(
    melding: Melding, *, bevestigd_op: datetime, reden: str, door: Gebruiker, op: datetime
) -> HerroepenBevestiging:
    """Take back what was recorded by mistake (the one of that moment): the reporter is to be told again, by the same
    day as before, unless told in another way since. An e-mail that the program sent went. Raises Regelfout."""
    melding = vergrendel(melding)
    eerder = Ontvangstbevestiging.objects.filter(melding=melding, op=bevestigd_op).first()
    if eerder is None:
        raise Ingehaald(_niets_te_herroepen(melding))
    if not reden.strip():
        raise Regelfout(_("Schrijf op waarom de bevestiging niet klopt."))
    herroepen = HerroepenBevestiging.objects.create(
        melding=melding,
        wijze=eerder.wijze,
        dag=eerder.dag,
        toelichting=eerder.toelichting,
        op=eerder.op,
        door_id=eerder.door_id,
        herroepen_op=op,
        herroepen_door=door,
        reden=reden.strip(),
    )
    schreef = getuig([herroepen]).zonder(getuig([eerder]))
    eerder.delete()
    herzie_plicht(melding, op=op)
    log(
        "bevestiging_herroepen",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        schreef=schreef,
        bevestiging=herroepen.pk,
    )
    return herroepen


def _niets_te_herroepen(melding: Melding) -> str:
    if melding.attenderingen.filter(soort=Attendering.Soort.BEVESTIGING, mislukt_op=None).exists():
        return _("De ontvangst is bevestigd met een e-mail van hieruit. Die is niet terug te nemen.")
    return _("Deze bevestiging staat er niet meer.")


@transaction.atomic
def mail(melding: Melding, *, door: Gebruiker, op: datetime) -> None:
    """Have the program tell the reporter by e-mail; the address goes from the vault, and nobody sees it. Does it not
    arrive at a mail server, then the reporter is still to be told. Twice is once. Raises Regelfout."""
    melding = vergrendel(melding)
    if not melding.is_ontvangst_te_bevestigen:
        if melding.attenderingen.filter(soort=Attendering.Soort.BEVESTIGING).exists():
            return
        raise Ingehaald(_("Van deze melding is de ontvangst niet meer te bevestigen."))
    if not kan_mailen_aan(melding):
        raise Regelfout(
            _("Aan deze melder kan hiervandaan geen e-mail. Bevestig de ontvangst op een andere manier.")
        )
    bevestig_zonder_code(melding, op=op)
    zet_plicht(melding, None, op=op)
    log("ontvangst_per_email", op=op, door=door, onderwerp=f"melding:{melding.pk}")


def _bezwaar(
    melding: Melding, wijze: str, dag: date | None, toelichting: str, vandaag: date
) -> tuple[str, str] | None:
    """What is wrong, and with which field."""
    if wijze not in Wijze.values:
        return "wijze", _("Kies hoe u de ontvangst bevestigde, of dat het niet kan.")
    if wijze == Wijze.NIET:
        return (
            None if toelichting else ("tekst", _("Schrijf op waarom de melder geen bevestiging kan krijgen."))
        )
    if dag is None:
        return "dag", _("Vul een dag in, bijvoorbeeld 10-01-2021.")
    if dag > vandaag:
        return "dag", _("De dag %(dag)s ligt in de toekomst.") % {"dag": _kort(dag)}
    if dag < melding.ontvangen_dag:
        return "dag", _("Op %(dag)s was de melding er nog niet: zij is ontvangen op %(ontvangen)s.") % {
            "dag": _kort(dag),
            "ontvangen": _kort(melding.ontvangen_dag),
        }
    return None


def _kort(dag: date) -> str:
    return str(date_format(dag, "SHORT_DATE_FORMAT"))
