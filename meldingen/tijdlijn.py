"""All that happened to a melding, in order: when, what, who and why."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from inspectie import post
from inspectie.models import Gebruiker
from inspectie.versies import Wijziging
from meldingen.models import Attendering, Melding, Ontvangstbevestiging, Status, TriageBesluit, Werkgever
from meldingen.models.feiten import Bevoegd, CoronaRelatie, Ernst
from meldingen.models.triage import versienaam
from meldingen.sporen import Soort, Spoor
from meldingen.triage import zeg_toelichting
from meldingen.triage.feiten import ALLE_FEITEN
from meldingen.woorden import Woorden, ja_nee

VELDEN = {
    "werkgever_id": _("Werkgever"),
    "dubbel_van_id": _("Dubbel van"),
    "toestemming_contact_werkgever": _("Toestemming voor contact met de werkgever"),
    "melder_type": _("Type melder"),
    "anoniem": _("Anoniem"),
    "melder_bereikbaar": _("Melder bereikbaar"),
    "verzoek_24_7": _("Verzoek Arbowet 24 lid 7"),
}


Namen = dict[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    moment: datetime
    wat: str
    wie: str = ""
    waarom: str = ""
    kaal: str = ""
    """`wat` without the words of whoever wrote it down, where it has any."""
    bijlage: int | None = None
    """The file (id) that it is about."""
    recht: str = ""
    """What in `wat` is the law's own name, which is Dutch in any language."""


# As `adviesopslag` writes why the rules gave a melding its domain.
REGELREDEN = re.compile(r"regel (?P<regel>\S+), regels (?P<versie>\S+)")
VAN_EEN_AANVULLING = {
    Soort.GEVRAAGD: _("Aanvulling gevraagd"),
    Soort.ONTVANGEN: _("Aanvulling ontvangen"),
    Soort.HERROEPEN: _("Vraag om aanvulling herroepen"),
}


def tijdlijn(
    melding: Melding,
    besluiten: Sequence[TriageBesluit],
    alles: Sequence[Spoor],
    woorden: Woorden,
    *,
    met_triage: bool,
    met_uur: bool,
) -> list[Gebeurtenis]:
    """Oldest first. At most two queries, for the names of what changes point at. Who may not see triage gets no advice,
    decision or reason of one; and without `met_uur` a moment of receipt that was corrected is told by its day."""
    uit = [
        Gebeurtenis(
            melding.ontvangen_op,
            gettext("Ontvangen (%(kanaal)s)") % {"kanaal": woorden("kanaal", melding.kanaal)},
        ),
        Gebeurtenis(melding.geregistreerd_op, gettext("Geregistreerd")),
    ]
    if met_triage:
        for besluit in besluiten:
            uit.extend(_besluit(besluit))
    wijzigingen = [s for s in alles if s.soort == Soort.WIJZIGING]
    uit.extend(_wijzigingen(wijzigingen, woorden, met_triage=met_triage, met_uur=met_uur))
    uit.extend(_statussen((s for s in alles if s.soort == Soort.STATUS), met_triage=met_triage))
    uit.extend(_aanvullingen(s for s in alles if s.soort in VAN_EEN_AANVULLING))
    uit.extend(_van_en_aan_melder(alles, woorden))
    uit.extend(_bevestigingen(alles))
    return sorted(uit, key=lambda gebeurtenis: gebeurtenis.moment)


def _besluit(besluit: TriageBesluit) -> Iterator[Gebeurtenis]:
    advies = _uitkomst(besluit.get_route_display(), besluit.prioriteit)
    if besluit.herhaalt_id is None:
        yield Gebeurtenis(
            besluit.geadviseerd_op,
            gettext("Advies: %(uitkomst)s") % {"uitkomst": advies},
            waarom=zeg_toelichting(besluit.toelichting, gettext)
            or gettext("Volgens regel %(regel)s") % {"regel": besluit.regel},
        )
    if besluit.besloten_op is not None:
        genomen = _uitkomst(besluit.get_besluit_route_display(), besluit.besluit_prioriteit)
        wat = gettext("Advies overgenomen: %(uitkomst)s")
        if genomen != advies:
            wat = gettext("Anders besloten: %(uitkomst)s")
        wat %= {"uitkomst": genomen}
        yield Gebeurtenis(besluit.besloten_op, wat, naam(besluit.besloten_door), besluit.besluit_reden)
    if besluit.herroepen_op is not None:
        yield Gebeurtenis(
            besluit.herroepen_op,
            gettext("Besluit herroepen"),
            naam(besluit.herroepen_door),
            besluit.herroepen_reden,
        )


def _uitkomst(route: str, prioriteit: str) -> str:
    return ", ".join(deel for deel in (route, prioriteit) if deel)


def _wijzigingen(
    regels: Sequence[Spoor], woorden: Woorden, *, met_triage: bool, met_uur: bool
) -> Iterator[Gebeurtenis]:
    gelezen = [(regel, json.loads(regel.inhoud) if regel.inhoud else None) for regel in regels]
    namen = _namen((regel.wat, nieuw) for regel, nieuw in gelezen)
    for regel, nieuw in gelezen:
        verzwegen = regel.aard == Wijziging.Aard.TRIAGE and not met_triage
        yield Gebeurtenis(
            regel.op,
            _wijziging(regel.wat, nieuw, woorden, namen, met_uur=met_uur),
            regel.wie,
            "" if verzwegen else _waarom(regel),
        )


def _waarom(regel: Spoor) -> str:
    """A rule is no one's own words."""
    if regel.aard == Wijziging.Aard.TRIAGE and (deel := REGELREDEN.fullmatch(regel.waarom)):
        return gettext("Regel %(regel)s, regels van %(versie)s") % {
            "regel": deel["regel"],
            "versie": versienaam(deel["versie"]),
        }
    return regel.waarom


def _wijziging(veld: str, nieuw: object, woorden: Woorden, namen: Namen, *, met_uur: bool) -> str:
    if veld == "omschrijving":
        return gettext("Tekst van de melding gewijzigd")
    if veld in ("melder_naam", "melder_email", "melder_telefoon"):
        return gettext("Gegevens van de melder gewijzigd")
    kop = VELDEN.get(veld) or _feit(veld)
    if veld == "ontvangen_op":
        vorm = "SHORT_DATETIME_FORMAT" if met_uur else "SHORT_DATE_FORMAT"
        return f"{kop}: {date_format(localtime(datetime.fromisoformat(str(nieuw))), vorm)}"
    return f"{kop}: {_waarde(veld, nieuw, woorden, namen)}"


def _feit(veld: str) -> str:
    """The name of a field that the rules read too."""
    feit = ALLE_FEITEN.get(veld)
    return gettext(feit.titel).capitalize() if feit else veld.replace("_", " ").capitalize()


def _waarde(veld: str, waarde: object, woorden: Woorden, namen: Namen) -> str:
    if veld == "dubbel_van_id" and waarde is None:
        return gettext("geen")
    if waarde is None or waarde == "":
        return gettext("onbekend")
    if isinstance(waarde, bool):
        return ja_nee(waarde).lower()
    if isinstance(waarde, int):
        return namen.get((veld, waarde), str(waarde))
    if veld == "onderwerpen":
        return ", ".join(woorden.onderwerpen(str(waarde)))
    keuzes = {"ernst": Ernst, "bevoegd": Bevoegd, "corona_relatie": CoronaRelatie}.get(veld)
    if keuzes is not None and waarde in keuzes.values:
        return str(keuzes(waarde).label)
    return woorden(veld, str(waarde))


def _namen(wijzigingen: Iterable[tuple[str, object]]) -> Namen:
    """What the ids among the changes stand for: an employer's name, the number of another melding."""
    pks: dict[str, set[int]] = {"werkgever_id": set(), "dubbel_van_id": set()}
    for veld, nieuw in wijzigingen:
        if veld in pks and isinstance(nieuw, int):
            pks[veld].add(nieuw)
    uit: Namen = {}
    if gezocht := pks["werkgever_id"]:
        for pk, naam_ in Werkgever.objects.filter(pk__in=gezocht).values_list("pk", "naam"):
            uit["werkgever_id", pk] = naam_
    if gezocht := pks["dubbel_van_id"]:
        for pk, nummer in Melding.objects.filter(pk__in=gezocht).values_list("pk", "nummer"):
            uit["dubbel_van_id", pk] = gettext("melding %(nummer)s") % {"nummer": nummer}
    return uit


def _statussen(stappen: Iterable[Spoor], *, met_triage: bool) -> Iterator[Gebeurtenis]:
    for stap in stappen:
        wat = gettext("Status: %(status)s") % {"status": Status(stap.wat).label}
        yield Gebeurtenis(stap.op, wat, stap.wie, stap.waarom if met_triage else "")


def _aanvullingen(stappen: Iterable[Spoor]) -> Iterator[Gebeurtenis]:
    for stap in stappen:
        yield Gebeurtenis(stap.op, str(VAN_EEN_AANVULLING[Soort(stap.soort)]), stap.wie, stap.inhoud or "")


def _van_en_aan_melder(alles: Iterable[Spoor], woorden: Woorden) -> Iterator[Gebeurtenis]:
    """What was added stands on the page itself; here that it came."""
    for spoor in alles:
        if spoor.soort == Soort.NAGEKOMEN and spoor.wie:
            kanaal, aantal = woorden("kanaal", spoor.aard), int(spoor.wat)
            wat = gettext("Later ontvangen (%(kanaal)s)")
            if aantal:
                wat = ngettext(
                    "Later ontvangen (%(kanaal)s), met %(aantal)s bestand",
                    "Later ontvangen (%(kanaal)s), met %(aantal)s bestanden",
                    aantal,
                )
            yield Gebeurtenis(spoor.op, wat % {"kanaal": kanaal, "aantal": aantal}, spoor.wie)
        elif spoor.soort == Soort.NAGEKOMEN:
            aantal = int(spoor.wat)
            wat = gettext("Aangevuld door de melder")
            if aantal:
                wat = ngettext(
                    "Aangevuld door de melder, met %(aantal)s bestand",
                    "Aangevuld door de melder, met %(aantal)s bestanden",
                    aantal,
                ) % {"aantal": aantal}
            yield Gebeurtenis(spoor.op, wat)
        elif spoor.soort == Soort.ATTENDERING:
            wat = gettext("E-mail aan de melder: %(soort)s") % {"soort": Attendering.Soort(spoor.wat).label}
            yield Gebeurtenis(spoor.op, wat)
        elif spoor.soort == Soort.NIET_VERZONDEN:
            wat = gettext("E-mail aan de melder kwam niet weg: %(soort)s")
            soort = Attendering.Soort(spoor.wat).label
            yield Gebeurtenis(spoor.op, wat % {"soort": soort}, waarom=post.in_woorden(spoor.waarom))
        elif spoor.soort == Soort.INTREKVERZOEK:
            yield Gebeurtenis(spoor.op, gettext("De melder vroeg haar in te trekken"))
        elif spoor.soort == Soort.NIET_INGETROKKEN:
            yield Gebeurtenis(spoor.op, gettext("Niet ingetrokken"), spoor.wie, spoor.waarom)


def _bevestigingen(alles: Iterable[Spoor]) -> Iterator[Gebeurtenis]:
    for spoor in alles:
        if spoor.soort == Soort.BEVESTIGD:
            yield Gebeurtenis(spoor.op, _bevestigd(spoor), spoor.wie, spoor.waarom)
        elif spoor.soort == Soort.BEVESTIGING_HERROEPEN:
            wat = gettext("Bevestiging van de ontvangst herroepen")
            yield Gebeurtenis(spoor.op, wat, spoor.wie, spoor.waarom)


def _bevestigd(spoor: Spoor) -> str:
    if not spoor.inhoud:
        return gettext("Ontvangst niet bevestigd: het kan niet")
    return gettext("Ontvangst bevestigd %(wijze)s op %(dag)s") % {
        "wijze": str(Ontvangstbevestiging.Wijze(spoor.wat).label).lower(),
        "dag": date_format(date.fromisoformat(spoor.inhoud), "SHORT_DATE_FORMAT"),
    }


def naam(gebruiker: Gebruiker | None) -> str:
    return "" if gebruiker is None else gebruiker.naam
