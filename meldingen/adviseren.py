"""Advising on stored meldingen: facts from the records, the rules of the day of receipt, an advice that is kept.

Every entry path (import, screen, API) comes through here. What follows from zaken, which this app does not know, is
handed in as `Dossierfeiten`.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import InterfaceError, OperationalError, transaction

from inspectie.bundel import poging
from inspectie.fouten import Regelfout
from inspectie.tijd import lokale_dag
from meldingen import triage
from meldingen.adviesopslag import GEVOLG, Adviezen, Geadviseerd, bewaar
from meldingen.models import Melding
from meldingen.naslag import Codes, lees
from meldingen.regelsets import regelset_voor

STUK = 2000  # meldingen in one transaction
_GEEN_DATABASE = (OperationalError, InterfaceError)

logger = logging.getLogger("inspectie")
_MISLUKT = "triage van melding %s mislukt"


@dataclass(frozen=True, slots=True)
class Dossierfeiten:
    """What the records said of a melding's employer when it was received (domain section 3)."""

    lopende_zaak: bool = False
    eerdere_meldingen: int = 0
    instrument_termijn_verlopen: bool = False
    toezegging_niet_nagekomen: bool = False


Dossier = Callable[[Sequence[Melding]], Mapping[int, Dossierfeiten]]


@dataclass(frozen=True, slots=True)
class Regelboek:
    """What an advice is made with, besides the facts: read once, and before anybody has to wait for it."""

    zoek: Callable[[date], tuple[int, triage.Regelset] | None]
    vrij: frozenset[date]
    codes: Codes


def regelboek() -> Regelboek:
    """One query."""
    naslag = lees()
    return Regelboek(regelset_voor(naslag), naslag.vrij, naslag.codes)


def feiten_van(melding: Melding, dossier: Dossierfeiten) -> triage.Feiten:
    """The facts a rule may read of a stored melding."""
    return triage.Feiten(
        ontvangen_op=lokale_dag(melding.ontvangen_op),
        bevoegd=melding.bevoegd or None,
        corona_relatie=melding.corona_relatie,
        werkgever_bekend=melding.werkgever_id is not None,
        melder_bereikbaar=melding.melder_bereikbaar,
        melder_type=melding.melder_type,
        verzoek_24_7=melding.verzoek_24_7,
        anoniem=melding.anoniem,
        toestemming_contact_werkgever=melding.toestemming_contact_werkgever,
        onderwerpen=tuple(melding.onderwerpen.split(";")),
        ernst=melding.ernst or None,
        aantal_blootgesteld=melding.aantal_blootgesteld,
        duurt_voort=melding.duurt_voort,
        werkonderbreking=melding.werkonderbreking,
        bevestigde_besmettingen=melding.bevestigde_besmettingen,
        arbeidsmigranten=melding.arbeidsmigranten,
        melder_ziet_risico=melding.melder_ziet_risico,
        lopende_zaak=dossier.lopende_zaak,
        eerdere_meldingen=dossier.eerdere_meldingen,
        instrument_termijn_verlopen=dossier.instrument_termijn_verlopen,
        toezegging_niet_nagekomen=dossier.toezegging_niet_nagekomen,
        opsporing_indicatie=melding.opsporing_indicatie,
        personen_in_gevaar=melding.personen_in_gevaar,
        dubbel=melding.dubbel_van_id is not None,
    )


def aantal_wachtend() -> int:
    """How many meldingen `adviseer_stuk` would advise on, in all."""
    return Melding.objects.te_triëren().count() + Melding.objects.zonder_domein().count()


@transaction.atomic
def adviseer_stuk(dossier: Dossier, *, op: datetime, tot: datetime | None = None) -> int:
    """Advise on the next `STUK` meldingen that wait (received up to `tot`); returns how many. Runs twice without harm:
    a melding that has its advice no longer waits, and one that another worker holds is left to it. What was put on
    record after `op` is for a later run: nothing is decided about a melding before it was there."""
    # Each queue in the order of its index, so that a portion costs the same however long the queue is.
    for rij, volgorde in (
        (Melding.objects.te_triëren(), ("ontvangen_op", "id")),
        (Melding.objects.zonder_domein(), ("id",)),
    ):
        wachtend = rij.filter(stand_vanaf__lte=op)
        if tot is not None:
            wachtend = wachtend.filter(ontvangen_op__lte=tot)
        vrij = wachtend.select_for_update(no_key=True, skip_locked=True).order_by(*volgorde)
        if meldingen := list(vrij[:STUK]):
            adviseer_elk(meldingen, dossier, op)
            return len(meldingen)
    return 0


def adviseer_elk(meldingen: Sequence[Melding], dossier: Dossier, op: datetime) -> None:
    """Store an advice for each of these (locked) meldingen, and the domain where it was not decided yet."""
    boek = regelboek()
    _verdeel(meldingen, dossier, boek, op, partial(bewaar, vrij=boek.vrij))


def adviseer_nieuw(melding: Melding, dossier: Dossier, boek: Regelboek) -> Geadviseerd:
    """An advice on one that is registered now. Nothing is stored yet."""
    try:
        with poging():
            return _advies(melding, dossier([melding]).get(melding.pk, Dossierfeiten()), boek.zoek)
    except _GEEN_DATABASE:
        raise
    except Exception as fout:
        logger.exception(_MISLUKT, melding.pk)
        return _met_de_hand(fout)


def of_met_de_hand(melding: Melding, geadviseerd: Geadviseerd, bewaar: Callable[[Geadviseerd], None]) -> None:
    """Have the melding stored with this advice; where that goes wrong, with the one that a person decides."""
    kaal = {veld: getattr(melding, veld) for veld in ("status", *GEVOLG)}
    try:
        with poging():
            bewaar(geadviseerd)
    except (*_GEEN_DATABASE, Regelfout):
        raise
    except Exception as fout:
        logger.exception(_MISLUKT, melding.pk)
        for veld, waarde in kaal.items():  # the advice that could not be stored left its own
            setattr(melding, veld, waarde)
        bewaar(_met_de_hand(fout))


def _verdeel(
    meldingen: Sequence[Melding],
    dossier: Dossier,
    boek: Regelboek,
    op: datetime,
    bewaar: Callable[[Sequence[Melding], Adviezen, datetime], None],
) -> None:
    """What cannot be advised on must not keep the rest waiting for ever: it is found by halves, and goes to a person
    with the reason. Without a database nothing is decided; the meldingen go on waiting."""
    try:
        with poging():
            bewaar(meldingen, _adviezen(meldingen, dossier(meldingen), boek), op)
    except _GEEN_DATABASE:
        raise
    except Exception as fout:
        if len(meldingen) == 1:
            logger.exception(_MISLUKT, meldingen[0].pk)
            bewaar(meldingen, [_met_de_hand(fout)], op)
        else:
            helft = len(meldingen) // 2
            _verdeel(meldingen[:helft], dossier, boek, op, bewaar)
            _verdeel(meldingen[helft:], dossier, boek, op, bewaar)


def _met_de_hand(fout: Exception) -> Geadviseerd:
    return None, triage.fout_advies("", triage.ONVERWACHTE_SOORT % {"soort": type(fout).__name__})


def adviseer(meldingen: Sequence[Melding], dossier: Mapping[int, Dossierfeiten], *, op: datetime) -> None:
    """`adviseer_elk` where what goes wrong is told to who asked for it."""
    boek = regelboek()
    bewaar(meldingen, _adviezen(meldingen, dossier, boek), op, vrij=boek.vrij)


def _adviezen(
    meldingen: Sequence[Melding], dossier: Mapping[int, Dossierfeiten], boek: Regelboek
) -> Adviezen:
    return [_advies(melding, dossier.get(melding.pk, Dossierfeiten()), boek.zoek) for melding in meldingen]


def _advies(
    melding: Melding, dossier: Dossierfeiten, zoek: Callable[[date], tuple[int, triage.Regelset] | None]
) -> Geadviseerd:
    try:
        gevonden = zoek(lokale_dag(melding.ontvangen_op))
    except triage.OngeldigeRegelset as fout:  # damaged after it was approved
        return None, triage.fout_advies("", str(fout))
    if gevonden is None:
        return None, triage.fout_advies("", triage.GEEN_REGELS)
    pk, regelset = gevonden
    return pk, regelset.adviseer(feiten_van(melding, dossier))
