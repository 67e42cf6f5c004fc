"""All core figures in one statement: one snapshot of the records, so that no two figures can contradict each other."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection

from inspectie.models import Code
from inspectie.tijd import einde_van

from rapportages.cijfers import Cijfer, Kerncijfers, percentage
from rapportages.kerncijfers.bronnen import met
from rapportages.kerncijfers.definities import (
    DEFINITIES,
    DOMEINEN,
    VERSIE,
    Definitie,
    Telling,
    onderwerp_telling,
)

ONDERWERPEN = "KC-14"


def bereken(peildatum: date, stand_van: datetime) -> Kerncijfers:
    """The figures at the end of `peildatum` by what was registered on or before `stand_van` (aware). Two queries."""
    onderwerpen = list(Code.objects.filter(lijst="onderwerp").values_list("code", flat=True))
    tellingen = [(d.code, rol, t) for d in DEFINITIES for rol, t in d.tellingen.items()]
    tellingen += [(ONDERWERPEN, onderwerp, onderwerp_telling(onderwerp)) for onderwerp in onderwerpen]
    delen = " UNION ALL ".join(
        f"SELECT '{code}', '{rol}', x.* FROM ({telling.aantal_sql}) AS x" for code, rol, telling in tellingen
    )
    gevonden: dict[tuple[str, str, str], int] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"{met(*_bronnen(t for _, _, t in tellingen))} {delen}", _argumenten(peildatum, stand_van)
        )
        for code, rol, deel, aantal in cursor.fetchall():
            gevonden[code, rol, deel] = int(aantal)
    cijfers = tuple(_cijfer(definitie, gevonden, onderwerpen) for definitie in DEFINITIES)
    return Kerncijfers(peildatum, stand_van, VERSIE, cijfers)


def lijst(telling: Telling, peildatum: date, stand_van: datetime, deel: str = "") -> list[int]:
    """The ids behind a number (of meldingen, werkgevers, zaken or interventies, by the unit of the figure)."""
    with connection.cursor() as cursor:
        argumenten = _argumenten(peildatum, stand_van) | ({"deel": deel} if deel else {})
        cursor.execute(f"{met(*_bronnen([telling]), telling.bron)} {telling.lijst_sql(deel)}", argumenten)
        return [rij[0] for rij in cursor.fetchall()]


def _bronnen(tellingen: Any) -> Iterator[str]:
    for telling in tellingen:
        # The overlap of KC-09 counts over a relation of its own.
        yield "ingreep" if telling.telbron.startswith("(") else telling.telbron


def _argumenten(peildatum: date, stand_van: datetime) -> dict[str, Any]:
    return {
        "peildatum": connection.ops.adapt_datefield_value(peildatum),
        "tot": connection.ops.adapt_datetimefield_value(einde_van(peildatum)),
        "stand_van": connection.ops.adapt_datetimefield_value(stand_van),
    }


def _cijfer(d: Definitie, gevonden: dict[tuple[str, str, str], int], onderwerpen: list[str]) -> Cijfer:
    def een(rol: str) -> int | None:
        return gevonden.get((d.code, rol, ""), 0) if rol in d.tellingen else None

    teller, noemer = een("teller"), een("noemer")
    delen: dict[str, Any] | None = None
    if d.delen is not None:
        delen = {str(deel): gevonden.get((d.code, "delen", deel), 0) for deel in d.deelcodes}
    if d.code == ONDERWERPEN:
        delen = {
            o: {str(domein): gevonden.get((d.code, o, domein), 0) for domein in DOMEINEN} for o in onderwerpen
        }
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
        delen=delen,
        overlap=een("overlap"),
        zonder_locatie=een("zonder_locatie"),
    )
