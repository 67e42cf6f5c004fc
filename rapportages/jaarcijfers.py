"""The figures of a year (`kerncijfers.jaar`), computed; and the words for what they are split by."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from django.db import connection

from interventies.models import Voorschrift
from meldingen.woorden import Woorden, woorden
from rapportages.cijfers import Cijfer, Label
from rapportages.kerncijfers.berekening import als_cijfer
from rapportages.kerncijfers.bronnen import samen
from rapportages.kerncijfers.definities import volgens
from rapportages.kerncijfers.jaar import JAARDEFINITIES, JAARRELATIES, VERSIE, jaarargumenten


@cache
def _opdracht(versie: str) -> str:
    tellingen = (
        f"SELECT '{definitie.code}', '{rol}', x.* FROM ({telling.aantal_sql()}) AS x"  # noqa: S608 (of constants)
        for definitie in volgens(JAARDEFINITIES, versie)
        for rol, telling in definitie.tellingen.items()
    )
    return samen(JAARRELATIES, " UNION ALL ".join(tellingen))


def bereken_jaar(peildatum: date, stand_van: datetime, versie: str = VERSIE) -> tuple[Cijfer, ...]:
    """By the definitions of now or of an earlier version. Two queries: provisions without a violation are 0, not
    absent."""
    voorschriften = tuple(sorted(set(Voorschrift.objects.values_list("code", flat=True))))
    with connection.cursor() as cursor:
        cursor.execute(_opdracht(versie), jaarargumenten(peildatum, stand_van))
        gevonden = Counter({(code, rol, een, twee): int(n) for code, rol, een, twee, n in cursor.fetchall()})
    uit = []
    for definitie in volgens(JAARDEFINITIES, versie):
        codes = voorschriften if definitie.code == "JV-03" else definitie.deelcodes
        cijfer = als_cijfer(replace(definitie, deelcodes=codes), gevonden, ())
        uit.append(replace(cijfer, definitie=definitie.tekst % {"jaar": peildatum.year}))
    return tuple(uit)


def voorschriftwoorden() -> dict[str, Label]:
    """The name of each provision, as it is called last, and its article where there is little room. One query."""
    reeks = Voorschrift.objects.order_by("code", "geldig_van", "pk")
    return {
        code: Label(naam, naam, artikel)
        for code, naam, artikel in reeks.values_list("code", "naam", "artikel")
    }


def jaarwoorden() -> Woorden:
    """The words of a screen, with those of the provisions. Two queries."""
    namen = woorden()
    voorschriften = {code: woord.tabel for code, woord in voorschriftwoorden().items()}
    return replace(namen, lijsten={**namen.lijsten, "voorschrift": voorschriften})
