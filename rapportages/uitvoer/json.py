"""The figures as JSON: `contract.md` section 3, to the letter, and beside them the card of each figure."""

import json
from typing import BinaryIO

from inspectie.tijd import AMSTERDAM
from rapportages.cijfers import Kerncijfers


def schrijf(cijfers: Kerncijfers, uit: BinaryIO) -> None:
    """UTF-8, indented, ending in a newline."""
    inhoud = cijfers.als_json() | {"kaarten": cijfers.kaarten()}
    if cijfers.berekend_op is not None:
        inhoud["berekend_op"] = cijfers.berekend_op.astimezone(AMSTERDAM).isoformat()
    if cijfers.uitgesloten is not None:
        inhoud["niet_meegeteld"] = dict(cijfers.uitgesloten)
    uit.write((json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n").encode())
