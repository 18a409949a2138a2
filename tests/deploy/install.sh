#!/bin/sh
# nginx for the shipped configuration, strace for what the server asks of the network. Installed from Debian where that is allowed.
set -eu

if command -v nginx >/dev/null && command -v strace >/dev/null; then
    exit 0
fi

. "$(dirname "$0")/../debian.sh"

if may_install; then
    echo "Installing nginx and strace to try the server with."
    install --no-install-recommends nginx-light strace
fi

command -v nginx >/dev/null || echo "No nginx here and none may be installed: the shipped configuration is not tried."
command -v strace >/dev/null || echo "No strace here and none may be installed: what the server asks of the network is not watched."
