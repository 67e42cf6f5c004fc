"""correcties.csv: later registrations that change what stands, in the order in which they were registered.

Corrections of one record at one time are one change (a form with several fields): the state after it must be right and
lawful, or all of it is refused and nothing of it remains.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import transaction

from inspectie.versies import Stand, Wijziging, herleid, naar_json
from interventies import wet
from interventies.invoer.bestanden import Bestand
from interventies.invoer.fouten import Fout
from interventies.invoer.kolommen import Kolom
from interventies.invoer.lezen import Lezer
from interventies.invoer.rij import Rij, Vorm
from interventies.models import Interventie, Overtreding
from meldingen.melders import voeg_melder_toe
from meldingen.models import Melding, MeldingTekst, Status, Werkgever
from meldingen.werkgevers import groepeer, groepen

if TYPE_CHECKING:
    from interventies.invoer.verloop import Loop

CSV = "correcties.csv"


@dataclass(slots=True)
class Correctie:
    rij: Rij
    bestand: Bestand
    kolom: Kolom
    pk: int
    waarde: Any


class _Bezwaar(Exception):
    """What is wrong with the state after a correction: (column, value, reason)."""

    def __init__(self, *bezwaren: tuple[str, str, str]) -> None:
        super().__init__()
        self.bezwaren = bezwaren


def neem_correcties(loop: "Loop", lezer: Lezer, vorm: Vorm) -> None:
    telling = loop.telling("correcties")
    volgorde = _volgorde(lezer, vorm)
    for _, groep in groupby(_op_volgorde(lezer, vorm, volgorde), key=_onderwerp):
        rijen = list(groep)
        telling["gelezen"] += len(rijen)
        nieuw = _onbekende(rijen)
        telling["ongewijzigd"] += len(rijen) - len(nieuw)
        correcties = [_ontleed(loop, rij) for rij in nieuw]
        goed = [correctie for correctie in correcties if correctie is not None]
        if len(goed) < len(nieuw):
            # One change: what is wrong with one line is wrong with all of it.
            for rij in nieuw:
                if not rij.fouten:
                    rij.fouten.append(
                        ("", "", "hoort bij een correctie van hetzelfde moment die is afgekeurd")
                    )
        elif goed:
            try:
                with transaction.atomic():
                    _pas_toe(loop, goed)
                telling["nieuw"] += len(goed)
            except _Bezwaar as bezwaar:
                for rij in nieuw:
                    rij.fouten.extend(bezwaar.bezwaren)
        for rij in nieuw:
            if rij.fouten:
                fouten = [Fout(CSV, rij.nummer, kolom, waarde, reden) for kolom, waarde, reden in rij.fouten]
                loop.afkeur.keur_af("correcties", rij.nummer, "", fouten)
        loop.voortgang(CSV, telling["gelezen"])


def _volgorde(lezer: Lezer, vorm: Vorm) -> sqlite3.Connection:
    """Where each line begins, to be read back in order of registration; kept on disk, without what it says."""
    db = sqlite3.connect("", isolation_level=None)
    db.executescript("CREATE TABLE plek (moment, nummer, plek); BEGIN;")
    for regel in lezer.regels():
        moment = vorm.lees(regel).waarden["geregistreerd_op"]
        db.execute(
            "INSERT INTO plek VALUES (?, ?, ?)",
            [moment.timestamp() if moment else 0, regel.nummer, regel.plek],
        )
    return db


def _op_volgorde(lezer: Lezer, vorm: Vorm, volgorde: sqlite3.Connection) -> Iterator[Rij]:
    for nummer, plek in volgorde.execute("SELECT nummer, plek FROM plek ORDER BY moment, nummer"):
        regel = lezer.op(plek, nummer)
        if len(regel.cellen) != len(lezer.koppen) and not regel.fouten:
            regel.fouten.append(
                ("", f"de regel heeft {len(regel.cellen)} velden in plaats van {len(lezer.koppen)}")
            )
        yield vorm.lees(regel)


def _onderwerp(rij: Rij) -> tuple[Any, ...]:
    moment = rij.waarden["geregistreerd_op"]
    if rij.fouten or moment is None:
        return ("", rij.nummer)
    return (moment, rij.waarden["soort"], rij.waarden["sleutel"])


def _onbekende(rijen: list[Rij]) -> list[Rij]:
    bekend = set(
        Wijziging.objects.filter(
            vingerafdruk__in=[rij.vingerafdruk for rij in rijen if rij.vingerafdruk]
        ).values_list("vingerafdruk", flat=True)
    )
    uit = []
    for rij in rijen:
        if rij.fouten or rij.vingerafdruk not in bekend:
            bekend |= {rij.vingerafdruk} if not rij.fouten else set()
            uit.append(rij)
    return uit


def _ontleed(loop: "Loop", rij: Rij) -> Correctie | None:
    """The correction a line holds; what is wrong with it is added to the line."""
    if rij.fouten:
        return None
    waarden = rij.waarden
    per_soort = {bestand.soort: bestand for bestand in loop.bestanden.values() if bestand.soort != "toetsing"}
    bestand = per_soort.get(waarden["soort"])
    if bestand is None:
        rij.fouten.append(("soort", waarden["soort"], f"hoort een van {', '.join(per_soort)} te zijn"))
        return None
    kolom = bestand.corrigeerbaar.get(waarden["veld"])
    if kolom is None:
        reden = f"kan van een {bestand.soort} niet worden gecorrigeerd"
        rij.fouten.append(("veld", waarden["veld"], reden))
    record = (
        bestand.model._default_manager.filter(extern_kenmerk=waarden["sleutel"])
        .values_list("pk", "geregistreerd_op")
        .first()
    )
    if record is None:
        rij.fouten.append(("sleutel", waarden["sleutel"], loop.ontbreekt(bestand.naam, waarden["sleutel"])))
    elif waarden["geregistreerd_op"] < record[1]:
        moment = waarden["geregistreerd_op"].isoformat()
        rij.fouten.append(("geregistreerd_op", moment, "de correctie is ouder dan wat zij corrigeert"))
    if waarden["geregistreerd_op"] > loop.nu:
        rij.fouten.append(
            ("geregistreerd_op", waarden["geregistreerd_op"].isoformat(), "ligt in de toekomst")
        )
    waarde = _nieuw(loop, rij, kolom) if kolom else None
    if rij.fouten or bestand is None or kolom is None or record is None:
        return None
    return Correctie(rij, bestand, kolom, record[0], waarde)


def _nieuw(loop: "Loop", rij: Rij, kolom: Kolom) -> Any:
    """The new value, with references resolved to ids."""
    cel = rij.waarden["nieuw"]
    getoond = f"(vertrouwelijk, {len(cel)} tekens)" if kolom.vertrouwelijk else cel
    if not cel:
        if kolom.verplicht:
            rij.fouten.append(("nieuw", "", f"{kolom.naam} is verplicht en mag niet leeg worden"))
        return kolom.leeg
    try:
        waarde = kolom.ontleed(cel)
    except ValueError as fout:
        rij.fouten.append(("nieuw", getoond, str(fout)))
        return None
    if not kolom.verwijst:
        return waarde
    nodig = waarde if isinstance(waarde, tuple) else (waarde,)
    gevonden = loop.vind(kolom.verwijst, nodig)
    for sleutel in nodig:
        if sleutel not in gevonden:
            rij.fouten.append(("nieuw", sleutel, loop.ontbreekt(kolom.verwijst, sleutel)))
            return None
    pks = tuple(gevonden[sleutel][0] for sleutel in nodig)
    return pks if isinstance(waarde, tuple) else pks[0]


def _pas_toe(loop: "Loop", correcties: list[Correctie]) -> None:
    """Write the change, derive the states anew, and hold the outcome against the rules and the law."""
    bestand, pk = correcties[0].bestand, correcties[0].pk
    geraakt = _werkgevers_van(bestand, pk)
    for c in correcties:
        _schrijf(loop, c)
    reeks = herleid(bestand.model, bestand.soort, [pk])[pk]
    if bestand.model is Melding:
        _keur_melding(correcties, pk)
    if bestand.model is Werkgever:
        _keur_kringen(correcties, pk)
        groepeer([pk])
    _keur_rij(loop, bestand, pk, reeks)
    if bestand.model in (Werkgever, Overtreding, Interventie):
        _keur_wet(loop, geraakt | _werkgevers_van(bestand, pk), bestand, pk)


def _schrijf(loop: "Loop", c: Correctie) -> None:
    nieuw: Any = list(c.waarde) if isinstance(c.waarde, tuple) else naar_json(c.waarde)
    if c.kolom.vertrouwelijk or c.kolom.naam == "omschrijving":
        nieuw = None
    op: datetime = c.rij.waarden["geregistreerd_op"]
    Wijziging.objects.create(
        soort=c.bestand.soort,
        object_id=c.pk,
        veld=c.kolom.attribuut,
        nieuw=nieuw,
        reden=c.rij.waarden["reden"],
        geregistreerd_op=op,
        ingevoerd_op=loop.nu,
        vingerafdruk=c.rij.vingerafdruk,
    )
    if c.kolom.naam == "omschrijving":
        MeldingTekst.objects.create(melding_id=c.pk, tekst=c.waarde, geregistreerd_op=op)
    elif c.kolom.vertrouwelijk:
        voeg_melder_toe(c.pk, c.kolom.naam.removeprefix("melder_"), c.waarde, op)
    elif c.kolom.naam == "overtredingen":
        Interventie.objects.get(pk=c.pk).overtredingen.set(c.waarde)


def _keur_melding(correcties: list[Correctie], pk: int) -> None:
    for c in correcties:
        if c.kolom.naam == "dubbel_van":
            _keur_keten(Melding, "dubbel_van_id", pk, c)
            dubbel = Melding.objects.filter(pk=pk)
            if c.waarde is None:
                dubbel.filter(status=Status.DUBBEL).update(status=Status.ONTVANGEN)
            else:
                dubbel.filter(status__in=(Status.ONTVANGEN, Status.IN_TRIAGE)).update(status=Status.DUBBEL)


def _keur_kringen(correcties: list[Correctie], pk: int) -> None:
    for c in correcties:
        if c.kolom.naam in ("samengevoegd_in", "rechtsopvolger_van"):
            _keur_keten(Werkgever, c.kolom.attribuut, pk, c)


def _keur_keten(model: Any, veld: str, pk: int, c: Correctie) -> None:
    """A chain of references that comes back where it began is no chain."""
    gezien = {pk}
    volgende = model.objects.filter(pk=pk).values_list(veld, flat=True).first()
    while volgende is not None:
        if volgende in gezien:
            raise _Bezwaar(("nieuw", c.rij.waarden["nieuw"], "vormt een kring"))
        gezien.add(volgende)
        volgende = model.objects.filter(pk=volgende).values_list(veld, flat=True).first()


def _keur_rij(loop: "Loop", bestand: Bestand, pk: int, reeks: list[Stand]) -> None:
    """The rules for one row hold for every state it now has."""
    geregistreerd_op = bestand.model._default_manager.values_list("geregistreerd_op", flat=True).get(pk=pk)
    bezwaren = [
        ("nieuw", "", f"na de correctie klopt {kolom} niet: {reden}")
        for stand in reeks
        for kolom, reden in bestand.bezwaren(stand.velden, geregistreerd_op, loop.nu)
    ]
    if bezwaren:
        raise _Bezwaar(*dict.fromkeys(bezwaren))


def _werkgevers_van(bestand: Bestand, pk: int) -> set[int]:
    """The employers (group ids) whose history this record is part of, now."""
    if bestand.model is Werkgever:
        return set(groepen([pk]).values())
    if bestand.model in (Overtreding, Interventie):
        wie = bestand.model._default_manager.filter(pk=pk).values_list("werkgever_id", flat=True)
        return set(groepen(wie).values())
    return set()


def _keur_wet(loop: "Loop", groepen_: set[int], bestand: Bestand, pk: int) -> None:
    """Everything that stands at these employers and their successors is still allowed."""
    bezwaren = []
    if bestand.model is Overtreding:
        overtreding = Overtreding.objects.get(pk=pk)
        if not overtreding.vervallen:
            bezwaren += wet.weiger_overtreding(overtreding, loop.wet)
    for interventie in wet.bij_werkgevers(wet.opvolgers(groepen_)):
        for weigering in wet.oordeel(interventie, loop.wet).weigeringen:
            bezwaren.append(
                f"interventie {interventie.extern_kenmerk or interventie.pk}: {weigering.reden} [{weigering.artikel}]"
            )
    if bezwaren:
        raise _Bezwaar(
            *(("nieuw", "", f"na de correctie verbiedt de wet wat er staat: {b}") for b in bezwaren)
        )
