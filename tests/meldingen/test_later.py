"""What a reporter without a code sends or says later: written down by somebody here, and in front of who goes on with
it."""

import re
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from interventies import zaken
from interventies.dossier import dossierfeiten
from meldingen import acties, dubbelen
from meldingen.later import ontvang_later
from meldingen.meldpunt import volgen
from meldingen.models import Melding, Nagekomen, NagekomenGezien, Status
from meldingen.nagekomen import van_melder
from meldingen.registreren import nieuwe_werkgever, registreer
from meldingen.sporen import sporen
from meldingen.statussen import OPEN
from tests.inloggen import als
from tests.meldingen.test_volgen_tegelijk import tegelijk
from tests.meldingen.volghulp import OP, RIJ, gemeld, melder, triagist, vraag
from tests.meldingen.volghulp import pagina as volgpagina
from tests.queries import queries_van

pytestmark = pytest.mark.django_db
STRAKS = OP + timedelta(hours=1)
WOORDEN = "Nu ook in de koelcel achterin."


def gebruiker(naam: str, rol: Rol = Rol.MELDPUNT) -> Gebruiker:
    return Gebruiker.objects.get_or_create(username=naam, defaults={"rol": rol, "first_name": naam.title()})[
        0
    ]


def mira() -> Gebruiker:
    return gebruiker("mira")


def inspecteur() -> Gebruiker:
    return gebruiker("ilse", Rol.INSPECTEUR)


def brief(**cellen: str) -> Melding:
    """A letter that somebody here took in, of somebody who can be told that it was received."""
    rij = RIJ | {"kanaal": "BRIEF", "melder_naam": "Wil Geheim"} | cellen
    melding = registreer(rij, inzending=uuid4(), dossier=dossierfeiten, door=mira(), op=OP).melding
    melding.refresh_from_db()
    return melding


def later(
    melding: Melding, tekst: str = WOORDEN, *, door: Gebruiker | None = None, **anders: Any
) -> Nagekomen:
    gewoon = {"kanaal": "BRIEF", "inzending": uuid4(), "op": STRAKS}
    return ontvang_later(
        melding, tekst=tekst, dossier=dossierfeiten, door=door or mira(), **{**gewoon, **anders}
    )


def beslis(melding: Melding, route: str = "TELEFONISCH", op: datetime = OP) -> None:
    advies = acties.laatste_advies(melding)
    acties.beslis(
        melding, advies=advies.pk, route=route, prioriteit="P3", reden="Zo.", door=triagist(), op=op
    )
    melding.refresh_from_db()


def in_zaak(melding: Melding) -> None:
    """In a zaak of the inspecteur."""
    bakkerij = nieuwe_werkgever({"naam": "Bakkerij", "provincie": "UT"}, door=None, op=OP)
    Melding.objects.filter(pk=melding.pk).update(werkgever=bakkerij)
    melding.refresh_from_db()
    beslis(melding)
    zaak = zaken.open_zaak(melding, door=triagist(), op=OP)
    zaken.wijs_toe(zaak, inspecteur(), door=gebruiker("thea", Rol.TEAMLEIDER), op=OP)
    melding.refresh_from_db()


def pagina(wie: Gebruiker, melding: Melding) -> str:
    return str(als(wie).get(f"/meldingen/{melding.nummer}/").content.decode())


def stuur(wie: Gebruiker, melding: Melding, tekst: str = WOORDEN, **velden: str) -> Any:
    gewoon = {"kanaal": "BRIEF", "inzending": str(uuid4()), "tekst": tekst}
    return als(wie).post(f"/meldingen/{melding.nummer}/later/", gewoon | velden)


def op_mijn_werk(wie: Gebruiker, melding: Melding) -> bool:
    """Whether it waits there as something to read."""
    html = als(wie).get("/mijn-werk/nagekomen/").content.decode()
    return f"/meldingen/{melding.nummer}/" in html


# What it is


def test_wat_een_melder_later_stuurt_staat_erbij_met_wie_het_vastlegde_en_geeft_een_nieuw_advies():
    melding = brief()
    client = als(mira())
    velden = {"kanaal": "BRIEF", "inzending": str(uuid4()), "tekst": WOORDEN}
    antwoord = client.post(f"/meldingen/{melding.nummer}/later/", velden, follow=True)
    assert antwoord.redirect_chain == [(f"/meldingen/{melding.nummer}/", 302)]
    html = antwoord.content.decode()
    assert f"Melding {melding.nummer}: vastgelegd wat er van de melder kwam." in html
    blok = html.split("van-melder-kop")[2].split("</section>")[0]
    for stuk in ("Later ontvangen (Brief), vastgelegd door Mira, ", WOORDEN):
        assert stuk in blok
    tijdlijn = html.split("tijdlijn-kop")[2]
    assert re.search(r"Later ontvangen \(Brief\) <span class=\"zacht\">Mira", tijdlijn)
    assert WOORDEN not in tijdlijn
    nieuw = Nagekomen.objects.get()
    assert (nieuw.door, nieuw.kanaal, nieuw.bestanden) == (mira(), "BRIEF", 0)
    melding.refresh_from_db()
    assert (melding.besluiten.count(), melding.aangevuld_op) == (2, nieuw.op)
    regel = Logregel.objects.get(actie="nagekomen")
    assert (regel.door, regel.onderwerp) == (mira(), f"melding:{melding.pk}")
    assert (regel.gegevens["kanaal"], regel.gegevens["nagekomen"]) == ("BRIEF", nieuw.pk)
    assert "koelcel" not in str(list(Logregel.objects.values_list("gegevens", flat=True)))
    assert list(Melding.objects.zoek("koelcellen")) == [melding]


def test_wie_het_vastlegde_blijft_bij_de_melding_waarover_nog_te_beslissen_is():
    melding, _ = brief(), brief(omschrijving="Iets anders.")
    antwoord = stuur(triagist(), melding)
    assert antwoord["Location"] == f"/meldingen/{melding.nummer}/"


@pytest.mark.parametrize("wie", ["code", "mira"])
def test_een_gewone_melding_met_of_zonder_code_kan_worden_aangevuld(wie):
    melding = gemeld()[0] if wie == "code" else brief()
    later(melding, kanaal="TELEFOON")
    assert "Later ontvangen (Telefoon)" in pagina(triagist(), melding)


def test_wat_er_stond_wordt_nooit_gewijzigd_en_wie_het_vastlegde_hoort_bij_hoe_het_kwam():
    later(melding := brief())
    with pytest.raises(DatabaseError), transaction.atomic():
        Nagekomen.objects.update(tekst="Iets anders.")
    for door, kanaal in ((mira(), ""), (None, "BRIEF")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Nagekomen.objects.create(
                melding=melding, inzending=uuid4(), tekst="x", op=OP, door=door, kanaal=kanaal
            )


def test_het_formulier_biedt_aan_hoe_iets_later_kan_komen_en_vraagt_niet_wie_het_was():
    html = pagina(mira(), brief()).split('/later/"')[1].split("</form>")[0]
    kanalen = re.findall(r'name="kanaal" value="(\w+)"', html)
    assert kanalen == ["TELEFOON", "EMAIL", "BRIEF", "VAKBOND_MELDPUNT", "PARTNER_DOORZENDING"]
    assert "Schrijf niet op wie de melder is." in html
    assert "Aanvulling ontvangen" not in html, "er staat geen vraag open"


# Which statuses


def test_naast_een_open_vraag_blijft_die_open_en_wacht_het_op_wie_beslist():
    melding = brief()
    melding.melder_bereikbaar = True
    melding.save()
    vraag(melding)
    for html in (pagina(mira(), melding), stuur(mira(), melding, "").content.decode()):
        assert "leg het dan vast bij “Aanvulling ontvangen”" in html.split('/later/"')[1].split("</form>")[0]
    later(melding)
    melding.refresh_from_db()
    assert melding.status == Status.AANVULLING_GEVRAAGD
    assert melding.aanvullingen.open().count() == 1
    assert pagina(triagist(), melding).count("Nog niet gelezen") == 1
    assert op_mijn_werk(triagist(), melding)


@pytest.mark.parametrize("stand", ["vraag", "besloten"])
def test_wie_zelf_beslist_en_vastlegt_hoeft_het_niet_nog_eens_te_lezen(stand):
    melding = brief()
    Melding.objects.update(melder_bereikbaar=True)
    melding.refresh_from_db()
    if stand == "vraag":
        vraag(melding)
    else:
        beslis(melding)
    later(melding, door=triagist())
    assert NagekomenGezien.objects.get().door == triagist()
    html = pagina(triagist(), melding)
    assert "Nog niet gelezen" not in html
    assert "Gelezen door" not in html, "wie het vastlegde staat er al"
    assert not op_mijn_werk(triagist(), melding)
    assert not op_mijn_werk(gebruiker("thea", Rol.TEAMLEIDER), melding)
    assert Logregel.objects.get(actie="nagekomen").gegevens["gelezen"] is True


def test_na_het_besluit_wacht_wat_het_meldpunt_vastlegt_op_wie_beslist():
    melding = brief()
    beslis(melding)
    later(melding)
    assert op_mijn_werk(triagist(), melding)
    assert als(triagist()).post(f"/meldingen/{melding.nummer}/gelezen/").status_code == 302
    html = pagina(mira(), melding)
    assert "vastgelegd door Mira" in html
    assert "Gelezen door tariq." in html
    assert not op_mijn_werk(triagist(), melding)


def test_in_een_zaak_wacht_het_op_de_inspecteur_ook_als_een_triagist_het_vastlegt():
    melding = brief()
    in_zaak(melding)
    later(melding, door=triagist())
    assert not NagekomenGezien.objects.exists()
    assert op_mijn_werk(inspecteur(), melding)
    assert not op_mijn_werk(triagist(), melding), "die weet het"
    html = pagina(triagist(), melding)
    assert "Nog niet gelezen" in html
    assert f"/meldingen/{melding.nummer}/gelezen/" not in html
    als(triagist()).post(f"/meldingen/{melding.nummer}/gelezen/")
    assert op_mijn_werk(inspecteur(), melding), "en neemt het de inspecteur niet af"
    assert f"/meldingen/{melding.nummer}/gelezen/" in pagina(inspecteur(), melding)
    als(inspecteur()).post(f"/meldingen/{melding.nummer}/gelezen/")
    assert NagekomenGezien.objects.get().door == inspecteur()
    assert not op_mijn_werk(inspecteur(), melding)


def test_wat_de_een_vastlegde_leest_de_ander_en_elk_het_andere():
    melding = brief()
    in_zaak(melding)
    for wie in (triagist(), gebruiker("tess", Rol.TRIAGIST)):
        later(melding, f"Van {wie.username}.", door=wie)
    als(triagist()).post(f"/meldingen/{melding.nummer}/gelezen/")
    assert NagekomenGezien.objects.get().nagekomen.tekst == "Van tess."


def test_wie_besliste_terwijl_het_werd_vastgelegd_zag_het_niet_en_dus_is_het_ongelezen():
    """The form came in before the decision, and had its turn after it."""
    melding = brief()
    beslis(melding, op=STRAKS)
    nieuw = later(melding, op=STRAKS - timedelta(seconds=1))
    assert list(Nagekomen.objects.ongelezen()) == [nieuw]
    code, _ = gemeld()
    beslis(code, op=STRAKS)
    volgen.vul_aan(code, tekst="Zelf.", inzending=uuid4(), dossier=dossierfeiten, op=STRAKS)
    assert Nagekomen.objects.ongelezen().count() == 2


@pytest.mark.parametrize(
    ("wie", "rol", "zegt"),
    [
        ("mira", Rol.MELDPUNT, "registreer dat als nieuwe melding"),
        ("tariq", Rol.TRIAGIST, "heropen haar dan, of registreer een nieuwe melding"),
    ],
)
def test_wat_dicht_is_zegt_waar_het_dan_heen_kan_en_verliest_geen_woorden(wie, rol, zegt):
    melding = brief()
    beslis(melding, "REGISTREREN")
    assert melding.status not in OPEN
    html = pagina(gebruiker(wie, rol), melding)
    assert zegt in html
    assert "/later/" not in html
    inhoud = stuur(gebruiker(wie, rol), melding).content.decode()
    assert zegt in inhoud
    assert WOORDEN in inhoud
    assert not Nagekomen.objects.exists()
    assert zegt not in pagina(gebruiker("audit", Rol.AUDITOR), melding)


def test_van_een_dubbele_staat_waar_het_wel_bij_hoort():
    melding, eerste = brief(), brief()
    dubbelen.markeer_dubbel(melding, eerste, reden="Zelfde brief.", door=triagist(), op=OP)
    melding.refresh_from_db()
    zin = f"leg het dan vast bij melding {eerste.nummer}."
    assert zin in pagina(mira(), melding)
    with pytest.raises(Ingehaald, match=zin):
        later(melding)


def test_bij_opsporing_is_er_niets_en_komt_er_niets_bij():
    melding = brief()
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    for rol in (Rol.MELDPUNT, Rol.TRIAGIST, Rol.TEAMLEIDER):
        assert stuur(gebruiker(f"k-{rol}", rol), melding).status_code == 404
    with pytest.raises(Regelfout):
        later(melding)
    assert not Nagekomen.objects.exists()


def test_wie_een_stuk_ongelezen_noemt_is_het_met_de_stapel_eens():
    """The page of a melding and the pile of Mijn werk, for each way it can stand."""
    melding = brief()
    Melding.objects.update(melder_bereikbaar=True)
    melding.refresh_from_db()
    vraag(melding)
    uitkomsten = set()
    for door, na in product((mira(), triagist()), (-1, 1)):
        later(melding, f"{door} {na}", door=door, op=OP + timedelta(hours=na))
    for status, besloten in product(OPEN, (None, OP - timedelta(hours=2), OP + timedelta(hours=2))):
        Melding.objects.update(status=status, besloten_op=besloten)
        melding.refresh_from_db()
        wacht = Nagekomen.objects.ongelezen().niet_van(triagist()).filter(melding=melding).exists()
        ongelezen = Nagekomen.objects.ongelezen().count()
        stukken = van_melder(melding, sporen(melding))
        assert any(stuk.is_te_lezen_door(triagist()) for stuk in stukken) == wacht, (status, besloten)
        assert sum(stuk.ongelezen for stuk in stukken) == ongelezen, (status, besloten)
        if (wacht, ongelezen) not in uitkomsten:  # the page says what these say: once of each
            html = pagina(triagist(), melding)
            assert (f"/meldingen/{melding.nummer}/gelezen/" in html) == wacht, (status, besloten)
            assert html.count("Nog niet gelezen") == ongelezen, (status, besloten)
        uitkomsten.add((wacht, ongelezen))
    assert {wacht for wacht, _ in uitkomsten} == {True, False}


# That it was received


def test_een_brief_die_later_komt_bevestigt_niets_en_een_gesprek_wel():
    melding = brief()
    assert melding.is_ontvangst_te_bevestigen
    later(melding)
    melding.refresh_from_db()
    assert melding.is_ontvangst_te_bevestigen, "de melder weet nog niet dat wij zijn brief hebben"
    later(melding, kanaal="TELEFOON")
    melding.refresh_from_db()
    assert not melding.is_ontvangst_te_bevestigen


# The reporter


def test_op_de_volgpagina_staat_alleen_wat_de_melder_zelf_stuurde():
    melding, code = gemeld()
    voor = volgpagina(melder(melding, code))
    later(melding)
    assert _zonder_sleutels(volgpagina(melder(melding, code))) == _zonder_sleutels(voor)


def test_wat_hier_wordt_vastgelegd_telt_niet_bij_hoe_vaak_een_melder_iets_mag_sturen(monkeypatch):
    monkeypatch.setattr(volgen, "NAGEKOMEN_MAX", 1)
    melding, _ = gemeld()
    later(melding)
    volgen.vul_aan(melding, tekst="Zelf.", inzending=uuid4(), dossier=dossierfeiten, op=STRAKS)
    with pytest.raises(Regelfout):
        volgen.vul_aan(melding, tekst="Nog eens.", inzending=uuid4(), dossier=dossierfeiten, op=STRAKS)


def _zonder_sleutels(html: str) -> str:
    return re.sub(r'value="[\w-]{36,}"', "", html)


# The form


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"kanaal": ""}, "Kies hoe het kwam."),
        ({"kanaal": "WEBFORMULIER"}, "Kies hoe het kwam."),
        ({"kanaal": "DUIF"}, "Kies hoe het kwam."),
        ({"tekst": " \n "}, "Schrijf op wat er van de melder kwam."),
        ({"tekst": "Z" * 20_001}, "20001"),
        ({"inzending": ""}, "verplicht"),
    ],
)
def test_wat_niet_klopt_wordt_gezegd_en_wat_getypt_is_blijft_staan(velden, reden):
    melding = brief()
    antwoord = stuur(mira(), melding, **velden)
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert reden in html
    assert "<title>Fout: Melding" in html
    assert velden.get("tekst", WOORDEN).strip() in html
    assert not Nagekomen.objects.exists()


def test_het_mag_een_brief_zijn():
    melding = brief()
    stuur(mira(), melding, "a\r\n" * 9_999 + "ab")
    assert Nagekomen.objects.get().tekst == "a\n" * 9_999 + "ab"


def test_twee_keer_drukken_is_een_keer_vastgelegd():
    melding, sleutel = brief(), str(uuid4())
    for _ in range(2):
        assert stuur(mira(), melding, inzending=sleutel).status_code == 302
    assert Nagekomen.objects.count() == 1
    assert Logregel.objects.filter(actie="nagekomen").count() == 1
    assert melding.besluiten.count() == 2


def test_wie_teruggaat_en_verder_schrijft_verliest_niets_en_legt_niets_stil_dubbel_vast():
    melding, sleutel = brief(), str(uuid4())
    stuur(mira(), melding, inzending=sleutel)
    html = stuur(mira(), melding, "En de deur zit op slot.", inzending=sleutel).content.decode()
    assert "Met dit formulier is al iets vastgelegd" in html
    assert ">\nEn de deur zit op slot.</textarea>" in html
    assert Nagekomen.objects.count() == 1
    nieuw = re.search(r'name="inzending" value="([\w-]+)"', html)
    assert nieuw
    assert nieuw[1] != sleutel
    assert stuur(mira(), melding, "En de deur zit op slot.", inzending=nieuw[1]).status_code == 302
    assert Nagekomen.objects.count() == 2


def test_twee_mensen_leggen_elk_vast_wat_zij_hoorden_wat_er_ook_gebeurde():
    melding = brief()
    oud = {"gezien": melding.stand(acties.laatste_advies(melding).pk)}
    assert stuur(mira(), melding, "Van de brief.", **oud).status_code == 302
    assert stuur(triagist(), melding, "Van de telefoon.", kanaal="TELEFOON", **oud).status_code == 302
    assert [n.door for n in Nagekomen.objects.all()] == [mira(), triagist()]


@pytest.mark.parametrize("rol", [r for r in Rol if r not in (Rol.MELDPUNT, Rol.TRIAGIST, Rol.TEAMLEIDER)])
def test_wie_niet_registreert_of_beslist_legt_niets_vast(rol):
    melding = brief()
    in_zaak(melding)
    wie = inspecteur() if rol == Rol.INSPECTEUR else gebruiker(f"k-{rol}", rol)
    assert stuur(wie, melding).status_code == 403
    assert not Nagekomen.objects.exists()
    if rol in (Rol.INSPECTEUR, Rol.AUDITOR):
        assert f"/meldingen/{melding.nummer}/later/" not in pagina(wie, melding)


def test_de_bladzijde_kost_even_veel_vragen_hoeveel_er_ook_is_vastgelegd():
    melding, client = brief(), als(triagist())
    url = f"/meldingen/{melding.nummer}/"
    later(melding)
    een = queries_van(client, url)
    for n in range(4):
        later(melding, f"Nog {n}.", door=triagist())
    assert queries_van(client, url) == een


# At the same time


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_hetzelfde_formulier_tien_keer_tegelijk_is_een_keer_vastgelegd():
    melding, sleutel, wie = brief(), uuid4(), mira()

    def stuur_() -> object:
        return later(melding, inzending=sleutel, door=wie).pk

    uit = tegelijk(*[stuur_] * 10)
    assert set(uit) == {Nagekomen.objects.get().pk}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_vastleggen_terwijl_een_ander_beslist_raakt_niet_zoek():
    """Either the decision was on the old advice, and then it waits for a reader; or it came first, and there is a new
    advice to decide on."""
    for _ in range(5):
        melding = brief(omschrijving=f"Iets {uuid4()}.")
        wie, advies = mira(), acties.laatste_advies(melding).pk
        keuze = {"route": "TELEFONISCH", "prioriteit": "P3", "reden": "Zo.", "door": triagist(), "op": STRAKS}

        def beslis_nu(melding: Melding = melding, advies: int = advies, keuze: Any = keuze) -> object:
            return acties.beslis(melding, advies=advies, **keuze)

        def leg_vast(melding: Melding = melding, wie: Gebruiker = wie) -> object:
            return later(melding, door=wie)

        vastgelegd, besloten = tegelijk(leg_vast, beslis_nu)
        assert isinstance(vastgelegd, Nagekomen)
        melding.refresh_from_db()
        ongelezen = Nagekomen.objects.ongelezen().filter(melding=melding).exists()
        assert ongelezen != melding.wacht_op_besluit
        assert isinstance(besloten, Ingehaald) == melding.wacht_op_besluit
