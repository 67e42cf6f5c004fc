"""What differs between two reports: every figure that both have, as it stands in them, explained to the last unit.

The records explain what they say at the two moments, of each by the definitions it was made by. What a report kept
otherwise than the records give it now (definitions that this program does not know, or a fact that was read in later
with an earlier time) is a cause of its own: so the parts always add up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from inspectie.beeld import een_beeld
from rapportages.cijfers import Kerncijfers
from rapportages.jaarcijfers import bereken_jaar
from rapportages.kerncijfers import DEFINITIES, Definitie, bereken
from rapportages.kerncijfers.jaar import JAARDEFINITIES
from rapportages.kerncijfers.verschil import Verschil, aantal_in, verschillen
from rapportages.kerncijfers.verschilrijen import WAS, WORDT
from rapportages.kerncijfers.versies import NU, Versies
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing
from rapportages.levensloop import versies_van
from rapportages.models import Rapportage, Soort
from rapportages.rapportgegevens import uit_tekst
from rapportages.verschilblad import Bewaard


def in_volgorde(een: Rapportage, ander: Rapportage) -> tuple[Rapportage, Rapportage]:
    """The one of the earlier moment first."""
    eerst, laatst = sorted((een, ander), key=lambda r: (r.peildatum, r.stand_van, r.pk))
    return eerst, laatst


def jaarcijfers_in(*rapportages: Rapportage) -> list[bool]:
    """Of each, whether it has the figures of its year."""
    return [rapportage.soort == Soort.JAARVERSLAG for rapportage in rapportages]


@dataclass(frozen=True, slots=True)
class Kant:
    """One of the two: what it says, and where and by which definitions that was counted."""

    cijfers: Kerncijfers
    versies: Versies
    moment: Moment

    @classmethod
    def van(cls, rapportage: Rapportage) -> "Kant":
        bron = rapportage.vaststelling if rapportage.is_vast else rapportage
        cijfers = uit_tekst(bron.gegevens).cijfers
        versies = versies_van(rapportage.soort, cijfers)
        moment = Moment(rapportage.peildatum, rapportage.stand_van, (), versies=versies.telbaar)
        return cls(cijfers, versies, moment)

    def nagerekend(self, *, jaar: bool) -> Kerncijfers:
        """The same, as the records give it now."""
        m = self.moment
        cijfers = bereken(m.peildatum, m.stand_van, versie=m.versies.kern)
        van_jaar = bereken_jaar(m.peildatum, m.stand_van, m.versies.jaar) if jaar else ()
        return replace(cijfers, cijfers=(*cijfers.cijfers, *van_jaar))

    def onbekend(self, cijfer: Definitie) -> str:
        """The version of what this figure meant, where this program does not know that."""
        versie = self.versies.nummer(cijfer)
        return "" if versie == self.moment.versies.nummer(cijfer) else versie


def rapportageverschillen(
    was: Kant, wordt: Kant, *, jaar: bool
) -> tuple[list[Verschil], dict[Verwijzing, Bewaard]]:
    """Every number that differs, as it stands in the reports; and of which numbers the records explain less. `jaar`:
    both have the figures of their year."""
    with een_beeld():
        uit_records = {v.verwijzing: v for v in verschillen(was.moment, wordt.moment, jaar=jaar)}
        nu = {naam: kant.nagerekend(jaar=jaar) for naam, kant in ((WAS, was), (WORDT, wordt))}
    definities: tuple[Definitie, ...] = (*JAARDEFINITIES, *DEFINITIES) if jaar else DEFINITIES
    uit, anders = [], {}
    for verwijzing in _getallen(definities, was.cijfers, wordt.cijfers, *nu.values()):
        was_n, wordt_n = (_aantal(kant.cijfers, verwijzing) for kant in (was, wordt))
        was_nu, wordt_nu = (_aantal(nu[kant], verwijzing) for kant in (WAS, WORDT))
        gevonden = uit_records.get(verwijzing)
        oorzaken = gevonden.oorzaken if gevonden else {}
        if (was_n, wordt_n) != (was_nu, wordt_nu):
            onverklaard = (wordt_n - wordt_nu) - (was_n - was_nu)
            waardoor = _waardoor(was, wordt, verwijzing)
            anders[verwijzing] = Bewaard(waardoor, onverklaard, was_n != was_nu, wordt_n != wordt_nu)
        elif not oorzaken:
            continue
        uit.append(Verschil(verwijzing, was_n, wordt_n, oorzaken))
    return uit, anders


def _waardoor(was: Kant, wordt: Kant, verwijzing: Verwijzing) -> str:
    cijfer = verwijzing.cijfer
    assert isinstance(cijfer, Definitie)  # noqa: S101 (a report has no other)
    andere = dict.fromkeys(versie for kant in (was, wordt) if (versie := kant.onbekend(cijfer)))
    if andere:
        return gettext("Andere definities: versie %(toen)s, nu %(nu)s") % {
            "toen": ", ".join(andere),
            "nu": NU.nummer(cijfer),
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
