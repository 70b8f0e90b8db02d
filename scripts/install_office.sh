#!/bin/sh
# Install LibreOffice without its windows, to look at Word and Excel reports in the tests; where that is permitted.
set -u

say() { printf '%s\n' "$*" >&2; }
found() { command -v "$1" >/dev/null 2>&1; }
has() { [ -e "/usr/lib/libreoffice/program/lib$1lo.so" ]; }

found soffice && ! found dpkg && exit 0  # not Debian: whoever installed it knows what is in it
packages=""
has sw || packages="libreoffice-writer-nogui"
has sc || packages="$packages libreoffice-calc-nogui"
[ -n "$packages" ] || exit 0

if ! found apt-get || [ "$(id -u)" != 0 ]; then
    found soffice || say "The tests of Word files need LibreOffice; install it (on Debian, as root: apt-get install $packages)."
    exit 1
fi
say "Installing for the tests of Word files: $packages"
quick="-o Acquire::Retries=1 -o Acquire::http::Timeout=20"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # lists of words
{ apt-get $quick -qq update; apt-get $quick -qq install -y --no-install-recommends $packages; } >/dev/null 2>&1 ||
    { say "The packages could not be installed: $packages"; exit 1; }
