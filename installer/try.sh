#!/bin/sh
# Installs what is missing, builds, and opens the wizard on the practice deployment; without a display it diagnoses the
# practice deployment and says where the report lies. Safe to run again.
set -eu
# shellcheck source=installer/setup.sh
. "$(dirname -- "$0")/setup.sh"

# shellcheck disable=SC2086
ensure_packages $build_packages
build release
program="$root/build/release/app/duo-doctor"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "Opening the wizard on the practice deployment ($program practice)"
    exec "$program" practice "$@"
fi
say "No display here, so the practice deployment is diagnosed on the command line, with one fault in it."
report="$root/build/practice-report.html"
status=0
"$program" practice --check --fault model-missing-v1 --quiet --format html --output "$report" || status=$?
"$program" practice --check --fault model-missing-v1 || status=$?
# 1 means: problems found, which is what the practice is for.
[ "$status" -le 1 ] || fail "the program ended with status $status."
say "The report for a browser: $report"
say "All faults to practise on: $program practice --list"
