"""What may not be found in anything that goes to the employer of a zaak: its sources, and that there were any (domain
section 5). A letter, the copy of a file, and what a person writes that goes along in one, are checked by this alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _

from inspectie.bulk import onder
from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker
from inspectie.uitvoer.cellen import lokaal
from inspectie.vastevraag import VasteVraag
from interventies.geheimhouding import BESTAND, CONTACT, Beleid, Bron, Lek, Tekst, lees_beleid, zoek_lekken
from interventies.geheimhouding.woorden import vouw
from interventies.genoemd import namen_van
from interventies.models import Zaak
from interventies.zaakwerkgevers import groepen_in
from meldingen.melders import log_inzage, openen
from meldingen.melderswoorden import alle_teksten
from meldingen.models import Melding, Werkgever

BRONNEN_MAX = 1000
"""Meldingen whose words a text is compared with, the newest first; those in the zaak itself always."""


class Lekfout(Regelfout):
    """Words that may not go out. `inzage` are the meldingen whose reporter they named: who tried learns that."""

    def __init__(self, lekken: Sequence[Lek], inzage: Sequence[int], zin: str, veld: str | None) -> None:
        super().__init__(
            *dict.fromkeys(zin % {"woorden": lek.fragment, "reden": _(lek.reden)} for lek in lekken)
        )
        self.inzage, self.veld = inzage, veld


@cache
def beleid() -> Beleid:
    return lees_beleid(BESTAND)


def zoek(zaak: Zaak, tekst: Tekst, *, met_melder: bool) -> list[Lek]:
    """What in a text gives the source away. `met_melder`: by the vault and the hour too, which is for acts only: who
    may look at a text could else find a name by trying."""
    return zoek_lekken(tekst, _bronnen(zaak, met_melder=met_melder), beleid())


def zoek_in(regels: Sequence[str], contact: Sequence[str]) -> list[Lek]:
    """What in these words gives a source away whatever the zaak: that there was one at all."""
    return zoek_lekken(Tekst((), regels, contact=contact), (), beleid())


def weiger(zaak: Zaak, tekst: Tekst, zin: str, *, veld: str | None = None) -> None:
    """Raises Lekfout when the text gives the source away. `zin` has room for the words and the reason."""
    _weiger(zaak, zoek(zaak, tekst, met_melder=True), zin, veld)


def _weiger(zaak: Zaak, lekken: Sequence[Lek], zin: str, veld: str | None) -> None:
    if lekken:
        inzage = _in_zaak(zaak) if any(lek.identiteit for lek in lekken) else ()
        raise Lekfout(lekken, inzage, zin, veld)


def weiger_in_dossier(zaak: Zaak, veld: str, tekst: str) -> None:
    """As `weiger`, of a line that a person writes in the file of the zaak, of which the employer may get a copy."""
    if tekst.strip():
        weiger(
            zaak,
            Tekst((tekst,), (tekst,), list(werkgevers_van(zaak))),
            _("Dit kan met het dossier naar de werkgever: “%(woorden)s”. %(reden)s"),
            veld=veld,
        )


def lekken_in_bestanden(zaak: Zaak, teksten: Collection[str]) -> list[list[Lek]]:
    """Of the text of each of these files what in it gives the source of this zaak away. That it holds an address or a
    number says nothing: they were not all written here. The vault stays closed where there is nothing to compare."""
    if not any(teksten):
        return [[] for _tekst in teksten]
    bronnen = list(_bronnen(zaak, met_melder=True))
    eigen = list(werkgevers_van(zaak))
    gevonden = (zoek_lekken(Tekst((tekst,), (tekst,), eigen), bronnen, beleid()) for tekst in teksten)
    return [[lek for lek in lekken if lek.reden != CONTACT] for lekken in gevonden]


def weiger_bestand(zaak: Zaak, tekst: str) -> None:
    """As `weiger_in_dossier`, of what stands in a file."""
    zin = _(
        "Dit bestand kan met het dossier naar de werkgever, en er staat in: “%(woorden)s”. %(reden)s"
        " Komt het van een melder, zeg dat dan; haal het er anders uit."
    )
    _weiger(zaak, lekken_in_bestanden(zaak, [tekst])[0], zin, "bestand")


def log_inzage_van_zaak(zaak: Zaak, reden: str, *, door: Gebruiker, op: datetime) -> None:
    """Who could tell from what happened who reported, read it."""
    for melding in _in_zaak(zaak):
        log_inzage(melding, door=door, reden=reden, op=op)


@transaction.atomic
def meld_inzage(fout: Lekfout, *, door: Gebruiker, op: datetime) -> None:
    """A refusal that named a reporter is a read of the vault. Its own transaction: the refused one left nothing."""
    for melding in fout.inzage:
        log_inzage(melding, door=door, reden="Een tekst noemde wie er meldde en is geweigerd.", op=op)


@dataclass(frozen=True, slots=True)
class Anderen:
    """What of other reporters in the zaken of a melding stands in a text, and who could be told by it (meldingen)."""

    lekken: Sequence[Lek] = ()
    inzage: Sequence[int] = ()


def anderen_in_zaken(melding: Melding) -> set[int]:
    """The meldingen of other reporters in the zaken of this one: not the same complaint, sent twice."""
    zaken = Zaak.objects.filter(zaakmelding_set__melding=melding)
    samen = Melding.objects.filter(zaakmelding_set__zaak__in=zaken).exclude(pk=melding.pk)
    rijen = samen.values_list("pk", "dubbel_van")
    return {pk for pk, dubbel in rijen if pk != melding.dubbel_van_id and dubbel != melding.pk}


def lekken_van_anderen(melding: Melding, tekst: str) -> Anderen:
    """What in a text that goes to a partner is of other reporters in the zaken of this melding: who they are, their
    number, their words. What this melding says itself is its own. The vault stays closed where it is in none."""
    anderen = anderen_in_zaken(melding)
    if not anderen or not tekst.strip():
        return Anderen()
    zaken = Zaak.objects.filter(zaakmelding_set__melding=melding)
    vertrouwd = [naam for zaak in zaken for naam in werkgevers_van(zaak)]
    ruw = Tekst((tekst,), (), vertrouwd)
    eigen = [
        vouw(lek.fragment) for lek in zoek_lekken(ruw, _lees({melding.pk}, {melding.pk}, True), beleid())
    ]
    lekken = [
        lek
        for lek in zoek_lekken(ruw, _lees(anderen, anderen, True), beleid())
        if not any(vouw(lek.fragment) in zelf for zelf in eigen)
    ]
    return Anderen(lekken, sorted(anderen) if any(lek.identiteit for lek in lekken) else ())


def herken(tekst: str, melders: Sequence[Mapping[str, str]]) -> bool:
    """Whether one of these reporters stands in a text, however it is written: without accents, broken at the end of a
    line, in letters that stand apart or only look like ours."""
    bron = Bron(
        nummer=None,
        ontvangen_op=None,
        namen=[rij["naam"] for rij in melders if rij["naam"]],
        emails=[rij["email"] for rij in melders if rij["email"]],
        telefoons=[rij["telefoon"] for rij in melders if rij["telefoon"]],
    )
    return any(lek.identiteit for lek in zoek_lekken(Tekst((tekst,), ()), [bron], beleid()))


def heet_voluit(namen: Sequence[str], melders: Sequence[Mapping[str, str]]) -> bool:
    """Whether the whole name of one of these reporters stands in what an employer is called."""
    bron = Bron(nummer=None, ontvangen_op=None, namen=[rij["naam"] for rij in melders if rij["naam"]])
    return bool(zoek_lekken(Tekst((), (), gericht_aan=namen), [bron], beleid()))


def werkgevers_van(zaak: Zaak) -> Iterable[str]:
    """What the employers in a zaak are called (`genoemd`)."""
    for hoofd in groepen_in(zaak):
        yield from namen_van(hoofd)


def _in_zaak(zaak: Zaak) -> list[int]:
    return list(Melding.objects.filter(zaakmelding_set__zaak=zaak).values_list("pk", flat=True))


def _rond(zaak: int) -> QuerySet[Any, Any]:
    """(id, what it is part of, whether it is an employer) of the meldingen in a zaak, of their duplicates, and of their
    employers."""
    eigen = Melding.objects.filter(zaakmelding_set__zaak=zaak).order_by()
    dubbel = Melding.objects.filter(dubbel_van__in=eigen.values("pk")).order_by()
    werkgevers = Werkgever.objects.filter(melding_set__in=eigen.values("pk")).order_by()
    return eigen.values_list("pk", "dubbel_van", Value(0)).union(
        dubbel.values_list("pk", "dubbel_van", Value(0)), werkgevers.values_list("pk", "hoofd", Value(1))
    )


# Asked by almost every act in a zaak.
_ROND = VasteVraag(_rond)


def _bronnen(zaak: Zaak, *, met_melder: bool) -> Iterable[Bron]:
    """The meldingen in the zaak, their duplicates, and the others about its employers. Of the last at most BRONNEN_MAX,
    and without their reporter: a letter is written by who knows this zaak."""
    zelf, groepen = set[int](), set[int]()
    for pk, hoofd, is_werkgever in _ROND.rijen(zaak.pk):
        if is_werkgever:
            groepen.add(hoofd or pk)
        else:
            zelf.add(pk)
    werkgevers = Werkgever.objects.in_groepen(groepen)
    # Of the others only their words, and of what went to Opsporing nothing: by a refusal one would know of them.
    anderen = (
        Melding.objects.hier()
        .filter(werkgever__in=werkgevers)
        .order_by("-ontvangen_op")
        .values_list("pk", flat=True)
    )
    yield from _lees(zelf | {*anderen[:BRONNEN_MAX]}, zelf, met_melder)


def _lees(pks: Collection[int], zelf: Collection[int], met_melder: bool) -> Iterable[Bron]:
    """Of each of these its words; of those it is about (`zelf`) also its number and, `met_melder`, who and when."""
    teksten = alle_teksten(pks)
    melders = openen(zelf) if met_melder else {}
    for pk, nummer, kenmerk, moment, type_ in Melding.objects.filter(pk__in=onder(pks)).values_list(
        "pk", "nummer", "extern_kenmerk", "ontvangen_op", "melder_type"
    ):
        wie = melders.get(pk, ())
        in_zaak = pk in zelf
        yield Bron(
            nummer=nummer if in_zaak else None,
            kenmerk=kenmerk or "" if in_zaak else "",
            # The hour is for few to know: as the reporter, only an act looks for it, for that is logged.
            ontvangen_op=lokaal(moment) if in_zaak and met_melder else None,
            teksten=teksten.get(pk, ()),
            namen=[rij["naam"] for rij in wie if rij["naam"]],
            emails=[rij["email"] for rij in wie if rij["email"]],
            telefoons=[rij["telefoon"] for rij in wie if rij["telefoon"]],
            is_werkgever=type_ == "WERKGEVER",
        )
