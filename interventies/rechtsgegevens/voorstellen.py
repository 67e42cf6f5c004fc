"""Changing the law as this system knows it: one proposes, a teamleider who is somebody else decides (domain section 8).

Each act: lock, refuse, change, save, log, in one transaction. What stands on record stays lawful: a change that would
make it unlawful is refused, and can be made from a later day.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from interventies.models import Rechtsact, Rechtsbesluit, Rechtstabel, Rechtsvoorstel
from interventies.rechtsgegevens import berichtteksten, briefteksten, slot, stand
from interventies.rechtsgegevens.gevolgen import Gevolg, Wijziging, weiger_wat_staat, wijziging
from interventies.rechtsgegevens.wijzigen import na

MOGELIJK: Mapping[str, tuple[Rechtsact, ...]] = {
    Rechtstabel.VOORSCHRIFT: (Rechtsact.NIEUW, Rechtsact.EINDE, Rechtsact.TEKST),
    Rechtstabel.GRONDSLAG: (Rechtsact.NIEUW, Rechtsact.EINDE, Rechtsact.TEKST),
    Rechtstabel.VRIJE_DAG: (Rechtsact.NIEUW, Rechtsact.TEKST, Rechtsact.VERVALT),
    Rechtstabel.BRIEFTEKST: (Rechtsact.NIEUW,),
    Rechtstabel.BERICHTTEKST: (Rechtsact.NIEUW,),
}
# What a table asks of the versions under a key, on the day of the act.
_EISEN: Mapping[str, Callable[[str, stand.Stand, date], None]] = {
    Rechtstabel.BRIEFTEKST: briefteksten.weiger,
    Rechtstabel.BERICHTTEKST: berichtteksten.weiger,
}


@transaction.atomic
def stel_voor(
    tabel: str,
    sleutel: str,
    act: str,
    inhoud: Mapping[str, Any],
    *,
    gezien: Sequence[stand.Versie],
    reden: str,
    door: Gebruiker,
    op: datetime,
) -> Rechtsvoorstel:
    """Propose a change of what stands under a key. `gezien`: what stood there when it was filled in.

    Raises Regelfout: one proposal waits at a time, it says why, and it could be accepted as things are.
    """
    slot.houd_tegen()
    nu = stand.lees(tabel, sleutel)
    if [dict(versie) for versie in gezien] != nu:
        raise Ingehaald(_("Dit is intussen gewijzigd. Kijk opnieuw wat er staat."))
    if not reden.strip():
        raise Regelfout(_("Een voorstel vraagt een reden."))
    if Rechtsvoorstel.objects.over(tabel, sleutel).te_beslissen().exists():
        raise Regelfout(_("Hierover ligt al een voorstel; daarover wordt eerst beslist."))
    weiger(tabel, sleutel, act, nu, inhoud, lokale_dag(op))
    voorstel = Rechtsvoorstel.objects.create(
        tabel=tabel,
        sleutel=sleutel,
        act=act,
        inhoud=dict(inhoud),
        toen=nu,
        reden=reden.strip(),
        door=door,
        op=op,
    )
    log(
        "recht_voorgesteld",
        op=op,
        door=door,
        onderwerp=f"rechtsvoorstel:{voorstel.pk}",
        schreef=[voorstel],
        act=act,
    )
    return voorstel


def weiger(
    tabel: str, sleutel: str, act: str, nu: stand.Stand, inhoud: Mapping[str, Any], dag: date
) -> tuple[list[dict[str, Any]], Wijziging | None]:
    """The versions after the change, and by what it could be judged otherwise. Raises Regelfout for what cannot be on
    this day, or would make unlawful what stands."""
    if act not in MOGELIJK[tabel]:
        raise Regelfout(_("Dat kan hier niet."))
    nieuw = na(tabel, nu, act, inhoud)
    if tabel in _EISEN:
        _EISEN[tabel](sleutel, nieuw, dag)
    gevolg = wijziging(tabel, sleutel, act, nu, nieuw)
    if gevolg is not None and (verboden := weiger_wat_staat(gevolg)):
        raise Regelfout(_weigering(verboden))
    return nieuw, gevolg


def _weigering(verboden: Sequence[Gevolg]) -> str:
    """Without a word on which zaken these are: who writes the rules sees none."""
    laatste: date = max(gevolg.dag for gevolg in verboden)
    return ngettext(
        "Dit kan niet: %(aantal)d vastgelegde overtreding of interventie zou er onwettig door worden (%(dag)s)."
        " Wat was, blijft zoals het was; maak een nieuwe versie vanaf een latere dag.",
        "Dit kan niet: %(aantal)d vastgelegde overtredingen en interventies zouden er onwettig door worden, de"
        " laatste van %(dag)s. Wat was, blijft zoals het was; maak een nieuwe versie vanaf een latere dag.",
        len(verboden),
    ) % {"aantal": len(verboden), "dag": date_format(laatste, "SHORT_DATE_FORMAT")}


@transaction.atomic
def beslis(voorstel: Rechtsvoorstel, *, aanvaard: bool, reden: str, door: Gebruiker, op: datetime) -> None:
    """Accept a proposal, which makes it the law here, or refuse it with a reason. Raises Regelfout."""
    slot.houd_tegen()
    _weiger_beslist(voorstel)
    if voorstel.door_id == door.pk:
        raise Regelfout(_("Een ander dan wie het voorstelde, beslist erover."))
    if not aanvaard and not reden.strip():
        raise Regelfout(_("Een voorstel afwijzen vraagt een reden."))
    if aanvaard:
        nu = stand.lees(voorstel.tabel, voorstel.sleutel)
        if nu != voorstel.toen:
            raise Regelfout(
                _("Sinds dit voorstel is er iets gewijzigd. Wijs het af; er kan een nieuw komen.")
            )
        over = voorstel.tabel, voorstel.sleutel, voorstel.act
        nieuw, _gevolg = weiger(*over, nu, voorstel.inhoud, lokale_dag(op))
        stand.schrijf(voorstel.tabel, voorstel.sleutel, nu, nieuw)
    U = Rechtsbesluit.Uitkomst  # noqa: N806 (as it is written where it is defined)
    _leg_vast(voorstel, U.AANVAARD if aanvaard else U.AFGEWEZEN, reden, door, op)


@transaction.atomic
def trek_in(voorstel: Rechtsvoorstel, *, reden: str, door: Gebruiker, op: datetime) -> None:
    """Take back one's own proposal. Raises Regelfout."""
    slot.houd_tegen()
    _weiger_beslist(voorstel)
    if voorstel.door_id != door.pk:
        raise Regelfout(_("Een voorstel intrekken doet wie het deed."))
    _leg_vast(voorstel, Rechtsbesluit.Uitkomst.INGETROKKEN, reden, door, op)


def _weiger_beslist(voorstel: Rechtsvoorstel) -> None:
    if Rechtsbesluit.objects.filter(voorstel=voorstel).exists():
        raise Ingehaald(_("Over dit voorstel is al beslist."))


def _leg_vast(
    voorstel: Rechtsvoorstel, uitkomst: Rechtsbesluit.Uitkomst, reden: str, door: Gebruiker, op: datetime
) -> None:
    besluit = Rechtsbesluit.objects.create(
        voorstel=voorstel,
        uitkomst=uitkomst,
        reden=reden.strip(),
        voorsteller_id=voorstel.door_id,
        door=door,
        op=op,
    )
    log(
        f"recht_{uitkomst.lower()}",
        op=op,
        door=door,
        onderwerp=f"rechtsvoorstel:{voorstel.pk}",
        schreef=[besluit],
    )
