"""The fields of each form, by the name of the address it is sent to: for who sends it again (`inspectie.bewaard`)."""

from collections.abc import Callable, Mapping
from typing import cast

from django import forms

from inspectie.bewaard import Velden, Veldenbron
from inspectie.lijsten.forms import WeergaveForm
from meldingen.apartlijst import APART
from meldingen.forms import (
    BesluitForm,
    GeenMeldingForm,
    InzageForm,
    MelderForm,
    PartnersleutelForm,
    SamenForm,
)
from meldingen.handelingen import (
    AANVULLING,
    BEVESTIGEN,
    BEVESTIGING_HERROEPEN,
    DUBBEL,
    HANDELINGEN,
    LATER,
    Handeling,
)
from meldingen.handelingforms import (
    AanvullingForm,
    AnderDubbelForm,
    BevestigingForm,
    BevestigingHerroepenForm,
    HandelingForm,
    LaterForm,
)
from meldingen.intakeform import IntakeForm
from meldingen.klokform import KlokkenForm
from meldingen.lijsten import MELDINGEN
from meldingen.models import Regelset
from meldingen.opsporinglijst import OPSPORING
from meldingen.partnerlijst import PARTNERSLEUTELS
from meldingen.regelbesluitform import ProefForm, RegelbesluitForm
from meldingen.regelform import RegelsForm
from meldingen.voorstelform import VoorstelbesluitForm, VoorstelForm
from meldingen.wijzigform import WijzigForm


def _van(handeling: Handeling, form: type[HandelingForm]) -> Velden:
    return {**form.base_fields, "tekst": forms.CharField(label=cast("str", handeling.veld))}


def _geschreven(velden: Velden) -> Velden:
    """Without the texts that a choice on the page fills in."""
    return {naam: veld for naam, veld in velden.items() if naam not in ("werkgever", "dubbel")}


def _van_regels(form: type[KlokkenForm]) -> Callable[[object, Mapping[str, str]], Velden]:
    """Which clocks and rules there are, says the version they were written from."""

    def velden(_vraag: object, gestuurd: Mapping[str, str]) -> Velden:
        basis = Regelset.objects.met_sleutel(gestuurd.get("in_plaats_van") or gestuurd.get("gezien"))
        return form.base_fields if basis is None else form(gestuurd, basis).fields

    return velden


LIJSTEN = (MELDINGEN, OPSPORING, APART, PARTNERSLEUTELS)
FORMULIEREN: Mapping[str, Veldenbron] = {
    "klokken": _van_regels(KlokkenForm),
    "regels_voorstellen": _van_regels(RegelsForm),
    "regelset_besluit": RegelbesluitForm.base_fields,
    "regelset_proef": ProefForm.base_fields,
    "melding_nieuw": _geschreven(IntakeForm.base_fields),
    "ontvangst_melding": _geschreven(IntakeForm.base_fields),
    "ontvangst_inhoud": InzageForm.base_fields,
    "ontvangst_geen_melding": GeenMeldingForm.base_fields,
    "partnersleutel_nieuw": PartnersleutelForm.base_fields,
    "melding_wijzigen": _geschreven(WijzigForm.base_fields),
    "melding_besluit": BesluitForm.base_fields,
    "melding_melder": MelderForm.base_fields,
    "melding_voorstel": VoorstelForm.base_fields,
    "melding_voorstel_besluit": VoorstelbesluitForm.base_fields,
    "verzameling_voorbeeld": SamenForm.base_fields,
    "verzameling_uitvoeren": SamenForm.base_fields,
    **{f"{lijst.naam}_weergaven": WeergaveForm.base_fields for lijst in LIJSTEN},
    **{f"{lijst.naam}_weergave_wijzigen": WeergaveForm.base_fields for lijst in LIJSTEN},
    **{handeling.url: _van(handeling, HandelingForm) for handeling in HANDELINGEN},
    DUBBEL.url: _van(DUBBEL, AnderDubbelForm),
    AANVULLING.url: _van(AANVULLING, AanvullingForm),
    BEVESTIGING_HERROEPEN.url: _van(BEVESTIGING_HERROEPEN, BevestigingHerroepenForm),
    LATER.url: _van(LATER, LaterForm),
    BEVESTIGEN.url: _van(BEVESTIGEN, BevestigingForm),
}
