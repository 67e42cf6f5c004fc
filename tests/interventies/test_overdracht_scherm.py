"""The screens of handing over: the form at a melding, the list, one handover and its documents."""

import json
import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from inspectie.models import Gebruiker, Logregel, Rol
from interventies.models import Bericht, Overdracht, Overdrachtsvoorstel, Zaak
from interventies.overdragen import Melderdeel
from meldingen.models import MelderInzage, Melding, Status, TriageBesluit
from tests.inloggen import als, lees
from tests.interventies.test_overdragen import DAG, over
from tests.interventies.zaakhulp import BEREIKBAAR, OP, inspecteur, melding_van, triagist, weg, zaak_met
from tests.maak import kale_melding
from tests.queries import queries_van


def invulling(html: str, **anders: object) -> dict[str, object]:
    """The form as it comes filled in, with some of it different."""
    formulier = re.search(r'<form class="kaart".*?</form>', html, re.DOTALL)
    assert formulier
    verborgen = re.findall(r'type="hidden" name="(sleutel|gezien)" value="([^"]*)"', formulier[0])
    partner = re.search(r'<option value="(\w+)" selected>', formulier[0])
    tekst = re.search(r'<textarea name="omschrijving"[^>]*>\s*(.*?)</textarea>', formulier[0], re.DOTALL)
    assert tekst
    return {
        **dict(verborgen),
        "partner": partner[1] if partner else "",
        "delen": re.findall(r'name="delen" value="(\w+)"[^>]*checked', formulier[0]),
        "omschrijving": tekst[1],
        "kanaal": "TELEFOON",
        "taal": "nl",
        "dag": "11-01-2021",
        **anders,
    }


def test_het_formulier_staat_klaar_zoals_het_advies_zegt_en_een_dubbele_klik_doet_niets(melding):
    client = als(Rol.TRIAGIST)
    pad = reverse("melding_overdracht", args=[melding.nummer])
    data = invulling(lees(client, pad))
    assert (data["partner"], data["omschrijving"]) == ("GEMEENTE", "Te druk bij de kassa.")
    assert data["delen"] == ["FEITEN", "WERKGEVER", "OMSCHRIJVING"]
    assert "Als u overdraagt, is de melding hier klaar." in lees(client, pad)
    antwoord = client.post(pad, data)
    overdracht = Overdracht.objects.get()
    assert antwoord["Location"] == reverse("overdracht", args=[overdracht.pk])
    nog_eens = client.post(pad, data, follow=True)
    assert "er is niets dubbel gedaan" in nog_eens.content.decode()
    assert Overdracht.objects.count() == 1
    assert Melding.objects.get().status == Status.OVERGEDRAGEN


def test_wat_fout_is_staat_er_en_wat_getypt_is_blijft(melding):
    client = als(Rol.TRIAGIST)
    pad = reverse("melding_overdracht", args=[melding.nummer])
    data = invulling(
        lees(client, pad),
        omschrijving="Eigen woorden blijven.",
        kanaal="NIET",
        met_melder="on",
        melder_reden="",
        toestemming_op="",
    )
    html = client.post(pad, data).content.decode()
    assert "<title>Fout:" in html
    assert "Eigen woorden blijven." in html
    for fout in (
        "schrijf op waarom dat niet kan",
        "waarom de partner moet weten",
        "waarop de melder het goedvond",
    ):
        assert fout in html, fout
    assert not Overdracht.objects.exists()


def test_wie_een_oude_pagina_verstuurt_doet_niets(melding):
    client = als(Rol.TRIAGIST)
    pad = reverse("melding_overdracht", args=[melding.nummer])
    data = invulling(lees(client, pad))
    Melding.objects.update(status=Status.AANVULLING_GEVRAAGD)
    assert "Er is intussen iets met deze melding gebeurd" in client.post(pad, data).content.decode()
    assert not Overdracht.objects.exists()


def test_wie_was_ingehaald_verstuurt_wat_er_dan_staat_en_begint_niet_opnieuw(melding):
    client = als(Rol.TRIAGIST)
    pad = reverse("melding_overdracht", args=[melding.nummer])
    data = invulling(lees(client, pad), omschrijving="Eigen woorden blijven.", gezien="IN_TRIAGE.0")
    html = client.post(pad, data).content.decode()
    assert "Er is intussen iets met deze melding gebeurd" in html
    client.post(pad, invulling(html))
    assert "Eigen woorden blijven." in Overdracht.objects.get().pakket.document


def test_een_anonieme_melder_kan_alleen_geen_bericht_krijgen(erbij):
    melding, client = weg(erbij, **dict.fromkeys(BEREIKBAAR, "")), als(Rol.TRIAGIST)
    html = lees(client, reverse("melding_overdracht", args=[melding.nummer]))
    assert re.findall(r'name="kanaal" value="(\w+)"', html) == ["NIET"]
    assert "Deze melder is niet te bereiken." in html


def test_meldpunt_stelt_voor_en_een_triagist_ziet_het_ingevuld_en_draagt_over(melding):
    pad = reverse("melding_overdracht", args=[melding.nummer])
    meldpunt, beslist = als(Rol.MELDPUNT), als(Rol.TRIAGIST)
    assert "Overdracht voorstellen" in lees(meldpunt, reverse("melding", args=[melding.nummer]))
    html = lees(meldpunt, pad)
    assert 'name="kanaal"' not in html
    assert 'name="met_melder"' not in html
    data = invulling(
        html, partner="GGD", delen=["OMSCHRIJVING"], omschrijving="In mijn woorden.", reden="Ziek."
    )
    assert meldpunt.post(pad, data).status_code == 302
    assert "wacht op een besluit" in lees(meldpunt, pad)
    werk = lees(beslist, "/mijn-werk/")
    assert pad in werk
    assert "Voorgestelde overdrachten" in werk
    data = invulling(lees(beslist, pad))
    assert (data["partner"], data["delen"], data["omschrijving"]) == (
        "GGD",
        ["OMSCHRIJVING"],
        "In mijn woorden.",
    )
    beslist.post(pad, data)
    assert Overdrachtsvoorstel.objects.get().overdracht == Overdracht.objects.get()


def test_een_voorstel_afwijzen_vraagt_een_reden(melding):
    pad = reverse("melding_overdracht", args=[melding.nummer])
    als(Rol.MELDPUNT).post(pad, invulling(lees(als(Rol.MELDPUNT), pad), reden="Ziek."))
    voorstel, beslist = Overdrachtsvoorstel.objects.get(), als(Rol.TEAMLEIDER)
    wijs_af = reverse("overdracht_afwijzen", args=[voorstel.pk])
    sleutels = re.findall(r'name="sleutel" value="([^"]+)"', lees(beslist, pad))
    html = beslist.post(wijs_af, {"sleutel": sleutels[0], "reden": ""}).content.decode()
    assert "Schrijf op waarom de melding niet wordt overgedragen." in html
    beslist.post(wijs_af, {"sleutel": sleutels[0], "reden": "Blijft hier."})
    voorstel.refresh_from_db()
    assert voorstel.besluit_reden == "Blijft hier."
    assert "Voorstel tot overdracht afgewezen" in lees(beslist, reverse("melding", args=[melding.nummer]))


def test_ook_naast_een_afwijzing_zonder_reden_wordt_niet_overgedragen_wat_intussen_anders_is(melding):
    pad = reverse("melding_overdracht", args=[melding.nummer])
    als(Rol.MELDPUNT).post(pad, invulling(lees(als(Rol.MELDPUNT), pad), reden="Ziek."))
    voorstel, beslist = Overdrachtsvoorstel.objects.get(), als(Rol.TEAMLEIDER)
    wijs_af = reverse("overdracht_afwijzen", args=[voorstel.pk])
    data = invulling(beslist.post(wijs_af, {"sleutel": str(uuid4()), "reden": ""}).content.decode())
    TriageBesluit.objects.get().delete()
    assert "Er is intussen iets met deze melding gebeurd" in beslist.post(pad, data).content.decode()
    assert not Overdracht.objects.exists()


def test_een_inspecteur_stelt_voor_vanaf_de_eigen_zaak_en_niet_bij_een_ander(erbij):
    zaak = zaak_met(erbij)
    client = Client()
    client.force_login(inspecteur())
    melding = melding_van(zaak)
    pad = reverse("melding_overdracht", args=[melding.nummer])
    assert pad in lees(client, reverse("zaak", args=[zaak.nummer]))
    data = invulling(lees(client, pad), partner="GGD", delen=["FEITEN"], reden="Ziek.")
    assert client.post(pad, data).status_code == 302
    assert Overdrachtsvoorstel.objects.get().voorgesteld_door == inspecteur()
    Zaak.objects.update(behandelaar=None)
    assert client.get(pad).status_code == 404


def test_de_pagina_van_de_melding_en_haar_tijdlijn_vertellen_het(melding):
    overdracht = over(melding)
    html = lees(als(Rol.MELDPUNT), reverse("melding", args=[overdracht.melding.nummer]))
    for stuk in (
        reverse("overdracht", args=[overdracht.pk]),
        "Overgedragen aan Gemeente",
        "Bericht van overdracht aan de melder, per telefoon",
        "Wij hebben niet doorgegeven wie u bent.",
    ):
        assert stuk in html, stuk


@pytest.mark.parametrize("formaat", ["pdf", "odt", "txt", "json"])
def test_het_stuk_is_op_te_halen_zonder_de_melder_en_dat_staat_in_het_logboek(melding, formaat):
    overdracht = over(melding)
    pad = reverse("overdracht_document", args=[overdracht.pk])
    antwoord = als(Rol.AUDITOR).post(pad, {"formaat": formaat})
    assert antwoord.status_code == 200
    assert f"overdracht-melding-{overdracht.melding.nummer}.{formaat}" in antwoord["Content-Disposition"]
    begin = {"pdf": b"%PDF", "odt": b"PK", "txt": b"OVERDRACHT VAN EEN MELDING", "json": b"{"}[formaat]
    assert antwoord.content.startswith(begin)
    assert Logregel.objects.get(actie="overdracht_meegenomen").gegevens["formaat"] == formaat
    if formaat == "txt":
        assert antwoord.content.decode() == overdracht.pakket.document
    if formaat == "json":
        assert json.loads(antwoord.content) == overdracht.pakket.inhoud
    assert als(Rol.AUDITOR).post(pad, {"formaat": "exe"}).status_code == 404


def test_het_stuk_met_de_melder_vraagt_een_reden_en_is_er_niet_voor_wie_haar_niet_mag_zien(melding):
    overdracht = over(melding, melder=Melderdeel("De gemeente belt terug.", DAG))
    pad = reverse("overdracht_document_met_melder", args=[overdracht.pk])
    pagina = reverse("overdracht", args=[overdracht.pk])
    for rol in (Rol.MELDPUNT, Rol.AUDITOR):
        assert pad not in lees(als(rol), pagina)
        assert als(rol).post(pad, {"reden": "Ik wil het weten.", "formaat": "txt"}).status_code == 404
    beslist = als(Rol.TRIAGIST)
    assert "Quispel" not in lees(beslist, pagina)
    assert "Geef een reden" in beslist.post(pad, {"reden": "", "formaat": "txt"}).content.decode()
    gelezen = MelderInzage.objects.count()
    antwoord = beslist.post(pad, {"reden": "De gemeente vraagt het nog eens.", "formaat": "txt"})
    assert "Xandra Quispel" in antwoord.content.decode()
    assert MelderInzage.objects.count() == gelezen + 1


def test_zonder_gedeelde_melder_is_er_geen_stuk_met_de_melder(melding):
    overdracht = over(melding)
    pad = reverse("overdracht_document_met_melder", args=[overdracht.pk])
    assert als(Rol.TRIAGIST).post(pad, {"reden": "Toch maar.", "formaat": "txt"}).status_code == 404


def test_bevestigen_en_terugsturen_gaan_vanaf_de_pagina_van_de_overdracht(melding):
    overdracht, client = over(melding), als(Rol.TEAMLEIDER)
    pagina = reverse("overdracht", args=[overdracht.pk])

    def sleutel(naam: str) -> str:
        html = lees(client, pagina)
        formulier = re.search(rf'action="{reverse(naam, args=[overdracht.pk])}".*?</form>', html, re.DOTALL)
        assert formulier
        return str(re.findall(r'name="sleutel" value="([^"]+)"', formulier[0])[0])

    data = {"sleutel": sleutel("overdracht_bevestigd"), "dag": "12-01-2021"}
    client.post(reverse("overdracht_bevestigd", args=[overdracht.pk]), data)
    assert 'Bevestigd op <span class="datum">12-01-2021</span>' in lees(client, pagina)
    data = {"sleutel": sleutel("overdracht_teruggestuurd"), "dag": "13-01-2021", "reden": ""}
    terug = reverse("overdracht_teruggestuurd", args=[overdracht.pk])
    assert "waarom de partner de melding terugstuurt" in client.post(terug, data).content.decode()
    client.post(terug, data | {"reden": "Is van de provincie."})
    assert "Is van de provincie." in lees(client, pagina)
    assert 'name="dag"' not in lees(client, pagina), "daarna is er niets meer te doen"
    assert "Teruggestuurd door Gemeente" in lees(client, reverse("melding", args=[overdracht.melding.nummer]))
    assert Melding.objects.get().status == Status.IN_TRIAGE


def test_de_lijst_filtert_op_stand_en_wat_te_laat_is_staat_er_in_woorden(melding):
    overdracht, client = over(melding), als(Rol.AUDITOR)
    pagina = reverse("overdracht", args=[overdracht.pk])
    html = lees(client, "/overdrachten/?stand=laat")
    assert pagina in html
    assert "Bevestiging te laat" in html
    assert pagina in lees(
        client, f"/overdrachten/?q={overdracht.melding.nummer}&stand=wacht&partner=GEMEENTE"
    )
    for vraag in (
        "q=99",
        "q=x",
        "stand=bevestigd",
        "stand=terug",
        "partner=GGD",
        "bericht=nee",
        "van=12-01-2021",
    ):
        assert pagina not in lees(client, f"/overdrachten/?{vraag}"), vraag
    Overdracht.objects.update(ontvangst_bevestigd_op=date(2021, 1, 12))
    assert pagina in lees(client, "/overdrachten/?stand=bevestigd")
    bestand = client.post(
        "/overdrachten/bestand/?kolommen=partner,stand,uiterlijk",
        {"formaat": "csv", "reden": "Voor het overleg."},
    )
    regel = b"".join(bestand.streaming_content).decode().splitlines()[1]  # type: ignore[attr-defined]
    assert "Gemeente" in regel
    assert "Ontvangst bevestigd" in regel


def test_mijn_werk_zegt_wat_over_te_dragen_is_en_wie_nog_niet_bevestigde(melding):
    client = als(Rol.TRIAGIST)
    assert reverse("melding_overdracht", args=[melding.nummer]) in lees(client, "/mijn-werk/")
    overdracht = over(melding)
    html = lees(client, "/mijn-werk/")
    assert reverse("melding_overdracht", args=[melding.nummer]) not in html
    blok = html[html.index('id="werk-overdrachten"') :]
    assert reverse("overdracht", args=[overdracht.pk]) in blok
    assert "Te laat" in blok


def test_mijn_werk_noemt_een_partner_in_de_taal_van_wie_leest(melding):
    over(melding)
    client = als(Rol.TRIAGIST)
    assert "Gemeente" in lees(client, "/mijn-werk/")
    Gebruiker.objects.update(taal="en")
    html = lees(client, "/mijn-werk/")
    assert "Municipality" in html
    assert "Gemeente" not in html


def test_wat_bij_opsporing_is_is_ook_als_overdracht_weg(melding):
    overdracht = over(melding)
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    client = als(Rol.TEAMLEIDER)
    assert client.get(reverse("overdracht", args=[overdracht.pk])).status_code == 404
    assert reverse("overdracht", args=[overdracht.pk]) not in lees(client, "/overdrachten/")
    assert not Bericht.objects.zichtbaar_voor(triagist()).exists()


def test_de_lijst_kost_evenveel_queries_hoeveel_er_ook_zijn(melding):
    over(melding)
    client = als(Rol.AUDITOR)

    een = queries_van(client, "/overdrachten/")
    for n in range(12):
        melding = kale_melding(100 + n, OP, Status.OVERGEDRAGEN)
        Overdracht.objects.create(
            melding=melding,
            partner="GGD",
            overgedragen_op=DAG,
            geregistreerd_op=OP,
            geen_bericht_reden="Anoniem.",
        )
    assert queries_van(client, "/overdrachten/") == een <= 9
