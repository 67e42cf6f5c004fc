"""What a partner gets of a melding: named parts, as data, as plain text, and as a document to print.

Nothing here reads who reported: not the channel, not what kind of reporter it was, and of the receipt the day only, for
the hour can point somebody out. A part about the reporter is added by the act, after consent.
"""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NotRequired, TypedDict

from inspectie.tijd import lokale_dag
from inspectie.uitvoer.cellen import Kolom
from inspectie.uitvoer.document import Alinea, Blok, Document, Kop, Tabel
from interventies.models import Deel
from interventies.sjablonen import voluit
from meldingen.kolommen import als_cel
from meldingen.models import Melding, Werkgever
from meldingen.woorden import Woorden, ja_nee

AFZENDER = "Inspectie SZW"
MELDER = "MELDER"
BESTANDEN = "BESTANDEN"


class Pakketdeel(TypedDict):
    """`regels`: names and values; or a text in the words of whoever handed it over."""

    code: str
    kop: str
    regels: NotRequired[list[list[str]]]
    tekst: NotRequired[str]


class Inhoud(TypedDict):
    aan: str
    van: str
    kenmerk: str
    ontvangen_op: str
    overgedragen_op: str
    bevestigen_uiterlijk: str
    delen: list[Pakketdeel]


def feiten(melding: Melding, namen: Woorden) -> Pakketdeel:
    """What triage went by, as far as it says nothing of who reported. Unknown is left out."""
    regels = [
        ["Onderwerpen", ", ".join(namen.onderwerpen(melding.onderwerpen))],
        ["Ernst", str(melding.get_ernst_display())],
        ["Aantal blootgestelden", als_cel(melding.aantal_blootgesteld)],
        ["Duurt voort", ja_nee(melding.duurt_voort)],
        ["Bevestigde besmettingen", als_cel(melding.bevestigde_besmettingen)],
        ["Werk onderbroken", ja_nee(melding.werkonderbreking)],
        ["Personen in gevaar", ja_nee(melding.personen_in_gevaar)],
        ["Arbeidsmigranten", ja_nee(melding.arbeidsmigranten)],
    ]
    return {"code": Deel.FEITEN.value, "kop": "Feiten", "regels": [rij for rij in regels if rij[1]]}


def werkgever(van: Werkgever, namen: Woorden) -> Pakketdeel:
    regels = [
        ["Naam", van.naam],
        ["KvK-nummer", van.kvk_nummer],
        ["Vestigingsnummer", van.vestigingsnummer],
        ["Plaats", van.plaats],
        ["Provincie", namen("provincie", van.provincie)],
        ["Sector", namen("sector", van.sector)],
    ]
    return {"code": Deel.WERKGEVER.value, "kop": "Werkgever", "regels": [rij for rij in regels if rij[1]]}


def omschrijving(tekst: str) -> Pakketdeel:
    return {"code": Deel.OMSCHRIJVING.value, "kop": "Omschrijving", "tekst": tekst.strip()}


def melder(gegevens: dict[str, str]) -> Pakketdeel:
    koppen = {"naam": "Naam", "email": "E-mailadres", "telefoon": "Telefoon"}
    regels = [[kop, gegevens[veld]] for veld, kop in koppen.items() if gegevens[veld]]
    return {"code": MELDER, "kop": "Melder (met toestemming)", "regels": regels}


def stel_samen(
    melding: Melding, delen: Iterable[Pakketdeel], *, partner: str, dag: date, uiterlijk: date
) -> Inhoud:
    return {
        "aan": partner,
        "van": AFZENDER,
        "kenmerk": f"melding {melding.nummer}",
        "ontvangen_op": lokale_dag(melding.ontvangen_op).isoformat(),
        "overgedragen_op": dag.isoformat(),
        "bevestigen_uiterlijk": uiterlijk.isoformat(),
        "delen": list(delen),
    }


def heeft_bestanden(inhoud: Inhoud) -> bool:
    return any(deel["code"] == BESTANDEN for deel in inhoud["delen"])


def _dag(iso: str) -> str:
    return voluit(date.fromisoformat(iso), "nl")


def _gegevens(inhoud: Inhoud) -> list[list[str]]:
    return [
        ["Aan", inhoud["aan"]],
        ["Van", inhoud["van"]],
        ["Kenmerk", inhoud["kenmerk"]],
        ["Ontvangen op", _dag(inhoud["ontvangen_op"])],
        ["Overgedragen op", _dag(inhoud["overgedragen_op"])],
    ]


def _verzoek(inhoud: Inhoud) -> str:
    return (
        f"Wilt u de ontvangst uiterlijk {_dag(inhoud['bevestigen_uiterlijk'])} bevestigen, met het kenmerk? "
        "Hoort de melding niet bij u, stuur haar dan met de reden terug."
    )


TITEL = "Overdracht van een melding"


def als_tekst(inhoud: Inhoud) -> str:
    """The document in plain text, lines of at most 80 characters."""
    stukken = [TITEL.upper(), _regels(_gegevens(inhoud))]
    for deel in inhoud["delen"]:
        stukken.append(deel["kop"].upper())
        stukken.append(_regels(deel["regels"]) if "regels" in deel else _gevouwen(deel.get("tekst", "")))
    stukken.append(_gevouwen(_verzoek(inhoud)))
    return "\n\n".join(stukken) + "\n"


def _regels(regels: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"{naam}: {waarde}" for naam, waarde in regels)


def _gevouwen(tekst: str) -> str:
    return "\n".join(textwrap.fill(regel, 80) for regel in tekst.splitlines())


def als_document(inhoud: Inhoud, moment: datetime) -> Document:
    """`moment`: of the handing over, so that the same package is the same file."""
    blokken: list[Blok] = [_tabel("gegevens", "Gegevens", _gegevens(inhoud))]
    for deel in inhoud["delen"]:
        if "regels" in deel:
            blokken.append(_tabel(deel["code"].lower(), deel["kop"], deel["regels"]))
        else:
            blokken.append(Kop(2, deel["kop"]))
            blokken += [Alinea(regel) for regel in deel.get("tekst", "").splitlines() if regel.strip()]
    blokken.append(Alinea(_verzoek(inhoud)))
    return Document(
        titel=TITEL,
        datum=date.fromisoformat(inhoud["overgedragen_op"]),
        moment=moment,
        omschrijving=f"{inhoud['kenmerk']}, voor {inhoud['aan']}",
        voet=f"{inhoud['van']}, {inhoud['kenmerk']}. Vertrouwelijk.",
        blokken=tuple(blokken),
    )


def _tabel(sleutel: str, titel: str, regels: Sequence[Sequence[str]]) -> Tabel:
    return Tabel(
        sleutel, titel, (Kolom("Gegeven", 4), Kolom("Inhoud", 8)), tuple(tuple(rij) for rij in regels)
    )


def met_melder(inhoud: Inhoud, deel: Pakketdeel) -> Inhoud:
    uit = inhoud.copy()
    uit["delen"] = [*inhoud["delen"], deel]
    return uit
