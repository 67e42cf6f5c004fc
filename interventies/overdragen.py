"""Handing a melding over to another authority.

The act: lock, refuse, change, save, log, in one transaction. A melding whose route is OVERDRACHT leaves with it; of
one that goes on here (a mixed field, a visit with a partner beside it) the partner gets its part, and the status stays.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout, zegt_iets
from inspectie.kluis import verzegel
from inspectie.logboek import log
from inspectie.models import Code, Gebruiker, VrijeDag
from inspectie.termijnen import werkdagen_na
from inspectie.tijd import lokale_dag
from inspectie.velden import plaats
from interventies import pakket, sjablonen
from interventies.berichten import Bezorging, bezwaren, leg_bericht_vast, teksten_op, weigering
from interventies.bronnen import heet_voluit, herken, lekken_van_anderen
from interventies.eenmaal import eenmaal
from interventies.klokken import klokken_op
from interventies.models import (
    Bericht,
    Deel,
    Overdracht,
    Overdrachtspakket,
)
from interventies.overdrachtstukken import Stuk, als_deel, leg_vast, te_delen, van_een_ander, wat_erin_staat
from interventies.overdrachtstukken import bezwaren as bezwaren_van_stukken
from meldingen.acties import weiger_ingehaald
from meldingen.melders import lees_melder, log_inzage, noemt_melder
from meldingen.models import Melding, Route, Status
from meldingen.statussen import vergrendel, wissel
from meldingen.woorden import woorden

GETOOND = 5  # fragments in a refusal
# What goes there goes by a decision of its own, and is not seen here any more.
OPSPORING: Final = "OPSPORING"
OVER_TE_DRAGEN = frozenset({Status.IN_TRIAGE, Status.GEKOPPELD, Status.AFGEHANDELD, Status.OVERGEDRAGEN})


@dataclass(frozen=True, slots=True)
class Melderdeel:
    """Why the partner is told who reported, and when the reporter said that this is all right."""

    reden: str
    toestemming_op: date


@dataclass(frozen=True, slots=True)
class Opzet:
    """What goes to whom. `bericht`: how the reporter is told; without it `geen_bericht_reden`."""

    partner: str
    delen: Collection[str]
    omschrijving: str = ""
    melder: Melderdeel | None = None
    bericht: Bezorging | None = None
    geen_bericht_reden: str = ""
    bestanden: Collection[str] = ()
    bestanden_bekeken: bool = False
    """Whether somebody says that no reporter can be told by what a reporter sent."""


def partners() -> dict[str, str]:
    """Who a melding can be handed to here, by name in the language of who asks."""
    taal = get_language() or ""
    return {
        code.code: code.woord(taal) for code in Code.objects.filter(lijst="partner").exclude(code=OPSPORING)
    }


def kan_over(melding: Melding) -> bool:
    """Whether it can be handed over now: decided on, and not closed."""
    return melding.status in OVER_TE_DRAGEN and (
        melding.status != Status.IN_TRIAGE or melding.besloten_op is not None
    )


def gaat_weg(melding: Melding) -> bool:
    """Whether it leaves with the handover."""
    return melding.status == Status.IN_TRIAGE and melding.route == Route.OVERDRACHT


def draag_over(
    melding: Melding,
    opzet: Opzet,
    *,
    door: Gebruiker,
    op: datetime,
    gezien: str = "",
    sleutel: UUID | None = None,
) -> Overdracht:
    """Hand it over: what the partner gets is kept as it went, and the reporter is told [Awb 2:3], or it is on record
    why that cannot be. Raises Regelfout, and AlGedaan for a form (`sleutel`) that did it before.

    Whether the words name the reporter is looked at first and apart: that the vault was asked stays in the log when the
    rest is refused, or anybody could find out who it was by guessing.
    """
    if kan_over(melding):
        weiger_genoemd(melding, opzet, door=door, op=op)
    with transaction.atomic() if sleutel is None else eenmaal(sleutel, op):
        return _draag_over(melding, opzet, door, op, gezien)


def weiger_genoemd(melding: Melding, opzet: Opzet, *, door: Gebruiker, op: datetime) -> None:
    """Refuse words, or a file, that tell who reported, unless the partner is told; and always what is of other
    reporters in the zaken of this melding. Not inside the act: see `draag_over`."""
    gekozen = [
        s for s in (te_delen(melding, door) if opzet.bestanden else []) if s.sleutel in opzet.bestanden
    ]
    tekst = "\n".join(
        [
            *([opzet.omschrijving] if Deel.OMSCHRIJVING in opzet.delen else []),
            *(f"{s.naam} {s.wat}\n{wat_erin_staat(s)}" for s in gekozen),
        ]
    )
    _weiger_anderen(melding, tekst, gekozen, door=door, op=op)
    _weiger_werkgevernaam(melding, opzet, door=door, op=op)
    if (
        tekst
        and opzet.melder is None
        and noemt_melder(melding, tekst, door=door, op=op, herkent=partial(herken, tekst))
    ):
        raise Regelfout(
            _(
                "De omschrijving, of een bestand (zijn naam, tekst of eigenschappen), noemt de melder. Haal dat eruit."
            )
            if gekozen
            else _("De omschrijving noemt de melder. Haal dat eruit.")
        )


def _weiger_werkgevernaam(melding: Melding, opzet: Opzet, *, door: Gebruiker, op: datetime) -> None:
    """What the employer is called somebody typed while a melding was taken in, or who reported did."""
    wie = melding.werkgever if Deel.WERKGEVER in opzet.delen and opzet.melder is None else None
    if wie is None or melding.melder_type == "WERKGEVER":  # who may well be called as their firm is
        return
    if noemt_melder(melding, "", door=door, op=op, herkent=partial(heet_voluit, [wie.naam, wie.plaats])):
        raise Regelfout(
            _(
                "De naam van de werkgever noemt de melder. Leg hem eerst onder zijn eigen naam vast, of deel hem niet."
            )
        )


def _weiger_anderen(
    melding: Melding, tekst: str, gekozen: Sequence[Stuk], *, door: Gebruiker, op: datetime
) -> None:
    if van_een_ander(melding, gekozen):
        raise Regelfout(_("Een van deze bestanden is van een andere melder in deze zaak. Laat het weg."))
    anderen = lekken_van_anderen(melding, tekst)
    with transaction.atomic():  # who tried learns it
        for pk in anderen.inzage:
            log_inzage(pk, door=door, reden="Een overdracht noemde een andere melder en is geweigerd.", op=op)
    if anderen.lekken:
        woorden = ", ".join(f"“{lek.fragment}”" for lek in anderen.lekken[:GETOOND])
        raise Regelfout(
            _(
                "Dit is van een andere melder in deze zaak: %(woorden)s. Haal het eruit, of laat het bestand weg."
            )
            % {"woorden": woorden}
        )


def _draag_over(melding: Melding, opzet: Opzet, door: Gebruiker, op: datetime, gezien: str) -> Overdracht:
    melding = vergrendel(melding)
    weiger_ingehaald(melding, gezien)
    stukken = te_delen(melding, door) if opzet.bestanden else []
    if redenen := _bezwaren(melding, opzet, stukken, op):
        raise weigering(redenen, melding, opzet.bericht, op)
    gekozen = [stuk for stuk in stukken if stuk.sleutel in opzet.bestanden]
    if melding.overdrachten.bij_partner().filter(partner=opzet.partner).exists():
        raise Ingehaald(_("De melding is al aan deze partner overgedragen."))
    dag = lokale_dag(op)
    vrij = VrijeDag.objects.filter(datum__gte=dag).dagen()
    uiterlijk = werkdagen_na(dag, klokken_op(dag).ontvangst_bevestigen_werkdagen, vrij)
    bericht = _bericht(melding, opzet, door, op) if opzet.bericht else None
    overdracht = Overdracht.objects.create(
        melding=melding,
        partner=opzet.partner,
        overgedragen_op=dag,
        geregistreerd_op=op,
        bericht=bericht,
        melder_bericht_op=bericht.dag if bericht else None,
        geen_bericht_reden="" if bericht else opzet.geen_bericht_reden.strip(),
        bevestigen_uiterlijk=uiterlijk,
        door=door,
    )
    gegeven = _bewaar_pakket(overdracht, melding, opzet, gekozen, door, op)
    bestanden = leg_vast(overdracht, gekozen)
    melding.overdrachtsvoorstellen.te_beslissen().update(
        overdracht=overdracht, besloten_door=door, besloten_op=op
    )
    log(
        "overgedragen",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        schreef=[gegeven, *bestanden],
        overdracht=overdracht.pk,
        partner=opzet.partner,
        delen=sorted(opzet.delen),
        met_melder=opzet.melder is not None,
        **({"bestanden": len(bestanden)} if bestanden else {}),
    )
    if gaat_weg(melding):
        wissel(melding, Status.OVERGEDRAGEN, op=op, door=door)
    return overdracht


def _bezwaren(melding: Melding, opzet: Opzet, stukken: Sequence[Stuk], op: datetime) -> list[str]:
    redenen = bezwaren_van_inhoud(melding, opzet, stukken)
    if melding.wacht_op_besluit:
        redenen.append(_("Er is nog niet over de triage van deze melding besloten."))
    elif melding.status not in OVER_TE_DRAGEN:
        redenen.append(
            _("Een melding met de status “%(status)s” kan niet worden overgedragen.")
            % {"status": melding.get_status_display()}
        )
    redenen += _bezwaren_van_bericht(melding, opzet, op)
    if opzet.melder is not None:
        redenen += _bezwaren_van_melder(melding, opzet.melder, op)
    return redenen


def bezwaren_van_inhoud(melding: Melding, opzet: Opzet, stukken: Sequence[Stuk]) -> list[str]:
    redenen = []
    if opzet.partner not in partners():
        redenen.append(_("Kies een partner uit de lijst."))
    if not opzet.delen or not set(opzet.delen) <= set(Deel.values):
        redenen.append(_("Kies wat u deelt."))
    if Deel.OMSCHRIJVING in opzet.delen and not opzet.omschrijving.strip():
        redenen.append(_("Schrijf de omschrijving voor de partner, of deel haar niet."))
    if Deel.WERKGEVER in opzet.delen and melding.werkgever_id is None:
        redenen.append(_("De werkgever is niet bekend; die kunt u niet delen."))
    met_melder = opzet.melder is not None
    redenen += bezwaren_van_stukken(
        stukken, opzet.bestanden, bekeken=opzet.bestanden_bekeken, met_melder=met_melder
    )
    return redenen


def _bezwaren_van_melder(melding: Melding, deel: Melderdeel, op: datetime) -> list[str]:
    redenen = []
    if melding.anoniem and not melding.melder_bereikbaar:
        redenen.append(_("Van de melder is niets bekend; er is niets te delen."))
    if not zegt_iets(deel.reden):
        redenen.append(_("Schrijf op waarom de partner moet weten wie er meldde."))
    if deel.toestemming_op > lokale_dag(op):
        redenen.append(_("De toestemming van de melder kan niet in de toekomst liggen."))
    return redenen


def _bezwaren_van_bericht(melding: Melding, opzet: Opzet, op: datetime) -> list[str]:
    if opzet.bericht is not None:
        return bezwaren(melding, opzet.bericht, op)
    if not opzet.geen_bericht_reden.strip():
        return [_("De melder krijgt bericht van de overdracht; schrijf op waarom dat niet kan.")]
    return []


def _bericht(melding: Melding, opzet: Opzet, door: Gebruiker, op: datetime) -> Bericht:
    hoe = opzet.bericht
    assert hoe is not None  # noqa: S101 (asked before)
    with override(hoe.taal):
        partner = partners()[opzet.partner]
    tekst = sjablonen.van_overdracht(
        teksten_op(lokale_dag(op)),
        hoe.taal,
        nummer=melding.nummer,
        ontvangen=lokale_dag(melding.ontvangen_op),
        partner=partner,
        dag=lokale_dag(op),
        met_gegevens=opzet.melder is not None,
    )
    return leg_bericht_vast(melding, Bericht.Soort.OVERDRACHT, tekst, hoe, door=door, op=op)


def _bewaar_pakket(
    overdracht: Overdracht,
    melding: Melding,
    opzet: Opzet,
    stukken: Sequence[Stuk],
    door: Gebruiker,
    op: datetime,
) -> Overdrachtspakket:
    with override("nl"):  # it goes to a Dutch authority, whatever its maker reads
        inhoud = _stel_samen(overdracht, melding, opzet, stukken)
    zegel = ""
    if opzet.melder is not None:
        reden = f"Overdracht aan {inhoud['aan']}: {opzet.melder.reden}"
        gegevens = lees_melder(melding, door=door, reden=reden, op=op)
        zegel = verzegel(json.dumps(gegevens), plaats(Overdrachtspakket, overdracht.pk, "melder"))
    return Overdrachtspakket.objects.create(
        overdracht=overdracht,
        inhoud=inhoud,
        document=pakket.als_tekst(inhoud),
        melder=zegel,
        melder_reden=opzet.melder.reden if opzet.melder else "",
        melder_toestemming_op=opzet.melder.toestemming_op if opzet.melder else None,
        geregistreerd_op=op,
    )


def deelbaar(melding: Melding) -> list[pakket.Pakketdeel]:
    """What can be shared as it is on record; the description is written by whoever hands it over."""
    namen = woorden()
    delen = [pakket.feiten(melding, namen)]
    if melding.werkgever is not None:
        delen.append(pakket.werkgever(melding.werkgever, namen))
    return delen


def _stel_samen(
    overdracht: Overdracht, melding: Melding, opzet: Opzet, stukken: Sequence[Stuk]
) -> pakket.Inhoud:
    delen = [deel for deel in deelbaar(melding) if deel["code"] in opzet.delen]
    if Deel.OMSCHRIJVING in opzet.delen:
        delen.append(pakket.omschrijving(opzet.omschrijving))
    if stukken:
        delen.append(als_deel(stukken))
    return pakket.stel_samen(
        melding,
        delen,
        partner=partners()[opzet.partner],
        dag=overdracht.overgedragen_op,
        uiterlijk=overdracht.bevestigen_uiterlijk or overdracht.overgedragen_op,
    )
