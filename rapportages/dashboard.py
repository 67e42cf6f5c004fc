"""The figures one steers by, arranged for a screen: words and numbers ready to be shown. Plain values, no database.

Every number carries the address of the list behind it; a nought has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from inspectie.schermgetal import Getal, getal
from rapportages.cijferblad import SCHAAL
from rapportages.kerncijfers.stroom import (
    AFGEROND,
    AFLOOP,
    AFLOPEN,
    BESLOTEN,
    FASEN,
    INSTROOM,
    LEEFTIJDEN,
    PER_VERDELING,
    TE_LAAT,
    VERLOPEN,
    VOORRAAD,
    Stroomcijfer,
)
from rapportages.kerncijfers.stroomtelling import MET_VERLOOP, Stroom, Vakcijfers
from rapportages.kerncijfers.vakken import MAAND
from rapportages.kerncijfers.verwijzing import Verwijzing
from rapportages.verdelingen import KAART, Adres, Namen, Verdeelrij, Verdeling, breedte, leeg, maak_verdeling

HOOG = 100
"""The height of a drawing; its width is SCHAAL. Both are stretched to their place."""


@dataclass(frozen=True, slots=True)
class Balk:
    """A row of a table with a drawn bar; `breedte` in parts of SCHAAL."""

    naam: str
    getal: Getal
    breedte: str


@dataclass(frozen=True, slots=True)
class Tabel:
    code: str
    naam: str
    tekst: str
    kop: str
    balken: Sequence[Balk]


@dataclass(frozen=True, slots=True)
class Stroomtegel:
    code: str
    naam: str
    tekst: str
    getal: Getal
    lijn: str = ""


@dataclass(frozen=True, slots=True)
class Lijn:
    """One line of a drawing: its points, its pattern (0, 1 or 2), and what it is."""

    naam: str
    soort: int
    punten: str


@dataclass(frozen=True, slots=True)
class Grafiek:
    naam: str
    beschrijving: str
    lijnen: Sequence[Lijn]
    hoogste: str
    begin: str
    eind: str


@dataclass(frozen=True, slots=True)
class Vakrij:
    naam: str
    getallen: Sequence[Getal]


@dataclass(frozen=True, slots=True)
class Dashboard:
    tegels: Sequence[Stroomtegel]
    grafieken: Sequence[Grafiek]
    verloop: Sequence[Vakrij]
    verloop_koppen: Sequence[str]
    groei: Sequence[Vakrij]
    groei_koppen: Sequence[str]
    tabellen: Sequence[Tabel]
    verdelingen: Mapping[str, Verdeling]
    kaart: Sequence[Verdeelrij]


def maak_dashboard(
    stroom: Stroom, per: str, namen: Namen, adres: Adres, kerncijfernamen: Mapping[str, str]
) -> Dashboard:
    """`namen` is the word for a code of a list; `per` is how the period is cut."""
    verdelingen = {
        sleutel: maak_verdeling(sleutel, naam, stroom.per[sleutel], namen, adres)
        for sleutel, naam in (
            ("domein", gettext("Domein")),
            ("onderwerp", gettext("Onderwerp")),
            ("team", gettext("Team")),
            ("sector", gettext("Sector")),
            ("provincie", gettext("Provincie")),
        )
    }
    provincies = {rij.code: rij for rij in verdelingen["provincie"].rijen}
    return Dashboard(
        tegels=_tegels(stroom, adres),
        grafieken=_grafieken(stroom.vakken, per),
        verloop=[_vakrij(nummer, vak, per, adres) for nummer, vak in enumerate(stroom.vakken, 1)],
        verloop_koppen=[gettext(cijfer.naam) for cijfer in (INSTROOM, BESLOTEN, AFGEROND)]
        + [gettext("Openstaand aan het eind")],
        groei=[_groeirij(vak, per, adres) for vak in stroom.vakken],
        groei_koppen=[f"{code} {gettext(kerncijfernamen[code])}" for code in MET_VERLOOP],
        tabellen=_tabellen(stroom, adres),
        verdelingen=verdelingen,
        kaart=[provincies.get(code) or leeg("provincie", code, namen) for code in KAART],
    )


def vaknaam(vak: Vakcijfers, per: str) -> str:
    """ "oktober 2020", or the days of a week."""
    van, tot = vak.vak.van, vak.vak.tot
    if per == MAAND:
        return date_format(van, "F Y")
    # Only in Dutch a month has no capital.
    dag = "j b" if (get_language() or "").startswith("nl") else "j M"
    if van == tot:
        return date_format(van, f"{dag} Y")
    return f"{date_format(van, dag)} – {date_format(tot, f'{dag} Y')}"


def _tegels(stroom: Stroom, adres: Adres) -> list[Stroomtegel]:
    lijnen = {
        INSTROOM: [vak.binnen for vak in stroom.vakken],
        BESLOTEN: [vak.besloten for vak in stroom.vakken],
        AFGEROND: [vak.afgerond for vak in stroom.vakken],
        VOORRAAD: [vak.open for vak in stroom.vakken],
    }
    aantallen = dict(zip(PER_VERDELING, stroom.totaal, strict=True)) | {VERLOPEN: stroom.termijn_voorbij}
    return [
        Stroomtegel(
            cijfer.code,
            gettext(cijfer.naam),
            gettext(cijfer.tekst),
            Getal.van(aantallen[cijfer], adres(Verwijzing(cijfer.code, "waarde"))),
            _punten(lijnen[cijfer], max(lijnen[cijfer], default=0)) if cijfer in lijnen else "",
        )
        for cijfer in (VOORRAAD, INSTROOM, BESLOTEN, AFGEROND, TE_LAAT, VERLOPEN)
    ]


def _punten(waarden: Sequence[int], hoogste: int) -> str:
    """The points of a polyline; a single one is a line of its own."""
    waarden = list(waarden) * 2 if len(waarden) == 1 else waarden
    stap = SCHAAL / max(len(waarden) - 1, 1)
    return " ".join(
        f"{round(nummer * stap)},{HOOG - (HOOG * n // hoogste if hoogste else 0)}"
        for nummer, n in enumerate(waarden)
    )


def _grafieken(vakken: Sequence[Vakcijfers], per: str) -> list[Grafiek]:
    open_ = [vak.open for vak in vakken]
    reeksen = {
        INSTROOM: [vak.binnen for vak in vakken],
        BESLOTEN: [vak.besloten for vak in vakken],
        AFGEROND: [vak.afgerond for vak in vakken],
    }
    begin, eind = vaknaam(vakken[0], per), vaknaam(vakken[-1], per)
    hoogste = max(max(reeks) for reeks in reeksen.values())
    zin = gettext("Van %(eerste)s naar %(laatste)s; het hoogst was %(hoogste)s.")
    return [
        Grafiek(
            gettext(VOORRAAD.naam),
            zin % {"eerste": getal(open_[0]), "laatste": getal(open_[-1]), "hoogste": getal(max(open_))},
            [Lijn(gettext(VOORRAAD.naam), 0, _punten(open_, max(open_)))],
            getal(max(open_)),
            begin,
            eind,
        ),
        Grafiek(
            gettext("Binnengekomen, besloten en afgerond"),
            " ".join(
                f"{gettext(cijfer.naam)}: "
                + zin % {"eerste": getal(reeks[0]), "laatste": getal(reeks[-1]), "hoogste": getal(max(reeks))}
                for cijfer, reeks in reeksen.items()
            ),
            [
                Lijn(gettext(cijfer.naam), soort, _punten(reeks, hoogste))
                for soort, (cijfer, reeks) in enumerate(reeksen.items())
            ],
            getal(hoogste),
            begin,
            eind,
        ),
    ]


def _vakrij(nummer: int, vak: Vakcijfers, per: str, adres: Adres) -> Vakrij:
    deel = (str(nummer),)
    in_vak = ((INSTROOM, vak.binnen), (BESLOTEN, vak.besloten), (AFGEROND, vak.afgerond))
    return Vakrij(
        vaknaam(vak, per),
        [Getal.van(n, adres(Verwijzing(cijfer.code, "vak", deel))) for cijfer, n in in_vak]
        + [
            Getal.van(
                vak.open, adres(Verwijzing(VOORRAAD.code, "waarde"), peildatum=f"{vak.vak.tot:%d-%m-%Y}")
            )
        ],
    )


def _groeirij(vak: Vakcijfers, per: str, adres: Adres) -> Vakrij:
    op = f"{vak.vak.tot:%d-%m-%Y}"
    return Vakrij(
        vaknaam(vak, per),
        [
            Getal.van(vak.kerncijfers[code], adres(Verwijzing(code, "waarde"), peildatum=op))
            for code in MET_VERLOOP
        ],
    )


def _tabellen(stroom: Stroom, adres: Adres) -> list[Tabel]:
    leeftijden = {code: naam for code, (_dagen, naam) in LEEFTIJDEN.items()}
    fasen = {code: naam for code, naam in FASEN.items() if code != "AFGEROND"}
    prioriteiten = {code: code for code in ("P1", "P2", "P3", "P4")} | {"GEEN": gettext("Zonder prioriteit")}
    return [
        _tabel(VOORRAAD, gettext("Waar zij staan"), "fase", fasen, stroom, adres),
        _tabel(VOORRAAD, gettext("Hoe oud zij zijn"), "leeftijd", leeftijden, stroom, adres),
        _tabel(TE_LAAT, gettext(TE_LAAT.naam), "prioriteit", prioriteiten, stroom, adres),
        _tabel(AFLOOP, gettext(AFLOOP.naam), "afloop", AFLOPEN, stroom, adres),
    ]


def _tabel(
    cijfer: Stroomcijfer, naam: str, rol: str, codes: Mapping[str, str], stroom: Stroom, adres: Adres
) -> Tabel:
    delen = stroom.delen[rol]
    hoogste = max((delen.get(code, 0) for code in codes), default=0)
    return Tabel(
        cijfer.code,
        naam,
        gettext(cijfer.tekst),
        gettext("Instrumenten") if cijfer is AFLOOP else gettext("Meldingen"),
        [
            Balk(
                gettext(woord),
                Getal.van(delen.get(code, 0), adres(Verwijzing(cijfer.code, rol, (code,)))),
                breedte(delen.get(code, 0), hoogste),
            )
            for code, woord in codes.items()
        ],
    )
