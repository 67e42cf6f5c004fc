"""What differs between two reports: every figure that both have, as it stands in them, explained to the last unit.

The records explain what they say at the two moments. What a report kept otherwise than the records give it now (other
definitions, or a fact that was read in later with an earlier time) is a cause of its own: so the parts always add up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext

from inspectie.beeld import een_beeld
from rapportages.cijfers import Kerncijfers
from rapportages.jaarcijfers import VAN_HET_JAAR, bereken_jaar
from rapportages.kerncijfers import DEFINITIES, Definitie, bereken
from rapportages.kerncijfers.jaar import JAARDEFINITIES
from rapportages.kerncijfers.verschil import Verschil, aantal_in, verschillen
from rapportages.kerncijfers.verschilrijen import WAS, WORDT
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing, is_jaarcijfer
from rapportages.models import Rapportage, Soort
from rapportages.rapportgegevens import uit_tekst
from rapportages.verschilblad import Bewaard


def in_volgorde(een: Rapportage, ander: Rapportage) -> tuple[Rapportage, Rapportage]:
    """The one of the earlier moment first."""
    eerst, laatst = sorted((een, ander), key=lambda r: (r.peildatum, r.stand_van, r.pk))
    return eerst, laatst


def moment_van(rapportage: Rapportage) -> Moment:
    return Moment(rapportage.peildatum, rapportage.stand_van, ())


def jaarcijfers_in(*rapportages: Rapportage) -> list[bool]:
    """Of each, whether it has the figures of its year."""
    return [rapportage.soort == Soort.JAARVERSLAG for rapportage in rapportages]


def rapportageverschillen(
    was: Rapportage, wordt: Rapportage
) -> tuple[list[Verschil], dict[Verwijzing, Bewaard]]:
    """Every number that differs, as it stands in the reports; and of which numbers the records explain less."""
    van, tot, jaar = moment_van(was), moment_van(wordt), all(jaarcijfers_in(was, wordt))
    with een_beeld():
        uit_records = {v.verwijzing: v for v in verschillen(van, tot, jaar=jaar)}
        nu = {kant: _bereken(m, jaar=jaar) for kant, m in ((WAS, van), (WORDT, tot))}
    bewaard = {kant: uit_tekst(r.gegevens).cijfers for kant, r in ((WAS, was), (WORDT, wordt))}
    versies = {cijfers.definities for cijfers in bewaard.values()}
    definities: tuple[Definitie, ...] = (*JAARDEFINITIES, *DEFINITIES) if jaar else DEFINITIES
    uit, anders = [], {}
    for verwijzing in _getallen(definities, *bewaard.values(), *nu.values()):
        was_n, wordt_n = (_aantal(bewaard[kant], verwijzing) for kant in (WAS, WORDT))
        was_nu, wordt_nu = (_aantal(nu[kant], verwijzing) for kant in (WAS, WORDT))
        gevonden = uit_records.get(verwijzing)
        oorzaken = gevonden.oorzaken if gevonden else {}
        if (was_n, wordt_n) != (was_nu, wordt_nu):
            onverklaard = (wordt_n - wordt_nu) - (was_n - was_nu)
            waardoor = _waardoor(versies, verwijzing)
            anders[verwijzing] = Bewaard(waardoor, onverklaard, was_n != was_nu, wordt_n != wordt_nu)
        elif not oorzaken:
            continue
        uit.append(Verschil(verwijzing, was_n, wordt_n, oorzaken))
    return uit, anders


def _bereken(m: Moment, *, jaar: bool) -> Kerncijfers:
    cijfers = bereken(m.peildatum, m.stand_van)
    van_jaar = bereken_jaar(m.peildatum, m.stand_van) if jaar else ()
    return replace(cijfers, cijfers=(*cijfers.cijfers, *van_jaar))


def _waardoor(definities: set[str], verwijzing: Verwijzing) -> str:
    nu, plek = verwijzing.versie, 2 if is_jaarcijfer(verwijzing) else 0
    andere = sorted({versies.partition(VAN_HET_JAAR)[plek] for versies in definities} - {nu, ""})
    if andere:
        return gettext("Andere definities: versie %(toen)s, nu %(nu)s") % {
            "toen": ", ".join(andere),
            "nu": nu,
        }
    return gettext("Na het maken ingelezen met een eerdere tijd")


def _getallen(definities: Sequence[Definitie], *cijfers: Kerncijfers) -> Iterator[Verwijzing]:
    """Every number that one of these has, in the order of the figures."""
    for definitie in definities:
        for rol in definitie.tellingen:
            if rol != "delen":
                yield Verwijzing(definitie.code, rol)
                continue
            delen: dict[tuple[str, ...], None] = {}
            for reeks in cijfers:
                for code, deel in (reeks[definitie.code].delen or {}).items():
                    namen = [(code,)] if isinstance(deel, int) else [(code, onder) for onder in deel]
                    delen |= dict.fromkeys(namen)
            yield from (Verwijzing(definitie.code, rol, deel) for deel in delen)


def _aantal(cijfers: Kerncijfers, verwijzing: Verwijzing) -> int:
    return aantal_in(cijfers[verwijzing.code], verwijzing.rol, verwijzing.delen)
