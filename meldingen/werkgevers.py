"""Which records are one employer: those with one KvK number, and those a person merged. By moment of registration.

Merging and taking apart again never touches a melding, zaak or intervention: only `hoofd` of the records follows.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from inspectie import sloten
from inspectie.bulk import onder, onder_woorden
from inspectie.bundel import Vraag
from inspectie.getal import als_getal
from inspectie.vastevraag import VasteVraag
from inspectie.versies import Stand, schrijf_standen, standen
from meldingen import zoekwoorden
from meldingen.models import Werkgever, WerkgeverVerleden
from meldingen.namen import met_hele_nummers
from meldingen.verdeling import hoofden, verdeel

SLOT = "werkgevers"


def houd_vast() -> None:
    """Until the transaction ends nobody else adds employers: two who do so at once would not see each other's, and
    leave one firm as two."""
    sloten.houd_vast(SLOT)


def slot_voor(nieuw_kvk_nummer: str = "") -> list[Vraag]:
    """What who registers about one employer holds: who merges or renames must be done first. A new record without a KvK
    number is an employer by itself, whatever others add at the same moment; of one with a number nobody else may add
    any."""
    return sloten.slot(SLOT, gedeeld=not nieuw_kvk_nummer)


def groepen(pks: Iterable[int]) -> dict[int, int]:
    """The id that stands for the employer, per record."""
    if not (wie := set(pks)):
        return {}
    rijen = Werkgever.objects.filter(pk__in=onder(wie)).values_list("pk", "hoofd_id")
    return {pk: hoofd or pk for pk, hoofd in rijen}


def samenhang(pks: Collection[int]) -> set[int]:
    """All records that were ever, through a KvK number or a merge, one with any of these.

    Who stands for them is looked at too: what was derived before is found in one step, however long the chain of merges
    is; the numbers and the merges themselves find what came since.
    """
    gezien: set[int] = set()
    rand = set(pks)
    while rand:
        gezien |= rand
        lijst = onder(rand)
        kvk: set[str] = set()
        buren: set[int] = set()
        for model, eigen in ((Werkgever, "pk"), (WerkgeverVerleden, "van_id")):
            eigen_rijen = model.objects.filter(**{f"{eigen}__in": lijst}).values_list(
                "kvk_nummer", "samengevoegd_in_id", "hoofd_id"
            )
            for nummer, *anderen in eigen_rijen:
                kvk |= {nummer} - {""}
                buren.update(pk for pk in anderen if pk)
        # Each apart, with what its index is about: of an OR of them PostgreSQL reads the whole table.
        kanten = (
            Q(kvk_nummer__in=onder_woorden(kvk)) & ~Q(kvk_nummer=""),
            Q(samengevoegd_in__in=lijst, samengevoegd_in__isnull=False),
            Q(hoofd__in=onder(rand | buren), hoofd__isnull=False),
        )
        for model, eigen in ((Werkgever, "pk"), (WerkgeverVerleden, "van_id")):
            eerste, *rest = (
                model.objects.filter(kant).order_by().values_list(eigen, flat=True) for kant in kanten
            )
            buren |= set(eerste.union(*rest))
        rand = buren - gezien
    return gezien


def groepeer(pks: Collection[int]) -> set[int]:
    """Derive `hoofd` anew for these records and all they hang together with, at every moment. Returns those records."""
    alle = samenhang(pks)
    reeksen = standen(Werkgever, sorted(alle))
    schrijf_standen(Werkgever, verdeel(reeksen), reeksen)
    # A melding is found by every name of its employer. `herleid` may have touched `hoofd` already, so there is no
    # telling from here whether a name came or went.
    zoekwoorden.ververs_werkgevers(alle)
    return alle


def _met_een_ander(eerste: int) -> QuerySet[Any, Any]:
    """The KvK numbers of the records from id `eerste` on that another record has, or ever had."""
    nieuwe = Werkgever.objects.filter(pk__gte=eerste).exclude(kvk_nummer="").order_by()
    gedeeld = (
        Werkgever.objects.exclude(kvk_nummer="").values("kvk_nummer").annotate(n=Count("pk")).filter(n__gt=1)
    )
    ooit = WerkgeverVerleden.objects.exclude(kvk_nummer="").values("kvk_nummer")
    hier, toen = (
        nieuwe.filter(kvk_nummer__in=andere).values_list("kvk_nummer")
        for andere in (gedeeld.values("kvk_nummer").order_by(), ooit)
    )
    return hier.union(toen)


# Asked by every import of employers, of which most have no number that another has.
_MET_EEN_ANDER = VasteVraag(_met_een_ander)


def groepeer_nieuwe(eerste: int) -> None:
    """The same for all records from id `eerste` on, by way of the KvK numbers that another record has, or ever had."""
    volgorde = iter(sorted(nummer for (nummer,) in _MET_EEN_ANDER.rijen(eerste)))
    while deel := list(islice(volgorde, 200)):
        groepeer(list(Werkgever.objects.filter(kvk_nummer__in=deel).values_list("pk", flat=True)))


def zonder_samenvoeging(leden: Collection[Werkgever], record: Werkgever) -> set[int]:
    """Of the records that are one employer now, those that would still be one with this record if it had not been
    merged into another."""
    op = {
        w.pk: Stand(
            w.stand_vanaf,
            {
                "kvk_nummer": w.kvk_nummer,
                "samengevoegd_in_id": None if w.pk == record.pk else w.samengevoegd_in_id,
            },
        )
        for w in leden
    }
    eersten = hoofden(op)
    return {pk for pk, hoofd in eersten.items() if hoofd == eersten[record.pk]}


def op_moment(reeks: Sequence[Stand], moment: datetime) -> Stand:
    """The state at a moment; before the first one, the first."""
    gekozen = reeks[0]
    for stand in reeks:
        if stand.vanaf <= moment:
            gekozen = stand
    return gekozen


MEESTE_GEVONDEN = 8
KORTSTE_VRAAG = 2
BEKEKEN = 50
"""Of a common word no more employers are looked at: who looks for one types on."""
# As indexed (migration 0002_zoeken). Without the signs by which the parser would take "bol.com" for one word.
_WOORDEN = "to_tsvector('simple', translate(naam || ' ' || plaats || ' ' || kvk_nummer, '.&/@+-', '      '))"


def zoek_werkgevers(vraag: str) -> list[Werkgever]:
    """The employers with every word of this at the beginning of a word in name, place or KvK number; first those whose
    name begins with it. At most a handful."""
    vraag = met_hele_nummers(" ".join(vraag.replace("\0", "").split())[:200])
    woorden = re.findall(r"\w+", vraag)[:6]
    if len(vraag) < KORTSTE_VRAAG or not woorden:
        return []
    begint = Werkgever.objects.bekend().filter(naam__istartswith=vraag)[:BEKEKEN]
    gevonden = {werkgever.pk: werkgever for werkgever in begint}
    if len(gevonden) < BEKEKEN:
        gevonden |= {werkgever.pk: werkgever for werkgever in _met_woorden(woorden, BEKEKEN)}
    begin = vraag.casefold()
    volgorde = sorted(
        gevonden.values(), key=lambda w: (not w.naam.casefold().startswith(begin), w.naam.casefold(), w.pk)
    )
    return volgorde[:MEESTE_GEVONDEN]


def groepen_met(tekst: str, hoogstens: int) -> dict[int, str] | None:
    """The employers (group ids) by KvK number, by the id of a record, or by words as in `zoek_werkgevers`, each with
    the name it was found by. None: there are more records than `hoogstens`, so that what is found among those is not
    all."""
    gevonden = _genoemd(met_hele_nummers(tekst), hoogstens + 1)
    if len(gevonden) > hoogstens:
        return None
    uit: dict[int, str] = {}
    for werkgever in gevonden:
        uit.setdefault(werkgever.groep_id, werkgever.naam)
    return uit


def _genoemd(tekst: str, hoogstens: int) -> list[Werkgever]:
    if (getal := als_getal(tekst)) is not None:
        return list(Werkgever.objects.bekend().filter(Q(pk=getal) | Q(kvk_nummer=tekst))[:hoogstens])
    woorden = re.findall(r"\w+", tekst)[:6]
    return _met_woorden(woorden, hoogstens) if woorden else []


def _met_woorden(woorden: Sequence[str], hoogstens: int) -> list[Werkgever]:
    reeks = Werkgever.objects.bekend()
    if connection.vendor == "postgresql":
        return _langs_de_index(reeks, woorden, hoogstens)
    for woord in woorden:
        begin = Q()
        for veld in ("naam", "plaats"):
            begin |= Q(**{f"{veld}__iregex": rf"\b{woord}"})
        reeks = reeks.filter(begin | Q(kvk_nummer__startswith=woord))
    return list(reeks[:hoogstens])


def _langs_de_index(reeks: QuerySet[Werkgever], woorden: Sequence[str], hoogstens: int) -> list[Werkgever]:
    """The index knows nothing of who is known. To ask that of all who have a common word would read the whole table: it
    is asked of some, and of more as long as those that only Opsporing may know leave too few."""
    vraag = " & ".join(f"'{woord}':*" for woord in woorden).lower()
    sql = f"SELECT id FROM meldingen_werkgever WHERE {_WOORDEN} @@ %s::tsquery LIMIT %s"  # noqa: S608
    bekeken = 2 * hoogstens
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, [vraag, bekeken])
            pks = [pk for (pk,) in cursor.fetchall()]
        gevonden = list(reeks.filter(pk__in=onder(pks))[:hoogstens])
        if len(pks) < bekeken or len(gevonden) == hoogstens:
            return gevonden
        bekeken *= 4
