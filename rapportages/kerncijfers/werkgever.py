"""In which core figures some employers count, record by record: what changes when records become one employer, or two.

By the same relations as the figures themselves (`bronnen`)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from rapportages.kerncijfers.berekening import argumenten
from rapportages.kerncijfers.bronnen import met


@dataclass(frozen=True, slots=True)
class Aandeel:
    """Per record (id) the domains in which an intervention there counts; and the records with a counted violation."""

    domeinen: dict[int, set[str]]
    overtreders: set[int]


def aandeel(pks: Collection[int], peildatum: date, stand_van: datetime) -> Aandeel:
    """One query."""
    wie = ", ".join(str(int(pk)) for pk in pks) or "NULL"
    with connection.cursor() as cursor:
        cursor.execute(
            met(
                "SELECT i.werkgever_id, telzaak.domein FROM interventie AS i"
                f" JOIN telzaak ON telzaak.id = i.zaak_id WHERE i.werkgever_id IN ({wie})"
                " UNION SELECT o.werkgever_id, '' FROM overtreding AS o"
                f" JOIN bezocht ON bezocht.zaak_id = o.zaak_id WHERE o.werkgever_id IN ({wie})"
            ),
            argumenten(peildatum, stand_van),
        )
        rijen = cursor.fetchall()
    domeinen: dict[int, set[str]] = defaultdict(set)
    for pk, domein in rijen:
        if domein:
            domeinen[pk].add(domein)
    return Aandeel(domeinen, {pk for pk, domein in rijen if not domein})
