"""The enforcement desk in a real browser: from two meldingen to a boeterapport, and what happens on the way.

What is not a whole way through the work or two who act at once is asked of both databases without a browser:
tests/interventies/test_zaken.py (safety, finishing, reopening) and test_stukken.py (a file through its form and back).
"""

import re
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from inspectie.models import Rol
from inspectie.tijd import AMSTERDAM
from interventies import zaken
from interventies.dossier import dossierfeiten
from interventies.models import Concept, Interventie, Zaak, ZaakStatus
from meldingen import acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Route
from tests.browser.conftest import Openen, Vullen
from tests.browser.kijken import is_in_orde
from tests.interventies.zaakhulp import gebruiker
from tests.maak import Dossier

pytestmark = [pytest.mark.browser, pytest.mark.eenmaal, pytest.mark.xdist_group("browser")]


ZORGPLICHT = "Zorgplicht van de werkgever (arbobeleid) (Arbeidsomstandighedenwet artikel 3)"
MINIMUMLOON = "Minimumloon en minimumvakantiebijslag (Wet minimumloon en minimumvakantiebijslag artikel 18b)"
MELDERS = (
    ("Anna Kowalska", "De roosterplanner stuurt snotterende inpakkers de vrieshal in."),
    ("Dirk Ouwerkerk", "Aan de kneedmachine staan wij met zes man schouder aan schouder."),
)


@pytest.fixture
def besloten(server: LiveServer, tmp_path, gevuld: Vullen) -> list[Melding]:
    """Two meldingen of two people about one employer, decided on: they lead to a zaak."""

    def vul() -> None:
        dossier = Dossier(tmp_path / "nieuw", _tel=count(50))
        werkgever = dossier.werkgever(naam="Bakkerij Blom", plaats="Utrecht", provincie="UT")
        nu = timezone.now()
        for naam, tekst in MELDERS:
            dossier.melding(werkgever=werkgever, ernst="significant", melder_naam=naam, omschrijving=tekst)
        dossier.neem()
        adviseer_stuk(dossierfeiten, op=nu)
        for melding in Melding.objects.filter(werkgever__naam="Bakkerij Blom").order_by("pk"):
            advies = melding.besluiten.last()
            assert advies is not None
            acties.beslis(
                melding,
                advies=advies.pk,
                route=Route.TELEFONISCH,
                prioriteit="P3",
                reden="Zo.",
                door=gebruiker("triagist", Rol.TRIAGIST),
                op=nu,
            )

    gevuld("handhaven", vul)
    return list(Melding.objects.filter(werkgever__naam="Bakkerij Blom").order_by("pk"))


@pytest.fixture
def zaak(besloten: list[Melding]) -> Zaak:
    """In the hands of the inspecteur."""
    nu = timezone.now()
    zaak = zaken.open_zaak(besloten[0], door=gebruiker("triagist", Rol.TRIAGIST), op=nu)
    inspecteur = gebruiker("inspecteur", Rol.INSPECTEUR)
    zaken.wijs_toe(zaak, inspecteur, door=gebruiker("teamleider", Rol.TEAMLEIDER), op=nu)
    return zaak


def doe(page: Page, naam: str, knop: str, **velden: str) -> None:
    """Open an act in the list, by keyboard, where it does not stand open; fill in its fields and send it."""
    blok = page.locator("details", has=page.locator("summary", has_text=naam)).first
    if blok.get_attribute("open") is None:
        blok.locator("summary").focus()
        page.keyboard.press("Enter")
    for label, waarde in velden.items():
        veld = blok.get_by_label(label.replace("_", " "))
        if veld.first.evaluate("e => e.tagName") == "SELECT":
            veld.select_option(label=waarde)
        else:
            veld.fill(waarde)
    blok.get_by_role("button", name=knop, exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def gezegd(page: Page, tekst: str) -> None:
    expect(page.locator(".berichten")).to_contain_text(tekst)


def vandaag(dagen: int = 0) -> str:
    return f"{timezone.now().astimezone(AMSTERDAM) + timedelta(days=dagen):%d-%m-%Y}"


@pytest.mark.reis
def test_van_twee_meldingen_tot_een_boeterapport_met_een_tweede_paar_ogen(openen: Openen, besloten):
    triagist = openen(Rol.TRIAGIST, f"/meldingen/{besloten[0].nummer}/")
    triagist.get_by_role("button", name="Zaak openen").click()
    gezegd(triagist, "is zaak")
    zaak = Zaak.objects.latest("pk")
    triagist.goto(f"/meldingen/{besloten[1].nummer}/")
    is_in_orde(triagist)
    triagist.get_by_role("button", name=f"In zaak {zaak.nummer} opnemen").click()
    gezegd(triagist, "hoort nu bij zaak")

    ilse = openen(Rol.INSPECTEUR, "/zaken/")
    thea = openen(Rol.TEAMLEIDER, f"/zaken/{zaak.nummer}/")
    doe(thea, "Toewijzen", "Zaak toewijzen", Inspecteur="Anne-Fleur van Wijngaarden-Oudenhoven")
    gezegd(thea, "toegewezen")

    ilse.goto(f"/zaken/{zaak.nummer}/")
    is_in_orde(ilse)
    doe(ilse, "Verder met het onderzoek", "Verder", Verder_met="Onderzoek op afstand")
    doe(
        ilse,
        "Overtreding vastleggen",
        "Overtreding vastleggen",
        Voorschrift=MINIMUMLOON,
    )
    gezegd(ilse, "overtreding is vastgelegd")
    ilse.keyboard.press("o")
    expect(ilse).to_have_title(re.compile("Optreden"))
    is_in_orde(ilse)
    kan_niet = ilse.locator("li.kan-niet", has_text="Eis")
    expect(kan_niet).to_contain_text("kan geen eis staan")
    ilse.get_by_role("link", name=re.compile("Kies Boeterapport")).click()
    expect(ilse.get_by_label("Wat u vaststelde")).to_be_visible()
    is_in_orde(ilse)
    # What the reporter wrote does not go out.
    ilse.get_by_label("Wat u vaststelde").fill(
        "Uw roosterplanner stuurt snotterende inpakkers de vrieshal in."
    )
    ilse.get_by_role("button", name="Concept opstellen").click()
    gezegd(ilse, "concept is opgesteld")
    expect(ilse.get_by_role("region", name="Deze brief kan zo niet uit")).to_contain_text("snotterende")
    is_in_orde(ilse)
    doe(ilse, "Voorleggen", "Voorleggen aan een teamleider")
    expect(ilse.locator("#fouten")).to_contain_text("kan zo niet uit")
    is_in_orde(ilse)
    concept = Concept.objects.latest("pk")
    ilse.goto(f"/zaken/{zaak.nummer}/concepten/{concept.pk}/")
    doe(ilse, "Wijzigen", "Wijziging bewaren", Wat_u_vaststelde="De loonadministratie over oktober ontbrak.")
    gezegd(ilse, "gewijzigd")
    ilse.goto(f"/zaken/{zaak.nummer}/concepten/{concept.pk}/")
    doe(ilse, "Voorleggen", "Voorleggen aan een teamleider")
    gezegd(ilse, "ter beoordeling")

    thea.goto(f"/zaken/{zaak.nummer}/concepten/{concept.pk}/")
    is_in_orde(thea)
    doe(thea, "Vaststellen", "Vaststellen")
    gezegd(thea, "vastgesteld")
    ilse.goto(f"/zaken/{zaak.nummer}/concepten/{concept.pk}/")
    is_in_orde(ilse)
    with ilse.expect_download() as gehaald:
        ilse.get_by_role("link", name="PDF").click()
    assert gehaald.value.suggested_filename.endswith(".pdf")
    doe(ilse, "Uitreiken", "Uitreiken")
    gezegd(ilse, "telt vanaf die dag")
    assert Interventie.objects.latest("pk").soort == "BOETERAPPORT"
    is_in_orde(ilse)


@pytest.mark.reis
def test_een_mondelinge_stillegging_komt_binnen_een_dag_op_schrift(openen: Openen, zaak):
    page = openen(Rol.INSPECTEUR, f"/zaken/{zaak.nummer}/")
    page.locator("summary", has_text="Veiligheidstoets").click()
    page.get_by_label("Akkoord", exact=True).check()
    page.get_by_role("button", name="Veiligheidstoets vastleggen").click()
    gezegd(page, "veiligheidstoets is vastgelegd")
    doe(page, "Verder met het onderzoek", "Verder", Verder_met="Onderzoek op locatie")
    page.locator("summary", has_text="Overtreding vastleggen").click()
    page.get_by_label("Voorschrift").select_option(label=ZORGPLICHT)
    page.get_by_label("Ernstig gevaar voor personen").check()
    page.get_by_role("button", name="Overtreding vastleggen").click()
    page.goto(f"/zaken/{zaak.nummer}/optreden/")
    page.get_by_role("link", name=re.compile("Kies Stillegging")).first.click()
    page.get_by_label("Wijze").select_option(label="Op locatie")
    page.get_by_label("Al mondeling opgelegd op").fill(vandaag())
    page.get_by_role("button", name="Concept opstellen").click()
    expect(page.locator("#fouten")).to_contain_text("hoe laat")
    is_in_orde(page)
    page.get_by_label("Hoe laat").fill("0:01")
    page.get_by_label("Welk werk of welke plaats").fill("Het werk aan de lopende band in hal 2.")
    page.get_by_role("button", name="Concept opstellen").click()
    gezegd(page, "concept is opgesteld")
    assert Interventie.objects.filter(zaak=zaak, soort="STILLEGGING").count() == 1
    expect(page.locator(".brief")).to_contain_text("Dit bevel is mondeling gegeven op")
    page.goto(f"/zaken/{zaak.nummer}/")
    expect(page.locator("main")).to_contain_text("Mondeling opgelegd; op schrift uiterlijk")
    is_in_orde(page)
    concept = Concept.objects.latest("pk")
    doe(page, "Voorleggen", "Voorleggen aan een teamleider")
    gezegd(page, "ter beoordeling")
    thea = openen(Rol.TEAMLEIDER, f"/zaken/{zaak.nummer}/concepten/{concept.pk}/")
    doe(thea, "Vaststellen", "Vaststellen")
    gezegd(thea, "vastgesteld")
    page.goto(f"/zaken/{zaak.nummer}/concepten/{concept.pk}/")
    doe(page, "Uitreiken", "Uitreiken")
    gezegd(page, "telt vanaf die dag")
    assert Interventie.objects.filter(zaak=zaak, soort="STILLEGGING").count() == 1


def test_een_bezoek_dat_niet_veilig_is_gaat_verder_met_de_telefoon_en_de_reden_blijft(openen: Openen, zaak):
    page = openen(Rol.INSPECTEUR, f"/zaken/{zaak.nummer}/")
    doe(page, "Verder met het onderzoek", "Verder", Verder_met="Onderzoek op locatie")
    expect(page.locator("#fouten")).to_contain_text("veiligheidstoets die akkoord is")
    is_in_orde(page)
    page.locator("summary", has_text="Veiligheidstoets").click()
    page.get_by_label("Niet akkoord", exact=True).check()
    page.get_by_label("Afspraken, of waarom niet").fill("Uitbraak in de hal.")
    page.get_by_role("button", name="Veiligheidstoets vastleggen").click()
    zaak.refresh_from_db()
    assert zaak.status == ZaakStatus.ONDERZOEK_AFSTAND
    expect(page.locator(".tijdlijn")).to_contain_text("Uitbraak in de hal.")
    page.goto(f"/zaken/{zaak.nummer}/optreden/")
    expect(page.locator("li.kan-niet", has_text="Locatiebezoek")).to_contain_text("veiligheidstoets")
    is_in_orde(page)
    page.get_by_role("link", name=re.compile("Kies Telefonisch gesprek")).click()
    page.get_by_label("Toelichting").fill("De chef plaatst schermen.")
    page.get_by_role("button", name="Vastleggen").click()
    gezegd(page, "telt vanaf die dag")


def test_afronden_sluiten_en_heropenen_met_een_reden(openen: Openen, zaak, besloten):
    page = openen(Rol.INSPECTEUR, f"/zaken/{zaak.nummer}/")
    doe(page, "Verder met het onderzoek", "Verder", Verder_met="Onderzoek op afstand")
    doe(page, "Afronden", "Onderzoek afronden")
    expect(page.locator("#fouten")).to_contain_text(f"Nog niet getoetst: melding {besloten[0].nummer}")
    is_in_orde(page)
    doe(page, "Toetsen", "Toetsing vastleggen", Zijn_er_maatregelen="Direct maatregelen getroffen")
    gezegd(page, "toetsing is vastgelegd")
    doe(page, "Afronden", "Onderzoek afronden")
    gezegd(page, "afgerond")
    doe(page, "Sluiten", "Zaak sluiten")
    gezegd(page, "gesloten")
    is_in_orde(page)
    page.locator("summary", has_text="Heropenen").click()
    page.get_by_role("button", name="Zaak heropenen").click()
    expect(page.locator("#fouten")).to_contain_text("Geef een reden.")
    page.get_by_label("Reden").fill("Nieuwe feiten.")
    page.get_by_role("button", name="Zaak heropenen").click()
    gezegd(page, "heropend")
    expect(page.locator(".tijdlijn")).to_contain_text("Nieuwe feiten.")
    is_in_orde(page)


@pytest.mark.reis
def test_een_dubbele_klik_doet_een_ding_een_keer(openen: Openen, zaak):
    page = openen(Rol.INSPECTEUR, f"/zaken/{zaak.nummer}/")
    ander = openen(Rol.INSPECTEUR, f"/zaken/{zaak.nummer}/")
    page.locator("summary", has_text="Contact noteren").click()
    page.get_by_label("Met wie").fill("de chef")
    page.get_by_label("Verslag").fill("Schermen komen.")
    page.get_by_role("button", name="Contact vastleggen").dblclick()
    expect(page.locator(".berichten")).to_be_visible()
    assert zaak.contacten.count() == 1
    # The other tab still shows the zaak as it was.
    doe(page, "Verder met het onderzoek", "Verder", Verder_met="Onderzoek op afstand")
    doe(ander, "Verder met het onderzoek", "Verder", Verder_met="Onderzoek op afstand")
    expect(ander.locator("#fouten")).to_contain_text("intussen verder")
    expect(ander.get_by_label("Verder met").locator("option")).to_have_count(3)
    is_in_orde(ander)


def test_een_bestand_toevoegen_en_het_dossier_meenemen(openen: Openen, zaak, tmp_path):
    bron = tmp_path / "plan.pdf"
    bron.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")
    page = openen(Rol.INSPECTEUR, f"/zaken/{zaak.nummer}/")
    page.locator("summary", has_text="Bestand toevoegen").click()
    page.get_by_label("Bestand", exact=True).set_input_files(bron)
    page.get_by_label("Van wie komt het?").select_option(label="De werkgever")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    gezegd(page, "bestand is toegevoegd")
    is_in_orde(page)
    page.get_by_role("link", name=re.compile("Dossier")).click()
    expect(page.get_by_label("ZIP met elk stuk apart")).to_be_visible()
    is_in_orde(page)
    page.get_by_label("ZIP met elk stuk apart").check()
    page.get_by_label("Waarvoor").fill("Op verzoek van de werkgever.")
    with page.expect_download() as gehaald:
        page.get_by_role("button", name="Afschrift maken").click()
    assert gehaald.value.suggested_filename.endswith(".zip")
