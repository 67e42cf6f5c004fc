"""The promises of the database, each as a check that names what is wrong. Nothing here changes anything."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import connection, models
from django.db.models import Count, Exists, F, Max, Min, OuterRef
from django.db.models.functions import Coalesce

from inspectie import hersleutelen, logboek
from inspectie.blijvend import onbeschermd
from inspectie.models import Teller
from inspectie.versies import (
    Invoer,
    Stand,
    Verandering,
    Wijziging,
    feiten,
    standen,
    verandering,
    verleden_van,
    vouw,
)
from interventies.models import Interventie, Overtreding, Toezegging, Zaak, ZaakMelding
from interventies.rechtsgegevens import nakijken
from meldingen import balansdagen, bevestigingsplicht, naamregister, zoeksleutel, zoekwoorden
from meldingen.models import Melding, Werkgever
from meldingen.models.feiten import Status
from meldingen.models.werkgever import BEGIN
from rapportages import balansproef, bewijzen, groepen, herhalen, opnameproef

# By the name a change has for it: the file it comes in, and the model.
RECORDS: Mapping[str, tuple[str, type[models.Model]]] = {
    "werkgever": ("werkgevers", Werkgever),
    "melding": ("meldingen", Melding),
    "zaak": ("zaken", Zaak),
    "zaak_melding": ("zaak_meldingen", ZaakMelding),
    "overtreding": ("overtredingen", Overtreding),
    "interventie": ("interventies", Interventie),
    "toezegging": ("toezeggingen", Toezegging),
}
STUK = 1000  # records at a time


def _logketen() -> Iterator[str]:
    yield from logboek.gebreken()
    laatste, _ = logboek.kop()
    uitgegeven = _uitgegeven("logregel")
    if uitgegeven != laatste:
        yield f"Er zijn {uitgegeven} logregels uitgegeven, de laatste die er staat is {laatste}."


def _nummers() -> Iterator[str]:
    for naam, model in (("melding", Melding), ("zaak", Zaak)):
        stand = model._default_manager.aggregate(n=Count("pk"), hoogste=Max("nummer"))
        hoogste = stand["hoogste"] or 0
        if not stand["n"] == hoogste == _uitgegeven(naam):
            yield (
                f"{naam}: {_uitgegeven(naam)} nummers uitgegeven, het hoogste is {hoogste}, er zijn er {stand['n']}."
            )


def _invoerbalans() -> Iterator[str]:
    """Read = new + unchanged + refused, for every file of every run; and what was new is still there."""
    aanwezig = {
        bestand: model._default_manager.filter(invoer__isnull=False).count()
        for bestand, model in RECORDS.values()
    } | {"correcties": Wijziging.objects.filter(vingerafdruk__isnull=False).count()}
    nieuw = dict.fromkeys(aanwezig, 0)
    for invoer in Invoer.objects.order_by("pk"):
        for bestand, telling in invoer.telling.items():
            som = sum(telling.get(soort, 0) for soort in ("nieuw", "ongewijzigd", "afgekeurd"))
            if som != telling.get("gelezen", 0):
                yield f"invoer {invoer.pk}, {bestand}: {telling.get('gelezen', 0)} gelezen, {som} verantwoord."
            if bestand in nieuw:
                nieuw[bestand] += telling.get("nieuw", 0)
    for bestand, aantal in nieuw.items():
        if aantal != aanwezig[bestand]:
            yield f"Ingelezen zijn {aantal} {bestand}, aanwezig {aanwezig[bestand]}."


def _ontvangstbalans() -> Iterator[str]:
    """Every melding has exactly one of the known states: received = the sum over the states."""
    per_status = dict(Melding.objects.values_list("status").annotate(n=Count("pk")).order_by())
    if onbekend := set(per_status) - set(Status.values):
        yield f"Meldingen met een onbekende status: {', '.join(sorted(onbekend))}."
    ontvangen = _uitgegeven("melding")
    if sum(per_status.values()) != ontvangen:
        yield f"Ontvangen {ontvangen} meldingen, in een status {sum(per_status.values())}."
    zoek = Melding.objects.filter(status=Status.DUBBEL, dubbel_van__isnull=True).count()
    if zoek:
        yield f"{zoek} meldingen staan als dubbel zonder de melding waarvan."


def _vooruit_geteld() -> Iterator[str]:
    yield from opnameproef.gebreken()
    yield from balansdagen.gebreken()


def _standen() -> Iterator[str]:
    """The past of a record is one unbroken line from its registration up to now, and follows from its changes."""
    for soort, (_, model) in RECORDS.items():
        verleden = verleden_van(model)._default_manager.all()
        for pk in verleden.filter(stand_tot__lt=F("stand_vanaf")).values_list("van_id", flat=True).iterator():
            yield f"{soort} {pk} heeft een stand die eindigt voor zij begint."
        volgende = verleden.filter(van=OuterRef("van"), stand_vanaf=OuterRef("stand_tot"))
        los = verleden.exclude(stand_tot=F("van__stand_vanaf")).filter(~Exists(volgende))
        for pk in los.values_list("van_id", flat=True).iterator():
            yield f"{soort} {pk} heeft een gat in zijn standen."
        begin: Any = BEGIN if model is Werkgever else F("geregistreerd_op")
        verkeerd = (
            model._default_manager.annotate(begin=Coalesce(Min("verleden__stand_vanaf"), "stand_vanaf"))
            .exclude(begin=begin)
            .order_by()
        )
        for pk in verkeerd.values_list("pk", flat=True).iterator():
            yield f"{soort} {pk} staat niet vast vanaf zijn registratie."
        yield from _herleidbaar(soort, model)


def _herleidbaar(soort: str, model: type[models.Model]) -> Iterator[str]:
    """What is stored is what the first state and the changes give."""
    wijzigingen = Wijziging.objects.filter(soort=soort)
    wezen = wijzigingen.exclude(Exists(model._default_manager.filter(pk=OuterRef("object_id"))))
    for pk in wezen.values_list("object_id", flat=True).iterator():
        yield f"Een wijziging hoort bij {soort} {pk}, die er niet is."
    velden = set(feiten(model))
    gewijzigd = set(wijzigingen.order_by().values_list("object_id", flat=True).distinct())
    if model is not Werkgever:  # whose past also tells of groups, which follow from other records
        gewijzigd |= set(
            verleden_van(model)._default_manager.order_by().values_list("van_id", flat=True).distinct()
        )
    volgorde = iter(sorted(gewijzigd))
    while deel := list(islice(volgorde, STUK)):
        per_object: dict[int, list[Verandering]] = {pk: [] for pk in deel}
        for w in wijzigingen.filter(object_id__in=deel, veld__in=velden).order_by("geregistreerd_op", "id"):
            per_object[w.object_id].append(verandering(model, w))
        for pk, reeks in standen(model, deel, ook_zonder_duur=True).items():
            bewaard = _zonder_groep(reeks)
            if bewaard != vouw(bewaard[0], per_object[pk]):
                yield f"{soort} {pk} staat er anders dan uit de wijzigingen volgt."


def _zonder_groep(reeks: list[Stand]) -> list[Stand]:
    """The states apart from `hoofd`, which is derived."""
    uit: list[Stand] = []
    for stand in reeks:
        velden = {veld: waarde for veld, waarde in stand.velden.items() if veld != "hoofd_id"}
        if not uit or uit[-1].velden != velden:
            uit.append(Stand(stand.vanaf, velden))
    return uit


def _kringen() -> Iterator[str]:
    """No chain comes back where it began."""
    for naam, model, veld in (
        ("melding", Melding, "dubbel_van"),
        ("werkgever", Werkgever, "samengevoegd_in"),
        ("werkgever", Werkgever, "rechtsopvolger_van"),
    ):
        volgt = dict(
            model._default_manager.filter(**{f"{veld}__isnull": False}).values_list("pk", f"{veld}_id")
        )
        goed: set[int] = set()
        for begin in volgt:
            pad: dict[int, None] = {}
            pk: int | None = begin
            while pk is not None and pk not in pad and pk not in goed:
                pad[pk] = None
                pk = volgt.get(pk)
            if pk in pad:
                yield f"{naam} {begin} komt langs {veld} in een kring terecht."
            goed |= pad.keys()


def _groepen() -> Iterator[str]:
    """Employers with one KvK number, or merged, share their group, and did at every moment; others never."""
    groep = Coalesce("hoofd_id", "pk")
    dubbel = (
        Werkgever.objects.exclude(kvk_nummer="")
        .values("kvk_nummer")
        .annotate(n=Count(groep, distinct=True))
        .filter(n__gt=1)
        .order_by("kvk_nummer")
    )
    for nummer in dubbel.values_list("kvk_nummer", flat=True):
        yield f"De werkgevers met KvK-nummer {nummer} staan niet als een."
    los = (
        Werkgever.objects.filter(samengevoegd_in__isnull=False)
        .annotate(groep=groep, andere=Coalesce("samengevoegd_in__hoofd_id", "samengevoegd_in_id"))
        .exclude(groep=F("andere"))
    )
    for pk in los.values_list("pk", flat=True):
        yield f"werkgever {pk} staat los van de werkgever waarmee hij is samengevoegd."
    yield from groepen.gebreken()


def _grondslagen() -> Iterator[str]:
    zonder = Interventie.objects.filter(vervallen=False, soort__in=("EIS", "STILLEGGING"), grondslag="")
    for pk in zonder.values_list("pk", flat=True):
        yield f"interventie {pk} is een eis of stillegging zonder grondslag."


def _uitgegeven(naam: str) -> int:
    return Teller.objects.filter(naam=naam).values_list("waarde", flat=True).first() or 0


def _blijvend() -> Iterator[str]:
    """The database itself refuses to change what stays."""
    for tabel in onbeschermd(connection):
        yield f"De tabel {tabel} is niet beschermd: wat erin staat kan ongezien veranderen."


CONTROLES: dict[str, Callable[[], Iterator[str]]] = {
    "het logboek is een ongebroken keten": _logketen,
    "wat blijft kan niet worden gewijzigd": _blijvend,
    "wat vastligt is waarvan het logboek getuigt": bewijzen.getuigenis,
    "de triageregels zijn die van hun besluit": bewijzen.regels,
    "het recht is dat van zijn besluiten": nakijken.gebreken,
    "elke waarde in de kluis hangt aan een sleutel die er is": hersleutelen.gebreken,
    "de sleutels zijn die waarmee wie meldde is vastgelegd": zoeksleutel.gebreken,
    "elke brief is zoals hij werd vastgesteld": bewijzen.brieven,
    "elke vastgestelde rapportage komt er nog zo uit": herhalen.gebreken,
    "de nummers hebben geen gaten": _nummers,
    "elke ingelezen regel is verantwoord": _invoerbalans,
    "elke ontvangen melding is ergens": _ontvangstbalans,
    "wat van buiten komt, staat in de ontvangstbalans": balansproef.gebreken,
    "van wat te bevestigen is, is bekend sinds wanneer": bevestigingsplicht.gebreken,
    "elke wijziging laat de eerdere stand staan": _standen,
    "er zijn geen kringen": _kringen,
    "wat één werkgever is, staat als één": _groepen,
    "wat is ingezet, rust op een grondslag": _grondslagen,
    "wat vooruit is geteld, komt bij tellen weer zo uit": _vooruit_geteld,
    "elke melding is te vinden met haar woorden": zoekwoorden.gebreken,
    "elke werkgever is te vinden met zijn namen": naamregister.gebreken,
}
