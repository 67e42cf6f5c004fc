"""A handover that was recorded by mistake: taken back as long as nothing of it can be with the partner, and what stood
there stays."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Logregel, Rol
from interventies.berichten import Bezorging
from interventies.models import Overdracht, Verzending
from interventies.overdragen import Melderdeel
from interventies.overgedragen import bevestig_ontvangst, herroep, lees_pakket, neem_mee, neem_terug
from interventies.verzenden import verzend
from meldingen.melders import lees_melder
from meldingen.models import Melding, Status
from rapportages.kerncijfers import bereken
from tests.inloggen import als, lees
from tests.interventies.test_overdragen import DAG, over
from tests.interventies.zaakhulp import OP, triagist

REDEN = "Verkeerde melding aangeklikt."
MELDER = "Teruggebeld op dezelfde dag."
LATER = OP + timedelta(hours=2)
PER_MAIL = Bezorging("EMAIL", "nl", DAG)


def terug(overdracht: Overdracht, reden: str = REDEN, melder: str = MELDER) -> Overdracht:
    herroep(overdracht, reden=reden, melder=melder, door=triagist(), op=LATER)
    overdracht.refresh_from_db()
    return overdracht


def test_een_herroepen_overdracht_blijft_staan_en_de_melding_is_weer_in_triage(melding):
    overdracht = over(melding)
    melding = overdracht.melding
    adviezen = melding.besluiten.count()
    terug(overdracht)
    assert (overdracht.herroepen_op, overdracht.herroepen_door) == (LATER, triagist())
    assert (overdracht.herroepen_reden, overdracht.herroepen_melder) == (REDEN, MELDER)
    assert overdracht.pakket.document, "het stuk blijft te zien"
    melding.refresh_from_db()
    assert (melding.status, melding.besloten_op) == (Status.IN_TRIAGE, None)
    assert melding.besluiten.count() == adviezen + 1
    naar = list(melding.wissels.order_by("op", "pk").values_list("naar", flat=True))
    assert naar[-2:] == [Status.OVERGEDRAGEN, Status.IN_TRIAGE], "dat zij weg was staat er nog"
    assert [w.toelichting for w in melding.wissels.order_by("op", "pk")][-1] == REDEN
    regel = Logregel.objects.get(actie="overdracht_herroepen")
    assert (regel.onderwerp, regel.gegevens) == (
        f"melding:{melding.pk}",
        {"overdracht": overdracht.pk, "melder_wist_ervan": True},
    )
    assert not Overdracht.objects.te_bevestigen().exists()


def test_daarna_kan_zij_alsnog_naar_dezelfde_partner(melding):
    overdracht = terug(over(melding))
    velden = {
        "melding": overdracht.melding,
        "partner": overdracht.partner,
        "overgedragen_op": DAG,
        "geregistreerd_op": LATER,
        "geen_bericht_reden": "Anoniem.",
    }
    Overdracht.objects.create(**velden)
    with pytest.raises(IntegrityError), transaction.atomic():
        Overdracht.objects.create(**velden)


def test_zolang_een_andere_partner_haar_heeft_blijft_zij_overgedragen(melding):
    eerste = over(melding)
    over(eerste.melding, partner="GGD")
    terug(eerste)
    assert Melding.objects.get().status == Status.OVERGEDRAGEN
    terug(Overdracht.objects.get(partner="GGD"))
    assert Melding.objects.get().status == Status.IN_TRIAGE


def test_wat_is_opgehaald_kan_bij_de_partner_zijn_en_wordt_niet_herroepen(melding):
    overdracht = over(melding)
    neem_mee(overdracht, formaat="pdf", door=triagist(), op=OP)
    with pytest.raises(Regelfout, match="Het stuk is opgehaald"):
        terug(overdracht)
    assert Melding.objects.get().status == Status.OVERGEDRAGEN


@pytest.mark.parametrize("nu", [True, False], ids=["nu", "voor het logboek dat onthield"])
def test_ook_wie_het_stuk_met_de_melder_ophaalde_houdt_herroepen_tegen(melding, nu):
    overdracht = over(melding, melder=Melderdeel("De gemeente belt terug.", DAG))
    if nu:
        lees_pakket(overdracht, reden="Voor de gemeente.", formaat="pdf", door=triagist(), op=LATER)
    else:
        lees_melder(overdracht.melding, reden="Voor de gemeente.", door=triagist(), op=LATER)
    assert Logregel.objects.filter(actie="overdracht_meegenomen").exists() is nu
    with pytest.raises(Regelfout, match="Het stuk is opgehaald"):
        terug(overdracht)


def test_wat_de_partner_bevestigde_of_terugstuurde_wordt_niet_herroepen(melding):
    overdracht = over(melding)
    bevestig_ontvangst(overdracht, dag=DAG, door=triagist(), op=OP)
    with pytest.raises(Regelfout, match="heeft de ontvangst bevestigd"):
        terug(overdracht)
    neem_terug(overdracht, dag=DAG, reden="Niet van ons.", door=triagist(), op=OP)
    with pytest.raises(Ingehaald, match="al teruggestuurd"):
        terug(overdracht)


def test_na_het_herroepen_is_er_niets_meer_te_doen(melding):
    overdracht = terug(over(melding))
    for doe in (
        lambda: terug(overdracht),
        lambda: bevestig_ontvangst(overdracht, dag=DAG, door=triagist(), op=LATER),
        lambda: neem_terug(overdracht, dag=DAG, reden="Toch.", door=triagist(), op=LATER),
        lambda: neem_mee(overdracht, formaat="pdf", door=triagist(), op=LATER),
    ):
        with pytest.raises(Ingehaald, match="herroepen"):
            doe()


def test_het_vraagt_een_reden_en_hoe_de_melder_het_hoort(melding):
    overdracht = over(melding)
    with pytest.raises(Regelfout) as fout:
        terug(overdracht, reden=" ", melder="")
    assert [reden.split(".")[0] for reden in fout.value.redenen] == [
        "Schrijf op wat er bij vergissing was vastgelegd",
        "De melder heeft bericht gekregen van deze overdracht",
    ]
    assert Overdracht.objects.get().herroepen_op is None


def test_een_melder_die_niets_hoorde_hoeft_niets_te_horen(melding):
    overdracht = over(melding, bericht=None, geen_bericht_reden="Alleen per brief te bereiken.")
    assert terug(overdracht, melder="").herroepen_melder == ""


def test_een_email_die_nog_niet_weg_was_gaat_niet_meer(melding):
    overdracht = over(melding, bericht=PER_MAIL)
    terug(overdracht, melder="")
    assert overdracht.bericht_id is not None
    assert not verzend(overdracht.bericht_id, nu=LATER)
    assert mail.outbox == []
    assert not Overdracht.objects.met_mislukt_bericht().exists(), "daar hoeft niemand naar te kijken"


def test_een_email_die_weg_was_heeft_de_melder(melding):
    overdracht = over(melding, bericht=PER_MAIL)
    assert overdracht.bericht_id is not None
    assert verzend(overdracht.bericht_id, nu=OP)
    with pytest.raises(Regelfout, match="heeft bericht gekregen"):
        terug(overdracht, melder="")
    terug(overdracht)
    assert Verzending.objects.get().verzonden_op == OP


def test_een_cijfer_van_een_eerdere_stand_verandert_er_niet_door(melding):
    overdracht = over(melding)
    eerder = bereken(date(2021, 1, 31), LATER - timedelta(minutes=1))
    terug(overdracht)
    assert bereken(date(2021, 1, 31), LATER - timedelta(minutes=1)) == eerder


def test_herroepen_gaat_vanaf_de_pagina_van_de_overdracht(melding):
    overdracht, client = over(melding), als(Rol.TEAMLEIDER)
    pagina = reverse("overdracht", args=[overdracht.pk])
    adres = reverse("overdracht_herroepen", args=[overdracht.pk])
    formulier = re.search(rf'action="{adres}".*?</form>', lees(client, pagina), re.DOTALL)
    assert formulier
    data = {"sleutel": re.findall(r'name="sleutel" value="([^"]+)"', formulier[0])[0], "reden": REDEN}
    assert "Schrijf op hoe de melder hoort" in client.post(adres, data).content.decode()
    client.post(adres, data | {"melder": MELDER})
    html = lees(client, pagina)
    assert REDEN in html
    assert f"Zo hoort de melder het: {MELDER}" in html
    assert "Wat de partner zou krijgen" in html
    assert adres not in html
    assert reverse("overdracht_document", args=[overdracht.pk]) not in html
    antwoord = client.post(
        reverse("overdracht_document", args=[overdracht.pk]), {"formaat": "pdf"}, follow=True
    )
    assert "het stuk gaat niet meer mee" in antwoord.content.decode()
    assert "Overdracht aan Gemeente herroepen" in lees(client, f"/meldingen/{overdracht.melding.nummer}/")
    assert str(overdracht.melding.nummer) in lees(client, "/overdrachten/?stand=herroepen").split("<tbody")[1]
    assert "<tbody" not in lees(client, "/overdrachten/?stand=wacht")


def test_wie_het_stuk_al_heeft_ziet_geen_knop(melding):
    overdracht, client = over(melding), als(Rol.TEAMLEIDER)
    client.post(reverse("overdracht_document", args=[overdracht.pk]), {"formaat": "pdf"})
    html = lees(client, reverse("overdracht", args=[overdracht.pk]))
    assert reverse("overdracht_herroepen", args=[overdracht.pk]) not in html
    assert reverse("overdracht_teruggestuurd", args=[overdracht.pk]) in html


def test_een_bericht_van_een_herroepen_overdracht_gaat_niet_opnieuw(melding):
    overdracht = terug(over(melding, bericht=PER_MAIL), melder="")
    client = als(Rol.TEAMLEIDER)
    adres = reverse("overdracht_bericht_opnieuw", args=[overdracht.pk])
    assert adres not in lees(client, reverse("overdracht", args=[overdracht.pk]))
    assert client.post(adres, {"sleutel": "0" * 32}).status_code == 404
    html = lees(client, f"/meldingen/{overdracht.melding.nummer}/")
    assert "Niet verzonden" in html
    assert "Niet aangekomen" not in html
