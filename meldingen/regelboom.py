"""A rule as it is being written: what a form sends, as lists in lists, and what a button does to it.

A field is called by its path: `regels-17-als-0-feit` is the fact in the first row of the conditions of rule 17. An
existing rule goes by its place in the set it was written from, a new one by a number after those.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from meldingen.triage import rijen as r
from meldingen.triage.feiten import ALLE_FEITEN, Soort

Boom = dict[str, Any]
Bomen = dict[str, dict[int, Boom]]
"""Per kind the rules that are open, by number."""

SOORTEN = ("regels", "wijzigingen")
KEUZES = {"regels": "prioriteit", "wijzigingen": "dan"}
"""The alternatives of each kind: of these the last has no conditions."""
GEEN = "geen"
VAN = "prioriteit_van_"
GESCHREVEN = (Soort.GETAL, Soort.DATUM)
"""Of these facts a value is typed; of the others it is one or more from a list."""

_VELD = re.compile(rf"({'|'.join(SOORTEN)})-(\d{{1,3}})-([\w-]{{1,60}})", re.ASCII)
_NR = re.compile(r"\d{1,3}", re.ASCII)
_MEER = ("waarden", "partners", "niet_na")


# The form


def lees_bomen(gestuurd: Mapping[str, Any]) -> Bomen:
    velden: dict[str, dict[int, dict[str, Any]]] = {soort: {} for soort in SOORTEN}
    for naam in gestuurd:
        if gevonden := _VELD.fullmatch(naam):
            soort, n, pad = gevonden.groups()
            velden[soort].setdefault(int(n), {})[pad] = _waarde(gestuurd, naam, pad)
    return {soort: {n: _boom(onder) for n, onder in sorted(open_.items())} for soort, open_ in velden.items()}


def _waarde(gestuurd: Mapping[str, Any], naam: str, pad: str) -> Any:
    if pad.rpartition("-")[2] not in _MEER:
        return gestuurd[naam]
    alle = gestuurd.getlist(naam) if hasattr(gestuurd, "getlist") else gestuurd[naam]
    return alle if isinstance(alle, list) else [alle]


def _boom(velden: Mapping[str, Any]) -> Boom:
    uit: Boom = {}
    onder: dict[str, dict[int, dict[str, Any]]] = {}
    for pad, waarde in velden.items():
        naam, _streep, rest = pad.partition("-")
        nr, _streep, verder = rest.partition("-")
        if not rest:
            uit[naam] = waarde
        elif verder and _NR.fullmatch(nr):
            onder.setdefault(naam, {}).setdefault(int(nr), {})[verder] = waarde
    return uit | {naam: [_boom(rijen[nr]) for nr in sorted(rijen)] for naam, rijen in onder.items()}


def als_velden(boom: Boom, begin: str) -> dict[str, Any]:
    """The opposite, for one rule: with the rows numbered from nought."""
    uit: dict[str, Any] = {}
    for naam, waarde in boom.items():
        if isinstance(waarde, list) and naam not in _MEER:
            for nr, rij in enumerate(waarde):
                uit |= als_velden(rij, f"{begin}{naam}-{nr}-")
        else:
            uit[begin + naam] = waarde
    return uit


def lijst(boom: Boom, naam: str) -> list[Boom]:
    """The rows under a name, whatever was sent."""
    rijen = boom.get(naam)
    return rijen if isinstance(rijen, list) and all(isinstance(rij, dict) for rij in rijen) else []


# From a rule set


def maak_boom(soort: str, rij: Mapping[str, Any]) -> Boom:
    boom: Boom = {naam: rij.get(naam, "") for naam in ("code", "titel", "titel_en")}
    boom["als"] = _rijen(rij.get("als", ()))
    if soort == "wijzigingen":
        boom["niet_na"] = list(rij.get("niet_na", ()))
        boom["dan"] = [_gevolg(gevolg) for gevolg in rij.get("dan", ())] or [{}]
        return boom
    ruw = rij.get("prioriteit")
    keuzes: list[Any] = ruw if isinstance(ruw, list) else [{"prioriteit": ruw}]
    boom["prioriteit"] = [
        {"prioriteit": keuze["prioriteit"] or "", "als": _rijen(keuze.get("als", ()))} for keuze in keuzes
    ]
    boom["vlaggen"] = [
        {"vlag": vlag["vlag"], "als": _rijen(vlag.get("als", ()))} for vlag in rij.get("vlaggen", ())
    ]
    return boom | {naam: rij.get(naam, "") for naam in ("route", "bron")} | _erbij(rij)


def _erbij(rij: Mapping[str, Any]) -> Boom:
    aan = {"partner_van_onderwerp": "on"} if rij.get("partner_van_onderwerp") else {}
    return {"partners": list(rij.get("partners", ())), "redencode": rij.get("redencode", ""), **aan}


def _gevolg(gevolg: Mapping[str, Any]) -> Boom:
    prioriteit = (gevolg["prioriteit"] or GEEN) if "prioriteit" in gevolg else ""
    van = {VAN + oud: nieuw for oud, nieuw in gevolg.get("prioriteit_van", {}).items()}
    als = _rijen(gevolg.get("als", ()))
    return {"als": als, "route": gevolg.get("route", ""), "prioriteit": prioriteit} | van | _erbij(gevolg)


def _rijen(voorwaarden: Sequence[Mapping[str, Any]]) -> list[Boom]:
    return [naar_boom(rij) for rij in r.plat(voorwaarden)]


def naar_boom(rij: r.Rij) -> Boom:
    boom: Boom = {"verband": rij.verband.value, "feit": rij.feit, "werking": str(rij.werking)}
    if rij.feit in ALLE_FEITEN and ALLE_FEITEN[rij.feit].soort in GESCHREVEN:
        return boom | {"waarde": " of ".join(rij.waarden)}
    return boom | {"waarden": list(rij.waarden)}


def uit_boom(ruw: Boom) -> r.Rij:
    feit = str(ruw.get("feit", ""))
    geschreven = feit in ALLE_FEITEN and ALLE_FEITEN[feit].soort in GESCHREVEN
    waarden = r.splits(str(ruw.get("waarde", ""))) if geschreven else tuple(map(str, ruw.get("waarden", ())))
    verband = ruw.get("verband")
    return r.Rij(
        r.Verband(verband) if verband in list(r.Verband) else r.Verband.EN,
        feit,
        str(ruw.get("werking", "")),
        waarden,
    )


# What a button does


def doe(bomen: Bomen, opdracht: str, staan: Callable[[str], Sequence[Mapping[str, Any]]]) -> str:
    """Open or leave a rule, add or take away a row; `bomen` is changed. Gives what to go on with: a path. `staan`: the
    rules of the set it is written from. What is no command does nothing."""
    wat, _spatie, waar = opdracht.partition(" ")
    soort, nr, pad = (*waar.split("-", 2), "", "")[:3]
    if soort not in SOORTEN:
        return ""
    if wat == "nieuw":
        n = max([len(staan(soort)) - 1, *bomen[soort]]) + 1
        bomen[soort][n] = maak_boom(soort, {})
        return f"{soort}-{n}"
    if not _NR.fullmatch(nr):
        return ""
    n = int(nr)
    if wat == "open" and n < len(staan(soort)):
        bomen[soort].setdefault(n, maak_boom(soort, staan(soort)[n]))
    elif wat == "terug":
        bomen[soort].pop(n, None)
        return soort if n >= len(staan(soort)) else f"{soort}-{n}"
    elif wat in ("erbij", "weg") and n in bomen[soort]:
        return f"{soort}-{n}-{_rij(bomen[soort][n], wat, pad)}"
    elif wat == "toon":
        return waar
    return f"{soort}-{n}"


def _rij(boom: Boom, wat: str, pad: str) -> str:
    """Add a row before the place that this path ends in, or take that one away."""
    *onder, naam, plek = ("", *pad.split("-"))
    ouder = boom
    for een, nr in zip(onder[1::2], onder[2::2], strict=False):
        rijen = lijst(ouder, een)
        if not _NR.fullmatch(nr) or int(nr) >= len(rijen):
            return ""
        ouder = rijen[int(nr)]
    if not _NR.fullmatch(plek):
        return ""
    rijen, nr_ = lijst(ouder, naam), int(plek)
    if wat == "erbij":
        nr_ = min(nr_, len(rijen))
        rijen = [*rijen[:nr_], _nieuw(naam, rijen, nr_), *rijen[nr_:]]
    elif naam == "als":
        rijen = [naar_boom(rij) for rij in r.zonder([uit_boom(rij) for rij in rijen], nr_)]
    else:
        rijen = [*rijen[:nr_], *rijen[nr_ + 1 :]]
    ouder[naam] = rijen
    return pad if wat == "erbij" else pad.rpartition("-")[0]


def _nieuw(naam: str, rijen: Sequence[Boom], nr: int) -> Boom:
    if naam == "als":
        # What stood below it keeps hanging where it did.
        return {"verband": rijen[nr].get("verband", "en") if nr < len(rijen) else "en", "feit": ""}
    return {"als": [] if naam == "vlaggen" else [{"feit": ""}]}


def geschreven(rijen: Sequence[Boom]) -> Iterator[tuple[int, r.Rij]]:
    """The rows in which a fact was chosen, each with its place in the form."""
    nrs, over = list(range(len(rijen))), [uit_boom(rij) for rij in rijen]
    for nr in reversed(range(len(rijen))):
        if not over[nr].feit:
            over = r.zonder(over, nr)
            del nrs[nr]
    return zip(nrs, over, strict=True)
