"""`kerncijfers --peildatum D [--stand-van T] [--formaat tekst|json|csv]`: contract section 3."""

import json
from argparse import ArgumentParser
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from inspectie.fouten import Regelfout
from inspectie.management.argumenten import PEILDATUM, STAND_VAN, momenten
from inspectie.management.opdracht import Opdracht
from inspectie.uitvoer.csv import schrijf_rijen
from rapportages.herkomst import is_synthetisch
from rapportages.kerncijfers import bereken
from rapportages.kerncijfers.buiten import met_uitgesloten
from rapportages.labels import labels
from rapportages.uitvoer import rijen
from rapportages.uitvoer.tekst import als_tekst


class Command(Opdracht):
    help = "Berekent de kerncijfers op een peildatum, volgens een stand van."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--peildatum", **PEILDATUM)
        parser.add_argument("--stand-van", **STAND_VAN)
        parser.add_argument(
            "--formaat",
            choices=("tekst", "json", "csv"),
            default="tekst",
            help="hoe zij eruit komen (standaard tekst)",
        )

    def handle(
        self, *args: Any, peildatum: date, stand_van: datetime | None, formaat: str, **options: Any
    ) -> None:
        try:
            cijfers = bereken(*momenten(peildatum, stand_van, timezone.now()))
        except Regelfout as fout:
            raise CommandError(str(fout)) from None
        if formaat == "json":
            self.stdout.write(json.dumps(cijfers.als_json(), ensure_ascii=False, indent=1))
        elif formaat == "csv":
            uit, met_kaart = BytesIO(), met_uitgesloten(cijfers)
            schrijf_rijen(rijen.KOLOMMEN, rijen.lange_rijen(met_kaart, synthetisch=is_synthetisch()), uit)
            self.stdout.write(uit.getvalue().decode().replace("\r\n", "\n"), ending="")
        else:
            for regel in als_tekst(cijfers, labels()):
                self.stdout.write(regel)
