"""What the pages of the law show: versions over time, a change in words, and what would follow from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from interventies.brieftekstblad import brieftekst, brieftekst_naast, taal_van
from interventies.models import (
    Bepaling,
    Grondslag,
    Interventie,
    Rechtsact,
    Rechtstabel,
    Rechtsvoorstel,
    Voorschrift,
    Zaak,
)
from interventies.rechtform import acten
from interventies.rechtsgegevens.gevolgen import Gevolg, Gevolgen
from interventies.rechtsgegevens.stand import TABELLEN, Stand, Versie, met_einde, velden
from interventies.rechtsgegevens.wijzigen import BEGIN, EINDE, na
from interventies.rechtslijsten import in_het_nederlands

GETOOND = 50

NAMEN: dict[str, str | Promise] = {
    "naam": _("Naam"),
    "artikel": _("Artikel"),
    "klasse": _("Klasse"),
    "eis_of_stillegging": _("Eis of stillegging"),
    "soort": _("Instrument"),
    "vereist": _("Vereist"),
    "geldig_van": _("Eerste dag"),
    "geldig_tot": _("Laatste dag"),
    "bron": _("Bron"),
    "gelijkgesteld": _("Gelijkgesteld"),
    "tekst": _("Tekst"),
}
_KEUZES: dict[str, dict[Any, Any]] = {
    "klasse": dict(Voorschrift.Klasse.choices),
    "soort": dict(Grondslag.Soort.choices),
    "vereist": {"": _("Alleen een overtreding"), **dict(Grondslag.Vereist.choices)},
}


def woord(veld: str, waarde: Any, taal: str = "nl") -> str:
    """A value as it reads."""
    if isinstance(waarde, bool):
        return gettext("Ja") if waarde else gettext("Nee")
    if veld in ("geldig_van", "geldig_tot"):
        return (
            date_format(date.fromisoformat(waarde), "SHORT_DATE_FORMAT") if waarde else gettext("geen grens")
        )
    if veld == "tekst":
        return brieftekst(waarde, taal)
    if veld in Bepaling.WOORDEN and waarde:
        return in_het_nederlands(waarde)
    return str(_KEUZES.get(veld, {}).get(waarde, waarde)) or gettext("niets")


@dataclass(frozen=True, slots=True)
class Versieblad:
    """A version on the page: its fields in words, and how it stands to today."""

    versie: Versie
    periode: str
    stand: str
    velden: list[tuple[str | Promise, str]]
    acten: list[Rechtsact]  # what can be proposed about it


def versiebladen(tabel: str, sleutel: str, stand: Stand, vandaag: date) -> list[Versieblad]:
    """The latest first."""
    taal = taal_van(tabel, sleutel)
    tonen = [veld for veld in velden(tabel) if veld not in TABELLEN[tabel].dagen]
    return [
        Versieblad(
            versie,
            periode(versie),
            _stand(versie, vandaag.isoformat()),
            [(NAMEN[veld], woord(veld, versie[veld], taal)) for veld in tonen],
            [act for act in _OVER_EEN_VERSIE if act in acten(tabel) and _kan(act, versie)],
        )
        for versie in reversed(met_einde(stand))
    ]


_OVER_EEN_VERSIE = (Rechtsact.TEKST, Rechtsact.VERVALT, Rechtsact.EINDE)


def _kan(act: Rechtsact, versie: Versie) -> bool:
    """What holds for a single day cannot be ended sooner."""
    return act != Rechtsact.EINDE or (versie["geldig_tot"] or EINDE) > (versie["geldig_van"] or BEGIN)


def periode(versie: Versie) -> str:
    van, tot = (
        date_format(date.fromisoformat(versie[veld]), "SHORT_DATE_FORMAT") if versie.get(veld) else ""
        for veld in ("geldig_van", "geldig_tot")
    )
    if van and tot:
        return gettext("%(van)s tot en met %(tot)s") % {"van": van, "tot": tot}
    if van:
        return gettext("vanaf %(van)s") % {"van": van}
    return gettext("tot en met %(tot)s") % {"tot": tot} if tot else gettext("altijd")


def _stand(versie: Versie, vandaag: str) -> str:
    if "geldig_van" not in versie:
        return ""
    if (versie["geldig_tot"] or EINDE) < vandaag:
        return "voorbij"
    return "straks" if (versie["geldig_van"] or BEGIN) > vandaag else "nu"


@dataclass(frozen=True, slots=True)
class Verschil:
    """What happens to one version: per field from what to what (`van` is empty for what is new)."""

    kop: str
    rijen: list[tuple[str | Promise, str, str]]


def verschillen(tabel: str, sleutel: str, oud: Stand, nieuw: Stand) -> list[Verschil]:
    eerder = {versie["pk"]: versie for versie in oud}
    uit = []
    for versie in nieuw:
        vorige = eerder.pop(versie["pk"], None)
        if vorige is None:
            rijen = list(_nieuw(tabel, sleutel, oud, versie))
            kop = gettext("Nieuw") if not oud else gettext("Nieuwe versie")
            uit.append(Verschil(kop, rijen))
        elif rijen := [
            (NAMEN[veld], woord(veld, vorige[veld]), woord(veld, versie[veld]))
            for veld in velden(tabel)
            if vorige[veld] != versie[veld]
        ]:
            uit.append(Verschil(_kop(tabel, vorige), rijen))
    weg = [Verschil(gettext("Vervalt: %(naam)s") % {"naam": v["naam"]}, []) for v in eerder.values()]
    return [*uit, *weg]


def _nieuw(tabel: str, sleutel: str, oud: Stand, versie: Versie) -> Iterator[tuple[str | Promise, str, str]]:
    """All of a new version, and of what it replaces what was otherwise; its days are its own."""
    voor = [v for v in oud if (v.get("geldig_van") or BEGIN) < (versie.get("geldig_van") or BEGIN)]
    for veld in velden(tabel):
        if veld == "tekst" and voor:
            yield NAMEN[veld], "", brieftekst_naast(voor[-1][veld], versie[veld], taal_van(tabel, sleutel))
            continue
        eigen = not voor or veld in ("geldig_van", "geldig_tot") or voor[-1][veld] == versie[veld]
        yield NAMEN[veld], "" if eigen else woord(veld, voor[-1][veld]), woord(veld, versie[veld])


def _kop(tabel: str, versie: Versie) -> str:
    if tabel == Rechtstabel.VRIJE_DAG:
        return str(versie["naam"])
    return gettext("Versie: %(periode)s") % {"periode": periode(versie)}


def kop_van(voorstel: Rechtsvoorstel) -> str:
    """What a proposal is called: of what is new altogether it is no version."""
    return str(ACTEN[voorstel.act] if voorstel.toen else voorstel.get_act_display())


def wat_het_doet(voorstel: Rechtsvoorstel) -> list[Verschil]:
    """What a proposal changes, or changed, in what stood when it was made."""
    nieuw = na(voorstel.tabel, voorstel.toen, voorstel.act, voorstel.inhoud)
    return verschillen(voorstel.tabel, voorstel.sleutel, voorstel.toen, nieuw)


@dataclass(frozen=True, slots=True)
class Gevolgenblad:
    """`aantallen` is empty for who sees no figures; the rows are those of the zaken this person may see."""

    aantallen: list[tuple[str, int]]
    rijen: list[Gevolg]
    meer: bool
    niets: bool
    afgekapt: list[str]


def gevolgenblad(gevolgen: Gevolgen, gebruiker: Gebruiker) -> Gevolgenblad:
    zichtbaar = list(_zichtbaar(gevolgen.rijen, gebruiker))
    return Gevolgenblad(
        aantallen=gevolgen.aantallen if heeft(gebruiker, Recht.CIJFERS_ZIEN) else [],
        rijen=zichtbaar[:GETOOND],
        meer=len(zichtbaar) > GETOOND,
        niets=not gevolgen.rijen,
        afgekapt=gevolgen.afgekapt,
    )


def _zichtbaar(rijen: Sequence[Gevolg], gebruiker: Gebruiker) -> Iterator[Gevolg]:
    zaken = _pks(Zaak.objects.zichtbaar_voor(gebruiker), (g.zaak.pk for g in rijen))
    interventies = _pks(
        Interventie.objects.zichtbaar_voor(gebruiker),
        (g.record.pk for g in rijen if isinstance(g.record, Interventie)),
    )
    for gevolg in rijen:
        ingezet = isinstance(gevolg.record, Interventie)
        if gevolg.zaak.pk in zaken and (not ingezet or gevolg.record.pk in interventies):
            yield gevolg


def _pks(reeks: Any, gezocht: Iterable[int]) -> set[int]:
    wie = set(gezocht)
    return set(reeks.filter(pk__in=wie).values_list("pk", flat=True)) if wie else set()


ACTEN: dict[str, str | Promise] = {
    Rechtsact.NIEUW: _("Nieuwe versie"),
    Rechtsact.EINDE: _("Beëindigen"),
    Rechtsact.TEKST: _("Omschrijving verbeteren"),
    Rechtsact.VERVALT: _("Weghalen"),
}
