"""`manage.py` itself: which commands there are, and what is said of one that is not there."""

import re
import sys
from difflib import get_close_matches
from textwrap import wrap
from typing import NoReturn

from django.conf import settings
from django.core.management import BaseCommand, ManagementUtility, get_commands
from django.db import Error

from inspectie.management.opdracht import geen_verbinding
from inspectie.poollog import POOLLOG

EIGEN = "inspectie"
"""The app that all commands of this program are in."""
BREED = 79


class Voordeur(ManagementUtility):
    def main_help_text(self, commands_only: bool = False) -> str:
        alle = sorted(get_commands().items())
        if commands_only:
            return "\n".join(naam for naam, _ in alle)
        eigen = [naam for naam, app in alle if app == EIGEN]
        van_django = ", ".join(naam for naam, app in alle if app != EIGEN)
        regels = [f"Hulp bij een opdracht: {self.prog_name} help OPDRACHT", ""]
        if self.settings_exception is not None:  # then Django finds none of ours
            regels += wrap(f"De eigen opdrachten staan er niet bij: {self.settings_exception}", BREED)
        inspring = " " * (max(map(len, eigen), default=0) + 4)
        for naam in eigen:
            eerste_zin = re.split(r"(?<=\.) ", self.fetch_command(naam).help)[0]
            begin = f"  {naam}".ljust(len(inspring))
            regels += wrap(eerste_zin, BREED, initial_indent=begin, subsequent_indent=inspring)
        regels += ["", "Van Django en wat erbij hoort, in het Engels:"]
        regels += wrap(van_django, BREED, initial_indent="  ", subsequent_indent="  ")
        return "\n".join(regels)

    def execute(self) -> None:
        # A server that is developed with has its log on the screen; for the rest nobody asked for one.
        POOLLOG.stil = self.argv[1:2] != ["runserver"]
        try:
            super().execute()
        except Error as fout:  # of a command of Django: ours have said it by now
            zin = geen_verbinding(fout)
            if not zin or "--traceback" in self.argv:
                raise
            sys.stderr.write(f"{zin}\n")
            sys.exit(1)

    def fetch_command(self, subcommand: str) -> BaseCommand:
        if subcommand not in get_commands():
            self._onbekend(subcommand)
        return super().fetch_command(subcommand)

    def _onbekend(self, opdracht: str) -> NoReturn:
        settings.INSTALLED_APPS  # noqa: B018 (when these are wrong, that is what must be said)
        lijkt = get_close_matches(opdracht, get_commands(), n=1)
        bedoeld = f" Bedoelde u “{lijkt[0]}”?" if lijkt else ""
        sys.stderr.write(f"{self.prog_name}: de opdracht “{opdracht}” bestaat niet.{bedoeld}\n")
        sys.stderr.write(f"Welke er zijn: {self.prog_name} help\n")
        sys.exit(2)
