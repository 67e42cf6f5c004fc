"""The list of meldingen."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.bladeren import blader
from inspectie.rechten import Recht, heeft, mag
from inspectie.verzoek import Verzoek
from meldingen.filters import SORTERINGEN, STANDAARD
from meldingen.models import Melding, Status
from meldingen.verzamelen import HOOGSTENS
from meldingen.views.keuze import keuze_uit
from meldingen.woorden import Woorden, woorden

PER_BLAD = 25
EERST = ("q", "besluit", "status", "domein", "onderwerp", "route", "prioriteit")
MEER = ("ernst", "arbeidsmigranten", "sector", "provincie", "kanaal", "van", "tot")

STEMPELS = {
    Status.ONTVANGEN: "bezig",
    Status.IN_TRIAGE: "bezig",
    Status.AANVULLING_GEVRAAGD: "bezig",
    Status.GEKOPPELD: "goed",
}


@never_cache
@require_safe
@mag(Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN)
def meldingen(request: Verzoek) -> HttpResponse:
    namen = woorden()
    keuze = keuze_uit(request, namen)
    fout = not keuze.form.is_valid()
    blad = blader(keuze.qs.voor_de_lijst(), [keuze.veld], request.GET.get("cursor", ""), PER_BLAD)
    begin = _vanaf(request) if blad.vorige else 1
    ziet_triage = heeft(request.user, Recht.TRIAGE_ZIEN)
    return render(
        request,
        "meldingen/lijst.html",
        {
            "keuze": keuze,
            "form": keuze.form,
            "fout": fout,
            "blokjes": keuze.blokjes(),
            "meer_open": any(keuze.form.cleaned_data.get(v) or keuze.form.errors.get(v) for v in MEER),
            "gefilterd": bool(keuze.blokjes()),
            "rijen": [lijstrij(m, namen) for m in blad.rijen],
            "blad": blad,
            "hoogstens": HOOGSTENS,
            "van": begin,
            "tot": begin + len(blad.rijen) - 1,
            "vraag": keuze.vraag(),
            "vraag_vorige": keuze.vraag(cursor=blad.vorige, vanaf=str(max(begin - PER_BLAD, 1))),
            "vraag_volgende": keuze.vraag(cursor=blad.volgende, vanaf=str(begin + len(blad.rijen))),
            "sorteringen": [(code, naam) for code, (_, naam) in SORTERINGEN.items()],
            "standaard_sort": STANDAARD,
            "ziet_triage": ziet_triage,
            "registreert": heeft(request.user, Recht.MELDING_REGISTREREN),
            "beslist": heeft(request.user, Recht.TRIAGE_BESLISSEN),
            "besluit_open": keuze.data.get("besluit") == "open",
            "eigen": heeft(request.user, Recht.MELDING_ZIEN_EIGEN),
            "eerste_velden": [keuze.form[v] for v in EERST if v in keuze.form.fields],
            "meer_velden": [keuze.form[v] for v in MEER if v in keuze.form.fields],
        },
    )


def lijstrij(melding: Melding, namen: Woorden) -> dict[str, object]:
    """What a row shows. Costs no query after `voor_de_lijst`."""
    onderwerpen = namen.onderwerpen(melding.onderwerpen)
    return {
        "melding": melding,
        "onderwerp": onderwerpen[0] if onderwerpen else "",
        "meer": len(onderwerpen) - 1,
        "domein": namen("domein", melding.domein),
        "stempel": STEMPELS.get(Status(melding.status), ""),
    }


def _vanaf(request: Verzoek) -> int:
    """Where the page begins, as its address says; only for the count above the list."""
    vanaf = request.GET.get("vanaf", "")
    return int(vanaf) if vanaf.isdecimal() and vanaf.isascii() and len(vanaf) < 10 else 1
