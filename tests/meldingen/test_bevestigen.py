"""Telling a reporter that a melding was received: who is to be told, until when, and that it is done once."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import product
from smtplib import SMTPDataError
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.utils import timezone

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol, VrijeDag
from inspectie.termijnen import ONTVANGSTBEVESTIGING
from inspectie.tijd import begin_van, lokale_dag
from interventies.dossier import dossierfeiten
from meldingen import aanvullen, acties, attenderen
from meldingen.apart import leg_apart
from meldingen.bevestigingen import bevestig
from meldingen.bevestigingsplicht import met_bevestig_uiterlijk, te_laat_bevestigd
from meldingen.corrigeren import beeld, corrigeer
from meldingen.models import Melding, Ontvangst, Ontvangstbevestiging, Status
from meldingen.ontvangen import Weg, ontvang
from meldingen.partnersleutels import maak_sleutel
from meldingen.post.inhoud import Inhoud
from meldingen.registreren import registreer
from tests.meldingen.test_volgen_tegelijk import tegelijk
from tests.meldingen.volghulp import RIJ, gemeld, triagist
from tests.queries import queries_van
from tests.tegelijk import RIJ as SLOT
from tests.tegelijk import houd, naast

OP = datetime(2021, 1, 11, 9, tzinfo=UTC)
MELDER = {"melder_naam": "Wil Geheim", "melder_email": "wil@post.example"}
BRIEF = {"kanaal": "BRIEF", **MELDER}


def gebruiker(naam: str, rol: Rol = Rol.MELDPUNT) -> Gebruiker:
    return Gebruiker.objects.get_or_create(username=naam, defaults={"rol": rol, "first_name": naam})[0]


def opgenomen(**cellen: str) -> Melding:
    """Taken in by somebody here: a letter, received on Friday 8 January 2021."""
    melding = registreer(
        RIJ | BRIEF | cellen, inzending=uuid4(), dossier=dossierfeiten, door=gebruiker("mira"), op=OP
    ).melding
    melding.refresh_from_db()
    return melding


def te_bevestigen() -> list[Melding]:
    return list(Melding.objects.ontvangst_te_bevestigen())


def verbeterd(melding: Melding, **cellen: str) -> Melding:
    """As somebody here corrects it, an hour later."""
    gezien, reden = beeld(Melding.objects.get(pk=melding.pk)), "Nagekeken."
    op = OP + timedelta(hours=1)
    corrigeer(
        melding, cellen, gezien=gezien, reden=reden, dossier=dossierfeiten, door=gebruiker("mira"), op=op
    )
    return Melding.objects.get(pk=melding.pk)


def plichten(melding: Melding) -> list[tuple[date, datetime, datetime | None]]:
    return list(melding.bevestigingsplichten.values_list("uiterlijk", "vanaf", "tot"))


def html(wie: Gebruiker, adres: str) -> str:
    client = Client()
    client.force_login(wie)
    return str(client.get(adres).content.decode())


def op_mijn_werk(wie: Gebruiker) -> str:
    return html(wie, "/mijn-werk/").partition('id="werk-ontvangst"')[2].partition("</section>")[0]


def stuur(melding: Melding, wie: Gebruiker | None = None, **velden: str) -> Any:
    client = Client()
    client.force_login(wie or gebruiker("mira"))
    return client.post(f"/meldingen/{melding.nummer}/bevestigen/", velden, follow=True)


# Who is to be told


@pytest.mark.parametrize("kanaal", ["BRIEF", "EMAIL", "PARTNER_DOORZENDING", "VAKBOND_MELDPUNT"])
def test_van_wat_hier_op_papier_of_per_post_binnenkomt_is_de_ontvangst_te_bevestigen(db, kanaal):
    melding = opgenomen(kanaal=kanaal)
    assert te_bevestigen() == [melding]


@pytest.mark.parametrize("kanaal", ["TELEFOON", "MEDIA", "AMBTSHALVE"])
def test_een_gesprek_is_zelf_de_bevestiging_en_wat_wij_zelf_zien_heeft_geen_melder(db, kanaal):
    opgenomen(kanaal=kanaal)
    assert not te_bevestigen()


def test_een_gesprek_dat_een_brief_blijkt_te_zijn_is_te_bevestigen(db):
    melding = opgenomen(kanaal="TELEFOON")
    straks = OP + timedelta(hours=1)
    assert verbeterd(melding, kanaal="BRIEF") in te_bevestigen()
    assert plichten(melding) == [(date(2021, 1, 15), straks, None)]
    verbeterd(melding, kanaal="TELEFOON")
    assert not te_bevestigen()
    assert plichten(melding) == [(date(2021, 1, 15), straks, straks)]


def test_een_andere_dag_van_ontvangst_is_een_andere_laatste_dag_en_de_oude_blijft_bekend(db):
    melding = verbeterd(opgenomen(), ontvangen_op="2021-01-04T09:00:00+01:00")
    straks = OP + timedelta(hours=1)
    assert melding.bevestig_uiterlijk == date(2021, 1, 11)
    assert plichten(melding) == [
        (date(2021, 1, 15), OP, straks),
        (date(2021, 1, 11), straks, None),
    ]


def test_de_lijst_van_kanalen_is_te_kiezen_maar_bellen_blijft_een_gesprek(db, settings):
    settings.ONTVANGST_BEVESTIGEN = ["TELEFOON", "BRIEF"]
    brief, *_ = opgenomen(), opgenomen(kanaal="TELEFOON"), opgenomen(kanaal="EMAIL")
    assert te_bevestigen() == [brief]
    settings.ONTVANGST_BEVESTIGEN = []
    opgenomen()
    assert te_bevestigen() == [brief], "wat al te bevestigen was, blijft dat"


@pytest.mark.parametrize(
    ("melder", "wel"),
    [
        ({}, False),
        ({"melder_naam": "Wil Geheim"}, True),  # of a letter the address is on the paper
        ({"melder_telefoon": "0612345678"}, True),
        ({"melder_email": "wil@post.example"}, True),
    ],
)
def test_wie_niets_van_zichzelf_zei_kan_niets_horen(db, melder, wel):
    melding = opgenomen(**(dict.fromkeys(MELDER, "") | melder))
    assert te_bevestigen() == ([melding] if wel else [])


def test_het_formulier_en_de_api_bevestigen_zelf(db):
    gemeld(**MELDER)
    maker = gebruiker("beheer", Rol.BEHEER)
    partner = maak_sleutel("Vakbond", "VAKBOND_MELDPUNT", inzending=uuid4(), door=maker, op=OP)[0]
    weg = Weg("api:1", "CODE", "nl", partner)
    ontvang(
        RIJ | {**MELDER, "kanaal": "VAKBOND_MELDPUNT"}, weg, inzending=uuid4(), dossier=dossierfeiten, op=OP
    )
    assert Melding.objects.count() == 2
    assert not te_bevestigen()


def test_van_de_geschiedenis_die_is_ingelezen_is_niets_te_bevestigen(dossier):
    for kanaal in ("BRIEF", "EMAIL", "VAKBOND_MELDPUNT"):
        dossier.melding(**(BRIEF | {"kanaal": kanaal}))
    dossier.neem()
    assert Melding.objects.count() == 3
    assert not te_bevestigen()
    assert "Elke melder die wij kunnen bereiken" in op_mijn_werk(gebruiker("mira"))


def test_wat_is_ingetrokken_of_dubbel_gestuurd_vraagt_geen_bevestiging(db):
    melding = opgenomen()
    registreer(
        RIJ | BRIEF,
        inzending=uuid4(),
        dossier=dossierfeiten,
        door=gebruiker("mira"),
        op=OP,
        dubbel_van=melding,
    )
    assert te_bevestigen() == [melding]
    acties.trek_in(melding, reden="Opgelost.", door=gebruiker("mira"), op=OP)
    assert not te_bevestigen()


def test_wie_een_vraag_beantwoordde_weet_dat_wij_de_melding_hebben(db):
    melding = opgenomen()
    aanvullen.vraag_aanvulling(melding, vraag="Waar?", door=triagist(), op=OP)
    assert te_bevestigen() == [melding]
    aanvullen.ontvang_aanvulling(melding, antwoord="Hier.", dossier=dossierfeiten, door=triagist(), op=OP)
    assert not te_bevestigen()


def test_wie_een_vraag_beantwoordde_weet_het_ook_als_daarna_blijkt_dat_het_een_brief_was(db):
    melding = opgenomen(kanaal="TELEFOON")
    aanvullen.vraag_aanvulling(melding, vraag="Waar?", door=triagist(), op=OP)
    aanvullen.ontvang_aanvulling(melding, antwoord="Hier.", dossier=dossierfeiten, door=triagist(), op=OP)
    verbeterd(melding, kanaal="BRIEF")
    assert not te_bevestigen()


def test_wat_bij_opsporing_is_staat_hier_nergens(db):
    melding = opgenomen()
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    mira = gebruiker("mira")
    assert str(melding.nummer) not in op_mijn_werk(mira)
    assert f"/meldingen/{melding.nummer}/" not in html(mira, "/meldingen/?bevestiging=open")
    assert stuur(melding, wijze="BRIEF", dag="11-01-2021").status_code == 404
    assert not Ontvangstbevestiging.objects.exists()


def test_een_rij_en_een_vraag_aan_de_database_zeggen_hetzelfde(db):
    melding = opgenomen()
    for status, uiterlijk in product(Status.values, (None, date(2021, 1, 15))):
        Melding.objects.update(status=status, bevestig_uiterlijk=uiterlijk)
        melding.refresh_from_db()
        assert te_bevestigen() == ([melding] if melding.is_ontvangst_te_bevestigen else []), status
        niet_meer = status in ("OVERGEDRAGEN", "NAAR_OPSPORING", "DUBBEL", "INGETROKKEN")
        assert melding.is_ontvangst_te_bevestigen == (uiterlijk is not None and not niet_meer), status


@pytest.mark.postgres
def test_de_stapel_wordt_in_een_kleine_index_gevonden(db):
    opgenomen()
    stapel = Melding.objects.zichtbaar_voor(gebruiker("mira")).ontvangst_te_bevestigen()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for reeks in (stapel.order_by("bevestig_uiterlijk"), stapel.order_by().values("pk")[:251]):
            assert "melding_ontvangst" in reeks.explain()


def apart() -> Ontvangst:
    """An e-mail of 18 December 2020 that nobody took in yet."""
    rij, _ = leg_apart(
        "EMAIL",
        "mail:x",
        Inhoud("De kantine is vol.", naam="Wil", email="wil@post.example"),
        uitkomst=Ontvangst.Uitkomst.WACHT,
        reden="Nog te lezen.",
        ontvangen_op=begin_van(date(2020, 12, 18)),
        op=OP,
    )
    return rij


def test_wat_de_melding_zegt_en_wat_is_bewaard_wordt_vergeleken(db, capsys):
    een, twee, _ = opgenomen(), opgenomen(), opgenomen()
    call_command("controleer")
    Melding.objects.filter(pk=een.pk).update(bevestig_uiterlijk=None)
    twee.bevestigingsplichten.update(uiterlijk=date(2021, 1, 16))
    with pytest.raises(SystemExit):
        call_command("controleer")
    uit = capsys.readouterr().out
    assert "FOUT  van wat te bevestigen is, is bekend sinds wanneer" in uit
    assert f"melding {een.pk} zou nog te bevestigen zijn, en zegt dat zelf niet." in uit
    assert f"melding {twee.pk} is te bevestigen, en sinds wanneer is niet bekend." in uit


def test_een_kanaal_dat_niet_bestaat_wordt_gezegd(db, settings, capsys):
    settings.ONTVANGST_BEVESTIGEN = ["BRIEF", "MAIL"]
    with pytest.raises(SystemExit):
        call_command("controleer")
    uit = capsys.readouterr().out
    assert "ONTVANGST_BEVESTIGEN noemt “MAIL”, en dat is geen kanaal" in uit
    assert "“BRIEF”" not in uit


# Until when


@pytest.mark.parametrize(
    ("ontvangen", "uiterlijk"),
    [
        (date(2021, 1, 8), date(2021, 1, 15)),
        (date(2021, 1, 9), date(2021, 1, 18)),  # a Saturday
        (date(2020, 12, 18), date(2020, 12, 28)),  # Christmas, and a weekend after it
        (date(2021, 3, 26), date(2021, 4, 6)),  # Good Friday to Easter Monday
    ],
)
def test_zeven_dagen_en_wat_op_een_vrije_dag_eindigt_loopt_door(db, ontvangen, uiterlijk):
    op = datetime(2021, 6, 1, 9, tzinfo=UTC)
    cellen = RIJ | BRIEF | {"ontvangen_op": begin_van(ontvangen).isoformat()}
    melding = registreer(
        cellen, inzending=uuid4(), dossier=dossierfeiten, door=gebruiker("mira"), op=op
    ).melding
    assert melding.bevestig_uiterlijk == uiterlijk
    assert plichten(melding) == [(uiterlijk, op, None)]
    for dag, laat in ((uiterlijk, False), (uiterlijk + timedelta(days=1), True)):
        reeks = te_laat_bevestigd(Melding.objects.ontvangst_te_bevestigen(), begin_van(dag))
        assert reeks.exists() == laat, dag


def test_de_database_rekent_de_termijn_als_de_wet(db):
    rij = apart()
    vrij = VrijeDag.objects.dagen()
    for n in range(0, 220, 3):
        dag = date(2020, 10, 20) + timedelta(days=n)
        Ontvangst.objects.update(ontvangen_op=datetime(dag.year, dag.month, dag.day, 22, 59, tzinfo=UTC))
        gevonden: Any = met_bevestig_uiterlijk(Ontvangst.objects.filter(pk=rij.pk)).get()
        assert gevonden.bevestig_uiterlijk == ONTVANGSTBEVESTIGING.einde(
            lokale_dag(gevonden.ontvangen_op), vrij
        )


# Where one sees it


def test_de_laatste_dag_staat_op_mijn_werk_bij_de_melding_en_in_haar_lijst(db):
    nieuw, oud = opgenomen(), opgenomen()
    vandaag = lokale_dag(timezone.now())
    Melding.objects.filter(pk=nieuw.pk).update(bevestig_uiterlijk=vandaag)
    for wie in (gebruiker("mira"), gebruiker("tess", Rol.TRIAGIST)):
        blok = op_mijn_werk(wie)
        plekken = [blok.index(f"/meldingen/{m.nummer}/?bevestiging=open") for m in (oud, nieuw)]
        assert plekken == sorted(plekken), "wat het eerst af moet staat bovenaan"
        assert "15-01-2021" in blok
        assert blok.count("Te laat") == 1
        pagina = html(wie, f"/meldingen/{oud.nummer}/")
        assert "Nog niet; uiterlijk" in pagina
        assert f'action="/meldingen/{oud.nummer}/bevestigen/"' in pagina
    mira = gebruiker("mira")
    lijst = html(mira, "/meldingen/?bevestiging=open&sort=ontvangen")
    assert f"melding-{oud.nummer}" in lijst
    assert f"melding-{nieuw.nummer}" in lijst
    laat = html(mira, "/meldingen/?bevestiging=laat")
    assert f"melding-{oud.nummer}" in laat
    assert f"melding-{nieuw.nummer}" not in laat


def test_ook_van_een_e_mail_die_nog_geen_melding_is_loopt_de_termijn(db):
    apart()
    blok = html(gebruiker("mira"), "/mijn-werk/").partition('id="werk-apart"')[2].partition("</section>")[0]
    assert "28-12-2020" in blok
    assert "Te laat" in blok
    assert "wil" not in blok.casefold().replace("te laat", "")


@pytest.mark.parametrize("rol", [Rol.TEAMLEIDER, Rol.AUDITOR])
def test_wie_geen_melding_opneemt_ziet_de_termijn_en_bevestigt_niets(db, rol):
    melding, wie = opgenomen(), gebruiker("kijker", rol)
    pagina = html(wie, f"/meldingen/{melding.nummer}/")
    assert "Nog niet; uiterlijk" in pagina
    assert "/bevestigen/" not in pagina
    assert 'id="werk-ontvangst"' not in html(wie, "/mijn-werk/")
    assert stuur(melding, wie, wijze="BRIEF", dag="11-01-2021").status_code == 403


# That it was done


def test_wat_is_bevestigd_wacht_niet_meer_en_staat_op_de_tijdlijn(db):
    melding, mira = opgenomen(), gebruiker("mira")
    antwoord = stuur(melding, wijze="BRIEF", dag="12-01-2021", tekst="Met de post van vier uur.")
    assert antwoord.redirect_chain == [(f"/meldingen/{melding.nummer}/", 302)]
    inhoud = antwoord.content.decode()
    assert f"Melding {melding.nummer}: ontvangst bevestigd." in inhoud
    tijdlijn = inhoud.split("tijdlijn-kop")[2]
    assert "Ontvangst bevestigd per brief op" in tijdlijn
    assert "12-01-2021" in tijdlijn
    assert "Met de post van vier uur." in tijdlijn
    assert "Nog niet; uiterlijk" not in inhoud
    assert not te_bevestigen()
    assert "Elke melder die wij kunnen bereiken" in op_mijn_werk(mira)
    regel = Logregel.objects.get(actie="ontvangst_bevestigd")
    assert (regel.onderwerp, regel.gegevens["wijze"]) == (f"melding:{melding.pk}", "BRIEF")
    assert "vier uur" not in str(regel.gegevens)


def test_dat_het_niet_kan_wordt_met_een_reden_vastgelegd(db):
    melding = opgenomen()
    fout = stuur(melding, wijze="NIET", dag="12-01-2021", tekst=" ").content.decode()
    assert "Schrijf op waarom de melder geen bevestiging kan krijgen." in fout
    inhoud = stuur(
        melding, wijze="NIET", dag="12-01-2021", tekst="Op de brief staat geen adres."
    ).content.decode()
    assert "Ontvangst niet bevestigd: het kan niet" in inhoud
    assert "Op de brief staat geen adres." in inhoud
    assert Ontvangstbevestiging.objects.get().dag is None
    assert not te_bevestigen()


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"dag": "12-01-2021"}, "Kies hoe u de ontvangst bevestigde"),
        ({"wijze": "DUIF", "dag": "12-01-2021"}, "Kies hoe u de ontvangst bevestigde"),
        ({"wijze": "BRIEF"}, "Vul een dag in"),
        ({"wijze": "BRIEF", "dag": "31-02-2021"}, "geen bestaande datum"),
        ({"wijze": "BRIEF", "dag": "01-01-2099"}, "ligt in de toekomst"),
        ({"wijze": "BRIEF", "dag": "07-01-2021"}, "was de melding er nog niet"),
    ],
)
def test_wat_niet_klopt_wordt_gezegd_en_wat_getypt_is_blijft_staan(db, velden, reden):
    melding = opgenomen()
    inhoud = stuur(melding, tekst="Aangetekend.", **velden).content.decode()
    assert reden in inhoud.replace('<span class="datum">', "").replace("</span>", "")
    assert ">\nAangetekend.</textarea>" in inhoud
    assert not Ontvangstbevestiging.objects.exists()
    assert te_bevestigen() == [melding]


def test_twee_keer_drukken_is_een_keer_en_een_ander_hoort_wie_het_al_deed(db):
    melding = opgenomen()
    velden: dict[str, Any] = {"wijze": "EMAIL", "dag": "12-01-2021"}
    for _ in range(2):
        assert "ontvangst bevestigd." in stuur(melding, **velden).content.decode()
    inhoud = stuur(melding, gebruiker("mo"), wijze="NIET", tekst="Het adres bestaat niet.").content.decode()
    assert "mira heeft dit al vastgelegd: per e-mail." in inhoud
    assert "Het adres bestaat niet." in inhoud, "wat getypt is gaat niet verloren"
    assert Ontvangstbevestiging.objects.get().door == gebruiker("mira")
    assert Logregel.objects.filter(actie="ontvangst_bevestigd").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_van_twee_mensen_tegelijk_is_er_een_de_eerste():
    melding = opgenomen()
    uit = tegelijk(
        *(
            lambda wie=wie: bevestig(melding, wijze="BRIEF", dag=lokale_dag(OP), door=wie, op=OP)
            for wie in (gebruiker("mira"), gebruiker("mo"))
        )
    )
    assert sorted(type(iets).__name__ for iets in uit) == ["Ingehaald", "Ontvangstbevestiging"]


def test_wat_intussen_is_ingetrokken_is_niet_meer_te_bevestigen(db):
    melding, mira = opgenomen(), gebruiker("mira")
    acties.trek_in(melding, reden="Opgelost.", door=mira, op=OP)
    with pytest.raises(Ingehaald):
        bevestig(melding, wijze="BRIEF", dag=lokale_dag(OP), door=mira, op=OP)
    with pytest.raises(Regelfout):
        bevestig(opgenomen(), wijze="DUIF", dag=lokale_dag(OP), door=mira, op=OP)


def test_een_besluit_intussen_houdt_een_bevestiging_niet_tegen(db):
    melding = opgenomen()
    advies = acties.laatste_advies(melding)
    keuze = {"route": "REGISTREREN", "prioriteit": "", "reden": "Zo."}
    acties.beslis(melding, advies=advies.pk, door=triagist(), op=OP, **keuze)
    assert te_bevestigen() == [melding], "ook wie geen opvolging krijgt hoort dat wij de melding hebben"
    stuur(melding, wijze="TELEFOON", dag="12-01-2021", gezien="oud")
    assert not te_bevestigen()


def test_na_bevestigen_blijft_een_triagist_bij_de_melding_waarover_nog_te_beslissen_is(db):
    melding, _ = opgenomen(), opgenomen()
    antwoord = stuur(melding, gebruiker("tess", Rol.TRIAGIST), wijze="BRIEF", dag="12-01-2021")
    assert antwoord.redirect_chain == [(f"/meldingen/{melding.nummer}/", 302)]


def test_een_bevestiging_wordt_nooit_gewijzigd(db):
    melding = opgenomen()
    bevestig(melding, wijze="BRIEF", dag=lokale_dag(OP), door=gebruiker("mira"), op=OP)
    with pytest.raises(DatabaseError), transaction.atomic():
        Ontvangstbevestiging.objects.update(wijze="EMAIL")


# An e-mail by the program, when somebody says so


@pytest.mark.usefixtures("_zonder_worker")
def test_wie_het_adres_niet_mag_zien_kan_toch_een_e_mail_laten_sturen(db, django_capture_on_commit_callbacks):
    melding = opgenomen()
    assert mail.outbox == [], "vanzelf gaat er niets"
    assert "Nog niet: stuur nu een e-mail" in html(gebruiker("mira"), f"/meldingen/{melding.nummer}/")
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            assert "de e-mail aan de melder gaat uit" in stuur(melding, wijze="MAIL").content.decode()
    (brief,) = mail.outbox
    assert brief.to == ["wil@post.example"]
    assert brief.extra_headers["Auto-Submitted"] == "auto-generated"
    tekst = f"{brief.subject}\n{brief.body}".casefold()
    assert f"het nummer is {melding.nummer}." in tekst
    for woord in ("kantine", "geheim", "melding", "klacht", "complaint", "code"):
        assert woord not in tekst, woord
    assert not te_bevestigen()
    inhoud = html(gebruiker("mira"), f"/meldingen/{melding.nummer}/")
    assert "E-mail aan de melder: Bevestiging van ontvangst" in inhoud
    assert Logregel.objects.get(actie="ontvangst_per_email").door == gebruiker("mira")


@pytest.mark.parametrize("hoe", ["geen adres", "geen server"])
def test_waar_geen_e_mail_heen_kan_wordt_zij_niet_aangeboden_en_niet_gestuurd(db, settings, hoe):
    melding = opgenomen(
        **({"melder_email": "", "melder_telefoon": "0612345678"} if hoe == "geen adres" else {})
    )
    if hoe != "geen adres":
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "stuur nu een e-mail" not in html(gebruiker("mira"), f"/meldingen/{melding.nummer}/")
    assert "kan hiervandaan geen e-mail" in stuur(melding, wijze="MAIL").content.decode()
    assert te_bevestigen() == [melding]


@pytest.mark.usefixtures("_zonder_worker")
def test_een_e_mail_die_niet_wegkomt_zet_de_melding_terug_op_de_stapel(
    db, django_capture_on_commit_callbacks
):
    melding = opgenomen(melder_email="wil")
    with django_capture_on_commit_callbacks(execute=True):
        stuur(melding, wijze="MAIL")
    assert mail.outbox == []
    assert te_bevestigen() == [melding]
    inhoud = html(gebruiker("mira"), f"/meldingen/{melding.nummer}/")
    assert "E-mail aan de melder kwam niet weg: Bevestiging van ontvangst" in inhoud
    assert "stuur nu een e-mail" not in inhoud
    stuur(melding, wijze="BRIEF", dag="12-01-2021")
    assert not te_bevestigen()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_een_e_mail_die_niet_wegkomt_naast_wie_met_de_melding_bezig_is():
    melding = opgenomen(melder_email="wil")
    with transaction.atomic():
        attenderen.bevestig_zonder_code(melding, op=OP)
    pk = melding.attenderingen.get().pk
    assert not naast(
        houd(Melding.objects.filter(pk=melding.pk)), lambda: attenderen.verzend(pk, nu=OP), *SLOT
    )
    assert te_bevestigen() == [melding]


@pytest.mark.usefixtures("_zonder_worker")
def test_bij_een_e_mail_die_de_mailserver_weigert_staat_waarom_en_niet_aan_wie(
    db, django_capture_on_commit_callbacks, monkeypatch
):
    def weiger(bericht: EmailMessage) -> None:
        raise SMTPDataError(554, f"5.7.1 {bericht.to[0]} is spam".encode())

    monkeypatch.setattr("django.core.mail.EmailMessage.send", weiger)
    melding = opgenomen(melder_email="wil@post.example")
    with django_capture_on_commit_callbacks(execute=True):
        stuur(melding, wijze="MAIL")
    assert te_bevestigen() == [melding]
    inhoud = html(gebruiker("mira"), f"/meldingen/{melding.nummer}/")
    assert "De mailserver weigert dit bericht (554 5.7.1)." in inhoud
    assert "wil@post" not in inhoud


@pytest.mark.usefixtures("_zonder_worker")
def test_naar_een_adres_bij_de_werkgever_gaat_geen_e_mail(db, django_capture_on_commit_callbacks):
    werkgever = {"naam": "Bakkerij Van Dam", "plaats": "Delft"}
    cellen = RIJ | BRIEF | {"melder_email": "wil@bakkerij-vandam.example"}
    melding = registreer(
        cellen, inzending=uuid4(), dossier=dossierfeiten, door=gebruiker("mira"), op=OP, werkgever=werkgever
    ).melding
    with django_capture_on_commit_callbacks(execute=True):
        stuur(melding, wijze="MAIL")
    assert mail.outbox == []
    assert te_bevestigen() == [melding]


def test_wat_men_bij_een_e_mail_schrijft_gaat_niet_mee_en_dat_wordt_gezegd(db):
    melding = opgenomen()
    inhoud = stuur(melding, wijze="MAIL", tekst="Dank voor uw brief.").content.decode()
    assert "In de e-mail staat alleen het nummer." in inhoud
    assert ">\nDank voor uw brief.</textarea>" in inhoud
    assert te_bevestigen() == [melding]


def test_het_aantal_queries_van_een_melding_die_wacht_staat_vast(db):
    """Of a melding that waits for it the ways to the reporter, and whether an e-mail went before."""
    melding, mira, client = opgenomen(), gebruiker("mira"), Client()
    client.force_login(mira)

    tel = partial(queries_van, client)
    hier, lijst = f"/meldingen/{melding.nummer}/", "/meldingen/?sort=ontvangen"
    wacht = tel(hier)
    assert tel(f"{lijst}&bevestiging=open") == tel(f"{lijst}&kanaal=BRIEF") + 1
    assert tel(f"{lijst}&bevestiging=laat") == tel(f"{lijst}&kanaal=BRIEF") + 1
    bevestig(melding, wijze="BRIEF", dag=lokale_dag(OP), door=mira, op=OP)
    assert wacht == tel(hier) + 2
