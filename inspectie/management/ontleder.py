"""The command line in Dutch: how a mistake is told, and the words around the help. For every command, and its parts."""

import re
import sys
from argparse import Action, HelpFormatter
from collections.abc import Iterable
from typing import Any, NoReturn

from django.core.management.base import CommandError, CommandParser

# What argparse says of a mistake.
_ZINNEN = (
    (r"the following arguments are required: (.*)", r"dit ontbreekt: \1"),
    (r"one of the arguments (.*) is required", r"geef een van: \1"),
    (
        r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)",
        r"\1: “\2” bestaat niet; kies uit \3",
    ),
    (r"argument (\S+): not allowed with argument (.*)", r"\1: kan niet samen met \2"),
    (r"argument (\S+): expected one argument", r"\1: hier hoort een waarde achter"),
    (r"argument (\S+): expected at most one argument", r"\1: hier hoort hoogstens één waarde achter"),
    (r"argument (\S+): expected at least one argument", r"\1: hier hoort ten minste één waarde achter"),
    (r"argument (\S+): expected (\d+) arguments?", r"\1: aantal waarden dat hierachter hoort: \2"),
    (r"argument (\S+): invalid (?:int|_?\w+) value: '?(.*?)'?$", r"\1: “\2” is geen geldige waarde"),
    (r"unrecognized arguments: (.*)", r"onbekend: \1"),
    (r"argument (\S+): ignored explicit argument '?(.*?)'?$", r"\1: hier hoort geen waarde achter"),
    (r"argument (\S+): (.*)", r"\1: \2"),
)
_KOPPEN = {"positional arguments": "argumenten", "options": "opties"}


def in_het_nederlands(bericht: str) -> str:
    for patroon, zin in _ZINNEN:
        if re.fullmatch(patroon, bericht):
            return re.sub(patroon, zin, bericht)
    return bericht


class _Hulp(HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_KOPPEN.get(heading or "", heading))


class Ontleder(CommandParser):
    """Exit status 2 for what is not a proper command line; CommandError for who calls the command from a program."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", _Hulp)
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(add_help=False, **kwargs)
        self.add_argument("-h", "--help", action="help", help="toont deze hulp")

    def error(self, message: str) -> NoReturn:
        bericht = in_het_nederlands(message)
        if not self.called_from_command_line:
            raise CommandError(bericht)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {bericht}\n")
