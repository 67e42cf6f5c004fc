"""An e-mail to a reporter that says something was received, or that there is a question or a message, and nothing
else: not the code, not what was reported, not about whom. Whoever reads over a shoulder learns only that the
inspectorate wrote.

Only where there is a mail server, and for who gave an address beside the receipt code: what the e-mail is about stands
on the page behind that code. Who has no code, because somebody here took the melding in, is told no more than that it
was received, when somebody says so (`bevestigingen.mail`). The texts are dated data (`gegevens/attenderingen.json`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

from inspectie import post, sjablonen
from inspectie.bulk import bewaar_nieuw, reserveer
from inspectie.bundel import Rij, Vraag
from inspectie.logboek import log
from inspectie.post import Brievenbus, Post, kan_mailen
from inspectie.tijd import lokale_dag
from inspectie.wachtrij import na_commit
from meldingen.bevestigingsplicht import herzie_plicht
from meldingen.melders import adres_voor, bereik, zoekwaarden
from meldingen.models import Aanvulling, Attendering, Melder, Melding, Status
from meldingen.statussen import vergrendel
from meldingen.werkadres import van_het_werk

DAG = timedelta(days=1)
ZONDER_CODE = "BEVESTIGING_ZONDER_CODE"
"""In Dutch and English: who took the melding in did not ask in what language the reporter reads."""
_BESTAND = Path(__file__).parent / "gegevens" / "attenderingen.json"


def vraag_bevestigd(email: str, op: datetime) -> Vraag:
    """Whether this address hears today already that something was received."""
    adres = zoekwaarden(naam="", email=email, telefoon="")[1]
    vanaf = connection.ops.adapt_datetimefield_value(op - DAG)
    return _EERDER, [adres, Attendering.Soort.BEVESTIGING.value, vanaf]


def bevestig(melding: Melding, eerder: Sequence[Rij], *, op: datetime) -> None:
    """That it was received. In the transaction of receiving it, of a reporter who gave an address and has a code. Of an
    address that hears it today already (`eerder`: the answer to `vraag_bevestigd`), no more: anybody can fill in the
    address of somebody else."""
    if kan_mailen() and not eerder:
        _zet_klaar(Attendering(melding=melding, soort=Attendering.Soort.BEVESTIGING, op=op))


# Said of the address that it is not empty: that is what lets the index be used.
_EERDER = f"""SELECT 1 FROM {Melder._meta.db_table} m JOIN {Attendering._meta.db_table} a ON a.melding_id = m.melding_id
WHERE m.zoek_email = %s AND NOT (m.zoek_email = '') AND a.soort = %s AND a.op > %s LIMIT 1"""


def attendeer(aanvulling: Aanvulling, *, op: datetime) -> None:
    """That there is a question. In the transaction of asking it."""
    if _kan(aanvulling.melding):
        soort = Attendering.Soort.VRAAG
        _zet_klaar(Attendering(melding=aanvulling.melding, soort=soort, aanvulling=aanvulling, op=op))


def meld_bericht(melding: Melding, *, op: datetime) -> None:
    """That there is a message on the page. In the transaction of putting it there."""
    if _kan(melding):
        _zet_klaar(Attendering(melding=melding, soort=Attendering.Soort.BERICHT, op=op))


def kan_mailen_aan(melding: Melding) -> bool:
    """Whether a reporter without a code can be told by e-mail that it was received, and was not before. Two queries."""
    if not kan_mailen():
        return False
    wegen = bereik(melding)
    eerder = melding.attenderingen.filter(soort=Attendering.Soort.BEVESTIGING)
    return wegen.email and not wegen.taal and not eerder.exists()


def bevestig_zonder_code(melding: Melding, *, op: datetime) -> None:
    """That it was received, to who `kan_mailen_aan` says. In the transaction of the act."""
    _zet_klaar(Attendering(melding=melding, soort=Attendering.Soort.BEVESTIGING, op=op))


def _kan(melding: Melding) -> bool:
    wegen = bereik(melding)
    return bool(kan_mailen() and wegen.email and wegen.taal)


def _zet_klaar(attendering: Attendering) -> None:
    (attendering.pk,) = reserveer(Attendering, 1)
    bewaar_nieuw(attendering)
    na_commit("meldingen.tasks.verzend_attendering", attendering.pk)


def verzend(pk: int, *, nu: datetime) -> bool:
    """Send one. Returns whether it went."""
    return post.verzend(BUS, pk, nu=nu)


def _adres(attendering: Attendering, nu: datetime) -> str:
    melding = attendering.melding
    if _vervallen(attendering):
        raise post.Vervallen
    adres = adres_voor(melding, "attendering", attendering.pk, door=None, op=nu)
    # With a code the reporter chose to hear it there; here somebody else had it sent.
    return adres if _heeft_code(melding) or not van_het_werk(adres, melding.werkgever) else ""


def _vervallen(attendering: Attendering) -> bool:
    """A mail server may be away for hours, or ask to come back. Who took back the melding meanwhile is left alone, and
    who answered a question is not told that there is one."""
    if attendering.melding.status == Status.INGETROKKEN:
        return True
    vraag = attendering.aanvulling
    return vraag is not None and not vraag.staat_open


def _heeft_code(melding: Melding) -> bool:
    return hasattr(melding, "volgcode")


def _post(attendering: Attendering) -> Post:
    melding = attendering.melding
    soort, taal = ZONDER_CODE, "nl"
    if _heeft_code(melding):
        soort, taal = attendering.soort, melding.volgcode.taal
    tekst = sjablonen.vul(
        _BESTAND,
        soort,
        taal,
        lokale_dag(attendering.op),
        {"nummer": str(melding.nummer)},
    )
    return Post(tekst.onderwerp, tekst.tekst, post.kenmerk("meldingen.attenderen", attendering.pk))


def _noteer(attendering: Attendering, gelukt: bool, nu: datetime) -> None:
    if not gelukt and not _heeft_code(attendering.melding):
        # The reporter does not know yet: somebody does it in another way. Before the log, which is held to the end:
        # somebody may be at work on the melding.
        herzie_plicht(vergrendel(attendering.melding), op=nu)
    log(
        "attendering_verzonden" if gelukt else "attendering_mislukt",
        op=nu,
        onderwerp=f"melding:{attendering.melding_id}",
        attendering=attendering.pk,
        **post.voor_het_logboek(attendering),
    )


BUS = Brievenbus(
    "attendering", lambda: Attendering.objects.select_related("melding__volgcode"), _adres, _post, _noteer
)
