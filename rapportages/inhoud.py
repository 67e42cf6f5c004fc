"""The interim report as plain data, built from the core figures. It asks the database nothing and the clock nothing.

The order and the wording are those of the "Tussentijdse rapportage Inspectie SZW" of 3 February 2021; every number is
a field. The sentences stay true for other figures: none, one, all, a tie, an undecided domain.
"""

from collections.abc import Iterator

from inspectie.tijd import lokale_dag
from inspectie.uitvoer.document import Alinea, Blok, Kader, Kop
from inspectie.uitvoer.getallen import aantal, datum, getal, kies, opsomming
from rapportages import teksten, zinnen
from rapportages.blokken import (
    EERLIJK,
    VEILIG_GEZOND,
    afstand_of_ziek,
    breuk,
    diagram_onderwerpen,
    tabel_domeinen,
    tabel_instrumenten,
    tabel_toetsing,
    thuiswerken,
    waarde,
)
from rapportages.cijfers import ONBEPAALD, Kerncijfers, Labels, label
from rapportages.document import Rapportdocument
from rapportages.kerncijfers.definities import GETOETST
from rapportages.verantwoording import kader_synthetisch, verantwoording


def maak_document(cijfers: Kerncijfers, labels: Labels, *, synthetisch: bool) -> Rapportdocument:
    """The whole report. ValueError when the figures contradict each other: such a report may not be made."""
    _controleer(cijfers)
    dag = lokale_dag(cijfers.stand_van)
    blokken: list[Blok] = []
    if synthetisch:
        blokken.append(kader_synthetisch(cijfers))
    if cijfers.peildatum > dag:
        waarschuwing = Alinea(zinnen.peildatum_na_stand(dag))
        blokken.append(Kader("waarschuwing", "Peildatum na de stand van", (waarschuwing,)))
    blokken += _aanleiding(cijfers)
    blokken += _kerncijfers(cijfers, labels)
    blokken += _afwikkeling(cijfers, labels)
    blokken += _interventies(cijfers, labels)
    blokken += verantwoording(cijfers, labels)
    return Rapportdocument(
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
    if delen != waarde(cijfers["KC-01"]):
        raise ValueError(f"De domeinen van KC-02 tellen op tot {delen}, KC-01 is {cijfers['KC-01'].waarde}.")
    soorten = sum(cijfers["KC-13"].aantallen.values())
    if soorten != waarde(cijfers["KC-13"]):
        raise ValueError(f"De soorten van KC-13 tellen op tot {soorten}, KC-13 is {cijfers['KC-13'].waarde}.")
    for cijfer in cijfers.cijfers:
        if cijfer.teller is not None and cijfer.noemer is not None and cijfer.teller > cijfer.noemer:
            raise ValueError(f"{cijfer.code}: teller {cijfer.teller} is groter dan noemer {cijfer.noemer}.")


def _alineas(passages: tuple[teksten.Passage, ...], cijfers: Kerncijfers) -> list[Blok]:
    return [Alinea(tekst) for tekst in teksten.geldig(passages, lokale_dag(cijfers.stand_van))]


def _aanleiding(cijfers: Kerncijfers) -> list[Blok]:
    return [
        Kop(2, "Aanleiding"),
        Alinea(zinnen.aanleiding(cijfers.peildatum, lokale_dag(cijfers.stand_van))),
        *_alineas(teksten.AANLEIDING, cijfers),
    ]


def _kerncijfers(cijfers: Kerncijfers, labels: Labels) -> Iterator[Blok]:
    totaal = waarde(cijfers["KC-01"])
    per_domein = cijfers["KC-02"].aantallen
    onbepaald = per_domein.get(ONBEPAALD, 0)
    yield Kop(2, "Kerncijfers")
    yield Alinea(
        f"De meest recente stand, tot en met {datum(cijfers.peildatum)}, is dat de {teksten.INSPECTIE}"
        f" {getal(totaal) if totaal else 'geen'} direct dan wel indirect aan corona gerelateerde"
        f" {kies(totaal, 'melding', 'meldingen')} heeft ontvangen."
    )
    yield Alinea(zinnen.arbeidsmigranten(*breuk(cijfers["KC-03"]), cijfers["KC-03"].percentage))
    yield from _alineas(teksten.ARBEIDSMIGRANTEN, cijfers)
    if onbepaald:
        yield Kader("waarschuwing", "Domein nog niet bepaald", (Alinea(zinnen.onbepaald(onbepaald)),))
    yield tabel_domeinen(cijfers, labels)
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
    diagram = diagram_onderwerpen(cijfers, labels)
    if diagram is None:
        yield Alinea(f"{tekst} Er zijn geen onderwerpen om in een diagram te tonen.")
    else:
        yield Alinea(f"{tekst} Onderstaand overzicht geeft een beeld van de meest voorkomende onderwerpen.")
        yield diagram
    yield Alinea(zinnen.grootste_domein(per_domein, totaal, labels))
    yield Alinea(afstand_of_ziek(cijfers, labels))
    yield Alinea(thuiswerken(cijfers, labels))


def _afwikkeling(cijfers: Kerncijfers, labels: Labels) -> Iterator[Blok]:
    cijfer = cijfers["KC-10"]
    teller, noemer = breuk(cijfer)
    per_resultaat = cijfer.aantallen
    yield Kop(2, "Afwikkeling meldingen")
    yield from _alineas(teksten.AFWIKKELING, cijfers)
    yield Alinea(zinnen.maatregelen(teller, noemer, cijfer.percentage))
    if noemer:
        yield tabel_toetsing(cijfers, labels)
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
    yield Alinea(zinnen.werkgevers(cijfers.peildatum, waarde(werkgevers)))
    if werkgevers.waarde:
        yield Alinea(
            zinnen.werkgevers_per_domein(
                waarde(werkgevers),
                [(label(labels, code).kort, n) for code, n in per_domein.aantallen.items()],
                per_domein.overlap or 0,
            )
        )
    yield Alinea(zinnen.op_locatie(waarde(cijfers["KC-11"]), waarde(cijfers["KC-12"])))
    yield Alinea(
        zinnen.instrumenten(
            waarde(instrumenten),
            [(label(labels, code).tekst, n) for code, n in instrumenten.aantallen.items()],
            instrumenten.zonder_locatie or 0,
        )
    )
    if instrumenten.waarde:
        yield tabel_instrumenten(cijfers, labels)
    if cijfers["KC-07"].teller:
        yield from _alineas(teksten.THUISWERKEN, cijfers)
