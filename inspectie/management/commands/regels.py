"""`regels toets BESTAND.csv`: scenarios against the rules of the day each was received."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from inspectie.csvfouten import GeenCsv, een_record
from inspectie.kolommen import Kolom, zichtbaar
from inspectie.management.opdracht import Opdracht, oorzaak
from interventies.invoer.fouten import Fout
from interventies.invoer.rij import gebreken
from meldingen import triage
from meldingen.regelsets import codelijsten, regelset_voor

KOLOMMEN = (
    Kolom("scenario", str),
    *(Kolom(naam, str, altijd=True) for naam in (*triage.FEITKOLOMMEN, *triage.VERWACHTE_KOLOMMEN)),
)
TOETS = "draait de scenario's en toont elk verschil, met welke regel waarom (niet) gold"


class Command(Opdracht):
    help = "Toetst scenario's aan de triageregels."

    def add_arguments(self, parser: ArgumentParser) -> None:
        onderdelen = parser.add_subparsers(dest="onderdeel", required=True, metavar="toets")
        toets = onderdelen.add_parser("toets", help=TOETS, description=f"{TOETS.capitalize()}.")
        toets.add_argument(
            "bestand",
            type=Path,
            metavar="BESTAND.csv",
            help="een scenario per regel, met wat er hoort uit te komen",
        )

    def handle(self, *args: Any, bestand: Path, **options: Any) -> None:
        zoek = regelset_voor()

        def regelset(dag: date) -> triage.Regelset:
            gevonden = zoek(dag)
            if gevonden is None:
                raise LookupError(f"op {dag:%d-%m-%Y} geldt geen goedgekeurde set regels")
            return gevonden[1]

        mis, rijen = _lees(bestand)
        if mis:
            self.stdout.write("\n".join([*mis, f"0 geslaagd, {len(rijen)} gefaald"]))
            raise SystemExit(1)
        try:
            uitkomsten = triage.toets_scenarios(regelset, rijen, codelijsten())
        except (ValueError, LookupError) as fout:
            raise CommandError(str(fout)) from None
        if not uitkomsten:
            raise CommandError(f"{bestand} bevat geen scenario.", returncode=2)
        gefaald = 0
        for uitkomst in uitkomsten:
            if not uitkomst.geslaagd:
                gefaald += 1
                for regel in uitkomst.regels():
                    self.stdout.write(zichtbaar(regel))
        self.stdout.write(f"{len(uitkomsten) - gefaald} geslaagd, {gefaald} gefaald")
        if gefaald:
            raise SystemExit(1)


def _lees(bestand: Path) -> tuple[list[str], list[dict[str, str]]]:
    """What is wrong with the header, as `importeer` says it, and the rows. An empty file has nothing of either."""
    try:
        with bestand.open(encoding="utf-8-sig", newline="") as bron:
            rijen = csv.DictReader(bron)
            with een_record(rijen):
                koppen = rijen.fieldnames or ()
            fouten = gebreken(KOLOMMEN, koppen) if koppen else ()
            return [str(Fout(bestand.name, rijen.line_num, *gebrek)) for gebrek in fouten], list(_alle(rijen))
    except (OSError, UnicodeDecodeError, GeenCsv) as fout:
        raise CommandError(f"{bestand} is niet te lezen: {_waarom(fout)}.", returncode=2) from None


def _alle(rijen: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
    while True:
        with een_record(rijen):
            rij = next(rijen, None)
        if rij is None:
            return
        yield rij


def _waarom(fout: OSError | UnicodeDecodeError | GeenCsv) -> str:
    if isinstance(fout, OSError):
        return oorzaak(fout)
    return "het is geen UTF-8" if isinstance(fout, UnicodeDecodeError) else str(fout)
