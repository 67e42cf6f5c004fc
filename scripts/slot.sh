#!/usr/bin/env bash
# make slot: writes both requirements files from pyproject.toml, with hashes, for every platform and Python >= 3.11.
# What is locked stays as it is where that fits; NIEUW=1 takes the newest versions that pyproject.toml allows.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/omgeving.sh requirements-dev.txt

# No index addresses and no header: the files must be the same wherever they are made.
sluit() {
    .venv/bin/uv pip compile pyproject.toml --quiet --universal --generate-hashes --python-version 3.11 \
        --no-header --no-emit-index-url ${NIEUW:+--upgrade} "$@"
}
sluit --output-file requirements.txt
sluit --group dev --constraints requirements.txt --output-file requirements-dev.txt
echo "requirements.txt en requirements-dev.txt zijn bijgewerkt; bekijk het verschil en draai make test."
