"""What the columns of a CSV file hold, for programs: CSVW (W3C, Metadata Vocabulary for Tabular Data).

The file stands beside the CSV and says its name; `datatype` is one of the names of that recommendation.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

MEDIATYPE = "application/csvm+json"
JA_NEE = "ja|nee"

Type = Literal["string", "integer", "boolean", "date", "dateTimeStamp"]


@dataclass(frozen=True, slots=True)
class Csvkolom:
    """`sleutel`: part of what tells one row from another; there empty is a value like any other."""

    naam: str
    uitleg: str
    soort: Type = "string"
    verplicht: bool = False
    sleutel: bool = False

    def als_json(self) -> dict[str, Any]:
        uit: dict[str, Any] = {
            "name": self.naam,
            "titles": self.naam,
            "dc:description": self.uitleg,
            "datatype": {"base": "boolean", "format": JA_NEE} if self.soort == "boolean" else self.soort,
        }
        if self.verplicht:
            uit["required"] = True
        if self.sleutel:
            uit["null"] = []
        return uit


def metadata(bestand: str, kolommen: Sequence[Csvkolom], **over: str | Mapping[str, str]) -> bytes:
    """The whole metadata file. `over` says of the table what Dublin Core has words for (title, description, …)."""
    sleutels = [kolom.naam for kolom in kolommen if kolom.sleutel]
    schema: dict[str, Any] = {"columns": [kolom.als_json() for kolom in kolommen]}
    if sleutels:
        schema["primaryKey"] = sleutels
    inhoud = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": bestand,
        **{f"dc:{naam}": waarde for naam, waarde in over.items()},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n"]},
        "tableSchema": schema,
    }
    return (json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n").encode()
