"""What an employer is called is put right on screen: a letter is addressed to it as a reporter may have written it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Logregel, Rol
from inspectie.versies import Wijziging, standen
from interventies import concepten
from interventies.corrigeren import merk
from interventies.models import Concept
from interventies.werkgevernaam import heet_naar_een_melding, verbeter_naam
from meldingen.models import Melding, Registerbedrijf, Werkgever
from rapportages.controles import CONTROLES
from tests.interventies.zaakhulp import (
    OP,
    gebruiker,
    inspecteur,
    opzet,
    overtreding_in,
    teamleider,
    triagist,
    werkgever_van,
)

pytestmark = pytest.mark.django_db
LATER = OP + timedelta(hours=1)


@pytest.fixture
def slagerij(zaak) -> Werkgever:
    """As who reports on the website makes one: with the melding, and without a key of another system."""
    toen = Melding.objects.get().geregistreerd_op
    Werkgever.objects.update(extern_kenmerk=None, geregistreerd_op=toen, naam="Slagerij Kool, hal 3")
    return werkgever_van(zaak)


def verbeter(werkgever: Werkgever, **anders: str) -> None:
    gewoon = {"naam": "Slagerij Kool B.V.", "plaats": werkgever.plaats, "reden": "Zo in het register."}
    gezien = {"gezien": merk(werkgever)}
    verbeter_naam(werkgever, **gewoon | gezien | anders, door=inspecteur(), op=LATER)


def test_een_brief_is_gericht_aan_de_naam_zoals_die_is_verbeterd(zaak, slagerij):
    keuze = opzet(zaak, "WAARSCHUWING", overtreding_in(zaak))
    concept = concepten.stel_op(zaak, keuze, door=inspecteur(), op=OP)
    client = Client()
    client.force_login(inspecteur())
    adres = reverse("zaak_concept", args=[zaak.nummer, concept.pk])
    verbeteren = reverse("werkgever_naam", args=[slagerij.pk])
    html = client.get(adres).content.decode()
    assert "Slagerij Kool, hal 3" in html
    assert verbeteren in html
    velden = {"sleutel": uuid4(), "gezien": merk(slagerij), "naam": "Slagerij Kool B.V.", "plaats": ""}
    assert "Schrijf op waarom dit onjuist was." in client.post(verbeteren, velden).content.decode()
    velden["reden"] = "Zo in het handelsregister."
    for gezegd in ("De naam is verbeterd.", "niets dubbel gedaan"):
        assert gezegd in client.post(verbeteren, velden, follow=True).content.decode()
    html = client.get(adres).content.decode()
    assert "Slagerij Kool B.V." in html
    assert "hal 3" not in html
    assert verbeteren not in html
    # Who had the letter before them with the other name reads it again.
    with pytest.raises(Ingehaald):
        concepten.stel_vast(concept, versie=concept.versie, door=teamleider(), op=LATER)
    assert Concept.objects.get().versie == concept.versie + 1


def test_wat_eerder_werd_gezien_blijft_en_het_logboek_getuigt_ervan(zaak):
    werkgever = werkgever_van(zaak)
    verbeter(werkgever, plaats="Ede")
    (reeks,) = standen(Werkgever, [werkgever.pk], ["naam", "plaats"]).values()
    assert [stand.velden["naam"] for stand in reeks] == [werkgever.naam, "Slagerij Kool B.V."]
    assert {w.veld: (w.nieuw, w.door) for w in Wijziging.objects.filter(soort="werkgever")} == {
        "naam": ("Slagerij Kool B.V.", inspecteur()),
        "plaats": ("Ede", inspecteur()),
    }
    regel = Logregel.objects.get(actie="werkgever_verbeterd")
    assert "Kool" not in str(regel.gegevens)
    for naam in ("wat vastligt is waarvan het logboek getuigt", "elke werkgever is te vinden met zijn namen"):
        assert not list(CONTROLES[naam]()), naam


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": " "}, "Vul de naam in."),
        ({"reden": " "}, "Schrijf op waarom dit onjuist was."),
        ({"naam": "Slagerij Kool, hal 3"}, "U hebt niets gewijzigd."),
    ],
)
def test_wat_niet_kan_wordt_geweigerd_met_de_reden(slagerij, anders, zin):
    with pytest.raises(Regelfout, match=zin):
        verbeter(slagerij, **anders)
    assert not Wijziging.objects.exists()


def test_wie_is_ingehaald_ziet_wat_er_nu_staat_en_kan_nog_eens_sturen(slagerij):
    client = Client()
    client.force_login(triagist())
    adres = reverse("werkgever_naam", args=[slagerij.pk])
    velden = {
        "sleutel": uuid4(),
        "gezien": merk(slagerij),
        "naam": "Kool Vlees",
        "plaats": "",
        "reden": "Gebeld.",
    }
    verbeter(slagerij)
    html = client.post(adres, velden).content.decode()
    for deel in ("Dit is intussen gewijzigd.", "Nu staat er “Slagerij Kool B.V.”", 'value="Kool Vlees"'):
        assert deel in html
    slagerij.refresh_from_db()
    client.post(adres, velden | {"gezien": merk(slagerij)})
    slagerij.refresh_from_db()
    assert slagerij.naam == "Kool Vlees"


def test_op_de_bladzijde_van_de_werkgever_staat_wie_zijn_naam_verbeterde_en_waarom(client, slagerij):
    verbeter(slagerij, plaats="Ede")
    client.force_login(gebruiker("auditor", Rol.AUDITOR))
    html = client.get(reverse("werkgever", args=[slagerij.pk])).content.decode()
    for deel in ("Naam verbeterd: Slagerij Kool B.V.", "Plaats verbeterd: Ede", "Zo in het register."):
        assert deel in html
    assert html.count(f'<span class="zacht">{inspecteur().naam}</span>') == 2


def test_alleen_wie_mag_zeggen_wie_een_werkgever_is_ziet_de_weg(client, slagerij):
    adres = reverse("werkgever_naam", args=[slagerij.pk])
    for wie, ziet in ((triagist(), True), (gebruiker("auditor", Rol.AUDITOR), False)):
        client.force_login(wie)
        html = client.get(reverse("werkgever", args=[slagerij.pk])).content.decode()
        assert (adres in html) == ziet


def test_een_naam_uit_het_register_of_van_een_ander_systeem_is_er_geen_uit_een_melding(slagerij):
    assert heet_naar_een_melding(slagerij)
    Registerbedrijf.objects.create(sleutel="12345678", naam=slagerij.naam, kvk_nummer="12345678", woorden="")
    assert heet_naar_een_melding(slagerij)
    slagerij.kvk_nummer = "12345678"
    assert not heet_naar_een_melding(slagerij)
    slagerij.kvk_nummer, slagerij.extern_kenmerk = "", "W1"
    assert not heet_naar_een_melding(slagerij)
