"""The figures as lines of text, for a terminal of 80 columns. Numbers stand under each other and nothing is cut: a
name that leaves no room goes on over the next line."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from inspectie.tijd import AMSTERDAM
from inspectie.uitvoer.getallen import EENHEDEN, getal, procent
from rapportages.cijfers import Cijfer, Kerncijfers, Labels, label, zonder_leeg_onbepaald

BREEDTE = 80
INSPRONG = len("KC-01  ")
KOLOM = 10
"""The width of a column of numbers; a space and "1.000.000" fit in it."""


def als_tekst(cijfers: Kerncijfers, labels: Labels) -> Iterator[str]:
    stand = cijfers.stand_van.astimezone(AMSTERDAM)
    yield f"Kerncijfers tot en met {cijfers.peildatum:%d-%m-%Y}, stand van {stand:%d-%m-%Y %H:%M:%S}"
    yield f"(definities {cijfers.definities})"
    for cijfer in cijfers.cijfers:
        yield ""
        naam = f"{cijfer.naam} ({EENHEDEN[cijfer.eenheid][1]})"
        yield from regel(f"{cijfer.code}  ", naam, _hoofd(cijfer))
        if cijfer.dubbel_verdeeld:
            yield from _kruistabel(cijfer, labels)
        else:
            for deel, aantal in _delen(cijfer, labels):
                yield from regel(" " * INSPRONG, deel, getal(aantal))


def regel(begin: str, naam: str, waarde: str = "") -> Iterator[str]:
    """One name with its value at the right edge, dots between; `begin` stands before the first line of the name."""
    ruimte = BREEDTE - len(begin) - (len(waarde) + 2 if waarde else 0)
    *eerder, laatste = wrap(naam, ruimte) or [""]
    for deel in eerder:
        yield begin + deel
        begin = " " * len(begin)
    rest = f" {waarde}".rjust(BREEDTE - len(begin) - len(laatste) - 1, ".") if waarde else ""
    yield f"{begin}{laatste} {rest}".rstrip()


def _hoofd(cijfer: Cijfer) -> str:
    if cijfer.teller is not None:
        return procent(cijfer.percentage)
    return "" if cijfer.waarde is None else getal(cijfer.waarde)


def _delen(cijfer: Cijfer, labels: Labels) -> Iterator[tuple[str, int]]:
    if cijfer.teller is not None and cijfer.noemer is not None:
        yield "teller", cijfer.teller
        yield "noemer", cijfer.noemer
    for code, aantal in zonder_leeg_onbepaald(cijfer.aantallen).items():
        yield label(labels, code).tabel, aantal
    if cijfer.overlap is not None:
        yield "in beide domeinen", cijfer.overlap
    if cijfer.zonder_locatie is not None:
        yield "zonder bezoek uitgereikt (niet meegeteld)", cijfer.zonder_locatie


def _kruistabel(cijfer: Cijfer, labels: Labels) -> Iterator[str]:
    """A topic a row, a domain a column; ONBEPAALD is a column only where it counts something."""
    rijen = {code: zonder_leeg_onbepaald(deel) for code, deel in cijfer.kruistabel.items()}
    domeinen = list(dict.fromkeys(code for deel in rijen.values() for code in deel))
    koppen = [wrap(label(labels, code).kort, KOLOM - 1) for code in domeinen] + [["Totaal"]]
    hoogte = max(map(len, koppen))
    for n in range(hoogte):
        yield _rij("", [kop[n - hoogte + len(kop)] if n >= hoogte - len(kop) else "" for kop in koppen])
    for code, deel in rijen.items():
        getallen = [deel.get(domein, 0) for domein in domeinen]
        *eerder, laatste = wrap(label(labels, code).tabel, BREEDTE - KOLOM * len(koppen) - 2)
        yield from (f"  {stuk}" for stuk in eerder)
        yield _rij(f"  {laatste}", [getal(n) for n in (*getallen, sum(getallen))])


def _rij(naam: str, cellen: Sequence[str]) -> str:
    rij = naam.ljust(BREEDTE - KOLOM * len(cellen)) + "".join(cel.rjust(KOLOM) for cel in cellen)
    return rij.rstrip()
