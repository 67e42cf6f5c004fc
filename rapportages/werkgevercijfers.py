"""What merging employers, or taking them apart, does to the core figures (KC-08, KC-09 and KC-12)."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.utils.translation import get_language, gettext

from inspectie.models import Code
from inspectie.tijd import lokale_dag
from interventies.samenvoegblad import Cijferverschil, Groepen
from rapportages.kerncijfers.bronnen import EIGEN_DOMEINEN
from rapportages.kerncijfers.definities import DEFINITIES
from rapportages.kerncijfers.werkgever import aandeel


def cijferverschil(voor: Groepen, na: Groepen, nu: datetime) -> list[Cijferverschil]:
    """Where these records count as another number of employers, by what is on record now. Two queries."""
    deel = aandeel({pk for groep in (*voor, *na) for pk in groep}, lokale_dag(nu), nu)
    namen = {definitie.code: gettext(definitie.naam) for definitie in DEFINITIES}
    taal = get_language() or ""
    codes = Code.objects.filter(lijst="domein", code__in=EIGEN_DOMEINEN)
    domeinen = {code.code: code.woord(taal) for code in codes}
    vragen: list[tuple[str, str, Callable[[Collection[int]], bool]]] = [
        ("KC-08", namen["KC-08"], lambda groep: any(deel.domeinen.get(pk) for pk in groep)),
        *(
            (
                "KC-09",
                f"{namen['KC-09']}: {domeinen.get(domein, domein)}",
                lambda groep, domein=domein: any(domein in deel.domeinen.get(pk, ()) for pk in groep),
            )
            for domein in EIGEN_DOMEINEN
        ),
        ("KC-12", namen["KC-12"], lambda groep: bool(deel.overtreders & set(groep))),
    ]
    uit = [
        Cijferverschil(code, naam, sum(map(telt, voor)), sum(map(telt, na))) for code, naam, telt in vragen
    ]
    return [verschil for verschil in uit if verschil.was != verschil.wordt]
