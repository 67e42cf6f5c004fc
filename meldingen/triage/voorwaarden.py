"""Conditions as rows of data: read and check them, turn them into a test, say them in words.

    {"feit": "ernst", "is": "acuut"}                      equal to the value, or to one of a list
    {"feit": "melder_ziet_risico", "niet": "ja"}          the opposite of "is": true as well when unknown
    {"feit": "aantal_blootgesteld", "minstens": 10}       a number or date that is known and not below it
    {"feit": "onderwerpen", "bevat": "VERVOER_WERK"}      the list holds the code, or one of a list
    {"feit": "prioriteit", "bekend": "ja"}                there is a value ("nee": there is none)
    {"een_van": [[rij, rij], [rij]]}                      at least one of these lists holds in full

A list of conditions holds when all of them hold; an empty list always holds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .controle import Controle
from .feiten import ALLE_FEITEN, Feit, Soort, Waarde, toon
from .taal import Vertaal, Zin, nederlands, te_vertalen

Waarden = Mapping[str, Waarde]
Toets = Callable[[Waarden], bool]


class Werking(StrEnum):
    """The operators."""

    IS = "is"
    NIET = "niet"
    MINSTENS = "minstens"
    BEVAT = "bevat"
    BEKEND = "bekend"


WERKINGEN: Mapping[Soort, tuple[Werking, ...]] = {
    Soort.CODE: (Werking.IS, Werking.NIET, Werking.BEKEND),
    Soort.JANEE: (Werking.IS, Werking.NIET, Werking.BEKEND),
    Soort.GETAL: (Werking.IS, Werking.NIET, Werking.MINSTENS, Werking.BEKEND),
    Soort.DATUM: (Werking.MINSTENS,),
    Soort.CODES: (Werking.BEVAT, Werking.BEKEND),
}

_JANEE = {"ja": True, "nee": False}


@dataclass(frozen=True, slots=True)
class Rij:
    """One row on one fact. `waarden` holds one value for MINSTENS and BEKEND, else one or more."""

    feit: str
    werking: Werking
    waarden: tuple[Waarde, ...]


@dataclass(frozen=True, slots=True)
class EenVan:
    """Holds when all rows of at least one of the lists hold."""

    keuzes: tuple[tuple[Rij, ...], ...]


Voorwaarde = Rij | EenVan


def feiten_van(voorwaarde: Voorwaarde) -> tuple[str, ...]:
    """The facts it names, each once. A row is read as a whole, also where an "een_van" is decided early."""
    if isinstance(voorwaarde, Rij):
        return (voorwaarde.feit,)
    return tuple(dict.fromkeys(rij.feit for keuze in voorwaarde.keuzes for rij in keuze))


# Reading and checking


def lees_voorwaarden(
    controle: Controle, plek: str, ruw: list[object], feiten: Mapping[str, Feit]
) -> tuple[Voorwaarde, ...]:
    """The conditions that could be read; what could not is reported. Only `feiten` may be named."""
    gelezen = [
        _lees_een_van(controle, f"{plek}[{nr}]", rij, feiten)
        if isinstance(rij, dict) and "een_van" in rij
        else _lees_rij(controle, f"{plek}[{nr}]", rij, feiten)
        for nr, rij in enumerate(ruw)
    ]
    return tuple(voorwaarde for voorwaarde in gelezen if voorwaarde is not None)


def _lees_een_van(controle: Controle, plek: str, ruw: object, feiten: Mapping[str, Feit]) -> EenVan | None:
    rij = controle.rij(plek, ruw, ["een_van"])
    keuzes: list[tuple[Rij, ...]] = []
    lijsten = controle.lijst(plek, rij, "een_van")
    if not lijsten:
        controle.fout(plek, Zin("“een_van” heeft geen keuzes"))
    for nr, keuze in enumerate(lijsten):
        hier = f"{plek}.een_van[{nr}]"
        if not isinstance(keuze, list) or not keuze:
            controle.fout(hier, Zin("hier hoort een lijst met minstens één voorwaarde te staan"))
            continue
        rijen = [_lees_rij(controle, f"{hier}[{r}]", een, feiten) for r, een in enumerate(keuze)]
        keuzes.append(tuple(een for een in rijen if een is not None))
    return EenVan(tuple(keuzes)) if keuzes else None


def _lees_rij(controle: Controle, plek: str, ruw: object, feiten: Mapping[str, Feit]) -> Rij | None:
    rij = controle.rij(plek, ruw, ["feit"], list(ruw) if isinstance(ruw, dict) else ())
    if "feit" not in rij:
        return None
    naam = rij["feit"]
    if not isinstance(naam, str) or naam not in feiten:
        bestaat = isinstance(naam, str) and naam in ALLE_FEITEN
        controle.fout(
            plek,
            Zin("het feit “%(naam)s” bestaat hier nog niet", naam=naam)
            if bestaat
            else Zin("onbekend feit “%(naam)s”", naam=naam),
        )
        return None
    werkingen = [sleutel for sleutel in rij if sleutel != "feit"]
    if len(werkingen) != 1:
        controle.fout(plek, Zin("naast “feit” hoort precies één werking: %(wel)s", wel=", ".join(Werking)))
        return None
    return _lees_werking(controle, plek, naam, feiten[naam], werkingen[0], rij[werkingen[0]])


def _lees_werking(
    controle: Controle, plek: str, naam: str, feit: Feit, werking: str, ruw: object
) -> Rij | None:
    if werking not in list(Werking):
        controle.fout(plek, Zin("onbekende werking “%(werking)s”", werking=werking))
        return None
    if werking not in WERKINGEN[feit.soort]:
        controle.fout(
            plek,
            Zin(
                "“%(werking)s” kan niet bij “%(naam)s”, dat is een feit van de soort %(soort)s",
                werking=werking,
                naam=naam,
                soort=feit.soort,
            ),
        )
        return None
    meer = werking in (Werking.IS, Werking.NIET, Werking.BEVAT)
    ruwe = ruw if meer and isinstance(ruw, list) else [ruw]
    if not ruwe:
        controle.fout(plek, Zin("“%(werking)s” heeft geen waarden", werking=werking))
    soort = Feit(Soort.JANEE, feit.titel) if werking == Werking.BEKEND else feit
    waarden = [_lees_waarde(controle, plek, soort, een) for een in ruwe]
    return Rij(naam, Werking(werking), tuple(waarde for waarde in waarden if waarde is not None))


def _lees_waarde(controle: Controle, plek: str, feit: Feit, ruw: object) -> Waarde:
    """The value as the engine compares it; None after a mistake."""
    if feit.soort is Soort.JANEE:
        if isinstance(ruw, str) and ruw in _JANEE:
            return _JANEE[ruw]
        controle.fout(plek, Zin("“%(ruw)s” is geen ja of nee", ruw=ruw))
        return None
    if feit.soort is Soort.GETAL:
        return controle.getal(plek, ruw)
    if feit.soort is Soort.DATUM:
        return controle.datumwaarde(plek, ruw)
    return controle.code(plek, ruw, feit.lijst) or None


# Compiling


def maak_toets(voorwaarde: Voorwaarde) -> Toets:
    """A function that says whether the condition holds for the values of a melding."""
    if isinstance(voorwaarde, EenVan):
        keuzes = tuple(maak_toets_alle(keuze) for keuze in voorwaarde.keuzes)
        return lambda waarden: any(keuze(waarden) for keuze in keuzes)
    return _MAKERS[voorwaarde.werking](voorwaarde.feit, voorwaarde.waarden)


def maak_toets_alle(voorwaarden: Iterable[Voorwaarde]) -> Toets:
    """The same for a list: true when all hold."""
    toetsen = tuple(maak_toets(voorwaarde) for voorwaarde in voorwaarden)
    if len(toetsen) == 1:
        return toetsen[0]
    if not toetsen:
        return lambda waarden: True
    return lambda waarden: all(toets(waarden) for toets in toetsen)


def _maak_is(feit: str, waarden: tuple[Waarde, ...]) -> Toets:
    if len(waarden) == 1:
        (een,) = waarden
        return lambda gegeven: gegeven[feit] == een
    verzameling = frozenset(waarden)
    return lambda gegeven: gegeven[feit] in verzameling


def _maak_niet(feit: str, waarden: tuple[Waarde, ...]) -> Toets:
    verzameling = frozenset(waarden)
    return lambda gegeven: gegeven[feit] not in verzameling


def _maak_minstens(feit: str, waarden: tuple[Waarde, ...]) -> Toets:
    (grens,) = waarden
    if isinstance(grens, date):
        return lambda gegeven: isinstance(waarde := gegeven[feit], date) and waarde >= grens
    if isinstance(grens, int):
        return lambda gegeven: isinstance(waarde := gegeven[feit], int) and waarde >= grens
    raise TypeError(f"“minstens” kan niet met {grens!r}")


def _maak_bevat(feit: str, waarden: tuple[Waarde, ...]) -> Toets:
    verzameling = frozenset(waarden)
    return lambda gegeven: isinstance(codes := gegeven[feit], tuple) and not verzameling.isdisjoint(codes)


def _maak_bekend(feit: str, waarden: tuple[Waarde, ...]) -> Toets:
    (bekend,) = waarden
    return lambda gegeven: (gegeven[feit] not in (None, ())) is bekend


_MAKERS: Mapping[Werking, Callable[[str, tuple[Waarde, ...]], Toets]] = {
    Werking.IS: _maak_is,
    Werking.NIET: _maak_niet,
    Werking.MINSTENS: _maak_minstens,
    Werking.BEVAT: _maak_bevat,
    Werking.BEKEND: _maak_bekend,
}


# Saying it


def beschrijf(voorwaarde: Voorwaarde, vertaal: Vertaal = nederlands) -> str:
    """The condition in words: "ernst is acuut of werk onderbroken door werknemers is ja"."""
    of = f" {vertaal(te_vertalen('of'))} "
    if isinstance(voorwaarde, EenVan):
        return of.join(_beschrijf_keuze(keuze, vertaal) for keuze in voorwaarde.keuzes)
    zin = _ZINNEN[voorwaarde.werking]
    if voorwaarde.werking is Werking.BEKEND and voorwaarde.waarden != (True,):
        zin = te_vertalen("%(feit)s is niet bekend")
    return vertaal(zin) % {
        "feit": vertaal(ALLE_FEITEN[voorwaarde.feit].titel),
        "waarde": of.join(toon(waarde, vertaal) for waarde in voorwaarde.waarden),
    }


_ZINNEN: Mapping[Werking, str] = {
    Werking.IS: te_vertalen("%(feit)s is %(waarde)s"),
    Werking.NIET: te_vertalen("%(feit)s is niet %(waarde)s"),
    Werking.MINSTENS: te_vertalen("%(feit)s is minstens %(waarde)s"),
    Werking.BEVAT: te_vertalen("%(feit)s bevat %(waarde)s"),
    Werking.BEKEND: te_vertalen("%(feit)s is bekend"),
}


def _beschrijf_keuze(keuze: tuple[Rij, ...], vertaal: Vertaal) -> str:
    tekst = f" {vertaal(te_vertalen('en'))} ".join(beschrijf(rij, vertaal) for rij in keuze)
    return f"({tekst})" if len(keuze) > 1 else tekst


def beschrijf_waarden(voorwaarde: Voorwaarde, waarden: Waarden, vertaal: Vertaal = nederlands) -> str:
    """What the facts named in it are: "ernst: laag; werk onderbroken door werknemers: onbekend"."""
    return "; ".join(
        f"{vertaal(ALLE_FEITEN[feit].titel)}: {toon(waarden[feit], vertaal)}"
        for feit in feiten_van(voorwaarde)
    )
