"""The course of the core figures as a file: a row for every number at the end of every piece of a period. In Dutch, as
every file."""

from collections.abc import Sequence

from inspectie.uitvoer.cellen import Cel, Kolom
from inspectie.uitvoer.csvw import Csvkolom
from rapportages.cijfers import Cijfer, Labels, label, zonder_leeg_onbepaald
from rapportages.kerncijfers import DEFINITIES
from rapportages.kerncijfers.berekening import als_cijfer
from rapportages.kerncijfers.stroomtelling import Vakcijfers

BREEDTEN = (3, 2, 10, 3.8, 4, 7.5, 9, 2)
"""Of the columns, in cm: on paper most rows then take one line."""


def csvkolommen() -> list[Csvkolom]:
    return [
        Csvkolom("peildatum", soort="date", kop="Peildatum"),
        Csvkolom("cijfer", kop="Cijfer"),
        Csvkolom("naam", kop="Naam"),
        Csvkolom("eenheid", kop="Eenheid"),
        Csvkolom("getal", kop="Getal"),
        Csvkolom("deel", kop="Deel"),
        Csvkolom("domein", kop="Domein"),
        Csvkolom("aantal", soort="integer", kop="Aantal"),
    ]


def als_tabel(
    vakken: Sequence[Vakcijfers], labels: Labels, onderwerpen: Sequence[str]
) -> tuple[list[Kolom], list[list[Cel]]]:
    """Its columns and its rows. A share is its numerator and its denominator; `onderwerpen` are the codes of the
    topics, in their order."""
    kolommen = [
        Kolom(kolom.kop, breedte, kolom.soort == "integer")
        for kolom, breedte in zip(csvkolommen(), BREEDTEN, strict=True)
    ]
    return kolommen, [
        [vak.vak.tot, d.code, d.naam, d.eenheid, *rij]
        for vak in vakken
        for d in DEFINITIES
        for rij in _getallen(als_cijfer(d, vak.kern, tuple(onderwerpen)), labels)
    ]


def _getallen(cijfer: Cijfer, labels: Labels) -> list[list[Cel]]:
    """What the number is, of which part and which domain, and the number."""
    rollen = {
        "waarde": cijfer.waarde,
        "teller": cijfer.teller,
        "noemer": cijfer.noemer,
        "in beide domeinen": cijfer.overlap,
        "zonder bezoek": cijfer.zonder_locatie,
    }
    uit: list[list[Cel]] = [[rol, "", "", n] for rol, n in rollen.items() if n is not None]
    if cijfer.dubbel_verdeeld:
        return uit + [
            ["deel", label(labels, onderwerp).tabel, label(labels, domein).tabel, n]
            for onderwerp, per in cijfer.kruistabel.items()
            for domein, n in zonder_leeg_onbepaald(per).items()
        ]
    return uit + [
        ["deel", label(labels, code).tabel, "", n]
        for code, n in zonder_leeg_onbepaald(cijfer.aantallen).items()
    ]
