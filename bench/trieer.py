"""Triage: advice in memory with its full trace, and advice that is stored."""

import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.gegevens import schrijf
from bench.meten import Meting, manage, nieuwe_sqlite

IN_HET_GEHEUGEN, OPGESLAGEN = 30_000, 3_000  # meldingen per second


def meet(map_: Path, groot: int) -> Iterator[Meting]:
    snelheid = _in_het_geheugen(100_000)
    yield Meting(
        "advies met volledig spoor, in één proces",
        f"{snelheid:,.0f} meldingen/s".replace(",", "."),
        f"≥ {IN_HET_GEHEUGEN} meldingen/s",
        snelheid >= IN_HET_GEHEUGEN,
    )
    bron = schrijf(map_ / "alles-100000", 100_000)
    adressen = [("SQLite", nieuwe_sqlite(map_, "trieer"))]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        adressen.append(("PostgreSQL", os.environ["DATABASE_URL"]))
        manage("migrate", "--verbosity", "0", database=adressen[-1][1])
    for naam, adres in adressen:
        manage("importeer", str(bron), database=adres)
        proces = manage("trieer", database=adres)
        aantal = int(proces.uit.strip().splitlines()[-1].split()[0])
        yield Meting(
            f"trieer {aantal} meldingen, opgeslagen, met dossier, {naam}",
            f"{aantal / proces.wand:,.0f} meldingen/s".replace(",", "."),
            f"≥ {OPGESLAGEN} meldingen/s",
            aantal / proces.wand >= OPGESLAGEN,
        )


def _in_het_geheugen(aantal: int) -> float:
    import json
    from datetime import date, timedelta

    from inspectie.gegevens import lees
    from meldingen import triage

    wortel = Path(__file__).parent.parent
    codes = list(lees(wortel / "inspectie" / "gegevens" / "codes.csv"))
    thuis = {rij["code"]: rij["hoort_bij"] for rij in codes if rij["lijst"] == "onderwerp"}
    inhoud = json.loads((wortel / "meldingen" / "regels" / "2020-03-01.json").read_text(encoding="utf-8"))
    regelset = triage.compileer(inhoud, thuis)
    lot = random.Random(1)
    janee = (True, False, None)
    feiten = [
        triage.Feiten(
            ontvangen_op=date(2020, 4, 1) + timedelta(days=lot.randrange(340)),
            bevoegd=lot.choice(("eigen", "eigen", "ander", "gemengd")),
            corona_relatie="DIRECT",
            werkgever_bekend=lot.random() < 0.7,
            melder_bereikbaar=lot.random() < 0.6,
            melder_type="WERKNEMER",
            toestemming_contact_werkgever=lot.choice(janee),
            onderwerpen=tuple(lot.sample(sorted(thuis), lot.choice((1, 1, 2)))),
            ernst=lot.choice(("laag", "significant", "ernstig", None)),
            aantal_blootgesteld=lot.choice((None, 3, 12, 60)),
            duurt_voort=lot.choice(janee),
            arbeidsmigranten=lot.choice(janee),
            lopende_zaak=lot.random() < 0.1,
            eerdere_meldingen=lot.randrange(4),
        )
        for _ in range(aantal)
    ]
    begin = time.perf_counter()
    for een in feiten:
        regelset.adviseer(een)
    return aantal / (time.perf_counter() - begin)


if __name__ == "__main__":
    sys.exit("Gebruik: make bench METEN=trieer")
