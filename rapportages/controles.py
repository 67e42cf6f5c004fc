"""The promises of the database, each as a check that names what is wrong."""

from collections.abc import Callable, Iterator

from django.db.models import Count, F, Max, Q

from inspectie import logboek
from inspectie.models import Teller
from inspectie.versies import Invoer, Wijziging
from interventies.models import Interventie, Zaak
from meldingen.models import Melding, MeldingVerleden, Werkgever
from meldingen.models.melding import Status


def _logketen() -> Iterator[str]:
    yield from logboek.gebreken()
    laatste, _ = logboek.kop()
    uitgegeven = _uitgegeven("logregel")
    if uitgegeven != laatste:
        yield f"Er zijn {uitgegeven} logregels uitgegeven, de laatste die er staat is {laatste}."


def _nummers() -> Iterator[str]:
    for naam, model in (("melding", Melding), ("zaak", Zaak)):
        stand = model.objects.aggregate(n=Count("pk"), hoogste=Max("nummer"))
        hoogste = stand["hoogste"] or 0
        if not stand["n"] == hoogste == _uitgegeven(naam):
            yield (
                f"{naam}: {_uitgegeven(naam)} nummers uitgegeven, het hoogste is {hoogste}, er zijn er {stand['n']}."
            )


def _invoerbalans() -> Iterator[str]:
    """Read = new + unchanged + refused, for every file of every run; and what was new is still there."""
    genomen = 0
    for invoer in Invoer.objects.order_by("pk"):
        for bestand, telling in invoer.telling.items():
            som = sum(telling.get(soort, 0) for soort in ("nieuw", "ongewijzigd", "afgekeurd"))
            if som != telling.get("gelezen", 0):
                yield f"invoer {invoer.pk}, {bestand}: {telling.get('gelezen', 0)} gelezen, {som} verantwoord."
        genomen += invoer.telling.get("meldingen", {}).get("nieuw", 0)
    aanwezig = Melding.objects.filter(invoer__isnull=False).count()
    if genomen != aanwezig:
        yield f"Ingelezen zijn {genomen} meldingen, aanwezig {aanwezig}."


def _ontvangstbalans() -> Iterator[str]:
    """Every melding has exactly one of the known states: received = the sum over the states."""
    per_status = dict(Melding.objects.values_list("status").annotate(n=Count("pk")))
    if onbekend := set(per_status) - set(Status.values):
        yield f"Meldingen met een onbekende status: {', '.join(sorted(onbekend))}."
    ontvangen = _uitgegeven("melding")
    if sum(per_status.values()) != ontvangen:
        yield f"Ontvangen {ontvangen} meldingen, in een status {sum(per_status.values())}."
    zoek = Melding.objects.filter(status=Status.DUBBEL, dubbel_van__isnull=True).count()
    if zoek:
        yield f"{zoek} meldingen staan als dubbel zonder de melding waarvan."


def _standen() -> Iterator[str]:
    """The past of a record is one unbroken line up to now."""
    for verleden in MeldingVerleden.objects.filter(stand_tot__lte=F("stand_vanaf")):
        yield f"melding {verleden.van_id} heeft een stand die eindigt voor zij begint."
    gaten = (
        Melding.objects.annotate(n=Count("verleden"), tot=Max("verleden__stand_tot"))
        .filter(n__gt=0)
        .exclude(stand_vanaf=F("tot"))
    )
    for melding in gaten:
        yield f"melding {melding.nummer} heeft een gat in haar standen."
    los = Melding.objects.filter(verleden=None).exclude(stand_vanaf=F("geregistreerd_op")).count()
    if los:
        yield f"{los} meldingen staan anders vast dan zij zijn geregistreerd."
    wezen = (
        Wijziging.objects.filter(soort="melding").exclude(object_id__in=Melding.objects.values("pk")).count()
    )
    if wezen:
        yield f"{wezen} wijzigingen horen bij geen melding."


def _kringen() -> Iterator[str]:
    if Werkgever.objects.filter(Q(samengevoegd_in=F("pk")) | Q(hoofd=F("pk"))).exists():
        yield "Een werkgever is met zichzelf samengevoegd."
    if Melding.objects.filter(dubbel_van=F("pk")).exists():
        yield "Een melding is een dubbele van zichzelf."
    zonder = Interventie.objects.filter(
        vervallen=False, soort__in=("EIS", "STILLEGGING"), grondslag=""
    ).count()
    if zonder:
        yield f"{zonder} eisen of stilleggingen hebben geen grondslag."


def _uitgegeven(naam: str) -> int:
    return Teller.objects.filter(naam=naam).values_list("waarde", flat=True).first() or 0


CONTROLES: dict[str, Callable[[], Iterator[str]]] = {
    "het logboek is een ongebroken keten": _logketen,
    "de nummers hebben geen gaten": _nummers,
    "elke ingelezen regel is verantwoord": _invoerbalans,
    "elke ontvangen melding is ergens": _ontvangstbalans,
    "elke wijziging laat de eerdere stand staan": _standen,
    "er zijn geen kringen": _kringen,
}
