"""The refused lines, as they came, with the reason: good + refused = read, for anyone to check."""

import csv
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from interventies.invoer.fouten import Afkeur
from interventies.invoer.lezen import Lezer

MAP = "afgekeurd"


def schrijf_afgekeurd(map: Path, afkeur: Afkeur, namen: Sequence[str]) -> None:
    """Write `map/afgekeurd/`, whole or not at all; what an earlier run left there is replaced."""
    klad = Path(tempfile.mkdtemp(prefix=f".{MAP}-", dir=map))
    try:
        for naam in namen:
            if afkeur.per_bestand(naam):
                _schrijf(Lezer(map / f"{naam}.csv"), afkeur, naam, klad / f"{naam}.csv")
        klad.chmod(0o700)  # a refused melding can hold a reporter
        if (map / MAP).exists():
            shutil.rmtree(map / MAP)
        klad.rename(map / MAP)
    except BaseException:
        shutil.rmtree(klad, ignore_errors=True)
        raise


def _schrijf(lezer: Lezer, afkeur: Afkeur, naam: str, pad: Path) -> None:
    afgekeurd = afkeur.regels(naam)
    volgende = next(afgekeurd, None)
    with pad.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit)
        schrijver.writerow([*lezer.koppen, "regel", "reden"])
        breedte = len(lezer.koppen)
        for regel in lezer.regels():
            if volgende is None:
                break
            if regel.nummer == volgende[0]:
                cellen = (regel.cellen + [""] * breedte)[:breedte]
                schrijver.writerow([*cellen, regel.nummer, volgende[1]])
                volgende = next(afgekeurd, None)
