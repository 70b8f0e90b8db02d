#!/bin/sh
# Install Chromium and a Chinese font for the browser tests, from Debian's packages, where that is permitted.
# Chromium without its window is the same browser and costs half: it draws no tabs and buttons that nobody sees.
set -u

say() { printf '%s\n' "$*" >&2; }
found() { command -v "$1" >/dev/null 2>&1; }
has_browser() { found chromium-headless-shell || found chromium || found chromium-browser || found google-chrome; }
has_font() { found fc-list && [ -n "$(fc-list :lang=zh-cn 2>/dev/null | head -n 1)" ]; }
offered() { found apt-cache && apt-cache show "$1" >/dev/null 2>&1; }
may_install() { found apt-get && [ "$(id -u)" = 0 ]; }

packages=""
has_browser || packages="chromium-headless-shell"
found chromium-headless-shell || ! may_install || ! offered chromium-headless-shell || packages="chromium-headless-shell"
has_font || packages="$packages fonts-wqy-microhei fontconfig"
[ -n "$packages" ] || exit 0

if ! may_install; then
    has_browser || say "Browser tests need Chromium; install it (on Debian, as root: apt-get install $packages)."
    exit 1
fi
say "Installing for the browser tests: $packages"
quick="-o Acquire::Retries=1 -o Acquire::http::Timeout=20"
export DEBIAN_FRONTEND=noninteractive
install() { apt-get $quick -qq install -y --no-install-recommends "$@"; }
# shellcheck disable=SC2086  # lists of words
{
    apt-get $quick -qq update
    install $packages || { ! has_browser && install ${packages#chromium-headless-shell} chromium; }
} >/dev/null 2>&1 && exit
say "The packages could not be installed: $packages"
has_browser
