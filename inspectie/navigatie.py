"""What the head of every page leads to, by rights."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, rechten_van
from inspectie.sessie import sessie_over
from inspectie.taal import TALEN, eigen_adres
from inspectie.werk import wacht


@dataclass(frozen=True, slots=True)
class Ingang:
    """A way in: `url` is the name of the page it opens, for who has one of `rechten` (none: everybody).

    `toets` opens it after g, on any page; each letter once.
    """

    naam: str | Promise
    url: str
    rechten: frozenset[Recht] = frozenset()
    toets: str = ""
    telt: Callable[[Gebruiker, datetime], str] | None = None
    """How much waits there, for beside its name."""
    minder: bool = False
    """Used less: where there are many, it stands under "Meer"."""


INGANGEN = (
    Ingang(_("Start"), "start", toets="s"),
    Ingang(
        _("Mijn werk"),
        "mijn_werk",
        frozenset({Recht.MELDING_REGISTREREN, Recht.TRIAGE_BESLISSEN, Recht.ZAAK_BEHANDELEN_EIGEN}),
        "w",
        wacht,
    ),
    Ingang(_("Meldingen"), "meldingen", frozenset({Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN}), "m"),
    Ingang(_("Ontvangst"), "ontvangst", frozenset({Recht.MELDING_ZIEN}), "i"),
    Ingang(_("Zaken"), "zaken", frozenset({Recht.ZAAK_ZIEN, Recht.ZAAK_ZIEN_EIGEN}), "z"),
    Ingang(_("Overdrachten"), "overdrachten", frozenset({Recht.OVERDRACHT_ZIEN}), "o", minder=True),
    Ingang(_("Cijfers"), "cijfers", frozenset({Recht.CIJFERS_ZIEN, Recht.CIJFERS_ZIEN_EIGEN}), "k"),
    Ingang(
        _("Werkgevers"),
        "werkgevers",
        frozenset({Recht.MELDING_ZIEN, Recht.SAMENVOEGING_ZIEN}),
        "b",
        minder=True,
    ),
    Ingang(_("Correcties"), "voorstellen", frozenset({Recht.CORRECTIE_ZIEN}), "c", minder=True),
    Ingang(_("Bij Opsporing"), "opsporing", frozenset({Recht.OPSPORING_AANTAL_ZIEN}), "b", minder=True),
    Ingang(_("Recht"), "recht", frozenset({Recht.REGELS_ZIEN}), "l", minder=True),
    Ingang(_("Partnersleutels"), "partnersleutels", frozenset({Recht.BEHEER_ZIEN}), "p"),
    Ingang(_("Rapporten"), "rapporten", frozenset({Recht.RAPPORT_ZIEN}), "r", minder=True),
)
NAAST_ELKAAR = 7
"""With more ways in than this they would not stand on one line."""
OP_SMAL = 3
"""And with more than this not on a telephone; there it is two of them and "Meer"."""


def navigatie(request: HttpRequest) -> dict[str, object]:
    """Context processor: what stands around a page, under one name, for a page has words of its own. `punten` is a list
    of {naam, url, huidig, toets, aantal, minder, onder_meer, smal}, with `huidig` fit for aria-current; `onder_meer`
    stands under "Meer", on a telephone whatever is not `smal` does. `meer` tells of that menu (None: there is none),
    `talen` are the other languages, `hier` is the address to come back to after choosing one, and `sessie_over` how
    many seconds one is still logged in."""
    # An error page may be made before anybody is known, for a host name that is not ours for instance.
    rechten = rechten_van(getattr(request, "user", AnonymousUser()))
    punten: list[dict[str, Any]] = [
        {
            "naam": ingang.naam,
            "url": url,
            "huidig": _huidig(request.path, url),
            "toets": ingang.toets,
            # Counted only where a page shows it: a piece of a page does not.
            "aantal": SimpleLazyObject(partial(_aantal, ingang.telt, ingang.url, request, request.user))
            if ingang.telt and isinstance(request.user, Gebruiker)
            else "",
            "minder": ingang.minder,
        }
        for ingang in INGANGEN
        if not ingang.rechten or ingang.rechten & rechten
        for url in [reverse(ingang.url)]
    ]
    return {
        "navigatie": {
            "punten": punten,
            "meer": _verdeel(punten),
            "talen": [(code, naam) for code, naam in TALEN.items() if code != get_language()],
            "hier": hier(request),
            "sessie_over": sessie_over(request),
        }
    }


def _verdeel(punten: list[dict[str, Any]]) -> dict[str, object] | None:
    """What stands under "Meer": on each width, or on a telephone only. The name of the site leads to the start too."""
    veel, past = len(punten) > NAAST_ELKAAR, len(punten) <= OP_SMAL
    meest = sorted(punten[1:], key=lambda punt: punt["minder"])[: OP_SMAL - 1]
    for punt in punten:
        punt["onder_meer"] = veel and punt["minder"]
        punt["smal"] = past or punt in meest
    if past:
        return None
    hier = [punt for punt in punten if punt["huidig"] and not punt["smal"]]
    return {
        "alleen_smal": not veel,
        "huidig": "" if not hier else "overal" if hier[0]["onder_meer"] else "smal",
    }


def _aantal(
    tel: Callable[[Gebruiker, datetime], str], naam: str, request: HttpRequest, gebruiker: Gebruiker
) -> str:
    geteld: dict[str, str] = getattr(request, "geteld", {})
    return geteld[naam] if naam in geteld else tel(gebruiker, timezone.now())


def hier(request: HttpRequest) -> str:
    """Where one is, for coming back: this page, or the page whose form it answers; "" for neither."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return eigen_adres(request, request.headers.get("Referer", ""))


def _huidig(pad: str, url: str) -> str:
    """'page' on the page itself, 'true' on a page below it, else ''. The start page has no pages below it."""
    if pad == url:
        return "page"
    return "true" if url != reverse("start") and pad.startswith(url) else ""
