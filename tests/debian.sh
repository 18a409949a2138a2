# What installs Debian's packages for the tests, where that is allowed: as root, or by a sudo that asks for no password.
# Sourced by the scripts that name the packages.

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    as_root="none"
fi

may_install() {
    [ "$as_root" != none ] && command -v apt-get >/dev/null && $as_root apt-get update -qq
}

install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" || true
}
