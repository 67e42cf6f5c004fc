"""The pages under /zaken/."""

from django.urls import path

from inspectie.lijsten.views import lijst_urls
from interventies.lijsten import ZAKEN
from interventies.views.concept import brief, concept
from interventies.views.lijst import zaken
from interventies.views.optreden import optreden
from interventies.views.vervolg import vervolg
from interventies.views.zaak import handel, zaak
from interventies.zaakhandelingen import ALLE

urlpatterns = [
    path("", zaken, name="zaken"),
    *lijst_urls(ZAKEN),
    path("bij-melding/<int:nummer>/", vervolg, name="melding_vervolg"),
    path("<int:nummer>/", zaak, name="zaak"),
    path("<int:nummer>/concepten/<int:pk>/", concept, name="zaak_concept"),
    path("<int:nummer>/concepten/<int:pk>/brief.<str:formaat>", brief, name="zaak_brief"),
    path("<int:nummer>/optreden/", optreden, name="zaak_optreden"),
    *(
        path(f"<int:nummer>/{handeling.code}/", handel(handeling), name=f"zaak_{handeling.code}")
        for handeling in ALLE
    ),
]
