"""The pages under /opsporing/."""

from django.urls import path

from inspectie.lijsten.views import lijst_urls
from meldingen.opsporinglijst import OPSPORING
from meldingen.views.opsporing import opsporing

urlpatterns = [path("", opsporing, name="opsporing"), *lijst_urls(OPSPORING)]
