"""Taking back a melding about danger: the reporter asks it and sees no difference, triage decides."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Logregel, Rol
from interventies.dossier import dossierfeiten
from meldingen import acties, intrekken
from meldingen.meldpunt import volgen
from meldingen.models import Intrekverzoek, Melding, Status, StatusWissel
from tests.inloggen import als
from tests.meldingen.volghulp import OP, bewijs, gemeld, melder, triagist, vraag

pytestmark = pytest.mark.django_db
GEVAAR = (
    {"ernst": "acuut"},
    {"ernst": "ernstig"},
    {"ernst": "laag", "personen_in_gevaar": "ja"},
    {"ernst": "laag", "werkonderbreking": "ja"},
)
GEZEGD = "De melder vraagt deze melding in te trekken."


def gevraagd(**cellen: str) -> tuple[Melding, str]:
    """One about danger of which the reporter asks to take it back."""
    melding, code = gemeld(**(cellen or GEVAAR[0]))
    melder(melding, code).post("/volgen/nl/intrekken/")
    melding.refresh_from_db()
    return melding, code


@pytest.mark.parametrize("cellen", GEVAAR)
def test_wat_over_gevaar_gaat_eindigt_niet_door_het_briefje_alleen(cellen):
    melding, code = gemeld(**cellen)
    gewoon, gewone_code = gemeld("b", omschrijving="Iets anders.")
    client, ander = melder(melding, code), melder(gewoon, gewone_code)
    for c in (client, ander):
        assert "Ja, trek in" in c.get("/volgen/nl/intrekken/").content.decode()
    na = [c.post("/volgen/nl/intrekken/") for c in (client, ander)]
    assert na[0].content == na[1].content, "de melder ziet hetzelfde"
    assert [a.cookies["volgen"]["max-age"] for a in na] == [0, 0]
    melding.refresh_from_db()
    gewoon.refresh_from_db()
    assert (melding.status, gewoon.status) == (Status.IN_TRIAGE, Status.INGETROKKEN)
    assert Intrekverzoek.objects.get().melding == melding
    for een, een_code in ((melding, code), (gewoon, gewone_code)):
        assert bewijs(Client(), een, een_code).status_code == 422


def test_het_verzoek_staat_op_mijn_werk_en_op_de_melding_tot_iemand_beslist():
    melding, code = gevraagd()
    client = als(Rol.TRIAGIST)
    hier = f"/meldingen/{melding.nummer}/"
    assert hier in client.get("/mijn-werk/intrekken/").content.decode()
    html = client.get(hier).content.decode()
    assert GEZEGD in html
    assert "De melder vroeg haar in te trekken" in html
    assert "Toch verdergaan" in html
    for rol in (Rol.MELDPUNT, Rol.AUDITOR, Rol.INSPECTEUR):
        assert als(rol).post(f"{hier}niet-intrekken/", {"tekst": "x"}).status_code == 403, rol
    leeg = client.post(f"{hier}niet-intrekken/", {"tekst": " "}).content.decode()
    assert "Schrijf op waarom u met de melding verdergaat." in leeg
    assert Intrekverzoek.objects.open().exists()
    assert client.post(f"{hier}niet-intrekken/", {"tekst": "Er is nog gevaar."}).status_code == 302
    besloten = Intrekverzoek.objects.get()
    assert (besloten.ingewilligd, besloten.reden, str(besloten.besloten_door)) == (
        False,
        "Er is nog gevaar.",
        "iemand-TRIAGIST",
    )
    html = client.get(hier).content.decode()
    assert GEZEGD not in html
    assert "Er is nog gevaar." in html
    assert hier not in client.get("/mijn-werk/intrekken/").content.decode()
    assert bewijs(Client(), melding, code).status_code == 302, "de code opent haar weer"
    again = client.post(f"{hier}niet-intrekken/", {"tekst": "Nog eens."}).content.decode()
    assert "Er staat geen verzoek van de melder open" in again
    assert Logregel.objects.filter(actie="intrekken_afgewezen").count() == 1


def test_wie_het_bevestigt_trekt_haar_in():
    melding, code = gevraagd()
    client = als(Rol.TRIAGIST)
    vraag_ = {"tekst": "De melder belde zelf."}
    assert client.post(f"/meldingen/{melding.nummer}/intrekken/", vraag_).status_code == 302
    melding.refresh_from_db()
    besloten = Intrekverzoek.objects.get()
    assert (melding.status, besloten.ingewilligd) == (Status.INGETROKKEN, True)
    assert StatusWissel.objects.get(naar=Status.INGETROKKEN).door == besloten.besloten_door
    html = client.get(f"/meldingen/{melding.nummer}/").content.decode()
    assert GEZEGD not in html
    assert "Niet ingetrokken" not in html
    assert bewijs(Client(), melding, code).status_code == 422
    acties.heropen(melding, reden="Toch.", dossier=dossierfeiten, door=triagist(), op=OP)
    assert GEZEGD not in client.get(f"/meldingen/{melding.nummer}/").content.decode()
    assert bewijs(Client(), melding, code).status_code == 302


@pytest.mark.parametrize("dicht", ["AFGESLOTEN", "GEREGISTREERD", "OVERGEDRAGEN", "DUBBEL"])
def test_een_melding_die_wij_afsloten_leest_de_melder_weer_ook_als_niemand_op_het_verzoek_besloot(dicht):
    """Else nobody could say no any more, and a message to the reporter would stand behind a code that opens nothing."""
    melding, code = gevraagd()
    client, hier = als(Rol.TRIAGIST), f"/meldingen/{melding.nummer}/"
    Melding.objects.update(status=dicht)
    assert GEZEGD not in client.get(hier).content.decode()
    assert hier not in client.get("/mijn-werk/intrekken/").content.decode()
    assert bewijs(Client(), melding, code).status_code == 302
    Melding.objects.update(status="IN_TRIAGE")
    assert GEZEGD in client.get(hier).content.decode()
    assert hier in client.get("/mijn-werk/intrekken/").content.decode()
    assert bewijs(Client(), melding, code).status_code == 422


def test_een_vraag_die_openstaat_blijft_staan_tot_er_besloten_is():
    melding, code = gemeld(**GEVAAR[0])
    open_vraag = vraag(melding)
    melder(melding, code).post("/volgen/nl/intrekken/")
    open_vraag.refresh_from_db()
    assert open_vraag.herroepen_op is None
    acties.trek_in(Melding.objects.get(), reden="Ja.", door=triagist(), op=OP)
    open_vraag.refresh_from_db()
    assert open_vraag.herroepen_op is not None


def test_tweemaal_gevraagd_is_eenmaal_en_daarna_kan_het_weer():
    melding, _ = gemeld(**GEVAAR[0])
    for _keer in range(2):
        volgen.trek_in(melding, op=OP)
    assert Intrekverzoek.objects.count() == 1
    assert Logregel.objects.filter(actie="intrekken_verzocht").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Intrekverzoek.objects.create(melding=melding, op=OP)
    intrekken.wijs_af(melding, reden="Gevaar.", door=triagist(), op=OP)
    volgen.trek_in(melding, op=OP + timedelta(hours=1))
    assert Intrekverzoek.objects.open().count() == 1


def test_afwijzen_vraagt_een_reden_en_een_verzoek():
    melding, _ = gevraagd()
    with pytest.raises(Regelfout, match="waarom"):
        intrekken.wijs_af(melding, reden=" ", door=triagist(), op=OP)
    intrekken.wijs_af(melding, reden="Gevaar.", door=triagist(), op=OP)
    with pytest.raises(Ingehaald):
        intrekken.wijs_af(melding, reden="Gevaar.", door=triagist(), op=OP)


def test_wie_vroeg_in_te_trekken_krijgt_geen_vraag_achter_een_code_die_niets_opent():
    melding, code = gevraagd()
    with pytest.raises(Regelfout, match="Beslis eerst op dat verzoek"):
        vraag(melding)
    intrekken.wijs_af(melding, reden="Er is nog gevaar.", door=triagist(), op=OP)
    vraag(melding)
    assert bewijs(Client(), melding, code).status_code == 302
