"""The fields that the text of a report may name, each with what it says now. Pure: they follow from the figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from inspectie.tijd import lokale_dag
from inspectie.uitvoer.document import Alinea, Blok, Kader
from inspectie.uitvoer.getallen import EENHEDEN, datum, getal, procent, tijdstip, van
from rapportages import blokken, teksten, zinnen
from rapportages.cijfers import ONBEPAALD, Cijfer, Kerncijfers, Labels, label
from rapportages.rapportgegevens import Rapportgegevens
from rapportages.verantwoording import tabel_naar_deel

Aard = Literal["aantal", "aandeel", "breuk", "woord", "zin", "blok"]


@dataclass(frozen=True, slots=True)
class Veld:
    """`waarde` is what it says, None for what cannot be computed. A count has a unit; a share has a unit too, and the
    words of its numerator, which two shares have in common or not. A block has `blokken`."""

    naam: str
    groep: str
    uitleg: str
    aard: Aard
    waarde: str | None
    eenheid: str = ""
    teller: str = ""
    blokken: tuple[Blok, ...] = ()


def velden(gegevens: Rapportgegevens) -> dict[str, Veld]:
    """By name, in the order in which a page shows them."""
    cijfers, labels = gegevens.cijfers, gegevens.labels
    uit = [*_woorden(cijfers)]
    for cijfer in cijfers.cijfers:
        uit += _van_cijfer(cijfer, labels)
    uit += _zinnen(cijfers, labels)
    uit += _blokken(cijfers, labels)
    return {veld.naam: veld for veld in uit}


def _woorden(cijfers: Kerncijfers) -> Iterator[Veld]:
    groep = "Moment"
    yield Veld("peildatum", groep, "de peildatum", "woord", datum(cijfers.peildatum))
    yield Veld("stand_van", groep, "de stand van, met de tijd", "woord", tijdstip(cijfers.stand_van))
    yield Veld("datum", groep, "de dag van de stand van", "woord", datum(lokale_dag(cijfers.stand_van)))
    yield Veld("jaar", groep, "het jaar van de peildatum", "woord", str(cijfers.peildatum.year))
    yield Veld(
        "jaarverslag",
        groep,
        "het jaar waarover het jaarverslag nog komt",
        "woord",
        str(teksten.jaar_van_jaarverslag(lokale_dag(cijfers.stand_van))),
    )
    yield Veld("definities", groep, "de versie van de definities", "woord", cijfers.definities)


def _van_cijfer(cijfer: Cijfer, labels: Labels) -> Iterator[Veld]:
    code, groep, eenheid = cijfer.code, f"{cijfer.code} {cijfer.naam}", cijfer.eenheid
    meervoud = EENHEDEN[eenheid][1]

    def aantal(achter: str, uitleg: str, n: int) -> Veld:
        return Veld(f"{code}.{achter}", groep, uitleg, "aantal", getal(n), eenheid)

    if cijfer.waarde is not None:
        yield aantal("waarde", f"aantal {meervoud}", cijfer.waarde)
    if cijfer.teller is not None and cijfer.noemer is not None:
        deel = None if cijfer.percentage is None else procent(cijfer.percentage)
        verhouding = van(cijfer.teller, cijfer.noemer, eenheid)
        teller = cijfer.teller_omschrijving
        yield Veld(f"{code}.percentage", groep, "het aandeel", "aandeel", deel, eenheid, teller)
        yield Veld(f"{code}.breuk", groep, "teller en noemer", "breuk", verhouding, eenheid, teller)
        yield aantal("teller", f"teller: {teller}", cijfer.teller)
        yield aantal("noemer", f"noemer: {cijfer.noemer_omschrijving}", cijfer.noemer)
    if cijfer.dubbel_verdeeld:
        for onderwerp, per in cijfer.kruistabel.items():
            naam = label(labels, onderwerp).tabel
            yield aantal(onderwerp, naam, sum(per.values()))
            for deelcode, n in per.items():
                yield aantal(f"{onderwerp}.{deelcode}", f"{naam}: {label(labels, deelcode).kort}", n)
    else:
        for deelcode, n in cijfer.aantallen.items():
            yield aantal(deelcode, label(labels, deelcode).tabel, n)
    if cijfer.overlap is not None:
        yield aantal("overlap", "in beide delen", cijfer.overlap)
    if cijfer.zonder_locatie is not None:
        yield aantal("zonder_locatie", "zonder onderzoek op locatie", cijfer.zonder_locatie)


def _zinnen(cijfers: Kerncijfers, labels: Labels) -> Iterator[Veld]:
    """Sentences that stay true whatever their figures are: none, one, all, a tie."""
    groep = "Zinnen die met hun cijfers meeveranderen"

    def zin(naam: str, uitleg: str, tekst: str) -> Veld:
        return Veld(f"zin.{naam}", groep, uitleg, "zin", tekst)

    totaal, per_domein = blokken.waarde(cijfers["KC-01"]), cijfers["KC-02"].aantallen
    migranten, instrumenten, werkgevers = cijfers["KC-03"], cijfers["KC-13"], cijfers["KC-09"]
    getoetst = cijfers["KC-10"]
    yield zin(
        "arbeidsmigranten",
        "KC-03",
        zinnen.arbeidsmigranten(*blokken.breuk(migranten), migranten.percentage),
    )
    yield zin(
        "grootste_domein",
        "KC-02",
        zinnen.grootste_domein(per_domein, totaal, labels)
        if totaal
        else "Er zijn geen meldingen om naar domein te verdelen.",
    )
    yield zin("afstand_of_ziek", "KC-04 en KC-05", blokken.afstand_of_ziek(cijfers, labels))
    yield zin("thuiswerken", "KC-06 en KC-07", blokken.thuiswerken(cijfers, labels))
    yield zin("maatregelen", "KC-10", zinnen.maatregelen(*blokken.breuk(getoetst), getoetst.percentage))
    yield zin("werkgevers", "KC-08", zinnen.werkgevers(cijfers.peildatum, blokken.waarde(cijfers["KC-08"])))
    yield zin(
        "werkgevers_per_domein",
        "KC-09",
        zinnen.werkgevers_per_domein(
            blokken.waarde(cijfers["KC-08"]),
            [(label(labels, code).kort, n) for code, n in werkgevers.aantallen.items()],
            werkgevers.overlap or 0,
        ),
    )
    yield zin(
        "op_locatie",
        "KC-11 en KC-12",
        zinnen.op_locatie(blokken.waarde(cijfers["KC-11"]), blokken.waarde(cijfers["KC-12"])),
    )
    yield zin(
        "instrumenten",
        "KC-13",
        zinnen.instrumenten(
            blokken.waarde(instrumenten),
            [(label(labels, code).tekst, n) for code, n in instrumenten.aantallen.items()],
            instrumenten.zonder_locatie or 0,
        ),
    )
    if "JV-01" in (jaar := {cijfer.code: cijfer.waarde or 0 for cijfer in cijfers.cijfers}):
        tot = cijfers.peildatum
        yield zin("bezoeken", "JV-01 en JV-02", zinnen.bezoeken(tot, jaar["JV-01"], jaar["JV-02"]))
        yield zin("overtredingen", "JV-03 en JV-04", zinnen.overtredingen(tot, jaar["JV-03"], jaar["JV-04"]))
        yield zin("handhaving", "JV-05", zinnen.handhaving(tot, jaar["JV-05"]))


def _blokken(cijfers: Kerncijfers, labels: Labels) -> Iterator[Veld]:
    """What stands alone in a text, with an empty line before and after."""
    groep = "Tabellen en diagrammen (staan alleen)"

    def blok(naam: str, uitleg: str, *wat: Blok | None) -> Veld:
        er = tuple(een for een in wat if een is not None)
        return Veld(naam, groep, uitleg, "blok", uitleg, blokken=er)

    onbepaald = cijfers["KC-02"].aantallen.get(ONBEPAALD, 0)
    yield blok(
        "kader.onbepaald",
        "een waarschuwing, alleen als er meldingen zonder domein zijn",
        Kader("waarschuwing", "Domein nog niet bepaald", (Alinea(zinnen.onbepaald(onbepaald)),))
        if onbepaald
        else None,
    )
    yield blok(
        "tabel.domeinen", "coronameldingen naar domein (KC-02)", blokken.tabel_domeinen(cijfers, labels)
    )
    yield blok(
        "diagram.onderwerpen",
        "de meest voorkomende onderwerpen (KC-14)",
        blokken.diagram_onderwerpen(cijfers, labels),
    )
    yield blok(
        "tabel.toetsing",
        "getoetste meldingen (KC-10)",
        blokken.tabel_toetsing(cijfers, labels) if cijfers["KC-10"].noemer else None,
    )
    yield blok(
        "tabel.instrumenten",
        "instrumenten (KC-13)",
        blokken.tabel_instrumenten(cijfers, labels) if cijfers["KC-13"].waarde else None,
    )
    per_code: Mapping[str, Cijfer] = {cijfer.code: cijfer for cijfer in cijfers.cijfers}
    for naam, code, kop in (
        ("tabel.bezoeken", "JV-01", "Domein van de zaak"),
        ("tabel.overtredingen", "JV-03", "Voorschrift"),
        ("tabel.handhaving", "JV-05", "Instrument"),
    ):
        if code in per_code:
            yield blok(
                naam, f"{per_code[code].naam.lower()} ({code})", tabel_naar_deel(per_code[code], labels, kop)
            )
