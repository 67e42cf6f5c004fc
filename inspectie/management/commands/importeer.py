"""`importeer MAP [--gedeeltelijk]`: contract section 1."""

import os
import sqlite3
import stat
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import Error, ProgrammingError, reset_queries
from django.utils import timezone

from inspectie.bulk import tijdelijk_in_geheugen
from inspectie.kluis import Kluisfout
from inspectie.management.opdracht import (
    Opdracht,
    databasefout,
    geen_verbinding,
    is_bezet,
    niet_ingericht,
    niet_te_schrijven,
    oorzaak,
    schijf_vol,
    zwijg,
)
from inspectie.wachtrij import na_commit
from interventies.invoer import Uitslag, importeer
from interventies.invoer.fouten import Fout
from interventies.invoer.lezen import Bestandsfout
from meldingen import zoeksleutel
from meldingen.adviseren import aantal_wachtend
from rapportages import opnemen

STAP = 50_000  # lines between two signs of life, where nobody watches


class Command(Opdracht):
    help = "Leest een map met meldingen, zaken en interventies in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "map", type=Path, metavar="MAP", help="de map met CSV-bestanden (docs/invoer/README.md)"
        )
        parser.add_argument(
            "--gedeeltelijk",
            action="store_true",
            help="neem de goede regels en schrijf de afgekeurde met hun reden in MAP/afgekeurd/",
        )

    def handle(self, *args: Any, map: Path, gedeeltelijk: bool, **options: Any) -> None:
        _kijk_in(map)
        self._gemeld = "", 0
        try:
            self._vraag_sleutels()
            tijdelijk_in_geheugen()
            uitslag = importeer(
                map, nu=timezone.now(), gedeeltelijk=gedeeltelijk, meld=self._meld, voortgang=self._voortgang
            )
        except Bestandsfout as fout:
            raise CommandError(f"Er is niets opgeslagen: {fout}.") from None
        except Kluisfout as fout:
            raise CommandError(
                f"Er is niets opgeslagen: {fout} Zet de sleutel terug in KLUIS_SLEUTELS."
            ) from None
        except (Error, sqlite3.Error, OSError) as fout:
            raise CommandError(_in_woorden(fout)) from None
        except KeyboardInterrupt:
            raise CommandError("Afgebroken; er is niets opgeslagen.") from None
        if uitslag.opgeslagen:  # before all that is told: that may not get through
            self._wek()
        self.wis_voortgang()
        nieuw = _aantal(uitslag.som("nieuw"), "regel")
        try:
            self._vertel(uitslag, nieuw, gedeeltelijk)
            self.stdout.flush()
        except BrokenPipeError:
            if uitslag.fouten:
                raise
            zwijg()  # who read along has seen enough; it went well all the same
        except OSError as fout:
            gedaan = f"{nieuw} opgeslagen." if uitslag.opgeslagen else "Er is niets opgeslagen."
            raise CommandError(f"{gedaan} {niet_te_schrijven(fout)}") from None
        if uitslag.fouten:
            waar = f"De afgekeurde regels staan in {map / 'afgekeurd'}."
            raise CommandError(f"{nieuw} opgeslagen, {uitslag.som('afgekeurd')} afgekeurd. {waar}")

    def _vertel(self, uitslag: Uitslag, nieuw: str, gedeeltelijk: bool) -> None:
        niets = uitslag.geweigerd or (uitslag.fouten and not gedeeltelijk)
        self._toon(uitslag, "goed" if niets else "nieuw")
        if niets:
            raise CommandError(f"{_aantal(uitslag.fouten, 'fout', 'fouten')}; er is niets opgeslagen.")
        if uitslag.opgeslagen:
            self.stdout.write(f"{nieuw} opgeslagen.")
            self._naar_triage()
        elif not uitslag.fouten:
            waarom = (
                "alle regels stonden er al in" if uitslag.som("gelezen") else "er staat geen enkele regel in"
            )
            self.stdout.write(f"Niets gewijzigd: {waarom}.")

    def _vraag_sleutels(self) -> None:
        """What comes in must be recognised beside what is there."""
        gebreken, niets_past = zoeksleutel.proef()
        if niets_past:
            raise CommandError("\n".join([*gebreken, "Er is niets opgeslagen."]))
        for gebrek in gebreken:
            self.stderr.write(gebrek)

    def _wek(self) -> None:
        """Who has work by what came in. The figures are counted ahead by the clock; where there is none, nothing is
        kept for it."""
        if settings.REDIS_URL:
            na_commit("rapportages.tasks.neem_cijfers_op")
            na_commit("interventies.tasks.trieer_wachtende")
        else:
            opnemen.hou_op()

    def _toon(self, uitslag: Uitslag, goed: str) -> None:
        for naam, telling in uitslag.telling.items():
            self.stdout.write(
                f"{naam + '.csv':<20} {telling['gelezen']:>9} gelezen = {telling['nieuw']} {goed}"
                f" + {telling['ongewijzigd']} ongewijzigd + {telling['afgekeurd']} afgekeurd"
            )
        for naam in uitslag.overgeslagen:
            self.stdout.write(f"{naam:<20} is geen bestand van deze invoer en is niet gelezen")

    def _naar_triage(self) -> None:
        wachtend = aantal_wachtend()
        if wachtend and settings.REDIS_URL:
            self.stdout.write(f"{_aantal(wachtend, 'melding', 'meldingen')} op weg naar de triage.")
        elif wachtend:
            wie = _aantal(wachtend, "melding wacht", "meldingen wachten")
            self.stdout.write(f"{wie} op triage: python manage.py trieer")

    def _meld(self, fout: Fout) -> None:
        self.wis_voortgang()
        self.stderr.write(str(fout))

    def _voortgang(self, bestand: str, gelezen: int) -> None:
        reset_queries()  # with DEBUG Django keeps the last 9000 questions, each with all the keys of a portion
        vordering = f"{bestand}: {_aantal(gelezen, 'regel')} gelezen"
        if self.toon_voortgang(vordering):
            return
        if (bestand, gelezen // STAP) != self._gemeld and gelezen >= STAP:
            self._gemeld = bestand, gelezen // STAP
            self.stderr.write(vordering)


def _kijk_in(map: Path) -> None:
    """Raises CommandError for what is no folder, or one that may not be looked into: that one is not empty."""
    try:
        is_map = stat.S_ISDIR(map.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        is_map = False
    except OSError as fout:
        raise CommandError(f"{map} kan niet worden gelezen: {oorzaak(fout)}.") from None
    if not is_map:
        raise CommandError(f"{map} is geen map (of bestaat niet).", returncode=2)
    if not os.access(map, os.R_OK | os.X_OK):
        raise CommandError(f"{map} kan niet worden gelezen: geen toestemming.")


def _aantal(n: int, een: str, meer: str = "regels") -> str:
    return f"{n} {een if n == 1 else meer}"


def _in_woorden(fout: Exception) -> str:
    if isinstance(fout, ProgrammingError) or (isinstance(fout, Error) and niet_ingericht(fout)):
        return databasefout(fout)
    return f"Er is niets opgeslagen: {_oorzaak(fout)}."


def _oorzaak(fout: Exception) -> str:
    tekst = str(fout)
    if schijf_vol(fout):
        return "de schijf is vol"
    if zin := geen_verbinding(fout):
        return zin[0].lower() + zin[1:].rstrip(".")
    if isinstance(fout, PermissionError):
        return f"geen toestemming om te schrijven ({fout.filename or fout.strerror})"
    if "readonly database" in tekst:
        return f"geen toestemming om te schrijven ({tekst})"
    if is_bezet(fout):
        return "de database is bezet door iemand anders"
    return oorzaak(fout) if isinstance(fout, OSError) else f"het opslaan mislukte ({tekst})"
