"""The pages under /werkgevers/; those that show figures get them from the map (`inspectie.urls`)."""

from django.urls import path

from inspectie.lijsten.views import lijst_urls
from interventies.views.samenvoegen import samen
from interventies.views.werkgever import naam, nieuwe_zaak, werkgever, werkgevers
from interventies.werkgeverlijst import WERKGEVERS

urlpatterns = [
    path("", werkgevers, name="werkgevers"),
    *lijst_urls(WERKGEVERS),
    path("<int:pk>/", werkgever, name="werkgever"),
    path("<int:pk>/zaak/", nieuwe_zaak, name="werkgever_zaak"),
    path("<int:pk>/naam/", naam, name="werkgever_naam"),
    path("<int:pk>/samen/", samen, name="werkgever_samen"),
]
