"""The run of an import: all files in order, in one transaction. At the end it stays, or it never was.

Rows are written as they are read, so that the database itself finds keys and references and the memory does not grow
with the file. One wrong row takes everything back, unless `gedeeltelijk`.
"""

from array import array
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db import connection, models, transaction

from inspectie.logboek import log
from inspectie.versies import Invoer
from interventies import wet
from interventies.invoer import afgekeurd, opslaan
from interventies.invoer.bestanden import CORRECTIES, Bestand, bestanden
from interventies.invoer.correcties import neem_correcties
from interventies.invoer.fouten import Afkeur, Fout
from interventies.invoer.keten import Keten, Mis
from interventies.invoer.keuring import (
    keur_boeterapporten,
    keur_interventies,
    keur_overtredingen,
    sluit_beraad,
)
from interventies.invoer.lezen import Bestandsfout, Lezer
from interventies.invoer.loop import Loop, Uitslag, Voortgang
from interventies.invoer.rij import Rij, Vorm, gebreken, stukken
from interventies.invoer.verwijzen import nieuwe, verwijs, zonder_bekende_koppelingen, zonder_herhaling
from interventies.models import Soort
from meldingen.models import Melding, Werkgever
from meldingen.statussen import Aanleiding, volg
from meldingen.werkgevers import groepeer_nieuwe, houd_vast


class Bron(NamedTuple):
    """A file whose header is right."""

    lezer: Lezer
    vorm: Vorm


class _Terug(Exception):
    """Takes the transaction back; nothing was wrong with the program."""


def importeer(
    map: Path,
    *,
    nu: datetime,
    gedeeltelijk: bool,
    meld: Callable[[Fout], None],
    voortgang: Voortgang,
) -> Uitslag:
    """Read a folder of case records (contract section 1) as of the moment `nu`.

    Every error goes to `meld`. With an error nothing is written, or, with `gedeeltelijk`, the good rows are and the
    others are put in `map/afgekeurd/`. Raises Bestandsfout when the folder holds none of the files, or when
    `map/afgekeurd/` cannot be replaced.
    """
    alle = bestanden()
    namen = [naam for naam in (*alle, "correcties") if (map / f"{naam}.csv").is_file()]
    if not namen:
        raise Bestandsfout(f"in {map} staat geen van de bestanden {', '.join(b.csv for b in alle.values())}")
    with (
        closing(Afkeur(meld)) as afkeur,
        afgekeurd.vervang(map) if gedeeltelijk else nullcontext(_schrijf_niets) as schrijf_afgekeurd,
    ):
        loop = Loop(map, nu, afkeur, voortgang, alle, wet.recht())
        loop.uitslag.overgeslagen = sorted(
            {pad.name for pad in map.glob("*.csv")} - {f"{naam}.csv" for naam in namen}
        )
        bronnen = _open(loop, namen)
        try:
            with transaction.atomic():
                _lees_alles(loop, bronnen)
                _tel(loop)
                if loop.uitslag.geweigerd or (loop.uitslag.fouten and not gedeeltelijk):
                    raise _Terug
                schrijf_afgekeurd(afkeur, namen)
                if not loop.uitslag.som("nieuw"):
                    raise _Terug  # nothing changed, so nothing to tell of either
                _teken_op(loop)
            loop.uitslag.opgeslagen = True
        except _Terug:
            pass
        return loop.uitslag


def _schrijf_niets(afkeur: Afkeur, namen: Sequence[str]) -> None:
    """Where nothing is written, what was refused is not either."""


def _open(loop: Loop, namen: Sequence[str]) -> dict[str, Bron]:
    """The files with a header that can be read. What is wrong with another one stops the whole import, but not before
    the rows of all others were looked at."""
    bronnen = {}
    for naam in namen:
        bestand = loop.bestanden.get(naam)
        kolommen, sleutel = (bestand.kolommen, bestand.sleutel) if bestand else (CORRECTIES, ())
        try:
            lezer = Lezer(loop.map / f"{naam}.csv")
        except Bestandsfout as fout:
            mis = [Fout(f"{naam}.csv", fout.regel, "", fout.waarde, fout.reden)]
        else:
            mis = [
                Fout(f"{naam}.csv", lezer.kopregel, *gebrek) for gebrek in gebreken(kolommen, lezer.koppen)
            ]
        if mis:
            loop.afkeur.keur_af(naam, 0, "", mis)
            loop.onleesbaar.add(naam)
        else:
            bronnen[naam] = Bron(lezer, Vorm(kolommen, lezer.koppen, sleutel=sleutel, soort=naam, nu=loop.nu))
    loop.met_correcties = "correcties" in bronnen
    return bronnen


def _lees_alles(loop: Loop, bronnen: dict[str, Bron]) -> None:
    houd_vast()
    loop.invoer = Invoer.objects.create(map=loop.map.resolve().name[:500], begonnen_op=loop.nu)
    for naam, bestand in loop.bestanden.items():
        if naam in bronnen:
            _neem(loop, bestand, bronnen[naam])
    if "correcties" in bronnen:
        neem_correcties(loop, *bronnen["correcties"])
    sluit_beraad(loop)


def _tel(loop: Loop) -> None:
    loop.uitslag.fouten = loop.afkeur.aantal
    loop.uitslag.geweigerd = bool(loop.onleesbaar)
    for naam, telling in loop.uitslag.telling.items():
        telling["afgekeurd"] = loop.afkeur.per_bestand(naam)


def _teken_op(loop: Loop) -> None:
    loop.invoer.telling = {naam: dict(telling) for naam, telling in loop.uitslag.telling.items()}
    loop.invoer.save(update_fields=["telling"])
    log("invoer", op=loop.nu, onderwerp=f"invoer:{loop.invoer.pk}", telling=loop.invoer.telling)


def _neem(loop: Loop, bestand: Bestand, bron: Bron) -> None:
    """Judge and write the rows of one file, then what could only be judged with all of it there."""
    telling = loop.telling(bestand.naam)
    eerste_nummer, eerste_werkgever = _hoogste(Melding, "nummer") + 1, _hoogste(Werkgever, "pk") + 1
    boeterapporten = array("q"), array("q")  # ids and lines
    with closing(Keten()) as keten:
        zelf = bestand.naar_zichzelf
        for rijen in stukken(*bron):
            nieuw = _keur(loop, bestand, rijen)
            goed = loop.keur(bestand, nieuw)
            opslaan.OPSLAG[bestand.naam](loop.invoer.pk, goed)
            telling["gelezen"] += len(rijen)
            telling["ongewijzigd"] += len(rijen) - len(nieuw)
            telling["nieuw"] += len(goed)
            for rij in goed:
                if zelf and (doel := rij.waarden[zelf.naam]):
                    keten.zet(rij.pk, rij.nummer, rij.sleutel, doel)
                if rij.in_beraad:
                    loop.beraad[rij.pk] = rij.nummer
                elif rij.waarden.get("soort") == Soort.BOETERAPPORT:
                    boeterapporten[0].append(rij.pk)
                    boeterapporten[1].append(rij.nummer)
            loop.voortgang(bestand.csv, telling["gelezen"])
        _sluit_keten(loop, bestand, keten, eerste_nummer)
    if bestand.naam == "werkgevers":
        groepeer_nieuwe(eerste_werkgever)
    keur_boeterapporten(loop, *boeterapporten)


def _keur(loop: Loop, bestand: Bestand, rijen: Sequence[Rij]) -> list[Rij]:
    """The rows that are not on record yet, each with everything that is wrong with it."""
    nieuw = nieuwe(loop, bestand, rijen)
    verwijs(loop, bestand, nieuw)
    if bestand.naam == "zaak_meldingen":
        nieuw = zonder_bekende_koppelingen(nieuw)
    for rij in nieuw:
        mis = rij.mis()
        for kolom, reden in bestand.bezwaren(rij.waarden, rij.geregistreerd_op, loop.nu):
            if kolom not in mis:
                rij.bezwaar(kolom, reden)
    if bestand.naam == "overtredingen":
        keur_overtredingen(loop, nieuw)
    elif bestand.naam == "interventies":
        keur_interventies(loop, nieuw)
    elif bestand.naam == "toetsingen":
        nieuw = zonder_herhaling(nieuw)
    return nieuw


def _sluit_keten(loop: Loop, bestand: Bestand, keten: Keten, eerste_nummer: int) -> None:
    """Resolve the references inside the file, and take back the rows whose reference leads nowhere."""
    kolom = bestand.naar_zichzelf
    if kolom is None:
        return
    for doelen in keten.doelen():
        keten.vind((sleutel, record.pk) for sleutel, record in loop.vind(bestand.naam, doelen).items())
    keten.beslis()
    tabel = bestand.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {tabel} SET {kolom.attribuut} = %s WHERE id = %s",
            ((doel, pk) for pk, doel in keten.goede()),  # type: ignore[arg-type]  # it need not be a list
        )
    if bestand.naam == "meldingen":
        nieuw = Melding.objects.filter(nummer__gte=eerste_nummer, dubbel_van__isnull=False)
        volg(nieuw, Aanleiding.DUBBEL)
    terug = 0
    for portie in keten.slechte():
        for _, regel, sleutel, doel, mis in portie:
            reden = _waarom(loop, bestand, doel, mis)
            fouten = [Fout(bestand.csv, regel, kolom.naam, doel, reden)] if reden else []
            loop.afkeur.keur_af(bestand.naam, regel, sleutel, fouten)
        opslaan.VERWIJDER[bestand.naam]([pk for pk, *_ in portie])
        terug += len(portie)
    if terug and bestand.naam == "meldingen":
        opslaan.sluit_nummers(eerste_nummer)
    loop.telling(bestand.naam)["nieuw"] -= terug


def _waarom(loop: Loop, bestand: Bestand, doel: str, mis: Mis) -> str:
    if mis is Mis.WEG:
        return loop.ontbreekt(bestand.naam, doel)
    if mis is Mis.AFGEKEURD:
        return f"verwijst naar een afgekeurde regel van {bestand.csv}"
    return "loopt rond: wie de verwijzingen volgt, komt in een kring terecht"


def _hoogste(model: type[models.Model], veld: str) -> int:
    hoogste: int = model._default_manager.order_by(f"-{veld}").values_list(veld, flat=True).first() or 0
    return hoogste
