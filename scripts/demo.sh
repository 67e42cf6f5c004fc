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

scripts/omgeving.sh

# Said now, not after the work.
if [ -z "${ZONDER_SERVER:-}" ] && ! "$python" - "$poort" <<'PY'; then
import socket, sys
with socket.socket() as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        s.bind(("127.0.0.1", int(sys.argv[1])))
    except (OSError, ValueError, OverflowError):
        sys.exit(1)
PY
    echo "Poort $poort is niet vrij; kies een andere, bijvoorbeeld: make demo PORT=8001" >&2
    exit 1
fi

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
echo "De demo draait op http://127.0.0.1:$poort/ (stoppen met Ctrl-C)."
exec "$python" -m gunicorn inspectie.wsgi:application --bind "127.0.0.1:$poort" \
    --worker-class gthread --workers 2 --threads 4 --no-control-socket --log-level warning
