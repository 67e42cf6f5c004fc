"""The figures one steers by, and the cases behind each of them."""

from datetime import timedelta
from functools import cache
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from inspectie.beeld import een_beeld, laatste_stand
from inspectie.lijsten import kolomuitleg, papier, uitvoer
from inspectie.lijsten.kolommen import Lijst
from inspectie.lijsten.pagina import lijstpagina
from inspectie.lijsten.weergaven import voorkeur
from inspectie.meenemen import gegeven_reden, meeneemform, vraag_waarvoor
from inspectie.rechten import Recht, heeft, mag
from inspectie.schermgetal import getal
from inspectie.uitvoer.csvw import METADATA
from inspectie.verzoek import Verzoek
from meldingen.balansstand import Balansstand
from meldingen.woorden import woorden
from rapportages import telverzoeken, verlooprijen
from rapportages.cijferblad import maak_cijferblad
from rapportages.cijferfilters import Cijferfilter
from rapportages.cijferform import Cijferform
from rapportages.cijferlijsten import RECHTEN, adressen
from rapportages.cijfers import Kerncijfers
from rapportages.dashboard import maak_dashboard
from rapportages.getalkaart import verschilwoorden
from rapportages.herkomst import is_synthetisch
from rapportages.kerncijfers.opname import tel, tel_als_het_vlug_is
from rapportages.kerncijfers.snede import VELDEN
from rapportages.kerncijfers.stroomtelling import Stroom
from rapportages.kerncijfers.verschil import verschillen
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing
from rapportages.labels import labels, schermlabels
from rapportages.rapportagegetal import uit_rapportage
from rapportages.schermgetallen import datum, eenheid, tijdstip
from rapportages.verloopblad import maak_verloopblad, vonken
from rapportages.verloopkaart import over_het_verloop
from rapportages.verschilblad import (
    maak_verschilblad,
    moment_van,
    momentforms,
    sinds_het_begin,
)


@never_cache
@require_safe
@mag(*RECHTEN)
def cijfers(request: Verzoek) -> HttpResponse:
    """All of it at the moments and of the part in the address. Seven queries of its own, and a fixed number
    more where an earlier count is gone on from."""
    blad = _Blad(request)
    if blad.goed and (geteld := blad.geteld()):
        form, namen, moment = blad.form, blad.namen, blad.form.moment
        kerncijfers, stroom = geteld

        def kern(code: str, rol: str, *delen: str) -> str:
            return blad.achter(Verwijzing(code, rol, delen))

        blad.context |= {
            "blad": maak_cijferblad(kerncijfers, schermlabels(), kern, vonken(stroom.vakken)),
            "dashboard": maak_dashboard(stroom, form.cleaned_data["per"], namen, blad.achter),
            "ontvangst": _ontvangst(moment) if heeft(request.user, Recht.MELDING_ZIEN) else None,
            "verschil_vraag": urlencode(sinds_het_begin(moment, form.invoer()) | form.snede_invoer()),
        }
    return render(request, "rapportages/cijfers.html", blad.context)


@never_cache
@require_safe
@mag(*RECHTEN)
def verloop(request: Verzoek) -> HttpResponse:
    """The core figures at the end of every piece of the period, of the same moments and the same part."""
    blad = _Blad(request)
    if blad.goed and (geteld := blad.geteld()):
        kerncijfers, stroom = geteld
        onderwerpen = list(kerncijfers["KC-14"].kruistabel)
        blad.context |= {
            "blad": maak_verloopblad(
                stroom.vakken, blad.form.cleaned_data["per"], schermlabels(), onderwerpen, blad.achter
            ),
            "formaten": uitvoer.keuzes(),
            "meenemen": meeneemform(request, VERLOOP, timezone.now()),
        }
    return render(request, "rapportages/cijferverloop.html", blad.context)


@never_cache
@require_POST
@mag(*RECHTEN)
def verloop_bestand(request: Verzoek) -> HttpResponseBase:
    """The same as a file. A POST, for it writes in the log who took it and for what."""
    blad, formaat, op = _Blad(request), request.POST.get("formaat", ""), timezone.now()
    if formaat not in (*uitvoer.FORMATEN, METADATA) or not blad.goed:
        messages.error(request, gettext("Dit bestand kan niet worden gemaakt. Controleer de filters."))
        return redirect(f"{reverse('cijfers_verloop')}?{request.GET.urlencode()}")
    with override(uitvoer.TAAL):
        titel = gettext("Verloop van de kerncijfers")
        if formaat == METADATA:
            over = over_het_verloop(blad.form.moment, op=op)
            return kolomuitleg.van_tabel(titel, VERLOOP, verlooprijen.csvkolommen(), op=op, over=over)
    reden, waarvoor = gegeven_reden(request, VERLOOP, op)
    if not reden:
        terug = f"{reverse('cijfers_verloop')}?{blad.context['vraag']}"
        return vraag_waarvoor(
            request, waarvoor, gettext("Verloop van de kerncijfers"), terug, uitvoer.keuzes()
        )
    kerncijfers, stroom = tel(blad.form.moment)
    with override(uitvoer.TAAL):
        kolommen, rijen = verlooprijen.als_tabel(
            stroom.vakken, labels(), list(kerncijfers["KC-14"].kruistabel)
        )
        over = over_het_verloop(blad.form.moment, op=op)
    if waarom := papier.te_lang(formaat, kolommen, rijen.__len__):
        messages.error(request, waarom)
        return redirect(f"{reverse('cijfers_verloop')}?{blad.context['vraag']}")
    uitvoer.leg_tabel_vast(
        VERLOOP,
        formaat,
        len(rijen),
        dict(parse_qsl(str(blad.context["vraag"]))),
        reden=reden,
        door=request.user,
        op=op,
    )
    return uitvoer.tabel(titel, VERLOOP, kolommen, rijen, formaat, op=op, over=over)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(*RECHTEN)
def tellen(request: Verzoek) -> HttpResponse:
    """How far the counting is, for the page that asks; a POST has it begun, or stopped."""
    blad = _Blad(request)
    pagina = "cijfers_verloop" if request.GET.get("waar") == "cijfers_verloop" else "cijfers"
    if not blad.goed:
        return redirect(f"{reverse(pagina)}?{request.GET.urlencode()}")
    moment = blad.form.moment
    stopt = request.method == "POST" and "stop" in request.POST
    if stopt:
        telverzoeken.stop(moment)
    elif request.method == "POST":
        telverzoeken.vraag(moment, op=timezone.now())
    if not request.htmx:
        return redirect(f"{reverse(pagina)}?{blad.context['vraag']}")
    stand = telverzoeken.stand(moment)
    if stand == telverzoeken.GETELD:
        return HttpResponseClientRefresh()
    if stand == telverzoeken.LOOPT and request.method != "POST":
        return HttpResponse(status=204)  # nothing new to show, or to read out
    if stopt and stand == telverzoeken.NIET_GEVRAAGD:
        stand = telverzoeken.GESTOPT
    return render(
        request, "rapportages/_telverzoek.html", blad.context | {"telverzoek": stand, "waar": pagina}
    )


VERLOOP = "kerncijferverloop"
"""What a file of it is called."""


class _Blad:
    """What the pages of the figures share: which are asked, and what the page says of that."""

    def __init__(self, request: Verzoek) -> None:
        self.namen = woorden()
        synthetisch = is_synthetisch()
        self.form = form = Cijferform(
            request.GET,
            gebruiker=request.user,
            nu=laatste_stand(timezone.now()),
            namen=self.namen,
            synthetisch=synthetisch,
        )
        self.goed = not form.niets and form.is_valid()
        self._adres, self._vraag = adressen(), cache(form.vraag)
        self.context: dict[str, object] = {
            "form": form,
            "synthetisch": synthetisch,
            "eigen": not heeft(request.user, Recht.CIJFERS_ZIEN),
            "team": self.namen("team", request.user.team) if request.user.team else "",
        }
        if self.goed:
            kiest_team = request.user.team and "team" in form.fields
            self.context |= {
                "peildatum": datum(form.moment.peildatum),
                "stand_van": tijdstip(form.moment.stand_van),
                "vraag": self._vraag(),
                "snede": form.snede_in_woorden(self.namen),
                "eigen_team_vraag": self._vraag(team=request.user.team) if kiest_team else "",
            }

    def geteld(self) -> tuple[Kerncijfers, Stroom] | None:
        """What the page shows; None where it says instead that it is being counted (`telverzoeken`)."""
        geteld = tel_als_het_vlug_is(self.form.moment)
        if geteld is None:
            self.context["telverzoek"] = telverzoeken.stand(self.form.moment)
        return geteld

    def achter(self, verwijzing: Verwijzing, **anders: str) -> str:
        """The list behind a number; `anders` is what is not as on the page."""
        return self._adres(verwijzing, self._vraag(**anders))


def _ontvangst(moment: Moment) -> Balansstand:
    """The ledger of what came in, on the days and at the stand van of the page; it tells of a year at most."""
    van, tot = moment.vakken[0].van, moment.peildatum
    return Balansstand(max(van, tot - timedelta(days=364)), tot, moment.stand_van)


@never_cache
@require_safe
@mag(*RECHTEN)
def achter_een_cijfer(request: Verzoek, lijst: Lijst) -> HttpResponse:
    """The card of a number and the cases behind it: those one may see, and how many there are besides. All of one state
    of the database: the number is as large as its list, also while somebody registers."""
    with een_beeld():
        return _achter_een_cijfer(request, lijst)


def _achter_een_cijfer(request: Verzoek, lijst: Lijst) -> HttpResponse:
    keuze = lijst.kies(request.GET, request.user, timezone.now())
    if not isinstance(keuze, Cijferfilter) or keuze.verwijzing is None:
        raise Http404
    if (kaart := keuze.kaart()) is None:
        # What is wrong with it is said where it can be chosen.
        return redirect(f"{reverse('cijfers')}?{request.GET.urlencode()}")
    context = lijstpagina(request, lijst, keuze, voorkeur(lijst, request.user))
    ziet = context["blad"].aantal
    if ziet is None:
        ziet = keuze.qs.order_by().count()
    alle = kaart.aantal
    uit = uit_rapportage(keuze, request.user)
    return render(
        request,
        "rapportages/cijferlijst.html",
        {
            **context,
            "kaart": kaart,
            "van_eerder": kaart.stand_van < keuze.nu.replace(microsecond=0),
            "aantal": getal(alle),
            "eenheid": eenheid(alle, kaart.eenheid),
            "eenheid_enkel": eenheid(1, kaart.eenheid),
            "peildatum": datum(kaart.peildatum),
            "stand_van": tijdstip(kaart.stand_van),
            "berekend_op": tijdstip(kaart.berekend_op.replace(microsecond=0)),
            "onbepaald": getal(kaart.onbepaald) if kaart.onbepaald else "",
            "ziet": getal(ziet),
            "verborgen": getal(alle - ziet) if alle > ziet else "",
            "was": verschilwoorden(keuze.was, keuze.data) if keuze.was else "",
            "terug": f"{reverse('cijfers')}?{keuze.keuze_form.vraag()}",
            "rapportage": uit.rapportage if uit else None,
            "stond": getal(uit.stond) if uit and uit.stond != alle else "",
        },
    )


@never_cache
@require_safe
@mag(*RECHTEN)
def verschil(request: Verzoek) -> HttpResponse:
    """What changed between two moments, of every core figure, with what it is made of; of the part in the address."""
    nu, namen, synthetisch = laatste_stand(timezone.now()), woorden(), is_synthetisch()
    was, wordt = momentforms(request.GET, gebruiker=request.user, nu=nu, synthetisch=synthetisch)
    deel = Cijferform(
        {**{naam: request.GET.get(naam, "") for naam in VELDEN}, **wordt.data},
        gebruiker=request.user,
        nu=nu,
        namen=namen,
        synthetisch=synthetisch,
    )
    goed = [form.is_valid() for form in (was, wordt, deel)]  # each, so that each says what is wrong
    context: dict[str, object] = {
        "was": was,
        "wordt": wordt,
        "niets": deel.niets,
        "form": next((form for form in (was, wordt, deel) if form.errors), wordt),
        "deel": deel.snede_invoer(),
        "snede": deel.snede_in_woorden(namen),
    }
    if not deel.niets and all(goed):
        van, tot = (moment_van(form, deel.snede) for form in (was, wordt))
        invoer = (was.invoer() | deel.snede_invoer(), wordt.invoer() | deel.snede_invoer())
        context["blad"] = maak_verschilblad(verschillen(van, tot), van, tot, namen, invoer)
    return render(request, "rapportages/cijferverschil.html", context)
