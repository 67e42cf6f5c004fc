"""`zoekregister`: derives anew by which words every melding and every employer is found."""

from typing import Any

from inspectie.management.opdracht import Opdracht
from meldingen import naamregister, zoekwoorden


class Command(Opdracht):
    help = (
        "Bouwt het zoekregister van meldingen en werkgevers opnieuw op; er wordt intussen gewoon doorgewerkt."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{zoekwoorden.herbouw()} meldingen opnieuw in het zoekregister gezet.")
        self.stdout.write(f"{naamregister.herbouw()} werkgevers opnieuw in het naamregister gezet.")
