"""The pages under /meldingen/."""

from django.urls import path

from meldingen.views.besluit import besluit
from meldingen.views.lijst import meldingen
from meldingen.views.melder import melder
from meldingen.views.pagina import melding

urlpatterns = [
    path("", meldingen, name="meldingen"),
    path("<int:nummer>/", melding, name="melding"),
    path("<int:nummer>/besluit/", besluit, name="melding_besluit"),
    path("<int:nummer>/melder/", melder, name="melding_melder"),
]
