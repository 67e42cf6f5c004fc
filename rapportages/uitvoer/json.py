"""The figures as JSON: `contract.md` section 3, to the letter."""

import json
from typing import BinaryIO

from rapportages.cijfers import Kerncijfers


def schrijf(cijfers: Kerncijfers, uit: BinaryIO) -> None:
    """UTF-8, indented, ending in a newline."""
    uit.write((json.dumps(cijfers.als_json(), ensure_ascii=False, indent=2) + "\n").encode())
