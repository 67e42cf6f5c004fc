"""The acts on offer in a zaak, each with its form."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from inspectie.models import Gebruiker
from inspectie.rechten import rechten_van
from inspectie.tijd import lokale_dag
from interventies.concepthandelingen import TERUGSTUREN, VAN_EEN_CONCEPT, WIJZIGEN
from interventies.forms import OvertredingForm
from interventies.handeling import Handeling
from interventies.models import Concept, Voorschrift, Zaak
from interventies.zaakform import PLEK, WerkgeverMixin, Zaakform
from meldingen.models import Werkgever


@dataclass(frozen=True, slots=True)
class Aanbod:
    """An act on offer, with its form, or why it cannot be done (`niet`); `open` when it came back with something wrong.
    With `plek` the form is that of others too, and this is the record (id) that it is about here."""

    handeling: Handeling
    form: Zaakform | None
    open: bool = False
    plek: str | None = None
    niet: Sequence[str] = ()


def voorschriften() -> dict[str, str]:
    """Name and article of each provision; of several versions the latest."""
    reeks = Voorschrift.objects.op_volgorde().values_list("code", "naam", "artikel")
    return {code: f"{naam} ({artikel})" for code, naam, artikel in reeks}


def maak_form(
    handeling: Handeling,
    zaak: Zaak,
    vandaag: date,
    data: Any = None,
    bestanden: Any = None,
    *,
    wetten: Callable[[], dict[str, str]] = voorschriften,
    plek: str | None = None,
    **begin: Any,
) -> Zaakform:
    """The form of an act; with `data` as it was sent."""
    extra = {"voorschriften": sorted(wetten().items())} if issubclass(handeling.form, OvertredingForm) else {}
    over = begin.get(handeling.form.over)
    naam = f"{handeling.code}_{plek or over.pk}" if over is not None else handeling.code
    return handeling.form(zaak, vandaag, data, bestanden, id_naam=naam, **extra, **begin)


class Maker:
    """Makes the acts on offer; the one that was refused comes as it was filled in."""

    def __init__(
        self,
        zaak: Zaak,
        gebruiker: Gebruiker,
        nu: datetime,
        wetten: Callable[[], dict[str, str]],
        fout: tuple[Handeling, Zaakform] | None,
        werkgevers: Sequence[Werkgever] = (),
    ) -> None:
        self.zaak, self.gebruiker, self.vandaag = zaak, gebruiker, lokale_dag(nu)
        self.rechten, self.wetten, self.fout = rechten_van(gebruiker), wetten, fout
        self.werkgevers = werkgevers
        self.eerder: dict[object, Zaakform] = {}

    def van(self, handelingen: Iterable[Handeling], record: Any, **begin: Any) -> list[Aanbod]:
        return [
            self._een(handeling, record, **begin)
            for handeling in handelingen
            if handeling.rechten & self.rechten and handeling.kan(record, self.gebruiker)
        ]

    def _een(self, handeling: Handeling, van: Any, **begin: Any) -> Aanbod:
        if self.fout is not None and self.fout[0] is handeling:
            form, over = self.fout[1], handeling.form.over
            if not over or str(form[over].value()) == str(begin[over].pk):
                return Aanbod(handeling, self._ingevuld(form), open=True)
        if niet := handeling.niet(van):
            return Aanbod(handeling, None, niet=niet)
        if handeling.lijkt is None:
            form = maak_form(handeling, self.zaak, self.vandaag, wetten=self.wetten, **begin)
            return Aanbod(handeling, self._ingevuld(form))
        record = begin[handeling.form.over]
        als = handeling.code, handeling.lijkt(record)
        if als not in self.eerder:
            self.eerder[als] = maak_form(handeling, self.zaak, self.vandaag, plek=PLEK["over"], **begin)
            self.eerder[als].voor_elk()
        return Aanbod(handeling, self.eerder[als], plek=str(record.pk))

    def _ingevuld(self, form: Zaakform) -> Zaakform:
        if isinstance(form, WerkgeverMixin):
            form.kies_uit(self.werkgevers)
        return form


def aanbod_bij(
    concept: Concept,
    gebruiker: Gebruiker,
    nu: datetime,
    fout: tuple[Handeling, Zaakform] | None = None,
    *,
    mis: bool = False,
) -> list[Aanbod]:
    """The acts on offer on one concept; `fout` as of `Maker`. What one came for stands open: the first, or what mends
    a letter that cannot go out so (`mis`)."""
    maak = Maker(concept.zaak, gebruiker, nu, voorschriften, fout)
    uit = maak.van(VAN_EEN_CONCEPT, concept, concept=concept, versie=concept.versie)
    if uit and not any(a.open for a in uit):
        herstelt = (n for n, a in enumerate(uit) if a.handeling in (WIJZIGEN, TERUGSTUREN))
        hoofd = next(herstelt, 0) if mis else 0
        uit[hoofd] = replace(uit[hoofd], open=True)
    return uit
