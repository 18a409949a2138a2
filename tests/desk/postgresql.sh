#!/bin/sh
# PostgreSQL for the tests of the desk's store, which start a server of their own. Installed from Debian where that is allowed.
set -eu

there() {
    command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

if there; then
    exit 0
fi

. "$(dirname "$0")/../debian.sh"

if may_install; then
    echo "Installing PostgreSQL for the desk's store."
    install --no-install-recommends postgresql
fi

there || echo "No PostgreSQL here and none may be installed: the desk's store is tested on SQLite alone."
