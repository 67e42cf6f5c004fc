"""The figures at one moment, from those that were counted at an earlier one.

Of what was written since (`Kring`) both moments are counted, by the same statements as everything is counted by; what
that differs is what the figures differ. Nothing is guessed: where an earlier count cannot be relied on, because
something came in behind it, it is not used, and everything is counted.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connection

from inspectie.beeld import een_beeld
from inspectie.tijd import lokale_dag
from inspectie.versies import verleden_van
from interventies.models import Interventie, Overtreding
from meldingen.models import Melding
from rapportages.cijfers import Kerncijfers
from rapportages.kerncijfers.berekening import als_kerncijfers, bereken, tel_kern
from rapportages.kerncijfers.definities import VERSIE
from rapportages.kerncijfers.kring import Aangeraakt, Geschreven, Kring, aangeraakt_door, kring_om
from rapportages.kerncijfers.opdag import Dagreeksen, in_vakken, kern_op, plus, tel_per_dag
from rapportages.kerncijfers.snede import ALLES, VELDEN, Snede
from rapportages.kerncijfers.stroom import STROOMCIJFERS
from rapportages.kerncijfers.stroomtelling import Stroom, als_stroom, bereken_stroom, stapmoment, tel_stroom
from rapportages.kerncijfers.verwijzing import Moment
from rapportages.models import Bewaking, Opname, Spoor, Telverzoek
from rapportages.sporen import voltallig

VORM = "/".join((VERSIE, *(cijfer.versie for cijfer in STROOMCIJFERS.values()), "4"))
"""Of the definitions, and of how a count is kept: what was counted by others is not used."""


@dataclass(frozen=True, slots=True)
class Vorige:
    """An earlier count, and what was written since."""

    opname: Opname
    geschreven: Geschreven


def tel(moment: Moment) -> tuple[Kerncijfers, Stroom]:
    """All of a page at this moment, of one state of the database."""
    with een_beeld():
        return _tel(moment, _begin(moment.peildatum, moment.stand_van, moment.snede))


def tel_als_het_vlug_is(moment: Moment) -> tuple[Kerncijfers, Stroom] | None:
    """The same; None where there is no count to go on from, and too much for a page to count."""
    with een_beeld():
        begin = _begin(moment.peildatum, moment.stand_van, moment.snede)
        if begin is None and is_te_veel():
            return None
        return _tel(moment, begin)


def is_vlug(moment: Moment) -> bool:
    """Whether `tel_als_het_vlug_is` gives something."""
    with een_beeld():
        return _begin(moment.peildatum, moment.stand_van, moment.snede) is not None or not is_te_veel()


def is_te_veel() -> bool:
    """Whether counting everything is for the background: seconds, with this many meldingen. Only where counts are kept:
    nothing of what is counted on request would be known to hold."""
    if not Bewaking.objects.exclude(vanaf=None).exists():
        return False
    return Melding.objects.filter(nummer__gte=settings.TELVERZOEK_VANAF).exists()


def _tel(moment: Moment, begin: tuple[Opname, Kring] | None) -> tuple[Kerncijfers, Stroom]:
    if begin is not None:
        stroom = _stroom_vanaf(*begin, moment)
    else:
        stroom = bereken_stroom(moment.peildatum, moment.stand_van, list(moment.vakken), moment.snede)
    # The core figures are what their course ends with: not counted twice.
    kern = stroom.vakken[-1].kern
    return als_kerncijfers(moment.peildatum, moment.stand_van, kern), stroom


def tel_kerncijfers(peildatum: date, stand_van: datetime, snede: Snede = ALLES) -> Kerncijfers:
    """The core figures by themselves: less work than `tel`, also where all is counted. A count of a later day has them
    of every day before."""
    with een_beeld():
        begin = _begin(peildatum, stand_van, snede, ook_later=True)
        if begin is None:
            return bereken(peildatum, stand_van, snede)
        opname, kring = begin
        toen = min(opname.peildatum, peildatum)
        kern = kern_op(Dagreeksen.uit_bytes(bytes(opname.reeksen)), toen)
        if kring.meldingen or kring.zaken:
            kern.subtract(tel_kern(toen, opname.stand_van, snede, kring.parameters(toen=True)))
            kern.update(tel_kern(peildatum, stand_van, snede, kring.parameters(toen=False)))
        return als_kerncijfers(peildatum, stand_van, kern)


def _stroom_vanaf(opname: Opname, kring: Kring, moment: Moment) -> Stroom:
    vakken = list(moment.vakken)
    rijen = in_vakken(Dagreeksen.uit_bytes(bytes(opname.reeksen)), vakken, moment.peildatum)
    if kring.meldingen or kring.zaken:
        toen, nu = kring.parameters(toen=True), kring.parameters(toen=False)
        rijen = plus(
            rijen,
            tel_stroom(opname.peildatum, opname.stand_van, vakken, moment.snede, toen, moment.peildatum),
            -1,
        )
        rijen = plus(rijen, tel_stroom(moment.peildatum, moment.stand_van, vakken, moment.snede, nu))
    return als_stroom(rijen, vakken)


def _begin(
    peildatum: date, stand_van: datetime, snede: Snede, *, ook_later: bool = False
) -> tuple[Opname, Kring] | None:
    """The count to go on from, and around what it is counted again; None where counting everything is the way."""
    vorige = zoek_vorige(peildatum, stand_van, snede, ook_later=ook_later)
    kring = kring_naar(vorige, peildatum, stand_van) if vorige else None
    return (vorige.opname, kring) if vorige and kring else None


def aangeraakt_naar(vorige: Vorige, peildatum: date, stand_van: datetime) -> Aangeraakt:
    """What was written or ran out from that count to this moment."""
    opname = vorige.opname
    return aangeraakt_door(
        vorige.geschreven,
        (min(opname.peildatum, peildatum), peildatum),
        (stapmoment(opname.peildatum, opname.stand_van), stapmoment(peildatum, stand_van)),
    )


def kring_naar(vorige: Vorige, peildatum: date, stand_van: datetime) -> Kring | None:
    return kring_om(vorige.geschreven, aangeraakt_naar(vorige, peildatum, stand_van))


def neem_op(
    stand_van: datetime, snede: Snede, peildatum: date | None = None, *, gevraagd_op: datetime | None = None
) -> Opname:
    """The count at the end of this moment and its day, not stored; from an earlier one where that is less work. With a
    peildatum of its own it is of use for that one only: what is dated later is in no count of it, and was not written
    since."""
    peildatum = peildatum or lokale_dag(stand_van)
    with een_beeld():
        spoor_tot, beeld, transactie = _beeld()
        begin = _begin(peildatum, stand_van, snede)
        if begin is None:
            dagen = tel_per_dag(peildatum, stand_van, snede)
        else:
            was, kring = begin
            toen, nu = kring.parameters(toen=True), kring.parameters(toen=False)
            dagen = Dagreeksen.uit_bytes(bytes(was.reeksen)).telling()
            dagen.subtract(tel_per_dag(was.peildatum, was.stand_van, snede, toen))
            dagen.update(tel_per_dag(peildatum, stand_van, snede, nu))
    return Opname(
        peildatum=peildatum,
        stand_van=stand_van,
        snede=sleutel(snede),
        gevraagd_op=gevraagd_op,
        versie=VORM,
        reeksen=Dagreeksen.van(dagen).als_bytes(),
        spoor_tot=spoor_tot,
        beeld=beeld,
        transactie=transactie,
    )


def sleutel(snede: Snede) -> str:
    return ";".join(f"{naam}={waarde}" for naam in VELDEN if (waarde := getattr(snede, naam)))


def snede_van(sleutel: str) -> Snede:
    """The slice again."""
    return Snede(**dict(deel.split("=", 1) for deel in sleutel.split(";") if deel))


def _beeld() -> tuple[int, str, int]:
    """What tells later whether a row of Spoor was there now."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT COALESCE(MAX(id), 0), pg_current_snapshot()::text,"
                " COALESCE(pg_current_xact_id_if_assigned()::text::bigint, 0) FROM rapportages_spoor"
            )
        else:
            cursor.execute("SELECT COALESCE(MAX(id), 0), '', 0 FROM rapportages_spoor")
        een, twee, drie = cursor.fetchone()
        return een, twee, drie


def gezien() -> str:
    """SQL: the row `s` of Spoor was there when `o` was counted."""
    if connection.vendor == "postgresql":
        return (
            "(s.id <= o.spoor_tot AND (s.transactie = o.transactie"
            " OR pg_visible_in_snapshot(s.transactie::text::xid8, o.beeld::pg_snapshot)))"
        )
    return "s.id <= o.spoor_tot"


def _telt() -> str:
    """SQL: the row `s` of Spoor tells something of the figures in `o`. With whom an employer is one does so only where
    something was done at it by then, and only now can be seen whether it was: who noted it did not see what another
    was writing at the same moment."""
    gedaan = " OR ".join(
        f"EXISTS (SELECT 1 FROM {model._meta.db_table} AS x"
        " WHERE x.werkgever_id = s.object_id AND x.stand_vanaf <= o.stand_van)"
        for soort in (Interventie, Overtreding)
        for model in (soort, verleden_van(soort))
    )
    return f"(s.soort <> 'werkgever' OR {gedaan})"


_DIT = "o.peildatum = %(peildatum)s"


def _om_vanaf_te_tellen() -> str:
    """SQL: `o` is of this slice, and of a stand van to count on from to this one. Of before the watch nothing
    is known of what came after it, so that is for its own moment."""
    sinds = f"(vanaf <= o.stand_van OR vanaf IS NOT NULL AND {_DIT} AND o.stand_van = %(stand_van)s)"
    bewaakt = f"EXISTS (SELECT 1 FROM {Bewaking._meta.db_table} WHERE {sinds})"
    return f"o.snede = %(snede)s AND o.stand_van <= %(stand_van)s AND {bewaakt}"


def _parameters(peildatum: date, stand_van: datetime, snede: Snede) -> dict[str, object]:
    return {
        "snede": sleutel(snede),
        "stand_van": connection.ops.adapt_datetimefield_value(stand_van),
        "peildatum": connection.ops.adapt_datefield_value(peildatum),
    }


def zoek_verzoek(moment: Moment) -> Telverzoek | None:
    """The request of which the count will be of use at this moment: `zoek_vorige` of what is still to be counted."""
    verzoeken = Telverzoek.objects.raw(
        f"SELECT o.* FROM {Telverzoek._meta.db_table} AS o WHERE {_DIT} AND {_om_vanaf_te_tellen()}"
        " ORDER BY o.stand_van DESC LIMIT 1",
        _parameters(moment.peildatum, moment.stand_van, moment.snede),
    )
    return next(iter(verzoeken), None)


def zoek_vorige(
    peildatum: date, stand_van: datetime, snede: Snede, *, ook_later: bool = False
) -> Vorige | None:
    """The latest earlier count that can be relied on: nothing came in since that was registered before it. `ook_later`:
    or one of a later day, at an earlier moment all the same. At most two queries."""
    tabel, spoor = (model._meta.db_table for model in (Opname, Spoor))
    dag = f"({_DIT} OR o.gevraagd_op IS NULL AND o.peildatum < %(peildatum)s"
    dag += " OR o.peildatum > %(peildatum)s)" if ook_later else ")"
    gevonden = list(
        Opname.objects.raw(
            f"SELECT o.* FROM {tabel} AS o WHERE {dag} AND o.versie = %(versie)s AND {_om_vanaf_te_tellen()}"
            f" AND {voltallig(connection.vendor)} AND NOT EXISTS"
            f" (SELECT 1 FROM {spoor} AS s WHERE s.vanaf <= o.stand_van AND NOT {gezien()} AND {_telt()})"
            " ORDER BY o.stand_van DESC, o.peildatum LIMIT 1",
            {"versie": VORM, **_parameters(peildatum, stand_van, snede)},
        )
    )
    if not gevonden:
        return None
    opname = gevonden[0]
    zelf = (opname.peildatum, opname.stand_van) == (peildatum, stand_van)
    return Vorige(opname, _geschreven(opname, "" if zelf else "s.tot > o.stand_van OR "))


def _geschreven(opname: Opname, ook: str) -> Geschreven:
    """`ook`: SQL that ends with OR. At the moment of the count itself what counts later makes no difference."""
    tabel, spoor = Opname._meta.db_table, Spoor._meta.db_table
    per_soort: dict[str, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.soort, s.object_id, COUNT(*) FROM {spoor} AS s JOIN {tabel} AS o ON o.id = %(opname)s"
            f" WHERE ({ook}NOT {gezien()}) AND {_telt()} GROUP BY s.soort, s.object_id",
            {"opname": opname.pk},
        )
        for soort, pk, aantal in cursor.fetchall():
            # To Opsporing and back again is nothing.
            if soort != "weg" or aantal % 2:
                per_soort.setdefault(soort, set()).add(pk)

    def van(soort: str) -> frozenset[int]:
        return frozenset(per_soort.get(soort, ()))

    return Geschreven(van("melding"), van("zaak"), van("werkgever"), van("plek"), van("weg"))
