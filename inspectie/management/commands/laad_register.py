"""`laad_register BESTAND.csv`: the public register of firms, for who looks an employer up on the public form."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from inspectie.fouten import Regelfout
from inspectie.management.opdracht import Opdracht, oorzaak
from meldingen.register import laad


class Command(Opdracht):
    help = (
        "Leest het openbare bedrijvenregister in waarin een melder een werkgever opzoekt: een CSV met de kolommen "
        "naam, kvk_nummer, vestigingsnummer, plaats, provincie en sector. Wat er al staat wordt bijgewerkt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", metavar="BESTAND.csv", help="UTF-8, met komma's ertussen")

    def handle(self, *args: Any, bestand: str, **options: Any) -> None:
        try:
            with Path(bestand).open(encoding="utf-8", newline="") as tekst:
                stand = laad(tekst)
        except OSError as fout:
            raise CommandError(f"{bestand} is niet te lezen: {oorzaak(fout)}.") from fout
        except UnicodeDecodeError as fout:
            raise CommandError(f"{bestand} is geen geldige UTF-8.") from fout
        except Regelfout as fout:
            raise CommandError("\n".join([*fout.redenen, f"Er is niets opgeslagen uit {bestand}."])) from fout
        self.stdout.write(str(stand))
