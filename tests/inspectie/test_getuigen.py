"""The log bears witness of what is on record."""

from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command

from inspectie.getuigen import PORTIE, Getuigenis, afdruk, blijvende_velden, getuig, getuig_van
from inspectie.logboek import gebreken
from inspectie.versies import Wijziging, standen
from interventies.models import Toetsing, Toezegging, Zaak
from meldingen.models import Melding, Werkgever
from rapportages.bewijzen import GETUIGD, getuigenis

MOMENT = datetime(2021, 1, 8, 9, tzinfo=UTC)


def test_de_afdruk_van_een_rij_verandert_nooit():
    """The logs of every database in use hold them: whoever must change this must write a migration that tells so."""
    rij = {
        "id": 3,
        "melding_id": 7,
        "resultaat": "OPEN",
        "getoetst_op": MOMENT.date(),
        "geregistreerd_op": MOMENT,
    }
    assert (
        f"{afdruk(Toetsing, rij):064x}" == "4786579758c785cefa1e7deb6d4f75a49758173f9bb43e5be5bdb774e1359225"
    )


def test_een_moment_is_hetzelfde_in_elke_tijdzone_en_een_lege_kolom_telt_niet():
    rij = {"id": 3, "geregistreerd_op": MOMENT}
    elders = {"id": 3, "geregistreerd_op": MOMENT.astimezone(timezone(timedelta(hours=5)))}
    assert afdruk(Toetsing, rij) == afdruk(Toetsing, elders)
    assert afdruk(Toetsing, rij) == afdruk(Toetsing, {**rij, "toelichting": "", "vingerafdruk": None})
    assert afdruk(Toetsing, rij) != afdruk(Toetsing, {**rij, "toelichting": "x"})


def test_een_ontkenning_is_iets_anders_dan_niets():
    assert afdruk(Melding, {"duurt_voort": False}) != afdruk(Melding, {"duurt_voort": None})


def test_de_volgorde_van_rijen_maakt_niet_uit_en_wat_weg_is_gaat_eraf():
    heen, terug = Getuigenis(), Getuigenis()
    for getal in (5, 7):
        heen.bij("t", 1, getal)
    for getal in (7, 9, 5):
        terug.bij("t", 1, getal)
    terug.bij("t", -1, -9)
    assert heen.als_json() == terug.als_json()


def test_wat_een_handeling_schreef_is_wat_de_database_heeft(dossier):
    dossier.zaak(dossier.melding(werkgever=dossier.werkgever(kvk_nummer="12345678"), duurt_voort="nee"))
    dossier.neem()
    for model in (Werkgever, Melding, Zaak):
        alle = model.objects.all()
        assert getuig(alle) == getuig_van(alle)


def test_het_logboek_getuigt_van_alles_waarvan_een_vroegere_stand_blijft():
    records = {m for m in apps.get_models() if any(v.name == "verleden" for v in m._meta.related_objects)}
    assert records | {Wijziging, Toetsing} <= set(GETUIGD)
    for model in records:
        assert {"id", "geregistreerd_op", "invoer_id"} <= set(blijvende_velden(model))


@pytest.mark.parametrize("later", [False, True])
def test_een_correctie_op_het_moment_van_registratie_laat_zien_hoe_er_geregistreerd_was(dossier, later):
    m = dossier.melding(geregistreerd_op="2021-01-08T10:00:00+01:00")
    if later:
        dossier.neem()
    dossier.correctie("melding", m, "ernst", "acuut", "2021-01-08T10:00:00+01:00")
    dossier.correctie("melding", m, "ernst", "laag", "2021-01-08T10:00:00+01:00")
    dossier.neem()
    (melding,) = Melding.objects.all()
    assert melding.ernst == "laag"
    assert [s.velden["ernst"] for s in standen(Melding, [melding.pk])[melding.pk]] == ["laag"]
    alle = standen(Melding, [melding.pk], ook_zonder_duur=True)[melding.pk]
    assert [(s.vanaf, s.velden["ernst"]) for s in alle] == [(MOMENT, ""), (MOMENT, "laag")]
    call_command("controleer")


def test_wat_in_beraad_werd_teruggenomen_telt_niet_mee(dossier):
    """A boeterapport that the law forbids is written first and taken back at the end."""
    w = dossier.werkgever()
    z = dossier.zaak(dossier.melding(werkgever=w))
    o = dossier.overtreding(z, w)
    dossier.interventie(z, w, "BOETERAPPORT", overtredingen=o)
    dossier.correctie("zaak", z, "domein", "EERLIJK", "2021-01-16T09:00:00+01:00")
    dossier.melding(dubbel_van="weg")
    assert dossier.importeer(gedeeltelijk=True).opgeslagen
    assert len(dossier.fouten) == 2
    call_command("controleer")


def test_ook_een_tweede_invoer_en_meer_dan_een_portie(dossier, monkeypatch):
    monkeypatch.setattr("inspectie.getuigen.PORTIE", 3)
    assert PORTIE > 3
    for _ in range(2):
        for _ in range(5):
            dossier.toetsing(dossier.melding(), "OPEN")
        dossier.neem()
    call_command("controleer")


def test_van_een_toezegging_van_voor_zij_te_corrigeren_was_getuigt_het_logboek_alsnog(dossier):
    werkgever = dossier.werkgever()
    zaak = dossier.zaak(dossier.melding(werkgever=werkgever))
    dossier.neem()
    Toezegging.objects.create(
        zaak=Zaak.objects.get(extern_kenmerk=zaak),
        werkgever=Werkgever.objects.get(extern_kenmerk=werkgever),
        maatregel="Een scherm.",
        uiterlijk_op=MOMENT.date(),
        nagekomen_op=MOMENT.date(),
        geregistreerd_op=MOMENT,
        stand_vanaf=MOMENT,
    )
    assert list(getuigenis()) == ["interventies_toezegging: er zijn 1 rijen, het logboek getuigt van 0."]
    import_module("interventies.migrations.0006_toezegging_staat_sinds").getuig(apps, None)
    assert [*getuigenis(), *gebreken()] == []
