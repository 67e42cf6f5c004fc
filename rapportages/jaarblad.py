"""The figures of the year of a report on its page, each number leading to the list behind it."""

from urllib.parse import urlencode

from django.utils.translation import gettext

from rapportages.cijferblad import Deel, Tegel, Uitleg
from rapportages.cijferlijsten import adres
from rapportages.cijfers import Cijfer, Kerncijfers
from rapportages.forms import invoerwaarden
from rapportages.getalkaart import deelnaam
from rapportages.jaarcijfers import bereken_jaar, jaarwoorden
from rapportages.kerncijfers.verwijzing import CIJFERS, Verwijzing
from rapportages.schermgetallen import eenheid, getal


def jaartegels(cijfers: Kerncijfers) -> list[Tegel]:
    """As the report keeps them; of the parts those that are not 0, for its tables have all. A number leads to no list
    where the records count otherwise by now (another definition, or what was read in later with an earlier time). Four
    queries; none for a report without them."""
    van_jaar = [cijfer for cijfer in cijfers.cijfers if cijfer.code.startswith("JV-")]
    if not van_jaar:
        return []
    nu = {cijfer.code: cijfer for cijfer in bereken_jaar(cijfers.peildatum, cijfers.stand_van)}
    vraag, namen = urlencode(invoerwaarden(cijfers.peildatum, cijfers.stand_van)), jaarwoorden()

    def achter(verwijzing: Verwijzing, n: int, telt_nu: int | None) -> str:
        return adres(verwijzing, vraag) if n and n == telt_nu else ""

    def deel(cijfer: Cijfer, code: str, n: int) -> Deel:
        verwijzing = Verwijzing(cijfer.code, "delen", (code,))
        url = achter(verwijzing, n, nu[cijfer.code].aantallen.get(code))
        return Deel(deelnaam(verwijzing, namen), getal(n), url)

    uit = []
    for cijfer in van_jaar:
        definitie, n = CIJFERS[cijfer.code], cijfer.waarde or 0
        tekst = gettext(definitie.tekst) % {"jaar": cijfers.peildatum.year}
        uit.append(
            Tegel(
                cijfer.code,
                gettext(definitie.naam),
                getal(n),
                eenheid(n, cijfer.eenheid),
                (Uitleg(cijfer.code, tekst),),
                delen=tuple(deel(cijfer, code, m) for code, m in cijfer.aantallen.items() if m),
                url=achter(Verwijzing(cijfer.code, "waarde"), n, nu[cijfer.code].waarde),
            )
        )
    return uit
