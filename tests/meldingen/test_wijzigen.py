"""Correcting what a melding says: a later registration, and never over what another did in the meantime."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.versies import Wijziging
from interventies.dossier import dossierfeiten
from meldingen import acties
from meldingen.adviseren import adviseer_stuk
from meldingen.corrigeren import Verouderd, beeld, cellen_van, corrigeer
from meldingen.models import Melding, Status, Werkgever
from meldingen.registreren import Onjuist
from meldingen.werkgevers import houd_vast
from rapportages.kerncijfers import bereken
from tests.inloggen import als
from tests.maak import NU, Dossier
from tests.tegelijk import tot_er_een_wacht

OP = NU + timedelta(hours=1)
REDEN = "Verkeerd gehoord."


@pytest.fixture
def tariq(db: None) -> Gebruiker:
    return Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST, first_name="Tariq")


@pytest.fixture
def sanne(db: None) -> Gebruiker:
    return Gebruiker.objects.create(username="sanne", rol=Rol.MELDPUNT, first_name="Sanne")


@pytest.fixture
def melding(dossier: Dossier) -> Melding:
    werkgever = dossier.werkgever(naam="Bakkerij")
    dossier.melding(
        werkgever=werkgever,
        ernst="significant",
        toestemming_contact_werkgever="ja",
        ontvangen_op="2021-01-08T10:00:59+01:00",
        omschrijving="Te vol.",
    )
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=NU)
    return Melding.objects.get()


def wijzig(melding: Melding, door: Gebruiker, gezien=None, reden=REDEN, op=OP, **cellen: str) -> list[str]:
    return corrigeer(
        melding,
        cellen,
        gezien=gezien or beeld(Melding.objects.get(pk=melding.pk)),
        reden=reden,
        dossier=dossierfeiten,
        door=door,
        op=op,
    )


def test_een_correctie_is_een_latere_registratie(melding, sanne, capsys):
    assert wijzig(melding, sanne, arbeidsmigranten="ja", ernst="significant") == ["arbeidsmigranten"]
    assert bereken(OP.date(), NU)["KC-03"].teller == 0
    assert bereken(OP.date(), OP)["KC-03"].teller == 1
    w = Wijziging.objects.get(veld="arbeidsmigranten")
    assert (w.nieuw, w.reden, w.door, w.geregistreerd_op) == (True, REDEN, sanne, OP)
    regel = Logregel.objects.get(actie="melding_gecorrigeerd")
    assert (regel.door, regel.gegevens["velden"]) == (sanne, ["arbeidsmigranten"])
    call_command("controleer")
    assert "0 controles gefaald" in capsys.readouterr().out


def test_een_ander_feit_geeft_een_nieuw_advies_zolang_niemand_besloot(melding, sanne, tariq):
    wijzig(melding, sanne, ernst="acuut")
    melding.refresh_from_db()
    assert (melding.route, melding.besluiten.count()) == ("DIRECT_LOCATIE", 2)
    advies = acties.laatste_advies(melding)
    acties.beslis(
        melding, advies=advies.pk, route=advies.route, prioriteit=advies.prioriteit, door=tariq, op=OP
    )
    wijzig(melding, sanne, ernst="laag", op=OP + timedelta(hours=1))
    assert melding.besluiten.count() == 2


def test_andere_woorden_geven_geen_nieuw_advies_en_houden_de_oude(melding, sanne):
    wijzig(melding, sanne, omschrijving="Veel te vol.", kanaal="BRIEF")
    assert [tekst.tekst for tekst in melding.teksten.all()] == ["Te vol.", "Veel te vol."]
    assert melding.besluiten.count() == 1
    assert Wijziging.objects.get(veld="omschrijving").nieuw is None


@pytest.mark.parametrize(
    "cellen",
    [
        {"ernst": "heel erg"},
        {"ontvangen_op": "2099-01-01T10:00:00Z"},
        {"ontvangen_op": ""},
        {"werkgever": "99999"},
        {"werkgever": "W1"},
        {"omschrijving": "a\0b"},
        {"domein": "BUITEN"},
        {"onderwerpen": "PBM"},
        {"anoniem": "nee"},
        {"melder_naam": "Wil"},
    ],
)
def test_wat_niet_klopt_of_niet_van_hier_is_wordt_geweigerd(melding, sanne, cellen):
    with pytest.raises(Onjuist):
        wijzig(melding, sanne, **cellen)
    assert not Wijziging.objects.exclude(aard=Wijziging.Aard.TRIAGE).exists()


def test_zonder_reden_of_zonder_verschil_verandert_er_niets(melding, sanne):
    with pytest.raises(Regelfout, match="reden"):
        wijzig(melding, sanne, reden=" ", ernst="laag")
    assert wijzig(melding, sanne, reden="", **cellen_van(melding)) == []
    assert not Logregel.objects.filter(actie="melding_gecorrigeerd").exists()


def test_wie_een_oude_melding_zag_overschrijft_niets(melding, sanne, tariq):
    oud = beeld(melding)
    wijzig(melding, sanne, ernst="acuut")
    with pytest.raises(Verouderd) as fout:
        wijzig(melding, tariq, gezien=oud, ernst="laag")
    assert oud.verschil(fout.value.nu) == {"ernst"}
    assert Melding.objects.get().ernst == "acuut"


def test_ook_een_besluit_maakt_wat_men_zag_oud(melding, sanne, tariq):
    oud = beeld(melding)
    advies = acties.laatste_advies(melding)
    acties.beslis(
        melding, advies=advies.pk, route=advies.route, prioriteit=advies.prioriteit, door=tariq, op=OP
    )
    with pytest.raises(Verouderd):
        wijzig(melding, sanne, gezien=oud, ernst="laag")


# On screen


def vorm(client: Client) -> dict[str, str]:
    """The form as a browser would send it back."""
    return velden_van(client.get("/meldingen/1/wijzigen/").content.decode())


def velden_van(inhoud: str) -> dict[str, str]:
    form = inhoud[inhoud.index('class="gesprek"') :]
    uit: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        waarden = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if waarden.get("type") == "radio" and " checked" not in tag:
            continue
        if "name" in waarden:
            uit[waarden["name"]] = waarden.get("value", "")
    for naam, opties in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form, re.DOTALL):
        gekozen = re.search(r'value="([^"]*)" selected', opties)
        uit[naam] = gekozen[1] if gekozen else ""
    for naam, tekst in re.findall(r'<textarea name="(\w+)"[^>]*>\s?(.*?)</textarea>', form, re.DOTALL):
        uit[naam] = tekst.strip()
    return uit


def stuur(client: Client, velden: dict[str, str], **anders: str):
    return client.post("/meldingen/1/wijzigen/", {**velden, "reden": REDEN, **anders})


def test_het_formulier_ongewijzigd_terugsturen_wijzigt_niets_ook_geen_seconden(melding, sanne):
    client = als(sanne)
    antwoord = stuur(client, vorm(client))
    assert antwoord.status_code == 302
    assert "gelijk gebleven" in client.get(antwoord["Location"]).content.decode()
    assert not Wijziging.objects.exclude(aard=Wijziging.Aard.TRIAGE).exists()


def test_een_wijziging_op_het_scherm(melding, sanne):
    client = als(sanne)
    antwoord = stuur(
        client, vorm(client), ernst="acuut", werkgever="nieuw", nieuw_naam="Slagerij", ontvangen_tijd="11:30"
    )
    assert antwoord.status_code == 302
    melding.refresh_from_db()
    assert (melding.ernst, melding.werkgever and melding.werkgever.naam) == ("acuut", "Slagerij")
    assert melding.ontvangen_op == datetime(2021, 1, 8, 10, 30, tzinfo=UTC)
    assert set(Wijziging.objects.filter(door=sanne).values_list("veld", flat=True)) == {
        "ernst",
        "werkgever_id",
        "ontvangen_op",
    }


def test_zonder_reden_komt_het_formulier_terug(melding, sanne):
    client = als(sanne)
    inhoud = stuur(client, vorm(client), ernst="acuut", reden="").content.decode()
    assert "Schrijf op waarom u dit wijzigt." in inhoud
    assert re.search(r'value="acuut"[^>]*checked', inhoud)


def test_twee_mensen_wijzigen_hetzelfde_de_tweede_kiest(melding, sanne, tariq):
    eerste, tweede = als(sanne), als(tariq)
    zag = vorm(tweede)
    assert (
        stuur(eerste, vorm(eerste), ernst="acuut", kanaal="BRIEF", omschrijving="Overvol.").status_code == 302
    )
    antwoord = stuur(tweede, zag, ernst="laag", omschrijving="Best druk.", duurt_voort="ja")
    inhoud = antwoord.content.decode()
    assert (antwoord.status_code, "Een ander was u voor" in inhoud) == (200, True)
    for stuk in ("Overvol.", "Best druk.", "Acuut", "Laag", "Sanne", REDEN):
        assert stuk in inhoud
    melding.refresh_from_db()
    assert (melding.ernst, melding.duurt_voort) == ("acuut", None)
    opnieuw = velden_van(inhoud)
    # What only the other changed is taken over; what one typed oneself is still there.
    assert (opnieuw["kanaal"], opnieuw["duurt_voort"], opnieuw["ernst"]) == ("BRIEF", "ja", "laag")
    zonder_keuze = stuur(tweede, opnieuw).content.decode()
    assert "Kies wat er moet staan bij “Hoe ernstig schat u het in?”" in zonder_keuze.replace("&quot;", '"')
    assert "Overvol." in zonder_keuze
    assert stuur(tweede, opnieuw, kies_ernst="hun", kies_omschrijving="mijn").status_code == 302
    melding.refresh_from_db()
    assert (melding.ernst, melding.duurt_voort, melding.kanaal) == ("acuut", True, "BRIEF")
    assert melding.teksten.last().tekst == "Best druk."


def test_een_besluit_ertussen_laat_het_formulier_een_keer_terugkomen(melding, sanne, tariq):
    client = als(sanne)
    zag = vorm(client)
    advies = acties.laatste_advies(melding)
    acties.beslis(
        melding, advies=advies.pk, route="REGISTREREN", prioriteit="", reden="Klein.", door=tariq, op=OP
    )
    inhoud = stuur(client, zag, ernst="laag").content.decode()
    assert "De status is nu “Geregistreerd”" in inhoud
    assert "Klein." not in inhoud
    assert stuur(client, velden_van(inhoud)).status_code == 302
    assert Melding.objects.get().ernst == "laag"


@pytest.mark.parametrize("gezien", ["", "x", "eyJhIjoxfQ:1:2"])
def test_een_geknoeid_merk_overschrijft_niets(melding, sanne, gezien):
    client = als(sanne)
    antwoord = stuur(client, vorm(client), gezien=gezien, ernst="laag")
    assert antwoord.status_code == 200
    assert Melding.objects.get().ernst == "significant"


def test_het_merk_vertelt_meldpunt_niets_over_de_triage(melding, sanne):
    from django.core import signing

    gelezen = str(signing.loads(vorm(als(sanne))["gezien"], salt="melding-gezien"))
    assert "TELEFONISCH" not in gelezen
    assert "Te vol" not in gelezen


def test_de_pagina_biedt_wijzigen_aan_wie_dat_mag(melding, sanne):
    assert "/meldingen/1/wijzigen/" in als(sanne).get("/meldingen/1/").content.decode()
    thea = Gebruiker.objects.create(username="thea", rol=Rol.TEAMLEIDER)
    assert "/meldingen/1/wijzigen/" not in als(thea).get("/meldingen/1/").content.decode()


def test_wat_naar_opsporing_ging_is_er_niet_meer(melding, sanne):
    client = als(sanne)
    velden = vorm(client)
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    assert stuur(client, velden).status_code == 404


def test_het_aantal_queries_van_het_wijzigen_staat_vast(melding, sanne):
    client = als(sanne)
    vorm(client)
    with CaptureQueriesContext(connection) as gevangen:
        vorm(client)
    # session, user, melding, code lists, text, chosen employer, who else is here
    assert len(gevangen) == 7, [q["sql"][:90] for q in gevangen]
    assert Werkgever.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_wie_op_een_invoer_wacht_houdt_de_melding_niet_vast(melding, sanne):
    """The import may still correct it: it and the person would wait for each other."""

    def met_een_nieuwe_werkgever() -> list[str]:
        try:
            return corrigeer(
                melding,
                {},
                gezien=beeld(Melding.objects.get(pk=melding.pk)),
                reden=REDEN,
                dossier=dossierfeiten,
                door=sanne,
                op=OP,
                nieuwe={"naam": "Slagerij"},
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as werker:
        with transaction.atomic():
            houd_vast()
            toekomst = werker.submit(met_een_nieuwe_werkgever)
            assert tot_er_een_wacht("advisory") == 1
            Melding.objects.select_for_update(nowait=True).get(pk=melding.pk)
        assert toekomst.result(30) == ["werkgever"]
