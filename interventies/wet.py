"""The law of the tables, applied to what is recorded: builds the plain values `handhaving` judges."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from inspectie.bulk import onder
from inspectie.models import VrijeDag
from interventies import handhaving, models
from interventies.handhaving import EerderInstrument, Geschiedenis, Oordeel, Recht, Verzoek, Weigering
from interventies.models import Interventie, Overtreding, Soort
from meldingen.models import Werkgever
from meldingen.werkgevers import groepen

_WAARSCHUWEND = (Soort.WAARSCHUWING, Soort.EIS)


def recht() -> Recht:
    """The provisions, bases and free days as they stand in the tables now. Three queries."""
    return recht_van(
        models.Voorschrift.objects.all(),
        models.Grondslag.objects.all(),
        VrijeDag.objects.values_list("datum", flat=True),
    )


def recht_van(
    voorschriften: Iterable[models.Voorschrift],
    grondslagen: Iterable[models.Grondslag],
    vrije_dagen: Iterable[date],
) -> Recht:
    """The law of these rows, stored or not."""
    return handhaving.maak_recht(
        [
            handhaving.Voorschrift(
                code=v.code,
                artikel=v.artikel,
                klasse=handhaving.Klasse(v.klasse),
                geldig_van=v.geldig_van,
                geldig_tot=v.geldig_tot,
                eis_of_stillegging=v.eis_of_stillegging,
                naam=v.naam,
                bron=v.bron,
            )
            for v in voorschriften
        ],
        [
            handhaving.Grondslag(
                code=g.code,
                artikel=g.artikel,
                soort=g.soort,
                geldig_van=g.geldig_van,
                geldig_tot=g.geldig_tot,
                vereist=handhaving.Vereiste(g.vereist) if g.vereist else None,
                naam=g.naam,
                bron=g.bron,
            )
            for g in grondslagen
        ],
        vrije_dagen,
    )


class Genoemd(int):
    """A primary key that prints as people know the record. Equal to any other key with that number."""

    naam: str

    def __new__(cls, pk: int, naam: str) -> "Genoemd":
        uit = super().__new__(cls, pk)
        uit.naam = naam
        return uit

    def __str__(self) -> str:
        return self.naam


def genoemde_groepen(pks: Iterable[int]) -> dict[int, Genoemd]:
    """The employer (group id) of each werkgever, which prints as that werkgever."""
    namen = Werkgever.objects.filter(pk__in=onder(set(pks))).values_list(
        "pk", "hoofd_id", "extern_kenmerk", "naam"
    )
    return {pk: Genoemd(hoofd or pk, kenmerk or naam) for pk, hoofd, kenmerk, naam in namen}


def overtreding_voor_de_wet(overtreding: Overtreding, groep: int) -> handhaving.Overtreding:
    """`groep` is the employer of the violation. Reads its zaak."""
    zaak = overtreding.zaak
    return handhaving.Overtreding(
        sleutel=overtreding.extern_kenmerk or str(overtreding.pk),
        zaak=Genoemd(zaak.pk, zaak.extern_kenmerk or str(zaak)),
        werkgever=groep,
        voorschrift=overtreding.voorschrift,
        geconstateerd_op=overtreding.geconstateerd_op,
        ernstig_gevaar=bool(overtreding.ernstig_gevaar),
        ernstige_mate_motivering=overtreding.ernstige_mate_motivering,
    )


def weiger_overtreding(overtreding: Overtreding, wet: Recht) -> list[str]:
    """Why a stored violation cannot be one."""
    vraag = overtreding_voor_de_wet(overtreding, overtreding.werkgever_id)
    return [in_woorden(w) for w in handhaving.beoordeel_overtreding(vraag, wet)]


def in_woorden(weigering: Weigering) -> str:
    return f"{weigering.reden} [{weigering.artikel}]" if weigering.artikel else weigering.reden


def verzoek(
    interventie: Interventie, overtredingen: Iterable[Overtreding], groep: Mapping[int, int]
) -> Verzoek:
    """The question to the law that this intervention puts. `groep` maps each werkgever to its employer."""
    zaak = interventie.zaak
    return Verzoek(
        soort=interventie.soort,
        wijze=interventie.wijze,
        zaak=Genoemd(zaak.pk, zaak.extern_kenmerk or str(zaak)),
        werkgever=groep[interventie.werkgever_id],
        uitgereikt_op=interventie.uitgereikt_op,
        grondslag=interventie.grondslag,
        termijn_tot=interventie.termijn_tot,
        voorgeschreven_wijze=interventie.toelichting,
        veiligheidstoets=interventie.veiligheidstoets,
        overtredingen=tuple(overtreding_voor_de_wet(o, groep[o.werkgever_id]) for o in overtredingen),
    )


def voorgangers(groep: int) -> frozenset[int]:
    """The employers this one succeeds, in a chain (group ids, without itself)."""
    gezien: set[int] = set()
    rand = {groep}
    while rand:
        leden = Werkgever.objects.filter(Q(pk__in=rand) | Q(hoofd__in=rand))
        vorige = leden.exclude(rechtsopvolger_van=None).values_list("rechtsopvolger_van", flat=True)
        rand = set(groepen(pk for pk in vorige if pk).values()) - gezien - {groep}
        gezien |= rand
    return frozenset(gezien)


def opvolgers(groepen_: Collection[int]) -> set[int]:
    """These employers and all that succeed them (group ids): who a change in their history can reach."""
    gezien = set(groepen_)
    rand = set(groepen_)
    while rand:
        leden = Werkgever.objects.filter(Q(pk__in=rand) | Q(hoofd__in=rand)).values_list("pk", flat=True)
        volgende = Werkgever.objects.filter(rechtsopvolger_van__in=list(leden)).values_list("pk", flat=True)
        rand = set(groepen(volgende).values()) - gezien
        gezien |= rand
    return gezien


def geschiedenis(groep: int, *, zonder: Collection[int] = ()) -> Geschiedenis:
    """The earlier warnings and orders at an employer and those it succeeds, `zonder` some (ids of interventies)."""
    eerder = voorgangers(groep)
    alle = eerder | {groep}
    instrumenten = (
        Interventie.objects.filter(
            Q(werkgever__in=alle) | Q(werkgever__hoofd__in=alle), soort__in=_WAARSCHUWEND
        )
        .filter(vervallen=False)
        .select_related("werkgever")
        .prefetch_related("overtredingen")
    )
    return Geschiedenis(
        instrumenten=tuple(
            EerderInstrument(
                sleutel=i.extern_kenmerk or str(i.pk),
                soort=i.soort,
                voorschriften=frozenset(o.voorschrift for o in i.overtredingen.all() if not o.vervallen),
                werkgever=i.werkgever.groep_id,
                uitgereikt_op=i.uitgereikt_op,
                termijn_tot=i.termijn_tot,
            )
            for i in instrumenten
            if i.pk not in zonder
        ),
        voorgangers=eerder,
    )


def vragen(
    interventies: Collection[Interventie],
) -> Iterator[tuple[Interventie, Verzoek, Geschiedenis]]:
    """What each stored intervention (of `met_overtredingen`) puts to the law, with the history it is judged by: to ask
    it of more than one law. One query, and those of `geschiedenis` once for each employer with a boeterapport."""
    eerder: dict[int, Geschiedenis] = {}
    onder_elk = {i.pk: [o for o in i.overtredingen.all() if not o.vervallen] for i in interventies}
    groep = genoemde_groepen(
        {i.werkgever_id for i in interventies} | {o.werkgever_id for alle in onder_elk.values() for o in alle}
    )
    for interventie in interventies:
        vraag, historie = verzoek(interventie, onder_elk[interventie.pk], groep), Geschiedenis()
        if interventie.soort == Soort.BOETERAPPORT:
            wie = int(vraag.werkgever)
            if wie not in eerder:
                eerder[wie] = geschiedenis(wie)
            historie = eerder[wie]
        yield interventie, vraag, historie


def oordeel(interventie: Interventie, wet: Recht, *, buiten: Collection[int] = ()) -> Oordeel:
    """What the law says of a stored intervention, with its violations and the history as they stand now. `buiten`:
    interventies (ids) that do not stand yet, on which nothing can rest."""
    overtredingen = [o for o in interventie.overtredingen.all() if not o.vervallen]
    return oordeel_met(interventie, overtredingen, wet, zonder={interventie.pk, *buiten})


def oordeel_met(
    interventie: Interventie,
    overtredingen: Collection[Overtreding],
    wet: Recht,
    *,
    zonder: Collection[int] = (),
) -> Oordeel:
    """The same of one that need not be stored, resting on these violations. `zonder`: as of `geschiedenis`."""
    vraag = _vraag(interventie, overtredingen)
    eerder = Geschiedenis()
    if interventie.soort == Soort.BOETERAPPORT:
        eerder = geschiedenis(int(vraag.werkgever), zonder=zonder)
    return handhaving.beoordeel(vraag, eerder, wet)


def aanbod(
    interventie: Interventie, overtredingen: Collection[Overtreding], wet: Recht
) -> tuple[handhaving.Mogelijkheid, ...]:
    """Every kind of intervention, with each basis it could have, and what the law says of it: what a screen offers, and
    beside it what it cannot offer and why. `soort` and `grondslag` of `interventie` are not read."""
    vraag = _vraag(interventie, overtredingen)
    return handhaving.toegestane_instrumenten(vraag, geschiedenis(int(vraag.werkgever)), wet)


def _vraag(interventie: Interventie, overtredingen: Collection[Overtreding]) -> Verzoek:
    groep = genoemde_groepen([interventie.werkgever_id, *(o.werkgever_id for o in overtredingen)])
    return verzoek(interventie, overtredingen, groep)


def met_overtredingen() -> QuerySet[Interventie]:
    """The interventions with all that `oordeel` reads of them."""
    overtredingen = Overtreding.objects.select_related("zaak").order_by("pk")
    return Interventie.objects.select_related("zaak").prefetch_related(
        Prefetch("overtredingen", overtredingen)
    )


def bij_werkgevers(groepen_: Collection[int]) -> Iterator[Interventie]:
    """All interventions that stand at these employers."""
    alle = list(groepen_)
    bij = Q(werkgever__in=alle) | Q(werkgever__hoofd__in=alle)
    yield from met_overtredingen().filter(bij, vervallen=False).order_by("pk")
