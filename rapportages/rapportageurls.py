"""The pages under /rapporten/rapportages/."""

from django.urls import path

from inspectie.lijsten.views import lijst_urls
from rapportages import rapportageverschilviews, uitgaveviews
from rapportages import rapportageviews as views
from rapportages.rapportagebestandviews import bestand
from rapportages.rapportagehandelingen import HANDELINGEN
from rapportages.rapportagelijst import RAPPORTAGES

urlpatterns = [
    path("", views.rapportages, name="rapportages"),
    *lijst_urls(RAPPORTAGES),
    path("nieuw/", views.nieuwe_rapportage, name="rapportage_nieuw"),
    path("<int:pk>/", views.rapportage, name="rapportage"),
    path("<int:pk>/tekst/", views.tekst, name="rapportage_tekst"),
    path("<int:pk>/cijfers/", views.cijfers, name="rapportage_cijfers"),
    path("<int:pk>/rapportage.<str:formaat>", bestand, name="rapportage_bestand"),
    path("<int:pk>/verschil/", rapportageverschilviews.verschil, name="rapportage_verschil"),
    path("<int:pk>/plan/", uitgaveviews.uitgaveplan, name="rapportage_plan"),
    path("<int:pk>/openbaar/", uitgaveviews.openbaar, name="rapportage_openbaar"),
    path("<int:pk>/openbaar/uitgeven/", uitgaveviews.uitgeven, name="rapportage_uitgeven"),
    path(
        "<int:pk>/openbaar/<str:bestand>", uitgaveviews.openbaar_bestand, name="rapportage_openbaar_bestand"
    ),
    *(
        path(f"<int:pk>/{handeling.code}/", views.handel(handeling), name=handeling.adres)
        for handeling in HANDELINGEN
    ),
]
