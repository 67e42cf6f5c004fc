"""Proposing other rules: the whole set in one form, of which a rule is opened to write in it.

A rule that nobody opened has no fields and stays as it is; so the page is as quick as it is long. Buttons in the form
(`doe`) open a rule and add rows to it: they send what was typed so far, and get the page back with it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import GEEN_KEUZE, Getalveld, dagveld
from inspectie.lijsten.filters import Keuzevak, Tekstvak
from meldingen import triage
from meldingen.klokform import KlokkenForm
from meldingen.klokken import als_termijnen
from meldingen.models import Regelset
from meldingen.regelboom import SOORTEN, Boom, als_velden, doe, lees_bomen, maak_boom
from meldingen.regellezer import Lezer
from meldingen.regelsets import codelijsten
from meldingen.regelvelden import Namen, Velden, noem
from meldingen.woorden import REDENEN, Woorden, woorden

_PLEK = re.compile(r"(regels|wijzigingen|fasen)\[(\d+)\](?:, (\w+))?")
PARTNER = "partner-"


class RegelsForm(KlokkenForm):
    """The clocks, and everything else of a rule set. `regelset`: what is followed; `begin`: what to write on from;
    `opdracht`: what a button asks, then nothing is judged yet."""

    geopend: dict[str, Any]
    """The fields of rules that something is wrong with and that nobody opened: to be shown with what was sent."""

    in_plaats_van = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any, regelset: Regelset, begin: Regelset | None = None, *, opdracht: str = ""
    ) -> None:
        self.basis: Mapping[str, Any] = (begin or regelset).inhoud
        self.bomen = lees_bomen(data or {})
        self.verder_bij = doe(self.bomen, opdracht, self._staan) if opdracht else ""
        gestuurd = {naam: data[naam] for naam in data or ()}
        for soort, n, boom in self._open():
            gestuurd |= als_velden(boom, f"{soort}-{n}-")
        super().__init__(gestuurd if data is not None and not opdracht else None, begin or regelset)
        self.initial.update({"gezien": regelset.pk, **self._begin(begin)})
        self.woorden: Woorden = woorden()
        self.delen: dict[str, Any] = {}
        self.geopend = {}
        self._vul_fasen()
        self._vul_partners()
        namen = self._namen()
        for soort, n, boom in self._open():
            boom.setdefault("na", str(self._na(soort, n)))
            self.fields.update(Velden(soort, n, self.naam_van(soort, n), boom, namen))
        if opdracht:
            bij = (f"{self.verder_bij}-{deel}" for deel in ("werking", "feit", "vlag", "prioriteit"))
            if naam := next((naam for naam in bij if naam in self.fields), ""):
                self.fields[naam].widget.attrs["autofocus"] = True
            buiten = [naam for naam in self.fields if not naam.startswith(SOORTEN)]
            self.initial.update({naam: gestuurd.get(naam) for naam in buiten})

    def _begin(self, begin: Regelset | None) -> dict[str, Any]:
        if begin is None:
            return {}
        reden = begin.inhoud.get("toelichting", "")
        return {"in_plaats_van": begin.pk, "vanaf": begin.geldig_vanaf, "reden": reden}

    # What there is

    def _staan(self, soort: str) -> Sequence[Mapping[str, Any]]:
        return list(self.basis.get(soort, ()))

    def bestaand(self, soort: str, n: int) -> Mapping[str, Any]:
        staan = self._staan(soort)
        return staan[n] if n < len(staan) else {}

    def _open(self) -> Iterator[tuple[str, int, Boom]]:
        for soort, bomen in self.bomen.items():
            for n, boom in sorted(bomen.items()):
                yield soort, n, boom

    def naam_van(self, soort: str, n: int) -> str:
        return str(self.bestaand(soort, n).get("code") or gettext("nieuw (%(plek)s)") % {"plek": n + 1})

    def _namen(self) -> Namen:
        def van(soort: str) -> dict[int, tuple[str, str]]:
            staan = {n: (rij["code"], rij["titel"]) for n, rij in enumerate(self._staan(soort))}
            nieuw = {n: boom for n, boom in self.bomen[soort].items() if n not in staan and boom.get("code")}
            return staan | {n: (str(boom["code"]), str(boom.get("titel", ""))) for n, boom in nieuw.items()}

        gevolgen = [g for rij in self._staan("wijzigingen") for g in rij["dan"]]
        codes = [rij.get("redencode", "") for rij in (*self._staan("regels"), *gevolgen)]
        redenen = dict.fromkeys(
            [*(code for code in REDENEN if code != triage.REGELFOUT), *filter(None, codes)]
        )
        return Namen(self.woorden, van("regels"), van("wijzigingen"), list(redenen))

    def _na(self, soort: str, n: int) -> int:
        """After which rule this one stands; a new one before the catch-all, that has to be the last."""
        staan = self._staan(soort)
        if n < len(staan):
            return n - 1
        eerder = [m for m in self.bomen[soort] if len(staan) <= m < n]
        return max(eerder, default=len(staan) - (2 if soort == "regels" else 1))

    def _vul_fasen(self) -> None:
        fasen = [*self.basis.get("fasen", ()), {}]
        self._aantal_fasen = len(fasen)
        for n, rij in enumerate(fasen):
            nummer = Getalveld(
                required=False,
                min_value=1,
                max_value=9999,
                widget=Tekstvak({"class": "smalle-invoer", "inputmode": "numeric"}),
                initial=rij.get("fase"),
                error_messages={"invalid": _("Vul een heel getal in.")},
            )
            vanaf = dagveld("", verplicht=False)
            vanaf.help_text, vanaf.initial = "", date.fromisoformat(rij["vanaf"]) if rij else None
            titel = forms.CharField(
                required=False, max_length=4000, widget=Tekstvak(), initial=rij.get("titel", "")
            )
            for naam, veld, kort in (
                ("fase", nummer, gettext("fase")),
                ("vanaf", vanaf, gettext("vanaf")),
                ("titel", titel, gettext("wat er dan geldt")),
            ):
                self.fields[f"fasen-{n}-{naam}"] = noem(veld, _fasenaam(rij), kort)

    def _vul_partners(self) -> None:
        staan = self.basis.get("partners_per_onderwerp", {})
        partners = [("", "–"), *self.woorden.lijsten.get("partner", {}).items()]
        for onderwerp in dict.fromkeys((*staan, *self.woorden.lijsten.get("onderwerp", {}))):
            self.fields[PARTNER + onderwerp] = forms.ChoiceField(
                label=self.woorden("onderwerp", onderwerp),
                required=False,
                choices=partners,
                widget=Keuzevak,
                initial=staan.get(onderwerp, ""),
                error_messages=GEEN_KEUZE,
            )

    # What the page shows

    def klokvelden(self) -> list[BoundField]:
        return [self[n] for n in self.fields if n.endswith(("_aantal", "_eenheid"))]

    def fasevelden(self) -> list[tuple[str, list[BoundField]]]:
        """A phase at a time, with its name."""
        fasen = [*self.basis.get("fasen", ()), {}]
        return [
            (_fasenaam(rij), [self[f"fasen-{n}-{deel}"] for deel in ("fase", "vanaf", "titel")])
            for n, rij in enumerate(fasen)
        ]

    def partnervelden(self) -> tuple[list[BoundField], list[BoundField]]:
        """Of the topics with a partner, and of the others."""
        velden = [self[naam] for naam in self.fields if naam.startswith(PARTNER)]
        met = [veld for veld in velden if veld.value() or veld.errors]
        return met, [veld for veld in velden if veld not in met]

    # What was written

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        lezers: dict[str, list[Lezer]] = {}
        delen: dict[str, Any] = {}
        for soort in SOORTEN:
            gelezen = list(self._gelezen(soort))
            delen[soort], lezers[soort] = [rij for _lezer, rij in gelezen], [lezer for lezer, _rij in gelezen]
            for naam, fout in (fout for lezer in lezers[soort] for fout in lezer.fouten):
                # Values that are chosen have a name of their own; what goes with no fact has no field.
                kan = (naam, f"{naam}n", f"{naam.rpartition('-')[0]}-feit")
                self.add_error(next((n for n in kan if n in self.fields), None), fout)
        if self.errors:
            return data
        fasen, plekken = self._fasen()
        delen |= {"fasen": fasen, "termijnen": als_termijnen(self.klokken())}
        gekozen = {naam.removeprefix(PARTNER): data[naam] for naam in self.fields if naam.startswith(PARTNER)}
        delen["partners_per_onderwerp"] = {onderwerp: p for onderwerp, p in gekozen.items() if p}
        self._keur(delen, lezers, plekken)
        self.delen = delen
        return data

    def _gelezen(self, soort: str) -> Iterator[tuple[Lezer, dict[str, Any]]]:
        """Each rule that takes part, in order; of one that is not open what it was."""
        for n in self._volgorde(soort):
            bestaand, boom = self.bestaand(soort, n), self.bomen[soort].get(n)
            lezer = Lezer(soort, f"{soort}-{n}-", bestaand)
            if boom is None:
                yield lezer, dict(bestaand)
            elif not boom.get("weg") and (
                bestaand or any(boom.get(d) for d in ("code", "titel", "titel_en"))
            ):
                yield lezer, lezer.lees(boom)

    def _volgorde(self, soort: str) -> list[int]:
        uit = list(range(len(self._staan(soort))))
        for n, boom in sorted(self.bomen[soort].items()):
            gekozen = str(boom.get("na", ""))
            na = int(gekozen) if re.fullmatch(r"-?\d{1,3}", gekozen, re.ASCII) else self._na(soort, n)
            if na == n or (n in uit and na == self._na(soort, n)):
                continue
            uit = [m for m in uit if m != n]
            uit.insert(uit.index(na) + 1 if na in uit else 0, n)
        return uit

    def _fasen(self) -> tuple[list[dict[str, Any]], list[int]]:
        """And where each stands in the form."""
        uit: list[dict[str, Any]] = []
        plekken: list[int] = []
        for n in range(self._aantal_fasen):
            fase, vanaf, titel = (self.cleaned_data[f"fasen-{n}-{d}"] for d in ("fase", "vanaf", "titel"))
            if fase or vanaf or titel:
                uit.append({"fase": fase, "vanaf": vanaf.isoformat() if vanaf else "", "titel": titel})
                plekken.append(n)
        return uit, plekken

    def _keur(
        self, delen: Mapping[str, Any], lezers: Mapping[str, Sequence[Lezer]], fasen: Sequence[int]
    ) -> None:
        """What the rules say against it, each beside the field it is about."""
        vanaf = self.cleaned_data["vanaf"].isoformat()
        geheel = {**self.basis, **delen, "versie": vanaf, "geldig_vanaf": vanaf, "geldig_tot": None}
        for fout in triage.controleer_regelset(geheel, codelijsten()):
            veld = self._veld_van(fout, lezers, fasen)
            # Beside its field the place in the file says nothing to who wrote no file.
            gezegd = triage.zeg(fout, gettext)
            self.add_error(veld, gezegd.partition(": ")[2] or gezegd if veld else gezegd)

    def _veld_van(self, fout: str, lezers: Mapping[str, Sequence[Lezer]], fasen: Sequence[int]) -> str | None:
        gevonden = _PLEK.match(fout)
        if gevonden is None:
            return None
        soort, nr = gevonden[1], int(gevonden[2])
        if soort == "fasen":
            return f"fasen-{fasen[nr]}-{gevonden[3] or 'fase'}" if nr < len(fasen) else None
        lezer = lezers[soort][nr]
        veld = lezer.veld_van(fout)
        if veld not in self.fields:  # nobody opened it
            self.geopend |= als_velden(maak_boom(soort, lezer.bestaand), lezer.begin)
        return veld if veld in self.fields else None


def _fasenaam(rij: Mapping[str, Any]) -> str:
    return gettext("Fase %(fase)s") % {"fase": rij["fase"]} if rij else gettext("Nieuwe fase")
