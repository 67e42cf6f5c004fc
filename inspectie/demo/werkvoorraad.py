"""What people are in the middle of: decisions, questions, assigned zaken, proposals and the report itself.

Done by the acts of the screens, by the users of the demo and at the moment it is filled, so after the stand van of the
report: no figure as known at 3 February 2021 sees any of it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from django.db.models import Exists, F, OuterRef, QuerySet

from inspectie.demo.afronden import rond_een_af
from inspectie.demo.overdrachten import draag_enkele_over
from inspectie.demo.samenvoegingen import stel_enkele_voor
from inspectie.fouten import Regelfout
from inspectie.models import Code, Gebruiker
from inspectie.tijd import begin_van, lokale_dag
from interventies import concepten, handhaven, onderzoek, zaken
from interventies.dossier import dossierfeiten
from interventies.models import (
    Concept,
    Contact,
    Interventie,
    Soort,
    VeiligheidBesluit,
    Wijze,
    Zaak,
    ZaakMelding,
    ZaakStatus,
)
from meldingen import aanvullen, acties
from meldingen.models import Melding, Route, Status, Werkgever
from meldingen.models.feiten import Domein
from meldingen.voorstellen import stel_voor
from rapportages.acties import vraag_rapport
from rapportages.verantwoording import BRON_DATUM, BRON_PEILDATUM

BESLIST_VANAF: Final = date(2021, 1, 16)
BESLIST_TOT: Final = date(2021, 1, 29)
"""What came in between these days has been decided on; the last days, and what the teamleider confirms, wait."""
GEVRAAGD, BEANTWOORD = 12, 4
PER_SOORT = 5
VOORGESTELD = 3
GEOPEND = 8

VRAAG: Final = "Om welk bedrijf en welke vestiging gaat het? Zonder naam en plaats kunnen wij niets doen."
ANTWOORD: Final = (
    "De melder noemt de vestiging op het bedrijventerrein en belt de naam van het bedrijf nog door."
)
CONTACT: Final = "De bedrijfsleider zegt dat de looproutes deze week worden uitgezet en stuurt foto’s."
BEVONDEN: Final = (
    "In de hal werkten negen mensen schouder aan schouder aan één lopende band. Er waren geen schermen, de afzuiging"
    " stond uit en niemand hield toezicht."
)
STILGELEGD: Final = (
    "Al het werk aan de lopende band in de hal, en het verblijf binnen twee meter van die band."
)
VERRAADT: Final = (
    "Naar aanleiding van een melding vroeg ik uw risico-inventarisatie op. Zij noemt het virus niet."
)
AFSPRAKEN: Final = (
    "Alleen in de hal en buiten, op 1,5 meter en met een mondkapje, in overleg met de preventiemedewerker."
)


def leg_klaar(wie: Mapping[str, Gebruiker], nu: datetime) -> None:
    """`wie` by user name. In the caller's transaction."""
    _vraag_aan(wie["triagist"], nu)
    _beslis(wie["triagist"], nu)
    _open_zaken(wie["triagist"], nu)
    for naam in ("inspecteur", "inspecteur-zuid"):
        _onderzoek(_wijs_toe(wie[naam], wie["teamleider"], nu), wie[naam], nu)
        _schrijf(wie[naam], nu)
        rond_een_af(wie[naam], nu)
    _stel_voor(wie["inspecteur"], nu)
    stel_enkele_voor(wie["inspecteur"], nu)
    draag_enkele_over(wie["triagist"], wie["meldpunt"], nu)
    for formaat in ("ods", "pdf"):
        vraag_rapport(BRON_PEILDATUM, begin_van(BRON_DATUM), formaat, door=wie["rapporteur"], op=nu)


def _wacht() -> QuerySet[Melding]:
    return Melding.objects.te_beslissen().filter(
        ontvangen_op__gte=begin_van(BESLIST_VANAF), ontvangen_op__lt=begin_van(BESLIST_TOT)
    )


def _vraag_aan(triagist: Gebruiker, nu: datetime) -> None:
    onvolledig = (
        _wacht().filter(route=Route.AANVULLING, melder_bereikbaar=True).order_by("-ontvangen_op", "pk")
    )
    for n, melding in enumerate(onvolledig[:GEVRAAGD]):
        aanvullen.vraag_aanvulling(melding, vraag=VRAAG, door=triagist, op=nu)
        if n < BEANTWOORD:
            aanvullen.ontvang_aanvulling(
                melding, antwoord=ANTWOORD, dossier=dossierfeiten, door=triagist, op=nu
            )


def _beslis(triagist: Gebruiker, nu: datetime) -> None:
    """As advised. What the triagist may not decide stays, as it does on screen."""
    for melding in (
        _wacht().filter(aangevuld_op=None).exclude(route=Route.HANDMATIG).order_by("ontvangen_op", "pk")
    ):
        advies = acties.laatste_advies(melding)
        try:
            acties.beslis(
                melding,
                advies=advies.pk,
                route=advies.route,
                prioriteit=advies.prioriteit,
                door=triagist,
                op=nu,
            )
        except Regelfout:
            continue


def _open_zaken(triagist: Gebruiker, nu: datetime) -> None:
    """For the latest meldingen that were decided and whose route leads to a zaak."""
    besloten = Melding.objects.filter(status=Status.IN_TRIAGE, besloten_op__isnull=False)
    kan = (m for m in besloten.order_by("-ontvangen_op", "pk") if not zaken.te_koppelen(m))
    for melding in islice(kan, GEOPEND):
        zaken.open_zaak(melding, door=triagist, op=nu)


def _wijs_toe(inspecteur: Gebruiker, teamleider: Gebruiker, nu: datetime) -> list[Zaak]:
    """Zaken at employers in the provinces of the team: with an instrument whose term is over, where nothing was done
    yet, and the latest."""
    provincies = Code.objects.filter(lijst="provincie", hoort_bij=inspecteur.team).values("code")
    hier = ZaakMelding.objects.filter(
        zaak=OuterRef("pk"), vervallen=False, melding__werkgever__provincie__in=provincies
    )
    van_team = Zaak.objects.filter(Exists(hier), domein=Domein.VEILIG_GEZOND)
    gekozen = {zaak.pk: zaak for zaak in _te_doen(van_team)}
    for zaak in gekozen.values():
        zaken.wijs_toe(zaak, inspecteur, door=teamleider, op=nu)
    return list(gekozen.values())


def _te_doen(van_team: QuerySet[Zaak]) -> Iterator[Zaak]:
    gedaan = Interventie.objects.filter(zaak=OuterRef("pk"), vervallen=False)
    reeks = van_team.order_by(F("geopend_op").desc(), "pk")
    yield from reeks.filter(Exists(gedaan.filter(termijn_tot__isnull=False)))[:PER_SOORT]
    yield from reeks.filter(~Exists(gedaan))[:PER_SOORT]
    yield from reeks[:PER_SOORT]


def _onderzoek(eigen: list[Zaak], inspecteur: Gebruiker, nu: datetime) -> None:
    """Each third zaak waits for its inspecteur; of the others one is investigated by telephone, one on location."""
    dag = lokale_dag(nu)
    for zaak in eigen[1::3]:
        onderzoek.noteer_contact(
            zaak,
            dag=dag,
            wijze=Contact.Wijze.TELEFOON,
            met="de bedrijfsleider",
            verslag=CONTACT,
            door=inspecteur,
            op=nu,
        )
        onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_AFSTAND, door=inspecteur, op=nu)
    for zaak in eigen[2::3]:
        onderzoek.toets_veiligheid(
            zaak,
            besluit=VeiligheidBesluit.AKKOORD,
            afspraken=AFSPRAKEN,
            dag=dag,
            door=inspecteur,
            op=nu,
        )
        onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_LOCATIE, door=inspecteur, op=nu)


def _schrijf(inspecteur: Gebruiker, nu: datetime) -> None:
    """Two letters on their way: an order that waits for the teamleider, and a warning that cannot go out yet."""
    bezocht, gebeld = (
        Zaak.objects.filter(behandelaar=inspecteur, status=status).order_by("pk")[0]
        for status in (ZaakStatus.ONDERZOEK_LOCATIE, ZaakStatus.ONDERZOEK_AFSTAND)
    )
    stil = _concept(bezocht, "ZORGPLICHT", BEVONDEN, inspecteur, nu, soort=Soort.STILLEGGING, ernstig=True)
    concepten.leg_voor(stil, versie=stil.versie, door=inspecteur, op=nu)
    _concept(gebeld, "RIE", VERRAADT, inspecteur, nu, soort=Soort.WAARSCHUWING)


def _concept(
    zaak: Zaak,
    voorschrift: str,
    bevindingen: str,
    inspecteur: Gebruiker,
    nu: datetime,
    *,
    soort: Soort,
    ernstig: bool = False,
) -> Concept:
    werkgever = Werkgever.objects.filter(melding_set__zaakmelding_set__zaak=zaak).order_by("pk")[0]
    overtreding = handhaven.leg_overtreding_vast(
        zaak,
        werkgever,
        voorschrift=voorschrift,
        dag=lokale_dag(nu),
        ernstig_gevaar=ernstig,
        door=inspecteur,
        op=nu,
    )
    opzet = handhaven.Opzet(
        werkgever,
        soort,
        Wijze.LOCATIE if ernstig else Wijze.AFSTAND,
        grondslag="ARBOWET_28_1" if ernstig else "",
        termijn_tot=None if ernstig else lokale_dag(nu) + timedelta(days=28),
        bevindingen=bevindingen,
        werk=STILGELEGD if ernstig else "",
        overtredingen=(overtreding,),
    )
    return concepten.stel_op(zaak, opzet, door=inspecteur, op=nu)


def _stel_voor(inspecteur: Gebruiker, nu: datetime) -> None:
    eigen = (
        Melding.objects.zichtbaar_voor(inspecteur)
        .filter(onderwerpen="AFSTAND")
        .order_by("-ontvangen_op", "pk")
    )
    for melding in eigen[:VOORGESTELD]:
        stel_voor(
            melding,
            toen=(melding.domein, melding.onderwerpen),
            domein=melding.domein,
            onderwerpen=f"{melding.onderwerpen};HYGIENE",
            reden="Bij navraag bleek dat ook zeep en desinfectie ontbreken.",
            door=inspecteur,
            op=nu,
        )
