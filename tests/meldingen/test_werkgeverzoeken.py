"""Finding an employer by a name that is not written as it is on record: what it finds, in what order, and what not."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from inspectie.bulk import WEINIG
from meldingen import naamregister, namen
from meldingen.models import Naamplek, Naamspelling, Naamwoord, Werkgever
from meldingen.werkgeverzoeken import zoek
from tests.maak import Dossier

FIRMAS = {
    "dam": {"naam": "Bakkerij Van Dam B.V.", "plaats": "Urk", "kvk_nummer": "12345678"},
    "dijk": {"naam": "Bakkerij Van Dijk", "plaats": "Zwolle"},
    "heijn": {"naam": "Albert Heijn", "plaats": "Zaandam", "vestigingsnummer": "000011112222"},
    "jansen": {"naam": "Uitzendbureau Jansen", "plaats": "'s-Gravenhage"},
    "celik": {"naam": "Çelik & Zn.", "plaats": "Den Haag"},
    "kort": {"naam": "XS4U", "plaats": "Ede"},
    "schilder": {"naam": "Schildersbedrijf De Kwast", "plaats": "Ede"},
    "leeg": {"naam": "De B.V.", "plaats": ""},
}


@pytest.fixture
def firmas(dossier: Dossier) -> Dossier:
    for sleutel, cellen in FIRMAS.items():
        dossier.werkgever(werkgever=sleutel, **cellen)
    dossier.neem()
    return dossier


def vindt(vraag: str) -> list[str]:
    sleutels = dict(Werkgever.objects.values_list("pk", "extern_kenmerk"))
    return [str(sleutels[treffer.record]) for treffer in zoek(vraag)]


@pytest.mark.parametrize(
    ("vraag", "eerste"),
    [
        ("Bakkerij Van Dam B.V.", "dam"),
        ("bakkerij van dam bv", "dam"),
        ("bakerij dam", "dam"),  # a letter left out
        ("bakkreij dam", "dam"),  # two letters swapped
        ("bakkerijj damm", "dam"),  # a letter too many
        ("bakkerij urk", "dam"),  # by its place
        ("12345678", "dam"),
        ("1234 5678", "dam"),  # as it stands on a letterhead
        ("KvK 12.34.56.78", "dam"),
        ("000011112222", "heijn"),
        ("0000 1111 2222", "heijn"),
        ("albertheijn", "heijn"),  # written together
        ("albert hein", "heijn"),
        ("albert heyn", "heijn"),
        ("Alberd Heijn", "heijn"),
        ("Jansen Uitzendbureau", "jansen"),  # the other way round
        ("uitzendburo janssen", "jansen"),
        ("uitzend jans", "jansen"),  # beginnings of words
        ("celik en zonen", "celik"),
        ("xs4u", "kort"),
        ("de kwast", "schilder"),
        ("schilderbedrijf kwast", "schilder"),
        ("de bv", "leeg"),
    ],
)
def test_ook_verkeerd_gespeld_staat_de_bedoelde_bovenaan(firmas, vraag, eerste):
    assert vindt(vraag)[0] == eerste


@pytest.mark.parametrize(
    "vraag", ["", "   ", "!?", "\0", "zeilmakerij", "12345679", "xs5u", "heijn bv zonder iets"]
)
def test_wat_er_niet_is_wordt_niet_gevonden(firmas, vraag):
    assert vindt(vraag) == []


def test_wat_beter_past_staat_hoger(firmas):
    assert vindt("bakkerij van dijk")[0] == "dijk"
    assert set(vindt("bakkerij")) == {"dam", "dijk"}
    scores = [treffer.score for treffer in zoek("bakkerij dijk")]
    assert scores == sorted(scores, reverse=True)
    assert zoek("Bakkerij Van Dijk")[0].score > zoek("Bakkerij van Dijck")[0].score > 0.8


def test_een_samengevoegde_werkgever_is_een_treffer_met_al_zijn_namen(firmas):
    firmas.correctie("werkgever", "heijn", "samengevoegd_in", "dam", "2021-02-01T10:00:00+01:00")
    firmas.neem()
    dam = Werkgever.objects.get(extern_kenmerk="dam").pk
    assert [treffer.groep for treffer in zoek("albert heijn")] == [dam]
    assert zoek("bakkerij van dam")[0].groep == dam
    assert [treffer.groep for treffer in zoek("dam heijn albert bakkerij")].count(dam) <= 1


def test_een_andere_naam_wordt_gevonden_en_de_oude_niet_meer(firmas, capsys):
    firmas.correctie("werkgever", "heijn", "naam", "Kruidenier Zoutman", "2021-02-01T10:00:00+01:00")
    firmas.neem()
    assert vindt("kruidenier zoutmann") == ["heijn"]
    assert vindt("albert heijn") == []
    call_command("controleer")
    assert "0 controles gefaald" in capsys.readouterr().out


def test_controleer_ziet_wat_niet_klopt_en_zoekregister_herstelt_het(firmas):
    assert list(naamregister.gebreken()) == []
    Naamplek.objects.filter(werkgever__extern_kenmerk="dam").delete()
    assert len(list(naamregister.gebreken())) == 1
    Naamspelling.objects.filter(spelling=namen.klank("albert")[1:]).delete()
    assert any("andere spellingen" in gebrek for gebrek in naamregister.gebreken())
    call_command("zoekregister")
    assert list(naamregister.gebreken()) == []
    assert vindt("bakkerij van dam")[0] == "dam"


def test_een_gedeeld_woord_staat_er_een_keer(firmas):
    assert Naamwoord.objects.filter(woord=namen.klank("bakkerij")).count() == 1
    assert Naamplek.objects.filter(woord=namen.sleutel(namen.klank("bakkerij"))).count() == 2


def test_zoeken_kost_evenveel_queries_hoeveel_er_ook_zijn(firmas):
    def queries() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert zoek("bakkerij van dam")
        return len(gevangen)

    weinig = queries()
    veel = Dossier(firmas.map.with_name("veel"))
    for n in range(300):
        veel.werkgever(werkgever=f"v{n}", naam=f"Bakkerij Nummer{n}", plaats="Urk")
    veel.neem()
    assert queries() == weinig <= 8
    assert vindt("bakkerij van dam")[0] == "dam"


def test_een_woord_dat_overal_in_zit_leidt_toch_tot_wie_alles_heeft(firmas, monkeypatch):
    monkeypatch.setattr("meldingen.werkgeverzoeken.GEWOON", 1)
    assert vindt("bakkerij ede") == []
    assert vindt("bakkerij dam")[0] == "dam"
    assert set(vindt("bakkerij")) <= {"dam", "dijk"}
    assert vindt("bakkerij") != []


@pytest.mark.parametrize("vraag", ["barendsbakker", "barendsbakker ede"])
def test_zijn_het_er_te_veel_dan_blijft_over_wie_zo_heet_niet_wie_erop_lijkt(dossier, monkeypatch, vraag):
    monkeypatch.setattr("meldingen.werkgeverzoeken.GEWOON", 3)
    monkeypatch.setattr("meldingen.werkgeverzoeken.LENGTE", 1)
    for i in range(9):
        dossier.werkgever(naam="Barendbakker", plaats="Ede", werkgever=f"lijkt{i}")
    for i in range(4):
        dossier.werkgever(naam="Barendsbakker", plaats="Ede", werkgever=f"heet{i}")
    dossier.neem()

    assert {sleutel[:4] for sleutel in vindt(vraag)} == {"heet"}


@given(st.text(alphabet="abcdefgijkstvxyz", min_size=5, max_size=15), st.data())
def test_een_letter_eruit_erin_of_verwisseld_wordt_altijd_gevonden(woord, data):
    """What is asked as exact spellings of the two words has one in common, whatever the fault."""
    plek = data.draw(st.integers(0, len(woord) - 2))
    fouten = (
        woord[:plek] + woord[plek + 1 :],
        woord[:plek] + "q" + woord[plek:],
        woord[:plek] + "q" + woord[plek + 1 :],
        woord[:plek] + woord[plek + 1] + woord[plek] + woord[plek + 2 :],
    )
    for fout in fouten:
        assert set(namen.spellingen(woord)) & set(namen.spellingen(fout)), fout
        assert namen.afstand(woord, fout, 2) <= 1


@given(st.text(max_size=20), st.text(max_size=20))
def test_afstand_is_naar_beide_kanten_gelijk_en_nul_alleen_bij_hetzelfde(een, ander):
    assert namen.afstand(een, ander, 3) == namen.afstand(ander, een, 3)
    assert (namen.afstand(een, ander, 3) == 0) == (een == ander)


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Van Dam B.V.", "van dam bv"),
        ("Van Dam BV", "Dam"),
        ("Stichting Zorg", "Zorg"),
        ("J. Jansen & Zn.", "J Jansen en Zonen"),
        ("Café 't Hoekje", "cafe t hoekje"),
        ("A.B.C. Bouw N.V.", "ABC Bouw"),
    ],
)
def test_rechtsvorm_hoofdletters_en_leestekens_maken_geen_andere_naam(een, ander):
    assert namen.gelijknamig(een) == namen.gelijknamig(ander)
    assert namen.naamgelijkenis(een, ander) == 1.0


def test_wie_alleen_zo_klinkt_is_niet_dezelfde_naam():
    assert namen.gelijknamig("Jansen") != namen.gelijknamig("Janssen")
    assert 0.8 < namen.naamgelijkenis("Bakkerij Jansen", "Bakkerij Janssens") < 1
    assert namen.naamgelijkenis("Bakkerij Jansen", "Slagerij Pietersen") < 0.5


@pytest.mark.postgres
def test_veel_namen_ineens_gaan_langs_de_vlugge_weg_naar_de_database(firmas):
    """COPY, which no cursor tells of; not one statement with all of them in it."""
    with CaptureQueriesContext(connection) as gevraagd:
        naamregister.herbouw()
    assert Naamspelling.objects.count() > WEINIG
    assert not [vraag["sql"][:60] for vraag in gevraagd if 'INTO "meldingen_naamspelling"' in vraag["sql"]]
    assert list(naamregister.gebreken()) == []
