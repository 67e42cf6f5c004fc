"""The log: one chain of lines, each holding the hash of the one before it.

A line stands in the transaction of the work it tells of. A chain does not see its own tail cut off, so `controleer`
prints the head; who keeps it elsewhere can have it checked later (`controleer --anker NUMMER:HASH`).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import models, transaction

from inspectie.bulk import voeg_toe
from inspectie.bundel import Rij, Vraag, vraag
from inspectie.getuigen import Getuigenis, getuig
from inspectie.models import Gebruiker, Logregel, Teller
from inspectie.nummers import neem

BEGIN = "0" * 64
GETUIGT = "getuigt"
_VORIGE = f"""SELECT hash FROM {Logregel._meta.db_table}
WHERE nummer = (SELECT waarde - %s FROM {Teller._meta.db_table} WHERE naam = 'logregel')"""
_VELDEN = ["nummer", "tijdstip", "actie", "door_id", "onderwerp", "gegevens", "vorige", "hash"]


def hash_van(regel: Logregel) -> str:
    inhoud = [
        regel.nummer,
        regel.tijdstip.timestamp(),
        regel.actie,
        regel.door_id,
        regel.onderwerp,
        regel.gegevens,
        regel.vorige,
    ]
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def log(
    actie: str,
    *,
    op: datetime,
    door: Gebruiker | None = None,
    onderwerp: str = "",
    schreef: Getuigenis | Iterable[models.Model] = (),
    **gegevens: object,
) -> Logregel:
    """Write one line. `gegevens` never holds a reporter's data, nor words from a complaint. `schreef` are the rows that
    this act wrote and that stay as they are, of which the line bears witness (`inspectie.getuigen`).

    Raises RuntimeError outside a transaction: a line must not outlive the work it tells of, nor the other way round.
    """
    nieuw = regel(actie, op=op, door=door, onderwerp=onderwerp, schreef=schreef, **gegevens)
    schrijf([nieuw])
    return nieuw


def regel(
    actie: str,
    *,
    op: datetime,
    door: Gebruiker | None = None,
    onderwerp: str = "",
    schreef: Getuigenis | Iterable[models.Model] = (),
    **gegevens: object,
) -> Logregel:
    """What `log` writes, for an act that writes several at its end (`schrijf`)."""
    getuigenis = schreef if isinstance(schreef, Getuigenis) else getuig(schreef)
    if getuigt := getuigenis.als_json():
        gegevens[GETUIGT] = getuigt
    return Logregel(tijdstip=op, actie=actie, door=door, onderwerp=onderwerp, gegevens=gegevens)


def vraag_plek(aantal: int) -> list[Vraag]:
    """What takes a place for so many lines at the end of the chain, for who asks more in one go. It holds the chain
    until the commit."""
    return [neem("logregel", aantal), (_VORIGE, [aantal])]


def schrijf(regels: Sequence[Logregel], plek: Sequence[Sequence[Rij]] | None = None) -> None:
    """Put these at the end of the chain, in this order. `plek`: the answers to `vraag_plek`, where that was asked.
    Raises RuntimeError as `log` does."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("log() hoort in de transactie van de actie zelf.")
    ((laatste,),), eerder = plek or vraag(*vraag_plek(len(regels)))
    nummer, vorige = laatste - len(regels) + 1, eerder[0][0] if eerder else BEGIN
    for verder, nieuw in enumerate(regels):
        nieuw.nummer, nieuw.vorige = nummer + verder, vorige
        nieuw.hash = vorige = hash_van(nieuw)
    voeg_toe(Logregel, _VELDEN, [[getattr(nieuw, veld) for veld in _VELDEN] for nieuw in regels])


def gebreken() -> Iterator[str]:
    """Every break in the chain, in Dutch: a missing number, a changed line, a line that does not follow."""
    vorige, nummer = BEGIN, 0
    for regel in Logregel.objects.order_by("nummer").iterator():
        nummer += 1
        if regel.nummer != nummer:
            yield f"Logregel {nummer} ontbreekt."
            nummer = regel.nummer
        if regel.vorige != vorige:
            yield f"Logregel {regel.nummer} sluit niet aan op de vorige."
        if regel.hash != hash_van(regel):
            yield f"Logregel {regel.nummer} is gewijzigd."
        vorige = regel.hash


def getuigenis() -> Getuigenis:
    """What the whole log bears witness of."""
    uit = Getuigenis()
    regels = Logregel.objects.filter(gegevens__has_key=GETUIGT).order_by()
    for inhoud in regels.values_list(f"gegevens__{GETUIGT}", flat=True).iterator():
        uit.neem_op(inhoud)
    return uit


def kop() -> tuple[int, str]:
    """Number and hash of the last line: what to keep elsewhere."""
    return Logregel.objects.order_by("-nummer").values_list("nummer", "hash").first() or (0, BEGIN)
