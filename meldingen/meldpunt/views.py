"""The public pages before and after the questions."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meldingen.meldpunt.openbaar import TALEN, openbaar


@login_not_required
@require_safe
def talen(request: HttpRequest) -> HttpResponse:
    """Without a language: choose one."""
    return render(request, "meldpunt/talen.html", {"talen": TALEN})


@openbaar
@require_safe
def begin(request: HttpRequest, taal: str) -> HttpResponse:
    return render(request, "meldpunt/begin.html")
