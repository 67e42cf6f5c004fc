"""What goes out as a document is opened and kept again by LibreOffice, and says the same figures afterwards."""

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.rapportages.lezen import OFFICE, TABLE, celtekst, leesbare_tekst, uitvoer, xml

pytestmark = pytest.mark.libreoffice

GETAL = re.compile(r"\d[\d.,]*%?")


@pytest.fixture(scope="module")
def profiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its own settings, which it makes when it first starts."""
    return tmp_path_factory.mktemp("soffice") / "profiel"


def bewaard(map_: Path, profiel: Path, naar: str, **bestanden: bytes) -> list[bytes]:
    """Each file (by its extension) as LibreOffice keeps it, without a screen."""
    bronnen = [map_ / f"{van}.{van}" for van in bestanden]
    for bron, inhoud in zip(bronnen, bestanden.values(), strict=True):
        bron.write_bytes(inhoud)
    opdracht: list[str | Path] = [
        shutil.which("soffice") or "soffice",
        f"-env:UserInstallation={profiel.as_uri()}",
        "--headless",
        "--norestore",
        *("--convert-to", naar),
        *("--outdir", str(map_ / "bewaard")),
        *bronnen,
    ]
    klaar = subprocess.run(opdracht, capture_output=True, timeout=120, check=True)
    paden = [map_ / "bewaard" / f"{van}.{naar}" for van in bestanden]
    assert all(pad.exists() for pad in paden), klaar.stderr.decode()
    return [pad.read_bytes() for pad in paden]


def waarden(ods: bytes) -> dict[str, list[list[str]]]:
    """Per sheet its rows, of each cell that is not empty its number, or else its text."""
    wortel = xml(zipfile.ZipFile(io.BytesIO(ods)).read("content.xml"))
    return {
        tabel.get(f"{TABLE}name", ""): [
            gevuld
            for rij in tabel.iter(f"{TABLE}table-row")
            if (
                gevuld := [
                    cel.get(f"{OFFICE}value") or celtekst(cel)
                    for cel in rij.findall(f"{TABLE}table-cell")
                    if celtekst(cel)
                    for _ in range(int(cel.get(f"{TABLE}number-columns-repeated", "1")))
                ]
            )
        ]
        for tabel in wortel.iter(f"{TABLE}table")
    }


def test_rekenbladen_van_een_rapport_komen_met_dezelfde_cellen_terug(
    kerncijfers, document, tmp_path, profiel
):
    ods, xlsx = (uitvoer(formaat, kerncijfers, document) for formaat in ("ods", "xlsx"))
    uit_ods, uit_xlsx = (waarden(terug) for terug in bewaard(tmp_path, profiel, "ods", ods=ods, xlsx=xlsx))
    assert uit_ods == uit_xlsx == waarden(ods)
    assert any("7937" in rij for blad in uit_ods.values() for rij in blad)


def test_de_odt_van_een_rapport_komt_met_dezelfde_getallen_terug(kerncijfers, document, tmp_path, profiel):
    odt = uitvoer("odt", kerncijfers, document)
    (terug,) = bewaard(tmp_path, profiel, "odt", odt=odt)
    voor, na = (Counter(GETAL.findall(leesbare_tekst("odt", inhoud))) for inhoud in (odt, terug))
    assert na == voor
    assert voor["7.937"] > 0
