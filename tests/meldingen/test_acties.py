"""What people do with a melding in triage, and what is refused."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.utils import translation

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from meldingen import aanvullen, acties
from meldingen.adviseren import adviseer_stuk
from meldingen.melders import lees_melder
from meldingen.models import Aanvulling, MelderInzage, Melding, Status, StatusWissel, TriageBesluit
from meldingen.statussen import OVERGANGEN, wissel
from tests.maak import Dossier, cijfers

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


def beslis(melding: Melding, **keuze: Any) -> TriageBesluit:
    """Decide on the latest advice, by someone who saw it."""
    advies = melding.besluiten.last()
    assert advies is not None
    return acties.beslis(melding, advies=advies.pk, op=OP, **keuze)


def test_het_advies_overnemen_vraagt_geen_reden(dossier, triagist):
    melding = in_triage(dossier)
    besluit = beslis(melding, route="TELEFONISCH", prioriteit="P3", door=triagist)
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
    beslis(melding, route="DIRECT_LOCATIE", prioriteit="P1", reden="Acuut.", door=triagist)
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
        beslis(melding, route="AANSPREKEN", prioriteit="P4", door=triagist)
    reden = "Brief volstaat."
    besluit = beslis(melding, route="AANSPREKEN", prioriteit="P4", reden=reden, door=triagist)
    assert (besluit.route, besluit.besluit_route, besluit.besluit_reden) == (
        "TELEFONISCH",
        "AANSPREKEN",
        reden,
    )


def test_een_melding_wordt_maar_een_keer_beoordeeld(dossier, triagist, teamleider):
    Gebruiker.objects.filter(pk=triagist.pk).update(first_name="Tariq", last_name="Aydin")
    melding = in_triage(dossier)
    beslis(melding, route="TELEFONISCH", prioriteit="P3", door=triagist)
    with pytest.raises(Regelfout, match=r"al besloten.* door Tariq Aydin op"):
        beslis(melding, route="TELEFONISCH", prioriteit="P3", door=teamleider)


def test_registreren_en_geen_opvolging_eindigen_hier(dossier, triagist):
    melding = in_triage(dossier)
    beslis(melding, route="REGISTREREN", prioriteit="", reden="Alleen ter kennis.", door=triagist)
    melding.refresh_from_db()
    assert melding.status == Status.GEREGISTREERD


def test_naar_opsporing_sturen_haalt_de_melding_weg_en_zij_blijft_meetellen(dossier, triagist, teamleider):
    melding = in_triage(dossier, opsporing_indicatie="ja", personen_in_gevaar="ja")
    voor = cijfers("2021-01-10")["KC-01"].waarde
    besluit = beslis(melding, route="OPSPORING", prioriteit="P1", door=triagist)
    assert besluit.route == "OPSPORING", "zo adviseerde de regel"
    melding.refresh_from_db()
    assert (melding.status, melding.domein) == (Status.NAAR_OPSPORING, "VEILIG_GEZOND")
    for wie in (triagist, teamleider):
        assert not Melding.objects.zichtbaar_voor(wie).filter(pk=melding.pk).exists()
    assert (cijfers("2021-01-10")["KC-01"].waarde, voor) == (1, 1)
    stap = melding.wissels.get()
    assert (stap.van, stap.naar, stap.door) == ("IN_TRIAGE", "NAAR_OPSPORING", triagist)


def test_wie_niet_naar_opsporing_mag_sturen_doet_het_niet(dossier):
    melding = in_triage(dossier, opsporing_indicatie="ja")
    inspecteur = Gebruiker.objects.create_user("ina", rol=Rol.INSPECTEUR)
    with pytest.raises(Regelfout, match="naar Opsporing"):
        beslis(melding, route="OPSPORING", prioriteit="P2", door=inspecteur)
    melding.refresh_from_db()
    assert melding.status == Status.IN_TRIAGE


def test_het_algemene_proces_sluit_met_een_reden_en_telt_niet(dossier, triagist):
    melding = in_triage(dossier, corona_relatie="GEEN")
    assert cijfers("2021-01-10")["KC-01"].waarde == 0
    with translation.override("en"):  # what is kept is Dutch all the same
        beslis(melding, route="ALGEMEEN", prioriteit="", door=triagist)
    melding.refresh_from_db()
    assert melding.status == Status.AFGESLOTEN
    assert "niet met corona" in melding.wissels.get().toelichting
    assert cijfers("2021-01-10")["KC-01"].waarde == 0
    acties.heropen(melding, reden="Toch wel.", dossier=dossierfeiten, door=triagist, op=OP)
    melding.refresh_from_db()
    assert melding.wacht_op_besluit


def test_wat_meetelt_gaat_niet_naar_het_algemene_proces(dossier, triagist):
    melding = in_triage(dossier)
    with pytest.raises(Regelfout, match="niet met corona te maken"):
        beslis(melding, route="ALGEMEEN", prioriteit="", reden="Een vraag.", door=triagist)
    assert cijfers("2021-01-10")["KC-01"].waarde == 1


def test_een_verzoek_24_7_zonder_corona_gaat_wel_verder_in_het_algemene_proces(dossier, triagist):
    """It is followed up there: that is not closing without."""
    melding = in_triage(dossier, corona_relatie="GEEN", verzoek_24_7="ja", melder_type="VAKBOND")
    genomen = beslis(melding, route="ALGEMEEN", prioriteit="", door=triagist)
    wacht = acties.herroep(melding, besluit=genomen.pk, reden="Te snel.", door=triagist, op=OP)
    melding.refresh_from_db()
    assert (melding.status, wacht.route) == (Status.IN_TRIAGE, "ALGEMEEN")


@pytest.mark.parametrize("route", ["GEEN_OPVOLGING", "REGISTREREN"])
@pytest.mark.parametrize("melder_type", ["ONDERNEMINGSRAAD", "WERKNEMER"])
def test_bij_een_verzoek_24_7_is_sluiten_zonder_opvolging_nooit_mogelijk(
    dossier, teamleider, route, melder_type
):
    melding = in_triage(dossier, verzoek_24_7="ja", melder_type=melder_type)
    with pytest.raises(Regelfout, match="24 lid 7"):
        beslis(melding, route=route, prioriteit="", reden="Vol.", door=teamleider)
    melding.refresh_from_db()
    assert (melding.status, melding.besloten_op) == (Status.IN_TRIAGE, None)


def test_zonder_opvolging_sluiten_bij_ernst_bevestigt_een_teamleider(dossier, triagist, teamleider):
    melding = in_triage(dossier, ernst="ernstig", werkgever="")
    with pytest.raises(Regelfout, match="teamleider"):
        beslis(melding, route="GEEN_OPVOLGING", prioriteit="", door=triagist)
    beslis(melding, route="GEEN_OPVOLGING", prioriteit="", door=teamleider)
    melding.refresh_from_db()
    assert melding.status == Status.AFGESLOTEN


def test_heropenen_vraagt_een_reden_en_verandert_de_ontvangst_niet(dossier, triagist):
    melding = in_triage(dossier)
    ontvangen = melding.ontvangen_op
    with pytest.raises(Regelfout, match="nog open"):
        acties.heropen(melding, reden="Nieuw feit.", dossier=dossierfeiten, door=triagist, op=OP)
    beslis(melding, route="REGISTREREN", prioriteit="", reden="Ter kennis.", door=triagist)
    with pytest.raises(Regelfout, match="reden"):
        acties.heropen(melding, reden=" ", dossier=dossierfeiten, door=triagist, op=OP)
    acties.heropen(melding, reden="Nieuw feit.", dossier=dossierfeiten, door=triagist, op=OP)
    melding.refresh_from_db()
    assert (melding.status, melding.ontvangen_op) == (Status.IN_TRIAGE, ontvangen)
    besluit = beslis(melding, route="TELEFONISCH", prioriteit="P3", door=triagist)
    assert list(melding.besluiten.values_list("besluit_route", flat=True)) == [
        "REGISTREREN",
        besluit.besluit_route,
    ]


def test_ernstig_zonder_opvolging_ook_tegen_het_advies_in_alleen_door_een_teamleider(
    dossier, triagist, teamleider
):
    melding = in_triage(dossier, ernst="ernstig")
    weg = {"route": "GEEN_OPVOLGING", "prioriteit": "", "reden": "Al opgelost."}
    with pytest.raises(Regelfout, match="teamleider"):
        beslis(melding, door=triagist, **weg)
    assert beslis(melding, door=teamleider, **weg).besluit_route == "GEEN_OPVOLGING"


def test_wie_een_ander_advies_zag_beslist_niet(dossier, triagist):
    melding = in_triage(dossier)
    gezien = melding.besluiten.get()
    nieuw = TriageBesluit.objects.get(pk=gezien.pk)
    nieuw.pk = None
    nieuw.save()
    with pytest.raises(Regelfout, match="intussen een ander advies"):
        acties.beslis(melding, advies=gezien.pk, route=gezien.route, prioriteit="P3", door=triagist, op=OP)
    assert not melding.besluiten.exclude(besloten_op=None).exists()


def test_wie_te_laat_is_leest_wie_wat_besloot(dossier, triagist, teamleider):
    melding = in_triage(dossier)
    beslis(melding, route="TELEFONISCH", prioriteit="P3", door=triagist)
    with pytest.raises(Regelfout, match="Telefonisch, P3, door tariq op 24-11-2026 14:00"):
        beslis(melding, route="AANSPREKEN", prioriteit="P4", reden="Brief.", door=teamleider)


def test_als_dubbel_beslissen_maakt_de_melding_dubbel(dossier, triagist):
    origineel, kopie = dossier.melding(), dossier.melding(melding="KOPIE")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    melding = Melding.objects.get(extern_kenmerk=kopie)
    with pytest.raises(Regelfout, match="van welke melding"):
        beslis(melding, route="DUBBEL", prioriteit="", reden="Zelfde.", door=triagist)
    melding.dubbel_van = Melding.objects.get(extern_kenmerk=origineel)
    melding.save()
    beslis(melding, route="DUBBEL", prioriteit="", reden="Zelfde.", door=triagist)
    melding.refresh_from_db()
    assert melding.status == Status.DUBBEL


def test_een_aanvulling_vragen_kan_alleen_aan_wie_bereikbaar_is(dossier, triagist):
    melding = in_triage(dossier)
    with pytest.raises(Regelfout, match="niet bereikbaar"):
        aanvullen.vraag_aanvulling(melding, vraag="Welk bedrijf?", door=triagist, op=OP)
    assert not Aanvulling.objects.exists()


def test_vraag_en_antwoord_blijven_bewaard_en_de_melding_krijgt_een_nieuw_advies(dossier, triagist):
    melding = in_triage(dossier, melder_email="x@y.example")
    beslis(melding, route="AANVULLING", prioriteit="P3", reden="Welk bedrijf?", door=triagist)
    with pytest.raises(Regelfout, match="wat er ontbreekt"):
        aanvullen.vraag_aanvulling(melding, vraag=" ", door=triagist, op=OP)
    aanvullen.vraag_aanvulling(melding, vraag="Welke vestiging?", door=triagist, op=OP)
    melding.refresh_from_db()
    assert melding.status == Status.AANVULLING_GEVRAAGD
    ontvang = partial(
        aanvullen.ontvang_aanvulling, melding, dossier=dossierfeiten, door=None, op=OP.replace(hour=15)
    )
    with pytest.raises(Regelfout, match="heeft aangevuld"):
        ontvang(antwoord="")
    ontvang(antwoord="Die in Delft.")
    gevraagd = melding.aanvullingen.get()
    assert (gevraagd.vraag, gevraagd.gevraagd_door) == ("Welke vestiging?", triagist)
    assert (gevraagd.antwoord, gevraagd.ontvangen_op) == ("Die in Delft.", OP.replace(hour=15))
    melding.refresh_from_db()
    # What was decided before the answer stays on record; there is something to decide again.
    assert (melding.status, melding.besloten_op, melding.besluiten.count()) == (Status.IN_TRIAGE, None, 2)


def test_intrekken_kan_zolang_de_melding_open_is_en_vraagt_een_reden(dossier, triagist):
    melding = in_triage(dossier)
    with pytest.raises(Regelfout, match="reden"):
        acties.trek_in(melding, reden="\n ", door=triagist, op=OP)
    acties.trek_in(melding, reden="De melder belde: opgelost.", door=triagist, op=OP)
    melding.refresh_from_db()
    assert melding.status == Status.INGETROKKEN
    with pytest.raises(Regelfout, match="al gesloten"):
        acties.trek_in(melding, reden="Nog eens.", door=triagist, op=OP)


def test_wat_iemand_schrijft_staat_bij_de_handeling_en_nooit_in_het_logboek(dossier, triagist):
    melding = in_triage(dossier, melder_email="x@y.example")
    beslis(melding, route="REGISTREREN", prioriteit="", reden="Geheim een.", door=triagist)
    acties.heropen(melding, reden="Geheim twee.", dossier=dossierfeiten, door=triagist, op=OP)
    aanvullen.vraag_aanvulling(melding, vraag="Geheim drie?", door=triagist, op=OP)
    aanvullen.ontvang_aanvulling(
        melding, antwoord="Geheim vier.", dossier=dossierfeiten, door=triagist, op=OP
    )
    acties.trek_in(melding, reden="Geheim vijf.", door=triagist, op=OP)
    lees_melder(melding, door=triagist, reden="Geheim zes.", op=OP)
    assert "Geheim" not in str(list(Logregel.objects.values_list("gegevens", flat=True)))
    assert melding.besluiten.filter(besluit_reden="Geheim een.").count() == 1
    woorden = dict(StatusWissel.objects.values_list("pk", "toelichting"))
    in_het_log = [r.gegevens["wissel"] for r in Logregel.objects.filter(actie="status")]
    assert [woorden[pk] for pk in in_het_log] == ["", "Geheim twee.", "", "", "Geheim vijf."]
    assert (inzage := MelderInzage.objects.get()).reden == "Geheim zes."
    assert Logregel.objects.get(actie="melder_gelezen").gegevens["inzage"] == inzage.pk


def test_een_besluit_herroepen_laat_het_staan_en_legt_het_advies_weer_voor(dossier, triagist, teamleider):
    melding = in_triage(dossier)
    advies = melding.besluiten.get()
    with pytest.raises(Regelfout, match="staat niet meer"):
        acties.herroep(melding, besluit=advies.pk, reden="Fout.", door=triagist, op=OP)
    genomen = beslis(melding, route="REGISTREREN", prioriteit="", reden="Ter kennis.", door=triagist)
    with pytest.raises(Regelfout, match="vraagt een reden"):
        acties.herroep(melding, besluit=genomen.pk, reden="", door=triagist, op=OP)
    wacht = acties.herroep(melding, besluit=genomen.pk, reden="Toch bellen.", door=teamleider, op=OP)
    genomen.refresh_from_db()
    assert (genomen.besluit_route, genomen.besluit_reden) == ("REGISTREREN", "Ter kennis.")
    assert (genomen.herroepen_door, genomen.herroepen_reden) == (teamleider, "Toch bellen.")
    melding.refresh_from_db()
    assert melding.wacht_op_besluit
    assert (melding.route, melding.prioriteit, melding.uiterlijk) == ("TELEFONISCH", "P3", advies.uiterlijk)
    assert (wacht.herhaalt, wacht.feiten, wacht.besluit_route) == (genomen, advies.feiten, "")
    with pytest.raises(Regelfout, match="staat niet meer"):
        acties.herroep(melding, besluit=genomen.pk, reden="Nog eens.", door=triagist, op=OP)
    assert beslis(melding, route="TELEFONISCH", prioriteit="P3", door=triagist) == wacht


def test_waar_iets_op_volgde_wordt_niet_herroepen(dossier, triagist):
    melding = in_triage(dossier, melder_email="x@y.example")
    genomen = beslis(melding, route="AANVULLING", prioriteit="P3", reden="Waar?", door=triagist)
    aanvullen.vraag_aanvulling(melding, vraag="Waar?", door=triagist, op=OP)
    with pytest.raises(Regelfout, match="al iets gevolgd: de melding is “Aanvulling gevraagd”"):
        acties.herroep(melding, besluit=genomen.pk, reden="Toch niet.", door=triagist, op=OP)
    aanvullen.ontvang_aanvulling(melding, antwoord="Delft.", dossier=dossierfeiten, door=triagist, op=OP)
    with pytest.raises(Regelfout, match="staat niet meer"):
        acties.herroep(melding, besluit=genomen.pk, reden="Toch niet.", door=triagist, op=OP)


def test_een_dubbele_heropent_men_niet_voor_zij_geen_dubbele_meer_is(dossier, triagist):
    dossier.melding(melding="EERSTE")
    dossier.neem()
    melding = in_triage(Dossier(dossier.map.with_name("twee")), melding="KOPIE")
    melding.dubbel_van = Melding.objects.get(extern_kenmerk="EERSTE")
    melding.save()
    beslis(melding, route="DUBBEL", prioriteit="", reden="Zelfde.", door=triagist)
    with pytest.raises(Regelfout, match="geen dubbele meer"):
        acties.heropen(melding, reden="Toch niet.", dossier=dossierfeiten, door=triagist, op=OP)


def test_een_oude_stand_weigert_elke_handeling(dossier, triagist):
    melding = in_triage(dossier, melder_email="x@y.example")
    gezien = melding.stand(melding.besluiten.get().pk)
    beslis(melding, route="TELEFONISCH", prioriteit="P3", door=triagist)
    wie = {"door": triagist, "op": OP, "gezien": gezien}
    for handeling in (
        partial(aanvullen.vraag_aanvulling, melding, vraag="Waar?", **wie),
        partial(aanvullen.ontvang_aanvulling, melding, antwoord="Hier.", dossier=dossierfeiten, **wie),
        partial(acties.trek_in, melding, reden="Weg.", **wie),
        partial(acties.heropen, melding, reden="Open.", dossier=dossierfeiten, **wie),
        partial(acties.herroep, melding, besluit=1, reden="Terug.", **wie),
    ):
        with pytest.raises(Ingehaald, match="intussen iets"):
            handeling()
    assert StatusWissel.objects.count() == 0
    melding.refresh_from_db()
    acties.trek_in(
        melding, reden="Weg.", door=triagist, op=OP, gezien=melding.stand(melding.besluiten.get().pk)
    )


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
        beslis(melding, route="SLUITING", prioriteit="P1", door=triagist)
    assert Logregel.objects.count() == voor
