"""The log as a witness: what was written and stays, with a digest of its content.

A line of the log says of the rows that its act wrote how many they were and what the sum of their digests is, per
table. Over the whole log these add up to what is in the tables: a row that was taken away, slipped in or altered by
hand breaks the sum, whatever became of the triggers. Of a record that can be corrected the witness tells how it was
registered; what became of it follows from its changes, which are witnessed too.

A value that is empty, or the default of its column, is not in the digest, so that a column that is added later leaves
the digests of earlier rows as they are. The digest of a given row may never change: the log has them.

A row of which an act makes something else (`zonder`) is told of as it became, less as it was.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any

from django.db import models
from django.db.models.expressions import Expression

from inspectie.bulk import onder
from inspectie.versies import Wijziging, feiten, verleden_van

PORTIE = 2000
_BEREIK = 1 << 256
_VAST = {"id", "nummer", "extern_kenmerk", "vingerafdruk", "geregistreerd_op", "invoer_id"}  # of a record
_AFGELEID = {"hoofd_id"}  # follows from other records, also at a moment that has passed


@dataclass(slots=True)
class Getuigenis:
    """Per table the number of rows and the sum of their digests: in which order they came does not matter."""

    sommen: dict[str, tuple[int, int]] = field(default_factory=dict)

    def bij(self, tabel: str, aantal: int, som: int) -> None:
        eerder, tot = self.sommen.get(tabel, (0, 0))
        self.sommen[tabel] = eerder + aantal, (tot + som) % _BEREIK

    def vervang(self, oud: models.Model, nieuw: models.Model) -> None:
        """A row that says the same in other signs: the sum no longer has the old one, and has the new one."""
        model = type(nieuw)
        voor, na = (
            afdruk(model, {veld: getattr(rij, veld) for veld in blijvende_velden(model)})
            for rij in (oud, nieuw)
        )
        self.bij(model._meta.db_table, 0, na - voor)

    def met(self, andere: "Getuigenis") -> "Getuigenis":
        for tabel, (aantal, som) in andere.sommen.items():
            self.bij(tabel, aantal, som)
        return self

    def zonder(self, eerder: "Getuigenis") -> "Getuigenis":
        """This, less what is no longer so: how rows that were changed stood before."""
        for tabel, (aantal, som) in eerder.sommen.items():
            self.bij(tabel, -aantal, -som)
        return self

    def als_json(self) -> dict[str, list[Any]]:
        return {
            tabel: [aantal, f"{som:064x}"]
            for tabel, (aantal, som) in sorted(self.sommen.items())
            if aantal or som
        }

    def neem_op(self, inhoud: Mapping[str, Sequence[Any]]) -> None:
        """Add what a line of the log says."""
        for tabel, (aantal, som) in inhoud.items():
            self.bij(tabel, aantal, int(som, 16))


def getuig(rijen: Iterable[models.Model]) -> Getuigenis:
    """Of rows that were just written, as they were written. Asks the database nothing."""
    uit = Getuigenis()
    for rij in rijen:
        model = type(rij)
        waarden = {veld: getattr(rij, veld) for veld in blijvende_velden(model)}
        # What the database works out stands in no row yet, and says nothing.
        zegt = {veld: waarde for veld, waarde in waarden.items() if not isinstance(waarde, Expression)}
        uit.bij(model._meta.db_table, 1, afdruk(model, zegt))
    return uit


def getuig_rijen(
    model: type[models.Model], velden: Sequence[str], rijen: Sequence[Sequence[Any]]
) -> Getuigenis:
    """The same of rows of values, in the order of `velden` (attribute names); their other columns are empty."""
    uit = Getuigenis()
    som = sum(afdruk(model, dict(zip(velden, rij, strict=True))) for rij in rijen)
    uit.bij(model._meta.db_table, len(rijen), som)
    return uit


def getuig_van(*reeksen: "models.QuerySet[Any]", gewijzigd: bool = True) -> Getuigenis:
    """Of all rows of these tables, as the database has them; with memory for a portion at a time. Who wrote them just
    now, and changed none of them since, says so (`gewijzigd`), and nothing is looked up to undo."""
    uit = Getuigenis()
    for reeks in reeksen:
        model = reeks.model
        for portie in _porties(reeks):
            if gewijzigd:
                _zoals_geregistreerd(model, portie)
            som = sum(afdruk(model, waarden) for waarden in portie.values())
            uit.bij(model._meta.db_table, len(portie), som)
    return uit


def afdruk(model: type[models.Model], waarden: Mapping[str, Any]) -> int:
    """The digest of one row: of its columns (attribute names) that say something."""
    standaard = _standaard(model)
    inhoud = {
        veld: waarde
        for veld, waarde in waarden.items()
        if waarde is not None and waarde != "" and waarde != standaard[veld]
    }
    return int.from_bytes(hashlib.blake2b(_schrijf(inhoud).encode(), digest_size=32).digest())


@cache
def blijvende_velden(model: type[models.Model]) -> tuple[str, ...]:
    """The columns (attribute names) that stay as they were written."""
    # Of a file its digest stands in a column of its own.
    alle = [veld.attname for veld in model._meta.concrete_fields if not isinstance(veld, models.BinaryField)]
    if not is_record(model):
        return tuple(alle)
    return (
        *(veld for veld in alle if veld in _VAST),
        *(veld for veld in feiten(model) if veld not in _AFGELEID),
    )


def is_record(model: type[models.Model]) -> bool:
    """Can it be corrected? Also of a model as a migration knows it."""
    return any(veld.name == "verleden" for veld in model._meta.related_objects)


@cache
def _standaard(model: type[models.Model]) -> dict[str, Any]:
    return {
        veld.attname: veld.get_default() if veld.has_default() and not callable(veld.default) else None
        for veld in model._meta.concrete_fields
    }


def _tekst(waarde: Any) -> str:
    return waarde.astimezone(UTC).isoformat() if isinstance(waarde, datetime) else str(waarde)


_schrijf = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=_tekst).encode


def _porties(reeks: "models.QuerySet[Any]") -> Iterator[dict[int, dict[str, Any]]]:
    model: type[models.Model] = reeks.model
    velden = blijvende_velden(model)
    bron = reeks.order_by("pk").values_list("pk", *velden).iterator(PORTIE)
    while deel := list(islice(bron, PORTIE)):
        yield {pk: dict(zip(velden, waarden, strict=True)) for pk, *waarden in deel}


def _zoals_geregistreerd(model: type[models.Model], portie: dict[int, dict[str, Any]]) -> None:
    """Put back what was corrected since."""
    if not is_record(model):
        return
    velden = [veld for veld in feiten(model) if veld not in _AFGELEID]
    toen = (
        verleden_van(model)
        ._default_manager.filter(van__in=onder(portie))
        .order_by("-stand_vanaf", "-stand_tot")
    )
    begin: dict[int, Any] = {}
    for pk, vanaf, *waarden in toen.values_list("van_id", "stand_vanaf", *velden):
        portie[pk].update(zip(velden, waarden, strict=True))  # the earliest comes last
        begin[pk] = vanaf
    # What triage decided at the moment of registration stands in the first state itself; it only fills what is empty.
    gevuld = Wijziging.objects.filter(
        soort=model._meta.model_name, object_id__in=onder(portie), aard=Wijziging.Aard.TRIAGE
    )
    for pk, veld, op in gevuld.values_list("object_id", "veld", "geregistreerd_op"):
        if op == begin.get(pk, portie[pk]["geregistreerd_op"]):
            portie[pk][veld] = None
