"""What the tables of the law hold under one key, as plain values that fit in JSON: days are text, "" is no bound.

Of a provision, a basis or a text these are its versions in order; of a free day the one row that is there,
or none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from django.db import models
from django.db.models import F

from inspectie.models import VrijeDag
from interventies.models import Berichttekst, Brieftekst, Grondslag, Rechtstabel, Voorschrift

Versie: TypeAlias = Mapping[str, Any]
Stand: TypeAlias = Sequence[Versie]

_DAGEN = ("geldig_van", "geldig_tot")


@dataclass(frozen=True, slots=True)
class Tabel:
    """Where a table of the law keeps its rows. `sleutel` is the field they are versions of; a version has `dagen`,
    `woorden` that can be put better, and what is a rule."""

    model: type[models.Model]
    sleutel: str
    dagen: tuple[str, ...] = ()
    woorden: tuple[str, ...] = ()
    regels: tuple[str, ...] = ()

    @property
    def velden(self) -> tuple[str, ...]:
        return (*self.dagen, *self.woorden, *self.regels)


TABELLEN: Mapping[str, Tabel] = {
    Rechtstabel.VOORSCHRIFT: Tabel(Voorschrift, "code", _DAGEN, Voorschrift.WOORDEN, Voorschrift.REGELS),
    Rechtstabel.GRONDSLAG: Tabel(Grondslag, "code", _DAGEN, Grondslag.WOORDEN, Grondslag.REGELS),
    Rechtstabel.VRIJE_DAG: Tabel(VrijeDag, "datum", woorden=("naam", "bron", "gelijkgesteld")),
    # Every word of it is what goes out: a text holds until the next one, and is never put better.
    Rechtstabel.BRIEFTEKST: Tabel(Brieftekst, "voor", _DAGEN[:1], regels=("tekst", "bron")),
    Rechtstabel.BERICHTTEKST: Tabel(Berichttekst, "voor", _DAGEN[:1], regels=("tekst", "bron")),
}


def velden(tabel: str) -> tuple[str, ...]:
    """What a version is made of, besides its key."""
    return TABELLEN[tabel].velden


def lees(tabel: str, sleutel: str) -> list[dict[str, Any]]:
    rijen = _op_volgorde(tabel).filter(**{TABELLEN[tabel].sleutel: sleutel})
    return [_versie_van(tabel, rij) for rij in rijen]


def per_sleutel(tabel: str) -> dict[str, list[dict[str, Any]]]:
    """All of a table."""
    uit: dict[str, list[dict[str, Any]]] = {}
    for rij in _op_volgorde(tabel):
        uit.setdefault(str(getattr(rij, TABELLEN[tabel].sleutel)), []).append(_versie_van(tabel, rij))
    return uit


def _op_volgorde(tabel: str) -> "models.QuerySet[Any]":
    """Databases disagree on where an empty day stands."""
    eerst = [F("geldig_van").asc(nulls_first=True)] if TABELLEN[tabel].dagen else []
    return TABELLEN[tabel].model._default_manager.order_by(TABELLEN[tabel].sleutel, *eerst, "pk")


def _versie_van(tabel: str, rij: Any) -> dict[str, Any]:
    uit = {veld: getattr(rij, veld) for veld in velden(tabel)}
    pk = rij.pk.isoformat() if isinstance(rij.pk, date) else rij.pk
    return {"pk": pk} | {
        naam: (w.isoformat() if w else "") if naam in _DAGEN else w for naam, w in uit.items()
    }


def met_einde(stand: Stand) -> list[dict[str, Any]]:
    """Each version with its last day, also where it is the next one that ends it."""
    uit = [dict(versie) for versie in stand]
    for versie, volgend in zip(uit, [*uit[1:], None], strict=False):
        if "geldig_van" in versie and "geldig_tot" not in versie:
            versie["geldig_tot"] = dag_eerder(volgend["geldig_van"]) if volgend else ""
    return uit


def dag_eerder(dag: str) -> str:
    return (date.fromisoformat(dag) - timedelta(days=1)).isoformat()


def als_rij(tabel: str, sleutel: str, versie: Versie) -> Any:
    """A version as it would be stored."""
    waarden = {
        naam: (date.fromisoformat(versie[naam]) if versie[naam] else None) if naam in _DAGEN else versie[naam]
        for naam in velden(tabel)
    }
    rij = TABELLEN[tabel].model(**{TABELLEN[tabel].sleutel: sleutel}, **waarden)
    if versie["pk"] is not None:
        rij.pk = versie["pk"]
    return rij


def schrijf(tabel: str, sleutel: str, oud: Stand, nieuw: Stand) -> None:
    """Make the tables hold `nieuw` where they held `oud`."""
    eerder = {versie["pk"]: versie for versie in oud}
    weg = eerder.keys() - {versie["pk"] for versie in nieuw}
    if weg:
        TABELLEN[tabel].model._default_manager.filter(pk__in=weg).delete()
    # What ends first, so that a version never meets the one that takes its place.
    for versie in _eerst_bestaande(nieuw):
        if versie["pk"] is None:
            als_rij(tabel, sleutel, versie).save(force_insert=True)
        elif versie != eerder[versie["pk"]]:
            als_rij(tabel, sleutel, versie).save(force_update=True)


def _eerst_bestaande(stand: Stand) -> Iterable[Versie]:
    return sorted(stand, key=lambda versie: versie["pk"] is None)
