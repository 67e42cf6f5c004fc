#!/usr/bin/env bash
# make test: everything a change must pass, on SQLite and on PostgreSQL with Redis. The last line is pytest's own.
# PROEVEN="tests/meldingen -x" limits the suite; KERNEN=4 runs it wider; ZONDER_INSTALLATIE=1 leaves apt alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=.venv/bin/python

scripts/omgeving.sh requirements-dev.txt

# This machine's own settings must not decide what the tests see (scripts/proef.py sets what is missing).
read -ra namen < <("$python" -m scripts.proef --namen)
unset DJANGO_SETTINGS_MODULE "${namen[@]}"
# Dozens of processes run this program: each would compile all of it anew where Python is told to keep nothing.
unset PYTHONDONTWRITEBYTECODE

scripts/benodigd.sh postgresql redis-server chromium poppler-utils libreoffice-calc-nogui libreoffice-writer-nogui

mist=$("$python" -m scripts.diensten --ontbreekt)
diensten=()
[[ $mist == *postgresql* ]] || diensten+=(--postgres)
[[ $mist == *redis-server* ]] || diensten+=(--redis)
if [ ${#diensten[@]} -gt 0 ]; then
    exec "$python" -m scripts.diensten "${diensten[@]}" -- scripts/proeven.sh
fi
exec scripts/proeven.sh
