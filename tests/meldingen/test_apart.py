"""What came in and is no melding: kept sealed, read for a reason, decided on once."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from inspectie.bestanden import Bestand
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from meldingen.apart import bestanden_van, eerdere_reden, geen_melding, lees_apart, leg_apart
from meldingen.models import Meldingbijlage, Ontvangst, OntvangstBestand, OntvangstInzage
from meldingen.ontvangen import Weg, inhoud_van, naam_van, ontvang
from meldingen.post.inhoud import HEEL, Inhoud
from meldingen.registreren import Registratie
from rapportages.balansproef import gebreken
from rapportages.bewijzen import getuigenis
from tests.maak import NU
from tests.meldingen.test_ontvangen import RIJ

pytestmark = pytest.mark.django_db
Uitkomst = Ontvangst.Uitkomst
MAIL = Inhoud(
    "De kantine is vol.", "Klacht", "Wil Kanarie", "kanarie@example.nl", ["Eén bijlage is te groot."]
)
FOTO = Bestand("Wil Kanarie.png", "image/png", b"een foto van de kantine")
BRON = Bestand("bericht.eml", HEEL, b"From: kanarie@example.nl")


@pytest.fixture
def meldpunt() -> Gebruiker:
    return Gebruiker.objects.create(username="meldpunt", rol=Rol.MELDPUNT)


def leg(**opties: Any) -> Ontvangst:
    alles: dict[str, Any] = {
        "uitkomst": Uitkomst.WACHT,
        "reden": "Waarover het gaat, moet iemand lezen.",
        "ontvangen_op": NU,
        "op": NU,
        "bestanden": [FOTO, BRON],
    }
    return leg_apart("EMAIL", opties.pop("kenmerk", "mail:1"), MAIL, **alles | opties)[0]


def maak_melding(ontvangst: Ontvangst, door: Gebruiker, **opties: Any) -> Registratie:
    return ontvang(
        RIJ | {"kanaal": "EMAIL"},
        Weg(ontvangst.kenmerk),
        dossier=dossierfeiten,
        op=NU,
        ontvangst=ontvangst,
        bestanden=bestanden_van(ontvangst),
        door=door,
        **{"inzending": uuid4()} | opties,
    )


def test_een_reden_bewaart_niet_wie_het_stuurde(meldpunt):
    ontvangst = leg()
    reden = "Wil Kanarie (kanarie@example.nl) belde hierover"
    lees_apart(ontvangst, door=meldpunt, reden=reden, op=NU)
    assert OntvangstInzage.objects.get().reden == "[…] […] ([…]) belde hierover"
    geen_melding(ontvangst, reden="Wil Kanarie wil het niet meer", door=meldpunt, op=NU)
    ontvangst.refresh_from_db()
    assert "kanarie" not in ontvangst.reden.casefold()


def test_wat_twee_keer_komt_is_een_regel_met_zijn_bestanden():
    assert leg() == leg()
    assert (Ontvangst.objects.count(), OntvangstBestand.objects.count()) == (1, 2)
    assert list(gebreken()) == []


def test_wat_apart_ligt_staat_nergens_leesbaar(meldpunt: Gebruiker):
    ontvangst = leg()
    lees_apart(ontvangst, door=meldpunt, reden="Ik ga het lezen.", op=NU)
    for tabel in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{tabel}"')
            for rij in cursor.fetchall():
                heel = repr([bytes(c) if isinstance(c, memoryview) else c for c in rij]).casefold()
                assert "kanarie" not in heel, tabel
                assert "kantine" not in heel, tabel


def test_lezen_kost_een_reden_en_staat_in_het_logboek(meldpunt: Gebruiker):
    ontvangst = leg()
    with pytest.raises(Regelfout):
        lees_apart(ontvangst, door=meldpunt, reden="   x  ", op=NU)
    assert not OntvangstInzage.objects.exists()
    inhoud, bestanden = lees_apart(ontvangst, door=meldpunt, reden="Ik ga het lezen.", op=NU)
    assert (inhoud, [b.bestand for b in bestanden]) == (MAIL, [FOTO, BRON])
    regel = Logregel.objects.get(actie="ontvangst_gelezen")
    assert (regel.door, regel.onderwerp) == (meldpunt, f"ontvangst:{ontvangst.pk}")
    assert eerdere_reden(ontvangst, meldpunt) == "Ik ga het lezen."
    assert eerdere_reden(ontvangst, Gebruiker.objects.create(username="ander")) == ""


def test_er_wordt_een_melding_van_gemaakt_met_haar_bestanden_en_zonder_het_bericht_zelf(meldpunt: Gebruiker):
    ontvangst = leg()
    melding = maak_melding(ontvangst, meldpunt).melding
    ontvangst.refresh_from_db()
    assert (ontvangst.uitkomst, ontvangst.melding, ontvangst.inhoud) == (Uitkomst.MELDING, melding, "")
    assert (ontvangst.beslist_door, ontvangst.beslist_op) == (meldpunt, NU)
    bijlage = Meldingbijlage.objects.get()
    assert (naam_van(bijlage), inhoud_van(bijlage)) == (FOTO.naam, FOTO.inhoud)
    assert [bestand.mediatype for bestand in ontvangst.bestanden.all()] == [HEEL]
    assert [*gebreken(), *getuigenis()] == []


def test_van_een_bericht_komt_een_melding_wie_er_ook_tegelijk_mee_bezig_is(meldpunt: Gebruiker):
    ontvangst, sleutel = leg(), uuid4()
    eerste = maak_melding(ontvangst, meldpunt, inzending=sleutel)
    assert not maak_melding(ontvangst, meldpunt, inzending=sleutel).nieuw
    with pytest.raises(Ingehaald, match=str(eerste.melding.nummer)):
        maak_melding(ontvangst, meldpunt)
    for doe in (lees_apart, geen_melding):
        with pytest.raises(Ingehaald):
            doe(ontvangst, door=meldpunt, reden="Ik was later.", op=NU)
    assert [*gebreken(), *getuigenis()] == []


def test_geen_melding_heeft_een_reden_en_is_terug_te_nemen(meldpunt: Gebruiker):
    ontvangst = leg(uitkomst=Uitkomst.ONGEWENST, reden="Een automatisch antwoord.")
    with pytest.raises(Regelfout):
        geen_melding(ontvangst, reden=" ", door=meldpunt, op=NU)
    geen_melding(ontvangst, reden="Het is reclame.", door=meldpunt, op=NU)
    with pytest.raises(Ingehaald):
        geen_melding(ontvangst, reden="Nog eens.", door=meldpunt, op=NU)
    assert [*gebreken(), *getuigenis()] == []
    assert maak_melding(ontvangst, meldpunt).nieuw
    assert [*gebreken(), *getuigenis()] == []
