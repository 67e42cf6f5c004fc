"""The public register: found is what is in it, and never an employer because somebody reported it."""

import io
import re
import tracemalloc
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django.fixtures import DjangoAssertNumQueries

from inspectie.fouten import Regelfout
from interventies.dossier import dossierfeiten
from meldingen import register
from meldingen.models import Registerbedrijf, Werkgever
from meldingen.ontvangen import Weg, ontvang
from meldingen.register import laad, zoek
from tests.maak import NU
from tests.meldingen.test_ontvangen import RIJ

KOP = "naam,kvk_nummer,vestigingsnummer,plaats,provincie,sector\n"
RIJEN = """Slachterij Blom B.V.,12345678,000012345678,Groenlo,GE,C
Blom Bakkers,12345679,,Uden,NB,C
Café De Zon,12345680,,'s-Hertogenbosch,NB,I
Vleeshandel Zwart,12345681,,Groenlo,GE,G
"""


def laad_in(rijen: str = RIJEN, kop: str = KOP) -> str:
    return str(laad(io.StringIO(kop + rijen, newline="")))


def namen(vraag: str) -> list[str]:
    return [rij.naam for rij in zoek(vraag)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ("blom", ["Blom Bakkers", "Slachterij Blom B.V."]),
        ("BLOM groenlo", ["Slachterij Blom B.V."]),
        ("slacht blo", ["Slachterij Blom B.V."]),
        ("cafe de zon", ["Café De Zon"]),
        ("hertogenbosch", ["Café De Zon"]),
        ("12345681", ["Vleeshandel Zwart"]),
        ("1234 5681", ["Vleeshandel Zwart"]),
        ("12.34.56.81 Groenlo", ["Vleeshandel Zwart"]),
        ("123456", ["Blom Bakkers", "Café De Zon", "Slachterij Blom B.V.", "Vleeshandel Zwart"]),
        ("000012345678", ["Slachterij Blom B.V."]),
        ("bestaat niet", []),
        ("", []),
        ("bl", []),
        ("'; DROP TABLE x; --", []),
        ("\0blom\0", ["Blom Bakkers", "Slachterij Blom B.V."]),
        ('blom* OR "', []),
    ],
)
def test_gevonden_wordt_wat_zo_begint_op_naam_plaats_of_nummer(vraag: str, gevonden: list[str]):
    laad_in()
    uit = namen(vraag)
    assert (uit if vraag != "123456" else sorted(uit)) == gevonden


@pytest.mark.django_db
def test_een_werkgever_over_wie_is_gemeld_is_hier_niet_te_vinden(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    """Nor does anything tell that he is one of ours: his name gives the same as a name that nobody has."""
    laad_in()
    for naam in ("Geheim Bedrijf", "Blom Bakkers"):
        sleutel = uuid4()
        werkgever = {
            "naam": naam,
            "kvk_nummer": "87654321" if naam.startswith("G") else "",
            "plaats": "Groenlo",
        }
        ontvang(
            RIJ, Weg(f"web:{sleutel}"), inzending=sleutel, dossier=dossierfeiten, op=NU, werkgever=werkgever
        )
    assert Werkgever.objects.count() == 2
    for vraag in ("Geheim Bedrijf", "geheim", "87654321", "Niemand heet zo"):
        with django_assert_num_queries(1):
            assert namen(vraag) == []
    assert namen("groenlo") == ["Vleeshandel Zwart", "Slachterij Blom B.V."]
    # And the query itself looks at no other table.
    tabellen = connection.introspection.table_names()
    with django_assert_num_queries(2) as gevangen:
        zoek("blom")
    vragen = " ".join(q["sql"] for q in gevangen)
    gelezen = {tabel for tabel in tabellen if re.search(rf"\b{tabel}\b", vragen)}
    assert gelezen <= {"meldingen_registerbedrijf", "meldingen_registerwoorden"}


@pytest.mark.django_db
def test_nog_eens_laden_zegt_wat_er_anders_werd():
    assert laad_in() == "4 gelezen: 4 nieuw, 0 gewijzigd, 0 ongewijzigd."
    assert laad_in() == "4 gelezen: 0 nieuw, 0 gewijzigd, 4 ongewijzigd."
    assert (
        laad_in("Blom Brood,12345679,,Uden,NB,C\nNieuw,12345690,,,,\n")
        == "2 gelezen: 1 nieuw, 1 gewijzigd, 0 ongewijzigd."
    )
    assert (namen("blom bakkers"), namen("blom brood")) == ([], ["Blom Brood"])
    assert Registerbedrijf.objects.count() == 5
    dubbel = "A naam,12345699,,,,\nB naam,12345699,,,,\n"
    assert laad_in(dubbel) == "2 gelezen: 1 nieuw, 0 gewijzigd, 1 ongewijzigd."
    assert namen("naam") == ["B naam"]


@pytest.mark.django_db
def test_een_bestand_dat_niet_klopt_zegt_alles_wat_mis_is_en_laat_niets_achter():
    fout = RIJEN + ",12345678,,,,\nZonder,,,,,\nBlom,123,,,XX,QQ\nTe kort\n"
    with pytest.raises(Regelfout) as gevangen:
        laad_in(fout)
    regels = {reden.split(",")[0] for reden in gevangen.value.redenen}
    assert regels == {"Regel 6", "Regel 7", "Regel 8", "Regel 9"}
    assert sum("Regel 8" in reden for reden in gevangen.value.redenen) == 3
    assert not Registerbedrijf.objects.exists()
    for kop in ("", "naam\n", "naam,kvk_nummer,rechtsvorm\n", "naam,naam,kvk_nummer\n"):
        with pytest.raises(Regelfout, match="De kop van het bestand"):
            laad_in("", kop)


@pytest.mark.django_db
def test_de_opdracht_leest_een_bestand_en_zegt_het_als_dat_niet_kan(tmp_path: Path):
    uit = io.StringIO()
    bestand = tmp_path / "register.csv"
    bestand.write_text("\ufeff" + KOP + RIJEN, encoding="utf-8")
    call_command("laad_register", str(bestand), stdout=uit)
    assert "4 nieuw" in uit.getvalue()
    bestand.write_bytes(b"naam,kvk_nummer\n\xff,1\n")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("laad_register", str(bestand))
    with pytest.raises(CommandError, match="het bestaat niet"):
        call_command("laad_register", str(tmp_path / "weg.csv"))


@pytest.mark.django_db
@pytest.mark.parametrize("regel", [1, 3])
def test_een_veld_dat_te_groot_is_staat_er_in_het_nederlands_met_bestand_en_regel(tmp_path: Path, regel):
    bestand = tmp_path / "register.csv"
    regels = (KOP + RIJEN).splitlines()
    regels.insert(regel - 1, "x" * 140_000)
    bestand.write_text("\n".join(regels), encoding="utf-8")
    with pytest.raises(CommandError) as fout:
        call_command("laad_register", str(bestand))
    assert str(fout.value).splitlines() == [
        f"Regel {regel}: een veld is groter dan 128 KB, of een aanhalingsteken is niet gesloten",
        f"Er is niets opgeslagen uit {bestand}.",
    ]
    assert not Registerbedrijf.objects.exists()


class TestZoeken(TestCase):
    @given(st.text(max_size=60))
    @settings(max_examples=150)
    def test_wat_iemand_ook_typt_er_komt_een_antwoord(self, vraag: str):
        assert isinstance(zoek(vraag), list)

    @given(st.text(st.characters(categories=["L", "N", "Zs", "P", "M"]), min_size=1, max_size=40))
    @settings(max_examples=100)
    def test_wat_erin_staat_is_met_zijn_eigen_naam_te_vinden(self, naam: str):
        if not naam.strip() or any(teken in naam for teken in '",\r\n\0') or naam != naam.strip():
            return
        laad_in(f"{naam},12345678,,,,\n")
        from meldingen.namen import woorden

        eigen = woorden(naam)
        if any(len(woord) >= 3 for woord in eigen[:8]):
            assert [rij.naam for rij in zoek(naam)] == [naam]
        Registerbedrijf.objects.all().delete()


@pytest.mark.django_db
def test_veel_bedrijven_laden_stromend_en_zoeken_is_meteen_klaar():
    def piek(aantal: int) -> int:
        deel = (f"Bakkerij Nummer{n} B.V.,{10_000_000 + n},,Plaats{n % 50},,C\n" for n in range(aantal))
        bron = io.StringIO(KOP + "".join(deel), newline="")
        tracemalloc.start()
        laad(bron)
        hoogste = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return hoogste

    een_deel = piek(register.STUK)
    assert piek(4 * register.STUK) < 1.5 * een_deel
    begin = perf_counter()
    assert namen("bakkerij nummer1234")[0] == "Bakkerij Nummer1234 B.V."
    assert len(namen("bakkerij")) == 10
    assert perf_counter() - begin < 1
