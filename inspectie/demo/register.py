"""The public register of the demo: every invented firm with a KvK number, and more that nobody ever reported."""

import csv
import io
from itertools import cycle, islice

from inspectie.demo.bedrijven import TAKKEN
from inspectie.demo.werkgevers import Bedrijvenregister
from meldingen.kolommen import WERKGEVER_VELDEN
from meldingen.models import Werkgever
from meldingen.register import Laadstand, laad

ANDERE = 3_000


def vul(zaad: int) -> Laadstand:
    """Along the same road as `laad_register`."""
    uit = io.StringIO()
    schrijver = csv.writer(uit)
    schrijver.writerow(WERKGEVER_VELDEN)
    schrijver.writerows(
        Werkgever.objects.exclude(kvk_nummer="").order_by("pk").values_list(*WERKGEVER_VELDEN)
    )
    andere = Bedrijvenregister(zaad + 1)
    for tak in islice(cycle(TAKKEN.values()), ANDERE):
        bedrijf = andere.nieuw(tak)
        if bedrijf.kvk_nummer:
            # Numbers of their own: those of the demo begin with a nine.
            nummers = {
                "kvk_nummer": "8" + bedrijf.kvk_nummer[1:],
                "vestigingsnummer": bedrijf.vestigingsnummer and "8" + bedrijf.vestigingsnummer[1:],
            }
            schrijver.writerow([nummers.get(veld, getattr(bedrijf, veld)) for veld in WERKGEVER_VELDEN])
    uit.seek(0)
    return laad(uit)
