"""`importeer MAP [--gedeeltelijk]`: contract section 1."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from django.utils import timezone

from inspectie.wachtrij import na_commit
from interventies.invoer import importeer
from interventies.invoer.lezen import Bestandsfout
from meldingen.models import Melding


class Command(BaseCommand):
    help = "Leest een map met meldingen, zaken en interventies in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", type=Path, metavar="MAP")
        parser.add_argument(
            "--gedeeltelijk",
            action="store_true",
            help="neem de goede regels en schrijf de afgekeurde met hun reden in MAP/afgekeurd/",
        )

    def handle(self, *args: Any, map: Path, gedeeltelijk: bool, **options: Any) -> None:
        if not map.is_dir():
            raise CommandError(f"{map} is geen map.")
        try:
            uitslag = importeer(
                map,
                nu=timezone.now(),
                gedeeltelijk=gedeeltelijk,
                meld=lambda fout: self.stderr.write(str(fout)),
                voortgang=self._voortgang,
            )
        except Bestandsfout as fout:
            raise CommandError(str(fout)) from None
        except (Error, OSError) as fout:
            raise CommandError(f"Er is niets opgeslagen; het opslaan mislukte: {fout}") from None
        except KeyboardInterrupt:
            raise CommandError("Afgebroken; er is niets opgeslagen.") from None

        for naam, telling in uitslag.telling.items():
            self.stdout.write(
                f"{naam + '.csv':<20} {telling['gelezen']:>9} gelezen = {telling['nieuw']} nieuw"
                f" + {telling['ongewijzigd']} ongewijzigd + {telling['afgekeurd']} afgekeurd"
            )
        if uitslag.geweigerd or (uitslag.fouten and not gedeeltelijk):
            raise CommandError(f"{uitslag.fouten} fouten; er is niets opgeslagen.")
        if uitslag.fouten:
            waar = f"De afgekeurde regels staan in {map / 'afgekeurd'}."
            raise CommandError(
                f"{uitslag.som('nieuw')} regels opgeslagen, {uitslag.som('afgekeurd')} afgekeurd. {waar}"
            )
        if not uitslag.opgeslagen:
            self.stdout.write("Niets gewijzigd: alle regels stonden er al in.")
            return
        self.stdout.write(f"{uitslag.som('nieuw')} regels opgeslagen.")
        wachtend = Melding.objects.te_triëren().count()
        if wachtend and settings.REDIS_URL:
            na_commit("interventies.tasks.trieer_wachtende")
            self.stdout.write(f"{wachtend} meldingen gaan door de triage.")
        elif wachtend:
            self.stdout.write(f"{wachtend} meldingen wachten op triage: python manage.py trieer")

    def _voortgang(self, bestand: str, gelezen: int) -> None:
        if self.stderr.isatty() or gelezen % 50_000 == 0:
            self.stderr.write(
                f"\r{bestand}: {gelezen} regels gelezen", ending="" if self.stderr.isatty() else "\n"
            )
