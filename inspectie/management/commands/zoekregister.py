"""`zoekregister`: derives anew by which words every melding is found."""

from typing import Any

from django.core.management.base import BaseCommand

from meldingen import zoekwoorden


class Command(BaseCommand):
    help = "Bouwt het zoekregister van de meldingen opnieuw op; er wordt intussen gewoon doorgewerkt."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{zoekwoorden.herbouw()} meldingen opnieuw in het zoekregister gezet.")
