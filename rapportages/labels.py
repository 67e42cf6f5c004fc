"""The words for codes, of the report and of the screen. Domains and topics have theirs in the code list, whose owner
can change them; what the law or our own definitions fix is here.

`tekst` is written to fit the sentences of `inhoud` and `zinnen`: a topic reads after "gaat over", an instrument after
"80 keer", a result after "120 meldingen".
"""

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from inspectie.models import Code
from rapportages.cijfers import Label, Labels

RESULTATEN: dict[str, Label] = {
    "MAATREGEL_DIRECT": Label(
        _("Direct maatregelen getroffen"), "waarbij direct maatregelen zijn getroffen", "direct"
    ),
    "MAATREGEL_UITEINDELIJK": Label(
        _("Uiteindelijk maatregelen getroffen"),
        "waarbij uiteindelijk maatregelen zijn getroffen",
        "uiteindelijk",
    ),
    "GEEN_MAATREGEL": Label(
        _("Geen maatregelen getroffen"), "waarbij geen maatregelen zijn getroffen", "geen"
    ),
    "REEDS_IN_ORDE": Label(_("Reeds in orde"), "waarbij de situatie al in orde was", "reeds in orde"),
    "NIET_TOETSBAAR": Label(_("Niet te toetsen"), "waarbij niet getoetst kon worden", "niet te toetsen"),
    "OPEN": Label(_("Nog niet getoetst"), "waarbij de toetsing nog openstaat", "nog open"),
}

INSTRUMENTEN: dict[str, Label] = {
    "WAARSCHUWING": Label(_("Waarschuwing"), "een waarschuwing", "waarschuwing"),
    "EIS": Label(_("Eis tot naleving"), "een eis", "eis"),
    "STILLEGGING": Label(_("Stillegging"), "een stillegging", "stillegging"),
    "BOETERAPPORT": Label(_("Boeterapport"), "een boeterapport", "boeterapport"),
}


def schermlabels() -> Labels:
    """The words of a table and a legend in the language of who looks. One query."""
    taal = get_language() or ""
    uit = {
        code: Label(gettext(woord.tabel), woord.tekst) for code, woord in (RESULTATEN | INSTRUMENTEN).items()
    }
    for code in Code.objects.filter(lijst__in=("domein", "onderwerp")):
        uit[code.code] = Label(code.woord(taal), code.naam_in_tekst, code.woord(taal, kort=True))
    return uit


def labels() -> Labels:
    """All words of the report, by code: Dutch. One query."""
    uit = {**RESULTATEN, **INSTRUMENTEN}
    for code in Code.objects.filter(lijst__in=("domein", "onderwerp")):
        uit[code.code] = Label(code.naam, code.naam_in_tekst or code.naam, code.naam_kort)
    return uit
