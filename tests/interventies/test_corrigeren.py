"""An inspecteur corrects on screen what was recorded wrongly of a violation or a promise."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.versies import Wijziging, standen
from interventies import concepten, corrigeren, handhaven, onderzoek
from interventies.corrigeren import merk
from interventies.dossier import dossierfeiten
from interventies.models import (
    Interventie,
    InterventieStatus,
    Overtreding,
    Toezegging,
    Zaak,
    ZaakStatus,
)
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.zaaktijdlijn import tijdlijn
from meldingen.models import Melding
from rapportages import controles
from rapportages.kerncijfers import bereken
from tests.interventies.zaakhulp import (
    DAG,
    OP,
    inspecteur,
    opzet,
    overtreding_in,
    werkgever_van,
    zaak_met,
)

pytestmark = pytest.mark.django_db
LATER = OP + timedelta(days=1)


def verander(overtreding: Overtreding, **anders: Any) -> Overtreding:
    """Correct it, as it stands, in these respects."""
    nu = Overtreding.objects.select_related("zaak", "werkgever").get(pk=overtreding.pk)
    zoals: dict[str, Any] = {
        "werkgever": nu.werkgever,
        "voorschrift": nu.voorschrift,
        "dag": nu.geconstateerd_op,
        "ernstig_gevaar": bool(nu.ernstig_gevaar),
        "motivering": nu.ernstige_mate_motivering,
        "reden": "Verkeerd overgenomen.",
        "gezien": merk(nu),
        "door": inspecteur(),
        "op": LATER,
    }
    corrigeren.corrigeer_overtreding(nu, **zoals | anders)
    return Overtreding.objects.get(pk=overtreding.pk)


def laat_vervallen(overtreding: Overtreding, **anders: Any) -> None:
    nu = Overtreding.objects.select_related("zaak").get(pk=overtreding.pk)
    zoals: dict[str, Any] = {"reden": "Was een andere zaak.", "gezien": merk(nu), "door": inspecteur()}
    corrigeren.laat_overtreding_vervallen(nu, **zoals | {"op": LATER} | anders)


def toezegging_in(zaak: Zaak, **anders: Any) -> Toezegging:
    gewoon: dict[str, Any] = {"maatregel": "Schermen.", "uiterlijk": DAG, "door": inspecteur(), "op": OP}
    return onderzoek.zeg_toe(zaak, werkgever_van(zaak), **gewoon | anders)


def gecorrigeerd(zaak: Zaak) -> dict[str, tuple[str, str | None]]:
    verloop, _ = tijdlijn(zaak, Rechtsteksten(), hoogstens=None)
    return {g.wat: (g.wie, g.waarom) for g in verloop if g.moment == LATER}


def post(client: Client, zaak: Zaak, code: str, **velden: object) -> Any:
    client.force_login(inspecteur())
    return client.post(
        reverse(f"zaak_{code}", args=[zaak.nummer]), {"sleutel": uuid4(), **velden}, follow=True
    )


def velden_van(overtreding: Overtreding, **anders: object) -> dict[str, object]:
    return {
        "overtreding": overtreding.pk,
        "gezien": merk(overtreding),
        "werkgever": overtreding.werkgever_id,
        "voorschrift": overtreding.voorschrift,
        "dag": "10-01-2021",
        "motivering": "",
        "reden": "De dag was verkeerd overgenomen.",
    } | anders


def test_een_correctie_staat_naast_wat_er_stond_en_de_tijdlijn_zegt_wie_wanneer_en_waarom(zaak):
    overtreding = overtreding_in(zaak)
    verander(overtreding, voorschrift="RIE", dag=date(2021, 1, 10))
    was, wordt = standen(Overtreding, [overtreding.pk])[overtreding.pk]
    assert (was.vanaf, was.velden["voorschrift"], was.velden["geconstateerd_op"]) == (OP, "ZORGPLICHT", DAG)
    assert (wordt.vanaf, wordt.velden["voorschrift"]) == (LATER, "RIE")
    assert {w.door for w in Wijziging.objects.all()} == {inspecteur()}
    verloop, _ = tijdlijn(zaak, Rechtsteksten(), hoogstens=None)
    (vastgelegd,) = (g.wat for g in verloop if g.wat.startswith("Overtreding vastgelegd"))
    assert "artikel 3), geconstateerd op 11-01-2021" in vastgelegd
    regels = gecorrigeerd(zaak)
    assert set(regels.values()) == {(inspecteur().naam, "Verkeerd overgenomen.")}
    assert any("10-01-2021 (was 11-01-2021)" in wat for wat in regels)
    assert any("(was Zorgplicht van de werkgever" in wat for wat in regels)
    laat_toezegging_vervallen(toezegging_in(zaak))
    for naam in ("wat vastligt is waarvan het logboek getuigt", "elke wijziging laat de eerdere stand staan"):
        assert not list(controles.CONTROLES[naam]())


def test_een_cijfer_van_een_eerdere_stand_ziet_een_overtreding_die_verviel_nog(zaak):
    onderzoek.toets_veiligheid(zaak, besluit="AKKOORD", afspraken="", dag=DAG, door=inspecteur(), op=OP)
    bezoek = opzet(zaak, "LOCATIEBEZOEK", wijze="LOCATIE")
    handhaven.leg_vast(zaak, bezoek, dag=DAG, door=inspecteur(), op=OP)
    laat_vervallen(overtreding_in(zaak))
    for stand, aantal in ((OP, 1), (LATER, 0)):
        cijfers: Any = bereken(DAG, stand).als_json()["kerncijfers"]
        assert {k["code"]: k for k in cijfers}["KC-12"]["waarde"] == aantal
    assert {w for _, w in gecorrigeerd(zaak).values()} == {"Was een andere zaak."}


def test_wie_niets_wijzigt_of_niet_zegt_waarom_corrigeert_niets(erbij):
    overtreding = overtreding_in(zaak_met(erbij))
    with pytest.raises(Regelfout, match="niets gewijzigd"):
        verander(overtreding)
    with pytest.raises(Regelfout, match="waarom dit onjuist was"):
        verander(overtreding, voorschrift="RIE", reden=" ")
    assert not Wijziging.objects.exists()


@pytest.mark.parametrize(
    ("anders", "waarom"),
    [
        ({"voorschrift": "THUISWERKEN"}, "Niet thuiswerken is in zichzelf geen overtreding"),
        ({"voorschrift": "ARBOBESLUIT_3_2A", "dag": date(2020, 11, 30)}, "op de dag van de overtreding"),
        ({"dag": date(2021, 1, 13)}, "in de toekomst"),
    ],
)
def test_wat_niet_vast_te_leggen_is_wordt_ook_niet_gecorrigeerd(erbij, anders, waarom):
    overtreding = overtreding_in(zaak_met(erbij))
    with pytest.raises(Regelfout, match=waarom):
        verander(overtreding, **anders)
    assert not Wijziging.objects.exists()


def test_een_werkgever_van_een_andere_zaak_kan_niet_en_een_dichte_zaak_gaat_eerst_open(erbij):
    zaak, andere = zaak_met(erbij), zaak_met(erbij)
    overtreding, toezegging = overtreding_in(zaak), toezegging_in(zaak)
    with pytest.raises(Regelfout, match="niet over deze werkgever"):
        verander(overtreding, werkgever=werkgever_van(andere))
    Zaak.objects.filter(pk=zaak.pk).update(status=ZaakStatus.GESLOTEN)
    for poging in (
        lambda: verander(overtreding, voorschrift="RIE"),
        lambda: laat_vervallen(overtreding),
        lambda: laat_toezegging_vervallen(toezegging),
    ):
        with pytest.raises(Regelfout, match="heropen haar eerst"):
            poging()


def uitgereikt(zaak: Zaak, overtreding: Overtreding) -> Interventie:
    """A warning that went out on it."""
    wie: dict[str, Any] = {"door": inspecteur(), "op": OP}
    concept = concepten.stel_op(zaak, opzet(zaak, "WAARSCHUWING", overtreding), **wie)
    concepten.stel_vast(concept, versie=1, **wie)
    return concepten.reik_uit(concept, dag=DAG, versie=2, **wie)


def test_waarop_een_instrument_rust_verandert_pas_als_dat_is_ingetrokken(zaak):
    overtreding = overtreding_in(zaak)
    waarschuwing = uitgereikt(zaak, overtreding)
    for poging in (lambda: verander(overtreding, voorschrift="RIE"), lambda: laat_vervallen(overtreding)):
        with pytest.raises(
            Regelfout, match=r"een waarschuwing van 11-01-2021\. Trek dat instrument eerst in"
        ):
            poging()
    handhaven.volg_op(
        waarschuwing, InterventieStatus.INGETROKKEN, dag=DAG, toelichting="Fout.", door=inspecteur(), op=OP
    )
    assert verander(overtreding, voorschrift="RIE").voorschrift == "RIE"
    # It stays counted, and so needs what it stood on.
    with pytest.raises(Regelfout, match="blijft meetellen, ook als het is ingetrokken"):
        laat_vervallen(overtreding)


def test_een_gesprek_over_een_overtreding_houdt_een_correctie_niet_tegen_tenzij_de_wet_haar_dan_verbiedt(
    zaak,
):
    overtreding = overtreding_in(zaak)
    gesprek = opzet(zaak, "AANSPREKEN_MONDELING", overtreding)
    handhaven.leg_vast(zaak, gesprek, dag=DAG, door=inspecteur(), op=OP)
    with pytest.raises(Regelfout) as fout:
        verander(overtreding, dag=date(2021, 1, 12))
    assert "Mondeling aanspreken van 11-01-2021: " in str(fout.value)
    assert "na de dag van uitreiken" in str(fout.value)
    assert verander(overtreding, voorschrift="RIE").voorschrift == "RIE"
    laat_vervallen(overtreding)


def test_een_concept_volgt_de_correctie_en_wie_het_voor_zich_had_leest_het_opnieuw(zaak):
    overtreding = overtreding_in(zaak)
    concept = concepten.stel_op(zaak, opzet(zaak, "EIS", overtreding), door=inspecteur(), op=OP)
    with pytest.raises(Regelfout, match="Laat dat eerst vervallen"):
        laat_vervallen(overtreding)
    with pytest.raises(Regelfout, match=r"Concept eis: .*Laat een concept eerst vervallen"):
        verander(overtreding, voorschrift="ATW")
    verander(overtreding, voorschrift="RIE")
    with pytest.raises(Ingehaald):
        concepten.stel_vast(concept, versie=1, door=inspecteur(), op=LATER)
    concepten.stel_vast(concept, versie=2, door=inspecteur(), op=LATER)
    with pytest.raises(Regelfout, match="Neem dat eerst terug"):
        verander(overtreding, voorschrift="ZORGPLICHT")


def test_wat_intussen_is_gecorrigeerd_draagt_geen_instrument_zoals_het_was(zaak):
    overtreding = overtreding_in(zaak)
    zoals_gezien = opzet(zaak, "EIS", overtreding)
    verander(overtreding, voorschrift="ATW")
    with pytest.raises(Regelfout, match="kan geen eis staan"):
        concepten.stel_op(zaak, zoals_gezien, door=inspecteur(), op=LATER)
    laat_vervallen(overtreding)
    with pytest.raises(Ingehaald, match="ten onrechte vastgelegd"):
        handhaven.laat_zonder_gevolg(overtreding, reden="x", door=inspecteur(), op=LATER)


def test_een_ingelezen_overtreding_is_hier_te_corrigeren_en_een_later_bestand_gaat_verder(erbij):
    zaak = zaak_met(erbij)
    Zaak.objects.filter(pk=zaak.pk).update(extern_kenmerk="Z1")
    sleutel = erbij.overtreding("Z1", werkgever_van(zaak).extern_kenmerk)
    erbij.neem()
    overtreding = Overtreding.objects.get(extern_kenmerk=sleutel)
    assert verander(overtreding, voorschrift="RIE", op=timezone.now()).ernstig_gevaar is None
    erbij.correctie("overtreding", sleutel, "voorschrift", "VOORLICHTING", "2021-01-12T09:00:00+01:00")
    erbij.neem()
    # Registered before what was corrected here, which counts.
    assert Overtreding.objects.get().voorschrift == "RIE"


def laat_toezegging_vervallen(toezegging: Toezegging, **anders: Any) -> None:
    zoals: dict[str, Any] = {"reden": "Niet toegezegd.", "gezien": merk(toezegging), "door": inspecteur()}
    corrigeren.laat_toezegging_vervallen(toezegging, **zoals | {"op": LATER} | anders)


def test_een_toezegging_wordt_gecorrigeerd_en_een_eerdere_melding_zag_wat_er_toen_stond(erbij):
    zaak = zaak_met(erbij)
    toezegging = toezegging_in(zaak, uiterlijk=date(2021, 1, 11))
    sleutels = [
        erbij.melding(werkgever=str(werkgever_van(zaak).extern_kenmerk), ontvangen_op=moment)
        for moment in ("2021-01-12T10:00:00+01:00", "2021-01-14T10:00:00+01:00")
    ]
    erbij.neem()
    corrigeren.corrigeer_toezegging(
        toezegging,
        werkgever=toezegging.werkgever,
        maatregel="Schermen en looproutes.",
        uiterlijk=date(2021, 2, 11),
        reden="Een maand later.",
        gezien=merk(toezegging),
        door=inspecteur(),
        op=LATER,
    )
    meldingen = [Melding.objects.get(extern_kenmerk=s) for s in sleutels]
    feiten = dossierfeiten(meldingen)
    assert [feiten[m.pk].toezegging_niet_nagekomen for m in meldingen] == [True, False]
    wat = set(gecorrigeerd(zaak))
    begin = "Toezegging, uiterlijk 11-02-2021 gecorrigeerd"
    assert wat == {
        f"{begin}: wat is toegezegd, Schermen en looproutes. (was Schermen.)",
        f"{begin}: uiterlijk op, 11-02-2021 (was 11-01-2021)",
    }


def test_een_toezegging_die_er_niet_was_is_nergens_meer_en_komt_men_niet_na(zaak, client):
    toezegging = toezegging_in(zaak, maatregel="Iets wat niemand zei.")
    laat_toezegging_vervallen(toezegging)
    client.force_login(inspecteur())
    for adres in (f"/zaken/{zaak.nummer}/", f"/werkgevers/{werkgever_van(zaak).pk}/"):
        html = client.get(adres).content.decode().split('id="ztl-kop"')[0]
        assert "Iets wat niemand zei." not in html
    assert zaak.nummer not in {
        z["nummer"] for z in client.get("/zaken/?ingezet=TOEZEGGING").context.get("zaken", [])
    }
    with pytest.raises(Ingehaald, match="ten onrechte vastgelegd"):
        onderzoek.kom_na(toezegging, dag=DAG, door=inspecteur(), op=LATER)


def test_twee_die_tegelijk_corrigeren_de_tweede_houdt_wat_hij_typte(zaak, client):
    overtreding = overtreding_in(zaak)
    velden = velden_van(overtreding)
    verander(overtreding, voorschrift="RIE")
    antwoord = post(client, zaak, "overtreding-corrigeren", **velden)
    html = antwoord.content.decode()
    assert "Dit is intussen gewijzigd." in html
    assert "Hieronder staat de zaak zoals zij nu is." in html
    assert "De dag was verkeerd overgenomen." in html
    assert Overtreding.objects.get().geconstateerd_op == DAG
    # What came back is about what stands there now.
    nieuw = merk(Overtreding.objects.get())
    assert f'name="gezien" value="{nieuw}"' in html
    form = antwoord.context["met_fouten"]
    # Left as it stood, it follows what the other made of it; else it would be taken back unseen.
    assert (form["voorschrift"].value(), form["dag"].value()) == ("RIE", "10-01-2021")
    post(client, zaak, "overtreding-corrigeren", **velden | {"gezien": nieuw, "voorschrift": "RIE"})
    o = Overtreding.objects.get()
    assert (o.geconstateerd_op, o.voorschrift) == (date(2021, 1, 10), "RIE")


def test_een_dubbele_klik_corrigeert_een_keer(zaak, client):
    velden = velden_van(overtreding_in(zaak), sleutel=uuid4())
    for zin in ("De overtreding is gecorrigeerd.", "er is niets dubbel gedaan"):
        assert zin in post(client, zaak, "overtreding-corrigeren", **velden).content.decode()
    assert Wijziging.objects.count() == 1


def test_wat_intussen_verviel_zegt_dat_aan_wie_het_nog_voor_zich_had(zaak, client):
    overtreding, toezegging = overtreding_in(zaak), toezegging_in(zaak)
    laat_vervallen(overtreding)
    laat_toezegging_vervallen(toezegging)
    for code, record in (("overtreding", overtreding), ("toezegging", toezegging)):
        velden = {code: record.pk, "gezien": merk(record), "reden": "Nog eens."}
        antwoord = post(client, zaak, f"{code}-vervallen", **velden)
        assert "Dit is intussen vervallen" in antwoord.content.decode()


def test_bij_wat_nu_niet_te_corrigeren_is_staat_waarom_in_plaats_van_een_formulier(zaak, client):
    vrij, vast = overtreding_in(zaak), overtreding_in(zaak, voorschrift="RIE")
    uitgereikt(zaak, vast)
    client.force_login(inspecteur())
    html = client.get(f"/zaken/{zaak.nummer}/").content.decode()
    assert html.count("Hierop rust een waarschuwing van 11-01-2021.") == 1
    assert f'name="overtreding" value="{vrij.pk}"' in html
    assert f'name="overtreding" value="{vast.pk}"' not in html
    Zaak.objects.filter(pk=zaak.pk).update(status=ZaakStatus.GESLOTEN)
    assert "overtreding-corrigeren" not in client.get(f"/zaken/{zaak.nummer}/").content.decode()
