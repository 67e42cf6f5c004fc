"""The map. Of allauth only what is used here: an account is given, so nobody signs up or resets by mail."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstel
from allauth.mfa.totp import views as totp
from django.urls import include, path, register_converter

from inspectie import views
from inspectie.sessie import sessie
from interventies import urls as interventies
from interventies.berichten import aan_melder
from interventies.dossier import dossierfeiten
from interventies.views.bericht import document as bericht_document
from interventies.views.samenvoegen import besluit as werkgeverbesluit
from interventies.views.samenvoegen import intrekken as werkgevervoorstel_intrekken
from interventies.views.samenvoegen import voorstel as werkgevervoorstel
from meldingen.api.urls import api_urls
from meldingen.meldpunt.openbaar import Hoofdletters, Taal
from meldingen.meldpunt.verzendviews import nakijken
from meldingen.meldpunt.views import kleine_letters, nergens, talen
from meldingen.meldpunt.volgviews import intrekken as volgen_intrekken
from meldingen.meldpunt.volgviews import volgen
from meldingen.views.handelingen import antwoord, geen_dubbel, heropenen, later
from meldingen.views.intake import nieuw, uit_ontvangst
from meldingen.views.voorstel import besluit, voorstellen
from meldingen.views.wijzigen import wijzigen
from rapportages.views import kerncijferpaneel, weekcijferpaneel
from rapportages.werkgevercijfers import cijferverschil

register_converter(Taal, "taal")
register_converter(Hoofdletters, "hoofdletters")
handler400 = "inspectie.views.onleesbaar"
handler500 = "inspectie.views.storing"

urlpatterns = [
    path("", views.start, {"panelen": (weekcijferpaneel, kerncijferpaneel)}, name="start"),
    path("mijn-werk/", views.mijn_werk, name="mijn_werk"),
    path("mijn-werk/<slug:code>/", views.mijn_werk_soort, name="mijn_werk_soort"),
    # What gives a new advice reads the zaken, which stand above meldingen.
    path("meldingen/<int:nummer>/antwoord/", antwoord, {"dossier": dossierfeiten}, name="melding_antwoord"),
    path("meldingen/<int:nummer>/later/", later, {"dossier": dossierfeiten}, name="melding_later"),
    path(
        "meldingen/<int:nummer>/heropenen/", heropenen, {"dossier": dossierfeiten}, name="melding_heropenen"
    ),
    path(
        "meldingen/<int:nummer>/geen-dubbele/",
        geen_dubbel,
        {"dossier": dossierfeiten},
        name="melding_geen_dubbel",
    ),
    # What a melding's employer has on record stands in an app above it.
    path("meldingen/nieuw/", nieuw, {"dossier": dossierfeiten}, name="melding_nieuw"),
    path("meldingen/<int:nummer>/wijzigen/", wijzigen, {"dossier": dossierfeiten}, name="melding_wijzigen"),
    path(
        "meldingen/<int:nummer>/voorstel/besluit/",
        besluit,
        {"dossier": dossierfeiten},
        name="melding_voorstel_besluit",
    ),
    path("ontvangst/<int:pk>/melding/", uit_ontvangst, {"dossier": dossierfeiten}, name="ontvangst_melding"),
    path("ontvangst/", include("meldingen.ontvangsturls")),
    path("partnersleutels/", include("meldingen.partnerurls")),
    path("", include(api_urls(dossierfeiten))),
    path("voorstellen/", voorstellen, name="voorstellen"),
    path("meldingen/", include("meldingen.urls")),
    # What merging does to the figures is told by the app above.
    path(
        "werkgevers/<int:pk>/voorstel/<int:andere>/",
        werkgevervoorstel,
        {"cijfers": cijferverschil},
        name="werkgever_voorstel",
    ),
    path(
        "werkgevers/voorstellen/<int:pk>/",
        werkgeverbesluit,
        {"cijfers": cijferverschil},
        name="werkgevervoorstel",
    ),
    path(
        "werkgevers/voorstellen/<int:pk>/intrekken/",
        werkgevervoorstel_intrekken,
        {"cijfers": cijferverschil},
        name="werkgevervoorstel_intrekken",
    ),
    path("werkgevers/", include("interventies.werkgeverurls")),
    path("zaken/", include("interventies.urls")),
    path("recht/", include(interventies.recht)),
    path("berichten/<int:pk>/document/", bericht_document, name="bericht_document"),
    path("opsporing/", include("meldingen.opsporingurls")),
    path("overdrachten/", include("interventies.overdrachturls")),
    path("cijfers/", include("rapportages.cijferurls")),
    path("rapporten/", include("rapportages.urls")),
    path("melden/<taal:taal>/nakijken/", nakijken, {"dossier": dossierfeiten}, name="meldpunt_nakijken"),
    path("melden/", include("meldingen.meldpunt.urls")),
    path("volgen/", talen, {"verder": "volgen"}, name="volgen_talen"),
    # What a reporter was told stands in the app above.
    path("volgen/<taal:taal>/", volgen, {"dossier": dossierfeiten, "berichten": aan_melder}, name="volgen"),
    path("volgen/<taal:taal>/intrekken/", volgen_intrekken, name="volgen_intrekken"),
    path("volgen/<taal:taal>/<path:rest>/", nergens, name="volgen_nergens"),
    path("volgen/<path:rest>/", talen, {"verder": "volgen"}, name="volgen_talen_nergens"),
    path("<hoofdletters:adres>", kleine_letters, name="meldpunt_hoofdletters"),
    # The names are allauth's: it looks them up.
    path("inloggen/", views.inloggen, name="account_login"),
    path("uitloggen/", allauth.logout, name="account_logout"),
    path("wachtwoord/", allauth.password_change, name="account_change_password"),
    path("account-gesloten/", allauth.account_inactive, name="account_inactive"),
    path("bevestigen/", allauth.reauthenticate, name="account_reauthenticate"),
    path("inloggen/code/", views.tweede_stap, name="mfa_authenticate"),
    path("bevestigen/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-factor/", mfa.index, name="mfa_index"),
    path("tweede-factor/aan/", totp.activate_totp, name="mfa_activate_totp"),
    path("tweede-factor/uit/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-factor/herstelcodes/", herstel.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tweede-factor/herstelcodes/nieuw/",
        herstel.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tweede-factor/herstelcodes/bestand/",
        herstel.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("sessie/", sessie, name="sessie"),
    path("taal/", views.taal, name="taal"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
