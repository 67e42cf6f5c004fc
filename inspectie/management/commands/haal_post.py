"""`haal_post [--map MAP]`: takes in the messages that lie in the mailbox, or in a folder of .eml files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from inspectie.fouten import Regelfout
from inspectie.management.opdracht import Opdracht
from meldingen.post.bussen import Map, open_imap
from meldingen.post.halen import Telling, haal


class Command(Opdracht):
    help = (
        "Leest e-mail in: uit de postbus van POSTBUS_URL, of uit een map met .eml-bestanden. "
        "Wat is ingelezen, krijgt in de postbus een merk of gaat in de map naar verwerkt/."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--map", metavar="MAP", help="een map met .eml-bestanden")

    def handle(self, *args: Any, map: str | None, **options: Any) -> None:
        if map is None and not settings.POSTBUS_URL:
            raise CommandError("Geef --map MAP, of zet POSTBUS_URL in de omgeving.", returncode=2)
        try:
            telling = self._haal(map)
        except Regelfout as fout:
            raise CommandError(str(fout)) from fout
        self.stdout.write(str(telling))
        if telling.mislukt:
            raise SystemExit(1)

    def _haal(self, map: str | None) -> Telling:
        if map is not None:
            return haal(Map(Path(map)), nu=timezone.now, eigen=settings.POSTBUS_ADRES)
        with open_imap(settings.POSTBUS_URL) as bus:
            return haal(bus, nu=timezone.now, eigen=settings.POSTBUS_ADRES)
