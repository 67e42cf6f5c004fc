"""The checks of the text of a report. Pure; each names the place of what it refuses."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapportages import rapporttekst
from rapportages.aantalwoorden import als_aantal, getypt
from rapportages.rapportcontroles import verhouding
from rapportages.rapportcontroles.controle import Controle
from rapportages.rapportgegevens import Rapportgegevens
from rapportages.rapporttekst import Deel, Tekstalinea, delen
from rapportages.schermgetallen import eenheid as eenheidwoord
from rapportages.velden import Veld, velden

Velden = Mapping[str, Veld]
_PROCENT = re.compile(r"^\s*(?:%|procent\b)", re.IGNORECASE)
# What says that the sentence is about what the one before it counted.
_GAAT_VERDER = re.compile(r"(?:(?:Daar|Hier|Waar)van|Van (?:deze|die))\b|\{[^{}]*\}\s+(?:daar|hier|er)van\b")


def controles(gegevens: Rapportgegevens, titel: str, tekst: str) -> list[Controle]:
    return keur(velden(gegevens), titel, tekst)


def keur(bekend: Velden, titel: str, tekst: str) -> list[Controle]:
    """All checks of a text against the fields there are."""
    alineas = _alineas(titel, tekst)
    return [
        Controle(naam, not waar, str(slecht if waar else goed), tuple(waar))
        for naam, goed, slecht, zoek in CONTROLES
        for waar in [list(zoek(alineas, bekend))]
    ]


def _alineas(titel: str, tekst: str) -> list[Tekstalinea]:
    """The title is looked at as a paragraph of no section."""
    return [Tekstalinea("", 0, titel), *rapporttekst.alineas(tekst)]


def waar(alinea: Tekstalinea) -> str:
    """Where in the text: “Kerncijfers”, alinea 2."""
    if not alinea.nummer:
        return gettext("kop “%(sectie)s”") % {"sectie": alinea.sectie} if alinea.sectie else gettext("titel")
    if not alinea.sectie:
        return gettext("alinea %(nummer)s") % {"nummer": alinea.nummer}
    return gettext("“%(sectie)s”, alinea %(nummer)s") % {"sectie": alinea.sectie, "nummer": alinea.nummer}


def _op(alinea: Tekstalinea, tekst: str) -> str:
    return gettext("%(waar)s: %(wat)s") % {"waar": waar(alinea), "wat": tekst}


def leesbaar(alineas: Sequence[Tekstalinea], bekend: Velden) -> Iterator[str]:
    """There is a text, and every brace belongs to something."""
    if not any(alinea.nummer for alinea in alineas):
        yield gettext("De tekst is leeg.")
    for alinea in alineas:
        for deel in delen(alinea.tekst):
            if deel.soort == "los":
                yield _op(alinea, gettext("“%(teken)s” hoort nergens bij.") % {"teken": deel.tekst})


def bestaande_velden(alineas: Sequence[Tekstalinea], bekend: Velden) -> Iterator[str]:
    for alinea, naam in _velden_van(alineas):
        if naam not in bekend:
            yield _op(alinea, gettext("{%(veld)s} bestaat niet.") % {"veld": naam})
        elif bekend[naam].aard == "blok" and alinea.alleen_veld != naam:
            yield _op(
                alinea,
                gettext("{%(veld)s} staat alleen, met een lege regel ervoor en erna.") % {"veld": naam},
            )


def met_waarde(alineas: Sequence[Tekstalinea], bekend: Velden) -> Iterator[str]:
    for alinea, naam in _velden_van(alineas):
        if naam in bekend and bekend[naam].waarde is None:
            yield _op(alinea, gettext("{%(veld)s} is niet te berekenen.") % {"veld": naam})


def geen_getypte_cijfers(alineas: Sequence[Tekstalinea], bekend: Velden) -> Iterator[str]:
    """A figure is a field, also one in words. Digits that are none stand between brackets, and may only be what is
    allowed there, where it is not used as a number."""
    for alinea in alineas:
        niets = Deel("tekst", "")
        reeks = [niets, *delen(alinea.tekst), niets]
        for vorig, deel, volgend in zip(reeks, reeks[1:], reeks[2:], strict=False):
            if deel.soort == "tekst":
                for getal in getypt(deel.tekst):
                    yield _op(alinea, _getypt(getal))
            elif deel.soort == "vast" and any(getypt(deel.tekst)):
                if not rapporttekst.mag_vast(deel.tekst):
                    yield _op(
                        alinea,
                        gettext("[%(tekst)s] is geen jaar, datum, artikel of kamerstuk.")
                        % {"tekst": deel.tekst},
                    )
                elif telt := als_aantal(_woorden(vorig), deel.tekst, _woorden(volgend)):
                    yield _op(
                        alinea, gettext("“%(telt)s” is een getypt aantal. Kies een veld.") % {"telt": telt}
                    )


def _getypt(getal: str) -> str:
    if any(map(str.isnumeric, getal)):
        zin = gettext(
            "“%(getal)s” is getypt. Kies een veld, of zet een jaar, datum, artikel of kamerstuk tussen rechte haken."
        )
    else:
        zin = gettext("“%(getal)s” is een getypte hoeveelheid. Kies een veld, of zeg het zonder hoeveelheid.")
    return zin % {"getal": getal}


def _woorden(deel: Deel) -> str:
    """What stands there in words; of a field or a reference it is not looked at what it says."""
    return deel.tekst if deel.soort == "tekst" else f"{{{deel.tekst}}}"


def gelijke_tellers(alineas: Sequence[Tekstalinea], bekend: Velden) -> Iterator[str]:
    """Shares in one sentence share a numerator, or each says which is its own."""
    for alinea, zin in _zinnen(alineas):
        namen = [deel.tekst for deel in zin if deel.soort == "veld"]
        aandelen = {n: bekend[n].teller for n in namen if n in bekend and bekend[n].aard == "aandeel"}
        if len(set(aandelen.values())) < 2:
            continue
        zonder = [n for n in aandelen if f"{n.partition('.')[0]}.breuk" not in namen]
        if zonder:
            yield _op(
                alinea,
                gettext(
                    "%(velden)s staan in een zin en hebben een andere teller; zet er %(breuken)s bij of maak er twee"
                    " zinnen van."
                )
                % {
                    "velden": ", ".join(f"{{{n}}}" for n in aandelen),
                    "breuken": ", ".join(f"{{{n.partition('.')[0]}.breuk}}" for n in zonder),
                },
            )


def geen_gemengde_verhouding(alineas: Sequence[Tekstalinea], bekend: Velden) -> Iterator[str]:
    """79 employers of 176 investigations is no rate, a count is no percentage, and it counts what it counts."""
    for alinea, zin in _zinnen(alineas):
        for deel, volgend in pairwise(zin):
            veld = bekend.get(deel.tekst) if deel.soort == "veld" else None
            if veld and veld.aard == "aantal" and volgend.soort == "tekst" and _PROCENT.match(volgend.tekst):
                yield _op(alinea, gettext("{%(veld)s} is een aantal, geen percentage.") % {"veld": veld.naam})
        for een, ander in verhouding.gemengd(zin, bekend):
            yield _op(
                alinea,
                gettext(
                    "{%(een)s} (%(eenheid)s) en {%(ander)s} (%(andere)s) zijn verschillende eenheden; het ene is"
                    " geen deel van het andere. Maak er twee zinnen van."
                )
                % {
                    "een": een.naam,
                    "eenheid": eenheidwoord(2, een.eenheid),
                    "ander": ander.naam,
                    "andere": eenheidwoord(2, ander.eenheid),
                },
            )
        for veld, woord in verhouding.als_iets_anders(zin, bekend):
            yield _op(
                alinea,
                gettext("{%(veld)s} telt %(eenheid)s; er staat “%(woord)s”.")
                % {"veld": veld.naam, "eenheid": eenheidwoord(2, veld.eenheid), "woord": woord},
            )
        for veld in verhouding.van_iets_anders(zin, bekend):
            yield _op(
                alinea,
                gettext("{%(veld)s} is een aandeel van %(eenheid)s, niet van iets anders.")
                % {"veld": veld.naam, "eenheid": eenheidwoord(2, veld.eenheid)},
            )


def _velden_van(alineas: Sequence[Tekstalinea]) -> Iterator[tuple[Tekstalinea, str]]:
    for alinea in alineas:
        for deel in delen(alinea.tekst):
            if deel.soort == "veld":
                yield alinea, deel.tekst


def _zinnen(alineas: Sequence[Tekstalinea]) -> Iterator[tuple[Tekstalinea, list[Deel]]]:
    """With the sentences that go on about the same: “Daarvan …”."""
    for alinea in alineas:
        samen: list[str] = []
        for zin in rapporttekst.zinnen(alinea.tekst):
            if samen and _GAAT_VERDER.match(zin):
                samen[-1] += f" {zin}"
            else:
                samen.append(zin)
        for zin in samen:
            yield alinea, list(delen(zin))


Zoek = Callable[[Sequence[Tekstalinea], Velden], Iterator[str]]
CONTROLES: tuple[tuple[Promise, Promise, Promise, Zoek], ...] = (
    (
        _("De tekst is te lezen"),
        _("Er is een tekst, en elke haak heeft een andere."),
        _("De tekst is niet te lezen."),
        leesbaar,
    ),
    (
        _("Elk veld bestaat"),
        _("Elk veld in de tekst bestaat."),
        _("Een veld in de tekst bestaat niet of staat niet alleen."),
        bestaande_velden,
    ),
    (
        _("Elk veld heeft een waarde"),
        _("Elk veld in de tekst heeft een waarde."),
        _("Een veld in de tekst heeft geen waarde."),
        met_waarde,
    ),
    (
        _("Geen cijfer is getypt"),
        _("Elk cijfer in de tekst is een veld."),
        _("In de tekst is een cijfer getypt."),
        geen_getypte_cijfers,
    ),
    (
        _("Aandelen in een zin hebben een teller"),
        _("Aandelen die in een zin staan hebben dezelfde teller, of noemen de hunne."),
        _("Aandelen in een zin hebben een andere teller zonder die te noemen."),
        gelijke_tellers,
    ),
    (
        _("Geen verhouding van verschillende eenheden"),
        _("Geen aantal is een deel van een aantal in een andere eenheid."),
        _("Twee eenheden staan als deel van elkaar."),
        geen_gemengde_verhouding,
    ),
)


_VORM = (leesbaar, bestaande_velden, geen_getypte_cijfers)
"""What a text is refused for when it is saved."""


def vormgebreken(bekend: Velden, titel: str, tekst: str) -> list[str]:
    """What refuses a text when it is saved: what cannot be read, unknown fields and typed figures. The rest may still
    be written, and blocks what comes after."""
    alineas = _alineas(titel, tekst)
    return [fout for zoek in _VORM for fout in zoek(alineas, bekend)]


def regelgebreken(regel: str) -> list[str]:
    """What refuses words that a report prints and that name no figures: why it takes the place of another."""
    alineas = [Tekstalinea("", nummer, a.tekst) for nummer, a in enumerate(rapporttekst.alineas(regel), 1)]
    return [fout for zoek in _VORM for fout in zoek(alineas, {})]


def sjabloongebreken(bekend: Velden, titel: str, tekst: str) -> list[str]:
    """What refuses a text to begin with: all but a figure that cannot be computed today."""
    alineas = _alineas(titel, tekst)
    return [fout for *_, zoek in CONTROLES if zoek is not met_waarde for fout in zoek(alineas, bekend)]
