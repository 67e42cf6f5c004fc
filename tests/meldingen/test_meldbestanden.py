"""Files with a report: bare, sealed, and no more than fits."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from inspectie.bestanden import BIJLAGEN_MAX, Bestand, keur_gestuurd
from meldingen.meldpunt import stapviews
from meldingen.models import ConceptBestand, Meldingbijlage
from meldingen.ontvangen import inhoud_van, naam_van
from tests.meldingen.meldpunthulp import ANTWOORDEN, begonnen, foto

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal, pytest.mark.usefixtures("ongeremd_melden")]
BESTANDEN = "/melden/nl/vraag/bestanden/"


def test_een_bestand_gaat_verzegeld_mee_en_komt_kaal_bij_de_melding():
    melder = begonnen()
    melder.beantwoord(ANTWOORDEN)
    for _ in range(2):  # the same file again is the same file
        melder.client.post(BESTANDEN, {"bestanden": foto()})
    melder.client.post(BESTANDEN, {"bestanden": foto("blue", "gang.jpg"), "verder": "1"})
    melder.ga(BESTANDEN)
    assert re.findall(r'name="weg" value="(\d+)"', melder.html)
    weg = ConceptBestand.objects.latest("pk").pk
    melder.client.post(BESTANDEN, {"weg": str(weg)})
    melder.ga("/melden/nl/nakijken/")
    assert "kantine.jpg" in melder.html
    assert "gang.jpg" not in melder.html
    melder.stuur()
    bijlage = Meldingbijlage.objects.get()
    assert naam_van(bijlage) == "kantine.jpg"
    assert b"Merk van Wil" not in inhoud_van(bijlage)
    assert not ConceptBestand.objects.exists()


def test_een_geweigerd_bestand_houdt_de_andere_niet_tegen_en_zegt_waarom():
    melder = begonnen()
    melder.stuur(ANTWOORDEN["gevaar"])
    fout = SimpleUploadedFile("virus.exe", b"MZ" + bytes(200))
    antwoord = melder.client.post(BESTANDEN, {"bestanden": [fout, foto()], "verder": "1"})
    assert "virus.exe: Dit soort bestand nemen wij niet aan" in antwoord.content.decode()
    assert ConceptBestand.objects.count() == 1


def test_er_gaan_niet_meer_bestanden_mee_dan_kan_en_samen_zijn_zij_niet_te_groot(settings):
    melder = begonnen()
    fotos = [foto(f"#{n * 20:02x}0000", f"{n}.jpg") for n in range(BIJLAGEN_MAX + 1)]
    antwoord = melder.client.post(BESTANDEN, {"bestanden": fotos})
    assert "niet meer dan 10 bestanden" in antwoord.content.decode()
    assert ConceptBestand.objects.count() == BIJLAGEN_MAX
    settings.MELDPUNT_BESTANDEN_SAMEN = 10
    antwoord = begonnen().client.post(BESTANDEN, {"bestanden": foto()})
    assert "samen zijn groter dan 0 MB" in antwoord.content.decode()


def test_van_veel_bestanden_ineens_worden_er_niet_meer_geopend_dan_er_bij_kunnen(monkeypatch):
    """Opening a picture of a hundred kilobytes can take half a second: of the same one a hundred times, a minute."""
    geopend = []

    def open_(gestuurd: UploadedFile) -> Bestand:
        geopend.append(gestuurd)
        return keur_gestuurd(gestuurd)

    monkeypatch.setattr(stapviews, "keur_gestuurd", open_)
    antwoord = begonnen().client.post(BESTANDEN, {"bestanden": [foto() for _ in range(40)]})
    assert antwoord.content.decode().count("niet meer dan 10 bestanden") == 30
    assert len(geopend) == BIJLAGEN_MAX


def test_elk_bestand_telt_voor_de_rem_ook_als_er_veel_tegelijk_komen(settings):
    settings.REMMEN = settings.REMMEN | {"meldbestand": (3, 60)}
    melder = begonnen()
    assert melder.client.post(BESTANDEN, {"bestanden": [foto() for _ in range(4)]}).status_code == 429
    assert not ConceptBestand.objects.exists()


def test_wat_veel_te_groot_is_wordt_niet_gelezen(settings):
    melder = begonnen()
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    antwoord = melder.client.post(BESTANDEN, {"bestanden": foto()})
    assert antwoord.status_code == 413
    assert "Wat u eerder invulde is bewaard" in antwoord.content.decode()


def test_een_bestand_van_een_ander_is_niet_weg_te_halen():
    begonnen().client.post(BESTANDEN, {"bestanden": foto()})
    begonnen().client.post(BESTANDEN, {"weg": str(ConceptBestand.objects.get().pk)})
    assert ConceptBestand.objects.count() == 1
