"""The law of the tables, applied to what is recorded: builds the plain values `handhaving` judges."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext

from inspectie.bulk import onder
from interventies import handhaving, models
from interventies.handhaving import EerderInstrument, Geschiedenis, Oordeel, Recht, Verzoek, Weigering
from interventies.models import Interventie, Overtreding, Soort
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from interventies.wetstaal import op_scherm
from meldingen.models import Werkgever
from meldingen.triage.taal import Vertaal
from meldingen.werkgevers import groepen

_WAARSCHUWEND = (Soort.WAARSCHUWING, Soort.EIS)


def recht() -> Recht:
    """The provisions, bases and free days as they stand in the tables now. Three queries."""
    return recht_van(
        models.Voorschrift.objects.all(),
        models.Grondslag.objects.all(),
        lees_vrije_dagen(),
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


def in_woorden(weigering: Weigering, vertaal: Vertaal = gettext) -> str:
    """In the language of who reads it; an import is read in Dutch, and a screen has words of its own (`op_scherm`)."""
    reden, artikel = (handhaving.zeg(tekst, vertaal) for tekst in (weigering.reden, weigering.artikel))
    return f"{reden} [{artikel}]" if artikel else reden


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


_TABEL = Werkgever._meta.db_table
# However long the chain: a step is all records of an employer, and who they name.
_VOORGANGERS = f"""
WITH RECURSIVE eerder (groep) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT COALESCE(v.hoofd_id, v.id) FROM eerder
    JOIN {_TABEL} w ON (w.id = eerder.groep OR w.hoofd_id = eerder.groep)
    JOIN {_TABEL} v ON v.id = w.rechtsopvolger_van_id
)
SELECT groep FROM eerder
"""


def voorgangers(groep: int) -> frozenset[int]:
    """The employers this one succeeds, in a chain (group ids, without itself)."""
    with connection.cursor() as cursor:
        cursor.execute(_VOORGANGERS, [groep])
        return frozenset(rij[0] for rij in cursor.fetchall()) - {groep}


def opvolgers(groepen_: Collection[int]) -> set[int]:
    """These employers and all that succeed them (group ids): who a change in their history can reach."""
    gezien = set(groepen_)
    rand = set(groepen_)
    while rand:
        leden = Werkgever.objects.in_groepen(rand).values_list("pk", flat=True)
        volgende = Werkgever.objects.filter(rechtsopvolger_van__in=list(leden)).values_list("pk", flat=True)
        rand = set(groepen(volgende).values()) - gezien
        gezien |= rand
    return gezien


def geschiedenis(
    groep: int, *, zonder: Collection[int] = (), binnen: "QuerySet[Interventie] | None" = None
) -> Geschiedenis:
    """The earlier warnings and orders at an employer and those it succeeds, `zonder` some (ids of interventies);
    `binnen`: only of these. The key of each is its id."""
    eerder = voorgangers(groep)
    alle = eerder | {groep}
    instrumenten = (
        (Interventie.objects.all() if binnen is None else binnen)
        .filter(_bij(alle), soort__in=_WAARSCHUWEND, vervallen=False)
        .select_related("werkgever")
        .prefetch_related("overtredingen")
    )
    return Geschiedenis(
        instrumenten=tuple(
            EerderInstrument(
                sleutel=Genoemd(i.pk, i.extern_kenmerk or str(i.pk)),
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
    # Only of a boeterapport the history is asked, and there can be many that do not stand yet.
    zonder = {interventie.pk, *buiten} if interventie.soort == Soort.BOETERAPPORT else ()
    return oordeel_met(interventie, overtredingen, wet, zonder=zonder)


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


def verboden(groepen_: Collection[int]) -> set[str]:
    """What the law forbids of the instruments that stand at these employers, in words. Nothing, unless a change of who
    is one employer, or of who succeeds whom, took away what they rest on."""
    wetten = recht()
    bij = met_overtredingen().filter(_bij(groepen_), soort__in=models.INSTRUMENTEN, vervallen=False)
    return {
        f"{interventie}: {in_woorden(weigering, op_scherm)}"
        for interventie in bij.order_by("pk")
        for weigering in oordeel(interventie, wetten).weigeringen
    }


@dataclass(frozen=True, slots=True)
class Boetekans:
    """Whether a new violation of a provision could go into a boeterapport at once, and why (not). `rust_op` is the
    interventie (id) that makes it possible."""

    voorschrift: handhaving.Voorschrift
    mogelijk: bool
    rust_op: int | None
    waarom: str


def boetekansen(
    groep: int, dag: date, wetten: Recht, binnen: "QuerySet[Interventie] | None" = None
) -> list[Boetekans]:
    """Per provision about which something was issued before, here or at who it succeeds: what a violation found on
    this day would rest on."""
    eerder = geschiedenis(groep, binnen=binnen)
    wie = eerder.voorgangers | {groep}
    uit = []
    for code in sorted({code for i in eerder.instrumenten for code in i.voorschriften}):
        versie = handhaving.geldend(wetten.voorschriften.get(code, ()), dag)
        if versie is None or versie.klasse is not handhaving.Klasse.OO:
            continue
        nieuw = handhaving.Overtreding("", "", groep, code, dag)
        gevonden = handhaving.vind_eerder(nieuw, wie, eerder.instrumenten, wetten.vrije_dagen)
        waarom = ""
        if gevonden is None:
            dichtbij = handhaving.dichtstbij(nieuw, wie, eerder.instrumenten, wetten.vrije_dagen)
            waarom = handhaving.zeg(dichtbij, op_scherm)
        uit.append(
            Boetekans(versie, gevonden is not None, int(gevonden.sleutel) if gevonden else None, waarom)
        )
    return uit


def _bij(groepen_: Collection[int]) -> Q:
    alle = list(groepen_)
    return Q(werkgever__in=alle) | Q(werkgever__hoofd__in=alle)


def bij_werkgevers(groepen_: Collection[int]) -> Iterator[Interventie]:
    """All interventions that stand at these employers."""
    yield from met_overtredingen().filter(_bij(groepen_), vervallen=False).order_by("pk")
