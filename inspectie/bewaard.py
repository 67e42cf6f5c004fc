"""What was typed into a form whose session had ended: sealed, to travel through the login page and back.

Nothing of it stays on the server. A form says for whom it was made (`afzender`, signed; our own {% csrf_token %} puts
it in every form), and what was typed opens only for that person again.
"""

import json
import re
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.translation import gettext

from inspectie.kluis import Kluisfout, open_zegel, verzegel
from inspectie.models import Gebruiker
from inspectie.taal import eigen_adres

AFZENDER, BEWAARD = "afzender", "bewaard"
GELDIG = timedelta(days=1)
GROOTST = 500_000
"""Characters; what is longer does not fit through the login form."""
_MERKEN = {AFZENDER, BEWAARD, "csrfmiddlewaretoken"}
_GEEN_TEKST = re.compile(r"[A-Z0-9_.:;,+-]*|[a-z_]{1,20}")
_ondertekenaar = Signer(salt="inspectie.formulier")


@dataclass(frozen=True, slots=True)
class Veld:
    """`tekst` is what somebody wrote; the rest (choices, numbers, what the page itself sent) goes along unseen."""

    naam: str
    waarde: str

    @property
    def tekst(self) -> bool:
        return not _GEEN_TEKST.fullmatch(self.waarde)

    @property
    def lang(self) -> bool:
        return len(self.waarde) > 60 or "\n" in self.waarde

    @property
    def label(self) -> str:
        return gettext(self.naam.split("-")[-1].replace("_", " ").capitalize())


@dataclass(frozen=True, slots=True)
class Formulier:
    """What was sent to `pad` from the page `terug`; of the files only the names."""

    pad: str
    terug: str
    velden: tuple[Veld, ...]
    bestanden: tuple[str, ...]


def afzender(gebruiker: Gebruiker) -> str:
    return _ondertekenaar.sign(str(gebruiker.pk))


def _afzender_van(request: HttpRequest) -> str:
    """The key of the person this form was made for; "" when it is not one of ours."""
    try:
        return _ondertekenaar.unsign(request.POST.get(AFZENDER, ""))
    except BadSignature:
        return ""


def is_van_ons(request: HttpRequest) -> bool:
    """A form that somebody got from us, and not one with a password in it."""
    match = request.resolver_match
    naam = (match.url_name if match else "") or ""
    return (
        request.method == "POST"
        and bool(_afzender_van(request))
        and not naam.startswith(("account_", "mfa_"))
    )


def pak_in(request: HttpRequest, op: datetime) -> str:
    """The form of this request, sealed for who it was made for; "" when it is too long."""
    wie = _afzender_van(request)
    velden = [(naam, w) for naam, waarden in request.POST.lists() if naam not in _MERKEN for w in waarden]
    if sum(len(naam) + len(waarde) for naam, waarde in velden) > GROOTST:
        return ""
    inhoud = json.dumps(
        {
            "op": op.timestamp(),
            "pad": request.get_full_path(),
            "terug": eigen_adres(request, request.headers.get("Referer", "")),
            "velden": velden,
            "bestanden": [b.name for _, lijst in request.FILES.lists() for b in lijst if b.name],
        }
    )
    return verzegel(b64encode(zlib.compress(inhoud.encode())).decode(), _plaats(wie))


def pak_uit(zegel: str, gebruiker: Gebruiker, op: datetime) -> Formulier | None:
    """None when it was made for another person, is too old, or was tampered with."""
    try:
        inhoud = json.loads(zlib.decompress(b64decode(open_zegel(zegel, _plaats(str(gebruiker.pk))))))
    except (Kluisfout, ValueError, zlib.error):
        return None
    if op.timestamp() - inhoud["op"] > GELDIG.total_seconds():
        return None
    velden = tuple(Veld(naam, waarde) for naam, waarde in inhoud["velden"])
    return Formulier(inhoud["pad"], inhoud["terug"], velden, tuple(inhoud["bestanden"]))


def _plaats(wie: str) -> str:
    return f"bewaard:{wie}:formulier"
