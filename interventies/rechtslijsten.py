"""The lists of the law: provisions, bases and free days."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Dag, Keuzelijst, Lijstfilter, Tekst, Tot, Vanaf
from inspectie.lijsten.kolommen import (
    Kolom,
    Lijst,
    Sortering,
    toon_dag,
    zacht,
    zelf,
)
from inspectie.models import VrijeDag
from inspectie.rechten import Recht
from inspectie.tijd import binnen_bereik
from interventies.models import (
    Grondslag,
    Voorschrift,
)

JA_NEE = [("ja", _("Ja")), ("nee", _("Nee"))]


def toon_grens(keuze: Lijstfilter, dag: date | None) -> SafeString:
    """The first or last day of something; without one there is no bound."""
    return zacht(gettext("geen grens")) if dag is None else toon_dag(keuze, dag)


def woord_van(keuzes: Any) -> Any:
    woorden = dict(keuzes)
    return lambda _keuze, code: str(woorden.get(code, code))


def in_het_nederlands(tekst: str) -> SafeString:
    """The law speaks Dutch, on a page in any language."""
    return format_html('<span lang="nl">{}</span>', tekst)


def wettekst(_keuze: Lijstfilter, tekst: str) -> SafeString:
    return in_het_nederlands(tekst)


def als_code(_keuze: Lijstfilter, code: str) -> SafeString:
    return format_html("{}", code)


class BepalingFilter(Lijstfilter):
    """`op`: the law on the day of a violation."""

    q = Tekst(label=_("Code, naam of artikel"), method="zoek")
    op = Dag(label=_("Geldt op"), method="geldt_op")

    SORTERINGEN = {
        "code": Sortering(_("Code"), ("code",)),
        "van": Sortering(_("Eerste dag"), ("geldig_van",)),
        "-van": Sortering(_("Eerste dag, laatste eerst"), ("-geldig_van",)),
    }
    STANDAARD = "code"

    def zoek(self, reeks: "QuerySet[Any]", _naam: str, vraag: str) -> "QuerySet[Any]":
        vraag = vraag.strip()
        return reeks.filter(Q(code__icontains=vraag) | Q(naam__icontains=vraag) | Q(artikel__icontains=vraag))

    def geldt_op(self, reeks: "QuerySet[Any]", _naam: str, dag: date) -> "QuerySet[Any]":
        dag = binnen_bereik(dag)
        return reeks.filter(
            Q(geldig_van__isnull=True) | Q(geldig_van__lte=dag),
            Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=dag),
        )


class VoorschriftFilter(BepalingFilter):
    klasse = Keuzelijst(label=_("Klasse"), choices=Voorschrift.Klasse.choices)


class GrondslagFilter(BepalingFilter):
    soort = Keuzelijst(label=_("Instrument"), choices=Grondslag.Soort.choices)


class VrijeDagFilter(Lijstfilter):
    q = Tekst(label=_("Naam of bron"), method="zoek")
    gelijkgesteld = Keuzelijst(label=_("Gelijkgesteld"), method="met_gelijkgesteld", choices=JA_NEE)
    van = Vanaf("datum", label=_("Vanaf"))
    tot = Tot("datum", label=_("Tot en met"))

    SORTERINGEN = {
        "datum": Sortering(_("Oudste eerst"), ("datum",)),
        "-datum": Sortering(_("Laatste eerst"), ("-datum",)),
    }
    STANDAARD = "datum"

    def zoek(self, reeks: "QuerySet[VrijeDag]", _naam: str, vraag: str) -> "QuerySet[VrijeDag]":
        return reeks.filter(Q(naam__icontains=vraag.strip()) | Q(bron__icontains=vraag.strip()))

    def met_gelijkgesteld(self, reeks: "QuerySet[VrijeDag]", _naam: str, keuze: str) -> "QuerySet[VrijeDag]":
        return reeks.filter(gelijkgesteld=keuze == "ja")


_CODE = Kolom("code", _("Code"), ("code",), zelf, als_code, sorteringen=("code",), breedte=5)
LOOPTIJD = (
    Kolom("van", _("Eerste dag"), ("geldig_van",), zelf, toon_grens, "dag", sorteringen=("van", "-van")),
    Kolom("tot", _("Laatste dag"), ("geldig_tot",), zelf, toon_grens, "dag"),
)
_NAAM = Kolom("naam", _("Naam"), ("naam",), zelf, wettekst, klasse="breed", breedte=8, naamloos=True)
_ARTIKEL = Kolom("artikel", _("Artikel"), ("artikel",), zelf, wettekst, klasse="breed", breedte=8)
BRON = Kolom("bron", _("Bron"), ("bron",), zelf, wettekst, klasse="breed", breedte=8)

VOORSCHRIFTEN = Lijst(
    naam="voorschriften",
    titel=_("Voorschriften"),
    bestandsnaam="voorschriften",
    rechten=(Recht.REGELS_ZIEN,),
    kolommen=(
        _CODE,
        _NAAM,
        _ARTIKEL,
        Kolom(
            "klasse",
            _("Klasse"),
            ("klasse",),
            woord_van(Voorschrift.Klasse.choices),
            klasse="breed",
            breedte=5,
        ),
        Kolom("eis", _("Eis of stillegging"), ("eis_of_stillegging",), zelf),
        *LOOPTIJD,
        BRON,
    ),
    standaard=("naam", "artikel", "klasse", "van", "tot"),
    filter=VoorschriftFilter,
    eerst=("q", "op", "klasse"),
    ingangen=((_("Alle versies"), "", None),),
    rij="versie",
    rijadres=lambda rij: reverse("voorschrift", args=[rij.code]),
    zichtbaar=Voorschrift.objects.zichtbaar_voor,
    namen=dict,
    anker=lambda rij: rij.pk,
)
GRONDSLAGEN = Lijst(
    naam="grondslagen",
    titel=_("Grondslagen"),
    bestandsnaam="grondslagen",
    rechten=(Recht.REGELS_ZIEN,),
    kolommen=(
        _CODE,
        _NAAM,
        _ARTIKEL,
        Kolom("soort", _("Instrument"), ("soort",), woord_van(Grondslag.Soort.choices)),
        Kolom(
            "vereist",
            _("Vereist"),
            ("vereist",),
            woord_van(Grondslag.Vereist.choices),
            klasse="breed",
            breedte=6,
        ),
        *LOOPTIJD,
        BRON,
    ),
    standaard=("naam", "artikel", "soort", "van", "tot"),
    filter=GrondslagFilter,
    eerst=("q", "op", "soort"),
    ingangen=((_("Alle versies"), "", None),),
    rij="versie",
    rijadres=lambda rij: reverse("grondslag", args=[rij.code]),
    zichtbaar=Grondslag.objects.zichtbaar_voor,
    namen=dict,
    anker=lambda rij: rij.pk,
)
VRIJE_DAGEN = Lijst(
    naam="vrije_dagen",
    titel=_("Vrije dagen"),
    bestandsnaam="vrije-dagen",
    rechten=(Recht.REGELS_ZIEN,),
    kolommen=(
        Kolom("datum", _("Dag"), ("datum",), zelf, toon_dag, sorteringen=("datum", "-datum")),
        Kolom("naam", _("Naam"), ("naam",), zelf, wettekst, klasse="breed", breedte=6, naamloos=True),
        Kolom("gelijkgesteld", _("Gelijkgesteld"), ("gelijkgesteld",), zelf),
        Kolom("bron", _("Bron"), ("bron",), zelf, wettekst, klasse="breed", breedte=8),
    ),
    standaard=("naam", "gelijkgesteld", "bron"),
    filter=VrijeDagFilter,
    eerst=("q", "gelijkgesteld", "van", "tot"),
    ingangen=(
        (_("Alle dagen"), "", None),
        (_("Gelijkgestelde dagen"), "gelijkgesteld=ja", None),
    ),
    rij="dag",
    rijadres=lambda rij: reverse("vrije_dag", args=[rij.pk.isoformat()]),
    zichtbaar=VrijeDag.objects.zichtbaar_voor,
    namen=dict,
    anker=lambda rij: rij.pk.isoformat(),
)
