"""The pages under /melden/."""

from django.urls import path, register_converter

from meldingen.meldpunt import views
from meldingen.meldpunt.openbaar import Taal

register_converter(Taal, "taal")

urlpatterns = [
    path("", views.talen, name="melden"),
    path("<taal:taal>/", views.begin, name="meldpunt_begin"),
]
