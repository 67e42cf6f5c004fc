"""The ledger of what came in: per day and channel, what became of everything that was received.

Received = in triage + decided + duplicates, which are meldingen, + refused as unwanted + waiting + no melding, which
are not. Two queries, however many days.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from inspectie.tijd import AMSTERDAM
from meldingen.models import Melding, Ontvangst, Status
from meldingen.models.melding import MeldingQuerySet
from meldingen.models.meldpunt import OntvangstQuerySet

Uitkomst = Ontvangst.Uitkomst
IN_TRIAGE = (Status.ONTVANGEN, Status.IN_TRIAGE, Status.AANVULLING_GEVRAAGD)
MELDINGDELEN: Mapping[str, tuple[Status, ...]] = {
    "triage": IN_TRIAGE,
    "besloten": tuple(s for s in Status if s not in (*IN_TRIAGE, Status.DUBBEL)),
    "dubbel": (Status.DUBBEL,),
}
"""What became of it, by the status it has now. Each status is in one of these."""
ANDERE_DELEN: Mapping[str, Ontvangst.Uitkomst] = {
    "ongewenst": Uitkomst.ONGEWENST,
    "wacht": Uitkomst.WACHT,
    "geen": Uitkomst.GEEN_MELDING,
}
DELEN = (*MELDINGDELEN, *ANDERE_DELEN)
NAMEN = {
    "triage": _("In triage"),
    "besloten": _("Besloten of in een zaak"),
    "dubbel": _("Dubbel"),
    "ongewenst": _("Geweigerd"),
    "wacht": _("Apart gelegd"),
    "geen": _("Geen melding"),
}


@dataclass(frozen=True, slots=True)
class Balansregel:
    """`delen` by the names in DELEN; `ontvangen` is counted by itself, not added up from them."""

    dag: date
    kanaal: str
    ontvangen: int
    delen: Mapping[str, int]

    @property
    def sluit(self) -> bool:
        return self.ontvangen == sum(self.delen.values())


def balans(meldingen: MeldingQuerySet, ontvangsten: OntvangstQuerySet) -> list[Balansregel]:
    """Of these meldingen and of what of these did not become one, the latest day first."""
    tot: dict[tuple[date, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(("ontvangen", *DELEN), 0))
    dag = TruncDate("ontvangen_op", tzinfo=AMSTERDAM)
    for reeks, delen in _tellingen(meldingen, ontvangsten):
        groepen = reeks.order_by().values("kanaal", dag=dag)
        for rij in groepen.annotate(**delen):
            regel = tot[rij.pop("dag"), rij.pop("kanaal")]
            for naam, aantal in rij.items():
                regel[naam] += aantal
    return [
        Balansregel(dag_, kanaal, delen.pop("ontvangen"), delen)
        for (dag_, kanaal), delen in sorted(
            tot.items(), key=lambda paar: (-paar[0][0].toordinal(), paar[0][1])
        )
    ]


def _tellingen(
    meldingen: MeldingQuerySet, ontvangsten: OntvangstQuerySet
) -> list[tuple[MeldingQuerySet | OntvangstQuerySet, dict[str, Count]]]:
    """What to count of each of the two."""
    alle = {"ontvangen": Count("pk")}
    van_meldingen = {naam: Count("pk", filter=Q(status__in=s)) for naam, s in MELDINGDELEN.items()}
    van_andere = {naam: Count("pk", filter=Q(uitkomst=u)) for naam, u in ANDERE_DELEN.items()}
    return [(meldingen, alle | van_meldingen), (ontvangsten.geen_melding(), alle | van_andere)]


def alles() -> list[Balansregel]:
    """Of all there is, for who checks that it closes."""
    return balans(Melding.objects.all(), Ontvangst.objects.all())
