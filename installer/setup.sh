#!/bin/sh
# Brings a fresh Debian 12 or Ubuntu 24.04 to the point where the project builds. Sourced by try.sh and test.sh.
# Installs only what is missing, says what it does, and is safe to run again.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

build_packages="cmake ninja-build g++ pkg-config ccache
    qt6-base-dev qtkeychain-qt6-dev libssl-dev libcurl4-openssl-dev libnghttp2-dev libyaml-cpp-dev libcli11-dev libmd4c-dev"

# Real parts of the tests: web server, ssh server, containers, gRPC server, keyring, X server, accessibility bus, shells,
# and a clean root for the package. tests/ui/screenshots.py also wants chromium and imagemagick.
test_packages="clang-format clang-tidy file git
    xvfb xauth xdotool dbus at-spi2-core python3-pyatspi gnome-keyring
    nginx-light prometheus openssl curl ruby dash bash python3 python3-venv python3-grpcio
    openssh-server openssh-client podman runc busybox-static sudo procps iproute2
    desktop-file-utils appstream debootstrap debian-archive-keyring dpkg-dev fonts-dejavu-core"

# A second clone, or this one moved, finds what was compiled before.
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=yes

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
fail() { printf 'duo-doctor set-up: %s\n' "$*" >&2; exit 1; }

# Words of a variable's text, one a line.
words() { printf '%s\n' $*; }

missing_of() {
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done
}

is_known_distribution() {
    [ -r /etc/os-release ] || return 1
    # shellcheck disable=SC1091
    . /etc/os-release
    case "$ID:${VERSION_ID:-0}" in
        debian:12* | debian:13* | ubuntu:24.* | ubuntu:25.*) return 0 ;;
    esac
    return 1
}

# ensure_packages LIST...: installs what is missing of them.
ensure_packages() {
    if ! is_known_distribution; then
        say "This script installs packages on Debian 12 and Ubuntu 24.04. On another system, install these (names as in Debian) and run"
        say "    cmake --preset release && cmake --build --preset release"
        words "$@" >&2
        exit 1
    fi
    # shellcheck disable=SC2046
    missing=$(missing_of "$@")
    [ -n "$missing" ] || return 0
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || fail "these packages are missing: $missing. Install them as root (apt-get install …), or install sudo."
        as_root="sudo"
    fi
    say "Installing what is missing: $missing"
    # A test wants the nginx program, and nobody wants a web server that starts by itself on port 80.
    guard=/usr/sbin/policy-rc.d
    guarded=""
    if [ ! -e "$guard" ]; then
        printf '#!/bin/sh\nexit 101\n' | $as_root tee "$guard" >/dev/null && $as_root chmod 755 "$guard" && guarded=yes
    fi
    $as_root apt-get update -qq || say "The package lists could not be renewed; trying with those at hand."
    # shellcheck disable=SC2086
    if $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >"${TMPDIR:-/tmp}/duo-doctor-apt.log" 2>&1; then
        result=0
    else
        result=1
    fi
    [ -z "$guarded" ] || $as_root rm -f "$guard"
    [ $result -eq 0 ] || { tail -20 "${TMPDIR:-/tmp}/duo-doctor-apt.log" >&2; fail "apt-get could not install them (above). Mend that and run this again."; }
}

# build PRESET: configures when needed, builds, says so.
build() {
    cd "$root" || fail "the folder $root is gone."
    if [ ! -f "build/$1/build.ninja" ]; then
        say "Configuring ($1)"
        cmake --preset "$1" >"build-$1.log" 2>&1 || { tail -30 "build-$1.log" >&2; rm -f "build-$1.log"; fail "the configuration failed (above)."; }
        rm -f "build-$1.log"
    fi
    say "Building ($1); the first time takes some minutes"
    cmake --build --preset "$1" || fail "the build failed (above)."
}

# ensure_litellm: a real model server for the tests, from PyPI, in a folder of the build.
litellm_version=1.106.2
ensure_litellm() {
    venv="$root/build/litellm"
    if [ "$("$venv/bin/python" -c 'import importlib.metadata as m; print(m.version("litellm"))' 2>/dev/null)" = "$litellm_version" ]; then
        return 0
    fi
    say "Installing LiteLLM $litellm_version as a real model server for the tests"
    rm -rf "$venv"
    python3 -m venv "$venv" && "$venv/bin/pip" install -q --disable-pip-version-check "litellm[proxy]==$litellm_version" prisma ||
        fail "pip could not install LiteLLM. Mend the connection to the package index and run this again."
}
