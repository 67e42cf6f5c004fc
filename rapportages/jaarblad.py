"""The figures of the year of a report on its page, each number leading to the list behind it."""

from collections.abc import Callable

from django.utils.translation import gettext

from inspectie.schermgetal import Deel, Getal, getal
from rapportages.cijferblad import Tegel, Uitleg
from rapportages.cijfers import Cijfer, Kerncijfers
from rapportages.getalkaart import deelnaam
from rapportages.jaarcijfers import jaarwoorden
from rapportages.kerncijfers.verwijzing import CIJFERS, Verwijzing
from rapportages.schermgetallen import eenheid


def jaartegels(cijfers: Kerncijfers, achter: Callable[[Verwijzing, int], str]) -> list[Tegel]:
    """As the report keeps them; of the parts those that are not 0, for its tables have all. Two queries; none for a
    report without them."""
    van_jaar = [cijfer for cijfer in cijfers.cijfers if cijfer.code.startswith("JV-")]
    if not van_jaar:
        return []
    namen = jaarwoorden()

    def deel(cijfer: Cijfer, code: str, n: int) -> Deel:
        verwijzing = Verwijzing(cijfer.code, "delen", (code,))
        return Deel(deelnaam(verwijzing, namen), Getal(getal(n), achter(verwijzing, n)))

    uit = []
    for cijfer in van_jaar:
        definitie, n = CIJFERS[cijfer.code], cijfer.waarde or 0
        tekst = gettext(definitie.tekst) % {"jaar": cijfers.peildatum.year}
        uit.append(
            Tegel(
                cijfer.code,
                gettext(definitie.naam),
                Getal(getal(n), achter(Verwijzing(cijfer.code, "waarde"), n)),
                eenheid(n, cijfer.eenheid),
                (Uitleg(cijfer.code, tekst),),
                delen=tuple(deel(cijfer, code, m) for code, m in cijfer.aantallen.items() if m),
            )
        )
    return uit
