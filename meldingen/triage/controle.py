"""Reading untrusted JSON while collecting every mistake with its place, instead of stopping at the first."""

from collections.abc import Collection, Mapping
from datetime import date

from .feiten import lees_datum
from .taal import Zin

Codelijsten = Mapping[str, Collection[str]]
"""Name of a code list (ernst, bevoegd, onderwerp, route, ...) to its codes."""

Rij = Mapping[str, object]


class Controle:
    """Collects mistakes in `fouten`. Without code lists only the shape is checked.

    The reading methods take the object and the key; an absent key gives the empty value without a message,
    because `rij` has already reported the keys that are missing.
    """

    def __init__(self, codelijsten: Codelijsten | None) -> None:
        self._codelijsten = codelijsten
        self.fouten: list[str] = []

    def fout(self, plek: str, tekst: str) -> None:
        self.fouten.append(Zin("%(plek)s: %(fout)s", plek=plek, fout=tekst))

    def rij(self, plek: str, ruw: object, verplicht: Collection[str], mag: Collection[str] = ()) -> Rij:
        """`ruw` as an object with these keys and no others."""
        if not isinstance(ruw, dict):
            self.fout(plek, Zin("hier hoort een object met sleutels te staan"))
            return {}
        for sleutel in verplicht:
            if sleutel not in ruw:
                self.fout(plek, Zin("“%(sleutel)s” ontbreekt", sleutel=sleutel))
        for sleutel in ruw:
            if sleutel not in verplicht and sleutel not in mag:
                self.fout(plek, Zin("onbekende sleutel “%(sleutel)s”", sleutel=sleutel))
        return ruw

    def lijst(self, plek: str, rij: Rij, sleutel: str) -> list[object]:
        ruw = rij.get(sleutel, [])
        if isinstance(ruw, list):
            return ruw
        self.fout(f"{plek}, {sleutel}", Zin("hier hoort een lijst te staan"))
        return []

    def tekst(self, plek: str, rij: Rij, sleutel: str) -> str:
        ruw = rij.get(sleutel, "")
        if isinstance(ruw, str) and (ruw.strip() or sleutel not in rij):
            return ruw
        self.fout(f"{plek}, {sleutel}", Zin("hier hoort tekst te staan"))
        return ""

    def teksten(self, plek: str, rij: Rij, sleutel: str) -> tuple[str, ...]:
        ruw = self.lijst(plek, rij, sleutel)
        if not all(isinstance(tekst, str) for tekst in ruw):
            self.fout(f"{plek}, {sleutel}", Zin("hier hoort een lijst van teksten te staan"))
        return tuple(tekst for tekst in ruw if isinstance(tekst, str))

    def datum(self, plek: str, rij: Rij, sleutel: str) -> date | None:
        """A date; null and absent are None. Whether null is allowed is the caller's."""
        ruw = rij.get(sleutel)
        if ruw is None:
            return None
        return self.datumwaarde(f"{plek}, {sleutel}", ruw)

    def datumwaarde(self, plek: str, ruw: object) -> date | None:
        try:
            if isinstance(ruw, str):
                return lees_datum(ruw)
            self.fout(plek, Zin("“%(ruw)s” is geen datum als 2021-01-26", ruw=ruw))
        except ValueError as fout:
            self.fout(plek, fout.args[0])
        return None

    def past(self, plek: str, tekst: str, ruimte: int) -> None:
        """What is kept must fit: a database that refuses the row would do so for every melding."""
        if len(tekst) > ruimte:
            self.fout(plek, Zin("“%(tekst)s” is langer dan %(ruimte)s tekens", tekst=tekst, ruimte=ruimte))

    def getal(self, plek: str, ruw: object, minimum: int = 0) -> int | None:
        # In JSON `true` is no number, in Python it is.
        if isinstance(ruw, int) and not isinstance(ruw, bool) and ruw >= minimum:
            return ruw
        self.fout(
            plek, Zin("“%(ruw)s” is geen geheel getal van %(minimum)s of meer", ruw=ruw, minimum=minimum)
        )
        return None

    def waar(self, plek: str, rij: Rij, sleutel: str) -> bool:
        ruw = rij.get(sleutel, False)
        if isinstance(ruw, bool):
            return ruw
        self.fout(f"{plek}, {sleutel}", Zin("hier hoort true of false te staan"))
        return False

    def code(self, plek: str, ruw: object, lijst: str) -> str:
        """A code of the named list; "" after a mistake."""
        if not isinstance(ruw, str) or not ruw:
            self.fout(plek, Zin("“%(ruw)s” is geen code", ruw=ruw))
            return ""
        if self._codelijsten is None:
            return ruw
        if lijst not in self._codelijsten:
            self.fout(
                plek,
                Zin(
                    "de codelijst “%(lijst)s” is niet meegegeven, “%(ruw)s” is niet te controleren",
                    lijst=lijst,
                    ruw=ruw,
                ),
            )
        elif ruw not in self._codelijsten[lijst]:
            self.fout(plek, Zin("“%(ruw)s” staat niet in de codelijst %(lijst)s", ruw=ruw, lijst=lijst))
        return ruw

    def codes(self, plek: str, rij: Rij, sleutel: str, lijst: str) -> tuple[str, ...]:
        ruw = self.lijst(plek, rij, sleutel)
        return tuple(self.code(f"{plek}, {sleutel}", code, lijst) for code in ruw)

    def kent(self, lijst: str) -> bool:
        """Whether codes of this list can be checked."""
        return self._codelijsten is not None and lijst in self._codelijsten


def plek_van(soort: str, nr: int, ruw: object) -> str:
    """Place with the code of the rule when it has one: "regels[3] B2"."""
    code = ruw.get("code") if isinstance(ruw, dict) else None
    return f"{soort}[{nr}] {code}" if isinstance(code, str) else f"{soort}[{nr}]"
