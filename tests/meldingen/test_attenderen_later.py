"""An e-mail to a reporter that could not go at once: when it can, what it says must still be so."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from inspectie.models import Logregel
from meldingen import acties, attenderen
from meldingen.models import Attendering, Melding
from tests.meldingen.volghulp import OP, gemeld, melder, stuur, triagist, vraag

pytestmark = pytest.mark.django_db
ADRES = {"melder_email": "wil@voorbeeld.nl"}


def verzend() -> list[bool]:
    """All that waits, as the clock would."""
    wacht = Attendering.objects.filter(verzonden_op=None, mislukt_op=None)
    return [attenderen.verzend(a.pk, nu=OP + timedelta(hours=1)) for a in wacht.order_by("pk")]


def test_wat_nog_zo_is_gaat_ook_later(settings):
    melding, _ = gemeld(**ADRES)
    vraag(melding)
    assert verzend() == [True, True]
    assert len(mail.outbox) == 2


def test_wie_haar_melding_introk_krijgt_geen_e_mail_meer(client: Client):
    melding, code = gemeld(**ADRES)
    vraag(melding)
    melder(melding, code).post("/volgen/nl/intrekken/")
    assert verzend() == [False, False]
    assert mail.outbox == []
    assert not Attendering.objects.exclude(reden="vervallen").exists()
    assert Logregel.objects.filter(actie="attendering_mislukt").count() == 2
    client.force_login(triagist())
    html = client.get(f"/meldingen/{melding.nummer}/").content.decode()
    assert "Dat hoefde niet meer." in html


def test_wie_al_antwoordde_hoort_niet_dat_er_een_vraag_is_en_over_een_nieuwe_wel():
    melding, code = gemeld(**ADRES)
    eerste = vraag(melding)
    stuur(melder(melding, code), "antwoord", vraag=eerste.pk, tekst="Die in Assen.")
    assert verzend() == [True, False]
    vraag(Melding.objects.get(), "En welke hal?")
    assert verzend() == [True]


def test_over_een_vraag_die_is_teruggenomen_gaat_geen_e_mail():
    melding, _ = gemeld(**ADRES)
    vraag(melding)
    acties.terug_in_triage(melding, reden="Toch niet nodig.", door=triagist(), op=OP, gezien="")
    assert verzend() == [True, False]
