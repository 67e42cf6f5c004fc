"""What the columns of a CSV file hold, for programs: CSVW (W3C, Metadata Vocabulary for Tabular Data).

The file stands beside the CSV and says its name; `datatype` is one of the names of that recommendation.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

MEDIATYPE = "application/csvm+json"
METADATA = "csv-metadata.json"
"""What stands behind the name of the CSV, without its own ending: there a program looks for it."""
JA_NEE = "ja|nee"

Type = Literal["string", "integer", "boolean", "date", "dateTimeStamp"]


@dataclass(frozen=True, slots=True)
class Csvkolom:
    """`sleutel`: part of what tells one row from another; there empty is a value like any other. `kop`: what stands
    above it in the file, where that is not its name."""

    naam: str
    uitleg: str = ""
    soort: Type = "string"
    verplicht: bool = False
    sleutel: bool = False
    kop: str = ""

    def als_json(self) -> dict[str, Any]:
        uit: dict[str, Any] = {
            "name": re.sub(r"\W", "_", self.naam, flags=re.ASCII),
            "titles": self.kop or self.naam,
            "datatype": {"base": "boolean", "format": JA_NEE} if self.soort == "boolean" else self.soort,
        }
        if self.uitleg:
            uit["dc:description"] = self.uitleg
        if self.verplicht:
            uit["required"] = True
        if self.sleutel:
            uit["null"] = []
        return uit


def metadata(
    bestand: str,
    kolommen: Sequence[Csvkolom],
    noten: Sequence[tuple[str, str]] = (),
    **over: str | Mapping[str, str],
) -> bytes:
    """The whole metadata file. `over` says of the table what Dublin Core has words for (title, description, …), `noten`
    what else there is to say of it: about what, and what."""
    sleutels = [kolom.naam for kolom in kolommen if kolom.sleutel]
    schema: dict[str, Any] = {"columns": [kolom.als_json() for kolom in kolommen]}
    if sleutels:
        schema["primaryKey"] = sleutels
    inhoud = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": bestand,
        **{f"dc:{naam}": waarde for naam, waarde in over.items()},
        **(
            {"notes": [{"dc:title": naam, "dc:description": tekst} for naam, tekst in noten]} if noten else {}
        ),
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n"]},
        "tableSchema": schema,
    }
    return (json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n").encode()
