"""Keys with which a partner hands in meldingen: the list, a new one (shown this once), and withdrawing one."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.getal import als_getal
from inspectie.lijsten.pagina import toon_lijst
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from meldingen.forms import PartnersleutelForm
from meldingen.models import Partnersleutel
from meldingen.partnerlijst import PARTNERSLEUTELS
from meldingen.partnersleutels import KANALEN, maak_sleutel, trek_in
from meldingen.woorden import woorden


@never_cache
@require_safe
@mag(*PARTNERSLEUTELS.rechten)
def partnersleutels(request: Verzoek) -> HttpResponse:
    erbij = {"beheert": heeft(request.user, Recht.BEHEREN)}
    return toon_lijst(request, PARTNERSLEUTELS, "meldingen/partnersleutels.html", lambda _: erbij)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.BEHEREN)
def nieuw(request: Verzoek) -> HttpResponse:
    """The key stands on this one answer and nowhere else. With `?voor=` it succeeds another."""
    namen = woorden()
    voor = _voor(request)
    kanalen = [(code, namen("kanaal", code)) for code in KANALEN]
    form = PartnersleutelForm(
        request.POST or None, kanalen=kanalen, opvolger=voor is not None, initial={"inzending": uuid4()}
    )
    sleutel, rij = "", None
    if form.is_valid():
        try:
            rij, sleutel = maak_sleutel(
                form.cleaned_data.get("naam", ""),
                form.cleaned_data.get("kanaal", ""),
                inzending=form.cleaned_data["inzending"],
                door=request.user,
                op=timezone.now(),
                voor=voor,
            )
        except Ingehaald as fout:
            messages.error(request, str(fout))
            return redirect("partnersleutels")
        except Regelfout as fout:
            form.add_error(None, str(fout))
    return render(
        request,
        "meldingen/partnersleutel_nieuw.html",
        {
            "form": form,
            "sleutel": sleutel,
            "rij": rij,
            "voor": voor,
            "kanaal": namen("kanaal", voor.kanaal) if voor else "",
            "hier": request.get_full_path(),
        },
    )


@never_cache
@require_safe
@mag(Recht.BEHEER_ZIEN)
def partnersleutel(request: Verzoek, pk: int) -> HttpResponse:
    rij = _vind(request, pk)
    return render(
        request,
        "meldingen/partnersleutel.html",
        {
            "rij": rij,
            "kanaal": woorden()("kanaal", rij.kanaal),
            "beheert": heeft(request.user, Recht.BEHEREN),
            "opvolgen": f"{reverse('partnersleutel_nieuw')}?voor={rij.pk}",
        },
    )


@never_cache
@require_POST
@mag(Recht.BEHEREN)
def intrekken(request: Verzoek, pk: int) -> HttpResponse:
    trek_in(_vind(request, pk), door=request.user, op=timezone.now())
    messages.success(request, gettext("De sleutel is ingetrokken."))
    return redirect("partnersleutel", pk=pk)


def _voor(request: Verzoek) -> Partnersleutel | None:
    pk = request.GET.get("voor", "")
    if not pk:
        return None
    return _vind(request, als_getal(pk) or 0)


def _vind(request: Verzoek, pk: int) -> Partnersleutel:
    zichtbaar = Partnersleutel.objects.zichtbaar_voor(request.user)
    return get_object_or_404(zichtbaar.select_related("gemaakt_door", "ingetrokken_door"), pk=pk)
