"""A report from its first figures to its publication: who may do what, what stays, and what comes out a year later."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Code, Gebruiker, Logregel, Rol
from inspectie.uitvoer.document import Kop, Tabel
from rapportages import herhalen, opstellen, vaststellen
from rapportages.controles import CONTROLES
from rapportages.jaarcijfers import bereken_jaar
from rapportages.levensloop import laatste_tekst
from rapportages.models import (
    Rapportage,
    Rapportagestap,
    Rapportagetekst,
    Sjabloon,
    Status,
    Vaststelling,
    Vaststellingsbestand,
)
from rapportages.rapportgegevens import uit_tekst
from rapportages.samenstellen import stel_samen
from rapportages.uitvoer import FORMATEN
from rapportages.vaststellen import slotalineas

PEILDATUM, STAND_VAN = date(2021, 1, 10), datetime(2021, 2, 3, tzinfo=UTC)
OP = datetime(2021, 2, 3, 12, tzinfo=UTC)
STAND_VAN_DAG = STAND_VAN.date()

pytestmark = pytest.mark.django_db


def wie(rol: Rol, naam: str = "") -> Gebruiker:
    return Gebruiker.objects.get_or_create(username=naam or f"g-{rol}", rol=rol)[0]


def sjabloon(code: str = "tussentijds", dag: date = STAND_VAN_DAG) -> Sjabloon:
    return Sjabloon.objects.geldig_op(dag).get(code=code)


def begonnen(**anders: object) -> Rapportage:
    velden: dict[str, Any] = {"door": wie(Rol.RAPPORTEUR), "op": OP} | anders
    return opstellen.begin(sjabloon(), PEILDATUM, STAND_VAN, **velden)


def aangeboden() -> Rapportage:
    rapportage = begonnen()
    return opstellen.bied_aan(rapportage.pk, gezien=rapportage.versie, door=wie(Rol.RAPPORTEUR), op=OP)


def vastgesteld() -> Vaststelling:
    rapportage = aangeboden()
    return vaststellen.stel_vast(rapportage.pk, gezien=rapportage.versie, door=wie(Rol.TEAMLEIDER), op=OP)


def test_van_begin_tot_publicatie_met_wie_en_wanneer(gevuld):
    vaststelling = vastgesteld()
    rapportage = vaststelling.rapportage
    vaststellen.publiceer(
        rapportage.pk, OP.date(), gezien=3, door=wie(Rol.RAPPORTEUR), op=OP + timedelta(hours=1)
    )
    rapportage.refresh_from_db()
    assert (rapportage.status, rapportage.gepubliceerd_op) == (Status.GEPUBLICEERD, OP.date())
    assert list(rapportage.stappen.values_list("stap", "door__rol")) == [
        ("BEGONNEN", "RAPPORTEUR"),
        ("AANGEBODEN", "RAPPORTEUR"),
        ("VASTGESTELD", "TEAMLEIDER"),
        ("GEPUBLICEERD", "RAPPORTEUR"),
    ]
    acties = Logregel.objects.filter(onderwerp=f"rapportage:{rapportage.pk}").order_by("nummer")
    assert list(acties.values_list("actie", flat=True)) == [
        "rapportage_begonnen",
        "rapportage_aangeboden",
        "rapportage_vastgesteld",
        "rapportage_gepubliceerd",
    ]
    gelogd = acties[2].gegevens
    assert gelogd["vingerafdruk"] == vaststelling.vingerafdruk
    assert gelogd["sha256"] == dict(vaststelling.bestanden.values_list("formaat", "sha256"))
    assert set(gelogd["sha256"]) == set(FORMATEN)


def test_alle_beloften_houden_na_een_heel_leven(gevuld):
    rapportage = vastgesteld().rapportage
    vaststellen.publiceer(rapportage.pk, OP.date(), gezien=3, door=wie(Rol.RAPPORTEUR), op=OP)
    for naam, controle in CONTROLES.items():
        assert list(controle()) == [], naam


# Fixed by somebody else


def test_wie_haar_maakte_of_eraan_schreef_stelt_niet_vast_ook_niet_in_een_andere_rol(gevuld):
    rapportage = begonnen()
    ander = wie(Rol.RAPPORTEUR, "schrijver")
    opstellen.bewaar_tekst(rapportage.pk, "Titel", "Een tekst.", gezien=1, door=ander, op=OP)
    opstellen.bied_aan(rapportage.pk, gezien=2, door=wie(Rol.RAPPORTEUR), op=OP)
    for persoon in (wie(Rol.RAPPORTEUR), ander):
        Gebruiker.objects.filter(pk=persoon.pk).update(rol=Rol.TEAMLEIDER)
        persoon.refresh_from_db()
        with pytest.raises(Regelfout, match="heeft aan deze rapportage gewerkt"):
            vaststellen.stel_vast(rapportage.pk, gezien=3, door=persoon, op=OP)
        with pytest.raises(Regelfout, match="heeft aan deze rapportage gewerkt"):
            vaststellen.stuur_terug(rapportage.pk, "Anders.", gezien=3, door=persoon, op=OP)
    assert not Vaststelling.objects.exists()


def test_wie_haar_terugstuurde_mag_haar_daarna_vaststellen(gevuld):
    rapportage, teamleider = aangeboden(), wie(Rol.TEAMLEIDER)
    with pytest.raises(Regelfout, match="Schrijf wat er anders moet"):
        vaststellen.stuur_terug(rapportage.pk, " ", gezien=2, door=teamleider, op=OP)
    vaststellen.stuur_terug(rapportage.pk, "De aanleiding is te kort.", gezien=2, door=teamleider, op=OP)
    opstellen.bied_aan(rapportage.pk, gezien=3, door=wie(Rol.RAPPORTEUR), op=OP)
    vaststellen.stel_vast(rapportage.pk, gezien=4, door=teamleider, op=OP)
    assert rapportage.stappen.get(stap="TERUGGESTUURD").toelichting == "De aanleiding is te kort."


# What blocks


def test_een_melding_zonder_domein_houdt_vaststellen_tegen(gevuld):
    gevuld.melding(domein="")
    gevuld.neem()
    rapportage = begonnen()
    with pytest.raises(Regelfout, match="Van 1 melding is het domein niet bepaald"):
        opstellen.bied_aan(rapportage.pk, gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)
    rapportage.refresh_from_db()
    assert rapportage.status == Status.CONCEPT


def test_een_getypt_cijfer_wordt_niet_bewaard_en_de_plek_staat_erbij(gevuld):
    rapportage = begonnen()
    with pytest.raises(Regelfout, match="“Kern”, alinea 1: “79” is getypt"):
        opstellen.bewaar_tekst(
            rapportage.pk, "T", "## Kern\nBij 79 werkgevers.", gezien=1, door=wie(Rol.RAPPORTEUR), op=OP
        )
    assert rapportage.teksten.count() == 1


def test_cijfers_die_niet_meer_uitkomen_worden_niet_vastgesteld(gevuld):
    rapportage = aangeboden()
    gevuld.melding(ontvangen_op="2021-01-09T10:00:00+01:00")  # registered back in time
    gevuld.neem()
    with pytest.raises(Regelfout, match="komen niet meer uit"):
        vaststellen.stel_vast(rapportage.pk, gezien=2, door=wie(Rol.TEAMLEIDER), op=OP)
    opstellen.neem_terug(rapportage.pk, gezien=2, door=wie(Rol.RAPPORTEUR), op=OP)
    opstellen.bereken_opnieuw(rapportage.pk, PEILDATUM, STAND_VAN, gezien=3, door=wie(Rol.RAPPORTEUR), op=OP)
    opstellen.bied_aan(rapportage.pk, gezien=4, door=wie(Rol.RAPPORTEUR), op=OP)
    vaststellen.stel_vast(rapportage.pk, gezien=5, door=wie(Rol.TEAMLEIDER), op=OP)


def test_cijfers_waaraan_in_de_database_is_gerommeld_worden_niet_vastgesteld(gevuld):
    rapportage = aangeboden()
    ander = rapportage.gegevens.replace(
        '"eenheid": "instrument",', '"eenheid": "instrument", "zonder_locatie": 5,'
    )
    assert ander != rapportage.gegevens
    anders = ander.replace('"zonder_locatie": 0', '"zonder_locatie": 5')
    Rapportage.objects.filter(pk=rapportage.pk).update(gegevens=anders)
    with pytest.raises(Regelfout, match="komen niet meer uit"):
        vaststellen.stel_vast(rapportage.pk, gezien=2, door=wie(Rol.TEAMLEIDER), op=OP)


def test_moment_in_de_toekomst_en_publicatie_voor_de_vaststelling_worden_geweigerd(gevuld):
    with pytest.raises(Regelfout, match="toekomst"):
        opstellen.begin(sjabloon(), date(2021, 2, 4), STAND_VAN, door=wie(Rol.RAPPORTEUR), op=OP)
    rapportage = vastgesteld().rapportage
    for dag in (OP.date() - timedelta(days=1), OP.date() + timedelta(days=1)):
        with pytest.raises(Regelfout, match="vanaf de vaststelling"):
            vaststellen.publiceer(rapportage.pk, dag, gezien=3, door=wie(Rol.RAPPORTEUR), op=OP)


def test_wie_bewaart_wat_een_ander_wijzigde_wordt_ingehaald(gevuld):
    rapportage = begonnen()
    opstellen.bewaar_tekst(rapportage.pk, "T", "Een.", gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)
    with pytest.raises(Ingehaald):
        opstellen.bewaar_tekst(rapportage.pk, "T", "Twee.", gezien=1, door=wie(Rol.RAPPORTEUR, "b"), op=OP)
    with pytest.raises(Ingehaald):
        opstellen.bied_aan(rapportage.pk, gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)


AAN_WAT_VASTLIGT: list[Callable[[int, int], object]] = [
    lambda pk, v: opstellen.bewaar_tekst(pk, "T", "X.", gezien=v, door=wie(Rol.RAPPORTEUR), op=OP),
    lambda pk, v: opstellen.bereken_opnieuw(
        pk, PEILDATUM, STAND_VAN, gezien=v, door=wie(Rol.RAPPORTEUR), op=OP
    ),
    lambda pk, v: opstellen.bied_aan(pk, gezien=v, door=wie(Rol.RAPPORTEUR), op=OP),
    lambda pk, v: opstellen.neem_terug(pk, gezien=v, door=wie(Rol.RAPPORTEUR), op=OP),
    lambda pk, v: opstellen.laat_vervallen(pk, "Weg.", gezien=v, door=wie(Rol.RAPPORTEUR), op=OP),
    lambda pk, v: vaststellen.stel_vast(pk, gezien=v, door=wie(Rol.TEAMLEIDER), op=OP),
    lambda pk, v: vaststellen.stuur_terug(pk, "X.", gezien=v, door=wie(Rol.TEAMLEIDER), op=OP),
]


def test_aan_wat_vastligt_komt_niemand_meer_ook_niet_in_de_database_zelf(gevuld):
    vaststelling = vastgesteld()
    for act in AAN_WAT_VASTLIGT:
        with pytest.raises(Regelfout):
            act(vaststelling.rapportage_id, 3)
        assert Rapportagestap.objects.filter(rapportage=vaststelling.rapportage).count() == 3
    for model in (Vaststelling, Vaststellingsbestand, Rapportagetekst, Rapportagestap, Sjabloon):
        tabel = model._meta.db_table
        for opdracht in (f"DELETE FROM {tabel}", f"UPDATE {tabel} SET {model._meta.pk.column} = 0"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(opdracht)


# A year later


def test_een_jaar_later_komen_dezelfde_bytes_eruit_wat_er_sindsdien_ook_is_gebeurd(gevuld):
    vaststelling = vastgesteld()
    sommen = dict(vaststelling.bestanden.values_list("formaat", "sha256"))
    # Later meldingen and corrections, all registered after the stand van; a new version of the template; other words
    # for a code.
    gevuld.melding(ontvangen_op="2021-01-05T10:00:00+01:00", geregistreerd_op="2021-06-01T10:00:00+02:00")
    eerste = gevuld.rijen["meldingen"][0]["melding"]
    gevuld.correctie("melding", eerste, "domein", "BUITEN", "2021-07-01T10:00:00+02:00")
    gevuld.neem()
    oud = vaststelling.rapportage.sjabloon
    Sjabloon.objects.create(
        code=oud.code,
        soort=oud.soort,
        geldig_van=date(2021, 2, 3),
        naam=oud.naam,
        titel="Anders",
        tekst="Anders.",
        bron="x",
    )
    Code.objects.filter(lijst="domein").update(naam="Anders genoemd")
    Code.objects.create(lijst="onderwerp", code="NIEUW", naam="Nieuw", volgorde=99)

    vers = Vaststelling.objects.get(pk=vaststelling.pk)
    assert {f: hashlib.sha256(b).hexdigest() for f, b in herhalen.opnieuw(vers).items()} == sommen
    assert {
        f: hashlib.sha256(bytes(b)).hexdigest() for f, b in vers.bestanden.values_list("formaat", "inhoud")
    } == sommen
    assert list(herhalen.gebreken()) == []
    # The figures of the present are other ones: the test changed something.
    nu = opstellen.begin(
        sjabloon(),
        PEILDATUM,
        datetime(2022, 1, 1, tzinfo=UTC),
        door=wie(Rol.RAPPORTEUR),
        op=datetime(2022, 2, 3, tzinfo=UTC),
    )
    assert '"waarde": 3' in nu.gegevens


def test_controleer_zegt_het_als_een_rapportage_niet_meer_uitkomt(gevuld):
    kenmerk = vastgesteld().rapportage.kenmerk
    gevuld.melding(ontvangen_op="2021-01-09T10:00:00+01:00")  # registered back in time
    gevuld.neem()
    gevonden = list(herhalen.gebreken())
    assert f"rapportage {kenmerk}: KC-01 komt niet meer uit." in gevonden
    assert not any("bestand" in gebrek for gebrek in gevonden)


def test_andere_programmas_maken_de_bewaarde_bestanden_niet_ongeldig(gevuld, monkeypatch):
    vastgesteld()
    monkeypatch.setattr(herhalen, "maker", lambda: "typst 99")
    monkeypatch.setattr(herhalen, "opnieuw", lambda _: pytest.fail("niet opnieuw gemaakt"))
    assert list(herhalen.gebreken()) == []


def test_een_ander_bestand_met_dezelfde_programmas_wordt_gezien(gevuld, monkeypatch):
    vastgesteld()
    monkeypatch.setattr(herhalen, "opnieuw", lambda _: {"pdf": b"anders"})
    assert [g.partition(": ")[2] for g in herhalen.gebreken()] == [
        "het bestand pdf komt er niet meer zo uit."
    ]


# A revision


def test_een_herziening_zegt_wat_zij_vervangt_en_waarom(gevuld):
    eerste = vastgesteld().rapportage
    with pytest.raises(Regelfout, match="Schrijf waarom"):
        begonnen(vervangt=eerste)
    herzien = begonnen(vervangt=eerste, reden="Een melding was dubbel geteld.", door=wie(Rol.RAPPORTEUR))
    opstellen.bied_aan(herzien.pk, gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)
    vaststelling = vaststellen.stel_vast(herzien.pk, gezien=2, door=wie(Rol.TEAMLEIDER), op=OP)
    html = bytes(vaststelling.bestanden.get(formaat="html").inhoud).decode()
    assert f"vervangt de rapportage met kenmerk {eerste.kenmerk}" in html
    assert "Een melding was dubbel geteld." in html
    eerste.refresh_from_db()
    assert eerste.status == Status.VASTGESTELD


def test_wie_aan_de_vervangen_rapportage_werkte_stelt_de_herziening_niet_vast(gevuld):
    """It began with that text, whatever somebody has become since; so too the revision of a revision."""
    schrijver, ander, baas = wie(Rol.RAPPORTEUR, "schrijver"), wie(Rol.RAPPORTEUR), wie(Rol.TEAMLEIDER)
    eerste = begonnen(door=schrijver)
    opstellen.bied_aan(eerste.pk, gezien=1, door=schrijver, op=OP)
    eerste = vaststellen.stel_vast(eerste.pk, gezien=2, door=baas, op=OP).rapportage
    schrijver.rol = Rol.TEAMLEIDER
    schrijver.save()
    for _ in range(2):
        herzien = begonnen(vervangt=eerste, reden="Een melding was dubbel geteld.", door=ander)
        opstellen.bied_aan(herzien.pk, gezien=1, door=ander, op=OP)
        assert herzien not in Rapportage.objects.vast_te_stellen_door(schrijver)
        assert herzien in Rapportage.objects.vast_te_stellen_door(baas)
        with pytest.raises(Regelfout, match="heeft aan deze rapportage gewerkt"):
            vaststellen.stel_vast(herzien.pk, gezien=2, door=schrijver, op=OP)
        eerste = vaststellen.stel_vast(herzien.pk, gezien=2, door=baas, op=OP).rapportage


def test_ook_in_de_reden_van_een_herziening_is_geen_cijfer_getypt(gevuld):
    """She stands in the report, and goes outside with its text."""
    eerste = vastgesteld().rapportage
    for reden in ("Er waren 3 te veel.", "Er waren drie meldingen te veel.", "Het zijn er {KC-01.waarde}."):
        with pytest.raises(Regelfout, match=r"getypt|bestaat niet"):
            begonnen(vervangt=eerste, reden=reden)
    herzien = begonnen(
        vervangt=eerste, reden="Een brief van [6 juli 2020] ontbrak.", door=wie(Rol.RAPPORTEUR)
    )
    assert slotalineas(herzien, OP)[1].endswith(
        "De reden: Een brief van 6\N{NO-BREAK SPACE}juli 2020 ontbrak."
    )


def test_alleen_wat_vastligt_wordt_vervangen(gevuld):
    with pytest.raises(Regelfout, match="Alleen een vastgestelde"):
        begonnen(vervangt=begonnen(), reden="Anders.")


# The texts it begins with, and the figures of a year


def test_de_tekst_is_die_van_de_dag_van_de_stand_van():
    assert "Momenteel lopen deze gesprekken" in sjabloon().tekst
    assert "Momenteel" not in sjabloon(dag=date(2020, 6, 1)).tekst
    assert "Een eerdere tussentijdse rapportage is van" in sjabloon(dag=date(2021, 3, 1)).tekst


def test_de_jaarcijfers_tellen_wat_in_het_jaar_gebeurde_en_toen_geregistreerd_was(gevuld):
    def tel(peildatum: date, stand_van: datetime) -> list[int | None]:
        return [cijfer.waarde for cijfer in bereken_jaar(peildatum, stand_van)]

    later = datetime(2021, 6, 1, tzinfo=UTC)
    assert tel(date(2021, 12, 31), later) == [1, 1, 1, 1, 1]
    assert tel(date(2020, 12, 31), later) == [0, 0, 0, 0, 0]
    assert tel(date(2022, 1, 5), later) == [0, 0, 0, 0, 0]
    assert tel(date(2021, 12, 31), datetime(2021, 1, 1, tzinfo=UTC)) == [0, 0, 0, 0, 0]


def test_een_bezoek_is_een_dag_in_een_zaak_wat_er_ook_is_opgelegd(gevuld):
    """[ILO C81 21(d)] A warning and an order on the spot make it no second visit; to come back another day does."""
    dossier = gevuld  # with a visit of another employer, and a warning
    een, ander = dossier.werkgever(), dossier.werkgever()
    zaak = dossier.zaak(dossier.melding(werkgever=een))
    for wie_ in (een, ander):
        dossier.interventie(zaak, wie_, "LOCATIEBEZOEK")
        dossier.interventie(
            zaak, wie_, "WAARSCHUWING", wijze="LOCATIE", overtredingen=dossier.overtreding(zaak, wie_)
        )
    dossier.interventie(zaak, een, "LOCATIEBEZOEK", uitgereikt_op="2021-01-12")
    dossier.interventie(zaak, een, uitgereikt_op="2021-01-13")  # by telephone
    dossier.interventie(dossier.zaak(dossier.melding()), een, "LOCATIEBEZOEK", uitgereikt_op="2021-01-12")
    dossier.neem()
    cijfers = {c.code: c for c in bereken_jaar(date(2021, 12, 31), datetime(2021, 6, 1, tzinfo=UTC))}
    assert (cijfers["JV-01"].waarde, cijfers["JV-02"].waarde) == (1 + 3, 1 + 2)
    assert cijfers["JV-05"].waarde == 1 + 2


@pytest.mark.parametrize(("tekst", "koppen"), [("{tabel.overtredingen}", 0), ("Geen tabel.", 1)])
def test_de_delen_van_een_lang_jaarcijfer_staan_eenmaal_in_een_tabel_en_niet_in_een_smalle_cel(
    gevuld, tekst, koppen
):
    verslag = opstellen.begin(
        sjabloon("jaarverslag"), date(2021, 1, 31), STAND_VAN, door=wie(Rol.RAPPORTEUR), op=OP
    )
    document = stel_samen(uit_tekst(verslag.gegevens), verslag.soort, "T", tekst)
    tabellen = [blok for blok in document.blokken if isinstance(blok, Tabel) and blok.sleutel == "JV-03"]
    assert [tabel.rijen[-1] for tabel in tabellen] == [("Totaal", 1)]
    assert ("Zorgplicht van de werkgever (arbobeleid)", 1) in tabellen[0].rijen
    assert document.blokken.count(Kop(3, "Alle voorschriften")) == koppen
    waarden = {rij[0]: rij[5] for rij in document.tabel("definities").rijen}
    assert waarden["JV-03"] == "1\nzie de tabel\nnaar voorschrift"


def test_een_jaarverslag_heeft_bezoeken_overtredingen_en_instrumenten(gevuld):
    verslag = opstellen.begin(
        sjabloon("jaarverslag"), date(2021, 1, 31), STAND_VAN, door=wie(Rol.RAPPORTEUR), op=OP
    )
    opstellen.bied_aan(verslag.pk, gezien=1, door=wie(Rol.RAPPORTEUR), op=OP)
    vaststelling = vaststellen.stel_vast(verslag.pk, gezien=2, door=wie(Rol.TEAMLEIDER), op=OP)
    html = bytes(vaststelling.bestanden.get(formaat="html").inhoud).decode()
    assert "Jaarverslag arbeidsinspectie 2021" in html
    assert "is 1 inspectiebezoek uitgevoerd, bij 1 werkgever" in html
    assert '"code": "JV-05"' in bytes(vaststelling.bestanden.get(formaat="json").inhoud).decode()


def test_wat_een_lijst_een_rapportage_noemt_leest_als_haar_titel(gevuld):
    door = wie(Rol.RAPPORTEUR)
    verslag = opstellen.begin(sjabloon("jaarverslag"), date(2020, 12, 31), STAND_VAN, door=door, op=OP)
    assert verslag.titel == "Jaarverslag arbeidsinspectie 2020"
    opstellen.bereken_opnieuw(verslag.pk, date(2021, 1, 31), STAND_VAN, gezien=1, door=door, op=OP)
    verslag.refresh_from_db()
    assert verslag.titel == "Jaarverslag arbeidsinspectie 2021"
    tekst = laatste_tekst(verslag)
    opstellen.bewaar_tekst(
        verslag.pk, "Verslag over {jaar}", tekst.tekst, gezien=verslag.versie, door=door, op=OP
    )
    verslag.refresh_from_db()
    assert (verslag.titel, laatste_tekst(verslag).titel) == ("Verslag over 2021", "Verslag over {jaar}")
