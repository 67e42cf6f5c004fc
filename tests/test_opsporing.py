"""What went to Opsporing is nowhere to be found; along every page and file it is looked for in test_elk_adres.py.

Of such a melding only its number, domain, day and topic group are left, for who counts them.
"""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from interventies.models import Zaak, ZaakStatus
from meldingen import acties
from meldingen.adviseren import adviseer_stuk
from meldingen.dubbelen import markeer_dubbel
from meldingen.melders import lees_melder
from meldingen.meldpunt import volgen
from meldingen.models import Melding, NagekomenDoorgestuurd, Status, Zoekwoorden
from meldingen.zoekwoorden import gebreken, ververs
from rapportages.controles import CONTROLES
from tests.adressen import HANDELINGEN, RIJEN
from tests.interventies.zaakhulp import OP, gebruiker, inspecteur, teamleider, triagist
from tests.maak import Dossier
from tests.opsporingweg import KANARIES, MELDER, NAGEKOMEN, PLAATS, TEKST, WERKGEVER, Weg, adressen, stuur_weg

pytestmark = pytest.mark.eenmaal


@pytest.fixture
def weg(dossier: Dossier) -> Weg:
    return stuur_weg(dossier)


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
    gevonden: set[str] = set()
    for rol in (Rol.TEAMLEIDER, Rol.INSPECTEUR):
        client = wie(rol)
        for rij in RIJEN:
            if rij.methode == "get" and rij.sleutel:
                for pad in adressen(rij, weg, Gebruiker(rol=rol)):
                    tekst = inhoud(client.get(pad))
                    gevonden |= {kanarie for kanarie in KANARIES if kanarie.casefold() in tekst}
    assert gevonden == set(KANARIES) - {MELDER}, "de melder staat op geen pagina"


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


@pytest.mark.parametrize("rol", ZOEKERS)
def test_geen_zoekvraag_vindt_het(weg, rol):
    """A teamleider asks everything everywhere; of the others each asks every word, and at every address three."""
    client, hier = wie(rol), f"/meldingen/{weg.melding.nummer}/"
    vragen = [*KANARIES, f'"{TEKST}"', "87654321", str(weg.melding.nummer), str(weg.werkgever.pk)]
    deel = ZOEKERS.index(rol)
    for n, vraag in enumerate(vragen):
        for m, adres in enumerate(ZOEKPADEN):
            if deel and (n + m) % len(ZOEKERS) != deel:
                continue
            if adres.startswith("/zaken/") and vraag.isdecimal() and len(vraag) < 8:
                continue  # there it is a zaak's number
            pad = adres.format(vraag)
            tekst = inhoud(client.get(pad, follow=True))
            assert hier not in tekst, pad
            assert f"/werkgevers/{weg.werkgever.pk}/" not in tekst, pad
            assert f"/zaken/{weg.zaak.nummer}/?" not in tekst, pad
            # What was asked stands in the field; the name itself stands nowhere.
            assert f"{WERKGEVER} bv".casefold() not in tekst, pad
    for pad in (
        f"/meldingen/nieuw/werkgevers/?werkgever_zoek={WERKGEVER[:6]}",
        f"/meldingen/nieuw/werkgevers/?werkgever={weg.werkgever.pk}",
    ):
        assert WERKGEVER.casefold() not in inhoud(client.get(pad)), pad


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
    for rol in Rol:
        client = wie(rol)
        for naam in (
            *HANDELINGEN,
            "melding_besluit",
            "melding_gelezen",
            "melding_melder",
            "melding_overdracht",
            "melding_vervolg",
        ):
            pad = reverse(naam, args=[weg.melding.nummer])
            antwoord = client.post(pad, {"reden": "Ik wil het weten.", "tekst": "x"})
            assert antwoord.status_code in (403, 404), f"{rol} {naam}"
    assert Melding.objects.get(pk=weg.melding.pk).status == Status.NAAR_OPSPORING


def test_de_kluis_blijft_dicht_ook_voor_wie_langs_een_andere_weg_komt(weg):
    with pytest.raises(Regelfout, match="bij Opsporing"):
        lees_melder(weg.melding, door=triagist(), reden="Toch nog even.", op=OP)


def test_het_logboek_noemt_haar_alleen_bij_haar_sleutel(weg):
    regels = str(list(Logregel.objects.values_list("gegevens", "onderwerp"))).casefold()
    for kanarie in KANARIES:
        assert kanarie.casefold() not in regels, kanarie


def test_een_nieuwe_melding_over_die_werkgever_wordt_niet_uit_haar_verklaard(weg, dossier):
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


def test_een_dubbele_gaat_mee_want_zij_vertelt_hetzelfde(dossier):
    """And the duplicate of that one; what is no duplicate stays, and what comes back comes back as it was."""
    w = dossier.werkgever(naam="Kwartelzwaluw BV")
    for sleutel, van in {"eerst": "", "tweede": "eerst", "derde": "tweede", "los": ""}.items():
        dossier.melding(melding=sleutel, werkgever=w, dubbel_van=van, omschrijving="Achter de vlinderstruik.")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    eerst = Melding.objects.get(extern_kenmerk="eerst")
    advies = acties.laatste_advies(eerst)
    besluit = acties.beslis(
        eerst, advies=advies.pk, route="OPSPORING", prioriteit="P2", reden="Zo.", door=triagist(), op=OP
    )
    weg = set(Melding.objects.filter(status=Status.NAAR_OPSPORING).values_list("extern_kenmerk", flat=True))
    assert weg == {"eerst", "tweede", "derde"}
    client = wie(Rol.TEAMLEIDER)
    for melding in Melding.objects.exclude(extern_kenmerk="los"):
        assert client.get(f"/meldingen/{melding.nummer}/").status_code == 404
    html = inhoud(client.get("/meldingen/?q=vlinderstruik&alles=1"))
    assert html.count('id="melding-') == 1
    assert list(gebreken()) == []
    assert [fout for controle in CONTROLES.values() for fout in controle()] == []
    acties.herroep(eerst, besluit=besluit.pk, reden="Toch niet.", door=triagist(), op=OP)
    terug = dict(Melding.objects.values_list("extern_kenmerk", "status"))
    assert (terug["tweede"], terug["derde"]) == (Status.DUBBEL, Status.DUBBEL)
    assert list(gebreken()) == []


def test_wat_later_een_dubbele_blijkt_van_wat_bij_opsporing_is_gaat_er_ook_heen(dossier):
    w = dossier.werkgever()
    dossier.melding(melding="eerst", werkgever=w)
    dossier.neem()
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    ververs(Melding.objects.values_list("pk", flat=True))
    dossier.melding(melding="tweede", werkgever=w, dubbel_van="eerst")
    dossier.melding(melding="derde", werkgever=w, dubbel_van="tweede")
    dossier.neem()
    assert set(Melding.objects.values_list("status", flat=True)) == {Status.NAAR_OPSPORING}
    assert list(gebreken()) == []


def test_wie_een_dubbele_aanwijst_van_wat_net_naar_opsporing_ging_hoort_alleen_dat_zij_er_niet_is(dossier):
    w = dossier.werkgever()
    for sleutel in ("eerst", "tweede"):
        dossier.melding(melding=sleutel, werkgever=w)
    dossier.neem()
    eerst, tweede = (Melding.objects.get(extern_kenmerk=sleutel) for sleutel in ("eerst", "tweede"))
    Melding.objects.filter(pk=eerst.pk).update(status=Status.NAAR_OPSPORING)
    with pytest.raises(Ingehaald, match="er niet meer") as fout:
        markeer_dubbel(tweede, eerst, reden="Zelfde.", door=triagist(), op=OP)
    assert "psporing" not in str(fout.value)
