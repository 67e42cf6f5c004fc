"""The cases behind a number, as lists: the columns of the lists one knows, with the rows that the number counts.

`zichtbaar_voor` says which of them this person sees; how many there are beside those is told apart on the page.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.bulk import onder
from inspectie.lijsten.filters import Lijstfilter, Tekst
from inspectie.lijsten.kolommen import Kolom, Lijst, Sortering, geen, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, rechten_van
from inspectie.tijd import lokale_dag
from interventies.filters import ZaakFilter
from interventies.lijsten import ZAKEN
from interventies.models import Interventie, Overtreding, Zaak
from interventies.models.interventie import InterventieStatus, Soort, Wijze
from interventies.werkgeverlijst import WERKGEVERS
from meldingen.filters import MeldingFilter
from meldingen.lijsten import MELDINGEN
from meldingen.models import Melding, Werkgever
from rapportages.cijferform import NAMEN, Cijferform
from rapportages.forms import MomentForm
from rapportages.getalkaart import Kaart, maak_kaart, verschilwoorden
from rapportages.herkomst import is_synthetisch
from rapportages.kerncijfers.verschil import verschillen
from rapportages.kerncijfers.verschilrijen import WAS
from rapportages.kerncijfers.verwijzing import Moment, Verwijzing, aantal, bestaat, bewijs, ids, lees

RECHTEN = (Recht.CIJFERS_ZIEN, Recht.CIJFERS_ZIEN_EIGEN)
DELEN = ("deel", "deel2")
ALLES_ZIEN = {Recht.ZAAK_ZIEN, Recht.BEZOEK_ZIEN, Recht.HANDHAVING_ZIEN, Recht.INGRIJPEND_ZIEN}
"""Who has these sees every zaak, and all that was done in it."""


class Cijferfilter(Lijstfilter):
    """The number stands in the address, with its moments and its slice; it is no filter that one fills in."""

    getal = Tekst(method="blijft")
    deel = Tekst(method="blijft")
    deel2 = Tekst(method="blijft")
    peildatum = Tekst(method="blijft")
    stand_van = Tekst(method="blijft")
    van = Tekst(method="blijft")
    per = Tekst(method="blijft")
    team = Tekst(method="blijft")
    domein = Tekst(method="blijft")
    onderwerp = Tekst(method="blijft")
    sector = Tekst(method="blijft")
    provincie = Tekst(method="blijft")
    # Of what changed: since when, why, and whether it came in or went out.
    was_peildatum = Tekst(method="blijft")
    was_stand = Tekst(method="blijft")
    oorzaak = Tekst(method="blijft")
    kant = Tekst(method="blijft")

    EENHEID = ""
    BEGIN = ""
    verwijzing: Verwijzing | None = None
    moment: Moment | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        delen = [str(self.data.get(naam, "")) for naam in DELEN]
        gevonden = lees(str(self.data.get("getal", "")) or self.BEGIN, [deel for deel in delen if deel])
        if gevonden and gevonden.cijfer.eenheid == self.EENHEID:
            self.verwijzing = gevonden
        self.keuze_form = Cijferform(
            {naam: self.data.get(naam, "") for naam in NAMEN},
            gebruiker=self.gebruiker,
            nu=self.nu.replace(microsecond=0),
            namen=self.namen,
            synthetisch=is_synthetisch(),
        )
        if self.keuze_form.is_valid() and not self.keuze_form.niets:
            self.moment = self.keuze_form.moment
            if self.verwijzing and not bestaat(self.verwijzing, self.moment):
                self.verwijzing = None

    @cached_property
    def was(self) -> Moment | None:
        """The moment it is compared with; None for a number by itself."""
        form = MomentForm(
            {"peildatum": self.data.get("was_peildatum", ""), "stand_van": self.data.get("was_stand", "")},
            nu=self.nu,
            gebruiker=self.gebruiker,
        )
        if self.moment is None or not self.data.get("oorzaak") or not form.is_valid():
            return None
        return replace(
            self.moment, peildatum=form.cleaned_data["peildatum"], stand_van=form.cleaned_data["stand_van"]
        )

    @cached_property
    def veranderd(self) -> tuple[int, ...]:
        """The ids behind one cause of one difference."""
        if self.was is None or self.moment is None:
            return ()
        for verschil in verschillen(self.was, self.moment):
            if verschil.verwijzing == self.verwijzing:
                kanten = verschil.oorzaken.get(str(self.data.get("oorzaak")), {})
                return kanten.get(str(self.data.get("kant")), ())
        return ()

    def alle(self) -> int:
        """How many there are, seen or not."""
        if self.was is not None:
            return len(self.veranderd)
        return aantal(self.verwijzing, self.moment) if self.verwijzing and self.moment else 0

    def kaart(self) -> Kaart | None:
        """Of the number; None where there is none."""
        if self.verwijzing is None or self.moment is None:
            return None
        return maak_kaart(self.verwijzing, self.moment, self.alle(), self.namen, op=self.nu)

    def over_de_lijst(self) -> Iterable[tuple[str, str]]:
        if (kaart := self.kaart()) is None:
            return ()
        regels = kaart.regels(self.qs.order_by().count())
        if self.was is not None:
            regels.insert(1, (gettext("Verschil"), verschilwoorden(self.was, self.data)))
        return regels

    def kenmerk(self) -> str:
        if self.verwijzing is None or self.moment is None:
            return ""
        delen = (self.verwijzing.code, self.verwijzing.rol, *self.verwijzing.delen)
        dagen = f"{self.moment.peildatum:%Y-%m-%d}-stand-{lokale_dag(self.moment.stand_van):%Y-%m-%d}"
        return "-".join((*delen, dagen))

    def blijft(self, reeks: "QuerySet[Any]", _naam: str, _waarde: str) -> "QuerySet[Any]":
        return reeks

    def filter_queryset(self, queryset: "QuerySet[Any]", zonder: Collection[str] = ()) -> "QuerySet[Any]":
        if self.verwijzing is None or self.moment is None:
            return queryset.none()
        if self.was is not None:
            return queryset.filter(pk__in=onder(self.veranderd))
        return queryset.filter(pk__in=ids(self.verwijzing, self.moment))

    def blokjes(self) -> list[Any]:
        return []


class Meldingen(Cijferfilter):
    SORTERINGEN = MeldingFilter.SORTERINGEN
    STANDAARD = MeldingFilter.STANDAARD
    EENHEID, BEGIN = "melding", "KC-01.waarde"


class Zaken(Cijferfilter):
    SORTERINGEN = ZaakFilter.SORTERINGEN
    STANDAARD = ZaakFilter.STANDAARD
    EENHEID, BEGIN = "zaak", "KC-11.waarde"


class Werkgevers(Cijferfilter):
    SORTERINGEN = {
        "naam": Sortering(_("Naam"), ("naam",)),
        "-naam": Sortering(_("Naam, van Z naar A"), ("-naam",)),
    }
    STANDAARD = "naam"
    EENHEID, BEGIN = "werkgever", "KC-08.waarde"

    def filter_queryset(self, queryset: "QuerySet[Any]", zonder: Collection[str] = ()) -> "QuerySet[Any]":
        """An employer is no secret, but this list says what was done there: that is for who sees (some of) what it is
        counted by."""
        reeks: QuerySet[Any] = super().filter_queryset(queryset, zonder)
        if self.verwijzing is None or self.moment is None or rechten_van(self.gebruiker) >= ALLES_ZIEN:
            return reeks
        toen = self.was if self.was and self.data.get("kant") == WAS else self.moment
        achter = bewijs(self.verwijzing, toen)
        if achter is None:
            return reeks.none()
        ziet: QuerySet[Any] = Interventie.objects.zichtbaar_voor(self.gebruiker)
        if self.verwijzing.telling.bron == "overtreder":
            ziet = Overtreding.objects.filter(zaak__in=Zaak.objects.zichtbaar_voor(self.gebruiker))
        groepen = ziet.filter(pk__in=achter).values(groep=Coalesce("werkgever__hoofd_id", "werkgever_id"))
        met_groep: QuerySet[Any] = reeks.alias(groep=Coalesce("hoofd_id", "pk"))
        return met_groep.filter(groep__in=groepen)


class Instrumenten(Cijferfilter):
    SORTERINGEN = {
        "-uitgereikt": Sortering(_("Nieuwste eerst"), ("-uitgereikt_op",)),
        "uitgereikt": Sortering(_("Oudste eerst"), ("uitgereikt_op",)),
    }
    STANDAARD = "-uitgereikt"
    EENHEID, BEGIN = "instrument", "KC-13.waarde"


def _dag(_keuze: Lijstfilter, dag: date | None) -> SafeString:
    if dag is None:
        return geen()
    return format_html(
        '<time datetime="{}">{}</time>', f"{dag:%Y-%m-%d}", date_format(dag, "SHORT_DATE_FORMAT")
    )


def _label(keuzes: type[Soort] | type[Wijze] | type[InterventieStatus]) -> Callable[..., str]:
    return lambda _keuze, code: str(keuzes(code).label)


INSTRUMENTKOLOMMEN = (
    Kolom("soort", _("Instrument"), ("soort",), _label(Soort), breedte=4),
    Kolom(
        "uitgereikt",
        _("Uitgereikt op"),
        ("uitgereikt_op",),
        zelf,
        _dag,
        "dag",
        sorteringen=("-uitgereikt", "uitgereikt"),
    ),
    Kolom(
        "werkgever", _("Werkgever"), ("werkgever__naam",), zelf, klasse="breed wg", breedte=6, naamloos=True
    ),
    Kolom("zaak", _("Zaak"), ("zaak__nummer",), zelf),
    Kolom("wijze", _("Wijze"), ("wijze",), _label(Wijze)),
    Kolom("termijn", _("Termijn tot"), ("termijn_tot",), zelf, _dag, "dag"),
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


def _instrumenten(gebruiker: Gebruiker) -> "QuerySet[Interventie]":
    return Interventie.objects.zichtbaar_voor(gebruiker)


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
    rijadres=lambda interventie: reverse("zaak", args=[interventie.zaaknummer]),
    zichtbaar=lambda gebruiker: _instrumenten(gebruiker).annotate(zaaknummer=F("zaak__nummer")),
    namen=MELDINGEN.namen,
    anker=lambda interventie: interventie.pk,
    met_vraag=False,
)
LIJSTEN = {
    lijst.filter.EENHEID: lijst
    for lijst in (CIJFERMELDINGEN, CIJFERZAKEN, CIJFERWERKGEVERS, CIJFERINSTRUMENTEN)
}


def adres(verwijzing: Verwijzing, vraag: str) -> str:
    """The page of the list behind a number; `vraag` says where it was counted (`Cijferform.vraag`)."""
    delen = dict(zip(DELEN, verwijzing.delen, strict=False))
    eigen = urlencode({"getal": str(verwijzing), **delen})
    return LIJSTEN[verwijzing.cijfer.eenheid].adres(f"{eigen}&{vraag}")
