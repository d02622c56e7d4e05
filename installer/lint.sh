#!/bin/sh
# clang-tidy over the project's own sources, one process per processor. lint.sh BUILD_FOLDER
# Prints findings and clang's own errors with file and line; fails when there is one.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=$1
cd "$root"
if [ ! -f "$build/compile_commands.json" ]; then
    echo "lint.sh: $build/compile_commands.json is missing; configure that build first." >&2
    exit 2
fi
# Each process's output is held back until it ends, so that two never mix. The build's flags are GCC's: clang is told
# to pass over warning options it does not know.
# shellcheck disable=SC2016
git ls-files -z 'app/*.cpp' 'core/*.cpp' 'ui/*.cpp' |
    xargs -0 -P "$(nproc)" -n 3 sh -c '
        build=$1
        shift
        status=0
        output=$(clang-tidy -p "$build" --quiet --extra-arg=-Wno-unknown-warning-option "$@" 2>&1) || status=1
        printf "%s\n" "$output" | grep -Ev "^([0-9]+ warnings? (generated\.|treated as errors?)|)$" || true
        exit "$status"' lint "$build"
