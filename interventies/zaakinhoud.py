"""Of which kinds of records a zaak has any. Its page then asks nothing of a kind of which there is none."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from django.db import connection, models

from inspectie.versies import Wijziging
from interventies.models import (
    Afschrift,
    Bijlage,
    Concept,
    Contact,
    Interventie,
    Overtreding,
    Terugkoppeling,
    Toezegging,
    Veiligheidstoets,
    Zaak,
    ZaakMelding,
    ZaakWissel,
)

Kind = type[models.Model]
SOORTEN: tuple[Kind, ...] = (
    Afschrift,
    Bijlage,
    Concept,
    Contact,
    Interventie,
    Overtreding,
    Terugkoppeling,
    Toezegging,
    Veiligheidstoets,
    ZaakMelding,
    ZaakWissel,
)


GECORRIGEERD: Mapping[str, Kind] = {
    "overtreding": Overtreding,
    "interventie": Interventie,
    "zaak_melding": ZaakMelding,
    "toezegging": Toezegging,
}
"""What of a zaak, beside itself, can be corrected."""
ALLES: AbstractSet[Kind] = frozenset((*SOORTEN, Wijziging))
_WIJZIGING = Wijziging._meta.db_table
_CORRECTIES = " OR ".join(
    (
        f"EXISTS(SELECT 1 FROM {_WIJZIGING} WHERE soort = 'zaak' AND object_id = z.id)",  # noqa: S608
        *(
            f"EXISTS(SELECT 1 FROM {_WIJZIGING} WHERE soort = '{soort}'"  # noqa: S608
            f" AND object_id IN (SELECT id FROM {model._meta.db_table} WHERE zaak_id = z.id))"
            for soort, model in GECORRIGEERD.items()
        ),
    )
)


def inhoud_van(zaak: Zaak) -> AbstractSet[Kind]:
    """One query. Written out: eleven times EXISTS costs Django more than the page saves by it."""
    delen = [f"EXISTS(SELECT 1 FROM {s._meta.db_table} WHERE zaak_id = z.id)" for s in SOORTEN]  # noqa: S608
    vraag = f"SELECT {', '.join(delen)}, {_CORRECTIES} FROM {Zaak._meta.db_table} AS z WHERE z.id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(vraag, [zaak.pk])
        rij = cursor.fetchone()
    soorten: tuple[Kind, ...] = (*SOORTEN, Wijziging)
    return {soort for soort, is_er in zip(soorten, rij, strict=True) if is_er}
