"""A zaak that follows on no melding: chosen by the inspectorate, handled as any other, in no figure."""

from uuid import uuid4

import pytest
from django.urls import reverse

from inspectie.fouten import Regelfout
from inspectie.models import Logregel, Rol
from interventies import onderzoek, zaken
from interventies.eigen_initiatief import open_op_eigen_initiatief
from interventies.handhaven import leg_overtreding_vast
from interventies.models import EigenInitiatief, Zaak, ZaakStatus
from interventies.zaakwerkgevers import werkgevers_in
from meldingen.models import Werkgever
from rapportages.bewijzen import getuigenis
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    besloten,
    gebruiker,
    inspecteur,
    teamleider,
    triagist,
)
from tests.maak import Dossier, cijfers


@pytest.fixture
def werkgever(dossier: Dossier) -> Werkgever:
    dossier.werkgever(naam="Bakkerij Blom", provincie="UT", kvk_nummer="12345678")
    dossier.neem()
    return Werkgever.objects.get()


def open_zaak(werkgever: Werkgever, **anders: object) -> Zaak:
    gewoon = {"domein": "VEILIG_GEZOND", "reden": "Programma bakkerijen.", "door": triagist(), "op": OP}
    return open_op_eigen_initiatief(werkgever, **gewoon | anders)  # type: ignore[arg-type]


def test_een_triagist_opent_een_zaak_bij_een_werkgever(client, werkgever):
    client.force_login(triagist())
    adres = reverse("werkgever_zaak", args=[werkgever.pk])
    assert adres in client.get(reverse("werkgever", args=[werkgever.pk])).content.decode()
    assert "Bakkerij Blom" in client.get(adres).content.decode()
    sleutel = uuid4()
    gegevens = {"sleutel": sleutel, "domein": "VEILIG_GEZOND", "reden": "Programma bakkerijen."}
    antwoord = client.post(adres, gegevens, follow=True)
    assert "Zaak 1 is geopend" in antwoord.content.decode()
    zaak = Zaak.objects.get()
    assert (zaak.aanleiding, zaak.domein, zaak.team, zaak.status) == (
        "ACTIEF",
        "VEILIG_GEZOND",
        "WEST",
        "OPEN",
    )
    assert zaak.eigen_initiatief.reden == "Programma bakkerijen."
    assert list(werkgevers_in(zaak)) == [werkgever]
    assert "niets dubbel gedaan" in client.post(adres, gegevens, follow=True).content.decode()
    assert Zaak.objects.count() == 1


@pytest.mark.parametrize(
    ("gegevens", "fout"),
    [
        ({"reden": "Programma."}, "Kies het domein."),
        ({"domein": "BUITEN", "reden": "Programma."}, "domein"),
        ({"domein": "EERLIJK", "reden": "  "}, "Schrijf op waarom"),
    ],
)
def test_zonder_domein_of_reden_komt_het_formulier_terug(client, werkgever, gegevens, fout):
    client.force_login(triagist())
    antwoord = client.post(reverse("werkgever_zaak", args=[werkgever.pk]), {"sleutel": uuid4(), **gegevens})
    assert fout in antwoord.content.decode()
    assert not Zaak.objects.exists()


def test_de_handeling_weigert_ook_zonder_scherm(werkgever):
    with pytest.raises(Regelfout, match="domein"):
        open_zaak(werkgever, domein="BUITEN")
    with pytest.raises(Regelfout, match="reden"):
        open_zaak(werkgever, reden=" ")


def test_wie_de_zaak_behandelt_ziet_waarom_en_vindt_haar_bij_de_werkgever(client, werkgever):
    zaak = open_zaak(werkgever)
    zaken.wijs_toe(zaak, inspecteur(), door=teamleider(), op=OP)
    client.force_login(inspecteur())
    pagina = client.get(reverse("zaak", args=[zaak.nummer])).content.decode()
    assert "Geopend op eigen initiatief." in pagina
    assert "Programma bakkerijen." in pagina
    assert "Bakkerij Blom" in pagina
    lijst = client.get(reverse("zaken") + "?q=Blom").content.decode()
    assert f'id="zaak-{zaak.nummer}"' in lijst
    assert "Bakkerij Blom" in lijst
    assert (
        reverse("zaak", args=[zaak.nummer])
        in client.get(reverse("werkgever", args=[werkgever.pk])).content.decode()
    )
    bestand = client.post(reverse("zaken_bestand"), {"formaat": "csv", "reden": "Voor het overleg."})
    assert b"Bakkerij Blom" in b"".join(bestand)
    client.force_login(gebruiker("auditor", Rol.AUDITOR))
    for vraag in ("zaak=open", "q=Blom"):
        assert "Bakkerij Blom" in client.get(f"{reverse('werkgevers')}?{vraag}").content.decode()


def test_de_kop_van_de_zaak_zegt_bij_wie_zij_is(client, werkgever):
    zaak = open_zaak(werkgever)
    client.force_login(teamleider())
    pagina = client.get(reverse("zaak", args=[zaak.nummer])).content.decode()
    kop = pagina.partition("<h1")[2].partition("</div>")[0]
    assert f'<a href="{reverse("werkgever", args=[werkgever.pk])}">Bakkerij Blom</a>' in kop


def test_in_de_zaak_gaat_het_verder_als_in_elke_andere(werkgever):
    zaak = open_zaak(werkgever)
    zaken.wijs_toe(zaak, inspecteur(), door=teamleider(), op=OP)
    zaak.refresh_from_db()
    overtreding = leg_overtreding_vast(zaak, werkgever, voorschrift="RIE", dag=DAG, door=inspecteur(), op=OP)
    assert overtreding.werkgever == werkgever
    onderzoek.noteer_contact(
        zaak, dag=DAG, wijze="TELEFOON", met="de chef", verslag="Belt terug.", door=inspecteur(), op=OP
    )
    assert Zaak.objects.get().status != ZaakStatus.OPEN


def test_zij_krijgt_het_volgende_nummer_van_alle_zaken(dossier, werkgever):
    een = open_zaak(werkgever)
    twee = zaken.open_zaak(
        besloten(dossier, werkgever=werkgever.extern_kenmerk or ""), door=triagist(), op=OP
    )
    drie = open_zaak(werkgever)
    assert [z.nummer for z in (een, twee, drie)] == [1, 2, 3]


def test_zij_telt_in_geen_kerncijfer(werkgever):
    voor = cijfers("2021-01-31")
    zaak = open_zaak(werkgever)
    zaken.wijs_toe(zaak, inspecteur(), door=teamleider(), op=OP)
    assert cijfers("2021-01-31") == voor


def test_het_logboek_getuigt_ervan_en_de_reden_staat_er_niet_in(werkgever):
    open_zaak(werkgever)
    assert not list(getuigenis())
    assert "Programma" not in str(list(Logregel.objects.values_list("gegevens", flat=True)))
    with pytest.raises(Exception, match="nooit gewijzigd"):
        EigenInitiatief.objects.update(reden="Anders.")
