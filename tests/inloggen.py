"""A browser in which somebody has logged in."""

from django.test import Client

from inspectie.models import Gebruiker


def als(wie: Gebruiker | str, **velden: str) -> Client:
    """This person; or somebody with this role, of a team or in a language (`velden`)."""
    if not isinstance(wie, Gebruiker):
        naam = "-".join(("iemand", wie, *velden.values()))
        wie, _ = Gebruiker.objects.get_or_create(username=naam, defaults={"rol": wie, **velden})
    client = Client()
    client.force_login(wie)
    return client
