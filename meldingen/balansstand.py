"""The ledger as it stood: what had become, at a peildatum and a stand van, of what came in on some days.

Two times, as with the figures: received by the peildatum, and on record at the stand van. What became of it counts from
its own moment. A step keeps that (`StatusWissel`, and the log of what was put aside); of what only follows the records,
a link to a zaak or a duplicate that was read in, it is when that was registered. So it is what the ledger says now,
less what happened or was registered since.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models import Case, CharField, Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.formats import date_format
from django.utils.translation import gettext

from inspectie.bulk import als_reeks, onder
from inspectie.models import Gebruiker, Logregel
from inspectie.rechten import Recht, heeft
from inspectie.tijd import AMSTERDAM, LAATSTE, VROEGSTE, begin_van, einde_van
from inspectie.versies import stand_sql, verleden_van
from meldingen.balans import ANDERE_DELEN, IN_TRIAGE, MELDINGDELEN, NAMEN
from meldingen.balansdagen import Dagstand, dagstanden, reeksen
from meldingen.models import Melding, Ontvangst, Status, StatusWissel

_REEKSEN = 12
"""So many stretches of days are looked through apart; of more, all that is between them too."""
_CODE = re.compile(r"(\d{8})\.(\d{8})\.(\d{1,17})")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_WISSEL = StatusWissel._meta.db_table
_BINNEN = "ontvangen_op >= %(begin)s AND ontvangen_op < %(eind)s"
APART, GEEN = "ontvangst_apart", "ontvangst_geen_melding"


@dataclass(frozen=True, slots=True)
class Balansstand:
    """`tot` is the peildatum, `van` the first day."""

    van: date
    tot: date
    stand_van: datetime

    @property
    def moment(self) -> datetime:
        """When a step must have been taken to count."""
        return min(einde_van(self.tot), self.stand_van)

    def in_woorden(self, dag: str = "DATE_FORMAT", moment: str = "DATETIME_FORMAT") -> str:
        """The stand van; the end of a day is that day."""
        lokaal = self.stand_van.astimezone(AMSTERDAM)
        return date_format(lokaal, dag if self.stand_van == einde_van(lokaal.date()) else moment)

    def __str__(self) -> str:
        """For an address, to the microsecond: the end of a day is one."""
        micro = (self.stand_van - _BEGIN) // timedelta(microseconds=1)
        return f"{self.van:%Y%m%d}.{self.tot:%Y%m%d}.{micro}"


def lees(code: str) -> Balansstand | None:
    """Of `str(Balansstand)`; None for what is none."""
    if not (delen := _CODE.fullmatch(code)):
        return None
    try:
        van, tot = (datetime.strptime(deel, "%Y%m%d").date() for deel in delen.groups()[:2])  # noqa: DTZ007 (a day)
        stand = Balansstand(van, tot, _BEGIN + timedelta(microseconds=int(delen[3])))
    except (ValueError, OverflowError):
        return None
    return stand if VROEGSTE <= van <= tot <= LAATSTE else None


def balanskeuze(keuze: str) -> tuple[str, Balansstand] | None:
    """A part of the ledger and where it was counted, as a list has it in its address."""
    deel, _punt, code = keuze.partition(".")
    stand = lees(code)
    return (deel, stand) if stand is not None and deel in NAMEN else None


def balanswoorden(deel: str, stand: Balansstand) -> str:
    return gettext("%(deel)s, %(van)s tot en met %(tot)s, stand van %(stand)s") % {
        "deel": NAMEN[deel],
        "van": date_format(stand.van, "SHORT_DATE_FORMAT"),
        "tot": date_format(stand.tot, "SHORT_DATE_FORMAT"),
        "stand": stand.in_woorden("SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT"),
    }


def som_op(stand: Balansstand, gebruiker: Gebruiker) -> Counter[str]:
    """What was received, and each of DELEN. Six queries at most. As it is now, less what was otherwise, plus what that
    was: of a recent stand van, or of days long past, hardly anything was."""
    uit: Counter[str] = Counter()
    nu = _zoals_nu(stand, gebruiker)
    for status, aantal in nu.per_status.items():
        uit[deel_van(status)] += aantal
    for ding in _toen(stand, gebruiker, nu).values():
        if ding.status:
            uit[deel_van(ding.status)] -= 1
        if ding.was:
            uit[ding.was] += 1
    namen = {str(uitkomst): deel for deel, uitkomst in ANDERE_DELEN.items()}
    apart = ontvangsten_toen(stand, gebruiker).order_by().values_list("toen").annotate(n=Count("pk"))
    uit.update({namen[toen]: n for toen, n in apart})
    uit["ontvangen"] = sum(uit.values())
    return uit


def meldingen_op(stand: Balansstand, deel: str, gebruiker: Gebruiker) -> Q:
    """What the meldingen behind one number meet. Asks right away which of them were otherwise then."""
    toen = _toen(stand, gebruiker, _zoals_nu(stand, gebruiker))
    was = {pk: ding for pk, ding in toen.items() if ding.was == deel}
    return _zoals_toen(stand, Q(status__in=MELDINGDELEN[deel]) & ~Q(pk__in=onder(toen)), was)


def meldingen_toen(stand: Balansstand, gebruiker: Gebruiker) -> tuple[Q, dict[int, str]]:
    """The same of all of them together; and by id which part each was that something happened to since."""
    toen = _toen(stand, gebruiker, _zoals_nu(stand, gebruiker))
    was = {pk: ding for pk, ding in toen.items() if ding.was}
    return _zoals_toen(stand, ~Q(pk__in=onder(toen)), was), {
        pk: ding.was for pk, ding in was.items() if ding.was
    }


def _zoals_toen(stand: Balansstand, nu: Q, was: "Mapping[int, _Ding]") -> Q:
    """`nu`: which of those that nothing happened to since."""
    dagen = Q(**_dagen(stand))
    # Received on other days by now is only what was corrected: without it a list goes along those days alone.
    if any(ding.status is None for ding in was.values()):
        return dagen & nu | Q(pk__in=onder(was))
    return dagen & (nu | Q(pk__in=onder(was)))


def ontvangsten_op(stand: Balansstand, uitkomst: str, gebruiker: Gebruiker) -> "QuerySet[Any]":
    """What stands behind one of the other numbers."""
    return ontvangsten_toen(stand, gebruiker).filter(toen=uitkomst)


@dataclass(frozen=True, slots=True)
class _Nu:
    """The meldingen of these days as they are now: how many there are of each status, their lowest and highest id, and
    between which moments those were received of which another state was on record."""

    per_status: Mapping[str, int]
    laagste: int
    hoogste: int
    anders: Sequence[tuple[datetime, datetime]]


def _dagen(stand: Balansstand) -> dict[str, datetime]:
    return {
        "ontvangen_op__gte": begin_van(stand.van),
        "ontvangen_op__lt": begin_van(stand.tot + timedelta(days=1)),
    }


def _zoals_nu(stand: Balansstand, gebruiker: Gebruiker) -> _Nu:
    """For who sees all of them mostly as it was counted ahead; else by one walk along an index that holds all of it."""
    if connection.vendor == "postgresql" and heeft(gebruiker, Recht.MELDING_ZIEN):
        return _per_dag(
            [s for s in dagstanden(stand.van, stand.tot) if s.status != Status.NAAR_OPSPORING], stand
        )
    reeks = Melding.objects.zichtbaar_voor(gebruiker).filter(**_dagen(stand)).order_by()
    groepen = list(
        reeks.values_list("status").annotate(
            n=Count("pk"), laag=Min("pk"), hoog=Max("pk"), sinds=Max("stand_vanaf")
        )
    )
    begin, eind = _dagen(stand).values()
    return _Nu(
        {status: aantal for status, aantal, *_ in groepen},
        min((laagste for _, _, laagste, *_ in groepen), default=0),
        max((hoogste for *_, hoogste, _ in groepen), default=0),
        [(begin, eind)] if any(sinds > stand.stand_van for *_, sinds in groepen) else [],
    )


def _per_dag(standen: Sequence[Dagstand], stand: Balansstand) -> _Nu:
    per_status: Counter[str] = Counter()
    for dag in standen:
        per_status[dag.status] += dag.aantal
    anders = reeksen({dag.dag for dag in standen if dag.stand_vanaf > stand.stand_van})
    return _Nu(
        per_status,
        min((dag.laagste for dag in standen), default=0),
        max((dag.hoogste for dag in standen), default=0),
        anders if len(anders) <= _REEKSEN else [(anders[0][0], anders[-1][1])],
    )


class _Ding(NamedTuple):
    """A melding that something happened to since. `status`: of now, None where it is not of these days; `was`: which
    part of the ledger, None where it was not on record as received on these days."""

    status: str | None
    was: str | None


def _toen(stand: Balansstand, gebruiker: Gebruiker, zoals_nu: _Nu) -> dict[int, _Ding]:
    """By id. Two queries at most."""
    tijd = connection.ops.adapt_datetimefield_value
    dagen = _dagen(stand)
    waarden: dict[str, Any] = {
        "begin": tijd(dagen["ontvangen_op__gte"]),
        "eind": tijd(dagen["ontvangen_op__lt"]),
        "stand_van": tijd(stand.stand_van),
        "moment": tijd(stand.moment),
        # What came in about the same time has about the same id.
        "laagste": zoals_nu.laagste,
        "hoogste": zoals_nu.hoogste,
    }
    # By name: the links to zaken belong to an app above this one.
    koppelingen: type[models.Model] = Melding._meta.get_field("zaakmelding_set").related_model  # type: ignore[assignment]
    tussen = "melding_id BETWEEN %(laagste)s AND %(hoogste)s"
    bronnen = [
        f"SELECT melding_id FROM {_WISSEL} WHERE op > %(moment)s AND {tussen}",
        f"SELECT melding_id FROM {koppelingen._meta.db_table} WHERE stand_vanaf > %(moment)s AND {tussen}",
        f"SELECT van_id FROM {verleden_van(Melding)._meta.db_table} WHERE stand_tot > %(stand_van)s AND {_BINNEN}",
    ]
    for plek, (begin, eind) in enumerate(zoals_nu.anders):
        waarden |= {f"begin{plek}": tijd(begin), f"eind{plek}": tijd(eind)}
        bronnen.append(
            f"SELECT id FROM {Melding._meta.db_table} WHERE stand_vanaf > %(stand_van)s"
            f" AND ontvangen_op >= %(begin{plek})s AND ontvangen_op < %(eind{plek})s"
        )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(bronnen), waarden)
        waarden["pks"] = als_reeks(pk for (pk,) in cursor.fetchall())
        if len(waarden["pks"]) == len(als_reeks(())):
            return {}
        zicht = Melding.objects.zichtbaar_voor(gebruiker).order_by()
        nu = _met_namen("nu", zicht.values("pk", "status", "dubbel_van", "ontvangen_op"), waarden)
        cursor.execute(_toen_sql(koppelingen, nu), waarden)
        return {pk: _Ding(status, was) for pk, status, was in cursor.fetchall()}


def _toen_sql(koppelingen: type[models.Model], nu: str) -> str:
    koppeling = koppelingen._meta.db_table
    deze, bij = "{id} IN (SELECT id FROM deze)", "melding_id IN (SELECT id FROM deze)"
    relaties = {
        "deze (id)": (
            "SELECT unnest(%(pks)s::bigint[])"
            if connection.vendor == "postgresql"
            else "SELECT value FROM json_each(%(pks)s)"
        ),
        "nu (id, status, dubbel, ontvangen_op)": nu,
        "stond": stand_sql(Melding, ["dubbel_van_id"], _BINNEN, alleen=deze),
        # The state at that moment is the one that the first later step left.
        "later": (
            "SELECT melding_id, van FROM (SELECT melding_id, van, ROW_NUMBER() OVER"
            f" (PARTITION BY melding_id ORDER BY op, id) AS plaats FROM {_WISSEL}"
            f" WHERE op > %(moment)s AND {bij}) AS alle WHERE plaats = 1"
        ),
        "koppelingen": (
            f"SELECT DISTINCT melding_id FROM {koppeling} WHERE stand_vanaf > %(moment)s AND {bij}"
        ),
        "gekoppeld": (
            "SELECT DISTINCT k.melding_id FROM"
            f" ({stand_sql(koppelingen, ['melding_id'], f'NOT vervallen AND {bij}')}) AS k"
            f" JOIN {koppeling} AS eerst ON eerst.id = k.id WHERE eerst.geregistreerd_op <= %(moment)s"
            " AND k.melding_id IN (SELECT melding_id FROM koppelingen)"
        ),
        "toen": (
            f"SELECT nu.id, CASE WHEN {_BINNEN} THEN nu.status END AS status_nu, stond.id AS stond,"
            " COALESCE(later.van, nu.status) AS status, stond.dubbel_van_id AS dubbel, nu.dubbel AS dubbel_nu,"
            " gekoppeld.melding_id AS gekoppeld, koppelingen.melding_id AS andere_koppeling"
            " FROM deze JOIN nu ON nu.id = deze.id LEFT JOIN stond ON stond.id = nu.id"
            " LEFT JOIN later ON later.melding_id = nu.id"
            " LEFT JOIN koppelingen ON koppelingen.melding_id = nu.id"
            " LEFT JOIN gekoppeld ON gekoppeld.melding_id = nu.id"
        ),
    }
    met = ", ".join(f"{naam} AS ({sql})" for naam, sql in relaties.items())
    return f"WITH {met} SELECT id, status_nu, CASE WHEN stond IS NOT NULL THEN {_DEEL} END FROM toen"


def deel_van(status: str) -> str:
    """The part of the ledger that a status is in."""
    return next(deel for deel, statussen in MELDINGDELEN.items() if status in statussen)


def _met_namen(naam: str, reeks: "QuerySet[Melding, Any]", waarden: dict[str, Any]) -> str:
    """The SQL of a query, its values added by name."""
    sql, van_reeks = reeks.query.sql_with_params()
    for nummer, waarde in enumerate(van_reeks):
        sql = sql.replace("%s", f"%({naam}{nummer})s", 1)
        waarden[f"{naam}{nummer}"] = waarde
    return sql


def _een_van(*statussen: Status) -> str:
    return f"status IN ({', '.join(repr(status.value) for status in statussen)})"


# Where nobody took a step the state follows the records (`statussen.volg`): what was registered since is undone.
_VOLGT = _een_van(Status.ONTVANGEN, Status.IN_TRIAGE)
_NAAR_STATUS = (
    f"CASE WHEN {_een_van(Status.DUBBEL)} THEN 'dubbel' WHEN {_een_van(*IN_TRIAGE)} THEN 'triage'"
    " ELSE 'besloten' END"
)
_DEEL = (
    f"CASE WHEN {_een_van(Status.DUBBEL)} AND dubbel IS NULL AND dubbel_nu IS NOT NULL"
    " THEN CASE WHEN gekoppeld IS NULL THEN 'triage' ELSE 'besloten' END"
    f" WHEN {_VOLGT} AND dubbel IS NOT NULL AND dubbel_nu IS NULL THEN 'dubbel'"
    f" WHEN {_VOLGT} AND gekoppeld IS NOT NULL THEN 'besloten'"
    f" WHEN {_een_van(Status.GEKOPPELD, Status.AFGEHANDELD)} AND andere_koppeling IS NOT NULL AND gekoppeld IS NULL"
    f" THEN CASE WHEN dubbel IS NULL THEN 'triage' ELSE 'dubbel' END ELSE {_NAAR_STATUS} END"
)


def ontvangsten_toen(stand: Balansstand, gebruiker: Gebruiker) -> "QuerySet[Any]":
    """What was no melding then, with what it was (`toen`); also what has become one since, if that may be seen."""
    sleutel = Concat(Value("ontvangst:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    regels = Logregel.objects.filter(onderwerp=sleutel, actie__in=(APART, GEEN)).annotate(
        wat=Case(
            When(actie=GEEN, then=Value(Ontvangst.Uitkomst.GEEN_MELDING.value)),
            default=KeyTextTransform("uitkomst", "gegevens"),
            output_field=CharField(),
        )
    )
    eerder = regels.filter(tijdstip__lte=stand.moment).order_by("-nummer").values("wat")[:1]
    eerst = regels.filter(actie=APART).order_by("nummer").values("wat")[:1]
    later_apart = Logregel.objects.filter(actie=APART, tijdstip__gt=stand.stand_van).values("onderwerp")
    return (
        Ontvangst.objects.geen_melding_op(gebruiker, stand.stand_van)
        .filter(
            ontvangen_op__gte=begin_van(stand.van),
            ontvangen_op__lt=begin_van(stand.tot + timedelta(days=1)),
        )
        .annotate(sleutel=Concat(Value("ontvangst:"), Cast("pk", CharField()), output_field=CharField()))
        .exclude(sleutel__in=later_apart)
        .annotate(
            toen=Case(
                When(Q(beslist_op=None) | Q(beslist_op__lte=stand.moment), then="uitkomst"),
                default=Coalesce(Subquery(eerder), Subquery(eerst), "uitkomst", output_field=CharField()),
                output_field=CharField(),
            )
        )
    )
