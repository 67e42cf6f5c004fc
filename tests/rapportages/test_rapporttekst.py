"""The language of a report's text, and what its checks refuse. No database."""

from datetime import date
from pathlib import Path

import pytest

import rapportages
from inspectie.tijd import einde_van
from inspectie.uitvoer.document import Alinea, Kop, Lijst, Tabel
from rapportages import rapporttekst
from rapportages.cijfers import Cijfer, Kerncijfers
from rapportages.rapportcontroles import Controle, controleer
from rapportages.rapportcontroles.tekst import vormgebreken
from rapportages.rapportgegevens import Rapportgegevens, uit_tekst, verschillende
from rapportages.velden import velden
from tests.rapportages.voorbeelden import LABELS, bouw_kerncijfers, leeg

JAAR = (
    Cijfer("JV-01", "Inspectiebezoeken", "bezoek", "d", waarde=3, delen={"VEILIG_GEZOND": 2, "EERLIJK": 1}),
    Cijfer("JV-02", "Bezochte werkgevers", "werkgever", "d", waarde=2),
    Cijfer("JV-03", "Overtredingen", "overtreding", "d", waarde=4, delen={"RIE": 4, "WAV": 0}),
    Cijfer("JV-04", "Werkgevers met een overtreding", "werkgever", "d", waarde=2),
    Cijfer("JV-05", "Handhavingsinstrumenten", "instrument", "d", waarde=1, delen={"EIS": 1}),
)


def gegevens(cijfers: Kerncijfers | None = None) -> Rapportgegevens:
    return Rapportgegevens(cijfers or bouw_kerncijfers(), LABELS, synthetisch=True)


def met_jaar() -> Rapportgegevens:
    k = bouw_kerncijfers()
    return gegevens(Kerncijfers(k.peildatum, k.stand_van, k.definities, (*k.cijfers, *JAAR)))


def gevonden(tekst: str, naam: str, titel: str = "Rapportage") -> Controle:
    return next(c for c in controleer(gegevens(), titel, tekst) if str(c.naam) == naam)


# The language


def test_een_tekst_wordt_koppen_alineas_en_lijsten_met_hun_velden():
    bekend = velden(gegevens())
    blokken = rapporttekst.vul(
        "## Kerncijfers\nEr zijn {KC-01.waarde}\nmeldingen.\n\n"
        "- Een: {KC-02.EERLIJK}\n- Twee\n\n{tabel.domeinen}\n\n## Leeg\n",
        lambda naam: bekend[naam].waarde or "",
        lambda naam: bekend[naam].blokken if bekend[naam].aard == "blok" else None,
    )
    assert blokken[:3] == [
        Kop(2, "Kerncijfers"),
        Alinea("Er zijn 7.937 meldingen."),
        Lijst(("Een: 443", "Twee")),
    ]
    assert isinstance(blokken[3], Tabel)
    assert len(blokken) == 4  # a heading with nothing under it goes


@pytest.mark.parametrize(("stand_van", "jaar"), [(date(2021, 4, 30), "2020"), (date(2021, 5, 1), "2021")])
def test_het_jaarverslag_dat_nog_komt_is_dat_van_de_stand_van(stand_van, jaar):
    cijfers = bouw_kerncijfers(peildatum=date(2021, 1, 10), stand_van=einde_van(stand_van))
    assert velden(gegevens(cijfers))["jaarverslag"].waarde == jaar


@pytest.mark.parametrize(
    "tekst",
    [
        "2021",
        "6 juli 2020",
        "juli 2020",
        "2020-2021",
        "26 januari",
        "Kamerstuk 35 300 XV, nr. 96",
        "bijlage bij Kamerstuk 29 861, nr. 54",
        "artikel 3.2a",
        "COVID-19",
        "verdrag nr. 81",
        "artikelen 3, 5 en 8",
        "Stb. 2020, 441",
        "Kamerstukken II 2020/21, 25 295, nr. 875",
    ],
)
def test_een_jaar_datum_artikel_of_kamerstuk_mag_tussen_haken(tekst):
    assert rapporttekst.mag_vast(tekst)
    assert vormgebreken(velden(gegevens()), "Titel", f"Zie [{tekst}].") == []


@pytest.mark.parametrize(
    "tekst",
    [
        "7.937",
        "79",
        "55%",
        "2217 werkgevers",
        "circa 20",
        "artikel 3, 55%",
        "1899",
        "2053",
        "het verdrag: 2.217 bedrijven",
        "nr. 7.937",
        "het verdrag, 79 overtreders, 79 werkgevers",
        "artikel 3, zeventig procent",
        "lid ½",
    ],
)
def test_een_cijfer_mag_niet_tussen_haken_worden_verstopt(tekst):
    assert not rapporttekst.mag_vast(tekst)


def test_gegevens_komen_uit_hun_tekst_terug_met_de_delen_op_volgorde():
    eerst = met_jaar()
    terug = uit_tekst(eerst.als_tekst())
    assert terug == eerst
    assert list(terug.cijfers["KC-02"].aantallen) == ["VEILIG_GEZOND", "EERLIJK", "BUITEN"]
    assert terug.als_tekst() == eerst.als_tekst()


def test_een_deel_van_nul_maakt_geen_verschil_en_een_ander_aantal_wel():
    een = bouw_kerncijfers()
    met_nul = bouw_kerncijfers(
        instrumenten={"WAARSCHUWING": 80, "EIS": 48, "STILLEGGING": 7, "BOETERAPPORT": 5, "X": 0}
    )
    assert verschillende(een, met_nul) == []
    assert verschillende(een, bouw_kerncijfers(overtreders=80)) == ["KC-12"]


# The fields


def test_elk_veld_van_een_lege_rapportage_bestaat_ook_in_een_volle():
    assert set(velden(gegevens(leeg()))) == set(velden(gegevens(leeg()))) & set(velden(gegevens()))


def test_velden_zeggen_wat_het_cijfer_zegt():
    bekend = velden(gegevens())
    assert {
        n: bekend[n].waarde for n in ("KC-01.waarde", "KC-04.percentage", "KC-04.breuk", "KC-14.AFSTAND")
    } == {
        "KC-01.waarde": "7.937",
        "KC-04.percentage": "55%",
        "KC-04.breuk": "2.816 van 5.120 meldingen",
        "KC-14.AFSTAND": "1.816",
    }
    assert velden(gegevens(leeg()))["KC-04.percentage"].waarde is None


@pytest.mark.parametrize(
    ("dag", "wanneer"),
    [
        (date(2021, 1, 10), "Van 1 januari tot en met 10 januari 2021"),
        (date(2021, 1, 1), "Op 1 januari 2021"),
        (date(2021, 12, 31), "In 2021"),
    ],
)
def test_een_deel_van_een_jaar_heet_geen_jaar(dag, wanneer):
    k = met_jaar().cijfers
    bekend = velden(gegevens(Kerncijfers(dag, k.stand_van, k.definities, k.cijfers)))
    for naam in ("bezoeken", "overtredingen", "handhaving"):
        assert str(bekend[f"zin.{naam}"].waarde).startswith(f"{wanneer} "), naam


# The checks of the text


def test_een_onbekend_veld_en_een_getypt_cijfer_worden_geweigerd_met_hun_plek():
    fouten = vormgebreken(
        velden(gegevens()),
        "Rapportage 2021",
        "## Kerncijfers\nEerste alinea.\n\nEr zijn {KC-99.waarde} meldingen, samen 7.937.\n\n"
        "Zie {tabel.domeinen} hier.",
    )
    assert fouten == [
        "“Kerncijfers”, alinea 2: {KC-99.waarde} bestaat niet.",
        "“Kerncijfers”, alinea 3: {tabel.domeinen} staat alleen, met een lege regel ervoor en erna.",
        "titel: “2021” is getypt. Kies een veld, of zet een jaar, datum, artikel of kamerstuk tussen rechte haken.",
        (
            "“Kerncijfers”, alinea 2: “7.937.” is getypt. Kies een veld, of zet een jaar, datum, artikel of"
            " kamerstuk tussen rechte haken."
        ),
    ]


@pytest.mark.parametrize(
    "tekst",
    [
        "Er zijn ７９ zaken.",
        "Het is 55%.",
        "KC-01",
        "x²1",
        "Dat is ½ daarvan.",
        "Het zijn er Ⅻ.",
        "Dat is zeventig procent.",
        "Dat is twee derde.",
        "Driekwart van de meldingen.",
        "Een derde deel van de meldingen.",
        "Eén op de vijf werkgevers.",
        "Bij negenenzeventig werkgevers.",
        "In [2040] werkgevers.",
        "Er zijn [nr. 79] verschillende werkgevers.",
        "Het aantal meldingen is zevenduizend negenhonderdzevenendertig.",
        "Werkgevers: tachtig.",
        "Er waren tweeduizend geregistreerde actieve werkgevers.",
        "Ruim de helft van de meldingen.",
        "Er zijn tientallen werkgevers bezocht, en een dozijn bedrijven.",
        "In negen van de tien gevallen.",
        "Acht van elke tien keer.",
        "Er waren [2017] gevallen.",
        "Het aandeel is [artikel zevenduizend].",
    ],
)
def test_ook_vreemde_cijfers_zijn_getypt(tekst):
    assert vormgebreken(velden(gegevens()), "T", tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "Een derde brief, en nog een melding.",
        "In [2020] heeft de inspectie meldingen gekregen.",
        "De werkgever en een werknemer, elk op een eigen manier.",
        "Het aantal en percentage staan in een tabel, elk een percentage van het geheel.",
        "Er zijn twee domeinen en een tiental regels.",
        "Binnen veertien dagen, of vierentwintig uur; een half jaar later nog eens.",
        "In enkele gevallen is een instelling en een opstelling gewijzigd.",
    ],
)
def test_een_gewone_zin_is_geen_getypt_cijfer(tekst):
    assert vormgebreken(velden(gegevens()), "T", tekst) == []


@pytest.mark.parametrize("tekst", ["Een { haak.", "Een ] haak.", "{KC-01.waarde", ""])
def test_een_haak_die_nergens_bij_hoort_en_een_lege_tekst_worden_geweigerd(tekst):
    assert vormgebreken(velden(gegevens()), "T", tekst)


AANDELEN = "Aandelen in een zin hebben een teller"


def test_aandelen_met_een_andere_teller_in_een_zin_noemen_die():
    fout = gevonden("Samen is dat {KC-04.percentage}, {KC-05.percentage} van alle meldingen.", AANDELEN)
    assert not fout.goed
    assert "{KC-04.breuk}, {KC-05.breuk}" in fout.waar[0]
    assert gevonden(
        "Dat is {KC-04.percentage} ({KC-04.breuk}) en {KC-05.percentage} ({KC-05.breuk}).", AANDELEN
    ).goed
    assert gevonden("Dat is {KC-04.percentage}. Van alles {KC-05.percentage}.", AANDELEN).goed
    assert gevonden("{KC-04.percentage} en nog eens {KC-04.percentage}.", AANDELEN).goed


EENHEDEN = "Geen verhouding van verschillende eenheden"


@pytest.mark.parametrize(
    "tekst",
    [
        "Bij {KC-12.waarde} van de {KC-11.waarde} onderzoeken.",
        "Bij {KC-12.waarde} werkgevers van alle {KC-11.waarde} onderzoeken.",
        "Dat is {KC-12.waarde}/{KC-11.waarde}.",
        "{KC-13.waarde} instrumenten per {KC-11.waarde} zaken.",
        "Dat is {KC-12.waarde}%.",
        "Dat is {KC-12.waarde} procent.",
        "Van de {KC-11.waarde} onderzoeken op locatie hadden er {KC-12.waarde} een overtreding.",
        "{KC-12.waarde} van de uitgevoerde {KC-11.waarde} onderzoeken.",
        "Het zijn {KC-12.waarde} ({KC-11.waarde}).",
        "Er waren {KC-11.waarde} onderzoeken, waarvan {KC-12.waarde} met een overtreding.",
        "Er waren {KC-11.waarde} onderzoeken. Daarvan hadden er {KC-12.waarde} een overtreding.",
        "Bij {KC-12.waarde} werkgevers en {KC-11.waarde} onderzoeken is dat een deel.",
        "{KC-10.percentage} van de {KC-08.waarde} werkgevers nam maatregelen.",
        "Bij {KC-10.percentage} van de werkgevers.",
        "Van de bezochte bedrijven heeft {KC-10.percentage} maatregelen getroffen.",
        "Dat is {KC-03.percentage} van alle werknemers.",
        "Van de onderzoeken ({KC-11.waarde}) leverden er {KC-12.waarde} een overtreding op.",
        "Er waren {KC-11.waarde} onderzoeken, {KC-12.waarde} daarvan met een overtreding.",
        "Er waren {KC-11.waarde} onderzoeken. {KC-12.waarde} daarvan hadden een overtreding.",
        "Er waren {KC-11.waarde} onderzoeken. Van deze onderzoeken hadden {KC-12.waarde} een overtreding.",
        "In {KC-12.waarde} onderzoeken is een overtreding gevonden.",
        "Er zijn {KC-12.waarde} verschillende overtredingen gevonden.",
        "{KC-08.waarde} meldingen leidden tot een interventie.",
        "Er zijn {KC-11.waarde} bezoeken gebracht.",
        "Het ging om {KC-03.teller} arbeidsmigranten.",
        "Tegenover {KC-11.waarde} onderzoeken staan {KC-12.waarde} werkgevers met een overtreding.",
        "{KC-11.waarde} onderzoeken leidden in {KC-12.waarde} gevallen tot een overtreding.",
        "Het aantal werkgevers ({KC-12.waarde}) gedeeld door het aantal onderzoeken ({KC-11.waarde}) is hoog.",
        "Gemiddeld {KC-13.waarde} instrumenten over {KC-11.waarde} onderzoeken.",
    ],
)
def test_79_van_176_is_geen_verhouding(tekst):
    assert not gevonden(tekst, EENHEDEN).goed


@pytest.mark.parametrize(
    "tekst",
    [
        "Bij {KC-11.waarde} onderzoeken is bij {KC-12.waarde} werkgevers een overtreding gevonden.",
        "{KC-04.teller} van de {KC-04.noemer} meldingen.",
        "{KC-12.waarde} werkgevers. Van de {KC-11.waarde} onderzoeken is er een dicht.",
        "Er zijn {KC-11.waarde} onderzoeken op locatie gedaan, en bij {KC-12.waarde} werkgevers was iets mis.",
        "Op {peildatum} waren er {KC-01.waarde} meldingen en {KC-11.waarde} onderzoeken.",
        "Van de getoetste meldingen heeft de werkgever in {KC-10.percentage} van de gevallen iets gedaan.",
        "{KC-10.percentage} van de meldingen bij werkgevers heeft gevolg gehad.",
        "Er kwamen {KC-01.waarde} meldingen binnen, {KC-02.EERLIJK} daarvan over Eerlijk.",
        "Van de meldingen gingen {KC-02.EERLIJK} over een werkgever.",
        "Er zijn {KC-13.EIS} eisen en {KC-13.WAARSCHUWING} schriftelijke waarschuwingen uitgereikt.",
        "Er kwamen {KC-14.LOON} klachten over bedrijven binnen.",
        "Het zijn er {KC-08.waarde} als een waarschuwing meetelt, en {KC-12.waarde} overtraden een eis.",
    ],
)
def test_twee_eenheden_naast_elkaar_mogen_wel(tekst):
    assert gevonden(tekst, EENHEDEN).goed


def test_een_veld_dat_niet_te_berekenen_is_houdt_de_rapportage_tegen():
    controles = controleer(gegevens(leeg()), "T", "Dat is {KC-04.percentage}.")
    assert [c.waar for c in controles if not c.goed] == [
        ("alinea 1: {KC-04.percentage} is niet te berekenen.",)
    ]


# The checks of the figures


def fout_in(cijfers: Kerncijfers) -> list[str]:
    return [str(c.naam) for c in controleer(gegevens(cijfers), "T", "Een tekst.") if not c.goed]


@pytest.mark.parametrize(("stand_van", "goed"), [(date(2021, 1, 9), False), (date(2021, 1, 10), True)])
def test_een_peildatum_na_de_stand_van_houdt_de_rapportage_tegen(stand_van, goed):
    cijfers = bouw_kerncijfers(peildatum=date(2021, 1, 10), stand_van=einde_van(stand_van))
    controles = controleer(gegevens(cijfers), "T", "Een tekst.")
    assert [c.goed for c in controles if str(c.naam) == "De peildatum ligt niet na de stand van"] == [goed]


def test_de_cijfers_van_3_februari_zijn_in_orde_en_elke_controle_zegt_wat_zij_vond():
    controles = controleer(gegevens(), "T", "Een tekst.")
    assert all(c.goed and c.zin for c in controles)
    assert "KC-02: 5.120 + 443 + 2.374 = 7.937, gelijk aan KC-01." in [c.zin for c in controles]


def met(code: str, **anders: object) -> Kerncijfers:
    k = bouw_kerncijfers()
    velden_ = {naam: getattr(k[code], naam) for naam in Cijfer.__slots__}
    ander = Cijfer(**{**velden_, **anders})
    return Kerncijfers(
        k.peildatum, k.stand_van, k.definities, tuple(ander if c.code == code else c for c in k.cijfers)
    )


@pytest.mark.parametrize(
    ("cijfers", "naam"),
    [
        (
            bouw_kerncijfers(
                domeinen={"VEILIG_GEZOND": 5120, "EERLIJK": 443, "BUITEN": 2373, "ONBEPAALD": 1}
            ),
            "Elke melding heeft een domein",
        ),
        (met("KC-01", waarde=7938), "De delen tellen op"),
        (met("KC-13", waarde=141), "De delen tellen op"),
        (bouw_kerncijfers(werkgevers=2216), "Werkgevers per domein passen in het geheel"),
        (bouw_kerncijfers(overlap=45), "Werkgevers per domein passen in het geheel"),
        (met("KC-10", teller=2137), "De toetsingen tellen op"),
        (met("KC-04", percentage=54), "Percentages volgen uit teller en noemer"),
        (met("KC-03", teller=8000, percentage=101), "Percentages volgen uit teller en noemer"),
        (met("KC-05", noemer=7936, percentage=38), "Aandelen hebben de noemer van hun geheel"),
        (met("KC-05", teller=2815, percentage=35), "Tellers passen in elkaar"),
        (bouw_kerncijfers(onderwerpen={"AFSTAND": {"EERLIJK": 444}}), "Onderwerpen passen in hun domein"),
        (bouw_kerncijfers(onderzoeken=0), "Overtredingen en instrumenten horen bij een onderzoek"),
    ],
)
def test_een_cijfer_dat_niet_klopt_wordt_gevonden(cijfers, naam):
    assert naam in fout_in(cijfers)


def test_de_delen_van_jaarcijfers_tellen_op():
    k = met_jaar().cijfers
    assert fout_in(k) == []
    scheef = tuple(
        Cijfer("JV-03", "Overtredingen", "overtreding", "d", waarde=5, delen={"RIE": 4})
        if c.code == "JV-03"
        else c
        for c in k.cijfers
    )
    assert fout_in(Kerncijfers(k.peildatum, k.stand_van, k.definities, scheef)) == ["De delen tellen op"]


# The shipped texts

MAP = Path(rapportages.__file__).parent / "gegevens" / "sjablonen"


@pytest.mark.parametrize("pad", sorted(MAP.glob("*.txt")), ids=lambda pad: pad.stem)
@pytest.mark.parametrize("vol", [True, False], ids=["vol", "leeg"])
def test_elke_meegeleverde_tekst_doorstaat_elke_controle(pad, vol):
    kop, _, tekst = pad.read_text(encoding="utf-8").partition("\n\n")
    titel = next(regel for regel in kop.splitlines() if regel.startswith("Titel: ")).removeprefix("Titel: ")
    k = leeg() if not vol else bouw_kerncijfers()
    jaar = JAAR if pad.stem.startswith("JAARVERSLAG") else ()
    alle = gegevens(Kerncijfers(k.peildatum, k.stand_van, k.definities, (*k.cijfers, *jaar)))
    assert [(str(c.naam), c.waar) for c in controleer(alle, titel, tekst) if not c.goed] == []
