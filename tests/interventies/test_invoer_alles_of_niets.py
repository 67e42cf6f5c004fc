"""Nothing lost, nothing half: whatever breaks an import off, the database is as it was."""

import csv
import errno
import gc
import io
import os
import shutil
import signal
import sqlite3
import sys
from pathlib import Path
from typing import TextIO

import pytest
from django.core.management import CommandError, call_command

from interventies.invoer import importeer, verloop
from interventies.invoer.lezen import Bestandsfout
from tests.interventies.invoerhulp import Opdracht, alle_rijen, draai_ronden, geweigerd
from tests.maak import NU, Dossier


@pytest.fixture
def gevuld(dossier: Dossier) -> Dossier:
    """A folder with something in every file, in a database that holds an earlier import."""
    dossier.melding(melding="eerder", melder_naam="Jo")
    dossier.neem()
    w = dossier.werkgever(kvk_nummer="12345678")
    dossier.werkgever(kvk_nummer="12345678", rechtsopvolger_van=w)
    m = dossier.melding(werkgever=w, melder_naam="Ed", omschrijving="hoest")
    z = dossier.zaak(m, dossier.melding(dubbel_van=m))
    dossier.interventie(z, w, "WAARSCHUWING", overtredingen=dossier.overtreding(z, w))
    dossier.toetsing(m, "GEEN_MAATREGEL")
    dossier.correctie("melding", m, "melder_naam", "Eddy", "2021-02-01T10:00:00+01:00")
    return dossier


def breek_af(dossier: Dossier, bij: str, fout: type[BaseException]) -> None:
    def voortgang(bestand: str, gelezen: int) -> None:
        if bestand == bij:
            raise fout

    dossier.schrijf()
    importeer(dossier.map, nu=NU, gedeeltelijk=True, meld=dossier.fouten.append, voortgang=voortgang)


def test_wie_midden_in_een_bestand_afbreekt_laat_niets_achter(gevuld):
    voor = alle_rijen()
    for bij in gevuld.rijen:
        for fout in (KeyboardInterrupt, RuntimeError):
            with pytest.raises(fout):
                breek_af(gevuld, f"{bij}.csv", fout)
            assert alle_rijen() == voor, (bij, fout)
    assert len(gevuld.rijen) == 8
    gevuld.neem()


def test_een_fout_in_het_laatste_bestand_neemt_alles_terug(gevuld):
    gevuld.correctie("melding", "bestaat-niet", "ernst", "laag", "2021-02-01T10:00:00+01:00")
    assert len(geweigerd(gevuld)) == 1


def test_fouten_uit_alle_bestanden_komen_in_een_keer(gevuld):
    for bestand in list(gevuld.rijen):
        gevuld.rijen[bestand].append({**gevuld.rijen[bestand][-1], "geregistreerd_op": "fout"})
    fouten = geweigerd(gevuld)
    assert {fout.partition(".csv")[0] for fout in fouten} == set(gevuld.rijen)
    assert sum("kolom geregistreerd_op: “fout” is geen tijdstip" in fout for fout in fouten) == len(
        gevuld.rijen
    )


def test_mislukt_het_allerlaatste_dan_staat_de_vorige_map_afgekeurd_er_weer(gevuld, monkeypatch):
    gevuld.melding(melding="slecht", kanaal="FAX")
    gevuld.importeer(gedeeltelijk=True)
    voor, oud = alle_rijen(), (gevuld.map / "afgekeurd" / "meldingen.csv").read_bytes()
    gevuld.melding(melding="goed")
    gevuld.melding(melding="ook slecht", kanaal="FAX")

    def vol(*args: object, **kwargs: object) -> None:
        raise OSError("vol")

    monkeypatch.setattr(verloop, "log", vol)
    with pytest.raises(OSError, match="vol"):
        gevuld.importeer(gedeeltelijk=True)
    assert alle_rijen() == voor
    assert (gevuld.map / "afgekeurd" / "meldingen.csv").read_bytes() == oud
    assert not list(gevuld.map.glob(".afgekeurd*"))


def test_is_er_geen_plaats_voor_de_afgekeurde_regels_dan_blijft_alles_zoals_het_was(gevuld, monkeypatch):
    gevuld.melding(kanaal="FAX")
    gevuld.melding(kanaal="FAX")
    gevuld.schrijf()
    voor, echt = alle_rijen(), csv.writer
    klachten: list[object] = []

    class Vol:
        """A disk with room for the header and one line."""

        def __init__(self, uit: TextIO) -> None:
            self._schrijver, self._ruimte = echt(uit), 2

        def writerow(self, rij: list[object]) -> None:
            if not self._ruimte:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self._ruimte -= 1
            self._schrijver.writerow(rij)

    monkeypatch.setattr(csv, "writer", Vol)
    monkeypatch.setattr(sys, "unraisablehook", klachten.append)
    with pytest.raises(CommandError, match=r"^Er is niets opgeslagen: de schijf is vol\.$") as mis:
        call_command("importeer", str(gevuld.map), gedeeltelijk=True, stderr=io.StringIO())
    assert mis.value.returncode == 1
    del mis
    gc.collect()
    assert klachten == []
    assert alle_rijen() == voor
    assert not list(gevuld.map.glob("*afgekeurd*"))


def test_een_map_zonder_bestanden_wordt_geweigerd(dossier):
    dossier.map.mkdir()
    (dossier.map / "meldingen.txt").write_text("x")
    with pytest.raises(Bestandsfout, match="staat geen van de bestanden"):
        dossier.importeer()


def test_een_bestand_met_een_andere_naam_wordt_genoemd(dossier):
    dossier.melding()
    dossier.ruw["correctie"] = "soort\n"
    assert dossier.importeer().overgeslagen == ["correctie.csv"]


def rijen_in(database: Path) -> list[str]:
    with sqlite3.connect(database) as db:
        uit = list(db.iterdump())
    db.close()
    return uit


# Runs the command on one database after the other, each on a disk that has room for so many more pages.
VOL = """
import sys
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
for geval in sys.argv[2:]:
    database, ruimte, gedeeltelijk = geval.split("|")
    connection.close()
    connection.settings_dict["NAME"] = database
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + int(ruimte)}")
    try:
        call_command("importeer", sys.argv[1], gedeeltelijk=bool(gedeeltelijk))
    except CommandError as fout:
        print(fout.returncode, fout)
"""


def test_een_volle_schijf_wordt_in_het_nederlands_gemeld_en_laat_niets_achter(dossier, database, tmp_path):
    voor = rijen_in(database)
    for n in range(2500):
        dossier.melding(
            melding=f"M{n}", omschrijving="De chef hoest. " * 20, kanaal="FAX" if n == 9 else "EMAIL"
        )
    dossier.schrijf()
    gevallen = [(ruimte, keuze) for ruimte in (3, 40, 400) for keuze in ("", "ja")]
    schijven = [Path(shutil.copy(database, tmp_path / f"{ruimte}{keuze}")) for ruimte, keuze in gevallen]
    keuzes = (f"{pad}|{ruimte}|{keuze}" for pad, (ruimte, keuze) in zip(schijven, gevallen, strict=True))
    [(status, uit, fout)] = draai_ronden(
        [Opdracht(["-c", VOL, str(dossier.map), *keuzes], database, tmp_path / "vol")]
    )
    assert status == 0, fout
    # What was refused before the disk was full is told first.
    slot = [regel for regel in uit.splitlines() if regel.startswith("1 ")]
    assert slot == 6 * ["1 Er is niets opgeslagen: de schijf is vol."]
    for schijf in schijven:
        assert rijen_in(schijf) == voor
    assert not (dossier.map / "afgekeurd").exists()


def test_wie_het_programma_afbreekt_laat_niets_achter(database, dossier, tmp_path):
    voor = rijen_in(database)
    dossier.map.mkdir()
    regels = "".join(f"W{n},Naam {n}\n" for n in range(8_100))  # more than a portion is still to come
    (dossier.map / "werkgevers.csv").write_text(f"werkgever,naam\n{regels}")
    seinen = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]
    kopieen = [Path(shutil.copy(database, tmp_path / sein.name)) for sein in seinen]
    lees = ["importeer", str(dossier.map)]
    gedaan = draai_ronden(
        *([Opdracht(lees, kopie, kopie, sein)] for kopie, sein in zip(kopieen, seinen, strict=True))
    )
    gelezen = "werkgevers.csv: 4000 regels gelezen\n"
    assert gedaan == [
        (1, "", f"{gelezen}Afgebroken; er is niets opgeslagen.\n"),
        (-signal.SIGTERM, "", gelezen),
        (-signal.SIGKILL, "", gelezen),
    ]
    for kopie in kopieen:
        assert rijen_in(kopie) == voor, "dan keurt ook `controleer` goed wat het eerst goedkeurde"


def test_twee_die_dezelfde_map_tegelijk_inlezen_schrijven_haar_eenmaal(dossier, database, tmp_path):
    # Few enough: who waits for another on SQLite gives up after twenty seconds.
    for n in range(2100):  # more than a portion
        dossier.werkgever(werkgever=f"W{n}")
    dossier.schrijf()
    lees = ["importeer", str(dossier.map)]
    een, ander, nagekeken = draai_ronden(
        [Opdracht(lees, database, tmp_path / "een"), Opdracht(lees, database, tmp_path / "ander")],
        [Opdracht(["controleer"], database, tmp_path / "controleer")],
    )
    assert (een[0], ander[0]) == (0, 0)
    gezegd = sorted(uit.splitlines()[-1] for _, uit, _ in (een, ander))
    assert gezegd == ["2100 regels opgeslagen.", "Niets gewijzigd: alle regels stonden er al in."]
    assert nagekeken[0] == 0


def test_ook_voor_een_opdracht_begint_is_afbreken_een_zin(database, tmp_path):
    breek_af = ["shell", "-v0", "-c", "raise KeyboardInterrupt"]
    assert draai_ronden([Opdracht(breek_af, database, tmp_path / "af")]) == [(1, "", "Afgebroken.\n")]


@pytest.mark.parametrize("naam", ["meldingen", "correcties"])
def test_een_bestand_dat_onder_het_inlezen_wijzigt_wordt_niet_half_opgeslagen(gevuld, naam):
    """It is still being copied, say: what was read of it is not what is there, and nobody would be told."""
    gevuld.melding(melding="mis", kanaal="FAX")
    voor = alle_rijen()
    pad = gevuld.map / f"{naam}.csv"

    def wijzig(hoe: str) -> None:
        inhoud = pad.read_bytes()
        if hoe == "erbij":
            pad.write_bytes(inhoud + inhoud.splitlines(keepends=True)[-1])
        elif hoe == "eraf":
            pad.write_bytes(inhoud[: len(inhoud) // 3])
        else:
            pad.unlink()
            if hoe == "vervangen":
                pad.write_bytes(inhoud)

    for hoe in ("erbij", "eraf", "vervangen", "weg"):

        def voortgang(bestand: str, gelezen: int, hoe: str = hoe) -> None:
            if bestand == "zaken.csv":
                wijzig(hoe)

        gevuld.schrijf()
        with pytest.raises(Bestandsfout, match=f"^{naam}.csv werd gewijzigd terwijl het werd ingelezen"):
            importeer(gevuld.map, nu=NU, gedeeltelijk=True, meld=gevuld.fouten.append, voortgang=voortgang)
        assert alle_rijen() == voor, hoe
        assert not (gevuld.map / "afgekeurd").exists()
