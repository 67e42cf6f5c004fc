"""The steps that people take with a report, each once: its right, its form, its act, its words."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from rapportages import opstellen, vaststellen
from rapportages.models import Rapportage, Stap
from rapportages.models.rapportage import OVERGANGEN
from rapportages.rapportageforms import PubliceerForm, RapportageTerugForm, StapForm, VervallenForm


@dataclass(frozen=True, slots=True)
class Handeling:
    code: str
    stap: Stap
    recht: Recht
    naam: str | Promise
    gedaan: str | Promise
    doe: Callable[..., object]
    form: type[StapForm] = StapForm
    hoofd: bool = False  # the way on; the others are ways back
    uitleg: str | Promise = ""
    door_ander: bool = False  # by somebody who did not work on it
    nagekeken: bool = False  # only when every check is in order

    @property
    def adres(self) -> str:
        return f"rapportage_{self.code}"


HANDELINGEN: tuple[Handeling, ...] = (
    Handeling(
        "aanbieden",
        Stap.AANGEBODEN,
        Recht.RAPPORT_MAKEN,
        _("Ter vaststelling aanbieden"),
        _("De rapportage wacht op een teamleider die er niet aan werkte."),
        opstellen.bied_aan,
        hoofd=True,
        uitleg=_("Een teamleider die er niet aan werkte stelt haar vast, of stuurt haar terug."),
        nagekeken=True,
    ),
    Handeling(
        "vaststellen",
        Stap.VASTGESTELD,
        Recht.RAPPORT_VASTSTELLEN,
        _("Vaststellen"),
        _("De rapportage is vastgesteld. Zij verandert niet meer."),
        vaststellen.stel_vast,
        hoofd=True,
        uitleg=_("Daarna veranderen tekst, cijfers en bestanden niet meer."),
        door_ander=True,
        nagekeken=True,
    ),
    Handeling(
        "terugsturen",
        Stap.TERUGGESTUURD,
        Recht.RAPPORT_VASTSTELLEN,
        _("Terugsturen"),
        _("De rapportage is terug bij wie haar schrijft."),
        vaststellen.stuur_terug,
        RapportageTerugForm,
        door_ander=True,
    ),
    Handeling(
        "publiceren",
        Stap.GEPUBLICEERD,
        Recht.RAPPORT_MAKEN,
        _("Publicatie vastleggen"),
        _("De publicatie is vastgelegd."),
        vaststellen.publiceer,
        PubliceerForm,
        hoofd=True,
    ),
    Handeling(
        "terugnemen",
        Stap.TERUGGENOMEN,
        Recht.RAPPORT_MAKEN,
        _("Terugnemen"),
        _("De rapportage is weer een concept."),
        opstellen.neem_terug,
    ),
    Handeling(
        "vervallen",
        Stap.VERVALLEN,
        Recht.RAPPORT_MAKEN,
        _("Laten vervallen"),
        _("De rapportage is vervallen."),
        opstellen.laat_vervallen,
        VervallenForm,
    ),
)


def mogelijk(
    rapportage: Rapportage, gebruiker: Gebruiker, werkten_eraan: Collection[int], *, in_orde: bool
) -> list[Handeling]:
    """What this person can do with it as it is."""
    return [
        h
        for h in HANDELINGEN
        if heeft(gebruiker, h.recht)
        and rapportage.status in OVERGANGEN[h.stap][0]
        and not (h.door_ander and gebruiker.pk in werkten_eraan)
        and (in_orde or not h.nagekeken)
    ]


def maak_form(handeling: Handeling, rapportage: Rapportage, data: Any = None, **begin: Any) -> StapForm:
    return handeling.form(data, id_naam=handeling.code, gezien=rapportage.versie, **begin)
