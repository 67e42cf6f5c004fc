"""From a number of a report to the list behind it, and from that list back to the report."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from inspectie.getal import als_getal
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from rapportages.cijferfilters import Cijferfilter
from rapportages.cijferform import in_adres
from rapportages.cijferlijsten import adressen as lijsten
from rapportages.cijfers import Kerncijfers
from rapportages.forms import invoerwaarden
from rapportages.jaarcijfers import bereken_jaar
from rapportages.kerncijfers.verschil import aantal_in
from rapportages.kerncijfers.versies import NU
from rapportages.kerncijfers.verwijzing import VERSCHIL, Verwijzing, is_jaarcijfer
from rapportages.levensloop import versies_van
from rapportages.models import Rapportage
from rapportages.rapportgegevens import uit_tekst
from rapportages.tekstlinks import Adres


def adressen(rapportage: Rapportage, cijfers: Kerncijfers, gebruiker: Gebruiker) -> Adres:
    """Where each number of a report leads: to its list, a share to its card. Nowhere for who may not see all figures,
    and where the records are counted otherwise by now: by definitions this program does not know, or (of the figures
    of a year) with what was read in later with an earlier time. Two queries for a report with the figures of its year,
    otherwise none."""
    ziet = heeft(gebruiker, Recht.CIJFERS_ZIEN)
    versies = versies_van(rapportage.soort, cijfers)
    zelfde = versies.kern == versies.telbaar.kern
    moment = invoerwaarden(cijfers.peildatum, cijfers.stand_van)
    vraag = urlencode(moment | in_adres(versies.telbaar) | {"rapportage": str(rapportage.pk)})
    jaar, lijst = {}, lijsten()
    if ziet and any(cijfer.code.startswith("JV-") for cijfer in cijfers.cijfers):
        van_jaar = bereken_jaar(cijfers.peildatum, cijfers.stand_van, versies.telbaar.jaar)
        jaar = {cijfer.code: cijfer for cijfer in van_jaar}

    def van(code: str, verwijzing: Verwijzing | None, n: int) -> str:
        if not ziet or not n:
            return ""
        if verwijzing is None:
            kaart = versies.kern == NU.kern and code.startswith("KC-")
            return f"{reverse('cijfers')}?{urlencode(moment)}#{code}" if kaart else ""
        if not is_jaarcijfer(verwijzing):
            return lijst(verwijzing, vraag) if zelfde else ""
        telt_nu = code in jaar and aantal_in(jaar[code], verwijzing.rol, verwijzing.delen) == n
        return lijst(verwijzing, vraag) if telt_nu else ""

    return van


@dataclass(frozen=True, slots=True)
class UitRapportage:
    """`stond` is the number as the report keeps it."""

    rapportage: Rapportage
    stond: int


def uit_rapportage(keuze: Cijferfilter, gebruiker: Gebruiker) -> UitRapportage | None:
    """The report whose number this is a list of. One query, if the address names one."""
    pk = als_getal(str(keuze.data.get("rapportage", "")))
    if pk is None or keuze.verwijzing is None or keuze.moment is None or keuze.verwijzing.rol == VERSCHIL:
        return None
    zichtbaar = Rapportage.objects.zichtbaar_voor(gebruiker)
    gevonden = zichtbaar.select_related("vaststelling").filter(pk=pk).first()
    if gevonden is None or (gevonden.peildatum, gevonden.stand_van) != (
        keuze.moment.peildatum,
        keuze.moment.stand_van,
    ):
        return None
    try:
        bron = gevonden.vaststelling if gevonden.is_vast else gevonden
        cijfer = uit_tekst(bron.gegevens).cijfers[keuze.verwijzing.code]
    except KeyError:
        return None
    return UitRapportage(gevonden, aantal_in(cijfer, keuze.verwijzing.rol, keuze.verwijzing.delen))
