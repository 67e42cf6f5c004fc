"""What rests on a violation, and what the law makes of it once that violation, or its employer, says something else."""

from collections.abc import Collection, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interventies import handhaving, wet
from interventies.handhaving import Recht, Weigering
from interventies.models import (
    INSTRUMENTEN,
    ConceptStatus,
    Interventie,
    InterventieStatus,
    Overtreding,
)
from meldingen.werkgevers import groepen

KLAAR = (ConceptStatus.UITGEREIKT, ConceptStatus.VERVALLEN)


def verboden_na(
    overtredingen: Collection[int],
    werkgevers: Collection[int],
    wetten: Recht,
    *,
    buiten: Collection[int] = (),
) -> Iterator[tuple[Interventie | None, Weigering]]:
    """What the law forbids of these violations (ids), and of all that stands at these werkgevers (ids) and who succeeds
    them: asked after a correction, of an import and on screen alike. `buiten`: interventies (ids) that do not stand
    yet."""
    for overtreding in Overtreding.objects.select_related("zaak").filter(pk__in=overtredingen).order_by("pk"):
        if not overtreding.vervallen:
            vraag = wet.overtreding_voor_de_wet(overtreding, overtreding.werkgever_id)
            yield from ((None, weigering) for weigering in handhaving.beoordeel_overtreding(vraag, wetten))
    for interventie in wet.bij_werkgevers(wet.opvolgers(set(groepen(werkgevers).values()))):
        if interventie.pk not in buiten:
            for weigering in wet.oordeel(interventie, wetten, buiten=buiten).weigeringen:
                yield interventie, weigering


def bezwaren_van(overtreding: Overtreding, *, vervalt: bool) -> list[str]:
    """Why this violation cannot be corrected, or taken back (`vervalt`), and what to do first. The employer was told
    what rests on it, or is about to be; of a mere concept the letter follows. Asks nothing of a violation that was read
    with what rests on it."""
    uit = []
    for i in overtreding.interventies.all():
        if not i.vervallen and i.soort in INSTRUMENTEN and i.status != InterventieStatus.INGETROKKEN:
            zin = _(
                "Hierop rust een %(soort)s van %(dag)s. Trek dat instrument eerst in: onder “Ingezet”, bij “Wat ervan"
                " kwam”."
            )
            dag = date_format(i.uitgereikt_op, "SHORT_DATE_FORMAT")
            uit.append(zin % {"soort": i.get_soort_display().lower(), "dag": dag})
    for c in overtreding.concepten.all():
        wat = {"soort": c.get_soort_display().lower()}
        if c.status in KLAAR:
            continue
        if c.status != ConceptStatus.CONCEPT:
            zin = _(
                "Hierop rust een concept dat is voorgelegd of vastgesteld (%(soort)s). Neem dat eerst terug."
            )
            uit.append(zin % wat)
        elif vervalt:
            uit.append(_("Hierop rust een concept (%(soort)s). Laat dat eerst vervallen.") % wat)
    return uit
