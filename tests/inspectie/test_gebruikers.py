"""Making a user, and changing what one may do, from the command line."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from inspectie.models import Gebruiker, Logregel, Rol

pytestmark = pytest.mark.django_db
GOED = "een-heel-lang-wachtwoord-42"


@pytest.fixture
def gebruiker(monkeypatch: pytest.MonkeyPatch) -> Any:
    def draai(*woorden: str, wachtwoord: str = GOED) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{wachtwoord}\n"))
        uit = io.StringIO()
        call_command("gebruiker", *woorden, stdout=uit)
        return uit.getvalue().strip()

    return draai


def test_de_eerste_gebruiker_komt_van_de_opdrachtregel_en_kan_zich_aanmelden(gebruiker):
    assert gebruiker("thea", "--rol", "teamleider", "--team", "west") == (
        "thea is gemaakt: Teamleider, team WEST."
    )
    assert Client().login(username="thea", password=GOED)
    regel = Logregel.objects.latest("nummer")
    assert (regel.actie, regel.gegevens["rol"], regel.gegevens["wachtwoord"]) == (
        "gebruiker_ingesteld",
        Rol.TEAMLEIDER,
        True,
    )
    assert GOED not in str(regel.gegevens)


def test_een_ander_recht_vraagt_geen_wachtwoord_en_dicht_is_dicht(gebruiker):
    gebruiker("thea", "--rol", "INSPECTEUR")
    assert gebruiker("thea", "--rol", "AUDITOR", wachtwoord="niet-gelezen") == "thea is bijgewerkt: Auditor."
    assert Client().login(username="thea", password=GOED)
    assert gebruiker("thea", "--rol", "AUDITOR", "--dicht").endswith("komt er niet meer in.")
    assert not Client().login(username="thea", password=GOED)
    assert gebruiker("thea", "--rol", "AUDITOR").endswith("komt er niet meer in.")
    gebruiker("thea", "--rol", "AUDITOR", "--open")
    assert Client().login(username="thea", password=GOED)


def test_wie_het_team_niet_noemt_laat_het_zoals_het_was(gebruiker):
    """Without one somebody works for all of them."""
    gebruiker("ilse", "--rol", "INSPECTEUR", "--team", "WEST")
    assert gebruiker("ilse", "--rol", "INSPECTEUR", "--wachtwoord") == (
        "ilse is bijgewerkt: Inspecteur, team WEST."
    )
    assert gebruiker("ilse", "--rol", "INSPECTEUR", "--team", "") == "ilse is bijgewerkt: Inspecteur."


def test_naam_en_adres_komen_van_de_opdrachtregel_en_blijven_als_men_ze_niet_noemt(gebruiker):
    """Nothing else fills them in: without the one a letter is signed with an account, without the other nobody gets
    the report of the week."""
    gebruiker(
        *("thea", "--rol", "TEAMLEIDER", "--voornaam", "Thea", "--achternaam", "de Wit"),
        *("--email", "thea@inspectie.example"),
    )
    gebruiker("thea", "--rol", "TEAMLEIDER", "--team", "WEST")
    thea = Gebruiker.objects.get()
    assert (thea.naam, thea.email) == ("Thea de Wit", "thea@inspectie.example")
    eerste, laatste = Logregel.objects.order_by("nummer")
    assert eerste.gegevens["genoemd"] == ["email", "first_name", "last_name"]
    assert laatste.gegevens["genoemd"] == ["team"]
    assert "Wit" not in str(eerste.gegevens)
    gebruiker("thea", "--rol", "TEAMLEIDER", "--email", "")
    assert Gebruiker.objects.get().email == ""


@pytest.mark.parametrize(
    ("woorden", "wachtwoord", "reden"),
    [
        (("x", "--rol", "INSPECTEUR", "--email", "thea@"), GOED, "e-mailadres"),
        (("x", "--rol", "INSPECTEUR", "--team", "NERGENS"), GOED, "“NERGENS” bestaat niet; kies uit"),
        (("x", "--rol", "INSPECTEUR"), "", "heeft een wachtwoord nodig"),
        (("x", "--rol", "INSPECTEUR"), "kort", "tekens"),
        (("een naam", "--rol", "INSPECTEUR"), GOED, "gebruikersnaam"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd_en_laat_niets_na(gebruiker, woorden, wachtwoord, reden):
    with pytest.raises(CommandError, match=reden):
        gebruiker(*woorden, wachtwoord=wachtwoord)
    assert not Gebruiker.objects.exists()


def test_wie_bij_het_wachtwoord_ophoudt_krijgt_een_zin(monkeypatch):
    class Scherm(io.StringIO):
        def isatty(self) -> bool:
            return True

    def ctrl_d(vraag: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin", Scherm())
    monkeypatch.setattr("inspectie.management.commands.gebruiker.getpass", ctrl_d)
    with pytest.raises(CommandError, match="Er is geen wachtwoord gegeven; er is niets gewijzigd"):
        call_command("gebruiker", "thea", "--rol", "TEAMLEIDER")
    assert not Gebruiker.objects.exists()
