"""What changed between two moments: of every core figure, and where asked of those of a year, what came in and what
went out, each with its cause.

The parts add up to the difference by how they are made: an element of the figure is on one side only, and has one
cause.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from inspectie.beeld import een_beeld
from inspectie.bulk import onder
from inspectie.models import Code
from inspectie.versies import standen
from interventies.models import Interventie, Overtreding, Zaak
from meldingen.models import Melding
from rapportages.cijfers import Cijfer
from rapportages.jaarcijfers import bereken_jaar
from rapportages.kerncijfers.berekening import bereken
from rapportages.kerncijfers.definities import Telling
from rapportages.kerncijfers.jaaroorzaken import VerklaringMetJaar
from rapportages.kerncijfers.oorzaken import DEFINITIE, WAARVAN, Bewijs, Record, Verklaring
from rapportages.kerncijfers.verschilrijen import KANTEN, WAS, WORDT, Kanten, Rij, Rijen, telt, verschilrijen
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing

Element = tuple[object, tuple[str, ...]]
"""What is counted, and the part of the figure it is in."""


@dataclass(frozen=True, slots=True)
class Verschil:
    """One number that differs. `oorzaken`: by cause the ids that came in (WORDT) and went out (WAS)."""

    verwijzing: Verwijzing
    was: int
    wordt: int
    oorzaken: Mapping[str, Mapping[str, tuple[int, ...]]]

    @property
    def verschil(self) -> int:
        return self.wordt - self.was


def verschillen(was: Moment, wordt: Moment, *, jaar: bool = False) -> list[Verschil]:
    """Every number of every core figure that is another at `wordt`, or that counts other things; with `jaar` also of
    the figures of the year. Sixteen queries, four more with those, of one state of the database: what is committed
    meanwhile is in none of them."""
    with een_beeld():
        return _verschillen(was, wordt, jaar=jaar)


def _verschillen(was: Moment, wordt: Moment, *, jaar: bool) -> list[Verschil]:
    rijen = verschilrijen(was, wordt, jaar=jaar)
    bewijs = _bewijs(rijen)
    verklaringen = {
        WAS: _verklaring(rijen, bewijs, WAS, WORDT, was, wordt),
        WORDT: _verklaring(rijen, bewijs, WORDT, WAS, wordt, was),
    }
    verklaringen[WAS].ander, verklaringen[WORDT].ander = verklaringen[WORDT], verklaringen[WAS]
    onderwerpen = set(Code.objects.filter(lijst="onderwerp").values_list("code", flat=True))
    cijfers = {kant: _cijfers(m, jaar=jaar) for kant, m in zip(KANTEN, (was, wordt), strict=True)}
    uit = []
    versies = (was.versies, wordt.versies)
    for toen, nu in zip(*(kant.definities(jaar=jaar) for kant in versies), strict=True):
        for rol, telling in nu.tellingen.items():
            tellingen = {WAS: toen.tellingen[rol], WORDT: telling}
            delen = _per_deel(tellingen, rijen, versies, onderwerpen, verklaringen)
            for deel, oorzaken in delen.items():
                if not (toen.heeft(deel) or nu.heeft(deel)):
                    continue
                was_n, wordt_n = (aantal_in(cijfers[kant][nu.code], rol, deel) for kant in KANTEN)
                uit.append(Verschil(Verwijzing(nu.code, rol, deel), was_n, wordt_n, oorzaken))
    return sorted(uit, key=_volgorde)


def _cijfers(m: Moment, *, jaar: bool) -> dict[str, Cijfer]:
    van_jaar = bereken_jaar(m.peildatum, m.stand_van, m.versies.jaar) if jaar else ()
    kern = bereken(m.peildatum, m.stand_van, m.snede, m.versies.kern)
    return {c.code: c for c in (*kern.cijfers, *van_jaar)}


def _volgorde(verschil: Verschil) -> tuple[str, int, tuple[str, ...]]:
    v = verschil.verwijzing
    return v.code, list(v.cijfer.tellingen).index(v.rol), v.delen


def aantal_in(cijfer: Cijfer, rol: str, deel: tuple[str, ...]) -> int:
    """A number of a computed figure; of fewer parts than it is split by their sum."""
    if rol != "delen":
        return int(getattr(cijfer, rol))
    delen: Any = cijfer.delen
    for code in deel:
        delen = delen.get(code, {}) if isinstance(delen, Mapping) else {}
    return _som(delen)


def _som(delen: Any) -> int:
    return sum(map(_som, delen.values())) if isinstance(delen, Mapping) else int(delen)


def _per_deel(
    tellingen: Mapping[str, Telling],
    rijen: Rijen,
    versies: Kanten,
    onderwerpen: Collection[str],
    verklaringen: Mapping[str, Verklaring],
) -> dict[tuple[str, ...], dict[str, dict[str, tuple[int, ...]]]]:
    """By part, cause and side, the ids. What has the same place on both sides changed in something else. What the
    other definition would not count here either, is there by its definition only."""
    zelfde = tellingen[WAS] == tellingen[WORDT]

    def elementen_op(kant: str, telling: Telling) -> dict[Element, Rij]:
        per_dag = tellingen[WAS].bron == tellingen[WORDT].bron
        return dict(_elementen(telling, rijen[kant], versies, onderwerpen, per_dag=per_dag))

    elementen = {kant: elementen_op(kant, tellingen[kant]) for kant in KANTEN}
    uit: dict[tuple[str, ...], dict[str, dict[str, list[int]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for kant, andere in ((WAS, WORDT), (WORDT, WAS)):
        telling = tellingen[kant]
        ook = elementen[kant] if zelfde else elementen_op(kant, tellingen[andere])
        velden = [veld for veld in WAARVAN if veld in telling.waar or veld in telling.per]
        if telling.bron == "onderwerp":
            velden = ["domein", "onderwerpen"]
        bron = "melding" if telling.bron == "onderwerp" else telling.bron
        for element, rij in elementen[kant].items():
            if element not in elementen[andere]:
                oorzaak = verklaringen[kant].van(bron, rij, velden) if element in ook else DEFINITIE
                uit[element[1]][oorzaak][kant].append(rij.id)
    return {
        deel: {
            oorzaak: {kant: tuple(sorted(ids)) for kant, ids in kanten.items()}
            for oorzaak, kanten in per.items()
        }
        for deel, per in uit.items()
    }


def _elementen(
    telling: Telling,
    rijen: Mapping[str, list[Rij]],
    versies: Kanten,
    onderwerpen: Collection[str],
    *,
    per_dag: bool,
) -> Iterator[tuple[Element, Rij]]:
    if telling.bron == "onderwerp":  # of each melding, its topics
        for rij in rijen.get("melding", ()):
            for onderwerp in set(rij.feiten[1].split(";")) & set(onderwerpen):
                yield (rij.id, (onderwerp, rij.feiten[0])), rij
        return
    for rij in rijen.get(telling.bron, ()):
        if telt(telling, rij, versies):
            # A visit is a day in a zaak, whichever of its interventions stands for it; beside what is no day it is the
            # intervention.
            wat = rij.feiten[1:] if telling.bron == "bezoek" and per_dag else rij.id
            yield (wat, rij.feiten[:1] if telling.per else ()), rij


def _verklaring(
    rijen: Rijen, bewijs: Bewijs, hier: str, daar: str, moment: Moment, ander: Moment
) -> Verklaring:
    return VerklaringMetJaar(
        rijen,
        bewijs,
        hier,
        daar,
        stand_hier=moment.stand_van,
        peildatum_daar=ander.peildatum,
        stand_daar=ander.stand_van,
    )


def _bewijs(rijen: Rijen) -> Bewijs:
    """What is known of the records that differ. Ten queries."""

    def ids(*bronnen: str) -> list[int]:
        return sorted({rij.id for kant in KANTEN for bron in bronnen for rij in rijen[kant].get(bron, ())})

    return Bewijs(
        meldingen=_records(
            Melding, ids("melding", "toets"), ("ontvangen_op", "corona_relatie", "dubbel_van_id", *WAARVAN)
        ),
        interventies=_records(
            Interventie,
            ids("ingreep", "instrument", "bezoek", "locatie", "locatie_in_zaak", "jaarinstrument"),
            ("zaak_id", "werkgever_id", "soort", "wijze", "uitgereikt_op", "vervallen"),
        ),
        overtredingen=_records(
            Overtreding,
            ids("gevonden", "jaarovertreding"),
            ("zaak_id", "werkgever_id", "voorschrift", "geconstateerd_op", "vervallen"),
        ),
        zaken=_geregistreerd(Zaak, ids("telzaak")),
    )


def _records(model: type[models.Model], pks: list[int], velden: tuple[str, ...]) -> dict[int, Record]:
    geregistreerd = _geregistreerd(model, pks)
    alle = standen(model, pks, velden)
    return {pk: Record(op, alle[pk]) for pk, op in geregistreerd.items()}


def _geregistreerd(model: type[models.Model], pks: list[int]) -> dict[int, datetime]:
    return dict(
        model._default_manager.filter(pk__in=onder(pks)).order_by().values_list("pk", "geregistreerd_op")
    )
