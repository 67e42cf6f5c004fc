"""A melding that came in by the public form, and its reporter in a browser."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.test import Client

from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen import aanvullen, volgcode
from meldingen.models import Aanvulling, Melding
from meldingen.ontvangen import Weg, ontvang
from tests.maak import NU

OP = datetime(2026, 11, 27, 9, tzinfo=UTC)
RIJ = {
    "ontvangen_op": "2021-01-08T10:00:00+01:00",
    "kanaal": "WEBFORMULIER",
    "melder_type": "WERKNEMER",
    "corona_relatie": "DIRECT",
    "onderwerpen": "AFSTAND",
    "ernst": "significant",
    "toestemming_contact_werkgever": "ja",
    "omschrijving": "De kantine is te vol.",
}


def gemeld(geheim: str = "a", taal: str = "nl", **cellen: str) -> tuple[Melding, str]:
    """(the melding, its code)."""
    code = volgcode.code_van(geheim)
    sleutel = uuid4()
    weg = Weg(f"web:{sleutel}", code, taal)
    return ontvang(RIJ | cellen, weg, inzending=sleutel, dossier=dossierfeiten, op=NU).melding, code


def triagist() -> Gebruiker:
    return Gebruiker.objects.get_or_create(username="tariq", defaults={"rol": Rol.TRIAGIST})[0]


def vraag(melding: Melding, tekst: str = "Welke vestiging?", **anders: Any) -> Aanvulling:
    return aanvullen.vraag_aanvulling(melding, vraag=tekst, door=triagist(), op=OP, **anders)


def bewijs(client: Client, melding: Melding, code: str, taal: str = "nl") -> Any:
    return client.post(f"/volgen/{taal}/", {"nummer": str(melding.nummer), "code": code})


def melder(melding: Melding, code: str) -> Client:
    """A browser in which this melding is open."""
    client = Client()
    assert bewijs(client, melding, code).status_code == 302
    return client


def pagina(client: Client, taal: str = "nl") -> str:
    return client.get(f"/volgen/{taal}/").content.decode()


def stuur(client: Client, wat: str, taal: str = "nl", **velden: Any) -> Any:
    gewoon: dict[str, Any] = {"wat": wat}
    if wat == "aanvulling":
        gewoon["sleutel"] = str(uuid4())
    if wat == "antwoord":
        velden["antwoord"] = velden.pop("tekst")
    return client.post(f"/volgen/{taal}/", gewoon | velden)
