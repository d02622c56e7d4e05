"""The wizard as a screen reader sees it: found and used by accessible names alone."""

import os
import subprocess
import time

os.environ.setdefault("NO_AT_BRIDGE", "1")
import pyatspi  # noqa: E402  (the bus must be known before it is imported)


class AccessibleWindow:
    """Starts the program and drives it through AT-SPI."""

    def __init__(self, binary, *arguments):
        self.process = subprocess.Popen([binary, *arguments], stdout=subprocess.DEVNULL)
        self.application = self.wait_for(self._find_application, "the program on the accessibility bus")

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise SystemExit("the program did not end within 10 s of being asked to")

    def _find_application(self):
        if self.process.poll() is not None:
            raise SystemExit(f"the program ended with status {self.process.returncode}")
        desktop = pyatspi.Registry.getDesktop(0)
        for application in desktop:
            if application is not None and application.get_process_id() == self.process.pid:
                application.set_cache_mask(pyatspi.Atspi.Cache.NONE)  # no event loop runs here to keep a cache true
                return application
        return None

    @staticmethod
    def wait_for(condition, what, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                value = condition()
            except (LookupError, RuntimeError):  # a widget went away while it was read
                value = None
            except Exception as error:  # pylint: disable=broad-except
                if "GLib" not in type(error).__module__ and "gi" not in type(error).__module__:
                    raise
                value = None
            if value:
                return value
            time.sleep(0.05)
        raise SystemExit(f"waited {seconds} s in vain for {what}")

    def find(self, name, role=None, must_show=True):
        """The first object of this name that is showing, or None."""
        return self._first(lambda node: node.name == name and (role is None or node.getRoleName() == role), must_show)

    def find_starting(self, words):
        """The first showing object whose name begins with these words, or None."""
        return self._first(lambda node: node.name.startswith(words), True)

    def _first(self, fits, must_show):
        def walk(node, depth):
            if node is None or depth > 30:
                return None
            if fits(node):
                if not must_show or node.getState().contains(pyatspi.STATE_SHOWING):
                    return node
            for i in range(min(node.childCount, 400)):
                found = walk(node.getChildAtIndex(i), depth + 1)
                if found is not None:
                    return found
            return None
        return walk(self.application, 0)

    def get(self, name, role=None, seconds=30):
        return self.wait_for(lambda: self.find(name, role), f"“{name}”", seconds)

    def press(self, name, role=None):
        def ready():
            node = self.find(name, role)
            return node if node is not None and node.getState().contains(pyatspi.STATE_ENABLED) else None
        node = self.wait_for(ready, f"“{name}” to be usable")
        actions = node.queryAction()
        for i in range(actions.nActions):
            if actions.getName(i).lower() in ("press", "click", "toggle"):
                actions.doAction(i)
                return
        raise SystemExit(f"“{name}” cannot be pressed: it offers {[actions.getName(i) for i in range(actions.nActions)]}")

    def text(self, name):
        node = self.find(name)
        return node.queryText().getText(0, -1) if node is not None else ""

    def rows(self, name):
        node = self.find(name)
        return [node.getChildAtIndex(i).name for i in range(node.childCount)] if node is not None else []

    def start_practice(self, fault=None):
        """Opens the chooser, picks the fault by its title, and starts."""
        self.press("Practice")
        if fault:
            faults = self.get("Faults")
            row = next((i for i in range(faults.childCount) if fault in faults.getChildAtIndex(i).name), None)
            if row is None:
                raise SystemExit(f"no fault “{fault}” among {self.rows('Faults')}")
            # By keyboard: Qt 6.4 offers the action “Toggle” on a list's rows and does nothing for it.
            self.key("Tab", "Home", *["Down"] * row, "space", window="Practice deployment")
            self.wait_for(lambda: self.find("1 fault(s) chosen."), "the fault to be chosen")
        self.press("Start practice")
        self.wait_for(lambda: self.find("Faults") is None, "the chooser to close")

    def check_everything(self):
        self.press("Check everything")
        self.get("Checks")  # the page of results
        self.wait_until_done()

    def wait_until_done(self, seconds=40):
        def done():
            again = self.find("Run again")
            return again is not None and again.getState().contains(pyatspi.STATE_ENABLED)
        self.wait_for(done, "the checks to end", seconds)


    def window_id(self, title="Duo Doctor"):
        """The X id of the program's window with this in its title."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", title], capture_output=True, text=True,
                               check=True)
        return found.stdout.split()[0]

    def key(self, *combinations, window="Duo Doctor"):
        """Types keys as a keyboard would; there is no window manager that gives the focus."""
        subprocess.run(["xdotool", "windowfocus", "--sync", self.window_id(window), "key", "--delay", "15", *combinations],
                       check=True)
