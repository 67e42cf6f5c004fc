"""The fields of each form of a zaak, by the name of the address it is sent to: for who sends it again
(`inspectie.bewaard`)."""

from collections.abc import Mapping

from django import forms

from inspectie.lijsten.forms import WeergaveForm
from interventies.lijsten import ZAKEN
from interventies.optreden import OptredenForm
from interventies.zaakhandelingen import ALLE

FORMULIEREN: Mapping[str, Mapping[str, forms.Field]] = {
    f"{ZAKEN.naam}_weergaven": WeergaveForm.base_fields,
    f"{ZAKEN.naam}_weergave_wijzigen": WeergaveForm.base_fields,
    "zaak_optreden": OptredenForm.base_fields,
    **{f"zaak_{handeling.code}": handeling.form.base_fields for handeling in ALLE},
}
