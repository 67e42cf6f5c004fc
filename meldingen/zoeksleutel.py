"""Are the keys still those that what is there was written with? With another one called `zoek` nobody is recognised any
more, and nothing says so. Asked of two reporters, the oldest and the newest: rows are read, and nothing is shown.

Whether keys are being renewed makes no difference: a row hangs on the key it names, and its index on `zoek`, which
`hersleutel` leaves alone. A row of which the key is not there tells nothing here; that it is gone, another check says.
"""

from collections.abc import Iterator
from typing import NamedTuple

from inspectie.kluis import Kluisfout, sleutelnamen
from meldingen.melders import open_rij, zoekwaarden
from meldingen.models import Melder

ANDERE_INDEX = (
    "De sleutel “zoek” in KLUIS_SLEUTELS is een andere dan die waarmee is vastgelegd {wie}. Wie al eens meldde, een "
    "dubbele melding, een volgcode en een regel die al is ingelezen worden dan niet herkend, zonder dat iets het zegt. "
    "Zet de sleutel “zoek” van toen terug: die wisselt nooit, ook niet met hersleutel."
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
