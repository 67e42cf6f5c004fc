"""What the figures of `stroom` are counted over, in SQL: the relations, and the one statement of a period."""

from collections.abc import Sequence
from functools import cache

from interventies.models import InterventieWissel, ZaakMelding
from meldingen.models import Aanvulling, Bevestigingsplicht, StatusWissel, TriageBesluit
from meldingen.models.feiten import NOG_TE_BEVESTIGEN, Status
from rapportages.kerncijfers import verloop
from rapportages.kerncijfers.bronnen import heeft, in_kring, relaties
from rapportages.kerncijfers.stroom import (
    AFGEROND,
    BESLOTEN,
    DICHT,
    LEEFTIJDEN,
    PER_VERDELING,
    TE_LAAT,
    VERDELINGEN,
    VOORRAAD,
)
from rapportages.kerncijfers.termijneinde import termijn_voorbij_sql
from rapportages.kerncijfers.vakken import vak_sql
from rapportages.kerncijfers.verloop import KERN, reeksen_sql, verlooprelaties


@cache
def stroomrelaties(voorwaarden: tuple[str, ...], vakken: int, *, kring: bool = False) -> dict[str, str]:
    """The relations of `bronnen`, and those of these figures."""
    bij_melding = f" AND {in_kring('melding', kring, 'melding_id')}" if kring else ""
    dicht = ", ".join(f"'{status}'" for status in DICHT)
    besluiten = TriageBesluit._meta.db_table
    waar = f" WHERE {' AND '.join(voorwaarden)}" if voorwaarden else ""
    leeftijd = "".join(
        f" WHEN b.ontvangen_op >= %(sinds{dagen})s THEN '{code}'"
        for code, (dagen, _naam) in LEEFTIJDEN.items()
        if dagen
    )
    op = "CASE WHEN s.op > b.ontvangen_op THEN s.op ELSE b.ontvangen_op END"
    return relaties(voorwaarden, kring=kring) | {
        "binnen": f"SELECT * FROM breed{waar}",
        "stap": _laatste(
            "melding_id, naar, op",
            StatusWissel,
            "melding_id",
            "op DESC, id DESC",
            f"op <= %(moment)s{bij_melding}",
        ),
        "afgerond": f"SELECT melding_id, op FROM stap WHERE naar IN ({dicht})",
        "advies": _laatste(
            "melding_id, prioriteit, uiterlijk, besloten_op, herroepen_op",
            TriageBesluit,
            "melding_id",
            "geadviseerd_op DESC, id DESC",
            f"geadviseerd_op <= %(moment)s{bij_melding}",
        ),
        "besluit": (
            f"SELECT melding_id, MAX(besloten_op) AS op FROM {besluiten} WHERE besloten_op <= %(moment)s"
            f" AND (herroepen_op IS NULL OR herroepen_op > %(moment)s){bij_melding} GROUP BY melding_id"
        ),
        "onbeantwoord": _onbeantwoord(bij_melding),
        "onbevestigd": _onbevestigd(bij_melding),
        "in_zaak": (
            "SELECT DISTINCT koppeling.melding_id FROM koppeling"
            f" JOIN {ZaakMelding._meta.db_table} AS k ON k.id = koppeling.id"
            " WHERE k.geregistreerd_op <= %(moment)s"
        ),
        "stuk": (
            "SELECT b.id, b.domein, b.onderwerpen, b.team, b.sector, b.provincie,"
            f" {vak_sql('b.ontvangen_op', vakken)} AS vak_in,"
            f" {vak_sql('besluit.op', vakken)} AS vak_besloten, {vak_sql('afgerond.op', vakken)} AS vak_afgerond,"
            " CASE WHEN afgerond.op IS NOT NULL THEN 'AFGEROND' WHEN t.resultaat <> 'OPEN' THEN 'GETOETST'"
            " WHEN z.melding_id IS NOT NULL THEN 'IN_ZAAK' WHEN besluit.op IS NOT NULL THEN 'BESLOTEN'"
            " ELSE 'WACHT' END AS fase,"
            f" CASE{leeftijd} ELSE 'OUDER' END AS leeftijd,"
            " CASE WHEN afgerond.op IS NULL AND z.melding_id IS NULL AND besluit.op IS NULL"
            " AND COALESCE(t.resultaat, 'OPEN') = 'OPEN' AND a.uiterlijk < %(moment)s THEN 1 ELSE 0 END AS te_laat,"
            " COALESCE(NULLIF(a.prioriteit, ''), 'GEEN') AS prioriteit,"
            " CASE WHEN vraag.melding_id IS NOT NULL THEN 1 ELSE 0 END AS onbeantwoord,"
            " CASE WHEN plicht.melding_id IS NOT NULL THEN 1 ELSE 0 END AS onbevestigd"
            " FROM binnen AS b LEFT JOIN afgerond ON afgerond.melding_id = b.id"
            " LEFT JOIN besluit ON besluit.melding_id = b.id LEFT JOIN advies AS a ON a.melding_id = b.id"
            " LEFT JOIN laatste_toets AS t ON t.melding_id = b.id LEFT JOIN in_zaak AS z ON z.melding_id = b.id"
            " LEFT JOIN onbeantwoord AS vraag ON vraag.melding_id = b.id"
            " LEFT JOIN onbevestigd AS plicht ON plicht.melding_id = b.id"
        ),
        "stuk_onderwerp": f"SELECT stuk.*, code.onderwerp FROM stuk JOIN code ON {heeft('code.onderwerp')}",
        "gewisseld": _laatste(
            "interventie_id, naar",
            InterventieWissel,
            "interventie_id",
            # A fact like any other: it counts from the day it was, once it is on record.
            "dag DESC, op DESC, id DESC",
            f"dag <= %(peildatum)s AND op <= %(stand_van)s AND {_staat_nog()}"
            + (" AND interventie_id IN (SELECT id FROM instrument)" if kring else ""),
        ),
        "ingezet": (
            "SELECT i.id, COALESCE(w.naar, 'UITGEREIKT') AS afloop,"
            f" CASE WHEN w.naar IS NULL AND {termijn_voorbij_sql('nu')} THEN 1 ELSE 0 END AS termijn_voorbij"
            " FROM instrument AS i JOIN interventie AS nu ON nu.id = i.id"
            " LEFT JOIN gewisseld AS w ON w.interventie_id = i.id"
        ),
        # Closed and opened again: each counts at its own moment, but never before the melding was there.
        "wissels": (
            f"SELECT {vak_sql(f'({op})', vakken)} AS vak, CASE WHEN s.naar IN ({dicht}) THEN -1 ELSE 1 END AS n"
            f" FROM {StatusWissel._meta.db_table} AS s JOIN binnen AS b ON b.id = s.melding_id"
            f" WHERE s.op <= %(moment)s{bij_melding} AND (s.naar IN ({dicht})) <> (s.van IN ({dicht}))"
        ),
        **verlooprelaties(vakken, bij_melding),
    }


def _staat_nog() -> str:
    """What became of an instrument, less what was on record by then as recorded in error."""
    onjuist = f"SELECT herroept_id FROM {InterventieWissel._meta.db_table} WHERE herroept_id IS NOT NULL"
    return f"herroept_id IS NULL AND id NOT IN ({onjuist} AND op <= %(stand_van)s)"


def _laatste(kolommen: str, model: type, per: str, volgorde: str, waar: str) -> str:
    """The last row of each, by then."""
    plaats = f"ROW_NUMBER() OVER (PARTITION BY {per} ORDER BY {volgorde}) AS plaats"
    return (
        f"SELECT {kolommen} FROM (SELECT {kolommen}, {plaats}"
        f" FROM {model._meta.db_table} WHERE {waar}) AS alle WHERE plaats = 1"  # type: ignore[attr-defined]
    )


def _onbeantwoord(bij_melding: str) -> str:
    """Where a question was open, past its own clock. Each melding once. What is open now and what was closed since are
    asked apart: each has an index of its own, and what was answered long ago is by far the most."""
    toen = f"uiterlijk < %(moment)s AND gevraagd_op <= %(moment)s{bij_melding}"
    nog = "({0} IS NULL OR {0} > %(moment)s)".format
    open_ = " UNION ".join(
        f"SELECT melding_id FROM {Aanvulling._meta.db_table} WHERE {toen} AND {waar}"
        for waar in (
            "ontvangen_op IS NULL AND herroepen_op IS NULL",
            f"ontvangen_op > %(moment)s AND {nog('herroepen_op')}",
            f"herroepen_op > %(moment)s AND {nog('ontvangen_op')}",
        )
    )
    # And the melding waited for it, as on Mijn werk (`AanvullingQuerySet.open`).
    return f"SELECT v.melding_id FROM ({open_}) AS v WHERE {_stond_op('v')} = '{Status.AANVULLING_GEVRAAGD.value}'"


def _onbevestigd(bij_melding: str) -> str:
    """Where the reporter was still to be told that it was received, past the last day. Each melding once; what lies
    open now and what was ended since apart, as above."""
    toen = f"uiterlijk < %(peildatum)s AND vanaf <= %(moment)s{bij_melding}"
    open_ = " UNION ".join(
        f"SELECT melding_id FROM {Bevestigingsplicht._meta.db_table} WHERE {toen} AND {waar}"
        for waar in ("tot IS NULL", "tot > %(moment)s")
    )
    waarin = ", ".join(f"'{status.value}'" for status in NOG_TE_BEVESTIGEN)
    # Without a step it is as it was registered.
    return (
        f"SELECT p.melding_id FROM ({open_}) AS p"
        f" WHERE COALESCE({_stond_op('p')}, '{Status.ONTVANGEN.value}') IN ({waarin})"
    )


def _stond_op(rij: str) -> str:
    """SQL: the state in which the melding of this row was."""
    return (
        f"(SELECT s.naar FROM {StatusWissel._meta.db_table} AS s WHERE s.melding_id = {rij}.melding_id"
        " AND s.op <= %(moment)s ORDER BY s.op DESC, s.id DESC LIMIT 1)"
    )


@cache
def stroomopdracht(voorwaarden: tuple[str, ...], vakken: int) -> str:
    """Rows of (what, key, as many numbers as PER_VERDELING, in the order of PER_VERDELING where they are those)."""
    geteld = ", ".join(
        f"SUM(CASE WHEN {cijfer.waar} THEN 1 ELSE 0 END) AS n{nummer}"
        for nummer, cijfer in enumerate(PER_VERDELING)
    )
    sommen = ", ".join(f"SUM(n{nummer})" for nummer in range(len(PER_VERDELING)))
    geen = ", ".join("0" for _ in PER_VERDELING[1:])
    delen = [f"SELECT 'alles', '', {geteld} FROM stuk"]
    delen += [
        f"SELECT '{naam}', {naam}, {geteld} FROM stuk GROUP BY {naam}"
        for naam in VERDELINGEN
        if naam != "onderwerp"
    ]
    delen.append(
        f"SELECT 'onderwerp', code.onderwerp, {sommen} FROM (SELECT onderwerpen, {geteld} FROM stuk"
        f" GROUP BY onderwerpen) AS x JOIN code ON {heeft('code.onderwerp')} GROUP BY code.onderwerp"
    )
    delen += [
        f"SELECT '{wat}', {sleutel}, COUNT(*), {geen} FROM {bron} WHERE {waar} GROUP BY {kolom}"
        for wat, kolom, sleutel, bron, waar in (
            ("fase", "fase", "fase", "stuk", "TRUE"),
            ("leeftijd", "leeftijd", "leeftijd", "stuk", VOORRAAD.waar),
            ("prioriteit", "prioriteit", "prioriteit", "stuk", TE_LAAT.waar),
            ("vak_in", "vak_in", _tekst("vak_in"), "stuk", "TRUE"),
            ("vak_besloten", "vak_besloten", _tekst("vak_besloten"), "stuk", BESLOTEN.waar),
            ("vak_afgerond", "vak_afgerond", _tekst("vak_afgerond"), "stuk", AFGEROND.waar),
            ("afloop", "afloop", "afloop", "ingezet", "TRUE"),
        )
    ]
    delen += [
        f"SELECT 'wissel', {_tekst('vak')}, SUM(n), {geen} FROM wissels GROUP BY vak",
        f"SELECT '{KERN}', reeks || ';' || {_tekst('vak')}, n, {geen} FROM ({reeksen_sql()}) AS kern",
        f"SELECT 'verlopen', '', COUNT(*), {geen} FROM ingezet WHERE termijn_voorbij = 1",
    ]
    return " UNION ALL ".join(delen)


def _tekst(kolom: str) -> str:
    return f"CAST({kolom} AS VARCHAR(9))"


def eenmaal(*, kring: bool) -> Sequence[str]:
    """What is worked out once, and kept. Of a kring also what each melding is held against: PostgreSQL thinks that a
    slice of so few leaves one, and would look all of it up anew for each."""
    return (
        *_VAKER,
        *(("afgerond", "besluit", "advies", "in_zaak", "onbeantwoord", "onbevestigd") if kring else ()),
    )


_VAKER = ("stuk", "binnen", "ingezet", *verloop.VAKER)
