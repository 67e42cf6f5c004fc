"""Handing over: who gets what, what the reporter hears, and what the partner answers. Each act a sentence."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.kluis import Kluisfout
from inspectie.models import Logregel, Rol
from inspectie.post import POGINGEN, wacht_na
from interventies import overdrachtsvoorstellen, overgedragen, zaken
from interventies.berichten import Bezorging
from interventies.models import Bericht, Deel, Overdracht, Overdrachtspakket, Overdrachtsvoorstel, Verzending
from interventies.overdragen import Melderdeel, Opzet, draag_over
from interventies.overgedragen import bevestig_ontvangst, neem_terug
from interventies.tasks import verzend_bericht
from interventies.verzenden import verzend, verzend_opnieuw
from meldingen.melders import corrigeer_melder
from meldingen.models import MelderInzage, Melding, Status
from tests.interventies.zaakhulp import BEREIKBAAR, OP, besloten, gebruiker, inspecteur, triagist, weg

DAG = date(2021, 1, 11)  # a Monday
BELLEN = Bezorging("TELEFOON", "nl", DAG)


def opzet(**anders: object) -> Opzet:
    gewoon: dict[str, object] = {
        "partner": "GEMEENTE",
        "delen": ["FEITEN", "OMSCHRIJVING"],
        "omschrijving": "Het is te druk bij de kassa.",
        "bericht": BELLEN,
    }
    return Opzet(**{**gewoon, **anders})  # type: ignore[arg-type]


def over(melding: Melding, **anders: object) -> Overdracht:
    return draag_over(melding, opzet(**anders), door=triagist(), op=OP)


def test_een_overdracht_met_bericht_zet_de_melding_op_overgedragen(melding):
    overdracht = over(melding)
    melding.refresh_from_db()
    assert melding.status == Status.OVERGEDRAGEN
    assert (overdracht.overgedragen_op, overdracht.melder_bericht_op) == (DAG, DAG)
    assert overdracht.bevestigen_uiterlijk == date(2021, 1, 18), "vijf werkdagen"
    assert melding.wissels.filter(naar=Status.OVERGEDRAGEN).count() == 1
    gegevens = Logregel.objects.get(actie="overgedragen").gegevens
    assert "interventies_overdrachtspakket" in gegevens.pop("getuigt")
    assert gegevens == {
        "overdracht": overdracht.pk,
        "partner": "GEMEENTE",
        "delen": ["FEITEN", "OMSCHRIJVING"],
        "met_melder": False,
    }


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"partner": "OPSPORING"}, "Kies een partner"),
        ({"partner": "NIEMAND"}, "Kies een partner"),
        ({"delen": []}, "Kies wat u deelt"),
        ({"delen": ["MELDER"]}, "Kies wat u deelt"),
        ({"omschrijving": " "}, "Schrijf de omschrijving"),
        ({"bericht": None}, "schrijf op waarom dat niet kan"),
        ({"bericht": Bezorging("DUIF", "nl", DAG)}, "Op deze manier"),
        ({"bericht": Bezorging("BRIEF", "de", DAG)}, "Kies een taal"),
        ({"bericht": Bezorging("BRIEF", "nl", DAG + timedelta(days=1))}, "toekomst"),
        ({"melder": Melderdeel("x", DAG)}, "waarom de partner moet weten"),
        ({"melder": Melderdeel("Belt zelf terug.", DAG + timedelta(days=1))}, "toestemming"),
    ],
)
def test_zonder_partner_inhoud_of_bericht_gaat_er_niets_weg(melding, anders, reden):
    with pytest.raises(Regelfout, match=reden):
        over(melding, **anders)
    melding.refresh_from_db()
    assert melding.status == Status.IN_TRIAGE
    assert not Overdracht.objects.exists()
    assert not Bericht.objects.exists()


def test_wie_niet_te_bereiken_is_krijgt_geen_bericht_en_dat_staat_er(erbij):
    melding = weg(erbij, **dict.fromkeys(BEREIKBAAR, ""))
    with pytest.raises(Regelfout, match="niet bereikbaar"):
        over(melding)
    overdracht = over(melding, bericht=None, geen_bericht_reden="Anonieme melding.")
    assert overdracht.melder_bericht_op is None
    assert overdracht.geen_bericht_reden == "Anonieme melding."
    melding.refresh_from_db()
    assert melding.status == Status.OVERGEDRAGEN


def test_zonder_triagebesluit_kan_het_niet(melding):
    Melding.objects.update(besloten_op=None)
    with pytest.raises(Regelfout, match="nog niet over de triage"):
        over(melding)


@pytest.mark.parametrize("status", [Status.DUBBEL, Status.INGETROKKEN, Status.AFGESLOTEN])
def test_een_gesloten_melding_gaat_nergens_heen(melding, status):
    Melding.objects.update(status=status)
    with pytest.raises(Regelfout, match="kan niet worden overgedragen"):
        over(melding)


def test_een_melding_in_een_zaak_blijft_hier_en_de_partner_krijgt_zijn_deel(erbij):
    melding = besloten(erbij, bevoegd="gemengd", onderwerpen="AFSTAND;HUISVESTING", **BEREIKBAAR)
    zaken.open_zaak(melding, door=triagist(), op=OP)
    over(melding)
    melding.refresh_from_db()
    assert melding.status == Status.GEKOPPELD


def test_twee_keer_aan_dezelfde_partner_is_een_keer_en_aan_een_ander_mag(melding):
    over(melding)
    with pytest.raises(Ingehaald):
        over(melding)
    over(melding, partner="GGD")
    assert sorted(Overdracht.objects.values_list("partner", flat=True)) == ["GEMEENTE", "GGD"]


def test_het_pakket_zegt_niets_over_wie_er_meldde_en_van_de_ontvangst_alleen_de_dag(erbij):
    melding = weg(
        erbij,
        ontvangen_op="2021-01-08T17:43:00+01:00",
        kanaal="VAKBOND_MELDPUNT",
        melder_type="ONDERNEMINGSRAAD",
    )
    over(melding, delen=["FEITEN", "WERKGEVER", "OMSCHRIJVING"])
    pakket = Overdrachtspakket.objects.get()
    alles = (json.dumps(pakket.inhoud, ensure_ascii=False) + pakket.document).casefold()
    assert "8 januari 2021" in alles
    assert "het is te druk bij de kassa" in alles
    assert "klanten in de winkel" in alles
    assert melding.werkgever is not None
    assert melding.werkgever.naam.casefold() in alles
    for stuk in ("quispel", "xandra", "4321", "ondernemingsraad", "vakbond", "17:43", "16:43", "verlopen"):
        assert stuk not in alles, stuk
    assert pakket.melder == ""
    assert not MelderInzage.objects.exists()


def test_wat_niet_is_aangevinkt_gaat_niet_mee(melding):
    over(melding, delen=["FEITEN"], omschrijving="Dit blijft hier.")
    pakket = Overdrachtspakket.objects.get()
    assert [deel["code"] for deel in pakket.inhoud["delen"]] == ["FEITEN"]
    assert "Dit blijft hier" not in pakket.document


@pytest.mark.parametrize(
    "tekst",
    [
        "Volgens mevrouw QUISPEL is het druk.",
        "Mail xandra@quispel.example.",
        "Bel 0687654321 terug.",
        "Volgens mevrouw Quíspel is het druk.",
        "Volgens mevrouw Quis-\npel is het druk.",
        "Volgens mevrouw Quis\u200bpel is het druk.",
        "Volgens Q u i s p e l is het druk.",
        "Volgens Q\u03c5ispel is het druk.",
        "Quispels collega zag het ook.",
    ],
)
def test_een_omschrijving_die_de_melder_noemt_wordt_geweigerd_en_het_vergelijken_staat_in_het_logboek(
    melding, tekst
):
    with pytest.raises(Regelfout, match="noemt de melder"):
        over(melding, omschrijving=tekst)
    assert not Overdracht.objects.exists()
    regel = Logregel.objects.get(actie="melder_vergeleken")
    assert regel.door == triagist(), (
        "ook een weigering laat een spoor na: raden wie het was gaat niet ongezien"
    )
    assert "uispel" not in json.dumps(regel.gegevens)
    assert MelderInzage.objects.get().door == triagist(), "wie het raadt, heeft de melder ingezien"


def test_ook_een_naam_met_accenten_die_zonder_is_geschreven_en_die_van_voor_een_verbetering(erbij):
    melding = weg(erbij, melder_naam="José Peña Żółć")
    corrigeer_melder(melding.pk, "naam", "Josephine de Vries", OP)
    for tekst in ("Volgens Jose is het druk.", "Mevrouw Pena belde.", "Zolc zei het.", "Mevrouw Vries ook."):
        with pytest.raises(Regelfout, match="noemt de melder"):
            over(melding, omschrijving=tekst)


@pytest.mark.parametrize(("type_", "mag"), [("WERKNEMER", False), ("WERKGEVER", True)])
def test_wie_zichzelf_in_de_naam_van_het_bedrijf_noemde_gaat_niet_zo_mee(erbij, type_, mag):
    """Of an employer who reports it may well be the name of the firm; and one word of a name often is."""
    w = erbij.werkgever(naam="Slagerij Kool, vraag naar Anna Kowalska")
    melding = weg(erbij, werkgever=w, melder_naam="Anna Kowalska", melder_type=type_)
    if mag:
        over(melding, delen={Deel.WERKGEVER})
        return
    with pytest.raises(Regelfout, match="De naam van de werkgever noemt de melder"):
        over(melding, delen={Deel.WERKGEVER})
    assert MelderInzage.objects.get().door == triagist()
    over(melding, delen={Deel.FEITEN})
    elders = erbij.werkgever(naam="Bakkerij Kowalska")
    over(weg(erbij, werkgever=elders, melder_naam="Anna Kowalska"), delen={Deel.WERKGEVER})
    assert Overdracht.objects.count() == 2


def test_een_bericht_aan_de_melder_is_niet_van_voor_de_melding(melding):
    with pytest.raises(Regelfout, match="voor de ontvangst"):
        over(melding, bericht=Bezorging("TELEFOON", "nl", date(2021, 1, 7)))
    assert not Overdracht.objects.exists()


def test_de_melder_delen_vraagt_toestemming_en_is_een_inzage_in_de_kluis(melding):
    overdracht = over(melding, melder=Melderdeel("De gemeente belt zelf terug.", DAG))
    inzage = MelderInzage.objects.get()
    assert inzage.door == triagist()
    assert "De gemeente belt zelf terug." in inzage.reden
    assert Logregel.objects.filter(actie="melder_gelezen").count() == 1
    pakket = overdracht.pakket
    assert pakket.melder_toestemming_op == DAG
    assert "Quispel" not in json.dumps(pakket.inhoud) + pakket.document + pakket.melder
    inhoud = overgedragen.lees_pakket(overdracht, reden="Nabellen.", formaat="pdf", door=triagist(), op=OP)
    assert inhoud["delen"][-1]["regels"][0] == ["Naam", "Xandra Quispel"]
    assert MelderInzage.objects.count() == 2, "elke keer opnieuw"
    assert "Met uw toestemming" in Bericht.objects.get().tekst


def test_het_verzegelde_deel_gaat_alleen_open_op_zijn_eigen_plek(melding):
    eerste = over(melding, melder=Melderdeel("De gemeente belt terug.", DAG))
    tweede = over(eerste.melding, partner="GGD", melder=Melderdeel("De GGD belt terug.", DAG))
    tweede.pakket.melder = eerste.pakket.melder
    with pytest.raises(Kluisfout):
        overgedragen.lees_pakket(tweede, reden="Nabellen.", formaat="pdf", door=triagist(), op=OP)


def test_wat_de_partner_kreeg_en_wat_de_melder_hoorde_verandert_nooit(melding):
    over(melding)
    for model in (Overdrachtspakket, Bericht):
        with pytest.raises(DatabaseError, match="nooit gewijzigd"), transaction.atomic():
            model.objects.update(**{"document" if model is Overdrachtspakket else "tekst": "Anders."})


def test_het_bericht_is_van_een_sjabloon_in_de_taal_die_gekozen_is(melding):
    over(melding, bericht=Bezorging("BRIEF", "en", DAG), partner="NVWA")
    bericht = Bericht.objects.get()
    assert (bericht.sjabloon, bericht.taal, bericht.kanaal) == ("OVERDRACHT", "en", "BRIEF")
    assert "Food and product safety authority (NVWA)" in bericht.tekst
    assert "We did not pass on who you are." in bericht.tekst
    assert "11 January 2021" in bericht.tekst
    assert not Verzending.objects.exists()


def test_een_email_gaat_een_keer_naar_het_adres_uit_de_kluis_en_het_adres_staat_nergens(melding):
    over(melding, bericht=Bezorging("EMAIL", "nl", DAG))
    assert mail.outbox == [], "wie overdraagt wacht niet op de post"
    verzend_bericht(Bericht.objects.get().pk)
    (brief,) = mail.outbox
    assert brief.to == ["xandra@quispel.example"]
    assert brief.body == Bericht.objects.get().tekst
    assert "Quispel" not in brief.subject + brief.body
    bericht = Bericht.objects.get()
    assert verzend(bericht.pk, nu=OP) is False
    assert len(mail.outbox) == 1, "twee keer verzenden is een keer"
    assert bericht.verzending.verzonden_op is not None
    assert Logregel.objects.filter(actie="melder_aangeschreven", door=triagist()).count() == 1
    assert "quispel" not in json.dumps(list(Logregel.objects.values_list("gegevens", flat=True))).casefold()


@pytest.mark.parametrize(
    ("adres", "gaat"),
    [
        ("x.quispel@bakkerij-vandam.example", False),
        ("x@mail.bakkerijvandam.example", False),
        ("x@vandambv.example", True),  # a name that is longer, or cut off otherwise, is not known
        ("x@post.example", True),
        ("x@dam.example", True),
    ],
)
def test_naar_een_adres_bij_de_werkgever_gaat_geen_bericht(erbij, adres, gaat):
    """In a mailbox at work others read it."""
    w = erbij.werkgever(naam="Bakkerij Van Dam B.V.")
    over(weg(erbij, werkgever=w, melder_email=adres), bericht=Bezorging("EMAIL", "nl", DAG))
    verzend_bericht(Bericht.objects.get().pk)
    assert [brief.to for brief in mail.outbox] == ([[adres]] if gaat else [])
    assert (Verzending.objects.get().mislukt_op is None) is gaat
    assert Logregel.objects.filter(actie="bericht_verzonden" if gaat else "bericht_mislukt").count() == 1


def test_een_post_die_weg_is_verliest_niets_en_na_een_paar_keer_staat_er_dat_het_niet_ging(
    melding, monkeypatch
):
    over(melding, bericht=Bezorging("EMAIL", "nl", DAG))
    pk = Bericht.objects.get().pk

    def weg_(*_args: object, **_kw: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", weg_)
    begin = nu = datetime.now(UTC)
    for poging in range(1, POGINGEN + 1):
        assert Verzending.objects.te_doen().filter(pk=pk).exists(), poging
        assert verzend(pk, nu=nu) is False
        assert verzend(pk, nu=nu + wacht_na(poging)) is False, "wie er pas aan begon wordt niet gestoord"
        assert Verzending.objects.get().pogingen == poging
        laatste, nu = nu, nu + wacht_na(poging) + timedelta(seconds=1)
    assert timedelta(hours=12) < laatste - begin < timedelta(days=1)  # a night
    assert Verzending.objects.get().mislukt_op is not None
    assert not Verzending.objects.te_doen().exists()
    assert Logregel.objects.filter(actie="bericht_mislukt").count() == 1


def test_een_email_die_niet_aankwam_gaat_met_de_hand_opnieuw_en_een_keer(melding, client):
    overdracht = over(melding, bericht=Bezorging("EMAIL", "nl", DAG))
    pk = Bericht.objects.get().pk
    client.force_login(triagist())
    pagina, werk = (
        reverse("overdracht", args=[overdracht.pk]),
        reverse("mijn_werk_soort", args=["niet-aangekomen"]),
    )
    adres = reverse("overdracht_bericht_opnieuw", args=[overdracht.pk])
    assert adres not in client.get(pagina).content.decode()
    with pytest.raises(Regelfout, match="geen e-mail die niet aankwam"):
        verzend_opnieuw(Bericht.objects.get(), door=triagist(), op=OP)
    Verzending.objects.update(mislukt_op=OP, begonnen_op=OP, pogingen=POGINGEN, reden="adres 550 5.1.1")
    assert pagina in client.get(werk).content.decode()
    assert "De mailserver weigert dit adres (550 5.1.1)." in client.get(pagina).content.decode()
    assert adres in client.get(pagina).content.decode()
    formulier = {"sleutel": str(uuid4())}
    for _ in range(2):  # a double click
        assert client.post(adres, formulier).status_code == 302
    assert Logregel.objects.filter(actie="bericht_opnieuw", door=triagist()).count() == 1
    assert Verzending.objects.te_doen().filter(pk=pk, reden="").exists()
    assert pagina not in client.get(werk).content.decode()
    assert verzend(pk, nu=OP) is True
    assert len(mail.outbox) == 1
    with pytest.raises(Regelfout):
        verzend_opnieuw(Bericht.objects.get(), door=triagist(), op=OP)


def test_een_email_over_een_melding_die_bij_opsporing_is_gaat_niet_meer(melding):
    over(melding, bericht=Bezorging("EMAIL", "nl", DAG))
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    assert verzend(Bericht.objects.get().pk, nu=OP) is False
    assert mail.outbox == []


def test_zonder_mailserver_is_er_geen_email(melding, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with pytest.raises(Regelfout, match="Op deze manier"):
        over(melding, bericht=Bezorging("EMAIL", "nl", DAG))


def test_de_partner_bevestigt_een_keer_en_niet_voor_de_overdracht(melding):
    overdracht = over(melding)
    for dag, reden in ((DAG - timedelta(days=1), "voor de dag"), (DAG + timedelta(days=1), "toekomst")):
        with pytest.raises(Regelfout, match=reden):
            bevestig_ontvangst(overdracht, dag=dag, door=triagist(), op=OP)
    bevestig_ontvangst(overdracht, dag=DAG, door=triagist(), op=OP)
    with pytest.raises(Ingehaald):
        bevestig_ontvangst(overdracht, dag=DAG, door=triagist(), op=OP)
    assert not Overdracht.objects.te_bevestigen().exists()


def test_een_teruggestuurde_melding_is_weer_in_triage_met_de_reden_en_een_nieuw_advies(melding):
    overdracht = over(melding)
    melding = overdracht.melding
    adviezen = melding.besluiten.count()
    with pytest.raises(Regelfout, match="waarom de partner"):
        neem_terug(overdracht, dag=DAG, reden=" ", door=triagist(), op=OP)
    neem_terug(overdracht, dag=DAG, reden="Is van de provincie.", door=triagist(), op=OP)
    melding.refresh_from_db()
    assert (melding.status, melding.besloten_op) == (Status.IN_TRIAGE, None)
    assert [w.toelichting for w in melding.wissels.all()][-1] == "Is van de provincie."
    assert melding.besluiten.count() == adviezen + 1
    with pytest.raises(Ingehaald):
        neem_terug(overdracht, dag=DAG, reden="Nog eens.", door=triagist(), op=OP)
    with pytest.raises(Ingehaald):
        bevestig_ontvangst(overdracht, dag=DAG, door=triagist(), op=OP)


def test_zolang_een_andere_partner_haar_heeft_blijft_zij_overgedragen(melding):
    eerste = over(melding)
    over(eerste.melding, partner="GGD")
    neem_terug(eerste, dag=DAG, reden="Niet van ons.", door=triagist(), op=OP)
    assert Melding.objects.get().status == Status.OVERGEDRAGEN


def test_wie_voorstelt_wacht_op_wie_beslist(melding):
    wat, meldpunt = Opzet("GEMEENTE", ["FEITEN"]), gebruiker("mo", Rol.MELDPUNT)
    stel_voor = partial(overdrachtsvoorstellen.stel_overdracht_voor, melding, wat, op=OP)
    with pytest.raises(Regelfout, match="waarom dit bij een ander"):
        stel_voor(reden="", door=meldpunt)
    voorstel = stel_voor(reden="Gaat over klanten.", door=meldpunt)
    with pytest.raises(Ingehaald):
        stel_voor(reden="Gaat over klanten.", door=inspecteur())
    overdracht = over(melding)
    voorstel.refresh_from_db()
    assert voorstel.overdracht == overdracht
    assert voorstel.besloten_door == triagist()
    with pytest.raises(Ingehaald):
        overdrachtsvoorstellen.wijs_voorstel_af(voorstel, reden="Toch niet.", door=triagist(), op=OP)


def test_een_afgewezen_voorstel_blijft_met_de_reden(melding):
    voorstel = overdrachtsvoorstellen.stel_overdracht_voor(
        melding, Opzet("GGD", ["FEITEN"]), reden="Ziek.", door=inspecteur(), op=OP
    )
    with pytest.raises(Regelfout, match="waarom de melding niet"):
        overdrachtsvoorstellen.wijs_voorstel_af(voorstel, reden="", door=triagist(), op=OP)
    overdrachtsvoorstellen.wijs_voorstel_af(voorstel, reden="Blijft hier.", door=triagist(), op=OP)
    assert Overdrachtsvoorstel.objects.get().besluit_reden == "Blijft hier."
    assert Melding.objects.get().status == Status.IN_TRIAGE
