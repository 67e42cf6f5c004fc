"""Who writes the rules, and who decides on them."""

import pytest

from inspectie.models import Gebruiker, Rol


@pytest.fixture
def bram(db):
    return Gebruiker.objects.create_user("bram", rol=Rol.BELEID)


@pytest.fixture
def thea(db):
    return Gebruiker.objects.create_user("thea", rol=Rol.TEAMLEIDER)
