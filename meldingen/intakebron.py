"""What was put aside, as the beginning of the form in which somebody makes a melding of it."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from inspectie.bestanden import Bestand
from inspectie.fouten import Regelfout
from inspectie.kluis import Kluisfout
from inspectie.models import Gebruiker
from inspectie.tijd import AMSTERDAM
from meldingen.apart import afzender_van, bestanden_van, lees_apart, meegaand
from meldingen.models import Ontvangst

logger = logging.getLogger("inspectie")
NIET_TE_OPENEN = _("Dit bericht is nu niet te openen. Vraag beheer naar de sleutels van de kluis.")


@dataclass(frozen=True, slots=True)
class Bron:
    """`begin` is by field of the form. When and how it came is not for anybody to say otherwise."""

    ontvangst: Ontvangst
    begin: dict[str, Any]

    def cellen(self, cellen: Mapping[str, str], *, met_afzender: bool) -> dict[str, str]:
        """With when it came, to the second; and, of who may not record a reporter, with who sent it: that goes from
        here into the vault and past nobody."""
        uit = {**cellen, "ontvangen_op": self.ontvangst.ontvangen_op.isoformat()}
        if met_afzender and self.ontvangst.inhoud:
            with te_openen():
                uit["melder_naam"], uit["melder_email"] = afzender_van(self.ontvangst)
        return uit

    def bestanden(self) -> list[Bestand]:
        with te_openen():
            return bestanden_van(self.ontvangst)

    @property
    def aantal_bestanden(self) -> int:
        return meegaand(self.ontvangst).count()


@contextmanager
def te_openen() -> Iterator[None]:
    """What the vault does not open is told in the form, where what was typed stays. Raises Regelfout."""
    try:
        yield
    except Kluisfout as fout:
        logger.exception("een ontvangst is niet te openen")
        raise Regelfout(str(NIET_TE_OPENEN)) from fout


def lees_bron(ontvangst: Ontvangst, *, door: Gebruiker, reden: str, op: datetime, vult: bool) -> Bron:
    """`vult`: the form is empty yet, and is filled with what it says; that is read, and so logged. Else it is sent, and
    has that in it. Raises Regelfout."""
    lokaal = ontvangst.ontvangen_op.astimezone(AMSTERDAM)
    begin: dict[str, Any] = {
        "kanaal": ontvangst.kanaal,
        "ontvangen_dag": f"{lokaal:%d-%m-%Y}",
        "ontvangen_tijd": f"{lokaal:%H:%M}",
    }
    if vult:
        with te_openen():
            inhoud, _bestanden = lees_apart(ontvangst, door=door, reden=reden, op=op)
        delen = (inhoud.onderwerp, inhoud.tekst)
        begin |= {
            "omschrijving": "\n\n".join(deel for deel in delen if deel),
            "melder_naam": inhoud.naam,
            "melder_email": inhoud.email,
            "anoniem": "nee" if inhoud.naam or inhoud.email else "",
        }
    return Bron(ontvangst, begin)
