"""The pages under /meldingen/."""

from django.urls import path

from inspectie.lijsten.views import lijst_urls
from meldingen.lijsten import MELDINGEN
from meldingen.views.aanwezig import aanwezig
from meldingen.views.besluit import besluit
from meldingen.views.handelingen import (
    aanvulling,
    bevestigen,
    bevestiging_herroepen,
    dubbel,
    herroepen,
    intrekken,
    niet_intrekken,
)
from meldingen.views.intake import verwant, werkgevers
from meldingen.views.lijst import meldingen
from meldingen.views.melder import melder
from meldingen.views.pagina import melding
from meldingen.views.van_melder import bijlage, gelezen
from meldingen.views.verzameling import ongedaan, uitvoeren, verder, verzameling, verzamelingen, voorbeeld
from meldingen.views.voorstel import voorstel

urlpatterns = [
    path("", meldingen, name="meldingen"),
    path("nieuw/werkgevers/", werkgevers, name="melding_nieuw_werkgevers"),
    path("nieuw/verwant/", verwant, name="melding_nieuw_verwant"),
    path("tegelijk/", verzamelingen, name="verzamelingen"),
    path("tegelijk/voorbeeld/", voorbeeld, name="verzameling_voorbeeld"),
    path("tegelijk/uitvoeren/", uitvoeren, name="verzameling_uitvoeren"),
    path("tegelijk/<int:pk>/", verzameling, name="verzameling"),
    path("tegelijk/<int:pk>/verder/", verder, name="verzameling_verder"),
    path("tegelijk/<int:pk>/ongedaan/", ongedaan, name="verzameling_ongedaan"),
    *lijst_urls(MELDINGEN),
    path("<int:nummer>/", melding, name="melding"),
    path("<int:nummer>/besluit/", besluit, name="melding_besluit"),
    path("<int:nummer>/aanvulling/", aanvulling, name="melding_aanvulling"),
    path("<int:nummer>/bevestigen/", bevestigen, name="melding_bevestigen"),
    path("<int:nummer>/bevestiging-herroepen/", bevestiging_herroepen, name="melding_bevestiging_herroepen"),
    path("<int:nummer>/dubbel/", dubbel, name="melding_dubbel"),
    path("<int:nummer>/herroepen/", herroepen, name="melding_herroepen"),
    path("<int:nummer>/intrekken/", intrekken, name="melding_intrekken"),
    path("<int:nummer>/niet-intrekken/", niet_intrekken, name="melding_niet_intrekken"),
    path("<int:nummer>/voorstel/", voorstel, name="melding_voorstel"),
    path("<int:nummer>/aanwezig/", aanwezig, name="melding_aanwezig"),
    path("<int:nummer>/bijlagen/<int:pk>/", bijlage, name="melding_bijlage"),
    path("<int:nummer>/gelezen/", gelezen, name="melding_gelezen"),
    path("<int:nummer>/melder/", melder, name="melding_melder"),
]
