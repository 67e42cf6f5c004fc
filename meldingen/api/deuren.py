"""What a partner can ask: hand in a melding, and how it stands."""

from typing import Annotated, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header, NinjaAPI
from ninja import Status as Antwoord
from ninja.security import HttpBearer

from inspectie.fouten import Regelfout
from inspectie.kluis import blinde_index
from inspectie.tijd import AMSTERDAM
from meldingen.adviseren import Dossier
from meldingen.api.problemen import Probleemfout, als_fouten, niet_gevonden, vang
from meldingen.api.schema import MeldingIn, MeldingUit, Probleem, StandUit, cellen, werkgevercellen
from meldingen.meldpunt.standen import STANDEN
from meldingen.models import Melding, Partnersleutel, Status
from meldingen.ontvangen import Weg, ontvang
from meldingen.partnersleutels import herken, neem
from meldingen.registreren import Onjuist
from meldingen.volgcode import code_van

VERSIE = "1.0.0"
_FOUTEN = dict.fromkeys((400, 401, 404, 429), Probleem)
Eenmaal = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=255,
        pattern=r"^[!-~]+$",
        description="Of one melding: sent again with the same key it is the same melding, with the same answer.",
    ),
]


class Sleutel(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> Partnersleutel | None:
        rij = herken(token)
        if rij is not None and (wachten := neem(rij, timezone.now())):
            raise Probleemfout(429, _("Te vaak"), _("Probeer het straks nog eens."), Retry_After=str(wachten))
        return rij


def maak_api(dossier: Dossier) -> NinjaAPI:
    """`dossier` reads the zaken for the advice; they stand above meldingen."""
    api = NinjaAPI(
        title="Meldingen",
        version=VERSIE,
        description="Hand in reports about work and corona. Codes are those of the code lists of the inspectorate.",
        auth=Sleutel(),
        docs_url=None,
        openapi_url=None,
        urls_namespace="partners",
    )
    vang(api)

    @api.post(
        "/meldingen",
        response={201: MeldingUit, **_FOUTEN, 409: Probleem, 413: Probleem},
        by_alias=True,
        url_name="api_meldingen",
        operation_id="meldingInsturen",
        summary="Hand in a melding",
    )
    def meld(
        request: HttpRequest, response: HttpResponse, melding: MeldingIn, idempotency_key: Eenmaal
    ) -> Antwoord[MeldingUit]:
        sleutel = cast("Partnersleutel", request.auth)  # type: ignore[attr-defined]  # set by ninja
        inhoud = melding.model_dump(by_alias=True)
        # Of the partner, not of the key: a new key in the middle of a retry makes no second melding.
        eigen = f"{sleutel.partner}\0{idempotency_key}"
        code = code_van(blinde_index(eigen, "api-volgcode"))
        try:
            uit = ontvang(
                cellen(inhoud) | {"kanaal": sleutel.kanaal},
                Weg(f"api:{blinde_index(eigen, 'api-kenmerk')}", code, melding.taal, sleutel),
                inzending=UUID(hex=blinde_index(eigen, "api-inzending")),
                dossier=dossier,
                op=timezone.now(),
                werkgever=werkgevercellen(inhoud),
            )
        except Onjuist as fout:
            raise Probleemfout(400, _("De aanvraag klopt niet"), errors=als_fouten(fout.gebreken)) from fout
        except Regelfout as fout:
            raise Probleemfout(
                409, _("Al gebruikt"), _("Met deze Idempotency-Key is al een andere melding ingestuurd.")
            ) from fout
        response["Location"] = f"{request.path}/{uit.melding.nummer}"
        op = uit.melding.ontvangen_op.astimezone(AMSTERDAM).isoformat()
        antwoord = MeldingUit(nummer=uit.melding.nummer, volgcode=code, ontvangen_op=op)
        return Antwoord(201, antwoord)

    @api.get(
        "/meldingen/{nummer}",
        response={200: StandUit, **_FOUTEN},
        by_alias=True,
        url_name="api_melding",
        operation_id="meldingLezen",
        summary="How a melding of your own stands",
    )
    def stand(request: HttpRequest, nummer: int) -> HttpResponse | StandUit:
        sleutel = cast("Partnersleutel", request.auth)  # type: ignore[attr-defined]
        gevonden = (
            Melding.objects.filter(nummer=nummer, ontvangst__partner__partner=sleutel.partner).first()
            if nummer < 2**63
            else None
        )
        if gevonden is None:
            return niet_gevonden()
        stand = STANDEN.get(Status(gevonden.status))
        return StandUit(nummer=gevonden.nummer, stand=str(stand.kop) if stand else _("Ingetrokken"))

    return api
