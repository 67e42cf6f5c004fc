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
    datum,
    geldend,
    periode,
)
from interventies.handhaving.taal import OVERTREDING
from meldingen.triage.taal import Zin

Regel = Callable[[Verzoek, Geschiedenis, Recht], Iterator[Weigering]]

NIET_THUISWERKEN = Zin(
    "Niet thuiswerken is in zichzelf geen overtreding"
    " (“Niet-thuiswerken is in zichzelf niet een overtreding”); er is geen voorschrift voor."
)
GEEN_SLUITING = Zin(
    "Sluiting van een bedrijfspand bestaat niet als instrument: er is alleen een wetsvoorstel aangekondigd."
)
EIS_VRAAGT_TERMIJN = Zin("Een eis vraagt een termijn waarbinnen eraan is voldaan.")
EIS_VRAAGT_WIJZE = Zin("Een eis schrijft voor op welke wijze moet worden nageleefd.")
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
        yield Weigering(
            Zin("“%(code)s” is geen bekend voorschrift.", code=code), CODELIJST, "voorschrift", sleutel
        )
    elif geldend(versies, dag) is None:
        reden = Zin(
            "%(code)s geldt %(periode)s, en dus niet op de dag van de overtreding, %(dag)s.",
            code=code,
            periode=periode(versies),
            dag=datum(dag),
        )
        yield Weigering(reden, versies[-1].artikel, "geconstateerd_op", sleutel)


def _soort(verzoek: Verzoek, _: Geschiedenis, __: Recht) -> Iterator[Weigering]:
    if verzoek.soort in SOORTEN:
        return
    if noemt_thuiswerken(verzoek.soort):
        yield Weigering(NIET_THUISWERKEN, RAPPORTAGE, "soort")
    elif _SLUITING.search(verzoek.soort):
        yield Weigering(GEEN_SLUITING, KAMERBRIEF, "soort")
    else:
        reden = Zin(
            "“%(soort)s” is geen soort interventie; bekend zijn %(bekend)s.",
            soort=verzoek.soort,
            bekend=", ".join(SOORTEN),
        )
        yield Weigering(reden, CODELIJST, "soort")


def _wijze(verzoek: Verzoek, _: Geschiedenis, __: Recht) -> Iterator[Weigering]:
    vast = VASTE_WIJZE.get(verzoek.soort)
    if verzoek.wijze not in WIJZEN:
        reden = Zin(
            "“%(wijze)s” is geen wijze; bekend zijn %(bekend)s.",
            wijze=verzoek.wijze,
            bekend=", ".join(WIJZEN),
        )
        yield Weigering(reden, CODELIJST, "wijze")
    elif vast and verzoek.wijze != vast:
        reden = Zin(
            "Een %(soort)s heeft altijd de wijze %(vast)s, niet %(wijze)s.",
            soort=SOORTEN[verzoek.soort],
            vast=vast,
            wijze=verzoek.wijze,
        )
        yield Weigering(reden, CODELIJST, "wijze")


def _veiligheidstoets(verzoek: Verzoek, _: Geschiedenis, __: Recht) -> Iterator[Weigering]:
    if verzoek.wijze == "LOCATIE" and verzoek.veiligheidstoets != "AKKOORD":
        reden = Zin(
            "Op locatie kan alleen na een veiligheidstoets met uitkomst AKKOORD (nu: %(nu)s).",
            nu=verzoek.veiligheidstoets or Zin("geen"),
        )
        yield Weigering(reden, RAPPORTAGE, "veiligheidstoets")


def _overtredingen(verzoek: Verzoek, _: Geschiedenis, recht: Recht) -> Iterator[Weigering]:
    if verzoek.soort in INSTRUMENTEN and not verzoek.overtredingen:
        reden = Zin(
            "Een %(soort)s vraagt ten minste één vastgelegde overtreding.", soort=SOORTEN[verzoek.soort]
        )
        yield Weigering(reden, AWB_OVERTREDING, "overtredingen")
    for overtreding in verzoek.overtredingen:
        sleutel, naam = overtreding.sleutel, _naam(overtreding)
        for weigering in weiger_overtreding(overtreding, recht):
            reden = Zin("Overtreding %(naam)s: %(reden)s", naam=naam, reden=weigering.reden)
            yield Weigering(reden, weigering.artikel, "overtredingen", sleutel)
        if overtreding.zaak != verzoek.zaak:
            reden = Zin(
                "Overtreding %(naam)s hoort bij zaak %(zaak)s, niet bij zaak %(andere)s.",
                naam=naam,
                zaak=str(overtreding.zaak),
                andere=str(verzoek.zaak),
            )
            yield Weigering(reden, AWB_OVERTREDING, "overtredingen", sleutel)
        if overtreding.werkgever != verzoek.werkgever:
            reden = Zin(
                "Overtreding %(naam)s is niet van werkgever %(werkgever)s maar van %(andere)s.",
                naam=naam,
                werkgever=str(verzoek.werkgever),
                andere=str(overtreding.werkgever),
            )
            yield Weigering(reden, AWB_OVERTREDING, "overtredingen", sleutel)
        if overtreding.geconstateerd_op > verzoek.uitgereikt_op:
            reden = Zin(
                "Overtreding %(naam)s is geconstateerd na de dag van uitreiken, %(dag)s.",
                naam=naam,
                dag=datum(verzoek.uitgereikt_op),
            )
            yield Weigering(reden, AWB_OVERTREDING, "overtredingen", sleutel)


def _grondslag(verzoek: Verzoek, _: Geschiedenis, recht: Recht) -> Iterator[Weigering]:
    soort, code = verzoek.soort, verzoek.grondslag
    if noemt_thuiswerken(code):
        yield Weigering(NIET_THUISWERKEN, RAPPORTAGE, "grondslag")
    elif soort in NIET_INSTRUMENTEN and code:
        reden = Zin(
            "Een %(soort)s is geen handhavingsinstrument en heeft geen grondslag; gegeven is %(code)s.",
            soort=SOORTEN[soort],
            code=code,
        )
        yield Weigering(reden, CODELIJST, "grondslag")
    elif soort in INSTRUMENTEN and soort not in MET_GRONDSLAG and code:
        reden = Zin(
            "Een %(soort)s staat op de overtreden voorschriften zelf en heeft geen grondslag;"
            " gegeven is %(code)s.",
            soort=SOORTEN[soort],
            code=code,
        )
        yield Weigering(reden, CODELIJST, "grondslag")
    elif soort in MET_GRONDSLAG:
        keuze = ", ".join(c for c, versies in recht.grondslagen.items() if versies[0].soort == soort)
        versies = recht.grondslagen.get(code, ())
        if not code:
            reden = Zin("Een %(soort)s vraagt een grondslag: %(keuze)s.", soort=SOORTEN[soort], keuze=keuze)
            yield Weigering(reden, CODELIJST, "grondslag")
        elif not versies:
            reden = Zin(
                "“%(code)s” is geen bekende grondslag; een %(soort)s kan op %(keuze)s.",
                code=code,
                soort=SOORTEN[soort],
                keuze=keuze,
            )
            yield Weigering(reden, CODELIJST, "grondslag")
        elif versies[0].soort != soort:
            reden = Zin(
                "%(code)s is de grondslag van een %(andere)s; een %(soort)s kan op %(keuze)s.",
                code=code,
                andere=SOORTEN[versies[0].soort],
                soort=SOORTEN[soort],
                keuze=keuze,
            )
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
            reden = Zin(
                "%(code)s geldt voor overtredingen %(periode)s; overtreding %(naam)s valt daarbuiten.",
                code=code,
                periode=periode(versies),
                naam=naam,
            )
            yield Weigering(reden, versies[-1].artikel, "grondslag", sleutel)
            versie = versies[-1]
        gevaar_vereist |= versie.vereist == Vereiste.ERNSTIG_GEVAAR
        if versie.vereist == Vereiste.ERNSTIGE_MATE and not overtreding.ernstige_mate_motivering.strip():
            reden = Zin(
                "%(code)s vraagt een motivering van de ernstige mate; bij overtreding %(naam)s ontbreekt die.",
                code=code,
                naam=naam,
            )
            yield Weigering(reden, versie.artikel, "grondslag", sleutel)
    if gevaar_vereist and not any(overtreding.ernstig_gevaar for overtreding in verzoek.overtredingen):
        reden = Zin("%(code)s vraagt ten minste één overtreding met ernstig gevaar voor personen.", code=code)
        yield Weigering(reden, versies[-1].artikel, "grondslag")


def _voorschriften(verzoek: Verzoek, _: Geschiedenis, recht: Recht) -> Iterator[Weigering]:
    if verzoek.soort not in MET_GRONDSLAG:
        return
    for overtreding in verzoek.overtredingen:
        voorschrift = _voorschrift(overtreding, recht)
        if voorschrift and not voorschrift.eis_of_stillegging:
            reden = Zin(
                "Op %(code)s kan geen %(soort)s staan (overtreding %(naam)s).",
                code=voorschrift.code,
                soort=SOORTEN[verzoek.soort],
                naam=_naam(overtreding),
            )
            yield Weigering(reden, _artikel(verzoek, recht), "overtredingen", overtreding.sleutel)


def _termijn(verzoek: Verzoek, _: Geschiedenis, recht: Recht) -> Iterator[Weigering]:
    artikel = _artikel(verzoek, recht)
    if verzoek.soort == "EIS" and verzoek.termijn_tot is None:
        yield Weigering(EIS_VRAAGT_TERMIJN, artikel, "termijn_tot")
    if verzoek.soort == "EIS" and not verzoek.voorgeschreven_wijze.strip():
        yield Weigering(EIS_VRAAGT_WIJZE, artikel, "toelichting")
    if verzoek.termijn_tot is not None and verzoek.termijn_tot < verzoek.uitgereikt_op:
        reden = Zin(
            "De termijn (%(termijn)s) eindigt voor de dag van uitreiken (%(dag)s).",
            termijn=datum(verzoek.termijn_tot),
            dag=datum(verzoek.uitgereikt_op),
        )
        yield Weigering(reden, artikel, "termijn_tot")


def _boeterapport(verzoek: Verzoek, geschiedenis: Geschiedenis, recht: Recht) -> Iterator[Weigering]:
    if verzoek.soort != "BOETERAPPORT":
        return
    werkgevers = toegerekende_werkgevers(verzoek, geschiedenis)
    for overtreding in verzoek.overtredingen:
        voorschrift, naam, reden = _voorschrift(overtreding, recht), _naam(overtreding), Zin("")
        if voorschrift is None:
            continue
        gemotiveerd = overtreding.ernstige_mate_motivering.strip()
        if voorschrift.klasse == Klasse.DIRECT_ERNSTIGE_MATE and not gemotiveerd:
            reden = Zin(
                "Een boeterapport op %(code)s vraagt een motivering van de ernstige mate;"
                " bij overtreding %(naam)s ontbreekt die.",
                code=voorschrift.code,
                naam=naam,
            )
        elif voorschrift.klasse == Klasse.OO:
            gegevens = (overtreding, werkgevers, geschiedenis.instrumenten, recht.vrije_dagen)
            if herhaling.vind_eerder(*gegevens) is None:
                reden = Zin(
                    "Overtreding %(naam)s kan niet in een boeterapport: er is geen eerdere waarschuwing of eis"
                    " op hetzelfde voorschrift die zonder gevolg bleef. %(dichtstbij)s",
                    naam=naam,
                    dichtstbij=herhaling.dichtstbij(*gegevens),
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


def _naam(overtreding: Overtreding) -> Zin:
    return Zin(
        OVERTREDING,
        sleutel=str(overtreding.sleutel),
        voorschrift=overtreding.voorschrift,
        dag=datum(overtreding.geconstateerd_op),
    )


def _artikel(verzoek: Verzoek, recht: Recht) -> str:
    """The article of the given basis, or of the first one its soort could stand on."""
    gekozen = recht.grondslagen.get(verzoek.grondslag, ())
    for versies in (gekozen, *recht.grondslagen.values()):
        if versies and versies[0].soort == verzoek.soort:
            return versies[-1].artikel
    return CODELIJST
