"""What came in, was decided, was closed and is open: each number against the list behind it, and against a plain count
of the rows and steps; and the core figures of a part of the meldingen."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectie.models import Gebruiker, Rol, VrijeDag
from inspectie.tijd import einde_van, lokale_dag
from interventies.dossier import dossierfeiten
from interventies.models import Interventie, InterventieWissel
from meldingen import aanvullen, acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Aanvulling, Bevestigingsplicht, Melding, StatusWissel, TriageBesluit
from meldingen.models.feiten import NOG_TE_BEVESTIGEN, Status
from rapportages.kerncijfers import DEFINITIES, bereken
from rapportages.kerncijfers.berekening import tel_kern
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.kerncijfers.stroom import (
    ONBEANTWOORD,
    ONBEVESTIGD,
    PER_VERDELING,
    STROOMCIJFERS,
    VERDELINGEN,
)
from rapportages.kerncijfers.stroomtelling import Stroom, bereken_stroom
from rapportages.kerncijfers.vakken import MAAND, WEEK, Vak, snijd
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing, aantal, ids, lees
from tests.rapportages.navertellen import Rij, navertel
from tests.rapportages.test_kerncijfers_naverteld import (
    PEILDATA,
    STANDEN,
    VASTE_INSTELLINGEN,
    Geschiedenis,
    geschiedenis,
    momenten,
)

NOORD, WEST = ("GR",), ("ZH", "UT")
DICHT = (
    Status.OVERGEDRAGEN,
    Status.NAAR_OPSPORING,
    Status.GEREGISTREERD,
    Status.AFGESLOTEN,
    Status.INGETROKKEN,
)
SNEDEN: list[tuple[Snede, Callable[[Rij, Rij], bool]]] = [
    (Snede(domein="EERLIJK"), lambda m, w: m["domein"] == "EERLIJK"),
    (Snede(domein="ONBEPAALD"), lambda m, w: m["domein"] == ""),
    (Snede(onderwerp="AFSTAND"), lambda m, w: "AFSTAND" in m["onderwerpen"].split(";")),
    (Snede(provincie="ZH"), lambda m, w: w.get("provincie") == "ZH"),
    (Snede(provincie="ONBEKEND"), lambda m, w: not w.get("provincie")),
    (Snede(sector="C", provincie="GR"), lambda m, w: (w.get("sector"), w.get("provincie")) == ("C", "GR")),
    (Snede(team="EERLIJK"), lambda m, w: m["domein"] == "EERLIJK"),
    (Snede(team="NOORD"), lambda m, w: m["domein"] != "EERLIJK" and w.get("provincie") in NOORD),
    (
        Snede(team="WEST", onderwerp="LOON"),
        lambda m, w: (
            m["domein"] != "EERLIJK" and w.get("provincie") in WEST and "LOON" in m["onderwerpen"].split(";")
        ),
    ),
]


@VASTE_INSTELLINGEN
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_elk_cijfer_van_een_deel_is_gelijk_aan_zijn_navertelling(lot: Random):
    with geschiedenis(lot) as g:
        g.vul(lot.randint(1, 4), lot.randint(1, 8), lot.randint(0, 4), lot.randint(0, 14))
        g.neem()
        for p, s in momenten(lot, 2):
            for snede, binnen in lot.sample(SNEDEN, 4):
                gevonden = bereken(p, s, snede).als_json()["kerncijfers"]
                assert gevonden == navertel(g.alles(), p, s, binnen), (p, s, snede, g.alles())


def stappen(lot: Random, g: Geschiedenis) -> None:
    """Advice, decisions (some taken back), closings (some opened again), and questions (some answered, taken back, or
    just left), in an order that makes no sense but in time; as rows, for it is the counting that is tried here."""
    door = Gebruiker.objects.create(username="beslisser", rol=Rol.TRIAGIST)
    g.trieer(lot.choice(["2021-01-12T12:00:00+01:00", "2021-01-25T12:00:00+01:00"]))
    besluiten = list(TriageBesluit.objects.all())
    for melding in Melding.objects.all():
        op = datetime(2021, 1, lot.randint(4, 30), 11, tzinfo=UTC)
        eigen = [b for b in besluiten if b.melding_id == melding.pk]
        if eigen and lot.random() < 0.6:
            besluit = eigen[0]
            besluit.besloten_op, besluit.besloten_door = op, door
            besluit.besluit_route = lot.choice(["TELEFONISCH", "OPSPORING"])
            if lot.random() < 0.4:
                besluit.herroepen_op = op + timedelta(days=lot.randint(0, 9))
                besluit.herroepen_door, besluit.herroepen_reden = door, "Toch niet."
            besluit.save()
        van = Status.IN_TRIAGE
        for _ in range(lot.randint(0, 3)):
            naar = lot.choice([*DICHT, *[Status.AANVULLING_GEVRAAGD] * 5])
            if van != Status.IN_TRIAGE:
                naar = Status.IN_TRIAGE
            if van == Status.AANVULLING_GEVRAAGD:
                beantwoord(lot, melding, op)
            if naar == Status.AANVULLING_GEVRAAGD:
                naar = vraag(lot, melding, op, door) or lot.choice(DICHT)
            StatusWissel.objects.create(melding=melding, van=van, naar=naar, op=op, door=door)
            van, op = naar, op + timedelta(days=lot.randint(0, 8))


def vraag(lot: Random, melding: Melding, op: datetime, door: Gebruiker) -> Status | None:
    """With a clock that may run out at the very moment one looks; none where one is open."""
    if melding.aanvullingen.filter(ontvangen_op=None, herroepen_op=None).exists():
        return None
    uiterlijk = lot.choice([None, lot.choice(STANDEN), *[op + timedelta(days=lot.randint(0, 9))] * 3])
    Aanvulling.objects.create(
        melding=melding, vraag="Waar?", gevraagd_op=op, gevraagd_door=door, uiterlijk=uiterlijk
    )
    return Status.AANVULLING_GEVRAAGD


def beantwoord(lot: Random, melding: Melding, op: datetime) -> None:
    wat = lot.choice(["ontvangen_op", "ontvangen_op", "herroepen_op", ""])
    if wat:
        melding.aanvullingen.filter(ontvangen_op=None, herroepen_op=None).update(**{wat: op})


def plichten(lot: Random) -> None:
    """Of some the reporter was to be told that it was received: once or more, from one moment until another or still,
    and by a day that may be the very one of which one asks."""
    for melding in Melding.objects.all():
        op = datetime(2021, 1, lot.randint(4, 30), 11, tzinfo=UTC)
        for _ in range(lot.choice([0, 1, 1, 2])):
            plicht = Bevestigingsplicht(melding=melding, vanaf=op)
            plicht.uiterlijk = lot.choice(
                [lot.choice(PEILDATA), lokale_dag(op) + timedelta(days=lot.randint(-3, 9))]
            )
            op = lot.choice([*STANDEN, op + timedelta(days=lot.randint(0, 9))])
            plicht.tot = op if op >= plicht.vanaf and lot.random() < 0.7 else None
            plicht.save()
            if plicht.tot is None:
                break


def vervolg(lot: Random, na: datetime) -> None:
    """What happened with questions and duties after that moment, to what stood as it stood."""
    door = Gebruiker.objects.get_or_create(username="vervolg", defaults={"rol": Rol.TRIAGIST})[0]
    for melding in Melding.objects.all():
        later = na + timedelta(minutes=lot.choice([1, 600, 9000]))
        plicht = melding.bevestigingsplichten.filter(tot=None).first()
        if plicht is None and lot.random() < 0.5:
            melding.bevestigingsplichten.create(uiterlijk=lot.choice(PEILDATA), vanaf=later)
        elif plicht is not None and plicht.vanaf <= later and lot.random() < 0.7:
            melding.bevestigingsplichten.filter(pk=plicht.pk).update(tot=later)
        laatste = melding.wissels.order_by("op", "id").last()
        van = Status(laatste.naar) if laatste else Status.IN_TRIAGE
        op = max(na, laatste.op if laatste else na) + timedelta(minutes=lot.choice([1, 600, 9000]))
        naar = None
        if van == Status.AANVULLING_GEVRAAGD and lot.random() < 0.7:
            beantwoord(lot, melding, op)
            naar = lot.choice([Status.IN_TRIAGE, Status.INGETROKKEN])
        elif van == Status.IN_TRIAGE and lot.random() < 0.5:
            naar = vraag(lot, melding, op, door)
        if naar:
            StatusWissel.objects.create(melding=melding, van=van, naar=naar, op=op, door=door)


def te_lang_onbeantwoord(p: date, s: datetime) -> set[int]:
    """By the steps and the questions of each, one after the other."""
    moment, uit = min(einde_van(p), s), set()
    for m in Melding.objects.all():
        stappen = [stap.naar for stap in m.wissels.order_by("op", "id") if stap.op <= moment]
        wacht = bool(stappen) and stappen[-1] == Status.AANVULLING_GEVRAAGD
        if wacht and any(over(v, moment) for v in m.aanvullingen.all()):
            uit.add(m.pk)
    return uit


def over(vraag: Aanvulling, moment: datetime) -> bool:
    """Asked by then, with nothing that closed it by then, and its last moment behind."""
    dicht = [op for op in (vraag.ontvangen_op, vraag.herroepen_op) if op is not None and op <= moment]
    return vraag.gevraagd_op <= moment and not dicht and bool(vraag.uiterlijk and vraag.uiterlijk < moment)


def te_lang_onbevestigd(p: date, s: datetime) -> set[int]:
    """By the steps and the duties of each."""
    moment, uit = min(einde_van(p), s), set()
    for m in Melding.objects.all():
        stappen = [stap.naar for stap in m.wissels.order_by("op", "id") if stap.op <= moment]
        open_ = [
            plicht
            for plicht in m.bevestigingsplichten.all()
            if plicht.vanaf <= moment and not (plicht.tot and plicht.tot <= moment)
        ]
        nog = (stappen or [Status.ONTVANGEN])[-1] in NOG_TE_BEVESTIGEN
        if nog and any(plicht.uiterlijk < p for plicht in open_):
            uit.add(m.pk)
    return uit


KLOK_VAN = {
    "ST-09": (ONBEANTWOORD, te_lang_onbeantwoord),
    "ST-10": (ONBEVESTIGD, te_lang_onbevestigd),
}


@VASTE_INSTELLINGEN
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_de_klokken_van_een_vraag_en_een_bericht_zijn_gelijk_aan_een_telling_van_de_gebeurtenissen(
    lot: Random,
):
    """At any peildatum and stand van, of any part; and what came later changes none of it."""
    with geschiedenis(lot) as g:
        g.vul(3, lot.randint(2, 9), lot.randint(0, 2), lot.randint(0, 6))
        g.neem()
        stappen(lot, g)
        plichten(lot)
        wanneer = [(lot.choice([*PEILDATA, date(2021, 2, 20)]), lot.choice(STANDEN)) for _ in range(3)]
        for keer in range(2):
            for p, s in wanneer:
                snede = lot.choice([ALLES, ALLES, *(snede for snede, _ in SNEDEN)])
                moment = Moment(p, s, (Vak(p, p),), snede)
                geteld, stroom = achter("KC-01", moment), bereken_stroom(p, s, [Vak(p, p)], snede)
                for code, (cijfer, navertel_klok) in KLOK_VAN.items():
                    verwacht = navertel_klok(p, s) & geteld
                    assert achter(code, moment) == verwacht, (code, keer, p, s, snede)
                    assert stroom.totaal[PER_VERDELING.index(cijfer)] == len(verwacht)
            vervolg(lot, max(s for _, s in wanneer))


def achter(code: str, moment: Moment) -> set[int]:
    """The meldingen behind a number."""
    vraag = Melding.objects.filter(pk__in=ids(Verwijzing(code, "waarde"), moment))
    return set(vraag.values_list("pk", flat=True))


def naverteld(p: date, s: datetime, vakken: list[Vak]) -> dict[str, Counter[str]]:
    """Over the records of today: only for a stand van at which nothing is still to be corrected."""
    moment = min(einde_van(p), s)
    uit: dict[str, Counter[str]] = {code: Counter() for code in ("ST-01", "ST-02", "ST-03", "ST-04")}
    for m in Melding.objects.filter(ontvangen_op__lte=einde_van(p), geregistreerd_op__lte=s, dubbel_van=None):
        if m.corona_relatie == "GEEN":
            continue
        stap = m.wissels.filter(op__lte=moment).order_by("op", "id").last()
        besloten = [
            b.besloten_op
            for b in m.besluiten.all()
            if b.besloten_op and b.besloten_op <= moment and not (b.herroepen_op and b.herroepen_op <= moment)
        ]
        dicht = stap is not None and stap.naar in DICHT
        for code, wanneer in (
            ("ST-01", m.ontvangen_op),
            ("ST-02", max(besloten, default=None)),
            ("ST-03", stap.op if stap and dicht else None),
        ):
            if wanneer and (vak := vak_van(wanneer, vakken)):
                uit[code][vak] += 1
        if not dicht:
            uit["ST-04"][""] += 1
    return uit


def vak_van(moment: datetime, vakken: list[Vak]) -> str:
    dag = (moment + timedelta(hours=1)).date()  # January
    return next((str(n) for n, vak in enumerate(vakken, 1) if vak.van <= dag <= vak.tot), "")


@VASTE_INSTELLINGEN
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_de_stroom_is_gelijk_aan_een_telling_van_de_rijen(lot: Random):
    with geschiedenis(lot) as g:
        g.vul(2, lot.randint(1, 9), 1, 0)
        g.neem()
        stappen(lot, g)
        s = datetime(2021, 6, 1, tzinfo=UTC)
        p = lot.choice([*PEILDATA, date(2021, 2, 20)])
        vakken = snijd(p - timedelta(days=lot.randint(0, 20)), p, lot.choice([WEEK, MAAND]))
        stroom, verwacht = bereken_stroom(p, s, vakken), naverteld(p, s, vakken)
        aan_het_eind = [
            naverteld(vak.tot, s, [vak])["ST-04"][""] for vak in vakken
        ]  # also of what was opened again later
        assert stroom.totaal[:4] == tuple(verwacht[f"ST-0{n}"].total() for n in range(1, 5))
        for nummer, vak in enumerate(stroom.vakken, 1):
            assert (vak.binnen, vak.besloten, vak.afgerond) == tuple(
                verwacht[code][str(nummer)] for code in ("ST-01", "ST-02", "ST-03")
            )
        assert [vak.open for vak in stroom.vakken] == aan_het_eind


@VASTE_INSTELLINGEN
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_achter_elk_getal_zit_precies_zijn_lijst(lot: Random):
    with geschiedenis(lot) as g:
        g.vul(3, lot.randint(1, 8), lot.randint(1, 4), lot.randint(0, 8))
        g.neem()
        if lot.random() < 0.7:
            stappen(lot, g)
        p, s = lot.choice(PEILDATA), lot.choice(STANDEN)
        vakken = tuple(snijd(p - timedelta(days=12), p, WEEK))
        moment = Moment(p, s, vakken, lot.choice([ALLES, *(snede for snede, _ in SNEDEN)]))
        stroom = bereken_stroom(p, s, list(vakken), moment.snede)
        for verwijzing, wanneer, n in getallen(stroom, moment):
            assert aantal(verwijzing, wanneer) == n, (verwijzing, wanneer, g.alles())


@VASTE_INSTELLINGEN
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_aan_het_eind_van_elk_vak_staan_alle_kerncijfers_van_die_dag(lot: Random):
    """A piece for each day on which something can change, so that nothing changes back within one."""
    with geschiedenis(lot) as g:
        g.vul(lot.randint(1, 3), lot.randint(2, 8), lot.randint(3, 7), lot.randint(0, 4))
        for zaak in g.sleutels("zaken", "zaak"):
            for melding in lot.sample(g.sleutels("meldingen", "melding"), 2):
                if f"{zaak};{melding}" not in g.sleutels("zaak_meldingen", "zaak_melding"):
                    g.dossier.koppel(zaak, melding, geregistreerd_op=lot.choice(g.momenten))
        g.neem()
        s = lot.choice(STANDEN[-2:])
        randen = [date(2021, 1, dag) for dag in (3, 4, 8, 10, 11, 20)]
        vakken = [Vak(van + timedelta(days=1), tot) for van, tot in pairwise(randen)]
        snede = lot.choice([ALLES, ALLES, *(snede for snede, _ in SNEDEN)])
        for vak in bereken_stroom(randen[-1], s, vakken, snede).vakken:
            assert dict(vak.kern) == +tel_kern(vak.vak.tot, s, snede), (vak.vak, g.alles())


@pytest.mark.django_db
def test_een_werkgever_en_een_instrument_worden_in_de_loop_van_de_tijd_iets_anders(dossier):
    """In no field of ours, then in one, then in both; issued without a visit, then with one."""
    w = dossier.werkgever()
    zaken = {}
    for dag, domein in (("2021-01-04", "BUITEN"), ("2021-01-08", "EERLIJK"), ("2021-01-10", "VEILIG_GEZOND")):
        zaken[domein] = dossier.zaak(
            dossier.melding(werkgever=w, ontvangen_op="2021-01-04T09:00:00Z"), domein=domein
        )
        dossier.interventie(zaken[domein], w, "AANSPREKEN_MONDELING", wijze="AFSTAND", uitgereikt_op=dag)
    o = dossier.overtreding(zaken["EERLIJK"], w, geconstateerd_op="2021-01-08")
    dossier.interventie(
        zaken["EERLIJK"], w, "WAARSCHUWING", wijze="AFSTAND", uitgereikt_op="2021-01-08", overtredingen=o
    )
    dossier.interventie(zaken["EERLIJK"], w, "LOCATIEBEZOEK", wijze="LOCATIE", uitgereikt_op="2021-01-10")
    dossier.neem()
    dagen = [date(2021, 1, dag) for dag in (4, 8, 10)]
    vakken = [Vak(dag, dag) for dag in dagen]
    kern = [vak.kern for vak in bereken_stroom(dagen[-1], datetime(2021, 6, 1, tzinfo=UTC), vakken).vakken]

    def reeks(code: str, rol: str, deel: str = "") -> list[int]:
        return [van_de_dag.get((code, rol, deel, ""), 0) for van_de_dag in kern]

    assert reeks("KC-08", "waarde") == [1, 1, 1]
    assert [reeks("KC-09", "delen", domein) for domein in ("EERLIJK", "VEILIG_GEZOND")] == [
        [0, 1, 1],
        [0, 0, 1],
    ]
    assert reeks("KC-09", "overlap") == [0, 0, 1]
    assert reeks("KC-13", "zonder_locatie") == [0, 1, 0]
    assert reeks("KC-13", "waarde") == reeks("KC-13", "delen", "WAARSCHUWING") == [0, 0, 1]
    assert reeks("KC-11", "waarde") == reeks("KC-12", "waarde") == [0, 0, 1]


def getallen(stroom: Stroom, moment: Moment) -> Iterator[tuple[Verwijzing, Moment, int]]:
    """Every number, with what stands behind it."""
    for cijfer, n in zip(PER_VERDELING, stroom.totaal, strict=True):
        yield Verwijzing(cijfer.code, "waarde"), moment, n
        for naam in VERDELINGEN:
            delen = {
                code: aantallen[PER_VERDELING.index(cijfer)] for code, aantallen in stroom.per[naam].items()
            }
            # Each melding is in exactly one part, but has a topic or more.
            assert sum(delen.values()) == n or (naam == "onderwerp" and sum(delen.values()) >= n)
            for code, m in delen.items():
                yield Verwijzing(cijfer.code, naam, (code,)), moment, m
    open_ = {fase: n for fase, n in stroom.delen["fase"].items() if fase != "AFGEROND"}
    for rol, per_code in (("fase", open_), ("leeftijd", dict(stroom.delen["leeftijd"]))):
        assert sum(per_code.values()) == stroom.totaal[3]
        for code, m in per_code.items():
            yield Verwijzing("ST-04", rol, (code,)), moment, m
    for code, m in stroom.delen["prioriteit"].items():
        yield Verwijzing("ST-05", "prioriteit", (code,)), moment, m
    for code, m in stroom.delen["afloop"].items():
        yield Verwijzing("ST-06", "afloop", (code,)), moment, m
    yield Verwijzing("ST-07", "waarde"), moment, stroom.termijn_voorbij
    for nummer, vak in enumerate(stroom.vakken, 1):
        deel = (str(nummer),)
        yield Verwijzing("ST-01", "vak", deel), moment, vak.binnen
        yield Verwijzing("ST-02", "vak", deel), moment, vak.besloten
        yield Verwijzing("ST-03", "vak", deel), moment, vak.afgerond
        toen = replace(moment, peildatum=vak.vak.tot, vakken=moment.vakken[:nummer])
        yield Verwijzing("ST-04", "waarde"), toen, vak.open


@pytest.mark.django_db
def test_een_getal_en_zijn_lijst_hebben_dezelfde_bron(dossier):
    """Also as a QuerySet, which is how a page reads it; with a percent sign, which is no parameter."""
    een = dossier.melding()
    dossier.melding(domein="EERLIJK", onderwerpen="LOON")
    dossier.neem()
    moment = Moment(
        date(2021, 1, 10), datetime(2021, 2, 1, tzinfo=UTC), (Vak(date(2021, 1, 4), date(2021, 1, 10)),)
    )
    gevonden = Melding.objects.filter(pk__in=ids(Verwijzing("KC-02", "delen", ("VEILIG_GEZOND",)), moment))
    assert [m.extern_kenmerk for m in gevonden] == [een]
    for kwaad in ("'; DROP TABLE x--", "100%", "%(tot)s"):
        assert aantal(Verwijzing("KC-02", "delen", (kwaad,)), moment) == 0


@pytest.mark.parametrize(
    ("getal", "delen", "gevonden"),
    [
        ("KC-01.waarde", [], True),
        ("KC-14.delen", ["AFSTAND", "BUITEN"], True),
        ("ST-01.vak", ["2"], True),
        ("ST-01.vak", ["twee"], False),
        ("KC-01.waarde", ["x"], False),
        ("KC-01", [], False),
        ("KC-99.waarde", [], False),
        ("", [], False),
    ],
)
def test_alleen_een_getal_van_ons_verwijst(getal, delen, gevonden):
    assert (lees(getal, delen) is not None) == gevonden


def test_een_periode_valt_in_stukken_zonder_gat_en_zonder_overlap():
    for per in (WEEK, MAAND):
        for dagen in range(40):
            van = date(2020, 12, 20)
            vakken = snijd(van, van + timedelta(days=dagen), per)
            alle = [
                vak.van + timedelta(days=n) for vak in vakken for n in range((vak.tot - vak.van).days + 1)
            ]
            assert alle == [van + timedelta(days=n) for n in range(dagen + 1)]
            assert all(vak.van.weekday() == 0 for vak in vakken[1:]) or per == MAAND


def test_elk_stroomcijfer_heeft_een_eigen_code_en_een_tekst():
    assert set(STROOMCIJFERS).isdisjoint(d.code for d in DEFINITIES)
    assert len({cijfer.tekst for cijfer in STROOMCIJFERS.values()}) == len(STROOMCIJFERS)


@pytest.mark.django_db
def test_een_vraag_is_te_laat_na_haar_klok_tot_het_antwoord_of_tot_zij_is_teruggenomen(dossier):
    """By the acts of the screens; what is answered later was open at the moments before."""
    for n in range(3):
        dossier.melding(
            melding=f"M{n}",
            werkgever=dossier.werkgever(provincie="GR"),
            ernst="laag",
            melder_email=f"iemand{n}@post.example",
        )
    dossier.neem()
    op = datetime(2021, 1, 12, 9, tzinfo=UTC)
    adviseer_stuk(dossierfeiten, op=op)
    door = Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST)
    een, twee, drie = Melding.objects.order_by("nummer")
    klokken = {
        aanvullen.vraag_aanvulling(melding, vraag="Waar?", door=door, op=op).uiterlijk
        for melding in (een, twee, drie)
    }
    (klok,) = klokken
    assert klok is not None
    aanvullen.ontvang_aanvulling(
        een, antwoord="Hier.", dossier=dossierfeiten, door=door, op=klok + timedelta(days=3)
    )
    acties.trek_in(twee, reden="Toch niet.", door=door, op=klok + timedelta(days=5))

    def te_laat(na: timedelta, dag: date = date(2021, 6, 1), **deel: str) -> int:
        s = klok + na
        stroom = bereken_stroom(dag, s, [Vak(date(2021, 1, 1), dag)], Snede(**deel))
        return stroom.totaal[PER_VERDELING.index(ONBEANTWOORD)]

    microseconde = timedelta(microseconds=1)
    assert [te_laat(na) for na in (-microseconde, timedelta(0), microseconde)] == [0, 0, 3]
    drie_dagen, vijf_dagen = timedelta(days=3), timedelta(days=5)
    assert [te_laat(drie_dagen - microseconde), te_laat(drie_dagen)] == [3, 2]
    assert [te_laat(vijf_dagen - microseconde), te_laat(vijf_dagen)] == [2, 1]
    assert [te_laat(timedelta(days=90), team=team) for team in ("NOORD", "WEST")] == [1, 0]
    # Of an earlier peildatum, as it is on record now.
    assert te_laat(timedelta(days=90), lokale_dag(klok)) == 0  # its last moment is the end of that day
    assert te_laat(timedelta(days=90), lokale_dag(klok) + timedelta(days=1)) == 3


@pytest.mark.django_db
def test_wat_er_van_een_instrument_werd_telt_vanaf_de_dag_dat_het_was(dossier):
    """As every fact: its own day up to the peildatum, and on record by the stand van."""
    werkgever, zaak = dossier.werkgever(), dossier.zaak(dossier.melding())
    overtreding = dossier.overtreding(zaak, werkgever)
    dossier.interventie(zaak, werkgever, "EIS", overtredingen=overtreding, termijn_tot="2021-01-12")
    dossier.neem()
    eis, door = Interventie.objects.get(), Gebruiker.objects.create(username="iris", rol=Rol.INSPECTEUR)
    for naar, dag, opgeschreven in (("NAGEKOMEN", 12, 20), ("NIET_NAGEKOMEN", 11, 21)):
        InterventieWissel.objects.create(
            interventie=eis,
            van="UITGEREIKT",
            naar=naar,
            dag=date(2021, 1, dag),
            op=datetime(2021, 1, opgeschreven, 9, tzinfo=UTC),
            door=door,
        )

    def afloop(peildatum: date, stand: date) -> tuple[dict[str, int], int]:
        stroom = bereken_stroom(peildatum, einde_van(stand), [Vak(date(2021, 1, 1), peildatum)])
        return dict(stroom.delen["afloop"]), stroom.termijn_voorbij

    half, eind = date(2021, 1, 15), date(2021, 2, 1)
    assert afloop(half, half) == ({"UITGEREIKT": 1}, 1)  # nobody knew yet
    assert afloop(half, eind) == ({"NAGEKOMEN": 1}, 0)
    assert afloop(date(2021, 1, 11), eind) == (
        {"NIET_NAGEKOMEN": 1},
        0,
    )  # written down last, but of a day before
    assert afloop(date(2021, 1, 10), eind) == ({"UITGEREIKT": 1}, 0)


@pytest.mark.django_db
def test_een_termijn_is_voorbij_na_de_dag_waarop_zij_echt_eindigt(dossier):
    """Over Easter 2021 (2 to 5 April), of terms that run on and of those too long for it."""
    werkgever, zaak = dossier.werkgever(), dossier.zaak(dossier.melding())
    overtreding = dossier.overtreding(zaak, werkgever)
    dagen = [date(2021, 3, 31) + timedelta(days=n) for n in range(12)]
    for dag in dagen[:10]:
        dossier.interventie(zaak, werkgever, "EIS", overtredingen=overtreding, termijn_tot=dag.isoformat())
    dossier.neem()
    vrij = VrijeDag.objects.dagen()
    kaal, echt = [], []
    for n, eis in enumerate(Interventie.objects.order_by("termijn_tot")):
        assert eis.termijn_tot is not None
        eis.uitgereikt_op = eis.termijn_tot - timedelta(days=90 if n % 3 else 91)
        eis.save(update_fields=["uitgereikt_op"])
        kaal.append(eis.termijn_tot)
        echt.append(eis.einde_termijn(vrij))
    assert kaal != echt
    for peildatum in dagen:
        stroom = bereken_stroom(peildatum, einde_van(date(2021, 6, 1)), [Vak(date(2021, 1, 1), peildatum)])
        assert stroom.termijn_voorbij == sum(einde is not None and einde < peildatum for einde in echt)
