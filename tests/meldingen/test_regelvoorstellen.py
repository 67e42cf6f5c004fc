"""Other rules of triage: written in one form, tried on what came in before, approved by a second person."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Proefverschil, Regelproef, Regelset
from meldingen.models.triage import versienaam
from meldingen.regelblad import Regelrij
from meldingen.regelproef import begin, doe_stuk
from meldingen.regelsets import bewaar_regelset, sluit_regelset, trek_regelset_in
from meldingen.regelvoorstellen import keur_goed, stel_voor
from rapportages.bewijzen import regels
from tests.meldingen.regelhulp import als, f2, gelezen, nu, velden

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)
VANAF = date(2026, 12, 1)
JANUARI: dict[str, Any] = {"van": date(2021, 1, 1), "tot": date(2021, 1, 31)}


def voorgesteld(bram: Gebruiker, **anders: Any) -> Regelset:
    gewoon: dict[str, Any] = {"vanaf": VANAF, "reden": "Te hoog.", "gezien": nu().pk, "door": bram, "op": OP}
    return stel_voor(gelezen(**f2()).delen, **gewoon | anders)


def geprobeerd(regelset: Regelset, door: Gebruiker) -> Regelproef:
    proef = begin(regelset, **JANUARI, door=door, op=OP)
    while doe_stuk(proef.pk, dossierfeiten, op=OP):
        pass
    proef.refresh_from_db()
    return proef


# Proposing and deciding


def test_van_voorstel_langs_proef_tot_goedkeuring(client, bram, thea, dossier):
    dossier.melding(
        ernst="significant", aantal_blootgesteld="7", duurt_voort="ja", werkgever=dossier.werkgever()
    )
    dossier.neem()
    als(client, bram)
    assert client.post(reverse("regels_voorstellen"), velden(**f2())).status_code == 302
    voorstel = Regelset.objects.get(status="CONCEPT")
    adres = reverse("regelset_besluit", args=[voorstel.pk])
    assert (
        "nog niet op het verleden geprobeerd"
        in als(client, thea).post(adres, {"uitkomst": "ja"}).content.decode()
    )

    antwoord = client.post(
        reverse("regelset_proef", args=[voorstel.pk]), {"van": "01-01-2021", "tot": "31-01-2021"}
    )
    assert antwoord.status_code == 302
    proef = Regelproef.objects.get()
    client.post(reverse("regelproef_verder", args=[proef.pk]))
    pagina = client.get(antwoord["Location"]).content.decode()
    assert "1 melding zou anders zijn geadviseerd" in pagina
    naar_lijst = unescape(re.search(r'href="([^"]*\?proef=[^"]*)"', pagina)[1])  # type: ignore[index]
    melding = Melding.objects.get()
    assert reverse("melding", args=[melding.nummer]) in client.get(naar_lijst).content.decode()

    pagina = client.get(reverse("regelset", args=[voorstel.pk])).content.decode()
    assert "1 van 1 meldingen zou anders zijn geadviseerd." in pagina, "waar men beslist"
    assert "minstens 10" in pagina
    assert "minstens 5" in pagina
    assert client.post(adres, {"uitkomst": "ja"}).status_code == 302
    assert nu().pk == voorstel.pk
    assert Regelset.objects.get(versie="2020-03-01").geldig_tot == date(2026, 11, 30)
    assert list(regels()) == []


def test_wie_voorstelt_keurt_niet_goed_ook_niet_door_een_vervalst_formulier(client, bram, thea, dossier):
    dossier.melding(werkgever=dossier.werkgever())
    dossier.neem()
    voorstel = voorgesteld(thea)
    geprobeerd(voorstel, thea)
    adres = reverse("regelset_besluit", args=[voorstel.pk])
    antwoord = als(client, thea).post(adres, {"uitkomst": "ja"})
    assert "Een ander dan de maker" in antwoord.content.decode()
    for uitkomst in ("ja", "nee"):  # beleid takes back only its own
        assert als(client, bram).post(adres, {"uitkomst": uitkomst}).status_code == 403
    assert nu().versie == "2020-03-01"


def test_wat_een_voorwaarde_was_staat_vlak_voor_wat_zij_wordt(db):
    rij = Regelrij("F2", "", ("ernst", "minstens 5", "domein"), ("bellen",))
    nieuw = replace(rij, was=Regelrij("F2", "", ("ernst", "minstens 10", "domein"), ("bellen", "P2")))
    assert nieuw.als_zinnen == [
        ("", "ernst"),
        ("was", "minstens 10"),
        ("wordt", "minstens 5"),
        ("", "domein"),
    ]
    assert nieuw.dan_zinnen == [("", "bellen"), ("was", "P2")]
    assert rij.als_zinnen == [("", "ernst"), ("", "minstens 5"), ("", "domein")]


def test_wie_een_voorstel_laat_vervallen_zegt_waarom_en_wie_het_deed_leest_dat(client, bram, thea):
    voorstel = voorgesteld(bram)
    adres = reverse("regelset_besluit", args=[voorstel.pk])
    als(client, thea)
    assert "(niet verplicht)" not in client.get(reverse("regelset", args=[voorstel.pk])).content.decode()
    antwoord = client.post(adres, {"uitkomst": "nee", "besluit_reden": " "}).content.decode()
    assert 'href="#id_besluit_reden"' in antwoord
    assert "Een voorstel laten vervallen vraagt een reden." in antwoord
    with pytest.raises(Regelfout, match="vraagt een reden"):
        trek_regelset_in(voorstel, door=thea, op=OP)
    assert Regelset.objects.get(pk=voorstel.pk).status == Regelset.Status.CONCEPT
    client.post(adres, {"uitkomst": "nee", "besluit_reden": "Eerst de RI&E."})
    als(client, bram)
    for pagina in (reverse("regelset", args=[voorstel.pk]), reverse("regels")):
        assert "Eerst de RI&amp;E." in client.get(pagina).content.decode()
    assert "Vervallen door thea" in client.get(reverse("regelset", args=[voorstel.pk])).content.decode()


def test_een_reden_bij_goedkeuren_gaat_niet_stil_verloren(client, bram, thea):
    voorstel = voorgesteld(bram)
    adres = reverse("regelset_besluit", args=[voorstel.pk])
    antwoord = als(client, thea).post(adres, {"uitkomst": "ja", "besluit_reden": "Goed idee."})
    assert "Bij goedkeuren wordt geen reden bewaard." in antwoord.content.decode()
    assert Regelset.objects.get(pk=voorstel.pk).status == Regelset.Status.CONCEPT


def test_wie_het_eigen_voorstel_intrekt_mag_zeggen_waarom(client, bram):
    for reden in ("", "Ik schreef de verkeerde drempel."):
        voorstel = voorgesteld(bram)
        adres = reverse("regelset_besluit", args=[voorstel.pk])
        assert als(client, bram).post(adres, {"uitkomst": "nee", "besluit_reden": reden}).status_code == 302
        pagina = client.get(reverse("regelset", args=[voorstel.pk])).content.decode()
        assert "Ingetrokken door wie het voorstelde" in pagina
        assert reden in pagina


def test_een_eigen_voorstel_past_men_aan_en_het_nieuwe_komt_ervoor_in_de_plaats(client, bram):
    als(client, bram)
    client.post(reverse("regels_voorstellen"), velden(**f2(5)))
    eerst = Regelset.objects.get(status="CONCEPT")
    pagina = client.get(reverse("regels_voorstellen")).content.decode()
    assert "Uw voorstel aanpassen" in pagina
    assert "minstens 5" in pagina
    anders = velden(eerst, **f2(8))
    for _ in range(2):  # a double click
        assert client.post(reverse("regels_voorstellen"), anders).status_code == 302
    assert Regelset.objects.get(pk=eerst.pk).status == Regelset.Status.INGETROKKEN
    assert Regelset.objects.get(status="CONCEPT").versie == "2026-12-01-2"


def test_hetzelfde_formulier_twee_keer_is_een_voorstel_en_een_ander_wacht_zijn_beurt(client, bram):
    als(client, bram)
    for _ in range(2):
        assert client.post(reverse("regels_voorstellen"), velden(**f2())).status_code == 302
    assert Regelset.objects.filter(status="CONCEPT").count() == 1
    als(client, Gebruiker.objects.create_user("bea", rol=Rol.BELEID))
    antwoord = client.post(reverse("regels_voorstellen"), velden(reden="Mijn tekst blijft staan.", **f2(4)))
    assert "wacht al een nieuwe versie" in antwoord.content.decode()
    assert "Mijn tekst blijft staan." in antwoord.content.decode()


def test_wie_achterloopt_hoort_dat(bram, thea, dossier):
    dossier.melding(werkgever=dossier.werkgever())
    dossier.neem()
    gezien = nu().pk
    voorstel = voorgesteld(bram)
    geprobeerd(voorstel, bram)
    keur_goed(voorstel, door=thea, op=OP)
    with pytest.raises(Ingehaald):
        voorgesteld(bram, vanaf=date(2027, 1, 1), gezien=gezien)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_van_twee_voorstellen_op_hetzelfde_moment_wacht_er_een(bram, monkeypatch):
    bea, gezien = Gebruiker.objects.create_user("bea", rol=Rol.BELEID), nu().pk
    delen, binnen = [gelezen(**f2(drempel)).delen for drempel in (5, 7)], Event()

    def traag(*args: Any, **kwargs: Any) -> Regelset:
        binnen.set()
        sleep(0.3)  # the other looks now what waits
        return bewaar_regelset(*args, **kwargs)

    def ander() -> str:
        binnen.wait(10)
        try:
            stel_voor(delen[1], vanaf=VANAF, reden="x", gezien=gezien, door=bea, op=OP)
        except Regelfout as fout:
            return str(fout)
        finally:
            connection.close()
        return ""

    monkeypatch.setattr("meldingen.regelvoorstellen.bewaar_regelset", traag)
    with ThreadPoolExecutor() as draden:
        geweigerd = draden.submit(ander)
        stel_voor(delen[0], vanaf=VANAF, reden="x", gezien=gezien, door=bram, op=OP)
        assert "wacht al een nieuwe versie" in geweigerd.result(20)
    assert Regelset.objects.get(status="CONCEPT").gemaakt_door == bram


def test_een_voorstel_naast_regels_die_niet_meer_het_laatst_gelden_komt_niet_in_gebruik(client, bram, thea):
    voorstel, geldt = voorgesteld(bram), nu()
    Regelproef.objects.create(
        regelset=voorstel, **JANUARI, gevraagd_door=bram, gevraagd_op=OP, totaal=1, klaar_op=OP
    )
    sluit_regelset(geldt, date(2026, 11, 25), door=thea, op=OP)
    Regelset.objects.create(
        versie="tussendoor", geldig_vanaf=date(2026, 11, 26), inhoud=geldt.inhoud, status="GOEDGEKEURD"
    )
    antwoord = als(client, thea).post(reverse("regelset_besluit", args=[voorstel.pk]), {"uitkomst": "ja"})
    assert "Laat het vervallen" in antwoord.content.decode()
    assert nu().versie == "tussendoor"
    trek_regelset_in(voorstel, reden="Te ver weg.", door=thea, op=OP)
    assert voorgesteld(bram).volgt_op == nu()


# Trying


def test_een_proef_laat_elke_melding_zoals_zij_is_en_gaat_verder_waar_zij_bleef(bram, dossier, monkeypatch):
    werkgever = dossier.werkgever()
    for aantal in (7, 12, 3):
        dossier.melding(
            ernst="significant", aantal_blootgesteld=str(aantal), duurt_voort="ja", werkgever=werkgever
        )
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    monkeypatch.setattr("meldingen.regelproef.STUK", 2)
    voor = list(Melding.objects.order_by("pk").values())
    proef = begin(voorgesteld(bram), **JANUARI, door=bram, op=OP)
    assert begin(proef.regelset, **JANUARI, door=bram, op=OP) == proef  # still runs: the same one
    assert doe_stuk(proef.pk, dossierfeiten, op=OP) == 2
    assert doe_stuk(proef.pk, dossierfeiten, op=OP) == 1
    assert doe_stuk(proef.pk, dossierfeiten, op=OP) == 0
    assert doe_stuk(proef.pk, dossierfeiten, op=OP) == 0
    verschil = Proefverschil.objects.get()
    assert (verschil.van_regel, verschil.van_prioriteit) == ("F3", "P3")
    assert (verschil.naar_regel, verschil.naar_prioriteit) == ("F2", "P2")
    assert verschil.melding.aantal_blootgesteld == 7
    assert list(Melding.objects.order_by("pk").values()) == voor
    assert Logregel.objects.filter(actie="regels_geprobeerd").count() == 1


def test_wat_naar_opsporing_ging_doet_niet_mee_en_verdwijnt_uit_de_telling(bram, thea, dossier, client):
    werkgever = dossier.werkgever()
    for _ in range(2):
        dossier.melding(ernst="significant", aantal_blootgesteld="7", duurt_voort="ja", werkgever=werkgever)
    dossier.neem()
    eerste, tweede = Melding.objects.order_by("pk")
    Melding.objects.filter(pk=eerste.pk).update(status="NAAR_OPSPORING")
    proef = geprobeerd(voorgesteld(bram), bram)
    assert list(proef.verschillen.values_list("melding", flat=True)) == [tweede.pk]
    Melding.objects.filter(pk=tweede.pk).update(status="NAAR_OPSPORING")
    pagina = als(client, thea).get(reverse("regelproef", args=[proef.pk])).content.decode()
    assert "Elke melding zou hetzelfde advies" in pagina
    bij_het_besluit = client.get(reverse("regelset", args=[proef.regelset_id])).content.decode()
    assert "Geen van de 1 meldingen zou anders zijn geadviseerd." in bij_het_besluit


@pytest.mark.parametrize(
    ("periode", "reden"),
    [
        ({"van": date(2021, 2, 1), "tot": date(2021, 1, 1)}, "voor de eerste"),
        ({"van": date(2019, 1, 1), "tot": date(2021, 1, 1)}, "De eerste fase begint"),
        ({"van": date(2024, 1, 1), "tot": date(2024, 1, 2)}, "geen melding ontvangen"),
    ],
)
def test_een_periode_waarin_niets_te_proberen_is_wordt_geweigerd(bram, periode, reden):
    with pytest.raises(Regelfout, match=reden):
        begin(voorgesteld(bram), **periode, door=bram, op=OP)


def test_beleid_ziet_aantallen_en_geen_melding(client, bram, dossier):
    dossier.melding(
        ernst="significant", aantal_blootgesteld="7", duurt_voort="ja", werkgever=dossier.werkgever()
    )
    dossier.neem()
    proef = geprobeerd(voorgesteld(bram), bram)
    pagina = als(client, bram).get(reverse("regelproef", args=[proef.pk])).content.decode()
    assert "1 melding zou anders" in pagina
    assert "?proef=" not in pagina
    assert 'P3 → P2 <span class="zacht">(1)</span>' in pagina, "de route is dezelfde"


def test_wie_geen_kerncijfers_ziet_leest_bij_een_voorstel_geen_aantal(client, bram, dossier):
    dossier.melding(
        ernst="significant", aantal_blootgesteld="7", duurt_voort="ja", werkgever=dossier.werkgever()
    )
    dossier.neem()
    proef = geprobeerd(voorgesteld(bram), bram)
    ilse = Gebruiker.objects.create(username="ilse", rol=Rol.INSPECTEUR)
    pagina = als(client, ilse).get(reverse("regelset", args=[proef.regelset_id])).content.decode()
    assert "Ontvangen van" in pagina
    assert "anders zijn geadviseerd" not in pagina


@pytest.mark.parametrize(
    ("versie", "naam"),
    [
        ("2020-03-01", "01-03-2020"),
        ("2026-12-01-2", "01-12-2026 (2)"),
        ("2020-02-31", "2020-02-31"),
        ("2020-03-01b", "2020-03-01b"),
        ("v2", "v2"),
    ],
)
def test_een_versie_heet_naar_haar_eerste_dag_en_anders_zoals_zij_heet(versie, naam):
    assert versienaam(versie) == naam


def test_geen_pagina_van_de_regels_noemt_een_dag_in_een_vreemde_vorm(client, bram):
    voorstel = voorgesteld(bram)
    als(client, bram)
    for adres in (reverse("regels"), reverse("klokken"), reverse("regelset", args=[voorstel.pk])):
        tekst = re.sub(r"<[^>]*>", " ", client.get(adres).content.decode())
        assert not re.search(r"\d{4}-\d\d-\d\d", tekst), adres


@pytest.mark.parametrize("waarde", ["x", "1", "1.A.B", "1.TELEFONISCH", "9" * 30 + ".TELEFONISCH.AANSPREKEN"])
def test_een_verzonnen_proef_in_het_adres_is_een_fout_bij_het_filter(client, thea, waarde):
    antwoord = als(client, thea).get(reverse("meldingen"), {"proef": waarde})
    assert antwoord.status_code == 200
    assert "Deze keuze bestaat niet." in antwoord.content.decode()


# The pages


def test_een_voorstel_staat_op_mijn_werk_van_wie_beslist_en_niet_van_wie_het_deed(client, thea):
    voorstel = voorgesteld(thea)
    adres = reverse("regelset", args=[voorstel.pk])
    assert adres not in als(client, thea).get(reverse("mijn_werk")).content.decode()
    ander = Gebruiker.objects.create_user("tom", rol=Rol.TEAMLEIDER)
    assert adres in als(client, ander).get(reverse("mijn_werk")).content.decode()


def test_de_paginas_kosten_een_vast_aantal_vragen(client, bram, thea, dossier, django_assert_max_num_queries):
    dossier.melding(
        ernst="significant", aantal_blootgesteld="7", duurt_voort="ja", werkgever=dossier.werkgever()
    )
    dossier.neem()
    voorstel = voorgesteld(bram)
    for maand in (1, 2, 3):
        proef = begin(voorstel, van=date(2021, 1, maand), tot=date(2021, 2, 1), door=bram, op=OP)
        while doe_stuk(proef.pk, dossierfeiten, op=OP):
            pass
    als(client, thea)
    client.get(reverse("regels"))
    for naam, args, hoogstens in (
        ("regels", [], 4),
        ("regelset", [voorstel.pk], 7),
        ("regelproef", [proef.pk], 5),
    ):
        with django_assert_max_num_queries(hoogstens):
            client.get(reverse(naam, args=args))
    als(client, bram)
    with django_assert_max_num_queries(7):
        client.get(reverse("regels_voorstellen"))


def test_in_het_engels_staat_boven_de_voorwaarden_if(client, bram):
    bram.taal = "en"
    bram.save()
    pagina = als(client, bram).get(reverse("regelset", args=[nu().pk])).content.decode()
    assert re.findall(r'role="columnheader">([^<]*)<', pagina)[:3] == ["Rule", "If", "Then"]
