"""Are the keys still those that what is there was written with? With another one called `zoek` nobody is recognised any
more, and nothing says so. Asked of two reporters, the oldest and the newest: rows are read, and nothing is shown.

Who lost that key for good makes another, and `vernieuw` works out anew by what a reporter is recognised. That can be
taken back: with the key of then it makes the values of then. What is only a digest (receipt codes, rows and messages
that came in) cannot be worked out again.

Whether keys are being renewed makes no difference: a row hangs on the key it names, and its index on `zoek`, which
`hersleutel` leaves alone. A row of which the key is not there tells nothing here; that it is gone, another check says.
"""

from collections.abc import Iterator
from copy import copy
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from inspectie.getuigen import Getuigenis
from inspectie.hersleutelen import PORTIE, Stand, schrijf_opnieuw
from inspectie.kluis import Kluisfout, sleutelnamen
from inspectie.logboek import log
from meldingen.melders import open_rij, zoekwaarden
from meldingen.models import Melder, Volgcode

_ZOEK = ("zoek_naam", "zoek_email", "zoek_telefoon")
ANDERE_INDEX = (
    "De sleutel “zoek” in KLUIS_SLEUTELS is een andere dan die waarmee is vastgelegd {wie}. Wie al eens meldde, een "
    "dubbele melding, een volgcode en een regel die al is ingelezen worden dan niet herkend, zonder dat iets het zegt. "
    "Zet de sleutel “zoek” van toen terug: die wisselt nooit, ook niet met hersleutel. Alleen wie haar voorgoed kwijt "
    "is, draait `hersleutel --zoekwaarden`: dan wordt een melder weer herkend, de rest niet."
)
ANDER_SLOT = (
    "In KLUIS_SLEUTELS staat onder de naam van toen een andere sleutel dan die waarmee is verzegeld {wie} (of de rij "
    "is beschadigd): dat is niet te lezen, en niemand wordt herkend. Zet de sleutels terug waarmee deze database is "
    "begonnen; een nieuwe sleutel hoort een nieuwe naam te hebben."
)


class Proef(NamedTuple):
    gebreken: list[str]
    niets_past: bool
    """None of the rows that could be asked: what is written now would not be recognised beside what is there."""


def proef() -> Proef:
    """Two rows."""
    met_iets = Melder.objects.exclude(naam="", email="", telefoon="").order_by("pk")
    eerste, laatste = met_iets.first(), met_iets.last()
    if eerste is None or laatste is None:
        return Proef([], niets_past=False)
    oordelen = {"wie het eerst meldde": _oordeel(eerste), "wie het laatst meldde": _oordeel(laatste)}
    mis: dict[str, list[str]] = {}
    for wie, oordeel in oordelen.items():
        if oordeel:
            mis.setdefault(oordeel, []).append(wie)
    gezegd = [zin.format(wie=" en ".join(wie)) for zin, wie in mis.items()]
    return Proef(gezegd, niets_past=bool(mis) and "" not in oordelen.values())


def gebreken() -> Iterator[str]:
    yield from proef().gebreken


def vernieuw(op: datetime) -> Iterator[Stand]:
    """By what every reporter is recognised, with the key `zoek` of now; yields after every portion. A run that was cut
    off is begun again. Of the row the log bears witness, so it is told how it stands now."""
    stand = Stand(Melder._meta.db_table)
    vanaf = 0
    while True:
        getuigenis, begon = Getuigenis(), stand.gedaan
        with transaction.atomic():
            reeks = Melder.objects.filter(pk__gt=vanaf).order_by("pk")
            rijen = list(reeks.select_for_update(no_key=True, of=("self",))[:PORTIE])
            for rij in rijen:
                _vernieuw(rij, stand, getuigenis)
            if aantal := stand.gedaan - begon:
                log("zoekwaarden_vernieuwd", op=op, schreef=getuigenis, rijen=aantal)
        yield stand
        if not rijen:
            return
        vanaf = rijen[-1].pk


def _vernieuw(rij: Melder, stand: Stand, getuigenis: Getuigenis) -> None:
    try:
        waarden = dict(zip(_ZOEK, zoekwaarden(**open_rij(rij)), strict=True))
    except Kluisfout:
        stand.dicht += 1
        return
    if all(getattr(rij, veld) == waarde for veld, waarde in waarden.items()):
        return
    nieuw = copy(rij)
    for veld, waarde in waarden.items():
        setattr(nieuw, veld, waarde)
    schrijf_opnieuw(nieuw, _ZOEK)
    getuigenis.vervang(rij, nieuw)
    stand.gedaan += 1


def verloren() -> int:
    """Receipt codes: those that were given under the key of then do not open as long as it is not there."""
    return Volgcode.objects.count()


def _oordeel(melder: Melder) -> str | None:
    """What is wrong, "" when the keys fit; None when this row cannot tell."""
    zegels = [getattr(melder, veld) for veld in Melder.GEHEIM]
    if {zegel.partition(".")[0] for zegel in zegels if zegel} - set(sleutelnamen()):
        return None
    try:
        nu = zoekwaarden(**open_rij(melder))
    except Kluisfout:
        return ANDER_SLOT
    toen = (melder.zoek_naam, melder.zoek_email, melder.zoek_telefoon)
    # One that is the same is enough: what of a value is looked at may have changed since.
    gelijk = [een == ander for een, ander in zip(toen, nu, strict=True) if een]
    return None if not gelijk else "" if any(gelijk) else ANDERE_INDEX
