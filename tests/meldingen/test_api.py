"""Partners hand in meldingen: once, with all that is wrong in one answer, and without ever seeing another's."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectie.models import Gebruiker, Logregel, Rol
from meldingen import volgcode
from meldingen.api.schema import KOLOMMEN, MeldingIn
from meldingen.kolommen import codes_per_lijst, melding_kolommen
from meldingen.melders import openen
from meldingen.models import Melding, Ontvangst, Partnersleutel, Status, Volgcode
from meldingen.partnersleutels import maak_sleutel, trek_in
from rapportages.balansproef import gebreken
from rapportages.bewijzen import getuigenis
from tests.maak import NU
from tests.proeven import proeven

pytestmark = pytest.mark.django_db
URL = "/api/v1/meldingen"
GOED: dict[str, Any] = {
    "ontvangenOp": "2021-01-08T10:00:00+01:00",
    "melderType": "WERKNEMER",
    "coronaRelatie": "DIRECT",
    "onderwerpen": ["AFSTAND", "PBM"],
    "omschrijving": "De kantine is vol.",
    "melderNaam": "Wil Kanarie",
    "melderEmail": "kanarie@example.nl",
    "arbeidsmigranten": True,
    "aantalBlootgesteld": 12,
    "werkgever": {"naam": "Slachterij Blom", "kvkNummer": "12345678", "provincie": "GE"},
}


@pytest.fixture
def beheer() -> Gebruiker:
    return Gebruiker.objects.create(username="beheer", rol=Rol.BEHEER)


def sleutel_voor(beheer: Gebruiker, naam: str = "Vakbond", kanaal: str = "VAKBOND_MELDPUNT") -> str:
    return maak_sleutel(naam, kanaal, inzending=uuid4(), door=beheer, op=NU)[1]


@pytest.fixture
def sleutel(beheer: Gebruiker) -> str:
    return sleutel_voor(beheer)


def stuur(sleutel: str, inhoud: Any = GOED, eenmaal: str = "aanvraag-1", **koppen: str) -> Any:
    return Client().post(
        URL,
        inhoud if isinstance(inhoud, str | bytes) else json.dumps(inhoud),
        content_type="application/json",
        headers={"Authorization": f"Bearer {sleutel}", "Idempotency-Key": eenmaal, **koppen},
    )


def lees(sleutel: str, nummer: object) -> Any:
    return Client().get(f"{URL}/{nummer}", headers={"Authorization": f"Bearer {sleutel}"})


def is_probleem(antwoord: Any, status: int) -> dict[str, Any]:
    assert antwoord.status_code == status, antwoord.content
    assert antwoord["Content-Type"] == "application/problem+json"
    assert antwoord["API-Version"] == "1.0.0"
    inhoud: dict[str, Any] = json.loads(antwoord.content)
    assert inhoud["status"] == status
    return inhoud


def test_wat_een_partner_instuurt_is_een_melding_met_een_code_waarmee_de_melder_terugkomt(sleutel: str):
    antwoord = stuur(sleutel)
    assert antwoord.status_code == 201
    assert antwoord["API-Version"] == "1.0.0"
    melding, uit = Melding.objects.get(), antwoord.json()
    assert antwoord["Location"] == f"{URL}/{melding.nummer}"
    assert (melding.kanaal, melding.onderwerpen, melding.arbeidsmigranten) == (
        "VAKBOND_MELDPUNT",
        "AFSTAND;PBM",
        True,
    )
    assert melding.werkgever is not None
    assert (melding.aantal_blootgesteld, melding.werkgever.naam) == (12, "Slachterij Blom")
    assert melding.status == Status.IN_TRIAGE
    assert volgcode.vind(str(uit["nummer"]), uit["volgcode"]) == melding
    assert openen([melding.pk])[melding.pk][0]["email"] == "kanarie@example.nl"
    assert melding.ontvangst.partner == Partnersleutel.objects.get()
    assert melding.ontvangst.kanaal == "VAKBOND_MELDPUNT"
    assert [*gebreken(), *getuigenis()] == []


def test_nog_eens_gestuurd_is_hetzelfde_antwoord_en_met_iets_anders_een_weigering(sleutel: str):
    eerste, tweede = stuur(sleutel), stuur(sleutel)
    assert (eerste.content, eerste.status_code) == (tweede.content, tweede.status_code)
    is_probleem(stuur(sleutel, GOED | {"omschrijving": "Iets anders."}), 409)
    assert Melding.objects.count() == 1
    ander = stuur(sleutel, eenmaal="aanvraag-2").json()
    assert (ander["nummer"], Melding.objects.count()) == (2, 2)
    assert ander["volgcode"] != eerste.json()["volgcode"]


def test_dezelfde_idempotency_key_van_een_ander_is_een_ander(sleutel: str, beheer: Gebruiker):
    ander = sleutel_voor(beheer, "Doorzender", "PARTNER_DOORZENDING")
    a, b = stuur(sleutel).json(), stuur(ander).json()
    assert (a["nummer"], b["nummer"]) == (1, 2)
    assert a["volgcode"] != b["volgcode"]
    assert Melding.objects.get(nummer=2).kanaal == "PARTNER_DOORZENDING"


def test_met_een_nieuwe_sleutel_gaat_dezelfde_partner_verder(sleutel: str, beheer: Gebruiker):
    """Changed in the middle of a retry: no second melding, the same answer, and what he sent is still his."""
    eerst = stuur(sleutel)
    oud = Partnersleutel.objects.get()
    trek_in(oud, door=beheer, op=NU)
    nieuw = maak_sleutel("", "", inzending=uuid4(), door=beheer, op=NU, voor=oud)[1]
    is_probleem(stuur(sleutel), 401)
    nog_eens = stuur(nieuw)
    assert (nog_eens.status_code, nog_eens.content) == (201, eerst.content)
    assert Melding.objects.count() == Ontvangst.objects.count() == 1
    assert lees(nieuw, 1).json()["stand"] == "Ontvangen"
    ander = sleutel_voor(beheer, "Vakbond")  # of the same name: another
    assert stuur(ander).json()["nummer"] == 2
    is_probleem(lees(ander, 1), 404)
    assert [*gebreken(), *getuigenis()] == []


def test_de_melder_wordt_geantwoord_in_de_taal_die_de_partner_noemt(sleutel: str):
    assert stuur(sleutel, GOED | {"taal": "pl"}).status_code == 201
    assert stuur(sleutel, eenmaal="aanvraag-2").status_code == 201
    assert list(Volgcode.objects.order_by("melding").values_list("taal", flat=True)) == ["pl", "nl"]
    is_probleem(stuur(sleutel, GOED | {"taal": "tlh"}, eenmaal="aanvraag-3"), 400)


def test_een_sleutel_ziet_alleen_wat_ermee_kwam_en_daarvan_alleen_hoe_het_staat(
    sleutel: str, beheer: Gebruiker
):
    ander = sleutel_voor(beheer, "Ander")
    stuur(sleutel)
    assert lees(sleutel, 1).json() == {"nummer": 1, "stand": "Ontvangen"}
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    assert lees(sleutel, 1).json() == {"nummer": 1, "stand": "In behandeling"}
    nergens = [is_probleem(lees(ander, nr), 404) for nr in (1, 2, 0, -1, 2**70, "x", "1.5")]
    assert all(n == nergens[0] for n in nergens)


def test_zonder_geldige_sleutel_komt_niemand_binnen(sleutel: str, beheer: Gebruiker):
    for fout in ("", "mp_onzin", sleutel + "x", sleutel[:-1]):
        is_probleem(stuur(fout), 401)
    assert is_probleem(Client().post(URL), 401)["title"]
    trek_in(Partnersleutel.objects.get(), door=beheer, op=NU)
    is_probleem(stuur(sleutel), 401)
    is_probleem(lees(sleutel, 1), 401)
    assert not Melding.objects.exists()


def test_de_sleutel_zelf_staat_nergens(sleutel: str):
    stuur(sleutel)
    for tabel in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{tabel}"')
            inhoud = repr(cursor.fetchall())
        assert sleutel not in inhoud, tabel
        assert "anarie" not in inhoud, tabel


def test_alles_wat_mis_is_staat_in_een_antwoord(sleutel: str):
    fout = GOED | {
        "ontvangenOp": "2021-01-08T10:00:00",  # no offset
        "melderType": "BUURMAN",
        "coronaRelatie": "MISSCHIEN",
        "onderwerpen": ["AFSTAND", "BESTAAT_NIET"],
        "arbeidsmigranten": "ja",
        "aantalBlootgesteld": 1.5,
        "kanaal": "BRIEF",
        "werkgever": {"naam": "Blom", "kvkNummer": "123", "sector": "ZZ"},
    }
    inhoud = is_probleem(stuur(sleutel, fout), 400)
    waar = sorted(f["location"] for f in inhoud["errors"])
    assert waar == [
        "/aantalBlootgesteld",
        "/arbeidsmigranten",
        "/coronaRelatie",
        "/kanaal",
        "/melderType",
        "/onderwerpen",
        "/ontvangenOp",
        "/werkgever/kvkNummer",
    ]
    # Of what has the right form throughout, what is not so is told as well.
    fout["werkgever"] = {"naam": "Blom", "sector": "ZZ"}
    assert "/werkgever/sector" in [f["location"] for f in is_probleem(stuur(sleutel, fout), 400)["errors"]]
    assert not Melding.objects.exists()


def test_geen_fout_zegt_terug_wat_er_was_gestuurd(sleutel: str):
    fout = dict.fromkeys((*GOED, "Kanarie2"), "Kanarie") | {"werkgever": {"naam": 1}}
    assert "Kanarie" not in json.dumps(is_probleem(stuur(sleutel, fout), 400)).replace("Kanarie2", "")


@pytest.mark.parametrize(
    "ruw", ["", "{", "[]", "null", "1", '"x"', b"\xff", '{"a": NaN}', "{}", '{"ontvangenOp": "\\ud800"}']
)
def test_wat_geen_aanvraag_is_is_een_probleem(sleutel: str, ruw: str | bytes):
    assert is_probleem(stuur(sleutel, ruw), 400)["errors"]


@pytest.mark.parametrize("eenmaal", ["", "kort", "x" * 256, "met een spatie"])
def test_zonder_bruikbare_idempotency_key_gebeurt_er_niets(sleutel: str, eenmaal: str):
    fouten = is_probleem(stuur(sleutel, eenmaal=eenmaal), 400)["errors"]
    assert [f["in"] for f in fouten] == ["header"]
    assert eenmaal != "kort" or fouten[0]["detail"] == "Dit is leeg of te kort."
    assert not Melding.objects.exists()


def test_nul_en_te_groot(sleutel: str):
    assert (
        is_probleem(stuur(sleutel, GOED | {"omschrijving": "a\0b"}), 400)["errors"][0]["location"]
        == "/omschrijving"
    )
    is_probleem(stuur(sleutel, json.dumps(GOED | {"omschrijving": "x" * 3_000_000})), 413)


@pytest.mark.parametrize(("lengte", "status"), [(10, 201), (3_000_000, 413)])
def test_wat_in_stukken_komt_heeft_geen_lengte_en_wordt_toch_gelezen(sleutel: str, lengte: int, status: int):
    """As gunicorn hands it over: no length, and an end."""
    ruw = json.dumps(GOED | {"omschrijving": "x" * lengte}).encode()
    van_gunicorn: Any = {"wsgi.input": BytesIO(ruw), "wsgi.input_terminated": True}
    antwoord = Client().generic(
        "POST",
        URL,
        content_type="application/json",
        headers={"Authorization": f"Bearer {sleutel}", "Idempotency-Key": "in-stukken"},
        **van_gunicorn,
    )
    assert antwoord.status_code == status, antwoord.content
    assert Melding.objects.count() == (status == 201)


@pytest.mark.parametrize(
    ("methode", "pad", "status"),
    [
        ("get", "/api/v1/meldingen/", 404),
        ("get", "/api/v1/", 404),
        ("get", "/api/v1/iets", 404),
        ("get", "/api/v1", 404),
        ("post", "/api/v1?een=twee", 404),
        ("get", "/api", 404),
        ("get", "/api/v2/meldingen", 404),
        ("get", "/api/v1/meldingen/1/", 404),
        ("get", "/api/v1/openapi.json/", 404),
        ("get", "/api/v1/meldingen%0A/iets", 404),
        ("get", "/api/v1/meldingen", 405),
        ("delete", "/api/v1/meldingen/1", 405),
        ("post", "/api/v1/openapi.json", 405),
    ],
)
def test_ook_een_adres_dat_er_niet_is_is_een_probleem(sleutel: str, methode: str, pad: str, status: int):
    antwoord = getattr(Client(), methode)(pad, headers={"Authorization": f"Bearer {sleutel}"})
    is_probleem(antwoord, status)
    assert (status == 405) == ("Allow" in antwoord)


def test_wie_te_vaak_vraagt_wacht_en_een_ander_merkt_er_niets_van(
    sleutel: str, beheer: Gebruiker, settings: Any
):
    settings.API_PER_MINUUT = 2
    ander = sleutel_voor(beheer, "Ander")
    antwoorden = [lees(sleutel, 1) for _ in range(3)]
    if antwoorden[-1].status_code == 404:  # a new minute began in between
        antwoorden = [lees(sleutel, 1) for _ in range(3)]
    assert 1 <= int(antwoorden[-1]["Retry-After"]) <= 60
    is_probleem(antwoorden[-1], 429)
    is_probleem(lees(ander, 1), 404)
    Partnersleutel.objects.update(minuut=NU - timedelta(minutes=1))
    is_probleem(lees(sleutel, 1), 404)


def test_het_schema_noemt_elke_kolom_die_een_partner_kan_vullen():
    niet = {
        *("melding", "geregistreerd_op", "kanaal", "domein", "werkgever", "dubbel_van"),
        *("onderwerpen",),
    }
    kolommen = {kolom.naam for kolom in melding_kolommen(codes_per_lijst())} - niet
    assert set(KOLOMMEN.values()) == kolommen
    assert all("_" not in naam for naam in KOLOMMEN)
    schema = Client().get("/api/v1/openapi.json")
    assert schema["Access-Control-Allow-Origin"] == "*"
    inhoud = schema.json()
    assert inhoud["openapi"].startswith("3.1.")
    assert set(inhoud["paths"]) == {"/api/v1/meldingen", "/api/v1/meldingen/{nummer}"}
    eigenschappen = inhoud["components"]["schemas"]["MeldingIn"]["properties"]
    assert set(eigenschappen) == {str(veld.alias) for veld in MeldingIn.model_fields.values()}
    for vraag in (v for adres in inhoud["paths"].values() for v in adres.values()):
        for code, antwoord in vraag["responses"].items():
            assert ("application/problem+json" in antwoord["content"]) == (int(code) >= 400)


def test_het_schema_zegt_wie_men_vraagt_en_verzint_geen_adres(settings: Any):
    def contact() -> Any:
        return Client().get("/api/v1/openapi.json").json()["info"]["contact"]

    assert contact() == {"name": "Inspectie SZW"}
    settings.API_CONTACT_URL, settings.API_CONTACT_EMAIL = "https://voorbeeld.nl/api", "api@voorbeeld.nl"
    assert contact() == {
        "name": "Inspectie SZW",
        "url": "https://voorbeeld.nl/api",
        "email": "api@voorbeeld.nl",
    }


def test_een_sleutel_staat_in_het_logboek_zonder_zichzelf(sleutel: str):
    regel = Logregel.objects.get(actie="partnersleutel_gemaakt")
    assert regel.gegevens == {"begin": sleutel[:8], "volgt_op": None}


def test_beheer_maakt_een_sleutel_ziet_hem_een_keer_en_trekt_hem_in(client: Client, beheer: Gebruiker):
    client.force_login(beheer)
    gegevens = {"inzending": str(uuid4()), "naam": "FNV", "kanaal": "VAKBOND_MELDPUNT"}
    assert (
        "Vul de naam van de partner in."
        in client.post(reverse("partnersleutel_nieuw"), gegevens | {"naam": ""}).content.decode()
    )
    html = client.post(reverse("partnersleutel_nieuw"), gegevens).content.decode()
    gevonden = re.search(r"mp_[\w-]{43}", html)
    assert gevonden
    sleutel = gevonden[0]
    assert stuur(sleutel).status_code == 201
    assert client.post(reverse("partnersleutel_nieuw"), gegevens).status_code == 302  # a double click
    rij = Partnersleutel.objects.get()
    for naam, args in (("partnersleutels", []), ("partnersleutel", [rij.pk])):
        pagina = client.get(reverse(naam, args=args)).content.decode()
        assert "FNV" in pagina
        assert sleutel not in pagina
    for _ in range(2):
        client.post(reverse("partnersleutel_intrekken", args=[rij.pk]))
    is_probleem(stuur(sleutel), 401)
    assert Logregel.objects.filter(actie="partnersleutel_ingetrokken").count() == 1


def test_beheer_maakt_een_sleutel_die_een_andere_opvolgt(client: Client, beheer: Gebruiker, sleutel: str):
    client.force_login(beheer)
    oud = Partnersleutel.objects.get()
    adres = f"{reverse('partnersleutel_nieuw')}?voor={oud.pk}"
    assert adres in client.get(reverse("partnersleutel", args=[oud.pk])).content.decode()
    html = client.get(adres).content.decode()
    assert oud.begin in html
    assert f'action="{adres}"' in html
    html = client.post(adres, {"inzending": str(uuid4())}).content.decode()
    assert re.search(r"mp_[\w-]{43}", html)
    nieuw = Partnersleutel.objects.exclude(pk=oud.pk).get()
    assert (nieuw.naam, nieuw.kanaal, nieuw.partner) == (oud.naam, oud.kanaal, oud.partner)
    assert Logregel.objects.filter(gegevens__volgt_op=oud.pk).count() == 1
    for vreemd in ("0", "x", "9" * 30, "-1", "²"):
        antwoord = client.get(reverse("partnersleutel_nieuw"), {"voor": vreemd})
        assert antwoord.status_code == 404, vreemd


WAARDE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=12),
    st.sampled_from(
        ["AFSTAND", "DIRECT", "WERKNEMER", "2021-01-08T10:00:00+01:00", "GE", "12345678", "\0", "\ud800"]
    ),
)


@given(
    st.dictionaries(
        st.sampled_from([*GOED, *KOLOMMEN, "kanaal", "", "__proto__"]),
        st.one_of(
            WAARDE,
            st.lists(WAARDE, max_size=3),
            st.dictionaries(st.sampled_from(["naam", "kvkNummer", "x"]), WAARDE),
        ),
        max_size=8,
    ),
    st.booleans(),
)
@settings(max_examples=proeven(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_welke_json_er_ook_komt_het_is_een_melding_of_een_probleem(
    sleutel: str, inhoud: dict[str, Any], aanvullen: bool
):
    Partnersleutel.objects.update(minuut=None)
    antwoord = stuur(sleutel, GOED | inhoud if aanvullen else inhoud, eenmaal=str(uuid4()))
    if antwoord.status_code != 201:
        assert is_probleem(antwoord, 400)["errors"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_vijftig_gelijke_aanvragen_tegelijk_geven_een_melding(beheer: Gebruiker):
    sleutel, start = sleutel_voor(beheer), Barrier(10)
    antwoorden: list[tuple[int, bytes]] = []

    def doe() -> None:
        try:
            start.wait()
            for _ in range(5):
                antwoord = stuur(sleutel)
                antwoorden.append((antwoord.status_code, antwoord.content))
        finally:
            connection.close()

    draden = [Thread(target=doe) for _ in range(10)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(antwoorden) == 50
    assert {status for status, _ in antwoorden} == {201}
    assert len(set(antwoorden)) == 1
    assert (Melding.objects.count(), Ontvangst.objects.count()) == (1, 1)


def _ook(checks: Any, case: Any, sleutel: str) -> Callable[[], None]:
    """One call as the schema allows, or as it forbids: never a 5xx, always what the schema promises."""

    def doe() -> None:
        Partnersleutel.objects.update(minuut=None)
        antwoord = case.call(headers={"Authorization": f"Bearer {sleutel}"})
        case.validate_response(
            antwoord,
            checks=[
                checks.not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_schema_conformance,
            ],
        )

    return doe


@pytest.mark.eenmaal
@pytest.mark.parametrize("fout", [False, True])
@pytest.mark.parametrize(
    ("adres", "methode"), [("/api/v1/meldingen", "POST"), ("/api/v1/meldingen/{nummer}", "GET")]
)
def test_het_gepubliceerde_schema_belooft_niets_te_veel(sleutel: str, adres: str, methode: str, fout: bool):
    import schemathesis  # a second and a half, in every process that only counts the tests of this file

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    deur = schema[adres][methode]
    wijze = schemathesis.GenerationMode.NEGATIVE if fout else schemathesis.GenerationMode.POSITIVE

    @given(deur.as_strategy(generation_mode=wijze))
    @settings(max_examples=proeven(8), suppress_health_check=list(HealthCheck))
    def proef(case: Any) -> None:
        _ook(schemathesis.checks, case, sleutel)()

    proef()
