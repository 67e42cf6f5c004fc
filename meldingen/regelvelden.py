"""The fields of a rule that is open in the form: everything by its name, nothing by its code."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from inspectie.formvelden import GEEN_KEUZE
from inspectie.lijsten.filters import Keuzevak, Tekstvak
from meldingen.models.feiten import Bevoegd, CoronaRelatie, Domein, Ernst
from meldingen.models.triage import Prioriteit, Route
from meldingen.regelboom import GEEN, GESCHREVEN, VAN, Boom, lijst
from meldingen.triage import VLAGGEN
from meldingen.triage.feiten import AFGELEIDE_FEITEN, ALLE_FEITEN, FEITEN, Soort, toon
from meldingen.triage.rijen import Verband, werkingen_van
from meldingen.woorden import REDENEN, Woorden

Keuzes = list[tuple[str, str]]
Veld = tuple[str, forms.Field]

_VAST: Mapping[str, Sequence[str]] = {
    "ernst": Ernst.values,
    "bevoegd": Bevoegd.values,
    "corona_relatie": CoronaRelatie.values,
    "domein": Domein.values,
    "route": Route.values,
    "prioriteit": Prioriteit.values,
}
_VOORAF = (*FEITEN, *AFGELEIDE_FEITEN)
"""Known before a rule has decided."""


@dataclass(frozen=True, slots=True)
class Namen:
    """What can be chosen. `codes`: the rules there are, by number the code and what it says."""

    woorden: Woorden
    regels: Mapping[int, tuple[str, str]]
    wijzigingen: Mapping[int, tuple[str, str]]
    redenen: Sequence[str]

    def lijst(self, naam: str) -> Keuzes:
        codes = _VAST[naam] if naam in _VAST else self.woorden.lijsten.get(naam, {})
        return [(code, self.woorden.in_zin(toon(code, gettext))) for code in codes]

    def waarden(self, feit: str) -> Keuzes:
        soort = ALLE_FEITEN[feit]
        if soort.soort is Soort.JANEE:
            return [("ja", gettext("ja")), ("nee", gettext("nee"))]
        return self.lijst(soort.lijst)


class Velden:
    """Of one rule; `begin` is what their names begin with, `naam` what the rule is called."""

    def __init__(self, soort: str, n: int, naam: str, boom: Boom, namen: Namen) -> None:
        self.soort, self.n, self.naam, self.boom, self.namen = soort, n, naam, boom, namen

    def __iter__(self) -> Iterator[Veld]:
        """Name and field, in the order of the page."""
        boom = self.boom
        yield self._keuze("na", gettext("komt"), self._plekken(), boom)
        yield self._tekst("code", gettext("code"), boom, smal=True)
        yield self._tekst("titel", gettext("wat zij zegt"), boom)
        yield self._tekst("titel_en", gettext("hetzelfde in het Engels"), boom)
        yield from self._als(
            "", gettext("als"), boom, _VOORAF if self.soort == "regels" else tuple(ALLE_FEITEN)
        )
        yield from self._regel() if self.soort == "regels" else self._wijziging()
        yield self._vinkje("weg", gettext("vervalt"), boom)

    def _regel(self) -> Iterator[Veld]:
        boom = self.boom
        yield self._keuze("route", gettext("route"), [("", "–"), *self.namen.lijst("route")], boom)
        prioriteiten = [("", gettext("geen")), *self.namen.lijst("prioriteit")]
        for nr, rij in enumerate(lijst(boom, "prioriteit")):
            pad = f"prioriteit-{nr}-"
            yield self._keuze("prioriteit", gettext("prioriteit"), prioriteiten, rij, pad)
            yield from self._als(pad, gettext("prioriteit, als"), rij, _VOORAF)
        yield from self._erbij("", boom)
        vlaggen = [("", "–"), *((code, gettext(zin)) for code, zin in VLAGGEN.items())]
        for nr, rij in enumerate(lijst(boom, "vlaggen")):
            pad = f"vlaggen-{nr}-"
            yield self._keuze("vlag", gettext("daarbij"), vlaggen, rij, pad)
            yield from self._als(pad, gettext("daarbij, als"), rij, tuple(ALLE_FEITEN))
        yield self._tekst("bron", gettext("bron"), boom)

    def _wijziging(self) -> Iterator[Veld]:
        gelijk = [("", gettext("blijft"))]
        codes = [(code, f"{code} {titel}") for code, titel in self.namen.regels.values()]
        yield self._vakjes("niet_na", gettext("niet na regel"), codes, self.boom)
        for nr, rij in enumerate(lijst(self.boom, "dan")):
            pad = f"dan-{nr}-"
            prioriteiten = self.namen.lijst("prioriteit")
            yield self._keuze("route", gettext("route"), [*gelijk, *self.namen.lijst("route")], rij, pad)
            wordt = [*gelijk, (GEEN, gettext("geen")), *prioriteiten]
            yield self._keuze("prioriteit", gettext("prioriteit"), wordt, rij, pad)
            for code, naam in prioriteiten:
                zin = gettext("prioriteit %(oud)s wordt") % {"oud": naam}
                yield self._keuze(VAN + code, zin, [*gelijk, *prioriteiten], rij, pad)
            yield from self._erbij(pad, rij)
            yield from self._als(pad, gettext("dan, als"), rij, tuple(ALLE_FEITEN))

    def _erbij(self, pad: str, boom: Boom) -> Iterator[Veld]:
        yield self._vakjes("partners", gettext("partners"), self.namen.lijst("partner"), boom, pad)
        yield self._vinkje("partner_van_onderwerp", gettext("partner van het onderwerp"), boom, pad)
        redenen = [(code, str(REDENEN.get(code, code))) for code in self.namen.redenen]
        yield self._keuze("redencode", gettext("reden"), [("", "–"), *redenen], boom, pad)

    def _als(self, begin: str, naam: str, boom: Boom, feiten: Sequence[str]) -> Iterator[Veld]:
        verbanden = [
            (Verband.EN.value, gettext("en")),
            (Verband.OF.value, gettext("of")),
            (Verband.MET.value, gettext("samen met")),
        ]
        kies = [
            ("", gettext("Kies een feit")),
            *((f, capfirst(gettext(ALLE_FEITEN[f].titel))) for f in feiten),
        ]
        for nr, rij in enumerate(lijst(boom, "als")):
            pad, wie = f"{begin}als-{nr}-", f"{naam} {nr + 1}"
            if nr:
                yield self._keuze("verband", gettext("verband"), verbanden, rij, pad, wie)
            naam_, veld = self._keuze("feit", gettext("feit"), kies, rij, pad, wie)
            # Another fact asks other things beside it, and nothing else is touched: whoever types on meanwhile, also in
            # the fact itself, loses nothing. Without script the button does this.
            veld.widget.attrs |= {
                "hx-post": reverse("regels_voorstellen"),
                "hx-target": f"#id_{naam_}-gevraagd",
                "hx-select": f"#id_{naam_}-gevraagd",
                # By keyboard one passes others on the way: asked once, of the one that is stayed at.
                "hx-trigger": "change delay:200ms",
                "hx-vals": json.dumps({"doe": f"toon {self.soort}"}),
            }
            yield naam_, veld
            if rij.get("feit") not in feiten:
                continue
            feit = ALLE_FEITEN[rij["feit"]]
            werkingen = [(werking, _werking(werking)) for werking in werkingen_van(feit)]
            yield self._keuze("werking", gettext("wat geldt"), werkingen, rij, pad, wie)
            if feit.soort in GESCHREVEN:
                yield self._tekst("waarde", gettext("waarde"), rij, pad, wie, smal=True)
            else:
                yield self._vakjes(
                    "waarden", gettext("waarde"), self.namen.waarden(rij["feit"]), rij, pad, wie
                )

    def _plekken(self) -> Keuzes:
        alle = self.namen.regels if self.soort == "regels" else self.namen.wijzigingen
        uit = [("-1", gettext("als eerste"))]
        na = gettext("na %(regel)s")
        return uit + [(str(n), na % {"regel": f"{c} {t}"}) for n, (c, t) in alle.items() if n != self.n]

    def _veld(self, naam: str, kort: str, veld: forms.Field, pad: str, wie: str) -> Veld:
        van = f"{self.naam}: {wie}" if wie else self.naam
        return f"{self.soort}-{self.n}-{pad}{naam}", noem(veld, van, kort)

    def _tekst(
        self, naam: str, kort: str, boom: Boom, pad: str = "", wie: str = "", *, smal: bool = False
    ) -> Veld:
        vak = Tekstvak({"class": "smalle-invoer"} if smal else {})
        begin = boom.get(naam, "")
        return self._veld(
            naam, kort, forms.CharField(required=False, max_length=4000, widget=vak, initial=begin), pad, wie
        )

    def _keuze(self, naam: str, kort: str, keuzes: Keuzes, boom: Boom, pad: str = "", wie: str = "") -> Veld:
        veld = forms.ChoiceField(required=False, choices=keuzes, widget=Keuzevak, error_messages=GEEN_KEUZE)
        veld.initial = boom.get(naam, "")
        return self._veld(naam, kort, veld, pad, wie)

    def _vakjes(self, naam: str, kort: str, keuzes: Keuzes, boom: Boom, pad: str = "", wie: str = "") -> Veld:
        gekozen = boom.get(naam, ())
        veld = forms.MultipleChoiceField(
            required=False, choices=keuzes, widget=forms.CheckboxSelectMultiple, error_messages=GEEN_KEUZE
        )
        veld.initial = list(gekozen)
        return self._veld(naam, kort, veld, pad, wie)

    def _vinkje(self, naam: str, kort: str, boom: Boom, pad: str = "") -> Veld:
        veld = forms.BooleanField(required=False, initial=bool(boom.get(naam)))
        return self._veld(naam, kort, veld, pad, "")


def noem(veld: forms.Field, van: str, kort: str) -> forms.Field:
    """With what it is of in its label, for the list of what is wrong; on the page, below that, its own name does."""
    veld.label = f"{van}: {kort}"
    veld.kort = kort  # type: ignore[attr-defined]
    return veld


def _werking(werking: str) -> str:
    return {
        "is": gettext("is"),
        "niet": gettext("is niet"),
        "minstens": gettext("is minstens"),
        "bevat": gettext("bevat"),
        "bekend": gettext("is bekend"),
        "niet_bekend": gettext("is niet bekend"),
    }[werking]
