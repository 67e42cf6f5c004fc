"""Correcting what a melding says, also when somebody else did so in the meantime."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inspectie.formvelden import toon_weigering
from inspectie.fouten import Regelfout
from inspectie.rechten import Recht, mag
from inspectie.versies import Wijziging
from inspectie.verzoek import Verzoek
from meldingen.adviseren import Dossier
from meldingen.corrigeren import Beeld, Verouderd, beeld, cellen_van, corrigeer, tekstmerk
from meldingen.feitenform import vind_werkgever, wijs_aan
from meldingen.models import Melding, Status
from meldingen.registreren import Onjuist
from meldingen.tijdlijn import naam
from meldingen.views.aanwezig import aanwezigen_van
from meldingen.views.intake import getypt, werkgeverkeuze
from meldingen.views.keuze import adres_van, keuze_uit, vind
from meldingen.wijzigform import VELD_VAN, WijzigForm, begin, lees_merk, merk
from meldingen.woorden import Woorden, woorden


@dataclass(frozen=True, slots=True)
class Botsing:
    """A column that two people changed: what stands now, by whom, and what this person filled in."""

    veld: str
    naam: str
    hun: str
    mijn: str
    wie: str
    wanneer: Any


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@mag(Recht.MELDING_REGISTREREN)
def wijzigen(request: Verzoek, nummer: int, dossier: Dossier) -> HttpResponse:
    """The melding as a form. A save by who saw an older melding shows both, and keeps what was typed."""
    melding, namen, nu = vind(request, nummer), woorden(), timezone.now()
    cellen = cellen_van(melding)
    if request.method != "POST":
        start = begin(cellen) | {"gezien": merk(melding, beeld(melding, cellen))}
        return _toon(request, melding, WijzigForm(initial=start, oud=cellen, woorden=namen, nu=nu), namen)
    gelezen = lees_merk(melding, request.POST.get("gezien", ""))
    kies = gelezen[1] if gelezen else []
    if "zoek" in request.POST:
        form = WijzigForm(initial=getypt(request.POST), oud=cellen, kies=kies, woorden=namen, nu=nu)
        return _toon(request, melding, form, namen)
    form = WijzigForm(request.POST, oud=cellen, kies=kies, woorden=namen, nu=nu)
    if not form.is_valid():
        return _toon(request, melding, form, namen)
    # A damaged mark says nothing about what was seen: then everything that differs is to be picked.
    gezien = gelezen[0] if gelezen else Beeld({}, "", "")
    try:
        anders = corrigeer(
            melding,
            form.cellen(),
            nieuwe=form.werkgevercellen(),
            gezien=gezien,
            reden=form.cleaned_data["reden"],
            dossier=dossier,
            door=request.user,
            op=nu,
        )
    except Verouderd as fout:
        return _botst(request, melding, form, gezien, fout.nu, namen)
    except Onjuist as fout:
        wijs_aan(form, fout.gebreken)
        return _toon(request, melding, form, namen)
    except Regelfout as fout:
        toon_weigering(form, fout)
        return _toon(request, melding, form, namen)
    messages.success(request, _gedaan(melding, form, anders))
    return redirect(adres_van(nummer, keuze_uit(request, namen)))


def _gedaan(melding: Melding, form: WijzigForm, anders: list[str]) -> str:
    if not anders:
        return gettext("Melding %(nummer)s is gelijk gebleven: er was niets anders.") % {
            "nummer": melding.nummer
        }
    return gettext("Melding %(nummer)s is gewijzigd: %(velden)s.") % {
        "nummer": melding.nummer,
        "velden": ", ".join(form.naam(veld).rstrip("?") for veld in anders),
    }


def _botst(
    request: Verzoek, melding: Melding, form: WijzigForm, gezien: Beeld, nu: Beeld, namen: Woorden
) -> HttpResponse:
    """The form again, with what was typed. What only the other changed is taken over; what both did is to be picked."""
    mijn = form.mijn()
    eigen = Beeld({**mijn, "omschrijving": tekstmerk(mijn["omschrijving"])}, "", "")
    hun = gezien.verschil(nu)
    kies = [veld for veld in nu.cellen if veld in hun & gezien.verschil(eigen) & nu.verschil(eigen)]
    over = [veld for veld in nu.cellen if veld in hun and veld not in kies and veld in nu.verschil(eigen)]
    verse = vind(request, melding.nummer)
    cellen = cellen_van(verse)
    data = getypt(request.POST) | {"gezien": merk(melding, nu, kies)}
    start = begin(cellen)
    for veld in over:
        data |= {deel: start.get(deel, "") for deel in VELD_VAN.get(veld, (veld,))}
    for veld in kies:
        data.pop(f"kies_{veld}", None)
    opnieuw = WijzigForm(initial=data, oud=cellen, kies=kies, woorden=namen, nu=form.nu)
    extra = {
        "botst": True,
        "overgenomen": [_getoond(opnieuw, veld, cellen[veld]) for veld in over],
        "status_nu": verse.get_status_display()
        if nu.status != gezien.status and gezien.status in Status
        else "",
        "alleen_triage": not kies and not over and nu.status == gezien.status,
    }
    return _toon(request, verse, opnieuw, namen, **extra)


def _getoond(form: WijzigForm, veld: str, waarde: str) -> tuple[str, str]:
    if veld == "werkgever":
        return form.naam(veld), _werkgevernaam(waarde)
    return form.naam(veld), form.in_woorden(veld, waarde)


def _werkgevernaam(pk: str) -> str:
    gevonden = vind_werkgever(pk)
    return gevonden.naam if gevonden else gettext("Onbekend")


def _botsingen(melding: Melding, form: WijzigForm) -> list[Botsing]:
    """For every column that is to be picked. Two queries, and one for each employer in it."""
    if not form.kies:
        return []
    veld_van = {"werkgever_id": "werkgever"}
    laatste = {
        veld_van.get(w.veld, w.veld): w
        for w in Wijziging.objects.filter(soort="melding", object_id=melding.pk)
        .select_related("door")
        .order_by("geregistreerd_op", "id")
    }
    uit = []
    for veld in form.kies:
        regel = laatste.get(veld)
        kop, hun = _getoond(form, veld, form.oud[veld])
        uit.append(
            Botsing(
                veld,
                kop,
                hun,
                _mijn_invoer(form, veld),
                naam(regel.door) if regel else "",
                regel.geregistreerd_op if regel else None,
            )
        )
    return uit


def _mijn_invoer(form: WijzigForm, veld: str) -> str:
    """What was typed, as far as it can be read."""
    delen = [str(form[deel].value() or "") for deel in VELD_VAN.get(veld, (veld,))]
    if veld == "ontvangen_op":
        return " ".join(delen[:2])
    if veld == "werkgever":
        return str(form["nieuw_naam"].value() or "") if delen[0] == "nieuw" else _werkgevernaam(delen[0])
    return form.in_woorden(veld, delen[0])


def _toon(request: Verzoek, melding: Melding, form: WijzigForm, namen: Woorden, **extra: Any) -> HttpResponse:
    keuze = str(form["werkgever"].value() or "")
    context: Mapping[str, Any] = {
        **aanwezigen_van(request, melding),
        "form": form,
        "vraag": keuze_uit(request, namen).vraag(),
        "botsingen": [(botsing, form[f"kies_{botsing.veld}"]) for botsing in _botsingen(melding, form)],
        **extra,
        **werkgeverkeuze(str(form["werkgever_zoek"].value() or ""), keuze, namen),
    }
    return render(request, "meldingen/wijzigen.html", dict(context))
