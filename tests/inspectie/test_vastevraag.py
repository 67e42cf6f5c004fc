"""A question that Django writes once: the answer is that of the QuerySet, for every key and in every thread."""

from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from inspectie.models import Gebruiker
from inspectie.vastevraag import VasteVraag
from meldingen import sporen
from meldingen.models import Melding
from tests.maak import Dossier

pytestmark = pytest.mark.django_db
OP = datetime(2021, 2, 3, 12, tzinfo=UTC)


def wie(pk: int) -> "QuerySet[Any, Any]":
    zelf = Gebruiker.objects.filter(pk=pk).order_by()
    return zelf.values_list("username", "date_joined", Value(7)).union(
        zelf.exclude(pk=0).values_list("rol", "date_joined", F("pk")), all=True
    )


def test_het_antwoord_is_dat_van_de_vraag_zelf_ook_van_een_moment():
    vraag = VasteVraag(wie)
    for naam in ("anne", "bo"):
        pk = Gebruiker.objects.create(username=naam, rol="TRIAGIST", date_joined=OP).pk
        with CaptureQueriesContext(connection) as gesteld:
            gevonden = vraag.rijen(pk)
        assert len(gesteld) == 1
        assert sorted(gevonden) == sorted(wie(pk)) == sorted([(naam, OP, 7), ("TRIAGIST", OP, pk)])
    assert vraag.rijen(-1) == []


def test_zij_wordt_een_keer_geschreven():
    keren: list[int] = []

    def maak(pk: int) -> "QuerySet[Any, Any]":
        keren.append(pk)
        return wie(pk)

    vraag = VasteVraag(maak)
    for pk in range(5):
        vraag.rijen(pk)
    assert len(keren) == 2  # with two keys, to see where the key stands


def test_een_vraag_zonder_sleutel_wordt_een_keer_geschreven_en_elke_keer_gesteld():
    keren: list[int] = []

    def allen() -> "QuerySet[Any, Any]":
        keren.append(1)
        return Gebruiker.objects.order_by("username").values_list("username", "date_joined")

    vraag = VasteVraag(allen)
    assert vraag.rijen() == []
    for naam in ("bo", "anne"):
        Gebruiker.objects.create(username=naam, rol="TRIAGIST", date_joined=OP)
    assert vraag.rijen() == [("anne", OP), ("bo", OP)]
    assert len(keren) == 1


@pytest.mark.parametrize(
    "maak",
    [
        lambda pk: Gebruiker.objects.filter(pk=-pk).values_list("pk"),
        lambda pk: Gebruiker.objects.filter(pk=pk, username=f"nr {pk}").values_list("pk"),
        lambda pk: Gebruiker.objects.filter(pk=pk).values_list("pk")[: 1 if pk % 2 else 2],
        lambda pk: Gebruiker.objects.values_list("pk"),
    ],
    ids=["iets anders", "iets anders ernaast", "andere SQL", "nergens"],
)
def test_wat_meer_met_de_sleutel_doet_wordt_geweigerd(maak):
    with pytest.raises(ValueError, match="sleutel"):
        VasteVraag(maak).rijen(1)


@pytest.mark.django_db(transaction=True)
def test_elke_verbinding_heeft_haar_eigen(dossier: Dossier):
    for domein in ("BUITEN", "EERLIJK"):
        melding = dossier.melding()
        dossier.correctie("melding", melding, "domein", domein, "2021-01-20T10:00:00+01:00")
    dossier.neem()
    pks = list(Melding.objects.values_list("pk", flat=True))
    hier = [sporen._ALLE.rijen(pk) for pk in pks]
    daar: list[Any] = []

    def elders() -> None:
        try:
            daar.extend(sporen._ALLE.rijen(pk) for pk in pks)
        finally:
            connection.close()

    draad = Thread(target=elders)
    draad.start()
    draad.join()
    assert daar == hier
    assert all(hier)
