"""Figures counted on from an earlier count are those of counting everything; of random histories in
`test_opname_toeval.py`."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from inspectie.models import Code, Gebruiker, Rol, VrijeDag
from inspectie.tijd import lokale_dag
from interventies.dossier import dossierfeiten
from meldingen import aanvullen
from meldingen.adviseren import adviseer_stuk
from meldingen.bevestigingen import bevestig, herroep
from meldingen.models import Melding, Status, StatusWissel, TriageBesluit
from meldingen.registreren import registreer
from rapportages import opnameproef as proef
from rapportages import opnemen
from rapportages.cijfers import Kerncijfers
from rapportages.kerncijfers import bereken
from rapportages.kerncijfers import opname as rekenen
from rapportages.kerncijfers.kring import Geschreven
from rapportages.kerncijfers.opdag import Dagreeksen
from rapportages.kerncijfers.opname import tel_kerncijfers, zoek_vorige
from rapportages.kerncijfers.snede import ALLES, Snede
from rapportages.kerncijfers.stroom import ONBEANTWOORD, ONBEVESTIGD, OUD, PER_VERDELING
from rapportages.kerncijfers.stroomtelling import Stroom, bereken_stroom
from rapportages.kerncijfers.vakken import WEEK, snijd
from rapportages.kerncijfers.verloop import KERN
from rapportages.kerncijfers.verwijzing import Moment
from rapportages.models import Bewaking, Opname, Spoor
from rapportages.sporen import SEINEN, haal_sporen_weg, ontbrekend, zet_sporen
from tests.meldingen.volghulp import RIJ
from tests.rapportages.beginnen import NU

VANAF = datetime(2000, 1, 1, tzinfo=UTC)


def tel(moment: Moment) -> tuple[Kerncijfers, Stroom]:
    """All of a page; the core figures by themselves are the same."""
    uit = rekenen.tel(moment)
    assert tel_kerncijfers(moment.peildatum, moment.stand_van, moment.snede) == uit[0]
    return uit


def nu(dagen: int = 0, snede: Snede = ALLES) -> Moment:
    s = NU + timedelta(days=dagen)
    p = lokale_dag(s)
    return Moment(p, s, tuple(snijd(p - timedelta(days=30), p, WEEK)), snede)


def opnieuw(moment: Moment) -> tuple[Any, Any]:
    p, s = moment.peildatum, moment.stand_van
    return bereken(p, s, moment.snede), bereken_stroom(p, s, list(moment.vakken), moment.snede)


def vorige(moment: Moment) -> Any:
    return zoek_vorige(moment.peildatum, moment.stand_van, moment.snede)


def tel_alles_vooruit() -> None:
    """Anew, of all together: its parts are counted as it is."""
    Opname.objects.all().delete()
    with pytest.MonkeyPatch.context() as zonder_delen:
        zonder_delen.setattr(opnemen, "sneden", lambda: [ALLES])
        assert opnemen.houd_bij(nu=NU) == 1


@pytest.mark.django_db
def test_de_klok_telt_pas_weer_als_er_genoeg_is_gebeurd(geteld, monkeypatch):
    assert opnemen.houd_bij(nu=NU + timedelta(minutes=1)) == 0
    geteld.melding(geregistreerd_op=(NU + timedelta(minutes=5)).isoformat())
    geteld.neem()
    later = NU + timedelta(minutes=10)
    assert opnemen.houd_bij(nu=later) == 0
    monkeypatch.setattr(opnemen, "GENOEG", 0)
    assert opnemen.houd_bij(nu=later) > 0
    assert vorige(nu(1)).geschreven == Geschreven()
    assert tel(nu(1)) == opnieuw(nu(1))
    # Of every hour the first is kept, and the last.
    assert Opname.objects.filter(snede="").count() == 2
    assert list(proef.gebreken()) == []


@pytest.mark.django_db
def test_de_klok_telt_ook_weer_als_er_niets_is_geschreven_en_genoeg_termijnen_zijn_afgelopen(
    geteld, monkeypatch
):
    """A page counts what ran out since: of many meldingen that is more by the minute, also in a weekend."""
    recent = {"ontvangen_op": "2021-01-31T09:00:00Z", "ernst": "laag"}
    for _ in range(2):
        geteld.melding(domein="", bevoegd="eigen", werkgever=geteld.werkgever(), **recent)
    geteld.neem()
    while adviseer_stuk(dossierfeiten, op=NU - timedelta(days=1)):
        pass
    monkeypatch.setattr(opnemen, "GENOEG", 1)
    uiterlijk = TriageBesluit.objects.exclude(uiterlijk=None).latest("uiterlijk").uiterlijk
    assert uiterlijk is not None
    minuut, vooraf = timedelta(minutes=1), uiterlijk - timedelta(hours=1)
    opnemen.houd_bij(nu=vooraf)
    assert opnemen.houd_bij(nu=vooraf + minuut) == 0
    # It counts some minutes behind.
    assert opnemen.houd_bij(nu=uiterlijk + 5 * minuut) == len(list(opnemen.sneden()))
    assert opnemen.houd_bij(nu=uiterlijk + 6 * minuut) == 0


@pytest.mark.django_db
def test_met_weinig_meldingen_telt_de_klok_niets(geteld, settings):
    Opname.objects.all().delete()
    settings.OPNAME_VANAF = 100
    assert opnemen.houd_bij(nu=NU) == 0
    assert vorige(nu()) is None
    assert not Bewaking.objects.exists()
    geteld.melding()
    geteld.neem()
    assert not Spoor.objects.exists()


@pytest.mark.django_db
def test_wat_achterlangs_komt_maakt_een_eerdere_telling_onbruikbaar(geteld):
    assert vorige(nu(1)) is not None
    geteld.melding(geregistreerd_op="2021-01-20T09:00:00Z")
    geteld.neem()
    assert vorige(nu(1)) is None
    assert tel(nu(1)) == opnieuw(nu(1))


@pytest.mark.django_db
def test_wat_naar_opsporing_gaat_verdwijnt_meteen_uit_elke_smalle_snede(geteld):
    noord = Snede(team="NOORD")
    for status in (Status.NAAR_OPSPORING, Status.IN_TRIAGE):
        Melding.objects.filter(domein="VEILIG_GEZOND").update(status=status)
        for snede in (ALLES, noord):
            assert vorige(nu(1, snede)) is not None
            assert tel(nu(1, snede)) == opnieuw(nu(1, snede))
        assert tel(nu(1, noord))[0]["KC-01"].waarde == (0 if status == Status.NAAR_OPSPORING else 1)
    assert not vorige(nu(1)).geschreven.omgezet


@pytest.mark.django_db
def test_een_termijn_die_intussen_verstrijkt_telt_mee(geteld):
    recent = {"ontvangen_op": "2021-01-31T09:00:00Z", "ernst": "laag"}
    geteld.melding(domein="", bevoegd="eigen", werkgever=geteld.werkgever(), **recent)
    geteld.neem()
    while adviseer_stuk(dossierfeiten, op=NU - timedelta(days=1)):
        pass
    tel_alles_vooruit()
    for dagen in (0, 1, 8, 60):
        assert vorige(nu(dagen)) is not None
        assert tel(nu(dagen)) == opnieuw(nu(dagen))
    assert tel(nu(60))[1].totaal[4] > tel(nu())[1].totaal[4]


@pytest.mark.django_db
def test_een_vraag_waarvan_de_klok_intussen_afloopt_telt_mee_en_na_het_antwoord_niet_meer(geteld):
    geteld.melding(
        domein="", bevoegd="eigen", ernst="laag", werkgever=geteld.werkgever(), melder_email="a@post.example"
    )
    geteld.neem()
    while adviseer_stuk(dossierfeiten, op=NU - timedelta(days=1)):
        pass
    door = Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST)
    (melding,) = Melding.objects.filter(status=Status.IN_TRIAGE, melder_bereikbaar=True)
    klok = aanvullen.vraag_aanvulling(melding, vraag="Waar?", door=door, op=NU - timedelta(hours=1)).uiterlijk
    assert klok is not None
    tel_alles_vooruit()
    na = (klok - NU).days + 1
    for dagen, te_laat in ((0, 0), (na - 1, 0), (na, 1), (na + 60, 1)):
        assert vorige(nu(dagen)) is not None
        assert tel(nu(dagen)) == opnieuw(nu(dagen))
        assert tel(nu(dagen))[1].totaal[PER_VERDELING.index(ONBEANTWOORD)] == te_laat
    aanvullen.ontvang_aanvulling(
        melding, antwoord="Hier.", dossier=dossierfeiten, door=door, op=NU + timedelta(days=na + 2)
    )
    for dagen, te_laat in ((na, 1), (na + 1, 1), (na + 2, 0)):
        assert vorige(nu(dagen)) is not None
        assert tel(nu(dagen)) == opnieuw(nu(dagen))
        assert tel(nu(dagen))[1].totaal[PER_VERDELING.index(ONBEANTWOORD)] == te_laat


@pytest.mark.django_db
def test_een_melder_die_intussen_niet_op_tijd_bericht_kreeg_telt_mee_en_na_het_bericht_niet_meer(geteld):
    meldpunt = Gebruiker.objects.create(username="mira", rol=Rol.MELDPUNT)
    ontvangen = NU - timedelta(days=1)
    cellen = RIJ | {"kanaal": "BRIEF", "melder_naam": "Wil", "ontvangen_op": ontvangen.isoformat()}
    melding = registreer(
        cellen, inzending=uuid4(), dossier=dossierfeiten, door=meldpunt, op=ontvangen
    ).melding
    tel_alles_vooruit()
    assert melding.bevestig_uiterlijk is not None
    na = (melding.bevestig_uiterlijk - lokale_dag(NU)).days + 1

    def te_laat(dagen: int) -> int:
        assert vorige(nu(dagen)) is not None
        assert tel(nu(dagen)) == opnieuw(nu(dagen))
        return tel(nu(dagen))[1].totaal[PER_VERDELING.index(ONBEVESTIGD)]

    assert [te_laat(dagen) for dagen in (0, na - 1, na, na + 60)] == [0, 0, 1, 1]
    op = NU + timedelta(days=na + 2)
    bevestig(melding, wijze="BRIEF", dag=lokale_dag(op), door=meldpunt, op=op)
    assert [te_laat(dagen) for dagen in (na, na + 1, na + 2)] == [1, 1, 0]
    later = op + timedelta(days=2)
    herroep(melding, bevestigd_op=op, reden="Een andere brief.", door=meldpunt, op=later)
    assert [te_laat(dagen) for dagen in (na, na + 3, na + 4)] == [1, 0, 1]


@pytest.mark.django_db
def test_wat_intussen_dertig_dagen_open_ligt_telt_de_dag_daarna_als_oud(geteld):
    geteld.melding(ontvangen_op="2021-01-20T09:00:00Z", onderwerpen="AFSTAND")
    geteld.neem()
    tel_alles_vooruit()
    oud = []
    for dagen in (18, 19):  # 19 and 20 February
        assert vorige(nu(dagen)) is not None
        assert tel(nu(dagen)) == opnieuw(nu(dagen))
        stroom = tel(nu(dagen))[1]
        oud.append((stroom.totaal[PER_VERDELING.index(OUD)], stroom.delen["leeftijd"].get("MAAND", 0)))
    assert [(later - eerder) for eerder, later in zip(*oud, strict=True)] == [1, -1]


@pytest.mark.django_db
def test_een_termijn_van_een_instrument_die_doorloopt_telt_mee_zodra_zij_voorbij_is(geteld):
    """Its last day, Saturday 30 January, was before the count; it ran on past it."""
    zaak, werkgever = geteld.zaak(geteld.melding()), geteld.werkgever()
    geteld.interventie(
        zaak,
        werkgever,
        "EIS",
        overtredingen=geteld.overtreding(zaak, werkgever),
        termijn_tot="2021-01-30",
    )
    geteld.neem()
    tel_alles_vooruit()
    for dagen in (0, 1, 2):
        assert vorige(nu(dagen)) is not None
        assert tel(nu(dagen)) == opnieuw(nu(dagen))
    assert (tel(nu())[1].termijn_voorbij, tel(nu(1))[1].termijn_voorbij) == (0, 1)
    VrijeDag.objects.create(datum=date(2021, 2, 1), naam="Gelijkgesteld", bron="Proef", gelijkgesteld=True)
    assert vorige(nu(1)) is None
    assert (tel(nu(1))[1].termijn_voorbij, tel(nu(2))[1].termijn_voorbij) == (0, 1)


@pytest.mark.django_db
def test_samenvoegen_met_een_werkgever_waar_niets_is_gedaan_laat_de_telling_bruikbaar(geteld):
    nieuw = geteld.werkgever(kvk_nummer="11111111")  # one with another, as of its beginning
    geteld.neem()
    assert Spoor.objects.filter(soort="werkgever").exists()
    assert vorige(nu(1)).geschreven == Geschreven()
    assert tel(nu(1)) == opnieuw(nu(1))
    for laat, bruikbaar in (("2021-02-01T16:00:00Z", True), ("2021-01-30T09:00:00Z", False)):
        zaak = geteld.zaak(geteld.melding(geregistreerd_op=laat), geregistreerd_op=laat)
        overtreding = geteld.overtreding(zaak, nieuw, geregistreerd_op=laat, geconstateerd_op=laat[:10])
        geteld.interventie(
            zaak,
            nieuw,
            "WAARSCHUWING",
            overtredingen=overtreding,
            geregistreerd_op=laat,
            uitgereikt_op=laat[:10],
        )
        geteld.neem()
        assert (vorige(nu(1)) is not None) == bruikbaar
        assert tel(nu(1)) == opnieuw(nu(1))


@pytest.mark.django_db
def test_een_andere_codelijst_telt_alles_opnieuw(geteld):
    Code.objects.filter(lijst="provincie", code="GR").update(hoort_bij="OOST")
    assert vorige(nu(1, Snede(team="OOST"))) is None


@pytest.mark.parametrize(("wat", "woord"), [(KERN, "kerncijfers"), ("alles.0", "stroom")])
@pytest.mark.django_db
def test_een_telling_die_niet_klopt_valt_op(geteld, wat, woord):
    assert list(proef.gebreken()) == []
    opname = Opname.objects.get(snede="")
    telling = Dagreeksen.uit_bytes(bytes(opname.reeksen)).telling()
    telling[next(naam for naam in telling if naam[0] == wat)] += 1
    opname.reeksen = Dagreeksen.van(telling).als_bytes()
    opname.save()
    assert [gebrek for gebrek in proef.gebreken() if woord in gebrek]


@pytest.mark.django_db
def test_zonder_sporen_wordt_alles_geteld(geteld):
    assert ontbrekend(connection) == []
    haal_sporen_weg(connection)
    assert len(ontbrekend(connection)) == len(SEINEN)
    if connection.vendor == "sqlite":  # which loses them when it builds a table anew
        assert vorige(nu(1)) is None
    zet_sporen(connection)
    assert ontbrekend(connection) == []
    assert not Opname.objects.exists()


@pytest.mark.django_db
def test_een_spoor_dat_iets_anders_doet_telt_niet_als_het_spoor(geteld):
    if connection.vendor != "sqlite":
        pytest.skip("op PostgreSQL is dit een trigger die uit staat")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'spoor%'")
        weg = cursor.fetchone()[0]
        cursor.execute(f"DROP TRIGGER {weg}")
        cursor.execute(
            f"CREATE TRIGGER {weg[:-8]}anders AFTER DELETE ON meldingen_melding BEGIN SELECT 1; END"
        )
    assert vorige(nu(1)) is None
    assert opnemen.houd_bij(nu=NU + timedelta(minutes=1)) == 0
    zet_sporen(connection)
    assert opnemen.houd_bij(nu=NU + timedelta(minutes=2)) > 0


@pytest.mark.django_db
def test_wat_is_geteld_gaat_weg_als_de_bewaking_weg_is_geweest(geteld):
    Bewaking.objects.all().delete()
    assert vorige(nu()) is None
    wissel = {"van": "IN_TRIAGE", "naar": "AFGESLOTEN", "op": NU - timedelta(hours=1), "toelichting": ""}
    StatusWissel.objects.create(melding=Melding.objects.all()[0], **wissel)  # nobody noted it
    assert not Spoor.objects.filter(vanaf__lt=NU, vanaf__gt=NU - timedelta(hours=2)).exists()
    assert opnemen.houd_bij(nu=NU) == len(list(opnemen.sneden()))
    assert tel(nu()) == opnieuw(nu())


@pytest.mark.django_db
def test_de_pagina_vraagt_vast_evenveel_hoeveel_er_ook_wijzigt(geteld, django_assert_max_num_queries):
    client = Client()
    client.force_login(Gebruiker.objects.create(username="leider", rol=Rol.TEAMLEIDER))
    adres = f"{reverse('cijfers')}?peildatum=01-03-2021&stand_van=01-03-2021"
    client.get(adres)
    for aantal in (0, 20):
        for _ in range(aantal):
            m = geteld.melding(geregistreerd_op="2021-02-20T09:00:00Z", werkgever=geteld.werkgever())
            geteld.zaak(m, geregistreerd_op="2021-02-20T09:00:00Z")
        if aantal:
            geteld.neem()
        with django_assert_max_num_queries(36):
            client.get(adres)


@pytest.mark.django_db
def test_ook_de_startpagina_telt_niet_alles_opnieuw(geteld, monkeypatch):
    """Everybody who sees figures opens it, all day."""
    geteld.melding(geregistreerd_op="2021-02-20T09:00:00Z")
    geteld.neem()
    client = Client()
    client.force_login(Gebruiker.objects.create(username="leider", rol=Rol.TEAMLEIDER))
    adres = f"{reverse('start')}?peildatum=01-03-2021&stand_van=01-03-2021"
    monkeypatch.setattr(rekenen, "bereken", lambda *_: pytest.fail("alles is geteld"))
    assert b"KC-01" in client.get(adres).content
    with pytest.raises(pytest.fail.Exception):  # of before there were counts all is counted
        client.get(f"{reverse('start')}?peildatum=01-03-2021&stand_van=01-01-2021")
