"""What is a duplicate of a melding that goes to Opsporing tells the same, and goes there as well."""

import pytest
from django.test import Client

from inspectie.fouten import Ingehaald
from interventies.dossier import dossierfeiten
from meldingen import acties
from meldingen.adviseren import adviseer_stuk
from meldingen.dubbelen import markeer_dubbel
from meldingen.models import Melding, Status
from meldingen.zoekwoorden import gebreken, ververs
from rapportages.controles import CONTROLES
from tests.interventies.zaakhulp import OP, teamleider, triagist

pytestmark = pytest.mark.eenmaal


def test_een_dubbele_gaat_mee_want_zij_vertelt_hetzelfde(dossier):
    """And the duplicate of that one; what is no duplicate stays, and what comes back comes back as it was."""
    w = dossier.werkgever(naam="Kwartelzwaluw BV")
    for sleutel, van in {"eerst": "", "tweede": "eerst", "derde": "tweede", "los": ""}.items():
        dossier.melding(melding=sleutel, werkgever=w, dubbel_van=van, omschrijving="Achter de vlinderstruik.")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    eerst = Melding.objects.get(extern_kenmerk="eerst")
    advies = acties.laatste_advies(eerst)
    besluit = acties.beslis(
        eerst, advies=advies.pk, route="OPSPORING", prioriteit="P2", reden="Zo.", door=triagist(), op=OP
    )
    weg = set(Melding.objects.filter(status=Status.NAAR_OPSPORING).values_list("extern_kenmerk", flat=True))
    assert weg == {"eerst", "tweede", "derde"}
    client = Client()
    client.force_login(teamleider())
    for melding in Melding.objects.exclude(extern_kenmerk="los"):
        assert client.get(f"/meldingen/{melding.nummer}/").status_code == 404
    html = client.get("/meldingen/?q=vlinderstruik&alles=1").content.decode()
    assert html.count('id="melding-') == 1
    assert list(gebreken()) == []
    assert [fout for controle in CONTROLES.values() for fout in controle()] == []
    acties.herroep(eerst, besluit=besluit.pk, reden="Toch niet.", door=triagist(), op=OP)
    terug = dict(Melding.objects.values_list("extern_kenmerk", "status"))
    assert (terug["tweede"], terug["derde"]) == (Status.DUBBEL, Status.DUBBEL)
    assert list(gebreken()) == []


def test_wat_later_een_dubbele_blijkt_van_wat_bij_opsporing_is_gaat_er_ook_heen(dossier):
    w = dossier.werkgever()
    dossier.melding(melding="eerst", werkgever=w)
    dossier.neem()
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    ververs(Melding.objects.values_list("pk", flat=True))
    dossier.melding(melding="tweede", werkgever=w, dubbel_van="eerst")
    dossier.melding(melding="derde", werkgever=w, dubbel_van="tweede")
    dossier.neem()
    assert set(Melding.objects.values_list("status", flat=True)) == {Status.NAAR_OPSPORING}
    assert list(gebreken()) == []


def test_wie_een_dubbele_aanwijst_van_wat_net_naar_opsporing_ging_hoort_alleen_dat_zij_er_niet_is(dossier):
    w = dossier.werkgever()
    for sleutel in ("eerst", "tweede"):
        dossier.melding(melding=sleutel, werkgever=w)
    dossier.neem()
    eerst, tweede = (Melding.objects.get(extern_kenmerk=sleutel) for sleutel in ("eerst", "tweede"))
    Melding.objects.filter(pk=eerst.pk).update(status=Status.NAAR_OPSPORING)
    with pytest.raises(Ingehaald, match="er niet meer") as fout:
        markeer_dubbel(tweede, eerst, reden="Zelfde.", door=triagist(), op=OP)
    assert "psporing" not in str(fout.value)
