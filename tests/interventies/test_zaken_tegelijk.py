"""Somebody is at work on a melding of a zaak while another finishes, closes or opens that zaak: one waits for the
other, and neither is thrown out. Every act takes what it holds before it writes the log, for the log is one chain, and
who writes in it holds it until the end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from inspectie.logboek import log
from inspectie.models import Rol
from interventies import concepten, onderzoek, samenvoegen, zaken
from interventies.berichten import Bezorging
from interventies.dossier import dossierfeiten
from interventies.models import Concept, Overdracht, Terugkoppeling, Toetsing, Zaak, ZaakStatus
from interventies.overdragen import Melderdeel
from interventies.overgedragen import lees_pakket
from interventies.rechtsgegevens import slot
from interventies.terugkoppelen import koppel_terug
from meldingen import acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import MelderInzage, Melding, Status
from tests.interventies.test_corrigeren import verander
from tests.interventies.test_overdragen import over
from tests.interventies.zaakhulp import (
    BEREIKBAAR,
    DAG,
    OP,
    besloten,
    gebruiker,
    inspecteur,
    melding_van,
    opzet,
    overtreding_in,
    teamleider,
    triagist,
    weg,
    werkgever_van,
    zaak_met,
)
from tests.maak import Dossier
from tests.tegelijk import RIJ, houd, naast

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dossier(transactional_db: None, tmp_path: Path) -> Dossier:
    return Dossier(tmp_path / "map")


WIE: dict[str, Any] = {"op": OP}


def getoetst(dossier: Dossier, **cellen: Any) -> Zaak:
    """A zaak of which nothing has to be done any more but to finish it."""
    triagist()
    zaak = zaak_met(dossier, **cellen)
    onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_AFSTAND, door=inspecteur(), op=OP)
    onderzoek.toets_melding(
        zaak, melding_van(zaak), resultaat="REEDS_IN_ORDE", dag=DAG, door=inspecteur(), op=OP
    )
    return zaak


def test_afronden_naast_wie_aan_een_melding_ervan_werkt(dossier):
    zaak = getoetst(dossier)
    assert not naast(houd(Melding.objects.all()), lambda: zaken.rond_af(zaak, door=inspecteur(), op=OP), *RIJ)
    zaak.refresh_from_db()
    assert zaak.status == ZaakStatus.AFGEROND
    assert Terugkoppeling.objects.count() == 1


def test_sluiten_naast_wie_aan_een_melding_ervan_werkt(dossier):
    zaak = getoetst(dossier)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    assert not naast(houd(Melding.objects.all()), lambda: zaken.sluit(zaak, door=inspecteur(), op=OP), *RIJ)
    assert Melding.objects.get().status == Status.AFGESLOTEN


def test_heropenen_naast_wie_een_melder_bericht_geeft(dossier):
    zaak = getoetst(dossier)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    assert not naast(
        houd(Terugkoppeling.objects.all()),
        lambda: zaken.heropen(zaak, reden="Toch niet.", door=inspecteur(), op=OP),
        *RIJ,
    )
    zaak.refresh_from_db()
    assert zaak.status == ZaakStatus.HEROPEND


def test_een_melder_bericht_geven_naast_wie_aan_die_melding_werkt(dossier):
    zaak = getoetst(dossier, **BEREIKBAAR)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    wacht = Terugkoppeling.objects.get()
    assert not naast(
        houd(Melding.objects.all()),
        lambda: koppel_terug(wacht, hoe=Bezorging("TELEFOON", "nl", DAG), door=inspecteur(), op=OP),
        *RIJ,
    )
    wacht.refresh_from_db()
    assert wacht.bericht is not None


def test_een_overdracht_met_de_melder_lezen_naast_wie_haar_herroept(dossier):
    overdracht = over(weg(dossier), melder=Melderdeel("De GGD belt de melder terug.", DAG))
    assert not naast(
        houd(Overdracht.objects.all()),
        lambda: lees_pakket(overdracht, reden="Voor de partner.", formaat="pdf", door=triagist(), op=OP),
        *RIJ,
    )
    assert MelderInzage.objects.filter(melding=overdracht.melding).count() == 2


def test_alle_meldingen_toetsen_naast_wie_aan_de_laatste_werkt(dossier):
    triagist()
    zaak = zaak_met(dossier)
    tweede = besloten(dossier, werkgever=str(werkgever_van(zaak).extern_kenmerk))
    zaken.bundel(zaak, tweede, door=triagist(), op=OP)
    assert not naast(
        houd(Melding.objects.filter(pk=tweede.pk)),
        lambda: onderzoek.toets_meldingen(zaak, resultaat="REEDS_IN_ORDE", dag=DAG, door=inspecteur(), op=OP),
        *RIJ,
    )
    assert Toetsing.objects.count() == 2


def test_naar_opsporing_sturen_naast_wie_aan_een_dubbele_ervan_werkt(dossier):
    """Its duplicates go with it."""
    werkgever = dossier.werkgever(naam="Kwartelzwaluw BV")
    for sleutel, van in {"eerst": "", "tweede": "eerst"}.items():
        dossier.melding(melding=sleutel, werkgever=werkgever, dubbel_van=van)
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    eerst, door = Melding.objects.get(extern_kenmerk="eerst"), triagist()
    advies = acties.laatste_advies(eerst).pk
    assert not naast(
        houd(Melding.objects.filter(extern_kenmerk="tweede")),
        lambda: acties.beslis(
            eerst, advies=advies, route="OPSPORING", prioriteit="P2", reden="Zo.", door=door, op=OP
        ),
        *RIJ,
    )
    assert set(Melding.objects.values_list("status", flat=True)) == {Status.NAAR_OPSPORING}


def test_een_concept_overnemen_naast_wie_het_recht_wijzigt(dossier):
    triagist()
    zaak = zaak_met(dossier)
    overtreding = overtreding_in(zaak, voorschrift="WML")
    concept = concepten.stel_op(zaak, opzet(zaak, "BOETERAPPORT", overtreding), door=inspecteur(), op=OP)
    ander = gebruiker("ida", Rol.INSPECTEUR)
    zaken.wijs_toe(zaak, ander, door=teamleider(), op=OP)
    later = OP + timedelta(hours=1)
    assert not naast(
        slot.houd_tegen, lambda: concepten.leg_voor(concept, versie=1, door=ander, op=later), "advisory"
    )
    concept.refresh_from_db()
    assert (concept.status, concept.opgesteld_door) == ("TER_BEOORDELING", ander)


def test_een_overtreding_vastleggen_naast_wie_de_werkgever_samenvoegt(dossier):
    """Who refers to the employer does not wait for it, with the log in hand, at the very end."""
    zaak = zaak_met(dossier)
    inspecteur()
    werkgever = werkgever_van(zaak)

    def leg_vast() -> None:
        try:
            overtreding_in(zaak, voorschrift="WML")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as werker, transaction.atomic():
        samenvoegen._vergrendel(werkgever, werkgever)
        werker.submit(leg_vast).result(30)
        log("proef", op=OP, onderwerp="proef:1")
    assert zaak.overtreding_set.count() == 1


def test_wie_wacht_op_een_correctie_treedt_op_met_wat_er_dan_staat(dossier):
    """The violation was read before its zaak was free."""
    zaak = zaak_met(dossier)
    overtreding = overtreding_in(zaak)
    zoals_gezien = opzet(zaak, "EIS", overtreding)
    fouten = naast(
        lambda: verander(overtreding, voorschrift="ATW"),
        lambda: concepten.stel_op(zaak, zoals_gezien, door=inspecteur(), op=OP),
        *RIJ,
    )
    assert ["kan geen eis staan" in str(fout) for fout in fouten] == [True]
    assert not Concept.objects.exists()
