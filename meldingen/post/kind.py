"""The process that reads what strangers send. It has an end to its time and its memory: what somebody made to stop it
stops this, and nobody else. It is given no key and no database and writes no log; started by `lezer`, it ends with its
input.

In: a line of JSON (`lengte`, `op`, `binnen`, `eigen`) and so many bytes. Out: a line of JSON and the files, each as
long as it says.
"""

import json
import math
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from django.conf import settings

if TYPE_CHECKING:
    from meldingen.post.lezen import Bericht

START = 120
REKENTIJD, WANDTIJD = 20, 90
"""Seconds for one message: of work, and of waiting on a machine that is busy."""
GEHEUGEN = 2_000_000_000
"""Bytes of address space: ten pictures, one after the other, as large as we take them."""


def main(erin: BinaryIO, eruit: BinaryIO) -> None:
    signal.alarm(START)
    settings.configure(USE_I18N=False)  # what it says is Dutch as it stands
    lees = lezen()
    resource.setrlimit(resource.RLIMIT_AS, (GEHEUGEN, GEHEUGEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no message on disk
    eruit.write(b"{}\n")
    eruit.flush()
    signal.alarm(0)
    while kop := erin.readline():
        vraag = json.loads(kop)
        ruw = erin.read(vraag["lengte"])
        _begrens()
        bericht = lees(ruw, op=_moment(vraag["op"]), binnen=_moment(vraag["binnen"]), eigen=vraag["eigen"])
        velden: dict[str, Any] = asdict(bericht) | {
            "ontvangen_op": bericht.ontvangen_op.isoformat(),
            "bestanden": [[b.naam, b.mediatype, len(b.inhoud)] for b in bericht.bestanden],
        }
        eruit.write(json.dumps(velden).encode() + b"\n")
        eruit.writelines(bestand.inhoud for bestand in bericht.bestanden)
        eruit.flush()
        signal.alarm(0)


def lezen() -> Callable[..., "Bericht"]:
    from meldingen.post.lezen import lees  # within the time to start

    return lees


def _begrens() -> None:
    """What goes over it ends the process there and then, whatever it is in the middle of."""
    signal.alarm(WANDTIJD)
    gedaan = resource.getrusage(resource.RUSAGE_SELF)
    tot = math.ceil(gedaan.ru_utime + gedaan.ru_stime) + REKENTIJD  # whole seconds, and never less
    resource.setrlimit(resource.RLIMIT_CPU, (tot, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _moment(tekst: str | None) -> Any:
    return datetime.fromisoformat(tekst) if tekst else None


if __name__ == "__main__":
    # With PYTHONUNBUFFERED, as containers have it, a write that is interrupted writes a part, and says so to nobody.
    main(sys.stdin.buffer, os.fdopen(sys.stdout.fileno(), "wb", closefd=False))
