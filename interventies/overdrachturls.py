"""The pages under /overdrachten/."""

from django.urls import path

from inspectie.lijsten.views import lijst_urls
from interventies.overdrachtlijst import OVERDRACHTEN
from interventies.views.overdracht import (
    bericht_opnieuw,
    bevestigd,
    document,
    document_met_melder,
    herroepen,
    overdracht,
    overdrachten,
    teruggestuurd,
)
from interventies.views.overdragen import afwijzen, bij_melding

urlpatterns = [
    path("", overdrachten, name="overdrachten"),
    *lijst_urls(OVERDRACHTEN),
    path("bij-melding/<int:nummer>/", bij_melding, name="melding_overdracht"),
    path("voorstel/<int:pk>/afwijzen/", afwijzen, name="overdracht_afwijzen"),
    path("<int:pk>/", overdracht, name="overdracht"),
    path("<int:pk>/document/", document, name="overdracht_document"),
    path("<int:pk>/document-met-melder/", document_met_melder, name="overdracht_document_met_melder"),
    path("<int:pk>/bevestigd/", bevestigd, name="overdracht_bevestigd"),
    path("<int:pk>/teruggestuurd/", teruggestuurd, name="overdracht_teruggestuurd"),
    path("<int:pk>/herroepen/", herroepen, name="overdracht_herroepen"),
    path("<int:pk>/bericht-opnieuw/", bericht_opnieuw, name="overdracht_bericht_opnieuw"),
]
