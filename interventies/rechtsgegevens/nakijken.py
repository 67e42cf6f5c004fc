"""Whether the law in the tables is what was shipped, and after it what was decided. Changes nothing."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import apps

from inspectie.gegevens import lees as lees_bestand
from interventies.models import Rechtstabel, Rechtsvoorstel
from interventies.rechtsgegevens import stand
from interventies.rechtsgegevens.wijzigen import na

Sleutel = tuple[str, str]
_BESTANDEN = {
    Rechtstabel.VOORSCHRIFT: ("interventies", "voorschriften.csv", "code"),
    Rechtstabel.GRONDSLAG: ("interventies", "grondslagen.csv", "code"),
    Rechtstabel.VRIJE_DAG: ("inspectie", "vrije_dagen.csv", "datum"),
}
_JA_NEE = {"eis_of_stillegging", "gelijkgesteld"}
# As the migrations that brought the texts of letters and messages wrote them.
_BRIEFTEKST = {
    "geldig_van": "2020-03-01",
    "bron": "Meegeleverd; te bevestigen door de eigenaar van de teksten",
}


def gebreken() -> Iterator[str]:
    """Per key that says something else than was decided last, or, where nobody decided anything, than was shipped. What
    a later migration brings is to be told of here."""
    hoort, eerst = meegeleverd(), meegeleverd(later=False)
    for voorstel in Rechtsvoorstel.objects.aanvaard().iterator():
        over = voorstel.tabel, voorstel.sleutel
        eigen = eerst.pop(over, None)
        if eigen is not None and _kaal(voorstel.toen) == _kaal(eigen):
            hoort[over] = eigen  # who had a text of their own by then got no later one
        if _kaal(voorstel.toen) != _kaal(hoort.get(over, [])):
            yield f"{voorstel.sleutel}: voor het besluit van {voorstel.op:%d-%m-%Y} stond er iets anders."
        hoort[over] = na(voorstel.tabel, voorstel.toen, voorstel.act, voorstel.inhoud)
    staat = dict(_wat_staat())
    for tabel, sleutel in sorted({*hoort, *staat}):
        if _kaal(staat.get((tabel, sleutel), [])) != _kaal(hoort.get((tabel, sleutel), [])):
            yield f"{sleutel}: wat er staat is niet wat er is meegeleverd of besloten."


def meegeleverd(*, later: bool = True) -> dict[Sleutel, list[dict[str, Any]]]:
    """`later`: with what came after the first release, in a folder that says from when."""
    uit: dict[Sleutel, list[dict[str, Any]]] = {}
    for tabel, (app, bestand, sleutel) in _BESTANDEN.items():
        for rij in lees_bestand(Path(apps.get_app_config(app).path) / "gegevens" / bestand):
            versie = {
                veld: rij.get(veld, "nee") == "ja" if veld in _JA_NEE else rij[veld]
                for veld in stand.velden(tabel)
            }
            uit.setdefault((tabel.value, rij[sleutel]), []).append(versie)
    teksten = Path(apps.get_app_config("interventies").path) / "gegevens" / "briefteksten"
    for tekst in teksten.glob("*.txt"):
        inhoud = tekst.read_text(encoding="utf-8")
        uit[Rechtstabel.BRIEFTEKST.value, tekst.stem] = [_BRIEFTEKST | {"tekst": inhoud}]
    for tekst in sorted(teksten.glob("*/*.txt")) if later else ():
        versie = {"geldig_van": tekst.parent.name, "tekst": tekst.read_text(encoding="utf-8")}
        uit[Rechtstabel.BRIEFTEKST.value, tekst.stem].append(_BRIEFTEKST | versie)
    berichten = [teksten.parent / "berichten.json", *sorted((teksten.parent / "berichten").glob("*.json"))]
    for bestand_ in berichten if later else berichten[:1]:
        for rij in json.loads(bestand_.read_text(encoding="utf-8")):
            onderwerp = f"Onderwerp: {rij['onderwerp']}\n\n" if "onderwerp" in rij else ""
            bericht = {"geldig_van": rij["geldig_vanaf"], "tekst": f"{onderwerp}{rij['tekst']}\n"}
            over = Rechtstabel.BERICHTTEKST.value, f"{rij['code']}_{rij['taal'].upper()}"
            uit.setdefault(over, []).append(_BRIEFTEKST | bericht)
    return uit


def _wat_staat() -> Iterator[tuple[Sleutel, list[dict[str, Any]]]]:
    for tabel in stand.TABELLEN:
        yield from (((str(tabel), code), versies) for code, versies in stand.per_sleutel(tabel).items())


def _kaal(versies: Sequence[stand.Versie]) -> list[dict[str, Any]]:
    """Without the key in the database: what is new has none yet."""
    return [{naam: w for naam, w in versie.items() if naam != "pk"} for versie in versies]
