"""Which meldingen look alike and why, who may know that it is one reporter, and saying that one is a duplicate."""

import re
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.versies import Wijziging, herleid, wijzig
from interventies.dossier import dossierfeiten
from interventies.models import Zaak
from meldingen import acties, dubbelen
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Status
from meldingen.verwanten import HOOGSTE, Kern, Reden, maat_op, overlap, vergelijk
from meldingen.verwantenblad import verwanten
from tests.interventies.conftest import Samen
from tests.maak import Dossier, cijfers

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)
MAAT = maat_op(date(2021, 1, 8))
BELLEN = {"ernst": "significant", "toestemming_contact_werkgever": "ja"}
TEKST = "In de kantine van de bakkerij houdt niemand afstand en de chef hoest."

_woorden = st.frozensets(
    st.sampled_from("kantine afstand chef hoest bus loon huis masker".split()), max_size=6
)
kernen = st.builds(
    Kern,
    ontvangen_op=st.datetimes(datetime(2021, 1, 1), datetime(2021, 3, 1), timezones=st.just(UTC)),
    onderwerpen=st.frozensets(st.sampled_from(["AFSTAND", "LOON", "PBM"]), min_size=1),
    werkgever=st.none() | st.integers(1, 3),
    naam=_woorden,
    plaats=st.sampled_from(["", "urk", "assen"]),
    tekst=_woorden,
    melder=st.frozensets(st.sampled_from("abc"), max_size=2),
)


@given(kernen, kernen)
def test_lijken_is_wederzijds_en_ligt_tussen_nul_en_honderd(een, ander):
    heen, terug = vergelijk(een, ander, MAAT), vergelijk(ander, een, MAAT)
    assert heen == terug
    assert 0 <= heen.score <= HOOGSTE
    assert bool(heen.score) <= bool(heen.redenen)


@given(kernen)
def test_niets_lijkt_meer_op_een_melding_dan_zijzelf(kern):
    zelf = vergelijk(kern, kern, MAAT).score
    anders = replace(kern, tekst=kern.tekst | {"iets"}, onderwerpen=kern.onderwerpen | {"RIE_PVA"})
    assert vergelijk(kern, anders, MAAT).score <= zelf


@given(kernen, kernen)
def test_wie_de_melder_niet_mag_kennen_ziet_hem_ook_niet_aan_de_score(een, ander):
    zonder = vergelijk(replace(een, melder=frozenset()), replace(ander, melder=frozenset()), MAAT)
    assert Reden.MELDER not in zonder.redenen
    vreemd = vergelijk(replace(een, melder=frozenset("x")), replace(ander, melder=frozenset("y")), MAAT)
    assert zonder == vreemd


@given(kernen, kernen)
def test_een_reden_erbij_maakt_het_nooit_minder(een, ander):
    met = vergelijk(replace(een, melder=frozenset("a")), replace(ander, melder=frozenset("a")), MAAT)
    zonder = vergelijk(replace(een, melder=frozenset("a")), replace(ander, melder=frozenset("b")), MAAT)
    assert met.score >= zonder.score


@given(kernen, kernen, st.integers(31, 400))
def test_buiten_het_venster_lijkt_niets(een, ander, dagen):
    later = replace(ander, ontvangen_op=een.ontvangen_op + timedelta(days=dagen))
    assert vergelijk(een, later, MAAT).score == 0


def test_onderwerp_en_dag_alleen_zeggen_niets():
    een = Kern(OP, frozenset({"AFSTAND"}))
    assert vergelijk(een, een, MAAT).redenen == {}
    assert overlap(frozenset(), frozenset()) == 0


@pytest.fixture(scope="module")
def _gevuld(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Melding]:
    """A melding and what looks like it, each for a reason of its own; and what does not."""
    with samen():
        dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
        bakker = dossier.werkgever(naam="Bakkerij Van Dam BV", plaats="Urk", kvk_nummer="12345678")
        holding = dossier.werkgever(naam="Broodhuis", plaats="Urk", kvk_nummer="12345678")
        zelfde_naam = dossier.werkgever(naam="Bakkerij van Dam", plaats="Urk")
        elders = dossier.werkgever(naam="Bakkerij van Dam", plaats="Assen")
        wie = {"melder_email": "Jo@Post.example", "melder_naam": "Jo"}
        rijen = {
            "hier": {"werkgever": bakker, "omschrijving": TEKST, **wie},
            "dubbel": {
                "werkgever": holding,
                "omschrijving": TEKST + " Vandaag weer.",
                "melder_email": "jo@post.example",
                "ontvangen_op": "2021-01-09T10:00:00+01:00",
            },
            "collega": {
                "werkgever": bakker,
                "omschrijving": "De chef hoest en er is geen afstand.",
                "melder_email": "an@post.example",
            },
            "naam": {
                "werkgever": zelfde_naam,
                "omschrijving": "Bij de bakkerij houdt niemand afstand, de chef hoest.",
            },
            "elders": {"werkgever": elders, "omschrijving": "Geen handschoenen.", "onderwerpen": "PBM"},
            "melder": {
                "omschrijving": "Iets heel anders.",
                "onderwerpen": "LOON",
                "domein": "EERLIJK",
                **wie,
            },
            "lang_geleden": {
                "werkgever": bakker,
                "omschrijving": TEKST,
                "ontvangen_op": "2020-10-01T10:00:00+02:00",
                **wie,
            },
        }
        for sleutel, cellen in rijen.items():
            dossier.melding(melding=sleutel, **BELLEN | cellen)
        dossier.neem()
        adviseer_stuk(dossierfeiten, op=OP)
        return {str(m.extern_kenmerk): m for m in Melding.objects.select_related("werkgever")}


@pytest.fixture
def gevuld(_gevuld: dict[str, Melding], db: None) -> dict[str, Melding]:
    return deepcopy(_gevuld)


def gebruiker(rol: Rol) -> Gebruiker:
    return Gebruiker.objects.get_or_create(username=f"u-{rol}", rol=rol)[0]


def gevonden(melding: Melding, rol: Rol) -> dict[str, list[str]]:
    return {str(v.melding.extern_kenmerk): v.redenen for v in verwanten(melding, gebruiker(rol))}


def test_elke_verwant_heeft_zijn_redenen_en_de_dubbele_staat_bovenaan(gevuld):
    lijst = verwanten(gevuld["hier"], gebruiker(Rol.TRIAGIST))
    assert lijst[0].melding.extern_kenmerk == "dubbel"
    assert [v.melding.extern_kenmerk for v in lijst if v.waarschijnlijk_dubbel] == ["dubbel"]
    redenen = gevonden(gevuld["hier"], Rol.TRIAGIST)
    assert set(redenen) == {"dubbel", "collega", "naam", "melder"}
    assert redenen["dubbel"][:2] == ["zelfde melder", "zelfde werkgever"]
    assert "1 dag ertussen" in redenen["dubbel"]
    assert "zelfde onderwerp" in redenen["dubbel"]
    assert "zelfde melder" not in redenen["collega"]
    assert "bijna dezelfde naam van de werkgever, in dezelfde plaats" in redenen["naam"]
    assert redenen["melder"] == ["zelfde melder", "dezelfde dag"]


@pytest.mark.parametrize("rol", [Rol.MELDPUNT, Rol.AUDITOR])
def test_dat_het_dezelfde_melder_is_weet_alleen_wie_de_melder_mag_inzien(gevuld, client, rol):
    redenen = gevonden(gevuld["hier"], rol)
    assert "zelfde melder" not in str(redenen)
    assert "melder" not in redenen, "ook niet dat zij verwant is"
    client.force_login(gebruiker(rol))
    assert (
        "elfde melder"
        not in client.get(f"/meldingen/{gevuld['hier'].nummer}/").content.decode().split("Toets")[0]
    )
    scores = {v.melding.extern_kenmerk: v.score for v in verwanten(gevuld["hier"], gebruiker(Rol.TRIAGIST))}
    assert {v.score for v in verwanten(gevuld["hier"], gebruiker(rol))} != set(scores.values())


def test_een_inspecteur_ziet_alleen_verwanten_in_eigen_zaken(gevuld, dossier):
    dossier.zaak("hier", "collega", zaak="Z")
    dossier.neem()
    Zaak.objects.update(behandelaar=gebruiker(Rol.INSPECTEUR))
    assert set(gevonden(gevuld["hier"], Rol.INSPECTEUR)) == {"collega"}


def test_dezelfde_woorden_zonder_werkgever_of_melder_worden_gevonden(dossier):
    tekst = "De uitzendkrachten slapen met zestien man in de stacaravans achter de tuinbouwkassen."
    dossier.melding(melding="een", omschrijving=tekst)
    dossier.melding(
        melding="twee", omschrijving="Met zestien man in stacaravans: de uitzendkrachten slapen zo."
    )
    dossier.melding(melding="drie", omschrijving="De uitzendkrachten krijgen te laat loon.")
    dossier.neem()
    alle = {str(m.extern_kenmerk): m for m in Melding.objects.all()}
    redenen = gevonden(alle["een"], Rol.MELDPUNT)
    assert set(redenen) == {"twee"}
    assert "van de woorden is gelijk" in redenen["twee"][0]
    assert set(gevonden(alle["twee"], Rol.TRIAGIST)) == {"een"}


def test_verwanten_zoeken_is_een_vraag_aan_de_database(gevuld, django_assert_num_queries):
    for rol in (Rol.TRIAGIST, Rol.MELDPUNT):
        wie = gebruiker(rol)
        for sleutel in ("hier", "melder", "elders"):
            with django_assert_num_queries(1):
                verwanten(gevuld[sleutel], wie, TEKST)


def test_een_eerdere_tekst_of_melder_telt_niet_meer(gevuld, dossier):
    """Only what is known now."""
    op = "2021-02-01T10:00:00+01:00"
    dossier.correctie("melding", "melder", "melder_email", "anders@post.example", op)
    dossier.correctie("melding", "melder", "melder_naam", "Bo", op)
    dossier.neem()
    assert "melder" not in gevonden(gevuld["hier"], Rol.TRIAGIST)
    assert "hier" not in gevonden(gevuld["melder"], Rol.TRIAGIST)


def test_wat_naar_opsporing_ging_is_niemands_verwant(gevuld):
    Melding.objects.filter(extern_kenmerk="dubbel").update(status=Status.NAAR_OPSPORING)
    assert "dubbel" not in gevonden(gevuld["hier"], Rol.TEAMLEIDER)


def stuur(client: Client, melding: Melding, url: str, **data: object):
    return client.post(f"/meldingen/{melding.nummer}/{url}/", data)


def test_een_dubbele_telt_vanaf_dan_niet_mee_en_een_eerdere_stand_verandert_niet(gevuld):
    tariq = gebruiker(Rol.TRIAGIST)
    voor = "2026-11-24T12:30:00+00:00"
    dubbelen.markeer_dubbel(gevuld["dubbel"], gevuld["hier"], reden="Zelfde formulier.", door=tariq, op=OP)
    na, weer = OP + timedelta(hours=1), OP + timedelta(hours=2)

    def telling(moment: str) -> int | None:
        return cijfers("2021-01-10", moment)["KC-01"].waarde

    assert (telling(voor), telling(na.isoformat())) == (7, 6)
    melding = Melding.objects.get(pk=gevuld["dubbel"].pk)
    assert (melding.status, melding.dubbel_van_id, melding.route) == (
        Status.DUBBEL,
        gevuld["hier"].pk,
        "DUBBEL",
    )
    besluit = melding.besluiten.get()
    assert (besluit.route, besluit.besluit_route, besluit.besloten_door) == ("TELEFONISCH", "DUBBEL", tariq)
    dubbelen.geen_dubbel(melding, reden="Ander filiaal.", dossier=dossierfeiten, door=tariq, op=na)
    assert (telling(voor), telling((OP + timedelta(minutes=1)).isoformat()), telling(weer.isoformat())) == (
        7,
        6,
        7,
    )
    melding.refresh_from_db()
    assert (melding.status, melding.dubbel_van_id, melding.besloten_op) == (Status.IN_TRIAGE, None, None)
    assert [w.reden for w in Wijziging.objects.filter(veld="dubbel_van_id")] == [
        "Zelfde formulier.",
        "Ander filiaal.",
    ]
    assert set(Logregel.objects.values_list("actie", flat=True)) >= {
        "dubbel_gemarkeerd",
        "dubbel_teruggenomen",
    }
    assert "formulier" not in str(list(Logregel.objects.values_list("gegevens", flat=True)))


def test_een_herroepen_dubbel_telt_vanaf_dan_weer_mee_en_een_eerdere_stand_verandert_niet(gevuld):
    tariq, thea = gebruiker(Rol.TRIAGIST), gebruiker(Rol.TEAMLEIDER)
    melding = gevuld["dubbel"]
    dubbelen.markeer_dubbel(melding, gevuld["hier"], reden="Zelfde formulier.", door=tariq, op=OP)
    genomen = acties.laatste_advies(melding)
    uur = timedelta(hours=1)
    wacht = acties.herroep(melding, besluit=genomen.pk, reden="Ander filiaal.", door=thea, op=OP + uur)
    melding.refresh_from_db()
    assert (melding.status, melding.dubbel_van_id, melding.besloten_op) == (Status.IN_TRIAGE, None, None)
    assert (melding.route, wacht.besluit_route, genomen.besluit_route) == ("TELEFONISCH", "", "DUBBEL")
    momenten = [OP - uur / 2, OP + uur / 2, OP + uur * 3 / 2]
    assert [cijfers("2021-01-10", m.isoformat())["KC-01"].waarde for m in momenten] == [7, 6, 7]
    regels = Wijziging.objects.filter(veld="dubbel_van_id").order_by("id")
    assert [(w.nieuw, w.reden, w.door) for w in regels] == [
        (gevuld["hier"].pk, "Zelfde formulier.", tariq),
        (None, "Ander filiaal.", thea),
    ]
    acties.beslis(melding, advies=wacht.pk, route="TELEFONISCH", prioriteit="P3", door=thea, op=OP + 2 * uur)


def test_wat_voor_het_besluit_al_een_dubbele_was_blijft_dat_bij_herroepen(gevuld):
    tariq = gebruiker(Rol.TRIAGIST)
    melding = gevuld["dubbel"]
    # As an import would have it of a melding that was in triage by then.
    wijzig("melding", melding.pk, "dubbel_van_id", gevuld["hier"].pk, reden="Invoer.", op=OP, ingevoerd_op=OP)
    herleid(Melding, "melding", [melding.pk])
    uur = timedelta(hours=1)
    genomen = acties.beslis(
        melding,
        advies=acties.laatste_advies(melding).pk,
        route="DUBBEL",
        prioriteit="",
        reden="Zelfde.",
        door=tariq,
        op=OP + uur,
    )
    acties.herroep(melding, besluit=genomen.pk, reden="Toch niet.", door=tariq, op=OP + 2 * uur)
    melding.refresh_from_db()
    assert (melding.status, melding.dubbel_van_id) == (Status.IN_TRIAGE, gevuld["hier"].pk)
    assert cijfers("2021-01-10", (OP + 3 * uur).isoformat())["KC-01"].waarde == 6
    # And from there a person can still say that it is none.
    dubbelen.geen_dubbel(melding, reden="Ander.", dossier=dossierfeiten, door=tariq, op=OP + 4 * uur)
    melding.refresh_from_db()
    assert (melding.wacht_op_besluit, melding.route, melding.dubbel_van_id) == (True, "TELEFONISCH", None)
    assert cijfers("2021-01-10", (OP + 5 * uur).isoformat())["KC-01"].waarde == 7


def test_een_dubbele_van_een_dubbele_van_zichzelf_bestaat_niet(gevuld):
    tariq = gebruiker(Rol.TRIAGIST)

    def mark(een: str, van: str) -> None:
        nu = Melding.objects.get(pk=gevuld[een].pk)
        dubbelen.markeer_dubbel(nu, gevuld[van], reden="x", door=tariq, op=OP)

    with pytest.raises(Regelfout, match="geen dubbele van zichzelf"):
        mark("hier", "hier")
    mark("dubbel", "collega")
    mark("collega", "hier")
    with pytest.raises(Regelfout, match="zelf een dubbele"):
        mark("hier", "dubbel")
    with pytest.raises(Ingehaald, match="al een dubbele"):
        mark("dubbel", "hier")
    with pytest.raises(Ingehaald, match="geen dubbele"):
        dubbelen.geen_dubbel(gevuld["hier"], reden="x", dossier=dossierfeiten, door=tariq, op=OP)


def test_alleen_wat_nog_in_triage_is_wordt_een_dubbele_en_niet_zonder_reden(gevuld):
    tariq = gebruiker(Rol.TRIAGIST)
    hier, ander = gevuld["hier"], gevuld["dubbel"]
    with pytest.raises(Regelfout, match="waarom"):
        dubbelen.markeer_dubbel(ander, hier, reden=" ", door=tariq, op=OP)
    acties.trek_in(ander, reden="Teruggenomen.", door=tariq, op=OP)
    with pytest.raises(Regelfout, match="Ingetrokken"):
        dubbelen.markeer_dubbel(ander, hier, reden="Zelfde.", door=tariq, op=OP)
    assert not Wijziging.objects.filter(veld="dubbel_van_id").exists()


def test_op_de_pagina_vastleggen_gaat_door_naar_de_volgende_en_de_weg_terug_staat_er(gevuld, client):
    client.force_login(gebruiker(Rol.TRIAGIST))
    hier, ander = gevuld["hier"], gevuld["dubbel"]
    inhoud = client.get(f"/meldingen/{ander.nummer}/").content.decode()
    assert "Waarschijnlijk dubbel" in inhoud
    assert f'name="van" value="{hier.nummer}"' in inhoud
    leeg = stuur(client, ander, "dubbel", van=hier.nummer, tekst="")
    assert "Schrijf op waarom dit een dubbele is" in leeg.content.decode()
    assert "<title>Fout" in leeg.content.decode()
    for onzin in ("999", "x", "", str(10**30)):
        antwoord = stuur(client, ander, "dubbel", van=onzin, tekst="Zelfde formulier.")
        assert antwoord.status_code == 200
        assert "Zelfde formulier." in antwoord.content.decode(), "wat getypt is blijft staan"
    goed = stuur(client, ander, "dubbel", van=hier.nummer, tekst="Zelfde formulier.")
    assert goed.status_code == 302
    assert re.search(r"/meldingen/\d+/", goed["Location"])
    inhoud = client.get(f"/meldingen/{ander.nummer}/").content.decode()
    assert f"Dubbel van melding {hier.nummer}" in inhoud
    assert "Toch geen dubbele" in inhoud
    assert "Is dubbel van deze" not in inhoud
    assert stuur(client, ander, "geen-dubbele", tekst="Ander filiaal.").status_code == 302
    assert Melding.objects.get(pk=ander.pk).status == Status.IN_TRIAGE
    inhoud = client.get(f"/meldingen/{ander.nummer}/").content.decode()
    assert f"Dubbel van: melding {hier.nummer}" in inhoud
    assert "Dubbel van: geen" in inhoud


def test_van_een_melding_die_men_niet_ziet_is_niets_een_dubbele(gevuld, client):
    Melding.objects.filter(pk=gevuld["hier"].pk).update(status=Status.NAAR_OPSPORING)
    client.force_login(gebruiker(Rol.TEAMLEIDER))
    antwoord = stuur(client, gevuld["dubbel"], "dubbel", van=gevuld["hier"].nummer, tekst="Zelfde.")
    nergens = stuur(client, gevuld["dubbel"], "dubbel", van=123456, tekst="Zelfde.")
    for een in (antwoord, nergens):
        assert "bestaat niet" in een.content.decode()
    assert not Melding.objects.exclude(dubbel_van=None).exists()
