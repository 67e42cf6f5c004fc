"""The one door to the reporter: sealing what comes in, and opening it for a stated reason, with a line in the log."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext as _

from inspectie.bulk import onder, reserveer, voeg_toe
from inspectie.fouten import Regelfout, zegt_iets
from inspectie.kluis import blinde_index, open_zegel, verzegel
from inspectie.letters import kaal
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.velden import plaats
from inspectie.versies import Wijziging
from meldingen.models import Melder, MelderInzage, Melding, Status, Volgcode

MELDER_VELDEN = [
    "id",
    "melding_id",
    "naam",
    "email",
    "telefoon",
    "zoek_naam",
    "zoek_email",
    "zoek_telefoon",
    "geregistreerd_op",
]


def melder_rij(
    pk: int, melding: int, *, naam: str, email: str, telefoon: str, geregistreerd_op: datetime
) -> list[Any]:
    """A row of the confidential table, in the order of MELDER_VELDEN. The clear values go no further than here."""
    return [
        pk,
        melding,
        verzegel(naam, plaats(Melder, pk, "naam")),
        verzegel(email, plaats(Melder, pk, "email")),
        verzegel(telefoon, plaats(Melder, pk, "telefoon")),
        *zoekwaarden(naam=naam, email=email, telefoon=telefoon),
        geregistreerd_op,
    ]


def zoekwaarden(*, naam: str, email: str, telefoon: str) -> tuple[str, str, str]:
    """The blind indexes of a reporter, in the order of MELDER_VELDEN."""
    return (
        blinde_index(" ".join(naam.casefold().split()), "naam"),
        blinde_index(email.strip().casefold(), "email"),
        blinde_index(_cijfers(telefoon)[-9:], "telefoon"),
    )


def corrigeer_melder(melding: int, veld: str, waarde: str, op: datetime) -> None:
    """A correction of one confidential field, registered at `op`: rows are added, none is changed.

    A row holds every field as it stood from its moment on. So a correction that comes in late, with later ones of other
    fields already there, adds a row for each of those moments too, until the next one of its own field. Its line in
    `Wijziging` is there already.
    """
    reeks = list(Melder.objects.filter(melding=melding).order_by("geregistreerd_op", "id"))
    volgende = (
        Wijziging.objects.filter(
            soort="melding", object_id=melding, veld=f"melder_{veld}", geregistreerd_op__gt=op
        )
        .order_by("geregistreerd_op")
        .values_list("geregistreerd_op", flat=True)
        .first()
    )
    eerder = [melder for melder in reeks if melder.geregistreerd_op <= op]
    grond: dict[datetime, Melder | None] = {op: eerder[-1] if eerder else None}
    for melder in reeks:
        if melder.geregistreerd_op > op and (volgende is None or melder.geregistreerd_op < volgende):
            grond[melder.geregistreerd_op] = melder
    rijen = []
    for (moment, stand), pk in zip(grond.items(), reserveer(Melder, len(grond)), strict=True):
        velden = _open(stand) | {veld: waarde}
        rijen.append(
            melder_rij(
                pk,
                melding,
                naam=velden["naam"],
                email=velden["email"],
                telefoon=velden["telefoon"],
                geregistreerd_op=moment,
            )
        )
    voeg_toe(Melder, MELDER_VELDEN, rijen)


def kenbaar(melding: int) -> list[tuple[datetime, bool, bool]]:
    """What may be known of the reporter without opening anything: (moment, anonymous, reachable), oldest first."""
    reeks = Melder.objects.filter(melding=melding).order_by("geregistreerd_op", "id")
    per_moment = {melder.geregistreerd_op: melder for melder in reeks}
    code = Volgcode.objects.filter(melding=melding).exists()
    return [(moment, not m.naam, bool(m.email or m.telefoon or code)) for moment, m in per_moment.items()]


_MELDER = Melder._meta.db_table
_LAATSTE = f"""(SELECT l.id FROM {_MELDER} l WHERE l.melding_id = {{}}
ORDER BY l.geregistreerd_op DESC, l.id DESC LIMIT 1)"""
KENMERKEN = f"""(SELECT k.zoek_email || ';' || k.zoek_telefoon || ';' || k.zoek_naam FROM {_MELDER} k
WHERE k.id = {_LAATSTE.format("meldingen_melding.id")})"""
"""Of a row of melding: what `herkend_aan` reads. NULL without a reporter."""

# Said of both sides that it is not empty: that is what lets the index be used.
_ZELFDE = " UNION ".join(
    f"SELECT m.melding_id FROM {_MELDER} e JOIN {_MELDER} m ON m.{veld} = e.{veld} AND NOT (m.{veld} = '') "
    f"WHERE e.id = {_LAATSTE.format('%s')}{slechts}"
    for veld, slechts in (
        ("zoek_email", ""),
        ("zoek_telefoon", ""),
        ("zoek_naam", " AND e.zoek_email = '' AND e.zoek_telefoon = ''"),
    )
)


def herkend_aan(kenmerken: str | None) -> frozenset[str]:
    """The blind indexes that tell who reported; two meldingen that share one are of one person. That they are says
    something of the source: show it only to who may read the reporter."""
    return tekens_van(*kenmerken.split(";")) if kenmerken else frozenset()


def tekens_van(email: str, telefoon: str, naam: str) -> frozenset[str]:
    """Of the blind indexes of a reporter those that tell who it is. A name alone is a weak sign: it counts only where
    there is nothing better."""
    return frozenset({email, telefoon} - {""} or {naam} - {""})


def met_dezelfde_melder(melding: int) -> RawSQL:
    """The ids of the meldingen that ever had a reporter as this one has now, to put behind `pk__in`; each column by its
    own index."""
    return RawSQL(_ZELFDE, [melding] * 3)  # noqa: S611 (from the constants above)


def _open(melder: Melder | None) -> dict[str, str]:
    return dict.fromkeys(Melder.GEHEIM, "") if melder is None else open_rij(melder)


def open_rij(melder: Melder) -> dict[str, str]:
    """For the program itself, as `openen`. Raises Kluisfout."""
    return {
        veld: open_zegel(getattr(melder, veld), plaats(Melder, melder.pk, veld)) for veld in Melder.GEHEIM
    }


def openen(meldingen: Collection[int]) -> dict[int, list[dict[str, str]]]:
    """Every reporter these meldingen had, for the program itself: to keep a text from naming them. Nothing of it may be
    shown; who learns of it is logged as having read it (`log_inzage`)."""
    uit: dict[int, list[dict[str, str]]] = {}
    for melder in Melder.objects.filter(melding__in=onder(meldingen)).order_by("geregistreerd_op", "id"):
        uit.setdefault(melder.melding_id, []).append(_open(melder))
    return uit


@transaction.atomic
def lees_melder(
    melding: Melding, *, door: Gebruiker, reden: str, op: datetime, sleutel: UUID | None = None
) -> dict[str, str]:
    """Open the reporter of one melding, once, for a stated reason. Who, when and why is kept, never what was read.

    Who may do this stands in `rechten`. Raises Regelfout without a reason, and for a form (`sleutel`) that was answered
    already: who goes back or reloads is asked again.
    """
    if not zegt_iets(reden):
        raise Regelfout(_("Geef een reden om de melder in te zien."))
    _weiger_bij_opsporing(melding)
    if sleutel is not None:
        Melding.objects.select_for_update(no_key=True).get(pk=melding.pk)  # twice at the same time is once
        if MelderInzage.objects.filter(sleutel=sleutel).exists():
            raise Regelfout(_("Deze inzage is al getoond. Geef opnieuw een reden."))
    melders = openen([melding.pk]).get(melding.pk) or [_open(None)]
    for gegevens in melders:  # as they are called now, and as they were before
        reden = zonder_melder(reden, gegevens)
    log_inzage(melding.pk, door=door, reden=reden, op=op, sleutel=sleutel)
    return melders[-1]


def log_inzage(
    melding: int, *, door: Gebruiker, reden: str, op: datetime, sleutel: UUID | None = None
) -> None:
    """Write down that somebody learned who reported. The reason is kept: in Dutch, whoever reads in what language."""
    inzage = MelderInzage.objects.create(melding_id=melding, door=door, op=op, reden=reden, sleutel=sleutel)
    log(
        "melder_gelezen",
        op=op,
        door=door,
        onderwerp=f"melding:{melding}",
        schreef=[inzage],
        inzage=inzage.pk,
    )


def _weiger_bij_opsporing(melding: Melding) -> None:
    """What went to Opsporing is theirs, the reporter too: whoever comes by another road finds this door closed."""
    if Melding.objects.filter(pk=melding.pk, status=Status.NAAR_OPSPORING).exists():
        raise Regelfout(_("Deze melding is bij Opsporing."))


class Bereik(NamedTuple):
    """The ways to a reporter, without opening anything: an e-mail address, a telephone number, and in which language
    they read the page behind their receipt code ("" without one)."""

    email: bool
    telefoon: bool
    taal: str

    @property
    def alleen_code(self) -> bool:
        return bool(self.taal) and not (self.email or self.telefoon)


_BEREIK = {"bereik_email": "email", "bereik_telefoon": "telefoon"}


def met_bereik(melding: str) -> dict[str, Any]:
    """To annotate: what `bereik_van` reads of a row. `melding` is the field with the melding of a row."""
    laatste = Melder.objects.filter(melding=OuterRef(melding)).order_by("-geregistreerd_op", "-id")
    taal = Volgcode.objects.filter(melding=OuterRef(melding)).values("taal")[:1]
    uit: dict[str, Any] = {
        naam: GreaterThan(
            Coalesce(Subquery(laatste.values(veld)[:1]), Value(""), output_field=TextField()), Value("")
        )
        for naam, veld in _BEREIK.items()
    }
    return uit | {"bereik_taal": Coalesce(Subquery(taal), Value(""))}


def bereik_van(rij: Any) -> Bereik:
    return Bereik(rij.bereik_email, rij.bereik_telefoon, rij.bereik_taal)


def bereik(melding: Melding) -> Bereik:
    """One query."""
    return bereik_van(Melding.objects.only("pk").annotate(**met_bereik("pk")).get(pk=melding.pk))


@transaction.atomic
def adres_voor(melding: Melding, soort: str, pk: int, *, door: Gebruiker | None, op: datetime) -> str:
    """The e-mail address, for the program itself to write to: nobody sees it. That it was read, and for which message
    (`soort` and `pk`), is logged; the address is not. Empty when there is none. Raises Regelfout."""
    _weiger_bij_opsporing(melding)
    waarvoor: dict[str, Any] = {soort: pk}
    log("melder_aangeschreven", op=op, door=door, onderwerp=f"melding:{melding.pk}", **waarvoor)
    return _open(melding.melders.order_by("geregistreerd_op", "id").last())["email"].strip()


@transaction.atomic
def noemt_melder(
    melding: Melding,
    tekst: str,
    *,
    door: Gebruiker,
    op: datetime,
    herkent: Callable[[Sequence[Mapping[str, str]]], bool] = lambda _melders: False,
) -> bool:
    """Whether a text that goes out names the reporter, as known now or before: by a word of the name, by address or
    number, or so that `herkent` knows them in it. The program compares, and that is logged; who hears that it does,
    learned who reported. Raises Regelfout."""
    _weiger_bij_opsporing(melding)
    melders = [gegevens for gegevens in openen([melding.pk]).get(melding.pk, ()) if any(gegevens.values())]
    if not melders:
        return False
    log("melder_vergeleken", op=op, door=door, onderwerp=f"melding:{melding.pk}")
    genoemd = any(_staat_in(tekst, gegevens) for gegevens in melders) or herkent(melders)
    if genoemd:
        log_inzage(melding.pk, door=door, reden="Een tekst die uitging noemt de melder.", op=op)
    return genoemd


def _staat_in(tekst: str, gegevens: Mapping[str, str]) -> bool:
    laag = " ".join(kaal(tekst).split())
    delen = {deel for deel in re.findall(r"\w+", kaal(gegevens["naam"])) if len(deel) > KORT_IN_NAAM}
    email, cijfers = kaal(gegevens["email"].strip()), _cijfers(gegevens["telefoon"])[-9:]
    return bool(
        delen & set(re.findall(r"\w+", laag))
        or (email and email in laag)
        or (len(cijfers) >= MINSTE_CIJFERS and cijfers in _cijfers(tekst))
    )


def zonder_melder(tekst: str, gegevens: Mapping[str, str]) -> str:
    """The text without who reported: a reason is kept outside the vault, for others to read. A part of the name goes
    however it is written: without accents, in our own letters, with an s behind it. A short part goes when it is
    written as in the name."""
    if email := gegevens["email"].strip():
        tekst = re.sub(re.escape(email), WEGGELATEN, tekst, flags=re.IGNORECASE)
    delen = re.findall(r"\w+", unicodedata.normalize("NFC", gegevens["naam"]))
    lang = {kaal(deel) for deel in delen if len(deel) > KORT_IN_NAAM}
    kort = {deel for deel in delen if 1 < len(deel) <= KORT_IN_NAAM and deel[0].isupper()}

    def verberg(woord: re.Match[str]) -> str:
        vorm = kaal(woord[0])
        genoemd = vorm in lang or vorm.removesuffix("s") in lang or woord[0] in kort
        return WEGGELATEN if genoemd else woord[0]

    if delen:
        tekst = re.sub(r"\w+", verberg, unicodedata.normalize("NFC", tekst))
    cijfers = _cijfers(gegevens["telefoon"])[-9:]
    if len(cijfers) >= MINSTE_CIJFERS:
        tekst = re.sub(r"\+?\d{0,4}[\s()./-]*" + r"[\s()./-]*".join(cijfers), WEGGELATEN, tekst)
    return tekst


WEGGELATEN = "[…]"
KORT_IN_NAAM = 3
"""Words of a name of so many letters ("van", "de", "Jan") say too little to tell somebody by."""
MINSTE_CIJFERS = 7


def _cijfers(tekst: str) -> str:
    return "".join(teken for teken in tekst if teken.isdigit())
