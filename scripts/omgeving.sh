#!/usr/bin/env bash
# Builds .venv/ from hashed requirements and nothing else; does nothing when that was done already.
# Usage: scripts/omgeving.sh [requirements.txt | requirements-dev.txt]      PYTHON=python3.12 chooses another Python.
# Otherwise it is that of the system, where it will do: what is built on the machine itself is often slower.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
lijst=${1:-requirements.txt}
bruikbaar() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
van_het_systeem=/usr/bin/python3
bruikbaar "$van_het_systeem" || van_het_systeem=python3
python=${PYTHON:-$van_het_systeem}

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

# What an installation follows from: the list (the larger one is held to the versions of the smaller) and the Python.
stempel() {
    sha256sum requirements.txt "$1"
    .venv/bin/python -c 'import sys; print(sys.version_info[:2])' 2>/dev/null || echo 'geen python'
}

klaar() { [ "$(stempel "$1")" = "$(cat ".venv/stempel-$1" 2>/dev/null)" ]; }

verouderd() {
    local lijst
    for lijst in requirements.txt requirements-dev.txt; do
        if [ -e ".venv/stempel-$lijst" ] && ! klaar "$lijst"; then return 0; fi
    done
    return 1
}

mkdir -p .venv
exec 9<.venv
flock 9 # two makes at once: the second waits and then finds it done

if klaar "$lijst"; then exit 0; fi

command -v "$python" >/dev/null ||
    stop "$python is niet gevonden; nodig is Python 3.11 of nieuwer (Debian: apt-get install python3 python3-venv)."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Python 3.11 of nieuwer is nodig en $python is $("$python" -V 2>&1); kies een andere, bijvoorbeeld: make setup PYTHON=python3.12"

if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    scripts/installeer.sh python3-venv ||
        stop "De module venv van $python ontbreekt; laat een beheerder dit doen: apt-get install python3-venv"
fi

# Broken, built by another Python, or from a list that has changed: begin clean, so that nothing old lingers.
# Broken off half-way (no stamp yet) goes on where it was.
if ! .venv/bin/python -m pip --version >/dev/null 2>&1 || verouderd; then
    echo "De omgeving .venv wordt gebouwd met $("$python" -V 2>&1)."
    "$python" -m venv --clear .venv ||
        stop "De omgeving .venv kon niet worden gebouwd (zie hierboven)."
fi

# Pip translates all of it on one core while everything waits; of what one develops with more than half is never used,
# and the rest Python translates itself. Not of what is run by somebody who may not write here.
vertaal=(--compile)
[ "$lijst" = requirements.txt ] || vertaal=(--no-compile)

echo "De afhankelijkheden uit $lijst worden geïnstalleerd."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes "${vertaal[@]}" -r "$lijst" ||
    stop "Het installeren uit $lijst is mislukt (zie hierboven); wat al binnen is blijft staan, dus probeer het gerust opnieuw."

stempel requirements.txt >.venv/stempel-requirements.txt # the larger list holds the smaller one
stempel "$lijst" >".venv/stempel-$lijst"
