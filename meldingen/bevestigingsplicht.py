"""Which reporters are to be told that a melding was received, and until when: within seven days
(`inspectie.termijnen.ONTVANGSTBEVESTIGING`).

Whether it is to be done is settled when a melding is registered, and again when its facts are corrected or what was
told turns out not to be so: by the facts and by the channels of that moment (ONTVANGST_BEVESTIGEN), which a later
choice of channels leaves as it was. `Bevestigingsplicht` keeps what lay open when.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, TruncDate

from inspectie.models import Code, VrijeDag
from inspectie.termijnen import ONTVANGSTBEVESTIGING
from inspectie.termijnsql import einde_van
from inspectie.tijd import AMSTERDAM, lokale_dag
from meldingen.models import Attendering, Bevestigingsplicht, Melding, Ontvangst
from meldingen.models.feiten import ZONDER_BEVESTIGING
from meldingen.models.melding import MeldingQuerySet


def met_bevestiging(kanaal: str) -> bool:
    """Whether somebody here tells who reports by this channel that it was received, by the choice of now."""
    return kanaal in settings.ONTVANGST_BEVESTIGEN and kanaal not in ZONDER_BEVESTIGING


def te_bevestigen_voor(melding: Melding, vrije_dagen: frozenset[date]) -> date | None:
    """The last day to tell the reporter, by what the melding says itself: recorded here (not read in from before), by a
    channel that does not say so itself, of somebody who can be told. None where nobody is to be told."""
    if (
        melding.inzending is None
        or not met_bevestiging(melding.kanaal)
        or not (melding.melder_bereikbaar or not melding.anoniem)
    ):
        return None
    return ONTVANGSTBEVESTIGING.einde(melding.ontvangen_dag, vrije_dagen)


def leg_plicht(melding: Melding, *, op: datetime) -> None:
    """Keep from when on the reporter is to be told, where that is so by now."""
    if melding.bevestig_uiterlijk is not None:
        Bevestigingsplicht.objects.create(melding=melding, uiterlijk=melding.bevestig_uiterlijk, vanaf=op)


def herzie_plicht(melding: Melding, *, op: datetime) -> None:
    """Whether somebody is still, or again, to be told, by all that is on record now. Of a locked melding."""
    uiterlijk = te_bevestigen_voor(melding, VrijeDag.objects.dagen())
    if uiterlijk is not None and _weet_het(melding):
        uiterlijk = None
    zet_plicht(melding, uiterlijk, op=op)


def zet_plicht(melding: Melding, uiterlijk: date | None, *, op: datetime) -> None:
    """Have it told by that day; None: by nobody any more. Of a locked melding."""
    if uiterlijk == melding.bevestig_uiterlijk:
        return
    Bevestigingsplicht.objects.filter(melding=melding, tot=None).update(tot=op)
    melding.bevestig_uiterlijk = uiterlijk
    melding.save(update_fields=["bevestig_uiterlijk"])
    leg_plicht(melding, op=op)


def geen_bevestiging_meer(melding: Melding, *, op: datetime) -> None:
    """The reporter heard something else about it (a message, a question that was answered, a conversation), and so that
    it was received. In the transaction of the act, of a locked melding."""
    zet_plicht(melding, None, op=op)


def _weet_het(melding: Melding) -> bool:
    """Whether the reporter was told that it was received, or heard something else about it and so knows
    (`geen_bevestiging_meer`), or it was found that this cannot be. Who got a code got it with those words."""
    # By name: the messages belong to an app above this one.
    return (
        Melding.objects.filter(pk=melding.pk)
        .filter(
            Q(volgcode__isnull=False)
            | Q(ontvangstbevestiging__isnull=False)
            | Q(attenderingen__soort=Attendering.Soort.BEVESTIGING, attenderingen__mislukt_op=None)
            | Q(berichten__isnull=False)
            | Q(aanvullingen__ontvangen_op__isnull=False)
            | Q(nagekomen__kanaal__in=ZONDER_BEVESTIGING)
        )
        .exists()
    )


def met_bevestig_uiterlijk(reeks: "QuerySet[Ontvangst]") -> "QuerySet[Ontvangst]":
    """The last day (`bevestig_uiterlijk`, annotated) of what came in and is no melding yet. It comes in the order of
    receipt."""
    kaal = Cast(TruncDate("ontvangen_op", tzinfo=AMSTERDAM) + ONTVANGSTBEVESTIGING.duur, DateField())
    return reeks.annotate(kaal=kaal).annotate(bevestig_uiterlijk=einde_van("kaal", VrijeDag.objects.dagen()))


def te_laat_bevestigd(reeks: MeldingQuerySet, nu: datetime) -> MeldingQuerySet:
    """Of those to be told: whose last day has passed."""
    return reeks.filter(bevestig_uiterlijk__lt=lokale_dag(nu))


def gebreken() -> Iterator[str]:
    """Where the melding says something else than what is kept of it, and what of the choice of channels is none, in
    Dutch. Three queries."""
    bekend = Code.objects.filter(lijst="kanaal").values_list("code", flat=True)
    for kanaal in sorted(set(settings.ONTVANGST_BEVESTIGEN).difference(bekend)):
        yield f"ONTVANGST_BEVESTIGEN noemt “{kanaal}”, en dat is geen kanaal: daarlangs is niets te bevestigen."
    open_ = Bevestigingsplicht.objects.filter(tot=None)
    met = Melding.objects.exclude(bevestig_uiterlijk=None)
    kwijt = met.filter(
        ~Exists(open_.filter(melding=OuterRef("pk"), uiterlijk=OuterRef("bevestig_uiterlijk")))
    )
    for pk in kwijt.values_list("pk", flat=True):
        yield f"melding {pk} is te bevestigen, en sinds wanneer is niet bekend."
    over = open_.exclude(melding__bevestig_uiterlijk=F("uiterlijk"))
    for pk in over.order_by().values_list("melding", flat=True):
        yield f"melding {pk} zou nog te bevestigen zijn, en zegt dat zelf niet."
