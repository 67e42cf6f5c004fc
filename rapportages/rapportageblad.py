"""What the page of a report shows: its checks, its document, its files, its life, and what one can do with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models.functions import Length
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.documentgegevens import als_gegevens
from rapportages.cijferblad import Tegel
from rapportages.jaarblad import jaartegels
from rapportages.levensloop import laatste_tekst, opstellers
from rapportages.models import Rapportage, Stap, Status, Vaststelling
from rapportages.rapportageforms import StapForm
from rapportages.rapportagegetal import adressen
from rapportages.rapportagehandelingen import Handeling, maak_form, mogelijk
from rapportages.rapportagelijst import STEMPELS
from rapportages.rapportcontroles import Controle, controleer
from rapportages.rapportgegevens import Rapportgegevens, uit_tekst
from rapportages.samenstellen import stel_samen, zonder_verantwoording
from rapportages.tekstlinks import Tekstlinks
from rapportages.uitgaveplan import Plan, Planstand, Stuk, zoek
from rapportages.uitgavewoorden import tegenhouden, zonder_editie
from rapportages.uitvoer import FORMATEN
from rapportages.vaststellen import document_van
from rapportages.velden import Veld, velden

OPENDATA = _("Open data")
# By whom these were done is for who may see the fixing of reports.
VAN_VASTSTELLEN = (Stap.VASTGESTELD, Stap.TERUGGESTUURD, Stap.UITGEGEVEN)


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    moment: datetime
    wat: str
    wie: str
    waarom: str = ""
    dag: date | None = None


@dataclass(frozen=True, slots=True)
class Bestand:
    formaat: str
    naam: str | Promise
    omvang: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Aanbod:
    handeling: Handeling
    form: StapForm


@dataclass(frozen=True, slots=True)
class Rapportageblad:
    stempel: str
    controles: list[Controle]
    stand: Planstand | None
    opendata: Controle | None
    """Whether its open data could go, for who can still write otherwise; it blocks nothing. None: not known, and
    without `stand` not looked at."""
    document: Any
    jaartegels: list[Tegel]
    """Of an annual report."""
    bestanden: list[Bestand]
    leven: list[Gebeurtenis]
    aanbod: list[Aanbod]
    vaststelling: Vaststelling | None
    """For who may see it."""
    opvolgers: list[Rapportage]
    werkte_eraan: bool
    """Whether this person could fix it, had they not worked on it."""

    @property
    def gebreken(self) -> int:
        return sum(not controle.goed for controle in self.controles)


def rapportageblad(
    rapportage: Rapportage,
    gebruiker: Gebruiker,
    nu: datetime,
    fout: tuple[Handeling, StapForm] | None = None,
) -> Rapportageblad:
    stand = None
    vaststelling = getattr(rapportage, "vaststelling", None) if rapportage.is_vast else None
    ziet_vaststelling = heeft(gebruiker, Recht.VASTSTELLING_ZIEN)
    gegevens = uit_tekst(rapportage.gegevens if vaststelling is None else vaststelling.gegevens)
    achter = adressen(rapportage, gegevens.cijfers, gebruiker)
    links = Tekstlinks(gegevens, achter)
    if vaststelling is None:
        tekst = laatste_tekst(rapportage)
        controles = (
            [] if rapportage.status == Status.VERVALLEN else controleer(gegevens, tekst.titel, tekst.tekst)
        )
        document = stel_samen(links.gegevens, rapportage.soort, tekst.titel, tekst.tekst)
        if controles and all(controle.goed for controle in controles):
            stand = zoek(Stuk(rapportage.pk, rapportage.gegevens, tekst.titel, tekst.tekst), nu=nu)
    else:
        controles = []
        document = document_van(vaststelling, links.gegevens)
    werkten = opstellers(rapportage)
    in_orde = all(controle.goed for controle in controles)
    return Rapportageblad(
        stempel=STEMPELS[Status(rapportage.status)],
        controles=controles,
        stand=stand,
        opendata=opendatacontrole(stand.plan) if stand else None,
        document=links.op_scherm(als_gegevens(zonder_verantwoording(document))),
        jaartegels=jaartegels(gegevens.cijfers, lambda verwijzing, n: achter(verwijzing.code, verwijzing, n)),
        bestanden=_bestanden(vaststelling),
        leven=_leven(rapportage, gebruiker, ziet_vaststelling=ziet_vaststelling),
        aanbod=[
            Aanbod(h, fout[1] if fout and fout[0] == h else _form(h, rapportage, nu))
            for h in mogelijk(rapportage, gebruiker, werkten, in_orde=in_orde)
        ],
        vaststelling=vaststelling if ziet_vaststelling else None,
        opvolgers=list(rapportage.vervangen_door.defer("gegevens").order_by("pk")),
        werkte_eraan=rapportage.status == Status.TER_VASTSTELLING
        and heeft(gebruiker, Recht.RAPPORT_VASTSTELLEN)
        and gebruiker.pk in werkten,
    )


def opendatacontrole(plan: Plan | None) -> Controle | None:
    if plan is None:
        return None
    if redenen := tegenhouden(plan):
        zin = gettext("Zoals het er nu staat kunnen zij na de publicatie niet worden uitgegeven.")
        return Controle(OPENDATA, False, zin, tuple(redenen))
    if plan.verborgen:
        zin = gettext("Zij kunnen worden uitgegeven, zonder %(weg)s van de %(van)s getallen die niet 0 zijn.")
        zin %= {"weg": len(plan.verborgen), "van": plan.getallen}
    else:
        zin = gettext("Zij kunnen worden uitgegeven, met alle getallen.")
    if redenen := zonder_editie(plan):
        zin += " " + gettext("De tekst zelf gaat dan niet mee, om wat zij noemt.")
    return Controle(OPENDATA, not redenen, zin, tuple(redenen))


def _form(handeling: Handeling, rapportage: Rapportage, nu: datetime) -> StapForm:
    begin = {"dag": lokale_dag(nu)} if "dag" in handeling.form.base_fields else {}
    return maak_form(handeling, rapportage, **begin)


def _bestanden(vaststelling: Vaststelling | None) -> list[Bestand]:
    """The kept files, or of a concept those that can be made."""
    if vaststelling is None:
        return [Bestand(code, formaat.naam) for code, formaat in FORMATEN.items()]
    reeks = vaststelling.bestanden.annotate(omvang=Length("inhoud")).order_by("pk")
    return [
        Bestand(code, FORMATEN[code].naam, omvang, sha256)
        for code, sha256, omvang in reeks.values_list("formaat", "sha256", "omvang")
    ]


def _leven(rapportage: Rapportage, gebruiker: Gebruiker, *, ziet_vaststelling: bool) -> list[Gebeurtenis]:
    """Every step and every saved text, the latest first."""
    uit = []
    for stap in rapportage.stappen.select_related("door"):
        geheim = stap.stap in VAN_VASTSTELLEN and not ziet_vaststelling and stap.door_id != gebruiker.pk
        wie = gettext("een teamleider") if geheim else stap.door.naam
        uit.append(Gebeurtenis(stap.op, str(stap.get_stap_display()), wie, stap.toelichting, stap.dag))
    for tekst in rapportage.teksten.select_related("door").defer("tekst").filter(versie__gt=1):
        wat = gettext("Tekst bewaard, versie %(versie)s") % {"versie": tekst.versie}
        uit.append(Gebeurtenis(tekst.op, wat, tekst.door.naam))
    return sorted(uit, key=lambda gebeurtenis: gebeurtenis.moment, reverse=True)


def veldgroepen(gegevens: Rapportgegevens) -> list[tuple[str, list[Veld]]]:
    """The fields as one picks them, by figure."""
    alle: Mapping[str, Veld] = velden(gegevens)
    return [(groep, list(deel)) for groep, deel in groupby(alle.values(), key=lambda veld: veld.groep)]
