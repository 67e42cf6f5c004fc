"""Keeping the texts that reports begin with."""

from datetime import date
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from inspectie.fouten import Veldfout
from inspectie.models import Gebruiker, Logregel, Rol
from rapportages.models import Sjabloon
from rapportages.sjabloneren import bewaar_sjabloon
from tests.adressen import OP
from tests.rapportages.beginnen import een_bezoek
from tests.rapportages.test_rapportage import begonnen, sjabloon

pytestmark = pytest.mark.django_db


@pytest.fixture
def rapporteur() -> Client:
    client = Client()
    client.force_login(Gebruiker.objects.create(username="rosa", first_name="Rosa", rol=Rol.RAPPORTEUR))
    return client


def versie(**anders: str) -> dict[str, str]:
    return {
        "sleutel": str(uuid4()),
        "geldig_van": "03-02-2021",
        "titel": "Rapportage",
        "tekst": "## Kern\nEr zijn {KC-01.waarde} meldingen.",
        "bron": "Besluit van de directie",
    } | anders


def test_een_nieuwe_versie_geldt_vanaf_haar_dag_en_laat_de_oude_staan(dossier, rapporteur):
    een_bezoek(dossier)
    oud, rapportage = sjabloon(), begonnen()
    adres, vraag = reverse("sjabloon_versie", args=[oud.pk]), versie()
    for _ in range(2):  # a double click
        rapporteur.post(adres, vraag)
    nieuw = Sjabloon.objects.get(code=oud.code, geldig_van=date(2021, 2, 3))
    assert (nieuw.naam, nieuw.soort) == (oud.naam, oud.soort)
    assert sjabloon() == nieuw
    assert sjabloon(dag=date(2021, 2, 2)) == oud
    assert rapportage.teksten.get().tekst == oud.tekst
    assert Logregel.objects.filter(actie="sjabloon_bewaard").count() == 1
    assert "Rosa" in rapporteur.get(reverse("sjabloon", args=[nieuw.pk])).content.decode()


def test_een_andere_tekst_is_er_daarna_om_mee_te_beginnen(rapporteur):
    rapporteur.post(
        reverse("sjabloon_nieuw"),
        versie(naam="Kwartaalverslag", soort="JAARVERSLAG", tekst="Bezoeken: {JV-01.waarde}."),
    )
    assert Sjabloon.objects.get(code="kwartaalverslag").soort == "JAARVERSLAG"
    assert "Kwartaalverslag" in rapporteur.get(reverse("rapportage_nieuw")).content.decode()


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"tekst": "Er zijn 79 werkgevers."}, "“79” is getypt"),
        ({"tekst": "Er zijn {KC-99.waarde}."}, "{KC-99.waarde} bestaat niet"),
        ({"tekst": "Er zijn {JV-01.waarde} bezoeken."}, "{JV-01.waarde} bestaat niet"),
        ({"tekst": "{KC-12.waarde} van de {KC-11.waarde}."}, "verschillende eenheden"),
        ({"geldig_van": "02-02-2021"}, "Vanaf deze dag geldt al een versie"),
    ],
)
def test_een_tekst_die_niet_kan_wordt_geweigerd_en_blijft_staan(rapporteur, anders, melding):
    antwoord = rapporteur.post(reverse("sjabloon_versie", args=[sjabloon().pk]), versie(**anders))
    html = antwoord.content.decode()
    assert melding in html
    assert versie(**anders)["tekst"] in html
    assert Sjabloon.objects.filter(code="tussentijds").count() == 3


def test_een_naam_die_er_al_is_wordt_geweigerd(rapporteur):
    antwoord = rapporteur.post(reverse("sjabloon_nieuw"), versie(naam="Tussentijds", soort="TUSSENTIJDS"))
    assert "Er is al een tekst met deze naam" in antwoord.content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_wie_tegelijk_met_een_ander_een_tekst_met_deze_naam_begint_wordt_geweigerd():
    wie = Gebruiker.objects.create(username="r", rol=Rol.RAPPORTEUR)
    begin, uit = Barrier(2), []

    def bewaar(dag: date) -> None:
        begin.wait()
        try:
            bewaar_sjabloon(
                code="",
                soort="TUSSENTIJDS",
                naam="Kwartaal",
                titel="Kwartaal",
                tekst="Alles ging goed.",
                bron="Proef",
                geldig_van=dag,
                door=wie,
                op=OP,
            )
            uit.append("bewaard")
        except Veldfout as fout:
            uit.append(str(fout.veld))
        finally:
            connection.close()

    draden = [Thread(target=bewaar, args=(date(2021, maand, 1),)) for maand in (1, 2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(uit) == ["bewaard", "naam"]


def test_de_lijst_zegt_met_welke_tekst_een_dag_begint(rapporteur):
    html = rapporteur.get(f"{reverse('sjablonen')}?op=03-02-2021&soort=TUSSENTIJDS").content.decode()
    assert reverse("sjabloon", args=[sjabloon().pk]) in html
    assert html.count('role="rowheader"') == 1
