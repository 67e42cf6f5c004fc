"""What each file holds: its columns, and the rules one row must keep by itself (contract section 1)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from inspectie.kolommen import (
    Gebrek,
    Kolom,
    code,
    dag,
    in_utc,
    janee,
    moment,
    sleutel,
    sleutels,
    tekst,
    tijdgebreken,
)
from interventies.models import (
    Interventie,
    Overtreding,
    Toetsing,
    VeiligheidBesluit,
    Wijze,
    Zaak,
    ZaakMelding,
)
from meldingen.kolommen import GEREGISTREERD, codes_per_lijst, melding_kolommen, werkgever_kolommen
from meldingen.models import Melding, Werkgever
from meldingen.models.feiten import Domein

Feiten = Mapping[str, Any]  # by column
LANGSTE_TERMIJN = timedelta(days=3653)  # ten years; a later end is a slip of the pen


def _geen_regels(feiten: Feiten) -> Iterator[Gebrek]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Bestand:
    """One file. `soort` is its name in correcties.csv; `sleutel` the columns that are its key together (none: the row
    itself); `gebeurtenis` the column with the date or time of the fact; `regels` what a row must keep by itself, law
    apart."""

    naam: str
    soort: str
    sleutel: tuple[str, ...]
    model: type[models.Model]
    kolommen: tuple[Kolom, ...]
    gebeurtenis: str = ""
    regels: Callable[[Feiten], Iterator[Gebrek]] = _geen_regels
    # Only correcties.csv can set these.
    bijzonder: tuple[Kolom, ...] = field(default=())

    @property
    def csv(self) -> str:
        return f"{self.naam}.csv"

    @property
    def naar_zichzelf(self) -> Kolom | None:
        """The column that refers to another row of the same file."""
        return next((kolom for kolom in self.kolommen if kolom.verwijst == self.naam), None)

    @property
    def corrigeerbaar(self) -> dict[str, Kolom]:
        vast = {*self.sleutel, "geregistreerd_op"}
        return {k.naam: k for k in (*self.kolommen, *self.bijzonder) if k.naam not in vast}

    def gebreken(self, feiten: Feiten, geregistreerd_op: datetime, nu: datetime) -> Iterator[Gebrek]:
        """What is wrong with facts that were registered at this moment. A fact that could not be read is None."""
        gebeurd = feiten.get(self.gebeurtenis)
        yield from tijdgebreken(self.gebeurtenis, gebeurd, geregistreerd_op, nu)
        yield from self.regels(feiten)


def _interventie(feiten: Feiten) -> Iterator[Gebrek]:
    uitgereikt, tot = feiten["uitgereikt_op"], feiten["termijn_tot"]
    if uitgereikt and tot and tot - uitgereikt > LANGSTE_TERMIJN:
        yield "termijn_tot", "ligt meer dan tien jaar na uitgereikt_op"


def _toetsing(feiten: Feiten) -> Iterator[Gebrek]:
    if feiten["getoetst_op"] is None and feiten["resultaat"] not in (None, Toetsing.Resultaat.OPEN):
        yield "getoetst_op", "mag alleen leeg zijn bij resultaat OPEN"


_VERVALLEN = Kolom("vervallen", janee, leeg=False)


def bestanden() -> dict[str, Bestand]:
    """All files in the order in which they refer to each other, by the code lists of this moment."""
    lijsten = codes_per_lijst()
    alle = (
        Bestand(
            "werkgevers",
            "werkgever",
            ("werkgever",),
            Werkgever,
            werkgever_kolommen(lijsten),
            bijzonder=(Kolom("samengevoegd_in", sleutel, naar="samengevoegd_in_id", verwijst="werkgevers"),),
        ),
        Bestand(
            "meldingen",
            "melding",
            ("melding",),
            Melding,
            melding_kolommen(lijsten),
            gebeurtenis="ontvangen_op",
        ),
        Bestand(
            "zaken",
            "zaak",
            ("zaak",),
            Zaak,
            (
                Kolom("zaak", sleutel, verplicht=True),
                Kolom(
                    "domein",
                    code([d for d in Domein.values if d != Domein.ONBEPAALD], "domein"),
                    verplicht=True,
                ),
                Kolom("aanleiding", code(Zaak.Aanleiding.values, "aanleiding"), verplicht=True),
                Kolom("geopend_op", dag, verplicht=True),
                GEREGISTREERD,
            ),
            gebeurtenis="geopend_op",
        ),
        Bestand(
            "zaak_meldingen",
            "zaak_melding",
            ("zaak", "melding"),
            ZaakMelding,
            (
                Kolom("zaak", sleutel, naar="zaak_id", verplicht=True, verwijst="zaken"),
                Kolom("melding", sleutel, naar="melding_id", verplicht=True, verwijst="meldingen"),
                GEREGISTREERD,
            ),
            bijzonder=(_VERVALLEN,),
        ),
        Bestand(
            "overtredingen",
            "overtreding",
            ("overtreding",),
            Overtreding,
            (
                Kolom("overtreding", sleutel, verplicht=True),
                Kolom("zaak", sleutel, naar="zaak_id", verplicht=True, verwijst="zaken"),
                Kolom("werkgever", sleutel, naar="werkgever_id", verplicht=True, verwijst="werkgevers"),
                # Which voorschriften, soorten and grondslagen exist is law: `keuring` refuses others, with the reason.
                Kolom("voorschrift", tekst(30), verplicht=True),
                Kolom("geconstateerd_op", dag, verplicht=True),
                Kolom("ernstig_gevaar", janee),
                Kolom("ernstige_mate_motivering", tekst(), leeg=""),
                GEREGISTREERD,
            ),
            gebeurtenis="geconstateerd_op",
            bijzonder=(_VERVALLEN,),
        ),
        Bestand(
            "interventies",
            "interventie",
            ("interventie",),
            Interventie,
            (
                Kolom("interventie", sleutel, verplicht=True),
                Kolom("zaak", sleutel, naar="zaak_id", verplicht=True, verwijst="zaken"),
                Kolom("werkgever", sleutel, naar="werkgever_id", verplicht=True, verwijst="werkgevers"),
                Kolom("soort", tekst(24), verplicht=True),
                Kolom("wijze", code(Wijze.values, "wijze"), verplicht=True),
                Kolom("uitgereikt_op", dag, verplicht=True),
                GEREGISTREERD,
                Kolom("overtredingen", sleutels, leeg=(), verwijst="overtredingen"),
                Kolom("grondslag", tekst(20), leeg=""),
                Kolom("termijn_tot", dag),
                Kolom("veiligheidstoets", code(VeiligheidBesluit.values, "veiligheidstoets"), leeg=""),
                Kolom("toelichting", tekst(), leeg=""),
            ),
            gebeurtenis="uitgereikt_op",
            regels=_interventie,
            bijzonder=(_VERVALLEN,),
        ),
        Bestand(
            "toetsingen",
            "toetsing",
            (),
            Toetsing,
            (
                Kolom("melding", sleutel, naar="melding_id", verplicht=True, verwijst="meldingen"),
                Kolom("resultaat", code(Toetsing.Resultaat.values, "toetsing"), verplicht=True),
                Kolom("getoetst_op", dag),
                GEREGISTREERD,
            ),
            gebeurtenis="getoetst_op",
            regels=_toetsing,
        ),
    )
    return {bestand.naam: bestand for bestand in alle}


CORRECTIES = (
    Kolom("soort", tekst(12), verplicht=True),
    Kolom("sleutel", tekst(130), verplicht=True),
    Kolom("veld", tekst(40), verplicht=True),
    # Of a reporter, perhaps: never shown before it is known whose field it is.
    Kolom("nieuw", tekst(), altijd=True, leeg="", vertrouwelijk=True),
    Kolom("reden", tekst(2000), verplicht=True),
    Kolom("geregistreerd_op", moment, verplicht=True, notatie=in_utc),
)
