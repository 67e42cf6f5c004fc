"""Who lifts an order to stop work tells the employer so, in a letter that gives no source away."""

import pytest
from django.urls import reverse

from inspectie.fouten import Regelfout
from inspectie.uitvoer.documentgegevens import als_blokken
from interventies import bronnen, concepten, handhaven
from interventies.afschriftdocument import vaste_brieven
from interventies.brieven import vingerafdruk
from interventies.models import Brief, Brieftekst, Concept, Interventie, InterventieStatus
from rapportages.controles import CONTROLES
from tests.interventies.zaakhulp import DAG, OP, inspecteur, opzet, overtreding_in, teamleider, zaak_met

pytestmark = pytest.mark.django_db
WERK = "Het werk aan de lopende band in hal 2."
REDEN = "De afzuiging werkt weer en er staan schermen."


def stilgelegd(dossier, *, op_schrift: bool = True) -> Concept:
    zaak = zaak_met(dossier, omschrijving="De roosterplanner stuurt chauffeurs de vrieshal in.")
    keuze = opzet(zaak, "STILLEGGING", overtreding_in(zaak, ernstig_gevaar=True))
    concept = concepten.leg_mondeling_stil(zaak, keuze, moment=OP, door=inspecteur(), op=OP)
    if op_schrift:
        concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
        concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
        concepten.reik_uit(concept, dag=DAG, versie=3, door=inspecteur(), op=OP)
    return Concept.objects.get()


def hef_op(reden: str = REDEN) -> None:
    handhaven.volg_op(
        Interventie.objects.get(),
        InterventieStatus.OPGEHEVEN,
        dag=DAG,
        toelichting=reden,
        door=inspecteur(),
        op=OP,
    )


def test_wie_een_stillegging_opheft_heeft_de_brief_die_dat_zegt(dossier, client):
    concept = stilgelegd(dossier)
    bevel = concept.vastgestelde_brief()
    hef_op()
    concept.refresh_from_db()
    assert concept.vastgestelde_brief() == bevel
    brief = Brief.objects.get(wissel__isnull=False)
    gezegd = str(list(als_blokken(brief.gegevens)))
    for deel in (WERK, REDEN, "Met ingang van 11 januari 2021 hef ik dat bevel op", inspecteur().naam):
        assert deel in gezegd
    client.force_login(inspecteur())
    adres = reverse("zaak_opheffing", args=[concept.zaak.nummer, concept.pk, "pdf"])
    assert adres in client.get(f"/zaken/{concept.zaak.nummer}/").content.decode()
    assert client.get(adres).getvalue() == bytes(brief.pdf)
    assert brief.vingerafdruk == vingerafdruk(bytes(brief.pdf), bytes(brief.odt))
    assert [soort for soort, _, _ in vaste_brieven(concept.zaak)] == ["stillegging", "opheffing-stillegging"]
    assert not list(CONTROLES["wat vastligt is waarvan het logboek getuigt"]())


def test_de_brief_van_een_mondeling_bevel_kan_na_de_opheffing_nog_uit(dossier):
    concept = stilgelegd(dossier, op_schrift=False)
    hef_op()
    assert concept.vastgestelde_brief() is None
    concepten.leg_voor(concept, versie=2, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=3, door=teamleider(), op=OP)
    assert Brief.objects.count() == 2


@pytest.mark.parametrize(
    "reden",
    [
        "Naar aanleiding van de klacht is alles weer in orde.",
        "De roosterplanner stuurt chauffeurs niet meer de vrieshal in.",
    ],
)
def test_een_reden_die_de_bron_verraadt_heft_niets_op(dossier, reden):
    stilgelegd(dossier)
    with pytest.raises(bronnen.Lekfout) as fout:
        hef_op(reden)
    assert fout.value.veld == "toelichting"
    assert Interventie.objects.get().status == InterventieStatus.UITGEREIKT
    assert not Brief.objects.filter(wissel__isnull=False).exists()


def test_zonder_tekst_voor_de_brief_wordt_er_niets_opgeheven_en_staat_er_waarom(dossier, monkeypatch):
    stilgelegd(dossier)
    zonder = Brieftekst.objects.exclude(voor=Brieftekst.Voor.OPHEFFING)
    monkeypatch.setattr(type(Brieftekst.objects), "op", lambda _zelf, _dag: zonder)
    with pytest.raises(Regelfout, match="geen brieftekst"):
        hef_op()
    assert Interventie.objects.get().status == InterventieStatus.UITGEREIKT


def test_een_ingelezen_stillegging_wordt_opgeheven_zonder_brief(dossier, client):
    werkgever, zaak = dossier.werkgever(), dossier.zaak(dossier.melding())
    o = dossier.overtreding(zaak, werkgever, ernstig_gevaar="ja")
    dossier.interventie(zaak, werkgever, "STILLEGGING", overtredingen=o, grondslag="ARBOWET_28_1")
    dossier.neem()
    hef_op()
    assert Interventie.objects.get().status == InterventieStatus.OPGEHEVEN
    assert not Brief.objects.exists()
