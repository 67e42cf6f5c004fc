"""Paging by cursor: forwards and back give every row once, in order, whatever happens meanwhile."""

from base64 import urlsafe_b64encode
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectie import bladeren
from inspectie.bladeren import blader, buren, volgende
from inspectie.models import VrijeDag
from meldingen.models import Melding


@pytest.fixture
def dagen(db):
    """Twenty-three days, with names that many of them share."""
    VrijeDag.objects.all().delete()
    begin = date(2030, 1, 1)
    VrijeDag.objects.bulk_create(
        VrijeDag(datum=begin + timedelta(days=n), naam=f"dag {n % 3}", bron="proef") for n in range(23)
    )
    return VrijeDag.objects.all()


def heen(reeks, volgorde, per):
    cursor, paginas = "", []
    while True:
        blad = blader(reeks, volgorde, cursor, per)
        paginas.append([dag.pk for dag in blad.rijen])
        if not blad.volgende:
            return paginas, blad
        cursor = blad.volgende


@pytest.mark.parametrize("volgorde", [["naam"], ["-naam"], ["-datum"], ["naam", "-datum"]])
@pytest.mark.parametrize("per", [1, 5, 22, 23, 24])
def test_vooruit_bladeren_geeft_elke_rij_een_keer_in_volgorde(dagen, volgorde, per):
    paginas, _ = heen(dagen, volgorde, per)
    laatste = "-pk" if volgorde[-1].startswith("-") else "pk"
    assert [pk for pagina in paginas for pk in pagina] == [
        dag.pk for dag in dagen.order_by(*volgorde, laatste)
    ]
    assert all(len(pagina) == per for pagina in paginas[:-1])


@pytest.mark.parametrize("per", [1, 5, 22, 24])
def test_terugbladeren_geeft_dezelfde_paginas(dagen, per):
    paginas, blad = heen(dagen, ["-naam"], per)
    terug = [[dag.pk for dag in blad.rijen]]
    while blad.vorige:
        blad = blader(dagen, ["-naam"], blad.vorige, per)
        terug.append([dag.pk for dag in blad.rijen])
    assert [pk for pagina in reversed(terug) for pk in pagina] == [pk for pagina in paginas for pk in pagina]


def test_een_nieuwe_rij_vooraan_verschuift_de_volgende_pagina_niet(dagen):
    eerste = blader(dagen, ["-datum"], "", 5)
    VrijeDag.objects.create(datum=date(2040, 1, 1), naam="nieuw", bron="proef")
    volgende = blader(dagen.all(), ["-datum"], eerste.volgende, 5)
    assert volgende.rijen[0].datum == eerste.rijen[-1].datum - timedelta(days=1)


@pytest.mark.parametrize("volgorde", [["naam"], ["-naam"], ["naam", "-datum"]])
def test_een_lijst_die_uitgeteld_is_heeft_dezelfde_paginas_als_een_langere(dagen, volgorde, monkeypatch):
    """Of few rows the page is made of those rows alone; of more the order is walked."""
    uitgeteld, _ = heen(dagen, volgorde, 5)
    monkeypatch.setattr(bladeren, "TELGRENS", 4)
    assert heen(dagen, volgorde, 5)[0] == uitgeteld


def test_van_niets_wordt_niets_gelezen(dagen, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert blader(dagen.filter(naam="geen"), ["datum"]).rijen == []


def test_tellen_houdt_op_bij_de_grens(dagen, monkeypatch):
    assert blader(dagen, ["datum"]).telling == "23"
    monkeypatch.setattr(bladeren, "TELGRENS", 22)
    assert blader(dagen, ["datum"]).telling == "meer dan 22"


@pytest.mark.django_db
@settings(max_examples=60)
@given(st.one_of(st.text(max_size=60), st.binary(max_size=60).map(lambda b: b.hex())))
def test_onzin_als_cursor_is_de_eerste_pagina(cursor):
    alle = VrijeDag.objects.all()
    assert blader(alle, ["datum"], cursor, 2).rijen == blader(alle, ["datum"], "", 2).rijen


def test_een_diep_geneste_cursor_is_de_eerste_pagina(dagen):
    """JSON of 1.200 brackets deep is more than Python reads."""
    diep = urlsafe_b64encode(b"[" * 1200).decode()
    assert blader(dagen, ["datum"], diep, 2).rijen == blader(dagen, ["datum"], "", 2).rijen


def test_een_pagina_kost_twee_vragen(dagen, django_assert_num_queries):
    cursor = blader(dagen, ["-naam"], "", 5).volgende
    with django_assert_num_queries(2):
        blader(dagen, ["-naam"], cursor, 5)


def test_een_lege_lijst_heeft_geen_buren(dagen):
    leeg = blader(dagen.none(), ["datum"])
    assert (list(leeg.rijen), leeg.vorige, leeg.volgende, leeg.telling) == ([], "", "", "0")


@pytest.mark.parametrize("volgorde", [["naam"], ["-naam"], ["naam", "-datum"]])
def test_de_buren_zijn_wie_ervoor_en_erna_staat_in_een_vraag(dagen, volgorde, django_assert_num_queries):
    alle = [dag for pagina in heen(dagen, volgorde, 23)[0] for dag in pagina]
    for plek, pk in enumerate(alle):
        with django_assert_num_queries(2):
            voor, na = buren(dagen, volgorde, dagen.get(pk=pk))
        assert (voor and voor.pk) == (alle[plek - 1] if plek else None)
        assert (na and na.pk) == (alle[plek + 1] if plek + 1 < len(alle) else None)
    assert buren(dagen.none(), volgorde, dagen[0]) == (None, None)


def test_de_buren_zijn_die_van_volgende_ook_waar_iets_leeg_is(dossier):
    """Of what has no term the order is that of the end of the list."""
    for n in range(9):
        dossier.melding(melding=str(n), ontvangen_op=f"2021-01-0{n + 1}T10:00:00+01:00")
    dossier.neem()
    for nummer, uur in ((1, 9), (2, 8), (5, 8), (7, 3)):
        moment = datetime(2021, 2, 1, uur, tzinfo=UTC)
        Melding.objects.filter(nummer=nummer).update(uiterlijk=moment, prioriteit="P2")
    alle = Melding.objects.exclude(nummer=5)
    for volgorde in (["uiterlijk"], ["prioriteit", "ontvangen_op"], ["-ontvangen_op"]):
        for melding in Melding.objects.all():
            apart = volgende(alle, volgorde, melding, terug=True), volgende(alle, volgorde, melding)
            assert buren(alle, volgorde, melding) == apart, (volgorde, melding.nummer)
