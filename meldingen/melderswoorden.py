"""The words of a reporter, wherever they stand: the text of the complaint, what was added to it, what was answered.

All of these are the complaint: a letter to an employer holds none of them, and what is made of a melding for who may
read it (a copy of the file, a handover) holds all of them.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from inspectie.bulk import onder
from meldingen.models import Aanvulling, MeldingTekst, Nagekomen


class Later(NamedTuple):
    """Words that came after the complaint itself; `vraag` is what was asked, where they are an answer. `door` is who
    wrote them down (a name), and `kanaal` along which channel they came, where the reporter did not add them here."""

    op: datetime
    vraag: str
    tekst: str
    door: str = ""
    kanaal: str = ""


_TEKSTEN = ((MeldingTekst, "tekst"), (Nagekomen, "tekst"), (Aanvulling, "antwoord"))


def alle_teksten(meldingen: Collection[int]) -> dict[int, list[str]]:
    """By melding, corrected ones too: what may be found in no letter. One query, of almost every act in a zaak."""
    deze = onder(meldingen)
    vraag = " UNION ALL ".join(
        f"SELECT melding_id, {veld}, {plek} AS bron, id FROM {model._meta.db_table}"
        f" WHERE melding_id IN ({deze.sql}) AND {veld} <> ''"
        for plek, (model, veld) in enumerate(_TEKSTEN)
    )
    uit: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"{vraag} ORDER BY bron, id", [*deze.params] * len(_TEKSTEN))
        for pk, tekst, _bron, _id in cursor.fetchall():
            uit.setdefault(pk, []).append(tekst)
    return uit


def later(melding: int) -> list[Later]:
    """What came after the complaint itself, oldest first. Two queries."""
    antwoorden = Aanvulling.objects.filter(melding=melding).exclude(antwoord="")
    nagekomen = Nagekomen.objects.filter(melding=melding).exclude(tekst="").select_related("door")
    uit = [Later(a.ontvangen_op or a.gevraagd_op, a.vraag, a.antwoord) for a in antwoorden]
    uit += [Later(n.op, "", n.tekst, n.door.naam if n.door else "", n.kanaal) for n in nagekomen]
    return sorted(uit, key=lambda stuk: stuk.op)
