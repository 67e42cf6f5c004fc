"""Registering a melding: the one door for a screen or another system. A file comes in by `interventies.invoer`, which
reads the same columns and asks the same of a row (`meldingen.kolommen`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inspectie.bulk import bewaar_nieuw, reserveer, sla_in, voeg_toe
from inspectie.bundel import Rij, Vraag, bundel, vraag
from inspectie.fouten import Regelfout
from inspectie.getuigen import Getuigenis, getuig
from inspectie.kolommen import Gebrek, Kolom, Plan, lees_cellen, plan, tijdgebreken, vingerafdruk
from inspectie.logboek import regel, schrijf, vraag_plek
from inspectie.models import Gebruiker, Logregel
from inspectie.nummers import neem
from inspectie.redenen import Reden
from inspectie.sloten import slot
from inspectie.versies import Wijziging
from meldingen import naamregister, zoekwoorden
from meldingen.adviesopslag import Geadviseerd, bewaar_nieuw_advies, volg_advies
from meldingen.adviseren import Dossier, Dossierfeiten, adviseer_nieuw, of_met_de_hand, regelboek
from meldingen.bevestigingsplicht import leg_plicht, te_bevestigen_voor
from meldingen.kolommen import (
    MELDING_VELDEN,
    WERKGEVER_VELDEN,
    melding_kolommen,
    werkgever_kolommen,
)
from meldingen.melders import MELDER_VELDEN, melder_rij
from meldingen.models import Melder, Melding, MeldingTekst, Status, Werkgever
from meldingen.models.werkgever import BEGIN
from meldingen.naslag import Codes, lees
from meldingen.volgcode import leg_vast
from meldingen.werkgevers import groepeer, slot_voor

Cellen = Mapping[str, str]
"""By column, as in a file: `2021-01-10T23:59:59+01:00`, `ja`, `AFSTAND;PBM`. An absent cell is an empty one."""

# Not for the sender to say: they follow from the registration itself, or are given as records.
_VAN_HET_SYSTEEM = {"melding", "geregistreerd_op", "werkgever", "dubbel_van", "rechtsopvolger_van"}


class Onjuist(Regelfout):
    """What is wrong with a row: (column, reason), the columns of an employer with `werkgever.` before them."""

    def __init__(self, gebreken: list[Gebrek]) -> None:
        super().__init__(*(f"{kolom}: {reden}" for kolom, reden in gebreken))
        self.gebreken = gebreken


@dataclass(frozen=True, slots=True)
class _Vorm:
    """How the cells of a row are read."""

    namen: frozenset[str]
    leeg: Mapping[str, Any]
    plan: Plan


@dataclass(frozen=True, slots=True)
class Registratie:
    """`nieuw`: registered now; else it was already, by the same form sent before."""

    melding: Melding
    nieuw: bool


@bundel()
def registreer_hierin(
    cellen: Cellen,
    *,
    inzending: UUID,
    dossier: Dossier,
    door: Gebruiker | None,
    op: datetime,
    werkgever: Werkgever | Cellen | None = None,
    dubbel_van: Melding | None = None,
    code: str = "",
    taal: str = "nl",
    samen_met: Callable[[Melding, Sequence[Sequence[Rij]], list[Logregel]], Getuigenis] = lambda *_: (
        Getuigenis()
    ),
    sleutels_voor: Sequence[type[Model]] = (),
    vragen: Sequence[Vraag] = (),
) -> Registratie:
    """Register a melding and advise on it, in the transaction of the caller. `werkgever` is one that is known, the
    cells of a new one, or not known. Who has a receipt `code` (`meldingen.volgcode`) can be asked something, also
    without a name or an address. `samen_met` writes what goes with a new melding, which has no number then; it adds
    what is to be logged of it, and tells what the line of the registration bears witness of as well. It will need keys
    of `sleutels_voor`, and gets the answers to `vragen`.

    `inzending` belongs to one form: sent twice it is registered once. Raises Onjuist with all that is wrong, and
    Regelfout when the form comes again with something else in it.
    """
    boek = regelboek()
    waarden, afdruk = _lees(cellen, werkgever, dubbel_van, op, boek.codes)
    tabellen: list[type[Model]] = [Melding, Werkgever, Melder, Wijziging, *sleutels_voor]
    sloten, naam = _sloten(inzending, werkgever), []
    if isinstance(werkgever, Mapping):
        naam = [naamregister.vraag_naam(*_namen(werkgever))]
    # Who sent the same form waits here, and finds it.
    vooraf = (*sloten, _zelfde(inzending), *vragen, *naam)
    zelfde, *antwoorden = sla_in(*tabellen, samen_met=vooraf)[len(sloten) :]
    if zelfde:
        return _al_vastgelegd(zelfde[0][0], afdruk)
    alleen = False  # whether this is the first and only record of its employer
    regels: list[Logregel] = []  # written at the end, together: everybody waits for the end of the log
    if isinstance(werkgever, Mapping):
        werkgever = _leg_werkgever_vast(werkgever, regels, door=door, op=op, bekend=antwoorden.pop())
        alleen = not werkgever.kvk_nummer
    (pk,) = reserveer(Melding, 1)
    melding = Melding(
        pk=pk,
        **{veld: waarden[veld] for veld in MELDING_VELDEN},
        status=Status.DUBBEL if dubbel_van else Status.ONTVANGEN,
        inzending=inzending,
        vingerafdruk=afdruk,
        geregistreerd_op=op,
        stand_vanaf=op,
        anoniem=not waarden["melder_naam"],
        melder_bereikbaar=bool(waarden["melder_email"] or waarden["melder_telefoon"] or code),
        werkgever=werkgever,
        dubbel_van=dubbel_van,
    )
    # Who got a code got it with the words that it was received.
    melding.bevestig_uiterlijk = None if code else te_bevestigen_voor(melding, boek.vrij)
    _bewaar_tekst_en_melder(melding, waarden, op)
    ernaast = samen_met(melding, antwoorden, regels)
    geadviseerd = None
    if melding.status == Status.ONTVANGEN:  # a duplicate waits for nothing
        # Of an employer that is new nothing can be on record, and nothing hangs together with it.
        geadviseerd = adviseer_nieuw(melding, _geen_dossier if alleen else dossier, boek)
    namen = _naamstammen(werkgever, alleen)
    teksten = [tekst] if (tekst := waarden["omschrijving"]) else []

    def bewaar(geadviseerd: Geadviseerd | None) -> None:
        met_advies = Getuigenis()
        if geadviseerd is not None:
            met_advies = bewaar_nieuw_advies(melding, geadviseerd, boek.vrij, op)
        # From here on one at a time: nothing is asked any more.
        (((melding.nummer,),), *plek) = vraag(neem("melding"), *vraag_plek(len(regels) + 1))
        schreef = getuig([melding])
        if geadviseerd is not None:
            volg_advies(melding, geadviseerd, boek.vrij, op)
        else:
            bewaar_nieuw(melding)
        if code:
            leg_vast(melding, code, taal=taal, op=op)
        leg_plicht(melding, op=op)
        bron = zoekwoorden.Bron(melding.pk, melding.nummer, None, melding.werkgever_id, teksten)
        zoekwoorden.registreer([bron], namen)
        schreef.met(met_advies).met(ernaast)
        eigen = regel("melding_geregistreerd", op=op, door=door, onderwerp=f"melding:{pk}", schreef=schreef)
        schrijf([*regels, eigen], plek)

    if geadviseerd is not None:
        of_met_de_hand(melding, geadviseerd, bewaar)
    else:
        bewaar(None)
    return Registratie(melding, nieuw=True)


registreer = transaction.atomic(registreer_hierin)


def _sloten(inzending: UUID, werkgever: Werkgever | Cellen | None) -> list[Vraag]:
    """What is held until it stands."""
    eigen = slot(f"inzending:{inzending}")
    if isinstance(werkgever, Mapping):
        return [*slot_voor(werkgever.get("kvk_nummer", "")), *eigen]
    if werkgever is not None:
        # Of two about one employer the second counts the first.
        return [*slot_voor(), *slot(f"werkgever:{werkgever.hoofd_id or werkgever.pk}"), *eigen]
    return eigen


def _zelfde(inzending: UUID) -> Vraag:
    waarde = Melding._meta.get_field("inzending").get_db_prep_value(inzending, connection)
    return f"SELECT id FROM {Melding._meta.db_table} WHERE inzending = %s", [waarde]


def _al_vastgelegd(pk: int, afdruk: str) -> Registratie:
    eerder = Melding.objects.get(pk=pk)
    if eerder.vingerafdruk != afdruk:
        raise Regelfout(
            _(
                "Met dit formulier is al melding %(nummer)s vastgelegd, met andere gegevens. "
                "Wijzig die melding, of begin met een leeg formulier."
            )
            % {"nummer": eerder.nummer}
        )
    return Registratie(eerder, nieuw=False)


def _lees(
    cellen: Cellen,
    werkgever: Werkgever | Cellen | None,
    dubbel_van: Melding | None,
    op: datetime,
    codes: Codes,
) -> tuple[dict[str, Any], str]:
    """The values of the cells, and the fingerprint of all that was sent. Raises Onjuist."""
    waarden, inhoud, gebreken = _lees_rij(_vorm(melding_kolommen, codes), cellen)
    gebreken += tijdgebreken("ontvangen_op", waarden["ontvangen_op"], op, op)
    if isinstance(werkgever, Mapping):
        _, over_werkgever, mis = _lees_rij(_vorm(werkgever_kolommen, codes), werkgever)
        gebreken += [(f"werkgever.{kolom}", reden) for kolom, reden in mis]
        inhoud += ["werkgever", *over_werkgever]
    elif werkgever is not None:
        inhoud += ["werkgever", str(werkgever.pk)]
    if dubbel_van is not None:
        inhoud += ["dubbel_van", str(dubbel_van.pk)]
    if gebreken:
        raise Onjuist(gebreken)
    return waarden, vingerafdruk(inhoud, "inzending")


def gebreken_van(cellen: Cellen, werkgever: Cellen | None, op: datetime) -> list[Gebrek]:
    """All that `registreer` would refuse in these cells, without trying."""
    try:
        _lees(cellen, werkgever, None, op, lees().codes)
    except Onjuist as fout:
        return fout.gebreken
    return []


@lru_cache(8)
def _vorm(kolommen: Callable[[Codes], tuple[Kolom, ...]], codes: Codes) -> _Vorm:
    eigen = [kolom for kolom in kolommen(codes) if kolom.naam not in _VAN_HET_SYSTEEM]
    namen = frozenset(kolom.naam for kolom in eigen)
    leeg = {kolom.naam: kolom.leeg for kolom in eigen}
    return _Vorm(namen, leeg, plan(eigen, {naam: naam for naam in namen}))


def _lees_rij(vorm: _Vorm, cellen: Cellen) -> tuple[dict[str, Any], list[str], list[Gebrek]]:
    """The values by column, their content in one notation, and what is wrong."""
    namen, waarden = vorm.namen, dict(vorm.leeg)
    alles = dict.fromkeys(namen, "") | {naam: cel for naam, cel in cellen.items() if naam in namen}
    gebreken: list[Gebrek] = [
        (naam, Reden(gettext_noop("deze kolom bestaat niet"))) for naam in cellen if naam not in namen
    ]
    gebreken += list(onleesbaar(alles))
    mis, inhoud = lees_cellen(vorm.plan, alles, waarden)
    return waarden, inhoud, gebreken + mis


def onleesbaar(cellen: Cellen) -> Iterator[Gebrek]:
    """What no file can hold either."""
    for naam, cel in cellen.items():
        if "\0" in cel:
            yield naam, Reden(gettext_noop("er staat een NUL-byte in"))
        elif not cel.isascii() and any("\ud800" <= teken <= "\udfff" for teken in cel):
            yield naam, Reden(gettext_noop("geen geldige UTF-8"))


def nieuwe_werkgever(cellen: Cellen, *, door: Gebruiker | None, op: datetime) -> Werkgever:
    """A record for an employer, or the one that says exactly the same already. Raises Onjuist. The caller holds
    employers (`houd_vast`)."""
    if mis := _lees_rij(_vorm(werkgever_kolommen, lees().codes), cellen)[2]:
        raise Onjuist([(f"werkgever.{kolom}", reden) for kolom, reden in mis])
    regels: list[Logregel] = []
    werkgever = _leg_werkgever_vast(cellen, regels, door=door, op=op)
    if regels:
        schrijf(regels)
    return werkgever


def _namen(cellen: Cellen) -> tuple[str, str, str, str]:
    naam, plaats, kvk, vestiging = (cellen.get(veld, "") for veld in naamregister.VELDEN)
    return naam, plaats, kvk, vestiging


def _leg_werkgever_vast(
    cellen: Cellen,
    regels: list[Logregel],
    *,
    door: Gebruiker | None,
    op: datetime,
    bekend: Sequence[Rij] | None = None,
) -> Werkgever:
    """The same of cells that were looked at already. Adds what is to be logged to `regels`. `bekend`: what the register
    of names has of it, where that was asked."""
    velden = {veld: cellen.get(veld, "") for veld in WERKGEVER_VELDEN}
    if velden["kvk_nummer"] and (eerder := Werkgever.objects.filter(**velden).order_by("pk").first()):
        return eerder
    (pk,) = reserveer(Werkgever, 1)
    werkgever = Werkgever(pk=pk, **velden, geregistreerd_op=op, stand_vanaf=BEGIN)
    naamregister.registreer([(werkgever.pk, *_namen(cellen))], antwoord=bekend)
    bewaar_nieuw(werkgever)
    regels.append(
        regel(
            "werkgever_geregistreerd",
            op=op,
            door=door,
            onderwerp=f"werkgever:{werkgever.pk}",
            schreef=[werkgever],
        )
    )
    if werkgever.kvk_nummer:
        groepeer([werkgever.pk])
        werkgever.refresh_from_db()
    return werkgever


def _naamstammen(werkgever: Werkgever | None, alleen: bool) -> zoekwoorden.Namen:
    if werkgever is None:
        return {}
    if alleen:
        return {werkgever.pk: zoekwoorden.stammen_van((werkgever.naam, werkgever.plaats))}
    return zoekwoorden.naamstammen([werkgever.pk])


def _geen_dossier(meldingen: Sequence[Melding]) -> Mapping[int, Dossierfeiten]:
    return {}


def _bewaar_tekst_en_melder(melding: Melding, waarden: Mapping[str, Any], op: datetime) -> None:
    if waarden["omschrijving"]:
        rij = [melding.pk, waarden["omschrijving"], op]
        voeg_toe(MeldingTekst, ["melding_id", "tekst", "geregistreerd_op"], [rij])
    naam, email, telefoon = (waarden[f"melder_{veld}"] for veld in Melder.GEHEIM)
    if naam or email or telefoon:
        (pk,) = reserveer(Melder, 1)
        rij = melder_rij(pk, melding.pk, naam=naam, email=email, telefoon=telefoon, geregistreerd_op=op)
        voeg_toe(Melder, MELDER_VELDEN, [rij])
