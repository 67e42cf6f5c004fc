"""Which work or place an order stops [Arbowet 28]: asked, kept with the letter, and said in it."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from inspectie.fouten import Regelfout
from inspectie.uitvoer.document import Kop
from interventies import briefopmaak, briefteksten, brieven, bronnen, concepten
from interventies.models import Brief, Brieftekst, Concept, Interventie, Zaak
from interventies.rechtsgegevens import nakijken
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.zaaktijdlijn import tijdlijn
from tests.interventies.test_recht import doorgevoerd
from tests.interventies.zaakhulp import DAG, OP, inspecteur, opzet, overtreding_in, teamleider, zaak_met

pytestmark = pytest.mark.django_db
WERK = "Het werk aan de lopende band in hal 2."
KOP = "Waarvoor dit bevel geldt"


def stillegging(dossier: Any, *, mondeling: bool = False, **anders: Any) -> Concept:
    zaak = zaak_met(dossier, omschrijving="De roosterplanner stuurt chauffeurs de vrieshal in.")
    keuze = opzet(zaak, "STILLEGGING", overtreding_in(zaak, ernstig_gevaar=True), **anders)
    if mondeling:
        return concepten.leg_mondeling_stil(zaak, keuze, moment=OP, door=inspecteur(), op=OP)
    return concepten.stel_op(zaak, keuze, door=inspecteur(), op=OP)


def wijzig(concept: Concept, werk: str, versie: int) -> None:
    velden: dict[str, Any] = {
        "bevindingen": "De afzuiging stond uit.",
        "toelichting": "",
        "termijn_tot": None,
    }
    concepten.wijzig(concept, werk=werk, versie=versie, door=inspecteur(), op=OP, **velden)
    concept.refresh_from_db()


def koppen(concept: Concept) -> list[str]:
    return [blok.tekst for blok in brieven.maak_op(concept, OP).document.blokken if isinstance(blok, Kop)]


def test_het_bevel_noemt_welk_werk_stil_ligt_in_pdf_en_odt(dossier):
    concept = stillegging(dossier)
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
    brief = Brief.objects.get()
    pdf = " ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(bytes(brief.pdf))).pages)
    with zipfile.ZipFile(io.BytesIO(bytes(brief.odt))) as pakket:
        odt = pakket.read("content.xml").decode()
    for tekst in (" ".join(pdf.split()), odt):
        assert tekst.index("artikel 28 lid 1") < tekst.index(KOP) < tekst.index(WERK)
        assert tekst.index(WERK) < tekst.index("Wat ik heb vastgesteld")


def test_zonder_werk_zegt_de_brief_er_niets_van_en_gaat_hij_niet_uit(dossier):
    """So of what was written before it was asked."""
    concept = stillegging(dossier, werk=" ")
    assert KOP not in koppen(concept)
    with pytest.raises(Regelfout, match="welk werk"):
        concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    wijzig(concept, WERK, 1)
    assert KOP in koppen(concept)
    concepten.leg_voor(concept, versie=2, door=inspecteur(), op=OP)
    Concept.objects.update(werk="")
    with pytest.raises(Regelfout, match="welk werk"):
        concepten.stel_vast(concept, versie=3, door=teamleider(), op=OP)
    assert not Brief.objects.exists()


def test_een_brieftekst_met_het_veld_noemt_het_waar_zij_wil_en_eenmaal():
    eigen = "Onderwerp: Bevel\n\nStop.\n\n## Wat nu\n\n{werk}"
    assert briefteksten.met_werk(eigen, WERK) == eigen
    assert briefteksten.keur(eigen) == []
    zonder = "Onderwerp: Bevel\n\nStop.\n"
    assert briefteksten.met_werk(zonder, "") == zonder
    assert briefteksten.met_werk(zonder, WERK).endswith(f"Stop.\n\n## {KOP}\n\n{{werk}}")


def test_een_brief_houdt_het_werk_van_zijn_versie(dossier):
    concept = stillegging(dossier)
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
    concepten.neem_terug(concept, reden="Ook hal 3.", versie=3, door=inspecteur(), op=OP)
    wijzig(concept, "Het werk in hal 3.", 4)
    concepten.leg_voor(concept, versie=5, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=6, door=teamleider(), op=OP)
    eerst, later = (str(brief.gegevens) for brief in Brief.objects.order_by("pk"))
    assert WERK in eerst
    assert WERK not in later
    assert "Het werk in hal 3." in later


def test_een_nieuwe_brieftekst_verandert_niet_wat_al_is_vastgesteld(dossier):
    concept = stillegging(dossier)
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
    vast = Brief.objects.get()
    eigen = "Onderwerp: Anders\n\nAnders.\n\n## Het werk\n\n{werk}"
    Brieftekst.objects.create(voor="STILLEGGING", geldig_van=DAG, tekst=eigen)
    assert koppen(concept) == ["Het werk"]
    concepten.reik_uit(concept, dag=DAG, versie=3, door=inspecteur(), op=OP)
    assert Brief.objects.get().vingerafdruk == vast.vingerafdruk


def test_het_werk_gaat_door_dezelfde_geheimhouding(dossier):
    concept = stillegging(dossier, werk="Naar aanleiding van een klacht: de vrieshal.")
    with pytest.raises(bronnen.Lekfout, match="klacht"):
        concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    wijzig(concept, "De roosterplanner stuurt chauffeurs de vrieshal in.", 1)
    with pytest.raises(bronnen.Lekfout):
        concepten.leg_voor(concept, versie=2, door=inspecteur(), op=OP)


def test_wat_mondeling_stil_ligt_staat_in_de_zaak_en_op_de_tijdlijn(dossier, client):
    concept = stillegging(dossier, mondeling=True)
    client.force_login(inspecteur())
    assert WERK in client.get(reverse("zaak", args=[concept.zaak.nummer])).content.decode()
    verloop = tijdlijn(concept.zaak, Rechtsteksten(), hoogstens=None)[0]
    assert any(WERK in g.waarom for g in verloop)


def test_wat_is_ingelezen_zegt_er_niets_van(dossier):
    werkgever, zaak = dossier.werkgever(), dossier.zaak(dossier.melding())
    o = dossier.overtreding(zaak, werkgever, ernstig_gevaar="ja")
    dossier.interventie(zaak, werkgever, "STILLEGGING", overtredingen=o, grondslag="ARBOWET_28_1")
    dossier.neem()
    assert Interventie.objects.get().stilgelegd == ""


@pytest.mark.parametrize("werk", ["", "   ", WERK])
def test_zonder_werk_wordt_een_stillegging_niet_opgesteld_of_gewijzigd(dossier, client, werk):
    concept = stillegging(dossier)
    zaak = Zaak.objects.get()
    client.force_login(inspecteur())
    vraag = (
        f"werkgever={concept.werkgever_id}&o={concept.overtredingen.get().pk}&keuze=STILLEGGING|ARBOWET_28_1"
    )
    velden = {"wijze": "AFSTAND", "bevindingen": "De afzuiging stond uit.", "werk": werk}
    for adres, erbij in (
        (f"{reverse('zaak_optreden', args=[zaak.nummer])}?{vraag}", {}),
        (
            reverse("zaak_wijzigen", args=[zaak.nummer]),
            {"concept": concept.pk, "versie": concept.versie, "toelichting": "", "termijn_tot": ""},
        ),
    ):
        antwoord = client.post(adres, velden | erbij | {"sleutel": str(uuid4())})
        assert (antwoord.status_code == 302) == bool(werk.strip()), adres
        if not werk.strip():
            assert "Schrijf op welk werk of welke plaats wordt stilgelegd." in antwoord.content.decode()


def test_de_meegeleverde_tekst_noemt_het_werk_zelf_vanaf_haar_dag_en_wat_uitging_houdt_de_oude(dossier):
    concept = stillegging(dossier)
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
    vast = Brief.objects.get()
    assert "Het werk waarop dit bevel ziet" in str(vast.gegevens)
    vanaf = datetime(2026, 11, 28, 10, tzinfo=UTC)
    nieuw = brieven.maak_op(concept, vanaf)
    regels = list(briefopmaak.regels_van(nieuw.document))
    assert regels.count(KOP) == 1
    assert regels[regels.index(KOP) + 1] == WERK
    assert not any("waarop dit bevel ziet" in regel for regel in regels)
    assert "Het werk waarop dit bevel ziet" in str(
        brieven.maak_op(concept, vanaf - timedelta(days=1)).document
    )
    assert list(nakijken.gebreken()) == []


def test_wie_al_een_eigen_tekst_had_houdt_die_en_controleer_ziet_het(db):
    """As the migration leaves it: it adds nothing where somebody decided on a text."""
    later = Brieftekst.objects.filter(voor="STILLEGGING", geldig_van="2026-11-28")
    assert later.count() == 1
    later.delete()
    assert [regel for regel in nakijken.gebreken() if regel.startswith("STILLEGGING")]
    eigen = {"geldig_van": "2027-01-01", "tekst": "Onderwerp: Bevel\n\nStop.\n\n{werk}", "bron": "Eigen."}
    doorgevoerd("BRIEFTEKST", "STILLEGGING", "NIEUW", eigen)
    assert list(nakijken.gebreken()) == []


@pytest.mark.parametrize(
    ("dag", "tijd", "fout"),
    [("", "14:30", "de dag op waarop u het mondeling"), ("11-01-2021", "", "hoe laat u het mondeling")],
)
def test_van_een_mondeling_bevel_staat_er_dag_en_uur_anders_is_het_er_geen(dossier, client, dag, tijd, fout):
    """Who fills in one of both means an order that stands, and not a letter to come."""
    zaak = zaak_met(dossier)
    overtreding = overtreding_in(zaak, ernstig_gevaar=True)
    client.force_login(inspecteur())
    adres = reverse("zaak_optreden", args=[zaak.nummer])
    vraag = f"werkgever={overtreding.werkgever_id}&o={overtreding.pk}&keuze=STILLEGGING|ARBOWET_28_1"
    velden = {"wijze": "AFSTAND", "werk": WERK, "mondeling_dag": dag, "mondeling_tijd": tijd}
    antwoord = client.post(f"{adres}?{vraag}", velden | {"sleutel": str(uuid4())})
    assert fout in antwoord.content.decode()
    assert not Concept.objects.exists()
