"""Which zaken a list shows, and in what orders."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import LAATSTE, VROEGSTE, Dag, Keuzelijst, Lijstfilter, Tekst
from inspectie.lijsten.kolommen import Sortering
from interventies.models import Interventie, Overtreding, Soort, Zaak, ZaakMelding, ZaakStatus
from interventies.statussen import DICHT
from meldingen.werkgevers import werkgevers_met

STANDEN = [
    ("open", _("Open")),
    ("dicht", _("Afgerond of gesloten")),
    ("zonder", _("Nog aan niemand toegewezen")),
]
MEESTE_WERKGEVERS = 500


class ZaakFilter(Lijstfilter):
    q = Tekst(label=_("Zaaknummer of werkgever"), method="zoek")
    stand = Keuzelijst(label=_("Stand"), method="met_stand", choices=STANDEN)
    status = Keuzelijst(label=_("Status"), choices=ZaakStatus.choices)
    domein = Keuzelijst(label=_("Domein"))
    team = Keuzelijst(label=_("Team"))
    aanleiding = Keuzelijst(label=_("Aanleiding"), choices=Zaak.Aanleiding.choices)
    ingezet = Keuzelijst(label=_("Ingezet"), method="met_soort", choices=Soort.choices)
    van = Dag(label=_("Geopend vanaf"), method="vanaf_dag")
    tot = Dag(label=_("Geopend t/m"), method="tot_dag")

    SORTERINGEN = {
        "-geopend": Sortering(_("Nieuwste eerst"), ("-geopend_op",)),
        "geopend": Sortering(_("Oudste eerst"), ("geopend_op",)),
        "-nummer": Sortering(_("Nummer, hoogste eerst"), ("-nummer",)),
        "nummer": Sortering(_("Nummer, laagste eerst"), ("nummer",)),
    }
    STANDAARD = "-geopend"
    CODELIJSTEN = ("domein", "team")

    def zoek(self, reeks: "QuerySet[Zaak]", _naam: str, vraag: str) -> "QuerySet[Zaak]":
        """A number, or an employer by name or KvK number."""
        vraag = vraag.strip()
        if vraag.isascii() and vraag.isdecimal() and len(vraag) < 8:
            return reeks.filter(nummer=int(vraag))
        wie = list(werkgevers_met(vraag, MEESTE_WERKGEVERS).values_list("pk", flat=True)[:MEESTE_WERKGEVERS])
        bij = Q(werkgever__in=wie, vervallen=False)
        zaken: Any = ZaakMelding.objects.filter(melding__werkgever__in=wie, vervallen=False).values("zaak")
        zaken = zaken.union(
            *(model.objects.filter(bij).values("zaak") for model in (Overtreding, Interventie))
        )
        return reeks.filter(pk__in=zaken)

    def met_stand(self, reeks: "QuerySet[Zaak]", _naam: str, keuze: str) -> "QuerySet[Zaak]":
        if keuze == "dicht":
            return reeks.filter(status__in=DICHT)
        reeks = reeks.exclude(status__in=DICHT)
        return reeks.filter(behandelaar=None) if keuze == "zonder" else reeks

    def met_soort(self, reeks: "QuerySet[Zaak]", _naam: str, soort: str) -> "QuerySet[Zaak]":
        return reeks.filter(
            pk__in=Interventie.objects.zichtbaar_voor(self.gebruiker)
            .filter(soort=soort, vervallen=False)
            .values("zaak")
        )

    def vanaf_dag(self, reeks: "QuerySet[Zaak]", _naam: str, dag: date) -> "QuerySet[Zaak]":
        return reeks.filter(geopend_op__gte=min(max(dag, VROEGSTE), LAATSTE))

    def tot_dag(self, reeks: "QuerySet[Zaak]", _naam: str, dag: date) -> "QuerySet[Zaak]":
        return reeks.filter(geopend_op__lte=min(max(dag, VROEGSTE), LAATSTE))
