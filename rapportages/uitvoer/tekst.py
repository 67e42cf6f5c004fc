"""The figures as lines of text, for a terminal."""

from collections.abc import Iterator

from inspectie.tijd import AMSTERDAM
from rapportages.cijfers import Cijfer, Kerncijfers, Labels, label, zonder_leeg_onbepaald
from rapportages.getallen import getal

BREEDTE = 52


def als_tekst(cijfers: Kerncijfers, labels: Labels) -> Iterator[str]:
    stand = cijfers.stand_van.astimezone(AMSTERDAM)
    yield f"Kerncijfers tot en met {cijfers.peildatum:%d-%m-%Y}, stand van {stand:%d-%m-%Y %H:%M:%S}"
    yield f"(definities {cijfers.definities})"
    for cijfer in cijfers.cijfers:
        yield ""
        yield f"{cijfer.code}  {cijfer.naam + ' ':.<{BREEDTE}} {waarde(cijfer)}"
        for naam, aantal in _delen(cijfer, labels):
            yield f"         {naam + ' ':.<{BREEDTE - 3}} {aantal:>8}"


def waarde(cijfer: Cijfer) -> str:
    """The figure in one line: "20% (1.587 van 7.937 meldingen)"."""
    if cijfer.teller is not None and cijfer.noemer is not None:
        deel = "niet te berekenen" if cijfer.percentage is None else f"{cijfer.percentage}%"
        return f"{deel} ({getal(cijfer.teller)} van {getal(cijfer.noemer)}; eenheid {cijfer.eenheid})"
    if cijfer.waarde is not None:
        return f"{getal(cijfer.waarde)} (eenheid {cijfer.eenheid})"
    return f"(eenheid {cijfer.eenheid})"


def _delen(cijfer: Cijfer, labels: Labels) -> Iterator[tuple[str, str]]:
    if cijfer.delen is None:
        return
    if cijfer.dubbel_verdeeld:
        for code, per_domein in cijfer.kruistabel.items():
            verdeling = ", ".join(f"{label(labels, d).kort} {getal(n)}" for d, n in per_domein.items() if n)
            if verdeling:
                yield f"{label(labels, code).tabel} ({verdeling})", getal(sum(per_domein.values()))
        return
    for code, aantal in zonder_leeg_onbepaald(cijfer.aantallen).items():
        yield label(labels, code).tabel, getal(aantal)
    if cijfer.overlap is not None:
        yield "in beide domeinen", getal(cijfer.overlap)
    if cijfer.zonder_locatie is not None:
        yield "zonder bezoek uitgereikt (niet meegeteld)", getal(cijfer.zonder_locatie)
