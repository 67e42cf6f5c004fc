"""What people do with a melding in triage, and what is refused."""

from datetime import UTC, datetime

import pytest

from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from meldingen import acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Status
from meldingen.statussen import OVERGANGEN, wissel
from tests.maak import Dossier

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)


@pytest.fixture
def triagist(db):
    return Gebruiker.objects.create_user("tariq", rol=Rol.TRIAGIST)


@pytest.fixture
def teamleider(db):
    return Gebruiker.objects.create_user("thea", rol=Rol.TEAMLEIDER)


def in_triage(dossier: Dossier, **cellen: str) -> Melding:
    """A melding with its advice: by phone, P3, unless the cells say otherwise."""
    gewoon = {"ernst": "significant", "werkgever": dossier.werkgever(), "toestemming_contact_werkgever": "ja"}
    sleutel = dossier.melding(**gewoon | cellen)
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    return Melding.objects.get(extern_kenmerk=sleutel)


def test_het_advies_overnemen_vraagt_geen_reden(dossier, triagist):
    melding = in_triage(dossier)
    besluit = acties.beslis(melding, route="TELEFONISCH", prioriteit="P3", door=triagist, op=OP)
    assert (besluit.route, besluit.besluit_route, besluit.besloten_door) == (
        "TELEFONISCH",
        "TELEFONISCH",
        triagist,
    )


def test_de_melding_volgt_haar_advies_en_daarna_het_besluit(dossier, triagist):
    melding = in_triage(dossier, ontvangen_op="2021-01-08T10:00:00+01:00")
    advies = melding.besluiten.get()
    assert (melding.route, melding.prioriteit, melding.uiterlijk, melding.besloten_op) == (
        advies.route,
        advies.prioriteit,
        advies.uiterlijk,
        None,
    )
    acties.beslis(melding, route="DIRECT_LOCATIE", prioriteit="P1", reden="Acuut.", door=triagist, op=OP)
    melding.refresh_from_db()
    # Another priority has another clock: 24 hours from the receipt.
    een_dag_later = datetime(2021, 1, 9, 9, tzinfo=UTC)
    assert (melding.route, melding.prioriteit, melding.uiterlijk, melding.besloten_op) == (
        "DIRECT_LOCATIE",
        "P1",
        een_dag_later,
        OP,
    )


def test_afwijken_van_het_advies_vraagt_een_reden_en_bewaart_beide(dossier, triagist):
    melding = in_triage(dossier)
    with pytest.raises(Regelfout, match="geef daar een reden"):
        acties.beslis(melding, route="AANSPREKEN", prioriteit="P4", door=triagist, op=OP)
    reden = "Brief volstaat."
    besluit = acties.beslis(melding, route="AANSPREKEN", prioriteit="P4", reden=reden, door=triagist, op=OP)
    assert (besluit.route, besluit.besluit_route, besluit.besluit_reden) == (
        "TELEFONISCH",
        "AANSPREKEN",
        reden,
    )


def test_een_melding_wordt_maar_een_keer_beoordeeld(dossier, triagist, teamleider):
    melding = in_triage(dossier)
    acties.beslis(melding, route="TELEFONISCH", prioriteit="P3", door=triagist, op=OP)
    with pytest.raises(Regelfout, match="al besloten"):
        acties.beslis(melding, route="TELEFONISCH", prioriteit="P3", door=teamleider, op=OP)


def test_registreren_en_geen_opvolging_eindigen_hier(dossier, triagist):
    melding = in_triage(dossier)
    acties.beslis(
        melding, route="REGISTREREN", prioriteit="", reden="Alleen ter kennis.", door=triagist, op=OP
    )
    melding.refresh_from_db()
    assert melding.status == Status.GEREGISTREERD


def test_bij_een_verzoek_24_7_is_geen_opvolging_nooit_mogelijk(dossier, teamleider):
    melding = in_triage(dossier, verzoek_24_7="ja", melder_type="ONDERNEMINGSRAAD")
    with pytest.raises(Regelfout, match="24 lid 7"):
        acties.beslis(melding, route="GEEN_OPVOLGING", prioriteit="", reden="Vol.", door=teamleider, op=OP)


def test_zonder_opvolging_sluiten_bij_ernst_bevestigt_een_teamleider(dossier, triagist, teamleider):
    melding = in_triage(dossier, ernst="ernstig", werkgever="")
    with pytest.raises(Regelfout, match="teamleider"):
        acties.beslis(melding, route="GEEN_OPVOLGING", prioriteit="", door=triagist, op=OP)
    acties.beslis(melding, route="GEEN_OPVOLGING", prioriteit="", door=teamleider, op=OP)
    melding.refresh_from_db()
    assert melding.status == Status.AFGESLOTEN


def test_heropenen_vraagt_een_reden_en_verandert_de_ontvangst_niet(dossier, triagist):
    melding = in_triage(dossier)
    ontvangen = melding.ontvangen_op
    with pytest.raises(Regelfout, match="nog open"):
        acties.heropen(melding, reden="Nieuw feit.", dossier=dossierfeiten, door=triagist, op=OP)
    acties.beslis(melding, route="REGISTREREN", prioriteit="", reden="Ter kennis.", door=triagist, op=OP)
    with pytest.raises(Regelfout, match="reden"):
        acties.heropen(melding, reden=" ", dossier=dossierfeiten, door=triagist, op=OP)
    acties.heropen(melding, reden="Nieuw feit.", dossier=dossierfeiten, door=triagist, op=OP)
    melding.refresh_from_db()
    assert (melding.status, melding.ontvangen_op) == (Status.IN_TRIAGE, ontvangen)
    besluit = acties.beslis(melding, route="TELEFONISCH", prioriteit="P3", door=triagist, op=OP)
    assert list(melding.besluiten.values_list("besluit_route", flat=True)) == [
        "REGISTREREN",
        besluit.besluit_route,
    ]


def test_een_aanvulling_vragen_kan_alleen_aan_wie_bereikbaar_is(dossier, triagist):
    stil = in_triage(dossier)
    with pytest.raises(Regelfout, match="niet bereikbaar"):
        acties.vraag_aanvulling(stil, vraag="Welk bedrijf?", door=triagist, op=OP)
    bereikbaar = in_triage(Dossier(dossier.map.with_name("twee")), melder_email="x@y.example", melding="MX")
    acties.vraag_aanvulling(bereikbaar, vraag="Welk bedrijf?", door=triagist, op=OP)
    acties.ontvang_aanvulling(bereikbaar, door=None, op=OP)
    bereikbaar.refresh_from_db()
    assert bereikbaar.status == Status.IN_TRIAGE


def test_elke_andere_stap_dan_in_de_tabel_wordt_geweigerd(dossier, triagist):
    melding = in_triage(dossier)
    for van in Status:
        for naar in Status:
            melding.status = van
            if naar in OVERGANGEN[van]:
                wissel(melding, naar, op=OP, door=triagist)
            else:
                with pytest.raises(Regelfout, match="kan niet naar"):
                    wissel(melding, naar, op=OP, door=triagist)


def test_een_weigering_laat_geen_spoor_na(dossier, triagist):
    melding = in_triage(dossier)
    voor = Logregel.objects.count()
    with pytest.raises(Regelfout):
        acties.beslis(melding, route="SLUITING", prioriteit="P1", door=triagist, op=OP)
    assert Logregel.objects.count() == voor
