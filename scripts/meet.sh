#!/usr/bin/env bash
# make bench: bench/alles.py, with DATABASE_URL and REDIS_URL of temporary servers whose commits reach the disk.
# What is not on this machine is left out and said; METEN="import triage" is handed on as arguments.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=.venv/bin/python
read -ra meten <<<"${METEN:-}"

scripts/omgeving.sh requirements-dev.txt

# This machine's own settings must not decide what is measured (scripts/proef.py sets what is missing).
read -ra namen < <("$python" -m scripts.proef --namen)
unset DJANGO_SETTINGS_MODULE "${namen[@]}"

scripts/benodigd.sh postgresql redis-server

mist=$("$python" -m scripts.diensten --ontbreekt)
diensten=()
[[ $mist == *postgresql* ]] || diensten+=(--postgres)
[[ $mist == *redis-server* ]] || diensten+=(--redis)
opdracht=("$python" -m scripts.proef "$python" -m bench.alles "${meten[@]}")
if [ ${#diensten[@]} -eq 0 ]; then
    exec "${opdracht[@]}"
fi
exec "$python" -m scripts.diensten "${diensten[@]}" --profiel echt -- "${opdracht[@]}"
