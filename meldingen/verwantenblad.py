"""The meldingen that look like one melding, for the page: who comes into question, how much, and why in words.

Who comes into question is found through indexes and a limit each, all in one query: the same employer, the same
reporter, the name of the employer with its place among the words of another melding, and words of the text itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, DurationField, F, Q, TextField, Value, When
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectie.bulk import samen
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import begin_van, einde_van, lokale_dag
from meldingen.melders import KENMERKEN, herkend_aan, met_dezelfde_melder
from meldingen.models import Melding, MeldingTekst, Status, Werkgever
from meldingen.models.melding import MeldingQuerySet
from meldingen.models.vinden import enkele_met
from meldingen.verwanten import Kern, Maat, Reden, Verwantschap, maat_op, vergelijk
from meldingen.zoeken import Deel, kenmerkend, minstens, stammen, vouw

PER_BRON = 10
RECORDS_APART = 4
MET_DIE_WOORDEN = 500
"""Words that more meldingen have than this tell little: one of them may then be missed."""
GELIJKE_WOORDEN = 3
"""So many of the most telling words of a text must be in another."""
ALGEMEEN = frozenset(stammen("bv nv vof cv bv. holding groep de het van en the nederland"))
"""Words of a name that tell no employer from another."""


@dataclass(frozen=True, slots=True)
class Verwant:
    melding: Melding
    score: int
    redenen: list[str]
    waarschijnlijk_dubbel: bool


@dataclass(frozen=True, slots=True)
class Gezocht:
    """What the others are compared with: a melding that is there (`pk`), or one that is being typed. Its `werkgever`
    may be one that has no record yet."""

    ontvangen_op: datetime
    onderwerpen: frozenset[str]
    werkgever: Werkgever | None
    tekst: str
    pk: int | None = None
    records: Sequence[int] = ()
    """Those that are one employer with this one, itself among them, where these are known."""

    def kern(self, melder: frozenset[str]) -> Kern:
        return _kern(self.ontvangen_op, self.onderwerpen, self.werkgever, self.tekst, melder)


def verwanten(
    melding: Melding, gebruiker: Gebruiker, tekst: str | None = None, records: Sequence[int] = ()
) -> list[Verwant]:
    """The best ones that this person may see, the most alike first. One query; and one for the `tekst` of the melding,
    where it is not handed in. `records` as in `Gezocht`.

    That it is the same reporter is known only to who may, with a reason, read who that is (domain section 5).
    """
    if tekst is None:
        laatste = melding.teksten.order_by("geregistreerd_op", "id").values_list("tekst", flat=True)
        tekst = laatste.last() or ""
    onderwerpen = frozenset(melding.onderwerpen.split(";")) - {""}
    return lijkt_op(
        Gezocht(melding.ontvangen_op, onderwerpen, melding.werkgever, tekst, melding.pk, records), gebruiker
    )


def lijkt_op(gezocht: Gezocht, gebruiker: Gebruiker, *, zonder_dubbele: bool = False) -> list[Verwant]:
    """The same for what need not be a melding yet; `zonder_dubbele`: of a duplicate its original will do."""
    maat = maat_op(lokale_dag(gezocht.ontvangen_op))
    met_melder = heeft(gebruiker, Recht.MELDER_ZIEN, Recht.MELDER_ZIEN_EIGEN)
    reeks = Melding.objects.zichtbaar_voor(gebruiker)
    if zonder_dubbele:
        reeks = reeks.exclude(status=Status.DUBBEL)
    bronnen = list(_bronnen(reeks, gezocht, maat, met_melder=met_melder))
    if not bronnen:
        return []
    gevonden = _met_inhoud(bronnen, gezocht.pk if met_melder else None, met_melder=met_melder)
    melders = {rij.pk: herkend_aan(rij.kenmerken) if met_melder else frozenset() for rij in gevonden}
    hier = gezocht.kern(melders.get(gezocht.pk or 0, frozenset()))
    uit = []
    for ander in gevonden:
        if ander.pk == gezocht.pk:
            continue
        onderwerpen = frozenset(ander.onderwerpen.split(";")) - {""}
        kern = _kern(
            ander.ontvangen_op, onderwerpen, ander.werkgever, ander.laatste_tekst or "", melders[ander.pk]
        )
        gelijkenis = vergelijk(hier, kern, maat)
        if gelijkenis.score >= maat.verwant_vanaf:
            waarschijnlijk = gelijkenis.score >= maat.dubbel_vanaf
            uit.append(Verwant(ander, gelijkenis.score, list(in_woorden(gelijkenis)), waarschijnlijk))
    uit.sort(key=lambda v: (-v.score, abs(v.melding.ontvangen_op - gezocht.ontvangen_op), v.melding.pk))
    return uit[: maat.getoond]


def _bronnen(
    reeks: MeldingQuerySet, gezocht: Gezocht, maat: Maat, *, met_melder: bool
) -> Iterator[MeldingQuerySet]:
    """Where those that may be alike are looked for, each with the nearest in time first."""
    venster, moment = timedelta(days=maat.venster_dagen), gezocht.ontvangen_op
    dag = lokale_dag(moment)
    binnen = reeks.filter(
        ontvangen_op__gte=begin_van(dag - venster), ontvangen_op__lte=einde_van(dag + venster)
    )
    if gezocht.pk is not None:
        binnen = binnen.exclude(pk=gezocht.pk)
    verschil = F("ontvangen_op") - Value(moment)
    later = Q(ontvangen_op__gte=moment)
    afstand = Case(When(later, then=verschil), default=-verschil, output_field=DurationField())
    dichtbij = binnen.order_by(afstand, "-pk")
    werkgever = gezocht.werkgever
    if werkgever is not None and werkgever.pk is not None:
        alle = Werkgever.objects.in_groepen([werkgever.groep_id]).values("pk")
        # Of each record by itself the index gives the order.
        voorwaarden = (
            [Q(werkgever=pk) for pk in gezocht.records]
            if 0 < len(gezocht.records) <= RECORDS_APART
            else [Q(werkgever__in=alle)]
        )
        for voorwaarde in voorwaarden:
            zelfde = binnen.filter(voorwaarde)
            # Two ranges of an index: an employer may have thousands.
            yield zelfde.filter(ontvangen_op__lte=moment).order_by("-ontvangen_op", "-pk")
            yield zelfde.filter(ontvangen_op__gt=moment).order_by("ontvangen_op", "pk")
    if werkgever is not None and (delen := _naam_en_plaats(werkgever)):
        yield dichtbij.filter(pk__in=enkele_met([delen], MET_DIE_WOORDEN))
    if len(woorden := kenmerkend(stammen(gezocht.tekst))) >= GELIJKE_WOORDEN:
        yield dichtbij.filter(pk__in=enkele_met(minstens(woorden, GELIJKE_WOORDEN), MET_DIE_WOORDEN))
    if met_melder and gezocht.pk is not None:
        yield dichtbij.filter(pk__in=met_dezelfde_melder(gezocht.pk))


def _met_inhoud(bronnen: Sequence[MeldingQuerySet], zelf: int | None, *, met_melder: bool) -> list[Any]:
    """The first of each source, with what is compared of them; and with `zelf`, whose reporter is asked too."""
    wie = [
        *(bron[:PER_BRON] for bron in bronnen),
        *([] if zelf is None else [Melding.objects.filter(pk=zelf)]),
    ]
    extra = {"laatste_tekst": _annotatie(_LAATSTE_TEKST)}
    if met_melder:
        extra["kenmerken"] = _annotatie(KENMERKEN)
    return list(Melding.objects.filter(pk__in=samen(wie)).select_related("werkgever").annotate(**extra))


_LAATSTE_TEKST = f"""(SELECT t.tekst FROM {MeldingTekst._meta.db_table} t WHERE t.melding_id = meldingen_melding.id
ORDER BY t.geregistreerd_op DESC, t.id DESC LIMIT 1)"""


def _annotatie(sql: str) -> RawSQL:
    return RawSQL(sql, [], output_field=TextField())  # noqa: S611 (a constant)


def _naam_en_plaats(werkgever: Werkgever) -> list[Deel]:
    """What another record of this employer would be found by, empty where that says too little."""
    naam = [kort for kort in stammen(werkgever.naam) if kort not in ALGEMEEN]
    plaats = stammen(werkgever.plaats)
    if not naam or not plaats:
        return []
    return [Deel((kort,)) for kort in dict.fromkeys(naam[:4])] + [Deel(tuple(plaats))]


def _kern(
    moment: datetime,
    onderwerpen: frozenset[str],
    werkgever: Werkgever | None,
    tekst: str,
    melder: frozenset[str],
) -> Kern:
    return Kern(
        ontvangen_op=moment,
        onderwerpen=onderwerpen,
        werkgever=werkgever.groep_id if werkgever and werkgever.pk else None,
        naam=frozenset(stammen(werkgever.naam)) - ALGEMEEN if werkgever else frozenset(),
        plaats=vouw(werkgever.plaats) if werkgever else "",
        tekst=frozenset(stammen(tekst)),
        melder=melder,
    )


def in_woorden(gelijkenis: Verwantschap) -> Iterable[str]:
    """The reasons as they read, what weighs most first."""
    for reden, getal in gelijkenis.redenen.items():
        if reden == Reden.DAGEN:
            yield (
                _("dezelfde dag")
                if getal == 0
                else ngettext("%(n)s dag ertussen", "%(n)s dagen ertussen", getal) % {"n": getal}
            )
        elif reden == Reden.TEKST:
            yield _("%(n)s%% van de woorden is gelijk") % {"n": getal}
        else:
            yield {
                Reden.MELDER: _("zelfde melder"),
                Reden.WERKGEVER: _("zelfde werkgever"),
                Reden.NAAM_EN_PLAATS: _("bijna dezelfde naam van de werkgever, in dezelfde plaats"),
                Reden.ONDERWERPEN: _("zelfde onderwerp"),
            }[reden]
