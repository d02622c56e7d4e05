#!/bin/sh
# The same set-up, then every test: sanitizer build, tests on real servers, format, lint, package. Safe to run again.
# Options: --quick leaves out the lint and the package.
set -eu
# shellcheck source=installer/setup.sh
. "$(dirname -- "$0")/setup.sh"

quick=no
[ "${1:-}" != "--quick" ] || quick=yes

# shellcheck disable=SC2086
ensure_packages $build_packages $test_packages
cd "$root"
ensure_litellm

say "Format"
git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format --dry-run -Werror || fail "run clang-format -i on the files above."

build ci
say "Tests"
QT_LOGGING_RULES="" ctest --preset ci

if [ "$quick" = no ]; then
    say "Lint"
    sh installer/lint.sh build/ci
    say "Package"
    sh installer/test-package.sh
fi
say "All passed"
