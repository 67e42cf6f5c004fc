"""The pieces of a report that hold figures: tables, the diagram, and the sentences about shares. Pure."""

from inspectie.uitvoer.cellen import Kolom
from inspectie.uitvoer.document import Balken, Staaf, Tabel
from inspectie.uitvoer.getallen import hoofdletter, procent, van
from rapportages import zinnen
from rapportages.cijfers import Cijfer, Kerncijfers, Labels, label, zonder_leeg_onbepaald
from rapportages.kerncijfers.definities import GETOETST

VEILIG_GEZOND, EERLIJK, BUITEN = "VEILIG_GEZOND", "EERLIJK", "BUITEN"
# How many bars the diagram has; topics that tie with the last one come along.
AANTAL_STAVEN = 10


def waarde(cijfer: Cijfer) -> int:
    if cijfer.waarde is None:
        raise ValueError(f"{cijfer.code} heeft geen waarde.")
    return cijfer.waarde


def breuk(cijfer: Cijfer) -> tuple[int, int]:
    if cijfer.teller is None or cijfer.noemer is None:
        raise ValueError(f"{cijfer.code} heeft geen teller en noemer.")
    return cijfer.teller, cijfer.noemer


def domeinen(cijfers: Kerncijfers) -> list[str]:
    """The domains that the report shows, in the order of KC-02; ONBEPAALD only when it counts something."""
    return list(zonder_leeg_onbepaald(cijfers["KC-02"].aantallen))


def tabel_domeinen(cijfers: Kerncijfers, labels: Labels) -> Tabel:
    """KC-02 with its total."""
    per_domein = cijfers["KC-02"].aantallen
    totaal = waarde(cijfers["KC-01"])
    return Tabel(
        sleutel="domeinen",
        titel="Verdeling coronameldingen naar domein",
        kolommen=(Kolom("Domein", 3), Kolom("Totaal aantal meldingen", 2, getal=True)),
        rijen=(
            *((label(labels, code).tabel, per_domein[code]) for code in domeinen(cijfers)),
            ("Totaal", totaal),
        ),
        totaal=True,
        noot=(
            f"In het aandeel meldingen dat binnen {label(labels, EERLIJK).tabel} en {label(labels, BUITEN).tabel} valt,"
            " zit ook een deel dat voor strafrechtelijke opsporing en/of externe samenwerkingspartners bestemd is."
            if per_domein.get(EERLIJK) or per_domein.get(BUITEN)
            else ""
        ),
    )


def diagram_onderwerpen(cijfers: Kerncijfers, labels: Labels) -> Balken | None:
    """The most common topics by their count over all domains; None when no topic has a melding."""
    codes = domeinen(cijfers)
    reeksen = tuple(label(labels, code).kort for code in codes)
    staven = [
        Staaf(label(labels, onderwerp).tabel, tuple(deel.get(code, 0) for code in codes))
        for onderwerp, deel in cijfers["KC-14"].kruistabel.items()
    ]
    # sorted() is stable: topics that tie stay in the order of the code list.
    staven = sorted((staaf for staaf in staven if staaf.totaal), key=lambda staaf: -staaf.totaal)
    if not staven:
        return None
    grens = staven[min(AANTAL_STAVEN, len(staven)) - 1].totaal
    getoond = tuple(staaf for staaf in staven if staaf.totaal >= grens)
    titel = "Meest voorkomende onderwerpen van coronameldingen"
    return Balken(
        titel=titel,
        kolomkop="Onderwerp",
        eenheid="Aantal meldingen",
        reeksen=reeksen,
        staven=getoond,
        alternatief=f"Staafdiagram. {titel}, naar domein. "
        + " ".join(f"{staaf.naam}: {zinnen.splitsing(staaf, reeksen)}." for staaf in getoond),
        noot=(
            "Aantal meldingen per onderwerp, over alle domeinen. Een melding kan over meer onderwerpen gaan en telt"
            " onder elk daarvan één keer mee."
        ),
    )


def afstand_of_ziek(cijfers: Kerncijfers, labels: Labels) -> str:
    eigen, alle = cijfers["KC-04"], cijfers["KC-05"]
    onderwerpen = f"{label(labels, 'AFSTAND').tekst} of over {label(labels, 'ZIEK_AAN_WERK').tekst}"
    terrein = label(labels, VEILIG_GEZOND).tekst
    (teller, noemer), (teller_alle, noemer_alle) = breuk(eigen), breuk(alle)
    if noemer == 0:
        begin = f"Er zijn geen meldingen op het terrein van {terrein}; het aandeel daarbinnen is niet te berekenen."
        deze = onderwerpen
    else:
        begin = (
            f"{zinnen.deel_van(teller, noemer, f'op het terrein van {terrein}')} over {onderwerpen}. Samen is dat"
            f" {procent(eigen.percentage)} van de meldingen op dat terrein ({van(teller, noemer, eigen.eenheid)})."
        )
        deze = "deze onderwerpen"
    return (
        f"{begin} Van alle coronameldingen gaat {procent(alle.percentage)} over {deze}"
        f" ({van(teller_alle, noemer_alle, alle.eenheid)}). {zinnen.eigen_teller(teller, teller_alle, terrein)}"
    )


def thuiswerken(cijfers: Kerncijfers, labels: Labels) -> str:
    eigen, alle = cijfers["KC-06"], cijfers["KC-07"]
    terrein = label(labels, VEILIG_GEZOND).tekst
    (teller, noemer), (teller_alle, noemer_alle) = breuk(eigen), breuk(alle)
    onderwerp = hoofdletter(label(labels, "THUISWERKEN").tekst)
    deel_alle = (
        f"{zinnen.circa(teller_alle, noemer_alle)}{procent(alle.percentage)} van alle coronameldingen"
        f" ({van(teller_alle, noemer_alle, alle.eenheid)})"
    )
    if noemer == 0:
        return f"{onderwerp} betreft {deel_alle}."
    return (
        f"{onderwerp} betreft {procent(eigen.percentage)} van de meldingen op het vlak van {terrein}"
        f" ({van(teller, noemer, eigen.eenheid)}) en {deel_alle}. {zinnen.eigen_teller(teller, teller_alle, terrein)}"
    )


def tabel_toetsing(cijfers: Kerncijfers, labels: Labels) -> Tabel:
    """KC-10: what was tested, by result."""
    per_resultaat = cijfers["KC-10"].aantallen
    _, noemer = breuk(cijfers["KC-10"])
    return Tabel(
        sleutel="toetsing",
        titel="Getoetste meldingen naar resultaat",
        kolommen=(Kolom("Resultaat", 3), Kolom("Aantal meldingen", 2, getal=True)),
        rijen=(
            *((label(labels, code).tabel, per_resultaat.get(code, 0)) for code in GETOETST),
            ("Totaal getoetst", noemer),
        ),
        totaal=True,
    )


def tabel_instrumenten(cijfers: Kerncijfers, labels: Labels) -> Tabel:
    """KC-13 with its total."""
    instrumenten = cijfers["KC-13"]
    return Tabel(
        sleutel="instrumenten",
        titel="Ingezette handhavingsinstrumenten bij onderzoeken op locatie",
        kolommen=(Kolom("Instrument", 3), Kolom("Aantal instrumenten", 2, getal=True)),
        rijen=(
            *((label(labels, code).tabel, n) for code, n in instrumenten.aantallen.items()),
            ("Totaal", waarde(instrumenten)),
        ),
        totaal=True,
        noot="Een instrument dat later is ingetrokken, opgeheven of herzien blijft als ingezet meegeteld.",
    )
