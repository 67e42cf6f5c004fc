"""Which standen somebody may ask for.

A melding from the public form is registered at the moment it comes in. So who may name any second as the stand van of a
number, or of the list behind it, finds the hour of receipt by halving. Who may not know that hour gets whole days, now
(which tells no more than any list does that is looked at now), and the moment of a report that there is.
"""

from datetime import datetime

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import begin_van, einde_van, lokale_dag
from rapportages.models import Rapport, Rapportage


def elke_stand(gebruiker: Gebruiker) -> bool:
    return heeft(gebruiker, Recht.ONTVANGSTUUR_ZIEN)


def mag_kiezen(gebruiker: Gebruiker, stand_van: datetime) -> bool:
    """Two queries, only for a time on a day by who may not choose just any."""
    return (
        elke_stand(gebruiker)
        or is_hele_dag(stand_van)
        or Rapportage.objects.zichtbaar_voor(gebruiker).filter(stand_van=stand_van).exists()
        or Rapport.objects.zichtbaar_voor(gebruiker).filter(stand_van=stand_van).exists()
    )


def is_hele_dag(moment: datetime) -> bool:
    """Whether a day begins or ends here."""
    dag = lokale_dag(moment)
    return moment in (begin_van(dag), einde_van(dag))
