"""All that happened to a melding, in order: when, what, who and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.versies import Wijziging
from meldingen.models import Melding, TriageBesluit, Werkgever
from meldingen.models.melding import Bevoegd, CoronaRelatie, Ernst
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


def tijdlijn(
    melding: Melding, besluiten: Sequence[TriageBesluit], woorden: Woorden, *, met_triage: bool
) -> list[Gebeurtenis]:
    """Oldest first. At most five queries. Who may not see triage gets no advice, decision or reason of one."""
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
    uit.extend(_wijzigingen(melding, woorden, met_triage=met_triage))
    uit.extend(_statussen(melding, met_triage=met_triage))
    uit.extend(_aanvullingen(melding))
    return sorted(uit, key=lambda gebeurtenis: gebeurtenis.moment)


def _besluit(besluit: TriageBesluit) -> Iterator[Gebeurtenis]:
    advies = _uitkomst(besluit.get_route_display(), besluit.prioriteit)
    if besluit.herhaalt_id is None:
        yield Gebeurtenis(
            besluit.geadviseerd_op,
            gettext("Advies: %(uitkomst)s") % {"uitkomst": advies},
            waarom=besluit.toelichting or gettext("Volgens regel %(regel)s") % {"regel": besluit.regel},
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


def _wijzigingen(melding: Melding, woorden: Woorden, *, met_triage: bool) -> Iterator[Gebeurtenis]:
    regels = list(Wijziging.objects.filter(soort="melding", object_id=melding.pk).select_related("door"))
    namen = _namen(regels)
    for regel in regels:
        triage = regel.aard == Wijziging.Aard.TRIAGE
        yield Gebeurtenis(
            regel.geregistreerd_op,
            _wijziging(regel, woorden, namen),
            naam(regel.door),
            "" if triage and not met_triage else regel.reden,
        )


def _wijziging(regel: Wijziging, woorden: Woorden, namen: Namen) -> str:
    if regel.veld == "omschrijving":
        return gettext("Tekst van de melding gewijzigd")
    if regel.veld in ("melder_naam", "melder_email", "melder_telefoon"):
        return gettext("Gegevens van de melder gewijzigd")
    kop = VELDEN.get(regel.veld) or _feit(regel.veld)
    return f"{kop}: {_waarde(regel.veld, regel.nieuw, woorden, namen)}"


def _feit(veld: str) -> str:
    """The name of a field that the rules read too."""
    feit = ALLE_FEITEN.get(veld)
    return gettext(feit.titel).capitalize() if feit else veld.replace("_", " ").capitalize()


def _waarde(veld: str, waarde: object, woorden: Woorden, namen: Namen) -> str:
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


def _namen(regels: Iterable[Wijziging]) -> Namen:
    """What the ids among the changes stand for: an employer's name, the number of another melding."""
    pks: dict[str, set[int]] = {"werkgever_id": set(), "dubbel_van_id": set()}
    for regel in regels:
        if regel.veld in pks and isinstance(regel.nieuw, int):
            pks[regel.veld].add(regel.nieuw)
    uit: Namen = {}
    if gezocht := pks["werkgever_id"]:
        for pk, naam_ in Werkgever.objects.filter(pk__in=gezocht).values_list("pk", "naam"):
            uit["werkgever_id", pk] = naam_
    if gezocht := pks["dubbel_van_id"]:
        for pk, nummer in Melding.objects.filter(pk__in=gezocht).values_list("pk", "nummer"):
            uit["dubbel_van_id", pk] = gettext("melding %(nummer)s") % {"nummer": nummer}
    return uit


def _statussen(melding: Melding, *, met_triage: bool) -> Iterator[Gebeurtenis]:
    for stap in melding.wissels.select_related("door"):
        yield Gebeurtenis(
            stap.op,
            gettext("Status: %(status)s") % {"status": stap.get_naar_display()},
            naam(stap.door),
            stap.toelichting if met_triage else "",
        )


def _aanvullingen(melding: Melding) -> Iterator[Gebeurtenis]:
    for a in melding.aanvullingen.select_related("gevraagd_door", "ontvangen_door", "herroepen_door"):
        yield Gebeurtenis(a.gevraagd_op, gettext("Aanvulling gevraagd"), naam(a.gevraagd_door), a.vraag)
        if a.ontvangen_op is not None:
            yield Gebeurtenis(
                a.ontvangen_op, gettext("Aanvulling ontvangen"), naam(a.ontvangen_door), a.antwoord
            )
        if a.herroepen_op is not None:
            yield Gebeurtenis(
                a.herroepen_op, gettext("Vraag om aanvulling herroepen"), naam(a.herroepen_door)
            )


def naam(gebruiker: Gebruiker | None) -> str:
    return "" if gebruiker is None else gebruiker.get_full_name() or gebruiker.get_username()
