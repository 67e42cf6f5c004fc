"""`importeer`: a folder of case records becomes rows, or nothing does (contract section 1).

`lezen` turns bytes into lines with cells, `kolommen` cells into values, `bestanden` says what each file holds,
`opslaan` writes, `correcties` changes what stands, `verloop` runs it all in one transaction.
"""

from interventies.invoer.verloop import Uitslag, importeer

__all__ = ["Uitslag", "importeer"]
