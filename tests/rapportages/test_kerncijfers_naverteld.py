"""Random histories, imported; then every figure at several moments is held against the same figures told again.

MEER_PROEVEN=3000 runs more of them.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding
from rapportages.cijfers import Delen
from rapportages.controles import CONTROLES
from rapportages.kerncijfers import DEFINITIES, bereken, lijst
from tests.maak import Dossier
from tests.proeven import proeven
from tests.rapportages.navertellen import INSTRUMENTEN, RESULTATEN, Rijen, navertel, sleutel_van

PROEVEN = proeven(5)

# Few days and moments, so that much falls on the same one.
DAGEN = [f"2021-01-{d:02}" for d in (4, 8, 10, 11, 20)]
MOMENTEN = [
    "2021-01-08T09:00:00+01:00",
    "2021-01-10T23:59:59.999999+01:00",
    "2021-01-11T00:00:00+01:00",
    "2021-01-20T12:00:00+01:00",
    "2021-02-01T08:00:00+01:00",
]
LATER = [*MOMENTEN, "2021-02-20T08:00:00+01:00", "2021-02-20T08:00:00.000001+01:00"]
TRIAGE = "2021-02-10T12:00:00+01:00"
KVK = ["", "", "11111111", "22222222"]
PROVINCIES = ["", "GR", "ZH", "UT"]
SECTOREN = ["", "C", "Q"]
DOMEINEN = ["VEILIG_GEZOND", "EERLIJK", "BUITEN"]
# With their home domains: V&G, V&G, V&G, Eerlijk, Buiten.
ONDERWERPLIJSTEN = (
    "AFSTAND THUISWERKEN;PBM ZIEK_AAN_WERK;AFSTAND LOON;THUISWERKEN KLANT_WINKEL VOEDSEL;LOON"
).split()
THUIS = {"LOON": "EERLIJK", "KLANT_WINKEL": "BUITEN", "VOEDSEL": "BUITEN"}


class Geschiedenis:
    """Adds rows to a Dossier by chance; what the importer refuses (a cycle, the law) is taken out again."""

    def __init__(self, lot: Random, dossier: Dossier) -> None:
        self.lot, self.dossier = lot, dossier
        self.momenten = MOMENTEN
        self.besloten: list[dict[str, str]] = []

    @property
    def rijen(self) -> dict[str, list[dict[str, str]]]:
        return self.dossier.rijen

    def sleutels(self, bestand: str, soort: str) -> list[str]:
        return [sleutel_van(soort, rij) for rij in self.rijen.get(bestand, [])]

    def na(self, dag: str) -> str:
        """A moment of registration on or after a day (or moment)."""
        return self.lot.choice([m for m in self.momenten if m[: len(dag)] >= dag] or self.momenten[-1:])

    def vul(self, werkgevers: int, meldingen: int, zaken: int, correcties: int) -> None:
        d, lot = self.dossier, self.lot
        for _ in range(werkgevers):
            d.werkgever(
                kvk_nummer=lot.choice(KVK),
                provincie=lot.choice(PROVINCIES),
                sector=lot.choice(SECTOREN),
                geregistreerd_op=lot.choice(self.momenten),
            )
        for _ in range(meldingen):
            self._melding()
        for _ in range(zaken):
            geopend = lot.choice(DAGEN)
            d.zaak(domein=lot.choice(DOMEINEN), geopend_op=geopend, geregistreerd_op=self.na(geopend))
        if self.rijen.get("zaken"):
            for _ in range(lot.randint(0, 2 * zaken + 1)):
                self._in_zaak()
        for _ in range(lot.randint(0, 3 * meldingen)):
            self._toetsing()
        for _ in range(correcties):
            self._correctie()

    def _melding(self) -> None:
        lot = self.lot
        ontvangen = lot.choice(["2021-01-04T09:00:00Z", *self.momenten[:3]])
        self.dossier.melding(
            ontvangen_op=ontvangen,
            geregistreerd_op=self.na(ontvangen),
            corona_relatie=lot.choice(["DIRECT", "DIRECT", "INDIRECT", "GEEN"]),
            domein=lot.choice(["", *DOMEINEN]),
            onderwerpen=lot.choice(ONDERWERPLIJSTEN),
            arbeidsmigranten=lot.choice(["ja", "nee", ""]),
            bevoegd=lot.choice(["eigen", "ander", ""]),
            werkgever=lot.choice(["", *self.sleutels("werkgevers", "werkgever")]),
            dubbel_van=lot.choice(["", "", *self.sleutels("meldingen", "melding")]),
        )

    def _in_zaak(self) -> None:
        """A link, or an intervention by itself, or a violation with a warning."""
        d, lot = self.dossier, self.lot
        zaak = lot.choice(self.sleutels("zaken", "zaak"))
        melding = lot.choice(self.sleutels("meldingen", "melding"))
        if lot.random() < 0.6 and f"{zaak};{melding}" not in self.sleutels("zaak_meldingen", "zaak_melding"):
            d.koppel(zaak, melding, geregistreerd_op=lot.choice(self.momenten))
        werkgever, wijze, dag = (
            lot.choice(self.sleutels("werkgevers", "werkgever")),
            lot.choice(["AFSTAND", "LOCATIE"]),
            lot.choice(DAGEN),
        )
        cellen = {"wijze": wijze, "uitgereikt_op": dag, "veiligheidstoets": "AKKOORD"}
        keuze = lot.randint(0, 3)
        if keuze == 0:
            cellen["wijze"] = "LOCATIE"
            d.interventie(zaak, werkgever, "LOCATIEBEZOEK", **cellen, geregistreerd_op=self.na(dag))
        elif keuze == 1:
            d.interventie(zaak, werkgever, "AANSPREKEN_MONDELING", **cellen, geregistreerd_op=self.na(dag))
        else:
            o = d.overtreding(zaak, werkgever, geconstateerd_op=dag, geregistreerd_op=self.na(dag))
            if keuze == 3:
                soort = lot.choice(["WAARSCHUWING", "EIS"])
                d.interventie(
                    zaak, werkgever, soort, **cellen, overtredingen=o, geregistreerd_op=self.na(dag)
                )

    def _toetsing(self) -> None:
        resultaat, dag = self.lot.choice(RESULTATEN), self.lot.choice(DAGEN)
        op = self.na(dag)
        if resultaat == "OPEN" and self.lot.random() < 0.5:
            dag = ""
        melding = self.lot.choice(self.sleutels("meldingen", "melding")[:3])  # several of one
        self.dossier.toetsing(melding, resultaat, getoetst_op=dag, geregistreerd_op=op)

    def _correctie(self) -> None:
        lot = self.lot
        werkgevers, meldingen = (
            self.sleutels("werkgevers", "werkgever"),
            self.sleutels("meldingen", "melding"),
        )
        zaken, janee = self.sleutels("zaken", "zaak"), ["ja", "nee", ""]
        velden: dict[tuple[str, str], dict[str, list[str]]] = {
            ("meldingen", "melding"): {
                "corona_relatie": ["DIRECT", "INDIRECT", "GEEN"],
                "domein": [*DOMEINEN, ""],
                "onderwerpen": ONDERWERPLIJSTEN,
                "arbeidsmigranten": janee,
                "ontvangen_op": ["2021-01-04T09:00:00Z", *MOMENTEN[:2]],
                "dubbel_van": ["", *meldingen],
                "werkgever": ["", *werkgevers],
            },
            ("werkgevers", "werkgever"): {
                "kvk_nummer": KVK,
                "provincie": PROVINCIES,
                "sector": SECTOREN,
                "samengevoegd_in": ["", *werkgevers],
                "rechtsopvolger_van": ["", *werkgevers],
            },
            ("zaken", "zaak"): {"domein": DOMEINEN, "aanleiding": ["MELDING", "ACTIEF"], "geopend_op": DAGEN},
            ("zaak_meldingen", "zaak_melding"): {"vervallen": janee},
            ("overtredingen", "overtreding"): {
                "zaak": zaken,
                "werkgever": werkgevers,
                "geconstateerd_op": DAGEN,
                "vervallen": janee,
            },
            ("interventies", "interventie"): {
                "zaak": zaken,
                "werkgever": werkgevers,
                "uitgereikt_op": DAGEN,
                "wijze": ["AFSTAND", "LOCATIE"],
                "soort": ["AANSPREKEN_MONDELING", "AANSPREKEN_SCHRIFTELIJK", *INSTRUMENTEN],
                "vervallen": janee,
            },
        }
        bestand, soort = lot.choice([wat for wat in velden if self.rijen.get(wat[0])])
        rij = lot.choice(self.rijen[bestand])
        veld = lot.choice(list(velden[bestand, soort]))
        if "vervallen" in velden[bestand, soort] and lot.random() < 0.4:
            veld = "vervallen"
        nieuw, op = lot.choice(velden[bestand, soort][veld]), self.na(rij["geregistreerd_op"])
        # A reason of its own: two lines that are the same in every cell are one line sent twice.
        reden = f"correctie {len(self.rijen.get('correcties', []))}"
        self.dossier.correctie(soort, sleutel_van(soort, rij), veld, nieuw, op, reden=reden)

    def neem(self) -> int:
        """Import all rows so far; returns how many were refused."""
        self.dossier.importeer(gedeeltelijk=True)
        weg = 0
        for pad in (self.dossier.map / "afgekeurd").glob("*.csv"):
            with pad.open(encoding="utf-8", newline="") as bron:
                nummers = {int(rij["regel"]) - 2 for rij in csv.DictReader(bron)}
            rijen = self.rijen[pad.stem]
            rijen[:] = [rij for nummer, rij in enumerate(rijen) if nummer not in nummers]
            weg += len(nummers)
        return weg

    def trieer(self, op: str = TRIAGE) -> None:
        """Advise on what waits; what that decided is one more registration to tell again."""
        onbepaald = {m.extern_kenmerk: m for m in Melding.objects.filter(domein="ONBEPAALD")}
        while adviseer_stuk(dossierfeiten, op=datetime.fromisoformat(op)):
            pass
        for k in Melding.objects.filter(besluiten__isnull=False).values_list("extern_kenmerk", flat=True):
            if m := onbepaald.get(k):
                thuis = [
                    THUIS.get(o, "VEILIG_GEZOND")
                    for o in m.onderwerpen.split(";")
                    if THUIS.get(o) != "BUITEN"
                ]
                domein = "BUITEN" if m.bevoegd == "ander" or not thuis else thuis[0]
                rij = {"soort": "melding", "sleutel": str(k), "veld": "domein", "nieuw": domein}
                self.besloten.append({**rij, "geregistreerd_op": op})

    def alles(self) -> Rijen:
        return {**self.rijen, "correcties": [*self.rijen.get("correcties", []), *self.besloten]}


STANDEN = [
    datetime.fromisoformat(m) + timedelta(microseconds=n) for m in (*LATER, TRIAGE) for n in (-1, 0)
]  # just before each registration, and at it
PEILDATA = [date.fromisoformat(d) for d in ("2021-01-03", *DAGEN, "2021-02-01")]
VASTE_INSTELLINGEN = settings(
    max_examples=PROEVEN,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


@contextmanager
def geschiedenis(lot: Random) -> Iterator[Geschiedenis]:
    """In a transaction that is taken back, so that the next one begins with nothing."""
    with TemporaryDirectory() as map_, transaction.atomic():
        yield Geschiedenis(lot, Dossier(Path(map_) / "map"))
        transaction.set_rollback(True)


def momenten(lot: Random, aantal: int) -> list[tuple[date, datetime]]:
    return [(lot.choice(PEILDATA), lot.choice(STANDEN)) for _ in range(aantal)]


def vergelijk(g: Geschiedenis, wanneer: list[tuple[date, datetime]]) -> None:
    for p, s in wanneer:
        assert bereken(p, s).als_json()["kerncijfers"] == navertel(g.alles(), p, s), (p, s, g.alles())


@VASTE_INSTELLINGEN
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_elk_cijfer_is_gelijk_aan_zijn_navertelling(lot: Random):
    with geschiedenis(lot) as g:
        g.vul(lot.randint(1, 4), lot.randint(1, 7), lot.randint(0, 4), lot.randint(0, 14))
        g.neem()
        vergelijk(g, momenten(lot, 3))
        if lot.random() < 0.5:
            g.trieer()
        g.momenten = LATER
        g.vul(lot.randint(0, 2), lot.randint(0, 3), lot.randint(0, 2), lot.randint(0, 10))
        g.neem()
        vergelijk(g, momenten(lot, 5))


@VASTE_INSTELLINGEN
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_wat_na_de_stand_is_geregistreerd_verandert_geen_cijfer(lot: Random):
    with geschiedenis(lot) as g:
        g.vul(3, lot.randint(1, 6), 2, lot.randint(0, 8))
        g.neem()
        wanneer = [(p, s) for p, s in momenten(lot, 6) if s < datetime.fromisoformat(LATER[-2])]
        eerst = [bereken(p, s) for p, s in wanneer]
        g.momenten = LATER[-2:]
        g.vul(lot.randint(0, 2), lot.randint(1, 4), lot.randint(0, 2), lot.randint(1, 10))
        g.neem()
        g.trieer(LATER[-1])
        assert [bereken(p, s) for p, s in wanneer] == eerst, g.rijen
        # And whatever was put together by chance, the database keeps its promises.
        assert [gebrek for controle in CONTROLES.values() for gebrek in controle()] == [], g.rijen


@VASTE_INSTELLINGEN
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_de_lijst_achter_een_getal_is_zo_lang_als_het_getal(lot: Random):
    with geschiedenis(lot) as g:
        g.vul(3, lot.randint(1, 8), lot.randint(1, 4), lot.randint(0, 6))
        g.neem()
        for p, s in momenten(lot, 1):
            cijfers = bereken(p, s)
            for d in DEFINITIES:
                for rol, telling in d.tellingen.items():
                    if rol != "delen":
                        assert len(set(lijst(telling, p, s))) == getattr(cijfers[d.code], rol), (d.code, rol)
                if d.delen is not None:
                    for deel, aantal in _vlak(cijfers[d.code].delen or {}):
                        gevonden = lijst(d.delen, p, s, *deel)
                        assert len(gevonden) == len(set(gevonden)) == aantal, (d.code, deel)


def _vlak(delen: Delen) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every part with its number, also of a figure that is split twice."""
    for deel, n in delen.items():
        if isinstance(n, int):
            yield (deel,), n
        else:
            yield from (((deel, tweede), m) for tweede, m in n.items())
