"""Which meldingen come into which zaak, at which employer, and with what role on the peildatum."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from inspectie.demo.bedrijven import Tak
from inspectie.demo.lot import Lot
from inspectie.demo.rijen import Melding, Werkgever, Zaak
from inspectie.demo.verdeling import DUBBEL_GEBOEKT, INZETTEN, WERK, Inzet, Werkverdeling
from inspectie.demo.werkgevers import Bedrijvenregister
from inspectie.tijd import lokale_dag

_THUISWERKEN_GEKOPPELD: Final = 90
# Visits go on since June 2020 [seed]; a first melding in these windows leaves the time for what must follow.
_BEZOEK: Final = (date(2020, 5, 28), date(2020, 12, 16))
_BEZOEK_PER_INZET: Final = {
    "HERHALING": (date(2020, 6, 2), date(2020, 9, 15)),
    "TWM": (date(2020, 11, 20), date(2020, 12, 11)),
}
_AFSTAND: Final = (date(2020, 3, 1), date(2021, 1, 5))
_ONBEHANDELD: Final = (date(2020, 10, 1), date(2021, 1, 18))
_NIET_IN_ZAAK: Final = ("UITBUITING", "ILLEGALE_TEWERKSTELLING")


class _Voorraad:
    """The meldingen of one domain that may come into a zaak, in a chance order; each is given out once."""

    def __init__(self, meldingen: list[Melding]) -> None:
        self._meldingen = meldingen

    def neem(
        self, venster: tuple[date, date], past: Callable[[Melding], bool] = lambda melding: True
    ) -> Melding:
        """The next melding that was registered within the window (days, both included) and fits."""
        for plaats, melding in enumerate(self._meldingen):
            if venster[0] <= lokale_dag(melding.geregistreerd_op) <= venster[1] and past(melding):
                return self._meldingen.pop(plaats)
        raise ValueError(f"geen melding over voor {venster}")

    def rest(self) -> list[Melding]:
        return list(self._meldingen)


def _voorraad(lot: Lot, meldingen: list[Melding], domein: str) -> _Voorraad:
    eigen = [m for m in meldingen if m.domein == domein and m.onderwerpen[0] not in _NIET_IN_ZAAK]
    thuis = [m for m in eigen if m.onderwerpen == ("THUISWERKEN",)]
    # Until the end of January only those that the reporter found risky were followed up [seed].
    gekozen = lot.greep(thuis, min(_THUISWERKEN_GEKOPPELD, len(thuis)))
    for melding in gekozen:
        melding.melder_ziet_risico = True
    return _Voorraad(lot.schud([m for m in eigen if m.onderwerpen != ("THUISWERKEN",)] + gekozen))


def _bezoekbaar(melding: Melding) -> bool:
    return melding.onderwerpen[0] not in ("THUISWERKEN", "SUBSIDIEREGELING")


class Koppelaar:
    """Builds the zaken of one domain; the numbers are those of WERK."""

    def __init__(self, lot: Lot, register: Bedrijvenregister, meldingen: list[Melding], domein: str) -> None:
        self._lot = lot
        self._register = register
        self._domein = domein
        self._werk: Werkverdeling = WERK[domein]
        self._voorraad = _voorraad(lot, meldingen, domein)
        self.zaken: list[Zaak] = []
        self.samen: list[tuple[Werkgever, Werkgever]] = []
        """Records that are one firm: the second booking and the first."""

    def koppel(self) -> list[Zaak]:
        self._bezochte_zaken()
        for _ in range(self._werk.zonder_interventie):
            self._zaak(self._voorraad.neem(_ONBEHANDELD), "GEEN")
        afstand = [self._zaak(self._voorraad.neem(_AFSTAND), "AFSTAND") for _ in range(self._werk.op_afstand)]
        for nummer, zaak in enumerate(self._lot.greep(afstand, self._werk.tweede_zaak)):
            self._tweede(zaak, _AFSTAND, self._boeking(zaak.werkgever, nummer))
        self._bundel(self._werk.gekoppeld - len(self.zaken))
        return self.zaken

    def _bezochte_zaken(self) -> None:
        werk = self._werk
        inzetten = [
            inzet for inzet in INZETTEN if inzet.domein == self._domein for _ in range(inzet.werkgevers)
        ]
        zonder: list[Inzet | None] = [None] * (werk.alleen_bezoek + werk.beide - len(inzetten))
        # Long stories (a term, a second finding) need an employer with room for letters as well as visits.
        gewoon = self._lot.schud([inzet for inzet in inzetten if not inzet.wanneer] + zonder)
        bijzonder = [inzet for inzet in inzetten if inzet.wanneer]
        rollen = ["BEIDE"] * len(bijzonder) + self._lot.schud(
            ["BEIDE"] * (werk.beide - len(bijzonder)) + ["LOCATIE"] * werk.alleen_bezoek
        )
        eerste: list[Zaak] = []
        for inzet, rol in zip([*bijzonder, *gewoon], rollen, strict=True):
            wanneer = inzet.wanneer if inzet else ""
            venster = _BEZOEK_PER_INZET.get(wanneer, _BEZOEK)
            zaak = self._zaak(self._voorraad.neem(venster, _bezoekbaar), rol)
            zaak.wanneer = wanneer
            zaak.inzet = list(inzet.instrumenten) if inzet else []
            eerste.append(zaak)
        tweede = self._lot.greep(eerste[len(bijzonder) :], werk.tweede_bezoek)
        for zaak in tweede:
            ander = self._tweede(zaak, _BEZOEK, zaak.werkgever)
            if len(zaak.inzet) > 1 and self._lot.kans(50):
                ander.inzet = [zaak.inzet.pop()]

    def _zaak(self, melding: Melding, rol: str, werkgever: Werkgever | None = None) -> Zaak:
        werkgever = werkgever or self._register.nieuw(melding.tak)
        melding.werkgever, melding.rol = werkgever, rol
        zaak = Zaak(self._domein, werkgever, [melding], rol)
        self.zaken.append(zaak)
        return zaak

    def _boeking(self, werkgever: Werkgever, nummer: int) -> Werkgever:
        """Under which record a second zaak is booked: half of them at another site, DUBBEL_GEBOEKT by mistake
        as a new firm, to be merged later."""
        if nummer % 2:
            return self._register.nevenvestiging(werkgever)
        if nummer // 2 < DUBBEL_GEBOEKT:
            nieuw = self._register.tweede_boeking(werkgever)
            self.samen.append((nieuw, werkgever))
            return nieuw
        return werkgever

    def _tweede(self, zaak: Zaak, venster: tuple[date, date], werkgever: Werkgever) -> Zaak:
        """A second zaak at the same employer, about the same kind of work."""
        tak = zaak.werkgever.tak
        melding = self._voorraad.neem(venster, lambda m: m.tak is tak and _bezoekbaar(m))
        ander = self._zaak(melding, zaak.rol, werkgever)
        ander.eerste = False
        return ander

    def _bundel(self, aantal: int) -> None:
        """Add `aantal` meldingen to zaken about the same kind of business that were opened not long before."""
        per_tak: defaultdict[Tak, list[Zaak]] = defaultdict(list)
        for zaak in self.zaken:
            # Visited zaken attract more of them.
            per_tak[zaak.werkgever.tak] += [zaak] * (4 if zaak.rol in ("LOCATIE", "BEIDE") else 1)
        for melding in self._voorraad.rest():
            if aantal == 0:
                return
            passend = [zaak for zaak in per_tak[melding.tak] if _volgt_op(melding, zaak)]
            if passend and _bezoekbaar(melding):
                zaak = self._lot.uit(passend)
                zaak.meldingen.append(melding)
                melding.werkgever, melding.rol = zaak.werkgever, zaak.rol
                aantal -= 1
        if aantal:
            raise ValueError(f"{aantal} meldingen vonden geen zaak")


def _volgt_op(melding: Melding, zaak: Zaak) -> bool:
    verschil = melding.ontvangen_op - zaak.meldingen[0].ontvangen_op
    return timedelta(0) < verschil <= timedelta(days=75) and len(zaak.meldingen) < 9


def ken_werkgevers_toe(lot: Lot, register: Bedrijvenregister, meldingen: list[Melding]) -> None:
    """About half of the meldingen outside any zaak name an employer, a third of those one that is known."""
    per_tak: defaultdict[Tak, list[Werkgever]] = defaultdict(list)
    for werkgever in register.werkgevers:
        per_tak[werkgever.tak].append(werkgever)
    for melding in meldingen:
        if melding.rol or melding.werkgever or lot.kans(_ONBEKEND.get(melding.onderwerpen[0], 47)):
            continue
        bekend = per_tak[melding.tak]
        if bekend and lot.kans(34):
            melding.werkgever = lot.uit(bekend)
            continue
        moeder = lot.uit(bekend) if bekend and lot.kans(7) else None
        if moeder and moeder.kvk_nummer:
            melding.werkgever = register.nevenvestiging(moeder)
        else:
            melding.werkgever = register.nieuw(melding.tak)
        bekend.append(melding.werkgever)


# Percentage without a known employer, where it differs from the rest.
_ONBEKEND: Final = {
    "KLANT_WINKEL": 22, "VRAAG_INFORMATIE": 74, "GROEPSVORMING": 62, "HUISVESTING": 52, "UITKERING_FRAUDE": 84,
    "OVERIG_B": 88, "ZORGKWALITEIT": 20, "SUBSIDIEREGELING": 12, "VOEDSEL": 18, "THUISWERKEN": 40,
}  # fmt: skip
