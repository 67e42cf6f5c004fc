"""Who reported is in the vault and nowhere else: not in a log, a message, a table, a temporary file.

Along every page, letter and file they are looked for in test_elk_adres.py.
"""

import json
import logging
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as instellingen
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from inspectie.models import Gebruiker, Rol
from meldingen import aanvullen
from meldingen.melders import lees_melder, openen
from meldingen.models import Melding, Ontvangst, Status, Werkgever
from tests.adressen import OP
from tests.doorlopen import teksten
from tests.kanaries import (
    DEUREN,
    EMAIL,
    NAAM,
    TELEFOON,
    ZONDER_ACCENT,
    Kanarie,
    database,
    laat_binnen,
    logregels,
    vormen,
    zoek,
    zonder_geadresseerde,
)
from tests.maak import NU


@pytest.fixture(autouse=True)
def ruim(settings: Any) -> None:
    """As fast and as often as a test is, and with a mail server."""
    settings.MELDPUNT_SNELST_SECONDEN = 0
    settings.REMMEN = dict.fromkeys(settings.REMMEN, (100_000, 60))


@pytest.fixture
def melding(db: None, tmp_path: Path) -> Melding:
    """The first of those that came in, one by every door; waiting for a decision."""
    laat_binnen(tmp_path)
    Melding.objects.filter(status=Status.ONTVANGEN).update(status=Status.IN_TRIAGE)
    return Melding.objects.order_by("pk")[0]


def nergens_anders(caplog: Any) -> None:
    """In no table (what is sealed cannot be read), log line, message to another, session or cached value."""
    for tabel, rij in database():
        assert not zoek(rij), f"{tabel}: {zoek(rij)}"
    assert not zoek(logregels(caplog)), zoek(logregels(caplog))
    for bericht in mail.outbox:
        assert not zoek(zonder_geadresseerde(bericht)), zoek(zonder_geadresseerde(bericht))
    assert not zoek(repr(list(vars(cache).get("_cache", {}).items())))


def elke_deur_bracht_iemand_binnen() -> None:
    """Else there was nobody to find."""
    melders = openen(list(Melding.objects.values_list("pk", flat=True)))
    namen = {rij["naam"] for reeks in melders.values() for rij in reeks}
    for deur in ("registreer", "invoer", "eerst", "later", "scherm", "openbaar", "verdacht", "ontvangen"):
        assert Kanarie(deur).naam in namen, deur
    assert Ontvangst.objects.filter(kanaal="EMAIL").count() == 2
    assert len(DEUREN) >= 7


def test_na_elke_deur_staat_er_niets_buiten_de_kluis(db, tmp_path, caplog, monkeypatch):
    """With all that a program can write down: every query at DEBUG, temporary files, standard output."""
    for naam in ("", "django", "django.db.backends", "inspectie", "celery"):
        caplog.set_level(logging.DEBUG, naam)
    tijdelijk = tmp_path / "tijdelijk"
    tijdelijk.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tijdelijk))
    with CaptureQueriesContext(connection):  # every query with its parameters goes into the log
        laat_binnen(tmp_path)
    elke_deur_bracht_iemand_binnen()
    triagist = Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST)
    for melding in Melding.objects.all():
        with transaction.atomic():
            reden = f"Bellen met {Kanarie('x').naam}, mevrouw {ZONDER_ACCENT}."
            lees_melder(melding, door=triagist, reden=reden, op=NU)
    bereikbaar = Melding.objects.filter(melder_bereikbaar=True, status=Status.IN_TRIAGE).first()
    if bereikbaar is not None:
        aanvullen.vraag_aanvulling(bereikbaar, vraag="Welke vestiging?", door=triagist, op=NU)
    nergens_anders(caplog)
    assert "meldingen_melder" in logregels(caplog), "de vragen aan de database staan erbij"
    for pad in (pad for pad in tijdelijk.rglob("*") if pad.is_file()):
        assert not zoek(pad.read_bytes().decode("utf-8", "replace")), pad


@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
def test_in_de_wachtrij_en_in_redis_staat_niemand(tmp_path):
    """Messages that nobody has taken yet, and every key there is."""
    from redis import Redis

    laat_binnen(tmp_path)
    redis = Redis.from_url(instellingen.REDIS_URL)
    sleutels = list(redis.scan_iter("*"))
    assert sleutels, "er ligt een bericht te wachten"
    for sleutel in sleutels:
        inhoud = f"{sleutel!r} {redis.dump(sleutel)!r} {_redis(redis, sleutel)!r}"
        assert not zoek(inhoud), inhoud[:200]
        assert not any(map(zoek, teksten(inhoud.encode())))
    redis.lpush("kanarie", json.dumps({"naam": NAAM}))
    assert zoek(repr(_redis(redis, b"kanarie")))
    redis.delete("kanarie")


def _redis(redis: Any, sleutel: bytes) -> Any:
    soort = redis.type(sleutel)
    lezers = {
        b"list": lambda: redis.lrange(sleutel, 0, -1),
        b"hash": lambda: redis.hgetall(sleutel),
        b"set": lambda: redis.smembers(sleutel),
        b"zset": lambda: redis.zrange(sleutel, 0, -1, withscores=True),
        b"string": lambda: redis.get(sleutel),
    }
    return lezers[soort]() if soort in lezers else ""


# That it would be found


@pytest.mark.parametrize("woord", [NAAM, EMAIL, NAAM.split("-")[0], ZONDER_ACCENT])
def test_elke_schrijfwijze_wordt_gevonden(woord):
    assert not zoek("Een gewone tekst over de kantine, 08-01-2021, tel. 088-1234567.")
    for vorm, tekst in vormen(woord).items():
        assert zoek(f"voor {tekst} na"), vorm
        if "base64" not in vorm:
            assert zoek(f"voor {tekst.upper()} na"), vorm
            assert zoek(f"voor {tekst.lower()} na"), vorm


@pytest.mark.parametrize(
    "nummer",
    [
        *("0613579246", "06 13 57 92 46", "06-13579246", "+31 6 1357 9246", "(06) 135.79.246"),
        *("642975316", TELEFOON.encode().hex()),
    ],
)
def test_een_nummer_wordt_gevonden_hoe_het_ook_is_geschreven(nummer):
    assert zoek(f"bel {nummer}!")


def test_base64_wordt_gevonden_op_elke_plek_in_een_langere_tekst():
    from base64 import b64encode

    for voor in range(7):
        lang = b"x" * voor + f"{NAAM} meldde".encode()
        assert zoek(b64encode(lang).decode()), voor


def test_een_lek_in_een_tabel_sessie_regel_of_bericht_wordt_gevonden(db, caplog):
    Werkgever.objects.create(naam=f"Tip van {NAAM}", geregistreerd_op=OP, stand_vanaf=OP)
    sessie = SessionStore()
    sessie["laatst"] = "x"
    sessie.create()
    logging.getLogger("inspectie").warning("gemeld door %s", Kanarie("log").email)
    mail.outbox = [EmailMessage("Onderwerp", f"Van {NAAM}", to=["ander@example.nl"])]
    assert {tabel for tabel, rij in database() if zoek(rij)} == {"meldingen_werkgever"}
    assert zoek(logregels(caplog))
    assert zoek(zonder_geadresseerde(mail.outbox[0]))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_session SET session_data = %s", [NAAM])
    assert "django_session" in {tabel for tabel, rij in database() if zoek(rij)}


def test_een_lek_in_een_bestand_wordt_gevonden(tmp_path):
    """In every kind that leaves: taken apart, however deep."""
    import io
    import zipfile

    from inspectie.uitvoer import csv, odt, pdf, xlsx
    from inspectie.uitvoer.cellen import Kolom
    from inspectie.uitvoer.document import Alinea, Document
    from inspectie.uitvoer.ods import Blad

    document = Document(
        titel="Brief",
        datum=OP.date(),
        moment=OP,
        omschrijving="Een brief",
        voet="",
        blokken=(Alinea(f"Van {NAAM}"),),
    )
    for schrijf in (pdf.schrijf, odt.schrijf):
        uit = io.BytesIO()
        schrijf(document, uit)
        assert any(map(zoek, teksten(uit.getvalue()))), schrijf.__module__
    blad = io.BytesIO()
    xlsx.schrijf_bladen([Blad("Lijst", (Kolom("Naam", 3),), [[NAAM]])], blad, titel="Lijst", moment=OP)
    assert any(map(zoek, teksten(blad.getvalue())))
    assert any(map(zoek, teksten(b"".join(csv.stroom(["Naam"], iter([[NAAM]]))))))
    genest = io.BytesIO()
    with zipfile.ZipFile(genest, "w") as zip_:
        zip_.writestr("binnen.xlsx", blad.getvalue())
    assert any(map(zoek, teksten(genest.getvalue())))
    (tmp_path / "spoor").write_text(NAAM)
    assert zoek((tmp_path / "spoor").read_text())
