"""A report on screen: what each person sees and can do, what comes back when it is refused, and what it costs."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.tijd import lokale_dag
from rapportages import opstellen, vaststellen
from rapportages.models import Rapportage, Status
from tests.inloggen import als
from tests.queries import queries_van
from tests.rapportages.test_rapportage import OP, begonnen, vastgesteld, wie

# Words, forms and files; the acts below them are tried on each database by `test_rapportage.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
REDEN = {"reden": "Voor het overleg."}


def blad(client: Client, rapportage: Rapportage) -> str:
    return str(client.get(reverse("rapportage", args=[rapportage.pk])).content.decode())


def stap(client: Client, rapportage: Rapportage, code: str, **velden: str) -> str:
    adres = reverse(f"rapportage_{code}", args=[rapportage.pk])
    gegevens = {"sleutel": str(uuid4()), "gezien": str(rapportage.versie)} | velden
    return str(client.post(adres, gegevens, follow=True).content.decode())


def test_van_vraag_tot_publicatie_met_twee_mensen(gevuld):
    rapporteur, teamleider = als(wie(Rol.RAPPORTEUR)), als(wie(Rol.TEAMLEIDER))
    vraag = {
        "sjabloon": "tussentijds",
        "peildatum": "10-01-2021",
        "stand_van": "03-02-2021",
        "sleutel": str(uuid4()),
    }
    for _ in range(2):  # a double click
        rapporteur.post(reverse("rapportage_nieuw"), vraag)
    rapportage = Rapportage.objects.get()
    assert "Alles klopt" in blad(rapporteur, rapportage)
    assert "Stand van 3 februari 2021, 24.00 uur." in blad(rapporteur, rapportage), "zoals elders"
    assert "wacht op een teamleider" in stap(rapporteur, rapportage, "aanbieden")
    rapportage.refresh_from_db()
    assert "Zij verandert niet meer" in stap(teamleider, rapportage, "vaststellen")
    rapportage.refresh_from_db()
    html = stap(rapporteur, rapportage, "publiceren", dag="01-01-2099")
    assert 'id="id_publiceren_dag_error"' in html
    assert "tot en met vandaag." in html
    dag = f"{lokale_dag(datetime.now(UTC)):%d-%m-%Y}"
    assert "De publicatie is vastgelegd" in stap(rapporteur, rapportage, "publiceren", dag=dag)
    rapportage.refresh_from_db()
    assert rapportage.status == Status.GEPUBLICEERD


def test_een_stap_die_tweemaal_wordt_gestuurd_gebeurt_eenmaal(gevuld):
    rapportage, client = begonnen(), als(wie(Rol.RAPPORTEUR))
    gegevens = {"sleutel": str(uuid4()), "gezien": "1"}
    for _ in range(2):
        antwoord = client.post(reverse("rapportage_aanbieden", args=[rapportage.pk]), gegevens, follow=True)
    assert "er is niets dubbel gedaan" in antwoord.content.decode()
    assert rapportage.stappen.count() == 2


def test_wie_eraan_werkte_leest_dat_een_ander_vaststelt(gevuld):
    rapportage, schrijver = begonnen(), wie(Rol.RAPPORTEUR, "eerst-rapporteur")
    opstellen.bewaar_tekst(rapportage.pk, "T", "Een tekst.", gezien=1, door=schrijver, op=OP)
    opstellen.bied_aan(rapportage.pk, gezien=2, door=wie(Rol.RAPPORTEUR), op=OP)
    Gebruiker.objects.filter(pk=schrijver.pk).update(rol=Rol.TEAMLEIDER)
    html = blad(als(Gebruiker.objects.get(pk=schrijver.pk)), rapportage)
    assert "U heeft aan deze rapportage gewerkt" in html
    assert reverse("rapportage_vaststellen", args=[rapportage.pk]) not in html
    assert reverse("rapportage_vaststellen", args=[rapportage.pk]) in blad(
        als(wie(Rol.TEAMLEIDER)), rapportage
    )


def test_wat_niet_klopt_staat_er_met_de_plek_en_er_is_geen_knop(gevuld):
    rapportage = begonnen()
    fout = "## Kern\nBij {KC-12.waarde} van de {KC-11.waarde} onderzoeken."
    opstellen.bewaar_tekst(rapportage.pk, "T", fout, gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)
    html = blad(als(wie(Rol.RAPPORTEUR)), rapportage)
    assert "1 klopt niet" in html
    assert "“Kern”, alinea 1: {KC-12.waarde} (werkgevers) en {KC-11.waarde} (zaken)" in html
    assert reverse("rapportage_aanbieden", args=[rapportage.pk]) not in html


def test_een_geweigerde_tekst_blijft_staan_met_elke_plek(gevuld):
    rapportage, client = begonnen(), als(wie(Rol.RAPPORTEUR))
    antwoord = client.post(
        reverse("rapportage_tekst", args=[rapportage.pk]),
        {"titel": "T", "tekst": "Bij 79 van {KC-99.x}.", "gezien": "1"},
    )
    html = antwoord.content.decode()
    assert "alinea 1: “79” is getypt" in html
    assert 'href="#id_tekst"' in html
    assert "alinea 1: {KC-99.x} bestaat niet" in html
    assert "Bij 79 van {KC-99.x}." in html
    html = client.post(
        reverse("rapportage_tekst", args=[rapportage.pk]),
        {"titel": "De 79 werkgevers", "tekst": "Bij velen.", "gezien": "1"},
    ).content.decode()
    assert 'href="#id_titel"' in html
    assert 'href="#id_tekst"' not in html
    assert rapportage.teksten.count() == 1


def test_wie_te_laat_bewaart_ziet_beide_teksten_en_kan_daarna_kiezen(gevuld):
    rapportage, client = begonnen(), als(wie(Rol.RAPPORTEUR))
    ander = Gebruiker.objects.create(username="ander", first_name="Ad", last_name="Bos", rol=Rol.RAPPORTEUR)
    opstellen.bewaar_tekst(rapportage.pk, "T", "De zin van Ad.", gezien=1, door=ander, op=OP)
    adres, mijn = reverse("rapportage_tekst", args=[rapportage.pk]), {"titel": "T", "tekst": "Mijn zin."}
    html = client.post(adres, mijn | {"gezien": "1"}).content.decode()
    assert "Ad Bos bewaarde op" in html
    assert "De zin van Ad.</del>" in html
    assert "Mijn zin.</ins>" in html
    assert 'name="gezien" value="2"' in html
    client.post(adres, mijn | {"gezien": "2"})
    assert [tekst.tekst for tekst in rapportage.teksten.order_by("versie")][1:] == [
        "De zin van Ad.",
        "Mijn zin.",
    ]


def test_een_stap_van_wat_intussen_anders_is_doet_niets_en_laat_de_reden_staan(gevuld):
    rapportage, teamleider = begonnen(), als(wie(Rol.TEAMLEIDER))
    opstellen.bied_aan(rapportage.pk, gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)
    html = stap(teamleider, rapportage, "terugsturen", reden="De aanleiding klopt niet.")
    assert "is intussen gewijzigd" in html
    assert "De aanleiding klopt niet." in html
    rapportage.refresh_from_db()
    assert rapportage.status == Status.TER_VASTSTELLING


def test_een_vastgesteld_bestand_is_byte_voor_byte_wat_werd_vastgesteld(gevuld):
    vaststelling = vastgesteld()
    client = als(wie(Rol.BELEID))
    for rij in vaststelling.bestanden.all():
        antwoord = client.post(reverse("rapportage_bestand", args=[vaststelling.pk, rij.formaat]), REDEN)
        assert antwoord.content == bytes(rij.inhoud)
        wijze = "inline" if rij.formaat == "pdf" else "attachment"
        assert antwoord["Content-Disposition"].startswith(
            f'{wijze}; filename="rapportage-R-{vaststelling.pk}.'
        )
    assert client.get(reverse("rapportage_bestand", args=[vaststelling.pk, "exe"])).status_code == 404


def test_het_logboek_weet_wie_een_bestand_meenam_en_tot_publicatie_waarvoor(gevuld):
    vaststelling, client = vastgesteld(), als(wie(Rol.BELEID))
    adres = reverse("rapportage_bestand", args=[vaststelling.pk, "csv"])
    html = client.post(adres).content.decode()
    assert "Schrijf waarvoor u dit meeneemt." in html
    assert 'href="#id_meenemen_reden"' in html
    assert not Logregel.objects.filter(actie="rapportage_meegenomen").exists()
    client.post(adres, REDEN)
    assert 'value="Voor het overleg."' in blad(client, vaststelling.rapportage)
    versie = Rapportage.objects.get().versie
    vaststellen.publiceer(vaststelling.pk, OP.date(), gezien=versie, door=wie(Rol.RAPPORTEUR), op=OP)
    assert "id_meenemen_reden" not in blad(client, Rapportage.objects.get())
    client.post(adres)
    voor, na = Logregel.objects.filter(actie="rapportage_meegenomen").order_by("nummer")
    assert [(r.door, r.gegevens["reden"]) for r in (voor, na)] == [
        (wie(Rol.BELEID), "Voor het overleg."),
        (wie(Rol.BELEID), ""),
    ]
    assert voor.gegevens["sha256"] == vaststelling.bestanden.get(formaat="csv").sha256


def test_wie_bij_het_adres_van_een_bestand_komt_gaat_naar_de_rapportage(gevuld):
    rapportage = begonnen()
    antwoord = als(wie(Rol.BELEID)).get(reverse("rapportage_bestand", args=[rapportage.pk, "pdf"]))
    assert antwoord["Location"] == f"{reverse('rapportage', args=[rapportage.pk])}#bestanden-kop"


def test_een_concept_zegt_in_elk_bestand_om_te_lezen_dat_het_er_een_is(gevuld):
    rapportage = begonnen()
    html = als(wie(Rol.BELEID)).post(reverse("rapportage_bestand", args=[rapportage.pk, "html"]), REDEN)
    assert "Dit is een concept" in html.content.decode()
    assert "-concept.html" in html["Content-Disposition"]


def test_door_wie_is_vastgesteld_leest_alleen_wie_vaststellingen_mag_zien(gevuld):
    teamleider = wie(Rol.TEAMLEIDER)
    Gebruiker.objects.filter(pk=teamleider.pk).update(first_name="Thea", last_name="Hofstra")
    vaststelling = vastgesteld()
    for rol, ziet in (
        (Rol.TEAMLEIDER, True),
        (Rol.AUDITOR, True),
        (Rol.BELEID, False),
        (Rol.RAPPORTEUR, False),
    ):
        kijker = Gebruiker.objects.create(username=f"kijker-{rol}", rol=rol)
        html = blad(als(kijker), vaststelling.rapportage)
        assert ("Thea Hofstra" in html) is ziet, rol
        assert (vaststelling.vingerafdruk in html) is ziet, rol


def test_herzien_begint_bij_de_vastgestelde_tekst_en_de_oude_zegt_waardoor_zij_is_vervangen(gevuld):
    eerste, rapporteur = vastgesteld().rapportage, als(wie(Rol.RAPPORTEUR))
    adres = f"{reverse('rapportage_nieuw')}?vervangt={eerste.pk}"
    vraag = {"sjabloon": "tussentijds", "peildatum": "10-01-2021", "stand_van": "04-02-2021"}
    assert "Schrijf waarom" in rapporteur.post(adres, vraag | {"sleutel": str(uuid4())}).content.decode()
    rapporteur.post(adres, vraag | {"sleutel": str(uuid4()), "reden": "Dubbel geteld."})
    herzien = Rapportage.objects.get(vervangt=eerste)
    assert "is vervangen door" not in blad(rapporteur, eerste)
    opstellen.bied_aan(herzien.pk, gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)
    vaststellen.stel_vast(herzien.pk, gezien=2, door=wie(Rol.TEAMLEIDER), op=OP)
    assert f"is vervangen door {herzien.kenmerk}" in blad(rapporteur, eerste)
    for niet in ("x", "9" * 30, str(begonnen().pk)):
        assert rapporteur.get(f"{reverse('rapportage_nieuw')}?vervangt={niet}").status_code == 404


def test_de_lijst_filtert_en_gaat_mee_als_bestand(gevuld):
    begonnen()
    eerste = vastgesteld().rapportage
    client = als(wie(Rol.AUDITOR))

    def gevonden(vraag: str) -> list[str]:
        html = client.get(f"{reverse('rapportages')}?{vraag}").content.decode()
        return [r.kenmerk for r in Rapportage.objects.order_by("pk") if f">{r.kenmerk}</a>" in html]

    assert len(gevonden("")) == 2
    assert gevonden("status=VASTGESTELD") == [eerste.kenmerk]
    assert gevonden(f"q={eerste.kenmerk}") == [eerste.kenmerk]
    assert gevonden("q=bestaat+niet") == []
    assert gevonden("van=11-01-2021") == []
    assert len(gevonden("van=10-01-2021&tot=10-01-2021&soort=TUSSENTIJDS&sort=peildatum")) == 2
    bestand = client.post(
        f"{reverse('rapportages_bestand')}?status=VASTGESTELD",
        {"formaat": "csv", "reden": "Voor het overleg."},
    )
    regels = b"".join(bestand).decode("utf-8-sig").splitlines()
    assert len(regels) == 2
    assert eerste.kenmerk in regels[1]
    assert Logregel.objects.filter(actie__contains="lijst").exists()


def test_bladen_kosten_niet_meer_naarmate_er_meer_gebeurde(gevuld):
    rapportage, client = begonnen(), als(wie(Rol.RAPPORTEUR))

    adressen = [
        reverse("rapportage", args=[rapportage.pk]),
        reverse("rapportage_tekst", args=[rapportage.pk]),
        reverse("rapportages"),
    ]
    eerst = [queries_van(client, adres) for adres in adressen]
    for n in range(1, 6):
        schrijver = wie(Rol.RAPPORTEUR, f"schrijver{n}")
        opstellen.bewaar_tekst(rapportage.pk, "T", f"Tekst {'x' * n}.", gezien=n, door=schrijver, op=OP)
        begonnen()
    assert [queries_van(client, adres) for adres in adressen] == eerst
    assert eerst[0] <= 14
    assert eerst[1] <= 6


def test_wat_op_vaststelling_wacht_staat_op_mijn_werk_van_wie_dat_mag_en_van_niemand_anders(gevuld):
    rapportage = begonnen()
    werk = reverse("mijn_werk")
    assert rapportage.kenmerk not in als(wie(Rol.TEAMLEIDER)).get(werk).content.decode()
    schrijver = wie(Rol.RAPPORTEUR, "schrijver-later-teamleider")
    opstellen.bewaar_tekst(rapportage.pk, "T", "Een tekst.", gezien=1, door=schrijver, op=OP)
    opstellen.bied_aan(rapportage.pk, gezien=2, door=wie(Rol.RAPPORTEUR), op=OP)
    html = als(wie(Rol.TEAMLEIDER)).get(werk).content.decode()
    assert "Rapportages ter vaststelling" in html
    assert reverse("rapportage", args=[rapportage.pk]) in html
    alle = reverse("mijn_werk_soort", args=["rapportages_ter_vaststelling"])
    assert reverse("rapportage", args=[rapportage.pk]) in als(wie(Rol.TEAMLEIDER)).get(alle).content.decode()
    Gebruiker.objects.filter(pk=schrijver.pk).update(rol=Rol.TEAMLEIDER)
    eigen = als(Gebruiker.objects.get(pk=schrijver.pk)).get(werk).content.decode()
    assert reverse("rapportage", args=[rapportage.pk]) not in eigen
    vaststellen.stel_vast(rapportage.pk, gezien=3, door=wie(Rol.TEAMLEIDER), op=OP)
    assert rapportage.kenmerk not in als(wie(Rol.TEAMLEIDER)).get(werk).content.decode()
