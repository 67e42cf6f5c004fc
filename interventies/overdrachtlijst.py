"""The list of handovers: its columns and filters."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.getal import als_getal
from inspectie.lijsten.filters import Keuzelijst, Lijstfilter, Tekst, Tot, Vanaf
from inspectie.lijsten.kolommen import (
    Kolom,
    Lijst,
    Sortering,
    alleen_de_dag,
    toon_dag,
    toon_dag_van,
    zacht,
    zelf,
)
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from inspectie.tijd import lokale_dag
from interventies.models import Overdracht
from meldingen.woorden import woorden

STANDEN = [
    ("wacht", _("Ontvangst te bevestigen")),
    ("laat", _("Bevestiging te laat")),
    ("bevestigd", _("Ontvangst bevestigd")),
    ("terug", _("Teruggestuurd")),
    ("herroepen", _("Herroepen")),
]
BERICHTEN = [("ja", _("Melder heeft bericht")), ("nee", _("Bericht kon niet"))]


class OverdrachtFilter(Lijstfilter):
    q = Tekst(label=_("Nummer van de melding"), method="zoek")
    stand = Keuzelijst(label=_("Stand"), method="met_stand", choices=STANDEN)
    partner = Keuzelijst(label=_("Partner"))
    bericht = Keuzelijst(label=_("Bericht aan de melder"), method="met_bericht", choices=BERICHTEN)
    van = Vanaf("overgedragen_op", label=_("Overgedragen vanaf"))
    tot = Tot("overgedragen_op", label=_("Overgedragen t/m"))

    SORTERINGEN = {
        "-dag": Sortering(_("Nieuwste eerst"), ("-overgedragen_op",)),
        "dag": Sortering(_("Oudste eerst"), ("overgedragen_op",)),
    }
    STANDAARD = "-dag"
    CODELIJSTEN = ("partner",)

    def zoek(self, reeks: "QuerySet[Overdracht]", _naam: str, vraag: str) -> "QuerySet[Overdracht]":
        nummer = als_getal(vraag.strip())
        return reeks.none() if nummer is None else reeks.filter(melding__nummer=nummer)

    def met_stand(self, reeks: "QuerySet[Overdracht]", _naam: str, stand: str) -> "QuerySet[Overdracht]":
        wacht = Q(ontvangst_bevestigd_op=None, teruggestuurd_op=None, herroepen_op=None)
        return reeks.filter(
            {
                "wacht": wacht,
                "laat": wacht & Q(bevestigen_uiterlijk__lt=lokale_dag(self.nu)),
                "bevestigd": Q(ontvangst_bevestigd_op__isnull=False, teruggestuurd_op=None),
                "terug": Q(teruggestuurd_op__isnull=False),
                "herroepen": Q(herroepen_op__isnull=False),
            }[stand]
        )

    def met_bericht(self, reeks: "QuerySet[Overdracht]", _naam: str, keuze: str) -> "QuerySet[Overdracht]":
        return reeks.filter(melder_bericht_op__isnull=keuze == "nee")


def _bericht(_keuze: Lijstfilter, dag: date | None, reden: str) -> SafeString:
    if dag is None:
        return zacht(gettext("Kon niet: %(reden)s") % {"reden": reden[:80]})
    return toon_dag(_keuze, dag)


def stand_van(
    vandaag: date,
    uiterlijk: date | None,
    bevestigd: date | None,
    terug: date | None,
    herroepen: datetime | None,
) -> tuple[str, str]:
    """(how it stands, the class of its stamp)."""
    if herroepen is not None:
        return gettext("Herroepen"), ""
    if terug is not None:
        return gettext("Teruggestuurd"), "fout"
    if bevestigd is not None:
        return gettext("Ontvangst bevestigd"), "goed"
    if uiterlijk is not None and uiterlijk < vandaag:
        return gettext("Bevestiging te laat"), "fout"
    return gettext("Ontvangst te bevestigen"), "bezig"


def _stand(keuze: Lijstfilter, *dagen: Any) -> SafeString:
    naam, stempel = stand_van(lokale_dag(keuze.nu), *dagen)
    return format_html('<span class="stempel {}">{}</span>', stempel, naam)


_STAND = ("bevestigen_uiterlijk", "ontvangst_bevestigd_op", "teruggestuurd_op", "herroepen_op")
"""What `stand_van` asks of one, in its order."""


def stand_nu(overdracht: Overdracht, vandaag: date) -> tuple[str, str]:
    return stand_van(vandaag, *(getattr(overdracht, veld) for veld in _STAND))


KOLOMMEN = (
    Kolom(
        "nummer",
        _("Melding"),
        ("melding__nummer",),
        zelf,
        lambda _k, nummer: mark_safe(str(nummer)),  # noqa: S308 (a number)
        breedte=2.2,
    ),
    Kolom("partner", _("Partner"), ("partner",), lambda k, code: str(k.namen("partner", code)), breedte=6),
    Kolom(
        "dag",
        _("Overgedragen"),
        ("overgedragen_op",),
        zelf,
        toon_dag,
        "dag",
        sorteringen=("-dag", "dag"),
    ),
    Kolom(
        "bericht",
        _("Bericht aan de melder"),
        ("melder_bericht_op", "geen_bericht_reden"),
        lambda _k, dag, reden: dag or reden,
        _bericht,
        "breed",
        breedte=5,
    ),
    Kolom(
        "stand",
        _("Stand"),
        _STAND,
        lambda k, *dagen: stand_van(lokale_dag(k.nu), *dagen)[0],
        _stand,
        "status",
        4,
        naamloos=True,
    ),
    Kolom("uiterlijk", _("Bevestigen uiterlijk"), ("bevestigen_uiterlijk",), zelf, toon_dag, "dag"),
    Kolom("bevestigd", _("Bevestigd"), ("ontvangst_bevestigd_op",), zelf, toon_dag, "dag"),
    Kolom("terug", _("Teruggestuurd"), ("teruggestuurd_op",), zelf, toon_dag, "dag"),
    Kolom(
        "reden",
        _("Reden van terugsturen"),
        ("teruggestuurd_reden",),
        zelf,
        klasse="breed",
        breedte=6,
    ),
    Kolom(
        "herroepen",
        _("Herroepen"),
        ("herroepen_op",),
        alleen_de_dag,
        toon_dag_van,
        "dag",
    ),
    Kolom(
        "herroepen_reden",
        _("Reden van herroepen"),
        ("herroepen_reden",),
        zelf,
        klasse="breed",
        breedte=6,
    ),
)


def _zichtbaar(gebruiker: Gebruiker) -> "QuerySet[Overdracht]":
    return Overdracht.objects.zichtbaar_voor(gebruiker)


OVERDRACHTEN = Lijst(
    naam="overdrachten",
    titel=_("Overdrachten"),
    bestandsnaam="overdrachten",
    rechten=(Recht.OVERDRACHT_ZIEN,),
    kolommen=KOLOMMEN,
    standaard=("partner", "dag", "bericht", "stand"),
    filter=OverdrachtFilter,
    eerst=("q", "stand", "partner", "van", "tot"),
    ingangen=(
        (_("Te bevestigen"), "stand=wacht&sort=dag", None),
        (_("Alle overdrachten"), "", None),
    ),
    rij="overdracht",
    rijadres=lambda overdracht: reverse("overdracht", args=[overdracht.pk]),
    zichtbaar=_zichtbaar,
    namen=woorden,
)
