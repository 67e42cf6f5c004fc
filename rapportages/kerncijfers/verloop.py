"""The core figures at the end of every piece of a period, in SQL: by how much each changes in each piece.

At one stand van the records are what they are; only the peildatum goes on. So of every relation of `bronnen.FEITEN` is
known in which piece a row of it begins to be there, and in which its facts become others: `verloop_<name>` has those
facts, the piece (`vak`) and `n`, +1 or -1, and the `n` of all pieces up to one are what `tel_<name>` would be at its
end. A figure asks it by the same words as it asks that.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate

from interventies.models import INSTRUMENTEN, Toetsing
from rapportages.kerncijfers.bronnen import EIGEN_DOMEINEN, FEITEN, heeft
from rapportages.kerncijfers.definities import DEFINITIES, Telling
from rapportages.kerncijfers.vakken import vak_sql

Kern = Counter[tuple[str, str, str, str]]
"""By figure, role and the two parts."""

KERN = "kern"
"""What the rows of `reeksen_sql` are called among others."""

TELLINGEN: tuple[Telling, ...] = tuple(
    dict.fromkeys(telling for definitie in DEFINITIES for telling in definitie.tellingen.values())
)
"""Each once: several figures are a share of the same number."""

VAKER = ("meldingvak", "ingreepvak", "bezochtvak", "zaakvak", "werkgevervak")
"""Worked out once."""


def verlooprelaties(vakken: int, bij_melding: str) -> dict[str, str]:
    """The relations by name, over those of `bronnen` and `binnen`; `bij_melding` is a condition on a melding's rows."""
    later = "CASE WHEN {0} > {1} THEN {0} ELSE {1} END".format
    uitgereikt, gevonden, getoetst = (
        vak_sql(kolom, vakken, "grensdag")
        for kolom in ("i.uitgereikt_op", "o.geconstateerd_op", "getoetst_op")
    )
    soorten = ", ".join(f"'{soort.value}'" for soort in INSTRUMENTEN)
    eigen = f"domein IN {EIGEN_DOMEINEN}"
    feiten = ", ".join(FEITEN["melding"])
    begin, eind = later("t.vak", "m.vak"), later("t.tot", "m.vak")
    op_locatie = later("i.vak", "z.vak")
    return {
        "meldingvak": f"SELECT id, {feiten}, {vak_sql('ontvangen_op', vakken)} AS vak FROM binnen",
        # A zaak counts once one of its meldingen does, whatever happened in it before.
        "zaakvak": (
            "SELECT keten.zaak_id, MIN(m.vak) AS vak FROM keten CROSS JOIN meldingvak AS m"
            " WHERE m.id = keten.melding_id GROUP BY keten.zaak_id"
        ),
        "ingreepvak": (
            "SELECT ingreep.id, ingreep.zaak_id, ingreep.domein, ingreep.werkgever, ingreep.soort, ingreep.wijze,"
            f" {later(f'({uitgereikt})', 'z.vak')} AS vak FROM ingreep JOIN interventie AS i ON i.id = ingreep.id"
            " JOIN zaakvak AS z ON z.zaak_id = ingreep.zaak_id"
        ),
        "bezochtvak": "SELECT zaak_id, MIN(vak) AS vak FROM ingreepvak WHERE wijze = 'LOCATIE' GROUP BY zaak_id",
        "verloop_melding": (f"SELECT {feiten}, vak, COUNT(*) AS n FROM meldingvak GROUP BY {feiten}, vak"),
        "verloop_onderwerp": (
            "SELECT code.onderwerp, domein, vak, SUM(n) AS n FROM verloop_melding"
            f" JOIN code ON {heeft('code.onderwerp')} GROUP BY code.onderwerp, domein, vak"
        ),
        # Each toetsing counts until the next one of that melding.
        "toetsvak": (
            f"SELECT melding_id, resultaat, {getoetst} AS vak, LEAD({getoetst}) OVER (PARTITION BY melding_id"
            f" ORDER BY getoetst_op, geregistreerd_op, id) AS tot FROM {Toetsing._meta.db_table}"
            f" WHERE getoetst_op <= %(peildatum)s AND geregistreerd_op <= %(stand_van)s{bij_melding}"
        ),
        "verloop_toets": (
            f"SELECT t.resultaat, {begin} AS vak, 1 AS n FROM toetsvak AS t CROSS JOIN meldingvak AS m"
            f" WHERE m.id = t.melding_id UNION ALL SELECT t.resultaat, {eind}, -1 FROM toetsvak AS t"
            " CROSS JOIN meldingvak AS m WHERE m.id = t.melding_id AND t.tot IS NOT NULL"
        ),
        "verloop_werkgever_domein": (
            "SELECT domein, MIN(vak) AS vak, 1 AS n, werkgever FROM ingreepvak GROUP BY werkgever, domein"
        ),
        # In none of our two fields, then in one, then in both.
        "werkgevervak": (
            f"SELECT werkgever, MIN(vak) AS vak, MIN(CASE WHEN {eigen} THEN vak END) AS in_een,"
            f" CASE WHEN SUM(CASE WHEN {eigen} THEN 1 ELSE 0 END) = 2 THEN MAX(CASE WHEN {eigen} THEN vak END) END"
            " AS in_twee FROM verloop_werkgever_domein GROUP BY werkgever"
        ),
        "verloop_werkgever": "SELECT 0 AS domeinen, vak, 1 AS n FROM werkgevervak"
        + "".join(
            f" UNION ALL SELECT {domeinen}, {kolom}, {n} FROM werkgevervak WHERE {kolom} IS NOT NULL"
            for kolom, domeinen, n in (
                ("in_een", 0, -1),
                ("in_een", 1, 1),
                ("in_twee", 1, -1),
                ("in_twee", 2, 1),
            )
        ),
        "verloop_onderzoek": "SELECT vak, 1 AS n FROM bezochtvak",
        "verloop_overtreder": (
            "SELECT MIN(vak) AS vak, 1 AS n FROM (SELECT COALESCE(samen.hoofd_id, o.werkgever_id) AS werkgever,"
            f" {later(f'({gevonden})', 'z.vak')} AS vak FROM overtreding AS o"
            " JOIN bezochtvak AS z ON z.zaak_id = o.zaak_id LEFT JOIN samen ON samen.id = o.werkgever_id)"
            " AS overtreders GROUP BY werkgever"
        ),
        # Issued without a visit, until there is one.
        "verloop_instrument": (
            f"SELECT soort, FALSE AS op_locatie, vak, 1 AS n FROM ingreepvak WHERE soort IN ({soorten})"
        )
        + "".join(
            f" UNION ALL SELECT i.soort, {waar}, {op_locatie}, {n} FROM ingreepvak AS i"
            f" JOIN bezochtvak AS z ON z.zaak_id = i.zaak_id WHERE i.soort IN ({soorten})"
            for waar, n in (("FALSE", -1), ("TRUE", 1))
        ),
    }


def reeksen_sql() -> str:
    """Rows of (`reeks`, `vak`, `n`): which number or part of one, and by how much it changes in that piece."""
    return " UNION ALL ".join(
        f"SELECT '{nummer};' || een || ';' || twee AS reeks, vak, n FROM ({telling.verloop_sql()}) AS t{nummer}"
        for nummer, telling in enumerate(TELLINGEN)
    )


def aan_het_eind(stappen: Mapping[str, int], vakken: int) -> list[Kern]:
    """Of numbers by "reeks;vak": what `tel_kern` would give at the end of each piece."""
    reeksen: dict[str, list[int]] = defaultdict(lambda: [0] * (vakken + 1))
    for sleutel, n in stappen.items():
        reeks, _, vak = sleutel.rpartition(";")
        reeksen[reeks][int(vak)] += n
    tot = {reeks: list(accumulate(aantallen)) for reeks, aantallen in reeksen.items()}
    return [
        als_kern({reeks: aantallen[nummer] for reeks, aantallen in tot.items()})
        for nummer in range(1, vakken + 1)
    ]


def als_kern(tot: Mapping[str, int]) -> Kern:
    """Of numbers by "reeks": what `tel_kern` gives, without what is 0."""
    uit: Kern = Counter()
    for reeks, n in tot.items():
        if n:
            nummer, een, twee = reeks.split(";")
            for code, rol in _WAAR[int(nummer)]:
                uit[code, rol, een, twee] = n
    return uit


_WAAR: Sequence[Sequence[tuple[str, str]]] = [
    [(d.code, rol) for d in DEFINITIES for rol, t in d.tellingen.items() if t == telling]
    for telling in TELLINGEN
]
