"""What a proposal about two employers would change, before it is made or decided."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from inspectie.bulk import onder
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from interventies.bij_werkgever import alle_zaken_met, ziet_zaken
from interventies.models import Zaak
from interventies.samenvoegen import leden
from meldingen.models import Melding, Voorstelsoort, Werkgever
from meldingen.werkgevers import zonder_samenvoeging

NAMEN = 20


@dataclass(frozen=True, slots=True)
class Cijferverschil:
    """A core figure in which these employers count otherwise: as how many before, and after."""

    code: str
    naam: str
    was: int
    wordt: int


Groepen = Sequence[Collection[int]]
Cijfers = Callable[[Groepen, Groepen, datetime], list[Cijferverschil]]
"""Records (ids) that are one employer, before and after, at a moment: where the figures differ."""


@dataclass(frozen=True, slots=True)
class Kant:
    """One employer: its names, and how much there is of it that one may see. `zaken` is None for who sees none."""

    naam: str
    namen: Sequence[Werkgever]
    meer_namen: int
    meldingen: int
    zaken: int | None


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """The employers as they are and as they would be; `cijfers` is None for who may not see figures and every zaak: of
    two employers a figure says whether something was done or found at one of them."""

    voor: Sequence[Kant]
    na: Sequence[Kant]
    kvk_verschilt: bool
    cijfers: list[Cijferverschil] | None
    alleen_eigen: bool
    """Whether there may be more of them than this person sees."""


def voorbeeld(
    soort: Voorstelsoort,
    een: Werkgever,
    ander: Werkgever,
    gebruiker: Gebruiker,
    cijfers: Cijfers,
    nu: datetime,
) -> Voorbeeld:
    alle = leden(een, ander)
    deel = _eerste_deel(soort, een, alle)
    los = [[w for w in alle if w.pk in deel], [w for w in alle if w.pk not in deel]]
    voor, na = [alle], los
    if soort == Voorstelsoort.SAMENVOEGEN:
        voor, na = los, [alle]
    elif soort != Voorstelsoort.SPLITSEN:
        voor, na = los, los
    ids = [[[w.pk for w in groep] for groep in kant if groep] for kant in (voor, na)]
    kvk = [{w.kvk_nummer for w in groep} - {""} for groep in los]
    return Voorbeeld(
        voor=[_kant(groep, gebruiker) for groep in voor if groep],
        na=[_kant(groep, gebruiker) for groep in na if groep],
        kvk_verschilt=bool(kvk[0] and kvk[1] and not kvk[0] & kvk[1]),
        cijfers=cijfers(ids[0], ids[1], nu)
        if voor is not na and heeft(gebruiker, Recht.CIJFERS_ZIEN) and heeft(gebruiker, Recht.ZAAK_ZIEN)
        else None,
        alleen_eigen=not heeft(gebruiker, Recht.MELDING_ZIEN),
    )


def _eerste_deel(soort: Voorstelsoort, een: Werkgever, alle: Sequence[Werkgever]) -> set[int]:
    if soort == Voorstelsoort.SPLITSEN:
        return zonder_samenvoeging(alle, een)
    return {w.pk for w in alle if w.groep_id == een.groep_id}


def _kant(groep: Sequence[Werkgever], gebruiker: Gebruiker) -> Kant:
    pks = [w.pk for w in groep]
    zaken = Zaak.objects.zichtbaar_voor(gebruiker).filter(pk__in=alle_zaken_met(pks))
    return Kant(
        naam=groep[0].naam,
        namen=groep[:NAMEN],
        meer_namen=max(0, len(groep) - NAMEN),
        meldingen=Melding.objects.zichtbaar_voor(gebruiker).filter(werkgever__in=onder(pks)).count(),
        zaken=zaken.count() if ziet_zaken(gebruiker) else None,
    )
