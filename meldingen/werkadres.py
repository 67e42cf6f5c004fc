"""An e-mail address at the employer's: there others read what it says."""

import re

from meldingen.models import Werkgever
from meldingen.namen import RECHTSVORMEN, woorden

KORTST = 4  # letters by which a domain and a name can be told


def van_het_werk(adres: str, werkgever: Werkgever | None) -> bool:
    """Whether the domain reads like one of the names of the employer (anna@bakkerij-vandam.example)."""
    if werkgever is None:
        return False
    domein = re.sub(
        r"[^a-z0-9]", "", adres.casefold().rpartition("@")[2].rpartition(".")[0].rpartition(".")[2]
    )
    records = Werkgever.objects.in_groepen([werkgever.groep_id])
    namen = [
        "".join(woord for woord in woorden(naam) if woord not in RECHTSVORMEN)
        for naam in records.values_list("naam", flat=True)
    ]
    return any(min(len(naam), len(domein)) >= KORTST and (naam in domein or domein in naam) for naam in namen)
