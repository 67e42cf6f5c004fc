"""Every reason, on hundreds of requests (MEER_PROEVEN=3000: thousands), against a plain reading of the rules that
shares no code or data.

The reading gives the set of (column, violation) that must be refused: no reason too few, none too many.
"""

from dataclasses import replace
from datetime import date, timedelta

import holidays
from holidays.constants import OPTIONAL, PUBLIC
from hypothesis import given, settings
from hypothesis import strategies as st

from interventies.handhaving import (
    EerderInstrument,
    Geschiedenis,
    Overtreding,
    Verzoek,
    beoordeel,
    beoordeel_overtreding,
    toegestane_instrumenten,
)
from tests.interventies.voorbeelden import RECHT
from tests.proeven import proeven

NEDERLAND = holidays.country_holidays("NL", years=range(2019, 2025), categories=(PUBLIC, OPTIONAL))
GRENZEN = [date(2020, 11, 30), date(2020, 12, 1), date(2022, 5, 19), date(2022, 5, 20)]
DAGEN = (
    st.sampled_from(GRENZEN)
    | st.dates(date(2020, 11, 20), date(2021, 1, 20))
    | st.dates(date(2022, 5, 1), date(2022, 6, 10))
)
CODES = ["ZORGPLICHT", "RIE", "VOORLICHTING", "ARBOBESLUIT_3_2A", "WML", "WAV", "WAADI", "ATW"]
WERKGEVERS = ["W-1", "W-1", "W-1", "W-2"]
VOORGANGERS = ["V-1", "V-2", "V-3"]


def binnen(dag: date) -> bool:
    return date(2020, 12, 1) <= dag <= date(2022, 5, 19)


def werkelijk_einde(uitgereikt: date, tot: date) -> date:
    if tot - uitgereikt <= timedelta(days=90):
        while tot.isoweekday() > 5 or tot in NEDERLAND:
            tot += timedelta(days=1)
    return tot


def gewaarschuwd(o: Overtreding, v: Verzoek, g: Geschiedenis) -> bool:
    for i in g.instrumenten:
        if i.soort != "WAARSCHUWING" and i.soort != "EIS":
            continue
        if i.werkgever != v.werkgever and i.werkgever not in g.voorgangers:
            continue
        if o.voorschrift not in i.voorschriften or not i.uitgereikt_op < o.geconstateerd_op:
            continue
        if i.termijn_tot is None or werkelijk_einde(i.uitgereikt_op, i.termijn_tot) < o.geconstateerd_op:
            return True
    return False


def lezing(v: Verzoek, g: Geschiedenis) -> set[tuple[str, object]]:
    """The enforcement rules read aloud, in the order of the text: what is refused, and when."""
    gesprek = v.soort in (
        "TELEFONISCH_GESPREK",
        "AANSPREKEN_MONDELING",
        "AANSPREKEN_SCHRIFTELIJK",
        "LOCATIEBEZOEK",
    )
    instrument = v.soort in ("WAARSCHUWING", "EIS", "STILLEGGING", "BOETERAPPORT")
    op_28 = v.grondslag in ("ARBOWET_28_1", "ARBOWET_28_7")
    gevaar = any(o.ernstig_gevaar for o in v.overtredingen)
    nee: list[tuple[str, object, bool]] = [
        ("soort", None, not gesprek and not instrument),
        ("wijze", None, v.soort == "LOCATIEBEZOEK" and v.wijze != "LOCATIE"),
        ("wijze", None, v.soort == "TELEFONISCH_GESPREK" and v.wijze != "AFSTAND"),
        ("veiligheidstoets", None, v.wijze == "LOCATIE" and v.veiligheidstoets != "AKKOORD"),
        ("overtredingen", None, instrument and len(v.overtredingen) == 0),
        ("grondslag", None, v.soort == "EIS" and v.grondslag != "ARBOWET_27"),
        ("grondslag", None, v.soort == "STILLEGGING" and not op_28),
        ("grondslag", None, (gesprek or v.soort in ("WAARSCHUWING", "BOETERAPPORT")) and v.grondslag != ""),
        ("termijn_tot", None, v.soort == "EIS" and v.termijn_tot is None),
        ("toelichting", None, v.soort == "EIS" and v.voorgeschreven_wijze == ""),
        ("termijn_tot", None, v.termijn_tot is not None and v.termijn_tot < v.uitgereikt_op),
        (
            "grondslag",
            None,
            v.soort == "STILLEGGING"
            and v.grondslag == "ARBOWET_28_1"
            and len(v.overtredingen) > 0
            and not gevaar,
        ),
    ]
    for o in v.overtredingen:
        tijdelijk, dag, arbo = (
            o.voorschrift == "ARBOBESLUIT_3_2A",
            o.geconstateerd_op,
            o.voorschrift in CODES[:4],
        )
        eerst = o.voorschrift in ("ZORGPLICHT", "RIE", "VOORLICHTING")
        ernstig = o.ernstige_mate_motivering != ""
        op_28_7 = v.soort == "STILLEGGING" and v.grondslag == "ARBOWET_28_7"
        rapport = v.soort == "BOETERAPPORT"
        nee += [
            ("overtredingen", o.sleutel, o.voorschrift not in CODES),
            ("overtredingen", o.sleutel, tijdelijk and not binnen(dag)),
            ("overtredingen", o.sleutel, o.zaak != v.zaak or o.werkgever != v.werkgever),
            ("overtredingen", o.sleutel, dag > v.uitgereikt_op),
            (
                "overtredingen",
                o.sleutel,
                v.soort in ("EIS", "STILLEGGING") and o.voorschrift in CODES and not arbo,
            ),
            ("overtredingen", o.sleutel, rapport and eerst and not gewaarschuwd(o, v, g)),
            ("overtredingen", o.sleutel, rapport and tijdelijk and not ernstig),
            ("grondslag", o.sleutel, op_28_7 and not binnen(dag)),
            ("grondslag", o.sleutel, op_28_7 and not ernstig),
        ]
    return {(kolom, sleutel) for kolom, sleutel, geweigerd in nee if geweigerd}


@st.composite
def verzoeken(draw: st.DrawFn) -> Verzoek:
    soort = draw(
        st.sampled_from(
            ["BOETERAPPORT"] * 5 + ["STILLEGGING"] * 4 + ["EIS"] * 3 + ["WAARSCHUWING"] * 2
            + ["TELEFONISCH_GESPREK", "AANSPREKEN_MONDELING", "AANSPREKEN_SCHRIFTELIJK", "LOCATIEBEZOEK"]
            + ["SLUITING", "BOETE"]
        )
    )  # fmt: skip
    # A tidy request has only the faults that its own rule is about, so that each rule decides alone often.
    net = draw(st.integers(0, 3)) > 0
    codes = CODES[:4] if net and soort in ("EIS", "STILLEGGING") else CODES
    overtredingen = tuple(
        Overtreding(
            sleutel=f"O-{nummer}",
            zaak="Z-1" if net else draw(st.sampled_from(["Z-1", "Z-1", "Z-2"])),
            werkgever="W-1" if net else draw(st.sampled_from(["W-1", "W-1", "W-2"])),
            voorschrift=draw(st.sampled_from(codes if net else [*CODES, "THUISWERKEN", "ARBOWET_99"])),
            geconstateerd_op=draw(DAGEN),
            ernstig_gevaar=draw(st.booleans()),
            ernstige_mate_motivering=draw(st.sampled_from(["", "Geen maatregelen.", "Alles ontbrak."])),
        )
        for nummer in range(draw(st.integers(1 if net else 0, 3)))
    )
    juiste = {"EIS": ["ARBOWET_27"], "STILLEGGING": ["ARBOWET_28_1", "ARBOWET_28_7"]}.get(soort, [""])
    andere = ["", "ARBOWET_27", "ARBOWET_28_1", "ARBOWET_28_7", "X"]
    uitgereikt = date(2022, 7, 1) if net else draw(DAGEN)
    return Verzoek(
        soort=soort,
        wijze=draw(st.sampled_from(["AFSTAND", "LOCATIE"])),
        zaak="Z-1",
        werkgever="W-1",
        uitgereikt_op=uitgereikt,
        grondslag=draw(st.sampled_from(juiste if net else juiste * 4 + andere)),
        termijn_tot=draw(
            st.none() | st.dates(uitgereikt - timedelta(days=2), uitgereikt + timedelta(days=40))
        ),
        voorgeschreven_wijze=draw(st.sampled_from(["", "Schermen plaatsen.", "RI&E aanpassen."])),
        veiligheidstoets=draw(st.sampled_from(["AKKOORD", "AKKOORD", "AKKOORD", "NIET_AKKOORD", ""])),
        overtredingen=overtredingen,
    )


@st.composite
def geschiedenissen(draw: st.DrawFn) -> Geschiedenis:
    instrumenten = []
    for nummer in range(draw(st.integers(0, 4))):
        uitgereikt = draw(DAGEN)
        instrumenten.append(
            EerderInstrument(
                sleutel=f"I-{nummer}",
                soort=draw(st.sampled_from(["WAARSCHUWING", "EIS", "WAARSCHUWING", "EIS", "STILLEGGING"])),
                voorschriften=draw(st.frozensets(st.sampled_from(CODES[:4]), min_size=1, max_size=3)),
                werkgever=draw(st.sampled_from([*WERKGEVERS, *VOORGANGERS])),
                uitgereikt_op=uitgereikt,
                termijn_tot=draw(st.none() | st.dates(uitgereikt, uitgereikt + timedelta(days=100))),
            )
        )
    return Geschiedenis(tuple(instrumenten), frozenset(VOORGANGERS[: draw(st.integers(0, 3))]))


@settings(max_examples=proeven(200))
@given(v=verzoeken(), g=geschiedenissen())
def test_elke_weigering_is_die_van_de_letterlijke_lezing(v: Verzoek, g: Geschiedenis):
    uitkomst = beoordeel(v, g, RECHT)
    assert {(w.kolom, w.overtreding) for w in uitkomst.weigeringen} == lezing(v, g)
    assert uitkomst.toegestaan is (not uitkomst.weigeringen)
    assert bool(uitkomst.grondslag) is (
        uitkomst.toegestaan and v.soort in ("WAARSCHUWING", "EIS", "STILLEGGING", "BOETERAPPORT")
    )


@settings(max_examples=proeven(120))
@given(v=verzoeken(), g=geschiedenissen())
def test_een_boeterapport_na_waarschuwing_is_dat_van_de_letterlijke_lezing(v: Verzoek, g: Geschiedenis):
    alleen_rie = tuple(
        replace(o, voorschrift="RIE", zaak="Z-1", werkgever="W-1") for o in v.overtredingen[:1] or [_rie(v)]
    )
    rapport = replace(
        v,
        soort="BOETERAPPORT",
        grondslag="",
        wijze="AFSTAND",
        termijn_tot=None,
        uitgereikt_op=date(2022, 7, 1),
        overtredingen=alleen_rie,
    )
    assert beoordeel(rapport, g, RECHT).toegestaan is gewaarschuwd(alleen_rie[0], rapport, g)


def _rie(v: Verzoek) -> Overtreding:
    return Overtreding("O-0", v.zaak, v.werkgever, "RIE", v.uitgereikt_op)


@settings(max_examples=proeven(50))
@given(v=verzoeken(), g=geschiedenissen())
def test_wat_een_scherm_aanbiedt_wordt_ingevuld_ook_toegestaan(v: Verzoek, g: Geschiedenis):
    vaste = {"LOCATIEBEZOEK": "LOCATIE", "TELEFONISCH_GESPREK": "AFSTAND"}
    for keuze in toegestane_instrumenten(v, g, RECHT):
        ingevuld = replace(
            v,
            soort=keuze.soort,
            grondslag=keuze.grondslag,
            wijze=vaste.get(keuze.soort, v.wijze),
            termijn_tot=v.termijn_tot or date(2022, 8, 1),
            voorgeschreven_wijze="Schermen plaatsen.",
        )
        assert keuze.oordeel.toegestaan is beoordeel(ingevuld, g, RECHT).toegestaan


@settings(max_examples=proeven(50))
@given(v=verzoeken(), g=geschiedenissen())
def test_een_geweigerde_overtreding_draagt_nooit_een_instrument(v: Verzoek, g: Geschiedenis):
    if any(beoordeel_overtreding(o, RECHT) for o in v.overtredingen):
        assert not beoordeel(v, g, RECHT).toegestaan


@settings(max_examples=proeven(50))
@given(v=verzoeken(), g=geschiedenissen())
def test_de_volgorde_van_overtredingen_en_geschiedenis_doet_er_niet_toe(v: Verzoek, g: Geschiedenis):
    omgekeerd = beoordeel(
        replace(v, overtredingen=v.overtredingen[::-1]), replace(g, instrumenten=g.instrumenten[::-1]), RECHT
    )
    assert set(omgekeerd.weigeringen) == set(beoordeel(v, g, RECHT).weigeringen)


@settings(max_examples=proeven(50))
@given(v=verzoeken(), g=geschiedenissen())
def test_meer_geschiedenis_maakt_een_boeterapport_nooit_ontoelaatbaar(v: Verzoek, g: Geschiedenis):
    if beoordeel(v, Geschiedenis(), RECHT).toegestaan:
        assert beoordeel(v, g, RECHT).toegestaan
