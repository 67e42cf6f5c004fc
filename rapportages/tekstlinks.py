"""The text of a report on screen: each number in it leads to the list behind it, a share to its card, at the moments of
the report. No file has them: what leaves the building names no address inside it.

A count that knows what it counts goes into the same sentences, tables and bars as for a file, and stands between marks
there. What is worked out with it is a plain number again; but a difference that a figure has a list of leads there.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from rapportages.cijfers import Cijfer, Labels, label
from rapportages.kerncijfers.verwijzing import VERSCHIL, Verwijzing, lees
from rapportages.rapportgegevens import Rapportgegevens

Adres = Callable[[str, Verwijzing | None, int], str]
"""Of the code of the figure, what is behind the number (None of a share) and the number; "" where nothing is."""
# From the private use of Unicode, which no keyboard writes.
_MERK = re.compile("\ue000(\\d+)\ue001([^\ue000-\ue002]*)\ue002(%?)")
# What a page has as the name of something, and not as its text.
_NAMEN = ("titel", "alternatief", "omschrijving", "voet")


class Verwezen(int):
    """A count that stands between marks with its place among the links, once it has one. Parts that add up to all of
    their topic (`geheel`) are its number. `min`: the link of what is left when one subtracts, by the sort of number
    that this takes away ("" for one that was worked out)."""

    plek: int | None
    geheel: "Verwezen | None"
    soort: str
    min: Callable[[str, int], int | None] | None

    def __new__(
        cls,
        n: int,
        plek: int | None,
        geheel: "Verwezen | None" = None,
        soort: str = "",
        min_: Callable[[str, int], int | None] | None = None,
    ) -> "Verwezen":
        zelf = super().__new__(cls, n)
        zelf.plek, zelf.geheel, zelf.soort, zelf.min = plek, geheel, soort, min_
        return zelf

    def __format__(self, vorm: str) -> str:
        tekst = int.__format__(int(self), vorm)
        return tekst if self.plek is None else f"\ue000{self.plek}\ue001{tekst}\ue002"

    def __add__(self, ander: int) -> int:
        if not ander:
            return self
        som = int(self) + int(ander)
        if self.geheel is None:
            return som
        return self.geheel if som == self.geheel else Verwezen(som, None, self.geheel)

    __radd__ = __add__

    def __sub__(self, ander: int) -> int:
        verschil = int(self) - int(ander)
        eraf = ander.soort if isinstance(ander, Verwezen) else ""
        plek = self.min(eraf, verschil) if self.min and verschil > 0 else None
        return verschil if plek is None else Verwezen(verschil, plek)


_VERSCHILLEN = {
    ("KC-05.teller", "KC-04.teller"): "buiten het domein van dat andere cijfer",
    ("KC-07.teller", "KC-06.teller"): "buiten het domein van dat andere cijfer",
    ("KC-08.waarde", ""): "in geen van de eigen domeinen",
}
"""What `Definitie.verschil` lists, by what is taken away from what."""


class Tekstlinks:
    """`gegevens` are those of a report, for a document whose data is then read with `op_scherm`."""

    def __init__(self, gegevens: Rapportgegevens, adres: Adres) -> None:
        self.adres, self.labels = adres, gegevens.labels
        self.links: list[tuple[str, str]] = []
        cijfers = tuple(self._cijfer(cijfer) for cijfer in gegevens.cijfers.cijfers)
        self.gegevens = replace(gegevens, cijfers=replace(gegevens.cijfers, cijfers=cijfers))

    def _cijfer(self, cijfer: Cijfer) -> Cijfer:
        anders: dict[str, Any] = {
            rol: self._getal(cijfer, n, rol)
            for rol in ("waarde", "teller", "noemer", "percentage", "overlap", "zonder_locatie")
            if (n := getattr(cijfer, rol)) is not None
        }
        if cijfer.dubbel_verdeeld:
            anders["delen"] = {code: self._onderwerp(cijfer, code) for code in cijfer.kruistabel}
        elif cijfer.delen is not None:
            anders["delen"] = {
                code: self._getal(cijfer, n, "delen", code) for code, n in cijfer.aantallen.items()
            }
        return replace(cijfer, **anders)

    def _onderwerp(self, cijfer: Cijfer, code: str) -> dict[str, int]:
        per = cijfer.kruistabel[code]
        geheel = self._getal(cijfer, sum(per.values()), "delen", code)
        delen = {deel: self._getal(cijfer, n, "delen", code, deel) for deel, n in per.items()}
        if not isinstance(geheel, Verwezen):
            return delen
        return {
            deel: Verwezen(n, n.plek, geheel) if isinstance(n, Verwezen) else n for deel, n in delen.items()
        }

    def _getal(self, cijfer: Cijfer, n: int, rol: str, *delen: str) -> int:
        verwijzing = lees(f"{cijfer.code}.{rol}", delen)
        if verwijzing is None and rol != "percentage":
            return n
        url = self.adres(cijfer.code, verwijzing, n) if n else ""
        if not url:
            return n
        plek = self._link(url, _naam(cijfer, rol, delen, self.labels))
        soort = f"{cijfer.code}.{rol}"
        return Verwezen(n, plek, soort=soort, min_=partial(self._verschil, cijfer, soort))

    def _verschil(self, cijfer: Cijfer, van: str, eraf: str, n: int) -> int | None:
        if (wat := _VERSCHILLEN.get((van, eraf))) is None:
            return None
        url = self.adres(cijfer.code, lees(f"{cijfer.code}.{VERSCHIL}"), n)
        return self._link(url, f"{cijfer.code} {cijfer.naam}: {wat}") if url else None

    def _link(self, url: str, naam: str) -> int:
        self.links.append((url, naam))
        return len(self.links) - 1

    def op_scherm(self, wat: Any, naam: str = "") -> Any:
        """The data of the document (`als_gegevens`), with a link for each mark in its texts."""
        if isinstance(wat, str):
            return _MERK.sub(r"\2\3", wat) if naam in _NAMEN else self._met_links(wat)
        if isinstance(wat, Mapping):
            return {sleutel: self.op_scherm(deel, sleutel) for sleutel, deel in wat.items()}
        if isinstance(wat, list):
            return [self.op_scherm(deel, naam) for deel in wat]
        return wat

    def _met_links(self, tekst: str) -> str:
        if not self.links or "\ue000" not in tekst:
            return tekst
        uit, plek = SafeString(), 0
        for merk in _MERK.finditer(tekst):
            uit += conditional_escape(tekst[plek : merk.start()])
            getal, plek = merk[2] + merk[3], merk.end()
            url, naam = self.links[int(merk[1])] if int(merk[1]) < len(self.links) else ("", "")
            uit += (
                format_html('<a class="achter" href="{}" aria-label="{}, {}">{}</a>', url, getal, naam, getal)
                if url
                else conditional_escape(getal)
            )
        return mark_safe(uit + conditional_escape(tekst[plek:]))  # noqa: S308 (each part is escaped)


def _naam(cijfer: Cijfer, rol: str, delen: tuple[str, ...], labels: Labels) -> str:
    """What a number counts, for who hears it without its sentence. In the language of the report."""
    deel = {
        "teller": cijfer.teller_omschrijving,
        "noemer": cijfer.noemer_omschrijving,
        "overlap": "in beide delen",
        "zonder_locatie": "zonder onderzoek op locatie",
    }.get(rol) or ", ".join(label(labels, code).tabel for code in delen)
    return f"{cijfer.code} {cijfer.naam}" + (f": {deel}" if deel else "")
