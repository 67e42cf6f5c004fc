"""What many forms share."""

import pytest
from django import forms

from inspectie.formvelden import toon_weigering
from inspectie.fouten import Regelfout, Veldfout


class Formulier(forms.Form):
    dag = forms.DateField()


@pytest.mark.parametrize(
    ("fout", "waar"),
    [
        (Veldfout("dag", "Die dag niet."), "dag"),
        (Veldfout("anders", "Niet."), "__all__"),
        (Regelfout("Niet."), "__all__"),
    ],
)
def test_een_weigering_staat_bij_het_veld_waar_zij_over_gaat_als_dat_er_is(fout, waar):
    form = Formulier({"dag": "2021-02-03"})
    assert form.is_valid()
    toon_weigering(form, fout)
    assert form.errors == {waar: list(fout.redenen)}
