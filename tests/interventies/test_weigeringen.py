"""What the database itself refuses, also from our own code."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import F
from django.utils import timezone

from inspectie.blijvend import AANVULBAAR, TABELLEN, geef_vrij, onbeschermd
from interventies import afschrift, concepten, onderzoek, stukken
from interventies.berichten import Bezorging, leg_bericht_vast, teksten_op
from interventies.dossier import dossierfeiten
from interventies.handhaven import laat_zonder_gevolg, voer_in, volg_op
from interventies.models import (
    Afschrift,
    Bericht,
    Bijlage,
    BijlageInhoud,
    BijlageWeg,
    Brief,
    Brieftekst,
    ConceptStap,
    Contact,
    Grondslag,
    InterventieStatus,
    InterventieWissel,
    Overdrachtspakket,
    Toetsing,
    Voorschrift,
    ZaakWissel,
    ZonderGevolg,
)
from interventies.overdragen import Opzet, draag_over
from interventies.sjablonen import van_overdracht
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melder, Melding, MeldingTekst, TriageBesluit, Werkgever
from rapportages.controles import CONTROLES
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    inspecteur,
    melding_van,
    opzet,
    overtreding_in,
    triagist,
    zaak_met,
)

BLIJVEND: set[type[Any]] = {
    Afschrift,
    Bijlage,
    BijlageWeg,
    Brief,
    Brieftekst,
    Bericht,
    ConceptStap,
    Contact,
    InterventieWissel,
    Melder,
    MeldingTekst,
    Overdrachtspakket,
    Toetsing,
    ZaakWissel,
    ZonderGevolg,
}


@pytest.fixture
def gevuld(dossier):
    m = dossier.melding(
        werkgever=dossier.werkgever(), omschrijving="Te dicht op elkaar.", melder_naam="Anna Kowalska"
    )
    dossier.zaak(m)
    dossier.toetsing(m, "OPEN")
    dossier.melding(ernst="laag")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=timezone.now())


@pytest.fixture
def behandeld(gevuld, dossier):
    """A zaak in which of everything there is one."""
    zaak = zaak_met(dossier, omschrijving="", melder_naam="")
    wie: Any = {"door": inspecteur(), "op": OP}
    onderzoek.noteer_contact(zaak, dag=DAG, wijze="TELEFOON", met="De chef", verslag="Belt terug.", **wie)
    laat_zonder_gevolg(overtreding_in(zaak), reden="Al hersteld.", **wie)
    concept = concepten.stel_op(zaak, opzet(zaak, "EIS", overtreding_in(zaak)), **wie)
    interventie = voer_in(zaak, opzet(zaak, "EIS"), DAG, inspecteur(), OP)
    volg_op(interventie, InterventieStatus.NAGEKOMEN, dag=DAG, **wie)
    concepten.stel_vast(concept, versie=1, **wie)
    for inhoud in (b"%PDF-1.7 een", b"%PDF-1.7 twee"):
        stuk = stukken.voeg_toe(zaak, naam="plan.pdf", inhoud=inhoud, herkomst="WERKGEVER", **wie)
    stukken.haal_weg(stuk, reden="Verkeerde zaak.", **wie)
    BijlageInhoud.objects.all().delete()
    afschrift.maak(zaak, omvang="ZONDER_BRON", formaat="pdf", reden="Op verzoek.", **wie)
    melding = melding_van(zaak)
    draag_over(melding, Opzet("GGD", ["FEITEN"], geen_bericht_reden="Anoniem."), door=triagist(), op=OP)
    over = teksten_op(DAG), "nl"
    tekst = van_overdracht(*over, nummer=1, ontvangen=DAG, partner="GGD", dag=DAG, met_gegevens=False)
    leg_bericht_vast(melding, Bericht.Soort.OVERDRACHT, tekst, Bezorging("BRIEF", "nl", DAG), **wie)


def test_een_tabel_die_haar_bescherming_verloor_wordt_genoemd(db):
    for tabel in (*TABELLEN, *AANVULBAAR):
        assert list(onbeschermd(connection)) == []
        with transaction.atomic():
            geef_vrij(connection, tabel)
            assert list(onbeschermd(connection)) == [tabel]
            assert list(CONTROLES["wat blijft kan niet worden gewijzigd"]()) != []
            transaction.set_rollback(True)


def test_wat_is_opgeschreven_verandert_niet_en_is_wel_terug_te_nemen(behandeld):
    for model in sorted(BLIJVEND, key=str):
        tabel, sleutel = model._meta.db_table, model._meta.pk.column
        moment = next(veld.name for veld in model._meta.fields if isinstance(veld, models.DateField))
        with pytest.raises(DatabaseError, match="wordt nooit gewijzigd"), transaction.atomic():
            model.objects.update(**{moment: timezone.now()})
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {tabel} WHERE {sleutel} = (SELECT MIN({sleutel}) FROM {tabel})")
            assert cursor.rowcount == 1, tabel
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("model", "velden"),
    [
        (Melding, {"dubbel_van": F("id")}),
        (Werkgever, {"samengevoegd_in": F("id")}),
        (Werkgever, {"rechtsopvolger_van": F("id")}),
        (Werkgever, {"hoofd": F("id")}),
        (TriageBesluit, {"besloten_op": timezone.now()}),
        (TriageBesluit, {"besluit_route": "TELEFONISCH"}),
        (Voorschrift, {"geldig_van": date(2021, 1, 2), "geldig_tot": date(2021, 1, 1)}),
        (Grondslag, {"geldig_van": date(2021, 1, 2), "geldig_tot": date(2021, 1, 1)}),
    ],
)
def test_wat_niet_kan_bestaan_wordt_geweigerd(gevuld, model: type[models.Model], velden):
    assert model._default_manager.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.update(**velden)


@pytest.mark.parametrize("model", [Voorschrift, Grondslag])
def test_wat_altijd_geldt_staat_er_een_keer(db, model):
    rij = model.objects.filter(geldig_van=None).first()
    rij.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        rij.save(force_insert=True)
