"""What is counted, as SQL over what was on record: named relations, each a sentence of domain section 2.

`%(tot)s` is the end of the peildatum, `%(peildatum)s` its day, `%(stand_van)s` the moment of the record. The same text
runs on PostgreSQL and on SQLite, and nothing but constants of this program ever gets into it.

A relation in `FEITEN` can be counted: it has one row per unit (or per unit and part), with that unit's `id` and the
facts a figure may ask about. A count never reads such a relation itself but its groups, `tel_<name>`: how many rows
there are of each combination of facts. So every relation is worked out once, however many figures ask about it.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache

from django.db import connection

from inspectie.models import Code
from inspectie.versies import stand_sql
from interventies.models import INSTRUMENTEN, Interventie, Overtreding, Toetsing, Zaak, ZaakMelding
from meldingen.models import Melding, Werkgever
from meldingen.models.feiten import Domein, Status
from rapportages.kerncijfers.snede import ALLES, ONBEKEND, Snede

FEITEN: dict[str, tuple[str, ...]] = {
    "melding": ("domein", "arbeidsmigranten", "onderwerpen"),
    "onderwerp": ("onderwerp", "domein"),
    "toets": ("resultaat",),
    "werkgever_domein": ("domein",),
    "werkgever": ("domeinen",),
    "onderzoek": (),
    "overtreder": (),
    "instrument": ("soort", "op_locatie"),
}

EIGEN_DOMEINEN = (Domein.VEILIG_GEZOND.value, Domein.EERLIJK.value)


def heeft(onderwerp: str) -> str:
    """SQL: does `onderwerpen` name this topic (an SQL expression)? REPLACE, for LIKE takes the underscores in our codes
    for a wildcard."""
    return f"REPLACE(';' || onderwerpen || ';', ';' || {onderwerp} || ';', '') <> ';' || onderwerpen || ';'"


def met(vraag: str, snede: Snede = ALLES) -> str:
    """`WITH RECURSIVE …` of what this query names, and then the query."""
    return samen(relaties(snede.voorwaarden), vraag)


@cache
def relaties(voorwaarden: tuple[str, ...] = (), *, kring: bool = False) -> dict[str, str]:
    """SQL by name, of the meldingen that meet these conditions (`Snede`); with `kring`, of some records only."""
    op_de_stand = _op_de_stand(kring)
    if voorwaarden:
        op_de_stand["melding"] = (
            f"SELECT id, {', '.join(FEITEN['melding'])} FROM breed WHERE {' AND '.join(voorwaarden)}"
        )
    relaties = op_de_stand | _getelde(op_de_stand)
    for naam, feiten in FEITEN.items():
        groep = "".join(f"{feit}, " for feit in feiten)
        per = f" GROUP BY {', '.join(feiten)}" if feiten else ""
        relaties.setdefault(f"tel_{naam}", f"SELECT {groep}COUNT(*) AS n FROM {naam}{per}")
    return relaties


def samen(relaties: Mapping[str, str], vraag: str, vaker: Collection[str] = ()) -> str:
    """The WITH of the relations that this query names, and that these name, and then the query. What stands there and
    is not named costs PostgreSQL three quarters of a small count, only by being read. Those of `vaker` are worked out
    once too."""
    vast, nodig, nieuw = {*_VAKER, *vaker}, set[str](), set(_WOORD.findall(vraag))
    while erbij := nieuw & relaties.keys() - nodig:
        nodig |= erbij
        nieuw = set().union(*(_woorden(relaties[naam]) for naam in erbij))
    return (
        "WITH RECURSIVE "
        + ", ".join(
            f"{naam} AS {'MATERIALIZED ' if naam in vast or naam.startswith('tel_') else ''}({sql})"
            for naam, sql in relaties.items()
            if naam in nodig
        )
        + f" {vraag}"
    )


@cache
def _woorden(sql: str) -> frozenset[str]:
    return frozenset(_WOORD.findall(sql))


_WOORD = re.compile(r"\w+")


# Asked for more than once, and worth keeping: both databases would work them out anew.
_VAKER = {"ingreep", "bezocht", "werkgever_domein"}


def in_kring(wat: str, kring: bool, kolom: str = "{id}") -> str:
    """SQL: this column is one of the parameter `kring_<wat>` (`kring.parameters`); nothing without a kring."""
    if not kring:
        return ""
    if connection.vendor == "postgresql":
        return f"{kolom} = ANY(%(kring_{wat})s::bigint[])"
    return f"{kolom} IN (SELECT value FROM json_each(%(kring_{wat})s))"


def _op_de_stand(kring: bool) -> dict[str, str]:
    """The records as they stood, with their own date up to the peildatum."""
    melding, zaak = in_kring("melding", kring), in_kring("zaak", kring)
    in_zaak = f" AND {in_kring('zaak', kring, 'zaak_id')}" if kring else ""
    bij_melding = f" AND {in_kring('melding', kring, 'melding_id')}" if kring else ""
    werkgever = in_kring("werkgever", kring)
    # A coronamelding: direct or indirect, received by then, no duplicate. IS TRUE keeps the index on ontvangen_op
    # out: SQLite would jump through most of the table by it.
    geteld = "(ontvangen_op <= %(tot)s) IS TRUE AND corona_relatie IN ('DIRECT', 'INDIRECT') AND dubbel_van_id IS NULL"
    # Of a kring IS TRUE keeps the index of all that are one with another out: its own records are few.
    een_met_ander = "(hoofd_id IS NOT NULL) IS TRUE" if kring else "hoofd_id IS NOT NULL"
    return {
        "melding": stand_sql(Melding, FEITEN["melding"], geteld, alleen=melding),
        # The same, with when it came and where it belongs: sector and province are those of its employer, and its team
        # is that of the province, but Eerlijk works in the whole country (`MeldingQuerySet.van_team`).
        "werkgever_toen": stand_sql(Werkgever, ["sector", "provincie"], alleen=werkgever),
        "geteld": stand_sql(
            Melding, [*FEITEN["melding"], "ontvangen_op", "werkgever_id"], geteld, alleen=melding
        ),
        # What went to Opsporing counts, but where it was is content of that: else a narrow slice would tell.
        "weg": _weg(kring),
        "breed": (
            "SELECT g.id, g.domein, g.arbeidsmigranten, g.onderwerpen, g.ontvangen_op,"
            f" COALESCE(CASE WHEN weg.id IS NULL THEN NULLIF(w.sector, '') END, '{ONBEKEND}') AS sector,"
            f" COALESCE(CASE WHEN weg.id IS NULL THEN NULLIF(w.provincie, '') END, '{ONBEKEND}') AS provincie,"
            f" CASE WHEN g.domein = '{Domein.EERLIJK.value}' THEN '{Domein.EERLIJK.value}' ELSE"
            f" COALESCE(CASE WHEN weg.id IS NULL THEN NULLIF(p.hoort_bij, '') END, '{ONBEKEND}') END AS team"
            " FROM geteld AS g LEFT JOIN werkgever_toen AS w ON w.id = g.werkgever_id"
            f" LEFT JOIN {Code._meta.db_table} AS p ON p.lijst = 'provincie' AND p.code = w.provincie"
            " LEFT JOIN weg ON weg.id = g.id"
        ),
        "dubbel": stand_sql(Melding, ["dubbel_van_id"], "dubbel_van_id IS NOT NULL", alleen=melding),
        "koppeling": stand_sql(ZaakMelding, ["zaak_id", "melding_id"], f"NOT vervallen{in_zaak}"),
        "zaak": stand_sql(Zaak, ["domein"], alleen=zaak),
        # Employers with one KvK number, or merged, are one: they share a hoofd.
        "samen": stand_sql(Werkgever, ["hoofd_id"], een_met_ander, alleen=werkgever),
        "interventie": stand_sql(
            Interventie,
            ["zaak_id", "werkgever_id", "soort", "wijze", "uitgereikt_op", "termijn_tot"],
            f"uitgereikt_op <= %(peildatum)s AND NOT vervallen{in_zaak}",
        ),
        "overtreding": stand_sql(
            Overtreding,
            ["zaak_id", "werkgever_id", "geconstateerd_op"],
            f"geconstateerd_op <= %(peildatum)s AND NOT vervallen{in_zaak}",
        ),
        # Of several toetsingen of one melding the latest counts: by test date, then by registration.
        "laatste_toets": (
            "SELECT melding_id, resultaat FROM (SELECT melding_id, resultaat, ROW_NUMBER() OVER"
            " (PARTITION BY melding_id ORDER BY getoetst_op DESC, geregistreerd_op DESC, id DESC) AS plaats"
            f" FROM {Toetsing._meta.db_table}"
            f" WHERE getoetst_op <= %(peildatum)s AND geregistreerd_op <= %(stand_van)s{bij_melding}) AS alle"
            " WHERE plaats = 1"
        ),
        "code": f"SELECT code AS onderwerp FROM {Code._meta.db_table} WHERE lijst = 'onderwerp'",
    }


def _weg(kring: bool) -> str:
    """What is with Opsporing now, whatever the stand van. Of a kring it is told what changed in that since it was
    counted (`kring_weg` went there, `kring_terug` came back), so that what was counted then can be counted again."""
    nu = f"SELECT id FROM {Melding._meta.db_table} WHERE status = '{Status.NAAR_OPSPORING.value}'"
    if not kring:
        return nu
    toen = f" AND {in_kring('melding', kring, 'id')}"
    return (
        f"{nu}{toen} AND NOT {in_kring('weg', kring, 'id')} UNION ALL SELECT id FROM {Melding._meta.db_table}"
        f" WHERE {in_kring('terug', kring, 'id')}"
    )


def _getelde(op_de_stand: dict[str, str]) -> dict[str, str]:
    """What hangs together with a counted melding, and the relations of FEITEN. CROSS JOIN with WHERE is an ordinary
    join to PostgreSQL; SQLite, which keeps no statistics here, takes it as the order to go in."""
    soort = ", ".join(FEITEN["melding"])
    instrumenten = ", ".join(f"'{soort.value}'" for soort in INSTRUMENTEN)
    return {
        # A zaak linked through a duplicate counts through the original; chains are followed.
        "keten": (
            "SELECT zaak_id, melding_id FROM koppeling UNION "
            "SELECT keten.zaak_id, dubbel.dubbel_van_id FROM keten JOIN dubbel ON dubbel.id = keten.melding_id"
        ),
        # A zaak counts by its registration, whenever it was opened, with at least one counted melding.
        "telzaak": (
            "SELECT zaak.id, zaak.domein FROM (SELECT DISTINCT keten.zaak_id FROM keten CROSS JOIN melding"
            " WHERE melding.id = keten.melding_id) AS met JOIN zaak ON zaak.id = met.zaak_id"
        ),
        "ingreep": (
            "SELECT i.id, i.zaak_id, telzaak.domein, COALESCE(samen.hoofd_id, i.werkgever_id) AS werkgever,"
            " i.soort, i.wijze FROM interventie AS i JOIN telzaak ON telzaak.id = i.zaak_id"
            " LEFT JOIN samen ON samen.id = i.werkgever_id"
        ),
        # An investigation with at least one intervention on location.
        "bezocht": "SELECT DISTINCT zaak_id FROM ingreep WHERE wijze = 'LOCATIE'",
        # The topics of a melding; how many there are follows from the groups of meldingen.
        "onderwerp": f"SELECT melding.id, code.onderwerp, domein FROM melding JOIN code ON {heeft('code.onderwerp')}",
        # By itself, not from the relation: PostgreSQL can then group the table in parallel.
        "tel_melding": f"SELECT {soort}, COUNT(*) AS n FROM ({op_de_stand['melding']}) AS m GROUP BY {soort}",
        "tel_onderwerp": (
            "SELECT code.onderwerp, domein, SUM(n) AS n FROM tel_melding JOIN code ON"
            f" {heeft('code.onderwerp')} GROUP BY code.onderwerp, domein"
        ),
        "toets": (
            "SELECT melding.id, laatste_toets.resultaat FROM laatste_toets CROSS JOIN melding"
            " WHERE melding.id = laatste_toets.melding_id"
        ),
        "werkgever_domein": "SELECT DISTINCT werkgever AS id, domein FROM ingreep",
        # `domeinen`: in how many of our own two fields.
        "werkgever": (
            f"SELECT id, SUM(CASE WHEN domein IN {EIGEN_DOMEINEN} THEN 1 ELSE 0 END) AS domeinen"
            " FROM werkgever_domein GROUP BY id"
        ),
        "onderzoek": "SELECT zaak_id AS id FROM bezocht",
        "overtreder": (
            "SELECT DISTINCT COALESCE(samen.hoofd_id, o.werkgever_id) AS id FROM overtreding AS o"
            " JOIN bezocht ON bezocht.zaak_id = o.zaak_id LEFT JOIN samen ON samen.id = o.werkgever_id"
        ),
        "instrument": (
            "SELECT ingreep.id, ingreep.soort, bezocht.zaak_id IS NOT NULL AS op_locatie FROM ingreep"
            f" LEFT JOIN bezocht ON bezocht.zaak_id = ingreep.zaak_id WHERE ingreep.soort IN ({instrumenten})"
        ),
    }
