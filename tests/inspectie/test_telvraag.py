"""The query behind the number in the navigation is written once for a person, and again when it would be another."""

from datetime import UTC, datetime

import pytest

from inspectie import werk
from inspectie.models import Code, Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from tests.maak import Dossier

TOEN, NU = datetime(2021, 1, 8, 10, tzinfo=UTC), datetime(2026, 11, 24, 13, tzinfo=UTC)


@pytest.fixture(autouse=True)
def stapel(dossier: Dossier) -> None:
    """One melding in the north waits, two in the west, and one of no team."""
    for provincie in ("GR", "ZH", "ZH", ""):
        werkgever = dossier.werkgever(provincie=provincie)
        dossier.melding(werkgever=werkgever, domein="VEILIG_GEZOND", ernst="laag")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=NU)


def wacht(rol: Rol, team: str) -> str:
    """For the same person, as a next request reads it."""
    wie = Gebruiker.objects.update_or_create(username="wie", defaults={"rol": rol, "team": team})[0]
    return werk.wacht(Gebruiker.objects.get(pk=wie.pk), NU)


def test_wie_een_ander_team_of_een_andere_rol_krijgt_telt_iets_anders():
    assert [wacht(Rol.TRIAGIST, team) for team in ("WEST", "NOORD", "", "WEST")] == ["3", "2", "4", "3"]
    assert [wacht(rol, "WEST") for rol in (Rol.INSPECTEUR, Rol.TEAMLEIDER, Rol.AUDITOR)] == ["", "3", ""]


def test_een_provincie_die_naar_een_ander_team_gaat_telt_meteen_daar():
    assert (wacht(Rol.TRIAGIST, "WEST"), wacht(Rol.TRIAGIST, "NOORD")) == ("3", "2")
    Code.objects.filter(lijst="provincie", code="ZH").update(hoort_bij="NOORD")
    assert (wacht(Rol.TRIAGIST, "WEST"), wacht(Rol.TRIAGIST, "NOORD")) == ("1", "4")


@pytest.mark.parametrize("team", ["", "WEST"])
@pytest.mark.parametrize("rol", Rol)
def test_wat_meetelt_hangt_niet_van_het_moment_af(rol, team):
    """Else what was kept would be of another day."""
    wie = Gebruiker.objects.create(username="wie", rol=rol, team=team)
    vragen = [werk._schrijf_telvraag(wie, moment) for moment in (TOEN, NU)]
    assert vragen[0] == vragen[1]


def test_een_proces_bewaart_niet_van_meer_mensen_dan_de_grens(monkeypatch):
    monkeypatch.setattr(werk, "BEWAARD", 3)
    monkeypatch.setattr(werk, "_TELVRAGEN", {})
    for n in range(10):
        werk.wacht(Gebruiker.objects.create(username=f"wie-{n}", rol=Rol.TRIAGIST), NU)
        assert len(werk._TELVRAGEN) <= 3


def test_alleen_voor_wie_per_provincie_telt_worden_de_provincies_gevraagd(django_assert_num_queries):
    wie = Gebruiker.objects.create(username="wie", rol=Rol.TRIAGIST, team="WEST")
    elk = [Gebruiker.objects.get(pk=wie.pk) for _ in range(2)]
    for keer in elk:  # written now, and kept
        with django_assert_num_queries(2):
            assert werk.wacht(keer, NU) == "3"
    inspecteur = Gebruiker.objects.create(username="ilse", rol=Rol.INSPECTEUR, team="WEST")
    for keer in [Gebruiker.objects.get(pk=inspecteur.pk) for _ in range(2)]:
        with django_assert_num_queries(1):
            assert werk.wacht(keer, NU) == ""
