"""What a new text to reporters has to be before it can be one."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from inspectie.fouten import Veldfout
from interventies import sjablonen
from interventies.briefteksten import velden_van
from interventies.geheimhouding import BESTAND, Verzwegen, lees_verzwegen, zoek_in_bericht
from interventies.models import Bericht, Berichttekst
from interventies.rechtsgegevens.stand import Stand

_ONDERWERP_MAX = Bericht._meta.get_field("onderwerp").max_length


@cache
def _verzwegen() -> tuple[Verzwegen, ...]:
    return lees_verzwegen(BESTAND)


def weiger(voor: str, nieuw: Stand, dag: date) -> None:
    """Raises Veldfout for a text that lost a field or says what it may not, or that would begin before `dag`."""
    for vorige, versie in zip([None, *nieuw], nieuw, strict=False):
        if versie["pk"] is None:
            if date.fromisoformat(versie["geldig_van"]) < dag:
                raise Veldfout("geldig_van", _("Een tekst gaat op zijn vroegst vandaag in."))
            if vorige is not None and vorige["tekst"].strip() == versie["tekst"].strip():
                raise Veldfout("tekst", _("Dit is de tekst die dan al geldt."))
            soort, _taal = Berichttekst.soort_en_taal(voor)
            if gevonden := list(gebreken(soort, versie["tekst"])):
                raise Veldfout("tekst", *gevonden)


def gebreken(soort: str, tekst: str) -> Iterator[str]:
    """What is wrong with a text, in the language of who wrote it."""
    onderwerp, rest = sjablonen.in_delen(soort, tekst)
    if not sjablonen.is_zin(soort) and not onderwerp:
        yield _("De eerste regel is “Onderwerp: …”.")
    elif len(onderwerp) > (_ONDERWERP_MAX or 0):
        yield _("Het onderwerp is te lang: hoogstens %(aantal)d tekens.") % {"aantal": _ONDERWERP_MAX}
    if not rest:
        yield _("Onder het onderwerp staat de tekst van het bericht.")
    yield from _gebreken_van_velden(soort, onderwerp, rest)
    for woorden, reden in zoek_in_bericht(onderwerp, rest, _verzwegen()):
        yield _("“%(woorden)s” kan niet in een bericht. %(reden)s") % {"woorden": woorden, "reden": _(reden)}


def _gebreken_van_velden(soort: str, onderwerp: str, tekst: str) -> Iterator[str]:
    """A field that is left out would leave the reporter without what it tells."""
    if set(onderwerp) & set("{}"):
        yield _("In het onderwerp staat geen veld.")
    try:
        staan = set(velden_van(tekst))
    except ValueError:
        yield _("Een veld is niet te lezen; schrijf {naam}, en verder geen accolades.")
        return
    hoort = sjablonen.VELDEN[soort]
    for naam in sorted(hoort - staan):
        yield _("{%(veld)s} ontbreekt.") % {"veld": naam}
    for naam in sorted(staan - hoort):
        yield _("{%(veld)s} kan hier niet; er zijn: %(velden)s.") % {
            "veld": naam,
            "velden": ", ".join(sorted(hoort)) or _("geen"),
        }
