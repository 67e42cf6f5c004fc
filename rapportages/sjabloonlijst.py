"""The list of texts that reports begin with."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Dag, Keuzelijst, Lijstfilter, Tekst
from inspectie.lijsten.kolommen import Kolom, Lijst, Sortering, naam_van, persoon, toon_dag, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from inspectie.tijd import binnen_bereik
from interventies.rechtslijsten import wettekst
from rapportages.models import Sjabloon, Soort

_SOORTEN: dict[str, Any] = dict(Soort.choices)


class SjabloonFilter(Lijstfilter):
    """`op`: the text with which a report of that day begins."""

    q = Tekst(label=_("Woord in naam, titel of tekst"), method="zoek")
    soort = Keuzelijst(label=_("Soort"), choices=Soort.choices)
    op = Dag(label=_("Geldt op"), method="geldt_op")

    SORTERINGEN = {
        "naam": Sortering(_("Naam"), ("naam", "-geldig_van")),
        "-van": Sortering(_("Eerste dag, laatste eerst"), ("-geldig_van",)),
        "van": Sortering(_("Eerste dag"), ("geldig_van",)),
    }
    STANDAARD = "naam"

    def zoek(self, reeks: "QuerySet[Any]", _naam: str, vraag: str) -> "QuerySet[Any]":
        woord = vraag.strip()
        return reeks.filter(Q(naam__icontains=woord) | Q(titel__icontains=woord) | Q(tekst__icontains=woord))

    def geldt_op(self, reeks: "QuerySet[Any]", _naam: str, dag: date) -> "QuerySet[Any]":
        return reeks.filter(pk__in=Sjabloon.objects.geldig_op(binnen_bereik(dag)).values("pk"))


def _zichtbaar(gebruiker: Gebruiker) -> "QuerySet[Sjabloon]":
    return Sjabloon.objects.zichtbaar_voor(gebruiker)


SJABLONEN = Lijst(
    naam="sjablonen",
    titel=_("Beginteksten"),
    bestandsnaam="beginteksten",
    rechten=(Recht.RAPPORT_ZIEN,),
    kolommen=(
        Kolom("naam", _("Tekst"), ("naam",), zelf, wettekst, sorteringen=("naam",), breedte=6, naamloos=True),
        Kolom("soort", _("Soort"), ("soort",), lambda _k, code: str(_SOORTEN[code]), breedte=4),
        Kolom(
            "van",
            _("Eerste dag"),
            ("geldig_van",),
            zelf,
            toon_dag,
            "dag",
            sorteringen=("-van", "van"),
        ),
        Kolom("bron", _("Bron"), ("bron",), zelf, wettekst, "breed", breedte=7),
        Kolom("door", _("Opgesteld door"), persoon("opgesteld_door"), naam_van, breedte=4),
        Kolom("titel", _("Titel"), ("titel",), zelf, wettekst, breedte=6),
        Kolom("tekst", _("Tekst van de versie"), ("tekst",), zelf, wettekst, klasse="breed", breedte=12),
    ),
    standaard=("soort", "van", "bron"),
    filter=SjabloonFilter,
    eerst=("q", "soort", "op"),
    ingangen=((_("Alle versies"), "", None),),
    rij="tekst",
    rijadres=lambda rij: reverse("sjabloon", args=[rij.pk]),
    zichtbaar=_zichtbaar,
    namen=dict,
    anker=lambda rij: rij.pk,
    met_vraag=False,
)
