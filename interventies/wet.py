"""The law of the tables, applied to what is recorded: builds the plain values `handhaving` judges."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q

from inspectie.models import VrijeDag
from interventies import handhaving, models
from interventies.handhaving import EerderInstrument, Geschiedenis, Oordeel, Recht, Verzoek
from interventies.models import Interventie, Overtreding, Soort
from meldingen.models import Werkgever
from meldingen.werkgevers import groepen

_WAARSCHUWEND = (Soort.WAARSCHUWING, Soort.EIS)


def recht() -> Recht:
    """The provisions, bases and free days as they stand in the tables now. Three queries."""
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
            for v in models.Voorschrift.objects.all()
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
            for g in models.Grondslag.objects.all()
        ],
        VrijeDag.objects.values_list("datum", flat=True),
    )


def overtreding_voor_de_wet(overtreding: Overtreding, groep: int) -> handhaving.Overtreding:
    return handhaving.Overtreding(
        sleutel=overtreding.extern_kenmerk or str(overtreding.pk),
        zaak=overtreding.zaak_id,
        werkgever=groep,
        voorschrift=overtreding.voorschrift,
        geconstateerd_op=overtreding.geconstateerd_op,
        ernstig_gevaar=bool(overtreding.ernstig_gevaar),
        ernstige_mate_motivering=overtreding.ernstige_mate_motivering,
    )


def weiger_overtreding(overtreding: Overtreding, wet: Recht) -> list[str]:
    """Why a stored violation cannot be one."""
    groep = groepen([overtreding.werkgever_id])[overtreding.werkgever_id]
    vraag = overtreding_voor_de_wet(overtreding, groep)
    return [f"{w.reden} [{w.artikel}]" for w in handhaving.beoordeel_overtreding(vraag, wet)]


def verzoek(interventie: Interventie, overtredingen: Iterable[Overtreding], groep: dict[int, int]) -> Verzoek:
    """The question to the law that this intervention puts. `groep` maps each werkgever to its employer."""
    return Verzoek(
        soort=interventie.soort,
        wijze=interventie.wijze,
        zaak=interventie.zaak_id,
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


def geschiedenis(groep: int, *, zonder: int) -> Geschiedenis:
    """The earlier warnings and orders at an employer and those it succeeds."""
    eerder = voorgangers(groep)
    alle = eerder | {groep}
    instrumenten = (
        Interventie.objects.filter(
            Q(werkgever__in=alle) | Q(werkgever__hoofd__in=alle), soort__in=_WAARSCHUWEND
        )
        .filter(vervallen=False)
        .exclude(pk=zonder)
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
        ),
        voorgangers=eerder,
    )


def oordeel(interventie: Interventie, wet: Recht) -> Oordeel:
    """What the law says of a stored intervention, with its violations and the history as they stand now."""
    overtredingen = [o for o in interventie.overtredingen.order_by("pk") if not o.vervallen]
    groep = groepen([interventie.werkgever_id, *(o.werkgever_id for o in overtredingen)])
    vraag = verzoek(interventie, overtredingen, groep)
    eerder = Geschiedenis()
    if interventie.soort == Soort.BOETERAPPORT:
        eerder = geschiedenis(groep[interventie.werkgever_id], zonder=interventie.pk)
    return handhaving.beoordeel(vraag, eerder, wet)


def bij_werkgevers(groepen_: Collection[int]) -> Iterator[Interventie]:
    """All interventions that stand at these employers."""
    alle = list(groepen_)
    yield from (
        Interventie.objects.filter(
            Q(werkgever__in=alle) | Q(werkgever__hoofd__in=alle), vervallen=False
        ).distinct()
    )
