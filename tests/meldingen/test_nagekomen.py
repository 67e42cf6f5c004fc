"""What a reporter sent later, for who works on it: shown, read, fetched and asked about, and kept from the others."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from inspectie.bestanden import Bestand
from inspectie.models import Gebruiker, Logregel, Rol
from interventies import zaken
from interventies.dossier import dossierfeiten
from meldingen import acties
from meldingen.meldpunt import volgen
from meldingen.models import Aanvulling, Attendering, Melding, Meldingbijlage, NagekomenGezien, Status
from meldingen.registreren import nieuwe_werkgever
from meldingen.tasks import verzend_attendering, verzend_attenderingen
from tests.inloggen import als
from tests.meldingen.volghulp import OP, RIJ, gemeld, triagist, vraag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_zonder_worker")]
STRAKS = OP + timedelta(hours=1)


def vul_aan(melding: Melding, tekst: str = "Ook in de hal.", op=STRAKS, bestanden=()):
    return volgen.vul_aan(
        melding, tekst=tekst, bestanden=bestanden, inzending=uuid4(), dossier=dossierfeiten, op=op
    )


def pagina(client: Client, melding: Melding) -> str:
    return client.get(f"/meldingen/{melding.nummer}/").content.decode()


def besluit(melding: Melding) -> None:
    advies = acties.laatste_advies(melding)
    acties.beslis(
        melding, advies=advies.pk, route="TELEFONISCH", prioriteit="P3", reden="Zo.", door=triagist(), op=OP
    )


FOTO = Bestand("hal <b>.png", "image/png", b"een foto")


def test_wat_kwam_staat_op_de_melding_en_op_de_tijdlijn():
    melding, _ = gemeld()
    vul_aan(melding, bestanden=[FOTO])
    html = pagina(als(Rol.TRIAGIST), melding)
    for stuk in (
        "Van de melder",
        "Ook in de hal.",
        "hal &lt;b&gt;.png",
        "Aangevuld door de melder, met 1 bestand",
    ):
        assert stuk in html
    assert "Nog niet gelezen" not in html, "over deze melding is nog niet besloten"


def test_een_bestand_haalt_alleen_op_wie_de_melding_ziet_en_nooit_om_te_bekijken():
    melding, _ = gemeld()
    ander, _ = gemeld("b", omschrijving="Iets anders.")
    vul_aan(melding, bestanden=[FOTO])
    pk = Meldingbijlage.objects.get().pk
    adres = reverse("melding_bijlage", args=[melding.nummer, pk])
    antwoord = als(Rol.TRIAGIST).get(adres)
    assert antwoord.content == b"een foto"
    assert antwoord["Content-Disposition"] == 'attachment; filename="hal <b>.png"'
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in antwoord["Cache-Control"]
    for rol in (Rol.INSPECTEUR, Rol.BELEID, Rol.RAPPORTEUR, Rol.BEHEER):
        assert als(rol).get(adres).status_code == 404, rol
    # By the number of another melding it is not there either.
    assert als(Rol.TRIAGIST).get(reverse("melding_bijlage", args=[ander.nummer, pk])).status_code == 404
    Melding.objects.filter(pk=melding.pk).update(status=Status.NAAR_OPSPORING)
    for rol in Rol:
        assert als(rol).get(adres).status_code == 404, rol


def test_wat_na_het_besluit_komt_wacht_op_een_lezer_en_is_daarna_gelezen():
    melding, _ = gemeld()
    besluit(melding)
    client = als(Rol.TRIAGIST)
    assert "Er is niets van een melder te lezen." in client.get("/mijn-werk/").content.decode()
    vul_aan(melding)
    assert f"/meldingen/{melding.nummer}/" in client.get("/mijn-werk/nagekomen/").content.decode()
    assert "Nog niet gelezen" in pagina(client, melding)
    for _ in range(2):
        assert client.post(f"/meldingen/{melding.nummer}/gelezen/").status_code == 302
    assert NagekomenGezien.objects.count() == 1
    assert Logregel.objects.filter(actie="nagekomen_gelezen").count() == 1
    html = pagina(client, melding)
    assert "Gelezen door iemand-TRIAGIST." in html
    assert 'action="/meldingen' not in html.split("Van de melder")[1].split("</section>")[0]
    assert "Er is niets van een melder te lezen." in client.get("/mijn-werk/").content.decode()


def test_wat_naast_een_open_vraag_komt_wacht_op_een_lezer():
    melding, _ = gemeld()
    vul_aan(melding, "Voor de vraag.", op=OP - timedelta(hours=1))
    vraag(melding)
    client = als(Rol.TRIAGIST)
    assert "Nog niet gelezen" not in pagina(client, melding), "dat las wie de vraag stelde"
    vul_aan(melding, "Ze sluiten ons nu op.")
    assert Melding.objects.get().status == Status.AANVULLING_GEVRAAGD
    assert f"/meldingen/{melding.nummer}/" in client.get("/mijn-werk/nagekomen/").content.decode()
    assert pagina(client, melding).count("Nog niet gelezen") == 1
    assert client.post(f"/meldingen/{melding.nummer}/gelezen/").status_code == 302
    assert NagekomenGezien.objects.get().nagekomen.tekst == "Ze sluiten ons nu op."
    assert "Nog niet gelezen" not in pagina(client, melding)
    assert "Er is niets van een melder te lezen." in client.get("/mijn-werk/").content.decode()


def test_de_inspecteur_leest_het_van_de_eigen_zaak_en_van_geen_andere():
    werkgever = {"naam": "Bakkerij", "provincie": "UT"}
    melding, _ = gemeld()
    Melding.objects.filter(pk=melding.pk).update(werkgever=nieuwe_werkgever(werkgever, door=None, op=OP))
    melding.refresh_from_db()
    besluit(melding)
    melding.refresh_from_db()
    zaak = zaken.open_zaak(melding, door=triagist(), op=OP)
    vul_aan(melding)
    client = als(Rol.INSPECTEUR)
    assert client.post(f"/meldingen/{melding.nummer}/gelezen/").status_code == 404
    assert not NagekomenGezien.objects.exists()
    inspecteur = Gebruiker.objects.get(rol=Rol.INSPECTEUR)
    teamleider = Gebruiker.objects.create(username="thea", rol=Rol.TEAMLEIDER)
    zaken.wijs_toe(zaak, inspecteur, door=teamleider, op=OP)
    assert f"/meldingen/{melding.nummer}/" in client.get("/mijn-werk/nagekomen/").content.decode()
    assert client.post(f"/meldingen/{melding.nummer}/gelezen/").status_code == 302
    assert NagekomenGezien.objects.get().door == inspecteur


def test_een_vraag_die_openstaat_staat_met_haar_klok_op_mijn_werk():
    melding, _ = gemeld()
    gevraagd = vraag(melding)
    melding.refresh_from_db()
    # Five working days, from a Friday; the clock of the melding itself ran out in 2021.
    assert gevraagd.uiterlijk is not None
    assert (gevraagd.uiterlijk.date(), melding.prioriteit) == (date(2026, 12, 4), "P3")
    client = als(Rol.TRIAGIST)

    def blok() -> str:
        html = client.get("/mijn-werk/").content.decode()
        return html.split("Wacht op antwoord van de melder")[1].split("</section>")[0]

    assert f"/meldingen/{melding.nummer}/" in blok()
    assert "Te laat" not in blok()
    Aanvulling.objects.update(uiterlijk=OP - timedelta(days=9))
    assert "Te laat" in blok()
    acties.trek_in(Melding.objects.get(), reden="Hoeft niet.", door=triagist(), op=OP)
    assert "Er staat geen vraag aan een melder open." in blok()
    acties.heropen(Melding.objects.get(), reden="Toch.", dossier=dossierfeiten, door=triagist(), op=OP)
    vraag(melding)
    volgen.beantwoord(
        melding, vraag=Aanvulling.objects.open().get().pk, antwoord="Daar.", dossier=dossierfeiten, op=STRAKS
    )
    html = client.get("/mijn-werk/").content.decode()
    assert "Er staat geen vraag aan een melder open." in html
    assert f"/meldingen/{melding.nummer}/" in html.split("Aanvulling ontvangen")[1].split("</section>")[0]


def test_staf_kiest_vaste_vragen_en_eigen_woorden():
    melding, _ = gemeld(taal="ro")
    client = als(Rol.TRIAGIST)
    html = pagina(client, melding)
    assert "Wat we vaak vragen" in html
    adres = f"/meldingen/{melding.nummer}/aanvulling/"
    leeg = client.post(adres, {"tekst": " "}).content.decode()
    assert "Schrijf op wat er ontbreekt." in leeg
    assert client.post(adres, {"tekst": "", "vragen": ["WAAR"]}).status_code == 302
    gevraagd = Aanvulling.objects.get()
    assert gevraagd.vraag.startswith("Waar gebeurt dit?")
    assert gevraagd.voor_melder.startswith("Unde se întâmplă")


def test_wie_geen_code_heeft_leest_geen_andere_taal():
    melding, _ = gemeld()
    melding.volgcode.delete()
    assert (vraag(melding, "", vragen=["WAAR"]).voor_melder, Aanvulling.objects.get().taal) == ("", "")


# The e-mail


def test_een_bevestiging_zegt_alleen_dat_er_iets_is(django_capture_on_commit_callbacks):
    geheim = {"melder_email": "wil@post.example", "melder_naam": "Wil Geheim"}
    with django_capture_on_commit_callbacks(execute=True):
        melding, code = gemeld(taal="pl", **geheim)
    (brief,) = mail.outbox
    assert brief.to == ["wil@post.example"]
    tekst = f"{brief.subject}\n{brief.body}\n{brief.extra_headers}".casefold()
    assert str(melding.nummer) in tekst
    assert "otrzymaliśmy" in tekst
    for woord in (
        code.casefold(),
        code.replace("-", "").casefold(),
        "kantine",
        "geheim",
        "melding",
        "zgłoszeni",
        "klacht",
    ):
        assert woord not in tekst, woord
    assert brief.subject == "Wiadomość od Inspekcji SZW"
    assert Attendering.objects.get().verzonden_op is not None
    verzend_attendering(Attendering.objects.get().pk)
    verzend_attenderingen()
    assert len(mail.outbox) == 1
    acties_ = list(Logregel.objects.filter(actie__contains="at").values_list("actie", flat=True))
    assert "attendering_verzonden" in acties_
    assert "E-mail aan de melder: Bevestiging van ontvangst" in pagina(als(Rol.TRIAGIST), melding)


def test_ook_een_vraag_wordt_gemeld_zonder_haar_te_stellen(django_capture_on_commit_callbacks):
    melding, _ = gemeld(taal="en", melder_email="wil@post.example")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        vraag(melding, "Welke vestiging van Bakkerij Van Dam?")
    (brief,) = mail.outbox
    assert "There is a question for you" in brief.body
    assert "Bakkerij" not in f"{brief.body} {brief.subject}"


@pytest.mark.parametrize("hoe", ["zonder adres", "zonder server", "zonder code"])
def test_waar_geen_e_mail_kan_komt_er_geen(hoe, settings, django_capture_on_commit_callbacks):
    if hoe == "zonder server":
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        melding, _ = gemeld(**({} if hoe == "zonder adres" else {"melder_email": "wil@post.example"}))
        mail.outbox.clear()
        Attendering.objects.all().delete()
        if hoe == "zonder code":
            melding.volgcode.delete()
        vraag(melding)
    assert mail.outbox == []
    assert not Attendering.objects.exists()


@pytest.mark.parametrize("adres", ["wil@post.example\npiet", "wil@post.example, piet@post.example", "wil"])
def test_een_adres_dat_er_geen_is_wordt_niet_nog_eens_geprobeerd_en_staat_in_geen_logboek(adres, caplog):
    gemeld(melder_email=adres)
    wacht = Attendering.objects.get()
    verzend_attendering(wacht.pk)
    wacht.refresh_from_db()
    assert (wacht.pogingen, wacht.verzonden_op) == (1, None)
    assert wacht.mislukt_op is not None
    assert "wil" not in caplog.text
    assert "post.example" not in caplog.text


def test_een_bericht_dat_niet_te_maken_is_wordt_niet_eindeloos_geprobeerd(monkeypatch, caplog):
    gemeld(melder_email="wil@post.example")
    wacht = Attendering.objects.get()

    def breek(*_: object) -> None:
        raise ValueError("kan niet naar wil@post.example")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", breek)
    verzend_attendering(wacht.pk)
    wacht.refresh_from_db()
    assert wacht.mislukt_op is not None
    assert "ValueError" in caplog.text
    assert "post.example" not in caplog.text


def test_een_server_die_weg_is_verliest_niets(monkeypatch):
    melding, _ = gemeld(melder_email="wil@post.example")
    mail.outbox.clear()
    wacht = Attendering.objects.get()

    def weg(*_: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as even:
        even.setattr("django.core.mail.EmailMessage.send", weg)
        verzend_attendering(wacht.pk)
    wacht.refresh_from_db()
    assert (wacht.pogingen, wacht.verzonden_op, wacht.mislukt_op) == (1, None, None)
    Attendering.objects.update(begonnen_op=None)
    verzend_attenderingen()
    assert len(mail.outbox) == 1
    assert RIJ["omschrijving"] not in mail.outbox[0].body
    assert melding.nummer
