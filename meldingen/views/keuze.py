"""What every page of meldingen begins with: the melding one may see, and the list one came from."""

from django.shortcuts import get_object_or_404

from inspectie.verzoek import Verzoek
from meldingen.filters import MeldingFilter
from meldingen.models import Melding
from meldingen.woorden import Woorden


def vind(request: Verzoek, nummer: int) -> Melding:
    reeks = Melding.objects.zichtbaar_voor(request.user).select_related("werkgever", "dubbel_van")
    return get_object_or_404(reeks, nummer=nummer)


def keuze_uit(request: Verzoek, namen: Woorden) -> MeldingFilter:
    reeks = Melding.objects.zichtbaar_voor(request.user)
    return MeldingFilter(request.GET, reeks, gebruiker=request.user, woorden=namen)


def adres(pad: str, vraag: str) -> str:
    return f"{pad}?{vraag}" if vraag else pad
