"""What every command has in common: a mistake is told in Dutch, without a page of code around it (contract 2)."""

import errno
import gc
import re
import sys
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

# What argparse and the operating system say of a mistake.
_ZINNEN = (
    (r"the following arguments are required: (.*)", r"dit ontbreekt: \1"),
    (
        r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)",
        r"\1: “\2” bestaat niet; kies uit \3",
    ),
    (r"argument (\S+): expected one argument", r"\1: hier hoort een waarde achter"),
    (r"argument (\S+): invalid (?:int|_?\w+) value: '?(.*?)'?$", r"\1: “\2” is geen geldige waarde"),
    (r"unrecognized arguments: (.*)", r"onbekend: \1"),
    (r"argument (\S+): ignored explicit argument '?(.*?)'?$", r"\1: hier hoort geen waarde achter"),
    (r"argument (\S+): (.*)", r"\1: \2"),
)
REDENEN = {
    "ENOENT": "het bestaat niet",
    "EACCES": "geen toestemming",
    "EPERM": "geen toestemming",
    "EROFS": "hier kan niet worden geschreven",
    "ENOSPC": "de schijf is vol",
    "EDQUOT": "de schijf is vol",
    "EISDIR": "dit is een map",
    "ENOTDIR": "een deel van het pad is geen map",
    "EEXIST": "het bestaat al",
    "ENAMETOOLONG": "de naam is te lang",
}


def oorzaak(fout: OSError) -> str:
    """Why the operating system refused, in Dutch where we know the word for it."""
    return REDENEN.get(errno.errorcode.get(fout.errno or 0, ""), fout.strerror or str(fout))


def niet_ingericht(fout: Error) -> bool:
    """Is there a table or column too few?"""
    return any(teken in str(fout) for teken in ("no such table", "no such column", "does not exist"))


def databasefout(fout: Error) -> str:
    tekst = str(fout).strip()
    if niet_ingericht(fout):
        return "De database is nog niet (helemaal) ingericht. Draai eerst: python manage.py migrate"
    return f"De database doet het niet: {tekst}"


class Opdracht(BaseCommand):
    """Exit status 1: refused or different; 2: not a proper command line."""

    # `check`, `migrate` and the server look at all of the code: here that takes a second, for every command anew.
    requires_system_checks: list[str] = []

    _called_from_command_line = False  # Django's own: set when a person typed it

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        ontleder = super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)
        self.vertaal(ontleder)
        return ontleder

    def vertaal(self, ontleder: ArgumentParser) -> None:
        van_huis_uit = ontleder.error

        def fout(bericht: str) -> NoReturn:
            for patroon, zin in _ZINNEN:
                if re.fullmatch(patroon, bericht):
                    bericht = re.sub(patroon, zin, bericht)
                    break
            if not self._called_from_command_line:
                van_huis_uit(bericht)
            ontleder.print_usage(sys.stderr)
            ontleder.exit(2, f"{ontleder.prog}: {bericht}\n")

        ontleder.error = fout  # type: ignore[assignment]

    def execute(self, *args: Any, **options: Any) -> str | None:
        if self._called_from_command_line:
            # All that is there by now stays: going through it again and again takes a tenth of an import.
            gc.freeze()
        try:
            return super().execute(*args, **options)
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
