"""The note on definitions and on how to get the same figures again, and the box that says what is invented."""

from collections.abc import Collection, Iterator
from datetime import date

from inspectie.tijd import AMSTERDAM, einde_van, lokale_dag
from inspectie.uitvoer.cellen import Cel, Kolom, Procent
from inspectie.uitvoer.document import (
    Alinea,
    Blok,
    Kader,
    Kop,
    Lijst,
    Opdracht,
    Tabel,
    leesbaar,
)
from inspectie.uitvoer.getallen import (
    EENHEDEN,
    NIET_TE_BEREKENEN,
    datum,
    getal,
    kies,
    opsomming,
    procent,
    tijdstip,
)
from rapportages import teksten
from rapportages.cijfers import Cijfer, Kerncijfers, Labels, label, percentage, zonder_leeg_onbepaald

KOP = "Definities en herhaalbaarheid"
NIET_MEEGETELD = {
    "dubbel": ("dubbele melding", "dubbele meldingen"),
    "geen_corona": ("melding zonder verband met corona", "meldingen zonder verband met corona"),
}
NAAR_VOORSCHRIFT = "JV-03"
"""Its parts have names that are too long for the table of all figures."""
TELKENS = "bij het maken van dit bestand; op elk later moment komt hetzelfde uit"
# The report whose totals the synthetic set reproduces, and what it prints.
BRON_PEILDATUM, BRON_DATUM = date(2021, 1, 10), date(2021, 2, 3)
BRON_WAARDEN = {"KC-01": 7937, "KC-08": 2217, "KC-11": 176, "KC-12": 79, "KC-13": 140}
BRON_PERCENTAGES = {"KC-03": 20, "KC-04": 55, "KC-05": 38, "KC-06": 11, "KC-07": 7, "KC-10": 89}
BRON_DELEN = {
    "KC-02": {"VEILIG_GEZOND": 5120, "EERLIJK": 443, "BUITEN": 2374},
    "KC-09": {"VEILIG_GEZOND": 2173, "EERLIJK": 44},
}


def opdracht_argumenten(cijfers: Kerncijfers) -> str:
    """The arguments that give these figures again. A whole day is written as a day, as the command reads it."""
    dag = lokale_dag(cijfers.stand_van)
    hele_dag = cijfers.stand_van == einde_van(dag)
    moment = dag.isoformat() if hele_dag else cijfers.stand_van.astimezone(AMSTERDAM).isoformat()
    return f"--peildatum {cijfers.peildatum.isoformat()} --stand-van {moment}"


def gelijk_aan_bron(cijfers: Kerncijfers) -> bool:
    """Whether every number that the report of 3 February 2021 prints is the same here."""
    return (
        cijfers.peildatum == BRON_PEILDATUM
        and all(cijfers[code].waarde == n for code, n in BRON_WAARDEN.items())
        and all(cijfers[code].percentage == p for code, p in BRON_PERCENTAGES.items())
        and all(
            {deel: n for deel, n in cijfers[code].aantallen.items() if n} == delen
            for code, delen in BRON_DELEN.items()
        )
    )


def kader_synthetisch(cijfers: Kerncijfers) -> Kader:
    """Which numbers are invented (`domain.md` section 2: what must be labelled synthetic)."""
    verzonnen = [
        "alle afzonderlijke meldingen, melders, zaken en interventies, met hun teksten en data;",
        "de werkgevers, met hun namen en plaatsen;",
    ]
    if gelijk_aan_bron(cijfers):
        w = {code: getal(n) for code, n in BRON_WAARDEN.items()}
        totalen = (
            f"De totalen en percentages zijn die van de rapportage van {datum(BRON_DATUM)}, met peildatum"
            f" {datum(BRON_PEILDATUM)}: {w['KC-01']} meldingen; {_bron_delen('KC-02')} per domein;"
            f" {opsomming([procent(p) for code, p in BRON_PERCENTAGES.items() if code != 'KC-10'])};"
            f" {w['KC-08']} werkgevers ({_bron_delen('KC-09')}); {procent(BRON_PERCENTAGES['KC-10'])};"
            f" {w['KC-11']} onderzoeken; {w['KC-12']} werkgevers; {w['KC-13']} instrumenten."
        )
        verzonnen += [
            "de verdeling over onderwerpen, en per onderwerp over domeinen, waar de rapportage die niet noemt;",
            (
                "de teller bij elk percentage, en het aantal getoetste meldingen met hun resultaten: de rapportage"
                " noemt alleen de percentages;"
            ),
            "de verdeling van de instrumenten over de vier soorten.",
        ]
    else:
        totalen = (
            f"De cijfers in dit document zijn niet die van de rapportage van {datum(BRON_DATUM)}, met peildatum"
            f" {datum(BRON_PEILDATUM)}."
        )
        verzonnen.append("alle aantallen en percentages, ook de totalen.")
    return Kader(
        "synthetisch",
        "Synthetische gegevens",
        (
            Alinea(
                "Dit document is gemaakt met gegevens die niet over bestaande meldingen of bedrijven gaan."
            ),
            Alinea(totalen),
            Alinea("Verzonnen zijn:"),
            Lijst(tuple(verzonnen)),
        ),
    )


def _bron_delen(code: str) -> str:
    return opsomming([getal(n) for n in BRON_DELEN[code].values()])


def verantwoording(
    cijfers: Kerncijfers,
    labels: Labels,
    *,
    eigen_tekst: bool = False,
    bronnen: bool = True,
    tabellen: Collection[str] = (),
) -> Iterator[Blok]:
    """The note: what counts, how to repeat it, sources, all topics, and every figure with its definition. A report with
    a text of its own is not what the command makes; its core figures are. `tabellen` are the keys of those in that
    text."""
    yield Kop(2, KOP)
    yield Alinea(
        f"De cijfers hebben als peildatum {datum(cijfers.peildatum)} en als stand van {tijdstip(cijfers.stand_van)}"
        f" (Nederlandse tijd). Zij volgen versie {cijfers.definities} van de definities. Een feit telt mee als het op"
        " of vóór de peildatum heeft plaatsgevonden én op of vóór de stand van is geregistreerd. Percentages zijn hele"
        " procenten, vanaf een half naar boven afgerond, berekend uit de teller en de noemer die erbij staan."
    )
    yield Alinea(_herkomst(cijfers))
    argumenten = opdracht_argumenten(cijfers)
    if eigen_tekst:
        yield Alinea("Deze opdracht geeft op ieder later moment dezelfde kerncijfers:")
        yield Opdracht(f"python manage.py kerncijfers {argumenten}")
    else:
        yield Alinea("Deze opdrachten geven op ieder later moment dezelfde cijfers en dezelfde rapportage:")
        yield Opdracht(f"python manage.py kerncijfers {argumenten}")
        yield Opdracht(f"python manage.py rapport {argumenten} \\\n    --formaat pdf --uit rapportage.pdf")
    if bronnen and (papieren := teksten.bronnen(lokale_dag(cijfers.stand_van))):
        yield Kop(3, "Bronnen")
        yield Lijst(papieren)
    yield Kop(3, "Alle onderwerpen")
    yield _alle_onderwerpen(cijfers, labels)
    van_jaar = [cijfer for cijfer in cijfers.cijfers if cijfer.code == NAAR_VOORSCHRIFT]
    if van_jaar and NAAR_VOORSCHRIFT not in tabellen:
        yield Kop(3, "Alle voorschriften")
        yield tabel_naar_deel(van_jaar[0], labels, "Voorschrift")
    yield Kop(3, "Alle kerncijfers")
    yield _definities(cijfers, labels)


def _herkomst(cijfers: Kerncijfers) -> str:
    """When they were computed, by which code, and what none of them counts."""
    wanneer = f"op {tijdstip(cijfers.berekend_op)} (Nederlandse tijd)" if cijfers.berekend_op else TELKENS
    programmas = opsomming(list(dict.fromkeys(c.programma.partition(",")[0] for c in cijfers.cijfers)))
    zin = f"Zij zijn berekend {wanneer}. Wat hen berekent is {programmas}, onder de code van het cijfer."
    if cijfers.uitgesloten is None:
        return zin
    aantallen = [f"{getal(n)} {kies(n, *NIET_MEEGETELD[reden])}" for reden, n in cijfers.uitgesloten.items()]
    return f"{zin} Ontvangen en op de stand van geregistreerd, maar niet meegeteld: {opsomming(aantallen)}."


def _alle_onderwerpen(cijfers: Kerncijfers, labels: Labels) -> Tabel:
    """KC-14 in full: each topic per domain, over all domains, and as a share of all coronameldingen."""
    totaal = cijfers["KC-01"].waarde or 0
    codes = list(zonder_leeg_onbepaald(cijfers["KC-02"].aantallen))
    rijen: list[tuple[Cel, ...]] = []
    for onderwerp, per_domein in cijfers["KC-14"].kruistabel.items():
        som = sum(per_domein.values())
        rijen.append(
            (
                label(labels, onderwerp).tabel,
                *(per_domein.get(code, 0) for code in codes),
                som,
                Procent(deel) if (deel := percentage(som, totaal)) is not None else None,
            )
        )
    return Tabel(
        sleutel="onderwerpen",
        titel="Coronameldingen naar onderwerp en domein",
        kolommen=(
            Kolom("Onderwerp", 4.4),
            *(Kolom(label(labels, code).kort, 1.3, getal=True) for code in codes),
            Kolom("Totaal", 1.2, getal=True),
            Kolom("Deel van alle meldingen", 1.9, getal=True),
        ),
        rijen=tuple(rijen),
        noot=(
            "Een melding telt onder elk van haar onderwerpen één keer mee. De rijen tellen daarom niet op tot het"
            f" aantal meldingen, en de percentages niet tot 100%. Noemer: {getal(totaal)} coronameldingen."
        ),
    )


def tabel_naar_deel(cijfer: Cijfer, labels: Labels, kop: str) -> Tabel:
    """A figure by its parts, with its total."""
    return Tabel(
        sleutel=cijfer.code,
        titel=f"{cijfer.naam} naar {kop[:1].lower()}{kop[1:]}",
        kolommen=(Kolom(kop, 4), Kolom(f"Aantal {EENHEDEN[cijfer.eenheid][1]}", 2, getal=True)),
        rijen=(
            *((label(labels, code).tabel, n) for code, n in zonder_leeg_onbepaald(cijfer.aantallen).items()),
            ("Totaal", cijfer.waarde),
        ),
        totaal=True,
    )


def _definities(cijfers: Kerncijfers, labels: Labels) -> Tabel:
    return Tabel(
        sleutel="definities",
        titel="Kerncijfers met eenheid, teller, noemer en definitie",
        kolommen=(
            Kolom("Code", 0.95),
            Kolom("Kerncijfer", 3.2),
            Kolom("Eenheid", 1.55),
            Kolom("Teller", 0.9, getal=True),
            Kolom("Noemer", 1.15, getal=True),
            Kolom("Waarde", 2.25, getal=True),
            Kolom("Definitie", 6.05),
        ),
        rijen=tuple(
            (c.code, c.naam, EENHEDEN[c.eenheid][0], c.teller, c.noemer, _waarde(c, labels), _uitleg(c))
            for c in cijfers.cijfers
        ),
        breed=True,
    )


def _waarde(cijfer: Cijfer, labels: Labels) -> Cel:
    """The value with its parts, one a line ("artikel 8: 53"); a lone number stays a number."""
    if cijfer.dubbel_verdeeld:
        return "zie de tabel\nnaar onderwerp"
    if cijfer.code == NAAR_VOORSCHRIFT:
        return f"{leesbaar(cijfer.waarde)}\nzie de tabel\nnaar voorschrift"
    regels = [
        f"{label(labels, code).kort}: {getal(n)}"
        for code, n in zonder_leeg_onbepaald(cijfer.aantallen).items()
    ]
    if cijfer.overlap is not None:
        regels.append(f"in beide: {getal(cijfer.overlap)}")
    if cijfer.zonder_locatie is not None:
        regels.append(f"zonder locatie: {getal(cijfer.zonder_locatie)}")
    hoofd: Cel = cijfer.waarde
    if cijfer.teller is not None:
        hoofd = NIET_TE_BEREKENEN if cijfer.percentage is None else Procent(cijfer.percentage)
    if not regels:
        return hoofd
    return "\n".join(regels if hoofd is None else [leesbaar(hoofd), *regels])


def _uitleg(cijfer: Cijfer) -> str:
    delen = [cijfer.definitie]
    if cijfer.teller_omschrijving:
        delen.append(f"Teller: {cijfer.teller_omschrijving}.")
    if cijfer.noemer_omschrijving:
        delen.append(f"Noemer: {cijfer.noemer_omschrijving}.")
    return " ".join(delen)
