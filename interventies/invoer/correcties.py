"""correcties.csv: later registrations that change what stands, in the order in which they were registered.

What was corrected of one violation or one intervention at one moment is one change: an eis that was registered as a
warning gets its soort, basis and term together. Where that is not enough, because a violation and its instrument were
both registered at the wrong employer, all that was corrected there at that moment is tried together.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from inspectie.bulk import onder_woorden
from inspectie.kolommen import Kolom
from inspectie.versies import Wijziging
from interventies.invoer import nakijken
from interventies.invoer.bestanden import Bestand
from interventies.invoer.context import Context
from interventies.invoer.gestrand import Gestrand
from interventies.invoer.keuring import herzie, sluit_beraad
from interventies.invoer.lezen import Lezer
from interventies.invoer.nakijken import Correctie
from interventies.invoer.rij import Rij, Vorm
from interventies.invoer.samenvoegingen import Samenvoegingen, gaat_over_samenvoegen
from interventies.invoer.toepassen import Geweigerd, pas_toe
from interventies.invoer.verwijzen import sleutels_in
from interventies.models import Interventie, Overtreding, ZaakMelding

CSV = "correcties.csv"
STAP = 100  # lines between two signs of life
HOOGSTENS = 50_000  # changes of one moment that are held back to be tried together
SAMEN = 5000  # lines that are tried as one change, and so are in memory together
EEN_GEHEEL = (Overtreding, Interventie)  # of these the law reads the fields together


def neem_correcties(context: Context, lezer: Lezer, vorm: Vorm) -> None:
    context.laatste = nakijken.laatste_wijziging()
    with closing(_Volgorde(lezer, vorm)) as volgorde:
        _neem(context, volgorde, volgorde.rijen())
        sluit_beraad(context)
        _neem(context, volgorde, volgorde.uitgestelde())
    context.voortgang(CSV, context.telling("correcties")["gelezen"])


def _neem(context: Context, volgorde: "_Volgorde", rijen: Iterable[Rij]) -> None:
    samen = Samenvoegingen(context)
    for _, van_moment in groupby(rijen, key=_moment):
        gestrand = Gestrand()
        for _, onderwerp in groupby(van_moment, key=_onderwerp):
            groep = list(onderwerp)
            if not gaat_over_samenvoegen(groep):
                samen.pas_toe()
            correcties = _lees(context, volgorde, groep)
            if samen.neem(correcties):
                continue
            samen.pas_toe()
            for poging, geweigerd in _pas_toe_of_los(context, correcties):
                gestrand.neem(poging, geweigerd)
            if len(gestrand) >= HOOGSTENS:
                _probeer_samen(context, volgorde, gestrand)
                gestrand = Gestrand()
        if gestrand:
            samen.pas_toe()
            _probeer_samen(context, volgorde, gestrand)
    samen.pas_toe()


def _moment(rij: Rij) -> datetime | None:
    moment: datetime | None = rij.waarden["geregistreerd_op"]
    return moment


def _onderwerp(rij: Rij) -> tuple[Any, ...]:
    return (rij.nummer,) if rij.fouten else (rij.waarden["soort"], rij.waarden["sleutel"])


class _Volgorde:
    """The lines of the file in order of registration, those about one record at one moment next to each other. On disk
    is kept where a line begins and which record it is about, not what it says."""

    def __init__(self, lezer: Lezer, vorm: Vorm) -> None:
        self._lezer, self._vorm = lezer, vorm
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(
            "CREATE TABLE plek (moment, wie, nummer, plek);"
            "CREATE TABLE uitgesteld (nummer INTEGER PRIMARY KEY); BEGIN;"
        )
        for regel in lezer.regels():
            rij = vorm.lees(regel)
            moment = _moment(rij)
            wie = ";".join(str(deel) for deel in _onderwerp(rij))
            plaats = [moment.timestamp() if moment else 0, wie, regel.nummer, regel.plek]
            self._db.execute("INSERT INTO plek VALUES (?, ?, ?, ?)", plaats)

    def rijen(self) -> Iterator[Rij]:
        return self._op_volgorde("SELECT * FROM plek")

    def op_regel(self, regels: Iterable[int]) -> Iterator[Rij]:
        """The records that begin on these lines."""
        self._db.execute("CREATE INDEX IF NOT EXISTS op_nummer ON plek (nummer)")
        for nummer in regels:
            (plek,) = self._db.execute("SELECT plek FROM plek WHERE nummer = ?", [nummer]).fetchone()
            yield self._vorm.lees(self._lezer.op(plek, nummer))

    def stel_uit(self, rijen: Iterable[Rij]) -> None:
        self._db.executemany("INSERT INTO uitgesteld VALUES (?)", [(rij.nummer,) for rij in rijen])

    def is_uitgesteld(self, rij: Rij) -> bool:
        return bool(self._db.execute("SELECT 1 FROM uitgesteld WHERE nummer = ?", [rij.nummer]).fetchone())

    def uitgestelde(self) -> Iterator[Rij]:
        return self._op_volgorde("SELECT plek.* FROM plek JOIN uitgesteld USING (nummer)")

    def _op_volgorde(self, bron: str) -> Iterator[Rij]:
        plekken = self._db.execute(
            f"SELECT nummer, plek FROM ({bron})"
            " ORDER BY moment, MIN(nummer) OVER (PARTITION BY moment, wie), nummer"
        )
        for nummer, plek in plekken:
            yield self._vorm.lees(self._lezer.op(plek, nummer))

    def close(self) -> None:
        self._db.close()


def _lees(context: Context, volgorde: _Volgorde, rijen: Sequence[Rij]) -> list[Correctie]:
    """The corrections in these lines about one record at one moment. What is wrong with a line by itself is refused."""
    telling = context.telling("correcties")
    tweede_keer = volgorde.is_uitgesteld(rijen[0])
    if not tweede_keer:
        telling["gelezen"] += len(rijen)
        if telling["gelezen"] % STAP < len(rijen):
            context.voortgang(CSV, telling["gelezen"])
    bekend = _bekende(rijen)
    nieuw = [rij for rij in rijen if rij.fouten or rij.vingerafdruk not in bekend]
    correcties = [_ontleed(context, rij) for rij in nieuw]
    goed = [correctie for correctie in correcties if correctie is not None]
    if goed and goed[0].bestand.model is Interventie and goed[0].pk in context.beraad:
        volgorde.stel_uit(rijen)
        return []
    telling["ongewijzigd"] += len(rijen) - len(nieuw)
    for rij in nieuw:
        if rij.fouten or rij.zwevend:
            context.keur_af("correcties", rij)
    return _zonder_herhaling(goed)


def _bekende(rijen: Sequence[Rij]) -> set[str | None]:
    """The fingerprints of the lines that are on record already."""
    afdrukken = {rij.vingerafdruk for rij in rijen if not rij.fouten}
    bekend = Wijziging.objects.filter(vingerafdruk__in=onder_woorden(afdrukken))
    return set(bekend.values_list("vingerafdruk", flat=True))


def _zonder_herhaling(correcties: Sequence[Correctie]) -> list[Correctie]:
    """Of lines that say the same the last one, which counts; it answers for the others."""
    laatste: dict[str, Correctie] = {}
    for correctie in correcties:
        afdruk = correctie.rij.vingerafdruk
        if eerdere := laatste.pop(afdruk, None):
            correctie.gelijk = [*eerdere.gelijk, eerdere.rij]
        laatste[afdruk] = correctie
    return list(laatste.values())


def _ontleed(context: Context, rij: Rij) -> Correctie | None:
    """The correction a line holds; what is wrong with it is added to the line."""
    if rij.fouten:
        return None
    op: datetime = rij.waarden["geregistreerd_op"]
    if op > context.nu:
        rij.gebrek("geregistreerd_op", "ligt in de toekomst")
    per_soort = {bestand.soort: bestand for bestand in context.bestanden.values() if bestand.sleutel}
    bestand = per_soort.get(rij.waarden["soort"])
    if bestand is None:
        rij.gebrek("soort", f"hoort een van {', '.join(per_soort)} te zijn")
        return None
    kolom = bestand.corrigeerbaar.get(rij.waarden["veld"])
    if kolom is None:
        rij.gebrek("veld", f"kan van een {bestand.soort} niet worden gecorrigeerd")
    record = _record(bestand, rij.waarden["sleutel"])
    if record is None:
        if reden := context.ontbreekt(bestand.naam, rij.waarden["sleutel"]):
            rij.gebrek("sleutel", reden)
        rij.zwevend.add("sleutel")
    elif op < record[1]:
        rij.gebrek("geregistreerd_op", "de correctie is ouder dan wat zij corrigeert")
    waarde = _nieuw(context, rij, kolom) if kolom else None
    if rij.fouten or rij.zwevend or kolom is None or record is None:
        return None
    return Correctie(rij, bestand, kolom, record[0], waarde, op)


def _record(bestand: Bestand, sleutel: str) -> tuple[int, datetime] | None:
    """(id, moment of registration) of the record with this key."""
    waar = {"extern_kenmerk": sleutel}
    if bestand.model is ZaakMelding:  # also a link that was made here, on screen
        zaak, _, melding = sleutel.partition(";")
        waar = {"zaak__extern_kenmerk": zaak, "melding__extern_kenmerk": melding}
    return bestand.model._default_manager.filter(**waar).values_list("pk", "geregistreerd_op").first()


def _nieuw(context: Context, rij: Rij, kolom: Kolom) -> Any:
    """The new value, with references resolved to ids."""
    cel = rij.waarden["nieuw"]
    if not cel or (kolom.verplicht and cel.isspace()):
        if kolom.verplicht:
            rij.gebrek("nieuw", f"{kolom.naam} is verplicht en mag niet leeg worden", "")
        return kolom.leeg
    try:
        waarde = kolom.ontleed(cel)
    except ValueError as fout:
        rij.gebrek("nieuw", str(fout), None if kolom.vertrouwelijk else cel)
        return None
    if not kolom.verwijst:
        return waarde
    nodig = sleutels_in(waarde)
    gevonden = context.vind(kolom.verwijst, nodig)
    for sleutel in nodig:
        if sleutel not in gevonden:
            rij.zwevend.add("nieuw")
            if reden := context.ontbreekt(kolom.verwijst, sleutel):
                rij.gebrek("nieuw", reden, sleutel)
    pks = tuple(gevonden[sleutel].pk for sleutel in nodig if sleutel in gevonden)
    return pks if isinstance(waarde, tuple) else next(iter(pks), None)


def _pas_toe_of_los(context: Context, correcties: list[Correctie]) -> list[tuple[list[Correctie], Geweigerd]]:
    """Apply corrections of one record at one moment together, or else, where fields do not depend on each other, one by
    one. Returns those that are refused as things stand."""
    geweigerd = _probeer(context, correcties) if correcties else None
    if geweigerd is None:
        return []
    if len(correcties) == 1 or correcties[0].bestand.model in EEN_GEHEEL:
        return [(correcties, geweigerd)]
    return [poging for correctie in correcties for poging in _pas_toe_of_los(context, [correctie])]


def _probeer(context: Context, correcties: Sequence[Correctie]) -> Geweigerd | None:
    try:
        with transaction.atomic():
            geraakt = pas_toe(context, correcties)
    except Geweigerd as geweigerd:
        return geweigerd
    nakijken.onthoud_wijziging(context, correcties)
    context.telling("correcties")["nieuw"] += len(correcties)
    context.telling("correcties")["ongewijzigd"] += sum(len(correctie.gelijk) for correctie in correcties)
    if context.beraad and geraakt:
        herzie(context, geraakt)
    return None


def _probeer_samen(context: Context, volgorde: _Volgorde, gestrand: Gestrand) -> None:
    """What is refused by itself may be allowed together with, or after, what else was corrected at that moment."""
    for kring in gestrand.kringen():
        over, vooruit = kring, True
        while vooruit and over:
            regels = [nummer for poging in over for nummer in poging.regels]
            rest = over
            if len(regels) <= SAMEN and _probeer(context, _opnieuw(context, volgorde, regels)) is None:
                rest = []
            elif len(over) > 1:
                rest = [
                    p for p in over if _probeer(context, _opnieuw(context, volgorde, p.regels)) is not None
                ]
            vooruit, over = len(rest) < len(over), rest
        for poging in over:
            for correctie in _opnieuw(context, volgorde, poging.regels):
                _weiger(context, correctie, poging.redenen)


def _opnieuw(context: Context, volgorde: _Volgorde, regels: Iterable[int]) -> list[Correctie]:
    """The corrections in these lines, that were read and found good before."""
    gelezen = (_ontleed(context, rij) for rij in volgorde.op_regel(regels))
    return _zonder_herhaling([correctie for correctie in gelezen if correctie is not None])


def _weiger(context: Context, correctie: Correctie, redenen: Iterable[str]) -> None:
    for rij in (*correctie.gelijk, correctie.rij):
        getoond = None if correctie.kolom.vertrouwelijk else rij.waarden["nieuw"]
        for reden in redenen:
            rij.gebrek("nieuw", reden, getoond)
        context.keur_af("correcties", rij)
