"""A rule set as it reads: each rule with its conditions and its outcome in words, and what a next version has
otherwise."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from meldingen.klokform import EENHEDEN
from meldingen.klokken import Fase, Klok, fasen_van, klokken_van, naam_van
from meldingen.models import Regelset
from meldingen.models.triage import Route
from meldingen.regelsets import gecompileerde_inhoud
from meldingen.triage import VLAGGEN
from meldingen.triage.inhoud import Gevolg, Inhoud, Prioriteitskeuze, Regel, Wijziging
from meldingen.triage.voorwaarden import Voorwaarde, beschrijf
from meldingen.woorden import REDENEN, Woorden


@dataclass(frozen=True, slots=True)
class Regelrij:
    """A rule or modifier in words. `anders`: "nieuw", "gewijzigd" or "vervallen" beside the version before."""

    code: str
    titel: str
    als: Sequence[str]
    dan: Sequence[str]
    bron: str = ""
    anders: str = ""
    was: "Regelrij | None" = None

    @property
    def als_zinnen(self) -> list[tuple[str, str]]:
        return _zinnen_naast(self.was.als if self.was else self.als, self.als)

    @property
    def dan_zinnen(self) -> list[tuple[str, str]]:
        return _zinnen_naast(self.was.dan if self.was else self.dan, self.dan)


def _zinnen_naast(oud: Sequence[str], nieuw: Sequence[str]) -> list[tuple[str, str]]:
    """Each sentence with what became of it: "was", "wordt" or nothing. What was stands right before what it became."""
    uit: list[tuple[str, str]] = []
    for wat, oud_van, oud_tot, van, tot in SequenceMatcher(None, oud, nieuw, autojunk=False).get_opcodes():
        if wat != "equal":
            uit += [("was", zin) for zin in oud[oud_van:oud_tot]]
        uit += [("" if wat == "equal" else "wordt", zin) for zin in nieuw[van:tot]]
    return uit


@dataclass(frozen=True, slots=True)
class Anders:
    """Something that is not a rule and would be otherwise; `van` is empty for what is new."""

    naam: str
    van: str
    naar: str


@dataclass(frozen=True, slots=True)
class Regelblad:
    regels: Sequence[Regelrij]
    wijzigingen: Sequence[Regelrij]
    fasen: Sequence[Fase]
    partners: Sequence[tuple[str, str]]
    klokken: Sequence[tuple[str, str]]

    @property
    def anders(self) -> list[Regelrij]:
        return [rij for rij in (*self.regels, *self.wijzigingen) if rij.anders]


def maak_regelblad(regelset: Regelset, woorden: Woorden, voor: Regelset | None = None) -> Regelblad:
    """No query. With `voor`, each rule says what it is beside the one of the same code in that set."""
    inhoud = gecompileerde_inhoud(regelset.inhoud, woorden.thuis).inhoud
    regels, wijzigingen = _rijen(regelset, inhoud, woorden)
    if voor is not None:
        oude = _rijen(voor, gecompileerde_inhoud(voor.inhoud, woorden.thuis).inhoud, woorden)
        regels, wijzigingen = _naast(regels, oude[0]), _naast(wijzigingen, oude[1])
    return Regelblad(
        regels=regels,
        wijzigingen=wijzigingen,
        fasen=fasen_van(regelset.inhoud),
        partners=[
            (woorden("onderwerp", onderwerp), woorden("partner", partner))
            for onderwerp, partner in inhoud.partners_per_onderwerp.items()
        ],
        klokken=klokrijen(regelset.inhoud),
    )


def klokrijen(inhoud: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(naam_van(*sleutel), klok_in_woorden(klok)) for sleutel, klok in klokken_van(inhoud).items()]


def klok_in_woorden(klok: Klok) -> str:
    woorden: dict[str, Any] = dict(EENHEDEN)
    return f"{klok[0]} {woorden.get(klok[1], klok[1])}"


def _fasen_in_woorden(inhoud: Mapping[str, Any]) -> dict[str, str]:
    return {str(f.fase): f"{date_format(f.vanaf, 'SHORT_DATE_FORMAT')}: {f.titel}" for f in fasen_van(inhoud)}


def verder_anders(van: Regelset, naar: Regelset, woorden: Woorden) -> list[Anders]:
    """Clocks, phases, partners and the order of the rules, where they would be otherwise."""
    uit = _klokken_anders(van.inhoud, naar.inhoud)
    uit += _paren_anders(
        _fasen_in_woorden(van.inhoud),
        _fasen_in_woorden(naar.inhoud),
        lambda fase: gettext("Fase %(fase)s") % {"fase": fase},
    )
    eerst, straks = (
        {o: woorden("partner", p) for o, p in r.inhoud["partners_per_onderwerp"].items()} for r in (van, naar)
    )
    uit += _paren_anders(eerst, straks, lambda onderwerp: woorden("onderwerp", onderwerp))
    return uit + list(_volgorde_anders(van.inhoud, naar.inhoud))


def _klokken_anders(van: Mapping[str, Any], naar: Mapping[str, Any]) -> list[Anders]:
    oud, nieuw = klokken_van(van), klokken_van(naar)
    return [
        Anders(
            naam_van(*sleutel), klok_in_woorden(oud[sleutel]) if sleutel in oud else "", klok_in_woorden(k)
        )
        for sleutel, k in nieuw.items()
        if oud.get(sleutel) != k
    ]


def _paren_anders(
    oud: Mapping[str, str], nieuw: Mapping[str, str], naam: Callable[[str], str]
) -> list[Anders]:
    return [
        Anders(naam(sleutel), oud.get(sleutel, ""), nieuw.get(sleutel, ""))
        for sleutel in dict.fromkeys((*oud, *nieuw))
        if oud.get(sleutel) != nieuw.get(sleutel)
    ]


def _volgorde_anders(van: Mapping[str, Any], naar: Mapping[str, Any]) -> Iterable[Anders]:
    """Which rule is asked first decides as well."""
    for soort in ("regels", "wijzigingen"):
        plek = {rij["code"]: n for n, rij in enumerate(van.get(soort, ()))}
        blijven = [rij["code"] for rij in naar.get(soort, ()) if rij["code"] in plek]
        if any(plek[een] > plek[ander] for een, ander in pairwise(blijven)):
            eerder = sorted(blijven, key=plek.__getitem__)
            yield Anders(gettext("Volgorde"), " ".join(eerder), " ".join(blijven))


def _rijen(regelset: Regelset, inhoud: Inhoud, woorden: Woorden) -> tuple[list[Regelrij], list[Regelrij]]:
    bronnen = {rij["code"]: rij.get("bron", "") for rij in regelset.inhoud["regels"]}
    return (
        [
            _rij(regel, _dan_van_regel(regel, woorden), woorden, bronnen[regel.code])
            for regel in inhoud.regels
        ],
        [_rij(w, _dan_van_wijziging(w, woorden), woorden) for w in inhoud.wijzigingen],
    )


def _rij(stap: Regel | Wijziging, dan: list[str], woorden: Woorden, bron: str = "") -> Regelrij:
    titel = stap.titel_en if get_language() == "en" and stap.titel_en else stap.titel
    return Regelrij(stap.code, titel, _zinnen(stap.als, woorden), dan, bron)


def _naast(nieuw: Sequence[Regelrij], oud: Sequence[Regelrij]) -> list[Regelrij]:
    was = {rij.code: rij for rij in oud}
    uit = [
        replace(rij, anders="nieuw")
        if rij.code not in was
        else replace(rij, anders="gewijzigd", was=was[rij.code])
        if rij != was[rij.code]
        else rij
        for rij in nieuw
    ]
    blijven = {rij.code for rij in nieuw}
    return uit + [replace(rij, anders="vervallen") for rij in oud if rij.code not in blijven]


def _zinnen(voorwaarden: Iterable[Voorwaarde], woorden: Woorden) -> list[str]:
    return [woorden.in_zin(beschrijf(voorwaarde, gettext)) for voorwaarde in voorwaarden]


def _mits(tekst: str, als: Iterable[Voorwaarde], woorden: Woorden) -> str:
    zinnen = f" {gettext('en')} ".join(_zinnen(als, woorden))
    return gettext("%(wat)s, als %(als)s") % {"wat": tekst.rstrip("."), "als": zinnen} if zinnen else tekst


def _prioriteit(keuze: Prioriteitskeuze, woorden: Woorden) -> str:
    wat = gettext("prioriteit %(prioriteit)s") % {"prioriteit": keuze.prioriteit or gettext("geen")}
    return _mits(wat, keuze.als, woorden)


def _dan_van_regel(regel: Regel, woorden: Woorden) -> list[str]:
    return [
        str(Route(regel.route).label),
        *(_prioriteit(k, woorden) for k in regel.prioriteiten if k.prioriteit or k.als),
        *_erbij(regel, woorden),
        *(_mits(gettext(VLAGGEN[vlag.code]), vlag.als, woorden) for vlag in regel.vlaggen),
    ]


def _dan_van_wijziging(wijziging: Wijziging, woorden: Woorden) -> list[str]:
    return [_mits("; ".join(_gevolg(g, woorden)), g.als, woorden) for g in wijziging.gevolgen]


def _gevolg(gevolg: Gevolg, woorden: Woorden) -> Iterable[str]:
    if gevolg.route:
        yield str(Route(gevolg.route).label)
    if gevolg.zet_prioriteit:
        yield gettext("prioriteit %(prioriteit)s") % {"prioriteit": gevolg.prioriteit or gettext("geen")}
    for oud, nieuw in gevolg.prioriteit_van.items():
        yield gettext("prioriteit %(oud)s wordt %(nieuw)s") % {"oud": oud, "nieuw": nieuw}
    yield from _erbij(gevolg, woorden)


def _erbij(stap: Regel | Gevolg, woorden: Woorden) -> Iterable[str]:
    for partner in stap.partners:
        yield gettext("partner %(partner)s") % {"partner": woorden("partner", partner)}
    if stap.partner_van_onderwerp:
        yield gettext("de partner van het onderwerp")
    if stap.redencode:
        yield gettext("reden: %(reden)s") % {"reden": REDENEN.get(stap.redencode, stap.redencode)}


def stand_van(regelset: Regelset, vandaag: date) -> str:
    """Where a version stands: "wacht", "vervallen", "voorbij", "straks" or "nu"."""
    if regelset.status != Regelset.Status.GOEDGEKEURD:
        return "wacht" if regelset.status == Regelset.Status.CONCEPT else "vervallen"
    if regelset.geldig_tot is not None and regelset.geldig_tot < vandaag:
        return "voorbij"
    return "straks" if regelset.geldig_vanaf > vandaag else "nu"
