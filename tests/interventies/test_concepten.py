"""Violations and instruments by people: what the law says at every step, and the second pair of eyes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Rol
from interventies import concepten, handhaven, onderzoek, zaken
from interventies.models import (
    MET_BRIEF,
    Brief,
    Concept,
    ConceptStatus,
    Interventie,
    InterventieStatus,
    ZaakStatus,
)
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    gebruiker,
    inspecteur,
    opzet,
    overtreding_in,
    teamleider,
)
from tests.maak import cijfers

MORGEN = OP + timedelta(days=1)


def voorgelegd(zaak, soort="BOETERAPPORT", **anders):
    """A boeterapport on a direct provision, before the teamleider."""
    overtreding = overtreding_in(
        zaak,
        voorschrift="ARBOBESLUIT_3_2A",
        motivering="Honderd mensen dagelijks op elkaar.",
        ernstig_gevaar=True,
    )
    concept = concepten.stel_op(zaak, opzet(zaak, soort, overtreding, **anders), door=inspecteur(), op=OP)
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    concept.refresh_from_db()
    return concept


def test_een_waarschuwing_stelt_de_opsteller_zelf_vast_en_zij_telt_pas_vanaf_uitreiken(zaak):
    concept = concepten.stel_op(
        zaak, opzet(zaak, "WAARSCHUWING", overtreding_in(zaak)), door=inspecteur(), op=OP
    )
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    assert cijfers("2021-01-31")["KC-13"].zonder_locatie == 0
    interventie = concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=OP)
    assert cijfers("2021-01-31")["KC-13"].zonder_locatie == 1
    assert list(interventie.overtredingen.values_list("voorschrift", flat=True)) == ["ZORGPLICHT"]
    concept.refresh_from_db()
    assert (concept.status, concept.interventie) == (ConceptStatus.UITGEREIKT, interventie)


def test_een_boeterapport_stelt_een_teamleider_vast_die_het_niet_schreef(zaak):
    concept = voorgelegd(zaak)
    with pytest.raises(Regelfout, match="door een teamleider"):
        concepten.stel_vast(concept, versie=2, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
    concepten.reik_uit(concept, dag=DAG, versie=3, door=inspecteur(), op=OP)
    assert Interventie.objects.get().soort == "BOETERAPPORT"


def test_wie_opstelt_en_daarna_teamleider_wordt_stelt_nog_steeds_niet_vast(zaak):
    concept = voorgelegd(zaak)
    ilse = inspecteur()
    ilse.rol = Rol.TEAMLEIDER
    ilse.save()
    with pytest.raises(Regelfout, match="door de opsteller"):
        concepten.stel_vast(concept, versie=2, door=ilse, op=OP)
    # Nor by hand in the database.
    with pytest.raises(IntegrityError), transaction.atomic():
        Concept.objects.filter(pk=concept.pk).update(vastgesteld_door=ilse, vastgesteld_op=OP)


def test_een_boeterapport_wordt_niet_vastgesteld_voor_het_is_voorgelegd(zaak):
    overtreding = overtreding_in(zaak, voorschrift="WML")
    concept = concepten.stel_op(zaak, opzet(zaak, "BOETERAPPORT", overtreding), door=inspecteur(), op=OP)
    with pytest.raises(Ingehaald):
        concepten.stel_vast(concept, versie=1, door=teamleider(), op=OP)


def test_teruggestuurd_met_een_reden_kan_het_opnieuw_worden_voorgelegd(zaak):
    concept = voorgelegd(zaak)
    with pytest.raises(Regelfout, match="wat er moet veranderen"):
        concepten.stuur_terug(concept, reden="", versie=2, door=teamleider(), op=OP)
    concepten.stuur_terug(concept, reden="Motiveer beter.", versie=2, door=teamleider(), op=OP)
    concepten.leg_voor(concept, versie=3, door=inspecteur(), op=OP)
    concept.refresh_from_db()
    assert concept.status == ConceptStatus.TER_BEOORDELING
    assert [stap.naar for stap in concept.stappen.all()] == [
        "CONCEPT",
        "TER_BEOORDELING",
        "CONCEPT",
        "TER_BEOORDELING",
    ]


def test_wie_een_oude_versie_zag_beslist_niets(zaak):
    concept = voorgelegd(zaak)
    with pytest.raises(Ingehaald, match="intussen veranderd"):
        concepten.stel_vast(concept, versie=1, door=teamleider(), op=OP)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
    with pytest.raises(Ingehaald):
        concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)


def test_wat_de_wet_verbiedt_wordt_met_artikel_geweigerd(zaak):
    with pytest.raises(Regelfout, match="eerdere waarschuwing of eis"):
        concepten.stel_op(zaak, opzet(zaak, "BOETERAPPORT", overtreding_in(zaak)), door=inspecteur(), op=OP)
    with pytest.raises(Regelfout, match="ernstig gevaar voor personen"):
        concepten.stel_op(zaak, opzet(zaak, "STILLEGGING", overtreding_in(zaak)), door=inspecteur(), op=OP)
    with pytest.raises(Regelfout, match="is in zichzelf geen overtreding"):
        overtreding_in(zaak, voorschrift="THUISWERKEN")
    assert not Concept.objects.exists()


def test_de_wet_wordt_bij_uitreiken_opnieuw_gevraagd(zaak):
    """Between fixing and issuing the violation turned out to be an error."""
    overtreding = overtreding_in(zaak)
    concept = concepten.stel_op(zaak, opzet(zaak, "WAARSCHUWING", overtreding), door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    overtreding.vervallen = True
    overtreding.save()
    with pytest.raises(Regelfout, match="vervallen"):
        concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=OP)
    assert not Interventie.objects.exists()


def test_een_brief_gaat_niet_uit_met_een_dag_die_intussen_is_gecorrigeerd(zaak):
    overtreding = overtreding_in(zaak)
    concept = concepten.stel_op(zaak, opzet(zaak, "WAARSCHUWING", overtreding), door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    overtreding.geconstateerd_op = DAG - timedelta(days=1)
    overtreding.save()
    with pytest.raises(Ingehaald, match="intussen gecorrigeerd"):
        concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=OP)
    concepten.neem_terug(concept, reden="Andere dag.", versie=2, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=3, door=inspecteur(), op=OP)
    concepten.reik_uit(concept, dag=DAG, versie=4, door=inspecteur(), op=OP)
    assert Interventie.objects.count() == 1


def test_een_brief_gaat_niet_uit_met_een_motivering_die_intussen_is_gecorrigeerd(zaak):
    concept = voorgelegd(zaak)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
    overtreding = concept.overtredingen.get()
    overtreding.ernstige_mate_motivering = "Tien mensen."
    overtreding.save()
    with pytest.raises(Ingehaald, match="intussen gecorrigeerd"):
        concepten.reik_uit(concept, dag=DAG, versie=3, door=inspecteur(), op=OP)


def test_een_boeterapport_gaat_niet_uit_met_een_waarschuwing_die_intussen_niet_meer_bestaat(zaak):
    """The law still allows it, on another warning: but the letter names the one that never was."""
    eerste = overtreding_in(zaak)
    for dagen in (0, 1):
        op = OP + timedelta(days=dagen)
        waarschuwing = concepten.stel_op(zaak, opzet(zaak, "WAARSCHUWING", eerste), door=inspecteur(), op=op)
        concepten.stel_vast(waarschuwing, versie=1, door=inspecteur(), op=op)
        laatste = concepten.reik_uit(
            waarschuwing, dag=DAG + timedelta(days=dagen), versie=2, door=inspecteur(), op=op
        )
    later, dag = OP + timedelta(days=5), DAG + timedelta(days=5)
    opnieuw = overtreding_in(zaak, dag=dag, op=later)
    concept = concepten.stel_op(zaak, opzet(zaak, "BOETERAPPORT", opnieuw), door=inspecteur(), op=later)
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=later)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=later)
    laatste.vervallen = True
    laatste.save()
    with pytest.raises(Ingehaald, match="intussen gecorrigeerd"):
        concepten.reik_uit(concept, dag=dag, versie=3, door=inspecteur(), op=later)
    concepten.neem_terug(concept, reden="Andere waarschuwing.", versie=3, door=inspecteur(), op=later)
    concepten.leg_voor(concept, versie=4, door=inspecteur(), op=later)
    concepten.stel_vast(concept, versie=5, door=teamleider(), op=later)
    concepten.reik_uit(concept, dag=dag, versie=6, door=inspecteur(), op=later)
    assert "waarschuwing van 11 januari 2021" in str(Brief.objects.latest("pk").gegevens)


def test_een_mondelinge_stillegging_telt_meteen_en_moet_binnen_een_dag_op_schrift(zaak):
    gevaar = overtreding_in(zaak, ernstig_gevaar=True)
    concept = concepten.leg_mondeling_stil(
        zaak, opzet(zaak, "STILLEGGING", gevaar), moment=OP, door=inspecteur(), op=OP
    )
    assert cijfers("2021-01-31")["KC-13"].zonder_locatie == 1
    assert concepten.te_laat_op_schrift([concept], OP + timedelta(hours=24)) == []
    assert concepten.te_laat_op_schrift([concept], OP + timedelta(hours=24, minutes=1)) == [concept]
    with pytest.raises(Regelfout, match="moet op schrift"):
        concepten.laat_vervallen(concept, reden="Toch niet.", versie=1, door=inspecteur(), op=OP)
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
    concepten.reik_uit(concept, dag=DAG, versie=3, door=inspecteur(), op=OP)
    assert Interventie.objects.count() == 1
    concept.refresh_from_db()
    assert concepten.te_laat_op_schrift([concept], OP + timedelta(days=9)) == []


def test_hetzelfde_bevel_uit_een_tweede_tab_telt_niet_nog_eens(zaak):
    overtreding = overtreding_in(zaak, ernstig_gevaar=True)
    keuze = opzet(zaak, "STILLEGGING", overtreding)
    concepten.leg_mondeling_stil(zaak, keuze, moment=OP, door=inspecteur(), op=OP)
    with pytest.raises(Ingehaald, match="al vastgelegd"):
        concepten.leg_mondeling_stil(zaak, keuze, moment=OP, door=inspecteur(), op=OP)
    # An hour later it is another.
    later = OP + timedelta(hours=1)
    concepten.leg_mondeling_stil(zaak, keuze, moment=later, door=inspecteur(), op=later)
    assert Interventie.objects.count() == 2


def test_een_stillegging_die_nog_staat_houdt_de_zaak_open_tot_zij_is_opgeheven(zaak):
    concept = concepten.leg_mondeling_stil(
        zaak,
        opzet(zaak, "STILLEGGING", overtreding_in(zaak, ernstig_gevaar=True)),
        moment=OP,
        door=inspecteur(),
        op=OP,
    )
    redenen = zaken.bezwaren_afronden(zaak)
    assert "Er is nog een stillegging die niet is opgeheven." in redenen
    assert "Er is nog een concept dat niet is uitgereikt of vervallen." in redenen
    assert concept.interventie is not None
    with pytest.raises(Regelfout, match="Schrijf op waarom"):
        handhaven.volg_op(concept.interventie, InterventieStatus.OPGEHEVEN, dag=DAG, door=inspecteur(), op=OP)
    handhaven.volg_op(
        concept.interventie,
        InterventieStatus.OPGEHEVEN,
        dag=DAG,
        toelichting="Gevaar weg.",
        door=inspecteur(),
        op=OP,
    )
    assert "Er is nog een stillegging die niet is opgeheven." not in zaken.bezwaren_afronden(zaak)
    assert cijfers("2021-01-31")["KC-13"].zonder_locatie == 1


def test_een_bezoek_kan_niet_zonder_veiligheidstoets(zaak):
    bezoek = opzet(zaak, "LOCATIEBEZOEK", wijze="LOCATIE")
    with pytest.raises(Regelfout, match="uitkomst akkoord"):
        handhaven.leg_vast(zaak, bezoek, dag=DAG, door=inspecteur(), op=OP)
    onderzoek.toets_veiligheid(zaak, besluit="AKKOORD", afspraken="", dag=DAG, door=inspecteur(), op=OP)
    interventie = handhaven.leg_vast(zaak, bezoek, dag=DAG, door=inspecteur(), op=OP)
    assert interventie.veiligheidstoets == "AKKOORD"


def test_een_veiligheidstoets_van_na_het_bezoek_maakte_het_niet_veilig(zaak):
    op_locatie = opzet(zaak, "LOCATIEBEZOEK", wijze="LOCATIE")
    later = OP + timedelta(days=3)
    onderzoek.toets_veiligheid(
        zaak, besluit="AKKOORD", afspraken="", dag=DAG + timedelta(days=2), door=inspecteur(), op=later
    )
    with pytest.raises(Regelfout, match="van na die dag"):
        handhaven.leg_vast(zaak, op_locatie, dag=DAG, door=inspecteur(), op=later)
    # What was checked on the day of an earlier visit still holds for it, whatever a later check says.
    onderzoek.toets_veiligheid(
        zaak,
        besluit="NIET_AKKOORD",
        afspraken="Geen ventilatie.",
        dag=later.date(),
        door=inspecteur(),
        op=later,
    )
    handhaven.leg_vast(zaak, op_locatie, dag=DAG + timedelta(days=2), door=inspecteur(), op=later)
    with pytest.raises(Regelfout, match="nu: niet akkoord"):
        handhaven.leg_vast(zaak, op_locatie, dag=later.date(), door=inspecteur(), op=later)


def test_een_instrument_gaat_niet_buiten_het_concept_om(zaak):
    with pytest.raises(Regelfout, match="begint als concept"):
        handhaven.leg_vast(
            zaak, opzet(zaak, "WAARSCHUWING", overtreding_in(zaak)), dag=DAG, door=inspecteur(), op=OP
        )


def test_een_ander_dan_de_opsteller_legt_niets_voor_en_reikt_niets_uit(zaak):
    concept = concepten.stel_op(zaak, opzet(zaak, "EIS", overtreding_in(zaak)), door=inspecteur(), op=OP)
    ander = gebruiker("iris", Rol.INSPECTEUR)
    for poging in (
        lambda: concepten.stel_vast(concept, versie=1, door=ander, op=OP),
        lambda: concepten.laat_vervallen(concept, reden="x", versie=1, door=ander, op=OP),
    ):
        with pytest.raises(Regelfout, match="wie het concept opstelde"):
            poging()


def test_een_herhaalde_overtreding_na_een_eis_draagt_een_boeterapport(zaak):
    eis = opzet(zaak, "EIS", overtreding_in(zaak), termijn_tot=date(2021, 1, 15))
    concept = concepten.stel_op(zaak, eis, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    interventie = concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=OP)
    later = OP + timedelta(days=7)
    handhaven.volg_op(
        interventie, InterventieStatus.NIET_NAGEKOMEN, dag=date(2021, 1, 18), door=inspecteur(), op=later
    )
    onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_AFSTAND, door=inspecteur(), op=later)
    opnieuw = overtreding_in(zaak, dag=date(2021, 1, 18), op=later)
    rapport = concepten.stel_op(zaak, opzet(zaak, "BOETERAPPORT", opnieuw), door=inspecteur(), op=later)
    assert rapport.status == ConceptStatus.CONCEPT


def test_wat_op_het_scherm_kan_is_wat_een_post_aanneemt(zaak):
    """What is on offer and what the act takes is one set, for every kind and basis."""
    stel = [
        overtreding_in(zaak),
        overtreding_in(zaak, ernstig_gevaar=True),
        overtreding_in(zaak, voorschrift="ARBOBESLUIT_3_2A", motivering="Ernstig."),
        overtreding_in(zaak, voorschrift="WML"),
    ]
    for overtredingen in ([], *([o] for o in stel), stel[:2], stel):
        for mogelijk in handhaven.aanbod(zaak, opzet(zaak, "EIS", *overtredingen), DAG):
            wijze = "LOCATIE" if mogelijk.soort == "LOCATIEBEZOEK" else "AFSTAND"
            keuze = opzet(zaak, mogelijk.soort, *overtredingen, wijze=wijze, grondslag=mogelijk.grondslag)
            try:
                with transaction.atomic():
                    if mogelijk.soort in MET_BRIEF:
                        concepten.stel_op(zaak, keuze, door=inspecteur(), op=OP)
                    else:
                        handhaven.leg_vast(zaak, keuze, dag=DAG, door=inspecteur(), op=OP)
                    aangenomen = True
            except Regelfout:
                aangenomen = False
            assert aangenomen == mogelijk.oordeel.toegestaan, (mogelijk.soort, mogelijk.grondslag)


def stilgelegd(zaak, **anders) -> Concept:
    """Ordered orally."""
    keuze = opzet(zaak, "STILLEGGING", overtreding_in(zaak, ernstig_gevaar=True), **anders)
    return concepten.leg_mondeling_stil(zaak, keuze, moment=OP, door=inspecteur(), op=OP)


def volg(concept: Concept, naar: InterventieStatus) -> None:
    assert concept.interventie is not None
    handhaven.volg_op(
        concept.interventie, naar, dag=DAG, toelichting="Zo besloten.", door=inspecteur(), op=OP
    )


def test_wie_het_werk_staakt_heeft_de_stillegging_nog_en_zij_is_daarna_op_te_heffen(zaak):
    concept = stilgelegd(zaak)
    volg(concept, InterventieStatus.NAGEKOMEN)
    reden = "Er is nog een stillegging die niet is opgeheven."
    assert reden in zaken.bezwaren_afronden(concept.zaak)
    volg(concept, InterventieStatus.OPGEHEVEN)
    assert reden not in zaken.bezwaren_afronden(concept.zaak)


@pytest.mark.parametrize("eerst", [InterventieStatus.NAGEKOMEN, InterventieStatus.OPGEHEVEN])
def test_na_een_gegrond_bezwaar_is_ook_in_te_trekken_wat_al_een_einde_had(zaak, eerst):
    concept = stilgelegd(zaak)
    volg(concept, eerst)
    volg(concept, InterventieStatus.INGETROKKEN)
    assert Interventie.objects.get().status == InterventieStatus.INGETROKKEN
    assert cijfers("2021-01-31")["KC-13"].zonder_locatie == 1


def test_een_bevel_dat_is_ingetrokken_hoeft_niet_meer_op_schrift(zaak, client):
    """As the refusal itself says: take it back if need be."""
    concept = stilgelegd(zaak)
    adres = reverse("zaak", args=[concept.zaak.nummer])
    client.force_login(inspecteur())
    assert "Laten vervallen" not in client.get(adres).content.decode()
    volg(concept, InterventieStatus.INGETROKKEN)
    assert "Laten vervallen" in client.get(adres).content.decode()
    concepten.laat_vervallen(concept, reden="Ingetrokken.", versie=1, door=inspecteur(), op=OP)
    assert not any("concept" in reden for reden in zaken.bezwaren_afronden(concept.zaak))


def test_wijzigen_neemt_alleen_aan_wat_het_formulier_van_die_soort_vraagt(zaak):
    """A forged post: a term for work that is stopped, a manner in a warning."""
    overtreding = overtreding_in(zaak, ernstig_gevaar=True)
    vervalst: dict[str, Any] = {
        "toelichting": "Anders.",
        "termijn_tot": date(2021, 3, 1),
        "werk": "Hal 9.",
        "bevindingen": "B.",
    }
    for soort, over in (
        ("WAARSCHUWING", {"toelichting", "werk"}),
        ("STILLEGGING", {"toelichting", "termijn_tot"}),
        ("EIS", {"werk"}),
    ):
        concept = concepten.stel_op(zaak, opzet(zaak, soort, overtreding), door=inspecteur(), op=OP)
        eerst = {veld: getattr(concept, veld) for veld in over}
        concepten.wijzig(concept, versie=1, door=inspecteur(), op=OP, **vervalst)
        concept.refresh_from_db()
        for veld, waarde in vervalst.items():
            assert getattr(concept, veld) == (eerst[veld] if veld in over else waarde), (soort, veld)


def test_een_termijn_die_nog_loopt_is_niet_niet_nagekomen(zaak):
    eis = opzet(zaak, "EIS", overtreding_in(zaak), termijn_tot=date(2021, 1, 16))  # a Saturday
    concept = concepten.stel_op(zaak, eis, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    interventie = concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=OP)
    later = OP + timedelta(days=9)
    niet = InterventieStatus.NIET_NAGEKOMEN
    with pytest.raises(Regelfout, match="loopt tot en met 18-01-2021"):
        handhaven.volg_op(interventie, niet, dag=date(2021, 1, 18), door=inspecteur(), op=later)
    handhaven.volg_op(interventie, niet, dag=date(2021, 1, 19), door=inspecteur(), op=later)


def test_waarop_iets_volgde_staat_niet_ook_dat_er_niets_op_volgt(zaak):
    """The screen does not offer it."""
    overtreding = overtreding_in(zaak)
    handhaven.leg_vast(
        zaak, opzet(zaak, "AANSPREKEN_MONDELING", overtreding), dag=DAG, door=inspecteur(), op=OP
    )
    with pytest.raises(Regelfout, match="volgde al iets"):
        handhaven.laat_zonder_gevolg(overtreding, reden="Zo maar.", door=inspecteur(), op=OP)
