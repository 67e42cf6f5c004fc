"""`hersleutel [--controle | --zoekwaarden]`: seals all of the vault with the first key of KLUIS_SLEUTELS; or makes anew
by what a reporter is recognised, when the key `zoek` is lost."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from inspectie.hersleutelen import hersleutel, tel, vrij, weg
from inspectie.kluis import eerste_sleutel
from inspectie.management.opdracht import Opdracht
from meldingen import zoeksleutel
from rapportages.bewijzen import GETUIGD

STAP = 1000


class Command(Opdracht):
    help = (
        "Verzegelt alles in de kluis met de eerste sleutel van KLUIS_SLEUTELS; er wordt intussen gewoon doorgewerkt. "
        "Start eerst elk proces opnieuw met de nieuwe sleutel achteraan, en dan nog eens met haar vooraan."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        wat = parser.add_mutually_exclusive_group()
        wat.add_argument(
            "--controle", action="store_true", help="alleen tellen welke sleutel waar in gebruik is"
        )
        wat.add_argument(
            "--zoekwaarden",
            action="store_true",
            help="de sleutel “zoek” is voorgoed weg en er is een nieuwe: melders worden daarna weer herkend",
        )

    def handle(self, *args: Any, controle: bool, zoekwaarden: bool, **options: Any) -> None:
        if zoekwaarden:
            self._zoekwaarden()
            return
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
            vordering = f"{stand.plek}: {stand.gedaan}"
            if not self.toon_voortgang(vordering) and stand.gedaan // STAP > gemeld:
                self.stderr.write(vordering)
            gemeld = stand.gedaan // STAP
        self.wis_voortgang()
        self.stdout.write(f"{sum(gedaan.values())} rijen opnieuw verzegeld met sleutel “{eerste_sleutel()}”.")

    def _zoekwaarden(self) -> None:
        codes = zoeksleutel.verloren()
        *_, stand = zoeksleutel.vernieuw(timezone.now())
        if stand.gedaan:
            self.stdout.write(
                f"Van {stand.gedaan} rijen met melders zijn de zoekwaarden nu van de sleutel “zoek” van nu."
            )
            self.stdout.write(
                f"Niet terug zonder de sleutel van toen: de volgcodes van daarvoor (er zijn er {codes}) werken niet "
                "meer, en een e-mail, een zending van een partner of een regel die al eens kwam wordt niet herkend. "
                "Lees een map van toen niet nog eens in. Komt die sleutel terug, draai deze opdracht dan opnieuw."
            )
        else:
            self.stdout.write("Er is niets te doen: de zoekwaarden zijn al van de sleutel “zoek” van nu.")
        if stand.dicht:
            raise CommandError(
                f"{stand.dicht} rijen zijn niet te openen en zijn gebleven zoals zij waren. Zet hun sleutel terug "
                "(hersleutel --controle telt ze) en draai deze opdracht nog eens."
            )

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
