"""What the open data of a report would leave out: worked out in the background, and kept under a key of all that it
depends on. A plan of another key is neither shown nor used.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from inspectie.wachtrij import na_commit
from rapportages.levensloop import laatste_tekst
from rapportages.models import Rapportage, Status, Uitgave, Uitgaveplan, Vaststelling
from rapportages.openbaar.getoond import getoond
from rapportages.openbaar.grootheden import Vrijgave, cellen, volle_naam
from rapportages.openbaar.stelsel import Reden
from rapportages.openbaar.vrijgeven import VERSIE, verberg
from rapportages.rapportgegevens import Rapportgegevens, uit_tekst


class Stuk(NamedTuple):
    """A report as it is fixed, or as it would be."""

    pk: int
    gegevens: str
    titel: str
    tekst: str


def stuk_van(rapportage: Rapportage) -> Stuk:
    if rapportage.is_vast:
        vast = rapportage.vaststelling
        return Stuk(rapportage.pk, vast.gegevens, vast.titel, vast.tekst)
    tekst = laatste_tekst(rapportage)
    return Stuk(rapportage.pk, rapportage.gegevens, tekst.titel, tekst.tekst)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be hidden of a report, by name, and what holds it back: names of numbers that cannot be protected, and
    the reports with which they differ too little ("" for itself). `editie`: its text goes with it; `zonder_editie` says
    in the same way why not."""

    gegevens: Rapportgegevens
    drempel: int
    verborgen: Mapping[str, Reden]
    onbeschermd: tuple[tuple[str, str], ...] = ()
    zonder_editie: tuple[tuple[str, str], ...] = ()

    @property
    def editie(self) -> bool:
        return not self.zonder_editie

    @property
    def per_cijfer(self) -> dict[str, Counter[Reden]]:
        """By figure how many numbers are hidden, by why."""
        uit: dict[str, Counter[Reden]] = {}
        for naam, reden in sorted(self.verborgen.items()):
            uit.setdefault(naam.partition(".")[0], Counter())[reden] += 1
        return uit

    @property
    def getallen(self) -> int:
        """How many numbers it has that are not 0."""
        return sum(1 for n, _prijs in cellen(self.gegevens.cijfers).values() if n)

    @property
    def afdruk(self) -> str:
        """Of what is hidden; another when another set went out meanwhile that asks more."""
        inhoud = [self.drempel, sorted(self.verborgen), self.onbeschermd, self.zonder_editie]
        return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Planstand:
    """How far it is. `plan` is of exactly this, beside exactly what is outside now; `oud`: there is one of something
    else. None of these: nobody is known to be on it."""

    plan: Plan | None = None
    loopt: bool = False
    mislukt: bool = False
    oud: bool = False


def zoek(stuk: Stuk, *, nu: datetime) -> Planstand:
    """Two queries, however much is outside."""
    rij = Uitgaveplan.objects.filter(pk=stuk.pk).first()
    if rij is None:
        return Planstand()
    if rij.sleutel != sleutel(stuk):
        return Planstand(oud=True)
    if rij.status == Uitgaveplan.Status.KLAAR:
        return Planstand(_uit_tekst(stuk, rij.inhoud))
    return Planstand(loopt=rij.loopt(nu), mislukt=rij.status == Uitgaveplan.Status.MISLUKT)


@transaction.atomic
def vraag(stuk: Stuk, *, op: datetime) -> None:
    """Have it worked out, unless it is, or somebody is on it, or its open data are out. Asked again after a while it
    wakes a worker once more: without a clock nothing else finds what a lost run left behind."""
    if Uitgave.objects.filter(pk=stuk.pk).exists():
        return
    nu = sleutel(stuk)
    rij, nieuw = Uitgaveplan.objects.select_for_update(no_key=True).get_or_create(
        pk=stuk.pk, defaults={"sleutel": nu, "gevraagd_op": op}
    )
    if not nieuw:
        if rij.sleutel == nu and (rij.status == Uitgaveplan.Status.KLAAR or rij.loopt(op)):
            return
        rij.sleutel, rij.status, rij.inhoud, rij.gevraagd_op = nu, Uitgaveplan.Status.GEVRAAGD, "", op
        rij.save()
    na_commit("rapportages.tasks.reken_uitgaveplan", stuk.pk)


def sleutel(stuk: Stuk) -> str:
    """Of all that a plan depends on. One query, that reads no figures and no texts of the others."""
    return _sleutel(stuk, _buiten(stuk.pk).values_list("pk", "vingerafdruk", "uitgave__vingerafdruk"))


def _sleutel(stuk: Stuk, buiten: Iterable[tuple[int, str, str | None]]) -> str:
    inhoud = [VERSIE, settings.OPENDATA_DREMPEL, stuk, list(buiten)]
    return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()


def stop(stuk: Stuk) -> None:
    """Nobody need work it out any more, nor go on with it. Who else waits for it asks anew."""
    Uitgaveplan.objects.te_maken().filter(pk=stuk.pk).delete()


def reken(stuk: Stuk, tussendoor: Callable[[], None] = lambda: None) -> tuple[str, Plan]:
    """The key of what it was worked out of, and the plan. Takes seconds, and more with each that is outside; one
    query. `tussendoor` is called all the time, and may raise what ends it."""
    buiten = [(v, getattr(v, "uitgave", None)) for v in _buiten(stuk.pk).select_related("uitgave")]
    plan = _plan(stuk, [_eerder(v, uitgave) for v, uitgave in buiten], tussendoor)
    return _sleutel(stuk, ((v.pk, v.vingerafdruk, u.vingerafdruk if u else None) for v, u in buiten)), plan


def als_tekst(plan: Plan) -> str:
    """All of a plan that does not stand in the report."""
    return json.dumps(
        {
            "drempel": plan.drempel,
            "verborgen": plan.verborgen,
            "onbeschermd": plan.onbeschermd,
            "zonder_editie": plan.zonder_editie,
        }
    )


def _uit_tekst(stuk: Stuk, tekst: str) -> Plan:
    inhoud = json.loads(tekst)
    return Plan(
        uit_tekst(stuk.gegevens),
        inhoud["drempel"],
        {naam: Reden(reden) for naam, reden in inhoud["verborgen"].items()},
        tuple((wat, met) for wat, met in inhoud["onbeschermd"]),
        tuple((wat, met) for wat, met in inhoud["zonder_editie"]),
    )


def _plan(stuk: Stuk, eerdere: Sequence[Vrijgave], tussendoor: Callable[[], None]) -> Plan:
    gegevens, drempel = uit_tekst(stuk.gegevens), settings.OPENDATA_DREMPEL
    nieuw = _vrijgave(stuk, gegevens, drempel, frozenset())
    eigen = volle_naam(nieuw.naam, "")
    editie, uitkomst = verberg(nieuw, eerdere, tussendoor)

    def wat(namen: Sequence[str]) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys(_wat(naam, nieuw.naam) for naam in namen))

    verborgen = {naam.removeprefix(eigen): reden for naam, reden in uitkomst.verborgen.items()}
    plan = Plan(gegevens, drempel, verborgen, wat(uitkomst.onbeschermd), wat(editie.onbeschermd))
    if plan.zonder_editie and not plan.onbeschermd and len(verborgen) >= plan.getallen:
        return replace(plan, onbeschermd=plan.zonder_editie)  # nothing would be left of it
    return plan


def _wat(naam: str, nieuw: str) -> tuple[str, str]:
    """The number, and the report that it has to do with."""
    waar, _streep, getal = naam.partition("|")
    later, _min, eerder = waar.partition("−")
    return getal.lstrip("~"), next((v for v in (later, eerder) if v and v != nieuw), "")


def _vrijgave(
    stuk: Stuk, gegevens: Rapportgegevens, drempel: int, verborgen: frozenset[str] | None
) -> Vrijgave:
    toont = getoond(gegevens, stuk.titel, stuk.tekst)
    return Vrijgave(f"R-{stuk.pk}", gegevens.cijfers, drempel, toont, verborgen)


def _buiten(pk: int) -> QuerySet[Vaststelling]:
    """All others that are known outside: as open data, or by the text of what was published without."""
    reeks = Vaststelling.objects.filter(rapportage__status=Status.GEPUBLICEERD)
    return reeks.exclude(pk=pk).order_by("pk")


def _eerder(vast: Vaststelling, uitgave: Uitgave | None) -> Vrijgave:
    return _vrijgave(
        Stuk(vast.pk, vast.gegevens, vast.titel, vast.tekst),
        uit_tekst(vast.gegevens),
        uitgave.drempel if uitgave else 1,
        frozenset(json.loads(uitgave.verborgen)) if uitgave else None,
    )
