"""`gebruiker NAAM --rol ROL [--team TEAM]`: makes a user, or changes what one may do."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from inspectie.fouten import Regelfout
from inspectie.gebruikers import neem_tweede_factor_weg, stel_in
from inspectie.management.opdracht import Opdracht
from inspectie.models import Gebruiker, Rol


class Command(Opdracht):
    help = (
        "Maakt een gebruiker, of geeft een bestaande een andere rol of een ander team. Het wachtwoord wordt gevraagd, "
        "of is de eerste regel van de standaardinvoer."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("naam", metavar="NAAM", help="waarmee iemand zich aanmeldt")
        parser.add_argument(
            "--rol",
            required=True,
            type=str.upper,
            choices=Rol.values,
            metavar="ROL",
            help=", ".join(Rol.values),
        )
        parser.add_argument(
            "--team",
            type=str.upper,
            metavar="TEAM",
            help='code van het team; "" is geen team, en werkt voor alle',
        )
        parser.add_argument(
            "--wachtwoord", action="store_true", help="een bestaande gebruiker een ander geven"
        )
        parser.add_argument("--voornaam", metavar="NAAM", help="zoals collega's en brieven iemand noemen")
        parser.add_argument("--achternaam", metavar="NAAM", help="met wat ervoor staat: “de Wit”")
        parser.add_argument("--email", metavar="ADRES", help="waar een teamleider de weekcijfers krijgt")
        parser.add_argument(
            "--tweede-factor-weg",
            action="store_true",
            help="voor wie de telefoon en de herstelcodes kwijt is: alleen het wachtwoord opent weer",
        )
        toegang = parser.add_mutually_exclusive_group()
        toegang.add_argument(
            "--dicht", dest="actief", action="store_false", default=None, help="komt er niet meer in"
        )
        toegang.add_argument(
            "--open", dest="actief", action="store_true", default=None, help="komt er weer in"
        )

    def handle(
        self,
        *args: Any,
        naam: str,
        rol: str,
        team: str | None,
        wachtwoord: bool,
        actief: bool | None,
        voornaam: str | None,
        achternaam: str | None,
        email: str | None,
        tweede_factor_weg: bool,
        **options: Any,
    ) -> None:
        vraag = wachtwoord or not Gebruiker.objects.filter(username=naam).exists()
        geheim = self._vraag() if vraag else None  # before the transaction, in which nobody else could write
        op = timezone.now()
        try:
            with transaction.atomic():
                gebruiker, nieuw = stel_in(
                    naam,
                    rol=rol,
                    team=team,
                    wachtwoord=geheim,
                    actief=actief,
                    voornaam=voornaam,
                    achternaam=achternaam,
                    email=email,
                    op=op,
                )
                if tweede_factor_weg:
                    neem_tweede_factor_weg(gebruiker, op=op)
        except Regelfout as fout:
            raise CommandError("\n".join(map(str, fout.redenen))) from None
        wat = "is gemaakt" if nieuw else "is bijgewerkt"
        waar = f", team {gebruiker.team}" if gebruiker.team else ""
        toegang = "" if gebruiker.is_active else "; komt er niet meer in"
        self.stdout.write(f"{gebruiker.username} {wat}: {gebruiker.get_rol_display()}{waar}{toegang}.")

    def _vraag(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        try:
            eerste, weer = getpass("Wachtwoord: "), getpass("Nog eens: ")
        except EOFError:  # Ctrl-D
            raise CommandError("Er is geen wachtwoord gegeven; er is niets gewijzigd.") from None
        if eerste != weer:
            raise CommandError("De twee wachtwoorden zijn niet gelijk; er is niets gewijzigd.")
        return eerste
