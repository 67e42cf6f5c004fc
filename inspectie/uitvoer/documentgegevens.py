"""A document as a template reads it: JSON in which every number is already in Dutch."""

from collections.abc import Mapping
from typing import Any

from inspectie.uitvoer.cellen import Cel, Kolom
from inspectie.uitvoer.document import (
    Alinea,
    Balken,
    Blok,
    Briefhoofd,
    Document,
    Kader,
    Kop,
    Lijst,
    Ondertekening,
    Opdracht,
    Tabel,
    in_secties,
    leesbaar,
)
from inspectie.uitvoer.getallen import datum, getal

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None


def als_gegevens(document: Document) -> Json:
    """The document as the template reads it: every number already in Dutch."""
    return {
        "titel": document.titel,
        "datum": datum(document.datum),
        "omschrijving": document.omschrijving,
        "voet": document.voet,
        "trefwoorden": list(document.trefwoorden),
        "inhoudsopgave": document.inhoudsopgave,
        "hoofd": None if document.hoofd is None else _hoofd(document.hoofd),
        "secties": [
            {"breed": breed, "blokken": [_blok(blok) for blok in blokken]}
            for breed, blokken in in_secties(document.blokken)
        ],
    }


def als_blokken(gegevens: Mapping[str, Any]) -> list[Blok]:
    """The blocks of a document that was kept as data: text, lists, tables and signature."""
    uit: list[Blok] = []
    for blok in (blok for sectie in gegevens["secties"] for blok in sectie["blokken"]):
        match blok["soort"]:
            case "kop":
                uit.append(Kop(blok["niveau"], blok["tekst"]))
            case "alinea":
                uit.append(Alinea(blok["tekst"]))
            case "lijst":
                uit.append(Lijst(tuple(blok["punten"])))
            case "tabel":
                kolommen = tuple(Kolom(k["kop"], k["breedte"], k["getal"]) for k in blok["kolommen"])
                rijen = tuple(tuple("\n".join(cel) for cel in rij) for rij in blok["rijen"])
                uit.append(Tabel("", blok["titel"], kolommen, rijen))
            case "ondertekening":
                uit.append(Ondertekening(tuple(blok["regels"])))
    return uit


def _hoofd(hoofd: Briefhoofd) -> Json:
    return {
        "afzender": list(hoofd.afzender),
        "geadresseerde": list(hoofd.geadresseerde),
        "gegevens": [[naam, waarde] for naam, waarde in hoofd.gegevens],
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
            return {
                "soort": "kader",
                "toon": soort,
                "titel": titel,
                "blokken": [_blok(deel) for deel in blokken],
            }
        case Tabel():
            return _tabel(blok)
        case Balken():
            return _balken(blok)
        case Ondertekening(regels):
            return {"soort": "ondertekening", "regels": list(regels)}


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
