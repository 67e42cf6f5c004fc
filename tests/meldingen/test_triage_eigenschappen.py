from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from meldingen.triage import FEITEN, Feiten, Oordeel, compileer
from tests.meldingen.triagehulp import MELDERTYPEN, ROUTES, THUISDOMEIN, lees_inhoud, regelset

janee = st.sampled_from([True, False, None])
getal = st.one_of(st.none(), st.integers(0, 40))
willekeurig = st.builds(
    Feiten,
    ontvangen_op=st.dates(date(2020, 3, 1), date(2021, 12, 31)),
    bevoegd=st.sampled_from(["eigen", "ander", "gemengd", "onbekend", None]),
    corona_relatie=st.sampled_from(["DIRECT", "INDIRECT", "GEEN", None]),
    werkgever_bekend=janee,
    melder_bereikbaar=janee,
    melder_type=st.sampled_from(MELDERTYPEN),
    verzoek_24_7=janee,
    anoniem=janee,
    toestemming_contact_werkgever=janee,
    onderwerpen=st.lists(st.sampled_from(list(THUISDOMEIN)), max_size=3).map(tuple),
    ernst=st.sampled_from(["laag", "significant", "ernstig", "acuut", None]),
    aantal_blootgesteld=getal,
    duurt_voort=janee,
    werkonderbreking=janee,
    bevestigde_besmettingen=getal,
    arbeidsmigranten=janee,
    melder_ziet_risico=janee,
    lopende_zaak=janee,
    eerdere_meldingen=getal,
    instrument_termijn_verlopen=janee,
    toezegging_niet_nagekomen=janee,
    opsporing_indicatie=janee,
    personen_in_gevaar=janee,
    dubbel=janee,
)


@given(willekeurig)
def test_dezelfde_feiten_geven_hetzelfde_advies_met_een_bestaande_route(f: Feiten) -> None:
    advies = regelset().adviseer(f)
    assert advies == compileer(lees_inhoud(), THUISDOMEIN).adviseer(f)
    assert advies.route in ROUTES
    assert advies.toelichting == ""


@given(willekeurig, willekeurig)
def test_een_feit_dat_niet_gelezen_is_had_niets_kunnen_veranderen(f: Feiten, ander: Feiten) -> None:
    advies = regelset().adviseer(f)
    gelezen = {naam: getattr(f, naam) for naam in advies.gelezen if naam in FEITEN}
    assert regelset().adviseer(replace(ander, **gelezen)) == advies
    assert all(advies.gelezen[naam] == waarde for naam, waarde in gelezen.items())


@given(willekeurig)
def test_gevaar_gaat_voor_de_wens_van_de_melder(f: Feiten) -> None:
    zonder = regelset().adviseer(replace(f, toestemming_contact_werkgever=False))
    if zonder.regel in ("C1", "C3"):
        assert (zonder.route, zonder.prioriteit) == ("DIRECT_LOCATIE", "P1")
        assert "N1" not in zonder.wijzigingen


@given(willekeurig)
def test_een_verzoek_van_een_vakbond_eindigt_niet_zonder_opvolging(f: Feiten) -> None:
    f = replace(f, verzoek_24_7=True, melder_type="VAKBOND", bevoegd="eigen", corona_relatie="DIRECT")
    f = replace(f, dubbel=False, opsporing_indicatie=False)
    advies = regelset().adviseer(f)
    assert advies.regel in ("C1", "C2")
    assert "blokkeert_geen_opvolging" in advies.vlaggen


@given(willekeurig)
def test_p1_wordt_nooit_verlaagd_en_voorrang_nooit_boven_p2(f: Feiten) -> None:
    gewoon = regelset().adviseer(replace(f, arbeidsmigranten=False, toestemming_contact_werkgever=True))
    voorrang = regelset().adviseer(replace(f, arbeidsmigranten=True, toestemming_contact_werkgever=True))
    assert (voorrang.prioriteit == "P1") == (gewoon.prioriteit == "P1")
    assert (voorrang.prioriteit or "") <= (gewoon.prioriteit or "")


@given(willekeurig)
def test_de_wijzigingen_raken_dubbel_algemeen_en_handmatig_niet(f: Feiten) -> None:
    advies = regelset().adviseer(f)
    if advies.regel in ("A2", "A3", "Z"):
        assert advies.wijzigingen == ()


@given(willekeurig)
def test_de_uitleg_zegt_hetzelfde_als_het_advies(f: Feiten) -> None:
    advies = regelset().adviseer(f)
    uitleg = regelset().verklaar(f)
    assert [een.code for een in uitleg if een.oordeel is Oordeel.BESLIST] == [advies.regel]
    assert tuple(een.code for een in uitleg if een.oordeel is Oordeel.TOEGEPAST) == advies.wijzigingen
    volgorde = [een.code for een in uitleg]
    assert not [een for een in uitleg[: volgorde.index(advies.regel)] if een.oordeel is not Oordeel.NIET]
