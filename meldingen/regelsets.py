"""The rule sets in the database: compiled once per version, found by the day a melding was received."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Code, Gebruiker
from inspectie.tijd import einde_van
from meldingen import triage
from meldingen.models import Regelset
from meldingen.models.feiten import Bevoegd, CoronaRelatie, Domein, Ernst
from meldingen.models.triage import Prioriteit, Route
from meldingen.naslag import Naslag, lees


def codelijsten() -> dict[str, set[str]]:
    """The codes a rule may name, per list. One query."""
    lijsten: dict[str, set[str]] = {
        "ernst": set(Ernst.values),
        "bevoegd": set(Bevoegd.values),
        "corona_relatie": set(CoronaRelatie.values),
        "domein": set(Domein.values),
        "route": set(Route.values),
        "prioriteit": set(Prioriteit.values),
    }
    for lijst, code in Code.objects.filter(lijst__in=("onderwerp", "melder_type", "partner")).values_list(
        "lijst", "code"
    ):
        lijsten.setdefault(lijst, set()).add(code)
    return lijsten


def thuisdomein() -> tuple[tuple[str, str], ...]:
    """(topic, home domain), from the code list."""
    return tuple(Code.objects.filter(lijst="onderwerp").values_list("code", "hoort_bij"))


@lru_cache(maxsize=32)
def _gecompileerd(inhoud: str, thuis: tuple[tuple[str, str], ...]) -> triage.Regelset:
    """Compiled once per process for as long as the rules and the home domains stay what they are."""
    return triage.compileer(json.loads(inhoud), dict(thuis))


def gecompileerd(pk: int, thuis: tuple[tuple[str, str], ...] | None = None) -> triage.Regelset:
    """The rule set that gave an advice. One query, unless `thuisdomein()` is handed in; and one more for a version this
    process did not compile yet."""
    return _van(pk, thuisdomein() if thuis is None else thuis)


def gecompileerde_inhoud(inhoud: Mapping[str, object], thuis: tuple[tuple[str, str], ...]) -> triage.Regelset:
    """Of a set in hand, a proposal as well. No query. Raises OngeldigeRegelset."""
    return _gecompileerd(json.dumps(inhoud), thuis)


@lru_cache(maxsize=32)
def _van(pk: int, thuis: tuple[tuple[str, str], ...], _merk: int | str = "") -> triage.Regelset:
    # What has advised is never changed: without a mark it is found by its id.
    return triage.compileer(Regelset.objects.values_list("inhoud", flat=True).get(pk=pk), dict(thuis))


def regelset_voor(nagezocht: Naslag | None = None) -> Callable[[date], tuple[int, triage.Regelset] | None]:
    """A look-up of the approved rule set in force on a day: (id, compiled). One query, unless what it says is handed
    in, whatever is looked up; and one more for a version this process did not compile yet.

    The look-up raises OngeldigeRegelset for a set that was damaged after it was approved.
    """
    naslag = nagezocht or lees()

    @lru_cache(maxsize=1024)
    def zoek(dag: date) -> tuple[int, triage.Regelset] | None:
        for vanaf, tot, pk, merk in naslag.regels:
            if vanaf <= dag <= tot:
                return pk, _van(pk, naslag.thuis, merk)
        return None

    return zoek


def _gebreken(regelset: Regelset, volgt_op: Regelset | None = None) -> list[str]:
    fouten = triage.controleer_regelset(regelset.inhoud, codelijsten())
    if fouten:
        return fouten
    eigen = triage.Geldigheid(regelset.versie, regelset.geldig_vanaf, regelset.geldig_tot)
    anderen = [
        triage.Geldigheid(r.versie, r.geldig_vanaf, r.geldig_tot)
        for r in Regelset.objects.in_gebruik().exclude(pk__in=[regelset.pk, volgt_op and volgt_op.pk])
    ]
    return triage.overlap(anderen, eigen)


def op_scherm(fouten: Iterable[str]) -> list[str]:
    return [triage.zeg(fout, _) for fout in fouten]


def merk(inhoud: Mapping[str, object]) -> str:
    """The digest of the rules, by which the log knows them again."""
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def houd_regels_vast() -> dict[int, Regelset]:
    """Every set, held until the transaction ends: of two who propose or decide the second sees what the first did. Who
    advises does not wait for it."""
    reeks = Regelset.objects.select_for_update(no_key=True)
    return {regelset.pk: regelset for regelset in reeks.order_by("pk")}


@transaction.atomic
def bewaar_regelset(
    inhoud: dict[str, object], *, door: Gebruiker, op: datetime, volgt_op: Regelset | None = None
) -> Regelset:
    """Save a new version as a draft; one waits at a time. `volgt_op` is to end the day before it, and does not overlap.
    Raises Regelfout, with every mistake, for a set with an error."""
    houd_regels_vast()
    fouten = triage.controleer_regelset(inhoud, codelijsten())
    if fouten:
        raise Regelfout(*op_scherm(fouten))
    vanaf, tot = date.fromisoformat(str(inhoud["geldig_vanaf"])), inhoud["geldig_tot"]
    regelset = Regelset(
        versie=str(inhoud["versie"]),
        geldig_vanaf=vanaf,
        geldig_tot=date.fromisoformat(str(tot)) if tot else None,
        inhoud=inhoud,
        volgt_op=volgt_op,
        gemaakt_door=door,
    )
    if Regelset.objects.filter(versie=regelset.versie).exists():
        raise Regelfout(
            _("Versie %(versie)s bestaat al; een wijziging is een nieuwe versie.")
            % {"versie": regelset.versie}
        )
    if Regelset.objects.filter(status=Regelset.Status.CONCEPT).exists():
        raise Regelfout(_("Er wacht al een nieuwe versie van de regels; daarover wordt eerst beslist."))
    if overlap := _gebreken(regelset, volgt_op):
        raise Regelfout(*op_scherm(overlap))
    regelset.save()
    log(
        "regelset_bewaard",
        op=op,
        door=door,
        onderwerp=f"regelset:{regelset.pk}",
        versie=regelset.versie,
        inhoud=merk(inhoud),
    )
    return regelset


@transaction.atomic
def sluit_regelset(regelset: Regelset, laatste_dag: date, *, door: Gebruiker, op: datetime) -> None:
    """End the period of a set in use, so that the next version can begin. It only ever becomes shorter, and never ends
    before what it already judged. Raises Regelfout."""
    regelset = houd_regels_vast()[regelset.pk]
    if regelset.status != Regelset.Status.GOEDGEKEURD:
        raise Regelfout(_("Alleen regels die in gebruik zijn, kunnen worden gesloten."))
    if laatste_dag < regelset.geldig_vanaf:
        raise Regelfout(_("De laatste dag ligt voor de eerste."))
    if regelset.geldig_tot is not None and laatste_dag > regelset.geldig_tot:
        raise Regelfout(
            _("Deze regels gelden al niet meer na %(dag)s.")
            % {"dag": date_format(regelset.geldig_tot, "SHORT_DATE_FORMAT")}
        )
    weiger_wat_al_adviseerde(regelset, laatste_dag)
    regelset.geldig_tot = laatste_dag
    regelset.save(update_fields=["geldig_tot"])
    log(
        "regelset_gesloten",
        op=op,
        door=door,
        onderwerp=f"regelset:{regelset.pk}",
        tot=laatste_dag.isoformat(),
    )


def weiger_wat_al_adviseerde(regelset: Regelset, laatste_dag: date) -> None:
    """Raises Regelfout where this set advised on what was received after that day."""
    if regelset.besluiten.filter(melding__ontvangen_op__gt=einde_van(laatste_dag)).exists():
        raise Regelfout(_("Deze regels hebben al geadviseerd over meldingen van na die dag."))


@transaction.atomic
def trek_regelset_in(regelset: Regelset, *, reden: str = "", door: Gebruiker, op: datetime) -> None:
    """A draft that comes to nothing: refused by a second person, who says why, or taken back by its maker, who may.
    Raises Regelfout."""
    regelset = houd_regels_vast()[regelset.pk]
    if regelset.status != Regelset.Status.CONCEPT:
        raise Regelfout(_("Alleen een concept kan vervallen."))
    if regelset.gemaakt_door_id != door.pk and not reden.strip():
        raise Regelfout(_("Een voorstel laten vervallen vraagt een reden."))
    regelset.status = Regelset.Status.INGETROKKEN
    regelset.vervallen_door, regelset.vervallen_op, regelset.vervallen_reden = door, op, reden.strip()
    regelset.save(update_fields=["status", "vervallen_door", "vervallen_op", "vervallen_reden"])
    log("regelset_ingetrokken", op=op, door=door, onderwerp=f"regelset:{regelset.pk}", versie=regelset.versie)


@transaction.atomic
def keur_regelset_goed(regelset: Regelset, *, door: Gebruiker, op: datetime) -> None:
    """Put a draft in use. A second person does; nothing may have become wrong or overlap in the meantime.

    Raises Regelfout.
    """
    regelset = houd_regels_vast()[regelset.pk]
    if regelset.status != Regelset.Status.CONCEPT:
        raise Regelfout(_("Alleen een concept kan worden goedgekeurd."))
    if regelset.gemaakt_door_id == door.pk:
        raise Regelfout(_("Een ander dan de maker keurt de regels goed."))
    if fouten := _gebreken(regelset):
        raise Regelfout(*op_scherm(fouten))
    regelset.status = Regelset.Status.GOEDGEKEURD
    regelset.goedgekeurd_door, regelset.goedgekeurd_op = door, op
    regelset.save(update_fields=["status", "goedgekeurd_door", "goedgekeurd_op"])
    log("regelset_goedgekeurd", op=op, door=door, onderwerp=f"regelset:{regelset.pk}", versie=regelset.versie)
