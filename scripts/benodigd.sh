#!/usr/bin/env bash
# Sees to the programs that tests and measurements use: installs what is missing when we are root on Debian, and else
# says what is skipped and why. Usage: scripts/benodigd.sh PAKKET ...
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

is_er() {
    case $1 in
        postgresql | redis-server) ! .venv/bin/python -m scripts.diensten --ontbreekt | grep -qx "$1" ;;
        poppler-utils) command -v pdftotext >/dev/null ;;
        # One of the three is enough: see browser() in tests/conftest.py.
        chromium) [ -n "$(command -v chromium-headless-shell chromium chromium-browser)" ] ;;
        libreoffice-*) command -v soffice >/dev/null ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

gevolg() {
    case $1 in
        postgresql) echo "alles op PostgreSQL" ;;
        redis-server) echo "alles met Redis en een Celery-worker" ;;
        chromium) echo "de proeven in een browser" ;;
        poppler-utils) echo "de proeven die de tekst van een PDF lezen" ;;
        libreoffice-*) echo "de proeven die een document in LibreOffice openen" ;;
    esac
}

ontbreekt=()
for pakket in "$@"; do
    is_er "$pakket" && continue
    # Rather the browser without windows, where Debian has it: it does the same in two thirds of the time.
    [ "$pakket" = chromium ] && scripts/installeer.sh chromium-headless-shell && continue
    ontbreekt+=("$pakket")
done
if [ ${#ontbreekt[@]} -eq 0 ] || scripts/installeer.sh "${ontbreekt[@]}"; then
    exit 0
fi
if [ "$(id -u)" -eq 0 ] && [ -z "${ZONDER_INSTALLATIE:-}" ]; then
    echo "Het installeren van ${ontbreekt[*]} is mislukt; ZONDER_INSTALLATIE=1 slaat over wat ze nodig heeft." >&2
    exit 1
fi
for pakket in "${ontbreekt[@]}"; do
    echo "Overgeslagen: $(gevolg "$pakket"), want $pakket ontbreekt (laat een beheerder dit doen: apt-get install $pakket)."
done
