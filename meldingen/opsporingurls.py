"""The pages under /opsporing/."""

from django.urls import path

from inspectie.lijsten.views import lijst_urls
from meldingen.opsporinglijst import OPSPORING
from meldingen.views.opsporing import aangevuld, opsporing

urlpatterns = [
    path("", opsporing, name="opsporing"),
    path("aangevuld/<int:nummer>/", aangevuld, name="opsporing_aangevuld"),
    *lijst_urls(OPSPORING),
]
