"""What holds for every folder, however many mistakes are in it (hypothesis)."""

import csv
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectie.versies import standen
from interventies.models import Interventie, Overtreding, Toetsing, Zaak, ZaakMelding
from meldingen.models import Melding, MeldingTekst, Werkgever
from meldingen.werkgevers import op_moment
from tests.maak import Dossier
from tests.proeven import proeven

AANTAL = proeven(6)
PROEF = settings(
    max_examples=AANTAL,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
RECORDS = (Werkgever, Melding, Zaak, ZaakMelding, Overtreding, Interventie)

KVK = st.sampled_from(["", "", "11111111", "22222222"])
DAG = st.integers(1, 60).map(lambda n: f"{datetime(2020, 11, 15) + timedelta(days=n):%Y-%m-%d}")
POOL = {"W": 4, "M": 5, "Z": 3, "O": 5, "I": 5}
NA = "2021-01-20T10:00:00+01:00"  # after every DAG


class Trekking:
    """Draws rows with keys from small pools, so that they meet; now and then one is missing, twice there or wrong."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.trek = draw
        self.mis = draw(st.sampled_from([0, 3, 10]))  # in a hundred cells

    def kans(self, op_de_honderd: int) -> bool:
        return self.trek(st.integers(1, 100)) <= op_de_honderd

    def sleutels(self, letter: str) -> list[str]:
        """The keys of a file, in any order."""
        alle = [f"{letter}{n}" for n in range(POOL[letter])]
        aanwezig = [s for s in alle if not self.kans(2 * self.mis)]
        dubbel = [s for s in alle if self.kans(self.mis)]
        return self.trek(st.permutations(aanwezig + dubbel))

    def een(self, letter: str) -> str:
        return f"{letter}{self.trek(st.integers(0, POOL[letter] - 1))}"

    def soms(self, waarde: str) -> str:
        return waarde if self.kans(25) else ""

    def goed(self, waarde: str, *slecht: str) -> str:
        return self.trek(st.sampled_from(slecht)) if self.kans(self.mis) else waarde


CORRECTIES = (
    ("werkgever", "W", ["samengevoegd_in", "kvk_nummer", "rechtsopvolger_van", "naam"]),
    ("melding", "M", ["dubbel_van", "ontvangen_op", "ernst", "melder_naam", "werkgever"]),
    ("overtreding", "O", ["vervallen", "werkgever", "zaak", "voorschrift", "ernstige_mate_motivering"]),
    ("interventie", "I", ["vervallen", "werkgever", "zaak", "soort"]),
    ("zaak", "Z", ["domein"]),
)
NIEUW: dict[str, Any] = {
    "samengevoegd_in": "W",
    "rechtsopvolger_van": "W",
    "werkgever": "W",
    "dubbel_van": "M",
    "zaak": "Z",
    "kvk_nummer": ["11111111", "22222222"],
    "vervallen": ["ja", "nee"],
    "voorschrift": ["ZORGPLICHT", "WML"],
    "ontvangen_op": ["2021-01-02T10:00:00Z", "2021-03-01T10:00:00Z"],
    "ernst": ["acuut", "laag"],
    "soort": ["WAARSCHUWING", "AANSPREKEN_SCHRIFTELIJK"],
    "domein": ["EERLIJK", "BUITEN"],
}


@st.composite
def mappen(draw: st.DrawFn) -> dict[str, list[dict[str, str]]]:
    """Rows for every file."""
    t, d = Trekking(draw), Dossier(Path())
    for w in t.sleutels("W"):
        d.werkgever(
            werkgever=w,
            kvk_nummer=t.goed(draw(KVK), "1"),
            rechtsopvolger_van=t.soms(t.een("W")) if t.kans(50) else "",
        )
    for m in t.sleutels("M"):
        d.melding(
            melding=m,
            ontvangen_op=t.goed(f"{draw(DAG)}T10:00:00+01:00", "fout", "2091-01-01T00:00:00Z"),
            geregistreerd_op=t.goed(NA, "2021-01-20T10:00:00", "2019-01-01T10:00:00Z"),
            kanaal=t.goed("EMAIL", "FAX", ""),
            werkgever=t.soms(t.een("W")),
            dubbel_van=t.soms(t.een("M")) if t.kans(50) else "",
            melder_naam=t.soms("Jo"),
            omschrijving=t.soms("hoest"),
        )
    for z in t.sleutels("Z"):
        d.zaak(zaak=z, geopend_op="2020-11-01", domein=t.goed("EERLIJK", "ONBEPAALD"))
    for _ in range(5):
        d.koppel(t.een("Z"), t.een("M"))
    zaak, werkgever = t.een("Z"), t.een("W")
    for o in t.sleutels("O"):
        d.overtreding(
            zaak if t.kans(70) else t.een("Z"),
            werkgever if t.kans(70) else t.een("W"),
            overtreding=o,
            geconstateerd_op=draw(DAG),
            geregistreerd_op=NA,
            voorschrift=t.goed(draw(st.sampled_from(["ZORGPLICHT", "ZORGPLICHT", "WML"])), "THUISWERKEN"),
            ernstige_mate_motivering=t.soms("Niets gedaan."),
        )
    for i in t.sleutels("I"):
        soort = draw(
            st.sampled_from(["WAARSCHUWING", "WAARSCHUWING", "BOETERAPPORT", "EIS", "LOCATIEBEZOEK"])
        )
        onder = {t.een("O") for _ in range(draw(st.sampled_from([1, 1, 2])))}
        d.interventie(
            zaak if t.kans(80) else t.een("Z"),
            werkgever if t.kans(80) else t.een("W"),
            soort,
            interventie=i,
            uitgereikt_op="2021-01-18" if t.kans(70) else draw(DAG),
            geregistreerd_op=NA,
            overtredingen="" if soort == "LOCATIEBEZOEK" else ";".join(sorted(onder)),
            veiligheidstoets=t.goed("AKKOORD", "") if soort == "LOCATIEBEZOEK" else "",
        )
    for _ in range(4):
        d.toetsing(t.een("M"), t.goed(draw(st.sampled_from(["GEEN_MAATREGEL", "OPEN"])), "FOUT"))
    for _ in range(draw(st.integers(0, 8))):
        soort, letter, velden = draw(st.sampled_from(CORRECTIES))
        veld = draw(st.sampled_from(velden))
        keuze = NIEUW.get(veld, ["tekst"])
        nieuw = t.een(keuze) if isinstance(keuze, str) else draw(st.sampled_from(keuze))
        dag = draw(st.integers(1, 4))
        d.correctie(
            soort,
            t.een(letter),
            veld,
            t.goed("" if t.kans(20) else nieuw, "X"),
            f"2021-02-0{dag}T10:00:00+01:00",
        )
    return d.rijen


def inhoud() -> dict[str, Any]:
    """Everything that was imported, by the keys of the sender: what does not depend on ids."""
    kenmerk: dict[str, dict[int | None, Any]] = {}
    uit: dict[str, Any] = {}
    for model in RECORDS:
        kenmerk[model.__name__] = dict(model._default_manager.values_list("pk", "extern_kenmerk"))
    namen = {
        "werkgever_id": "Werkgever",
        "zaak_id": "Zaak",
        "melding_id": "Melding",
        "dubbel_van_id": "Melding",
    }
    namen |= dict.fromkeys(("hoofd_id", "samengevoegd_in_id", "rechtsopvolger_van_id"), "Werkgever")
    for model in RECORDS:
        for pk, reeks in standen(model, list(kenmerk[model.__name__])).items():  # type: ignore[arg-type]
            uit[f"{model.__name__} {kenmerk[model.__name__][pk]}"] = [
                (s.vanaf, {v: kenmerk[namen[v]].get(w) if v in namen else w for v, w in s.velden.items()})
                for s in reeks
            ]
    uit["meldingen"] = sorted(
        Melding.objects.values_list("extern_kenmerk", "nummer", "status", "geregistreerd_op")
    )
    uit["zaken"] = sorted(Zaak.objects.values_list("extern_kenmerk", "nummer"))
    uit["teksten"] = sorted(MeldingTekst.objects.values_list("melding__extern_kenmerk", "tekst"))
    uit["melders"] = sorted(
        Melding.objects.exclude(melders=None).values_list("extern_kenmerk", "melders__zoek_naam")
    )
    uit["onder"] = sorted(
        Interventie.objects.exclude(overtredingen=None).values_list(
            "extern_kenmerk", "overtredingen__extern_kenmerk"
        )
    )
    uit["toetsingen"] = sorted(
        Toetsing.objects.values_list("melding__extern_kenmerk", "resultaat", "getoetst_op")
    )
    return uit


def aanvaard(dossier: Dossier) -> dict[str, list[dict[str, str]]]:
    """The rows of the folder without those in `afgekeurd/`."""
    uit = {}
    for bestand, rijen in dossier.rijen.items():
        pad = dossier.map / "afgekeurd" / f"{bestand}.csv"
        weg = set()
        if pad.exists():
            with pad.open(encoding="utf-8", newline="") as bron:
                weg = {int(rij["regel"]) for rij in csv.DictReader(bron)}
        uit[bestand] = [rij for regel, rij in enumerate(rijen, start=2) if regel not in weg]
    return uit


def test_een_gedeeltelijke_invoer_is_de_gewone_invoer_van_de_goede_regels(db, tmp_path):
    som: dict[str, list[int]] = {}

    @PROEF
    @given(rijen=mappen())
    def probeer(rijen: dict[str, list[dict[str, str]]]) -> None:
        deels_of_heel(tmp_path / "map", rijen, som)

    probeer()
    # Else it says nothing: many rows of each file are taken, and many are refused.
    for naam, (nieuw, afgekeurd) in som.items():
        assert min(nieuw, afgekeurd) >= AANTAL // 2, (naam, som)


def deels_of_heel(map_: Path, rijen: dict[str, list[dict[str, str]]], som: dict[str, list[int]]) -> None:
    """Import in part, again, and then what was taken as a whole. Adds to `som` what was new and refused by file."""
    shutil.rmtree(map_, ignore_errors=True)
    dossier = Dossier(map_, rijen=rijen)
    with transaction.atomic():
        uitslag = dossier.importeer(gedeeltelijk=True) if any(rijen.values()) else None
        if uitslag is None:
            return
        for naam, telling in uitslag.telling.items():
            paar = som.setdefault(naam, [0, 0])
            paar[0] += telling["nieuw"]
            paar[1] += telling["afgekeurd"]
            assert telling["gelezen"] == len(rijen[naam])
            assert telling["gelezen"] == telling["nieuw"] + telling["ongewijzigd"] + telling["afgekeurd"], (
                naam
            )
        assert bool(uitslag.fouten) == bool(uitslag.som("afgekeurd"))
        deels, goed = inhoud(), aanvaard(dossier)
        nummers = Melding.objects.order_by("nummer").values_list("nummer", flat=True)
        assert list(nummers) == list(range(1, len(nummers) + 1))

        weer = dossier.importeer(gedeeltelijk=True)
        assert not weer.som("nieuw")
        assert weer.som("afgekeurd") == uitslag.som("afgekeurd")
        assert inhoud() == deels
        transaction.set_rollback(True)
    with transaction.atomic():
        dossier = Dossier(map_, rijen=goed)
        if any(goed.values()):
            uitslag = dossier.importeer()
            assert not uitslag.fouten, [str(fout) for fout in dossier.fouten]
        assert inhoud() == deels
        transaction.set_rollback(True)


wijziging = st.one_of(
    st.tuples(st.sampled_from("BCDE"), st.just("samengevoegd_in"), st.sampled_from(["", "A", "B", "C", "D"])),
    st.tuples(st.sampled_from("ABCDE"), st.just("kvk_nummer"), KVK),
).filter(lambda w: w[1] == "kvk_nummer" or w[2] < w[0])


def groepen_volgens(wijzigingen: list[tuple[tuple[str, str, str], int]], dag: int) -> set[frozenset[str]]:
    """The employers on a day by the shortest definition there is: who can be reached from whom."""
    velden: dict[tuple[str, str], str] = {}
    for (w, veld, waarde), op in sorted(wijzigingen, key=lambda paar: paar[1]):
        if op <= dag:
            velden[w, veld] = waarde
    groepen = [{w} for w in "ABCDE"]
    for een in "ABCDE":
        for ander in "ABCDE":
            zelfde = velden.get((een, "kvk_nummer"), "") == velden.get((ander, "kvk_nummer"), "") != ""
            if zelfde or velden.get((een, "samengevoegd_in")) == ander:
                samen = [g for g in groepen if een in g or ander in g]
                groepen = [g for g in groepen if g not in samen] + [set().union(*samen)]
    return {frozenset(g) for g in groepen}


@PROEF
@given(
    wijzigingen=st.lists(st.tuples(wijziging, st.integers(1, 6)), max_size=10),
    keer=st.lists(st.integers(0, 2), min_size=10, max_size=10),
)
def test_samenvoegingen_geven_dezelfde_groepen_hoe_zij_ook_binnenkomen(db, tmp_path, wijzigingen, keer):
    shutil.rmtree(tmp_path / "map", ignore_errors=True)
    # Of two of one moment the later line counts, so those come in together, in their order.
    wijzigingen = list({(w[0], w[1], op): (w, op) for w, op in wijzigingen}.values())
    with transaction.atomic():
        dossier = Dossier(tmp_path / "map")
        for w in "ABCDE":
            dossier.werkgever(werkgever=w)
        dossier.neem()
        for nummer in range(3):
            dossier.rijen["correcties"] = []
            for ((w, veld, nieuw), op), wanneer in zip(wijzigingen, keer, strict=False):
                if wanneer == nummer:
                    dossier.correctie("werkgever", w, veld, nieuw, f"2021-02-0{op}T10:00:00Z")
            assert not dossier.importeer().fouten
        kenmerk = dict(Werkgever.objects.values_list("pk", "extern_kenmerk"))
        alle = standen(Werkgever, list(kenmerk))
        for dag in range(8):
            moment = datetime(2021, 2, 1, 12, tzinfo=UTC) + timedelta(days=dag - 1)
            groepen: dict[int, set[str | None]] = {}
            for pk, reeks in alle.items():
                groepen.setdefault(op_moment(reeks, moment).velden["hoofd_id"] or pk, set()).add(kenmerk[pk])
            assert {frozenset(g) for g in groepen.values()} == groepen_volgens(wijzigingen, dag)
        transaction.set_rollback(True)


@PROEF
@given(
    correcties=st.lists(
        st.tuples(st.sampled_from(["ernst", "kanaal"]), st.sampled_from(["a", "b", "c"]), st.integers(1, 5)),
        max_size=8,
    ),
    keer=st.lists(st.integers(0, 2), min_size=8, max_size=8),
)
def test_standen_volgen_de_momenten_hoe_de_correcties_ook_binnenkomen(db, tmp_path, correcties, keer):
    waarden = {
        "ernst": {"a": "laag", "b": "acuut", "c": ""},
        "kanaal": {"a": "EMAIL", "b": "BRIEF", "c": "TELEFOON"},
    }
    correcties = list({(veld, op): (veld, waarden[veld][w], op) for veld, w, op in correcties}.values())
    shutil.rmtree(tmp_path / "map", ignore_errors=True)
    with transaction.atomic():
        dossier = Dossier(tmp_path / "map")
        dossier.melding(melding="M", ernst="laag", kanaal="EMAIL")
        dossier.neem()
        for nummer in range(3):
            dossier.rijen["correcties"] = []
            for (veld, nieuw, op), wanneer in zip(correcties, keer, strict=False):
                if wanneer == nummer:
                    dossier.correctie("melding", "M", veld, nieuw, f"2021-02-0{op}T10:00:00Z")
            assert not dossier.importeer().fouten
        pk = Melding.objects.get().pk
        reeks = standen(Melding, [pk])[pk]
        nu = {"ernst": "laag", "kanaal": "EMAIL"}
        verwacht = [dict(nu)]
        for dag in range(1, 6):
            voor = dict(nu)
            nu |= {veld: nieuw for veld, nieuw, op in correcties if op == dag}
            if nu != voor:
                verwacht.append(dict(nu))
        assert [{veld: s.velden[veld] for veld in nu} for s in reeks] == verwacht
        transaction.set_rollback(True)
