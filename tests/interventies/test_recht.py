"""Changing the law as this system knows it: proposals, decisions, what they may not touch, and what stays as it was."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol, VrijeDag
from inspectie.termijnen import verschuif
from inspectie.tijd import einde_van
from interventies import wet
from interventies.models import (
    Grondslag,
    Interventie,
    Overtreding,
    Rechtsbesluit,
    Rechtstabel,
    Rechtsvoorstel,
    Voorschrift,
)
from interventies.rechtsgegevens import nakijken, stand
from interventies.rechtsgegevens.gevolgen import gevolgen, wijziging
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.rechtsgegevens.voorstellen import beslis, stel_voor, trek_in
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from interventies.rechtsgegevens.wijzigen import na
from interventies.werk import WERK
from rapportages.bewijzen import getuigenis
from rapportages.kerncijfers.stroomtelling import bereken_stroom
from rapportages.kerncijfers.vakken import Vak
from tests.interventies.zaakhulp import gebruiker, teamleider
from tests.maak import Dossier

OP = datetime(2026, 11, 24, 12, tzinfo=UTC)
VANDAAG = OP.date()
V, G, D = Rechtstabel.VOORSCHRIFT, Rechtstabel.GRONDSLAG, Rechtstabel.VRIJE_DAG


def bram() -> Gebruiker:
    return gebruiker("bram", Rol.BELEID)


def versie(code: str = "RIE", **anders: Any) -> dict[str, Any]:
    """A new version of a provision: the last one, changed by name."""
    laatste = stand.lees(V, code)[-1]
    return {naam: w for naam, w in laatste.items() if naam != "pk"} | {"geldig_tot": ""} | anders


def voorgesteld(tabel: str, sleutel: str, act: str, inhoud: dict[str, Any], **anders: Any) -> Rechtsvoorstel:
    gewoon: dict[str, Any] = {
        "gezien": stand.lees(tabel, sleutel),
        "reden": "Staatsblad 2026, 1.",
        "door": bram(),
        "op": OP,
    }
    return stel_voor(tabel, sleutel, act, inhoud, **gewoon | anders)


def doorgevoerd(tabel: str, sleutel: str, act: str, inhoud: dict[str, Any], op: datetime = OP) -> None:
    voorstel = voorgesteld(tabel, sleutel, act, inhoud, op=op)
    beslis(voorstel, aanvaard=True, reden="", door=teamleider(), op=op)


def pk_van(code: str, model: type[Any] = Voorschrift) -> int:
    return int(model.objects.filter(code=code).op_volgorde().last().pk)


def periodes(code: str) -> list[tuple[date | None, date | None]]:
    return list(Voorschrift.objects.filter(code=code).op_volgorde().values_list("geldig_van", "geldig_tot"))


# A change, from proposal to law


def test_een_nieuwe_versie_wordt_pas_recht_als_een_teamleider_haar_aanvaardt(db):
    voorstel = voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01", klasse="DIRECT"))
    assert periodes("RIE") == [(None, None)]
    beslis(voorstel, aanvaard=True, reden="", door=teamleider(), op=OP)
    assert periodes("RIE") == [(None, date(2026, 12, 31)), (date(2027, 1, 1), None)]
    versies = wet.recht().voorschriften["RIE"]
    assert [v.klasse.value for v in versies] == ["OO", "DIRECT"]
    acties = list(Logregel.objects.order_by("nummer").values_list("actie", "door__username"))
    assert acties[-2:] == [("recht_voorgesteld", "bram"), ("recht_aanvaard", "thea")]


def test_wie_voorstelt_beslist_niet_ook_niet_als_teamleider(db):
    voorstel = voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"), door=teamleider())
    with pytest.raises(Regelfout, match="Een ander dan wie het voorstelde"):
        beslis(voorstel, aanvaard=True, reden="", door=teamleider(), op=OP)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rechtsbesluit.objects.create(
            voorstel=voorstel, uitkomst="AANVAARD", voorsteller=teamleider(), door=teamleider(), op=OP
        )


def test_afwijzen_vraagt_een_reden_en_verandert_niets(db):
    voorstel = voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    with pytest.raises(Regelfout, match="vraagt een reden"):
        beslis(voorstel, aanvaard=False, reden=" ", door=teamleider(), op=OP)
    beslis(voorstel, aanvaard=False, reden="Nog niet gepubliceerd.", door=teamleider(), op=OP)
    assert periodes("RIE") == [(None, None)]
    with pytest.raises(Ingehaald, match="al beslist"):
        beslis(voorstel, aanvaard=True, reden="", door=teamleider(), op=OP)


def test_wie_het_voorstelde_trekt_het_in_en_een_ander_niet(db):
    voorstel = voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    with pytest.raises(Regelfout, match="doet wie het deed"):
        trek_in(voorstel, reden="", door=gebruiker("bea", Rol.BELEID), op=OP)
    trek_in(voorstel, reden="Verkeerde dag.", door=bram(), op=OP)
    assert voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-02-01")).pk != voorstel.pk


def test_er_wacht_een_voorstel_tegelijk_op_een_code(db):
    voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    with pytest.raises(Regelfout, match="ligt al een voorstel"):
        voorgesteld(V, "RIE", "EINDE", {"pk": pk_van("RIE"), "geldig_tot": "2026-12-31"})
    assert voorgesteld(V, "WML", "NIEUW", versie("WML", geldig_van="2027-01-01")).pk


def test_een_voorstel_zonder_reden_is_er_geen(db):
    with pytest.raises(Regelfout, match="vraagt een reden"):
        voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"), reden="  ")


def test_wie_iets_ouds_zag_wordt_gezegd_dat_het_veranderde(db):
    gezien = stand.lees(V, "RIE")
    doorgevoerd(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    with pytest.raises(Ingehaald):
        voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2028-01-01"), gezien=gezien)


def test_een_voorstel_op_wat_er_niet_meer_staat_wordt_niet_aanvaard(db):
    voorstel = voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    Voorschrift.objects.filter(code="RIE").update(naam="Buiten dit om gewijzigd")
    with pytest.raises(Regelfout, match="Wijs het af"):
        beslis(voorstel, aanvaard=True, reden="", door=teamleider(), op=OP)
    beslis(voorstel, aanvaard=False, reden="Achterhaald.", door=teamleider(), op=OP)


# What cannot be


def test_twee_versies_gelden_nooit_op_dezelfde_dag(db):
    doorgevoerd(V, "RIE", "NIEUW", versie(geldig_van="2028-01-01"))
    with pytest.raises(Regelfout, match="twee versies tegelijk"):
        voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    doorgevoerd(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01", geldig_tot="2027-12-31"))
    assert periodes("RIE") == [
        (None, date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 12, 31)),
        (date(2028, 1, 1), None),
    ]


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        ({"geldig_van": ""}, "heeft een eerste dag"),
        ({"geldig_van": "2027-02-01", "geldig_tot": "2027-01-01"}, "voor de eerste"),
    ],
)
def test_een_versie_heeft_dagen_die_kunnen(db, inhoud, reden):
    with pytest.raises(Regelfout, match=reden):
        voorgesteld(V, "RIE", "NIEUW", versie(**inhoud))


def test_twee_versies_beginnen_niet_op_een_dag(db):
    doorgevoerd(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    with pytest.raises(Regelfout, match="begint al een versie"):
        voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01", klasse="DIRECT"))


def test_een_einde_maakt_alleen_korter(db):
    pk = pk_van("ARBOBESLUIT_3_2A")
    with pytest.raises(Regelfout, match="Verlengen is een nieuwe versie"):
        voorgesteld(V, "ARBOBESLUIT_3_2A", "EINDE", {"pk": pk, "geldig_tot": "2022-12-31"})
    with pytest.raises(Regelfout, match="voor de eerste"):
        voorgesteld(V, "ARBOBESLUIT_3_2A", "EINDE", {"pk": pk, "geldig_tot": "2020-11-30"})
    with pytest.raises(Regelfout, match="verandert er niets"):
        voorgesteld(V, "ARBOBESLUIT_3_2A", "EINDE", {"pk": pk, "geldig_tot": "2022-05-19"})


def test_verlengen_is_een_versie_die_erop_volgt(db):
    doorgevoerd(
        V,
        "ARBOBESLUIT_3_2A",
        "NIEUW",
        versie("ARBOBESLUIT_3_2A", geldig_van="2022-05-20", geldig_tot="2022-08-31"),
    )
    assert periodes("ARBOBESLUIT_3_2A")[1:] == [(date(2022, 5, 20), date(2022, 8, 31))]


def test_een_grondslag_blijft_van_hetzelfde_instrument(db):
    laatste = stand.lees(G, "ARBOWET_27")[-1]
    inhoud = {naam: w for naam, w in laatste.items() if naam != "pk"}
    with pytest.raises(Regelfout, match="hetzelfde instrument"):
        voorgesteld(G, "ARBOWET_27", "NIEUW", inhoud | {"geldig_van": "2027-01-01", "soort": "STILLEGGING"})


def test_een_nieuw_voorschrift_kan_altijd_al_hebben_gegolden(db):
    doorgevoerd(V, "NIEUW_1", "NIEUW", versie("RIE", geldig_van="", naam="Een nieuw voorschrift"))
    assert periodes("NIEUW_1") == [(None, None)]


def test_wat_beslist_is_blijft_staan_zoals_het_was(db):
    doorgevoerd(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    for model in (Rechtsvoorstel, Rechtsbesluit):
        for doe in (
            lambda m=model: m.objects.update(reden="Anders."),
            lambda m=model: m.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                doe()


def test_het_logboek_getuigt_van_elk_voorstel_en_elk_besluit(db):
    doorgevoerd(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    voorgesteld(D, "2040-12-26", "VERVALT", {"pk": "2040-12-26"})
    assert list(getuigenis()) == []
    for tabel in ("interventies_rechtsvoorstel", "interventies_rechtsbesluit"):
        assert Logregel.objects.filter(gegevens__getuigt__has_key=tabel).exists()


# What stands stays lawful


def dossier_met_boeterapport(dossier: Dossier) -> str:
    """A waarschuwing with a term up to Friday 14 May 2021, and a boeterapport on what was found on the Saturday."""
    werkgever = dossier.werkgever()
    zaak = dossier.zaak(dossier.melding(werkgever=werkgever))
    eerst = dossier.overtreding(zaak, werkgever, voorschrift="RIE", geconstateerd_op="2021-04-20")
    dossier.interventie(
        zaak,
        werkgever,
        "WAARSCHUWING",
        uitgereikt_op="2021-04-20",
        overtredingen=eerst,
        termijn_tot="2021-05-14",
    )
    weer = dossier.overtreding(zaak, werkgever, voorschrift="RIE", geconstateerd_op="2021-05-15")
    dossier.interventie(zaak, werkgever, "BOETERAPPORT", uitgereikt_op="2021-05-25", overtredingen=weer)
    dossier.neem()
    return weer


def test_wat_vastgelegd_is_wordt_niet_onwettig_en_vanaf_een_latere_dag_kan_het(dossier):
    dossier_met_boeterapport(dossier)
    einde = {"pk": pk_van("RIE"), "geldig_tot": "2021-05-14"}
    with pytest.raises(Regelfout, match=r"2 vastgelegde .* onwettig .*25-05-2021"):
        voorgesteld(V, "RIE", "EINDE", einde)
    with pytest.raises(Regelfout, match="latere dag"):
        voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2021-05-01", klasse="DIRECT_ERNSTIGE_MATE"))
    assert voorgesteld(V, "RIE", "EINDE", einde | {"geldig_tot": "2021-05-15"}).pk


def test_een_weigering_zegt_niets_over_een_zaak_aan_wie_geen_zaak_mag_zien(dossier):
    weer = dossier_met_boeterapport(dossier)
    with pytest.raises(Regelfout) as fout:
        voorgesteld(V, "RIE", "EINDE", {"pk": pk_van("RIE"), "geldig_tot": "2021-05-14"})
    assert weer not in str(fout.value)
    assert "Bedrijf" not in str(fout.value)


def test_wat_na_het_voorstel_is_vastgelegd_telt_ook(dossier):
    voorstel = voorgesteld(V, "RIE", "EINDE", {"pk": pk_van("RIE"), "geldig_tot": "2021-05-14"})
    dossier_met_boeterapport(dossier)
    with pytest.raises(Regelfout, match="onwettig"):
        beslis(voorstel, aanvaard=True, reden="", door=teamleider(), op=OP)
    assert periodes("RIE") == [(None, None)]


VRIJ = {"naam": "Dag na Hemelvaart", "bron": "Besluit gelijkstelling", "gelijkgesteld": True}


def voorbij(peildatum: date) -> int:
    """Of how many the term is over, as the figures count it."""
    stand_van = einde_van(OP.date() + timedelta(days=9))
    return bereken_stroom(peildatum, stand_van, [Vak(date(2021, 1, 1), peildatum)]).termijn_voorbij


def test_een_vrije_dag_verandert_niet_wanneer_de_termijn_eindigt_van_wat_al_is_uitgereikt(dossier):
    """The Friday after Ascension, made a free day later: the letter says that day, and so does everything here."""
    werkgever = dossier.werkgever()
    zaak = dossier.zaak(dossier.melding(werkgever=werkgever))
    o = dossier.overtreding(zaak, werkgever)
    dossier.interventie(
        zaak, werkgever, "EIS", overtredingen=o, uitgereikt_op="2021-05-01", termijn_tot="2021-05-14"
    )
    dossier.neem()
    eis = Interventie.objects.get(soort="EIS")
    voor = wet.boetekansen(eis.werkgever_id, date(2021, 5, 15), wet.recht())
    assert [kans.mogelijk for kans in voor] == [True]
    doorgevoerd(D, "2021-05-14", "NIEUW", VRIJ)
    vrij = lees_vrije_dagen()
    assert eis.einde_termijn(vrij) == date(2021, 5, 14)
    assert Interventie.objects.met_einde(vrij).get(pk=eis.pk).einde == date(2021, 5, 14)
    assert wet.boetekansen(eis.werkgever_id, date(2021, 5, 15), wet.recht()) == voor
    assert voorbij(date(2021, 5, 15)) == 1
    # What is issued from the day after has the new one.
    later = OP.date() + timedelta(days=1)
    doorgevoerd(D, "2026-12-04", "NIEUW", VRIJ)
    assert verschuif(date(2026, 12, 4), OP.date(), lees_vrije_dagen()) == date(2026, 12, 4)
    assert verschuif(date(2026, 12, 4), later, lees_vrije_dagen()) == date(2026, 12, 7)
    assert date(2021, 5, 14) in vrij.op(later)
    assert date(2021, 5, 14) not in vrij.op(OP.date())


def test_ook_een_vrije_dag_die_vervalt_maakt_een_uitgereikte_termijn_niet_korter(dossier):
    """Easter Monday: the eis ran to the Tuesday, and a violation found on that Tuesday is in time."""
    werkgever = dossier.werkgever()
    zaak = dossier.zaak(dossier.melding(werkgever=werkgever))
    o = dossier.overtreding(zaak, werkgever)
    dossier.interventie(
        zaak, werkgever, "EIS", overtredingen=o, uitgereikt_op="2021-03-01", termijn_tot="2021-04-05"
    )
    dossier.neem()
    eis = Interventie.objects.get(soort="EIS")
    doorgevoerd(D, "2021-04-05", "VERVALT", {"pk": "2021-04-05"})
    doorgevoerd(D, "2021-04-05", "NIEUW", VRIJ, op=OP + timedelta(days=1))
    doorgevoerd(D, "2021-04-05", "VERVALT", {"pk": "2021-04-05"}, op=OP + timedelta(days=2))
    vrij = lees_vrije_dagen()
    assert date(2021, 4, 5) not in vrij
    assert [date(2021, 4, 5) in dagen for _tot, dagen in vrij.eerder] == [True, False, True]
    assert eis.einde_termijn(vrij) == date(2021, 4, 6)
    assert Interventie.objects.met_einde(vrij).get(pk=eis.pk).einde == date(2021, 4, 6)
    assert [voorbij(date(2021, 4, dag)) for dag in (6, 7)] == [0, 1]
    kansen = wet.boetekansen(eis.werkgever_id, date(2021, 4, 6), wet.recht())
    assert [kans.mogelijk for kans in kansen] == [False]


def test_voor_wat_al_vastligt_weigert_geen_vrije_dag_en_hij_verandert_er_niets_aan(dossier):
    dossier_met_boeterapport(dossier)
    assert voorgesteld(D, "2021-05-14", "NIEUW", VRIJ).pk


def test_een_grondslag_eindigt_niet_voor_de_stillegging_die_erop_staat(dossier):
    werkgever = dossier.werkgever()
    zaak = dossier.zaak(dossier.melding(werkgever=werkgever))
    gevaar = dossier.overtreding(zaak, werkgever, ernstig_gevaar="ja")
    dossier.interventie(zaak, werkgever, "STILLEGGING", grondslag="ARBOWET_28_1", overtredingen=gevaar)
    dossier.neem()
    pk = pk_van("ARBOWET_28_1", Grondslag)
    with pytest.raises(Regelfout, match="onwettig"):
        voorgesteld(G, "ARBOWET_28_1", "EINDE", {"pk": pk, "geldig_tot": "2021-01-08"})
    assert voorgesteld(G, "ARBOWET_28_1", "EINDE", {"pk": pk, "geldig_tot": "2021-01-09"}).pk


def test_wat_vervallen_is_houdt_niets_tegen(dossier):
    dossier_met_boeterapport(dossier)
    Interventie.objects.update(vervallen=True)
    Overtreding.objects.update(vervallen=True)
    assert voorgesteld(V, "RIE", "EINDE", {"pk": pk_van("RIE"), "geldig_tot": "2021-05-14"}).pk


# What would follow


def anders(tabel: str, sleutel: str, act: str, inhoud: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """By kind, what it is now and what it would be."""
    oud = stand.lees(tabel, sleutel)
    gevolg = wijziging(tabel, sleutel, act, oud, na(tabel, oud, act, inhoud))
    uit: dict[str, list[tuple[str, str]]] = {}
    if gevolg is not None:
        for g in gevolgen(gevolg, VANDAAG).rijen:
            uit.setdefault(g.wat, []).append(("; ".join(g.nu), "; ".join(g.straks)))
    return uit


def test_een_andere_klasse_laat_zien_wat_er_dan_op_een_overtreding_kan_volgen(dossier):
    werkgever = dossier.werkgever()
    zaak = dossier.zaak(dossier.melding(werkgever=werkgever))
    dossier.overtreding(zaak, werkgever, voorschrift="RIE", geconstateerd_op="2021-01-09")
    dossier.overtreding(zaak, werkgever, voorschrift="RIE", geconstateerd_op="2021-02-09")
    dossier.overtreding(zaak, werkgever, voorschrift="ZORGPLICHT", geconstateerd_op="2021-02-09")
    dossier.neem()
    uit = anders(V, "RIE", "NIEUW", versie(geldig_van="2021-02-01", klasse="DIRECT"))
    assert uit == {"Wat op een overtreding kan volgen": [("", "Boeterapport")]}


def test_een_artikel_dat_verhuist_laat_zien_waarop_een_instrument_dan_zou_staan(dossier):
    dossier_met_boeterapport(dossier)
    uit = anders(V, "RIE", "NIEUW", versie(geldig_van="2021-05-01", artikel="Arbowet artikel 5a"))
    ((nu, straks),) = uit["Boeterapport"]
    assert nu.startswith("Arbeidsomstandighedenwet artikel 5 (na waarschuwing")
    assert straks.startswith("Arbowet artikel 5a (na waarschuwing")


def test_woorden_veranderen_geen_oordeel(dossier):
    dossier_met_boeterapport(dossier)
    tekst = {"pk": pk_van("RIE"), "naam": "RI&E", "artikel": "Arbowet artikel 5", "bron": "Arbowet"}
    assert anders(V, "RIE", "TEKST", tekst) == {}


def test_het_vooruitzien_kost_een_vast_aantal_vragen(dossier, django_assert_max_num_queries):
    werkgever = dossier.werkgever()
    zaak = dossier.zaak(dossier.melding(werkgever=werkgever))
    for n in range(30):
        o = dossier.overtreding(zaak, werkgever, voorschrift="RIE", geconstateerd_op="2021-02-09")
        dossier.interventie(
            zaak, werkgever, "WAARSCHUWING", overtredingen=o, uitgereikt_op="2021-02-10", interventie=f"W-{n}"
        )
    dossier.neem()
    with django_assert_max_num_queries(24):
        uit = anders(V, "RIE", "NIEUW", versie(geldig_van="2021-02-01", klasse="DIRECT", artikel="x"))
    assert len(uit["Waarschuwing"]) == 30


# The words of then


def test_wat_is_uitgereikt_houdt_de_tekst_van_toen(dossier):
    dossier_met_boeterapport(dossier)
    registratie = Interventie.objects.get(soort="BOETERAPPORT").geregistreerd_op
    dag, morgen = date(2021, 5, 15), OP + timedelta(days=1)
    eerst = Rechtsteksten().naam("RIE", dag, registratie)
    tekst = {"pk": pk_van("RIE"), "naam": "RI&E", "artikel": "Arbowet artikel 5", "bron": "Arbowet"}
    doorgevoerd(V, "RIE", "TEKST", tekst)
    assert Rechtsteksten().naam("RIE", dag, registratie) == eerst
    assert Rechtsteksten().naam("RIE", dag, morgen) == "RI&E (Arbowet artikel 5)"
    doorgevoerd(V, "RIE", "NIEUW", versie(geldig_van="2021-05-01", artikel="Arbowet artikel 5a"), morgen)
    assert Rechtsteksten().naam("RIE", dag, registratie) == eerst
    assert Rechtsteksten().naam("RIE", dag, morgen - timedelta(hours=1)) == "RI&E (Arbowet artikel 5)"
    later = morgen + timedelta(days=1)
    assert Rechtsteksten().naam("RIE", dag, later) == "RI&E (Arbowet artikel 5a)"
    assert Rechtsteksten().naam("RIE", date(2021, 4, 30), later) == "RI&E (Arbowet artikel 5)"


def test_van_wat_nergens_staat_blijft_de_code_over(db):
    assert Rechtsteksten().naam("ONBEKEND", VANDAAG, OP) == "ONBEKEND"


# Looked after


def test_controleer_ziet_recht_dat_buiten_een_besluit_om_veranderde(db):
    assert list(nakijken.gebreken()) == []
    doorgevoerd(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    doorgevoerd(V, "RIE", "EINDE", {"pk": pk_van("RIE"), "geldig_tot": "2027-12-31"})
    doorgevoerd(G, "ARBOWET_27", "TEKST", {"pk": pk_van("ARBOWET_27", Grondslag), **EIS})
    doorgevoerd(D, "2040-12-26", "VERVALT", {"pk": "2040-12-26"})
    doorgevoerd(V, "NIEUW_1", "NIEUW", versie("RIE", geldig_van=""))
    assert list(nakijken.gebreken()) == []
    Voorschrift.objects.filter(code="WML").update(klasse="OO")
    Voorschrift.objects.filter(code="RIE", geldig_van=None).update(geldig_tot=date(2026, 6, 30))
    VrijeDag.objects.filter(datum=date(2021, 4, 27)).delete()
    Grondslag.objects.filter(code="ARBOWET_28_7").update(geldig_tot=None)
    assert {gebrek.partition(":")[0] for gebrek in nakijken.gebreken()} == {
        "WML",
        "RIE",
        "2021-04-27",
        "ARBOWET_28_7",
    }


EIS = {"naam": "Eis", "artikel": "Arbowet artikel 27 lid 1", "bron": "Arbowet"}


def test_een_voorstel_wacht_op_een_teamleider_die_het_niet_deed(db):
    voorgesteld(V, "RIE", "NIEUW", versie(geldig_van="2027-01-01"))
    voorgesteld(V, "WML", "NIEUW", versie("WML", geldig_van="2027-01-01"), door=teamleider())
    (soort,) = (s for s in WERK if s.code == "recht")
    assert [v.sleutel for v in soort.reeks(teamleider(), OP)] == ["RIE"]
    assert list(soort.reeks(gebruiker("mark", Rol.MELDPUNT), OP)) == []


# Free days


def test_een_gelijkgestelde_dag_schuift_wat_erop_eindigt(db):
    assert date(2027, 5, 7) not in wet.recht().vrije_dagen
    doorgevoerd(
        D,
        "2027-05-07",
        "NIEUW",
        {"naam": "Dag na Hemelvaart", "bron": "Besluit", "gelijkgesteld": True},
    )
    assert VrijeDag.objects.get(datum=date(2027, 5, 7)).gelijkgesteld
    assert date(2027, 5, 7) in wet.recht().vrije_dagen
    with pytest.raises(Regelfout, match="staat er al"):
        voorgesteld(D, "2027-05-07", "NIEUW", {"naam": "x", "bron": "y", "gelijkgesteld": False})
    doorgevoerd(D, "2027-05-07", "VERVALT", {"pk": "2027-05-07"})
    assert date(2027, 5, 7) not in wet.recht().vrije_dagen


def test_een_feestdag_die_weg_mag_verdwijnt_en_de_geschiedenis_blijft(db):
    doorgevoerd(D, "2040-12-26", "VERVALT", {"pk": "2040-12-26"})
    assert not VrijeDag.objects.filter(datum=date(2040, 12, 26)).exists()
    assert Rechtsvoorstel.objects.aanvaard().get().toen[0]["naam"] == "Tweede Kerstdag"


def test_elke_tabel_van_het_recht_leest_en_schrijft_zichzelf_terug(db):
    for tabel, sleutel in ((V, "RIE"), (G, "ARBOWET_28_7"), (D, "2021-04-27")):
        voor = stand.lees(tabel, sleutel)
        stand.schrijf(tabel, sleutel, voor, voor)
        assert stand.lees(tabel, sleutel) == voor


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_wie_handhaaft_houdt_het_recht_vast_tot_hij_klaar_is():
    """Another connection that would change the law waits for whoever acts on it."""
    from interventies.rechtsgegevens import slot

    ander = connection.copy()
    try:
        with transaction.atomic():
            slot.houd_vast()
            with ander.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock_shared(hashtextextended(%s, 0))", [slot.SLOT])
                assert cursor.fetchone() == (True,)
                cursor.execute("SELECT pg_advisory_unlock_shared(hashtextextended(%s, 0))", [slot.SLOT])
                cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [slot.SLOT])
                assert cursor.fetchone() == (False,)
    finally:
        ander.close()
