"""What was done at an employer, over all its names, as far as somebody may see it. Bounded, and a query each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, When

from inspectie.bulk import onder, samen
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from interventies.models import (
    INSTRUMENTEN,
    EigenInitiatief,
    Interventie,
    Overtreding,
    Soort,
    Toezegging,
    Wijze,
    Zaak,
    ZaakMelding,
)
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.statussen import DICHT
from interventies.zaken import STAAT_NOG
from meldingen.models import Melding, Werkgever

GESPREKKEN = tuple(soort for soort in Soort if soort not in INSTRUMENTEN)
DRAAGT_VERDER = (Soort.WAARSCHUWING, Soort.EIS)
"""On what of these stands the next step can rest (domain section 4)."""
GEZOCHT = 200
"""So many of the latest meldingen, violations and interventions of an employer are asked which zaak they are in."""


def ziet_zaken(gebruiker: Gebruiker) -> bool:
    return heeft(gebruiker, Recht.ZAAK_ZIEN, Recht.ZAAK_ZIEN_EIGEN)


def zaakrij(zaak: Zaak) -> dict[str, object]:
    return {"zaak": zaak, "open": zaak.status not in DICHT}


def zaken_met(wie: "QuerySet[Werkgever, Any]") -> Any:
    """The ids of the zaken that have lately to do with these records of an employer."""
    via_melding = (
        Melding.objects.hier().filter(werkgever__in=wie).order_by("-ontvangen_op", "-pk").values("pk")
    )
    via = Q(zaakmelding_set__melding__in=via_melding[:GEZOCHT], zaakmelding_set__vervallen=False)
    gevonden = Zaak.objects.filter(via).order_by().values("pk")
    voor_het_laatst: list[Any] = [
        model.objects.filter(werkgever__in=wie, vervallen=False).order_by("-pk").values("zaak")[:GEZOCHT]
        for model in (Overtreding, Interventie)
    ]
    voor_het_laatst.append(
        EigenInitiatief.objects.filter(werkgever__in=wie).order_by("-pk").values("zaak")[:GEZOCHT]
    )
    return gevonden.union(
        *(Zaak.objects.filter(pk__in=zaken).order_by().values("pk") for zaken in voor_het_laatst)
    )


def alle_zaken_met(pks: Collection[int]) -> Any:
    """The ids of all zaken that have to do with these records."""
    wie = onder(pks)
    via_melding = ZaakMelding.objects.te_zien().filter(melding__werkgever__in=wie).values("zaak")
    return via_melding.union(
        *(
            model._default_manager.filter(werkgever__in=wie, vervallen=False).values("zaak")
            for model in (Overtreding, Interventie)
        ),
        EigenInitiatief.objects.filter(werkgever__in=wie).values("zaak"),
    )


def zaken_bij(wie: "QuerySet[Werkgever, Any]", gebruiker: Gebruiker, hoogstens: int) -> "QuerySet[Zaak]":
    """Open ones first."""
    return (
        Zaak.objects.zichtbaar_voor(gebruiker)
        .filter(pk__in=zaken_met(wie))
        .select_related("behandelaar")
        .order_by(Case(When(status__in=DICHT, then=1), default=0), "-geopend_op", "-pk")[:hoogstens]
    )


def interventies_bij(
    wie: "QuerySet[Werkgever, Any]",
    gebruiker: Gebruiker,
    hoogstens: int,
    soorten: Collection[Soort] = tuple(Soort),
) -> "QuerySet[Interventie]":
    return _met_alles(_de_laatste(wie, gebruiker).filter(soort__in=soorten))[:hoogstens]


def laatste_en_staande_bij(
    wie: "QuerySet[Werkgever, Any]", gebruiker: Gebruiker, hoogstens: int
) -> "QuerySet[Interventie]":
    """The latest, and the latest of those that still stand: what the next step can rest on may be long ago. Together as
    many of each as there are, up to `hoogstens`, and one query."""
    alle = _de_laatste(wie, gebruiker)
    staande = alle.filter(soort__in=DRAAGT_VERDER, status__in=STAAT_NOG)
    return _met_alles(alle.filter(pk__in=samen([alle[:hoogstens], staande[:hoogstens]])))


def _de_laatste(wie: "QuerySet[Werkgever, Any]", gebruiker: Gebruiker) -> "QuerySet[Interventie]":
    reeks = Interventie.objects.zichtbaar_voor(gebruiker).filter(werkgever__in=wie, vervallen=False)
    return reeks.order_by("-uitgereikt_op", "-pk")


def _met_alles(reeks: "QuerySet[Interventie]") -> "QuerySet[Interventie]":
    return reeks.select_related("zaak").prefetch_related("overtredingen")


def overtredingen_bij(
    wie: "QuerySet[Werkgever, Any]", gebruiker: Gebruiker, hoogstens: int
) -> "QuerySet[Overtreding]":
    return (
        Overtreding.objects.filter(
            werkgever__in=wie, vervallen=False, zaak__in=Zaak.objects.zichtbaar_voor(gebruiker)
        )
        .select_related("zaak")
        .order_by("-geconstateerd_op", "-pk")[:hoogstens]
    )


def toezeggingen_bij(
    wie: "QuerySet[Werkgever, Any]", gebruiker: Gebruiker, hoogstens: int
) -> "QuerySet[Toezegging]":
    return (
        Toezegging.objects.filter(
            werkgever__in=wie, zaak__in=Zaak.objects.zichtbaar_voor(gebruiker), vervallen=False
        )
        .select_related("zaak")
        .order_by("-uiterlijk_op", "-pk")[:hoogstens]
    )


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


def interventierij(
    interventie: Interventie, teksten: Rechtsteksten, vrije_dagen: frozenset[date]
) -> Interventierij:
    namen = dict.fromkeys(
        teksten.kort(o.voorschrift, o.geconstateerd_op, interventie.geregistreerd_op)
        for o in interventie.overtredingen.all()
        if not o.vervallen
    )
    return Interventierij(
        soort=interventie.get_soort_display(),
        op=interventie.uitgereikt_op,
        status=interventie.stand,
        op_locatie=interventie.wijze == Wijze.LOCATIE,
        voorschriften=list(namen),
        termijn_tot=interventie.einde_termijn(vrije_dagen),
        zaak=interventie.zaak,
        staat_nog=interventie.soort in DRAAGT_VERDER and interventie.status in STAAT_NOG,
    )
