"""`hersleutel [--controle]`: seals all of the vault with the first key of KLUIS_SLEUTELS."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from inspectie.hersleutelen import hersleutel, tel, vrij, weg
from inspectie.kluis import eerste_sleutel
from inspectie.management.opdracht import Opdracht
from rapportages.bewijzen import GETUIGD

STAP = 1000


class Command(Opdracht):
    help = (
        "Verzegelt alles in de kluis met de eerste sleutel van KLUIS_SLEUTELS; er wordt intussen gewoon doorgewerkt. "
        "Start eerst elk proces opnieuw met de nieuwe sleutel vooraan."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--controle", action="store_true", help="alleen tellen welke sleutel waar in gebruik is"
        )

    def handle(self, *args: Any, controle: bool, **options: Any) -> None:
        if not controle:
            self._hersleutel()
        tellingen = tel()
        self._toon(tellingen)
        if ontbreekt := list(weg(tellingen)):
            raise CommandError(
                "\n".join([*ontbreekt, "Zet die sleutel terug en draai deze opdracht nog eens."])
            )

    def _hersleutel(self) -> None:
        gedaan: dict[str, int] = {}
        gemeld = 0
        for stand in hersleutel(timezone.now(), GETUIGD):
            gedaan[stand.plek] = stand.gedaan
            if self.stderr.isatty():
                self.stderr.write(f"\r\x1b[K{stand.plek}: {stand.gedaan}", ending="")
                self.stderr.flush()
            elif stand.gedaan // STAP > gemeld:
                self.stderr.write(f"{stand.plek}: {stand.gedaan}")
            gemeld = stand.gedaan // STAP
        if self.stderr.isatty():
            self.stderr.write("\r\x1b[K", ending="")
        self.stdout.write(f"{sum(gedaan.values())} rijen opnieuw verzegeld met sleutel “{eerste_sleutel()}”.")

    def _toon(self, tellingen: Mapping[str, Counter[str]]) -> None:
        for plek, telling in tellingen.items():
            delen = [
                f"{aantal} met “{naam}”" if naam else f"{aantal} met een onbekende sleutel"
                for naam, aantal in telling.items()
            ]
            self.stdout.write(f"{plek:<44} {', '.join(delen) or 'leeg'}")
        if namen := vrij(tellingen):
            self.stdout.write(
                f"Niets hangt meer aan: {', '.join(namen)}. Over een dag kan dat uit KLUIS_SLEUTELS; bewaar de sleutel "
                "zolang er een back-up van eerder is."
            )
