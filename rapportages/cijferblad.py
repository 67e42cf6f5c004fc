"""The core figures arranged for a screen: words and numbers ready to be shown. Plain values, no database.

Bars are drawn as SVG with a width in parts of `SCHAAL`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from inspectie.schermgetal import Deel, Getal, getal
from rapportages.cijfers import (
    ONBEPAALD,
    Cijfer,
    Kerncijfers,
    Labels,
    label,
    percentage,
    zonder_leeg_onbepaald,
)
from rapportages.grafieken import SCHAAL
from rapportages.schermgetallen import datum, eenheid, procent, tijdstip, van

# The colours of the series, by domain, whatever the order of the figures.
REEKSEN = ("VEILIG_GEZOND", "EERLIJK", "BUITEN", ONBEPAALD)
AANDELEN = ("KC-04", "KC-05", "KC-06", "KC-07")


@dataclass(frozen=True, slots=True)
class Uitleg:
    """A definition, with what is counted over what."""

    code: str
    tekst: str
    teller: str = ""
    noemer: str = ""


@dataclass(frozen=True, slots=True)
class Tegel:
    """One figure. `balk` is the filled part of a bar; empty when the figure is no share. Behind a share there is no
    list: the two numbers in `eenheid` each have their own, and the bar that of its numerator. `lijn` is how it came to
    be this, as the points of a line."""

    code: str
    naam: str
    getal: Getal
    eenheid: str
    uitleg: tuple[Uitleg, ...]
    balk: str = ""
    delen: tuple[Deel, ...] = ()
    balk_url: str = ""
    lijn: str = ""


@dataclass(frozen=True, slots=True)
class Stuk:
    """A piece of a stacked bar: the number of its colour, where it starts, how wide it is, and what is behind it."""

    reeks: int
    x: str
    breedte: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Kolom:
    naam: str
    reeks: int


@dataclass(frozen=True, slots=True)
class Cel:
    """A number with the column it stands in: on a narrow screen it says so itself."""

    kolom: Kolom
    getal: Getal


@dataclass(frozen=True, slots=True)
class Rij:
    """A row of a table with a bar. `cellen` runs parallel to the domains; empty in the table of the domains itself."""

    naam: str
    totaal: Getal
    deel: str
    stukken: tuple[Stuk, ...]
    cellen: tuple[Cel, ...] = ()


@dataclass(frozen=True, slots=True)
class Cijferblad:
    """Everything the page of the core figures shows."""

    peildatum: str
    stand_van: str
    definities: str
    leeg: bool
    totaal: Tegel
    arbeidsmigranten: Tegel
    domeinen: tuple[Rij, ...]
    domeinen_uitleg: tuple[Uitleg, ...]
    aandelen: tuple[Tegel, ...]
    werkgevers: Tegel
    gevolg: Tegel
    locatie: tuple[Tegel, ...]
    instrumenten: Tegel
    kolommen: tuple[Kolom, ...]
    onderwerpen: tuple[Rij, ...]
    zonder_melding: tuple[str, ...]
    onderwerpen_uitleg: tuple[Uitleg, ...]


Adres = Callable[..., str]
"""The page of the list behind a number, by figure, role and parts."""


def _nergens(_code: str, _rol: str, *_delen: str) -> str:
    return ""


def maak_cijferblad(
    cijfers: Kerncijfers, labels: Labels, adres: Adres = _nergens, lijnen: Mapping[str, str] | None = None
) -> Cijferblad:
    """`lijnen` are those of `verloopblad.vonken`. KeyError when a figure is missing."""
    lijnen = lijnen or {}

    def tegel(code: str, *ook: str) -> Tegel:
        kern = _tegel(cijfers[code], labels, adres, *(cijfers[ander] for ander in ook))
        return replace(kern, lijn=lijnen.get(code, ""))

    domeinen = list(zonder_leeg_onbepaald(cijfers["KC-02"].aantallen))
    onderwerpen = {code: delen for code, delen in cijfers["KC-14"].kruistabel.items() if sum(delen.values())}
    return Cijferblad(
        peildatum=datum(cijfers.peildatum),
        stand_van=tijdstip(cijfers.stand_van),
        definities=cijfers.definities,
        leeg=not cijfers["KC-01"].waarde,
        totaal=tegel("KC-01"),
        arbeidsmigranten=tegel("KC-03"),
        domeinen=tuple(_domeinen(cijfers, domeinen, labels, adres)),
        domeinen_uitleg=(_uitleg(cijfers["KC-02"]),),
        aandelen=tuple(tegel(code) for code in AANDELEN),
        werkgevers=tegel("KC-08", "KC-09"),
        gevolg=tegel("KC-10"),
        locatie=(tegel("KC-11"), tegel("KC-12")),
        instrumenten=tegel("KC-13"),
        kolommen=tuple(_kolom(code, labels) for code in domeinen),
        onderwerpen=tuple(_onderwerpen(onderwerpen, domeinen, cijfers["KC-01"].waarde or 0, labels, adres)),
        zonder_melding=tuple(
            label(labels, code).tabel for code in cijfers["KC-14"].kruistabel if code not in onderwerpen
        ),
        onderwerpen_uitleg=(_uitleg(cijfers["KC-14"]),),
    )


def _uitleg(cijfer: Cijfer) -> Uitleg:
    teller, noemer = cijfer.teller_omschrijving, cijfer.noemer_omschrijving
    # An empty text is the head of the catalogue.
    return Uitleg(
        cijfer.code,
        gettext(cijfer.definitie),
        gettext(teller) if teller else "",
        gettext(noemer) if noemer else "",
    )


def _tegel(cijfer: Cijfer, labels: Labels, adres: Adres, *ook: Cijfer) -> Tegel:
    """One figure with its flat parts; `ook` are figures whose parts and definition belong with it."""
    delen = tuple(deel for een in (cijfer, *ook) for deel in _delen(een, labels, adres))
    uitleg = (_uitleg(cijfer), *map(_uitleg, ook))
    if cijfer.teller is None or cijfer.noemer is None:
        n = cijfer.waarde or 0
        return Tegel(
            cijfer.code,
            gettext(cijfer.naam),
            Getal.van(n, adres(cijfer.code, "waarde")),
            eenheid(n, cijfer.eenheid),
            uitleg,
            delen=delen,
        )
    return Tegel(
        cijfer.code,
        gettext(cijfer.naam),
        Getal(procent(cijfer.percentage)),
        _van(cijfer.teller, cijfer.noemer, cijfer, adres),
        uitleg,
        balk=str(SCHAAL * cijfer.teller // cijfer.noemer) if cijfer.noemer else "0",
        delen=delen,
        balk_url=adres(cijfer.code, "teller") if cijfer.teller else "",
    )


def _van(teller: int, noemer: int, cijfer: Cijfer, adres: Adres) -> str:
    """'2.816 van 5.120 meldingen', each number leading to its own list."""
    if not adres(cijfer.code, "teller"):
        return van(teller, noemer, cijfer.eenheid)
    zin = escape(gettext("%(teller)s van %(noemer)s %(eenheid)s"))
    return mark_safe(  # noqa: S308 (each part is escaped)
        zin
        % {
            "teller": Getal.van(teller, adres(cijfer.code, "teller")),
            "noemer": Getal.van(noemer, adres(cijfer.code, "noemer")),
            "eenheid": escape(eenheid(noemer, cijfer.eenheid)),
        }
    )


def _delen(cijfer: Cijfer, labels: Labels, adres: Adres) -> Iterator[Deel]:
    def deel(naam: str, n: int, rol: str, *delen: str) -> Deel:
        return Deel(naam, Getal.van(n, adres(cijfer.code, rol, *delen)))

    if not cijfer.dubbel_verdeeld:
        for code, n in zonder_leeg_onbepaald(cijfer.aantallen).items():
            yield deel(label(labels, code).tabel, n, "delen", code)
    if cijfer.overlap is not None:
        yield deel(gettext("In beide domeinen"), cijfer.overlap, "overlap")
    if cijfer.zonder_locatie is not None:
        yield deel(gettext("Zonder bezoek, niet meegeteld"), cijfer.zonder_locatie, "zonder_locatie")


def _reeks(domein: str) -> int:
    return REEKSEN.index(domein) if domein in REEKSEN else len(REEKSEN) - 1


def _kolom(domein: str, labels: Labels) -> Kolom:
    return Kolom(label(labels, domein).kort, _reeks(domein))


def _domeinen(cijfers: Kerncijfers, domeinen: list[str], labels: Labels, adres: Adres) -> Iterator[Rij]:
    totaal = cijfers["KC-01"].waarde or 0
    for code in domeinen:
        n = cijfers["KC-02"].aantallen[code]
        url = adres("KC-02", "delen", code) if n else ""
        stukken = tuple(_stukken([(_reeks(code), n, url)], totaal))
        yield Rij(label(labels, code).tabel, Getal(getal(n), url), procent(percentage(n, totaal)), stukken)


def _onderwerpen(
    kruistabel: dict[str, dict[str, int]], domeinen: list[str], totaal: int, labels: Labels, adres: Adres
) -> Iterator[Rij]:
    """The topics that have a melding, most first; topics that tie stay in the order of the code list."""
    sommen = {code: sum(delen.values()) for code, delen in kruistabel.items()}
    hoogste = max(sommen.values(), default=0)
    for code in sorted(kruistabel, key=lambda code: -sommen[code]):
        delen = [
            (domein, n, adres("KC-14", "delen", code, domein) if n else "")
            for domein in domeinen
            for n in [kruistabel[code].get(domein, 0)]
        ]
        yield Rij(
            label(labels, code).tabel,
            Getal.van(sommen[code], adres("KC-14", "delen", code)),
            procent(percentage(sommen[code], totaal)),
            tuple(_stukken([(_reeks(domein), n, heen) for domein, n, heen in delen], hoogste)),
            tuple(Cel(_kolom(domein, labels), Getal(getal(n), heen)) for domein, n, heen in delen),
        )


def _stukken(delen: list[tuple[int, int, str]], hoogste: int) -> Iterator[Stuk]:
    """The pieces of one bar, whole parts of SCHAAL; what is not 0 is never invisible."""
    x = 0
    for reeks, n, url in delen:
        if n and hoogste:
            breedte = max(3, SCHAAL * n // hoogste)
            yield Stuk(reeks, str(x), str(breedte), url)
            x += breedte
