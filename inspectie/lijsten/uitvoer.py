"""A list as a file: the same filter, the same "may see", the columns as chosen.

Memory does not grow with the rows: they come through a cursor of the server and leave as they come. A CSV
or JSON goes out while it is read; a spreadsheet is a zip, and is made on disk first. Only what goes on paper is all
there at once, and so is bounded (`papier`).
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from itertools import islice

from django.db import connection, transaction
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from inspectie.bladeren import op_volgorde
from inspectie.lijsten import kopie, papier
from inspectie.lijsten.filters import Lijstfilter
from inspectie.lijsten.kolommen import Kolom, Lijst
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.uitvoer import csv, json, ods, odt, xlsx
from inspectie.uitvoer.cellen import Cel
from inspectie.uitvoer.cellen import Kolom as Bladkolom
from inspectie.uitvoer.document import Tabel

TAAL = "nl"  # a file goes on to others, who need not read what its maker reads
PER_KEER = 2_000  # rows fetched at once
OVER = "Over deze lijst"
OVER_KOLOMMEN = (Bladkolom("Gegeven", 4), Bladkolom("Waarde", 14))


@dataclass(frozen=True, slots=True)
class Formaat:
    naam: str
    mediatype: str


FORMATEN = {
    "csv": Formaat("CSV", "text/csv; charset=utf-8; header=present"),
    "ods": Formaat("ODS", ods.MEDIATYPE),
    "xlsx": Formaat("XLSX", xlsx.MEDIATYPE),
    "json": Formaat("JSON", json.MEDIATYPE),
    "pdf": Formaat("PDF", "application/pdf"),
    "odt": Formaat("ODT", odt.MEDIATYPE),
}


def keuzes() -> list[tuple[str, str]]:
    """What a button sends, and what stands on it."""
    return [(code, formaat.naam) for code, formaat in FORMATEN.items()]


def leg_vast(
    lijst: Lijst,
    keuze: Lijstfilter,
    kolommen: Sequence[Kolom],
    formaat: str,
    *,
    reden: str,
    door: Gebruiker,
    op: datetime,
) -> None:
    """The line in the log: who took which list, and for what. The names of the filters, not what was filled in: that
    may be a name of somebody. `keuze` is a keyed hash of all of it: that two exports are the same shows, and no name
    can be guessed."""
    with transaction.atomic():
        log(
            "lijst_uitgevoerd",
            op=op,
            door=door,
            onderwerp=f"lijst:{lijst.naam}",
            formaat=formaat,
            reden=reden,
            rijen=keuze.qs.count(),
            filters=keuze.gebruikt(),
            volgorde=keuze.volgorde,
            kolommen=[kolom.sleutel for kolom in kolommen],
            keuze=salted_hmac("inspectie.lijsten", keuze.keuze()).hexdigest(),
        )


def leg_tabel_vast(
    naam: str,
    formaat: str,
    rijen: int,
    filters: Mapping[str, str],
    *,
    reden: str,
    door: Gebruiker,
    op: datetime,
) -> None:
    """The same of a table that is no list of records. `filters` names no person."""
    with transaction.atomic():
        log(
            "lijst_uitgevoerd",
            op=op,
            door=door,
            onderwerp=f"lijst:{naam}",
            formaat=formaat,
            reden=reden,
            rijen=rijen,
            filters=dict(filters),
        )


def antwoord(
    lijst: Lijst, keuze: Lijstfilter, kolommen: Sequence[Kolom], formaat: str, *, op: datetime
) -> HttpResponseBase:
    """The file as an attachment. `formaat` is one of FORMATEN."""
    with override(TAAL):
        koppen = [str(kolom.kop) for kolom in kolommen]
        titel = str(lijst.titel)
        over = () if formaat == "csv" else tuple(keuze.over_de_lijst())
        if formaat in papier.SCHRIJVERS:
            over = (*papier.keuze_in_woorden(keuze), *over)
    bladkolommen = [Bladkolom(kop, kolom.breedte) for kop, kolom in zip(koppen, kolommen, strict=True)]
    stroom = kopie.stroom(koppen, keuze, kolommen, TAAL) if formaat == "csv" else None
    return tabel(
        titel,
        lijst.bestandsnaam,
        bladkolommen,
        () if stroom else rijen(keuze, kolommen),
        formaat,
        op=op,
        stroom=stroom,
        over=over,
        kenmerk=keuze.kenmerk(),
    )


def tabel(
    titel: str,
    naam: str,
    kolommen: Sequence[Bladkolom],
    rijen: Iterable[Sequence[Cel]],
    formaat: str,
    *,
    op: datetime,
    stroom: Iterable[bytes] | None = None,
    over: Sequence[tuple[str, Cel]] = (),
    kenmerk: str = "",
) -> HttpResponseBase:
    """These rows as a file. `stroom` is its CSV where that is made already. `over` says what the whole is, on a sheet
    of its own or before it: a CSV has no room for it (it is in what says what the columns are, `kolomuitleg`)."""
    naam = bestandsnaam(naam, formaat, op, kenmerk)
    mediatype = FORMATEN[formaat].mediatype
    koppen = [kolom.kop for kolom in kolommen]
    if formaat == "json":
        stroom = json.stroom(titel, koppen, rijen, over)
    if formaat in ("csv", "json"):
        antwoord = StreamingHttpResponse(stroom or csv.stroom(koppen, rijen), content_type=mediatype)
        antwoord.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
        return antwoord
    # Closed, and so gone, when the answer has been sent.
    bestand = tempfile.TemporaryFile()  # noqa: SIM115
    if formaat in papier.SCHRIJVERS:
        wat = Tabel("over", OVER, OVER_KOLOMMEN, tuple(over)) if over else None
        papier.SCHRIJVERS[formaat](papier.document(titel, kolommen, rijen, wat, op=op), bestand)
    else:
        bladen = [ods.Blad(_bladnaam(titel), tuple(kolommen), rijen)]
        if over:
            bladen.append(ods.Blad(OVER, OVER_KOLOMMEN, over))
        schrijf = ods.schrijf_bladen if formaat == "ods" else xlsx.schrijf_bladen
        schrijf(bladen, bestand, titel=titel, moment=op)
    bestand.seek(0)
    return FileResponse(bestand, as_attachment=True, filename=naam, content_type=mediatype)


def bestandsnaam(naam: str, formaat: str, op: datetime, kenmerk: str = "") -> str:
    """`kenmerk` stands in it instead of the day on which it is made."""
    return f"{naam}-{kenmerk or f'{lokale_dag(op):%Y-%m-%d}'}.{formaat}"


def _bladnaam(titel: str) -> str:
    """As much of it as a sheet can be called: whole words."""
    return titel if len(titel) <= ods.NAAM_MAX else titel[: ods.NAAM_MAX].rpartition(" ")[0]


def rijen(keuze: Lijstfilter, kolommen: Sequence[Kolom]) -> Iterator[list[Cel]]:
    """The cells of every row. Plain values and no objects: a long list is read twice as quickly."""
    velden = list(dict.fromkeys(veld for kolom in kolommen for veld in kolom.velden))
    # Most columns have few values: a word is looked up once for all rows that have it.
    makers = [
        (lru_cache(4_096)(partial(kolom.cel, keuze)), [velden.index(veld) for veld in kolom.velden])
        for kolom in kolommen
    ]
    reeks = op_volgorde(keuze.qs, keuze.velden)
    with _cursor_van_de_server():
        bron = reeks.values_list(*velden).iterator(chunk_size=PER_KEER)
        while stuk := list(islice(bron, PER_KEER)):
            with override(TAAL):
                klaar = [[cel(*[rij[plek] for plek in plekken]) for cel, plekken in makers] for rij in stuk]
            yield from klaar


def _cursor_van_de_server() -> AbstractContextManager[object]:
    """Outside a transaction PostgreSQL would first read all rows to keep them for the cursor. On SQLite a transaction
    would lock out every writer."""
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()
