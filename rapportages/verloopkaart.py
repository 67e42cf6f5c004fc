"""What the numbers of the course of the core figures are: their cards, for a file with all of them. What is the same of
each is said once."""

from datetime import datetime
from functools import cache

from django.utils.translation import gettext

from meldingen.woorden import woorden
from rapportages.cijfers import PROGRAMMA
from rapportages.getalkaart import Kaart, maak_kaart
from rapportages.kerncijfers import DEFINITIES
from rapportages.kerncijfers.buiten import uitgesloten
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing
from rapportages.schermgetallen import datum, eenheid, tijdstip


def over_het_verloop(moment: Moment, *, op: datetime) -> list[tuple[str, str]]:
    """In the language that is set. One query for all figures of meldingen, and one for each other."""
    namen, tel = woorden(), cache(uitgesloten)
    kaarten = [
        maak_kaart(Verwijzing(d.code, next(iter(d.tellingen))), moment, 0, namen, op=op, tel=tel)
        for d in DEFINITIES
    ]
    periode = {"van": datum(moment.vakken[0].van), "tot": datum(moment.peildatum)}
    regels = [
        (gettext("Periode"), gettext("%(van)s tot en met %(tot)s") % periode),
        (gettext("Stand van"), tijdstip(moment.stand_van)),
        (gettext("Snede"), ", ".join(kaarten[0].snede)),
        (gettext("Berekend"), f"{tijdstip(op.replace(microsecond=0))}, {PROGRAMMA}"),
        *((f"{kaart.code}, {kaart.naam}", _in_een_regel(kaart)) for kaart in kaarten),
    ]
    return [(naam, waarde) for naam, waarde in regels if waarde]


def _in_een_regel(kaart: Kaart) -> str:
    """What is not counted is of the last day: there the file ends."""
    buiten = "; ".join(f"{n} {reden}" for reden, n in kaart.buiten)
    delen = [
        (gettext("Eenheid"), eenheid(1, kaart.eenheid)),
        (gettext("Teller"), kaart.teller),
        (gettext("Noemer"), kaart.noemer),
        (gettext("Versie van de definities"), kaart.versie),
        (gettext("Niet meegeteld"), f"{buiten} ({kaart.waarvan})" if buiten else ""),
    ]
    return " ".join([kaart.definitie, *(f"{naam}: {waarde}." for naam, waarde in delen if waarde)])
