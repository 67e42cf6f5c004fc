"""Reading who reported: a reason is asked, the browser keeps nothing, each read is logged."""

import logging
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inspectie.fouten import Regelfout
from inspectie.kluis import NIET_TE_OPENEN, Kluisfout
from inspectie.rechten import Recht, mag
from inspectie.verzoek import Verzoek
from meldingen.forms import MelderForm
from meldingen.melders import lees_melder
from meldingen.views.keuze import keuze_uit, vind
from meldingen.woorden import woorden

logger = logging.getLogger("inspectie")


@never_cache
@require_POST
@mag(Recht.MELDER_ZIEN, Recht.MELDER_ZIEN_EIGEN)
def melder(request: Verzoek, nummer: int) -> HttpResponse:
    """The reporter, on this one answer: the browser keeps nothing of it, and asking again is logged again."""
    gevonden = vind(request, nummer)
    form = MelderForm(request.POST)
    gegevens: dict[str, str] | None = None
    if form.is_valid():
        try:
            gegevens = lees_melder(
                gevonden,
                door=request.user,
                reden=form.cleaned_data["reden"],
                # Without a key of its own (a form made by hand) it is always a new one.
                sleutel=form.cleaned_data["sleutel"] or uuid4(),
                op=timezone.now(),
            )
        except Regelfout as fout:
            form = form.nog_eens(str(fout))
        except Kluisfout:
            logger.exception("de melder van melding %s is niet te openen", gevonden.pk)
            form = form.nog_eens(str(NIET_TE_OPENEN), None)
    vraag = keuze_uit(request, woorden()).vraag()
    return render(
        request,
        "meldingen/melder.html",
        {"melding": gevonden, "form": form, "gegevens": gegevens, "vraag": vraag},
    )
