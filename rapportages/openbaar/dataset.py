"""The files of what goes outside: the figures as CSV with its metadata, and as JSON. Pure.

The files say that a number is hidden, never why: the reason would narrow it down.
"""

import json
from collections.abc import Collection, Iterator
from io import BytesIO

from inspectie.tijd import AMSTERDAM
from inspectie.uitvoer import csv, csvw
from inspectie.uitvoer.cellen import Cel
from inspectie.uitvoer.csvw import Csvkolom
from rapportages.cijfers import Label, label
from rapportages.openbaar.grootheden import echte_naam
from rapportages.rapportgegevens import Rapportgegevens
from rapportages.uitvoer import csvkolommen as k
from rapportages.uitvoer.rijen import KOLOMMEN as VOL
from rapportages.uitvoer.rijen import lange_rijen

CSV, METADATA, JSON = "kerncijfers.csv", csvw.METADATA, "kerncijfers.json"
KOLOMMEN = (
    k.CODE,
    k.NAAM,
    k.DEEL,
    Csvkolom("deelnaam", "naam van het deel"),
    k.ONDERDEEL,
    Csvkolom("onderdeelnaam", "naam van het onderdeel"),
    k.EENHEID,
    *k.GETALLEN,
    Csvkolom(
        "onderdrukt",
        "of er een getal is weggelaten, omdat het klein is of omdat er een klein getal uit volgt",
        "boolean",
        verplicht=True,
    ),
    *k.MOMENT,
    *k.DEFINITIE,
)
EIGEN_DEEL = {
    "overlap": Label("In beide delen", "in beide delen"),
    "zonder_locatie": Label("Zonder onderzoek op locatie", "zonder onderzoek op locatie"),
}


def bestanden(
    gegevens: Rapportgegevens, verborgen: Collection[str], *, titel: str, drempel: int, licentie: str
) -> dict[str, bytes]:
    """By name. The same arguments give the same bytes."""
    omschrijving = (
        f"Aantallen kleiner dan {drempel} zijn weggelaten (0 niet), en zo veel andere als nodig is om te zorgen dat zij"
        " er niet uit volgen, ook niet met wat eerder is gepubliceerd."
    )
    return {
        CSV: _csv(gegevens, verborgen),
        METADATA: csvw.metadata(
            CSV,
            KOLOMMEN,
            title=titel,
            description=omschrijving,
            language="nl",
            license={"@id": licentie},
            modified=gegevens.cijfers.stand_van.astimezone(AMSTERDAM).isoformat(),
        ),
        JSON: _json(gegevens, verborgen, titel, omschrijving, drempel, licentie),
    }


def rijen(gegevens: Rapportgegevens, verborgen: Collection[str]) -> Iterator[dict[str, Cel]]:
    """The long rows of the report without what is hidden. A share goes with its numerator or its denominator."""
    labels = {**gegevens.labels, **EIGEN_DEEL}
    for cellen in lange_rijen(gegevens.cijfers, synthetisch=gegevens.synthetisch):
        rij = dict(zip(VOL, cellen, strict=True))
        code, deel, onderdeel = str(rij["code"]), str(rij["deel"]), str(rij["onderdeel"])
        weg = {
            wat
            for wat, naam in _namen(code, deel, onderdeel).items()
            if rij[wat] is not None and echte_naam(naam) in verborgen
        }
        if weg & {"teller", "noemer"}:
            weg.add("percentage")
        rij |= dict.fromkeys(weg)
        rij["onderdrukt"] = bool(weg)
        rij["deelnaam"] = label(labels, deel).tabel if deel else ""
        rij["onderdeelnaam"] = label(labels, onderdeel).tabel if onderdeel else ""
        yield {kolom.naam: rij[kolom.naam] for kolom in KOLOMMEN}


def _namen(code: str, deel: str, onderdeel: str) -> dict[str, str]:
    """By column the number that stands in it."""
    if not deel:
        return {wat: f"{code}.{wat}" for wat in ("waarde", "teller", "noemer")}
    eigen = ".".join(filter(None, (code, deel, onderdeel)))
    geheel = f"KC-02.{onderdeel}" if onderdeel else "KC-01.waarde"
    return {"waarde": eigen, "teller": eigen, "noemer": geheel}


def _csv(gegevens: Rapportgegevens, verborgen: Collection[str]) -> bytes:
    uit = BytesIO()
    namen = [kolom.naam for kolom in KOLOMMEN]
    csv.schrijf_rijen(namen, (list(rij.values()) for rij in rijen(gegevens, verborgen)), uit)
    return uit.getvalue()


def _json(
    gegevens: Rapportgegevens,
    verborgen: Collection[str],
    titel: str,
    omschrijving: str,
    drempel: int,
    licentie: str,
) -> bytes:
    """As the contract has the figures (section 3); null is hidden."""
    cijfers = gegevens.cijfers
    inhoud = cijfers.als_json()
    kaarten = []
    for cijfer in cijfers.cijfers:
        eigen = cijfer.als_json()

        def open_of_niet(naam: str, waarde: object) -> object:
            if isinstance(waarde, dict):
                return {deel: open_of_niet(f"{naam}.{deel}", n) for deel, n in waarde.items()}
            return None if echte_naam(naam) in verborgen else waarde

        getoond = {
            wat: waarde
            if wat in ("code", "eenheid", "percentage")
            else open_of_niet(cijfer.code if wat == "delen" else f"{cijfer.code}.{wat}", waarde)
            for wat, waarde in eigen.items()
        }
        if "percentage" in getoond and None in (getoond["teller"], getoond["noemer"]):
            getoond["percentage"] = None
        kaarten.append(getoond)
    inhoud["kerncijfers"] = kaarten
    inhoud = {
        "titel": titel,
        "omschrijving": omschrijving,
        "licentie": licentie,
        "drempel": drempel,
        "synthetisch": gegevens.synthetisch,
        **inhoud,
        "kaarten": cijfers.kaarten(),
    }
    return (json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n").encode()
