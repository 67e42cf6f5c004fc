"""What the columns of the CSV of a list hold, for programs (CSVW), under the name by which they find it beside it.

It says nothing of who is in the list: of a list behind a number it has the card of that number.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext, override

from inspectie.downloads import als_download
from inspectie.lijsten.filters import Lijstfilter
from inspectie.lijsten.kolommen import Kolom, Lijst, alleen_de_dag, zelf
from inspectie.lijsten.uitvoer import TAAL, bestandsnaam
from inspectie.uitvoer.csvw import MEDIATYPE, METADATA, Csvkolom, Type, metadata

_SOORTEN: tuple[tuple[type[Any], Type], ...] = (
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    # Before DateField, of which it is a kind.
    (models.DateTimeField, "dateTimeStamp"),
    (models.DateField, "date"),
)


def van_lijst(lijst: Lijst, keuze: Lijstfilter, kolommen: Sequence[Kolom], *, op: datetime) -> HttpResponse:
    with override(TAAL):
        uitleg = [
            Csvkolom(kolom.sleutel, soort=_soort(keuze.qs, kolom), kop=str(kolom.kop)) for kolom in kolommen
        ]
        titel, over = str(lijst.titel), list(keuze.over_de_lijst())
    return van_tabel(titel, lijst.bestandsnaam, uitleg, op=op, kenmerk=keuze.kenmerk(), over=over)


def van_tabel(
    titel: str,
    naam: str,
    kolommen: Sequence[Csvkolom],
    *,
    op: datetime,
    kenmerk: str = "",
    over: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """`naam`, `op` and `kenmerk` as the file itself gets them."""
    bestand = bestandsnaam(naam, "csv", op, kenmerk)
    with override(TAAL):
        omschrijving = gettext(
            "Een tekst die een rekenblad voor een formule zou houden, heeft in het bestand een apostrof ervoor."
        )
    inhoud = metadata(bestand, kolommen, over, title=titel, description=omschrijving, language=TAAL)
    return als_download(inhoud, bestandsnaam(naam, METADATA, op, kenmerk), MEDIATYPE)


def _soort(reeks: "models.QuerySet[Any]", kolom: Kolom) -> Type:
    """Of what a column shows as it is, that of its field; of what it makes words of, text."""
    if kolom.cel is alleen_de_dag:
        return "date"
    if kolom.cel is not zelf:
        return "string"
    with suppress(FieldError):
        veld = models.F(kolom.velden[0]).resolve_expression(reeks.query.chain()).output_field
        if isinstance(veld, models.ForeignKey):
            veld = veld.target_field
        return next((soort for klasse, soort in _SOORTEN if isinstance(veld, klasse)), "string")
    return "string"
