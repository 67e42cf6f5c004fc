from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from meldingen.namen import registerwoorden, sleutel, spellingen

STUK = 2_000


def vul(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The register is derived, so by the code as it is: `zoekregister` makes it anew at any time."""
    Werkgever, Naamwoord, Naamspelling, Naamplek = (
        apps.get_model("meldingen", naam) for naam in ("Werkgever", "Naamwoord", "Naamspelling", "Naamplek")
    )
    velden = ("pk", "naam", "plaats", "kvk_nummer", "vestigingsnummer")
    bron = Werkgever.objects.order_by("pk").values_list(*velden).iterator(STUK)
    while True:
        deel: list[tuple[Any, ...]] = [rij for _, rij in zip(range(STUK), bron, strict=False)]
        if not deel:
            return
        per_record = {pk: registerwoorden(naam, plaats, *nummers) for pk, naam, plaats, *nummers in deel}
        woorden = {woord: sleutel(woord) for woord in {w for lijst in per_record.values() for w in lijst}}
        Naamwoord.objects.bulk_create(
            [Naamwoord(id=pk, woord=woord) for woord, pk in woorden.items()], STUK, ignore_conflicts=True
        )
        Naamspelling.objects.bulk_create(
            [
                Naamspelling(spelling=spelling, woord_id=pk)
                for woord, pk in woorden.items()
                for spelling in spellingen(woord)
            ],
            STUK,
            ignore_conflicts=True,
        )
        Naamplek.objects.bulk_create(
            [
                Naamplek(woord_id=woorden[woord], werkgever_id=pk)
                for pk, lijst in per_record.items()
                for woord in lijst
            ],
            STUK,
        )


class Migration(migrations.Migration):
    dependencies = [("meldingen", "0018_namen_zoeken")]

    operations = [migrations.RunPython(vul, migrations.RunPython.noop)]
