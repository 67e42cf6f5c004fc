"""What of all that is on record would be judged otherwise if the law were changed so.

Two kinds: what stands and would become unlawful (such a change is refused), and what is on its way or could be done and
would get another answer. What was issued keeps the words it stood on, and its term the end it had.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from inspectie.schermgetal import getal
from interventies import handhaving, wet
from interventies.handhaving import Geschiedenis, Recht, Verzoek
from interventies.models import (
    Concept,
    ConceptStatus,
    Grondslag,
    Interventie,
    Overtreding,
    Rechtsact,
    Rechtstabel,
    Soort,
    Voorschrift,
    Zaak,
)
from interventies.rechtsgegevens.stand import Stand, als_rij
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from interventies.rechtsgegevens.wijzigen import anders
from interventies.wetstaal import op_scherm

BEKEKEN = 2000
"""So many records of a kind are looked at for a preview, the latest first; a refusal looks at all."""
MOGELIJK = 200  # of so many violations what could be done with them
PER_KEER = 200


@dataclass(frozen=True, slots=True)
class Gevolg:
    """One record that would get another answer; `verboden`: it stands, and would be unlawful."""

    record: Interventie | Overtreding | Concept
    zaak: Zaak
    dag: date
    wat: str
    nu: tuple[str, ...] = ()
    straks: tuple[str, ...] = ()
    verboden: bool = False


@dataclass(frozen=True, slots=True)
class Gevolgen:
    """`afgekapt`: of what there was more than was looked at, a sentence each."""

    rijen: list[Gevolg] = field(default_factory=list)
    afgekapt: list[str] = field(default_factory=list)

    @property
    def verboden(self) -> list[Gevolg]:
        return [gevolg for gevolg in self.rijen if gevolg.verboden]

    @property
    def aantallen(self) -> list[tuple[str, int]]:
        return sorted(Counter(gevolg.wat for gevolg in self.rijen).items())


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One change, and the whole law before and after it."""

    tabel: str
    sleutel: str
    nu: Recht
    straks: Recht
    dagen: Q  # on the date of a violation


def wijziging(tabel: str, sleutel: str, act: str, oud: Stand, nieuw: Stand) -> Wijziging | None:
    """None where only words change, those of a letter or message among them: by them nothing is judged. And for a free
    day: what was issued keeps the end that it was given (`vrijedagen`)."""
    if act == Rechtsact.TEKST or tabel not in (Rechtstabel.VOORSCHRIFT, Rechtstabel.GRONDSLAG):
        return None
    rijen: dict[str, list[Any]] = {
        Rechtstabel.VOORSCHRIFT: list(Voorschrift.objects.all()),
        Rechtstabel.GRONDSLAG: list(Grondslag.objects.all()),
    }
    vrij = lees_vrije_dagen()
    nu = _recht(rijen, vrij)
    rijen[tabel] = [rij for rij in rijen[tabel] if rij.code != sleutel] + [
        als_rij(tabel, sleutel, versie) for versie in nieuw
    ]
    stukken = [
        Q(geconstateerd_op__range=(max(van, date(1900, 1, 1)), min(tot, date(2200, 1, 1))))
        for van, tot in anders(tabel, oud, nieuw)
    ]
    dagen = Q(pk__in=[])
    for stuk in stukken:
        dagen |= stuk
    return Wijziging(tabel, sleutel, nu, _recht(rijen, vrij), dagen)


def _recht(rijen: dict[str, list[Any]], vrij: Iterable[date]) -> Recht:
    return wet.recht_van(rijen[Rechtstabel.VOORSCHRIFT], rijen[Rechtstabel.GRONDSLAG], vrij)


def weiger_wat_staat(w: Wijziging) -> list[Gevolg]:
    """All that stands and would become unlawful."""
    return [gevolg for gevolg in _wat_staat(w, None) if gevolg.verboden]


def gevolgen(w: Wijziging, vandaag: date) -> Gevolgen:
    """For a preview: bounded, with what could be done as of `vandaag`."""
    rijen = list(_wat_staat(w, BEKEKEN))
    rijen += _concepten(w, vandaag)
    rijen += _mogelijkheden(w, vandaag)
    return Gevolgen(rijen, list(_afgekapt(w)))


def _afgekapt(w: Wijziging) -> Iterator[str]:
    van_overtreding = _("Van de overtredingen zijn alleen de laatste %(aantal)s bekeken.")
    van_instrument = _("Van de instrumenten zijn alleen de laatste %(aantal)s bekeken.")
    van_concept = _("Van de concepten zijn alleen de laatste %(aantal)s bekeken.")
    van_wat_kan = _("Wat op een overtreding kan volgen, is alleen van de laatste %(aantal)s nagegaan.")
    zinnen = [
        *((r, BEKEKEN, van_overtreding if r.model is Overtreding else van_instrument) for r in _reeksen(w)),
        (_in_concept(w), BEKEKEN, van_concept),
        (_geconstateerd(w), MOGELIJK, van_wat_kan),
    ]
    for reeks, hoogstens, zin in zinnen:
        if reeks.order_by()[: hoogstens + 1].count() > hoogstens:
            yield zin % {"aantal": getal(hoogstens)}


def _reeksen(w: Wijziging) -> Iterator[Any]:
    """The violations and interventions that the change can be about."""
    staat = wet.met_overtredingen().filter(vervallen=False)
    overtredingen = Overtreding.objects.filter(w.dagen, vervallen=False).order_by()
    if w.tabel == Rechtstabel.VOORSCHRIFT:
        overtredingen = overtredingen.filter(voorschrift=w.sleutel)
        yield overtredingen.select_related("zaak")
        yield staat.filter(pk__in=Interventie.objects.filter(overtredingen__in=overtredingen).values("pk"))
    else:
        onder = Interventie.objects.filter(grondslag=w.sleutel, overtredingen__in=overtredingen)
        yield staat.filter(pk__in=onder.values("pk"))


def _wat_staat(w: Wijziging, hoogstens: int | None) -> Iterator[Gevolg]:
    for reeks in _reeksen(w):
        pks = list(reeks.order_by("-pk").values_list("pk", flat=True)[:hoogstens])
        for begin in range(0, len(pks), PER_KEER):
            stuk = list(reeks.filter(pk__in=pks[begin : begin + PER_KEER]).order_by("-pk"))
            if stuk and isinstance(stuk[0], Overtreding):
                yield from _overtredingen(w, stuk)
            else:
                yield from _interventies(w, stuk)


def _overtredingen(w: Wijziging, stuk: Iterable[Overtreding]) -> Iterator[Gevolg]:
    for o in stuk:
        nu, straks = wet.weiger_overtreding(o, w.nu), wet.weiger_overtreding(o, w.straks)
        if nu != straks:
            yield Gevolg(
                o,
                o.zaak,
                o.geconstateerd_op,
                _("Overtreding"),
                tuple(nu),
                tuple(straks),
                bool(straks and not nu),
            )


def _interventies(w: Wijziging, stuk: list[Interventie]) -> Iterator[Gevolg]:
    for i, vraag, historie in wet.vragen(stuk):
        nu, straks = (handhaving.beoordeel(vraag, historie, recht) for recht in (w.nu, w.straks))
        if nu != straks:
            yield Gevolg(
                i,
                i.zaak,
                i.uitgereikt_op,
                str(Soort(i.soort).label),
                _in_woorden(nu),
                _in_woorden(straks),
                nu.toegestaan and not straks.toegestaan,
            )


def _in_woorden(oordeel: handhaving.Oordeel) -> tuple[str, ...]:
    if oordeel.toegestaan:
        return (handhaving.zeg(oordeel.grondslag, op_scherm),) if oordeel.grondslag else ()
    return tuple(dict.fromkeys(wet.in_woorden(weigering, op_scherm) for weigering in oordeel.weigeringen))


def _in_concept(w: Wijziging) -> "QuerySet[Concept]":
    """What is being written that the change can be about."""
    reeks = Concept.objects.exclude(status__in=(ConceptStatus.UITGEREIKT, ConceptStatus.VERVALLEN))
    if w.tabel == Rechtstabel.VOORSCHRIFT:
        overtredingen = Overtreding.objects.filter(w.dagen, voorschrift=w.sleutel).order_by()
        return reeks.filter(pk__in=Concept.objects.filter(overtredingen__in=overtredingen).values("pk"))
    return reeks.filter(grondslag=w.sleutel)


def _concepten(w: Wijziging, vandaag: date) -> Iterator[Gevolg]:
    """What is being written, and would be allowed or refused at its next step."""
    reeks = _in_concept(w).select_related("zaak", "werkgever").prefetch_related("overtredingen__zaak")
    alle = list(reeks.order_by("-pk")[:BEKEKEN])
    groep = wet.genoemde_groepen(
        {c.werkgever_id for c in alle} | {o.werkgever_id for c in alle for o in c.overtredingen.all()}
    )
    eerder = _Eerder()
    for c in alle:
        overtredingen_van = tuple(
            wet.overtreding_voor_de_wet(o, groep[o.werkgever_id]) for o in c.overtredingen.all()
        )
        zaak = wet.Genoemd(c.zaak.pk, str(c.zaak))
        vraag = Verzoek(
            soort=c.soort,
            wijze=c.wijze,
            zaak=zaak,
            werkgever=groep[c.werkgever_id],
            uitgereikt_op=vandaag,
            grondslag=c.grondslag,
            termijn_tot=c.termijn_tot,
            voorgeschreven_wijze=c.toelichting,
            veiligheidstoets="AKKOORD",
            overtredingen=overtredingen_van,
        )
        nu, straks = (handhaving.beoordeel(vraag, eerder.van(vraag), r) for r in (w.nu, w.straks))
        if nu.toegestaan != straks.toegestaan:
            naam = _("Concept van een %(soort)s") % {"soort": str(Soort(c.soort).label).lower()}
            yield Gevolg(c, c.zaak, vandaag, naam, _in_woorden(nu), _in_woorden(straks))


def _geconstateerd(w: Wijziging) -> "QuerySet[Overtreding]":
    reeks = Overtreding.objects.filter(w.dagen, vervallen=False)
    return reeks.filter(voorschrift=w.sleutel) if w.tabel == Rechtstabel.VOORSCHRIFT else reeks


def _mogelijkheden(w: Wijziging, vandaag: date) -> Iterator[Gevolg]:
    """The latest violations with which something else could be done."""
    reeks = _geconstateerd(w).select_related("zaak").order_by("-geconstateerd_op", "-pk")
    alle = list(islice(reeks, MOGELIJK))
    groep, eerder = wet.genoemde_groepen({o.werkgever_id for o in alle}), _Eerder()
    for o in alle:
        feit = wet.overtreding_voor_de_wet(o, groep[o.werkgever_id])
        vraag = Verzoek(
            soort="",
            wijze="AFSTAND",
            zaak=feit.zaak,
            werkgever=feit.werkgever,
            uitgereikt_op=max(vandaag, o.geconstateerd_op),
            veiligheidstoets="AKKOORD",
            overtredingen=(feit,),
        )
        nu, straks = (_kan(vraag, eerder.van(vraag), r) for r in (w.nu, w.straks))
        if nu != straks:
            yield Gevolg(
                o,
                o.zaak,
                o.geconstateerd_op,
                _("Wat op een overtreding kan volgen"),
                tuple(nu - straks),
                tuple(straks - nu),
            )


def _kan(vraag: Verzoek, historie: Geschiedenis, recht: Recht) -> set[str]:
    return {
        f"{Soort(m.soort).label} ({m.grondslag})" if m.grondslag else str(Soort(m.soort).label)
        for m in handhaving.toegestane_instrumenten(vraag, historie, recht)
        if m.oordeel.toegestaan
    }


class _Eerder:
    """The history of each employer, read once."""

    def __init__(self) -> None:
        self._gelezen: dict[int, Geschiedenis] = {}

    def van(self, vraag: Verzoek) -> Geschiedenis:
        wie = int(vraag.werkgever)
        if wie not in self._gelezen:
            self._gelezen[wie] = wet.geschiedenis(wie)
        return self._gelezen[wie]
