"""The figures of a year: told again from the rows as they were sent, each with its list, and every difference between
two years or two moments of one explained to the last unit."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventies.models import Interventie, Overtreding
from meldingen.models import Werkgever
from rapportages.cijfers import Cijfer
from rapportages.jaarcijfers import bereken_jaar
from rapportages.kerncijfers.oorzaken import OORZAKEN
from rapportages.kerncijfers.verschil import verschillen
from rapportages.kerncijfers.verschilrijen import WAS, WORDT
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing, aantal, ids
from tests.maak import Dossier
from tests.rapportages import test_kerncijfers_naverteld as naverteld
from tests.rapportages.navertellen import INSTRUMENTEN, Rijen, een_werkgever, stand
from tests.rapportages.test_kerncijfers_naverteld import (
    STANDEN,
    VASTE_INSTELLINGEN,
    Geschiedenis,
    geschiedenis,
)

pytestmark = pytest.mark.django_db
OVER_DE_JAARWISSELING = ["2020-12-18", "2020-12-31", "2021-01-01", "2021-01-08", "2021-01-10"]
PEILDATA = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 1, 8), date(2021, 1, 31)]
MODEL = {"bezoek": Interventie, "instrument": Interventie, "overtreding": Overtreding, "werkgever": Werkgever}
Geteld = dict[tuple[str, str], frozenset[Any]]
"""By figure and part ("" is all of it), what is counted."""


def navertel_jaar(rijen: Rijen, peildatum: date, stand_van: datetime, *, per_dag: bool = True) -> Geteld:
    """`per_dag`: a visit is a day in a zaak, and not each intervention on location; and who was visited counts also
    when that zaak was not on record yet."""
    zaken = stand(rijen, "zaken", "zaak", stand_van)
    groep = een_werkgever(stand(rijen, "werkgevers", "werkgever", stand_van))

    def van_het_jaar(bestand: str, soort: str, dag: str) -> Mapping[str, Mapping[str, str]]:
        begin = date(peildatum.year, 1, 1)
        alle = stand(rijen, bestand, soort, stand_van)
        return {k: r for k, r in alle.items() if begin <= date.fromisoformat(r[dag]) <= peildatum}

    ingrepen = van_het_jaar("interventies", "interventie", "uitgereikt_op")
    vondsten = van_het_jaar("overtredingen", "overtreding", "geconstateerd_op")
    bezoeken = {k: i for k, i in ingrepen.items() if i["wijze"] == "LOCATIE"}
    delen: dict[tuple[str, str], set[Any]] = {}

    def tel(code: str, wat: Any, deel: str = "") -> None:
        for een in {"", deel}:
            delen.setdefault((code, een), set()).add(wat)

    for k, i in bezoeken.items():
        if per_dag or i["zaak"] in zaken:
            tel("JV-02", groep[i["werkgever"]])
        if i["zaak"] in zaken:
            bezoek = (i["zaak"], i["uitgereikt_op"]) if per_dag else k
            tel("JV-01", bezoek, zaken[i["zaak"]]["domein"])
    for k, o in vondsten.items():
        tel("JV-03", k, o["voorschrift"])
        tel("JV-04", groep[o["werkgever"]])
    for k, i in ingrepen.items():
        if i["soort"] in INSTRUMENTEN:
            tel("JV-05", k, i["soort"])
    return {sleutel: frozenset(wat) for sleutel, wat in delen.items()}


def plat(cijfers: tuple[Cijfer, ...]) -> dict[tuple[str, str], int]:
    """Every number that is not 0."""
    uit = {(c.code, deel): n for c in cijfers for deel, n in {"": c.waarde or 0, **c.aantallen}.items()}
    return {sleutel: n for sleutel, n in uit.items() if n}


def verwijzing(code: str, deel: str) -> Verwijzing:
    return Verwijzing(code, "delen", (deel,)) if deel else Verwijzing(code, "waarde")


def lijst_van(v: Verwijzing, m: Moment) -> list[int]:
    return list(
        MODEL[v.cijfer.eenheid]._default_manager.filter(pk__in=ids(v, m)).values_list("pk", flat=True)
    )


def momenten(lot: Random, n: int) -> Iterator[Moment]:
    yield from (
        Moment(lot.choice(PEILDATA), lot.choice(lot.choice([STANDEN, STANDEN[-8:]])), ()) for _ in range(n)
    )


def vul_twee_keer(lot: Random, g: Geschiedenis) -> None:
    """The second time with what was registered later."""
    g.vul(lot.randint(2, 4), 1, lot.randint(2, 5), lot.randint(4, 20))
    g.neem()
    g.momenten = naverteld.LATER
    g.vul(lot.randint(0, 1), 1, lot.randint(0, 3), lot.randint(2, 20))
    g.neem()


@VASTE_INSTELLINGEN
@given(lot=st.randoms(use_true_random=False))
def test_elk_jaarcijfer_is_zijn_navertelling_en_zijn_lijst_en_elk_verschil_telt_op(lot: Random, monkeypatch):
    monkeypatch.setattr(naverteld, "DAGEN", OVER_DE_JAARWISSELING)
    with geschiedenis(lot) as g:
        vul_twee_keer(lot, g)
        een, twee = momenten(lot, 2)
        geteld = {m: navertel_jaar(g.alles(), m.peildatum, m.stand_van) for m in (een, twee)}
        for m, verteld in geteld.items():
            verwacht = {sleutel: len(wat) for sleutel, wat in verteld.items()}
            assert plat(bereken_jaar(m.peildatum, m.stand_van)) == verwacht, (m, g.alles())
            for sleutel, n in verwacht.items():
                getal = verwijzing(*sleutel)
                assert len(lijst_van(getal, m)) == aantal(getal, m) == n, (sleutel, m)
        verklaard = {
            (v.verwijzing.code, "".join(v.verwijzing.delen)): v
            for v in verschillen(een, twee, jaar=True)
            if v.verwijzing.code.startswith("JV")
        }
        was, wordt = geteld[een], geteld[twee]
        for sleutel in was.keys() | wordt.keys() | verklaard.keys():
            voor, na = was.get(sleutel, frozenset()), wordt.get(sleutel, frozenset())
            v = verklaard.get(sleutel)
            oorzaken = v.oorzaken if v else {}
            assert set(oorzaken) <= set(OORZAKEN)
            erbij, eraf = (
                [i for kanten in oorzaken.values() for i in kanten.get(kant, ())] for kant in (WORDT, WAS)
            )
            assert len(erbij) - len(eraf) == len(na) - len(voor), (sleutel, een, twee, g.alles())
            if v:
                assert (v.was, v.wordt) == (len(voor), len(na))
                # What came in is in the list of one side, and what went out in that of the other; each once.
                for kant, m in ((erbij, twee), (eraf, een)):
                    assert len(kant) == len(set(kant))
                    assert set(kant) <= set(lijst_van(v.verwijzing, m)), (sleutel, een, twee)
            if sleutel[0] not in ("JV-02", "JV-04"):  # of employers the record that stands for one can change
                assert (len(erbij), len(eraf)) == (len(na - voor), len(voor - na)), (sleutel, een, twee)


def oorzaken(een: Moment, twee: Moment) -> dict[str, dict[str, tuple[int, int]]]:
    """Per number, per cause, how many came in and went out."""
    return {
        ".".join((str(v.verwijzing), *v.verwijzing.delen)): {
            oorzaak: (len(kanten.get(WORDT, ())), len(kanten.get(WAS, ())))
            for oorzaak, kanten in v.oorzaken.items()
        }
        for v in verschillen(een, twee, jaar=True)
        if v.verwijzing.code.startswith("JV")
    }


def op(peildatum: str, stand_van: str) -> Moment:
    return Moment(date.fromisoformat(peildatum), datetime.fromisoformat(f"{stand_van}T12:00:00+01:00"), ())


NA = "2021-01-20T10:00:00+01:00"


def bezocht(d: Dossier, zaak: str, werkgever: str, dag: str, geregistreerd_op: str = "") -> str:
    """With a warning, and the violation it is for."""
    op = geregistreerd_op or f"{dag}T20:00:00+01:00"
    gevonden = d.overtreding(zaak, werkgever, geconstateerd_op=dag, geregistreerd_op=op)
    d.interventie(
        zaak,
        werkgever,
        "WAARSCHUWING",
        wijze="LOCATIE",
        uitgereikt_op=dag,
        overtredingen=gevonden,
        geregistreerd_op=op,
    )
    return gevonden


def test_wat_in_het_jaar_van_een_van_beide_valt_is_van_een_ander_jaar(dossier: Dossier):
    d = dossier
    a, b = d.werkgever(), d.werkgever()
    zaak = d.zaak()
    bezocht(d, zaak, a, "2020-12-30")
    bezocht(d, zaak, a, "2021-01-05")
    bezocht(d, zaak, b, "2021-01-06")
    d.neem()
    gevonden = oorzaken(op("2020-12-31", "2021-02-01"), op("2021-12-31", "2022-01-31"))
    assert gevonden["JV-01.waarde"] == gevonden["JV-03.waarde"] == {"jaar": (2, 1)}
    assert gevonden["JV-02.waarde"] == gevonden["JV-04.waarde"] == {"jaar": (1, 0)}
    assert gevonden["JV-05.delen.WAARSCHUWING"] == {"jaar": (2, 1)}


def test_binnen_een_jaar_is_iets_nieuw_later_gecorrigeerd_of_samengevoegd(dossier: Dossier):
    d = dossier
    a, b, c = d.werkgever(), d.werkgever(), d.werkgever()
    zaak, ander, laat = d.zaak(), d.zaak(), d.zaak(geregistreerd_op=NA)
    bezocht(d, zaak, a, "2021-01-05")
    bezocht(d, zaak, b, "2021-01-12")  # after the first peildatum
    bezocht(d, ander, c, "2021-01-06", NA)
    bezocht(d, laat, a, "2021-01-04")  # on record before its zaak
    weg = d.interventie(zaak, c, "LOCATIEBEZOEK", uitgereikt_op="2021-01-07")
    d.correctie("interventie", weg, "vervallen", "ja", NA)
    d.correctie("zaak", zaak, "domein", "EERLIJK", NA)
    d.neem()
    gevonden = oorzaken(op("2021-01-10", "2021-01-15"), op("2021-01-15", "2021-01-31"))
    assert gevonden["JV-01.waarde"] == {
        "interventie_nieuw": (1, 0),
        "interventie_later": (1, 0),
        "interventie": (0, 1),
        "zaak_later": (1, 0),
    }
    assert gevonden["JV-01.delen.EERLIJK"] == {"zaak": (1, 0), "interventie_nieuw": (1, 0)}
    assert gevonden["JV-02.waarde"] == {"interventie_nieuw": (1, 0)}
    assert gevonden["JV-03.delen.ZORGPLICHT"] == {"overtreding_nieuw": (1, 0), "overtreding_later": (1, 0)}
    assert gevonden["JV-05.waarde"] == {"interventie_nieuw": (1, 0), "interventie_later": (1, 0)}
    d.correctie("werkgever", c, "samengevoegd_in", a, "2021-02-05T10:00:00+01:00")
    d.neem()
    samen = oorzaken(op("2021-01-31", "2021-02-01"), op("2021-01-31", "2021-02-10"))
    assert samen == {"JV-02.waarde": {"samen": (0, 1)}, "JV-04.waarde": {"samen": (0, 1)}}


def test_een_bezoek_blijft_een_bezoek_als_een_andere_interventie_het_eerste_wordt(dossier: Dossier):
    zaak, w = dossier.zaak(), dossier.werkgever()
    eerste = dossier.interventie(zaak, w, "LOCATIEBEZOEK", uitgereikt_op="2021-01-05")
    dossier.interventie(zaak, w, "LOCATIEBEZOEK", uitgereikt_op="2021-01-05")
    dossier.correctie("interventie", eerste, "vervallen", "ja", NA)
    dossier.neem()
    assert oorzaken(op("2021-01-10", "2021-01-15"), op("2021-01-10", "2021-01-31")) == {}
