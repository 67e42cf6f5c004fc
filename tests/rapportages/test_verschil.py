"""What changed between two moments: every difference of every figure, explained to the last unit."""

from datetime import date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectie.tijd import einde_van
from rapportages.cijfers import Kerncijfers
from rapportages.kerncijfers import DEFINITIES, bereken, lijst
from rapportages.kerncijfers.oorzaken import OORZAKEN
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.kerncijfers.verschil import Verschil, aantal_in, verschillen
from rapportages.kerncijfers.verschilrijen import WAS, WORDT
from rapportages.kerncijfers.verwijzing import Moment
from tests.maak import Dossier
from tests.rapportages.test_kerncijfers_naverteld import (
    LATER,
    VASTE_INSTELLINGEN,
    geschiedenis,
    momenten,
)


def op(peildatum: str, stand_van: str, snede: Snede = ALLES) -> Moment:
    return Moment(date.fromisoformat(peildatum), datetime.fromisoformat(stand_van), (), snede)


def som(verschil: Verschil) -> int:
    return sum(len(k.get(WORDT, ())) - len(k.get(WAS, ())) for k in verschil.oorzaken.values())


def getallen(cijfers: Kerncijfers) -> dict[tuple[str, str, tuple[str, ...]], int]:
    """Every number that is not 0."""
    uit = {}
    for d in DEFINITIES:
        for rol in d.tellingen:
            delen: list[tuple[str, ...]] = [()]
            if rol == "delen":
                delen = [
                    (een, *twee)
                    for een, rest in (cijfers[d.code].delen or {}).items()
                    for twee in ([()] if isinstance(rest, int) else [(t,) for t in rest])
                ]
            for deel in delen:
                if n := aantal_in(cijfers[d.code], rol, deel):
                    uit[d.code, rol, deel] = n
    return uit


@VASTE_INSTELLINGEN
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_de_delen_tellen_altijd_op_tot_het_verschil(lot: Random):
    with geschiedenis(lot) as g:
        g.vul(lot.randint(1, 4), lot.randint(1, 8), lot.randint(1, 4), lot.randint(0, 14))
        g.neem()
        if lot.random() < 0.5:
            g.trieer()
        g.momenten = LATER
        g.vul(lot.randint(0, 2), lot.randint(0, 3), lot.randint(0, 2), lot.randint(0, 10))
        g.neem()
        snede = lot.choice([ALLES, ALLES, Snede(domein="EERLIJK"), Snede(team="WEST"), Snede(provincie="GR")])
        for _ in range(3):
            # In any order: also back in time, and a later day by an earlier record.
            een, twee = (Moment(p, s, (), snede) for p, s in momenten(lot, 2))
            gevonden = verschillen(een, twee)
            cijfers = {m: bereken(m.peildatum, m.stand_van, snede) for m in (een, twee)}
            was, wordt = getallen(cijfers[een]), getallen(cijfers[twee])
            verklaard = {(v.verwijzing.code, v.verwijzing.rol, v.verwijzing.delen): v for v in gevonden}
            for sleutel in was.keys() | wordt.keys():
                verschil = wordt.get(sleutel, 0) - was.get(sleutel, 0)
                v = verklaard.get(sleutel)
                assert (som(v) if v else 0) == verschil, (sleutel, een, twee, g.alles())
                if v:
                    assert (v.was, v.wordt) == (was.get(sleutel, 0), wordt.get(sleutel, 0))
            for v in gevonden:  # also what is a number of neither
                assert som(v) == v.verschil, (v, een, twee, g.alles())
                assert set(v.oorzaken) <= set(OORZAKEN), v
                assert "plaats" not in v.oorzaken or snede != ALLES, (v, een, twee, g.alles())
                if snede == ALLES:
                    voor, na = (
                        set(lijst(v.verwijzing.telling, m.peildatum, m.stand_van, *v.verwijzing.delen))
                        for m in (een, twee)
                    )
                    ids = {
                        kant: [i for k in v.oorzaken.values() for i in k.get(kant, ())]
                        for kant in (WAS, WORDT)
                    }
                    assert sorted(ids[WORDT]) == sorted(na - voor), (v, een, twee)
                    assert sorted(ids[WAS]) == sorted(voor - na), (v, een, twee)


def oorzaken(een: Moment, twee: Moment) -> dict[str, dict[str, tuple[int, int]]]:
    """Per number, per cause, how many came in and went out."""
    return {
        ".".join((str(v.verwijzing), *v.verwijzing.delen)): {
            oorzaak: (len(kanten.get(WORDT, ())), len(kanten.get(WAS, ())))
            for oorzaak, kanten in v.oorzaken.items()
        }
        for v in verschillen(een, twee)
    }


T1, T2 = "2021-01-15T12:00:00+01:00", "2021-01-31T12:00:00+01:00"
LAATER = "2021-01-20T12:00:00+01:00"


@pytest.mark.django_db
def test_elke_oorzaak_heeft_haar_naam(dossier: Dossier):
    d = dossier
    een, twee, drie, vier = (d.melding() for _ in range(4))
    d.melding(ontvangen_op="2021-01-14T09:00:00Z", geregistreerd_op="2021-01-14T09:00:00Z")
    d.melding(geregistreerd_op=LAATER)
    d.correctie("melding", een, "domein", "BUITEN", LAATER)
    d.correctie("melding", twee, "dubbel_van", een, LAATER)
    d.correctie("melding", drie, "corona_relatie", "GEEN", LAATER)
    d.correctie("melding", vier, "onderwerpen", "PBM", LAATER)
    d.neem()
    gevonden = oorzaken(op("2021-01-10", T1), op("2021-01-15", T2))
    assert gevonden["KC-01.waarde"] == {"nieuw": (1, 0), "later": (1, 0), "dubbel": (0, 1), "corona": (0, 1)}
    assert gevonden["KC-02.delen.BUITEN"] == {"domein": (1, 0)}
    assert gevonden["KC-02.delen.VEILIG_GEZOND"]["domein"] == (0, 1)
    assert gevonden["KC-14.delen.PBM.VEILIG_GEZOND"] == {"onderwerp": (1, 0)}
    # Back again: the same the other way around.
    terug = oorzaken(op("2021-01-15", T2), op("2021-01-10", T1))
    assert terug["KC-01.waarde"] == {"nieuw": (0, 1), "later": (0, 1), "dubbel": (1, 0), "corona": (1, 0)}


@pytest.mark.django_db
def test_een_zaak_in_buiten_is_geen_regel_van_werkgevers_per_domein(dossier: Dossier):
    """History read in may have one: it is counted in KC-08, and in no row of KC-09."""
    werkgever, zaak = dossier.werkgever(), dossier.zaak(dossier.melding(), domein="BUITEN")
    dossier.interventie(zaak, werkgever)
    dossier.neem()
    gevonden = verschillen(op("2021-01-08", T1), op("2021-01-10", T1))
    assert [(str(v.verwijzing), v.was, v.wordt, som(v)) for v in gevonden] == [("KC-08.waarde", 0, 1, 1)]


@pytest.mark.django_db
def test_werkgevers_die_een_blijken_en_weer_twee(dossier: Dossier):
    d = dossier
    a, b = d.werkgever(), d.werkgever()
    zaak = d.zaak(d.melding())
    d.interventie(zaak, a)
    d.interventie(zaak, b)
    d.correctie("werkgever", b, "samengevoegd_in", a, LAATER)
    d.correctie("werkgever", b, "samengevoegd_in", "", "2021-02-05T12:00:00+01:00")
    d.neem()
    voor, samen, weer = (op("2021-01-10", s) for s in (T1, T2, "2021-02-06T12:00:00+01:00"))
    assert oorzaken(voor, samen)["KC-08.waarde"] == {"samen": (0, 1)}
    assert oorzaken(samen, weer)["KC-08.waarde"] == {"samen": (1, 0)}
    assert oorzaken(voor, weer) == {}


@pytest.mark.django_db
def test_wat_in_een_zaak_later_kwam_verklaart_haar_cijfers(dossier: Dossier):
    d = dossier
    w = d.werkgever()
    zaak, leeg = d.zaak(d.melding()), d.zaak()
    for z in (zaak, leeg):
        d.interventie(
            z, w, "LOCATIEBEZOEK", geregistreerd_op=LAATER if z == zaak else "2021-01-09T21:00:00+01:00"
        )
    d.koppel(leeg, d.melding(), geregistreerd_op=LAATER)
    d.overtreding(zaak, w, geregistreerd_op=LAATER)
    d.neem()
    gevonden = oorzaken(op("2021-01-10", T1), op("2021-01-10", T2))
    assert gevonden["KC-11.waarde"] == {"interventie_later": (1, 0), "koppeling": (1, 0)}
    assert gevonden["KC-12.waarde"] == {"overtreding_later": (1, 0)}


@pytest.mark.django_db
def test_hoe_ver_ook_het_kost_vast_evenveel_vragen(dossier: Dossier, django_assert_max_num_queries):
    for _ in range(30):
        dossier.zaak(dossier.melding())
    dossier.neem()
    with django_assert_max_num_queries(16):
        assert verschillen(op("2020-01-10", T1), op("2021-01-10", T2))
    assert verschillen(op("2021-01-10", T1), op("2021-01-10", T1)) == []


@pytest.mark.django_db
def test_wat_is_teruggedraaid_is_niet_de_oorzaak(dossier):
    """A duplicate for a day, and not about corona since: the list behind the cause shows what it says."""
    origineel, melding = dossier.melding(), dossier.melding()
    dossier.correctie("melding", melding, "dubbel_van", origineel, "2021-01-20T10:00:00+01:00")
    dossier.correctie("melding", melding, "dubbel_van", "", "2021-01-21T10:00:00+01:00")
    dossier.correctie("melding", melding, "corona_relatie", "GEEN", "2021-01-22T10:00:00+01:00")
    dossier.neem()
    was, wordt = (Moment(date(2021, 1, 31), einde_van(date(2021, maand, 15)), ()) for maand in (1, 2))
    kc01 = next(v for v in verschillen(was, wordt) if v.verwijzing.code == "KC-01")
    assert list(kc01.oorzaken) == ["corona"]
