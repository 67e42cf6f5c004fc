"""What the records said of an employer at the moment a melding about it was received (domain section 3).

Everything is read as it stood at that moment: a link, a promise, a reporter or an instrument that came later is not
seen, nor is a later correction. Which zaken an employer has to do with follows from the meldingen, violations and
interventions in them; a melding is found by the werkgever it has now.

Two things are known only as they are now, for nothing keeps when they came: that an instrument was recorded as complied
with (`Interventie.status`), and of a zaak that was closed and opened again that it was closed in between.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from inspectie.bulk import onder
from inspectie.termijnen import verschuif
from inspectie.tijd import lokale_dag
from inspectie.versies import Stand, standen, verleden_van
from interventies.models import (
    Interventie,
    InterventieStatus,
    Overtreding,
    Soort,
    Toetsing,
    Toezegging,
    Zaak,
    ZaakMelding,
)
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from meldingen.adviseren import Dossierfeiten
from meldingen.melders import tekens_van
from meldingen.models import Melder, Melding, Werkgever
from meldingen.werkgevers import op_moment, samenhang

Reeks = Sequence[Stand]
Velden = Mapping[str, Any]

_R = Toetsing.Resultaat
_MET_GEVOLG = {_R.MAATREGEL_DIRECT.value, _R.MAATREGEL_UITEINDELIJK.value, _R.REEDS_IN_ORDE.value}


@dataclass(frozen=True, slots=True)
class _Archief:
    """The records that have to do with a set of employers. Every key is an id; a list is unordered, unless it says
    otherwise."""

    werkgevers: Mapping[int, Reeks]
    groepen: Mapping[int, set[int]]  # by hoofd: each werkgever that ever had it
    zaken: Mapping[int, tuple[datetime, datetime | None]]  # registered, closed
    overtredingen: Mapping[int, list[tuple[int, Reeks]]]  # by werkgever
    interventies: Mapping[int, list[tuple[int, Reeks]]]  # by werkgever
    nagekomen: Collection[int]  # interventies
    genoemd: Mapping[int, set[int]]  # by werkgever: the zaken its meldingen are in
    koppelingen: Mapping[int, list[tuple[int, Reeks]]]  # by zaak: melding, and how the link stood
    meldingen: Mapping[int, Reeks]
    melders: Mapping[int, list[tuple[datetime, frozenset[str]]]]  # by melding, oldest first
    toetsingen: Mapping[int, list[Toetsing]]  # by melding, the one that counts last
    toezeggingen: Mapping[int, list[tuple[int, Reeks]]]  # by werkgever
    gedaan: Mapping[int, date | None]  # by toezegging: when it was kept
    vrije_dagen: frozenset[date]


def dossierfeiten(meldingen: Sequence[Melding]) -> Mapping[int, Dossierfeiten]:
    """The facts from the records for a batch of meldingen, each as of its own receipt. Two dozen queries for all."""
    wie = {m.werkgever_id for m in meldingen if m.werkgever_id}
    if not wie or not Zaak.objects.exists():
        return {}
    kring = samenhang(wie)
    if not _iets_bekend(kring):
        return {}
    archief = _lees(kring, [m.pk for m in meldingen])
    return {m.pk: _feiten(archief, m, m.werkgever_id) for m in meldingen if m.werkgever_id}


def _feiten(archief: _Archief, melding: Melding, werkgever: int) -> Dossierfeiten:
    moment, dag = melding.ontvangen_op, lokale_dag(melding.ontvangen_op)
    eigen = _een_werkgever(archief, werkgever, moment)
    onderwerpen = set(melding.onderwerpen.split(";"))
    lopend = []
    for zaak in _zaken_van(archief, eigen, moment):
        anderen = [(pk, v) for pk, v in _in_zaak(archief, zaak, moment) if pk != melding.pk]
        if any(onderwerpen & set(v["onderwerpen"].split(";")) for _, v in anderen):
            lopend.append(anderen)
    wij = _melder(archief, melding.pk, moment)
    return Dossierfeiten(
        lopende_zaak=bool(lopend),
        eerdere_meldingen=max(
            (
                sum(
                    v["dubbel_van_id"] is None and not wij & _melder(archief, pk, moment) for pk, v in anderen
                )
                for anderen in lopend
            ),
            default=0,
        ),
        instrument_termijn_verlopen=any(
            verschuif(v["termijn_tot"], v["uitgereikt_op"], archief.vrije_dagen) < dag
            and not _nagekomen(archief, pk, v, eigen, moment)
            for pk, v in _partijen(archief.interventies, eigen, moment)
            if v["soort"] in (Soort.WAARSCHUWING, Soort.EIS) and v["termijn_tot"] is not None
        ),
        toezegging_niet_nagekomen=any(
            v["uiterlijk_op"] < dag and ((gedaan := archief.gedaan[pk]) is None or gedaan > dag)
            for pk, v in _partijen(archief.toezeggingen, eigen, moment)
        ),
    )


def _geldig(reeks: Reeks, moment: datetime) -> Velden | None:
    """How a record stood; None when it was not on record yet, or no longer."""
    if reeks[0].vanaf > moment:
        return None
    velden = op_moment(reeks, moment).velden
    return None if velden.get("vervallen") else velden


def _een_werkgever(archief: _Archief, werkgever: int, moment: datetime) -> set[int]:
    """The records that were one employer with this one."""

    def hoofd(pk: int) -> int:
        return op_moment(archief.werkgevers[pk], moment).velden["hoofd_id"] or pk

    eigen = hoofd(werkgever)
    return {pk for pk in archief.groepen[eigen] if hoofd(pk) == eigen}


def _partijen(
    records: Mapping[int, list[tuple[int, Reeks]]], eigen: set[int], moment: datetime
) -> Iterator[tuple[int, Velden]]:
    """The violations, interventions or promises that stood at this employer."""
    for werkgever in eigen:
        for pk, reeks in records.get(werkgever, ()):
            velden = _geldig(reeks, moment)
            if velden is not None and velden["werkgever_id"] == werkgever:
                yield pk, velden


def _in_zaak(archief: _Archief, zaak: int, moment: datetime) -> Iterator[tuple[int, Velden]]:
    """The meldingen that were linked to a zaak."""
    for melding, reeks in archief.koppelingen.get(zaak, ()):
        if (
            _geldig(reeks, moment) is not None
            and (velden := _geldig(archief.meldingen[melding], moment)) is not None
        ):
            yield melding, velden


def _zaken_van(archief: _Archief, eigen: set[int], moment: datetime) -> set[int]:
    """The zaken that were open at this employer."""
    genoemd = {zaak for werkgever in eigen for zaak in archief.genoemd.get(werkgever, ())}
    zaken = {
        zaak
        for zaak in genoemd
        if any(v["werkgever_id"] in eigen for _, v in _in_zaak(archief, zaak, moment))
    }
    for records in (archief.overtredingen, archief.interventies):
        zaken |= {v["zaak_id"] for _, v in _partijen(records, eigen, moment)}
    return {
        pk
        for pk in zaken
        if archief.zaken[pk][0] <= moment and ((tot := archief.zaken[pk][1]) is None or tot > moment)
    }


def _nagekomen(archief: _Archief, pk: int, instrument: Velden, eigen: set[int], moment: datetime) -> bool:
    """Found complied with: recorded so, or by the latest toetsing of a melding about this employer in its zaak, held
    on or after the day of issue."""
    if pk in archief.nagekomen:
        return True
    for melding, velden in _in_zaak(archief, instrument["zaak_id"], moment):
        bekend = [
            t
            for t in archief.toetsingen.get(melding, ())
            if t.geregistreerd_op <= moment and t.getoetst_op <= lokale_dag(moment)
        ]
        if bekend and velden["werkgever_id"] in eigen:
            laatste = bekend[-1]
            if laatste.resultaat in _MET_GEVOLG and laatste.getoetst_op >= instrument["uitgereikt_op"]:
                return True
    return False


def _lees(kring: set[int], meldingen: Collection[int]) -> _Archief:
    """Everything about these werkgevers (all that were ever one with another), and the reporters of `meldingen`."""
    werkgevers = standen(Werkgever, kring, ["hoofd_id"])
    groepen = defaultdict(set)
    for pk, reeks in werkgevers.items():
        for stand in reeks:
            groepen[stand.velden["hoofd_id"] or pk].add(pk)
    overtredingen = _per_werkgever(Overtreding, kring)
    interventies = _per_werkgever(Interventie, kring, "soort", "termijn_tot", "uitgereikt_op")
    genoemd = defaultdict(set)
    # What is with Opsporing now is content of theirs, and no rule explains itself by it.
    van_hier = ZaakMelding.objects.hier()
    for zaak, werkgever in van_hier.filter(melding__werkgever__in=onder(kring)).values_list(
        "zaak_id", "melding__werkgever_id"
    ):
        genoemd[werkgever].add(zaak)
    zaken = {zaak for reeks in genoemd.values() for zaak in reeks} | {
        stand.velden["zaak_id"]
        for records in (*overtredingen.values(), *interventies.values())
        for _, reeks in records
        for stand in reeks
    }
    koppelingen: dict[int, list[tuple[int, Reeks]]] = defaultdict(list)
    links = _pks(van_hier.filter(zaak__in=onder(zaken)))
    for reeks in standen(ZaakMelding, links, ["zaak_id", "melding_id", "vervallen"]).values():
        koppelingen[reeks[0].velden["zaak_id"]].append((reeks[0].velden["melding_id"], reeks))
    gekoppeld = {melding for paren in koppelingen.values() for melding, _ in paren}
    toetsingen = defaultdict(list)
    for toetsing in Toetsing.objects.filter(melding__in=onder(gekoppeld)).op_volgorde():
        toetsingen[toetsing.melding_id].append(toetsing)
    toezeggingen = _per_werkgever(Toezegging, kring, "uiterlijk_op")
    beloofd = {pk for reeksen in toezeggingen.values() for pk, _ in reeksen}
    nagekomen = Interventie.objects.filter(werkgever__in=onder(kring), status=InterventieStatus.NAGEKOMEN)
    return _Archief(
        werkgevers=werkgevers,
        groepen=groepen,
        zaken={
            pk: (vanaf, tot)
            for pk, vanaf, tot in Zaak.objects.filter(pk__in=onder(zaken)).values_list(
                "pk", "geregistreerd_op", "gesloten_op"
            )
        },
        overtredingen=overtredingen,
        interventies=interventies,
        nagekomen=_pks(nagekomen),
        genoemd=genoemd,
        koppelingen=koppelingen,
        meldingen=standen(Melding, gekoppeld, ["werkgever_id", "onderwerpen", "dubbel_van_id"]),
        melders=_melders(gekoppeld | set(meldingen)),
        toetsingen=toetsingen,
        toezeggingen=toezeggingen,
        gedaan=dict(Toezegging.objects.filter(pk__in=onder(beloofd)).values_list("pk", "nagekomen_op")),
        vrije_dagen=lees_vrije_dagen(),
    )


def _iets_bekend(kring: set[int]) -> bool:
    """Whether there is anything that `_lees` would find about these: of most employers there is not. One query."""
    eerste, *rest = (
        model._default_manager.filter(werkgever__in=onder(kring)).order_by().values_list("pk")
        for soort in (Overtreding, Interventie, Toezegging)
        for model in (soort, verleden_van(soort))
    )
    genoemd = ZaakMelding.objects.filter(melding__werkgever__in=onder(kring)).order_by().values_list("pk")
    return bool(eerste.union(*rest, genoemd, all=True)[:1])


def _per_werkgever(
    model: type[models.Model], kring: set[int], *velden: str
) -> dict[int, list[tuple[int, Reeks]]]:
    """Every record that is or was at one of these werkgevers, by each werkgever it was at."""
    nu = _pks(model._default_manager.filter(werkgever__in=onder(kring)))
    verleden = verleden_van(model)._default_manager.filter(werkgever__in=onder(kring))
    toen = set(verleden.values_list("van_id", flat=True))
    uit: dict[int, list[tuple[int, Reeks]]] = defaultdict(list)
    if not (pks := nu | toen):
        return uit
    for pk, reeks in standen(model, pks, ["zaak_id", "werkgever_id", "vervallen", *velden]).items():
        for werkgever in {stand.velden["werkgever_id"] for stand in reeks}:
            uit[werkgever].append((pk, reeks))
    return uit


def _melders(pks: Collection[int]) -> dict[int, list[tuple[datetime, frozenset[str]]]]:
    """By melding, from which moment on, the blind indexes that tell its reporter; two meldingen that share one are of
    one person."""
    uit = defaultdict(list)
    for pk, vanaf, email, telefoon, naam in Melder.objects.filter(melding__in=onder(pks)).values_list(
        "melding_id", "geregistreerd_op", "zoek_email", "zoek_telefoon", "zoek_naam"
    ):
        uit[pk].append((vanaf, tekens_van(email, telefoon, naam)))
    return uit


def _melder(archief: _Archief, melding: int, moment: datetime) -> frozenset[str]:
    """Who the reporter was known to be; before the first registration who it was then."""
    reeks = archief.melders.get(melding, [])
    bekend = [wie for vanaf, wie in reeks if vanaf <= moment] or [wie for _, wie in reeks[:1]]
    return bekend[-1] if bekend else frozenset()


def _pks(vraag: "models.QuerySet[Any]") -> set[int]:
    return set(vraag.values_list("pk", flat=True))
