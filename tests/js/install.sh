#!/bin/sh
# What the scripts are linted and typed with, at the versions of package-lock.json. Installed where npm is.
set -eu
cd "$(dirname "$0")/../.."

if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    echo "No Node and npm here: the checks of the JavaScript are skipped."
    exit 0
fi
if [ node_modules/.package-lock.json -nt package-lock.json ]; then
    exit 0
fi
echo "Adding what the checks of the JavaScript need."
npm ci --no-audit --no-fund --loglevel=error || echo "npm could not install them: the checks of the JavaScript are skipped."
