"""Who reported is in the vault and nowhere else: not on a page, in a file, a letter, a log, a message, a table."""

import json
import logging
import tempfile
from datetime import date
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

from inspectie.bestanden import Bestand
from inspectie.kluis import verzegel
from inspectie.models import Gebruiker, Rol
from inspectie.velden import plaats
from interventies.models import Overdracht, Overdrachtspakket
from interventies.pakket import als_tekst, omschrijving, stel_samen
from meldingen import acties
from meldingen.apart import Inhoud, leg_apart
from meldingen.melders import lees_melder
from meldingen.models import Melding, Ontvangst, Status, Werkgever
from tests.doorlopen import FIXTURES, Antwoord, loop_langs, teksten
from tests.kanaries import DEUREN, EMAIL, NAAM, TELEFOON, Kanarie, database, laat_binnen, vormen, zoek
from tests.maak import NU
from tests.test_rechten import OP

globals().update(
    {naam: f for naam, f in FIXTURES.items() if naam not in ("melding", "overdracht", "ontvangst")}
)

# Where who has the right, and gives a reason where that is asked, does see one.
MET_RECHT: dict[str, set[Rol]] = {
    "melding_melder": {Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.INSPECTEUR},
    "overdracht_document_met_melder": {Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.INSPECTEUR},
    "ontvangst_inhoud": {Rol.MELDPUNT, Rol.TRIAGIST},
    "ontvangst_melding": {Rol.MELDPUNT, Rol.TRIAGIST},
    "ontvangst_bijgevoegd": {Rol.MELDPUNT, Rol.TRIAGIST},
}


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


@pytest.fixture
def ontvangst(melding: Melding) -> Ontvangst:
    """Put aside, with a file that is called after its sender."""
    kanarie = Kanarie("apart")
    return leg_apart(
        "EMAIL",
        "mail:kanarie",
        Inhoud(f"Groet, {kanarie.naam}", naam=kanarie.naam, email=kanarie.email),
        uitkomst=Ontvangst.Uitkomst.WACHT,
        reden="Nog te lezen.",
        ontvangen_op=OP,
        op=OP,
        bestanden=[Bestand(f"{kanarie.naam}.png", "image/png", kanarie.email.encode())],
    )[0]


@pytest.fixture
def overdracht(melding: Melding) -> Overdracht:
    """Handed over with its reporter."""
    overdracht = Overdracht.objects.create(
        melding=melding,
        partner="GGD",
        overgedragen_op=OP.date(),
        geregistreerd_op=OP,
        geen_bericht_reden="Anoniem.",
        bevestigen_uiterlijk=OP.date(),
    )
    inhoud = stel_samen(melding, [omschrijving("Druk.")], partner="GGD", dag=OP.date(), uiterlijk=OP.date())
    kanarie = Kanarie("overdracht")
    gegevens = {"naam": kanarie.naam, "email": kanarie.email, "telefoon": kanarie.telefoon}
    Overdrachtspakket.objects.create(
        overdracht=overdracht,
        inhoud=inhoud,
        document=als_tekst(inhoud),
        melder=verzegel(json.dumps(gegevens), plaats(Overdrachtspakket, overdracht.pk, "melder")),
        melder_reden="Belt terug.",
        melder_toestemming_op=date(2021, 2, 3),
        geregistreerd_op=OP,
    )
    return overdracht


def mag(antwoord: Antwoord) -> bool:
    return antwoord.rol in MET_RECHT.get(antwoord.rij.naam, ())


@pytest.mark.eenmaal
def test_op_geen_enkel_adres_staat_wie_er_meldde(request, melding, caplog):
    """Every page and file, for every role; in English for who sees least of what is here."""
    caplog.set_level(logging.DEBUG)
    bekeken, gezien = 0, set()
    for taal, rollen in (("nl", list(Rol)), ("en", [Rol.INSPECTEUR])):
        for antwoord in loop_langs(request, rollen, taal=taal):
            bekeken += 1
            gevonden = zoek(antwoord.tekst)
            if mag(antwoord):
                gezien |= {antwoord.rij.naam} if gevonden else set()
            else:
                assert not gevonden, f"{antwoord}: {gevonden}"
    assert bekeken > 1500
    assert {"melding_melder", "ontvangst_inhoud"} <= gezien, "met recht en reden is de melder er wel"
    # What all of that left behind.
    nergens_anders(caplog)


@pytest.mark.eenmaal
def test_ook_een_stukje_van_een_bladzijde_zegt_het_niet(request, melding):
    """As htmx asks for it."""
    for antwoord in loop_langs(request, [Rol.TRIAGIST], taal="htmx", HTTP_HX_REQUEST="true"):
        assert mag(antwoord) or not zoek(antwoord.tekst), antwoord


def nergens_anders(caplog: Any) -> None:
    """In no table (what is sealed cannot be read), log line, message to another, session or cached value."""
    for tabel, rij in database():
        assert not zoek(rij), f"{tabel}: {zoek(rij)}"
    assert not zoek(logregels(caplog)), zoek(logregels(caplog))
    for bericht in mail.outbox:
        assert not zoek(zonder_geadresseerde(bericht)), zoek(zonder_geadresseerde(bericht))
    assert not zoek(repr(list(vars(cache).get("_cache", {}).items())))


def logregels(caplog: Any) -> str:
    return "\n".join(
        f"{regel.getMessage()} {regel.exc_text or ''} {regel.args!r}" for regel in caplog.records
    )


def zonder_geadresseerde(bericht: EmailMessage) -> str:
    """A message as it goes over the line, but for the address of the reporter it is for."""
    ruw = bericht.message()
    del ruw["To"]
    return f"{ruw.as_string()}{bericht.body}"


def test_na_elke_deur_staat_er_niets_buiten_de_kluis(db, tmp_path, caplog, monkeypatch):
    """With all that a program can write down: every query at DEBUG, temporary files, standard output."""
    for naam in ("", "django", "django.db.backends", "inspectie", "celery"):
        caplog.set_level(logging.DEBUG, naam)
    tijdelijk = tmp_path / "tijdelijk"
    tijdelijk.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tijdelijk))
    with CaptureQueriesContext(connection):  # every query with its parameters goes into the log
        laat_binnen(tmp_path)
    triagist = Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST)
    for melding in Melding.objects.all():
        with transaction.atomic():
            lees_melder(melding, door=triagist, reden=f"Bellen met {Kanarie('x').naam}.", op=NU)
    bereikbaar = Melding.objects.filter(melder_bereikbaar=True, status=Status.IN_TRIAGE).first()
    if bereikbaar is not None:
        acties.vraag_aanvulling(bereikbaar, vraag="Welke vestiging?", door=triagist, op=NU)
    nergens_anders(caplog)
    assert "meldingen_melder" in logregels(caplog), "de vragen aan de database staan erbij"
    for pad in (pad for pad in tijdelijk.rglob("*") if pad.is_file()):
        assert not zoek(pad.read_bytes().decode("utf-8", "replace")), pad


def test_elke_deur_bracht_iemand_binnen(melding):
    """Else there was nobody to find."""
    from meldingen.melders import openen

    melders = openen(list(Melding.objects.values_list("pk", flat=True)))
    namen = {rij["naam"] for reeks in melders.values() for rij in reeks}
    for deur in ("registreer", "invoer", "eerst", "later", "scherm", "openbaar", "verdacht", "ontvangen"):
        assert Kanarie(deur).naam in namen, deur
    assert Ontvangst.objects.filter(kanaal="EMAIL").count() == 2
    assert len(DEUREN) >= 7


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


@pytest.mark.parametrize("woord", [NAAM, EMAIL, NAAM.split("-")[0]])
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
    xlsx.schrijf_blad("Lijst", (Kolom("Naam", 3),), iter([[NAAM]]), blad, titel="Lijst", moment=OP)
    assert any(map(zoek, teksten(blad.getvalue())))
    assert any(map(zoek, teksten(b"".join(csv.stroom(["Naam"], iter([[NAAM]]))))))
    genest = io.BytesIO()
    with zipfile.ZipFile(genest, "w") as zip_:
        zip_.writestr("binnen.xlsx", blad.getvalue())
    assert any(map(zoek, teksten(genest.getvalue())))
    (tmp_path / "spoor").write_text(NAAM)
    assert zoek((tmp_path / "spoor").read_text())
