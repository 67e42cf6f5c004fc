"""Who did what in a zaak, where the records themselves do not say it: by the log. Of what was read from a file it says
that it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from inspectie.models import Gebruiker, Logregel
from interventies.models import Zaak

# Of each kind of line, what in it names the record.
_SLEUTEL = {
    "zaak_geopend": "",
    "melding_gekoppeld": "melding",
    "overtreding": "overtreding",
    "interventie": "interventie",
    "toezegging": "toezegging",
    "toezegging_nagekomen": "toezegging",
}
TOEGEWEZEN = "zaak_toegewezen"


@dataclass(frozen=True, slots=True)
class Toewijzing:
    op: datetime
    aan: str
    door: str


class Wie:
    """Two queries; one where nobody was assigned."""

    def __init__(self, zaak: Zaak) -> None:
        self._wie: dict[tuple[str, object], str] = {}
        self.toewijzingen: list[Toewijzing] = []
        regels = Logregel.objects.filter(
            onderwerp=f"zaak:{zaak.pk}", actie__in=(*_SLEUTEL, TOEGEWEZEN), door__isnull=False
        )
        toegewezen: list[tuple[datetime, int, str]] = []
        for regel in regels.select_related("door"):
            door = regel.door.naam if regel.door else ""
            if regel.actie == TOEGEWEZEN:
                toegewezen.append((regel.tijdstip, regel.gegevens["behandelaar"], door))
            else:
                self._wie[regel.actie, regel.gegevens.get(_SLEUTEL[regel.actie])] = door
        if toegewezen:
            namen = {g.pk: g.naam for g in Gebruiker.objects.filter(pk__in={pk for _, pk, _ in toegewezen})}
            self.toewijzingen = [Toewijzing(op, namen.get(pk, ""), door) for op, pk, door in toegewezen]

    def deed(self, actie: str, sleutel: object = None, *, invoer: int | None = None) -> str:
        """`invoer`: the import that brought the record."""
        return self._wie.get((actie, sleutel)) or (gettext("ingelezen") if invoer is not None else "")


def wie_toetste(meldingen: Iterable[int]) -> dict[tuple[str, datetime], str]:
    """By melding ("melding:17") and moment. One query; none for nothing."""
    onderwerpen = {f"melding:{pk}" for pk in meldingen}
    if not onderwerpen:
        return {}
    regels = Logregel.objects.filter(actie="toetsing", onderwerp__in=onderwerpen).select_related("door")
    return {(r.onderwerp, r.tijdstip): r.door.naam for r in regels if r.door is not None}
