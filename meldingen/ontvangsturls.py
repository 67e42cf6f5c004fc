"""The pages under /ontvangst/."""

from django.urls import include, path

from inspectie.lijsten.views import lijst_urls
from meldingen.apartlijst import APART
from meldingen.views.binnengekomen import binnengekomen
from meldingen.views.ontvangst import apart, bestand, bijgevoegd, geen, inhoud, ontvangst, paneel, regel

urlpatterns = [
    path("", ontvangst, name="ontvangst"),
    path("paneel/", paneel, name="ontvangst_paneel"),
    path("alles/", binnengekomen, name="binnengekomen"),
    path("bestand/", bestand, name="ontvangst_bestand"),
    path("apart/", include([path("", apart, name="apart"), *lijst_urls(APART)])),
    path("<int:pk>/", regel, name="ontvangst_regel"),
    path("<int:pk>/inhoud/", inhoud, name="ontvangst_inhoud"),
    path("<int:pk>/bestanden/<int:bestand>/", bijgevoegd, name="ontvangst_bijgevoegd"),
    path("<int:pk>/geen-melding/", geen, name="ontvangst_geen_melding"),
]
