#!/usr/bin/env bash
# Installs Debian packages, when we may. Usage: scripts/installeer.sh PAKKET ...
# Exit status 1, with nothing done: not root, not Debian, or ZONDER_INSTALLATIE=1.
set -euo pipefail

if [ "$(id -u)" -ne 0 ] || [ -n "${ZONDER_INSTALLATIE:-}" ] || ! command -v apt-get >/dev/null; then
    exit 1
fi
echo "Wordt geïnstalleerd uit Debian: $*"
export DEBIAN_FRONTEND=noninteractive
wacht=(-o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
apt-get "${wacht[@]}" update -qq </dev/null
apt-get "${wacht[@]}" install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
