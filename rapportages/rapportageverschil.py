"""What differs between two reports: every core figure as it stands in them, explained to the last unit.

The records explain what they say at the two moments. What a report kept otherwise than the records give it now (other
definitions, or a fact that was read in later with an earlier time) is a cause of its own: so the parts always add up.
"""

from collections.abc import Iterator

from django.utils.translation import gettext

from rapportages.cijfers import Kerncijfers
from rapportages.kerncijfers import DEFINITIES, VERSIE, bereken
from rapportages.kerncijfers.verschil import Verschil, aantal_in, verschillen
from rapportages.kerncijfers.verschilrijen import WAS, WORDT
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing
from rapportages.models import Rapportage
from rapportages.rapportgegevens import uit_tekst
from rapportages.verschilblad import Bewaard


def in_volgorde(een: Rapportage, ander: Rapportage) -> tuple[Rapportage, Rapportage]:
    """The one of the earlier moment first."""
    eerst, laatst = sorted((een, ander), key=lambda r: (r.peildatum, r.stand_van, r.pk))
    return eerst, laatst


def moment_van(rapportage: Rapportage) -> Moment:
    return Moment(rapportage.peildatum, rapportage.stand_van, ())


def rapportageverschillen(
    was: Rapportage, wordt: Rapportage
) -> tuple[list[Verschil], dict[Verwijzing, Bewaard]]:
    """Every number that differs, as it stands in the reports; and of which numbers the records explain less."""
    van, tot = moment_van(was), moment_van(wordt)
    uit_records = {v.verwijzing: v for v in verschillen(van, tot)}
    bewaard = {kant: uit_tekst(r.gegevens).cijfers for kant, r in ((WAS, was), (WORDT, wordt))}
    nu = {kant: bereken(m.peildatum, m.stand_van) for kant, m in ((WAS, van), (WORDT, tot))}
    waardoor = _waardoor({cijfers.definities for cijfers in bewaard.values()})
    uit, anders = [], {}
    for verwijzing in _getallen(*bewaard.values(), *nu.values()):
        was_n, wordt_n = (_aantal(bewaard[kant], verwijzing) for kant in (WAS, WORDT))
        was_nu, wordt_nu = (_aantal(nu[kant], verwijzing) for kant in (WAS, WORDT))
        gevonden = uit_records.get(verwijzing)
        oorzaken = gevonden.oorzaken if gevonden else {}
        if (was_n, wordt_n) != (was_nu, wordt_nu):
            onverklaard = (wordt_n - wordt_nu) - (was_n - was_nu)
            anders[verwijzing] = Bewaard(waardoor, onverklaard, was_n != was_nu, wordt_n != wordt_nu)
        elif not oorzaken:
            continue
        uit.append(Verschil(verwijzing, was_n, wordt_n, oorzaken))
    return uit, anders


def _waardoor(versies: set[str]) -> str:
    andere = sorted(versies - {VERSIE})
    if andere:
        return gettext("Andere definities: versie %(toen)s, nu %(nu)s") % {
            "toen": ", ".join(andere),
            "nu": VERSIE,
        }
    return gettext("Na het maken ingelezen met een eerdere tijd")


def _getallen(*cijfers: Kerncijfers) -> Iterator[Verwijzing]:
    """Every number that one of these has, in the order of the figures."""
    for definitie in DEFINITIES:
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
