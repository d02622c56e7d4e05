#!/usr/bin/python3
"""Takes the pictures of the documentation from the running program.

Usage: with_accessibility.sh /usr/bin/python3 screenshots.py PROGRAM [FOLDER]   (FOLDER: docs/screenshots)
Needs xdotool, ImageMagick's import, and chromium for the picture of the report.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

from accessible_window import AccessibleWindow


def faults_of(program):
    listed = subprocess.run([program, "practice", "--list", "--format", "json"], capture_output=True, text=True, check=True)
    return json.loads(listed.stdout)["faults"]


def choose(faults, findings):
    """The first fault that a check names with one of these findings."""
    for finding in findings:
        for fault in faults:
            if fault["finding"] == finding:
                return fault
    raise SystemExit(f"no fault leads to one of {findings}")


def take(window, path):
    time.sleep(0.6)  # the last repaint, and the delay of tool tips that must not show
    subprocess.run(["import", "-window", window.window_id(), str(path)], check=True)
    print(path)


def checked(program, fault, path):
    window = AccessibleWindow(program, "--practice", *(["--fault", fault["id"]] if fault else []))
    try:
        window.wait_for(lambda: "practice.localhost" in window.text("AI Gateway URL"), "the practice deployment")
        window.check_everything()
        take(window, path)
    finally:
        window.close()


def guided(program, path):
    window = AccessibleWindow(program, "--practice")
    try:
        window.wait_for(lambda: "practice.localhost" in window.text("AI Gateway URL"), "the practice deployment")
        window.key("ctrl+g")
        window.get("What do you see?")
        window.key("1")
        window.wait_for(lambda: window.find("What do you see?") is None, "the first question")
        take(window, path)
    finally:
        window.close()


def report(program, fault, path):
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "report.html"
        subprocess.run([program, "practice", "--check", "--fault", fault["id"], "--format", "html", "--output", str(page)],
                       check=False)
        subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder}/profile",
                        "--window-size=1100,1400", f"--screenshot={path.resolve()}", page.as_uri()],
                       check=True, capture_output=True, timeout=90)
    print(path)


def main():
    program = sys.argv[1]
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).parents[2] / "docs" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    faults = faults_of(program)
    broken = choose(faults, ["model-endpoint-missing-v1", "connect-refused"])
    chain = choose(faults, ["tls-incomplete-chain", "tls-untrusted-ca", "tls-expired"])
    checked(program, None, folder / "healthy.png")
    checked(program, broken, folder / "faulty.png")
    checked(program, chain, folder / "certificate-chain.png")
    guided(program, folder / "guided-question.png")
    report(program, chain, folder / "report.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
