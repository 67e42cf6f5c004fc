"""Examples as rows of a CSV file, and comparing what the rules make of them with what was expected."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .advies import Advies
from .controle import Codelijsten
from .feiten import FEITEN, Feiten, lees_datum
from .regelset import Regelset
from .uitleg import Oordeel, Uitleg

FEITKOLOMMEN = tuple(FEITEN)
VERWACHTE_KOLOMMEN = (
    "verwacht_regel",
    "verwacht_route",
    "verwacht_prioriteit",
    "verwacht_domein",
    "verwacht_partner",
)
_ANDERE_KOLOMMEN = ("scenario", *VERWACHTE_KOLOMMEN)
_JANEE: Mapping[str, bool | None] = {"ja": True, "nee": False, "": None}
_MEESTE_CIJFERS = 9


@dataclass(frozen=True, slots=True)
class Verschil:
    """One column in which the outcome is not the expected one; "" is: nothing there."""

    kolom: str
    verwacht: str
    gekregen: str


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What became of one scenario. `nummer` counts rows from 1; `fout` says why it could not be judged.

    `uitleg` tells of every rule why it did or did not apply; it is filled for a scenario with differences.
    """

    nummer: int
    naam: str
    advies: Advies | None = None
    verschillen: tuple[Verschil, ...] = ()
    uitleg: tuple[Uitleg, ...] = ()
    fout: str = ""

    @property
    def geslaagd(self) -> bool:
        return not self.verschillen and not self.fout

    def regels(self) -> list[str]:
        """Lines to print for a scenario that failed."""
        wie = f"{self.nummer}. {self.naam}"
        geldend = [een for een in self.uitleg if een.oordeel is not Oordeel.NIET]
        niet = [een for een in self.uitleg if een.oordeel is Oordeel.NIET]
        return [
            *([f"{wie}: {self.fout}"] if self.fout else []),
            *(
                f"{wie}: {v.kolom} verwacht {v.verwacht or 'niets'}, gekregen {v.gekregen or 'niets'}"
                for v in self.verschillen
            ),
            *(f"    {een.tekst}" for een in (*geldend, *niet)),
        ]


def feiten_uit_rij(rij: Mapping[str, str], codelijsten: Codelijsten | None = None) -> Feiten:
    """The facts in a row of a scenario file; codes are checked when the code lists are given.

    Raises ValueError with every mistake in Dutch, each naming its column; a missing or unknown column is one.
    """
    lezer = _Lezer(rij, codelijsten)
    feiten = Feiten(
        ontvangen_op=lezer.datum("ontvangen_op"),
        bevoegd=lezer.code("bevoegd"),
        corona_relatie=lezer.code("corona_relatie"),
        werkgever_bekend=lezer.janee("werkgever_bekend"),
        melder_bereikbaar=lezer.janee("melder_bereikbaar"),
        melder_type=lezer.code("melder_type"),
        verzoek_24_7=lezer.janee("verzoek_24_7"),
        anoniem=lezer.janee("anoniem"),
        toestemming_contact_werkgever=lezer.janee("toestemming_contact_werkgever"),
        onderwerpen=lezer.codes("onderwerpen"),
        ernst=lezer.code("ernst"),
        aantal_blootgesteld=lezer.getal("aantal_blootgesteld"),
        duurt_voort=lezer.janee("duurt_voort"),
        werkonderbreking=lezer.janee("werkonderbreking"),
        bevestigde_besmettingen=lezer.getal("bevestigde_besmettingen"),
        arbeidsmigranten=lezer.janee("arbeidsmigranten"),
        melder_ziet_risico=lezer.janee("melder_ziet_risico"),
        lopende_zaak=lezer.janee("lopende_zaak"),
        eerdere_meldingen=lezer.getal("eerdere_meldingen"),
        instrument_termijn_verlopen=lezer.janee("instrument_termijn_verlopen"),
        toezegging_niet_nagekomen=lezer.janee("toezegging_niet_nagekomen"),
        opsporing_indicatie=lezer.janee("opsporing_indicatie"),
        personen_in_gevaar=lezer.janee("personen_in_gevaar"),
        dubbel=lezer.janee("dubbel"),
    )
    if lezer.fouten:
        raise ValueError("; ".join(lezer.fouten))
    return feiten


class _Lezer:
    """Reads the cells of one row and keeps what is wrong with them."""

    def __init__(self, rij: Mapping[str, str], codelijsten: Codelijsten | None) -> None:
        self._rij = rij
        self._codelijsten = codelijsten
        self.fouten = [_onbekende_kolom(k) for k in rij if k not in FEITEN and k not in _ANDERE_KOLOMMEN]

    def _cel(self, kolom: str) -> str:
        cel = self._rij.get(kolom)
        if isinstance(cel, str):
            return cel
        self._fout(kolom, "ontbreekt")
        return ""

    def _fout(self, kolom: str, tekst: str) -> None:
        self.fouten.append(f"kolom {kolom}: {tekst}")

    def datum(self, kolom: str) -> date:
        try:
            return lees_datum(self._cel(kolom))
        except ValueError as fout:
            self._fout(kolom, str(fout))
            return date.min

    def janee(self, kolom: str) -> bool | None:
        cel = self._cel(kolom)
        if cel not in _JANEE:
            self._fout(kolom, f"“{cel}” is geen ja, nee of leeg")
        return _JANEE.get(cel)

    def getal(self, kolom: str) -> int | None:
        cel = self._cel(kolom)
        if not cel:
            return None
        if cel.isascii() and cel.isdigit() and len(cel) <= _MEESTE_CIJFERS:
            return int(cel)
        self._fout(kolom, f"“{cel}” is geen geheel getal van 0 of meer")
        return None

    def code(self, kolom: str) -> str | None:
        cel = self._cel(kolom)
        if cel:
            self._controleer_code(kolom, cel)
        return cel or None

    def codes(self, kolom: str) -> tuple[str, ...]:
        cel = self._cel(kolom)
        codes = tuple(cel.split(";")) if cel else ()
        for code in codes:
            self._controleer_code(kolom, code)
        return codes

    def _controleer_code(self, kolom: str, code: str) -> None:
        lijst = FEITEN[kolom].lijst
        if not code:
            self._fout(kolom, "lege code in de lijst")
        elif self._codelijsten is not None and code not in self._codelijsten.get(lijst, ()):
            self._fout(kolom, f"“{code}” staat niet in de codelijst {lijst}")


def _onbekende_kolom(kolom: object) -> str:
    # csv.DictReader keeps surplus cells under the key None.
    return f"onbekende kolom “{kolom}”" if isinstance(kolom, str) else "er zijn meer velden dan kolommen"


def toets_scenarios(
    regelset_voor: Callable[[date], Regelset],
    rijen: Iterable[Mapping[str, str]],
    codelijsten: Codelijsten | None = None,
) -> list[Uitkomst]:
    """Judges each row by the rule set in force on its own day and compares the outcome with `verwacht_...`.

    `regelset_voor` raises LookupError with a Dutch text for a day without rules. No row stops the others.
    """
    return [_toets(regelset_voor, nummer, rij, codelijsten) for nummer, rij in enumerate(rijen, start=1)]


def _toets(
    regelset_voor: Callable[[date], Regelset],
    nummer: int,
    rij: Mapping[str, str],
    codelijsten: Codelijsten | None,
) -> Uitkomst:
    naam = rij.get("scenario") or ""
    try:
        feiten = feiten_uit_rij(rij, codelijsten)
        verwacht = {kolom: _verwacht(rij, kolom) for kolom in VERWACHTE_KOLOMMEN}
        regelset = regelset_voor(feiten.ontvangen_op)
    except (ValueError, LookupError) as fout:
        return Uitkomst(nummer, naam, fout=str(fout))
    advies = regelset.adviseer(feiten)
    gekregen = dict(
        zip(
            VERWACHTE_KOLOMMEN,
            (
                advies.regel_code,
                advies.route,
                advies.prioriteit or "",
                advies.domein,
                "+".join(advies.partners),
            ),
            strict=True,
        )
    )
    verschillen = tuple(
        Verschil(kolom.removeprefix("verwacht_"), verwacht[kolom], gekregen[kolom])
        for kolom in VERWACHTE_KOLOMMEN
        if verwacht[kolom] != gekregen[kolom]
    )
    uitleg = tuple(regelset.verklaar(feiten)) if verschillen else ()
    return Uitkomst(nummer, naam, advies, verschillen, uitleg, advies.toelichting)


def _verwacht(rij: Mapping[str, str], kolom: str) -> str:
    cel = rij.get(kolom)
    if not isinstance(cel, str):
        raise ValueError(f"kolom {kolom}: ontbreekt")
    return cel
