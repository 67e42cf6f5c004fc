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
from tests.proeven import proeven


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


@pytest.mark.parametrize("volgorde", [["datum"], ["-datum"], ["naam", "-datum"]])
@pytest.mark.parametrize("bekeken", [1, 4, 22, 23])
def test_wie_langs_de_lijst_zoekt_vindt_verderop_de_rest(dagen, volgorde, bekeken, monkeypatch):
    """Each page looks at so many rows, says when that cut it short, and the next one goes on there."""
    monkeypatch.setattr(bladeren, "BEKEKEN", bekeken)
    gezocht = dagen.filter(datum__day__in=(3, 4, 15, 16, 17, 18, 19, 23))
    verwacht = list(gezocht.order_by(*volgorde, "pk" if volgorde[-1][0] != "-" else "-pk"))
    blad = blader(gezocht, volgorde, "", 2, dagen)
    gevonden, afgebroken = list(blad.rijen), blad.afgebroken
    assert blad.aantal == (8 if bekeken == 23 else None)
    assert blad.minstens is None or blad.minstens <= 8
    while blad.volgende:
        blad = blader(gezocht, volgorde, blad.volgende, 2, dagen)
        assert len(blad.rijen) == 2 or blad.afgebroken or not blad.volgende
        gevonden += blad.rijen
        afgebroken |= blad.afgebroken
    assert gevonden == verwacht
    assert afgebroken == (bekeken < 22)
    if not blad.rijen:  # it shows no way back, for which it would have to know a row
        return
    terug = list(reversed(blad.rijen))
    while blad.vorige:
        blad = blader(gezocht, volgorde, blad.vorige, 2, dagen)
        terug += reversed(blad.rijen)
    assert terug == verwacht[::-1]


@pytest.mark.parametrize("volgorde", [["-datum"], ["naam", "-datum"]])
def test_de_buren_langs_de_lijst_zijn_die_binnen_bereik(dagen, volgorde, monkeypatch):
    gezocht = dagen.filter(datum__day__in=(3, 4, 15, 16, 23))
    voluit = [buren(gezocht, volgorde, dag) for dag in gezocht]
    monkeypatch.setattr(bladeren, "BEKEKEN", 22)
    assert [buren(gezocht, volgorde, dag, dagen) for dag in gezocht] == voluit
    monkeypatch.setattr(bladeren, "BEKEKEN", 1)
    naast = [buren(dagen, volgorde, dag) for dag in gezocht]
    met = [tuple(b if b in gezocht else None for b in paar) for paar in naast]
    assert [buren(gezocht, volgorde, dag, dagen) for dag in gezocht] == met


def test_zoeken_langs_de_lijst_kost_drie_vragen(dagen, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert blader(dagen.filter(naam="dag 1"), ["datum"], "", 5, dagen).telling == "8"
    with django_assert_num_queries(2):
        assert blader(dagen.filter(naam="geen"), ["datum"], "", 5, dagen).telling == "0"


def test_van_niets_wordt_niets_gelezen(dagen, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert blader(dagen.filter(naam="geen"), ["datum"]).rijen == []


def test_tellen_houdt_op_bij_de_grens(dagen, monkeypatch):
    assert blader(dagen, ["datum"]).telling == "23"
    monkeypatch.setattr(bladeren, "TELGRENS", 22)
    assert blader(dagen, ["datum"]).telling == "meer dan 22"


@pytest.mark.django_db
@settings(max_examples=proeven(25))
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
