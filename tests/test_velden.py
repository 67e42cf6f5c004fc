"""What is asked after some answers is not called optional: on no form, whatever app it is of."""

import importlib
from collections.abc import Iterator

import pytest
from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import get_resolver, reverse

from inspectie.formvelden import soms_verplicht, tekstveld
from inspectie.models import Gebruiker, Rol
from meldingen.handelingen import BEVESTIGEN
from meldingen.handelingforms import BevestigingForm
from meldingen.voorstelform import VoorstelbesluitForm
from tests.maak import Dossier

NODIG = ("Nodig", "Alleen als")


def formulieren(soort: type[forms.Form] = forms.Form) -> Iterator[type[forms.Form]]:
    importlib.import_module(settings.ROOT_URLCONF)
    assert get_resolver().url_patterns  # every view, and with it every form
    for onder in soort.__subclasses__():
        yield onder
        yield from formulieren(onder)


def test_waar_staat_wanneer_een_veld_nodig_is_staat_niet_dat_het_niet_verplicht_is():
    gezien = set()
    for formulier in set(formulieren()):
        for naam, veld in formulier.base_fields.items():
            getoond = not isinstance(
                veld.widget, forms.CheckboxSelectMultiple
            )  # whose name says no such thing
            if str(veld.help_text).startswith(NODIG) and getoond and not veld.required:
                assert getattr(veld, "soms_verplicht", False), (
                    f"{formulier.__name__}.{naam}: {veld.help_text}"
                )
                gezien.add(f"{formulier.__name__}.{naam}")
    assert len(gezien) >= 12
    assert str(BEVESTIGEN.hulp).startswith(NODIG)
    assert "(niet verplicht)" not in lees(BevestigingForm()["tekst"])


def lees(veld: forms.BoundField) -> str:
    return render_to_string("_veld.html", {"veld": veld})


def test_een_veld_dat_soms_moet_mag_leeg_en_heet_niet_niet_verplicht():
    class Formulier(forms.Form):
        gewoon = tekstveld("Gewoon", verplicht=False)
        soms = soms_verplicht(tekstveld("Soms"))

    form = Formulier({})
    assert form.is_valid()
    assert "(niet verplicht)" in lees(form["gewoon"])
    assert "(niet verplicht)" not in lees(form["soms"])


@pytest.mark.parametrize(("aanvaard", "fout"), [("ja", False), ("nee", True)])
def test_wie_een_correctie_afwijst_zonder_reden_leest_dat_bij_de_reden(aanvaard, fout):
    form = VoorstelbesluitForm({"voorstel": "1", "aanvaard": aanvaard, "besluit_reden": " "})
    assert (form.errors.get("besluit_reden") == ["Een voorstel afwijzen vraagt een reden."]) is fout


def test_de_gegevens_van_een_melder_waarvan_er_een_genoeg_is_heten_niet_elk_niet_verplicht(
    client: Client, dossier: Dossier
):
    client.force_login(Gebruiker.objects.create(username="mia", rol=Rol.MELDPUNT))
    html = client.get(reverse("melding_nieuw")).content.decode()
    for naam in ("melder_naam", "melder_email", "melder_telefoon", "nieuw_naam"):
        label = html.split(f'<label for="id_{naam}">')[1].split("</label>")[0]
        assert "(niet verplicht)" not in label
