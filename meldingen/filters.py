"""Which meldingen a list shows, and in what orders."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.bulk import onder
from inspectie.getal import als_getal
from inspectie.lijsten.filters import DOORZOEK, JA_NEE, Keuzelijst, Lijstfilter, Tekst, Tot, Vanaf
from inspectie.lijsten.kolommen import Sortering
from inspectie.models import Code, Gebruiker
from inspectie.rechten import Recht, heeft
from meldingen.balans import MELDINGDELEN
from meldingen.balansstand import balanskeuze, balanswoorden, meldingen_op
from meldingen.bevestigingsplicht import te_laat_bevestigd
from meldingen.models import Melding, Ontvangst, Proefverschil, Status, TriageBesluit, Werkgever
from meldingen.models.feiten import Ernst
from meldingen.models.melding import MeldingQuerySet
from meldingen.models.triage import Prioriteit, Route
from meldingen.models.vinden import enkele
from meldingen.werkgevers import groepen_met
from meldingen.zoeken import ontleed

PRIORITEITEN = [*Prioriteit.choices, ("geen", _("Geen"))]
BESLUITEN = [
    ("open", _("Te nemen")),
    ("aangevuld", _("Te nemen, na een aanvulling")),
    ("bevestigen", _("Te bevestigen door een teamleider")),
    ("genomen", _("Genomen")),
]
ZONDER_TEAM = "GEEN"
TERMIJNEN = [("verlopen", _("Verlopen")), ("dag", _("Binnen 24 uur")), ("week", _("Binnen 7 dagen"))]
WERD = [("triage", _("In triage")), ("besloten", _("Besloten")), ("dubbel", _("Dubbel"))]
BEVESTIGING = [("open", _("Nog te bevestigen")), ("laat", _("Te laat"))]
MIJN = [("zaken", _("In mijn zaken")), ("besloten", _("Door mij besloten"))]
VERDACHT = [("ja", _("Ja")), *Ontvangst.Verdacht.choices]
_JANEE = {"true": True, "false": False, "onbekend": None}
MEESTE_WERKGEVERS = 500
"""More records than this are no employer one looks for."""
WEINIG = 1000
"""Meldingen that are asked for one by one."""


def genoemde_werkgevers(keuze: Lijstfilter, naam: str, tekst: str) -> dict[int, str] | None:
    """`groepen_met`, of what somebody asks a list for in the field `naam`; where that are too many it says so."""
    gevonden = groepen_met(tekst, MEESTE_WERKGEVERS)
    if gevonden is None:
        keuze.form.add_error(naam, gettext("Zo heten heel veel werkgevers. Schrijf meer van de naam."))
    return gevonden


class MeldingFilter(Lijstfilter):
    q = Tekst(label=_("Zoeken"), method="zoek")
    besluit = Keuzelijst(label=_("Besluit"), method="met_besluit", choices=BESLUITEN)
    status = Keuzelijst(
        label=_("Status"), choices=[(s.value, s.label) for s in Status if s != Status.NAAR_OPSPORING]
    )
    domein = Keuzelijst(label=_("Domein"))
    onderwerp = Keuzelijst(label=_("Onderwerp"), method="met_onderwerp")
    route = Keuzelijst(label=_("Route"), choices=Route.choices)
    prioriteit = Keuzelijst(label=_("Prioriteit"), method="met_prioriteit", choices=PRIORITEITEN)
    termijn = Keuzelijst(label=_("Termijn"), method="met_termijn", choices=TERMIJNEN)
    mijn = Keuzelijst(label=_("Mijn werk"), method="van_mij", choices=MIJN)
    werkgever = Tekst(label=_("Werkgever (naam of KvK)"), method="met_werkgever")
    ernst = Keuzelijst(label=_("Ernst"), choices=Ernst.choices)
    arbeidsmigranten = Keuzelijst(label=_("Arbeidsmigranten"), method="met_arbeidsmigranten", choices=JA_NEE)
    sector = Keuzelijst(label=_("Sector"), field_name="werkgever__sector")
    provincie = Keuzelijst(label=_("Provincie"), field_name="werkgever__provincie")
    team = Keuzelijst(label=_("Team"), method="van_team")
    kanaal = Keuzelijst(label=_("Kanaal"))
    bevestiging = Keuzelijst(
        label=_("Bevestiging van ontvangst"), method="met_bevestiging", choices=BEVESTIGING
    )
    werd = Keuzelijst(label=_("In de ontvangstbalans"), method="wat_het_werd", choices=WERD)
    verdacht = Keuzelijst(label=_("Lijkt niet van een mens"), method="die_verdacht_is", choices=VERDACHT)
    proef = Tekst(label=_("Anders met andere regels"), method="uit_proef")
    balans = Tekst(label=_("Ontvangst"), method="uit_balans")
    van = Vanaf("ontvangen_op", label=_("Ontvangen vanaf"))
    tot = Tot("ontvangen_op", label=_("Ontvangen t/m"))

    SORTERINGEN = {
        "-ontvangen": Sortering(_("Nieuwste eerst"), ("-ontvangen_op",)),
        "ontvangen": Sortering(_("Oudste eerst"), ("ontvangen_op",)),
        "uiterlijk": Sortering(_("Termijn, eerste eerst"), ("uiterlijk",), Recht.TRIAGE_ZIEN),
        "prioriteit": Sortering(
            _("Prioriteit, oudste eerst"), ("prioriteit", "ontvangen_op"), Recht.TRIAGE_ZIEN
        ),
        "-nummer": Sortering(_("Nummer, hoogste eerst"), ("-nummer",)),
        "nummer": Sortering(_("Nummer, laagste eerst"), ("nummer",)),
    }
    STANDAARD = "-ontvangen"
    RECHTEN = {
        **dict.fromkeys(
            ("besluit", "route", "prioriteit", "termijn", "verdacht", "proef"), Recht.TRIAGE_ZIEN
        ),
        # Who may name any stand van finds the hour of receipt by halving.
        "balans": Recht.ONTVANGSTUUR_ZIEN,
    }
    VERBORGEN = ("proef", "balans")

    def __init__(
        self,
        data: Mapping[str, Any],
        queryset: MeldingQuerySet,
        *,
        gebruiker: Gebruiker,
        nu: datetime,
        namen: Any,
    ) -> None:
        super().__init__(data, queryset, gebruiker=gebruiker, nu=nu, namen=namen)
        # Both go by the route advised, which not everybody may see. In the figures a melding is of its own team until
        # it went to Opsporing.
        teams = dict(self.filters["team"].extra["choices"])
        teams.pop(Route.OPSPORING, None)
        if heeft(gebruiker, Recht.TRIAGE_ZIEN):
            teams[Route.OPSPORING] = _("Route Opsporing")
            teams[ZONDER_TEAM] = _("Van geen team, zonder route Opsporing")
        self.filters["team"].extra["choices"] = list(teams.items())

    werkgevernaam = ""  # of who is looked for by number
    CODELIJSTEN = ("domein", "onderwerp", "sector", "provincie", "team", "kanaal")

    def te_tonen(self) -> tuple[Any, Any]:
        """Words that many meldingen have are looked for along the list; `qs` finds them all, which may take seconds."""
        if not self.form.is_valid():
            return super().te_tonen()
        delen = ontleed(self.form.cleaned_data.get("q") or "")
        if not delen or DOORZOEK in self.data:
            return super().te_tonen()
        weinig = enkele(delen)
        binnen: Any = self.filter_queryset(self.queryset.all(), ("q",))
        if weinig is not None:
            return binnen.filter(pk__in=onder(weinig)), None
        return binnen.met_woorden(delen), binnen

    def zoek(self, reeks: MeldingQuerySet, _naam: str, vraag: str) -> MeldingQuerySet:
        return reeks.zoek(vraag)

    def met_besluit(self, reeks: MeldingQuerySet, _naam: str, keuze: str) -> MeldingQuerySet:
        keuzes = {
            "open": reeks.te_beslissen,
            "aangevuld": reeks.aangevuld,
            "bevestigen": reeks.te_bevestigen,
        }
        return keuzes[keuze]() if keuze in keuzes else reeks.filter(besloten_op__isnull=False)

    def van_team(self, reeks: MeldingQuerySet, _naam: str, team: str) -> MeldingQuerySet:
        if team == ZONDER_TEAM:
            return reeks.zonder_team()
        return reeks.van_team(team, Code.provincies_van(team))

    def met_onderwerp(self, reeks: MeldingQuerySet, _naam: str, code: str) -> MeldingQuerySet:
        return reeks.met_onderwerp(code)

    def met_prioriteit(self, reeks: MeldingQuerySet, _naam: str, prioriteit: str) -> MeldingQuerySet:
        # Without a route there is no priority to have none of.
        return (
            reeks.filter(prioriteit=prioriteit)
            if prioriteit != "geen"
            else reeks.filter(prioriteit="").exclude(route="")
        )

    def met_termijn(self, reeks: MeldingQuerySet, _naam: str, keuze: str) -> MeldingQuerySet:
        if keuze == "verlopen":
            return reeks.te_laat(self.nu)
        grens = self.nu + timedelta(days=1 if keuze == "dag" else 7)
        return reeks.met_lopende_klok().filter(uiterlijk__gte=self.nu, uiterlijk__lt=grens)

    def met_bevestiging(self, reeks: MeldingQuerySet, _naam: str, keuze: str) -> MeldingQuerySet:
        """Few, and PostgreSQL takes them to be many: in another order than that of their index it would walk along
        all there are. So which ones they are is asked first."""
        laat = keuze == "laat"
        deze = Melding.objects.ontvangst_te_bevestigen()
        deze = te_laat_bevestigd(deze, self.nu) if laat else deze
        weinig = list(deze.order_by().values_list("pk", flat=True)[: WEINIG + 1])
        if len(weinig) <= WEINIG:
            return reeks.filter(pk__in=onder(weinig))
        open_ = reeks.ontvangst_te_bevestigen()
        return te_laat_bevestigd(open_, self.nu) if laat else open_

    def van_mij(self, reeks: MeldingQuerySet, _naam: str, keuze: str) -> MeldingQuerySet:
        if keuze == "zaken":
            return reeks.in_zaken_van(self.gebruiker)
        besloten = TriageBesluit.objects.filter(besloten_door=self.gebruiker)
        return reeks.filter(pk__in=besloten.values("melding"))

    def met_werkgever(self, reeks: MeldingQuerySet, naam: str, tekst: str) -> MeldingQuerySet:
        """All meldingen of an employer over all its names: by its KvK number, the id of a record, or words that a name
        begins with or that a word in it begins with."""
        gevonden = genoemde_werkgevers(self, naam, tekst)
        if gevonden is None:
            return reeks
        if tekst.isdecimal() and gevonden:
            self.werkgevernaam = next(iter(gevonden.values()))
        return reeks.filter(werkgever__in=Werkgever.objects.in_groepen(gevonden).values("pk"))

    def getoond(self, naam: str) -> str:
        if naam == "proef":
            _proef, van, naar = self.form.cleaned_data["proef"].split(".")
            return f"{Route(van).label} → {Route(naar).label}"
        if naam == "balans" and (gekozen := balanskeuze(self.form.cleaned_data["balans"])):
            return balanswoorden(*gekozen)
        return self.werkgevernaam if naam == "werkgever" and self.werkgevernaam else super().getoond(naam)

    def met_arbeidsmigranten(self, reeks: MeldingQuerySet, _naam: str, keuze: str) -> MeldingQuerySet:
        return reeks.filter(arbeidsmigranten=_JANEE[keuze])

    def wat_het_werd(self, reeks: MeldingQuerySet, _naam: str, deel: str) -> MeldingQuerySet:
        return reeks.filter(status__in=MELDINGDELEN[deel])

    def uit_balans(self, reeks: MeldingQuerySet, naam: str, keuze: str) -> MeldingQuerySet:
        """What a number of the ledger counts at a stand van: "besloten.20210101.20210110.1612306800000000"."""
        gekozen = balanskeuze(keuze)
        if gekozen is None or gekozen[0] not in MELDINGDELEN:
            self.form.add_error(naam, gettext("Deze keuze bestaat niet. Kies haar op de pagina Cijfers."))
            return reeks
        deel, stand = gekozen
        return reeks.filter(meldingen_op(stand, deel, self.gebruiker))

    def telt_door(self) -> bool:
        return bool(self.form.is_valid() and self.form.cleaned_data.get("balans"))

    def die_verdacht_is(self, reeks: MeldingQuerySet, _naam: str, keuze: str) -> MeldingQuerySet:
        return reeks.verdacht("" if keuze == "ja" else keuze)

    def uit_proef(self, reeks: MeldingQuerySet, naam: str, keuze: str) -> MeldingQuerySet:
        """Those that a proef of other rules would send from one route to another: "12.TELEFONISCH.AANSPREKEN"."""
        proef, _punt, routes = keuze.partition(".")
        van, _punt, naar = routes.partition(".")
        nummer = als_getal(proef)
        if nummer is None or not {van, naar} <= set(Route.values):
            self.form.add_error(
                naam, gettext("Deze keuze bestaat niet. Kies haar op de pagina van de proef.")
            )
            return reeks
        anders = Proefverschil.objects.filter(proef=nummer, van_route=van, naar_route=naar)
        return reeks.filter(pk__in=anders.values("melding"))
