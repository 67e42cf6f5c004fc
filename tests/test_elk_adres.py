"""Every address of the rights table, for everyone: who may, who may not, and what nobody may find there.

One walk through one world in which everything is planted: a reporter by every door (tests/kanaries.py), a melding
received at an hour that stands nowhere else, one that went to Opsporing (tests/opsporingweg.py). Every row is asked in
that same world: what it changes is taken back.
"""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from http.cookies import SimpleCookie
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from inspectie.bestanden import Bestand
from inspectie.kluis import verzegel
from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.velden import plaats
from interventies.dossier import dossierfeiten
from interventies.models import Overdracht, Overdrachtspakket
from interventies.pakket import als_tekst as pakket_als_tekst
from interventies.pakket import omschrijving, stel_samen
from meldingen import aanvullen, intrekken
from meldingen.apart import leg_apart
from meldingen.meldpunt import volgen
from meldingen.models import Melding, Ontvangst, Status
from meldingen.post.inhoud import Inhoud
from meldingen.registreren import registreer
from tests import opsporingweg
from tests.adressen import OP, OVER, RIJEN, Rij
from tests.doorlopen import FIXTURES, als_tekst, geef_alles, vragen
from tests.kanaries import RIJ, Kanarie, laat_binnen, logregels, zoek, zonder_geadresseerde
from tests.maak import Dossier
from tests.opsporingweg import Weg, stuur_weg
from tests.test_ontvangstuur import ONTVANGEN, TIJD, ZONDER

globals().update(
    {naam: f for naam, f in FIXTURES.items() if naam not in ("melding", "overdracht", "ontvangst")}
)

pytestmark = pytest.mark.eenmaal

DELEN = 4
"""The walk is cut up, so that two processes can share it."""

# Where who has the right, and gives a reason where that is asked, does see a reporter.
MET_RECHT: dict[str, set[Rol]] = {
    "melding_melder": {Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.INSPECTEUR},
    "overdracht_document_met_melder": {Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.INSPECTEUR},
    "ontvangst_inhoud": {Rol.MELDPUNT, Rol.TRIAGIST},
    "ontvangst_melding": {Rol.MELDPUNT, Rol.TRIAGIST},
    "ontvangst_bijgevoegd": {Rol.MELDPUNT, Rol.TRIAGIST},
}
NAAR_HET_BEGIN = ("account_logout", "taal")
# What leads somewhere or is sent back, with a key of four digits in it as a page would show a figure.
ALS_GETAL = re.compile(r'\b(?:href|action|value|id|for|name|hx-[a-z]+)="[^"]*\b\d{1,3}\.\d{3}\b[^"]*"')
HOOFDMENU = re.compile(r'class="hoofdmenu".*?</nav>', re.DOTALL)
AFGEKAPT = re.compile(r"<textarea[^>]*\bmaxlength=")


class Vrager:
    """Who asks. `eigen`: an inspecteur whose every zaak is, and in whose zaak every melding is; in English."""

    def __init__(self, rol: Rol | None, *, eigen: bool = False) -> None:
        self.rol, self.eigen = rol, eigen
        self.client = Client()
        self.wie = Gebruiker(username=f"vraagt-{rol}-{eigen}", rol=rol or "", taal="en" if eigen else "")
        if rol is not None:
            self.wie.save()
            self.client.force_login(self.wie)
        self.koeken = self.client.cookies.output(header="")
        self.menu: list[str] = []

    def __str__(self) -> str:
        return f"{self.rol or 'niet ingelogd'}{' (eigen)' if self.eigen else ''}"

    def vraag(self, methode: str, pad: str, gegevens: dict[str, str], **koppen: str) -> HttpResponse:
        self.client.cookies = SimpleCookie(self.koeken)  # whatever an earlier answer did to them
        antwoord: HttpResponse = getattr(self.client, methode)(pad, gegevens, **koppen)
        return antwoord


@dataclass(frozen=True, slots=True)
class Wereld:
    adres: Callable[[Rij], str]
    weg: Weg
    vragers: list[Vrager]


@pytest.fixture
def melding(db: None, tmp_path: Path, ongeremd: None, settings: Any) -> Melding:
    """Received at that hour; after her came one by every door."""
    settings.MELDPUNT_SNELST_SECONDEN = 0
    wie = {"ontvangen_op": ONTVANGEN.isoformat(), **Kanarie("uur").cellen}
    registreer(RIJ | wie, inzending=uuid4(), dossier=dossierfeiten, door=None, op=ONTVANGEN)
    laat_binnen(tmp_path)
    Melding.objects.filter(status=Status.ONTVANGEN).update(status=Status.IN_TRIAGE)
    melding = Melding.objects.order_by("pk")[0]
    Melding.objects.filter(pk=melding.pk).update(nummer=12)  # as the rows of the table call it
    melding.refresh_from_db()
    assert melding.ontvangen_op == melding.geregistreerd_op == ONTVANGEN
    _later_die_nacht(melding)
    return melding


def _later_die_nacht(melding: Melding) -> None:
    """In the same minute the reporter was asked something, answered, sent a file with a word, and asked to take it
    back: those moments say who was at work as much as the first does."""
    wanneer = iter(ONTVANGEN + timedelta(seconds=n, microseconds=0) for n in range(1, 5))
    wie = Gebruiker.objects.get_or_create(username="nachtdienst", defaults={"rol": Rol.TRIAGIST})[0]
    aanvullen.vraag_aanvulling(melding, vraag="Welke hal?", door=wie, op=next(wanneer))
    vraag = melding.aanvullingen.get()
    volgen.beantwoord(melding, vraag=vraag.pk, antwoord="Hal 2.", dossier=dossierfeiten, op=next(wanneer))
    foto = Bestand("hal.png", "image/png", b"een foto van de hal")
    volgen.vul_aan(
        melding,
        tekst="Het duurt nog.",
        bestanden=[foto],
        inzending=uuid4(),
        dossier=dossierfeiten,
        op=next(wanneer),
    )
    with transaction.atomic():
        intrekken.verzoek(melding, op=next(wanneer))
    melding.refresh_from_db()


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
        document=pakket_als_tekst(inhoud),
        melder=verzegel(json.dumps(gegevens), plaats(Overdrachtspakket, overdracht.pk, "melder")),
        melder_reden="Belt terug.",
        melder_toestemming_op=date(2021, 2, 3),
        geregistreerd_op=OP,
    )
    return overdracht


@pytest.fixture
def wereld(
    request: pytest.FixtureRequest, melding: Melding, adres: Callable[[Rij], str], tmp_path: Path
) -> Wereld:
    weg = stuur_weg(Dossier(tmp_path / "weg", _tel=count(5001)))
    for naam, _ in OVER.values():
        if naam:  # whatever there is an address of is there, also on the pages of the others
            request.getfixturevalue(naam)
    vragers = [Vrager(None), *map(Vrager, Rol), Vrager(Rol.INSPECTEUR, eigen=True)]
    return Wereld(adres, weg, vragers)


class Rondgang:
    """Asks one row for everyone, and keeps what is wrong with the answers."""

    def __init__(
        self, wereld: Wereld, rij: Rij, vragers: list[Vrager], caplog: pytest.LogCaptureFixture
    ) -> None:
        self.wereld, self.rij, self.vragers, self.caplog = wereld, rij, vragers, caplog
        self.klachten: list[str] = []
        self.gezien: set[tuple[str, Rol | None, str, str]] = set()

    def loop(self) -> None:
        pad = self.wereld.adres(self.rij)
        laatste = Logregel.objects.latest("pk").pk
        for vrager in self.vragers:
            self.caplog.clear()
            mail.outbox.clear()
            with transaction.atomic():
                if vrager.eigen:
                    geef_alles(vrager.wie)
                self.vraag(vrager, pad)
                self.lees_wat_bleef(vrager, laatste)
                transaction.set_rollback(True)

    def vraag(self, vrager: Vrager, pad: str) -> None:
        rij = self.rij
        for n, (wat, kolommen, gegevens) in enumerate(vragen(rij, vrager.wie)):
            antwoord = vrager.vraag(rij.methode, pad + kolommen, gegevens)
            if n == 0 and not vrager.eigen:
                self.volgens_de_tabel(vrager, antwoord)
            self.lees(vrager, wat, antwoord)
        if vrager.rol == Rol.TRIAGIST:
            self.lees(vrager, "stukje", vrager.vraag(rij.methode, pad, rij.gegevens, HTTP_HX_REQUEST="true"))
        if vrager.rol is not None and (rij.methode == "get" or rij.naam.endswith(("_bestand", "_document"))):
            for ander in opsporingweg.adressen(rij, self.wereld.weg, vrager.wie):
                if ander != pad:
                    self.lees(vrager, "bij Opsporing", vrager.vraag(rij.methode, ander, rij.gegevens))

    def volgens_de_tabel(self, vrager: Vrager, antwoord: HttpResponse) -> None:
        rij = self.rij
        # Who is out already is led to the start; a reporter never to the login.
        openbaar = rij.naam.startswith(("meldpunt_", "volgen"))
        verwacht = rij.anoniem if vrager.rol is None else rij.anders.get(vrager.rol, rij.rollen)
        if antwoord.status_code != verwacht:
            self.klaag(vrager, "status", f"{antwoord.status_code} in plaats van {verwacht}")
        if vrager.rol is None and antwoord.status_code == 302 and not openbaar:
            naar = reverse("start" if rij.naam in NAAR_HET_BEGIN else "account_login")
            if not antwoord["Location"].startswith(naar):
                self.klaag(vrager, "gaat ergens heen", antwoord["Location"])

    def lees(self, vrager: Vrager, wat: str, antwoord: HttpResponse) -> None:
        tekst = als_tekst(antwoord)
        html = antwoord.headers.get("Content-Type", "").startswith("text/html")
        if html and (getallen := ALS_GETAL.findall(tekst)):
            self.klaag(vrager, wat, f"een sleutel is geen getal met een punt: {getallen[:3]}")
        if html and (menu := HOOFDMENU.search(tekst)):
            wegen = re.findall(r'href="([^"]+)"', menu[0])
            vrager.menu = vrager.menu or wegen
            if wegen != vrager.menu:
                self.klaag(vrager, wat, f"een ander hoofdmenu dan elders: {wegen}")
        if html and AFGEKAPT.search(tekst):
            self.klaag(vrager, wat, "de browser kapt af wat men erin plakt, en zegt dat niet")
        if melder := zoek(tekst):
            self.gezien.add((str(self.rij), vrager.rol, wat, "melder"))
            if vrager.rol not in MET_RECHT.get(self.rij.naam, ()):
                self.klaag(vrager, wat, f"een melder: {melder}")
        if uur := TIJD.search(tekst):
            self.gezien.add((str(self.rij), vrager.rol, wat, "uur"))
            if vrager.rol in ZONDER:
                self.klaag(
                    vrager, wat, f"het uur van ontvangst: {tekst[max(0, uur.start() - 60) : uur.end()]}"
                )
        laag = tekst.casefold()
        if daar := [woord for woord in opsporingweg.KANARIES if woord.casefold() in laag]:
            self.klaag(vrager, wat, f"bij Opsporing: {daar}")

    def lees_wat_bleef(self, vrager: Vrager, laatste: int) -> None:
        """In the log of the inspectorate, in that of the program, in what is sent to another."""
        regels = str(list(Logregel.objects.filter(pk__gt=laatste).values_list("gegevens", "onderwerp")))
        for waar, tekst in (
            ("het logboek", regels),
            ("een logregel", logregels(self.caplog)),
            *(("een bericht", zonder_geadresseerde(bericht)) for bericht in mail.outbox),
        ):
            if melder := zoek(tekst):
                self.klaag(vrager, waar, f"een melder: {melder}")

    def klaag(self, vrager: Vrager, wat: str, klacht: str) -> None:
        self.klachten.append(f"{self.rij}, {vrager}, {wat}: {klacht}")


def wie_vraagt(rij: Rij, vragers: list[Vrager], n: int) -> list[Vrager]:
    """Everyone; what nobody is asked for in this way (405) is not an address, and the same page whoever asks: then who
    is not logged in, and the others in turn."""
    niet_ingelogd, *ingelogd = vragers
    if rij.rollen == 405 and not rij.anders:
        return [niet_ingelogd, ingelogd[n % len(ingelogd)]]
    return vragers


# What must be found by who may see it, else the walk would find nothing anywhere.
TE_VINDEN = {
    ("get melding", Rol.TRIAGIST, "zoals hij is", "uur"),
    ("post meldingen_bestand", Rol.TRIAGIST, "csv met alle kolommen", "uur"),
    ("post meldingen_bestand", Rol.TRIAGIST, "ods met alle kolommen", "uur"),
    ("post melding_melder", Rol.TRIAGIST, "zoals hij is", "melder"),
    ("post ontvangst_inhoud", Rol.MELDPUNT, "zoals hij is", "melder"),
}


@pytest.mark.parametrize("deel", range(DELEN))
def test_elk_adres_geeft_elke_rol_wat_de_tabel_zegt_en_verklapt_niets(deel, wereld, caplog):
    caplog.set_level(logging.DEBUG)
    klachten: list[str] = []
    for n, rij in enumerate(RIJEN[deel::DELEN]):
        rondgang = Rondgang(wereld, rij, wie_vraagt(rij, wereld.vragers, n), caplog)
        rondgang.loop()
        klachten += rondgang.klachten
        if mist := {vondst for vondst in TE_VINDEN if vondst[0] == str(rij)} - rondgang.gezien:
            klachten.append(f"{rij}: de proef zou moeten vinden: {mist}")
    assert klachten == []


def test_wat_te_vinden_is_heeft_een_rij():
    assert {rij for rij, *_ in TE_VINDEN} <= set(map(str, RIJEN))
    assert set(MET_RECHT) <= {rij.naam for rij in RIJEN}
