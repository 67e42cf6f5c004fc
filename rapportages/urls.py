"""The pages under /rapporten/."""

from django.urls import include, path

from rapportages import views

urlpatterns = [
    path("", views.rapporten, name="rapporten"),
    path("rapportages/", include("rapportages.rapportageurls")),
    path("nieuw/", views.nieuw, name="rapport_nieuw"),
    path("<int:pk>/status/", views.status, name="rapport_status"),
    path("<int:pk>/bestand/", views.bestand, name="rapport_bestand"),
]
