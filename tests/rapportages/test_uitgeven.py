"""The open data of a report: who lets it go, what stays inside, and that it stays as it went."""

import csv
import io
import json
import random
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from rapportages import herhalen, opstellen, uitgeven, vaststellen
from rapportages.cijfers import Kerncijfers
from rapportages.controles import CONTROLES
from rapportages.kerncijfers import bereken
from rapportages.kerncijfers.versies import NU
from rapportages.models import Rapportage, Uitgave, Uitgavebestand, Vaststelling
from rapportages.openbaar import dataset
from rapportages.rapportageblad import opendatacontrole
from rapportages.rapportgegevens import Rapportgegevens
from rapportages.uitgavewoorden import zonder_editie
from tests.inloggen import als
from tests.rapportages.test_onderdrukken import begin, cijfers_van
from tests.rapportages.test_rapportage import OP, PEILDATUM, STAND_VAN, sjabloon, wie
from tests.rapportages.uitrekenen import reken_uit
from tests.rapportages.voorbeelden import LABELS, bouw_kerncijfers, kruistabel

pytestmark = pytest.mark.django_db
TEKST = "Er zijn {KC-01.waarde} meldingen."
Maak = Callable[..., Vaststelling]


def cijfers(erbij: int = 0) -> Kerncijfers:
    per = begin(random.Random(103))
    return cijfers_van({d: {o: n + (n and erbij) for o, n in delen.items()} for d, delen in per.items()})


def tel_als(monkeypatch: pytest.MonkeyPatch, cijfers: Kerncijfers) -> None:
    """What is counted is told to be this."""
    cijfers = replace(cijfers, definities=NU.kern, uitgesloten={"dubbel": 3, "geen_corona": 2})
    for module in (opstellen, vaststellen, herhalen):
        monkeypatch.setattr(
            module, "verzamel", lambda *_, **__: Rapportgegevens(cijfers, LABELS, synthetisch=False)
        )


def stel_vast(tekst: str) -> Vaststelling:
    rapportage = opstellen.begin(sjabloon(), PEILDATUM, STAND_VAN, door=wie(Rol.RAPPORTEUR), op=OP)
    opstellen.bewaar_tekst(rapportage.pk, "Titel", tekst, gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)
    opstellen.bied_aan(rapportage.pk, gezien=2, door=wie(Rol.RAPPORTEUR), op=OP)
    return vaststellen.stel_vast(rapportage.pk, gezien=3, door=wie(Rol.TEAMLEIDER), op=OP)


@pytest.fixture(scope="module")
def vast(samen: Callable[[], AbstractContextManager[None]]) -> Vaststelling:
    """What almost every test begins with: not published yet, so that who publishes another finds nothing outside."""
    with samen(), pytest.MonkeyPatch.context() as monkeypatch:
        tel_als(monkeypatch, cijfers())
        return stel_vast(TEKST)


@pytest.fixture
def gepubliceerd(vast: Vaststelling, db: None, monkeypatch: pytest.MonkeyPatch) -> Maak:
    """A published report of these figures, through the acts."""

    def maak(geteld: Kerncijfers, tekst: str = TEKST) -> Vaststelling:
        tel_als(monkeypatch, geteld)
        nog_niet = Rapportage.objects.filter(pk=vast.pk, gepubliceerd_op=None).exists()
        eigen = vast if nog_niet and (geteld, tekst) == (cijfers(), TEKST) else stel_vast(tekst)
        vaststellen.publiceer(eigen.pk, OP.date(), gezien=4, door=wie(Rol.RAPPORTEUR), op=OP)
        return Vaststelling.objects.select_related("rapportage").get(pk=eigen.pk)

    return maak


def ga(vaststelling: Vaststelling, door: Gebruiker | None = None) -> Uitgave:
    afdruk = reken_uit(vaststelling.rapportage).afdruk
    return uitgeven.geef_uit(
        vaststelling.pk, afdruk, gezien=5, door=door or wie(Rol.TEAMLEIDER), op=OP + timedelta(hours=1)
    )


def inhoud(uitgave: Uitgave, naam: str) -> bytes:
    return bytes(uitgave.bestanden.get(naam=naam).inhoud)


def test_wat_uitgaat_ligt_vast_en_het_logboek_weet_het(gepubliceerd):
    uitgave = ga(gepubliceerd(cijfers()))
    regel = Logregel.objects.get(actie="rapportage_uitgegeven")
    assert regel.gegevens["vingerafdruk"] == uitgave.vingerafdruk
    assert regel.gegevens["sha256"] == dict(uitgave.bestanden.values_list("naam", "sha256"))
    assert set(regel.gegevens["sha256"]) == set(uitgeven.MEDIATYPEN)
    for naam, controle in CONTROLES.items():
        assert list(controle()) == [], naam
    with pytest.raises(Regelfout, match="al uitgegeven"):
        uitgeven.geef_uit(uitgave.pk, "x", gezien=6, door=wie(Rol.TEAMLEIDER), op=OP)


@pytest.mark.eenmaal
def test_wat_is_weggelaten_staat_in_geen_bestand(gepubliceerd):
    echt = cijfers()
    uitgave = ga(gepubliceerd(echt))
    weg = json.loads(uitgave.verborgen)
    assert "KC-10.OPEN" in weg
    assert len(weg) > 8
    rijen = list(csv.DictReader(io.StringIO(inhoud(uitgave, dataset.CSV).decode())))
    open_ = next(rij for rij in rijen if (rij["code"], rij["deel"]) == ("KC-10", "OPEN"))
    assert (open_["waarde"], open_["onderdrukt"]) == ("", "ja")
    assert {rij["code"] for rij in rijen} == {c.code for c in echt.cijfers}
    for rij in rijen:  # a percentage tells of its two numbers
        assert not (rij["percentage"] and "" in (rij["teller"], rij["noemer"]))
        assert all(not n or int(n) == 0 or int(n) >= 5 for n in (rij["teller"], rij["noemer"], rij["waarde"]))
    kern = {c["code"]: c for c in json.loads(inhoud(uitgave, dataset.JSON))["kerncijfers"]}
    assert kern["KC-10"]["delen"]["OPEN"] is None
    for rij in rijen:
        if (
            rij["deel"]
            and rij["code"] in ("KC-02", "KC-09", "KC-10", "KC-13")
            and rij["deel"] in kern[rij["code"]]["delen"]
        ):
            n = kern[rij["code"]]["delen"][rij["deel"]]
            assert rij["waarde"] == ("" if n is None else str(n))
    html = inhoud(uitgave, "rapportage.html").decode()
    assert "Alle onderwerpen" not in html
    assert "Definities en herhaalbaarheid" not in html
    # Why a number is not there stays inside.
    alles = b"".join(
        bytes(b) for b in uitgave.bestanden.exclude(naam="rapportage.pdf").values_list("inhoud", flat=True)
    )
    for reden in ("KLEIN", "MEE", "VERSCHIL"):
        assert f'"{reden}"'.encode() not in alles
    # Nor does it tell what no figure counts: of that nothing was found to be too small.
    assert b"meegeteld" not in alles


@pytest.mark.eenmaal
def test_de_metadata_beschrijft_precies_de_kolommen(gepubliceerd):
    uitgave = ga(gepubliceerd(cijfers()))
    over = json.loads(inhoud(uitgave, dataset.METADATA))
    assert over["@context"][0] == "http://www.w3.org/ns/csvw"
    assert over["url"] == dataset.CSV
    kolommen = over["tableSchema"]["columns"]
    lezer = csv.DictReader(io.StringIO(inhoud(uitgave, dataset.CSV).decode()))
    assert [kolom["titles"] for kolom in kolommen] == lezer.fieldnames
    rijen = list(lezer)
    sleutels = [tuple(rij[k] for k in over["tableSchema"]["primaryKey"]) for rij in rijen]
    assert len(set(sleutels)) == len(sleutels)
    vorm = {
        "integer": r"\d+",
        "date": r"\d{4}-\d\d-\d\d",
        "dateTimeStamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d",
    }
    for kolom in kolommen:
        soort = kolom["datatype"]
        patroon = "ja|nee" if isinstance(soort, dict) else vorm.get(soort, ".*")
        for rij in rijen:
            waarde = rij[kolom["name"]]
            assert re.fullmatch(patroon, waarde) if waarde else not kolom.get("required"), (kolom, rij)


def test_wie_eraan_werkte_geeft_niet_uit_en_wat_niet_is_gepubliceerd_ook_niet(gepubliceerd, gevuld_concept):
    vaststelling = gepubliceerd(cijfers())
    Gebruiker.objects.filter(pk=wie(Rol.RAPPORTEUR).pk).update(rol=Rol.TEAMLEIDER)
    schrijver = Gebruiker.objects.get(username=f"g-{Rol.RAPPORTEUR}")
    with pytest.raises(Regelfout, match="heeft aan deze rapportage gewerkt"):
        ga(vaststelling, schrijver)
    with pytest.raises(Regelfout, match="kan dit niet"):
        uitgeven.geef_uit(gevuld_concept.pk, "x", gezien=1, door=wie(Rol.TEAMLEIDER), op=OP)
    reken_uit(vaststelling.rapportage)
    with pytest.raises(Ingehaald, match="iets anders weggelaten"):
        uitgeven.geef_uit(vaststelling.pk, "x", gezien=5, door=wie(Rol.TEAMLEIDER), op=OP)
    assert not Uitgave.objects.exists()


@pytest.fixture
def gevuld_concept(dossier) -> Rapportage:
    dossier.melding()
    dossier.neem()
    return opstellen.begin(sjabloon(), PEILDATUM, STAND_VAN, door=wie(Rol.RAPPORTEUR), op=OP)


def zonder_tekst(uitgave: Uitgave) -> dict[str, str]:
    """By code and part the numbers of open data that went without the text of their report."""
    bestanden = dict(uitgave.bestanden.values_list("naam", "inhoud"))
    assert sorted(bestanden) == sorted((dataset.CSV, dataset.METADATA, dataset.JSON))
    rijen = csv.DictReader(io.StringIO(bytes(bestanden[dataset.CSV]).decode()))
    return {f"{rij['code']}.{rij['deel']}.{rij['onderdeel']}".rstrip("."): rij["waarde"] for rij in rijen}


def test_een_tekst_die_een_klein_aantal_noemt_blijft_binnen_en_de_cijfers_gaan_zonder(gepubliceerd):
    vaststelling = gepubliceerd(cijfers(), "Er is {KC-13.STILLEGGING} keer stilgelegd.")
    assert zonder_editie(reken_uit(vaststelling.rapportage)) == [
        "KC-13 Handhavingsinstrumenten, Stillegging is of verraadt een klein aantal, en is niet weg te laten."
    ]
    uitgave = ga(vaststelling)
    getallen = zonder_tekst(uitgave)
    assert (getallen["KC-13.STILLEGGING"], getallen["KC-01"]) == ("", "408")
    for naam, controle in CONTROLES.items():  # made once more it comes out the same
        assert list(controle()) == [], naam
    client = als(wie(Rol.TEAMLEIDER))
    adres = reverse("rapportage_openbaar_bestand", args=[uitgave.pk, "rapportage.pdf"])
    assert client.get(adres).status_code == 404


def test_een_volgende_die_te_weinig_verschilt_gaat_zonder_haar_tekst_en_haar_totaal(gepubliceerd):
    eerste = gepubliceerd(cijfers())
    ga(eerste)
    per = begin(random.Random(103))
    per["BUITEN"]["AFSTAND"] += 3
    volgende = gepubliceerd(cijfers_van(per))
    reken_uit(volgende.rapportage)
    html = als(wie(Rol.TEAMLEIDER)).get(reverse("rapportage_openbaar", args=[volgende.pk])).content.decode()
    assert f"verschilt te weinig van wat met R-{eerste.pk} is gepubliceerd" in html
    assert "De tekst van de rapportage gaat niet mee" in html
    assert "als PDF en als webpagina" not in html
    uitgave = ga(volgende)
    assert zonder_tekst(uitgave)["KC-01"] == ""
    # Not in what is told about the file either: its title holds the total.
    assert "411" not in "".join(bytes(b).decode() for b in uitgave.bestanden.values_list("inhoud", flat=True))
    ga(gepubliceerd(cijfers(erbij=40)))


@pytest.mark.eenmaal
def test_blijft_er_weinig_over_of_is_alles_nul_dan_zegt_de_pagina_dat(gepubliceerd, dossier):
    def blad(vast: Vaststelling) -> str:
        reken_uit(vast.rapportage)
        return str(client.get(reverse("rapportage_openbaar", args=[vast.pk])).content.decode())

    client = als(wie(Rol.TEAMLEIDER))
    eerste = gepubliceerd(cijfers())
    assert "Er blijft weinig over" not in blad(eerste)
    ga(eerste)
    per = begin(random.Random(103))
    per["BUITEN"]["AFSTAND"] += 3
    html = blad(gepubliceerd(cijfers_van(per)))
    assert "Er blijft weinig over" in html
    html = blad(gepubliceerd(bereken(PEILDATUM, STAND_VAN)))  # of nothing
    assert "Elk getal is 0" in html
    assert "Van de 0 getallen" not in html


def test_van_een_handvol_meldingen_gaat_er_niets_uit(gepubliceerd):
    per = {"VEILIG_GEZOND": {"AFSTAND": 2}, "EERLIJK": {}, "BUITEN": {}}
    weinig = bouw_kerncijfers(
        domeinen={"VEILIG_GEZOND": 2, "EERLIJK": 0, "BUITEN": 0},
        onderwerpen=kruistabel(per),
        migranten=1,
        vg_afstand=2,
        alle_afstand=2,
        vg_thuis=0,
        alle_thuis=0,
        werkgevers=1,
        per_domein={"VEILIG_GEZOND": 1, "EERLIJK": 0},
        overlap=0,
        toetsing={"MAATREGEL_DIRECT": 1, "MAATREGEL_UITEINDELIJK": 0, "GEEN_MAATREGEL": 0},
        onderzoeken=1,
        overtreders=1,
        instrumenten={"WAARSCHUWING": 1, "EIS": 0, "STILLEGGING": 0, "BOETERAPPORT": 0},
    )
    with pytest.raises(Regelfout, match="is of verraadt een klein aantal"):
        ga(gepubliceerd(weinig))


def test_wat_buiten_is_wordt_niet_meer_anders(gepubliceerd):
    ga(gepubliceerd(cijfers()))
    for model in (Uitgave, Uitgavebestand):
        tabel = model._meta.db_table
        for opdracht in (f"DELETE FROM {tabel}", f"UPDATE {tabel} SET {model._meta.pk.column} = 0"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(opdracht)


def test_controleer_ziet_een_bestand_dat_anders_is_dan_het_uitging(gepubliceerd, monkeypatch):
    ga(gepubliceerd(cijfers()))
    monkeypatch.setattr(dataset, "EIGEN_DEEL", {})
    assert any("komt er niet meer zo uit" in gebrek for gebrek in herhalen.gebreken())


# On screen


@pytest.mark.eenmaal
def test_dat_de_tekst_niet_mee_kan_staat_er_al_bij_het_nakijken_en_houdt_niets_tegen(gepubliceerd):
    gepubliceerd(cijfers())
    rapporteur = wie(Rol.RAPPORTEUR)
    concept = opstellen.begin(sjabloon(), PEILDATUM, STAND_VAN, door=rapporteur, op=OP)
    adres = reverse("rapportage", args=[concept.pk])
    stil = "Er is {KC-13.STILLEGGING} keer stilgelegd."
    opstellen.bewaar_tekst(concept.pk, "Titel", stil, gezien=1, door=rapporteur, op=OP)
    reken_uit(Rapportage.objects.get(pk=concept.pk))
    html = als(rapporteur).get(adres).content.decode()
    assert (
        "KC-13 Handhavingsinstrumenten, Stillegging is of verraadt een klein aantal, en is niet weg te laten."
        in html
    )
    assert "De tekst zelf gaat dan niet mee" in html
    assert "Ter vaststelling aanbieden" in html
    opstellen.bied_aan(concept.pk, gezien=2, door=rapporteur, op=OP)
    assert (
        "Handhavingsinstrumenten, Stillegging is of" in als(wie(Rol.TEAMLEIDER)).get(adres).content.decode()
    )
    opstellen.neem_terug(concept.pk, gezien=3, door=rapporteur, op=OP)
    opstellen.bewaar_tekst(concept.pk, "Titel", TEKST, gezien=4, door=rapporteur, op=OP)
    html = als(rapporteur).get(adres).content.decode()
    assert "Handhavingsinstrumenten, Stillegging is of" not in html
    assert "moet opnieuw worden uitgerekend" in html
    reken_uit(Rapportage.objects.get(pk=concept.pk))
    html = als(rapporteur).get(adres).content.decode()
    assert "Zij kunnen worden uitgegeven, zonder" in html


@pytest.mark.eenmaal
def test_waar_niets_wordt_weggelaten_staat_dat_en_niet_hoe_een_lege_tabel_te_lezen_is(gepubliceerd):
    getoetst = {"MAATREGEL_DIRECT": 1830, "MAATREGEL_UITEINDELIJK": 306, "GEEN_MAATREGEL": 264, "OPEN": 47}
    vaststelling, client = gepubliceerd(bouw_kerncijfers(toetsing=getoetst)), als(wie(Rol.TEAMLEIDER))
    plan = reken_uit(vaststelling.rapportage)
    assert not plan.verborgen
    html = client.get(reverse("rapportage_openbaar", args=[vaststelling.pk])).content.decode()
    assert f"Er wordt niets weggelaten: alle {plan.getallen} getallen die niet 0 zijn gaan mee." in html
    assert "er 0 niet mee" not in html
    assert "Laat klein over:" not in html
    controle = opendatacontrole(plan)
    assert controle is not None
    assert controle.zin == "Zij kunnen worden uitgegeven, met alle getallen."


def test_eerst_zien_wat_weggaat_dan_uitgeven_dan_ophalen(gepubliceerd):
    vaststelling, client = gepubliceerd(cijfers()), als(wie(Rol.TEAMLEIDER))
    adres = reverse("rapportage_openbaar", args=[vaststelling.pk])
    reken_uit(vaststelling.rapportage)
    antwoord = client.get(adres)
    form = antwoord.context["form"]
    html = antwoord.content.decode()
    assert "Open data uitgeven" in html
    assert "KC-14" in html
    gegevens = {naam: str(form.initial[naam]) for naam in ("gezien", "afdruk")} | {"sleutel": str(uuid4())}
    for _ in range(2):  # a double click
        antwoord = client.post(reverse("rapportage_uitgeven", args=[vaststelling.pk]), gegevens, follow=True)
    assert "er is niets dubbel gedaan" in antwoord.content.decode()
    uitgave = Uitgave.objects.get()
    for bestand in uitgave.bestanden.all():
        gehaald = als(wie(Rol.BELEID)).get(
            reverse("rapportage_openbaar_bestand", args=[vaststelling.pk, bestand.naam])
        )
        assert gehaald.content == bytes(bestand.inhoud)
        assert gehaald["Content-Disposition"] == f'attachment; filename="{bestand.naam}"'
    assert (
        client.get(reverse("rapportage_openbaar_bestand", args=[vaststelling.pk, "x.csv"])).status_code == 404
    )


@pytest.mark.eenmaal
def test_wie_te_laat_is_ziet_wat_er_nu_zou_weggaan_en_wie_niet_mag_ziet_geen_knop(gepubliceerd):
    vaststelling = gepubliceerd(cijfers())
    adres = reverse("rapportage_openbaar", args=[vaststelling.pk])
    reken_uit(vaststelling.rapportage)
    gegevens = {"sleutel": str(uuid4()), "gezien": "5", "afdruk": "oud"}
    html = als(wie(Rol.TEAMLEIDER)).post(f"{adres}uitgeven/", gegevens, follow=True).content.decode()
    assert "Er wordt nu iets anders weggelaten" in html
    assert "Open data uitgeven</button>" not in als(wie(Rol.RAPPORTEUR)).get(adres).content.decode()
    assert not Uitgave.objects.exists()


def test_een_concept_heeft_geen_open_data(gevuld_concept):
    assert (
        als(wie(Rol.TEAMLEIDER)).get(reverse("rapportage_openbaar", args=[gevuld_concept.pk])).status_code
        == 404
    )


def test_meer_uitgaven_kosten_niet_meer_vragen(gepubliceerd):
    def kosten(vaststelling: Vaststelling) -> list[int]:
        """Before it is worked out, and after."""
        uit = []
        for klaar in (False, True):
            if klaar:
                reken_uit(vaststelling.rapportage)
            with CaptureQueriesContext(connection) as vragen:
                assert client.get(reverse("rapportage_openbaar", args=[vaststelling.pk])).status_code == 200
            uit.append(len(vragen))
        return uit

    client, eerste = als(wie(Rol.TEAMLEIDER)), gepubliceerd(cijfers())
    client.get("/")
    voor = kosten(eerste)
    ga(eerste)
    gepubliceerd(cijfers(erbij=30))  # of which only the text is outside
    assert kosten(gepubliceerd(cijfers(erbij=60))) == voor
    assert max(voor) <= 12
