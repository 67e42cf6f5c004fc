"""One law, three ways in (hypothesis): what a screen offers, what it takes, and what the importer takes are the same.

Over generated employers (names merged, predecessors in a chain), violations, histories of earlier instruments, free
days, safety checks and requests. A refusal gives the same reasons on both ways in, each with its article.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from inspectie.fouten import Regelfout
from inspectie.models import VrijeDag
from interventies import wet, wetszinnen
from interventies.concepten import stel_op
from interventies.handhaven import Opzet, leg_overtreding_vast, leg_vast
from interventies.models import MET_BRIEF, Overtreding, Veiligheidstoets, Voorschrift, Zaak
from interventies.optreden import keuzes
from meldingen.models import Werkgever
from tests.interventies.zaakhulp import inspecteur
from tests.maak import Dossier
from tests.proeven import proeven

PROEF = settings(
    max_examples=proeven(5),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # an example is slow, and reads well as it is
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
BRON = re.compile(r" \[[^\[\]]+\]$")
ARBO = ("ZORGPLICHT", "RIE", "VOORLICHTING")
VENSTER = (date(2020, 12, 1), date(2022, 5, 19))
# Around the days on which the temporary law begins and ends, and around Easter and Ascension.
BEGIN = st.sampled_from([date(2020, 11, 24), date(2021, 3, 30), date(2021, 5, 10), date(2022, 5, 14)])
AANDEEL = ("A", "A", "A", "A2", "V1", "V2", "B")
WERKGEVERS = {
    "A": {"kvk_nummer": "11111111"},
    "A2": {"kvk_nummer": "11111111"},  # another name of A
    "V1": {},
    "V2": {},
    "B": {},
}
# A letter goes out at a distance: on screen that is no question.
VAST = {"LOCATIEBEZOEK": "LOCATIE", "TELEFONISCH_GESPREK": "AFSTAND", "AANSPREKEN_SCHRIFTELIJK": "AFSTAND"}
WAARSCHUWEND = ("WAARSCHUWING", "EIS")
BEVINDINGEN = "Bij de controle stonden de werkplekken dicht op elkaar."
WERK = "Het werk aan de lopende band."


@dataclass(frozen=True)
class Feit:
    """A violation of the zaak at hand, or of the other one."""

    werkgever: str
    voorschrift: str
    dag: date
    gevaar: str
    motivering: str
    zaak: str = "Z"


@dataclass(frozen=True)
class Eerder:
    werkgever: str
    soort: str
    voorschrift: str
    dag: date
    termijn: int | None


@dataclass(frozen=True)
class Geval:
    vandaag: date
    opvolging: int  # so many predecessors in the chain
    feiten: tuple[Feit, ...]
    eerder: tuple[Eerder, ...]
    vrij: tuple[date, ...]
    veilig: str
    wijze: str
    termijn: int
    vervallen: bool
    leeg: bool = False  # an eis without its term and manner


@st.composite
def gevallen(draw: st.DrawFn) -> Geval:
    begin = draw(BEGIN)
    vandaag = begin + timedelta(days=draw(st.integers(12, 40)))
    recht = [*ARBO, *ARBO, "ARBOBESLUIT_3_2A", "WML", "ATW"]

    def dag(laatste: date) -> date:
        return draw(st.dates(begin, laatste))

    def voorschrift(op: date) -> str:
        code = draw(st.sampled_from(recht))
        return code if code != "ARBOBESLUIT_3_2A" or VENSTER[0] <= op <= VENSTER[1] else "RIE"

    # A tidy request has no fault of its own, so that the law on the violations decides.
    net = draw(st.integers(0, 3)) > 0
    feiten = []
    for _ in range(draw(st.integers(1 if net else 0, 2))):
        op = dag(vandaag)
        feiten.append(
            Feit(
                werkgever="A" if net else draw(st.sampled_from(["A", "A", "A2", "B"])),
                voorschrift=voorschrift(op),
                dag=op,
                gevaar=draw(st.sampled_from(["ja", "nee", ""])),
                motivering=draw(st.sampled_from(["", "Niets was geregeld."])),
                zaak="Z" if net else draw(st.sampled_from(["Z", "Z", "Z", "Z-ander"])),
            )
        )
    eerder = []
    for _ in range(draw(st.integers(0, 3))):
        op = dag(vandaag - timedelta(days=1))
        eerder.append(
            Eerder(
                werkgever=draw(st.sampled_from(AANDEEL)),
                soort=draw(st.sampled_from(WAARSCHUWEND)),
                voorschrift=draw(st.sampled_from([*(f.voorschrift for f in feiten), *ARBO])),
                dag=op,
                termijn=draw(st.none() | st.integers(0, 12)),
            )
        )
    eerder = [replace(e, voorschrift="RIE") if e.voorschrift not in ARBO else e for e in eerder]
    return Geval(
        vandaag=vandaag,
        opvolging=draw(st.integers(0, 2)),
        feiten=tuple(feiten),
        eerder=tuple(eerder),
        vrij=tuple(draw(st.lists(st.dates(begin, vandaag), max_size=2, unique=True))),
        veilig=draw(st.sampled_from(["AKKOORD", "AKKOORD", "NIET_AKKOORD", ""])),
        wijze=draw(st.sampled_from(["AFSTAND", "AFSTAND", "LOCATIE"])),
        termijn=draw(st.integers(0, 30)) if net else draw(st.integers(-3, 30)),
        vervallen=not net and draw(st.booleans()),
        leeg=not net and draw(st.booleans()),
    )


@contextmanager
def teruggedraaid() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def op_de_dag(dag: date) -> Iterator[datetime]:
    """The clock of the site stands at the end of that afternoon."""
    nu = datetime.combine(dag, time(15), UTC)
    with patch.object(timezone, "now", lambda: nu):
        yield nu


class Wereld:
    """Everything of one example, in the database, and a folder to import more from."""

    def __init__(self, geval: Geval, map_: Path, nu: datetime) -> None:
        self.geval, self.map, self.nu = geval, map_, nu
        for vrij in geval.vrij:
            VrijeDag.objects.get_or_create(
                datum=vrij, defaults={"naam": "Gelijkgesteld", "bron": "Proef", "gelijkgesteld": True}
            )
        self._vul()
        self.zaak = Zaak.objects.get(extern_kenmerk="Z")
        self.werkgever = Werkgever.objects.get(extern_kenmerk="A")
        Zaak.objects.update(behandelaar=inspecteur())
        if geval.veilig:
            Veiligheidstoets.objects.create(
                zaak=self.zaak,
                besluit=geval.veilig,
                getoetst_op=geval.vandaag,
                door=inspecteur(),
                geregistreerd_op=nu,
            )
        if geval.vervallen:
            Overtreding.objects.filter(extern_kenmerk="O0").update(vervallen=True)
        self.overtredingen = list(
            Overtreding.objects.filter(extern_kenmerk__startswith="O").select_related("zaak").order_by("pk")
        )

    def _vul(self) -> None:
        d = Dossier(self.map / "wereld")
        leeg = {"geregistreerd_op": ""}
        for naam, cellen in WERKGEVERS.items():
            d.werkgever(werkgever=naam, naam=naam, **cellen)
        for eigen, vorige in (("A", "V1"), ("V1", "V2"))[: self.geval.opvolging]:
            next(r for r in d.rijen["werkgevers"] if r["werkgever"] == eigen)["rechtsopvolger_van"] = vorige
        begin = "2020-11-01T09:00:00+01:00"
        moment = {"ontvangen_op": begin, "geregistreerd_op": begin}
        melding = d.melding(werkgever="A", **moment)
        for zaak in ("Z", "Z-ander", "Z-eerder"):
            d.zaak(melding, zaak=zaak, geopend_op="2020-11-01", geregistreerd_op=begin)
        for n, feit in enumerate(self.geval.feiten):
            d.overtreding(
                feit.zaak,
                feit.werkgever,
                overtreding=f"O{n}",
                voorschrift=feit.voorschrift,
                geconstateerd_op=f"{feit.dag}",
                ernstig_gevaar=feit.gevaar,
                ernstige_mate_motivering=feit.motivering,
                **leeg,
            )
        for n, eerder in enumerate(self.geval.eerder):
            o = d.overtreding(
                "Z-eerder",
                eerder.werkgever,
                overtreding=f"E{n}",
                voorschrift=eerder.voorschrift,
                geconstateerd_op=f"{eerder.dag}",
                **leeg,
            )
            tot = eerder.termijn if eerder.soort == "WAARSCHUWING" else eerder.termijn or 5
            d.interventie(
                "Z-eerder",
                eerder.werkgever,
                eerder.soort,
                interventie=f"I{n}",
                uitgereikt_op=f"{eerder.dag}",
                overtredingen=o,
                termijn_tot="" if tot is None else f"{eerder.dag + timedelta(days=tot)}",
                **leeg,
            )
        uitslag = d.importeer(nu=self.nu)
        assert uitslag.opgeslagen, [str(fout) for fout in d.fouten]

    def manier(self, soort: str) -> str:
        return "" if soort == "EIS" and self.geval.leeg else "Plaats schermen."

    # The ways in

    def aangeboden(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """By kind and basis why not, as the page shows it; empty when it is on offer."""
        return {
            (k.soort, k.grondslag): k.redenen
            for k in keuzes(self.zaak, self.werkgever, self.overtredingen, self.geval.vandaag)
        }

    def wijze(self, soort: str) -> str:
        return VAST.get(soort, self.geval.wijze)

    def termijn(self, soort: str) -> date | None:
        if soort == "EIS" and self.geval.leeg:
            return None
        return self.geval.vandaag + timedelta(days=self.geval.termijn) if soort in WAARSCHUWEND else None

    def gedaan(self, soort: str, grondslag: str) -> tuple[bool, set[str]]:
        """Whether the act behind the page takes it, and else what it says."""
        opzet = Opzet(
            self.werkgever,
            soort,
            self.wijze(soort),
            grondslag,
            self.termijn(soort),
            self.manier(soort),
            BEVINDINGEN,
            WERK,
            tuple(self.overtredingen),
        )
        try:
            with teruggedraaid():
                if soort in MET_BRIEF:
                    stel_op(self.zaak, opzet, door=inspecteur(), op=self.nu)
                else:
                    leg_vast(self.zaak, opzet, dag=self.geval.vandaag, door=inspecteur(), op=self.nu)
        except Regelfout as fout:
            return False, {str(reden) for reden in fout.redenen}
        return True, set()

    def gestuurd(self, client: Client, soort: str, grondslag: str) -> tuple[bool, set[str]]:
        """Whether the view takes it, and else what it says."""
        vraag = [("werkgever", self.werkgever.pk), *(("o", o.pk) for o in self.overtredingen)]
        adres = f"{reverse('zaak_optreden', args=[self.zaak.nummer])}?" + urlencode(
            [*vraag, ("keuze", f"{soort}|{grondslag}")]
        )
        tot = self.termijn(soort)
        velden = {
            "sleutel": str(uuid4()),
            "dag": f"{self.geval.vandaag:%d-%m-%Y}",
            "wijze": self.wijze(soort),
            "termijn_tot": f"{tot:%d-%m-%Y}" if tot else "",
            "toelichting": self.manier(soort),
            "bevindingen": BEVINDINGEN,
            "werk": WERK,
        }
        with teruggedraaid():
            antwoord = client.post(adres, velden)
        assert antwoord.status_code in (200, 302)
        if antwoord.status_code == 302:
            return True, set()
        formulieren = [antwoord.context.get(naam) for naam in ("form", "grond")]
        return False, {
            str(reden)
            for form in formulieren
            if form is not None and form.is_bound
            for lijst in form.errors.values()
            for reden in lijst
        }

    def ingelezen(self, soorten: list[tuple[str, str]]) -> dict[tuple[str, str], set[str]]:
        """By kind and basis what the importer says against it; empty when it takes it."""
        shutil.rmtree(self.map / "erbij", ignore_errors=True)
        d = Dossier(self.map / "erbij")
        for n, (soort, grondslag) in enumerate(soorten):
            tot = self.termijn(soort)
            d.interventie(
                "Z",
                "A",
                soort,
                interventie=f"N{n}",
                wijze=self.wijze(soort),
                uitgereikt_op=f"{self.geval.vandaag}",
                geregistreerd_op="",
                overtredingen=";".join(o.extern_kenmerk or "" for o in self.overtredingen),
                grondslag=grondslag,
                termijn_tot=f"{tot}" if tot else "",
                veiligheidstoets=self.geval.veilig if self.wijze(soort) == "LOCATIE" else "",
                toelichting=self.manier(soort),
            )
        with teruggedraaid():
            d.importeer(gedeeltelijk=True, nu=self.nu)
        uit: dict[tuple[str, str], set[str]] = {sleutel: set() for sleutel in soorten}
        for fout in d.fouten:
            uit[soorten[fout.regel - 2]].add(fout.reden)
        return uit


@pytest.fixture
def als_inspecteur(db: None) -> Client:
    client = Client()
    client.force_login(inspecteur())
    return client


OVERTREDING = re.compile(r"\b([Oo]vertreding) \S+ \((\w+), (\d\d-\d\d-\d{4})\)")
INSTRUMENT = re.compile(r"\b(waarschuwing|eis) \S+(?= van \d\d-)")


def op_het_scherm(redenen: Iterable[str]) -> set[str]:
    """What a file is told in codes and its own keys, a screen says in names: further they are the same."""
    namen = wetszinnen.namen_van(wet.recht())
    zonder = (INSTRUMENT.sub(r"\1", OVERTREDING.sub(r"\1 “\2” van \3", reden)) for reden in redenen)
    return {wetszinnen.zonder_codes(reden, namen) for reden in zonder}


def langs_elke_weg(client: Client, map_: Path, geval: Geval, *gestuurd: int) -> set[str]:
    """The kinds (or their basis) that can be chosen: on the page, by the act behind it, and by the importer.
    `gestuurd`: the places in the offer of those that are sent by post as well, which costs five times as much."""
    uit: set[str] = set()
    with teruggedraaid(), op_de_dag(geval.vandaag) as nu:
        shutil.rmtree(map_, ignore_errors=True)
        map_.mkdir()
        wereld = Wereld(geval, map_, nu)
        aanbod = wereld.aangeboden()
        assert len(aanbod) == 9
        # What warns is read apart from what may rest on it: else the one would be history to the other.
        ingelezen = wereld.ingelezen([s for s in aanbod if s[0] in WAARSCHUWEND])
        ingelezen |= wereld.ingelezen([s for s in aanbod if s[0] not in WAARSCHUWEND])
        vervallen = any(o.vervallen for o in wereld.overtredingen)
        vreemd = vervallen or any(o.zaak != wereld.zaak for o in wereld.overtredingen)
        for plaats, ((soort, grondslag), waarom_niet) in enumerate(aanbod.items()):
            genomen, redenen = wereld.gedaan(soort, grondslag)
            bezwaren, wat = op_het_scherm(ingelezen[soort, grondslag]), grondslag or soort
            assert genomen is (not bezwaren), (wat, redenen, bezwaren)
            assert all(BRON.search(reden) for reden in redenen | bezwaren), (wat, redenen, bezwaren)
            assert vervallen or redenen == bezwaren, wat
            leeg = soort == "EIS" and geval.leeg
            if plaats in gestuurd:
                client.force_login(inspecteur())
                over_de_post, gezegd = wereld.gestuurd(client, soort, grondslag)
                assert over_de_post is genomen, (wat, gezegd, redenen)
                assert all(BRON.search(reden) for reden in gezegd), (wat, gezegd)
                # What a form misses it asks first, and what is not of the zaak cannot even be chosen.
                assert vreemd or gezegd == redenen or (leeg and gezegd <= redenen), wat
            if vreemd:
                continue
            assert all(BRON.search(reden) for reden in waarom_niet), waarom_niet
            # What is only asked after choosing can still be wrong.
            in_de_vraag = leeg or (wereld.wijze(soort) == "LOCATIE" and soort not in VAST)
            if not in_de_vraag and (geval.termijn >= 0 or soort not in WAARSCHUWEND):
                assert genomen is (not waarom_niet), (wat, waarom_niet, redenen)
            if genomen:
                uit.add(wat)
    return uit


@PROEF
@given(geval=gevallen(), gestuurd=st.integers(0, 8))
def test_wat_wordt_aangeboden_wordt_genomen_en_wat_niet_niet_langs_elke_weg(
    als_inspecteur, tmp_path, geval, gestuurd
):
    langs_elke_weg(als_inspecteur, tmp_path / "map", geval, gestuurd)


ALTIJD = {"TELEFONISCH_GESPREK", "AANSPREKEN_MONDELING", "AANSPREKEN_SCHRIFTELIJK"}
GEWOON = Geval(date(2021, 6, 1), 0, (), (), (), "", "AFSTAND", 10, vervallen=False)
RIE = Feit("A", "RIE", date(2021, 5, 15), "", "")
# Up to Friday 14 May 2021, the day after Ascension.
GEWAARSCHUWD = Eerder("A", "WAARSCHUWING", "RIE", date(2021, 5, 11), 3)


GEVALLEN: list[tuple[Geval, set[str]]] = [
    (GEWOON, set()),
    (replace(GEWOON, veilig="AKKOORD"), {"LOCATIEBEZOEK"}),
    (replace(GEWOON, veilig="NIET_AKKOORD"), set()),
    (replace(GEWOON, feiten=(RIE,)), {"WAARSCHUWING", "ARBOWET_27"}),
    (
        replace(GEWOON, feiten=(RIE,), eerder=(GEWAARSCHUWD,)),
        {"WAARSCHUWING", "ARBOWET_27", "BOETERAPPORT"},
    ),
    # That Friday made equal to a holiday: the term was not over on the Saturday.
    (
        replace(GEWOON, feiten=(RIE,), eerder=(GEWAARSCHUWD,), vrij=(date(2021, 5, 14),)),
        {"WAARSCHUWING", "ARBOWET_27"},
    ),
    # A warning to another name of the firm counts, and one to its predecessor's predecessor; to a stranger not.
    *(
        (
            replace(GEWOON, feiten=(RIE,), opvolging=keten, eerder=(replace(GEWAARSCHUWD, werkgever=wie),)),
            {"WAARSCHUWING", "ARBOWET_27"} | ({"BOETERAPPORT"} if telt else set()),
        )
        for wie, keten, telt in (
            ("A2", 0, True),
            ("V1", 0, False),
            ("V1", 1, True),
            ("V2", 1, False),
            ("V2", 2, True),
            ("B", 2, False),
        )
    ),
    (
        replace(GEWOON, feiten=(replace(RIE, gevaar="ja"),)),
        {"WAARSCHUWING", "ARBOWET_27", "ARBOWET_28_1"},
    ),
    (
        replace(GEWOON, feiten=(Feit("A", "ARBOBESLUIT_3_2A", date(2021, 5, 15), "", "Niets geregeld."),)),
        {"WAARSCHUWING", "ARBOWET_27", "ARBOWET_28_7", "BOETERAPPORT"},
    ),
    (
        replace(GEWOON, feiten=(Feit("A", "ARBOBESLUIT_3_2A", date(2021, 5, 15), "", ""),)),
        {"WAARSCHUWING", "ARBOWET_27"},
    ),
    (replace(GEWOON, feiten=(replace(RIE, voorschrift="WML"),)), {"WAARSCHUWING", "BOETERAPPORT"}),
    (replace(GEWOON, feiten=(RIE,), leeg=True), {"WAARSCHUWING"}),
    (replace(GEWOON, feiten=(RIE,), termijn=-1), set()),
]


@pytest.mark.parametrize(
    ("nummer", "geval", "erbij"), [(nummer, *geval) for nummer, geval in enumerate(GEVALLEN)]
)
def test_de_wegen_komen_samen_uit_waar_de_wet_het_zegt(als_inspecteur, tmp_path, nummer, geval, erbij):
    gestuurd = nummer % 9  # each of the nine twice
    assert langs_elke_weg(als_inspecteur, tmp_path / "map", geval, gestuurd) == ALTIJD | erbij


@pytest.mark.parametrize("voorschrift", ["WML", "RIE"])
def test_naast_een_overtreding_die_vervallen_is_kan_langs_geen_weg_iets(
    als_inspecteur, tmp_path, voorschrift
):
    """One that was registered in error, and one that by itself would carry a boeterapport."""
    feiten = (replace(RIE, voorschrift="ATW"), replace(RIE, voorschrift=voorschrift))
    geval = replace(GEWOON, feiten=feiten, eerder=(GEWAARSCHUWD,), vervallen=True)
    assert langs_elke_weg(als_inspecteur, tmp_path / "map", geval, *range(9)) == set()


VOORSCHRIFT = st.sampled_from(
    [*ARBO, "ARBOBESLUIT_3_2A", "ARBOBESLUIT_3_2A", "WML", "WAV", "WAADI", "ATW", "THUISWERKEN", "VERZONNEN"]
)
DAGEN = st.sampled_from(
    [date(2020, 11, 30), VENSTER[0], VENSTER[1], date(2022, 5, 20), date(2021, 1, 9)]
) | st.dates(date(2020, 11, 20), date(2022, 6, 10))


ZOMER = date(2022, 7, 1)


@pytest.fixture
def in_de_zomer(db: None, tmp_path: Path) -> Iterator[Wereld]:
    """A zaak that is being looked into, after all that the law was in these years."""
    with op_de_dag(ZOMER) as nu:
        wereld = Wereld(replace(GEWOON, vandaag=ZOMER), tmp_path, nu)
        Zaak.objects.update(status="ONDERZOEK_AFSTAND")
        yield wereld


def vastgelegd(wereld: Wereld, code: str, dag: date) -> set[str]:
    """What the act says against it; empty when it takes it."""
    zaak, werkgever = wereld.zaak, wereld.werkgever
    try:
        with teruggedraaid():
            leg_overtreding_vast(zaak, werkgever, voorschrift=code, dag=dag, door=inspecteur(), op=wereld.nu)
    except Regelfout as fout:
        return set(fout.redenen)
    return set()


def gestuurde_overtreding(client: Client, wereld: Wereld, code: str, dag: date) -> set[str]:
    """The same of the page."""
    velden = {
        "sleutel": str(uuid4()),
        "werkgever": str(wereld.werkgever.pk),
        "voorschrift": code,
        "dag": f"{dag:%d-%m-%Y}",
    }
    client.force_login(inspecteur())
    with teruggedraaid():
        antwoord = client.post(reverse("zaak_overtreding", args=[wereld.zaak.nummer]), velden)
    if antwoord.status_code == 302:
        return set()
    fouten = antwoord.context["met_fouten"].errors
    return {str(reden) for lijst in fouten.values() for reden in lijst}


@settings(PROEF, max_examples=proeven(3))
@given(overtredingen=st.lists(st.tuples(VOORSCHRIFT, DAGEN), min_size=20, max_size=20, unique=True))
def test_een_overtreding_kan_langs_elke_weg_of_langs_geen(
    in_de_zomer, als_inspecteur, tmp_path, overtredingen
):
    d = Dossier(tmp_path / "erbij")
    for code, dag in overtredingen:
        d.overtreding("Z", "A", voorschrift=code, geconstateerd_op=f"{dag}", geregistreerd_op="")
    with teruggedraaid():
        d.importeer(gedeeltelijk=True, nu=in_de_zomer.nu)
    for regel, (code, dag) in enumerate(overtredingen, start=2):
        bezwaren = op_het_scherm(fout.reden for fout in d.fouten if fout.regel == regel)
        redenen = vastgelegd(in_de_zomer, code, dag)
        assert redenen == bezwaren, (code, dag)
        assert all(BRON.search(reden) for reden in redenen)
        if regel < 4:
            assert gestuurde_overtreding(als_inspecteur, in_de_zomer, code, dag) == redenen, (code, dag)


def test_een_nieuwe_versie_van_het_recht_geldt_langs_elke_weg(als_inspecteur, tmp_path):
    """From 2021-02-01 a provision that asked a warning first can be fined at once, by every way in."""
    Voorschrift.objects.filter(code="RIE").update(geldig_tot=date(2021, 1, 31))
    oud = Voorschrift.objects.get(code="RIE")
    oud.pk, oud.geldig_van, oud.geldig_tot, oud.klasse = None, date(2021, 2, 1), None, "DIRECT"
    oud.save(force_insert=True)
    rapport = ("BOETERAPPORT", "")
    uitkomsten: list[tuple[bool, bool, bool]] = []
    kijk: Callable[[date], Geval] = lambda dag: Geval(  # noqa: E731
        date(2021, 2, 10), 0, (Feit("A", "RIE", dag, "", ""),), (), (), "", "AFSTAND", 5, vervallen=False
    )
    for n, dag in enumerate((date(2021, 1, 31), date(2021, 2, 1))):
        with teruggedraaid(), op_de_dag(date(2021, 2, 10)) as nu:
            als_inspecteur.force_login(inspecteur())
            (tmp_path / str(n)).mkdir()
            wereld = Wereld(kijk(dag), tmp_path / str(n), nu)
            uitkomsten.append(
                (
                    not wereld.aangeboden()[rapport],
                    wereld.gestuurd(als_inspecteur, *rapport)[0],
                    not wereld.ingelezen([rapport])[rapport],
                )
            )
    assert uitkomsten == [(False, False, False), (True, True, True)]
