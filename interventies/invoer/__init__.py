"""`importeer`: a folder of case records becomes rows, or nothing does (contract section 1).

`verloop` runs it all in one transaction: begin there. `lezen` turns bytes into records, `inspectie.kolommen` cells into
values, `rij` records into rows; `bestanden` says what each file holds; `verwijzen` and `keten` find what rows refer to,
`keuring` asks the law, `opslaan` writes. `correcties` reads later registrations and `toepassen` applies them.
`afgekeurd` gives back what was refused.
"""

from interventies.invoer.context import Uitslag
from interventies.invoer.verloop import importeer

__all__ = ["Uitslag", "importeer"]
