"""Which other employers may be this same firm: a score from 0 to 100, with what speaks for it and against it in words.

Advice only. Who merges two looks at both, and somebody else decides (domain section 8).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from inspectie.bulk import onder
from meldingen.models import Naamplek, Werkgever, Werkgevervoorstel
from meldingen.namen import afstand, gelijknamig, naamgelijkenis, sleutel
from meldingen.werkgeverzoeken import zoek
from meldingen.zoeken import vouw

HOOGSTENS = 5
NAMEN, KANDIDATEN, RECORDS = 2, 25, 200
"""So many names are looked for, so many employers are looked at, with so many records."""
GRENS = 45
LIJKT = 0.8


@dataclass(slots=True)
class Suggestie:
    """`werkgever` stands for the other employer; `record` is the name of it, and `eigen` the name of this one, that are
    most alike."""

    werkgever: Werkgever
    record: Werkgever
    eigen: Werkgever
    score: int = 0
    voor: list[str] = field(default_factory=list)
    tegen: list[str] = field(default_factory=list)

    def plus(self, punten: int, waarom: str) -> None:
        self.score += punten
        (self.voor if punten > 0 else self.tegen).append(waarom)


def suggesties(leden: Sequence[Werkgever]) -> list[Suggestie]:
    """For the employer with these records, the likeliest first. A fixed number of queries."""
    hier = {w.pk for w in leden}
    groepen = _kandidaten(leden) - {leden[0].groep_id}
    per_groep = {pk: [w] for pk, w in Werkgever.objects.bekend().in_bulk(sorted(groepen)).items()}
    for w in Werkgever.objects.filter(hoofd__in=sorted(per_groep))[:RECORDS]:
        per_groep[w.groep_id].append(w)
    eerder = _eerder_niet(hier)
    gevonden = [_vergelijk(leden, records, eerder) for records in per_groep.values()]
    goed = [s for s in gevonden if s.score >= GRENS]
    return sorted(goed, key=lambda s: (-s.score, s.werkgever.pk))[:HOOGSTENS]


def _kandidaten(leden: Sequence[Werkgever]) -> set[int]:
    """By name, and by the number of a branch."""
    namen = list({gelijknamig(w.naam): w.naam for w in leden}.values())[:NAMEN]
    gevonden = {treffer.groep for naam in namen for treffer in zoek(naam, KANDIDATEN)}
    nummers = {sleutel(w.vestigingsnummer) for w in leden[:RECORDS] if w.vestigingsnummer}
    if nummers:
        bij = Naamplek.objects.filter(woord__in=onder(nummers)).values_list("werkgever__hoofd", "werkgever")
        gevonden |= {hoofd or pk for hoofd, pk in bij[:KANDIDATEN]}
    return gevonden


def _eerder_niet(hier: Collection[int]) -> set[int]:
    """The records of which it was decided before that they are not this employer."""
    niet = Q(soort="SAMENVOEGEN", aanvaard=False) | Q(soort="SPLITSEN", aanvaard=True)
    rijen = Werkgevervoorstel.objects.filter(
        niet & (Q(werkgever__in=onder(hier)) | Q(andere__in=onder(hier)))
    ).values_list("werkgever", "andere")
    return {pk for paar in rijen for pk in paar} - set(hier)


def _vergelijk(leden: Sequence[Werkgever], anderen: Sequence[Werkgever], eerder: set[int]) -> Suggestie:
    hoofd = next((w for w in anderen if w.hoofd_id is None), anderen[0])
    eigen, record, gelijk = _meest_gelijk(leden, anderen)
    uit = Suggestie(hoofd, record, eigen)
    if gelijknamig(eigen.naam) == gelijknamig(record.naam):
        uit.plus(60, _naam_gelijk(eigen, record))
    elif gelijk >= LIJKT:
        uit.plus(
            round(50 * gelijk),
            _("de naam lijkt erop: “%(een)s” en “%(ander)s”") % {"een": eigen.naam, "ander": record.naam},
        )
    _weeg_nummers(uit, leden, anderen)
    _weeg_plaats(uit, leden, anderen)
    if _delen(w.sector for w in leden) & _delen(w.sector for w in anderen):
        uit.plus(5, _("dezelfde sector"))
    if eerder & {w.pk for w in anderen}:
        uit.plus(-20, _("eerder is besloten dat zij niet dezelfde werkgever zijn"))
    uit.score = max(0, min(100, uit.score))
    return uit


def _naam_gelijk(een: Werkgever, ander: Werkgever) -> str:
    if vouw(een.naam) == vouw(ander.naam):
        return _("dezelfde naam")
    return _("dezelfde naam, op de rechtsvorm en leestekens na")


def _meest_gelijk(
    leden: Sequence[Werkgever], anderen: Sequence[Werkgever]
) -> tuple[Werkgever, Werkgever, float]:
    paren = [
        (een, ander, naamgelijkenis(een.naam, ander.naam))
        for een in {gelijknamig(w.naam): w for w in leden[:20]}.values()
        for ander in {gelijknamig(w.naam): w for w in anderen[:20]}.values()
    ]
    return max(paren, key=lambda paar: (paar[2], -paar[0].pk, -paar[1].pk))


def _weeg_nummers(uit: Suggestie, leden: Iterable[Werkgever], anderen: Iterable[Werkgever]) -> None:
    leden, anderen = list(leden), list(anderen)
    vestigingen = _delen(w.vestigingsnummer for w in leden) & _delen(w.vestigingsnummer for w in anderen)
    if vestigingen:
        uit.plus(40, _("hetzelfde vestigingsnummer (%(nummer)s)") % {"nummer": min(vestigingen)})
    hier, daar = _delen(w.kvk_nummer for w in leden), _delen(w.kvk_nummer for w in anderen)
    if not hier or not daar:
        if hier or daar:
            uit.plus(10, _("een van beide is zonder KvK-nummer vastgelegd"))
    elif any(afstand(a, b, 1) == 1 for a in hier for b in daar):
        uit.plus(15, _("de KvK-nummers verschillen één cijfer"))
    else:
        uit.plus(-25, _("de KvK-nummers verschillen"))


def _weeg_plaats(uit: Suggestie, leden: Iterable[Werkgever], anderen: Iterable[Werkgever]) -> None:
    leden, anderen = list(leden), list(anderen)
    hier, daar = _delen(vouw(w.plaats) for w in leden), _delen(vouw(w.plaats) for w in anderen)
    if hier & daar:
        plaats = next(w.plaats for w in anderen if vouw(w.plaats) in hier)
        uit.plus(20, _("dezelfde plaats (%(plaats)s)") % {"plaats": plaats})
    elif hier and daar:
        uit.plus(-10, _("een andere plaats"))
    elif _delen(w.provincie for w in leden) & _delen(w.provincie for w in anderen):
        uit.plus(5, _("dezelfde provincie"))


def _delen(waarden: Iterable[str]) -> set[str]:
    return {waarde for waarde in waarden if waarde}
