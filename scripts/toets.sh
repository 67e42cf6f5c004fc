#!/usr/bin/env bash
# make test: everything a change must pass, on SQLite and on PostgreSQL with Redis. The last line is pytest's own.
# PROEVEN="tests/meldingen -x" limits the suite; KERNEN=4 runs it wider; ZONDER_INSTALLATIE=1 leaves apt alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=.venv/bin/python
read -ra proeven <<<"${PROEVEN:-}"

stap() { printf '\n== %s\n' "$*"; }
suite() { "$@" "$python" -m pytest -n "${KERNEN:-2}" --dist loadgroup -rsfE "${proeven[@]}"; }

scripts/omgeving.sh requirements-dev.txt

# This machine's own settings must not decide what the tests see (scripts/proef.py sets what is missing).
read -ra namen < <("$python" -m scripts.proef --namen)
unset DJANGO_SETTINGS_MODULE "${namen[@]}"

scripts/benodigd.sh postgresql redis-server chromium poppler-utils
scripts/controles.sh

stap "proeven op SQLite, werk in het eigen proces"
suite env

mist=$("$python" -m scripts.diensten --ontbreekt)
diensten=()
[[ $mist == *postgresql* ]] || diensten+=(--postgres)
[[ $mist == *redis-server* ]] || diensten+=(--redis)
if [ ${#diensten[@]} -gt 0 ]; then
    stap "proeven met tijdelijke diensten: ${diensten[*]#--}"
    suite "$python" -m scripts.diensten "${diensten[@]}" --
fi
