#!/bin/sh
# What tests open the app and its files with: Debian's Chromium, a font that has Chinese, and LibreOffice for the slides.
# Installed where that is allowed.
set -eu

browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

office() {
    command -v soffice || command -v libreoffice
}

if browser >/dev/null && office >/dev/null; then
    exit 0
fi

. "$(dirname "$0")/../debian.sh"

if may_install; then
    if ! browser >/dev/null; then
        echo "Installing Chromium for the browser journeys."
        install chromium fonts-noto-cjk
    fi
    if ! office >/dev/null; then
        echo "Installing LibreOffice to open the slides with."
        install --no-install-recommends libreoffice-impress
    fi
fi

browser >/dev/null || echo "No Chromium here and none may be installed: the browser journeys are skipped."
office >/dev/null || echo "No LibreOffice here and none may be installed: opening the slides with it is skipped."
