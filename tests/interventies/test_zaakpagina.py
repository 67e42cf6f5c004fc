"""The page of a zaak, its acts by post, and the way into a zaak."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker, Rol
from inspectie.tijd import lokale_dag
from interventies import concepten, handhaven, onderzoek, panelen, zaken
from interventies.models import (
    Concept,
    Contact,
    Interventie,
    Overtreding,
    Terugkoppeling,
    Toetsing,
    Zaak,
    ZaakMelding,
    ZaakStatus,
)
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.zaaktijdlijn import tijdlijn
from meldingen.models import Melding, Route, Status
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    besloten,
    gebruiker,
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


def als(client: Client, wie: Gebruiker) -> Client:
    client.force_login(wie)
    return client


def stuur(client: Client, zaak: Zaak, code: str, **velden: object):
    data = {"sleutel": uuid4(), **velden}
    return client.post(reverse(f"zaak_{code}", args=[zaak.nummer]), data)


# An empty zaak, and one with something of every kind: what there is none of is not asked for.
LEEG, VOL = 18, 30
TOETSING = {"dag": "11-01-2021", "resultaat": "MAATREGEL_DIRECT"}


def met_meldingen(zaak: Zaak, erbij: Dossier, aantal: int) -> list[Melding]:
    """A zaak in hand with so many meldingen at its employer, from the first."""
    eerste = melding_van(zaak)
    for _ in range(aantal - 1):
        erbij.melding(werkgever=str(werkgever_van(zaak).extern_kenmerk))
    erbij.neem()
    nieuw = Melding.objects.exclude(pk=eerste.pk)
    nieuw.update(status=Status.GEKOPPELD)
    ZaakMelding.objects.bulk_create(
        ZaakMelding(zaak=zaak, melding=m, geregistreerd_op=OP, stand_vanaf=OP, vingerafdruk=str(m.pk))
        for m in nieuw
    )
    return list(Melding.objects.order_by("ontvangen_op", "pk"))


CONTACT = {"dag": "11-01-2021", "wijze": "TELEFOON", "met": "de bedrijfsleider", "verslag": "Schermen komen."}


def test_een_contact_komt_op_de_tijdlijn(zaak, client):
    als(client, inspecteur())
    antwoord = client.post(
        reverse("zaak_contact", args=[zaak.nummer]), {"sleutel": uuid4(), **CONTACT}, follow=True
    )
    op = 'op <span class="datum">11-01-2021</span>'
    assert f"Telefoon met de bedrijfsleider {op}" in antwoord.content.decode()


def test_een_formulier_dat_twee_keer_komt_doet_een_keer_wat(zaak, client):
    als(client, inspecteur())
    sleutel = uuid4()
    for _ in range(2):
        assert stuur(client, zaak, "contact", **CONTACT | {"sleutel": sleutel}).status_code == 302
    assert Contact.objects.count() == 1


def test_wat_geweigerd_is_komt_terug_zoals_het_was_ingevuld_en_kan_daarna_nog(zaak, client):
    als(client, inspecteur())
    sleutel = uuid4()
    pagina = stuur(client, zaak, "contact", **CONTACT | {"sleutel": sleutel, "dag": "11-01-2091"})
    assert pagina.status_code == 200
    assert "ligt in de toekomst" in pagina.content.decode()
    assert "Schermen komen." in pagina.content.decode()
    assert stuur(client, zaak, "contact", **CONTACT | {"sleutel": sleutel}).status_code == 302
    assert Contact.objects.count() == 1


def test_een_dag_in_een_weigering_heeft_in_het_engels_haar_maand_als_woord():
    with translation.override("en"), pytest.raises(Regelfout, match="11 Jan 2091"):
        zaken.weiger_later(date(2091, 1, 11), OP)


def test_een_sleutel_uit_een_andere_zaak_bestaat_hier_niet(erbij, client):
    zaak, andere = zaak_met(erbij), zaak_met(erbij)
    vreemd = overtreding_in(andere)
    als(client, inspecteur())
    pagina = stuur(client, zaak, "zonder-gevolg", overtreding=vreemd.pk, reden="Zo maar.")
    assert "Dit hoort niet bij deze zaak." in pagina.content.decode()
    pagina = client.get(reverse("zaak_optreden", args=[zaak.nummer]), {"o": vreemd.pk, "werkgever": 1})
    assert pagina.status_code == 200
    assert not hasattr(Overtreding.objects.get(pk=vreemd.pk), "zonder_gevolg")


def test_de_opsteller_stelt_ook_met_een_vervalst_formulier_niet_vast(zaak, client):
    overtreding = overtreding_in(zaak, voorschrift="WML")
    concept = concepten.stel_op(zaak, opzet(zaak, "BOETERAPPORT", overtreding), door=inspecteur(), op=OP)
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    als(client, inspecteur())
    pagina = stuur(client, zaak, "vaststellen", concept=concept.pk, versie=2)
    assert "door een teamleider" in pagina.content.decode()
    als(client, teamleider())
    assert stuur(client, zaak, "vaststellen", concept=concept.pk, versie=2).status_code == 302
    concept.refresh_from_db()
    assert concept.vastgesteld_door == teamleider()


def test_een_waarschuwing_van_keuze_tot_uitreiking(zaak, client):
    overtreding_in(zaak)
    als(client, inspecteur())
    url = reverse("zaak_optreden", args=[zaak.nummer])
    keuzes = client.get(url).content.decode()
    assert re.search(r"keuze=WAARSCHUWING%7C", keuzes)
    assert "keuze=BOETERAPPORT" not in keuzes
    assert "geen eerdere waarschuwing of eis" in keuzes
    vraag = re.search(r'href="\?([^"]*keuze=WAARSCHUWING[^"]*)"', keuzes)
    assert vraag is not None
    doel = f"{url}?{vraag[1].replace('&amp;', '&')}"
    antwoord = client.post(doel, {"sleutel": uuid4(), "wijze": "AFSTAND", "toelichting": "Herstel dit."})
    assert antwoord.status_code == 302
    concept = Concept.objects.get()
    stuur(client, zaak, "vaststellen", concept=concept.pk, versie=1)
    stuur(client, zaak, "uitreiken", concept=concept.pk, versie=2, dag="11-01-2026")
    assert not Interventie.objects.exists(), "voor de dag van vaststellen"
    vandaag = Concept.objects.get().vastgesteld_op
    assert vandaag is not None
    stuur(client, zaak, "uitreiken", concept=concept.pk, versie=2, dag=f"{lokale_dag(vandaag):%d-%m-%Y}")
    assert Interventie.objects.get().soort == "WAARSCHUWING"


def test_wat_de_wet_verbiedt_wordt_ook_met_een_getypt_adres_geweigerd(zaak, client):
    overtreding = overtreding_in(zaak)
    als(client, inspecteur())
    doel = reverse("zaak_optreden", args=[zaak.nummer])
    doel += f"?werkgever={overtreding.werkgever_id}&o={overtreding.pk}&keuze=BOETERAPPORT|"
    assert "De wet laat dit nu niet toe" in client.get(doel).content.decode()
    pagina = client.post(doel, {"sleutel": uuid4(), "wijze": "AFSTAND", "bevindingen": "Druk."})
    assert "geen eerdere waarschuwing of eis" in pagina.content.decode()
    assert not Concept.objects.exists()
    assert client.get(doel.replace("BOETERAPPORT", "SLUITING")).status_code == 404


def test_wie_een_oud_scherm_had_gaat_niet_verder(zaak, client):
    als(client, inspecteur())
    velden = {"gezien": "TOEGEWEZEN", "naar": "ONDERZOEK_AFSTAND"}
    assert stuur(client, zaak, "verder", **velden).status_code == 302
    pagina = stuur(client, zaak, "verder", **velden | {"naar": "WACHT_OP_WERKGEVER"})
    assert "intussen verder" in pagina.content.decode()
    zaak.refresh_from_db()
    assert zaak.status == ZaakStatus.ONDERZOEK_AFSTAND


def test_een_teamleider_wijst_toe_en_wie_een_zaak_kwijt_is_ziet_haar_niet_meer(erbij, client):
    zaak = zaak_met(erbij, toegewezen=False)
    als(client, teamleider())
    stuur(client, zaak, "toewijzen", behandelaar=inspecteur().pk)
    ander = gebruiker("iris", Rol.INSPECTEUR)
    stuur(client, zaak, "toewijzen", behandelaar=ander.pk)
    assert als(client, inspecteur()).get(reverse("zaak", args=[zaak.nummer])).status_code == 404
    assert als(client, ander).get(reverse("zaak", args=[zaak.nummer])).status_code == 200


def test_na_het_besluit_opent_de_triagist_een_zaak_vanaf_de_melding(erbij, client):
    melding = besloten(erbij)
    als(client, triagist())
    pagina = client.get(reverse("melding", args=[melding.nummer])).content.decode()
    naast = pagina.partition('class="zijkant"')[2].partition('id="handelingen-kop"')[0]
    assert "Zaak openen" in naast, (
        "wat volgt op het besluit staat ernaast, niet onder alles wat er te lezen is"
    )
    assert ">Overdragen " in naast
    voor = Zaak.objects.count()
    for _ in range(2):
        client.post(reverse("melding_vervolg", args=[melding.nummer]))
    melding.refresh_from_db()
    assert (melding.status, Zaak.objects.count()) == (Status.GEKOPPELD, voor + 1)


def test_een_lopende_zaak_bij_de_werkgever_staat_op_de_melding_als_keuze(erbij, client):
    w = erbij.werkgever()
    zaak = zaken.open_zaak(besloten(erbij, werkgever=w), door=triagist(), op=OP)
    tweede = besloten(erbij, werkgever=w, route=Route.BUNDELEN)
    als(client, triagist())
    assert (
        f"In zaak {zaak.nummer} opnemen"
        in client.get(reverse("melding", args=[tweede.nummer])).content.decode()
    )
    client.post(reverse("melding_vervolg", args=[tweede.nummer]), {"zaak": zaak.nummer})
    assert zaak.zaakmelding_set.count() == 2


def test_elke_open_zaak_van_de_werkgever_is_te_kiezen(erbij, client, monkeypatch):
    monkeypatch.setattr(panelen, "LOPEND", 1)
    w = erbij.werkgever()
    eerste, _tweede, derde = (
        zaken.open_zaak(besloten(erbij, werkgever=w), door=triagist(), op=OP) for _ in range(3)
    )
    melding = besloten(erbij, werkgever=w)
    als(client, triagist())
    pagina = client.get(reverse("melding", args=[melding.nummer])).content.decode()
    assert f"In zaak {derde.nummer} opnemen" in pagina
    assert "Nog 2 open zaken van deze werkgever" in pagina
    assert f'<option value="{eerste.nummer}">' in pagina
    client.post(reverse("melding_vervolg", args=[melding.nummer]), {"zaak": eerste.nummer})
    assert eerste.zaakmelding_set.count() == 2
    monkeypatch.setattr(panelen, "ANDERE", 1)
    nog_een = besloten(erbij, werkgever=w)
    pagina = client.get(reverse("melding", args=[nog_een.nummer])).content.decode()
    assert "Er zijn nog meer open zaken" in pagina


def test_een_zaak_die_niet_bestaat_is_een_nette_weigering(erbij, client):
    melding = besloten(erbij)
    als(client, triagist())
    for nummer in ("9" * 30, "-1", "abc", "999"):
        antwoord = client.post(
            reverse("melding_vervolg", args=[melding.nummer]), {"zaak": nummer}, follow=True
        )
        assert "Deze zaak bestaat niet." in antwoord.content.decode(), nummer


def test_het_aantal_vragen_van_een_zaak_groeit_niet_met_wat_erin_zit(
    zaak, client, django_assert_max_num_queries
):
    als(client, inspecteur())
    url = reverse("zaak", args=[zaak.nummer])
    client.get(url)
    with django_assert_max_num_queries(LEEG):
        client.get(url)
    for _ in range(6):
        overtreding = overtreding_in(zaak)
        concepten.stel_op(zaak, opzet(zaak, "WAARSCHUWING", overtreding), door=inspecteur(), op=OP)
        stuur(client, zaak, "contact", **CONTACT)
        stuur(
            client,
            zaak,
            "toezegging",
            werkgever=overtreding.werkgever_id,
            maatregel="x",
            uiterlijk="11-01-2021",
        )
    with django_assert_max_num_queries(VOL):
        client.get(url)


def test_de_tijdlijn_zegt_van_alles_wie_het_deed(zaak, client):
    namen = {
        triagist: ("Tariq", "El Amrani"),
        inspecteur: ("Ilse", "de Wit"),
        teamleider: ("Thea", "Hofstra"),
    }
    for wie, (voor, achter) in namen.items():
        Gebruiker.objects.filter(pk=wie().pk).update(first_name=voor, last_name=achter)
    als(client, inspecteur())
    overtreding = overtreding_in(zaak)
    toezegging = onderzoek.zeg_toe(
        zaak, overtreding.werkgever, maatregel="Schermen.", uiterlijk=DAG, door=inspecteur(), op=OP
    )
    onderzoek.kom_na(toezegging, dag=DAG, door=inspecteur(), op=OP)
    opz = opzet(zaak, "TELEFONISCH_GESPREK")
    handhaven.leg_vast(zaak, opz, dag=DAG, door=inspecteur(), op=OP)
    stuur(client, zaak, "toetsen", melding=melding_van(zaak).pk, **TOETSING)
    gedaan = {
        g.wat.partition(",")[0]: g.wie for g in client.get(f"/zaken/{zaak.nummer}/").context["blad"].tijdlijn
    }
    assert gedaan == {
        "Zaak geopend": "Tariq El Amrani",
        f"Melding {melding_van(zaak).nummer} toegevoegd": "Tariq El Amrani",
        "Toegewezen aan Ilse de Wit": "Thea Hofstra",
        "Status: Toegewezen": "Thea Hofstra",
        "Overtreding vastgelegd: Zorgplicht van de werkgever (arbobeleid) (Arbeidsomstandighedenwet artikel 3)": (
            "Ilse de Wit"
        ),
        "Toezegging": "Ilse de Wit",
        "Toezegging nagekomen": "Ilse de Wit",
        "Telefonisch gesprek op 11-01-2021": "Ilse de Wit",
        f"Toetsing van melding {melding_van(zaak).nummer}: direct maatregelen getroffen": "Ilse de Wit",
    }


def test_een_gesprek_is_uitgevoerd_en_niet_uitgereikt(zaak, client):
    handhaven.leg_vast(zaak, opzet(zaak, "TELEFONISCH_GESPREK"), dag=DAG, door=inspecteur(), op=OP)
    html = als(client, inspecteur()).get(f"/zaken/{zaak.nummer}/").content.decode()
    assert "op afstand, uitgevoerd" in html
    assert "uitgereikt" not in html


def test_wie_een_zaak_opende_gaat_niet_naar_de_werkgever(zaak):
    """A triagist opens one for a melding; on own initiative an inspecteur does."""
    regels, _ = tijdlijn(zaak, Rechtsteksten(), hoogstens=None, voor_werkgever=True)
    assert [g.wie for g in regels if g.wat == "Zaak geopend"] == [""]
    assert triagist().naam not in {g.wie for g in regels}


def test_in_een_afgeronde_zaak_staat_niets_op_het_menu_dat_wordt_geweigerd(zaak, client):
    melding = melding_van(zaak)
    als(client, inspecteur())
    url = reverse("zaak", args=[zaak.nummer])
    assert "Toetsing vastleggen" in client.get(url).content.decode()
    Zaak.objects.update(status=ZaakStatus.AFGEROND)
    assert "Toetsing vastleggen" not in client.get(url).content.decode()
    antwoord = stuur(client, zaak, "toetsen", melding=melding.pk, **TOETSING)
    assert "heropen haar eerst" in antwoord.content.decode()


def test_wat_voor_elke_melding_gelijk_is_gaat_toch_over_de_eigen(zaak, erbij, client):
    meldingen = met_meldingen(zaak, erbij, 3)
    html = als(client, inspecteur()).get(reverse("zaak", args=[zaak.nummer])).content.decode()
    over = re.findall(r'name="melding" value="(\d+)"', html)
    assert over == [str(m.pk) for m in meldingen]
    for melding in meldingen:
        assert f'for="id_toetsen_{melding.pk}_resultaat"' in html
        assert f'Toetsen<span class="alleen-voor-lezer">, melding {melding.nummer}</span>' in html
    sleutels = re.findall(r'name="sleutel" value="([^"]+)"', html)
    assert len(set(sleutels)) == len(sleutels)
    assert "plek-van" not in html


def test_ook_de_laatste_van_zestig_meldingen_is_te_toetsen(zaak, erbij, client):
    meldingen = met_meldingen(zaak, erbij, 60)
    als(client, inspecteur())
    tweede = reverse("zaak", args=[zaak.nummer]) + "?meldingen=2"
    assert (
        f'value="{meldingen[-1].pk}"' not in client.get(reverse("zaak", args=[zaak.nummer])).content.decode()
    )
    html = client.get(tweede).content.decode()
    assert html.count('name="melding"') == 10
    actie = reverse("zaak_toetsen", args=[zaak.nummer]) + "?meldingen=2"
    assert f'action="{actie}"' in html
    antwoord = client.post(actie, {"sleutel": uuid4(), "melding": meldingen[-1].pk, **TOETSING}, follow=True)
    assert antwoord.redirect_chain == [(tweede, 302)]
    meldingen[-1].refresh_from_db()
    assert meldingen[-1].status == Status.AFGEHANDELD


def test_een_bladzijde_die_geen_is_is_de_eerste(zaak, client):
    als(client, inspecteur())
    for wat in ("0", "-1", "x", "9" * 40, "²", "2"):
        blad = client.get(reverse("zaak", args=[zaak.nummer]), {"meldingen": wat}).context["blad"]
        assert blad.bladzijde == 1, wat
        assert len(blad.meldingen) == 1, wat


def test_alle_meldingen_krijgen_een_uitkomst_in_een_keer_en_die_er_al_een_had_houdt_haar(zaak, erbij, client):
    meldingen = met_meldingen(zaak, erbij, 3)
    eerste = onderzoek.toets_melding(
        zaak, meldingen[0], resultaat="GEEN_MAATREGEL", dag=DAG, door=inspecteur(), op=OP
    )
    als(client, inspecteur())
    assert stuur(client, zaak, "toetsen-alle", **TOETSING).status_code == 302
    assert list(Toetsing.objects.exclude(pk=eerste.pk).values_list("melding", "resultaat")) == [
        (m.pk, "MAATREGEL_DIRECT") for m in meldingen[1:]
    ]
    assert Toetsing.objects.get(melding=meldingen[0]) == eerste
    antwoord = stuur(client, zaak, "toetsen-alle", **TOETSING)
    assert "Elke melding in deze zaak is al getoetst." in antwoord.content.decode()


def test_wie_nog_niets_hoorde_staat_vooraan_ook_als_er_vijftig_voor_hem_waren(zaak, erbij, client):
    meldingen = met_meldingen(zaak, erbij, 51)
    gehoord = {"niet_mogelijk_reden": "Onbereikbaar.", "afgedaan_op": OP, "afgedaan_door": inspecteur()}
    Terugkoppeling.objects.bulk_create(
        Terugkoppeling(
            melding=m,
            zaak=zaak,
            resultaat="MAATREGEL_DIRECT",
            klaargezet_op=OP,
            **({} if m == meldingen[-1] else gehoord),
        )
        for m in meldingen
    )
    blad = als(client, inspecteur()).get(reverse("zaak", args=[zaak.nummer])).context["blad"]
    assert blad.terugkoppelingen[0].record.melding == meldingen[-1]
    assert blad.meer_terugkoppelingen


def test_de_lijst_zoekt_op_nummer_werkgever_en_stand(zaak, erbij, client):
    w = erbij.werkgever(naam="Pakketdienst Ravel", kvk_nummer="12345678")
    anders, zaak = zaak, zaken.open_zaak(besloten(erbij, werkgever=w), door=triagist(), op=OP)
    als(client, teamleider())

    def gevonden(**vraag: object) -> set[int]:
        pagina = client.get(reverse("zaken"), vraag).content.decode()
        return {int(n) for n in re.findall(r'id="zaak-(\d+)"', pagina)}

    assert gevonden() == {zaak.nummer, anders.nummer}
    assert gevonden(q="ravel") == gevonden(q="12345678") == gevonden(stand="zonder") == {zaak.nummer}
    assert gevonden(q=str(anders.nummer)) == {anders.nummer}
    assert gevonden(ingezet="EIS") == set()


def test_de_lijst_van_zaken_gaat_mee_als_bestand_met_wie_haar_behandelt(zaak, erbij, client):
    Gebruiker.objects.filter(pk=inspecteur().pk).update(first_name="Ilse", last_name="Bos")
    zaak_met(erbij, toegewezen=False)
    als(client, teamleider())
    bestand = client.post(reverse("zaken_bestand"), {"formaat": "csv", "reden": "Voor het overleg."})
    inhoud = b"".join(bestand.streaming_content).decode()
    assert inhoud.count("Ilse Bos") == 1
    assert "Niemand" in client.get(reverse("zaken")).content.decode()


def test_een_toezegging_staat_ook_op_haar_eigen_dag_voor_dat_zij_is_nagekomen(erbij, client):
    """Of a promise that was kept only the day is known: both are of one moment."""
    zaak, middag = zaak_met(erbij), OP.replace(hour=14)
    toezegging = onderzoek.zeg_toe(
        zaak, werkgever_van(zaak), maatregel="Schermen.", uiterlijk=DAG, door=inspecteur(), op=middag
    )
    onderzoek.kom_na(toezegging, dag=DAG, door=inspecteur(), op=middag)
    client.force_login(inspecteur())
    html = client.get(f"/zaken/{zaak.nummer}/").content.decode().partition("tijdlijn")[2]
    assert html.index("Toezegging nagekomen") < html.index("Toezegging, uiterlijk"), "het nieuwste eerst"
