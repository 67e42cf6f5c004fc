"""The interim report as plain data, built from the core figures. It asks the database nothing and the clock nothing.

The order and the wording are those of the "Tussentijdse rapportage Inspectie SZW" of 3 February 2021; every number is
a field. The sentences stay true for other figures: none, one, all, a tie, an undecided domain.
"""

from collections.abc import Iterator

from inspectie.tijd import lokale_dag
from inspectie.uitvoer.cellen import Kolom
from inspectie.uitvoer.document import Alinea, Balken, Blok, Kader, Kop, Staaf, Tabel
from inspectie.uitvoer.getallen import aantal, datum, getal, hoofdletter, kies, opsomming, procent, van
from rapportages import teksten, zinnen
from rapportages.cijfers import ONBEPAALD, Cijfer, Kerncijfers, Labels, label, zonder_leeg_onbepaald
from rapportages.document import Rapportage
from rapportages.kerncijfers.definities import GETOETST
from rapportages.verantwoording import kader_synthetisch, verantwoording

VEILIG_GEZOND, EERLIJK, BUITEN = "VEILIG_GEZOND", "EERLIJK", "BUITEN"
# How many bars the diagram has; topics that tie with the last one come along.
AANTAL_STAVEN = 10


def maak_document(cijfers: Kerncijfers, labels: Labels, *, synthetisch: bool) -> Rapportage:
    """The whole report. ValueError when the figures contradict each other: such a report may not be made."""
    _controleer(cijfers)
    dag = lokale_dag(cijfers.stand_van)
    blokken: list[Blok] = []
    if synthetisch:
        blokken.append(kader_synthetisch(cijfers))
    blokken += _aanleiding(cijfers)
    blokken += _kerncijfers(cijfers, labels)
    blokken += _afwikkeling(cijfers, labels)
    blokken += _interventies(cijfers, labels)
    blokken += verantwoording(cijfers, labels)
    return Rapportage(
        titel=teksten.TITEL,
        datum=dag,
        peildatum=cijfers.peildatum,
        moment=cijfers.stand_van,
        definities=cijfers.definities,
        synthetisch=synthetisch,
        omschrijving=(
            f"Coronameldingen bij de {teksten.INSPECTIE} tot en met {datum(cijfers.peildatum)}"
            + (" (synthetische gegevens)" if synthetisch else "")
        ),
        voet=(
            f"Synthetische gegevens, peildatum {datum(cijfers.peildatum)}"
            if synthetisch
            else f"Peildatum {datum(cijfers.peildatum)}"
        ),
        trefwoorden=("coronameldingen", "kerncijfers", "tussentijdse rapportage"),
        blokken=tuple(blokken),
    )


def _controleer(cijfers: Kerncijfers) -> None:
    """Parts add up to their whole; a numerator never exceeds its denominator."""
    delen = sum(cijfers["KC-02"].aantallen.values())
    if delen != _waarde(cijfers["KC-01"]):
        raise ValueError(f"De domeinen van KC-02 tellen op tot {delen}, KC-01 is {cijfers['KC-01'].waarde}.")
    soorten = sum(cijfers["KC-13"].aantallen.values())
    if soorten != _waarde(cijfers["KC-13"]):
        raise ValueError(f"De soorten van KC-13 tellen op tot {soorten}, KC-13 is {cijfers['KC-13'].waarde}.")
    for cijfer in cijfers.cijfers:
        if cijfer.teller is not None and cijfer.noemer is not None and cijfer.teller > cijfer.noemer:
            raise ValueError(f"{cijfer.code}: teller {cijfer.teller} is groter dan noemer {cijfer.noemer}.")


def _waarde(cijfer: Cijfer) -> int:
    if cijfer.waarde is None:
        raise ValueError(f"{cijfer.code} heeft geen waarde.")
    return cijfer.waarde


def _breuk(cijfer: Cijfer) -> tuple[int, int]:
    if cijfer.teller is None or cijfer.noemer is None:
        raise ValueError(f"{cijfer.code} heeft geen teller en noemer.")
    return cijfer.teller, cijfer.noemer


def domeinen(cijfers: Kerncijfers) -> list[str]:
    """The domains that the report shows, in the order of KC-02; ONBEPAALD only when it counts something."""
    return list(zonder_leeg_onbepaald(cijfers["KC-02"].aantallen))


def _alineas(passages: tuple[teksten.Passage, ...], cijfers: Kerncijfers) -> list[Blok]:
    return [Alinea(tekst) for tekst in teksten.geldig(passages, lokale_dag(cijfers.stand_van))]


def _aanleiding(cijfers: Kerncijfers) -> list[Blok]:
    jaar = teksten.jaar_van_jaarverslag(cijfers.peildatum)
    return [
        Kop(2, "Aanleiding"),
        Alinea(
            f"Vooruitlopend op het reguliere Jaarverslag over {jaar} rapporteert de {teksten.INSPECTIE} hierbij over de"
            f" stand van zaken tot nu toe inzake de coronameldingen en de aanpak van de {teksten.INSPECTIE} daarbij."
        ),
        *_alineas(teksten.AANLEIDING, cijfers),
    ]


def _kerncijfers(cijfers: Kerncijfers, labels: Labels) -> Iterator[Blok]:
    totaal = _waarde(cijfers["KC-01"])
    per_domein = cijfers["KC-02"].aantallen
    onbepaald = per_domein.get(ONBEPAALD, 0)
    yield Kop(2, "Kerncijfers")
    yield Alinea(
        f"De meest recente stand, tot en met {datum(cijfers.peildatum)}, is dat de {teksten.INSPECTIE}"
        f" {getal(totaal) if totaal else 'geen'} direct dan wel indirect aan corona gerelateerde"
        f" {kies(totaal, 'melding', 'meldingen')} heeft ontvangen."
    )
    yield Alinea(zinnen.arbeidsmigranten(*_breuk(cijfers["KC-03"]), cijfers["KC-03"].percentage))
    yield from _alineas(teksten.ARBEIDSMIGRANTEN, cijfers)
    if onbepaald:
        yield Kader("waarschuwing", "Domein nog niet bepaald", (Alinea(zinnen.onbepaald(onbepaald)),))
    yield Tabel(
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
    if totaal == 0:
        yield Alinea(
            "Er zijn geen meldingen om naar domein of onderwerp te verdelen. Het aandeel van afzonderlijke onderwerpen"
            " in de meldingen is niet te berekenen."
        )
        return
    overige = (
        "Van de overige meldingen valt een deel buiten deze domeinen en is van een deel het domein nog niet bepaald."
        if onbepaald
        else "De overige meldingen vallen buiten deze domeinen."
    )
    tekst = (
        "In bovenstaande tabel staat de verdeling van het aantal aan corona gerelateerde meldingen naar de domeinen"
        f" {label(labels, VEILIG_GEZOND).tekst} respectievelijk {label(labels, EERLIJK).tekst}. {overige}"
    )
    diagram = _diagram(cijfers, labels)
    if diagram is None:
        yield Alinea(f"{tekst} Er zijn geen onderwerpen om in een diagram te tonen.")
    else:
        yield Alinea(f"{tekst} Onderstaand overzicht geeft een beeld van de meest voorkomende onderwerpen.")
        yield diagram
    yield Alinea(zinnen.grootste_domein(per_domein, totaal, labels))
    yield Alinea(_afstand_of_ziek(cijfers, labels))
    yield Alinea(_thuiswerken(cijfers, labels))


def _diagram(cijfers: Kerncijfers, labels: Labels) -> Balken | None:
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


def _afstand_of_ziek(cijfers: Kerncijfers, labels: Labels) -> str:
    eigen, alle = cijfers["KC-04"], cijfers["KC-05"]
    onderwerpen = f"{label(labels, 'AFSTAND').tekst} of over {label(labels, 'ZIEK_AAN_WERK').tekst}"
    terrein = label(labels, VEILIG_GEZOND).tekst
    (teller, noemer), (teller_alle, noemer_alle) = _breuk(eigen), _breuk(alle)
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


def _thuiswerken(cijfers: Kerncijfers, labels: Labels) -> str:
    eigen, alle = cijfers["KC-06"], cijfers["KC-07"]
    terrein = label(labels, VEILIG_GEZOND).tekst
    (teller, noemer), (teller_alle, noemer_alle) = _breuk(eigen), _breuk(alle)
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


def _afwikkeling(cijfers: Kerncijfers, labels: Labels) -> Iterator[Blok]:
    cijfer = cijfers["KC-10"]
    teller, noemer = _breuk(cijfer)
    per_resultaat = cijfer.aantallen
    yield Kop(2, "Afwikkeling meldingen")
    yield from _alineas(teksten.AFWIKKELING, cijfers)
    if noemer == 0:
        yield Alinea(
            "Er zijn nog geen meldingen waarvan getoetst is of de werkgever maatregelen heeft getroffen; het aandeel is"
            " niet te berekenen."
        )
    else:
        yield Alinea(
            "Van de meldingen waarvoor een afhandeling is gekozen waarop getoetst kon worden, heeft de werkgever in"
            f" {procent(cijfer.percentage)} van de gevallen (uiteindelijk) maatregelen getroffen: {getal(teller)} van"
            f" {getal(noemer)} getoetste {kies(noemer, 'melding', 'meldingen')}. Dit percentage gaat over meldingen,"
            " niet over werkgevers."
        )
        yield Tabel(
            sleutel="toetsing",
            titel="Getoetste meldingen naar resultaat",
            kolommen=(Kolom("Resultaat", 3), Kolom("Aantal meldingen", 2, getal=True)),
            rijen=(
                *((label(labels, code).tabel, per_resultaat.get(code, 0)) for code in GETOETST),
                ("Totaal getoetst", noemer),
            ),
            totaal=True,
        )
    buiten = {code: n for code, n in per_resultaat.items() if code not in GETOETST and n}
    if buiten:
        yield Alinea(
            "Niet meegeteld in dit percentage, in teller noch noemer: "
            + opsomming(
                [
                    f"{aantal(n, 'melding', 'meldingen')} {label(labels, code).tekst}"
                    for code, n in buiten.items()
                ]
            )
            + "."
        )


def _interventies(cijfers: Kerncijfers, labels: Labels) -> Iterator[Blok]:
    werkgevers, per_domein, instrumenten = cijfers["KC-08"], cijfers["KC-09"], cijfers["KC-13"]
    yield Kop(2, "Interventies bij werkgevers in verband met coronagerelateerde meldingen")
    yield from _alineas(teksten.INTERVENTIES, cijfers)
    yield Alinea(zinnen.werkgevers(cijfers.peildatum, _waarde(werkgevers)))
    if werkgevers.waarde:
        yield Alinea(
            zinnen.werkgevers_per_domein(
                _waarde(werkgevers),
                [(label(labels, code).kort, n) for code, n in per_domein.aantallen.items()],
                per_domein.overlap or 0,
            )
        )
    yield Alinea(zinnen.op_locatie(_waarde(cijfers["KC-11"]), _waarde(cijfers["KC-12"])))
    yield Alinea(
        zinnen.instrumenten(
            _waarde(instrumenten),
            [(label(labels, code).tekst, n) for code, n in instrumenten.aantallen.items()],
            instrumenten.zonder_locatie or 0,
        )
    )
    if instrumenten.waarde:
        yield Tabel(
            sleutel="instrumenten",
            titel="Ingezette handhavingsinstrumenten bij onderzoeken op locatie",
            kolommen=(Kolom("Instrument", 3), Kolom("Aantal instrumenten", 2, getal=True)),
            rijen=(
                *((label(labels, code).tabel, n) for code, n in instrumenten.aantallen.items()),
                ("Totaal", _waarde(instrumenten)),
            ),
            totaal=True,
            noot="Een instrument dat later is ingetrokken, opgeheven of herzien blijft als ingezet meegeteld.",
        )
    if cijfers["KC-07"].teller:
        yield from _alineas(teksten.THUISWERKEN, cijfers)
