"""The list of employers: its columns. What was reported and done there is counted as far as one may see it."""

from typing import Any

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Lijstfilter
from inspectie.lijsten.kolommen import Kolom, Lijst, geen, zacht, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from interventies.models import EigenInitiatief, Interventie, Overtreding, Zaak, ZaakMelding
from interventies.statussen import DICHT
from interventies.werkgeverfilters import ZIET_ZAKEN, WerkgeverFilter
from meldingen.models import Melding, Werkgever
from meldingen.woorden import woorden


def _code(lijst: str) -> Any:
    return lambda keuze, code: str(keuze.namen(lijst, code)) if code else ""


def _naam(_keuze: Lijstfilter, naam: str, namen: int) -> SafeString:
    """Its name, and how many more it has."""
    if namen < 2:
        return format_html("{}", naam)
    meer = gettext("en nog %(aantal)s") % {"aantal": namen - 1}
    return format_html('{} <span class="zacht">{}</span>', naam, meer)


def _zaak(_keuze: Lijstfilter, open_: bool) -> SafeString:
    return format_html('<span class="stempel bezig">{}</span>', gettext("Open zaak")) if open_ else geen()


def _aantal(_keuze: Lijstfilter, aantal: int) -> SafeString:
    return format_html("{}", aantal) if aantal else zacht("0")


KOLOMMEN = (
    Kolom(
        "naam",
        _("Naam"),
        ("naam",),
        zelf,
        _naam,
        sorteringen=("naam", "-naam"),
        breedte=6,
        erbij=("namen",),
    ),
    Kolom("plaats", _("Plaats"), ("plaats",), zelf, klasse="breed"),
    Kolom("provincie", _("Provincie"), ("provincie",), _code("provincie")),
    Kolom("sector", _("Sector"), ("sector",), _code("sector"), klasse="breed", breedte=5),
    Kolom("kvk", _("KvK-nummer"), ("kvk_nummer",), zelf),
    Kolom("vestiging", _("Vestigingsnummer"), ("vestigingsnummer",), zelf),
    Kolom("namen", _("Namen en vestigingen"), ("namen",), zelf, kort=_("Namen")),
    Kolom("meldingen", _("Meldingen"), ("meldingen",), zelf, _aantal),
    Kolom("zaak", _("Zaak"), ("met_zaak",), zelf, _zaak, recht=ZIET_ZAKEN),
    Kolom("kenmerk", _("Extern kenmerk"), ("extern_kenmerk",), zelf, klasse="breed"),
)


_HIER: Any = OuterRef(OuterRef("pk"))
# The records of the employer of the row, for a query two further in.
_VAN_DE_GROEP = Werkgever.objects.filter(Q(pk=_HIER) | Q(hoofd=_HIER)).order_by().values("pk")


def _hoeveel(reeks: "QuerySet[Any]") -> Coalesce:
    geteld = reeks.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n")
    return Coalesce(Subquery(geteld, output_field=IntegerField()), 0)


def _zichtbaar(gebruiker: Gebruiker) -> "QuerySet[Werkgever]":
    lopend = Zaak.objects.zichtbaar_voor(gebruiker).exclude(status__in=DICHT)
    via_melding = ZaakMelding.objects.te_zien().filter(
        melding__werkgever__in=_VAN_DE_GROEP, zaak__in=lopend.order_by().values("pk")
    )
    loopt: Any = Exists(via_melding)
    for model in (Overtreding, Interventie):
        loopt |= Exists(
            model._default_manager.filter(
                werkgever__in=_VAN_DE_GROEP, vervallen=False, zaak__in=lopend.order_by().values("pk")
            )
        )
    loopt |= Exists(
        EigenInitiatief.objects.filter(werkgever__in=_VAN_DE_GROEP, zaak__in=lopend.order_by().values("pk"))
    )
    return (
        Werkgever.objects.zichtbaar_voor(gebruiker)
        .die_staan()
        .annotate(
            namen=1 + _hoeveel(Werkgever.objects.filter(hoofd=OuterRef("pk"))),
            meldingen=_hoeveel(Melding.objects.zichtbaar_voor(gebruiker).filter(werkgever__in=_VAN_DE_GROEP)),
            met_zaak=loopt,
        )
    )


WERKGEVERS = Lijst(
    naam="werkgevers",
    titel=_("Werkgevers"),
    bestandsnaam="werkgevers",
    rechten=(Recht.MELDING_ZIEN, Recht.SAMENVOEGING_ZIEN),
    kolommen=KOLOMMEN,
    standaard=("plaats", "sector", "kvk", "meldingen", "zaak"),
    filter=WerkgeverFilter,
    eerst=("q", "zaak", "kvk", "plaats"),
    ingangen=(
        (_("Alle werkgevers"), "", None),
        (_("Met een open zaak"), "zaak=open", Recht.ZAAK_ZIEN),
        (_("Voorstel om samen te voegen"), "voorstel=wacht", Recht.SAMENVOEGING_ZIEN),
    ),
    rij="werkgever",
    rijadres=lambda werkgever: reverse("werkgever", args=[werkgever.pk]),
    zichtbaar=_zichtbaar,
    namen=woorden,
    anker=lambda werkgever: werkgever.pk,
)
