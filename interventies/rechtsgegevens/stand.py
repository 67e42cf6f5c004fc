"""What the tables of the law hold under one key, as plain values that fit in JSON: days are text, "" is no bound.

Of a provision or basis these are its versions in order; of a free day the one row that is there, or none.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from inspectie.models import VrijeDag
from interventies.models import Bepaling, Grondslag, Rechtstabel, Voorschrift

Versie: TypeAlias = Mapping[str, Any]
Stand: TypeAlias = Sequence[Versie]

MODELLEN: Mapping[str, type[Bepaling]] = {
    Rechtstabel.VOORSCHRIFT: Voorschrift,
    Rechtstabel.GRONDSLAG: Grondslag,
}
VAN_EEN_DAG = ("naam", "bron", "gelijkgesteld")
_DAGEN = ("geldig_van", "geldig_tot")


def velden(tabel: str) -> tuple[str, ...]:
    """What a version is made of, besides its key."""
    if tabel == Rechtstabel.VRIJE_DAG:
        return VAN_EEN_DAG
    return (*_DAGEN, *MODELLEN[tabel].WOORDEN, *MODELLEN[tabel].REGELS)


def lees(tabel: str, sleutel: str) -> list[dict[str, Any]]:
    if tabel == Rechtstabel.VRIJE_DAG:
        return [versie_van(tabel, dag) for dag in VrijeDag.objects.filter(datum=date.fromisoformat(sleutel))]
    return [versie_van(tabel, rij) for rij in MODELLEN[tabel].objects.filter(code=sleutel).op_volgorde()]


def versie_van(tabel: str, rij: Any) -> dict[str, Any]:
    uit = {veld: getattr(rij, veld) for veld in velden(tabel)}
    pk = rij.pk.isoformat() if tabel == Rechtstabel.VRIJE_DAG else rij.pk
    return {"pk": pk} | {
        naam: (w.isoformat() if w else "") if naam in _DAGEN else w for naam, w in uit.items()
    }


def dag(tekst: str) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def als_rij(tabel: str, sleutel: str, versie: Versie) -> Bepaling:
    """A provision or basis as it would be stored."""
    waarden = {naam: dag(versie[naam]) if naam in _DAGEN else versie[naam] for naam in velden(tabel)}
    rij = MODELLEN[tabel](code=sleutel, **waarden)
    rij.pk = versie["pk"]
    return rij


def schrijf(tabel: str, sleutel: str, oud: Stand, nieuw: Stand) -> None:
    """Make the tables hold `nieuw` where they held `oud`."""
    if tabel == Rechtstabel.VRIJE_DAG:
        _schrijf_dag(date.fromisoformat(sleutel), nieuw)
        return
    eerder = {versie["pk"]: versie for versie in oud}
    # What ends first, so that a version never meets the one that takes its place.
    for versie in _eerst_bestaande(nieuw):
        rij = als_rij(tabel, sleutel, versie)
        if versie["pk"] is None:
            rij.save(force_insert=True)
        elif versie != eerder[versie["pk"]]:
            rij.save(force_update=True)


def _eerst_bestaande(stand: Stand) -> Iterable[Versie]:
    return sorted(stand, key=lambda versie: versie["pk"] is None)


def _schrijf_dag(datum: date, nieuw: Stand) -> None:
    if not nieuw:
        VrijeDag.objects.filter(datum=datum).delete()
    for versie in nieuw:
        VrijeDag.objects.update_or_create(datum=datum, defaults={naam: versie[naam] for naam in VAN_EEN_DAG})
