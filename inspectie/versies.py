"""Two times on every counted fact: when it happened, and when it was registered.

A record that can be corrected has its correctable columns in an abstract class that two tables share: the record
itself (as it stands now, since `stand_vanaf`) and its past (each earlier state, with the time span it was on record).
The rows of `Wijziging` are the source; both tables follow from the first state and the changes, by `vouw`. So what was
on record at any moment can be read for ever, and in plain columns.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, pairwise
from typing import Any, NamedTuple, cast

from django.db import models

from inspectie.bulk import onder
from inspectie.models import Gebruiker


class Invoer(models.Model):
    """One run of `importeer`: what was read, taken and refused, per file."""

    map = models.CharField(max_length=500)
    begonnen_op = models.DateTimeField()
    telling = models.JSONField(default=dict, help_text="per bestand: gelezen, goed, ongewijzigd, afgekeurd")

    def __str__(self) -> str:
        return f"invoer {self.pk}"


class Record(models.Model):
    """What every registered record has, and no correction changes."""

    extern_kenmerk = models.CharField(  # noqa: DJ001 (unique where there is one)
        max_length=130, null=True, unique=True, help_text="de sleutel van de afzender"
    )
    vingerafdruk = models.CharField(max_length=32, blank=True, help_text="van de regel zoals aangeleverd")
    geregistreerd_op = models.DateTimeField()
    stand_vanaf = models.DateTimeField()
    invoer = models.ForeignKey(Invoer, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        abstract = True


class Verleden(models.Model):
    """An earlier state of a record: on record from `stand_vanaf` until `stand_tot` (exclusive)."""

    stand_vanaf = models.DateTimeField()
    stand_tot = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True


class Wijziging(models.Model):
    """A later registration that changes one field of a record. Append-only (a trigger refuses anything else)."""

    class Aard(models.TextChoices):
        CORRECTIE = "CORRECTIE", "Correctie"
        TRIAGE = "TRIAGE", "Besluit bij triage"

    soort = models.CharField(
        max_length=12, help_text="melding, werkgever, zaak, overtreding, interventie, zaak_melding"
    )
    object_id = models.BigIntegerField()
    veld = models.CharField(max_length=40)
    nieuw = models.JSONField(null=True, help_text="leeg bij vertrouwelijke velden: die staan in de kluis")
    aard = models.CharField(max_length=10, choices=Aard, default=Aard.CORRECTIE)
    reden = models.TextField()
    geregistreerd_op = models.DateTimeField()
    ingevoerd_op = models.DateTimeField(help_text="wanneer dit systeem haar opschreef")
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="wijzigingen")
    vingerafdruk = models.CharField(max_length=32, null=True, unique=True)  # noqa: DJ001 (unique where there is one)

    class Meta:
        ordering = ["geregistreerd_op", "id"]
        indexes = [
            models.Index(fields=["soort", "object_id"], name="wijziging_object"),
            models.Index(fields=["geregistreerd_op"], name="wijziging_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.object_id}: {self.veld}"


def wijzig(
    soort: str,
    object_id: int,
    veld: str,
    nieuw: Any,
    *,
    reden: str,
    op: datetime,
    ingevoerd_op: datetime,
    door: Gebruiker | None = None,
    vingerafdruk: str | None = None,
) -> Wijziging:
    """Write down a correction of one field (attribute name, JSON value), registered at `op`; `herleid` makes it so, and
    the line of the act in the log bears witness of it."""
    return Wijziging.objects.create(
        soort=soort,
        object_id=object_id,
        veld=veld,
        nieuw=nieuw,
        reden=reden,
        geregistreerd_op=op,
        ingevoerd_op=ingevoerd_op,
        door=door,
        vingerafdruk=vingerafdruk,
    )


@dataclass(frozen=True, slots=True)
class Stand:
    """One state of a record, on record from `vanaf`."""

    vanaf: datetime
    velden: Mapping[str, Any]


class Verandering(NamedTuple):
    """A change of one field. `vult`: what triage decided only fills what nobody had decided: this value (AVG 22)."""

    moment: datetime
    veld: str
    waarde: Any
    vult: Any = None


def verandering(model: type[models.Model], wijziging: Wijziging) -> Verandering:
    """A row of `Wijziging` of this model as it is folded."""
    veld = wijziging.veld
    kolom = cast("models.Field[Any, Any]", model._meta.get_field(veld))
    vult = kolom.get_default() if wijziging.aard == Wijziging.Aard.TRIAGE else None
    return Verandering(wijziging.geregistreerd_op, veld, naar_python(model, veld, wijziging.nieuw), vult)


def vouw(eerste: Stand, wijzigingen: Iterable[Verandering]) -> list[Stand]:
    """All states of a record, oldest first. The changes come in order of registration; those of one moment make one
    state, and what changes nothing makes none.

    The first state is how the record was registered, and stays, also where it was changed at that very moment: then it
    was on record for no time at all, no figure sees it, and it can still be told from what was changed.
    """
    standen = [eerste]
    for moment, veld, waarde, vult in wijzigingen:
        laatste = standen[-1]
        if vult is not None and laatste.velden[veld] != vult:
            continue
        if laatste.velden[veld] == waarde:
            continue
        nieuw = {**laatste.velden, veld: waarde}
        if moment == laatste.vanaf and len(standen) > 1:
            standen.pop()
        if standen[-1].velden != nieuw:
            standen.append(Stand(moment, nieuw))
    return standen


def feiten(model: type[models.Model]) -> list[str]:
    """The correctable columns of a record: those it shares with its past (attribute names, `werkgever_id`)."""
    return [veld.attname for veld in verleden_van(model)._meta.concrete_fields if veld.name not in _EIGEN]


_EIGEN = {"id", "van", "stand_vanaf", "stand_tot"}


def verleden_van(model: type[models.Model]) -> type[models.Model]:
    """The model of its earlier states."""
    verleden: type[models.Model] = model._meta.get_field("verleden").related_model  # type: ignore[assignment]
    return verleden


def stand_sql(
    model: type[models.Model], kolommen: Sequence[str], waar: str = "TRUE", *, alleen: str = ""
) -> str:
    """SQL for the rows that were on record at the moment `%(stand_van)s` and meet `waar`: (id, kolommen…).

    Plain columns, so that the filter can use an index; the past is read through its index on `stand_tot`, so for a
    recent moment it costs next to nothing. `alleen` is a condition on the id of the record, as "{id}".
    """
    lijst = ", ".join(kolommen)
    dit, dat = (f" AND {alleen.format(id=kolom)}" if alleen else "" for kolom in ("id", "van_id"))
    nu, toen = model._meta.db_table, verleden_van(model)._meta.db_table
    return (
        f"SELECT id, {lijst} FROM {nu} WHERE stand_vanaf <= %(stand_van)s AND ({waar}){dit} "
        f"UNION ALL SELECT van_id, {lijst} FROM {toen} "
        f"WHERE stand_tot > %(stand_van)s AND stand_vanaf <= %(stand_van)s AND ({waar}){dat}"
    )


def standen(
    model: type[models.Model],
    pks: Collection[int],
    velden: Sequence[str] = (),
    *,
    ook_zonder_duur: bool = False,
) -> dict[int, list[Stand]]:
    """The recorded states of each record, oldest first, with these fields (attribute names), or all of them; one that
    was on record for no time at all (`vouw`) only when asked for."""
    velden = velden or feiten(model)
    toen = (
        verleden_van(model)._default_manager.filter(van__in=onder(pks)).order_by("stand_vanaf", "stand_tot")
    )
    if not ook_zonder_duur:
        toen = toen.filter(stand_tot__gt=models.F("stand_vanaf"))
    nu = model._default_manager.filter(pk__in=onder(pks)).order_by()
    uit: dict[int, list[Stand]] = {}
    for pk, vanaf, *waarden in chain(
        toen.values_list("van_id", "stand_vanaf", *velden), nu.values_list("pk", "stand_vanaf", *velden)
    ):
        uit.setdefault(pk, []).append(Stand(vanaf, dict(zip(velden, waarden, strict=True))))
    return uit


def schrijf_standen(
    model: type[models.Model], alle: Mapping[int, Sequence[Stand]], oud: Mapping[int, Sequence[Stand]]
) -> None:
    """Make the tables hold exactly these states (oldest first) for these records; `oud` is what they hold now. What
    stays as it was is not written again: who wants to know what changed, and from when, sees it by the rows."""
    anders = {pk: reeks for pk, reeks in alle.items() if list(reeks) != list(oud[pk])}
    if not anders:
        return
    verleden = verleden_van(model)
    nieuw: list[models.Model] = []
    for pk, reeks in anders.items():
        was, wordt = list(pairwise(oud[pk])), list(pairwise(reeks))
        blijft = 0
        while was[blijft : blijft + 1] and was[blijft : blijft + 1] == wordt[blijft : blijft + 1]:
            blijft += 1
        if was[blijft:]:
            weg = verleden._default_manager.filter(van=pk)
            if blijft:
                weg = weg.filter(stand_tot__gt=was[blijft - 1][1].vanaf)
            weg.delete()
        nieuw += [
            verleden(van_id=pk, stand_vanaf=stand.vanaf, stand_tot=volgende.vanaf, **stand.velden)
            for stand, volgende in wordt[blijft:]
        ]
        if reeks[-1] != oud[pk][-1]:
            model._default_manager.filter(pk=pk).update(stand_vanaf=reeks[-1].vanaf, **reeks[-1].velden)
    verleden._default_manager.bulk_create(nieuw, batch_size=500)


def herleid(model: type[models.Model], soort: str, pks: Sequence[int]) -> dict[int, list[Stand]]:
    """Derive all states of these records anew from their first state and their changes, and store them.

    Safe to run at any time: the outcome depends on the rows of `Wijziging` only, not on the order they came in.
    """
    velden = set(feiten(model))
    # Held until the transaction ends: triage, or somebody at a screen, may be at the same record.
    list(
        model._default_manager.select_for_update(no_key=True)
        .filter(pk__in=onder(pks))
        .order_by("pk")
        .values_list("pk")
    )
    per_object: dict[int, list[Verandering]] = {pk: [] for pk in pks}
    for w in Wijziging.objects.filter(soort=soort, object_id__in=pks).order_by("geregistreerd_op", "id"):
        if w.veld in velden:
            per_object[w.object_id].append(verandering(model, w))
    oud = standen(model, pks, ook_zonder_duur=True)
    alle = {pk: vouw(reeks[0], per_object[pk]) for pk, reeks in oud.items()}
    schrijf_standen(model, alle, oud)
    return {pk: _met_duur(reeks) for pk, reeks in alle.items()}


def _met_duur(reeks: list[Stand]) -> list[Stand]:
    return reeks[1:] if len(reeks) > 1 and reeks[0].vanaf == reeks[1].vanaf else reeks


def naar_python(model: type[models.Model], veld: str, waarde: Any) -> Any:
    """The typed value of a field from its JSON form (an attribute name such as `werkgever_id` is a number)."""
    kolom = _veld(model, veld)
    if waarde is None and not kolom.null:
        return kolom.get_default()
    return waarde if waarde is None or kolom.is_relation else kolom.to_python(waarde)


def naar_json(waarde: Any) -> Any:
    return waarde.isoformat() if hasattr(waarde, "isoformat") else waarde


def _veld(model: type[models.Model], attname: str) -> "models.Field[Any, Any]":
    return next(veld for veld in model._meta.concrete_fields if veld.attname == attname)
