"""A zaak on one page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from interventies.handeling import Handeling
from interventies.models import Zaak
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
            "mag_afschrift": heeft(request.user, Recht.ZAAK_BEHANDELEN_EIGEN, Recht.ZAAK_TOEWIJZEN),
            "overdragen": _overdragen(request),
        },
    )


def _bladzijde(request: Verzoek) -> int:
    """Of its meldingen: two hundred are not on one. What is no number is the first."""
    gevraagd = request.GET.get("meldingen", "")
    return max(1, int(gevraagd)) if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 7 else 1


def adres(request: Verzoek, zaak: Zaak) -> str:
    """The page of the zaak, where one was among its meldingen."""
    bladzijde = _bladzijde(request)
    return reverse("zaak", args=[zaak.nummer]) + (f"?meldingen={bladzijde}" if bladzijde > 1 else "")


def _overdragen(request: Verzoek) -> str:
    """What the way to a partner is called for this person; "" where there is none."""
    if heeft(request.user, Recht.OVERDRACHT_BESLISSEN):
        return gettext("Overdragen")
    return gettext("Overdracht voorstellen") if heeft(request.user, Recht.OVERDRACHT_VOORSTELLEN) else ""
