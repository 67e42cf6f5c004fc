"""A zaak on one page, and every act on it."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies.bronnen import Lekfout, meld_inzage
from interventies.eenmaal import AL_GEDAAN, AlGedaan, eenmaal
from interventies.handeling import Handeling
from interventies.models import Zaak
from interventies.zaakaanbod import maak_form
from interventies.zaakblad import zaakblad
from interventies.zaakform import Zaakform
from meldingen.woorden import woorden


def vind(request: Verzoek, nummer: int) -> Zaak:
    return get_object_or_404(
        Zaak.objects.zichtbaar_voor(request.user).select_related("behandelaar", "eigen_initiatief"),
        nummer=nummer,
    )


@never_cache
@require_safe
@mag(Recht.ZAAK_ZIEN, Recht.ZAAK_ZIEN_EIGEN)
def zaak(request: Verzoek, nummer: int) -> HttpResponse:
    return toon_zaak(request, vind(request, nummer))


def toon_zaak(
    request: Verzoek, zaak: Zaak, *, fout: tuple[Handeling, Zaakform] | None = None, ingehaald: bool = False
) -> HttpResponse:
    namen, nu = woorden(), timezone.now()
    blad = zaakblad(
        zaak,
        request.user,
        namen,
        nu,
        fout=fout,
        alles="alles" in request.GET,
        bladzijde=_bladzijde(request),
    )
    return render(
        request,
        "interventies/zaak.html",
        {
            "zaak": zaak,
            "blad": blad,
            "domein": namen("domein", zaak.domein),
            "team": namen("team", zaak.team) if zaak.team else "",
            "met_fouten": fout[1] if fout else None,
            "ingehaald": ingehaald,
            "mag_afschrift": heeft(request.user, Recht.ZAAK_BEHANDELEN_EIGEN)
            or heeft(request.user, Recht.ZAAK_TOEWIJZEN),
            "overdragen": _overdragen(request),
        },
    )


def _bladzijde(request: Verzoek) -> int:
    """Of its meldingen: two hundred are not on one. What is no number is the first."""
    gevraagd = request.GET.get("meldingen", "")
    return max(1, int(gevraagd)) if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 7 else 1


def _adres(request: Verzoek, zaak: Zaak) -> str:
    """The page of the zaak, where one was among its meldingen."""
    bladzijde = _bladzijde(request)
    return reverse("zaak", args=[zaak.nummer]) + (f"?meldingen={bladzijde}" if bladzijde > 1 else "")


def _overdragen(request: Verzoek) -> str:
    """What the way to a partner is called for this person; "" where there is none."""
    if heeft(request.user, Recht.OVERDRACHT_BESLISSEN):
        return gettext("Overdragen")
    return gettext("Overdracht voorstellen") if heeft(request.user, Recht.OVERDRACHT_VOORSTELLEN) else ""


def handel(handeling: Handeling) -> Callable[..., HttpResponse]:
    """The view of one act: once for each form, and back to the page of the zaak."""

    @never_cache
    @require_POST
    @mag(*sorted(handeling.rechten))
    def view(request: Verzoek, nummer: int) -> HttpResponse:
        zaak, nu = vind(request, nummer), timezone.now()
        form = maak_form(handeling, zaak, lokale_dag(nu), request.POST, request.FILES)
        if not form.is_valid():
            return toon_zaak(request, zaak, fout=(handeling, form))
        try:
            with transaction.atomic():
                eenmaal(form.cleaned_data["sleutel"], nu)
                handeling.doe(zaak, form.cleaned_data, request.user, nu)
        except AlGedaan:
            messages.info(request, AL_GEDAAN)
        except Regelfout as fout:
            if isinstance(fout, Lekfout):
                meld_inzage(fout, door=request.user, op=nu)
            form.add_error(fout.veld, list(fout.redenen))
            if ingehaald := isinstance(fout, Ingehaald):
                form.ververs()
            return toon_zaak(request, vind(request, nummer), fout=(handeling, form), ingehaald=ingehaald)
        else:
            messages.success(request, str(handeling.gedaan))
        # Who gave it away may not see it any more.
        weg = not Zaak.objects.zichtbaar_voor(request.user).filter(pk=zaak.pk).exists()
        return redirect("zaken") if weg else redirect(_adres(request, zaak))

    return view
