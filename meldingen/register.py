"""The public register of firms: looked up by a name, a place or a number, and filled from a file.

Looked up are the words it has that begin as what was typed, all of them; what it looks like is the same on both
databases. A word of one or two letters finds nothing by itself, for it would begin half of them.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TextIO

from django.db import connection, transaction
from django.utils.translation import gettext as _

from inspectie.bulk import onder_woorden, reserveer, voeg_toe
from inspectie.csvfouten import GeenCsv, een_record
from inspectie.fouten import Regelfout
from inspectie.kolommen import Gebrek, Kolom, lees_cellen, plan
from inspectie.redenen import in_de_taal
from meldingen.kolommen import WERKGEVER_VELDEN, codes_per_lijst, werkgever_kolommen
from meldingen.models import Registerbedrijf
from meldingen.namen import met_hele_nummers, woorden

HOOGSTENS = 10
KANDIDATEN = 200
"""So many that fit are compared; of a word that is in more of them the best may not be among them."""
KORTST = 3
STUK = 2_000
FOUTEN_MAX = 100
TABEL = Registerbedrijf._meta.db_table
_VELDEN = ["sleutel", *WERKGEVER_VELDEN, "woorden"]
_ZOEK = {
    "postgresql": f"SELECT id FROM {TABEL} WHERE woorden @@ %s::tsquery LIMIT %s",
    "sqlite": "SELECT rowid FROM meldingen_registerwoorden WHERE meldingen_registerwoorden MATCH %s LIMIT %s",
}


def zoek(tekst: str, hoogstens: int = HOOGSTENS) -> list[Registerbedrijf]:
    """The firms that have, per word of this, a word in name or place or a number that begins so; the best first. Two
    queries."""
    gevraagd = list(dict.fromkeys(woorden(met_hele_nummers(tekst.replace("\0", " ")[:400]))))[:8]
    if not any(len(woord) >= KORTST for woord in gevraagd):
        return []
    heel = [woord for woord in gevraagd if len(woord) < KORTST]
    begin = [woord for woord in gevraagd if len(woord) >= KORTST]
    if connection.vendor == "postgresql":
        vraag = " & ".join([f"'{woord}':*" for woord in begin] + [f"'{woord}'" for woord in heel])
    else:
        vraag = " ".join([f'"{woord}"*' for woord in begin] + [f'"{woord}"' for woord in heel])
    with connection.cursor() as cursor:
        cursor.execute(_ZOEK[connection.vendor], [vraag, KANDIDATEN])
        pks = [rij[0] for rij in cursor.fetchall()]
    rijen = Registerbedrijf.objects.filter(pk__in=pks).defer("woorden")
    return sorted(rijen, key=lambda rij: _past(rij, gevraagd))[:hoogstens]


def _past(rij: Registerbedrijf, gevraagd: Sequence[str]) -> tuple[Any, ...]:
    """Smaller is better: begins so, has the words whole, is short."""
    eigen = woorden(rij.naam)
    return (
        eigen[: len(gevraagd)] != list(gevraagd),
        not (eigen and eigen[0].startswith(gevraagd[0])),
        -sum(woord in eigen for woord in gevraagd),
        len(rij.naam),
        rij.naam,
        rij.pk,
    )


@dataclass(slots=True)
class Laadstand:
    """`gelezen` = `nieuw` + `gewijzigd` + `gelijk`."""

    gelezen: int = 0
    nieuw: int = 0
    gewijzigd: int = 0
    gelijk: int = 0

    def __str__(self) -> str:
        return _("%(gelezen)s gelezen: %(nieuw)s nieuw, %(gewijzigd)s gewijzigd, %(gelijk)s ongewijzigd.") % {
            "gelezen": self.gelezen,
            "nieuw": self.nieuw,
            "gewijzigd": self.gewijzigd,
            "gelijk": self.gelijk,
        }


@transaction.atomic
def laad(bestand: TextIO) -> Laadstand:
    """Take in a CSV with the columns of an employer. What is there already is brought up to date, what is not in it
    stays. All or nothing; with memory for a portion at a time. Raises Regelfout with what is wrong, per line."""
    stand, fouten = Laadstand(), list[str]()
    bron = _rijen(bestand, fouten)
    while deel := list(islice(bron, STUK)):
        if not fouten:
            _neem(deel, stand)
        stand.gelezen += len(deel)
        if len(fouten) >= FOUTEN_MAX:
            break
    if fouten:
        raise Regelfout(*fouten[:FOUTEN_MAX])
    return stand


def _rijen(bestand: TextIO, fouten: list[str]) -> Iterator[dict[str, str]]:
    try:
        yield from _lees(bestand, fouten)
    except GeenCsv as fout:
        fouten.append(_("Regel %(regel)s: %(reden)s") % {"regel": fout.regel, "reden": fout.reden})


def _lees(bestand: TextIO, fouten: list[str]) -> Iterator[dict[str, str]]:
    """Up to the first record that is no CSV. Raises GeenCsv."""
    lezer = csv.reader(bestand)
    with een_record(lezer):
        kop = next(lezer, [])
    kolommen = [kolom for kolom in werkgever_kolommen(codes_per_lijst()) if kolom.naam in WERKGEVER_VELDEN]
    namen = [naam.removeprefix("\ufeff") for naam in kop]
    onbekend = [naam for naam in namen if naam not in WERKGEVER_VELDEN]
    ontbreekt = {"naam", "kvk_nummer"} - set(namen)
    if onbekend or ontbreekt or len(set(namen)) != len(namen):
        fouten.append(
            _("De kop van het bestand klopt niet. De kolommen zijn: %(namen)s.")
            % {"namen": ", ".join(WERKGEVER_VELDEN)}
        )
        return
    indeling = plan(kolommen, {naam: naam for naam in namen})
    while True:
        with een_record(lezer):
            cellen = next(lezer, None)
        if cellen is None:
            return
        if cellen:
            rij, mis = _rij(namen, cellen, kolommen, indeling)
            fouten += [
                _("Regel %(regel)s, %(kolom)s: %(reden)s")
                % {"regel": lezer.line_num, "kolom": k, "reden": in_de_taal(r)}
                for k, r in mis
            ]
            yield rij


def _rij(
    namen: Sequence[str], cellen: Sequence[str], kolommen: Sequence[Kolom], indeling: Any
) -> tuple[dict[str, str], list[Gebrek]]:
    rij = dict.fromkeys(WERKGEVER_VELDEN, "") | dict(zip(namen, cellen, strict=False))
    mis: list[Gebrek] = []
    if len(cellen) != len(namen):
        mis.append(("", _("het aantal kolommen klopt niet")))
    if any("\0" in cel for cel in cellen):
        mis.append(("", _("er staat een NUL-byte in")))
    waarden: dict[str, Any] = {kolom.naam: kolom.leeg for kolom in kolommen}
    if not mis:
        mis += lees_cellen(indeling, {naam: rij[naam] for naam in namen}, waarden)[0]
        if not rij["kvk_nummer"]:
            mis.append(("kvk_nummer", _("is verplicht en is leeg")))
    return rij, mis


def _neem(rijen: Sequence[Mapping[str, str]], stand: Laadstand) -> None:
    nieuw = {_sleutel(rij): rij for rij in rijen}  # of two lines about one, the later counts
    stand.gelijk += len(rijen) - len(nieuw)
    er_zijn = {
        rij.sleutel: rij
        for rij in Registerbedrijf.objects.filter(sleutel__in=onder_woorden(list(nieuw))).defer("woorden")
    }
    anders = {
        sleutel: rij
        for sleutel, rij in nieuw.items()
        if (was := er_zijn.get(sleutel)) is None or any(getattr(was, v) != rij[v] for v in WERKGEVER_VELDEN)
    }
    gewijzigd = [er_zijn[sleutel].pk for sleutel in anders if sleutel in er_zijn]
    # Written anew: the words beside it follow from it, and a row of that is never changed.
    Registerbedrijf.objects.filter(pk__in=gewijzigd).delete()
    _voeg_toe(list(anders.items()))
    stand.gewijzigd += len(gewijzigd)
    stand.nieuw += len(anders) - len(gewijzigd)
    stand.gelijk += len(nieuw) - len(anders)


def _voeg_toe(rijen: Sequence[tuple[str, Mapping[str, str]]]) -> None:
    if not rijen:
        return
    schrijf = _als_tsvector if connection.vendor == "postgresql" else " ".join
    klaar: list[tuple[Any, ...]] = [
        (pk, sleutel, *(rij[veld] for veld in WERKGEVER_VELDEN), schrijf(_woorden(rij)))
        for pk, (sleutel, rij) in zip(reserveer(Registerbedrijf, len(rijen)), rijen, strict=True)
    ]
    voeg_toe(Registerbedrijf, ["id", *_VELDEN], klaar)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO meldingen_registerwoorden (rowid, woorden) VALUES (%s, %s)",
                [(rij[0], rij[-1]) for rij in klaar],
            )


def _woorden(rij: Mapping[str, str]) -> list[str]:
    velden = ("naam", "plaats", "kvk_nummer", "vestigingsnummer")
    return list(dict.fromkeys(woord for veld in velden for woord in woorden(rij[veld])))


def _als_tsvector(delen: Sequence[str]) -> str:
    return " ".join(f"'{deel}'" for deel in delen)


def _sleutel(rij: Mapping[str, str]) -> str:
    return rij["vestigingsnummer"] or f"k{rij['kvk_nummer']}"
