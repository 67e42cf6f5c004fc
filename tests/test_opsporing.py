"""What went to Opsporing is nowhere to be found; along every page and file it is looked for in test_elk_adres.py.

Of such a melding only its number, domain, day and topic group are left, for who counts them.
"""

import re
from copy import deepcopy
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from interventies.models import Zaak, ZaakStatus
from meldingen.melders import lees_melder
from meldingen.meldpunt import volgen
from meldingen.models import Melding, NagekomenDoorgestuurd, Status, Zoekwoorden
from meldingen.zoekwoorden import gebreken
from tests.adressen import HANDELINGEN, RIJEN
from tests.interventies.conftest import Samen
from tests.interventies.zaakhulp import OP, gebruiker, inspecteur, teamleider, triagist
from tests.maak import Dossier
from tests.opsporingweg import KANARIES, MELDER, NAGEKOMEN, PLAATS, TEKST, WERKGEVER, Weg, adressen, stuur_weg

pytestmark = pytest.mark.eenmaal


@pytest.fixture(scope="module")
def weggestuurd(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> Weg:
    """Once for all tests of this file; each takes back what it does to it."""
    with samen():
        return stuur_weg(Dossier(tmp_path_factory.mktemp("opsporing") / "map"))


@pytest.fixture
def weg(weggestuurd: Weg, db: None) -> Weg:
    return deepcopy(weggestuurd)


def wie(rol: Rol) -> Client:
    client = Client()
    namen = {Rol.INSPECTEUR: inspecteur, Rol.TRIAGIST: triagist, Rol.TEAMLEIDER: teamleider}
    mens = namen[rol]() if rol in namen else gebruiker(f"k-{rol}", rol)
    client.force_login(mens)
    return client


def inhoud(antwoord: HttpResponseBase) -> str:
    stukken = antwoord.streaming_content if antwoord.streaming else [antwoord.content]  # type: ignore[attr-defined]
    return b"".join(stukken).decode("utf-8", "replace").casefold()


def test_voor_het_besluit_stond_dat_er_allemaal_wel(weg):
    """Or the walk along every address (test_elk_adres) finds nothing because nothing was there."""
    Melding.objects.filter(pk=weg.melding.pk).update(status=Status.IN_TRIAGE)
    nog = set(KANARIES) - {MELDER}  # the melder stands on no page, then as now
    client = wie(Rol.TEAMLEIDER)
    for naam in ("melding", "melding_voorstel", "zaak", "overdracht"):
        for rij in (rij for rij in RIJEN if rij.naam == naam and rij.methode == "get"):
            for pad in adressen(rij, weg, Gebruiker(rol=Rol.TEAMLEIDER)):
                tekst = inhoud(client.get(pad))
                nog -= {kanarie for kanarie in nog if kanarie.casefold() in tekst}
    assert nog == set()


ZOEKERS = (Rol.TEAMLEIDER, Rol.MELDPUNT, Rol.TRIAGIST, Rol.INSPECTEUR, Rol.AUDITOR)
ZOEKPADEN = (
    "/meldingen/?q={}",
    "/meldingen/?werkgever={}",
    "/meldingen/?q={}&sort=nummer&alles=1",
    "/zaken/?q={}",
    "/overdrachten/?q={}",
    "/werkgevers/?q={}",
    "/voorstellen/?nummer={}",
)


def test_geen_zoekvraag_vindt_het(weg):
    """Every word at every address, everyone some of both; what somebody may not ask, a teamleider does."""
    clients = {rol: wie(rol) for rol in ZOEKERS}
    hier = f"/meldingen/{weg.melding.nummer}/"
    vragen = [*KANARIES, f'"{TEKST}"', "87654321", str(weg.melding.nummer), str(weg.werkgever.pk)]
    gevraagd = dict.fromkeys(ZOEKERS, 0)
    for n, vraag in enumerate(vragen):
        for m, adres in enumerate(ZOEKPADEN):
            if adres.startswith("/zaken/") and vraag.isdecimal() and len(vraag) < 8:
                continue  # there it is a zaak's number
            pad, rol = adres.format(vraag), ZOEKERS[(n + m) % len(ZOEKERS)]
            if (antwoord := clients[rol].get(pad, follow=True)).status_code == 403:
                rol = Rol.TEAMLEIDER
                antwoord = clients[rol].get(pad, follow=True)
            assert antwoord.status_code in (200, 404), pad
            gevraagd[rol] += 1
            tekst = inhoud(antwoord)
            assert hier not in tekst, pad
            assert f"/werkgevers/{weg.werkgever.pk}/" not in tekst, pad
            assert f"/zaken/{weg.zaak.nummer}/?" not in tekst, pad
            # What was asked stands in the field; the name itself stands nowhere.
            assert f"{WERKGEVER} bv".casefold() not in tekst, pad
    assert all(gevraagd.values()), gevraagd
    for rol, client in clients.items():
        for pad in (
            f"/meldingen/nieuw/werkgevers/?werkgever_zoek={WERKGEVER[:6]}",
            f"/meldingen/nieuw/werkgevers/?werkgever={weg.werkgever.pk}",
        ):
            assert WERKGEVER.casefold() not in inhoud(client.get(pad)), f"{rol} {pad}"


def test_het_zoekregister_kent_alleen_nog_het_nummer(weg):
    woorden = Zoekwoorden.objects.get(melding=weg.melding).woorden
    assert str(weg.melding.nummer) in woorden
    for kanarie in (TEKST, WERKGEVER, PLAATS, NAGEKOMEN):
        assert kanarie.casefold()[:8] not in woorden
    assert list(gebreken()) == []


def test_de_zaak_waarin_zij_stond_toont_haar_niet_meer(weg):
    for rol in (Rol.TEAMLEIDER, Rol.INSPECTEUR, Rol.AUDITOR):
        tekst = inhoud(wie(rol).get(f"/zaken/{weg.zaak.nummer}/?alles=1"))
        assert f"melding {weg.melding.nummer}" not in tekst, rol
        assert f"/meldingen/{weg.melding.nummer}/" not in tekst, rol


def test_elke_handeling_aan_haar_is_er_niet(weg):
    """For who may do it to any other; who may not at all is told so of each (test_elk_adres)."""
    clients = {rol: wie(rol) for rol in Rol}
    gedaan = set()
    for rij in RIJEN:
        if rij.methode == "post" and rij.sleutel == "melding" and not rij.naam.startswith("opsporing"):
            pad = reverse(rij.naam, args=[weg.melding.nummer])
            for rol in (rol for rol, code in rij.anders.items() if code != 403):
                gedaan.add(rij.naam)
                antwoord = clients[rol].post(pad, {"reden": "Ik wil het weten.", "tekst": "x"})
                assert antwoord.status_code == 404, f"{rol} {rij.naam}"
    assert gedaan > {
        *HANDELINGEN,
        "melding_besluit",
        "melding_gelezen",
        "melding_melder",
        "melding_overdracht",
    }
    assert Melding.objects.get(pk=weg.melding.pk).status == Status.NAAR_OPSPORING


def test_de_kluis_blijft_dicht_ook_voor_wie_langs_een_andere_weg_komt(weg):
    with pytest.raises(Regelfout, match="bij Opsporing"):
        lees_melder(weg.melding, door=triagist(), reden="Toch nog even.", op=OP)


def test_het_logboek_noemt_haar_alleen_bij_haar_sleutel(weg):
    regels = str(list(Logregel.objects.values_list("gegevens", "onderwerp"))).casefold()
    for kanarie in KANARIES:
        assert kanarie.casefold() not in regels, kanarie


def test_een_nieuwe_melding_over_die_werkgever_wordt_niet_uit_haar_verklaard(weg, tmp_path):
    dossier = Dossier(tmp_path / "erbij")
    dossier.melding(
        melding="nieuw",
        werkgever=str(weg.werkgever.extern_kenmerk),
        onderwerpen="ZIEK_AAN_WERK",
        ontvangen_op="2021-02-08T10:00:00+01:00",
    )
    Zaak.objects.update(gesloten_op=None, status=ZaakStatus.HEROPEND)
    dossier.neem()
    nieuw = Melding.objects.get(extern_kenmerk="nieuw")
    feiten = dossierfeiten([nieuw])[nieuw.pk]
    assert (feiten.lopende_zaak, feiten.eerdere_meldingen) == (False, 0)
    client = wie(Rol.TEAMLEIDER)
    tekst = inhoud(client.get(f"/meldingen/{nieuw.nummer}/"))
    assert f"/meldingen/{weg.melding.nummer}/" not in tekst
    assert TEKST not in tekst
    assert WERKGEVER.casefold() in tekst, "die melding is van hier, en haar werkgever dus ook"
    zoek = f"/meldingen/nieuw/werkgevers/?werkgever_zoek={WERKGEVER[:6]}"
    assert WERKGEVER.casefold() in inhoud(wie(Rol.TRIAGIST).get(zoek))


def test_de_rapporteur_ziet_nummer_domein_dag_en_onderwerpgroep_en_niets_anders(weg):
    client = wie(Rol.RAPPORTEUR)
    html = client.get("/opsporing/").content.decode()
    rij = re.search(r'<tr role="row" id="opsporing-.*?</tr>', html, re.DOTALL)
    assert rij
    cellen = [
        re.sub(r"<[^>]+>", "", cel).strip() for cel in re.findall(r"<t[hd].*?</t[hd]>", rij[0], re.DOTALL)
    ]
    assert cellen == [str(weg.melding.nummer), "Veilig &amp; Gezond", "08-01-2021", "Veilig &amp; Gezond"]
    assert "<a " not in rij[0], "er is geen pagina achter"
    assert "1 van 1" in html
    bestand = inhoud(client.post("/opsporing/bestand/", {"formaat": "csv", "reden": "Voor het overleg."}))
    kop, regel = bestand.strip().splitlines()
    assert kop.lstrip("\ufeff") == "nummer,domein,ontvangen,onderwerpgroep"
    assert regel == f"{weg.melding.nummer},veilig & gezond,{date(2021, 1, 8):%Y-%m-%d},veilig & gezond"
    assert "zieke" not in html.casefold() + bestand
    for vraag in ("domein=EERLIJK", "van=09-01-2021", "tot=07-01-2021"):
        assert "opsporing-" not in client.get(f"/opsporing/?{vraag}").content.decode(), vraag


def test_wat_de_melder_daarna_toevoegt_wordt_doorgestuurd_en_is_hier_niet_te_lezen(weg):
    adres = reverse("opsporing_aangevuld", args=[weg.melding.nummer])
    for rol in Rol:
        client = wie(rol)
        stuurt = rol in (Rol.TRIAGIST, Rol.TEAMLEIDER)
        assert client.get(adres).status_code == (200 if stuurt else 403), rol
        if stuurt:
            for pad in ("/mijn-werk/", "/mijn-werk/opsporing/"):
                assert adres in inhoud(client.get(pad)), f"{rol} {pad}"
    client = wie(Rol.TRIAGIST)
    html = client.get(adres).content.decode()
    # What the page says of it is its number: the rest is the same for every melding.
    vast = inhoud(client.get(adres)).replace(str(weg.melding.nummer), "")
    for woord in ("veilig", "gezond", "08-01", "8 januari", "png", "werkgever", "significant"):
        assert woord not in vast.split("<main")[1].split("</main>")[0], woord
    tot = re.search(r'name="tot" value="(\d+)"', html)
    assert tot
    volgen.vul_aan(
        weg.melding, tekst="Nog een.", inzending=uuid4(), dossier=dossierfeiten, op=OP + timedelta(hours=2)
    )
    # What came since that page was not passed on with it.
    assert client.post(adres, {"tot": tot[1]}).status_code == 302
    assert list(NagekomenDoorgestuurd.objects.values_list("nagekomen", "door__username")) == [
        (int(tot[1]), "tariq")
    ]
    assert client.get(adres).status_code == 200
    for _ in range(2):
        assert client.post(adres, {"tot": str(weg.melding.nagekomen.latest("op").pk)}).status_code == 302
    assert client.get(adres).status_code == 404
    assert adres not in inhoud(client.get("/mijn-werk/"))
    assert NagekomenDoorgestuurd.objects.count() == 2
    assert Logregel.objects.filter(actie="nagekomen_doorgestuurd").count() == 2
    for poging in ("", "x", "9" * 30, "-1"):
        assert client.post(adres, {"tot": poging}).status_code == 302
