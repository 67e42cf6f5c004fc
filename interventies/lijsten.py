"""The list of zaken: its columns."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Lijstfilter
from inspectie.lijsten.kolommen import Kolom, Lijst, geen, naam_van, persoon, toon_dag, zacht, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from interventies.filters import ZaakFilter
from interventies.models import Zaak, ZaakStatus
from interventies.statussen import DICHT
from meldingen.lijsten import werkgeverlink
from meldingen.woorden import woorden

_AANLEIDING = {a.value: a.label for a in Zaak.Aanleiding}


def _status(_keuze: Lijstfilter, status: str) -> SafeString:
    return format_html(
        '<span class="stempel {}">{}</span>', "" if status in DICHT else "bezig", ZaakStatus(status).label
    )


def _toon_behandelaar(keuze: Lijstfilter, *wie: str | None) -> SafeString:
    return format_html("{}", naam_van(keuze, *wie)) if wie[-1] else zacht(gettext("Niemand"))


def _toon_team(keuze: Lijstfilter, team: str) -> SafeString:
    return format_html("{}", keuze.namen("team", team)) if team else geen()


KOLOMMEN = (
    Kolom(
        "nummer",
        _("Nummer"),
        ("nummer",),
        zelf,
        lambda _k, nummer: mark_safe(str(nummer)),  # noqa: S308 (a number)
        sorteringen=("-nummer", "nummer"),
        breedte=2.2,
    ),
    Kolom(
        "geopend",
        _("Geopend"),
        ("geopend_op",),
        zelf,
        toon_dag,
        "dag",
        sorteringen=("-geopend", "geopend"),
    ),
    Kolom(
        "werkgever",
        _("Werkgever"),
        ("werkgevernaam",),
        zelf,
        werkgeverlink,
        "breed wg",
        breedte=6,
        naamloos=True,
        erbij=("werkgever_pk",),
    ),
    Kolom("domein", _("Domein"), ("domein",), lambda k, code: str(k.namen("domein", code)), naamloos=True),
    Kolom(
        "aanleiding",
        _("Aanleiding"),
        ("aanleiding",),
        lambda _k, code: str(_AANLEIDING.get(code, code)),
    ),
    Kolom(
        "behandelaar",
        _("Behandelaar"),
        persoon("behandelaar"),
        naam_van,
        _toon_behandelaar,
        "breed",
        breedte=4,
    ),
    Kolom(
        "team", _("Team"), ("team",), lambda k, code: str(k.namen("team", code)) if code else "", _toon_team
    ),
    Kolom(
        "status",
        _("Status"),
        ("status",),
        lambda _k, s: str(ZaakStatus(s).label),
        _status,
        "status",
        4,
        naamloos=True,
    ),
)


def _zichtbaar(gebruiker: Gebruiker) -> "QuerySet[Zaak]":
    return Zaak.objects.zichtbaar_voor(gebruiker).met_werkgever()


ZAKEN = Lijst(
    naam="zaken",
    titel=_("Zaken"),
    bestandsnaam="zaken",
    rechten=(Recht.ZAAK_ZIEN, Recht.ZAAK_ZIEN_EIGEN),
    kolommen=KOLOMMEN,
    standaard=("geopend", "werkgever", "domein", "behandelaar", "team", "status"),
    filter=ZaakFilter,
    eerst=("q", "stand", "status", "domein", "team"),
    ingangen=(
        (_("Open"), "stand=open", None),
        (_("Toe te wijzen"), "stand=zonder&sort=geopend", Recht.ZAAK_TOEWIJZEN),
        (_("Alle zaken"), "", None),
    ),
    rij="zaak",
    rijadres=lambda zaak: reverse("zaak", args=[zaak.nummer]),
    zichtbaar=_zichtbaar,
    namen=woorden,
)
