"""Figures counted on from an earlier count are those of counting everything: random histories, with corrections,
employers merged and taken apart, late registrations, duplicates, decisions taken back, and what comes in behind."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from inspectie.tijd import lokale_dag
from interventies.models import Interventie
from meldingen.models import Melding, Status
from rapportages import opnemen
from rapportages.kerncijfers import bereken
from rapportages.kerncijfers.opname import neem_op
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.kerncijfers.stroomtelling import bereken_stroom
from rapportages.kerncijfers.vakken import MAAND, WEEK, snijd
from rapportages.kerncijfers.verwijzing import Moment
from tests.rapportages.beginnen import NU
from tests.rapportages.test_kerncijfers_naverteld import (
    LATER,
    MOMENTEN,
    PEILDATA,
    PROEVEN,
    STANDEN,
    VASTE_INSTELLINGEN,
    geschiedenis,
)
from tests.rapportages.test_opname import VANAF, nu, opnieuw, tel, vorige
from tests.rapportages.test_stroom import SNEDEN, plichten, stappen, vervolg

DELEN = [ALLES, ALLES, Snede(team="OPSPORING"), *(snede for snede, _ in SNEDEN)]


def een_moment(lot: Random, snede: Snede, standen: list[datetime], dag: date | None = None) -> Moment:
    s = lot.choice(standen)
    p = dag or lot.choice([*PEILDATA, date(2021, 2, 20), date(2022, 6, 1), lokale_dag(s)])
    vakken = snijd(p - timedelta(days=lot.randint(0, 40)), p, lot.choice([WEEK, MAAND]))
    return Moment(p, s, tuple(vakken), snede)


@settings(VASTE_INSTELLINGEN, phases=(Phase.explicit, Phase.generate), max_examples=max(3, PROEVEN // 3))
@given(lot=st.randoms(use_true_random=False))
@pytest.mark.django_db
def test_doortellen_geeft_wat_opnieuw_tellen_geeft(lot: Random):
    standen = sorted(set(lot.choices(STANDEN, k=lot.randint(1, 3))))
    bewaakt = lot.random() < 0.5  # from before there was anything, or from the first count on
    with geschiedenis(lot) as g:
        if bewaakt:
            assert opnemen.bewaak(VANAF)
        g.vul(lot.randint(2, 4), lot.randint(2, 8), lot.randint(1, 4), lot.randint(0, 10))
        g.neem()
        if lot.random() < 0.5:
            stappen(lot, g)
            plichten(lot)
        snede = lot.choice(DELEN)
        assert bewaakt or opnemen.bewaak(standen[0])
        gevraagd = []
        for stand in standen:  # one from the other; some for a day that somebody asked for
            dag = lot.choice([None, *PEILDATA])
            neem_op(stand, snede, dag, gevraagd_op=NU if dag else None).save()
            gevraagd += [dag] if dag else []
        g.momenten = lot.choice([LATER[-2:], LATER[-2:], MOMENTEN])  # or registered behind the counts
        g.vul(lot.randint(0, 2), lot.randint(1, 4), lot.randint(1, 2), lot.randint(0, 12))
        g.neem()
        vervolg(lot, lot.choice(STANDEN))
        for melding in lot.sample(list(Melding.objects.all()), 2):  # to Opsporing, and back again
            status = lot.choice([Status.NAAR_OPSPORING, Status.IN_TRIAGE])
            Melding.objects.filter(pk=melding.pk).update(status=status)
        for moment in [een_moment(lot, snede, STANDEN, dag) for dag in [None, None, None, *gevraagd]]:
            opnieuw = (
                bereken(moment.peildatum, moment.stand_van, snede),
                bereken_stroom(moment.peildatum, moment.stand_van, list(moment.vakken), snede),
            )
            assert tel(moment) == opnieuw, (moment, g.alles())


@pytest.mark.django_db
def test_wat_er_al_stond_toen_de_bewaking_begon_en_pas_later_telt_telt_mee(dossier, settings):
    """Registered in the minutes that a count stays behind, or with a day that is still to come."""
    settings.OPNAME_VANAF = 0
    d, werkgever = dossier, dossier.werkgever()
    net = (NU - timedelta(minutes=1)).isoformat()
    een = d.melding(werkgever=werkgever)
    d.melding(werkgever=werkgever, geregistreerd_op=net)
    zaak = d.zaak(een)
    d.interventie(zaak, werkgever, "LOCATIEBEZOEK")
    d.neem()
    Interventie.objects.update(uitgereikt_op=lokale_dag(NU) + timedelta(days=3))
    assert opnemen.houd_bij(nu=NU) > 0
    for dagen in (0, 2, 3, 5):
        assert vorige(nu(dagen)) is not None
        assert tel(nu(dagen)) == opnieuw(nu(dagen)), dagen
