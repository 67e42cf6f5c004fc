"""A melding on one page."""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.bladeren import buren, cursor_na
from inspectie.lijsten.filters import Lijstfilter
from inspectie.models import VrijeDag
from inspectie.rechten import Recht, heeft, mag
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from meldingen.advieskaart import maak_advieskaart
from meldingen.attenderen import kan_mailen_aan
from meldingen.besluitregels import bezwaren
from meldingen.feitenblad import feitenblad
from meldingen.forms import BesluitForm, MelderForm
from meldingen.handelingen import (
    AANVULLING,
    BEVESTIGEN,
    BEVESTIGING_HERROEPEN,
    DUBBEL,
    LATER,
    Handeling,
    te_doen,
)
from meldingen.handelingforms import (
    AanvullingForm,
    AnderDubbelForm,
    BevestigingForm,
    BevestigingHerroepenForm,
    DubbelForm,
    HandelingForm,
    LaterForm,
)
from meldingen.later import waarom_niet
from meldingen.lijsten import MELDINGEN, STEMPELS
from meldingen.models import Melding, Ontvangst, Status, TriageBesluit
from meldingen.nagekomen import van_melder
from meldingen.paneel import Paneel
from meldingen.sporen import antwoorden, sporen, teksten
from meldingen.tijdlijn import Gebeurtenis, tijdlijn
from meldingen.verwantenblad import Verwant, verwanten
from meldingen.views.aanwezig import aanwezigen_van
from meldingen.views.keuze import keuze_uit, vind
from meldingen.views.lijst import lijstrij
from meldingen.views.voorstel import voorstellen_van
from meldingen.werkgeverblad import werkgeverblad
from meldingen.woorden import Woorden, woorden


@never_cache
@require_safe
@mag(Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN)
def melding(request: Verzoek, nummer: int) -> HttpResponse:
    return toon_pagina(request, vind(request, nummer))


def toon_pagina(
    request: Verzoek,
    melding: Melding,
    *,
    form: BesluitForm | None = None,
    fout: HandelingForm | None = None,
    ingehaald: bool = False,
) -> HttpResponse:
    """With a form that was not accepted: `form` of the decision, `fout` of another act. `ingehaald`: because somebody
    else was first, and then the page says what happened since it was shown."""
    namen, nu = woorden(), timezone.now()
    keuze = keuze_uit(request, namen)
    rijen, binnen = keuze.te_tonen()
    vorige, volgende = buren(rijen, keuze.velden, melding, binnen)
    ziet_triage = heeft(request.user, Recht.TRIAGE_ZIEN)
    ziet_uur = heeft(request.user, Recht.ONTVANGSTUUR_ZIEN)
    besluiten = (
        list(melding.besluiten.select_related("regelset", "besloten_door").defer("regelset__inhoud"))
        if ziet_triage
        else []
    )
    advies = besluiten[-1] if besluiten else None
    te_beslissen = _te_beslissen(request, melding, advies)
    alles = sporen(melding)
    panelen = _panelen(request, melding)
    verloop = sorted(
        [
            *tijdlijn(melding, besluiten, alles, namen, met_triage=ziet_triage, met_uur=ziet_uur),
            *(gebeurtenis for paneel in panelen for gebeurtenis in paneel.verloop),
        ],
        key=lambda gebeurtenis: gebeurtenis.moment,
    )
    vrije_dagen = VrijeDag.objects.dagen() if melding.is_open_verzoek else frozenset()
    handelingen = _handelingen(request, melding, fout, nu, namen)
    blad = werkgeverblad(melding, request.user, namen)
    geschreven, later = teksten(alles), van_melder(melding, alles)
    records = [w.pk for w in (blad.hier, *blad.namen)] if blad and not blad.meer_namen else []
    lijken = _verwanten(request, melding, geschreven[-1].tekst if geschreven else "", namen, fout, records)
    ander = _ander_dubbel(request, melding, fout)
    dubbelen = [*(form for _, _, form in lijken), ander]
    op_de_pagina = [*handelingen, *(form for form in dubbelen if form is not None)]
    return render(
        request,
        "meldingen/melding.html",
        {
            **aanwezigen_van(request, melding),
            "onderwerp": next(iter(namen.onderwerpen(melding.onderwerpen)), ""),
            "domein": namen("domein", melding.domein),
            "verdacht": _verdacht(melding) if ziet_triage else "",
            "stempel": STEMPELS.get(Status(melding.status), ""),
            "teksten": geschreven,
            "antwoorden": antwoorden(alles),
            "van_melder": [(stuk, namen("kanaal", stuk.kanaal)) for stuk in later],
            "te_lezen": any(stuk.is_te_lezen_door(request.user) for stuk in later)
            and heeft(request.user, Recht.TRIAGE_BESLISSEN, Recht.ZAAK_BEHANDELEN_EIGEN),
            # `vind` looked whether there are any: most have none.
            "voorstellen": voorstellen_van(request, melding, namen)
            if getattr(melding, "met_voorstel", True)
            else None,
            "stelt_voor": heeft(request.user, Recht.CORRECTIE_VOORSTELLEN),
            "wijzigt": heeft(request.user, Recht.MELDING_REGISTREREN),
            "groepen": feitenblad(melding, namen, vrije_dagen),
            "blad": blad,
            "andere": [lijstrij(ander, namen) for ander in blad.andere] if blad else [],
            "verwanten": lijken,
            "ander_dubbel": ander,
            "panelen": [paneel.html for paneel in panelen if paneel.html and not paneel.naast],
            "naast": [paneel.html for paneel in panelen if paneel.html and paneel.naast],
            "kaart": maak_advieskaart(advies, namen) if advies else None,
            "te_laat": _te_laat(advies, nu),
            "form": form or (BesluitForm(besluit=advies) if te_beslissen else None),
            "met_fouten": fout or form,
            "handelingen": handelingen,
            "niets_meer": waarom_niet(melding, request.user) if heeft(request.user, *LATER.rechten) else "",
            "stand": melding.stand(advies.pk if advies else _laatste(melding)) if op_de_pagina else "",
            "getoond": nu.timestamp(),
            "ingehaald": ingehaald,
            "intussen": _sinds(request, verloop) if ingehaald else [],
            "geschreven": _niet_meer_te_plaatsen(fout or form, op_de_pagina, te_beslissen=te_beslissen),
            "te_beslissen": te_beslissen,
            "mag_overnemen": te_beslissen and _mag_overnemen(request, melding, advies),
            "tijdlijn": verloop,
            "ziet_triage": ziet_triage,
            "ziet_uur": ziet_uur,
            "inzagen": melding.inzagen.select_related("door")
            if heeft(request.user, Recht.MELDERLOG_ZIEN)
            else None,
            "melder_form": MelderForm(auto_id="id_melder_%s") if _ziet_melder(request) else None,
            "vorige": vorige,
            "volgende": volgende,
            # Where neighbours are looked for no further than so, the list goes on.
            "verderop": "" if binnen is None else _verderop(keuze, melding),
            "vraag": keuze.vraag(),
            "nu": nu,
        },
    )


def _verderop(keuze: Lijstfilter, melding: Melding) -> str:
    """The list from this melding on."""
    return MELDINGEN.adres(keuze.vraag(cursor=cursor_na(melding, keuze.velden), vanaf=""))


def _te_beslissen(request: Verzoek, melding: Melding, advies: TriageBesluit | None) -> bool:
    return advies is not None and melding.wacht_op_besluit and heeft(request.user, Recht.TRIAGE_BESLISSEN)


def _handelingen(
    request: Verzoek,
    melding: Melding,
    fout: HandelingForm | None,
    nu: datetime,
    namen: Woorden,
) -> list[HandelingForm]:
    """A form for each act that is on offer; the one that was not accepted as it was filled in."""

    def form(handeling: Handeling) -> HandelingForm:
        if fout is not None and fout.handeling is handeling:
            return fout
        if handeling is BEVESTIGEN:
            return BevestigingForm(vandaag=lokale_dag(nu))
        if handeling is BEVESTIGING_HERROEPEN:
            return BevestigingHerroepenForm(bevestigd_op=getattr(melding, "bevestigd_op", None))
        if handeling is LATER:
            return LaterForm(woorden=namen)
        return AanvullingForm() if handeling is AANVULLING else HandelingForm(handeling)

    forms = [form(handeling) for handeling in te_doen(melding, request.user)]
    for aanbod in forms:
        if isinstance(aanbod, BevestigingForm):
            if not kan_mailen_aan(melding):
                aanbod.zonder_mail()
            aanbod.uiterlijk = melding.bevestig_uiterlijk
            aanbod.te_laat = aanbod.uiterlijk is not None and aanbod.uiterlijk < lokale_dag(nu)
        if isinstance(aanbod, AanvullingForm) and melding.verzoek_24_7:
            aanbod.zonder_contact()
    return forms


def _laatste(melding: Melding) -> int | None:
    """The id of the latest advice, for who may not see it but can be overtaken all the same."""
    return melding.besluiten.values_list("pk", flat=True).last()


def _sinds(request: Verzoek, verloop: list[Gebeurtenis]) -> list[Gebeurtenis]:
    """What happened after the page was shown that the person answered; at the least the last thing that did."""
    try:
        getoond = float(request.POST.get("getoond", ""))
    except ValueError:
        getoond = float("inf")
    return [g for g in verloop if g.moment.timestamp() > getoond] or verloop[-1:]


def _niet_meer_te_plaatsen(
    form: HandelingForm | BesluitForm | None, handelingen: list[HandelingForm], *, te_beslissen: bool
) -> str:
    """Words that were typed for an act that is no longer on offer: shown, so that they are not lost."""
    if form is None or (te_beslissen if isinstance(form, BesluitForm) else form in handelingen):
        return ""
    return str(form.data.get("reden" if isinstance(form, BesluitForm) else "tekst", ""))


def _mag_overnemen(request: Verzoek, melding: Melding, advies: TriageBesluit | None) -> bool:
    """An advice "by hand" names no route to take over, and some ask for a teamleider. The act refuses it anyway."""
    if advies is None:
        return False
    return not any(bezwaren(melding, advies, advies.route, advies.prioriteit, reden="", door=request.user))


def _verdacht(melding: Melding) -> str:
    """What about it is as a machine does it, in words within a sentence (`vind` looked); "" when nothing is."""
    waarom = getattr(melding, "verdacht", None)
    label = str(Ontvangst.Verdacht(waarom).label) if waarom else ""
    return label[:1].lower() + label[1:]


def _te_laat(advies: TriageBesluit | None, nu: datetime) -> bool:
    return (
        advies is not None
        and advies.besloten_op is None
        and advies.uiterlijk is not None
        and advies.uiterlijk < nu
    )


def _ziet_melder(request: Verzoek) -> bool:
    return heeft(request.user, Recht.MELDER_ZIEN, Recht.MELDER_ZIEN_EIGEN)


def _verwanten(
    request: Verzoek,
    melding: Melding,
    tekst: str,
    namen: Woorden,
    fout: HandelingForm | None,
    records: list[int],
) -> list[tuple[Verwant, dict[str, object], DubbelForm | None]]:
    """(the melding that looks like this one, its row, the form that says this one is a duplicate of it)."""
    aanbod = _mag_dubbel(request, melding)

    def form(van: int) -> DubbelForm | None:
        if (
            isinstance(fout, DubbelForm)
            and not isinstance(fout, AnderDubbelForm)
            and str(fout["van"].value()) == str(van)
        ):
            return fout
        return DubbelForm(van) if aanbod else None

    return [
        (verwant, lijstrij(verwant.melding, namen), form(verwant.melding.nummer))
        for verwant in verwanten(melding, request.user, tekst, records)
    ]


def _mag_dubbel(request: Verzoek, melding: Melding) -> bool:
    return heeft(request.user, Recht.TRIAGE_BESLISSEN) and DUBBEL.kan(melding)


def _ander_dubbel(request: Verzoek, melding: Melding, fout: HandelingForm | None) -> AnderDubbelForm | None:
    if not _mag_dubbel(request, melding):
        return None
    return fout if isinstance(fout, AnderDubbelForm) else AnderDubbelForm()


def _panelen(request: Verzoek, melding: Melding) -> list[Paneel]:
    """From the apps above this one, by name: they know a melding, it does not know them."""
    panelen = (import_string(naam)(request, melding) for naam in settings.MELDINGPANELEN)
    return [paneel if isinstance(paneel, Paneel) else Paneel(paneel) for paneel in panelen]
