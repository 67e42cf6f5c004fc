"""The hour of a report says who was at work then: whoever has no need of it sees the day, wherever they look.

Along every page and file it is looked for in test_elk_adres.py.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import models
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from inspectie.bladeren import cursor_na
from inspectie.lijsten.kolommen import Lijst
from inspectie.models import Gebruiker, Rol
from inspectie.rechten import ROLLEN, Recht, rechten_van
from inspectie.uren import op_de_dag, uren_van
from inspectie.versies import wijzig
from inspectie.werk import soorten
from interventies.models import Zaak, ZaakMelding
from meldingen.lijsten import MELDINGEN
from meldingen.models import (
    Aanvulling,
    Attendering,
    Intrekverzoek,
    Melder,
    Melding,
    Meldingbijlage,
    MeldingTekst,
    Nagekomen,
    Ontvangst,
    Status,
    StatusWissel,
    TriageBesluit,
)
from meldingen.opsporinglijst import OPSPORING
from rapportages.cijferlijsten import CIJFERMELDINGEN
from tests.adressen import OP
from tests.doorlopen import cursors
from tests.maak import kale_melding

pytestmark = pytest.mark.eenmaal
ONTVANGEN = datetime(2021, 2, 3, 2, 41, 53, 271828, UTC)
"""03:41:53 in Amsterdam, on the day of all else."""
TIJD = re.compile(r"(?<![\d:.])0?[23][:.]41(?!\d)|(?<!\d)41:53|271828|1612320[01]\d\d")


ZONDER = [rol for rol in Rol if Recht.ONTVANGSTUUR_ZIEN not in ROLLEN[rol]]


@pytest.fixture
def melding(db: None) -> Melding:
    """Reported, registered, written down and advised on within one minute of one night."""
    melding = kale_melding(12, ONTVANGEN, Status.IN_TRIAGE, uiterlijk=ONTVANGEN + timedelta(hours=24))
    for tekst in ("Eerst.", "Daarna."):
        MeldingTekst.objects.create(melding=melding, tekst=tekst, geregistreerd_op=ONTVANGEN)
    StatusWissel.objects.create(melding=melding, van="ONTVANGEN", naar="IN_TRIAGE", op=ONTVANGEN)
    return melding


def test_wie_de_klokken_van_triage_ziet_ziet_ook_het_uur():
    """A term of 24 hours tells it: no role has the one without the other."""
    for rechten in ROLLEN.values():
        assert Recht.TRIAGE_ZIEN not in rechten or Recht.ONTVANGSTUUR_ZIEN in rechten
    assert ZONDER == [Rol.INSPECTEUR, Rol.BELEID, Rol.RAPPORTEUR, Rol.BEHEER]


def bel(client: Client, rol: Rol) -> Gebruiker:
    wie = Gebruiker.objects.create(username=f"u-{rol}", rol=rol)
    client.force_login(wie)
    return wie


def in_zaak_van(wie: Gebruiker, melding: Melding) -> None:
    van_de_zaak = {
        "domein": "VEILIG_GEZOND",
        "aanleiding": "MELDING",
        "geopend_op": OP.date(),
        "geregistreerd_op": OP,
        "stand_vanaf": OP,
        "behandelaar": wie,
    }
    zaak, _ = Zaak.objects.get_or_create(nummer=1, defaults=van_de_zaak)
    ZaakMelding.objects.create(zaak=zaak, melding=melding, geregistreerd_op=OP, stand_vanaf=OP)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rol", "staat_er"), [(Rol.INSPECTEUR, "03-02-2021"), (Rol.TRIAGIST, "03-02-2021 03:41")]
)
def test_een_verbeterd_moment_van_ontvangst_noemt_het_uur_alleen_voor_wie_het_mag_zien(
    melding, client, rol, staat_er
):
    wijzig(
        "melding",
        melding.pk,
        "ontvangen_op",
        ONTVANGEN.isoformat(),
        reden="Verkeerd gelezen.",
        op=OP,
        ingevoerd_op=OP,
    )
    in_zaak_van(bel(client, rol), melding)
    html = client.get(reverse("melding", args=[melding.nummer])).content.decode()
    assert re.search(rf"Ontvangen op: {staat_er}\s*</p>", html)
    assert bool(TIJD.search(html)) == (rol == Rol.TRIAGIST)


@pytest.mark.django_db
@pytest.mark.parametrize("lijst", ["meldingen", "opsporing"])
def test_een_plek_in_de_lijst_noemt_de_dag_en_niet_het_uur(lijst, client):
    """More than a page: the next one begins after a row, and the address says which."""
    rol, status = {
        "meldingen": (Rol.INSPECTEUR, Status.IN_TRIAGE),
        "opsporing": (Rol.RAPPORTEUR, Status.NAAR_OPSPORING),
    }[lijst]
    wie = bel(client, rol)
    dagen = []
    for n in range(60):
        moment = ONTVANGEN - timedelta(hours=7 * n)
        melding = kale_melding(n + 1, moment, status)
        in_zaak_van(wie, melding)
        dagen.append((timezone.localtime(moment).date(), melding.pk))
    for sort in ("", "ontvangen"):
        gezien: list[int] = []
        url = f"{reverse(lijst)}?sort={sort}"
        for _ in range(5):
            inhoud = client.get(url).content.decode()
            gezien += [int(pk) for pk in re.findall(rf'id="{lijst.removesuffix("en")}-(\d+)"', inhoud)]
            assert not any(re.search(r"\d\d:\d\d", plek) for plek in cursors(inhoud))
            verder = re.findall(r'rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next"', inhoud)
            if not verder:
                break
            url = f"{reverse(lijst)}{('?' + urlsplit(''.join(verder[0])).query).replace('&amp;', '&')}"
        nummers = [pk for _, pk in sorted(dagen, reverse=sort != "ontvangen")]
        assert [Melding.objects.get(nummer=n).pk for n in gezien] == nummers


@pytest.mark.django_db
def test_een_zelf_gemaakte_plek_met_een_tijd_vindt_het_uur_niet(client):
    """Trying moments in the cursor would find the hour by halving."""
    wie = bel(client, Rol.RAPPORTEUR)
    melding = Melding(pk=1, nummer=1, ontvangen_op=ONTVANGEN)
    met_tijd = cursor_na(melding, ["-ontvangen_op"])
    keuze = OPSPORING.kies({"cursor": met_tijd}, wie, timezone.now())
    assert keuze.velden == ("-ontvangen_dag",)
    inspecteur = bel(client, Rol.INSPECTEUR)
    for sort in ("ontvangen", "-ontvangen", "uiterlijk", "prioriteit", "besloten", "ontvangen_op"):
        velden = MELDINGEN.kies({"sort": sort}, inspecteur, timezone.now()).velden
        assert all("_op" not in veld and "uiterlijk" not in veld for veld in velden), sort
    for filter_ in ("termijn", "besluit"):
        assert filter_ not in MELDINGEN.kies({}, inspecteur, timezone.now()).filters
    assert parse_qs(f"cursor={met_tijd}")


def alle_lijsten() -> Iterator[Lijst]:
    assert get_resolver().url_patterns  # every list is declared where some page needs it
    for naam, module in list(sys.modules.items()):
        if naam.startswith(("inspectie.", "meldingen.", "interventies.", "rapportages.")):
            yield from (ding for ding in vars(module).values() if isinstance(ding, Lijst))


@pytest.mark.django_db
def test_geen_enkele_lijst_en_geen_stapel_staat_op_een_moment_van_een_melding():
    """Whatever it is a list of, and whatever it is ordered by; also a list that is made after this was written."""
    lijsten = {lijst.naam: lijst for lijst in alle_lijsten()}
    assert {"meldingen", "opsporing", "cijfers_meldingen", "zaken"} <= set(lijsten)
    for rol in ZONDER:
        wie = Gebruiker(pk=1, username=f"u-{rol}", rol=rol)
        for lijst in lijsten.values():
            if rechten_van(wie).isdisjoint(lijst.rechten):
                continue
            keuze = lijst.kies({}, wie, timezone.now(), reeks=lijst.zichtbaar(wie).none())
            for sortering in keuze.sorteringen.values():
                for veld in sortering.velden:
                    assert not is_moment_van_melding(keuze.queryset.model, veld.removeprefix("-")), (
                        lijst,
                        veld,
                    )
        for soort in soorten(wie):
            model = soort.reeks(wie, timezone.now()).model
            for veld in op_de_dag(soort.volgorde, model, wie):
                assert not is_moment_van_melding(model, veld), soort.code
    assert is_moment_van_melding(Nagekomen, "op")
    assert is_moment_van_melding(Zaak, "zaakmelding_set__melding__ontvangen_op")


def is_moment_van_melding(model: type[models.Model], pad: str) -> bool:
    *heen, veld = pad.split("__")
    for naam in heen:
        relatie = model._meta.get_field(naam)
        assert isinstance(relatie.related_model, type)
        model = relatie.related_model
    if model not in VAN_EEN_MELDER or veld in uren_van(model).values():
        return False
    return isinstance(model._meta.get_field(veld), models.DateTimeField)


VAN_EEN_MELDER = {
    *(Melding, MeldingTekst, Melder, StatusWissel, TriageBesluit, Ontvangst),
    *(Nagekomen, Meldingbijlage, Aanvulling, Intrekverzoek, Attendering),
}
"""What is written down the moment a reporter does something."""


@pytest.mark.django_db
def test_ook_de_lijst_achter_een_cijfer_staat_op_de_dag():
    """It takes its orders from the list of meldingen, and none of the reasons for them."""
    for rol in ZONDER:
        wie = Gebruiker(pk=1, username=f"u-{rol}", rol=rol, team="WEST")
        assert CIJFERMELDINGEN.kies({}, wie, timezone.now()).velden == ("-ontvangen_dag",)
    triagist = Gebruiker(pk=1, username="t", rol=Rol.TRIAGIST)
    assert CIJFERMELDINGEN.kies({}, triagist, timezone.now()).velden == ("-ontvangen_op",)


@pytest.mark.django_db
def test_de_klok_van_een_zaak_is_voor_een_inspecteur_een_dag(client, melding):
    wie = bel(client, Rol.INSPECTEUR)
    zaak = Zaak.objects.create(
        nummer=1,
        domein="VEILIG_GEZOND",
        aanleiding="MELDING",
        geopend_op=OP.date(),
        geregistreerd_op=OP,
        stand_vanaf=OP,
        behandelaar=wie,
    )
    ZaakMelding.objects.create(zaak=zaak, melding=melding, geregistreerd_op=OP, stand_vanaf=OP)
    inhoud = client.get(reverse("mijn_werk")).content.decode()
    assert "4-2-2021" in inhoud.replace("04-02-2021", "4-2-2021")
    assert not TIJD.search(inhoud)
