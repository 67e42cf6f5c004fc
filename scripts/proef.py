"""The settings under which tests and checks run: fixed keys, DEBUG off, nothing of this machine's own `.env`.

As a pytest plugin (`-p scripts.proef` in pyproject.toml) it sets what is missing before Django reads its
settings; as a program it does the same and then becomes the command: `python -m scripts.proef COMMAND`. What the
environment says already stays, so that diensten.py can put the same tests on PostgreSQL and Redis; `--namen`
lists what a script unsets first to be free of its environment too.
"""

import os
import sys
from base64 import urlsafe_b64encode
from pathlib import Path
from urllib.parse import quote

WORTEL = Path(__file__).resolve().parent.parent

PROEF = {
    "ENV_BESTAND": os.devnull,
    "DEBUG": "0",
    "SECRET_KEY": "alleen-voor-proeven-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "KLUIS_SLEUTELS": ",".join(
        f"{naam}:{urlsafe_b64encode(naam.encode() * 32)[:43].decode()}=" for naam in ("p", "zoek")
    ),
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "DATABASE_URL": "sqlite:///" + quote(str(WORTEL / "data" / "proef.sqlite3")),
    # Empty is absent.
    "REDIS_URL": "",
    "EMAIL_URL": "memorymail://",
    "POSTBUS_URL": "",
    "POSTBUS_ADRES": "",
    # Emptying a cache between tests would empty a shared Redis, with the queue in it.
    "CACHE_URL": "locmemcache://",
    # Test processes side by side have a database each, so a queue each.
    "WACHTRIJ": f"proef-{os.environ.get('PYTEST_XDIST_WORKER', '')}-{os.getppid()}",
    "CSRF_TRUSTED_ORIGINS": "",
    "TWEEDE_FACTOR_ROLLEN": "",
    "ACHTER_PROXY": "0",
    # The test client and the test browser speak plain HTTP.
    "SECURE_COOKIES": "0",
}

for naam, waarde in PROEF.items():
    os.environ.setdefault(naam, waarde)
if "PYTEST_XDIST_WORKER" in os.environ:
    # What the process that started this one chose for itself is no choice for us.
    os.environ["WACHTRIJ"] = PROEF["WACHTRIJ"]

if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            sys.exit("Gebruik: python -m scripts.proef OPDRACHT ...")
        case ["--namen"]:
            print(*PROEF)
            sys.exit()
    os.chdir(WORTEL)
    os.execvp(sys.argv[1], sys.argv[1:])
