"""The pages under /cijfers/: the figures, and a list for each thing that is counted."""

from django.urls import include, path

from inspectie.lijsten.views import lijst_urls
from rapportages import cijferviews
from rapportages.cijferlijsten import LIJSTEN

urlpatterns = [
    path("", cijferviews.cijfers, name="cijfers"),
    path("tellen/", cijferviews.tellen, name="cijfers_tellen"),
    path("verloop/", cijferviews.verloop, name="cijfers_verloop"),
    path("verloop/bestand/", cijferviews.verloop_bestand, name="cijfers_verloop_bestand"),
    path("verschil/", cijferviews.verschil, name="cijfers_verschil"),
    *(
        path(
            f"{lijst.naam.removeprefix('cijfers_')}/",
            include(
                [
                    path("", cijferviews.achter_een_cijfer, {"lijst": lijst}, name=lijst.naam),
                    *lijst_urls(lijst),
                ]
            ),
        )
        for lijst in LIJSTEN.values()
    ),
]
