"""The list of what was proposed about the law, and what became of it."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Keuzelijst, Lijstfilter, Tekst, Tot, Vanaf
from inspectie.lijsten.kolommen import (
    Kolom,
    Lijst,
    Sortering,
    naam_van,
    persoon,
    toon_dag_van,
    zelf,
)
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from interventies.models import (
    Rechtsact,
    Rechtsbesluit,
    Rechtstabel,
    Rechtsvoorstel,
)
from interventies.rechtslijsten import als_code, woord_van

OPEN = "OPEN"
STANDEN = [(OPEN, _("Wacht op een besluit")), *Rechtsbesluit.Uitkomst.choices]
_STEMPELS = {OPEN: "bezig", Rechtsbesluit.Uitkomst.AANVAARD.value: "goed"}


class RechtsvoorstelFilter(Lijstfilter):
    q = Tekst(label=_("Code, dag of reden"), method="zoek")
    stand = Keuzelijst(label=_("Stand"), method="met_stand", choices=STANDEN)
    tabel = Keuzelijst(label=_("Over"), choices=Rechtstabel.choices)
    act = Keuzelijst(label=_("Wijziging"), choices=Rechtsact.choices)
    van = Vanaf("op", label=_("Voorgesteld vanaf"))
    tot = Tot("op", label=_("Voorgesteld t/m"))

    SORTERINGEN = {
        "-op": Sortering(_("Nieuwste eerst"), ("-op",)),
        "op": Sortering(_("Oudste eerst"), ("op",)),
    }
    STANDAARD = "-op"

    def zoek(self, reeks: "QuerySet[Any]", _naam: str, vraag: str) -> "QuerySet[Any]":
        return reeks.filter(Q(sleutel__icontains=vraag.strip()) | Q(reden__icontains=vraag.strip()))

    def met_stand(self, reeks: "QuerySet[Any]", _naam: str, keuze: str) -> "QuerySet[Any]":
        return reeks.filter(besluit=None) if keuze == OPEN else reeks.filter(besluit__uitkomst=keuze)


def _zichtbare_voorstellen(wie: Gebruiker) -> "QuerySet[Rechtsvoorstel]":
    """With what became of each."""
    return Rechtsvoorstel.objects.zichtbaar_voor(wie).annotate(
        uitkomst=F("besluit__uitkomst"), besluit_reden=F("besluit__reden")
    )


def _stand(_keuze: Lijstfilter, uitkomst: str | None) -> str:
    return str(dict(STANDEN)[uitkomst or OPEN])


def _toon_stand(keuze: Lijstfilter, uitkomst: str | None) -> SafeString:
    return format_html(
        '<span class="stempel {}">{}</span>',
        _STEMPELS.get(uitkomst or OPEN, ""),
        _stand(keuze, uitkomst),
    )


VOORSTELLEN = Lijst(
    naam="rechtsvoorstellen",
    titel=_("Wijzigingen van het recht"),
    bestandsnaam="wijzigingen-recht",
    rechten=(Recht.REGELS_ZIEN,),
    kolommen=(
        Kolom("sleutel", _("Code of dag"), ("sleutel",), zelf, als_code, breedte=5),
        Kolom("tabel", _("Over"), ("tabel",), woord_van(Rechtstabel.choices)),
        Kolom("act", _("Wijziging"), ("act",), woord_van(Rechtsact.choices), breedte=5, naamloos=True),
        Kolom("reden", _("Reden"), ("reden",), zelf, klasse="breed", breedte=8),
        Kolom(
            "door",
            _("Voorgesteld door"),
            persoon("door"),
            naam_van,
            breedte=4,
        ),
        Kolom(
            "op",
            _("Voorgesteld"),
            ("op",),
            zelf,
            toon_dag_van,
            "dag",
            sorteringen=("-op", "op"),
        ),
        Kolom(
            "stand",
            _("Stand"),
            ("uitkomst",),
            _stand,
            _toon_stand,
            "status",
            4,
            naamloos=True,
        ),
        Kolom(
            "besluit_reden",
            _("Reden van het besluit"),
            ("besluit_reden",),
            lambda _k, tekst: tekst or "",
            breedte=8,
        ),
    ),
    standaard=("tabel", "act", "reden", "door", "op", "stand"),
    filter=RechtsvoorstelFilter,
    eerst=("q", "stand", "tabel"),
    ingangen=(
        (_("Wacht op een besluit"), f"stand={OPEN}", None),
        (_("Alle wijzigingen"), "", None),
    ),
    rij="voorstel",
    rijadres=lambda rij: reverse("rechtsvoorstel", args=[rij.pk]),
    zichtbaar=_zichtbare_voorstellen,
    namen=dict,
    anker=lambda rij: rij.pk,
)
