"""Files in a zaak, and a copy of its whole file: what is in it, and what never is."""

import csv
import hashlib
import io
import zipfile
from datetime import timedelta
from time import perf_counter
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader, PdfWriter

from inspectie import bestanden, bestandstekst
from inspectie.bestandstekst import tekst_uit
from inspectie.fouten import Ingehaald, Regelfout
from inspectie.kluis import Kluisfout
from inspectie.models import Logregel
from inspectie.uitvoer.document import Alinea, Document
from interventies import afschrift, brieven, concepten, onderzoek, stukken, zaken
from interventies.bronnen import Lekfout, beleid
from interventies.geheimhouding import Bron, Tekst, van_bestand, zoek_lekken
from interventies.genoemd import namen_van
from interventies.models import Afschrift, Bijlage, BijlageInhoud, Contact, Zaak
from meldingen.models import MelderInzage, Werkgever
from rapportages import bewijzen
from tests.interventies.brieven import ANNA, KLACHT
from tests.interventies.conftest import Samen
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
    werkgever_van,
    zaak_met,
)
from tests.maak import Dossier
from tests.pdfs import LEEG

PDF = LEEG


def beeld(formaat: str = "JPEG", **extra: object) -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(uit, formaat, **extra)
    return uit.getvalue()


def pakket(mimetype: str, *namen: str) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as zip_:
        zip_.writestr("mimetype", mimetype)
        for naam in namen:
            zip_.writestr(naam, "x")
    return uit.getvalue()


ODT = "application/vnd.oasis.opendocument.text"


def voeg_toe(zaak: Zaak, naam: str = "plan.pdf", inhoud: bytes = PDF, herkomst: str = "WERKGEVER") -> Bijlage:
    return stukken.voeg_toe(
        zaak, naam=naam, inhoud=inhoud, herkomst=herkomst, omschrijving="Plan.", door=inspecteur(), op=OP
    )


# Files


def test_een_foto_verliest_wat_de_camera_erin_schreef():
    gegevens = Image.Exif()
    gegevens[0x9286] = "Anna Kowalska, Hoofdstraat 1"
    gegevens[0x0110] = "Toestel van Anna"
    bron = beeld(exif=gegevens)
    assert b"Anna" in bron
    gekeurd = bestanden.keur("foto.jpeg", bron)
    assert b"Anna" not in gekeurd.inhoud
    assert (gekeurd.naam, gekeurd.mediatype) == ("foto.jpg", "image/jpeg")
    with Image.open(io.BytesIO(gekeurd.inhoud)) as nieuw:
        assert nieuw.size == (40, 30)
        assert not nieuw.getexif()


def test_wat_achter_een_foto_is_verstopt_gaat_niet_mee():
    assert b"%PDF" not in bestanden.keur("foto.jpg", beeld() + PDF).inhoud


def test_een_gedraaide_foto_staat_daarna_rechtop():
    gegevens = Image.Exif()
    gegevens[0x0112] = 6
    with Image.open(io.BytesIO(bestanden.keur("foto.jpg", beeld(exif=gegevens)).inhoud)) as nieuw:
        assert nieuw.size == (30, 40)


@pytest.mark.parametrize("formaat", ["PNG", "WEBP", "JPEG"])
def test_elk_soort_beeld_blijft_wat_het_was(formaat):
    with Image.open(io.BytesIO(bestanden.keur("x", beeld(formaat)).inhoud)) as nieuw:
        assert nieuw.format == formaat


@pytest.mark.parametrize(
    ("naam", "inhoud", "reden"),
    [
        ("leeg.pdf", b"", "leeg"),
        ("groot.pdf", PDF + b"0" * bestanden.GROOTST, "10 MB"),
        ("plan.pdf", b"MZ\x90\x00" + b"0" * 100, "nemen wij niet aan"),
        ("plan.pdf", b"<html><script>alert(1)</script></html>", "nemen wij niet aan"),
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "nemen wij niet aan"),
        ("foto.jpg", beeld()[:200], "beschadigd"),
        ("brief.odt", pakket(ODT, "Basic/Standard/Module1.xml"), "macro"),
        ("brief.zip", pakket("application/zip"), "nemen wij niet aan"),
    ],
)
def test_wat_wij_niet_aannemen_wordt_met_de_reden_geweigerd(naam, inhoud, reden):
    with pytest.raises(Regelfout, match=reden):
        bestanden.keur(naam, inhoud)


@pytest.mark.parametrize(
    ("naam", "wordt"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\map\\plan van aanpak.PDF", "plan van aanpak.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("...", "bestand.pdf"),
        ("e" * 500, "e" * 120 + ".pdf"),
    ],
)
def test_een_naam_van_een_bestand_is_alleen_een_naam(naam, wordt):
    assert bestanden.keur(naam, PDF).naam == wordt


def test_een_foto_met_te_veel_beeldpunten_wordt_geweigerd(monkeypatch):
    monkeypatch.setattr(bestanden, "BEELDPUNTEN", 1000)
    with pytest.raises(Regelfout, match="beeldpunten"):
        bestanden.keur("foto.jpg", beeld())


# In a zaak


@pytest.fixture(scope="module")
def _een_zaak(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> None:
    with samen():
        zaak_met(Dossier(tmp_path_factory.mktemp("begin") / "map"), **ANNA)


def test_een_bestand_gaat_door_het_formulier_de_zaak_in_en_komt_als_download_terug(zaak, client):
    client.force_login(inspecteur())
    antwoord = client.post(
        reverse("zaak_bijvoegen", args=[zaak.nummer]),
        {
            "sleutel": uuid4(),
            "bestand": SimpleUploadedFile("plan van aanpak.pdf", PDF),
            "herkomst": "WERKGEVER",
            "omschrijving": "Plan van aanpak",
        },
        follow=True,
    )
    assert "plan van aanpak.pdf" in antwoord.content.decode()
    stuk = Bijlage.objects.get()
    terug = client.get(reverse("zaak_bijlage", args=[zaak.nummer, stuk.pk]))
    assert (terug.content, terug["X-Content-Type-Options"]) == (PDF, "nosniff")
    assert terug["Content-Disposition"].startswith("attachment")


def test_hetzelfde_bestand_zit_er_maar_een_keer_in(zaak):
    voeg_toe(zaak)
    with pytest.raises(Ingehaald):
        voeg_toe(zaak, naam="anders.pdf")


def test_wat_weg_moest_is_weg_en_dat_het_er_was_blijft(zaak, client):
    stuk = voeg_toe(zaak)
    with pytest.raises(Regelfout, match="waarom"):
        stukken.haal_weg(stuk, reden=" ", door=inspecteur(), op=OP)
    stukken.haal_weg(stuk, reden="Namen van zieken.", door=inspecteur(), op=OP)
    with pytest.raises(Ingehaald):
        stukken.haal_weg(stuk, reden="Nog eens.", door=inspecteur(), op=OP)
    assert not BijlageInhoud.objects.exists()
    client.force_login(inspecteur())
    assert client.get(reverse("zaak_bijlage", args=[zaak.nummer, stuk.pk])).status_code == 404
    assert "Namen van zieken." in client.get(reverse("zaak", args=[zaak.nummer])).content.decode()
    assert list(bewijzen.getuigenis()) == []
    voeg_toe(zaak)  # and it may come back


def test_een_bestand_van_een_andere_zaak_is_er_niet(erbij, client):
    stuk = voeg_toe(zaak_met(erbij))
    ander = zaak_met(erbij)
    client.force_login(inspecteur())
    assert client.get(reverse("zaak_bijlage", args=[ander.nummer, stuk.pk])).status_code == 404


# A copy of the file


def vol_dossier(zaak: Zaak, erbij: Dossier) -> Zaak:
    """A zaak with a letter that went out, papers of all kinds and notes, one of which gives the source away."""
    zaken.bundel(
        zaak,
        besloten(erbij, omschrijving="Er is geen zeep.", werkgever=str(werkgever_van(zaak).extern_kenmerk)),
        door=triagist(),
        op=OP,
    )
    wie: dict[str, Any] = {"door": inspecteur(), "op": OP}
    for verslag in ("Stuurt het plan morgen.", "Ik zei dat Kowalska ons belde."):
        onderzoek.noteer_contact(zaak, dag=DAG, wijze="TELEFOON", met="de chef", verslag=verslag, **wie)
    keuze = opzet(zaak, "WAARSCHUWING", overtreding_in(zaak), bevindingen="De ventilatie stond uit.")
    concept = concepten.stel_op(zaak, keuze, **wie)
    concepten.stel_vast(concept, versie=1, **wie)
    concepten.reik_uit(concept, dag=DAG, versie=2, **wie)
    voeg_toe(zaak)
    voeg_toe(zaak, naam="foto van anna.png", inhoud=beeld("PNG"), herkomst="MELDER")
    return zaak


def maak(zaak: Zaak, omvang: str = "ZONDER_BRON", formaat: str = "pdf") -> bytes:
    """Of which every file was looked at."""
    alle = list(Bijlage.objects.filter(zaak=zaak).values_list("pk", flat=True))
    wie: dict[str, Any] = {"bekeken": alle, "door": teamleider(), "op": OP}
    return afschrift.maak(zaak, omvang=omvang, formaat=formaat, reden="Voor de rechtbank.", **wie)[1]


def tekst_van(pdf: bytes) -> str:
    ruw = " ".join(bladzijde.extract_text() for bladzijde in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(ruw.replace("-\n", "").replace("\u00ad", "").split())


BRON = ["Kowalska", "roosterplanner", "0612345678", "foto van anna", "elding", "zeep", "MELDER", "gemeld"]


def test_het_afschrift_voor_de_werkgever_zegt_niets_van_meldingen(zaak, erbij):
    vol_dossier(zaak, erbij)
    tekst = tekst_van(maak(zaak))
    for woord in (*BRON, "Stuurt het plan morgen.", "plan.pdf", "Telefo"):
        assert woord not in tekst, woord
    for woord in ("Inhoud", "Verloop", "Bestand toegevoegd", "De ventilatie stond uit.", "bestand.pdf"):
        assert woord in tekst, woord
    assert "Stuurt het plan morgen." in tekst_van(maak(zaak, "MET_MELDINGEN"))


LEKT = "foto-van-mevrouwKuipers.png"


def test_wie_er_meldde_maakt_voor_het_afschrift_van_de_werkgever_geen_verschil(erbij):
    """Else he would find a name by what is missing: of the promises that he made himself, for one."""
    zaak = zaak_met(erbij)
    wie: dict[str, Any] = {"door": inspecteur(), "op": OP}
    onderzoek.noteer_contact(zaak, dag=DAG, wijze="TELEFOON", met="A. Kuipers", verslag="Gebeld.", **wie)
    for naam, wat in ((LEKT, "Kantine."), ("hal.png", "De hal, van Kuipers.")):
        inhoud = beeld("PNG") if naam == LEKT else beeld("WEBP")
        stukken.voeg_toe(zaak, naam=naam, inhoud=inhoud, herkomst="DERDE", omschrijving=wat, **wie)
    stukken.haal_weg(voeg_toe(zaak, "oud.pdf"), reden="Kuipers staat erop.", **wie)
    for naam in ("Jansen", "Kuipers"):
        onderzoek.zeg_toe(
            zaak,
            werkgever=werkgever_van(zaak),
            maatregel=f"Een scherm voor {naam}.",
            uiterlijk=DAG + timedelta(days=9),
            **wie,
        )
    voor = maak(zaak, formaat="zip")
    zaken.bundel(
        zaak,
        besloten(erbij, melder_naam="Anna Kuipers", werkgever=str(werkgever_van(zaak).extern_kenmerk)),
        door=triagist(),
        op=OP,
    )
    assert maak(zaak, formaat="zip") == voor
    with zipfile.ZipFile(io.BytesIO(voor)) as pakket_:
        rijen = list(csv.DictReader(io.StringIO(pakket_.read("inhoud.csv").decode())))
        tekst = tekst_van(pakket_.read("00-dossier.pdf"))
    assert [(rij["bestand"], rij["wat"]) for rij in rijen[1:]] == [
        ("bijlagen/001-bestand.png", ""),
        ("bijlagen/002-bestand.webp", ""),
    ]
    for woord in ("uipers", "Jansen", "Telefoon", "oud.pdf", "weggehaald", "Kantine"):
        assert woord not in tekst, woord
    assert "Toezegging, uiterlijk" in tekst
    assert "uipers" in tekst_van(maak(zaak, "MET_MELDINGEN")), "voor de rechter staat alles erin"


@pytest.mark.parametrize(
    ("waar", "lek"),
    [
        ("met", "de melder"),
        ("met", "mevrouw Kowalska"),
        ("naam", "foto van kowalska.pdf"),
        ("naam", "MeldingVanAnna.pdf"),
        ("omschrijving", "De foto die de klager ons gaf"),
    ],
)
def test_wat_met_het_dossier_naar_de_werkgever_kan_wordt_bij_het_schrijven_al_geweigerd(zaak, waar, lek):
    wie: dict[str, Any] = {"door": inspecteur(), "op": OP}
    stuk = {"naam": "plan.pdf", "omschrijving": "Het plan."} | {waar: lek}
    if waar == "met":
        with pytest.raises(Lekfout, match="naar de werkgever") as fout:
            onderzoek.noteer_contact(zaak, dag=DAG, wijze="TELEFOON", met=lek, verslag="Gebeld.", **wie)
    else:
        with pytest.raises(Lekfout, match="naar de werkgever") as fout:
            stukken.voeg_toe(zaak, inhoud=PDF, herkomst="DERDE", **stuk, **wie)
        stukken.voeg_toe(zaak, inhoud=PDF, herkomst="MELDER", **stuk, **wie)  # it never goes along
    assert fout.value.veld == {"naam": "bestand"}.get(waar, waar)
    assert bool(fout.value.inzage) == ("owalska" in lek or "Anna" in lek)


def test_de_weigering_staat_bij_haar_veld_en_wie_zo_een_naam_vond_heeft_ingezien(zaak, client):
    client.force_login(inspecteur())
    velden = {"sleutel": uuid4(), "dag": "2021-01-11", "wijze": "TELEFOON", "verslag": "Gebeld."}
    antwoord = client.post(reverse("zaak_contact", args=[zaak.nummer]), velden | {"met": "Mevrouw Kowalska"})
    assert "Kowalska" in str(antwoord.context["met_fouten"].errors["met"])
    assert MelderInzage.objects.count() == 1


VAN_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(*stukjes: str) -> bytes:
    """A letter of one paragraph, in the pieces that the program makes of it."""
    uit = io.BytesIO()
    runs = "".join(f"<w:r><w:t>{stukje}</w:t></w:r>" for stukje in stukjes)
    with zipfile.ZipFile(uit, "w") as zip_:
        zip_.writestr("[Content_Types].xml", "<Types/>")
        zip_.writestr("word/document.xml", f"<w:document><w:body><w:p>{runs}</w:p></w:body></w:document>")
    return uit.getvalue()


@pytest.mark.parametrize(
    ("stukjes", "noemt"),
    [
        (["Volgens mevrouw Kowal", "ska is het te druk."], "Kowalska"),
        (["Naar aanleiding van een kl", "acht kwamen wij langs."], "klacht"),
        (["Men stuurt snotterende vrachtwagen", "chauffeurs de hal in."], "snotterende"),
    ],
)
def test_wat_in_een_bestand_staat_wordt_gelezen_voor_het_naar_de_werkgever_kan(zaak, stukjes, noemt):
    inhoud = word(*stukjes)
    with pytest.raises(Lekfout, match=noemt) as fout:
        voeg_toe(zaak, "verslag.docx", inhoud, "INSPECTIE")
    assert fout.value.veld == "bestand"
    voeg_toe(zaak, "verslag.docx", inhoud, "WERKGEVER")  # what he wrote himself tells him nothing


def test_een_bestand_dat_intussen_de_bron_verraadt_gaat_niet_mee(erbij):
    zaak = zaak_met(erbij)
    voeg_toe(zaak, "verslag.docx", word("Kuipers liet ons binnen. Bel 0612345678."), "INSPECTIE")
    voeg_toe(zaak, "plan.docx", word("Het plan. Bel 0687654321."), "DERDE")
    assert b"bijlagen/002-bestand.docx" in maak(zaak, formaat="zip")
    zaken.bundel(
        zaak,
        besloten(erbij, melder_naam="Anna Kuipers", werkgever=str(werkgever_van(zaak).extern_kenmerk)),
        door=triagist(),
        op=OP,
    )
    eerder = MelderInzage.objects.count()
    with zipfile.ZipFile(io.BytesIO(maak(zaak, formaat="zip"))) as pakket_:
        namen = [naam for naam in pakket_.namelist() if naam.startswith("bijlagen/")]
        tekst = tekst_van(pakket_.read("00-dossier.pdf"))
    assert namen == ["bijlagen/001-bestand.docx"]
    assert tekst.count("Bestand toegevoegd") == 1, "ook dat het er is blijft binnen"
    assert Afschrift.objects.latest("pk").weggelaten == 1
    assert MelderInzage.objects.count() > eerder, "wie het mist weet wie er meldde"
    assert b"bijlagen/001-verslag.docx" in maak(zaak, "MET_MELDINGEN", "zip")


def test_wat_de_werkgever_niet_zelf_schreef_bekijkt_eerst_een_mens(zaak, client):
    voeg_toe(zaak, "hal.png", beeld("PNG"), "INSPECTIE")
    voeg_toe(zaak, "van-hen.png", beeld("WEBP"), "WERKGEVER")
    client.force_login(inspecteur())
    adres = reverse("zaak_afschrift", args=[zaak.nummer])
    velden = {"omvang": "ZONDER_BRON", "formaat": "zip", "reden": "Voor de werkgever."}
    geweigerd = client.post(adres, velden).content.decode()
    assert "Bekijk eerst zelf, en zeg dat u dat deed: hal.png." in geweigerd
    assert '<a href="#id_bekeken">' in geweigerd, "de samenvatting wijst naar het veld"
    veld = geweigerd.split('id="id_bekeken" tabindex="-1"')[1].split(">")[0]
    assert veld == ' aria-describedby="id_bekeken_helptext id_bekeken_error"'
    assert "van-hen" not in geweigerd
    gezien = [Bijlage.objects.get(naam="hal.png").pk]
    voeg_toe(zaak, "plan.docx", word("Het plan."), "DERDE")  # by a colleague, meanwhile
    assert "plan.docx" in client.post(adres, velden | {"bekeken": gezien}).content.decode()
    assert not Afschrift.objects.exists()
    gezien.append(Bijlage.objects.get(naam="plan.docx").pk)
    assert client.post(adres, velden | {"bekeken": gezien})["Content-Type"] == "application/zip"
    assert Logregel.objects.latest("nummer").gegevens["bekeken"] == gezien
    assert client.post(adres, velden | {"formaat": "pdf"})["Content-Type"] == "application/pdf"


def test_zonder_sleutel_van_de_kluis_staat_er_waarom_het_niet_gaat(zaak, client, monkeypatch):
    client.force_login(teamleider())

    def zonder(*_args, **_velden):
        raise Kluisfout

    monkeypatch.setattr("meldingen.melders.open_zegel", zonder)
    velden = {"omvang": "MET_MELDER", "formaat": "pdf", "reden": "Voor de rechter."}
    antwoord = client.post(reverse("zaak_afschrift", args=[zaak.nummer]), velden)
    assert "sleutels van de kluis" in antwoord.content.decode()
    assert not Afschrift.objects.exists()


def test_het_eerste_bestand_dat_intussen_komt_wordt_geweigerd_zonder_vinkje(zaak, client, monkeypatch):
    client.force_login(inspecteur())

    def intussen(*args, **velden):
        voeg_toe(zaak, "hal.png", beeld("PNG"), "INSPECTIE")
        return echt(*args, **velden)

    echt = afschrift.maak
    monkeypatch.setattr(afschrift, "maak", intussen)
    velden = {"omvang": "ZONDER_BRON", "formaat": "zip", "reden": "Voor de werkgever."}
    antwoord = client.post(reverse("zaak_afschrift", args=[zaak.nummer]), velden)
    assert "Bekijk eerst zelf" in str(antwoord.context["form"].non_field_errors())


def pdf_met(**eigenschappen: str) -> bytes:
    uit, schrijver = io.BytesIO(), PdfWriter()
    schrijver.add_blank_page(100, 100)
    schrijver.add_metadata({f"/{naam}": waarde for naam, waarde in eigenschappen.items()})
    schrijver.write(uit)
    return uit.getvalue()


@pytest.mark.parametrize(
    ("eigenschap", "noemt"),
    [
        ({"Title": "Klacht over de vrieshal"}, "Klacht"),
        ({"Author": "Anna Kowalska (thuis)"}, "Kowalska"),
        ({"Subject": "Melding 10400 – ąę"}, "Melding"),
        ({"Keywords": "tip\\van (binnenuit)"}, "binnenuit"),
    ],
)
def test_wat_een_pdf_naast_zijn_bladzijden_zegt_wordt_gelezen_voor_hij_naar_de_werkgever_kan(
    zaak, eigenschap, noemt
):
    with pytest.raises(Lekfout, match=noemt) as fout:
        voeg_toe(zaak, "verslag.pdf", pdf_met(**eigenschap), "INSPECTIE")
    assert fout.value.veld == "bestand"
    voeg_toe(zaak, "verslag.pdf", pdf_met(Title="Verslag van het bezoek"), "INSPECTIE")


@pytest.mark.eenmaal
def test_een_brief_zegt_in_zijn_eigenschappen_niets_van_meldingen():
    bestand = brieven.als_bestand(
        Document(
            titel="Waarschuwing",
            datum=DAG,
            moment=OP,
            omschrijving="Bij zaak 1",
            voet="",
            blokken=(Alinea("U."),),
        ),
        "odt",
    )
    with zipfile.ZipFile(io.BytesIO(bestand)) as odt:
        alles = "\n".join(odt.read(naam).decode() for naam in odt.namelist()).casefold()
    for woord in ("melding", "klacht", "melder"):
        assert woord not in alles, woord


@pytest.mark.eenmaal
@pytest.mark.parametrize(
    ("mediatype", "inhoud", "tekst"),
    [
        (VAN_WORD, word("Het ", "is &lt;5 graden"), "Het is <5 graden"),
        ("application/pdf", PDF, None),
        (VAN_WORD, b"PK geen zip", None),
        (ODT, b"", None),
        (VAN_WORD, word("Bakker&amp;Ruiter"), "Bakker&Ruiter\nBakker uiter"),
    ],
)
def test_de_tekst_van_een_bestand_is_wat_men_leest(mediatype, inhoud, tekst):
    assert tekst_uit(mediatype, inhoud) == tekst


@pytest.mark.eenmaal
def test_een_bestand_dat_heel_groot_uitpakt_wordt_niet_gelezen(monkeypatch):
    monkeypatch.setattr(bestandstekst, "XML_MAX", 100)
    assert tekst_uit(VAN_WORD, word("x" * 200)) is None


@pytest.mark.eenmaal
def test_wie_een_opmerking_schreef_hoort_bij_de_tekst():
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as zip_:
        zip_.writestr(
            "meta.xml",
            "<m><dc:date>2021-01-08T10:00:00Z</dc:date><dc:creator>Anna K</dc:creator><n>Tot<i>Slot</i></n></m>",
        )
        zip_.writestr("xl/workbook.xml", "<w><sheet name='Kowalska' sheetId='1'/><h>&amp;C&amp;12Kop</h></w>")
        zip_.writestr("word/comments.xml", '<w:comment w:author="Jan J"><w:p>Hoi</w:p></w:comment>')
        zip_.writestr("word/_rels/document.xml.rels", '<r><s Target="mailto:p.pieters@post.example"/></r>')
    woorden = (tekst_uit(ODT, uit.getvalue()) or "").split("\n")
    assert woorden == [
        *("Anna K", "Tot", "Slot", "Kowalska", "&C&12Kop", "Kop", "Jan J", "Hoi"),
        "mailto:p.pieters@post.example",
    ]


@pytest.mark.eenmaal
@pytest.mark.parametrize(
    "xml", ["<" * 50_000, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a>" + "x" * 400 + "</a>"]
)
def test_wat_niet_in_een_oogwenk_te_lezen_is_leest_een_mens(xml):
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as zip_:
        zip_.writestr("word/document.xml", xml)
    assert tekst_uit(VAN_WORD, uit.getvalue()) is None


@pytest.mark.eenmaal
def test_ook_een_lange_tekst_zonder_adressen_is_vlug_nagekeken():
    bron = Bron(nummer=None, ontvangen_op=None, teksten=[KLACHT], namen=["Anna Kowalska"])
    citaten = [f"“wij zeggen nu {n} keer”" for n in range(5_000)]
    tekst = " ".join(["a" * 200] * 500 + citaten + ["Kowalska"])
    begin = perf_counter()
    lekken = zoek_lekken(Tekst((tekst,), (tekst,)), [bron] * 100, beleid())
    assert [lek.fragment for lek in lekken] == ["Kowalska"]
    assert perf_counter() - begin < 20  # it took minutes


@pytest.mark.eenmaal
def test_de_naam_van_een_bestand_wordt_gelezen_zoals_men_hem_leest():
    assert van_bestand("foto_van-annaKowalskaHAL2.png") == (
        "foto_van-annaKowalskaHAL2.png = Foto Van Anna Kowalska HAL2 Png"
    )


def test_het_afschrift_voor_de_werkgever_is_dat_van_een_onderzoek_uit_onszelf(zaak):
    """Two worlds: the same file with and without a complaint behind it."""
    overtreding_in(zaak)
    met = maak(zaak)
    Zaak.objects.update(aanleiding=Zaak.Aanleiding.ACTIEF)
    zaak.zaakmelding_set.update(vervallen=True)
    zaak.refresh_from_db()
    assert maak(zaak) == met


def test_een_naam_die_alleen_een_melding_draagt_staat_niet_in_het_afschrift_en_is_niet_vertrouwd(erbij):
    """A second name as the reporter wrote it, and an employer at which nothing was done. [ILO C81 15(c)]"""
    loods = erbij.werkgever(naam="Jansen, de loods bij de laaddeur", kvk_nummer="33333333")
    jansen = erbij.werkgever(naam="Jansen Logistiek B.V.", kvk_nummer="33333333")
    register = erbij.werkgever(naam="Jansen Groep", kvk_nummer="33333333")
    haast = erbij.werkgever(naam="Uitzendbureau Haast")
    zaak = erbij.zaak(erbij.melding(werkgever=loods), erbij.melding(werkgever=haast))
    erbij.interventie(zaak, jansen)
    erbij.neem()
    gevonden = Zaak.objects.get(extern_kenmerk=zaak)
    tekst = tekst_van(maak(gevonden))
    assert "Jansen Logistiek B.V., " in tekst
    for woord in ("laaddeur", "Haast", "Groep"):
        assert woord not in tekst, woord
    assert "laaddeur" in tekst_van(maak(gevonden, "MET_MELDINGEN"))
    namen = {w.naam: w for w in Werkgever.objects.all()}
    groep = namen["Jansen Logistiek B.V."].groep_id
    vertrouwd = set(namen_van(groep))
    assert {"Jansen Logistiek B.V.", "Jansen Groep"} <= vertrouwd
    assert "Jansen, de loods bij de laaddeur" not in vertrouwd
    # Who is only reported on has no other name than that.
    assert "Uitzendbureau Haast" in namen_van(namen["Uitzendbureau Haast"].groep_id)
    assert register


@pytest.mark.eenmaal
def test_wat_de_werkgever_niet_mag_krijgen_heet_anders():
    namen = {
        omvang: afschrift.bestandsnaam(Zaak(nummer=7), Afschrift(omvang=omvang, formaat="pdf", op=OP))
        for omvang in Afschrift.Omvang.values
    }
    assert {omvang for omvang, naam in namen.items() if "-alleen-rechter" in naam} == {
        "MET_MELDINGEN",
        "MET_MELDER",
    }


def test_voor_de_rechter_staan_de_meldingen_erin_en_wie_meldde_niet(zaak, erbij):
    tekst = tekst_van(maak(vol_dossier(zaak, erbij), "MET_MELDINGEN"))
    assert "Alleen voor de rechter" in tekst
    assert "snotterende" in tekst
    assert "foto van anna" in tekst
    assert "0612345678" not in tekst
    assert not MelderInzage.objects.exists()


def test_wie_meldde_staat_er_alleen_na_een_vastgelegd_besluit_in(zaak, erbij):
    vol_dossier(zaak, erbij)
    assert "Anna Kowalska, 0612345678" in tekst_van(maak(zaak, "MET_MELDER"))
    assert set(MelderInzage.objects.values_list("reden", flat=True)) == {"Voor de rechtbank."}
    assert MelderInzage.objects.count() == 2
    genomen = Afschrift.objects.get()
    assert (genomen.omvang, genomen.door) == ("MET_MELDER", teamleider())
    assert Logregel.objects.filter(actie="afschrift").count() == 1


@pytest.mark.eenmaal
def test_de_zip_heeft_elk_stuk_en_een_inhoudsopgave_die_klopt(zaak, erbij):
    vol_dossier(zaak, erbij)
    inhoud = maak(zaak, formaat="zip")
    assert Afschrift.objects.get().vingerafdruk == hashlib.sha256(inhoud).hexdigest()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket_:
        rijen = list(csv.DictReader(io.StringIO(pakket_.read("inhoud.csv").decode())))
        assert [rij["bestand"] for rij in rijen] == [
            "00-dossier.pdf",
            "brieven/01-waarschuwing-2021-01-11.pdf",
            "brieven/01-waarschuwing-2021-01-11.odt",
            "bijlagen/001-bestand.pdf",
        ]
        for rij in rijen:
            assert hashlib.sha256(pakket_.read(rij["bestand"])).hexdigest() == rij["sha256"]
    assert maak(zaak, formaat="zip") == inhoud


def test_de_zip_is_op_elke_computer_uit_te_pakken(zaak):
    voeg_toe(zaak, "Wat zei de chef 14:30? <def>.pdf")
    with zipfile.ZipFile(io.BytesIO(maak(zaak, "MET_MELDINGEN", "zip"))) as pakket_:
        assert "bijlagen/001-Wat zei de chef 14-30- -def-.pdf" in pakket_.namelist()


@pytest.mark.eenmaal
def test_de_pdf_zegt_waar_de_bijlagen_zelf_zijn(erbij):
    zaak = zaak_met(erbij)
    assert "zitten in de ZIP" not in tekst_van(maak(zaak))
    voeg_toe(zaak)
    assert "De bestanden zelf zitten in de ZIP van dit dossier" in tekst_van(maak(zaak))


def test_een_inspecteur_neemt_alleen_mee_wat_de_werkgever_mag_zien(zaak, erbij, client):
    vol_dossier(zaak, erbij)
    client.force_login(inspecteur())
    adres = reverse("zaak_afschrift", args=[zaak.nummer])
    assert "rechter" not in client.get(adres).content.decode()
    velden = {"formaat": "pdf", "reden": "Voor de werkgever."}
    geweigerd = client.post(adres, velden | {"omvang": "MET_MELDER"})
    assert "Deze keuze bestaat niet" in geweigerd.content.decode()
    gekregen = client.post(adres, velden | {"omvang": "ZONDER_BRON"})
    assert (gekregen["Content-Type"], gekregen.content[:5]) == ("application/pdf", b"%PDF-")
    assert Afschrift.objects.count() == 1


def test_zonder_reden_geen_afschrift(erbij):
    with pytest.raises(Regelfout, match="waarvoor"):
        afschrift.maak(
            zaak_met(erbij), omvang="ZONDER_BRON", formaat="pdf", reden="", door=teamleider(), op=OP
        )


@pytest.mark.eenmaal
def test_een_lang_dossier_past(zaak):
    Contact.objects.bulk_create(
        Contact(
            zaak=zaak,
            op=DAG,
            wijze="EMAIL",
            met="de directie",
            verslag=f"Bericht {n}. " + "Lang verhaal over schermen. " * 20,
            door=inspecteur(),
            geregistreerd_op=OP + timedelta(minutes=n),
        )
        for n in range(120)
    )
    tekst = tekst_van(maak(zaak, "MET_MELDINGEN"))
    assert "Bericht 0." in tekst
    assert "Bericht 119." in tekst


def test_van_twee_toetsingen_van_dezelfde_dag_staat_voor_de_rechter_de_laatste(zaak):
    for uitkomst in ("GEEN_MAATREGEL", "MAATREGEL_UITEINDELIJK"):
        onderzoek.toets_melding(
            zaak, melding_van(zaak), resultaat=uitkomst, dag=DAG, door=inspecteur(), op=OP
        )
    assert "Uiteindelijk maatregelen getroffen" in " ".join(tekst_van(maak(zaak, "MET_MELDINGEN")).split())


def test_wat_nog_wordt_overwogen_of_niets_werd_staat_niet_in_het_afschrift_voor_de_werkgever(zaak, erbij):
    """A boeterapport on its way is not told by a copy of the file."""
    vol_dossier(zaak, erbij)
    wie: dict[str, Any] = {"door": inspecteur(), "op": OP}
    keuze = opzet(zaak, "BOETERAPPORT", overtreding_in(zaak, voorschrift="WML"))
    concept = concepten.stel_op(zaak, keuze, **wie)
    concepten.leg_voor(concept, versie=1, **wie)
    assert "Boeterapport" not in tekst_van(maak(zaak))
    assert "Waarschuwing: uitgereikt" in tekst_van(maak(zaak))
    assert "Boeterapport: ter beoordeling" in tekst_van(maak(zaak, "MET_MELDINGEN"))
