"""What open data would leave out is worked out in the background: asked, waited for, failed, overtaken."""

import hashlib
import random
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspectie.celery import app
from inspectie.fouten import Ingehaald
from inspectie.models import Rol
from inspectie.sloten import BEURT_SQL
from rapportages import opstellen, tasks, uitgaveplan, uitgeven, vaststellen
from rapportages.models import Rapportage, Uitgave, Uitgaveplan, Vaststelling
from rapportages.models.uitgaveplan import EVEN
from rapportages.openbaar import vrijgeven
from rapportages.openbaar.bewijs import Bewijs
from rapportages.openbaar.getoond import getoond
from rapportages.openbaar.grootheden import Vrijgave, cellen
from rapportages.openbaar.verbanden import verbanden
from rapportages.rapportgegevens import Rapportgegevens
from rapportages.uitgaveplan import sleutel, stuk_van, vraag, zoek
from rapportages.uitgavewoorden import tegenhouden
from tests.inloggen import als
from tests.rapportages.test_onderdrukken import begin, cijfers_van
from tests.rapportages.test_rapportage import OP, begonnen, wie
from tests.rapportages.test_uitgeven import cijfers, ga, gepubliceerd, vast
from tests.rapportages.uitrekenen import reken_uit
from tests.rapportages.voorbeelden import LABELS

__all__ = ["gepubliceerd", "vast"]
pytestmark = pytest.mark.django_db
NOG_NIET = "Er is nog niet uitgerekend"
LOOPT = 'hx-trigger="every 2s"'
MISLUKT = "Het is niet gelukt om uit te rekenen"
OUD = "moet opnieuw worden uitgerekend"
BEKEND = "getallen die niet 0 zijn"
VANZELF = 'hx-trigger="load"'
Commit = Callable[..., Any]


@pytest.fixture
def berichten(monkeypatch) -> list[int]:
    """The reports of which a worker is told; none hears of it."""
    uit: list[int] = []
    monkeypatch.setattr(tasks.reken_uitgaveplan, "delay", uit.append)
    return uit


def pagina(vast: Vaststelling, rol: Rol = Rol.TEAMLEIDER) -> str:
    return str(als(wie(rol)).get(reverse("rapportage_openbaar", args=[vast.pk])).content.decode())


def vraag_op_pagina(vast: Vaststelling, client: Client | None = None) -> str:
    client = client or als(wie(Rol.TEAMLEIDER))
    return str(client.post(reverse("rapportage_plan", args=[vast.pk]), follow=True).content.decode())


def htmx(vast: Vaststelling, methode: str = "get") -> Any:
    client = als(wie(Rol.BELEID))
    return getattr(client, methode)(
        reverse("rapportage_plan", args=[vast.pk]), headers={"HX-Request": "true"}
    )


def stop(vast: Vaststelling) -> str:
    adres = reverse("rapportage_plan", args=[vast.pk])
    antwoord = als(wie(Rol.BELEID)).post(adres, {"stop": "1"}, headers={"HX-Request": "true"})
    return str(antwoord.content.decode())


def later() -> None:
    """As if it was asked longer ago than a run takes."""
    Uitgaveplan.objects.update(gevraagd_op=timezone.now() - EVEN)


def mislukt(*_: object) -> None:
    raise ValueError("geheim")


# Asking


@pytest.mark.usefixtures("_zonder_worker")
def test_kijken_rekent_niet_en_schrijft_niet_en_wie_erom_vraagt_krijgt_het(
    gepubliceerd, django_capture_on_commit_callbacks: Commit
):
    vast = gepubliceerd(cijfers())
    html = pagina(vast)
    assert NOG_NIET in html
    assert VANZELF in html
    assert "Open data uitgeven</button>" not in html
    assert "Dat kan als bekend is wat er wordt weggelaten." in html
    assert not Uitgaveplan.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        vraag_op_pagina(vast)
    html = pagina(vast)
    assert BEKEND in html
    assert "Open data uitgeven</button>" in html
    assert reverse("rapportage_plan", args=[vast.pk]) not in html


def test_zolang_het_loopt_vraagt_de_pagina_ernaar_en_daarna_komt_zij_opnieuw(gepubliceerd, berichten):
    vast = gepubliceerd(cijfers())
    html = htmx(vast, "post").content.decode()
    assert LOOPT in html
    assert "Er wordt uitgerekend" in html
    assert htmx(vast).status_code == 204
    html = pagina(vast)
    assert LOOPT in html
    assert "Nu verversen" in html
    assert "Nu uitrekenen" not in html.partition('id="plan"')[2].partition("</section>")[0]
    tasks.reken_uitgaveplan(vast.pk)
    assert htmx(vast)["HX-Refresh"] == "true"


def test_twee_die_tegelijk_vragen_zijn_een_vraag(
    gepubliceerd, berichten, django_capture_on_commit_callbacks: Commit
):
    vast = gepubliceerd(cijfers())
    with django_capture_on_commit_callbacks(execute=True):
        for rol in (Rol.TEAMLEIDER, Rol.BELEID):
            assert LOOPT in vraag_op_pagina(vast, als(wie(rol)))
    assert berichten == [vast.pk]
    tasks.reken_uitgaveplan(vast.pk)
    with django_capture_on_commit_callbacks(execute=True):  # what is known is not asked again
        assert BEKEND in vraag_op_pagina(vast)
    assert berichten == [vast.pk]


@pytest.mark.postgres
def test_een_tweede_worker_rekent_niet_mee(gepubliceerd, berichten, monkeypatch):
    vast = gepubliceerd(cijfers())
    vraag_op_pagina(vast)
    gerekend: list[object] = []
    monkeypatch.setattr(tasks, "reken", gerekend.append)
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as eerste:
        eerste.execute(BEURT_SQL, [f"uitgaveplan-{vast.pk}"])
        tasks.reken_uitgaveplan(vast.pk)
    assert gerekend == []
    assert Uitgaveplan.objects.te_maken().filter(pk=vast.pk).exists()


def test_van_wat_is_uitgegeven_wordt_niets_meer_uitgerekend(gepubliceerd, berichten):
    vast = gepubliceerd(cijfers())
    ga(vast)
    Uitgaveplan.objects.all().delete()
    vraag_op_pagina(vast)
    assert not Uitgaveplan.objects.exists()
    assert htmx(vast, "post")["HX-Refresh"] == "true"


# Stopping


def test_wie_niet_wil_wachten_stopt_het_en_het_begint_niet_vanzelf_opnieuw(gepubliceerd, berichten):
    vast = gepubliceerd(cijfers())
    html = htmx(vast, "post").content.decode()
    assert "Uitrekenen stoppen" in html
    html = stop(vast)
    assert "Het uitrekenen is gestopt." in html
    assert VANZELF not in html
    assert LOOPT not in html
    assert "Nu uitrekenen" in html
    assert not Uitgaveplan.objects.exists()
    tasks.reken_uitgaveplan(vast.pk)
    assert NOG_NIET in pagina(vast)
    # What is known stays, also for who presses too late.
    vraag_op_pagina(vast)
    tasks.reken_uitgaveplan(vast.pk)
    stop(vast)
    assert BEKEND in pagina(vast)


def test_wat_wordt_uitgerekend_houdt_op_als_niemand_het_meer_vraagt(gepubliceerd, berichten, monkeypatch):
    """In this process too: the button is on the page that waits, and another thread answers it."""
    eerste, tweede = gepubliceerd(cijfers()), gepubliceerd(cijfers(erbij=3))
    ga(eerste)
    assert "Uitrekenen stoppen" in pagina(tweede)
    vraag_op_pagina(tweede)
    monkeypatch.setattr(tasks, "KIJK", 0.0)
    keren = 0

    def bewezen(werk: Bewijs, naam: str) -> bool:
        nonlocal keren
        keren += 1
        if keren == 3:
            stop(tweede)
        return eigen(werk, naam)

    eigen = Bewijs._is_veilig
    monkeypatch.setattr(Bewijs, "_is_veilig", bewezen)
    tasks.reken_uitgaveplan(tweede.pk)
    assert keren == 3
    assert not Uitgaveplan.objects.filter(pk=tweede.pk).exists()


# What goes wrong


@pytest.mark.usefixtures("_zonder_worker")
def test_een_verloren_bericht_wordt_door_de_veger_gevonden(gepubliceerd, monkeypatch):
    vast = gepubliceerd(cijfers())
    with monkeypatch.context() as weg:
        weg.setattr(tasks.reken_uitgaveplan, "delay", lambda *_: None)
        assert LOOPT in vraag_op_pagina(vast)
    tasks.reken_wachtende_uitgaveplannen()
    assert BEKEND in pagina(vast)


@pytest.mark.usefixtures("_zonder_worker")
def test_een_gevallen_worker_laat_de_vraag_staan_voor_de_veger(gepubliceerd, berichten, monkeypatch):
    vast = gepubliceerd(cijfers())
    vraag_op_pagina(vast)
    with monkeypatch.context() as valt:
        valt.setattr(tasks, "reken", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            tasks.reken_uitgaveplan(vast.pk)
    assert LOOPT in pagina(vast)
    monkeypatch.undo()
    monkeypatch.setitem(app.conf, "task_always_eager", True)
    tasks.reken_wachtende_uitgaveplannen()
    assert BEKEND in pagina(vast)


def test_zonder_veger_kan_wie_wacht_na_een_minuut_opnieuw_vragen(
    gepubliceerd, berichten, django_capture_on_commit_callbacks: Commit
):
    vast = gepubliceerd(cijfers())
    vraag_op_pagina(vast)
    later()
    html = pagina(vast)
    assert VANZELF in html
    assert "Nu uitrekenen" in html
    with django_capture_on_commit_callbacks(execute=True):
        assert LOOPT in vraag_op_pagina(vast)
    assert berichten == [vast.pk]


def test_wat_mislukt_staat_er_en_wordt_niet_vanzelf_opnieuw_geprobeerd(gepubliceerd, monkeypatch, caplog):
    vast = gepubliceerd(cijfers())
    vraag_op_pagina(vast)
    with monkeypatch.context() as kapot:
        kapot.setattr(tasks, "reken", mislukt)
        tasks.reken_uitgaveplan(vast.pk)
    assert f"uitgaveplan van rapportage R-{vast.pk} mislukt" in caplog.text
    for html in (pagina(vast), htmx(vast).content.decode()):
        assert MISLUKT in html
        assert "geheim" not in html
        assert VANZELF not in html
        assert LOOPT not in html
        assert "Opnieuw proberen" in html
    assert LOOPT in vraag_op_pagina(vast)
    tasks.reken_uitgaveplan(vast.pk)
    assert BEKEND in pagina(vast)


# What it depends on


def test_een_uitgave_door_een_ander_maakt_het_plan_oud_en_er_komt_een_nieuw(gepubliceerd):
    eerste, tweede = gepubliceerd(cijfers()), gepubliceerd(cijfers(erbij=3))
    oud = reken_uit(tweede.rapportage)
    assert "Open data uitgeven</button>" in pagina(tweede)
    ga(eerste)
    html = pagina(tweede)
    assert OUD in html
    assert BEKEND not in html
    assert "Open data uitgeven</button>" not in html
    # On the page that was open.
    gegevens = {"sleutel": str(uuid4()), "gezien": "5", "afdruk": oud.afdruk}
    adres = reverse("rapportage_uitgeven", args=[tweede.pk])
    html = als(wie(Rol.TEAMLEIDER)).post(adres, gegevens, follow=True).content.decode()
    assert "wordt opnieuw uitgerekend" in html
    assert LOOPT in html
    assert not Uitgave.objects.filter(pk=tweede.pk).exists()
    tasks.reken_uitgaveplan(tweede.pk)
    nieuw = zoek(stuk_van(tweede.rapportage), nu=OP).plan
    assert nieuw is not None
    assert nieuw.afdruk != oud.afdruk
    assert BEKEND in pagina(tweede)


def test_uitgeven_rekent_niet_zelf(gepubliceerd, monkeypatch):
    vast = gepubliceerd(cijfers())
    monkeypatch.setattr(uitgaveplan, "verberg", mislukt)
    with pytest.raises(Ingehaald, match="opnieuw uitgerekend"):
        uitgeven.geef_uit(vast.pk, "x", gezien=5, door=wie(Rol.TEAMLEIDER), op=OP)


def test_wat_tijdens_het_rekenen_naar_buiten_gaat_telt_alsnog_mee(gepubliceerd, monkeypatch):
    eerste, tweede = gepubliceerd(cijfers()), gepubliceerd(cijfers(erbij=3))
    stuk = stuk_van(tweede.rapportage)
    vraag(stuk, op=OP)
    echt, keren = uitgaveplan.reken, []

    def reken(stuk: uitgaveplan.Stuk, *_: object) -> tuple[str, uitgaveplan.Plan]:
        uit = echt(stuk)
        if stuk.pk == tweede.pk:
            keren.append(uit[0])
            if len(keren) == 1:
                ga(eerste)
                assert zoek(stuk, nu=OP).oud
                vraag(stuk, op=OP)  # somebody who saw that it is old
        return uit

    monkeypatch.setattr(tasks, "reken", reken)
    tasks.reken_uitgaveplan(tweede.pk)
    assert len(keren) == 2
    plan = zoek(stuk, nu=OP).plan
    assert plan is not None
    assert plan.afdruk == echt(stuk)[1].afdruk


def test_de_sleutel_is_van_alles_waar_een_plan_van_afhangt(gepubliceerd, settings, monkeypatch):
    eerste, vast = gepubliceerd(cijfers()), gepubliceerd(cijfers(erbij=9))
    stuk = stuk_van(vast.rapportage)
    gezien = {sleutel(stuk)}

    def anders(stuk: uitgaveplan.Stuk) -> bool:
        nieuw = sleutel(stuk)
        was = nieuw in gezien
        gezien.add(nieuw)
        return not was

    assert not anders(stuk_van(Rapportage.objects.get(pk=vast.pk)))
    assert anders(stuk._replace(pk=0))
    assert anders(stuk._replace(gegevens="anders"))
    assert anders(stuk._replace(titel="anders"))
    assert anders(stuk._replace(tekst="anders"))
    settings.OPENDATA_DREMPEL = 7
    assert anders(stuk)
    monkeypatch.setattr(uitgaveplan, "VERSIE", vrijgeven.VERSIE + 1)
    assert anders(stuk)
    ga(eerste)
    assert anders(stuk)
    gepubliceerd(cijfers(erbij=40))
    assert anders(stuk)
    assert uitgaveplan.reken(stuk)[0] == sleutel(stuk)


def test_wie_verandert_wat_wordt_weggelaten_verhoogt_de_versie():
    """Else what was worked out before stays in use. With another outcome here: a higher `VERSIE`, and its digest."""
    eerder = Vrijgave("R-1", cijfers_van(begin(random.Random(103))), 5, frozenset({"KC-01.waarde"}))
    per = begin(random.Random(103))
    per["BUITEN"]["AFSTAND"] += 3
    uitkomsten = vrijgeven.verberg(Vrijgave("R-2", cijfers_van(per), 5), [eerder])
    tekst = "{tabel.domeinen}\n\n{diagram.onderwerpen}\n\n{zin.afstand_of_ziek} {KC-06.percentage} {KC-13.STILLEGGING}"
    toont = getoond(Rapportgegevens(cijfers(), LABELS, synthetisch=False), "Titel", tekst)
    assert {"KC-01.waarde", "KC-04.teller", "KC-13.STILLEGGING"} < toont
    inhoud = [sorted(toont), *((sorted(u.verborgen.items()), list(u.onbeschermd)) for u in uitkomsten)]
    afdruk = hashlib.sha256(repr(inhoud).encode()).hexdigest()[:16]
    assert {vrijgeven.VERSIE: afdruk} == {5: "c9d80be7b97b0445"}


# Of a report that is still written


@pytest.mark.usefixtures("gevuld", "_zonder_worker")
def test_bij_het_nakijken_komt_het_vanzelf_en_een_andere_tekst_wordt_opnieuw_uitgerekend(
    django_capture_on_commit_callbacks: Commit,
):
    rapportage, client = begonnen(), als(wie(Rol.RAPPORTEUR))
    adres, plan = (reverse(naam, args=[rapportage.pk]) for naam in ("rapportage", "rapportage_plan"))
    assert NOG_NIET in client.get(adres).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(plan)
    assert antwoord["Location"] == adres
    assert "kunnen zij na de publicatie niet worden uitgegeven" in client.get(adres).content.decode()
    html = client.get(plan, headers={"HX-Request": "true"}).content.decode()
    assert "kunnen zij na de publicatie niet worden uitgegeven" in html
    assert "hx-" not in html
    opstellen.bewaar_tekst(rapportage.pk, "T", "Anders.", gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)
    assert OUD in client.get(adres).content.decode()
    # Of one that lapsed nothing is worked out.
    opstellen.laat_vervallen(rapportage.pk, "Dubbel.", gezien=2, door=wie(Rol.RAPPORTEUR), op=OP)
    assert client.post(plan).status_code == 404


def test_het_plan_van_het_concept_geldt_ook_als_het_zo_is_vastgesteld(gevuld):
    rapportage = begonnen()
    plan = reken_uit(rapportage)
    opstellen.bied_aan(rapportage.pk, gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)
    vast = vaststellen.stel_vast(rapportage.pk, gezien=2, door=wie(Rol.TEAMLEIDER), op=OP)
    gevonden = zoek(stuk_van(vast.rapportage), nu=OP + timedelta(days=1)).plan
    assert gevonden is not None
    assert gevonden.afdruk == plan.afdruk


# In words


def test_elk_getal_dat_iets_kan_tegenhouden_heeft_een_naam_die_men_begrijpt():
    """Also what is not printed and only follows."""
    gegevens = Rapportgegevens(cijfers(), LABELS, synthetisch=False)
    waarden = {naam: n for naam, (n, _) in cellen(gegevens.cijfers).items()}
    namen = {deel for geheel, delen in verbanden(waarden) for deel in (geheel, *delen) if deel[0] not in "<="}
    assert len(namen) > 60
    zinnen = {}
    for naam in sorted(namen):
        plan = uitgaveplan.Plan(gegevens, 5, {}, ((naam.lstrip("~"), "R-1"), (naam.lstrip("~"), "R-2")))
        (zinnen[naam],) = tegenhouden(plan)
    for naam, zin in zinnen.items():
        assert re.match(r"KC-\d\d [A-Z]", zin), naam
        assert zin.endswith(" verschilt te weinig van wat met R-1, R-2 is gepubliceerd."), naam
        assert not re.search(r"_|(?!ISZW)[A-Z]{4}|\b(waarde|teller|noemer|rest)\b", zin), zin
    assert zinnen["~KC-05.buiten_vg"].startswith(
        "KC-05 Afstand of ziek, van alle meldingen, buiten Veilig & Gezond "
    )
