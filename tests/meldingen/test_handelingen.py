"""The acts beside a decision on the page of a melding: what is on offer, and what a late or second post does."""

import re
from copy import deepcopy
from datetime import UTC, datetime

import pytest
from django.test import Client

from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from meldingen import aanvullen, acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Status
from tests.interventies.conftest import Samen
from tests.maak import Dossier

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)


@pytest.fixture(scope="module")
def _reeks(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> list[Melding]:
    """Three that wait for a decision, oldest first, with reporters who can be reached."""
    with samen():
        dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
        werkgever = dossier.werkgever()
        for n in range(3):
            dossier.melding(
                melding=f"M{n}",
                werkgever=werkgever,
                ontvangen_op=f"2021-01-0{n + 1}T10:00:00+01:00",
                ernst="significant",
                toestemming_contact_werkgever="ja",
                melder_email=f"iemand{n}@post.example",
            )
        dossier.neem()
        adviseer_stuk(dossierfeiten, op=OP)
        return list(Melding.objects.order_by("ontvangen_op"))


@pytest.fixture
def reeks(_reeks: list[Melding], db: None) -> list[Melding]:
    return deepcopy(_reeks)


@pytest.fixture
def melding(reeks: list[Melding]) -> Melding:
    return reeks[0]


def pagina(client: Client, melding: Melding) -> str:
    return str(client.get(f"/meldingen/{melding.nummer}/").content.decode())


def aanbod(html: str) -> list[str]:
    return re.findall(r'action="/meldingen/\d+/(\w+)/"', html.rsplit("handelingen-kop", maxsplit=1)[-1])


def post(client: Client, melding: Melding, wat: str, tekst: str, html: str = "", vraag: str = ""):
    """As the form on the page does: with what the page carried."""
    verborgen = dict(re.findall(r'name="(gezien|getoond)" value="([^"]*)"', html or pagina(client, melding)))
    return client.post(f"/meldingen/{melding.nummer}/{wat}/?{vraag}", verborgen | {"tekst": tekst})


def breng_naar(melding: Melding, stand: str, door: Gebruiker) -> None:
    advies = melding.besluiten.get()
    if stand == "aanvulling":
        aanvullen.vraag_aanvulling(melding, vraag="Waar?", door=door, op=OP)
    elif stand != "triage":
        route = {"besloten": "TELEFONISCH", "gesloten": "REGISTREREN"}[stand]
        keuze = {"route": route, "prioriteit": "P3", "reden": "Zo."}
        acties.beslis(melding, advies=advies.pk, door=door, op=OP, **keuze)


@pytest.mark.parametrize(
    ("stand", "rol", "verwacht"),
    [
        ("triage", Rol.TRIAGIST, ["aanvulling", "dubbel", "intrekken", "later"]),
        ("triage", Rol.TEAMLEIDER, ["aanvulling", "dubbel", "intrekken", "later"]),
        ("triage", Rol.MELDPUNT, ["intrekken", "later"]),
        ("triage", Rol.AUDITOR, []),
        ("besloten", Rol.TRIAGIST, ["aanvulling", "dubbel", "herroepen", "intrekken", "later"]),
        ("aanvulling", Rol.TRIAGIST, ["antwoord", "intrekken", "later"]),
        ("aanvulling", Rol.MELDPUNT, ["antwoord", "intrekken", "later"]),
        ("gesloten", Rol.TRIAGIST, ["heropenen"]),
        ("gesloten", Rol.MELDPUNT, []),
        ("gesloten", Rol.AUDITOR, []),
    ],
)
def test_alleen_wat_stand_en_rechten_toelaten_wordt_aangeboden(client, melding, stand, rol, verwacht):
    teamleider = Gebruiker.objects.create(username="thea", rol=Rol.TEAMLEIDER)
    breng_naar(melding, stand, teamleider)
    client.force_login(Gebruiker.objects.create(username="kijker", rol=rol))
    html = pagina(client, melding)
    # The form for the reporter follows the acts, for who may read it.
    gevonden = sorted(set(aanbod(html)) - {"melder"}) if "handelingen-kop" in html else []
    assert gevonden == verwacht


def test_wie_niet_te_bereiken_is_wordt_niets_gevraagd(client, triagist, melding):
    Melding.objects.update(melder_bereikbaar=False)
    assert "aanvulling" not in aanbod(pagina(client, melding))


def test_een_aanvulling_gaat_heen_en_weer_en_staat_op_de_tijdlijn(client, triagist, melding):
    post(client, melding, "aanvulling", "Welke vestiging?")
    melding.refresh_from_db()
    assert melding.status == Status.AANVULLING_GEVRAAGD
    antwoord = post(client, melding, "antwoord", "Die aan de haven.")
    assert antwoord["Location"] == f"/meldingen/{melding.nummer}/"
    tijdlijn = pagina(client, melding).split("tijdlijn-kop")[2]
    plekken = [tijdlijn.index(stuk) for stuk in ("Welke vestiging?", "Die aan de haven.")]
    assert plekken == sorted(plekken)


def test_een_antwoord_mag_een_brief_zijn_en_wat_te_lang_is_blijft_staan(client, triagist, melding):
    post(client, melding, "aanvulling", "Welke vestiging?")
    for wat, lang in (("intrekken", 2_001), ("antwoord", 20_001)):
        inhoud = post(client, melding, wat, "Z" * lang).content.decode()
        assert "Z" * lang in inhoud
        assert f"{lang}" in inhoud
    assert not melding.aanvullingen.exclude(ontvangen_op=None).exists()
    post(client, melding, "antwoord", "a\r\n" * 9_999 + "ab")
    assert melding.aanvullingen.get().antwoord == "a\n" * 9_999 + "ab"


def test_na_vragen_en_intrekken_staat_de_volgende_van_dezelfde_stapel_klaar(client, triagist, reeks):
    vraag = "besluit=open&sort=ontvangen"
    eerst = post(client, reeks[0], "aanvulling", "Waar?", vraag=vraag)
    assert eerst["Location"] == f"/meldingen/{reeks[1].nummer}/?{vraag}"
    daarna = post(client, reeks[1], "intrekken", "Opgelost.", vraag=vraag)
    assert daarna["Location"] == f"/meldingen/{reeks[2].nummer}/?{vraag}"
    assert f"Melding {reeks[1].nummer}: ingetrokken." in client.get(daarna["Location"]).content.decode()


def test_herroepen_en_heropenen_leiden_naar_de_melding_met_het_advies(client, triagist, melding):
    breng_naar(melding, "besloten", triagist)
    assert post(client, melding, "herroepen", "Verkeerde knop.")["Location"].endswith(f"/{melding.nummer}/")
    html = pagina(client, melding)
    assert "Advies overnemen" in html
    for stuk in ("Advies overgenomen: Telefonisch, P3", "Besluit herroepen", "Verkeerde knop."):
        assert stuk in html
    assert html.count("Advies: Telefonisch, P3") == 1
    post(client, melding, "intrekken", "Hoeft niet.")
    post(client, melding, "heropenen", "Toch wel.")
    melding.refresh_from_db()
    assert melding.wacht_op_besluit


@pytest.mark.parametrize("tekst", ["", "  \n ", "x" * 1_000_000])
@pytest.mark.parametrize("wat", ["aanvulling", "intrekken"])
def test_zonder_woorden_of_met_te_veel_gebeurt_er_niets(client, triagist, melding, wat, tekst):
    antwoord = post(client, melding, wat, tekst)
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert f'href="#id_melding_{wat}_tekst"' in html
    assert "<title>Fout: Melding" in html
    melding.refresh_from_db()
    assert melding.wacht_op_besluit


def test_een_dubbele_klik_is_een_keer_gedaan(client, triagist, melding):
    html = pagina(client, melding)
    assert post(client, melding, "aanvulling", "Waar?", html).status_code == 302
    nog_eens = post(client, melding, "aanvulling", "Waar?", html)
    assert "Intussen gebeurd" in nog_eens.content.decode()
    assert Logregel.objects.filter(actie="aanvulling_gevraagd").count() == 1


def test_wie_te_laat_is_leest_wie_wat_deed_en_houdt_de_eigen_woorden(client, triagist, melding):
    html = pagina(client, melding)
    collega = Client()
    collega.force_login(Gebruiker.objects.create(username="wim", rol=Rol.TRIAGIST, first_name="Wim"))
    post(collega, melding, "intrekken", "De melder belde.")
    te_laat = post(client, melding, "aanvulling", "Hoeveel mensen zijn er?", html).content.decode()
    intussen = te_laat.split("intussen-kop")[2].split("</section>")[0]
    assert "Status: Ingetrokken" in intussen
    assert "Wim" in intussen
    assert "De melder belde." in intussen
    # The act is no longer on offer, so its words stand here.
    assert "Hoeveel mensen zijn er?" in intussen
    assert "Advies:" not in intussen, "dat was er al"


def test_ook_een_besluit_dat_te_laat_komt_leest_wie_eerder_was(client, triagist, melding):
    html = pagina(client, melding)
    wim = Gebruiker.objects.create(username="wim", rol=Rol.TRIAGIST, first_name="Wim")
    breng_naar(melding, "besloten", wim)
    advies = re.search(r'name="advies" value="(\d+)"', html)
    assert advies
    velden = {"advies": advies[1], "route": "AANSPREKEN", "prioriteit": "P4", "reden": "Mijn eigen reden."}
    te_laat = client.post(f"/meldingen/{melding.nummer}/besluit/", velden).content.decode()
    assert "al besloten: Telefonisch, P3, door Wim" in te_laat
    assert "Mijn eigen reden." in te_laat
    assert melding.besluiten.get().besluit_route == "TELEFONISCH"


@pytest.mark.parametrize("velden", [{"gezien": "x", "getoond": "nan"}, {"gezien": "y" * 80, "getoond": "-"}])
def test_een_verzonnen_stand_is_een_oude_stand(client, triagist, melding, velden):
    antwoord = client.post(f"/meldingen/{melding.nummer}/intrekken/", velden | {"tekst": "Weg."})
    assert "Intussen gebeurd" in antwoord.content.decode()
    melding.refresh_from_db()
    assert melding.wacht_op_besluit
