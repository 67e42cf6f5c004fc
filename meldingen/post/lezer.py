"""Reading in a process of its own (`kind`): a message that never ends, or asks for all memory, stops only that."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any, cast

from django.conf import settings

from inspectie.bestanden import Bestand
from meldingen.post.bussen import Post
from meldingen.post.inhoud import Inhoud
from meldingen.post.lezen import Bericht

OPDRACHT = (sys.executable, "-m", "meldingen.post.kind")


class Gestopt(Exception):
    """The process ended in the middle of this message."""


class Lezer:
    """Begins with the first message, and anew after one that stopped it. Raises OSError when it does not begin."""

    def __init__(self) -> None:
        self._proces: subprocess.Popen[bytes] | None = None

    def lees(self, post: Post, *, op: datetime, eigen: str) -> Bericht:
        erin, eruit = self._pijpen()
        vraag = {
            "lengte": len(post.ruw),
            "op": op.isoformat(),
            "binnen": post.binnen.isoformat() if post.binnen else None,
            "eigen": eigen,
        }
        try:
            erin.write(json.dumps(vraag).encode() + b"\n")
            erin.write(post.ruw)
            erin.flush()
            return _bericht(eruit)
        except (OSError, ValueError, EOFError, KeyError, TypeError, RecursionError) as fout:
            self.sluit()
            raise Gestopt from fout

    def sluit(self) -> None:
        if self._proces is not None:
            self._proces.kill()
            self._proces.communicate()
            self._proces = None

    def _pijpen(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._proces is None:
            self._proces = subprocess.Popen(
                OPDRACHT,
                cwd=settings.BASE_DIR,
                env={},  # not with our secrets: what is in a message may be made to go wrong
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # words of a message may be in it
            )
            if not cast("IO[bytes]", self._proces.stdout).readline():
                self.sluit()
                raise OSError("het lezen van e-mail begint niet")
        return cast("IO[bytes]", self._proces.stdin), cast("IO[bytes]", self._proces.stdout)


@contextmanager
def lezer() -> Iterator[Lezer]:
    zelf = Lezer()
    try:
        yield zelf
    finally:
        zelf.sluit()


def _bericht(eruit: IO[bytes]) -> Bericht:
    velden: dict[str, Any] = json.loads(eruit.readline())
    return Bericht(
        afdruk=velden["afdruk"],
        inhoud=Inhoud(**velden["inhoud"]),
        ontvangen_op=datetime.fromisoformat(velden["ontvangen_op"]),
        ongewenst=bool(velden["ongewenst"]),
        reden=velden["reden"],
        bestanden=[Bestand(naam, soort, _heel(eruit, lengte)) for naam, soort, lengte in velden["bestanden"]],
    )


def _heel(eruit: IO[bytes], lengte: int) -> bytes:
    if lengte < 0:
        raise ValueError(lengte)
    inhoud = eruit.read(lengte)
    if len(inhoud) < lengte:
        raise EOFError
    return inhoud
