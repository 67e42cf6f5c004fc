"""Which zaken a list shows, and in what orders."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Keuzelijst, Lijstfilter, Tekst, Tot, Vanaf
from inspectie.lijsten.kolommen import Sortering
from interventies.bij_werkgever import GESPREKKEN, alle_zaken_met
from interventies.models import INSTRUMENTEN, Interventie, Overtreding, Soort, Toezegging, Zaak, ZaakStatus
from interventies.statussen import DICHT
from meldingen.filters import genoemde_werkgevers
from meldingen.models import Werkgever

STANDEN = [
    ("open", _("Open")),
    ("dicht", _("Afgerond of gesloten")),
    ("zonder", _("Nog aan niemand toegewezen")),
]
INGEZET = [
    ("INSTRUMENT", _("Een instrument, welk ook")),
    ("CONTACT", _("Een bezoek of gesprek, welk ook")),
    ("OVERTREDING", _("Een overtreding vastgelegd")),
    ("TOEZEGGING", _("Een toezegging vastgelegd")),
]
SOORTEN = {"INSTRUMENT": INSTRUMENTEN, "CONTACT": GESPREKKEN}


class ZaakFilter(Lijstfilter):
    q = Tekst(label=_("Zaaknummer of werkgever"), method="zoek")
    stand = Keuzelijst(label=_("Stand"), method="met_stand", choices=STANDEN)
    status = Keuzelijst(label=_("Status"), choices=ZaakStatus.choices)
    domein = Keuzelijst(label=_("Domein"))
    team = Keuzelijst(label=_("Team"))
    werkgever = Tekst(label=_("Werkgever (naam of KvK)"), method="met_werkgever")
    aanleiding = Keuzelijst(label=_("Aanleiding"), choices=Zaak.Aanleiding.choices)
    ingezet = Keuzelijst(label=_("Ingezet"), method="met_soort", choices=[*INGEZET, *Soort.choices])
    van = Vanaf("geopend_op", label=_("Geopend vanaf"))
    tot = Tot("geopend_op", label=_("Geopend t/m"))

    SORTERINGEN = {
        "-geopend": Sortering(_("Nieuwste eerst"), ("-geopend_op",)),
        "geopend": Sortering(_("Oudste eerst"), ("geopend_op",)),
        "-nummer": Sortering(_("Nummer, hoogste eerst"), ("-nummer",)),
        "nummer": Sortering(_("Nummer, laagste eerst"), ("nummer",)),
    }
    STANDAARD = "-geopend"
    CODELIJSTEN = ("domein", "team")
    werkgevernaam = ""  # of who is looked for by number

    def zoek(self, reeks: "QuerySet[Zaak]", naam: str, vraag: str) -> "QuerySet[Zaak]":
        """A number, or an employer by name or KvK number."""
        vraag = vraag.strip()
        if vraag.isascii() and vraag.isdecimal() and len(vraag) < 8:
            return reeks.filter(nummer=int(vraag))
        return self.met_werkgever(reeks, naam, vraag)

    def met_werkgever(self, reeks: "QuerySet[Zaak]", naam: str, tekst: str) -> "QuerySet[Zaak]":
        """Over all names of the employers that this names."""
        gevonden = genoemde_werkgevers(self, naam, tekst)
        if gevonden is None:
            return reeks
        if tekst.isdecimal() and gevonden:
            self.werkgevernaam = next(iter(gevonden.values()))
        records = Werkgever.objects.in_groepen(gevonden).values_list("pk", flat=True)
        return reeks.filter(pk__in=alle_zaken_met(list(records)))

    def getoond(self, naam: str) -> str:
        return self.werkgevernaam if naam == "werkgever" and self.werkgevernaam else super().getoond(naam)

    def met_stand(self, reeks: "QuerySet[Zaak]", _naam: str, keuze: str) -> "QuerySet[Zaak]":
        if keuze == "dicht":
            return reeks.filter(status__in=DICHT)
        reeks = reeks.exclude(status__in=DICHT)
        return reeks.filter(behandelaar=None) if keuze == "zonder" else reeks

    def met_soort(self, reeks: "QuerySet[Zaak]", _naam: str, soort: str) -> "QuerySet[Zaak]":
        if soort == "OVERTREDING":
            return reeks.filter(pk__in=Overtreding.objects.filter(vervallen=False).values("zaak"))
        if soort == "TOEZEGGING":
            return reeks.filter(pk__in=Toezegging.objects.filter(vervallen=False).values("zaak"))
        soorten = SOORTEN.get(soort, (soort,))
        return reeks.filter(
            pk__in=Interventie.objects.zichtbaar_voor(self.gebruiker)
            .filter(soort__in=soorten, vervallen=False)
            .values("zaak")
        )
