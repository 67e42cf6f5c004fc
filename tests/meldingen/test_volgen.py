"""The way back of a reporter: what the code opens, what can be done there, and that it opens nothing else."""

import io
import re
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from inspectie import bestandsveld
from inspectie.bestanden import BIJLAGEN_MAX, keur
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Logregel
from interventies.dossier import dossierfeiten
from meldingen import aanvullen, acties, zoekwoorden
from meldingen.meldpunt import volgen
from meldingen.meldpunt.concepten import DEEL
from meldingen.meldpunt.standen import STANDEN, stand_van
from meldingen.models import (
    Aanvulling,
    Melding,
    Meldingbijlage,
    MeldingbijlageInhoud,
    Nagekomen,
    Status,
    StatusWissel,
)
from meldingen.ontvangen import naam_van
from tests.meldingen.volghulp import OP, bewijs, gemeld, melder, pagina, stuur, triagist, vraag
from tests.pdfs import met_inhoud

pytestmark = pytest.mark.django_db


def foto(kleur: str = "navy") -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", (40, 30), kleur).save(uit, "PNG")
    return uit.getvalue()


def bestand(naam: str = "kantine.png", kleur: str = "navy") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, foto(kleur))


# What opens


def test_nummer_en_code_openen_de_melding_en_niets_van_de_code_komt_in_het_adres():
    melding, code = gemeld()
    client = Client()
    antwoord = bewijs(client, melding, code.lower().replace("-", " "))
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/volgen/nl/")
    html = pagina(client)
    assert f"<h1>Uw melding {melding.nummer}</h1>" in html
    # A browser keeps the title in its history, for who looks there later.
    assert "<title>Uw melding | Inspectie SZW</title>" in html
    assert "Wij hebben uw melding ontvangen" in html
    assert code not in html


def test_de_cookie_is_ondertekend_kort_en_alleen_voor_deze_bladzijden(settings):
    settings.SESSION_COOKIE_SECURE = True
    melding, code = gemeld()
    cookie = bewijs(Client(), melding, code).cookies["volgen"]
    assert (cookie["path"], cookie["httponly"], cookie["secure"], cookie["samesite"], cookie["max-age"]) == (
        "/volgen/",
        True,
        True,
        "Strict",
        1800,
    )
    assert melding.volgcode.afdruk in cookie.value
    assert code not in cookie.value


def test_na_een_half_uur_en_na_afsluiten_is_zij_weer_dicht(settings):
    melding, code = gemeld()
    client = melder(melding, code)
    settings.VOLGEN_DUUR = 0
    assert "Bekijk mijn melding" in pagina(client)
    settings.VOLGEN_DUUR = 1800
    client = melder(melding, code)
    assert stuur(client, "afsluiten")["Location"] == "/volgen/nl/"
    assert "Bekijk mijn melding" in pagina(client)


@pytest.mark.parametrize("waar", ["", "intrekken/"])
def test_een_bladzijde_die_onderweg_was_bij_het_afsluiten_opent_niets_meer(waar):
    """Asked just before it was closed, it gives the cookie again just after; and so does who took it."""
    melding, code = gemeld()
    client, ander = melder(melding, code), Client()
    onderweg = client.get(f"/volgen/nl/{waar}").cookies["volgen"].value
    stuur(client, "afsluiten")
    for elk in (client, ander):
        elk.cookies["volgen"] = onderweg
        assert "Bekijk mijn melding" in pagina(elk)
        assert stuur(elk, "aanvulling", tekst="Zo.").status_code == 403
        assert elk.get("/volgen/nl/intrekken/").status_code == 302
    assert not Nagekomen.objects.exists()
    # With the code she opens it again; and what she opened elsewhere was another opening.
    elders = melder(melding, code)
    assert str(melding.nummer) in pagina(melder(melding, code))
    stuur(client, "afsluiten")
    assert str(melding.nummer) in pagina(elders)


def test_wie_aan_de_cookie_sleutelt_heeft_niets():
    melding, code = gemeld()
    ander, _ = gemeld("b", omschrijving="Iets anders.")
    client = melder(melding, code)
    echt = client.cookies["volgen"].value
    vals = echt.replace(melding.volgcode.afdruk, ander.volgcode.afdruk)
    for waarde in (vals, echt[:-1], ander.volgcode.afdruk, "", ":::"):
        client.cookies["volgen"] = waarde
        assert "Bekijk mijn melding" in pagina(client), waarde
        assert stuur(client, "aanvulling", tekst="Zo.").status_code == 403
    assert not Nagekomen.objects.exists()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keuzes=st.lists(st.sampled_from(["antwoord", "aanvulling", "intrekken"]), min_size=1, max_size=4))
def test_een_cookie_van_de_ene_melding_raakt_de_andere_nooit(keuzes):
    """Whatever is sent along of the other: the ids of its question and of its form."""
    eigen, code = gemeld(str(uuid4()))
    ander, _ = gemeld(str(uuid4()), omschrijving=f"Iets anders {uuid4()}.")
    open_vraag = vraag(ander)
    later = volgen.vul_aan(ander, tekst="Van een ander.", inzending=uuid4(), dossier=dossierfeiten, op=OP)
    ander.refresh_from_db()
    voor = (ander.status, ander.aangevuld_op, ander.nagekomen.count(), ander.besluiten.count())
    client = melder(eigen, code)
    for keuze in keuzes:
        if keuze == "intrekken":
            client.post("/volgen/nl/intrekken/", {"nummer": ander.nummer})
        else:
            extra = {"vraag": open_vraag.pk} if keuze == "antwoord" else {"sleutel": str(later.inzending)}
            antwoord = stuur(client, keuze, tekst="Van mij.", nummer=str(ander.nummer), **extra)
            assert "Van een ander." not in antwoord.content.decode()
            assert "Welke vestiging?" not in antwoord.content.decode()
    ander.refresh_from_db()
    open_vraag.refresh_from_db()
    assert (ander.status, ander.aangevuld_op, ander.nagekomen.count(), ander.besluiten.count()) == voor
    assert open_vraag.ontvangen_op is None


# How it stands


def test_elke_stand_heeft_woorden_en_geen_van_ons():
    assert STANDEN.keys() == set(Status) - {Status.INGETROKKEN}
    alles = " ".join(f"{stand.kop} {stand.uitleg}" for stand in STANDEN.values()).casefold()
    for woord in (
        "zaak",
        "triage",
        "dubbel",
        "opsporing",
        "strafrecht",
        "boete",
        "inspecteur",
        "ander slachtoffer",
    ):
        assert woord not in alles


def test_wat_bij_opsporing_is_staat_er_precies_zo_als_wat_in_behandeling_is():
    melding, code = gemeld()
    client = melder(melding, code)
    paginas = []
    for status in (Status.GEKOPPELD, Status.NAAR_OPSPORING):
        Melding.objects.filter(pk=melding.pk).update(status=status)
        paginas.append(re.sub(r'value="[^"]*"', "", pagina(client)))
        paginas.append(client.get("/volgen/nl/intrekken/").content.decode())
    assert paginas[0] == paginas[2]
    assert re.sub(r'value="[^"]*"', "", paginas[1]) == re.sub(r'value="[^"]*"', "", paginas[3])
    assert stuur(client, "aanvulling", tekst="Nog iets.").status_code == 302
    assert stand_van(Melding.objects.get()).kop == stand_van(Melding(status=Status.GEKOPPELD)).kop


def test_van_een_dubbele_merkt_de_melder_niets_van_een_ander():
    melding, code = gemeld()
    ander, _ = gemeld("b", omschrijving="Iets anders.")
    Melding.objects.filter(pk=melding.pk).update(status=Status.DUBBEL, dubbel_van=ander)
    html = pagina(melder(melding, code))
    inhoud = re.sub(r"<[^>]*>", " ", html.split("<main")[1].split("</main>")[0])
    assert set(re.findall(r"\d+", inhoud)) == {"8", "2021", str(melding.nummer)}, "geen ander nummer"
    assert "Vastgelegd" in html


# Adding


def test_wat_wordt_toegevoegd_staat_er_eenmaal_en_geeft_een_nieuw_advies():
    melding, code = gemeld()
    client = melder(melding, code)
    sleutel = str(uuid4())
    eerst = melding.besluiten.get()
    for _ in range(2):
        antwoord = stuur(client, "aanvulling", tekst=" Sinds maandag ook in de hal. ", sleutel=sleutel)
        assert antwoord["Location"] == "/volgen/nl/?gedaan=1"
    melding.refresh_from_db()
    nieuw = Nagekomen.objects.get()
    assert nieuw.tekst == "Sinds maandag ook in de hal."
    assert list(Melding.objects.aangevuld()) == [melding]
    assert melding.besluiten.count() == 2
    html = client.get("/volgen/nl/?gedaan=1").content.decode()
    assert "Wij hebben ontvangen wat u stuurde" in html
    assert "Sinds maandag ook in de hal." in html
    regel = Logregel.objects.get(actie="nagekomen")
    assert (regel.door, regel.onderwerp) == (None, f"melding:{melding.pk}")
    assert "maandag" not in str(regel.gegevens)
    # Who looked at the advice of before does not decide any more.
    with pytest.raises(Ingehaald):
        acties.beslis(melding, advies=eerst.pk, route="TELEFONISCH", prioriteit="P3", door=triagist(), op=OP)


def test_wie_niet_wacht_verder_schrijft_en_nog_eens_stuurt_verliest_niets():
    """On a slow line the page stands there still while it is being sent."""
    melding, code = gemeld()
    client, sleutel = melder(melding, code), str(uuid4())
    stuur(client, "aanvulling", tekst="Eerst dit.", sleutel=sleutel, bestanden=[bestand()])
    for _ in range(2):
        stuur(
            client,
            "aanvulling",
            tekst="Eerst dit. En dit.",
            sleutel=sleutel,
            bestanden=[bestand(), bestand("hal.png", "red")],
        )
    for nog in ([bestand()], []):
        stuur(client, "aanvulling", tekst="Eerst dit.", sleutel=sleutel, bestanden=nog)
    assert list(Nagekomen.objects.values_list("tekst", "bestanden")) == [
        ("Eerst dit.", 1),
        ("Eerst dit. En dit.", 1),
    ]
    assert [naam_van(b) for b in Meldingbijlage.objects.all()] == ["kantine.png", "hal.png"]


def test_een_bestand_komt_verzegeld_bij_de_melding_en_staat_met_zijn_naam_bij_wat_er_kwam():
    melding, code = gemeld()
    client = melder(melding, code)
    stuur(client, "aanvulling", tekst="", bestanden=[bestand(), bestand("hal.png", "red")])
    assert [naam_van(b) for b in Meldingbijlage.objects.all()] == ["kantine.png", "hal.png"]
    assert Nagekomen.objects.get().bestanden == 2
    assert b"PNG" not in bytes(MeldingbijlageInhoud.objects.all()[0].inhoud)
    html = pagina(client)
    assert "kantine.png" in html
    assert f"passen er nog {BIJLAGEN_MAX - 2}" in html


def test_te_veel_bestanden_van_een_plek_moeten_ook_hier_even_wachten(settings):
    """Each is looked at before it is refused, and that takes time from everybody."""
    melding, code = gemeld()
    client = melder(melding, code)
    settings.REMMEN = settings.REMMEN | {"meldbestand": (1, 60)}
    assert stuur(client, "aanvulling", tekst="Een.", bestanden=[bestand()]).status_code == 302
    antwoord = stuur(client, "aanvulling", tekst="Nog een.", bestanden=[bestand("b.png", "red")])
    assert antwoord.status_code == 429
    assert 'value="Nog een."' in antwoord.content.decode()
    assert Meldingbijlage.objects.count() == 1
    assert stuur(client, "aanvulling", tekst="Zonder.").status_code == 302


def test_ook_hier_telt_elk_bestand_en_wordt_er_van_te_veel_geen_geopend(settings, monkeypatch):
    melding, code = gemeld()
    client = melder(melding, code)
    geopend: list[Any] = []
    monkeypatch.setattr(bestandsveld, "keur_gestuurd", geopend.append)
    antwoord = stuur(client, "aanvulling", tekst="Zie.", bestanden=[bestand() for _ in range(40)])
    assert antwoord.status_code == 422
    assert "niet meer dan 10 bestanden" in antwoord.content.decode()
    settings.REMMEN = settings.REMMEN | {"meldbestand": (3, 60)}
    antwoord = stuur(client, "aanvulling", tekst="Zie.", bestanden=[bestand() for _ in range(4)])
    assert antwoord.status_code == 429
    assert not geopend


def test_een_plek_vult_ook_langs_deze_weg_de_schijf_niet(settings):
    """With a new melding every few seconds there is no end to what can be added."""
    grootte = len(keur("a.png", bestand().read()).inhoud)
    settings.MELDPUNT_CONCEPTEN_SAMEN = int(1.5 * grootte) * DEEL
    antwoorden = []
    for geheim in "ab":
        melding, code = gemeld(geheim, omschrijving=geheim)
        client = melder(melding, code)
        antwoorden.append(stuur(client, "aanvulling", tekst="Zie.", bestanden=[bestand()]))
    assert [antwoord.status_code for antwoord in antwoorden] == [302, 422]
    assert "Er kunnen nu geen bestanden bij. Probeer het over een uur" in antwoorden[1].content.decode()
    assert ">\nZie.</textarea>" in antwoorden[1].content.decode()
    assert stuur(client, "aanvulling", tekst="Zonder.").status_code == 302
    # What was refused took no room.
    settings.MELDPUNT_CONCEPTEN_SAMEN = int(2.5 * grootte) * DEEL
    assert stuur(client, "aanvulling", tekst="Nu wel.", bestanden=[bestand()]).status_code == 302


def test_samen_niet_meer_bestanden_dan_mag():
    melding, code = gemeld()
    client = melder(melding, code)
    kleuren = ["red", "blue", "green", "navy", "gold", "pink", "gray", "brown"]
    stuur(client, "aanvulling", tekst="", bestanden=[bestand(kleur=k) for k in kleuren])
    antwoord = stuur(client, "aanvulling", tekst="Vijf.", bestanden=[bestand(kleur=k) for k in kleuren[:3]])
    assert antwoord.status_code == 422
    assert "Er kunnen nog 2 bestanden bij deze melding." in antwoord.content.decode()
    assert "Vijf." in antwoord.content.decode()
    assert Meldingbijlage.objects.count() == len(kleuren)


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"tekst": "  "}, "Schrijf iets op, of kies een bestand."),
        ({"tekst": "x" * 5001}, "Dit is te lang"),
        (
            {"tekst": "Zie bijlage.", "bestanden": [SimpleUploadedFile("x.exe", b"MZ" + b"0" * 99)]},
            "x.exe: Dit soort",
        ),
    ],
)
def test_wat_niet_kan_wordt_met_de_reden_geweigerd_en_wat_er_stond_blijft(velden, reden):
    melding, code = gemeld()
    for los in velden.get("bestanden", ()):
        los.seek(0)
    antwoord = stuur(melder(melding, code), "aanvulling", **velden)
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert reden in html
    assert velden["tekst"].strip()[:20] in html
    assert "<title>Fout: " in html
    assert not Nagekomen.objects.exists()


def test_aan_wat_gesloten_is_komt_niets_meer_bij_en_de_woorden_gaan_niet_verloren():
    melding, code = gemeld()
    client = melder(melding, code)
    Melding.objects.update(status=Status.AFGESLOTEN)
    assert "Voeg toe" not in pagina(client)
    html = stuur(client, "aanvulling", tekst="Toch nog iets.").content.decode()
    assert "Deze melding is afgesloten" in html
    assert "Toch nog iets." in html
    assert not Nagekomen.objects.exists()


def test_wat_na_het_besluit_komt_is_ongelezen():
    melding, _ = gemeld()
    volgen.vul_aan(melding, tekst="Ervoor.", inzending=uuid4(), dossier=dossierfeiten, op=OP)
    advies = acties.laatste_advies(melding)
    acties.beslis(
        melding, advies=advies.pk, route=advies.route, prioriteit=advies.prioriteit, door=triagist(), op=OP
    )
    assert not Nagekomen.objects.ongelezen().exists()
    straks = OP + timedelta(hours=1)
    later = volgen.vul_aan(melding, tekst="Erna.", inzending=uuid4(), dossier=dossierfeiten, op=straks)
    assert list(Nagekomen.objects.ongelezen()) == [later]


def test_er_is_een_grens_aan_hoe_vaak(monkeypatch):
    monkeypatch.setattr(volgen, "NAGEKOMEN_MAX", 2)
    melding, _ = gemeld()
    for _keer in range(2):
        volgen.vul_aan(melding, tekst="Weer.", inzending=uuid4(), dossier=dossierfeiten, op=OP)
    with pytest.raises(Regelfout, match="heel vaak"):
        volgen.vul_aan(melding, tekst="Weer.", inzending=uuid4(), dossier=dossierfeiten, op=OP)


def test_wat_is_toegevoegd_is_in_het_zoeken_te_vinden_behalve_bij_opsporing():
    melding, _ = gemeld()
    volgen.vul_aan(melding, tekst="De stofzuigers hoesten.", inzending=uuid4(), dossier=dossierfeiten, op=OP)
    assert list(Melding.objects.zoek("stofzuiger")) == [melding]
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    volgen.vul_aan(melding, tekst="De vlinders ook.", inzending=uuid4(), dossier=dossierfeiten, op=OP)
    assert not Melding.objects.zoek("vlinder").exists()


def test_een_bestand_komt_nooit_leesbaar_op_schijf(monkeypatch):
    """Django would write one of more than 2.5 MB to a temporary file, and a reporter's is not to lie there."""

    def op_schijf(*_: object, **__: object) -> None:
        raise AssertionError("een bestand ging naar een tijdelijk bestand op schijf")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", op_schijf)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", op_schijf)
    melding, code = gemeld()
    groot = SimpleUploadedFile("stuk.pdf", met_inhoud(Random(1).randbytes(4_000_000)))
    assert stuur(melder(melding, code), "aanvulling", tekst="", bestanden=[groot]).status_code == 302
    assert Meldingbijlage.objects.get().grootte > 4_000_000


def test_wat_te_veel_ineens_is_wordt_gezegd_en_wat_er_stond_blijft(settings):
    melding, code = gemeld()
    client = melder(melding, code)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    veel = SimpleUploadedFile("stuk.pdf", b"%PDF-1.7\n" + b"0" * 4000)
    antwoord = stuur(client, "aanvulling", tekst="Zie het stuk.", bestanden=[veel])
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Stuur uw bestanden een voor een." in html
    assert "Zie het stuk." in html
    assert not Nagekomen.objects.exists()


# Answering


def test_een_antwoord_gaat_naar_de_vraag_en_de_melding_terug_in_triage():
    melding, code = gemeld()
    client = melder(melding, code)
    gevraagd = vraag(melding)
    assert "Welke vestiging?" in pagina(client)
    antwoord = stuur(client, "antwoord", vraag=gevraagd.pk, tekst="Die aan de haven.")
    assert antwoord["Location"] == "/volgen/nl/?gedaan=1"
    gevraagd.refresh_from_db()
    melding.refresh_from_db()
    assert (gevraagd.antwoord, gevraagd.ontvangen_door) == ("Die aan de haven.", None)
    assert melding.wacht_op_besluit
    assert list(Melding.objects.aangevuld()) == [melding]
    assert (list(Melding.objects.zoek("haven")), list(zoekwoorden.gebreken())) == ([melding], [])
    html = pagina(client)
    assert "Uw antwoord op onze vraag: <span>Welke vestiging?</span>" in html
    assert "Onze vraag aan u" not in html


def test_hetzelfde_antwoord_twee_keer_is_een_keer():
    melding, code = gemeld()
    client = melder(melding, code)
    gevraagd = vraag(melding)
    for _ in range(2):
        assert stuur(client, "antwoord", vraag=gevraagd.pk, tekst="Daar.").status_code == 302
    assert StatusWissel.objects.filter(naar=Status.IN_TRIAGE, van=Status.AANVULLING_GEVRAAGD).count() == 1


def test_een_antwoord_op_een_vraag_die_weg_is_staat_klaar_als_aanvulling():
    melding, code = gemeld()
    client = melder(melding, code)
    gevraagd = vraag(melding)
    advies = acties.laatste_advies(melding).pk
    melding.refresh_from_db()
    acties.terug_in_triage(
        melding, reden="Niet meer nodig.", door=triagist(), op=OP, gezien=melding.stand(advies)
    )
    antwoord = stuur(client, "antwoord", vraag=gevraagd.pk, tekst="Die aan de haven.")
    html = antwoord.content.decode()
    assert "Deze vraag staat niet meer open" in html
    assert re.search(r'<textarea[^>]*id="id_tekst"[^>]*>\s*Die aan de haven\.', html)
    gevraagd.refresh_from_db()
    assert gevraagd.antwoord == ""


def test_een_antwoord_opent_een_gesloten_melding_niet(client):
    melding, _ = gemeld()
    Melding.objects.update(status=Status.AFGESLOTEN)
    with pytest.raises(Ingehaald):
        aanvullen.ontvang_aanvulling(melding, antwoord="Toch.", dossier=dossierfeiten, door=triagist(), op=OP)


def test_de_vraag_staat_er_in_de_taal_van_de_melder_en_bij_ons_in_het_nederlands():
    melding, code = gemeld(taal="pl")
    gevraagd = vraag(melding, "Bel ons gerust.", vragen=["WAAR", "HOEVEEL"])
    assert "Gdzie to się dzieje?" in gevraagd.voor_melder
    assert "Ilu osób to dotyczy?" in gevraagd.voor_melder
    assert gevraagd.voor_melder.endswith("Bel ons gerust.")
    assert gevraagd.vraag.startswith("Waar gebeurt dit?")
    assert gevraagd.taal == "pl"
    html = pagina(melder(melding, code), "nl")
    assert 'lang="pl"' in html
    assert "Gdzie to się dzieje?" in html
    assert "Waar gebeurt dit?" not in html


def test_wie_om_een_onderzoek_verzoekt_wordt_niet_beloofd_dat_de_werkgever_niets_hoort(client):
    client.force_login(triagist())
    for verzoek, kan in (("nee", True), ("ja", False)):
        melding, _ = gemeld(verzoek, melder_type="VAKBOND", verzoek_24_7=verzoek)
        assert ('value="CONTACT"' in client.get(f"/meldingen/{melding.nummer}/").content.decode()) is kan
    with pytest.raises(Regelfout, match="eigen woorden"):
        vraag(melding, "", vragen=["CONTACT"])
    assert not Aanvulling.objects.exists()


# Taking back


def test_na_intrekken_opent_de_code_niets_meer():
    melding, code = gemeld()
    client = melder(melding, code)
    assert "Ja, trek in" in client.get("/volgen/nl/intrekken/").content.decode()
    antwoord = client.post("/volgen/nl/intrekken/")
    assert "U hebt uw melding ingetrokken" in antwoord.content.decode()
    melding.refresh_from_db()
    assert melding.status == Status.INGETROKKEN
    wissel = StatusWissel.objects.get(naar=Status.INGETROKKEN)
    assert (wissel.door, wissel.toelichting) == (None, "Ingetrokken door de melder zelf.")
    assert client.post("/volgen/nl/intrekken/")["Location"] == "/volgen/nl/"
    assert bewijs(Client(), melding, code).status_code == 422


@pytest.mark.parametrize("gevaar", ["", "ja"])
def test_wat_na_het_intrekken_nog_eens_komt_met_de_cookie_van_ervoor_zegt_dat_zij_is_ingetrokken(gevaar):
    """Who clicks twice sees the answer to the second click."""
    melding, code = gemeld(personen_in_gevaar=gevaar)
    client = melder(melding, code)
    cookie = client.cookies["volgen"].value
    eerst = client.post("/volgen/nl/intrekken/").content.decode()
    client.cookies["volgen"] = cookie
    assert client.get("/volgen/nl/intrekken/")["Location"] == "/volgen/nl/"
    client.cookies["volgen"] = cookie
    nog_eens = client.post("/volgen/nl/intrekken/")
    assert nog_eens.content.decode() == eerst
    assert not nog_eens.cookies["volgen"].value
    # It opens nothing.
    client.cookies["volgen"] = cookie
    assert "Bekijk mijn melding" in pagina(client)


DICHT = [s for s in Status if s not in {*volgen.IN_TE_TREKKEN, Status.INGETROKKEN}]


@pytest.mark.parametrize("hoe", [*DICHT, "24(7)"])
def test_wat_niet_meer_kan_worden_ingetrokken_zegt_dat(hoe):
    melding, code = gemeld()
    client = melder(melding, code)
    Melding.objects.update(**({"verzoek_24_7": True} if hoe == "24(7)" else {"status": hoe}))
    assert "U kunt deze melding niet meer intrekken." in pagina(client)
    html = client.post("/volgen/nl/intrekken/").content.decode()
    assert "kan niet meer worden ingetrokken" in html
    assert "Ja, trek in" not in html
    assert Melding.objects.get().status != Status.INGETROKKEN


# Lost time


def test_wie_te_lang_schreef_vindt_het_na_de_code_terug(settings):
    melding, code = gemeld()
    client = melder(melding, code)
    del client.cookies["volgen"]
    antwoord = stuur(client, "aanvulling", tekst="Een heel verhaal.")
    assert antwoord.status_code == 403
    assert 'name="tekst" value="Een heel verhaal."' in antwoord.content.decode()
    daarna = client.post(
        "/volgen/nl/", {"nummer": melding.nummer, "code": code, "tekst": "Een heel verhaal."}
    )
    assert re.search(r"<textarea[^>]*>\s*Een heel verhaal\.", daarna.content.decode())
    assert not Nagekomen.objects.exists()
    assert stuur(client, "aanvulling", tekst="Een heel verhaal.").status_code == 302


def test_de_bladzijde_kost_even_veel_vragen_hoeveel_er_ook_staat(django_assert_num_queries):
    melding, code = gemeld()
    client = melder(melding, code)
    with django_assert_num_queries(6):
        pagina(client)
    for n in range(4):
        volgen.vul_aan(melding, tekst=f"Nog {n}.", inzending=uuid4(), dossier=dossierfeiten, op=OP)
    vraag(melding)
    with django_assert_num_queries(6):
        pagina(client)
    assert Aanvulling.objects.count() == 1


def test_wat_zonder_geldig_merk_komt_staat_klaar_om_opnieuw_te_sturen():
    """Another site sends nothing in the name of a reporter, and a reporter whose browser lost it loses nothing."""
    melding, code = gemeld()
    client = melder(melding, code)
    streng = Client(enforce_csrf_checks=True)
    streng.cookies = client.cookies
    antwoord = stuur(streng, "aanvulling", tekst="Een heel verhaal.")
    assert antwoord.status_code == 403
    assert not Nagekomen.objects.exists()
    html = streng.post(
        "/volgen/nl/",
        {"wat": "aanvulling", "tekst": "Een heel verhaal.", "sleutel": str(uuid4())},
        headers={"Sec-Fetch-Site": "same-origin"},
    ).content.decode()
    assert "Een heel verhaal." in html
    assert not Nagekomen.objects.exists()
