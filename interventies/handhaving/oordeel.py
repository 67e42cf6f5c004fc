"""The three questions: may this violation be, may this intervention be, and what could be chosen."""

from dataclasses import replace

from interventies.handhaving import herhaling
from interventies.handhaving.feiten import (
    Geschiedenis,
    Mogelijkheid,
    Oordeel,
    Overtreding,
    Verzoek,
    Weigering,
)
from interventies.handhaving.recht import (
    INSTRUMENTEN,
    MET_GRONDSLAG,
    SOORTEN,
    VASTE_WIJZE,
    Klasse,
    Recht,
    geldend,
)
from interventies.handhaving.regels import REGELS, toegerekende_werkgevers, weiger_overtreding
from interventies.handhaving.taal import rij
from meldingen.triage.taal import Zin


def beoordeel_overtreding(overtreding: Overtreding, recht: Recht) -> tuple[Weigering, ...]:
    """Every reason why this cannot be recorded as a violation; empty when it can."""
    return tuple(weiger_overtreding(overtreding, recht))


def beoordeel(verzoek: Verzoek, geschiedenis: Geschiedenis, recht: Recht) -> Oordeel:
    """Whether the law on the date of each violation allows it, on which basis, and every reason why not."""
    weigeringen = tuple(weigering for regel in REGELS for weigering in regel(verzoek, geschiedenis, recht))
    if weigeringen:
        return Oordeel(False, "", weigeringen)
    return Oordeel(True, _grondslag_in_woorden(verzoek, geschiedenis, recht), ())


def toegestane_instrumenten(
    feiten: Verzoek, geschiedenis: Geschiedenis, recht: Recht
) -> tuple[Mogelijkheid, ...]:
    """Every soort with every basis it could have, judged on `feiten`; the refused ones with their reasons.

    `soort` and `grondslag` of `feiten` are not read; a soort with a fixed wijze gets that one. A term and
    prescribed manner that are still empty refuse nothing here: the form of the eis asks them.
    """
    return tuple(
        Mogelijkheid(
            soort,
            grondslag,
            _voorlopig(replace(feiten, soort=soort, grondslag=grondslag), geschiedenis, recht),
        )
        for soort in SOORTEN
        for grondslag in _keuzes(soort, recht)
    )


def _keuzes(soort: str, recht: Recht) -> list[str]:
    if soort not in MET_GRONDSLAG:
        return [""]
    return [code for code, versies in recht.grondslagen.items() if versies[0].soort == soort]


def _voorlopig(verzoek: Verzoek, geschiedenis: Geschiedenis, recht: Recht) -> Oordeel:
    verzoek = replace(verzoek, wijze=VASTE_WIJZE.get(verzoek.soort, verzoek.wijze))
    if verzoek.soort == "EIS":
        verzoek = replace(
            verzoek,
            termijn_tot=verzoek.termijn_tot or verzoek.uitgereikt_op,
            voorgeschreven_wijze=verzoek.voorgeschreven_wijze.strip() or "volgt op het formulier",
        )
    return beoordeel(verzoek, geschiedenis, recht)


def _grondslag_in_woorden(verzoek: Verzoek, geschiedenis: Geschiedenis, recht: Recht) -> str:
    """The articles an allowed instrument stands on: the basis, then the violated provisions."""
    if verzoek.soort not in INSTRUMENTEN:
        return ""
    versies = recht.grondslagen.get(verzoek.grondslag, ())
    basis = dict.fromkeys(
        versie.artikel
        for overtreding in verzoek.overtredingen
        if (versie := geldend(versies, overtreding.geconstateerd_op))
    )
    voorschriften = dict.fromkeys(
        _voorschrift_in_woorden(overtreding, verzoek, geschiedenis, recht)
        for overtreding in verzoek.overtredingen
    )
    return rij((*basis, *voorschriften), "; ")


def _voorschrift_in_woorden(
    overtreding: Overtreding, verzoek: Verzoek, geschiedenis: Geschiedenis, recht: Recht
) -> str:
    """The article, and in a boeterapport on a warning-first provision the warning that it follows."""
    voorschrift = geldend(recht.voorschriften[overtreding.voorschrift], overtreding.geconstateerd_op)
    if voorschrift is None:
        return ""
    if verzoek.soort != "BOETERAPPORT" or voorschrift.klasse != Klasse.OO:
        return voorschrift.artikel
    eerder = herhaling.vind_eerder(
        overtreding,
        toegerekende_werkgevers(verzoek, geschiedenis),
        geschiedenis.instrumenten,
        recht.vrije_dagen,
    )
    if eerder is None:
        return voorschrift.artikel
    return Zin("%(artikel)s (na %(eerder)s)", artikel=voorschrift.artikel, eerder=herhaling.omschrijf(eerder))
