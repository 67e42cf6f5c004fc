"""What our pages send is UTF-8, as they are."""

import codecs
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

FORMULIEREN = ("multipart/form-data", "application/x-www-form-urlencoded")


class TekensMiddleware:
    """Who says of a request that it is written in something else is not believed: Django would read it in whatever
    Python has by that name, and some of that makes no text, or text that no page and no database can hold. Of a form it
    would come out damaged, so it is refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Here and not sooner: a page for who does not log in says so itself (`views.onleesbaar`)."""
        if not request.encoding or codecs.lookup(request.encoding).name == "utf-8":
            return
        request.encoding = "utf-8"
        if request.content_type in FORMULIEREN:
            raise BadRequest("een formulier dat niet in UTF-8 is")
