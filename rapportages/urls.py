"""The pages under /rapporten/."""

from django.urls import include, path

from inspectie.lijsten.views import lijst_urls
from inspectie.uitvoer.csvw import METADATA
from rapportages import sjabloonviews, views
from rapportages.sjabloonlijst import SJABLONEN

urlpatterns = [
    path("", views.rapporten, name="rapporten"),
    path("rapportages/", include("rapportages.rapportageurls")),
    path("beginteksten/", sjabloonviews.sjablonen, name="sjablonen"),
    path("beginteksten/", include(lijst_urls(SJABLONEN))),
    path("beginteksten/nieuw/", sjabloonviews.nieuw_sjabloon, name="sjabloon_nieuw"),
    path("beginteksten/<int:pk>/", sjabloonviews.sjabloon, name="sjabloon"),
    path("beginteksten/<int:pk>/versie/", sjabloonviews.nieuw_sjabloon, name="sjabloon_versie"),
    path("nieuw/", views.nieuw, name="rapport_nieuw"),
    path("<int:pk>/status/", views.status, name="rapport_status"),
    path("<int:pk>/bestand/", views.bestand, name="rapport_bestand"),
    path(f"<int:pk>/{METADATA}", views.metadata, name="rapport_metadata"),
]
