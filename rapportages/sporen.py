"""Triggers that write down which record a figure has to be counted again for, on both databases.

Whoever writes, and however (a screen, an import, COPY), it is noted in the same transaction: so who reads the figures
sees either both or neither. Nothing is noted while there is no `Bewaking`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

NOOIT, ALTIJD = "9999-12-31 00:00:00", "0001-01-02 00:00:00"


@dataclass(frozen=True, slots=True)
class Dag:
    """A day of the thing itself as a moment by which it counts, where it is later than the moment `op`; else none. Both
    are SQL."""

    dag: str
    op: str


@dataclass(frozen=True, slots=True)
class Sein:
    """What an act on a table tells. The expressions are SQL over `{nieuw}` and `{oud}`, rows of it; `vanaf` are moments
    of which the earliest counts, `tot` of which the latest does. `als`: only where one of these columns changes;
    `waar`: only where this holds."""

    tabel: str
    act: str
    soort: str
    object_id: str
    vanaf: tuple[str, ...]
    tot: tuple[str | Dag, ...]
    als: tuple[str, ...] = ()
    waar: str = ""


def _record(tabel: str, soort: str, object_id: str, als: Sequence[str], dag: str = "") -> Iterator[Sein]:
    """A record with its past. A change counts from the moment that it is registered at; what was on record before that
    stays, as a row of its past, which tells of nothing before its end; one that goes may tell of all its time. Of a
    record that comes with its past the first moment is that of its registration. What has a day of its own later than
    that counts from that day."""
    for act, rij in (("INSERT", "{nieuw}"), ("DELETE", "{oud}")):
        vanaf = (f"{rij}.geregistreerd_op", f"{rij}.stand_vanaf")
        yield Sein(
            tabel, act, soort, object_id.format(rij=rij), vanaf, (f"{rij}.stand_vanaf", _eigen(rij, dag))
        )
        van = object_id.replace("{rij}.id", "{rij}.van_id").format(rij=rij)
        einde = (f"{rij}.stand_tot",)
        yield Sein(
            f"{tabel}verleden", act, soort, van, einde if act == "INSERT" else (f"{rij}.stand_vanaf",), einde
        )
    yield Sein(
        tabel,
        "UPDATE",
        soort,
        object_id.format(rij="{nieuw}"),
        ("{nieuw}.stand_vanaf",),
        ("{nieuw}.stand_vanaf", _eigen("{nieuw}", dag)),
        (*als, "stand_vanaf"),
    )


def _eigen(rij: str, dag: str) -> str | Dag:
    """The day of the thing itself, where it has one that is later than its registration."""
    op = f"{rij}.stand_vanaf"
    return Dag(f"{rij}.{dag}", op) if dag else op


_M, _W, _Z = "meldingen_melding", "meldingen_werkgever", "interventies_zaak"
_BESLUIT, _STAP, _VRAAG = "meldingen_triagebesluit", "meldingen_statuswissel", "meldingen_aanvulling"
_PLICHT = "meldingen_bevestigingsplicht"
_TOETS, _WISSEL = "interventies_toetsing", "interventies_interventiewissel"
_OPSPORING = "({oud}.status = 'NAAR_OPSPORING') <> ({nieuw}.status = 'NAAR_OPSPORING')"
_MOMENTEN = ("geadviseerd_op", "besloten_op", "herroepen_op")


def _seinen() -> Iterator[Sein]:
    feiten = ("ontvangen_op", "corona_relatie", "domein", "onderwerpen", "arbeidsmigranten")
    yield from _record(_M, "melding", "{rij}.id", (*feiten, "werkgever_id", "dubbel_van_id"), "ontvangen_op")
    # At every stand van at once, so what an earlier count has of it is told apart (`Kring`).
    yield Sein(_M, "UPDATE", "weg", "{nieuw}.id", (f"'{NOOIT}'",), (f"'{ALTIJD}'",), waar=_OPSPORING)
    yield from _werkgever()
    yield from _record(_Z, "zaak", "{rij}.id", ("domein",))
    for tabel, als, dag in (
        ("interventies_zaakmelding", (), ""),
        ("interventies_overtreding", ("werkgever_id", "geconstateerd_op"), "geconstateerd_op"),
        (
            "interventies_interventie",
            ("werkgever_id", "soort", "wijze", "uitgereikt_op", "termijn_tot"),
            "uitgereikt_op",
        ),
    ):
        yield from _record(tabel, "zaak", "{rij}.zaak_id", ("zaak_id", "vervallen", *als), dag)
    # The phase of a melding tells whether it is in a zaak.
    yield from _record("interventies_zaakmelding", "melding", "{rij}.melding_id", ("melding_id", "vervallen"))
    for act, rij in (("INSERT", "{nieuw}"), ("DELETE", "{oud}")):
        yield Sein(_STAP, act, "melding", f"{rij}.melding_id", (f"{rij}.op",), (f"{rij}.op",))
        momenten = tuple(f"{rij}.{naam}" for naam in _MOMENTEN)
        yield Sein(_BESLUIT, act, "melding", f"{rij}.melding_id", momenten, momenten)
        momenten = tuple(f"{rij}.{naam}" for naam in ("gevraagd_op", "ontvangen_op", "herroepen_op"))
        yield Sein(_VRAAG, act, "melding", f"{rij}.melding_id", momenten, momenten)
        momenten = (f"{rij}.vanaf", f"{rij}.tot")
        yield Sein(_PLICHT, act, "melding", f"{rij}.melding_id", momenten, momenten)
        op = f"{rij}.geregistreerd_op"
        yield Sein(_TOETS, act, "melding", f"{rij}.melding_id", (op,), (op, Dag(f"{rij}.getoetst_op", op)))
        zaak = f"COALESCE((SELECT zaak_id FROM interventies_interventie WHERE id = {rij}.interventie_id), 0)"
        op = f"{rij}.op"
        yield Sein(_WISSEL, act, "zaak", zaak, (op,), (op, Dag(f"{rij}.dag", op)))
        yield Sein("inspectie_code", act, "alles", "0", (f"'{ALTIJD}'",), (f"'{ALTIJD}'",))
    yield Sein("inspectie_code", "UPDATE", "alles", "0", (f"'{ALTIJD}'",), (f"'{ALTIJD}'",))
    # A day that is made equal to a holiday moves the end of terms, at every stand van.
    for act in ("INSERT", "UPDATE", "DELETE"):
        yield Sein("inspectie_vrijedag", act, "alles", "0", (f"'{ALTIJD}'",), (f"'{ALTIJD}'",))
    beide = ("{oud}.op", "{nieuw}.op")
    yield Sein(_STAP, "UPDATE", "melding", "{nieuw}.melding_id", beide, beide, ("naar", "van", "op"))
    # A decision that is made, or taken back, counts from then; any other change from the advice on.
    yield _gewijzigd(_BESLUIT, "besloten_op", "besluit_route")
    yield _gewijzigd(_BESLUIT, "herroepen_op")
    # So with a question that is answered, or taken back.
    yield _gewijzigd(_VRAAG, "ontvangen_op")
    yield _gewijzigd(_VRAAG, "herroepen_op")
    # Nor does a duty that ends say more than that.
    yield _gewijzigd(_PLICHT, "tot")
    yield _gewijzigd(_PLICHT, "vanaf", "uiterlijk")
    yield _gewijzigd(_VRAAG, "gevraagd_op", "uiterlijk")
    advies = ("{nieuw}.geadviseerd_op", "{oud}.geadviseerd_op")
    yield Sein(
        _BESLUIT,
        "UPDATE",
        "melding",
        "{nieuw}.melding_id",
        advies,
        advies,
        ("geadviseerd_op", "uiterlijk", "prioriteit"),
    )


def _gewijzigd(tabel: str, moment: str, *ook: str) -> Sein:
    """Of what is about a melding: a change of this moment, or of these columns, counts from it, as it was or as it
    is."""
    beide = (f"{{oud}}.{moment}", f"{{nieuw}}.{moment}")
    return Sein(tabel, "UPDATE", "melding", "{nieuw}.melding_id", beide, beide, (moment, *ook))


def _werkgever() -> Iterator[Sein]:
    """A new employer changes nothing: what is about it comes later. With whom it is one is worked out anew for every
    stand van, so it may come in behind what was counted. It matters only where something was done at it, but is noted
    of any: what another writes at the same moment is not to be seen here, and who reads the figures sees both. That
    costs a row for each of those nothing was done at."""
    for sein in _record(_W, "werkgever", "{rij}.id", ("hoofd_id",)):
        if (sein.tabel, sein.act) == (_W, "INSERT"):
            continue
        yield sein
        # And where it is.
        yield replace(sein, soort="plek", als=("sector", "provincie") if sein.act == "UPDATE" else ())


SEINEN = tuple(_seinen())
_VORM = 3
"""Another number for another way of making a trigger out of a Sein."""
_MERK = sha256(repr((SEINEN, _VORM)).encode()).hexdigest()[:8]
"""The digest of what they do together: those that do something else have other names."""


def _naam(nummer: int, sein: Sein) -> str:
    return f"spoor_{nummer:02}_{sein.tabel}_{sein.act.lower()}_{_MERK}"


def voltallig(vendor: str) -> str:
    """SQL: each of them is there, does what it should by now, and is on."""
    if vendor == "postgresql":
        er_zijn = f"pg_trigger WHERE tgname ~ '^spoor_.*_{_MERK}$' AND tgenabled IN ('O', 'A')"
    else:
        er_zijn = f"sqlite_master WHERE type = 'trigger' AND name GLOB 'spoor_*_{_MERK}'"
    return f"(SELECT COUNT(*) FROM {er_zijn}) = {len(SEINEN)}"


def zet_sporen(connection: BaseDatabaseWrapper) -> None:
    """Where one is missing or off, all of them anew; and nothing that was counted before is kept, nor is being counted,
    for nobody kept watch meanwhile."""
    if not ontbrekend(connection) and len(_aanwezig(connection)) == len(SEINEN):
        return
    maak = _postgres if connection.vendor == "postgresql" else _sqlite
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        haal_sporen_weg(connection)
        for nummer, sein in enumerate(SEINEN):
            for opdracht in maak(_naam(nummer, sein), sein):
                cursor.execute(opdracht)
        for tabel in ("opname", "spoor", "bewaking"):
            cursor.execute(f"DELETE FROM rapportages_{tabel}")


def haal_sporen_weg(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for naam, (tabel, _) in _aanwezig(connection).items():
            if connection.vendor == "postgresql":
                cursor.execute(f'DROP TRIGGER "{naam}" ON {tabel}; DROP FUNCTION "{naam}"()')
            else:
                cursor.execute(f'DROP TRIGGER "{naam}"')


def ontbrekend(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that are not there, or are off: SQLite loses them when it builds a table anew."""
    er_zijn = {naam for naam, (_, aan) in _aanwezig(connection).items() if aan}
    return [naam for nummer, sein in enumerate(SEINEN) if (naam := _naam(nummer, sein)) not in er_zijn]


def _aanwezig(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, bool]]:
    """Of each its table, and whether it is on."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname, tgrelid::regclass::text, tgenabled IN ('O', 'A') FROM pg_trigger"
                " WHERE tgname LIKE 'spoor\\_%'"
            )
        else:
            cursor.execute(
                "SELECT name, tbl_name, 1 FROM sqlite_master"
                " WHERE type = 'trigger' AND name LIKE 'spoor@_%' ESCAPE '@'"
            )
        return {naam: (tabel, bool(aan)) for naam, tabel, aan in cursor.fetchall()}


def noteer_alsnog(connection: BaseDatabaseWrapper, vanaf: datetime) -> None:
    """Note what was there before anybody kept watch and counts only after this moment: registered since, or with a day
    of its own that is still to come. It reads all of every table, once."""
    velden = "soort, object_id, vanaf, tot, transactie"
    spoor = _spoor_postgres if connection.vendor == "postgresql" else _spoor_sqlite
    with connection.cursor() as cursor:
        for sein in SEINEN:
            # What holds at every moment is in every count already.
            if sein.act == "INSERT" and sein.soort != "alles":
                cursor.execute(
                    f"INSERT INTO rapportages_spoor ({velden}) SELECT {velden} FROM"
                    f" ({spoor(sein, 'rij')} FROM {sein.tabel} AS rij) AS alle WHERE tot > %s",
                    [connection.ops.adapt_datetimefield_value(vanaf)],
                )


def _bij(uitdrukking: str, rij: str = "NEW") -> str:
    return uitdrukking.replace("{oud}", "OLD").replace("{nieuw}", rij)


def _spoor_postgres(sein: Sein, rij: str = "NEW") -> str:
    """SQL: SELECT what of this row is to be noted."""

    def sql(moment: str | Dag) -> str:
        if isinstance(moment, Dag):
            dag, op = f"{_bij(moment.dag, rij)}::timestamptz", _bij(moment.op, rij)
            return f"CASE WHEN {dag} > {op} THEN {dag} + INTERVAL '2 days' END"
        return f"{_bij(moment, rij)}::timestamptz"

    vanaf, tot = (", ".join(map(sql, momenten)) for momenten in (sein.vanaf, sein.tot))
    return (
        f"SELECT '{sein.soort}' AS soort, {_bij(sein.object_id, rij)} AS object_id, LEAST({vanaf}) AS vanaf,"
        f" GREATEST({tot}) AS tot, pg_current_xact_id()::text::bigint AS transactie"
    )


def _postgres(naam: str, sein: Sein) -> Iterator[str]:
    waar = [f"OLD.{kolom} IS DISTINCT FROM NEW.{kolom}" for kolom in sein.als]
    als = " OR ".join(waar) or _bij(sein.waar)
    # Who reads by a snapshot of before the watch began does not see it, and notes too.
    yield (
        f'CREATE OR REPLACE FUNCTION "{naam}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN'
        " IF current_setting('transaction_isolation') = 'read committed'"
        " AND NOT EXISTS (SELECT 1 FROM rapportages_bewaking) THEN RETURN NULL; END IF;"
        " INSERT INTO rapportages_spoor (soort, object_id, vanaf, tot, transactie)"
        f" {_spoor_postgres(sein)}; RETURN NULL; END $$"
    )
    yield (
        f'CREATE TRIGGER "{naam}" AFTER {sein.act} ON {sein.tabel} FOR EACH ROW'
        f'{f" WHEN ({als})" if als else ""} EXECUTE FUNCTION "{naam}"()'
    )


def _spoor_sqlite(sein: Sein, rij: str = "NEW") -> str:
    """SQL: SELECT what of this row is to be noted."""

    def sql(moment: str | Dag) -> str:
        if isinstance(moment, Dag):
            dag, op = _bij(moment.dag, rij), _bij(moment.op, rij)
            return f"CASE WHEN {dag} > {op} THEN datetime({dag}, '+2 days') END"
        return _bij(moment, rij)

    def uiterste(functie: str, momenten: Sequence[str | Dag], niets: str) -> str:
        delen = [f"COALESCE({sql(moment)}, '{niets}')" for moment in momenten]
        return f"{functie}({', '.join(delen)})" if len(delen) > 1 else delen[0]

    return (
        f"SELECT '{sein.soort}' AS soort, {_bij(sein.object_id, rij)} AS object_id,"
        f" {uiterste('MIN', sein.vanaf, NOOIT)} AS vanaf, {uiterste('MAX', sein.tot, ALTIJD)} AS tot,"
        " 0 AS transactie"
    )


def _sqlite(naam: str, sein: Sein) -> Iterator[str]:
    waar = [f"OLD.{kolom} IS NOT NEW.{kolom}" for kolom in sein.als]
    als = " OR ".join(waar) or _bij(sein.waar) or "TRUE"
    yield (
        f'CREATE TRIGGER "{naam}" AFTER {sein.act} ON {sein.tabel}'
        f" WHEN EXISTS (SELECT 1 FROM rapportages_bewaking) AND ({als}) BEGIN"
        " INSERT INTO rapportages_spoor (soort, object_id, vanaf, tot, transactie)"
        f" {_spoor_sqlite(sein)}; END"
    )
