"""Nothing that came in is unaccounted for. Nothing here changes anything."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import Q

from inspectie.models import Logregel
from meldingen.balans import alles
from meldingen.models import Melding, Ontvangst, Volgcode

Uitkomst = Ontvangst.Uitkomst
STUK = 1000


def gebreken() -> Iterator[str]:
    """Every day and channel closes; every line has one outcome and what belongs to it; and what came by a door of ours
    without one of us has its line."""
    for regel in alles():
        if not regel.sluit:
            verantwoord = sum(regel.delen.values())
            yield f"{regel.dag:%d-%m-%Y} {regel.kanaal}: {regel.ontvangen} ontvangen, {verantwoord} verantwoord."
    yield from _uitkomsten()
    yield from _zonder_regel()


def _uitkomsten() -> Iterator[str]:
    is_melding, leeg = Q(uitkomst=Uitkomst.MELDING), Q(inhoud="")
    for wat, fout in (
        ("heeft geen bekende uitkomst", ~Q(uitkomst__in=Uitkomst.values)),
        # Joined, so that one that points at nothing is found too.
        ("zou een melding zijn die er niet is", is_melding & Q(melding__nummer=None)),
        ("hoort bij een melding en staat er niet als een", ~is_melding & Q(melding_id__isnull=False)),
        ("is een melding en bewaart ook nog wat er kwam", is_melding & ~leeg),
        ("is geen melding en bewaart niet wat er kwam", ~is_melding & leeg),
        ("werd niets en zegt niet waarom", ~is_melding & Q(reden="")),
        ("is besloten zonder wie of wanneer", Q(uitkomst=Uitkomst.GEEN_MELDING, beslist_door=None)),
    ):
        for pk in Ontvangst.objects.filter(fout).values_list("pk", flat=True).iterator():
            yield f"ontvangst {pk} {wat}."


def _zonder_regel() -> Iterator[str]:
    """What nobody of us registered came from outside by itself; so did whoever has a receipt code."""
    regels = Logregel.objects.filter(actie="melding_geregistreerd", door=None).order_by("nummer")
    vanzelf = regels.values_list("onderwerp", flat=True).iterator()
    while deel := [int(onderwerp.partition(":")[2]) for onderwerp in islice(vanzelf, STUK)]:
        yield from _missen(set(deel))
    codes = Volgcode.objects.filter(melding__ontvangst=None).values_list("melding_id", flat=True)
    web = Melding.objects.filter(kanaal="WEBFORMULIER", inzending__isnull=False, ontvangst=None)
    for pk in sorted({*codes, *web.values_list("pk", flat=True)}):
        yield f"melding {pk} kwam van buiten en staat niet in de ontvangstbalans."


def _missen(pks: set[int]) -> Iterator[str]:
    er_zijn = set(Ontvangst.objects.filter(melding__in=pks).values_list("melding_id", flat=True))
    for pk in sorted(pks - er_zijn):
        yield f"melding {pk} kwam vanzelf binnen en staat niet in de ontvangstbalans."
