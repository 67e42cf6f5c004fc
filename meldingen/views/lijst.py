"""The list of meldingen."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.lijsten.pagina import toon_lijst
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from meldingen.lijsten import MELDINGEN, STEMPELS
from meldingen.models import Melding, Status
from meldingen.verzamelen import HOOGSTENS
from meldingen.woorden import Woorden


@never_cache
@require_safe
@mag(*MELDINGEN.rechten)
def meldingen(request: Verzoek) -> HttpResponse:
    return toon_lijst(
        request,
        MELDINGEN,
        "meldingen/lijst.html",
        lambda keuze: {
            "hoogstens": HOOGSTENS,
            "beslist": heeft(request.user, Recht.TRIAGE_BESLISSEN),
            "registreert": heeft(request.user, Recht.MELDING_REGISTREREN),
            "besluit_open": keuze.gebruikt() == ["besluit"] and keuze.data.get("besluit") == "open",
            "eigen": heeft(request.user, Recht.MELDING_ZIEN_EIGEN),
        },
    )


def lijstrij(melding: Melding, namen: Woorden) -> dict[str, object]:
    """What the short lists beside a page show of a melding."""
    onderwerpen = namen.onderwerpen(melding.onderwerpen)
    return {
        "melding": melding,
        "onderwerp": onderwerpen[0] if onderwerpen else "",
        "meer": len(onderwerpen) - 1,
        "domein": namen("domein", melding.domein),
        "stempel": STEMPELS.get(Status(melding.status), ""),
    }
