"""The pages under /melden/. Sending reads what an app above this one knows, so that stands in `inspectie.urls`, where
`taal` is too."""

from django.urls import path

from meldingen.meldpunt import stapviews, verzendviews, views

urlpatterns = [
    path("", views.talen, name="melden"),
    path("<taal:taal>/", views.begin, name="meldpunt_begin"),
    path("<taal:taal>/vraag/bestanden/", stapviews.bestanden, name="meldpunt_bestanden"),
    path("<taal:taal>/vraag/<slug:slug>/", stapviews.stap, name="meldpunt_stap"),
    path("<taal:taal>/ontvangen/", verzendviews.ontvangen, name="meldpunt_ontvangen"),
    path("<taal:taal>/stoppen/", views.stoppen, name="meldpunt_stoppen"),
    path("<taal:taal>/gestopt/", views.gestopt, name="meldpunt_gestopt"),
    path("<taal:taal>/<path:rest>/", views.nergens, name="meldpunt_nergens"),
    path("<path:rest>/", views.talen, name="melden_nergens"),
]
