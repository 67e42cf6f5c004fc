"""Which cases a list behind a number shows: the number, its moments and its slice, as they stand in the address."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.bulk import onder
from inspectie.lijsten.filters import Lijstfilter, Tekst
from inspectie.lijsten.kolommen import Sortering
from inspectie.rechten import Recht, rechten_van
from inspectie.tijd import lokale_dag
from interventies.filters import ZaakFilter
from interventies.models import Interventie, Overtreding, Zaak
from meldingen.filters import MeldingFilter
from rapportages.cijferform import NAMEN, Cijferform, uit_adres
from rapportages.forms import MomentForm
from rapportages.getalkaart import Kaart, maak_kaart, verschilwoorden
from rapportages.herkomst import is_synthetisch
from rapportages.kerncijfers.verschil import verschillen
from rapportages.kerncijfers.verschilrijen import WAS
from rapportages.kerncijfers.verwijzing import (
    Moment,
    Verwijzing,
    aantal,
    bestaat,
    bewijs,
    ids,
    is_jaarcijfer,
    lees,
)

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
    # By which definitions it is counted, where those are not the ones of now.
    definities = Tekst(method="blijft")
    was_definities = Tekst(method="blijft")
    # Of a number in a report: which one.
    rapportage = Tekst(method="blijft")

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
        versies = uit_adres(str(self.data.get("definities", "")))
        if self.keuze_form.is_valid() and not self.keuze_form.niets and versies:
            self.moment = replace(self.keuze_form.moment, versies=versies)
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
        versies = uit_adres(str(self.data.get("was_definities", "")))
        if self.moment is None or not self.data.get("oorzaak") or not form.is_valid() or versies is None:
            return None
        return replace(
            self.moment,
            peildatum=form.cleaned_data["peildatum"],
            stand_van=form.cleaned_data["stand_van"],
            versies=versies,
        )

    @property
    def klopt(self) -> bool:
        """Also which number it is, at which moments: both of them, of one cause of a difference."""
        sinds = self.was is not None or not self.data.get("oorzaak")
        return super().klopt and sinds and self.verwijzing is not None and self.moment is not None

    @cached_property
    def veranderd(self) -> tuple[int, ...]:
        """The ids behind one cause of one difference."""
        if self.was is None or self.moment is None or self.verwijzing is None:
            return ()
        for verschil in verschillen(self.was, self.moment, jaar=is_jaarcijfer(self.verwijzing)):
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
        if self.verwijzing is None or self.moment is None or not self.klopt:
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
        if self.verwijzing is None or self.moment is None or not self.klopt:
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
        if self.verwijzing.telling.bron in ("overtreder", "jaarovertreder"):
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


class Bezoeken(Cijferfilter):
    """Of each visit the intervention that stands for it."""

    SORTERINGEN = {
        "-dag": Sortering(_("Nieuwste eerst"), ("-uitgereikt_op",)),
        "dag": Sortering(_("Oudste eerst"), ("uitgereikt_op",)),
    }
    STANDAARD = "-dag"
    EENHEID, BEGIN = "bezoek", "JV-01.waarde"


class Overtredingen(Cijferfilter):
    SORTERINGEN = {
        "-geconstateerd": Sortering(_("Nieuwste eerst"), ("-geconstateerd_op",)),
        "geconstateerd": Sortering(_("Oudste eerst"), ("geconstateerd_op",)),
    }
    STANDAARD = "-geconstateerd"
    EENHEID, BEGIN = "overtreding", "JV-03.waarde"
