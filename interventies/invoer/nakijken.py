"""Whether the state after a correction is right, and lawful.

It must be so at the moment of its registration, at every moment after it, and now. These differ only for a correction
that comes in after later ones: then the law is asked of the records as they stood at those moments too, and what it
forbade there already is not this correction's doing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Max

from inspectie.bulk import onder
from inspectie.kolommen import Kolom
from inspectie.versies import Stand, Wijziging, standen, verleden_van
from interventies import wet
from interventies.invoer.bestanden import Bestand
from interventies.invoer.context import Context
from interventies.invoer.rij import Rij
from interventies.models import Interventie, Overtreding
from interventies.rustend import verboden_na
from meldingen.models import Werkgever
from meldingen.werkgevers import groepen, op_moment, samenhang

# The columns by which the law knows an employer.
IDENTITEIT = {"kvk_nummer", "samengevoegd_in", "rechtsopvolger_van"}
KETENS = {"dubbel_van", "samengevoegd_in", "rechtsopvolger_van"}
MOMENTEN = 50  # later changes at which the law is asked again, the first ones
RECHTSFEITEN: tuple[type[models.Model], ...] = (Werkgever, Overtreding, Interventie)  # what the law reads
_VERBODEN = "na de correctie verbiedt de wet wat er staat"


@dataclass(slots=True)
class Correctie:
    rij: Rij
    bestand: Bestand
    kolom: Kolom
    pk: int
    waarde: Any
    op: datetime
    gelijk: list[Rij] = field(default_factory=list)  # earlier lines that say the same

    @property
    def record(self) -> tuple[str, int]:
        return self.bestand.naam, self.pk


def werkgevers(correcties: Iterable[Correctie]) -> set[int]:
    """The werkgevers these records have to do with, and who stands for them now (ids); 0 for a chain of duplicates."""
    wie: set[int] = set()
    kringen: set[int] = set()
    keten = False
    for c in correcties:
        keten |= c.kolom.naam == "dubbel_van"
        if c.bestand.model is Werkgever:
            # Another name or place touches nobody else.
            (kringen if c.kolom.naam in IDENTITEIT else wie).add(c.pk)
        elif c.bestand.model in (Overtreding, Interventie):
            wie |= set(
                c.bestand.model._default_manager.filter(pk=c.pk).values_list("werkgever_id", flat=True)
            )
        if c.kolom.verwijst == "werkgevers" and c.waarde:
            wie.add(c.waarde)
        elif c.kolom.naam == "kvk_nummer" and c.waarde:
            wie |= set(Werkgever.objects.filter(kvk_nummer=c.waarde).values_list("pk", flat=True))
    wie |= samenhang(kringen) if kringen else set()
    return wie | set(groepen(wie).values()) | ({0} if keten else set())


def onjuist(context: Context, samen: Sequence[Correctie], reeks: Sequence[Stand]) -> Iterator[str]:
    """Where the states of one record break the rules for one row."""
    bestand, pk = samen[0].bestand, samen[0].pk
    op: datetime = bestand.model._default_manager.values_list("geregistreerd_op", flat=True).get(pk=pk)
    for stand in reeks:
        if stand.vanaf > context.nu:
            break  # made by somebody else since this import began
        for kolom, reden in bestand.gebreken(stand.velden, max(op, stand.vanaf), context.nu):
            yield f"na de correctie klopt {kolom} niet: {reden}"


_KRING = "met deze waarde vormt {} een kring"


def naar_zichzelf(correcties: Iterable[Correctie]) -> Iterator[str]:
    """The shortest chain, which the database would not even hold for a moment."""
    return (_KRING.format(c.kolom.naam) for c in correcties if c.kolom.naam in KETENS and c.waarde == c.pk)


def kringen(context: Context, correcties: Iterable[Correctie]) -> Iterator[str]:
    """The chains of references that come back where they began."""
    for c in correcties:
        if c.kolom.naam not in KETENS or not c.waarde:
            continue
        if any(_loopt_rond(c, op) for op in (c.op, *_later_in_keten(c), context.nu)):
            yield _KRING.format(c.kolom.naam)


def _later_in_keten(c: Correctie) -> list[datetime]:
    """The moments after this correction at which a record was changed to which its chain ever led."""
    model, veld = c.bestand.model, c.kolom.attribuut
    if not Wijziging.objects.filter(soort=c.bestand.soort, veld=veld, geregistreerd_op__gt=c.op).exists():
        return []
    keten: set[int] = set()
    rand = {c.pk}
    while rand:
        keten |= rand
        volgende: set[int] = set()
        for tabel, eigen in ((model, "pk"), (verleden_van(model), "van_id")):
            doelen = tabel._default_manager.filter(**{f"{eigen}__in": onder(rand), f"{veld}__isnull": False})
            volgende |= set(doelen.order_by().values_list(veld, flat=True))
        rand = volgende - keten
    return _gewijzigd(c.bestand.soort, keten, c.op, veld)


def _gewijzigd(soort: str, pks: Collection[int], na: datetime, *velden: str) -> list[datetime]:
    """When these records were changed after a moment, each moment once."""
    later = Wijziging.objects.filter(soort=soort, object_id__in=onder(pks), geregistreerd_op__gt=na)
    if velden:
        later = later.filter(veld__in=velden)
    return sorted(set(later.order_by().values_list("geregistreerd_op", flat=True)))


def _loopt_rond(c: Correctie, op: datetime) -> bool:
    """Does the chain of this column come back to the record, by what stood at this moment?"""
    model, veld = c.bestand.model, c.kolom.attribuut
    tabel, verleden = model._meta.db_table, f"{model._meta.db_table}verleden"
    toen = (
        f"FROM {verleden} AS v WHERE v.van_id = r.id AND v.stand_tot > %(op)s AND v.stand_tot > v.stand_vanaf"
    )
    stand = (
        f"SELECT CASE WHEN EXISTS (SELECT 1 {toen}) THEN (SELECT v.{veld} {toen} ORDER BY v.stand_vanaf LIMIT 1)"
        f" ELSE r.{veld} END FROM {tabel} AS r"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE keten(id) AS ({stand} WHERE r.id = %(pk)s"
            f" UNION {stand} JOIN keten ON r.id = keten.id) SELECT 1 FROM keten WHERE id = %(pk)s",
            {"op": connection.ops.adapt_datetimefield_value(op), "pk": c.pk},
        )
        return cursor.fetchone() is not None


def laatste_wijziging() -> datetime | None:
    """The moment of the last change on record of what the law reads, also of one that changed nothing so far: after an
    earlier one that is still to come it may."""
    soorten = [model._meta.model_name for model in RECHTSFEITEN]
    moment: datetime | None = Wijziging.objects.filter(soort__in=soorten).aggregate(
        op=Max("geregistreerd_op")
    )["op"]
    return moment


def onthoud_wijziging(context: Context, correcties: Sequence[Correctie]) -> None:
    """These were applied; they are of one moment."""
    op = correcties[0].op
    if any(c.bestand.model in RECHTSFEITEN for c in correcties) and (
        context.laatste is None or op > context.laatste
    ):
        context.laatste = op


Eerder = dict[datetime, set[str]]  # per moment what the law forbade there already


def al_verboden(context: Context, correcties: Sequence[Correctie], geraakt: set[int]) -> Eerder:
    """Before a correction that comes in late: what the law forbade at its moment already, and at each later one at
    which something changed of what it touches. Empty: it is not late."""
    op = correcties[0].op
    if not _raakt_de_wet(correcties) or context.laatste is None or op >= context.laatste:
        return {}
    geraakt = geraakt | werkgevers(correcties)
    eerder: Eerder = {}
    for moment in (op, *_later_geraakt(correcties, geraakt)[:MOMENTEN]):
        with _zoals_op(moment):
            eerder[moment] = set(_verboden(context, correcties, geraakt))
    return eerder


def _later_geraakt(correcties: Sequence[Correctie], geraakt: set[int]) -> list[datetime]:
    """The moments after a correction at which what the law reads of these records, or at these employers, changed."""
    hoofden = set(groepen(geraakt).values())
    wie = geraakt | set(Werkgever.objects.filter(hoofd__in=onder(hoofden)).values_list("pk", flat=True))
    momenten: set[datetime] = set()
    for model in RECHTSFEITEN:
        pks = {c.pk for c in correcties if c.bestand.model is model}
        if model is Werkgever:
            pks |= wie
        else:
            for tabel, eigen in ((model, "pk"), (verleden_van(model), "van_id")):
                daar = tabel._default_manager.filter(werkgever__in=onder(wie)).order_by()
                pks |= set(daar.values_list(eigen, flat=True))
        momenten |= set(_gewijzigd(str(model._meta.model_name), pks, correcties[0].op))
    return sorted(momenten)


def verboden(
    context: Context, correcties: Sequence[Correctie], geraakt: set[int], eerder: Eerder
) -> list[str]:
    """What the law forbids now, or forbids at the moment of a late correction, or after it, and did not before it."""
    if not _raakt_de_wet(correcties):
        return []
    redenen = list(_verboden(context, correcties, geraakt))
    for moment, toen in eerder.items():
        if redenen:
            break
        with _zoals_op(moment):
            na = geraakt | werkgevers(correcties)
            redenen = [reden for reden in _verboden(context, correcties, na) if reden not in toen]
    return redenen


def _raakt_de_wet(correcties: Iterable[Correctie]) -> bool:
    return any(
        c.bestand.model in (Overtreding, Interventie) or c.kolom.naam in IDENTITEIT for c in correcties
    )


def _verboden(context: Context, correcties: Sequence[Correctie], geraakt: set[int]) -> Iterator[str]:
    """What the law forbids of these violations, and of all that stands at these employers and their successors."""
    overtredingen = {c.pk for c in correcties if c.bestand.model is Overtreding}
    for interventie, weigering in verboden_na(overtredingen, geraakt, context.wet, buiten=context.beraad):
        over = f"interventie {interventie.extern_kenmerk or interventie}: " if interventie else ""
        yield f"{_VERBODEN}: {over}{wet.in_woorden(weigering)}"


@contextmanager
def _zoals_op(op: datetime) -> Iterator[None]:
    """Inside, the tables say of employers, violations and interventions what stood at this moment (before its first
    registration: what stood first). Afterwards they are as they were."""
    with transaction.atomic():
        for model in RECHTSFEITEN:
            later = model._default_manager.filter(verleden__stand_tot__gt=op).values_list("pk", flat=True)
            for pk, reeks in standen(model, sorted(set(later))).items():
                model._default_manager.filter(pk=pk).update(**op_moment(reeks, op).velden)
        lijsten = Wijziging.objects.filter(soort="interventie", veld="overtredingen", geregistreerd_op__gt=op)
        for pk in set(lijsten.values_list("object_id", flat=True)):
            zet_overtredingen(pk, op)
        yield
        transaction.set_rollback(True)


def zet_overtredingen(interventie: int, op: datetime) -> None:
    """Make the violations under an intervention those of the last correction up to this moment. Where there is none
    they stay: what they were before the first one is not kept."""
    laatste = Wijziging.objects.filter(
        soort="interventie", object_id=interventie, veld="overtredingen", geregistreerd_op__lte=op
    )
    pks = laatste.order_by("geregistreerd_op", "id").values_list("nieuw", flat=True).last()
    if pks is not None:
        Interventie.objects.get(pk=interventie).overtredingen.set(pks)
