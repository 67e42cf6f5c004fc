"""Zaken that wait for an inspecteur: on whose list each of them is, and what who opened one reads about it."""

import re

import pytest
from django.test import Client

from inspectie.models import Gebruiker, Rol
from interventies.models import Zaak
from meldingen.models import Melding
from tests.interventies.zaakhulp import besloten, gebruiker, triagist, zaak_met


def teamleider_van(team: str) -> Gebruiker:
    wie = gebruiker(f"thea-{team}", Rol.TEAMLEIDER)
    Gebruiker.objects.filter(pk=wie.pk).update(team=team)
    wie.team = team
    return wie


def pagina(wie: Gebruiker, adres: str = "/mijn-werk/") -> str:
    client = Client()
    client.force_login(wie)
    return str(client.get(adres).content.decode())


def blok(wie: Gebruiker, code: str) -> str:
    gevonden = re.search(rf'aria-labelledby="werk-{code}">(.*?)</section>', pagina(wie), re.DOTALL)
    return gevonden[1] if gevonden else ""


def test_een_zaak_van_geen_team_wacht_bij_elke_teamleider(dossier):
    werkgever = dossier.werkgever(provincie="")
    zaak = zaak_met(dossier, toegewezen=False, werkgever=werkgever)
    assert zaak.team == ""
    for team in ("WEST", "NOORD"):
        assert f"Zaak {zaak.nummer}" in blok(teamleider_van(team), "zonder-team-toe-te-wijzen")
    overal = teamleider_van("")
    assert f"Zaak {zaak.nummer}" in blok(overal, "toe-te-wijzen")
    assert f"Zaak {zaak.nummer}" not in blok(overal, "zonder-team-toe-te-wijzen")


def test_wie_niets_toe_te_wijzen_heeft_leest_niet_dat_elke_zaak_een_inspecteur_heeft(dossier):
    zaak = zaak_met(dossier, toegewezen=False)
    assert zaak.team == "WEST"
    noord = blok(teamleider_van("NOORD"), "toe-te-wijzen")
    assert "Er wacht geen zaak op u om toe te wijzen." in noord
    assert f"Zaak {zaak.nummer}" in blok(teamleider_van("WEST"), "toe-te-wijzen")


def test_een_verzoek_om_onderzoek_van_geen_team_wacht_bij_elke_teamleider(dossier):
    zaak_met(
        dossier,
        werkgever=dossier.werkgever(provincie=""),
        verzoek_24_7="ja",
        melder_type="ONDERNEMINGSRAAD",
    )
    nummer = Melding.objects.get().nummer
    for team in ("WEST", "NOORD", ""):
        assert f"Melding {nummer}" in blok(teamleider_van(team), "verzoeken"), team


def test_een_besloten_melding_van_geen_team_wacht_bij_elke_triagist_op_een_zaak(dossier):
    melding = besloten(dossier, werkgever=dossier.werkgever(provincie=""))
    for team in ("WEST", "NOORD", ""):
        Gebruiker.objects.filter(pk=triagist().pk).update(team=team)
        assert f"Melding {melding.nummer}" in blok(triagist(), "naar-een-zaak"), team


@pytest.mark.parametrize(
    ("provincie", "wie"),
    [("UT", "De teamleider van Team West wijst haar toe."), ("", "Een teamleider wijst haar toe.")],
)
def test_wie_een_zaak_opent_leest_wie_haar_toewijst(dossier, provincie, wie):
    melding = besloten(dossier, werkgever=dossier.werkgever(provincie=provincie))
    client = Client()
    client.force_login(triagist())
    antwoord = client.post(f"/zaken/bij-melding/{melding.nummer}/", follow=True)
    nummer = Zaak.objects.get().nummer
    assert f"Voor melding {melding.nummer} is zaak {nummer} geopend. {wie}" in antwoord.content.decode()
