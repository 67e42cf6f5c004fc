#!/usr/bin/env bash
# make lint: every check that needs no test: layout, rules, types, arrows between the apps, migrations, settings.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=.venv/bin/python

scripts/omgeving.sh requirements-dev.txt

stap() { printf '\n== %s\n' "$*"; }
proef() { "$python" -m scripts.proef "$@"; }

stap "opmaak en regels (ruff)"
"$python" -m ruff format --check .
"$python" -m ruff check .

stap "typen (mypy)"
proef "$python" -m mypy

stap "pijlen tussen de apps (import-linter)"
proef "$python" .venv/bin/lint-imports --no-logo

stap "migraties en instellingen"
proef "$python" manage.py makemigrations --check --dry-run
SECURE_COOKIES=1 proef "$python" manage.py check --deploy --fail-level WARNING
