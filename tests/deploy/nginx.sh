#!/bin/sh
# nginx for the tests of the shipped configuration. Installed from Debian where that is allowed, and not started.
set -eu

if command -v nginx >/dev/null; then
    exit 0
fi

. "$(dirname "$0")/../debian.sh"

if may_install; then
    echo "Installing nginx to try the shipped configuration with."
    install --no-install-recommends nginx-light
fi

command -v nginx >/dev/null || echo "No nginx here and none may be installed: the shipped configuration is not tried."
