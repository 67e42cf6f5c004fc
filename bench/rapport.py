"""The demo set and the report."""

from collections.abc import Iterator
from pathlib import Path

from bench.meten import Meting, manage, nieuwe_sqlite


def meet(map_: Path, groot: int) -> Iterator[Meting]:
    adres = nieuwe_sqlite(map_, "demo")
    demo = manage("demo", database=adres)
    yield Meting("demo: de hele set, met triage", f"{demo.wand:.1f} s", "< 60 s", demo.wand < 60)
    for formaat in ("pdf", "odt", "ods", "html"):
        argumenten = ("--peildatum", "2021-01-10", "--stand-van", "2021-02-03", "--formaat", formaat)
        tijden = sorted(
            manage("rapport", *argumenten, "--uit", str(map_ / f"rapport.{formaat}"), database=adres).wand
            for _ in range(3)
        )
        grens = "< 2 s" if formaat == "pdf" else ""
        goed = tijden[1] < 2 if formaat == "pdf" else None
        yield Meting(f"rapport als {formaat}, hele opdracht", f"{tijden[1]:.2f} s", grens, goed)
