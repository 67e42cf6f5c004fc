"""What is left out cannot be worked out either of meldingen with several topics and employers outside the own domains,
nor from many publications after one another."""

import random
from dataclasses import dataclass

import pytest

from rapportages.cijfers import Kerncijfers
from rapportages.openbaar.grootheden import Vrijgave, bouw, volle_naam
from rapportages.openbaar.onderdrukken import onderdruk
from rapportages.openbaar.vrijgeven import verberg
from tests.rapportages.aanval import treffers
from tests.rapportages.aanvalskennis import AFSTAND, MEER_ONDERWERPEN, VG, ZIEK
from tests.rapportages.test_onderdrukken import DREMPEL, ONDERWERPEN, aanval, publiceer, rustig, waarheid
from tests.rapportages.voorbeelden import bouw_kerncijfers, kruistabel

pytestmark = pytest.mark.eenmaal


@dataclass(frozen=True)
class Gemeld:
    domein: str
    onderwerpen: frozenset[str]


def tel(gemeld: list[Gemeld], werkgevers: list[frozenset[str]]) -> Kerncijfers:
    """By counting; of each employer the domains of its zaken."""

    def aantal(*onderwerpen: str, domein: str = "") -> int:
        return sum(m.domein.startswith(domein) and not m.onderwerpen.isdisjoint(onderwerpen) for m in gemeld)

    n = len(gemeld)
    return bouw_kerncijfers(
        domeinen={d: sum(m.domein == d for m in gemeld) for d in ONDERWERPEN},
        onderwerpen=kruistabel({d: {o: aantal(o, domein=d) for o in os} for d, os in ONDERWERPEN.items()}),
        migranten=n // 5,
        vg_afstand=aantal(AFSTAND, ZIEK, domein=VG),
        alle_afstand=aantal(AFSTAND, ZIEK),
        vg_thuis=aantal("THUISWERKEN", domein=VG),
        alle_thuis=aantal("THUISWERKEN"),
        werkgevers=len(werkgevers),
        per_domein={d: sum(d in w for w in werkgevers) for d in (VG, "EERLIJK")},
        overlap=sum(w >= {VG, "EERLIJK"} for w in werkgevers),
        toetsing={"MAATREGEL_DIRECT": n // 4, "MAATREGEL_UITEINDELIJK": n // 20, "GEEN_MAATREGEL": n // 15},
        onderzoeken=11 + n // 40,
        overtreders=5 + n // 60,
        instrumenten={"WAARSCHUWING": 8 + n // 40, "EIS": 4 + n // 100, "STILLEGGING": 1, "BOETERAPPORT": 0},
    )


def weken(zaad: int, reeks: int) -> list[Kerncijfers]:
    """A seventh has more than one topic, and now and then an employer is only in a zaak of Buiten."""
    toeval = random.Random(zaad)
    gemeld, werkgevers, uit = list[Gemeld](), list[frozenset[str]](), []
    erbij = toeval.choice((150, 400, 900))
    for _week in range(reeks):
        for _ in range(erbij):
            domein = toeval.choices(list(ONDERWERPEN), (6, 1, 3))[0]
            over = {toeval.choice(ONDERWERPEN[domein])}
            while toeval.random() < 0.15:
                over.add(toeval.choice(ONDERWERPEN[domein]))
            gemeld.append(Gemeld(domein, frozenset(over)))
        for _ in range(erbij // 4):
            soorten = ({VG}, {"EERLIJK"}, {VG, "EERLIJK"}, {"BUITEN"})
            werkgevers.append(frozenset(toeval.choices(soorten, (30, 3, 2, 1))[0]))
        uit.append(tel(gemeld, werkgevers))
        erbij = toeval.choice((0, 3, 15, 60))
    return uit


def test_een_aanval_op_meldingen_met_meer_onderwerpen_vindt_niets():
    for zaad in range(24):
        reeks, bestanden = publiceer(weken(zaad, 1))
        assert len(reeks) == 1
        waar = [waarheid(cijfers) for cijfers in reeks]
        assert treffers(bestanden, DREMPEL, waar, MEER_ONDERWERPEN) == [], zaad


def test_dezelfde_aanval_vindt_wat_van_meer_onderwerpen_alleen_weglaten_verraadt():
    gevonden = 0
    for zaad in range(24):
        reeks, bestanden = publiceer(weken(zaad, 1), secundair=False)
        waar = [waarheid(cijfers) for cijfers in reeks]
        gevonden += bool(treffers(bestanden, DREMPEL, waar, MEER_ONDERWERPEN))
    assert gevonden >= 15, gevonden


@pytest.mark.parametrize("zaad", [501, 504])
def test_een_aanval_op_vijf_uitgaven_tegelijk_vindt_niets(zaad):
    reeks, bestanden = publiceer(weken(zaad, 5))
    assert len(reeks) >= 4
    waar = [waarheid(cijfers) for cijfers in reeks]
    assert treffers(bestanden, DREMPEL, waar, MEER_ONDERWERPEN) == []


def test_ook_na_correcties_vindt_een_aanval_op_vijf_uitgaven_tegelijk_niets():
    uitgegeven, bestanden = publiceer(rustig(2, 5, gecorrigeerd=True))
    assert len(uitgegeven) == 5
    assert aanval(uitgegeven, bestanden) == []


def weg_uit(cijfers: Kerncijfers) -> set[str]:
    uit = onderdruk(bouw(Vrijgave("R", cijfers, DREMPEL), []))
    assert not uit.onbeschermd
    return {naam.removeprefix("R|") for naam in uit.verborgen}


@pytest.mark.parametrize(("elders", "weg"), [(2, True), (0, False), (9, False)])
def test_een_werkgever_die_alleen_in_buiten_is_volgt_niet_uit_de_andere(elders, weg):
    """2.217 less 2.173 and 44 left nobody; less 2.173 and 42 it left two, whom anybody could count."""
    cijfers = bouw_kerncijfers(per_domein={VG: 2173, "EERLIJK": 44 - elders})
    assert any(naam.startswith(("KC-08", "KC-09")) for naam in weg_uit(cijfers)) == weg


def met_onderwerpen(vg: tuple[int, int, int], eerlijk: tuple[int, int, int]) -> Kerncijfers:
    """Of two domains: about the one, about the other, and about one of them or both."""
    per = {VG: {AFSTAND: vg[0], ZIEK: vg[1]}, "EERLIJK": {AFSTAND: eerlijk[0], ZIEK: eerlijk[1]}}
    return bouw_kerncijfers(
        domeinen={VG: 900, "EERLIJK": 700, "BUITEN": 0},
        onderwerpen=kruistabel(per),
        migranten=500,
        vg_afstand=vg[2],
        alle_afstand=vg[2] + eerlijk[2],
        vg_thuis=0,
        alle_thuis=0,
        toetsing={"MAATREGEL_DIRECT": 300, "MAATREGEL_UITEINDELIJK": 50, "GEEN_MAATREGEL": 90},
    )


@pytest.mark.parametrize(("over_beide", "weg"), [(2, True), (0, False), (30, False)])
def test_wat_buiten_vg_over_twee_onderwerpen_gaat_volgt_niet_uit_binnen_en_alles(over_beide, weg):
    """Both within V&G and in all there are many of those; what is left outside it is not printed, and anybody's to
    count."""
    cijfers = met_onderwerpen((400, 300, 600), (200, 150, 350 - over_beide))
    verborgen = weg_uit(cijfers)
    assert any(naam.startswith(("KC-04", "KC-05", "KC-14")) for naam in verborgen) == weg, verborgen


def test_wat_eerder_al_uit_meer_dan_een_som_volgde_houdt_een_volgende_uitgave_niet_tegen():
    """A set that went out before this was looked at: what it gives away, a later one does not take back."""
    eerst = met_onderwerpen((400, 300, 600), (200, 150, 348))
    daarna = met_onderwerpen((500, 400, 800), (300, 250, 528))
    eerder = Vrijgave("R-0", eerst, DREMPEL, verborgen=frozenset())
    met_tekst, uitkomst = verberg(Vrijgave("R-1", daarna, DREMPEL), [eerder])
    assert not uitkomst.onbeschermd
    assert met_tekst is uitkomst
    assert not [naam for naam in uitkomst.verborgen if naam.startswith(volle_naam("R-1", "KC-14"))]
