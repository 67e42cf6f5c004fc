"""The synthetic set: invented case records that give the figures of the report of 3 February 2021.

Pure: a seed number in, a folder of CSV files out (contract section 1). Every name, place of work and
complaint is made up; what the report leaves open is invented too. Only `werkvoorraad` touches a database: what people
are in the middle of, after the stand van of the report.
"""

from inspectie.demo.bouw import Telling, schrijf_map

__all__ = ["Telling", "schrijf_map"]
