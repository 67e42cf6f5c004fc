"""The page of a melding for who reported it: number and code open it, for a while, in this browser, and nothing else.

There is no address of a melding here: which one it is stands in a signed cookie that only the right number and code
give. It holds the digest of those two and which opening it is, goes to these pages only, and is read by no script.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from inspectie import remmen
from inspectie.bestandsveld import te_openen, te_veel_ineens
from inspectie.fouten import Ingehaald, Regelfout
from meldingen import volgcode
from meldingen.adviseren import Dossier
from meldingen.meldpunt import volgen as acties
from meldingen.meldpunt.concepten import DEEL
from meldingen.meldpunt.openbaar import openbaar
from meldingen.meldpunt.views import even_wachten
from meldingen.meldpunt.volgforms import AanvulForm, AntwoordForm, BewijsForm
from meldingen.meldpunt.volgpagina import ANTWOORD, BESTANDEN, TEKST, Berichten, Ingetrokken, Volgpagina
from meldingen.models import Melding

COOKIE, TUSSEN, ZOUT, PAD = "volgen", ".", "meldingen.meldpunt.volgen", "/volgen/"
LENGTE = 120
"""Of what somebody typed no more is looked at."""
EENMALIG, ONTHOUDEN, DUBBELKLIK = "eenmalig", 24 * 3600, 10
"""Of the form with number and code: the name of its key, and in seconds how long is known that it opened a melding, and
how long the same form still is one and the same click."""
HIER, VAN = "hier", "van"
"""Of the form of the page: the page again, in another language or with what was sent before (`wat`); and the number of
the melding that it showed. In another window another one may have been opened since."""


class Opening(NamedTuple):
    """What a browser has open, from number and code until it is closed."""

    melding: Melding
    keer: UUID


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def volgen(request: HttpRequest, taal: str, dossier: Dossier, berichten: Berichten) -> HttpResponse:
    """Without proof the form that asks for it; with it the melding, and what was sent from its page (`wat`)."""
    wat = request.POST.get("wat", "")
    try:
        if request.method == "POST" and wat not in (HIER, "antwoord", "aanvulling", "afsluiten"):
            return _bewijs(request, taal, berichten)
        opening = _bewezen(request)
        if wat == "afsluiten":
            return _gesloten(redirect("volgen", taal), opening)
        if opening is not None:
            pagina = Volgpagina(request, opening.melding, berichten)
            return _met_cookie(_op_de_pagina(pagina, wat, dossier), opening)
    except Ingetrokken:
        pass
    if not wat:
        return _vraag(request, BewijsForm())
    # It took too long: what was written is there again after the code.
    koos = bool(request.FILES or request.POST.get(BESTANDEN))
    return _vraag(request, BewijsForm(), 403, verlopen=True, bestanden=koos)


def _op_de_pagina(pagina: Volgpagina, wat: str, dossier: Dossier) -> HttpResponse:
    """Raises Ingetrokken."""
    request = pagina.request
    if wat and _van_een_ander(request, pagina.melding):
        return pagina.toon(fout=_ander())
    if wat == HIER or "naar" in request.POST:
        return pagina.toon() if _half(pagina) else redirect(request.get_full_path())
    if wat == "antwoord":
        return _antwoord(pagina, dossier)
    if wat == "aanvulling":
        return _aanvulling(pagina, dossier)
    return pagina.toon()


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def intrekken(request: HttpRequest, taal: str) -> HttpResponse:
    """Asked once more, and then done. After it the code opens nothing."""
    opening = _bewezen(request)
    if opening is None:
        # Who clicks twice sees the answer to the second click.
        klaar = request.method == "POST" and volgcode.is_ingetrokken(_uit_cookie(request)[0])
        return _ingetrokken(request, None) if klaar else redirect("volgen", taal)
    melding, fout = opening.melding, ""
    if request.method == "POST" and _van_een_ander(request, melding):
        fout = _ander()
    elif request.method == "POST":
        try:
            acties.trek_in(melding, op=timezone.now())
        except Regelfout as geweigerd:
            fout = str(geweigerd)
        else:
            return _ingetrokken(request, opening)
    kan = acties.kan_intrekken(melding)
    gegevens = {"melding": melding, "kan": kan, "fout": fout}
    return _met_cookie(render(request, "meldpunt/volgen_intrekken.html", gegevens), opening)


def _ingetrokken(request: HttpRequest, opening: Opening | None) -> HttpResponse:
    return _gesloten(render(request, "meldpunt/volgen_ingetrokken.html"), opening)


def _bewijs(request: HttpRequest, taal: str, berichten: Berichten) -> HttpResponse:
    """Whether number and code belong together. What is wrong with them is not told, nor to be told from how long it
    takes: every wrong answer is one look by one digest, and the same page."""
    if "naar" in request.POST:
        # Another language: nothing is tried yet.
        if not any(request.POST.get(naam) for naam in (*BewijsForm.base_fields, ANTWOORD, TEKST)):
            return redirect("volgen", taal)
        return _vraag(request, BewijsForm(initial=_getypt(request)))
    nu = timezone.now()
    nummer, code = request.POST.get("nummer", "")[:LENGTE], request.POST.get("code", "")[:LENGTE]
    bij_dit_nummer = ("volgen_nummer", request, volgcode.cijfers(nummer))
    if remmen.neem(*bij_dit_nummer, nu=nu):
        return _te_vaak(request)
    melding = volgcode.vind(nummer, code)
    if melding is None:
        # Whatever the number: only of wrong codes. The right one opens beside somebody who is guessing.
        if remmen.neem("volgen", request, nu=nu):
            return _te_vaak(request)
        return _fout(
            request,
            gettext("Dit nummer en deze code kennen wij niet samen. Kijk ze na en probeer het opnieuw."),
            422,
        )
    remmen.geef_terug(*bij_dit_nummer, nu=nu)
    pagina, eerder = Volgpagina(request, melding, berichten), _bewezen(request)
    opening = eerder if eerder and eerder.melding == melding else Opening(melding, uuid4())
    if not _half(pagina):
        return _met_cookie(redirect("volgen", taal), opening)
    if _opende_al(request, nu) and opening != eerder:
        return _vraag(request, BewijsForm(), 403, verlopen=True)
    return _met_cookie(pagina.toon(), opening)


def _te_vaak(request: HttpRequest) -> HttpResponse:
    reden = gettext("Er is te vaak een verkeerde code ingevuld. Probeer het over een minuut opnieuw.")
    return _fout(request, reden, 429)


def _opende_al(request: HttpRequest, nu: datetime) -> bool:
    """Whether this very form did so before. Who goes back to a page that is the answer to a form, sends the form again:
    number and code of somebody who closed the melding on this device. Who has them fills them in once more."""
    try:
        plek = f"volgen:{UUID(request.POST.get(EENMALIG, ''))}"
    except ValueError:
        return False
    eerst = cache.get_or_set(plek, nu.timestamp(), ONTHOUDEN)
    return eerst is not None and nu.timestamp() - eerst > DUBBELKLIK


def _fout(request: HttpRequest, reden: str, status: int) -> HttpResponse:
    form = BewijsForm(_getypt(request))
    form.add_error(None, reden)
    return _vraag(request, form, status)


def _vraag(request: HttpRequest, form: BewijsForm, status: int = 200, **meer: bool) -> HttpResponse:
    """The form that asks for number and code, with what was written on the page of a melding: it goes along until that
    is open again."""
    bewaard = [(naam, tekst) for naam in (ANTWOORD, TEKST) if (tekst := request.POST.get(naam, ""))]
    gegevens = {"form": form, "bewaard": bewaard, "bewaart": True, "eenmalig": uuid4(), **meer}
    return render(request, "meldpunt/volgen_bewijs.html", gegevens, status=status)


def _getypt(request: HttpRequest) -> dict[str, str]:
    """As it was typed, but for what no field can hold: that would be told apart."""
    return {naam: request.POST.get(naam, "").replace("\0", "")[:LENGTE] for naam in BewijsForm.base_fields}


def _half(pagina: Volgpagina, *, behalve: str = "") -> bool:
    """Whether more stands on the page than was taken in (`behalve`)."""
    los = any(pagina.getypt(naam) for naam in (ANTWOORD, TEKST) if naam != behalve)
    return los or (behalve != TEKST and pagina.koos_bestanden)


def _van_een_ander(request: HttpRequest, melding: Melding) -> bool:
    return request.POST.get(VAN, str(melding.nummer)) != str(melding.nummer)


def _ander() -> str:
    return gettext(
        "Op dit apparaat is intussen een andere melding geopend. Er is nog niets verstuurd of ingetrokken. "
        "Kijk na of dit de goede is."
    )


def _uit_cookie(request: HttpRequest) -> tuple[str, str]:
    """Of which melding, and which opening; empty where there is none."""
    waarde = request.get_signed_cookie(COOKIE, default=None, salt=ZOUT, max_age=settings.VOLGEN_DUUR)
    afdruk, _, nummer = (waarde or "").partition(TUSSEN)
    return afdruk, nummer


def _bewezen(request: HttpRequest) -> Opening | None:
    afdruk, nummer = _uit_cookie(request)
    if not nummer or cache.get(_dicht(keer := UUID(nummer))):
        return None
    melding = volgcode.met_afdruk(afdruk)
    return Opening(melding, keer) if melding else None


def _dicht(keer: UUID) -> str:
    return f"volgen:dicht:{keer}"


def _met_cookie(antwoord: HttpResponse, opening: Opening) -> HttpResponse:
    antwoord.set_signed_cookie(
        COOKIE,
        f"{opening.melding.volgcode.afdruk}{TUSSEN}{opening.keer}",
        salt=ZOUT,
        max_age=settings.VOLGEN_DUUR,
        path=PAD,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return antwoord


def _gesloten(antwoord: HttpResponse, opening: Opening | None) -> HttpResponse:
    """Here as well as in the browser: a page that was asked with the cookie just before gives it again just after. Nor
    does the cookie of the protection of forms stay; a page that has a form gives it again."""
    if opening:
        # Longer than any cookie of it lasts: one may have been given at this very moment.
        cache.set(_dicht(opening.keer), True, 2 * settings.VOLGEN_DUUR)
    antwoord.delete_cookie(settings.CSRF_COOKIE_NAME, samesite=settings.CSRF_COOKIE_SAMESITE)
    antwoord.delete_cookie(COOKIE, path=PAD, samesite="Strict")
    return antwoord


def _antwoord(pagina: Volgpagina, dossier: Dossier) -> HttpResponse:
    form = AntwoordForm(pagina.request.POST)
    if not form.is_valid():
        return pagina.toon(antwoord=form)
    try:
        acties.beantwoord(
            pagina.melding,
            vraag=form.cleaned_data["vraag"],
            antwoord=form.cleaned_data[ANTWOORD],
            dossier=dossier,
            op=timezone.now(),
        )
    except Ingehaald:
        return pagina.toon(weg=True)
    except Regelfout as fout:
        form.add_error(ANTWOORD, str(fout))
        return pagina.toon(antwoord=form)
    return _gedaan(pagina, ANTWOORD)


def _aanvulling(pagina: Volgpagina, dossier: Dossier) -> HttpResponse:
    request = pagina.request
    nu, aantal = timezone.now(), te_openen(request.FILES.getlist(BESTANDEN))
    if aantal and (wacht := remmen.neem("meldbestand", request, nu=nu, aantal=aantal)):
        return even_wachten(request, wacht)
    form = AanvulForm(request.POST, request.FILES, vrij=pagina.vrij)
    if te_veel_ineens(request):
        form.add_error(BESTANDEN, gettext("Dit is te veel ineens. Stuur uw bestanden een voor een."))
    elif form.is_valid():
        try:
            _vul_aan(pagina, form.cleaned_data, dossier)
        except Regelfout as fout:
            form.add_error(TEKST, str(fout))
        else:
            return _gedaan(pagina, TEKST)
    if request.FILES:
        # A browser does not choose them again by itself.
        form.add_error(
            BESTANDEN, gettext("Uw bestanden zijn niet bewaard, ook niet de goede. Kies ze opnieuw.")
        )
    return pagina.toon(aanvulling=form)


def _vul_aan(pagina: Volgpagina, data: dict[str, Any], dossier: Dossier) -> None:
    """What comes here stays, so one place may bring no more of it in an hour than it may with drafts. Counted before it
    is kept: of many at once none slips through. Raises Regelfout."""
    nu, grootte = timezone.now(), sum(len(bestand.inhoud) for bestand in data[BESTANDEN])
    van_hier = remmen.tel_op("meldruimte", pagina.request, grootte, nu=nu) if grootte else 0
    try:
        if van_hier > settings.MELDPUNT_CONCEPTEN_SAMEN // DEEL:
            raise Regelfout(
                gettext("Er kunnen nu geen bestanden bij. Probeer het over een uur nog een keer.")
            )
        acties.vul_aan(
            pagina.melding,
            tekst=data[TEKST],
            bestanden=data[BESTANDEN],
            inzending=data["sleutel"],
            dossier=dossier,
            op=nu,
        )
    except Regelfout:
        if grootte:
            remmen.tel_op("meldruimte", pagina.request, -grootte, nu=nu)
        raise


def _gedaan(pagina: Volgpagina, veld: str) -> HttpResponse:
    """Of what was taken in. With something in the other field the page is shown at once: sent again by a browser it is
    taken in once."""
    if _half(pagina, behalve=veld):
        return Volgpagina(pagina.request, pagina.melding, pagina.berichten).toon(genomen=veld)
    return redirect(f"{pagina.request.path}?gedaan=1")
