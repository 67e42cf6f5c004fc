"""Who writes the rules, who decides on them, and who triages."""

import pytest
from django.test import Client

from inspectie.models import Gebruiker, Rol


@pytest.fixture
def bram(db):
    return Gebruiker.objects.create_user("bram", rol=Rol.BELEID)


@pytest.fixture
def thea(db):
    return Gebruiker.objects.create_user("thea", rol=Rol.TEAMLEIDER)


@pytest.fixture
def triagist(client: Client, db: None) -> Gebruiker:
    """Logged in."""
    wie = Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST, first_name="Tariq")
    client.force_login(wie)
    return wie
