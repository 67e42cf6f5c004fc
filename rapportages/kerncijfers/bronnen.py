"""What is counted, as SQL over what was on record: a chain of named relations, each a sentence of domain section 2.

`%(tot)s` is the end of the peildatum, `%(peildatum)s` its day, `%(stand_van)s` the moment of the record. The same text
runs on PostgreSQL and on SQLite.
"""

from functools import cache

from inspectie.versies import stand_sql
from interventies.models import INSTRUMENTEN, Interventie, Overtreding, Toetsing, Zaak, ZaakMelding
from meldingen.models import Melding, Werkgever


@cache
def relaties() -> dict[str, str]:
    """The relations by name, in the order in which they build on each other."""
    # A coronamelding: direct or indirect, received by then, no duplicate.
    geteld = stand_sql(
        Melding,
        ["domein", "arbeidsmigranten", "onderwerpen"],
        "ontvangen_op <= %(tot)s AND corona_relatie IN ('DIRECT', 'INDIRECT') AND dubbel_van_id IS NULL",
    )
    instrumenten = ", ".join(f"'{soort.value}'" for soort in INSTRUMENTEN)
    return {
        "geteld": geteld,
        # One pass over the meldingen; every figure of meldingen is a sum over these groups.
        "groep": (
            f"SELECT domein, arbeidsmigranten, onderwerpen, COUNT(*) AS n FROM ({geteld}) AS m"
            " GROUP BY domein, arbeidsmigranten, onderwerpen"
        ),
        "dubbel": stand_sql(Melding, ["dubbel_van_id"], "dubbel_van_id IS NOT NULL"),
        "koppeling": stand_sql(ZaakMelding, ["zaak_id", "melding_id"], "NOT vervallen"),
        # A zaak linked through a duplicate counts through the original; chains are followed.
        "keten": (
            "SELECT zaak_id, melding_id FROM koppeling UNION "
            "SELECT keten.zaak_id, dubbel.dubbel_van_id FROM keten JOIN dubbel ON dubbel.id = keten.melding_id"
        ),
        "zaak": stand_sql(Zaak, ["domein"]),
        # A zaak counts by its registration, whenever it was opened, with at least one counted melding.
        "telzaak": (
            "SELECT DISTINCT zaak.id, zaak.domein FROM keten JOIN zaak ON zaak.id = keten.zaak_id"
            f" JOIN ({geteld}) AS m ON m.id = keten.melding_id"
        ),
        # Employers with one KvK number, or merged, are one.
        "werkgever": stand_sql(Werkgever, ["hoofd_id"], "hoofd_id IS NOT NULL"),
        "ingreep": (
            "SELECT i.id, i.zaak_id, telzaak.domein, COALESCE(werkgever.hoofd_id, i.werkgever_id) AS werkgever,"
            " i.soort, i.wijze FROM ("
            + stand_sql(
                Interventie,
                ["zaak_id", "werkgever_id", "soort", "wijze"],
                "uitgereikt_op <= %(peildatum)s AND NOT vervallen",
            )
            + ") AS i JOIN telzaak ON telzaak.id = i.zaak_id LEFT JOIN werkgever ON werkgever.id = i.werkgever_id"
        ),
        # An investigation with at least one intervention on location.
        "bezocht": "SELECT DISTINCT zaak_id FROM ingreep WHERE wijze = 'LOCATIE'",
        "gevonden": (
            "SELECT o.id, o.zaak_id, COALESCE(werkgever.hoofd_id, o.werkgever_id) AS werkgever FROM ("
            + stand_sql(
                Overtreding,
                ["zaak_id", "werkgever_id"],
                "geconstateerd_op <= %(peildatum)s AND NOT vervallen",
            )
            + ") AS o JOIN bezocht ON bezocht.zaak_id = o.zaak_id LEFT JOIN werkgever ON werkgever.id = o.werkgever_id"
        ),
        "instrument": (
            "SELECT ingreep.id, ingreep.soort, bezocht.zaak_id IS NOT NULL AS op_locatie FROM ingreep"
            f" LEFT JOIN bezocht ON bezocht.zaak_id = ingreep.zaak_id WHERE ingreep.soort IN ({instrumenten})"
        ),
        # Of several toetsingen of one melding the latest counts: by test date, then by registration.
        "toets": (
            "SELECT t.melding_id, t.resultaat FROM (SELECT melding_id, resultaat, ROW_NUMBER() OVER"
            " (PARTITION BY melding_id ORDER BY getoetst_op DESC, geregistreerd_op DESC, id DESC) AS plaats"
            f" FROM {Toetsing._meta.db_table}"
            " WHERE getoetst_op <= %(peildatum)s AND geregistreerd_op <= %(stand_van)s) AS t"
            f" JOIN ({geteld}) AS m ON m.id = t.melding_id WHERE t.plaats = 1"
        ),
    }


def met(*namen: str) -> str:
    """`WITH RECURSIVE …` for these relations and what they build on."""
    alle = relaties()
    nodig: set[str] = set()
    for naam in reversed(alle):
        if naam in namen or any(_noemt(alle[ander], naam) for ander in nodig):
            nodig.add(naam)
    return "WITH RECURSIVE " + ", ".join(f"{naam} AS ({sql})" for naam, sql in alle.items() if naam in nodig)


def _noemt(sql: str, naam: str) -> bool:
    return any(
        f"{woord} {naam}{einde}" in sql for woord in ("FROM", "JOIN") for einde in (" ", ")")
    ) or sql.endswith(f"FROM {naam}")
