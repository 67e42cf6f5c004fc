"""The figures of `stroom` by day, from which those of any period at the same moment follow.

`tel_per_dag` counts by the same relations as the page, only by day instead of by piece of a period; `in_vakken` makes
of that what `tel_stroom` would have counted.
"""

import json
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from itertools import accumulate, pairwise, zip_longest
from typing import Any

from django.db import connection

from rapportages.kerncijfers.bronnen import heeft, samen
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.kerncijfers.stroom import (
    LEEFTIJDEN,
    ONBEANTWOORD,
    ONBEVESTIGD,
    OUD,
    OUD_VANAF,
    PER_VERDELING,
    TE_LAAT,
    VERDELINGEN,
    VOORRAAD,
)
from rapportages.kerncijfers.stroomrelaties import eenmaal, stroomrelaties
from rapportages.kerncijfers.stroomtelling import Telrijen, stroomargumenten
from rapportages.kerncijfers.vakken import NUL, Vak
from rapportages.kerncijfers.verloop import KERN, Kern, als_kern, reeksen_sql

Dagtelling = Counter[tuple[str, str, int]]
"""By what, key and the number of the day (`vakken.NUL`); 0 where it does not go by day."""

_STAPPEN = ("vak_in", "vak_besloten", "vak_afgerond")
_OUD = PER_VERDELING.index(OUD)
"""By the day of receipt: how many are old goes by the day at which one looks."""
_STANDEN = tuple(
    (cijfer, PER_VERDELING.index(cijfer)) for cijfer in (VOORRAAD, TE_LAAT, ONBEANTWOORD, ONBEVESTIGD)
)
_WISSEL = "wissel"
_JONG = LEEFTIJDEN[OUD_VANAF][0] or 0
"""Days that a melding is not old."""


def tel_per_dag(
    peildatum: date, stand_van: datetime, snede: Snede = ALLES, kring: Mapping[str, Any] | None = None
) -> Dagtelling:
    """One query."""
    met_kring = kring is not None
    relaties = stroomrelaties(snede.voorwaarden, 0, kring=met_kring)
    uit: Dagtelling = Counter()
    with connection.cursor() as cursor:
        cursor.execute(
            samen(relaties, _opdracht(), eenmaal(kring=met_kring)),
            stroomargumenten(peildatum, stand_van, [], snede) | dict(kring or {}),
        )
        for wat, sleutel, dag, n in cursor.fetchall():
            uit[wat, sleutel, int(dag or 0)] += int(n or 0)
    return uit


@cache
def _opdracht() -> str:
    """Rows of (what, key, day, number)."""
    delen = []
    for naam in ("alles", *VERDELINGEN):
        for nummer, kolom in enumerate(_STAPPEN):
            delen.append(_per(naam, f"{naam}.{nummer}", kolom, f"{kolom} IS NOT NULL"))
        delen.append(_per(naam, f"{naam}.{_OUD}", "vak_in", VOORRAAD.waar))
        for cijfer, nummer in _STANDEN:
            delen.append(_per(naam, f"{naam}.{nummer}", "0", cijfer.waar))
    delen += [
        f"SELECT '{wat}', {sleutel}, {dag}, COUNT(*) FROM {bron} WHERE {waar} GROUP BY {groep}"
        for wat, sleutel, dag, bron, waar, groep in (
            ("fase", "fase", "0", "stuk", "TRUE", "fase"),
            ("leeftijd", "''", "vak_in", "stuk", VOORRAAD.waar, "vak_in"),
            ("prioriteit", "prioriteit", "0", "stuk", TE_LAAT.waar, "prioriteit"),
            ("afloop", "afloop", "0", "ingezet", "TRUE", "afloop"),
        )
    ]
    delen += [
        f"SELECT '{_WISSEL}', '', vak, SUM(n) FROM wissels GROUP BY vak",
        f"SELECT '{KERN}', reeks, vak, n FROM ({reeksen_sql()}) AS kern",
        "SELECT 'verlopen', '', 0, COUNT(*) FROM ingezet WHERE termijn_voorbij = 1",
    ]
    return " UNION ALL ".join(delen)


def _per(naam: str, wat: str, dag: str, waar: str) -> str:
    groep = [] if dag == "0" else [dag]
    if naam == "alles":
        per = f" GROUP BY {', '.join(groep)}" if groep else ""
        return f"SELECT '{wat}', '', {dag}, COUNT(*) FROM stuk WHERE {waar}{per}"
    if naam == "onderwerp":
        binnen = ", ".join(["onderwerpen", *groep])
        return (
            f"SELECT '{wat}', code.onderwerp, {dag}, SUM(n) FROM (SELECT {binnen}, COUNT(*) AS n FROM stuk"
            f" WHERE {waar} GROUP BY {binnen}) AS x JOIN code ON {heeft('code.onderwerp')}"
            f" GROUP BY {', '.join(['code.onderwerp', *groep])}"
        )
    return (
        f"SELECT '{wat}', {naam}, {dag}, COUNT(*) FROM stuk WHERE {waar} GROUP BY {', '.join([naam, *groep])}"
    )


class Dagreeksen:
    """A `Dagtelling` kept small, and quick to ask for any span of days: of each what and key how many there were up to
    and including each day."""

    def __init__(self, eerste: int, reeksen: Mapping[tuple[str, str], "array[int]"]) -> None:
        self.eerste, self.reeksen = eerste, reeksen

    @classmethod
    def van(cls, telling: Dagtelling) -> "Dagreeksen":
        dagen = [dag for _, _, dag in telling if dag]
        eerste = min(dagen, default=0)
        per_dag: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        for (wat, sleutel, dag), n in telling.items():
            if n:
                per_dag[wat, sleutel][dag - eerste if dag else 0] = n
        return cls(
            eerste,
            {
                naam: array("q", accumulate(dagen.get(dag, 0) for dag in range(max(dagen) + 1)))
                for naam, dagen in per_dag.items()
            },
        )

    def telling(self) -> Dagtelling:
        """Back again."""
        uit: Dagtelling = Counter()
        for (wat, sleutel), reeks in self.reeksen.items():
            per_dag = not _zonder_dag(wat)
            vorige = 0
            for plek, n in enumerate(reeks):
                if n != vorige:
                    uit[wat, sleutel, self.eerste + plek if per_dag else 0] = n - vorige
                vorige = n
        return uit

    def tot(self, wat: str, sleutel: str, dag: int) -> int:
        """How many up to and including this day."""
        reeks = self.reeksen.get((wat, sleutel))
        plek = dag - self.eerste
        return reeks[min(plek, len(reeks) - 1)] if reeks and plek >= 0 else 0

    def als_bytes(self) -> bytes:
        kop = {
            "eerste": self.eerste,
            "reeksen": [[*naam, len(reeks)] for naam, reeks in self.reeksen.items()],
        }
        inhoud = b"".join(_kleine_kant(reeks) for reeks in self.reeksen.values())
        return json.dumps(kop, separators=(",", ":")).encode() + b"\n" + inhoud

    @classmethod
    def uit_bytes(cls, inhoud: bytes) -> "Dagreeksen":
        eind = inhoud.index(b"\n")
        kop, plek, reeksen = json.loads(inhoud[:eind]), eind + 1, {}
        for wat, sleutel, lengte in kop["reeksen"]:
            reeks = array("q", inhoud[plek : plek + 8 * lengte])
            if sys.byteorder == "big":
                reeks.byteswap()
            reeksen[wat, sleutel] = reeks
            plek += 8 * lengte
        return cls(kop["eerste"], reeksen)


def _kleine_kant(reeks: "array[int]") -> bytes:
    if sys.byteorder == "big":
        reeks = reeks[:]
        reeks.byteswap()
    return reeks.tobytes()


def _zonder_dag(wat: str) -> bool:
    return wat in {"fase", "prioriteit", "afloop", "verlopen"} or wat.endswith(
        tuple(f".{nummer}" for _, nummer in _STANDEN)
    )


def in_vakken(reeksen: Dagreeksen, vakken: list[Vak], peildatum: date) -> Telrijen:
    """What `tel_stroom` gives for these pieces, of which the last ends with the peildatum."""
    uit: Telrijen = defaultdict(dict)
    randen = [_nummer(vakken[0].van) - 1, *(_nummer(vak.tot) for vak in vakken)]
    for wat, sleutel in reeksen.reeksen:
        naam, _, kolom = wat.partition(".")
        if kolom:
            aantallen = list(uit[naam].get(sleutel, (0,) * len(PER_VERDELING)))
            stap = int(kolom) < len(_STAPPEN)
            if stap:
                n = reeksen.tot(wat, sleutel, randen[-1]) - reeksen.tot(wat, sleutel, randen[0])
            elif int(kolom) == _OUD:
                n = reeksen.tot(wat, sleutel, _nummer(peildatum) - _JONG - 1)
            else:
                n = reeksen.tot(wat, sleutel, reeksen.eerste)
            aantallen[int(kolom)] = n
            uit[naam][sleutel] = tuple(aantallen)
            if naam == "alles" and stap:
                _reeks(uit[_STAPPEN[int(kolom)]], reeksen, wat, sleutel, randen)
        elif wat == _WISSEL:
            _reeks(uit[wat], reeksen, wat, sleutel, randen)
        elif wat == KERN:
            _reeks(uit[wat], reeksen, wat, sleutel, randen, f"{sleutel};")
        elif wat == "leeftijd":
            _leeftijden(uit[wat], reeksen, peildatum)
        else:
            uit[wat][sleutel] = (reeksen.tot(wat, sleutel, reeksen.eerste),)
    return uit


def _reeks(
    uit: dict[str, tuple[int, ...]],
    reeksen: Dagreeksen,
    wat: str,
    sleutel: str,
    randen: list[int],
    voor: str = "",
) -> None:
    """By the number of the piece, with what comes `voor` it; 0 is before the first."""
    tot = [0, *(reeksen.tot(wat, sleutel, rand) for rand in randen)]
    for nummer, (van, eind) in enumerate(pairwise(tot)):
        uit[f"{voor}{nummer}"] = (eind - van,)


def _leeftijden(uit: dict[str, tuple[int, ...]], reeksen: Dagreeksen, peildatum: date) -> None:
    vandaag, jonger = _nummer(peildatum), 0
    tot_nu = reeksen.tot("leeftijd", "", vandaag)
    for code, (dagen, _naam) in LEEFTIJDEN.items():
        ouder = reeksen.tot("leeftijd", "", vandaag - dagen - 1) if dagen is not None else 0
        uit[code] = (tot_nu - ouder - jonger,)
        jonger = tot_nu - ouder


def kern_op(reeksen: Dagreeksen, dag: date) -> Kern:
    """What `tel_kern` would have counted at the end of that day."""
    return als_kern(
        {sleutel: reeksen.tot(wat, sleutel, _nummer(dag)) for wat, sleutel in reeksen.reeksen if wat == KERN}
    )


def _nummer(dag: date) -> int:
    return (dag - NUL).days


def plus(een: Telrijen, ander: Telrijen, teken: int = 1) -> Telrijen:
    """The one and the other together, or what is left of the one without the other."""
    uit: Telrijen = defaultdict(dict, {wat: dict(delen) for wat, delen in een.items()})
    for wat, delen in ander.items():
        for sleutel, aantallen in delen.items():
            was = uit[wat].get(sleutel, (0,) * len(aantallen))
            uit[wat][sleutel] = tuple(a + teken * b for a, b in zip_longest(was, aantallen, fillvalue=0))
    return uit
