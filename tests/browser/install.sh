#!/bin/sh
# What the browser journeys need: Debian's Chromium, and a font that has Chinese. Installed where that is allowed.
set -eu

found() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

if found >/dev/null; then
    exit 0
fi

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    as_root="none"
fi

if [ "$as_root" != none ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser journeys."
    $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk || true
fi

found >/dev/null || echo "No Chromium here and none may be installed: the browser journeys are skipped."
