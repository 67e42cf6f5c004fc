"""The ledger as it stood: what had become, at a peildatum and a stand van, of what came in on some days.

Two times, as with the figures: received by the peildatum, and on record at the stand van. What became of it counts from
its own moment. A step keeps that (`StatusWissel`, and the log of what was put aside); of what only follows the records,
a link to a zaak or a duplicate that was read in, it is when that was registered. So it is what the ledger says now,
less what happened or was registered since.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import Case, CharField, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.formats import date_format
from django.utils.translation import gettext

from inspectie.models import Gebruiker, Logregel
from inspectie.tijd import AMSTERDAM, LAATSTE, VROEGSTE, begin_van, einde_van
from inspectie.versies import stand_sql
from meldingen.balans import ANDERE_DELEN, IN_TRIAGE, NAMEN
from meldingen.models import Melding, Ontvangst, Status, StatusWissel

_NAAM = re.compile(r"%\((\w+)\)s")
_CODE = re.compile(r"(\d{8})\.(\d{8})\.(\d{1,17})")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
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
    """What was received, and each of DELEN. Two queries."""
    uit: Counter[str] = Counter()
    sql, waarden = _meldingen(stand, gebruiker)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} SELECT deel, COUNT(*) FROM stuk GROUP BY deel", waarden)
        uit.update({deel: int(n) for deel, n in cursor.fetchall()})
    namen = {str(uitkomst): deel for deel, uitkomst in ANDERE_DELEN.items()}
    groepen = _ontvangsten(stand, gebruiker).order_by().values_list("toen").annotate(n=Count("pk"))
    uit.update({namen[toen]: n for toen, n in groepen})
    uit["ontvangen"] = sum(uit.values())
    return uit


def meldingen_op(stand: Balansstand, deel: str, gebruiker: Gebruiker) -> RawSQL:
    """The ids of the meldingen behind one number, for `pk__in`."""
    sql, waarden = _meldingen(stand, gebruiker)
    sql = f"{sql} SELECT id FROM stuk WHERE deel = %(deel)s"
    waarden["deel"] = deel
    namen: list[str] = _NAAM.findall(sql)
    return RawSQL(_NAAM.sub("%s", sql), [waarden[naam] for naam in namen])  # noqa: S611 (of constants)


def ontvangsten_op(stand: Balansstand, uitkomst: str, gebruiker: Gebruiker) -> "QuerySet[Any]":
    """What stands behind one of the other numbers."""
    return _ontvangsten(stand, gebruiker).filter(toen=uitkomst)


def _meldingen(stand: Balansstand, gebruiker: Gebruiker) -> tuple[str, dict[str, Any]]:
    """`stuk`: each melding that this person may see, and which part of the ledger it was. What nothing happened to
    since (`anders`) is as it is now: for a recent stand van that is nearly all of it."""
    eind = begin_van(stand.tot + timedelta(days=1))
    zicht = Melding.objects.zichtbaar_voor(gebruiker).order_by()
    dagen = zicht.filter(ontvangen_op__gte=begin_van(stand.van), ontvangen_op__lt=eind)
    tijd = connection.ops.adapt_datetimefield_value
    waarden: dict[str, Any] = {
        "begin": tijd(begin_van(stand.van)),
        "eind": tijd(eind),
        "stand_van": tijd(stand.stand_van),
        "moment": tijd(stand.moment),
    }
    # By name: the links to zaken belong to an app above this one.
    koppelingen: type[models.Model] = Melding._meta.get_field("zaakmelding_set").related_model  # type: ignore[assignment]
    koppeling, wissel = koppelingen._meta.db_table, StatusWissel._meta.db_table
    van_anders = "{id} IN (SELECT id FROM anders)"
    relaties = {
        "nu (id, status)": _met_namen("nu", dagen.values("pk", "status"), waarden),
        "zicht (id, status, dubbel_van_id)": _met_namen(
            "zicht", zicht.values("pk", "status", "dubbel_van_id"), waarden
        ),
        "wissels": f"SELECT id, melding_id, van, op FROM {wissel} WHERE op > %(moment)s",
        "koppelingen": f"SELECT DISTINCT melding_id FROM {koppeling} WHERE stand_vanaf > %(moment)s",
        "anders": (
            "SELECT melding_id AS id FROM wissels UNION SELECT melding_id FROM koppelingen"
            f" UNION SELECT id FROM {Melding._meta.db_table} WHERE stand_vanaf > %(stand_van)s"
        ),
        "binnen": stand_sql(
            Melding,
            ["dubbel_van_id"],
            "ontvangen_op >= %(begin)s AND ontvangen_op < %(eind)s",
            alleen=van_anders,
        ),
        # The state at that moment is the one that the first later step left.
        "later": (
            "SELECT melding_id, van FROM (SELECT melding_id, van, ROW_NUMBER() OVER"
            " (PARTITION BY melding_id ORDER BY op, id) AS plaats FROM wissels) AS alle WHERE plaats = 1"
        ),
        "gekoppeld": (
            f"SELECT DISTINCT k.melding_id FROM ({stand_sql(koppelingen, ['melding_id'], 'NOT vervallen')}) AS k"
            f" JOIN {koppeling} AS nu ON nu.id = k.id WHERE nu.geregistreerd_op <= %(moment)s"
            " AND k.melding_id IN (SELECT melding_id FROM koppelingen)"
        ),
        "toen": (
            "SELECT b.id, COALESCE(later.van, zicht.status) AS status, b.dubbel_van_id AS dubbel,"
            " zicht.dubbel_van_id AS dubbel_nu, gekoppeld.melding_id AS gekoppeld,"
            " koppelingen.melding_id AS andere_koppeling"
            " FROM binnen AS b JOIN zicht ON zicht.id = b.id LEFT JOIN later ON later.melding_id = b.id"
            " LEFT JOIN koppelingen ON koppelingen.melding_id = b.id"
            " LEFT JOIN gekoppeld ON gekoppeld.melding_id = b.id"
        ),
        "stuk": (
            f"SELECT nu.id, {_NAAR_STATUS} AS deel FROM nu LEFT JOIN anders ON anders.id = nu.id"
            f" WHERE anders.id IS NULL UNION ALL SELECT id, {_DEEL} FROM toen"
        ),
    }
    return "WITH " + ", ".join(f"{naam} AS ({sql})" for naam, sql in relaties.items()), waarden


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


def _ontvangsten(stand: Balansstand, gebruiker: Gebruiker) -> "QuerySet[Any]":
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
