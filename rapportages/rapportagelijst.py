"""The list of reports: its columns and filters."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from inspectie.getal import als_getal
from inspectie.lijsten.filters import Keuzelijst, Lijstfilter, Tekst, Tot, Vanaf
from inspectie.lijsten.kolommen import Kolom, Lijst, Sortering, geen, naam_van, persoon, toon_dag, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from rapportages.models import Rapportage, Soort, Status

STEMPELS = {
    Status.CONCEPT: "bezig",
    Status.TER_VASTSTELLING: "bezig",
    Status.VASTGESTELD: "goed",
    Status.GEPUBLICEERD: "goed",
    Status.VERVALLEN: "",
}
_SOORTEN: dict[str, Any] = dict(Soort.choices)
_STATUSSEN: dict[str, Any] = dict(Status.choices)


class RapportageFilter(Lijstfilter):
    q = Tekst(label=_("Woord in de titel of kenmerk"), method="zoek")
    status = Keuzelijst(label=_("Status"), choices=Status.choices)
    soort = Keuzelijst(label=_("Soort"), choices=Soort.choices)
    van = Vanaf("peildatum", label=_("Peildatum vanaf"))
    tot = Tot("peildatum", label=_("Peildatum t/m"))

    SORTERINGEN = {
        "-gemaakt": Sortering(_("Nieuwste eerst"), ("-gemaakt_op",)),
        "gemaakt": Sortering(_("Oudste eerst"), ("gemaakt_op",)),
        "-peildatum": Sortering(_("Laatste peildatum eerst"), ("-peildatum", "-gemaakt_op")),
        "peildatum": Sortering(_("Eerste peildatum eerst"), ("peildatum", "gemaakt_op")),
    }
    STANDAARD = "-gemaakt"

    def zoek(self, reeks: "QuerySet[Rapportage]", _naam: str, vraag: str) -> "QuerySet[Rapportage]":
        vraag = vraag.strip()
        nummer = als_getal(vraag.removeprefix("R-").removeprefix("r-"))
        op_titel = Q(titel__icontains=vraag)
        return reeks.filter(op_titel if nummer is None else op_titel | Q(pk=nummer))


def _status(_keuze: Lijstfilter, status: str) -> SafeString:
    return format_html('<span class="stempel {}">{}</span>', STEMPELS[Status(status)], _STATUSSEN[status])


KOLOMMEN = (
    Kolom(
        "kenmerk",
        _("Kenmerk"),
        ("pk",),
        lambda _k, pk: f"R-{pk}",
        lambda _k, pk: mark_safe(f"R-{pk}"),  # noqa: S308 (a number)
        breedte=2.2,
    ),
    Kolom(
        "titel",
        _("Titel"),
        ("titel",),
        zelf,
        lambda _k, titel: format_html('<span lang="nl">{}</span>', titel),
        "breed",
        breedte=7,
        naamloos=True,
    ),
    Kolom("soort", _("Soort"), ("soort",), lambda _k, code: str(_SOORTEN[code]), breedte=4),
    Kolom(
        "peildatum",
        _("Peildatum"),
        ("peildatum",),
        zelf,
        toon_dag,
        "dag",
        sorteringen=("-peildatum", "peildatum"),
    ),
    Kolom("stand_van", _("Stand van"), ("stand_van",), zelf, klasse="dag", breedte=4),
    Kolom("status", _("Status"), ("status",), lambda _k, code: str(_STATUSSEN[code]), _status, "status", 4),
    Kolom("door", _("Gemaakt door"), persoon("gemaakt_door"), naam_van, breedte=4),
    Kolom(
        "gemaakt",
        _("Gemaakt"),
        ("gemaakt_op",),
        zelf,
        klasse="dag",
        breedte=4,
        sorteringen=("-gemaakt", "gemaakt"),
    ),
    Kolom("gepubliceerd", _("Gepubliceerd"), ("gepubliceerd_op",), zelf, toon_dag, "dag"),
    Kolom(
        "vervangt",
        _("Vervangt"),
        ("vervangt_id",),
        lambda _k, pk: f"R-{pk}" if pk else "",
        lambda _k, pk: format_html("R-{}", pk) if pk else geen(),
        breedte=2.2,
    ),
)


def _zichtbaar(gebruiker: Gebruiker) -> "QuerySet[Rapportage]":
    return Rapportage.objects.zichtbaar_voor(gebruiker).defer("gegevens")


RAPPORTAGES = Lijst(
    naam="rapportages",
    titel=_("Rapportages"),
    bestandsnaam="rapportages",
    rechten=(Recht.RAPPORT_ZIEN,),
    kolommen=KOLOMMEN,
    standaard=("titel", "peildatum", "status", "door", "gepubliceerd"),
    filter=RapportageFilter,
    eerst=("q", "status", "soort"),
    ingangen=(
        (_("Alle"), "", None),
        (_("Concept"), "status=CONCEPT", None),
        (_("Ter vaststelling"), "status=TER_VASTSTELLING", None),
        (_("Gepubliceerd"), "status=GEPUBLICEERD", None),
    ),
    rij="rapportage",
    rijadres=lambda rij: reverse("rapportage", args=[rij.pk]),
    zichtbaar=_zichtbaar,
    namen=dict,
    met_vraag=False,
)
