"""The reporter and the staff at the same time, on a database that lets them: one of them is first, nothing is lost."""

import threading
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection

from inspectie.fouten import Ingehaald, Regelfout
from interventies.dossier import dossierfeiten
from meldingen import acties
from meldingen.meldpunt import volgen
from meldingen.models import Aanvulling, Melding, Nagekomen, Status, StatusWissel
from tests.meldingen.volghulp import OP, gemeld, melder, stuur, triagist, vraag
from tests.tegelijk import RIJ, naast

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def tegelijk(*werk: Callable[[], object]) -> list[object]:
    """What each returned or was refused with."""
    uit: list[object] = [None] * len(werk)
    hek = threading.Barrier(len(werk))

    def doe(n: int) -> None:
        try:
            hek.wait(10)
            uit[n] = werk[n]()
        except Exception as fout:  # noqa: BLE001 (it is what the test is about)
            uit[n] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=(n,)) for n in range(len(werk))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    return uit


def beantwoord(melding: Melding, pk: int, tekst: str) -> Callable[[], object]:
    return lambda: volgen.beantwoord(melding, vraag=pk, antwoord=tekst, dossier=dossierfeiten, op=OP)


def test_twee_keer_antwoorden_tegelijk_is_een_antwoord():
    melding, _ = gemeld()
    gevraagd = vraag(melding)
    uit = tegelijk(*(beantwoord(melding, gevraagd.pk, "Daar.") for _ in range(5)))
    assert uit == [None] * 5, "hetzelfde antwoord is er maar een"
    assert StatusWissel.objects.filter(van=Status.AANVULLING_GEVRAAGD).count() == 1
    assert melding.besluiten.count() == 2


def test_van_twee_verschillende_antwoorden_staat_er_een_en_het_andere_wordt_gezegd():
    melding, _ = gemeld()
    gevraagd = vraag(melding)
    uit = tegelijk(beantwoord(melding, gevraagd.pk, "Hier."), beantwoord(melding, gevraagd.pk, "Daar."))
    assert [type(iets) for iets in uit if iets is not None] == [Ingehaald]
    gevraagd.refresh_from_db()
    assert gevraagd.antwoord == ("Hier." if uit[0] is None else "Daar.")


def test_antwoorden_terwijl_de_vraag_wordt_teruggenomen():
    for _ in range(5):
        melding, _code = gemeld(str(uuid4()), omschrijving=f"Iets {uuid4()}.")
        gevraagd = vraag(melding)
        melding.refresh_from_db()
        gezien = melding.stand(acties.laatste_advies(melding).pk)

        def neem_terug(melding: Melding = melding, gezien: str = gezien) -> None:
            acties.terug_in_triage(melding, reden="Niet nodig.", door=triagist(), op=OP, gezien=gezien)

        antwoord, terug = tegelijk(beantwoord(melding, gevraagd.pk, "Daar."), neem_terug)
        gevraagd.refresh_from_db()
        assert (antwoord is None) != (terug is None), "precies een van beide"
        assert bool(gevraagd.antwoord) == (antwoord is None)
        assert (gevraagd.herroepen_op is None) == (antwoord is None)
        melding.refresh_from_db()
        assert melding.status == Status.IN_TRIAGE


def test_hetzelfde_formulier_vijftig_keer_tegelijk_is_een_aanvulling():
    melding, _ = gemeld()
    sleutel = uuid4()

    def stuur() -> object:
        return volgen.vul_aan(
            melding, tekst="Ook in de hal.", inzending=sleutel, dossier=dossierfeiten, op=OP
        ).pk

    for _ in range(5):
        uit = tegelijk(*[stuur] * 10)
        assert set(uit) == {Nagekomen.objects.get().pk}


def test_aanvullen_terwijl_zij_wordt_ingetrokken_verliest_niets_in_stilte():
    melding, _ = gemeld()

    def stuur() -> object:
        return volgen.vul_aan(
            melding, tekst="Ook in de hal.", inzending=uuid4(), dossier=dossierfeiten, op=OP
        )

    aangevuld, ingetrokken = tegelijk(stuur, lambda: volgen.trek_in(melding, op=OP))
    assert ingetrokken is None
    if isinstance(aangevuld, Regelfout):
        assert not Nagekomen.objects.exists()
    else:
        assert Nagekomen.objects.get().tekst == "Ook in de hal."
    assert Melding.objects.get().status == Status.INGETROKKEN
    assert not Aanvulling.objects.exists()


@pytest.mark.parametrize("gevaar", ["", "ja"])
def test_wie_aanvult_terwijl_zij_wordt_ingetrokken_krijgt_het_formulier_van_de_code_met_wat_er_stond(gevaar):
    """As a moment later; not a page that says that something broke, nor one of a melding that nothing opens."""
    melding, code = gemeld(personen_in_gevaar=gevaar)
    client, antwoorden = melder(melding, code), []

    def vul_aan() -> None:
        antwoorden.append(stuur(client, "aanvulling", tekst="Ook in de hal.", bestanden=[]))

    assert naast(lambda: volgen.trek_in(melding, op=OP), vul_aan, *RIJ) == []
    (antwoord,) = antwoorden
    if antwoord.status_code == 302:  # only asked to take it back: what was added is with it
        antwoord = client.get(antwoord["Location"])
    else:
        assert antwoord.status_code == 403
        assert 'name="tekst" value="Ook in de hal."' in antwoord.content.decode()
    assert (antwoord.status_code == 403) == (not gevaar)
    assert "Bekijk mijn melding" in antwoord.content.decode()


def test_wie_dubbel_klikt_op_intrekken_hoort_dat_zij_is_ingetrokken():
    melding, code = gemeld()
    client, antwoorden = melder(melding, code), []

    def nog_eens() -> None:
        antwoorden.append(client.post("/volgen/nl/intrekken/").content.decode())

    assert naast(lambda: volgen.trek_in(melding, op=OP), nog_eens, *RIJ) == []
    assert "U hebt uw melding ingetrokken" in antwoorden[0]
    assert StatusWissel.objects.filter(naar=Status.INGETROKKEN).count() == 1
