"""The report as PDF through typst: tagged PDF/UA-1 and, for the archive, PDF/A-2a.

The template `sjablonen/rapport.typ` holds all typography. The document reaches it as data (JSON), never as markup, so
that no text can be read as code. Only the fonts inside typst are used: the file is the same on every machine.
"""

import json
from datetime import timedelta, timezone
from pathlib import Path
from typing import BinaryIO

import typst

from rapportages.document import (
    Alinea,
    Balken,
    Blok,
    Cel,
    Document,
    Kader,
    Kop,
    Lijst,
    Opdracht,
    Tabel,
    in_secties,
    leesbaar,
)
from rapportages.getallen import datum, getal
from rapportages.uitvoer.cellen import lokaal

SJABLONEN = Path(__file__).parent / "sjablonen"

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None


def schrijf(document: Document, uit: BinaryIO) -> None:
    """Compiles in memory and writes once. typst.TypstError when the template and the data do not fit."""
    moment = lokaal(document.stand_van)
    verschuiving = moment.utcoffset() or timedelta()
    inhoud = typst.compile(
        SJABLONEN / "rapport.typ",
        root=SJABLONEN,
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        timestamp=moment.replace(microsecond=0, tzinfo=timezone(verschuiving)),
        sys_inputs={"document": json.dumps(als_gegevens(document), ensure_ascii=False)},
    )
    uit.write(inhoud)


def als_gegevens(document: Document) -> dict[str, Json]:
    """The document as the template reads it: every number already in Dutch."""
    return {
        "titel": document.titel,
        "datum": datum(document.datum),
        "peildatum": datum(document.peildatum),
        "omschrijving": document.omschrijving,
        "synthetisch": document.synthetisch,
        "jaar": document.datum.year,
        "maand": document.datum.month,
        "dag": document.datum.day,
        "secties": [
            {"breed": breed, "blokken": [_blok(blok) for blok in blokken]}
            for breed, blokken in in_secties(document.blokken)
        ],
    }


def _blok(blok: Blok) -> Json:
    match blok:
        case Kop(niveau, tekst):
            return {"soort": "kop", "niveau": niveau, "tekst": tekst}
        case Alinea(tekst):
            return {"soort": "alinea", "tekst": tekst}
        case Lijst(punten):
            return {"soort": "lijst", "punten": list(punten)}
        case Opdracht(tekst):
            return {"soort": "opdracht", "tekst": tekst}
        case Kader(soort, titel, blokken):
            return {"soort": "kader", "toon": soort, "titel": titel, "blokken": [_blok(deel) for deel in blokken]}
        case Tabel():
            return _tabel(blok)
        case Balken():
            return _balken(blok)


def _tabel(tabel: Tabel) -> Json:
    return {
        "soort": "tabel",
        "titel": tabel.titel,
        "kolommen": [{"kop": k.kop, "breedte": k.breedte, "getal": k.getal} for k in tabel.kolommen],
        "rijen": [[_cel(cel) for cel in rij] for rij in tabel.rijen],
        "totaal": tabel.totaal,
        "breed": tabel.breed,
        "noot": tabel.noot,
    }


def _cel(cel: Cel) -> Json:
    """A cell as its lines."""
    return list[Json](leesbaar(cel).split("\n"))


def _balken(balken: Balken) -> Json:
    return {
        "soort": "balken",
        "titel": balken.titel,
        "eenheid": balken.eenheid,
        "reeksen": list(balken.reeksen),
        "hoogste": balken.hoogste,
        "alternatief": balken.alternatief,
        "noot": balken.noot,
        "staven": [
            {
                "naam": staaf.naam,
                "totaal": getal(staaf.totaal),
                "delen": [
                    {"reeks": i, "aantal": n, "tekst": f"{balken.reeksen[i]} {getal(n)}"}
                    for i, n in enumerate(staaf.delen)
                    if n
                ],
            }
            for staaf in balken.staven
        ],
    }
