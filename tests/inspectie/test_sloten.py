"""A turn on SQLite: one at a time, by a file that is only there as long as somebody has it."""

from pathlib import Path

from django.db import connections

from inspectie.sloten import _op_slot, beurt


def test_een_beurt_is_van_een_tegelijk_en_laat_geen_bestand_achter(tmp_path: Path, monkeypatch):
    verbinding = connections["default"]
    monkeypatch.setattr(verbinding, "vendor", "sqlite")
    monkeypatch.setattr(verbinding, "is_in_memory_db", lambda: False, raising=False)
    monkeypatch.setitem(verbinding.settings_dict, "NAME", str(tmp_path / "db"))
    with beurt("rapport-1") as een, beurt("rapport-1") as twee, beurt("rapport-2") as ander:
        assert (een, twee, ander) == (True, False, True)
    assert list(tmp_path.iterdir()) == []
    with beurt("rapport-1") as weer:
        assert weer


def test_een_bestand_dat_intussen_is_weggehaald_is_geen_beurt(tmp_path: Path):
    pad = tmp_path / "db-rapport-1"
    with pad.open("a") as oud:
        pad.unlink()
        assert not _op_slot(oud, pad)
        with pad.open("a") as nieuw:
            assert not _op_slot(oud, pad)
            assert _op_slot(nieuw, pad)
