"""What every page of meldingen begins with: the melding one may see, and the list one came from."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from inspectie.bladeren import volgende
from inspectie.lijsten.filters import Lijstfilter
from inspectie.verzoek import Verzoek
from meldingen.lijsten import MELDINGEN
from meldingen.models import Correctievoorstel, Intrekverzoek, Melding, Ontvangst, Werkgever
from meldingen.woorden import Woorden

# By name: these belong to an app above this one.
_UITGAAND = ("overdrachten", "overdrachtsvoorstellen", "berichten", "terugkoppelingen")
_VERWEZEN = ("hoofd", "rechtsopvolger_van")


def vind(request: Verzoek, nummer: int) -> Melding:
    """With what its page need not ask for, because most meldingen have none of it."""
    reeks = Melding.objects.zichtbaar_voor(request.user).select_related("werkgever", "dubbel_van")
    verdacht = Ontvangst.objects.filter(melding=OuterRef("pk"), verdacht__gt="").values("verdacht")
    reeks = reeks.annotate(
        met_voorstel=Exists(Correctievoorstel.objects.filter(melding=OuterRef("pk"))),
        met_intrekverzoek=Exists(Intrekverzoek.objects.wachtend().filter(melding=OuterRef("pk"))),
        verdacht=Subquery(verdacht),
        bevestigd_op=F("ontvangstbevestiging__op"),
        ging_uit=_een_van(
            Melding.objects.filter(pk=OuterRef("pk"), **{f"{naam}__isnull": False}) for naam in _UITGAAND
        ),
        werkgever_met_anderen=Q(werkgever__hoofd__isnull=False)
        | Q(werkgever__rechtsopvolger_van__isnull=False)
        | _een_van(Werkgever.objects.filter(**{naam: OuterRef("werkgever")}) for naam in _VERWEZEN),
    )
    return get_object_or_404(reeks, nummer=nummer)


def _een_van(reeksen: "Iterable[QuerySet[Any]]") -> Q:
    return reduce(or_, (Q(Exists(reeks)) for reeks in reeksen))


def keuze_uit(request: Verzoek, namen: Woorden) -> Lijstfilter:
    return MELDINGEN.kies(request.GET, request.user, timezone.now(), namen)


def naar_de_volgende(keuze: Lijstfilter, melding: Melding) -> HttpResponse:
    """On to the next that waits for a decision in the same choice; to the list when there is none."""
    rijen, _ = keuze.te_tonen()
    daarna = volgende(rijen.te_beslissen().only("pk", "nummer"), keuze.velden, melding)
    return redirect(adres_van(daarna.nummer, keuze) if daarna else adres(reverse("meldingen"), keuze.vraag()))


def adres(pad: str, vraag: str) -> str:
    return f"{pad}?{vraag}" if vraag else pad


def adres_van(nummer: int, keuze: Lijstfilter) -> str:
    """The page of a melding, with the list one came from."""
    return adres(reverse("melding", args=[nummer]), keuze.vraag())
