"""What can be done with a zaak: per act who may, when it is on offer, its form and the act itself.

`urls` makes an address of each, and the page of a zaak shows those that are on offer. The acts refuse anyway.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspectie import bestanden
from inspectie.fouten import Ingehaald
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from interventies import concepten, forms, handhaven, onderzoek, stukken, terugkoppelen, zaken
from interventies.berichten import Bezorging
from interventies.models import (
    INSTRUMENTEN,
    Concept,
    ConceptStatus,
    Interventie,
    InterventieStatus,
    Zaak,
    ZaakStatus,
)
from interventies.statussen import DICHT, volgende_van
from interventies.terugkoppelform import TerugkoppelForm
from interventies.zaakform import GEEN_BERICHT, Zaakform

Z, C = ZaakStatus, ConceptStatus
Doe = Callable[[Zaak, dict[str, Any], Gebruiker, datetime], object]


@dataclass(frozen=True, slots=True)
class Handeling:
    """An act. `kan` takes the zaak, or the record in it that the form is about (`Zaakform.over`)."""

    code: str
    naam: str | Promise
    knop: str | Promise
    gedaan: str | Promise
    rechten: frozenset[Recht]
    form: type[Zaakform]
    kan: Callable[[Any, Gebruiker], bool]
    doe: Doe
    toets: str = ""


def _open(zaak: Zaak, _wie: Gebruiker) -> bool:
    return zaak.status not in DICHT


def _in_onderzoek(zaak: Zaak, _wie: Gebruiker) -> bool:
    return zaak.status not in DICHT and zaak.status != Z.OPEN


def _verder(zaak: Zaak, data: dict[str, Any], wie: Gebruiker, op: datetime) -> None:
    if zaak.status != data["gezien"]:
        raise Ingehaald(str(_("De zaak is intussen verder. Bekijk haar en probeer het opnieuw.")))
    onderzoek.ga_verder(zaak, ZaakStatus(data["naar"]), toelichting=data["toelichting"], door=wie, op=op)


def _concept(*statussen: ConceptStatus, eigen: bool) -> Callable[[Concept, Gebruiker], bool]:
    """On offer in these states, to who wrote it (`eigen`) or to anybody else."""

    def kan(concept: Concept, wie: Gebruiker) -> bool:
        return concept.status in statussen and (concept.opgesteld_door_id == wie.pk) == eigen

    return kan


def _vaststelbaar(concept: Concept, wie: Gebruiker) -> bool:
    zelf = concept.opgesteld_door_id == wie.pk
    if concept.soort in concepten.ZELF_VAST:
        return concept.status == C.CONCEPT and zelf
    return concept.soort in concepten.VIER_OGEN and concept.status == C.TER_BEOORDELING and not zelf


def _koppel_terug(_zaak: Zaak, data: dict[str, Any], wie: Gebruiker, op: datetime) -> None:
    hoe = None
    if data["kanaal"] != GEEN_BERICHT:
        hoe = Bezorging(data["kanaal"], data["taal"], data["dag"])
    terugkoppelen.koppel_terug(data["terugkoppeling"], hoe=hoe, reden=data["reden"], door=wie, op=op)


_EIGEN = frozenset({Recht.ZAAK_BEHANDELEN_EIGEN})
_HANDHAVEN = frozenset({Recht.HANDHAVING_BESLISSEN_EIGEN})
_INGRIJPEND = frozenset({Recht.INGRIJPEND_BESLISSEN})

TOEWIJZEN = Handeling(
    "toewijzen",
    _("Toewijzen"),
    _("Zaak toewijzen"),
    _("De zaak is toegewezen."),
    frozenset({Recht.ZAAK_TOEWIJZEN}),
    forms.ToewijzenForm,
    _open,
    lambda zaak, d, wie, op: zaken.wijs_toe(zaak, d["behandelaar"], door=wie, op=op),
    "t",
)
CONTACT = Handeling(
    "contact",
    _("Contact noteren"),
    _("Contact vastleggen"),
    _("Het contact is vastgelegd."),
    _EIGEN,
    forms.ContactForm,
    _open,
    lambda zaak, d, wie, op: onderzoek.noteer_contact(
        zaak, dag=d["dag"], wijze=d["wijze"], met=d["met"], verslag=d["verslag"], door=wie, op=op
    ),
    "c",
)
VEILIGHEID = Handeling(
    "veiligheid",
    _("Veiligheidstoets"),
    _("Veiligheidstoets vastleggen"),
    _("De veiligheidstoets is vastgelegd."),
    frozenset({Recht.BEZOEK_VASTLEGGEN_EIGEN}),
    forms.VeiligheidForm,
    _open,
    lambda zaak, d, wie, op: onderzoek.toets_veiligheid(
        zaak, besluit=d["besluit"], afspraken=d["afspraken"], dag=d["dag"], door=wie, op=op
    ),
    "v",
)
VERDER = Handeling(
    "verder",
    _("Verder met het onderzoek"),
    _("Verder"),
    _("De zaak is verder."),
    _EIGEN,
    forms.VerderForm,
    lambda zaak, _wie: bool(forms.stappen(zaak)),
    _verder,
    "n",
)
OVERTREDING = Handeling(
    "overtreding",
    _("Overtreding vastleggen"),
    _("Overtreding vastleggen"),
    _("De overtreding is vastgelegd."),
    _HANDHAVEN,
    forms.OvertredingForm,
    _in_onderzoek,
    lambda zaak, d, wie, op: handhaven.leg_overtreding_vast(
        zaak,
        d["werkgever"],
        voorschrift=d["voorschrift"],
        dag=d["dag"],
        ernstig_gevaar=d["ernstig_gevaar"],
        motivering=d["motivering"],
        door=wie,
        op=op,
    ),
    "e",
)
TOEZEGGING = Handeling(
    "toezegging",
    _("Toezegging vastleggen"),
    _("Toezegging vastleggen"),
    _("De toezegging is vastgelegd."),
    _EIGEN,
    forms.ToezeggingForm,
    _in_onderzoek,
    lambda zaak, d, wie, op: onderzoek.zeg_toe(
        zaak, d["werkgever"], maatregel=d["maatregel"], uiterlijk=d["uiterlijk"], door=wie, op=op
    ),
)
AFRONDEN = Handeling(
    "afronden",
    _("Afronden"),
    _("Onderzoek afronden"),
    _("Het onderzoek is afgerond."),
    _EIGEN,
    Zaakform,
    lambda zaak, _wie: zaak.status not in DICHT and zaak.status not in (Z.OPEN, Z.TOEGEWEZEN),
    lambda zaak, _d, wie, op: zaken.rond_af(zaak, door=wie, op=op),
)
SLUITEN = Handeling(
    "sluiten",
    _("Sluiten"),
    _("Zaak sluiten"),
    _("De zaak is gesloten."),
    _EIGEN,
    Zaakform,
    lambda zaak, _wie: zaak.status == Z.AFGEROND,
    lambda zaak, _d, wie, op: zaken.sluit(zaak, door=wie, op=op),
)
HEROPENEN = Handeling(
    "heropenen",
    _("Heropenen"),
    _("Zaak heropenen"),
    _("De zaak is heropend."),
    _EIGEN,
    forms.RedenForm,
    lambda zaak, _wie: zaak.status in DICHT,
    lambda zaak, d, wie, op: zaken.heropen(zaak, reden=d["reden"], door=wie, op=op),
    "h",
)
BIJVOEGEN = Handeling(
    "bijvoegen",
    _("Bestand toevoegen"),
    _("Toevoegen"),
    _("Het bestand is toegevoegd."),
    _EIGEN,
    forms.BijlageForm,
    _open,
    lambda zaak, d, wie, op: stukken.voeg_toe(
        zaak,
        naam=d["bestand"].name,
        inhoud=d["bestand"].read(bestanden.GROOTST + 1),
        herkomst=d["herkomst"],
        omschrijving=d["omschrijving"],
        door=wie,
        op=op,
    ),
)
VAN_DE_ZAAK = (
    TOEWIJZEN,
    VERDER,
    CONTACT,
    VEILIGHEID,
    OVERTREDING,
    TOEZEGGING,
    BIJVOEGEN,
    AFRONDEN,
    SLUITEN,
    HEROPENEN,
)

ZONDER_GEVOLG = Handeling(
    "zonder-gevolg",
    _("Geen gevolg"),
    _("Reden vastleggen"),
    _("Vastgelegd waarom op de overtreding niets volgt."),
    _HANDHAVEN,
    forms.ZonderGevolgForm,
    lambda overtreding, _wie: (
        not overtreding.interventies.all() and getattr(overtreding, "zonder_gevolg", None) is None
    ),
    lambda _zaak, d, wie, op: handhaven.laat_zonder_gevolg(
        d["overtreding"], reden=d["reden"], door=wie, op=op
    ),
)
VOORLEGGEN = Handeling(
    "voorleggen",
    _("Voorleggen"),
    _("Voorleggen aan een teamleider"),
    _("Het concept ligt ter beoordeling."),
    frozenset({Recht.INGRIJPEND_OPSTELLEN_EIGEN}),
    forms.ConceptForm,
    lambda c, wie: c.soort in concepten.VIER_OGEN and _concept(C.CONCEPT, eigen=True)(c, wie),
    lambda _zaak, d, wie, op: concepten.leg_voor(d["concept"], versie=d["versie"], door=wie, op=op),
)
VASTSTELLEN = Handeling(
    "vaststellen",
    _("Vaststellen"),
    _("Vaststellen"),
    _("Het concept is vastgesteld."),
    _HANDHAVEN | _INGRIJPEND,
    forms.ConceptForm,
    _vaststelbaar,
    lambda _zaak, d, wie, op: concepten.stel_vast(d["concept"], versie=d["versie"], door=wie, op=op),
)
TERUGSTUREN = Handeling(
    "terugsturen",
    _("Terugsturen"),
    _("Terugsturen naar de opsteller"),
    _("Het concept is teruggestuurd."),
    _INGRIJPEND,
    forms.ConceptMetRedenForm,
    _concept(C.TER_BEOORDELING, eigen=False),
    lambda _zaak, d, wie, op: concepten.stuur_terug(
        d["concept"], reden=d["reden"], versie=d["versie"], door=wie, op=op
    ),
)
UITREIKEN = Handeling(
    "uitreiken",
    _("Uitreiken"),
    _("Uitreiken"),
    _("Het is uitgereikt en telt vanaf die dag."),
    _HANDHAVEN,
    forms.UitreikenForm,
    lambda c, wie: _concept(C.VASTGESTELD if c.soort in INSTRUMENTEN else C.CONCEPT, eigen=True)(c, wie),
    lambda _zaak, d, wie, op: concepten.reik_uit(
        d["concept"], dag=d["dag"], versie=d["versie"], door=wie, op=op
    ),
)
WIJZIGEN = Handeling(
    "wijzigen",
    _("Wijzigen"),
    _("Wijziging bewaren"),
    _("Het concept is gewijzigd."),
    _HANDHAVEN,
    forms.WijzigConceptForm,
    _concept(C.CONCEPT, eigen=True),
    lambda _zaak, d, wie, op: concepten.wijzig(
        d["concept"],
        bevindingen=d["bevindingen"],
        toelichting=d["toelichting"],
        termijn_tot=d["termijn_tot"],
        versie=d["versie"],
        door=wie,
        op=op,
    ),
)
TERUGNEMEN = Handeling(
    "terugnemen",
    _("Terugnemen"),
    _("Terugnemen om te wijzigen"),
    _("Het is weer een concept."),
    _HANDHAVEN,
    forms.ConceptMetRedenForm,
    _concept(C.TER_BEOORDELING, C.VASTGESTELD, eigen=True),
    lambda _zaak, d, wie, op: concepten.neem_terug(
        d["concept"], reden=d["reden"], versie=d["versie"], door=wie, op=op
    ),
)
VERVALLEN = Handeling(
    "vervallen",
    _("Laten vervallen"),
    _("Laten vervallen"),
    _("Het concept is vervallen."),
    _HANDHAVEN,
    forms.ConceptMetRedenForm,
    lambda c, wie: (
        c.mondeling_op is None and _concept(C.CONCEPT, C.TER_BEOORDELING, C.VASTGESTELD, eigen=True)(c, wie)
    ),
    lambda _zaak, d, wie, op: concepten.laat_vervallen(
        d["concept"], reden=d["reden"], versie=d["versie"], door=wie, op=op
    ),
)
VAN_EEN_CONCEPT = (VASTSTELLEN, VOORLEGGEN, UITREIKEN, TERUGSTUREN, WIJZIGEN, TERUGNEMEN, VERVALLEN)


def _opvolgbaar(interventie: Interventie, _wie: Gebruiker) -> bool:
    return bool(volgende_van(interventie))


OPVOLGEN = Handeling(
    "opvolgen",
    _("Wat ervan kwam"),
    _("Vastleggen"),
    _("Vastgelegd wat ervan kwam."),
    _HANDHAVEN,
    forms.OpvolgenForm,
    _opvolgbaar,
    lambda _zaak, d, wie, op: handhaven.volg_op(
        d["interventie"],
        InterventieStatus(d["naar"]),
        dag=d["dag"],
        toelichting=d["toelichting"],
        door=wie,
        op=op,
    ),
)
NAKOMEN = Handeling(
    "nakomen",
    _("Nagekomen"),
    _("Nagekomen"),
    _("De toezegging is nagekomen."),
    _EIGEN,
    forms.NakomenForm,
    lambda toezegging, _wie: toezegging.nagekomen_op is None,
    lambda _zaak, d, wie, op: onderzoek.kom_na(d["toezegging"], dag=d["dag"], door=wie, op=op),
)
TOETSEN = Handeling(
    "toetsen",
    _("Toetsen"),
    _("Toetsing vastleggen"),
    _("De toetsing is vastgelegd."),
    _EIGEN,
    forms.ToetsingForm,
    lambda _melding, _wie: True,
    lambda zaak, d, wie, op: onderzoek.toets_melding(
        zaak,
        d["melding"],
        resultaat=d["resultaat"],
        dag=d["dag"],
        toelichting=d["toelichting"],
        door=wie,
        op=op,
    ),
)
WEGHALEN = Handeling(
    "weghalen",
    _("Weghalen"),
    _("Bestand weghalen"),
    _("Het bestand is weggehaald."),
    _EIGEN,
    forms.BijlageWegForm,
    lambda _bijlage, _wie: True,
    lambda _zaak, d, wie, op: stukken.haal_weg(d["bijlage"], reden=d["reden"], door=wie, op=op),
)
TERUGKOPPELEN = Handeling(
    "terugkoppelen",
    _("Bericht geven"),
    _("Bericht vastleggen"),
    _("Vastgelegd wat de melder hoort."),
    _EIGEN,
    TerugkoppelForm,
    lambda _terugkoppeling, _wie: True,
    _koppel_terug,
)
ALLE = (*VAN_DE_ZAAK, WEGHALEN, ZONDER_GEVOLG, *VAN_EEN_CONCEPT, OPVOLGEN, NAKOMEN, TOETSEN, TERUGKOPPELEN)
