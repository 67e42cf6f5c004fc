"""The figures one steers by, arranged for a screen: words and numbers ready to be shown. Plain values, no database.

Every number carries the address of the list behind it; a nought has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from inspectie.schermgetal import Getal
from rapportages.grafieken import Grafiek, breedte, grafiek, punten
from rapportages.kerncijfers.stroom import (
    AFGEROND,
    AFLOOP,
    AFLOPEN,
    BESLOTEN,
    FASEN,
    INSTROOM,
    KLOKKEN,
    LEEFTIJDEN,
    PER_VERDELING,
    TE_LAAT,
    VERLOPEN,
    VOORRAAD,
    Stroomcijfer,
)
from rapportages.kerncijfers.stroomtelling import Stroom, Vakcijfers
from rapportages.kerncijfers.verwijzing import Verwijzing
from rapportages.reeksen import Reeksrij, Reekstabel, vaknaam
from rapportages.verdelingen import KAART, Adres, Namen, Verdeelrij, Verdeling, leeg, maak_verdeling


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
class Dashboard:
    tegels: Sequence[Stroomtegel]
    klokken: Sequence[Stroomtegel]
    """Whatever somebody is held to, and ran out: together, to be seen at one glance."""
    grafieken: Sequence[Grafiek]
    verloop: Reekstabel
    tabellen: Sequence[Tabel]
    verdelingen: Mapping[str, Verdeling]
    kaart: Sequence[Verdeelrij]

    @property
    def niets(self) -> bool:
        """Whether there is nothing in this part, at these moments."""
        return all(tegel.getal.nul for tegel in (*self.tegels, *self.klokken))


def maak_dashboard(stroom: Stroom, per: str, namen: Namen, adres: Adres) -> Dashboard:
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
        tegels=_tegels((VOORRAAD, INSTROOM, BESLOTEN, AFGEROND), stroom, adres),
        klokken=_tegels(KLOKKEN, stroom, adres),
        grafieken=_grafieken(stroom.vakken, per),
        verloop=Reekstabel(
            "verloop",
            gettext("Verloop"),
            gettext("Periode"),
            [gettext(cijfer.naam) for cijfer in (INSTROOM, BESLOTEN, AFGEROND)]
            + [gettext("Openstaand aan het eind")],
            [_vakrij(nummer, vak, per, adres) for nummer, vak in enumerate(stroom.vakken, 1)],
        ),
        tabellen=_tabellen(stroom, adres),
        verdelingen=verdelingen,
        kaart=[provincies.get(code) or leeg("provincie", code, namen) for code in KAART],
    )


def _tegels(cijfers: Sequence[Stroomcijfer], stroom: Stroom, adres: Adres) -> list[Stroomtegel]:
    lijnen = _reeksen(stroom.vakken)
    aantallen = dict(zip(PER_VERDELING, stroom.totaal, strict=True)) | {VERLOPEN: stroom.termijn_voorbij}
    return [
        Stroomtegel(
            cijfer.code,
            gettext(cijfer.naam),
            gettext(cijfer.tekst),
            Getal.van(aantallen[cijfer], adres(Verwijzing(cijfer.code, "waarde"))),
            punten(lijnen[cijfer], max(lijnen[cijfer], default=0)) if cijfer in lijnen else "",
        )
        for cijfer in cijfers
    ]


def _reeksen(vakken: Sequence[Vakcijfers]) -> dict[Stroomcijfer, list[int]]:
    """What came in, was decided and was closed in each piece, and lay open at its end."""
    return {
        INSTROOM: [vak.binnen for vak in vakken],
        BESLOTEN: [vak.besloten for vak in vakken],
        AFGEROND: [vak.afgerond for vak in vakken],
        VOORRAAD: [vak.open for vak in vakken],
    }


def _grafieken(vakken: Sequence[Vakcijfers], per: str) -> list[Grafiek]:
    begin, eind = vaknaam(vakken[0].vak, per), vaknaam(vakken[-1].vak, per)
    stromen = _reeksen(vakken)
    voorraad = gettext(VOORRAAD.naam)
    return [
        grafiek(voorraad, {voorraad: stromen.pop(VOORRAAD)}, begin, eind),
        grafiek(
            gettext("Binnengekomen, besloten en afgerond"),
            {gettext(cijfer.naam): reeks for cijfer, reeks in stromen.items()},
            begin,
            eind,
        ),
    ]


def _vakrij(nummer: int, vak: Vakcijfers, per: str, adres: Adres) -> Reeksrij:
    deel = (str(nummer),)
    in_vak = ((INSTROOM, vak.binnen), (BESLOTEN, vak.besloten), (AFGEROND, vak.afgerond))
    return Reeksrij(
        vaknaam(vak.vak, per),
        [Getal.van(n, adres(Verwijzing(cijfer.code, "vak", deel))) for cijfer, n in in_vak]
        + [
            Getal.van(
                vak.open, adres(Verwijzing(VOORRAAD.code, "waarde"), peildatum=f"{vak.vak.tot:%d-%m-%Y}")
            )
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
