"""What a change makes of the versions of one key. Plain values in and out (`stand`); refuses what cannot be."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout
from interventies.models import Rechtsact, Rechtstabel
from interventies.rechtsgegevens.stand import TABELLEN, Stand, Versie, dag_eerder, met_einde, velden

Inhoud = Mapping[str, Any]
BEGIN, EINDE = date.min.isoformat(), date.max.isoformat()


def na(tabel: str, stand: Stand, act: str, inhoud: Inhoud) -> list[dict[str, Any]]:
    """The versions after this change. Raises Regelfout: for what changes nothing too."""
    nieuw = _DOEN[Rechtsact(act)](tabel, [dict(versie) for versie in stand], inhoud)
    if nieuw == [dict(versie) for versie in stand]:
        raise Regelfout(_("Hiermee verandert er niets."))
    _weiger_overlap(nieuw)
    return nieuw


def _nieuw(tabel: str, stand: list[dict[str, Any]], inhoud: Inhoud) -> list[dict[str, Any]]:
    """A version from its first day; the one that is the law on that day ends the day before."""
    versie: dict[str, Any] = {"pk": None} | {naam: inhoud[naam] for naam in velden(tabel)}
    if not TABELLEN[tabel].dagen:
        if stand:
            raise Regelfout(_("Deze dag staat er al als vrije dag."))
        return [versie]
    van = versie["geldig_van"]
    if stand and not van:
        raise Regelfout(_("Een nieuwe versie heeft een eerste dag."))
    if versie.get("geldig_tot") and versie["geldig_tot"] < van:
        raise Regelfout(_("De laatste dag ligt voor de eerste."))
    for eerder in stand:
        if eerder["geldig_van"] == van:
            raise Regelfout(_("Er begint al een versie op deze dag. Kies een latere dag."))
        if "geldig_tot" in eerder and eerder["geldig_van"] < van <= (eerder["geldig_tot"] or EINDE):
            eerder["geldig_tot"] = dag_eerder(van)
    _weiger_andere_soort(tabel, stand, versie)
    return sorted([*stand, versie], key=lambda v: str(v["geldig_van"]))


def _weiger_andere_soort(tabel: str, stand: Stand, versie: Versie) -> None:
    """What an instrument is called cannot depend on the day: the bases are chosen by kind."""
    if tabel == Rechtstabel.GRONDSLAG and any(v["soort"] != versie["soort"] for v in stand):
        raise Regelfout(_("Alle versies van een grondslag zijn van hetzelfde instrument."))


def _einde(_tabel: str, stand: list[dict[str, Any]], inhoud: Inhoud) -> list[dict[str, Any]]:
    versie, tot = _zoek(stand, inhoud), inhoud["geldig_tot"]
    if tot < versie["geldig_van"]:
        raise Regelfout(_("De laatste dag ligt voor de eerste."))
    if versie["geldig_tot"] and tot > versie["geldig_tot"]:
        raise Regelfout(
            _("Deze versie eindigt al op %(dag)s. Verlengen is een nieuwe versie, die daarop volgt.")
            % {"dag": date_format(date.fromisoformat(versie["geldig_tot"]), "SHORT_DATE_FORMAT")}
        )
    versie["geldig_tot"] = tot
    return stand


def _tekst(tabel: str, stand: list[dict[str, Any]], inhoud: Inhoud) -> list[dict[str, Any]]:
    versie = _zoek(stand, inhoud)
    versie |= {naam: inhoud[naam] for naam in TABELLEN[tabel].woorden}
    return stand


def _vervalt(_tabel: str, stand: list[dict[str, Any]], inhoud: Inhoud) -> list[dict[str, Any]]:
    weg = _zoek(stand, inhoud)
    return [versie for versie in stand if versie is not weg]


def _zoek(stand: list[dict[str, Any]], inhoud: Inhoud) -> dict[str, Any]:
    for versie in stand:
        if versie["pk"] == inhoud["pk"]:
            return versie
    raise Regelfout(_("Deze versie is er niet meer."))


_DOEN = {
    Rechtsact.NIEUW: _nieuw,
    Rechtsact.EINDE: _einde,
    Rechtsact.TEKST: _tekst,
    Rechtsact.VERVALT: _vervalt,
}


def _weiger_overlap(stand: Stand) -> None:
    for eerder, later in pairwise(met_einde(stand)):
        if later["geldig_van"] <= (eerder["geldig_tot"] or EINDE):
            raise Regelfout(
                _("Op %(dag)s zouden twee versies tegelijk gelden. Geef de eerste een eerdere laatste dag.")
                % {"dag": date_format(date.fromisoformat(later["geldig_van"]), "SHORT_DATE_FORMAT")}
            )


def anders(tabel: str, oud: Stand, nieuw: Stand) -> list[tuple[date, date]]:
    """The stretches of days (both ends inclusive) on which the rule is another one, or the article it stands in. Free
    days are not asked here."""
    grenzen = sorted({BEGIN, *_grenzen(oud), *_grenzen(nieuw)})
    uit: list[tuple[date, date]] = []
    for plek, grens in enumerate(grenzen):
        if _regel(tabel, oud, grens) != _regel(tabel, nieuw, grens):
            volgende = grenzen[plek + 1] if plek + 1 < len(grenzen) else ""
            tot = date.fromisoformat(volgende) - timedelta(days=1) if volgende else date.max
            uit.append((date.fromisoformat(grens), tot))
    return uit


def _grenzen(stand: Stand) -> Iterator[str]:
    """The days on which something begins or has just ended."""
    for versie in stand:
        if versie["geldig_van"]:
            yield versie["geldig_van"]
        if versie["geldig_tot"] and versie["geldig_tot"] != EINDE:
            yield (date.fromisoformat(versie["geldig_tot"]) + timedelta(days=1)).isoformat()


def _regel(tabel: str, stand: Stand, dag: str) -> tuple[Any, ...] | None:
    for versie in stand:
        if (versie["geldig_van"] or BEGIN) <= dag <= (versie["geldig_tot"] or EINDE):
            return versie["artikel"], *(versie[naam] for naam in TABELLEN[tabel].regels)
    return None
