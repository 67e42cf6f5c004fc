"""The list of meldingen: its columns. Nothing here tells who reported."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Lijstfilter
from inspectie.lijsten.kolommen import Kolom, Lijst, geen, toon_dag_van, zacht, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from meldingen.filters import MeldingFilter
from meldingen.models import Melding, Ontvangst, Status
from meldingen.models.feiten import CoronaRelatie, Ernst
from meldingen.models.melding import MeldingQuerySet
from meldingen.models.triage import Route
from meldingen.woorden import woorden

STEMPELS = {
    Status.ONTVANGEN: "bezig",
    Status.IN_TRIAGE: "bezig",
    Status.AANVULLING_GEVRAAGD: "bezig",
    Status.GEKOPPELD: "goed",
}
KLOK_LOOPT = (Status.IN_TRIAGE, Status.AANVULLING_GEVRAAGD)
_STATUSSEN = {status.value: status.label for status in Status}
_ROUTES = {route.value: route.label for route in Route}
_ERNST = {ernst.value: ernst.label for ernst in Ernst}
_VERDACHT = {waarom.value: waarom.label for waarom in Ontvangst.Verdacht}
_CORONA = {relatie.value: relatie.label for relatie in CoronaRelatie}


def _termijn(keuze: Lijstfilter, moment: datetime | None, status: str) -> SafeString:
    """The day, and in words that it has passed."""
    dag = toon_dag_van(keuze, moment)
    if moment is None or moment >= keuze.nu or status not in KLOK_LOOPT:
        return dag
    return format_html('{} <span class="telaat">{}</span>', dag, gettext("te laat"))


def _onderwerp(keuze: Lijstfilter, codes: str) -> SafeString:
    """The main topic, and how many more."""
    eerste, *andere = keuze.namen.onderwerpen(codes) or [""]
    if not andere:
        return escape(eerste)
    meer = format_html('+{}<span class="alleen-voor-lezer"> {}</span>', len(andere), gettext("andere"))
    return format_html('{} <span class="zacht">{}</span>', eerste, meer)


def _ernst(_keuze: Lijstfilter, code: str) -> SafeString:
    if not code:
        return zacht(gettext("Onbekend"))
    return format_html('<span class="ernst {}">{}</span>', code, _ERNST.get(code, code))


def _prioriteit(_keuze: Lijstfilter, prioriteit: str) -> SafeString:
    if not prioriteit:
        return geen()
    return format_html(
        '<span class="prio {}"><span class="alleen-voor-lezer">{} </span>{}</span>',
        prioriteit.lower(),
        gettext("Prioriteit"),
        prioriteit,
    )


def _route(_keuze: Lijstfilter, route: str, besloten_op: datetime | None) -> SafeString:
    if not route:
        return geen()
    soort = gettext("besloten") if besloten_op else gettext("advies")
    return format_html('{} <span class="zacht soort">{}</span>', _ROUTES.get(route, route), soort)


def _status(_keuze: Lijstfilter, status: str) -> SafeString:
    stempel = STEMPELS.get(Status(status), "")
    return format_html('<span class="stempel {}">{}</span>', stempel, Status(status).label)


def _code(lijst: str) -> Callable[[Lijstfilter, str | None], str]:
    def cel(keuze: Lijstfilter, code: str | None) -> str:
        return str(keuze.namen(lijst, code)) if code else ""

    return cel


def werkgeverlink(_keuze: Lijstfilter, naam: str | None, pk: int | None) -> SafeString:
    """Its name, leading to its page."""
    if not naam:
        return zacht(gettext("Onbekend"))
    return format_html('<a class="stil" href="{}">{}</a>', reverse("werkgever", args=[pk]), naam)


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
        "ontvangen",
        _("Ontvangen"),
        ("ontvangen_op",),
        zelf,
        toon_dag_van,
        "dag ontvangen",
        sorteringen=("-ontvangen", "ontvangen"),
        naamloos=True,
        uur=Recht.ONTVANGSTUUR_ZIEN,
    ),
    Kolom(
        "werkgever",
        _("Werkgever"),
        ("werkgever__naam",),
        zelf,
        werkgeverlink,
        "breed wg",
        breedte=6,
        naamloos=True,
        erbij=("werkgever_id",),
    ),
    Kolom(
        "onderwerp",
        _("Onderwerp"),
        ("onderwerpen",),
        lambda k, codes: "; ".join(k.namen.onderwerpen(codes)),
        _onderwerp,
        "breed onderwerp",
        breedte=6,
        naamloos=True,
    ),
    Kolom("domein", _("Domein"), ("domein",), _code("domein"), klasse="domein", naamloos=True),
    Kolom("ernst", _("Ernst"), ("ernst",), lambda _k, code: str(_ERNST.get(code, "")), _ernst, "ernstvak"),
    Kolom(
        "prioriteit",
        _("Prioriteit"),
        ("prioriteit",),
        zelf,
        _prioriteit,
        "priovak",
        recht=Recht.TRIAGE_ZIEN,
        sorteringen=("prioriteit",),
        naamloos=True,
        breedte=2,
        kort=_("Prio"),
    ),
    Kolom(
        "route",
        _("Route"),
        ("route",),
        lambda _k, route: str(_ROUTES.get(route, route)),
        _route,
        "breed routevak",
        recht=Recht.TRIAGE_ZIEN,
        naamloos=True,
        breedte=5,
        erbij=("besloten_op",),
    ),
    Kolom(
        "uiterlijk",
        _("Termijn"),
        ("uiterlijk",),
        zelf,
        _termijn,
        "dag termijn",
        recht=Recht.TRIAGE_ZIEN,
        sorteringen=("uiterlijk",),
        erbij=("status",),
    ),
    Kolom(
        "status",
        _("Status"),
        ("status",),
        lambda _k, s: str(_STATUSSEN[s]),
        _status,
        "status",
        4,
        naamloos=True,
    ),
    Kolom("besloten", _("Besloten op"), ("besloten_op",), zelf, toon_dag_van, "dag", recht=Recht.TRIAGE_ZIEN),
    Kolom("kvk", _("KvK-nummer"), ("werkgever__kvk_nummer",), zelf),
    Kolom("plaats", _("Plaats"), ("werkgever__plaats",), zelf, klasse="breed"),
    Kolom("provincie", _("Provincie"), ("werkgever__provincie",), _code("provincie")),
    Kolom("sector", _("Sector"), ("werkgever__sector",), _code("sector"), klasse="breed", breedte=5),
    Kolom("kanaal", _("Kanaal"), ("kanaal",), _code("kanaal")),
    Kolom("arbeidsmigranten", _("Arbeidsmigranten"), ("arbeidsmigranten",), zelf),
    Kolom("corona", _("Corona"), ("corona_relatie",), lambda _k, code: str(_CORONA.get(code, code))),
    Kolom("kenmerk", _("Extern kenmerk"), ("extern_kenmerk",), zelf, klasse="breed"),
    Kolom(
        "verdacht",
        _("Lijkt niet van een mens"),
        ("ontvangst__verdacht",),
        lambda _k, waarom: str(_VERDACHT.get(waarom, "")),
        klasse="breed",
        recht=Recht.TRIAGE_ZIEN,
    ),
    # Often the same moment.
    Kolom(
        "geregistreerd",
        _("Geregistreerd"),
        ("geregistreerd_op",),
        zelf,
        toon_dag_van,
        "dag",
        uur=Recht.ONTVANGSTUUR_ZIEN,
    ),
)


def _zichtbaar(gebruiker: Gebruiker) -> MeldingQuerySet:
    return Melding.objects.zichtbaar_voor(gebruiker)


MELDINGEN = Lijst(
    naam="meldingen",
    titel=_("Meldingen"),
    bestandsnaam="meldingen",
    rechten=(Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN),
    kolommen=KOLOMMEN,
    standaard=(
        "ontvangen",
        "werkgever",
        "onderwerp",
        "domein",
        "ernst",
        "prioriteit",
        "route",
        "uiterlijk",
        "status",
    ),
    filter=MeldingFilter,
    eerst=("q", "besluit", "status", "domein", "onderwerp", "route", "prioriteit", "termijn"),
    ingangen=(
        (_("Te beslissen"), "besluit=open&sort=uiterlijk", Recht.TRIAGE_ZIEN),
        (_("Alle meldingen"), "", None),
    ),
    rij="melding",
    rijadres=lambda melding: reverse("melding", args=[melding.nummer]),
    zichtbaar=_zichtbaar,
    namen=woorden,
)
