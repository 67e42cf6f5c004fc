"""What the pool of connections says to the log: in English, at every try of every second. Here it becomes why the
database cannot be reached, in Dutch: once a minute in the log of the site, and nothing in a command, which says it
itself when it gives up (`inspectie.management.opdracht`)."""

import logging
import re
import time

from django.conf import settings

logger = logging.getLogger("inspectie")

_EENS_PER = 60  # seconds
_OORZAKEN = tuple(
    (re.compile(vorm), reden)
    for vorm, reden in (
        (r"Connection refused|No such file or directory", "daar luistert niets"),
        (r"translate host name|resolve host|Name or service not known", "die naam is niet te vinden"),
        (r"authentication failed|no password supplied", "de gebruiker of het wachtwoord klopt niet"),
        (r"database \".*\" does not exist", "die database is er niet"),
        (r"role \".*\" does not exist", "die gebruiker is er niet"),
        (r"no pg_hba\.conf entry", "deze computer mag er niet bij"),
        (r"timeout expired|timed out|connection timeout", "er komt geen antwoord"),
        (r"No route to host|unreachable", "er is geen weg naartoe"),
        (r"too many clients|connection slots", "er zijn al te veel verbindingen"),
        (r"system is (?:starting up|shutting down|in recovery)", "zij start of stopt"),
        (r"SSL|certificate", "de beveiligde verbinding (TLS) lukt niet"),
    )
)
# A normal thing when the database was restarted; what was lost by it, who used the connection is told.
_GEWOON = ("discarding closed connection", "discarding broken connection", "closing returned connection")


def waarom(tekst: str) -> str:
    """Why there is no connection, of what the server or the system said of it; its own words where we know none."""
    reden = next((reden for vorm, reden in _OORZAKEN if vorm.search(tekst)), "")
    if not reden:
        return " ".join(tekst.split())
    adres = settings.DATABASES["default"]
    waar = [str(adres.get("HOST") or ""), f"poort {adres['PORT']}" if adres.get("PORT") else ""]
    return f"{reden} ({', '.join(filter(None, waar))})" if any(waar) else reden


class Poollog(logging.Handler):
    stil = False
    """Nothing to the log: a command says it itself, and who typed it reads along."""

    def __init__(self) -> None:
        super().__init__()
        self._oorzaak, self._op, self._gezegd = "", 0.0, ("", 0.0)

    def emit(self, record: logging.LogRecord) -> None:
        tekst, nu = record.getMessage(), time.monotonic()
        if tekst.startswith("error connecting"):
            self._oorzaak, self._op = waarom(tekst.partition(": ")[2]), nu
            eerder, op = self._gezegd
            if not self.stil and (eerder != self._oorzaak or nu - op >= _EENS_PER):
                self._gezegd = (self._oorzaak, nu)
                logger.error("de database is niet te bereiken: %s", self._oorzaak)
        elif not self.stil and not tekst.startswith(_GEWOON):
            logging.getLogger().handle(record)

    def oorzaak(self) -> str:
        """Why it did not work just now; "" when it did."""
        return self._oorzaak if self._oorzaak and time.monotonic() - self._op < _EENS_PER else ""


POOLLOG = Poollog()


def poollog() -> Poollog:
    """The one there is: of the settings, and to ask."""
    return POOLLOG
