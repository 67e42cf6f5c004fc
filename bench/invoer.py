"""Import: rows per second, and memory that does not grow with the file."""

from collections.abc import Iterator
from pathlib import Path

from bench.gegevens import schrijf
from bench.meten import Meting, manage, nieuwe_sqlite

SNELHEID = 5_000  # meldingen per second on SQLite
GEHEUGEN = 300  # MB


def meet(map_: Path, groot: int) -> Iterator[Meting]:
    honderd = schrijf(map_ / "meldingen-100000", 100_000, alleen_meldingen=True)
    rijen = 125_000  # with their employers
    proces = manage("importeer", str(honderd), database=nieuwe_sqlite(map_, "invoer"))
    yield Meting(
        "importeer 100.000 meldingen en 25.000 werkgevers, SQLite",
        f"{rijen / proces.wand:,.0f} rijen/s".replace(",", "."),
        f"≥ {SNELHEID} rijen/s",
        rijen / proces.wand >= SNELHEID,
    )
    pieken = {}
    for aantal in (10_000, groot):
        bron = schrijf(map_ / f"alles-{aantal}", aantal)
        pieken[aantal] = manage(
            "importeer", str(bron), database=nieuwe_sqlite(map_, f"groot-{aantal}")
        ).geheugen
        yield Meting(
            f"geheugen van importeer bij {aantal} meldingen met al het hunne",
            f"{pieken[aantal]:.0f} MB",
            f"≤ {GEHEUGEN} MB",
            pieken[aantal] <= GEHEUGEN,
        )
    verhouding = pieken[groot] / pieken[10_000]
    yield Meting(
        f"geheugen {groot} tegen 10.000 meldingen", f"{verhouding:.2f}×", "≤ 1,2×", verhouding <= 1.2
    )
