"""`controleer [--anker NUMMER:HASH]`: the database against its own promises."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from inspectie import logboek
from inspectie.management.opdracht import Opdracht
from inspectie.models import Logregel
from rapportages.controles import CONTROLES

GETOOND = 20  # defects of one check


class Command(Opdracht):
    help = "Controleert of niets ontbreekt, niets is gewijzigd en alles optelt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anker",
            metavar="NUMMER:HASH",
            help="een eerder bewaarde kop van het logboek, die er nog in hoort te staan",
        )

    def handle(self, *args: Any, anker: str | None, **options: Any) -> None:
        nummer, _, hash_ = (anker or "0:").partition(":")
        if not (nummer.isascii() and nummer.isdigit()):
            raise CommandError("Het anker hoort NUMMER:HASH te zijn.", returncode=2)
        gefaald = 0
        for naam, controle in CONTROLES.items():
            aantal = 0
            for aantal, gebrek in enumerate(controle(), start=1):
                if aantal == 1:
                    self.stdout.write(f"FOUT  {naam}")
                if aantal <= GETOOND:
                    self.stdout.write(f"      {gebrek}")
            if aantal > GETOOND:
                self.stdout.write(f"      … en nog {aantal - GETOOND}")
            if not aantal:
                self.stdout.write(f"GOED  {naam}")
            gefaald += bool(aantal)
        if anker:
            goed = Logregel.objects.filter(nummer=int(nummer), hash=hash_).exists()
            gefaald += not goed
            self.stdout.write(f"{'GOED ' if goed else 'FOUT '} het anker {nummer} staat in het logboek")
        nummer_, hash_ = logboek.kop()
        self.stdout.write(f"Kop van het logboek (bewaar die elders): {nummer_}:{hash_}")
        self.stdout.write(f"{gefaald} {'controle' if gefaald == 1 else 'controles'} gefaald")
        if gefaald:
            raise SystemExit(1)
