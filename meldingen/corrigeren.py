"""Correcting what a melding says. Every correction is a later registration: an earlier stand van keeps what it saw."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inspectie.fouten import Regelfout
from inspectie.getal import als_getal
from inspectie.kolommen import Gebrek, Kolom, lees_cellen, plan, tijdgebreken
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.redenen import Reden
from inspectie.versies import Wijziging, herleid, naar_json, standen, wijzig
from meldingen import zoekwoorden
from meldingen.adviseren import Dossier, adviseer_elk
from meldingen.bevestigingsplicht import herzie_plicht
from meldingen.kolommen import MELDING_VELDEN, als_cel, codes_per_lijst, melding_kolommen
from meldingen.melders import corrigeer_melder, kenbaar
from meldingen.models import Melding, MeldingTekst, Werkgever
from meldingen.registreren import Cellen, Onjuist, nieuwe_werkgever, onleesbaar
from meldingen.statussen import vergrendel
from meldingen.werkgevers import houd_vast, op_moment

# Domain and topics are proposed by one and decided by another (`voorstellen`).
OP_VOORSTEL = ("domein", "onderwerpen")
VRIJ = tuple(veld for veld in MELDING_VELDEN if veld not in OP_VOORSTEL)
# No rule of triage reads these: it finds the domain by the topics.
NIET_VOOR_TRIAGE = {"kanaal", "omschrijving", "domein"}
# What tells whether, and until when, its reporter is to be told that it was received.
VOOR_BEVESTIGEN = {"kanaal", "ontvangen_op", "melder_naam", "melder_email", "melder_telefoon"}


@dataclass(frozen=True, slots=True)
class Beeld:
    """What somebody saw of a melding: the cells of what can be corrected (of the text its hash), its state, and a mark
    that changes with every act of triage and tells nothing else."""

    cellen: Mapping[str, str]
    status: str
    triage: str

    def verschil(self, later: "Beeld") -> set[str]:
        """The columns that say something else later."""
        return {veld for veld, cel in later.cellen.items() if self.cellen.get(veld) != cel}


class Verouderd(Regelfout):
    """Refused, because the melding is no longer what was seen. `nu` is what it is."""

    def __init__(self, nu: Beeld) -> None:
        super().__init__(_("Deze melding is intussen gewijzigd. Er is nog niets van u opgeslagen."))
        self.nu = nu


def cellen_van(melding: Melding) -> dict[str, str]:
    """What can be corrected on screen, by column. One query, for the text."""
    tekst = melding.teksten.order_by("-geregistreerd_op", "-pk").values_list("tekst", flat=True).first()
    uit = {veld: als_cel(getattr(melding, veld)) for veld in VRIJ}
    return uit | {"werkgever": als_cel(melding.werkgever_id), "omschrijving": tekst or ""}


def beeld(melding: Melding, cellen: Cellen | None = None) -> Beeld:
    cellen = cellen_van(melding) if cellen is None else cellen
    merk = [melding.route, melding.prioriteit, als_cel(melding.besloten_op), melding.stand_vanaf.isoformat()]
    triage = salted_hmac("melding-beeld", repr((melding.pk, merk))).hexdigest()[:20]
    return Beeld({**cellen, "omschrijving": tekstmerk(cellen["omschrijving"])}, melding.status, triage)


def tekstmerk(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()[:32]


@transaction.atomic
def corrigeer(
    melding: Melding,
    cellen: Cellen,
    *,
    gezien: Beeld,
    reden: str,
    dossier: Dossier,
    door: Gebruiker,
    op: datetime,
    nieuwe: Cellen | None = None,
) -> list[str]:
    """Correct these columns of a melding that is still as it was seen; returns what changed. An employer is given by
    its id, or as the cells of a new one.

    A fact that the rules read gives a new advice while nobody decided yet. Raises Verouderd, Onjuist, or Regelfout
    without a reason.
    """
    if nieuwe is not None:
        houd_vast()  # before the melding, in the order of an import: else the two could wait for each other
    melding = vergrendel(melding)
    nu = cellen_van(melding)
    if (huidig := beeld(melding, nu)) != gezien:
        raise Verouderd(huidig)
    if nieuwe is not None:
        cellen = {**cellen, "werkgever": str(nieuwe_werkgever(nieuwe, door=door, op=op).pk)}
    anders = {veld: cel for veld, cel in cellen.items() if nu.get(veld) != cel}
    waarden, kolommen = _lees(melding, anders, op)
    if not anders:
        return []
    if not reden.strip():
        raise Regelfout(_("Een wijziging vraagt een reden."))
    gewijzigd: list[Wijziging] = []
    for veld in anders:
        gewijzigd += schrijf_correctie(
            melding.pk, kolommen[veld], waarden[veld], reden=reden, op=op, ingevoerd_op=op, door=door
        )
    sluit_correctie(melding, gewijzigd, set(anders), dossier=dossier, door=door, op=op)
    return list(anders)


def sluit_correctie(
    melding: Melding,
    gewijzigd: Sequence[Wijziging],
    velden: set[str],
    *,
    dossier: Dossier,
    door: Gebruiker,
    op: datetime,
) -> None:
    """What follows from corrections (of these columns) that were written of a (locked) melding."""
    herleid(Melding, "melding", [melding.pk])
    if velden & {"omschrijving", "werkgever"}:
        zoekwoorden.ververs([melding.pk])
    if velden & VOOR_BEVESTIGEN:
        melding.refresh_from_db()
        herzie_plicht(melding, op=op)
    log(
        "melding_gecorrigeerd",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        schreef=gewijzigd,
        velden=sorted(velden),
    )
    if melding.wacht_op_besluit and velden - NIET_VOOR_TRIAGE:
        adviseer_elk([Melding.objects.get(pk=melding.pk)], dossier, op)


def _lees(melding: Melding, cellen: Cellen, op: datetime) -> tuple[dict[str, Any], dict[str, Kolom]]:
    """The values of cells, by column, and those columns. Raises Onjuist."""
    kolommen = {
        k.naam: k
        for k in melding_kolommen(codes_per_lijst())
        if k.naam in {*VRIJ, "werkgever", "omschrijving"}
    }
    gebreken: list[Gebrek] = [
        (veld, Reden(gettext_noop("kan hier niet worden gewijzigd")))
        for veld in cellen
        if veld not in kolommen
    ]
    eigen = [kolommen[veld] for veld in cellen if veld in kolommen]
    waarden: dict[str, Any] = {kolom.naam: kolom.leeg for kolom in eigen}
    gebreken += onleesbaar(cellen)
    gebreken += lees_cellen(plan(eigen, {k.naam: k.naam for k in eigen}), cellen, waarden)[0]
    if waarden.get("ontvangen_op"):
        gebreken += tijdgebreken("ontvangen_op", waarden["ontvangen_op"], op, op)
    if sleutel := waarden.get("werkgever"):
        waarden["werkgever"] = _werkgever(sleutel)
        if waarden["werkgever"] is None:
            gebreken.append(("werkgever", Reden(gettext_noop("bestaat niet"))))
    if gebreken:
        raise Onjuist(gebreken)
    return waarden, kolommen


def _werkgever(sleutel: str) -> int | None:
    getal = als_getal(sleutel)
    if getal is None:
        return None
    return Werkgever.objects.bekend().filter(pk=getal).values_list("pk", flat=True).first()


def schrijf_correctie(
    melding: int,
    kolom: Kolom,
    waarde: Any,
    *,
    reden: str,
    op: datetime,
    ingevoerd_op: datetime,
    door: Gebruiker | None = None,
    vingerafdruk: str | None = None,
) -> list[Wijziging]:
    """Write down a correction of one column, registered at `op`; `herleid` then makes the melding follow. The words of
    the complaint and the reporter have tables of their own: of those the change itself says only that it was. Returns
    what was written, for the log."""
    elders = kolom.vertrouwelijk or kolom.naam == "omschrijving"
    gewijzigd = wijzig(
        "melding",
        melding,
        kolom.attribuut,
        None if elders else naar_json(waarde),
        reden=reden,
        op=op,
        ingevoerd_op=ingevoerd_op,
        door=door,
        vingerafdruk=vingerafdruk,
    )
    if kolom.naam == "omschrijving":
        MeldingTekst.objects.create(melding_id=melding, tekst=waarde, geregistreerd_op=op)
    elif kolom.vertrouwelijk:
        corrigeer_melder(melding, kolom.naam.removeprefix("melder_"), waarde, op)
        return [gewijzigd, *_volg_melder(melding, reden=reden, op=op, ingevoerd_op=ingevoerd_op, door=door)]
    return [gewijzigd]


def _volg_melder(
    melding: int, *, reden: str, op: datetime, ingevoerd_op: datetime, door: Gebruiker | None
) -> Iterator[Wijziging]:
    """Of the reporter the melding shows two things: whether there is a name, and a way to reach them."""
    for moment, anoniem, bereikbaar in kenbaar(melding):
        for veld, waarde in (("anoniem", anoniem), ("melder_bereikbaar", bereikbaar)):
            stand = op_moment(standen(Melding, [melding])[melding], moment)
            if moment >= op and stand.velden[veld] != waarde:
                yield wijzig(
                    "melding",
                    melding,
                    veld,
                    waarde,
                    reden=reden,
                    op=moment,
                    ingevoerd_op=ingevoerd_op,
                    door=door,
                )
                herleid(Melding, "melding", [melding])
