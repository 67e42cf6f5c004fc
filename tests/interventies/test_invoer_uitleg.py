"""What is written of the folder of an import is how it is."""

import re
from pathlib import Path

import pytest

from interventies.invoer import importeer
from interventies.invoer.bestanden import CORRECTIES, bestanden
from interventies.invoer.fouten import Fout
from meldingen.kolommen import codes_per_lijst
from tests.maak import NU

pytestmark = pytest.mark.django_db
OP = "2021-01-01T10:00:00+01:00"
UITLEG = Path(__file__).parents[2] / "docs" / "invoer"


def lees(map_: Path, *, gedeeltelijk: bool = False) -> tuple[int, list[Fout]]:
    fouten: list[Fout] = []
    uitslag = importeer(
        map_, nu=NU, gedeeltelijk=gedeeltelijk, meld=fouten.append, voortgang=lambda bestand, gelezen: None
    )
    return uitslag.som("nieuw"), fouten


def test_elke_kolom_staat_in_de_uitleg_en_zo_verplicht_als_zij_is():
    beschreven: dict[str, dict[str, bool]] = {}
    for naam, wat in re.findall(
        r"^\| `(\w+)\.csv` \| (.+) \|$", (UITLEG / "README.md").read_text(), re.MULTILINE
    ):
        kaal = re.sub(r"\([^)]*\)", "", wat.split(". ")[0])
        beschreven[naam] = {deel.strip(" *"): "**" in deel for deel in kaal.split(",")}
    zo = {
        naam: {k.naam: k.verplicht or k.altijd for k in bestand.kolommen}
        for naam, bestand in bestanden().items()
    } | {"correcties": {k.naam: k.verplicht or k.altijd for k in CORRECTIES}}
    assert beschreven == zo


def test_het_voorbeeld_is_zo_in_te_lezen():
    nieuw, fouten = lees(UITLEG / "voorbeeld")
    assert (nieuw, fouten) == (10, [])


def test_een_afgekeurde_map_is_na_verbeteren_zo_in_te_lezen(tmp_path):
    (tmp_path / "werkgevers.csv").write_text(
        f'werkgever,naam,geregistreerd_op,kvk_nummer\nA,"Goed, en wel",{OP},\nB,"Fout, nog",{OP},12\n'
    )
    (tmp_path / "correcties.csv").write_text(
        "soort,sleutel,veld,nieuw,reden,geregistreerd_op\nwerkgever,B,naam,Goed,Zo heet hij,2021-02-01T10:00:00+01:00\n"
    )
    assert lees(tmp_path, gedeeltelijk=True)[0] == 1
    afgekeurd = tmp_path / "afgekeurd"
    pad = afgekeurd / "werkgevers.csv"
    pad.write_text(pad.read_text().replace(",12\n", ",12345678\n").replace(",12\r\n", ",12345678\r\n"))
    nieuw, fouten = lees(afgekeurd)
    assert [str(fout) for fout in fouten] == []
    assert nieuw == 2


def test_een_codelijst_staat_in_een_fout_in_haar_eigen_volgorde():
    assert [*codes_per_lijst()["kanaal"]][:3] == ["WEBFORMULIER", "TELEFOON", "EMAIL"]
