"""A piece of a page that the page asks for by itself while somebody types in it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from inspectie.verzoek import Verzoek

P = ParamSpec("P")
NIETS = 204  # htmx: leave the page as it is
STOP = 286  # htmx: ask no more


def stukje(
    status: int,
) -> Callable[
    [Callable[Concatenate[Verzoek, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Of whom the session has ended gets this status and no more. Led to the login, the page would be loaded anew, and
    what was typed in it be lost; sending the form itself keeps it (`inspectie.opvang`)."""

    def omhul(
        view: Callable[Concatenate[Verzoek, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @login_not_required
        @wraps(view)
        def poort(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return HttpResponse(status=status)
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # it is one with somebody behind it

        return poort

    return omhul
