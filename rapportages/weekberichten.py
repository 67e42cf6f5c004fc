"""Every Monday each team leader gets the figures of the own team over the week before, by e-mail.

Only numbers: nothing of what was reported, nor of who did. Only where there is a mail server, and to the address of the
account. A row per person and week says that it was made; who has none yet gets one, so a Monday on which nothing ran is
made up by whatever runs first after it, and no more than once.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils.translation import gettext, override

from inspectie import post
from inspectie.logboek import log
from inspectie.models import Code, Gebruiker, Rol
from inspectie.post import Brievenbus, Post, kan_mailen
from inspectie.schermgetal import getal
from inspectie.tijd import AMSTERDAM, einde_van
from meldingen.models.triage import Route
from rapportages.kerncijfers import bereken
from rapportages.kerncijfers.snede import Snede
from rapportages.kerncijfers.stroom import PER_VERDELING
from rapportages.kerncijfers.stroomtelling import Stroom, bereken_stroom
from rapportages.kerncijfers.vakken import Vak
from rapportages.models import Weekbericht
from rapportages.schermgetallen import datum
from rapportages.verschilblad import met_teken

UUR = time(6, tzinfo=AMSTERDAM)
"""From when on a Monday, local time."""
WEEK = timedelta(days=7)


def maandag_van(nu: datetime) -> date:
    """The last Monday on which it became six o'clock."""
    lokaal = nu.astimezone(AMSTERDAM)
    maandag = lokaal.date() - timedelta(days=lokaal.weekday())
    return maandag if lokaal >= _moment(maandag) else maandag - WEEK


def _moment(maandag: date) -> datetime:
    return datetime.combine(maandag, UUR)


def zet_klaar(*, nu: datetime) -> int:
    """Put the report of the last Monday on the queue for every team leader who has none of it; returns how many. Of
    Mondays before that nothing is made: who reads them has no use for them any more."""
    if not kan_mailen():
        return 0
    week, klaar = maandag_van(nu), 0
    wie = (
        Gebruiker.objects.filter(rol=Rol.TEAMLEIDER, is_active=True, date_joined__lt=_moment(week))
        .exclude(email="")
        .exclude(team__in=("", Route.OPSPORING))  # nothing of what went there is counted apart
        .exclude(weekberichten__week=week)
    )
    for teamleider in wie.order_by("pk"):
        # Two clocks at once make one.
        _, nieuw = Weekbericht.objects.get_or_create(
            ontvanger=teamleider, week=week, defaults={"team": teamleider.team, "op": nu}
        )
        klaar += nieuw
    return klaar


def komt_niet(gebruiker: Gebruiker) -> str:
    """Why this team leader does not get it, in words; "" where nothing is wrong. One query at the most."""
    if gebruiker.rol != Rol.TEAMLEIDER or gebruiker.team in ("", Route.OPSPORING) or not kan_mailen():
        return ""
    if not gebruiker.email:
        return gettext(
            "U krijgt de weekcijfers niet: uw account heeft geen e-mailadres. Vraag wie dit programma beheert het in"
            " te vullen."
        )
    laatste = Weekbericht.objects.filter(ontvanger=gebruiker).order_by("-week")
    week, mislukt_op, reden = laatste.values_list("week", "mislukt_op", "reden").first() or (None, None, "")
    if week is None or mislukt_op is None:
        return ""
    zin = gettext(
        "De weekcijfers van maandag %(dag)s kwamen niet aan op het e-mailadres van uw account. Vraag wie dit programma"
        " beheert of het nog klopt. Dezelfde cijfers staan onder Cijfers."
    ) % {"dag": datum(week)}
    return " ".join(filter(None, (zin, post.in_woorden(reden))))


def verzend(pk: int, *, nu: datetime) -> bool:
    """Send one. Returns whether it went."""
    return post.verzend(BUS, pk, nu=nu)


def bereken_week(week: date, team: str) -> Stroom:
    """The figures of the week before this Monday, as they were on record when it ended. The piece before it is there
    for what only grows."""
    zondag = week - timedelta(days=1)
    vakken = [Vak(week - 2 * WEEK, zondag - WEEK), Vak(week - WEEK, zondag)]
    return bereken_stroom(zondag, einde_van(zondag), vakken, Snede(team=team))


def regels(stroom: Stroom) -> list[tuple[str, int]]:
    """What is told, in the language that is set: a name and a number."""
    stand = dict(zip((cijfer.code for cijfer in PER_VERDELING), stroom.totaal, strict=True))
    binnen, besloten, afgerond, open_ = (
        _van_de_week(stroom, "binnen"),
        _van_de_week(stroom, "besloten"),
        _van_de_week(stroom, "afgerond"),
        stroom.vakken[-1].open,
    )
    eerder, nu = stroom.vakken[-2:]
    erbij = {code: nu.waarde(code) - eerder.waarde(code) for code in ("KC-08", "KC-11", "KC-13")}
    return [
        (gettext("Meldingen binnengekomen"), binnen),
        (gettext("Meldingen waarover is besloten"), besloten),
        (gettext("Meldingen afgerond"), afgerond),
        (gettext("Meldingen open aan het einde van de week"), open_),
        (gettext("Daarvan met een termijn die voorbij is"), stand["ST-05"]),
        (gettext("Vragen aan een melder met een termijn die voorbij is"), stand["ST-09"]),
        (gettext("Meldingen waarvan de ontvangst niet op tijd is bevestigd"), stand["ST-10"]),
        (gettext("Werkgevers bij wie voor het eerst is opgetreden"), erbij["KC-08"]),
        (gettext("Nieuwe onderzoeken op locatie"), erbij["KC-11"]),
        (gettext("Handhavingsinstrumenten bij onderzoeken op locatie"), erbij["KC-13"]),
        (gettext("Instrumenten met een termijn die voorbij is"), stroom.termijn_voorbij),
    ]


def over_eerder(week: date, team: str, stroom: Stroom) -> list[tuple[str, int]]:
    """What changed this week in the figures of before it, by what was registered or corrected only now; no more than
    what did. With it the reports of weeks on end add up to the figure: what is recorded on Monday is in no other."""
    zondag = week - WEEK - timedelta(days=1)
    toen, nu = bereken(zondag, einde_van(zondag), Snede(team=team)), stroom.vakken[-2]
    namen = {
        "KC-01": gettext("Meldingen binnengekomen"),
        "KC-08": gettext("Werkgevers bij wie voor het eerst is opgetreden"),
        "KC-11": gettext("Nieuwe onderzoeken op locatie"),
        "KC-13": gettext("Handhavingsinstrumenten bij onderzoeken op locatie"),
    }
    verschil = {code: nu.waarde(code) - (toen[code].waarde or 0) for code in namen}
    return [(namen[code], n) for code, n in verschil.items() if n]


def _van_de_week(stroom: Stroom, naam: str) -> int:
    aantal: int = getattr(stroom.vakken[-1], naam)
    return aantal


def _adres(bericht: Weekbericht, _nu: datetime) -> str:
    """That of the account, for who still leads this team."""
    wie = bericht.ontvanger
    leidt = wie.is_active and wie.rol == Rol.TEAMLEIDER and wie.team == bericht.team
    return wie.email if leidt else ""


def _post(bericht: Weekbericht) -> Post:
    with override(bericht.ontvanger.taal or settings.LANGUAGE_CODE):
        team = Code.objects.filter(lijst="team", code=bericht.team).first()
        waarden = {
            "team": team.woord(bericht.ontvanger.taal) if team else bericht.team,
            "van": datum(bericht.week - WEEK),
            "tot": datum(bericht.week - timedelta(days=1)),
        }
        stroom = bereken_week(bericht.week, bericht.team)
        cijfers = "\n".join(f"{naam}: {getal(n)}" for naam, n in regels(stroom))
        if later := over_eerder(bericht.week, bericht.team, stroom):
            kop = gettext("Over eerdere weken, door wat pas deze week is geregistreerd of gecorrigeerd:")
            cijfers = "\n".join((cijfers, "", kop, *(f"{naam}: {met_teken(n)}" for naam, n in later)))
        tekst = "\n\n".join(
            (
                gettext("Coronameldingen van %(team)s, van %(van)s tot en met %(tot)s.") % waarden,
                cijfers,
                gettext(
                    "De cijfers zijn zoals zij aan het einde van die zondag geregistreerd waren. In het systeem staat"
                    " onder Cijfers wat erachter zit."
                ),
            )
        )
        onderwerp = gettext("Weekcijfers van %(team)s tot en met %(tot)s") % waarden
    return Post(onderwerp, f"{tekst}\n", post.kenmerk("rapportages.weekberichten", bericht.pk))


def _noteer(bericht: Weekbericht, gelukt: bool, nu: datetime) -> None:
    log(
        "weekbericht_verzonden" if gelukt else "weekbericht_mislukt",
        op=nu,
        onderwerp=f"gebruiker:{bericht.ontvanger_id}",
        week=bericht.week.isoformat(),
        team=bericht.team,
        **post.voor_het_logboek(bericht),
    )


BUS = Brievenbus(
    "weekbericht", lambda: Weekbericht.objects.select_related("ontvanger"), _adres, _post, _noteer
)
