"""The figures of a year on the pages: an annual report, two of them beside each other, and the lists behind them."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspectie.models import Gebruiker, Rol
from rapportages import opstellen
from rapportages.models import Rapportage
from tests.inloggen import als
from tests.maak import Dossier
from tests.rapportages.achter import getallen, is_zo_groot_als_zijn_lijst, lengte
from tests.rapportages.test_jaarcijfers import NA, bezocht
from tests.rapportages.test_rapportage import sjabloon, wie
from tests.rapportages.test_rapportagepagina import blad

pytestmark = pytest.mark.django_db
LATER = datetime(2022, 1, 15, tzinfo=UTC)


@pytest.fixture
def jaren(dossier: Dossier) -> Dossier:
    d = dossier
    a, b = d.werkgever(), d.werkgever()
    zaak, ander = d.zaak(d.melding()), d.zaak(domein="EERLIJK")
    bezocht(d, zaak, a, "2020-12-30")
    d.interventie(zaak, a, "LOCATIEBEZOEK", uitgereikt_op="2020-12-30")
    for dag in ("2021-01-05", "2021-01-06"):
        bezocht(d, ander, b, dag)
    bezocht(d, zaak, a, "2021-01-06", NA)
    weg = d.interventie(ander, b, "LOCATIEBEZOEK", uitgereikt_op="2021-01-08")
    d.correctie("interventie", weg, "vervallen", "ja", NA)
    d.neem()
    return d


def verslag(peildatum: date, stand_van: datetime = LATER, code: str = "jaarverslag") -> Rapportage:
    return opstellen.begin(
        sjabloon(code, stand_van.date()), peildatum, stand_van, door=wie(Rol.RAPPORTEUR), op=LATER
    )


def naast(client: Client, een: Rapportage, ander: Rapportage) -> str:
    adres = reverse("rapportage_verschil", args=[ander.pk])
    return str(client.get(adres, {"met": een.pk}).content.decode())


def klopt(client: Client, html: str, minstens: int) -> None:
    """Each number that leads to a list of a year is as large as that list."""
    gevonden = [(url, n) for url, n in dict.fromkeys(getallen(html)) if "getal=JV" in url]
    assert len(gevonden) >= minstens
    is_zo_groot_als_zijn_lijst(client, gevonden)


def test_elk_getal_van_twee_jaarverslagen_naast_elkaar_is_zo_groot_als_zijn_lijst(jaren):
    client = als(wie(Rol.TEAMLEIDER))
    html = naast(client, verslag(date(2020, 12, 31)), verslag(date(2021, 12, 31)))
    for deel in ("JV-01", "JV-05", "Van een ander jaar", "twee verschillende jaren", "Zorgplicht"):
        assert deel in html, deel
    klopt(client, html, 20)
    voor = verslag(date(2021, 1, 31), datetime(2021, 1, 15, tzinfo=UTC))
    html = naast(client, voor, verslag(date(2021, 1, 31)))
    assert "Interventies die later zijn geregistreerd" in html
    assert "Interventies gecorrigeerd" in html
    klopt(client, html, 10)


def test_een_jaarverslag_naast_een_andere_rapportage_zegt_wat_niet_is_vergeleken(jaren):
    html = naast(
        als(wie(Rol.RAPPORTEUR)),
        verslag(date(2020, 12, 31), code="tussentijds"),
        verslag(date(2021, 12, 31)),
    )
    assert "Een van de twee is geen jaarverslag" in html
    assert "KC-08" in html
    assert "JV-0" not in html


def test_op_een_jaarverslag_leidt_elk_jaarcijfer_naar_zijn_lijst(jaren):
    client, rapportage = als(wie(Rol.TEAMLEIDER)), verslag(date(2021, 12, 31))
    klopt(client, blad(client, rapportage), 8)
    # Read in later, with an earlier time: what the report keeps is not what the list would show.
    bezocht(jaren, jaren.zaak(), jaren.werkgever(), "2021-02-01")
    jaren.neem()
    html = blad(client, rapportage)
    assert 'id="JV-01"' in html
    assert "getal=JV-01.waarde" not in html
    assert "getal=JV-03" not in html
    assert "getal=JV-01.delen&amp;deel=EERLIJK" in html


def test_de_kaart_van_een_jaarcijfer_zegt_welk_jaar_en_wat_er_niet_in_zit(jaren):
    vraag = {"getal": "JV-01.waarde", "peildatum": "31-01-2021", "stand_van": "15-01-2021"}
    client = als(wie(Rol.TEAMLEIDER))
    html = client.get(reverse("cijfers_bezoeken"), vraag).content.decode()
    for deel in (
        "van 1 januari 2021 tot en met de peildatum",
        "1 januari 2021 tot en met 31 januari 2021",
        "Definities versie 1.1",
        "0 als vergissing vervallen",
        "1 na de stand van geregistreerd",
        "van alle interventies op locatie in deze periode",
        "rapportages/jaarcijfers, JV-01.waarde",
    ):
        assert deel in html, deel
    later = client.get(reverse("cijfers_bezoeken"), vraag | {"stand_van": "31-01-2021"}).content.decode()
    assert "1 als vergissing vervallen" in later
    assert "0 na de stand van geregistreerd" in later


def test_wie_er_telt_is_ook_hier_voor_wie_het_ziet_en_van_een_deel_is_er_geen_jaarcijfer(jaren):
    lijsten = {
        "JV-01.waarde": "cijfers_bezoeken",
        "JV-02.waarde": "cijfers_werkgevers",
        "JV-03.waarde": "cijfers_overtredingen",
        "JV-04.waarde": "cijfers_werkgevers",
        "JV-05.waarde": "cijfers_instrumenten",
    }
    verwacht = dict(zip(lijsten, (3, 2, 3, 2, 3), strict=True))
    inspecteur = als(Gebruiker.objects.create(username="iris", rol=Rol.INSPECTEUR, team="NOORD"))
    for getal, naam in lijsten.items():
        adres = f"{reverse(naam)}?getal={getal}&peildatum=31-12-2021&stand_van=15-01-2022"
        n = verwacht[getal]
        assert lengte(als(wie(Rol.TEAMLEIDER)), adres) == (n, n, 0), getal
        for rol in (Rol.RAPPORTEUR, Rol.BELEID, Rol.TRIAGIST):
            assert lengte(als(wie(rol)), adres) == (n, 0, n), (getal, rol)
        # Those of the own team only: a figure of all zaken is not among them.
        assert inspecteur.get(adres).status_code == 404
        assert als(wie(Rol.TEAMLEIDER)).get(f"{adres}&domein=EERLIJK").status_code == 404


def test_meer_in_een_jaar_kost_niet_meer_vragen(jaren):
    def kosten(adres: str) -> int:
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(adres).status_code == 200
        return len(vragen)

    def pagina() -> list[str]:
        een, ander = verslag(date(2020, 12, 31)), verslag(date(2021, 12, 31))
        vraag = "?getal={}&peildatum=31-12-2021&stand_van=15-01-2022"
        return [
            reverse("rapportage_verschil", args=[ander.pk]) + f"?met={een.pk}",
            reverse("rapportage", args=[ander.pk]),
            reverse("cijfers_bezoeken") + vraag.format("JV-01.waarde"),
            reverse("cijfers_overtredingen") + vraag.format("JV-03.waarde"),
        ]

    client = als(wie(Rol.TEAMLEIDER))
    client.get("/")
    eerst = [kosten(adres) for adres in pagina()]
    for n in range(5):
        bezocht(jaren, jaren.zaak(), jaren.werkgever(), f"2021-01-1{n}")
    jaren.neem()
    assert [kosten(adres) for adres in pagina()] == eerst
    assert all(n <= hoogstens for n, hoogstens in zip(eerst, (38, 15, 11, 12), strict=True)), eerst
