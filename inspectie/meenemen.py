"""Taking something along as a file: for what, in a few words, which the log keeps. Said once, it stands there again for
the rest of the day."""

from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import redenveld
from inspectie.tijd import lokale_dag

IN_SESSIE = "meegenomen"


class MeeneemForm(forms.Form):
    reden = redenveld(
        _("Waarvoor"),
        _("Schrijf waarvoor u dit meeneemt."),
        hulp=_("Komt in het logboek, met uw naam. Schrijf er geen namen van anderen in."),
        hoogstens=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def meeneemform(request: HttpRequest, wat: str, op: datetime, id_: str = "meenemen") -> MeeneemForm:
    """With what was said of `wat` earlier today. `id_` tells its field from others on the page."""
    eerder = _van_vandaag(request, op).get(wat, "")
    return MeeneemForm(initial={"reden": eerder}, auto_id=f"id_{id_}_%s")


def gegeven_reden(request: HttpRequest, wat: str, op: datetime) -> tuple[str, MeeneemForm]:
    """What was sent, and remembered; "" with the form that says what is wrong."""
    form = MeeneemForm(request.POST, auto_id="id_meenemen_%s")
    if not form.is_valid():
        return "", form
    reden: str = form.cleaned_data["reden"]
    redenen = _van_vandaag(request, op)
    if redenen.get(wat) != reden:
        request.session[IN_SESSIE] = {"dag": f"{lokale_dag(op)}", "redenen": {**redenen, wat: reden}}
    return reden, form


def vraag_waarvoor(
    request: HttpRequest,
    form: MeeneemForm,
    wat: str,
    terug: str,
    knoppen: Sequence[tuple[str, str]],
) -> HttpResponse:
    """The question on a page of its own, for who did not answer it where it stood. It goes to the same address."""
    context = {"form": form, "wat": wat, "terug": terug, "knoppen": knoppen}
    return render(request, "meenemen.html", context)


def _van_vandaag(request: HttpRequest, op: datetime) -> dict[str, str]:
    bewaard = request.session.get(IN_SESSIE, {})
    redenen: dict[str, str] = bewaard.get("redenen", {}) if bewaard.get("dag") == f"{lokale_dag(op)}" else {}
    return redenen
