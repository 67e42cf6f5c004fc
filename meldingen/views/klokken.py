"""The clocks of triage, under /recht/: what holds, and proposing others."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inspectie.formvelden import toon_weigering
from inspectie.fouten import Regelfout
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from meldingen.klokform import KlokkenForm
from meldingen.klokken import fasen_van, stel_klokken_voor
from meldingen.models import Regelset
from meldingen.regelblad import klokrijen
from meldingen.regelvoorstellen import in_gebruik_op, laatste_in_gebruik


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.REGELS_ZIEN)
def klokken(request: Verzoek) -> HttpResponse:
    laatste = laatste_in_gebruik()
    if request.method != "POST" or laatste is None:
        return _toon(request, laatste)
    if not heeft(request.user, Recht.REGELS_SCHRIJVEN):
        raise PermissionDenied
    form = KlokkenForm(request.POST, laatste)
    if form.is_valid():
        try:
            nieuw = stel_klokken_voor(
                form.klokken(),
                vanaf=form.cleaned_data["vanaf"],
                reden=form.cleaned_data["reden"],
                gezien=form.cleaned_data["gezien"],
                door=request.user,
                op=timezone.now(),
            )
        except Regelfout as fout:
            toon_weigering(form, fout)
        else:
            messages.success(request, gettext("Uw voorstel wacht op een teamleider."))
            return redirect("regelset", nieuw.pk)
    return _toon(request, laatste, form)


def _toon(request: Verzoek, laatste: Regelset | None, form: KlokkenForm | None = None) -> HttpResponse:
    nu = in_gebruik_op(lokale_dag(timezone.now()))
    wacht = Regelset.objects.filter(status=Regelset.Status.CONCEPT).first()
    if form is None and wacht is None and laatste and heeft(request.user, Recht.REGELS_SCHRIJVEN):
        form = KlokkenForm(None, laatste)
    return render(
        request,
        "meldingen/klokken.html",
        {
            "nu": nu,
            "nu_klokken": klokrijen(nu.inhoud) if nu else [],
            "fasen": fasen_van(nu.inhoud) if nu else [],
            "wacht": wacht,
            "form": form,
        },
    )
