"""What the law refuses is read in the language of who reads it; an import and a command say it in Dutch."""

import re
from datetime import date

import pytest
from django.utils.translation import gettext, override

from interventies import wet
from interventies.handhaving import Verzoek, Weigering, weiger_vaststelling
from interventies.handhaving.taal import rij
from meldingen.triage.taal import Zin, zeg
from tests.interventies.voorbeelden import eerder, eis, oordeel, overtreding, stillegging, verzoek

NA = date(2020, 11, 30)
"""A day before the temporary provisions."""
NEDERLANDS = re.compile(
    r"\b(een|het|de|niet|geen|vraagt|voor|van|overtreding|eis|waarschuwing|bij)\b", re.IGNORECASE
)
VRAGEN = [
    verzoek("BOETERAPPORT"),
    verzoek("BOETERAPPORT", overtreding()),
    verzoek("BOETERAPPORT", overtreding("ARBOBESLUIT_3_2A", NA)),
    verzoek("LOCATIEBEZOEK", wijze="LOCATIE"),
    verzoek("LOCATIEBEZOEK", wijze="AFSTAND", veiligheidstoets="AKKOORD"),
    verzoek("WAARSCHUWING", overtreding("THUISWERKEN"), wijze="ZWEVEND", grondslag="ARBOWET_27"),
    verzoek("TELEFONISCH_GESPREK", grondslag="ARBOWET_27"),
    verzoek("SLUITING"),
    eis(overtreding("WML"), termijn_tot=None, voorgeschreven_wijze="", grondslag=""),
    eis(overtreding(zaak="Z-2", werkgever="W-2", op=date(2021, 2, 1)), termijn_tot=date(2021, 1, 1)),
    stillegging("1", overtreding()),
    stillegging("7", overtreding(op=NA)),
]


def _weigeringen(vraag: Verzoek) -> list[Weigering]:
    return list(oordeel(vraag, eerder(soort="STILLEGGING", werkgever="W-9")).weigeringen)


@pytest.mark.parametrize("vraag", VRAGEN, ids=lambda vraag: f"{vraag.soort} {vraag.grondslag}")
def test_wie_engels_leest_krijgt_een_weigering_van_de_wet_in_het_engels(vraag: Verzoek) -> None:
    weigeringen = _weigeringen(vraag)
    assert weigeringen
    for weigering in weigeringen:
        with override("en"):
            engels = wet.in_woorden(weigering)
        # The article, and what the seed says of working from home, stay as they were written.
        eigen = re.sub(r"\[.*\]|“.*?”", "", engels)
        assert not NEDERLANDS.search(eigen), engels


@pytest.mark.parametrize("vraag", VRAGEN, ids=lambda vraag: f"{vraag.soort} {vraag.grondslag}")
def test_in_het_nederlands_staat_er_wat_de_invoer_altijd_al_zei(vraag: Verzoek) -> None:
    for weigering in _weigeringen(vraag):
        assert wet.in_woorden(weigering) == f"{weigering.reden} [{weigering.artikel}]"


def test_ook_wie_niet_mag_vaststellen_leest_het_in_het_engels() -> None:
    redenen = weiger_vaststelling("STILLEGGING", auteur=1, vaststeller=1, is_teamleider=False)
    with override("en"):
        gezegd = [wet.in_woorden(reden) for reden in redenen]
    bron = "[Working agreement: fixed by a team leader who is not the author]"
    assert gezegd == [
        f"A work stoppage is fixed by a team leader. {bron}",
        f"A work stoppage cannot be fixed by its author. {bron}",
    ]


def test_een_zin_zegt_ook_zijn_delen_in_de_andere_taal_en_laat_woorden_van_een_mens_staan() -> None:
    engels = {"%(wat)s van %(wie)s": "%(wat)s of %(wie)s", "eis": "order"}
    zin = rij([Zin("%(wat)s van %(wie)s", wat=Zin("eis"), wie="Bakker 100%"), "eis"], "; ")
    assert zin == "eis van Bakker 100%; eis"
    assert zeg(zin, lambda tekst: engels.get(tekst, tekst)) == "order of Bakker 100%; eis"


def test_ook_waarop_een_boeterapport_rust_staat_er_in_de_eigen_taal() -> None:
    gegeven = oordeel(verzoek("BOETERAPPORT", overtreding(op=date(2021, 1, 10))), eerder())
    assert re.search(r"artikel 5 \(na waarschuwing .+ van \d\d-\d\d-\d{4}\)$", gegeven.grondslag)
    with override("en"):
        gezegd = zeg(gegeven.grondslag, gettext)
    assert re.search(r"artikel 5 \(after warning .+ of \d\d-\d\d-\d{4}\)$", gezegd), gezegd
