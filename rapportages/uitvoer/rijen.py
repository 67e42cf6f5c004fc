"""The figures as long rows, one per figure and per part: the sheet "Kerncijfers" and the CSV file are the same."""

from collections.abc import Iterator

from inspectie.uitvoer.cellen import Cel, Procent
from rapportages.cijfers import Cijfer, Kerncijfers, percentage, zonder_leeg_onbepaald

KOLOMMEN = (
    "code",
    "naam",
    "deel",
    "onderdeel",
    "eenheid",
    "teller",
    "noemer",
    "waarde",
    "percentage",
    "peildatum",
    "stand_van",
    "definitieversie",
    "synthetisch",
    "definitie",
    "teller_omschrijving",
    "noemer_omschrijving",
    "programma",
    "berekend_op",
    "niet_meegeteld_dubbel",
    "niet_meegeteld_geen_corona",
)

# A row's own part: deel, onderdeel, teller, noemer, waarde, percentage.
Kern = tuple[str, str, int | None, int | None, int | None, int | None]


def lange_rijen(cijfers: Kerncijfers, *, synthetisch: bool) -> Iterator[tuple[Cel, ...]]:
    """Rows in the order of KOLOMMEN. A part that is no code has a name in small letters ("overlap").

    A topic of KC-14 has a row per domain, with that domain's meldingen (KC-02) as its denominator, and before those a
    row over all domains, with all coronameldingen (KC-01) as its denominator.
    """
    buiten = cijfers.uitgesloten or {}
    for cijfer in cijfers.cijfers:
        for deel, onderdeel, teller, noemer, waarde, deel_van_honderd in _kernen(cijfer, cijfers):
            yield (
                cijfer.code,
                cijfer.naam,
                deel,
                onderdeel,
                cijfer.eenheid,
                teller,
                noemer,
                waarde,
                None if deel_van_honderd is None else Procent(deel_van_honderd),
                cijfers.peildatum,
                cijfers.stand_van,
                cijfers.definities,
                synthetisch,
                cijfer.definitie,
                cijfer.teller_omschrijving,
                cijfer.noemer_omschrijving,
                cijfer.programma,
                cijfers.berekend_op,
                buiten.get("dubbel"),
                buiten.get("geen_corona"),
            )


def _kernen(cijfer: Cijfer, cijfers: Kerncijfers) -> Iterator[Kern]:
    if cijfer.waarde is not None or cijfer.teller is not None:
        yield "", "", cijfer.teller, cijfer.noemer, cijfer.waarde, cijfer.percentage
    if cijfer.dubbel_verdeeld:
        yield from _kruistabel(cijfer, cijfers)
    else:
        for deel, n in zonder_leeg_onbepaald(cijfer.aantallen).items():
            yield deel, "", None, None, n, None
    if cijfer.overlap is not None:
        yield "overlap", "", None, None, cijfer.overlap, None
    if cijfer.zonder_locatie is not None:
        yield "zonder_locatie", "", None, None, cijfer.zonder_locatie, None


def _kruistabel(cijfer: Cijfer, cijfers: Kerncijfers) -> Iterator[Kern]:
    totaal, per_domein = cijfers["KC-01"].waarde or 0, cijfers["KC-02"].aantallen
    for onderwerp, delen in cijfer.kruistabel.items():
        som = sum(delen.values())
        yield onderwerp, "", som, totaal, som, percentage(som, totaal)
        for domein, n in zonder_leeg_onbepaald(delen).items():
            noemer = per_domein.get(domein, 0)
            yield onderwerp, domein, n, noemer, n, percentage(n, noemer)
