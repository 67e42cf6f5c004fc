"""What every page of meldingen begins with: the melding one may see, and the list one came from."""

from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from inspectie.bladeren import volgende
from inspectie.lijsten.filters import Lijstfilter
from inspectie.verzoek import Verzoek
from meldingen.lijsten import MELDINGEN
from meldingen.models import Correctievoorstel, Intrekverzoek, Melding, Ontvangst
from meldingen.woorden import Woorden


def vind(request: Verzoek, nummer: int) -> Melding:
    reeks = Melding.objects.zichtbaar_voor(request.user).select_related("werkgever", "dubbel_van")
    verdacht = Ontvangst.objects.filter(melding=OuterRef("pk"), verdacht__gt="").values("verdacht")
    reeks = reeks.annotate(
        met_voorstel=Exists(Correctievoorstel.objects.filter(melding=OuterRef("pk"))),
        met_intrekverzoek=Exists(Intrekverzoek.objects.open().filter(melding=OuterRef("pk"))),
        verdacht=Subquery(verdacht),
    )
    return get_object_or_404(reeks, nummer=nummer)


def keuze_uit(request: Verzoek, namen: Woorden) -> Lijstfilter:
    return MELDINGEN.kies(request.GET, request.user, timezone.now(), namen)


def naar_de_volgende(keuze: Lijstfilter, melding: Melding) -> HttpResponse:
    """On to the next that waits for a decision in the same choice; to the list when there is none."""
    daarna = volgende(keuze.qs.te_beslissen().only("pk", "nummer"), keuze.velden, melding)
    pad = reverse("melding", args=[daarna.nummer]) if daarna else reverse("meldingen")
    return redirect(adres(pad, keuze.vraag()))


def adres(pad: str, vraag: str) -> str:
    return f"{pad}?{vraag}" if vraag else pad
