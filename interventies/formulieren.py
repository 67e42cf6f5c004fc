"""The fields of each form, by the name of the address it is sent to: for who sends it again (`inspectie.bewaard`)."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from inspectie.bewaard import Velden, Veldenbron
from inspectie.lijsten.forms import WeergaveForm
from interventies.berichttekstlijst import BERICHTTEKSTEN
from interventies.brieftekstlijst import BRIEFTEKSTEN
from interventies.lijsten import ZAKEN
from interventies.models import Rechtstabel, Soort
from interventies.optreden import WIJZE, OptredenForm
from interventies.overdrachtforms import (
    AfwijzenForm,
    BevestigenForm,
    Eenmaalform,
    HerroepenForm,
    OverdragenForm,
    PakketForm,
    TerugForm,
    VoorstelForm,
)
from interventies.overdrachtlijst import OVERDRACHTEN
from interventies.rechtform import NIEUW, RechtsbesluitForm, acten, form_van
from interventies.rechtslijsten import GRONDSLAGEN, VOORSCHRIFTEN, VRIJE_DAGEN
from interventies.rechtsvoorstellijst import VOORSTELLEN
from interventies.stukkenform import AfschriftForm
from interventies.werkgeverforms import (
    EigenInitiatiefForm,
    NaamForm,
    WerkgeverbesluitForm,
    WerkgevervoorstelForm,
)
from interventies.werkgeverlijst import WERKGEVERS
from interventies.zaakhandelingen import ALLE
from meldingen.voorstelform import IntrekkenForm

_LIJSTEN = (
    ZAKEN,
    WERKGEVERS,
    OVERDRACHTEN,
    VOORSCHRIFTEN,
    GRONDSLAGEN,
    VRIJE_DAGEN,
    BRIEFTEKSTEN,
    BERICHTTEKSTEN,
    VOORSTELLEN,
)
_RECHT = {
    "voorschrift": Rechtstabel.VOORSCHRIFT,
    "grondslag": Rechtstabel.GRONDSLAG,
    "vrije_dag": Rechtstabel.VRIJE_DAG,
    "brieftekst": Rechtstabel.BRIEFTEKST,
    "berichttekst": Rechtstabel.BERICHTTEKST,
}


def _van_elke_act(tabel: Rechtstabel) -> Velden:
    """One address, and the form of each act there; an address does not say which."""
    formulieren = [form_van(tabel, act) for act in acten(tabel)]
    return {naam: veld for form in formulieren for naam, veld in form.base_fields.items()}


def _optreden(vraag: QueryDict, _gestuurd: object) -> Velden:
    """The law has a word of its own for what an order explains."""
    if vraag.get("keuze", "").partition("|")[0] != Soort.EIS:
        return OptredenForm.base_fields
    return {**OptredenForm.base_fields, "toelichting": forms.CharField(label=WIJZE)}


FORMULIEREN: Mapping[str, Veldenbron] = {
    **{f"{lijst.naam}_weergaven": WeergaveForm.base_fields for lijst in _LIJSTEN},
    **{f"{lijst.naam}_weergave_wijzigen": WeergaveForm.base_fields for lijst in _LIJSTEN},
    **{f"{naam}_nieuw": NIEUW[tabel].base_fields for naam, tabel in _RECHT.items() if tabel in NIEUW},
    **{f"{naam}_wijzigen": _van_elke_act(tabel) for naam, tabel in _RECHT.items()},
    "rechtsvoorstel_besluit": RechtsbesluitForm.base_fields,
    "rechtsvoorstel_intrekken": IntrekkenForm.base_fields,
    # Who decides fills in all of a proposal but its reason, and more.
    "melding_overdracht": {**VoorstelForm.base_fields, **OverdragenForm.base_fields},
    "overdracht_bevestigd": BevestigenForm.base_fields,
    "overdracht_bericht_opnieuw": Eenmaalform.base_fields,
    "overdracht_teruggestuurd": TerugForm.base_fields,
    "overdracht_herroepen": HerroepenForm.base_fields,
    "overdracht_afwijzen": AfwijzenForm.base_fields,
    "overdracht_document_met_melder": PakketForm.base_fields,
    "werkgever_naam": NaamForm.base_fields,
    "werkgever_zaak": EigenInitiatiefForm.base_fields,
    "werkgever_voorstel": WerkgevervoorstelForm.base_fields,
    "werkgevervoorstel": WerkgeverbesluitForm.base_fields,
    "werkgevervoorstel_intrekken": IntrekkenForm.base_fields,
    "zaak_optreden": _optreden,
    "zaak_afschrift": AfschriftForm.base_fields,
    **{f"zaak_{handeling.code}": handeling.form.base_fields for handeling in ALLE},
}
