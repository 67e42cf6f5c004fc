"""What can be done with a zaak: per act who may, when it is on offer, its form and the act itself.

`urls` makes an address of each, and the page of a zaak shows those that are on offer. The acts refuse anyway.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from inspectie import bestanden
from inspectie.fouten import Ingehaald
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from interventies import (
    forms,
    handhaven,
    onderzoek,
    stukken,
    stukkenform,
    terugkoppelen,
    terugkoppelform,
    zaken,
)
from interventies.berichten import Bezorging
from interventies.concepthandelingen import VAN_EEN_CONCEPT
from interventies.correctiehandelingen import VAN_EEN_INTERVENTIE, VAN_EEN_OVERTREDING, VAN_EEN_TOEZEGGING
from interventies.handeling import HANDHAVEN, Handeling
from interventies.models import (
    Interventie,
    InterventieStatus,
    Zaak,
    ZaakStatus,
)
from interventies.statussen import DICHT, volgende_van
from interventies.zaakform import GEEN_BERICHT, Zaakform
from meldingen.models import Status

Z = ZaakStatus


def _open(zaak: Zaak, _wie: Gebruiker) -> bool:
    return zaak.status not in DICHT


def _in_onderzoek(zaak: Zaak, _wie: Gebruiker) -> bool:
    return zaak.status not in DICHT and zaak.status != Z.OPEN


def _verder(zaak: Zaak, data: dict[str, Any], wie: Gebruiker, op: datetime) -> None:
    if zaak.status != data["gezien"]:
        raise Ingehaald(str(_("De zaak is intussen verder. Bekijk haar en probeer het opnieuw.")))
    onderzoek.ga_verder(zaak, ZaakStatus(data["naar"]), toelichting=data["toelichting"], door=wie, op=op)


def _koppel_terug(_zaak: Zaak, data: dict[str, Any], wie: Gebruiker, op: datetime) -> None:
    hoe = None
    if data["kanaal"] != GEEN_BERICHT:
        hoe = Bezorging(data["kanaal"], data["taal"], data["dag"])
    terugkoppelen.koppel_terug(data["terugkoppeling"], hoe=hoe, reden=data["reden"], door=wie, op=op)


_EIGEN = frozenset({Recht.ZAAK_BEHANDELEN_EIGEN})

TOEWIJZEN = Handeling(
    "toewijzen",
    _("Toewijzen"),
    _("Zaak toewijzen"),
    _("De zaak is toegewezen."),
    frozenset({Recht.ZAAK_TOEWIJZEN}),
    forms.ToewijzenForm,
    lambda _zaak, _wie: True,
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
    _("Het onderzoek gaat verder."),
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
    HANDHAVEN,
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
    stukkenform.BijlageForm,
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
    HANDHAVEN,
    forms.ZonderGevolgForm,
    lambda overtreding, _wie: (
        not overtreding.interventies.all() and getattr(overtreding, "zonder_gevolg", None) is None
    ),
    lambda _zaak, d, wie, op: handhaven.laat_zonder_gevolg(
        d["overtreding"], reden=d["reden"], door=wie, op=op
    ),
    lijkt=lambda _overtreding: "",
)


def _opvolgbaar(interventie: Interventie, _wie: Gebruiker) -> bool:
    return bool(volgende_van(interventie))


OPVOLGEN = Handeling(
    "opvolgen",
    _("Wat ervan kwam"),
    _("Vastleggen"),
    _("Vastgelegd wat ervan kwam."),
    HANDHAVEN,
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
    lijkt=volgende_van,
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
    lijkt=lambda _toezegging: "",
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
    lijkt=lambda _melding: "",
)
TOETSEN_ALLE = Handeling(
    "toetsen-alle",
    _("Alle meldingen toetsen"),
    _("Toetsing van alle vastleggen"),
    _("De toetsing is vastgelegd bij elke melding die er nog geen had."),
    _EIGEN,
    forms.UitkomstForm,
    lambda meldingen, _wie: sum(melding.status == Status.GEKOPPELD for melding in meldingen) > 1,
    lambda zaak, d, wie, op: onderzoek.toets_meldingen(
        zaak, resultaat=d["resultaat"], dag=d["dag"], toelichting=d["toelichting"], door=wie, op=op
    ),
)
WEGHALEN = Handeling(
    "weghalen",
    _("Weghalen"),
    _("Bestand weghalen"),
    _("Het bestand is weggehaald."),
    _EIGEN,
    stukkenform.BijlageWegForm,
    lambda _bijlage, _wie: True,
    lambda _zaak, d, wie, op: stukken.haal_weg(d["bijlage"], reden=d["reden"], door=wie, op=op),
    lijkt=lambda _bijlage: "",
)
TERUGKOPPELEN = Handeling(
    "terugkoppelen",
    _("Bericht geven"),
    _("Bericht vastleggen"),
    _("Vastgelegd wat de melder hoort."),
    _EIGEN,
    terugkoppelform.TerugkoppelForm,
    lambda _terugkoppeling, _wie: True,
    _koppel_terug,
    lijkt=terugkoppelform.leest_als,
)
ALLE = (
    *VAN_DE_ZAAK,
    WEGHALEN,
    ZONDER_GEVOLG,
    *VAN_EEN_CONCEPT,
    OPVOLGEN,
    NAKOMEN,
    *VAN_EEN_OVERTREDING,
    *VAN_EEN_TOEZEGGING,
    *VAN_EEN_INTERVENTIE,
    TOETSEN,
    TOETSEN_ALLE,
    TERUGKOPPELEN,
)
