"""The list of zaken."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.lijsten.pagina import toon_lijst
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from interventies.lijsten import ZAKEN


@never_cache
@require_safe
@mag(*ZAKEN.rechten)
def zaken(request: Verzoek) -> HttpResponse:
    erbij = {"eigen": heeft(request.user, Recht.ZAAK_ZIEN_EIGEN)}
    return toon_lijst(request, ZAKEN, "interventies/lijst.html", lambda _: erbij)
