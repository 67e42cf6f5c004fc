"""The report of the week: who gets it, what is in it, and a clock that jumps."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from inspectie.celery import app
from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.tijd import einde_van
from interventies.dossier import dossierfeiten
from meldingen import aanvullen
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding
from rapportages import tasks, weekberichten
from rapportages.kerncijfers import bereken
from rapportages.kerncijfers.snede import Snede
from rapportages.models import Weekbericht

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_zonder_worker")]

MAANDAG = date(2021, 1, 11)
ZEVEN_UUR = datetime(2021, 1, 11, 6, tzinfo=UTC)  # seven o'clock in Amsterdam


@pytest.fixture(autouse=True)
def _mailserver(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def leider(naam: str = "thea", **anders: object) -> Gebruiker:
    velden = {
        "username": naam,
        "rol": Rol.TEAMLEIDER,
        "team": "WEST",
        "email": f"{naam}@example.nl",
        "date_joined": datetime(2020, 3, 1, tzinfo=UTC),
    }
    return Gebruiker.objects.create(**velden | anders)


@pytest.fixture
def klok(monkeypatch):
    """Sets the clock of the tasks, and runs the sweep as it would then."""

    def op(moment: datetime) -> list[str]:
        eerder = len(mail.outbox)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        tasks.verzend_weekberichten()
        return [bericht.to[0] for bericht in mail.outbox[eerder:]]

    return op


# The clock


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2021-01-11T04:59:59+00:00", date(2021, 1, 4)),
        ("2021-01-11T05:00:00+00:00", MAANDAG),  # six o'clock in Amsterdam
        ("2021-01-17T22:59:59+00:00", MAANDAG),
        ("2021-07-05T04:00:00+00:00", date(2021, 7, 5)),  # six o'clock in summer
        ("2021-07-05T03:59:00+00:00", date(2021, 6, 28)),
    ],
)
def test_de_week_begint_op_maandag_om_zes_uur_hier(moment, week):
    assert weekberichten.maandag_van(datetime.fromisoformat(moment)) == week


def test_een_klok_die_springt_maakt_elke_maandag_eenmaal_en_een_gemiste_alsnog(klok):
    leider()
    assert klok(ZEVEN_UUR) == ["thea@example.nl"]
    assert klok(ZEVEN_UUR) == []
    assert klok(ZEVEN_UUR + timedelta(days=3)) == []
    # Back in time: the clock of a machine that was set wrong. Of the week before nothing was made yet.
    assert klok(ZEVEN_UUR - timedelta(days=1)) == ["thea@example.nl"]
    assert klok(ZEVEN_UUR) == []
    # Nothing ran on Monday, nor on Tuesday.
    assert klok(ZEVEN_UUR + timedelta(days=9)) == ["thea@example.nl"]
    assert klok(ZEVEN_UUR + timedelta(days=10)) == []
    # Five weeks away: only the last one, once.
    assert klok(ZEVEN_UUR + timedelta(days=45)) == ["thea@example.nl"]
    assert klok(ZEVEN_UUR + timedelta(days=45)) == []
    assert list(Weekbericht.objects.values_list("week", flat=True)) == [
        MAANDAG - timedelta(days=7),
        MAANDAG,
        MAANDAG + timedelta(days=7),
        MAANDAG + timedelta(days=42),
    ]
    assert Logregel.objects.filter(actie="weekbericht_verzonden").count() == 4


def test_een_mailserver_die_even_weg_is_verliest_niets(klok, monkeypatch):
    leider()
    weg = monkeypatch.context
    with weg() as tijdelijk:
        tijdelijk.setattr(
            "django.core.mail.message.EmailMessage.send", lambda _: (_ for _ in ()).throw(OSError())
        )
        assert klok(ZEVEN_UUR) == []
    assert klok(ZEVEN_UUR + timedelta(minutes=5)) == []  # left alone for a while
    assert klok(ZEVEN_UUR + timedelta(minutes=15)) == ["thea@example.nl"]
    assert Weekbericht.objects.get().pogingen == 2


@pytest.mark.parametrize(
    ("code", "later"),
    [
        (450, ["thea@example.nl"]),  # a greylist: come back in a while
        (452, ["thea@example.nl"]),  # a full mailbox
        (550, []),  # no such address
    ],
)
def test_een_server_die_vraagt_later_terug_te_komen_krijgt_het_later(klok, monkeypatch, code, later):
    leider()

    def weiger(bericht: EmailMessage) -> None:
        raise SMTPRecipientsRefused({bericht.to[0]: (code, b"nee")})

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr("django.core.mail.message.EmailMessage.send", weiger)
        assert klok(ZEVEN_UUR) == []
    assert (Weekbericht.objects.get().mislukt_op is None) is bool(later)
    assert klok(ZEVEN_UUR + timedelta(minutes=15)) == later


@pytest.mark.parametrize(
    ("fout", "reden", "zin"),
    [
        (
            SMTPDataError(554, b"5.7.1 <thea@example.nl> is spam"),
            "bericht 554 5.7.1",
            "De mailserver weigert dit bericht (554 5.7.1).",
        ),
        (SMTPRecipientsRefused({"x": (550, b"nee")}), "adres 550", "De mailserver weigert dit adres (550)."),
        (
            SMTPSenderRefused(553, b"5.1.8 nee", "x@example.nl"),
            "afzender 553 5.1.8",
            "De mailserver neemt van deze afzender niets aan (553 5.1.8).",
        ),
        (SMTPDataError(452, b"4.3.1 vol"), "", ""),
        (SMTPSenderRefused(530, b"5.7.0 meld u aan", "x@example.nl"), "", ""),
        (SMTPAuthenticationError(535, b"5.7.8 nee"), "", ""),
    ],
)
def test_wat_een_server_voorgoed_weigert_wordt_niet_nog_eens_geprobeerd_en_men_leest_waarom(
    klok, monkeypatch, fout, reden, zin
):
    thea = leider()

    def weiger(_bericht: EmailMessage) -> None:
        raise fout

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr("django.core.mail.message.EmailMessage.send", weiger)
        assert klok(ZEVEN_UUR) == []
    bericht = Weekbericht.objects.get()
    assert ((bericht.mislukt_op is not None), bericht.reden) == (bool(reden), reden)
    assert klok(ZEVEN_UUR + timedelta(minutes=15)) == ([] if reden else ["thea@example.nl"])
    assert zin in weekberichten.komt_niet(thea)
    if reden:
        regel = Logregel.objects.get(actie="weekbericht_mislukt")
        assert regel.gegevens["reden"] == reden
        assert "example" not in str(regel.gegevens)


def test_een_mailserver_die_een_nacht_weg_is_verliest_niets(klok, monkeypatch):
    leider()
    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(
            "django.core.mail.message.EmailMessage.send", lambda _: (_ for _ in ()).throw(OSError())
        )
        for tiende in range(72):
            assert klok(ZEVEN_UUR + tiende * timedelta(minutes=10, seconds=1)) == []
    assert klok(ZEVEN_UUR + timedelta(hours=16)) == ["thea@example.nl"]


# For whom


def test_alleen_wie_een_team_leidt_en_een_adres_heeft_krijgt_het(klok):
    leider()
    leider("zonder-adres", email="")
    leider("zonder-team", team="")
    leider("weg", is_active=False)
    leider("inspecteur", rol=Rol.INSPECTEUR)
    leider("later", date_joined=ZEVEN_UUR + timedelta(hours=1))
    assert klok(ZEVEN_UUR + timedelta(days=1)) == ["thea@example.nl"]


def test_wie_het_team_niet_meer_leidt_krijgt_niets(klok):
    thea = leider()
    weekberichten.zet_klaar(nu=ZEVEN_UUR)
    Gebruiker.objects.filter(pk=thea.pk).update(team="OOST")
    assert klok(ZEVEN_UUR) == []
    assert Weekbericht.objects.get().mislukt_op == ZEVEN_UUR


def test_zonder_mailserver_wordt_er_niets_klaargezet(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    leider()
    assert weekberichten.zet_klaar(nu=ZEVEN_UUR) == 0
    assert not Weekbericht.objects.exists()


# What is in it


@pytest.fixture
def gevuld(dossier):
    """In the week before 11 January: two meldingen for team WEST (Noord-Holland) and one for OOST (Gelderland)."""
    west = dossier.werkgever(provincie="NH", naam="Geheime Firma B.V.")
    oost = dossier.werkgever(provincie="GE")
    eerste = dossier.melding(werkgever=west, omschrijving="De kantine is vol.", melder_naam="Wil de Melder")
    dossier.melding(werkgever=west, ontvangen_op="2021-01-10T22:59:00+00:00")
    dossier.melding(werkgever=west, ontvangen_op="2021-01-10T23:00:00+00:00")  # Monday, here
    dossier.melding(werkgever=west, ontvangen_op="2021-01-03T10:00:00+00:00")  # the week before
    dossier.melding(werkgever=oost)
    zaak = dossier.zaak(eerste)
    overtreding = dossier.overtreding(zaak, west)
    dossier.interventie(zaak, west, "WAARSCHUWING", overtredingen=overtreding, wijze="LOCATIE")
    dossier.neem()


def test_het_zijn_de_cijfers_van_het_eigen_team_over_de_week_die_voorbij_is(gevuld, klok):
    leider()
    leider("otto", team="OOST")
    assert len(klok(ZEVEN_UUR)) == 2
    west, oost = (bericht.body for bericht in mail.outbox)
    for regel in (
        "van 4 januari 2021 tot en met 10 januari 2021",
        "Meldingen binnengekomen: 2",
        "Meldingen open aan het einde van de week: 3",
        "Werkgevers bij wie voor het eerst is opgetreden: 1",
        "Nieuwe onderzoeken op locatie: 1",
        "Handhavingsinstrumenten bij onderzoeken op locatie: 1",
    ):
        assert regel in west, regel
    assert "Meldingen binnengekomen: 1" in oost
    assert "Nieuwe onderzoeken op locatie: 0" in oost


def test_wat_na_de_zondag_is_geregistreerd_staat_in_het_bericht_van_een_week_later(dossier):
    """Of every figure the reports of the weeks add up to what it is."""
    west = dossier.werkgever(provincie="NH")
    eerste = dossier.melding(werkgever=west)
    later = {"geregistreerd_op": "2021-01-11T09:00:00+01:00"}
    dossier.melding(werkgever=west, **later)
    zaak = dossier.zaak(eerste)
    overtreding = dossier.overtreding(zaak, west)
    dossier.interventie(zaak, west, "LOCATIEBEZOEK", **later)
    dossier.interventie(
        zaak, west, "WAARSCHUWING", wijze="LOCATIE", overtredingen=overtreding, uitgereikt_op="2021-01-14"
    )
    dossier.neem()
    som: Counter[str] = Counter()
    for n in range(4):
        week = MAANDAG + timedelta(days=7 * n)
        stroom = weekberichten.bereken_week(week, "WEST")
        som.update(dict(weekberichten.regels(stroom)))
        erbij = dict(weekberichten.over_eerder(week, "WEST", stroom))
        som.update(erbij)
        assert (len(erbij) > 0) == (n == 1)
    zondag = week - timedelta(days=1)
    cijfers = bereken(zondag, einde_van(zondag), Snede(team="WEST"))
    assert [cijfers[code].waarde for code in ("KC-01", "KC-08", "KC-11", "KC-13")] == [2, 1, 1, 1]
    assert som["Meldingen binnengekomen"] == 2
    assert som["Werkgevers bij wie voor het eerst is opgetreden"] == 1
    assert som["Nieuwe onderzoeken op locatie"] == 1
    assert som["Handhavingsinstrumenten bij onderzoeken op locatie"] == 1


def test_het_team_opsporing_krijgt_geen_weekbericht(klok):
    """What went there is counted apart for nobody."""
    leider(team="OPSPORING")
    assert klok(ZEVEN_UUR) == []


def test_het_bericht_zegt_hoeveel_vragen_aan_een_melder_over_hun_termijn_zijn(dossier):
    dossier.melding(
        werkgever=dossier.werkgever(provincie="ZH"), ernst="laag", melder_email="iemand@post.example"
    )
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=datetime(2021, 1, 12, 9, tzinfo=UTC))
    door = Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST)
    klok = aanvullen.vraag_aanvulling(
        Melding.objects.get(), vraag="Waar?", door=door, op=datetime(2021, 1, 12, 10, tzinfo=UTC)
    ).uiterlijk
    assert klok is not None
    maandag = weekberichten.maandag_van(klok + timedelta(days=7))
    naam = "Vragen aan een melder met een termijn die voorbij is"
    for week, te_laat in ((maandag - timedelta(days=7), 0), (maandag, 1)):
        stroom = weekberichten.bereken_week(week, "WEST")
        assert dict(weekberichten.regels(stroom))[naam] == te_laat


def test_er_staat_niets_in_van_een_melding_een_melder_of_een_werkgever(gevuld, klok):
    leider()
    klok(ZEVEN_UUR)
    assert mail.outbox[0].subject == "Weekcijfers van Team West tot en met 10 januari 2021"
    alles = f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    for woord in ("kantine", "Wil", "Melder", "Geheime", "Firma"):
        assert woord not in alles


def test_wie_engels_leest_krijgt_het_in_het_engels(gevuld, klok):
    leider(taal="en")
    klok(ZEVEN_UUR)
    assert "Complaints received: 2" in mail.outbox[0].body
    assert mail.outbox[0].subject.startswith("Weekly figures of Team ")


def test_de_klok_kent_het_weekbericht():
    assert app.conf.beat_schedule["weekberichten-vegen"]["task"] == tasks.verzend_weekberichten.name


# What the team leader sees of it


def op_de_startpagina(wie: Gebruiker) -> str:
    client = Client()
    client.force_login(wie)
    return client.get("/").content.decode()


def test_wie_de_weekcijfers_niet_krijgt_leest_dat_op_de_startpagina_en_wat_te_doen(klok):
    thea, zonder = leider(), leider("zonder", email="")
    assert "weekcijfers" not in op_de_startpagina(thea)
    assert "uw account heeft geen e-mailadres" in op_de_startpagina(zonder)
    klok(ZEVEN_UUR)
    assert "weekcijfers" not in op_de_startpagina(thea)
    Weekbericht.objects.update(verzonden_op=None, mislukt_op=ZEVEN_UUR)
    html = op_de_startpagina(thea)
    assert "De weekcijfers van maandag 11 januari 2021 kwamen niet aan" in html
    assert thea.email not in html
    klok(ZEVEN_UUR + timedelta(days=7))
    assert "weekcijfers" not in op_de_startpagina(thea)  # the last one came


@pytest.mark.parametrize("anders", [{"team": ""}, {"team": "OPSPORING"}, {"rol": Rol.INSPECTEUR}])
def test_wie_geen_weekcijfers_hoort_te_krijgen_mist_niets(anders):
    assert "weekcijfers" not in op_de_startpagina(leider(email="", **anders))


def test_zonder_mailserver_mist_niemand_iets(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "weekcijfers" not in op_de_startpagina(leider(email=""))
