"""A zaak of each inspecteur that is finished, so that its reporters are to be told, by the acts of the screens."""

from datetime import datetime

from inspectie.models import Gebruiker
from interventies import onderzoek, zaken
from interventies.models import Terugkoppeling, Zaak, ZaakStatus
from interventies.zaken import bezwaren_afronden


def rond_een_af(inspecteur: Gebruiker, nu: datetime) -> None:
    """The first in which nothing is open and somebody reported; where there is none, none."""
    eigen = Zaak.objects.filter(behandelaar=inspecteur, status=ZaakStatus.TOEGEWEZEN).order_by("nummer")
    for zaak in eigen:
        if bezwaren_afronden(zaak):
            continue
        onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_AFSTAND, door=inspecteur, op=nu)
        zaken.rond_af(zaak, door=inspecteur, op=nu)
        if Terugkoppeling.objects.te_doen().filter(zaak=zaak).exists():
            return
