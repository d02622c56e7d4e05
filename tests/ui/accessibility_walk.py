#!/usr/bin/python3
"""Drives the wizard as an assistive tool does. Usage: accessibility_walk.py PROGRAM

First by accessible names: practice with a fault, check everything, read finding, remedy and evidence, copy a command.
Then captured output: pasted, read, and heard as a finding. Then the guide with the keyboard alone, and back. Then the
pages of the Tools menu, opened by the menu, each with what it is about.
"""

import sys

from accessible_window import AccessibleWindow

FIELDS = ["GitLab URL", "AI Gateway URL", "Model endpoint", "Model identifier", "Model API key", "GitLab version"]
BUTTONS = ["Check everything", "Guide me", "Practice", "Next", "Back", "Stop"]


def expect(condition, what):
    if not condition:
        raise SystemExit(f"not so: {what}")
    print(f"ok: {what}")


def by_names(window):
    for name in FIELDS + BUTTONS:
        expect(window.get(name) is not None, f"“{name}” can be found")
    window.start_practice()
    expect(window.wait_for(lambda: "practice.localhost" in window.text("AI Gateway URL"), "the practice's addresses"),
           "practice fills in its addresses")
    window.check_everything()
    expect(not window.find("Findings").childCount or all("Failed" not in row for row in window.rows("Findings")),
           "the healthy practice deployment has no failed finding")
    window.press("Back")

    window.start_practice(fault=first_fault(window))
    window.check_everything()
    findings = window.wait_for(lambda: window.rows("Findings"), "a finding")
    expect(findings[0].startswith(("Failed", "Warning")), f"the first finding says its state: {findings[0]}")
    expect(len(window.text("Remedy")) > 80, "the remedy can be read")
    expect("What to do" in window.text("Remedy"), "the remedy has steps")
    expect(len(window.text("Evidence")) > 20, "the evidence can be read")
    expect(any(row.startswith(("Failed", "Warning")) for row in window.rows("Checks")), "a check says that it failed")
    for name in ("Run again", "Export report…", "Copy command"):
        expect(window.get(name) is not None, f"“{name}” can be found")
    window.press("Copy command")


def fields_set_by_a_tool(window):
    """A text that is set, and not typed, counts as well."""
    window.press("Back")
    window.get("AI Gateway URL").queryEditableText().setTextContents("http://aigw nowhere:5052")
    window.check_everything()
    expect(window.wait_for(lambda: "contains a space" in " ".join(window.rows("Findings")), "the finding on the address"),
           "an address set by an assistive tool is the one that is checked")


def captured_output(window):
    """What somebody captured is pasted, read and judged; what nobody knows is said so."""
    window.key("ctrl+shift+v")
    paste = window.get("Paste output here")
    paste.queryEditableText().setTextContents("lorem ipsum dolor sit amet")
    window.press("Read it")
    expect(window.wait_for(lambda: window.find_starting("This was not recognised"), "the sentence on the text"),
           "a text that nobody knows is said to be unknown")
    window.get("Paste output here").queryEditableText().setTextContents(
        "$ curl https://aigw.example.com\ncurl: (60) SSL certificate problem: unable to get local issuer certificate\n")
    window.press("Read it")
    expect(window.wait_for(lambda: [row for row in window.rows("Findings") if "certificate" in row], "the finding"),
           "the finding of a pasted output can be heard")
    expect(window.wait_for(lambda: [row for row in window.rows("Checks") if "Output of curl" in row], "its row"),
           "the pasted output stands among the checks")
    expect("What to do" in window.text("Remedy"), "its remedy can be read")


def first_fault(window):
    window.press("Practice")
    titles = window.wait_for(lambda: window.rows("Faults"), "the faults")
    window.press("Cancel")
    window.wait_for(lambda: window.find("Faults") is None, "the chooser to close")
    wanted = [title for title in titles if "refuse" in title.lower() or "listen" in title.lower()]
    return (wanted or titles)[0]


def by_keyboard(window):
    window.key("ctrl+g")
    window.wait_for(lambda: window.find("What do you see?") is not None, "the list of symptoms")
    expect(True, "Ctrl+G opens the guide")
    symptoms = window.wait_for(lambda: window.rows("Symptoms"), "the symptoms")
    expect(any(row.endswith(", Duo Chat") for row in symptoms), "a symptom is heard with its heading")
    window.key("M", "2", "0", "0", "0")
    expect(window.wait_for(lambda: len(window.rows("Symptoms")) == 1, "the one symptom"), "a code finds its symptom")
    window.key("ctrl+a", "BackSpace", "Home", "Return")
    window.wait_for(lambda: window.find("What do you see?") is None, "the first question")
    expect(window.get("Paste output here") is not None, "Enter chooses the first, which asks for a text")
    expect(window.get("Go on without it") is not None, "nobody needs to have the text")
    window.key("alt+Left")
    window.wait_for(lambda: window.find("What do you see?") is not None, "the list of symptoms again")
    expect(True, "Alt+Left goes back to where the walk began")


TOOLS = [  # letter in the menu, what can be found on the page
    ("c", ["Commands", "Emergency check", "Find a command", "Copy command"]),
    ("g", ["Generated configuration"]),
    ("s", ["Set-up help"]),
    ("d", ["Decision tree", "Steps of the tree", "All symptoms", "Save picture…"]),
]


def tools_by_menu(window):
    for letter, names in TOOLS:
        window.key("alt+t")
        window.key(letter)
        for name in names:
            expect(window.get(name) is not None, f"“{name}” can be found by the Tools menu")
    steps = window.wait_for(lambda: window.rows("Steps of the tree"), "the steps of the tree")
    expect(any(row.startswith("Question: ") for row in steps), "a step of the tree is heard with its kind")
    window.key("alt+t", "c")
    rows = window.wait_for(lambda: window.rows("Commands"), "the commands")
    expect(any(", On the GitLab host" in row for row in rows), "a command is heard with its place")
    window.press("Emergency check")
    seen = window.wait_for(lambda: window.rows("What the emergency check saw"), "the emergency check's results")
    expect(window.wait_for(lambda: window.find("All results"), "the end of the emergency check"),
           f"the emergency check says what it saw: {seen[0]}")


def main():
    window = AccessibleWindow(sys.argv[1])
    try:
        by_names(window)
        fields_set_by_a_tool(window)
        captured_output(window)
        by_keyboard(window)
        tools_by_menu(window)
    finally:
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
