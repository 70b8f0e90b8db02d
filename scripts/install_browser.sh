#!/bin/sh
# Install Chromium and a Chinese font for the browser tests, from Debian's packages, where that is permitted.
set -u

say() { printf '%s\n' "$*" >&2; }
found() { command -v "$1" >/dev/null 2>&1; }
has_browser() { found chromium || found chromium-browser || found google-chrome; }
has_font() { found fc-list && [ -n "$(fc-list :lang=zh-cn 2>/dev/null | head -n 1)" ]; }

packages=""
has_browser || packages="chromium"
has_font || packages="$packages fonts-wqy-microhei fontconfig"
[ -n "$packages" ] || exit 0

if ! found apt-get || [ "$(id -u)" != 0 ]; then
    has_browser || say "Browser tests need Chromium; install it (on Debian, as root: apt-get install$packages)."
    exit 1
fi
say "Installing for the browser tests: $packages"
quick="-o Acquire::Retries=1 -o Acquire::http::Timeout=20"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # lists of words
{ apt-get $quick -qq update; apt-get $quick -qq install -y --no-install-recommends $packages; } >/dev/null 2>&1 ||
    { say "The packages could not be installed: $packages"; exit 1; }
