"""The request as a view behind the login gets it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from inspectie.models import Gebruiker


class Verzoek(HttpRequest):
    """For the type checker: LoginRequiredMiddleware and HtmxMiddleware have done their work.

    `geteld`: what a view counted already of what waits behind a way in, by the name of its page (`navigatie.Ingang`).
    """

    if TYPE_CHECKING:
        user: Gebruiker
        htmx: HtmxDetails
        geteld: dict[str, str]
