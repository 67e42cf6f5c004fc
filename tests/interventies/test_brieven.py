"""The letters: what they are made of, what keeps them from going out, and that what was fixed stays as it was."""

import io
import json
import re
import zipfile
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from inspectie.blijvend import geef_vrij
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Logregel
from inspectie.uitvoer.document import Alinea, Kop, Lijst
from inspectie.uitvoer.documentgegevens import als_gegevens
from interventies import afschrift, briefteksten, brieven, bronnen, concepten
from interventies.geheimhouding import Tekst, zoek_lekken
from interventies.models import Brief, Brieftekst, Concept, ConceptStatus, Interventie, Zaak
from meldingen.models import MelderInzage
from rapportages import bewijzen
from tests.interventies.brieven import ANNA
from tests.interventies.conftest import Samen
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    inspecteur,
    melding_van,
    opzet,
    overtreding_in,
    teamleider,
    werkgever_van,
    zaak_met,
)
from tests.maak import Dossier

pytestmark = pytest.mark.eenmaal

STRENG = {"voorschrift": "ARBOBESLUIT_3_2A", "motivering": "De hele ploeg werkte schouder aan schouder."}


@pytest.fixture(scope="module")
def _een_zaak(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> None:
    with samen():
        zaak_met(Dossier(tmp_path_factory.mktemp("begin") / "map"), **ANNA)


def concept_van(zaak, soort, *, bevindingen="De ventilatie stond uit.", streng=False) -> Concept:
    onder = [overtreding_in(zaak, ernstig_gevaar=True, **(STRENG if streng else {}))]
    if soort == "AANSPREKEN_SCHRIFTELIJK":
        onder = []
    return concepten.stel_op(
        zaak, opzet(zaak, soort, *onder, bevindingen=bevindingen), door=inspecteur(), op=OP
    )


def tekst_van(concept: Concept) -> str:
    return json.dumps(als_gegevens(brieven.maak_op(concept, OP).document), ensure_ascii=False)


@pytest.mark.parametrize("soort", ["AANSPREKEN_SCHRIFTELIJK", "WAARSCHUWING"])
def test_ook_aan_wie_hij_is_gericht_wordt_nagekeken_en_zo_het_afschrift(erbij, soort):
    """A name is what somebody typed while a melding was taken in."""
    werkgever = erbij.werkgever(naam="Slagerij Kool (tweede melding)")
    concept = concept_van(zaak_met(erbij, werkgever=werkgever, **ANNA), soort)
    wie: dict[str, Any] = {"door": inspecteur(), "op": OP}
    with pytest.raises(bronnen.Lekfout, match="melding"):
        brieven.weiger_lekken(concept, brieven.maak_op(concept, OP))
    with pytest.raises(Regelfout, match="onder zijn eigen naam"):
        afschrift.maak(concept.zaak, omvang="ZONDER_BRON", formaat="pdf", reden="Op verzoek.", **wie)


@pytest.mark.parametrize("type_", ["WERKNEMER", "WERKGEVER"])
def test_wie_meldde_en_haar_naam_bij_die_van_het_bedrijf_schreef_staat_niet_op_een_brief(
    erbij, type_, client
):
    """Unless the employer reported: a firm may well be called after its owner. One word of a name it often is."""
    werkgever = erbij.werkgever(naam="Slagerij Kool, vraag naar Anna de Wit-Kowalska")
    wie = ANNA | {"melder_naam": "Anna de Wit-Kowalska", "melder_type": type_}
    concept = concept_van(zaak_met(erbij, werkgever=werkgever, **wie), "WAARSCHUWING")
    opmaak = brieven.maak_op(concept, OP)
    assert not brieven.zoek(concept, opmaak, met_melder=False)  # the page itself does not look in the vault
    wat: dict[str, Any] = {"omvang": "ZONDER_BRON", "formaat": "pdf", "reden": "Op verzoek."}
    if type_ == "WERKGEVER":
        brieven.weiger_lekken(concept, opmaak)
        return
    with pytest.raises(bronnen.Lekfout, match="vertrouwelijke deel van een melding") as fout:
        brieven.weiger_lekken(concept, opmaak)
    assert fout.value.inzage
    with pytest.raises(bronnen.Lekfout, match="onder zijn eigen naam") as fout:
        afschrift.maak(concept.zaak, door=inspecteur(), op=OP, **wat)
    assert fout.value.inzage
    # Who hears it learned who reported.
    client.force_login(inspecteur())
    html = client.post(reverse("zaak_afschrift", args=[concept.zaak.nummer]), wat).content.decode()
    assert "onder zijn eigen naam" in html
    assert MelderInzage.objects.get().door == inspecteur()


@pytest.mark.parametrize(
    ("soort", "woorden"),
    [
        ("AANSPREKEN_SCHRIFTELIJK", ["Wat ik u vraag", "De ventilatie stond uit."]),
        ("WAARSCHUWING", ["Waarschuwing", "Arbeidsomstandighedenwet artikel 3", "11 januari 2021"]),
        ("EIS", ["artikel 27", "Plaats schermen", "12 februari 2021", "bezwaar"]),
        ("STILLEGGING", ["artikel 28 lid 1", "stilgelegd", "bezwaar"]),
        ("BOETERAPPORT", ["artikel 5:48", "3.2a", "schouder aan schouder", "zienswijze"]),
    ],
)
def test_elke_soort_brief_noemt_werkgever_overtreding_en_wet_van_die_dag(zaak, soort, woorden):
    concept = concept_van(zaak, soort, streng=soort == "BOETERAPPORT")
    tekst = tekst_van(concept)
    for woord in [concept.werkgever.naam, f"{concept.zaak.nummer}/{concept.pk}", *woorden]:
        assert woord in tekst
    assert not re.search(r"[{][a-z_]+[}]", tekst)


def test_een_brief_zegt_niets_van_de_melding_en_is_gelijk_aan_die_van_een_actief_onderzoek(zaak):
    concept = concept_van(zaak, "WAARSCHUWING")
    voor = brieven.als_bestand(brieven.maak_op(concept, OP).document, "pdf")
    Zaak.objects.update(aanleiding=Zaak.Aanleiding.ACTIEF)
    concept.zaak.zaakmelding_set.update(vervallen=True)
    concept.refresh_from_db()
    assert brieven.als_bestand(brieven.maak_op(concept, OP).document, "pdf") == voor


def test_een_termijn_die_op_zaterdag_eindigt_noemt_de_maandag(zaak):
    keuze = opzet(zaak, "EIS", overtreding_in(zaak), termijn_tot=date(2021, 2, 13))
    assert "15 februari 2021" in tekst_van(concepten.stel_op(zaak, keuze, door=inspecteur(), op=OP))


def test_een_boeterapport_noemt_de_waarschuwing_waarop_het_rust(zaak):
    eerste = concepten.stel_op(
        zaak,
        opzet(zaak, "WAARSCHUWING", overtreding_in(zaak), termijn_tot=date(2021, 1, 15)),
        door=inspecteur(),
        op=OP,
    )
    concepten.stel_vast(eerste, versie=1, door=inspecteur(), op=OP)
    concepten.reik_uit(eerste, dag=DAG, versie=2, door=inspecteur(), op=OP)
    later = OP + timedelta(days=20)
    opnieuw = overtreding_in(zaak, dag=date(2021, 1, 29), op=later)
    rapport = concepten.stel_op(zaak, opzet(zaak, "BOETERAPPORT", opnieuw), door=inspecteur(), op=later)
    document = brieven.maak_op(rapport, later).document
    rust = (
        "Arbeidsomstandighedenwet artikel 3: waarschuwing van 11 januari 2021, met een termijn tot en met 15"
    )
    assert Lijst((f"{rust} januari 2021.",)) in document.blokken


LEKKEN = [
    "De roosterplanner stuurt snotterende chauffeurs de vrieshal in.",
    "Naar aanleiding van een klacht bezocht ik u.",
    "Mevrouw Kowalska werkt bij u.",
    "Bel 06 - 123 45 678.",
]


@pytest.mark.parametrize("lek", LEKKEN)
def test_een_brief_met_een_lek_wordt_niet_vastgesteld_en_niet_voorgelegd(zaak, lek):
    concept = concept_van(zaak, "WAARSCHUWING", bevindingen=lek)
    with pytest.raises(bronnen.Lekfout, match="kan zo niet uit"):
        concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    concept.refresh_from_db()
    assert (concept.status, Brief.objects.count()) == (ConceptStatus.CONCEPT, 0)


def test_een_zin_nakijken_vraagt_van_elke_zaak_even_weinig(zaak, erbij, django_assert_num_queries):
    """It is done for every line that somebody writes in a zaak."""
    with django_assert_num_queries(7):
        bronnen.weiger_in_dossier(zaak, "verslag", "De deur stond open.")
    werkgever = str(werkgever_van(zaak).extern_kenmerk)
    eerste = str(melding_van(zaak).extern_kenmerk)
    for _ in range(3):
        erbij.melding(werkgever=werkgever, dubbel_van=eerste, omschrijving="Er is geen zeep.")
    erbij.neem()
    with django_assert_num_queries(7):
        bronnen.weiger_in_dossier(zaak, "verslag", "De deur stond open.")


def test_ook_wie_een_dubbele_van_de_melding_stuurde_wordt_niet_genoemd(zaak, erbij):
    """Also when it names no employer, so that nothing but the melding tells that it is about this zaak."""
    eerste = str(melding_van(zaak).extern_kenmerk)
    erbij.melding(dubbel_van=eerste, melder_naam="Bea Zonnebloem", omschrijving="Het is er weer.")
    erbij.neem()
    with pytest.raises(bronnen.Lekfout):
        bronnen.weiger_in_dossier(zaak, "verslag", "Mevrouw Zonnebloem wees mij de weg.")


def test_ook_de_motivering_van_een_overtreding_is_nagekeken(zaak):
    onder = overtreding_in(zaak, **STRENG | {"motivering": LEKKEN[0]})
    concept = concepten.stel_op(zaak, opzet(zaak, "BOETERAPPORT", onder), door=inspecteur(), op=OP)
    with pytest.raises(bronnen.Lekfout):
        concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)


@pytest.mark.reis
def test_wat_er_na_het_vaststellen_binnenkwam_houdt_de_brief_alsnog_tegen(zaak, erbij):
    concept = concept_van(zaak, "WAARSCHUWING", bevindingen="De lift hangt scheef boven de zetbank.")
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    erbij.melding(
        werkgever=str(werkgever_van(zaak).extern_kenmerk),
        omschrijving="De lift hangt scheef boven de zetbank!",
    )
    erbij.neem()
    with pytest.raises(bronnen.Lekfout):
        concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=OP)
    assert not Interventie.objects.exists()
    concepten.neem_terug(concept, reden="Anders schrijven.", versie=2, door=inspecteur(), op=OP)
    concepten.wijzig(
        concept,
        bevindingen="De lift is onveilig.",
        toelichting="",
        termijn_tot=None,
        werk="",
        versie=3,
        door=inspecteur(),
        op=OP,
    )
    concepten.stel_vast(concept, versie=4, door=inspecteur(), op=OP)
    concepten.reik_uit(concept, dag=DAG, versie=5, door=inspecteur(), op=OP)
    assert Brief.objects.count() == 2
    concept.refresh_from_db()
    assert "De lift is onveilig." in str(Brief.objects.latest("pk").gegevens)


@pytest.mark.reis
@pytest.mark.parametrize("bevindingen", ["Kowalska zei het.", "Wij kwamen om 10:00 uur."])
def test_wie_door_een_weigering_een_naam_of_het_uur_leert_is_gelogd(zaak, client, bevindingen):
    concept = concept_van(zaak, "WAARSCHUWING", bevindingen=bevindingen)
    client.force_login(inspecteur())
    adres = reverse("zaak_vaststellen", args=[concept.zaak.nummer])
    antwoord = client.post(adres, {"sleutel": uuid4(), "concept": concept.pk, "versie": 1})
    assert "kan zo niet uit" in antwoord.content.decode()
    inzage = MelderInzage.objects.get()
    assert (inzage.door, inzage.melding) == (inspecteur(), melding_van(concept.zaak))
    assert Logregel.objects.filter(actie="melder_gelezen").exists()
    # Looking tells nothing of a reporter, so it is no read.
    pagina = client.get(reverse("zaak_concept", args=[concept.zaak.nummer, concept.pk])).content.decode()
    assert "kan zo niet uit" not in pagina
    assert MelderInzage.objects.count() == 1


def test_op_de_pagina_staat_voor_het_vaststellen_wat_er_anders_moet(zaak, client):
    concept = concept_van(zaak, "WAARSCHUWING", bevindingen="Er was een klacht over de vrieshal.")
    client.force_login(inspecteur())
    pagina = client.get(reverse("zaak_concept", args=[concept.zaak.nummer, concept.pk])).content.decode()
    assert "Deze brief kan zo niet uit" in pagina
    assert "“klacht”. Dit verraadt dat er een melding was." in pagina


def test_wie_engels_leest_krijgt_ook_in_het_engels_waarom_woorden_er_niet_mogen_staan(zaak, client):
    concept = concept_van(zaak, "WAARSCHUWING", bevindingen="Er was een klacht over de vrieshal.")
    wie = inspecteur()
    wie.taal = "en"
    wie.save()
    client.force_login(wie)
    pagina = client.get(reverse("zaak_concept", args=[concept.zaak.nummer, concept.pk])).content.decode()
    assert "“klacht”. This gives away that there was a complaint." in pagina


@pytest.mark.reis
def test_wat_is_vastgesteld_gaat_zo_uit_ook_als_de_tekst_daarna_verandert(zaak, client):
    concept = concept_van(zaak, "STILLEGGING")
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
    vast = Brief.objects.get()
    Brieftekst.objects.create(voor="STILLEGGING", geldig_van=DAG, tekst="Onderwerp: Anders\n\nAnders.")
    concepten.reik_uit(concept, dag=DAG, versie=3, door=inspecteur(), op=OP)
    client.force_login(inspecteur())
    for formaat in ("pdf", "odt"):
        antwoord = client.get(reverse("zaak_brief", args=[concept.zaak.nummer, concept.pk, formaat]))
        assert antwoord.content == bytes(getattr(vast, formaat))
        assert antwoord["Content-Disposition"].startswith("attachment")
    assert "Vastgesteld door" in str(vast.gegevens)


def test_een_concept_als_bestand_zegt_op_elke_bladzijde_dat_het_dat_is(zaak, client):
    concept = concept_van(zaak, "WAARSCHUWING")
    client.force_login(inspecteur())
    adres = reverse("zaak_brief", args=[concept.zaak.nummer, concept.pk, "pdf"])
    for bladzijde in PdfReader(io.BytesIO(client.get(adres).content)).pages:
        assert "Concept, niet verzonden" in bladzijde.extract_text()
    assert client.get(adres[:-3] + "docx").status_code == 404


def test_de_pdf_is_getagd_en_de_odt_een_pakket(zaak):
    concept = concept_van(zaak, "EIS")
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    brief = Brief.objects.get()
    wortel = PdfReader(io.BytesIO(bytes(brief.pdf))).root_object
    assert str(wortel["/Lang"]) == "nl-NL"
    assert "/StructTreeRoot" in wortel
    with zipfile.ZipFile(io.BytesIO(bytes(brief.odt))) as pakket:
        assert "Eis tot naleving" in pakket.read("content.xml").decode()


def test_schriftelijk_aanspreken_gaat_zonder_vaststelling_meteen_uit(zaak):
    concept = concept_van(zaak, "AANSPREKEN_SCHRIFTELIJK")
    with pytest.raises(Regelfout, match="gaat meteen uit"):
        concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    interventie = concepten.reik_uit(concept, dag=DAG, versie=1, door=inspecteur(), op=OP)
    assert (interventie.soort, Brief.objects.count()) == ("AANSPREKEN_SCHRIFTELIJK", 1)
    with pytest.raises(Ingehaald):
        concepten.reik_uit(concept, dag=DAG, versie=2, door=inspecteur(), op=OP)


def test_een_instrument_gaat_niet_uit_zonder_vaststelling(zaak):
    concept = concept_van(zaak, "WAARSCHUWING")
    with pytest.raises(Regelfout, match="Alleen wat is vastgesteld"):
        concepten.reik_uit(concept, dag=DAG, versie=1, door=inspecteur(), op=OP)


def test_een_mondelinge_stillegging_noemt_op_schrift_wanneer_zij_is_gegeven(zaak):
    keuze = opzet(zaak, "STILLEGGING", overtreding_in(zaak, ernstig_gevaar=True))
    concept = concepten.leg_mondeling_stil(zaak, keuze, moment=OP, door=inspecteur(), op=OP)
    assert "11 januari 2021, 11.00 uur" in tekst_van(concept)


def test_wie_een_ander_concept_zag_wijzigt_niets(zaak):
    concept = concept_van(zaak, "WAARSCHUWING")
    nieuw: dict[str, Any] = {
        "bevindingen": "Anders.",
        "toelichting": "",
        "termijn_tot": None,
        "werk": "",
        "door": inspecteur(),
        "op": OP,
    }
    concepten.wijzig(concept, versie=1, **nieuw)
    with pytest.raises(Ingehaald):
        concepten.wijzig(concept, versie=1, **nieuw)
    concepten.stel_vast(concept, versie=2, door=inspecteur(), op=OP)
    with pytest.raises(Ingehaald, match="Alleen een concept"):
        concepten.wijzig(concept, versie=3, **nieuw)


@pytest.mark.parametrize("voor", Brieftekst.Voor.values)
def test_de_meegeleverde_teksten_zijn_goed_en_verraden_niets(db, voor):
    for tekst in Brieftekst.objects.filter(voor=voor).values_list("tekst", flat=True):
        if voor != Brieftekst.Voor.AFZENDER:
            assert briefteksten.keur(tekst) == []
        nagekeken = Tekst((), (tekst,), contact=("0800 - 51 51",))
        assert zoek_lekken(nagekeken, (), bronnen.beleid()) == []


@pytest.mark.parametrize(
    ("tekst", "gebrek"),
    [
        ("Beste,\n\nHallo.", "Onderwerp"),
        ("Onderwerp: Zo", "de tekst van de brief"),
        ("Onderwerp: Zo\n\nHallo {melder}.", "bestaat niet"),
        ("Onderwerp: Zo\n\nZie {overtredingen}.", "staat alleen"),
        ("Onderwerp: Zo\n\n{werkgever.naam}", "niet te lezen"),
        ("Onderwerp: Zo\n\nHallo {", "niet te lezen"),
        ("Onderwerp: Zo\n\n{werkgever!r:>9}", "niet te lezen"),
    ],
)
def test_een_brieftekst_met_een_fout_zegt_wat_er_mis_is(tekst, gebrek):
    assert any(gebrek in reden for reden in briefteksten.keur(tekst))


def test_wat_leeg_is_blijft_weg_met_zijn_kop():
    tekst = (
        "Onderwerp: Aan {werkgever}\n\n## Termijn\n\n{termijn}.\n\n## Slot\n\n{bevindingen}\n\n- een\n- twee"
    )
    gevuld = briefteksten.vul(tekst, {"werkgever": "Blom", "termijn": ""}, {"bevindingen": [Alinea("Zo.")]})
    assert gevuld.onderwerp == "Aan Blom"
    assert gevuld.blokken == (Kop(2, "Slot"), Alinea("Zo."), Lijst(("een", "twee")))


def test_een_naam_die_op_een_punt_eindigt_krijgt_geen_tweede():
    gevuld = briefteksten.vul(
        "Onderwerp: {werkgever}\n\nDit gaat over {werkgever}. Zie {werkgever}, daar.",
        {"werkgever": "Blom B.V."},
        {},
    )
    assert gevuld == briefteksten.Ingevuld(
        "Blom B.V.", (Alinea("Dit gaat over Blom B.V. Zie Blom B.V., daar."),)
    )


def test_wat_iemand_schrijft_is_nooit_een_veld_of_een_kop():
    assert briefteksten.alineas("## {werkgever}\n\n- {naam}") == (
        Alinea("## {werkgever}"),
        Lijst(("{naam}",)),
    )


@pytest.mark.reis
def test_een_brief_waarvan_een_bestand_is_vervangen_valt_op(zaak):
    concept = concept_van(zaak, "WAARSCHUWING")
    concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    assert [*bewijzen.brieven(), *bewijzen.getuigenis()] == []
    geef_vrij(connection, "interventies_brief")
    Brief.objects.update(pdf=b"%PDF-1.7 anders")
    assert "anders dan het werd vastgesteld" in next(bewijzen.brieven())
    Brief.objects.update(
        vingerafdruk=brieven.vingerafdruk(b"%PDF-1.7 anders", bytes(Brief.objects.get().odt))
    )
    assert list(bewijzen.brieven()) == []
    assert "interventies_brief:" in next(bewijzen.getuigenis())


def test_een_boeterapport_zegt_aan_welke_voorganger_eerder_is_gewaarschuwd(erbij):
    """It was not given to this employer: what it says is true, and of whom [Awb 5:48]."""
    oud = erbij.werkgever(naam="Slagerij Kool v.o.f.")
    nieuw = erbij.werkgever(naam="Kool Vlees B.V.", rechtsopvolger_van=oud)
    eerder = erbij.zaak(erbij.melding(werkgever=oud))
    o = erbij.overtreding(eerder, oud, geconstateerd_op="2020-11-02")
    erbij.interventie(
        eerder, oud, "WAARSCHUWING", overtredingen=o, uitgereikt_op="2020-11-03", termijn_tot="2020-11-17"
    )
    zaak = zaak_met(erbij, werkgever=nieuw)
    concept = concepten.stel_op(
        zaak, opzet(zaak, "BOETERAPPORT", overtreding_in(zaak)), door=inspecteur(), op=OP
    )
    assert (
        "waarschuwing van 3 november 2020, aan Slagerij Kool v.o.f., die door de werkgever is opgevolgd,"
        " met een termijn tot en met 17 november 2020." in tekst_van(concept)
    )
    assert "kreeg de werkgever" not in tekst_van(concept)
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    concept.refresh_from_db()
    concepten.stel_vast(concept, versie=concept.versie, door=teamleider(), op=OP)
    assert Brief.objects.count() == 1
