"""A zaak that goes to another inspecteur takes with it what was being written there."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Rol
from interventies import brieven, concepten, zaken
from interventies.models import (
    Brief,
    Concept,
    ConceptStatus,
    Interventie,
    Terugkoppeling,
    Zaak,
    ZaakStatus,
)
from interventies.werk import WERK
from rapportages import bewijzen
from tests.interventies.test_zaakpagina import als, stuur
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    gebruiker,
    inspecteur,
    melding_van,
    opzet,
    overtreding_in,
    teamleider,
)

pytestmark = pytest.mark.django_db


def ander() -> Gebruiker:
    return gebruiker("iris", Rol.INSPECTEUR)


def concept_in(zaak: Zaak, soort: str) -> Concept:
    overtreding = [
        overtreding_in(zaak, ernstig_gevaar=True, voorschrift="ARBOBESLUIT_3_2A", motivering="Ernstig.")
    ]
    keuze = opzet(zaak, soort, *([] if soort == "AANSPREKEN_SCHRIFTELIJK" else overtreding))
    return concepten.stel_op(zaak, keuze, door=inspecteur(), op=OP)


def geef(concept: Concept, aan: Gebruiker) -> None:
    zaken.wijs_toe(concept.zaak, aan, door=teamleider(), op=OP)
    concept.refresh_from_db()


def tekenaars(concept: Concept) -> str:
    return str(brieven.maak_op(concept, OP).document.blokken[-1])


@pytest.mark.parametrize("soort", ["WAARSCHUWING", "EIS"])
def test_wie_de_zaak_krijgt_stelt_vast_wat_een_ander_begon_en_tekent_zelf(zaak, soort):
    concept = concept_in(zaak, soort)
    geef(concept, ander())
    concepten.stel_vast(concept, versie=1, door=ander(), op=OP)
    concept.refresh_from_db()
    assert (concept.opgesteld_door, concept.status) == (ander(), ConceptStatus.VASTGESTELD)
    assert ander().naam in str(Brief.objects.get().gegevens)
    assert inspecteur().naam not in str(Brief.objects.get().gegevens)
    assert [s.toelichting for s in concept.stappen.all()] == ["", f"Overgenomen van {inspecteur().naam}.", ""]
    concepten.reik_uit(concept, dag=DAG, versie=concept.versie, door=ander(), op=OP)
    assert Interventie.objects.get().soort == soort
    assert list(bewijzen.getuigenis()) == []


def test_bij_overnemen_staat_de_brief_er_voordat_iemand_op_het_logboek_wacht(zaak):
    concept = concept_in(zaak, "WAARSCHUWING")
    geef(concept, ander())
    with CaptureQueriesContext(connection) as gevraagd:
        concepten.stel_vast(concept, versie=1, door=ander(), op=OP)
    opdrachten = [vraag["sql"] for vraag in gevraagd]
    brief = next(n for n, sql in enumerate(opdrachten) if 'INTO "interventies_brief"' in sql)
    keten = next(n for n, sql in enumerate(opdrachten) if "inspectie_teller" in sql)
    assert brief < keten


def test_ook_een_brief_die_meteen_uitgaat_tekent_wie_hem_uitreikt(zaak):
    concept = concept_in(zaak, "AANSPREKEN_SCHRIFTELIJK")
    geef(concept, ander())
    concepten.reik_uit(concept, dag=DAG, versie=1, door=ander(), op=OP)
    assert ander().naam in str(Brief.objects.get().gegevens)
    assert inspecteur().naam not in str(Brief.objects.get().gegevens)


def test_de_brief_van_een_mondelinge_stillegging_komt_op_schrift_ook_als_de_zaak_naar_een_ander_gaat(zaak):
    keuze = opzet(zaak, "STILLEGGING", overtreding_in(zaak, ernstig_gevaar=True))
    concept = concepten.leg_mondeling_stil(zaak, keuze, moment=OP, door=inspecteur(), op=OP)
    geef(concept, ander())
    concepten.leg_voor(concept, versie=1, door=ander(), op=OP)
    concept.refresh_from_db()
    concepten.stel_vast(concept, versie=concept.versie, door=teamleider(), op=OP)
    concept.refresh_from_db()
    concepten.reik_uit(concept, dag=DAG, versie=concept.versie, door=ander(), op=OP)
    concept.refresh_from_db()
    assert concept.status == ConceptStatus.UITGEREIKT


def test_wie_het_eerst_schreef_is_ook_na_overname_niet_het_tweede_paar_ogen(zaak):
    concept = concept_in(zaak, "BOETERAPPORT")
    geef(concept, ander())
    concepten.leg_voor(concept, versie=1, door=ander(), op=OP)
    concept.refresh_from_db()
    for schreef in (inspecteur(), ander()):
        schreef.rol = Rol.TEAMLEIDER
        schreef.save()
        with pytest.raises(Regelfout, match="door de opsteller"):
            concepten.stel_vast(concept, versie=concept.versie, door=schreef, op=OP)
    concepten.stuur_terug(concept, reden="Korter.", versie=concept.versie, door=teamleider(), op=OP)
    concept.refresh_from_db()
    concepten.leg_voor(concept, versie=concept.versie, door=ander(), op=OP)
    concept.refresh_from_db()
    concepten.stel_vast(concept, versie=concept.versie, door=teamleider(), op=OP)


def test_op_de_pagina_staat_voor_de_nieuwe_behandelaar_wat_de_vorige_er_kon_en_het_werkt(
    zaak, client: Client
):
    concept = concept_in(zaak, "EIS")
    geef(concept, ander())
    zaak = concept.zaak
    als(client, ander())
    for adres in (
        reverse("zaak", args=[zaak.nummer]),
        reverse("zaak_concept", args=[zaak.nummer, concept.pk]),
    ):
        assert "Laten vervallen" in client.get(adres).content.decode()
    mijn = next(soort for soort in WERK if soort.code == "concepten")
    assert [c.pk for c in mijn.reeks(ander(), OP)] == [concept.pk]
    assert list(mijn.reeks(inspecteur(), OP)) == []
    antwoord = stuur(client, zaak, "vervallen", concept=concept.pk, versie=1, reden="Hersteld.")
    assert antwoord.status_code == 302
    concept.refresh_from_db()
    assert concept.status == ConceptStatus.VERVALLEN
    als(client, inspecteur())
    assert stuur(client, zaak, "vervallen", concept=concept.pk, versie=1, reden="x").status_code == 404


def test_wie_de_zaak_niet_heeft_en_niets_schreef_doet_niets(zaak):
    concept = concept_in(zaak, "EIS")
    with pytest.raises(Regelfout, match="wie de zaak nu behandelt"):
        concepten.neem_terug(concept, reden="x", versie=1, door=ander(), op=OP)


@pytest.mark.parametrize("status", [ZaakStatus.AFGEROND, ZaakStatus.GESLOTEN])
def test_een_zaak_die_dicht_is_gaat_naar_een_ander_en_die_heropent_haar(zaak, client: Client, status):
    """Two years later its inspecteur has left."""
    Zaak.objects.update(status=status)
    Gebruiker.objects.filter(pk=inspecteur().pk).update(is_active=False)
    als(client, teamleider())
    assert "Zaak toewijzen" in client.get(reverse("zaak", args=[zaak.nummer])).content.decode()
    assert stuur(client, zaak, "toewijzen", behandelaar=ander().pk).status_code == 302
    zaak.refresh_from_db()
    assert (zaak.behandelaar, zaak.status) == (ander(), status)
    als(client, ander())
    assert stuur(client, zaak, "heropenen", reden="De rechter wil een nieuw besluit.").status_code == 302


def test_wie_een_oude_versie_zag_neemt_niets_over(zaak):
    concept = concept_in(zaak, "EIS")
    geef(concept, ander())
    velden: dict[str, Any] = {
        "bevindingen": "",
        "toelichting": "Schermen.",
        "termijn_tot": concept.termijn_tot,
    }
    concepten.wijzig(concept, werk="", versie=1, door=ander(), op=OP, **velden)
    with pytest.raises(Ingehaald):
        concepten.wijzig(concept, werk="", versie=1, door=ander(), op=OP, **velden)
    assert concept.stappen.filter(toelichting__startswith="Overgenomen").count() == 1
    assert ander().naam in tekenaars(Concept.objects.get())


def test_een_zaak_die_dicht_is_staat_er_ook_zolang_een_melder_nog_niets_hoorde(zaak):
    Gebruiker.objects.filter(pk=inspecteur().pk).update(is_active=False)
    Zaak.objects.update(status=ZaakStatus.AFGEROND)
    wacht = next(soort for soort in WERK if soort.code == "over-te-nemen")
    assert list(wacht.reeks(teamleider(), OP)) == []
    Terugkoppeling.objects.create(
        melding=melding_van(zaak), zaak=zaak, resultaat="GEEN_MAATREGEL", klaargezet_op=OP
    )
    assert wacht.reeks(teamleider(), OP).get() == zaak


def test_een_open_zaak_van_wie_er_niet_meer_is_staat_bij_de_teamleider(zaak):
    wacht = next(soort for soort in WERK if soort.code == "over-te-nemen")
    assert list(wacht.reeks(teamleider(), OP)) == []
    Gebruiker.objects.filter(pk=inspecteur().pk).update(is_active=False)
    gevonden = wacht.getoond(wacht.reeks(teamleider(), OP)).get()
    assert gevonden == zaak
    assert wacht.regel(gevonden, OP).url == reverse("zaak", args=[zaak.nummer])
    Gebruiker.objects.filter(pk=teamleider().pk).update(team="NOORD")
    assert list(wacht.reeks(Gebruiker.objects.get(pk=teamleider().pk), OP)) == []
    zaken.wijs_toe(zaak, ander(), door=teamleider(), op=OP)
    assert list(wacht.reeks(teamleider(), OP)) == []


def test_de_brief_staat_er_zoals_hij_wordt_met_wie_hem_dan_tekent(zaak, client: Client):
    for wie, voornaam in ((inspecteur(), "Ilse"), (ander(), "Iris"), (teamleider(), "Thea")):
        Gebruiker.objects.filter(pk=wie.pk).update(first_name=voornaam, last_name="Jansen")
    concept = concept_in(zaak, "EIS")
    geef(concept, ander())
    adres = reverse("zaak_concept", args=[concept.zaak.nummer, concept.pk])
    for wie, tekent in ((ander(), "Iris Jansen"), (teamleider(), "Ilse Jansen")):
        document = als(client, wie).get(adres).context["document"]
        assert tekent in str(document["secties"][-1]["blokken"][-1])
    als(client, ander())
    pdf = client.get(reverse("zaak_brief", args=[concept.zaak.nummer, concept.pk, "pdf"])).content
    tekst = " ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages)
    assert "Iris Jansen" in tekst
    assert "Ilse Jansen" not in tekst
