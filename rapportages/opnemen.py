"""Keeping counts at hand for the page of the figures: of everything, of each team and of each domain.

The clock asks for it every minute. What there is stays good while few records changed and few terms ran out, so mostly
there is little to do; a new count goes on from the last one, and only where that cannot be relied on everything is
counted.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from inspectie.models import Code
from inspectie.sloten import beurt
from inspectie.tijd import lokale_dag
from meldingen.models import Melding
from rapportages.kerncijfers.opname import VORM, aangeraakt_naar, gezien, neem_op, sleutel, zoek_vorige
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.models import Bewaking, Opname, Spoor, Telverzoek
from rapportages.sporen import noteer_alsnog, ontbrekend

GENOEG = 25
"""So many records written since, or of which a clock ran out, and a page takes them along in no time; four times as
many double its SQL. Of many meldingen clocks run out by the minute, also when nobody writes."""
ACHTER = timedelta(minutes=2)
"""What is registered is committed within this time, but for the longest of imports: so little comes in behind."""
BEWAARD = timedelta(hours=25)
"""How long the counts of past hours are kept: an address keeps the stand van that it was made with."""


def sneden() -> Iterator[Snede]:
    yield ALLES
    for code in Code.objects.filter(lijst="team").order_by("code").values_list("code", flat=True):
        yield Snede(team=code)
    for code in Code.objects.filter(lijst="domein").order_by("code").values_list("code", flat=True):
        yield Snede(domein=code)


def houd_bij(*, nu: datetime) -> int:
    """Count where it is needed, and throw away what no page will ask for; returns how many counts were made. With few
    meldingen nothing is needed: a page counts them itself."""
    hoogste = Melding.objects.order_by("-nummer").values_list("nummer", flat=True).first() or 0
    with beurt("opname") as vrij:
        if not vrij:
            return 0
        if hoogste < settings.OPNAME_VANAF:
            hou_op()
            return 0
        stand_van, gedaan = nu - ACHTER, 0
        if not bewaak(stand_van):
            return 0
        for snede in sneden():
            moment = lokale_dag(stand_van), stand_van
            vorige = zoek_vorige(*moment, snede)
            if vorige and aangeraakt_naar(vorige, *moment).aantal <= GENOEG:
                continue
            opname = neem_op(stand_van, snede)
            with transaction.atomic():
                opname.save()
            gedaan += 1
        if gedaan:
            ruim_op(nu=nu)
        return gedaan


_NOG_BEZIG = """
SELECT EXISTS (
    SELECT 1 FROM {tabel}, pg_snapshot_xip(pg_current_snapshot()) AS bezig
    WHERE bezig::text::bigint < transactie AND NOT EXISTS (
        SELECT 1 FROM pg_stat_activity AS wie
        WHERE wie.datname <> current_database() AND wie.backend_xid::text::bigint = bezig::text::bigint % 4294967296
    )
)
"""
"""Who was writing when the watch came in sight. Transactions are numbered over all databases of a server; one that is
known to be in another is let be."""


def bewaak(vanaf: datetime) -> bool:
    """Have it noted what changes, and tell whether everybody does. On PostgreSQL who was writing already when it came
    in sight may not know of it, so until they are done nothing is counted. What they and others wrote by then, and does
    not count yet at `vanaf`, is noted then: no count is of before that."""
    if ontbrekend(connection):
        hou_op()
        return False
    if _van_elders():
        hou_op()
    with transaction.atomic():
        if not Bewaking.objects.exists():
            for model in (Opname, Spoor):
                model.objects.all().delete()
            Bewaking.objects.create()
    if connection.vendor == "postgresql" and _is_wie_al_schreef_nog_bezig():
        return False
    with transaction.atomic():
        if Bewaking.objects.filter(vanaf=None).update(vanaf=vanaf):
            noteer_alsnog(connection, vanaf)
    return True


def _is_wie_al_schreef_nog_bezig() -> bool:
    tabel = Bewaking._meta.db_table
    with connection.cursor() as cursor:
        # A transaction later than the one that made it: whoever gets a higher number can see it.
        cursor.execute(
            f"UPDATE {tabel} SET transactie = pg_current_xact_id()::text::bigint WHERE transactie IS NULL"
        )
        cursor.execute(_NOG_BEZIG.format(tabel=tabel))
        return bool(cursor.fetchone()[0])


def _van_elders() -> bool:
    """Whether there is a number of a transaction that is still to come: the database is a copy, put back on another
    server, and what was noted there cannot be compared with what is noted here."""
    if connection.vendor != "postgresql":
        return False
    komt_nog = (
        "transactie >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        " AND transactie IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS (SELECT 1 FROM {Bewaking._meta.db_table} WHERE {komt_nog})"
            f" OR EXISTS (SELECT 1 FROM {Spoor._meta.db_table} WHERE {komt_nog})"
        )
        return bool(cursor.fetchone()[0])


def hou_op() -> None:
    """No counts, so nothing that is noted for them."""
    if Bewaking.objects.exists():
        with transaction.atomic():
            for model in (Opname, Telverzoek, Spoor, Bewaking):
                model.objects.all().delete()


def ruim_op(*, nu: datetime) -> None:
    """Of each slice the last count stays, and the first of every hour for a day, as does what somebody asked for; and
    of what was written since only what one of these does not know yet."""
    with transaction.atomic():
        Telverzoek.objects.filter(gevraagd_op__lt=nu - BEWAARD).delete()
        blijft: dict[tuple[str, datetime], int] = {}
        laatste: dict[str, int] = {}
        houden: set[int] = set()
        er_zijn: set[int] = set()
        for pk, snede, op, versie, gevraagd_op in Opname.objects.order_by("stand_van", "pk").values_list(
            "pk", "snede", "stand_van", "versie", "gevraagd_op"
        ):
            er_zijn.add(pk)
            if versie != VORM:
                continue
            if gevraagd_op:
                if gevraagd_op > nu - BEWAARD:
                    houden.add(pk)
                continue
            laatste[snede] = pk
            if op > nu - BEWAARD:
                blijft.setdefault((snede, op.replace(minute=0, second=0, microsecond=0)), pk)
        bekend = {sleutel(snede) for snede in sneden()}
        houden |= set(blijft.values()) | {pk for snede, pk in laatste.items() if snede in bekend}
        # Of those: what somebody asked for may be there only now (`telverzoeken`).
        Opname.objects.filter(pk__in=er_zijn - houden).delete()
        with connection.cursor() as cursor:
            tabel, spoor = Opname._meta.db_table, Spoor._meta.db_table
            cursor.execute(
                f"DELETE FROM {spoor} AS s WHERE NOT EXISTS (SELECT 1 FROM {tabel} AS o"
                f" WHERE s.tot > o.stand_van OR NOT {gezien()}) AND s.tot <= %(nu)s",
                {"nu": connection.ops.adapt_datetimefield_value(nu - ACHTER)},
            )
