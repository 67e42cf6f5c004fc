"""The words of the report for codes. Domains and topics have theirs in the code list, whose owner can change them;
what the law or our own definitions fix is here.

`tekst` is written to fit the sentences of `inhoud` and `zinnen`: a topic reads after "gaat over", an instrument after
"80 keer", a result after "120 meldingen".
"""

from inspectie.models import Code
from rapportages.cijfers import Label, Labels

RESULTATEN: Labels = {
    "MAATREGEL_DIRECT": Label(
        "Direct maatregelen getroffen", "waarbij direct maatregelen zijn getroffen", "direct"
    ),
    "MAATREGEL_UITEINDELIJK": Label(
        "Uiteindelijk maatregelen getroffen",
        "waarbij uiteindelijk maatregelen zijn getroffen",
        "uiteindelijk",
    ),
    "GEEN_MAATREGEL": Label("Geen maatregelen getroffen", "waarbij geen maatregelen zijn getroffen", "geen"),
    "REEDS_IN_ORDE": Label("Reeds in orde", "waarbij de situatie al in orde was", "reeds in orde"),
    "NIET_TOETSBAAR": Label("Niet te toetsen", "waarbij niet getoetst kon worden", "niet te toetsen"),
    "OPEN": Label("Nog niet getoetst", "waarbij de toetsing nog openstaat", "nog open"),
}

INSTRUMENTEN: Labels = {
    "WAARSCHUWING": Label("Waarschuwing", "een waarschuwing", "waarschuwing"),
    "EIS": Label("Eis tot naleving", "een eis", "eis"),
    "STILLEGGING": Label("Stillegging", "een stillegging", "stillegging"),
    "BOETERAPPORT": Label("Boeterapport", "een boeterapport", "boeterapport"),
}


def labels() -> Labels:
    """All words, by code. One query."""
    uit = {**RESULTATEN, **INSTRUMENTEN}
    for code in Code.objects.filter(lijst__in=("domein", "onderwerp")):
        uit[code.code] = Label(code.naam, code.naam_in_tekst or code.naam, code.naam_kort)
    return uit
