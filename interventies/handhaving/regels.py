"""The rules of enforcement, one generator of reasons per rule; together they give every reason at once."""

import re
from collections.abc import Callable, Iterator

from interventies.handhaving import herhaling
from interventies.handhaving.feiten import (
    AWB_OVERTREDING,
    CODELIJST,
    KAMERBRIEF,
    RAPPORTAGE,
    Geschiedenis,
    Overtreding,
    Sleutel,
    Verzoek,
    Weigering,
)
from interventies.handhaving.recht import (
    INSTRUMENTEN,
    MET_GRONDSLAG,
    NIET_INSTRUMENTEN,
    SOORTEN,
    VASTE_WIJZE,
    WIJZEN,
    Grondslag,
    Klasse,
    Recht,
    Vereiste,
    Voorschrift,
    geldend,
    periode,
)

Regel = Callable[[Verzoek, Geschiedenis, Recht], Iterator[Weigering]]

NIET_THUISWERKEN = (
    "Niet thuiswerken is in zichzelf geen overtreding"
    " (“Niet-thuiswerken is in zichzelf niet een overtreding”); er is geen voorschrift voor."
)
GEEN_SLUITING = (
    "Sluiting van een bedrijfspand bestaat niet als instrument: er is alleen een wetsvoorstel aangekondigd."
)
EIS_VRAAGT_TERMIJN = "Een eis vraagt een termijn waarbinnen eraan is voldaan."
EIS_VRAAGT_WIJZE = "Een eis schrijft voor op welke wijze moet worden nageleefd."
_THUISWERKEN = re.compile(r"thuis[\s_-]*(ge)?werk", re.IGNORECASE)
_SLUITING = re.compile(r"sluit", re.IGNORECASE)


def noemt_thuiswerken(code: str) -> bool:
    """Whether a code is about working from home, however it is spelled."""
    return bool(_THUISWERKEN.search(code))


def weiger_overtreding(overtreding: Overtreding, recht: Recht) -> Iterator[Weigering]:
    """Reasons why the violation itself cannot be; columns of overtredingen.csv."""
    code, dag, sleutel = overtreding.voorschrift, overtreding.geconstateerd_op, overtreding.sleutel
    versies = recht.voorschriften.get(code, ())
    if noemt_thuiswerken(code):
        yield Weigering(NIET_THUISWERKEN, RAPPORTAGE, "voorschrift", sleutel)
    elif not versies:
        yield Weigering(f"“{code}” is geen bekend voorschrift.", CODELIJST, "voorschrift", sleutel)
    elif geldend(versies, dag) is None:
        reden = f"{code} geldt {periode(versies)}, en dus niet op de dag van de overtreding, {dag:%d-%m-%Y}."
        yield Weigering(reden, versies[-1].artikel, "geconstateerd_op", sleutel)


def _soort(verzoek: Verzoek, _: Geschiedenis, __: Recht) -> Iterator[Weigering]:
    if verzoek.soort in SOORTEN:
        return
    if noemt_thuiswerken(verzoek.soort):
        yield Weigering(NIET_THUISWERKEN, RAPPORTAGE, "soort")
    elif _SLUITING.search(verzoek.soort):
        yield Weigering(GEEN_SLUITING, KAMERBRIEF, "soort")
    else:
        bekend = ", ".join(SOORTEN)
        yield Weigering(
            f"“{verzoek.soort}” is geen soort interventie; bekend zijn {bekend}.", CODELIJST, "soort"
        )


def _wijze(verzoek: Verzoek, _: Geschiedenis, __: Recht) -> Iterator[Weigering]:
    vast = VASTE_WIJZE.get(verzoek.soort)
    if verzoek.wijze not in WIJZEN:
        yield Weigering(
            f"“{verzoek.wijze}” is geen wijze; bekend zijn {', '.join(WIJZEN)}.", CODELIJST, "wijze"
        )
    elif vast and verzoek.wijze != vast:
        reden = f"Een {SOORTEN[verzoek.soort]} heeft altijd de wijze {vast}, niet {verzoek.wijze}."
        yield Weigering(reden, CODELIJST, "wijze")


def _veiligheidstoets(verzoek: Verzoek, _: Geschiedenis, __: Recht) -> Iterator[Weigering]:
    if verzoek.wijze == "LOCATIE" and verzoek.veiligheidstoets != "AKKOORD":
        nu = f"nu: {verzoek.veiligheidstoets}" if verzoek.veiligheidstoets else "nu: geen"
        yield Weigering(
            f"Op locatie kan alleen met een veiligheidstoets AKKOORD ({nu}).", RAPPORTAGE, "veiligheidstoets"
        )


def _overtredingen(verzoek: Verzoek, _: Geschiedenis, recht: Recht) -> Iterator[Weigering]:
    if verzoek.soort in INSTRUMENTEN and not verzoek.overtredingen:
        reden = f"Een {SOORTEN[verzoek.soort]} vraagt ten minste één vastgelegde overtreding."
        yield Weigering(reden, AWB_OVERTREDING, "overtredingen")
    for overtreding in verzoek.overtredingen:
        sleutel, naam = overtreding.sleutel, _naam(overtreding)
        for weigering in weiger_overtreding(overtreding, recht):
            reden = f"Overtreding {naam}: {weigering.reden}"
            yield Weigering(reden, weigering.artikel, "overtredingen", sleutel)
        if overtreding.zaak != verzoek.zaak:
            reden = f"Overtreding {naam} hoort bij zaak {overtreding.zaak}, niet bij zaak {verzoek.zaak}."
            yield Weigering(reden, AWB_OVERTREDING, "overtredingen", sleutel)
        if overtreding.werkgever != verzoek.werkgever:
            reden = (
                f"Overtreding {naam} is niet van werkgever {verzoek.werkgever}"
                f" maar van {overtreding.werkgever}."
            )
            yield Weigering(reden, AWB_OVERTREDING, "overtredingen", sleutel)
        if overtreding.geconstateerd_op > verzoek.uitgereikt_op:
            dag = verzoek.uitgereikt_op
            reden = f"Overtreding {naam} is geconstateerd na de dag van uitreiken, {dag:%d-%m-%Y}."
            yield Weigering(reden, AWB_OVERTREDING, "overtredingen", sleutel)


def _grondslag(verzoek: Verzoek, _: Geschiedenis, recht: Recht) -> Iterator[Weigering]:
    soort, code = verzoek.soort, verzoek.grondslag
    if noemt_thuiswerken(code):
        yield Weigering(NIET_THUISWERKEN, RAPPORTAGE, "grondslag")
    elif soort in NIET_INSTRUMENTEN and code:
        reden = (
            f"Een {SOORTEN[soort]} is geen handhavingsinstrument en heeft geen grondslag; gegeven is {code}."
        )
        yield Weigering(reden, CODELIJST, "grondslag")
    elif soort in INSTRUMENTEN and soort not in MET_GRONDSLAG and code:
        reden = (
            f"Een {SOORTEN[soort]} staat op de overtreden voorschriften zelf"
            f" en heeft geen grondslag; gegeven is {code}."
        )
        yield Weigering(reden, CODELIJST, "grondslag")
    elif soort in MET_GRONDSLAG:
        keuze = ", ".join(c for c, versies in recht.grondslagen.items() if versies[0].soort == soort)
        versies = recht.grondslagen.get(code, ())
        if not code:
            yield Weigering(f"Een {SOORTEN[soort]} vraagt een grondslag: {keuze}.", CODELIJST, "grondslag")
        elif not versies:
            reden = f"“{code}” is geen bekende grondslag; een {SOORTEN[soort]} kan op {keuze}."
            yield Weigering(reden, CODELIJST, "grondslag")
        elif versies[0].soort != soort:
            andere = SOORTEN[versies[0].soort]
            reden = f"{code} is de grondslag van een {andere}; een {SOORTEN[soort]} kan op {keuze}."
            yield Weigering(reden, versies[0].artikel, "grondslag")
        else:
            yield from _vereisten(verzoek, versies)


def _vereisten(verzoek: Verzoek, versies: tuple[Grondslag, ...]) -> Iterator[Weigering]:
    """The basis as it was on the date of each violation, and what it asks of them."""
    code, gevaar_vereist = verzoek.grondslag, False
    for overtreding in verzoek.overtredingen:
        dag, sleutel, naam = overtreding.geconstateerd_op, overtreding.sleutel, _naam(overtreding)
        versie = geldend(versies, dag)
        if versie is None:
            reden = f"{code} geldt voor overtredingen {periode(versies)}; overtreding {naam} valt daarbuiten."
            yield Weigering(reden, versies[-1].artikel, "grondslag", sleutel)
            versie = versies[-1]
        gevaar_vereist |= versie.vereist == Vereiste.ERNSTIG_GEVAAR
        if versie.vereist == Vereiste.ERNSTIGE_MATE and not overtreding.ernstige_mate_motivering.strip():
            reden = (
                f"{code} vraagt een motivering van de ernstige mate; bij overtreding {naam} ontbreekt die."
            )
            yield Weigering(reden, versie.artikel, "grondslag", sleutel)
    if gevaar_vereist and not any(overtreding.ernstig_gevaar for overtreding in verzoek.overtredingen):
        reden = f"{code} vraagt ten minste één overtreding met ernstig gevaar voor personen."
        yield Weigering(reden, versies[-1].artikel, "grondslag")


def _voorschriften(verzoek: Verzoek, _: Geschiedenis, recht: Recht) -> Iterator[Weigering]:
    if verzoek.soort not in MET_GRONDSLAG:
        return
    for overtreding in verzoek.overtredingen:
        voorschrift = _voorschrift(overtreding, recht)
        if voorschrift and not voorschrift.eis_of_stillegging:
            soort, naam = SOORTEN[verzoek.soort], _naam(overtreding)
            reden = f"Op {voorschrift.code} kan geen {soort} staan (overtreding {naam})."
            yield Weigering(reden, _artikel(verzoek, recht), "overtredingen", overtreding.sleutel)


def _termijn(verzoek: Verzoek, _: Geschiedenis, recht: Recht) -> Iterator[Weigering]:
    artikel = _artikel(verzoek, recht)
    if verzoek.soort == "EIS" and verzoek.termijn_tot is None:
        yield Weigering(EIS_VRAAGT_TERMIJN, artikel, "termijn_tot")
    if verzoek.soort == "EIS" and not verzoek.voorgeschreven_wijze.strip():
        yield Weigering(EIS_VRAAGT_WIJZE, artikel, "toelichting")
    if verzoek.termijn_tot is not None and verzoek.termijn_tot < verzoek.uitgereikt_op:
        reden = (
            f"De termijn ({verzoek.termijn_tot:%d-%m-%Y}) eindigt voor de dag van uitreiken"
            f" ({verzoek.uitgereikt_op:%d-%m-%Y})."
        )
        yield Weigering(reden, artikel, "termijn_tot")


def _boeterapport(verzoek: Verzoek, geschiedenis: Geschiedenis, recht: Recht) -> Iterator[Weigering]:
    if verzoek.soort != "BOETERAPPORT":
        return
    werkgevers = toegerekende_werkgevers(verzoek, geschiedenis)
    for overtreding in verzoek.overtredingen:
        voorschrift, naam, reden = _voorschrift(overtreding, recht), _naam(overtreding), ""
        if voorschrift is None:
            continue
        gemotiveerd = overtreding.ernstige_mate_motivering.strip()
        if voorschrift.klasse == Klasse.DIRECT_ERNSTIGE_MATE and not gemotiveerd:
            reden = (
                f"Een boeterapport op {voorschrift.code} vraagt een motivering van de ernstige mate;"
                f" bij overtreding {naam} ontbreekt die."
            )
        elif voorschrift.klasse == Klasse.OO:
            gegevens = (overtreding, werkgevers, geschiedenis.instrumenten, recht.vrije_dagen)
            if herhaling.vind_eerder(*gegevens) is None:
                reden = (
                    f"Overtreding {naam} kan niet in een boeterapport: er is geen eerdere waarschuwing of eis"
                    f" op hetzelfde voorschrift die zonder gevolg bleef. {herhaling.dichtstbij(*gegevens)}"
                )
        if reden:
            yield Weigering(reden, voorschrift.artikel, "overtredingen", overtreding.sleutel)


REGELS: tuple[Regel, ...] = (
    _soort,
    _wijze,
    _veiligheidstoets,
    _overtredingen,
    _grondslag,
    _voorschriften,
    _termijn,
    _boeterapport,
)


def toegerekende_werkgevers(verzoek: Verzoek, geschiedenis: Geschiedenis) -> frozenset[Sleutel]:
    """The employer and those it succeeded: a warning to any of them is a warning to it."""
    return geschiedenis.voorgangers | {verzoek.werkgever}


def _voorschrift(overtreding: Overtreding, recht: Recht) -> Voorschrift | None:
    """The provision on the date of the violation, or its last version when none was in force then.

    The latter so that a violation with a wrong date still gets its other reasons too.
    """
    versies = recht.voorschriften.get(overtreding.voorschrift, ())
    return geldend(versies, overtreding.geconstateerd_op) or (versies[-1] if versies else None)


def _naam(overtreding: Overtreding) -> str:
    return f"{overtreding.sleutel} ({overtreding.voorschrift}, {overtreding.geconstateerd_op:%d-%m-%Y})"


def _artikel(verzoek: Verzoek, recht: Recht) -> str:
    """The article of the given basis, or of the first one its soort could stand on."""
    gekozen = recht.grondslagen.get(verzoek.grondslag, ())
    for versies in (gekozen, *recht.grondslagen.values()):
        if versies and versies[0].soort == verzoek.soort:
            return versies[-1].artikel
    return CODELIJST
