"""The synthetic set gives the figures of the report: recounted here from the CSV rows alone, by domain.md section 2,
without any code of the system."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

# The set is made once, so in one process.
pytestmark = pytest.mark.xdist_group("demo")

Rij = dict[str, str]
Map = dict[str, list[Rij]]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
P = date(2021, 1, 10)
S = datetime(2021, 2, 3, tzinfo=AMSTERDAM)
VEEL_LATER = datetime(2026, 1, 1, tzinfo=AMSTERDAM)
INSTRUMENTEN = ("WAARSCHUWING", "EIS", "STILLEGGING", "BOETERAPPORT")
BESTANDEN = (
    "werkgevers meldingen zaken zaak_meldingen overtredingen interventies toetsingen correcties"
).split()


def lees(map_: Path) -> Map:
    uit: Map = {}
    for naam in BESTANDEN:
        with (map_ / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
            uit[naam] = list(csv.DictReader(bestand))
    return uit


lees_moment = cache(datetime.fromisoformat)


@cache
def dag(moment: str) -> date:
    return lees_moment(moment).astimezone(AMSTERDAM).date()


def geldend(records: Map, naam: str, soort: str, s: datetime) -> dict[str, Rij]:
    """The records of one kind as they stood at s: corrected, without what never was."""
    kop = "zaak melding".split() if soort == "zaak_melding" else [soort]
    staat = {
        ";".join(rij[k] for k in kop): dict(rij)
        for rij in records[naam]
        if lees_moment(rij["geregistreerd_op"]) <= s
    }
    correcties = [c for c in records["correcties"] if c["soort"] == soort]
    for correctie in sorted(correcties, key=lambda c: lees_moment(c["geregistreerd_op"])):
        if lees_moment(correctie["geregistreerd_op"]) <= s:
            staat[correctie["sleutel"]][correctie["veld"]] = correctie["nieuw"]
    return {sleutel: rij for sleutel, rij in staat.items() if rij.get("vervallen") != "ja"}


def werkgever_groepen(records: Map, s: datetime) -> dict[str, str]:
    """Per record the firm it stands for: one KvK number or a merge makes one firm."""
    staat = geldend(records, "werkgevers", "werkgever", s)
    groep = {sleutel: sleutel for sleutel in staat}
    leden = {sleutel: [sleutel] for sleutel in staat}

    def verenig(een: str, ander: str) -> None:
        oud, nieuw = groep[een], groep[ander]
        if oud != nieuw:
            for sleutel in leden[oud]:
                groep[sleutel] = nieuw
            leden[nieuw] += leden.pop(oud)

    eerste_met: dict[str, str] = {}
    for sleutel, rij in staat.items():
        if rij["kvk_nummer"]:
            verenig(sleutel, eerste_met.setdefault(rij["kvk_nummer"], sleutel))
    for sleutel, rij in staat.items():
        if rij.get("samengevoegd_in"):
            verenig(sleutel, rij["samengevoegd_in"])
    return groep


def procent(teller: int, noemer: int) -> int:
    return (200 * teller + noemer) // (2 * noemer)


class Narekening:
    """All figures at one peildatum and stand van."""

    def __init__(self, records: Map, p: date, s: datetime) -> None:
        self.records, self.p, self.s = records, p, s
        meldingen = geldend(records, "meldingen", "melding", s)
        self.geteld = {
            sleutel: rij
            for sleutel, rij in meldingen.items()
            if rij["corona_relatie"] in ("DIRECT", "INDIRECT")
            and not rij["dubbel_van"]
            and dag(rij["ontvangen_op"]) <= p
        }
        self.groep = werkgever_groepen(records, s)
        self.zaken = geldend(records, "zaken", "zaak", s)
        self.meldingen_van: defaultdict[str, set[str]] = defaultdict(set)
        for rij in geldend(records, "zaak_meldingen", "zaak_melding", s).values():
            sleutel = rij["melding"]
            while meldingen[sleutel]["dubbel_van"]:
                sleutel = meldingen[sleutel]["dubbel_van"]
            if sleutel in self.geteld:
                self.meldingen_van[rij["zaak"]].add(sleutel)
        self.interventies = [
            rij
            for rij in geldend(records, "interventies", "interventie", s).values()
            if date.fromisoformat(rij["uitgereikt_op"]) <= p and self.meldingen_van.get(rij["zaak"])
        ]
        self.bezocht = {rij["zaak"] for rij in self.interventies if rij["wijze"] == "LOCATIE"}

    def met(self, domein: str = "", *onderwerpen: str) -> int:
        """Counted meldingen of the domain (of all when empty) with one of the topics (with any when none)."""
        return sum(
            1
            for rij in self.geteld.values()
            if domein in ("", rij["domein"])
            and (not onderwerpen or set(onderwerpen) & set(rij["onderwerpen"].split(";")))
        )

    def werkgevers(self, *domeinen: str) -> set[str]:
        return {
            self.groep[i["werkgever"]]
            for i in self.interventies
            if self.zaken[i["zaak"]]["domein"] in domeinen
        }

    def uitslagen(self) -> Counter[str]:
        laatste: dict[str, tuple[date, datetime, str]] = {}
        for rij in self.records["toetsingen"]:
            geregistreerd = lees_moment(rij["geregistreerd_op"])
            op = (
                date.fromisoformat(rij["getoetst_op"]) if rij["getoetst_op"] else dag(rij["geregistreerd_op"])
            )
            if rij["melding"] in self.geteld and op <= self.p and geregistreerd <= self.s:
                nieuw = (op, geregistreerd, rij["resultaat"])
                laatste[rij["melding"]] = max(nieuw, laatste.get(rij["melding"], nieuw))
        return Counter(resultaat for _, _, resultaat in laatste.values())

    def overtreders(self) -> set[str]:
        overtredingen = geldend(self.records, "overtredingen", "overtreding", self.s).values()
        return {
            self.groep[o["werkgever"]]
            for o in overtredingen
            if date.fromisoformat(o["geconstateerd_op"]) <= self.p and o["zaak"] in self.bezocht
        }

    def instrumenten(self, met_bezoek: bool = True) -> list[Rij]:
        return [
            i
            for i in self.interventies
            if i["soort"] in INSTRUMENTEN and (i["zaak"] in self.bezocht) is met_bezoek
        ]


@pytest.fixture(scope="module", params=[2021, 7], ids=["zaad 2021", "zaad 7"])
def records(request: pytest.FixtureRequest, demomap: Callable[[int], Path]) -> Map:
    map_ = demomap(request.param)
    return lees(map_)


@pytest.fixture(scope="module")
def rapport(records: Map) -> Narekening:
    return Narekening(records, P, S)


def test_het_aantal_meldingen_en_de_verdeling_naar_domein_zijn_die_van_het_rapport(
    rapport: Narekening,
) -> None:
    assert len(rapport.geteld) == 7937
    assert Counter(rij["domein"] for rij in rapport.geteld.values()) == {
        "VEILIG_GEZOND": 5120, "EERLIJK": 443, "BUITEN": 2374,
    }  # fmt: skip
    assert all(";" not in rij["onderwerpen"] for rij in rapport.geteld.values())


def test_de_percentages_zijn_die_van_het_rapport(rapport: Narekening) -> None:
    migranten = Counter(rij["domein"] for rij in rapport.geteld.values() if rij["arbeidsmigranten"] == "ja")
    assert migranten == {"VEILIG_GEZOND": 1024, "EERLIJK": 163, "BUITEN": 400}
    assert procent(1587, 7937) == 20
    afstand_ziek = ("AFSTAND", "ZIEK_AAN_WERK")
    assert rapport.met("VEILIG_GEZOND", *afstand_ziek) == 2816
    assert procent(2816, 5120) == 55
    assert rapport.met("", *afstand_ziek) == 3016
    assert procent(3016, 7937) == 38
    assert rapport.met("VEILIG_GEZOND", "THUISWERKEN") == 563
    assert procent(563, 5120) == 11
    assert rapport.met("", "THUISWERKEN") == 575
    assert procent(575, 7937) == 7


def test_de_onderwerpen_staan_in_de_afgesproken_aantallen(rapport: Narekening) -> None:
    genoemd = {
        "VEILIG_GEZOND": {"AFSTAND": 1690, "ZIEK_AAN_WERK": 1126, "THUISWERKEN": 563, "HYGIENE": 614, "PBM": 409},
        "EERLIJK": {"SUBSIDIEREGELING": 143, "AFSTAND": 18, "ZIEK_AAN_WERK": 12},
        "BUITEN": {"KLANT_WINKEL": 520, "GROEPSVORMING": 410, "VRAAG_INFORMATIE": 430, "ZORGKWALITEIT": 262,
                   "HUISVESTING": 180, "VOEDSEL": 130, "AFSTAND": 108, "ZIEK_AAN_WERK": 62, "THUISWERKEN": 12},
    }  # fmt: skip
    for domein, onderwerpen in genoemd.items():
        for onderwerp, aantal in onderwerpen.items():
            assert rapport.met(domein, onderwerp) == aantal, (domein, onderwerp)
    assert rapport.met("EERLIJK", "LOON", "ARBEIDSTIJD", "ARBEIDSVOORWAARDEN") == 190
    assert rapport.met("EERLIJK", "UITZEND_WAADI", "ILLEGALE_TEWERKSTELLING", "UITBUITING", "OVERIG_E") == 80
    assert rapport.met("BUITEN", "UITKERING_FRAUDE", "OVERIG_B") == 260
    overig = (
        "VENTILATIE VOORLICHTING TOEZICHT_NALEVING RIE_PVA QUARANTAINE WERKDRUK VERVOER_WERK OVERIG_VG"
    ).split()
    assert rapport.met("VEILIG_GEZOND", *overig) == 718
    assert all(rapport.met("VEILIG_GEZOND", onderwerp) > 20 for onderwerp in overig)


def test_de_werkgevers_met_een_interventie_zijn_die_van_het_rapport(rapport: Narekening) -> None:
    veilig, eerlijk = rapport.werkgevers("VEILIG_GEZOND"), rapport.werkgevers("EERLIJK")
    assert (len(veilig), len(eerlijk), len(veilig & eerlijk), len(veilig | eerlijk)) == (2173, 44, 0, 2217)
    wijzen: defaultdict[str, set[str]] = defaultdict(set)
    for interventie in rapport.interventies:
        wijzen[rapport.groep[interventie["werkgever"]]].add(interventie["wijze"])
    verdeling = Counter("+".join(sorted(wijze)) for wijze in wijzen.values())
    assert verdeling == {"AFSTAND": 2053, "LOCATIE": 44, "AFSTAND+LOCATIE": 120}


def test_negenentachtig_procent_nam_maatregelen(rapport: Narekening) -> None:
    uitslagen = rapport.uitslagen()
    getoetst = {
        naam: uitslagen[naam] for naam in ("MAATREGEL_DIRECT", "MAATREGEL_UITEINDELIJK", "GEEN_MAATREGEL")
    }
    assert getoetst == {"MAATREGEL_DIRECT": 1830, "MAATREGEL_UITEINDELIJK": 306, "GEEN_MAATREGEL": 264}
    assert procent(1830 + 306, sum(getoetst.values())) == 89
    assert {"NIET_TOETSBAAR", "REEDS_IN_ORDE", "OPEN"} <= set(uitslagen)


def test_er_zijn_2650_gekoppelde_meldingen(records: Map, rapport: Narekening) -> None:
    koppelingen = geldend(records, "zaak_meldingen", "zaak_melding", S).values()
    assert len({rij["melding"] for rij in koppelingen} & set(rapport.geteld)) == 2650


def test_onderzoeken_overtreders_en_instrumenten_zijn_die_van_het_rapport(rapport: Narekening) -> None:
    assert len(rapport.bezocht) == 176
    bezoeken = {
        (i["zaak"], rapport.groep[i["werkgever"]]) for i in rapport.interventies if i["wijze"] == "LOCATIE"
    }
    per_werkgever = Counter(werkgever for _, werkgever in bezoeken)
    assert (len(per_werkgever), Counter(per_werkgever.values())[2]) == (164, 12)
    assert len(rapport.overtreders()) == 79
    instrumenten = rapport.instrumenten()
    assert Counter(i["soort"] for i in instrumenten) == {
        "WAARSCHUWING": 80, "EIS": 48, "STILLEGGING": 7, "BOETERAPPORT": 5,
    }  # fmt: skip
    assert Counter(i["grondslag"] for i in instrumenten if i["soort"] == "STILLEGGING") == {
        "ARBOWET_28_1": 5, "ARBOWET_28_7": 2,
    }  # fmt: skip
    aantallen = Counter(rapport.groep[i["werkgever"]] for i in instrumenten)
    assert Counter(aantallen.values()) == {1: 34, 2: 34, 3: 6, 4: 5}
    assert rapport.instrumenten(met_bezoek=False) == []


def test_de_meldingen_komen_binnen_langs_de_werkelijke_reeks(rapport: Narekening) -> None:
    reeks = {"2020-04-05": 240, "2020-05-05": 500, "2020-05-20": 1000, "2020-07-31": 2800, "2020-09-13": 3500,
             "2020-11-08": 5874, "2020-12-31": 7700, "2021-01-10": 7937}  # fmt: skip
    dagen = [dag(rij["ontvangen_op"]) for rij in rapport.geteld.values()]
    assert date(2020, 3, 2) <= min(dagen) < date(2020, 3, 15)
    for tot, stand in reeks.items():
        geteld = sum(1 for op in dagen if op <= date.fromisoformat(tot))
        assert abs(geteld - stand) <= stand * 0.02, tot
    per_weekdag = Counter(op.weekday() for op in dagen)
    assert per_weekdag[0] > 3 * per_weekdag[6]
    uren = Counter(lees_moment(rij["ontvangen_op"]).hour for rij in rapport.geteld.values())
    assert uren[10] > 10 * uren[0]
    assert not uren[3]


def test_op_3_februari_is_alles_geregistreerd_en_op_10_januari_nog_niet(
    records: Map, rapport: Narekening
) -> None:
    zonder = {naam: rijen for naam, rijen in records.items() if naam != "correcties"}
    for naam, rijen in zonder.items():
        assert max(lees_moment(rij["geregistreerd_op"]) for rij in rijen) < S, naam
    einde_peildatum = datetime(2021, 1, 11, tzinfo=AMSTERDAM)
    toen = len(Narekening(records, P, einde_peildatum).geteld)
    assert 7600 < toen < 7937


def test_wat_de_cijfers_niet_raakt_is_er_ook(records: Map) -> None:
    meldingen = geldend(records, "meldingen", "melding", S)
    assert sum(1 for rij in meldingen.values() if rij["corona_relatie"] == "GEEN") == 150
    assert sum(1 for rij in meldingen.values() if rij["dubbel_van"]) == 120
    assert (
        sum(1 for rij in meldingen.values() if dag(rij["ontvangen_op"]) > P and not rij["dubbel_van"]) >= 350
    )
    assert "" in {rij["domein"] for rij in meldingen.values()}
    actief = {rij["zaak"] for rij in records["zaken"] if rij["aanleiding"] == "ACTIEF"}
    assert not actief & {rij["zaak"] for rij in records["zaak_meldingen"]}
    assert {i["soort"] for i in records["interventies"] if i["zaak"] in actief} == {
        "LOCATIEBEZOEK",
        "WAARSCHUWING",
    }
    assert any(date.fromisoformat(i["uitgereikt_op"]) > P for i in records["interventies"])


def test_latere_correcties_veranderen_alleen_een_latere_stand(records: Map, rapport: Narekening) -> None:
    later = Narekening(records, P, VEEL_LATER)
    assert (len(later.geteld), len(rapport.geteld)) == (7936, 7937)
    assert later.met("BUITEN") == 2371
    assert later.met("EERLIJK") == 444
    assert len(later.werkgevers("VEILIG_GEZOND", "EERLIJK")) == 2215
    assert later.met("VEILIG_GEZOND", "PBM") < rapport.met("VEILIG_GEZOND", "PBM")


def test_zonder_een_correctie_te_zien_kloppen_de_cijfers_niet(records: Map) -> None:
    """The corrections before 3 February matter: a count that ignores them comes out elsewhere."""
    zonder = Narekening({**records, "correcties": []}, P, S)
    assert len(zonder.geteld) != 7937
    assert zonder.met("BUITEN") > 2374
    assert len(zonder.werkgevers("VEILIG_GEZOND")) > 2173
    assert len(zonder.bezocht) == 177
    assert len(zonder.overtreders()) == 80
