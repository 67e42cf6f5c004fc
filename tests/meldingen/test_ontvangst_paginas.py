"""The ledger on screen: each number opens its rows, and what was put aside is read for a reason and decided on."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from inspectie.fouten import Ingehaald
from inspectie.kluis import Kluisfout
from inspectie.models import Gebruiker, Logregel, Rol
from meldingen.apart import geen_melding
from meldingen.balans import ANDERE_DELEN, DELEN, MELDINGDELEN, NAMEN
from meldingen.balansstand import Balansstand
from meldingen.melders import openen
from meldingen.models import Melding, Meldingbijlage, Ontvangst, OntvangstInzage, Status
from meldingen.views import ontvangst
from rapportages.balansproef import gebreken
from rapportages.bewijzen import getuigenis
from tests.maak import NU
from tests.meldingen.test_apart import FOTO, MAIL, leg
from tests.meldingen.test_lijst_uitvoer import klopt_met
from tests.rapportages.test_ontvangstbalans import apart, binnen

pytestmark = pytest.mark.django_db
Uitkomst = Ontvangst.Uitkomst


def bladzijden(client: Client, url: str) -> list[str]:
    """Where the rows lead, of all pages one after the other; what it says of their number is true."""
    rijen, eerst = [], url
    while url:
        html = tekst_van(client.get(url))
        rijen += re.findall(r'<a class="nummer" href="([^"]+)"', html)
        verder = re.search(r'rel="next" href="([^"]+)"', html)
        url = eerst.partition("?")[0] + verder[1] if verder else ""
    kop = re.search(r"<h1>Ontvangen <[^>]+>([\d.]+)<", html)
    assert kop
    assert int(kop[1].replace(".", "")) == len(rijen) == len(set(rijen))
    return rijen


@pytest.fixture
def meldpunt(client: Client) -> Gebruiker:
    wie = Gebruiker.objects.create(username="meldpunt", rol=Rol.MELDPUNT)
    client.force_login(wie)
    return wie


def tekst_van(antwoord: Any) -> str:
    return unescape(antwoord.content.decode())


def getallen(html: str) -> list[tuple[int, str]]:
    return [
        (int(n), u)
        for u, n in re.findall(r'<td [^>]*class="cijfer"[^>]*>\s*<a [^>]*href="([^"]+)">([\d.]+)<', html)
    ]


def geteld(client: Client, url: str) -> int:
    """How many rows this address really gives, in the file of it or on its pages."""
    if url.startswith(reverse("binnengekomen")):
        return len(bladzijden(client, url))
    pad, vraag = urlsplit(url).path, urlsplit(url).query
    antwoord = client.post(f"{pad}bestand/?{vraag}", {"formaat": "csv", "reden": "Voor het overleg."})
    return b"".join(antwoord.streaming_content).decode().count("\r\n") - 1  # type: ignore[attr-defined]


def test_elk_getal_opent_precies_zijn_rijen(client: Client, meldpunt: Gebruiker):
    for dag in range(3):
        op = NU - timedelta(days=dag)
        for deel, statussen in MELDINGDELEN.items():
            for kanaal in ("WEBFORMULIER", "EMAIL", "EMAIL")[: 3 if deel == "triage" else 2]:
                Melding.objects.filter(pk=binnen(op, kanaal).pk).update(status=statussen[-1])
        for uitkomst in ANDERE_DELEN.values():
            apart(op, uitkomst)
    html = tekst_van(client.get(reverse("ontvangst")))
    gevonden = getallen(html)
    assert len(gevonden) == 1 + len(DELEN) + 3 * (2 + len(MELDINGDELEN) + len(DELEN))
    for aantal, url in gevonden:
        assert geteld(client, url) == aantal, url


def test_op_het_dashboard_is_ontvangen_de_som_en_leidt_elk_getal_naar_precies_zijn_lijst(
    client: Client, meldpunt: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
):
    for dag in range(3):
        op = NU - timedelta(days=dag)
        for statussen in MELDINGDELEN.values():
            Melding.objects.filter(pk=binnen(op).pk).update(status=statussen[-1])
        for uitkomst in (Uitkomst.ONGEWENST, Uitkomst.WACHT):
            apart(op, uitkomst)
    van, tot = (NU - timedelta(days=1)).date(), NU.date()
    adres = f"{reverse('ontvangst_paneel')}?stand={Balansstand(van, tot, NU)}"
    # PostgreSQL looks which of these days are counted already (`balansdagen`).
    with django_assert_num_queries(7 if connection.vendor == "postgresql" else 5):
        html = tekst_van(client.get(adres, headers={"hx-request": "true"}))
    namen = re.findall(r"<dt>([^<]+)</dt>", html)
    assert namen == ["Ontvangen", *(str(NAMEN[deel]) for deel in DELEN)]
    aantallen = [int(n) for n in re.findall(r"<dd>\s*<(?:a|span)[^>]*>([\d.]+)<", html)]
    assert aantallen == [10, 2, 2, 2, 2, 2, 0]
    assert aantallen[0] == sum(aantallen[1:])
    gelinkt = re.findall(r'<dd>\s*<a[^>]*href="([^"]+)">([\d.]+)<', html)
    assert len(gelinkt) == 6
    for url, n in gelinkt:
        assert geteld(client, url) == int(n), url
    # Whoever has no script gets the ledger, over the same days.
    dagen = f"?van={van:%d-%m-%Y}&tot={tot:%d-%m-%Y}"
    assert client.get(adres)["Location"] == reverse("ontvangst") + dagen


def test_achter_ontvangen_staat_alles_de_laatste_eerst_en_wat_het_toen_was(
    client: Client, meldpunt: Gebruiker, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("meldingen.binnengekomen.PER", 3)
    ding = apart(NU - timedelta(hours=2))
    namen = [reverse("melding", args=[binnen(NU - timedelta(hours=uur)).nummer]) for uur in (1, 3, 3, 4)]
    namen.insert(1, reverse("ontvangst_regel", args=[ding.pk]))
    van = (NU - timedelta(days=1)).date()
    url = f"{reverse('binnengekomen')}?stand={Balansstand(van, NU.date(), NU)}"
    gevonden = bladzijden(client, url)
    assert (gevonden[:2], sorted(gevonden)) == (namen[:2], sorted(namen))
    geen_melding(ding, reden="Een grap.", door=meldpunt, op=NU + timedelta(days=1))
    Melding.objects.update(status=Status.AFGESLOTEN)
    toen, nu = (
        tekst_van(client.get(adres)) for adres in (url, f"{reverse('binnengekomen')}?van={van:%d-%m-%Y}")
    )
    assert ("Apart gelegd" in toen, "Geen melding" in toen) == (True, False)
    assert ("Apart gelegd" in nu, "Geen melding" in nu) == (False, True)
    for raar in ("stand=x", "van=31-02-2021", "stand="):
        assert client.get(f"{reverse('binnengekomen')}?{raar}").status_code == 404
    assert client.get(f"{url}&na=x.1.2").status_code == client.get(f"{url}&na=1.1").status_code == 200


def test_de_lijst_achter_een_getal_van_toen_zegt_precies_hoeveel_ook_als_het_er_veel_zijn(
    client: Client, meldpunt: Gebruiker, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("inspectie.bladeren.TELGRENS", 2)
    for _ in range(4):
        binnen()
        apart()
    stand = Balansstand(NU.date(), NU.date(), NU)
    for naam, deel in (("meldingen", "triage"), ("apart", "wacht")):
        zegt = re.search(
            r'<p class="telling">\s*([^<]+)', tekst_van(client.get(f"{reverse(naam)}?balans={deel}.{stand}"))
        )
        assert zegt
        assert zegt[1].strip() == "1–4 van 4"
        assert "van meer dan 2" in tekst_van(client.get(f"{reverse(naam)}?van={NU:%d-%m-%Y}"))


def test_een_nul_is_tekst_en_een_ander_getal_een_link(client: Client, meldpunt: Gebruiker):
    binnen()
    html = tekst_van(client.get(reverse("ontvangst")))
    cellen = re.findall(r'data-kop="(?!Ontvangen)[^"]*">\s*(<(?:a|span)[^>]*>)([\d.]+)<', html)
    assert {(n == "0", kop == '<span class="nul">') for kop, n in cellen} == {(True, True), (False, False)}


def test_wat_bij_opsporing_is_telt_niet_mee_voor_wie_het_niet_mag_zien(client: Client, meldpunt: Gebruiker):
    binnen()
    Melding.objects.filter(pk=binnen().pk).update(status=Status.NAAR_OPSPORING)
    html = tekst_van(client.get(reverse("ontvangst")))
    assert {aantal for aantal, _ in getallen(html)} == {1}


@pytest.mark.parametrize(
    ("vraag", "fout"),
    [
        ("van=10-01-2021&tot=09-01-2021", "De laatste dag ligt voor de eerste."),
        ("van=01-01-2020&tot=01-01-2022", "Kies hoogstens een jaar."),
        ("van=31-02-2021", "Dit is geen bestaande datum."),
        ("kanaal=DUIF", "Deze keuze bestaat niet."),
    ],
)
def test_een_vraag_die_niet_kan_zegt_waarom(client: Client, meldpunt: Gebruiker, vraag: str, fout: str):
    antwoord = client.get(f"{reverse('ontvangst')}?{vraag}")
    assert antwoord.status_code == 200
    assert fout in tekst_van(antwoord)
    assert (
        client.post(
            f"{reverse('ontvangst_bestand')}?{vraag}", {"formaat": "csv", "reden": "Voor het overleg."}
        ).status_code
        == 302
    )


def test_hoeveel_dagen_en_kanalen_ook_de_bladzijde_vraagt_evenveel(
    client: Client, meldpunt: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
):
    binnen()
    vragen = 8
    with django_assert_num_queries(vragen):
        client.get(reverse("ontvangst"))
    for dag in range(4):
        binnen(NU - timedelta(days=dag), "EMAIL")
        apart(NU - timedelta(days=dag))
    with django_assert_num_queries(vragen):
        client.get(reverse("ontvangst"))


@pytest.mark.parametrize("formaat", ["csv", "ods", "xlsx"])
def test_de_balans_gaat_mee_als_bestand_en_het_logboek_weet_het(
    client: Client, meldpunt: Gebruiker, formaat: str
):
    binnen()
    apart()
    antwoord = client.post(reverse("ontvangst_bestand"), {"formaat": formaat, "reden": "Voor het overleg."})
    inhoud = b"".join(antwoord.streaming_content)  # type: ignore[attr-defined]
    if formaat == "csv":
        regels = inhoud.decode().splitlines()
        assert (
            regels[0]
            == "Dag,Kanaal,Ontvangen,In triage,Besloten of in een zaak,Dubbel,Geweigerd,Apart gelegd,Geen melding"
        )
        assert len(regels) == 3
    regel = Logregel.objects.get(actie="lijst_uitgevoerd")
    assert (regel.door, regel.gegevens["rijen"]) == (meldpunt, 2)


def test_geen_bladzijde_zegt_wat_er_kwam_voor_er_een_reden_is(client: Client, meldpunt: Gebruiker):
    rij = leg()
    for naam, args in (("apart", []), ("ontvangst", []), ("mijn_werk", []), ("ontvangst_regel", [rij.pk])):
        html = tekst_van(client.get(reverse(naam, args=args)))
        assert "anarie" not in html, naam
        assert MAIL.tekst not in html, naam
    assert not OntvangstInzage.objects.exists()
    html = tekst_van(client.post(reverse("ontvangst_inhoud", args=[rij.pk]), {"reden": "kort"}))
    assert "Geef een reden van minstens vijf tekens." in html
    assert MAIL.tekst not in html
    antwoord = client.post(reverse("ontvangst_inhoud", args=[rij.pk]), {"reden": "Ik ga het lezen."})
    html = tekst_van(antwoord)
    for deel in (MAIL.tekst, MAIL.email, MAIL.naam, MAIL.ongelezen[0], FOTO.naam):
        assert deel in html
    assert "no-store" in antwoord["Cache-Control"]
    assert OntvangstInzage.objects.count() == 1


def test_een_bestand_gaat_alleen_naar_wie_een_reden_gaf_en_heet_niet_zoals_de_afzender(
    client: Client, meldpunt: Gebruiker
):
    rij = leg()
    url = reverse("ontvangst_bijgevoegd", args=[rij.pk, rij.bestanden.all()[0].pk])
    assert client.post(url).status_code == 302
    client.post(reverse("ontvangst_inhoud", args=[rij.pk]), {"reden": "Ik ga het lezen."})
    antwoord = client.post(url)
    assert antwoord.content == FOTO.inhoud
    assert antwoord["Content-Disposition"].startswith("attachment; ")
    assert "anarie" not in antwoord["Content-Disposition"]
    assert OntvangstInzage.objects.count() == 2
    weg = reverse("ontvangst_bijgevoegd", args=[rij.pk, 10**9])
    assert client.post(weg).status_code == 302


def test_een_bestand_dat_nu_niet_te_openen_is_zegt_dat_en_breekt_niets(
    client: Client, meldpunt: Gebruiker, monkeypatch: pytest.MonkeyPatch
):
    """Another key, or somebody who made a melding of it in the moment between: no page that is broken."""
    rij = leg()
    client.post(reverse("ontvangst_inhoud", args=[rij.pk]), {"reden": "Ik ga het lezen."})
    url = reverse("ontvangst_bijgevoegd", args=[rij.pk, rij.bestanden.all()[0].pk])

    def weiger(fout: Exception) -> str:
        def lees_apart(*args: object, **opties: object) -> None:
            raise fout

        monkeypatch.setattr(ontvangst, "lees_apart", lees_apart)
        return tekst_van(client.post(url, follow=True))

    assert "Dit bericht is nu niet te openen." in weiger(Kluisfout("Sleutel “oud” is er niet meer."))
    assert "Hier is al melding 7 van gemaakt." in weiger(Ingehaald("Hier is al melding 7 van gemaakt."))


INGEVULD = {
    "corona_relatie": "DIRECT",
    "hoofdonderwerp": "AFSTAND",
    "werkgever": "onbekend",
    "melder_type": "WERKNEMER",
    "omschrijving": "De kantine is vol.",
}


def vul(html: str) -> dict[str, str]:
    """The form as a browser would send it back: hidden fields, and the choices that stand."""
    uit = dict(re.findall(r'<input type="hidden" name="(sleutel|gezien)" value="([^"]*)"', html))
    for naam in ("melder_naam", "melder_email"):
        if gevonden := re.search(rf'name="{naam}" value="([^"]*)"', html):
            uit[naam] = gevonden[1]
    return uit | INGEVULD


def test_wat_nu_niet_te_openen_is_kost_niemand_wat_er_getypt_was(
    client: Client, meldpunt: Gebruiker, settings: Any
):
    rij = leg()
    client.post(reverse("ontvangst_inhoud", args=[rij.pk]), {"reden": "Ik ga het lezen."})
    url = reverse("ontvangst_melding", args=[rij.pk])
    vorm = vul(client.get(url).content.decode()) | {"omschrijving": "Dit is al getypt.", "anoniem": "nee"}
    zoek = next(deel for deel in settings.KLUIS_SLEUTELS.split(",") if deel.startswith("zoek:"))
    settings.KLUIS_SLEUTELS = f"nieuw:{'1' * 64},{zoek}"
    html = tekst_van(client.post(url, vorm))
    assert "Dit bericht is nu niet te openen." in html
    assert "Dit is al getypt." in html
    assert "Dit bericht is nu niet te openen." in tekst_van(client.get(url, follow=True))
    assert not Melding.objects.exists()


@pytest.mark.parametrize("rol", [Rol.MELDPUNT, Rol.TRIAGIST])
def test_er_wordt_een_melding_van_gemaakt_met_de_afzender_in_de_kluis(client: Client, rol: Rol):
    wie = Gebruiker.objects.create(username="wie", rol=rol)
    client.force_login(wie)
    rij = leg()
    url = reverse("ontvangst_melding", args=[rij.pk])
    client.post(reverse("ontvangst_inhoud", args=[rij.pk]), {"reden": "Ik ga het lezen."})
    html = tekst_van(client.get(url))
    assert MAIL.tekst in html
    assert "Er gaat 1 bestand mee." in html
    gegevens = vul(html) | ({"anoniem": "nee"} if rol == Rol.MELDPUNT else {})
    assert ("melder_email" in gegevens) == (rol == Rol.MELDPUNT)
    # Neither the channel nor the moment is for the form to say.
    anders = gegevens | {"kanaal": "BRIEF", "ontvangen_dag": "01-01-2020", "ontvangen_tijd": "10:00"}
    for _ in range(2):  # a double click
        antwoord = client.post(url, anders)
        melding = Melding.objects.get()
        assert antwoord.status_code == 302, tekst_van(antwoord)
        assert antwoord["Location"] == reverse("melding", args=[melding.nummer])
    assert (melding.kanaal, melding.ontvangen_op) == ("EMAIL", NU)
    assert openen([melding.pk])[melding.pk][0] == {"naam": MAIL.naam, "email": MAIL.email, "telefoon": ""}
    assert Meldingbijlage.objects.count() == 1
    assert Ontvangst.objects.get().uitkomst == Uitkomst.MELDING
    assert [*gebreken(), *getuigenis()] == []
    naar = client.get(reverse("ontvangst_regel", args=[rij.pk]))["Location"]
    assert naar == reverse("melding", args=[Melding.objects.get(ontvangst=rij.pk).nummer])


def test_wie_teruggaat_en_iets_verandert_hoort_dat_het_niet_is_bewaard(client: Client, meldpunt: Gebruiker):
    rij = leg()
    url = reverse("ontvangst_melding", args=[rij.pk])
    client.post(reverse("ontvangst_inhoud", args=[rij.pk]), {"reden": "Ik ga het lezen."})
    vorm = vul(tekst_van(client.get(url))) | {"anoniem": "nee", "omschrijving": "De kantine is vol."}
    for _ in range(2):
        assert client.post(url, vorm).status_code == 302
    html = tekst_van(client.post(url, vorm | {"omschrijving": "De kantine is heel vol."}))
    assert "met andere gegevens" in html
    assert "De kantine is heel vol." in html
    assert Melding.objects.count() == 1


def test_van_een_bericht_waar_een_ander_al_een_melding_van_maakte_komt_geen_tweede(
    client: Client, meldpunt: Gebruiker
):
    rij = leg()
    url = reverse("ontvangst_melding", args=[rij.pk])
    client.post(reverse("ontvangst_inhoud", args=[rij.pk]), {"reden": "Ik ga het lezen."})
    eerste, tweede = (vul(tekst_van(client.get(url))) | {"anoniem": "nee"} for _ in range(2))
    assert client.post(url, eerste).status_code == 302
    html = tekst_van(client.post(url, tweede | {"gezien": "1"}))
    assert "Hier is al melding 1 van gemaakt." in html
    assert Melding.objects.count() == 1
    assert client.get(url).status_code == 302


def test_geen_melding_vraagt_waarom_en_gaat_van_de_stapel(client: Client, meldpunt: Gebruiker):
    rij = leg()
    url = reverse("ontvangst_geen_melding", args=[rij.pk])
    assert "Schrijf op waarom dit geen melding is." in tekst_van(client.post(url, {"waarom": " "}))
    assert f"Ontvangst {rij.pk}" in tekst_van(client.get(reverse("mijn_werk")))
    assert client.post(url, {"waarom": "Het is reclame."}).status_code == 302
    client.get(reverse("start"))  # which shows what was done
    assert f"Ontvangst {rij.pk}" not in tekst_van(client.get(reverse("mijn_werk")))
    html = tekst_van(client.post(url, {"waarom": "Het is reclame."}))
    assert "Iemand anders besloot al" in html
    lijst = client.get(f"{reverse('apart')}?uitkomst=GEEN_MELDING")
    assert "Het is reclame." in tekst_van(lijst)


def test_de_adressen_in_de_balans_noemen_dag_en_kanaal(client: Client, meldpunt: Gebruiker):
    binnen()
    url = getallen(tekst_van(client.get(reverse("ontvangst"))))[-1][1]
    assert parse_qs(urlsplit(url).query) == {
        "kanaal": ["WEBFORMULIER"],
        "van": [f"{NU:%d-%m-%Y}"],
        "tot": [f"{NU:%d-%m-%Y}"],
        "werd": ["triage"],
    }


def test_bij_de_csv_van_de_balans_hoort_wat_elke_kolom_is(client: Client, meldpunt: Gebruiker):
    binnen()
    metadata = client.post(reverse("ontvangst_bestand"), {"formaat": "csv-metadata.json"})
    bestand = client.post(reverse("ontvangst_bestand"), {"formaat": "csv", "reden": "Voor het overleg."})
    over = json.loads(metadata.content)
    assert f'"{over["url"]}"' in bestand["Content-Disposition"]
    klopt_met(over, b"".join(bestand.streaming_content).decode())  # type: ignore[attr-defined]
