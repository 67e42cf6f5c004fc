from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

from inspectie.termijnen import ONTVANGSTBEVESTIGING
from inspectie.tijd import lokale_dag

ZONDER = ("TELEFOON", "WEBFORMULIER")


def vooruit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of what was to be told until now, since when; and until when it was."""
    model = {
        naam: apps.get_model(app, naam)
        for app, naam in (
            ("inspectie", "VrijeDag"),
            ("meldingen", "Melding"),
            ("meldingen", "Volgcode"),
            ("meldingen", "HerroepenBevestiging"),
            ("meldingen", "Bevestigingsplicht"),
        )
    }
    vrij = frozenset(model["VrijeDag"].objects.values_list("datum", flat=True))
    herroepen: dict[int, list[Any]] = {}
    for rij in model["HerroepenBevestiging"].objects.order_by("op", "pk"):
        herroepen.setdefault(rij.melding_id, []).append(rij)
    met_code = model["Volgcode"].objects.values("melding")
    meldingen = model["Melding"].objects.filter(
        Q(melder_bereikbaar=True) | Q(anoniem=False),
        kanaal__in=set(settings.ONTVANGST_BEVESTIGEN) - set(ZONDER),
        inzending__isnull=False,
    )
    alle = meldingen.exclude(pk__in=met_code).order_by("pk").iterator(2_000)
    while stuk := list(islice(alle, 2_000)):
        plichten, open_ = [], []
        for melding in stuk:
            uiterlijk = ONTVANGSTBEVESTIGING.einde(lokale_dag(melding.ontvangen_op), vrij)
            for vanaf, tot in _tijden(melding, herroepen.get(melding.pk, [])):
                plichten.append(
                    model["Bevestigingsplicht"](
                        melding_id=melding.pk, uiterlijk=uiterlijk, vanaf=vanaf, tot=tot
                    )
                )
                if tot is None:
                    melding.bevestig_uiterlijk = uiterlijk
                    open_.append(melding)
        model["Bevestigingsplicht"].objects.bulk_create(plichten)
        model["Melding"].objects.bulk_update(open_, ["bevestig_uiterlijk"])


def _tijden(melding: Any, herroepen: list[Any]) -> Iterator[tuple[datetime, datetime | None]]:
    """From when until when it lay open. Before it was taken back, what was recorded ended it."""
    vanaf = melding.geregistreerd_op
    for rij in herroepen:
        yield vanaf, rij.op
        vanaf = rij.herroepen_op
    tot = melding.ontvangst_afgedaan_op
    if tot is None or tot > vanaf:
        yield vanaf, tot


def terug(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was done is done: of what lay open nothing was recorded."""
    melding, plicht = (apps.get_model("meldingen", naam) for naam in ("Melding", "Bevestigingsplicht"))
    for rij in plicht.objects.exclude(tot=None).order_by("tot", "pk").iterator(2_000):
        melding.objects.filter(pk=rij.melding_id).update(ontvangst_afgedaan_op=rij.tot)
    melding.objects.exclude(bevestig_uiterlijk=None).update(ontvangst_afgedaan_op=None)


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0058_bevestigingsplicht"), ("inspectie", "0007_gelijkgestelde_dagen")]
    operations = [migrations.RunPython(vooruit, terug)]
