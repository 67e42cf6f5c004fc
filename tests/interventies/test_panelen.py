"""What the page of a melding says of its employer and of zaken: over all names, bounded, and only what one may see."""

from datetime import date

import pytest

from inspectie.models import Gebruiker, Rol
from interventies.models import Interventie, Toezegging, Zaak
from meldingen.models import Melding, Werkgever
from tests.maak import NU, Dossier
from tests.queries import queries_van


@pytest.fixture
def gevuld(dossier: Dossier) -> Dossier:
    oud = dossier.werkgever(werkgever="oud", naam="Oud Brood")
    bakker = dossier.werkgever(
        werkgever="bakker",
        naam="Bakkerij Van Dam",
        kvk_nummer="12345678",
        plaats="Urk",
        rechtsopvolger_van=oud,
    )
    dossier.werkgever(
        werkgever="winkel", naam="Van Dam Winkel", kvk_nummer="12345678", vestigingsnummer="000011112222"
    )
    dossier.werkgever(werkgever="nieuw", naam="Nieuw Brood", rechtsopvolger_van="winkel")
    dossier.melding(melding="A", werkgever=bakker)
    dossier.melding(melding="B", werkgever="winkel", ontvangen_op="2020-06-01T10:00:00+02:00")
    zaak = dossier.zaak("B", zaak="Z")
    overtreding = dossier.overtreding(zaak, "winkel")
    dossier.interventie(zaak, "winkel", "LOCATIEBEZOEK")
    dossier.interventie(zaak, "winkel", "WAARSCHUWING", overtredingen=overtreding)
    dossier.neem()
    Toezegging.objects.create(
        zaak=Zaak.objects.get(),
        werkgever=Werkgever.objects.get(extern_kenmerk="bakker"),
        maatregel="Schermen plaatsen",
        uiterlijk_op=date(2021, 2, 1),
        geregistreerd_op=NU,
        stand_vanaf=NU,
    )
    return dossier


@pytest.fixture
def lees(client):
    def lees(rol: Rol, sleutel: str = "A") -> str:
        client.force_login(Gebruiker.objects.get_or_create(username=f"l-{rol}", rol=rol)[0])
        antwoord = client.get(f"/meldingen/{Melding.objects.get(extern_kenmerk=sleutel).nummer}/")
        assert antwoord.status_code == 200
        return str(antwoord.content.decode())

    return lees


def test_de_werkgever_staat_er_met_al_zijn_namen_jaren_en_keten(gevuld, lees):
    inhoud = lees(Rol.MELDPUNT)
    for stuk in (
        "Bakkerij Van Dam",
        "12345678",
        "Van Dam Winkel",
        "000011112222",
        "Oud Brood",
        "Nieuw Brood",
    ):
        assert stuk in inhoud, stuk
    assert "<dt>2021</dt>" in inhoud
    assert "<dt>2020</dt>" in inhoud
    assert inhoud.index("Oud Brood") < inhoud.index("Nieuw Brood")
    assert "Nu opgevolgd door" in inhoud


def test_een_teamleider_ziet_zaken_bezoeken_waarschuwing_en_toezegging_over_alle_namen(gevuld, lees):
    inhoud = lees(Rol.TEAMLEIDER)
    for stuk in (
        "Zaak 1",
        "Locatiebezoek",
        "Staat nog",
        "Waarschuwing",
        "Schermen plaatsen",
        'uiterlijk <span class="datum">01-02-2021</span>',
    ):
        assert stuk in inhoud, stuk
    assert "Deze melding zit in geen zaak" in inhoud
    assert "Deze melding zit in geen zaak" not in lees(Rol.TEAMLEIDER, "B")


def test_een_ingetrokken_waarschuwing_staat_niet_meer(gevuld, lees):
    Interventie.objects.filter(soort="WAARSCHUWING").update(status="INGETROKKEN")
    assert "Staat nog" not in lees(Rol.AUDITOR)


def test_een_waarschuwing_die_nog_staat_staat_er_ook_na_veel_gesprekken(gevuld, lees):
    for n in range(12):
        gevuld.interventie("Z", "winkel", uitgereikt_op=f"2021-01-{12 + n}")
    gevuld.neem()
    Toezegging.objects.bulk_create(
        Toezegging(
            zaak=Zaak.objects.get(),
            werkgever=Werkgever.objects.get(extern_kenmerk="winkel"),
            maatregel=f"Scherm {n}",
            uiterlijk_op=date(2021, 3, 1 + n),
            geregistreerd_op=NU,
            stand_vanaf=NU,
        )
        for n in range(5)
    )
    inhoud = lees(Rol.TEAMLEIDER)
    blad = inhoud[inhoud.index("werkgever-zaken-kop") :]
    blad = blad[: blad.index("</section>")]
    staat, rest = blad[blad.index("Staat nog") :].split("<h3>Bezoeken")
    assert "Waarschuwing" in staat
    assert "Waarschuwing" not in rest
    assert rest.count("Telefonisch gesprek") == 10
    assert rest.count("en nog meer") == 2, "gesprekken en toezeggingen"


@pytest.mark.parametrize("rol", [Rol.MELDPUNT, Rol.TRIAGIST])
def test_wie_geen_zaken_ziet_ziet_er_hier_ook_niets_van(gevuld, lees, rol):
    inhoud = lees(rol)
    for stuk in ("Zaak 1", "Locatiebezoek", "Schermen plaatsen", "In zaak", "liep en loopt"):
        assert stuk not in inhoud, stuk


def test_een_inspecteur_ziet_alleen_de_eigen_zaken(gevuld, lees):
    gevuld.zaak("A", zaak="Z2")
    gevuld.neem()
    ineke = Gebruiker.objects.create(username=f"l-{Rol.INSPECTEUR}", rol=Rol.INSPECTEUR)
    Zaak.objects.filter(extern_kenmerk="Z2").update(behandelaar=ineke)
    inhoud = lees(Rol.INSPECTEUR)
    assert "Zaak 2" in inhoud
    for stuk in ("Zaak 1", "Locatiebezoek", "Waarschuwing", "Schermen plaatsen"):
        assert stuk not in inhoud, stuk
    Zaak.objects.update(behandelaar=ineke)
    assert "Locatiebezoek" in lees(Rol.INSPECTEUR)


def test_een_koppeling_die_er_nooit_was_telt_niet(gevuld, lees):
    gevuld.correctie("zaak_melding", "Z;B", "vervallen", "ja", "2021-02-01T10:00:00+01:00")
    gevuld.neem()
    assert "Deze melding zit in geen zaak" in lees(Rol.TEAMLEIDER, "B")


def test_een_werkgever_met_veel_van_alles_kost_evenveel_queries(gevuld, client):
    client.force_login(Gebruiker.objects.create(username="thea", rol=Rol.TEAMLEIDER))
    url = f"/meldingen/{Melding.objects.get(extern_kenmerk='A').nummer}/"

    weinig = queries_van(client, url)
    veel = Dossier(gevuld.map.with_name("veel"))
    for n in range(30):
        w = veel.werkgever(werkgever=f"w{n}", naam=f"Filiaal {n}", kvk_nummer="12345678")
        m = veel.melding(melding=f"v{n}", werkgever=w, melder_email=f"x{n}@post.example")
        zaak = veel.zaak(m, zaak=f"vz{n}")
        overtreding = veel.overtreding(zaak, w, overtreding=f"vo{n}")
        veel.interventie(zaak, w, "WAARSCHUWING", overtredingen=overtreding, interventie=f"vi{n}")
    veel.neem()
    assert queries_van(client, url) == weinig
    inhoud = client.get(url).content.decode()
    for stuk in ("en nog meer namen", "en nog meer zaken", "en nog meer<"):
        assert stuk in inhoud, stuk
