"""The pages under /meldingen/."""

from django.urls import path

from meldingen import views

urlpatterns = [
    path("", views.meldingen, name="meldingen"),
    path("<int:nummer>/", views.melding, name="melding"),
    path("<int:nummer>/besluit/", views.besluit, name="melding_besluit"),
    path("<int:nummer>/melder/", views.melder, name="melding_melder"),
]
