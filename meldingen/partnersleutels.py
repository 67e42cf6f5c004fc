"""Keys with which a partner hands in meldingen: made, recognised, slowed down, withdrawn."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from meldingen.models import Partnersleutel

KANALEN = ("VAKBOND_MELDPUNT", "PARTNER_DOORZENDING")
VOORVOEGSEL = "mp_"
"""By which a scanner for lost secrets knows it."""


@transaction.atomic
def maak_sleutel(
    naam: str,
    kanaal: str,
    *,
    inzending: UUID,
    door: Gebruiker,
    op: datetime,
    voor: Partnersleutel | None = None,
) -> tuple[Partnersleutel, str]:
    """A new key, which is told this once. With `voor` it succeeds that one: of the same partner, who goes on where he
    was. Raises Regelfout; also when the same form made one already."""
    if voor is not None:
        naam, kanaal = voor.naam, voor.kanaal
    if kanaal not in KANALEN:
        raise Regelfout(_("Langs dit kanaal kan een partner niet melden."))
    if not naam.strip():
        raise Regelfout(_("Vul de naam van de partner in."))
    sleutel = VOORVOEGSEL + secrets.token_urlsafe(32)
    rij, nieuw = Partnersleutel.objects.get_or_create(
        inzending=inzending,
        defaults={
            "naam": naam.strip(),
            "kanaal": kanaal,
            "partner": voor.partner if voor is not None else str(inzending),
            "afdruk": _afdruk(sleutel),
            "begin": sleutel[:8],
            "gemaakt_op": op,
            "gemaakt_door": door,
        },
    )
    if not nieuw:
        raise Ingehaald(
            _("Deze sleutel is al gemaakt, en wordt maar één keer getoond. Trek hem in als u hem niet heeft.")
        )
    log(
        "partnersleutel_gemaakt",
        op=op,
        door=door,
        onderwerp=f"partnersleutel:{rij.pk}",
        begin=rij.begin,
        volgt_op=voor.pk if voor is not None else None,
    )
    return rij, sleutel


@transaction.atomic
def trek_in(rij: Partnersleutel, *, door: Gebruiker, op: datetime) -> None:
    """From now on it opens nothing. Withdrawn twice is withdrawn."""
    rij = Partnersleutel.objects.select_for_update(no_key=True, of=("self",)).get(pk=rij.pk)
    if rij.ingetrokken_op is not None:
        return
    rij.ingetrokken_op, rij.ingetrokken_door = op, door
    rij.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
    log("partnersleutel_ingetrokken", op=op, door=door, onderwerp=f"partnersleutel:{rij.pk}")


def herken(sleutel: str) -> Partnersleutel | None:
    """Whose it is, when it is of anybody and still good: one look by one digest."""
    return Partnersleutel.objects.geldig().filter(afdruk=_afdruk(sleutel)).first()


def neem(rij: Partnersleutel, nu: datetime) -> int:
    """Count one use, in a transaction of its own. Seconds to wait where it is one too many, else 0."""
    minuut = nu.replace(second=0, microsecond=0)
    zelf = Partnersleutel.objects.filter(pk=rij.pk)
    with transaction.atomic():
        if not zelf.filter(minuut=minuut).update(aantal=F("aantal") + 1):
            zelf.update(minuut=minuut, aantal=1)
        aantal = zelf.values_list("aantal", flat=True).get()
    return 0 if aantal <= settings.API_PER_MINUUT else 60 - nu.second


def _afdruk(sleutel: str) -> str:
    return hashlib.sha256(sleutel.encode(errors="replace")).hexdigest()
