"""Who may fix an instrument, who may decide a fine, and when an oral order must be on paper."""

from datetime import datetime

from inspectie.termijnen import STILLEGGING_OP_SCHRIFT_UREN, einde_uren
from interventies.handhaving.feiten import Sleutel, Weigering
from interventies.handhaving.recht import SOORTEN
from meldingen.triage.taal import Zin

DOOR_TEAMLEIDER = ("STILLEGGING", "BOETERAPPORT")
VIER_OGEN = Zin("Werkafspraak: vaststelling door een teamleider die niet de opsteller is")
BOETE_GESCHEIDEN = "Algemene wet bestuursrecht artikel 10:3 lid 4"


def weiger_vaststelling(
    soort: str, *, auteur: Sleutel, vaststeller: Sleutel, is_teamleider: bool, mondeling: bool = False
) -> tuple[Weigering, ...]:
    """Reasons why `vaststeller` may not fix what `auteur` wrote.

    A stillegging ordered orally on the spot is the inspector's own decision; the letter after it is not.
    """
    if soort not in DOOR_TEAMLEIDER or (soort == "STILLEGGING" and mondeling):
        return ()
    redenen = []
    if not is_teamleider:
        redenen.append(Zin("Een %(soort)s wordt vastgesteld door een teamleider.", soort=SOORTEN[soort]))
    if vaststeller == auteur:
        redenen.append(
            Zin("Een %(soort)s kan niet worden vastgesteld door de opsteller.", soort=SOORTEN[soort])
        )
    return tuple(Weigering(reden, VIER_OGEN, "") for reden in redenen)


def weiger_boetebesluit(*, auteur: Sleutel, beslisser: Sleutel) -> tuple[Weigering, ...]:
    """Who wrote the boeterapport never decides the fine."""
    if beslisser != auteur:
        return ()
    reden = Zin("Wie het boeterapport schreef, beslist niet over de boete.")
    return (Weigering(reden, BOETE_GESCHEIDEN, ""),)


def op_schrift_uiterlijk(mondeling_op: datetime) -> datetime:
    """The moment before which an oral stillegging is put in writing. Raises ValueError without an offset."""
    return einde_uren(mondeling_op, STILLEGGING_OP_SCHRIFT_UREN)
