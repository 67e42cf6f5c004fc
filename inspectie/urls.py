"""The map. Of allauth only what is used here: an account is given, so nobody signs up or resets by mail."""

from allauth.account import views as allauth
from django.urls import include, path

from inspectie import views
from interventies.dossier import dossierfeiten
from meldingen.views.handelingen import antwoord, heropenen
from rapportages.views import kerncijferpaneel

urlpatterns = [
    path("", views.start, {"panelen": (kerncijferpaneel,)}, name="start"),
    # What gives a new advice reads the zaken, which stand above meldingen.
    path("meldingen/<int:nummer>/antwoord/", antwoord, {"dossier": dossierfeiten}, name="melding_antwoord"),
    path(
        "meldingen/<int:nummer>/heropenen/", heropenen, {"dossier": dossierfeiten}, name="melding_heropenen"
    ),
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
