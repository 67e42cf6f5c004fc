from dataclasses import FrozenInstanceError, fields, replace
from datetime import date, datetime
from enum import StrEnum

import pytest

from meldingen.triage import (
    FEITEN,
    NIET_NA,
    REGELFOUT,
    Feiten,
    Oordeel,
    Regelset,
    Termijn,
    Waarde,
    compileer,
)
from tests.meldingen.triagehulp import THUISDOMEIN, feiten, lees_inhoud, regelset


def sleutel(f: Feiten) -> tuple[str, str, str | None]:
    advies = regelset().adviseer(f)
    return advies.regel_code, advies.route, advies.prioriteit


@pytest.mark.parametrize(
    ("dag", "regel"),
    [
        (date(2021, 1, 25), "E2"),
        (date(2021, 1, 26), "E3"),
        (date(2021, 2, 17), "E3"),
        (date(2021, 2, 18), "E4"),
    ],
)
def test_de_dag_van_ontvangst_bepaalt_de_fase_van_het_thuiswerken(dag: date, regel: str) -> None:
    f = feiten(onderwerpen=("THUISWERKEN",), melder_ziet_risico=False, ontvangen_op=dag)
    assert regelset().adviseer(f).regel == regel


@pytest.mark.parametrize(("ziet", "regel"), [(True, "E1"), (False, "E2"), (None, "E2")])
def test_een_onbekend_risico_telt_bij_thuiswerken_als_geen_risico(ziet: bool | None, regel: str) -> None:
    assert regelset().adviseer(feiten(onderwerpen=("THUISWERKEN",), melder_ziet_risico=ziet)).regel == regel


@pytest.mark.parametrize(
    ("bekend", "bereikbaar", "regel"),
    [(False, True, "G1"), (False, False, "G2"), (False, None, "G2"), (None, True, "F3"), (None, None, "F3")],
)
def test_een_lege_werkgever_bekend_is_geen_nee(
    bekend: bool | None, bereikbaar: bool | None, regel: str
) -> None:
    f = feiten(werkgever_bekend=bekend, melder_bereikbaar=bereikbaar)
    assert regelset().adviseer(f).regel == regel


@pytest.mark.parametrize(("aantal", "regel"), [(None, "F3"), (9, "F3"), (10, "F2")])
def test_de_drempel_van_tien_blootgestelden_is_tien(aantal: int | None, regel: str) -> None:
    assert regelset().adviseer(feiten(aantal_blootgesteld=aantal)).regel == regel


def test_voorrang_voor_migranten_wordt_ook_vermeld_als_er_niets_verandert() -> None:
    assert sleutel(feiten(ernst="acuut", arbeidsmigranten=True)) == ("C1+F1", "DIRECT_LOCATIE", "P1")
    assert sleutel(feiten(ernst="ernstig", arbeidsmigranten=True)) == ("F2+F1", "TELEFONISCH", "P2")


def test_voorrang_voor_migranten_geldt_niet_zonder_prioriteit_of_buiten_veilig_en_gezond() -> None:
    assert sleutel(feiten(werkgever_bekend=False, melder_bereikbaar=False, arbeidsmigranten=True))[0] == "G2"
    assert sleutel(feiten(onderwerpen=("LOON",), arbeidsmigranten=True)) == ("H1", "EERLIJK", "P2")


def test_de_neutrale_route_is_p3_ook_na_voorrang() -> None:
    f = feiten(ernst="ernstig", arbeidsmigranten=True, toestemming_contact_werkgever=False)
    assert sleutel(f) == ("F2+F1+N1", "LOCATIE_GEPLAND", "P3")


def test_zonder_toestemming_en_zonder_gevaar_blijft_het_bij_registreren() -> None:
    advies = regelset().adviseer(feiten(toestemming_contact_werkgever=False))
    assert (advies.route, advies.prioriteit, advies.redencode) == ("REGISTREREN", None, "GEEN_TOESTEMMING")
    assert advies.termijn is None


def test_een_partner_staat_er_geen_twee_keer() -> None:
    inhoud = lees_inhoud()
    inhoud["partners_per_onderwerp"] = {"HUISVESTING": "GGD"}
    f = feiten(bevoegd="gemengd", bevestigde_besmettingen=2, onderwerpen=("PBM", "HUISVESTING"))
    advies = compileer(inhoud, THUISDOMEIN).adviseer(f)
    assert (advies.regel_code, advies.partners) == ("C3+B3", ("GGD",))


@pytest.mark.parametrize(
    ("anders", "vlaggen"),
    [
        ({"bevoegd": "ander", "onderwerpen": ("VOEDSEL",)}, {"bericht_aan_melder"}),
        ({"bevoegd": "ander"}, {"bericht_aan_melder", "partner_handmatig"}),
        ({"verzoek_24_7": True, "melder_type": "VAKBOND"}, {"blokkeert_geen_opvolging"}),
        ({"verzoek_24_7": True, "melder_type": "VAKBOND", "ernst": "acuut"}, {"blokkeert_geen_opvolging"}),
        ({"ernst": "acuut"}, set()),
        (
            {"werkgever_bekend": False, "melder_bereikbaar": None, "ernst": "acuut"},
            {"bevestiging_teamleider"},
        ),
        (
            {"werkgever_bekend": False, "melder_bereikbaar": None, "ernst": "ernstig"},
            {"bevestiging_teamleider"},
        ),
        ({"werkgever_bekend": False, "melder_bereikbaar": None}, set()),
        ({"instrument_termijn_verlopen": True}, {"hercontrole"}),
        ({"ernst": "laag"}, {"schriftelijk"}),
        ({"ernst": "laag", "toestemming_contact_werkgever": False}, set()),
        ({"ernst": None}, {"reden_verplicht", "waarschuw_regeleigenaar"}),
    ],
)
def test_een_uitkomst_draagt_haar_vlaggen(anders: dict[str, Waarde], vlaggen: set[str]) -> None:
    assert set(regelset().adviseer(feiten(**anders)).vlaggen) == vlaggen


@pytest.mark.parametrize(
    ("anders", "termijn"),
    [
        ({"ernst": "acuut"}, Termijn(24, "uur")),
        ({"ernst": "ernstig"}, Termijn(2, "werkdagen")),
        ({}, Termijn(5, "werkdagen")),
        ({"ernst": "laag"}, Termijn(10, "werkdagen")),
        ({"bevoegd": "ander"}, Termijn(2, "werkdagen")),
        ({"dubbel": True}, None),
    ],
)
def test_de_termijn_volgt_uit_route_en_prioriteit(anders: dict[str, Waarde], termijn: Termijn | None) -> None:
    assert regelset().adviseer(feiten(**anders)).termijn == termijn


def test_het_spoor_noemt_van_elke_eerdere_regel_de_voorwaarde_die_haar_tegenhield() -> None:
    advies = regelset().adviseer(
        feiten(bevestigde_besmettingen=2, duurt_voort=None, dubbel=True, ernst="laag")
    )
    assert (advies.regel, advies.spoor) == ("A2", (("F1", NIET_NA), ("B3", NIET_NA), ("N1", NIET_NA)))
    advies = regelset().adviseer(feiten(bevestigde_besmettingen=2, duurt_voort=None, ernst="laag"))
    regels = [regel.code for regel in regelset().inhoud.regels]
    assert [code for code, _ in advies.spoor] == [*regels[: regels.index("F4")], "F1", "B3", "N1"]
    assert dict(advies.spoor)["C3"] == 1


def test_een_advies_is_niet_te_veranderen() -> None:
    with pytest.raises(FrozenInstanceError):
        regelset().adviseer(feiten()).route = "DUBBEL"  # type: ignore[misc]


def test_de_uitleg_noemt_elke_regel_ook_die_na_de_beslissing() -> None:
    uitleg = {een.code: een for een in regelset().verklaar(feiten(lopende_zaak=True, arbeidsmigranten=True))}
    assert len(uitleg) == len(regelset().inhoud.regels) + len(regelset().inhoud.wijzigingen)
    assert uitleg["D1"].oordeel is Oordeel.BESLIST
    assert uitleg["F3"].oordeel is Oordeel.ZOU_OOK
    assert uitleg["F4"].tekst == "F4 niet: nodig is “ernst is laag” (ernst: significant)"
    assert uitleg["F1"].oordeel is Oordeel.TOEGEPAST
    assert uitleg["N1"].waarden == "toestemming voor contact met de werkgever: ja"
    assert uitleg["Z"].oordeel is Oordeel.NIET


def test_de_uitleg_noemt_de_uitzondering_van_een_wijziging() -> None:
    uitleg = {een.code: een for een in regelset().verklaar(feiten(dubbel=True))}
    assert uitleg["F1"].tekst == "F1 niet: nodig is “regel is geen van A2, A3, Z” (regel: A2)"


@pytest.mark.parametrize(
    ("anders", "tekst"),
    [
        ({"aantal_blootgesteld": "veel"}, "“'veel'” is geen waarde voor “aantal_blootgesteld”"),
        ({"aantal_blootgesteld": True}, "aantal_blootgesteld"),
        ({"dubbel": "ja"}, "dubbel"),
        ({"ontvangen_op": None}, "ontvangen_op"),
        ({"ontvangen_op": datetime(2020, 11, 3, 12)}, "ontvangen_op"),
        ({"ontvangen_op": date(2020, 2, 29)}, "de regelset geldt niet op 29-02-2020"),
        ({"onderwerpen": ["AFSTAND"]}, "onderwerpen"),
        ({"onderwerpen": ("AFSTAND", "BESTAAT_NIET")}, "het onderwerp “BESTAAT_NIET” heeft geen thuisdomein"),
        ({"onderwerpen": (["AFSTAND"],)}, "onverwachte fout TypeError"),
    ],
)
def test_een_feit_dat_niet_klopt_gaat_met_de_reden_naar_handmatig(
    anders: dict[str, Waarde], tekst: str
) -> None:
    advies = regelset().adviseer(feiten(**anders))
    assert (advies.regel_code, advies.route, advies.prioriteit) == ("Z", "HANDMATIG", None)
    assert (advies.redencode, advies.domein) == (REGELFOUT, "ONBEPAALD")
    assert "waarschuw_regeleigenaar" in advies.vlaggen
    assert tekst in advies.toelichting
    (uitleg,) = regelset().verklaar(feiten(**anders))
    assert uitleg.oordeel is Oordeel.FOUT
    assert tekst in uitleg.tekst


def test_een_regel_die_bij_het_beoordelen_stukgaat_leidt_naar_handmatig_en_niet_naar_een_andere_regel() -> (
    None
):
    goed = regelset()
    kapot = next(stap for stap in goed._regels if stap.regel.code == "D1")
    ((_, gelezen, stop),) = kapot.rijen
    stuk = replace(kapot, rijen=((lambda waarden: waarden["bestaat_niet"] is True, gelezen, stop),))
    regels = tuple(stuk if stap is kapot else stap for stap in goed._regels)
    met_fout: Regelset = replace(goed, _regels=regels)
    advies = met_fout.adviseer(feiten())
    assert (advies.route, advies.redencode) == ("HANDMATIG", REGELFOUT)
    assert advies.toelichting == "onverwachte fout KeyError: 'bestaat_niet'"
    assert met_fout.adviseer(feiten(dubbel=True)).route == "DUBBEL"


def test_een_opsomming_die_tekst_is_mag_als_code() -> None:
    class Ernst(StrEnum):
        LAAG = "laag"

    assert regelset().adviseer(feiten(ernst=Ernst.LAAG)).regel == "F4"


def test_elk_feit_is_een_kolom_en_andersom() -> None:
    assert tuple(FEITEN) == tuple(veld.name for veld in fields(Feiten))
    assert len(FEITEN) == 24
