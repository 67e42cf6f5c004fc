"""The list of the texts of messages to reporters."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Keuzelijst, Lijstfilter
from inspectie.lijsten.kolommen import Kolom, Lijst, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from interventies.brieftekstlijst import LAATSTE_DAG, TekstversieFilter
from interventies.models import BERICHTTALEN, Berichttekst
from interventies.rechtslijsten import BRON, LOOPTIJD


class BerichttekstFilter(TekstversieFilter):
    soort = Keuzelijst(label=_("Bericht"), method="van_soort", choices=Berichttekst.Soort.choices)
    taal = Keuzelijst(label=_("Taal"), method="in_taal", choices=list(BERICHTTALEN.items()))

    def van_soort(self, reeks: "QuerySet[Any]", _naam: str, soort: str) -> "QuerySet[Any]":
        return reeks.filter(voor__in=[Berichttekst.sleutel(soort, taal) for taal in BERICHTTALEN])

    def in_taal(self, reeks: "QuerySet[Any]", _naam: str, taal: str) -> "QuerySet[Any]":
        return reeks.filter(voor__in=[Berichttekst.sleutel(soort, taal) for soort in Berichttekst.Soort])


def _zichtbare_berichtteksten(wie: Gebruiker) -> "QuerySet[Any]":
    return Berichttekst.objects.zichtbaar_voor(wie).met_volgende()


def _naam(_keuze: Lijstfilter, voor: str) -> str:
    return Berichttekst.naam(voor)


def _in_zijn_taal(_keuze: Lijstfilter, tekst: str, voor: str) -> SafeString:
    return format_html('<span lang="{}">{}</span>', Berichttekst.soort_en_taal(voor)[1], tekst)


BERICHTTEKSTEN = Lijst(
    naam="berichtteksten",
    titel=_("Berichtteksten"),
    bestandsnaam="berichtteksten",
    rechten=(Recht.REGELS_ZIEN,),
    kolommen=(
        Kolom("voor", _("Bericht"), ("voor",), _naam, sorteringen=("voor",), breedte=6, naamloos=True),
        LOOPTIJD[0],
        LAATSTE_DAG,
        BRON,
        Kolom(
            "tekst", _("Tekst"), ("tekst",), zelf, _in_zijn_taal, klasse="breed", breedte=12, erbij=("voor",)
        ),
    ),
    standaard=("van", "tot", "bron"),
    filter=BerichttekstFilter,
    eerst=("q", "soort", "taal", "op"),
    ingangen=((_("Alle versies"), "", None),),
    rij="versie",
    rijadres=lambda rij: reverse("berichttekst", args=[rij.voor]),
    zichtbaar=_zichtbare_berichtteksten,
    namen=dict,
    anker=lambda rij: rij.pk,
)
