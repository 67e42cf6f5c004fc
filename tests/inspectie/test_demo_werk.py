"""The demo as a newcomer finds it: the figures of the report, and everybody in the middle of their work."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from inspectie.management.commands import demo
from inspectie.models import Gebruiker, Logregel
from inspectie.tijd import begin_van
from inspectie.werk import soorten
from interventies.models import Zaak, ZaakStatus
from meldingen.models import Melding, Status
from meldingen.volgcode import vind
from rapportages.models import Rapport

pytestmark = pytest.mark.xdist_group("demo")


def wacht_op(naam: str) -> dict[str, int]:
    gebruiker, nu = Gebruiker.objects.get(username=naam), timezone.now()
    return {soort.code: soort.reeks(gebruiker, nu).count() for soort in soorten(gebruiker)}


def test_na_de_demo_kloppen_de_cijfers_en_heeft_elke_rol_haar_werk(
    db: None, settings: Any, tmp_path: Path, demomap: Callable[[int], Path], monkeypatch: Any
):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(  # the same, made once
        demo, "schrijf_map", lambda map_, zaad, **_: copytree(demomap(zaad), map_, dirs_exist_ok=True)
    )
    uit = io.StringIO()
    call_command("demo", stdout=uit)
    assert "16 cijfers, 0 verschillen" in uit.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # of what is not committed the database counts nothing by itself

    for naam in ("inspecteur", "inspecteur-zuid"):
        werk = wacht_op(naam)
        assert werk["zaken"] >= 8, naam
        assert werk["terugkoppelen"] >= 1, naam
        assert werk["hercontroles"] >= 5, naam
        assert Melding.objects.zichtbaar_voor(Gebruiker.objects.get(username=naam)).count() >= werk["zaken"]
    (bestand,) = tmp_path.glob("demo_volgcode-*")
    nummer, code = bestand.read_text().split()
    assert f"met nummer {nummer} en code {code}" in uit.getvalue()
    gevolgd = vind(nummer, code)
    assert gevolgd is not None
    assert [bool(vraag.antwoord) for vraag in gevolgd.aanvullingen.order_by("pk")] == [True, False]
    triagist, teamleider = wacht_op("triagist"), wacht_op("teamleider")
    assert triagist["aangevuld"] == 4
    assert triagist["overdrachten"] == 3
    assert triagist["overdrachtsvoorstellen"] == 1
    assert teamleider["correcties"] == 3
    assert teamleider["hercontroles"] >= 5
    assert teamleider["bevestigen"] > 0
    assert Melding.objects.filter(status=Status.AANVULLING_GEVRAAGD).exists()
    assert Melding.objects.filter(besloten_op__isnull=False).count() > 100
    assert set(Zaak.objects.values_list("status", flat=True)) == {
        ZaakStatus.OPEN,
        ZaakStatus.TOEGEWEZEN,
        ZaakStatus.ONDERZOEK_AFSTAND,
        ZaakStatus.ONDERZOEK_LOCATIE,
        ZaakStatus.AFGEROND,
    }

    rapporten = Rapport.objects.filter(peildatum=date(2021, 1, 10), stand_van=begin_van(date(2021, 2, 3)))
    assert sorted(rapporten.values_list("formaat", flat=True)) == ["ods", "pdf"]
    assert set(rapporten.values_list("aangevraagd_door__username", flat=True)) == {"rapporteur"}
    assert not Logregel.objects.filter(actie="zaak_toegewezen").exclude(door__username="teamleider").exists()

    controle = io.StringIO()
    call_command("controleer", stdout=controle)
    assert controle.getvalue().rstrip().endswith("0 controles gefaald")


def test_een_tweede_demo_laat_het_wachtwoord_van_de_eerste_staan(
    settings: Any, tmp_path: Path, monkeypatch: Any
):
    """Each in a database of its own, from one checkout."""
    settings.DATA_DIR = tmp_path
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "inspectie.sqlite3")}
    monkeypatch.setitem(settings.DATABASES, "default", database)
    demo._bewaar(demo.WACHTWOORD, "van de eerste")
    monkeypatch.setitem(settings.DATABASES, "default", database | {"NAME": str(tmp_path / "eigen.sqlite3")})
    demo._bewaar(demo.WACHTWOORD, "van de tweede")
    assert (tmp_path / "demo_wachtwoord").read_text() == "van de eerste"
    assert demo._bestand(demo.WACHTWOORD).read_text() == "van de tweede"
