"""The run of an import: all files in order, in one transaction. At the end it stays, or it never was.

Rows are written as they are read, so that the database itself finds keys and references and the memory does not grow
with the file. One wrong row takes everything back, unless `gedeeltelijk`.
"""

import os
import signal
import threading
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, models, transaction

from inspectie.getuigen import getuig_van
from inspectie.logboek import log
from inspectie.versies import Invoer, Record, Wijziging
from interventies.invoer import afgekeurd, opslaan
from interventies.invoer.bestanden import CORRECTIES, Bestand, bestanden
from interventies.invoer.context import Context, Uitslag, Voortgang
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
from interventies.invoer.rij import ONTBREKENDE_KOLOM, OVERBODIG, Rij, Vorm, gebreken, stukken
from interventies.invoer.verwijzen import nieuwe, verwijs, zonder_bekende_koppelingen, zonder_herhaling
from interventies.models import Soort, Toetsing
from interventies.rechtsgegevens.slot import houd_vast as houd_recht_vast
from meldingen.models import Melding
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

    Every error goes to `meld`, in the order of the files and their lines. With an error nothing is written, or, with
    `gedeeltelijk`, the good rows are and the others are put in `map/afgekeurd/`. Raises Bestandsfout when the folder
    holds none of the files, when one is written to meanwhile, or when `map/afgekeurd/` cannot be replaced.
    """
    alle = bestanden()
    eigen = (*alle, "correcties")
    namen = [naam for naam in eigen if os.path.lexists(map / f"{naam}.csv")]
    if not namen:
        raise Bestandsfout(f"in {map} staat geen van de bestanden {', '.join(b.csv for b in alle.values())}")
    with (
        ExitStack() as slot,  # left last of all: also while what an earlier run refused is cleared
        closing(Afkeur()) as afkeur,
        afgekeurd.vervang(map, eigen) if gedeeltelijk else nullcontext(_schrijf_niets) as schrijf_afgekeurd,
    ):
        context = Context(map, nu, afkeur, voortgang, alle)
        context.uitslag.overgeslagen = _overgeslagen(map, eigen)
        bronnen = _open(context, namen)
        try:
            with transaction.atomic():
                houd_recht_vast()
                try:
                    _lees_alles(context, bronnen)
                except Exception:
                    _bewaak(bronnen)  # what a record was, is in the middle of another by now
                    raise
                finally:  # also of what is broken off: what was found until then
                    for fout in afkeur.fouten(namen):
                        meld(fout)
                _bewaak(bronnen)
                _tel(context)
                if context.uitslag.geweigerd or (context.uitslag.fouten and not gedeeltelijk):
                    raise _Terug
                slot.enter_context(_te_laat_om_te_stoppen())
                schrijf_afgekeurd(afkeur, namen)
                if not context.uitslag.som("nieuw"):
                    raise _Terug  # nothing changed, so nothing to tell of either
                _teken_op(context)
            context.uitslag.opgeslagen = True
        except _Terug:
            pass
        return context.uitslag


def _overgeslagen(map: Path, eigen: Collection[str]) -> list[str]:
    """What lies there and is not read, though by its name it may have been meant to be: any other CSV, and one of ours
    with a capital in it, or as a spreadsheet."""
    onze = {f"{naam}.csv" for naam in eigen}
    return sorted(
        pad.name
        for pad in map.iterdir()
        if pad.name not in onze and (pad.suffix.lower() == ".csv" or pad.name.lower().split(".")[0] in eigen)
    )


@contextmanager
def _te_laat_om_te_stoppen() -> Iterator[None]:
    """From the first file that is put in place until all is stored Ctrl-C is too late: what is told is what is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    gewoon = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, gewoon)


def _schrijf_niets(afkeur: Afkeur, namen: Sequence[str]) -> None:
    """Where nothing is written, what was refused is not either."""


def _open(context: Context, namen: Sequence[str]) -> dict[str, Bron]:
    """The files with a header that can be read. What is wrong with a header stops the whole import, but not before the
    rows of all files were looked at, of a file with a column too many also its own."""
    bronnen = {}
    for naam in namen:
        bestand = context.bestanden.get(naam)
        kolommen, sleutel = (bestand.kolommen, bestand.sleutel) if bestand else (CORRECTIES, ())
        try:
            lezer = Lezer(context.map / f"{naam}.csv")
        except Bestandsfout as fout:
            mis = [Fout(f"{naam}.csv", fout.regel, "", fout.waarde, fout.reden)]
        else:
            mis = [
                Fout(f"{naam}.csv", lezer.kopregel, *gebrek) for gebrek in gebreken(kolommen, lezer.koppen)
            ]
        if mis:
            context.afkeur.keur_af(naam, 0, "", mis)
            context.geweigerd = True
        ontbreekt = {fout.kolom for fout in mis if fout.reden == ONTBREKENDE_KOLOM}
        # What stands beside a column that is not there can still be wrong. But a correction is read as a whole.
        leesbaar = (
            OVERBODIG | {ONTBREKENDE_KOLOM} if bestand and not ontbreekt.intersection(sleutel) else OVERBODIG
        )
        if any(fout.reden not in leesbaar for fout in mis):
            context.onleesbaar.add(naam)
        else:
            if ontbreekt:
                context.onvolledig.add(naam)
            bronnen[naam] = Bron(
                lezer, Vorm(kolommen, lezer.koppen, sleutel=sleutel, soort=naam, nu=context.nu)
            )
    context.met_correcties = "correcties" in bronnen
    return bronnen


def _bewaak(bronnen: dict[str, Bron]) -> None:
    for bron in bronnen.values():
        bron.lezer.bewaak()


def _lees_alles(context: Context, bronnen: dict[str, Bron]) -> None:
    houd_vast()
    # A name on disk is bytes, and need not be text.
    naam = os.fsencode(context.map.resolve().name).decode(errors="replace")
    context.invoer = Invoer.objects.create(map=naam[:500], begonnen_op=context.nu)
    context.vanaf = {naam: _hoogste(_model(context, naam), "id") for naam in bronnen}
    for naam, bestand in context.bestanden.items():
        if naam in bronnen:
            _neem(context, bestand, bronnen[naam])
    if "correcties" in bronnen:
        neem_correcties(context, *bronnen["correcties"])
    sluit_beraad(context)


def _tel(context: Context) -> None:
    context.uitslag.fouten = context.afkeur.aantal
    context.uitslag.geweigerd = context.geweigerd
    for naam, telling in context.uitslag.telling.items():
        telling["afgekeurd"] = context.afkeur.per_bestand(naam)


def _teken_op(context: Context) -> None:
    context.invoer.telling = {naam: dict(telling) for naam, telling in context.uitslag.telling.items()}
    context.invoer.save(update_fields=["telling"])
    log(
        "invoer",
        op=context.nu,
        onderwerp=f"invoer:{context.invoer.pk}",
        schreef=getuig_van(*_geschreven(context), gewijzigd=context.met_correcties),
        telling=context.invoer.telling,
    )


def _geschreven(context: Context) -> Iterator["models.QuerySet[Any]"]:
    """The rows of this run, and nobody else's, that stay as they are. One import runs at a time."""
    for naam, hoogste in context.vanaf.items():
        if not context.telling(naam)["nieuw"]:
            continue
        model = _model(context, naam)
        rijen = model._default_manager.filter(pk__gt=hoogste)
        if issubclass(model, Record):
            yield rijen.filter(invoer=context.invoer)
        elif model is Toetsing:
            yield rijen.filter(vingerafdruk__isnull=False)
        else:
            yield rijen.filter(ingevoerd_op=context.nu, door=None, aard=Wijziging.Aard.CORRECTIE)


def _neem(context: Context, bestand: Bestand, bron: Bron) -> None:
    """Judge and write the rows of one file, then what could only be judged with all of it there."""
    telling = context.telling(bestand.naam)
    # Where its new rows begin: meldingen by their number.
    eerste = (_hoogste(Melding, "nummer") if bestand.model is Melding else context.vanaf[bestand.naam]) + 1
    boeterapporten = array("q"), array("q")  # ids and lines
    with closing(Keten()) as keten:
        zelf = bestand.naar_zichzelf
        for rijen in stukken(*bron):
            nieuw = _keur(context, bestand, rijen)
            goed = context.keur(bestand, nieuw)
            opslaan.OPSLAG[bestand.naam](context.invoer.pk, goed)
            telling["gelezen"] += len(rijen)
            telling["ongewijzigd"] += len(rijen) - len(nieuw)
            telling["nieuw"] += len(goed)
            for rij in nieuw:
                if zelf and (rij.fouten or rij.zwevend) and (doel := rij.waarden[zelf.naam]):
                    keten.zet_afgekeurde(rij.nummer, rij.sleutel, doel)
            for rij in goed:
                if zelf and (doel := rij.waarden[zelf.naam]):
                    keten.zet(rij.pk, rij.nummer, rij.sleutel, doel)
                if rij.in_beraad:
                    context.beraad[rij.pk] = rij.nummer
                elif rij.waarden.get("soort") == Soort.BOETERAPPORT:
                    boeterapporten[0].append(rij.pk)
                    boeterapporten[1].append(rij.nummer)
            context.voortgang(bestand.csv, telling["gelezen"])
        _sluit_keten(context, bestand, keten, eerste)
    if bestand.naam == "werkgevers":
        groepeer_nieuwe(eerste)
    keur_boeterapporten(context, *boeterapporten)


def _keur(context: Context, bestand: Bestand, rijen: Sequence[Rij]) -> list[Rij]:
    """The rows that are not on record yet, each with everything that is wrong with it."""
    nieuw = nieuwe(context, bestand, rijen)
    verwijs(context, bestand, nieuw)
    if bestand.naam == "zaak_meldingen":
        nieuw = zonder_bekende_koppelingen(nieuw)
    heel = [rij for rij in nieuw if rij.heel]
    for rij in heel:
        mis = rij.mis()
        for kolom, reden in bestand.gebreken(rij.waarden, rij.geregistreerd_op, context.nu):
            if kolom not in mis:
                rij.gebrek(kolom, reden)
    if bestand.naam == "overtredingen":
        keur_overtredingen(context, heel)
    elif bestand.naam == "interventies":
        keur_interventies(context, heel)
    elif bestand.naam == "toetsingen":
        nieuw = zonder_herhaling(nieuw)
    return nieuw


def _sluit_keten(context: Context, bestand: Bestand, keten: Keten, eerste: int) -> None:
    """Resolve the references inside the file, and take back the rows whose reference leads nowhere."""
    kolom = bestand.naar_zichzelf
    if kolom is None:
        return
    for doelen in keten.doelen():
        keten.vind((sleutel, record.pk) for sleutel, record in context.vind(bestand.naam, doelen).items())
    keten.beslis()
    for goede in keten.goede():
        opslaan.verwijzingen(bestand.model, kolom.attribuut, goede)
    for deel in keten.afgekeurde():
        bekend = context.vind(bestand.naam, {doel for *_, doel in deel})
        for regel, sleutel, doel in deel:
            if doel not in bekend and not context.afkeur.bevat(bestand.naam, doel):
                fout = Fout(bestand.csv, regel, kolom.naam, doel, context.ontbreekt(bestand.naam, doel))
                context.afkeur.keur_af(bestand.naam, regel, sleutel, [fout])
    terug = 0
    for portie in keten.slechte():
        for _, regel, sleutel, doel, mis in portie:
            reden = _waarom(context, bestand, doel, mis)
            fouten = [Fout(bestand.csv, regel, kolom.naam, doel, reden)] if reden else []
            context.afkeur.keur_af(bestand.naam, regel, sleutel, fouten)
        opslaan.VERWIJDER[bestand.naam]([pk for pk, *_ in portie])
        terug += len(portie)
    if terug and bestand.naam == "meldingen":
        opslaan.sluit_nummers(eerste)
    context.telling(bestand.naam)["nieuw"] -= terug


def _waarom(context: Context, bestand: Bestand, doel: str, mis: Mis) -> str:
    if mis is Mis.WEG:
        return context.ontbreekt(bestand.naam, doel)
    if mis is Mis.AFGEKEURD:
        return f"verwijst naar een afgekeurde regel van {bestand.csv}"
    return "loopt rond: wie de verwijzingen volgt, komt in een kring terecht"


def _model(context: Context, naam: str) -> type[models.Model]:
    """What a file writes."""
    return context.bestanden[naam].model if naam in context.bestanden else Wijziging


def _hoogste(model: type[models.Model], veld: str) -> int:
    """Of a column. Asked for every file: the smallest question is written out."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX({veld}) FROM {model._meta.db_table}")
        return int(cursor.fetchone()[0] or 0)
