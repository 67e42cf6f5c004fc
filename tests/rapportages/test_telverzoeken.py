"""Figures that are too much for a page: asked for, counted in the background, and then as quick as the others."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspectie.models import Gebruiker, Rol
from inspectie.tijd import lokale_dag
from rapportages import opnemen, telverzoeken
from rapportages.kerncijfers import opname as rekenen
from rapportages.kerncijfers.opname import tel_als_het_vlug_is, zoek_verzoek, zoek_vorige
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.kerncijfers.vakken import WEEK, snijd
from rapportages.kerncijfers.verwijzing import Moment
from rapportages.models import Bewaking, Opname, Telverzoek
from tests.maak import Dossier
from tests.rapportages.beginnen import NU
from tests.rapportages.test_opname import opnieuw, tel

VERLEDEN = date(2021, 1, 12)


def toen(peildatum: date = VERLEDEN, snede: Snede = ALLES, stand_van: Any = NU) -> Moment:
    return Moment(peildatum, stand_van, tuple(snijd(peildatum - timedelta(days=30), peildatum, WEEK)), snede)


@pytest.fixture
def veel(geteld: Dossier, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """So many meldingen that no page counts all; and what is asked for waits."""
    settings.TELVERZOEK_VANAF = 0
    monkeypatch.setattr(telverzoeken, "na_commit", lambda *_: None)
    return geteld


@pytest.fixture
def rapporteur(db: None) -> Client:
    client = Client()
    client.force_login(Gebruiker.objects.create(username="r", rol=Rol.RAPPORTEUR))
    return client


VRAAG = f"?{urlencode({'peildatum': f'{VERLEDEN:%d-%m-%Y}'})}"
"""With the stand van of now: a little later at every request."""
MOMENTEN = [toen(), toen(snede=Snede(sector="C")), toen(lokale_dag(NU), Snede(domein="EERLIJK", sector="C"))]


@pytest.mark.django_db
@pytest.mark.parametrize("moment", MOMENTEN, ids=["peildatum", "sector", "twee filters"])
def test_wat_niet_klaarligt_wordt_gevraagd_en_is_daarna_vlug_en_hetzelfde(veel, moment):
    assert tel_als_het_vlug_is(moment) is None
    assert telverzoeken.stand(moment) == telverzoeken.NIET_GEVRAAGD
    telverzoeken.vraag(moment, op=NU)
    telverzoeken.vraag(moment, op=NU)
    assert telverzoeken.stand(moment) == telverzoeken.LOOPT
    assert Telverzoek.objects.count() == 1
    telverzoeken.tel_af(nu=timezone.now)
    assert telverzoeken.stand(moment) == telverzoeken.GETELD
    assert tel_als_het_vlug_is(moment) == opnieuw(moment)


@pytest.mark.django_db
def test_wat_er_later_bij_komt_telt_mee_zonder_opnieuw_te_vragen(veel):
    telverzoeken.vraag(toen(), op=NU)
    telverzoeken.tel_af(nu=timezone.now)
    later = NU + timedelta(minutes=5)
    veel.melding(ontvangen_op="2021-01-08T10:00:00+01:00", geregistreerd_op=later.isoformat())
    veel.neem()
    moment = toen(stand_van=NU + timedelta(hours=1))
    assert tel_als_het_vlug_is(moment) == opnieuw(moment)


@pytest.mark.django_db
@pytest.mark.parametrize("vanaf", [None, timedelta(days=-1), timedelta(0), timedelta(days=1)])
@pytest.mark.parametrize("later", [timedelta(0), timedelta(minutes=5)])
def test_wie_wacht_op_een_verzoek_krijgt_wat_er_dan_geteld_is(veel, vanaf, later):
    """Else a page waits for a count that it cannot use, or asks for another one."""
    Opname.objects.all().delete()
    Telverzoek.objects.create(peildatum=VERLEDEN, stand_van=NU, gevraagd_op=NU)
    Bewaking.objects.update(vanaf=None if vanaf is None else NU + vanaf)
    moment = toen(stand_van=NU + later)
    wacht = zoek_verzoek(moment) is not None
    telverzoeken.tel_af(nu=timezone.now)
    assert wacht == (zoek_vorige(moment.peildatum, moment.stand_van, moment.snede) is not None)


@pytest.mark.django_db
def test_een_gevraagde_telling_is_er_alleen_voor_haar_eigen_peildatum(veel):
    """Of a later day everything that is dated in between is missing, and was not written since."""
    Opname.objects.all().delete()
    telverzoeken.vraag(toen(), op=NU)
    telverzoeken.tel_af(nu=timezone.now)
    ander = toen(lokale_dag(NU))
    assert tel_als_het_vlug_is(ander) is None
    assert tel(ander) == opnieuw(ander)
    eerder = toen(VERLEDEN - timedelta(days=1))
    assert tel_als_het_vlug_is(eerder) is None


@pytest.mark.django_db
def test_een_stand_van_voor_de_bewaking_is_er_alleen_voor_zichzelf(veel):
    vroeger = toen(stand_van=NU - timedelta(days=3))
    telverzoeken.vraag(vroeger, op=NU)
    telverzoeken.tel_af(nu=timezone.now)
    assert tel_als_het_vlug_is(vroeger) == opnieuw(vroeger)
    assert tel_als_het_vlug_is(toen(stand_van=NU - timedelta(days=2))) is None
    veel.melding(geregistreerd_op=(NU + timedelta(minutes=5)).isoformat())
    veel.neem()
    assert tel_als_het_vlug_is(vroeger) == opnieuw(vroeger)


@pytest.mark.django_db
def test_de_kerncijfers_van_een_eerdere_dag_komen_uit_een_latere_telling(veel, monkeypatch):
    for peildatum in (VERLEDEN, date(2021, 1, 2), lokale_dag(NU)):
        verwacht = opnieuw(toen(peildatum))[0]
        with monkeypatch.context() as zonder:
            zonder.setattr(rekenen, "bereken", lambda *_: pytest.fail("alles werd geteld"))
            assert rekenen.tel_kerncijfers(peildatum, NU) == verwacht


@pytest.mark.django_db
def test_een_fout_bij_het_tellen_wordt_gezegd_en_houdt_de_volgende_niet_op(veel, monkeypatch):
    neem_op = rekenen.neem_op

    def vastgelopen(stand_van: Any, snede: Snede, *args: Any, **kwargs: Any) -> Opname:
        if snede.sector:
            raise RuntimeError
        return neem_op(stand_van, snede, *args, **kwargs)

    monkeypatch.setattr(telverzoeken, "neem_op", vastgelopen)
    for moment in MOMENTEN[:2][::-1]:
        telverzoeken.vraag(moment, op=NU)
    telverzoeken.tel_af(nu=timezone.now)
    assert [telverzoeken.stand(moment) for moment in MOMENTEN[:2]] == [
        telverzoeken.GETELD,
        telverzoeken.MISLUKT,
    ]
    monkeypatch.setattr(telverzoeken, "neem_op", neem_op)
    telverzoeken.vraag(MOMENTEN[1], op=NU)
    telverzoeken.tel_af(nu=timezone.now)
    assert telverzoeken.stand(MOMENTEN[1]) == telverzoeken.GETELD


@pytest.mark.django_db
def test_een_dag_later_is_wat_gevraagd_was_weg_en_een_uur_later_nog_niet(veel, monkeypatch):
    telverzoeken.vraag(toen(), op=NU)
    telverzoeken.tel_af(nu=timezone.now)
    Opname.objects.exclude(gevraagd_op=None).update(gevraagd_op=NU)
    opnemen.ruim_op(nu=NU + timedelta(hours=1))
    assert tel_als_het_vlug_is(toen()) is not None
    opnemen.ruim_op(nu=NU + timedelta(hours=26))
    assert tel_als_het_vlug_is(toen()) is None


@pytest.mark.django_db
def test_wat_klaar_komt_terwijl_de_klok_opruimt_blijft(veel, monkeypatch):
    sneden = opnemen.sneden

    def intussen() -> Any:
        rekenen.neem_op(NU, ALLES, VERLEDEN, gevraagd_op=NU).save()
        return sneden()

    monkeypatch.setattr(opnemen, "sneden", intussen)
    opnemen.ruim_op(nu=NU)
    assert tel_als_het_vlug_is(toen()) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("pagina", ["cijfers", "cijfers_verloop"])
def test_de_pagina_zegt_dat_er_wordt_geteld_en_ververst_als_het_klaar_is(veel, rapporteur, pagina):
    adres, hx = reverse(pagina) + VRAAG, {"headers": {"HX-Request": "true"}}
    tellen = f"{reverse('cijfers_tellen')}{VRAAG}&waar={pagina}"
    html = rapporteur.get(adres).content.decode()
    assert "Nu tellen" in html
    assert 'hx-trigger="load"' in html
    assert "KC-01" not in html
    assert "De cijfers worden geteld." in rapporteur.post(tellen, **hx).content.decode()
    assert rapporteur.get(tellen, **hx).status_code == 204
    html = rapporteur.get(adres).content.decode()
    assert "De cijfers worden geteld." in html
    assert 'hx-trigger="every 2s"' in html
    telverzoeken.tel_af(nu=timezone.now)
    assert rapporteur.get(tellen, **hx).headers["HX-Refresh"] == "true"
    assert "KC-01" in rapporteur.get(adres).content.decode()


@pytest.mark.django_db
def test_zonder_script_vraagt_een_knop_het_en_komt_men_op_dezelfde_pagina_terug(veel, rapporteur):
    tellen = f"{reverse('cijfers_tellen')}{VRAAG}&waar=cijfers_verloop"
    antwoord = rapporteur.post(tellen)
    assert antwoord.headers["Location"].startswith(reverse("cijfers_verloop") + "?peildatum=12-01-2021")
    assert "Nu verversen" in rapporteur.get(antwoord.headers["Location"]).content.decode()


@pytest.mark.django_db
def test_met_weinig_meldingen_telt_de_pagina_zelf(veel, rapporteur, settings):
    settings.TELVERZOEK_VANAF = 1_000_000
    assert "KC-01" in rapporteur.get(reverse("cijfers") + VRAAG).content.decode()
    rapporteur.post(reverse("cijfers_tellen") + VRAAG)
    assert not Telverzoek.objects.exists()


@pytest.mark.django_db
def test_wie_het_wachten_moe_is_stopt_het_tellen_en_kan_opnieuw_vragen(veel, rapporteur):
    pagina, tellen = reverse("cijfers") + VRAAG, reverse("cijfers_tellen") + VRAAG
    rapporteur.post(tellen)
    assert "Tellen stoppen" in rapporteur.get(pagina).content.decode()
    htmx = {"HX-Request": "true"}
    gestopt = rapporteur.post(tellen, {"stop": "1"}, headers=htmx).content.decode()
    assert "Het tellen is gestopt." in gestopt
    assert "hx-trigger" not in gestopt  # it does not ask again by itself
    assert Telverzoek.objects.count() == 0
    # Who else waits for it asks again; without JavaScript the page says that nothing is counted yet.
    ander = rapporteur.get(tellen, headers=htmx).content.decode()
    assert "load" in ander
    assert "Nu tellen" in rapporteur.post(tellen, {"stop": "1"}, follow=True).content.decode()
    rapporteur.post(tellen)
    telverzoeken.tel_af(nu=timezone.now)
    assert rapporteur.post(tellen, {"stop": "1"}, headers=htmx)["HX-Refresh"] == "true"
