"""What goes wrong, as `application/problem+json` (RFC 9457). Nothing of what was sent is said back: it may name a
reporter, and answers are kept in logs."""

import json
import logging
from collections.abc import Sequence
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from inspectie.kolommen import Gebrek
from inspectie.redenen import in_de_taal
from meldingen.api.schema import cellen, werkgevercellen, wijzer
from meldingen.models import Partnersleutel
from meldingen.registreren import gebreken_van

logger = logging.getLogger("inspectie")
Waar = tuple[str, str, str]
"""(in, location, detail)"""

_REDENEN = {
    "missing": gettext_noop("Dit veld is verplicht."),
    "extra_forbidden": gettext_noop("Dit veld bestaat niet."),
    "string_type": gettext_noop("Hier hoort tekst."),
    "string_pattern_mismatch": gettext_noop("Dit heeft niet de goede vorm."),
    "string_too_long": gettext_noop("Dit is te lang."),
    "string_too_short": gettext_noop("Dit is leeg of te kort."),
    "bool_type": gettext_noop("Hier hoort true of false."),
    "int_type": gettext_noop("Hier hoort een heel getal."),
    "greater_than_equal": gettext_noop("Dit getal is te klein."),
    "less_than_equal": gettext_noop("Dit getal is te groot."),
    "list_type": gettext_noop("Hier hoort een lijst."),
    "too_short": gettext_noop("Deze lijst is leeg."),
    "too_long": gettext_noop("Deze lijst is te lang."),
    "literal_error": gettext_noop("Deze code bestaat niet."),
}
_ANDERS = gettext_noop("Deze waarde klopt niet.")


class Probleemfout(Exception):
    """An answer that is a problem, from anywhere below a view."""

    def __init__(
        self, status: int, title: str, detail: str = "", errors: Sequence[Waar] = (), **headers: str
    ) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.errors, self.headers = (
            status,
            title,
            detail,
            errors,
            headers,
        )


def probleem(
    status: int, title: str, detail: str = "", errors: Sequence[Waar] = (), **headers: str
) -> HttpResponse:
    inhoud: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        inhoud["detail"] = detail
    if errors:
        inhoud["errors"] = [{"in": i, "location": plek, "detail": zin} for i, plek, zin in errors]
    return JsonResponse(
        inhoud,
        status=status,
        content_type="application/problem+json",
        headers={naam.replace("_", "-"): waarde for naam, waarde in headers.items()},
        json_dumps_params={"ensure_ascii": False},
    )


def niet_gevonden() -> HttpResponse:
    return probleem(404, _("Niet gevonden"))


def onjuist(errors: Sequence[Waar]) -> HttpResponse:
    return probleem(400, _("De aanvraag klopt niet"), errors=errors)


def als_fouten(gebreken: Sequence[Gebrek]) -> list[Waar]:
    return [("body", wijzer(kolom), capfirst(f"{in_de_taal(reden)}.")) for kolom, reden in gebreken]


def vang(api: NinjaAPI) -> None:
    """Every way in which an answer of this api can go wrong is a problem."""
    api.exception_handler(Probleemfout)(
        lambda request, fout: probleem(fout.status, fout.title, fout.detail, fout.errors, **fout.headers)
    )
    api.exception_handler(AuthenticationError)(
        lambda request, fout: probleem(
            401,
            _("Geen geldige sleutel"),
            _("Stuur de sleutel mee als Authorization: Bearer."),
            WWW_Authenticate="Bearer",
        )
    )
    api.exception_handler(HttpError)(lambda request, fout: _httpfout(fout))
    api.exception_handler(ValidationError)(_onjuist)
    api.exception_handler(RequestDataTooBig)(
        lambda request, fout: probleem(413, _("De aanvraag is te groot"))
    )
    api.exception_handler(Exception)(_kapot)


def _httpfout(fout: HttpError) -> HttpResponse:
    if fout.status_code == 400:
        return onjuist([("body", "", _("Dit is geen JSON."))])
    return probleem(fout.status_code, _("Dat kan niet"))


def _kapot(request: HttpRequest, fout: Exception) -> HttpResponse:
    # Only its kind: the rest may hold what was sent.
    logger.error("api: %s bij %s %s", type(fout).__name__, request.method, request.path)
    return probleem(500, _("Er ging iets mis"))


def _onjuist(request: HttpRequest, fout: ValidationError) -> HttpResponse:
    """All that is wrong in one answer: what has the wrong form, and of what has the right form what is not so."""
    delen = [(tuple(map(str, deel["loc"])), str(deel["type"])) for deel in fout.errors]
    if any(plek and plek[0] == "path" for plek, _soort in delen):
        return niet_gevonden()
    fouten = [_vorm(plek, soort) for plek, soort in delen]
    genoemd = {plek for waar, plek, _zin in fouten if waar == "body"}
    inhoud = _inhoud(request)
    if inhoud is not None:
        mis = {plek.split("/")[1] for plek in genoemd if plek}
        goed = {naam: waarde for naam, waarde in inhoud.items() if naam not in mis}
        kanaal = {"kanaal": cast("Partnersleutel", request.auth).kanaal}  # type: ignore[attr-defined]  # set by ninja
        rest = als_fouten(gebreken_van(cellen(goed) | kanaal, werkgevercellen(goed), timezone.now()))
        fouten += [f for f in rest if f[1] not in genoemd and f[1].split("/")[1] not in mis]
    return onjuist(fouten)


def _vorm(plek: tuple[str, ...], soort: str) -> Waar:
    waar, *rest = plek or ("body",)
    zin = _(_REDENEN.get(soort, _ANDERS))
    if waar == "body":
        # ninja names the argument of the function first.
        return "body", "".join(f"/{deel}" for deel in rest[1:]), zin
    return waar, "-".join(rest), zin


def _inhoud(request: HttpRequest) -> dict[str, Any] | None:
    try:
        inhoud = json.loads(request.body)
    except (ValueError, RawPostDataException):
        return None
    return inhoud if isinstance(inhoud, dict) else None
