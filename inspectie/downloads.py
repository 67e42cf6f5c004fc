"""Handing a file over: never shown by the browser itself, for what is in it came from outside."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def als_download(inhoud: bytes, naam: str, mediatype: str) -> HttpResponse:
    plaats = content_disposition_header(as_attachment=True, filename=naam) or "attachment"
    return HttpResponse(
        inhoud,
        content_type=mediatype,
        headers={"Content-Disposition": plaats, "X-Content-Type-Options": "nosniff"},
    )
