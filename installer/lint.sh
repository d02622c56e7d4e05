#!/bin/sh
# clang-tidy over the project's own sources, one process per processor. lint.sh BUILD_FOLDER
# Looks at what that build compiles: files that it compiles together are looked at together, which takes a fourth of the
# time. Prints findings and clang's own errors with file and line; fails when there is one.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=$1
cd "$root"
if [ ! -f "$build/compile_commands.json" ]; then
    echo "lint.sh: $build/compile_commands.json is missing; configure that build first." >&2
    exit 2
fi
# Each process's output is held back until it ends, so that two never mix. The build's flags are GCC's: clang is told
# to pass over warning options it does not know. A unit of several files lies in the build, so a room's own
# configuration is named.
# shellcheck disable=SC2016
sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$build/compile_commands.json" |
    grep -E '/(app|core|ui)/[^ ]*\.(cpp|cxx)$' | grep -Ev '/tests/|_autogen/|/\.rcc/|_verify_interface_header_sets/' | sort -u | tr '\n' '\0' |
    xargs -0 -P "$(nproc)" -n 1 sh -c '
        build=$1
        room=$(printf "%s\n" "$2" | sed -nE "s#.*/(core/[a-z]+|app|ui)/.*#\1#p")
        configuration=.clang-tidy
        [ ! -f "$room/.clang-tidy" ] || configuration=$room/.clang-tidy
        status=0
        output=$(clang-tidy -p "$build" --config-file="$configuration" --quiet \
            --extra-arg=-Wno-unknown-warning-option "$2" 2>&1) || status=1
        printf "%s\n" "$output" | grep -Ev "^([0-9]+ warnings? (generated\.|treated as errors?)|)$" || true
        exit "$status"' lint "$build"
