"""The addresses under /api/: without a trailing slash, each answer with the version of the api."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from meldingen.adviseren import Dossier
from meldingen.api.deuren import VERSIE, maak_api
from meldingen.api.problemen import niet_gevonden, probleem

View = Callable[..., HttpResponseBase]


def _als_api(view: View) -> View:
    """Open without a login (it asks a key itself), with its version, and also here a problem is a problem."""

    @wraps(view)
    def deur(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _lees_stukken(request)
        antwoord = view(request, *args, **kwargs)
        if antwoord.status_code == 405:
            antwoord = probleem(405, _("Dit kan hier niet"), Allow=antwoord.headers.get("Allow", ""))
        antwoord.headers["API-Version"] = VERSIE
        return antwoord

    return login_not_required(csrf_exempt(never_cache(deur)))


def _lees_stukken(request: HttpRequest) -> None:
    """A program that sends in pieces (`Transfer-Encoding: chunked`, as .NET does by itself) names no length, and Django
    reads nothing then. As much as is taken at all, and a byte to tell; only where the server says that it ends."""
    omgeving = cast("WSGIRequest", request).environ
    if request.META.get("CONTENT_LENGTH") or not omgeving.get("wsgi.input_terminated"):
        return
    ruw = omgeving["wsgi.input"].read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    request.META["CONTENT_LENGTH"] = str(len(ruw))
    request._stream = BytesIO(ruw)  # noqa: SLF001 (made by Django when it saw no length; there is no other door)


def _openapi(api: NinjaAPI) -> View:
    schema = _met_problemen(api.get_openapi_schema(path_prefix="/api/v1/"))

    def openapi(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        # Anybody may read it, from any page: there is nothing in it but how to ask.
        inhoud = schema | {"info": schema["info"] | {"contact": _contact()}}
        return JsonResponse(inhoud, headers={"Access-Control-Allow-Origin": "*"})

    return openapi


def _contact() -> dict[str, str]:
    """Whom who builds with it asks; of what nobody filled in nothing is said."""
    return {
        naam: waarde
        for naam, waarde in (
            ("name", settings.API_CONTACT_NAAM),
            ("url", settings.API_CONTACT_URL),
            ("email", settings.API_CONTACT_EMAIL),
        )
        if waarde
    }


def _met_problemen(schema: dict[str, Any]) -> dict[str, Any]:
    """ninja takes every answer for JSON; what goes wrong is a problem, and each answer says the version."""
    schema["servers"] = [{"url": "/"}]
    versie = {"API-Version": {"schema": {"type": "string"}, "description": "Semantic version of this api."}}
    for adres in schema["paths"].values():
        for vraag in adres.values():
            for code, antwoord in vraag["responses"].items():
                antwoord["headers"] = dict(versie)
                if int(code) >= 400:
                    antwoord["content"] = {
                        "application/problem+json": antwoord["content"]["application/json"]
                    }
    return schema


def api_urls(dossier: Dossier) -> list[URLPattern | URLResolver]:
    api = maak_api(dossier)
    deuren = [
        path(str(patroon.pattern), _als_api(patroon.callback), name=patroon.name)
        for patroon in api.urls[0]
        if isinstance(patroon, URLPattern) and patroon.name and patroon.name != "api-root"
    ]
    return [
        path(
            "api/v1/", include([path("openapi.json", _als_api(_openapi(api)), name="api_openapi"), *deuren])
        ),
        # Whatever else stands there: for a program, never a page, nor one address further.
        re_path(r"^api(?:/[\s\S]*)?$", _als_api(lambda request: niet_gevonden()), name="api_onbekend"),
    ]
