# What this machine has and how it gets more. Sourced by the other scripts, from the project's folder.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# The first Python that is new enough.
find_python() {
    local name
    for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 python; do
        if has "$name" && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed. Install it (Debian, Ubuntu: apt-get install python3;" \
        "macOS: brew install python) or name one: PYTHON=/path/to/python script/setup"
}

can_install() { has apt-get && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }

as_root() {
    if [ "$(id -u)" = 0 ]; then env "$@"; else sudo -n env "$@"; fi
}

apt_get() {
    as_root DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >/dev/null
}

# The packages that this release knows, of names like libharfbuzz-subset0|libharfbuzz0b (first known wins).
known_packages() {
    local choice name
    for choice in "$@"; do
        for name in ${choice//|/ }; do
            if apt-cache show "$name" >/dev/null 2>&1; then
                printf '%s ' "$name"
                break
            fi
        done
    done
}

# Install Debian packages; says no when it may not or cannot.
install_packages() {
    can_install || return 1
    # A fresh machine has no list of packages and an old one a stale list: fetch it, then try again.
    apt_install "$@" || { apt_get update && apt_install "$@"; }
}

apt_install() {
    local names
    names=$(known_packages "$@")
    [ -n "$names" ] || return 1
    say "Installing what is missing: $names"
    # shellcheck disable=SC2086 # the names are words
    apt_get install -y --no-install-recommends $names
}
