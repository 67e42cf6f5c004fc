"""Trying rules on what came in before: for every melding of a period what they would have advised, beside what the
rules of its own day advise on the same facts. Nothing becomes of a melding by it.

What went to Opsporing takes no part: its content is not for here. A portion per transaction, so that a worker that dies
leaves nothing half, and the next goes on where it stopped.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspectie.bulk import voeg_toe
from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import begin_van, lokale_dag
from inspectie.wachtrij import een_poos, na_commit
from meldingen import triage
from meldingen.adviseren import Dossier, Dossierfeiten, feiten_van
from meldingen.models import Melding, Proefverschil, Regelproef, Regelset, Status
from meldingen.models.melding import MeldingQuerySet
from meldingen.regelsets import regelset_voor, thuisdomein

STUK = 500  # meldingen in one transaction


def in_periode(van: date, tot: date) -> MeldingQuerySet:
    grenzen = begin_van(van), begin_van(tot + timedelta(days=1))
    return Melding.objects.hier().filter(ontvangen_op__gte=grenzen[0], ontvangen_op__lt=grenzen[1])


@transaction.atomic
def begin(regelset: Regelset, *, van: date, tot: date, door: Gebruiker, op: datetime) -> Regelproef:
    """Have these rules tried on what was received on these days; what still runs is not begun again. Raises
    Regelfout."""
    regelset = Regelset.objects.select_for_update(no_key=True).get(pk=regelset.pk)
    if tot < van:
        raise Regelfout(_("De laatste dag ligt voor de eerste."))
    eerste = date.fromisoformat(regelset.inhoud["fasen"][0]["vanaf"])
    if van < eerste:
        raise Regelfout(
            _("De eerste fase begint op %(dag)s. Kies een periode van daarna.")
            % {"dag": date_format(eerste, "SHORT_DATE_FORMAT")}
        )
    loopt = regelset.proeven.te_doen().filter(van=van, tot=tot).first()
    if loopt is not None:
        return loopt
    totaal = in_periode(van, tot).count()
    if not totaal:
        raise Regelfout(_("In deze periode is geen melding ontvangen."))
    proef = Regelproef.objects.create(
        regelset=regelset, van=van, tot=tot, gevraagd_door=door, gevraagd_op=op, totaal=totaal
    )
    log(
        "regels_proef_gevraagd",
        op=op,
        door=door,
        onderwerp=f"regelset:{regelset.pk}",
        proef=proef.pk,
        van=van.isoformat(),
        tot=tot.isoformat(),
    )
    na_commit("interventies.tasks.probeer_regels", proef.pk)
    return proef


def doe_een_poos(pk: int, dossier: Dossier, *, seconden: float, nu: Callable[[], datetime]) -> bool:
    """Portions of a proef until it is done or the time is up; returns whether there may be more."""
    return een_poos(lambda: doe_stuk(pk, dossier, op=nu()), seconden)


@transaction.atomic
def doe_stuk(pk: int, dossier: Dossier, *, op: datetime) -> int:
    """The next portion; returns how many meldingen were looked at (0: done, or another has it)."""
    reeks = Regelproef.objects.te_doen().select_for_update(no_key=True, skip_locked=True, of=("self",))
    proef = reeks.select_related("regelset").filter(pk=pk).first()
    if proef is None:
        return 0
    volgende = in_periode(proef.van, proef.tot).filter(pk__gt=proef.tot_en_met).order_by("pk")
    meldingen = list(volgende[:STUK])
    if not meldingen:
        proef.klaar_op = op
        proef.save(update_fields=["klaar_op"])
        log(
            "regels_geprobeerd",
            op=op,
            onderwerp=f"regelset:{proef.regelset_id}",
            proef=proef.pk,
            meldingen=proef.bekeken,
            anders=proef.verschillen.count(),
        )
        return 0
    voeg_toe(Proefverschil, _VELDEN, _verschillen(proef, meldingen, dossier(meldingen)))
    proef.bekeken += len(meldingen)
    proef.tot_en_met = meldingen[-1].pk
    proef.save(update_fields=["bekeken", "tot_en_met"])
    return len(meldingen)


_VELDEN = [
    "proef_id",
    "melding_id",
    *(f"{kant}_{wat}" for kant in ("van", "naar") for wat in ("route", "prioriteit", "partners", "regel")),
]


def _verschillen(
    proef: Regelproef, meldingen: Sequence[Melding], dossier: Mapping[int, Dossierfeiten]
) -> Iterable[list[Any]]:
    zoek, nieuw = regelset_voor(), _compileer(proef)
    for melding in meldingen:
        feiten = feiten_van(melding, dossier.get(melding.pk, Dossierfeiten()))
        toen = zoek(lokale_dag(melding.ontvangen_op))
        oud = toen[1].adviseer(feiten) if toen else triage.fout_advies("", "geen regels")
        straks = nieuw.adviseer(feiten)
        voor, na = _uitkomst(oud), _uitkomst(straks)
        if voor != na:
            yield [proef.pk, melding.pk, *voor, oud.regel_code, *na, straks.regel_code]


def _uitkomst(advies: triage.Advies) -> tuple[str, str, str]:
    return advies.route, advies.prioriteit or "", "+".join(advies.partners)


def _compileer(proef: Regelproef) -> triage.Regelset:
    """As if they had held over the whole period."""
    vroeg = min(proef.van, proef.regelset.geldig_vanaf).isoformat()
    inhoud = proef.regelset.inhoud | {"geldig_vanaf": vroeg, "geldig_tot": None}
    return triage.compileer(inhoud, dict(thuisdomein()))


@dataclass(frozen=True, slots=True)
class Verschuiving:
    """So many meldingen would go from one route to another (or get another priority or partner on the same).
    `prioriteiten`: of those on the same route how many would get another priority, from which to which."""

    van: str
    naar: str
    aantal: int
    prioriteiten: tuple[tuple[str, str, int], ...] = ()


_KANTEN = "van_route", "naar_route", "van_prioriteit", "naar_prioriteit"


def verschuivingen(proef: Regelproef) -> list[Verschuiving]:
    """The largest first. What went to Opsporing since is not among them."""
    per_route: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for van, naar, eerst, straks, aantal in _hier(proef).values_list(*_KANTEN).annotate(aantal=Count("pk")):
        per_route[van, naar][eerst, straks] += aantal
    uit = [
        Verschuiving(
            van,
            naar,
            geteld.total(),
            tuple((*paar, n) for paar, n in geteld.most_common() if van == naar and len(set(paar)) > 1),
        )
        for (van, naar), geteld in per_route.items()
    ]
    return sorted(uit, key=lambda v: (-v.aantal, v.van, v.naar))


def met_anders(proeven: QuerySet[Regelproef]) -> QuerySet[Regelproef]:
    """Of each how many meldingen would be advised otherwise (`anders`)."""
    hier = ~Q(verschillen__melding__status=Status.NAAR_OPSPORING)
    return proeven.annotate(anders=Count("verschillen", filter=hier))


def _hier(proef: Regelproef) -> QuerySet[Proefverschil]:
    return proef.verschillen.exclude(melding__status=Status.NAAR_OPSPORING).order_by()
