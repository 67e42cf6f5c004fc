"""All the figures of one report as plain data, and as text that gives the same data back.

Text, and not a JSON column: the order of the parts is that of the report, and a database may keep keys in another.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from inspectie.tijd import AMSTERDAM
from rapportages.cijfers import Cijfer, Kerncijfers, Label, Labels


@dataclass(frozen=True, slots=True)
class Rapportgegevens:
    """`cijfers` holds the core figures, and for an annual report those of its year (`rapportages.jaarcijfers`)."""

    cijfers: Kerncijfers
    labels: Labels
    synthetisch: bool

    def als_tekst(self) -> str:
        op, buiten = self.cijfers.berekend_op, self.cijfers.uitgesloten
        inhoud = {
            "peildatum": self.cijfers.peildatum.isoformat(),
            "stand_van": self.cijfers.stand_van.astimezone(AMSTERDAM).isoformat(),
            "definities": self.cijfers.definities,
            "synthetisch": self.synthetisch,
            "berekend_op": op and op.astimezone(AMSTERDAM).isoformat(),
            "niet_meegeteld": buiten and dict(buiten),
            "cijfers": [_zonder_leeg(asdict(cijfer)) for cijfer in self.cijfers.cijfers],
            "labels": {code: [woord.tabel, woord.tekst, woord.kort] for code, woord in self.labels.items()},
        }
        return json.dumps(inhoud, ensure_ascii=False, indent=1)


def uit_tekst(tekst: str) -> Rapportgegevens:
    inhoud: dict[str, Any] = json.loads(tekst)
    return Rapportgegevens(
        Kerncijfers(
            date.fromisoformat(inhoud["peildatum"]),
            datetime.fromisoformat(inhoud["stand_van"]),
            inhoud["definities"],
            tuple(Cijfer(**cijfer) for cijfer in inhoud["cijfers"]),
            # Of a report that was kept before these were, they are not known.
            inhoud.get("niet_meegeteld"),
            datetime.fromisoformat(op) if (op := inhoud.get("berekend_op")) else None,
        ),
        {code: Label(*woorden) for code, woorden in inhoud["labels"].items()},
        inhoud["synthetisch"],
    )


def _zonder_leeg(cijfer: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in cijfer.items() if waarde is not None and waarde != ""}


def verschillende(een: Kerncijfers, ander: Kerncijfers) -> list[str]:
    """The codes of figures that say something else. Words may differ, and a part of 0 is as good as none: a code list
    that grew since then changed no figure."""
    wat = [{cijfer.code: _zonder_nul(cijfer.als_json()) for cijfer in deel.cijfers} for deel in (een, ander)]
    return [code for code in {**wat[0], **wat[1]} if wat[0].get(code) != wat[1].get(code)]


def _zonder_nul(deel: Any) -> Any:
    if not isinstance(deel, Mapping):
        return deel
    kleiner = {naam: _zonder_nul(waarde) for naam, waarde in deel.items()}
    return {naam: waarde for naam, waarde in kleiner.items() if waarde != 0 and waarde != {}}
