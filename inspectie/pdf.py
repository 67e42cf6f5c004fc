"""A PDF that people hand in: without what it tells of whoever made it, and what it says beside its pages. The work is
done in a process of its own (`inspectie.kalepdf`): a file that was made to take all time or memory stops only that.
"""

import subprocess
import sys
from enum import IntEnum
from pathlib import Path

_WORTEL = Path(__file__).parent.parent
_WANDTIJD = 30
"""Seconds, on a machine that is busy; how long it may work it knows itself."""


class Uitkomst(IntEnum):
    """How the process ends, when nothing killed it."""

    GOED = 0
    OP_SLOT = 3
    BESCHADIGD = 4
    GEEN_BLADZIJDEN = 5
    TE_ZWAAR = 6


class OpSlot(Exception):
    """It opens only with a password."""


class Beschadigd(Exception):
    """Nothing in it can be mended."""


class GeenBladzijden(Exception):
    """Not all that it says is on its pages: it is a folder of files, somebody hung a file at a page, or the program
    that opens it draws them."""


class TeZwaar(Exception):
    """It takes too much time or memory."""


_FOUTEN: dict[int, type[Exception]] = {
    Uitkomst.OP_SLOT: OpSlot,
    Uitkomst.BESCHADIGD: Beschadigd,
    Uitkomst.GEEN_BLADZIJDEN: GeenBladzijden,
    Uitkomst.TE_ZWAAR: TeZwaar,
}


def zonder_sporen(inhoud: bytes) -> bytes:
    """The PDF as it may go on, the same for the same file. Raises OpSlot, Beschadigd, GeenBladzijden, TeZwaar, and
    OSError when there is no room for a process."""
    return _doe("zonder_sporen", inhoud)


def eigenschappen(inhoud: bytes) -> str:
    """What it says beside its pages, a line for each; "" where there is nothing, or nothing can be read."""
    try:
        return _doe("eigenschappen", inhoud).decode()
    except (OpSlot, Beschadigd, TeZwaar, OSError):
        return ""


def _doe(taak: str, inhoud: bytes) -> bytes:
    """It knows none of our secrets: what is in a file may be made to go wrong."""
    opdracht = (sys.executable, "-m", "inspectie.kalepdf", taak)
    try:
        klaar = subprocess.run(
            opdracht,
            input=inhoud,
            cwd=_WORTEL,
            env={},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # words of the file may be in it
            timeout=_WANDTIJD,
            check=False,
        )
    except subprocess.TimeoutExpired as fout:
        raise TeZwaar from fout
    if klaar.returncode < 0:  # at the end of its time, or in the middle of asking for memory
        raise TeZwaar
    if klaar.returncode != Uitkomst.GOED:
        # Any other end is of no file, but of the program: then none would be taken, and somebody must know.
        raise _FOUTEN.get(klaar.returncode, RuntimeError)
    return klaar.stdout
