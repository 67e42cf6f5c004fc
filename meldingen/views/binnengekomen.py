"""All that came in on some days, melding or not: the list behind "Ontvangen"."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from meldingen import balansblad
from meldingen.balansstand import lees
from meldingen.binnengekomen import Bron, lees_plek, zoals_toen
from meldingen.views.ontvangst import balansform
from meldingen.woorden import woorden


@never_cache
@require_safe
@mag(Recht.MELDING_ZIEN)
def binnengekomen(request: Verzoek) -> HttpResponse:
    """As it stood, with a `stand`; else of the days and the channel that the ledger of now was asked for."""
    if not heeft(request.user, Recht.ONTVANGSTUUR_ZIEN):
        raise Http404  # its order, and the place in it, tell the hour
    namen, kanaal, vraag = woorden(), "", request.GET.copy()
    vraag.pop("na", None)
    if stand := lees(request.GET.get("stand", "")):
        bron, van, tot = zoals_toen(stand, request.user), stand.van, stand.tot
    else:
        form = balansform(request)
        if "stand" in request.GET or not form.is_valid():
            raise Http404
        bron, (van, tot) = Bron(*balansblad.binnen_zonder_meldingen(form, request.user)), form.periode()
        kanaal = form.cleaned_data["kanaal"]
    rijen, verder = bron.bladzijde(lees_plek(request.GET.get("na", "")))
    meldingen, anders = bron.aantallen()
    return render(
        request,
        "meldingen/binnengekomen.html",
        {
            "rijen": [(rij, namen("kanaal", rij.kanaal)) for rij in rijen],
            "aantal": meldingen + anders,
            "meldingen": meldingen,
            "anders": anders,
            "periode": balansblad.dagen_in_woorden(van, tot),
            "kanaal": namen("kanaal", kanaal) if kanaal else "",
            "stand": stand.in_woorden() if stand else "",
            "vraag": vraag.urlencode(),
            "verder": verder,
            "later": "na" in request.GET,
        },
    )
