"""What the head of every page leads to, by rights."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspectie.rechten import Recht, rechten_van


@dataclass(frozen=True, slots=True)
class Ingang:
    """A way in: `url` is the name of the page it opens, for who has one of `rechten` (none: everybody)."""

    naam: str | Promise
    url: str
    rechten: frozenset[Recht] = frozenset()


INGANGEN = (
    Ingang(_("Start"), "start"),
    Ingang(_("Meldingen"), "meldingen", frozenset({Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN})),
    Ingang(_("Rapporten"), "rapporten", frozenset({Recht.RAPPORT_ZIEN})),
)


def navigatie(request: HttpRequest) -> dict[str, object]:
    """Context processor: `navigatie` is a list of {naam, url, huidig}, `huidig` fit for aria-current."""
    # An error page may be made before anybody is known, for a host name that is not ours for instance.
    rechten = rechten_van(getattr(request, "user", AnonymousUser()))
    return {
        "navigatie": [
            {"naam": ingang.naam, "url": url, "huidig": _huidig(request.path, url)}
            for ingang in INGANGEN
            if not ingang.rechten or ingang.rechten & rechten
            for url in [reverse(ingang.url)]
        ]
    }


def _huidig(pad: str, url: str) -> str:
    """'page' on the page itself, 'true' on a page below it, else ''. The start page has no pages below it."""
    if pad == url:
        return "page"
    return "true" if url != reverse("start") and pad.startswith(url) else ""
