"""The engine: a compiled rule set turns the facts of a melding into an advice. Pure: no I/O, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter

from .advies import (
    GEEN_FASE,
    GEEN_THUIS,
    NIET_GELDIG,
    ONGELDIG,
    ONVERWACHT,
    VERKEERDE_SOORT,
    Advies,
    fout_advies,
)
from .feiten import (
    DOMEINEN,
    FEITEN,
    Feiten,
    Soort,
    Waarde,
    bepaal_domein,
    is_alleen_thuiswerken,
)
from .inhoud import Geldigheid, Inhoud
from .lezen import lees
from .stappen import (
    ALTIJD,
    BITS,
    Regelstap,
    Voorlopig,
    Wijzigingstap,
    compileer_regel,
    compileer_wijziging,
    kies,
    voeg_partner_toe,
    wijzig,
)
from .taal import Vertaal, nederlands
from .uitleg import Oordeel, Uitleg, leg_uit

_TYPEN: Mapping[Soort, frozenset[type]] = {
    Soort.DATUM: frozenset({date}),
    Soort.CODE: frozenset({str, type(None)}),
    Soort.JANEE: frozenset({bool, type(None)}),
    Soort.GETAL: frozenset({int, type(None)}),
    Soort.CODES: frozenset({tuple}),
}
_TYPEN_OP_VOLGORDE = tuple(_TYPEN[feit.soort] for feit in FEITEN.values())
_haal_waarden = attrgetter(*FEITEN)


class OngeldigeRegelset(ValueError):
    """A rule set that may not be used; `fouten` has every mistake."""

    def __init__(self, fouten: list[str]) -> None:
        super().__init__(ONGELDIG % {"fout": "; ".join(fouten)})
        self.fouten = fouten


class Feitfout(ValueError):
    """Facts this rule set cannot be applied to; the text is Dutch."""


@dataclass(frozen=True, slots=True, eq=False)
class Regelset:
    """One version of the rules, compiled. Make it once per version with `compileer`; it may be shared."""

    inhoud: Inhoud
    thuisdomein: Mapping[str, str]
    _regels: tuple[Regelstap, ...] = field(repr=False)
    _wijzigingen: tuple[Wijzigingstap, ...] = field(repr=False)
    _namen: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @property
    def versie(self) -> str:
        return self.inhoud.geldigheid.versie

    @property
    def geldigheid(self) -> Geldigheid:
        return self.inhoud.geldigheid

    def adviseer(self, feiten: Feiten) -> Advies:
        """Exactly one route, the same for the same facts. Never raises: an error becomes HANDMATIG."""
        try:
            return self._beoordeel(self._waarden(feiten))
        except Exception as fout:  # noqa: BLE001 - whatever goes wrong, a person gets to see the melding
            return fout_advies(self.versie, _melding(fout))

    def verklaar(self, feiten: Feiten, vertaal: Vertaal = nederlands) -> list[Uitleg]:
        """For every rule and modifier why it did or did not apply, also those after the rule that decided."""
        momenten: list[Mapping[str, Waarde]] = []
        try:
            waarden = self._waarden(feiten)
            advies = self._beoordeel(waarden, momenten)
            return leg_uit(self.inhoud, advies, waarden, momenten, vertaal)
        except Exception as fout:  # noqa: BLE001 - the explanation says what `adviseer` says
            laatste = self.inhoud.regels[-1]
            return [Uitleg(laatste.code, laatste.titel, Oordeel.FOUT, waarden=_melding(fout))]

    def _waarden(self, feiten: Feiten) -> dict[str, Waarde]:
        """All facts by name, the derived ones included. Raises Feitfout when they cannot be judged."""
        kaal: tuple[Waarde, ...] = _haal_waarden(feiten)
        if not all(map(frozenset.__contains__, _TYPEN_OP_VOLGORDE, map(type, kaal))):
            _weiger_verkeerde_typen(kaal)
        if not self.inhoud.geldigheid.bevat(feiten.ontvangen_op):
            raise Feitfout(NIET_GELDIG % {"dag": f"{feiten.ontvangen_op:%d-%m-%Y}"})
        waarden: dict[str, Waarde] = dict(zip(FEITEN, kaal, strict=True))
        onderwerpen = feiten.onderwerpen
        try:
            domein = bepaal_domein(feiten.bevoegd, onderwerpen, self.thuisdomein)
        except KeyError as fout:
            raise Feitfout(GEEN_THUIS % {"onderwerp": fout.args[0]}) from None
        waarden["domein"] = domein
        waarden["fase"] = self._fase(feiten.ontvangen_op)
        waarden["alleen_thuiswerken"] = is_alleen_thuiswerken(domein, onderwerpen, self.thuisdomein)
        waarden["partner_onderwerp"] = self._partner(onderwerpen)
        return waarden

    def _fase(self, dag: date) -> int:
        for fase in reversed(self.inhoud.fasen):
            if fase.vanaf <= dag:
                return fase.fase
        raise Feitfout(GEEN_FASE % {"dag": f"{dag:%d-%m-%Y}"})

    def _partner(self, onderwerpen: Iterable[str]) -> str | None:
        """Partner of the first topic that has one."""
        partners = self.inhoud.partners_per_onderwerp
        for onderwerp in onderwerpen:
            if onderwerp in partners:
                return partners[onderwerp]
        return None

    def _beoordeel(
        self, waarden: dict[str, Waarde], momenten: list[Mapping[str, Waarde]] | None = None
    ) -> Advies:
        """Adds route and priority to `waarden`, and to `momenten` the values each modifier was judged on."""
        spoor: list[tuple[str, int]] = []
        besliste, gelezen = self._zoek(waarden, spoor)
        regel = besliste.regel
        prioriteit, erbij = kies(besliste.prioriteiten, waarden)
        gelezen |= erbij
        uitkomst = Voorlopig(regel.route, prioriteit, list(regel.partners), regel.redencode)
        if regel.partner_van_onderwerp:
            gelezen |= BITS["partner_onderwerp"]
            voeg_partner_toe(uitkomst, waarden["partner_onderwerp"])
        waarden["route"], waarden["prioriteit"] = uitkomst.route, uitkomst.prioriteit

        toegepast: list[str] = []
        for stap in self._wijzigingen:
            if momenten is not None:
                momenten.append(dict(waarden))
            gelezen |= wijzig(stap, regel.code, uitkomst, waarden, spoor, toegepast)

        vlaggen: list[str] = []
        for geldt, erbij, vlag in besliste.vlaggen:
            gelezen |= erbij
            if geldt(waarden):
                vlaggen.append(vlag)
        return Advies(
            regel=regel.code,
            wijzigingen=tuple(toegepast),
            route=uitkomst.route,
            prioriteit=uitkomst.prioriteit,
            domein=str(waarden["domein"]),
            partners=tuple(dict.fromkeys(uitkomst.partners)),
            redencode=uitkomst.redencode,
            vlaggen=tuple(vlaggen),
            termijn=self.inhoud.termijn(uitkomst.route, uitkomst.prioriteit),
            versie=self.versie,
            gelezen={naam: waarden[naam] for naam in self._feitnamen(gelezen)},
            spoor=tuple(spoor),
        )

    def _zoek(self, waarden: Mapping[str, Waarde], spoor: list[tuple[str, int]]) -> tuple[Regelstap, int]:
        """The first rule whose conditions all hold, and the facts read until then."""
        gelezen = ALTIJD
        for stap in self._regels:
            for voldoet, erbij, stop in stap.rijen:
                if not voldoet(waarden):
                    gelezen |= erbij
                    spoor.append(stop)
                    break
            else:
                return stap, gelezen | stap.gelezen
        raise RuntimeError("geen enkele regel geldt, ook het vangnet niet")

    def _feitnamen(self, gelezen: int) -> tuple[str, ...]:
        """Names in a mask, kept: few different masks occur, and they are asked for with every melding."""
        if gelezen not in self._namen:
            self._namen[gelezen] = tuple(naam for naam, bit in BITS.items() if bit & gelezen)
        return self._namen[gelezen]


def compileer(inhoud: object, thuisdomein: Mapping[str, str]) -> Regelset:
    """A rule set as loaded from JSON, ready to judge with. `thuisdomein` has the home domain of every topic.

    Raises OngeldigeRegelset. Codes are checked when a rule set is saved (`controleer_regelset`), not here.
    """
    gelezen, fouten = lees(inhoud, None)
    fouten = fouten + [
        f"thuisdomein: “{domein}” van {onderwerp} is geen thuisdomein"
        for onderwerp, domein in thuisdomein.items()
        if domein not in DOMEINEN
    ]
    if fouten or gelezen is None:
        raise OngeldigeRegelset(fouten)
    return Regelset(
        gelezen,
        dict(thuisdomein),
        tuple(compileer_regel(regel) for regel in gelezen.regels),
        tuple(compileer_wijziging(wijziging) for wijziging in gelezen.wijzigingen),
    )


def _weiger_verkeerde_typen(kaal: tuple[Waarde, ...]) -> None:
    """The slow check; it lets through kinds of text or number, such as a member of an enumeration."""
    fouten = [
        VERKEERDE_SOORT % {"waarde": repr(waarde), "feit": naam, "soort": feit.soort}
        for (naam, feit), waarde in zip(FEITEN.items(), kaal, strict=True)
        if not isinstance(waarde, tuple(_TYPEN[feit.soort]))
        # In Python a truth value is a number and a time is a date; here they are not.
        or (isinstance(waarde, bool) and feit.soort is Soort.GETAL)
        or isinstance(waarde, datetime)
    ]
    if fouten:
        raise Feitfout("; ".join(fouten))


def _melding(fout: Exception) -> str:
    return (
        str(fout) if isinstance(fout, Feitfout) else ONVERWACHT % {"soort": type(fout).__name__, "fout": fout}
    )
