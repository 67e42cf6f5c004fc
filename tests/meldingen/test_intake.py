"""The page of staff intake: everything that can go wrong in a conversation, and nothing typed is lost."""

import re
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from inspectie.models import Gebruiker, Rol
from inspectie.tijd import AMSTERDAM
from interventies.dossier import dossierfeiten
from meldingen.feitenform import wijs_aan
from meldingen.intakeform import IntakeForm
from meldingen.models import Melder, Melding, Status, Werkgever
from meldingen.registreren import Onjuist, registreer
from meldingen.werkgevers import zoek_werkgevers
from meldingen.woorden import woorden
from tests.maak import Dossier

URL = "/meldingen/nieuw/"


@pytest.fixture
def meldpunt(client: Client, db: None) -> Gebruiker:
    wie = Gebruiker.objects.create(username="mira", rol=Rol.MELDPUNT)
    client.force_login(wie)
    return wie


def invoer(**velden: object) -> dict[str, object]:
    """A call about distance in a bakery that nobody knew yet."""
    goed: dict[str, object] = {
        "sleutel": str(uuid4()),
        "gezien": "",
        "kanaal": "TELEFOON",
        "ontvangen_dag": "24-11-2020",
        "ontvangen_tijd": "14:05",
        "personen_in_gevaar": "nee",
        "ernst": "significant",
        "werkgever": "onbekend",
        "omschrijving": "De kantine\r\nis te vol.",
        "hoofdonderwerp": "PBM",
        "onderwerpen": ["AFSTAND", "PBM"],
        "corona_relatie": "DIRECT",
        "aantal_blootgesteld": "12",
        "verzoek_24_7": "",
        "melder_type": "WERKNEMER",
        "anoniem": "ja",
    }
    return goed | velden


def fouten(antwoord) -> str:
    assert antwoord.status_code == 200
    gevonden = re.search(r'id="fouten".*?</div>', antwoord.content.decode(), re.DOTALL)
    return gevonden[0] if gevonden else ""


def test_een_telefoongesprek_wordt_een_melding_met_alles_erin(client, meldpunt):
    antwoord = client.post(
        URL, invoer(werkgever="nieuw", nieuw_naam="Bakkerij Van Dam", nieuw_plaats="Delft")
    )
    melding = Melding.objects.get()
    assert antwoord["Location"] == f"/meldingen/{melding.nummer}/"
    assert melding.ontvangen_op == datetime(2020, 11, 24, 14, 5, tzinfo=AMSTERDAM)
    assert melding.onderwerpen == "PBM;AFSTAND"
    assert (melding.personen_in_gevaar, melding.verzoek_24_7, melding.aantal_blootgesteld) == (
        False,
        None,
        12,
    )
    assert melding.teksten.get().tekst == "De kantine\nis te vol."
    assert melding.werkgever is not None
    assert (melding.werkgever.naam, melding.werkgever.plaats) == ("Bakkerij Van Dam", "Delft")
    assert (melding.status, melding.anoniem) == (Status.IN_TRIAGE, True)
    assert "Melding 1 is vastgelegd." in client.get(antwoord["Location"]).content.decode()


def test_een_triagist_ziet_daarna_meteen_het_advies(client, triagist):
    werkgever = Werkgever.objects.create(
        naam="Bakkerij", geregistreerd_op=timezone.now(), stand_vanaf=timezone.now()
    )
    antwoord = client.post(URL, invoer(werkgever=str(werkgever.pk), ernst="acuut"), follow=True)
    assert "Direct naar de locatie" in antwoord.content.decode()


def test_wat_de_melder_over_zichzelf_zegt_staat_daarna_alleen_in_de_kluis(client, meldpunt):
    geheim = {"anoniem": "nee", "melder_naam": "Wil Geheim", "melder_telefoon": "0612345678"}
    antwoord = client.post(URL, invoer(**geheim), follow=True)
    assert Melder.objects.count() == 1
    assert "Geheim" not in antwoord.content.decode()


def test_wat_met_punten_is_geschreven_is_het_hele_getal(client, meldpunt):
    firma = {"werkgever": "nieuw", "nieuw_naam": "Blom", "nieuw_kvk_nummer": "1234 5678"}
    client.post(URL, invoer(aantal_blootgesteld="1.200", **firma))
    melding = Melding.objects.get()
    assert melding.werkgever is not None
    assert (melding.aantal_blootgesteld, melding.werkgever.kvk_nummer) == (1200, "12345678")


def test_wie_toch_anoniem_blijft_laat_niets_achter(client, meldpunt):
    client.post(URL, invoer(anoniem="ja", melder_naam="Wil Geheim", melder_telefoon="0612345678"))
    assert Melding.objects.get().anoniem
    assert not Melder.objects.exists()


def test_een_triagist_legt_geen_melder_vast_ook_niet_met_een_nagemaakt_formulier(client, triagist):
    assert 'name="melder_naam"' not in client.get(URL).content.decode()
    client.post(URL, invoer(anoniem="nee", melder_naam="Wil Geheim"))
    assert Melding.objects.get().anoniem
    assert not Melder.objects.exists()


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"ontvangen_dag": "24-11-2099"}, "in de toekomst"),
        ({"ontvangen_dag": "31-11-2020"}, "bestaat niet"),
        ({"ontvangen_dag": "01-01-0001"}, "Dit jaar kan niet kloppen"),
        ({"ontvangen_tijd": "25:00"}, "bestaat niet"),
        ({"ontvangen_dag": "29-03-2020", "ontvangen_tijd": "02:30"}, "een uur vooruit"),
        ({"ontvangen_dag": "25-10-2020", "ontvangen_tijd": "02:30"}, "eerste of de tweede keer"),
        ({"werkgever": ""}, "Kies de werkgever"),
        ({"werkgever": "999999999"}, "Deze werkgever bestaat niet"),
        ({"werkgever": "9" * 19}, "Deze werkgever bestaat niet"),
        ({"werkgever": "nieuw", "nieuw_naam": " "}, "naam van de nieuwe werkgever"),
        ({"werkgever": "nieuw", "nieuw_naam": "X", "nieuw_kvk_nummer": "12"}, "acht cijfers"),
        ({"hoofdonderwerp": "MARS"}, "Deze keuze bestaat niet"),
        ({"onderwerpen": ["MARS"]}, "Dit onderwerp bestaat niet"),
        ({"anoniem": "nee"}, "of kies anoniem"),
        ({"anoniem": "nee", "melder_email": "geen adres"}, "geen e-mailadres"),
        ({"aantal_blootgesteld": "veel"}, "een heel getal"),
        ({"aantal_blootgesteld": "1.0"}, "een heel getal"),
        ({"omschrijving": "x" * 1_000_000}, "te lang"),
        ({"omschrijving": "a\0b"}, "Null"),
        ({"kanaal": "WEBFORMULIER"}, "Deze keuze bestaat niet"),
        ({"sleutel": "x"}, "UUID"),
    ],
)
def test_wat_niet_klopt_staat_bovenaan_en_wat_getypt_is_blijft_staan(client, meldpunt, velden, reden):
    antwoord = client.post(URL, invoer() | velden)
    assert reden in fouten(antwoord)
    assert "<title>Fout: Nieuwe melding" in antwoord.content.decode()
    assert not Melding.objects.exists()
    if "omschrijving" not in velden:
        assert "De kantine" in antwoord.content.decode()


@pytest.mark.parametrize(("keer", "uur"), [("0", 0), ("1", 1)])
def test_een_tijdstip_dat_er_twee_keer_was_wordt_gevraagd(client, meldpunt, keer, uur):
    dag = {"ontvangen_dag": "25-10-2020", "ontvangen_tijd": "02:30"}
    assert 'name="ontvangen_keer"' in client.post(URL, invoer(**dag)).content.decode()
    client.post(URL, invoer(**dag, ontvangen_keer=keer))
    assert (
        Melding.objects.get()
        .ontvangen_op.astimezone(timezone.UTC if hasattr(timezone, "UTC") else None)
        .minute
        == 30
    )
    assert Melding.objects.get().ontvangen_op.timestamp() == 1603585800 + 3600 * uur


def test_zoeken_zonder_script_houdt_alles_vast_en_klaagt_nergens_over(client, meldpunt):
    Werkgever.objects.create(
        naam="Bakkerij Van Dam", geregistreerd_op=timezone.now(), stand_vanaf=timezone.now()
    )
    velden = invoer(
        zoek="1",
        werkgever_zoek="van dam",
        kanaal="",
        onderwerpen=["AFSTAND"],
        anoniem="nee",
        melder_naam="Wil",
    )
    inhoud = client.post(URL, velden).content.decode()
    assert "Bakkerij Van Dam" in inhoud
    assert 'id="fouten"' not in inhoud
    for stuk in ("De kantine", 'value="Wil"', f'value="{velden["sleutel"]}"', 'value="24-11-2020"'):
        assert stuk in inhoud
    assert re.search(r'value="AFSTAND"[^>]*checked', inhoud)
    assert not Melding.objects.exists()


@pytest.fixture
def bakker(dossier: Dossier) -> Werkgever:
    werkgever = dossier.werkgever(naam="Bakkerij Van Dam", plaats="Delft", kvk_nummer="12345678")
    dossier.werkgever(naam="Van Dam Holding", kvk_nummer="12345678", plaats="Gouda")
    dossier.werkgever(naam="Bol.com", plaats="'s-Gravenhage")
    dossier.melding(werkgever=werkgever, ontvangen_op="2020-11-20T10:00:00+01:00", onderwerpen="AFSTAND")
    dossier.melding(
        werkgever=werkgever, ontvangen_op="2020-11-20T10:00:00+01:00", onderwerpen="LOON", domein="EERLIJK"
    )
    dossier.melding(werkgever=werkgever, ontvangen_op="2020-05-20T10:00:00+02:00", onderwerpen="AFSTAND")
    dossier.neem()
    return Werkgever.objects.get(naam="Van Dam Holding")


def test_wat_erop_lijkt_wordt_getoond_voordat_er_iets_is_vastgelegd(client, meldpunt, bakker):
    eerste = client.post(URL, invoer(werkgever=str(bakker.pk))).content.decode()
    assert "Kijk eerst of dit een dubbele is" in eerste
    assert Melding.objects.count() == 3
    gezien = re.search(r'name="gezien" value="(\d+)"', eerste)
    assert gezien is not None
    client.post(URL, invoer(werkgever=str(bakker.pk), gezien=gezien[1]))
    assert Melding.objects.count() == 4
    eigen, ander = Melding.objects.get(nummer=4), Melding.objects.get(nummer=int(gezien[1]))
    assert (eigen.dubbel_van, ander.onderwerpen) == (None, "AFSTAND")


def test_wat_erop_lijkt_staat_er_met_de_reden_terwijl_men_typt(client, meldpunt, bakker):
    velden = {"werkgever": str(bakker.pk), "hoofdonderwerp": "AFSTAND", "ontvangen_dag": "24-11-2020"}
    inhoud = client.post(f"{URL}verwant/", velden).content.decode()
    assert "Zelfde werkgever, zelfde onderwerp, " in inhoud
    assert inhoud.count("Dubbele van melding") == 1
    assert "Lijkt hierop" not in client.post(f"{URL}verwant/", {}).content.decode()
    for onzin in ({"werkgever": "x\0y"}, {"werkgever": "9" * 30}, {"ontvangen_dag": "31-02-9999"}):
        assert client.post(f"{URL}verwant/", velden | onzin).status_code == 200


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"werkgever": "onbekend"}, "Dezelfde dag"),
        (
            {"werkgever": "nieuw", "nieuw_naam": "bakkerij van Dam b.v.", "nieuw_plaats": "DELFT"},
            "bijna dezelfde naam van de werkgever, in dezelfde plaats",
        ),
    ],
)
def test_ook_zonder_bekende_werkgever_wordt_gevonden_wat_erop_lijkt(client, meldpunt, dossier, velden, reden):
    tekst = "In de slachthal staat iedereen schouder aan schouder bij de snijtafels, zonder mondkapjes."
    dossier.melding(
        werkgever=dossier.werkgever(naam="Bakkerij van Dam", plaats="Delft"),
        omschrijving=tekst,
        ontvangen_op="2020-11-24T09:00:00+01:00",
    )
    dossier.melding(omschrijving="Iets heel anders.", ontvangen_op="2020-11-24T09:00:00+01:00")
    dossier.neem()
    getypt = "Iedereen staat schouder aan schouder in de slachthal bij de snijtafels zonder mondkapjes"
    antwoord = client.post(URL, invoer(omschrijving=getypt, **velden)).content.decode()
    assert "Kijk eerst of dit een dubbele is" in antwoord
    assert re.search(r"\d+% van de woorden is gelijk", antwoord)
    assert reden.lower() in antwoord.lower()
    assert antwoord.count("Dubbele van melding") == 1
    assert Melding.objects.count() == 2


def test_een_dubbele_wordt_als_dubbele_vastgelegd(client, meldpunt, bakker):
    nummer = Melding.objects.get(
        ontvangen_op__year=2020, ontvangen_op__month=11, onderwerpen="AFSTAND"
    ).nummer
    velden = invoer(werkgever=str(bakker.pk), gezien=str(nummer), dubbel=str(nummer))
    antwoord = client.post(URL, velden, follow=True)
    assert f"vastgelegd als dubbele van melding {nummer}" in antwoord.content.decode()
    assert Melding.objects.get(nummer=4).status == Status.DUBBEL


def test_een_gekozen_dubbele_die_er_niet_meer_bij_staat_wordt_niet_stil_een_eigen_melding(
    client, meldpunt, bakker
):
    """Somebody chose it, and then changed the employer; or it went elsewhere meanwhile."""
    antwoord = client.post(URL, invoer(dubbel="1"))
    assert "Kies opnieuw" in fouten(antwoord)
    assert Melding.objects.count() == 3
    verborgen = dict(re.findall(r'name="(gezien|sleutel)" value="([^"]*)"', antwoord.content.decode()))
    client.post(URL, invoer(**verborgen))
    assert Melding.objects.get(nummer=4).dubbel_van is None


def test_dubbel_klikken_geeft_een_melding(client, meldpunt):
    velden = invoer()
    antwoorden = [client.post(URL, velden)["Location"] for _ in range(3)]
    assert set(antwoorden) == {"/meldingen/1/"}
    assert "was al vastgelegd" in client.get("/meldingen/1/").content.decode()
    assert "met andere gegevens" in fouten(client.post(URL, velden | {"ernst": "acuut"}))
    assert Melding.objects.count() == 1


def test_dubbel_klikken_vraagt_niet_of_zij_een_dubbele_van_zichzelf_is(client, meldpunt, bakker):
    velden = invoer(werkgever=str(bakker.pk))
    gezien = re.search(r'name="gezien" value="([\d,]+)"', client.post(URL, velden).content.decode())
    assert gezien is not None
    velden |= {"gezien": gezien[1]}
    antwoorden = [client.post(URL, velden) for _ in range(2)]
    assert [antwoord.status_code for antwoord in antwoorden] == [302, 302]
    assert antwoorden[0]["Location"] == antwoorden[1]["Location"]
    assert Melding.objects.count() == 4


@pytest.mark.parametrize(
    ("vraag", "namen"),
    [
        ("van dam", ["Van Dam Holding", "Bakkerij Van Dam"]),
        ("dam delft", ["Bakkerij Van Dam"]),
        ("12345678", ["Bakkerij Van Dam", "Van Dam Holding"]),
        ("1234", ["Bakkerij Van Dam", "Van Dam Holding"]),
        ("bol.com", ["Bol.com"]),
        ("graven", ["Bol.com"]),
        ("delf bak", ["Bakkerij Van Dam"]),
        ("am", []),
        ("b", []),
        ("' | :*", []),
        ("%", []),
        ("%%", []),
        ("__", []),
        ("a\0b", []),
    ],
)
def test_een_werkgever_is_te_vinden_met_naam_plaats_en_nummer(bakker, vraag, namen):
    assert [werkgever.naam for werkgever in zoek_werkgevers(vraag)] == namen


def test_verkeerd_gespeld_staat_de_bedoelde_er_ook(client, meldpunt, bakker):
    """So that a firm that is known is not added once more."""
    assert zoek_werkgevers("bakerij damm") == []
    inhoud = client.get(f"{URL}werkgevers/?werkgever_zoek=bakerij+damm").content.decode()
    bedoeld = Werkgever.objects.get(naam="Bakkerij Van Dam")
    assert f'id="werkgever_{bedoeld.pk}"' in inhoud
    assert "Geen werkgever gevonden" in client.get(f"{URL}werkgevers/?werkgever_zoek=zzz").content.decode()


def test_wie_verder_zoekt_houdt_de_gekozen_werkgever(client, meldpunt, bakker):
    inhoud = client.get(f"{URL}werkgevers/?werkgever_zoek=gouda-zuid&werkgever={bakker.pk}").content.decode()
    assert re.search(rf'value="{bakker.pk}" checked', inhoud)


def test_het_aantal_queries_van_de_intake_staat_vast(client, meldpunt, bakker):
    client.get(URL)
    with CaptureQueriesContext(connection) as leeg:
        client.get(URL)
    # session, user, words of the code lists
    assert len(leeg) == 3, [q["sql"][:90] for q in leeg]
    velden = invoer(werkgever=str(bakker.pk), werkgever_zoek="dam", kanaal="")
    with CaptureQueriesContext(connection) as fout:
        client.post(URL, velden)
    # and the chosen employer three times, those that were found in two ways, what looks like it
    assert len(fout) <= 10, [q["sql"][:90] for q in fout]


def test_wat_de_kolommen_weigeren_staat_bij_het_veld_in_de_taal_van_de_pagina(client, meldpunt):
    cellen = {"kanaal": "FAX", "ontvangen_op": "gisteren", "aantal_blootgesteld": "9999999", "vreemd": "x"}
    with pytest.raises(Onjuist) as fout:
        registreer(cellen, inzending=uuid4(), dossier=dossierfeiten, door=meldpunt, op=timezone.now())
    assert "hoort een geheel getal van 0 tot en met 1.000.000 te zijn" in str(fout.value)

    def fouten(taal: str) -> dict[str, list[str]]:
        with translation.override(taal):
            form = IntakeForm({}, woorden=woorden(), legt_melder_vast=True, nu=timezone.now())
            form.errors.clear()
            form.cleaned_data = {}
            wijs_aan(form, fout.value.gebreken)
            return {veld: [str(een) for een in lijst] for veld, lijst in form.errors.items()}

    nederlands, engels = fouten("nl"), fouten("en")
    assert nederlands["aantal_blootgesteld"] == ["Hoort een geheel getal van 0 tot en met 1.000.000 te zijn."]
    assert engels["aantal_blootgesteld"] == ["Should be a whole number from 0 up to and including 1,000,000."]
    assert "not a time" in engels["ontvangen_dag"][0]
    assert "code list kanaal" in engels["kanaal"][0]
    assert engels["__all__"] == ["vreemd: this column does not exist."]
    assert "Staat niet in de codelijst kanaal" in nederlands["kanaal"][0]
    with translation.override("en"):
        assert "is geen tijdstip" in str(fout.value), "wie geen scherm is leest Nederlands"
