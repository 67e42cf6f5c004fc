"""The same act on many meldingen: the preview, each its own result, and undoing it."""

import re
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspectie.fouten import Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from meldingen import acties, verzamelen
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Samen, Status, TriageBesluit, Uitkomst, Verzameling
from meldingen.tasks import werk_verzameling_af, werk_verzamelingen_af
from meldingen.verzamelen import Opdracht, laatste_adviezen
from tests.interventies.conftest import Samen as Eenmaal
from tests.maak import Dossier

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)
OVERNEMEN = Opdracht(Samen.OVERNEMEN)


@pytest.fixture
def teamleider(db: None) -> Gebruiker:
    return Gebruiker.objects.create(username="thea", rol=Rol.TEAMLEIDER)


@pytest.fixture(scope="module")
def _reeks(samen: Eenmaal, tmp_path_factory: pytest.TempPathFactory) -> list[Melding]:
    """Oldest first: two by phone, one by hand, one that only a teamleider may leave, one decided already."""
    with samen():
        dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
        werkgever = dossier.werkgever()
        bellen = {"ernst": "significant", "toestemming_contact_werkgever": "ja", "werkgever": werkgever}
        rijen = [bellen, bellen, {"werkgever": werkgever}, {"ernst": "ernstig"}, bellen]
        for n, cellen in enumerate(rijen):
            dossier.melding(melding=f"M{n}", ontvangen_op=f"2021-01-0{n + 1}T10:00:00+01:00", **cellen)
        dossier.neem()
        adviseer_stuk(dossierfeiten, op=OP)
        reeks = list(Melding.objects.order_by("ontvangen_op"))
        wim = Gebruiker.objects.create(username="wim", rol=Rol.TRIAGIST)
        beslis(reeks[4], wim)
        return [Melding.objects.get(pk=melding.pk) for melding in reeks]


@pytest.fixture
def reeks(_reeks: list[Melding], db: None) -> list[Melding]:
    return deepcopy(_reeks)


def beslis(melding: Melding, door: Gebruiker) -> TriageBesluit:
    advies = acties.laatste_advies(melding)
    keuze = {"route": advies.route, "prioriteit": advies.prioriteit}
    return acties.beslis(melding, advies=advies.pk, door=door, op=OP, **keuze)


def begin(opdracht: Opdracht, meldingen: list[Melding], door: Gebruiker) -> Verzameling:
    """Chosen as they stand now; nothing is done yet."""
    adviezen = laatste_adviezen(meldingen)
    items = [(m, m.stand(adviezen[m.pk].pk)) for m in meldingen]
    return verzamelen.begin(opdracht, items, sleutel=uuid4(), door=door, op=OP)


def uitkomsten(verzameling: Verzameling) -> list[str]:
    return list(verzameling.items.values_list("uitkomst", flat=True))


def ververs(meldingen: list[Melding]) -> list[Melding]:
    return [Melding.objects.get(pk=m.pk) for m in meldingen]


def test_het_vooruitzicht_zegt_per_melding_wat_er_gebeurt_of_waarom_niet(reeks, triagist):
    eerste, _, hand, ernstig, besloten = verzamelen.vooruitzicht(reeks, OVERNEMEN, door=triagist)
    assert (eerste.wat, eerste.bezwaren) == ("Telefonisch, P3", ())
    for regel, waarom in (
        (hand, "kies er zelf een"),
        (ernstig, "teamleider"),
        (besloten, "al over besloten"),
    ):
        assert regel.wat == ""
        assert waarom in " ".join(regel.bezwaren)


def test_elke_melding_krijgt_haar_eigen_uitkomst(reeks, triagist):
    verzameling = begin(OVERNEMEN, reeks, triagist)
    werk_verzameling_af(verzameling.pk)
    assert uitkomsten(verzameling) == ["GEDAAN", "GEDAAN", "GEWEIGERD", "GEWEIGERD", "GEWEIGERD"]
    redenen = [item.reden for item in verzameling.items.all()]
    assert redenen[:2] == ["", ""]
    assert "Kies een route" in redenen[2]
    assert "teamleider" in redenen[3]
    assert "al besloten: Telefonisch, P3, door wim" in redenen[4]
    besluit = reeks[0].besluiten.get()
    assert (besluit.besluit_route, besluit.besloten_door) == ("TELEFONISCH", triagist)


def test_een_route_voor_allemaal_met_een_reden(reeks, triagist):
    opdracht = Opdracht(Samen.ROUTE, "AANSPREKEN", "P4", "Brief volstaat.")
    verzameling = begin(opdracht, reeks[:3], triagist)
    werk_verzameling_af(verzameling.pk)
    assert uitkomsten(verzameling) == ["GEDAAN"] * 3
    assert {m.route for m in ververs(reeks[:3])} == {"AANSPREKEN"}
    assert set(TriageBesluit.objects.filter(besluit_route="AANSPREKEN").values_list("besluit_reden")) == {
        ("Brief volstaat.",)
    }


def test_wat_intussen_veranderde_wordt_niet_aangeraakt(reeks, triagist, teamleider):
    verzameling = begin(Opdracht(Samen.INTREKKEN, tekst="Opgelost."), reeks[:2], triagist)
    acties.beslis(
        reeks[0],
        advies=reeks[0].besluiten.get().pk,
        route="AANSPREKEN",
        prioriteit="P4",
        reden="Eerst.",
        door=teamleider,
        op=OP,
    )
    werk_verzameling_af(verzameling.pk)
    assert uitkomsten(verzameling) == ["GEWEIGERD", "GEDAAN"]
    assert [m.status for m in ververs(reeks[:2])] == [Status.IN_TRIAGE, Status.INGETROKKEN]


def test_twee_keer_afwerken_doet_de_tweede_keer_niets(reeks, triagist):
    verzameling = begin(OVERNEMEN, reeks, triagist)
    for _ in range(2):
        werk_verzameling_af(verzameling.pk)
    assert Logregel.objects.filter(actie="triage_besloten", door=triagist).count() == 2


def test_een_proces_dat_halverwege_valt_laat_elke_melding_heel_en_de_rest_wordt_gevonden(reeks, triagist):
    verzameling = begin(OVERNEMEN, reeks[:2], triagist)
    echt = log

    def val(actie: str, **gegevens: Any) -> object:
        if actie == "triage_besloten" and gegevens["onderwerp"] == f"melding:{reeks[1].pk}":
            raise KeyboardInterrupt
        return echt(actie, **gegevens)

    with patch.object(acties, "log", val), pytest.raises(KeyboardInterrupt):
        werk_verzameling_af(verzameling.pk)
    assert uitkomsten(verzameling) == ["GEDAAN", "WACHT"]
    assert [m.besloten_op is None for m in ververs(reeks[:2])] == [False, True]
    with patch.object(werk_verzameling_af, "delay", werk_verzameling_af):  # with Redis a worker would
        werk_verzamelingen_af()
    assert uitkomsten(verzameling) == ["GEDAAN", "GEDAAN"]


def test_een_melding_waarop_het_misgaat_houdt_de_rest_niet_op(reeks, triagist):
    verzameling = begin(OVERNEMEN, reeks[:2], triagist)
    echt = log

    def stuk(actie: str, **gegevens: Any) -> object:
        if gegevens["onderwerp"] == f"melding:{reeks[0].pk}":
            raise ZeroDivisionError
        return echt(actie, **gegevens)

    with patch.object(acties, "log", stuk):
        werk_verzameling_af(verzameling.pk)
    assert uitkomsten(verzameling) == ["GEWEIGERD", "GEDAAN"]
    assert "ging iets mis" in verzameling.items.all()[0].reden
    assert reeks[0].besluiten.get().besloten_op is None


def test_wie_intussen_geen_rol_meer_heeft_doet_niets_meer(reeks, triagist):
    verzameling = begin(OVERNEMEN, reeks[:1], triagist)
    Gebruiker.objects.filter(pk=triagist.pk).update(rol=Rol.AUDITOR)
    werk_verzameling_af(verzameling.pk)
    assert uitkomsten(verzameling) == ["GEWEIGERD"]


@pytest.mark.parametrize(
    "opdracht",
    [
        OVERNEMEN,
        Opdracht(Samen.ROUTE, "REGISTREREN", "", "Ter kennis."),
        Opdracht(Samen.AANVULLING, tekst="Waar?"),
        Opdracht(Samen.INTREKKEN, tekst="Opgelost."),
    ],
    ids=lambda o: str(o.handeling),
)
def test_ongedaan_maken_zet_elke_melding_terug_en_wist_niets(reeks, triagist, opdracht):
    Melding.objects.update(melder_bereikbaar=True)
    voor = [(m.status, m.route, m.prioriteit, m.uiterlijk, m.besloten_op) for m in ververs(reeks[:2])]
    verzameling = begin(opdracht, ververs(reeks[:2]), triagist)
    werk_verzameling_af(verzameling.pk)
    regels = Logregel.objects.count()
    verzamelen.maak_ongedaan(verzameling, door=triagist, op=OP)
    werk_verzameling_af(verzameling.pk)
    assert uitkomsten(verzameling) == ["TERUG", "TERUG"]
    assert [(m.status, m.route, m.prioriteit, m.uiterlijk, m.besloten_op) for m in ververs(reeks[:2])] == voor
    assert Logregel.objects.count() > regels + 2
    if opdracht.handeling in (Samen.OVERNEMEN, Samen.ROUTE):
        eerst, nu = reeks[0].besluiten.all()
        assert (eerst.besloten_door, eerst.herroepen_door, nu.besloten_op) == (triagist, triagist, None)
    if opdracht.handeling == Samen.AANVULLING:
        assert reeks[0].aanvullingen.get().herroepen_door == triagist
    with pytest.raises(Regelfout, match="al ongedaan"):
        verzamelen.maak_ongedaan(verzameling, door=triagist, op=OP)


def test_wat_intussen_verder_ging_blijft_en_wordt_genoemd(reeks, triagist, teamleider):
    verzameling = begin(OVERNEMEN, reeks[:2], triagist)
    werk_verzameling_af(verzameling.pk)
    acties.trek_in(reeks[0], reden="De melder belde.", door=teamleider, op=OP)
    verzamelen.maak_ongedaan(verzameling, door=teamleider, op=OP)
    werk_verzameling_af(verzameling.pk)
    assert uitkomsten(verzameling) == ["GEBLEVEN", "TERUG"]
    assert "intussen" in verzameling.items.all()[0].reden
    assert ververs(reeks)[0].status == Status.INGETROKKEN


def test_alleen_wie_het_deed_of_een_teamleider_maakt_ongedaan_en_pas_als_alles_gedaan_is(reeks, triagist):
    verzameling = begin(OVERNEMEN, reeks[:1], triagist)
    with pytest.raises(Regelfout, match="Nog niet alles"):
        verzamelen.maak_ongedaan(verzameling, door=triagist, op=OP)
    werk_verzameling_af(verzameling.pk)
    with pytest.raises(Regelfout, match="Alleen wie dit deed"):
        verzamelen.maak_ongedaan(verzameling, door=Gebruiker.objects.get(username="wim"), op=OP)


def test_de_vraag_en_de_reden_staan_niet_in_het_logboek(reeks, triagist):
    werk_verzameling_af(begin(Opdracht(Samen.INTREKKEN, tekst="Geheim."), reeks[:1], triagist).pk)
    assert "Geheim" not in str(list(Logregel.objects.values_list("gegevens", flat=True)))


# On the pages.


def voorbeeld(client: Client, vraag: str = "", **velden: object):
    return client.post(f"/meldingen/tegelijk/voorbeeld/?{vraag}", velden)


def ingevuld(html: str) -> dict[str, Any]:
    """What the form of the preview sends when nothing is changed."""
    vakjes = re.findall(r'type="checkbox" name="m" value="([^"]+)" checked', html)
    niet = re.findall(r'type="hidden" name="niet" value="([^"]+)"', html)
    verborgen = dict(re.findall(r'type="hidden" name="(bekeken|sleutel)" value="([^"]*)"', html))
    return {"m": vakjes, "niet": niet, "handeling": Samen.OVERNEMEN} | verborgen


def test_ook_bij_het_vooruitzicht_staat_het_hele_menu_in_het_hoofd(client, reeks, triagist):
    html = voorbeeld(client, m=[m.nummer for m in reeks]).content.decode()
    assert 'class="menu meer"' in html.partition("</header>")[0]


def test_kiezen_bekijken_uitvoeren_en_ongedaan_maken(client, reeks, triagist):
    html = voorbeeld(client, hoeveel="gekozen", m=[m.nummer for m in reeks]).content.decode()
    assert "2 meldingen gaan mee. 3 kunnen niet" in html
    assert "Een teamleider bevestigt" in html
    assert not Verzameling.objects.exists(), "bekijken doet niets"
    velden = ingevuld(html)
    naar = client.post("/meldingen/tegelijk/uitvoeren/?provincie=ZH", velden)["Location"]
    verzameling = Verzameling.objects.get()
    werk_verzameling_af(verzameling.pk)
    assert naar == f"/meldingen/tegelijk/{verzameling.pk}/?provincie=ZH"
    pagina = client.get(naar).content.decode()
    assert "Gedaan: 2" in pagina
    assert "Maak ongedaan" in pagina
    assert client.post("/meldingen/tegelijk/uitvoeren/?provincie=ZH", velden)["Location"] == naar
    assert Verzameling.objects.count() == 1, "een dubbele klik is een keer gedaan"
    client.post(f"/meldingen/tegelijk/{verzameling.pk}/ongedaan/")
    werk_verzameling_af(verzameling.pk)
    pagina = client.get(naar).content.decode()
    assert "Ongedaan gemaakt: 2" in pagina
    assert f"/{verzameling.pk}/ongedaan/" not in pagina
    assert "5 meldingen" in client.get("/meldingen/tegelijk/").content.decode()


def test_wat_het_voorbeeld_weigerde_heeft_zijn_uitkomst_met_de_reden_en_blijft_te_vinden(
    client, reeks, triagist
):
    html = voorbeeld(client, m=[m.nummer for m in reeks]).content.decode()
    client.post("/meldingen/tegelijk/uitvoeren/", ingevuld(html))
    verzameling = Verzameling.objects.get()
    werk_verzameling_af(verzameling.pk)
    per_melding = {item.melding_id: item for item in verzameling.items.all()}
    assert set(per_melding) == {m.pk for m in reeks}
    for melding, waarom in (
        (reeks[2], "kies er zelf een"),
        (reeks[3], "teamleider"),
        (reeks[4], "al over besloten"),
    ):
        item = per_melding[melding.pk]
        assert (item.uitkomst, item.daarna) == (Uitkomst.GEWEIGERD, "")
        assert waarom in item.reden
    pagina = client.get(f"/meldingen/tegelijk/{verzameling.pk}/").content.decode()
    assert "Gedaan: 2" in pagina
    assert "Niet gedaan: 3" in pagina
    assert "Een teamleider bevestigt" in pagina
    assert "3 niet gedaan" in client.get("/meldingen/tegelijk/").content.decode()
    verzamelen.maak_ongedaan(verzameling, door=triagist, op=OP)
    werk_verzameling_af(verzameling.pk)
    assert sorted(uitkomsten(verzameling)) == ["GEWEIGERD"] * 3 + ["TERUG"] * 2


def test_wat_intussen_wel_kan_wordt_niet_stil_toch_gedaan(client, reeks, triagist):
    velden = ingevuld(voorbeeld(client, m=[m.nummer for m in reeks]).content.decode())
    besloten = reeks[4]
    besluit = besloten.besluiten.get().pk
    acties.herroep(
        besloten, besluit=besluit, reden="Fout.", door=Gebruiker.objects.get(username="wim"), op=OP
    )
    client.post("/meldingen/tegelijk/uitvoeren/", velden)
    werk_verzameling_af(Verzameling.objects.get().pk)
    item = Verzameling.objects.get().items.get(melding=besloten)
    assert (item.uitkomst, item.reden) == (Uitkomst.GEWEIGERD, "Kon niet toen u het bekeek, en nu wel.")
    assert Melding.objects.get(pk=besloten.pk).wacht_op_besluit


def test_een_verzonnen_nummer_of_een_van_een_ander_komt_niet_tussen_de_geweigerde(client, reeks, triagist):
    velden = ingevuld(voorbeeld(client, m=[m.nummer for m in reeks[:2]]).content.decode())
    Melding.objects.filter(pk=reeks[3].pk).update(status=Status.NAAR_OPSPORING)
    velden["niet"] = [reeks[3].nummer, reeks[0].nummer, 999, "x"]
    client.post("/meldingen/tegelijk/uitvoeren/", velden)
    verzameling = Verzameling.objects.get()
    assert [item.melding for item in verzameling.items.all()] == [reeks[1], reeks[0]]
    assert uitkomsten(verzameling) == ["WACHT", "WACHT"]


def test_wat_naar_opsporing_ging_is_gedaan_maar_niet_meer_te_zien(client, reeks, triagist):
    opdracht = {"handeling": "ROUTE", "route": "OPSPORING", "prioriteit": "P2", "tekst": "Uitbuiting."}
    html = voorbeeld(client, m=[m.nummer for m in reeks[:2]], **opdracht).content.decode()
    assert "niet ongedaan te maken" in html
    client.post("/meldingen/tegelijk/uitvoeren/", ingevuld(html) | opdracht)
    verzameling = Verzameling.objects.get()
    werk_verzameling_af(verzameling.pk)
    pagina = client.get(f"/meldingen/tegelijk/{verzameling.pk}/").content.decode()
    assert "Gedaan: 2" in pagina
    assert "2 meldingen zijn hier niet meer te zien" in pagina
    assert f'href="/meldingen/{reeks[0].nummer}/"' not in pagina
    verzamelen.maak_ongedaan(verzameling, door=triagist, op=OP)
    werk_verzameling_af(verzameling.pk)
    assert uitkomsten(verzameling) == ["GEBLEVEN", "GEBLEVEN"]
    assert {m.status for m in ververs(reeks[:2])} == {Status.NAAR_OPSPORING}


def test_een_vakje_dat_uitgaat_doet_niet_mee(client, reeks, triagist):
    velden = ingevuld(voorbeeld(client, m=[m.nummer for m in reeks[:2]]).content.decode())
    velden["m"] = velden["m"][:1]
    client.post("/meldingen/tegelijk/uitvoeren/", velden)
    assert Verzameling.objects.get().items.get().melding == reeks[1]  # the newest first


def test_een_andere_keuze_dan_die_men_zag_wordt_eerst_getoond(client, reeks, triagist):
    velden = ingevuld(voorbeeld(client, m=[m.nummer for m in reeks[:2]]).content.decode())
    anders = velden | {"handeling": "INTREKKEN", "tekst": "Opgelost."}
    antwoord = client.post("/meldingen/tegelijk/uitvoeren/", anders)
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "U heeft de keuze gewijzigd" in html
    assert "De melding wordt ingetrokken." in html
    assert not Verzameling.objects.exists()
    merk = ingevuld(html)
    assert (
        client.post("/meldingen/tegelijk/uitvoeren/", anders | merk | {"handeling": "INTREKKEN"}).status_code
        == 302
    )


def test_alles_van_dit_filter_is_wat_de_lijst_toont_tot_een_grens(client, reeks, triagist, monkeypatch):
    html = voorbeeld(client, "besluit=open&sort=ontvangen", hoeveel="alles").content.decode()
    assert "<h1>4 meldingen tegelijk</h1>" in html
    for module in ("meldingen.views.verzameling", "meldingen.verzamelen"):
        monkeypatch.setattr(f"{module}.HOOGSTENS", 2)
    html = voorbeeld(client, "besluit=open&sort=ontvangen", hoeveel="alles").content.decode()
    assert "<h1>2 meldingen tegelijk</h1>" in html
    assert "Hier staan de eerste 2" in html
    assert set(re.findall(r'href="/meldingen/(\d+)/"', html)) == {str(m.nummer) for m in reeks[:2]}


def test_deze_bladzijde_is_de_bladzijde(client, reeks, triagist, monkeypatch):
    monkeypatch.setattr("meldingen.views.verzameling.PER_BLAD", 3)
    html = voorbeeld(client, "sort=ontvangen", hoeveel="bladzijde").content.decode()
    assert set(re.findall(r'href="/meldingen/(\d+)/"', html)) == {str(m.nummer) for m in reeks[:3]}


def test_wat_men_niet_mag_zien_is_niet_te_kiezen(client, reeks, triagist):
    Melding.objects.filter(pk=reeks[0].pk).update(status=Status.NAAR_OPSPORING)
    html = voorbeeld(client, m=[reeks[0].nummer, reeks[1].nummer]).content.decode()
    assert "<h1>1 melding tegelijk</h1>" in html
    velden = ingevuld(html)
    velden["m"] = [f"{reeks[0].nummer}|IN_TRIAGE.{reeks[0].besluiten.get().pk}."]
    antwoord = client.post("/meldingen/tegelijk/uitvoeren/", velden)
    assert "Kies minstens één melding." in antwoord.content.decode()


@pytest.mark.parametrize("m", [["x"], ["-1"], ["9" * 40], ["1|" + "y" * 1000], [""], ["²"]])
def test_onzin_kiezen_is_niets_kiezen_en_nooit_een_fout(client, reeks, triagist, m):
    assert voorbeeld(client, m=m).status_code in (200, 302)
    assert client.post("/meldingen/tegelijk/uitvoeren/", {"m": m, "handeling": "WEG"}).status_code == 200
    assert not Verzameling.objects.exists()


def test_de_stand_van_een_ander_besluit_verzinnen_helpt_niet(client, reeks, triagist):
    velden = ingevuld(voorbeeld(client, m=[m.nummer for m in reeks[:2]]).content.decode())
    velden["m"] = [f"{reeks[0].nummer}|IN_TRIAGE.{reeks[1].besluiten.get().pk}."]
    client.post("/meldingen/tegelijk/uitvoeren/", velden)
    werk_verzameling_af(Verzameling.objects.get().pk)
    assert uitkomsten(Verzameling.objects.get()) == [Uitkomst.GEWEIGERD]


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"handeling": "ROUTE", "tekst": "Zo."}, "Kies een route."),
        ({"handeling": "ROUTE", "route": "AANSPREKEN"}, "Geef een reden."),
        ({"handeling": "AANVULLING"}, "Schrijf op wat er ontbreekt."),
        ({"handeling": "INTREKKEN", "tekst": " "}, "Geef een reden."),
        ({"handeling": "INTREKKEN", "tekst": "x" * 1_000_000}, "2000"),
    ],
)
def test_wat_ontbreekt_staat_bij_het_veld_en_de_keuze_blijft(client, reeks, triagist, velden, fout):
    html = voorbeeld(client, m=[reeks[0].nummer], **velden).content.decode()
    assert fout in html
    assert f'name="m" value="{reeks[0].nummer}"' in html


def test_verder_gaan_kan_ook_van_de_pagina_zelf(client, reeks, triagist):
    verzameling = begin(OVERNEMEN, reeks[:2], triagist)
    url = f"/meldingen/tegelijk/{verzameling.pk}/"
    assert "Ga verder" in client.get(url).content.decode()
    klaar = client.post(f"{url}verder/", headers={"HX-Request": "true"})
    assert klaar["HX-Refresh"] == "true"
    assert uitkomsten(verzameling) == ["GEDAAN", "GEDAAN"]
    assert client.post(f"{url}verder/")["Location"] == url


def test_het_aantal_queries_groeit_niet_met_de_keuze(client, reeks, triagist):
    def tel(doe) -> int:
        doe()
        with CaptureQueriesContext(connection) as gevangen:
            doe()
        return len(gevangen)

    een, alle = reeks[:1], reeks
    # session, user, code lists, meldingen, advices, what waits
    assert [tel(lambda m=m: voorbeeld(client, m=[x.nummer for x in m])) for m in (een, alle)] == [6, 6]
    paginas = [f"/meldingen/tegelijk/{begin(OVERNEMEN, m, triagist).pk}/" for m in (een, alle)]
    # session, user, verzameling, how many of each, code lists, items, what waits
    assert [tel(lambda p=p: client.get(p)) for p in paginas] == [7, 7]
