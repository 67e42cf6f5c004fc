"""The pages under /zaken/, and those under /recht/."""

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from inspectie.lijsten.views import lijst_urls
from interventies.dossier import dossierfeiten
from interventies.lijsten import ZAKEN
from interventies.models import Rechtstabel
from interventies.rechtform import NIEUW
from interventies.rechtsvoorstellijst import VOORSTELLEN
from interventies.views import recht as r
from interventies.views import rechtsvoorstel
from interventies.views.concept import brief, concept, opheffing
from interventies.views.handelen import handel
from interventies.views.lijst import zaken
from interventies.views.optreden import optreden
from interventies.views.stukken import afschrift, bijlage
from interventies.views.vervolg import vervolg
from interventies.views.zaak import zaak
from interventies.zaakhandelingen import ALLE
from meldingen.views import klokken, regelproef, regels

urlpatterns = [
    path("", zaken, name="zaken"),
    *lijst_urls(ZAKEN),
    path("bij-melding/<int:nummer>/", vervolg, name="melding_vervolg"),
    path("<int:nummer>/", zaak, name="zaak"),
    path("<int:nummer>/concepten/<int:pk>/", concept, name="zaak_concept"),
    path("<int:nummer>/concepten/<int:pk>/brief.<str:formaat>", brief, name="zaak_brief"),
    path("<int:nummer>/concepten/<int:pk>/opheffing.<str:formaat>", opheffing, name="zaak_opheffing"),
    path("<int:nummer>/stukken/<int:pk>/", bijlage, name="zaak_bijlage"),
    path("<int:nummer>/dossier/", afschrift, name="zaak_afschrift"),
    path("<int:nummer>/optreden/", optreden, name="zaak_optreden"),
    *(
        path(f"<int:nummer>/{handeling.code}/", handel(handeling), name=f"zaak_{handeling.code}")
        for handeling in ALLE
    ),
]


class Rechtssleutel(StringConverter):
    """A code, or a day: never a word of an address."""

    regex = r"[A-Z][A-Z0-9_]{0,29}|[0-9]{4}-[0-9]{2}-[0-9]{2}"


register_converter(Rechtssleutel, "rechtssleutel")


def _van_tabel(pad: str, tabel: Rechtstabel) -> list[URLPattern | URLResolver]:
    """The list of a table of the law, and a page for each key in it."""
    lijst, naam, extra = r.LIJSTEN[tabel], r.NAAM[tabel], {"tabel": tabel.value}
    erbij = [path(f"{pad}/nieuw/", r.nieuw, extra, name=f"{naam}_nieuw")] if tabel in NIEUW else []
    return [
        path(f"{pad}/", r.lijst_view(lijst, f"{naam}_nieuw" if erbij else ""), name=lijst.naam),
        path(f"{pad}/", include(lijst_urls(lijst))),
        *erbij,
        path(f"{pad}/<rechtssleutel:sleutel>/", r.blad, extra, name=naam),
        path(f"{pad}/<rechtssleutel:sleutel>/<slug:act>/", r.wijzigen, extra, name=f"{naam}_wijzigen"),
    ]


recht = [
    path("", r.recht, name="recht"),
    *_van_tabel("voorschriften", Rechtstabel.VOORSCHRIFT),
    *_van_tabel("grondslagen", Rechtstabel.GRONDSLAG),
    *_van_tabel("vrije-dagen", Rechtstabel.VRIJE_DAG),
    *_van_tabel("briefteksten", Rechtstabel.BRIEFTEKST),
    *_van_tabel("berichtteksten", Rechtstabel.BERICHTTEKST),
    path("klokken/", klokken.klokken, name="klokken"),
    path("regels/", regels.regels, name="regels"),
    path("regels/voorstellen/", regels.voorstellen, name="regels_voorstellen"),
    path("regels/<int:pk>/", regels.regelset, name="regelset"),
    path("regels/<int:pk>/besluit/", regels.besluit, name="regelset_besluit"),
    path("regels/<int:pk>/proef/", regels.probeer, name="regelset_proef"),
    path("regels/proeven/<int:pk>/", regelproef.regelproef, name="regelproef"),
    path(
        "regels/proeven/<int:pk>/verder/",
        regelproef.verder,
        {"dossier": dossierfeiten},
        name="regelproef_verder",
    ),
    path("wijzigingen/", r.lijst_view(VOORSTELLEN), name="rechtsvoorstellen"),
    path("wijzigingen/", include(lijst_urls(VOORSTELLEN))),
    path("wijzigingen/<int:pk>/", rechtsvoorstel.voorstel, name="rechtsvoorstel"),
    path("wijzigingen/<int:pk>/besluit/", rechtsvoorstel.besluit, name="rechtsvoorstel_besluit"),
    path("wijzigingen/<int:pk>/intrekken/", rechtsvoorstel.intrekken, name="rechtsvoorstel_intrekken"),
]
