"""The list of the texts of letters, and what it shares with that of other texts."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Dag, Keuzelijst, Lijstfilter, Tekst
from inspectie.lijsten.kolommen import Kolom, Lijst, Sortering, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from inspectie.tijd import binnen_bereik
from interventies.models import Brieftekst
from interventies.rechtslijsten import BRON, LOOPTIJD, toon_grens, wettekst, woord_van


class TekstversieFilter(Lijstfilter):
    """`op`: the text with which what goes out that day is made."""

    q = Tekst(label=_("Woorden in de tekst of de bron"), method="zoek")
    op = Dag(label=_("Geldt op"), method="geldt_op")

    SORTERINGEN = {
        "voor": Sortering(_("Soort"), ("voor", "-geldig_van")),
        "van": Sortering(_("Eerste dag"), ("geldig_van",)),
        "-van": Sortering(_("Eerste dag, laatste eerst"), ("-geldig_van",)),
    }
    STANDAARD = "voor"

    def zoek(self, reeks: "QuerySet[Any]", _naam: str, vraag: str) -> "QuerySet[Any]":
        return reeks.filter(Q(tekst__icontains=vraag.strip()) | Q(bron__icontains=vraag.strip()))

    def geldt_op(self, reeks: "QuerySet[Any]", _naam: str, dag: date) -> "QuerySet[Any]":
        dag = binnen_bereik(dag)
        return reeks.filter(Q(volgende__isnull=True) | Q(volgende__gt=dag), geldig_van__lte=dag)


class BrieftekstFilter(TekstversieFilter):
    voor = Keuzelijst(label=_("Brief"), choices=Brieftekst.Voor.choices)


def _zichtbare_briefteksten(wie: Gebruiker) -> "QuerySet[Any]":
    return Brieftekst.objects.zichtbaar_voor(wie).met_volgende()


def _dag_eerder(_keuze: Lijstfilter, dag: date | None) -> date | None:
    return None if dag is None else dag - timedelta(days=1)


LAATSTE_DAG = Kolom(
    "tot",
    _("Laatste dag"),
    ("volgende",),
    _dag_eerder,
    lambda keuze, dag: toon_grens(keuze, _dag_eerder(keuze, dag)),
    "dag",
)

BRIEFTEKSTEN = Lijst(
    naam="briefteksten",
    titel=_("Briefteksten"),
    bestandsnaam="briefteksten",
    rechten=(Recht.REGELS_ZIEN,),
    kolommen=(
        Kolom(
            "voor",
            _("Brief"),
            ("voor",),
            woord_van(Brieftekst.Voor.choices),
            sorteringen=("voor",),
            breedte=6,
            naamloos=True,
        ),
        LOOPTIJD[0],
        LAATSTE_DAG,
        BRON,
        Kolom("tekst", _("Tekst"), ("tekst",), zelf, wettekst, klasse="breed", breedte=12),
    ),
    standaard=("van", "tot", "bron"),
    filter=BrieftekstFilter,
    eerst=("q", "voor", "op"),
    ingangen=((_("Alle versies"), "", None),),
    rij="versie",
    rijadres=lambda rij: reverse("brieftekst", args=[rij.voor]),
    zichtbaar=_zichtbare_briefteksten,
    namen=dict,
    anker=lambda rij: rij.pk,
)
