"""The card of a number: what it is, how it is counted, and what is not in it. One source for screen and export: the
definitions themselves (`kerncijfers`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from inspectie.schermgetal import getal
from rapportages.cijfers import JAARPROGRAMMA, PROGRAMMA
from rapportages.kerncijfers.buiten import GETELD, niet_geteld, uitgesloten
from rapportages.kerncijfers.definities import Definitie
from rapportages.kerncijfers.jaar import Jaardefinitie, begin_van_het_jaar, buiten_het_jaarcijfer
from rapportages.kerncijfers.oorzaken import OORZAKEN
from rapportages.kerncijfers.snede import ALLES, VELDEN
from rapportages.kerncijfers.stroom import AFLOPEN, FASEN, LEEFTIJDEN
from rapportages.kerncijfers.verschilrijen import WORDT
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing
from rapportages.labels import INSTRUMENTEN, RESULTATEN
from rapportages.schermgetallen import datum, eenheid, tijdstip

UITGESLOTEN = {
    "dubbel": _("dubbele meldingen"),
    "geen_corona": _("meldingen zonder verband met corona"),
    "later": _("meldingen die na de stand van zijn geregistreerd"),
    "vervallen": _("als vergissing vervallen"),
    "later_vastgelegd": _("na de stand van geregistreerd"),
    "zonder_melding": _("in een zaak zonder coronamelding"),
    "ander_domein": _("in een zaak buiten de eigen domeinen"),
    "zonder_onderzoek": _("in een zaak zonder bezoek of zonder coronamelding"),
    "zonder_bezoek": _("in een zaak zonder bezoek"),
}
_INTERVENTIES = _("van alle interventies tot en met de peildatum")
_INSTRUMENTEN = _("van alle instrumenten tot en met de peildatum")
_WAARVAN = {
    "KC-08": _INTERVENTIES,
    "KC-09": _INTERVENTIES,
    "KC-11": _("van alle interventies op locatie tot en met de peildatum"),
    "KC-12": _("van alle overtredingen tot en met de peildatum"),
    "KC-13": _INSTRUMENTEN,
    "ST-06": _INSTRUMENTEN,
    "ST-07": _INSTRUMENTEN,
    "JV-01": _("van alle interventies op locatie in deze periode"),
    "JV-02": _("van alle interventies op locatie in deze periode"),
    "JV-03": _("van alle overtredingen in deze periode"),
    "JV-04": _("van alle overtredingen in deze periode"),
    "JV-05": _("van alle instrumenten in deze periode"),
}
ROLLEN = {
    "teller": _("teller"),
    "noemer": _("noemer"),
    "overlap": _("in beide domeinen"),
    "zonder_locatie": _("zonder bezoek"),
    "KC-05.verschil": _("waarvan niet in Veilig & Gezond"),
    "KC-07.verschil": _("waarvan niet in Veilig & Gezond"),
    "KC-08.verschil": _("waarvan in geen van de eigen domeinen"),
}


@dataclass(frozen=True, slots=True)
class Kaart:
    """All in words, but `uitgesloten`: by key of UITGESLOTEN. `onbepaald` counts, but nobody decided its domain."""

    code: str
    naam: str
    deel: str
    eenheid: str
    definitie: str
    versie: str
    teller: str
    noemer: str
    peildatum: date
    stand_van: datetime
    periode: str
    snede: tuple[str, ...]
    berekend_op: datetime
    programma: str
    aantal: int
    uitgesloten: Mapping[str, int]
    waarvan: str
    """What that is left out of."""
    onbepaald: int

    def regels(self, ziet: int) -> list[tuple[str, str]]:
        """All of it as lines of a file. `ziet`: how many of what is counted are in that file."""
        waarden = [
            (gettext("Cijfer"), f"{self.code}, {self.naam}"),
            (gettext("Deel"), self.deel),
            (gettext("Definitie"), self.definitie),
            (gettext("Versie van de definities"), self.versie),
            (gettext("Teller"), self.teller),
            (gettext("Noemer"), self.noemer),
            (gettext("Peildatum"), datum(self.peildatum)),
            (gettext("Stand van"), tijdstip(self.stand_van)),
            (gettext("Periode"), self.periode),
            (gettext("Snede"), ", ".join(self.snede)),
            (gettext("Geteld"), f"{getal(self.aantal)} {eenheid(self.aantal, self.eenheid)}"),
            (gettext("In dit bestand"), getal(ziet)),
            (
                gettext("Wel geteld, voor u niet te zien"),
                getal(self.aantal - ziet) if self.aantal > ziet else "",
            ),
            (
                gettext("Niet meegeteld"),
                "; ".join(f"{n} {reden}" for reden, n in self.buiten) + f" ({self.waarvan})",
            ),
            (
                gettext("Meegeteld, nog zonder domein"),
                getal(self.onbepaald) if self.onbepaald else "",
            ),
            (
                gettext("Kolommen"),
                gettext(
                    "Geteld is zoals het op de stand van was geregistreerd; de kolommen tonen wat nu is"
                    " geregistreerd."
                ),
            ),
            (
                gettext("Berekend"),
                f"{tijdstip(self.berekend_op.replace(microsecond=0))}, {self.programma}",
            ),
        ]
        return [(naam, waarde) for naam, waarde in waarden if waarde]

    @property
    def buiten(self) -> list[tuple[str, str]]:
        """What is not counted, as it reads."""
        return [(gettext(UITGESLOTEN[sleutel]), getal(n)) for sleutel, n in self.uitgesloten.items()]


def maak_kaart(
    verwijzing: Verwijzing,
    moment: Moment,
    aantal: int,
    namen: Callable[[str, str], str],
    *,
    op: datetime,
    tel: Callable[..., Mapping[str, int]] = uitgesloten,
) -> Kaart:
    """One query. `tel` counts the meldingen that are left out, the same for many figures: whoever makes their cards
    gives one that remembers."""
    cijfer = moment.betekent(verwijzing.cijfer)
    jaar = isinstance(cijfer, Jaardefinitie)
    if jaar:
        buiten = buiten_het_jaarcijfer(cijfer.code, moment.peildatum, moment.stand_van)
    elif cijfer.code in GETELD and moment.snede == ALLES:
        buiten = niet_geteld(cijfer.code, moment.peildatum, moment.stand_van)
        if verwijzing.rol == "zonder_locatie":  # that is what it is
            del buiten["zonder_bezoek"]
    else:
        buiten = dict(tel(moment.peildatum, moment.stand_van, moment.snede))
    stroom = not isinstance(cijfer, Definitie)
    vak = (
        moment.vakken[int(verwijzing.delen[0]) - 1] if verwijzing.rol == "vak" and verwijzing.delen else None
    )
    van, tot = (vak.van, vak.tot) if vak else (moment.vakken[0].van, moment.peildatum)
    if jaar:
        van = begin_van_het_jaar(moment.peildatum)
    return Kaart(
        code=cijfer.code,
        naam=gettext(cijfer.naam),
        deel=deelnaam(verwijzing, namen),
        eenheid=cijfer.eenheid,
        definitie=gettext(cijfer.tekst) % {"jaar": van.year} if jaar else gettext(cijfer.tekst),
        versie=cijfer.versie,
        teller=gettext(cijfer.teller_tekst) if isinstance(cijfer, Definitie) and cijfer.teller_tekst else "",
        noemer=gettext(cijfer.noemer_tekst) if isinstance(cijfer, Definitie) and cijfer.noemer_tekst else "",
        peildatum=moment.peildatum,
        stand_van=moment.stand_van,
        periode=gettext("%(van)s tot en met %(tot)s") % {"van": datum(van), "tot": datum(tot)}
        if stroom or jaar
        else "",
        snede=tuple(
            namen(naam, getattr(moment.snede, naam)) for naam in VELDEN if getattr(moment.snede, naam)
        ),
        berekend_op=op,
        programma=f"{JAARPROGRAMMA if jaar else PROGRAMMA}, {verwijzing}",
        aantal=aantal,
        onbepaald=buiten.pop("onbepaald", 0),
        uitgesloten=buiten,
        waarvan=gettext(_waarvan(cijfer.code, moment)),
    )


def _waarvan(code: str, moment: Moment) -> str:
    if moment.snede != ALLES:
        return _("van de meldingen van dit deel, ontvangen tot en met de peildatum")
    return _WAARVAN.get(code, _("van alle meldingen, ontvangen tot en met de peildatum"))


def deelnaam(verwijzing: Verwijzing, namen: Callable[[str, str], str]) -> str:
    """Which part of the figure, in words; "" is all of it."""
    if not verwijzing.delen:
        rol = ROLLEN.get(str(verwijzing)) or ROLLEN.get(verwijzing.rol, "")
        return gettext(rol) if rol else ""
    if verwijzing.rol == "vak":
        return ""  # the period says it
    vast = {
        "fase": FASEN,
        "leeftijd": {code: naam for code, (_dagen, naam) in LEEFTIJDEN.items()},
        "afloop": AFLOPEN,
        "resultaat": {code: woord.tabel for code, woord in RESULTATEN.items()},
        "soort": {code: woord.tabel for code, woord in INSTRUMENTEN.items()},
    }
    woorden = []
    for feit, deel in zip(verwijzing.telling.per, verwijzing.delen, strict=False):
        woorden.append(gettext(vast[feit][deel]) if deel in vast.get(feit, {}) else namen(feit, deel))
    return ", ".join(woorden)


def verschilwoorden(was: Moment, data: Mapping[str, Any]) -> str:
    """What a list of one cause is, in words."""
    oorzaak = OORZAKEN.get(str(data.get("oorzaak")), "")
    zin = (
        gettext("Erbij sinds %(peildatum)s, stand van %(stand)s: %(oorzaak)s")
        if data.get("kant") == WORDT
        else gettext("Eraf sinds %(peildatum)s, stand van %(stand)s: %(oorzaak)s")
    )
    return zin % {
        "peildatum": datum(was.peildatum),
        "stand": tijdstip(was.stand_van),
        "oorzaak": gettext(oorzaak) if oorzaak else "",
    }
