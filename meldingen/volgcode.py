"""The receipt of a report: a number everybody may know, and a code that only the reporter has.

The code is made from a secret that the browser keeps while the form is filled in, so a form that is sent again gives
the same code again, and it is stored nowhere. 120 bits: guessing it is not a road. Written as four groups of six signs
that are not mistaken for each other (Crockford's base 32: no I, L, O or U), and read back forgivingly.
"""

import hashlib
import re
import secrets
from datetime import datetime

from django.db.models import Exists, OuterRef

from inspectie.bulk import bewaar_nieuw
from inspectie.kluis import blinde_index
from meldingen.models import Intrekverzoek, Melding, Status, Volgcode

TEKENS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTE, GROEP = 24, 6
_CYRILLISCH = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_LEES = str.maketrans("ILO", "110")


def nieuw_geheim() -> str:
    """What the browser keeps: 256 bits."""
    return secrets.token_urlsafe(32)


def code_van(geheim: str) -> str:
    """`7K3M9Q-…`: the code that belongs to this secret."""
    getal = int.from_bytes(hashlib.sha256(b"volgcode\0" + geheim.encode()).digest()[:15])
    tekens = "".join(TEKENS[(getal >> 5 * plek) & 31] for plek in range(LENGTE))
    return "-".join(tekens[begin : begin + GROEP] for begin in range(0, LENGTE, GROEP))


def lees_code(tekst: str) -> str:
    """What somebody typed, as it counts: without spaces and dashes, I and L as 1, O as 0; and Bulgarian letters as the
    ones of a code that look the same: on that keyboard one finds those first."""
    kaal = re.sub(r"[\s\-\u2010-\u2015.]+", "", tekst).upper()
    return kaal.translate(_CYRILLISCH).translate(_LEES)


def leg_vast(melding: Melding, code: str, *, taal: str, op: datetime) -> Volgcode:
    volgcode = Volgcode(melding=melding, afdruk=afdruk(str(melding.nummer), code), taal=taal, op=op)
    bewaar_nieuw(volgcode)
    return volgcode


def vind(nummer: str, code: str) -> Melding | None:
    """The melding of this number and code. A wrong code, a number that does not exist and what can be neither take the
    same road: one look by one digest."""
    return met_afdruk(afdruk(nummer, code))


def met_afdruk(welke: str) -> Melding | None:
    """The melding of this digest. One that was withdrawn, or of which that is asked, is not there: not for its reporter
    either, whose paper with the code may be found by somebody else."""
    codes = Volgcode.objects.select_related("melding").exclude(melding__status=Status.INGETROKKEN)
    gevraagd = Intrekverzoek.objects.wachtend().filter(melding=OuterRef("melding"))
    volgcode = codes.filter(~Exists(gevraagd), afdruk=welke).first()
    return volgcode.melding if volgcode else None


def is_ingetrokken(welke: str) -> bool:
    """Whether this is the digest of a melding that was withdrawn, or of which that is asked."""
    return met_afdruk(welke) is None and Volgcode.objects.filter(afdruk=welke).exists()


def afdruk(nummer: str, code: str) -> str:
    return blinde_index(f"{cijfers(nummer)} {lees_code(code)}", "volgcode")


def cijfers(nummer: str) -> str:
    """What somebody typed for a number, as it counts."""
    return re.sub(r"\D", "", nummer).lstrip("0")
