"""Domain and topics: one proposes, a teamleider who is somebody else decides."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Correctievoorstel, Melding, Nagekomen, Status
from meldingen.voorstellen import beslis_voorstel, stel_voor
from rapportages.kerncijfers import bereken
from tests.inloggen import als
from tests.maak import NU, Dossier

OP = NU + timedelta(hours=1)


@pytest.fixture
def mensen(db: None) -> dict[Rol, Gebruiker]:
    return {rol: Gebruiker.objects.create(username=rol.lower(), rol=rol, first_name=str(rol)) for rol in Rol}


@pytest.fixture
def melding(dossier: Dossier) -> Melding:
    dossier.melding(
        werkgever=dossier.werkgever(),
        domein="BUITEN",
        onderwerpen="KLANT_WINKEL",
        omschrijving="Geheim verhaal.",
    )
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=NU)
    return Melding.objects.get()


def voor(melding: Melding, door: Gebruiker, **anders: Any) -> Correctievoorstel:
    velden: dict[str, Any] = {
        "domein": "VEILIG_GEZOND",
        "onderwerpen": "AFSTAND;PBM",
        "toen": ("BUITEN", "KLANT_WINKEL"),
        "reden": "Het gaat om werknemers.",
        "op": OP,
    }
    return stel_voor(melding, door=door, **velden | anders)


def beslis(voorstel: Correctievoorstel, door: Gebruiker, *, aanvaard: bool = True, reden: str = "") -> None:
    beslis_voorstel(voorstel, aanvaard=aanvaard, reden=reden, dossier=dossierfeiten, door=door, op=OP)


def test_een_aanvaard_voorstel_corrigeert_de_melding_en_een_eerdere_stand_niet(melding, mensen, capsys):
    voorstel = voor(melding, mensen[Rol.RAPPORTEUR])
    assert Melding.objects.get().domein == "BUITEN"
    beslis(voorstel, mensen[Rol.TEAMLEIDER])
    melding = Melding.objects.get()
    assert (melding.domein, melding.onderwerpen) == ("VEILIG_GEZOND", "AFSTAND;PBM")
    assert [bereken(OP.date(), stand)["KC-02"].delen for stand in (NU, OP)] == [
        {"VEILIG_GEZOND": 0, "EERLIJK": 0, "BUITEN": 1, "ONBEPAALD": 0},
        {"VEILIG_GEZOND": 1, "EERLIJK": 0, "BUITEN": 0, "ONBEPAALD": 0},
    ]
    assert melding.besluiten.count() == 2, "andere onderwerpen, een ander advies"
    acties = Logregel.objects.filter(onderwerp=f"melding:{melding.pk}").values_list("actie", "gegevens")
    assert dict(acties)["correctie_aanvaard"] == {"voorstel": voorstel.pk}
    call_command("controleer")
    assert "0 controles gefaald" in capsys.readouterr().out


def test_een_afgewezen_voorstel_verandert_niets_en_blijft_bewaard(melding, mensen):
    voorstel = voor(melding, mensen[Rol.TRIAGIST])
    with pytest.raises(Regelfout, match="reden"):
        beslis(voorstel, mensen[Rol.TEAMLEIDER], aanvaard=False)
    beslis(voorstel, mensen[Rol.TEAMLEIDER], aanvaard=False, reden="Het waren klanten.")
    voorstel.refresh_from_db()
    assert (voorstel.aanvaard, voorstel.besluit_reden) == (False, "Het waren klanten.")
    assert Melding.objects.get().domein == "BUITEN"
    with pytest.raises(Ingehaald, match="al beslist"):
        beslis(voorstel, mensen[Rol.TEAMLEIDER])


def test_wie_voorstelt_beslist_niet_ook_niet_buiten_de_handeling_om(melding, mensen):
    voorstel = voor(melding, mensen[Rol.TEAMLEIDER])
    with pytest.raises(Regelfout, match="Een ander"):
        beslis(voorstel, mensen[Rol.TEAMLEIDER])
    with pytest.raises(IntegrityError), transaction.atomic():
        Correctievoorstel.objects.update(besloten_door=mensen[Rol.TEAMLEIDER])


@pytest.mark.parametrize(
    "anders",
    [
        {"toen": ("EERLIJK", "KLANT_WINKEL")},
        {"domein": "BUITEN", "onderwerpen": "KLANT_WINKEL"},
        {"domein": "ONBEPAALD"},
        {"domein": "MARS"},
        {"onderwerpen": ""},
        {"onderwerpen": "PBM;PBM"},
        {"reden": " "},
    ],
)
def test_een_voorstel_dat_niet_kan_wordt_geweigerd(melding, mensen, anders):
    with pytest.raises(Regelfout):
        voor(melding, mensen[Rol.TRIAGIST], **anders)
    assert not Correctievoorstel.objects.exists()


def test_er_wacht_een_voorstel_tegelijk(melding, mensen):
    voor(melding, mensen[Rol.TRIAGIST])
    with pytest.raises(Regelfout, match="al een voorstel"):
        voor(melding, mensen[Rol.INSPECTEUR])


def test_een_voorstel_over_wat_er_niet_meer_staat_wordt_niet_aanvaard(melding, mensen):
    voorstel = voor(melding, mensen[Rol.TRIAGIST])
    Melding.objects.update(domein="EERLIJK")
    with pytest.raises(Regelfout, match="Sinds dit voorstel"):
        beslis(voorstel, mensen[Rol.TEAMLEIDER])


# On screen


VORM = {
    "toen": "BUITEN|KLANT_WINKEL",
    "domein": "VEILIG_GEZOND",
    "hoofdonderwerp": "PBM",
    "onderwerpen": ["AFSTAND", "PBM"],
    "reden": "Het gaat om werknemers.",
}


def test_van_voorstel_tot_besluit_op_het_scherm(melding, mensen):
    assert als(mensen[Rol.TRIAGIST]).post("/meldingen/1/voorstel/", VORM).status_code == 302
    voorstel = Correctievoorstel.objects.get()
    assert voorstel.onderwerpen == "PBM;AFSTAND"
    thea = als(mensen[Rol.TEAMLEIDER])
    assert "Melding 1" in thea.get("/voorstellen/").content.decode()
    assert "Het gaat om werknemers." in thea.get("/meldingen/1/").content.decode()
    assert "Aanvaarden" in thea.get("/meldingen/1/voorstel/").content.decode()
    leeg = thea.post("/meldingen/1/voorstel/besluit/", {"voorstel": voorstel.pk}).content.decode()
    assert "Kies of u het voorstel aanvaardt" in leeg
    antwoord = thea.post(
        "/meldingen/1/voorstel/besluit/", {"voorstel": voorstel.pk, "aanvaard": "ja"}, follow=True
    )
    assert "Melding 1 is gecorrigeerd." in antwoord.content.decode()
    assert Melding.objects.get().onderwerpen == "PBM;AFSTAND"


def test_wie_voorstelt_of_beslist_heeft_voor_zich_wat_er_is_gemeld(melding, mensen):
    Nagekomen.objects.create(melding=melding, inzending=uuid4(), tekst="Het zijn ook collega’s.", op=OP)
    voor(melding, mensen[Rol.TRIAGIST])
    for rol in (Rol.TRIAGIST, Rol.TEAMLEIDER):
        inhoud = als(mensen[rol]).get("/meldingen/1/voorstel/").content.decode()
        assert "Geheim verhaal." in inhoud
        assert "Het zijn ook collega’s." in inhoud


def test_een_rapporteur_stelt_voor_zonder_de_melding_te_zien(melding, mensen):
    rosa = als(mensen[Rol.RAPPORTEUR])
    assert rosa.get("/meldingen/1/").status_code == 404
    assert rosa.get("/voorstellen/?nummer=1")["Location"] == "/meldingen/1/voorstel/"
    inhoud = rosa.get("/meldingen/1/voorstel/").content.decode()
    assert "Klanten in de winkel" in inhoud
    for geheim in ("Geheim verhaal", "Bedrijf", 'href="/meldingen/1/"'):
        assert geheim not in inhoud
    assert rosa.post("/meldingen/1/voorstel/", VORM).status_code == 302
    assert "er niet" in rosa.get("/voorstellen/?nummer=99").content.decode()


def test_wat_iemand_niet_mag_zien_is_er_ook_hier_niet(melding, mensen):
    voor(melding, mensen[Rol.TRIAGIST])
    ineke = als(mensen[Rol.INSPECTEUR])
    assert ineke.get("/meldingen/1/voorstel/").status_code == 404
    assert "Melding 1" not in ineke.get("/voorstellen/").content.decode()
    assert "Het gaat om werknemers." not in als(mensen[Rol.MELDPUNT]).get("/meldingen/1/").content.decode()
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    for rol in (Rol.TEAMLEIDER, Rol.RAPPORTEUR, Rol.AUDITOR):
        assert als(mensen[rol]).get("/meldingen/1/voorstel/").status_code == 404
        assert "Melding 1" not in als(mensen[rol]).get("/voorstellen/").content.decode()


@pytest.mark.parametrize(
    "velden",
    [
        {},
        {"toen": "x"},
        VORM | {"domein": "ONBEPAALD"},
        VORM | {"hoofdonderwerp": "MARS"},
        VORM | {"reden": ""},
        VORM | {"reden": "x" * 1_000_000},
    ],
)
def test_een_kapot_formulier_komt_terug_met_uitleg(melding, mensen, velden):
    inhoud = als(mensen[Rol.TRIAGIST]).post("/meldingen/1/voorstel/", velden).content.decode()
    assert 'id="fouten"' in inhoud
    assert not Correctievoorstel.objects.exists()


def test_het_aantal_queries_van_de_stapel_groeit_niet_met_de_voorstellen(dossier, mensen):
    for _ in range(6):
        dossier.melding(domein="BUITEN", onderwerpen="KLANT_WINKEL")
    dossier.neem()
    client = als(mensen[Rol.TEAMLEIDER])
    alle = list(Melding.objects.all())
    voor(alle[0], mensen[Rol.TRIAGIST])
    client.get("/voorstellen/")
    with CaptureQueriesContext(connection) as een:
        client.get("/voorstellen/")
    for melding in alle[1:]:
        voor(melding, mensen[Rol.TRIAGIST])
    with CaptureQueriesContext(connection) as zes:
        client.get("/voorstellen/")
    # session, user, the count, the proposals, code lists, what waits
    assert len(een) == len(zes) == 6, [q["sql"][:90] for q in zes]
