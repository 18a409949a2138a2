#!/bin/sh
# PostgreSQL for the tests of the desk's store, which start a server of their own. Installed from Debian where that is allowed.
set -eu

there() {
    command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

if there; then
    exit 0
fi

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    as_root="none"
fi

if [ "$as_root" != none ] && command -v apt-get >/dev/null && $as_root apt-get update -qq; then
    echo "Installing PostgreSQL for the desk's store."
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql || true
fi

there || echo "No PostgreSQL here and none may be installed: the desk's store is tested on SQLite alone."
