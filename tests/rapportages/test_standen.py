"""Who may not know the hour of a report cannot try standen until a number tells it."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspectie.models import Gebruiker, Rol
from inspectie.rechten import ROLLEN, Recht
from inspectie.tijd import begin_van, einde_van
from rapportages.forms import MomentForm, beginwaarden
from rapportages.models import Rapport
from rapportages.standen import is_hele_dag

DAG = datetime(2021, 2, 3, tzinfo=UTC).date()
SECONDE = "03-02-2021 03:41:53"
WEIGERING = "Kies voor de stand van een hele dag"
CIJFERROLLEN = [rol for rol in Rol if {Recht.CIJFERS_ZIEN, Recht.CIJFERS_ZIEN_EIGEN} & ROLLEN[rol]]
ZONDER = [rol for rol in CIJFERROLLEN if Recht.ONTVANGSTUUR_ZIEN not in ROLLEN[rol]]

pytestmark = pytest.mark.django_db


def wie(rol: Rol) -> Gebruiker:
    return Gebruiker.objects.create(username=f"u-{rol}", rol=rol, team="WEST")


@pytest.mark.eenmaal
def test_een_hele_dag_begint_of_eindigt():
    assert is_hele_dag(begin_van(DAG))
    assert is_hele_dag(einde_van(DAG))
    assert not is_hele_dag(datetime(2021, 2, 3, 2, 41, 53, tzinfo=UTC))


@pytest.mark.eenmaal
@pytest.mark.parametrize("rol", CIJFERROLLEN)
def test_een_stand_op_de_seconde_is_voor_wie_het_uur_kent(rol):
    nu = timezone.now().replace(microsecond=0)

    def form(stand_van: str) -> MomentForm:
        return MomentForm({"peildatum": "03-02-2021", "stand_van": stand_van}, nu=nu, gebruiker=gebruiker)

    gebruiker = wie(rol)
    assert form(SECONDE).is_valid() == (rol not in ZONDER)
    for goed in ("03-02-2021", "03-02-2021 00:00", ""):
        assert form(goed).is_valid(), goed
    nu_gekozen = form("")
    assert nu_gekozen.is_valid()
    assert (nu_gekozen.invoer()["stand_van"] == "") == (rol in ZONDER)
    was = beginwaarden(
        nu, gebruiker, synthetisch=False, terug=nu - datetime(2021, 2, 3, 2, 41, 53, tzinfo=UTC)
    )
    assert was["stand_van"] == ("03-02-2021" if rol in ZONDER else SECONDE)


@pytest.mark.eenmaal
@pytest.mark.parametrize("uur", ["00:30", "01:30"])  # half past two, both times
def test_in_het_uur_dat_er_twee_keer_is_blijft_een_adres_een_adres(uur):
    nu, gebruiker = datetime.fromisoformat(f"2026-10-25T{uur}:00+00:00"), wie(Rol.TRIAGIST)
    form = MomentForm(beginwaarden(nu, gebruiker, synthetisch=False), nu=nu, gebruiker=gebruiker)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["stand_van"] == nu
    later = nu.replace(hour=9)
    for stand in ("25-10-2026 02:30", "29-03-2026 02:30"):  # twice, and not at all
        form = MomentForm({"peildatum": "25-10-2026", "stand_van": stand}, nu=later, gebruiker=gebruiker)
        assert "geen bestaand tijdstip" in str(form.errors)


@pytest.mark.eenmaal
def test_de_stand_van_een_rapportage_blijft_te_kiezen():
    moment = datetime(2021, 2, 3, 2, 41, 53, tzinfo=UTC)
    rapporteur, inspecteur = wie(Rol.RAPPORTEUR), wie(Rol.INSPECTEUR)
    Rapport.objects.create(
        peildatum=DAG, stand_van=moment, formaat="pdf", aangevraagd_door=rapporteur, aangevraagd_op=moment
    )
    for gebruiker, mag in ((rapporteur, True), (inspecteur, False)):
        form = MomentForm(
            {"peildatum": "03-02-2021", "stand_van": SECONDE}, nu=timezone.now(), gebruiker=gebruiker
        )
        assert form.is_valid() == mag


@pytest.mark.eenmaal
@pytest.mark.parametrize("rol", ZONDER)
def test_geen_enkel_adres_neemt_zo_een_stand(rol, dossier):
    dossier.melding()
    dossier.neem()
    client = Client()
    client.force_login(wie(rol))
    vraag = {"peildatum": "03-02-2021", "stand_van": SECONDE}
    for adres, extra in (
        (reverse("start"), {}),
        (reverse("cijfers"), {}),
        (reverse("cijfers_verschil"), {}),
        (
            reverse("cijfers_verschil"),
            {"was-peildatum": "03-02-2021", "was-stand_van": SECONDE, "stand_van": ""},
        ),
        (reverse("cijfers_meldingen"), {"getal": "KC-01.waarde"}),
    ):
        antwoord = client.get(adres, vraag | extra, follow=True)
        assert WEIGERING in antwoord.content.decode(), adres

    def bestand(stand_van: str) -> Any:
        getal = urlencode(vraag | {"getal": "KC-01.waarde", "stand_van": stand_van})
        return client.post(
            f"{reverse('cijfers_meldingen_bestand')}?{getal}",
            {"formaat": "csv", "reden": "Voor het overleg."},
        )

    assert bestand("")["Content-Type"].startswith("text/csv")
    assert bestand(SECONDE).status_code == 302  # no file at all
    if rol == Rol.RAPPORTEUR:
        for adres in (reverse("rapport_nieuw"), reverse("rapportage_nieuw")):
            antwoord = client.post(adres, vraag | {"formaat": "pdf"})
            assert WEIGERING in antwoord.content.decode(), adres


@pytest.mark.eenmaal
def test_een_getal_van_nu_leidt_naar_zijn_lijst_van_nu():
    client = Client()
    client.force_login(wie(Rol.RAPPORTEUR))
    inhoud = client.get(
        reverse("cijfers"), {"peildatum": f"{timezone.localdate():%d-%m-%Y}"}
    ).content.decode()
    links = [h for h in inhoud.split('href="')[1:] if h.startswith((reverse("cijfers"), "?"))]
    assert links
    for link in links:
        stand = parse_qs(urlsplit(link.split('"')[0].replace("&amp;", "&")).query).get("stand_van", [""])
        assert ":" not in stand[0]
