"""What the law allows. Pure: a violation, a history and the law as data in, a judgement out.

`recht` is the law as dated data, `feiten` the values, `regels` and `herhaling` the rules, `oordeel` the
questions, `vaststelling` who may fix, `vervolg` which term begins with it. Every entry path (import, screen, API)
asks here.
"""

from interventies.handhaving.feiten import (
    AWB_OVERTREDING,
    RAPPORTAGE,
    EerderInstrument,
    Geschiedenis,
    Mogelijkheid,
    Oordeel,
    Overtreding,
    Sleutel,
    Verzoek,
    Weigering,
)
from interventies.handhaving.herhaling import dichtstbij, vind_eerder
from interventies.handhaving.oordeel import beoordeel, beoordeel_overtreding, toegestane_instrumenten
from interventies.handhaving.recht import (
    INSTRUMENTEN,
    NIET_INSTRUMENTEN,
    SOORTEN,
    WIJZEN,
    Grondslag,
    Klasse,
    Recht,
    Vereiste,
    Voorschrift,
    geldend,
    maak_recht,
)
from interventies.handhaving.regels import EIS_VRAAGT_TERMIJN, EIS_VRAAGT_WIJZE, noemt_thuiswerken
from interventies.handhaving.vaststelling import (
    op_schrift_uiterlijk,
    weiger_boetebesluit,
    weiger_vaststelling,
)
from interventies.handhaving.vervolg import termijn_na
from meldingen.triage.taal import zeg

__all__ = [
    "AWB_OVERTREDING",
    "EIS_VRAAGT_TERMIJN",
    "EIS_VRAAGT_WIJZE",
    "INSTRUMENTEN",
    "NIET_INSTRUMENTEN",
    "RAPPORTAGE",
    "SOORTEN",
    "WIJZEN",
    "EerderInstrument",
    "Geschiedenis",
    "Grondslag",
    "Klasse",
    "Mogelijkheid",
    "Oordeel",
    "Overtreding",
    "Recht",
    "Sleutel",
    "Vereiste",
    "Verzoek",
    "Voorschrift",
    "Weigering",
    "beoordeel",
    "beoordeel_overtreding",
    "dichtstbij",
    "geldend",
    "maak_recht",
    "noemt_thuiswerken",
    "op_schrift_uiterlijk",
    "termijn_na",
    "toegestane_instrumenten",
    "vind_eerder",
    "weiger_boetebesluit",
    "weiger_vaststelling",
    "zeg",
]
