"""correcties.csv: a later registration that changes one field (contract section 1; domain section 2)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from inspectie.versies import Stand, Wijziging, standen
from interventies.models import Interventie, Overtreding, Toetsing, Zaak, ZaakMelding
from meldingen.models import Melding, MeldingTekst, Status, Werkgever
from tests.interventies.invoerhulp import alle_rijen, geweigerd, in_balans
from tests.maak import Dossier

OP = "2021-02-01T10:00:00+01:00"
MODEL: dict[str, Any] = {
    "melding": Melding,
    "werkgever": Werkgever,
    "zaak": Zaak,
    "overtreding": Overtreding,
    "interventie": Interventie,
    "zaak_melding": ZaakMelding,
}
SLEUTEL = {
    "melding": "M",
    "werkgever": "W",
    "zaak": "Z",
    "overtreding": "O",
    "interventie": "I",
    "zaak_melding": "Z;M",
}


@pytest.fixture(scope="module")
def ingelezen(samen: Callable[[], AbstractContextManager[None]], tmp_path_factory: Any) -> None:
    """W, M, Z, O, an eis I, and others of each to refer to."""
    dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
    for w in ("W", "W2"):
        dossier.werkgever(werkgever=w)
    dossier.melding(melding="M", werkgever="W", ernst="laag", aantal_blootgesteld="3", omschrijving="hoest")
    dossier.melding(melding="M2")
    dossier.zaak("M", zaak="Z")
    dossier.zaak(zaak="Z2")
    for o in ("O", "O2"):
        dossier.overtreding("Z", "W", overtreding=o)
    dossier.interventie("Z", "W", "EIS", interventie="I", overtredingen="O")
    dossier.interventie("Z", "W", interventie="I2")
    with samen():
        dossier.neem()


@pytest.fixture
def een_van_elk(ingelezen: None, db: None, tmp_path: Path) -> Dossier:
    """An empty folder, beside a database with one of each."""
    return Dossier(tmp_path / "map", _tel=count(50))


def reeks(soort: str, sleutel: str) -> list[Stand]:
    record = MODEL[soort].objects.get(extern_kenmerk=sleutel)
    return standen(MODEL[soort], [record.pk])[record.pk]


def waarden(soort: str, sleutel: str, veld: str) -> list[tuple[str, Any]]:
    """(day of registration, value) of every state."""
    return [(f"{stand.vanaf:%m-%d}", stand.velden[veld]) for stand in reeks(soort, sleutel)]


def los(dossier: Dossier, *correcties: tuple[str, ...]) -> None:
    """Only these corrections in the file."""
    dossier.rijen["correcties"] = []
    for correctie in correcties:
        dossier.correctie(*correctie)


VELDEN: list[tuple[str, str, str, Any]] = [
    ("werkgever", "naam", "Ander BV", "Ander BV"),
    ("werkgever", "kvk_nummer", "87654321", "87654321"),
    ("werkgever", "vestigingsnummer", "000012345678", "000012345678"),
    ("werkgever", "sector", "UITZEND", "UITZEND"),
    ("werkgever", "plaats", "Assen", "Assen"),
    ("werkgever", "provincie", "DR", "DR"),
    ("melding", "ontvangen_op", "2021-01-07T10:00:00+01:00", datetime(2021, 1, 7, 9, tzinfo=UTC)),
    ("melding", "kanaal", "BRIEF", "BRIEF"),
    ("melding", "melder_type", "VAKBOND", "VAKBOND"),
    ("melding", "toestemming_contact_werkgever", "nee", False),
    ("melding", "corona_relatie", "GEEN", "GEEN"),
    ("melding", "bevoegd", "ander", "ander"),
    ("melding", "domein", "BUITEN", "BUITEN"),
    ("melding", "onderwerpen", "PBM;LOON", "PBM;LOON"),
    ("melding", "arbeidsmigranten", "ja", True),
    ("melding", "melder_ziet_risico", "ja", True),
    ("melding", "ernst", "acuut", "acuut"),
    ("melding", "aantal_blootgesteld", "0", 0),
    ("melding", "duurt_voort", "ja", True),
    ("melding", "werkonderbreking", "nee", False),
    ("melding", "bevestigde_besmettingen", "2", 2),
    ("melding", "verzoek_24_7", "ja", True),
    ("melding", "opsporing_indicatie", "ja", True),
    ("melding", "personen_in_gevaar", "ja", True),
    ("zaak", "domein", "EERLIJK", "EERLIJK"),
    ("zaak", "aanleiding", "ACTIEF", "ACTIEF"),
    ("zaak", "geopend_op", "2021-01-02", date(2021, 1, 2)),
    ("overtreding", "voorschrift", "RIE", "RIE"),
    ("overtreding", "geconstateerd_op", "2021-01-02", date(2021, 1, 2)),
    ("overtreding", "ernstig_gevaar", "ja", True),
    ("overtreding", "ernstige_mate_motivering", "Niets gedaan.", "Niets gedaan."),
    ("interventie", "wijze", "AFSTAND", "AFSTAND"),
    ("interventie", "uitgereikt_op", "2021-01-10", date(2021, 1, 10)),
    ("interventie", "termijn_tot", "2021-03-01", date(2021, 3, 1)),
    ("interventie", "veiligheidstoets", "AKKOORD", "AKKOORD"),
    ("interventie", "toelichting", "Hang schermen op.", "Hang schermen op."),
    ("zaak_melding", "vervallen", "ja", True),
]


class TestElkVeld:
    def test_een_veld_krijgt_zijn_nieuwe_waarde_en_de_oude_stand_blijft(self, een_van_elk):
        """Each a day after the one before: so what one changes is told from what another does."""
        eerst = {soort: reeks(soort, sleutel)[0].velden for soort, sleutel in SLEUTEL.items()}
        momenten = [datetime(2021, 2, 1, 9, tzinfo=UTC) + timedelta(days=n) for n in range(len(VELDEN))]
        los(
            een_van_elk,
            *(
                (soort, SLEUTEL[soort], veld, nieuw, op.isoformat())
                for (soort, veld, nieuw, _), op in zip(VELDEN, momenten, strict=True)
            ),
        )
        een_van_elk.neem()
        for soort, sleutel in SLEUTEL.items():
            verwacht: list[tuple[datetime | None, dict[str, Any]]] = [(None, dict(eerst[soort]))]
            for (van, veld, _, waarde), op in zip(VELDEN, momenten, strict=True):
                oud = verwacht[-1][1]
                if van == soort and oud[veld] != waarde:
                    verwacht.append((op, {**oud, veld: waarde}))
            na = reeks(soort, sleutel)
            assert [stand.velden for stand in na] == [velden for _, velden in verwacht]
            assert [stand.vanaf for stand in na[1:]] == [op for op, _ in verwacht[1:]]
            nu = MODEL[soort].objects.get(extern_kenmerk=sleutel)
            assert {veld: getattr(nu, veld) for veld in na[-1].velden} == na[-1].velden

    @pytest.mark.parametrize(
        ("soort", "veld", "nieuw", "model"),
        [
            ("werkgever", "rechtsopvolger_van", "W2", Werkgever),
            ("werkgever", "samengevoegd_in", "W2", Werkgever),
            ("melding", "werkgever", "W2", Werkgever),
            ("melding", "dubbel_van", "M2", Melding),
        ],
    )
    def test_een_verwijzing_wijst_naar_het_andere_record_en_kan_weer_leeg(
        self, een_van_elk, soort, veld, nieuw, model
    ):
        los(een_van_elk, (soort, SLEUTEL[soort], veld, nieuw, OP))
        een_van_elk.neem()
        record = MODEL[soort].objects.get(extern_kenmerk=SLEUTEL[soort])
        assert getattr(record, veld) == model.objects.get(extern_kenmerk=nieuw)
        los(een_van_elk, (soort, SLEUTEL[soort], veld, "", "2021-02-02T10:00:00+01:00"))
        een_van_elk.neem()
        record.refresh_from_db()
        assert getattr(record, veld) is None

    def test_waar_leeg_mag_maakt_een_lege_waarde_het_veld_leeg(self, een_van_elk):
        leeg = {
            "ernst": "",
            "aantal_blootgesteld": None,
            "domein": "ONBEPAALD",
            "bevoegd": "",
            "werkgever_id": None,
        }
        los(een_van_elk, *(("melding", "M", veld.removesuffix("_id"), "", OP) for veld in leeg))
        een_van_elk.neem()
        stand = reeks("melding", "M")[-1].velden
        assert {veld: stand[veld] for veld in leeg} == leeg

    def test_een_verplicht_veld_wordt_niet_leeg(self, een_van_elk):
        verplicht = [
            ("melding", "kanaal"),
            ("melding", "ontvangen_op"),
            ("melding", "onderwerpen"),
            ("werkgever", "naam"),
            ("zaak", "domein"),
            ("overtreding", "zaak"),
            ("overtreding", "voorschrift"),
            ("interventie", "werkgever"),
            ("interventie", "soort"),
        ]
        los(
            een_van_elk,
            *((soort, SLEUTEL[soort], veld, leeg, OP) for leeg in ("", " ") for soort, veld in verplicht),
        )
        for regel, (fout, (_, veld)) in enumerate(zip(geweigerd(een_van_elk), 2 * verplicht, strict=True), 2):
            assert fout.startswith(f"correcties.csv, regel {regel}, kolom nieuw: {veld} is verplicht")

    def test_een_waarde_die_niet_kan_wordt_geweigerd_zoals_in_het_bestand_zelf(self, een_van_elk):
        kan_niet = [
            ("melding", "ernst", "hoog"),
            ("melding", "onderwerpen", "AFSTAND;X"),
            ("melding", "aantal_blootgesteld", "veel"),
            ("melding", "duurt_voort", "misschien"),
            ("melding", "ontvangen_op", "2021-01-07T10:00:00"),
            ("melding", "werkgever", "W9"),
            ("melding", "dubbel_van", "M9"),
            ("werkgever", "kvk_nummer", "123"),
            ("zaak", "geopend_op", "7 januari"),
            ("zaak", "domein", "ONBEPAALD"),
            ("interventie", "overtredingen", "O;O9"),
            ("interventie", "soort", "S" * 25),
            ("zaak_melding", "vervallen", "wellicht"),
        ]
        los(een_van_elk, *((soort, SLEUTEL[soort], veld, nieuw, OP) for soort, veld, nieuw in kan_niet))
        geweigerd(een_van_elk)
        for regel, (fout, (_, _, nieuw)) in enumerate(zip(een_van_elk.fouten, kan_niet, strict=True), 2):
            assert str(fout).startswith(f"correcties.csv, regel {regel}, kolom nieuw: “")
            assert fout.waarde in nieuw


class TestWaarOverEnWanneer:
    def test_wat_niet_bestaat_of_niet_te_corrigeren_is_wordt_genoemd(self, een_van_elk):
        gevallen = [
            ("toetsing", "M", "resultaat", "soort"),
            ("klacht", "M", "ernst", "soort"),
            ("melding", "M9", "ernst", "sleutel"),
            ("zaak_melding", "Z;M9", "vervallen", "sleutel"),
            ("zaak_melding", "M", "vervallen", "sleutel"),
            ("melding", "M", "melding", "veld"),
            ("melding", "M", "geregistreerd_op", "veld"),
            ("melding", "M", "status", "veld"),
            ("melding", "M", "vervallen", "veld"),
            ("werkgever", "W", "werkgever", "veld"),
            ("werkgever", "W", "hoofd", "veld"),
            ("zaak", "Z", "zaak", "veld"),
            ("overtreding", "O", "overtreding", "veld"),
            ("interventie", "I", "interventie", "veld"),
            ("zaak_melding", "Z;M", "zaak", "veld"),
            ("zaak_melding", "Z;M", "melding", "veld"),
        ]
        los(een_van_elk, *((soort, sleutel, veld, "x", OP) for soort, sleutel, veld, _ in gevallen))
        geweigerd(een_van_elk)
        for regel, (*_, kolom) in enumerate(gevallen, start=2):
            eerste = next(str(fout) for fout in een_van_elk.fouten if fout.regel == regel)
            assert eerste.startswith(f"correcties.csv, regel {regel}, kolom {kolom}: “")

    def test_alles_wat_er_mis_is_met_een_regel_komt_in_een_keer(self, een_van_elk):
        los(een_van_elk, ("melding", "M9", "melding", "", "2091-01-01T00:00:00+01:00"))
        kolommen = [fout.partition(":")[0].rpartition(" ")[2] for fout in geweigerd(een_van_elk)]
        assert kolommen == ["geregistreerd_op", "veld", "sleutel"]

    def test_elke_kolom_behalve_nieuw_is_verplicht(self, een_van_elk):
        kolommen = ["soort", "sleutel", "veld", "reden", "geregistreerd_op"]
        los(een_van_elk, *(("melding", "M", "ernst", "acuut", OP) for _ in kolommen))
        for rij, kolom in zip(een_van_elk.rijen["correcties"], kolommen, strict=True):
            rij[kolom] = " "
        assert geweigerd(een_van_elk) == [
            f"correcties.csv, regel {regel}, kolom {kolom}: “ ” is verplicht en is leeg"
            for regel, kolom in enumerate(kolommen, start=2)
        ]

    def test_een_correctie_is_niet_ouder_dan_wat_zij_corrigeert(self, een_van_elk):
        anders = {
            "werkgever": ("naam", "X"),
            "melding": ("ernst", "acuut"),
            "zaak": ("domein", "EERLIJK"),
        }

        def eerder(seconden: int) -> Iterator[tuple[str, ...]]:
            for soort, model in MODEL.items():
                op = model.objects.get(extern_kenmerk=SLEUTEL[soort]).geregistreerd_op
                veld, nieuw = anders.get(soort, ("vervallen", "nee"))
                yield soort, SLEUTEL[soort], veld, nieuw, (op - timedelta(seconds=seconden)).isoformat()

        los(een_van_elk, *eerder(0))
        een_van_elk.neem()
        los(een_van_elk, *eerder(1))
        fouten = geweigerd(een_van_elk)
        assert len(fouten) == len(MODEL)
        for regel, fout in enumerate(fouten, start=2):
            assert fout.startswith(f"correcties.csv, regel {regel}, kolom geregistreerd_op")
            assert "ouder dan wat zij corrigeert" in fout

    def test_een_correctie_van_een_record_zonder_eigen_moment_is_altijd_ouder(self, een_van_elk):
        een_van_elk.melding(melding="M7", geregistreerd_op="")
        los(een_van_elk, ("melding", "M7", "ernst", "acuut", OP))
        assert "ouder dan wat zij corrigeert" in geweigerd(een_van_elk)[0]

    def test_na_de_correctie_kloppen_de_tijden_nog(self, een_van_elk):
        # Registered on 1 February, so it may lie after the first registration, not after this one.
        los(een_van_elk, ("melding", "M", "ontvangen_op", "2021-01-20T10:00:00+01:00", OP))
        een_van_elk.neem()
        los(
            een_van_elk,
            ("melding", "M", "ontvangen_op", "2021-02-03T10:00:00+01:00", "2021-02-02T10:00:00+01:00"),
        )
        (fout,) = geweigerd(een_van_elk)
        assert "na de correctie klopt geregistreerd_op niet: de registratie ligt voor ontvangen_op" in fout


class TestVolgorde:
    def test_de_standen_volgen_de_momenten_en_niet_de_regels(self, een_van_elk):
        los(
            een_van_elk,
            ("melding", "M", "ernst", "ernstig", "2021-02-03T10:00:00+01:00"),
            ("melding", "M", "ernst", "acuut", "2021-02-02T10:00:00+01:00"),
            ("melding", "M", "ernst", "significant", "2021-02-01T10:00:00+01:00"),
        )
        een_van_elk.neem()
        assert waarden("melding", "M", "ernst") == [
            ("01-08", "laag"),
            ("02-01", "significant"),
            ("02-02", "acuut"),
            ("02-03", "ernstig"),
        ]

    @pytest.mark.parametrize("volgorde", [(2, 1, 0), (1, 2, 0), (1, 0, 2)])
    def test_ook_als_zij_in_verschillende_keren_binnenkomen(self, een_van_elk, volgorde):
        alle = [
            ("melding", "M", "ernst", "significant", "2021-02-01T10:00:00+01:00"),
            ("melding", "M", "werkgever", "W2", "2021-02-02T10:00:00+01:00"),
            ("melding", "M", "ernst", "acuut", "2021-02-03T10:00:00+01:00"),
        ]
        for nummer in volgorde:
            los(een_van_elk, alle[nummer])
            een_van_elk.neem()
        w, w2 = (Werkgever.objects.get(extern_kenmerk=sleutel).pk for sleutel in ("W", "W2"))
        assert [(s.velden["ernst"], s.velden["werkgever_id"]) for s in reeks("melding", "M")] == [
            ("laag", w),
            ("significant", w),
            ("significant", w2),
            ("acuut", w2),
        ]
        assert Melding.objects.get(extern_kenmerk="M").ernst == "acuut"

    def test_van_twee_op_een_moment_telt_de_latere_regel(self, een_van_elk):
        los(een_van_elk, ("melding", "M", "ernst", "acuut", OP), ("melding", "M", "ernst", "ernstig", OP))
        een_van_elk.neem()
        assert waarden("melding", "M", "ernst") == [("01-08", "laag"), ("02-01", "ernstig")]
        los(een_van_elk, ("melding", "M", "ernst", "significant", OP))
        een_van_elk.neem()
        assert waarden("melding", "M", "ernst") == [("01-08", "laag"), ("02-01", "significant")]

    def test_een_waarde_die_op_hetzelfde_moment_terugkeert_telt_als_laatste(self, een_van_elk):
        los(een_van_elk, *(("melding", "M", "ernst", ernst, OP) for ernst in ("acuut", "ernstig", "acuut")))
        uitslag = een_van_elk.importeer()
        assert (uitslag.telling["correcties"]["nieuw"], uitslag.telling["correcties"]["ongewijzigd"]) == (
            2,
            1,
        )
        assert waarden("melding", "M", "ernst")[-1] == ("02-01", "acuut")
        assert not een_van_elk.importeer().som("nieuw")

    def test_wat_op_hetzelfde_moment_weer_wordt_wat_het_was_is_geen_stand(self, een_van_elk):
        los(een_van_elk, ("melding", "M", "ernst", "acuut", OP), ("melding", "M", "ernst", "laag", OP))
        een_van_elk.neem()
        assert waarden("melding", "M", "ernst") == [("01-08", "laag")]

    def test_een_correctie_op_het_moment_van_registratie_vervangt_de_eerste_stand(self, een_van_elk):
        los(een_van_elk, ("melding", "M", "ernst", "acuut", "2021-01-08T10:00:00+01:00"))
        een_van_elk.neem()
        assert waarden("melding", "M", "ernst") == [("01-08", "acuut")]

    def test_een_correctie_die_niets_verandert_is_niet_fout(self, een_van_elk):
        los(een_van_elk, ("melding", "M", "ernst", "laag", OP))
        een_van_elk.neem()
        assert waarden("melding", "M", "ernst") == [("01-08", "laag")]

    def test_dezelfde_correcties_nog_eens_veranderen_niets(self, een_van_elk):
        los(een_van_elk, ("melding", "M", "ernst", "acuut", OP), ("zaak", "Z", "domein", "EERLIJK", OP))
        een_van_elk.neem()
        voor = alle_rijen()
        assert een_van_elk.importeer().telling["correcties"]["ongewijzigd"] == 2
        assert alle_rijen() == voor

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL kent hier geen grens")
    def test_van_een_record_op_een_moment_meer_regels_dan_er_plekken_zijn(self, een_van_elk):
        los(een_van_elk, *(("melding", "M", "aantal_blootgesteld", str(n), OP) for n in range(1, 302)))
        zo_was_het = connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 300)
        try:
            een_van_elk.neem()
        finally:
            connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, zo_was_het)
        assert waarden("melding", "M", "aantal_blootgesteld")[-1] == ("02-01", 301)

    def test_een_correctie_noteert_wat_wanneer_en_waarom(self, een_van_elk):
        los(een_van_elk, ("melding", "M", "werkgever", "W2", OP))
        een_van_elk.neem()
        w = Wijziging.objects.get()
        assert (w.soort, w.veld, w.aard, w.reden) == (
            "melding",
            "werkgever_id",
            "CORRECTIE",
            "Verkeerd geregistreerd.",
        )
        assert w.nieuw == Werkgever.objects.get(extern_kenmerk="W2").pk
        assert w.geregistreerd_op == datetime(2021, 2, 1, 9, tzinfo=UTC) < w.ingevoerd_op


class TestVervallen:
    @pytest.mark.parametrize(
        ("soort", "sleutel"), [("overtreding", "O2"), ("interventie", "I"), ("zaak_melding", "Z;M")]
    )
    def test_vervallen_gaat_aan_en_weer_uit(self, een_van_elk, soort, sleutel):
        los(
            een_van_elk,
            (soort, sleutel, "vervallen", "ja", OP),
            (soort, sleutel, "vervallen", "", "2021-02-02T10:00:00+01:00"),
            (soort, sleutel, "vervallen", "ja", "2021-02-03T10:00:00+01:00"),
            (soort, sleutel, "vervallen", "nee", "2021-02-04T10:00:00+01:00"),
        )
        een_van_elk.neem()
        assert [waarde for _, waarde in waarden(soort, sleutel, "vervallen")] == [
            False,
            True,
            False,
            True,
            False,
        ]

    def test_een_melding_waarvan_de_enige_koppeling_vervalt_wacht_weer_op_triage(self, een_van_elk):
        een_van_elk.koppel("Z2", "M")
        een_van_elk.neem()
        m = Melding.objects.get(extern_kenmerk="M")
        assert m.status == Status.GEKOPPELD
        los(een_van_elk, ("zaak_melding", "Z;M", "vervallen", "ja", OP))
        een_van_elk.neem()
        m.refresh_from_db()
        assert m.status == Status.GEKOPPELD
        los(een_van_elk, ("zaak_melding", "Z2;M", "vervallen", "ja", OP))
        een_van_elk.neem()
        m.refresh_from_db()
        assert m.status == Status.ONTVANGEN
        los(een_van_elk, ("zaak_melding", "Z;M", "vervallen", "nee", "2021-02-02T10:00:00+01:00"))
        een_van_elk.neem()
        m.refresh_from_db()
        assert m.status == Status.GEKOPPELD


class TestDubbel:
    def test_een_dubbele_wacht_niet_meer_en_wie_er_geen_blijkt_wel_weer(self, een_van_elk):
        los(een_van_elk, ("melding", "M2", "dubbel_van", "M", OP))
        een_van_elk.neem()
        m2 = Melding.objects.get(extern_kenmerk="M2")
        assert (m2.status, m2.dubbel_van) == (Status.DUBBEL, Melding.objects.get(extern_kenmerk="M"))
        los(een_van_elk, ("melding", "M2", "dubbel_van", "", "2021-02-02T10:00:00+01:00"))
        een_van_elk.neem()
        m2.refresh_from_db()
        assert (m2.status, m2.dubbel_van) == (Status.ONTVANGEN, None)
        assert [bool(waarde) for _, waarde in waarden("melding", "M2", "dubbel_van_id")] == [
            False,
            True,
            False,
        ]

    def test_een_gekoppelde_dubbele_die_er_geen_blijkt_is_gekoppeld_of_afgehandeld(self, een_van_elk):
        een_van_elk.zaak(
            een_van_elk.melding(melding="D1", dubbel_van="M"),
            een_van_elk.melding(melding="D2", dubbel_van="M"),
        )
        een_van_elk.toetsing("D2", "GEEN_MAATREGEL")
        een_van_elk.neem()
        los(een_van_elk, *(("melding", d, "dubbel_van", "", OP) for d in ("D1", "D2")))
        een_van_elk.neem()
        status = dict(Melding.objects.values_list("extern_kenmerk", "status"))
        assert (status["D1"], status["D2"]) == (Status.GEKOPPELD, Status.AFGEHANDELD)
        assert Toetsing.objects.count() == 1

    @pytest.mark.parametrize("kring", [["M"], ["M", "M2"], ["M", "M2", "M3"]])
    def test_een_kring_wordt_geweigerd(self, een_van_elk, kring):
        een_van_elk.melding(melding="M3")
        een_van_elk.neem()
        los(
            een_van_elk,
            *(
                ("melding", van, "dubbel_van", naar, OP)
                for van, naar in zip(kring, kring[1:] + kring[:1], strict=True)
            ),
        )
        fouten = geweigerd(een_van_elk)
        assert fouten[-1].endswith("met deze waarde vormt dubbel_van een kring")

    def test_een_kring_die_alleen_tussendoor_bestond_wordt_geweigerd(self, een_van_elk):
        """At its own moment and now there is none, but a stand van between them would count neither melding."""
        heen, weer = "2021-02-05T10:00:00+01:00", "2021-02-10T10:00:00+01:00"
        los(een_van_elk, ("melding", "M", "dubbel_van", "M2", heen), ("melding", "M", "dubbel_van", "", weer))
        een_van_elk.neem()
        los(een_van_elk, ("melding", "M2", "dubbel_van", "M", OP))
        assert geweigerd(een_van_elk)[-1].endswith("met deze waarde vormt dubbel_van een kring")
        los(een_van_elk, ("melding", "M2", "dubbel_van", "M", weer))
        een_van_elk.neem()

    def test_omkeren_op_een_moment_mag_in_elke_volgorde_van_regels(self, een_van_elk):
        los(een_van_elk, ("melding", "M2", "dubbel_van", "M", OP))
        een_van_elk.neem()
        later = "2021-02-02T10:00:00+01:00"
        los(
            een_van_elk,
            ("melding", "M", "dubbel_van", "M2", later),
            ("melding", "M2", "dubbel_van", "", later),
        )
        een_van_elk.neem()
        assert Melding.objects.get(extern_kenmerk="M").dubbel_van == Melding.objects.get(extern_kenmerk="M2")


class TestTekst:
    def test_een_correctie_van_de_omschrijving_is_een_rij_erbij_en_staat_nergens_anders(self, een_van_elk):
        los(een_van_elk, ("melding", "M", "omschrijving", "Niest ook.", OP))
        een_van_elk.neem()
        assert list(MeldingTekst.objects.values_list("tekst", flat=True)) == ["hoest", "Niest ook."]
        assert Wijziging.objects.get().nieuw is None
        assert len(reeks("melding", "M")) == 1
        assert [tabel for tabel, rijen in alle_rijen().items() if "Niest" in repr(rijen)] == [
            "meldingen_meldingtekst"
        ]
        los(een_van_elk, ("melding", "M", "omschrijving", "", "2021-02-02T10:00:00+01:00"))
        een_van_elk.neem()
        assert MeldingTekst.objects.order_by("pk").values_list("tekst", flat=True).last() == ""


class TestGedeeltelijk:
    def test_een_slechte_regel_houdt_de_goede_over_hetzelfde_record_niet_tegen(self, een_van_elk):
        los(
            een_van_elk,
            ("melding", "M", "ernst", "hoog", OP),
            ("melding", "M", "kanaal", "BRIEF", OP),
            ("melding", "M", "ontvangen_op", "2021-02-05T10:00:00+01:00", OP),
            ("melding", "M", "duurt_voort", "ja", OP),
            ("melding", "M9", "ernst", "laag", OP),
            ("zaak", "Z", "domein", "EERLIJK", OP),
        )
        in_balans(een_van_elk, correcties=(3, 0, 3))
        m = Melding.objects.get(extern_kenmerk="M")
        assert (m.ernst, m.kanaal, m.duurt_voort) == ("laag", "BRIEF", True)
        assert m.ontvangen_op == datetime(2021, 1, 8, 9, tzinfo=UTC)
        assert Wijziging.objects.count() == 3
        in_balans(een_van_elk, correcties=(0, 3, 3))

    def test_een_correctie_die_naar_een_afgekeurde_regel_wijst_wordt_afgekeurd(self, een_van_elk):
        een_van_elk.werkgever(werkgever="W8", sector="FOUT")
        los(een_van_elk, ("melding", "M", "werkgever", "W8", OP), ("werkgever", "W8", "naam", "X", OP))
        in_balans(een_van_elk, correcties=(0, 0, 2))
        assert all("afgekeurde regel van werkgevers.csv" in str(f) for f in een_van_elk.fouten[1:])
