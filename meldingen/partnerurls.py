"""The pages under /partnersleutels/."""

from django.urls import path

from inspectie.lijsten.views import lijst_urls
from meldingen.partnerlijst import PARTNERSLEUTELS
from meldingen.views.partnersleutels import intrekken, nieuw, partnersleutel, partnersleutels

urlpatterns = [
    path("", partnersleutels, name="partnersleutels"),
    *lijst_urls(PARTNERSLEUTELS),
    path("nieuw/", nieuw, name="partnersleutel_nieuw"),
    path("<int:pk>/", partnersleutel, name="partnersleutel"),
    path("<int:pk>/intrekken/", intrekken, name="partnersleutel_intrekken"),
]
