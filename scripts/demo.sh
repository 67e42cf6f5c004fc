#!/usr/bin/env bash
# make demo: database, demo set, report in rapport/, figures beside the seed's, and the web server on this machine only.
# PORT=8001 chooses another port; ZONDER_SERVER=1 stops before the server; DATABASE_URL chooses another database.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=.venv/bin/python
poort=${PORT:-8000}
peildatum=2021-01-10
stand_van=2021-02-03T00:00:00+01:00 # the moment the report to Parliament was made
export DEBUG=1

# Said now, not after the work. Without Python the next step says what is missing.
vrij() {
    command -v "${PYTHON:-python3}" >/dev/null || return 0
    "${PYTHON:-python3}" - "$1" <<'PY'
import errno, socket, sys

poort = sys.argv[1]
andere = "kies een andere, bijvoorbeeld: make demo PORT=8001"
if not (poort.isascii() and poort.isdigit() and 1 <= int(poort[:9]) <= 65535):
    sys.exit(f"PORT={poort} is geen poort: {andere} (een getal van 1 tot en met 65535).")
with socket.socket() as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        s.bind(("127.0.0.1", int(poort)))
    except PermissionError:
        sys.exit(f"Poort {poort} mag deze gebruiker niet openen: {andere}")
    except OSError as fout:
        reden = "is al in gebruik" if fout.errno == errno.EADDRINUSE else f"gaat niet open ({fout.strerror})"
        sys.exit(f"Poort {poort} {reden}: {andere}")
PY
}
if [ -z "${ZONDER_SERVER:-}" ]; then vrij "$poort"; fi

scripts/omgeving.sh

"$python" manage.py migrate --verbosity 0
"$python" manage.py demo --indien-leeg

# Made once, and again when the code is newer: the demo set and both moments are fixed, so the report is too.
mkdir -p rapport
for formaat in pdf ods; do
    bestand=rapport/tussentijdse-rapportage-$peildatum.$formaat
    if [ ! -s "$bestand" ] || [ -n "$(find rapportages interventies meldingen inspectie -name '*.py' -newer "$bestand" -print -quit)" ]; then
        "$python" manage.py rapport --peildatum "$peildatum" --stand-van "$stand_van" --formaat "$formaat" --uit "$bestand"
    else
        echo "$bestand staat er al"
    fi
done

if [ -n "${ZONDER_SERVER:-}" ]; then
    exit 0
fi
if [ -n "${REDIS_URL:-}" ]; then
    echo "REDIS_URL is gezet: achtergrondwerk wacht op een worker (.venv/bin/python -m celery -A inspectie worker --beat)."
fi
# From here on as in service: with DEBUG a wrong address gets a page for who develops. The secrets stay those that the
# settings found (environment or .env) or made in data/.
geheimen=$("$python" -c '
import shlex
from inspectie import settings
for naam in ("SECRET_KEY", "KLUIS_SLEUTELS"):
    print(f"export {naam}={shlex.quote(getattr(settings, naam))}")')
eval "$geheimen"
export DEBUG=0 SECURE_COOKIES=0 # this machine only, so no TLS
echo "De demo draait op http://127.0.0.1:$poort/ (stoppen met Ctrl-C)."
exec "$python" -m gunicorn inspectie.wsgi:application --bind "127.0.0.1:$poort" \
    --worker-class gthread --workers 2 --threads 4 --no-control-socket --log-level warning
