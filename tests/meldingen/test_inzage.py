"""Reading who reported: a reason, once, with a line in the log; and the list of reads for whoever may see that log."""

import re
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from interventies.models import Zaak, ZaakMelding
from meldingen.melders import lees_melder, noemt_melder, zonder_melder
from meldingen.models import MelderInzage, Melding, Status
from meldingen.registreren import registreer
from rapportages.bewijzen import getuigenis
from tests.adressen import OP
from tests.maak import NU

ANNA = {"naam": "Anna van der Meer-Kowalska", "email": "anna@melder.example", "telefoon": "+31 6 1234 5678"}


@pytest.fixture
def melding(db: None) -> Melding:
    uit = registreer(
        {
            "ontvangen_op": "2021-01-08T10:00:00+01:00",
            "kanaal": "TELEFOON",
            "melder_type": "WERKNEMER",
            "corona_relatie": "DIRECT",
            "onderwerpen": "AFSTAND",
            **{f"melder_{veld}": waarde for veld, waarde in ANNA.items()},
        },
        inzending=uuid4(),
        dossier=dossierfeiten,
        door=None,
        op=NU,
    )
    return uit.melding


def als(client: Client, rol: Rol, naam: str = "") -> Gebruiker:
    wie = Gebruiker.objects.create(
        username=naam or f"wie-{rol}", first_name="Wil", last_name=f"Van {rol.label}", rol=rol
    )
    client.force_login(wie)
    return wie


def vraag(client: Client, melding: Melding, reden: str = "Terugbellen over de kantine.") -> str:
    """As from the page: the form that stands there, filled in."""
    pagina = client.get(f"/meldingen/{melding.nummer}/").content.decode()
    sleutel = re.search(r'name="sleutel" value="([0-9a-f-]{36})"', pagina)
    assert sleutel is not None
    return sleutel[1] if not reden else stuur(client, melding, reden, sleutel[1])


def stuur(client: Client, melding: Melding, reden: str, sleutel: str) -> str:
    antwoord = client.post(f"/meldingen/{melding.nummer}/melder/", {"reden": reden, "sleutel": sleutel})
    assert antwoord.status_code == 200
    assert "no-store" in antwoord["Cache-Control"]
    assert "private" in antwoord["Cache-Control"]
    return antwoord.content.decode()


def test_een_inzage_wordt_eenmaal_getoond_en_wie_herlaadt_wordt_opnieuw_gevraagd(client, melding):
    als(client, Rol.TRIAGIST)
    sleutel = vraag(client, melding, "")
    assert "Kowalska" in stuur(client, melding, "Terugbellen.", sleutel)
    weer = stuur(client, melding, "Terugbellen.", sleutel)
    assert "Kowalska" not in weer
    assert "Deze inzage is al getoond" in weer
    assert "Terugbellen." not in weer, "de reden wordt opnieuw gevraagd"
    assert MelderInzage.objects.count() == 1
    nieuwe = re.search(r'name="sleutel" value="([0-9a-f-]{36})"', weer)
    assert nieuwe is not None
    assert nieuwe[1] != sleutel
    assert "Kowalska" in stuur(client, melding, "Nog eens bellen.", nieuwe[1])
    assert MelderInzage.objects.count() == 2


def test_zonder_reden_wordt_niets_getoond_en_niets_vastgelegd(client, melding):
    als(client, Rol.TRIAGIST)
    for reden in ("", "   ", "wie?"):
        assert "Kowalska" not in stuur(client, melding, reden, str(uuid4()))
    assert not MelderInzage.objects.exists()
    assert not Logregel.objects.filter(actie="melder_gelezen").exists()


def test_elke_inzage_staat_in_het_logboek_met_wie_wanneer_en_waarom(client, melding):
    wie = als(client, Rol.TEAMLEIDER)
    vraag(client, melding)
    (inzage,) = MelderInzage.objects.all()
    assert (inzage.door, inzage.reden) == (wie, "Terugbellen over de kantine.")
    regel = Logregel.objects.get(actie="melder_gelezen")
    assert (regel.door, regel.onderwerp, regel.gegevens["inzage"]) == (
        wie,
        f"melding:{melding.pk}",
        inzage.pk,
    )
    assert not [g for g in getuigenis() if "inzage" in g]


def test_een_reden_die_bewaard_blijft_is_nederlands_wie_er_ook_werkt(melding):
    wie = Gebruiker.objects.create(username="tom", rol=Rol.TEAMLEIDER, taal="en")
    with translation.override("en"):
        assert noemt_melder(melding, "Bel Anna van der Meer-Kowalska.", door=wie, op=OP)
    assert MelderInzage.objects.get().reden == "Een tekst die uitging noemt de melder."


@pytest.mark.parametrize("rol", [Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.MELDPUNT, Rol.AUDITOR])
def test_alleen_wie_het_logboek_mag_zien_leest_op_de_melding_wie_er_keek(client, melding, rol):
    als(client, Rol.TEAMLEIDER, "kijker")
    vraag(client, melding)
    als(client, rol)
    pagina = client.get(f"/meldingen/{melding.nummer}/").content.decode()
    assert ("Terugbellen over de kantine." in pagina) == (rol == Rol.AUDITOR)
    assert "Kowalska" not in pagina


def test_een_auditor_leest_het_log_en_niet_de_melder(client, melding):
    als(client, Rol.AUDITOR)
    pagina = client.get(f"/meldingen/{melding.nummer}/").content.decode()
    assert "Niemand heeft de melder ingezien." in pagina
    assert 'name="reden"' not in pagina.partition("melder-kop")[2]
    antwoord = client.post(f"/meldingen/{melding.nummer}/melder/", {"reden": "Controle.", "sleutel": uuid4()})
    assert antwoord.status_code == 404


@pytest.mark.parametrize("rol", [Rol.MELDPUNT, Rol.AUDITOR])
def test_een_melding_mogen_zien_is_niet_haar_melder_mogen_zien(client, melding, rol):
    als(client, rol)
    assert client.get(f"/meldingen/{melding.nummer}/").status_code == 200
    antwoord = client.post(
        f"/meldingen/{melding.nummer}/melder/", {"reden": "Terugbellen.", "sleutel": uuid4()}
    )
    assert antwoord.status_code == 404
    assert not MelderInzage.objects.exists()


def test_een_inspecteur_leest_de_melder_alleen_in_de_eigen_zaak(client, melding):
    ineke = als(client, Rol.INSPECTEUR)
    adres = f"/meldingen/{melding.nummer}/melder/"
    assert client.post(adres, {"reden": "Terugbellen.", "sleutel": uuid4()}).status_code == 404
    stempel = {"geregistreerd_op": OP, "stand_vanaf": OP}
    zaak = Zaak.objects.create(
        nummer=1,
        domein="VEILIG_GEZOND",
        aanleiding="MELDING",
        geopend_op=OP.date(),
        behandelaar=ineke,
        **stempel,
    )
    koppeling = ZaakMelding.objects.create(zaak=zaak, melding=melding, **stempel)
    assert "Kowalska" in vraag(client, melding)
    koppeling.vervallen = True
    koppeling.save()
    assert client.post(adres, {"reden": "Terugbellen.", "sleutel": uuid4()}).status_code == 404
    koppeling.vervallen = False
    koppeling.save()
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    assert client.post(adres, {"reden": "Terugbellen.", "sleutel": uuid4()}).status_code == 404
    assert MelderInzage.objects.count() == 1


@pytest.mark.parametrize(
    ("reden", "bewaard"),
    [
        ("Anna Kowalska terugbellen.", "[…] […] terugbellen."),
        ("Bellen met ANNA over de kantine.", "Bellen met […] over de kantine."),
        ("Gemaild naar Anna@Melder.example.", "Gemaild naar […]."),
        ("Gebeld op 06-12345678.", "Gebeld op […]."),
        ("Gebeld op +31 6 12 34 56 78, geen gehoor.", "Gebeld op […], geen gehoor."),
        ("Terugbellen van de kantine.", "Terugbellen van de kantine."),
        ("Zaak 12 van 8 januari.", "Zaak 12 van 8 januari."),
    ],
)
def test_in_de_reden_blijft_niet_staan_wie_er_meldde(melding, reden, bewaard):
    """Others read the log: it may not hold the very thing it guards."""
    assert zonder_melder(reden, ANNA) == bewaard
    wie = Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST)
    lees_melder(melding, door=wie, reden=reden, op=NU)
    assert MelderInzage.objects.get().reden == bewaard


@pytest.mark.parametrize(
    ("naam", "reden", "bewaard"),
    [
        ("Wanda Żółwiewska", "Bel Zolwiewska terug.", "Bel […] terug."),
        ("Wanda Zolwiewska", "Bel Żółwiewska terug.", "Bel […] terug."),
        ("Ştefan Ţiriac", "Over wat Stefan Tiriac zag.", "Over wat […] […] zag."),
        ("Иван Желязков", "Ivan Zhelyazkov belde.", "[…] […] belde."),
        ("Søren Petrov", "Petrovs klacht, en die van Soren.", "[…] klacht, en die van […]."),
        ("Zoe\u0308 Vermeer", "Met Zoë gebeld.", "Met […] gebeld."),
        ("", "Bel Zolwiewska terug.", "Bel Zolwiewska terug."),
    ],
)
def test_een_naam_blijft_er_ook_niet_in_zoals_men_haar_hier_typt(naam, reden, bewaard):
    """Nobody here has these letters on the keyboard, and many who report have them in their name."""
    assert zonder_melder(reden, {"naam": naam, "email": "", "telefoon": ""}) == bewaard


def test_ook_hoe_de_melder_eerder_heette_blijft_niet_in_de_reden(dossier):
    sleutel = dossier.melding(melder_naam="Wanda Żółwiewska")
    dossier.correctie("melding", sleutel, "melder_naam", "Wanda Bakker", "2021-01-12T10:00:00+01:00")
    dossier.neem()
    melding = Melding.objects.get(extern_kenmerk=sleutel)
    wie = Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST)
    gelezen = lees_melder(melding, door=wie, reden="Was Zolwiewska, nu Bakker.", op=OP)
    assert gelezen["naam"] == "Wanda Bakker"
    assert MelderInzage.objects.get().reden == "Was […], nu […]."


@pytest.mark.parametrize("tekst", ["Bel Ivan Zhelyazkov.", "bel желязков"])
def test_een_tekst_die_uitgaat_noemt_een_melder_ook_in_onze_letters(dossier, tekst):
    sleutel = dossier.melding(melder_naam="Иван Желязков")
    dossier.neem()
    wie = Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST)
    assert noemt_melder(Melding.objects.get(extern_kenmerk=sleutel), tekst, door=wie, op=OP)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_hetzelfde_formulier_tegelijk_is_een_inzage(melding):
    wie = Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST)
    begin, uit = Barrier(4), []

    def lees() -> None:
        begin.wait()
        try:
            lees_melder(melding, door=wie, reden="Terugbellen.", op=NU, sleutel=UUID(int=7))
            uit.append("getoond")
        except Regelfout:
            uit.append("geweigerd")
        finally:
            connection.close()

    draden = [Thread(target=lees) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(uit) == ["getoond", *["geweigerd"] * 3]
    assert MelderInzage.objects.count() == 1
