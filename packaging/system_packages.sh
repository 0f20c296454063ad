#!/usr/bin/env bash
# Sees to the system libraries that a Python package cannot bring: as root it installs what is missing, else it prints the
# one line to run. Where everything is there, or the system is not of Debian's family, it does nothing and says nothing.
# Usage: system_packages.sh venv|run|test
set -euo pipefail

PYTHON=${PYTHON:-python3}

# Alternatives are separated by a bar: Ubuntu 24.04 renamed some libraries.
qt_libraries=(libgl1 libegl1 libdbus-1-3 libfontconfig1 "libglib2.0-0t64|libglib2.0-0" libxkbcommon0 fonts-dejavu-core)
display_libraries=(
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
    libwayland-cursor0 libwayland-egl1
    "libcups2t64|libcups2" # without it Qt finds no printer, and says nothing
)
# Checks of printed sheets, the fault shims and real windows. A test that misses one skips itself, and says so.
test_tools=(qpdf poppler-utils gcc libc6-dev xvfb xauth desktop-file-utils)

is_installed() {
    dpkg-query --show --showformat='${db:Status-Abbrev}\n' "$1" 2>/dev/null | grep -q '^ii'
}

# Prints the names among the arguments of which no alternative is installed.
missing_of() {
    local entry name
    for entry in "$@"; do
        for name in ${entry//|/ }; do
            if is_installed "$name"; then continue 2; fi
        done
        echo "$entry"
    done
}

# Prints, for each entry, the alternative that this system's package list knows.
known_names() {
    local entry name
    for entry in "$@"; do
        for name in ${entry//|/ }; do
            if apt-cache show "$name" >/dev/null 2>&1; then break; fi
        done
        echo "$name"
    done
}

install_as_root() {
    local log
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing system packages: ${*##*|}"
    if ! { apt-get update -q && apt-get install -q -y --no-install-recommends $(known_names "$@"); } >"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# Installs or names what is missing of the lists `required` and `optional`; stops only for the first.
see_to_them() {
    local needed wished
    mapfile -t needed < <(missing_of "${required[@]}")
    mapfile -t wished < <(missing_of "${optional[@]}")
    local missing=("${needed[@]}" "${wished[@]}")
    if [ ${#missing[@]} -eq 0 ]; then return 0; fi
    if [ "$(id -u)" -eq 0 ] && install_as_root "${missing[@]}"; then return 0; fi
    if [ ${#needed[@]} -gt 0 ]; then
        echo "Some system libraries are missing. Please run this line, then try again:" >&2
    else
        echo "Some checks will be skipped. To run them all, run this line first:" >&2
    fi
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends" $(known_names "${missing[@]}") >&2
    [ ${#needed[@]} -eq 0 ]
}

required=()
optional=()
case "${1:-}" in
    venv) if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then required=(python3-venv); fi ;;
    run) required=("${qt_libraries[@]}" "${display_libraries[@]}") ;;
    test)
        required=("${qt_libraries[@]}")
        optional=("${test_tools[@]}")
        ;;
    *)
        echo "Usage: $0 venv|run|test" >&2
        exit 2
        ;;
esac

# Elsewhere than in Debian's family the system's own tools see to it; Qt says what it lacks.
if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then see_to_them; fi
