"""The head of every page: on each width everything is in it once, and each key has one place."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client
from django.urls import reverse

from inspectie.models import Gebruiker, Rol
from inspectie.navigatie import INGANGEN
from inspectie.rechten import rechten_van

pytestmark = pytest.mark.django_db
LI = re.compile(r'<li(?: class="([^"]*)")?><a href="([^"]+)"([^>]*)>')


@pytest.mark.parametrize("rol", Rol)
def test_alles_is_op_elke_breedte_eenmaal_in_het_hoofd_en_elke_toets_ook(client: Client, rol: Rol):
    wie = Gebruiker.objects.create(username="g", rol=rol)
    client.force_login(wie)
    html = client.get(reverse("start")).content.decode()
    links = LI.findall(html.partition('class="hoofdmenu"')[2].partition("</nav>")[0])
    mag = [i for i in INGANGEN if not i.rechten or i.rechten & rechten_van(wie)]
    for elders in ("ruim", "op-smal"):
        adressen = [adres for klasse, adres, _ in links if klasse != elders]
        assert sorted(adressen) == sorted(reverse(ingang.url) for ingang in mag), elders
    toetsen = re.findall(r'data-toets="g (\w)"', html)
    assert sorted(toetsen) == sorted(ingang.toets for ingang in mag)


def test_op_een_telefoon_is_te_lezen_dat_men_onder_meer_is(client: Client):
    client.force_login(Gebruiker.objects.create(username="g", rol=Rol.TEAMLEIDER))
    hoofd = {
        naam: client.get(reverse(naam)).content.decode().partition("</nav>")[0]
        for naam in ("meldingen", "cijfers", "rapporten")
    }
    assert "u bent hier" not in hoofd["meldingen"]
    assert 'class="hier-smal">Meer<span class="alleen-voor-lezer op-smal">' in hoofd["cijfers"]
    assert 'class="hier">Meer<span class="alleen-voor-lezer">' in hoofd["rapporten"]


def test_een_datum_staat_op_een_regel_en_nooit_in_een_eigenschap_of_een_titel():
    sjabloon = engines["django"].from_string(
        '{{ dag|date:"SHORT_DATE_FORMAT" }}|{{ leeg|date:"SHORT_DATE_FORMAT" }}|{{ dag|date:"j F" }}'
    )
    assert sjabloon.render({"dag": date(2021, 2, 3), "leeg": None}) == (
        '<span class="datum">03-02-2021</span>||3 februari'
    )
    for pad in (settings.BASE_DIR / "templates").rglob("*.html"):
        tekst = pad.read_text()
        assert not re.search(r'="[^"<>]*\|date:"SHORT', tekst), pad
        assert not re.search(r"block titel %}(?:(?!endblock).)*\|date:\"SHORT", tekst), pad
