"""Nothing that a reporter wrote or chose on the follow page is lost without it being said."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from interventies.dossier import dossierfeiten
from meldingen import acties
from meldingen.meldpunt import volgen
from meldingen.meldpunt.volgforms import TEKST_MAX
from meldingen.models import Aanvulling, Meldingbijlage, Nagekomen
from tests.meldingen.meldpunthulp import foto
from tests.meldingen.volghulp import OP, gemeld, melder, pagina, stuur, triagist, vraag

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
    assert f'id="vraag"{"" if gevraagd else " enctype"}' in html
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
        verder = re.search(r'href="(\?blad=\d+)#gestuurd-kop">Wat u daarvoor stuurde', html)
        adres = verder[1] if verder else None
    assert gezien == [str(n) for n in range(11, -1, -1)]
    for blad in ("0", "99", "x", "9" * 40):
        assert client.get(f"/volgen/nl/?blad={blad}").status_code == 200
