"""What is left out cannot be worked out: not from one set, and not from one beside another."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest

from rapportages.cijfers import Cijfer, Kerncijfers
from rapportages.kerncijfers import DEFINITIES
from rapportages.openbaar import dataset
from rapportages.openbaar.grootheden import GELIJK, Vrijgave, bouw, cellen, volle_naam
from rapportages.openbaar.onderdrukken import Uitkomst, _Werk, onderdruk
from rapportages.openbaar.stappen import Stap
from rapportages.openbaar.stelsel import Grootheid, Reden, Soort, Stelsel
from rapportages.openbaar.verbanden import TOTAAL, verbanden
from rapportages.openbaar.vrijgeven import verberg
from rapportages.rapportgegevens import Rapportgegevens
from tests.rapportages.aanval import lees, treffers
from tests.rapportages.aanvalskennis import Naam
from tests.rapportages.voorbeelden import LABELS, bouw_kerncijfers, kruistabel

pytestmark = pytest.mark.eenmaal
DREMPEL = 5
TABEL = dict[str, dict[str, int]]


def cijfers_van(per: Mapping[str, Mapping[str, int]], weken: int = 0) -> Kerncijfers:
    """A whole report of these meldingen, one topic each; the other figures small and growing too."""
    totaal = sum(sum(delen.values()) for delen in per.values())

    def alle(*onderwerpen: str) -> int:
        return sum(delen.get(o, 0) for delen in per.values() for o in onderwerpen)

    vg = per["VEILIG_GEZOND"]
    werkgevers = {"VEILIG_GEZOND": 9 + 4 * weken, "EERLIJK": 5 + weken}
    return bouw_kerncijfers(
        domeinen={d: sum(delen.values()) for d, delen in per.items()},
        onderwerpen=kruistabel(per),
        migranten=totaal // 3,
        vg_afstand=vg.get("AFSTAND", 0) + vg.get("ZIEK_AAN_WERK", 0),
        alle_afstand=alle("AFSTAND", "ZIEK_AAN_WERK"),
        vg_thuis=vg.get("THUISWERKEN", 0),
        alle_thuis=alle("THUISWERKEN"),
        werkgevers=sum(werkgevers.values()) - 2,
        per_domein=werkgevers,
        overlap=2,
        toetsing={
            "MAATREGEL_DIRECT": 6 + 5 * weken,
            "MAATREGEL_UITEINDELIJK": 2 + weken,
            "GEEN_MAATREGEL": 3,
            "OPEN": 1,
        },
        onderzoeken=11 + 6 * weken,
        overtreders=5 + weken,
        instrumenten={"WAARSCHUWING": 8 + 2 * weken, "EIS": 4, "STILLEGGING": 1 + weken, "BOETERAPPORT": 0},
    )


ONDERWERPEN = {
    "VEILIG_GEZOND": ("AFSTAND", "ZIEK_AAN_WERK", "THUISWERKEN", "HYGIENE"),
    "EERLIJK": ("LOON", "AFSTAND", "ARBEIDSTIJD"),
    "BUITEN": ("AFSTAND", "ZIEK_AAN_WERK", "VRAAG_INFORMATIE"),
}


def begin(toeval: random.Random) -> TABEL:
    groot = toeval.choice((4, 12, 60))
    return {
        d: {o: toeval.randrange(groot) + 3 * (d == "VEILIG_GEZOND") for o in os}
        for d, os in ONDERWERPEN.items()
    }


def groei(per: TABEL, toeval: random.Random) -> TABEL:
    tempo = toeval.choice((8, 20, 40))
    return {
        d: {o: n + toeval.choice((0, toeval.randrange(tempo))) for o, n in delen.items()}
        for d, delen in per.items()
    }


def geef_uit(
    cijfers: Kerncijfers, eerdere: list[Vrijgave], *, secundair: bool = True
) -> tuple[Uitkomst, frozenset[str]]:
    nieuw = Vrijgave(f"R-{len(eerdere)}", cijfers, DREMPEL)
    uitkomst = verberg(nieuw, eerdere)[1] if secundair else onderdruk(bouw(nieuw, eerdere), secundair=False)
    voor = volle_naam(nieuw.naam, "")
    return uitkomst, frozenset(naam.removeprefix(voor) for naam in uitkomst.verborgen)


def bestand(cijfers: Kerncijfers, verborgen: frozenset[str]) -> bytes:
    gegevens = Rapportgegevens(cijfers, LABELS, synthetisch=False)
    return dataset.bestanden(gegevens, verborgen, titel="T", drempel=DREMPEL, licentie="x")[dataset.CSV]


OP_ZICHZELF = {"KC-11", "KC-12"}
"""Figures from which nothing follows beside the others, nor from the others for these."""


def test_van_elk_kerncijfer_is_gezegd_wat_eruit_volgt_of_dat_er_niets_uit_volgt():
    """Whoever adds a figure must say how it hangs together with the others: else what is left out can be worked out."""
    waarden = {naam: n for naam, (n, _) in cellen(cijfers_van(begin(random.Random(1)))).items()}
    namen = [naam for geheel, delen in verbanden(waarden) for naam in (geheel, *delen)]
    genoemd = {naam.lstrip("~<=").partition(".")[0] for naam in (*namen, *GELIJK)}
    assert {definitie.code for definitie in DEFINITIES} - genoemd == OP_ZICHZELF


def waarheid(cijfers: Kerncijfers) -> dict[Naam, int]:
    return {naam: n for naam, n in lees(bestand(cijfers, frozenset())).items() if n is not None}


def geschiedenis(zaad: int, reeks: int) -> list[Kerncijfers]:
    toeval = random.Random(zaad)
    per, uit = begin(toeval), []
    for week in range(reeks):
        uit.append(cijfers_van(per, week))
        per = groei(per, toeval)
    return uit


def publiceer(
    reeks: Sequence[Kerncijfers], *, vergelijk: bool = True, secundair: bool = True
) -> tuple[list[Kerncijfers], list[bytes]]:
    """One after the other, those that are not refused; back come the figures and the files."""
    uit: list[Vrijgave] = []
    for cijfers in reeks:
        uitkomst, verborgen = geef_uit(cijfers, uit if vergelijk else [], secundair=secundair)
        if not uitkomst.onbeschermd:
            uit.append(Vrijgave(f"R-{len(uit)}", cijfers, DREMPEL, verborgen=verborgen))
    return [v.cijfers for v in uit], [bestand(v.cijfers, v.verborgen or frozenset()) for v in uit]


def aanval(reeks: list[Kerncijfers], bestanden: list[bytes]) -> list[str]:
    return treffers(bestanden, DREMPEL, [waarheid(cijfers) for cijfers in reeks])


@pytest.mark.parametrize("zaad", range(16))
def test_een_aanval_op_een_uitgave_vindt_niets(zaad):
    reeks, bestanden = publiceer(geschiedenis(zaad, 1))
    assert len(reeks) == 1
    assert aanval(reeks, bestanden) == []


def test_een_aanval_op_uitgaven_na_elkaar_vindt_niets():
    na_elkaar = 0
    for zaad in (103, 105, 106, 109, 110, 112):
        reeks, bestanden = publiceer(geschiedenis(zaad, 3))
        assert aanval(reeks, bestanden) == [], zaad
        na_elkaar += len(reeks) > 1
    assert na_elkaar == 6  # else nothing was attacked


def rustig(zaad: int, reeks: int, *, gecorrigeerd: bool = False) -> list[Kerncijfers]:
    """A few hundred meldingen, and weeks in which next to nothing comes in. `gecorrigeerd`: each week one turns out to
    be of another domain or topic, so that what else only grows gets less."""
    toeval, uit = random.Random(zaad), []
    per = {d: {o: 20 + toeval.randrange(40) for o in os} for d, os in ONDERWERPEN.items()}
    for week in range(reeks):
        uit.append(cijfers_van(per, week))
        for _ in range(toeval.choice((0, 2, 7, 30))):
            delen = per[toeval.choice(list(per))]
            delen[toeval.choice(list(delen))] += 1
        if gecorrigeerd:
            van, naar = (per[toeval.choice(list(per))] for _ in range(2))
            van[toeval.choice(list(van))] -= 1
            naar[toeval.choice(list(naar))] += 1
    return uit


def test_wie_elke_week_uitgeeft_geeft_bijna_elke_week_uit_en_de_aanval_vindt_niets():
    gelukt, weken = 0, 0
    for zaad in (1, 2):
        for geschiedenis_, reeks in ((geschiedenis, 5), (rustig, 5)):
            uitgegeven, bestanden = publiceer(geschiedenis_(zaad, reeks))
            gelukt, weken = gelukt + len(uitgegeven), weken + reeks
            for begin_ in range(0, len(uitgegeven), 3):
                deel = slice(begin_, begin_ + 3)
                assert aanval(uitgegeven[deel], bestanden[deel]) == [], (zaad, begin_)
    assert gelukt >= 0.9 * weken, (gelukt, weken)


def klopt(werk: _Werk, tabel: Mapping[str, int]) -> None:
    """A table meets every equation and every bound: else it proves nothing."""
    assert tabel.keys() <= werk.vrij
    for vergelijking in werk.vergelijkingen:
        assert sum(f * tabel.get(naam, 0) for naam, f in vergelijking.items()) == 0
    for naam, d in tabel.items():
        g = werk.alle[naam]
        onder = 1 if g.soort == Soort.CEL else g.ondergrens
        assert onder is None or g.waarde + d >= onder, naam


def test_elk_bewijs_is_een_tabel_die_klopt(monkeypatch):
    gezien = twee = 0

    def kijk_na(werk: _Werk, een: dict[str, int], ander: dict[str, int] | None = None) -> None:
        nonlocal gezien, twee
        gezien, twee = gezien + 1, twee + bool(ander)
        klopt(werk, een)
        klopt(werk, ander or {})
        eigen(werk, een, ander)

    eigen = _Werk._bewezen
    monkeypatch.setattr(_Werk, "_bewezen", kijk_na)
    publiceer(geschiedenis(105, 4))
    publiceer(rustig(1, 3))
    assert gezien > 50
    assert twee > 10


@pytest.mark.parametrize("zaad", [1, 2])
def test_een_correctie_houdt_niet_elke_uitgave_daarna_tegen(zaad, monkeypatch):
    """What went out earlier is not to be worked out now either. That the later ones know nothing of it has to be found,
    or nothing would ever go out again."""
    gezien = 0

    def kijk_na(werk: _Werk, plek: int) -> dict[str, int]:
        nonlocal gezien
        tabel = eigen(werk, plek)
        klopt(werk, tabel)
        for reeks in werk.plekken.getallen.values():
            cellen_ = [g for g in reeks if g.soort in (Soort.CEL, Soort.REST)]
            for een, ander in product(cellen_, repeat=2):
                if een.plek < ander.plek and een.waarde <= ander.waarde:  # also of what is no neighbour
                    assert een.waarde + tabel.get(een.naam, 0) <= ander.waarde + tabel.get(ander.naam, 0)
        gezien += bool(tabel)
        return tabel

    eigen = _Werk._met_meer_later
    monkeypatch.setattr(_Werk, "_met_meer_later", kijk_na)
    uitgegeven, bestanden = publiceer(rustig(zaad, 4, gecorrigeerd=True))
    assert len(uitgegeven) == 4
    assert gezien
    for begin_ in (0, 1):
        deel = slice(begin_, begin_ + 3)
        assert aanval(uitgegeven[deel], bestanden[deel]) == [], begin_


def test_een_volgende_uitgave_zoekt_niet_opnieuw_wat_al_is_gezocht(monkeypatch):
    """Of every number that is hidden in every publication a table is sought, with every other publication: what one
    search tells of the others has to be used, or a year of weeks is not to be worked out."""
    eerdere: list[Vrijgave] = []
    reeks = rustig(1, 9)
    for cijfers in reeks[:-1]:
        _uitkomst, verborgen = geef_uit(cijfers, eerdere)
        eerdere.append(Vrijgave(f"R-{len(eerdere)}", cijfers, DREMPEL, verborgen=verborgen))
    gezet = 0

    def tel(stap: Stap, kern: str, d: int) -> None:
        nonlocal gezet
        gezet += 1
        eigen(stap, kern, d)

    eigen = Stap.zet
    monkeypatch.setattr(Stap, "zet", tel)
    geef_uit(reeks[-1], eerdere)
    assert 500 < gezet < 10_000, gezet  # 14.500 when nothing is remembered


def test_van_een_moment_gaat_negen_voor_tien():
    """By their names as text R-10 came before R-9: then a number that only grew got less, and releases were refused
    for it."""
    reeks = [Vrijgave(f"R-{nummer}", cijfers, DREMPEL) for nummer, cijfers in enumerate(rustig(1, 12))]
    stelsel = bouw(reeks[-1], reeks[:-1])
    plekken = {naam.partition("|")[0]: g.plek for naam, g in stelsel.grootheden.items() if "−" not in naam}
    assert plekken == {f"R-{nummer}": nummer for nummer in range(12)}


def test_dezelfde_aanval_vindt_wat_alleen_weglaten_verraadt():
    gevonden = [len(aanval(*publiceer(geschiedenis(zaad, 1), secundair=False))) for zaad in range(8)]
    assert sum(1 for n in gevonden if n) >= 6, gevonden


def test_dezelfde_aanval_vindt_wat_twee_uitgaven_naast_elkaar_verraden():
    gevonden = [len(aanval(*publiceer(geschiedenis(100 + zaad, 2), vergelijk=False))) for zaad in range(6)]
    assert sum(1 for n in gevonden if n) >= 5, gevonden


# By hand


def tabel(
    cellen: Mapping[str, int], sommen: Mapping[str, Sequence[str]], *, vast: Sequence[str] = ()
) -> Stelsel:
    stelsel = Stelsel()
    for naam, n in cellen.items():
        stelsel.voeg(Grootheid(naam, n, Soort.CEL, 100 + n, naam in vast, 0, DREMPEL - 1))
    for geheel, delen in sommen.items():
        stelsel.gelijk(geheel, delen)
    return stelsel


def test_een_klein_aantal_gaat_niet_alleen_weg_en_het_goedkoopste_gaat_mee():
    uit = onderdruk(tabel({"som": 42, "a": 3, "b": 9, "c": 30}, {"som": "abc"}, vast=["som"]))
    assert uit.verborgen == {"a": Reden.KLEIN, "b": Reden.MEE}


def test_twee_kleine_aantallen_die_samen_te_weinig_zijn_verbergen_elkaar_niet():
    """1 and 1 hidden in a sum of 2 are both known."""
    uit = onderdruk(tabel({"som": 32, "a": 1, "b": 1, "c": 30}, {"som": "abc"}, vast=["som"]))
    assert set(uit.verborgen) == {"a", "b", "c"}


def test_nul_blijft_staan_en_een_set_zonder_kleine_aantallen_is_heel():
    assert onderdruk(tabel({"som": 30, "a": 0, "b": 30}, {"som": "ab"})).verborgen == {}


def test_wat_niet_weg_te_laten_is_houdt_alles_tegen():
    uit = onderdruk(tabel({"som": 12, "a": 3, "b": 9}, {"som": "ab"}, vast=["som", "a"]))
    assert uit.onbeschermd == ["a"]


def test_een_som_die_niet_klopt_bewijst_niets():
    with pytest.raises(ValueError, match="niet de som"):
        tabel({"som": 13, "a": 3, "b": 9}, {"som": "ab"})


@pytest.mark.parametrize(("buiten_bezoek", "verborgen"), [(2, True), (0, False), (9, False), (-20, False)])
def test_een_jaarverslag_naast_de_kerncijfers_verraadt_niet_wat_er_weinig_buiten_om_was(
    buiten_bezoek, verborgen
):
    """In the first year what was issued after a visit is all in that year. A year later it is more than that year."""
    bezocht = {"WAARSCHUWING": 60, "EIS": 40, "STILLEGGING": 30, "BOETERAPPORT": 20}
    jaar = bezocht | {"EIS": 40 + buiten_bezoek}
    kern = bouw_kerncijfers(instrumenten=bezocht)
    uitgereikt = Cijfer("JV-05", "Instrumenten", "instrument", "d", sum(jaar.values()), delen=jaar)
    uit = onderdruk(bouw(Vrijgave("R", replace(kern, cijfers=(*kern.cijfers, uitgereikt)), DREMPEL), []))
    weg = {naam.removeprefix("R|") for naam in uit.verborgen}
    assert not uit.onbeschermd
    assert bool(weg & {"JV-05.EIS", "KC-13.EIS"}) == verborgen


def test_een_tweede_die_te_weinig_verschilt_gaat_niet_met_haar_tekst_en_zonder_haar_totaal():
    eerst = geschiedenis(103, 1)[0]
    _uitkomst, verborgen = geef_uit(eerst, [])
    per = {d: dict(delen) for d, delen in begin(random.Random(103)).items()}
    per["BUITEN"]["AFSTAND"] += 3
    eerdere = [Vrijgave("R-0", eerst, DREMPEL, verborgen=verborgen)]
    met_tekst, zonder = verberg(Vrijgave("R-1", cijfers_van(per), DREMPEL), eerdere)
    assert f"R-1−R-0|{TOTAAL}" in met_tekst.onbeschermd
    assert not zonder.onbeschermd
    assert f"R-1|{TOTAAL}" in zonder.verborgen
    # What is out already holds nothing else up: two published texts that differ by 3, and one that differs by more.
    buiten = [
        Vrijgave("R-0", eerst, DREMPEL, verborgen=verborgen),
        Vrijgave("R-1", cijfers_van(per), 1, frozenset({TOTAAL}), None),
    ]
    ruim = {d: {o: n + 30 * (n > 0) for o, n in delen.items()} for d, delen in per.items()}
    met_tekst, zonder = verberg(Vrijgave("R-2", cijfers_van(ruim, 4), DREMPEL), buiten)
    assert not met_tekst.onbeschermd
    assert zonder is met_tekst


def test_wat_een_tekst_zelf_zegt_gaat_uit_de_cijfers_en_de_rest_blijft_ook_met_die_tekst_geheim():
    """Its text names a small count: the open data do not, nor what follows from it beside them."""
    cijfers = geschiedenis(103, 1)[0]
    toont = frozenset({"KC-13.waarde", "KC-13.STILLEGGING"})
    met_tekst, zonder = verberg(Vrijgave("R-0", cijfers, DREMPEL, toont), [])
    assert met_tekst.onbeschermd
    assert not zonder.onbeschermd
    weg = {naam.removeprefix("R-0|") for naam in zonder.verborgen}
    # 8, 4 and 1 make the 13 of the text: with the 1 of the text the 4 would follow from the 8.
    assert {"KC-13.STILLEGGING", "KC-13.EIS", "KC-13.WAARSCHUWING"} <= weg


def test_dezelfde_cijfers_nog_eens_verbergen_hetzelfde():
    cijfers = geschiedenis(103, 1)[0]
    _uitkomst, eerst = geef_uit(cijfers, [])
    _uitkomst, weer = geef_uit(cijfers, [Vrijgave("R-0", cijfers, DREMPEL, verborgen=eerst)])
    assert weer == eerst


def test_wat_een_tekst_eerder_toonde_telt_mee_ook_zonder_open_data():
    per = begin(random.Random(103))
    toont = Vrijgave("R-0", cijfers_van(per), 1, frozenset({"KC-13.waarde"}), None)
    meer = {d: {o: n + 20 * (n > 0) for o, n in delen.items()} for d, delen in per.items()}
    _uitkomst, verborgen = geef_uit(cijfers_van(meer, 1), [toont])
    assert "KC-13.waarde" in verborgen  # 13 then, 16 now
    _uitkomst, verborgen = geef_uit(cijfers_van(meer, 1), [])
    assert "KC-13.waarde" not in verborgen


def test_de_volgorde_hangt_niet_af_van_het_proces():
    """A set of names has another order in another process: who sees a preview would be told that it changed."""
    een, ander = geschiedenis(103, 2)
    stelsel = bouw(Vrijgave("R-1", ander, DREMPEL), [Vrijgave("R-0", een, DREMPEL)])
    verschillen = [g.naam for g in stelsel.grootheden.values() if g.soort == Soort.VERSCHIL]
    assert len(verschillen) > 50
    assert verschillen == sorted(verschillen)
