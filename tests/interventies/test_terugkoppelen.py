"""At the end of a zaak every reporter hears what came of the own melding, and nothing of anybody else's."""

import json
import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Rol
from inspectie.sjablonen import sjabloon_op
from interventies import handhaven, onderzoek, sjablonen, zaken
from interventies.afrondwerk import _te_toetsen
from interventies.berichten import Bezorging, teksten_op
from interventies.klokken import klokken_op
from interventies.models import (
    Bericht,
    Interventie,
    Terugkoppeling,
    Toetsing,
    Verzending,
    Zaak,
    ZaakMelding,
    ZaakStatus,
)
from interventies.tasks import verzend_bericht
from interventies.terugkoppelen import koppel_terug, tekst_voor
from meldingen.bevestigingsplicht import herzie_plicht
from meldingen.models import Melding, Status, Werkgever
from tests.inloggen import als, lees
from tests.interventies.conftest import Samen
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    gebruiker,
    inspecteur,
    melding_van,
    onderzocht,
    teamleider,
    triagist,
    werkgever_van,
    zaak_met,
)
from tests.maak import Dossier, kale_melding

BRIEF = Bezorging("BRIEF", "nl", DAG)
R = Toetsing.Resultaat
BEREIKBAAR: dict[str, Any] = {"melder_naam": "Xandra Quispel", "melder_email": "xandra@quispel.example"}


@pytest.fixture(scope="module")
def _een_zaak(samen: Samen, tmp_path_factory: pytest.TempPathFactory) -> None:
    with samen():
        zaak_met(Dossier(tmp_path_factory.mktemp("begin") / "map"), **BEREIKBAAR)


def toets(zaak: Zaak, resultaat: str = "MAATREGEL_DIRECT", melding: Melding | None = None) -> None:
    onderzoek.toets_melding(
        zaak,
        melding or melding_van(zaak),
        resultaat=resultaat,
        dag=DAG,
        toelichting="De zaak is failliet.",
        door=inspecteur(),
        op=OP,
    )


def afgerond(zaak: Zaak, resultaat: str = "MAATREGEL_DIRECT") -> Zaak:
    onderzocht(zaak)
    toets(zaak, resultaat)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    zaak.refresh_from_db()
    return zaak


def vertel(hoe: Bezorging | None = BRIEF, reden: str = "") -> Bericht | None:
    return koppel_terug(Terugkoppeling.objects.get(), hoe=hoe, reden=reden, door=inspecteur(), op=OP)


def test_bovenaan_de_zaak_staat_wie_nog_geen_bericht_heeft_ook_als_zij_is_gesloten(zaak, client):
    afgerond(zaak)
    zaken.sluit(zaak, door=inspecteur(), op=OP)
    adres, zin = f"/zaken/{zaak.nummer}/", "1 melder heeft nog geen bericht over de uitkomst."
    client.force_login(inspecteur())
    assert zin in client.get(adres).content.decode()
    client.force_login(gebruiker("aisha", Rol.AUDITOR))
    assert zin not in client.get(adres).content.decode(), "die kan er niets aan doen"
    koppel_terug(Terugkoppeling.objects.get(), hoe=BRIEF, reden="", door=inspecteur(), op=OP)
    client.force_login(inspecteur())
    assert zin not in client.get(adres).content.decode()


def test_wie_een_zaak_afrondt_zet_voor_elke_melding_een_bericht_klaar(zaak):
    onderzocht(zaak)
    toets(zaak)
    assert not Terugkoppeling.objects.exists(), "zolang de zaak loopt hoort niemand iets"
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    klaar = Terugkoppeling.objects.te_doen().get()
    assert (klaar.melding, klaar.resultaat) == (melding_van(zaak), "MAATREGEL_DIRECT")
    zaken.sluit(zaak, door=inspecteur(), op=OP)
    assert Terugkoppeling.objects.te_doen().count() == 1, "ook als zij gesloten is"


def test_het_bericht_wordt_bewaard_zoals_het_ging(zaak):
    afgerond(zaak)
    bericht = vertel()
    assert bericht is not None
    assert (bericht.soort, bericht.sjabloon, bericht.kanaal, bericht.dag) == (
        "UITKOMST",
        "UITKOMST_MAATREGEL",
        "BRIEF",
        DAG,
    )
    assert f"nummer {melding_van(zaak).nummer}" in bericht.tekst
    assert not Terugkoppeling.objects.te_doen().exists()
    with pytest.raises(Ingehaald):
        vertel()
    assert Bericht.objects.count() == 1


@pytest.mark.parametrize("resultaat", [r.value for r in R if r != R.OPEN])
def test_elke_uitkomst_heeft_een_tekst_in_elke_taal_zonder_iets_van_de_werkgever(zaak, resultaat):
    afgerond(zaak, resultaat)
    melding = melding_van(zaak)
    for taal in ("nl", "en"):
        tekst = tekst_voor(melding, resultaat, taal, teksten_op(DAG))
        assert str(melding.nummer) in tekst.tekst + tekst.onderwerp
        assert not re.search(r"[{}]", tekst.tekst)
        getallen = set(re.findall(r"\d+", tekst.tekst)) - {str(melding.nummer), "8", "2021"}
        assert getallen == set(), "geen aantallen en geen bedragen"
        for woord in (
            werkgever_van(zaak).naam,
            "boete",
            "fine",
            "€",
            "failliet",
            "andere meld",
            "other compl",
        ):
            assert woord.casefold() not in tekst.tekst.casefold(), (taal, woord)


def test_direct_of_uiteindelijk_is_voor_de_melder_hetzelfde(db):
    teksten = teksten_op(DAG)
    velden: dict[str, Any] = {"nummer": 7, "ontvangen": DAG}
    direct, later = (
        sjablonen.van_uitkomst(teksten, "nl", uitkomst, **velden)
        for uitkomst in ("MAATREGEL_DIRECT", "MAATREGEL_UITEINDELIJK")
    )
    assert direct == later
    with pytest.raises(KeyError):
        sjablonen.van_uitkomst(teksten, "nl", "OPEN", **velden)


def test_van_twee_sjablonen_geldt_dat_van_de_dag(tmp_path):
    bestand = tmp_path / "teksten.json"
    rij = {"code": "X", "taal": "nl", "onderwerp": "O"}
    rijen = [
        rij | {"geldig_vanaf": "2021-02-01", "tekst": "Nieuw."},
        rij | {"geldig_vanaf": "2020-03-01", "tekst": "Oud."},
    ]
    bestand.write_text(json.dumps(rijen), encoding="utf-8")
    dagen = {date(2021, 1, 31): "Oud.", date(2021, 2, 1): "Nieuw.", date(2019, 1, 1): "Oud."}
    for dag, verwacht in dagen.items():
        assert sjabloon_op(bestand, "X", "nl", dag).tekst == verwacht
    with pytest.raises(KeyError):
        sjabloon_op(bestand, "X", "en", date(2021, 2, 1))


def test_wie_anoniem_is_krijgt_niets_en_er_staat_waarom(erbij):
    afgerond(zaak_met(erbij))
    with pytest.raises(Regelfout, match="niet bereikbaar"):
        vertel()
    with pytest.raises(Regelfout, match="waarom de melder geen bericht"):
        vertel(None, " ")
    assert vertel(None, "Anonieme melding.") is None
    gedaan = Terugkoppeling.objects.get()
    assert (gedaan.niet_mogelijk_reden, gedaan.afgedaan_door) == ("Anonieme melding.", inspecteur())
    assert not Bericht.objects.exists()


def test_een_email_die_niet_aankwam_wacht_weer_en_kan_anders(zaak):
    afgerond(zaak)
    bericht = vertel(Bezorging("EMAIL", "en", DAG))
    assert bericht is not None
    assert not Terugkoppeling.objects.te_doen().exists()
    Verzending.objects.update(mislukt_op=OP)
    assert Terugkoppeling.objects.te_doen().count() == 1
    ander = vertel()
    assert ander is not None
    assert Terugkoppeling.objects.get().bericht == ander
    assert Bericht.objects.count() == 2, "wat niet aankwam blijft staan"


def test_een_email_over_de_uitkomst_gaat_naar_de_melder(zaak):
    afgerond(zaak)
    bericht = vertel(Bezorging("EMAIL", "en", DAG))
    assert bericht is not None
    verzend_bericht(bericht.pk)
    (brief,) = mail.outbox
    assert (brief.to, brief.body) == (["xandra@quispel.example"], bericht.tekst)
    assert "Measures were taken" in brief.body


@pytest.mark.parametrize("gesloten", [False, True])
def test_gaat_de_zaak_weer_open_dan_wacht_wat_nog_niet_verteld_is(zaak, gesloten):
    afgerond(zaak, "GEEN_MAATREGEL")
    if gesloten:
        zaken.sluit(zaak, door=inspecteur(), op=OP)
    zaken.heropen(zaak, reden="Nieuwe feiten.", door=inspecteur(), op=OP)
    assert not Terugkoppeling.objects.te_doen().exists()
    with pytest.raises(Ingehaald):
        vertel()
    zaak.refresh_from_db()
    onderzoek.ga_verder(zaak, ZaakStatus.HERCONTROLE, door=inspecteur(), op=OP)
    toets(zaak, "MAATREGEL_UITEINDELIJK")
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    assert Terugkoppeling.objects.te_doen().get().resultaat == "MAATREGEL_UITEINDELIJK"


def test_wie_nog_niets_hoorde_toen_de_zaak_dicht_en_weer_open_ging_hoort_het_aan_haar_nieuwe_einde(zaak):
    """Nothing else came of it."""
    afgerond(zaak)
    zaken.sluit(zaak, door=inspecteur(), op=OP)
    zaken.heropen(zaak, reden="Vergissing.", door=inspecteur(), op=OP)
    zaak.refresh_from_db()
    onderzoek.ga_verder(zaak, ZaakStatus.HERCONTROLE, door=inspecteur(), op=OP)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    assert Terugkoppeling.objects.te_doen().count() == 1


def test_wie_hetzelfde_al_hoorde_hoort_het_geen_tweede_keer(zaak):
    afgerond(zaak)
    vertel()
    for uitkomst, wacht in (("MAATREGEL_DIRECT", 0), ("GEEN_MAATREGEL", 1)):
        zaken.heropen(zaak, reden="Nieuwe feiten.", door=inspecteur(), op=OP)
        zaak.refresh_from_db()
        onderzoek.ga_verder(zaak, ZaakStatus.HERCONTROLE, door=inspecteur(), op=OP)
        toets(zaak, uitkomst)
        zaken.rond_af(zaak, door=inspecteur(), op=OP)
        zaak.refresh_from_db()
        assert Terugkoppeling.objects.te_doen().count() == wacht, uitkomst


def test_een_melding_in_nog_een_open_zaak_wacht_op_die(zaak, erbij):
    zaak = onderzocht(zaak)
    melding = melding_van(zaak)
    sleutel = erbij.zaak(zaak="Z2")
    erbij.neem()
    tweede = Zaak.objects.get(extern_kenmerk=sleutel)
    ZaakMelding.objects.create(zaak=tweede, melding=melding, geregistreerd_op=OP, stand_vanaf=OP)
    toets(zaak, melding=melding)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    assert not Terugkoppeling.objects.exists()
    Zaak.objects.filter(pk=tweede.pk).update(status=ZaakStatus.HERCONTROLE)
    zaken.rond_af(tweede, door=inspecteur(), op=OP)
    assert Terugkoppeling.objects.get().zaak == tweede


def test_een_ingetrokken_melding_hoort_niets(zaak):
    onderzocht(zaak)
    Melding.objects.update(status=Status.INGETROKKEN)
    zaken.rond_af(zaak, door=inspecteur(), op=OP)
    assert not Terugkoppeling.objects.exists()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    anderen=st.lists(
        st.tuples(st.sampled_from([r.value for r in R if r != R.OPEN]), st.booleans()), max_size=4
    ),
    boete=st.booleans(),
    taal=st.sampled_from(["nl", "en"]),
)
def test_het_bericht_is_hetzelfde_wat_er_verder_ook_in_de_zaak_zit(een_zaak, anderen, boete, taal):
    """Two worlds: with these others in the zaak, and without."""

    def wereld(er_bij: list[tuple[str, bool]], met_boete: bool) -> tuple[str, str]:
        with transaction.atomic():
            zaak = Zaak.objects.get(pk=een_zaak.pk)
            eigen = melding_van(zaak)
            for n, (resultaat, zelfde_werkgever) in enumerate(er_bij):
                ander = _nog_een(n, eigen.werkgever if zelfde_werkgever else None)
                ZaakMelding.objects.create(zaak=zaak, melding=ander, geregistreerd_op=OP, stand_vanaf=OP)
                toets(zaak, resultaat, ander)
            if met_boete:
                _boete(zaak)
            toets(zaak, "GEEN_MAATREGEL", eigen)
            zaken.rond_af(zaak, door=inspecteur(), op=OP)
            klaar = Terugkoppeling.objects.get(melding=eigen)
            bericht = koppel_terug(klaar, hoe=Bezorging("BRIEF", taal, DAG), door=inspecteur(), op=OP)
            assert bericht is not None
            assert Terugkoppeling.objects.count() == len(er_bij) + 1
            transaction.set_rollback(True)
            return bericht.onderwerp, bericht.tekst

    assert wereld(anderen, boete) == wereld([], met_boete=False)


@pytest.fixture
def een_zaak(zaak: Zaak) -> Zaak:
    return onderzocht(zaak)


def _nog_een(n: int, werkgever: Werkgever | None) -> Melding:
    return kale_melding(
        500 + n,
        OP,
        Status.GEKOPPELD,
        melder_type="VAKBOND",
        onderwerpen="HYGIENE;PBM",
        anoniem=False,
        melder_bereikbaar=True,
        domein="VEILIG_GEZOND",
        werkgever=werkgever,
    )


def _boete(zaak: Zaak) -> None:
    Interventie.objects.create(
        zaak=zaak,
        werkgever=werkgever_van(zaak),
        soort="BOETERAPPORT",
        wijze="AFSTAND",
        uitgereikt_op=DAG,
        toelichting="€ 4.500",
        geregistreerd_op=OP,
        stand_vanaf=OP,
    )


# When to test


def te_toetsen(nu: Any) -> list[int]:
    return [k.melding_id for k in _te_toetsen(inspecteur(), nu)]


def test_een_melding_is_te_toetsen_enkele_dagen_na_het_laatste_in_de_zaak(zaak):
    zaak, na = onderzocht(zaak), timedelta(days=klokken_op(DAG).toetsen_na_dagen)
    melding = melding_van(zaak)
    assert te_toetsen(OP + timedelta(days=90)) == [], "zonder dat er iets is gedaan valt er niets te toetsen"
    handhaven.voer_in(zaak, _gesprek(zaak), DAG, inspecteur(), OP)
    assert te_toetsen(OP + na - timedelta(days=1)) == []
    assert te_toetsen(OP + na) == [melding.pk]
    belofte = onderzoek.zeg_toe(
        zaak,
        werkgever_van(zaak),
        maatregel="Schermen.",
        uiterlijk=DAG + timedelta(days=20),
        door=inspecteur(),
        op=OP,
    )
    assert te_toetsen(OP + na) == [], "eerst de dag van de toezegging"
    assert te_toetsen(OP + timedelta(days=20) + na) == [melding.pk]
    onderzoek.kom_na(belofte, dag=DAG, door=inspecteur(), op=OP)
    assert te_toetsen(OP + na) == [melding.pk], "of de dag waarop zij werd nagekomen"
    Interventie.objects.update(termijn_tot=DAG + timedelta(days=40))
    assert te_toetsen(OP + na) == [], "eerst de termijn"
    Interventie.objects.update(termijn_tot=None)
    Interventie.objects.update(status="INGETROKKEN")
    assert te_toetsen(OP + na) == [melding.pk], "wat is ingetrokken houdt niets tegen"


def test_wat_getoetst_is_of_van_een_ander_wacht_niet(zaak):
    zaak, na = onderzocht(zaak), timedelta(days=8)
    handhaven.voer_in(zaak, _gesprek(zaak), DAG, inspecteur(), OP)
    assert len(te_toetsen(OP + na)) == 1
    Zaak.objects.update(behandelaar=gebruiker("pieter", Rol.INSPECTEUR))
    assert te_toetsen(OP + na) == []
    Zaak.objects.update(behandelaar=inspecteur())
    toets(zaak)
    assert te_toetsen(OP + na) == []


def _gesprek(zaak: Zaak) -> handhaven.Opzet:
    return handhaven.Opzet(werkgever_van(zaak), "TELEFONISCH_GESPREK", wijze="AFSTAND")


# On screen


def test_de_behandelaar_geeft_het_bericht_vanaf_de_zaak_en_een_dubbele_klik_doet_niets(zaak):
    zaak, client = afgerond(zaak), als(inspecteur())
    pad = f"/zaken/{zaak.nummer}/"
    assert f"{pad}#melders" in lees(client, "/mijn-werk/")
    html = lees(client, pad)
    assert "Bij wat u meldde zijn maatregelen genomen." in html
    assert "Measures were taken about what you reported." in html
    formulier = re.search(rf'action="{pad}terugkoppelen/".*?</form>', html, re.DOTALL)
    assert formulier
    data = dict(re.findall(r'type="hidden" name="(sleutel|terugkoppeling)" value="([^"]*)"', formulier[0]))
    fout = client.post(f"{pad}terugkoppelen/", data | {"kanaal": "NIET", "taal": "nl", "dag": "11-01-2021"})
    assert "waarom de melder geen bericht kan krijgen" in fout.content.decode()
    data |= {"kanaal": "TELEFOON", "taal": "en", "dag": "11-01-2021"}
    for _ in range(2):
        assert client.post(f"{pad}terugkoppelen/", data).status_code == 302
    assert Bericht.objects.get().taal == "en"
    html = lees(client, pad)
    assert "heeft bericht over de uitkomst" in html
    assert "terugkoppelen/" not in html
    assert "#melders" not in lees(client, "/mijn-werk/")
    melding = lees(als(teamleider()), f"/meldingen/{melding_van(zaak).nummer}/")
    assert "Uitkomst aan de melder, per telefoon" in melding
    assert "Measures were taken" in melding


def test_een_ander_dan_de_behandelaar_ziet_het_en_geeft_het_niet(zaak):
    afgerond(zaak)
    pad = f"/zaken/{zaak.nummer}/"
    assert "terugkoppelen/" not in lees(als(teamleider()), pad)
    assert "Bericht aan de melders" in lees(als(teamleider()), pad)
    klaar = Terugkoppeling.objects.get()
    data = {"terugkoppeling": klaar.pk, "kanaal": "BRIEF", "taal": "nl", "dag": "11-01-2021"}
    assert als(teamleider()).post(f"{pad}terugkoppelen/", data).status_code == 403
    assert als(gebruiker("pieter", Rol.INSPECTEUR)).post(f"{pad}terugkoppelen/", data).status_code == 404
    assert als(triagist()).get(f"/meldingen/{melding_van(zaak).nummer}/").status_code == 200


def test_een_terugkoppeling_van_een_andere_zaak_bestaat_hier_niet(zaak):
    afgerond(zaak)
    andere = Zaak.objects.create(
        nummer=900,
        domein="VEILIG_GEZOND",
        aanleiding="MELDING",
        geopend_op=DAG,
        behandelaar=inspecteur(),
        geregistreerd_op=OP,
        stand_vanaf=OP,
    )
    klaar = Terugkoppeling.objects.get(zaak=zaak)
    data = {"terugkoppeling": klaar.pk, "kanaal": "BRIEF", "taal": "nl", "dag": "11-01-2021"}
    html = als(inspecteur()).post(f"/zaken/{andere.nummer}/terugkoppelen/", data).content.decode()
    assert "Dit hoort niet bij deze zaak" in html
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("formaat", ["pdf", "odt"])
def test_het_bericht_is_te_drukken_zonder_naam_of_adres(zaak, formaat):
    afgerond(zaak)
    bericht = vertel()
    assert bericht is not None
    antwoord = als(inspecteur()).post(f"/berichten/{bericht.pk}/document/", {"formaat": formaat})
    assert antwoord.content.startswith({"pdf": b"%PDF", "odt": b"PK"}[formaat])
    assert f"bericht-melding-{melding_van(zaak).nummer}" in antwoord["Content-Disposition"]
    assert als(inspecteur()).post(f"/berichten/{bericht.pk}/document/", {"formaat": "exe"}).status_code == 404


def test_de_zaakpagina_kost_evenveel_queries_hoeveel_melders_er_ook_zijn(zaak, django_assert_max_num_queries):
    afgerond(zaak)
    client = als(inspecteur())
    lees(client, f"/zaken/{zaak.nummer}/")
    with django_assert_max_num_queries(35) as weinig:
        lees(client, f"/zaken/{zaak.nummer}/")
    for n in range(9):
        ander = _nog_een(n, None)
        ZaakMelding.objects.create(zaak=zaak, melding=ander, geregistreerd_op=OP, stand_vanaf=OP)
        Terugkoppeling.objects.create(melding=ander, zaak=zaak, resultaat="REEDS_IN_ORDE", klaargezet_op=OP)
    with django_assert_max_num_queries(len(weinig)):
        assert lees(client, f"/zaken/{zaak.nummer}/").count("Zo leest het bericht: Engels") == 10


def test_wie_de_uitkomst_hoort_weet_ook_dat_wij_de_melding_hebben(zaak):
    afgerond(zaak)
    Melding.objects.update(kanaal="BRIEF", inzending=uuid4())
    herzie_plicht(Melding.objects.get(), op=OP)
    assert Melding.objects.ontvangst_te_bevestigen().exists()
    koppel_terug(Terugkoppeling.objects.get(), hoe=BRIEF, door=inspecteur(), op=OP)
    assert not Melding.objects.ontvangst_te_bevestigen().exists()
