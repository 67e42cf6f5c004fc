"""What came in: the ledger, what was put aside, and what a person does with it."""

import logging
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from inspectie.downloads import als_download
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.kluis import Kluisfout
from inspectie.lijsten import kolomuitleg, papier, uitvoer
from inspectie.lijsten.pagina import toon_lijst
from inspectie.meenemen import gegeven_reden, meeneemform, vraag_waarvoor
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.csvw import METADATA
from inspectie.verzoek import Verzoek
from meldingen import balansblad
from meldingen.apart import eerdere_reden, geen_melding, lees_apart
from meldingen.apartlijst import APART, reden_in_de_taal
from meldingen.balans import DELEN, NAMEN
from meldingen.balansblad import BalansForm
from meldingen.balansstand import lees
from meldingen.forms import GeenMeldingForm, InzageForm
from meldingen.intakebron import NIET_TE_OPENEN
from meldingen.models import Melding, Ontvangst
from meldingen.post.inhoud import HEEL
from meldingen.woorden import woorden

logger = logging.getLogger("inspectie")


def balansform(request: Verzoek) -> BalansForm:
    laatste = balansblad.laatste_dag(request.user, lokale_dag(timezone.now()))
    return BalansForm(request.GET, namen=woorden(), laatste=laatste)


@never_cache
@require_safe
@mag(Recht.MELDING_ZIEN)
def ontvangst(request: Verzoek) -> HttpResponse:
    """The ledger: per day and channel, what became of everything that came in."""
    form = balansform(request)
    regels = balansblad.regels(form, request.user)
    return render(
        request,
        "meldingen/ontvangst.html",
        {
            "form": form,
            "rijen": balansblad.rijen(regels, woorden()),
            "totaal": balansblad.totaal(regels, form) if regels else None,
            "periode": "" if form.errors else balansblad.in_woorden(form),
            "koppen": [str(NAMEN[deel]) for deel in DELEN],
            "vraag": request.GET.urlencode(),
            "formaten": uitvoer.keuzes(),
            "meenemen": meeneemform(request, "ontvangst", timezone.now()),
        },
    )


@never_cache
@require_safe
@mag(Recht.MELDING_ZIEN)
def paneel(request: Verzoek) -> HttpResponse:
    """The ledger of some days as it stood, for a page that shows other things first; without htmx, or a moment that
    one may name, it is the ledger of now."""
    stand = lees(request.GET.get("stand", "")) if heeft(request.user, Recht.ONTVANGSTUUR_ZIEN) else None
    dagen = f"?{urlencode({'van': f'{stand.van:%d-%m-%Y}', 'tot': f'{stand.tot:%d-%m-%Y}'})}" if stand else ""
    if not request.htmx or stand is None:
        return redirect(f"{reverse('ontvangst')}{dagen}")
    context = {
        "som": balansblad.paneel(stand, request.user),
        "periode": balansblad.dagen_in_woorden(stand.van, stand.tot),
        "stand": stand.in_woorden(),
        "dagen": dagen,
    }
    return render(request, "meldingen/_balanspaneel.html", context)


@never_cache
@require_POST
@mag(Recht.MELDING_ZIEN)
def bestand(request: Verzoek) -> HttpResponseBase:
    """The same as a file. A POST, for it writes in the log who took it and for what."""
    form, formaat = balansform(request), request.POST.get("formaat", "")
    if formaat not in (*uitvoer.FORMATEN, METADATA) or not form.is_valid():
        messages.error(request, gettext("Dit bestand kan niet worden gemaakt. Controleer de filters."))
        return redirect("ontvangst")
    op = timezone.now()
    if formaat == METADATA:
        with override(uitvoer.TAAL):
            titel, uitleg = gettext("Ontvangst"), balansblad.csvkolommen()
        return kolomuitleg.van_tabel(titel, "ontvangst", uitleg, op=op)
    reden, waarvoor = gegeven_reden(request, "ontvangst", op)
    if not reden:
        terug = f"{reverse('ontvangst')}?{request.GET.urlencode()}"
        return vraag_waarvoor(request, waarvoor, gettext("Ontvangst"), terug, uitvoer.keuzes())
    regels = balansblad.regels(form, request.user)
    with override(uitvoer.TAAL):
        kolommen, rijen = balansblad.als_tabel(regels, woorden())
        titel = gettext("Ontvangst")
    if waarom := papier.te_lang(formaat, kolommen, rijen.__len__):
        messages.error(request, waarom)
        return redirect(f"{reverse('ontvangst')}?{request.GET.urlencode()}")
    van, tot = form.periode()
    uitvoer.leg_tabel_vast(
        "ontvangst",
        formaat,
        len(rijen),
        {"van": f"{van}", "tot": f"{tot}"},
        reden=reden,
        door=request.user,
        op=op,
    )
    return uitvoer.tabel(titel, "ontvangst", kolommen, rijen, formaat, op=op)


@never_cache
@require_safe
@mag(*APART.rechten)
def apart(request: Verzoek) -> HttpResponse:
    return toon_lijst(request, APART, "meldingen/apart.html")


def vind_ontvangst(request: Verzoek, pk: int) -> Ontvangst:
    return get_object_or_404(
        Ontvangst.objects.zichtbaar_voor(request.user).select_related("beslist_door"), pk=pk
    )


@never_cache
@require_safe
@mag(Recht.MELDING_ZIEN)
def regel(request: Verzoek, pk: int) -> HttpResponse:
    """One thing that was put aside: when, how, why, and what one can do with it; not what it says. What has become a
    melding since is that."""
    try:
        return _toon(request, vind_ontvangst(request, pk))
    except Http404:
        werd = get_object_or_404(Melding.objects.zichtbaar_voor(request.user), ontvangst=pk)
        return redirect("melding", werd.nummer)


@never_cache
@require_POST
@mag(Recht.MELDING_REGISTREREN)
def inhoud(request: Verzoek, pk: int) -> HttpResponse:
    """What it says, on this one answer: the browser keeps nothing of it, and asking again is logged again."""
    rij = vind_ontvangst(request, pk)
    form = InzageForm(request.POST)
    if form.is_valid():
        try:
            gelezen, bestanden = lees_apart(
                rij, door=request.user, reden=form.cleaned_data["reden"], op=timezone.now()
            )
        except Ingehaald as fout:
            messages.error(request, str(fout))
            return redirect("apart")
        except Regelfout as fout:
            form.add_error("reden", str(fout))
        except Kluisfout:
            logger.exception("ontvangst %s is niet te openen", rij.pk)
            form.add_error(None, str(NIET_TE_OPENEN))
        else:
            return _toon(request, rij, inhoud=gelezen, bijgevoegd=bestanden, heel=HEEL)
    return _toon(request, rij, form=form)


@never_cache
@require_POST
@mag(Recht.MELDING_REGISTREREN)
def bijgevoegd(request: Verzoek, pk: int, bestand: int) -> HttpResponse:
    """A file that came with it, for who read it and said why; always as an attachment."""
    rij = vind_ontvangst(request, pk)
    reden = eerdere_reden(rij, request.user)
    if not reden:
        messages.error(request, gettext("Open eerst het bericht, met een reden."))
        return redirect("ontvangst_regel", pk=pk)
    try:
        _, bestanden = lees_apart(rij, door=request.user, reden=reden, op=timezone.now())
    except Ingehaald as fout:
        messages.error(request, str(fout))
        return redirect("apart")
    except Kluisfout:
        logger.exception("ontvangst %s is niet te openen", pk)
        messages.error(request, str(NIET_TE_OPENEN))
        return redirect("ontvangst_regel", pk=pk)
    gevonden = next((b.bestand for b in bestanden if b.pk == bestand), None)
    if gevonden is None:
        messages.error(request, gettext("Dit bestand is er niet."))
        return redirect("ontvangst_regel", pk=pk)
    ending = "eml" if gevonden.mediatype == HEEL else gevonden.naam.rpartition(".")[2]
    # Its own name may tell who sent it, and a browser keeps the names of what it took.
    return als_download(gevonden.inhoud, f"ontvangst-{pk}-{bestand}.{ending}", "application/octet-stream")


@never_cache
@require_POST
@mag(Recht.MELDING_REGISTREREN)
def geen(request: Verzoek, pk: int) -> HttpResponse:
    rij = vind_ontvangst(request, pk)
    form = GeenMeldingForm(request.POST)
    if form.is_valid():
        try:
            geen_melding(rij, reden=form.cleaned_data["waarom"], door=request.user, op=timezone.now())
        except Regelfout as fout:
            form.add_error("waarom", str(fout))
        else:
            messages.success(request, gettext("Ontvangst %(nummer)s is geen melding.") % {"nummer": rij.pk})
            return redirect(f"{reverse('apart')}?{APART.ingangen[0][1]}")
    return _toon(request, rij, geenform=form)


def _toon(request: Verzoek, rij: Ontvangst, **erbij: object) -> HttpResponse:
    legt_vast = heeft(request.user, Recht.MELDING_REGISTREREN)
    vormen = {"form": InzageForm(), "geenform": GeenMeldingForm()} if legt_vast else {}
    geen_vorm = erbij.get("geenform")
    return render(
        request,
        "meldingen/ontvangst_regel.html",
        {
            "rij": rij,
            "reden": reden_in_de_taal(rij.reden),
            "kanaal": woorden()("kanaal", rij.kanaal),
            "stempel": {"WACHT": "bezig", "ONGEWENST": "fout"}.get(rij.uitkomst, ""),
            "nog_te_besluiten": rij.uitkomst != Ontvangst.Uitkomst.GEEN_MELDING,
            "terug": f"{reverse('apart')}?{APART.ingangen[0][1]}",
            "met_fouten": geen_vorm or erbij.get("form"),
            **vormen,
            **erbij,
        },
    )
