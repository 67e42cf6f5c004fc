"""What a page of figures says is of one state of the database, also while somebody else writes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from inspectie.beeld import een_beeld
from inspectie.models import Rol
from meldingen.models import Melding
from rapportages import cijferviews
from rapportages.kerncijfers import verschil
from rapportages.kerncijfers.verschil import verschillen
from tests.rapportages.test_cijferpagina import als, lengte
from tests.rapportages.test_opname_tegelijk import ander
from tests.rapportages.test_verschil import T2, op, som


def intussen(monkeypatch: Any, waar: Any, naam: str, melding: Melding) -> None:
    """Just before this is done somebody else commits that a melding has nothing to do with corona."""
    doe: Callable[..., Any] = getattr(waar, naam)

    def eerst(*args: Any, **kwargs: Any) -> Any:
        with ander() as verbinding:
            verbinding.execute(
                "UPDATE meldingen_melding SET corona_relatie = 'GEEN' WHERE id = %s", [melding.pk]
            )
        return doe(*args, **kwargs)

    monkeypatch.setattr(waar, naam, eerst)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_de_delen_tellen_op_tot_het_verschil_ook_als_intussen_iemand_schrijft(dossier, monkeypatch):
    dossier.melding()
    dossier.melding()
    dossier.neem()
    intussen(monkeypatch, verschil, "_bewijs", Melding.objects.earliest("pk"))
    gevonden = verschillen(op("2021-01-07", T2), op("2021-01-10", T2))
    assert [(v.verschil, som(v)) for v in gevonden if str(v.verwijzing) == "KC-01.waarde"] == [(2, 2)]
    assert all(som(v) == v.verschil for v in gevonden)
    assert Melding.objects.filter(corona_relatie="GEEN").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_een_getal_is_zo_groot_als_zijn_lijst_ook_als_intussen_iemand_schrijft(dossier, monkeypatch):
    dossier.melding()
    dossier.melding()
    dossier.neem()
    intussen(monkeypatch, cijferviews, "lijstpagina", Melding.objects.earliest("pk"))
    url = f"{reverse('cijfers_meldingen')}?peildatum=31-01-2021&stand_van=31-01-2021"
    assert lengte(als(Rol.TEAMLEIDER), url) == (2, 2, 0)
    assert lengte(als(Rol.TEAMLEIDER), url) == (1, 1, 0)


@pytest.mark.django_db(transaction=True)
def test_een_beeld_in_een_beeld_is_hetzelfde_beeld(dossier):
    dossier.melding()
    dossier.neem()
    with een_beeld():
        assert Melding.objects.count() == 1
        with een_beeld():
            assert Melding.objects.count() == 1
        assert Melding.objects.count() == 1
    Melding.objects.update(corona_relatie="GEEN")  # it can be written again
