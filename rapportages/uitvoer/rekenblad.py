"""The report as a spreadsheet: every figure as a row, all topics, the definitions, and the account of it all."""

from collections.abc import Iterator
from typing import BinaryIO

from inspectie.uitvoer import ods, xlsx
from inspectie.uitvoer.cellen import Cel, Kolom
from inspectie.uitvoer.document import Alinea, Blok, Kader, Kop, Lijst, Opdracht, Tabel
from inspectie.uitvoer.getallen import datum, tijdstip
from inspectie.uitvoer.ods import Blad
from rapportages.cijfers import PROGRAMMA, Kerncijfers
from rapportages.document import Rapportdocument
from rapportages.uitvoer.rijen import KOLOMMEN, lange_rijen
from rapportages.verantwoording import KOP, NIET_MEEGETELD, TELKENS

# Columns whose cells stand to the right, and widths in centimetres.
_RECHTS = {
    "teller",
    "noemer",
    "waarde",
    "percentage",
    "peildatum",
    "stand_van",
    "berekend_op",
    "niet_meegeteld_dubbel",
    "niet_meegeteld_geen_corona",
}
_BREEDTEN = {
    "naam": 8.2,
    "deel": 5.5,
    "onderdeel": 4,
    "stand_van": 4,
    "definitieversie": 3.4,
    "teller_omschrijving": 4,
    "noemer_omschrijving": 4,
    "programma": 6,
    "berekend_op": 4,
    "niet_meegeteld_dubbel": 4.4,
    "niet_meegeteld_geen_corona": 5.4,
}


def schrijf_ods(cijfers: Kerncijfers, document: Rapportdocument, uit: BinaryIO) -> None:
    ods.schrijf_bladen(
        bladen(cijfers, document),
        uit,
        titel=document.titel,
        onderwerp=document.omschrijving,
        moment=document.moment,
    )


def schrijf_xlsx(cijfers: Kerncijfers, document: Rapportdocument, uit: BinaryIO) -> None:
    xlsx.schrijf_bladen(
        bladen(cijfers, document),
        uit,
        titel=document.titel,
        onderwerp=document.omschrijving,
        moment=document.moment,
    )


def bladen(cijfers: Kerncijfers, document: Rapportdocument) -> list[Blad]:
    """Four sheets, the figures first. A percentage is a percentage cell: 55% is 0,55 to calculate with."""
    return [
        Blad(
            "Kerncijfers",
            tuple(Kolom(naam, _BREEDTEN.get(naam, 2.6), naam in _RECHTS) for naam in KOLOMMEN),
            lange_rijen(cijfers, synthetisch=document.synthetisch),
        ),
        _blad("Onderwerpen", document.tabel("onderwerpen"), 2.4),
        _definities(cijfers),
        Blad(
            "Verantwoording",
            (Kolom("onderdeel", 5.6), Kolom("toelichting", 20)),
            _verantwoording(cijfers, document),
            lopend=True,
        ),
    ]


def _blad(naam: str, tabel: Tabel, centimeter: float) -> Blad:
    kolommen = tuple(Kolom(k.kop, k.breedte * centimeter, k.getal) for k in tabel.kolommen)
    return Blad(naam, kolommen, tabel.rijen)


def _definities(cijfers: Kerncijfers) -> Blad:
    kolommen = (
        Kolom("code", 2),
        Kolom("naam", 4.5),
        Kolom("eenheid", 2.4),
        Kolom("definitie", 9),
        Kolom("teller", 4.2),
        Kolom("noemer", 4.2),
    )
    rijen = (
        (c.code, c.naam, c.eenheid, c.definitie, c.teller_omschrijving, c.noemer_omschrijving)
        for c in cijfers.cijfers
    )
    return Blad("Definities", kolommen, rijen, lopend=True)


def _verantwoording(cijfers: Kerncijfers, document: Rapportdocument) -> Iterator[tuple[Cel, Cel]]:
    yield "titel", document.titel
    yield "omschrijving", document.omschrijving
    yield "peildatum", datum(document.peildatum)
    yield "stand van (Nederlandse tijd)", tijdstip(document.moment)
    yield "versie van de definities", document.definities
    yield "synthetische gegevens", document.synthetisch
    yield "berekend (Nederlandse tijd)", tijdstip(cijfers.berekend_op) if cijfers.berekend_op else TELKENS
    yield "berekend door", PROGRAMMA
    for reden, aantal in (cijfers.uitgesloten or {}).items():
        yield f"niet meegeteld: {NIET_MEEGETELD[reden][1]}", aantal
    for blok in document.blokken:
        if isinstance(blok, Kader):
            yield from ((blok.titel, tekst) for deel in blok.blokken for tekst in _regels(deel))
    kop = ""
    for blok in document.blokken:
        if isinstance(blok, Kop):
            kop = blok.tekst if blok.tekst == KOP or (kop and blok.niveau == 3) else ""
        elif kop:
            yield from ((kop, tekst) for tekst in _regels(blok))


def _regels(blok: Blok) -> tuple[str, ...]:
    match blok:
        case Alinea(tekst) | Opdracht(tekst):
            return (tekst,)
        case Lijst(punten):
            return punten
        case Tabel(noot=noot) if noot:
            return (noot,)
        case _:
            return ()
