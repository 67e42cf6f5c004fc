import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldingen.triage import (
    Geldigheid,
    OngeldigeRegelset,
    Waarde,
    compileer,
    controleer_regelset,
    overlap,
)
from tests.meldingen.triagehulp import CODELIJSTEN, REGELBESTAND, THUISDOMEIN, feiten, lees_inhoud

# The JSON is changed at any depth, so here it is not typed.
Inhoud = dict[str, Any]


def regel(inhoud: Inhoud, code: str) -> Inhoud:
    return next(een for een in [*inhoud["regels"], *inhoud["wijzigingen"]] if een["code"] == code)


def als(*rijen: object) -> Callable[[Inhoud], None]:
    """Gives rule F3 these conditions."""
    return lambda inhoud: regel(inhoud, "F3").update(als=list(rijen))


def zet(code: str, sleutel: str, waarde: object) -> Callable[[Inhoud], None]:
    return lambda inhoud: regel(inhoud, code).update({sleutel: waarde})


def zet_boven(sleutel: str, waarde: object) -> Callable[[Inhoud], None]:
    return lambda inhoud: inhoud.update({sleutel: waarde})


def zonder(sleutel: str) -> Callable[[Inhoud], None]:
    return lambda inhoud: inhoud.pop(sleutel) and None


FASE_1 = {"fase": 1, "vanaf": "2020-03-01"}

FOUTEN: list[tuple[str, Callable[[Inhoud], None], str]] = [
    ("feit", als({"feit": "ernts", "is": "laag"}), "regels[18] F3, als[0]: onbekend feit “ernts”"),
    ("geen feit", als({"is": "laag"}), "regels[18] F3, als[0]: “feit” ontbreekt"),
    ("feit geen tekst", als({"feit": ["ernst"], "is": "laag"}), "onbekend feit “['ernst']”"),
    ("te vroeg", als({"feit": "route", "is": "DUBBEL"}), "het feit “route” bestaat hier nog niet"),
    ("werking", als({"feit": "ernst", "gelijk": "laag"}), "als[0]: onbekende werking “gelijk”"),
    ("twee werkingen", als({"feit": "ernst", "is": "laag", "niet": "acuut"}), "hoort precies één werking"),
    ("geen werking", als({"feit": "ernst"}), "hoort precies één werking"),
    ("code", als({"feit": "ernst", "is": ["laag", "zeer"]}), "“zeer” staat niet in de codelijst ernst"),
    ("code bevoegd", als({"feit": "bevoegd", "niet": "EIGEN"}), "niet in de codelijst bevoegd"),
    ("code relatie", als({"feit": "corona_relatie", "is": "JA"}), "niet in de codelijst corona_relatie"),
    ("code melder", als({"feit": "melder_type", "is": "OR"}), "niet in de codelijst melder_type"),
    ("code onderwerp", als({"feit": "onderwerpen", "bevat": "CORONA"}), "niet in de codelijst onderwerp"),
    ("code domein", als({"feit": "domein", "is": "ONBEPAALD"}), "niet in de codelijst domein"),
    ("code partner", als({"feit": "partner_onderwerp", "is": "RIVM"}), "niet in de codelijst partner"),
    ("soort janee", als({"feit": "dubbel", "is": True}), "“True” is geen ja of nee"),
    ("soort getal", als({"feit": "fase", "is": "1"}), "“1” is geen geheel getal"),
    ("soort getal bool", als({"feit": "fase", "is": True}), "“True” is geen geheel getal"),
    ("soort getal min", als({"feit": "aantal_blootgesteld", "minstens": -1}), "“-1” is geen geheel getal"),
    ("soort lijst", als({"feit": "aantal_blootgesteld", "minstens": [10]}), "“[10]” is geen geheel getal"),
    ("soort datum", als({"feit": "ontvangen_op", "minstens": "1-2-2021"}), "“1-2-2021” is geen datum"),
    ("soort code", als({"feit": "ernst", "is": 3}), "“3” is geen code"),
    ("soort bekend", als({"feit": "ernst", "bekend": "misschien"}), "“misschien” is geen ja of nee"),
    ("werking past niet", als({"feit": "ernst", "minstens": "laag"}), "“minstens” kan niet bij “ernst”"),
    ("bevat past niet", als({"feit": "ernst", "bevat": "laag"}), "“bevat” kan niet bij “ernst”"),
    ("geen waarden", als({"feit": "ernst", "is": []}), "“is” heeft geen waarden"),
    ("rij geen object", als("ernst"), "als[0]: hier hoort een object"),
    ("een_van leeg", als({"een_van": []}), "“een_van” heeft geen keuzes"),
    ("een_van lege keuze", als({"een_van": [[]]}), "een_van[0]: hier hoort een lijst met minstens één"),
    (
        "een_van extra",
        als({"een_van": [[{"feit": "dubbel", "is": "ja"}]], "feit": "x"}),
        "onbekende sleutel “feit”",
    ),
    (
        "een_van diep",
        als({"een_van": [[{"een_van": [[{"feit": "dubbel", "is": "ja"}]]}]]}),
        "“feit” ontbreekt",
    ),
    (
        "een_van fout",
        als({"een_van": [[{"feit": "x", "is": "ja"}]]}),
        "als[0].een_van[0][0]: onbekend feit “x”",
    ),
    ("als geen lijst", zet("F3", "als", {}), "regels[18] F3, als: hier hoort een lijst"),
    ("dubbele code", zet("F3", "code", "F2"), "de code “F2” komt 2 keer voor"),
    ("code als wijziging", zet("N1", "code", "F2"), "de code “F2” komt 2 keer voor"),
    ("plus in code", zet("F3", "code", "F2+F3"), "mag geen + staan"),
    ("lege titel", zet("F3", "titel", " "), "regels[18] F3, titel: hier hoort tekst"),
    ("onbekende sleutel", zet("F3", "prioritiet", "P1"), "regels[18] F3: onbekende sleutel “prioritiet”"),
    ("route", zet("F3", "route", "BELLEN"), "“BELLEN” staat niet in de codelijst route"),
    ("prioriteit", zet("F3", "prioriteit", "P9"), "“P9” staat niet in de codelijst prioriteit"),
    ("partners", zet("C3", "partners", ["RIVM"]), "C3, partners: “RIVM” staat niet in de codelijst partner"),
    ("vlag", zet("C2", "vlaggen", [{"vlag": "streng"}]), "C2, vlaggen[0]: onbekende vlag “streng”"),
    ("bool", zet("B2", "partner_van_onderwerp", "ja"), "hier hoort true of false"),
    ("regel geen object", lambda i: i["regels"].insert(0, "A1"), "regels[0]: hier hoort een object"),
    ("geen vangnet", lambda i: i["regels"].pop(), "de laatste regel hoort een vangnet"),
    ("geen regels", zet_boven("regels", []), "de laatste regel hoort een vangnet"),
    (
        "na vangnet",
        lambda i: i["regels"].append(i["regels"].pop(0)),
        "regels[19] Z: een regel zonder voorwaarden",
    ),
    ("vangnet elders", zet("Z", "route", "REGISTREREN"), "het vangnet hoort Z te heten"),
    (
        "laatste keuze",
        lambda i: regel(i, "G1")["prioriteit"].pop(),
        "de laatste keuze hoort geen voorwaarden",
    ),
    ("eerste keuze", lambda i: regel(i, "G1")["prioriteit"][0].pop("als"), "alleen de laatste keuze"),
    ("keuzes leeg", zet("G1", "prioriteit", []), "de laatste keuze hoort geen voorwaarden"),
    ("dan leeg", zet("N1", "dan", []), "wijzigingen[2] N1, dan: de laatste keuze"),
    ("niet_na", zet("N1", "niet_na", ["A1"]), "N1, niet_na: er is geen regel “A1”"),
    ("niet_na soort", zet("N1", "niet_na", [1]), "N1, niet_na: hier hoort een lijst van teksten"),
    ("dan twee", zet("N1", "dan", [{"prioriteit": "P1", "prioriteit_van": {}}]), "gaan niet samen"),
    (
        "prioriteit_van",
        zet("F1", "dan", [{"prioriteit_van": {"P4": "P0"}}]),
        "“P0” staat niet in de codelijst",
    ),
    ("prioriteit_van vorm", zet("F1", "dan", [{"prioriteit_van": ["P4"]}]), "van prioriteit naar prioriteit"),
    ("partnertabel", zet_boven("partners_per_onderwerp", {"BAKKER": "NVWA"}), "“BAKKER” staat niet in"),
    ("partnertabel code", zet_boven("partners_per_onderwerp", {"VOEDSEL": "X"}), "VOEDSEL: “X” staat niet"),
    ("partnertabel vorm", zet_boven("partners_per_onderwerp", []), "van onderwerp naar partner"),
    ("versie", zet_boven("versie", ""), "regelset, versie: hier hoort tekst"),
    ("datum", zet_boven("geldig_vanaf", "2020-02-30"), "geldig_vanaf: “2020-02-30” is geen bestaande datum"),
    ("datum soort", zet_boven("geldig_vanaf", 20200301), "geldig_vanaf: “20200301” is geen datum"),
    ("datum leeg", zet_boven("geldig_vanaf", None), "geldig_vanaf: hier hoort een datum"),
    ("tot voor vanaf", zet_boven("geldig_tot", "2020-02-29"), "geldig_tot: deze dag ligt voor geldig_vanaf"),
    ("geen tot", zonder("geldig_tot"), "“geldig_tot” ontbreekt"),
    ("geen fasen", zet_boven("fasen", []), "fasen: er is geen fase"),
    ("fase later", zet_boven("fasen", [{"fase": 1, "vanaf": "2020-03-02"}]), "begint later dan de regelset"),
    (
        "fasen niet oplopend",
        zet_boven("fasen", [FASE_1, {"fase": 2, "vanaf": "2021-02-18"}, {"fase": 3, "vanaf": "2021-01-26"}]),
        "fasen[2]: nummer en datum",
    ),
    (
        "fase twee keer",
        zet_boven("fasen", [FASE_1, {"fase": 1, "vanaf": "2021-01-26"}]),
        "fasen[1]: nummer en datum",
    ),
    ("fase nul", zet_boven("fasen", [{"fase": 0, "vanaf": "2020-03-01"}]), "“0” is geen geheel getal van 1"),
    (
        "eenheid",
        lambda i: i["termijnen"]["prioriteit"]["P1"].update(eenheid="weken"),
        "“weken” is geen eenheid",
    ),
    ("aantal", lambda i: i["termijnen"]["prioriteit"]["P1"].update(aantal=1.5), "“1.5” is geen geheel getal"),
    ("klok", lambda i: i["termijnen"]["prioriteit"].pop("P4"), "prioriteit P4 heeft geen termijn"),
    ("termijnen vorm", zet_boven("termijnen", {"prioriteit": 3}), "van prioriteit naar termijn"),
    ("versie lang", zet_boven("versie", "2020-03-01-herzien-op-verzoek"), "is langer dan 20 tekens"),
    ("redencode lang", zet("E2", "redencode", "X" * 31), "E2, redencode: “XXX"),
    ("code lang", zet("F3", "code", "F" * 35), "met haar wijzigingen: “FFF"),
    (
        "partners lang",
        zet(
            "C3",
            "partners",
            ["GEMEENTE", "VEILIGHEIDSREGIO", "GGD", "NVWA", "IGJ", "ILT", "POLITIE", "SNCU", "OPSPORING"],
        ),
        "C3, met haar partners",
    ),
    (
        "termijn lang",
        lambda i: i["termijnen"]["prioriteit"]["P1"].update(aantal=10**12),
        "P1, aantal: een termijn van meer dan 1000",
    ),
    ("boven onbekend", zet_boven("regel", []), "regelset: onbekende sleutel “regel”"),
]


def test_de_meegeleverde_regelset_is_foutloos_en_heet_naar_haar_eerste_dag() -> None:
    inhoud = lees_inhoud()
    assert controleer_regelset(inhoud, CODELIJSTEN) == []
    assert inhoud["geldig_vanaf"] == inhoud["versie"] == REGELBESTAND.stem


@pytest.mark.parametrize(("wijzig", "tekst"), [fout[1:] for fout in FOUTEN], ids=[fout[0] for fout in FOUTEN])
def test_een_fout_wordt_met_haar_plaats_genoemd(wijzig: Callable[[Inhoud], None], tekst: str) -> None:
    inhoud: Inhoud = lees_inhoud()
    wijzig(inhoud)
    fouten = controleer_regelset(inhoud, CODELIJSTEN)
    assert any(tekst in fout for fout in fouten), fouten
    # No other complaint than one that is true as well: a rule, a clock or a catch-all that is no longer there.
    gevolg = ("er is geen regel", "heeft geen termijn", "hoort een vangnet", tekst)
    assert [fout for fout in fouten if not any(deel in fout for deel in gevolg)] == [], fouten


def test_alle_fouten_komen_in_een_keer() -> None:
    inhoud: Inhoud = lees_inhoud()
    als({"feit": "ernts", "is": "laag"})(inhoud)
    zet("F2", "route", "BELLEN")(inhoud)
    zet("C2", "vlaggen", [{"vlag": "streng"}])(inhoud)
    zet_boven("geldig_vanaf", "2020-02-30")(inhoud)
    fouten = controleer_regelset(inhoud, CODELIJSTEN)
    assert len(fouten) == 4
    assert [any(deel in fout for fout in fouten) for deel in ("ernts", "BELLEN", "streng", "02-30")] == [
        True
    ] * 4


def test_een_regelset_met_een_fout_is_niet_te_compileren() -> None:
    inhoud: Inhoud = lees_inhoud()
    als({"feit": "ernts", "is": "laag"})(inhoud)
    with pytest.raises(OngeldigeRegelset, match="onbekend feit") as gevangen:
        compileer(inhoud, THUISDOMEIN)
    assert len(gevangen.value.fouten) == 1


def test_een_thuisdomein_dat_niet_bestaat_wordt_geweigerd() -> None:
    with pytest.raises(OngeldigeRegelset, match="“ONBEPAALD” van AFSTAND is geen thuisdomein"):
        compileer(lees_inhoud(), {**THUISDOMEIN, "AFSTAND": "ONBEPAALD"})


def test_zonder_de_codelijst_is_een_code_niet_goed_te_keuren() -> None:
    lijsten = {naam: codes for naam, codes in CODELIJSTEN.items() if naam != "melder_type"}
    fouten = controleer_regelset(lees_inhoud(), lijsten)
    assert fouten
    assert all("de codelijst “melder_type” is niet meegegeven" in fout for fout in fouten)


def test_redencodes_worden_gecontroleerd_als_hun_lijst_er_is() -> None:
    lijsten = {**CODELIJSTEN, "redencode": {"ONVOLDOENDE_INFO", "GEEN_TOESTEMMING"}}
    (fout,) = controleer_regelset(lees_inhoud(), lijsten)
    assert fout == "regels[7] E2, redencode: “THUISWERK_GEEN_RISICO” staat niet in de codelijst redencode"


json_waarden = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda dieper: st.lists(dieper, max_size=3) | st.dictionaries(st.text(max_size=5), dieper, max_size=3),
    max_leaves=8,
)


@given(json_waarden)
def test_wat_geen_regelset_is_geeft_fouten_en_geen_uitzondering(ruw: object) -> None:
    assert controleer_regelset(ruw, CODELIJSTEN)


@given(st.data())
def test_een_regelset_waarin_iets_anders_staat_breekt_de_controle_niet(data: st.DataObject) -> None:
    inhoud: Inhoud = lees_inhoud()
    plek: Any = inhoud
    while True:
        sleutels = list(plek) if isinstance(plek, dict) else list(range(len(plek)))
        sleutel = data.draw(st.sampled_from(sleutels))
        dieper = plek[sleutel]
        if not isinstance(dieper, dict | list) or not dieper or data.draw(st.booleans()):
            plek[sleutel] = data.draw(json_waarden)
            break
        plek = dieper
    fouten = controleer_regelset(inhoud, CODELIJSTEN)
    if not fouten:
        json.dumps(inhoud)
        assert compileer(inhoud, THUISDOMEIN).adviseer(feiten()).route in CODELIJSTEN["route"]


@pytest.mark.parametrize(
    ("rij", "anders", "geldt"),
    [
        ({"feit": "ernst", "niet": "laag"}, {"ernst": None}, True),
        ({"feit": "ernst", "niet": ["laag", "acuut"]}, {"ernst": "acuut"}, False),
        ({"feit": "ernst", "bekend": "nee"}, {"ernst": None}, True),
        ({"feit": "ernst", "bekend": "ja"}, {"ernst": None}, False),
        ({"feit": "onderwerpen", "bekend": "nee"}, {"onderwerpen": ()}, True),
        ({"feit": "onderwerpen", "bevat": ["LOON", "PBM"]}, {"onderwerpen": ("AFSTAND", "PBM")}, True),
        ({"feit": "onderwerpen", "bevat": "LOON"}, {"onderwerpen": ()}, False),
        ({"feit": "ontvangen_op", "minstens": "2021-01-26"}, {"ontvangen_op": date(2021, 1, 25)}, False),
        ({"feit": "ontvangen_op", "minstens": "2021-01-26"}, {"ontvangen_op": date(2021, 1, 26)}, True),
        ({"feit": "aantal_blootgesteld", "minstens": 0}, {"aantal_blootgesteld": None}, False),
        ({"feit": "aantal_blootgesteld", "is": [3, 4]}, {"aantal_blootgesteld": 4}, True),
        ({"feit": "dubbel", "niet": "nee"}, {"dubbel": None}, True),
        ({"feit": "dubbel", "is": ["ja", "nee"]}, {"dubbel": None}, False),
    ],
)
def test_een_werking_doet_wat_zij_zegt(rij: object, anders: dict[str, Waarde], geldt: bool) -> None:
    inhoud: Inhoud = lees_inhoud()
    inhoud["regels"].insert(0, {"code": "T", "titel": "Toets", "als": [rij], "route": "GEEN_OPVOLGING"})
    assert (compileer(inhoud, THUISDOMEIN).adviseer(feiten(**anders)).regel == "T") is geldt


def test_een_termijn_van_een_route_gaat_voor_die_van_de_prioriteit() -> None:
    inhoud: Inhoud = lees_inhoud()
    inhoud["termijnen"]["route"]["OVERDRACHT"] = {"aantal": 8, "eenheid": "uur"}
    termijn = compileer(inhoud, THUISDOMEIN).adviseer(feiten(bevoegd="ander")).termijn
    assert termijn is not None
    assert (termijn.aantal, termijn.eenheid) == (8, "uur")


def test_een_andere_drempel_is_een_andere_regelset_en_geen_andere_code() -> None:
    inhoud: Inhoud = lees_inhoud()
    regel(inhoud, "F2")["als"][1]["een_van"][1][1]["minstens"] = 5
    assert compileer(inhoud, THUISDOMEIN).adviseer(feiten(aantal_blootgesteld=5)).regel == "F2"


EERSTE = Geldigheid("a", date(2020, 3, 1), date(2020, 12, 31))
OPEN = Geldigheid("b", date(2021, 1, 1))


@pytest.mark.parametrize(
    ("vanaf", "tot", "met"),
    [
        (date(2020, 1, 1), date(2020, 2, 29), []),
        (date(2020, 1, 1), date(2020, 3, 1), ["a"]),
        (date(2020, 12, 31), date(2020, 12, 31), ["a"]),
        (date(2021, 1, 1), None, ["b"]),
        (date(2020, 6, 1), date(2021, 1, 1), ["a", "b"]),
        (date(2019, 1, 1), None, ["a", "b"]),
    ],
)
def test_versies_die_op_een_dag_samen_gelden_overlappen(
    vanaf: date, tot: date | None, met: list[str]
) -> None:
    meldingen = overlap([EERSTE, OPEN], Geldigheid("c", vanaf, tot))
    assert [melding.split(" overlapt met ")[1][0] for melding in meldingen] == met


def test_een_overlap_noemt_beide_versies_met_hun_dagen() -> None:
    assert overlap([EERSTE], OPEN) == []
    (melding,) = overlap([OPEN], Geldigheid("c", date(2021, 6, 1)))
    assert melding == "c (01-06-2021 zonder einddatum) overlapt met b (01-01-2021 zonder einddatum)"
