"""Which employers a list shows, and in what orders. One row for each, over all its names and sites."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from inspectie.bulk import onder, plek_onder
from inspectie.lijsten.filters import Keuzelijst, Lijstfilter, Tekst
from inspectie.lijsten.kolommen import Sortering
from inspectie.models import Gebruiker
from inspectie.plekken import TREFFER
from inspectie.rechten import Recht
from interventies.models import EigenInitiatief, Interventie, Overtreding, Zaak, ZaakMelding
from interventies.statussen import DICHT
from meldingen.models import Naamplek, Werkgever, Werkgevervoorstel
from meldingen.namen import klanken, sleutel
from meldingen.werkgeverzoeken import zoek

MET_ZONDER = [("met", _("Met")), ("zonder", _("Zonder"))]
ZAAK = [("open", _("Met een open zaak")), ("ooit", _("Met een zaak, ook gesloten"))]
NAMEN = [("meer", _("Meer dan één naam of vestiging")), ("een", _("Eén naam"))]
VOORSTEL = [("wacht", _("Wacht op een besluit"))]
ZIET_ZAKEN = frozenset({Recht.ZAAK_ZIEN, Recht.ZAAK_ZIEN_EIGEN})


class WerkgeverFilter(Lijstfilter):
    q = Tekst(label=_("Naam, plaats of KvK-nummer"), method="zoek")
    zaak = Keuzelijst(label=_("Zaak"), method="met_zaak", choices=ZAAK)
    kvk = Keuzelijst(label=_("KvK-nummer"), method="met_kvk", choices=MET_ZONDER)
    plaats = Tekst(label=_("Plaats"), method="in_plaats")
    provincie = Keuzelijst(label=_("Provincie"), method="met_code")
    sector = Keuzelijst(label=_("Sector"), method="met_code")
    namen = Keuzelijst(label=_("Namen"), method="met_namen", choices=NAMEN)
    voorstel = Keuzelijst(label=_("Voorstel tot samenvoegen"), method="met_voorstel", choices=VOORSTEL)

    SORTERINGEN = {
        "treffer": Sortering(_("Wat het meest lijkt"), ("naam",)),
        "naam": Sortering(_("Naam, van A tot Z"), ("naam",)),
        "-naam": Sortering(_("Naam, van Z tot A"), ("-naam",)),
    }
    STANDAARD = "treffer"
    RECHTEN = {"zaak": ZIET_ZAKEN, "voorstel": Recht.SAMENVOEGING_ZIEN}
    CODELIJSTEN = ("provincie", "sector")

    def __init__(
        self,
        data: Mapping[str, Any],
        queryset: "QuerySet[Any]",
        *,
        gebruiker: Gebruiker,
        nu: datetime,
        namen: Any,
    ) -> None:
        super().__init__(data, queryset, gebruiker=gebruiker, nu=nu, namen=namen)
        self.op_treffer = False

    @property
    def velden(self) -> tuple[str, ...]:
        return (TREFFER,) if self.op_treffer else super().velden

    def zoek(self, reeks: "QuerySet[Werkgever]", _naam: str, vraag: str) -> "QuerySet[Werkgever]":
        groepen = [treffer.groep for treffer in zoek(vraag)]
        if not groepen:
            return reeks.none()
        self.op_treffer = self.volgorde == self.STANDAARD
        return reeks.filter(pk__in=onder(groepen)).annotate(**{TREFFER: plek_onder(groepen)})

    def met_code(self, reeks: "QuerySet[Werkgever]", naam: str, code: str) -> "QuerySet[Werkgever]":
        return _met(reeks, Q(**{naam: code}))

    def in_plaats(self, reeks: "QuerySet[Werkgever]", _naam: str, plaats: str) -> "QuerySet[Werkgever]":
        """The place as it is written, found by its words."""
        hier = Q(plaats__iexact=plaats)
        for woord in klanken(plaats):
            hier &= Q(pk__in=Naamplek.objects.filter(woord=sleutel(woord)).values("werkgever"))
        return reeks.filter(
            pk__in=_groepen(hier)
        )  # led by the register, where an OR would read every employer

    def met_kvk(self, reeks: "QuerySet[Werkgever]", _naam: str, keuze: str) -> "QuerySet[Werkgever]":
        met = Q(kvk_nummer__gt="")
        if keuze == "met":
            return _met(reeks, met)
        # Asked of each by itself: there are few here, and many with another name.
        return reeks.filter(~Exists(Werkgever.objects.filter(met, hoofd=OuterRef("pk"))), kvk_nummer="")

    def met_namen(self, reeks: "QuerySet[Werkgever]", _naam: str, keuze: str) -> "QuerySet[Werkgever]":
        meer = Q(pk__in=_hoofden(Q()))
        return reeks.filter(meer if keuze == "meer" else ~meer)

    def met_zaak(self, reeks: "QuerySet[Werkgever]", _naam: str, keuze: str) -> "QuerySet[Werkgever]":
        """Of the zaken that this person may see."""
        zaken = Zaak.objects.zichtbaar_voor(self.gebruiker)
        if keuze == "open":
            zaken = zaken.exclude(status__in=DICHT)
        deze = zaken.order_by().values("pk")
        wie: Any = ZaakMelding.objects.te_zien().filter(zaak__in=deze, melding__werkgever__isnull=False)
        wie = wie.values("melding__werkgever").union(
            *(
                model._default_manager.filter(zaak__in=deze, vervallen=False).values("werkgever")
                for model in (Overtreding, Interventie)
            ),
            EigenInitiatief.objects.filter(zaak__in=deze).values("werkgever"),
        )
        return reeks.filter(pk__in=_groepen(Q(pk__in=wie)))

    def met_voorstel(self, reeks: "QuerySet[Werkgever]", _naam: str, keuze: str) -> "QuerySet[Werkgever]":
        wacht = Werkgevervoorstel.objects.zichtbaar_voor(self.gebruiker).te_beslissen()
        return reeks.filter(
            Q(pk__in=_groepen(Q(pk__in=wacht.values("werkgever"))))
            | Q(pk__in=_groepen(Q(pk__in=wacht.values("andere"))))
        )


def _hoofden(voorwaarde: Q) -> Any:
    """The records that stand for a record that meets this."""
    return Werkgever.objects.filter(voorwaarde, hoofd__isnull=False).order_by().values("hoofd")


def _groepen(voorwaarde: Q) -> Any:
    """The employers (group ids) of the records that meet this."""
    return Werkgever.objects.filter(voorwaarde).order_by().values(groep=Coalesce("hoofd_id", "pk"))


def _met(reeks: "QuerySet[Werkgever]", voorwaarde: Q) -> "QuerySet[Werkgever]":
    """Of whose records there is one that meets this."""
    return reeks.filter(voorwaarde | Q(pk__in=_hoofden(voorwaarde)))
