"""Rules as a person writes them: the parts of a rule set that are conditions, one to a line, and back.

    ernst is acuut of werk onderbroken door werknemers is ja
    ernst is ernstig of (ernst is significant en aantal blootgesteld is minstens 10)

A condition reads as an explanation says it (`beschrijf`). Several on one line stand with "en" between them, and one
with "of" in it then stands in parentheses. Only the form is judged here: whether a code exists, or an operator fits its
fact, is for `controleer_regelset`. What comes out of either is the JSON of the rule set.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from .feiten import ALLE_FEITEN, Feit, Soort
from .voorwaarden import Werking

Rij = Mapping[str, Any]

_TEKENS: Sequence[tuple[str, Werking]] = (  # the longest first
    (" is niet bekend", Werking.BEKEND),
    (" is bekend", Werking.BEKEND),
    (" is minstens ", Werking.MINSTENS),
    (" is niet ", Werking.NIET),
    (" is ", Werking.IS),
    (" bevat ", Werking.BEVAT),
)
_FEITEN: Sequence[tuple[str, str]] = sorted(
    {(feit.titel.casefold(), naam) for naam, feit in ALLE_FEITEN.items()}
    | {(naam, naam) for naam in ALLE_FEITEN},
    key=lambda paar: -len(paar[0]),
)
_WAARDE = re.compile(r"[^\s()]+")
_DAG = re.compile(r"^(\d\d)-(\d\d)-(\d{4})$", re.ASCII)
GEEN = "geen"
VOORBEELD = """\
ernst is ernstig of acuut
aantal blootgesteld is minstens 10
ernst is acuut of (ernst is ernstig en situatie duurt voort is ja)"""


class Schrijffout(ValueError):
    """A line that cannot be read; the text is Dutch and repeats what stood there."""


# Writing


def schrijf_regels(voorwaarden: Sequence[Rij]) -> str:
    """Conditions that must all hold, one to a line."""
    return "\n".join(schrijf(voorwaarde) for voorwaarde in voorwaarden)


def schrijf(voorwaarde: Rij) -> str:
    if "een_van" in voorwaarde:
        return " of ".join(
            schrijf(keuze[0]) if len(keuze) == 1 else f"({' en '.join(map(schrijf, keuze))})"
            for keuze in voorwaarde["een_van"]
        )
    feit = ALLE_FEITEN[voorwaarde["feit"]]
    werking, ruw = next((Werking(s), w) for s, w in voorwaarde.items() if s != "feit")
    if werking is Werking.BEKEND:
        return feit.titel + (" is bekend" if ruw == "ja" else " is niet bekend")
    teken = next(teken for teken, deze in _TEKENS if deze is werking)
    return feit.titel + teken + " of ".join(_schrijf_waarde(feit, w) for w in _als_lijst(ruw))


def _schrijf_in_een_regel(voorwaarden: Sequence[Rij]) -> str:
    return " en ".join(f"({schrijf(v)})" if "een_van" in v else schrijf(v) for v in voorwaarden)


def _schrijf_waarde(feit: Feit, waarde: Any) -> str:
    return f"{date.fromisoformat(waarde):%d-%m-%Y}" if feit.soort is Soort.DATUM else str(waarde)


def _als_lijst(ruw: Any) -> list[Any]:
    return ruw if isinstance(ruw, list) else [ruw]


def _met_als(wat: str, rij: Rij) -> str:
    return f"{wat} als {_schrijf_in_een_regel(rij['als'])}" if rij.get("als") else wat


def schrijf_prioriteiten(ruw: Any) -> str:
    """A priority, or alternatives of which the first that holds counts: "P1 als ernst is acuut", "P3"."""
    keuzes = ruw if isinstance(ruw, list) else [] if ruw is None else [{"prioriteit": ruw}]
    return "\n".join(_met_als(keuze["prioriteit"] or GEEN, keuze) for keuze in keuzes)


def schrijf_vlaggen(vlaggen: Sequence[Rij]) -> str:
    return "\n".join(_met_als(vlag["vlag"], vlag) for vlag in vlaggen)


def schrijf_gevolgen(gevolgen: Sequence[Rij]) -> str:
    """What a modifier does, an alternative to a line: "route REGISTREREN; prioriteit geen; reden GEEN_TOESTEMMING"."""
    return "\n".join(_met_als("; ".join(_delen(gevolg)), gevolg) for gevolg in gevolgen)


def _delen(gevolg: Rij) -> list[str]:
    delen = [f"route {gevolg['route']}"] if "route" in gevolg else []
    if "prioriteit" in gevolg:
        delen.append(f"prioriteit {gevolg['prioriteit'] or GEEN}")
    delen += [f"prioriteit {oud} wordt {nieuw}" for oud, nieuw in gevolg.get("prioriteit_van", {}).items()]
    delen += [f"partner {partner}" for partner in gevolg.get("partners", ())]
    if gevolg.get("partner_van_onderwerp"):
        delen.append("partner van het onderwerp")
    return delen + ([f"reden {gevolg['redencode']}"] if "redencode" in gevolg else [])


# Reading


def lees_regels(tekst: str) -> list[dict[str, Any]]:
    """The opposite of `schrijf_regels`. Raises Schrijffout."""
    return [_Regel(regel).voorwaarde_tot_het_eind() for regel in _regels(tekst)]


def lees_prioriteiten(tekst: str) -> Any:
    """None, a code, or alternatives. Raises Schrijffout."""
    keuzes = [_lees_als(regel, "prioriteit") for regel in _regels(tekst)]
    for keuze in keuzes:
        keuze["prioriteit"] = None if keuze["prioriteit"].casefold() == GEEN else keuze["prioriteit"]
    if len(keuzes) == 1 and "als" not in keuzes[0]:
        return keuzes[0]["prioriteit"]
    return keuzes or None


def lees_vlaggen(tekst: str) -> list[dict[str, Any]]:
    """Raises Schrijffout."""
    return [_lees_als(regel, "vlag") for regel in _regels(tekst)]


def lees_gevolgen(tekst: str) -> list[dict[str, Any]]:
    """Raises Schrijffout."""
    return [_lees_gevolg(regel) for regel in _regels(tekst)]


def _regels(tekst: str) -> list[str]:
    return [" ".join(regel.split()) for regel in tekst.splitlines() if regel.strip()]


def _lees_als(regel: str, sleutel: str) -> dict[str, Any]:
    """A code, with or without the conditions under which."""
    wat, als = _splits(regel)
    if " " in wat or not wat:
        raise Schrijffout(f"“{regel}”: hier hoort een code te staan, met of zonder “als …” erachter")
    return {sleutel: wat, **als}


def _splits(regel: str) -> tuple[str, dict[str, Any]]:
    wat, heeft_als, voorwaarden = f" {regel}".partition(" als ")
    return wat.strip(), {"als": _Regel(voorwaarden).lijst_tot_het_eind()} if heeft_als else {}


_GEVOLGEN = (
    (re.compile(r"route (\S+)", re.IGNORECASE), "route"),
    (re.compile(r"prioriteit (\S+)", re.IGNORECASE), "prioriteit"),
    (re.compile(r"reden (\S+)", re.IGNORECASE), "redencode"),
)
_WORDT = re.compile(r"prioriteit (\S+) wordt (\S+)", re.IGNORECASE)
_PARTNER = re.compile(r"partner (\S+)", re.IGNORECASE)


def _lees_gevolg(regel: str) -> dict[str, Any]:
    wat, gevolg = _splits(regel)
    for deel in (deel.strip() for deel in wat.split(";")):
        if deel.casefold() == "partner van het onderwerp":
            gevolg["partner_van_onderwerp"] = True
        elif gevonden := _WORDT.fullmatch(deel):
            gevolg.setdefault("prioriteit_van", {})[gevonden[1]] = gevonden[2]
        elif gevonden := _PARTNER.fullmatch(deel):
            gevolg.setdefault("partners", []).append(gevonden[1])
        else:
            gevolg |= _lees_deel(deel, regel)
    return gevolg


def _lees_deel(deel: str, regel: str) -> dict[str, Any]:
    for patroon, sleutel in _GEVOLGEN:
        if gevonden := patroon.fullmatch(deel):
            geen = sleutel == "prioriteit" and gevonden[1].casefold() == GEEN
            return {sleutel: None if geen else gevonden[1]}
    raise Schrijffout(
        f"“{regel}”: “{deel}” is geen gevolg; schrijf bijvoorbeeld “route TELEFONISCH; prioriteit P2”"
    )


class _Regel:
    """One line, and how far it was read."""

    def __init__(self, tekst: str) -> None:
        self.tekst = " ".join(tekst.split())
        self.plek = 0

    def voorwaarde_tot_het_eind(self) -> dict[str, Any]:
        gelezen = self._voorwaarde()
        self._eind()
        return gelezen

    def lijst_tot_het_eind(self) -> list[dict[str, Any]]:
        gelezen = [self._deel()]
        while self._neem(" en "):
            gelezen.append(self._deel())
        self._eind()
        return gelezen

    def _eind(self) -> None:
        if self.plek < len(self.tekst):
            raise Schrijffout(f"“{self.tekst}”: “{self.tekst[self.plek :].strip()}” is niet te lezen")

    def _deel(self) -> dict[str, Any]:
        """One of several on a line."""
        if not self._neem("("):
            return self._rij()
        gelezen = self._voorwaarde()
        self._moet(")")
        return gelezen

    def _voorwaarde(self) -> dict[str, Any]:
        keuzes = [self._keuze()]
        while self._neem(" of "):
            keuzes.append(self._keuze())
        return keuzes[0][0] if len(keuzes) == 1 == len(keuzes[0]) else {"een_van": keuzes}

    def _keuze(self) -> list[dict[str, Any]]:
        if not self._neem("("):
            return [self._rij()]
        rijen = [self._rij()]
        while self._neem(" en "):
            rijen.append(self._rij())
        self._moet(")")
        return rijen

    def _rij(self) -> dict[str, Any]:
        feit = self._feit()
        if feit is None:
            rest = self.tekst[self.plek :]
            raise Schrijffout(f"“{self.tekst}”: “{rest}” begint niet met een feit en wat daarvan geldt")
        teken, werking = next((t, w) for t, w in _TEKENS if self._neem(t))
        if werking is Werking.BEKEND:
            return {"feit": feit, "bekend": "nee" if "niet" in teken else "ja"}
        waarden = [self._waarde(feit)]
        while werking is not Werking.MINSTENS and self._volgt_een_waarde():
            self._neem(" of ")
            waarden.append(self._waarde(feit))
        return {"feit": feit, werking.value: waarden[0] if len(waarden) == 1 else waarden}

    def _feit(self) -> str | None:
        """The name of the fact that stands here with an operator behind it; read, but the operator is not."""
        for titel, naam in _FEITEN:
            eind = self.plek + len(titel)
            if self._staat(titel, self.plek) and any(self._staat(teken, eind) for teken, _ in _TEKENS):
                self.plek = eind
                return naam
        return None

    def _volgt_een_waarde(self) -> bool:
        """Whether another value of the same fact follows "of", and not another condition."""
        hier = self.plek
        waarde = self._neem(" of ") and not self._staat("(", self.plek) and self._feit() is None
        self.plek = hier
        return waarde

    def _waarde(self, feit: str) -> Any:
        gevonden = _WAARDE.match(self.tekst, self.plek)
        if gevonden is None:
            raise Schrijffout(f"“{self.tekst}”: er staat niet wat “{ALLE_FEITEN[feit].titel}” moet zijn")
        self.plek = gevonden.end()
        return _waarde(ALLE_FEITEN[feit].soort, gevonden[0])

    def _staat(self, woord: str, plek: int) -> bool:
        return self.tekst[plek : plek + len(woord)].casefold() == woord

    def _neem(self, woord: str) -> bool:
        # A line ends without the space that an operator with a value ends in.
        if not self._staat(woord, self.plek):
            return False
        self.plek += len(woord)
        return True

    def _moet(self, woord: str) -> None:
        if not self._neem(woord):
            raise Schrijffout(f"“{self.tekst}”: er ontbreekt een “{woord}”")


def _waarde(soort: Soort, tekst: str) -> Any:
    """As the JSON has it; what is no number or day stays text, and is refused as such."""
    if soort is Soort.GETAL and tekst.isascii() and tekst.isdecimal():
        return int(tekst)
    if soort is Soort.DATUM:
        return _DAG.sub(r"\3-\2-\1", tekst)
    return tekst.casefold() if soort is Soort.JANEE else tekst
