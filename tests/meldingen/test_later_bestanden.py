"""The files that came with a letter or an e-mail later: through the same checks as those of a reporter, kept the same
way, and known by the moment with which they came."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inspectie.bestanden import BIJLAGEN_MAX, Bestand
from inspectie.bewaard import afzender
from inspectie.fouten import Regelfout
from inspectie.models import Logregel
from interventies.dossier import dossierfeiten
from meldingen.meldpunt import volgen
from meldingen.models import Melding, Meldingbijlage, Nagekomen
from meldingen.ontvangen import inhoud_van, naam_van
from tests.inloggen import als
from tests.kanaries import database
from tests.meldingen.meldpunthulp import foto, verborgen
from tests.meldingen.test_later import STRAKS, WOORDEN, beslis, brief, later, mira, pagina
from tests.meldingen.volghulp import gemeld, melder
from tests.meldingen.volghulp import pagina as volgpagina

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def stuur(melding: Melding, *bestanden: Any, **velden: str) -> Any:
    gewoon: dict[str, Any] = {"kanaal": "BRIEF", "inzending": str(uuid4()), "tekst": WOORDEN}
    alles = gewoon | velden | {"bestanden": list(bestanden)}
    return als(mira()).post(f"/meldingen/{melding.nummer}/later/", alles)


def brok(naam: str = "loonstrook.pdf", inhoud: bytes = PDF) -> Bestand:
    return Bestand(naam, "application/pdf", inhoud)


def test_een_foto_bij_een_brief_komt_verzegeld_en_kaal_bij_wat_er_later_kwam():
    melding = brief()
    assert stuur(melding, foto(naam="Foto van Wil Geheim.jpg")).status_code == 302
    (bijlage,) = Meldingbijlage.objects.all()
    (nieuw,) = Nagekomen.objects.all()
    assert (bijlage.op, nieuw.bestanden, nieuw.door) == (nieuw.op, 1, mira())
    assert naam_van(bijlage) == "Foto van Wil Geheim.jpg"
    assert b"Merk van Wil" not in inhoud_van(bijlage)
    assert not [tabel for tabel, rij in database() if "Foto van Wil" in rij]
    html = pagina(mira(), melding)
    blok = html.split("van-melder-kop")[2].split("</section>")[0]
    assert re.search(r"Later ontvangen \(Brief\), vastgelegd door Mira.*Foto van Wil Geheim", blok, re.DOTALL)
    assert "Later ontvangen (Brief), met 1 bestand" in html.split("tijdlijn-kop")[2]
    antwoord = als(mira()).get(f"/meldingen/{melding.nummer}/bijlagen/{bijlage.pk}/")
    assert antwoord["Content-Disposition"].startswith("attachment")
    assert [regel.gegevens["bestanden"] for regel in Logregel.objects.filter(actie="nagekomen")] == [1]


def test_een_bestand_zonder_woorden_is_genoeg():
    melding = brief()
    assert stuur(melding, foto(), tekst="").status_code == 302
    assert Nagekomen.objects.get().tekst == ""
    assert Meldingbijlage.objects.count() == 1


def test_een_geweigerd_bestand_houdt_alles_tegen_en_wat_getypt_is_blijft_staan():
    melding = brief()
    html = stuur(melding, foto(), SimpleUploadedFile("plan.docx", b"geen document")).content.decode()
    assert "plan.docx: Dit soort bestand nemen wij niet aan." in html
    assert "De bestanden zijn niet bewaard. Kies ze opnieuw." in html
    assert WOORDEN in html
    assert not Nagekomen.objects.exists()
    assert not Meldingbijlage.objects.exists()


def test_ook_als_er_iets_anders_mist_hoort_men_dat_de_bestanden_niet_zijn_bewaard():
    html = stuur(brief(), foto(), kanaal="").content.decode()
    assert "Kies hoe het kwam." in html
    assert "De bestanden zijn niet bewaard. Kies ze opnieuw." in html


def test_te_veel_ineens_legt_niet_de_woorden_zonder_de_bestanden_vast(settings):
    """Django takes in no file then, and says nothing of it."""
    melding = brief()
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    html = stuur(melding, foto()).content.decode()
    assert "Dit is te veel ineens." in html
    assert WOORDEN in html
    assert not Nagekomen.objects.exists()


def na_verlopen(melding: Melding, *bestanden: Any) -> str:
    """The page after logging in again, of what was sent without a session."""
    wie = mira()
    wie.set_password("Wachtwoord-van-mira")
    wie.save()
    client = Client()
    velden = {"kanaal": "BRIEF", "inzending": str(uuid4()), "tekst": WOORDEN, "afzender": afzender(wie)}
    adres = f"/meldingen/{melding.nummer}/later/"
    antwoord = client.post(adres, velden | {"bestanden": list(bestanden)})
    assert antwoord.status_code == 401
    zegel = verborgen(antwoord.content.decode())["bewaard"]
    login = {"login": wie.username, "password": "Wachtwoord-van-mira", "bewaard": zegel}
    return client.post(reverse("account_login"), login).content.decode()


def test_wie_zijn_sessie_verloor_kiest_de_bestanden_daar_opnieuw_en_houdt_zijn_tekst():
    melding = brief()
    html = na_verlopen(melding, foto(naam="brief.jpg"), foto("blue", "plan.jpg"))
    assert WOORDEN in html
    assert "U had gekozen: brief.jpg, plan.jpg" in html
    (veld,) = re.findall(r'<input type="file"[^>]*>', html)
    assert 'name="bestanden"' in veld
    assert " multiple" in veld
    assert ".pdf" in veld
    velden = verborgen(html)
    antwoord = als(mira()).post(
        f"/meldingen/{melding.nummer}/later/",
        velden | {"tekst": WOORDEN, "bestanden": [foto(), foto("blue")]},
    )
    assert antwoord.status_code == 302
    assert (Nagekomen.objects.get().tekst, Meldingbijlage.objects.count()) == (WOORDEN, 2)


def test_wie_ook_te_veel_ineens_stuurde_hoort_dat_na_het_inloggen(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    html = na_verlopen(brief(), foto())
    assert WOORDEN in html
    assert "Het was te veel ineens: kies er minder, of kleinere." in html
    assert re.search(r'<input type="file"[^>]* name="bestanden"', html)


def test_hetzelfde_formulier_nog_eens_is_een_keer_en_met_een_ander_bestand_wordt_het_geweigerd():
    melding, sleutel = brief(), uuid4()
    eerste = later(melding, bestanden=[brok()], inzending=sleutel)
    assert later(melding, bestanden=[brok("anders.pdf")], inzending=sleutel) == eerste
    for anders in ([], [brok(inhoud=PDF + b"anders")], [brok(), brok("nog.pdf", PDF + b"nog")]):
        with pytest.raises(Regelfout, match="met andere woorden of bestanden"):
            later(melding, bestanden=anders, inzending=sleutel)
    assert Meldingbijlage.objects.count() == 1


def test_niet_meer_dan_een_aantal_tegelijk_en_de_rest_kan_daarna():
    melding = brief()
    veel = [brok(f"{n}.pdf", PDF + bytes([n])) for n in range(BIJLAGEN_MAX + 1)]
    with pytest.raises(Regelfout, match="ten hoogste 10 bestanden tegelijk"):
        later(melding, bestanden=veel)
    later(melding, bestanden=veel[:BIJLAGEN_MAX])
    later(melding, bestanden=veel[BIJLAGEN_MAX:])
    assert Meldingbijlage.objects.count() == BIJLAGEN_MAX + 1


def test_wat_per_post_kwam_ziet_de_melder_niet_en_neemt_geen_plaats_in():
    melding, code = gemeld()
    voor = volgpagina(melder(melding, code))
    later(melding, bestanden=[brok(f"{n}.pdf", PDF + bytes([n])) for n in range(BIJLAGEN_MAX)])
    na = volgpagina(melder(melding, code))
    zonder_sleutels = [re.sub(r'value="[\w-]{36,}"', "", html) for html in (voor, na)]
    assert zonder_sleutels[0] == zonder_sleutels[1]
    eigen = [brok("mijn.pdf", PDF + b"mijn")]
    volgen.vul_aan(melding, tekst="", bestanden=eigen, inzending=uuid4(), dossier=dossierfeiten, op=STRAKS)
    html = volgpagina(melder(melding, code))
    assert "mijn.pdf" in html
    assert "0.pdf" not in html
    assert f"passen er nog {BIJLAGEN_MAX - 1}" in html


def test_wat_op_hetzelfde_moment_kwam_houdt_elk_de_eigen_bestanden():
    """Both waited for their turn while somebody decided."""
    melding, code = gemeld()
    beslis(melding, "REGISTREREN" if melding.domein == "BUITEN" else "TELEFONISCH", op=STRAKS)
    Melding.objects.filter(pk=melding.pk).update(status="IN_TRIAGE")
    volgen.vul_aan(
        melding,
        tekst="Zelf.",
        bestanden=[brok("zelf.pdf", PDF + b"z")],
        inzending=uuid4(),
        dossier=dossierfeiten,
        op=STRAKS,
    )
    later(melding, bestanden=[brok("post.pdf")])
    momenten = set(Nagekomen.objects.values_list("op", flat=True))
    assert len(momenten) == 2
    assert momenten == set(Meldingbijlage.objects.values_list("op", flat=True))
    html = volgpagina(melder(melding, code))
    assert ("zelf.pdf" in html, "post.pdf" in html) == (True, False)
