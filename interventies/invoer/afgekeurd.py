"""The refused lines, as they came, with the reason: good + refused = read, for anyone to check."""

import csv
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from interventies.invoer.fouten import Afkeur
from interventies.invoer.lezen import AFGEKEURD, AFGEKEURD_ANDERS, Bestandsfout, Lezer, met_merk

MAP = "afgekeurd"
Schrijf = Callable[[Afkeur, Collection[str]], None]

_KOP = b"regel,reden"  # how each of these files begins


@contextmanager
def vervang(map: Path, eigen: Collection[str]) -> Iterator[Schrijf]:
    """Gives a function that makes `map/afgekeurd/` anew from the refused lines of these files. In it stand only files
    with the names `eigen` (without .csv).

    Wrap it around the transaction: when that fails at the very end, what an earlier run left there comes back.
    """
    doel, oud = map / MAP, map / f".{MAP}-vorige"
    geplaatst = False

    def schrijf(afkeur: Afkeur, namen: Collection[str]) -> None:
        nonlocal geplaatst
        namen = [naam for naam in namen if afkeur.per_bestand(naam)]
        klad = Path(tempfile.mkdtemp(prefix=f".{MAP}-", dir=map))  # for our eyes only: it can hold a reporter
        try:
            for naam in namen:
                _schrijf(Lezer(map / f"{naam}.csv"), afkeur, naam, klad / f"{naam}.csv")
            if doel.exists():
                doel.rename(oud)
            if namen:
                klad.rename(doel)
            geplaatst = True
        finally:
            shutil.rmtree(klad, ignore_errors=True)

    _alleen_van_ons(doel, eigen)
    if oud.exists():  # a run was killed while it had both
        shutil.rmtree(oud) if doel.exists() else oud.rename(doel)
    try:
        yield schrijf
    except BaseException:
        if geplaatst:
            shutil.rmtree(doel, ignore_errors=True)
        if oud.exists():
            oud.rename(doel)
        raise
    shutil.rmtree(oud, ignore_errors=True)


def _alleen_van_ons(doel: Path, eigen: Collection[str]) -> None:
    """What is replaced must be ours. Raises Bestandsfout when somebody else's files are there."""
    if doel.is_symlink() or (doel.exists() and not doel.is_dir()):
        raise Bestandsfout(f"{doel} is geen map, en daar horen de afgekeurde regels te komen")
    vreemd = sorted(pad.name for pad in doel.iterdir() if not _van_ons(pad, eigen)) if doel.exists() else []
    if vreemd:
        raise Bestandsfout(f"in {doel} staat {vreemd[0]}; die map wordt vervangen, dus zet het ergens anders")


def _van_ons(pad: Path, eigen: Collection[str]) -> bool:
    if pad.suffix != ".csv" or pad.stem not in eigen or pad.is_symlink() or not pad.is_file():
        return False
    with pad.open("rb") as bestand:
        return bestand.read(len(_KOP)) == _KOP


def _schrijf(lezer: Lezer, afkeur: Afkeur, naam: str, pad: Path) -> None:
    """Line and reason come first: what follows is the record as it came, however wide it is."""
    voorop = AFGEKEURD if "reden" not in lezer.koppen else AFGEKEURD_ANDERS
    afgekeurd = afkeur.regels(naam)
    volgende = next(afgekeurd, None)
    with pad.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit)
        schrijver.writerow([*voorop, *map(met_merk, lezer.koppen)])
        for regel in lezer.regels():
            if volgende is None:
                break
            if regel.nummer == volgende[0]:
                schrijver.writerow([regel.nummer, volgende[1], *map(met_merk, regel.cellen)])
                volgende = next(afgekeurd, None)
