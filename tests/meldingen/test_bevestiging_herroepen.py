"""An acknowledgement that was recorded by mistake is taken back, and the reporter is to be told again."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.tijd import lokale_dag
from interventies.dossier import dossierfeiten
from meldingen import aanvullen, acties
from meldingen.bevestigingen import bevestig, herroep, mail
from meldingen.later import ontvang_later
from meldingen.models import HerroepenBevestiging, Melding, Ontvangstbevestiging, Status
from tests.meldingen.test_bevestigen import OP, gebruiker, html, op_mijn_werk, opgenomen, te_bevestigen
from tests.meldingen.test_bevestigen import stuur as stuur_bevestiging
from tests.meldingen.test_volgen_tegelijk import tegelijk
from tests.meldingen.volghulp import triagist

pytestmark = pytest.mark.django_db
STRAKS = OP + timedelta(hours=1)


def bevestigd(melding: Melding, wijze: str = "BRIEF", **anders: Any) -> Ontvangstbevestiging:
    dag = None if wijze == "NIET" else lokale_dag(OP)
    return bevestig(melding, wijze=wijze, dag=dag, door=gebruiker("mira"), op=OP, **anders)


def neem_terug(melding: Melding, van: Ontvangstbevestiging, reden: str = "Verkeerde melding.", **anders: Any):
    gewoon = {"door": gebruiker("mo"), "op": STRAKS}
    return herroep(melding, bevestigd_op=van.op, reden=reden, **{**gewoon, **anders})


def stuur(melding: Melding, tekst: str, wie: Gebruiker | None = None, bevestigd_op: str = "") -> Any:
    """As the form on the page does: with what the page carried."""
    wie = wie or gebruiker("mira")
    if not bevestigd_op:
        gevonden = re.search(
            r'name="bevestigd_op" value="([^"]+)"', html(wie, f"/meldingen/{melding.nummer}/")
        )
        bevestigd_op = gevonden[1] if gevonden else ""
    client = Client()
    client.force_login(wie)
    velden = {"tekst": tekst, "bevestigd_op": bevestigd_op}
    return client.post(f"/meldingen/{melding.nummer}/bevestiging-herroepen/", velden, follow=True)


def test_wat_bij_vergissing_is_vastgelegd_gaat_terug_en_dan_is_er_dezelfde_dag_weer():
    melding = opgenomen()
    eerst = melding.bevestig_uiterlijk
    stuur_bevestiging(melding, wijze="BRIEF", dag="11-01-2021", tekst="Aangetekend.")
    assert not te_bevestigen()
    antwoord = stuur(melding, "Was van de melding ernaast.")
    assert antwoord.redirect_chain == [(f"/meldingen/{melding.nummer}/", 302)]
    assert te_bevestigen() == [melding]
    assert te_bevestigen()[0].bevestig_uiterlijk == eerst
    assert f"/meldingen/{melding.nummer}/" in op_mijn_werk(gebruiker("mira"))
    pagina = antwoord.content.decode()
    assert f"Melding {melding.nummer}: de bevestiging van de ontvangst is herroepen." in pagina
    assert "Nog niet; uiterlijk" in pagina
    tijdlijn = pagina.split("tijdlijn-kop")[2]
    stukken = ("Ontvangst bevestigd per brief op", "Aangetekend.", "Bevestiging van de ontvangst herroepen")
    plekken = [tijdlijn.index(stuk) for stuk in (*stukken, "Was van de melding ernaast.")]
    assert plekken == sorted(plekken)
    regel = Logregel.objects.get(actie="bevestiging_herroepen")
    assert (regel.door, regel.onderwerp) == (gebruiker("mira"), f"melding:{melding.pk}")
    assert "ernaast" not in str(regel.gegevens)


def test_daarna_is_zij_opnieuw_te_bevestigen_en_te_herroepen_en_blijft_alles_bewaard():
    melding = opgenomen()
    for n, wijze in enumerate(("BRIEF", "TELEFOON")):
        eerder = bevestig(
            melding, wijze=wijze, dag=lokale_dag(OP), door=gebruiker("mira"), op=OP + timedelta(minutes=n)
        )
        neem_terug(melding, eerder)
    bevestigd(melding, "NIET", toelichting="Geen adres.")
    assert [h.wijze for h in HerroepenBevestiging.objects.all()] == ["BRIEF", "TELEFOON"]
    assert Ontvangstbevestiging.objects.get().wijze == "NIET"
    assert not te_bevestigen()
    with pytest.raises(DatabaseError), transaction.atomic():
        HerroepenBevestiging.objects.update(reden="Iets anders.")


def test_het_logboek_getuigt_ook_van_wat_is_herroepen(capsys):
    melding, ander = opgenomen(), opgenomen()
    neem_terug(melding, bevestigd(melding))
    bevestigd(ander)
    call_command("controleer")
    for model in (Ontvangstbevestiging, HerroepenBevestiging):
        model.objects.all().delete()
        with pytest.raises(SystemExit):
            call_command("controleer")
        assert model._meta.db_table in capsys.readouterr().out


def test_een_e_mail_van_hieruit_is_niet_terug_te_nemen():
    melding = opgenomen()
    mail(melding, door=gebruiker("mira"), op=OP)
    assert "/bevestiging-herroepen/" not in html(gebruiker("mira"), f"/meldingen/{melding.nummer}/")
    inhoud = stuur(melding, "Toch niet.", bevestigd_op=OP.isoformat()).content.decode()
    assert "De ontvangst is bevestigd met een e-mail van hieruit. Die is niet terug te nemen." in inhoud
    assert "Toch niet." in inhoud
    assert not te_bevestigen()


def test_zonder_reden_gebeurt_er_niets():
    melding = opgenomen()
    stuur_bevestiging(melding, wijze="BRIEF", dag="11-01-2021")
    inhoud = stuur(melding, " ").content.decode()
    assert "Schrijf op waarom de bevestiging niet klopt." in inhoud
    assert "<title>Fout: Melding" in inhoud
    with pytest.raises(Regelfout):
        neem_terug(melding, Ontvangstbevestiging.objects.get(), " ")
    assert Ontvangstbevestiging.objects.exists()


def test_twee_keer_drukken_neemt_er_een_terug_en_nooit_die_van_een_ander():
    melding = opgenomen()
    oude = bevestigd(melding)
    stuur(melding, "Vergissing.", bevestigd_op=oude.op.isoformat())
    nog_eens = stuur(melding, "Vergissing.", bevestigd_op=oude.op.isoformat()).content.decode()
    assert "Deze bevestiging staat er niet meer." in nog_eens
    bevestig(melding, wijze="EMAIL", dag=lokale_dag(OP), door=gebruiker("mo"), op=STRAKS)
    stuur(melding, "Vergissing.", bevestigd_op=oude.op.isoformat())
    assert Ontvangstbevestiging.objects.get().wijze == "EMAIL"
    assert HerroepenBevestiging.objects.count() == 1


@pytest.mark.parametrize("moment", ["", "gisteren", "9999-12-31T23:59:59-12:00", "0001-01-01", "2021-01-11"])
def test_een_verzonnen_moment_is_er_geen(moment):
    melding = opgenomen()
    bevestigd(melding)
    assert stuur(melding, "Weg ermee.", bevestigd_op=moment or " ").status_code == 200
    assert Ontvangstbevestiging.objects.exists()


@pytest.mark.parametrize("hoe", ["antwoord", "gesprek"])
def test_wie_intussen_iets_anders_van_ons_hoorde_hoeft_het_niet_nog_eens_te_horen(hoe):
    melding = opgenomen()
    eerder = bevestigd(melding)
    if hoe == "antwoord":
        aanvullen.vraag_aanvulling(melding, vraag="Waar?", door=triagist(), op=OP)
        aanvullen.ontvang_aanvulling(melding, antwoord="Hier.", dossier=dossierfeiten, door=triagist(), op=OP)
    else:
        ontvang_later(
            melding,
            tekst="Ook boven.",
            kanaal="TELEFOON",
            inzending=uuid4(),
            dossier=dossierfeiten,
            door=triagist(),
            op=OP,
        )
    neem_terug(melding, eerder)
    assert not Ontvangstbevestiging.objects.exists()
    assert not te_bevestigen()


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.MELDPUNT, Rol.TRIAGIST)])
def test_wie_geen_melding_opneemt_herroept_niets(rol):
    melding = opgenomen()
    eerder = bevestigd(melding)
    wie = gebruiker(f"k-{rol}", rol)
    assert stuur(melding, "Weg.", wie, bevestigd_op=eerder.op.isoformat()).status_code == 403
    if rol in (Rol.TEAMLEIDER, Rol.AUDITOR):
        assert "/bevestiging-herroepen/" not in html(wie, f"/meldingen/{melding.nummer}/")
    assert Ontvangstbevestiging.objects.exists()


def test_wat_bij_opsporing_is_staat_hier_nergens_en_van_wat_is_ingetrokken_klopt_het_verslag_weer():
    melding, ander = opgenomen(), opgenomen()
    eerder, tweede = bevestigd(melding), bevestigd(ander)
    Melding.objects.filter(pk=melding.pk).update(status=Status.NAAR_OPSPORING)
    assert stuur(melding, "Weg.", bevestigd_op=eerder.op.isoformat()).status_code == 404
    acties.trek_in(ander, reden="Opgelost.", door=gebruiker("mira"), op=OP)
    neem_terug(ander, tweede)
    assert list(Ontvangstbevestiging.objects.values_list("melding", flat=True)) == [melding.pk]
    assert not te_bevestigen()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_van_twee_mensen_tegelijk_herroept_er_een():
    melding = opgenomen()
    eerder, mo, mira = bevestigd(melding), gebruiker("mo"), gebruiker("mira")
    uit = tegelijk(
        lambda: neem_terug(melding, eerder, door=mo), lambda: neem_terug(melding, eerder, door=mira)
    )
    assert sorted(type(iets).__name__ for iets in uit) == ["HerroepenBevestiging", "Ingehaald"]
    assert te_bevestigen() == [melding]


def test_wat_er_al_niet_meer_staat_is_ingehaald():
    melding = opgenomen()
    eerder = bevestigd(melding)
    neem_terug(melding, eerder)
    with pytest.raises(Ingehaald):
        neem_terug(melding, eerder)
    assert HerroepenBevestiging.objects.count() == 1
