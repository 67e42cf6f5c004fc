"""What is on record beside what the log says of it. Nothing here changes anything."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from inspectie import logboek
from inspectie.getuigen import getuig_van
from inspectie.models import Logregel
from inspectie.versies import Wijziging
from interventies.brieven import vingerafdruk
from interventies.models import (
    Bericht,
    Brief,
    ConceptStap,
    Contact,
    EigenInitiatief,
    Interventie,
    InterventieWissel,
    Overdrachtsbestand,
    Overdrachtspakket,
    Overtreding,
    Rechtsbesluit,
    Rechtsvoorstel,
    Toetsing,
    Toezegging,
    Veiligheidstoets,
    Zaak,
    ZaakMelding,
    ZaakWissel,
    ZonderGevolg,
)
from meldingen.models import (
    HerroepenBevestiging,
    MelderInzage,
    Melding,
    Ontvangst,
    Ontvangstbevestiging,
    OntvangstInzage,
    Regelset,
    StatusWissel,
    Werkgever,
)
from meldingen.regelsets import merk
from rapportages.models import (
    Rapportagestap,
    Rapportagetekst,
    Uitgave,
    Uitgavebestand,
    Vaststelling,
    Vaststellingsbestand,
)

# Whatever is counted, and every step that people took. Not the words of a complaint and its reporter: those may have to
# go, and the reporter's row is sealed anew with every new key.
GETUIGD: tuple[type[models.Model], ...] = (
    Werkgever,
    Melding,
    Zaak,
    ZaakMelding,
    Overtreding,
    Interventie,
    Toezegging,
    Toetsing,
    Wijziging,
    StatusWissel,
    ZaakWissel,
    InterventieWissel,
    ConceptStap,
    Contact,
    EigenInitiatief,
    Veiligheidstoets,
    ZonderGevolg,
    Brief,
    Rechtsvoorstel,
    Rechtsbesluit,
    MelderInzage,
    Ontvangst,
    Ontvangstbevestiging,
    HerroepenBevestiging,
    OntvangstInzage,
    Overdrachtspakket,
    Overdrachtsbestand,
    Bericht,
    Rapportagetekst,
    Rapportagestap,
    Vaststelling,
    Vaststellingsbestand,
    Uitgave,
    Uitgavebestand,
)


def getuigenis() -> Iterator[str]:
    """Every row of these tables was written by an act or an import that told of it, and is as it was then."""
    gezegd = logboek.getuigenis().sommen
    for model in GETUIGD:
        tabel = model._meta.db_table
        hier = getuig_van(model._default_manager.all()).sommen.get(tabel, (0, 0))
        daar = gezegd.get(tabel, (0, 0))
        if hier[0] != daar[0]:
            yield f"{tabel}: er zijn {hier[0]} rijen, het logboek getuigt van {daar[0]}."
        elif hier[1] != daar[1]:
            yield f"{tabel}: van de {hier[0]} rijen staat er ten minste een anders dan het logboek getuigt."


def brieven() -> Iterator[str]:
    """The files of every letter are those that were fixed."""
    reeks = Brief.objects.order_by("pk").values_list("pk", "pdf", "odt", "vingerafdruk")
    for pk, pdf, odt, vast in reeks.iterator(20):
        if vingerafdruk(bytes(pdf), bytes(odt)) != vast:
            yield f"brief {pk}: een bestand is anders dan het werd vastgesteld."


def regels() -> Iterator[str]:
    """A rule set says what was shipped, or saved by somebody, and is in use because somebody else approved it."""
    meegeleverd = {inhoud["versie"]: inhoud for inhoud in map(_lees, _bestanden())}
    for regelset in Regelset.objects.order_by("pk"):
        regelset_van = f"regelset:{regelset.pk}"
        regels_ = Logregel.objects.filter(onderwerp=regelset_van).order_by("nummer")
        handelingen = list(regels_.values_list("actie", "gegevens"))
        bewaard = [gegevens for actie, gegevens in handelingen if actie == "regelset_bewaard"]
        if bewaard:
            hoort = bewaard[-1].get("inhoud")
            goedgekeurd = any(actie == "regelset_goedgekeurd" for actie, _ in handelingen)
        else:
            hoort = merk(meegeleverd[regelset.versie]) if regelset.versie in meegeleverd else None
            goedgekeurd = hoort is not None
        if hoort is None:
            yield f"{regelset}: het logboek weet niet wie deze regels bewaarde."
        elif merk(regelset.inhoud) != hoort:
            yield f"{regelset}: de inhoud is anders dan toen zij werd bewaard."
        elif regelset.status == Regelset.Status.GOEDGEKEURD and not goedgekeurd:
            yield f"{regelset}: in gebruik zonder goedkeuring in het logboek."
        elif _looptijd(regelset, handelingen) != (str(regelset.geldig_vanaf), _dag(regelset.geldig_tot)):
            yield f"{regelset}: de looptijd is anders dan werd besloten."


def _looptijd(regelset: Regelset, handelingen: list[tuple[str, dict[str, str]]]) -> tuple[str, str | None]:
    gesloten = [gegevens["tot"] for actie, gegevens in handelingen if actie == "regelset_gesloten"]
    tot = gesloten[-1] if gesloten else regelset.inhoud["geldig_tot"]
    return regelset.inhoud["geldig_vanaf"], tot or None


def _dag(dag: object) -> str | None:
    return None if dag is None else str(dag)


def _bestanden() -> Iterator[Path]:
    return Path(apps.get_app_config("meldingen").path, "regels").glob("*.json")


def _lees(pad: Path) -> dict[str, object]:
    inhoud: dict[str, object] = json.loads(pad.read_text(encoding="utf-8"))
    return inhoud
