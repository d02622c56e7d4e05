#!/usr/bin/env python3
"""From process start to the window on the screen, as the X server sees it, and the resident memory then.

usage: window_start.py PROGRAM RUNS    (inside xvfb-run)
"""
import os
import statistics
import subprocess
import sys
import time

from Xlib import X, display  # python3-xlib


def on_screen(root, pid: int, atom: int) -> bool:
    for window in root.query_tree().children:
        owner = window.get_full_property(atom, X.AnyPropertyType)
        if owner and owner.value[0] == pid and window.get_attributes().map_state == X.IsViewable:
            return True
    return False


def main() -> None:
    program, runs = sys.argv[1], int(sys.argv[2])
    server = display.Display()
    root = server.screen().root
    root.change_attributes(event_mask=X.SubstructureNotifyMask)
    atom = server.intern_atom("_NET_WM_PID")
    times, memory = [], []
    for run in range(runs + 1):
        start = time.perf_counter()
        process = subprocess.Popen([program], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not on_screen(root, process.pid, atom):
            if time.perf_counter() - start > 10 or process.poll() is not None:
                sys.exit("no window came")
            time.sleep(0.001)
        elapsed = time.perf_counter() - start
        time.sleep(1.0)
        with open(f"/proc/{process.pid}/status", encoding="ascii") as f:
            rss = next(int(line.split()[1]) for line in f if line.startswith("VmRSS"))
        process.terminate()
        process.wait(5)
        if run:  # the first one warms the caches
            times.append(elapsed)
            memory.append(rss / 1024)
    print(f"window: on screen after {1000 * statistics.median(times):.0f} ms (median of {runs}; {1000 * min(times):.0f} to {1000 * max(times):.0f}), "
          f"{statistics.median(memory):.0f} MB resident")


if __name__ == "__main__":
    main()
