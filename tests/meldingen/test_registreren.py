"""Registering one melding, by whoever types it: what is taken, what is refused, and once is once."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectie.bulk import zend
from inspectie.fouten import Regelfout
from inspectie.kluis import open_zegel
from inspectie.models import Gebruiker, Logregel, Rol, Teller
from inspectie.velden import plaats
from inspectie.versies import Wijziging
from interventies.dossier import dossierfeiten
from interventies.models import Zaak
from meldingen import adviesopslag
from meldingen.kolommen import MELDING_VELDEN
from meldingen.models import Melder, Melding, MeldingTekst, Status, Werkgever
from meldingen.registreren import Onjuist, Registratie, registreer
from rapportages.kerncijfers import bereken
from tests.maak import NU, Dossier
from tests.proeven import proeven

RIJ = {
    "ontvangen_op": "2021-01-08T10:00:00+01:00",
    "kanaal": "TELEFOON",
    "melder_type": "WERKNEMER",
    "corona_relatie": "DIRECT",
    "onderwerpen": "AFSTAND;PBM",
    "ernst": "significant",
    "omschrijving": "De kantine is te vol.",
}


def leg_vast(cellen: Mapping[str, str] | None = None, **opties: Any) -> Registratie:
    opties = {"inzending": uuid4(), "door": None, "op": NU} | opties
    return registreer(RIJ if cellen is None else cellen, dossier=dossierfeiten, **opties)


@pytest.fixture
def mira(db: None) -> Gebruiker:
    return Gebruiker.objects.create(username="mira", rol=Rol.MELDPUNT)


def test_een_melding_krijgt_nummer_tekst_en_meteen_een_advies(mira):
    werkgever = Werkgever.objects.create(naam="Bakkerij", geregistreerd_op=NU, stand_vanaf=NU)
    eerste = leg_vast(door=mira, werkgever=werkgever)
    tweede = leg_vast(door=mira)
    melding = Melding.objects.get(pk=eerste.melding.pk)
    assert (eerste.nieuw, melding.nummer, tweede.melding.nummer) == (True, 1, 2)
    assert (melding.status, melding.route, melding.prioriteit) == (Status.IN_TRIAGE, "TELEFONISCH", "P3")
    assert melding.domein == "VEILIG_GEZOND"
    assert melding.werkgever == werkgever
    assert (melding.anoniem, melding.melder_bereikbaar) == (True, False)
    assert melding.teksten.get().tekst == "De kantine is te vol."
    regel = Logregel.objects.get(actie="melding_geregistreerd", onderwerp=f"melding:{melding.pk}")
    assert (regel.door, list(regel.gegevens)) == (mira, ["getuigt"])


def test_de_melder_gaat_de_kluis_in_en_staat_nergens_anders(mira):
    geheim = {
        "melder_naam": "Wil Geheim",
        "melder_email": "wil@post.example",
        "melder_telefoon": "0612345678",
    }
    melding = leg_vast(RIJ | geheim, door=mira).melding
    assert (melding.anoniem, melding.melder_bereikbaar) == (False, True)
    melder = Melder.objects.get(melding=melding)
    assert {v: open_zegel(getattr(melder, v), plaats(Melder, melder.pk, v)) for v in Melder.GEHEIM} == {
        "naam": "Wil Geheim",
        "email": "wil@post.example",
        "telefoon": "0612345678",
    }
    alles = str([list(m.objects.values()) for m in (Melding, MeldingTekst, Melder, Logregel)])
    for stuk in ("Geheim", "wil@post", "0612345678"):
        assert stuk not in alles


def test_wie_alleen_een_telefoonnummer_geeft_blijft_anoniem_en_is_bereikbaar(db):
    melding = leg_vast(RIJ | {"melder_telefoon": "06"}).melding
    assert (melding.anoniem, melding.melder_bereikbaar) == (True, True)


def test_wat_niet_klopt_wordt_allemaal_tegelijk_gezegd_en_er_blijft_niets_van_over(db):
    with pytest.raises(Onjuist) as fout:
        leg_vast(
            RIJ
            | {"kanaal": "FAX", "ontvangen_op": "2091-01-01T10:00:00Z", "onderwerpen": "", "kleur": "rood"},
            werkgever={"naam": "", "kvk_nummer": "12"},
        )
    assert {kolom for kolom, _ in fout.value.gebreken} == {
        "kanaal",
        "ontvangen_op",
        "onderwerpen",
        "kleur",
        "werkgever.naam",
        "werkgever.kvk_nummer",
    }
    assert not Melding.objects.exists()
    assert not Werkgever.objects.exists()
    assert not Logregel.objects.exists()


def test_een_geweigerde_melding_verbruikt_geen_nummer(db):
    with pytest.raises(Onjuist):
        leg_vast(RIJ | {"kanaal": ""})
    assert leg_vast().melding.nummer == 1


@pytest.mark.parametrize("kolom", ["melding", "geregistreerd_op", "werkgever", "dubbel_van"])
def test_wat_het_systeem_zelf_bepaalt_kan_niemand_opgeven(db, kolom):
    with pytest.raises(Onjuist):
        leg_vast(RIJ | {kolom: "2021-01-08T10:00:00+01:00"})


def test_hetzelfde_formulier_twee_keer_is_een_melding(db):
    sleutel = uuid4()
    eerste, tweede = (leg_vast(inzending=sleutel, werkgever={"naam": "Nieuw"}) for _ in range(2))
    assert (eerste.nieuw, tweede.nieuw) == (True, False)
    assert eerste.melding == tweede.melding
    assert Melding.objects.count() == Werkgever.objects.count() == 1
    assert Teller.objects.get(naam="melding").waarde == 1


def test_hetzelfde_formulier_met_iets_anders_erin_wordt_niet_stil_weggegooid(db):
    sleutel = uuid4()
    leg_vast(inzending=sleutel)
    with pytest.raises(Regelfout, match="al melding 1 vastgelegd"):
        leg_vast(RIJ | {"ernst": "acuut"}, inzending=sleutel)
    assert Melding.objects.count() == 1


def test_een_dubbele_krijgt_een_nummer_en_geen_advies_en_telt_niet(db):
    eerste = leg_vast().melding
    dubbel = leg_vast(dubbel_van=eerste).melding
    dubbel.refresh_from_db()
    assert (dubbel.nummer, dubbel.status, dubbel.dubbel_van) == (2, Status.DUBBEL, eerste)
    assert not dubbel.besluiten.exists()
    assert bereken(NU.date(), NU)["KC-01"].waarde == 1


def test_een_nieuwe_werkgever_kost_niet_meer_naarmate_er_meer_bekend_is(db):
    def kost() -> int:
        with CaptureQueriesContext(connection) as vragen:
            leg_vast(werkgever={"naam": "Inpakkerij"})
        return len(vragen)

    kost()  # its words are new once
    leeg = kost()
    Zaak.objects.create(
        nummer=1,
        domein="VEILIG_GEZOND",
        aanleiding="MELDING",
        geopend_op=NU.date(),
        geregistreerd_op=NU,
        stand_vanaf=NU,
    )
    assert kost() == leeg <= 45


def test_een_advies_dat_niet_is_op_te_slaan_houdt_geen_melding_tegen(db, monkeypatch):
    echt, keren = adviesopslag.bewaar_besluiten, iter((True, False))

    def kapot(*args: Any) -> None:
        echt(*args)
        if next(keren):
            raise DataError("te lang")

    monkeypatch.setattr(adviesopslag, "bewaar_besluiten", kapot)
    melding = leg_vast().melding
    melding.refresh_from_db()
    assert (melding.status, melding.route, melding.domein) == (Status.IN_TRIAGE, "HANDMATIG", "ONBEPAALD")
    assert melding.besluiten.get().toelichting == "onverwachte fout DataError"
    assert not Wijziging.objects.exists()


@pytest.mark.postgres
def test_ook_een_advies_dat_de_database_pas_aan_het_eind_weigert_houdt_geen_melding_tegen(db, monkeypatch):
    echt, keren = adviesopslag.bewaar_besluiten, iter((True, False))

    def kapot(*args: Any) -> None:
        echt(*args)
        if next(keren):
            zend("SELECT 1 / %s", [0])

    monkeypatch.setattr(adviesopslag, "bewaar_besluiten", kapot)
    melding = leg_vast(werkgever={"naam": "Inpakkerij"}).melding
    melding.refresh_from_db()
    assert (melding.status, melding.route, melding.domein) == (Status.IN_TRIAGE, "HANDMATIG", "ONBEPAALD")
    assert melding.besluiten.get().toelichting == "onverwachte fout DataError"
    assert MeldingTekst.objects.get().melding == melding


@pytest.mark.postgres
def test_wat_na_het_nummer_niet_is_op_te_slaan_laat_geen_gat(db, mira, monkeypatch, capsys):
    echt, keren = adviesopslag.volg_advies, iter((True, False))

    def kapot(*args: Any) -> None:
        echt(*args)
        if next(keren):
            zend("SELECT 1 / %s", [0])

    monkeypatch.setattr("meldingen.registreren.volg_advies", kapot)
    melding = leg_vast(door=mira, werkgever={"naam": "Inpakkerij"}).melding
    assert (melding.nummer, melding.besluiten.get().route) == (1, "HANDMATIG")
    monkeypatch.undo()
    assert leg_vast(door=mira).melding.nummer == 2
    call_command("controleer")
    assert "0 controles gefaald" in capsys.readouterr().out


def test_een_nieuwe_werkgever_met_een_bekend_kvk_nummer_is_dezelfde_werkgever(db):
    rij = {"naam": "Van Dam Holding", "kvk_nummer": "12345678"}
    namen = (rij | {"naam": "Van Dam"}, rij, rij)
    oud, nieuw, weer = (leg_vast(werkgever=cellen).melding.werkgever for cellen in namen)
    assert oud is not None
    assert nieuw is not None
    assert (nieuw.pk != oud.pk, nieuw.hoofd, weer) == (True, oud, nieuw)


def test_na_registreren_klopt_de_database_met_zijn_beloften(db, mira, capsys):
    eerste = leg_vast(door=mira, werkgever={"naam": "Van Dam", "kvk_nummer": "12345678"}).melding
    leg_vast(door=mira, werkgever={"naam": "Van Dam B.V.", "kvk_nummer": "12345678"}, dubbel_van=eerste)
    call_command("controleer")
    assert "0 controles gefaald" in capsys.readouterr().out


GOED = {
    "ontvangen_op": ["2021-01-08T10:00:00+01:00", "2020-10-25T02:30:00+02:00", "2020-10-25T02:30:00+01:00"],
    "kanaal": ["TELEFOON", "EMAIL", "WEBFORMULIER"],
    "melder_type": ["WERKNEMER", "PERSONEELSVERTEGENWOORDIGING"],
    "melder_naam": ["", "Wil Geheim", " ", "x" * 200],
    "melder_email": ["", "wil@post.example", "geen adres"],
    "melder_telefoon": ["", "0612345678"],
    "corona_relatie": ["DIRECT", "GEEN"],
    "bevoegd": ["", "eigen", "gemengd"],
    "onderwerpen": ["AFSTAND", "PBM;AFSTAND", "LOON"],
    "ernst": ["", "acuut"],
    "aantal_blootgesteld": ["", "0", "007", "1000000"],
    "bevestigde_besmettingen": ["", "2"],
    "werkgever": ["", "W1"],
    "omschrijving": ["", "Regel een.\nRegel “twee”;", "'; DROP TABLE melding"],
}
JANEE = (
    "toestemming_contact_werkgever arbeidsmigranten melder_ziet_risico duurt_voort werkonderbreking verzoek_24_7 "
    "opsporing_indicatie personen_in_gevaar"
).split()
GOED |= {veld: ["", "ja", "nee"] for veld in JANEE}
SLECHT = st.one_of(
    st.sampled_from(
        ["", " ", "Ja", "FAX", "2091-01-01T10:00:00Z", "2021-01-08T10:00", "AFSTAND;AFSTAND", "-1", "9" * 12]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    st.just("x" * 300),
)


@st.composite
def rij(draw: st.DrawFn) -> dict[str, str]:
    goed = {kolom: draw(st.sampled_from(keuze)) for kolom, keuze in GOED.items()}
    mis = draw(
        st.sets(
            st.sampled_from(sorted(GOED.keys() - {"werkgever"})), max_size=draw(st.sampled_from([0, 0, 1, 3]))
        )
    )
    return goed | {kolom: draw(SLECHT) for kolom in mis}


@settings(max_examples=proeven(20), deadline=None, suppress_health_check=list(HealthCheck))
@given(cellen=rij())
def test_scherm_en_bestand_nemen_en_weigeren_dezelfde_meldingen(tmp_path, db, cellen):
    """And of what they take they keep the same."""
    uitkomsten = []
    for weg in (_uit_bestand, _van_scherm):
        with transaction.atomic():
            uitkomsten.append(weg(cellen, tmp_path))
            transaction.set_rollback(True)
    assert uitkomsten[0] == uitkomsten[1]


def _uit_bestand(cellen: dict[str, str], tmp_path: Any) -> Any:
    dossier = Dossier(tmp_path / "map")
    dossier.werkgever(werkgever="W1", naam="Van Dam")
    dossier.melding(**{"melding": "A", "geregistreerd_op": "", "domein": ""} | cellen)
    if not dossier.importeer().opgeslagen:
        return {fout.kolom for fout in dossier.fouten}
    return _bewaard()


def _van_scherm(cellen: dict[str, str], tmp_path: Any) -> Any:
    werkgever = Werkgever.objects.create(naam="Van Dam", geregistreerd_op=NU, stand_vanaf=NU)
    eigen = {kolom: cel for kolom, cel in cellen.items() if kolom != "werkgever"}
    try:
        leg_vast(eigen, werkgever=werkgever if cellen["werkgever"] else None)
    except Onjuist as fout:
        return {kolom for kolom, _ in fout.gebreken}
    return _bewaard()


def _bewaard() -> Any:
    melding = Melding.objects.select_related("werkgever").get()
    melder = Melder.objects.filter(melding=melding).first()
    return (
        # The advice decides the domain, and a file waits for it.
        {veld: getattr(melding, veld) for veld in MELDING_VELDEN if veld != "domein"},
        (melding.nummer, melding.anoniem, melding.melder_bereikbaar, melding.geregistreerd_op),
        melding.werkgever and melding.werkgever.naam,
        [tekst.tekst for tekst in melding.teksten.all()],
        melder and [open_zegel(getattr(melder, v), plaats(Melder, melder.pk, v)) for v in Melder.GEHEIM],
        melder and (melder.zoek_naam, melder.zoek_email, melder.zoek_telefoon),
    )
