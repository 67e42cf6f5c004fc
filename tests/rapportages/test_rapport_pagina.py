"""Asking for a report on screen, seeing it become ready, and fetching it."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspectie.beeld import AANLOOP
from inspectie.models import Gebruiker, Logregel, Rol
from rapportages import tasks
from rapportages.maken import maak
from rapportages.models import Rapport
from rapportages.uitvoer import FORMATEN
from rapportages.views import PER_BLADZIJDE
from tests.inloggen import als

VRAAG = {"peildatum": "10-01-2021", "stand_van": "03-02-2021 00:00", "formaat": "json"}
OP = datetime(2021, 2, 3, 12, tzinfo=UTC)


def maak_rapport(**velden: object) -> Rapport:
    standaard: dict[str, object] = {
        "peildatum": date(2021, 1, 10),
        "stand_van": OP,
        "formaat": "pdf",
        "aangevraagd_op": OP,
        "aangevraagd_door": Gebruiker.objects.get_or_create(
            username="els", first_name="Els", last_name="de Vries", rol=Rol.RAPPORTEUR
        )[0],
    }
    return Rapport.objects.create(**standaard | velden)


def klaar(**velden: object) -> Rapport:
    return maak_rapport(
        **{"status": Rapport.Status.KLAAR, "klaar_op": OP, "inhoud": b"inhoud" * 400} | velden
    )


def lijst(client: Client, **vraag: str) -> str:
    return str(client.get(reverse("rapporten"), vraag).content.decode())


@pytest.fixture
def gevuld(dossier):
    dossier.melding()
    dossier.neem()


# Asking


@pytest.mark.usefixtures("_zonder_worker")
@pytest.mark.parametrize("formaat", FORMATEN)
def test_een_gevraagd_rapport_staat_even_later_klaar_als_bestand(
    gevuld, django_capture_on_commit_callbacks, formaat
):
    client = als(Rol.RAPPORTEUR)
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(reverse("rapport_nieuw"), VRAAG | {"formaat": formaat})
    rapport = Rapport.objects.get()
    assert antwoord["Location"] == f"{reverse('rapporten')}#rapport-{rapport.pk}"
    assert rapport.status == Rapport.Status.KLAAR
    assert (rapport.peildatum, rapport.stand_van) == (date(2021, 1, 10), datetime(2021, 2, 2, 23, tzinfo=UTC))
    assert rapport.aangevraagd_door.username == f"iemand-{Rol.RAPPORTEUR}"

    bestand = client.post(reverse("rapport_bestand", args=[rapport.pk]), {"reden": "Voor de Kamer."})
    assert Logregel.objects.get(actie="rapport_meegenomen").gegevens["reden"] == "Voor de Kamer."
    naam = f"tussentijdse-rapportage-2021-01-10-stand-2021-02-03.{formaat}"
    assert bestand["Content-Type"] == FORMATEN[formaat].mediatype
    assert bestand["Content-Disposition"] == f'attachment; filename="{naam}"'
    assert bestand["X-Content-Type-Options"] == "nosniff"
    assert bestand.content == bytes(rapport.inhoud or b"")
    assert bestand.content


def test_een_rapport_gaat_niet_mee_zonder_reden(db):
    rapport, client = klaar(), als(Rol.BELEID)
    antwoord = client.post(reverse("rapport_bestand", args=[rapport.pk]))
    assert "Schrijf waarvoor u dit meeneemt." in antwoord.content.decode()
    assert not Logregel.objects.filter(actie="rapport_meegenomen").exists()
    client.post(reverse("rapport_bestand", args=[rapport.pk]), {"reden": "Voor de Kamer."})
    assert 'value="Voor de Kamer."' in lijst(client)


@pytest.mark.usefixtures("gevuld")
def test_bij_de_csv_van_een_rapport_hoort_wat_elke_kolom_is():
    rapport, client = klaar(formaat="csv"), als(Rol.BELEID)
    adres = reverse("rapport_metadata", args=[rapport.pk])
    assert adres in lijst(client)
    # Of a file of before it names the columns which that has.
    for inhoud in (maak(rapport.peildatum, rapport.stand_van, "csv"), b"code,naam,eenheid\r\n"):
        Rapport.objects.update(inhoud=inhoud)
        antwoord = client.get(adres)
        assert antwoord["Content-Disposition"].endswith('.csv-metadata.json"')
        over = json.loads(antwoord.content)
        assert over["url"] == rapport.bestandsnaam
        koppen = [kolom["titles"] for kolom in over["tableSchema"]["columns"]]
        assert koppen == inhoud.partition(b"\r\n")[0].decode().split(",")
    assert client.get(reverse("rapport_metadata", args=[klaar(formaat="ods").pk])).status_code == 404


def test_vragen_wordt_vastgelegd_met_wie(gevuld):
    als(Rol.RAPPORTEUR).post(reverse("rapport_nieuw"), VRAAG)
    regel = Logregel.objects.get(actie="rapport_gevraagd")
    assert regel.door is not None
    assert regel.door.rol == Rol.RAPPORTEUR


def test_dubbel_klikken_vraagt_een_rapport(gevuld):
    client = als(Rol.RAPPORTEUR)
    for _ in range(2):
        client.post(reverse("rapport_nieuw"), VRAAG)
    assert Rapport.objects.count() == 1


def test_na_het_vragen_leest_men_wat_er_gevraagd_is(gevuld):
    html = als(Rol.RAPPORTEUR).post(reverse("rapport_nieuw"), VRAAG, follow=True).content.decode()
    assert "Het rapport tot en met 10 januari 2021 (JSON) is gevraagd." in html


def test_een_lege_stand_van_is_nu(gevuld):
    voor = datetime.now(UTC).replace(microsecond=0) - AANLOOP
    als(Rol.RAPPORTEUR).post(reverse("rapport_nieuw"), VRAAG | {"stand_van": ""})
    assert voor <= Rapport.objects.get().stand_van <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"peildatum": "01-01-2091"}, "De peildatum ligt in de toekomst."),
        ({"peildatum": "30-02-2021"}, "De peildatum is geen bestaande datum."),
        ({"peildatum": ""}, "Vul de peildatum in."),
        ({"stand_van": "straks"}, "De stand van is geen bestaand tijdstip."),
        ({"formaat": "exe"}, "Dit formaat bestaat niet."),
        ({"formaat": ""}, "Kies een formaat."),
    ],
)
def test_een_foute_vraag_maakt_niets_en_zegt_wat_er_aan_te_doen_is(db, anders, fout):
    antwoord = als(Rol.RAPPORTEUR).post(reverse("rapport_nieuw"), VRAAG | anders)
    html = antwoord.content.decode()
    veld = next(iter(anders))
    assert html.count(fout) == 2, "in de samenvatting en bij het veld"
    assert f'href="#id_{veld}' in html
    assert re.search(r'id="fouten"[^>]*autofocus', html)
    assert "<title>Fout: Nieuw rapport" in html
    assert not Rapport.objects.exists()


def test_het_formulier_neemt_de_momenten_uit_het_adres_over(db):
    html = (
        als(Rol.RAPPORTEUR)
        .get(
            reverse("rapport_nieuw"),
            {"peildatum": "08-11-2020", "stand_van": "09-11-2020 12:30", "formaat": "ods"},
        )
        .content.decode()
    )
    assert 'value="08-11-2020"' in html
    assert 'value="09-11-2020 12:30"' in html
    assert re.search(r'value="ods"[^>]*checked', html)


# The list


def test_zonder_rapporten_zegt_de_lijst_wat_te_doen(db):
    assert "Het eerste rapport maken" in lijst(als(Rol.RAPPORTEUR))
    anders = lijst(als(Rol.TEAMLEIDER))
    assert "Een rapporteur maakt ze" in anders
    assert reverse("rapport_nieuw") not in anders


def test_wie_rapporten_mag_zien_ziet_ook_die_van_een_ander(db):
    klaar()
    for rol in (Rol.TEAMLEIDER, Rol.BELEID, Rol.RAPPORTEUR, Rol.AUDITOR):
        assert "Els de Vries" in lijst(als(rol)), rol


def test_wie_geen_rapporten_mag_zien_vindt_er_in_de_verzameling_geen(db):
    klaar()
    for rol in Rol:
        gebruiker = Gebruiker(username="x", rol=rol)
        ziet = rol in {Rol.TEAMLEIDER, Rol.BELEID, Rol.RAPPORTEUR, Rol.AUDITOR}
        assert Rapport.objects.zichtbaar_voor(gebruiker).count() == ziet, rol


def test_alleen_wie_wacht_vraagt_om_nieuws(db):
    wachtend, af = maak_rapport(), klaar()
    html = lijst(als(Rol.BELEID))
    assert f'hx-get="{reverse("rapport_status", args=[wachtend.pk])}"' in html
    assert reverse("rapport_status", args=[af.pk]) not in html
    assert "Nu verversen" in html
    assert "hx-get" in html


def test_als_niets_wacht_vraagt_de_pagina_niets_meer(db):
    klaar()
    html = lijst(als(Rol.BELEID))
    assert "hx-get" not in html
    assert "Nu verversen" not in html


def test_de_lijst_toont_de_momenten_de_maat_en_het_formaat(db):
    klaar(formaat="ods", stand_van=datetime(2021, 2, 2, 23, tzinfo=UTC))
    html = lijst(als(Rol.AUDITOR))
    assert "Tot en met 10 januari 2021" in html
    assert "3 februari 2021, 0.00 uur" in html
    assert "ODS downloaden" in html
    assert "2,3" in html


def test_een_mislukt_rapport_zegt_wat_te_doen_en_wie_het_mag_krijgt_een_nieuwe_kans(db):
    rapport = maak_rapport(status=Rapport.Status.MISLUKT, klaar_op=OP)
    html = lijst(als(Rol.RAPPORTEUR))
    assert f"in het log te kijken bij rapport {rapport.pk}." in html
    assert "Opnieuw proberen" in html
    assert "Opnieuw proberen" not in lijst(als(Rol.BELEID))
    assert als(Rol.BELEID).post(reverse("rapport_bestand", args=[rapport.pk])).status_code == 404


@pytest.mark.usefixtures("_zonder_worker")
def test_wat_er_misging_staat_in_het_log_en_niet_op_het_scherm(gevuld, monkeypatch, caplog):
    def stuk(*_: object) -> bytes:
        raise ValueError("geheime inhoud")

    monkeypatch.setattr(tasks, "maak", stuk)
    rapport = maak_rapport()
    tasks.maak_rapport(rapport.pk)
    rapport.refresh_from_db()
    assert (rapport.status, rapport.inhoud) == (Rapport.Status.MISLUKT, None)
    assert "geheime inhoud" in caplog.text
    assert "geheime inhoud" not in lijst(als(Rol.RAPPORTEUR))


@pytest.mark.usefixtures("_zonder_worker")
def test_opnieuw_vragen_maakt_alsnog_wat_een_verloren_beurt_liet_liggen(
    gevuld, django_capture_on_commit_callbacks
):
    client = als(Rol.RAPPORTEUR)
    client.post(reverse("rapport_nieuw"), VRAAG)  # its run is lost: what comes after commit is not done
    assert Rapport.objects.get().status == Rapport.Status.AANGEVRAAGD
    assert "Opnieuw vragen" in lijst(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("rapport_nieuw"), VRAAG)
    assert Rapport.objects.get().status == Rapport.Status.KLAAR
    assert Logregel.objects.filter(actie="rapport_gevraagd").count() == 1


def test_schrijven_gebeurt_buiten_de_transactie_die_anderen_laat_wachten(gevuld, monkeypatch):
    rapport = maak_rapport()
    diepte = len(connection.savepoint_ids)
    gezien = []

    def kijk(*_: object) -> bytes:
        gezien.append(len(connection.savepoint_ids))
        return b"x"

    monkeypatch.setattr(tasks, "maak", kijk)
    tasks.maak_rapport(rapport.pk)
    assert gezien == [diepte]


def test_wie_als_tweede_klaar_is_laat_staan_wat_er_staat(gevuld, monkeypatch):
    rapport = maak_rapport()

    def intussen(*_: object) -> bytes:
        Rapport.objects.update(status=Rapport.Status.KLAAR, inhoud=b"eerste", klaar_op=OP)
        return b"tweede"

    monkeypatch.setattr(tasks, "maak", intussen)
    tasks.maak_rapport(rapport.pk)
    rapport.refresh_from_db()
    assert bytes(rapport.inhoud or b"") == b"eerste"


@pytest.mark.parametrize(
    "velden", [{"status": Rapport.Status.KLAAR, "klaar_op": OP}, {"status": Rapport.Status.AANGEVRAAGD}]
)
def test_de_database_weigert_een_leeg_rapport_en_dezelfde_aanvraag_twee_keer(db, velden):
    maak_rapport()
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_rapport(**velden)


def test_een_rapport_dat_nog_wordt_gemaakt_is_niet_te_halen(db):
    assert als(Rol.BELEID).post(reverse("rapport_bestand", args=[maak_rapport().pk])).status_code == 404


def test_de_status_vraagt_door_tot_het_rapport_klaar_is(db):
    rapport, client = maak_rapport(), als(Rol.TEAMLEIDER)

    def vraag() -> tuple[int, str]:
        url = reverse("rapport_status", args=[rapport.pk])
        antwoord = client.get(url, headers={"hx-request": "true"})
        return antwoord.status_code, antwoord.content.decode()

    code, html = vraag()
    assert code == 200
    assert "Wordt gemaakt" in html
    Rapport.objects.update(status=Rapport.Status.KLAAR, inhoud=b"x", klaar_op=OP)
    code, html = vraag()
    assert code == 286, "htmx vraagt dan niet meer"
    assert reverse("rapport_bestand", args=[rapport.pk]) in html


def test_een_lange_lijst_is_verdeeld_over_bladzijden(db):
    for _ in range(PER_BLADZIJDE + 1):
        klaar()
    client = als(Rol.BELEID)
    eerste, tweede = lijst(client), lijst(client, bladzijde="2")
    assert (eerste.count("downloaden"), tweede.count("downloaden")) == (PER_BLADZIJDE, 1)
    assert "Bladzijde 1 van 2" in eerste
    assert "Bladzijde 2 van 2" in lijst(client, bladzijde="99")
    assert "Bladzijde 1 van 2" in lijst(client, bladzijde="x")


def test_de_lijst_vraagt_de_database_een_vast_aantal_keer_en_haalt_geen_bestanden_op(
    db, django_assert_num_queries
):
    client = als(Rol.BELEID)
    klaar()
    with django_assert_num_queries(4):  # session, user, count, page
        lijst(client)
    for _ in range(5):
        klaar()
    with CaptureQueriesContext(connection) as vragen:
        lijst(client)
    assert len(vragen) == 4
    assert not any(
        re.search(r'(?<!LENGTH\()"rapportages_rapport"\."inhoud"', vraag["sql"]) for vraag in vragen
    )
