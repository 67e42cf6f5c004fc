"""All core figures in one statement: one snapshot of the records, so that no two figures can contradict each other."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection

from inspectie.models import Code
from inspectie.tijd import einde_van
from rapportages.cijfers import Cijfer, Delen, Kerncijfers, percentage
from rapportages.kerncijfers.bronnen import met, relaties, samen
from rapportages.kerncijfers.definities import DEFINITIES, VERSIE, Definitie, Telling, volgens
from rapportages.kerncijfers.snede import ALLES, Snede

Gevonden = Mapping[tuple[str, str, str, str], int]  # by figure, role and the two parts


def bereken(peildatum: date, stand_van: datetime, snede: Snede = ALLES, versie: str = VERSIE) -> Kerncijfers:
    """The figures at the end of `peildatum` by what was registered on or before `stand_van` (aware), of all meldingen
    or of a part of them, by the definitions of now or of an earlier version. Two queries."""
    gevonden = tel_kern(peildatum, stand_van, snede, versie=versie)
    return als_kerncijfers(peildatum, stand_van, gevonden, versie)


def tel_kern(
    peildatum: date,
    stand_van: datetime,
    snede: Snede = ALLES,
    kring: Mapping[str, Any] | None = None,
    versie: str = VERSIE,
) -> Counter[tuple[str, str, str, str]]:
    """The numbers by themselves; with the parameters of a `kring`, of those records only. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _opdracht(snede.voorwaarden, versie, kring=kring is not None),
            argumenten(peildatum, stand_van, snede) | dict(kring or {}),
        )
        return Counter({(code, rol, een, twee): int(n) for code, rol, een, twee, n in cursor.fetchall()})


def als_kerncijfers(
    peildatum: date, stand_van: datetime, gevonden: Gevonden, versie: str = VERSIE
) -> Kerncijfers:
    """One query: topics without meldingen are 0, not absent."""
    onderwerpen = tuple(Code.objects.filter(lijst="onderwerp").values_list("code", flat=True))
    cijfers = tuple(als_cijfer(d, gevonden, onderwerpen) for d in volgens(DEFINITIES, versie))
    return Kerncijfers(peildatum, stand_van, versie, cijfers)


def lijst(telling: Telling, peildatum: date, stand_van: datetime, *delen: str) -> list[int]:
    """The ids behind a number (of meldingen, werkgevers, zaken or interventies, by the unit of the figure), or behind
    one of its parts. A werkgever is the one record that stands for all that are one with it."""
    waarden = argumenten(peildatum, stand_van) | {f"deel{nummer}": deel for nummer, deel in enumerate(delen)}
    with connection.cursor() as cursor:
        cursor.execute(met(telling.lijst_sql(len(delen))), waarden)
        return [rij[0] for rij in cursor.fetchall()]


@cache
def _opdracht(voorwaarden: tuple[str, ...] = (), versie: str = VERSIE, *, kring: bool = False) -> str:
    tellingen = (
        f"SELECT '{definitie.code}', '{rol}', x.* FROM ({telling.aantal_sql()}) AS x"
        for definitie in volgens(DEFINITIES, versie)
        for rol, telling in definitie.tellingen.items()
    )
    return samen(relaties(voorwaarden, kring=kring), " UNION ALL ".join(tellingen))


def argumenten(peildatum: date, stand_van: datetime, snede: Snede = ALLES) -> dict[str, Any]:
    """What the relations of `bronnen` ask for."""
    return snede.argumenten | {
        "peildatum": connection.ops.adapt_datefield_value(peildatum),
        "tot": connection.ops.adapt_datetimefield_value(einde_van(peildatum)),
        "stand_van": connection.ops.adapt_datetimefield_value(stand_van),
    }


def als_cijfer(d: Definitie, gevonden: Gevonden, onderwerpen: tuple[str, ...]) -> Cijfer:
    """`onderwerpen` are the topics that a figure that is split twice always has."""

    def een(rol: str) -> int | None:
        return gevonden.get((d.code, rol, "", ""), 0) if rol in d.tellingen else None

    teller, noemer = een("teller"), een("noemer")
    return Cijfer(
        code=d.code,
        naam=d.naam,
        eenheid=d.eenheid,
        definitie=d.tekst,
        waarde=een("waarde"),
        teller=teller,
        noemer=noemer,
        percentage=percentage(teller, noemer) if teller is not None and noemer is not None else None,
        teller_omschrijving=d.teller_tekst,
        noemer_omschrijving=d.noemer_tekst,
        delen=_delen(d, gevonden, onderwerpen),
        overlap=een("overlap"),
        zonder_locatie=een("zonder_locatie"),
    )


def _delen(d: Definitie, gevonden: Gevonden, onderwerpen: tuple[str, ...]) -> Delen | None:
    if d.delen is None:
        return None
    if len(d.delen.per) == 1:
        return {deel: gevonden.get((d.code, "delen", deel, ""), 0) for deel in d.deelcodes}
    return {
        o: {deel: gevonden.get((d.code, "delen", o, deel), 0) for deel in d.deelcodes} for o in onderwerpen
    }
