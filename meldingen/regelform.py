"""Proposing other rules: the whole set in one form, each condition on a line as an explanation says it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.formvelden import Getalveld, Tekstveld, dagveld
from inspectie.lijsten.filters import Keuzevak, Tekstvak
from meldingen import triage
from meldingen.klokform import KlokkenForm
from meldingen.klokken import als_termijnen
from meldingen.models import Regelset
from meldingen.models.triage import Route
from meldingen.regelsets import codelijsten
from meldingen.triage import schrijfwijze as s

SOORTEN = ("regels", "wijzigingen", "fasen")
LEEG = {"regels": 2, "wijzigingen": 1, "fasen": 1}
"""So many empty places stand behind what there is."""
_PLEK = re.compile(r"(regels|wijzigingen|fasen)\[(\d+)\][^,:]*(?:, (\w+))?")


@dataclass(frozen=True, slots=True)
class Groep:
    """A rule, modifier or phase in the form."""

    soort: str
    code: str
    titel: str
    velden: Sequence[BoundField]
    open: bool


def _tekst(label: str, begin: Any = "", *, rijen: int = 0, smal: bool = False) -> forms.CharField:
    attrs = {"rows": rijen, "spellcheck": "false"} if rijen else {"class": "smalle-invoer"} if smal else {}
    vak = forms.Textarea(attrs=attrs) if rijen else Tekstvak(attrs)
    veld = Tekstveld if rijen else forms.CharField
    return veld(label=label, required=False, max_length=4000, widget=vak, initial=begin)


def _volgnummer(label: str, begin: Any) -> Getalveld:
    return Getalveld(
        label=label,
        required=False,
        min_value=1,
        max_value=9999,
        widget=Tekstvak({"class": "smalle-invoer", "inputmode": "numeric"}),
        initial=begin,
        error_messages={"invalid": _("Vul een heel getal in.")},
    )


def _vinkje(label: str, begin: bool = False) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, initial=begin)


class RegelsForm(KlokkenForm):
    """The clocks, and everything else of a rule set. `regelset`: what is followed; `begin`: what to write on from."""

    in_plaats_van = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, regelset: Regelset, begin: Regelset | None = None) -> None:
        self.basis: Mapping[str, Any] = (begin or regelset).inhoud
        super().__init__(data, begin or regelset)
        self.initial["gezien"] = regelset.pk
        if begin is not None:
            self.initial["in_plaats_van"] = begin.pk
            self.initial["vanaf"] = begin.geldig_vanaf
            self.initial["reden"] = begin.inhoud.get("toelichting", "")
        self.delen: dict[str, Any] = {}
        self.rijen: dict[str, list[int]] = {}
        for soort in SOORTEN:
            staan = list(self.basis.get(soort, ()))
            self.rijen[soort] = list(range(len(staan) + LEEG[soort]))
            for n in self.rijen[soort]:
                bestaand = staan[n] if n < len(staan) else {}
                for naam, veld in _velden(soort, n, bestaand):
                    self.fields[f"{soort}_{n}_{naam}"] = veld
        partners = self.basis.get("partners_per_onderwerp", {})
        self.fields["partners_per_onderwerp"] = _tekst(
            gettext("Partner per onderwerp"), "\n".join(f"{o}: {p}" for o, p in partners.items()), rijen=8
        )

    # What the page shows

    def klokvelden(self) -> list[BoundField]:
        return [self[n] for n in self.fields if n.endswith(("_aantal", "_eenheid"))]

    def groepen(self) -> dict[str, list[Groep]]:
        return {soort: [self._groep(soort, n) for n in rijen] for soort, rijen in self.rijen.items()}

    def _groep(self, soort: str, n: int) -> Groep:
        begin = f"{soort}_{n}_"
        velden = [self[naam] for naam in self.fields if naam.startswith(begin)]
        bestaand = self._bestaand(soort, n)
        code = str(bestaand.get("code") or bestaand.get("fase") or "")
        return Groep(soort, code, bestaand.get("titel", ""), velden, any(veld.errors for veld in velden))

    def _bestaand(self, soort: str, n: int) -> Mapping[str, Any]:
        staan = self.basis.get(soort, ())
        return staan[n] if n < len(staan) else {}

    # What was written

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        delen: dict[str, Any] = {"termijnen": als_termijnen(self.klokken())}
        gelezen = {soort: list(self._gelezen(soort)) for soort in SOORTEN}
        delen |= {soort: [rij for _, rij in rijen] for soort, rijen in gelezen.items()}
        delen["partners_per_onderwerp"] = self._partners()
        if not self.errors:
            self._keur(delen, {soort: [n for n, _ in rijen] for soort, rijen in gelezen.items()})
        self.delen = delen
        return data

    def _gelezen(self, soort: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each row that takes part, in order, with its place in the form."""
        lezers = {"regels": self._regel, "wijzigingen": self._wijziging, "fasen": self._fase}
        rijen = [n for n in self.rijen[soort] if not self._leeg(soort, n)]
        for n in sorted(rijen, key=lambda n: (self._waarde(soort, n, "volgorde") or 9999, n)):
            yield n, lezers[soort](n)

    def _leeg(self, soort: str, n: int) -> bool:
        if self._waarde(soort, n, "weg"):
            return True
        return not any(self._waarde(soort, n, naam) for naam in ("code", "fase", "titel", "als", "vanaf"))

    def _waarde(self, soort: str, n: int, naam: str) -> Any:
        waarde = self.cleaned_data.get(f"{soort}_{n}_{naam}")
        return waarde.strip() if isinstance(waarde, str) else waarde

    def _lees(self, soort: str, n: int, naam: str, lees: Any) -> Any:
        try:
            return lees(self._waarde(soort, n, naam) or "")
        except s.Schrijffout as fout:
            self.add_error(f"{soort}_{n}_{naam}", str(fout))
            return []

    def _codes(self, soort: str, n: int, naam: str) -> list[str]:
        return re.findall(r"[^\s,;]+", self._waarde(soort, n, naam) or "")

    def _regel(self, n: int) -> dict[str, Any]:
        waarde = {naam: self._waarde("regels", n, naam) for naam in ("titel_en", "redencode", "bron")}
        uit = _zonder(self._bestaand("regels", n), "toelichting") | {
            "code": self._waarde("regels", n, "code"),
            "titel": self._waarde("regels", n, "titel"),
            "als": self._lees("regels", n, "als", s.lees_regels),
            "route": self._waarde("regels", n, "route"),
            "prioriteit": self._lees("regels", n, "prioriteit", s.lees_prioriteiten),
            "partners": self._codes("regels", n, "partners"),
            "partner_van_onderwerp": self._waarde("regels", n, "partner_van_onderwerp"),
            "vlaggen": self._lees("regels", n, "vlaggen", s.lees_vlaggen),
            **waarde,
        }
        return {k: v for k, v in uit.items() if v or k in ("code", "titel", "als", "route")}

    def _wijziging(self, n: int) -> dict[str, Any]:
        uit = _zonder(self._bestaand("wijzigingen", n), "bron", "toelichting") | {
            "code": self._waarde("wijzigingen", n, "code"),
            "titel": self._waarde("wijzigingen", n, "titel"),
            "titel_en": self._waarde("wijzigingen", n, "titel_en"),
            "als": self._lees("wijzigingen", n, "als", s.lees_regels),
            "niet_na": self._codes("wijzigingen", n, "niet_na"),
            "dan": self._lees("wijzigingen", n, "dan", s.lees_gevolgen),
        }
        return {k: v for k, v in uit.items() if v or k in ("code", "titel", "als", "dan")}

    def _fase(self, n: int) -> dict[str, Any]:
        vanaf = self._waarde("fasen", n, "vanaf")
        return {
            "fase": self._waarde("fasen", n, "fase"),
            "vanaf": vanaf.isoformat() if vanaf else "",
            "titel": self._waarde("fasen", n, "titel"),
        }

    def _partners(self) -> dict[str, str]:
        uit: dict[str, str] = {}
        for regel in filter(None, map(str.strip, self.cleaned_data["partners_per_onderwerp"].splitlines())):
            onderwerp, _streep, partner = (deel.strip() for deel in regel.partition(":"))
            if not partner or onderwerp in uit:
                fout = gettext("“%(regel)s”: schrijf elk onderwerp een keer, als ONDERWERP: PARTNER.")
                self.add_error("partners_per_onderwerp", fout % {"regel": regel})
            uit[onderwerp] = partner
        return uit

    def _keur(self, delen: Mapping[str, Any], plekken: Mapping[str, Sequence[int]]) -> None:
        """What the rules say against it, each beside the field it is about."""
        vanaf = self.cleaned_data["vanaf"].isoformat()
        geheel = {**self.basis, **delen, "versie": vanaf, "geldig_vanaf": vanaf, "geldig_tot": None}
        for fout in triage.controleer_regelset(geheel, codelijsten()):
            veld = self._veld_van(fout, plekken)
            # Beside its field the place in the file says nothing to who wrote no file.
            self.add_error(veld, fout.partition(": ")[2] or fout if veld else fout)

    def _veld_van(self, fout: str, plekken: Mapping[str, Sequence[int]]) -> str | None:
        gevonden = _PLEK.match(fout)
        if gevonden is None:
            return "partners_per_onderwerp" if fout.startswith("partners_per_onderwerp") else None
        soort, nr, deel = gevonden[1], int(gevonden[2]), gevonden[3]
        if nr >= len(plekken[soort]):
            return None
        begin = f"{soort}_{plekken[soort][nr]}_"
        eigen = begin + (deel or "")
        return eigen if eigen in self.fields else begin + ("fase" if soort == "fasen" else "code")


def _zonder(rij: Mapping[str, Any], *sleutels: str) -> dict[str, Any]:
    """What the form does not ask, and stays."""
    return {sleutel: rij[sleutel] for sleutel in sleutels if sleutel in rij}


def _velden(soort: str, n: int, rij: Mapping[str, Any]) -> Iterator[tuple[str, forms.Field]]:
    if soort == "fasen":
        yield from _fasevelden(n, rij)
        return
    code = rij.get("code") or gettext("nieuw (%(plek)s)") % {"plek": n + 1}

    def label(tekst: str) -> str:
        return f"{code}: {tekst}"

    yield "volgorde", _volgnummer(label(gettext("volgorde")), (n + 1) * 10 if rij else None)
    yield "code", _tekst(label(gettext("code")), rij.get("code", ""), smal=True)
    yield "titel", _tekst(label(gettext("wat zij zegt")), rij.get("titel", ""))
    yield "titel_en", _tekst(label(gettext("hetzelfde in het Engels")), rij.get("titel_en", ""))
    yield "als", _tekst(label(gettext("als")), s.schrijf_regels(rij.get("als", ())), rijen=4)
    yield from _regelvelden(label, rij) if soort == "regels" else _wijzigingvelden(label, rij)
    if rij:
        yield "weg", _vinkje(label(gettext("vervalt")))


def _regelvelden(label: Any, rij: Mapping[str, Any]) -> Iterator[tuple[str, forms.Field]]:
    yield (
        "route",
        forms.ChoiceField(
            label=label(gettext("route")),
            required=False,
            choices=[("", "–"), *Route.choices],
            widget=Keuzevak,
            initial=rij.get("route", ""),
        ),
    )
    prioriteit = s.schrijf_prioriteiten(rij.get("prioriteit"))
    yield "prioriteit", _tekst(label(gettext("prioriteit")), prioriteit, rijen=2)
    yield "partners", _tekst(label(gettext("partners")), " ".join(rij.get("partners", ())), smal=True)
    van_onderwerp = rij.get("partner_van_onderwerp", False)
    yield "partner_van_onderwerp", _vinkje(label(gettext("partner van het onderwerp")), van_onderwerp)
    yield "redencode", _tekst(label(gettext("redencode")), rij.get("redencode", ""))
    yield "vlaggen", _tekst(label(gettext("vlaggen")), s.schrijf_vlaggen(rij.get("vlaggen", ())), rijen=2)
    yield "bron", _tekst(label(gettext("bron")), rij.get("bron", ""))


def _wijzigingvelden(label: Any, rij: Mapping[str, Any]) -> Iterator[tuple[str, forms.Field]]:
    yield "niet_na", _tekst(label(gettext("niet na regel")), " ".join(rij.get("niet_na", ())))
    yield "dan", _tekst(label(gettext("dan")), s.schrijf_gevolgen(rij.get("dan", ())), rijen=3)


def _fasevelden(n: int, rij: Mapping[str, Any]) -> Iterator[tuple[str, forms.Field]]:
    naam = gettext("Fase %(fase)s") % {"fase": rij["fase"]} if rij else gettext("Nieuwe fase")
    yield "fase", _volgnummer(f"{naam}: {gettext('nummer')}", rij.get("fase"))
    vanaf = dagveld(f"{naam}: {gettext('vanaf')}", verplicht=False)
    vanaf.initial = date.fromisoformat(rij["vanaf"]) if rij else None
    yield "vanaf", vanaf
    yield "titel", _tekst(f"{naam}: {gettext('wat er dan geldt')}", rij.get("titel", ""))
    if rij:
        yield "weg", _vinkje(f"{naam}: {gettext('vervalt')}")
