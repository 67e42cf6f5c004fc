"""Who stands for an employer is who must, at every moment: derived anew from KvK numbers and merges."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import Count, Q

from inspectie.versies import standen
from meldingen.models import Werkgever, WerkgeverVerleden
from meldingen.verdeling import verdeel

STUK = 1000  # records at a time


def gebreken() -> Iterator[str]:
    """Whoever stands for an employer, or did, is who must, in Dutch."""
    for kringen in _stukken(_kringen()):
        reeksen = standen(Werkgever, [pk for kring in kringen for pk in kring])
        for kring in kringen:
            verdeeld = verdeel({pk: reeksen[pk] for pk in kring})
            for pk in kring:
                if verdeeld[pk] != reeksen[pk]:
                    yield f"werkgever {pk} staat of stond bij een ander dan uit KvK-nummers en samenvoegingen volgt."


def _kringen() -> Iterator[list[int]]:
    """The records that were ever tied to another one, with those. Ids only, so that all fit in memory."""
    ouder: dict[int, int] = {}

    def wortel(pk: int) -> int:
        while (verder := ouder.setdefault(pk, pk)) != pk:
            ouder[pk] = pk = ouder[verder]
        return pk

    tabellen: tuple[tuple[type[models.Model], str], ...] = ((Werkgever, "pk"), (WerkgeverVerleden, "van_id"))
    for model, eigen in tabellen:
        for veld in ("samengevoegd_in_id", "hoofd_id"):
            banden = model._default_manager.filter(**{f"{veld}__isnull": False}).order_by()
            for een, ander in banden.values_list(eigen, veld).iterator():
                ouder[wortel(een)] = wortel(ander)
    gedeeld = (
        Werkgever.objects.exclude(kvk_nummer="").values("kvk_nummer").annotate(n=Count("pk")).filter(n__gt=1)
    )
    ooit = WerkgeverVerleden.objects.exclude(kvk_nummer="").values("kvk_nummer")
    per_nummer: dict[str, int] = {}
    for model, eigen in tabellen:
        rijen = model._default_manager.filter(
            Q(kvk_nummer__in=gedeeld.values("kvk_nummer").order_by()) | Q(kvk_nummer__in=ooit)
        ).order_by()
        for pk, nummer in rijen.values_list(eigen, "kvk_nummer").iterator():
            ouder[wortel(pk)] = wortel(per_nummer.setdefault(nummer, pk))
    kringen: dict[int, list[int]] = {}
    for pk in ouder:
        kringen.setdefault(wortel(pk), []).append(pk)
    yield from kringen.values()


def _stukken(kringen: Iterable[list[int]]) -> Iterator[list[list[int]]]:
    """Circles together, some thousand records at a time."""
    stuk: list[list[int]] = []
    for kring in kringen:
        stuk.append(kring)
        if sum(map(len, stuk)) >= STUK:
            yield stuk
            stuk = []
    if stuk:
        yield stuk
