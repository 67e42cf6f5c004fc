"""Which records are one employer, and who succeeded whom: one proposes, a teamleider who is somebody else decides.

Each act: hold employers, lock, refuse, change, save, log, in one transaction. What changes is one field of one record
(`samengevoegd_in` or `rechtsopvolger_van`), as a correction does; no melding, zaak or intervention is touched, and
every figure follows from how the records hang together (docs/besluiten/0005).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.versies import Wijziging, herleid, wijzig
from interventies import wet
from meldingen.models import Voorstelsoort, Werkgever, Werkgevervoorstel
from meldingen.werkgevers import groepeer, houd_vast, samenhang, zonder_samenvoeging

VELD = {
    Voorstelsoort.SAMENVOEGEN: "samengevoegd_in_id",
    Voorstelsoort.SPLITSEN: "samengevoegd_in_id",
    Voorstelsoort.OPVOLGING: "rechtsopvolger_van_id",
    Voorstelsoort.GEEN_OPVOLGING: "rechtsopvolger_van_id",
}
MAAKT_LOS = (Voorstelsoort.SPLITSEN, Voorstelsoort.GEEN_OPVOLGING)
"""After these an instrument may have lost the warning it rests on."""


@dataclass(frozen=True, slots=True)
class Verandering:
    """What a proposal comes down to: `werkgever` gets, or loses, `andere` in one field."""

    soort: Voorstelsoort
    werkgever: Werkgever
    andere: Werkgever


def leden(*werkgevers: Werkgever) -> list[Werkgever]:
    """Every record of these employers, by id. One query."""
    return list(Werkgever.objects.in_groepen({w.groep_id for w in werkgevers}).order_by("pk"))


def stand_van(*werkgevers: Werkgever) -> str:
    """A mark of how these employers stand, which differs as soon as anything about them does. One query."""
    rijen = [
        (w.pk, w.hoofd_id, w.samengevoegd_in_id, w.rechtsopvolger_van_id, w.naam, w.kvk_nummer)
        for w in leden(*werkgevers)
    ]
    return blake2b(repr(rijen).encode(), digest_size=16).hexdigest()


def mogelijk(een: Werkgever, ander: Werkgever) -> list[Voorstelsoort]:
    """What can be proposed about these two records. OPVOLGING: that the first succeeds the second."""
    if een.groep_id == ander.groep_id:
        return [Voorstelsoort.SPLITSEN] if een.samengevoegd_in_id == ander.pk else []
    if ander.groep_id in wet.voorgangers(een.groep_id):
        return [Voorstelsoort.GEEN_OPVOLGING] if _opvolger_in(een, ander) else []
    if een.groep_id in wet.voorgangers(ander.groep_id):
        return []
    return [Voorstelsoort.SAMENVOEGEN, Voorstelsoort.OPVOLGING]


def _opvolger_in(een: Werkgever, ander: Werkgever) -> Werkgever | None:
    """The record of the first employer that names one of the second as who it succeeds."""
    bij = {w.pk for w in leden(ander)}
    return next((w for w in leden(een) if w.rechtsopvolger_van_id in bij), None)


def herleid_verandering(soort: Voorstelsoort, een: Werkgever, ander: Werkgever) -> Verandering:
    """Which record changes. Raises Regelfout where this cannot be done with these two."""
    if soort not in mogelijk(een, ander):
        raise Regelfout(_waarom_niet(soort, een, ander))
    if soort == Voorstelsoort.SPLITSEN:
        if ander.pk in zonder_samenvoeging(leden(een), een):
            raise Regelfout(_("Ook zonder de samenvoeging zijn zij één: zij hebben hetzelfde KvK-nummer."))
        return Verandering(soort, een, ander)
    if soort == Voorstelsoort.SAMENVOEGEN:
        laag, hoog = sorted((een, ander), key=lambda w: w.groep_id)
        # The very records that somebody said are one firm, so that they stay together when another name is taken out
        # again. A record can be merged into one other: where neither is free, of those of the later employer one that
        # is. There is one, for merges make no circle.
        for van, naar in ((hoog, laag), (laag, hoog)):
            if van.samengevoegd_in_id is None:
                return Verandering(soort, van, naar)
        vrij = next(w for w in leden(hoog) if w.samengevoegd_in_id is None)
        return Verandering(soort, vrij, laag)
    if soort == Voorstelsoort.GEEN_OPVOLGING:
        opvolger = _opvolger_in(een, ander)
        if opvolger is None or opvolger.rechtsopvolger_van is None:
            raise Regelfout(_waarom_niet(soort, een, ander))
        return Verandering(soort, opvolger, opvolger.rechtsopvolger_van)
    vrij_hier = [w for w in leden(een) if w.rechtsopvolger_van_id is None]
    if not vrij_hier:
        raise Regelfout(_("Van elke naam van deze werkgever is al vastgelegd wie hij opvolgt."))
    return Verandering(soort, vrij_hier[0], Werkgever.objects.get(pk=ander.groep_id))


def _waarom_niet(soort: Voorstelsoort, een: Werkgever, ander: Werkgever) -> str:
    zelfde = een.groep_id == ander.groep_id
    if soort == Voorstelsoort.SPLITSEN:
        return _("Deze twee zijn niet (meer) samengevoegd.")
    if soort == Voorstelsoort.GEEN_OPVOLGING:
        return _("Tussen deze twee staat geen rechtsopvolging (meer).")
    if zelfde:
        return _("Dit is al één werkgever.")
    return _("Een rechtsopvolger is een andere werkgever. Laat eerst de rechtsopvolging vervallen.")


@transaction.atomic
def stel_voor(
    soort: Voorstelsoort,
    een: Werkgever,
    ander: Werkgever,
    *,
    gezien: str,
    reden: str,
    door: Gebruiker,
    op: datetime,
) -> Werkgevervoorstel:
    """Propose. `gezien` is `stand_van` both as they were shown. Raises Regelfout, Ingehaald."""
    een, ander = _vergrendel(een, ander)
    _weiger_ingehaald(gezien, een, ander)
    if not reden.strip():
        raise Regelfout(_("Een voorstel vraagt een reden."))
    verandering = herleid_verandering(soort, een, ander)
    if _open_voorstellen(een, ander):
        raise Regelfout(_("Er ligt al een voorstel over deze twee werkgevers; daarover wordt eerst beslist."))
    voorstel = Werkgevervoorstel.objects.create(
        soort=soort,
        werkgever=verandering.werkgever,
        andere=verandering.andere,
        gezien=gezien,
        reden=reden,
        voorgesteld_door=door,
        voorgesteld_op=op,
    )
    _log("werkgevervoorstel_gedaan", voorstel, door, op)
    return voorstel


def _open_voorstellen(een: Werkgever, ander: Werkgever) -> bool:
    hier, daar = [w.pk for w in leden(een)], [w.pk for w in leden(ander)]
    over = Q(werkgever__in=hier, andere__in=daar) | Q(werkgever__in=daar, andere__in=hier)
    if een.groep_id == ander.groep_id:
        over = Q(werkgever=een, andere=ander)
    return Werkgevervoorstel.objects.te_beslissen().filter(over).exists()


@transaction.atomic
def beslis(
    voorstel: Werkgevervoorstel, *, aanvaard: bool, reden: str, gezien: str, door: Gebruiker, op: datetime
) -> None:
    """Accept, which makes it so, or refuse with a reason. `gezien` is `stand_van` both as they were shown.

    Raises Regelfout (also when the law would forbid what stands after it) and Ingehaald.
    """
    een, ander = _vergrendel(voorstel.werkgever, voorstel.andere)
    voorstel = Werkgevervoorstel.objects.select_for_update(no_key=True).get(pk=voorstel.pk)
    if voorstel.besloten_op is not None:
        raise Ingehaald(_("Over dit voorstel is al beslist."))
    if voorstel.voorgesteld_door_id == door.pk:
        raise Regelfout(_("Een ander dan wie het voorstelde, beslist erover."))
    if not aanvaard and not reden.strip():
        raise Regelfout(_("Een voorstel afwijzen vraagt een reden."))
    _weiger_ingehaald(gezien, een, ander)
    soort = Voorstelsoort(voorstel.soort)
    schreef: list[Wijziging] = []
    if aanvaard:
        schreef.append(_voer_uit(herleid_verandering(soort, een, ander), voorstel, door, op))
    voorstel.aanvaard, voorstel.besluit_reden = aanvaard, reden
    voorstel.besloten_door, voorstel.besloten_op = door, op
    voorstel.save(update_fields=["aanvaard", "besluit_reden", "besloten_door", "besloten_op"])
    actie = "werkgevervoorstel_aanvaard" if aanvaard else "werkgevervoorstel_afgewezen"
    _log(actie, voorstel, door, op, schreef)


@transaction.atomic
def trek_in(voorstel: Werkgevervoorstel, *, reden: str, door: Gebruiker, op: datetime) -> None:
    """Take back one's own proposal: decided by nobody. Raises Regelfout, Ingehaald."""
    voorstel = Werkgevervoorstel.objects.select_for_update(no_key=True).get(pk=voorstel.pk)
    if voorstel.besloten_op is not None:
        raise Ingehaald(_("Over dit voorstel is al beslist."))
    if voorstel.voorgesteld_door_id != door.pk:
        raise Regelfout(_("Een voorstel intrekken doet wie het deed."))
    voorstel.besluit_reden, voorstel.besloten_op = reden, op
    voorstel.save(update_fields=["besluit_reden", "besloten_op"])
    _log("werkgevervoorstel_ingetrokken", voorstel, door, op)


def _voer_uit(
    verandering: Verandering, voorstel: Werkgevervoorstel, door: Gebruiker, op: datetime
) -> Wijziging:
    record, soort = verandering.werkgever, verandering.soort
    kring = samenhang([record.pk, verandering.andere.pk])
    geraakt = wet.opvolgers({record.groep_id, verandering.andere.groep_id})
    eerder = wet.verboden(geraakt) if soort in MAAKT_LOS else set()
    nieuw = None if soort in MAAKT_LOS else verandering.andere.pk
    wijziging = wijzig(
        "werkgever",
        record.pk,
        VELD[soort],
        nieuw,
        reden=voorstel.reden,
        op=op,
        ingevoerd_op=op,
        door=door,
    )
    herleid(Werkgever, "werkgever", [record.pk])
    if VELD[soort] == "samengevoegd_in_id":
        groepeer(kring)
    if soort in MAAKT_LOS:
        _weiger_verboden(wet.verboden(geraakt | _groepen_van(kring)) - eerder)
    return wijziging


def _groepen_van(pks: Collection[int]) -> set[int]:
    return {w.groep_id for w in Werkgever.objects.filter(pk__in=pks).only("pk", "hoofd")}


def _weiger_verboden(redenen: set[str]) -> None:
    if redenen:
        raise Regelfout(
            _("Wat er dan staat, verbiedt de wet: een instrument rust op wat bij de ander is vastgelegd."),
            *sorted(redenen),
        )


def _vergrendel(een: Werkgever, ander: Werkgever) -> tuple[Werkgever, Werkgever]:
    """Both as they are now; nobody else adds, merges or takes apart until the transaction ends."""
    houd_vast()
    vast = {
        w.pk: w
        for w in Werkgever.objects.select_for_update(no_key=True)
        .filter(pk__in=(een.pk, ander.pk))
        .order_by("pk")
    }
    return vast[een.pk], vast[ander.pk]


def _weiger_ingehaald(gezien: str, een: Werkgever, ander: Werkgever) -> None:
    if gezien != stand_van(een, ander):
        raise Ingehaald(
            _("Deze werkgevers zijn intussen gewijzigd. Kijk opnieuw wat er staat; uw tekst is bewaard.")
        )


def _log(
    actie: str,
    voorstel: Werkgevervoorstel,
    door: Gebruiker,
    op: datetime,
    schreef: Sequence[Wijziging] = (),
) -> None:
    log(
        actie,
        op=op,
        door=door,
        onderwerp=f"werkgever:{voorstel.werkgever_id}",
        schreef=schreef,
        soort=voorstel.soort,
        andere=f"werkgever:{voorstel.andere_id}",
        voorstel=voorstel.pk,
    )
