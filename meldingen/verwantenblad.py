"""The meldingen that look like one melding, for the page: who comes into question, how much, and why in words.

Who comes into question is found through indexes and a limit each: the same employer, the same reporter, and the name of
the employer with its place among the words of another melding. A fixed number of queries, whatever there is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectie.bulk import onder
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import lokale_dag
from meldingen.melders import herkend_aan, met_dezelfde_melder
from meldingen.models import Melding, MeldingTekst, Werkgever
from meldingen.models.melding import MeldingQuerySet
from meldingen.models.vinden import enkele_ids
from meldingen.verwanten import Kern, Maat, Reden, Verwantschap, maat_op, vergelijk
from meldingen.zoeken import Deel, stammen, vouw

PER_BRON = 10
MET_DIE_NAAM = 500
"""An employer with more meldingen than this has most of them under its own name: another record of it may be missed."""
ALGEMEEN = frozenset(stammen("bv nv vof cv bv. holding groep de het van en the nederland"))
"""Words of a name that tell no employer from another."""


@dataclass(frozen=True, slots=True)
class Verwant:
    melding: Melding
    score: int
    redenen: list[str]
    waarschijnlijk_dubbel: bool


def verwanten(melding: Melding, gebruiker: Gebruiker) -> list[Verwant]:
    """The best ones that this person may see, the most alike first. At most five queries.

    That it is the same reporter is known only to who may, with a reason, read who that is (domain section 5).
    """
    maat = maat_op(lokale_dag(melding.ontvangen_op))
    met_melder = heeft(gebruiker, Recht.MELDER_ZIEN) or heeft(gebruiker, Recht.MELDER_ZIEN_EIGEN)
    zelf = herkend_aan([melding.pk]).get(melding.pk, frozenset()) if met_melder else frozenset()
    anderen = _kandidaten(melding, gebruiker, zelf, maat)
    if not anderen:
        return []
    pks = [melding.pk, *(ander.pk for ander in anderen)]
    teksten = _teksten(pks)
    wie = herkend_aan(pks) if zelf else {}
    hier = _kern(melding, teksten, wie)
    uit = []
    for ander in anderen:
        gelijkenis = vergelijk(hier, _kern(ander, teksten, wie), maat)
        if gelijkenis.score >= maat.verwant_vanaf:
            uit.append(
                Verwant(
                    ander,
                    gelijkenis.score,
                    list(in_woorden(gelijkenis)),
                    gelijkenis.score >= maat.dubbel_vanaf,
                )
            )
    uit.sort(key=lambda v: (-v.score, abs(v.melding.ontvangen_op - melding.ontvangen_op), v.melding.pk))
    return uit[: maat.getoond]


def _kandidaten(
    melding: Melding, gebruiker: Gebruiker, melder: frozenset[str], maat: Maat
) -> Sequence[Melding]:
    venster = timedelta(days=maat.venster_dagen)
    moment = melding.ontvangen_op
    reeks = Melding.objects.zichtbaar_voor(gebruiker).exclude(pk=melding.pk)
    binnen = reeks.filter(ontvangen_op__gte=moment - venster, ontvangen_op__lte=moment + venster)
    bronnen: list[MeldingQuerySet] = []
    if melding.werkgever is not None:
        groep = melding.werkgever.groep_id
        zelfde = binnen.filter(
            werkgever__in=Werkgever.objects.filter(Q(pk=groep) | Q(hoofd=groep)).values("pk")
        )
        bronnen += [
            zelfde.filter(ontvangen_op__lte=moment).order_by("-ontvangen_op", "-pk"),
            zelfde.filter(ontvangen_op__gt=moment).order_by("ontvangen_op", "pk"),
        ]
        if delen := _naam_en_plaats(melding.werkgever):
            bronnen.append(binnen.filter(pk__in=onder(enkele_ids(delen, MET_DIE_NAAM))).order_by("-pk"))
    if melder:
        bronnen.append(binnen.filter(pk__in=met_dezelfde_melder(melder)).order_by("-pk"))
    if not bronnen:
        return []
    ids: set[int] = set()
    eerste, *rest = [
        Melding.objects.filter(pk__in=bron.values("pk")[:PER_BRON]).order_by().values_list("pk", flat=True)
        for bron in bronnen
    ]
    ids.update(eerste.union(*rest) if rest else eerste)
    return list(Melding.objects.filter(pk__in=ids).select_related("werkgever"))


def _naam_en_plaats(werkgever: Werkgever) -> list[Deel]:
    """What another record of this employer would be found by, empty where that says too little."""
    naam = [kort for kort in stammen(werkgever.naam) if kort not in ALGEMEEN]
    plaats = stammen(werkgever.plaats)
    if not naam or not plaats:
        return []
    return [Deel((kort,)) for kort in dict.fromkeys(naam[:4])] + [Deel(tuple(plaats))]


def _teksten(pks: Iterable[int]) -> dict[int, frozenset[str]]:
    """The stems of the latest text of each."""
    laatste = MeldingTekst.objects.filter(melding__in=list(pks)).order_by("geregistreerd_op", "id")
    return {
        pk: frozenset(stammen(tekst))
        for pk, tekst in dict(laatste.values_list("melding_id", "tekst")).items()
    }


def _kern(melding: Melding, teksten: dict[int, frozenset[str]], wie: dict[int, frozenset[str]]) -> Kern:
    werkgever = melding.werkgever
    return Kern(
        ontvangen_op=melding.ontvangen_op,
        onderwerpen=frozenset(melding.onderwerpen.split(";")) - {""},
        werkgever=werkgever.groep_id if werkgever else None,
        naam=frozenset(stammen(werkgever.naam)) - ALGEMEEN if werkgever else frozenset(),
        plaats=vouw(werkgever.plaats) if werkgever else "",
        tekst=teksten.get(melding.pk, frozenset()),
        melder=wie.get(melding.pk, frozenset()),
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
