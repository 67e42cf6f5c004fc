"""Two reports beside each other: every difference explained to the last unit, also what was kept otherwise."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspectie.models import Rol
from rapportages import opstellen
from rapportages.kerncijfers.verschilrijen import WAS, WORDT
from rapportages.models import Rapportage
from rapportages.rapportageverschil import Kant, in_volgorde, jaarcijfers_in, rapportageverschillen
from tests.inloggen import als
from tests.rapportages.test_rapportage import OP, PEILDATUM, STAND_VAN, sjabloon, wie

pytestmark = pytest.mark.django_db
LATER = datetime(2021, 3, 1, tzinfo=UTC)


def maak(peildatum: date = PEILDATUM, stand_van: datetime = STAND_VAN) -> Rapportage:
    return opstellen.begin(sjabloon(), peildatum, stand_van, door=wie(Rol.RAPPORTEUR), op=LATER)


def anders_bewaard(rapportage: Rapportage, versie: str) -> None:
    """As a report that was made when a figure meant something else."""
    inhoud = json.loads(rapportage.gegevens)
    inhoud["definities"] = versie
    for cijfer in inhoud["cijfers"]:
        if cijfer["code"] == "KC-01":
            cijfer["waarde"] += 3
        if cijfer["code"] == "KC-02":
            cijfer["delen"]["BUITEN"] += 3
    Rapportage.objects.filter(pk=rapportage.pk).update(gegevens=json.dumps(inhoud))
    rapportage.refresh_from_db()


def verklaard(was: Rapportage, wordt: Rapportage) -> dict[str, tuple[int, int]]:
    """Of every number that differs: the difference, and what its causes add up to."""
    jaar = all(jaarcijfers_in(was, wordt))
    lijst, bewaard = rapportageverschillen(Kant.van(was), Kant.van(wordt), jaar=jaar)
    uit = {}
    for v in lijst:
        som = sum(len(k.get(WORDT, ())) - len(k.get(WAS, ())) for k in v.oorzaken.values())
        anders = bewaard.get(v.verwijzing)
        uit[f"{v.verwijzing}.{'.'.join(v.verwijzing.delen)}"] = (
            v.verschil,
            som + (anders.erbij if anders else 0),
        )
    return uit


def test_de_delen_tellen_op_tot_elk_verschil(gevuld):
    gevuld.melding(ontvangen_op="2021-01-09T10:00:00+01:00", geregistreerd_op="2021-02-10T10:00:00+01:00")
    gevuld.neem()
    was, wordt = maak(date(2020, 12, 1)), maak(stand_van=datetime(2021, 2, 20, tzinfo=UTC))
    gevonden = verklaard(was, wordt)
    assert gevonden["KC-01.waarde."] == (3, 3)
    assert all(verschil == som for verschil, som in gevonden.values())
    assert in_volgorde(wordt, was) == (was, wordt)


def test_wat_met_andere_definities_is_bewaard_is_een_eigen_oorzaak(gevuld):
    was, wordt = maak(), maak(stand_van=datetime(2021, 2, 20, tzinfo=UTC))
    assert verklaard(was, wordt) == {}
    anders_bewaard(was, "0.9")
    gevonden = verklaard(was, wordt)
    assert gevonden == {"KC-01.waarde.": (-3, -3), "KC-02.delen.BUITEN": (-3, -3)}
    html = als(wie(Rol.AUDITOR)).get(reverse("rapportage_verschil", args=[wordt.pk]) + f"?met={was.pk}")
    assert "Andere definities: versie 0.9" in html.content.decode()


def test_een_feit_dat_later_met_een_eerdere_tijd_werd_ingelezen_is_een_oorzaak(gevuld):
    was = maak()
    gevuld.melding(ontvangen_op="2021-01-05T10:00:00+01:00", geregistreerd_op="2021-01-06T10:00:00+01:00")
    gevuld.neem()
    gevonden = verklaard(was, maak())
    assert gevonden["KC-01.waarde."] == (1, 1)
    assert all(verschil == som for verschil, som in gevonden.values())


def test_men_kiest_een_andere_en_ziet_wat_er_veranderde_ook_in_de_tekst(gevuld):
    een, ander = maak(date(2020, 12, 1)), maak()
    opstellen.bewaar_tekst(
        ander.pk, "Nieuwe titel", "Een zin erbij.", gezien=1, door=wie(Rol.RAPPORTEUR), op=OP
    )
    client, adres = als(wie(Rol.RAPPORTEUR)), reverse("rapportage_verschil", args=[ander.pk])
    html = client.get(adres).content.decode()
    assert f'<option value="{een.pk}">R-{een.pk}, 1 december 2020, stand van 3 februari 2021: ' in html
    assert f'<option value="{ander.pk}">' not in html
    html = client.get(f"{adres}?met={een.pk}").content.decode()
    assert "KC-01" in html
    assert "Een zin erbij." in html
    assert "Nieuwe titel" in html
    # Of a share what it counts, and of what.
    assert ">Alle coronameldingen</th>" in html
    assert ">noemer<" not in html
    # The moment of a report may be asked for by whoever may see the report: its lists are there.
    heen = re.search(r'href="(/cijfers/[^"]*oorzaak=[^"]*)"', html)
    assert heen
    assert client.get(heen[1].replace("&amp;", "&")).status_code == 200
    for niet in ("x", "999999", str(ander.pk)):
        assert "KC-01" not in client.get(f"{adres}?met={niet}").content.decode()


def test_meer_verschil_kost_niet_meer_vragen(gevuld):
    def kosten() -> int:
        een, ander = maak(date(2020, 12, 1)), maak()
        adres = reverse("rapportage_verschil", args=[ander.pk]) + f"?met={een.pk}"
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(adres).status_code == 200
        return len(vragen)

    client = als(wie(Rol.TEAMLEIDER))
    client.get("/")
    eerst = kosten()
    for _ in range(4):
        gevuld.melding()
    gevuld.neem()
    assert kosten() == eerst <= 40
