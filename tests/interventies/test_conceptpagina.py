"""A letter on its own page: who writes it reads there why it came back, and stays with it while working on it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from inspectie.fouten import Regelfout
from inspectie.models import Rol
from interventies import concepten, zaken
from interventies.models import Concept, ConceptStatus, Zaak
from meldingen.models import Melding, Werkgever
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    gebruiker,
    inspecteur,
    opzet,
    overtreding_in,
    teamleider,
)

pytestmark = pytest.mark.eenmaal  # what a page says

TERUG = "Noem ook op welke dag u er was."
MORGEN = OP + timedelta(days=1)


@pytest.fixture
def concept(zaak: Zaak, client: Client) -> Concept:
    """A stillegging that lies before the teamleider."""
    overtreding = overtreding_in(zaak, ernstig_gevaar=True)
    concept = concepten.stel_op(zaak, opzet(zaak, "STILLEGGING", overtreding), door=inspecteur(), op=OP)
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    client.force_login(inspecteur())
    return vers(concept)


def test_van_een_naam_die_in_een_melding_stond_staat_dat_er_tot_de_brief_vastligt(concept, client):
    """“Slagerij Kool, hal 3 nachtploeg”: who gets the letter reads who reported."""
    gezegd = "is de naam zoals die in een melding stond"
    assert gezegd not in pagina(client, adres(concept))
    # As who reports on the website makes it: at that very moment, and without a key of another system.
    toen = Melding.objects.get().geregistreerd_op
    Werkgever.objects.filter(pk=concept.werkgever_id).update(extern_kenmerk=None, geregistreerd_op=toen)
    assert gezegd in pagina(client, adres(concept))
    concepten.stel_vast(concept, versie=concept.versie, door=teamleider(), op=OP)
    assert gezegd not in pagina(client, adres(concept))


def vers(concept: Concept) -> Concept:
    return Concept.objects.select_related("zaak").get(pk=concept.pk)


def terug(concept: Concept) -> Concept:
    concepten.stuur_terug(concept, reden=TERUG, versie=concept.versie, door=teamleider(), op=OP)
    return vers(concept)


def adres(concept: Concept) -> str:
    return reverse("zaak_concept", args=[concept.zaak.nummer, concept.pk])


def pagina(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def stuur(client: Client, concept: Concept, act: str, waar: str = "?brief", **velden: Any) -> Any:
    vast = {"sleutel": uuid4(), "concept": concept.pk, "versie": concept.versie}
    return client.post(reverse(f"zaak_{act}", args=[concept.zaak.nummer]) + waar, vast | velden)


def test_wie_een_concept_terugkrijgt_leest_waarom_op_elke_plek(concept, client):
    assert "Wacht op een teamleider" in pagina(client, adres(concept))
    terug(concept)
    for url in (adres(concept), reverse("zaak", args=[concept.zaak.nummer])):
        assert TERUG in pagina(client, url)
    blad = pagina(client, adres(concept))
    assert "Teruggestuurd</h2>" in blad
    assert teamleider().naam in blad
    werk = pagina(client, reverse("mijn_werk"))
    assert ", teruggestuurd" in werk
    assert f'href="{adres(concept)}"' in werk


def test_ook_wie_het_daarna_overneemt_leest_waarom_het_terugkwam(concept, client):
    terug(concept)
    ander = gebruiker("ine", Rol.INSPECTEUR)
    zaken.wijs_toe(concept.zaak, ander, door=teamleider(), op=OP)
    concept = vers(concept)
    concepten.wijzig(
        concept,
        bevindingen="Op 11 januari.",
        toelichting="",
        termijn_tot=None,
        werk=concept.werk,
        versie=concept.versie,
        door=ander,
        op=MORGEN,
    )
    client.force_login(ander)
    assert TERUG in pagina(client, adres(concept))


def test_wat_opnieuw_is_voorgelegd_of_zelf_is_teruggenomen_is_niet_teruggestuurd(concept, client):
    concept = terug(concept)
    concepten.leg_voor(concept, versie=concept.versie, door=inspecteur(), op=OP)
    assert TERUG not in pagina(client, adres(concept))
    concept = vers(concept)
    concepten.neem_terug(concept, reden="Te snel.", versie=concept.versie, door=inspecteur(), op=OP)
    blad = pagina(client, adres(concept))
    assert "Teruggenomen</h2>" in blad
    assert "Te snel." in blad
    assert "Teruggestuurd</h2>" not in blad
    assert "teruggestuurd" not in pagina(client, reverse("mijn_werk"))


def test_wat_vastgesteld_is_en_nog_uit_moet_staat_zo_bij_mijn_werk(concept, client):
    concepten.stel_vast(concept, versie=concept.versie, door=teamleider(), op=OP)
    assert "vastgesteld, nog uit te reiken" in pagina(client, reverse("mijn_werk"))
    concept = vers(concept)
    concepten.reik_uit(concept, dag=DAG, versie=concept.versie, door=inspecteur(), op=OP)
    assert 'Uitgereikt op <span class="datum">11-01-2021</span>.' in pagina(client, adres(concept))


def test_wie_de_brief_voor_zich_heeft_houdt_hem_voor_zich(concept, client):
    concept = terug(concept)
    velden = {"bevindingen": "Een melder belde ons.", "werk": concept.werk}
    assert stuur(client, concept, "wijzigen", **velden)["Location"] == adres(concept)
    concept = vers(concept)
    geweigerd = stuur(client, concept, "voorleggen")
    blad = geweigerd.content.decode()
    assert geweigerd.status_code == 200
    assert 'id="fouten"' in blad
    assert 'id="brief-kop"' in blad
    assert "Een melder belde ons." in blad
    assert "<title>Fout: " in blad
    velden["bevindingen"] = "Op 11 januari was ik er."
    stuur(client, concept, "wijzigen", **velden)
    concept = vers(concept)
    vanaf_de_zaak = stuur(client, concept, "voorleggen", waar="")
    assert vanaf_de_zaak["Location"] == reverse("zaak", args=[concept.zaak.nummer])
    assert vers(concept).status == ConceptStatus.TER_BEOORDELING


def test_op_de_pagina_van_de_brief_staat_open_waarvoor_men_kwam(concept, client):
    client.force_login(teamleider())
    open_ = [a for a in client.get(adres(concept)).context["aanbod"] if a.open]
    assert [a.handeling.code for a in open_] == ["vaststellen"]
    verraadt = {"bevindingen": "Een melder belde ons."}
    Concept.objects.update(**verraadt)
    open_ = [a for a in client.get(adres(concept)).context["aanbod"] if a.open]
    assert [a.handeling.code for a in open_] == ["terugsturen"], "zo kan de brief niet uit"
    fout = stuur(client, concept, "terugsturen")
    assert [a.handeling.code for a in fout.context["aanbod"] if a.open] == ["terugsturen"]
    assert "Geef een reden." in fout.content.decode()
    terug(concept)
    client.force_login(inspecteur())
    open_ = [a for a in client.get(adres(concept)).context["aanbod"] if a.open]
    assert [a.handeling.code for a in open_] == ["wijzigen"]


def test_ook_van_een_brief_die_niet_is_op_te_maken_staat_er_wat_men_kan_doen(concept, client, monkeypatch):
    def weiger(*_: Any, **__: Any) -> None:
        raise Regelfout("Er is geen tekst voor deze brief.")

    monkeypatch.setattr("interventies.brieven.maak_op", weiger)
    client.force_login(teamleider())
    blad = stuur(client, concept, "terugsturen").content.decode()
    assert "Er is geen tekst voor deze brief." in blad
    assert "Geef een reden." in blad
