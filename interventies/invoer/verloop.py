"""The run of an import: all files in order, in one transaction; at the first look at the end it stays or it never was.

Rows are written as they are read, so that the database itself finds keys and references and the memory does not grow
with the file. One wrong row takes everything back, unless `gedeeltelijk`.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from inspectie.logboek import log
from inspectie.versies import Invoer
from interventies import wet
from interventies.handhaving import Recht
from interventies.invoer import opslaan
from interventies.invoer.afgekeurd import schrijf_afgekeurd
from interventies.invoer.bestanden import CORRECTIES, Bestand, bestanden
from interventies.invoer.fouten import Afkeur, Fout
from interventies.invoer.keten import Keten
from interventies.invoer.keuring import keur_boeterapporten, keur_wet
from interventies.invoer.lezen import Bestandsfout, Lezer
from interventies.invoer.rij import Rij, Vorm, keur, stukken
from interventies.models import Soort
from meldingen.models import Melding, Status, Werkgever
from meldingen.werkgevers import groepeer_nieuwe

Voortgang = Callable[[str, int], None]  # (file, lines read so far)


@dataclass(slots=True)
class Uitslag:
    """What a run did, per file: gelezen = nieuw + ongewijzigd + afgekeurd."""

    telling: dict[str, Counter[str]] = field(default_factory=dict)
    fouten: int = 0
    opgeslagen: bool = False
    geweigerd: bool = False  # a file could not be read at all

    def som(self, naam: str) -> int:
        return sum(telling[naam] for telling in self.telling.values())


@dataclass(slots=True)
class Loop:
    """What one run knows."""

    map: Path
    nu: datetime
    afkeur: Afkeur
    voortgang: Voortgang
    bestanden: dict[str, Bestand]
    wet: Recht
    uitslag: Uitslag = field(default_factory=Uitslag)
    invoer: Invoer = field(default_factory=Invoer)

    def telling(self, naam: str) -> Counter[str]:
        return self.uitslag.telling.setdefault(naam, Counter())

    def vind(self, naam: str, sleutels: Sequence[str]) -> dict[str, tuple[int, str, int | None]]:
        """Per key of a file that exists: (id, fingerprint of the row it came from, id of the run it came in)."""
        rijen = (
            self.bestanden[naam]
            .model._default_manager.filter(extern_kenmerk__in={sleutel for sleutel in sleutels if sleutel})
            .values_list("extern_kenmerk", "pk", "vingerafdruk", "invoer_id")
        )
        return {sleutel: (pk, afdruk, invoer) for sleutel, pk, afdruk, invoer in rijen}

    def ontbreekt(self, naam: str, sleutel: str) -> str:
        """Why a key that is referred to is not there."""
        if self.afkeur.bevat(naam, sleutel):
            return f"verwijst naar een afgekeurde regel van {naam}.csv"
        return f"bestaat niet in {naam}.csv en niet in het systeem"


class _Terug(Exception):
    """Takes the transaction back; nothing was wrong with the program."""


def importeer(
    map: Path, *, nu: datetime, gedeeltelijk: bool, meld: Callable[[Fout], None], voortgang: Voortgang
) -> Uitslag:
    """Read a folder of case records (contract section 1) as of the moment `nu`.

    Every error goes to `meld`. With an error nothing is written, or, with `gedeeltelijk`, the good rows are and the
    others are put in `map/afgekeurd/`. Raises Bestandsfout when the folder holds none of the files.
    """
    afkeur = Afkeur(meld)
    loop = Loop(map, nu, afkeur, voortgang, bestanden(), wet.recht())
    aanwezig = [naam for naam in (*loop.bestanden, "correcties") if (map / f"{naam}.csv").is_file()]
    if not aanwezig:
        raise Bestandsfout(
            f"in {map} staat geen van de bestanden {', '.join(f'{naam}.csv' for naam in loop.bestanden)}"
        )
    vormen, bestandsfouten = _open(loop, aanwezig)
    try:
        with transaction.atomic():
            loop.invoer = Invoer.objects.create(map=map.name[:500], begonnen_op=nu)
            for naam in aanwezig:
                if naam in vormen:
                    _neem(loop, naam, *vormen[naam])
            loop.uitslag.fouten = afkeur.aantal
            loop.uitslag.geweigerd = bestandsfouten
            for naam, telling in loop.uitslag.telling.items():
                telling["afgekeurd"] = afkeur.per_bestand(naam)
            if bestandsfouten or (afkeur.aantal and not gedeeltelijk):
                raise _Terug
            if loop.uitslag.som("nieuw") == 0:
                raise _Terug  # nothing changed, so nothing to tell of either
            loop.invoer.telling = {naam: dict(telling) for naam, telling in loop.uitslag.telling.items()}
            loop.invoer.save(update_fields=["telling"])
            log("invoer", op=nu, onderwerp=f"invoer:{loop.invoer.pk}", telling=loop.invoer.telling)
            if afkeur.aantal:
                schrijf_afgekeurd(map, afkeur, aanwezig)
            loop.uitslag.opgeslagen = True
    except _Terug:
        if gedeeltelijk and afkeur.aantal and not bestandsfouten:
            schrijf_afgekeurd(map, afkeur, aanwezig)
    return loop.uitslag


def _open(loop: Loop, aanwezig: Sequence[str]) -> tuple[dict[str, tuple[Lezer, Vorm]], bool]:
    """The files with a header that can be read. What is wrong with another stops the whole import."""
    vormen = {}
    mis = False
    for naam in aanwezig:
        kolommen, sleutel = CORRECTIES, ""
        if naam != "correcties":
            kolommen, sleutel = loop.bestanden[naam].kolommen, loop.bestanden[naam].sleutel
        try:
            lezer = Lezer(loop.map / f"{naam}.csv")
            vormen[naam] = lezer, Vorm(kolommen, lezer.koppen, sleutel, naam)
        except Bestandsfout as fout:
            mis = True
            loop.afkeur.keur_af(
                naam, 0, "", [Fout(f"{naam}.csv", fout.regel, fout.kolom, fout.waarde, fout.reden)]
            )
    return vormen, mis


def _neem(loop: Loop, naam: str, lezer: Lezer, vorm: Vorm) -> None:
    if naam == "correcties":
        from interventies.invoer.correcties import neem_correcties

        neem_correcties(loop, lezer, vorm)
        return
    bestand = loop.bestanden[naam]
    keten = Keten()
    eerste_nummer = _eerstvolgend_nummer() if naam == "meldingen" else 0
    eerste_werkgever = _hoogste(Werkgever) + 1 if naam == "werkgevers" else 0
    boeterapporten = array("q"), array("q")  # ids and lines: to be judged when the whole file is in
    telling = loop.telling(naam)
    for rijen in stukken(lezer, vorm):
        telling["gelezen"] += len(rijen)
        nieuw, ongewijzigd = _sleutels(loop, bestand, rijen)
        telling["ongewijzigd"] += ongewijzigd
        eigen = _verwijzingen(loop, bestand, nieuw)
        for rij in nieuw:
            _feiten(loop, bestand, rij)
        if naam in ("overtredingen", "interventies"):
            keur_wet(loop.wet, naam, [rij for rij in nieuw if not rij.fouten])
        goed = keur(loop.afkeur, bestand, nieuw)
        opslaan.OPSLAG[naam](loop.invoer.pk, goed)
        telling["nieuw"] += len(goed)
        for rij in goed:
            if doel := rij.waarden.get(eigen):
                keten.zet(rij.pk, rij.nummer, rij.sleutel, doel)
            if rij.feiten.get("soort") == Soort.BOETERAPPORT:
                boeterapporten[0].append(rij.pk)
                boeterapporten[1].append(rij.nummer)
        loop.voortgang(bestand.csv, telling["gelezen"])
    if naam in ("werkgevers", "meldingen"):
        telling["nieuw"] -= _sluit_keten(loop, bestand, keten, eerste_nummer)
    if naam == "werkgevers":
        groepeer_nieuwe(eerste_werkgever)
    if naam == "interventies":
        telling["nieuw"] -= keur_boeterapporten(loop.wet, loop.afkeur, bestand, *boeterapporten)


def _sleutels(loop: Loop, bestand: Bestand, rijen: Sequence[Rij]) -> tuple[list[Rij], int]:
    """The rows that are not yet known, and how many are, unchanged. A key twice with something else is wrong."""
    if bestand.naam == "toetsingen":  # no key: the row itself is one
        afdrukken = [rij.vingerafdruk for rij in rijen]
        bekend = set(
            bestand.model._default_manager.filter(vingerafdruk__in=afdrukken).values_list(
                "vingerafdruk", flat=True
            )
        )
        nieuw = []
        for rij in rijen:
            if rij.fouten or rij.vingerafdruk not in bekend:
                nieuw.append(rij)
                bekend |= {rij.vingerafdruk} if not rij.fouten else set()
        return nieuw, len(rijen) - len(nieuw)
    if bestand.naam == "zaak_meldingen":
        for rij in rijen:
            if not rij.fouten:
                rij.sleutel = f"{rij.waarden['zaak']};{rij.waarden['melding']}"
    bekend_record = loop.vind(bestand.naam, [rij.sleutel for rij in rijen])
    gezien: dict[str, int] = {}
    nieuw = []
    for rij in rijen:
        record = bekend_record.get(rij.sleutel)
        if record and record[2] != loop.invoer.pk:
            if record[1] == rij.vingerafdruk and not rij.fouten:
                continue
            reden = "bestaat al met andere gegevens; een wijziging hoort in correcties.csv"
            rij.fouten.append((bestand.sleutel, rij.sleutel, reden))
        elif rij.sleutel and (
            record or rij.sleutel in gezien or loop.afkeur.bevat(bestand.naam, rij.sleutel)
        ):
            waar = f" (regel {gezien[rij.sleutel]})" if rij.sleutel in gezien else ""
            rij.fouten.append((bestand.sleutel, rij.sleutel, f"staat al eerder in dit bestand{waar}"))
        gezien.setdefault(rij.sleutel, rij.nummer)
        nieuw.append(rij)
    return nieuw, len(rijen) - len(nieuw)


def _verwijzingen(loop: Loop, bestand: Bestand, rijen: Sequence[Rij]) -> str:
    """Fill in the ids of what rows refer to. Returns the column that refers to this same file, if there is one."""
    eigen = ""
    for kolom in bestand.kolommen:
        if not kolom.verwijst:
            continue
        if kolom.verwijst == bestand.naam:
            eigen = kolom.naam
            continue
        nodig: set[str] = set()
        for rij in rijen:
            waarde = rij.waarden[kolom.naam]
            nodig.update(waarde if isinstance(waarde, tuple) else [waarde] if waarde else [])
        gevonden = loop.vind(kolom.verwijst, list(nodig)) if nodig else {}
        for rij in rijen:
            waarde = rij.waarden[kolom.naam]
            for sleutel in waarde if isinstance(waarde, tuple) else [waarde] if waarde else []:
                if sleutel not in gevonden:
                    rij.fouten.append((kolom.naam, sleutel, loop.ontbreekt(kolom.verwijst, sleutel)))
            if isinstance(waarde, tuple):
                rij.feiten[kolom.attribuut] = tuple(gevonden[s][0] for s in waarde if s in gevonden)
            else:
                rij.feiten[kolom.attribuut] = gevonden[waarde][0] if waarde in gevonden else None
    return eigen


def _feiten(loop: Loop, bestand: Bestand, rij: Rij) -> None:
    """Take the values over by their name in the record, and hold them against the rules for one row."""
    rij.geregistreerd_op = rij.waarden["geregistreerd_op"] or loop.nu
    for kolom in bestand.kolommen:
        if not kolom.verwijst:
            rij.feiten[kolom.attribuut] = rij.waarden[kolom.naam]
    if not rij.fouten:
        for kolomnaam, reden in bestand.bezwaren(rij.feiten, rij.geregistreerd_op, loop.nu):
            waarde = rij.waarden.get(kolomnaam)
            rij.fouten.append((kolomnaam, waarde.isoformat() if waarde else "", reden))


def _sluit_keten(loop: Loop, bestand: Bestand, keten: Keten, eerste_nummer: int) -> int:
    """Resolve the references inside the file; returns how many rows had to be taken back."""
    veld, kolom = {
        "werkgevers": ("rechtsopvolger_van_id", "rechtsopvolger_van"),
        "meldingen": ("dubbel_van_id", "dubbel_van"),
    }[bestand.naam]
    for doelen in keten.doelen():
        keten.vind([(sleutel, record[0]) for sleutel, record in loop.vind(bestand.naam, doelen).items()])
    keten.beslis()
    terug = []
    for pk, regel, sleutel, doel, bestaat in keten.slechte():
        reden = (
            "vormt een kring, of verwijst naar een regel in een kring"
            if bestaat
            else loop.ontbreekt(bestand.naam, doel)
        )
        loop.afkeur.keur_af(bestand.naam, regel, sleutel, [Fout(bestand.csv, regel, kolom, doel, reden)])
        terug.append(pk)
    extra = f", status = '{Status.DUBBEL.value}'" if bestand.naam == "meldingen" else ""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {bestand.model._meta.db_table} SET {veld} = %s{extra} WHERE id = %s",
            [(doel, pk) for pk, doel in keten.goede()],
        )
    if terug and bestand.naam == "meldingen":
        opslaan.verwijder_meldingen(terug)
        opslaan.sluit_nummers(eerste_nummer)
    elif terug:
        Werkgever.objects.filter(pk__in=terug).delete()
    return len(terug)


def _eerstvolgend_nummer() -> int:
    return _hoogste(Melding, "nummer") + 1


def _hoogste(model: type[Any], veld: str = "pk") -> int:
    hoogste: int = model.objects.order_by(f"-{veld}").values_list(veld, flat=True).first() or 0
    return hoogste
