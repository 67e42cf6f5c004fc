"""The steps of the form, in order, each with when it matters. What is not asked any more is not sent either, but it is
kept: who goes back on an answer finds the others again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise

from meldingen.meldpunt import vragen
from meldingen.meldpunt.vragen import Antwoorden, Vraag, verzoekt
from meldingen.meldpunt.woorden import BUITEN, GEZOND, NAMENS

Gegeven = Mapping[str, Mapping[str, Sequence[str]]]
Als = Callable[[Antwoorden], bool]


def _altijd(_: Antwoorden) -> bool:
    return True


def _onderwerpen(a: Antwoorden) -> set[str]:
    return set(a.alle("onderwerp", "onderwerpen"))


def _gezond(a: Antwoorden) -> bool:
    """It is about safe and healthy work: how many, how ill, and did they stop."""
    return bool(_onderwerpen(a) & GEZOND) or a.een("gevaar", "gevaar") == "ja"


def _bedrijf_bekend(a: Antwoorden) -> bool:
    return bool(a.een("bedrijf", "naam"))


@dataclass(frozen=True, slots=True)
class Stap:
    slug: str
    form: type[Vraag]
    als: Als = _altijd
    na: str = ""
    """The step whose answer tells whether it is asked."""
    meestal: bool = True
    """Whether it is counted before that is known."""

    @property
    def kort(self) -> Promise:
        return self.form.kort

    def vraag(self, gegeven: Gegeven, *, half: bool = False) -> Vraag:
        """The question; with an answer that was given, looked at. `half`: its writer went elsewhere while at it, so it
        stands there and nothing is said of it."""
        data = gegeven.get(self.slug)
        if data is not None and half:
            begin = {naam: list(w) if self.form.meer(naam) else "".join(w) for naam, w in data.items()}
            return self.form(initial=begin, antwoorden=Antwoorden(gegeven))
        return self.form(
            None if data is None else MultiValueDict({naam: list(w) for naam, w in data.items()}),
            antwoorden=Antwoorden(gegeven),
        )


STAPPEN = (
    Stap("gevaar", vragen.Gevaar),
    Stap("wie", vragen.Wie),
    Stap("verzoek", vragen.Verzoek, lambda a: a.een("wie", "wie") in NAMENS, "wie", meestal=False),
    Stap("namens", vragen.Namens, verzoekt, "verzoek", meestal=False),
    Stap("onderwerp", vragen.Onderwerp),
    Stap("hoofd", vragen.Hoofd, lambda a: len(_onderwerpen(a)) > 1, "onderwerp", meestal=False),
    Stap("verhaal", vragen.Verhaal),
    Stap("wanneer", vragen.Wanneer),
    Stap("corona", vragen.Corona),
    Stap("mensen", vragen.Mensen, _gezond, "onderwerp"),
    Stap(
        "besmettingen",
        vragen.Besmettingen,
        lambda a: _gezond(a) and a.een("corona", "corona") != "GEEN",
        "corona",
    ),
    Stap("gestopt", vragen.Gestopt, _gezond, "onderwerp"),
    Stap("risico", vragen.Risico, lambda a: "THUISWERKEN" in _onderwerpen(a), "onderwerp", meestal=False),
    Stap(
        "migranten", vragen.Migranten, lambda a: not _onderwerpen(a) <= BUITEN - {"HUISVESTING"}, "onderwerp"
    ),
    Stap("bedrijf", vragen.Bedrijf),
    Stap("bedrijfsgegevens", vragen.Bedrijfsgegevens, _bedrijf_bekend, "bedrijf"),
    Stap("toestemming", vragen.Toestemming, _bedrijf_bekend, "bedrijf"),
    Stap("anoniem", vragen.Bereikbaar, lambda a: not verzoekt(a), "verzoek"),
    Stap("gegevens", vragen.Gegevens, lambda a: verzoekt(a) or a.een("anoniem", "anoniem") == "nee"),
    Stap("bestanden", vragen.Bestanden),
)


def pad(gegeven: Gegeven) -> list[Stap]:
    """The steps for these answers. What was answered to a question that is not asked (any more) decides nothing."""
    uit: list[Stap] = []
    telt: dict[str, Mapping[str, Sequence[str]]] = {}
    for stap in STAPPEN:
        if stap.als(Antwoorden(telt)):
            uit.append(stap)
            if stap.slug in gegeven:
                telt[stap.slug] = gegeven[stap.slug]
    return uit


def hoeveel(gegeven: Gegeven) -> int:
    """How many questions it will be: of what is not known yet, what most people are asked."""
    gevraagd = {stap.slug for stap in pad(gegeven)}
    return sum(
        stap.slug in gevraagd if not stap.na or gegeven.get(stap.na) else stap.meestal for stap in STAPPEN
    )


def beantwoord(gegeven: Gegeven) -> Iterator[tuple[Stap, Vraag]]:
    """The steps with their questions, as answered."""
    stappen = pad(gegeven)
    telt = {stap.slug: gegeven[stap.slug] for stap in stappen if stap.slug in gegeven}
    for stap in stappen:
        yield stap, stap.vraag(telt)


def eerste_open(gegeven: Gegeven) -> Stap | None:
    """The first step that has no answer yet, or one that is not right; None when all is answered."""
    return next((stap for stap, vraag in beantwoord(gegeven) if not vraag.is_valid()), None)


def antwoorden(gegeven: Gegeven) -> dict[str, dict[str, Any]] | None:
    """What it all says, by step; None while a step has no answer that is right (`eerste_open`)."""
    uit = {}
    for stap, vraag in beantwoord(gegeven):
        if not vraag.is_valid():
            return None
        uit[stap.slug] = vraag.cleaned_data
    return uit
