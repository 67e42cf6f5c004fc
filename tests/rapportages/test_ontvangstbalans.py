"""The ledger closes for every day and channel, and what is taken out of it by hand is found."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django.asserts import assertNumQueries

from inspectie.models import Gebruiker, Rol
from inspectie.tijd import AMSTERDAM
from interventies.dossier import dossierfeiten
from meldingen.apart import geen_melding, leg_apart
from meldingen.balans import DELEN, MELDINGDELEN, alles
from meldingen.models import Melding, Ontvangst, Status
from meldingen.ontvangen import Weg, ontvang
from meldingen.post.inhoud import Inhoud
from rapportages.balansproef import gebreken
from rapportages.bewijzen import getuigenis
from rapportages.controles import CONTROLES
from tests.maak import NU
from tests.meldingen.test_ontvangen import RIJ

Uitkomst = Ontvangst.Uitkomst


def binnen(op: datetime = NU, kanaal: str = "WEBFORMULIER") -> Melding:
    sleutel = uuid4()
    cellen = RIJ | {"ontvangen_op": op.isoformat(), "kanaal": kanaal}
    return ontvang(cellen, Weg(f"web:{sleutel}"), inzending=sleutel, dossier=dossierfeiten, op=NU).melding


def apart(op: datetime = NU, uitkomst: Ontvangst.Uitkomst = Uitkomst.WACHT) -> Ontvangst:
    return leg_apart(
        "EMAIL", f"mail:{uuid4()}", Inhoud("x"), uitkomst=uitkomst, reden="Zie tekst.", ontvangen_op=op, op=NU
    )[0]


def mis() -> list[str]:
    return [*gebreken(), *getuigenis(), *CONTROLES["de nummers hebben geen gaten"]()]


def test_elke_status_staat_in_een_deel():
    assert sorted(s for statussen in MELDINGDELEN.values() for s in statussen) == sorted(Status)


class TestBalans(TestCase):
    @given(
        st.lists(
            st.tuples(
                st.sampled_from([*DELEN]),
                st.sampled_from(["WEBFORMULIER", "EMAIL"]),
                st.integers(0, 60),
            ),
            max_size=12,
        )
    )
    @settings(max_examples=25)
    def test_ontvangen_is_de_som_van_wat_ervan_werd(self, wat: list[tuple[str, str, int]]):
        """Beside a count by hand, over midnights in Amsterdam."""
        begin = datetime(2021, 1, 8, 20, tzinfo=AMSTERDAM)
        verwacht: dict[tuple[Any, str], dict[str, int]] = {}
        for deel, kanaal, uren in wat:
            op = begin + timedelta(hours=uren)
            if deel in MELDINGDELEN:
                melding = binnen(op, kanaal)
                Melding.objects.filter(pk=melding.pk).update(status=MELDINGDELEN[deel][-1])
            else:
                kanaal = "EMAIL"
                apart(
                    op,
                    {"ongewenst": Uitkomst.ONGEWENST, "wacht": Uitkomst.WACHT}.get(
                        deel, Uitkomst.GEEN_MELDING
                    ),
                )
            regel = verwacht.setdefault((op.date(), kanaal), {})
            regel[deel] = regel.get(deel, 0) + 1
        uit = {(r.dag, r.kanaal): {d: n for d, n in r.delen.items() if n} for r in alles()}
        assert uit == verwacht
        assert all(regel.sluit for regel in alles())


@pytest.mark.django_db
def test_hoeveel_dagen_het_ook_zijn_het_blijven_twee_vragen():
    for dag in range(5):
        binnen(NU - timedelta(days=dag + 1))
        apart(NU - timedelta(days=dag + 1))
    with assertNumQueries(2):
        assert len(alles()) == 10


@pytest.fixture
def vol(db: None) -> list[Ontvangst]:
    meldpunt = Gebruiker.objects.create(username="meldpunt", rol=Rol.MELDPUNT)
    binnen()
    rijen = [apart(), apart(uitkomst=Uitkomst.ONGEWENST), apart()]
    geen_melding(rijen[2], reden="Een grap.", door=meldpunt, op=NU)
    assert mis() == []
    return list(Ontvangst.objects.order_by("pk"))


# Each as somebody with the keys of the database would do it.
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM meldingen_ontvangst WHERE uitkomst = 'WACHT'",
        "DELETE FROM meldingen_ontvangst WHERE uitkomst = 'MELDING'",
        "DELETE FROM meldingen_ontvangst WHERE uitkomst = 'ONGEWENST'",
        "UPDATE meldingen_ontvangst SET uitkomst = 'ONGEWENST' WHERE uitkomst = 'WACHT'",
        "UPDATE meldingen_ontvangst SET uitkomst = 'GEEN_MELDING' WHERE uitkomst = 'ONGEWENST'",
        "UPDATE meldingen_ontvangst SET inhoud = '' WHERE uitkomst = 'WACHT'",
        "UPDATE meldingen_ontvangst SET reden = 'Iets anders.' WHERE uitkomst = 'GEEN_MELDING'",
        "UPDATE meldingen_ontvangst SET kanaal = 'BRIEF' WHERE uitkomst = 'WACHT'",
        "UPDATE meldingen_ontvangst SET kenmerk = kenmerk || 'x' WHERE uitkomst = 'MELDING'",
    ],
)
def test_een_regel_die_met_de_hand_wordt_weggehaald_of_veranderd_wordt_gevonden(
    vol: list[Ontvangst], sql: str
):
    with connection.cursor() as cursor:
        cursor.execute(sql)
    assert mis()


def test_een_melding_die_met_de_hand_verdwijnt_wordt_gevonden(vol: list[Ontvangst]):
    melding = Melding.objects.get()
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM meldingen_ontvangst WHERE melding_id = %s", [melding.pk])
        for tabel in ("triagebesluit", "statuswissel", "meldingtekst", "zoekwoorden"):
            cursor.execute(f"DELETE FROM meldingen_{tabel} WHERE melding_id = %s", [melding.pk])
        cursor.execute("DELETE FROM meldingen_melding WHERE id = %s", [melding.pk])
    gevonden = mis()
    assert any("kwam vanzelf binnen" in gebrek for gebrek in gevonden)
    assert any("meldingen_melding:" in gebrek for gebrek in gevonden)
    assert any(gebrek.startswith("melding:") for gebrek in gevonden)  # the numbers
