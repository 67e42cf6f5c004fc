"""Whether fixed reports still come out: their figures from the records, their files from what was kept.

A correction that was registered later does not touch them: a report has its own stand van. What does is a record that
was tampered with, one that was registered back in time, or a kept file that rotted.
"""

import hashlib
from collections.abc import Iterator

from inspectie.models import Logregel
from rapportages import uitgeven
from rapportages.levensloop import onderwerp, versies_van, verzamel
from rapportages.models import Rapportage, Rapportagestap, Stap, Uitgave, Vaststelling
from rapportages.models.rapportage import OVERGANGEN, Status
from rapportages.rapportgegevens import uit_tekst, verschillende
from rapportages.samenstellen import maak_bestanden, maker
from rapportages.vaststellen import document_van, vingerafdruk


def opnieuw(vaststelling: Vaststelling) -> dict[str, bytes]:
    """The files, made once more of what was kept."""
    gegevens = uit_tekst(vaststelling.gegevens)
    return maak_bestanden(gegevens, document_van(vaststelling, gegevens))


def gebreken() -> Iterator[str]:
    yield from _standen()
    for vaststelling in Vaststelling.objects.select_related("rapportage").order_by("pk").iterator(20):
        kenmerk = vaststelling.rapportage.kenmerk
        for gebrek in (*_bewaard(vaststelling), *_cijfers(vaststelling)):
            yield f"rapportage {kenmerk}: {gebrek}"
    for uitgave in Uitgave.objects.met_cijfers().iterator(20):
        for gebrek in _uitgegeven(uitgave):
            yield f"open data van rapportage {uitgave.vaststelling.rapportage.kenmerk}: {gebrek}"


def _standen() -> Iterator[str]:
    """The status of a report is that of its last step, and what is fixed has its fixing."""
    laatste = {stap.rapportage_id: stap.stap for stap in Rapportagestap.objects.order_by("pk").iterator()}
    vast = set(Vaststelling.objects.values_list("pk", flat=True))
    for rapportage in Rapportage.objects.defer("gegevens").order_by("pk").iterator():
        stap = laatste.get(rapportage.pk)
        hoort = (
            None if stap is None else Status.CONCEPT if stap == Stap.BEGONNEN else OVERGANGEN[Stap(stap)][1]
        )
        if rapportage.status != hoort:
            yield f"rapportage {rapportage.kenmerk}: de status volgt niet uit de stappen."
        if rapportage.is_vast != (rapportage.pk in vast):
            yield f"rapportage {rapportage.kenmerk}: de vaststelling ontbreekt of hoort er niet."


def _bewaard(vaststelling: Vaststelling) -> Iterator[str]:
    """What was kept is what the log says, and comes out of itself once more."""
    sommen = {}
    for formaat, som, inhoud in vaststelling.bestanden.values_list("formaat", "sha256", "inhoud"):
        sommen[formaat] = som
        if hashlib.sha256(bytes(inhoud)).hexdigest() != som:
            yield f"het bestand {formaat} is anders dan het werd vastgesteld."
    gelogd = (
        Logregel.objects.filter(actie="rapportage_vastgesteld", onderwerp=onderwerp(vaststelling.rapportage))
        .values_list("gegevens__vingerafdruk", flat=True)
        .last()
    )
    if not vingerafdruk(vaststelling, sommen) == vaststelling.vingerafdruk == gelogd:
        yield "wat er is vastgesteld is anders dan het logboek zegt."
    elif vaststelling.maker == maker():
        for formaat, inhoud in opnieuw(vaststelling).items():
            if hashlib.sha256(inhoud).hexdigest() != sommen.get(formaat):
                yield f"het bestand {formaat} komt er niet meer zo uit."


def _uitgegeven(uitgave: Uitgave) -> Iterator[str]:
    """What went outside is what the log says, and comes out of the fixed report once more."""
    sommen = {}
    for naam, som, inhoud in uitgave.bestanden.values_list("naam", "sha256", "inhoud"):
        sommen[naam] = som
        if hashlib.sha256(bytes(inhoud)).hexdigest() != som:
            yield f"het bestand {naam} is anders dan het werd uitgegeven."
    gelogd = (
        Logregel.objects.filter(
            actie="rapportage_uitgegeven", onderwerp=onderwerp(uitgave.vaststelling.rapportage)
        )
        .values_list("gegevens__vingerafdruk", flat=True)
        .last()
    )
    if not uitgeven.vingerafdruk(uitgave, sommen) == uitgave.vingerafdruk == gelogd:
        yield "wat er is uitgegeven is anders dan het logboek zegt."
    elif uitgave.maker == maker():
        for naam, inhoud in uitgeven.opnieuw(uitgave).items():
            if hashlib.sha256(inhoud).hexdigest() != sommen.get(naam):
                yield f"het bestand {naam} komt er niet meer zo uit."


def _cijfers(vaststelling: Vaststelling) -> Iterator[str]:
    """The figures from the records of today at the moments of the report, by the definitions it was made by."""
    toen = uit_tekst(vaststelling.gegevens)
    soort = vaststelling.rapportage.soort
    versies = versies_van(soort, toen.cijfers)
    if not versies.bekend:
        yield f"de definities {toen.cijfers.definities} kent dit programma niet; de cijfers zijn niet nagerekend."
        return
    nu = verzamel(soort, toen.cijfers.peildatum, toen.cijfers.stand_van, versies=versies)
    for code in verschillende(toen.cijfers, nu.cijfers):
        yield f"{code} komt niet meer uit."
