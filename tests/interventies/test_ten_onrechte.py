"""A talk, a visit and what became of an instrument or a promise, recorded in error, are taken back on screen."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Logregel
from inspectie.tijd import einde_van
from interventies import concepten, corrigeren, handhaven, onderzoek
from interventies.corrigeren import merk
from interventies.models import Interventie, InterventieStatus, InterventieWissel, Zaak, ZaakStatus
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.zaaktijdlijn import tijdlijn
from rapportages import controles
from rapportages.kerncijfers import bereken
from rapportages.kerncijfers.stroomtelling import bereken_stroom
from rapportages.kerncijfers.vakken import Vak
from tests.interventies.zaakhulp import DAG, OP, inspecteur, opzet, overtreding_in, werkgever_van, zaak_met

pytestmark = pytest.mark.django_db
LATER = OP + timedelta(days=1)
NAGEKOMEN, NIET, UITGEREIKT = (
    InterventieStatus.NAGEKOMEN,
    InterventieStatus.NIET_NAGEKOMEN,
    InterventieStatus.UITGEREIKT,
)


def gesprek_in(zaak: Zaak) -> Interventie:
    soort = opzet(zaak, "AANSPREKEN_MONDELING", overtreding_in(zaak))
    return handhaven.leg_vast(zaak, soort, dag=DAG, door=inspecteur(), op=OP)


def waarschuwing_in(zaak: Zaak) -> Interventie:
    wie: dict[str, Any] = {"door": inspecteur(), "op": OP}
    concept = concepten.stel_op(zaak, opzet(zaak, "WAARSCHUWING", overtreding_in(zaak)), **wie)
    concepten.stel_vast(concept, versie=1, **wie)
    return concepten.reik_uit(concept, dag=DAG, versie=2, **wie)


def volg_op(interventie: Interventie, naar: InterventieStatus, op: datetime = OP, **anders: Any) -> None:
    handhaven.volg_op(interventie, naar, dag=DAG, door=inspecteur(), op=op, **anders)


def herroep(interventie: Interventie, **anders: Any) -> None:
    nu = Interventie.objects.select_related("zaak").get(pk=interventie.pk)
    zoals: dict[str, Any] = {"reden": "De verkeerde.", "gezien": nu.status, "door": inspecteur(), "op": LATER}
    corrigeren.herroep_uitkomst(nu, **zoals | anders)
    interventie.refresh_from_db()


def laat_vervallen(interventie: Interventie, **anders: Any) -> None:
    zoals: dict[str, Any] = {"reden": "Was elders.", "door": inspecteur(), "op": LATER}
    corrigeren.laat_interventie_vervallen(interventie, **zoals | anders)


def verloop(zaak: Zaak, **anders: Any) -> list[tuple[str, str | None]]:
    return [(g.wat, g.waarom) for g in tijdlijn(zaak, Rechtsteksten(), hoogstens=None, **anders)[0]]


def afloop(peildatum: date, stand: date) -> dict[str, int]:
    stroom = bereken_stroom(peildatum, einde_van(stand), [Vak(date(2021, 1, 1), peildatum)])
    return {code: n for code, n in stroom.delen["afloop"].items() if n}


def post(client: Client, zaak: Zaak, code: str, **velden: object) -> str:
    client.force_login(inspecteur())
    adres = reverse(f"zaak_{code}", args=[zaak.nummer])
    antwoord = client.post(adres, {"sleutel": uuid4(), "reden": "Was elders.", **velden}, follow=True)
    return str(antwoord.content.decode())


def test_een_gesprek_dat_er_niet_was_telt_niet_meer_en_een_eerdere_stand_ziet_het_nog(dossier):
    zaak = zaak_met(dossier)
    laat_vervallen(gesprek_in(zaak))
    for stand, aantal in ((OP, 1), (LATER, 0)):
        cijfers: Any = bereken(DAG, stand).als_json()["kerncijfers"]
        per_code = {k["code"]: k for k in cijfers}
        assert sum(k["waarde"] for code, k in per_code.items() if code == "KC-08") == aantal, per_code
    assert ("Mondeling aanspreken op 11-01-2021: vervallen", "Was elders.") in verloop(zaak)
    assert not list(controles.CONTROLES["wat vastligt is waarvan het logboek getuigt"]())


def test_wat_met_een_brief_uitging_vervalt_niet(dossier):
    waarschuwing = waarschuwing_in(zaak_met(dossier))
    with pytest.raises(Regelfout, match="blijft staan zoals het was"):
        laat_vervallen(waarschuwing)


def test_een_uitkomst_die_onjuist_was_is_nooit_zo_geweest_en_de_stand_van_toen_zag_haar(dossier):
    zaak = zaak_met(dossier)
    waarschuwing = waarschuwing_in(zaak)
    volg_op(waarschuwing, NAGEKOMEN)
    herroep(waarschuwing)
    assert waarschuwing.status == UITGEREIKT
    toen, nu = OP.date(), LATER.date()
    assert [afloop(nu, stand) for stand in (toen, nu)] == [{"NAGEKOMEN": 1}, {"UITGEREIKT": 1}]
    # What came of it really, of a day before the one that was wrong, counts.
    volg_op(waarschuwing, NIET, op=LATER + timedelta(days=1))
    assert afloop(nu, (LATER + timedelta(days=1)).date()) == {"NIET_NAGEKOMEN": 1}
    assert not list(controles.CONTROLES["wat vastligt is waarvan het logboek getuigt"]())


def test_herroepen_geeft_wat_er_daarvoor_stond_en_dat_is_ook_te_herroepen(dossier):
    waarschuwing = waarschuwing_in(zaak_met(dossier))
    for naar in (NIET, NAGEKOMEN):
        volg_op(waarschuwing, naar)
    standen = []
    for _ in range(2):
        herroep(waarschuwing)
        standen.append(waarschuwing.status)
    assert standen == [NIET, UITGEREIKT]
    with pytest.raises(Ingehaald):
        herroep(waarschuwing)


def test_de_tijdlijn_zegt_wat_onjuist_was_en_de_werkgever_leest_alleen_wat_zo_is(dossier):
    zaak = zaak_met(dossier)
    waarschuwing = waarschuwing_in(zaak)
    volg_op(waarschuwing, NAGEKOMEN)
    herroep(waarschuwing)
    regels = [(wat, waarom) for wat, waarom in verloop(zaak) if "nagekomen" in wat]
    assert regels == [
        ("Waarschuwing: toch niet nagekomen op 11-01-2021, dat was onjuist vastgelegd", "De verkeerde."),
        ("Waarschuwing: nagekomen op 11-01-2021", ""),
    ]
    assert not [wat for wat, _ in verloop(zaak, voor_werkgever=True) if "nagekomen" in wat]
    assert Logregel.objects.filter(actie="interventie_status", gegevens__has_key="herroept").count() == 1


def test_wat_de_werkgever_hoorde_is_geen_vergissing_in_het_systeem(dossier):
    waarschuwing = waarschuwing_in(zaak_met(dossier))
    volg_op(waarschuwing, InterventieStatus.INGETROKKEN, toelichting="Fout.")
    with pytest.raises(Regelfout):
        herroep(waarschuwing)


def test_zonder_reden_in_een_dichte_zaak_of_na_een_ander_herroept_men_niets(dossier):
    zaak = zaak_met(dossier)
    waarschuwing, gesprek = waarschuwing_in(zaak), gesprek_in(zaak)
    volg_op(waarschuwing, NAGEKOMEN)
    with pytest.raises(Ingehaald, match="intussen gewijzigd"):
        herroep(waarschuwing, gezien=NIET.value)
    for poging in (lambda **a: herroep(waarschuwing, **a), lambda **a: laat_vervallen(gesprek, **a)):
        with pytest.raises(Regelfout, match="waarom dit onjuist was"):
            poging(reden=" ")
    Zaak.objects.filter(pk=zaak.pk).update(status=ZaakStatus.GESLOTEN)
    for dicht in (lambda: herroep(waarschuwing), lambda: laat_vervallen(gesprek)):
        with pytest.raises(Regelfout, match="heropen haar eerst"):
            dicht()


def test_de_database_laat_een_wissel_een_keer_herroepen(dossier):
    waarschuwing = waarschuwing_in(zaak_met(dossier))
    volg_op(waarschuwing, NAGEKOMEN)
    herroep(waarschuwing)
    dubbel = InterventieWissel.objects.get(herroept__isnull=False)
    dubbel.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        dubbel.save()


def test_op_het_scherm_staat_het_bij_wat_te_herroepen_is_en_een_dubbele_klik_doet_het_een_keer(
    dossier, client
):
    zaak = zaak_met(dossier)
    waarschuwing, gesprek = waarschuwing_in(zaak), gesprek_in(zaak)
    client.force_login(inspecteur())
    html = client.get(f"/zaken/{zaak.nummer}/").content.decode()
    assert "interventie-vervallen/" in html
    assert "uitkomst-herroepen/" not in html
    volg_op(waarschuwing, NAGEKOMEN)
    assert "uitkomst-herroepen/" in client.get(f"/zaken/{zaak.nummer}/").content.decode()
    velden = {"interventie": waarschuwing.pk, "gezien": NAGEKOMEN.value, "sleutel": uuid4()}
    for zin in ("De uitkomst is herroepen.", "er is niets dubbel gedaan"):
        assert zin in post(client, zaak, "uitkomst-herroepen", **velden)
    for zin in ("Dit is vervallen.", "Dit is intussen vervallen"):
        assert zin in post(client, zaak, "interventie-vervallen", interventie=gesprek.pk)
    assert InterventieWissel.objects.count() == 2


def test_een_toezegging_die_toch_niet_is_nagekomen_staat_weer_open(dossier, client):
    zaak = zaak_met(dossier)
    wie: dict[str, Any] = {"door": inspecteur(), "op": OP}
    belofte = onderzoek.zeg_toe(zaak, werkgever_van(zaak), maatregel="Schermen.", uiterlijk=DAG, **wie)
    open_ = merk(belofte)
    onderzoek.kom_na(belofte, dag=DAG, **wie)
    belofte.refresh_from_db()
    velden = {"toezegging": belofte.pk, "sleutel": uuid4(), "reden": "De verkeerde."}
    assert "Dit is intussen gewijzigd." in post(client, zaak, "nakomen-herroepen", **velden, gezien=open_)
    velden |= {"gezien": merk(belofte), "sleutel": uuid4()}
    for zin in ("De toezegging staat weer open.", "er is niets dubbel gedaan"):
        assert zin in post(client, zaak, "nakomen-herroepen", **velden)
    belofte.refresh_from_db()
    assert belofte.nagekomen_op is None
    wat = "Toezegging, uiterlijk 11-01-2021: toch niet nagekomen, dat was onjuist vastgelegd"
    assert (wat, "De verkeerde.") in verloop(zaak)
    onderzoek.kom_na(belofte, dag=DAG, **wie)
    for naam in ("wat vastligt is waarvan het logboek getuigt", "elke wijziging laat de eerdere stand staan"):
        assert not list(controles.CONTROLES[naam]())
