"""`rapport --peildatum D [--stand-van T] [--formaat F] --uit BESTAND`: the interim report."""

import os
import stat
import tempfile
from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from inspectie.fouten import Regelfout
from inspectie.management.argumenten import PEILDATUM, STAND_VAN, momenten
from inspectie.management.opdracht import Opdracht, oorzaak
from rapportages.maken import maak
from rapportages.uitvoer import FORMATEN

# How the name of a file ends, and the format it then holds; "" is one that is not made here.
EXTENSIES = {formaat: formaat for formaat in FORMATEN} | {"htm": "html", "doc": "", "docx": "", "xls": ""}


class Command(Opdracht):
    help = "Schrijft de tussentijdse rapportage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--peildatum", **PEILDATUM)
        parser.add_argument("--stand-van", **STAND_VAN)
        parser.add_argument(
            "--formaat", choices=tuple(FORMATEN), help="volgt anders uit hoe de naam van het bestand eindigt"
        )
        parser.add_argument(
            "--uit",
            type=Path,
            required=True,
            metavar="BESTAND",
            help="waar het komt te staan; wat er stond wordt vervangen",
        )

    def handle(
        self,
        *args: Any,
        peildatum: date,
        stand_van: datetime | None,
        formaat: str | None,
        uit: Path,
        **options: Any,
    ) -> None:
        # A device, a pipe or a folder must not be replaced by a file.
        if not uit.name or _is_iets_anders(uit):
            raise CommandError(
                f"--uit hoort de naam van een bestand te zijn; “{uit}” is dat niet.", returncode=2
            )
        formaat = _formaat(formaat, uit)
        try:
            inhoud = maak(*momenten(peildatum, stand_van, timezone.now()), formaat)
        except Regelfout as fout:
            raise CommandError(str(fout)) from None
        try:
            _schrijf_heel(uit, inhoud)
        except OSError as fout:
            raise CommandError(f"{uit} kon niet worden geschreven: {oorzaak(fout)}.") from None
        self.stdout.write(f"{uit} ({len(inhoud) // 1024 + 1} kB)")


def _is_iets_anders(uit: Path) -> bool:
    try:
        return uit.exists() and not uit.is_file()
    except OSError:  # it cannot be looked at, so it cannot be written either, and that is told then
        return False


def _formaat(gevraagd: str | None, uit: Path) -> str:
    """What was asked for, or what the name of the file tells. A name may end in something that tells nothing, but not
    as one of another format does: then no program would open it."""
    naar_de_naam = EXTENSIES.get(uit.suffix.lower().removeprefix("."))
    if gevraagd and naar_de_naam in (None, gevraagd):
        return gevraagd
    if naar_de_naam and not gevraagd:
        return naar_de_naam
    if gevraagd:
        anders = f", of vraag --formaat {naar_de_naam}" if naar_de_naam else ""
        zin = f"“{uit.name}” hoort niet bij --formaat {gevraagd}: noem het bestand {uit.stem}.{gevraagd}{anders}."
    else:
        namen = ", ".join(f".{formaat}" for formaat in FORMATEN)
        zin = f"Welk formaat “{uit.name}” wordt is niet te zien: geef --formaat, of een naam op {namen}."
    raise CommandError(zin, returncode=2)


def _schrijf_heel(uit: Path, inhoud: bytes) -> None:
    """Write the whole file or leave what was there: half a report looks like one. Where a link stands, what it leads to
    is written."""
    uit = uit.resolve()
    uit.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=uit.parent, prefix=f".{uit.name}-", delete=False) as klad:
        try:
            klad.write(inhoud)
            klad.flush()
            os.fsync(klad.fileno())
            Path(klad.name).chmod(_rechten(uit))
            Path(klad.name).replace(uit)
        except BaseException:
            Path(klad.name).unlink(missing_ok=True)
            raise


def _rechten(uit: Path) -> int:
    """Who may read it: who might already, or else whom a new file of ours is for."""
    if uit.exists():
        return stat.S_IMODE(uit.stat().st_mode)
    masker = os.umask(0)
    os.umask(masker)
    return 0o666 & ~masker
