"""What went to a partner, and what is proposed to go there, by the acts of the screens."""

from datetime import datetime
from typing import Final

from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from interventies.berichten import Bezorging
from interventies.models import Deel, Kanaal
from interventies.overdrachtsvoorstellen import stel_overdracht_voor
from interventies.overdragen import Opzet, draag_over
from interventies.overgedragen import bevestig_ontvangst
from meldingen import acties
from meldingen.models import Melding, Route, Status

OVERGEDRAGEN: Final = 4
OMSCHRIJVING: Final = "Volgens de melder wordt er geen afstand gehouden en is er geen toezicht."


def draag_enkele_over(triagist: Gebruiker, meldpunt: Gebruiker, nu: datetime) -> None:
    """A few of those decided: to the partner that was advised, the first of them confirmed. Of the next the meldpunt
    proposes it."""
    reeks = Melding.objects.filter(
        status=Status.IN_TRIAGE, besloten_op__isnull=False, route=Route.OVERDRACHT, melder_bereikbaar=True
    )
    met_partner = [
        (melding, partner)
        for melding in reeks.order_by("-ontvangen_op", "pk")
        if (partner := acties.laatste_advies(melding).partners.split("+")[0])
    ]
    dag = lokale_dag(nu)
    for n, (melding, partner) in enumerate(met_partner[:OVERGEDRAGEN]):
        bericht = Bezorging(Kanaal.BRIEF, "en" if n == 1 else "nl", dag)
        opzet = Opzet(partner, [Deel.FEITEN, Deel.OMSCHRIJVING], OMSCHRIJVING, bericht=bericht)
        overdracht = draag_over(melding, opzet, door=triagist, op=nu)
        if n == 0:
            bevestig_ontvangst(overdracht, dag=dag, door=triagist, op=nu)
    for melding, partner in met_partner[OVERGEDRAGEN : OVERGEDRAGEN + 1]:
        stel_overdracht_voor(
            melding,
            Opzet(partner, [Deel.FEITEN]),
            reden="Dit gaat over klanten, niet over het werk.",
            door=meldpunt,
            op=nu,
        )
