"""A zaak from opening to closing, and what is refused on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.tijd import lokale_dag
from inspectie.versies import standen
from interventies import handhaven, onderzoek, zaken
from interventies.dossier import dossierfeiten
from interventies.models import VeiligheidBesluit, Zaak, ZaakMelding, ZaakStatus
from interventies.statussen import ZAAK, wissel_zaak
from meldingen import acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Route, Status
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    besloten,
    inspecteur,
    melding_van,
    onderzocht,
    opzet,
    overtreding_in,
    teamleider,
    triagist,
    werkgever_van,
    zaak_met,
)


def toets(zaak: Zaak, resultaat: str = "MAATREGEL_DIRECT", toelichting: str = "") -> None:
    onderzoek.toets_melding(
        zaak,
        melding_van(zaak),
        resultaat=resultaat,
        toelichting=toelichting,
        dag=DAG,
        door=inspecteur(),
        op=OP,
    )


def test_een_zaak_opent_voor_een_besloten_melding_in_haar_team(erbij):
    melding = besloten(erbij)
    zaak = zaken.open_zaak(melding, door=triagist(), op=OP)
    melding.refresh_from_db()
    assert (zaak.nummer, zaak.domein, zaak.aanleiding, zaak.geopend_op) == (
        1,
        "VEILIG_GEZOND",
        "MELDING",
        DAG,
    )
    assert zaak.team == "WEST"
    assert (melding.status, zaak.status) == (Status.GEKOPPELD, ZaakStatus.OPEN)
    call_command("controleer")


def test_zonder_besluit_werkgever_of_eigen_domein_komt_er_geen_zaak(erbij):
    zonder = besloten(erbij, werkgever="")
    with pytest.raises(Regelfout, match="vraagt een werkgever"):
        zaken.open_zaak(zonder, door=triagist(), op=OP)
    buiten = besloten(erbij, domein="BUITEN")
    with pytest.raises(Regelfout, match="domein Veilig & Gezond of Eerlijk"):
        zaken.open_zaak(buiten, door=triagist(), op=OP)
    aanvulling = besloten(erbij, route=Route.AANVULLING)
    with pytest.raises(Regelfout, match="leidt niet naar een zaak"):
        zaken.open_zaak(aanvulling, door=triagist(), op=OP)


def test_een_melding_opent_niet_twee_zaken(erbij):
    melding = besloten(erbij)
    zaken.open_zaak(melding, door=triagist(), op=OP)
    with pytest.raises(Regelfout):
        zaken.open_zaak(melding, door=triagist(), op=OP)
    assert Zaak.objects.count() == 1


def test_een_tweede_melding_over_dezelfde_werkgever_komt_in_de_lopende_zaak(erbij):
    w = erbij.werkgever()
    zaak = zaken.open_zaak(besloten(erbij, werkgever=w), door=triagist(), op=OP)
    tweede = besloten(erbij, werkgever=w, route=Route.BUNDELEN)
    zaken.bundel(zaak, tweede, door=triagist(), op=OP)
    assert zaak.zaakmelding_set.count() == 2
    ander = besloten(erbij, route=Route.BUNDELEN)
    with pytest.raises(Regelfout, match="andere werkgever"):
        zaken.bundel(zaak, ander, door=triagist(), op=OP)


def test_wat_bij_vergissing_was_gekoppeld_telt_weer_mee_als_het_er_toch_bij_hoort(erbij):
    w = erbij.werkgever()
    zaak = erbij.zaak(erbij.melding(werkgever=w), m := erbij.melding(werkgever=w, ernst="significant"))
    erbij.correctie("zaak_melding", f"{zaak};{m}", "vervallen", "ja", "2021-01-10T09:00:00+01:00")
    erbij.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    melding = Melding.objects.get(extern_kenmerk=m)
    advies = melding.besluiten.get().pk
    acties.beslis(
        melding, advies=advies, route="BUNDELEN", prioriteit="P3", reden="x", door=triagist(), op=OP
    )
    zaken.bundel(Zaak.objects.get(), melding, door=triagist(), op=OP)
    assert not ZaakMelding.objects.get(melding=melding).vervallen
    reeks = standen(ZaakMelding, [koppeling := ZaakMelding.objects.get(melding=melding).pk])[koppeling]
    assert [stand.velden["vervallen"] for stand in reeks] == [False, True, False]
    call_command("controleer")


def test_een_zaak_gaat_alleen_naar_een_inspecteur(erbij):
    zaak = zaak_met(erbij, toegewezen=False)
    with pytest.raises(Regelfout, match="aan een inspecteur"):
        zaken.wijs_toe(zaak, triagist(), door=teamleider(), op=OP)
    zaken.wijs_toe(zaak, inspecteur(), door=teamleider(), op=OP)
    zaak.refresh_from_db()
    assert (zaak.behandelaar, zaak.status) == (inspecteur(), ZaakStatus.TOEGEWEZEN)


def test_een_zaak_zonder_team_krijgt_dat_van_wie_haar_behandelt(erbij):
    zaak = zaak_met(erbij, toegewezen=False)
    behandelaar = inspecteur()
    behandelaar.team = "ZUID"
    behandelaar.save(update_fields=["team"])
    for eerst, daarna in (("", "ZUID"), ("WEST", "WEST")):
        Zaak.objects.update(team=eerst)
        zaken.wijs_toe(zaak, behandelaar, door=teamleider(), op=OP)
        zaak.refresh_from_db()
        assert zaak.team == daarna


def test_op_locatie_alleen_met_een_veiligheidstoets_die_akkoord_is(zaak):
    with pytest.raises(Regelfout, match="veiligheidstoets"):
        onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_LOCATIE, door=inspecteur(), op=OP)
    onderzoek.toets_veiligheid(zaak, besluit="AKKOORD", afspraken="", dag=DAG, door=inspecteur(), op=OP)
    onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_LOCATIE, door=inspecteur(), op=OP)
    zaak.refresh_from_db()
    assert zaak.status == ZaakStatus.ONDERZOEK_LOCATIE


def test_een_bezoek_dat_niet_veilig_is_gaat_telefonisch_verder_met_de_reden(zaak):
    with pytest.raises(Regelfout, match="waarom het bezoek niet veilig is"):
        onderzoek.toets_veiligheid(
            zaak, besluit="NIET_AKKOORD", afspraken=" ", dag=DAG, door=inspecteur(), op=OP
        )
    onderzoek.toets_veiligheid(
        zaak,
        besluit="NIET_AKKOORD",
        afspraken="Geen beschermende kleding beschikbaar.",
        dag=DAG,
        door=inspecteur(),
        op=OP,
    )
    zaak.refresh_from_db()
    stap = zaak.wissels.last()
    assert zaak.status == ZaakStatus.ONDERZOEK_AFSTAND
    assert stap is not None
    assert stap.toelichting == "Geen beschermende kleding beschikbaar."


def test_een_zaak_is_pas_afgerond_als_alles_een_einde_heeft_en_zegt_wat_er_nog_open_is(zaak):
    onderzocht(zaak)
    overtreding = overtreding_in(zaak)
    with pytest.raises(Regelfout) as fout:
        zaken.rond_af(zaak, door=inspecteur(), op=OP)
    assert len(fout.value.redenen) == 2
    assert "Nog niet getoetst: melding 1." in fout.value.redenen
    toets(zaak)
    handhaven.laat_zonder_gevolg(overtreding, reden="Al hersteld.", door=inspecteur(), op=OP)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    zaken.sluit(zaak, door=inspecteur(), op=OP)
    zaak.refresh_from_db()
    assert (zaak.status, zaak.gesloten_op) == (ZaakStatus.GESLOTEN, OP)
    assert melding_van(zaak).status == Status.AFGESLOTEN


def test_een_uitkomst_die_later_is_teruggenomen_houdt_de_zaak_open(zaak):
    """A later OPEN takes it back in KC-10 as well; finished so, the reporter would never hear of it."""
    onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_AFSTAND, door=inspecteur(), op=OP)
    melding = melding_van(zaak)
    wie: dict[str, Any] = {"dag": DAG, "door": inspecteur()}
    onderzoek.toets_melding(zaak, melding, resultaat="MAATREGEL_DIRECT", op=OP, **wie)
    onderzoek.toets_melding(zaak, melding, resultaat="OPEN", op=OP + timedelta(hours=1), **wie)
    with pytest.raises(Regelfout, match=f"Nog niet getoetst: melding {melding.nummer}"):
        zaken.rond_af(zaak, door=inspecteur(), op=OP)
    onderzoek.toets_melding(zaak, melding, resultaat="GEEN_MAATREGEL", op=OP + timedelta(hours=2), **wie)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)


def test_een_overtreding_met_een_interventie_hoeft_geen_reden(zaak):
    onderzocht(zaak)
    overtreding = overtreding_in(zaak)
    handhaven.leg_vast(
        zaak, opzet(zaak, "AANSPREKEN_MONDELING", overtreding), dag=DAG, door=inspecteur(), op=OP
    )
    toets(zaak)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)


def test_een_melding_is_afgehandeld_met_haar_toetsing_en_niet_toetsbaar_vraagt_waarom(zaak):
    onderzocht(zaak)
    with pytest.raises(Regelfout, match="waarom niet te toetsen"):
        toets(zaak, "NIET_TOETSBAAR")
    toets(zaak, "NIET_TOETSBAAR", toelichting="Het bedrijf is gestopt.")
    assert melding_van(zaak).status == Status.AFGEHANDELD
    toets(zaak, "OPEN")
    assert melding_van(zaak).toetsingen.count() == 2


def test_een_toetsing_kan_niet_voor_de_ontvangst_of_in_de_toekomst_zijn(zaak):
    onderzocht(zaak)
    for dag in (DAG - timedelta(days=30), DAG + timedelta(days=1)):
        with pytest.raises(Regelfout):
            onderzoek.toets_melding(
                zaak, melding_van(zaak), resultaat="OPEN", dag=dag, door=inspecteur(), op=OP
            )


def test_heropenen_vraagt_een_reden_en_zet_de_zaak_weer_open(zaak):
    onderzocht(zaak)
    toets(zaak)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    zaken.sluit(zaak, door=inspecteur(), op=OP)
    with pytest.raises(Regelfout, match="vraagt een reden"):
        zaken.heropen(zaak, reden="", door=inspecteur(), op=OP)
    zaken.heropen(zaak, reden="Opnieuw klachten.", door=inspecteur(), op=OP)
    zaak.refresh_from_db()
    assert (zaak.status, zaak.gesloten_op) == (ZaakStatus.HEROPEND, None)


def test_na_heropenen_vraagt_een_bezoek_een_nieuwe_veiligheidstoets(zaak):
    """What was agreed for the visits of then says nothing of a place half a year later."""
    akkoord: dict[str, Any] = {"besluit": "AKKOORD", "afspraken": "", "door": inspecteur()}
    onderzoek.toets_veiligheid(zaak, dag=DAG, op=OP, **akkoord)
    onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_LOCATIE, door=inspecteur(), op=OP)
    onderzoek.toets_melding(
        zaak, melding_van(zaak), resultaat="REEDS_IN_ORDE", dag=DAG, door=inspecteur(), op=OP
    )
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    later = OP + timedelta(days=200)
    zaken.heropen(zaak, reden="Nieuw signaal.", door=inspecteur(), op=later)
    with pytest.raises(Regelfout, match="voor de zaak weer openging"):
        onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_LOCATIE, door=inspecteur(), op=later)
    # A visit of then that was forgotten still had its check.
    assert onderzoek.veiligheid(zaak, DAG) == VeiligheidBesluit.AKKOORD
    onderzoek.toets_veiligheid(zaak, dag=lokale_dag(later), op=later, **akkoord)
    onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_LOCATIE, door=inspecteur(), op=later)


def test_in_een_gesloten_zaak_gebeurt_niets_meer(zaak):
    onderzocht(zaak)
    toets(zaak)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    pogingen = [
        lambda: overtreding_in(zaak),
        lambda: toets(zaak),
        lambda: handhaven.leg_vast(
            zaak, opzet(zaak, "TELEFONISCH_GESPREK"), dag=DAG, door=inspecteur(), op=OP
        ),
        lambda: onderzoek.noteer_contact(
            zaak, dag=DAG, wijze="TELEFOON", met="P. Baas", verslag="…", door=inspecteur(), op=OP
        ),
        lambda: onderzoek.zeg_toe(
            zaak, werkgever_van(zaak), maatregel="Schermen", uiterlijk=DAG, door=inspecteur(), op=OP
        ),
    ]
    for poging in pogingen:
        with pytest.raises(Regelfout, match="gesloten"):
            poging()


def test_een_toezegging_komt_een_keer_na(zaak):
    onderzocht(zaak)
    toezegging = onderzoek.zeg_toe(
        zaak, werkgever_van(zaak), maatregel="Schermen", uiterlijk=DAG, door=inspecteur(), op=OP
    )
    onderzoek.kom_na(toezegging, dag=DAG, door=inspecteur(), op=OP)
    with pytest.raises(Ingehaald):
        onderzoek.kom_na(toezegging, dag=DAG, door=inspecteur(), op=OP)


@pytest.mark.parametrize("van", ZaakStatus)
def test_van_elke_status_gaan_alleen_de_stappen_uit_de_tabel(zaak, van):
    for naar in ZaakStatus:
        zaak.status = van
        if naar in ZAAK[van]:
            wissel_zaak(zaak, naar, op=OP, door=inspecteur())
            assert zaak.status == naar
        else:
            with pytest.raises(Regelfout, match="kan niet naar"):
                wissel_zaak(zaak, naar, op=OP, door=inspecteur())


def test_een_melding_die_opnieuw_openging_komt_terug_in_de_zaak_waarin_zij_zat(zaak):
    onderzocht(zaak)
    toets(zaak)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    zaken.sluit(zaak, door=inspecteur(), op=OP)
    melding = melding_van(zaak)
    acties.heropen(melding, reden="Het is er weer.", dossier=dossierfeiten, door=triagist(), op=OP)
    advies = melding.besluiten.latest("pk").pk
    acties.beslis(
        melding, advies=advies, route=Route.BUNDELEN, prioriteit="P3", reden="x", door=triagist(), op=OP
    )
    zaken.heropen(zaak, reden="Het is er weer.", door=inspecteur(), op=OP)
    melding.refresh_from_db()
    assert zaken.bezwaren_afronden(zaak) == [f"Weer in triage: melding {melding.nummer}."]
    zaken.bundel(zaak, melding, door=triagist(), op=OP)
    assert melding_van(zaak).status == Status.GEKOPPELD
    assert ZaakMelding.objects.count() == 1
    with pytest.raises(Regelfout):
        zaken.bundel(zaak, melding, door=triagist(), op=OP)
    toets(zaak)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    call_command("controleer")
