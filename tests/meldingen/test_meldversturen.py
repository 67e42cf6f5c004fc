"""Sending the public form: once, whole, and never by a machine without somebody having looked at it."""

import re
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspectie.fouten import Ingehaald
from inspectie.models import Gebruiker, Rol
from inspectie.rechten import Recht, heeft
from interventies.dossier import dossierfeiten
from meldingen import volgcode
from meldingen.meldpunt import concepten, sleutel, versturen
from meldingen.meldpunt.versturen import kenmerk_van, verstuur
from meldingen.models import Attendering, Concept, Melding, Meldingbijlage, Ontvangst, Status, Volgcode
from rapportages.controles import CONTROLES
from tests.meldingen.meldpunthulp import ANTWOORDEN, Melder, foto, verborgen
from tests.tegelijk import RIJ, naast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ongeremd_melden")]
NAKIJKEN = "/melden/nl/nakijken/"


def klaar(**anders: Any) -> Melder:
    """At the summary, everything answered."""
    melder = Melder()
    melder.begin()
    melder.beantwoord(ANTWOORDEN | anders)
    assert melder.adres == NAKIJKEN
    return melder


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_vijftig_gelijke_inzendingen_tegelijk_zijn_een_melding_en_iedereen_ziet_hetzelfde_bewijs():
    melder, start = klaar(), Barrier(50)
    html, koekjes = melder.html, {n: k.value for n, k in melder.client.cookies.items()}
    uit: list[Any] = []

    def stuur() -> None:
        ander = Melder(Client(), adres=NAKIJKEN, html=html)
        for naam, waarde in koekjes.items():
            ander.client.cookies[naam] = waarde
        try:
            start.wait()
            ander.stuur()
            uit.append(ander.bewijs)
        except Exception as fout:  # noqa: BLE001  # shown by the assertion below
            uit.append(fout)
        finally:
            connection.close()

    draden = [Thread(target=stuur) for _ in range(50)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    (bewijs,) = set(uit)
    assert len(uit) == 50
    melding = Melding.objects.get()
    assert volgcode.vind(str(bewijs[0]), bewijs[1]) == melding
    assert [m.objects.count() for m in (Ontvangst, Volgcode, Concept)] == [1, 1, 1]


def test_wie_geen_antwoord_kreeg_omdat_alles_viel_stuurt_nog_eens_en_krijgt_zijn_bewijs(monkeypatch):
    """Killed between the commit and the answer: the melding stands, and there is one."""
    melder = klaar()

    def valt(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as m:
        m.setattr(sleutel, "geef", valt)
        with pytest.raises(KeyboardInterrupt):
            melder.stuur()
    eerste = Melding.objects.get()
    melder.stuur(adres=NAKIJKEN)
    nummer, code = melder.bewijs
    assert volgcode.vind(str(nummer), code) == eerste
    assert Melding.objects.count() == 1


def test_valt_het_voor_de_commit_dan_is_er_niets_en_staat_het_concept_er_nog(monkeypatch):
    melder = klaar()

    def valt(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as m:
        m.setattr(versturen, "werk_bij", valt)  # of the draft, the last that is written
        with pytest.raises(KeyboardInterrupt):
            melder.stuur()
    assert not Melding.objects.exists()
    assert not Ontvangst.objects.exists()
    melder.stuur(adres=NAKIJKEN)
    assert melder.bewijs[0] == Melding.objects.get().nummer == 1


def test_wat_in_een_ander_venster_veranderde_wordt_niet_ongezien_verstuurd():
    melder = klaar()
    ander = Melder(melder.client)
    ander.ga("/melden/nl/vraag/verhaal/")
    ander.stuur({"verhaal": "Iets heel anders."})
    melder.stuur()
    assert "intussen veranderd" in melder.html
    assert "Iets heel anders." in melder.html
    assert not Melding.objects.exists()
    melder.stuur()
    assert Melding.objects.count() == 1


def test_ook_een_foto_die_er_in_een_ander_venster_bijkwam_wordt_niet_ongezien_verstuurd():
    melder = klaar()
    ander = Melder(melder.client)
    ander.ga("/melden/nl/vraag/bestanden/")
    ander.stuur({"bestanden": [foto()]})
    melder.stuur()
    assert "intussen veranderd" in melder.html
    assert "kantine.jpg" in melder.html
    assert not Melding.objects.exists()
    melder.stuur()
    assert Meldingbijlage.objects.count() == 1


@pytest.mark.postgres
def test_versturen_is_een_handvol_vragen_aan_de_database():
    """Each takes its time twice: there and here, of two cores that all share."""
    nieuw = {"bedrijfsgegevens": {"sector": "C", "provincie": "DR"}}
    klaar(**nieuw).stuur()  # the words of the firm, and the rules, are new once
    melder = klaar(**nieuw)
    velden = verborgen(melder.html)
    with CaptureQueriesContext(connection) as vragen:
        melder.client.post(NAKIJKEN, velden)
    assert Melding.objects.count() == 2
    assert len(vragen) == 7, [vraag["sql"][:80] for vraag in vragen]


@pytest.mark.postgres
def test_als_het_nummer_er_is_komt_er_niets_meer_dan_de_melding_zelf_en_haar_regels():
    """Everybody waits for the number of who came before: a photo, say, is stored before it."""
    melder = klaar()
    melder.ga("/melden/nl/vraag/bestanden/")
    melder.stuur({"bestanden": [foto()]})
    melder.ga(NAKIJKEN)
    velden = verborgen(melder.html)
    with CaptureQueriesContext(connection) as vragen:
        melder.client.post(NAKIJKEN, velden)
    assert Meldingbijlage.objects.count() == 1
    gevraagd = [vraag["sql"] for vraag in vragen]
    (nummer,) = (plek for plek, sql in enumerate(gevraagd) if "teller:melding" in sql)
    daarvoor, daarna = "".join(gevraagd[:nummer]), gevraagd[nummer + 1 : -1]
    for tabel in ("meldingbijlageinhoud", "melder", "meldingtekst"):
        zo = re.compile(f'(?i)insert.into."?meldingen_{tabel}[_"]')
        assert zo.search(daarvoor + gevraagd[nummer])
        assert not zo.search("".join(daarna))
    assert "insert_into_meldingen_triagebesluit_" in gevraagd[nummer].partition("teller:melding")[0]
    assert "teller:logregel" in gevraagd[nummer].partition("teller:melding")[2]
    (rest,) = daarna
    assert "insert_into_meldingen_melding_" in rest
    assert "insert_into_inspectie_logregel_" in rest


def test_wie_alles_wist_terwijl_het_is_verstuurd_hoort_dat_en_houdt_haar_code():
    """The page that she said yes to told that nothing would be sent."""
    melder = klaar()
    wist = Melder(melder.client)
    assert "Er wordt niets verstuurd" in wist.ga("/melden/nl/stoppen/").content.decode()
    melder.stuur()
    assert "Uw melding is verstuurd en blijft bij ons" in wist.stuur().content.decode()
    assert wist.client.cookies["meldconcept"].value
    assert Melder(melder.client).ga("/melden/nl/ontvangen/").content.decode() == melder.html
    # Who read that, and says it again, leaves nothing here.
    wist.stuur()
    assert wist.adres == "/melden/nl/gestopt/"
    assert not Concept.objects.exists()


def test_een_beginbladzijde_van_voor_het_versturen_neemt_nummer_en_code_niet_weg():
    melder = klaar()
    oud = Melder(melder.client, adres="/melden/nl/", html=Client().get("/melden/nl/").content.decode())
    melder.stuur()
    assert "Bekijk uw nummer en uw geheime code" in oud.stuur().content.decode()
    assert Melder(melder.client).ga("/melden/nl/ontvangen/").content.decode() == melder.html
    # Who was told, and goes on.
    oud.stuur()
    assert oud.stap == "gevaar"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_wie_alles_wist_wacht_op_wat_net_wordt_verstuurd():
    geheim, _ = concepten.begin(timezone.now())
    weg: list[bool] = []
    verstuurd = partial(Concept.objects.update, inhoud="")
    assert naast(verstuurd, lambda: weg.append(concepten.gooi_weg(geheim)), *RIJ) == []
    assert weg == [False]
    assert concepten.gooi_weg(geheim, ook_bewijs=True)
    assert not Concept.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_de_klok_ruimt_niet_op_waar_iemand_net_verdergaat():
    nu = timezone.now()
    concepten.begin(nu - concepten.CONCEPT - timedelta(seconds=1))

    def ruim_op() -> None:
        try:
            concepten.ruim_op(nu)
        finally:
            connection.close()

    veger = Thread(target=ruim_op)
    with transaction.atomic():
        Concept.objects.update(gewijzigd_op=nu)
        veger.start()
        veger.join(2)
    veger.join()
    assert Concept.objects.count() == 1


def test_wat_niet_heel_is_wordt_niet_verstuurd():
    melder = klaar()
    alles = concepten.bewaar(Concept.objects.get(), "wie", {}, nu=timezone.now())
    concept = Concept.objects.get()
    with pytest.raises(Ingehaald):
        verstuur(
            concept,
            [],
            "x",
            gezien=kenmerk_van(concept, alles),
            taal="nl",
            verdacht="",
            dossier=dossierfeiten,
            op=timezone.now(),
        )
    melder.stuur(adres=NAKIJKEN)
    assert melder.stap == "wie"


# What no person sends, or somebody of whom it looks so


def test_wat_van_een_machine_lijkt_wordt_een_melding_als_elke_andere_met_een_merk_voor_triage(
    settings, client
):
    echt, lokaas, snel = (klaar(gegevens={"email": f"{n}@voorbeeld.nl"}) for n in range(3))
    echt.stuur()
    lokaas.stuur({"bericht_kort": "https://koop.nu"})
    settings.MELDPUNT_SNELST_SECONDEN = 3600
    snel.stuur()
    melders = (echt, lokaas, snel)
    nummers = [melder.bewijs[0] for melder in melders]
    assert nummers == [1, 2, 3], "ieder een eigen nummer"
    meldingen = list(Melding.objects.order_by("nummer"))
    assert [m.ontvangst.verdacht for m in meldingen] == ["", "LOKAAS", "TE_SNEL"]
    assert {m.status for m in meldingen[1:]} == {Status.IN_TRIAGE}
    # No difference for who sent it: the receipt, its page, and the messages.
    assert len({zonder_bewijs(melder) for melder in melders}) == 1
    for melder in melders:
        nummer, code = melder.bewijs
        assert volgcode.vind(str(nummer), code) is not None
        melder.client.post("/volgen/nl/", {"nummer": str(nummer), "code": code})
        melder.ga("/volgen/nl/")
    paginas = {
        zonder_sleutels(m.html).replace(f"melding {nummer}", "")
        for m, nummer in zip(melders, nummers, strict=True)
    }
    assert len(paginas) == 1
    assert Attendering.objects.count() == 3
    # Triage sees it, in the list and on its page; who has no part in triage does not.
    waarom = [str(Ontvangst.Verdacht(hoe).label)[1:] for hoe in ("LOKAAS", "TE_SNEL")]
    for rol, ziet in ((Rol.TRIAGIST, True), (Rol.INSPECTEUR, False), (Rol.MELDPUNT, False)):
        lezer = Gebruiker.objects.create(username=f"lezer-{rol}", rol=rol)
        assert heeft(lezer, Recht.TRIAGE_ZIEN) is ziet
        client.force_login(lezer)
        bladen = [client.get(f"/meldingen/{nummer}/") for nummer in nummers]
        zien = [[w in blad.content.decode() for w in waarom] for blad in bladen if blad.status_code == 200]
        assert zien in ([[False, False], [ziet, False], [False, ziet]], []), rol
    client.force_login(Gebruiker.objects.get(rol=Rol.TRIAGIST))
    for vraag, verwacht in (("ja", "32"), ("LOKAAS", "2"), ("TE_SNEL", "3"), ("", "321")):
        lijst = client.get(f"/meldingen/?verdacht={vraag}").content.decode()
        assert re.findall(r'id="melding-(\d+)"', lijst) == list(verwacht), vraag
    assert [fout for controle in CONTROLES.values() for fout in controle()] == []


def zonder_bewijs(melder: Melder) -> str:
    nummer, code = melder.bewijs
    return zonder_sleutels(melder.html).replace(code, "").replace(f">{nummer}<", "")


def zonder_sleutels(html: str) -> str:
    return re.sub(r'data-kopieer="[^"]*"|value="[^"]*"', "", html)


def test_ook_wat_een_machine_nog_eens_stuurt_is_er_een_keer(settings):
    machine = klaar()
    settings.MELDPUNT_SNELST_SECONDEN = 3600
    machine.stuur()
    eerst = machine.bewijs
    machine.stuur(adres=NAKIJKEN)
    assert machine.bewijs == eerst
    assert (Melding.objects.count(), Ontvangst.objects.count()) == (1, 1)


def test_een_adres_krijgt_een_bevestiging_per_dag_wie_het_ook_invult():
    for _ in range(3):
        klaar().stuur()
    assert (Melding.objects.count(), Attendering.objects.count()) == (3, 1)
    Attendering.objects.update(op=timezone.now() - timedelta(days=1, seconds=1))
    klaar().stuur()
    assert Attendering.objects.count() == 2


# The receipt


def test_het_bewijs_is_in_deze_browser_een_tijdje_te_zien_en_daarna_nergens_meer():
    melder = klaar()
    melder.stuur()
    nummer, code = melder.bewijs
    melder.ga("/melden/pl/ontvangen/")
    assert melder.bewijs == (nummer, code)
    assert code not in Melder().ga("/melden/nl/ontvangen/").content.decode()
    Concept.objects.update(gewijzigd_op=timezone.now() - concepten.BEWIJS)
    melder.ga("/melden/nl/ontvangen/")
    assert code not in melder.html
    assert melder.adres == "/melden/nl/?bewijs="
    concepten.ruim_op(timezone.now() + timedelta(seconds=1))
    assert not Concept.objects.exists()
    assert volgcode.vind(str(nummer), code) is not None


def test_wie_haar_browser_laat_vertalen_stuurt_nummer_en_code_niet_mee():
    """Who reads none of our languages has a page translated somewhere else; these two are no words."""
    html = klaar(anoniem={"anoniem": "ja"}).stuur().content.decode()
    assert re.findall(r'<dd translate="no" id="(\w+)"', html) == ["nummer", "code"]


def test_na_het_versturen_is_er_niets_meer_te_veranderen_en_begint_men_met_een_leeg_formulier():
    melder = klaar()
    melder.stuur()
    eerst = melder.bewijs
    for pad in ("vraag/wie/", "vraag/bestanden/", "nakijken/"):
        melder.ga(f"/melden/nl/{pad}")
        assert melder.bewijs == eerst
        assert "niet meegegaan" not in melder.html
        melder.stuur({"wie": "DERDE"}, adres=f"/melden/nl/{pad}")
        assert melder.bewijs == eerst
        # Who sent it twice changed nothing; who went on writing is told that it did not go along.
        assert ("niet meegegaan" in melder.html) == pad.startswith("vraag")
    melder.begin()
    assert melder.stap == "gevaar"
    assert "checked" not in melder.html
    melder.beantwoord(ANTWOORDEN)
    melder.stuur()
    assert melder.bewijs[0] == eerst[0] + 1
    assert melder.bewijs[1] != eerst[1]


def test_te_veel_van_een_plek_wacht_even_en_verliest_niets(settings):
    melder = klaar()
    settings.REMMEN = settings.REMMEN | {"melden": (0, 60)}
    antwoord = melder.client.post(NAKIJKEN)
    assert (antwoord.status_code, int(antwoord["Retry-After"]) <= 60) == (429, True)
    assert "Het is nu te druk" in antwoord.content.decode()
    settings.REMMEN = settings.REMMEN | {"melden": (10_000, 60)}
    melder.stuur()
    assert melder.bewijs
    assert Meldingbijlage.objects.count() == 0
