"""A browser in which somebody has logged in, and what it shows."""

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


def lees(client: Client, pad: str) -> str:
    """The page there, as HTML."""
    antwoord = client.get(pad)
    assert antwoord.status_code == 200, pad
    return str(antwoord.content.decode())
