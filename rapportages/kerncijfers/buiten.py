"""What no figure counts, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection, models

from inspectie.versies import stand_sql
from interventies.models import INSTRUMENTEN, Interventie, Overtreding
from meldingen.models import Melding
from rapportages.cijfers import Kerncijfers
from rapportages.kerncijfers.berekening import argumenten
from rapportages.kerncijfers.bronnen import EIGEN_DOMEINEN, FEITEN, relaties, samen
from rapportages.kerncijfers.snede import ALLES, Snede

VASTE_REDENEN = ("dubbel", "geen_corona")
"""Those that stay as they are at one stand van."""


def met_uitgesloten(cijfers: Kerncijfers) -> Kerncijfers:
    """With what they do not count, as it stays. One query."""
    buiten = uitgesloten(cijfers.peildatum, cijfers.stand_van)
    return replace(cijfers, uitgesloten={reden: buiten[reden] for reden in VASTE_REDENEN})


def uitgesloten(peildatum: date, stand_van: datetime, snede: Snede = ALLES) -> dict[str, int]:
    """What was received by then and is not counted, by reason, and how many that are counted have no domain yet; of a
    slice only what lies in it, as what is counted does. Each melding has one reason: a duplicate is only that. What was
    registered later is told of all of them together: where it belongs was not known yet. One query."""
    kolommen = [*FEITEN["melding"], "corona_relatie", "dubbel_van_id", "ontvangen_op", "werkgever_id"]
    # The same slice, of all that was received instead of what counts.
    alle = {"geteld": stand_sql(Melding, kolommen, "(ontvangen_op <= %(tot)s) IS TRUE")}
    vraag = (
        "SELECT CASE WHEN g.dubbel_van_id IS NOT NULL THEN 'dubbel'"
        " WHEN g.corona_relatie NOT IN ('DIRECT', 'INDIRECT') THEN 'geen_corona'"
        " WHEN g.domein = 'ONBEPAALD' THEN 'onbepaald' ELSE '' END AS waarom, COUNT(*) FROM geteld AS g"
    )
    if snede == ALLES:
        vraag += (
            f" GROUP BY waarom UNION ALL SELECT 'later', COUNT(*) FROM {Melding._meta.db_table}"
            " WHERE (ontvangen_op <= %(tot)s) IS TRUE AND geregistreerd_op > %(stand_van)s"
        )
    else:
        waar = " AND ".join(snede.voorwaarden)
        vraag += f" WHERE g.id IN (SELECT id FROM breed WHERE {waar}) GROUP BY waarom"
    with connection.cursor() as cursor:
        sql = samen(relaties(snede.voorwaarden) | alle, vraag)
        cursor.execute(sql, argumenten(peildatum, stand_van, snede))
        gevonden = {sleutel: int(n) for sleutel, n in cursor.fetchall()}
    redenen = (*VASTE_REDENEN, *(("later",) if snede == ALLES else ()), "onbepaald")
    return {sleutel: gevonden.get(sleutel, 0) for sleutel in redenen}


@dataclass(frozen=True, slots=True)
class Geteld:
    """What a figure goes by that counts no meldingen: which records, which of these, and which of them it leaves out,
    by why. SQL over the relation of that name (`bronnen`)."""

    model: type[models.Model]
    dag: str
    waar: str
    redenen: Mapping[str, str]


_NIET_GETELD = "zaak_id NOT IN (SELECT id FROM telzaak)"
_ZONDER_MELDING = {"zonder_melding": _NIET_GETELD}
_ANDER_DOMEIN = f"zaak_id IN (SELECT id FROM telzaak WHERE domein NOT IN {EIGEN_DOMEINEN})"
_NIET_BEZOCHT = "zaak_id NOT IN (SELECT zaak_id FROM bezocht)"
_INSTRUMENT = f"soort IN {tuple(soort.value for soort in INSTRUMENTEN)}"
GETELD: Mapping[str, Geteld] = {
    "KC-08": Geteld(Interventie, "uitgereikt_op", "TRUE", _ZONDER_MELDING),
    "KC-09": Geteld(Interventie, "uitgereikt_op", "TRUE", _ZONDER_MELDING | {"ander_domein": _ANDER_DOMEIN}),
    "KC-11": Geteld(Interventie, "uitgereikt_op", "wijze = 'LOCATIE'", _ZONDER_MELDING),
    "KC-12": Geteld(Overtreding, "geconstateerd_op", "TRUE", {"zonder_onderzoek": _NIET_BEZOCHT}),
    "KC-13": Geteld(
        Interventie,
        "uitgereikt_op",
        _INSTRUMENT,
        _ZONDER_MELDING | {"zonder_bezoek": f"NOT ({_NIET_GETELD}) AND {_NIET_BEZOCHT}"},
    ),
    "ST-06": Geteld(Interventie, "uitgereikt_op", _INSTRUMENT, _ZONDER_MELDING),
    "ST-07": Geteld(Interventie, "uitgereikt_op", _INSTRUMENT, _ZONDER_MELDING),
}


def niet_geteld(code: str, peildatum: date, stand_van: datetime) -> dict[str, int]:
    """Of the figures in GETELD, what lies before the peildatum and is not counted, by why: taken back by then,
    registered later, or in no zaak that counts. One query."""
    g = GETELD[code]
    tot = f"{g.dag} <= %(peildatum)s AND {g.waar}"
    tellingen = {
        "vervallen": f"({stand_sql(g.model, [g.dag], f'vervallen AND {tot}')}) AS toen",
        "later_vastgelegd": f"{g.model._meta.db_table} WHERE geregistreerd_op > %(stand_van)s AND {tot}",
        **{
            waarom: f"{g.model._meta.model_name} WHERE {g.waar} AND {sql}"
            for waarom, sql in g.redenen.items()
        },
    }
    kolommen = ", ".join(f"(SELECT COUNT(*) FROM {van})" for van in tellingen.values())
    with connection.cursor() as cursor:
        cursor.execute(
            samen(relaties(), f"SELECT {kolommen}", ("telzaak",)), argumenten(peildatum, stand_van)
        )
        return dict(zip(tellingen, map(int, cursor.fetchone()), strict=True))
