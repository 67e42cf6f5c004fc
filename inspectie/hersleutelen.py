"""All that is sealed, sealed again with the first key, while others read and write.

What is sealed stands in columns of a kind of their own (`inspectie.velden`) and in the second factor of whoever logs
in. Each portion is a transaction: it holds its rows, opens them and seals them again, so that what somebody changes
meanwhile is not lost, and a run that was cut off goes on where it was. A value that no key opens stays as it is, and is
counted. What a page that had expired carries through the login (`inspectie.bewaard`) is nowhere, and is a day old at
most: that is how long a key that nothing hangs on any more is worth keeping.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import Count, Q, Value
from django.db.models.functions import Left, Substr
from django.db.models.lookups import Exact

from inspectie.aanmelden import TweedeFactor
from inspectie.blijvend import AANVULBAAR
from inspectie.getuigen import Getuigenis
from inspectie.kluis import (
    Kluisfout,
    eerste_sleutel,
    open_bestand,
    open_zegel,
    sleutelnamen,
    verzegel,
    verzegel_bestand,
)
from inspectie.logboek import log
from inspectie.velden import Zegelbestand, Zegeltekst, plaats, verzegelde_velden

PORTIE = 200
"""Rows that are held at a time; of files fewer, for they may be 10 MB each."""
BESTANDEN = 5
ONBEKEND = ""
"""Counted under this name: sealed with a key that is not there."""

Zegelveld = Zegeltekst | Zegelbestand


@dataclass(slots=True)
class Stand:
    """How far it is: rows looked at that needed it, those sealed anew, and those that no key opens."""

    plek: str
    gedaan: int = 0
    dicht: int = 0


def tel() -> dict[str, Counter[str]]:
    """How many values hang on which key, per column (`table.column`)."""
    uit: dict[str, Counter[str]] = {}
    for model, velden in verzegelde_velden().items():
        for veld in velden:
            uit[f"{model._meta.db_table}.{veld.column}"] = _tel(model, veld)
    uit["mfa_authenticator.data"] = Counter(
        naam if naam in sleutelnamen() else ONBEKEND
        for data in Authenticator.objects.values_list("data", flat=True).iterator()
        for naam in (zegel.partition(".")[0] for zegel in _zegels(data))
    )
    return uit


def weg(tellingen: Mapping[str, Counter[str]]) -> Iterator[str]:
    """What hangs on a key that is gone, in Dutch."""
    for plek, telling in tellingen.items():
        if aantal := telling[ONBEKEND]:
            yield f"{plek}: {aantal} zegels hangen aan een sleutel die niet in KLUIS_SLEUTELS staat."


def gebreken() -> Iterator[str]:
    yield from weg(tel())


def vrij(tellingen: Mapping[str, Counter[str]]) -> list[str]:
    """The keys that nothing hangs on any more, apart from the one that seals."""
    gebruikt = {naam for telling in tellingen.values() for naam, aantal in telling.items() if aantal}
    return [naam for naam in sleutelnamen()[1:] if naam not in gebruikt]


def hersleutel(op: datetime, getuigd: Collection[type[models.Model]]) -> Iterator[Stand]:
    """Seal everything with the first key; yields after every portion. Of the rows of `getuigd` the log bears witness,
    so it is told how they stand now."""
    for model, velden in verzegelde_velden().items():
        stand = Stand(model._meta.db_table)
        yield stand
        vanaf: Any = None
        while (vanaf := _portie(model, velden, vanaf, stand, op, model in getuigd)) is not None:
            yield stand
    stand = Stand("mfa_authenticator")
    yield stand
    for pk in list(Authenticator.objects.order_by("pk").values_list("pk", flat=True)):
        _tweede_factor(pk, stand)
    yield stand


def _op(veld: Zegelveld, naam: str) -> Q:
    """Sealed with this key. Exactly: a LIKE of SQLite does not tell capitals."""
    begin = f"{naam}."
    if isinstance(veld, Zegelbestand):
        deel = Substr(veld.name, 1, len(begin), output_field=models.BinaryField())
        return Q(Exact(deel, Value(begin.encode(), output_field=models.BinaryField())))
    return Q(Exact(Left(veld.name, len(begin)), begin))


def _gevuld(veld: Zegelveld) -> Q:
    return ~Q(**{veld.name: b"" if isinstance(veld, Zegelbestand) else ""})


def _tel(model: type[models.Model], veld: Zegelveld) -> Counter[str]:
    tellers: dict[str, Any] = {
        f"n{nummer}": Count("pk", filter=_op(veld, naam)) for nummer, naam in enumerate(sleutelnamen())
    }
    gevonden = model._default_manager.filter(_gevuld(veld)).aggregate(alle=Count("pk"), **tellers)
    uit = Counter({naam: gevonden[f"n{nummer}"] for nummer, naam in enumerate(sleutelnamen())})
    uit[ONBEKEND] = gevonden["alle"] - uit.total()
    return +uit


def _portie(
    model: type[models.Model],
    velden: list[Zegelveld],
    vanaf: Any,
    stand: Stand,
    op: datetime,
    getuigd: bool,
) -> Any:
    """One portion after the row `vanaf`; returns its last row, None when there is none."""
    anders = Q()
    for veld in velden:
        anders |= _gevuld(veld) & ~_op(veld, eerste_sleutel())
    reeks = model._default_manager.filter(anders).order_by("pk")
    if vanaf is not None:
        reeks = reeks.filter(pk__gt=vanaf)
    met_bestand = any(isinstance(veld, Zegelbestand) for veld in velden)
    getuigenis = Getuigenis()
    with transaction.atomic():
        rijen = list(
            reeks.select_for_update(no_key=True, of=("self",))[: BESTANDEN if met_bestand else PORTIE]
        )
        for rij in rijen:
            nieuw = _rij(rij, velden, stand)
            if getuigd and nieuw is not None:
                getuigenis.vervang(rij, nieuw)
        if rijen:
            log("hersleuteld", op=op, schreef=getuigenis, tabel=model._meta.db_table, rijen=len(rijen))
    return rijen[-1].pk if rijen else None


def _rij(rij: models.Model, velden: list[Zegelveld], stand: Stand) -> models.Model | None:
    nieuw = copy(rij)
    try:
        for veld in velden:
            waar = plaats(type(rij), rij.pk, veld.name)
            setattr(nieuw, veld.attname, _opnieuw(getattr(rij, veld.attname), waar))
    except Kluisfout:
        stand.dicht += 1
        return None
    schrijf_opnieuw(nieuw, [veld.name for veld in velden])
    stand.gedaan += 1
    return nieuw


def schrijf_opnieuw(nieuw: models.Model, velden: Collection[str]) -> None:
    """A row that says the same in other signs, in a transaction that holds it."""
    model = type(nieuw)
    if model._meta.db_table in AANVULBAAR:
        # Its trigger refuses to change a row. Taken away and written again under its own number, in one transaction:
        # whoever reads finds the one or the other.
        rijen: Any = model._default_manager.filter(pk=nieuw.pk)
        rijen._raw_delete(DEFAULT_DB_ALIAS)  # noqa: SLF001 (what points at it finds it again at the commit)
        nieuw.save(force_insert=True)
    else:
        nieuw.save(update_fields=velden)


def _opnieuw(zegel: Any, waar: str) -> Any:
    if isinstance(zegel, str):
        return verzegel(open_zegel(zegel, waar), waar)
    ruw = bytes(zegel)
    return verzegel_bestand(open_bestand(ruw, waar), waar) if ruw else ruw


def _zegels(data: Mapping[str, Any]) -> list[str]:
    """The sealed texts of a second factor: its secret, or the seed or the codes of its list."""
    uit = [data[naam] for naam in ("secret", "seed") if data.get(naam)]
    return [*uit, *data.get("migrated_codes", ())]


@transaction.atomic
def _tweede_factor(pk: int, stand: Stand) -> None:
    factor = Authenticator.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if factor is None or all(z.startswith(f"{eerste_sleutel()}.") for z in _zegels(factor.data)):
        return
    adapter = TweedeFactor()

    def opnieuw(zegel: str) -> str:
        return str(adapter.encrypt(adapter.decrypt(zegel)))

    try:
        for naam in ("secret", "seed"):
            if factor.data.get(naam):
                factor.data[naam] = opnieuw(factor.data[naam])
        if codes := factor.data.get("migrated_codes"):
            factor.data["migrated_codes"] = [opnieuw(code) for code in codes]
    except Kluisfout:
        stand.dicht += 1
        return
    factor.save(update_fields=["data"])
    stand.gedaan += 1
