"""The fields of each form, by the name of the address it is sent to: for who sends it again (`inspectie.bewaard`)."""

from collections.abc import Mapping

from django import forms

from inspectie.lijsten.forms import WeergaveForm
from rapportages.forms import RapportForm
from rapportages.rapportageforms import NieuweRapportageForm, RapportagecijfersForm, RapportagetekstForm
from rapportages.rapportagehandelingen import HANDELINGEN
from rapportages.sjabloonviews import SjabloonForm
from rapportages.uitgaveviews import UitgaveForm

FORMULIEREN: Mapping[str, Mapping[str, forms.Field]] = {
    "rapport_nieuw": RapportForm.base_fields,
    "rapportages_weergaven": WeergaveForm.base_fields,
    "rapportages_weergave_wijzigen": WeergaveForm.base_fields,
    "sjablonen_weergaven": WeergaveForm.base_fields,
    "sjablonen_weergave_wijzigen": WeergaveForm.base_fields,
    "sjabloon_nieuw": SjabloonForm.base_fields,
    "sjabloon_versie": SjabloonForm.base_fields,
    "rapportage_nieuw": NieuweRapportageForm.base_fields,
    "rapportage_tekst": RapportagetekstForm.base_fields,
    "rapportage_cijfers": RapportagecijfersForm.base_fields,
    "rapportage_uitgeven": UitgaveForm.base_fields,
    **{handeling.adres: handeling.form.base_fields for handeling in HANDELINGEN},
}
