#!/usr/bin/env bash
# The second half of toets.sh, which has seen to all that is needed: the checks, then the suite on each database.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=.venv/bin/python
read -ra proeven <<<"${PROEVEN:-}"
map=$(mktemp -d)
trap 'rm -rf "$map"' EXIT

stap() { printf '\n== %s\n' "$*"; }
zonder() { env -u DATABASE_URL -u REDIS_URL "$@"; }
migreer() { "$python" -m scripts.proef "$python" manage.py migrate --verbosity=0; }
suite() { "$@" "$python" -m pytest -n "${KERNEN:-2}" --dist loadgroup -rsfE "${proeven[@]}"; }

# While the checks keep one core busy, the other migrates once for every process that will test (tests/herstel.py).
sjabloon=sqlite:///$map/leeg.sqlite3
(DATABASE_URL=$sjabloon REDIS_URL='' migreer && if [ -n "${DATABASE_URL:-}" ]; then migreer; fi) &
gemigreerd=$!
zonder scripts/controles.sh
wait "$gemigreerd"

stap "proeven op SQLite, werk in het eigen proces"
suite zonder env SJABLOON="$sjabloon"

if [ -n "${DATABASE_URL:-}${REDIS_URL:-}" ]; then
    stap "proeven met tijdelijke diensten:${DATABASE_URL:+ PostgreSQL}${REDIS_URL:+ Redis}"
    sjabloon=${DATABASE_URL:-$sjabloon}
    suite env SJABLOON="$sjabloon"
fi
