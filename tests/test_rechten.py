"""Who may do what: the table of domain section 8 as it reads against `rechten.py`; every address has a row in
adressen.py, and is asked for everyone, of their own and of another, in test_elk_adres.py.
"""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from inspectie.models import Gebruiker, Rol
from inspectie.rechten import ROLLEN, Recht, heeft, rechten_van
from interventies.models import (
    Zaak,
    ZaakMelding,
)
from interventies.zaakhandelingen import ALLE
from meldingen.models import (
    Melding,
    Status,
)
from tests.adressen import HANDELINGEN, OP, RIJEN
from tests.doorlopen import FIXTURES

globals().update(FIXTURES)

pytestmark = pytest.mark.eenmaal

KOLOMMEN = [
    Rol.MELDPUNT,
    Rol.TRIAGIST,
    Rol.INSPECTEUR,
    Rol.TEAMLEIDER,
    Rol.BELEID,
    Rol.RAPPORTEUR,
    Rol.BEHEER,
    Rol.AUDITOR,
]
# The table itself: one letter per role in the order above, and below each row what its letters stand for.
TABEL: list[tuple[str, str, dict[str, str]]] = [
    (
        "register a melding",
        "W W Ro R - - - R",
        {"W": "MELDING_REGISTREREN MELDING_ZIEN", "Ro": "MELDING_ZIEN_EIGEN", "R": "MELDING_ZIEN"},
    ),
    (
        "reporter's identity",
        "W R Ro R - - - L",
        {"W": "MELDER_VASTLEGGEN", "R": "MELDER_ZIEN", "Ro": "MELDER_ZIEN_EIGEN", "L": "MELDERLOG_ZIEN"},
    ),
    (
        "triage",
        "- D - D+confirm - - - R",
        {
            "D": "TRIAGE_BESLISSEN TRIAGE_ZIEN",
            "D+confirm": "TRIAGE_BESLISSEN TRIAGE_BEVESTIGEN TRIAGE_ZIEN",
            "R": "TRIAGE_ZIEN",
        },
    ),
    (
        "correct domain / topic",
        "- P P D - P - R",
        {
            "P": "CORRECTIE_VOORSTELLEN CORRECTIE_ZIEN",
            "D": "CORRECTIE_BESLISSEN CORRECTIE_ZIEN",
            "R": "CORRECTIE_ZIEN",
        },
    ),
    (
        "merge / split employers",
        "- P P D - - - R",
        {
            "P": "SAMENVOEGING_VOORSTELLEN SAMENVOEGING_ZIEN",
            "D": "SAMENVOEGING_BESLISSEN SAMENVOEGING_ZIEN",
            "R": "SAMENVOEGING_ZIEN",
        },
    ),
    (
        "zaak",
        "- open Wo R+assign - - - R",
        {
            "open": "ZAAK_OPENEN",
            "Wo": "ZAAK_BEHANDELEN_EIGEN ZAAK_ZIEN_EIGEN",
            "R+assign": "ZAAK_ZIEN ZAAK_TOEWIJZEN",
            "R": "ZAAK_ZIEN",
        },
    ),
    (
        "visit and safety check",
        "- - Wo R - - - R",
        {"Wo": "BEZOEK_VASTLEGGEN_EIGEN BEZOEK_ZIEN_EIGEN", "R": "BEZOEK_ZIEN"},
    ),
    (
        "violation, waarschuwing, eis",
        "- - Do R - - - R",
        {"Do": "HANDHAVING_BESLISSEN_EIGEN HANDHAVING_ZIEN_EIGEN", "R": "HANDHAVING_ZIEN"},
    ),
    (
        "stillegging, boeterapport",
        "- - Wo D - - - R",
        {
            "Wo": "INGRIJPEND_OPSTELLEN_EIGEN STILLEGGING_MONDELING_EIGEN INGRIJPEND_ZIEN_EIGEN",
            "D": "INGRIJPEND_BESLISSEN INGRIJPEND_ZIEN",
            "R": "INGRIJPEND_ZIEN",
        },
    ),
    (
        "handover to a partner",
        "P D P D - - - R",
        {
            "P": "OVERDRACHT_VOORSTELLEN OVERDRACHT_ZIEN",
            "D": "OVERDRACHT_BESLISSEN OVERDRACHT_ZIEN",
            "R": "OVERDRACHT_ZIEN",
        },
    ),
    (
        "content of an opsporing case",
        "- send - send - count - -",
        {"send": "OPSPORING_STUREN", "count": "OPSPORING_AANTAL_ZIEN"},
    ),
    (
        "rules",
        "- R R R+approve W - - R",
        {
            "R": "REGELS_ZIEN",
            "R+approve": "REGELS_ZIEN REGELS_GOEDKEUREN",
            "W": "REGELS_SCHRIJVEN REGELS_ZIEN",
        },
    ),
    ("figures, dashboard", "- R Ro R R R - R", {"R": "CIJFERS_ZIEN", "Ro": "CIJFERS_ZIEN_EIGEN"}),
    (
        "make and export a report",
        "- - - R R W - R",
        {"R": "RAPPORT_ZIEN", "W": "RAPPORT_MAKEN RAPPORT_ZIEN"},
    ),
    (
        "fix (vaststellen) a report",
        "- - - D - - - R",
        {"D": "RAPPORT_VASTSTELLEN VASTSTELLING_ZIEN", "R": "VASTSTELLING_ZIEN"},
    ),
    ("users, code lists", "- - - - - - W R", {"W": "BEHEREN BEHEER_ZIEN", "R": "BEHEER_ZIEN"}),
    ("log", "- - - - - - - R", {"R": "LOG_ZIEN"}),
    # Not in section 8: the hour of a report says who was at work then; the other roles see the day.
    ("hour of receipt", "R R - R - - - R", {"R": "ONTVANGSTUUR_ZIEN"}),
    # Not in section 8: a view holds no case, but one that a team shares is somebody's to keep in order.
    ("saved views of the own team", "- - - W - - - -", {"W": "TEAMWEERGAVE_BEHEREN"}),
]


def volgens_de_tabel(rol: Rol) -> set[Recht]:
    kolom = KOLOMMEN.index(rol)
    return {
        Recht(naam)
        for _, letters, betekenis in TABEL
        for naam in betekenis.get(letters.split()[kolom], "").split()
    }


@pytest.mark.parametrize("rol", Rol)
def test_een_rol_mag_wat_de_tabel_zegt_en_niets_meer(rol):
    assert ROLLEN[rol] == volgens_de_tabel(rol)


def test_elke_rij_van_de_tabel_heeft_voor_elke_rol_een_letter_met_betekenis():
    for rij, letters, betekenis in TABEL:
        assert len(letters.split()) == len(KOLOMMEN), rij
        assert set(letters.split()) - {"-"} == set(betekenis), rij


def test_elk_recht_staat_in_de_tabel():
    assert {recht for rol in Rol for recht in volgens_de_tabel(rol)} == set(Recht)


def test_beheer_krijgt_geen_inhoud_van_zaken_te_zien():
    assert ROLLEN[Rol.BEHEER] == {Recht.BEHEREN, Recht.BEHEER_ZIEN}


def test_wie_geen_rol_heeft_mag_niets_ook_als_supergebruiker():
    assert rechten_van(Gebruiker(username="x", is_superuser=True, is_staff=True)) == frozenset()
    assert rechten_van(AnonymousUser()) == frozenset()
    assert not heeft(AnonymousUser(), Recht.RAPPORT_ZIEN)


def namen(resolver: URLResolver) -> Iterator[str]:
    for patroon in resolver.url_patterns:
        if isinstance(patroon, URLPattern):
            yield patroon.name or f"zonder naam: {patroon.pattern}"
        else:
            yield from namen(patroon)


def test_elke_url_heeft_een_rij():
    assert set(namen(get_resolver())) == {rij.naam for rij in RIJEN}


def test_een_inspecteur_komt_in_eigen_zaken_overal_bij_en_beslist_niet_over_triage(melding, client):
    ineke = Gebruiker.objects.create(username="ineke", rol=Rol.INSPECTEUR)
    stempel = {"geregistreerd_op": OP, "stand_vanaf": OP}
    zaak = Zaak.objects.create(
        nummer=1,
        domein="VEILIG_GEZOND",
        aanleiding="MELDING",
        geopend_op=OP.date(),
        behandelaar=ineke,
        **stempel,
    )
    ZaakMelding.objects.create(zaak=zaak, melding=melding, **stempel)
    client.force_login(ineke)
    assert client.get(reverse("melding", args=[12])).status_code == 200
    assert client.post(reverse("melding_melder", args=[12]), {"reden": "Terugbellen."}).status_code == 200
    assert client.post(reverse("melding_besluit", args=[12])).status_code == 403


def test_een_inspecteur_doet_in_de_eigen_zaak_alles_behalve_toewijzen_en_beoordelen(zaak, client):
    ineke = Gebruiker.objects.create(username="ineke", rol=Rol.INSPECTEUR)
    Zaak.objects.update(behandelaar=ineke)
    client.force_login(ineke)
    for naam in ("zaak", "zaak_optreden"):
        assert client.get(reverse(naam, args=[zaak.nummer])).status_code == 200
    for handeling in ALLE:
        niet = handeling.code in ("toewijzen", "terugsturen")
        antwoord = client.post(reverse(f"zaak_{handeling.code}", args=[zaak.nummer]))
        assert antwoord.status_code == (403 if niet else 200), handeling.code


def test_een_melding_die_men_niet_mag_zien_is_er_niet(melding, client):
    client.force_login(Gebruiker.objects.create(username="ander", rol=Rol.INSPECTEUR))
    for naam in ("melding", "melding_melder"):
        for nummer in (melding.nummer, melding.nummer + 1):
            methode = client.get if naam == "melding" else client.post
            assert methode(reverse(naam, args=[nummer]), {"reden": "Terugbellen."}).status_code == 404
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    client.force_login(Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST))
    for naam in ("melding", "melding_melder", "melding_besluit", *HANDELINGEN):
        methode = client.get if naam == "melding" else client.post
        assert methode(reverse(naam, args=[melding.nummer]), {"reden": "Terugbellen."}).status_code == 404


def test_wie_iets_niet_mag_leest_wat_en_wie_iets_niet_mag_zien_leest_niets(rapport, client):
    client.force_login(Gebruiker.objects.create(username="t", rol=Rol.TEAMLEIDER))
    assert "rapporten maken" in client.get(reverse("rapport_nieuw")).content.decode()
    client.force_login(Gebruiker.objects.create(username="m", rol=Rol.MELDPUNT))
    anders, nergens = (
        client.post(reverse("rapport_bestand", args=[pk]), {"reden": "Voor het overleg."})
        for pk in (rapport.pk, rapport.pk + 1)
    )
    assert anders.status_code == nergens.status_code == 404
    # A page holds its own address, to come back to in another language.
    eigen = rb'value="(\w{64}|/rapporten/\d+/bestand/)"'
    zonder_merk = [re.sub(eigen, b"", antwoord.content) for antwoord in (anders, nergens)]
    assert zonder_merk[0] == zonder_merk[1]
