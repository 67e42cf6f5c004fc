"""The cases behind a number, as lists: the columns of the lists one knows, with the rows that the number counts.

`zichtbaar_voor` says which of them this person sees; how many there are beside those is told apart on the page.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote_plus

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.kolommen import Kolom, Lijst, toon_dag, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from interventies.lijsten import ZAKEN
from interventies.models import Interventie, Overtreding, Zaak
from interventies.models.interventie import InterventieStatus, Soort, Wijze
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from interventies.werkgeverlijst import WERKGEVERS
from meldingen.lijsten import MELDINGEN
from meldingen.models import Melding, Werkgever
from rapportages.cijferfilters import (
    DELEN,
    Bezoeken,
    Cijferfilter,
    Instrumenten,
    Meldingen,
    Overtredingen,
    Werkgevers,
    Zaken,
)
from rapportages.jaarcijfers import jaarwoorden
from rapportages.kerncijfers.verwijzing import Verwijzing

RECHTEN = (Recht.CIJFERS_ZIEN, Recht.CIJFERS_ZIEN_EIGEN)


def _label(keuzes: type[Soort] | type[Wijze] | type[InterventieStatus]) -> Callable[..., str]:
    return lambda _keuze, code: str(keuzes(code).label)


_WERKGEVER = Kolom(
    "werkgever", _("Werkgever"), ("werkgever__naam",), zelf, klasse="breed wg", breedte=6, naamloos=True
)
_ZAAK = Kolom("zaak", _("Zaak"), ("zaak__nummer",), zelf)


def _dagkolom(sleutel: str, kop: Any, veld: str) -> Kolom:
    return Kolom(sleutel, kop, (veld,), zelf, toon_dag, "dag", sorteringen=(f"-{sleutel}", sleutel))


INSTRUMENTKOLOMMEN = (
    Kolom("soort", _("Instrument"), ("soort",), _label(Soort), breedte=4),
    _dagkolom("uitgereikt", _("Uitgereikt op"), "uitgereikt_op"),
    _WERKGEVER,
    _ZAAK,
    Kolom("wijze", _("Wijze"), ("wijze",), _label(Wijze)),
    Kolom("termijn", _("Termijn tot"), ("einde",), zelf, toon_dag, "dag"),
    Kolom("status", _("Status"), ("status",), _label(InterventieStatus), klasse="status"),
)


def _maak(lijst: Lijst, naam: str, titel: Any, filter_: type[Cijferfilter], zichtbaar: Any) -> Lijst:
    """The columns of a list one knows, with the rows of a number."""
    return Lijst(
        naam=naam,
        titel=titel,
        bestandsnaam=naam.replace("_", "-"),
        rechten=RECHTEN,
        kolommen=lijst.kolommen,
        standaard=lijst.standaard,
        filter=filter_,
        eerst=(),
        ingangen=(),
        rij=lijst.rij,
        rijadres=lijst.rijadres,
        zichtbaar=zichtbaar,
        namen=lijst.namen,
        anker=lijst.anker,
        met_vraag=False,
    )


def _meldingen(gebruiker: Gebruiker) -> "QuerySet[Melding]":
    return Melding.objects.zichtbaar_voor(gebruiker)


def _zaken(gebruiker: Gebruiker) -> "QuerySet[Zaak]":
    return ZAKEN.zichtbaar(gebruiker)


def _werkgevers(gebruiker: Gebruiker) -> "QuerySet[Werkgever]":
    """Also who is one with another by now: at the stand van it stood by itself."""
    return Werkgever.objects.zichtbaar_voor(gebruiker)


def _interventies(gebruiker: Gebruiker) -> "QuerySet[Interventie]":
    return Interventie.objects.zichtbaar_voor(gebruiker).annotate(zaaknummer=F("zaak__nummer"))


def _instrumenten(gebruiker: Gebruiker) -> "QuerySet[Interventie]":
    """With the day on which a term really ends, as the zaak and the letter say it."""
    reeks: QuerySet[Interventie] = Interventie.objects.zichtbaar_voor(gebruiker).met_einde(lees_vrije_dagen())
    return reeks.annotate(zaaknummer=F("zaak__nummer"))


def _overtredingen(gebruiker: Gebruiker) -> "QuerySet[Overtreding]":
    zaken = Zaak.objects.zichtbaar_voor(gebruiker)
    return Overtreding.objects.filter(zaak__in=zaken).annotate(zaaknummer=F("zaak__nummer"))


def _naar_zaak(rij: Any) -> str:
    return reverse("zaak", args=[rij.zaaknummer])


CIJFERMELDINGEN = _maak(
    MELDINGEN, "cijfers_meldingen", _("Meldingen achter een cijfer"), Meldingen, _meldingen
)
CIJFERZAKEN = _maak(ZAKEN, "cijfers_zaken", _("Zaken achter een cijfer"), Zaken, _zaken)
CIJFERWERKGEVERS = Lijst(
    naam="cijfers_werkgevers",
    titel=_("Werkgevers achter een cijfer"),
    bestandsnaam="cijfers-werkgevers",
    rechten=RECHTEN,
    kolommen=(
        Kolom("naam", _("Naam"), ("naam",), zelf, sorteringen=("naam", "-naam"), breedte=6),
        *(
            kolom
            for kolom in WERKGEVERS.kolommen
            if kolom.sleutel in ("plaats", "provincie", "sector", "kvk", "kenmerk")
        ),
    ),
    standaard=("plaats", "provincie", "sector", "kvk"),
    filter=Werkgevers,
    eerst=(),
    ingangen=(),
    rij="werkgever",
    rijadres=WERKGEVERS.rijadres,
    zichtbaar=_werkgevers,
    namen=WERKGEVERS.namen,
    anker=WERKGEVERS.anker,
    met_vraag=False,
)
CIJFERINSTRUMENTEN = Lijst(
    naam="cijfers_instrumenten",
    titel=_("Instrumenten achter een cijfer"),
    bestandsnaam="cijfers-instrumenten",
    rechten=RECHTEN,
    kolommen=INSTRUMENTKOLOMMEN,
    standaard=("uitgereikt", "werkgever", "zaak", "wijze", "status"),
    filter=Instrumenten,
    eerst=(),
    ingangen=(),
    rij="instrument",
    rijadres=_naar_zaak,
    zichtbaar=_instrumenten,
    namen=MELDINGEN.namen,
    anker=lambda interventie: interventie.pk,
    met_vraag=False,
)
CIJFERBEZOEKEN = replace(
    CIJFERINSTRUMENTEN,
    naam="cijfers_bezoeken",
    titel=_("Bezoeken achter een cijfer"),
    bestandsnaam="cijfers-bezoeken",
    kolommen=(
        _dagkolom("dag", _("Dag"), "uitgereikt_op"),
        _WERKGEVER,
        _ZAAK,
        Kolom("domein", _("Domein"), ("zaak__domein",), lambda k, code: str(k.namen("domein", code))),
        Kolom("soort", _("Eerste interventie"), ("soort",), _label(Soort), breedte=4),
    ),
    standaard=("werkgever", "zaak", "domein", "soort"),
    filter=Bezoeken,
    rij="bezoek",
    zichtbaar=_interventies,
)
CIJFEROVERTREDINGEN = replace(
    CIJFERINSTRUMENTEN,
    naam="cijfers_overtredingen",
    titel=_("Overtredingen achter een cijfer"),
    bestandsnaam="cijfers-overtredingen",
    kolommen=(
        Kolom(
            "voorschrift",
            _("Voorschrift"),
            ("voorschrift",),
            lambda k, code: str(k.namen("voorschrift", code)),
            breedte=6,
        ),
        _dagkolom("geconstateerd", _("Geconstateerd op"), "geconstateerd_op"),
        _WERKGEVER,
        _ZAAK,
    ),
    standaard=("geconstateerd", "werkgever", "zaak"),
    filter=Overtredingen,
    rij="overtreding",
    zichtbaar=_overtredingen,
    namen=jaarwoorden,
)
LIJSTEN = {
    lijst.filter.EENHEID: lijst
    for lijst in (
        CIJFERMELDINGEN,
        CIJFERZAKEN,
        CIJFERWERKGEVERS,
        CIJFERINSTRUMENTEN,
        CIJFERBEZOEKEN,
        CIJFEROVERTREDINGEN,
    )
}


def adressen() -> Callable[[Verwijzing, str], str]:
    """The pages of the lists behind the numbers of one page, which may have a thousand: where a list is, is looked up
    once. Of each number is said where it was counted (`Cijferform.vraag`)."""
    waar = {eenheid: lijst.url for eenheid, lijst in LIJSTEN.items()}

    def adres(verwijzing: Verwijzing, vraag: str) -> str:
        delen = "".join(
            f"&{naam}={quote_plus(deel)}" for naam, deel in zip(DELEN, verwijzing.delen, strict=False)
        )
        return f"{waar[verwijzing.cijfer.eenheid]}?getal={verwijzing}{delen}&{vraag}"

    return adres
