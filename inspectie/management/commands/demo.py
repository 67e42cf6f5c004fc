"""`demo`: an empty database becomes one with users, and the synthetic set that gives the report of 3 February 2021."""

import os
import secrets
import tempfile
from argparse import ArgumentParser
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from textwrap import wrap
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from inspectie.demo import register, volgbaar
from inspectie.demo.bouw import schrijf_map
from inspectie.demo.werkvoorraad import leg_klaar
from inspectie.logboek import log
from inspectie.management.opdracht import Opdracht
from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.tijd import begin_van
from inspectie.uitvoer.getallen import getal
from inspectie.wachtrij import tot_klaar
from interventies.dossier import dossierfeiten
from interventies.invoer import importeer
from interventies.invoer.fouten import Fout
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Werkgever
from rapportages.cijfers import Kerncijfers, label
from rapportages.herkomst import DEMO, is_synthetisch
from rapportages.kerncijfers import bereken
from rapportages.labels import labels
from rapportages.verantwoording import BRON_DATUM, BRON_DELEN, BRON_PEILDATUM, BRON_PERCENTAGES, BRON_WAARDEN

GEBRUIKERS = [
    ("meldpunt", "Marieke", "Brouwer", Rol.MELDPUNT, ""),
    ("triagist", "Tariq", "El Amrani", Rol.TRIAGIST, ""),
    ("inspecteur", "Ineke", "van der Veen", Rol.INSPECTEUR, "WEST"),
    ("inspecteur-zuid", "Pieter", "Claessens", Rol.INSPECTEUR, "ZUID"),
    ("teamleider", "Thea", "Hofstra", Rol.TEAMLEIDER, "WEST"),
    ("beleid", "Bram", "Dijkstra", Rol.BELEID, ""),
    ("rapporteur", "Rosa", "Martina", Rol.RAPPORTEUR, ""),
    ("beheer", "Bas", "Kuipers", Rol.BEHEER, ""),
    ("auditor", "Aisha", "Yilmaz", Rol.AUDITOR, ""),
]

WACHTWOORD, VOLGCODE = "demo_wachtwoord", "demo_volgcode"
"""Files in data/, each of one database: `_bestand`."""
NAAM = 60
"""The width of the column of names in the list of figures."""


class Command(Opdracht):
    help = "Vult een lege database met gebruikers en de synthetische set van het rapport van 3 februari 2021."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--zaad", type=int, default=2021, help="getal waaruit de set volgt (standaard 2021)"
        )
        parser.add_argument(
            "--latere-correcties",
            action="store_true",
            help="ook correcties van na 3 februari 2021: dan verschilt een latere stand van",
        )
        parser.add_argument(
            "--indien-leeg",
            action="store_true",
            help="doe niets als de demo er al staat; weiger alleen iets anders",
        )

    def handle(
        self, *args: Any, zaad: int, latere_correcties: bool, indien_leeg: bool, **options: Any
    ) -> None:
        if any(model.objects.exists() for model in (Gebruiker, Melding, Werkgever, Logregel)):
            if not (indien_leeg and is_synthetisch()):
                raise CommandError("De database is niet leeg; de demo begint alleen in een lege database.")
            self._toon()
            return
        nu = timezone.now()
        wachtwoord = _wachtwoord()
        self.stdout.write("De synthetische set wordt gemaakt…")
        try:
            with transaction.atomic(), tempfile.TemporaryDirectory() as map_:
                schrijf_map(Path(map_), zaad, latere_correcties=latere_correcties)
                self._vul(Path(map_), zaad, wachtwoord, nu)
        except KeyboardInterrupt:
            raise CommandError("Afgebroken; de database is nog leeg.") from None
        if not self._toon():
            raise SystemExit(1)

    def _vul(self, map_: Path, zaad: int, wachtwoord: str, nu: datetime) -> None:
        log(DEMO, op=nu, zaad=zaad)
        for naam, voornaam, achternaam, rol, team in GEBRUIKERS:
            Gebruiker.objects.create_user(
                naam,
                f"{naam}@inspectie.example",
                wachtwoord,
                first_name=voornaam,
                last_name=achternaam,
                rol=rol,
                team=team,
            )
        fouten: list[Fout] = []
        uitslag = importeer(
            map_, nu=nu, gedeeltelijk=False, meld=fouten.append, voortgang=lambda bestand, gelezen: None
        )
        if not uitslag.opgeslagen:
            raise CommandError("\n".join(str(fout) for fout in fouten[:20]))
        self.stdout.write(
            f"{getal(uitslag.som('nieuw'))} regels ingelezen, langs dezelfde weg als `importeer`."
        )
        gedaan = tot_klaar(lambda: adviseer_stuk(dossierfeiten, op=nu))
        self.stdout.write(
            f"{getal(gedaan)} meldingen van een advies voorzien, langs dezelfde weg als `trieer`."
        )
        self.stdout.write(f"Het openbare bedrijvenregister is gevuld. {register.vul(zaad)}")
        wie = {gebruiker.username: gebruiker for gebruiker in Gebruiker.objects.all()}
        leg_klaar(wie, nu)
        _bewaar(VOLGCODE, "{} {}".format(*volgbaar.maak(wie["triagist"], nu)))
        self.stdout.write("Besluiten, vragen, toegewezen zaken, voorstellen en het rapport zijn klaargelegd.")

    def _toon(self) -> bool:
        """Print the figures beside those of the source and where to log in; returns whether all are the same."""
        cijfers = bereken(BRON_PEILDATUM, begin_van(BRON_DATUM))
        rijen = list(_naast_elkaar(cijfers))
        self.stdout.write(f"\n{'kerncijfer':<{NAAM}}{'op 3-2-2021':>12}{'hier':>8}")
        for naam, bron, hier in rijen:
            *eerder, laatste = wrap(naam, NAAM - 1, subsequent_indent=" " * len("KC-01 "))
            for deel in eerder:
                self.stdout.write(deel)
            self.stdout.write(f"{laatste:<{NAAM}}{bron:>12}{hier:>8}{'' if bron == hier else '  VERSCHIL'}")
        gelijk = all(bron == hier for _, bron, hier in rijen)
        self.stdout.write(f"\n{len(rijen)} cijfers, {sum(b != h for _, b, h in rijen)} verschillen")
        self.stdout.write("\nAanmelden kan als:")
        for naam, voornaam, achternaam, rol, _ in GEBRUIKERS:
            self.stdout.write(f"  {naam:<16} {voornaam} {achternaam}, {rol.label.lower()}")
        bestand = _bestand(WACHTWOORD)
        if bestand.exists():
            self.stdout.write(f"met wachtwoord {bestand.read_text().strip()} (ook in {bestand})")
        bestand = _bestand(VOLGCODE)
        if bestand.exists():
            nummer, code = bestand.read_text().split()
            self.stdout.write(
                "\nZonder aan te melden, als de werknemer die een vraag van ons kreeg: op /volgen/nl/"
            )
            self.stdout.write(f"met nummer {nummer} en code {code} (ook in {bestand})")
        return gelijk


def _naast_elkaar(cijfers: Kerncijfers) -> list[tuple[str, str, str]]:
    """(figure, in the report of 3 February 2021, here)"""
    uit = []
    woorden = labels()
    for cijfer in cijfers.cijfers:
        code = cijfer.code
        if code in BRON_WAARDEN:
            uit.append((f"{code} {cijfer.naam}", getal(BRON_WAARDEN[code]), getal(cijfer.waarde or 0)))
        if code in BRON_PERCENTAGES:
            uit.append((f"{code} {cijfer.naam}", f"{BRON_PERCENTAGES[code]}%", f"{cijfer.percentage}%"))
        for deel, aantal in BRON_DELEN.get(code, {}).items():
            naam = label(woorden, deel).tabel
            uit.append((f"{code} {naam}", getal(aantal), getal(cijfer.aantallen[deel])))
    return uit


def _wachtwoord() -> str:
    """One password for all demo users, made here: nobody can know it beforehand."""
    wachtwoord = secrets.token_urlsafe(9)
    _bewaar(WACHTWOORD, wachtwoord)
    return wachtwoord


def _bestand(naam: str) -> Path:
    """Of another database than that of data/ its name has a sign of it: who makes a second demo still gets into the
    first."""
    d = settings.DATABASES["default"]
    if d["NAME"] == str(settings.DATA_DIR / "inspectie.sqlite3"):
        return settings.DATA_DIR / naam
    welke = f"{d.get('HOST')}:{d.get('PORT')}/{d['NAME']}"
    return settings.DATA_DIR / f"{naam}-{sha256(welke.encode()).hexdigest()[:8]}"


def _bewaar(naam: str, tekst: str) -> None:
    """In a file that only its owner reads."""
    bestand = _bestand(naam)
    bestand.parent.mkdir(mode=0o700, exist_ok=True)
    bestand.unlink(missing_ok=True)
    with os.fdopen(os.open(bestand, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as uit:
        uit.write(tekst)
