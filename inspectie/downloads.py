"""Handing a file over."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def als_download(inhoud: bytes, naam: str, mediatype: str, *, in_de_browser: bool = False) -> HttpResponse:
    """To be kept, never shown by the browser itself, for what is in it may come from outside; `in_de_browser` is for
    what was made here. A name from outside is written so that it cannot end the header."""
    return HttpResponse(
        inhoud,
        content_type=mediatype,
        headers={
            "Content-Disposition": content_disposition_header(not in_de_browser, naam) or "attachment",
            "X-Content-Type-Options": "nosniff",
        },
    )
