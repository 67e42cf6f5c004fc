"""Files with a handover: none by itself, what a reporter sent only after a look, and the package as it went."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from inspectie import bestanden
from inspectie.bestanden import Bestand, keur
from inspectie.fouten import Regelfout
from inspectie.logboek import schrijf
from inspectie.models import Gebruiker, Logregel, Rol
from interventies import stukken
from interventies.models import (
    Bijlage,
    BijlageInhoud,
    Overdracht,
    Overdrachtsbestand,
    Overdrachtsvoorstel,
    Zaak,
    ZaakMelding,
)
from interventies.overdrachtstukken import te_delen, van_een_ander
from interventies.overdrachtsvoorstellen import stel_overdracht_voor
from interventies.overdragen import Melderdeel, draag_over
from meldingen.models import MelderInzage, Melding, MeldingTekst
from meldingen.ontvangen import bewaar_bijlage
from rapportages.bewijzen import getuigenis
from tests.inloggen import lees
from tests.inspectie.test_sporen import odf
from tests.interventies.test_overdracht_scherm import invulling
from tests.interventies.test_overdragen import DAG, opzet
from tests.interventies.test_stukken import PDF, VAN_WORD, pdf_met, voeg_toe, word
from tests.interventies.zaakhulp import (
    BEREIKBAAR,
    OP,
    gebruiker,
    inspecteur,
    melding_van,
    teamleider,
    triagist,
    werkgever_van,
    zaak_met,
)
from tests.maak import Dossier


@pytest.fixture(scope="module")
def ingelezen(samen: Callable[[], AbstractContextManager[None]], tmp_path_factory: Any) -> None:
    with samen():
        zaak = zaak_met(Dossier(tmp_path_factory.mktemp("begin") / "map"), toegewezen=True, **BEREIKBAAR)
        voeg_toe(zaak, "plan.pdf")
        stukken.voeg_toe(
            zaak,
            naam="foto van Kees.pdf",
            inhoud=PDF + b"\n%2",
            herkomst="MELDER",
            door=inspecteur(),
            op=OP,
        )
        foto = Bestand("van Xandra.png", "image/png", b"een foto")
        with transaction.atomic():
            schrijf([bewaar_bijlage(melding_van(zaak), foto, op=OP)])


@pytest.fixture
def melding(ingelezen: None, db: None) -> Melding:
    """In a zaak with a plan of the employer and a photo of another reporter; with a file from its own reporter."""
    return melding_van(Zaak.objects.get())


def sleutels(melding: Melding, wie: Gebruiker) -> dict[str, str]:
    return {stuk.toon: stuk.sleutel for stuk in te_delen(melding, wie)}


def over(melding: Melding, *namen: str, door: Gebruiker | None = None, **anders: object) -> Overdracht:
    wie = door or teamleider()
    kan = sleutels(melding, wie)
    keuze = opzet(bestanden=[kan.get(naam, naam) for naam in namen], **anders)
    return draag_over(melding, keuze, door=wie, op=OP)


def test_geen_bestand_gaat_vanzelf_mee(melding):
    overdracht = over(melding)
    assert not Overdrachtsbestand.objects.exists()
    assert "BESTANDEN" not in {deel["code"] for deel in overdracht.pakket.inhoud["delen"]}


def test_wat_gekozen_is_staat_in_het_pakket_en_zit_in_de_zip(melding, client):
    overdracht = over(melding, "plan.pdf", "van Xandra.png", bestanden_bekeken=True)
    deel = overdracht.pakket.inhoud["delen"][-1]
    assert [waarde for _, waarde in deel["regels"]] == ["plan.pdf: Plan.", "bij-de-melding-1.png"]
    client.force_login(teamleider())
    antwoord = client.post(reverse("overdracht_document", args=[overdracht.pk]), {"formaat": "zip"})
    bundel = zipfile.ZipFile(io.BytesIO(antwoord.content))
    assert bundel.read("bestanden/01-plan.pdf") == PDF
    assert bundel.read("bestanden/02-bij-de-melding-1.png") == b"een foto"
    assert json.loads(bundel.read("overdracht.json")) == overdracht.pakket.inhoud
    assert "Xandra" not in "".join(bundel.namelist()) + json.dumps(overdracht.pakket.inhoud)
    assert list(getuigenis()) == []


@pytest.mark.parametrize("naam", ["van Xandra.png", "foto van Kees.pdf"])
def test_wat_van_een_melder_komt_gaat_alleen_na_een_blik_of_met_toestemming(melding, naam):
    with pytest.raises(Regelfout, match="niemand eraan te herkennen"):
        over(melding, naam)
    assert not Overdracht.objects.exists()
    over(melding, naam, bestanden_bekeken=True)
    bestand = Overdrachtsbestand.objects.get()
    assert naam not in bestand.naam


def test_toestemming_van_de_melder_geldt_voor_wat_zij_zelf_stuurde(melding):
    deel = Melderdeel("De partner belt terug.", DAG)
    with pytest.raises(Regelfout, match=r"Van een melder komt: foto van Kees\.pdf"):
        over(melding, "foto van Kees.pdf", "van Xandra.png", melder=deel)
    over(melding, "van Xandra.png", melder=deel)
    assert Overdrachtsbestand.objects.get().meldingbijlage is not None


@pytest.fixture
def ander(melding: Melding, tmp_path: Path) -> Melding:
    """Another reporter, in the same zaak."""
    zaak, dossier = Zaak.objects.get(), Dossier(tmp_path / "map", _tel=count(50))
    sleutel = dossier.melding(
        werkgever=str(werkgever_van(zaak).extern_kenmerk),
        melder_naam="Bartje Zonderland",
        melder_email="bartje.zonderland@example.org",
        omschrijving="In de vriescel snotteren twee uitbeners onophoudelijk.",
    )
    dossier.neem()
    ander = Melding.objects.get(extern_kenmerk=sleutel)
    ZaakMelding.objects.create(
        zaak=zaak, melding=ander, geregistreerd_op=OP, stand_vanaf=OP, vingerafdruk="ander"
    )
    with transaction.atomic():
        schrijf([bewaar_bijlage(ander, Bestand("van Bartje.pdf", "application/pdf", PDF + b"\n%B"), op=OP)])
    return ander


MET_EN_ZONDER_MELDER = [None, Melderdeel("De partner belt terug.", DAG)]


@pytest.mark.parametrize("melder", MET_EN_ZONDER_MELDER)
def test_wat_een_melder_aan_een_zaak_van_meer_melders_gaf_gaat_met_geen_van_hen_mee(melding, ander, melder):
    assert set(sleutels(melding, teamleider())) == {"plan.pdf", "van Xandra.png"}
    assert set(sleutels(ander, teamleider())) == {"plan.pdf", "van Bartje.pdf"}
    foto = f"zaak-{Bijlage.objects.get(naam='foto van Kees.pdf').pk}"
    with pytest.raises(Regelfout, match="Kies bestanden uit de lijst"):
        over(melding, foto, bestanden_bekeken=True, melder=melder)


@pytest.mark.parametrize(
    ("verslag", "melder"),
    [
        ("Gesproken met B. Zonderland.", None),
        ("Zie bartjezonderland.", MET_EN_ZONDER_MELDER[1]),
        ("Er snotteren twee uitbeners onophoudelijk.", None),
        ("Zie ook melding 2.", MET_EN_ZONDER_MELDER[1]),
    ],
)
def test_een_verslag_waarin_een_andere_melder_van_de_zaak_staat_gaat_niet_mee(
    melding, ander, melder, verslag
):
    assert ander.nummer == 2
    oud = {"herkomst": "INSPECTIE", "mediatype": VAN_WORD, "grootte": 1, "door": inspecteur(), "op": OP}
    bijlage = Bijlage.objects.create(zaak=Zaak.objects.get(), naam="verslag.docx", **oud)
    BijlageInhoud.objects.create(bijlage=bijlage, inhoud=word(verslag))
    with pytest.raises(Regelfout, match="Dit is van een andere melder in deze zaak"):
        over(melding, "verslag.docx", bestanden_bekeken=True, melder=melder)
    assert not Overdracht.objects.exists()
    kluis = "onderland" in verslag
    assert MelderInzage.objects.filter(melding=ander, door=teamleider()).exists() is kluis


def test_ook_de_omschrijving_noemt_geen_andere_melder_en_de_eigen_woorden_mogen(melding, ander):
    with pytest.raises(Regelfout, match="“Zonderland”"):
        over(melding, omschrijving="Ook mevrouw Zonderland klaagde.")
    MeldingTekst.objects.create(
        melding=melding, tekst="In de vriescel snotteren twee uitbeners.", geregistreerd_op=OP
    )
    over(melding, omschrijving="In de vriescel snotteren twee uitbeners.")
    assert Overdracht.objects.count() == 1


def test_hetzelfde_bestand_als_een_andere_melder_stuurde_gaat_niet_mee(melding, ander):
    stukken.voeg_toe(
        Zaak.objects.get(),
        naam="scan.pdf",
        inhoud=PDF + b"\n%B",
        herkomst="INSPECTIE",
        door=inspecteur(),
        op=OP,
    )
    with pytest.raises(Regelfout, match="Een van deze bestanden is van een andere melder"):
        over(melding, "scan.pdf", bestanden_bekeken=True)
    assert not van_een_ander(ander, te_delen(ander, teamleider()))


def test_hetzelfde_document_als_een_andere_melder_stuurde_ook_niet_al_staat_dat_hier_kaal(melding, ander):
    """What is kept of a reporter goes without its properties; what an employer gave has them still."""
    with transaction.atomic():
        schrijf([bewaar_bijlage(ander, keur("brief.odt", odf()), op=OP)])
    stukken.voeg_toe(
        Zaak.objects.get(),
        naam="rooster.odt",
        inhoud=odf(),
        herkomst="WERKGEVER",
        door=inspecteur(),
        op=OP,
    )
    assert bytes(BijlageInhoud.objects.latest("pk").inhoud) == odf()
    with pytest.raises(Regelfout, match="Een van deze bestanden is van een andere melder"):
        over(melding, "rooster.odt", bestanden_bekeken=True)


def test_is_het_te_druk_om_dat_na_te_gaan_dan_gaat_het_niet_mee(melding, ander, monkeypatch):
    """Not looked at is not: it is of nobody else."""
    with transaction.atomic():
        schrijf([bewaar_bijlage(ander, keur("brief.odt", odf()), op=OP)])
    stukken.voeg_toe(
        Zaak.objects.get(), naam="rooster.odt", inhoud=odf(), herkomst="WERKGEVER", door=inspecteur(), op=OP
    )
    monkeypatch.setattr("inspectie.bestanden._IN_DE_RIJ", BoundedSemaphore(1))
    with bestanden._aan_de_beurt(), pytest.raises(Regelfout, match="Het is nu te druk"):
        over(melding, "rooster.odt", bestanden_bekeken=True)
    assert not Overdracht.objects.exists()


def test_een_document_dat_een_melder_aan_een_zaak_gaf_wordt_kaal_bewaard(melding):
    zaak = Zaak.objects.get()
    stukken.voeg_toe(zaak, naam="a.odt", inhoud=odf(), herkomst="MELDER", door=inspecteur(), op=OP)
    assert bytes(BijlageInhoud.objects.latest("pk").inhoud) == keur("a.odt", odf()).inhoud


def test_een_bestand_met_de_naam_van_de_melder_wordt_geweigerd(melding):
    plan = Bijlage.objects.get(naam="plan.pdf")  # adding one so named is refused; this one was there already
    oud = {"herkomst": "DERDE", "mediatype": "application/pdf", "grootte": 1, "door": inspecteur(), "op": OP}
    Bijlage.objects.create(zaak=plan.zaak, naam="verslag Quispel.pdf", **oud)
    with pytest.raises(Regelfout, match=r"een bestand .* noemt de melder"):
        over(melding, "verslag Quispel.pdf")


@pytest.mark.parametrize("waar", ["tekst", "eigenschappen"])
def test_een_document_dat_zelf_de_melder_noemt_gaat_niet_mee_ook_niet_na_een_blik(melding, waar):
    """Who looks at the pages sees no properties."""
    noemt = word("Ik heet Xandra Quispel.") if waar == "tekst" else pdf_met(Author="X. Quispel")
    soort = VAN_WORD if waar == "tekst" else "application/pdf"
    with transaction.atomic():
        schrijf([bewaar_bijlage(melding, Bestand("brief", soort, noemt), op=OP)])
    sleutel = sleutels(melding, teamleider())["brief"]
    with pytest.raises(Regelfout, match=r"een bestand .* noemt de melder"):
        over(melding, sleutel, bestanden_bekeken=True)
    assert not Overdracht.objects.exists()
    over(melding, sleutel, melder=Melderdeel("De partner belt terug.", DAG))


def test_wat_er_niet_is_of_van_een_ander_is_wordt_geweigerd(melding):
    with pytest.raises(Regelfout, match="Kies bestanden uit de lijst"):
        over(melding, "zaak-999999")
    assert set(sleutels(melding, triagist())) == {"van Xandra.png"}, "een triagist ziet geen zaken"
    plan = sleutels(melding, teamleider())["plan.pdf"]
    with pytest.raises(Regelfout, match="Kies bestanden uit de lijst"):
        over(melding, plan, door=triagist())
    stukken.haal_weg(Bijlage.objects.get(naam="plan.pdf"), reden="Hoort hier niet.", door=inspecteur(), op=OP)
    with pytest.raises(Regelfout, match="Kies bestanden uit de lijst"):
        over(melding, plan)


def test_een_bestand_dat_later_weg_moest_is_er_niet_meer_en_dat_het_ging_blijft(melding, client):
    overdracht = over(melding, "plan.pdf")
    stukken.haal_weg(Bijlage.objects.get(naam="plan.pdf"), reden="Hoort hier niet.", door=inspecteur(), op=OP)
    client.force_login(teamleider())
    antwoord = client.post(reverse("overdracht_document", args=[overdracht.pk]), {"formaat": "zip"})
    bundel = zipfile.ZipFile(io.BytesIO(antwoord.content))
    assert "weggehaald" in bundel.read("bestanden/01-plan.pdf.txt").decode()
    assert "plan.pdf" in lees(client, reverse("overdracht", args=[overdracht.pk]))
    with pytest.raises(DatabaseError), transaction.atomic():
        Overdrachtsbestand.objects.update(naam="anders.pdf")


def test_op_het_scherm_staat_niets_aangevinkt_en_een_fout_laat_de_keuze_staan(melding, client):
    client.force_login(teamleider())
    pad = reverse("melding_overdracht", args=[melding.nummer])
    html = lees(client, pad)
    kan = sleutels(melding, teamleider())
    assert all(f'value="{sleutel}"' in html for sleutel in kan.values())
    data = invulling(
        html, bestanden=[kan["van Xandra.png"]], partner="GEMEENTE", omschrijving="Te druk bij de kassa."
    )
    vakjes = [html.partition(f'value="{sleutel}"')[2].partition(">")[0] for sleutel in kan.values()]
    assert not any("checked" in vakje for vakje in vakjes)
    fout = client.post(pad, data).content.decode()
    assert "niemand eraan te herkennen" in fout
    assert "checked" in fout.partition(f'value="{kan["van Xandra.png"]}"')[2].partition(">")[0]
    assert client.post(pad, data | {"bestanden_bekeken": "on"}).status_code == 302
    assert Overdrachtsbestand.objects.get().naam == "bij-de-melding-1.png"


# Proposed by one, decided by another


def stel_voor(melding: Melding, *namen: str, door: Gebruiker | None = None, **anders: object) -> None:
    wie = door or inspecteur()
    kan = sleutels(melding, wie)
    keuze = opzet(bestanden=[kan.get(naam, naam) for naam in namen], **anders)
    stel_overdracht_voor(melding, keuze, reden="Gaat over klanten.", door=wie, op=OP)


def test_een_voorstel_noemt_de_bestanden_en_wie_beslist_ziet_ze_en_draagt_ze_zo_over(melding, client):
    pad = reverse("melding_overdracht", args=[melding.nummer])
    kan = sleutels(melding, inspecteur())
    client.force_login(inspecteur())
    data = invulling(
        lees(client, pad), partner="GEMEENTE", omschrijving="Te druk.", reden="Gaat over klanten."
    )
    gevraagd = [kan["plan.pdf"], kan["van Xandra.png"]]
    data["bestanden"] = gevraagd
    assert "niemand eraan te herkennen" in client.post(pad, data).content.decode()
    assert not Overdrachtsvoorstel.objects.exists()
    assert client.post(pad, data | {"bestanden_bekeken": "on"}).status_code == 302
    assert Logregel.objects.latest("nummer").gegevens["bestanden"] == 2

    client.force_login(teamleider())
    html = lees(client, pad)
    voorstel = html.partition('id="vst-kop"')[2].partition("</section>")[0]
    plan, foto = Bijlage.objects.get(naam="plan.pdf"), melding.bijlagen.get()
    assert f'href="{reverse("zaak_bijlage", args=[plan.zaak.nummer, plan.pk])}" download>plan.pdf' in voorstel
    assert reverse("melding_bijlage", args=[melding.nummer, foto.pk]) in voorstel
    assert "foto van Kees" not in voorstel
    gekozen = re.findall(r'name="bestanden" value="([^"]+)"[^>]*checked', html)
    assert sorted(gekozen) == sorted(gevraagd)
    besluit = invulling(html, bestanden=gekozen)
    geweigerd = client.post(pad, besluit).content.decode()
    assert "niemand eraan te herkennen" in geweigerd, "wie beslist kijkt zelf"
    assert client.post(pad, besluit | {"bestanden_bekeken": "on"}).status_code == 302
    assert {b.naam for b in Overdrachtsbestand.objects.all()} == {"plan.pdf", "bij-de-melding-1.png"}
    assert Overdrachtsvoorstel.objects.get().overdracht == Overdracht.objects.get()


def test_wie_beslist_en_de_zaak_niet_ziet_hoort_dat_er_meer_is_en_stuurt_het_niet_mee(melding, client):
    stel_voor(melding, "plan.pdf", "van Xandra.png", bestanden_bekeken=True)
    client.force_login(triagist())
    html = lees(client, reverse("melding_overdracht", args=[melding.nummer]))
    assert "Nog 1 bestand is voorgesteld dat u hier niet ziet" in html
    assert "plan.pdf" not in html
    client.force_login(teamleider())
    assert "dat u hier niet ziet" not in lees(client, reverse("melding_overdracht", args=[melding.nummer]))
    stukken.haal_weg(Bijlage.objects.get(naam="plan.pdf"), reden="Hoort hier niet.", door=inspecteur(), op=OP)
    assert "dat u hier niet ziet" in lees(client, reverse("melding_overdracht", args=[melding.nummer]))


def test_voorstellen_kan_alleen_wat_men_ziet(melding):
    plan = sleutels(melding, teamleider())["plan.pdf"]
    with pytest.raises(Regelfout, match="Kies bestanden uit de lijst"):
        stel_voor(melding, plan, door=gebruiker("mo", Rol.MELDPUNT))
    with pytest.raises(Regelfout, match="Kies bestanden uit de lijst"):
        stel_voor(melding, "zaak-999999")


def test_een_voorstel_dat_de_melder_noemt_wordt_geweigerd_aan_wie_haar_mag_kennen(melding):
    noemt: dict[str, Any] = {"omschrijving": "Mevrouw Quispel zegt dat het te druk is."}
    with pytest.raises(Regelfout, match="noemt de melder"):
        stel_voor(melding, **noemt)
    assert MelderInzage.objects.count() == 1, "het blijft in het logboek, ook nu er niets van kwam"
    stel_voor(melding, door=gebruiker("mo", Rol.MELDPUNT), **noemt)
    assert MelderInzage.objects.count() == 1, "wie haar niet mag kennen hoort niets"
    with pytest.raises(Regelfout, match="noemt de melder"):
        over(melding, **noemt)
