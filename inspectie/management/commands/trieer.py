"""`trieer [--tot DATUM]`: an advice for every melding that awaits one."""

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.utils import timezone

from inspectie.management.argumenten import datum
from inspectie.management.opdracht import Opdracht
from inspectie.tijd import einde_van
from inspectie.wachtrij import tot_klaar
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Route, TriageBesluit


class Command(Opdracht):
    help = "Adviseert een route voor elke melding die daarop wacht."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tot", type=datum, metavar="DATUM", help="alleen ontvangen tot en met deze dag")

    def handle(self, *args: Any, tot: date | None, **options: Any) -> None:
        op = timezone.now()
        totaal = 0

        def stuk() -> int:
            nonlocal totaal
            gedaan = adviseer_stuk(dossierfeiten, op=op, tot=einde_van(tot) if tot else None)
            totaal += gedaan
            self.toon_voortgang(f"meldingen: {totaal}")
            return gedaan

        tot_klaar(stuk)
        self.wis_voortgang()
        routes = Counter(
            TriageBesluit.objects.filter(geadviseerd_op=op).values_list("route", flat=True).iterator()
        )
        for route, aantal in routes.most_common():
            self.stdout.write(f"{Route(route).label!s:<34} {aantal:>9}")
        wie = "melding" if totaal == 1 else "meldingen"
        self.stdout.write(f"{totaal} {wie} van een advies voorzien.")
