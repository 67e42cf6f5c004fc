"""The pages under /recht/: looking, proposing, deciding, and who sees what."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from inspectie.models import Gebruiker, Rol, VrijeDag
from interventies.models import Grondslag, Rechtsvoorstel, Voorschrift, Zaak
from interventies.rechtform import merk
from interventies.rechtsgegevens import gevolgen
from interventies.rechtsgegevens.stand import lees
from tests.interventies.test_recht import (
    bram,
    doorgevoerd,
    dossier_met_boeterapport,
    pk_van,
    versie,
    voorgesteld,
)
from tests.interventies.zaakhulp import gebruiker, inspecteur, teamleider, triagist


def als(client: Client, wie: Gebruiker) -> Client:
    client.force_login(wie)
    return client


def tekst_van(antwoord) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode()))


NIEUW = {
    "naam": "RI&E met plan van aanpak",
    "artikel": "Arbowet artikel 5",
    "klasse": "DIRECT",
    "eis_of_stillegging": "on",
    "bron": "Staatsblad 2026, 1",
    "reden": "De klasse wijzigt.",
}


def stuur(client: Client, waar: str, *args: str, knop: str = "voorstellen", **velden: str):
    """A form as the page would send it, about what stands there."""
    tabel = {"voorschrift": "VOORSCHRIFT", "grondslag": "GRONDSLAG", "vrije_dag": "VRIJE_DAG"}[
        waar.rsplit("_", 1)[0]
    ]
    gezien = merk(lees(tabel, args[0]) if args else [])
    data = {"sleutel": str(uuid4()), "gezien": gezien, knop: "1", **velden}
    return client.post(reverse(waar, args=args), data)


def test_een_beleidsmedewerker_stelt_voor_en_een_teamleider_beslist(client, db):
    als(client, bram())
    antwoord = stuur(client, "voorschrift_wijzigen", "RIE", "nieuw", **NIEUW, geldig_van="01-01-2027")
    voorstel = Rechtsvoorstel.objects.get()
    assert antwoord["Location"] == reverse("rechtsvoorstel", args=[voorstel.pk])
    als(client, teamleider())
    pagina = client.get(antwoord["Location"])
    assert "Direct beboetbaar" in tekst_van(pagina)
    besluit = {"sleutel": str(uuid4()), "uitkomst": "ja"}
    client.post(reverse("rechtsvoorstel_besluit", args=[voorstel.pk]), besluit)
    assert Voorschrift.objects.filter(code="RIE").count() == 2
    geschiedenis = tekst_van(client.get(reverse("voorschrift", args=["RIE"])))
    assert "Voorgesteld door bram, besloten door thea." in geschiedenis
    assert "De klasse wijzigt." in geschiedenis
    assert "1 januari 2027" in geschiedenis or "01-01-2027" in geschiedenis


def test_een_voorbeeld_dat_niet_alles_bekeek_zegt_dat_en_hoeveel_wel(client, dossier, monkeypatch):
    dossier_met_boeterapport(dossier)
    als(client, bram())
    wat = {"knop": "voorbeeld", **NIEUW, "geldig_van": "01-01-2019"}
    assert "zijn alleen de laatste" not in tekst_van(
        stuur(client, "voorschrift_wijzigen", "RIE", "nieuw", **wat)
    )
    monkeypatch.setattr(gevolgen, "BEKEKEN", 0)
    monkeypatch.setattr(gevolgen, "MOGELIJK", 0)
    tekst = tekst_van(stuur(client, "voorschrift_wijzigen", "RIE", "nieuw", **wat))
    assert "Van de overtredingen zijn alleen de laatste 0 bekeken." in tekst
    assert "Van de instrumenten zijn alleen de laatste 0 bekeken." in tekst
    assert "Wat op een overtreding kan volgen, is alleen van de laatste 0 nagegaan." in tekst
    assert "Niets van wat is bekeken" in tekst
    assert "Niets wat er nu staat" not in tekst


def test_het_voorbeeld_schrijft_niets_en_houdt_wat_is_ingevuld(client, dossier):
    dossier_met_boeterapport(dossier)
    als(client, bram())
    antwoord = stuur(
        client, "voorschrift_wijzigen", "RIE", "nieuw", knop="voorbeeld", **NIEUW, geldig_van="01-04-2021"
    )
    assert not Rechtsvoorstel.objects.exists()
    assert "Wat anders beoordeeld zou worden" in antwoord.content.decode()
    assert 'value="01-04-2021"' in antwoord.content.decode()


def test_wie_geen_zaken_ziet_leest_aantallen_en_wie_ze_ziet_krijgt_de_weg_erheen(client, dossier):
    dossier_met_boeterapport(dossier)
    voorstel = voorgesteld(
        "VOORSCHRIFT", "RIE", "NIEUW", versie(geldig_van="2021-04-01", artikel="Artikel 5a")
    )
    adres, zaak = reverse("rechtsvoorstel", args=[voorstel.pk]), Zaak.objects.get()
    weg = reverse("zaak", args=[zaak.nummer])
    beleid = als(client, bram()).get(adres)
    assert "Boeterapport 1" in tekst_van(beleid)
    assert weg not in beleid.content.decode()
    assert "Artikel 5a (na" not in beleid.content.decode()
    assert weg in als(client, teamleider()).get(adres).content.decode()
    niet_eigen = als(client, inspecteur()).get(adres)
    assert weg not in niet_eigen.content.decode()
    assert "Boeterapport 1" not in tekst_van(niet_eigen)
    Zaak.objects.update(behandelaar=inspecteur())
    assert weg in client.get(adres).content.decode()


def test_wat_onwettig_zou_worden_komt_terug_zoals_het_was_ingevuld(client, dossier):
    dossier_met_boeterapport(dossier)
    als(client, bram())
    einde = {"geldig_tot": "14-05-2021", "reden": "Vervallen."}
    for knop in ("voorbeeld", "voorstellen"):
        antwoord = stuur(client, "voorschrift_wijzigen", "RIE", "einde", knop=knop, **einde)
        assert "onwettig" in antwoord.content.decode()
        assert 'value="14-05-2021"' in antwoord.content.decode()
    assert not Rechtsvoorstel.objects.exists()


def test_wie_achterloopt_ziet_wat_er_intussen_staat_en_verliest_niets(client, db):
    als(client, bram())
    gezien = merk(lees("VOORSCHRIFT", "RIE"))
    doorgevoerd("VOORSCHRIFT", "RIE", "NIEUW", versie(geldig_van="2027-01-01", naam="Intussen anders"))
    data = {
        "sleutel": str(uuid4()),
        "gezien": gezien,
        "voorstellen": "1",
        **NIEUW,
        "geldig_van": "01-01-2028",
    }
    antwoord = client.post(reverse("voorschrift_wijzigen", args=["RIE", "nieuw"]), data)
    assert "intussen gewijzigd" in antwoord.content.decode()
    assert "Intussen anders" in antwoord.content.decode()
    assert 'value="01-01-2028"' in antwoord.content.decode()
    assert Rechtsvoorstel.objects.count() == 1


def test_twee_keer_drukken_stelt_een_keer_voor(client, db):
    als(client, bram())
    sleutel = str(uuid4())
    for _ in range(2):
        stuur(
            client, "voorschrift_wijzigen", "RIE", "nieuw", **NIEUW, geldig_van="01-01-2027", sleutel=sleutel
        )
    assert Rechtsvoorstel.objects.count() == 1


def test_een_nieuw_voorschrift_een_nieuwe_grondslag_en_een_gelijkgestelde_dag(client, db):
    als(client, bram())
    stuur(client, "voorschrift_nieuw", code="NIEUW_1", **NIEUW, geldig_van="")
    grondslag = {naam: w for naam, w in NIEUW.items() if naam not in ("klasse", "eis_of_stillegging")}
    stuur(
        client,
        "grondslag_nieuw",
        code="ARBOWET_28_8",
        **grondslag,
        soort="STILLEGGING",
        vereist="ERNSTIG_GEVAAR",
        geldig_van="01-01-2027",
    )
    stuur(
        client,
        "vrije_dag_nieuw",
        datum="07-05-2027",
        naam="Dag na Hemelvaart",
        bron="Besluit gelijkstelling 2027",
        gelijkgesteld="on",
        reden="Besluit van 1 maart.",
    )
    for voorstel in Rechtsvoorstel.objects.all():
        als(client, teamleider()).post(
            reverse("rechtsvoorstel_besluit", args=[voorstel.pk]), {"sleutel": str(uuid4()), "uitkomst": "ja"}
        )
    assert Voorschrift.objects.get(code="NIEUW_1").eis_of_stillegging
    assert Grondslag.objects.get(code="ARBOWET_28_8").geldig_van == date(2027, 1, 1)
    assert VrijeDag.objects.get(datum=date(2027, 5, 7)).gelijkgesteld


@pytest.mark.parametrize(
    ("code", "reden"),
    [
        ("THUISWERKEN", "geen overtreding"),
        ("thuis", "hoofdletters"),
        ("RIE", "bestaat al"),
        ("", "Vul een code in"),
    ],
)
def test_een_code_die_niet_kan_wordt_in_woorden_geweigerd(client, db, code, reden):
    als(client, bram())
    antwoord = stuur(client, "voorschrift_nieuw", code=code, **NIEUW, geldig_van="")
    assert reden in antwoord.content.decode()
    assert not Rechtsvoorstel.objects.exists()


def test_een_besluit_op_wat_al_beslist_is_zegt_dat(client, db):
    voorstel = voorgesteld("VOORSCHRIFT", "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    als(client, teamleider())
    adres = reverse("rechtsvoorstel_besluit", args=[voorstel.pk])
    client.post(adres, {"sleutel": str(uuid4()), "uitkomst": "nee", "besluit_reden": "Te vroeg."})
    antwoord = client.post(adres, {"sleutel": str(uuid4()), "uitkomst": "ja"})
    assert "al beslist" in antwoord.content.decode()
    assert Voorschrift.objects.filter(code="RIE").count() == 1


def test_intrekken_staat_alleen_bij_het_eigen_voorstel(client, db):
    voorstel = voorgesteld("VOORSCHRIFT", "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    adres = reverse("rechtsvoorstel", args=[voorstel.pk])
    assert "Voorstel intrekken" in als(client, bram()).get(adres).content.decode()
    assert "Voorstel intrekken" not in als(client, gebruiker("bea", Rol.BELEID)).get(adres).content.decode()
    weg = reverse("rechtsvoorstel_intrekken", args=[voorstel.pk])
    assert "doet wie het deed" in client.post(weg, {"sleutel": str(uuid4())}).content.decode()
    als(client, bram()).post(weg, {"sleutel": str(uuid4())})
    assert "Ingetrokken" in client.get(adres).content.decode()


def test_een_versie_die_er_niet_is_of_een_handeling_die_niet_bestaat_is_niet_te_vinden(client, db):
    als(client, bram())
    weg = [
        reverse("voorschrift", args=["BESTAAT_NIET"]),
        reverse("voorschrift_wijzigen", args=["RIE", "verzin"]),
        reverse("voorschrift_wijzigen", args=["RIE", "vervalt"]),
        reverse("voorschrift_wijzigen", args=["RIE", "einde"]) + "?versie=999999",
        reverse("vrije_dag", args=["2021-13-41"]),
        reverse("vrije_dag", args=["2021-04-28"]),
        reverse("vrije_dag_wijzigen", args=["2021-04-27", "nieuw"]),
        reverse("voorschrift", args=["2021-04-27"]),
    ]
    assert [client.get(adres).status_code for adres in weg] == [404] * len(weg)


# The lists


@pytest.mark.parametrize(
    ("lijst", "vraag", "wel", "niet"),
    [
        ("voorschriften", "op=30-11-2020", "ZORGPLICHT", "ARBOBESLUIT_3_2A"),
        ("voorschriften", "klasse=OO", "RIE", "WML"),
        ("voorschriften", "q=minimumloon", "WML", "RIE"),
        ("grondslagen", "soort=EIS", "ARBOWET_27", "ARBOWET_28_1"),
        ("vrije_dagen", "q=koning&tot=31-12-2021", "Koningsdag", "Kerstdag"),
        ("vrije_dagen", "q=pinkster&van=01-01-2021", "Tweede Pinksterdag", "Koningsdag"),
    ],
)
def test_een_lijst_laat_zich_filteren_en_uitvoeren(client, db, lijst, vraag, wel, niet):
    als(client, teamleider())
    pagina = tekst_van(client.get(f"{reverse(lijst)}?{vraag}"))
    assert wel in pagina
    assert niet not in pagina
    bestand = client.post(
        f"{reverse(f'{lijst}_bestand')}?{vraag}", {"formaat": "csv", "reden": "Voor het overleg."}
    )
    inhoud = b"".join(bestand.streaming_content).decode()
    assert wel in inhoud
    assert niet not in inhoud


def test_de_lijst_van_wijzigingen_toont_en_voert_uit_wat_ervan_kwam(client, db):
    doorgevoerd("VOORSCHRIFT", "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    voorgesteld("VOORSCHRIFT", "WML", "NIEUW", versie("WML", geldig_van="2027-01-01"))
    als(client, triagist())
    alles = tekst_van(client.get(reverse("rechtsvoorstellen")))
    assert "Aanvaard" in alles
    assert "Wacht op een besluit" in alles
    open_ = tekst_van(client.get(reverse("rechtsvoorstellen") + "?stand=OPEN"))
    assert "WML" in open_
    assert "RIE" not in open_
    bestand = client.post(
        reverse("rechtsvoorstellen_bestand"), {"formaat": "csv", "reden": "Voor het overleg."}
    )
    inhoud = b"".join(bestand.streaming_content).decode()
    assert "bram" in inhoud
    assert "Aanvaard" in inhoud


def test_twee_versies_van_een_code_hebben_elk_een_eigen_anker(client, db):
    doorgevoerd("VOORSCHRIFT", "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    als(client, teamleider())
    ankers = re.findall(r'id="(versie-\d+)"', client.get(reverse("voorschriften")).content.decode())
    assert len(ankers) == len(set(ankers)) == Voorschrift.objects.count()


def test_een_blad_kost_een_vast_aantal_vragen_hoeveel_er_ook_veranderde(
    client, db, django_assert_max_num_queries
):
    als(client, teamleider())
    for jaar in range(2027, 2033):
        doorgevoerd("VOORSCHRIFT", "RIE", "NIEUW", versie(geldig_van=f"{jaar}-01-01"))
    with django_assert_max_num_queries(6):
        client.get(reverse("voorschrift", args=["RIE"]))
    with django_assert_max_num_queries(11):
        client.get(reverse("recht"))
    for lijst in ("voorschriften", "vrije_dagen", "rechtsvoorstellen"):
        with django_assert_max_num_queries(10):
            client.get(reverse(lijst))


def test_een_zaak_toont_de_woorden_van_toen(client, dossier):
    dossier_met_boeterapport(dossier)
    tekst = {"pk": pk_van("RIE"), "naam": "Heel andere woorden", "artikel": "Artikel 5", "bron": "Wet"}
    doorgevoerd("VOORSCHRIFT", "RIE", "TEKST", tekst)
    als(client, teamleider())
    pagina = client.get(reverse("zaak", args=[Zaak.objects.get().nummer])).content.decode()
    assert "Risico-inventarisatie en -evaluatie" in pagina
    assert pagina.count("Heel andere woorden") == 0
