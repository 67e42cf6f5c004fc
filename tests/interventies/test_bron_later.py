"""What a reporter adds or answers later is the complaint as much as its text: in no letter, and in every copy that
holds the complaint."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from inspectie.bestanden import Bestand
from interventies import afschrift, brieven, bronnen, concepten, onderzoek, overdragen
from interventies.berichten import Bezorging, aan_melder, kanalen, talen
from interventies.dossier import dossierfeiten
from interventies.models import Bericht, Brief, Concept, Kanaal, Terugkoppeling, Verzending, Zaak, ZaakStatus
from interventies.overdragen import Opzet
from interventies.sjablonen import TALEN
from interventies.terugkoppelen import koppel_terug
from interventies.zaken import rond_af
from meldingen import aanvullen
from meldingen.adviseren import adviseer_stuk
from meldingen.later import ontvang_later
from meldingen.melders import Bereik, bereik
from meldingen.meldpunt import volgen
from meldingen.models import Aanvulling, Attendering, Melding, Status, Volgcode
from meldingen.tasks import verzend_attendering
from meldingen.volgcode import code_van, leg_vast
from tests.interventies.test_stukken import tekst_van
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    besloten,
    inspecteur,
    melding_van,
    opzet,
    overtreding_in,
    teamleider,
    triagist,
    zaak_met,
)
from tests.maak import Dossier

LATER = "De roosterplanner stuurt snotterende vrachtwagenchauffeurs gewoon de vrieshal in."
LEK = "De roosterplanner stuurt snotterende chauffeurs de vrieshal in."
FOTO = Bestand("vrieshal.png", "image/png", b"een foto")


def vul_aan(melding: Melding, tekst: str = LATER, bestanden: tuple[Bestand, ...] = ()) -> None:
    volgen.vul_aan(melding, tekst=tekst, bestanden=bestanden, inzending=uuid4(), dossier=dossierfeiten, op=OP)


def leg_later_vast(melding: Melding, tekst: str = LATER) -> None:
    ontvang_later(
        melding,
        tekst=tekst,
        kanaal="BRIEF",
        inzending=uuid4(),
        dossier=dossierfeiten,
        door=triagist(),
        op=OP,
    )


def zaak_met_antwoord(dossier: Dossier) -> Zaak:
    """And about the same employer a melding in triage whose reporter answered a question."""
    zaak = zaak_met(dossier, omschrijving="De ramen blijven dicht.")
    dossier.melding(
        melding="ander", werkgever=dossier.rijen["werkgevers"][0]["werkgever"], melder_telefoon="0612345678"
    )
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    ander = Melding.objects.get(extern_kenmerk="ander")
    aanvullen.vraag_aanvulling(ander, vraag="Wat zag u?", door=triagist(), op=OP)
    volgen.beantwoord(ander, vraag=Aanvulling.objects.get().pk, antwoord=LATER, dossier=dossierfeiten, op=OP)
    return zaak


def brief_in(zaak: Zaak) -> Concept:
    keuze = opzet(zaak, "WAARSCHUWING", overtreding_in(zaak), bevindingen=LEK)
    return concepten.stel_op(zaak, keuze, door=inspecteur(), op=OP)


@pytest.mark.parametrize("weg", ["nagekomen", "vastgelegd", "antwoord"])
def test_een_brief_met_woorden_die_later_kwamen_gaat_niet_uit(dossier, weg):
    if weg != "antwoord":
        zaak = zaak_met(dossier, omschrijving="De ramen blijven dicht.")
        concept = brief_in(zaak)
        assert not brieven.zoek(concept, brieven.maak_op(concept, OP), met_melder=False), "zonder is er niets"
        (vul_aan if weg == "nagekomen" else leg_later_vast)(melding_van(zaak))
    else:
        concept = brief_in(zaak_met_antwoord(dossier))
    lekken = brieven.zoek(concept, brieven.maak_op(concept, OP), met_melder=False)
    assert any("roosterplanner" in lek.fragment for lek in lekken)
    with pytest.raises(bronnen.Lekfout):
        concepten.stel_vast(concept, versie=1, door=inspecteur(), op=OP)
    assert not Brief.objects.exists()


def maak(zaak: Zaak, omvang: str, formaat: str = "pdf") -> bytes:
    return afschrift.maak(
        zaak, omvang=omvang, formaat=formaat, reden="Voor de rechtbank.", door=teamleider(), op=OP
    )[1]


def test_het_afschrift_heeft_het_alleen_voor_de_rechter(dossier):
    zaak = zaak_met(dossier, omschrijving="De ramen blijven dicht.")
    voor = maak(zaak, "ZONDER_BRON", "zip")
    vul_aan(melding_van(zaak), bestanden=(FOTO,))
    assert maak(zaak, "ZONDER_BRON", "zip") == voor, "twee werelden: met en zonder aanvulling hetzelfde"
    tekst = tekst_van(maak(zaak, "MET_MELDINGEN"))
    assert "snotterende" in tekst
    assert "vrieshal.png" in tekst
    with zipfile.ZipFile(io.BytesIO(maak(zaak, "MET_MELDINGEN", "zip"))) as pakket:
        assert pakket.read("meldingen/001-vrieshal.png") == FOTO.inhoud


def test_het_afschrift_voor_de_rechter_zegt_wie_vastlegde_wat_een_melder_later_zei(dossier):
    zaak = zaak_met(dossier, omschrijving="De ramen blijven dicht.")
    voor = maak(zaak, "ZONDER_BRON", "zip")
    leg_later_vast(melding_van(zaak))
    assert maak(zaak, "ZONDER_BRON", "zip") == voor
    tekst = tekst_van(maak(zaak, "MET_MELDINGEN"))
    assert f"Later ontvangen (Brief), vastgelegd op 11 januari 2021 door {triagist().naam}:" in tekst
    assert "snotterende" in tekst


def test_een_notitie_blijft_uit_het_afschrift_voor_de_werkgever_wat_er_later_ook_komt(dossier):
    zaak = zaak_met(dossier, omschrijving="De ramen blijven dicht.")
    onderzoek.noteer_contact(
        zaak, dag=DAG, wijze="TELEFOON", met="de chef", verslag=LEK, door=inspecteur(), op=OP
    )
    voor = maak(zaak, "ZONDER_BRON")
    vul_aan(melding_van(zaak))
    assert maak(zaak, "ZONDER_BRON") == voor
    assert "snotterende" not in tekst_van(voor)
    assert "snotterende" in tekst_van(maak(zaak, "MET_MELDINGEN"))


def test_wie_overdraagt_begint_met_alles_wat_de_melder_schreef(dossier):
    melding = besloten(dossier, omschrijving="De ramen blijven dicht.", melder_telefoon="0612345678")
    vul_aan(melding)
    client = Client()
    client.force_login(triagist())
    html = client.get(reverse("melding_overdracht", args=[melding.nummer])).content.decode()
    begin = html.split('id="id_overdracht_omschrijving"')[1].split("</textarea>")[0]
    assert "De ramen blijven dicht." in begin
    assert LATER in begin


# By the follow page


def met_code(melding: Melding, taal: str = "pl") -> Volgcode:
    Melding.objects.filter(pk=melding.pk).update(melder_bereikbaar=True)
    melding.refresh_from_db()
    return leg_vast(melding, code_van("x"), taal=taal, op=OP)


def test_wie_alleen_een_code_heeft_wordt_niet_gebeld_en_krijgt_geen_brief(dossier):
    melding = besloten(dossier)
    met_code(melding)
    assert bereik(melding) == Bereik(email=False, telefoon=False, taal="pl")
    assert [code for code, _ in kanalen(melding, bereik(melding))] == ["VOLGPAGINA"]
    assert [taal for taal, _ in talen(bereik(melding))] == ["pl", "nl", "en"]


def test_wie_ook_een_telefoon_gaf_heeft_alle_wegen(dossier):
    melding = besloten(dossier, melder_telefoon="0612345678", melder_email="wil@post.example")
    met_code(melding)
    wegen = [code for code, _ in kanalen(melding, bereik(melding))]
    assert wegen == ["BRIEF", "TELEFOON", "VOLGPAGINA"], "wat in een e-mail staat, leest wie meekijkt"
    assert [c for c, _ in kanalen(melding, Bereik(email=False, telefoon=True, taal=""))] == [
        "BRIEF",
        "TELEFOON",
    ]


def test_een_overdracht_staat_in_de_eigen_taal_op_de_volgpagina_en_nergens_anders(dossier):
    melding = besloten(dossier, route="OVERDRACHT")
    met_code(melding)
    overdragen.draag_over(
        melding,
        Opzet("GGD", ["FEITEN"], "", bericht=Bezorging(Kanaal.VOLGPAGINA, "pl", DAG)),
        door=triagist(),
        op=OP,
    )
    (bericht,) = aan_melder(melding)
    assert (bericht.taal, bericht.onderwerp) == ("pl", "Wiadomość od Inspectie SZW")
    assert not Verzending.objects.exists()
    client = Client()
    client.post("/volgen/pl/", {"nummer": melding.nummer, "code": code_van("x")})
    html = client.get("/volgen/pl/").content.decode()
    assert "To zgłoszenie należy do innej organizacji" in html
    assert "Przekazane" in html
    melding.refresh_from_db()
    assert melding.status == Status.OVERGEDRAGEN


def test_een_uitkomst_staat_op_de_volgpagina(dossier):
    zaak = zaak_met(dossier)
    melding = melding_van(zaak)
    met_code(melding, "bg")
    onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_AFSTAND, door=inspecteur(), op=OP)
    zaak.refresh_from_db()
    onderzoek.toets_melding(
        zaak, melding, resultaat="MAATREGEL_DIRECT", dag=DAG, toelichting="", door=inspecteur(), op=OP
    )
    rond_af(zaak, door=inspecteur(), op=OP)
    hoe = Bezorging(Kanaal.VOLGPAGINA, "bg", DAG)
    koppel_terug(Terugkoppeling.objects.get(), hoe=hoe, door=inspecteur(), op=OP)
    client = Client()
    client.post("/volgen/bg/", {"nummer": melding.nummer, "code": code_van("x")})
    html = client.get("/volgen/bg/").content.decode()
    assert "Взети са мерки" in html
    assert Bericht.objects.get().kanaal == "VOLGPAGINA"


@pytest.mark.parametrize("taal", TALEN)
def test_van_een_bericht_op_de_volgpagina_zegt_een_e_mail_alleen_dat_het_er_is(
    dossier, taal, monkeypatch, django_capture_on_commit_callbacks
):
    # With Redis a message waits for a worker, and here is none.
    monkeypatch.setattr(verzend_attendering, "delay", verzend_attendering)
    melding = besloten(dossier, route="OVERDRACHT", melder_email="wil@post.example")
    met_code(melding, taal)
    hoe = Bezorging(Kanaal.VOLGPAGINA, taal, DAG)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        overdragen.draag_over(melding, Opzet("GGD", ["FEITEN"], "", bericht=hoe), door=triagist(), op=OP)
    (brief,) = mail.outbox
    assert brief.to == ["wil@post.example"]
    (bericht,) = aan_melder(melding)
    tekst = f"{brief.subject}\n{brief.body}".casefold()
    for woord in ("melding", "klacht", "complaint", "report", "zgłoszeni", "sesizar", "сигнал", "ggd"):
        assert woord not in tekst, woord
    assert bericht.tekst not in brief.body
    assert str(melding.nummer) in brief.body
    assert Attendering.objects.get(soort="BERICHT").verzonden_op is not None
    assert not Verzending.objects.exists()
