#!/bin/sh
# Runs a command on a display of its own, with a message bus and the accessibility bus that screen readers use.
set -eu
QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
QT_QPA_PLATFORM=xcb
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON QT_QPA_PLATFORM
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
HOME=$home XDG_CONFIG_HOME=$home XDG_DATA_HOME=$home XDG_RUNTIME_DIR=$home
export HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_RUNTIME_DIR
chmod 700 "$home"
xvfb-run -a -s "-screen 0 1400x900x24" dbus-run-session -- sh -c '
    /usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 &
    "$@"' sh "$@"
