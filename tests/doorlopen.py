"""Every address of the rights table, asked by every role, with all that it answers taken apart to plain text.

For tests that look for something nobody may find: in a page, in every kind of file, in a header, in a cursor.
"""

import io
import re
import zipfile
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http.response import HttpResponseBase
from pypdf import PdfReader

from inspectie.lijsten.kolommen import Lijst
from inspectie.models import Gebruiker, Rol
from inspectie.rechten import rechten_van
from interventies.lijsten import ZAKEN
from interventies.models import Zaak, ZaakMelding
from meldingen.lijsten import MELDINGEN
from meldingen.models import Melding
from tests import adressen
from tests.adressen import Rij

FIXTURES = {
    naam: ding for naam, ding in vars(adressen).items() if type(ding).__name__ == "FixtureFunctionDefinition"
}
"""What the rows of the table are about, for `globals().update(FIXTURES)` in a test file."""

FORMATEN = {
    "csv": ("csv", "ods", "xlsx", "json"),
    "pdf": ("pdf", "odt", "txt"),
    "txt": ("txt", "pdf", "odt"),
    "json": ("json",),
}
LIJSTEN: dict[str, Lijst] = {"meldingen": MELDINGEN, "zaken": ZAKEN}


def teksten(inhoud: bytes) -> Iterator[str]:
    """What is in a file: itself, and what is inside it, however deep."""
    if inhoud.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            for deel in pakket.infolist():
                yield f"{deel.filename} {datetime(*deel.date_time).isoformat()}"
                yield from teksten(pakket.read(deel))
    elif inhoud.startswith(b"%PDF"):
        lezer = PdfReader(io.BytesIO(inhoud))
        yield str(lezer.metadata)
        for blad in lezer.pages:
            tekst = blad.extract_text()
            yield tekst
            yield tekst.replace("\n", " ")
        if lezer.xmp_metadata is not None:
            yield str(lezer.xmp_metadata.stream.get_data().decode("utf-8", "replace"))
    yield inhoud.decode("utf-8", "replace")


def als_tekst(antwoord: HttpResponseBase) -> str:
    inhoud = b"".join(antwoord) if antwoord.streaming else antwoord.content  # type: ignore[attr-defined]
    # When it expires is the moment of the test itself.
    koppen = (f"{naam}: {waarde}" for naam, waarde in antwoord.items() if naam != "Expires")
    delen = [*koppen, *teksten(inhoud)]
    delen += [f"{koek.key}={koek.value}" for koek in antwoord.cookies.values()]
    return "\n".join([*delen, *cursors("\n".join(delen))])


def cursors(tekst: str) -> Iterator[str]:
    """What stands in the places of a list: they are the values of its order, in base64."""
    for cursor in re.findall(r"cursor=([A-Za-z0-9_-]{8,})", tekst):
        yield urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("utf-8", "replace")


def vragen(rij: Rij, wie: Gebruiker) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What to ask of one row: (in a word, query string, what is sent)."""
    lijst = LIJSTEN.get(rij.naam.removesuffix("_bestand"))
    vraag = ""
    if lijst is not None:
        mogelijk = [kolom.sleutel for kolom in lijst.kolommen_voor(wie)]
        vraag = f"?kolommen={','.join(mogelijk)}"
    formaten = FORMATEN.get(rij.gegevens.get("formaat", ""), ("",))
    if (
        "ods" in formaten and wie.rol == Rol.INSPECTEUR
    ):  # on paper it is the same rows, and making it takes the longest
        formaten += ("odt",)
    for formaat in formaten:
        gegevens = rij.gegevens | ({"formaat": formaat} if formaat else {})
        yield formaat or "zoals hij is", "", gegevens
        if vraag:
            yield f"{formaat} met alle kolommen", vraag, gegevens


def geef_alles(wie: Gebruiker) -> None:
    """Every zaak to this inspecteur, and every melding in the first."""
    assert any(recht.name.endswith("_EIGEN") for recht in rechten_van(wie))
    Zaak.objects.update(behandelaar=wie)
    zaak = Zaak.objects.order_by("pk").first()
    if zaak is None:
        return
    stempel: dict[str, Any] = {"geregistreerd_op": zaak.geregistreerd_op, "stand_vanaf": zaak.stand_vanaf}
    nog_niet = Melding.objects.hier().exclude(zaakmelding_set__zaak=zaak)
    ZaakMelding.objects.bulk_create(
        ZaakMelding(zaak=zaak, melding=melding, **stempel) for melding in nog_niet
    )
