"""The parts of a letter, of plain values: what stands above and below its text, and what fills its blocks."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from inspectie.tijd import lokale_dag
from inspectie.uitvoer.cellen import Kolom
from inspectie.uitvoer.document import Alinea, Blok, Briefhoofd, Document, Kop, Lijst, Ondertekening, Tabel
from inspectie.uitvoer.getallen import datum
from interventies import briefteksten


def stel_samen(
    ingevuld: briefteksten.Ingevuld,
    *,
    afzender: str,
    naam: str,
    plaats: str,
    kvk_nummer: str | None,
    kenmerk: str,
    tekenaars: tuple[str, ...],
    moment: datetime,
) -> Document:
    """The letter around its text: who sends it, to which employer, and who signs."""
    dag = lokale_dag(moment)
    return Document(
        titel=ingevuld.onderwerp,
        datum=dag,
        moment=moment,
        omschrijving=f"{ingevuld.onderwerp}, {naam}",
        voet=f"Kenmerk {kenmerk}",
        hoofd=Briefhoofd(
            afzender=afzenderregels(afzender),
            geadresseerde=tuple(filter(None, (naam, "t.a.v. de directie", plaats))),
            gegevens=(
                ("Datum", datum(dag)),
                ("Ons kenmerk", kenmerk),
                *((("KvK-nummer", kvk_nummer),) if kvk_nummer else ()),
            ),
        ),
        blokken=(*ingevuld.blokken, Ondertekening(tekenaars)),
    )


def afzenderregels(tekst: str) -> tuple[str, ...]:
    return tuple(tekst.strip().splitlines())


def overtredingen_als_blok(rijen: Sequence[tuple[str, str, str]]) -> list[Blok]:
    if not rijen:
        return []
    kolommen = (Kolom("Wat u overtreedt", 2.6), Kolom("Artikel", 3), Kolom("Vastgesteld op", 1.6))
    titel = "Overtreding" if len(rijen) == 1 else "Overtredingen"
    return [Tabel("overtredingen", titel, kolommen, tuple(rijen))]


def eerdere_als_blok(regels: Sequence[str]) -> list[Blok]:
    if not regels:
        return []
    waarop = "hetzelfde voorschrift" if len(regels) == 1 else "dezelfde voorschriften"
    return [
        Alinea(f"Eerder is op {waarop} een waarschuwing of een eis gegeven:"),
        Lijst(tuple(regels)),
    ]


def ondertekening(opsteller: str, vaststeller: str = "") -> tuple[str, ...]:
    regels = ["De Minister van Sociale Zaken en Werkgelegenheid,", "namens deze,", "", opsteller]
    return (*regels, "", f"Vastgesteld door {vaststeller}") if vaststeller else tuple(regels)


def regels_van(document: Document) -> Iterable[str]:
    """Every text of the letter, a block at a time."""
    yield document.titel
    for blok in document.blokken:
        match blok:
            case Alinea(tekst) | Kop(_, tekst):
                yield tekst
            case Lijst(punten):
                yield from punten
            case Tabel():
                yield from (str(cel) for rij in blok.rijen for cel in rij)
            case _:
                pass
