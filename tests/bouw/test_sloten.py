"""How rows are held."""

import ast
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]
APPS = ("inspectie", "meldingen", "interventies", "rapportages")


def test_wie_een_rij_vasthoudt_laat_verwijzen_naar_die_rij_toe():
    """Who refers to a row asks the database at the very end whether it is there, with the log in hand: it may not have
    to wait then for who holds the row and is to write the log."""
    zonder, gezien = [], 0
    for bestand in sorted(pad for app in APPS for pad in (WORTEL / app).rglob("*.py")):
        bron = bestand.read_text(encoding="utf-8")
        for knoop in ast.walk(ast.parse(bron)) if "select_for_update" in bron else ():
            if isinstance(knoop, ast.Call) and getattr(knoop.func, "attr", "") == "select_for_update":
                gezien += 1
                if not any(sleutel.arg == "no_key" for sleutel in knoop.keywords):
                    zonder.append(f"{bestand.relative_to(WORTEL)}:{knoop.lineno}")
    assert gezien > 20
    assert zonder == []
