"""What changed between two moments, arranged for a screen; and the forms that ask for the two."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext

from inspectie.models import Gebruiker
from inspectie.schermgetal import Getal, getal
from inspectie.tijd import einde_van
from rapportages.cijferlijsten import adressen
from rapportages.forms import MomentForm, beginwaarden, invoerwaarden
from rapportages.getalkaart import deelnaam
from rapportages.kerncijfers.definities import Definitie
from rapportages.kerncijfers.oorzaken import OORZAKEN
from rapportages.kerncijfers.snede import Snede
from rapportages.kerncijfers.verschil import Verschil
from rapportages.kerncijfers.verschilrijen import WAS, WORDT
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing
from rapportages.schermgetallen import datum, tijdstip

MIN = "\u2212"
TERUG = timedelta(days=7)


def momentforms(
    data: Mapping[str, Any], *, gebruiker: Gebruiker, nu: datetime, synthetisch: bool
) -> tuple[MomentForm, MomentForm]:
    """The moment to begin with (its fields are called "was-…") and the one to compare with it. What the address leaves
    out is the moment of the start page, and a week before it."""
    forms = []
    for voor, terug in (("was", TERUG), (None, timedelta())):
        kop = f"{voor}-" if voor else ""
        begin = beginwaarden(nu, gebruiker, synthetisch=synthetisch, terug=terug)
        standaarden = {f"{kop}{naam}": waarde for naam, waarde in begin.items()}
        gekozen = {k: str(data[k]).strip() for k in standaarden if k in data}
        form = MomentForm(standaarden | gekozen, nu=nu, gebruiker=gebruiker, prefix=voor)
        for veld in form.fields.values():
            veld.help_text = ""
        forms.append(form)
    return forms[0], forms[1]


def sinds_het_begin(moment: Moment, invoer: Mapping[str, str]) -> dict[str, str]:
    """The address of what changed over the period of a page: since the day before it, by what was on record then.
    `invoer` is that of the page (`MomentForm.invoer`)."""
    dag = moment.vakken[0].van - timedelta(days=1)
    was = invoerwaarden(dag, min(einde_van(dag), moment.stand_van))
    return {f"was-{naam}": waarde for naam, waarde in was.items()} | dict(invoer)


def moment_van(form: MomentForm, snede: Snede) -> Moment:
    return Moment(form.cleaned_data["peildatum"], form.cleaned_data["stand_van"], (), snede)


@dataclass(frozen=True, slots=True)
class Oorzaakregel:
    naam: str
    erbij: Getal
    eraf: Getal


@dataclass(frozen=True, slots=True)
class Verschilregel:
    deel: str
    was: Getal
    wordt: Getal
    verschil: str
    oorzaken: Sequence[Oorzaakregel]


@dataclass(frozen=True, slots=True)
class Cijferverschillen:
    code: str
    naam: str
    regels: Sequence[Verschilregel]


@dataclass(frozen=True, slots=True)
class Verschilblad:
    was: str
    was_stand: str
    wordt: str
    wordt_stand: str
    cijfers: Sequence[Cijferverschillen]


@dataclass(frozen=True, slots=True)
class Bewaard:
    """What a number differs by that no record explains: a report kept it otherwise than the records give it now by its
    own definitions. Then the list of that side is not the number (`was`, `wordt`: whether that is so)."""

    waardoor: str
    erbij: int
    was: bool
    wordt: bool

    def als_regel(self) -> Oorzaakregel:
        meer, minder = max(self.erbij, 0), max(-self.erbij, 0)
        return Oorzaakregel(self.waardoor, Getal.van(meer), Getal.van(minder))


def maak_verschilblad(
    verschillen: Sequence[Verschil],
    was: Moment,
    wordt: Moment,
    namen: Callable[[str, str], str],
    invoer: tuple[Mapping[str, str], Mapping[str, str]],
    bewaard: Mapping[Verwijzing, Bewaard] | None = None,
) -> Verschilblad:
    """`invoer` is what the two moments are in an address (`MomentForm.invoer`, `cijferform.in_adres`)."""
    anders, adres = bewaard or {}, adressen()
    return Verschilblad(
        datum(was.peildatum),
        tijdstip(was.stand_van),
        datum(wordt.peildatum),
        tijdstip(wordt.stand_van),
        [
            Cijferverschillen(
                cijfer.code,
                gettext(cijfer.naam),
                [_regel(v, invoer, namen, anders.get(v.verwijzing), adres) for v in groep],
            )
            for cijfer, groep in groupby(verschillen, key=lambda v: v.verwijzing.cijfer)
        ],
    )


def _regel(
    v: Verschil,
    invoer: tuple[Mapping[str, str], Mapping[str, str]],
    namen: Callable[[str, str], str],
    bewaard: Bewaard | None,
    adres: Callable[[Verwijzing, str], str],
) -> Verschilregel:
    def kant_van(n: int, plek: int, *, anders: bool) -> Getal:
        return Getal.van(n, adres(v.verwijzing, urlencode(invoer[plek])) if n and not anders else "")

    def deel(oorzaak: str, kant: str, ids: Sequence[int]) -> Getal:
        was, wordt = invoer
        sinds = {f"was_{'stand' if naam == 'stand_van' else naam}": waarde for naam, waarde in was.items()}
        vraag = urlencode({**wordt, **sinds, "oorzaak": oorzaak, "kant": kant})
        return Getal.van(len(ids), adres(v.verwijzing, vraag) if ids else "")

    return Verschilregel(
        capfirst(_deel(v.verwijzing, namen)),
        kant_van(v.was, 0, anders=bewaard is not None and bewaard.was),
        kant_van(v.wordt, 1, anders=bewaard is not None and bewaard.wordt),
        met_teken(v.verschil),
        [
            Oorzaakregel(
                gettext(naam),
                deel(oorzaak, WORDT, v.oorzaken[oorzaak].get(WORDT, ())),
                deel(oorzaak, WAS, v.oorzaken[oorzaak].get(WAS, ())),
            )
            for oorzaak, naam in OORZAKEN.items()
            if oorzaak in v.oorzaken
        ]
        + ([bewaard.als_regel()] if bewaard else []),
    )


def _deel(verwijzing: Verwijzing, namen: Callable[[str, str], str]) -> str:
    """Of a share what it counts, and of what: "teller" and "noemer" say nothing to who reads only this."""
    cijfer = verwijzing.cijfer
    if isinstance(cijfer, Definitie) and verwijzing.rol in ("teller", "noemer"):
        return gettext(cijfer.teller_tekst if verwijzing.rol == "teller" else cijfer.noemer_tekst)
    return deelnaam(verwijzing, namen)


def met_teken(n: int) -> str:
    return f"+{getal(n)}" if n > 0 else f"{MIN}{getal(-n)}" if n < 0 else getal(0)
