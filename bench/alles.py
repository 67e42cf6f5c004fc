"""`make bench`: each measurement in turn, as a table. METEN="invoer rapport" chooses; GROOT=100000 makes it smaller.

Ratios within one run are what counts: absolute times are those of this machine at this moment.
"""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

ONDERDELEN = ("invoer", "trieer", "kerncijfers", "rapport", "paginas", "dashboard", "bestand", "indienen")


def main() -> int:
    groot = int(os.environ.get("GROOT", "1000000"))
    gevraagd = sys.argv[1:] or list(ONDERDELEN)
    if onbekend := set(gevraagd) - set(ONDERDELEN):
        sys.exit(f"Onbekend: {', '.join(sorted(onbekend))}. Kies uit {', '.join(ONDERDELEN)}.")
    mis = 0
    bewaar = os.environ.get("BENCH_MAP")
    with tempfile.TemporaryDirectory(prefix="meten-") as tijdelijk:
        map_ = Path(bewaar or tijdelijk)
        map_.mkdir(parents=True, exist_ok=True)
        for naam in gevraagd:
            for meting in import_module(f"bench.{naam}").meet(map_, groot):
                print(meting, flush=True)
                mis += meting.goed is False
    return 1 if mis else 0


if __name__ == "__main__":
    sys.exit(main())
