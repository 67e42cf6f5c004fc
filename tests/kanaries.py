"""Canaries: reporters who are nobody, brought in by every door, and a search for them in whatever leaves the vault.

Every name, address and number begins with the same word, so that few patterns find them all, in every way in which a
program writes a text down.
"""

import html
import json
import quopri
import re
import unicodedata
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus
from uuid import uuid4

from django.core.mail import EmailMessage as Bericht
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspectie.bestanden import Bestand
from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen.later import ontvang_later
from meldingen.models import Melding, Nagekomen, Status
from meldingen.ontvangen import Weg, ontvang
from meldingen.partnersleutels import maak_sleutel
from meldingen.post.bussen import Map
from meldingen.post.halen import haal
from meldingen.registreren import registreer
from tests.doorlopen import als_tekst
from tests.maak import NU, Dossier
from tests.meldingen.meldpunthulp import ANTWOORDEN, foto
from tests.meldingen.meldpunthulp import Melder as Browser
from tests.pdfs import LEEG

NAAM, EMAIL, TELEFOON = "Żółwiewska-O'Kwaaktje", "zolwkwaak", "613579246"
ZONDER_ACCENT = "Zolwiewska"
"""As who works here types it."""


@dataclass(frozen=True, slots=True)
class Kanarie:
    """Who came in by which door."""

    deur: str

    @property
    def naam(self) -> str:
        return f"{NAAM} {self.deur}"

    @property
    def email(self) -> str:
        return f"{EMAIL}.{self.deur}@melder.example"

    @property
    def telefoon(self) -> str:
        return f"0{TELEFOON}"

    @property
    def cellen(self) -> dict[str, str]:
        return {"melder_naam": self.naam, "melder_email": self.email, "melder_telefoon": self.telefoon}


RIJ = {
    "ontvangen_op": "2021-01-08T10:00:00+01:00",
    "kanaal": "TELEFOON",
    "melder_type": "WERKNEMER",
    "corona_relatie": "DIRECT",
    "onderwerpen": "AFSTAND",
    "ernst": "significant",
    "omschrijving": "De kantine is te vol.",
}


# How it may be written down


def vormen(woord: str) -> dict[str, str]:
    """A word in every way in which a program may write it; those in capitals as well are found by `zoek`."""
    bytes_ = woord.encode()
    uit = {
        "gewoon": woord,
        "ontbonden": unicodedata.normalize("NFD", woord),
        "url": quote(woord, safe=""),
        "formulier": quote_plus(woord),
        "html": html.escape(woord),
        "html (39)": html.escape(woord).replace("&#x27;", "&#39;"),
        "xml": html.escape(woord).encode("ascii", "xmlcharrefreplace").decode(),
        "json": json.dumps(woord)[1:-1],
        "json in json": json.dumps(json.dumps(woord))[3:-3],
        "python": ascii(bytes_)[2:-1],
        "hex": bytes_.hex(),
        "quoted-printable": quopri.encodestring(bytes_).decode(),
        "latin": bytes_.decode("latin-1"),
        "utf-16": "\0".join(woord),
    }
    for voor in range(3):
        for naam, maak in (("base64", b64encode), ("base64url", urlsafe_b64encode)):
            # Of what stands before and after it only whole groups are its own.
            tekens = maak(b"\0" * voor + bytes_).decode().rstrip("=")
            begin, eind = (0, 2, 3)[voor], len(tekens) - (0 if (voor + len(bytes_)) % 3 == 0 else 1)
            uit[f"{naam} {voor}"] = tekens[begin:eind]
    return uit


def _patronen() -> Iterator[tuple[str, str, bool]]:
    """(what it is, what to look for, whether capitals matter)."""
    for woord in (NAAM, EMAIL, *NAAM.split("-"), ZONDER_ACCENT):
        for vorm, tekst in vormen(woord).items():
            yield f"{woord} ({vorm})", tekst if "base64" in vorm else tekst.casefold(), "base64" in vorm


PATRONEN = tuple(dict.fromkeys(_patronen()))
_NUMMER = (("gewoon", TELEFOON), ("omgekeerd", TELEFOON[::-1]))
_NUMMER_GESCHREVEN = [(vorm, t) for vorm, t in vormen(TELEFOON).items() if vorm == "hex" or "base64" in vorm]


def zoek(hooi: str) -> list[str]:
    """What of a canary is in this text."""
    laag = hooi.casefold()
    gevonden = [naam for naam, patroon, precies in PATRONEN if patroon in (hooi if precies else laag)]
    # A number however it is spaced, and backwards.
    cijfers = re.sub(r"(?<=\d)[\s().\-/\u00a0+]{1,3}(?=\d)", "", hooi)
    gevonden += [f"{TELEFOON} ({vorm})" for vorm, nummer in _NUMMER if nummer in cijfers]
    gevonden += [f"{TELEFOON} ({vorm})" for vorm, tekens in _NUMMER_GESCHREVEN if tekens in hooi]
    return gevonden


# By which doors they come in


def door_registreren(_map: Path) -> None:
    kanarie = Kanarie("registreer")
    registreer(RIJ | kanarie.cellen, inzending=uuid4(), dossier=dossierfeiten, door=None, op=NU)


def door_invoer(map_: Path) -> None:
    dossier = Dossier(map_ / "invoer")
    dossier.melding(**Kanarie("invoer").cellen, werkgever=dossier.werkgever(provincie="UT"))
    sleutel = dossier.melding(**Kanarie("eerst").cellen)
    dossier.correctie("melding", sleutel, "melder_naam", Kanarie("later").naam, "2021-01-12T10:00:00+01:00")
    dossier.neem()


def door_scherm(_map: Path) -> None:
    """The form of the meldpunt itself."""
    client = Client()
    client.force_login(Gebruiker.objects.get_or_create(username="mies", rol=Rol.MELDPUNT)[0])
    pagina = client.get(reverse("melding_nieuw")).content.decode()
    verborgen = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', pagina))
    velden = {
        naam: waarde for naam, waarde in RIJ.items() if naam not in ("ontvangen_op", "onderwerpen", "kanaal")
    }
    antwoord = client.post(
        reverse("melding_nieuw"),
        verborgen
        | velden
        | {
            "kanaal": "TELEFOON",
            "onderwerpen": ["AFSTAND"],
            "hoofdonderwerp": "AFSTAND",
            "ontvangen_dag": "08-01-2021",
            "ontvangen_tijd": "10:00",
            "werkgever": "onbekend",
            "anoniem": "nee",
            **Kanarie("scherm").cellen,
        },
    )
    assert antwoord.status_code == 302, re.findall(
        r"foutregel.*?</div>", antwoord.content.decode(), re.DOTALL
    )


def door_openbaar(_map: Path) -> None:
    """The public form, in Polish."""
    kanarie = Kanarie("openbaar")
    browser = Browser(taal="pl")
    browser.meld(gegevens={"naam": kanarie.naam, "email": kanarie.email, "telefoon": kanarie.telefoon})
    assert browser.bewijs


def door_verdacht(_map: Path) -> None:
    """The public form, in a way that looks like a machine."""
    kanarie = Kanarie("verdacht")
    browser = Browser()
    browser.begin()
    gegevens = {"naam": kanarie.naam, "email": kanarie.email, "telefoon": kanarie.telefoon}
    browser.beantwoord(ANTWOORDEN | {"gegevens": gegevens})
    browser.stuur({"bericht_kort": kanarie.naam})
    assert browser.bewijs


def door_ontvangen(_map: Path) -> None:
    """As whatever comes from outside: with a receipt code and a file that is called after its sender."""
    kanarie = Kanarie("ontvangen")
    sleutel = uuid4()
    bestand = Bestand(f"foto van {kanarie.naam}.png", "image/png", f"van {kanarie.email}".encode())
    ontvang(
        RIJ | kanarie.cellen,
        Weg(f"web:{sleutel}", "CODE", "pl"),
        inzending=sleutel,
        dossier=dossierfeiten,
        bestanden=[bestand],
        op=NU,
    )


def door_post(map_: Path) -> None:
    """A mailbox: one message that is read, and one that is broken."""
    kanarie, bus = Kanarie("post"), map_ / "post"
    bus.mkdir()
    bericht = EmailMessage()
    bericht["From"] = f'"{kanarie.naam}" <{kanarie.email}>'
    bericht["Reply-To"] = kanarie.email
    bericht["Subject"] = f"Melding van {kanarie.naam}"
    bericht["Message-ID"] = f"<{kanarie.email}>"
    bericht.set_content(f"De kantine is vol. Bel mij: {kanarie.telefoon}. Groet, {kanarie.naam}")
    bericht.add_attachment(LEEG, "application", "pdf", filename=f"Loonstrook {kanarie.naam}.pdf")
    (bus / f"{kanarie.email}.eml").write_bytes(bytes(bericht))
    stuk = f"From: {kanarie.email}\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\nstuk"
    (bus / "stuk.eml").write_bytes(stuk.encode())
    assert haal(Map(bus), nu=timezone.now).mislukt == 0


def door_api(_map: Path) -> None:
    """A partner, and one whose report is refused for all that is wrong in it."""
    kanarie = Kanarie("api")
    beheer = Gebruiker.objects.get_or_create(username="beheer", rol=Rol.BEHEER)[0]
    sleutel = maak_sleutel("Vakbond", "VAKBOND_MELDPUNT", inzending=uuid4(), door=beheer, op=NU)[1]
    goed = {
        "ontvangenOp": RIJ["ontvangen_op"],
        "melderType": "WERKNEMER",
        "coronaRelatie": "DIRECT",
        "onderwerpen": ["AFSTAND"],
        "omschrijving": "De kantine is vol.",
        "melderNaam": kanarie.naam,
        "melderEmail": kanarie.email,
        "melderTelefoon": kanarie.telefoon,
    }
    for inhoud, status in ((goed, 201), (goed | {"coronaRelatie": "X", "ernst": "?"}, 400)):
        antwoord = Client().post(
            "/api/v1/meldingen",
            json.dumps(inhoud),
            content_type="application/json",
            headers={"authorization": f"Bearer {sleutel}", "idempotency-key": f"{kanarie.email}/{status}"},
        )
        assert antwoord.status_code == status, antwoord.content
        assert not zoek(als_tekst(antwoord)), "een antwoord noemt niet wie er meldde"


def door_concept(_map: Path) -> None:
    """Somebody who filled in everything, put a file with it, and did not send it."""
    kanarie = Kanarie("concept")
    browser = Browser()
    browser.begin()
    gegevens = {"naam": kanarie.naam, "email": kanarie.email, "telefoon": kanarie.telefoon}
    browser.beantwoord_tot("gegevens")
    browser.stuur(gegevens)
    browser.stuur({"bestanden": foto(naam=f"{kanarie.naam}.jpg")})
    browser.stuur({"verder": "1"})
    assert "nakijken" in browser.adres


def door_terugkomst(_map: Path) -> None:
    """Somebody who comes back with the code, sends another file, and takes it back."""
    kanarie = Kanarie("terug")
    browser = Browser(taal="bg")
    browser.meld(gegevens={"naam": kanarie.naam, "email": kanarie.email, "telefoon": kanarie.telefoon})
    nummer, code = browser.bewijs
    browser.stuur({"nummer": str(nummer), "code": code}, "/volgen/bg/")
    browser.stuur({"wat": "aanvulling", "bestanden": foto("blue", f"{kanarie.email}.jpg")})
    assert Nagekomen.objects.filter(melding__nummer=nummer, bestanden=1).exists()
    browser.stuur({}, "/volgen/bg/intrekken/")
    assert Melding.objects.get(nummer=nummer).status == Status.INGETROKKEN


def door_brief(_map: Path) -> None:
    """Somebody who wrote a letter, and later another one, with a file that is called after them."""
    kanarie, mies = Kanarie("brief"), Gebruiker.objects.get_or_create(username="mies", rol=Rol.MELDPUNT)[0]
    eens: dict[str, Any] = {"dossier": dossierfeiten, "door": mies, "op": NU}
    melding = registreer(RIJ | {"kanaal": "BRIEF"} | kanarie.cellen, inzending=uuid4(), **eens).melding
    bestand = Bestand(f"Brief van {kanarie.naam}.pdf", "application/pdf", f"%PDF {kanarie.email}".encode())
    ontvang_later(
        melding,
        tekst="Nog steeds te vol.",
        kanaal="BRIEF",
        inzending=uuid4(),
        bestanden=[bestand],
        **eens,
    )


DEUREN: tuple[Callable[[Path], None], ...] = (
    door_registreren,
    door_invoer,
    door_scherm,
    door_openbaar,
    door_verdacht,
    door_ontvangen,
    door_post,
    door_api,
)
VERDER = (door_concept, door_terugkomst, door_brief)
"""What is more than a melding that waits."""


def laat_binnen(map_: Path) -> None:
    """One by every door."""
    for deur in (*DEUREN, *VERDER):
        deur(map_)
    assert Melding.objects.count() >= len(DEUREN)


def database() -> Iterator[tuple[str, str]]:
    """All rows of every table, as text."""
    from django.db import connection

    for tabel in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{tabel}"')
            for rij in cursor.fetchall():
                yield tabel, " ".join(map(_cel, rij))


def _cel(waarde: Any) -> str:
    if isinstance(waarde, bytes | memoryview):
        return bytes(waarde).decode("utf-8", "replace")
    return waarde if isinstance(waarde, str) else str(waarde)


def logregels(caplog: Any) -> str:
    return "\n".join(
        f"{regel.getMessage()} {regel.exc_text or ''} {regel.args!r}" for regel in caplog.records
    )


def zonder_geadresseerde(bericht: Bericht) -> str:
    """A message as it goes over the line, but for the address of the reporter it is for."""
    ruw = bericht.message()
    del ruw["To"]
    return f"{ruw.as_string()}{bericht.body}"
