"""What is there and what goes through it, per domain, topic, team, sector and province, arranged for a screen. Plain
values, no database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from inspectie.schermgetal import Getal
from rapportages.grafieken import breedte
from rapportages.kerncijfers.snede import ONBEKEND
from rapportages.kerncijfers.stroom import PER_VERDELING, VOORRAAD
from rapportages.kerncijfers.verwijzing import Verwijzing

Adres = Callable[..., str]
"""The page of the list behind a number: of a Verwijzing, and other values than the address has (`peildatum`)."""
Namen = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Verdeelrij:
    code: str
    naam: str
    cellen: Sequence[tuple[str, Getal]]
    breedte: str
    tint: int = 0

    @property
    def open(self) -> Getal:
        return self.cellen[PER_VERDELING.index(VOORRAAD)][1]


@dataclass(frozen=True, slots=True)
class Verdeling:
    """Each cell of a row says its own head, for on a narrow screen; the bar is the one that is open. A row without a
    name of its own ("unknown") is a row too: together they are all, but for topics, of which a melding has several."""

    sleutel: str
    naam: str
    koppen: Sequence[str]
    rijen: Sequence[Verdeelrij]


# Each province where one looks for it (`.landkaart` in the style sheet): a grid of tiles, for on a map of shapes the
# largest province seems to have the most.
KAART = ("FR", "GR", "NH", "FL", "OV", "DR", "ZH", "UT", "GE", "ZE", "NB", "LI")
TINTEN = 4
KORT = (
    _("Binnen"),
    _("Besloten"),
    _("Afgerond"),
    _("Open"),
    _("Te laat"),
    _("Vraag te laat"),
    _("Bericht te laat"),
    _("Oud"),
)
"""The heads of a narrow table, in the order of PER_VERDELING."""


def maak_verdeling(
    sleutel: str, naam: str, delen: Mapping[str, tuple[int, ...]], namen: Namen, adres: Adres
) -> Verdeling:
    """Most open first; unknown is last."""
    plek = PER_VERDELING.index(VOORRAAD)
    hoogste = max((aantallen[plek] for aantallen in delen.values()), default=0)
    donkerst = max((aantallen[plek] for code, aantallen in delen.items() if code != ONBEKEND), default=0)
    volgorde: Iterable[str] = sorted(
        (code for code, aantallen in delen.items() if any(aantallen)),
        key=lambda code: (code == ONBEKEND, -delen[code][plek], namen(sleutel, code)),
    )
    koppen = [gettext(kop) for kop in KORT]
    return Verdeling(
        sleutel,
        naam,
        koppen,
        [
            Verdeelrij(
                code,
                _naam(sleutel, code, namen),
                [
                    (kop, Getal.van(n, adres(Verwijzing(cijfer.code, sleutel, (code,)))))
                    for kop, cijfer, n in zip(koppen, PER_VERDELING, delen[code], strict=True)
                ],
                breedte(delen[code][plek], hoogste),
                min(TINTEN, -(-TINTEN * delen[code][plek] // donkerst)) if donkerst else 0,
            )
            for code in volgorde
        ],
    )


def _naam(sleutel: str, code: str, namen: Namen) -> str:
    woord = namen(sleutel, code)
    return gettext("Onbekend") if woord == ONBEKEND else woord


def leeg(sleutel: str, code: str, namen: Namen) -> Verdeelrij:
    return Verdeelrij(code, _naam(sleutel, code, namen), [(gettext(kop), Getal.van(0)) for kop in KORT], "0")
