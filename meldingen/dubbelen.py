"""Saying that a melding is a duplicate of another, and taking that back.

Both are a later registration (`Wijziging`), so a figure with an earlier stand van does not see them. What an import
says of duplicates comes in by `interventies.invoer`, as history.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout, Veldfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.versies import Wijziging, herleid, wijzig
from meldingen import acties
from meldingen.adviseren import Dossier, adviseer
from meldingen.models import Melding, Route, Status
from meldingen.statussen import OVERGANGEN, wissel
from meldingen.werkgevers import houd_vast


@transaction.atomic
def markeer_dubbel(
    melding: Melding, van: Melding, *, reden: str, door: Gebruiker, op: datetime, gezien: str = ""
) -> None:
    """This melding is a duplicate of `van`: it is not counted any more and waits for nothing. An advice that waits is
    decided as DUBBEL, so that advice and decision stand beside each other as always. Raises Regelfout."""
    melding, van = _vergrendel(melding, van)
    acties.weiger_ingehaald(melding, gezien)
    if melding.dubbel_van_id is not None:
        raise Ingehaald(_("De melding is al een dubbele."))
    if Status.DUBBEL not in OVERGANGEN[Status(melding.status)]:
        raise Regelfout(
            _("Een melding die “%(status)s” is, kan geen dubbele meer worden.")
            % {"status": melding.get_status_display()}
        )
    if van.pk == melding.pk:
        raise Veldfout("van", _("Een melding is geen dubbele van zichzelf. Vul het nummer van de andere in."))
    if van.status == Status.NAAR_OPSPORING:  # since it was chosen; of that nothing is told here
        raise Ingehaald(_("De andere melding is er niet meer. Bekijk wat er nu staat."))
    if not reden.strip():
        raise Regelfout(_("Schrijf op waarom dit een dubbele is."))
    if _loopt_rond(melding, van):
        raise Regelfout(
            _("Melding %(nummer)s is zelf een dubbele van deze; kies de oudste van de twee.")
            % {"nummer": van.nummer}
        )
    gewijzigd = _wijzig(melding, van.pk, reden, door, op)
    melding.refresh_from_db()
    advies = melding.besluiten.last()
    if advies is not None and melding.wacht_op_besluit:
        acties.beslis(
            melding, advies=advies.pk, route=Route.DUBBEL, prioriteit="", reden=reden, door=door, op=op
        )
    else:
        wissel(melding, Status.DUBBEL, op=op, door=door)
    log(
        "dubbel_gemarkeerd",
        op=op,
        door=door,
        onderwerp=f"melding:{melding.pk}",
        schreef=[gewijzigd],
        van=f"melding:{van.pk}",
    )


@transaction.atomic
def geen_dubbel(
    melding: Melding, *, reden: str, dossier: Dossier, door: Gebruiker, op: datetime, gezien: str = ""
) -> None:
    """It is no duplicate after all: counted again, and with a new advice back in triage. Raises Regelfout."""
    (melding,) = _vergrendel(melding)
    acties.weiger_ingehaald(melding, gezien)
    if melding.dubbel_van_id is None:
        raise Ingehaald(_("De melding is geen dubbele."))
    if not reden.strip():
        raise Regelfout(_("Schrijf op waarom dit toch geen dubbele is."))
    gewijzigd = _wijzig(melding, None, reden, door, op)
    melding.refresh_from_db()
    # Imported history may have a duplicate that went its own way; there it stays.
    if melding.status == Status.DUBBEL:
        wissel(melding, Status.IN_TRIAGE, op=op, door=door)
        melding.besloten_op = None
    if melding.wacht_op_besluit:
        adviseer([melding], dossier([melding]), op=op)
    log("dubbel_teruggenomen", op=op, door=door, onderwerp=f"melding:{melding.pk}", schreef=[gewijzigd])


def _vergrendel(*meldingen: Melding) -> list[Melding]:
    """Held until the transaction ends, in one order for everybody, so that two people cannot wait for each other. An
    import takes them in the order of its lines: it goes first."""
    if len(meldingen) > 1:
        houd_vast()
    pks = [melding.pk for melding in meldingen]
    vast = {m.pk: m for m in Melding.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")}
    return [vast[pk] for pk in pks]


def _loopt_rond(melding: Melding, van: Melding) -> bool:
    pk: int | None = van.pk
    gezien: set[int] = set()
    while pk is not None and pk not in gezien:
        if pk == melding.pk:
            return True
        gezien.add(pk)
        pk = Melding.objects.values_list("dubbel_van", flat=True).get(pk=pk)
    return False


def _wijzig(melding: Melding, van: int | None, reden: str, door: Gebruiker, op: datetime) -> Wijziging:
    gewijzigd = wijzig(
        "melding", melding.pk, "dubbel_van_id", van, reden=reden, op=op, ingevoerd_op=op, door=door
    )
    herleid(Melding, "melding", [melding.pk])
    return gewijzigd
