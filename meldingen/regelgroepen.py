"""The form for other rules as its page shows it: a rule as it reads, or, once opened, its fields in their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms.boundfield import BoundField

from meldingen.regelblad import Regelblad, Regelrij
from meldingen.regelboom import KEUZES, VAN, Boom, lijst
from meldingen.regelform import RegelsForm

Bij = Mapping[str, BoundField]


@dataclass(frozen=True, slots=True)
class Rij:
    """One condition. `verband` is none for the first; the rest for one of which no fact was chosen yet."""

    pad: str
    veld: Bij
    eronder: str
    """Where a row would come that is added below it; "" for the last, that has the button of the list below it."""


@dataclass(frozen=True, slots=True)
class Voorwaarden:
    pad: str
    rijen: Sequence[Rij]

    @property
    def erbij(self) -> str:
        return f"{self.pad}-{len(self.rijen)}"


@dataclass(frozen=True, slots=True)
class Keuze:
    """An alternative, or a flag. The last alternative is the "anders", and has no conditions."""

    pad: str
    veld: Bij
    van: Sequence[BoundField]
    als: Voorwaarden
    anders: bool
    alleen: bool


@dataclass(frozen=True, slots=True)
class Groep:
    """`rij` is how the rule reads that it was written from: none for a new one."""

    pad: str
    naam: str
    rij: Regelrij | None
    open: bool
    veld: Bij
    als: Voorwaarden
    keuzes: Sequence[Keuze]
    vlaggen: Sequence[Keuze]

    @property
    def keuze_erbij(self) -> str:
        """Before the last, that is the "anders"."""
        return self.keuzes[-1].pad

    @property
    def lijstpad(self) -> str:
        return self.keuzes[-1].pad.rpartition("-")[0]

    @property
    def vlag_erbij(self) -> str:
        return f"{self.pad}-vlaggen-{len(self.vlaggen)}"


def maak_delen(form: RegelsForm, blad: Regelblad) -> dict[str, list[Groep]]:
    """Per kind each rule, with the new ones behind what there is. `blad`: how what it was written from reads."""
    uit: dict[str, list[Groep]] = {}
    for soort, rijen in (("regels", blad.regels), ("wijzigingen", blad.wijzigingen)):
        nrs = [*range(len(rijen)), *(n for n in form.bomen[soort] if n >= len(rijen))]
        uit[soort] = [_groep(form, soort, n, rijen[n] if n < len(rijen) else None) for n in nrs]
    return uit


def _groep(form: RegelsForm, soort: str, n: int, rij: Regelrij | None) -> Groep:
    boom, pad = form.bomen[soort].get(n), f"{soort}-{n}"
    velden = {} if boom is None else _bij(form, pad)
    return Groep(
        pad,
        form.naam_van(soort, n),
        rij,
        boom is not None,
        velden,
        _voorwaarden(form, boom or {}, f"{pad}-als"),
        _keuzes(form, boom or {}, pad, KEUZES[soort]),
        _keuzes(form, boom or {}, pad, "vlaggen"),
    )


def _bij(form: RegelsForm, pad: str) -> dict[str, BoundField]:
    """The fields right under a path."""
    namen = {naam: naam.removeprefix(f"{pad}-") for naam in form.fields if naam.startswith(f"{pad}-")}
    return {kort: form[naam] for naam, kort in namen.items() if "-" not in kort}


def _keuzes(form: RegelsForm, boom: Boom, pad: str, naam: str) -> list[Keuze]:
    rijen = lijst(boom, naam)
    uit = []
    for nr, rij in enumerate(rijen):
        hier = f"{pad}-{naam}-{nr}"
        velden, laatste = _bij(form, hier), nr == len(rijen) - 1
        van = [veld for kort, veld in velden.items() if kort.startswith(VAN)]
        als = _voorwaarden(form, rij, f"{hier}-als")
        anders = laatste and naam != "vlaggen" and not als.rijen
        uit.append(Keuze(hier, velden, van, als, anders, len(rijen) == 1))
    return uit


def _voorwaarden(form: RegelsForm, boom: Boom, pad: str) -> Voorwaarden:
    aantal = len(lijst(boom, "als"))
    return Voorwaarden(
        pad,
        [
            Rij(f"{pad}-{n}", _bij(form, f"{pad}-{n}"), f"{pad}-{n + 1}" if n < aantal - 1 else "")
            for n in range(aantal)
        ],
    )
