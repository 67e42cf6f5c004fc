"""Every address there is: what it answers whom, and what it is about. test_rechten.py sees that none is missing, and
test_elk_adres.py asks each of them for everyone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from inspectie.bestanden import Bestand
from inspectie.logboek import schrijf
from inspectie.models import Gebruiker, Rol, Teller, Weergave
from interventies.handhaven import volg_op
from interventies.models import (
    Bericht,
    Bijlage,
    BijlageInhoud,
    Brief,
    Concept,
    Interventie,
    InterventieStatus,
    Overdracht,
    Overdrachtspakket,
    Overdrachtsvoorstel,
    Rechtsvoorstel,
    Zaak,
)
from interventies.pakket import als_tekst, omschrijving, stel_samen
from interventies.rechtsgegevens.stand import lees
from interventies.rechtsgegevens.voorstellen import stel_voor
from interventies.zaakhandelingen import ALLE
from meldingen.apart import leg_apart
from meldingen.models import (
    Melding,
    Meldingbijlage,
    Nagekomen,
    Ontvangst,
    Partnersleutel,
    Regelproef,
    Regelset,
    Samen,
    Status,
    Verzameling,
    Werkgever,
    Werkgevervoorstel,
)
from meldingen.ontvangen import bewaar_bijlage
from meldingen.partnersleutels import maak_sleutel
from meldingen.post.inhoud import Inhoud
from rapportages import opstellen, vaststellen
from rapportages.models import Rapport, Rapportage, Sjabloon
from rapportages.rapportagehandelingen import HANDELINGEN as HANDELINGEN_RAPPORTAGE
from tests.conftest import BEGIN
from tests.maak import kale_melding
from tests.rapportages.uitrekenen import reken_uit


@dataclass(frozen=True)
class Rij:
    """What a URL answers: to who is not logged in, to every role, and to the roles that get something else."""

    naam: str
    methode: str
    anoniem: int
    rollen: int
    anders: dict[Rol, int] = field(default_factory=dict)
    sleutel: str = ""  # what the URL is about: rapport, melding
    gegevens: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.methode} {self.naam}"


def lezers(code: int) -> dict[Rol, int]:
    return dict.fromkeys((Rol.TEAMLEIDER, Rol.BELEID, Rol.RAPPORTEUR, Rol.AUDITOR), code)


def meldinglezers(code: int) -> dict[Rol, int]:
    return dict.fromkeys((Rol.MELDPUNT, Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.AUDITOR), code)


def lijstlezers(code: int) -> dict[Rol, int]:
    return meldinglezers(code) | {Rol.INSPECTEUR: code}


def beslissers(code: int) -> dict[Rol, int]:
    return dict.fromkeys((Rol.TRIAGIST, Rol.TEAMLEIDER), code)


def werkers(code: int) -> dict[Rol, int]:
    return dict.fromkeys((Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.INSPECTEUR), code)


def voorstellers(code: int) -> dict[Rol, int]:
    return dict.fromkeys((Rol.TRIAGIST, Rol.INSPECTEUR), code)


def triagelezers(code: int) -> dict[Rol, int]:
    return dict.fromkeys((Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.AUDITOR), code)


VERZAMELING = ("verzameling_verder", "verzameling_ongedaan")
REGISTREERDERS = {**beslissers(200), Rol.MELDPUNT: 200}
HANDELINGEN = {
    "melding_aanvulling": beslissers(200),
    "melding_dubbel": beslissers(200),
    "melding_geen_dubbel": beslissers(200),
    "melding_herroepen": beslissers(200),
    "melding_heropenen": beslissers(200),
    "melding_antwoord": REGISTREERDERS,
    "melding_later": REGISTREERDERS,
    "melding_bevestigen": {Rol.MELDPUNT: 200, Rol.TRIAGIST: 200},
    "melding_bevestiging_herroepen": {Rol.MELDPUNT: 200, Rol.TRIAGIST: 200},
    "melding_intrekken": REGISTREERDERS,
    "melding_niet_intrekken": beslissers(200),
}


def beheerlezers(code: int) -> dict[Rol, int]:
    return dict.fromkeys((Rol.BEHEER, Rol.AUDITOR), code)


def registreerders(code: int) -> dict[Rol, int]:
    return dict.fromkeys((Rol.MELDPUNT, Rol.TRIAGIST), code)


def zaaklezers(code: int) -> dict[Rol, int]:
    return dict.fromkeys((Rol.INSPECTEUR, Rol.TEAMLEIDER, Rol.AUDITOR), code)


# Of a zaak that is not theirs an inspecteur sees nothing; what a teamleider sends is empty and comes back.
ZAAKHANDELINGEN = {
    f"zaak_{handeling.code}": {Rol.INSPECTEUR: 404}
    | ({Rol.TEAMLEIDER: 200} if handeling.code in ("vaststellen", "terugsturen") else {})
    for handeling in ALLE
} | {"zaak_toewijzen": {Rol.TEAMLEIDER: 200}, "zaak_terugsturen": {Rol.TEAMLEIDER: 200}}


def regellezers(code: int) -> dict[Rol, int]:
    return dict.fromkeys((Rol.TRIAGIST, Rol.INSPECTEUR, Rol.TEAMLEIDER, Rol.BELEID, Rol.AUDITOR), code)


# Each list of the law, and what its keys are called.
RECHTSLIJSTEN = (
    "voorschriften",
    "grondslagen",
    "vrije_dagen",
    "briefteksten",
    "berichtteksten",
    "rechtsvoorstellen",
)
RECHT = ("voorschrift", "grondslag", "vrije_dag", "brieftekst", "berichttekst")
VAST = ("brieftekst", "berichttekst")  # of which no other kind can come


# The cases behind a figure: the figure is for who may see figures, a case in it for who may see that case.
RAPPORTLIJSTEN = ("rapportages", "sjablonen")
CIJFERLIJSTEN = (
    "cijfers_meldingen",
    "cijfers_zaken",
    "cijfers_werkgevers",
    "cijfers_instrumenten",
    "cijfers_bezoeken",
    "cijfers_overtredingen",
)


def cijferlezers(code: int, eigen: int | None = None) -> dict[Rol, int]:
    """`eigen` is what an inspecteur gets, who here belongs to no team yet."""
    return lezers(code) | {Rol.TRIAGIST: code, Rol.INSPECTEUR: code if eigen is None else eigen}


OVERDRAGERS = dict.fromkeys((Rol.MELDPUNT, Rol.TRIAGIST, Rol.TEAMLEIDER), 200)
CORRECTIELEZERS = dict.fromkeys((Rol.TRIAGIST, Rol.TEAMLEIDER, Rol.RAPPORTEUR, Rol.AUDITOR), 200)

OP = datetime(2021, 2, 3, 12, tzinfo=UTC)
VRAAG = {"peildatum": "10-01-2021", "stand_van": "03-02-2021 00:00", "formaat": "json"}
REDEN = {"reden": "Voor het overleg."}
CSV = {"formaat": "csv", **REDEN}
RIJEN = [
    Rij("start", "get", 302, 200),
    Rij("start", "post", 302, 405),
    # Asked by a page by itself: who is not logged in any more is told so, and not led to the login.
    Rij("sessie", "get", 401, 200),
    Rij("sessie", "post", 401, 200),
    Rij("mijn_werk", "get", 302, 403, {**werkers(200), Rol.MELDPUNT: 200}),
    Rij("mijn_werk", "post", 302, 405),
    # What waits in zaken: only an inspecteur has those.
    Rij(
        "mijn_werk_soort",
        "get",
        302,
        403,
        {**beslissers(404), Rol.MELDPUNT: 404, Rol.INSPECTEUR: 200},
        sleutel="soort",
    ),
    Rij("mijn_werk_soort", "post", 302, 405, sleutel="soort"),
    Rij("rapporten", "get", 302, 404, lezers(200)),
    Rij("rapporten", "post", 302, 405),
    Rij("rapport_nieuw", "get", 302, 403, {Rol.RAPPORTEUR: 200}),
    Rij("rapport_nieuw", "post", 302, 403, {Rol.RAPPORTEUR: 302}, gegevens=VRAAG),
    # Without htmx it leads back to the list.
    Rij("rapport_status", "get", 302, 404, lezers(302), sleutel="rapport"),
    Rij("rapport_bestand", "get", 302, 405, sleutel="rapport"),
    Rij("rapport_bestand", "post", 302, 404, lezers(200), sleutel="rapport", gegevens=REDEN),
    # This one is a PDF: it has no columns.
    Rij("rapport_metadata", "get", 302, 404, sleutel="rapport"),
    Rij("rapport_metadata", "post", 302, 405, sleutel="rapport"),
    *(
        rij
        for lijst in RAPPORTLIJSTEN
        for rij in (
            Rij(lijst, "get", 302, 404, lezers(200)),
            Rij(lijst, "post", 302, 405),
            Rij(f"{lijst}_bestand", "get", 302, 405),
            Rij(f"{lijst}_bestand", "post", 302, 404, lezers(200), gegevens=CSV),
            Rij(f"{lijst}_kolommen", "get", 302, 404, lezers(200)),
            Rij(f"{lijst}_kolommen", "post", 302, 404, lezers(302), gegevens={"standaard": "1"}),
            Rij(f"{lijst}_weergaven", "get", 302, 404, lezers(200)),
            Rij(f"{lijst}_weergaven", "post", 302, 404, lezers(302), gegevens={"naam": "Van mij"}),
            Rij(f"{lijst}_weergave", "get", 302, 404, sleutel="weergave"),
            Rij(f"{lijst}_weergave", "post", 302, 405, sleutel="weergave"),
            Rij(f"{lijst}_weergave_wijzigen", "get", 302, 404, sleutel="weergave"),
            Rij(
                f"{lijst}_weergave_wijzigen",
                "post",
                302,
                404,
                sleutel="weergave",
                gegevens={"verwijder": "1"},
            ),
        )
    ),
    Rij("sjabloon", "get", 302, 404, lezers(200), sleutel="sjabloon"),
    Rij("sjabloon", "post", 302, 405, sleutel="sjabloon"),
    # An empty form comes back with what is wrong.
    *(
        Rij(naam, methode, 302, 403, {Rol.RAPPORTEUR: 200}, sleutel=sleutel)
        for naam, sleutel in (("sjabloon_nieuw", ""), ("sjabloon_versie", "sjabloon"))
        for methode in ("get", "post")
    ),
    Rij("rapportage_nieuw", "get", 302, 403, {Rol.RAPPORTEUR: 200}),
    # An empty form comes back with what is wrong.
    Rij("rapportage_nieuw", "post", 302, 403, {Rol.RAPPORTEUR: 200}),
    Rij("rapportage", "get", 302, 404, lezers(200), sleutel="rapportage"),
    Rij("rapportage", "post", 302, 405, sleutel="rapportage"),
    # Who comes by the address finds the way to take it on the page.
    Rij("rapportage_bestand", "get", 302, 404, lezers(302), sleutel="rapportage_bestand"),
    Rij("rapportage_bestand", "post", 302, 404, lezers(200), sleutel="rapportage_bestand", gegevens=REDEN),
    Rij("rapportage_verschil", "get", 302, 404, lezers(200), sleutel="rapportage"),
    Rij("rapportage_verschil", "post", 302, 405, sleutel="rapportage"),
    *(
        Rij("rapportage_plan", methode, 302, 404, lezers(302), sleutel="rapportage")
        for methode in ("get", "post")
    ),
    Rij("rapportage_openbaar", "get", 302, 404, lezers(200), sleutel="rapportage_vast"),
    Rij("rapportage_openbaar", "post", 302, 405, sleutel="rapportage_vast"),
    Rij("rapportage_uitgeven", "get", 302, 405, sleutel="rapportage_vast"),
    Rij("rapportage_uitgeven", "post", 302, 403, {Rol.TEAMLEIDER: 200}, sleutel="rapportage_vast"),
    # This one has no open data yet: for who may read it there is nothing there either.
    Rij("rapportage_openbaar_bestand", "get", 302, 404, sleutel="rapportage_openbaar_bestand"),
    Rij("rapportage_openbaar_bestand", "post", 302, 405, sleutel="rapportage_openbaar_bestand"),
    *(
        Rij(naam, methode, 302, 403, {Rol.RAPPORTEUR: 200}, sleutel="rapportage")
        for naam in ("rapportage_tekst", "rapportage_cijfers")
        for methode in ("get", "post")
    ),
    *(Rij(h.adres, "get", 302, 405, sleutel="rapportage") for h in HANDELINGEN_RAPPORTAGE),
    *(
        Rij(
            h.adres,
            "post",
            302,
            403,
            {Rol.TEAMLEIDER if h.door_ander else Rol.RAPPORTEUR: 200},
            sleutel="rapportage",
        )
        for h in HANDELINGEN_RAPPORTAGE
    ),
    Rij("cijfers", "get", 302, 404, cijferlezers(200)),
    Rij("cijfers", "post", 302, 405),
    Rij("cijfers_verschil", "get", 302, 404, cijferlezers(200)),
    Rij("cijfers_verschil", "post", 302, 405),
    Rij("cijfers_verloop", "get", 302, 404, cijferlezers(200)),
    Rij("cijfers_verloop", "post", 302, 405),
    Rij("cijfers_tellen", "get", 302, 404, cijferlezers(302)),
    Rij("cijfers_tellen", "post", 302, 404, cijferlezers(302)),
    Rij("cijfers_verloop_bestand", "get", 302, 405),
    Rij("cijfers_verloop_bestand", "post", 302, 404, cijferlezers(200, eigen=302), gegevens=CSV),
    *(
        rij
        for lijst in CIJFERLIJSTEN
        for rij in (
            # Without a team there is no figure to be behind: back to where that is said.
            Rij(lijst, "get", 302, 404, cijferlezers(200, 302)),
            Rij(lijst, "post", 302, 405),
            Rij(f"{lijst}_bestand", "get", 302, 405),
            Rij(f"{lijst}_bestand", "post", 302, 404, cijferlezers(200, eigen=302), gegevens=CSV),
            Rij(f"{lijst}_kolommen", "get", 302, 404, cijferlezers(200)),
            Rij(f"{lijst}_kolommen", "post", 302, 404, cijferlezers(302), gegevens={"standaard": "1"}),
            Rij(f"{lijst}_weergaven", "get", 302, 404, cijferlezers(200)),
            Rij(f"{lijst}_weergaven", "post", 302, 404, cijferlezers(302), gegevens={"naam": "Van mij"}),
            Rij(f"{lijst}_weergave", "get", 302, 404, sleutel="weergave"),
            Rij(f"{lijst}_weergave", "post", 302, 405, sleutel="weergave"),
            Rij(f"{lijst}_weergave_wijzigen", "get", 302, 404, sleutel="weergave"),
            Rij(
                f"{lijst}_weergave_wijzigen",
                "post",
                302,
                404,
                sleutel="weergave",
                gegevens={"verwijder": "1"},
            ),
        )
    ),
    Rij("meldingen", "get", 302, 404, lijstlezers(200)),
    Rij("meldingen", "post", 302, 405),
    Rij("melding_nieuw", "get", 302, 403, registreerders(200)),
    # An empty form comes back with what is wrong.
    Rij("melding_nieuw", "post", 302, 403, registreerders(200)),
    # Pieces of a page in which somebody may be typing: it is not led away to the login.
    Rij("melding_nieuw_werkgevers", "get", 204, 403, registreerders(200)),
    Rij("melding_nieuw_werkgevers", "post", 405, 405),
    Rij("melding_wijzigen", "get", 302, 403, registreerders(200), sleutel="melding"),
    Rij("melding_wijzigen", "post", 302, 403, registreerders(200), sleutel="melding"),
    Rij("melding_aanwezig", "get", 405, 405, sleutel="melding"),
    # Who is not logged in any more is told to stop asking.
    Rij("melding_aanwezig", "post", 286, 404, meldinglezers(200), sleutel="melding"),
    # An inspecteur sees those of the own zaken; a rapporteur sees of every melding what a correction is about.
    Rij("melding_voorstel", "get", 302, 404, CORRECTIELEZERS, sleutel="melding"),
    Rij(
        "melding_voorstel",
        "post",
        302,
        404,
        {**CORRECTIELEZERS, Rol.TEAMLEIDER: 403, Rol.AUDITOR: 403},
        sleutel="melding",
    ),
    Rij("melding_voorstel_besluit", "get", 302, 405, sleutel="melding"),
    Rij("melding_voorstel_besluit", "post", 302, 403, {Rol.TEAMLEIDER: 200}, sleutel="melding"),
    Rij("voorstellen", "get", 302, 404, {**CORRECTIELEZERS, Rol.INSPECTEUR: 200}),
    Rij("meldingen_bestand", "get", 302, 405),
    Rij("meldingen_bestand", "post", 302, 404, lijstlezers(200), gegevens=CSV),
    Rij("meldingen_kolommen", "get", 302, 404, lijstlezers(200)),
    Rij("meldingen_kolommen", "post", 302, 404, lijstlezers(302), gegevens={"standaard": "1"}),
    Rij("meldingen_weergaven", "get", 302, 404, lijstlezers(200)),
    Rij("meldingen_weergaven", "post", 302, 404, lijstlezers(302), gegevens={"naam": "Van mij"}),
    # Of somebody else and not shared: it does not exist.
    Rij("meldingen_weergave", "get", 302, 404, sleutel="weergave"),
    Rij("meldingen_weergave", "post", 302, 405, sleutel="weergave"),
    Rij("meldingen_weergave_wijzigen", "get", 302, 404, sleutel="weergave"),
    Rij("meldingen_weergave_wijzigen", "post", 302, 404, sleutel="weergave", gegevens={"verwijder": "1"}),
    Rij("melding_nieuw_verwant", "get", 405, 405),
    Rij("melding_nieuw_verwant", "post", 204, 403, registreerders(200)),
    # An inspecteur sees those of the own zaken; this one is in none.
    Rij("melding", "get", 302, 404, meldinglezers(200), sleutel="melding"),
    Rij("melding", "post", 302, 405, sleutel="melding"),
    Rij("melding_besluit", "get", 302, 405, sleutel="melding"),
    # An empty form comes back with what is wrong.
    Rij("melding_besluit", "post", 302, 403, beslissers(200), sleutel="melding"),
    *(Rij(naam, "get", 302, 405, sleutel="melding") for naam in HANDELINGEN),
    # Nothing was written: the page comes back with what is wrong.
    *(Rij(naam, "post", 302, 403, wie, sleutel="melding") for naam, wie in HANDELINGEN.items()),
    Rij("verzamelingen", "get", 302, 404, triagelezers(200)),
    Rij("verzamelingen", "post", 302, 405),
    Rij("verzameling_voorbeeld", "get", 302, 405),
    # Nothing was chosen: back to the list.
    Rij("verzameling_voorbeeld", "post", 302, 403, beslissers(302)),
    Rij("verzameling_voorbeeld", "post", 302, 403, beslissers(200), "gekozen", {"m": "12"}),
    Rij("verzameling_uitvoeren", "get", 302, 405),
    Rij("verzameling_uitvoeren", "post", 302, 403, beslissers(200)),
    Rij("verzameling", "get", 302, 404, triagelezers(200), sleutel="verzameling"),
    Rij("verzameling", "post", 302, 405, sleutel="verzameling"),
    *(Rij(naam, "get", 302, 405, sleutel="verzameling") for naam in VERZAMELING),
    *(Rij(naam, "post", 302, 403, beslissers(302), sleutel="verzameling") for naam in VERZAMELING),
    Rij("melding_bijlage", "get", 302, 404, meldinglezers(200), sleutel="meldingbijlage"),
    Rij("melding_bijlage", "post", 302, 405, sleutel="meldingbijlage"),
    Rij("melding_gelezen", "get", 302, 405, sleutel="melding"),
    # There is nothing to read: back to it.
    Rij("melding_gelezen", "post", 302, 403, beslissers(302) | {Rol.INSPECTEUR: 404}, sleutel="melding"),
    Rij("melding_melder", "get", 302, 405, sleutel="melding"),
    Rij(
        "melding_melder",
        "post",
        302,
        404,
        beslissers(200),
        sleutel="melding",
        gegevens={"reden": "Terugbellen."},
    ),
    Rij("zaken", "get", 302, 404, zaaklezers(200)),
    Rij("zaken", "post", 302, 405),
    Rij("zaken_bestand", "get", 302, 405),
    Rij("zaken_bestand", "post", 302, 404, zaaklezers(200), gegevens=CSV),
    Rij("zaken_kolommen", "get", 302, 404, zaaklezers(200)),
    Rij("zaken_kolommen", "post", 302, 404, zaaklezers(302), gegevens={"standaard": "1"}),
    Rij("zaken_weergaven", "get", 302, 404, zaaklezers(200)),
    Rij("zaken_weergaven", "post", 302, 404, zaaklezers(302), gegevens={"naam": "Van mij"}),
    Rij("zaken_weergave", "get", 302, 404, sleutel="weergave"),
    Rij("zaken_weergave", "post", 302, 405, sleutel="weergave"),
    Rij("zaken_weergave_wijzigen", "get", 302, 404, sleutel="weergave"),
    Rij("zaken_weergave_wijzigen", "post", 302, 404, sleutel="weergave", gegevens={"verwijder": "1"}),
    # Who registers looks employers up, who proposes to merge sees both.
    Rij("werkgevers", "get", 302, 404, lijstlezers(200)),
    Rij("werkgevers", "post", 302, 405),
    Rij("werkgevers_bestand", "get", 302, 405),
    Rij("werkgevers_bestand", "post", 302, 404, lijstlezers(200), gegevens=CSV),
    Rij("werkgevers_kolommen", "get", 302, 404, lijstlezers(200)),
    Rij("werkgevers_kolommen", "post", 302, 404, lijstlezers(302), gegevens={"standaard": "1"}),
    Rij("werkgevers_weergaven", "get", 302, 404, lijstlezers(200)),
    Rij("werkgevers_weergaven", "post", 302, 404, lijstlezers(302), gegevens={"naam": "Van mij"}),
    Rij("werkgevers_weergave", "get", 302, 404, sleutel="weergave"),
    Rij("werkgevers_weergave", "post", 302, 405, sleutel="weergave"),
    Rij("werkgevers_weergave_wijzigen", "get", 302, 404, sleutel="weergave"),
    Rij("werkgevers_weergave_wijzigen", "post", 302, 404, sleutel="weergave", gegevens={"verwijder": "1"}),
    Rij("werkgever", "get", 302, 404, lijstlezers(200), sleutel="werkgever"),
    Rij("werkgever", "post", 302, 405, sleutel="werkgever"),
    Rij("werkgever_zaak", "get", 302, 403, {Rol.TRIAGIST: 200}, sleutel="werkgever"),
    # An empty form comes back with what is wrong.
    Rij("werkgever_zaak", "post", 302, 403, {Rol.TRIAGIST: 200}, sleutel="werkgever"),
    Rij("werkgever_naam", "get", 302, 403, voorstellers(200), sleutel="werkgever"),
    Rij("werkgever_naam", "post", 302, 403, voorstellers(200), sleutel="werkgever"),
    Rij("werkgever_samen", "get", 302, 403, voorstellers(200), sleutel="werkgever"),
    Rij("werkgever_samen", "post", 302, 405, sleutel="werkgever"),
    Rij("werkgever_voorstel", "get", 302, 403, voorstellers(200), sleutel="werkgevers"),
    # An empty form comes back with what is wrong.
    Rij("werkgever_voorstel", "post", 302, 403, voorstellers(200), sleutel="werkgevers"),
    Rij("werkgevervoorstel_intrekken", "get", 302, 405, sleutel="werkgevervoorstel"),
    Rij(
        "werkgevervoorstel_intrekken",
        "post",
        302,
        403,
        {Rol.TRIAGIST: 200, Rol.INSPECTEUR: 200},
        sleutel="werkgevervoorstel",
    ),
    Rij("werkgevervoorstel", "get", 302, 404, werkers(200) | {Rol.AUDITOR: 200}, sleutel="werkgevervoorstel"),
    Rij(
        "werkgevervoorstel",
        "post",
        302,
        404,
        {Rol.TEAMLEIDER: 200, Rol.TRIAGIST: 403, Rol.INSPECTEUR: 403, Rol.AUDITOR: 403},
        sleutel="werkgevervoorstel",
    ),
    # Nobody decided on this melding yet: back to it, with why not.
    Rij("melding_vervolg", "get", 302, 405, sleutel="melding"),
    Rij("melding_vervolg", "post", 302, 403, {Rol.TRIAGIST: 302}, sleutel="melding"),
    Rij("zaak", "get", 302, 404, {Rol.TEAMLEIDER: 200, Rol.AUDITOR: 200}, sleutel="zaak"),
    Rij("zaak", "post", 302, 405, sleutel="zaak"),
    Rij("zaak_concept", "get", 302, 404, {Rol.TEAMLEIDER: 200, Rol.AUDITOR: 200}, sleutel="concept"),
    Rij("zaak_concept", "post", 302, 405, sleutel="concept"),
    Rij("zaak_brief", "get", 302, 404, {Rol.TEAMLEIDER: 200, Rol.AUDITOR: 200}, sleutel="brief"),
    Rij("zaak_brief", "post", 302, 405, sleutel="brief"),
    Rij("zaak_opheffing", "get", 302, 404, {Rol.TEAMLEIDER: 200, Rol.AUDITOR: 200}, sleutel="opheffing"),
    Rij("zaak_opheffing", "post", 302, 405, sleutel="opheffing"),
    Rij("zaak_bijlage", "get", 302, 404, {Rol.TEAMLEIDER: 200, Rol.AUDITOR: 200}, sleutel="bijlage"),
    Rij("zaak_bijlage", "post", 302, 405, sleutel="bijlage"),
    Rij("zaak_afschrift", "get", 302, 403, {Rol.INSPECTEUR: 404, Rol.TEAMLEIDER: 200}, sleutel="zaak"),
    Rij("zaak_afschrift", "post", 302, 403, {Rol.INSPECTEUR: 404, Rol.TEAMLEIDER: 200}, sleutel="zaak"),
    Rij("zaak_optreden", "get", 302, 403, {Rol.INSPECTEUR: 404}, sleutel="zaak"),
    Rij("zaak_optreden", "post", 302, 403, {Rol.INSPECTEUR: 404}, sleutel="zaak"),
    *(Rij(naam, "get", 302, 405, sleutel="zaak") for naam in ZAAKHANDELINGEN),
    *(Rij(naam, "post", 302, 403, wie, sleutel="zaak") for naam, wie in ZAAKHANDELINGEN.items()),
    Rij("recht", "get", 302, 404, regellezers(200)),
    Rij("recht", "post", 302, 405),
    *(
        rij
        for lijst in RECHTSLIJSTEN
        for rij in (
            Rij(lijst, "get", 302, 404, regellezers(200)),
            Rij(lijst, "post", 302, 405),
            Rij(f"{lijst}_bestand", "get", 302, 405),
            Rij(f"{lijst}_bestand", "post", 302, 404, regellezers(200), gegevens=CSV),
            Rij(f"{lijst}_kolommen", "get", 302, 404, regellezers(200)),
            Rij(f"{lijst}_kolommen", "post", 302, 404, regellezers(302), gegevens={"standaard": "1"}),
            Rij(f"{lijst}_weergaven", "get", 302, 404, regellezers(200)),
            Rij(f"{lijst}_weergaven", "post", 302, 404, regellezers(302), gegevens={"naam": "Van mij"}),
            Rij(f"{lijst}_weergave", "get", 302, 404, sleutel="weergave"),
            Rij(f"{lijst}_weergave", "post", 302, 405, sleutel="weergave"),
            Rij(f"{lijst}_weergave_wijzigen", "get", 302, 404, sleutel="weergave"),
            Rij(
                f"{lijst}_weergave_wijzigen",
                "post",
                302,
                404,
                sleutel="weergave",
                gegevens={"verwijder": "1"},
            ),
        )
    ),
    *(
        rij
        for naam in RECHT
        for rij in (
            Rij(naam, "get", 302, 404, regellezers(200), sleutel=naam),
            Rij(naam, "post", 302, 405, sleutel=naam),
            Rij(f"{naam}_wijzigen", "get", 302, 403, {Rol.BELEID: 200}, sleutel=f"{naam}_tekst"),
            Rij(f"{naam}_wijzigen", "post", 302, 403, {Rol.BELEID: 200}, sleutel=f"{naam}_tekst"),
        )
    ),
    *(
        # An empty form comes back with what is wrong.
        Rij(f"{naam}_nieuw", methode, 302, 403, {Rol.BELEID: 200})
        for naam in RECHT
        if naam not in VAST
        for methode in ("get", "post")
    ),
    Rij("klokken", "get", 302, 404, regellezers(200)),
    Rij("klokken", "post", 302, 404, {**regellezers(403), Rol.BELEID: 200}),
    Rij("regels", "get", 302, 404, regellezers(200)),
    Rij("regels", "post", 302, 405),
    Rij("regels_voorstellen", "get", 302, 403, {Rol.BELEID: 200}),
    Rij("regels_voorstellen", "post", 302, 403, {Rol.BELEID: 200}),
    Rij("regelset", "get", 302, 404, regellezers(200), sleutel="regelset"),
    Rij("regelset", "post", 302, 405, sleutel="regelset"),
    # An empty form comes back with what is wrong. Beleid takes back only its own.
    Rij("regelset_besluit", "get", 302, 405, sleutel="regelset"),
    Rij("regelset_besluit", "post", 302, 403, {Rol.TEAMLEIDER: 200}, sleutel="regelset"),
    Rij("regelset_proef", "get", 302, 405, sleutel="regelset"),
    Rij("regelset_proef", "post", 302, 403, {Rol.TEAMLEIDER: 200, Rol.BELEID: 200}, sleutel="regelset"),
    Rij("regelproef", "get", 302, 404, regellezers(200), sleutel="regelproef"),
    Rij("regelproef", "post", 302, 405, sleutel="regelproef"),
    Rij("regelproef_verder", "get", 302, 405, sleutel="regelproef"),
    Rij("regelproef_verder", "post", 302, 403, {Rol.TEAMLEIDER: 302, Rol.BELEID: 302}, sleutel="regelproef"),
    Rij("rechtsvoorstel", "get", 302, 404, regellezers(200), sleutel="rechtsvoorstel"),
    Rij("rechtsvoorstel", "post", 302, 405, sleutel="rechtsvoorstel"),
    Rij("rechtsvoorstel_besluit", "get", 302, 405, sleutel="rechtsvoorstel"),
    Rij("rechtsvoorstel_besluit", "post", 302, 403, {Rol.TEAMLEIDER: 200}, sleutel="rechtsvoorstel"),
    Rij("rechtsvoorstel_intrekken", "get", 302, 405, sleutel="rechtsvoorstel"),
    Rij("rechtsvoorstel_intrekken", "post", 302, 403, {Rol.BELEID: 200}, sleutel="rechtsvoorstel"),
    Rij("bericht_document", "get", 302, 405, sleutel="bericht"),
    Rij(
        "bericht_document",
        "post",
        302,
        404,
        meldinglezers(200),
        sleutel="bericht",
        gegevens={"formaat": "pdf"},
    ),
    Rij("ontvangst", "get", 302, 404, meldinglezers(200)),
    Rij("ontvangst", "post", 302, 405),
    # Without htmx it leads to the ledger.
    Rij("ontvangst_paneel", "get", 302, 404, meldinglezers(302)),
    Rij("ontvangst_paneel", "post", 302, 405),
    Rij("binnengekomen", "get", 302, 404, meldinglezers(200)),
    Rij("binnengekomen", "post", 302, 405),
    Rij("ontvangst_bestand", "get", 302, 405),
    Rij("ontvangst_bestand", "post", 302, 404, meldinglezers(200), gegevens=CSV),
    Rij("apart", "get", 302, 404, meldinglezers(200)),
    Rij("apart", "post", 302, 405),
    Rij("apart_bestand", "get", 302, 405),
    Rij("apart_bestand", "post", 302, 404, meldinglezers(200), gegevens=CSV),
    Rij("apart_kolommen", "get", 302, 404, meldinglezers(200)),
    Rij("apart_kolommen", "post", 302, 404, meldinglezers(302), gegevens={"standaard": "1"}),
    Rij("apart_weergaven", "get", 302, 404, meldinglezers(200)),
    Rij("apart_weergaven", "post", 302, 404, meldinglezers(302), gegevens={"naam": "Van mij"}),
    Rij("apart_weergave", "get", 302, 404, sleutel="weergave"),
    Rij("apart_weergave", "post", 302, 405, sleutel="weergave"),
    Rij("apart_weergave_wijzigen", "get", 302, 404, sleutel="weergave"),
    Rij("apart_weergave_wijzigen", "post", 302, 404, sleutel="weergave", gegevens={"verwijder": "1"}),
    Rij("ontvangst_regel", "get", 302, 404, meldinglezers(200), sleutel="ontvangst"),
    Rij("ontvangst_regel", "post", 302, 405, sleutel="ontvangst"),
    Rij("ontvangst_inhoud", "get", 302, 405, sleutel="ontvangst"),
    Rij(
        "ontvangst_inhoud",
        "post",
        302,
        403,
        registreerders(200),
        sleutel="ontvangst",
        gegevens={"reden": "Ik ga het lezen."},
    ),
    # Nobody gave a reason to read it yet: back to it.
    Rij("ontvangst_melding", "get", 302, 403, registreerders(302), sleutel="ontvangst"),
    Rij("ontvangst_melding", "post", 302, 403, registreerders(302), sleutel="ontvangst"),
    Rij("ontvangst_bijgevoegd", "get", 302, 405, sleutel="ontvangst_bestand"),
    Rij("ontvangst_bijgevoegd", "post", 302, 403, registreerders(302), sleutel="ontvangst_bestand"),
    Rij("ontvangst_geen_melding", "get", 302, 405, sleutel="ontvangst"),
    # An empty form comes back with what is wrong.
    Rij("ontvangst_geen_melding", "post", 302, 403, registreerders(200), sleutel="ontvangst"),
    # Open to whoever has a key of a partner, and to nobody else: who works here has none.
    *(Rij("api_openapi", "get", 200, 200), Rij("api_openapi", "post", 405, 405)),
    *(Rij("api_onbekend", m, 404, 404, sleutel="api_pad") for m in ("get", "post")),
    *(Rij("api_meldingen", m, c, c) for m, c in (("get", 405), ("post", 401))),
    *(Rij("api_melding", m, c, c, sleutel="melding") for m, c in (("get", 401), ("post", 405))),
    Rij("partnersleutels", "get", 302, 404, beheerlezers(200)),
    Rij("partnersleutels", "post", 302, 405),
    Rij("partnersleutels_bestand", "get", 302, 405),
    Rij("partnersleutels_bestand", "post", 302, 404, beheerlezers(200), gegevens=CSV),
    Rij("partnersleutels_kolommen", "get", 302, 404, beheerlezers(200)),
    Rij("partnersleutels_kolommen", "post", 302, 404, beheerlezers(302), gegevens={"standaard": "1"}),
    Rij("partnersleutels_weergaven", "get", 302, 404, beheerlezers(200)),
    Rij("partnersleutels_weergaven", "post", 302, 404, beheerlezers(302), gegevens={"naam": "Van mij"}),
    Rij("partnersleutels_weergave", "get", 302, 404, sleutel="weergave"),
    Rij("partnersleutels_weergave", "post", 302, 405, sleutel="weergave"),
    Rij("partnersleutels_weergave_wijzigen", "get", 302, 404, sleutel="weergave"),
    Rij(
        "partnersleutels_weergave_wijzigen",
        "post",
        302,
        404,
        sleutel="weergave",
        gegevens={"verwijder": "1"},
    ),
    Rij("partnersleutel_nieuw", "get", 302, 403, {Rol.BEHEER: 200}),
    # An empty form comes back with what is wrong.
    Rij("partnersleutel_nieuw", "post", 302, 403, {Rol.BEHEER: 200}),
    Rij("partnersleutel", "get", 302, 404, beheerlezers(200), sleutel="partnersleutel"),
    Rij("partnersleutel", "post", 302, 405, sleutel="partnersleutel"),
    Rij("partnersleutel_intrekken", "get", 302, 405, sleutel="partnersleutel"),
    Rij("partnersleutel_intrekken", "post", 302, 403, {Rol.BEHEER: 302}, sleutel="partnersleutel"),
    Rij("opsporing", "get", 302, 404, {Rol.RAPPORTEUR: 200}),
    Rij("opsporing", "post", 302, 405),
    # Nothing of it but the number, for who sends there; what is not there is not there.
    Rij("opsporing_aangevuld", "get", 302, 403, beslissers(200), sleutel="bij_opsporing"),
    Rij(
        "opsporing_aangevuld",
        "post",
        302,
        403,
        beslissers(302),
        sleutel="bij_opsporing",
        gegevens={"tot": "0"},
    ),
    Rij("opsporing_aangevuld", "get", 302, 403, beslissers(404), sleutel="melding"),
    Rij("opsporing_aangevuld", "post", 302, 403, beslissers(404), sleutel="melding"),
    Rij("opsporing_bestand", "get", 302, 405),
    Rij("opsporing_bestand", "post", 302, 404, {Rol.RAPPORTEUR: 200}, gegevens=CSV),
    Rij("opsporing_kolommen", "get", 302, 404, {Rol.RAPPORTEUR: 200}),
    Rij("opsporing_kolommen", "post", 302, 404, {Rol.RAPPORTEUR: 302}, gegevens={"standaard": "1"}),
    Rij("opsporing_weergaven", "get", 302, 404, {Rol.RAPPORTEUR: 200}),
    Rij("opsporing_weergaven", "post", 302, 404, {Rol.RAPPORTEUR: 302}, gegevens={"naam": "Van mij"}),
    Rij("opsporing_weergave", "get", 302, 404, sleutel="weergave"),
    Rij("opsporing_weergave", "post", 302, 405, sleutel="weergave"),
    Rij("opsporing_weergave_wijzigen", "get", 302, 404, sleutel="weergave"),
    Rij("opsporing_weergave_wijzigen", "post", 302, 404, sleutel="weergave", gegevens={"verwijder": "1"}),
    Rij("overdrachten", "get", 302, 404, lijstlezers(200)),
    Rij("overdrachten", "post", 302, 405),
    Rij("overdrachten_bestand", "get", 302, 405),
    Rij("overdrachten_bestand", "post", 302, 404, lijstlezers(200), gegevens=CSV),
    Rij("overdrachten_kolommen", "get", 302, 404, lijstlezers(200)),
    Rij("overdrachten_kolommen", "post", 302, 404, lijstlezers(302), gegevens={"standaard": "1"}),
    Rij("overdrachten_weergaven", "get", 302, 404, lijstlezers(200)),
    Rij("overdrachten_weergaven", "post", 302, 404, lijstlezers(302), gegevens={"naam": "Van mij"}),
    Rij("overdrachten_weergave", "get", 302, 404, sleutel="weergave"),
    Rij("overdrachten_weergave", "post", 302, 405, sleutel="weergave"),
    Rij("overdrachten_weergave_wijzigen", "get", 302, 404, sleutel="weergave"),
    Rij("overdrachten_weergave_wijzigen", "post", 302, 404, sleutel="weergave", gegevens={"verwijder": "1"}),
    # An inspecteur hands over what is in the own zaken; this one is in none.
    *(
        Rij("melding_overdracht", m, 302, 403, OVERDRAGERS | {Rol.INSPECTEUR: 404}, sleutel="melding")
        for m in ("get", "post")
    ),
    Rij("overdracht_afwijzen", "get", 302, 405, sleutel="voorstel"),
    # An empty form comes back with what is wrong.
    Rij("overdracht_afwijzen", "post", 302, 403, beslissers(200), sleutel="voorstel"),
    Rij("overdracht", "get", 302, 404, meldinglezers(200), sleutel="overdracht"),
    Rij("overdracht", "post", 302, 405, sleutel="overdracht"),
    Rij("overdracht_document", "get", 302, 405, sleutel="overdracht"),
    Rij(
        "overdracht_document",
        "post",
        302,
        404,
        meldinglezers(200),
        sleutel="overdracht",
        gegevens={"formaat": "txt"},
    ),
    Rij("overdracht_document_met_melder", "get", 302, 405, sleutel="overdracht"),
    Rij("overdracht_document_met_melder", "post", 302, 404, beslissers(200), sleutel="overdracht"),
    *(
        rij
        for naam in (
            "overdracht_bevestigd",
            "overdracht_teruggestuurd",
            "overdracht_herroepen",
            "overdracht_bericht_opnieuw",
        )
        for rij in (
            Rij(naam, "get", 302, 405, sleutel="overdracht"),
            Rij(naam, "post", 302, 403, beslissers(200), sleutel="overdracht"),
        )
    ),
    # The public pages: for everybody the same, whoever is logged in.
    Rij("melden", "get", 200, 200),
    Rij("melden", "post", 405, 405),
    Rij("meldpunt_begin", "get", 200, 200, sleutel="in_een_taal"),
    Rij("volgen_talen", "get", 200, 200),
    Rij("volgen_talen", "post", 405, 405),
    Rij("volgen", "get", 200, 200, sleutel="met_een_code"),
    # No number and no code: refused as a wrong one is.
    Rij("volgen", "post", 422, 422, sleutel="met_een_code"),
    # Without proof one is led to the page that asks for it, whoever is logged in.
    Rij("volgen_intrekken", "get", 302, 302, sleutel="met_een_code"),
    Rij("volgen_intrekken", "post", 302, 302, sleutel="met_een_code"),
    Rij("meldpunt_begin", "post", 302, 302, sleutel="in_een_taal"),
    # Without a draft there is nothing to see; what is answered makes one, and an empty answer comes back.
    Rij("meldpunt_stap", "get", 302, 302, sleutel="vraag"),
    Rij("meldpunt_stap", "post", 200, 200, sleutel="vraag"),
    *(
        Rij(naam, methode, 302, 302, sleutel="in_een_taal")
        for naam in ("meldpunt_bestanden", "meldpunt_nakijken")
        for methode in ("get", "post")
    ),
    Rij("meldpunt_ontvangen", "get", 302, 302, sleutel="in_een_taal"),
    Rij("meldpunt_ontvangen", "post", 405, 405, sleutel="in_een_taal"),
    Rij("meldpunt_stoppen", "get", 200, 200, sleutel="in_een_taal"),
    Rij("meldpunt_stoppen", "post", 302, 302, sleutel="in_een_taal"),
    Rij("meldpunt_gestopt", "get", 200, 200, sleutel="in_een_taal"),
    Rij("meldpunt_gestopt", "post", 405, 405, sleutel="in_een_taal"),
    *(
        Rij(naam, methode, code, code, sleutel="nergens")
        for naam in ("melden_nergens", "volgen_talen_nergens")
        for methode, code in (("get", 404), ("post", 405))
    ),
    *(
        Rij(naam, methode, 404, 404, sleutel="nergens_in_een_taal")
        for naam in ("meldpunt_nergens", "volgen_nergens")
        for methode in ("get", "post")
    ),
    Rij("meldpunt_hoofdletters", "get", 302, 302, sleutel="met_hoofdletters"),
    Rij("meldpunt_hoofdletters", "post", 405, 405, sleutel="met_hoofdletters"),
    Rij("taal", "get", 405, 405),
    Rij("taal", "post", 302, 302, gegevens={"taal": "en"}),
    Rij("account_reauthenticate", "get", 302, 200),
    # Only halfway through logging in is there a second step.
    Rij("mfa_authenticate", "get", 302, 302),
    # Without a second factor it is the password that is asked, and there is nothing to see, renew or switch off.
    Rij("mfa_reauthenticate", "get", 302, 302),
    Rij("mfa_index", "get", 302, 200),
    Rij("mfa_activate_totp", "get", 302, 302),
    Rij("mfa_deactivate_totp", "get", 302, 404),
    Rij("mfa_view_recovery_codes", "get", 302, 404),
    Rij("mfa_generate_recovery_codes", "get", 302, 302),
    Rij("mfa_download_recovery_codes", "get", 302, 404),
    Rij("account_login", "get", 200, 302),
    Rij("account_logout", "get", 302, 200),
    Rij("account_change_password", "get", 302, 200),
    Rij("account_inactive", "get", 200, 200),
    Rij("healthz", "get", 200, 200),
    Rij("readyz", "get", 200, 200),
]


@pytest.fixture
def rapport(db: None) -> Rapport:
    maker = Gebruiker.objects.create(username="maker", rol=Rol.RAPPORTEUR)
    return Rapport.objects.create(
        peildatum=date(2021, 1, 10),
        stand_van=OP,
        formaat="json",
        aangevraagd_door=maker,
        aangevraagd_op=OP,
        status=Rapport.Status.KLAAR,
        klaar_op=OP,
        inhoud=b"{}",
    )


def begin_rapportage(schrijver: str) -> Rapportage:
    door = Gebruiker.objects.create(username=schrijver, rol=Rol.RAPPORTEUR)
    tekst = Sjabloon.objects.geldig_op(OP.date()).get(code="tussentijds")
    return opstellen.begin(tekst, date(2021, 1, 10), OP, door=door, op=OP)


@pytest.fixture
def rapportage(db: None) -> Rapportage:
    begonnen = begin_rapportage("schrijver")
    reken_uit(begonnen)
    return begonnen


@pytest.fixture
def rapportage_vast(db: None) -> Rapportage:
    """One of its own: who walks along both finds the other still being written."""
    eigen = begin_rapportage("vast-schrijver")
    ander = Gebruiker.objects.create(username="vast", rol=Rol.TEAMLEIDER)
    opstellen.bied_aan(eigen.pk, gezien=1, door=eigen.gemaakt_door, op=OP)
    rapportage = vaststellen.stel_vast(eigen.pk, gezien=2, door=ander, op=OP).rapportage
    reken_uit(rapportage)
    return rapportage


@pytest.fixture
def melding(db: None) -> Melding:
    return kale_melding(12, OP, Status.IN_TRIAGE)


@pytest.fixture
def verzameling(db: None) -> Verzameling:
    maker = Gebruiker.objects.create(username="verzamelaar", rol=Rol.TRIAGIST)
    return Verzameling.objects.create(
        sleutel=uuid4(), handeling=Samen.OVERNEMEN, gemaakt_door=maker, gemaakt_op=OP
    )


@pytest.fixture
def weergave(db: None) -> Weergave:
    eigenaar = Gebruiker.objects.create(username="eigenaar", rol=Rol.TRIAGIST)
    return Weergave.objects.create(lijst="meldingen", naam="Geheim", eigenaar=eigenaar)


@pytest.fixture
def zaak(db: None) -> Zaak:
    return Zaak.objects.create(
        nummer=7,
        domein="VEILIG_GEZOND",
        aanleiding="MELDING",
        geopend_op=OP.date(),
        geregistreerd_op=OP,
        stand_vanaf=OP,
    )


@pytest.fixture
def concept(zaak: Zaak) -> Concept:
    return Concept.objects.create(
        zaak=zaak,
        werkgever=Werkgever.objects.create(naam="Blom", geregistreerd_op=OP, stand_vanaf=OP),
        soort="WAARSCHUWING",
        wijze="AFSTAND",
        opgesteld_door=Gebruiker.objects.create(username="opsteller", rol=Rol.INSPECTEUR),
        opgesteld_op=OP,
    )


@pytest.fixture
def opheffing(concept: Concept) -> Brief:
    staat = Interventie.objects.create(
        zaak=concept.zaak,
        werkgever=concept.werkgever,
        soort="STILLEGGING",
        wijze="AFSTAND",
        uitgereikt_op=OP.date(),
        geregistreerd_op=OP,
        stand_vanaf=OP,
    )
    Concept.objects.filter(pk=concept.pk).update(soort="STILLEGGING", interventie=staat)
    volg_op(
        staat,
        InterventieStatus.OPGEHEVEN,
        dag=OP.date(),
        toelichting="Weer veilig.",
        door=concept.opgesteld_door,
        op=OP,
    )
    return Brief.objects.get()


@pytest.fixture
def rechtsvoorstel(db: None) -> Rechtsvoorstel:
    maker = Gebruiker.objects.create(username="beleidsmaker", rol=Rol.BELEID)
    inhoud = {"pk": "2040-12-26", "naam": "Kerst", "bron": "Wet", "gelijkgesteld": False}
    return stel_voor(
        "VRIJE_DAG",
        "2040-12-26",
        "TEKST",
        inhoud,
        gezien=lees("VRIJE_DAG", "2040-12-26"),
        reden="Zo heet hij.",
        door=maker,
        op=OP,
    )


@pytest.fixture
def overdracht(melding: Melding) -> Overdracht:
    overdracht = Overdracht.objects.create(
        melding=melding,
        partner="GGD",
        overgedragen_op=OP.date(),
        geregistreerd_op=OP,
        geen_bericht_reden="Anoniem.",
        bevestigen_uiterlijk=OP.date(),
    )
    inhoud = stel_samen(melding, [omschrijving("Druk.")], partner="GGD", dag=OP.date(), uiterlijk=OP.date())
    Overdrachtspakket.objects.create(
        overdracht=overdracht,
        inhoud=inhoud,
        document=als_tekst(inhoud),
        melder="een zegel",
        melder_reden="Belt terug.",
        melder_toestemming_op=OP.date(),
        geregistreerd_op=OP,
    )
    return overdracht


@pytest.fixture
def bericht(melding: Melding) -> Bericht:
    return Bericht.objects.create(
        melding=melding,
        soort=Bericht.Soort.UITKOMST,
        sjabloon="UITKOMST_MAATREGEL",
        sjabloon_van=OP.date(),
        taal="nl",
        kanaal="BRIEF",
        onderwerp="Bericht over uw melding",
        tekst="Geachte melder.",
        dag=OP.date(),
        geregistreerd_op=OP,
        door=Gebruiker.objects.create(username="verteller", rol=Rol.INSPECTEUR),
    )


@pytest.fixture
def voorstel(melding: Melding) -> Overdrachtsvoorstel:
    return Overdrachtsvoorstel.objects.create(
        melding=melding,
        partner="GEMEENTE",
        delen=["FEITEN"],
        reden="Gaat over klanten.",
        voorgesteld_door=Gebruiker.objects.create(username="voorsteller", rol=Rol.MELDPUNT),
        voorgesteld_op=OP,
    )


@pytest.fixture
def werkgevervoorstel(db: None) -> Werkgevervoorstel:
    maker = Gebruiker.objects.create(username="samenvoeger", rol=Rol.INSPECTEUR)
    een, ander = (
        Werkgever.objects.create(naam=naam, geregistreerd_op=OP, stand_vanaf=OP)
        for naam in ("Bakkerij Van Dam", "Bakkerij van Dam B.V.")
    )
    return Werkgevervoorstel.objects.create(
        soort="SAMENVOEGEN",
        werkgever=ander,
        andere=een,
        gezien="zo",
        reden="Zelfde adres.",
        voorgesteld_door=maker,
        voorgesteld_op=OP,
    )


@pytest.fixture
def regelproef(db: None) -> Regelproef:
    return Regelproef.objects.create(
        regelset=Regelset.objects.get(),
        van=OP.date(),
        tot=OP.date(),
        gevraagd_door=Gebruiker.objects.create(username="regelmaker", rol=Rol.BELEID),
        gevraagd_op=OP,
        totaal=1,
    )


@pytest.fixture
def bijlage(zaak: Zaak, concept: Concept) -> Bijlage:
    stuk = Bijlage.objects.create(
        zaak=zaak,
        naam="foto.png",
        herkomst="INSPECTIE",
        mediatype="image/png",
        grootte=1,
        door=concept.opgesteld_door,
        op=OP,
    )
    BijlageInhoud.objects.create(bijlage=stuk, inhoud=b"x")
    return stuk


@pytest.fixture
def ontvangst(db: None) -> Ontvangst:
    return leg_apart(
        "EMAIL",
        "mail:x",
        Inhoud("De kantine is vol.", naam="Wil", email="wil@example.nl"),
        uitkomst=Ontvangst.Uitkomst.WACHT,
        reden="Nog te lezen.",
        ontvangen_op=OP,
        op=OP,
        bestanden=[Bestand("foto.png", "image/png", b"een foto")],
    )[0]


@pytest.fixture
def meldingbijlage(melding: Melding) -> Meldingbijlage:
    with transaction.atomic():
        schrijf([bewaar_bijlage(melding, Bestand("hal.png", "image/png", b"een foto"), op=OP)])
    return Meldingbijlage.objects.filter(melding=melding).latest("pk")


@pytest.fixture
def bij_opsporing(db: None) -> Melding:
    """One of its own: a walk over every address has both."""
    daar = kale_melding(13, OP, Status.NAAR_OPSPORING)
    Nagekomen.objects.create(melding=daar, inzending=uuid4(), tekst="Nog iets.", op=OP)
    return daar


@pytest.fixture
def ongeremd(settings: Any) -> None:
    """Every role tries from the same place."""
    settings.REMMEN = dict.fromkeys(settings.REMMEN, (10_000, 60))


@pytest.fixture
def partnersleutel(db: None) -> Partnersleutel:
    maker = Gebruiker.objects.create(username="sleutelmaker", rol=Rol.BEHEER)
    return maak_sleutel("Vakbond", "VAKBOND_MELDPUNT", inzending=uuid4(), door=maker, op=OP)[0]


# What an address is about: the fixture that makes it, and what of it stands in the address.
OVER: dict[str, tuple[str, Callable[[Any], list[int | str]]]] = {
    "": ("", lambda _: []),
    "soort": ("", lambda _: ["zaken"]),
    "in_een_taal": ("ongeremd", lambda _: ["pl"]),
    "met_een_code": ("ongeremd", lambda _: ["pl"]),
    "nergens": ("", lambda _: ["Nl"]),
    "met_hoofdletters": ("", lambda _: ["Melden/Nl"]),
    "nergens_in_een_taal": ("", lambda _: ["pl", "xyz/zo"]),
    "vraag": ("ongeremd", lambda _: ["pl", "wie"]),
    "voorschrift": ("", lambda _: ["RIE"]),
    "voorschrift_tekst": ("", lambda _: ["RIE", "tekst"]),
    "grondslag": ("", lambda _: ["ARBOWET_27"]),
    "grondslag_tekst": ("", lambda _: ["ARBOWET_27", "tekst"]),
    "vrije_dag": ("", lambda _: ["2021-04-27"]),
    "vrije_dag_tekst": ("", lambda _: ["2021-04-27", "tekst"]),
    "brieftekst": ("", lambda _: ["WAARSCHUWING"]),
    "brieftekst_tekst": ("", lambda _: ["WAARSCHUWING", "nieuw"]),
    "berichttekst": ("", lambda _: ["OVERDRACHT_NL"]),
    "berichttekst_tekst": ("", lambda _: ["OVERDRACHT_NL", "nieuw"]),
    "regelset": ("", lambda _: [Regelset.objects.values_list("pk", flat=True)[0]]),
    "regelproef": ("regelproef", lambda proef: [proef.pk]),
    "rechtsvoorstel": ("rechtsvoorstel", lambda voorstel: [voorstel.pk]),
    "overdracht": ("overdracht", lambda overdracht: [overdracht.pk]),
    "voorstel": ("voorstel", lambda voorstel: [voorstel.pk]),
    "bericht": ("bericht", lambda bericht: [bericht.pk]),
    "ontvangst": ("ontvangst", lambda ontvangst: [ontvangst.pk]),
    "ontvangst_bestand": (
        "ontvangst",
        lambda ontvangst: [ontvangst.pk, ontvangst.bestanden.values_list("pk", flat=True)[0]],
    ),
    "partnersleutel": ("partnersleutel", lambda rij: [rij.pk]),
    "api_pad": ("", lambda _: []),
    "zaak": ("zaak", lambda zaak: [zaak.nummer]),
    "concept": ("concept", lambda concept: [concept.zaak.nummer, concept.pk]),
    "bijlage": ("bijlage", lambda bijlage: [bijlage.zaak.nummer, bijlage.pk]),
    "brief": ("concept", lambda concept: [concept.zaak.nummer, concept.pk, "pdf"]),
    "opheffing": ("opheffing", lambda brief: [brief.concept.zaak.nummer, brief.concept_id, "pdf"]),
    "werkgever": ("werkgevervoorstel", lambda voorstel: [voorstel.andere_id]),
    "werkgevers": ("werkgevervoorstel", lambda voorstel: [voorstel.andere_id, voorstel.werkgever_id]),
    "werkgevervoorstel": ("werkgevervoorstel", lambda voorstel: [voorstel.pk]),
    "rapport": ("rapport", lambda rapport: [rapport.pk]),
    "sjabloon": ("", lambda _: list(Sjabloon.objects.order_by("pk").values_list("pk", flat=True)[:1])),
    "rapportage": ("rapportage", lambda rapportage: [rapportage.pk]),
    "rapportage_bestand": ("rapportage", lambda rapportage: [rapportage.pk, "html"]),
    "rapportage_vast": ("rapportage_vast", lambda rapportage: [rapportage.pk]),
    "rapportage_openbaar_bestand": ("rapportage_vast", lambda rapportage: [rapportage.pk, "kerncijfers.csv"]),
    "melding": ("melding", lambda melding: [melding.nummer]),
    "meldingbijlage": ("meldingbijlage", lambda bijlage: [bijlage.melding.nummer, bijlage.pk]),
    "bij_opsporing": ("bij_opsporing", lambda melding: [melding.nummer]),
    "gekozen": ("melding", lambda _: []),
    "verzameling": ("verzameling", lambda verzameling: [verzameling.pk]),
    "weergave": ("weergave", lambda weergave: [weergave.pk]),
}


@pytest.fixture
def adres(request: pytest.FixtureRequest, db: None) -> Callable[[Rij], str]:
    """The address of a row; what it is about is made when it is asked for."""

    for teller in ("melding", "zaak"):
        Teller.objects.update_or_create(naam=teller, defaults={"waarde": BEGIN})

    def van(rij: Rij) -> str:
        naam, sleutels = OVER[rij.sleutel]
        return reverse(rij.naam, args=sleutels(request.getfixturevalue(naam) if naam else None))

    return van
