"""What every command has in common: a mistake is told in Dutch, without a page of code around it (contract 2)."""

import errno
import gc
import os
import re
import shutil
import sys
from argparse import SUPPRESS
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django import get_version
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from inspectie.management.ontleder import Ontleder
from inspectie.poollog import POOLLOG, waarom

# What the operating system says of a mistake.
REDENEN = {
    "ENOENT": "het bestaat niet",
    "EACCES": "geen toestemming",
    "EPERM": "geen toestemming",
    "EROFS": "hier kan niet worden geschreven",
    "ENOSPC": "de schijf is vol",
    "EDQUOT": "de schijf is vol",
    "EISDIR": "dit is een map",
    "ENOTDIR": "een deel van het pad is geen map",
    "EFBIG": "het bestand wordt te groot",
    "EEXIST": "het bestaat al",
    "ENAMETOOLONG": "de naam is te lang",
}

NIETS_VRIJ = 64 * 1024
"""Bytes. SQLite begins with a file of 32 kB."""


def oorzaak(fout: OSError) -> str:
    """Why the operating system refused, in Dutch where we know the word for it."""
    return REDENEN.get(errno.errorcode.get(fout.errno or 0, ""), fout.strerror or str(fout))


def niet_te_schrijven(fout: OSError) -> str:
    """What is said where the output itself cannot go: the disk it was sent to is full."""
    return f"De uitvoer kon niet worden geschreven: {oorzaak(fout)}."


def niet_ingericht(fout: Error) -> bool:
    """Is there a table or column too few?"""
    return any(teken in str(fout) for teken in ("no such table", "no such column", "does not exist"))


def zwijg() -> None:
    """What is still said goes nowhere: there is nobody, or no place, left for it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_bezet(fout: Exception) -> bool:
    """Did somebody else hold it for longer than one waits?"""
    return any(teken in str(fout) for teken in ("locked", "lock timeout"))


def schijf_vol(fout: Exception) -> bool:
    """Is there no room left? On a disk without a single page SQLite cannot even make the files that it works with, and
    says no more than that something went wrong with the disk."""
    tekst = str(fout)
    if any(teken in tekst for teken in ("disk is full", "No space left")):
        return True
    database = settings.DATABASES["default"]
    if "disk I/O error" not in tekst or "sqlite3" not in database["ENGINE"]:
        return False
    try:
        return shutil.disk_usage(Path(database["NAME"]).parent).free < NIETS_VRIJ
    except OSError:
        return False


_WEG = re.compile(
    r"terminating connection|server closed the connection|connection is (?:closed|lost)|consuming input failed"
    r"|could not (?:receive|send) data|connection (?:already closed|has been closed|was lost|not open)|broken pipe",
    re.IGNORECASE,
)
"""Of a connection that was there."""


def geen_verbinding(fout: Exception) -> str:
    """That the database cannot be reached, and why, or that it went away meanwhile; "" when it is something else."""
    tekst = str(fout).strip()
    if "couldn't get a connection" in tekst:
        reden = POOLLOG.oorzaak()
        return f"De database is niet te bereiken: {reden}." if reden else "De database is niet te bereiken."
    if tekst.startswith("connection failed"):
        return f"De database is niet te bereiken: {waarom(tekst)}."
    return "De verbinding met de database viel weg." if _WEG.search(tekst) else ""


def databasefout(fout: Error) -> str:
    tekst = str(fout).strip()
    if zin := geen_verbinding(fout):
        return zin
    if is_bezet(fout):
        return "De database is bezet door iemand anders. Probeer het straks nog eens."
    if schijf_vol(fout):
        return "De database kan niet schrijven: de schijf is vol."
    if niet_ingericht(fout):
        return "De database is nog niet (helemaal) ingericht. Draai eerst: python manage.py migrate"
    return f"De database doet het niet: {tekst}"


# What every command of Django takes too. It works, and is not in the help: none of it is about the work.
VAN_DJANGO: Mapping[tuple[str, ...], Mapping[str, Any]] = {
    ("--version",): {"action": "version", "version": get_version()},
    ("-v", "--verbosity"): {"type": int, "choices": (0, 1, 2, 3), "default": 1},
    ("--settings",): {},
    ("--pythonpath",): {},
    ("--traceback",): {"action": "store_true"},
    ("--no-color",): {"action": "store_true"},
    ("--force-color",): {"action": "store_true"},
}


class Opdracht(BaseCommand):
    """Exit status 1: refused or different; 2: not a proper command line."""

    # `check`, `migrate` and the server look at all of the code: here that takes a second, for every command anew.
    requires_system_checks: list[str] = []

    _called_from_command_line = False  # Django's own: set when a person typed it
    _voortgang_staat = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        ontleder = Ontleder(
            prog=f"{Path(prog_name).name} {subcommand}",
            description=self.help,
            called_from_command_line=self._called_from_command_line,
            **kwargs,
        )
        for namen, keuze in VAN_DJANGO.items():
            ontleder.add_argument(*namen, help=SUPPRESS, **keuze)
        self.add_arguments(ontleder)
        return ontleder

    def execute(self, *args: Any, **options: Any) -> str | None:
        if self._called_from_command_line:
            # All that is there by now stays: going through it again and again takes a tenth of an import.
            gc.freeze()
        try:
            if options["no_color"] and options["force_color"]:
                raise CommandError("--no-color kan niet samen met --force-color.")
            try:
                return super().execute(*args, **options)
            finally:
                self.wis_voortgang()
        except Error as fout:
            mislukt = CommandError(databasefout(fout))
            if not self._called_from_command_line:
                raise mislukt from fout
        except CommandError as fout:
            if not self._called_from_command_line:
                raise
            mislukt = fout
        self.stderr.write(str(mislukt))
        sys.exit(mislukt.returncode)

    def toon_voortgang(self, tekst: str) -> bool:
        """Where somebody watches: how far it is, in the place of what was said of that before. False: nobody does."""
        if not self.stderr.isatty():
            return False
        # Plain: what Django writes here is red, and this is no mistake.
        self.stderr.write(f"{_WIS}{tekst}", str, ending="")
        self.stderr.flush()
        self._voortgang_staat = True
        return True

    def wis_voortgang(self) -> None:
        """Before anything else is said, else it would stand behind it."""
        if self._voortgang_staat:
            self.stderr.write(_WIS, str, ending="")
            self.stderr.flush()
            self._voortgang_staat = False


_WIS = "\r\x1b[K"  # to the begin of the line, and what stands there away
