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

BROKEN = "model-missing-v1"  # ids of practice faults that make telling pictures
CHAIN = "tls-incomplete-chain"
WHOLE = {  # a deployment that says enough to write its configuration
    "schema": "duo-doctor/deployment/1", "name": "Production",
    "gitlab": {"url": "https://gitlab.example.com", "version": "18.5.1"},
    "ai_gateway": {"url": "https://aigw.example.com", "agent_platform": {"address": "aigw.example.com:50052", "tls": True},
                   "metrics": ["http://aigw.example.com:8082/metrics"]},
    "models": [{"name": "chat", "family": "mixtral", "provider": "vllm",
                "identifier": "custom_openai/Mixtral-8x22B-Instruct-v0.1", "endpoint": "http://vllm.example.com:8000/v1",
                "features": ["duo_chat"]},
               {"name": "fast", "family": "codestral", "provider": "vllm",
                "identifier": "custom_openai/codestral-22b-v0.1", "endpoint": "http://vllm.example.com:8001/v1",
                "features": ["code_completions"]}],
}


def take(window, path):
    time.sleep(0.6)  # the last repaint, and the delay of tool tips that must not show
    subprocess.run(["import", "-window", window.window_id(), str(path)], check=True)
    print(path)


def checked(program, fault, path):
    window = AccessibleWindow(program, "--practice", *(["--fault", fault] if fault else []))
    try:
        window.wait_for(lambda: "practice.localhost" in window.text("AI Gateway URL"), "the practice deployment")
        window.check_everything()
        take(window, path)
    finally:
        window.close()


def guided(program, folder):
    """The symptoms, one of them searched for, a question, and a text that is asked for."""
    window = AccessibleWindow(program, "--practice")
    try:
        window.wait_for(lambda: "practice.localhost" in window.text("AI Gateway URL"), "the practice deployment")
        window.key("ctrl+g")
        window.wait_for(lambda: window.rows("Symptoms"), "the symptoms")
        take(window, folder / "guide-symptoms.png")
        window.key("c", "o", "d", "e")
        window.wait_for(lambda: len(window.rows("Symptoms")) < 10, "what the search left")
        take(window, folder / "guide-search.png")
        window.key("ctrl+a", "BackSpace", "Home", "Down", "Return")
        window.wait_for(lambda: window.find("What do you see?") is None, "the first question")
        take(window, folder / "guided-question.png")
        window.key("alt+Left")
        window.wait_for(lambda: window.rows("Symptoms"), "the symptoms")
        window.key("Up", "Return")
        window.get("Paste output here")
        take(window, folder / "guide-text.png")
    finally:
        window.close()


def handed_over(program, path):
    """The end of a walk that found no cause: nothing is named, so nothing is seen."""
    window = AccessibleWindow(program)
    try:
        window.get("GitLab URL")
        window.key("ctrl+g")
        window.wait_for(lambda: window.rows("Symptoms"), "the symptoms")
        row = next(i for i, title in enumerate(window.rows("Symptoms")) if "check everything" in title)
        window.key(*["Down"] * row, "Return")
        window.get("What was seen and tried")
        take(window, path)
    finally:
        window.close()


def captured(program, folder):
    """The paste box: empty, and with a text that nobody knows."""
    window = AccessibleWindow(program, "--practice")
    try:
        window.wait_for(lambda: "practice.localhost" in window.text("AI Gateway URL"), "the practice deployment")
        window.key("ctrl+shift+v")
        paste = window.get("Paste output here")
        take(window, folder / "paste-empty.png")
        paste.queryEditableText().setTextContents("lorem ipsum dolor sit amet")
        window.press("Read it")
        window.wait_for(lambda: window.find_starting("This was not recognised"), "the sentence on the text")
        take(window, folder / "paste-unrecognised.png")
    finally:
        window.close()


def set_up(program, folder):
    """Configuration as it is written, and the pages of set-up help."""
    with tempfile.TemporaryDirectory() as home:
        deployment = pathlib.Path(home) / "production.json"
        deployment.write_text(json.dumps(WHOLE), encoding="utf-8")
        window = AccessibleWindow(program, str(deployment))
        try:
            window.wait_for(lambda: "example.com" in window.text("AI Gateway URL"), "the deployment")
            window.key("ctrl+2")
            for kind in ("docker-run", "compose", "nginx"):
                window.wait_for(lambda: window.text("Generated configuration"), "the configuration")
                take(window, folder / f"generate-{kind}.png")
                window.key("Down")
            window.key("ctrl+3")
            window.get("Users").queryEditableText().setTextContents("1000")
            window.wait_for(lambda: "instances" in window.text("Size of the gateway"), "the size")
            take(window, folder / "set-up-size.png")
            for letter, tab in (("i", "image"), ("m", "models"), ("l", "platforms")):
                window.key(f"alt+{letter}")
                take(window, folder / f"set-up-{tab}.png")
        finally:
            window.close()


def report(program, fault, path):
    """Exports the report as a person would, and pictures it in a browser."""
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "report.html"
        window = AccessibleWindow(program, "--practice", "--fault", fault)
        try:
            window.wait_for(lambda: "practice.localhost" in window.text("AI Gateway URL"), "the practice deployment")
            window.check_everything()
            window.press("Export report…")
            window.wait_for(lambda: window.find("Export report", "dialog") or window.find("Export report"), "the dialog")
            window.key("ctrl+a", window="Export report")
            subprocess.run(["xdotool", "type", "--delay", "10", str(page)], check=True)
            subprocess.run(["xdotool", "key", "Return"], check=True)
            window.wait_for(page.exists, "the report")
        finally:
            window.close()
        subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder}/profile",
                        "--window-size=1100,1400", f"--screenshot={path.resolve()}", page.as_uri()],
                       check=True, capture_output=True, timeout=90)
    print(path)


def main():
    program = sys.argv[1]
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).parents[2] / "docs" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    checked(program, None, folder / "healthy.png")
    checked(program, BROKEN, folder / "faulty.png")
    checked(program, CHAIN, folder / "certificate-chain.png")
    guided(program, folder)
    handed_over(program, folder / "guide-hand-over.png")
    captured(program, folder)
    set_up(program, folder)
    report(program, CHAIN, folder / "report.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
