"""From a rule as it was written in the form to the JSON of a rule set, with what is wrong beside the field it is in."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from meldingen.regelboom import GEEN, KEUZES, VAN, Boom, geschreven, lijst
from meldingen.triage import rijen as r

Json = dict[str, Any]
_VERPLICHT = {"regels": ("code", "titel", "als", "route"), "wijzigingen": ("code", "titel", "als", "dan")}
_BLIJFT = {"regels": ("toelichting",), "wijzigingen": ("bron", "toelichting")}
"""What the form does not ask."""
_NA_CODE = re.compile(r"(?:regels|wijzigingen)\[\d+\][^,:]*, ")


class Lezer:
    """Of one rule. `begin` is what the names of its fields begin with, `bestaand` the rule it was written from."""

    def __init__(self, soort: str, begin: str, bestaand: Mapping[str, Any]) -> None:
        self.soort, self.begin, self.bestaand = soort, begin, bestaand
        self.fouten: list[tuple[str, str]] = []
        self._plekken: dict[str, str] = {}
        self._eerder = {frozenset(een): een for een in _lijsten(bestaand)}

    def lees(self, boom: Boom) -> Json:
        uit: Json = {naam: self.bestaand[naam] for naam in _BLIJFT[self.soort] if naam in self.bestaand}
        uit |= {naam: _tekst(boom, naam) for naam in ("code", "titel", "titel_en")}
        self._plekken |= {
            naam: naam for naam in ("titel", "titel_en", "route", "redencode", "partners", "niet_na")
        }
        nodig = [("code", gettext("Vul dit in.")), ("titel", gettext("Vul dit in."))]
        if self.soort == "regels":
            nodig.append(("route", gettext("Kies er een.")))
        self.fouten += [(self.begin + naam, zin) for naam, zin in nodig if not _tekst(boom, naam)]
        uit["als"] = self._als(boom, "", "")
        keuzes = KEUZES[self.soort]
        if self.soort == "regels":
            uit |= {naam: _tekst(boom, naam) for naam in ("route", "bron")}
            uit |= self._erbij(boom) | {keuzes: self._prioriteit(boom), "vlaggen": self._vlaggen(boom)}
        else:
            uit["niet_na"] = self._lijst(boom, "niet_na")
            uit[keuzes] = [self._gevolg(boom, nr, rij) for nr, rij in enumerate(lijst(boom, keuzes))]
        # What is said of the alternatives together, is of the last.
        self._plekken[keuzes] = f"{keuzes}-{max(len(lijst(boom, keuzes)) - 1, 0)}-prioriteit"
        return {k: v for k, v in uit.items() if v or k in _VERPLICHT[self.soort]}

    def veld_van(self, fout: str) -> str:
        """The field that a mistake `controleer_regelset` found is about: the nearest whose place it names."""
        gevonden = _NA_CODE.match(fout)
        plek = fout[gevonden.end() :] if gevonden else ""
        passend = [begin for begin in self._plekken if plek.startswith(begin)]
        return self.begin + (self._plekken[max(passend, key=len)] if passend else "code")

    def _op(self, plek: str, veld: str) -> None:
        self._plekken[plek] = veld

    def _als(self, boom: Boom, pad: str, plek: str) -> list[Json]:
        """`pad`: where these conditions stand in the form; `plek`: where in the JSON."""
        gelezen: list[tuple[r.Verband, Json]] = []
        aantal = 0
        for nr, rij in geschreven(lijst(boom, "als")):
            veld = f"{pad}als-{nr}-"
            try:
                gelezen.append((rij.verband, r.lees_rij(rij)))
            except r.Rijfout as fout:
                self.fouten.append((f"{self.begin}{veld}{fout.deel}", gettext(str(fout))))
                continue
            if rij.verband is r.Verband.EN or aantal == 0:
                self._op(f"{plek}als[{aantal}]", f"{veld}feit")
                aantal += 1
        return [self._op_volgorde(voorwaarde) for voorwaarde in r.nest(gelezen)]

    def _prioriteit(self, boom: Boom) -> Any:
        keuzes: list[Json] = []
        for nr, rij in enumerate(lijst(boom, "prioriteit")):
            plek = f"prioriteit[{len(keuzes)}]"
            self._op(plek, f"prioriteit-{nr}-prioriteit")
            als = self._als(rij, f"prioriteit-{nr}-", f"{plek}, ")
            keuzes.append(_met_als({"prioriteit": _tekst(rij, "prioriteit") or None}, als))
        if len(keuzes) == 1 and "als" not in keuzes[0]:
            return keuzes[0]["prioriteit"]
        return keuzes or None

    def _vlaggen(self, boom: Boom) -> list[Json]:
        uit: list[Json] = []
        for nr, rij in enumerate(lijst(boom, "vlaggen")):
            als = self._als(rij, f"vlaggen-{nr}-", f"vlaggen[{len(uit)}], ")
            if _tekst(rij, "vlag"):
                self._op(f"vlaggen[{len(uit)}]", f"vlaggen-{nr}-vlag")
                uit.append(_met_als({"vlag": _tekst(rij, "vlag")}, als))
            elif als:
                self.fouten.append((f"{self.begin}vlaggen-{nr}-vlag", gettext("Kies er een.")))
        return uit

    def _gevolg(self, boom: Boom, nr: int, rij: Boom) -> Json:
        plek = f"dan[{nr}]"
        self._op(plek, f"dan-{nr}-prioriteit")
        self._op(f"{plek}, route", f"dan-{nr}-route")
        uit: Json = {"route": route} if (route := _tekst(rij, "route")) else {}
        if prioriteit := _tekst(rij, "prioriteit"):
            uit["prioriteit"] = None if prioriteit == GEEN else prioriteit
        van = {naam.removeprefix(VAN): _tekst(rij, naam) for naam in rij if naam.startswith(VAN)}
        if van := {oud: nieuw for oud, nieuw in van.items() if nieuw}:
            uit["prioriteit_van"] = van
        uit |= {naam: waarde for naam, waarde in self._erbij(rij).items() if waarde}
        return _met_als(uit, self._als(rij, f"dan-{nr}-", f"{plek}, "))

    def _erbij(self, boom: Boom) -> Json:
        return {
            "partners": self._lijst(boom, "partners"),
            "partner_van_onderwerp": bool(boom.get("partner_van_onderwerp")),
            "redencode": _tekst(boom, "redencode"),
        }

    def _lijst(self, boom: Boom, naam: str) -> list[str]:
        return self._zoals_eerder([str(code) for code in boom.get(naam, ())])

    def _op_volgorde(self, ruw: Any) -> Any:
        """With each list of values in the order in which the rule had it: boxes have one order, and that alone is no
        other rule."""
        if isinstance(ruw, dict):
            return {sleutel: self._op_volgorde(waarde) for sleutel, waarde in ruw.items()}
        if not isinstance(ruw, list):
            return ruw
        if any(isinstance(een, dict | list) for een in ruw):
            return [self._op_volgorde(een) for een in ruw]
        return self._zoals_eerder(ruw)

    def _zoals_eerder(self, codes: list[Any]) -> list[Any]:
        return list(self._eerder.get(frozenset(codes), codes))


def _lijsten(ruw: Any) -> Iterator[list[Any]]:
    """Every list of values in a rule."""
    onder = ruw.values() if isinstance(ruw, Mapping) else ruw if isinstance(ruw, list) else ()
    if isinstance(ruw, list) and ruw and not any(isinstance(een, dict | list) for een in ruw):
        yield ruw
    for een in onder:
        yield from _lijsten(een)


def _tekst(boom: Boom, naam: str) -> str:
    return str(boom.get(naam, "")).strip()


def _met_als(rij: Json, als: list[Json]) -> Json:
    return rij | {"als": als} if als else rij
