"""What was typed into a form whose session had ended: sealed, to travel through the login page and back.

Nothing of it stays on the server. A form says for whom it was made (`afzender`, signed; our own {% csrf_token %} puts
it in every form), and what was typed opens only for that person again.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext

from inspectie.bestandsveld import te_veel_ineens
from inspectie.kluis import Kluisfout, open_zegel, verzegel
from inspectie.models import Gebruiker
from inspectie.taal import eigen_adres

AFZENDER, BEWAARD = "afzender", "bewaard"
GELDIG = timedelta(days=1)
GROOTST = 500_000
"""Characters; what is longer does not fit through the login form."""
_MERKEN = {AFZENDER, BEWAARD, "csrfmiddlewaretoken"}
_ondertekenaar = Signer(salt="inspectie.formulier")


Velden = Mapping[str, forms.Field]
Veldenbron = Velden | Callable[[QueryDict, Mapping[str, str]], Velden]
"""The fields of a form; where what was asked decides which those are, from the address and what was sent."""


@dataclass(frozen=True, slots=True)
class Veld:
    """One thing that was sent. With a `label` it is what somebody wrote, to be looked at; the rest (choices, what the
    page itself sent) goes along unseen."""

    naam: str
    waarde: str
    label: str = ""

    @property
    def lang(self) -> bool:
        return len(self.waarde) > 60 or "\n" in self.waarde


@dataclass(frozen=True, slots=True)
class Bestandsveld:
    """Where files were chosen, of which only the names are left: to choose them again."""

    naam: str
    label: str
    namen: tuple[str, ...]
    meer: bool
    aannemen: str


@dataclass(frozen=True, slots=True)
class Formulier:
    """What was sent to `pad` from the page `terug`."""

    pad: str
    terug: str
    velden: tuple[Veld, ...]
    bestanden: tuple[Bestandsveld, ...]


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
            "gekozen": [(naam, [b.name or "" for b in lijst]) for naam, lijst in request.FILES.lists()],
            # Then none of them was taken in, and which they were is not known.
            "te_veel": te_veel_ineens(request),
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
    bekend = _velden_van(inhoud["pad"], dict(inhoud["velden"]))
    velden = tuple(
        Veld(naam, waarde, _label(bekend.get(naam), naam, waarde)) for naam, waarde in inhoud["velden"]
    )
    # One of before an update does not say in which field they were chosen.
    gekozen = dict(inhoud.get("gekozen", ()))
    if inhoud.get("te_veel"):
        gekozen |= {naam: () for naam, veld in bekend.items() if isinstance(veld, forms.FileField)}
    return Formulier(
        inhoud["pad"],
        inhoud["terug"],
        velden,
        tuple(_bestandsveld(bekend.get(naam), naam, namen) for naam, namen in gekozen.items()),
    )


def _bestandsveld(veld: forms.Field | None, naam: str, namen: Sequence[str]) -> Bestandsveld:
    """As it stood on the page it was sent from."""
    label = str(veld.label) if veld is not None and veld.label else gettext("Bestanden")
    kenmerken = {} if veld is None else veld.widget.attrs
    meer = len(namen) > 1 or bool(kenmerken.get("multiple"))
    return Bestandsveld(naam, label, tuple(namen), meer, str(kenmerken.get("accept", "")))


def _velden_van(pad: str, gestuurd: Mapping[str, str]) -> Velden:
    """The fields of the form that is sent to this address, as its app names them (`settings.FORMULIEREN`)."""
    adres = urlsplit(pad)
    try:
        naam = resolve(adres.path).url_name or ""
    except Resolver404:
        return {}
    for bron in settings.FORMULIEREN:
        velden: Veldenbron = import_string(bron).get(naam, {})
        if velden:
            return velden(QueryDict(adres.query), gestuurd) if callable(velden) else velden
    return {}


def _label(veld: forms.Field | None, naam: str, waarde: str) -> str:
    """What stood beside what somebody wrote; "" for what they did not write."""
    if not waarde.strip():
        return ""
    if veld is None:
        # Of a form nobody named: words have a space between them, and what a page sends by itself has none.
        return capfirst(naam.replace("_", " ")) if len(waarde.split()) > 1 else ""
    if veld.widget.is_hidden or isinstance(veld, forms.ChoiceField | forms.BooleanField):
        return ""
    return str(veld.label or capfirst(naam.replace("_", " ")))


def _plaats(wie: str) -> str:
    return f"bewaard:{wie}:formulier"
