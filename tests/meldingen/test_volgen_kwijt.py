"""Nothing that a reporter wrote or chose on the follow page is lost without it being said."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from interventies.dossier import dossierfeiten
from meldingen import acties
from meldingen.meldpunt import volgen, volgviews
from meldingen.meldpunt.volgforms import TEKST_MAX
from meldingen.models import Aanvulling, Meldingbijlage, Nagekomen
from tests.meldingen.meldpunthulp import foto, verborgen
from tests.meldingen.volghulp import OP, bewijs, gemeld, melder, pagina, stuur, triagist, vraag

pytestmark = pytest.mark.django_db
OPNIEUW = "Uw bestanden zijn niet bewaard, ook niet de goede. Kies ze opnieuw."


def velden(html: str) -> list[str]:
    return [veld.strip() for veld in re.findall(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)]


@pytest.mark.parametrize(
    ("tekst", "bij"),
    [
        ("Zie de foto.", [SimpleUploadedFile("slecht.heic", b"abc")]),
        ("x" * (TEKST_MAX + 1), []),
    ],
)
def test_wie_opnieuw_moet_sturen_hoort_dat_ook_de_goede_bestanden_opnieuw_moeten(tekst, bij):
    melding, code = gemeld()
    client = melder(melding, code)
    antwoord = stuur(client, "aanvulling", tekst=tekst, bestanden=[foto(), *bij])
    html = antwoord.content.decode()
    assert (antwoord.status_code, Meldingbijlage.objects.count()) == (422, 0)
    assert OPNIEUW in html
    assert velden(html) == [tekst]


def test_zonder_bestanden_staat_daar_niets_over():
    melding, code = gemeld()
    html = stuur(melder(melding, code), "aanvulling", tekst=" ").content.decode()
    assert "Schrijf iets op" in html
    assert OPNIEUW not in html


@pytest.mark.parametrize("tekst", ["Z" * (TEKST_MAX + 1), "Die aan de haven."])
def test_een_antwoord_op_een_vraag_die_weg_is_staat_er_nog_hoe_lang_het_ook_is(tekst):
    melding, code = gemeld()
    client = melder(melding, code)
    gevraagd = vraag(melding)
    melding.refresh_from_db()
    acties.terug_in_triage(melding, reden="Toch niet.", door=triagist(), op=OP, gezien="")
    html = stuur(client, "antwoord", vraag=gevraagd.pk, tekst=tekst).content.decode()
    assert "Deze vraag staat niet meer open." in html
    assert velden(html) == [tekst]
    assert "Dit klopt nog niet" not in html


def test_een_te_lang_antwoord_op_een_gesloten_melding_staat_er_om_te_kopieren():
    melding, code = gemeld()
    client = melder(melding, code)
    gevraagd = vraag(melding)
    type(melding).objects.update(status="AFGESLOTEN")
    tekst = "Z" * (TEKST_MAX + 1)
    html = stuur(client, "antwoord", vraag=gevraagd.pk, tekst=tekst).content.decode()
    assert "Dit schreef u" in html
    assert tekst in html
    assert "hieronder als aanvulling" not in html


def test_de_browser_kapt_niets_af_en_een_regel_telt_eenmaal():
    melding, code = gemeld()
    client = melder(melding, code)
    gevraagd = vraag(melding)
    assert "maxlength" not in "".join(re.findall(r"<textarea[^>]*>", pagina(client)))
    regels = "a\r\n" * (TEKST_MAX // 2 - 1) + "ab"  # as a browser sends what counts TEKST_MAX here
    assert stuur(client, "antwoord", vraag=gevraagd.pk, tekst=regels).status_code == 302
    assert Aanvulling.objects.get().antwoord == regels.replace("\r\n", "\n")
    assert stuur(client, "aanvulling", tekst=regels + "c").status_code == 422
    assert stuur(client, "aanvulling", tekst=regels).status_code == 302
    assert len(Nagekomen.objects.get().tekst) == TEKST_MAX


@pytest.mark.parametrize("gevraagd", [True, False])
def test_wie_halverwege_een_andere_taal_kiest_houdt_wat_zij_schreef_en_stuurt_nog_niets(gevraagd):
    melding, code = gemeld()
    client = melder(melding, code)
    if gevraagd:
        vraag(melding)
    html = pagina(client)
    assert 'form="vraag" name="naar" value="ro" formaction="/volgen/ro/"' in html
    assert html.count(' id="vraag"') == 1
    wat = "antwoord" if gevraagd else "aanvulling"
    html = stuur(client, wat, "ro", tekst="Half verteld.", naar="ro").content.decode()
    assert '<html lang="ro">' in html
    assert velden(html)[0] == "Half verteld."
    assert 'id="fouten"' not in html
    niets = stuur(client, wat, "ro", tekst=" ", naar="ro")
    assert (niets.status_code, niets["Location"]) == (302, "/volgen/ro/")
    assert not Nagekomen.objects.exists()
    assert not Aanvulling.objects.exclude(antwoord="").exists()


@pytest.mark.parametrize("teken", ["Ж", "'"])
def test_wie_heel_veel_stuurt_krijgt_bladen_die_op_een_trage_telefoon_passen_en_alles_staat_er(teken):
    melding, code = gemeld()
    for n in range(12):
        volgen.vul_aan(
            melding,
            tekst=f"Stuk {n}. {teken * 4900}",
            inzending=uuid4(),
            dossier=dossierfeiten,
            op=OP + timedelta(minutes=n),
        )
    client = melder(melding, code)
    adres: str | None = ""
    gezien: list[str] = []
    while adres is not None:
        html = client.get(f"/volgen/nl/{adres}").content.decode()
        assert len(html.encode()) < 60_000
        gezien += re.findall(r"Stuk (\d+)\.", html)
        verder = re.search(r'formaction="(\?blad=\d+)#gestuurd-kop"[^>]*>Wat u daarvoor stuurde', html)
        adres = verder[1] if verder else None
    assert gezien == [str(n) for n in range(11, -1, -1)]
    for blad in ("0", "99", "x", "9" * 40):
        assert client.get(f"/volgen/nl/?blad={blad}").status_code == 200


def half(client, wat, taal="nl", adres="", **velden):
    """The form of the page as it stands, with both fields, by one of its buttons."""
    html = client.get(f"/volgen/{taal}/").content.decode()
    formulier = re.search(r'<form method="post" id="vraag".*?</form>', html, re.DOTALL)
    assert formulier
    return client.post(adres or f"/volgen/{taal}/", verborgen(formulier[0]) | {"wat": wat} | velden)


@pytest.mark.parametrize("wat", ["hier", "antwoord", "aanvulling"])
def test_welke_knop_men_ook_kiest_wat_in_het_andere_veld_staat_blijft(wat):
    melding, code = gemeld()
    client = melder(melding, code)
    gevraagd = vraag(melding)
    sleutel = verborgen(pagina(client))["sleutel"]
    extra = {"naar": "ro"} if wat == "hier" else {}
    velden_ = {"antwoord": "Half geantwoord.", "tekst": "Half toegevoegd.", "sleutel": sleutel}
    for _ in range(2):  # a browser that is told to load it again sends it again
        uit = half(client, wat, adres="/volgen/ro/", vraag=gevraagd.pk, **velden_, **extra)
        html = uit.content.decode()
        assert (uit.status_code, '<html lang="ro">' in html) == (200, True)
        assert 'id="fouten"' not in html
        assert ("kader goed" in html) == (wat != "hier")
    over = [t for naam, t in velden_.items() if naam not in (wat.replace("aanvulling", "tekst"), "sleutel")]
    assert [veld for veld in velden(html) if veld] == over
    assert (verborgen(html)["sleutel"] == sleutel) == (wat != "aanvulling")
    assert list(Aanvulling.objects.exclude(antwoord="").values_list("antwoord", flat=True)) == (
        ["Half geantwoord."] if wat == "antwoord" else []
    )
    assert list(Nagekomen.objects.values_list("tekst", flat=True)) == (
        ["Half toegevoegd."] if wat == "aanvulling" else []
    )


def test_beide_velden_staan_er_nog_als_een_van_beide_niet_klopt_en_na_de_code():
    melding, code = gemeld()
    client = melder(melding, code)
    vraag(melding)
    beide = {"antwoord": "Geantwoord.", "tekst": "Toegevoegd."}
    assert (
        velden(half(client, "antwoord", **beide | {"antwoord": "x" * 5001}).content.decode())[1]
        == beide["tekst"]
    )
    assert (
        velden(half(client, "aanvulling", **beide | {"tekst": "x" * 5001}).content.decode())[0]
        == beide["antwoord"]
    )
    del client.cookies["volgen"]
    verlopen = client.post("/volgen/pl/", {"wat": "hier", "naar": "pl", **beide})
    bewaard = verborgen(verlopen.content.decode())
    assert verlopen.status_code == 403
    fout = client.post("/volgen/pl/", bewaard | {"nummer": melding.nummer, "code": "x"})
    bewaard = verborgen(fout.content.decode())
    html = client.post("/volgen/pl/", bewaard | {"nummer": melding.nummer, "code": code}).content.decode()
    assert velden(html) == list(beide.values())


def test_wie_afsloot_is_met_terug_en_nog_eens_sturen_niet_weer_te_openen(monkeypatch):
    monkeypatch.setattr(volgviews, "DUBBELKLIK", 0)
    melding, code = gemeld()
    client = melder(melding, code)
    del client.cookies["volgen"]
    verlopen = stuur(client, "aanvulling", tekst="Half.").content.decode()
    getypt = verborgen(verlopen) | {"nummer": melding.nummer, "code": code}
    for _ in range(2):  # and sent again while it is open
        assert velden(client.post("/volgen/nl/", getypt).content.decode()) == ["Half."]
    stuur(client, "afsluiten")
    terug = client.post("/volgen/nl/", getypt)
    assert terug.status_code == 403
    assert "volgen" not in terug.cookies
    assert "Bekijk mijn melding" in pagina(client)
    nieuw = verborgen(terug.content.decode()) | {"nummer": melding.nummer, "code": code}
    assert velden(client.post("/volgen/nl/", nieuw).content.decode()) == ["Half."]


def test_een_dubbele_klik_bij_de_code_is_een_keer_openen():
    melding, code = gemeld()
    getypt = {"eenmalig": str(uuid4()), "tekst": "Half.", "nummer": melding.nummer, "code": code}
    for _ in range(2):  # the second before the answer to the first is there
        assert Client().post("/volgen/nl/", getypt).status_code == 200


def test_een_antwoord_en_een_aanvulling_bij_een_vraag_die_weg_is_staan_er_allebei():
    melding, code = gemeld()
    client = melder(melding, code)
    vraag(melding)
    type(melding).objects.update(status="IN_TRIAGE")
    html = client.post("/volgen/nl/", {"wat": "hier", "antwoord": "Een.", "tekst": "Twee."}).content.decode()
    assert velden(html) == ["Een.\n\nTwee."]
    assert "Deze vraag staat niet meer open." in html
    type(melding).objects.update(status="AFGESLOTEN")
    html = client.post("/volgen/nl/", {"wat": "hier", "antwoord": "Een.", "tekst": "Twee."}).content.decode()
    assert "Dit schreef u" in html
    assert "<p>Een.</p>\n\n<p>Twee.</p>" in html


@pytest.mark.parametrize("gekozen", [{"bestanden": "hal.jpg"}, {"bestanden": foto()}])
def test_gekozen_bestanden_kan_men_niet_houden_en_dat_staat_erbij(gekozen):
    melding, code = gemeld()
    client = melder(melding, code)
    html = client.post("/volgen/nl/", {"wat": "hier", "naar": "nl", "tekst": ""} | gekozen).content.decode()
    assert "Kies uw bestanden opnieuw." in html
    assert "Kies uw bestanden opnieuw." not in pagina(client)


def test_een_bladzijde_met_twee_half_getypte_velden_is_nog_licht():
    melding, code = gemeld()
    for n in range(6):
        volgen.vul_aan(melding, tekst=f"{n}{'Ж' * 4900}", inzending=uuid4(), dossier=dossierfeiten, op=OP)
    client = melder(melding, code)
    vraag(melding)
    uit = half(client, "hier", adres="/volgen/bg/?blad=2", antwoord="Ж" * 5000, tekst="Ж" * 5000)
    assert len(uit.content) < 70_000
    assert "?blad=1#gestuurd-kop" in uit.content.decode(), "men blijft op het blad waar men was"
    leeg = half(client, "hier", adres="/volgen/bg/?blad=2")
    assert (leeg.status_code, leeg["Location"]) == (302, "/volgen/bg/?blad=2")


def test_een_formulier_van_een_andere_melding_doet_niets_en_verliest_niets():
    """Two meldingen on one phone: the page of the first still stands in a window when the second is opened."""
    eerste, code = gemeld()
    tweede, code2 = gemeld("b", omschrijving="Iets anders.")
    client = melder(eerste, code)
    oud = verborgen(pagina(client))
    intrekken = verborgen(client.get("/volgen/nl/intrekken/").content.decode())
    assert bewijs(client, tweede, code2).status_code == 302
    uit = client.post("/volgen/nl/", oud | {"wat": "aanvulling", "tekst": "Hoort bij de eerste."})
    html = uit.content.decode()
    assert "Op dit apparaat is intussen een andere melding geopend." in html
    assert f"Uw melding {tweede.nummer}" in html
    assert velden(html) == ["Hoort bij de eerste."]
    assert not Nagekomen.objects.exists()
    html = client.post("/volgen/nl/intrekken/", intrekken).content.decode()
    assert "Op dit apparaat is intussen een andere melding geopend." in html
    assert set(type(eerste).objects.values_list("status", flat=True)).isdisjoint({"INGETROKKEN"})
    assert client.post("/volgen/nl/intrekken/", verborgen(html)).status_code == 200
    assert type(eerste).objects.get(status="INGETROKKEN") == tweede


def test_wie_bij_de_code_een_andere_taal_kiest_houdt_wat_er_stond_en_het_is_geen_poging(settings):
    settings.REMMEN = settings.REMMEN | {"volgen": (0, 60)}
    melding, code = gemeld()
    client = Client()
    verlopen = client.post("/volgen/nl/", {"wat": "aanvulling", "tekst": "Half verteld."})
    html = verlopen.content.decode()
    assert 'form="vraag" name="naar" value="pl" formaction="/volgen/pl/"' in html
    getypt = verborgen(html) | {"nummer": str(melding.nummer), "code": code[:9], "naar": "pl"}
    uit = client.post("/volgen/pl/", getypt)
    html = uit.content.decode()
    assert (uit.status_code, '<html lang="pl">' in html, 'id="fouten"' in html) == (200, True, False)
    assert verborgen(html)["tekst"] == "Half verteld."
    assert f'value="{code[:9]}"' in html
    assert client.post("/volgen/pl/", {"nummer": "", "code": "", "naar": "pl"})["Location"] == "/volgen/pl/"


@pytest.mark.parametrize("waarom", ["druk", "merk"])
def test_ook_van_een_bladzijde_die_nog_een_keer_vraagt_gaat_het_mee_naar_een_andere_taal(settings, waarom):
    melding, code = gemeld()
    strikt = Client(enforce_csrf_checks=waarom == "merk")
    strikt.cookies = melder(melding, code).cookies
    if waarom == "druk":
        settings.REMMEN = settings.REMMEN | {"meldbestand": (0, 60)}
    velden_ = {"wat": "aanvulling", "tekst": "Half.", "sleutel": str(uuid4()), "bestanden": foto()}
    html = strikt.post("/volgen/nl/", velden_).content.decode()
    assert html.count(' id="vraag"') == 1
    assert 'form="vraag" name="naar" value="ro" formaction="/volgen/ro/"' in html
    strikt.handler.enforce_csrf_checks = False
    mee = verborgen(html) | {"naar": "ro"}
    assert velden(strikt.post("/volgen/ro/", mee).content.decode()) == ["Half."]
    assert not Nagekomen.objects.exists()
