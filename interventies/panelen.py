"""What the page of a melding shows of zaken: the zaken it is in, and what is known of its employer there.

`settings.MELDINGPANELEN` names these, because the page belongs to an app below this one. A panel is HTML, "" where
there is nothing this person may see. Each costs a fixed number of queries.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.template.loader import render_to_string
from django.utils import timezone

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies import overdragen
from interventies.meldingspoor import spoor_van, verloop
from interventies.models import (
    Interventie,
    Overtreding,
    Soort,
    Toezegging,
    Voorschrift,
    Wijze,
    Zaak,
)
from interventies.overdrachtlijst import stand_van
from interventies.statussen import DICHT
from interventies.zaken import NAAR_ZAAK, STAAT_NOG, te_koppelen
from meldingen.models import Melding, Route, Status, Werkgever
from meldingen.paneel import Paneel
from meldingen.werkgeverblad import records_van

ZAKEN = 8
INTERVENTIES = 10
TOEZEGGINGEN = 5
LOPEND = 3
GEZOCHT = 200
"""So many of the latest meldingen, violations and interventions of an employer are asked which zaak they are in."""


def zaken_van_melding(request: Verzoek, melding: Melding) -> str:
    """One query. Nothing for who may see no zaak at all."""
    if not _ziet_zaken(request.user):
        return ""
    zaken = list(
        Zaak.objects.zichtbaar_voor(request.user)
        .filter(zaakmelding_set__melding=melding, zaakmelding_set__vervallen=False)
        .select_related("behandelaar")
        .order_by("-geopend_op", "-pk")[: ZAKEN + 1]
    )
    return render_to_string(
        "interventies/_zaken_van_melding.html",
        {"zaken": [_zaakrij(zaak) for zaak in zaken[:ZAKEN]], "meer": len(zaken) > ZAKEN},
        request,
    )


def werkgever_in_zaken(request: Verzoek, melding: Melding) -> str:
    """The zaken, visits, instruments and promises at this employer. Six queries."""
    if melding.werkgever is None or not _ziet_zaken(request.user):
        return ""
    wie = records_van(melding.werkgever).values("pk")
    zaken = list(_zaken_bij(wie, request.user))
    interventies = list(_interventies_bij(wie, request.user))
    namen = _voorschriften()
    rijen = [_interventierij(i, namen) for i in interventies[:INTERVENTIES]]
    toezeggingen = list(
        Toezegging.objects.filter(werkgever__in=wie, zaak__in=Zaak.objects.zichtbaar_voor(request.user))
        .select_related("zaak")
        .order_by("-uiterlijk_op", "-pk")[:TOEZEGGINGEN]
    )
    return render_to_string(
        "interventies/_werkgever_in_zaken.html",
        {
            "zaken": [_zaakrij(zaak) for zaak in zaken[:ZAKEN]],
            "meer_zaken": len(zaken) > ZAKEN,
            "staan_nog": [rij for rij in rijen if rij.staat_nog],
            "interventies": rijen,
            "meer_interventies": len(interventies) > INTERVENTIES,
            "toezeggingen": toezeggingen,
        },
        request,
    )


def vervolg(request: Verzoek, melding: Melding) -> str:
    """What comes after the decision, for who opens zaken: one of its own, or one that is open at that employer. Two
    queries."""
    besloten = melding.status == Status.IN_TRIAGE and melding.besloten_op is not None
    if not heeft(request.user, Recht.ZAAK_OPENEN) or not besloten or melding.route not in NAAR_ZAAK:
        return ""
    redenen = te_koppelen(melding)
    return render_to_string(
        "interventies/_vervolg.html",
        {
            "melding": melding,
            "redenen": redenen,
            "lopend": [] if redenen else list(_lopend_bij(melding)[:LOPEND]),
            "bundelen": melding.route == Route.BUNDELEN,
        },
        request,
    )


def overdracht(request: Verzoek, melding: Melding) -> Paneel:
    """What went to partners and to the reporter, and the way to hand it over. One query where nothing went."""
    spoor = spoor_van(melding)
    beslist = heeft(request.user, Recht.OVERDRACHT_BESLISSEN)
    if beslist:
        kan = overdragen.kan_over(melding)
    else:
        kan = heeft(request.user, Recht.OVERDRACHT_VOORSTELLEN) and (
            melding.status in overdragen.VOOR_TE_STELLEN and spoor.open_voorstel is None
        )
    if not (kan or spoor.overdrachten or spoor.voorstellen or spoor.berichten):
        return Paneel("")
    vandaag = lokale_dag(timezone.now())
    html = render_to_string(
        "interventies/_overdracht.html",
        {
            "melding": melding,
            "kan": kan,
            "beslist": beslist,
            "gaat_weg": overdragen.gaat_weg(melding),
            "voorstel": spoor.open_voorstel,
            "voorstel_partner": spoor.partner(spoor.open_voorstel.partner) if spoor.open_voorstel else "",
            "overdrachten": [
                (
                    o,
                    spoor.partner(o.partner),
                    *stand_van(vandaag, o.bevestigen_uiterlijk, o.ontvangst_bevestigd_op, o.teruggestuurd_op),
                )
                for o in spoor.overdrachten
            ],
            "berichten": spoor.berichten,
        },
        request,
    )
    return Paneel(html, list(verloop(spoor)))


def _lopend_bij(melding: Melding) -> "QuerySet[Zaak]":
    """The zaken a melding can go into: open, of its domain, about its employer."""
    if melding.werkgever is None:
        return Zaak.objects.none()
    wie = records_van(melding.werkgever).values("pk")
    return (
        Zaak.objects.filter(pk__in=_zaken_met(wie), domein=melding.domein)
        .exclude(status__in=DICHT)
        .order_by("-geopend_op", "-pk")
    )


def _ziet_zaken(gebruiker: Gebruiker) -> bool:
    return heeft(gebruiker, Recht.ZAAK_ZIEN) or heeft(gebruiker, Recht.ZAAK_ZIEN_EIGEN)


def _zaakrij(zaak: Zaak) -> dict[str, object]:
    return {"zaak": zaak, "open": zaak.status not in DICHT}


def _zaken_met(wie: "QuerySet[Werkgever, Any]") -> Any:
    """The ids of the zaken that have lately to do with these records of an employer."""
    via_melding = Melding.objects.filter(werkgever__in=wie).order_by("-ontvangen_op", "-pk").values("pk")
    via = Q(zaakmelding_set__melding__in=via_melding[:GEZOCHT], zaakmelding_set__vervallen=False)
    gevonden = Zaak.objects.filter(via).order_by().values("pk")
    voor_het_laatst = [
        model.objects.filter(werkgever__in=wie, vervallen=False).order_by("-pk").values("zaak")[:GEZOCHT]
        for model in (Overtreding, Interventie)
    ]
    return gevonden.union(
        *(Zaak.objects.filter(pk__in=zaken).order_by().values("pk") for zaken in voor_het_laatst)
    )


def _zaken_bij(wie: "QuerySet[Werkgever, Any]", gebruiker: Gebruiker) -> "QuerySet[Zaak]":
    """Open ones first."""
    return (
        Zaak.objects.zichtbaar_voor(gebruiker)
        .filter(pk__in=_zaken_met(wie))
        .select_related("behandelaar")
        .order_by(Case(When(status__in=DICHT, then=1), default=0), "-geopend_op", "-pk")[: ZAKEN + 1]
    )


def _interventies_bij(wie: "QuerySet[Werkgever, Any]", gebruiker: Gebruiker) -> "QuerySet[Interventie]":
    return (
        Interventie.objects.zichtbaar_voor(gebruiker)
        .filter(werkgever__in=wie, vervallen=False)
        .select_related("zaak")
        .prefetch_related("overtredingen")
        .order_by("-uitgereikt_op", "-pk")[: INTERVENTIES + 1]
    )


def _voorschriften() -> dict[str, str]:
    return dict(Voorschrift.objects.op_volgorde().values_list("code", "naam"))


@dataclass(frozen=True, slots=True)
class Interventierij:
    """`staat_nog`: a warning or an order that was not complied with, lifted or withdrawn, so that the next step can
    rest on it (domain section 4)."""

    soort: str
    op: date
    status: str
    op_locatie: bool
    voorschriften: list[str]
    termijn_tot: date | None
    zaak: Zaak
    staat_nog: bool


def _interventierij(interventie: Interventie, namen: dict[str, str]) -> Interventierij:
    codes = dict.fromkeys(o.voorschrift for o in interventie.overtredingen.all() if not o.vervallen)
    return Interventierij(
        soort=interventie.get_soort_display(),
        op=interventie.uitgereikt_op,
        status=interventie.get_status_display(),
        op_locatie=interventie.wijze == Wijze.LOCATIE,
        voorschriften=[namen.get(code, code) for code in codes],
        termijn_tot=interventie.termijn_tot,
        zaak=interventie.zaak,
        staat_nog=interventie.soort in (Soort.WAARSCHUWING, Soort.EIS) and interventie.status in STAAT_NOG,
    )
