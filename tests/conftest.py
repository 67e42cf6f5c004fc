"""What every test of the database shares."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.test import TransactionTestCase, override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from inspectie.celery import app
from tests.herstel import begin_met_kopie, herstel
from tests.interventies.invoerhulp import draai
from tests.maak import Dossier
from tests.proeven import MEER

# What an example may take depends on how busy the machine is, and says nothing of the code. A run of all tests tries
# the same examples every time, so that it says something of a change; MEER_PROEVEN=3000 looks for new ones.
hypothesis.settings.register_profile("proef", deadline=None, derandomize=not MEER, database=None)
hypothesis.settings.load_profile("proef")


def browser() -> str | None:
    """The Chromium of the system; rather the one without windows, which does the same in two thirds of the time."""
    namen = ("chromium-headless-shell", "chromium", "chromium-browser")
    return next(filter(None, map(shutil.which, namen)), None)


_MERKEN = {
    "postgres": lambda: "" if connection.vendor == "postgresql" else "alleen zinvol op PostgreSQL",
    "redis": lambda: "" if os.environ.get("REDIS_URL") else "REDIS_URL is niet gezet",
    "browser": lambda: "" if browser() else "Chromium ontbreekt",
    "libreoffice": lambda: "" if shutil.which("soffice") else "LibreOffice ontbreekt",
}


_MERK_MET_DATABASE = ("django_db", "postgres", "redis", "browser")
_VOOR_DE_DATABASE = {"db", "transactional_db", "live_server"}


def raakt_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database, or for a service beside it: only then can another database matter to it."""
    if any(item.get_closest_marker(merk) for merk in _MERK_MET_DATABASE):
        return True
    return not _VOOR_DE_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


def _nog_eens(item: pytest.Item) -> bool:
    if item.get_closest_marker("reis"):
        return True
    # The fixture `database` is a file of its own.
    eenmaal = item.get_closest_marker("eenmaal") or "database" in getattr(item, "fixturenames", ())
    return raakt_database(item) and not eenmaal


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that needs what is not here is skipped, and says why. On PostgreSQL, the second time that everything runs,
    a test that does not touch the database is left out, unless there is nothing else."""
    if connection.vendor == "postgresql" and (met := [item for item in items if _nog_eens(item)]):
        config.hook.pytest_deselected(items=[item for item in items if not _nog_eens(item)])
        items[:] = met
    for item in items:
        for merk, mist in _MERKEN.items():
            if item.get_closest_marker(merk) and (reden := mist()):
                item.add_marker(pytest.mark.skip(reason=reden))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file, or 17 MB of text, is not the name of a test. With a moment in it two processes would not agree on it."""
    return argname if isinstance(val, bytes | str) and len(val) > 80 else None


# All that is loaded for so many tests stays: looking through it for what can go takes a tenth of their time.
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 20)


BEGIN = 1_000
"""Every key and every number handed out in a test is higher, as in a database of some years: who writes one as a figure
(1.001) in an address or a form is found."""


def _begin_bij(laatste: int) -> None:
    tabellen = [
        model._meta.db_table
        for model in apps.get_models()
        if isinstance(model._meta.pk, models.AutoField | models.BigAutoField) and model._meta.managed
    ]
    with connection.cursor() as cursor:
        for tabel in tabellen:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT setval(s, GREATEST(%s, nextval(s))) FROM pg_get_serial_sequence(%s, 'id') AS s",
                    [laatste, f'"{tabel}"'],
                )
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s AND seq < %s", [tabel, laatste])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s "
                    "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
                    [tabel, laatste, tabel],
                )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    with begin_met_kopie():
        yield


@pytest.fixture(scope="session", autouse=True)
def _verse_plannen(django_db_setup: None) -> Iterator[None]:
    """PostgreSQL checks foreign keys when a test ends, by plans it made when the tables were empty: reading the other
    table from end to end for every row. Ten minutes for an import that was taken back; so the plans are made anew."""
    if connection.vendor != "postgresql":
        yield
        return
    klasse = type(connections[DEFAULT_DB_ALIAS])
    nakijken = klasse.check_constraints

    def met_verse_plannen(zelf: Any, table_names: Any = None) -> None:
        with zelf.cursor() as cursor:
            cursor.execute("DISCARD PLANS")
        nakijken(zelf, table_names)

    klasse.check_constraints = met_verse_plannen  # type: ignore[assignment,method-assign]
    yield
    klasse.check_constraints = nakijken  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def _opruimen_na_een_commit(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """What a test commits is gone when it ends; what the migrations put there (code lists, law, rules) is back."""
    if not any(map(raakt_database, request.session.items)):
        yield  # no test asks for a database, so there is none
        return
    with ExitStack() as open_:
        with django_db_blocker.unblock():
            _begin_bij(BEGIN)
            zet_terug = open_.enter_context(herstel())
        legen = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
        TransactionTestCase._fixture_teardown = lambda proef: zet_terug()  # type: ignore[attr-defined]
        yield
        TransactionTestCase._fixture_teardown = legen  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def _gemigreerd(
    _verse_plannen: None,
    _opruimen_na_een_commit: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> bytes:
    """A copy of the database of the tests, with nothing in it yet but what the migrations put there: they are not run
    a second time. Only on another database, where there is nothing to copy."""
    pad = tmp_path_factory.mktemp("gemigreerd") / "leeg.sqlite3"
    if connection.vendor != "sqlite":
        assert draai(pad, "manage.py", "migrate", "--verbosity=0").returncode == 0
        return pad.read_bytes()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        assert not connection.in_atomic_block
        cursor.execute("VACUUM INTO %s", [str(pad)])
    return pad.read_bytes()


@pytest.fixture
def database(_gemigreerd: bytes, tmp_path: Path) -> Path:
    """A SQLite file on which only `migrate` ran, for tests that run the program as a program."""
    pad = tmp_path / "proef.sqlite3"
    pad.write_bytes(_gemigreerd)
    return pad


@pytest.fixture(scope="session", autouse=True)
def _zonder_aanloop() -> Iterator[None]:
    """Nobody is slowed down by a hash made to be slow, and a client does not first look through all static files."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], WHITENOISE_AUTOREFRESH=True
    ):
        yield


@pytest.fixture(autouse=True)
def _ongeremd() -> None:
    """What an earlier test tried, from the same place, counts for its own brakes and failed logins only."""
    cache.clear()


@pytest.fixture(autouse=True)
def _in_het_nederlands() -> Iterator[None]:
    """A request in English leaves its language behind in the thread; the next request sets its own, a test does not."""
    yield
    translation.deactivate()


@pytest.fixture
def dossier(db: None, tmp_path: Path) -> Dossier:
    """A folder of case records to fill and to import."""
    return Dossier(tmp_path / "map")


@pytest.fixture(scope="module")
def samen(
    _verse_plannen: None, _opruimen_na_een_commit: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """For what all tests of a file begin with: made once, under `with samen():`, in a transaction around theirs. Each
    takes back what it did itself; every test of the database in that file finds it there."""
    blok = transaction.atomic()
    blok._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        blok.__enter__()
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        blok.__exit__(None, None, None)


@pytest.fixture
def _zonder_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done in the background is done by who asks it, also where Redis is set."""
    monkeypatch.setitem(app.conf, "task_always_eager", True)


@pytest.fixture
def ongeremd_melden(settings: Any) -> None:
    """The public form as fast and as often as a test is."""
    settings.MELDPUNT_SNELST_SECONDEN = 0
    settings.REMMEN = {naam: (10_000, per) for naam, (_, per) in settings.REMMEN.items()}
