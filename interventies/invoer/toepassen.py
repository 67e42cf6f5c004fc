"""Applying corrections: write the change, derive the states anew, and have the outcome looked at (`nakijken`)."""

from collections.abc import Sequence
from itertools import groupby

from inspectie.versies import Stand, herleid, naar_json, wijzig
from interventies.invoer import nakijken
from interventies.invoer.context import Context
from interventies.invoer.nakijken import Correctie
from interventies.models import Toetsing, ZaakMelding
from meldingen import naamregister, zoekwoorden
from meldingen.bevestigingsplicht import herzie_plicht
from meldingen.corrigeren import VOOR_BEVESTIGEN, schrijf_correctie
from meldingen.models import Melding, Werkgever
from meldingen.statussen import Aanleiding, volg
from meldingen.werkgevers import groepeer, samenhang


class Geweigerd(Exception):
    """Why a change is refused, and the werkgevers (ids; 0 for a chain of duplicates) it touches."""

    def __init__(self, redenen: Sequence[str], geraakt: set[int]) -> None:
        super().__init__()
        self.redenen, self.geraakt = redenen, geraakt


def pas_toe(context: Context, correcties: Sequence[Correctie]) -> set[int]:
    """Apply corrections of one moment as one change; returns the werkgevers (ids) whose history it touched.

    Raises Geweigerd when the outcome is wrong: the caller takes everything back.
    """
    volgorde = sorted(correcties, key=lambda c: c.record)  # stable: the order of the lines stays
    per_record = [list(groep) for _, groep in groupby(volgorde, key=lambda c: c.record)]
    geraakt = nakijken.werkgevers(correcties)
    if zelf := list(nakijken.naar_zichzelf(correcties)):
        raise Geweigerd(zelf, geraakt)
    eerder = nakijken.al_verboden(context, correcties, geraakt)
    redenen: list[str] = []
    for samen in per_record:
        redenen += nakijken.onjuist(context, samen, _pas_record_aan(context, samen))
    geraakt |= nakijken.werkgevers(correcties)
    # A chain can come back through another record of this change, so only now.
    redenen += nakijken.kringen(context, correcties)
    redenen = redenen or nakijken.verboden(context, correcties, geraakt, eerder)
    if redenen:
        raise Geweigerd(list(dict.fromkeys(redenen)), geraakt)
    return geraakt


def _pas_record_aan(context: Context, samen: Sequence[Correctie]) -> list[Stand]:
    """Write the corrections of one record; returns its states."""
    bestand, pk = samen[0].bestand, samen[0].pk
    # What is taken apart is found before it is.
    kring = samenhang([pk]) if any(c.kolom.naam in nakijken.IDENTITEIT for c in samen) else set()
    for c in samen:
        _schrijf(context, c)
    reeks = herleid(bestand.model, bestand.soort, [pk])[pk]
    if bestand.model is Werkgever:
        groepeer(kring | {pk})
        if any(c.kolom.naam in naamregister.VELDEN for c in samen):
            naamregister.ververs([pk])
    elif bestand.model is Melding and any(c.kolom.naam == "dubbel_van" for c in samen):
        _volg_status(pk)
    elif bestand.model is ZaakMelding:
        _volg_status(ZaakMelding.objects.values_list("melding_id", flat=True).get(pk=pk))
    if bestand.model is Melding and any(c.kolom.naam in ("omschrijving", "werkgever") for c in samen):
        zoekwoorden.ververs([pk])
    if bestand.model is Melding and any(c.kolom.naam in VOOR_BEVESTIGEN for c in samen):
        herzie_plicht(Melding.objects.get(pk=pk), op=context.nu)
    return reeks


def _schrijf(context: Context, c: Correctie) -> None:
    reden, afdruk = c.rij.waarden["reden"], c.rij.vingerafdruk
    if c.bestand.model is Melding:
        schrijf_correctie(
            c.pk, c.kolom, c.waarde, reden=reden, op=c.op, ingevoerd_op=context.nu, vingerafdruk=afdruk
        )
        return
    nieuw = list(c.waarde) if isinstance(c.waarde, tuple) else naar_json(c.waarde)
    wijzig(
        c.bestand.soort,
        c.pk,
        c.kolom.attribuut,
        nieuw,
        reden=reden,
        op=c.op,
        ingevoerd_op=context.nu,
        vingerafdruk=afdruk,
    )
    if c.kolom.naam == "overtredingen":
        nakijken.zet_overtredingen(c.pk, context.nu)


def _volg_status(pk: int) -> None:
    """A duplicate waits for nothing; what turns out to be none, or to be in no zaak, waits for triage again."""
    melding = Melding.objects.filter(pk=pk)
    if melding.filter(dubbel_van__isnull=False).exists():
        volg(melding, Aanleiding.DUBBEL)
        return
    volg(melding, Aanleiding.HERZIEN)
    if ZaakMelding.objects.filter(melding=pk, vervallen=False).exists():
        volg(melding, Aanleiding.KOPPELING)
        if Toetsing.objects.filter(melding=pk).exclude(resultaat=Toetsing.Resultaat.OPEN).exists():
            volg(melding, Aanleiding.TOETSING)
