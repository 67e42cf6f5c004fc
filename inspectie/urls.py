"""The map. Of allauth only what is used here: an account is given, so nobody signs up or resets by mail."""

from allauth.account import views as allauth
from django.urls import include, path

from inspectie import views
from rapportages.views import kerncijferpaneel

urlpatterns = [
    path("", views.start, {"panelen": (kerncijferpaneel,)}, name="start"),
    path("meldingen/", include("meldingen.urls")),
    path("rapporten/", include("rapportages.urls")),
    # The names are allauth's: it looks them up.
    path("inloggen/", views.inloggen, name="account_login"),
    path("uitloggen/", allauth.logout, name="account_logout"),
    path("wachtwoord/", allauth.password_change, name="account_change_password"),
    path("account-gesloten/", allauth.account_inactive, name="account_inactive"),
    path("taal/", views.taal, name="taal"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
