"""Paging by cursor: forwards and back give every row once, in order, whatever happens meanwhile."""

from base64 import urlsafe_b64encode
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectie import bladeren
from inspectie.bladeren import blader
from inspectie.models import VrijeDag


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
