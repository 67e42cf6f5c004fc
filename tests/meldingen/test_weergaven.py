"""Saved views and columns of the list of meldingen: own, shared with a team, and of nobody else."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from inspectie.models import Gebruiker, Lijstkeuze, Logregel, Rol, Weergave

LIJST = "/meldingen/"
WEERGAVEN = f"{LIJST}weergaven/"


def iemand(naam: str, rol: Rol = Rol.TRIAGIST, team: str = "") -> tuple[Gebruiker, Client]:
    gebruiker = Gebruiker.objects.create(username=naam, rol=rol, team=team)
    client = Client()
    client.force_login(gebruiker)
    return gebruiker, client


def tabs(client: Client, vraag: str = "?alles=1") -> dict[str, str]:
    """Per tab how it is current ("" when it is not)."""
    inhoud = client.get(f"{LIJST}{vraag}").content.decode()
    balk = inhoud.partition('<nav class="tabs"')[2].partition("</nav>")[0]
    gevonden = re.findall(r'<a href="[^"]*"(?: aria-current="(\w+)")?>([^<]+)', balk)
    return {naam.strip(): huidig for huidig, naam in gevonden}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vraag", "tab", "soort"),
    [
        ("?besluit=open&sort=uiterlijk", "Te beslissen", "page"),
        ("?besluit=open", "Te beslissen", "true"),
        ("?besluit=open&sort=nummer&domein=BUITEN", "Te beslissen", "true"),
        ("?sort=uiterlijk", "Alle meldingen", "true"),
        ("?besluit=genomen", "Alle meldingen", "true"),
    ],
)
def test_de_tab_gaat_om_wat_er_staat_en_niet_om_de_volgorde(vraag, tab, soort):
    _, client = iemand("tariq")
    assert {naam: wat for naam, wat in tabs(client, vraag).items() if wat} == {tab: soort}


@pytest.mark.django_db
def test_een_weergave_zonder_naam_wordt_gezegd_op_de_bladzijde_en_niet_door_de_browser():
    """A browser says so in its own language, and not to everybody."""
    _, client = iemand("tariq")
    client.post(WEERGAVEN, {"naam": "Alles"})
    pk = Weergave.objects.get().pk
    for adres in (WEERGAVEN, f"{WEERGAVEN}{pk}/wijzigen/"):
        hoofd = client.get(adres).content.decode().partition("<main")[2]
        veld = hoofd.index('name="naam"')
        assert "novalidate" in hoofd[hoofd.rindex("<form", 0, veld) : veld], adres
        assert "Naam" in client.post(adres, {"naam": ""}).content.decode().partition('id="fouten"')[2]


@pytest.mark.django_db
def test_een_bewaarde_keuze_wordt_een_tab_die_men_herkent():
    _, client = iemand("tariq")
    antwoord = client.post(f"{WEERGAVEN}?domein=EERLIJK&sort=uiterlijk&cursor=x", {"naam": "Eerlijk"})
    assert antwoord["Location"] == f"{LIJST}?domein=EERLIJK&sort=uiterlijk"
    assert tabs(client, "?domein=EERLIJK&sort=uiterlijk")["Eerlijk"] == "page"
    assert tabs(client, "?sort=uiterlijk&domein=EERLIJK&vanaf=26")["Eerlijk"] == "page", (
        "orde en plek tellen niet"
    )
    assert tabs(client, "?domein=EERLIJK&sort=uiterlijk&ernst=laag")["Eerlijk"] == "true"
    assert tabs(client, "?domein=EERLIJK")["Eerlijk"] == "true", "in een andere volgorde is het hetzelfde"
    assert tabs(client, "?domein=BUITEN")["Eerlijk"] == ""
    assert tabs(client, "?domein=BUITEN")["Alle meldingen"] == "true"
    pk = Weergave.objects.get().pk
    assert client.get(f"{WEERGAVEN}{pk}/")["Location"] == f"{LIJST}?domein=EERLIJK&sort=uiterlijk"


@pytest.mark.django_db
def test_een_gedeelde_weergave_is_van_het_team_en_een_eigen_van_niemand_anders():
    _, maker = iemand("maker", Rol.TEAMLEIDER, "WEST")
    _, collega = iemand("collega", Rol.INSPECTEUR, "WEST")
    _, zuid = iemand("zuid", Rol.TEAMLEIDER, "ZUID")
    _, overal = iemand("overal")
    maker.post(f"{WEERGAVEN}?domein=EERLIJK", {"naam": "Samen", "gedeeld": "on"})
    maker.post(f"{WEERGAVEN}?domein=BUITEN", {"naam": "Alleen ik"})
    assert {"Samen", "Alleen ik"} <= set(tabs(maker))
    assert "Samen" in tabs(collega)
    for ander in (zuid, overal):
        assert "Samen" not in tabs(ander)
    pks = {w.naam: w.pk for w in Weergave.objects.all()}
    assert collega.get(f"{WEERGAVEN}{pks['Samen']}/").status_code == 302
    for client, naam in ((collega, "Alleen ik"), (zuid, "Samen"), (overal, "Samen")):
        for pad in ("", "wijzigen/"):
            assert client.get(f"{WEERGAVEN}{pks[naam]}/{pad}").status_code == 404
        assert client.post(f"{WEERGAVEN}{pks[naam]}/wijzigen/", {"verwijder": "1"}).status_code == 404
    assert Weergave.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("taal", "met"), [("nl", "Delen met Team Noord"), ("en", "Share with Team North")])
def test_met_wie_men_deelt_staat_er_in_de_taal_van_wie_leest(taal, met):
    gebruiker, client = iemand("maker", Rol.TEAMLEIDER, "NOORD")
    Gebruiker.objects.filter(pk=gebruiker.pk).update(taal=taal)
    assert met in client.get(f"{WEERGAVEN}?domein=EERLIJK").content.decode()


@pytest.mark.django_db
def test_wie_voor_alle_teams_werkt_deelt_met_elkaar():
    _, een = iemand("een")
    _, twee = iemand("twee", Rol.AUDITOR)
    een.post(f"{WEERGAVEN}?domein=EERLIJK", {"naam": "Landelijk", "gedeeld": "on"})
    assert "Landelijk" in tabs(twee)
    # Nobody leads this team, so only who made it changes it.
    pk = Weergave.objects.get().pk
    twee.post(f"{WEERGAVEN}{pk}/wijzigen/", {"verwijder": "1"})
    assert Weergave.objects.exists()


@pytest.mark.django_db
def test_een_gedeelde_weergave_wijzigt_wie_haar_maakte_of_de_teamleider():
    eigenaar, maker = iemand("maker", Rol.INSPECTEUR, "WEST")
    _, collega = iemand("collega", Rol.INSPECTEUR, "WEST")
    _, teamleider = iemand("thea", Rol.TEAMLEIDER, "WEST")
    weergave = Weergave.objects.create(
        lijst="meldingen", naam="Samen", vraag="domein=EERLIJK", eigenaar=eigenaar, gedeeld=True, team="WEST"
    )
    url = f"{WEERGAVEN}{weergave.pk}/wijzigen/"
    collega.post(f"{url}?domein=BUITEN", {"naam": "Gekaapt", "vervang": "on"})
    collega.post(url, {"verwijder": "1"})
    weergave.refresh_from_db()
    assert (weergave.naam, weergave.vraag) == ("Samen", "domein=EERLIJK")
    teamleider.post(f"{url}?domein=BUITEN", {"naam": "Beter", "gedeeld": "on", "vervang": "on"})
    weergave.refresh_from_db()
    assert (weergave.naam, weergave.vraag, weergave.team) == ("Beter", "domein=BUITEN", "WEST")
    maker.post(url, {"naam": "Weer van mij"})
    weergave.refresh_from_db()
    assert (weergave.gedeeld, weergave.team, weergave.vraag) == (False, "", "domein=BUITEN")
    assert teamleider.get(url).status_code == 404
    maker.post(url, {"verwijder": "1"})
    assert not Weergave.objects.exists()


@pytest.mark.django_db
def test_een_naam_komt_per_persoon_een_keer_voor():
    gebruiker, client = iemand("tariq")
    _, ander = iemand("ander")
    client.post(f"{WEERGAVEN}?domein=EERLIJK", {"naam": "Vandaag"})
    inhoud = client.post(f"{WEERGAVEN}?domein=BUITEN", {"naam": "Vandaag"}).content.decode()
    assert "Er is al een weergave met deze naam" in inhoud
    assert "<title>Fout:" in inhoud
    assert 'value="Vandaag"' in inhoud, "wat getypt was staat er nog"
    assert ander.post(f"{WEERGAVEN}?domein=BUITEN", {"naam": "Vandaag"}).status_code == 302
    with pytest.raises(IntegrityError), transaction.atomic():
        Weergave.objects.create(lijst="meldingen", naam="Vandaag", eigenaar=gebruiker)


@pytest.mark.django_db
@pytest.mark.parametrize("naam", ["", "   ", "x" * 61, "nul\0"])
def test_een_naam_die_niet_kan_wordt_geweigerd(naam):
    _, client = iemand("tariq")
    assert client.post(WEERGAVEN, {"naam": naam}).status_code == 200
    assert not Weergave.objects.exists()


@pytest.mark.django_db
def test_een_keuze_die_niet_klopt_wordt_niet_bewaard():
    _, client = iemand("tariq")
    antwoord = client.post(f"{WEERGAVEN}?van=32-13-2021", {"naam": "Kapot"}, follow=True)
    assert "klopt nog niet" in antwoord.content.decode()
    assert not Weergave.objects.exists()


@pytest.mark.django_db
def test_de_lijst_opent_met_de_eigen_weergave_en_alles_blijft_bereikbaar():
    _, client = iemand("tariq")
    client.post(f"{WEERGAVEN}?domein=EERLIJK", {"naam": "Eerst", "standaard": "on"})
    assert client.get(LIJST)["Location"] == f"{LIJST}?domein=EERLIJK"
    gefilterd = client.get(f"{LIJST}?domein=EERLIJK").content.decode()
    assert f'href="{LIJST}?alles=1"' in gefilterd, "het laatste filter weghalen geeft alles"
    assert client.get(f"{LIJST}?alles=1").status_code == 200
    assert tabs(client)["Alle meldingen"] == "page"
    pk = Weergave.objects.get().pk
    client.post(f"{WEERGAVEN}{pk}/wijzigen/", {"verwijder": "1"})
    assert client.get(LIJST).status_code == 200


@pytest.mark.django_db
def test_wat_niet_meer_wordt_gedeeld_opent_geen_lijst_meer():
    eigenaar, _ = iemand("maker", Rol.TEAMLEIDER, "WEST")
    _, client = iemand("collega", Rol.INSPECTEUR, "WEST")
    weergave = Weergave.objects.create(
        lijst="meldingen", naam="Samen", vraag="domein=EERLIJK", eigenaar=eigenaar, gedeeld=True, team="WEST"
    )
    client.post(f"{WEERGAVEN}{weergave.pk}/wijzigen/", {"standaard": "on"})
    assert client.get(LIJST).status_code == 302
    Weergave.objects.update(gedeeld=False, team="")
    assert client.get(LIJST).status_code == 200


@pytest.mark.django_db
def test_een_weergave_met_een_filter_dat_men_niet_heeft_staat_er_niet():
    eigenaar, _ = iemand("tariq")
    _, meldpunt = iemand("marieke", Rol.MELDPUNT)
    for naam, vraag in (
        ("Haast", "prioriteit=P1"),
        ("Volgorde", "sort=prioriteit"),
        ("Eerlijk", "domein=EERLIJK"),
    ):
        Weergave.objects.create(lijst="meldingen", naam=naam, vraag=vraag, eigenaar=eigenaar, gedeeld=True)
    assert {"Haast", "Volgorde", "Eerlijk"} & set(tabs(meldpunt)) == {"Eerlijk"}


@pytest.mark.django_db
def test_het_logboek_weet_wie_bewaarde_maar_niet_wat_er_gezocht_werd():
    _, client = iemand("tariq")
    client.post(f"{WEERGAVEN}?q=Jansen", {"naam": "Over Jansen"})
    client.post(f"{WEERGAVEN}{Weergave.objects.get().pk}/wijzigen/", {"verwijder": "1"})
    regels = Logregel.objects.filter(onderwerp__startswith="weergave:")
    assert [regel.actie for regel in regels] == ["weergave_bewaard", "weergave_verwijderd"]
    assert "Jansen" not in str([regel.gegevens for regel in regels])


def koppen(client: Client, vraag: str = "?alles=1") -> list[str]:
    inhoud = client.get(f"{LIJST}{vraag}").content.decode()
    return re.findall(r'role="columnheader"[^>]*>(?:<a[^>]*>)?([^<]+)', inhoud)


@pytest.mark.django_db
def test_kolommen_kiest_en_ordent_men_zelf_en_het_nummer_blijft(dossier):
    dossier.melding()
    dossier.neem()
    _, client = iemand("tariq")
    _, ander = iemand("ander")
    standaard = koppen(client)
    url = f"{LIJST}kolommen/"
    antwoord = client.post(
        url, {"kolom": ["plaats", "status"], "volgorde": ["status", "plaats"], "bewaar": "1"}
    )
    assert antwoord["Location"] == LIJST
    assert koppen(client) == ["Nummer", "Status", "Plaats"]
    assert koppen(ander) == standaard
    assert koppen(client, "?kolommen=kanaal,onzin,kanaal") == ["Nummer", "Kanaal"]
    assert koppen(client, "?kolommen=onzin") == standaard
    client.post(url, {"standaard": "1"})
    assert koppen(client) == standaard


@pytest.mark.django_db
def test_een_stap_omhoog_bewaart_nog_niets_en_verliest_niets():
    _, client = iemand("tariq")
    stand = {"volgorde": ["status", "plaats", "kanaal"], "kolom": ["plaats", "kanaal"]}
    inhoud = client.post(f"{LIJST}kolommen/", {**stand, "omhoog": "kanaal"}).content.decode()
    rijen = re.findall(r'name="kolom" value="(\w+)" id="[^"]+"( checked)?', inhoud)
    assert rijen[:3] == [("status", ""), ("kanaal", " checked"), ("plaats", " checked")]
    assert not Lijstkeuze.objects.exists()
    assert "Kies minstens" in client.post(f"{LIJST}kolommen/", {"bewaar": "1"}).content.decode()
    vreemd = {"volgorde": ["onzin"], "kolom": ["onzin"], "omlaag": "onzin"}
    assert client.post(f"{LIJST}kolommen/", vreemd).status_code == 200


@pytest.mark.django_db
def test_een_weergave_kan_haar_kolommen_meenemen(dossier):
    dossier.melding()
    dossier.neem()
    _, client = iemand("tariq")
    antwoord = client.post(
        f"{WEERGAVEN}?domein=VEILIG_GEZOND&kolommen=plaats,status", {"naam": "Kort", "met_kolommen": "on"}
    )
    vraag = antwoord["Location"].removeprefix(LIJST)
    assert koppen(client, vraag) == ["Nummer", "Plaats", "Status"]
    assert tabs(client, vraag)["Kort"] == "page"
    assert tabs(client, "?domein=VEILIG_GEZOND")["Kort"] == "true", (
        "met andere kolommen is het een ander blad"
    )
